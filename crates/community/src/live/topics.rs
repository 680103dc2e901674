//! What an open page wants to hear of.

use crate::spaces::access::find as find_space;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::Viewer;

/// Posts on one screen that are followed.
const MOST_SEEN: usize = 100;

/// What the page is a page of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// The bell alone.
    Bell,
    Following,
    All,
    Space(Id),
    Post(Id),
    /// Where the text of a post is being written by several.
    Writing(Id),
}

/// A page's interest. Small: there are thousands of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interest {
    pub topic: Topic,
    /// Posts and comments on the screen, in the order of ids.
    seen: Box<[Id]>,
}

impl Interest {
    /// From the query of the request. A space that the viewer may not know of is not found; what of a
    /// post may be heard is asked with each event.
    pub async fn read(tx: &Tx, viewer: &Viewer, topics: &str, seen: &str) -> Result<Self> {
        let topic = match topics {
            "bell" => Topic::Bell,
            "feed:following" => Topic::Following,
            "feed:latest" | "feed:for-you" => Topic::All,
            other => match other.split_once(':') {
                Some(("space", slug)) => Topic::Space(find_space(tx, viewer, slug).await?.id),
                Some(("post", id)) => Topic::Post(id.parse().map_err(|_| Error::field("topics", "not-a-choice"))?),
                Some(("writing", id)) => {
                    Topic::Writing(id.parse().map_err(|_| Error::field("topics", "not-a-choice"))?)
                }
                _ => return Err(Error::field("topics", "not-a-choice")),
            },
        };
        Ok(Self { topic, seen: ids(seen)? })
    }

    pub fn sees(&self, post: Id) -> bool {
        self.seen.binary_search(&post).is_ok()
    }

    /// Whether this is the page of the post.
    pub fn is_of(&self, post: Id) -> bool {
        self.topic == Topic::Post(post)
    }
}

fn ids(seen: &str) -> Result<Box<[Id]>> {
    let parts = seen.split(',').filter(|part| !part.is_empty());
    let ids: std::result::Result<Vec<Id>, _> = parts.take(MOST_SEEN).map(str::parse::<Id>).collect();
    let mut ids = ids.map_err(|_| Error::field("seen", "wrong-type"))?;
    ids.sort_unstable();
    ids.dedup();
    Ok(ids.into_boxed_slice())
}

#[cfg(test)]
impl Interest {
    pub fn of(topic: Topic, seen: &[i64]) -> Self {
        let seen: Vec<String> = seen.iter().map(ToString::to_string).collect();
        Self { topic, seen: ids(&seen.join(",")).unwrap() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_names_what_is_on_it() {
        let interest = Interest::of(Topic::Following, &[9, 3, 3]);
        assert!(interest.sees(Id(3)) && interest.sees(Id(9)) && !interest.sees(Id(4)));
        assert!(ids("1,x").is_err());
        let many: Vec<String> = (0..500).map(|n| n.to_string()).collect();
        assert_eq!(ids(&many.join(",")).unwrap().len(), MOST_SEEN);
    }
}

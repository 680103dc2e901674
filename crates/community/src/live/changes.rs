//! What a row of the journal means for open pages, and the event that tells of it.

use super::access::{self, Reach};
use super::hub::Listener;
use super::topics::{Interest, Topic};
use bytes::Bytes;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::{Entry, Position};
use kernel::record;
use kernel::web::events::event;
use serde_json::{Value, json};
use std::collections::HashMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Published,
    Commented,
    /// Reactions, votes.
    Counted,
    Edited,
    Deleted,
    /// What hangs on a post beyond its text, such as the questions of a live chat.
    Touched,
}

/// Something that open pages may show.
#[derive(Debug, Clone, Copy)]
struct Change {
    at: Position,
    what: What,
    post: Id,
}

impl Change {
    fn of(entry: &Entry) -> Option<Self> {
        let what = match entry.verb.as_str() {
            "posts.published" => What::Published,
            "posts.commented" => What::Commented,
            "posts.reacted" | "posts.unreacted" | "posts.voted" => What::Counted,
            "posts.edited" | "posts.restored" | "posts.released" => What::Edited,
            "posts.deleted" | "posts.withheld" => What::Deleted,
            "live.touched" => What::Touched,
            _ => return None,
        };
        Some(Self { at: entry.position(), what, post: entry.object })
    }
}

record! {
    #[derive(Debug, Clone)]
    struct Row {
        id: Id,
        root: Option<Id>,
        author: Option<Id>,
        space: Option<Id>,
        comments: i64,
    }
}

/// A change with the events that tell of it, each written once.
pub struct Ready {
    change: Change,
    row: Row,
    /// Tells that it happened.
    main: Bytes,
    /// Tells how a post on the screen stands now, and which post that is.
    counts: Option<(Id, Bytes)>,
}

impl Ready {
    /// Who may see what changed.
    pub fn question(&self) -> Question {
        Question(self.change)
    }

    /// Whether a page wants to hear of it, if its reader may.
    pub fn concerns(&self, listener: &Listener) -> bool {
        listener.after < self.change.at && self.is_for(listener.member, &listener.interest)
    }

    /// The same for a page that asks for what it missed.
    pub fn is_for(&self, member: Id, interest: &Interest) -> bool {
        let own = self.row.author == Some(member);
        let root = self.row.root.unwrap_or(self.row.id);
        match self.change.what {
            What::Published => {
                !own && match interest.topic {
                    Topic::Following | Topic::All => true,
                    Topic::Space(space) => self.row.space == Some(space),
                    Topic::Bell | Topic::Post(_) | Topic::Writing(_) => false,
                }
            }
            What::Commented => (!own && interest.is_of(root)) || interest.sees(root),
            What::Counted | What::Edited | What::Deleted => interest.sees(self.row.id) || interest.is_of(root),
            What::Touched => interest.is_of(root),
        }
    }

    /// What a page hears of it.
    pub fn events(&self, member: Id, interest: &Interest, reach: Reach) -> Vec<&Bytes> {
        let main = match self.change.what {
            What::Published => match interest.topic {
                Topic::Following => reach.followed && reach.wanted,
                Topic::All => reach.wanted,
                _ => true,
            },
            What::Commented => {
                reach.wanted && self.row.author != Some(member) && interest.is_of(self.row.root.unwrap_or_default())
            }
            What::Counted => false,
            What::Edited | What::Deleted | What::Touched => true,
        };
        let counts = self.counts.as_ref().filter(|(post, _)| interest.sees(*post) || interest.is_of(*post));
        main.then_some(&self.main).into_iter().chain(counts.map(|(_, event)| event)).collect()
    }
}

/// Asks who may see a change.
#[derive(Debug, Clone, Copy)]
pub struct Question(Change);

impl Question {
    /// Those of `members` who may see it, and what it is to them.
    pub async fn reaching(self, tx: &Tx, members: &[Id]) -> Result<HashMap<Id, Reach>> {
        match self.0.what {
            What::Published | What::Commented => access::reached(tx, self.0.post, members).await,
            what => access::admitted(tx, self.0.post, what == What::Deleted, members).await,
        }
    }
}

/// The events of some rows of the journal: of several changes of the same counts the last is enough.
pub async fn ready(tx: &Tx, entries: &[Entry]) -> Result<Vec<Ready>> {
    let changes = latest(entries.iter().filter_map(Change::of).collect());
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    let posts: Vec<Id> = changes.iter().map(|change| change.post).collect();
    let mut rows = rows(tx, &posts).await?;
    let roots: Vec<Id> = rows.values().filter_map(|row| row.root).collect();
    rows.extend(self::rows(tx, &roots).await?);
    let all: Vec<Id> = rows.keys().copied().collect();
    let reactions = reactions(tx, &all).await?;
    let ready = changes.into_iter().filter_map(|change| {
        let row = rows.get(&change.post)?.clone();
        let counted = match change.what {
            What::Commented => row.root.and_then(|root| rows.get(&root)),
            What::Counted => Some(&row),
            _ => None,
        };
        let counts = counted.map(|row| (row.id, counts(row, change.at, reactions.get(&row.id))));
        let main = main(change, &row);
        Some(Ready { change, row, main, counts })
    });
    Ok(ready.collect())
}

fn latest(changes: Vec<Change>) -> Vec<Change> {
    let repeats = |change: &Change| matches!(change.what, What::Counted | What::Touched);
    let mut last: HashMap<(Id, bool), Position> = HashMap::new();
    for change in changes.iter().filter(|change| repeats(change)) {
        last.insert((change.post, change.what == What::Touched), change.at);
    }
    let kept = |change: &Change| {
        !repeats(change) || last.get(&(change.post, change.what == What::Touched)) == Some(&change.at)
    };
    changes.into_iter().filter(kept).collect()
}

async fn rows(tx: &Tx, posts: &[Id]) -> Result<HashMap<Id, Row>> {
    let sql = "select p.id, p.root, p.author, p.space, p.comments from posts p where p.id in (each($1))";
    let rows: Vec<Row> = tx.rows(sql, args![posts]).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

async fn reactions(tx: &Tx, posts: &[Id]) -> Result<HashMap<Id, Vec<Value>>> {
    let sql = "select post, emoji, n from reaction_counts where post in (each($1)) and n > 0 order by post, emoji";
    let rows: Vec<(Id, String, i64)> = tx.rows(sql, args![posts]).await?;
    let mut reactions: HashMap<Id, Vec<Value>> = HashMap::new();
    for (post, emoji, n) in rows {
        reactions.entry(post).or_default().push(json!({ "emoji": emoji, "n": n }));
    }
    Ok(reactions)
}

fn main(change: Change, row: &Row) -> Bytes {
    let name = match change.what {
        What::Published => "post",
        What::Commented => "comment",
        What::Counted => "counts",
        What::Edited => "edited",
        What::Deleted => "deleted",
        What::Touched => "touched",
    };
    let data = match (change.what, row.root) {
        (What::Commented, Some(root)) => json!({ "post": root, "comment": row.id }),
        _ => json!({ "post": row.id }),
    };
    event(name, &change.at.to_string(), &data.to_string())
}

fn counts(row: &Row, at: Position, reactions: Option<&Vec<Value>>) -> Bytes {
    let none = Vec::new();
    let data = json!({ "post": row.id, "comments": row.comments, "reactions": reactions.unwrap_or(&none) });
    event("counts", &at.to_string(), &data.to_string())
}

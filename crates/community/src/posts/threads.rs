//! The comments of a post: threads of two levels, in the order that the reader wants, continued by key.

use super::holding::{self, Holding, Withheld};
use super::queries;
use super::types::{CommentView, Reaction};
use crate::identity::Face;
use crate::spaces::access::content_visible_to;
use crate::spaces::audience::reach;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::Viewer;
use kernel::{args, record};
use std::collections::HashMap;

/// In which order the comments of a post are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    #[default]
    Oldest,
    Newest,
    Useful,
}

impl Sort {
    pub fn parse(word: &str) -> Self {
        match word {
            "newest" => Self::Newest,
            "useful" => Self::Useful,
            _ => Self::Oldest,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Oldest => "oldest",
            Self::Newest => "newest",
            Self::Useful => "useful",
        }
    }
}

record! {
    #[derive(Debug)]
    struct CommentRow {
        id: Id,
        parent: Option<Id>,
        author: Option<Id>,
        author_name: String,
        handle: Option<String>,
        name: Option<String>,
        headline: Option<String>,
        photo: Option<String>,
        outside: Option<String>,
        html: String,
        published: Millis,
        edited: Option<Millis>,
        state: String,
        reactions: i64,
    }
}

/// Threads on a page, and replies shown with each.
pub const MOST_THREADS: i64 = 100;
const MOST_REPLIES: i64 = 400;

/// The comments of a post whose root the viewer may see: threads from `after` on, and their replies.
/// The second value continues the list.
pub async fn comments(
    tx: &Tx,
    viewer: &Viewer,
    root: Id,
    sort: Sort,
    after: Option<(i64, Id)>,
) -> Result<(Vec<CommentView>, Option<String>)> {
    // Useful comes in the order of (reactions, id); the others by id alone.
    let (condition, order) = match sort {
        Sort::Oldest => ("(cast($2 as bigint) = 0 and c.id > $3)", "c.id"),
        Sort::Newest => ("(cast($2 as bigint) = 0 and c.id < $3)", "c.id desc"),
        Sort::Useful => ("(c.reactions < $2 or (c.reactions = $2 and c.id > $3))", "c.reactions desc, c.id"),
    };
    let from = after.unwrap_or(match sort {
        Sort::Oldest => (0, Id(0)),
        Sort::Newest => (0, Id::MAX),
        Sort::Useful => (i64::MAX, Id(0)),
    });
    let sql = format!(
        "{COMMENT} where c.root = $1 and c.parent is null and {condition}
           and ({PLACED} or (c.state = 'held' and c.author = $5) or (c.state in ('deleted', 'purged', 'held') and exists (
                select 1 from posts r where r.root = $1 and r.parent = c.id and r.state = 'published')))
           and {} order by {order} limit $4",
        content_visible_to("c", "$5", "$6", "$7")
    );
    let organisation = viewer.organisation.unwrap_or_default();
    let args = args![root, from.0, from.1, MOST_THREADS + 1, viewer.id(), reach(viewer), organisation];
    let mut threads: Vec<CommentRow> = tx.rows(&sql, args).await?;
    let more = threads.len() > usize::try_from(MOST_THREADS).unwrap_or(usize::MAX);
    if more {
        threads.pop();
    }
    let last = threads.last().map(|row| format!("{}.{}", if sort == Sort::Useful { row.reactions } else { 0 }, row.id));
    let next = if more { last } else { None };
    Ok((with_replies(tx, viewer, root, threads).await?, next))
}

/// Those of the comments `ids` below `root` that are there, or whose place is, in this order, with their replies. The
/// caller has made sure that the viewer may see the root.
pub async fn threads(tx: &Tx, viewer: &Viewer, root: Id, ids: &[Id]) -> Result<Vec<CommentView>> {
    let sql = format!(
        "{COMMENT} where c.root = $1 and c.id in (each($2)) and ({PLACED} or (c.state = 'held' and c.author = $3))
           and {}",
        content_visible_to("c", "$3", "$4", "$5")
    );
    let args = args![root, ids, viewer.id(), reach(viewer), viewer.organisation.unwrap_or_default()];
    let rows: Vec<CommentRow> = if ids.is_empty() { Vec::new() } else { tx.rows(&sql, args).await? };
    let views = with_replies(tx, viewer, root, rows).await?;
    let mut views: HashMap<Id, CommentView> = views.into_iter().map(|view| (view.id, view)).collect();
    Ok(ids.iter().filter_map(|id| views.remove(id)).collect())
}

/// A comment `c` that readers see, or whose place they see.
pub const PLACED: &str = "c.state in ('published', 'hidden', 'removed')";

async fn with_replies(tx: &Tx, viewer: &Viewer, root: Id, threads: Vec<CommentRow>) -> Result<Vec<CommentView>> {
    let heads: Vec<Id> = threads.iter().map(|row| row.id).collect();
    let sql = format!(
        "{COMMENT} where c.root = $1 and c.parent in (each($2)) and ({PLACED} or (c.state = 'held' and c.author = $4))
           and {} order by c.parent, c.id limit $3",
        content_visible_to("c", "$4", "$5", "$6")
    );
    let organisation = viewer.organisation.unwrap_or_default();
    let args = args![root, &heads, MOST_REPLIES, viewer.id(), reach(viewer), organisation];
    let replies: Vec<CommentRow> = if heads.is_empty() { Vec::new() } else { tx.rows(&sql, args).await? };
    let places: Vec<Id> =
        threads.iter().chain(&replies).filter(|row| Holding::parse(&row.state).is_some()).map(|row| row.id).collect();
    let mut withheld = holding::all(tx, &places).await?;
    let reacted: Vec<Id> = threads.iter().chain(&replies).filter(|row| row.reactions > 0).map(|row| row.id).collect();
    let mut reactions = queries::reactions(tx, viewer, &reacted).await?;
    let mut below: HashMap<Id, Vec<CommentView>> = HashMap::new();
    for row in replies {
        let parent = row.parent.unwrap_or_default();
        below.entry(parent).or_default().push(comment_view(row, viewer, &mut reactions, &mut withheld));
    }
    let views = threads.into_iter().map(|row| {
        let replies = below.remove(&row.id).unwrap_or_default();
        CommentView { replies, ..comment_view(row, viewer, &mut reactions, &mut withheld) }
    });
    Ok(views.collect())
}

const COMMENT: &str = "select c.id, c.parent, c.author, c.author_name, m.handle, m.name, m.headline, m.photo,
        case when o.kind = 'own' then null else o.name end as outside, c.html, c.published, c.edited, c.state, c.reactions
    from posts c left join members m on m.id = c.author left join organisations o on o.id = m.organisation";

fn comment_view(
    row: CommentRow,
    viewer: &Viewer,
    reactions: &mut HashMap<Id, Vec<Reaction>>,
    withheld: &mut HashMap<Id, Withheld>,
) -> CommentView {
    let deleted = matches!(row.state.as_str(), "deleted" | "purged");
    let own = row.author.is_some_and(|author| viewer.is(author));
    let withheld = withheld.remove(&row.id);
    let closed = withheld.as_ref().is_some_and(|withheld| !own || withheld.state == Holding::Removed);
    let (nameless, wordless) = (deleted || (closed && !own), deleted || closed);
    let author = row.author.zip(row.handle).zip(row.name).map(|((id, handle), name)| Face {
        id,
        handle,
        name,
        headline: row.headline.unwrap_or_default(),
        photo: row.photo,
        outside: row.outside,
    });
    CommentView {
        id: row.id,
        mine: !wordless && own,
        author: if nameless { None } else { author },
        author_name: if nameless { String::new() } else { row.author_name },
        html: if wordless { String::new() } else { row.html },
        published: row.published,
        edited: row.edited,
        deleted,
        withheld,
        reactions: if wordless { Vec::new() } else { reactions.remove(&row.id).unwrap_or_default() },
        replies: Vec::new(),
    }
}

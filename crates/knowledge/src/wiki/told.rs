//! Of what members are told: those who look after a page of suggestions, doubts and days of review; who suggested
//! something of what became of it.

use super::care;
use community::notifications::kinds::{About, Channels, Fact, Kind, To};
use kernel::app::App;
use kernel::args;
use kernel::clock::HOUR;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::jobs::Job;
use kernel::journal::{self, Entry, Event};
use std::time::Duration;

/// Pages whose day of review is told of in one transaction.
const PORTION: i64 = 100;
/// How often it is looked whether one has come.
const EVERY: Duration = Duration::from_secs(HOUR.unsigned_abs() / 1_000);

const THE_CURATOR: &str = "select cast($1 as bigint)";
/// Where a branch has no curator of its own.
const CURATORS: &str = "select ms.member from wiki_pages w cross join memberships ms
    where w.page = $1 and ms.space = w.space and ms.state = 'joined' and ms.role in ('curator', 'moderator', 'owner')";
const SUGGESTED_BY: &str = "select author from wiki_suggestions where id = $1";

const AT_ONCE: Channels = Channels { page: true, push: true, mail: true, digest: true };
const QUIETLY: Channels = Channels { push: false, mail: false, ..AT_ONCE };

pub fn kinds() -> Vec<Kind> {
    let suggested = Kind {
        word: "page-suggestion",
        text: "wiki-told-suggested",
        said: "wiki-said-suggested",
        icon: "diff",
        verbs: &["wiki.suggested"],
        find: |tx, entry| Box::pin(to_curators(tx, entry, "suggested")),
        still: None,
        channels: AT_ONCE,
        fixed: false,
        urgent: false,
        direct: true,
    };
    let doubted = Kind {
        word: "page-doubt",
        text: "wiki-told-doubted",
        said: "wiki-said-doubted",
        icon: "flag",
        verbs: &["wiki.doubted"],
        find: |tx, entry| Box::pin(to_curators(tx, entry, "doubted")),
        channels: QUIETLY,
        ..suggested.clone()
    };
    let due = Kind {
        word: "page-due",
        text: "wiki-told-due",
        said: "wiki-said-due",
        icon: "clock",
        verbs: &["wiki.due"],
        find: |tx, entry| Box::pin(to_curators(tx, entry, "due")),
        channels: QUIETLY,
        ..suggested.clone()
    };
    let accepted = Kind {
        word: "page-suggestion-accepted",
        text: "wiki-told-accepted",
        said: "wiki-said-accepted",
        icon: "ok",
        verbs: &["wiki.suggestion-accepted"],
        find: |tx, entry| Box::pin(decided(tx, entry)),
        channels: QUIETLY,
        ..suggested.clone()
    };
    let refused = Kind {
        word: "page-suggestion-refused",
        text: "wiki-told-refused",
        said: "wiki-said-refused",
        icon: "x",
        verbs: &["wiki.suggestion-refused"],
        ..accepted.clone()
    };
    vec![suggested, doubted, due, accepted, refused]
}

/// The curator of the branch, or those of the space.
async fn to_curators(tx: &Tx, entry: &Entry, what: &str) -> Result<Option<Fact>> {
    let to = match care::curator_of(tx, entry.object).await? {
        Some(curator) => To { sql: THE_CURATOR.into(), of: curator },
        None => To { sql: CURATORS.into(), of: entry.object },
    };
    Ok(Some(of_page(entry, format!("page-{what}:{}", entry.object), to)))
}

async fn decided(_: &Tx, entry: &Entry) -> Result<Option<Fact>> {
    let details = entry.details();
    let id = details.get("suggestion").and_then(|id| id.as_str()).and_then(|id| id.parse::<Id>().ok());
    Ok(id.map(|id| of_page(entry, format!("page-decided:{id}"), To { sql: SUGGESTED_BY.into(), of: id })))
}

fn of_page(entry: &Entry, subject: String, to: To) -> Fact {
    Fact {
        about: About::Post,
        by: entry.actor,
        post: Some(entry.object),
        root: Some(entry.object),
        space: entry.space,
        subject,
        detail: String::new(),
        to,
    }
}

/// Notes the days of review that have come, each once.
pub fn job() -> Job {
    Job::new("wiki.due", EVERY, |app| Box::pin(note_due(app)))
}

/// Answers whether there may be more.
pub async fn note_due(app: &App) -> Result<bool> {
    app.db
        .write(async |tx: &Tx| {
            let sql = "select page, space, due from wiki_pages
                       where due is not null and deleted is null and due < $1 and coalesce(reminded, 0) < due
                       order by due, page limit $2";
            let due: Vec<(Id, Id, i64)> = tx.rows(sql, args![tx.now(), PORTION]).await?;
            for (page, space, at) in &due {
                tx.execute("update wiki_pages set reminded = $1 where page = $2", args![*at, *page]).await?;
                journal::record(tx, Event::new("wiki.due", None, *page).within(Some(*space))).await?;
            }
            Ok(i64::try_from(due.len()).unwrap_or(0) == PORTION)
        })
        .await
}

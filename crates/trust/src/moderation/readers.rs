//! What follows from the journal: what a rule found becomes a case, and what was changed on request is looked at again.

use super::opening::{Cause, Thing, open};
use super::types::{PROFILE, SPACE, TARGET};
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::journal::{Entry, Reader};

pub fn readers() -> Vec<Reader> {
    vec![
        Reader::in_transaction("moderation.rules", &["rules.matched"], |_, tx, entry| Box::pin(matched(tx, entry))),
        Reader::in_transaction("moderation.returned", &["posts.edited"], |_, tx, entry| Box::pin(changed(tx, entry))),
    ]
}

/// A rule never decides: it asks a person.
async fn matched(tx: &Tx, entry: &Entry) -> Result<()> {
    let details = entry.details();
    let word = |name: &str| details.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    if !matches!(word("effect").as_str(), "flag" | "hold" | "insisted") {
        return Ok(());
    }
    let (reason, rule) = (word("reason"), word("name"));
    let note = if rule.is_empty() { word("rule") } else { rule };
    // Read again, it finds the case that it opened.
    let sql = "select 1 from moderation_reports r join moderation_cases c on c.id = r.case_id
               where r.thing = $1 and r.reporter is null and r.at >= $2 limit 1";
    if tx.value::<i64>(sql, args![entry.object, entry.at]).await?.is_some() {
        return Ok(());
    }
    let cause = Cause { source: "rule", by: None, reason: &reason, note: &note, cites: "", weight: 1, target: None };
    let thing = match word("kind").as_str() {
        PROFILE => Thing::Profile(entry.object),
        // Whoever looks after it has answered for it; it stands in the records.
        SPACE => return Ok(()),
        _ => Thing::Post(entry.object),
    };
    match open(tx, thing, cause).await {
        // It was thrown away meanwhile.
        Err(Error::NotFound) => Ok(()),
        opened => opened.map(drop),
    }
}

/// Its author has changed what was returned to them.
async fn changed(tx: &Tx, entry: &Entry) -> Result<()> {
    let sql = "update moderation_cases set state = 'open', due = $1
               where thing = $2 and state <> 'decided' and state = 'returned' and (author = $3 or cast($3 as bigint) is null)";
    tx.execute(sql, args![tx.now() + TARGET, entry.object, entry.actor]).await.map(drop)
}

//! Somebody is told that a question waits for them.

use community::notifications::kinds::{About, Channels, Fact, Kind, To};
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::Entry;

const OFFERED: &str = "select o.member from routing_offers o where o.id = $1 and o.state = 'open'";

pub fn kinds() -> Vec<Kind> {
    vec![Kind {
        word: "offered",
        text: "routing-told",
        said: "routing-said",
        icon: "ask",
        verbs: &["questions.offered"],
        find: |tx, entry| Box::pin(offered(tx, entry)),
        still: None,
        channels: Channels { page: true, push: false, mail: false, digest: true },
        fixed: false,
        urgent: false,
        direct: true,
    }]
}

/// It is told as by who asked, or by who thought of them.
async fn offered(tx: &Tx, entry: &Entry) -> Result<Option<Fact>> {
    let offer: Option<Id> = entry.details().get("offer").and_then(|offer| offer.as_str()?.parse().ok());
    let Some(offer) = offer else { return Ok(None) };
    let sql = "select author from posts where id = $1";
    let author: Option<Id> = tx.value::<Option<Id>>(sql, args![entry.object]).await?.flatten();
    Ok(Some(Fact {
        about: About::Post,
        by: entry.actor.or(author),
        post: Some(entry.object),
        root: Some(entry.object),
        space: entry.space,
        subject: format!("offered:{}", entry.object),
        detail: String::new(),
        to: To { sql: OFFERED.into(), of: offer },
    }))
}

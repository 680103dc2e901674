//! Somebody is told that a question waits for them; an owner, that one has waited too long.

use community::notifications::kinds::{About, Channels, Fact, Kind, To};
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::Entry;

const OFFERED: &str = "select o.member from routing_offers o where o.id = $1 and o.state = 'open'";

/// Who owns the space of the question.
const OWNERS: &str = "select m.member from posts p cross join memberships m
    where p.id = $1 and m.space = p.space and m.state = 'joined' and m.role = 'owner'";

/// What was answered meanwhile is told no more.
const STILL_WAITING: &str = "exists (select 1 from questions sq where sq.post = n.post and sq.answers = 0)";

pub fn kinds() -> Vec<Kind> {
    let offered = Kind {
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
    };
    let late = Kind {
        word: "late",
        text: "routing-told-late",
        said: "routing-said-late",
        icon: "clock",
        verbs: &["questions.late"],
        find: |_, entry| Box::pin(async move { Ok(Some(of_question(entry, None, OWNERS, entry.object, "late"))) }),
        still: Some(STILL_WAITING),
        ..offered.clone()
    };
    vec![offered, late]
}

/// It is told as by who asked, or by who thought of them.
async fn offered(tx: &Tx, entry: &Entry) -> Result<Option<Fact>> {
    let offer: Option<Id> = entry.details().get("offer").and_then(|offer| offer.as_str()?.parse().ok());
    let Some(offer) = offer else { return Ok(None) };
    let sql = "select author from posts where id = $1";
    let author: Option<Id> = tx.value::<Option<Id>>(sql, args![entry.object]).await?.flatten();
    Ok(Some(of_question(entry, entry.actor.or(author), OFFERED, offer, "offered")))
}

fn of_question(entry: &Entry, by: Option<Id>, to: &'static str, of: Id, subject: &str) -> Fact {
    Fact {
        about: About::Post,
        by,
        post: Some(entry.object),
        root: Some(entry.object),
        space: entry.space,
        subject: format!("{subject}:{}", entry.object),
        detail: String::new(),
        to: To { sql: to.into(), of },
    }
}

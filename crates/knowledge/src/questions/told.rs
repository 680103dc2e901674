//! Of what members are told: that their question has an answer, that their answer was accepted.

use super::types::ANSWER_KIND;
use community::notifications::kinds::{Channels, Fact, Kind, To};
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::Entry;

/// Who follows the question; its asker does, unless they chose to hear nothing of it.
const WAITING: &str = "select f.member from post_follows f where f.post = $1 and f.level = 'everything'
    union select coalesce(p.author, p.veiled) from posts p where p.id = $1 and coalesce(p.author, p.veiled) is not null and not exists
    (select 1 from post_follows n where n.member = coalesce(p.author, p.veiled) and n.post = $1 and n.level = 'nothing')";

const AUTHOR: &str = "select p.author from posts p where p.id = $1 and p.author is not null";

/// An acceptance that was taken back is told no more.
const STILL_ACCEPTED: &str = "exists (select 1 from questions sq where sq.accepted = n.post and sq.post = n.root)";

const AT_ONCE: Channels = Channels { page: true, push: true, mail: true, digest: true };

pub fn kinds() -> Vec<Kind> {
    let answered = Kind {
        word: "answer",
        text: "questions-told-answer",
        said: "questions-said-answer",
        icon: "ask",
        verbs: &["posts.commented"],
        find: |tx, entry| Box::pin(answered(tx, entry)),
        still: None,
        channels: AT_ONCE,
        fixed: false,
        urgent: false,
        direct: true,
    };
    let accepted = Kind {
        word: "accepted",
        text: "questions-told-accepted",
        said: "questions-said-accepted",
        icon: "ok",
        verbs: &["questions.accepted"],
        find: |tx, entry| Box::pin(accepted(tx, entry)),
        still: Some(STILL_ACCEPTED),
        channels: Channels { mail: false, ..AT_ONCE },
        ..answered.clone()
    };
    vec![answered, accepted]
}

async fn answered(tx: &Tx, entry: &Entry) -> Result<Option<Fact>> {
    if entry.details().get("kind").and_then(|kind| kind.as_str()) != Some(ANSWER_KIND) {
        return Ok(None);
    }
    let root = root(tx, entry).await?;
    Ok(root.map(|root| Fact::of_post(entry, root, format!("answer:{root}"), To { sql: WAITING.into(), of: root })))
}

async fn accepted(tx: &Tx, entry: &Entry) -> Result<Option<Fact>> {
    let root = root(tx, entry).await?;
    let to = To { sql: AUTHOR.into(), of: entry.object };
    Ok(root.map(|root| Fact::of_post(entry, root, format!("accepted:{}", entry.object), to)))
}

async fn root(tx: &Tx, entry: &Entry) -> Result<Option<Id>> {
    tx.value::<Option<Id>>("select root from posts where id = $1", args![entry.object]).await.map(Option::flatten)
}

//! What of the journal is audited.

use super::chain;
use kernel::app::App;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::{Entry, Reader};

/// All that is done there is administration, or a decision over others.
const WHOLE: [&str; 13] = [
    "analyses.",
    "identity.",
    "spaces.",
    "charter.",
    "rules.",
    "moderation.",
    "audit.",
    "retention.",
    "holds.",
    "cases.",
    "rights.",
    "incidents.",
    "transfer.",
];

/// Of those, what members do for themselves, or what is not done by a person.
const EXCEPT: [&str; 16] = [
    "analyses.chosen",
    "identity.signed-in",
    "identity.described",
    "identity.photographed",
    "identity.session-ended",
    "identity.email-asked",
    "spaces.joined",
    "spaces.left",
    "spaces.asked",
    "spaces.filled",
    "spaces.welcome",
    "charter.acknowledged",
    "rules.matched",
    "moderation.reported",
    "moderation.late",
    "incidents.ticked",
];

/// Done by authors too: audited when somebody else did it.
const BY_OTHERS: [&str; 11] = [
    "posts.deleted",
    "posts.restored",
    "posts.edited",
    "posts.pinned",
    "posts.unpinned",
    "questions.closed",
    "questions.reopened",
    "questions.merged",
    "questions.parted",
    "events.cancelled",
    "events.called-off",
];

const ALSO: [&str; 8] = [
    "questions.unveiled",
    "questions.naming-chosen",
    "wiki.revision-hidden",
    "wiki.revision-shown",
    "search.rebuild_asked",
    "notifications.default-chosen",
    "questions.target-set",
    "deflection.assumed",
];

/// A case is audited where somebody has opened it by hand; reports and rules are no administration.
const OPENED: &str = "moderation.opened";

pub fn is_audited(verb: &str) -> bool {
    let whole = WHOLE.iter().any(|prefix| verb.starts_with(prefix)) && !EXCEPT.contains(&verb);
    whole || BY_OTHERS.contains(&verb) || ALSO.contains(&verb)
}

pub fn reader() -> Reader {
    Reader::of_verbs("audit", is_audited, |app, tx, entry| Box::pin(take(app, tx, entry)))
}

async fn take(app: &App, tx: &Tx, entry: &Entry) -> Result<()> {
    if entry.verb == OPENED && entry.details().get("source").and_then(|source| source.as_str()) != Some("hand") {
        return Ok(());
    }
    if BY_OTHERS.contains(&entry.verb.as_str()) {
        let author = tx.value::<Option<Id>>("select author from posts where id = $1", args![entry.object]).await?;
        if author.flatten() == entry.actor {
            return Ok(());
        }
    }
    chain::append(app, tx, entry).await
}

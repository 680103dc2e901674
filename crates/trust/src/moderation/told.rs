//! Of what members are told: what was decided about what they wrote or reported, and how an appeal ended. None of it can
//! be turned off.

use community::notifications::kinds::{About, Channels, Fact, Kind, To};
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::Entry;

const AUTHOR: &str = "select d.author from moderation_decisions d where d.id = $1 and d.author is not null
    and d.outcome <> 'keep'";

const APPELLANT: &str = "select d.author from moderation_decisions d where d.id = $1 and d.author is not null";

const REPORTERS: &str =
    "select r.reporter from moderation_decisions d join moderation_reports r on r.case_id = d.case_id
    where d.id = $1 and r.reporter is not null";

const AT_ONCE: Channels = Channels { page: true, push: true, mail: true, digest: false };

pub fn kinds() -> Vec<Kind> {
    let decided = Kind {
        word: "moderated",
        text: "moderation-told-decided",
        said: "moderation-said-decided",
        icon: "govern",
        verbs: &["moderation.decided"],
        find: |_, entry| Box::pin(async move { told(entry, AUTHOR) }),
        still: None,
        channels: AT_ONCE,
        fixed: true,
        urgent: false,
        direct: true,
    };
    let settled = Kind {
        word: "appeal",
        text: "moderation-told-settled",
        said: "moderation-said-settled",
        verbs: &["moderation.settled"],
        find: |_, entry| Box::pin(async move { told(entry, APPELLANT) }),
        ..decided.clone()
    };
    let outcome = Kind {
        word: "reported",
        text: "moderation-told-outcome",
        said: "moderation-said-outcome",
        icon: "flag",
        find: |_, entry| Box::pin(async move { told(entry, REPORTERS) }),
        channels: Channels { push: false, mail: false, ..AT_ONCE },
        ..decided.clone()
    };
    vec![decided, settled, outcome]
}

/// Nobody is named: it is the house that decides, and whom one has muted must not keep it away.
fn told(entry: &Entry, to: &'static str) -> Result<Option<Fact>> {
    let title = entry.details().get("title").and_then(|title| title.as_str()).unwrap_or_default().to_owned();
    let decision: Id = entry.object;
    Ok(Some(Fact {
        about: About::Member,
        by: None,
        post: None,
        root: None,
        space: None,
        subject: format!("/moderation/decisions/{decision}"),
        detail: title,
        to: To { sql: to.into(), of: decision },
    }))
}

//! Of what members are told: what was decided about what they wrote or reported, and how an appeal ended, which cannot be
//! turned off; and those who moderate, of what waits for them.

use super::lateness::LATE;
use community::notifications::kinds::{About, Channels, Fact, Kind, To};
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::Entry;

const AUTHOR: &str = "select d.author from moderation_decisions d where d.id = $1 and d.author is not null
    and (d.outcome <> 'keep' or exists (select 1 from moderation_cases c where c.id = d.case_id and c.source = 'wave'))";

const TAKEN: &str = "select coalesce(p.author, p.veiled) from moderation_wave_posts w join posts p on p.id = w.post
    where w.wave = $1 and coalesce(p.author, p.veiled) is not null";

const APPELLANT: &str = "select d.author from moderation_decisions d where d.id = $1 and d.author is not null";

const REPORTERS: &str =
    "select r.reporter from moderation_decisions d join moderation_reports r on r.case_id = d.case_id
    where d.id = $1 and r.reporter is not null";

/// Those who may decide the case `mc`: who moderates everywhere, and who looks after the space; not whose it is, and not who
/// reported it.
macro_rules! moderators {
    ($from:literal) => {
        concat!(
            "select mm.id from members mm cross join ",
            $from,
            "
             where mm.state = 'active' and (mc.author is null or mm.id <> mc.author)
               and not exists (select 1 from moderation_reports mr where mr.case_id = mc.id and mr.reporter = mm.id)
               and (mm.role in ('moderator', 'administrator') or mm.id in (
                 select ms.member from memberships ms where ms.space = mc.space and ms.state = 'joined'
                   and ms.role in ('moderator', 'owner')))"
        )
    };
}

const OF_CASE: &str = moderators!("(select * from moderation_cases where id = $1) mc");

/// Who decided does not decide the appeal.
const OF_APPEAL: &str = concat!(
    moderators!(
        "(select c.*, d.by_member from moderation_decisions d join moderation_cases c on c.id = d.case_id
          where d.id = $1) mc"
    ),
    " and mm.id <> mc.by_member"
);

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
    let wave = Kind {
        word: "wave",
        text: "moderation-told-wave",
        said: "moderation-said-wave",
        verbs: &["moderation.wave-held"],
        find: |_, entry| {
            let fact = Fact { by: None, subject: "/moderation/mine".to_owned(), ..desk(entry, TAKEN) };
            Box::pin(async move { Ok(Some(fact)) })
        },
        ..decided.clone()
    };
    let case = Kind {
        word: "case",
        text: "moderation-told-case",
        said: "moderation-said-case",
        verbs: &["moderation.opened"],
        find: |_, entry| Box::pin(async move { Ok(Some(desk(entry, OF_CASE))) }),
        channels: Channels { push: false, mail: false, ..AT_ONCE },
        fixed: false,
        direct: false,
        ..decided.clone()
    };
    let late = Kind {
        word: "case-late",
        text: "moderation-told-late",
        said: "moderation-said-late",
        icon: "timer",
        verbs: &[LATE],
        channels: AT_ONCE,
        ..case.clone()
    };
    let appealed = Kind {
        word: "case-appealed",
        text: "moderation-told-appealed",
        said: "moderation-said-appealed",
        verbs: &["moderation.appealed"],
        find: |_, entry| Box::pin(async move { Ok(Some(desk(entry, OF_APPEAL))) }),
        channels: AT_ONCE,
        ..case.clone()
    };
    vec![decided, settled, outcome, wave, case, late, appealed]
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

/// What waits at the desk, together until it is read; it says nothing of what the case is about.
fn desk(entry: &Entry, to: &'static str) -> Fact {
    Fact {
        about: About::Member,
        by: entry.actor,
        post: None,
        root: None,
        space: None,
        subject: format!("/moderation/cases{}", if to == OF_APPEAL { "?state=appealed" } else { "" }),
        detail: String::new(),
        to: To { sql: to.into(), of: entry.object },
    }
}

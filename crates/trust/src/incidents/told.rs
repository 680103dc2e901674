//! Of what members are told: that they are needed in an incident. It cannot be turned off.

use community::notifications::kinds::{About, Channels, Fact, Kind, To};
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::Entry;

pub fn kinds() -> Vec<Kind> {
    vec![Kind {
        word: "incident",
        text: "incidents-told-named",
        said: "incidents-said-named",
        icon: "govern",
        verbs: &["incidents.named"],
        find: |_, entry| Box::pin(async move { named(entry) }),
        still: None,
        channels: Channels { page: true, push: true, mail: true, digest: false },
        fixed: true,
        urgent: true,
        direct: true,
    }]
}

fn named(entry: &Entry) -> Result<Option<Fact>> {
    let details = entry.details();
    let member = details.get("member").and_then(|member| member.as_str()).and_then(|member| member.parse::<Id>().ok());
    let Some(member) = member else { return Ok(None) };
    Ok(Some(Fact {
        about: About::Member,
        by: entry.actor,
        post: None,
        root: None,
        space: None,
        subject: format!("/incidents/{}", entry.object),
        detail: details.get("name").and_then(|name| name.as_str()).unwrap_or_default().to_owned(),
        to: To { sql: "select cast($1 as bigint)".into(), of: member },
    }))
}

//! Presence: whether somebody is here now, or was today. Never when, and never more than that.
//!
//! Each member chooses who may see it: nobody, who shares a space with them (so it is without a choice), or
//! everybody of the company. A node notes it for those who have a page open, at most once a minute and not
//! at all for those who show it to nobody ([`note`]).

mod access;
mod choice;
mod here;
mod queries;

pub use queries::{Presence, Shown, of};

use crate::analyses::NO_PRESENCE;
use kernel::args;
use kernel::capability::Capability;
use kernel::clock::{MINUTE, Millis, SECOND};
use kernel::db::{Migrations, Tx};
use kernel::error::Result;
use kernel::ids::Id;
use kernel::languages::{Language, Source};
use kernel::web::{Doc, Routes};
use std::time::Duration;

const MIGRATIONS: Migrations =
    Migrations { capability: "presence", steps: &[("V1__presence", include_str!("migrations/V1__presence.sql"))] };

const TEXTS: &[Source] = &[
    (Language::English, "presence.ftl", include_str!("../../texts/en/presence.ftl")),
    (Language::French, "presence.ftl", include_str!("../../texts/fr/presence.ftl")),
    (Language::German, "presence.ftl", include_str!("../../texts/de/presence.ftl")),
    (Language::Arabic, "presence.ftl", include_str!("../../texts/ar/presence.ftl")),
];

/// How often it is noted that a member is still here.
pub const NOTED_EVERY: Duration = Duration::from_secs(60);
/// How long a note counts: two of them, and some seconds for the writing.
const COUNTS: Millis = 2 * MINUTE + 30 * SECOND;

pub fn capability() -> Capability {
    Capability {
        migrations: vec![MIGRATIONS],
        routes: Routes::new()
            .get(
                "/presence",
                here::who,
                Doc::new("Which of some members are here, or were today")
                    .answers::<here::HereList>()
                    .query(&[("of", "handles, separated by commas")]),
            )
            .get(
                "/settings/presence",
                choice::show,
                Doc::new("Who may see whether one is here").answers::<choice::PresenceSettings>(),
            )
            .put(
                "/settings/presence",
                choice::save,
                Doc::new("Chooses who may see it")
                    .takes::<choice::PresenceForm>()
                    .answers::<choice::PresenceSettings>(),
            ),
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

/// Notes that these members are here, but for those who show it to nobody.
pub async fn note(tx: &Tx, members: &[Id]) -> Result<()> {
    let sql = format!(
        "insert into presences (member, until)
               select m.id, $2 from members m left join presence_choices c on c.member = m.id
               where m.id in (each($1)) and m.state = 'active' and coalesce(c.shown_to, 'spaces') <> 'nobody'
                 and not {NO_PRESENCE}
               on conflict (member) do update set until = excluded.until"
    );
    tx.execute(&sql, args![members, tx.now() + COUNTS]).await.map(drop)
}

/// What is kept of a member here goes.
pub async fn erase(tx: &kernel::db::Tx, member: kernel::ids::Id) -> kernel::error::Result<()> {
    for table in ["presences", "presence_choices"] {
        tx.execute(&format!("delete from {table} where member = $1"), kernel::args![member]).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;

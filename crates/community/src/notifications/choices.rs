//! What goes where: the defaults of each kind, what the administrators chose over them, and what the
//! member chose over that. What cannot be turned off stays on in its own channels.

use super::kinds::{Channels, Kind, Kinds};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::{args, record};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;
use utoipa::ToSchema;

/// A kind with where it goes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Choice {
    pub kind: String,
    #[serde(flatten)]
    pub channels: Channels,
    /// It cannot be turned off.
    pub fixed: bool,
    #[serde(skip)]
    pub text: &'static str,
}

/// A kind with where it is to go, as it is sent. What is left out stays.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Wish {
    pub kind: String,
    pub page: Option<bool>,
    pub push: Option<bool>,
    pub mail: Option<bool>,
    pub digest: Option<bool>,
}

impl Wish {
    pub fn over(&self, channels: Channels) -> Channels {
        Channels {
            page: self.page.unwrap_or(channels.page),
            push: self.push.unwrap_or(channels.push),
            mail: self.mail.unwrap_or(channels.mail),
            digest: self.digest.unwrap_or(channels.digest),
        }
    }
}

/// What cannot be turned off stays where the kind itself goes.
pub fn bound(kind: &Kind, chosen: Channels) -> Channels {
    if !kind.fixed {
        return chosen;
    }
    let own = kind.channels;
    Channels {
        page: chosen.page || own.page,
        push: chosen.push || own.push,
        mail: chosen.mail || own.mail,
        digest: chosen.digest || own.digest,
    }
}

record! {
    struct Row {
        member: Id,
        kind: String,
        page: bool,
        push: bool,
        mail: bool,
        digest: bool,
    }
}

impl Row {
    fn channels(&self) -> Channels {
        Channels { page: self.page, push: self.push, mail: self.mail, digest: self.digest }
    }
}

/// Where kinds go for some members, asked once for all of them.
#[derive(Default)]
pub struct Chosen {
    defaults: HashMap<String, Channels>,
    own: HashMap<(Id, String), Channels>,
}

impl Chosen {
    pub async fn load(tx: &Tx, members: &[Id]) -> Result<Self> {
        let sql = "select cast(0 as bigint) as member, kind, page, push, mail, digest from notification_defaults";
        let defaults: Vec<Row> = tx.rows(sql, &[]).await?;
        let sql = "select member, kind, page, push, mail, digest from notification_choices where member in (each($1))";
        let own: Vec<Row> = if members.is_empty() { Vec::new() } else { tx.rows(sql, args![members]).await? };
        Ok(Self {
            defaults: defaults.into_iter().map(|row| (row.kind.clone(), row.channels())).collect(),
            own: own.into_iter().map(|row| ((row.member, row.kind.clone()), row.channels())).collect(),
        })
    }

    /// What the administrators have chosen for everybody.
    pub fn default_of(&self, kind: &Kind) -> Channels {
        bound(kind, self.defaults.get(kind.word).copied().unwrap_or(kind.channels))
    }

    pub fn of(&self, member: Id, kind: &Kind) -> Channels {
        let own = self.own.get(&(member, kind.word.to_owned())).copied();
        own.map_or_else(|| self.default_of(kind), |own| bound(kind, own))
    }

    /// The table of a member; without one, that of the administrators.
    pub fn table(&self, kinds: &Kinds, member: Option<Id>) -> Vec<Choice> {
        let choice = |kind: &Kind| Choice {
            kind: kind.word.to_owned(),
            channels: member.map_or_else(|| self.default_of(kind), |member| self.of(member, kind)),
            fixed: kind.fixed,
            text: kind.text,
        };
        kinds.iter().map(choice).collect()
    }
}

/// Keeps what a member chose; what is as everybody has it follows everybody from then on.
pub async fn choose(tx: &Tx, chosen: &Chosen, member: Id, kind: &Kind, channels: Channels) -> Result<()> {
    if channels == chosen.default_of(kind) {
        let sql = "delete from notification_choices where member = $1 and kind = $2";
        return tx.execute(sql, args![member, kind.word]).await.map(drop);
    }
    let sql =
        "insert into notification_choices (member, kind, page, push, mail, digest) values ($1, $2, $3, $4, $5, $6)
               on conflict (member, kind) do update set page = excluded.page, push = excluded.push,
                 mail = excluded.mail, digest = excluded.digest";
    let Channels { page, push, mail, digest } = channels;
    tx.execute(sql, args![member, kind.word, page, push, mail, digest]).await.map(drop)
}

/// Keeps what the administrators chose for everybody.
pub async fn choose_default(tx: &Tx, by: Option<Id>, kind: &Kind, channels: Channels) -> Result<()> {
    let sql = "insert into notification_defaults (kind, page, push, mail, digest) values ($1, $2, $3, $4, $5)
               on conflict (kind) do update set page = excluded.page, push = excluded.push,
                 mail = excluded.mail, digest = excluded.digest";
    let Channels { page, push, mail, digest } = channels;
    tx.execute(sql, args![kind.word, page, push, mail, digest]).await?;
    let details = json!({ "kind": kind.word, "page": page, "push": push, "mail": mail, "digest": digest });
    journal::record(tx, Event::new("notifications.default-chosen", by, Id(0)).with(details)).await
}

//! What follows from the journal: a row for each member whom something concerns.
//!
//! Reading a row again changes nothing: one row of the journal is one notification of a member.

use super::kinds::{Fact, Kind, Kinds};
use kernel::app::App;
use kernel::args;
use kernel::clock::{DAY, Millis};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::PER_MOMENT;
use kernel::journal::{Entry, Reader};

/// What is told so long after it happened (a reader that begins again, an import) is no news.
const NEWS: Millis = 14 * DAY;
/// And no reason for a mail.
const FRESH: Millis = 2 * DAY;

pub fn reader() -> Reader {
    Reader::in_transaction("notifications.rows", &[], |app, tx, entry| Box::pin(read(app, tx, entry)))
}

async fn read(app: &App, tx: &Tx, entry: &Entry) -> Result<()> {
    let kinds = app.part::<Kinds>();
    let mut told = 0;
    for kind in kinds.of(&entry.verb) {
        if let Some(fact) = (kind.find)(tx, entry).await? {
            told += note(app, tx, entry, kind, &fact).await?;
        }
    }
    if told > 0 {
        tx.ring();
    }
    Ok(())
}

/// Notes a fact for everybody whom it concerns, and lets it stand for what is told together with it. The cross join
/// keeps SQLite from looking through all members for the few.
async fn note(app: &App, tx: &Tx, entry: &Entry, kind: &Kind, fact: &Fact) -> Result<u64> {
    let sql = format!(
        "with told (member) as ({})
         insert into notifications (member, id, seq, kind, about, actor, post, root, space, subject, bundle, latest,
             detail, at, read, due, stage)
         select m.id, cast($2 as bigint), cast($3 as bigint), cast($4 as text), cast($5 as text), cast($6 as bigint),
             cast($7 as bigint), cast($8 as bigint), cast($9 as bigint), cast($10 as text),
             coalesce((select b.bundle from notifications b
                 where b.member = m.id and b.subject = $10 and b.latest = 1 and b.read is null limit 1), $2),
             1, cast($11 as text), cast($12 as bigint), cast($13 as bigint), cast($14 as bigint), 0
         from told t cross join members m
         where m.id = t.member and m.state = 'active' and m.id <> coalesce(cast($6 as bigint), 0)
           and not exists (select 1 from mutes x where x.member = m.id and x.muted = $6)
         on conflict do nothing",
        fact.to.sql
    );
    let id = tx.id_at(entry.at, u32::try_from(entry.seq.rem_euclid(i64::from(PER_MOMENT))).unwrap_or(0));
    let age = tx.now() - entry.at;
    let read = (age > NEWS).then_some(entry.at);
    let wait = Millis::from(app.configuration.notifications.push_after_seconds) * kernel::clock::SECOND;
    let due = (age < FRESH).then_some(entry.at + wait);
    let args = args![
        fact.to.of,
        id,
        entry.seq,
        kind.word,
        fact.about.word(),
        fact.by,
        fact.post,
        fact.root,
        fact.space,
        &fact.subject,
        &fact.detail,
        entry.at,
        read,
        due
    ];
    let told = tx.execute(&sql, args).await?;
    if told > 0 {
        let sql = "update notifications set latest = 0, due = null
                   where subject = $1 and latest = 1 and read is null and seq <> $2
                     and member in (select n.member from notifications n where n.seq = $2 and n.read is null)";
        tx.execute(sql, args![&fact.subject, entry.seq]).await?;
    }
    Ok(told)
}

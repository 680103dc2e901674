//! Mails to those who have not acknowledged a policy: when somebody asks for it, and by themselves where a policy says how
//! often; and to those whose acknowledgement ends soon.

use super::queries::{self, Unreminded};
use super::types::{ROW, Row};
use crate::letters::{self, Letter};
use kernel::app::App;
use kernel::args;
use kernel::clock::{DAY, Millis};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::jobs::Job;
use kernel::journal::{self, Event};
use serde_json::json;
use std::time::Duration;

/// So many are reminded by one press, each once a week at most.
const MOST: i64 = 500;
const WEEK: Millis = 7 * DAY;
/// Of those that are reminded by themselves, so many in one transaction.
const AT_ONCE: i64 = 100;
const EVERY: Duration = Duration::from_secs(3_600);
/// So long before it ends, somebody hears that their acknowledgement does.
const BEFORE_END: Millis = 14 * DAY;

const REMINDER: Letter<'_> = Letter {
    kind: "charter",
    subject: "charter-mail-subject",
    text: "charter-mail-text",
    date: None,
    path: "/charter",
    essential: false,
};

/// Reminds those who were not reminded for a week; how many have got a mail.
pub async fn by_hand(app: &App, tx: &Tx, by: Option<Id>, row: &Row) -> Result<u32> {
    if !row.binding {
        return Ok(0);
    }
    let whom = Unreminded { since: tx.now() - WEEK, joined_before: Millis::MAX };
    let missing = queries::missing(tx, row, Id::default(), MOST, &whom).await?;
    remind(app, tx, by, row, &missing).await
}

async fn remind(app: &App, tx: &Tx, by: Option<Id>, row: &Row, missing: &[(Id, String)]) -> Result<u32> {
    let mut mailed = 0;
    for (member, _) in missing {
        note(tx, *member, row.version).await?;
        mailed += u32::from(letters::send(app, tx, *member, &REMINDER).await?);
    }
    let event = Event::new("charter.reminded", by, row.policy);
    let details = json!({ "policy": row.slug, "number": row.number, "reminded": mailed });
    journal::record(tx, event.with(details)).await?;
    Ok(mailed)
}

async fn note(tx: &Tx, member: Id, version: Id) -> Result<()> {
    let sql = "insert into charter_reminders (member, version, at) values ($1, $2, $3)
               on conflict (member, version) do update set at = excluded.at";
    tx.execute(sql, args![member, version, tx.now()]).await.map(drop)
}

pub fn job() -> Job {
    Job::new("charter.reminders", EVERY, |app| {
        Box::pin(async move {
            let at = app.clone();
            app.db.write(async move |tx: &Tx| by_themselves(&at, tx).await).await
        })
    })
}

/// What is due of the policies that remind by themselves. Answers whether there may be more.
pub async fn by_themselves(app: &App, tx: &Tx) -> Result<bool> {
    let sql = format!(
        "select {ROW} from policies p join policy_versions v on v.policy = p.id
         where v.state = 'published' and v.binding = 1 and v.effective <= $1 and v.remind_days > 0
           and not exists (select 1 from policy_versions n where n.policy = p.id and n.state = 'published'
                           and n.binding = 1 and n.effective <= $1 and n.number > v.number)"
    );
    let mut more = false;
    for row in tx.rows::<Row>(&sql, args![tx.now()]).await? {
        let since = tx.now() - row.remind_days * DAY;
        if row.effective <= since {
            let whom = Unreminded { since, joined_before: since };
            let missing = queries::missing(tx, &row, Id::default(), AT_ONCE, &whom).await?;
            if !missing.is_empty() {
                remind(app, tx, None, &row, &missing).await?;
            }
            more |= i64::try_from(missing.len()).is_ok_and(|n| n == AT_ONCE);
        }
        more |= before_the_end(app, tx, &row).await?;
    }
    Ok(more)
}

/// Those whose acknowledgement ends soon, told once.
async fn before_the_end(app: &App, tx: &Tx, row: &Row) -> Result<bool> {
    let sql = "select a.member, a.expires from acknowledgements a join members m on m.id = a.member
               where a.policy = $1 and a.number >= $2 and m.state = 'active' and a.expires > $3 and a.expires <= $4
                 and not exists (select 1 from acknowledgements l where l.member = a.member and l.policy = a.policy
                                 and (l.expires is null or l.expires > a.expires))
                 and not exists (select 1 from charter_reminders r where r.member = a.member and r.version = $5
                                 and r.at > $3 - $6)
               order by a.expires, a.member limit $7";
    let now = tx.now();
    let args = args![row.policy, row.number, now, now + BEFORE_END, row.version, BEFORE_END, AT_ONCE];
    let ending: Vec<(Id, Millis)> = tx.rows(sql, args).await?;
    for (member, expires) in &ending {
        note(tx, *member, row.version).await?;
        let letter = Letter { text: "charter-mail-ends", date: Some(*expires), ..REMINDER };
        letters::send(app, tx, *member, &letter).await?;
    }
    Ok(i64::try_from(ending.len()).is_ok_and(|n| n == AT_ONCE))
}

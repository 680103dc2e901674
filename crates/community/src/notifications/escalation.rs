//! One channel after the other: what is not seen in the page goes to the devices, and what is still not
//! seen becomes a mail. Who does not want to be disturbed now is reached later, unless it is urgent.

use super::choices::Chosen;
use super::habits::{self, Habits};
use super::kinds::{Kind, Kinds};
use super::letters::{self, Keys};
use super::push;
use kernel::app::App;
use kernel::clock::{DAY, MINUTE, Millis};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::jobs::Job;
use kernel::languages::Zone;
use kernel::{args, record};
use std::collections::HashMap;
use std::time::Duration;

const AT_ONCE: i64 = 100;
/// What has waited longer than this for an open hour is left to the digest.
const LONGEST: Millis = 4 * DAY;

pub fn job() -> Job {
    Job::new("notifications.escalation", Duration::from_secs(10), |app| Box::pin(escalate_due(app)))
}

record! {
    #[derive(Debug, Clone)]
    struct Due {
        member: Id,
        id: Id,
        kind: String,
        at: Millis,
        stage: i64,
        zone: Option<String>,
        email: Option<String>,
    }
}

/// Tries the next channel of what is due; whether there was something.
pub async fn escalate_due(app: &App) -> Result<bool> {
    let keys = Keys::open(app).await?;
    match step(app, &keys, AT_ONCE).await {
        Err(Error::Unavailable(cause)) => Err(Error::Unavailable(cause)),
        // One of them fails: alone it is found, and given up.
        Err(_) => match step(app, &keys, 1).await {
            Err(Error::Unavailable(cause)) => Err(Error::Unavailable(cause)),
            Err(error) => {
                tracing::error!(%error, "a notification could not go to its next channel");
                app.db.write(give_up).await.map(|()| true)
            }
            done => done,
        },
        done => done,
    }
}

async fn step(app: &App, keys: &Keys, most: i64) -> Result<bool> {
    let (on, keys) = (app.clone(), keys.clone());
    app.db
        .write(async move |tx: &Tx| {
            let due = due(tx, most).await?;
            let members: Vec<Id> = due.iter().map(|due| due.member).collect();
            if members.is_empty() {
                return Ok(false);
            }
            let (chosen, habits) = (Chosen::load(tx, &members).await?, habits::of_all(tx, &members).await?);
            let mut desk =
                Desk { app: &on, tx, keys: &keys, kinds: on.part::<Kinds>(), chosen, habits, sent: HashMap::new() };
            for due in &due {
                let (next, stage) = desk.next(due).await?;
                let sql = "update notifications set due = $1, stage = $2 where member = $3 and id = $4";
                tx.execute(sql, args![next, stage, due.member, due.id]).await?;
            }
            Ok(true)
        })
        .await
}

async fn due(tx: &Tx, most: i64) -> Result<Vec<Due>> {
    let sql = "select n.member, n.id, n.kind, n.at, n.stage, m.zone, m.email
               from notifications n join members m on m.id = n.member where n.due <= $1 order by n.due limit $2";
    tx.rows(sql, args![tx.now(), most]).await
}

async fn give_up(tx: &Tx) -> Result<()> {
    for due in due(tx, 1).await? {
        tx.execute("update notifications set due = null where member = $1 and id = $2", args![due.member, due.id])
            .await?;
    }
    Ok(())
}

/// What is asked once for all that is due.
struct Desk<'a> {
    app: &'a App,
    tx: &'a Tx,
    keys: &'a Keys,
    kinds: Kinds,
    chosen: Chosen,
    habits: HashMap<Id, Habits>,
    sent: HashMap<Id, i64>,
}

impl Desk<'_> {
    /// Does what is due; when something is due again, and which stage it has reached.
    async fn next(&mut self, due: &Due) -> Result<(Option<Millis>, i64)> {
        let (now, kinds) = (self.tx.now(), self.kinds.clone());
        let Some(kind) = kinds.find(&due.kind).filter(|_| now - due.at < LONGEST) else { return Ok((None, 2)) };
        let open = self.open(due, kind, now);
        if open > now {
            return Ok((Some(open), due.stage));
        }
        let channels = self.chosen.of(due.member, kind);
        if due.stage == 0 {
            if channels.push {
                push::put(self.tx, due.member, due.id).await?;
            }
            let wait = Millis::from(self.app.configuration.notifications.mail_after_minutes) * MINUTE;
            return Ok((channels.mail.then_some(due.at + wait), 1));
        }
        if channels.mail && due.email.is_some() && self.mails_today(due.member).await? < self.most_mails() {
            self.write(due).await?;
        }
        Ok((None, 2))
    }

    fn open(&self, due: &Due, kind: &Kind, now: Millis) -> Millis {
        let zone = due.zone.as_deref().and_then(Zone::parse).unwrap_or_default();
        match self.habits.get(&due.member) {
            Some(habits) if !kind.urgent => habits.next_open(&zone, now),
            _ => now,
        }
    }

    fn most_mails(&self) -> i64 {
        i64::from(self.app.configuration.notifications.mails_per_day)
    }

    async fn mails_today(&mut self, member: Id) -> Result<i64> {
        if let Some(sent) = self.sent.get(&member) {
            return Ok(*sent);
        }
        let sql = "select n from notification_mails where member = $1 and day = $2";
        let sent = self.tx.value(sql, args![member, self.tx.now() / DAY]).await?.unwrap_or(0);
        self.sent.insert(member, sent);
        Ok(sent)
    }

    /// A mail, if the member may still see what it is about.
    async fn write(&mut self, due: &Due) -> Result<()> {
        if !letters::notice(self.app, self.tx, self.keys, due.member, due.id).await? {
            return Ok(());
        }
        *self.sent.entry(due.member).or_default() += 1;
        let sql = "insert into notification_mails (member, day, n) values ($1, $2, 1)
                   on conflict (member, day) do update set n = notification_mails.n + 1";
        self.tx.execute(sql, args![due.member, self.tx.now() / DAY]).await.map(drop)
    }
}

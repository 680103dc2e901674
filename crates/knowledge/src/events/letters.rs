//! Invitations by mail, for those who asked for one with their answer: with the event for their calendar, again when it
//! has changed, and a last time when it is cancelled (iMIP, RFC 6047).
//!
//! A change marks its event; the job writes what is still to be written, a portion at a time. What was sent to whom is a
//! number beside the answer, so nothing is sent twice and nothing is left out.

use super::calendar::{Parties, Sheet, write};
use super::queries::{self, Exception, Planned};
use super::types::event_path;
use community::identity::queries as identity;
use community::notifications::{host, reader, site};
use kernel::app::App;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::jobs::Job;
use kernel::languages::Speech;
use kernel::mail::{Calendar, Mail};
use kernel::outbox;
use kernel::record;
use std::time::Duration;

const PORTION: i64 = 100;
const EVERY: Duration = Duration::from_secs(10);

pub fn job() -> Job {
    Job::new("events.letters", EVERY, |app| Box::pin(send_due(app)))
}

record! {
    #[derive(Debug, Clone)]
    struct Addressee {
        member: Id,
        answer: String,
        mailed: i64,
    }
}

/// Writes letters of one event that has some to be written; whether there was one.
pub async fn send_due(app: &App) -> Result<bool> {
    let at = app.clone();
    app.db
        .write(async move |tx: &Tx| {
            let sql = "select post from events where unsent = 1 order by post limit 1";
            let Some(event) = tx.value::<Id>(sql, &[]).await? else { return Ok(false) };
            let sql = "select r.member, r.answer, r.mailed from event_replies r cross join events e
                       where r.event = $1 and e.post = r.event and r.mail = 1 and r.mailed <= e.sequence
                         and ((e.cancelled is not null and r.mailed > 0)
                           or (e.cancelled is null and r.waiting = 0 and r.answer in ('yes', 'maybe')))
                       order by r.member limit $2";
            let due: Vec<Addressee> = tx.rows(sql, args![event, PORTION]).await?;
            let exceptions = queries::exceptions(tx, &[event]).await?;
            for addressee in &due {
                letter(&at, tx, event, addressee, &exceptions).await?;
                let sql = "update event_replies set mailed = (select sequence + 1 from events where post = $1)
                           where event = $1 and member = $2";
                tx.execute(sql, args![event, addressee.member]).await?;
            }
            if i64::try_from(due.len()).unwrap_or(0) < PORTION {
                tx.execute("update events set unsent = 0 where post = $1", args![event]).await?;
            }
            Ok(true)
        })
        .await
}

/// Nothing for who may not see the event any more, or has no address.
async fn letter(app: &App, tx: &Tx, event: Id, to: &Addressee, exceptions: &[Exception]) -> Result<()> {
    let Some((viewer, speech)) = reader(app, tx, to.member).await? else { return Ok(()) };
    let Some(planned) = queries::planned(tx, &viewer, &[event]).await?.pop() else { return Ok(()) };
    let Some(address) = identity::account(tx, to.member).await?.email else { return Ok(()) };
    let sql = "select starts from event_occurrences where event = $1 and ends > $2 and cancelled is null
               order by starts limit 1";
    let next: Option<Millis> = tx.value(sql, args![event, tx.now()]).await?;
    let times = extra_times(tx, std::slice::from_ref(&planned)).await?;
    let company = identity::company(tx).await?;
    let from = app.configuration.mail.from.as_str();
    let organiser = from.rsplit_once('<').map_or(from, |(_, address)| address).trim_end_matches('>').trim();
    let off = planned.event.cancelled.is_some();
    let (site, host) = (site(app), host(app));
    let method = if off { "CANCEL" } else { "REQUEST" };
    let parties = Parties {
        organiser: (&company, organiser),
        attendee: (&viewer.name, &address),
        standing: if to.answer == "yes" { "ACCEPTED" } else { "TENTATIVE" },
    };
    let object = write(&Sheet {
        name: &planned.title,
        method: Some(method),
        events: std::slice::from_ref(&planned),
        exceptions,
        times: &times,
        site,
        host: &host,
        parties: Some(parties),
    })?;
    let key = match (off, to.mailed > 0) {
        (true, _) => "events-letter-cancelled",
        (false, true) => "events-letter-changed",
        (false, false) => "events-letter-invitation",
    };
    let mail = Mail {
        to: format!("{} <{address}>", viewer.name),
        subject: speech.ta(key, &[("title", planned.title.as_str().into())]).into_owned(),
        text: text(&speech, key, &planned, next, site),
        headers: vec![("Auto-Submitted".to_owned(), "auto-generated".to_owned())],
        message_id: format!("event.{event}.{}.{}@{host}", to.member, planned.event.sequence),
        calendar: Some(Calendar { method: method.to_owned(), object }),
        ..Mail::default()
    };
    outbox::put(tx, &mail).await
}

fn text(speech: &Speech, key: &str, planned: &Planned, next: Option<Millis>, site: &str) -> String {
    let mut lines = vec![speech.ta(key, &[("title", planned.title.as_str().into())]).into_owned(), String::new()];
    if let Some(next) = next {
        lines.push(format!("{} ({})", speech.full_date(next), speech.zone().name()));
    }
    for line in [&planned.event.place, &planned.event.link] {
        if !line.is_empty() {
            lines.push(line.clone());
        }
    }
    lines.push(String::new());
    lines.push(speech.t("events-letter-why").into_owned());
    lines.push(format!("{site}{}", event_path(planned.event.post)));
    lines.join("\n")
}

/// The times of those events that have more than one rule.
pub async fn extra_times(tx: &Tx, events: &[Planned]) -> Result<Vec<(Id, Millis)>> {
    let several = events.iter().filter(|planned| planned.event.rules.contains('\n')).map(|planned| planned.event.post);
    let several: Vec<Id> = several.collect();
    if several.is_empty() {
        return Ok(Vec::new());
    }
    let sql =
        "select event, original from event_occurrences where event in (each($1)) order by event, original limit 5000";
    tx.rows(sql, args![several]).await
}

//! The events of the sample company: before the day on which its year ends, and after it.

use super::company::Company;
use super::year::prepared;
use community::posts::types::Imported;
use jiff::civil::Time;
use jiff::{Timestamp, ToSpan as _};
use kernel::app::App;
use kernel::clock::{DAY, Millis};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::Viewer;
use knowledge::events::imported::{self, ImportedEvent};
use knowledge::events::types::{EventRow, ReplyForm};
use knowledge::events::{access, chat, put_on_record, reply};
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Debug, Clone, Deserialize)]
struct Planned {
    #[serde(rename = "type")]
    kind: String,
    space: String,
    author: String,
    title: String,
    body: String,
    /// How many days before the end of the year it was announced, and the day on which it begins, counted from it.
    announced: i64,
    day: i64,
    time: String,
    minutes: i64,
    zone: String,
    place: String,
    #[serde(default)]
    link: String,
    #[serde(default)]
    rules: String,
    capacity: Option<i64>,
    experts: Vec<String>,
    going: Vec<String>,
    #[serde(default)]
    chat: Vec<Asked>,
}

#[derive(Debug, Clone, Deserialize)]
struct Asked {
    author: String,
    body: String,
    votes: Vec<String>,
    /// Who answered, and what; empty when nobody did.
    by: String,
    answer: String,
}

fn read() -> Result<Vec<Planned>> {
    Ok(serde_json::from_str(include_str!("../../demo/events.json"))?)
}

/// Plans all events; `end` is when the year of the sample company ends.
pub async fn write(app: &App, company: &Company, end: Millis) -> Result<()> {
    for planned in read()? {
        let (spaces, viewers, over) = (company.spaces.clone(), company.viewers.clone(), planned.day < 0);
        app.db
            .write(async move |tx: &Tx| {
                let Some(space) = spaces.get(&planned.space) else { return Ok(()) };
                let id = plan(tx, &planned, *space, &viewers, end).await?;
                for handle in &planned.going {
                    come(tx, viewers.get(handle), id).await?;
                }
                if !planned.chat.is_empty() {
                    talk(tx, &planned, &viewers, id, over).await?;
                }
                Ok(())
            })
            .await?;
    }
    Ok(())
}

async fn plan(tx: &Tx, planned: &Planned, space: Id, viewers: &HashMap<String, Viewer>, end: Millis) -> Result<Id> {
    let member = |handle: &String| viewers.get(handle).and_then(|viewer| viewer.member);
    let today = Timestamp::from_millisecond(end).map_err(Error::internal)?.to_zoned(jiff::tz::TimeZone::UTC).date();
    let day = today.checked_add(planned.day.days()).map_err(Error::internal)?;
    let time: Time = planned.time.parse().map_err(Error::internal)?;
    let author = member(&planned.author);
    let event = ImportedEvent {
        post: Imported {
            source_key: format!("demo:events/{}", planned.title),
            kind: String::new(),
            author,
            author_name: String::new(),
            space,
            title: planned.title.clone(),
            summary: String::new(),
            body: planned.body.clone(),
            tags: Vec::new(),
            at: end - planned.announced * DAY,
            cover: None,
        },
        event: EventRow {
            kind: planned.kind.clone(),
            local_start: day.to_datetime(time).to_string(),
            zone: planned.zone.clone(),
            minutes: planned.minutes,
            rules: planned.rules.clone(),
            place: planned.place.clone(),
            link: planned.link.clone(),
            capacity: planned.capacity,
            remind: 15,
            ..EventRow::default()
        },
        left_out: Vec::new(),
        hosts: author.into_iter().collect(),
        experts: planned.experts.iter().filter_map(member).collect(),
    };
    imported::put(tx, &event).await?;
    let sql = "select id from posts where source_key = $1";
    tx.value(sql, kernel::args![&event.post.source_key]).await?.ok_or(Error::NotFound)
}

/// Says yes, if they may see it and it is still to come.
async fn come(tx: &Tx, viewer: Option<&Viewer>, id: Id) -> Result<()> {
    let Some(viewer) = viewer else { return Ok(()) };
    let form = ReplyForm { answer: "yes".to_owned(), mail: false };
    let event = match access::find(tx, viewer, id).await {
        Err(Error::NotFound) => return Ok(()),
        found => found?,
    };
    match reply(tx, viewer, &event, &form).await {
        Err(Error::Conflict(_)) => Ok(()),
        replied => replied.map(drop),
    }
}

/// What is asked in a live chat; of one that is over, what was answered, and its record.
async fn talk(tx: &Tx, planned: &Planned, viewers: &HashMap<String, Viewer>, id: Id, over: bool) -> Result<()> {
    let viewer = |handle: &String| viewers.get(handle).ok_or(Error::NotFound);
    for asked in &planned.chat {
        let who = viewer(&asked.author)?;
        let event = access::find(tx, who, id).await?;
        let question = chat::ask(tx, who, &event, &asked.body, &prepared(tx, &asked.body).await?, None).await?;
        for voter in &asked.votes {
            chat::vote(tx, viewer(voter)?, &event, question, true).await?;
        }
        if !asked.by.is_empty() {
            let text = prepared(tx, &asked.answer).await?;
            chat::answer(tx, viewer(&asked.by)?, &event, question, &asked.answer, &text).await?;
        }
    }
    if over {
        let host = viewer(&planned.author)?;
        let event = access::run(tx, host, access::find(tx, host, id).await?).await?;
        put_on_record(tx, host, &event).await?;
    }
    Ok(())
}

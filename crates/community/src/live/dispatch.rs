//! The task of a node that reads the journal for all its open pages.
//!
//! Members are asked for in portions: while the first of them are told, the database looks at the next.

use super::access::Reach;
use super::bell::Bell;
use super::changes::{self, Ready};
use super::hub::{Hub, Listener};
use super::{drafting, typing};
use crate::identity::{sessions, tokens};
use crate::presence;
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::{self, Entry, Position};
use kernel::viewer::Way;
use std::collections::{HashMap, HashSet};
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until};

/// Rows of the journal that are told together.
const BATCH: i64 = 200;
/// Members whom one statement asks about.
const PORTION: usize = 1_000;
/// Between two looks, when much happens.
const PAUSE: Duration = Duration::from_millis(40);
/// When rows are there that cannot be read yet; each time twice as long, up to the second.
const SOON: Duration = Duration::from_millis(20);
const LESS_SOON: Duration = Duration::from_millis(300);
/// A command that runs beside the server rings no bell.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Sessions and tokens run out without anybody saying so.
const CHECK_EVERY: u64 = 60;
const NOTE_EVERY: Duration = Duration::from_secs(5);

/// Begins to read, once for a node.
pub async fn begin(app: &App, hub: &Hub) -> Result<()> {
    let db = app.db.clone();
    let end = app.db.read(async move |tx: &Tx| journal::end(&db, tx).await).await?;
    hub.skip_to(end);
    let bell = Bell::begin(app).await?;
    let (app, hub) = (app.clone(), hub.clone());
    tokio::spawn(async move {
        let work = async {
            tokio::join!(
                tell(&app, &hub),
                ring(&app, &hub, bell),
                keep(&app, &hub),
                note(&app, &hub),
                typing::listen(&app, &hub),
                drafting::listen(&app, &hub)
            );
        };
        tokio::select! {
            () = app.stopping() => {}
            () = work => {}
        }
        // A server that stops waits for its answers to end.
        hub.cut(|_| true);
    });
    Ok(())
}

/// Counts what is unread when something was written.
async fn ring(app: &App, hub: &Hub, mut bell: Bell) {
    let mut rings = app.db.journal_bell();
    loop {
        rings.mark_unchanged();
        let looked = Instant::now();
        if let Err(error) = bell.look(app, hub).await {
            tracing::warn!(%error, "what is unread could not be counted");
        }
        tokio::select! {
            rung = rings.changed() => if rung.is_err() { return },
            () = sleep(LOOK_EVERY) => {}
        }
        sleep_until(looked + PAUSE).await;
    }
}

/// Tells what happens.
async fn tell(app: &App, hub: &Hub) {
    let mut rings = app.db.journal_bell();
    let mut soon = SOON;
    loop {
        rings.mark_unchanged();
        let looked = Instant::now();
        let look = look(app, hub).await;
        soon = if matches!(look, Ok(Look::Soon)) { (soon * 2).min(LESS_SOON) } else { SOON };
        let wait = match look {
            Ok(Look::More) => Duration::ZERO,
            Ok(Look::Soon) => soon,
            Ok(Look::End) => LOOK_EVERY,
            Err(error) => {
                tracing::warn!(%error, "live updates could not be read; they are tried again");
                LOOK_EVERY
            }
        };
        tokio::select! {
            rung = rings.changed() => if rung.is_err() { return },
            () = sleep(wait) => {}
        }
        sleep_until(looked + PAUSE).await;
    }
}

enum Look {
    /// There may be more.
    More,
    /// There is something that cannot be read yet.
    Soon,
    End,
}

struct Read {
    entries: Vec<Entry>,
    ready: Vec<Ready>,
    end: Position,
    waiting: bool,
}

async fn look(app: &App, hub: &Hub) -> Result<Look> {
    let (db, from, alone) = (app.db.clone(), hub.position(), hub.open_pages() == 0);
    let read = app
        .db
        .read(async move |tx: &Tx| {
            // With nobody there, nobody is told; who comes begins at the end.
            let entries = if alone { Vec::new() } else { journal::after(&db, tx, from, BATCH).await? };
            let end = match entries.last() {
                Some(last) => last.position(),
                None if alone => journal::end(&db, tx).await?.max(from),
                None => from,
            };
            let waiting = journal::waiting(&db, tx).await?;
            Ok(Read { ready: changes::ready(tx, &entries).await?, entries, end, waiting })
        })
        .await?;
    let Read { entries, ready, end, waiting } = read;
    if alone {
        hub.skip_to(end);
        return Ok(if waiting { Look::Soon } else { Look::End });
    }
    let wanted = hub.advance(end, &ready, |listener, ready| ready.concerns(listener));
    let mut told = Ok(());
    for (nth, (change, members)) in ready.iter().zip(&wanted).enumerate() {
        told = hand_out(app, hub, change, members).await;
        if told.is_err() {
            // Whom this or what follows concerns was not told; they come back, and ask for it.
            hub.cut(|listener| ready.iter().skip(nth).any(|change| change.concerns(listener)));
            break;
        }
    }
    hub.handed_out();
    leave(app, hub, &entries).await?;
    told?;
    Ok(match (i64::try_from(entries.len()), waiting) {
        (Ok(BATCH..), _) | (Err(_), _) => Look::More,
        (_, true) => Look::Soon,
        _ => Look::End,
    })
}

/// Asks who may see it, and tells them.
async fn hand_out(app: &App, hub: &Hub, ready: &Ready, members: &[Id]) -> Result<()> {
    for portion in members.chunks(PORTION) {
        let (portion, asked) = (portion.to_vec(), ready.question());
        let reached: HashMap<Id, Reach> = app.db.read(async move |tx: &Tx| asked.reaching(tx, &portion).await).await?;
        hub.tell(reached.keys().copied(), |listener| match reached.get(&listener.member) {
            Some(reach) if ready.concerns(listener) => ready.events(listener.member, &listener.interest, *reach),
            _ => Vec::new(),
        });
    }
    Ok(())
}

/// Ends the pages of those whose session, token or account ended.
async fn leave(app: &App, hub: &Hub, entries: &[Entry]) -> Result<()> {
    let concerned: HashSet<Id> = entries
        .iter()
        .filter(|entry| entry.verb.starts_with("identity."))
        .flat_map(|entry| [Some(entry.object), entry.actor])
        .flatten()
        .filter(|member| hub.is_connected(*member))
        .collect();
    if concerned.is_empty() {
        return Ok(());
    }
    let concerned: Vec<Id> = concerned.into_iter().collect();
    check(app, hub, Some(&concerned)).await
}

/// Ends the pages whose session or token does not hold any more.
async fn check(app: &App, hub: &Hub, of: Option<&[Id]>) -> Result<()> {
    let (mut asked, mut programs) = (HashSet::new(), HashSet::new());
    for way in hub.ways(of) {
        match way {
            Way::Session(id) => drop(asked.insert(id)),
            Way::Token { id, .. } => drop(programs.insert(id)),
            Way::Unknown | Way::Command => {}
        }
    }
    let idle = sessions::idle(app);
    let (all, keys): (Vec<Id>, Vec<Id>) = (asked.iter().copied().collect(), programs.iter().copied().collect());
    let holding = app
        .db
        .read(async move |tx: &Tx| Ok((sessions::holding(tx, &all, idle).await?, tokens::holding(tx, &keys).await?)));
    let (sessions, tokens) = holding.await?;
    for held in sessions {
        asked.remove(&held);
    }
    for held in tokens {
        programs.remove(&held);
    }
    hub.cut(|listener: &Listener| match listener.way {
        Way::Session(id) => asked.contains(&id),
        Way::Token { id, .. } => programs.contains(&id),
        Way::Unknown | Way::Command => false,
    });
    Ok(())
}

/// Keeps pages awake, and looks now and then whether they may stay.
async fn keep(app: &App, hub: &Hub) {
    let mut turn = 0u64;
    loop {
        sleep(Duration::from_secs(1)).await;
        turn = turn.wrapping_add(1);
        hub.keep_awake(turn);
        if turn.is_multiple_of(CHECK_EVERY)
            && let Err(error) = check(app, hub, None).await
        {
            tracing::warn!(%error, "sessions of open pages could not be checked");
        }
    }
}

/// Notes who is here, each at most once a minute.
async fn note(app: &App, hub: &Hub) {
    let mut noted: HashMap<Id, Instant> = HashMap::new();
    loop {
        let now = Instant::now();
        noted.retain(|_, at| now.duration_since(*at) < presence::NOTED_EVERY);
        // A program that listens is not a person who is here.
        let people = hub.members(|listener| matches!(listener.way, Way::Session(_)));
        let here: Vec<Id> = people.into_iter().filter(|member| !noted.contains_key(member)).collect();
        if !here.is_empty() {
            noted.extend(here.iter().map(|member| (*member, now)));
            let written = app.db.write(async move |tx: &Tx| presence::note(tx, &here).await).await;
            if let Err(error) = written {
                tracing::warn!(%error, "who is here could not be noted");
            }
        }
        sleep(NOTE_EVERY).await;
        if hub.open_pages() == 0 {
            hub.stirred().await;
        }
    }
}

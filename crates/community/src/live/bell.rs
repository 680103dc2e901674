//! The bell of open pages: how much is unread, counted for many members in one statement, and only for
//! those for whom something changed.

use super::hub::Hub;
use crate::{announcements, notifications};
use bytes::Bytes;
use kernel::app::App;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::languages::{Language, Speech, Zone};
use kernel::web::events::event;
use serde_json::json;
use std::collections::HashMap;
use std::time::Duration;
use tokio::time::Instant;

/// Members whose unread notifications one statement counts.
const PORTION: usize = 250;
/// Rows that were written at the same time may become readable in another order.
const OVERLAP: i64 = 300;
/// What one has read oneself, elsewhere, is looked at less often than what is new.
const POSITIONS_EVERY: Duration = Duration::from_secs(1);

/// What was seen of notifications when it was last looked.
#[derive(Default)]
pub struct Bell {
    /// The greatest row of the journal that a notification follows from.
    seq: i64,
    /// How many recent notifications each member has, and the last.
    recent: HashMap<Id, (i64, i64)>,
    broadcast: i64,
    positions: HashMap<Id, i64>,
    positions_at: Option<Instant>,
}

impl Bell {
    /// As it is before the first page listens: what was there then is counted when a page comes.
    pub async fn begin(app: &App) -> Result<Self> {
        let (seq, broadcast) =
            app.db.read(async |tx: &Tx| Ok((newest(tx).await?, announcements::queries::newest(tx).await?))).await?;
        Ok(Self { seq, broadcast, ..Self::default() })
    }

    /// Counts for whom something changed, and tells them.
    pub async fn look(&mut self, app: &App, hub: &Hub) -> Result<()> {
        if hub.open_pages() == 0 {
            return Ok(());
        }
        let changed = self.changed(app, hub).await?;
        for portion in changed.chunks(PORTION) {
            let (on, portion) = (app.clone(), portion.to_vec());
            let counted = app.db.read(async move |tx: &Tx| notifications::unread_of(&on, tx, &portion).await).await?;
            ring(app, hub, counted);
        }
        Ok(())
    }

    /// The connected members for whom the count may be another.
    async fn changed(&mut self, app: &App, hub: &Hub) -> Result<Vec<Id>> {
        let since = self.seq - OVERLAP;
        let due = self.positions_at.is_none_or(|at| at.elapsed() >= POSITIONS_EVERY);
        let members = hub.members(|_| true);
        let connected = members.clone();
        let asked = if due { members.clone() } else { Vec::new() };
        let (rows, newest, broadcast, positions) = app
            .db
            .read(async move |tx: &Tx| {
                let sql = "select n.member, count(*), max(n.seq) from notifications n
                           where n.seq > $1 and n.member in (each($2)) group by n.member";
                let rows: Vec<(Id, i64, i64)> = tx.rows(sql, args![since, connected.as_slice()]).await?;
                let newest = newest(tx).await?;
                let broadcast = announcements::queries::newest(tx).await?;
                let sql = "select member, changed from notification_positions where member in (each($1))";
                let positions: Vec<(Id, i64)> =
                    if asked.is_empty() { Vec::new() } else { tx.rows(sql, args![asked.as_slice()]).await? };
                Ok((rows, newest, broadcast, positions))
            })
            .await?;
        self.seq = newest;
        let recent: HashMap<Id, (i64, i64)> = rows.into_iter().map(|(member, n, last)| (member, (n, last))).collect();
        let mut changed: Vec<Id> = recent
            .iter()
            .filter(|(member, mark)| self.recent.get(member) != Some(mark))
            .map(|(member, _)| *member)
            .collect();
        self.recent = recent;
        if due {
            self.positions_at = Some(Instant::now());
            let before = std::mem::replace(&mut self.positions, positions.into_iter().collect());
            changed.extend(self.positions.iter().filter(|(m, at)| before.get(m) != Some(at)).map(|(m, _)| *m));
        }
        if std::mem::replace(&mut self.broadcast, broadcast) != broadcast {
            return Ok(members);
        }
        changed.sort_unstable();
        changed.dedup();
        changed.retain(|member| members.binary_search(member).is_ok());
        Ok(changed)
    }
}

async fn newest(tx: &Tx) -> Result<i64> {
    Ok(tx.value("select coalesce(max(seq), 0) from notifications", &[]).await?.unwrap_or(0))
}

/// Tells those for whom it is another count than before.
fn ring(app: &App, hub: &Hub, counted: Vec<(Id, i64)>) {
    let counted: HashMap<Id, i64> =
        counted.into_iter().filter(|(member, unread)| hub.note_unread(*member, *unread)).collect();
    let mut written: HashMap<(Language, i64), Bytes> = HashMap::new();
    let speaks = |language| Speech::new(app.texts.clone(), language, Zone::utc(), app.clock.now());
    for unread in counted.values() {
        for language in Language::ALL {
            written.entry((language, *unread)).or_insert_with(|| told(&speaks(language), *unread));
        }
    }
    hub.tell(counted.keys().copied(), |listener| {
        let unread = counted.get(&listener.member).copied().unwrap_or_default();
        written.get(&(listener.language, unread)).into_iter().collect()
    });
}

/// `event: bell`
pub fn told(speech: &Speech, unread: i64) -> Bytes {
    let label = speech.tn("shell-bell", unread);
    event("bell", "", &json!({ "unread": unread, "label": label }).to_string())
}

//! What pages read of cases, decisions and standing: a few statements a page, lists continued by key.

use super::access::{case_seen, everywhere};
use super::citing::Cited;
use super::types::{CASE, Case, DECISION, Decision, Outcome, State};
use community::identity::{Face, faces};
use kernel::clock::{DAY, Millis};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::{Id, first_at};
use kernel::viewer::Viewer;
use kernel::{args, record};
use serde::Serialize;
use utoipa::ToSchema;

/// Cases of a page.
pub const MOST: i64 = 30;
/// More is not counted.
const MOST_COUNTED: i64 = 100;

/// Which part of the queue is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Mine,
    In(State),
}

impl Part {
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "mine" => Some(Self::Mine),
            "" => Some(Self::In(State::Open)),
            word => State::parse(word).map(Self::In),
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::In(state) => state.word(),
        }
    }

    /// The condition on `c`. Who sees all of a state reads its own index, which wants the word; who sees that of spaces
    /// reads theirs, and gives the state as `$3`, so that the other index does not offer itself.
    fn words(self, everywhere: bool) -> String {
        match self {
            Self::Mine => {
                "c.assignee = $1 and c.assignee is not null and c.state <> 'decided' and c.state <> $3".to_owned()
            }
            Self::In(state) if everywhere => format!("c.state = '{0}' and c.state <> $3", state.word()),
            Self::In(_) => "c.state = $3".to_owned(),
        }
    }

    /// What goes for `$3` there.
    fn given(self, everywhere: bool) -> &'static str {
        match self {
            Self::In(state) if !everywhere => state.word(),
            _ => "",
        }
    }

    /// The column that it is read by.
    fn column(self) -> &'static str {
        if self == Self::In(State::Decided) { "c.decided" } else { "c.due" }
    }
}

/// The queue, the most urgent first; of what is decided the last first. `after` is where the page before ended.
pub async fn queue(
    tx: &Tx,
    viewer: &Viewer,
    part: Part,
    space: Option<Id>,
    after: Option<(Millis, Id)>,
) -> Result<Vec<Case>> {
    let (everywhere, column) = (everywhere(viewer), part.column());
    let (condition, seen) = (part.words(everywhere), case_seen(viewer));
    let past = part == Part::In(State::Decided);
    let (sign, order) = if past { ("<", " desc") } else { (">", "") };
    let (at, id) = after.unwrap_or(if past { (Millis::MAX, Id::MAX) } else { (-1, Id(0)) });
    let place = if space.is_some() { "c.space = $7" } else { "cast($7 as bigint) = 0" };
    let sql = format!(
        "select {CASE} from moderation_cases c
         where {condition} and {place} and {seen} and ({column} {sign} $4 or ({column} = $4 and c.id {sign} $5))
         order by {column}{order}, c.id{order} limit $6"
    );
    let given = part.given(everywhere);
    let args = args![viewer.id(), everywhere, given, at, id, MOST + 1, space.unwrap_or_default()];
    tx.rows(&sql, args).await
}

/// Where a page of the queue ends.
pub fn key(part: Part, case: &Case) -> String {
    let at = if part == Part::In(State::Decided) { case.decided.unwrap_or_default() } else { case.due };
    format!("{at}.{}", case.id)
}

pub fn parse_key(text: &str) -> Result<(Millis, Id)> {
    let wrong = || Error::field("before", "wrong-type");
    let (at, id) = text.split_once('.').ok_or_else(wrong)?;
    Ok((at.parse().map_err(|_| wrong())?, id.parse().map_err(|_| wrong())?))
}

/// How many cases there are of each part, not counted beyond a hundred.
pub async fn counts(tx: &Tx, viewer: &Viewer) -> Result<Vec<(Part, i64)>> {
    let mut counts = Vec::new();
    let parts = [
        Part::Mine,
        Part::In(State::Open),
        Part::In(State::Second),
        Part::In(State::Returned),
        Part::In(State::Appealed),
    ];
    for part in parts {
        let (everywhere, seen) = (everywhere(viewer), case_seen(viewer));
        let condition = part.words(everywhere);
        let sql = format!(
            "select count(*) from (select 1 as one from moderation_cases c where {condition} and {seen}
             limit {MOST_COUNTED}) n"
        );
        let args = args![viewer.id(), everywhere, part.given(everywhere)];
        counts.push((part, tx.value(&sql, args).await?.unwrap_or(0)));
    }
    Ok(counts)
}

record! {
    /// Why a case is there.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Cause {
        pub reason: String,
        pub note: String,
        /// The paragraph of the charter that it names: POLICY/VERSION#ANCHOR|HEADING, or empty.
        pub cites: String,
        pub at: Millis,
        /// False: a rule found it.
        pub person: bool,
    }
}

impl Cause {
    pub fn cited(&self) -> Option<Cited> {
        Cited::of(&self.cites)
    }
}

/// Why a case is there. Who reported it stays unnamed, for moderators as well.
pub async fn causes(tx: &Tx, case: Id) -> Result<Vec<Cause>> {
    let sql = "select reason, note, cites, at, case when reporter is null then 0 else 1 end as person
               from moderation_reports where case_id = $1 order by id limit 50";
    tx.rows(sql, args![case]).await
}

record! {
    struct NoteRow {
        id: Id,
        author: Id,
        body: String,
        opinion: String,
        at: Millis,
    }
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NoteView {
    pub id: Id,
    pub author: Option<Face>,
    pub body: String,
    /// An outcome, when it is a second opinion.
    pub opinion: Option<Outcome>,
    pub at: Millis,
}

pub async fn notes(tx: &Tx, case: Id) -> Result<Vec<NoteView>> {
    let sql = "select id, author, body, opinion, at from moderation_notes where case_id = $1 order by id limit 100";
    let rows: Vec<NoteRow> = tx.rows(sql, args![case]).await?;
    let authors: Vec<Id> = rows.iter().map(|row| row.author).collect();
    let faces = faces(tx, &authors).await?;
    let notes = rows.into_iter().map(|row| NoteView {
        id: row.id,
        author: faces.get(&row.author).cloned(),
        body: row.body,
        opinion: Outcome::parse(&row.opinion),
        at: row.at,
    });
    Ok(notes.collect())
}

/// The decisions about an author before, the last first, of the cases that the viewer may see.
pub async fn history_for(tx: &Tx, viewer: &Viewer, author: Id) -> Result<Vec<Decision>> {
    let sql = format!(
        "select {DECISION} from moderation_decisions d join moderation_cases c on c.id = d.case_id
         where d.author = $3 and {} order by d.id desc limit 20",
        case_seen(viewer)
    );
    tx.rows(&sql, args![viewer.id(), everywhere(viewer), author]).await
}

/// All decisions about somebody, the last first: for themselves.
pub async fn history(tx: &Tx, author: Id) -> Result<Vec<Decision>> {
    let sql = format!("select {DECISION} from moderation_decisions d where d.author = $1 order by d.id desc limit 20");
    tx.rows(&sql, args![author]).await
}

/// The newest case about a post or a profile.
pub async fn last_of(tx: &Tx, thing: Id) -> Result<Option<Id>> {
    tx.value("select id from moderation_cases where thing = $1 order by id desc limit 1", args![thing]).await
}

/// The last decision of a case.
pub async fn decision_of(tx: &Tx, case: Id) -> Result<Option<Decision>> {
    let sql = format!("select {DECISION} from moderation_decisions d where d.case_id = $1 order by d.id desc limit 1");
    tx.row(&sql, args![case]).await
}

/// What was decided where the same was reported, of the cases that the viewer may see.
pub async fn alike(tx: &Tx, viewer: &Viewer, case: Id) -> Result<Vec<Decision>> {
    let sql = format!(
        "select {DECISION} from moderation_decisions d join moderation_cases c on c.id = d.case_id
         where d.paragraph in (select r.reason from moderation_reports r where r.case_id = $3) and d.case_id <> $3
           and {} order by d.id desc limit 5",
        case_seen(viewer)
    );
    tx.rows(&sql, args![viewer.id(), everywhere(viewer), case]).await
}

/// How much somebody has written.
pub async fn written(tx: &Tx, author: Id) -> Result<i64> {
    let sql = "select count(*) from posts where author = $1 and root is null and state = 'published'";
    Ok(tx.value(sql, args![author]).await?.unwrap_or(0))
}

record! {
    /// A line of the public log. It names nobody and says nothing of what was written.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Logged {
        #[serde(skip)]
        pub id: Id,
        /// The day, in milliseconds: an hour might name somebody.
        pub day: Millis,
        /// The kind of what was decided about.
        pub kind: String,
        pub outcome: Outcome,
        pub paragraph: String,
        pub source: String,
        pub appealed: bool,
        pub reversed: bool,
    }
}

/// The public log, newest first.
pub async fn log(tx: &Tx, before: Id, most: i64) -> Result<Vec<Logged>> {
    let sql = "select d.id, d.at - d.at % $3 as day, d.kind, d.outcome, d.paragraph, c.source,
                 case when d.appealed is null then 0 else 1 end as appealed, d.reversed
               from moderation_decisions d join moderation_cases c on c.id = d.case_id
               where d.id < $1 order by d.id desc limit $2";
    tx.rows(sql, args![before, most, DAY]).await
}

record! {
    /// How often something was decided in the last 90 days.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Counted {
        pub paragraph: String,
        pub outcome: Outcome,
        pub n: i64,
        pub appealed: i64,
        pub reversed: i64,
    }
}

pub async fn statistics(tx: &Tx) -> Result<Vec<Counted>> {
    let sql = "select d.paragraph, d.outcome, count(*) as n,
                 cast(sum(case when d.appealed is null then 0 else 1 end) as bigint) as appealed,
                 cast(sum(d.reversed) as bigint) as reversed
               from (select * from moderation_decisions where id > $1 order by id desc limit 20000) d group by d.paragraph, d.outcome
               order by n desc, d.paragraph, d.outcome limit 100";
    tx.rows(sql, args![first_at(tx.now() - 90 * DAY)]).await
}

/// The median of how long decisions took, of the last two hundred cases, in milliseconds.
pub async fn median(tx: &Tx) -> Result<Option<Millis>> {
    let sql = "select c.decided - c.opened as took from moderation_cases c where c.state = 'decided'
               order by c.decided desc, c.id desc limit 200";
    let mut took: Vec<i64> = tx.column(sql, &[]).await?;
    took.sort_unstable();
    Ok(took.get(took.len() / 2).copied())
}

record! {
    /// What one has reported and what came of it.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Reported {
        pub id: Id,
        pub reason: String,
        pub at: Millis,
        /// waiting, upheld or refused
        pub outcome: String,
    }
}

pub async fn reported(tx: &Tx, member: Id) -> Result<Vec<Reported>> {
    let sql = "select id, reason, at, outcome from moderation_reports where reporter = $1 order by id desc limit 20";
    tx.rows(sql, args![member]).await
}

//! Looking after pages: who does, until when a page is to be looked at again, what readers think of it, and what those
//! suggest who may only read.

use super::access;
use super::ops;
use super::types::{FROM, Named, PAGE, PageForm, WikiPage, page_url};
use community::identity::{Face, faces};
use community::posts::Kinds;
use community::posts::access::VISIBLE;
use community::posts::screening::{self, Written};
use community::posts::types::{MOST_BODY, MOST_TITLE, Prepared};
use community::viewer_args;
use kernel::clock::{DAY, Millis};
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::{Editable, Seen, Viewer};
use kernel::{args, record};
use serde::Serialize;
use utoipa::ToSchema;

/// As many lines stand in each list of the board.
const MOST: i64 = 50;
const MOST_REASON: usize = 1_000;
/// Open suggestions of one member for one page.
const MOST_SUGGESTIONS: i64 = 5;

/// Who looks after a page, and how it stands.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Care {
    /// Of the page or of the nearest one above it.
    pub curator: Option<Face>,
    pub reviewed: Option<Millis>,
    pub due: Option<Millis>,
    pub late: bool,
    /// Changes wait for a curator.
    pub asks_review: bool,
    /// Readers who said that it is right, and those who doubt it, since it was reviewed.
    pub right: i64,
    pub doubts: i64,
    /// What this viewer said of it.
    #[serde(skip)]
    pub mine: Option<bool>,
    /// Suggestions that nobody has decided about.
    #[serde(skip)]
    pub open: Vec<Suggestion>,
}

/// What is set for a page and those below it.
#[derive(Debug, Clone)]
struct Charge {
    curator: Option<Id>,
    days: Option<i64>,
    asks_review: bool,
}

/// From the page upwards: the first that says something.
async fn charge(tx: &Tx, page: &WikiPage) -> Result<Charge> {
    let sql = "select curator, review_days, asks_review from wiki_pages
               where space = $1 and path in (each_text($2)) and deleted is null order by length(path) desc";
    let above: Vec<(Option<Id>, Option<i64>, bool)> = tx.rows(sql, args![page.space, page.way()]).await?;
    Ok(Charge {
        curator: above.iter().find_map(|row| row.0),
        days: above.iter().find_map(|row| row.1),
        asks_review: above.iter().any(|row| row.2),
    })
}

/// Who looks after a page: its own curator or the nearest above it.
pub async fn curator_of(tx: &Tx, page: Id) -> Result<Option<Id>> {
    let sql = format!("select {PAGE} from {FROM} where w.page = $1 and w.deleted is null");
    match tx.row::<WikiPage>(&sql, args![page]).await? {
        Some(page) => Ok(charge(tx, &page).await?.curator),
        None => Ok(None),
    }
}

/// Whether a change of this viewer waits for a curator.
pub async fn waits(tx: &Tx, viewer: &Viewer, page: &WikiPage) -> Result<bool> {
    Ok(charge(tx, page).await?.asks_review && !access::curates(tx, viewer, page).await?)
}

pub async fn of(tx: &Tx, viewer: &Viewer, page: &WikiPage, curates: bool) -> Result<Care> {
    let charge = charge(tx, page).await?;
    let curator = charge.curator.map(|curator| [curator]).unwrap_or_default();
    let curator = faces(tx, &curator).await?.into_values().next().filter(|_| viewer.member.is_some());
    let sql =
        "select cast(coalesce(sum(fits), 0) as bigint), cast(coalesce(sum(1 - fits), 0) as bigint) from wiki_opinions
               where page = $1 and closed is null";
    let (right, doubts): (i64, i64) = tx.row(sql, args![page.id]).await?.unwrap_or_default();
    let sql = "select fits from wiki_opinions where page = $1 and member = $2 and closed is null";
    let mine = tx.value(sql, args![page.id, viewer.id()]).await?;
    Ok(Care {
        curator,
        reviewed: page.reviewed,
        due: page.due,
        late: page.due.is_some_and(|due| due < tx.now()),
        asks_review: charge.asks_review,
        right,
        doubts,
        mine,
        open: if curates { suggestions(tx, page.id).await? } else { Vec::new() },
    })
}

/// Sets who looks after a page and all below it, and how often.
pub async fn set(
    tx: &Tx,
    viewer: &Viewer,
    page: &Editable<WikiPage>,
    curator: &str,
    days: &str,
    asks_review: bool,
) -> Result<()> {
    let mut checks = Checks::new();
    let curator = match curator.trim().trim_start_matches('@') {
        "" => None,
        handle => {
            let found = community::identity::queries::member_by_handle(tx, handle).await?;
            let sees = match found {
                Some(member) => community::spaces::access::role_in(tx, page.space, member).await?.is_some(),
                None => false,
            };
            checks.require(sees, "curator", "wiki-no-such-curator");
            found
        }
    };
    let days = match days.trim() {
        "" => None,
        text => {
            let days = text.parse::<i64>().ok().filter(|days| (1..=3_650).contains(days));
            checks.require(days.is_some(), "review_days", "wiki-days");
            days
        }
    };
    checks.finish()?;
    let due = days.map(|days| page.reviewed.unwrap_or_else(|| tx.now()) + days * DAY);
    let sql = "update wiki_pages set curator = $1, review_days = $2, asks_review = $3, due = $4 where page = $5";
    tx.execute(sql, args![curator, days, asks_review, due, page.id]).await?;
    journal::record(tx, Event::new("wiki.entrusted", viewer.member, page.id).within(Some(page.space))).await
}

/// A curator has looked at the page: it is right now, and what readers doubted is dealt with.
pub async fn review(tx: &Tx, viewer: &Viewer, page: &Editable<WikiPage>) -> Result<()> {
    let days = charge(tx, page).await?.days;
    let due = days.map(|days| tx.now() + days * DAY);
    let sql = "update wiki_pages set reviewed = $1, reviewed_by = $2, due = $3 where page = $4";
    tx.execute(sql, args![tx.now(), viewer.member, due, page.id]).await?;
    let sql = "update wiki_opinions set closed = $1 where page = $2 and closed is null";
    tx.execute(sql, args![tx.now(), page.id]).await?;
    journal::record(tx, Event::new("wiki.reviewed", viewer.member, page.id).within(Some(page.space))).await
}

/// A reader says whether the page is still right; who doubts it says why.
pub async fn judge(tx: &Tx, viewer: &Viewer, page: &Seen<WikiPage>, right: bool, reason: &str) -> Result<()> {
    let member = viewer.signed_in()?;
    let mut checks = Checks::new();
    checks.require(right || !reason.trim().is_empty(), "reason", "required");
    checks.at_most(reason, MOST_REASON, "reason");
    checks.finish()?;
    let sql = "insert into wiki_opinions (page, member, fits, reason, revision, at) values ($1, $2, $3, $4, $5, $6)
               on conflict (page, member) do update set fits = excluded.fits, reason = excluded.reason,
                 revision = excluded.revision, at = excluded.at, closed = null";
    tx.execute(sql, args![page.id, member, right, reason.trim(), page.revision, tx.now()]).await?;
    if right {
        return Ok(());
    }
    journal::record(tx, Event::new("wiki.doubted", viewer.member, page.id).within(Some(page.space))).await
}

/// A change that somebody proposes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Suggestion {
    pub id: Id,
    pub by: Option<Face>,
    pub at: Millis,
    pub title: String,
    /// Markdown.
    pub body: String,
    pub summary: String,
    /// `open`, `accepted` or `refused`.
    pub state: &'static str,
    /// Why it was refused.
    pub reason: String,
}

record! {
    struct SuggestionRow {
        id: Id,
        author: Id,
        at: Millis,
        title: String,
        body: String,
        summary: String,
        decided: Option<Millis>,
        accepted: Option<i64>,
        reason: String,
    }
}

const SUGGESTION: &str = "id, author, at, title, body, summary, decided, accepted, reason";

async fn read(tx: &Tx, rows: Vec<SuggestionRow>) -> Result<Vec<Suggestion>> {
    let authors: Vec<Id> = rows.iter().map(|row| row.author).collect();
    let known = faces(tx, &authors).await?;
    let all = rows.into_iter().map(|row| Suggestion {
        id: row.id,
        by: known.get(&row.author).cloned(),
        at: row.at,
        title: row.title,
        body: row.body,
        summary: row.summary,
        state: match (row.decided, row.accepted) {
            (None, _) => "open",
            (_, Some(1)) => "accepted",
            _ => "refused",
        },
        reason: row.reason,
    });
    Ok(all.collect())
}

async fn suggestions(tx: &Tx, page: Id) -> Result<Vec<Suggestion>> {
    let sql = format!(
        "select {SUGGESTION} from wiki_suggestions where page = $1 and decided is null order by id limit {MOST}"
    );
    let rows = tx.rows(&sql, args![page]).await?;
    read(tx, rows).await
}

/// Proposes a text; those who look after the page decide.
pub async fn suggest(
    tx: &Tx,
    viewer: &Viewer,
    page: &Seen<WikiPage>,
    form: &PageForm,
    prepared: &Prepared,
) -> Result<Id> {
    let author = viewer.signed_in()?;
    let mut checks = Checks::new();
    checks.require(!form.title.trim().is_empty(), "title", "required");
    checks.at_most(&form.title, MOST_TITLE, "title");
    checks.require(!form.title.contains(['[', ']', '|']), "title", "wiki-title-signs");
    checks.require(!form.body.trim().is_empty(), "body", "required");
    checks.at_most(&form.body, MOST_BODY, "body");
    checks.at_most(&form.summary, super::types::MOST_SUMMARY, "summary");
    let body = form.body.replace("\r\n", "\n");
    checks.require(body != page.body || form.title.trim() != page.title, "body", "wiki-nothing-changed");
    let sql = "select count(*) from wiki_suggestions where page = $1 and author = $2 and decided is null";
    let open: i64 = tx.value(sql, args![page.id, author]).await?.unwrap_or(0);
    checks.require(open < MOST_SUGGESTIONS, "body", "wiki-many-suggestions");
    checks.finish()?;
    let id = tx.id();
    let sql = "insert into wiki_suggestions (id, page, author, base, title, body, summary, at, reason)
               values ($1, $2, $3, $4, $5, $6, $7, $8, '')";
    let written = Written {
        thing: page.id,
        kind: super::types::KIND,
        space: Some(page.space),
        audience: page.audience,
        changes: true,
        texts: vec![("body", &body), ("title", form.title.trim()), ("summary", form.summary.trim())],
        files: &[],
        insisted: None,
    };
    let passed = screening::pass(tx, viewer, written, 0, prepared).await?;
    let (body, title, summary) = (passed.text(0), passed.text(1), passed.text(2));
    let args = args![id, page.id, author, page.revision, title, body, summary, tx.now()];
    tx.execute(sql, args).await?;
    let event = Event::new("wiki.suggested", viewer.member, page.id).within(Some(page.space));
    journal::record(tx, event.with(serde_json::json!({ "suggestion": id }))).await?;
    Ok(id)
}

/// A suggestion, for who made it and for those who decide.
pub async fn suggestion(tx: &Tx, viewer: &Viewer, page: &WikiPage, id: Id) -> Result<Suggestion> {
    let sql = format!("select {SUGGESTION} from wiki_suggestions where id = $1 and page = $2");
    let row: SuggestionRow = tx.row(&sql, args![id, page.id]).await?.ok_or(Error::NotFound)?;
    if !viewer.is(row.author) && !access::curates(tx, viewer, page).await? {
        return Err(Error::NotFound);
    }
    read(tx, vec![row]).await?.pop().ok_or(Error::NotFound)
}

/// The page gets the suggested text, on top of the revision that the curator compared it with.
pub async fn accept(
    tx: &Tx,
    viewer: &Viewer,
    kinds: &Kinds,
    page: &Editable<WikiPage>,
    suggestion: &Suggestion,
    compared_with: i64,
    prepared: &Prepared,
) -> Result<()> {
    decide(tx, viewer, page, suggestion.id, true, "").await?;
    let by = suggestion.by.as_ref().map(|face| face.name.clone()).unwrap_or_default();
    let summary = if suggestion.summary.is_empty() { by } else { format!("{} ({by})", suggestion.summary) };
    let form = PageForm {
        title: suggestion.title.clone(),
        body: suggestion.body.clone(),
        summary: summary.chars().take(super::types::MOST_SUMMARY).collect(),
        ..PageForm::default()
    };
    ops::save(tx, viewer, kinds, page, &form, compared_with, prepared).await
}

/// Decides about a suggestion, once.
pub async fn decide(
    tx: &Tx,
    viewer: &Viewer,
    page: &Editable<WikiPage>,
    id: Id,
    accepted: bool,
    reason: &str,
) -> Result<()> {
    let mut checks = Checks::new();
    checks.require(accepted || !reason.trim().is_empty(), "reason", "required");
    checks.at_most(reason, MOST_REASON, "reason");
    checks.finish()?;
    let sql = "update wiki_suggestions set decided = $1, decided_by = $2, accepted = $3, reason = $4
               where id = $5 and page = $6 and decided is null";
    let args = args![tx.now(), viewer.member, accepted, reason.trim(), id, page.id];
    if tx.execute(sql, args).await? == 0 {
        return Err(Error::Conflict("wiki-decided"));
    }
    let verb = if accepted { "wiki.suggestion-accepted" } else { "wiki.suggestion-refused" };
    let event = Event::new(verb, viewer.member, page.id).within(Some(page.space));
    journal::record(tx, event.with(serde_json::json!({ "suggestion": id }))).await
}

/// A page on the board, with what there is to do.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Task {
    pub page: Named,
    pub at: Option<Millis>,
    /// What a reader wrote, or a suggestion says.
    pub words: String,
    /// Where it is done.
    pub url: String,
}

/// What curators of a space have to do.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Board {
    /// Past the day by which they are to be looked at.
    pub late: Vec<Task>,
    /// Pages that readers doubt.
    pub doubted: Vec<Task>,
    pub suggested: Vec<Task>,
    /// Pages without a curator above them, or whose curator has left the space.
    pub unattended: Vec<Task>,
    /// At the root, and no page leads there.
    pub alone: Vec<Task>,
}

type Row = (Id, String, String, Option<Millis>, String, String);

/// Statements of the board have the viewer, the space and the present moment.
async fn listed(tx: &Tx, viewer: &Viewer, space: Id, sql: String) -> Result<Vec<Row>> {
    tx.rows(&sql, viewer_args![viewer, space, tx.now()]).await
}

pub async fn board(tx: &Tx, viewer: &Viewer, space: (Id, &str)) -> Result<Board> {
    let visible = &*VISIBLE;
    let of = |sql: String| listed(tx, viewer, space.0, sql);
    let task = |row: Row| {
        let (id, title, path, at, words, behind) = row;
        let url = page_url(space.1, &path);
        let done = if behind.is_empty() { url.clone() } else { format!("/pages/{id}/suggestions/{behind}") };
        Task { page: Named { id, title, url }, at, words, url: done }
    };
    let pages = "from wiki_pages w cross join posts p where w.space = $4 and w.deleted is null and p.id = w.page";
    let late = of(format!(
        "select w.page, p.title, w.path, w.due as at, '' as words, '' as behind {pages} and {visible} and w.due < $5
         order by w.due, w.page limit {MOST}"
    ))
    .await?;
    let doubted = of(format!(
        "select w.page, p.title, w.path, o.at, o.reason as words, '' as behind
         from wiki_opinions o cross join wiki_pages w cross join posts p
         where o.fits = 0 and o.closed is null and w.page = o.page and w.space = $4 and w.deleted is null
           and p.id = w.page and {visible} and o.at <= $5 order by o.at, w.page limit {MOST}"
    ))
    .await?;
    let suggested = of(format!(
        "select w.page, p.title, w.path, g.at, g.summary as words, cast(g.id as text) as behind
         from wiki_suggestions g cross join wiki_pages w cross join posts p
         where g.decided is null and w.page = g.page and w.space = $4 and w.deleted is null
           and p.id = w.page and {visible} and g.at <= $5 order by g.id limit {MOST}"
    ))
    .await?;
    let unattended = of(format!(
        "select w.page, p.title, w.path, w.changed as at, '' as words, '' as behind {pages} and {visible}
           and w.parent is null and w.changed <= $5 and (w.curator is null or not exists (
             select 1 from memberships ms join members m on m.id = ms.member
             where ms.space = w.space and ms.member = w.curator and ms.state = 'joined' and m.state = 'active'))
         order by w.rank, w.page limit {MOST}"
    ))
    .await?;
    let alone = of(format!(
        "select w.page, p.title, w.path, w.changed as at, '' as words, '' as behind {pages} and {visible}
           and w.parent is null and w.changed <= $5 and w.template = 0
           and not exists (select 1 from wiki_links l where l.target = w.page)
           and not exists (select 1 from wiki_pages c where c.parent = w.page and c.deleted is null)
         order by w.rank, w.page limit {MOST}"
    ))
    .await?;
    let tasks = |rows: Vec<Row>| -> Vec<Task> { rows.into_iter().map(task).collect() };
    Ok(Board {
        late: tasks(late),
        doubted: tasks(doubted),
        suggested: tasks(suggested),
        unattended: tasks(unattended),
        alone: tasks(alone),
    })
}

/// A page for those who look after it, by its id.
pub async fn curated(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Editable<WikiPage>> {
    let page = access::find_by_id(tx, viewer, id).await?;
    access::curated(tx, viewer, page).await
}

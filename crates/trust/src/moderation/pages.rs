//! The desk of who moderates: the queue, a case with its evidence, and what is decided.

use super::citing::{self, Citable, Cited};
use super::opening::{Cause as Opening, Thing, open};
use super::queries::{self, Cause, NoteView, Part};
use super::types::{
    Case, Decision, DecisionForm, Evidence, NoteForm, Outcome, PROFILE, ReportForm, State, is_paragraph, paragraph_text,
};
use super::{access, ops};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use community::identity::{Face, faces};
use community::posts::access as posts;
use community::spaces::{self, Audience};
use kernel::clock::{HOUR, MINUTE, Millis};
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::Viewer;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants};
use kernel::{args, screen};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;
use utoipa::ToSchema;

/// Somebody who moderates read what is private, and is no member there.
pub const READ: &str = "moderation.read";

/// A case as it stands in the queue.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CaseRow {
    pub id: Id,
    pub state: State,
    /// The kind of the post; `profile`.
    pub kind: String,
    /// Empty while it is private: who opens the case reads it, which is written down.
    pub title: String,
    /// It stands where the viewer is no member, and not everybody reads.
    pub private: bool,
    /// report, rule, entry or hand
    pub source: String,
    pub reports: i64,
    pub opened: Millis,
    pub due: Millis,
    pub decided: Option<Millis>,
    pub assignee: Option<String>,
    #[serde(skip)]
    pub left: Left,
}

/// How much time is left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Left {
    pub hours: i64,
    pub minutes: i64,
    pub late: bool,
}

impl Left {
    fn until(due: Millis, now: Millis) -> Self {
        let left = (due - now).abs();
        Self { hours: left / HOUR, minutes: left % HOUR / MINUTE, late: due < now }
    }

    pub fn class(&self) -> &'static str {
        match self {
            Self { late: true, .. } | Self { hours: 0 | 1, .. } => "badge--danger",
            Self { hours: 2..=4, .. } => "badge--warn",
            _ => "",
        }
    }

    pub fn said(&self, cx: &Cx) -> String {
        let (hours, minutes) = (self.hours.to_string(), self.minutes.to_string());
        let key = if self.late { "moderation-late" } else { "moderation-left" };
        cx.t2(key, ("hours", hours.as_str()), ("minutes", minutes.as_str()))
    }
}

/// A case with all that one decides by.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CaseView {
    #[serde(flatten)]
    pub row: CaseRow,
    pub author: Option<Face>,
    pub evidence: Evidence,
    #[serde(skip)]
    pub html: String,
    pub causes: Vec<Cause>,
    pub notes: Vec<NoteView>,
    /// Decisions about its author before.
    pub history: Vec<DecisionView>,
    /// How much its author has published.
    pub written: i64,
    /// Decisions where the same was reported.
    pub alike: Vec<DecisionView>,
    /// Its own decision, if there is one.
    pub decision: Option<DecisionView>,
    /// What of the charter a decision may cite.
    #[serde(skip)]
    pub citable: Vec<Citable>,
    /// It may bring somebody to rest: only for who moderates everywhere.
    #[serde(skip)]
    pub everywhere: bool,
    /// Whether this viewer may decide now; else why not.
    pub refused: Option<String>,
    #[serde(skip)]
    pub form: DecisionForm,
    #[serde(skip)]
    pub errors: Vec<FieldProblem>,
}

impl CaseView {
    pub fn is_profile(&self) -> bool {
        self.row.kind == PROFILE
    }

    pub fn outcomes(&self) -> impl Iterator<Item = &'static Outcome> {
        let (profile, everywhere) = (self.is_profile(), self.everywhere);
        Outcome::all().filter(move |outcome| match outcome {
            Outcome::Hide | Outcome::Remove => !profile,
            Outcome::Restrict => everywhere,
            Outcome::Keep | Outcome::Edit => true,
        })
    }
}

/// A decision as others read it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DecisionView {
    pub id: Id,
    pub url: String,
    pub kind: String,
    pub outcome: Outcome,
    pub paragraph: String,
    pub reason: String,
    pub at: Millis,
    pub appealed: Option<Millis>,
    pub appeal: String,
    pub settled: Option<Millis>,
    pub reversed: bool,
    /// To the appeal.
    pub answer: String,
    /// What the charter says about it.
    pub cited: Option<Cited>,
}

impl DecisionView {
    pub fn paragraph_text(&self) -> Option<&'static str> {
        paragraph_text(&self.paragraph)
    }
}

impl From<Decision> for DecisionView {
    fn from(decision: Decision) -> Self {
        Self {
            url: decision.path(),
            cited: decision.cited(),
            id: decision.id,
            kind: decision.kind,
            outcome: decision.outcome,
            paragraph: decision.paragraph,
            reason: decision.reason,
            at: decision.at,
            appealed: decision.appealed,
            appeal: decision.appeal,
            settled: decision.settled,
            reversed: decision.reversed,
            answer: decision.answer,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct Desk {
    pub items: Vec<CaseRow>,
    pub next: Option<String>,
    pub part: String,
    pub counts: HashMap<String, i64>,
    pub case: Option<CaseView>,
    /// How long decisions took, in milliseconds: the median.
    pub median: Option<Millis>,
    #[serde(skip)]
    pub tabs: Vec<(Part, i64)>,
    #[serde(skip)]
    pub everywhere: bool,
}

impl Desk {
    pub fn is_current(&self, id: &Id) -> bool {
        self.case.as_ref().is_some_and(|case| case.row.id == *id)
    }

    pub fn median_left(&self) -> Left {
        Left::until(self.median.unwrap_or_default(), 0)
    }
}

#[derive(Template)]
#[template(path = "moderation/templates/desk.html")]
struct DeskHtml<'a> {
    cx: &'a Cx,
    page: &'a Desk,
}
screen!(Desk, DeskHtml);

/// `GET /moderation`
pub async fn home(_: Page) -> Result<Response> {
    Ok(Redirect::to("/moderation/cases").into_response())
}

/// `GET /moderation/cases?state=&space=&before=`
pub async fn cases(page: Page) -> Result<Response> {
    let desk = load(&page, None, None).await?;
    page.show(desk).await
}

/// `GET /moderation/cases/{id}`
pub async fn case(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let desk = load(&page, Some(id), None).await?;
    if desk.case.as_ref().is_some_and(|case| case.evidence.audience >= Audience::Private) {
        note_reading(&page, id).await?;
    }
    page.show(desk).await
}

/// Who reads by their power what they are no member of is written down, once an hour for a case.
async fn note_reading(page: &Page, case: Id) -> Result<()> {
    let viewer = page.viewer.clone();
    let read = async move |tx: &Tx| {
        let sql = "select space from moderation_cases where id = $1";
        let space: Option<Id> = tx.value::<Option<Id>>(sql, args![case]).await?.flatten();
        if let Some(space) = space
            && spaces::access::joined(tx, &viewer, space).await?
        {
            return Ok(None);
        }
        let sql = "select 1 from journal where object = $1 and verb = $2 and actor = $3 and at > $4 limit 1";
        let noted = tx.value::<i64>(sql, args![case, READ, viewer.member, tx.now() - HOUR]).await?;
        Ok(noted.is_none().then(|| Event::new(READ, viewer.member, case).within(space)))
    };
    match page.app.db.read(read).await? {
        Some(event) => page.app.db.write(async move |tx: &Tx| journal::record(tx, event.clone()).await).await,
        None => Ok(()),
    }
}

pub(super) async fn load(
    page: &Page,
    id: Option<Id>,
    again: Option<(DecisionForm, Vec<FieldProblem>)>,
) -> Result<Desk> {
    let part = page.query("state").unwrap_or_default();
    let part = Part::parse(&part).ok_or_else(|| Error::field("state", "not-a-choice"))?;
    let after = page.query("before").filter(|key| !key.is_empty()).map(|key| queries::parse_key(&key)).transpose()?;
    let space = page.query("space").filter(|slug| !slug.is_empty());
    let at = page.clone();
    let read = async move |tx: &Tx| {
        let viewer = &at.viewer;
        access::moderating(tx, viewer).await?;
        let space = match &space {
            Some(slug) => Some(spaces::access::find(tx, viewer, slug).await?.id),
            None => None,
        };
        let mut rows = queries::queue(tx, viewer, part, space, after).await?;
        let more = rows.len() > usize::try_from(queries::MOST).unwrap_or(usize::MAX);
        if more {
            rows.pop();
        }
        let next = rows.last().filter(|_| more).map(|last| queries::key(part, last));
        let tabs = queries::counts(tx, viewer).await?;
        let case = match id {
            None => None,
            Some(id) => Some(view(tx, &at, id, again.clone()).await?),
        };
        Ok(Desk {
            items: rows_of(tx, viewer, rows).await?,
            next,
            part: part.word().to_owned(),
            counts: tabs.iter().map(|(part, n)| (part.word().to_owned(), *n)).collect(),
            case,
            median: queries::median(tx).await?,
            tabs,
            everywhere: viewer.is_moderator(),
        })
    };
    page.app.db.read(read).await
}

async fn rows_of(tx: &Tx, viewer: &Viewer, cases: Vec<Case>) -> Result<Vec<CaseRow>> {
    let spaces: Vec<Id> = cases.iter().filter_map(|case| case.space).collect();
    let sql = "select space from memberships where member = $1 and state = 'joined' and space in (each($2))";
    let joined: Vec<Id> = tx.column(sql, args![viewer.id(), spaces]).await?;
    let is_private = |case: &Case| {
        case.evidence().audience >= Audience::Private && !case.space.is_some_and(|space| joined.contains(&space))
    };
    let assignees: Vec<Id> = cases.iter().filter_map(|case| case.assignee).collect();
    let faces = faces(tx, &assignees).await?;
    let now = tx.now();
    let row = |(case, private): (Case, bool)| CaseRow {
        assignee: case.assignee.and_then(|id| faces.get(&id)).map(|face| face.name.clone()),
        left: Left::until(case.due, now),
        private,
        id: case.id,
        state: case.state,
        kind: case.kind,
        title: if private { String::new() } else { case.title },
        source: case.source,
        reports: case.reports,
        opened: case.opened,
        due: case.due,
        decided: case.decided,
    };
    let cases = cases.into_iter().map(|case| {
        let private = is_private(&case);
        (case, private)
    });
    Ok(cases.map(row).collect())
}

async fn view(tx: &Tx, page: &Page, id: Id, again: Option<(DecisionForm, Vec<FieldProblem>)>) -> Result<CaseView> {
    let case = access::find(tx, &page.viewer, id).await?;
    let refused = match access::decidable(tx, &page.viewer, case.clone()).await {
        Ok(_) => None,
        Err(Error::Forbidden(code) | Error::Conflict(code)) => Some(code.to_owned()),
        Err(error) => return Err(error),
    };
    let case = case.into_inner();
    let author = case.author;
    let evidence = case.evidence();
    let history = match author {
        Some(author) => queries::history_for(tx, &page.viewer, author).await?,
        None => Vec::new(),
    };
    let views = |decisions: Vec<Decision>| decisions.into_iter().map(DecisionView::from).collect();
    let causes = queries::causes(tx, id).await?;
    let (form, errors) = again.unwrap_or_else(|| {
        // What the report names is offered first.
        let cites = causes.iter().map(|cause| citing::word_of(&cause.cites)).find(|word| !word.is_empty());
        (DecisionForm { cites: cites.unwrap_or_default(), ..DecisionForm::default() }, Vec::new())
    });
    Ok(CaseView {
        author: match author {
            Some(author) => faces(tx, &[author]).await?.remove(&author),
            None => None,
        },
        html: kernel::text::render(&evidence.body, &kernel::text::Rendering { heading_base: 4, ..Default::default() })
            .html,
        causes,
        notes: queries::notes(tx, id).await?,
        history: views(history),
        written: match author {
            Some(author) => queries::written(tx, author).await?,
            None => 0,
        },
        alike: views(queries::alike(tx, &page.viewer, id).await?),
        decision: queries::decision_of(tx, id).await?.map(DecisionView::from),
        row: CaseRow {
            title: case.title.clone(),
            ..rows_of(tx, &page.viewer, vec![case]).await?.pop().ok_or(Error::NotFound)?
        },
        evidence,
        citable: citing::all(tx).await?,
        everywhere: access::everywhere(&page.viewer),
        refused,
        form,
        errors,
    })
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct OpenForm {
    /// The id of a post or comment.
    pub post: String,
    /// Instead: a handle.
    pub person: String,
    /// A paragraph.
    pub reason: String,
    pub note: String,
}

/// `POST /moderation/cases`: by hand.
pub async fn create(page: Page, input: Input<OpenForm>) -> Result<Response> {
    let form = input.value;
    let viewer = page.viewer.clone();
    let opened = async move |tx: &Tx| {
        let member = access::moderating(tx, &viewer).await?;
        let mut checks = Checks::new();
        checks.require(is_paragraph(&form.reason), "reason", "moderation-reason");
        checks.at_most(&form.note, super::types::MOST_NOTE, "note");
        checks.finish()?;
        let thing = if form.person.is_empty() {
            let id = form.post.parse().map_err(|_| Error::field("post", "not-found"))?;
            Thing::Post(posts::find(tx, &viewer, id).await?.id)
        } else {
            Thing::Profile(person(tx, &viewer, &form.person).await?)
        };
        let cause = Opening {
            source: "hand",
            by: Some(member),
            reason: &form.reason,
            note: form.note.trim(),
            cites: "",
            weight: 1,
            target: None,
        };
        let case = open(tx, thing, cause).await?;
        access::find(tx, &viewer, case).await.map(|case| case.id)
    };
    let id = page.app.db.write(opened).await?;
    page.created(&format!("/moderation/cases/{id}"), &json!({ "id": id }))
}

/// The member with this handle, if the viewer may know of them.
pub async fn person(tx: &Tx, viewer: &Viewer, handle: &str) -> Result<Id> {
    Ok(community::people::access::find(tx, viewer, handle).await?.id)
}

/// `PUT /moderation/cases/{id}/assignment`: takes it.
pub async fn take(page: Page, Path(id): Path<String>) -> Result<Response> {
    assign(page, id, true).await
}

/// `DELETE /moderation/cases/{id}/assignment`: gives it back.
pub async fn give_back(page: Page, Path(id): Path<String>) -> Result<Response> {
    assign(page, id, false).await
}

async fn assign(page: Page, id: String, takes: bool) -> Result<Response> {
    let id: Id = id.parse()?;
    let viewer = page.viewer.clone();
    let done = async move |tx: &Tx| {
        let case = access::find(tx, &viewer, id).await?;
        ops::assign(tx, &viewer, &case, viewer.member.filter(|_| takes)).await
    };
    page.app.db.write(done).await?;
    page.done(&format!("/moderation/cases/{id}"), &json!({ "mine": takes }))
}

/// `POST /moderation/cases/{id}/notes`
pub async fn note(page: Page, Path(id): Path<String>, input: Input<NoteForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let (viewer, form) = (page.viewer.clone(), input.value);
    let noted = async move |tx: &Tx| {
        let case = access::find(tx, &viewer, id).await?;
        ops::note(tx, &viewer, &case, &form).await
    };
    match page.app.db.write(noted).await {
        Ok(()) => page.done(&format!("/moderation/cases/{id}#notes"), &json!({ "noted": true })),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let told = page.told(&errors);
            page.show_again(load(&page, Some(id), Some((DecisionForm::default(), told))).await?).await
        }
        Err(error) => Err(error),
    }
}

/// The form with which something is reported.
#[derive(Serialize, ToSchema)]
pub struct ReportPage {
    #[serde(skip)]
    pub action: String,
    /// What is reported, in a few words.
    pub title: String,
    pub by: String,
    /// True when one has reported it before.
    pub reported: bool,
    /// What of the charter a report may name.
    pub citable: Vec<Citable>,
    #[serde(skip)]
    pub form: ReportForm,
    #[serde(skip)]
    pub errors: Vec<FieldProblem>,
}
screen!(ReportPage, "moderation/templates/report.html");

//! What everybody may do: report, read what was decided about oneself, appeal, and see where one stands.

use super::entry::{Asked, EntryForm};
use super::opening::Thing;
use super::pages::{DecisionView, ReportPage, person};
use super::queries::{Reported, history, reported};
use super::types::{AppealForm, Decision, Evidence, Outcome, ReportForm};
use super::waves::{self, ObjectionForm};
use super::{access, citing, entry, ops, penalties, reports};
use axum::extract::Path;
use axum::response::Response;
use community::identity::faces;
use community::posts::access as posts;
use community::posts::holding;
use community::posts::queries::{Detail, views};
use community::posts::types::PostView;
use community::spaces;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Seen, Viewer};
use kernel::web::problems::FieldProblem;
use kernel::web::{Input, Page, Wants};
use kernel::{args, screen, text};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

/// What somebody wants to report: the thing, whose it is, and what it says.
struct Found {
    thing: Thing,
    author: Option<Id>,
    by: String,
    title: String,
    path: String,
}

async fn found_post(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Found> {
    let post = posts::find(tx, viewer, id).await?;
    if post.state != "published" {
        return Err(Error::NotFound);
    }
    let by = match post.author {
        Some(author) => faces(tx, &[author]).await?.remove(&author).map(|face| face.name),
        None => None,
    };
    Ok(Found {
        thing: Thing::Post(post.id),
        author: post.hand(),
        by: by.unwrap_or_else(|| post.author_name.clone()),
        title: if post.title.is_empty() { text::excerpt(&post.body, 160) } else { post.title.clone() },
        path: post.path(),
    })
}

async fn found_person(tx: &Tx, viewer: &Viewer, handle: &str) -> Result<Found> {
    let id = person(tx, viewer, handle).await?;
    let face = faces(tx, &[id]).await?.remove(&id).ok_or(Error::NotFound)?;
    Ok(Found { thing: Thing::Profile(id), author: Some(id), path: face.path(), by: face.name, title: face.headline })
}

/// The address of a thing that is reported.
#[derive(Clone)]
enum At {
    Post(Id),
    Person(String),
}

impl At {
    async fn find(&self, tx: &Tx, viewer: &Viewer) -> Result<Found> {
        match self {
            Self::Post(id) => found_post(tx, viewer, *id).await,
            Self::Person(handle) => found_person(tx, viewer, handle).await,
        }
    }

    fn action(&self) -> String {
        match self {
            Self::Post(id) => format!("/posts/{id}/reports"),
            Self::Person(handle) => format!("/people/{handle}/reports"),
        }
    }
}

/// `GET /posts/{id}/reports`: the form.
pub async fn report_post_form(page: Page, Path(id): Path<String>) -> Result<Response> {
    let form = ReportForm::default();
    page.show(report_form(&page, At::Post(id.parse()?), form, Vec::new()).await?).await
}

/// `GET /people/{handle}/reports`: the form.
pub async fn report_person_form(page: Page, Path(handle): Path<String>) -> Result<Response> {
    page.show(report_form(&page, At::Person(handle), ReportForm::default(), Vec::new()).await?).await
}

async fn report_form(page: &Page, at: At, form: ReportForm, errors: Vec<FieldProblem>) -> Result<ReportPage> {
    let viewer = page.viewer.clone();
    let action = at.action();
    let read = async move |tx: &Tx| {
        let found = at.find(tx, &viewer).await?;
        let sql = "select 1 from moderation_reports where reporter = $1 and thing = $2";
        let before = tx.value::<i64>(sql, args![viewer.id(), found.thing.id()]).await?.is_some();
        Ok((found, before, citing::for_viewer(tx, &viewer).await?))
    };
    let (found, reported, citable) = page.app.db.read(read).await?;
    Ok(ReportPage { action, title: found.title, by: found.by, reported, citable, form, errors })
}

/// `POST /posts/{id}/reports`
pub async fn report_post(page: Page, Path(id): Path<String>, input: Input<ReportForm>) -> Result<Response> {
    report(page, At::Post(id.parse()?), input.value).await
}

/// `POST /people/{handle}/reports`
pub async fn report_person(page: Page, Path(handle): Path<String>, input: Input<ReportForm>) -> Result<Response> {
    report(page, At::Person(handle), input.value).await
}

async fn report(page: Page, at: At, form: ReportForm) -> Result<Response> {
    let (viewer, sent, place) = (page.viewer.clone(), form.clone(), at.clone());
    let done = async move |tx: &Tx| {
        let found = place.find(tx, &viewer).await?;
        let new = reports::report(tx, &viewer, found.thing, found.author, &sent).await?;
        Ok((found.path, new))
    };
    match page.app.db.write(done).await {
        Ok((_, new)) if page.wants == Wants::Json => page.json(&json!({ "reported": true, "before": !new })),
        Ok(_) => page.done("/moderation/mine?reported=1", &json!({})),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let told = page.told(&errors);
            page.show_again(report_form(&page, at, form, told).await?).await
        }
        Err(error) => Err(error),
    }
}

#[derive(Serialize, ToSchema)]
pub struct DecisionPage {
    #[serde(flatten)]
    pub decision: DecisionView,
    /// It is about something of the viewer's.
    pub mine: bool,
    /// Whether it can be appealed now.
    pub appealable: bool,
    /// What it was about, as it was then.
    pub text: String,
    #[serde(skip)]
    pub html: String,
    /// Where the thing is.
    pub thing: String,
    /// Where its form goes.
    #[serde(skip)]
    pub action: String,
    #[serde(skip)]
    pub typed: AppealForm,
    #[serde(skip)]
    pub errors: Vec<FieldProblem>,
}
screen!(DecisionPage, "moderation/templates/decision.html");

/// What a page of a decision is drawn from.
pub struct Read {
    decision: Decision,
    mine: bool,
    appealable: bool,
    /// Whether the reader may read what it was about, and what its author was told.
    sees: bool,
    evidence: Evidence,
}

impl Read {
    /// As this viewer may read it.
    async fn by(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Self> {
        let decision = access::decision(tx, viewer, id).await?;
        let mine = decision.author.is_some_and(|author| viewer.is(author));
        let sees = mine || access::find(tx, viewer, decision.case_id).await.is_ok();
        Self::whole(tx, decision, mine, sees).await
    }

    /// As whom it is about reads it.
    pub async fn by_author(tx: &Tx, decision: Seen<Decision>) -> Result<Self> {
        Self::whole(tx, decision, true, true).await
    }

    async fn whole(tx: &Tx, decision: Seen<Decision>, mine: bool, sees: bool) -> Result<Self> {
        let sql = "select evidence from moderation_cases where id = $1";
        let frozen: String = tx.value(sql, args![decision.case_id]).await?.unwrap_or_default();
        let can_be = decision.outcome != Outcome::Keep && access::still_appealable(tx, decision.clone()).is_ok();
        let evidence = serde_json::from_str(&frozen)?;
        Ok(Self { decision: decision.into_inner(), mine, appealable: mine && can_be, sees, evidence })
    }
}

/// The page; its form goes to `action`.
pub fn decision_page(read: Read, action: String) -> DecisionPage {
    let Read { decision, mine, appealable, sees, evidence } = read;
    let mut view = DecisionView::from(decision);
    let body = if sees { evidence.body } else { String::new() };
    if !sees {
        // Who reported it hears what came of it, not what its author was told or answered.
        (view.reason, view.appeal, view.answer) = Default::default();
    }
    DecisionPage {
        html: text::render(&body, &text::Rendering { heading_base: 3, ..Default::default() }).html,
        decision: view,
        mine,
        appealable,
        text: body,
        thing: evidence.url,
        action,
        typed: AppealForm::default(),
        errors: Vec::new(),
    }
}

async fn read(page: &Page, id: Id) -> Result<DecisionPage> {
    let viewer = page.viewer.clone();
    let read = page.app.db.read(async move |tx: &Tx| Read::by(tx, &viewer, id).await).await?;
    Ok(decision_page(read, format!("/moderation/decisions/{id}/appeal")))
}

/// `GET /moderation/decisions/{id}`
pub async fn decision(page: Page, Path(id): Path<String>) -> Result<Response> {
    let shown = read(&page, id.parse()?).await?;
    page.show(shown).await
}

/// `POST /moderation/decisions/{id}/appeal`
pub async fn appeal(page: Page, Path(id): Path<String>, input: Input<AppealForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let (viewer, form) = (page.viewer.clone(), input.value.clone());
    let done = async move |tx: &Tx| {
        let decision = access::decision(tx, &viewer, id).await?;
        let decision = access::appealable(tx, &viewer, decision).await?;
        ops::appeal(tx, viewer.member, &decision, &form).await
    };
    match page.app.db.write(done).await {
        Ok(()) => page.done(&format!("/moderation/decisions/{id}"), &json!({ "appealed": true })),
        Err(error) => told_again(&page, error, input.value, read(&page, id).await?).await,
    }
}

/// What was wrong with an appeal, with what was typed.
pub async fn told_again(page: &Page, error: Error, typed: AppealForm, shown: DecisionPage) -> Result<Response> {
    match error {
        Error::Invalid(errors) if page.wants == Wants::Html => {
            page.show_again(DecisionPage { typed, errors: page.told(&errors), ..shown }).await
        }
        error => Err(error),
    }
}

#[derive(Serialize, ToSchema)]
pub struct MinePage {
    /// What stands against one now.
    pub standing: Vec<penalties::Penalty>,
    pub decisions: Vec<DecisionView>,
    /// What one has written that is withheld.
    pub withheld: Vec<PostView>,
    pub reported: Vec<Reported>,
    /// Of what is withheld, what a wave has taken: one may object.
    pub taken: Vec<Id>,
    #[serde(skip)]
    pub thanks: bool,
    #[serde(skip)]
    pub objected: bool,
}
screen!(MinePage, "moderation/templates/mine.html");

/// `GET /moderation/mine`: where one stands.
pub async fn mine(page: Page) -> Result<Response> {
    let viewer = page.viewer.clone();
    let (thanks, objected) = (page.query("reported").is_some(), page.query("objected").is_some());
    let read = async move |tx: &Tx| {
        let member = viewer.signed_in()?;
        let withheld = holding::of_author(tx, member, Id::MAX, 30).await?;
        Ok(MinePage {
            standing: penalties::standing(tx, member).await?,
            decisions: history(tx, member).await?.into_iter().map(DecisionView::from).collect(),
            withheld: views(tx, &viewer, &withheld, Detail::List).await?,
            reported: reported(tx, member).await?,
            taken: waves::taken_of(tx, member).await?,
            thanks,
            objected,
        })
    };
    page.show(page.app.db.read(read).await?).await
}

/// `POST /moderation/objections`
pub async fn object(page: Page, input: Input<ObjectionForm>) -> Result<Response> {
    let (viewer, form) = (page.viewer.clone(), input.value);
    page.app.db.write(async move |tx: &Tx| waves::object(tx, &viewer, &form).await).await?;
    page.done("/moderation/mine?objected=1", &json!({ "objected": true }))
}

#[derive(Serialize, ToSchema)]
pub struct EntryPage {
    #[serde(skip)]
    pub slug: String,
    #[serde(skip)]
    pub name: String,
    /// Null: nobody waits.
    pub asked: Option<Asked>,
    #[serde(skip)]
    pub errors: Vec<FieldProblem>,
    #[serde(skip)]
    pub saved: bool,
}
screen!(EntryPage, "moderation/templates/entry.html");

impl EntryPage {
    pub fn who(&self) -> &str {
        self.asked.as_ref().map_or("nobody", |asked| asked.who.as_str())
    }

    pub fn hours(&self) -> i64 {
        self.asked.as_ref().map_or(8, |asked| asked.hours)
    }
}

/// `GET /spaces/{slug}/moderation`
pub async fn entry_form(page: Page, Path(slug): Path<String>) -> Result<Response> {
    page.show(entry_page(&page, slug, Vec::new()).await?).await
}

async fn entry_page(page: &Page, slug: String, errors: Vec<FieldProblem>) -> Result<EntryPage> {
    let viewer = page.viewer.clone();
    let saved = page.query("saved").is_some();
    let read = async move |tx: &Tx| {
        let space = spaces::access::editable(&viewer, spaces::access::find(tx, &viewer, &slug).await?)?;
        let asked = entry::of(tx, space.id).await?;
        Ok(EntryPage { slug: space.slug.clone(), name: space.name.clone(), asked, errors: errors.clone(), saved })
    };
    page.app.db.read(read).await
}

/// `PUT /spaces/{slug}/moderation`
pub async fn choose_entry(page: Page, Path(slug): Path<String>, input: Input<EntryForm>) -> Result<Response> {
    let (viewer, form, at) = (page.viewer.clone(), input.value, slug.clone());
    let done = async move |tx: &Tx| {
        let space = spaces::access::editable(&viewer, spaces::access::find(tx, &viewer, &at).await?)?;
        entry::choose(tx, &viewer, &space, &form).await
    };
    match page.app.db.write(done).await {
        Ok(()) => page.done(&format!("/spaces/{slug}/moderation?saved=1"), &json!({ "saved": true })),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let told = page.told(&errors);
            page.show_again(entry_page(&page, slug, told).await?).await
        }
        Err(error) => Err(error),
    }
}

//! `/incidents`.

use super::access;
use super::ops::{self, NewIncident, lines};
use super::queries::{self, Listed};
use super::types::{Incident, Moment, Plan, Statement, Step};
use crate::retention::people_of;
use axum::extract::Path;
use axum::response::Response;
use community::posts::pages::composer;
use community::posts::types::PostForm;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::viewer::{Editable, Viewer};
use kernel::web::problems::FieldProblem;
use kernel::web::{Input, Listing, Page, Wants, input};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

const MOST: usize = 50;

#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentsPage {
    pub items: Vec<Listed>,
    pub next: Option<String>,
    pub plans: Vec<Plan>,
    #[serde(skip)]
    form: OpenForm,
    #[serde(skip)]
    plan: Plan,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
    #[serde(skip)]
    plan_errors: Vec<FieldProblem>,
}

impl IncidentsPage {
    /// Statements as they are edited: `audience language title`, a line each, the text below, an empty line between.
    fn statements(&self) -> String {
        let one = |statement: &Statement| {
            format!("{} {} {}\n{}", statement.audience, statement.language, statement.title, statement.body)
        };
        self.plan.statements.iter().map(one).collect::<Vec<_>>().join("\n---\n")
    }
}

screen!(IncidentsPage, "incidents/templates/list.html");

/// The plan that every installation has, in the language of who looks.
fn shipped(page: &Page) -> Plan {
    let text = |key: &str| page.speech.t(key).into_owned();
    Plan {
        name: text("incidents-plan-name"),
        roles: text("incidents-plan-roles"),
        checklist: text("incidents-plan-checklist"),
        informs: text("incidents-plan-informs"),
        statements: vec![
            Statement {
                audience: "internal".to_owned(),
                language: page.speech.code().to_owned(),
                title: text("incidents-plan-inside-title"),
                body: text("incidents-plan-inside"),
            },
            Statement {
                audience: "public".to_owned(),
                language: page.speech.code().to_owned(),
                title: text("incidents-plan-outside-title"),
                body: text("incidents-plan-outside"),
            },
        ],
    }
}

/// `GET /incidents`
pub async fn list(page: Page) -> Result<Response> {
    let shown = load(&page).await?;
    page.show(shown).await
}

async fn load(page: &Page) -> Result<IncidentsPage> {
    let (viewer, before, shipped) = (page.viewer.clone(), page.before()?, shipped(page));
    let asked = page.query("plan").unwrap_or_default();
    let form = OpenForm { origin: page.query("origin").unwrap_or_default(), ..OpenForm::default() };
    let read = async move |tx: &Tx| {
        let most = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
        let rows = queries::list(tx, &viewer, before, most).await?;
        let listing = Listing::cut(rows, MOST, |row| row.id.to_string());
        // Plans are for those who open incidents.
        let mut plans = if viewer.is_moderator() { queries::plans(tx).await? } else { Vec::new() };
        if viewer.is_moderator() && plans.is_empty() {
            plans.push(shipped.clone());
        }
        let plan = plans.iter().find(|plan| plan.name == asked).or(plans.first()).cloned().unwrap_or_default();
        Ok(IncidentsPage {
            items: listing.items,
            next: listing.next,
            plans,
            form: form.clone(),
            plan,
            errors: Vec::new(),
            plan_errors: Vec::new(),
        })
    };
    page.app.db.read(read).await
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct OpenForm {
    pub name: String,
    /// The name of a plan; empty: the first.
    pub plan: String,
    #[serde(deserialize_with = "input::flag")]
    pub exercise: bool,
    /// Handles of those who are needed, with commas between them.
    pub people: String,
    /// The address that it is opened from, such as a moderation case.
    pub origin: String,
}

/// `POST /incidents`
pub async fn open(page: Page, form: Input<OpenForm>) -> Result<Response> {
    let form = form.value;
    let (asked, viewer, shipped) = (form.clone(), page.viewer.clone(), shipped(&page));
    let opened = async move |tx: &Tx| {
        let plans = queries::plans(tx).await?;
        let named = plans.iter().find(|plan| plan.name == asked.plan);
        if named.is_none() && !asked.plan.is_empty() && asked.plan != shipped.name {
            return Err(Error::field("plan", "not-a-choice"));
        }
        let plan = named.or(plans.first().filter(|_| asked.plan.is_empty())).unwrap_or(&shipped).clone();
        let origin = asked.origin.trim();
        let new = NewIncident {
            name: asked.name.clone(),
            exercise: asked.exercise,
            // Only an address of this site.
            origin: if origin.starts_with('/') && !origin.starts_with("//") {
                origin.chars().take(300).collect()
            } else {
                String::new()
            },
            people: people_of(tx, "people", &asked.people).await?,
        };
        ops::open(tx, &viewer, &new, &plan).await
    };
    match page.app.db.write(opened).await {
        Ok(id) => {
            let shown = load_one(&page, id).await?;
            page.created(&format!("/incidents/{id}"), &shown)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let shown = load(&page).await?;
            page.show_again(IncidentsPage { form, errors: page.told(&errors), ..shown }).await
        }
        Err(error) => Err(error),
    }
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PlanForm {
    pub name: String,
    pub roles: String,
    pub checklist: String,
    pub informs: String,
    /// For each: a line with audience, language and title, then the text; `---` between two.
    pub statements: String,
}

/// `PUT /incidents/plans`
pub async fn save_plan(page: Page, form: Input<PlanForm>) -> Result<Response> {
    let form = form.value;
    let plan = Plan {
        name: form.name,
        roles: form.roles,
        checklist: form.checklist,
        informs: form.informs,
        statements: statements(&form.statements),
    };
    let (viewer, kept) = (page.viewer.clone(), plan.clone());
    match page.app.db.write(async move |tx: &Tx| ops::save_plan(tx, &viewer, &kept).await).await {
        Ok(()) => {
            let shown = load(&page).await?;
            page.done("/incidents", &shown)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let shown = load(&page).await?;
            page.show_again(IncidentsPage { plan, plan_errors: page.told(&errors), ..shown }).await
        }
        Err(error) => Err(error),
    }
}

fn statements(text: &str) -> Vec<Statement> {
    let text = text.replace("\r\n", "\n");
    let one = |block: &str| {
        let (head, body) = block.trim().split_once('\n').unwrap_or((block.trim(), ""));
        let mut words = head.splitn(3, ' ');
        let mut next = || words.next().unwrap_or_default().to_owned();
        Statement { audience: next(), language: next(), title: next(), body: body.trim().to_owned() }
    };
    text.split("\n---\n").filter(|block| !block.trim().is_empty()).take(40).map(one).collect()
}

#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentPage {
    pub id: Id,
    pub name: String,
    pub plan: String,
    pub exercise: bool,
    /// The address that it was opened from.
    pub origin: String,
    /// Its room.
    pub room: String,
    pub opened: Millis,
    pub closed: Option<Millis>,
    pub review: String,
    pub roles: Vec<String>,
    pub informs: Vec<String>,
    pub statements: Vec<Statement>,
    pub steps: Vec<Step>,
    /// The newest first.
    pub timeline: Vec<Moment>,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
    #[serde(skip)]
    tasks: String,
}

impl IncidentPage {
    fn is_open(&self) -> bool {
        self.closed.is_none()
    }
}

screen!(IncidentPage, "incidents/templates/incident.html");

/// `GET /incidents/{id}`
pub async fn show(page: Page, Path(id): Path<String>) -> Result<Response> {
    let shown = load_one(&page, id.parse()?).await?;
    page.show(shown).await
}

async fn load_one(page: &Page, id: Id) -> Result<IncidentPage> {
    let viewer = page.viewer.clone();
    let read = async move |tx: &Tx| {
        let incident = access::find(tx, &viewer, id).await?;
        let of = |text: &str| lines(text).map(str::to_owned).collect::<Vec<_>>();
        Ok(IncidentPage {
            id,
            name: incident.name.clone(),
            plan: incident.plan.clone(),
            exercise: incident.exercise,
            origin: incident.origin.clone(),
            room: format!("/spaces/{}", incident.space_slug),
            opened: incident.opened,
            closed: incident.closed,
            review: incident.review.clone(),
            roles: of(&incident.roles),
            informs: of(&incident.informs),
            statements: serde_json::from_str(&incident.statements).unwrap_or_default(),
            steps: queries::steps(tx, id).await?,
            timeline: queries::timeline(tx, &incident).await?,
            errors: Vec::new(),
            tasks: String::new(),
        })
    };
    page.app.db.read(read).await
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct EntryForm {
    /// decision or note.
    pub kind: String,
    pub text: String,
}

/// `POST /incidents/{id}/entries`
pub async fn enter(page: Page, Path(id): Path<String>, form: Input<EntryForm>) -> Result<Response> {
    let form = form.value;
    let kind = if form.kind == "note" { "note" } else { "decision" };
    with_open(&page, &id, async move |tx: &Tx, viewer: &Arc<Viewer>, incident: &Editable<Incident>| {
        ops::enter(tx, viewer, incident, kind, &form.text, None).await
    })
    .await
}

/// Works on an open incident, and comes back to it.
async fn with_open<F>(page: &Page, id: &str, work: F) -> Result<Response>
where
    F: AsyncFn(&Tx, &Arc<Viewer>, &Editable<Incident>) -> Result<()> + Send + 'static,
{
    let (id, viewer): (Id, _) = (id.parse()?, page.viewer.clone());
    let done = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let incident = access::open(access::find(tx, &viewer, id).await?)?;
            work(tx, &viewer, &incident).await
        })
        .await;
    finished(page, id, done).await
}

async fn finished(page: &Page, id: Id, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => {
            let shown = load_one(page, id).await?;
            page.done(&format!("/incidents/{id}"), &shown)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let shown = load_one(page, id).await?;
            page.show_again(IncidentPage { errors: page.told(&errors), ..shown }).await
        }
        Err(error) => Err(error),
    }
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct StatementForm {
    pub title: String,
    pub body: String,
    /// public, customers or internal; empty with a space: as the space.
    pub audience: String,
    /// Address of the space where it is announced; empty: to everybody of the audience.
    pub space: String,
}

/// `POST /incidents/{id}/statements`: an announcement of who sends it, with all that announcements need.
pub async fn state(page: Page, Path(id): Path<String>, form: Input<StatementForm>) -> Result<Response> {
    let (id, viewer): (Id, _) = (id.parse()?, page.viewer.clone());
    let form = form.value;
    let asked = viewer.clone();
    let find = async move |tx: &Tx| access::open(access::find(tx, &asked, id).await?);
    let exercise = page.app.db.read(find).await?.exercise;
    let text = format!("{}\n\n{}", form.title.trim(), form.body.trim());
    let post = if exercise {
        None
    } else {
        let form = PostForm {
            kind: "announcement".to_owned(),
            title: form.title,
            body: form.body,
            audience: form.audience,
            space: form.space,
            ..PostForm::default()
        };
        match composer::publish(&page, Input { value: form, files: Vec::new() }, None).await {
            Ok(post) => Some(post.id),
            Err(error) => return finished(&page, id, Err(error)).await,
        }
    };
    with_open(&page, &id.to_string(), async move |tx: &Tx, viewer: &Arc<Viewer>, incident: &Editable<Incident>| {
        ops::enter(tx, viewer, incident, "statement", &text, post).await
    })
    .await
}

/// `PUT /incidents/{id}/steps/{step}`
pub async fn tick(page: Page, Path((id, step)): Path<(String, String)>) -> Result<Response> {
    let (id, step, viewer): (Id, Id, _) = (id.parse()?, step.parse()?, page.viewer.clone());
    let done = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let incident = access::workable(access::find(tx, &viewer, id).await?);
            ops::tick(tx, &viewer, &incident, step).await
        })
        .await;
    finished(&page, id, done).await
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ClosureForm {
    pub review: String,
    /// One a line; `@handle` in it names who does it.
    pub tasks: String,
}

/// `PUT /incidents/{id}/closure`
pub async fn close(page: Page, Path(id): Path<String>, form: Input<ClosureForm>) -> Result<Response> {
    let form = form.value;
    with_open(&page, &id, async move |tx: &Tx, viewer: &Arc<Viewer>, incident: &Editable<Incident>| {
        let mut tasks = Vec::new();
        for line in lines(&form.tasks) {
            let owner = kernel::text::handles(line).into_iter().next();
            let owner = match owner {
                Some(handle) => community::identity::queries::member_by_handle(tx, &handle).await?,
                None => None,
            };
            tasks.push((line.to_owned(), owner));
        }
        ops::close(tx, viewer, incident, &form.review, &tasks).await
    })
    .await
}

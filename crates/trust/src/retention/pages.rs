//! `/retention` and `/holds`, for administrators.

use super::held::{self, Hold, NewHold};
use super::run::{self, Report};
use super::schedules::{self, NewSchedule};
use super::scope::{Names, Scope, ScopeForm, ScopeView};
use super::types::Schedule;
use axum::extract::Path;
use axum::response::Response;
use community::identity::Face;
use community::posts::Kinds;
use community::spaces::{Audience, queries as spaces};
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, FieldError, Result};
use kernel::ids::Id;
use kernel::web::problems::FieldProblem;
use kernel::web::{Input, Listing, Page, Wants, input};
use kernel::{args, record, screen};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

const MOST: usize = 50;

record! {
    #[derive(Debug, Serialize, ToSchema)]
    pub struct Certificate {
        pub id: Id,
        pub at: Millis,
        /// schedule, or deleted: by its author.
        pub reason: String,
        pub schedule: String,
        pub posts: i64,
        pub comments: i64,
        pub files: i64,
        pub bytes: i64,
        pub hash: String,
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RetentionPage {
    pub schedules: Vec<Schedule>,
    /// After how many days what its author deleted goes for good.
    pub deleted_days: i64,
    /// The newest proofs of what went.
    pub certificates: Vec<Certificate>,
    pub next: Option<String>,
    #[serde(skip)]
    preview: Option<Report>,
    #[serde(skip)]
    form: ScheduleForm,
    #[serde(skip)]
    kinds: Vec<(String, &'static str)>,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
    #[serde(skip)]
    begun: bool,
}

impl RetentionPage {
    fn audiences(&self) -> [(&'static str, &'static str); 6] {
        AUDIENCES
    }

    /// The name of the audience with this number.
    fn audience_text(&self, number: &i64) -> &'static str {
        let at = usize::try_from(*number).unwrap_or(0);
        AUDIENCES.get(at).map_or("audience-internal", |(_, text)| text)
    }
}

const AUDIENCES: [(&str, &str); 6] = [
    ("public", "audience-public"),
    ("customers", "audience-customers"),
    ("partners", "audience-partners"),
    ("internal", "audience-internal"),
    ("private", "audience-private"),
    ("secret", "audience-secret"),
];

screen!(RetentionPage, "retention/templates/retention.html");

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ScheduleForm {
    pub name: String,
    /// Of post; empty: any.
    pub kind: String,
    /// Address of a space; empty: any.
    pub space: String,
    /// public to secret; empty: any.
    pub audience: String,
    /// Of the author; empty: any.
    pub country: String,
    /// Days after the last change or comment.
    #[serde(deserialize_with = "input::text")]
    pub days: String,
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DeletedForm {
    #[serde(deserialize_with = "input::text")]
    pub days: String,
}

/// `GET /retention`
pub async fn show(page: Page) -> Result<Response> {
    let shown = load(&page).await?;
    page.show(RetentionPage { begun: page.query("begun").is_some(), ..shown }).await
}

async fn load(page: &Page) -> Result<RetentionPage> {
    let before = page.before()?;
    let kinds: Kinds = page.app.part();
    let kinds: Vec<(String, &'static str)> = kinds.iter().map(|kind| (kind.word.to_owned(), kind.text)).collect();
    let read = async move |tx: &Tx| {
        let sql = "select id, at, reason, schedule, posts, comments, files, bytes, hash from retention_certificates
                   where id < $1 order by id desc limit $2";
        let most = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
        let rows: Vec<Certificate> = tx.rows(sql, args![before, most]).await?;
        let listing = Listing::cut(rows, MOST, |row| row.id.to_string());
        Ok(RetentionPage {
            schedules: schedules::list(tx).await?,
            deleted_days: schedules::deleted_days(tx).await?,
            certificates: listing.items,
            next: listing.next,
            preview: None,
            form: ScheduleForm::default(),
            kinds: kinds.clone(),
            errors: Vec::new(),
            begun: false,
        })
    };
    page.app.db.read(read).await
}

/// `POST /retention/schedules`
pub async fn add(page: Page, form: Input<ScheduleForm>) -> Result<Response> {
    let form = form.value;
    let (viewer, kinds) = (page.viewer.clone(), page.app.part::<Kinds>());
    let asked = form.clone();
    let added = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let new = read_schedule(tx, &kinds, &asked).await?;
            schedules::add(tx, viewer.member, &new).await
        })
        .await;
    match added {
        Ok(_) => {
            let shown = load(&page).await?;
            page.created("/retention", &shown)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let shown = load(&page).await?;
            page.show_again(RetentionPage { form, errors: page.told(&errors), ..shown }).await
        }
        Err(error) => Err(error),
    }
}

async fn read_schedule(tx: &Tx, kinds: &Kinds, form: &ScheduleForm) -> Result<NewSchedule> {
    let mut errors = Vec::new();
    if !form.kind.is_empty() && kinds.find(&form.kind).is_none() {
        errors.push(FieldError::new("kind", "not-a-choice"));
    }
    let audience = Audience::parse(&form.audience);
    if !form.audience.is_empty() && audience.is_none() {
        errors.push(FieldError::new("audience", "not-a-choice"));
    }
    let space = if form.space.trim().is_empty() { None } else { spaces::by_slug(tx, form.space.trim()).await? };
    if !form.space.trim().is_empty() && space.is_none() {
        errors.push(FieldError::new("space", "not-found"));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let days = form.days.trim().parse().unwrap_or(0);
    Ok(NewSchedule {
        name: form.name.clone(),
        kind: form.kind.clone(),
        space,
        audience,
        country: form.country.clone(),
        days,
    })
}

/// `DELETE /retention/schedules/{id}`
pub async fn remove(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (id, viewer): (Id, _) = (id.parse()?, page.viewer.clone());
    page.app.db.write(async move |tx: &Tx| schedules::remove(tx, viewer.member, id).await).await?;
    page.done("/retention", &json!({ "removed": true }))
}

/// `PUT /retention/deleted`
pub async fn set_deleted(page: Page, form: Input<DeletedForm>) -> Result<Response> {
    let days = form.value.days.trim().parse().unwrap_or(-1);
    let viewer = page.viewer.clone();
    let set = page.app.db.write(async move |tx: &Tx| schedules::set_deleted_days(tx, viewer.member, days).await).await;
    match set {
        Ok(()) => page.done("/retention", &json!({ "days": days })),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let shown = load(&page).await?;
            let errors = errors.into_iter().map(|error| FieldError { field: "deleted".to_owned(), ..error });
            page.show_again(RetentionPage { errors: page.told(&errors.collect::<Vec<_>>()), ..shown }).await
        }
        Err(error) => Err(error),
    }
}

/// `GET /retention/preview`
pub async fn preview(page: Page) -> Result<Response> {
    let report = run::preview(&page.app).await?;
    if page.wants_json() {
        return page.json(&report);
    }
    let shown = load(&page).await?;
    page.show(RetentionPage { preview: Some(report), ..shown }).await
}

/// `POST /retention/runs`
pub async fn run_now(page: Page) -> Result<Response> {
    let viewer = page.viewer.clone();
    page.app.db.write(async move |tx: &Tx| run::begin_again(tx, viewer.member).await).await?;
    // The job looks every ten minutes; the first lot need not wait for it.
    let (report, _) = run::run_some(&page.app, Id::default()).await?;
    page.done("/retention?begun=1", &report)
}

/// A hold as it is shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoldView {
    pub id: Id,
    pub name: String,
    pub reason: String,
    #[serde(flatten)]
    pub scope: ScopeView,
    pub created: Millis,
    pub created_by: Option<Face>,
    pub released: Option<Millis>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct HoldsPage {
    pub items: Vec<HoldView>,
    pub next: Option<String>,
    #[serde(skip)]
    form: HoldForm,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
    /// The hold that a form was about.
    #[serde(skip)]
    about: Option<Id>,
}

impl HoldsPage {
    fn errors_of_form(&self) -> Vec<FieldProblem> {
        if self.about.is_none() { self.errors.clone() } else { Vec::new() }
    }

    fn errors_of(&self, hold: &Id) -> Vec<FieldProblem> {
        if self.about == Some(*hold) { self.errors.clone() } else { Vec::new() }
    }
}

screen!(HoldsPage, "retention/templates/holds.html");

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct HoldForm {
    pub name: String,
    pub reason: String,
    #[serde(flatten)]
    pub scope: ScopeForm,
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReleaseForm {
    pub reason: String,
}

/// `GET /holds`
pub async fn holds(page: Page) -> Result<Response> {
    let shown = load_holds(&page).await?;
    page.show(shown).await
}

async fn load_holds(page: &Page) -> Result<HoldsPage> {
    let before = page.before()?;
    let read = async move |tx: &Tx| {
        let most = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
        let listing = Listing::cut(held::list(tx, before, most).await?, MOST, |hold| hold.id.to_string());
        let scopes: Vec<&Scope> = listing.items.iter().map(|hold| &hold.scope).collect();
        let makers = listing.items.iter().filter_map(|hold| hold.created_by);
        let names = Names::read(tx, &scopes, makers).await?;
        let items = listing.items.into_iter().map(|hold| view(hold, &names)).collect();
        Ok(HoldsPage { items, next: listing.next, form: HoldForm::default(), errors: Vec::new(), about: None })
    };
    page.app.db.read(read).await
}

fn view(hold: Hold, names: &Names) -> HoldView {
    HoldView {
        id: hold.id,
        name: hold.name,
        reason: hold.reason,
        scope: names.scope(&hold.scope),
        created: hold.created,
        created_by: hold.created_by.and_then(|by| names.face(by)),
        released: hold.released,
    }
}

/// `POST /holds`
pub async fn make(page: Page, form: Input<HoldForm>) -> Result<Response> {
    let form = form.value;
    let (asked, viewer) = (form.clone(), page.viewer.clone());
    let made = async move |tx: &Tx| {
        let scope = Scope::read(tx, &asked.scope).await?;
        let new = NewHold { name: asked.name.clone(), reason: asked.reason.clone(), scope };
        held::make(tx, viewer.member, &new).await
    };
    match page.app.db.write(made).await {
        Ok(_) => {
            let shown = load_holds(&page).await?;
            page.created("/holds", &shown)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let shown = load_holds(&page).await?;
            page.show_again(HoldsPage { form, errors: page.told(&errors), ..shown }).await
        }
        Err(error) => Err(error),
    }
}

/// `PUT /holds/{id}/release`
pub async fn release(page: Page, Path(id): Path<String>, form: Input<ReleaseForm>) -> Result<Response> {
    let (id, viewer): (Id, _) = (id.parse()?, page.viewer.clone());
    let reason = form.value.reason;
    let released = page.app.db.write(async move |tx: &Tx| held::release(tx, viewer.member, id, &reason).await).await;
    match released {
        Ok(()) => page.done("/holds", &json!({ "released": true })),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let shown = load_holds(&page).await?;
            page.show_again(HoldsPage { errors: page.told(&errors), about: Some(id), ..shown }).await
        }
        Err(error) => Err(error),
    }
}

//! Planning an event: the form, also for one time of a series.

use super::super::types::{EVENT_KIND, EventForm, Occurrence, OccurrenceForm, PATTERNS, REMINDERS, TYPES, event_path};
use super::super::{access, ops, queries, recurrence, schedule};
use super::of_event;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use community::posts::access::editable;
use community::posts::pages::composer::{self, Composer};
use community::posts::screening::{About, Asked, BESIDE};
use community::posts::types::{Post, PostForm};
use jiff::ToSpan as _;
use kernel::clock::{MINUTE, Millis};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::languages::Zone;
use kernel::screen;
use kernel::viewer::{Seen, Viewer};
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants};
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;

#[derive(Serialize)]
pub struct PlanPage {
    #[serde(skip)]
    composer: Composer,
    #[serde(skip)]
    event: EventForm,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
    #[serde(skip)]
    editing: Option<Id>,
    #[serde(skip)]
    zones: Vec<String>,
}

impl PlanPage {
    fn types(&self) -> &'static [(&'static str, &'static str, &'static str)] {
        &TYPES
    }

    fn patterns(&self) -> &'static [(&'static str, &'static str, &'static str)] {
        &PATTERNS
    }

    fn reminders(&self) -> Vec<(String, &'static str)> {
        REMINDERS.iter().map(|(minutes, text)| (minutes.to_string(), *text)).collect()
    }

    fn hosts(&self) -> String {
        self.event.hosts.join(", ")
    }

    fn experts(&self) -> String {
        self.event.experts.join(", ")
    }

    fn rules(&self) -> String {
        self.event.rules.join("\n")
    }

    fn action(&self) -> String {
        match self.editing {
            Some(id) => format!("{}?_method=PUT", event_path(id)),
            None => "/events".to_owned(),
        }
    }
}

#[derive(Template)]
#[template(path = "events/templates/plan.html")]
struct PlanHtml<'a> {
    cx: &'a Cx,
    page: &'a PlanPage,
}
screen!(PlanPage, PlanHtml);

/// `GET /events/new?space=&type=&on=`
pub async fn new(page: Page) -> Result<Response> {
    let query = |name: &str| page.query(name).unwrap_or_default();
    let zone = page.speech.zone().clone();
    // The next full hour, or ten o'clock of a day that was chosen.
    let now = zone.local(page.app.clock.now()).unwrap_or_default();
    let hour = now.date().at(now.hour(), 0, 0, 0).checked_add(1.hour()).unwrap_or(now);
    let start = query("on").parse::<jiff::civil::Date>().map_or(hour, |day| day.at(10, 0, 0, 0));
    let event = EventForm {
        event_type: query("type"),
        starts: typed(start),
        ends: typed(start.checked_add(1.hour()).unwrap_or(start)),
        zone: zone.name().to_owned(),
        remind: "15".to_owned(),
        ..EventForm::default()
    };
    let form = PostForm {
        space: query("space"),
        title: query("title"),
        once: page.app.random.secret(),
        ..PostForm::default()
    };
    let plan = load(&page, form, event, Vec::new(), None).await?;
    page.show(plan).await
}

/// As `<input type="datetime-local">` has it.
fn typed(at: jiff::civil::DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// `POST /events`
pub async fn create(page: Page, mut input: Input<PostForm>) -> Result<Response> {
    if input.value.once.is_empty() {
        input.value.once = page.idempotency_key();
    }
    named(&mut input.value);
    let form = input.value.clone();
    match composer::publish(&page, input, None).await {
        Ok(view) => {
            let event = super::show::load(&page, view.id, None).await?;
            page.created(&event_path(view.id), &event)
        }
        Err(error) => again(&page, form, error, None).await,
    }
}

/// What is sent here is an event; a program may call its type its kind.
fn named(form: &mut PostForm) {
    if TYPES.iter().any(|(word, ..)| *word == form.kind) {
        form.more.insert("type".to_owned(), Value::String(form.kind.clone()));
    }
    form.kind = EVENT_KIND.to_owned();
    form.more.entry("starts".to_owned()).or_insert_with(|| Value::String(String::new()));
}

/// `GET /events/{id}/edit`
pub async fn edit(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let viewer = page.viewer.clone();
    let read = page.app.db.read(async move |tx: &Tx| {
        let post = editable(&viewer, access::find(tx, &viewer, id).await?)?;
        let row = ops::row(tx, id).await?.ok_or(Error::NotFound)?;
        let schedule = schedule::of(&row)?;
        let end = schedule.first().and_then(|first| schedule.zone.local(first + row.minutes * MINUTE));
        let pattern = recurrence::pattern_of(&schedule.rules, schedule.start, &schedule.zone);
        let (hosts, experts) = queries::people(tx, id).await?;
        let handles = |faces: Vec<community::identity::Face>| faces.into_iter().map(|face| face.handle).collect();
        let event = EventForm {
            event_type: row.kind,
            starts: typed(schedule.start),
            ends: end.map(typed).unwrap_or_default(),
            zone: row.zone,
            place: row.place,
            link: row.link,
            capacity: row.capacity.map(|capacity| capacity.to_string()).unwrap_or_default(),
            hosts: handles(hosts),
            experts: handles(experts),
            repeat: pattern.map(|(word, _)| word.to_owned()).unwrap_or_default(),
            repeat_until: pattern.and_then(|(_, day)| day).map(|day| day.to_string()).unwrap_or_default(),
            rules: if pattern.is_some() { Vec::new() } else { schedule.rules },
            remind: row.remind.to_string(),
            tentative: row.tentative,
        };
        let space: Option<String> =
            tx.value("select slug from spaces where id = $1", kernel::args![post.space.unwrap_or_default()]).await?;
        let form = PostForm {
            kind: EVENT_KIND.to_owned(),
            space: space.unwrap_or_default(),
            audience: post.audience.word().to_owned(),
            title: post.title.clone(),
            body: post.body.clone(),
            revision: post.revision.to_string(),
            ..PostForm::default()
        };
        Ok((form, event))
    });
    let (form, event) = read.await?;
    let plan = load(&page, form, event, Vec::new(), Some(id)).await?;
    page.show(plan).await
}

/// `PUT /events/{id}`
pub async fn save(page: Page, Path(id): Path<String>, mut input: Input<PostForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let starts = input.value.more.contains_key("starts");
    named(&mut input.value);
    if !starts {
        input.value.more.remove("starts");
    }
    let viewer = page.viewer.clone();
    page.app.db.read(async move |tx: &Tx| access::find(tx, &viewer, id).await.map(drop)).await?;
    let form = input.value.clone();
    match composer::publish(&page, input, Some(id)).await {
        Ok(_) => {
            let event = super::show::load(&page, id, None).await?;
            page.done(&event_path(id), &event)
        }
        Err(error) => again(&page, form, error, Some(id)).await,
    }
}

/// The form once more with what was typed and what is wrong; a program gets the problem.
async fn again(page: &Page, form: PostForm, error: Error, editing: Option<Id>) -> Result<Response> {
    match error {
        Error::Invalid(errors) if page.wants == Wants::Html => {
            let told = page.told(&errors);
            let event = ops::form_of(&form).unwrap_or_default();
            let plan = load(page, form, event, told, editing).await?;
            page.show_again(plan).await
        }
        error => Err(error),
    }
}

async fn load(
    page: &Page,
    form: PostForm,
    event: EventForm,
    errors: Vec<FieldProblem>,
    editing: Option<Id>,
) -> Result<PlanPage> {
    let at = page.clone();
    let composer =
        page.app.db.read(async move |tx: &Tx| composer::composer(tx, &at, form.clone(), false).await).await?;
    let composer = composer.ok_or(Error::Forbidden("forbidden-nowhere-to-write"))?;
    Ok(PlanPage { composer, event, errors, editing, zones: Zone::names() })
}

/// The form for one time of a series.
#[derive(Serialize)]
pub struct OnePage {
    #[serde(skip)]
    event: Id,
    #[serde(skip)]
    series: String,
    #[serde(skip)]
    time: Occurrence,
    #[serde(skip)]
    zone: String,
    #[serde(skip)]
    form: OccurrenceForm,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

impl OnePage {
    fn action(&self) -> String {
        format!("{}/occurrences/{}?_method=PUT", event_path(self.event), self.time.original)
    }
}

#[derive(Template)]
#[template(path = "events/templates/one.html")]
struct OneHtml<'a> {
    cx: &'a Cx,
    page: &'a OnePage,
}
screen!(OnePage, OneHtml);

/// `GET /events/{id}/occurrences/{original}/edit`
pub async fn edit_one(page: Page, Path((id, original)): Path<(String, String)>) -> Result<Response> {
    let (id, original) = one(&id, &original)?;
    let shown = load_one(&page, id, original).await?;
    page.show(shown).await
}

pub(super) fn one(id: &str, original: &str) -> Result<(Id, Millis)> {
    Ok((id.parse()?, original.parse().map_err(|_| Error::NotFound)?))
}

async fn load_one(page: &Page, id: Id, original: Millis) -> Result<OnePage> {
    let viewer = page.viewer.clone();
    page.app
        .db
        .read(async move |tx: &Tx| {
            let event = access::run(tx, &viewer, access::find(tx, &viewer, id).await?).await?;
            let row = ops::row(tx, id).await?.ok_or(Error::NotFound)?;
            let time = queries::time(tx, &viewer, id, original).await?.ok_or(Error::NotFound)?;
            let zone = Zone::parse(&row.zone).unwrap_or_default();
            let local = |at: Millis| zone.local(at).map(typed).unwrap_or_default();
            let own = |text: &str, of_series: &str| if text == of_series { String::new() } else { text.to_owned() };
            let form = OccurrenceForm {
                title: own(&time.title, &event.title),
                starts: local(time.starts),
                ends: local(time.ends),
                place: own(&time.place, &row.place),
                link: own(&time.link, &row.link),
            };
            Ok(OnePage { event: id, series: event.title.clone(), time, zone: row.zone, form, errors: Vec::new() })
        })
        .await
}

/// `PUT /events/{id}/occurrences/{original}`
pub async fn save_one(
    page: Page,
    Path((id, original)): Path<(String, String)>,
    input: Input<OccurrenceForm>,
) -> Result<Response> {
    let (id, original) = one(&id, &original)?;
    let (form, asked) = (input.value.clone(), Asked::of(&page));
    let changed = of_event(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, event: Seen<Post>| {
        let event = access::run(tx, viewer, event).await?;
        let mut form = form.clone();
        let about = About { kind: BESIDE, thing: id, space: event.space, audience: event.audience.word() };
        let texts = vec![("title", &mut form.title), ("place", &mut form.place), ("link", &mut form.link)];
        asked.look(tx, viewer, about, texts).await?;
        ops::change_one(tx, viewer, &event, original, &form).await?;
        Ok(json!({ "changed": true }))
    });
    match changed.await {
        Ok(resource) => page.done(&format!("{}?on={original}", event_path(id)), &resource),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let told = page.told(&errors);
            let shown = load_one(&page, id, original).await?;
            page.show_again(OnePage { form: input.value, errors: told, ..shown }).await
        }
        Err(error) => Err(error),
    }
}

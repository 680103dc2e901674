//! `/settings/notifications` and `/admin/notifications`: one table of kinds and channels, the same on
//! every device.

use super::choices::{Choice, Chosen, Wish, bound, choose, choose_default};
use super::habits::{self, Habits, quiet_for};
use super::kinds::{Channels, Kind, Kinds};
use super::push;
use crate::identity::{addresses, queries as identity};
use askama::Template;
use axum::response::Response;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::outbox::bounces::{self, Standing};
use kernel::screen;
use kernel::web::input::Nothing;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const DIGESTS: [&str; 5] = ["", "hourly", "daily", "weekly", "off"];

#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct NotificationSettings {
    pub items: Vec<Choice>,
    /// `hourly`, `daily`, `weekly`, `off`; empty: as the installation has it.
    pub digest: String,
    /// Working days, 1 Monday to 7 Sunday.
    pub days: Vec<i64>,
    /// Working hours in one's own zone, `HH:MM`.
    pub begins: String,
    pub ends: String,
    /// Nothing but the page until this moment; 0: not.
    pub quiet_until: Millis,
    /// The key that a browser subscribes with.
    pub push_key: String,
    /// What is wrong with one's mail address; null when nothing came back from it.
    pub address: Option<Refusing>,
    /// How many addresses get no mail any more because they refused it; for administrators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addresses_stopped: Option<i64>,
    /// A link was sent to the address.
    #[serde(skip)]
    pub asked: bool,
    #[serde(skip)]
    pub devices: i64,
    #[serde(skip)]
    pub saved: bool,
    /// The defaults of everybody are shown, not one's own.
    #[serde(skip)]
    pub everybody: bool,
    #[serde(skip)]
    pub errors: Vec<FieldProblem>,
}

impl NotificationSettings {
    pub fn has_day(&self, day: &i64) -> bool {
        self.days.contains(day)
    }

    pub fn is_digest(&self, word: &str) -> bool {
        self.digest == word
    }
}

/// An address that refused mails.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Refusing {
    pub email: String,
    /// When it did the last time.
    pub last: Millis,
    /// Why, in the words of the other server.
    pub said: String,
    /// Since when no mail goes there; null: they still do.
    pub stopped: Option<Millis>,
}

async fn refusing(tx: &Tx, member: Id) -> Result<Option<Refusing>> {
    let Some(email) = identity::account(tx, member).await?.email else { return Ok(None) };
    let standing = bounces::of(tx, &email).await?;
    Ok(standing.map(|Standing { last, said, stopped, .. }| Refusing { email, last, said, stopped }))
}

/// `POST /settings/notifications/address`: sends a link to one's address; following it shows that it takes mails.
pub async fn confirm_address(page: Page, _: Input<Nothing>) -> Result<Response> {
    let (app, member, secret) = (page.app.clone(), page.viewer.signed_in()?, page.app.random.secret());
    page.app.db.write(async move |tx: &Tx| addresses::ask_again(&app, tx, member, &secret).await).await?;
    page.done("/settings/notifications?asked=1", &Nothing {})
}

/// What is sent. A form names the ticked boxes as `KIND.CHANNEL` in `choice`; a program sends `items`.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct SettingsForm {
    pub items: Option<Vec<Wish>>,
    #[serde(deserialize_with = "kernel::web::input::list")]
    pub choice: Vec<String>,
    /// The form was sent whole: what is not ticked is off.
    #[serde(deserialize_with = "kernel::web::input::flag")]
    pub whole: bool,
    pub digest: Option<String>,
    #[serde(deserialize_with = "kernel::web::input::list")]
    pub days: Vec<String>,
    pub begins: Option<String>,
    pub ends: Option<String>,
    /// Do not disturb for: `off`, `hour`, `day`, `week`.
    pub quiet: Option<String>,
}

#[derive(Template)]
#[template(path = "notifications/templates/settings.html")]
struct SettingsHtml<'a> {
    cx: &'a Cx,
    page: &'a NotificationSettings,
}
screen!(NotificationSettings, SettingsHtml);

pub fn days() -> &'static [(i64, &'static str)] {
    &[
        (1, "notifications-day-1"),
        (2, "notifications-day-2"),
        (3, "notifications-day-3"),
        (4, "notifications-day-4"),
        (5, "notifications-day-5"),
        (6, "notifications-day-6"),
        (7, "notifications-day-7"),
    ]
}

pub fn digests() -> &'static [(&'static str, &'static str)] {
    &[
        ("", "notifications-digest-default"),
        ("hourly", "notifications-digest-hourly"),
        ("daily", "notifications-digest-daily"),
        ("weekly", "notifications-digest-weekly"),
        ("off", "notifications-digest-off"),
    ]
}

/// `GET /settings/notifications`
pub async fn show(page: Page) -> Result<Response> {
    let settings = load(&page).await?;
    page.show(settings).await
}

async fn load(page: &Page) -> Result<NotificationSettings> {
    let (app, member) = (page.app.clone(), page.viewer.signed_in()?);
    let push_key = push::public_key(&page.app).await?;
    let (saved, asked) = (page.query("saved").is_some(), page.query("asked").is_some());
    page.app
        .db
        .read(async move |tx: &Tx| {
            let chosen = Chosen::load(tx, &[member]).await?;
            let habits = habits::of(tx, member).await?;
            Ok(NotificationSettings {
                items: chosen.table(&app.part::<Kinds>(), Some(member)),
                days: (1..=7).filter(|day| habits.works_on(*day)).collect(),
                begins: clock(habits.begins),
                ends: clock(habits.ends),
                digest: habits.digest,
                quiet_until: if habits.quiet_until > tx.now() { habits.quiet_until } else { 0 },
                push_key: push_key.clone(),
                devices: push::devices(tx, member).await?,
                address: refusing(tx, member).await?,
                saved,
                asked,
                ..NotificationSettings::default()
            })
        })
        .await
}

fn clock(minutes: i64) -> String {
    // The end of the day has no name of its own on a clock.
    let minutes = minutes.clamp(0, 24 * 60 - 1);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn minutes(text: &str) -> Option<i64> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 60 + minutes)
}

/// `PUT /settings/notifications`
pub async fn save(page: Page, form: Input<SettingsForm>) -> Result<Response> {
    let form = form.value;
    match store(&page, &form).await {
        Ok(()) => {
            let settings = load(&page).await?;
            page.done("/settings/notifications?saved=1", &settings)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let settings = load(&page).await?;
            let typed = NotificationSettings {
                begins: form.begins.unwrap_or_default(),
                ends: form.ends.unwrap_or_default(),
                errors: page.told(&errors),
                ..settings
            };
            page.show_again(typed).await
        }
        Err(error) => Err(error),
    }
}

async fn store(page: &Page, form: &SettingsForm) -> Result<()> {
    let (member, kinds, form) = (page.viewer.signed_in()?, page.app.part::<Kinds>(), form.clone());
    check_items(&kinds, &form)?;
    let zone = page.speech.zone().clone();
    page.app
        .db
        .write(async move |tx: &Tx| {
            let chosen = Chosen::load(tx, &[member]).await?;
            for kind in kinds.iter() {
                if let Some(channels) = wished(&form, kind, chosen.of(member, kind)) {
                    choose(tx, &chosen, member, kind, channels).await?;
                }
            }
            let before = habits::of(tx, member).await?;
            let after = changed(&form, &before, &zone, tx.now())?;
            if after != before { habits::keep(tx, member, &after).await } else { Ok(()) }
        })
        .await
}

fn check_items(kinds: &Kinds, form: &SettingsForm) -> Result<()> {
    let known = form.items.iter().flatten().all(|wish| kinds.find(&wish.kind).is_some());
    if known { Ok(()) } else { Err(Error::field("items", "not-a-choice")) }
}

/// Where a kind is to go; none when nothing is said of it.
fn wished(form: &SettingsForm, kind: &Kind, now: Channels) -> Option<Channels> {
    if form.whole {
        let ticked = |channel: &str| form.choice.iter().any(|word| *word == format!("{}.{channel}", kind.word));
        let channels =
            Channels { page: ticked("page"), push: ticked("push"), mail: ticked("mail"), digest: ticked("digest") };
        return Some(bound(kind, channels));
    }
    let wish = form.items.iter().flatten().find(|wish| wish.kind == kind.word)?;
    Some(bound(kind, wish.over(now)))
}

fn changed(form: &SettingsForm, before: &Habits, zone: &kernel::languages::Zone, now: Millis) -> Result<Habits> {
    let mut checks = Checks::new();
    let mut habits = before.clone();
    if let Some(digest) = &form.digest {
        checks.require(DIGESTS.contains(&digest.as_str()), "digest", "not-a-choice");
        habits.digest.clone_from(digest);
    }
    if form.whole || !form.days.is_empty() {
        let days: Vec<i64> = form.days.iter().filter_map(|day| day.parse().ok()).collect();
        checks.require(days.iter().all(|day| (1..=7).contains(day)), "days", "not-a-choice");
        checks.require(!days.is_empty(), "days", "required");
        let all = (1..=7).all(|day| days.contains(&day));
        let words: Vec<String> = days.iter().map(ToString::to_string).collect();
        habits.days = if all { String::new() } else { words.join(",") };
    }
    if let Some(text) = form.begins.as_deref().filter(|text| !text.is_empty()) {
        checks.require(minutes(text).is_some(), "begins", "not-a-time");
        habits.begins = minutes(text).unwrap_or(before.begins);
    }
    if let Some(text) = form.ends.as_deref().filter(|text| !text.is_empty()) {
        checks.require(minutes(text).is_some(), "ends", "not-a-time");
        // 23:59 is what a clock has for the end of the day.
        habits.ends = minutes(text).map_or(before.ends, |end| if end == 24 * 60 - 1 { 24 * 60 } else { end });
    }
    checks.require(habits.begins < habits.ends, "ends", "notifications-hours");
    if let Some(word) = form.quiet.as_deref().filter(|word| !word.is_empty()) {
        let until = quiet_for(word, zone, now);
        checks.require(until.is_some(), "quiet", "not-a-choice");
        habits.quiet_until = until.unwrap_or(before.quiet_until);
    }
    checks.finish()?;
    Ok(habits)
}

/// `GET /admin/notifications`
pub async fn show_defaults(page: Page) -> Result<Response> {
    let settings = load_defaults(&page).await?;
    page.show(settings).await
}

async fn load_defaults(page: &Page) -> Result<NotificationSettings> {
    let (app, saved) = (page.app.clone(), page.query("saved").is_some());
    page.app
        .db
        .read(async move |tx: &Tx| {
            let items = Chosen::load(tx, &[]).await?.table(&app.part::<Kinds>(), None);
            let addresses_stopped = Some(bounces::stopped(tx).await?);
            let settings = NotificationSettings { items, saved, addresses_stopped, ..NotificationSettings::default() };
            Ok(NotificationSettings { everybody: true, ..settings })
        })
        .await
}

/// `PUT /admin/notifications`
pub async fn save_defaults(page: Page, form: Input<SettingsForm>) -> Result<Response> {
    let (kinds, form, by) = (page.app.part::<Kinds>(), form.value, page.viewer.member);
    check_items(&kinds, &form)?;
    page.app
        .db
        .write(async move |tx: &Tx| {
            let nobody: [Id; 0] = [];
            let chosen = Chosen::load(tx, &nobody).await?;
            for kind in kinds.iter() {
                let before = chosen.default_of(kind);
                if let Some(channels) = wished(&form, kind, before).filter(|channels| *channels != before) {
                    choose_default(tx, by, kind, channels).await?;
                }
            }
            Ok(())
        })
        .await?;
    let settings = load_defaults(&page).await?;
    page.done("/admin/notifications?saved=1", &settings)
}

//! Calendars: what takes place in a month, a week, or from now on; of all, or of one space.

use super::super::queries::{self, Ask, MOST, MOST_OF_MONTH};
use super::super::recurrence::days_from_monday;
use super::super::schedule::AHEAD;
use super::super::types::{Occurrence, TYPES};
use super::moment;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use community::spaces::SpaceHead;
use community::spaces::access::find_readable;
use jiff::ToSpan as _;
use jiff::civil::{Date, Time};
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::languages::Zone;
use kernel::screen;
use kernel::web::{Cx, Page};
use serde::Serialize;
use utoipa::ToSchema;

/// How a calendar is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    Agenda,
    Week,
    Month,
}

impl View {
    const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Agenda, "agenda", "events-view-agenda"),
        (Self::Week, "week", "events-view-week"),
        (Self::Month, "month", "events-view-month"),
    ];

    fn parse(word: &str) -> Result<Self> {
        match word {
            "" => Ok(Self::Agenda),
            word => {
                let found = Self::ALL.into_iter().find(|(_, known, _)| *known == word);
                found.map(|(view, ..)| view).ok_or_else(|| Error::field("view", "not-a-choice"))
            }
        }
    }

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(view, ..)| *view == self).map_or("agenda", |(_, word, _)| word)
    }
}

/// One day of a calendar.
pub struct Day {
    /// When it begins.
    pub at: Millis,
    pub number: i64,
    pub today: bool,
    /// It belongs to another month than the one that is shown.
    pub beside: bool,
    pub items: Vec<Occurrence>,
}

pub struct Week {
    pub number: i64,
    pub days: Vec<Day>,
}

#[derive(Serialize, ToSchema)]
pub struct EventsPage {
    pub items: Vec<Occurrence>,
    /// Give it as `after` to get what follows; null at the end.
    pub next: Option<String>,
    /// What lies between these moments.
    pub from: Millis,
    pub to: Millis,
    /// Address of the space that it is of; empty: all that one may see.
    pub space: String,
    pub kind: String,
    pub mine: bool,
    #[serde(skip)]
    head: Option<SpaceHead>,
    #[serde(skip)]
    view: &'static str,
    /// The day that the calendar is turned to.
    #[serde(skip)]
    on: Date,
    #[serde(skip)]
    weeks: Vec<Week>,
    /// Days on which there is something.
    #[serde(skip)]
    days: Vec<Day>,
}

impl EventsPage {
    /// The address of this calendar, otherwise turned or narrowed.
    fn address(&self, view: &str, on: &str, kind: &str, mine: bool) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("view", view);
        for (name, value) in [("on", on), ("kind", kind), ("mine", if mine { "1" } else { "" })] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        let path = if self.space.is_empty() { "/events".to_owned() } else { format!("/calendar/{}", self.space) };
        format!("{path}?{}", query.finish())
    }

    fn turned(&self, by: i32) -> String {
        let day = match self.view {
            "week" => self.on.checked_add((7 * by).days()),
            _ => self.on.first_of_month().checked_add(by.months()),
        };
        self.address(self.view, &day.unwrap_or(self.on).to_string(), &self.kind, self.mine)
    }

    fn today(&self) -> String {
        self.address(self.view, "", &self.kind, self.mine)
    }

    fn views(&self) -> Vec<(String, &'static str, bool)> {
        let on = if self.view == "agenda" { String::new() } else { self.on.to_string() };
        let one = |(_, word, text): &(View, &'static str, &'static str)| {
            let on = if *word == "agenda" { "" } else { on.as_str() };
            (self.address(word, on, &self.kind, self.mine), *text, *word == self.view)
        };
        View::ALL.iter().map(one).collect()
    }

    fn kinds(&self) -> Vec<(String, &'static str, &'static str, bool)> {
        let on = if self.view == "agenda" { String::new() } else { self.on.to_string() };
        let one = |(word, text, class): &(&'static str, &'static str, &'static str)| {
            let chosen = self.kind == *word;
            (self.address(self.view, &on, if chosen { "" } else { word }, self.mine), *text, *class, chosen)
        };
        TYPES.iter().map(one).collect()
    }

    fn whose(&self, mine: bool) -> String {
        let on = if self.view == "agenda" { String::new() } else { self.on.to_string() };
        self.address(self.view, &on, &self.kind, mine)
    }

    fn further(&self, after: &str) -> String {
        format!("{}&after={after}", self.address("agenda", "", &self.kind, self.mine))
    }

    fn is_grid(&self) -> bool {
        self.view != "agenda"
    }

    /// What the grid is of, for its heading: its month.
    fn heading(&self, cx: &Cx) -> String {
        let day = self.weeks.iter().flat_map(|week| &week.days).find(|day| !day.beside);
        day.map(|day| cx.speech.month(day.at)).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "events/templates/events.html")]
struct EventsHtml<'a> {
    cx: &'a Cx,
    page: &'a EventsPage,
}
screen!(EventsPage, EventsHtml);

/// `GET /events?from=&to=&space=&kind=&mine=&view=&on=&after=`
pub async fn list(page: Page) -> Result<Response> {
    let slug = page.query("space").unwrap_or_default();
    show(page, slug, false).await
}

/// `GET /calendar/{space}`
pub async fn of_space(page: Page, Path(slug): Path<String>) -> Result<Response> {
    show(page, slug, true).await
}

async fn show(page: Page, slug: String, headed: bool) -> Result<Response> {
    let query = |name: &str| page.query(name).unwrap_or_default();
    let view = View::parse(&query("view"))?;
    let kind = query("kind");
    if !kind.is_empty() && !TYPES.iter().any(|(word, ..)| *word == kind) {
        return Err(Error::field("kind", "not-a-choice"));
    }
    let mine = matches!(query("mine").as_str(), "1" | "true" | "on");
    if mine {
        page.viewer.signed_in()?;
    }
    let zone = page.speech.zone().clone();
    let now = page.app.clock.now();
    let today = zone.local(now).unwrap_or_default().date();
    let on = match query("on").as_str() {
        "" => today,
        text => text.parse::<Date>().map_err(|_| Error::field("on", "events-time"))?,
    };
    let days = match view {
        View::Agenda => Vec::new(),
        View::Week => days_from_monday(on, 7),
        View::Month => days_of_month(on),
    };
    let (from, to) = match (days.first(), days.last().and_then(|last| last.tomorrow().ok())) {
        (Some(first), Some(end)) => (midnight(*first, &zone), midnight(end, &zone)),
        _ => {
            let from = moment(&page, "from")?.unwrap_or(now);
            (from, moment(&page, "to")?.unwrap_or_else(|| from.saturating_add(AHEAD)))
        }
    };
    let after = page.query("after").filter(|text| !text.is_empty());
    let after = after.map(|text| queries::parse_after(&text)).transpose()?;
    let most = if view == View::Agenda { MOST } else { MOST_OF_MONTH };
    let ask = Ask { from, to, space: None, kind: kind.clone(), mine, after, most };
    let viewer = page.viewer.clone();
    let mut shown = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let mut head = None;
            let mut ask = ask.clone();
            if !slug.is_empty() {
                let space = match find_readable(tx, &viewer, &slug).await {
                    Err(Error::Forbidden(_)) if viewer.member.is_none() => return Err(Error::NotFound),
                    found => found?,
                };
                ask.space = Some(space.id);
                if headed {
                    head = Some(SpaceHead::of(tx, &viewer, &space).await?);
                }
            }
            let (items, next) = queries::list(tx, &viewer, &ask).await?;
            Ok(EventsPage {
                items,
                next,
                from,
                to,
                space: slug.clone(),
                kind: ask.kind.clone(),
                mine,
                head,
                view: view.word(),
                on,
                weeks: Vec::new(),
                days: Vec::new(),
            })
        })
        .await?;
    if !page.wants_json() {
        lay_out(&mut shown, &days, today, &zone);
    }
    page.show(shown).await
}

fn days_of_month(on: Date) -> Vec<Date> {
    let last = on.last_of_month();
    let mut days = days_from_monday(on.first_of_month(), 42);
    while days.get(days.len().saturating_sub(7)).is_some_and(|monday| *monday > last) {
        days.truncate(days.len() - 7);
    }
    days
}

fn midnight(day: Date, zone: &Zone) -> Millis {
    zone.moment(day.to_datetime(Time::midnight())).unwrap_or_default()
}

/// Puts what takes place into days: into weeks for a grid, into those days only that have something for a list.
fn lay_out(page: &mut EventsPage, days: &[Date], today: Date, zone: &Zone) {
    let day = |day: Date| {
        let (at, end) = (midnight(day, zone), midnight(day.tomorrow().unwrap_or(day), zone));
        let here = |item: &&Occurrence| item.starts < end && item.ends > at;
        Day {
            at,
            number: i64::from(day.day()),
            today: day == today,
            beside: page.view == "month" && day.month() != page.on.month(),
            items: page.items.iter().filter(here).cloned().collect(),
        }
    };
    let weeks = days.chunks(7).map(|days| Week {
        number: days.first().map_or(0, |monday| i64::from(monday.iso_week_date().week())),
        days: days.iter().map(|one| day(*one)).collect(),
    });
    let weeks: Vec<Week> = weeks.collect();
    // A list tells of what goes on from the day on which it begins, or from today.
    let mut dates: Vec<Date> = Vec::new();
    for item in &page.items {
        let at = zone.local(item.starts.max(page.from)).map(|at| at.date());
        if let Some(date) = at.filter(|date| dates.last() != Some(date)) {
            dates.push(date);
        }
    }
    let agenda = |date: &Date| {
        let begins = |item: &Occurrence| zone.local(item.starts.max(page.from)).map(|at| at.date()) == Some(*date);
        Day { items: page.items.iter().filter(|item| begins(item)).cloned().collect(), ..day(*date) }
    };
    let list: Vec<Day> = dates.iter().map(agenda).collect();
    (page.weeks, page.days) = (weeks, list);
}

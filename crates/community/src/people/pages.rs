//! The directory, profiles and what hangs on them, as pages and JSON.

use super::access;
use super::connection::{self, Connection};
use super::directory::{self, Facet, FacetKind, Filters, PersonCard};
use super::profile::{self, Profile};
use super::queries::{self, Chart, Side};
use super::spoken;
use super::types::Person;
use super::{Knower, Knowers, ProfileSpace, ProfileSpaces, ProfileStream, ProfileTab, ProfileTabs};
use crate::identity::Face;
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::files::FileHash;
use kernel::images;
use kernel::languages::{Speech, Zone};
use kernel::screen;
use kernel::viewer::{Seen, Standing, Viewer};
use kernel::web::{Cx, Listing, Page, Screen, Wants};
use serde::Serialize;
use std::sync::Arc;

const PER_PAGE: usize = 30;
const FACET_TEXTS: [(FacetKind, &str); 4] = [
    (FacetKind::Organisation, "people-facet-organisation"),
    (FacetKind::Place, "people-facet-place"),
    (FacetKind::Skill, "people-facet-skill"),
    (FacetKind::Language, "people-facet-language"),
];

/// People whom the viewer may know of.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PeoplePage {
    #[serde(flatten)]
    pub people: Listing<PersonCard>,
    #[serde(skip)]
    filters: Filters,
    #[serde(skip)]
    facets: Vec<Facet>,
    #[serde(skip)]
    count: Option<i64>,
    #[serde(skip)]
    next: String,
}

impl PeoplePage {
    fn facet_text(&self, kind: &FacetKind) -> &'static str {
        FACET_TEXTS.iter().find(|(of, _)| of == kind).map_or("", |(_, text)| *text)
    }

    /// Where the same list goes on.
    fn more(&self) -> Option<String> {
        let next = self.people.next.as_ref()?;
        let query = self.filters.query();
        let and = if query.is_empty() { "" } else { "&" };
        Some(format!("/people?{query}{and}before={next}"))
    }
}

#[derive(Template)]
#[template(path = "people/templates/people.html")]
struct PeopleHtml<'a> {
    cx: &'a Cx,
    page: &'a PeoplePage,
}

screen!(PeoplePage, PeopleHtml);

/// The part of the directory that is swapped while somebody types.
struct PeoplePart(PeoplePage);

#[derive(Template)]
#[template(path = "people/templates/results.html")]
struct ResultsHtml<'a> {
    cx: &'a Cx,
    page: &'a PeoplePage,
}

impl Screen for PeoplePart {
    fn draw(&self, cx: &Cx) -> Result<String> {
        Ok(ResultsHtml { cx, page: &self.0 }.render()?)
    }
}

/// Those who know something of what was asked for.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KnowersPage {
    pub knows: String,
    pub items: Vec<Knower>,
}

screen!(KnowersPage, "people/templates/knowers.html");

pub async fn directory(page: Page) -> Result<Response> {
    if let Some(knows) = page.query("knows").map(|text| text.trim().chars().take(300).collect::<String>()) {
        let items = match page.app.part::<Knowers>().0 {
            Some(find) if !knows.is_empty() => find(&page, &knows).await?,
            _ => Vec::new(),
        };
        return page.show(KnowersPage { knows, items }).await;
    }
    let filters = Filters {
        q: page.query("q").unwrap_or_default().chars().take(200).collect(),
        organisation: page.query_all("organisation"),
        place: page.query_all("place"),
        skill: page.query_all("skill"),
        language: page.query_all("language").iter().map(|typed| spoken::kept(typed)).collect(),
    };
    let (viewer, before, wanted) = (page.viewer.clone(), page.before()?, filters.clone());
    let with_facets = !page.wants_json();
    let (people, facets, count) = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let people = directory::list(tx, &viewer, &wanted, before, PER_PAGE).await?;
            let (facets, count) =
                if with_facets { directory::facets(tx, &viewer, &wanted).await? } else { (Vec::new(), None) };
            Ok((people, facets, count))
        })
        .await?;
    let next = format!("/people?{}", filters.query());
    let resource = PeoplePage { people, filters, facets, count, next };
    match page.wants {
        Wants::Fragment => page.fragment(PeoplePart(resource)).await,
        _ => page.show(resource).await,
    }
}

/// A member.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProfilePage {
    #[serde(flatten)]
    pub profile: Profile,
    /// Spaces that they have joined and the viewer may read; the first twelve.
    pub spaces: Vec<ProfileSpace>,
    #[serde(skip)]
    connection: Connection,
    #[serde(skip)]
    local_time: Option<String>,
    #[serde(skip)]
    tabs: Vec<(ProfileTab, i64)>,
    #[serde(skip)]
    stream: Option<String>,
    #[serde(skip)]
    shows_chart: bool,
}

impl ProfilePage {
    /// Who is not of the company is told nothing of who leads whom.
    fn shows_chart(&self) -> bool {
        self.shows_chart
    }

    fn has_contact(&self) -> bool {
        let profile = &self.profile;
        profile.email.is_some() || profile.phone.is_some() || !profile.contact.is_empty()
    }

    fn has_place(&self) -> bool {
        self.profile.place.is_some() || self.profile.country.is_some() || self.local_time.is_some()
    }

    /// Place and country as one line.
    fn whole_place(&self) -> String {
        let parts = [self.profile.place.as_deref(), self.profile.country.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

#[derive(Template)]
#[template(path = "people/templates/profile.html")]
struct ProfileHtml<'a> {
    cx: &'a Cx,
    page: &'a ProfilePage,
}

screen!(ProfilePage, ProfileHtml);

pub async fn show(page: Page, Path(handle): Path<String>) -> Result<Response> {
    let (viewer, drawn, source) = (page.viewer.clone(), !page.wants_json(), page.app.part::<ProfileSpaces>());
    let tabs = if drawn { page.app.part::<ProfileTabs>().0 } else { Vec::new() };
    let (profile, spaces, connection, tabs) = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let person = access::find(tx, &viewer, &handle).await?;
            // Who is in a space is told to those who are signed in, as on the space's own page.
            let spaces = match source.0.filter(|_| viewer.member.is_some()) {
                Some(spaces_of) => spaces_of(tx, &viewer, person.id).await?,
                None => Vec::new(),
            };
            let connection =
                if drawn { connection::between(tx, &viewer, person.id).await? } else { Connection::default() };
            let mut counted = Vec::with_capacity(tabs.len());
            for tab in &tabs {
                counted.push((*tab, (tab.count)(tx, &viewer, person.id).await?));
            }
            Ok((profile::load(tx, &viewer, &person).await?, spaces, connection, counted))
        })
        .await?;
    let stream = match page.app.part::<Option<ProfileStream>>() {
        Some(ProfileStream(latest)) if !page.wants_json() => Some(latest(&page, profile.face.id).await?),
        _ => None,
    };
    let local_time = profile.zone.as_deref().and_then(Zone::parse).map(|zone| {
        let (texts, language, now) = (page.app.texts.clone(), page.speech.language(), page.app.clock.now());
        Speech::new(texts, language, zone, now).time(now)
    });
    let shows_chart = page.viewer.member.is_some() && page.viewer.standing == Standing::Own;
    page.show(ProfilePage { profile, spaces, connection, local_time, tabs, stream, shows_chart }).await
}

/// Finds a person and reads something of theirs in one transaction.
async fn of_person<T, F>(page: &Page, handle: String, read: F) -> Result<T>
where
    F: AsyncFn(&Tx, &Arc<Viewer>, Seen<Person>) -> Result<T> + Send + 'static,
    T: Send + 'static,
{
    let viewer = page.viewer.clone();
    page.app
        .db
        .read(async move |tx: &Tx| {
            let person = access::find(tx, &viewer, &handle).await?;
            read(tx, &viewer, person).await
        })
        .await
}

/// Those who follow a member, or whom they follow.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ConnectionsPage {
    #[serde(flatten)]
    pub people: Listing<PersonCard>,
    #[serde(skip)]
    person: Face,
    #[serde(skip)]
    followers: bool,
    #[serde(skip)]
    path: String,
}

#[derive(Template)]
#[template(path = "people/templates/connections.html")]
struct ConnectionsHtml<'a> {
    cx: &'a Cx,
    page: &'a ConnectionsPage,
}

screen!(ConnectionsPage, ConnectionsHtml);

pub async fn followers(page: Page, Path(handle): Path<String>) -> Result<Response> {
    connections(page, handle, Side::Followers).await
}

pub async fn following(page: Page, Path(handle): Path<String>) -> Result<Response> {
    connections(page, handle, Side::Following).await
}

async fn connections(page: Page, handle: String, side: Side) -> Result<Response> {
    let before = page.before()?;
    let (person, people) = of_person(&page, handle, async move |tx, viewer, person| {
        let people = queries::connections(tx, viewer, person.id, side, before, PER_PAGE).await?;
        Ok((person.face(), people))
    })
    .await?;
    let path = page.path().to_owned();
    page.show(ConnectionsPage { people, person, followers: side == Side::Followers, path }).await
}

/// Where a member stands in the organisation.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ChartPage {
    #[serde(flatten)]
    pub chart: Chart,
}

#[derive(Template)]
#[template(path = "people/templates/chart.html")]
struct ChartHtml<'a> {
    cx: &'a Cx,
    page: &'a ChartPage,
}

screen!(ChartPage, ChartHtml);

pub async fn chart(page: Page, Path(handle): Path<String>) -> Result<Response> {
    let chart =
        of_person(&page, handle, async move |tx, viewer, person| queries::chart(tx, viewer, &person).await).await?;
    page.show(ChartPage { chart }).await
}

/// The bytes of a portrait. Its name is its content, so it never changes.
pub async fn photo(page: Page, Path(hash): Path<String>) -> Result<Response> {
    let hash: FileHash = hash.parse()?;
    let asked = hash.to_string();
    let known = page.app.db.read(async move |tx: &Tx| queries::is_photo(tx, &asked).await).await?;
    if !known {
        return Err(kernel::error::Error::NotFound);
    }
    let bytes = page.app.files.get(&hash).await?;
    let kind = images::inspect(&bytes)?.mime;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    Ok((headers, bytes).into_response())
}

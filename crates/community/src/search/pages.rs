//! The page of results, and what one can do with a search: save it, name it, throw it away.

use super::asking::{Cursor, Params};
use super::confirm;
use super::find::{self, Ask, Outcome, Sort};
use super::results::{self, Item, Telling};
use super::saved::{self, Saved};
use super::tags;
use crate::analyses::{self, Analysis};
use crate::posts::{self, Kinds};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::search::words::Tongue;
use kernel::web::{Cx, Input, Page};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;
use utoipa::ToSchema;

const PER_PAGE: usize = 20;
/// Of people and spaces so many stand above the posts.
const NAMED: usize = 4;
const FACET_VALUES: usize = 6;

/// One way to narrow.
#[derive(Debug, Clone)]
pub struct FacetValue {
    pub label: String,
    pub url: String,
    /// None when there is more than was counted.
    pub count: Option<i64>,
    pub chosen: bool,
}

#[derive(Debug, Clone)]
pub struct Facet {
    pub heading: &'static str,
    pub values: Vec<FacetValue>,
}

/// What was found.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct SearchPage {
    pub items: Vec<Item>,
    /// Give it as `before` to get what follows; null at the end.
    pub next: Option<String>,
    /// How many posts, of those that one may see.
    pub count: i64,
    /// There are more than `count`.
    pub more: bool,
    /// The index is being built; until it is there nothing can be found.
    pub building: bool,
    /// The question was too long; its end was left out.
    pub cut: bool,
    #[serde(skip)]
    params: Params,
    #[serde(skip)]
    facets: Vec<Facet>,
    /// How many of the items are people and spaces, and whether they stand above the posts.
    #[serde(skip)]
    names: usize,
    #[serde(skip)]
    names_first: bool,
    /// How many of the items are tags; these are the last.
    #[serde(skip)]
    tags: usize,
    #[serde(skip)]
    near: bool,
    #[serde(skip)]
    asked: bool,
    #[serde(skip)]
    who: Vec<Item>,
    #[serde(skip)]
    ask_at: String,
    #[serde(skip)]
    saved: Vec<Saved>,
    #[serde(skip)]
    name: String,
    #[serde(skip)]
    first: bool,
}

impl SearchPage {
    fn named(&self) -> &[Item] {
        let begin = if self.names_first { 0 } else { self.items.len() - self.tags - self.names };
        self.items.get(begin..begin + self.names).unwrap_or_default()
    }

    fn posts(&self) -> &[Item] {
        let end = self.items.len() - self.tags;
        let (begin, end) = if self.names_first { (self.names, end) } else { (0, end - self.names) };
        self.items.get(begin..end).unwrap_or_default()
    }

    fn tagged(&self) -> &[Item] {
        self.items.get(self.items.len() - self.tags..).unwrap_or_default()
    }

    fn sorts(&self) -> Vec<(&'static str, String, bool)> {
        let now = Sort::parse(&self.params.sort);
        let texts = [
            (Sort::Best, "search-sort-best"),
            (Sort::Neutral, "search-sort-neutral"),
            (Sort::Newest, "search-sort-newest"),
        ];
        texts.into_iter().map(|(sort, text)| (text, self.params.sorted(sort).url(), sort == now)).collect()
    }

    fn more_url(&self) -> Option<String> {
        Some(format!("{}&before={}", self.params.url(), self.next.as_ref()?))
    }

    fn is_saved(&self) -> bool {
        let query = self.params.query();
        self.saved.iter().any(|saved| saved.query == query)
    }

    fn clear_url(&self) -> Option<String> {
        let plain = Params { q: self.params.q.clone(), ..Params::default() };
        (plain != self.params).then(|| plain.url())
    }
}

#[derive(Template)]
#[template(path = "search/templates/search.html")]
struct SearchHtml<'a> {
    cx: &'a Cx,
    page: &'a SearchPage,
}
screen!(SearchPage, SearchHtml);

/// The language that somebody reads, as far as its words are known here.
pub fn reads(page: &Page) -> Option<Tongue> {
    Tongue::of(page.speech.language().code())
}

/// `GET /search`
pub async fn search(page: Page) -> Result<Response> {
    let params = Params::of_page(&page);
    let before = page.query("before").filter(|text| !text.is_empty());
    let cursor = match &before {
        None => None,
        Some(text) => Some(Cursor::read(text).ok_or_else(|| Error::field("before", "wrong-type"))?),
    };
    let mut ask = params.ask(page.speech.zone(), reads(&page));
    if !ask.typed.has_words() && ask.sort != Sort::Newest {
        ask.sort = Sort::Newest;
    }
    if ask.sort == Sort::Newest {
        ask.before = cursor.map(|cursor| (cursor.rank, cursor.id));
    }
    let mut resource = SearchPage { cut: ask.typed.cut, first: cursor.is_none(), ..SearchPage::default() };
    resource.asked =
        !(ask.typed.is_empty() && params.without("q") == Params::default().without("q") && params.query().is_empty());
    if is_asked(&ask) {
        let outcome = find::find(&page.app, &page.viewer, &ask).await?;
        fill(&page, &ask, &params, cursor, outcome, &mut resource).await?;
    } else {
        resource.asked = false;
    }
    resource.name = saved::suggested_name(&ask.typed);
    resource.params = params;
    if !page.wants_json() {
        let member = page.viewer.signed_in()?;
        resource.saved = page.app.db.read(async move |tx: &Tx| saved::of_member(tx, member).await).await?;
    }
    page.show(resource).await
}

fn is_asked(ask: &Ask) -> bool {
    let narrowed = !(ask.kinds.is_empty() && ask.spaces.is_empty() && ask.authors.is_empty() && ask.tags.is_empty());
    ask.typed.has_words() || narrowed || ask.since.is_some() || ask.until.is_some()
}

async fn fill(
    page: &Page,
    ask: &Ask,
    params: &Params,
    cursor: Option<Cursor>,
    outcome: Outcome,
    resource: &mut SearchPage,
) -> Result<()> {
    let kinds = page.app.part::<Kinds>();
    let telling = Telling::of(&outcome, &page.speech, &kinds);
    let skip = match cursor {
        Some(cursor) if ask.sort != Sort::Newest => behind(cursor, &outcome),
        _ => 0,
    };
    let wanted: Vec<_> = outcome.posts.iter().skip(skip).take(PER_PAGE).cloned().collect();
    let posts = results::of_posts(&page.app, &page.viewer, &telling, &wanted).await?;
    let there_is_more = outcome.posts.len() > skip + wanted.len() || (ask.sort == Sort::Newest && outcome.more);
    resource.next = wanted.last().filter(|_| there_is_more).map(|(known, ..)| {
        let rank = if ask.sort == Sort::Newest { known.published } else { count(skip + wanted.len()) };
        Cursor { rank, id: known.id }.to_string()
    });
    resource.count = count(outcome.posts.len());
    resource.more = outcome.more;
    resource.building = outcome.building;
    resource.near = outcome.posts.first().is_some_and(|(known, ..)| known.near);
    let names = if resource.first { names(&outcome, &telling, ask) } else { Vec::new() };
    resource.names = names.len();
    // A person is meant when every word is of their name; otherwise what was written comes first.
    resource.names_first = outcome.people.first().is_some_and(|(_, fit)| fit.named) || !outcome.spaces.is_empty();
    resource.items = if resource.names_first {
        names.into_iter().chain(posts).collect()
    } else {
        posts.into_iter().chain(names).collect()
    };
    if resource.first && params.query() == (Params { q: params.q.clone(), ..Params::default() }).query() {
        let (viewer, typed) = (page.viewer.clone(), params.q.clone());
        let tags = page.app.db.read(async move |tx: &Tx| tags::like(tx, &viewer, &typed, NAMED).await).await?;
        resource.tags = tags.len();
        resource.items.extend(tags.iter().map(|tag| telling.tag(tag)));
    }
    if !page.wants_json() {
        resource.facets = facets(page, params, &outcome, &telling).await?;
        if resource.items.is_empty() && !outcome.building && ask.typed.has_words() {
            let people = find::who_may_know(&page.app, &page.viewer, ask).await?;
            resource.who = people.iter().map(|person| telling.person(person, None)).collect();
        }
    }
    resource.ask_at = match kinds.find("question") {
        None => posts::kinds::NOTE.form.to_owned(),
        Some(kind) => {
            let words: String = url::form_urlencoded::byte_serialize(ask.typed.plain().as_bytes()).collect();
            format!("{}?title={words}", kind.form)
        }
    };
    Ok(())
}

/// How many were shown before the page that begins here.
fn behind(cursor: Cursor, outcome: &Outcome) -> usize {
    let place = outcome.posts.iter().position(|(known, ..)| known.id == cursor.id);
    place.map_or_else(|| usize::try_from(cursor.rank).unwrap_or(usize::MAX), |place| place + 1)
}

fn names(outcome: &Outcome, telling: &Telling<'_>, ask: &Ask) -> Vec<Item> {
    // All of them when nothing else is wanted.
    let only = !ask.kinds.is_empty() && ask.kinds.iter().all(|kind| kind == "person" || kind == "space");
    let most = if only { 2 * PER_PAGE } else { NAMED };
    let people = outcome.people.iter().take(most).map(|(person, fit)| telling.person(person, Some(fit)));
    let spaces = outcome.spaces.iter().take(most).map(|space| telling.space(space));
    people.chain(spaces).collect()
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Counted among what the viewer may see, and only while all of that was looked at.
async fn facets(page: &Page, params: &Params, outcome: &Outcome, telling: &Telling<'_>) -> Result<Vec<Facet>> {
    let (mut kinds, mut spaces, mut authors) = (HashMap::new(), HashMap::new(), HashMap::new());
    for (known, ..) in &outcome.posts {
        *kinds.entry(known.kind.clone()).or_insert(0_i64) += 1;
        known.space.into_iter().for_each(|space| *spaces.entry(space).or_insert(0_i64) += 1);
        known.author.into_iter().for_each(|author| *authors.entry(author).or_insert(0_i64) += 1);
    }
    let (spaces, authors) = (most_frequent(spaces), most_frequent(authors));
    let (space_ids, author_ids): (Vec<Id>, Vec<Id>) =
        (spaces.iter().map(|(id, _)| *id).collect(), authors.iter().map(|(id, _)| *id).collect());
    let named = page.app.db.read(async move |tx: &Tx| confirm::names(tx, &author_ids, &space_ids).await).await?;
    let of_ids = |found: Vec<(Id, i64)>| {
        found
            .into_iter()
            .filter_map(|(id, n)| named.get(&id).map(|(word, name)| (word.clone(), name.clone(), n)))
            .collect::<Vec<_>>()
    };
    let of_kinds = most_frequent(kinds)
        .into_iter()
        .map(|(kind, n)| {
            let label = telling.kind(&kind).1;
            (kind, label, n)
        })
        .collect();
    let counted = !outcome.more;
    let facet = |name: &'static str, heading: &'static str, found: Vec<(String, String, i64)>, chosen: &[String]| {
        let value = |(word, label, n): (String, String, i64)| {
            let chosen = chosen.contains(&word);
            let url = if chosen { params.without(name) } else { params.with(name, &word) }.url();
            FacetValue { label, url, count: counted.then_some(n), chosen }
        };
        let mut values: Vec<FacetValue> = found.into_iter().map(value).collect();
        // What was chosen can be taken back, also where nothing was found.
        if !chosen.is_empty() && !values.iter().any(|value| value.chosen) {
            let url = params.without(name).url();
            values.push(FacetValue { label: chosen.join(", "), url, count: None, chosen: true });
        }
        Facet { heading, values }
    };
    let facets = vec![
        facet("kind", "search-facet-kind", of_kinds, &params.kind),
        facet("space", "search-facet-space", of_ids(spaces), &params.space),
        facet("author", "search-facet-author", of_ids(authors), &params.author),
    ];
    Ok(facets
        .into_iter()
        .filter(|facet| facet.values.len() > 1 || facet.values.iter().any(|value| value.chosen))
        .collect())
}

fn most_frequent<K: Ord>(counts: HashMap<K, i64>) -> Vec<(K, i64)> {
    let mut counts: Vec<(K, i64)> = counts.into_iter().collect();
    counts.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
    counts.truncate(FACET_VALUES);
    counts
}

/// What is sent to save a search.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct SavedForm {
    pub name: String,
    /// As in the address of the page: `q=brake&kind=note`.
    pub query: String,
}

/// One's saved searches.
#[derive(Debug, Serialize, ToSchema)]
pub struct SavedList {
    pub items: Vec<Saved>,
}

/// `GET /search/saved`
pub async fn list_saved(page: Page) -> Result<Response> {
    let member = page.viewer.signed_in()?;
    let items = page.app.db.read(async move |tx: &Tx| saved::of_member(tx, member).await).await?;
    page.json(&SavedList { items })
}

/// `POST /search/saved`
pub async fn save(page: Page, Input { value: form, .. }: Input<SavedForm>) -> Result<Response> {
    let member = page.viewer.signed_in()?;
    if form.query.len() > 4_000 {
        return Err(Error::field("query", "too-long"));
    }
    let kept = page.app.db.write(async move |tx: &Tx| saved::save(tx, member, &form.name, &form.query).await).await?;
    page.created(&kept.url(), &kept)
}

/// `PUT /search/saved/{id}`
pub async fn rename(
    page: Page,
    Path(id): Path<String>,
    Input { value: form, .. }: Input<SavedForm>,
) -> Result<Response> {
    let (member, id): (Id, Id) = (page.viewer.signed_in()?, id.parse()?);
    let name = form.name.clone();
    page.app.db.write(async move |tx: &Tx| saved::rename(tx, member, id, &name).await).await?;
    page.done("/search", &json!({ "name": form.name.trim() }))
}

/// `DELETE /search/saved/{id}`
pub async fn delete(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (member, id): (Id, Id) = (page.viewer.signed_in()?, id.parse()?);
    page.app.db.write(async move |tx: &Tx| saved::delete(tx, member, id).await).await?;
    page.done("/search", &json!({ "deleted": true }))
}

/// What was opened from among results.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct OpenForm {
    pub id: String,
}

/// So many things that somebody opened are remembered.
const MOST_OPENED: i64 = 300;

/// `POST /search/opens`: one's own habit, for one's own order.
pub async fn opened(page: Page, Input { value: form, .. }: Input<OpenForm>) -> Result<Response> {
    let (member, id): (Id, Id) = (page.viewer.signed_in()?, form.id.parse()?);
    let viewer = page.viewer.clone();
    page.app
        .db
        .write(async move |tx: &Tx| {
            posts::access::find(tx, &viewer, id).await?;
            if !analyses::is_on(tx, &viewer, Analysis::Search).await? {
                return Ok(0);
            }
            let sql = "insert into search_opens (member, object, times, at) values ($1, $2, 1, $3)
                       on conflict (member, object) do update set times = search_opens.times + 1, at = excluded.at";
            tx.execute(sql, args![member, id, tx.now()]).await?;
            let sql = "delete from search_opens where member = $1 and at < (select min(o.at) from
                       (select at from search_opens where member = $1 order by at desc limit $2) o)";
            tx.execute(sql, args![member, MOST_OPENED]).await
        })
        .await?;
    page.done("/search", &json!({ "opened": true }))
}

//! The directory: whom the viewer may know, found by words and narrowed by facets.
//!
//! Without words it is walked in the order of names and continued by key. With words the best
//! [`CANDIDATES`] are ranked: exact handle, beginning of the name, a word of name or handle, the rest.
//! Nothing here grows with the number of members, except the walk of an index past those whom a
//! filter leaves out.

use super::access::{KNOWN_ONE, PERSON_KNOWN, RELATION};
use super::search::{Query, end_of};
use crate::identity::{FACE, Face};
use crate::presence::{self, Presence};
use crate::viewer_args;
use kernel::db::{Arg, Tx};
use kernel::error::Result;
use kernel::ids::Id;
use kernel::text::fold;
use kernel::viewer::Viewer;
use kernel::web::Listing;
use kernel::{args, record};
use serde::Serialize;
use std::collections::HashMap;

/// How many are found by words at most.
const CANDIDATES: i64 = 200;
/// How many of them are offered to who completes a name.
const COMPLETED: i64 = 60;
/// How many entries of the index are looked at for the first word.
const ENTRIES: i64 = 1_500;
/// Facets are counted among so many people; when there are more, no numbers are shown.
const COUNTED: i64 = 1_000;
/// Values of a facet that are offered.
const VALUES: i64 = 8;

/// What the list is narrowed to. Several values of one facet widen it again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Filters {
    pub q: String,
    pub organisation: Vec<String>,
    pub place: Vec<String>,
    pub skill: Vec<String>,
    pub language: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FacetKind {
    Organisation,
    Place,
    Skill,
    Language,
}

impl FacetKind {
    pub const ALL: [Self; 4] = [Self::Organisation, Self::Place, Self::Skill, Self::Language];

    pub fn word(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Skill => "skill",
            Self::Language => "language",
        }
    }
}

impl Filters {
    pub fn of(&self, kind: FacetKind) -> &[String] {
        match kind {
            FacetKind::Organisation => &self.organisation,
            FacetKind::Place => &self.place,
            FacetKind::Skill => &self.skill,
            FacetKind::Language => &self.language,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.q.trim().is_empty() && FacetKind::ALL.into_iter().all(|kind| self.of(kind).is_empty())
    }

    fn without(&self, kind: FacetKind) -> Self {
        let mut others = self.clone();
        match kind {
            FacetKind::Organisation => others.organisation.clear(),
            FacetKind::Place => others.place.clear(),
            FacetKind::Skill => others.skill.clear(),
            FacetKind::Language => others.language.clear(),
        }
        others
    }

    /// Query parameters of the same list: `q=door&place=graz`.
    pub fn query(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !self.q.is_empty() {
            query.append_pair("q", &self.q);
        }
        for kind in FacetKind::ALL {
            for value in self.of(kind) {
                query.append_pair(kind.word(), value);
            }
        }
        query.finish()
    }
}

/// Somebody in a list.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct PersonCard {
    #[serde(flatten)]
    pub face: Face,
    pub place: Option<String>,
    /// The first few that the viewer may see.
    pub skills: Vec<String>,
    /// Whether the viewer follows them.
    pub following: bool,
    /// Whether they are here now or were today, where they let the viewer see it.
    pub presence: Option<Presence>,
}

record! {
    struct CardRow {
        face: Face,
        place: Option<String>,
        followed: bool,
    }
}

impl From<CardRow> for PersonCard {
    fn from(row: CardRow) -> Self {
        let CardRow { face, place, followed } = row;
        let place = place.filter(|place| !place.is_empty());
        Self { face, place, skills: Vec::new(), following: followed, presence: None }
    }
}

/// A statement that grows by conditions, with its parameters.
struct Statement<'a> {
    conditions: String,
    args: Vec<Arg<'a>>,
}

impl<'a> Statement<'a> {
    fn new(viewer: &Viewer) -> Self {
        Self::among(viewer, &format!("m.state = 'active' and {PERSON_KNOWN}"))
    }

    /// For a statement that begins with words: the index of states must not look inviting.
    fn of_few(viewer: &Viewer) -> Self {
        Self::among(viewer, &format!("coalesce(m.state, '') = 'active' and {KNOWN_ONE}"))
    }

    fn among(viewer: &Viewer, conditions: &str) -> Self {
        Self { conditions: conditions.to_owned(), args: viewer_args![viewer].to_vec() }
    }

    /// Adds a parameter and says its name.
    fn arg(&mut self, arg: impl Into<Arg<'a>>) -> String {
        self.args.push(arg.into());
        format!("${}", self.args.len())
    }

    fn require(&mut self, condition: &str) {
        self.conditions.push_str("\n and ");
        self.conditions.push_str(condition);
    }

    fn narrow(&mut self, filters: &Filters) {
        if !filters.organisation.is_empty() {
            let slugs = self.arg(filters.organisation.clone());
            self.require(&format!(
                "m.organisation in (select og.id from organisations og where og.slug in (each_text({slugs})))"
            ));
        }
        if !filters.place.is_empty() {
            let keys = self.arg(folded(&filters.place));
            self.require(&format!("p.place_key in (each_text({keys})) and p.place_level >= {RELATION}"));
        }
        if !filters.skill.is_empty() {
            let keys = self.arg(folded(&filters.skill));
            self.require(&format!(
                "m.id in (select sk.member from skills sk where sk.skill_key in (each_text({keys})))
                 and p.skills_level >= {RELATION}"
            ));
        }
        if !filters.language.is_empty() {
            let keys = self.arg(folded(&filters.language));
            self.require(&format!(
                "m.id in (select sp.member from spoken sp where sp.language_key in (each_text({keys})))
                 and p.languages_level >= {RELATION}"
            ));
        }
    }

    /// The people behind the first entries of the index for the first word; every word must be one by which the viewer may
    /// find the person.
    fn find(&mut self, query: &Query) {
        if let Some(word) = query.words.first() {
            let (from, to) = (self.arg(word.clone()), self.arg(end_of(word)));
            self.require(&format!(
                "m.id in (select w.member from people_words w where w.word >= {from} and w.word < {to}
                 order by w.word limit {ENTRIES})"
            ));
        }
        self.say(query);
    }

    /// Every word must be one by which the viewer may find the person.
    fn say(&mut self, query: &Query) {
        for word in &query.words {
            let (from, to) = (self.arg(word.clone()), self.arg(end_of(word)));
            self.require(&format!(
                "exists (select 1 from people_words w where w.member = m.id
                 and w.word >= {from} and w.word < {to} and w.level >= {RELATION})"
            ));
        }
    }
}

fn folded(values: &[String]) -> Vec<String> {
    values.iter().map(|value| fold(value.trim())).collect()
}

/// Lists walk the members in order; what is joined must not tempt the planner to begin elsewhere.
const FROM: &str = "from members m left join profiles p on p.member = m.id";
const FROM_WITH_ORGANISATION: &str = "from members m join organisations o on o.id = m.organisation
    left join profiles p on p.member = m.id";

/// The people of the directory after `before`, `most` of them.
pub async fn list(tx: &Tx, viewer: &Viewer, filters: &Filters, before: Id, most: usize) -> Result<Listing<PersonCard>> {
    let ids = match Query::parse(&filters.q) {
        Some(query) => {
            let wanted = if before == Id::MAX { i64::try_from(most + 1).unwrap_or(CANDIDATES) } else { CANDIDATES };
            let ranked = ranked(tx, viewer, filters, &query, wanted).await?;
            let skip = if before == Id::MAX { 0 } else { ranked.iter().take_while(|id| **id != before).count() + 1 };
            ranked.into_iter().skip(skip).take(most + 1).collect()
        }
        None if filters.q.trim().is_empty() => by_name(tx, viewer, filters, before, most + 1).await?,
        None => Vec::new(),
    };
    let mut listing = Listing::cut(ids, most, ToString::to_string);
    let mut cards = cards(tx, viewer, &listing.items).await?;
    let items = listing.items.drain(..).filter_map(|id| cards.remove(&id)).collect();
    Ok(Listing { items, next: listing.next })
}

/// The first `wanted` of those who are found, at most [`CANDIDATES`].
async fn ranked(tx: &Tx, viewer: &Viewer, filters: &Filters, query: &Query, wanted: i64) -> Result<Vec<Id>> {
    let Some(first) = query.words.first() else { return Ok(Vec::new()) };
    // Handle and beginning of the name come first: where they fill the list, nobody else need be looked at.
    let begins = begins(tx, viewer, filters, query, wanted).await?;
    if i64::try_from(begins.len()).is_ok_and(|found| found >= wanted) {
        return Ok(begins);
    }
    let mut statement = Statement::of_few(viewer);
    statement.narrow(filters);
    statement.find(query);
    let (whole, end) = (statement.arg(query.whole.clone()), statement.arg(end_of(&query.whole)));
    let (from, to) = (statement.arg(first.clone()), statement.arg(end_of(first)));
    let sql = format!(
        "select m.id, case when m.handle = {whole} then 0
             when m.name_key >= {whole} and m.name_key < {end} then 1
             when exists (select 1 from people_words w where w.member = m.id
                 and w.word >= {from} and w.word < {to} and w.weight = 1) then 2
             else 3 end as score
         {FROM} where {} order by score, m.name_key, m.id limit {CANDIDATES}",
        statement.conditions
    );
    let found: Vec<(Id, i64)> = tx.rows(&sql, &statement.args).await?;
    Ok(found.into_iter().map(|(id, _)| id).collect())
}

/// Whose handle the words are, then whose name begins with them, in the order of names.
async fn begins(tx: &Tx, viewer: &Viewer, filters: &Filters, query: &Query, wanted: i64) -> Result<Vec<Id>> {
    let mut exact = Statement::of_few(viewer);
    exact.narrow(filters);
    exact.say(query);
    let whole = exact.arg(query.whole.clone());
    let sql = format!("select m.id {FROM} where m.handle = {whole} and {}", exact.conditions);
    let mut found: Vec<Id> = tx.column(&sql, &exact.args).await?;
    let mut statement = Statement::new(viewer);
    statement.narrow(filters);
    statement.say(query);
    let (whole, end) = (statement.arg(query.whole.clone()), statement.arg(end_of(&query.whole)));
    let sql = format!(
        "select m.id {FROM} where m.name_key >= {whole} and m.name_key < {end} and m.handle <> {whole} and {}
         order by m.name_key, m.id limit {wanted}",
        statement.conditions
    );
    found.extend(tx.column::<Id>(&sql, &statement.args).await?);
    found.truncate(usize::try_from(wanted).unwrap_or(usize::MAX));
    Ok(found)
}

async fn by_name(tx: &Tx, viewer: &Viewer, filters: &Filters, before: Id, most: usize) -> Result<Vec<Id>> {
    let mut statement = Statement::new(viewer);
    statement.narrow(filters);
    if before != Id::MAX {
        let key: Option<String> = tx.value("select name_key from members where id = $1", args![before]).await?;
        let (key, id) = (statement.arg(key.unwrap_or_default()), statement.arg(before));
        statement.require(&format!("(m.name_key, m.id) > ({key}, {id})"));
    }
    let sql = format!("select m.id {FROM} where {} order by m.name_key, m.id limit {most}", statement.conditions);
    tx.column(&sql, &statement.args).await
}

/// These people as cards, those whom the viewer may know of.
pub async fn cards(tx: &Tx, viewer: &Viewer, ids: &[Id]) -> Result<HashMap<Id, PersonCard>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "select {FACE}, case when p.place_level >= {RELATION} then p.place end as place,
             exists (select 1 from follows f where f.follower = $1 and f.followed = m.id) as followed
         {FROM_WITH_ORGANISATION} where m.id in (each($4)) and {KNOWN_ONE}"
    );
    let rows: Vec<CardRow> = tx.rows(&sql, viewer_args![viewer, ids]).await?;
    let mut cards: HashMap<Id, PersonCard> = rows.into_iter().map(|row| (row.face.id, PersonCard::from(row))).collect();
    let sql = format!(
        "select sk.member, sk.skill from skills sk join members m on m.id = sk.member
             join profiles p on p.member = m.id
         where sk.member in (each($4)) and sk.rank < 4 and p.skills_level >= {RELATION} and {KNOWN_ONE}
         order by sk.member, sk.rank"
    );
    let skills: Vec<(Id, String)> = tx.rows(&sql, viewer_args![viewer, ids]).await?;
    for (member, skill) in skills {
        if let Some(card) = cards.get_mut(&member) {
            card.skills.push(skill);
        }
    }
    let here = presence::of(tx, viewer, ids).await?;
    for card in cards.values_mut() {
        card.presence = here.of(&card.face.id);
    }
    Ok(cards)
}

/// A way to narrow the list.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Facet {
    pub kind: FacetKind,
    pub values: Vec<FacetValue>,
}

#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct FacetValue {
    pub value: String,
    pub label: String,
    /// How many people; none when there are too many to count for a page.
    pub count: Option<i64>,
    pub chosen: bool,
}

/// The facets of a list, each counted as if itself were not narrowed; and how many people the list
/// has, as far as is counted for a page.
pub async fn facets(tx: &Tx, viewer: &Viewer, filters: &Filters) -> Result<(Vec<Facet>, Option<i64>)> {
    let all = among(tx, viewer, filters).await?;
    let mut facets = Vec::new();
    for kind in FacetKind::ALL {
        let chosen = filters.of(kind);
        let values = if chosen.is_empty() {
            values(tx, viewer, kind, &all).await?
        } else {
            let others = among(tx, viewer, &filters.without(kind)).await?;
            values(tx, viewer, kind, &others).await?
        };
        facets.push(Facet { kind, values: with_chosen(values, chosen) });
    }
    Ok((facets, i64::try_from(all.len()).ok().filter(|n| *n <= COUNTED)))
}

/// Those whom facets are counted among.
async fn among(tx: &Tx, viewer: &Viewer, filters: &Filters) -> Result<Vec<Id>> {
    if let Some(query) = Query::parse(&filters.q) {
        return ranked(tx, viewer, filters, &query, CANDIDATES).await;
    }
    let mut statement = Statement::new(viewer);
    statement.narrow(filters);
    let sql =
        format!("select m.id {FROM} where {} order by m.name_key, m.id limit {}", statement.conditions, COUNTED + 1);
    tx.column(&sql, &statement.args).await
}

async fn values(tx: &Tx, viewer: &Viewer, kind: FacetKind, among: &[Id]) -> Result<Vec<FacetValue>> {
    if among.is_empty() {
        return Ok(Vec::new());
    }
    // Those whom it counts among are known already, so the reach is not asked and `$2` is the list.
    let (value, label, join, visible) = match kind {
        FacetKind::Organisation => {
            ("o.slug", "o.name", "", "cast($1 as bigint) >= 0 and cast($3 as bigint) >= 0".to_owned())
        }
        FacetKind::Place => ("p.place_key", "p.place", "", format!("p.place <> '' and p.place_level >= {RELATION}")),
        FacetKind::Skill => {
            ("sk.skill_key", "sk.skill", "join skills sk on sk.member = m.id", format!("p.skills_level >= {RELATION}"))
        }
        FacetKind::Language => (
            "sp.language_key",
            "sp.language",
            "join spoken sp on sp.member = m.id",
            format!("p.languages_level >= {RELATION}"),
        ),
    };
    let sql = format!(
        "select {value} as value, max({label}) as label, count(*) as count {FROM_WITH_ORGANISATION} {join}
         where m.id in (each($2)) and {visible}
         group by {value} order by count(*) desc, {value} limit {VALUES}"
    );
    let rows: Vec<(String, String, i64)> =
        tx.rows(&sql, args![viewer.id(), among, viewer.organisation.unwrap_or_default()]).await?;
    let complete = i64::try_from(among.len()).is_ok_and(|n| n <= COUNTED);
    Ok(rows
        .into_iter()
        .map(|(value, label, count)| FacetValue { value, label, count: complete.then_some(count), chosen: false })
        .collect())
}

/// What is chosen stays on the page, whether anybody has it or not.
fn with_chosen(mut values: Vec<FacetValue>, chosen: &[String]) -> Vec<FacetValue> {
    for choice in chosen {
        let key = fold(choice.trim());
        match values.iter_mut().find(|value| fold(&value.value) == key) {
            Some(value) => value.chosen = true,
            None => values.push(FacetValue { value: choice.clone(), label: choice.clone(), count: None, chosen: true }),
        }
    }
    values
}

record! {
    /// A person for completion while somebody types `@`.
    #[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
    pub struct Completion {
        #[serde(skip)]
        pub id: Id,
        /// Whether what was typed is their handle.
        #[serde(skip)]
        pub exact: bool,
        pub handle: String,
        pub name: String,
        pub headline: String,
        pub photo: Option<String>,
    }
}

/// Who may be meant by these letters: first those whom the viewer follows, then those with whom they
/// share a space, then everybody. Who asks orders them further and takes the first.
pub async fn complete(tx: &Tx, viewer: &Viewer, typed: &str) -> Result<Vec<Completion>> {
    let filters = Filters { q: typed.chars().take(80).collect(), ..Filters::default() };
    let Some(query) = Query::parse(&filters.q) else { return Ok(Vec::new()) };
    let ids = ranked(tx, viewer, &filters, &query, CANDIDATES).await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select m.id, case when m.handle = $5 then 1 else 0 end as exact, m.handle, m.name, m.headline, m.photo
         from members m where m.id in (each($4)) and m.id <> $1 and {KNOWN_ONE}
             and not exists (select 1 from mutes mu where mu.member = m.id and mu.muted = $1 and mu.blocked = 1)
         order by case when m.handle = $5 then 0
             when exists (select 1 from follows f where f.follower = $1 and f.followed = m.id) then 1
             when exists (select 1 from memberships mb join memberships ms on ms.space = mb.space
                 where mb.member = m.id and mb.state = 'joined' and ms.member = $1 and ms.state = 'joined') then 2
             else 3 end, m.name_key, m.id limit {COMPLETED}"
    );
    tx.rows(&sql, viewer_args![viewer, ids, query.whole]).await
}

//! The directory: all spaces that one may know, found by the beginnings of words.
//!
//! It walks an index in the order that is asked for and continues behind a space, so its first page
//! costs the same among twenty spaces and among twenty thousand.

use super::Audience;
use super::access::SPACE_KNOWN;
use super::head::JoinButton;
use super::ops::words_of;
use super::types::{CARD, SpaceCard};
use crate::viewer_args;
use askama::Template;
use axum::response::Response;
use kernel::db::{Arg, Tx};
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::viewer::{Standing, Viewer};
use kernel::web::{Cx, Listing, Page};
use serde::Serialize;
use utoipa::ToSchema;

const PER_PAGE: usize = 30;
/// So many words of a question count.
const MOST_WORDS: usize = 6;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The space with the newest post first.
    #[default]
    Activity,
    Name,
}

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    pub q: String,
    pub audience: Option<Audience>,
    /// Only those that the viewer has joined; among these are archived ones.
    pub mine: bool,
    pub sort: Sort,
}

impl Search {
    fn is_for(&self, audience: &Audience) -> bool {
        self.audience == Some(*audience)
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SpaceList {
    pub items: Vec<SpaceCard>,
    pub next: Option<String>,
    #[serde(skip)]
    pub search: Search,
    #[serde(skip)]
    pub may_create: bool,
    #[serde(skip)]
    audiences: Vec<Audience>,
}

impl SpaceList {
    /// Those that a space may have of which the viewer hears.
    fn audiences(&self) -> &[Audience] {
        &self.audiences
    }

    fn is_sorted_by_name(&self) -> bool {
        self.search.sort == Sort::Name
    }

    fn next_address(&self, next: &str) -> String {
        self.address(self.search.mine, self.is_sorted_by_name(), next)
    }

    /// The address of this list with another way of looking.
    fn address(&self, mine: bool, by_name: bool, before: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !self.search.q.is_empty() {
            query.append_pair("q", &self.search.q);
        }
        if let Some(audience) = self.search.audience {
            query.append_pair("audience", audience.word());
        }
        if mine {
            query.append_pair("mine", "1");
        }
        if by_name {
            query.append_pair("sort", "name");
        }
        if !before.is_empty() {
            query.append_pair("before", before);
        }
        let query = query.finish();
        if query.is_empty() { "/spaces".to_owned() } else { format!("/spaces?{query}") }
    }
}

#[derive(Template)]
#[template(path = "spaces/templates/directory.html")]
struct DirectoryHtml<'a> {
    cx: &'a Cx,
    page: &'a SpaceList,
}
screen!(SpaceList, DirectoryHtml);

/// `GET /spaces`
pub async fn list(page: Page) -> Result<Response> {
    let search = asked(&page)?;
    let before = page.before()?;
    let (viewer, looking) = (page.viewer.clone(), search.clone());
    let (rows, may_create) = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let most = i64::try_from(PER_PAGE + 1).map_err(Error::internal)?;
            let rows = find(tx, &viewer, &looking, before, most).await?;
            Ok((rows, super::create::may_create(tx, &viewer).await?))
        })
        .await?;
    let listing = Listing::cut(rows, PER_PAGE, |card| card.id.to_string());
    let audiences = match page.viewer.standing {
        Standing::Own => Audience::ALL.to_vec(),
        Standing::Partner => vec![Audience::Public, Audience::Partners],
        Standing::Customer => vec![Audience::Public, Audience::Customers],
        Standing::Nobody => vec![Audience::Public],
    };
    page.show(SpaceList { items: listing.items, next: listing.next, search, may_create, audiences }).await
}

fn asked(page: &Page) -> Result<Search> {
    let audience = match page.query("audience").filter(|word| !word.is_empty()) {
        None => None,
        Some(word) => Some(Audience::parse(&word).ok_or_else(|| Error::field("audience", "not-a-choice"))?),
    };
    let mine = page.query("mine").is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"));
    let sort = if page.query("sort").as_deref() == Some("name") { Sort::Name } else { Sort::Activity };
    Ok(Search { q: page.query("q").unwrap_or_default().trim().chars().take(200).collect(), audience, mine, sort })
}

/// The spaces that the viewer may know and that match, behind the space `before`.
pub async fn find(tx: &Tx, viewer: &Viewer, search: &Search, before: Id, most: i64) -> Result<Vec<SpaceCard>> {
    let mut args: Vec<Arg<'static>> = viewer_args![viewer].to_vec();
    let next = |args: &mut Vec<Arg<'static>>, value: Arg<'static>| {
        args.push(value);
        format!("${}", args.len())
    };
    let mut wanted = vec![SPACE_KNOWN.to_owned()];
    wanted.push(if search.mine { "me.state = 'joined'".to_owned() } else { "s.archived is null".to_owned() });
    if let Some(audience) = search.audience {
        wanted.push(format!("s.audience = {}", next(&mut args, audience.into())));
    }
    let words: Vec<String> = words_of(&search.q).into_iter().take(MOST_WORDS).collect();
    if words.is_empty() && !search.q.is_empty() {
        return Ok(Vec::new());
    }
    for word in words {
        let (from, to) = (next(&mut args, word.clone().into()), next(&mut args, format!("{word}\u{10ffff}").into()));
        wanted.push(format!("s.id in (select w.space from space_words w where w.word >= {from} and w.word < {to})"));
    }
    if let Some((name_key, active)) = place_of(tx, viewer, before).await? {
        let key = match search.sort {
            Sort::Name => next(&mut args, name_key.into()),
            Sort::Activity => next(&mut args, active.into()),
        };
        let id = next(&mut args, before.into());
        wanted.push(match search.sort {
            Sort::Name => format!("(s.name_key, s.id) > ({key}, {id})"),
            Sort::Activity => format!("(s.active, s.id) < ({key}, {id})"),
        });
    }
    let order = match search.sort {
        Sort::Name => "s.name_key, s.id",
        Sort::Activity => "s.active desc, s.id desc",
    };
    let limit = next(&mut args, most.into());
    let sql = format!(
        "select {CARD} from spaces s left join memberships me on me.space = s.id and me.member = $1
         where {} order by {order} limit {limit}",
        wanted.join(" and ")
    );
    tx.rows(&sql, &args).await
}

/// Where a known space stands in both orders; nothing for the beginning.
async fn place_of(tx: &Tx, viewer: &Viewer, space: Id) -> Result<Option<(String, i64)>> {
    if space == Id::MAX {
        return Ok(None);
    }
    let sql = format!("select s.name_key, s.active from spaces s where s.id = $4 and {SPACE_KNOWN}");
    let place: Option<(String, i64)> = tx.row(&sql, viewer_args![viewer, space]).await?;
    place.map(Some).ok_or_else(|| Error::field("before", "not-found"))
}

impl SpaceCard {
    fn button(&self, signed_in: bool) -> JoinButton {
        JoinButton {
            slug: self.slug.clone(),
            name: self.name.clone(),
            joining: self.joining,
            state: self.state,
            archived: self.archived.is_some(),
            signed_in,
        }
    }
}

//! The command palette: people by closeness, spaces, posts and tags by the beginnings of words, and what one
//! can do. It asks the same index, through the same confirmation, as the page of results.

use super::asking::Params;
use super::find::{Ask, Outcome, find};
use super::pages::reads;
use super::question::Typed;
use super::results::{Telling, of_posts};
use super::tags;
use crate::identity::Face;
use crate::people;
use crate::posts::Kinds;
use crate::spaces::ops::words_of;
use crate::suggestions;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::text::fold;
use kernel::web::draw::Link;
use kernel::web::{Navigation, Page};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// Of each kind so many are offered.
const MOST: usize = 6;
/// People who say to know of it.
const FEW_KNOWING: usize = 3;
const TAGS: usize = 3;
const MOST_CHARS: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Person,
    Space,
    Post,
    Action,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Offer {
    pub kind: Kind,
    pub title: String,
    /// What tells it from others of the same title.
    pub hint: String,
    pub url: String,
    /// Name in the sprite.
    pub icon: &'static str,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Offers {
    pub items: Vec<Offer>,
}

/// `GET /palette`
pub async fn palette(page: Page) -> Result<Response> {
    let q: String = page.query("q").unwrap_or_default().trim().chars().take(MOST_CHARS).collect();
    let typed = Typed::read(&q);
    let mut items = if typed.has_words() { content(&page, &q).await? } else { Vec::new() };
    let words: Vec<String> = kernel::search::words::words(&q).into_iter().map(|word| word.text).collect();
    if words.is_empty() == q.is_empty() {
        items.extend(actions(&page, &words));
    }
    page.json(&Offers { items })
}

async fn content(page: &Page, q: &str) -> Result<Vec<Offer>> {
    let ask = Ask { brief: true, ..Params::typed(q).ask(page.speech.zone(), reads(page)) };
    let outcome = find(&page.app, &page.viewer, &ask).await?;
    let (viewer, begin) = (page.viewer.clone(), q.to_owned());
    let (close, tags) = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let close = suggestions::complete(tx, &viewer, &begin, None).await?;
            Ok((close, tags::like(tx, &viewer, &begin, TAGS).await?))
        })
        .await?;
    // Who is named so comes first; who only says to know of it, behind what is about it.
    let (named, knowing): (Vec<_>, Vec<_>) = close.into_iter().partition(|person| is_named(person, q));
    let mut offers: Vec<Offer> = named.into_iter().take(MOST).map(of_person).collect();
    let found = |named: bool| outcome.people.iter().filter(move |(_, fit)| fit.named == named);
    if offers.is_empty() {
        offers.extend(found(true).take(MOST).map(|(person, _)| of_face(&person.face)));
    }
    let somebody = !offers.is_empty();
    let mut behind: Vec<Offer> = knowing.into_iter().take(FEW_KNOWING).map(of_person).collect();
    if behind.is_empty() {
        behind.extend(found(false).take(FEW_KNOWING).map(|(person, _)| of_face(&person.face)));
    }
    offers.extend(outcome.spaces.iter().take(MOST).map(|space| Offer {
        kind: Kind::Space,
        title: space.name.clone(),
        hint: page.speech.t(space.audience.text()).into_owned(),
        url: crate::spaces::types::space_path(&space.slug),
        icon: "spaces",
    }));
    offers.extend(posts(page, &outcome, q).await?);
    if !somebody {
        offers.extend(behind);
    }
    offers.extend(tags.into_iter().map(|tag| Offer {
        kind: Kind::Post,
        url: crate::posts::types::tag_path(&tag),
        title: format!("#{tag}"),
        hint: String::new(),
        icon: "hash",
    }));
    Ok(offers)
}

/// Whether each word that was typed begins one of their name or handle.
fn is_named(person: &people::directory::Completion, q: &str) -> bool {
    let own = words_of(&format!("{} {}", person.name, person.handle));
    words_of(q.trim_start_matches('@')).iter().all(|word| own.iter().any(|own| own.starts_with(word.as_str())))
}

fn of_face(face: &Face) -> Offer {
    Offer { kind: Kind::Person, title: face.name.clone(), hint: face.headline.clone(), url: face.path(), icon: "user" }
}

fn of_person(person: people::directory::Completion) -> Offer {
    Offer {
        kind: Kind::Person,
        url: crate::identity::member_path(&person.handle),
        title: person.name,
        hint: person.headline,
        icon: "user",
    }
}

async fn posts(page: &Page, outcome: &Outcome, q: &str) -> Result<Vec<Offer>> {
    let kinds = page.app.part::<Kinds>();
    let telling = Telling::of(outcome, &page.speech, &kinds);
    let some: Vec<_> = outcome.posts.iter().take(MOST).cloned().collect();
    let mut items = of_posts(&page.app, &page.viewer, &telling, &some).await?;
    // Who types the beginning of a title wants to go there.
    items.sort_by_key(|item| !fold(&item.title).starts_with(&fold(q.trim())));
    Ok(items
        .into_iter()
        .map(|item| Offer {
            kind: Kind::Post,
            title: item.title,
            hint: item.author.unwrap_or_default(),
            url: item.url,
            icon: item.icon,
        })
        .collect())
}

/// Places to go and things to make, in the viewer's language. All of them when nothing is asked.
fn actions(page: &Page, words: &[String]) -> Vec<Offer> {
    let navigation = page.app.part::<Arc<Navigation>>();
    let links = navigation.create.iter().chain(&navigation.main).chain(&navigation.governance);
    let allowed = links.filter(|link| (link.only)(&page.viewer));
    allowed.map(|link| action(page, link)).filter(|offer| begins(&offer.title, words)).collect()
}

fn action(page: &Page, link: &Link) -> Offer {
    Offer {
        kind: Kind::Action,
        title: page.speech.t(link.text).into_owned(),
        hint: String::new(),
        url: link.path.to_owned(),
        icon: link.icon,
    }
}

fn begins(title: &str, words: &[String]) -> bool {
    let title = fold(title);
    let own: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
    words.iter().all(|word| own.iter().any(|one| one.starts_with(word.as_str())))
}

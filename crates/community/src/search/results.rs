//! Results as they are read: by people with the words marked, by programs as plain text.

use super::confirm::{self, KnownSpace, Person, Shown};
use super::files;
use super::find::Outcome;
use super::persons::Fit;
use super::ranking::{Known, Why};
use crate::identity::Face;
use crate::posts::Kinds;
use crate::posts::types::post_path;
use crate::spaces::types::space_path;
use kernel::app::App;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::languages::{Arg, Speech};
use kernel::search::words::Tongue;
use kernel::search::{Pieces, marked, snippet};
use kernel::text::{excerpt_html, words_of_html};
use kernel::viewer::Viewer;
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use utoipa::ToSchema;

const SNIPPET: usize = 240;
const TITLE: usize = 90;

/// Something that was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Item {
    /// `person`, `space`, `tag`, `comment`, `file`, or a kind of post.
    pub kind: String,
    pub id: Id,
    pub url: String,
    pub title: String,
    /// The place where most of the words stand.
    pub snippet: String,
    /// Why it stands where it stands, in the viewer's language.
    pub reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub space: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Millis>,
    #[serde(skip)]
    pub icon: &'static str,
    #[serde(skip)]
    pub kind_text: String,
    #[serde(skip)]
    pub title_pieces: Pieces,
    #[serde(skip)]
    pub pieces: Pieces,
    #[serde(skip)]
    pub face: Option<Face>,
    #[serde(skip)]
    pub space_url: Option<String>,
}

/// What marks the words, and in which language it is told.
pub struct Telling<'a> {
    pub matching: &'a BTreeSet<String>,
    pub tongues: &'a [Tongue],
    pub speech: &'a Speech,
    pub kinds: &'a Kinds,
}

impl<'a> Telling<'a> {
    pub fn of(outcome: &'a Outcome, speech: &'a Speech, kinds: &'a Kinds) -> Self {
        Self { matching: &outcome.matching, tongues: &outcome.tongues, speech, kinds }
    }

    fn marked(&self, text: &str) -> Pieces {
        marked(text, self.matching, self.tongues)
    }

    pub fn person(&self, person: &Person, fit: Option<&Fit>) -> Item {
        let face = &person.face;
        let says = if person.skills.is_empty() {
            face.headline.clone()
        } else {
            format!("{} · {}", face.headline, person.skills.join(", "))
        };
        let reason = if fit.is_some_and(|fit| fit.named) { "search-why-name" } else { "search-why-knows" };
        Item {
            face: Some(face.clone()),
            ..self.item("person", face.id, face.path(), face.name.clone(), says.trim_start_matches(" · "), reason)
        }
    }

    pub fn space(&self, space: &KnownSpace) -> Item {
        let named = self.marked(&space.name).iter().any(|piece| piece.hit);
        let reason = if named { "search-why-name" } else { "search-why-words" };
        let item = self.item("space", space.id, space_path(&space.slug), space.name.clone(), &space.summary, reason);
        Item { icon: space.audience.icon(), ..item }
    }

    pub fn tag(&self, tag: &str) -> Item {
        self.item("tag", Id(0), crate::posts::types::tag_path(tag), format!("#{tag}"), "", "search-why-name")
    }

    fn post(&self, known: &Known, why: Why, shown: &Shown, file: Option<&files::FileText>) -> Item {
        let (kind, title, text) = match file {
            Some(file) => ("file", file.name.clone(), file.text.clone()),
            None => (known.kind.as_str(), self.title_of(shown), self.text_of(shown)),
        };
        let url = match shown.root {
            Some(root) => format!("/posts/{root}#c{}", shown.id),
            None => post_path(shown.id, &shown.slug),
        };
        Item {
            author: Some(shown.author.clone()).filter(|author| !author.is_empty()),
            space: shown.space.clone(),
            space_url: shown.space_slug.as_deref().map(space_path),
            published: Some(shown.published),
            ..self.item(kind, shown.id, url, title, &text, why.text())
        }
    }

    fn title_of(&self, shown: &Shown) -> String {
        match (&shown.root_title, shown.title.is_empty()) {
            (Some(title), _) => {
                let of = if title.is_empty() {
                    excerpt_html(shown.root_html.as_deref().unwrap_or_default(), TITLE)
                } else {
                    title.clone()
                };
                self.speech.ta(self.kinds.reply(&shown.kind).to, &[("title", Arg::from(of.as_str()))]).into_owned()
            }
            (None, false) => shown.title.clone(),
            (None, true) => excerpt_html(&shown.html, TITLE),
        }
    }

    fn text_of(&self, shown: &Shown) -> String {
        format!("{} {}", shown.summary, words_of_html(&shown.html))
    }

    fn item(&self, kind: &str, id: Id, url: String, title: String, text: &str, reason: &str) -> Item {
        let pieces = snippet(text, self.matching, self.tongues, SNIPPET);
        let (icon, kind_text) = self.kind(kind);
        Item {
            kind: kind.to_owned(),
            id,
            url,
            title_pieces: self.marked(&title),
            title,
            snippet: pieces.iter().map(|piece| piece.text.as_str()).collect(),
            reason: self.speech.t(reason).into_owned(),
            author: None,
            space: None,
            published: None,
            icon,
            kind_text,
            pieces,
            face: None,
            space_url: None,
        }
    }

    /// The icon and the name of a kind.
    pub fn kind(&self, kind: &str) -> (&'static str, String) {
        let (icon, text) = match kind {
            "person" => ("user", "nav-people"),
            "space" => ("spaces", "nav-spaces"),
            "tag" => ("hash", "search-kind-tag"),
            "file" => ("attach", "search-kind-file"),
            other => self.kinds.named(other),
        };
        (icon, self.speech.t(text).into_owned())
    }
}

/// These posts as items, in this order; what has gone meanwhile is left out.
pub async fn of_posts(
    app: &App,
    viewer: &Arc<Viewer>,
    telling: &Telling<'_>,
    some: &[(Known, Why, Id)],
) -> Result<Vec<Item>> {
    let ids: Vec<Id> = some.iter().map(|(known, ..)| known.id).collect();
    let parts: Vec<(Id, Id)> =
        some.iter().filter(|(.., part)| *part != Id(0)).map(|(known, _, part)| (known.id, *part)).collect();
    let viewer = viewer.clone();
    let (shown, files): (HashMap<Id, Shown>, HashMap<Id, files::FileText>) = app
        .db
        .read(async move |tx: &Tx| Ok((confirm::shown(tx, &viewer, &ids).await?, files::shown(tx, &parts).await?)))
        .await?;
    let item = |(known, why, part): &(Known, Why, Id)| {
        let file = files.get(part);
        if *part != Id(0) && file.is_none() {
            return None;
        }
        Some(telling.post(known, *why, shown.get(&known.id)?, file))
    };
    Ok(some.iter().filter_map(item).collect())
}

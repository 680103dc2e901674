//! Moving a page with all that stands below it.

use super::edit::{find_parent, named};
use crate::wiki::access;
use crate::wiki::tree::{self, Among};
use crate::wiki::types::{Named, Node, folder};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// Where a page goes.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct PlaceForm {
    /// The page above, by its id or its address below the space; empty for the root. Not given: where it is.
    pub parent: Option<String>,
    /// `first`, `last`, `up`, `down`, or the id of the page that it comes behind.
    pub position: String,
}

#[derive(Serialize)]
pub struct PlacePage {
    #[serde(skip)]
    page: Named,
    #[serde(skip)]
    form: PlaceForm,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
    #[serde(skip)]
    space: String,
    /// Pages that it could be put below.
    #[serde(skip)]
    tree: Vec<Node>,
}

impl PlacePage {
    fn parent(&self) -> &str {
        self.form.parent.as_deref().unwrap_or_default()
    }

    /// Addresses that are offered: those of the tree as it is drawn.
    fn offered(&self) -> Vec<(String, String)> {
        let mut all = Vec::new();
        let prefix = format!("/wiki/{}/", self.space);
        let mut open: Vec<&Node> = self.tree.iter().rev().collect();
        while let Some(node) = open.pop() {
            let path = node.url.strip_prefix(&prefix).unwrap_or_default();
            if node.id != self.page.id {
                all.push((path.to_owned(), node.title.clone()));
            }
            open.extend(node.children.iter().rev());
        }
        all
    }
}

#[derive(Template)]
#[template(path = "wiki/templates/place.html")]
struct PlaceHtml<'a> {
    cx: &'a Cx,
    page: &'a PlacePage,
}
screen!(PlacePage, PlaceHtml);

/// `GET /pages/{id}/place`
pub async fn form(page: Page, Path(id): Path<String>) -> Result<Response> {
    let shown = load(&page, id.parse()?, None).await?;
    page.show(shown).await
}

async fn load(page: &Page, id: Id, form: Option<PlaceForm>) -> Result<PlacePage> {
    let viewer = page.viewer.clone();
    page.app
        .db
        .read(async move |tx: &Tx| {
            let found = access::editable(tx, &viewer, access::find_by_id(tx, &viewer, id).await?).await?;
            let stands = PlaceForm { parent: Some(folder(&found.path).to_owned()), ..PlaceForm::default() };
            Ok(PlacePage {
                page: named(&found),
                form: form.clone().unwrap_or(stands),
                errors: Vec::new(),
                space: found.space_slug.clone(),
                tree: tree::around(tx, &viewer, (found.space, &found.space_slug), Some(&found)).await?,
            })
        })
        .await
}

/// `PUT /pages/{id}/place`
pub async fn save(page: Page, Path(id): Path<String>, input: Input<PlaceForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let (viewer, form) = (page.viewer.clone(), input.value.clone());
    let moved = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let found = access::editable(tx, &viewer, access::find_by_id(tx, &viewer, id).await?).await?;
            let above = match &form.parent {
                Some(named) => find_parent(tx, &viewer, &found.space_slug, named).await?,
                None => match found.parent {
                    Some(parent) => Some(access::find_by_id(tx, &viewer, parent).await?),
                    None => None,
                },
            };
            let above = match above {
                Some(above) => Some(access::editable(tx, &viewer, above).await?),
                None => None,
            };
            let among = match form.position.as_str() {
                "first" => Some(Among::First),
                "" | "last" => Some(Among::Last),
                "up" => tree::step(tx, &found, true).await?,
                "down" => tree::step(tx, &found, false).await?,
                behind => Some(Among::Behind(behind.parse().map_err(|_| Error::field("position", "not-a-choice"))?)),
            };
            if let Some(among) = among {
                tree::relocate(tx, &viewer, &found, above.as_ref(), among).await?;
            }
            access::find_by_id(tx, &viewer, id).await
        })
        .await;
    match moved {
        Ok(moved) => page.done(&moved.url(), &json!({ "id": id, "url": moved.url(), "parent": moved.parent })),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let mut shown = load(&page, id, Some(input.value)).await?;
            shown.errors = page.told(&errors);
            page.show_again(shown).await
        }
        Err(error) => Err(error),
    }
}

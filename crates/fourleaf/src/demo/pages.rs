//! The pages of the sample company, with what they were before.

use super::company::Company;
use community::posts::types::Imported;
use kernel::app::App;
use kernel::clock::{DAY, HOUR, Millis};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use knowledge::wiki::imported::{self, Author, Earlier, ImportedPage};
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Debug, Clone, Deserialize)]
struct Page {
    space: String,
    title: String,
    parent: Option<String>,
    author: String,
    /// Age of the present text.
    days: i64,
    summary: String,
    body: String,
    history: Vec<Former>,
    #[serde(default)]
    template: bool,
}

#[derive(Debug, Clone, Deserialize)]
struct Former {
    author: String,
    days: i64,
    summary: String,
    body: String,
}

/// Writes all pages; `end` is when the year of the sample company ends.
pub async fn write(app: &App, company: &Company, end: Millis) -> Result<()> {
    let pages: Vec<Page> = serde_json::from_str(include_str!("../../demo/pages.json"))?;
    let (spaces, viewers) = (company.spaces.clone(), company.viewers.clone());
    app.db
        .write(async move |tx: &Tx| {
            let member = |handle: &str| viewers.get(handle).and_then(|viewer| viewer.member);
            let by = |handle: &str, days: i64, summary: &str| Author {
                member: member(handle),
                name: handle.to_owned(),
                at: end - days * DAY - 8 * HOUR,
                summary: summary.to_owned(),
            };
            let mut written: HashMap<(String, String), Id> = HashMap::new();
            for page in &pages {
                let Some(space) = spaces.get(&page.space) else { continue };
                let last = by(&page.author, page.days, &page.summary);
                let history: Vec<Earlier> = page
                    .history
                    .iter()
                    .map(|former| Earlier {
                        title: page.title.clone(),
                        body: former.body.clone(),
                        by: by(&former.author, former.days, &former.summary),
                    })
                    .collect();
                let first = history.first().map_or(&last, |earlier| &earlier.by);
                let post = Imported {
                    source_key: format!("demo:{}/{}", page.space, page.title),
                    kind: "page".to_owned(),
                    author: first.member,
                    author_name: String::new(),
                    space: *space,
                    title: page.title.clone(),
                    summary: String::new(),
                    body: page.body.clone(),
                    tags: Vec::new(),
                    at: first.at,
                    cover: None,
                };
                let coming = ImportedPage {
                    post,
                    slug: String::new(),
                    former: Vec::new(),
                    files: Vec::new(),
                    template: page.template,
                    history,
                    last: Some(last),
                };
                let above = page.parent.as_ref().and_then(|parent| written.get(&(page.space.clone(), parent.clone())));
                let (_, id) = imported::put(tx, &coming, above.copied()).await?;
                written.insert((page.space.clone(), page.title.clone()), id);
            }
            for id in written.values() {
                imported::name(tx, *id).await?;
            }
            Ok(())
        })
        .await
}

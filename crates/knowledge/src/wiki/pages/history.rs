//! What a page was: its revisions, what differs between two, who wrote which paragraph.

use super::show;
use crate::wiki::revisions::{self, Changed, MOST, Paragraph, Revision};
use crate::wiki::types::{Named, PageForm, WikiPage};
use crate::wiki::{access, ops, tree};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use community::posts::Kinds;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::viewer::Seen;
use kernel::web::{Cx, Page};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct HistoryPage {
    pub page: Named,
    pub items: Vec<Revision>,
    /// Give it as `before`.
    pub next: Option<String>,
    #[serde(skip)]
    present: i64,
    #[serde(skip)]
    may_edit: bool,
    #[serde(skip)]
    may_curate: bool,
}

#[derive(Template)]
#[template(path = "wiki/templates/history.html")]
struct HistoryHtml<'a> {
    cx: &'a Cx,
    page: &'a HistoryPage,
}
screen!(HistoryPage, HistoryHtml);

async fn find(tx: &Tx, page: &Page, space: &str, path: &str) -> Result<Seen<WikiPage>> {
    match access::find(tx, &page.viewer, space, path).await {
        Err(Error::NotFound) => access::find_moved(tx, &page.viewer, space, path).await?.ok_or(Error::NotFound),
        found => found,
    }
}

/// `GET /wiki/{space}/{path}/history`
pub async fn list(page: Page, space: String, path: String) -> Result<Response> {
    let before = match page.query("before").filter(|text| !text.is_empty()) {
        None => i64::MAX,
        Some(text) => text.parse().map_err(|_| Error::field("before", "wrong-type"))?,
    };
    let at = page.clone();
    let shown = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let found = find(tx, &at, &space, &path).await?;
            let mut items = revisions::list(tx, &found, before).await?;
            let most = usize::try_from(MOST).unwrap_or(0);
            let more = items.len() > most;
            items.truncate(most);
            Ok(HistoryPage {
                page: super::edit::named(&found),
                next: items.last().filter(|_| more).map(|last| last.revision.to_string()),
                items,
                present: found.revision,
                may_edit: access::may_write(tx, &at.viewer, found.space).await?,
                may_curate: access::curates(tx, &at.viewer, &found).await?,
            })
        })
        .await?;
    page.show(shown).await
}

/// A page as it once was.
#[derive(Serialize, ToSchema)]
pub struct RevisionPage {
    pub page: Named,
    #[serde(flatten)]
    pub revision: Revision,
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Sanitised HTML.
    pub html: String,
    #[serde(skip)]
    present: i64,
    #[serde(skip)]
    may_edit: bool,
}

#[derive(Template)]
#[template(path = "wiki/templates/revision.html")]
struct RevisionHtml<'a> {
    cx: &'a Cx,
    page: &'a RevisionPage,
}
screen!(RevisionPage, RevisionHtml);

/// `GET /wiki/{space}/{path}/revisions/{n}`
pub async fn revision(page: Page, space: String, path: String, n: i64) -> Result<Response> {
    let at = page.clone();
    let mut shown = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let found = find(tx, &at, &space, &path).await?;
            let (title, body) = revisions::text_at(tx, &at.viewer, &found, n).await?;
            Ok(RevisionPage {
                page: super::edit::named(&found),
                revision: revisions::find(tx, &found, n).await?,
                title,
                body,
                html: String::new(),
                present: found.revision,
                may_edit: access::may_write(tx, &at.viewer, found.space).await?,
            })
        })
        .await?;
    shown.html = ops::prepare(&page, &shown.body).await?.html;
    page.show(shown).await
}

/// What differs between two revisions.
#[derive(Serialize, ToSchema)]
pub struct DiffPage {
    pub page: Named,
    pub from: Revision,
    pub to: Revision,
    /// Set when the title changed: before and now.
    pub titles: Option<(String, String)>,
    pub sections: Vec<Changed>,
    #[serde(skip)]
    source: bool,
    #[serde(skip)]
    choices: Vec<Revision>,
    #[serde(skip)]
    trail: Vec<Named>,
    #[serde(skip)]
    may_edit: bool,
}

impl DiffPage {
    fn address(&self, source: bool) -> String {
        let (url, from, to) = (&self.page.url, self.from.revision, self.to.revision);
        format!("{url}/diff?from={from}&to={to}{}", if source { "&view=source" } else { "" })
    }
}

#[derive(Template)]
#[template(path = "wiki/templates/diff.html")]
struct DiffHtml<'a> {
    cx: &'a Cx,
    page: &'a DiffPage,
}
screen!(DiffPage, DiffHtml);

/// `GET /wiki/{space}/{path}/diff?from=&to=&view=`
pub async fn diff(page: Page, space: String, path: String) -> Result<Response> {
    let number = |name: &str| -> Result<Option<i64>> {
        let text = page.query(name).filter(|text| !text.is_empty());
        text.map(|text| text.parse().map_err(|_| Error::field(name, "wrong-type"))).transpose()
    };
    let (from, to) = (number("from")?, number("to")?);
    let (at, source) = (page.clone(), page.query("view").as_deref() == Some("source"));
    let (mut shown, old, new) = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let viewer = &at.viewer;
            let found = find(tx, &at, &space, &path).await?;
            let to = to.unwrap_or(found.revision);
            let from = from.unwrap_or_else(|| (to - 1).max(1));
            let (old_title, old) = revisions::text_at(tx, viewer, &found, from).await?;
            let (new_title, new) = revisions::text_at(tx, viewer, &found, to).await?;
            let shown = DiffPage {
                page: super::edit::named(&found),
                from: revisions::find(tx, &found, from).await?,
                to: revisions::find(tx, &found, to).await?,
                titles: (old_title != new_title).then_some((old_title, new_title)),
                sections: Vec::new(),
                source,
                choices: revisions::list(tx, &found, i64::MAX).await?,
                trail: tree::trail(tx, viewer, &found).await?,
                may_edit: access::may_write(tx, viewer, found.space).await?,
            };
            Ok((shown, old, new))
        })
        .await?;
    let compared = tokio::task::spawn_blocking(move || revisions::compare(&old, &new, source)).await;
    shown.sections = compared.map_err(Error::internal)?;
    page.show(shown).await
}

#[derive(Serialize, ToSchema)]
pub struct ParagraphsPage {
    pub page: Named,
    pub items: Vec<Paragraph>,
}

#[derive(Template)]
#[template(path = "wiki/templates/paragraphs.html")]
struct ParagraphsHtml<'a> {
    cx: &'a Cx,
    page: &'a ParagraphsPage,
}
screen!(ParagraphsPage, ParagraphsHtml);

/// `GET /pages/{id}/paragraphs`
pub async fn paragraphs(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (id, viewer): (Id, _) = (id.parse()?, page.viewer.clone());
    let shown = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let found = access::find_by_id(tx, &viewer, id).await?;
            let items = revisions::paragraphs(tx, &found).await?;
            Ok(ParagraphsPage { page: super::edit::named(&found), items })
        })
        .await?;
    page.show(shown).await
}

/// `POST /pages/{id}/revisions/{revision}/restoration`: the page has that text again, as a new revision.
pub async fn restore(page: Page, Path((id, revision)): Path<(String, String)>) -> Result<Response> {
    let id: Id = id.parse()?;
    let revision: i64 = revision.parse().map_err(|_| Error::NotFound)?;
    let at = page.clone();
    let (title, body) = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let found = access::find_by_id(tx, &at.viewer, id).await?;
            revisions::text_at(tx, &at.viewer, &found, revision).await
        })
        .await?;
    let prepared = ops::prepare(&page, &body).await?;
    let summary = page.speech.tn("wiki-restored-revision", revision).into_owned();
    let at = page.clone();
    let (shown, gathered) = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let found = access::find_by_id(tx, &at.viewer, id).await?;
            let found = access::editable(tx, &at.viewer, found).await?;
            let form =
                PageForm { title: title.clone(), body: body.clone(), summary: summary.clone(), ..PageForm::default() };
            let kinds = at.app.part::<Kinds>();
            ops::save(tx, &at.viewer, &kinds, &found, &form, found.revision, &prepared).await?;
            show::again(tx, &at, id).await
        })
        .await?;
    let (shown, _) = show::draw(&page, shown, gathered).await?;
    page.done(&shown.view.url, &shown.view)
}

/// `PUT /pages/{id}/revisions/{revision}/hiding`
pub async fn hide(page: Page, way: Path<(String, String)>) -> Result<Response> {
    set_hidden(page, way, true).await
}

/// `DELETE /pages/{id}/revisions/{revision}/hiding`
pub async fn unhide(page: Page, way: Path<(String, String)>) -> Result<Response> {
    set_hidden(page, way, false).await
}

async fn set_hidden(page: Page, Path((id, revision)): Path<(String, String)>, hidden: bool) -> Result<Response> {
    let id: Id = id.parse()?;
    let revision: i64 = revision.parse().map_err(|_| Error::NotFound)?;
    let viewer = page.viewer.clone();
    let url = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let found = access::find_by_id(tx, &viewer, id).await?;
            let found = access::curated(tx, &viewer, found).await?;
            ops::hide(tx, &viewer, &found, revision, hidden).await?;
            Ok(found.url())
        })
        .await?;
    page.done(&format!("{url}/history"), &json!({ "hidden": hidden }))
}

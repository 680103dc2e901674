//! Writing a page: the form, saving it, taking a page away and back.

use super::care::beside;
use super::show;
use crate::wiki::types::{MOST_SUMMARY, Named, PageForm, WikiPage, page_url};
use crate::wiki::{access, care, ops};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use community::posts::Kinds;
use community::posts::screening::{About, Asked, BESIDE};
use community::spaces::Audience;
use community::viewer_args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::text::{DiffLine, diff};
use kernel::viewer::{Seen, Viewer};
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Upload, Wants};
use serde::Serialize;
use serde_json::json;

const MOST_TEMPLATES: i64 = 30;

/// The form of a page, with what is wrong and what others saved meanwhile.
#[derive(Serialize, Default)]
pub struct EditPage {
    #[serde(skip)]
    pub form: PageForm,
    #[serde(skip)]
    pub errors: Vec<FieldProblem>,
    #[serde(skip)]
    space: String,
    #[serde(skip)]
    space_name: String,
    #[serde(skip)]
    audience: Audience,
    /// The page that is edited.
    #[serde(skip)]
    page: Option<Named>,
    /// The page above a new one.
    #[serde(skip)]
    above: Option<Named>,
    #[serde(skip)]
    templates: Vec<Named>,
    #[serde(skip)]
    theirs: Option<Theirs>,
    #[serde(skip)]
    preview: String,
    /// Whether several may write in it at once: not where changes wait for somebody.
    #[serde(skip)]
    together: bool,
}

/// What somebody else saved while this was written.
#[derive(Debug, Clone, Serialize)]
struct Theirs {
    title: String,
    body: String,
    #[serde(skip)]
    lines: Vec<DiffLine>,
}

impl EditPage {
    fn action(&self) -> String {
        match &self.page {
            Some(page) => format!("{}?_method=PUT", page.url),
            None => page_url(&self.space, ""),
        }
    }

    fn back(&self) -> String {
        let page = self.page.as_ref().or(self.above.as_ref());
        page.map_or_else(|| page_url(&self.space, ""), |page| page.url.clone())
    }

    /// A page of a space that others read may be for the company alone.
    fn offers_internal(&self) -> bool {
        self.page.is_none() && self.audience.is_outside()
    }
}

#[derive(Template)]
#[template(path = "wiki/templates/edit.html")]
struct EditHtml<'a> {
    cx: &'a Cx,
    page: &'a EditPage,
}
screen!(EditPage, EditHtml);

/// `GET /pages/new?space=&parent=&title=&template=`
pub async fn new(page: Page) -> Result<Response> {
    let query = |name: &str| page.query(name).unwrap_or_default();
    let form = PageForm { parent: query("parent"), title: query("title"), ..PageForm::default() };
    let (space, template, at) = (query("space"), query("template"), page.clone());
    let edit = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let mut form = form.clone();
            if let Ok(template) = template.parse::<Id>() {
                form.body = access::find_by_id(tx, &at.viewer, template).await?.body.clone();
            }
            blank(tx, &at.viewer, &space, form).await
        })
        .await?;
    page.show(edit).await
}

/// The form for a new page in this space.
async fn blank(tx: &Tx, viewer: &Viewer, slug: &str, form: PageForm) -> Result<EditPage> {
    let space = community::spaces::access::find_readable(tx, viewer, slug).await?;
    if !access::may_write(tx, viewer, space.id).await? {
        return Err(Error::Forbidden("wiki-readers"));
    }
    let above = find_parent(tx, viewer, slug, &form.parent).await?;
    let sql = format!(
        "select w.page, p.title, w.path from wiki_pages w cross join posts p
         where w.space = $4 and w.template = 1 and w.deleted is null and p.id = w.page and {}
         order by p.title, w.page limit {MOST_TEMPLATES}",
        *community::posts::access::VISIBLE
    );
    let templates: Vec<(Id, String, String)> = tx.rows(&sql, viewer_args![viewer, space.id]).await?;
    let once = if form.once.is_empty() { tx.id().to_string() } else { form.once.clone() };
    Ok(EditPage {
        form: PageForm { once, ..form },
        space: slug.to_owned(),
        space_name: space.name.clone(),
        audience: above.as_ref().map_or(space.audience, |above| above.audience),
        above: above.map(|above| named(&above)),
        templates: templates
            .into_iter()
            .map(|(id, title, path)| Named { id, title, url: page_url(slug, &path) })
            .collect(),
        ..EditPage::default()
    })
}

pub fn named(page: &WikiPage) -> Named {
    Named { id: page.id, title: page.title.clone(), url: page.url() }
}

/// The page that a form names by its address below the space, or by its id.
pub async fn find_parent(tx: &Tx, viewer: &Viewer, space: &str, named: &str) -> Result<Option<Seen<WikiPage>>> {
    let path = named.trim().trim_matches('/');
    if path.is_empty() {
        return Ok(None);
    }
    let path = path.strip_prefix(&format!("wiki/{space}/")).unwrap_or(path);
    let found = match (access::find(tx, viewer, space, path).await, path.parse::<Id>()) {
        (Err(Error::NotFound), Ok(id)) => access::find_by_id(tx, viewer, id).await,
        (found, _) => found,
    };
    match found {
        Ok(parent) if parent.space_slug == space => Ok(Some(parent)),
        Ok(_) => Err(Error::field("parent", "wiki-other-space")),
        Err(Error::NotFound) => Err(Error::field("parent", "wiki-no-such-page")),
        Err(error) => Err(error),
    }
}

/// `POST /wiki/{space}`
pub async fn create(page: Page, Path(space): Path<String>, input: Input<PageForm>) -> Result<Response> {
    let mut form = input.value;
    if form.once.is_empty() {
        form.once = page.idempotency_key();
    }
    if page.wants == Wants::Html && page.query("preview").is_some() {
        let edit = again(&page, None, &space, form).await?;
        return previewed(&page, edit).await;
    }
    let files = keep_files(&page, input.files).await?;
    let prepared = ops::prepare(&page, &form.body).await?;
    let (at, slug, typed) = (page.clone(), space.clone(), form.clone());
    let written = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let viewer = &at.viewer;
            // Whether one may know of the space comes before what is wrong with the form.
            let space = community::spaces::access::find(tx, viewer, &slug).await?;
            let parent = find_parent(tx, viewer, &slug, &typed.parent).await?;
            let kinds = at.app.part::<Kinds>();
            let mut typed = typed.clone();
            // The page has no number yet: who makes it stands for it.
            let about =
                About { kind: BESIDE, thing: viewer.id(), space: Some(space.id), audience: space.audience.word() };
            Asked::of(&at).look(tx, viewer, about, vec![("summary", &mut typed.summary)]).await?;
            let id = ops::create(tx, viewer, &kinds, &slug, parent.as_ref(), &typed, &prepared).await?;
            community::posts::imported::attach_more(tx, id, &files).await?;
            show::again(tx, &at, id).await
        })
        .await;
    match written {
        Ok((shown, gathered)) => {
            let (shown, tag) = show::draw(&page, shown, gathered).await?;
            let mut response = page.created(&shown.view.url, &shown.view)?;
            tagged(&mut response, &tag)?;
            Ok(response)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let mut edit = again(&page, None, &space, form).await?;
            edit.errors = page.told(&errors);
            page.show_again(edit).await
        }
        Err(error) => Err(error),
    }
}

fn tagged(response: &mut Response, tag: &str) -> Result<()> {
    response.headers_mut().insert(header::ETAG, HeaderValue::from_str(tag).map_err(Error::internal)?);
    Ok(())
}

/// Files that came with the form.
async fn keep_files(page: &Page, files: Vec<Upload>) -> Result<Vec<Id>> {
    let mut kept = Vec::new();
    for file in files.into_iter().filter(|file| file.field == "files").take(20) {
        kept.push(community::posts::files::store(&page.app, page.viewer.signed_in()?, file).await?.id);
    }
    Ok(kept)
}

/// `GET /pages/{id}/edit`
pub async fn edit(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (id, at): (Id, _) = (id.parse()?, page.clone());
    let edit = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let found = access::find_by_id(tx, &at.viewer, id).await?;
            let found = access::editable(tx, &at.viewer, found).await?;
            let form = PageForm {
                title: found.title.clone(),
                body: found.body.clone(),
                revision: found.revision.to_string(),
                template: found.template,
                ..PageForm::default()
            };
            let together = !care::waits(tx, &at.viewer, &found).await?;
            Ok(EditPage { together, ..of_page(&found, form) })
        })
        .await?;
    page.show(edit).await
}

fn of_page(found: &WikiPage, form: PageForm) -> EditPage {
    EditPage {
        form,
        space: found.space_slug.clone(),
        space_name: found.space_name.clone(),
        audience: found.audience,
        page: Some(named(found)),
        ..EditPage::default()
    }
}

/// The form once more, with what was typed.
async fn again(page: &Page, path: Option<&str>, space: &str, form: PageForm) -> Result<EditPage> {
    let (at, path, space) = (page.clone(), path.map(str::to_owned), space.to_owned());
    page.app
        .db
        .read(async move |tx: &Tx| match &path {
            Some(path) => {
                let found = access::find(tx, &at.viewer, &space, path).await?;
                Ok(of_page(&found, form.clone()))
            }
            None => {
                let parent = find_parent(tx, &at.viewer, &space, &form.parent).await;
                let form = match parent {
                    Err(Error::Invalid(_)) => PageForm { parent: String::new(), ..form.clone() },
                    _ => form.clone(),
                };
                blank(tx, &at.viewer, &space, form).await
            }
        })
        .await
}

async fn previewed(page: &Page, mut edit: EditPage) -> Result<Response> {
    edit.preview = ops::prepare(page, &edit.form.body).await?.html;
    page.show(edit).await
}

/// `PUT /wiki/{space}/{path}`
pub async fn save(page: Page, Path((space, path)): Path<(String, String)>, input: Input<PageForm>) -> Result<Response> {
    let mut form = input.value;
    if page.wants == Wants::Html && page.query("preview").is_some() {
        let edit = again(&page, Some(&path), &space, form).await?;
        return previewed(&page, edit).await;
    }
    let files = keep_files(&page, input.files).await?;
    if let Some(tag) = page.header(header::IF_MATCH) {
        form.revision = revision_in(tag).unwrap_or_default();
    }
    let prepared = ops::prepare(&page, &form.body).await?;
    let (at, slug, place, typed) = (page.clone(), space.clone(), path.clone(), form.clone());
    let written = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let viewer = &at.viewer;
            let found = access::find(tx, viewer, &slug, &place).await?;
            let id = found.id;
            let found = access::editable(tx, viewer, found).await?;
            if care::waits(tx, viewer, &found).await? {
                return Err(Error::Conflict("wiki-waits"));
            }
            let kinds = at.app.part::<Kinds>();
            let mut typed = typed.clone();
            Asked::of(&at).look(tx, viewer, beside(&found), vec![("summary", &mut typed.summary)]).await?;
            if let Ok(epoch) = typed.writing.parse::<Id>() {
                ops::save_together(tx, viewer, &kinds, &found, &typed, epoch, &prepared).await?;
                if at.wants == Wants::Html || typed.template {
                    ops::set_template(tx, &found, typed.template).await?;
                }
                community::posts::imported::attach_more(tx, id, &files).await?;
                return show::again(tx, &at, id).await;
            }
            let began_from =
                typed.revision.parse().map_err(|_| Error::Refused { status: 428, code: "wiki-revision-needed" })?;
            if typed.title.is_empty() && at.wants == Wants::Json {
                typed.title.clone_from(&found.title);
            }
            ops::save(tx, viewer, &kinds, &found, &typed, began_from, &prepared).await?;
            if at.wants == Wants::Html || typed.template {
                ops::set_template(tx, &found, typed.template).await?;
            }
            community::posts::imported::attach_more(tx, id, &files).await?;
            show::again(tx, &at, id).await
        })
        .await;
    match written {
        Err(Error::Conflict("wiki-waits")) => super::care::waiting(&page, &space, &path, form).await,
        Ok((shown, gathered)) => {
            let (shown, tag) = show::draw(&page, shown, gathered).await?;
            super::together::tell_saved(&page.app, shown.view.id, shown.view.revision, &page.viewer.name)?;
            let mut response = page.done(&shown.view.url, &shown.view)?;
            if page.wants_json() {
                tagged(&mut response, &tag)?;
            }
            Ok(response)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let mut edit = again(&page, Some(&path), &space, form).await?;
            edit.errors = page.told(&errors);
            page.show_again(edit).await
        }
        Err(Error::Refused { status: 412, .. }) => conflict(&page, &space, &path, form).await,
        Err(error) => Err(error),
    }
}

/// The number behind the last hyphen of an entity tag, as [`WikiPage::tag`] has it.
fn revision_in(tag: &str) -> Option<String> {
    let (_, revision) = tag.trim().trim_start_matches("W/").trim_matches('"').rsplit_once('-')?;
    revision.parse::<i64>().ok().map(|revision| revision.to_string())
}

/// Somebody was faster: both texts, and nothing is lost. Saving again is on top of theirs.
async fn conflict(page: &Page, space: &str, path: &str, form: PageForm) -> Result<Response> {
    let (at, space, path) = (page.clone(), space.to_owned(), path.to_owned());
    let theirs =
        page.app.db.read(async move |tx: &Tx| access::find(tx, &at.viewer, &space, &path).await).await?.into_inner();
    if page.wants != Wants::Html {
        let code = "wiki-changed-meanwhile";
        let body = json!({
            "type": code,
            "title": page.speech.t(&format!("error-{code}-title")),
            "status": 412,
            "detail": page.speech.t(&format!("error-{code}")),
            "current": { "revision": theirs.revision, "title": theirs.title, "body": theirs.body },
            "yours": { "revision": form.revision, "title": form.title, "body": form.body },
        });
        let kind = HeaderValue::from_static("application/problem+json");
        let mut response =
            (StatusCode::PRECONDITION_FAILED, [(header::CONTENT_TYPE, kind)], body.to_string()).into_response();
        tagged(&mut response, &theirs.tag())?;
        return Ok(response);
    }
    let lines = diff(&theirs.body, &form.body);
    let mut edit = of_page(&theirs, PageForm { revision: theirs.revision.to_string(), ..form });
    edit.theirs = Some(Theirs { title: theirs.title.clone(), body: theirs.body.clone(), lines });
    let mut response = page.show_again(edit).await?;
    *response.status_mut() = StatusCode::PRECONDITION_FAILED;
    Ok(response)
}

/// `DELETE /wiki/{space}/{path}`
pub async fn delete(page: Page, Path((space, path)): Path<(String, String)>) -> Result<Response> {
    let at = page.clone();
    let gone = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let found = access::find(tx, &at.viewer, &space, &path).await?;
            let found = access::removable(tx, &at.viewer, found).await?;
            ops::delete(tx, &at.viewer, &found).await?;
            Ok(found.into_inner())
        })
        .await?;
    match page.wants {
        Wants::Json => page.json(&json!({ "deleted": gone.id, "restoration": restoration(gone.id) })),
        _ => page.show(DeletedPage { page: named(&gone), space: page_url(&gone.space_slug, "") }).await,
    }
}

fn restoration(id: Id) -> String {
    format!("/pages/{id}/restoration")
}

/// A page was taken away: how it is taken back.
#[derive(Serialize)]
pub struct DeletedPage {
    page: Named,
    space: String,
}

#[derive(Template)]
#[template(path = "wiki/templates/deleted.html")]
struct DeletedHtml<'a> {
    cx: &'a Cx,
    page: &'a DeletedPage,
}
screen!(DeletedPage, DeletedHtml);

/// `POST /pages/{id}/restoration`
pub async fn restore(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (id, at): (Id, _) = (id.parse()?, page.clone());
    let found = page
        .app
        .db
        .write(async move |tx: &Tx| {
            ops::restore(tx, &at.viewer, id).await?;
            access::find_by_id(tx, &at.viewer, id).await
        })
        .await?;
    let url = found.url();
    page.done(&url, &json!({ "id": id, "url": url }))
}

/// Longest summary, for the form.
pub const fn most_summary() -> usize {
    MOST_SUMMARY
}

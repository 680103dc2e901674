//! Confirming and dismissing; the register of who has confirmed, for its owner.

use super::types::{Addressed, Confirmation, ConfirmationForm, Reach};
use super::{access, ops, queries};
use crate::posts::types::Post;
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use futures_util::future::BoxFuture;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::viewer::{Seen, Viewer};
use kernel::web::{Cx, Input, Page, Screen as _};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

const MOST: i64 = 50;
/// Rows of a register that are read at once.
const REGISTER_STEP: i64 = 2_000;

/// What stands below an announcement on its own page.
#[derive(Serialize)]
pub struct Panel {
    announcement: Option<Addressed>,
    /// For its owner.
    reach: Option<Reach>,
    /// For the others whom it addresses.
    seen: Option<Reach>,
    post: Id,
    confirm: bool,
}

#[derive(Template)]
#[template(path = "announcements/templates/panel.html")]
struct PanelHtml<'a> {
    cx: &'a Cx,
    page: &'a Panel,
}
screen!(Panel, PanelHtml);

/// Draws what an announcement asks of the viewer, and what its owner sees.
pub fn panel<'a>(page: &'a Page, post: Id) -> BoxFuture<'a, Result<String>> {
    Box::pin(async move {
        let viewer = page.viewer.clone();
        let mut panel = page
            .app
            .db
            .read(async move |tx: &Tx| {
                let owned = access::owned(tx, &viewer, post).await.is_ok();
                let reach = if owned { Some(queries::reach(tx, post).await?) } else { None };
                let announcement = queries::one(tx, &viewer, post).await?;
                let seen = queries::counted(tx, post).await?;
                Ok(Panel { announcement, reach, seen, post, confirm: queries::asks(tx, post).await? == Some(true) })
            })
            .await?;
        if panel.reach.is_none() && panel.announcement.is_some() && panel.seen.is_none() {
            panel.seen = count(page, post).await?;
        }
        panel.draw(&page.cx().await)
    })
}

/// Counts how many have seen it. While the store takes no writes it is not said.
async fn count(page: &Page, post: Id) -> Result<Option<Reach>> {
    let counted = page.app.db.write(async move |tx: &Tx| {
        ops::count(tx, post).await?;
        queries::counted(tx, post).await
    });
    match counted.await {
        Err(Error::Unavailable(_)) => Ok(None),
        counted => counted,
    }
}

/// `PUT /posts/{id}/confirmation`
pub async fn confirm(page: Page, Path(id): Path<String>, form: Input<ConfirmationForm>) -> Result<Response> {
    let revision = match form.value.revision.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| Error::field("revision", "wrong-type"))?),
    };
    let act = async move |tx: &Tx, viewer: &Viewer, post: &Seen<Post>| ops::confirm(tx, viewer, post, revision).await;
    let post = change(&page, &id, act).await?;
    page.done(&page.back_to("", &post.path()), &json!({ "confirmed": true, "revision": post.revision }))
}

/// `PUT /posts/{id}/dismissal`
pub async fn dismiss(page: Page, Path(id): Path<String>) -> Result<Response> {
    let act = async move |tx: &Tx, viewer: &Viewer, post: &Seen<Post>| ops::dismiss(tx, viewer, post).await;
    change(&page, &id, act).await?;
    page.done("/feed", &json!({ "dismissed": true }))
}

async fn change<F>(page: &Page, id: &str, act: F) -> Result<Post>
where
    F: AsyncFn(&Tx, &Viewer, &Seen<Post>) -> Result<()> + Send + 'static,
{
    let (id, viewer): (Id, _) = (id.parse()?, page.viewer.clone());
    page.app
        .db
        .write(async move |tx: &Tx| {
            let post = access::announcement(tx, &viewer, id).await?;
            act(tx, &viewer, &post).await?;
            tx.ring();
            Ok(post.into_inner())
        })
        .await
}

/// `POST /posts/{id}/reminders`
pub async fn remind(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (id, viewer): (Id, _) = (id.parse()?, page.viewer.clone());
    page.app
        .db
        .write(async move |tx: &Tx| {
            let post = access::owned(tx, &viewer, id).await?;
            ops::remind(tx, &viewer, &post).await
        })
        .await?;
    page.done(&format!("/posts/{id}/confirmations"), &json!({ "reminded": true }))
}

#[derive(Serialize, ToSchema)]
pub struct ConfirmationsPage {
    pub id: Id,
    pub url: String,
    pub title: String,
    /// The revision that is asked for.
    pub revision: i64,
    #[serde(flatten)]
    pub reach: Reach,
    pub items: Vec<Confirmation>,
    pub next: Option<String>,
    #[serde(skip)]
    pub state: String,
}

#[derive(Template)]
#[template(path = "announcements/templates/confirmations.html")]
struct ConfirmationsHtml<'a> {
    cx: &'a Cx,
    page: &'a ConfirmationsPage,
}
screen!(ConfirmationsPage, ConfirmationsHtml);

/// `GET /posts/{id}/confirmations?state=&after=&format=csv`
pub async fn confirmations(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (id, viewer): (Id, _) = (id.parse()?, page.viewer.clone());
    let state = page.query("state").unwrap_or_default();
    let which = queries::Which::parse(&state).ok_or_else(|| Error::field("state", "not-a-choice"))?;
    if page.query("format").as_deref() == Some("csv") {
        return register(&page, id, which).await;
    }
    let after = match page.query("after").filter(|text| !text.is_empty()) {
        None => Id::default(),
        Some(text) => text.parse().map_err(|_| Error::field("after", "wrong-type"))?,
    };
    let found = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let post = access::owned(tx, &viewer, id).await?;
            let reach = queries::reach(tx, id).await?;
            let items = queries::confirmations(tx, id, which, after, MOST + 1).await?;
            let most = usize::try_from(MOST).unwrap_or(usize::MAX);
            let list = kernel::web::Listing::cut(items, most, |item| item.member.id.to_string());
            let (url, title, revision) = (post.path(), post.title.clone(), post.revision);
            Ok(ConfirmationsPage {
                id,
                url,
                title,
                revision,
                reach,
                items: list.items,
                next: list.next,
                state: state.clone(),
            })
        })
        .await?;
    page.show(found).await
}

/// The whole register as a table for a spreadsheet.
async fn register(page: &Page, id: Id, which: queries::Which) -> Result<Response> {
    let viewer = page.viewer.clone();
    page.app.db.read(async move |tx: &Tx| access::owned(tx, &viewer, id).await.map(drop)).await?;
    let mut table = csv::Writer::from_writer(Vec::new());
    let heads = [
        "announcements-csv-handle",
        "announcements-csv-name",
        "announcements-csv-confirmed",
        "announcements-csv-revision",
    ];
    table.write_record(heads.map(|head| page.speech.t(head).into_owned())).map_err(Error::internal)?;
    let mut after = Id::default();
    loop {
        // Step by step, so that a register of everybody holds up nobody.
        let step = async move |tx: &Tx| queries::confirmations(tx, id, which, after, REGISTER_STEP).await;
        let rows = page.app.db.read(step).await?;
        let Some(last) = rows.last() else { break };
        after = last.member.id;
        for row in &rows {
            let confirmed = row.confirmed.map(|at| page.speech.iso(at)).unwrap_or_default();
            let revision = row.revision.map(|revision| revision.to_string()).unwrap_or_default();
            let fields = [plain(&row.member.handle), plain(&row.member.name), confirmed, revision];
            table.write_record(fields).map_err(Error::internal)?;
        }
    }
    let bytes = table.into_inner().map_err(Error::internal)?;
    let name =
        HeaderValue::from_str(&format!("attachment; filename=\"confirmations-{id}.csv\"")).map_err(Error::internal)?;
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], bytes).into_response())
}

/// A spreadsheet would run what begins like a formula.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

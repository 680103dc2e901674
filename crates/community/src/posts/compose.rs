//! From what was typed to what is stored: checked against the rules, rendered, with what it mentions.
//!
//! This happens before the transaction, so rendering a long text holds up nobody's write.

use super::access::mentionable;
use super::kinds::{Kind, Kinds};
use super::screening::Screening;
use super::types::{Byline, MOST_BODY, MOST_SUMMARY, MOST_TITLE, NewPost, PostForm, Prepared};
use crate::identity::member_path;
use crate::spaces::Audience;
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::text::{self, Mention, Rendering};
use kernel::viewer::{Role, Viewer};
use kernel::web::Page;
use kernel::{args, record};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::Arc;

const MOST_OPTIONS: usize = 10;
const MOST_FILES: usize = 20;

/// Renders what was typed on this page: who is mentioned is looked up first.
pub async fn prepare(page: &Page, body: &str) -> Result<Prepared> {
    prepare_for(&page.app, &page.viewer, body, page.typed.insisted()).await
}

/// The same for what comes in another way; `insisted` is why its writer stands by it, if they were asked.
pub async fn prepare_for(app: &App, viewer: &Arc<Viewer>, body: &str, insisted: Option<String>) -> Result<Prepared> {
    let handles = text::handles(body);
    let mentioned = if handles.is_empty() {
        Vec::new()
    } else {
        let viewer = viewer.clone();
        app.db.read(async move |tx: &Tx| mentionable(tx, &viewer, &handles).await).await?
    };
    Ok(draw(body, &mentioned).screened(Screening::by(app, insisted, draw)))
}

fn draw(body: &str, mentioned: &[(String, Id, String)]) -> Prepared {
    render(body, mentioned, &|_| None)
}

/// Those in a text whom the viewer may mention, for what is rendered inside its transaction.
pub(super) async fn mentionable_in(tx: &Tx, viewer: &Viewer, body: &str) -> Result<Vec<(String, Id, String)>> {
    let handles = text::handles(body);
    if handles.is_empty() { Ok(Vec::new()) } else { mentionable(tx, viewer, &handles).await }
}

/// Renders with known mentions (handle, id, name). `resolve_link` rewrites destinations.
pub fn render(
    body: &str,
    mentioned: &[(String, Id, String)],
    resolve_link: &dyn Fn(&str) -> Option<String>,
) -> Prepared {
    let known: HashMap<&str, &(String, Id, String)> = mentioned.iter().map(|m| (m.0.as_str(), m)).collect();
    let resolve_mention = |handle: &str| {
        known.get(handle).map(|(handle, _, name)| Mention { url: member_path(handle), name: name.clone() })
    };
    let options =
        Rendering { resolve_mention: &resolve_mention, resolve_link, heading_base: 3, ..Rendering::default() };
    let rendered = text::render(body, &options);
    let mentions = rendered.mentions.iter().filter_map(|handle| known.get(handle.as_str()).map(|m| m.1)).collect();
    Prepared {
        html: rendered.html,
        words: i64::from(rendered.words),
        tags: rendered.tags,
        links: rendered.links,
        mentions,
        held: None,
        screening: Screening::default(),
    }
}

record! {
    /// The place that a post is for, and the viewer's part in it.
    struct Place {
        id: Id,
        audience: Audience,
        archived: Option<i64>,
        joining: String,
        role: Option<String>,
        state: Option<String>,
    }
}

/// Checks a form. All that is wrong is told at once; the space must be one where the viewer may write.
pub async fn check(tx: &Tx, viewer: &Viewer, kinds: &Kinds, form: &PostForm) -> Result<NewPost> {
    let mut checks = Checks::new();
    let word = if form.kind.is_empty() { "note" } else { form.kind.as_str() };
    let kind = kinds.find(word).ok_or_else(|| Error::field("kind", "not-a-choice"))?;
    let draft = form.state == "draft";
    texts(&mut checks, kind, form, draft);
    let poll: Vec<String> = form.poll.iter().map(|o| o.trim().to_owned()).filter(|o| !o.is_empty()).collect();
    checks.require(poll.len() != 1 && poll.len() <= MOST_OPTIONS, "poll", "poll-options");
    for option in &poll {
        checks.at_most(option, 200, "poll");
    }
    let shared = match form.share.as_str() {
        "" => None,
        share => share.parse().ok().or_else(|| {
            checks.require(false, "share", "not-found");
            None
        }),
    };
    let files: Vec<Id> =
        form.attachments.iter().flat_map(|ids| ids.split(',')).filter_map(|id| id.parse().ok()).collect();
    checks.require(files.len() <= MOST_FILES, "attachments", "too-many-files");
    checks.finish()?;
    let (space, audience) = place(tx, viewer, form).await?;
    let byline = byline(tx, viewer, kind, form, space).await?;
    Ok(NewPost {
        kind: kind.word.to_owned(),
        space,
        audience,
        title: form.title.trim().to_owned(),
        summary: form.summary.trim().to_owned(),
        body: form.body.replace("\r\n", "\n"),
        series: form.series.trim().to_owned(),
        cover: Some(form.cover.clone()).filter(|cover| !cover.is_empty() && !form.no_cover),
        draft,
        files,
        poll,
        poll_several: form.poll_several,
        shared,
        descriptions: form.descriptions(),
        once: Some(form.once.chars().take(80).collect::<String>()).filter(|once| !once.is_empty()),
        byline,
    })
}

/// Under whose name it stands: `by`, which only some kinds know.
async fn byline(tx: &Tx, viewer: &Viewer, kind: &Kind, form: &PostForm, space: Option<Id>) -> Result<Byline> {
    match (form.more.get("by").and_then(Value::as_str).unwrap_or_default(), kind.byline) {
        ("", _) => Ok(Byline::Author),
        (by, Some(bylined)) => bylined(tx, viewer, by, space).await,
        _ => Err(Error::field("by", "not-a-choice")),
    }
}

fn texts(checks: &mut Checks, kind: &Kind, form: &PostForm, draft: bool) {
    let has_more = !form.attachments.is_empty() || !form.share.is_empty();
    checks.require(!form.body.trim().is_empty() || draft || has_more, "body", "required");
    checks.at_most(&form.body, MOST_BODY, "body");
    if kind.titled {
        checks.require(!form.title.trim().is_empty() || draft, "title", "required");
    } else {
        checks.require(form.title.trim().is_empty(), "title", "no-title");
    }
    checks.at_most(&form.title, MOST_TITLE, "title");
    checks.at_most(&form.summary, MOST_SUMMARY, "summary");
    checks.at_most(&form.series, 100, "series");
}

/// Where the post goes and who will read it there. Never wider than the space.
async fn place(tx: &Tx, viewer: &Viewer, form: &PostForm) -> Result<(Option<Id>, Audience)> {
    let asked = match form.audience.as_str() {
        "" => None,
        word => Some(Audience::parse(word).ok_or_else(|| Error::field("audience", "not-a-choice"))?),
    };
    if form.space.is_empty() {
        return own_stream(viewer, asked).map(|audience| (None, audience));
    }
    let sql = format!(
        "select s.id, s.audience, s.archived, s.joining, m.role, m.state from spaces s
         left join memberships m on m.space = s.id and m.member = $1
         where s.slug = $4 and {}",
        crate::spaces::access::SPACE_KNOWN
    );
    let place: Option<Place> = tx.row(&sql, crate::viewer_args![viewer, &form.space]).await?;
    let place = place.ok_or_else(|| Error::field("space", "not-found"))?;
    if place.archived.is_some() {
        return Err(Error::Forbidden("forbidden-archived"));
    }
    let joined = place.state.as_deref() == Some("joined") && place.role.as_deref() != Some("reader");
    // Who may join an open space by a click need not do so before they may write there.
    let welcome = place.joining == "open" && place.audience <= Audience::Internal && place.state.is_none();
    if !joined && !welcome {
        return Err(Error::Forbidden("forbidden-not-member"));
    }
    let audience = asked.unwrap_or(place.audience);
    if audience.is_wider_than(place.audience) {
        return Err(Error::field("audience", "wider-than-space"));
    }
    if audience != place.audience && audience > Audience::Internal {
        return Err(Error::field("audience", "not-a-choice"));
    }
    Ok((Some(place.id), audience))
}

/// One's own stream is for the company; wider only for those who publish for it.
fn own_stream(viewer: &Viewer, asked: Option<Audience>) -> Result<Audience> {
    if viewer.standing != kernel::viewer::Standing::Own {
        return Err(Error::field("space", "required"));
    }
    match asked.unwrap_or_default() {
        Audience::Internal => Ok(Audience::Internal),
        wide @ (Audience::Public | Audience::Customers) if viewer.role >= Role::Publisher => Ok(wide),
        Audience::Public | Audience::Customers => Err(Error::field("audience", "publishers-only")),
        _ => Err(Error::field("audience", "needs-space")),
    }
}

/// The members behind the handles in a text, for operations that render inside their transaction.
pub async fn mentions_of(tx: &Tx, body: &str) -> Result<Vec<(String, Id, String)>> {
    let handles = text::handles(body);
    if handles.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "select handle, id, name from members where handle in (each_text($1))";
    tx.rows(sql, args![handles]).await
}

//! Writing: the composer, the preview, drafts, and saving what was written.

use crate::posts::compose;
use crate::posts::holding::Promise;
use crate::posts::kinds::{Kind, Kinds, Question};
use crate::posts::screening::{About, Asked, BESIDE};
use crate::posts::types::{Post, PostForm, PostView};
use crate::posts::{access, ops, queries};
use crate::spaces::{Audience, queries::choices, types::SpaceChoice};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::text::{DiffLine, diff};
use kernel::viewer::{Role, Standing};
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants};
use kernel::{args, screen};
use serde::Serialize;
use serde_json::Value;

/// Everything that the composer needs to be drawn.
#[derive(Debug, Clone, Default)]
pub struct Composer {
    pub form: PostForm,
    pub errors: Vec<FieldProblem>,
    pub spaces: Vec<SpaceChoice>,
    pub kinds: Vec<Kind>,
    /// Audiences that the viewer may give a post in their own stream.
    pub own: Vec<Audience>,
    /// The post that is edited.
    pub editing: Option<Id>,
    pub share: Option<String>,
    /// When the server's draft was saved; 0: there is none.
    pub saved_at: Millis,
    /// Small: on top of a list.
    pub compact: bool,
    /// It stands on the page of a space, so there is no choice of place.
    pub at_home: bool,
    /// Hours within which somebody looks at it, where its space wants that first.
    pub waits: Option<i64>,
}

impl Composer {
    pub fn action(&self) -> String {
        self.editing.map_or_else(|| "/posts".to_owned(), |id| format!("/posts/{id}?_method=PUT"))
    }

    pub fn kind(&self) -> &str {
        if self.form.kind.is_empty() { "note" } else { &self.form.kind }
    }

    pub fn titled(&self) -> bool {
        self.kinds.iter().any(|kind| kind.word == self.kind() && kind.titled)
    }

    /// What is asked beyond the text, while one is written; afterwards only where the kind knows what was answered.
    pub fn questions(&self) -> &'static [Question] {
        let kind = self.kinds.iter().find(|kind| kind.word == self.kind());
        kind.filter(|kind| self.editing.is_none() || self.form.state == "draft" || kind.answered.is_some())
            .map(|kind| kind.questions)
            .unwrap_or_default()
    }

    /// What was typed for such a question.
    pub fn answer(&self, question: &Question) -> String {
        match self.form.more.get(question.name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Bool(true)) => "on".to_owned(),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
            _ => String::new(),
        }
    }

    /// The audience that stands beside the button before anything is chosen.
    pub fn audience(&self) -> Audience {
        Audience::parse(&self.form.audience)
            .or_else(|| self.spaces.iter().find(|space| space.slug == self.form.space).map(|space| space.audience))
            .unwrap_or_default()
    }

    /// One asks what several may choose from.
    pub fn is_poll(&self) -> bool {
        self.form.draft == "poll" || self.form.poll.iter().any(|option| !option.trim().is_empty())
    }

    pub fn draft_key(&self) -> String {
        match self.editing {
            Some(id) => format!("edit-{id}"),
            None if self.form.draft.is_empty() => format!("new-{}", self.kind()),
            None => self.form.draft.clone(),
        }
    }
}

/// The composer for this viewer. Nothing when they may write nowhere.
pub async fn composer(tx: &Tx, page: &Page, form: PostForm, compact: bool) -> Result<Option<Composer>> {
    if page.viewer.member.is_none() {
        return Ok(None);
    }
    let own = match (page.viewer.standing, page.viewer.role) {
        (Standing::Own, role) if role >= Role::Publisher => {
            vec![Audience::Internal, Audience::Customers, Audience::Public]
        }
        (Standing::Own, _) => vec![Audience::Internal],
        _ => Vec::new(),
    };
    let spaces = choices(tx, &page.viewer).await?;
    if own.is_empty() && spaces.is_empty() {
        return Ok(None);
    }
    let share = match form.share.parse::<Id>() {
        Ok(id) => match access::find(tx, &page.viewer, id).await {
            Ok(post) => {
                Some(if post.title.is_empty() { kernel::text::excerpt(&post.body, 120) } else { post.title.clone() })
            }
            Err(Error::NotFound) => None,
            Err(error) => return Err(error),
        },
        Err(_) => None,
    };
    let owns = "select count(*) from memberships where member = $1 and role = 'owner' and state = 'joined'";
    let owns = tx.value::<i64>(owns, args![page.viewer.id()]).await?.unwrap_or(0) > 0;
    let kinds = page.app.part::<Kinds>();
    let kinds = kinds.iter().filter(|kind| (kind.offered)(&page.viewer, owns)).cloned().collect();
    let place = spaces.iter().find(|space| space.slug == form.space).map(|space| space.id);
    let kind = if form.kind.is_empty() { "note" } else { form.kind.as_str() };
    let waits = match (page.app.part::<Promise>().0, place) {
        (Some(promise), Some(space)) => promise(tx, &page.viewer, space, kind).await?,
        _ => None,
    };
    let composer = Composer { form, spaces, kinds, own, share, compact, waits, ..Composer::default() };
    Ok(Some(composer))
}

/// The page where one writes or edits.
#[derive(Serialize)]
pub struct ComposerPage {
    #[serde(skip)]
    pub composer: Composer,
    /// What somebody else saved meanwhile, compared with one's own text.
    #[serde(skip)]
    pub conflict: Option<Vec<DiffLine>>,
}

#[derive(Template)]
#[template(path = "posts/templates/compose.html")]
struct ComposerHtml<'a> {
    cx: &'a Cx,
    page: &'a ComposerPage,
}
screen!(ComposerPage, ComposerHtml);

/// `GET /posts/new?kind=&space=&share=`
pub async fn new(page: Page) -> Result<Response> {
    let query = |name: &str| page.query(name).unwrap_or_default();
    let form = PostForm {
        kind: query("kind"),
        space: query("space"),
        share: query("share"),
        body: query("body"),
        title: query("title"),
        draft: query("draft"),
        ..PostForm::default()
    };
    if page.app.part::<Kinds>().find(if form.kind.is_empty() { "note" } else { &form.kind }).is_none() {
        return Err(Error::NotFound);
    }
    let at = page.clone();
    let composer = page.app.db.read(async move |tx: &Tx| with_draft(tx, &at, form.clone()).await).await?;
    page.show(ComposerPage { composer, conflict: None }).await
}

/// The composer, filled with the draft that the server keeps under its key.
async fn with_draft(tx: &Tx, page: &Page, form: PostForm) -> Result<Composer> {
    let composer = composer(tx, page, form, false).await?.ok_or(Error::Forbidden("forbidden-nowhere-to-write"))?;
    filled(tx, page, composer).await
}

/// The small composer above a list, with what was left in it.
pub async fn on_top(tx: &Tx, page: &Page, form: PostForm) -> Result<Option<Composer>> {
    let at_home = !form.space.is_empty();
    match composer(tx, page, form, true).await? {
        Some(composer) => Ok(Some(filled(tx, page, Composer { at_home, ..composer }).await?)),
        None => Ok(None),
    }
}

async fn filled(tx: &Tx, page: &Page, mut composer: Composer) -> Result<Composer> {
    let sql = "select fields, at from drafts where member = $1 and key = $2";
    let draft: Option<(String, Millis)> = tx.row(sql, args![page.viewer.id(), composer.draft_key()]).await?;
    if let Some((fields, at)) = draft
        && composer.form.body.is_empty()
        && let Ok(fields) = serde_json::from_str::<std::collections::HashMap<String, Vec<String>>>(&fields)
    {
        let first = |name: &str| fields.get(name).and_then(|values| values.first()).cloned().unwrap_or_default();
        let mut poll = fields.get("poll_option").cloned().unwrap_or_default();
        poll.retain(|option| !option.trim().is_empty());
        if composer.compact && !poll.is_empty() {
            // It has no room for a poll; the draft stays where all of it can be seen.
            composer.form.draft = "top".to_owned();
            return Ok(composer);
        }
        composer.form.body = first("body");
        composer.form.title = first("title");
        composer.form.summary = first("summary");
        composer.form.series = first("series");
        composer.form.cover = first("cover");
        composer.form.poll = poll;
        composer.form.attachments =
            first("attachments").split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect();
        if composer.form.space.is_empty() {
            composer.form.space = first("space");
        }
        composer.form.audience = first("audience");
        for question in composer.questions() {
            composer.form.more.insert(question.name.to_owned(), Value::String(first(question.name)));
        }
        composer.saved_at = at;
    }
    Ok(composer)
}

/// `POST /posts`
pub async fn create(page: Page, mut input: Input<PostForm>) -> Result<Response> {
    if input.value.once.is_empty() {
        input.value.once = page.idempotency_key();
    }
    let kept = keep_files(&page, &mut input).await;
    let form = input.value.clone();
    let published = match kept {
        Ok(()) => publish(&page, input, None).await,
        Err(error) => Err(error),
    };
    match published {
        Ok(view) => page.created(&view.url, &view),
        Err(error) => again(&page, form, error, None).await,
    }
}

/// `GET /posts/{id}/edit`
pub async fn edit(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    if let Some(home) = super::show::form_of(&page, id).await? {
        return Ok(Redirect::to(&home).into_response());
    }
    let at = page.clone();
    let composer = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let post = access::editable(&at.viewer, access::find(tx, &at.viewer, id).await?)?;
            let mut form = form_of(tx, &post).await?;
            let kinds = at.app.part::<Kinds>();
            if let Some(answered) = kinds.find(&post.kind).and_then(|kind| kind.answered)
                && post.state != "draft"
            {
                form.more.extend(answered(tx, id).await?);
            }
            let composer = composer(tx, &at, form, false).await?.ok_or(Error::NotFound)?;
            Ok(Composer { editing: Some(id), ..composer })
        })
        .await?;
    page.show(ComposerPage { composer, conflict: None }).await
}

async fn form_of(tx: &Tx, post: &Post) -> Result<PostForm> {
    let space: Option<String> =
        tx.value("select slug from spaces where id = $1", args![post.space.unwrap_or_default()]).await?;
    let files: Vec<Id> = tx.column("select file from post_files where post = $1 order by rank", args![post.id]).await?;
    let cover: Option<Option<String>> = tx.value("select cover from posts where id = $1", args![post.id]).await?;
    let sql = "select answers from post_draft_answers where post = $1";
    let answers: Option<String> = tx.value(sql, args![post.id]).await?;
    Ok(PostForm {
        kind: post.kind.clone(),
        space: space.unwrap_or_default(),
        audience: post.audience.word().to_owned(),
        title: post.title.clone(),
        summary: post.summary.clone(),
        body: post.body.clone(),
        series: post.series.clone(),
        state: if post.state == "draft" { "draft".to_owned() } else { String::new() },
        attachments: files.iter().map(ToString::to_string).collect(),
        revision: post.revision.to_string(),
        cover: cover.flatten().unwrap_or_default(),
        more: answers.map(|answers| serde_json::from_str(&answers)).transpose()?.unwrap_or_default(),
        ..PostForm::default()
    })
}

/// `PUT /posts/{id}`
pub async fn save(page: Page, Path(id): Path<String>, mut input: Input<PostForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let kept = keep_files(&page, &mut input).await;
    let form = input.value.clone();
    let saved = match kept {
        Ok(()) => publish(&page, input, Some(id)).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(view) => page.done(&view.url, &view),
        Err(error) => again(&page, form, error, Some(id)).await,
    }
}

/// Stores the files that came with the form itself, as they do without script. From then on the form names them, so
/// that they need not be chosen again when it is shown once more.
async fn keep_files(page: &Page, input: &mut Input<PostForm>) -> Result<()> {
    for file in std::mem::take(&mut input.files) {
        let cover = file.field == "cover_file";
        if cover || file.field == "files" {
            let stored = crate::posts::files::store(&page.app, page.viewer.signed_in()?, file).await?;
            input.value.attachments.push(stored.id.to_string());
            page.typed.add(if cover { "cover" } else { "attachments" }, stored.id.to_string());
            if cover {
                input.value.cover = stored.id.to_string();
                input.value.no_cover = false;
            }
        }
    }
    Ok(())
}

/// Checks, renders and stores; answers the post as it is read. For forms of a kind of its own as well.
pub async fn publish(page: &Page, mut input: Input<PostForm>, editing: Option<Id>) -> Result<PostView> {
    keep_files(page, &mut input).await?;
    let form = input.value;
    let prepared = compose::prepare(page, &form.body).await?;
    let at = page.clone();
    page.app
        .db
        .write(async move |tx: &Tx| {
            let viewer = &at.viewer;
            let kinds = at.app.part::<Kinds>();
            let id = match editing {
                None => {
                    kinds.not_apart(&form.kind)?;
                    let new = compose::check(tx, viewer, &kinds, &form).await?;
                    if let Some(shared) = new.shared {
                        access::find(tx, viewer, shared).await?;
                    }
                    ops::publish(tx, viewer, &new, &prepared).await?
                }
                Some(id) => {
                    let post = access::editable(viewer, access::find(tx, viewer, id).await?)?;
                    change(tx, &at, post, &form, &prepared).await?
                }
            };
            keep_beside(tx, &at, id, &form).await?;
            if !form.draft.is_empty() {
                // What was typed since then is another text, which waits for its own turn.
                let at = form.draft_at.parse::<Millis>().unwrap_or(Millis::MAX);
                let sql = "delete from drafts where member = $1 and key = $2 and at <= $3";
                tx.execute(sql, args![viewer.id(), &form.draft, at]).await?;
            }
            let mut views = queries::views(tx, viewer, &[id], queries::Detail::Whole).await?;
            views.pop().ok_or(Error::NotFound)
        })
        .await
}

/// What only the kind of the post has. Of a draft it is what was answered, as it was.
async fn keep_beside(tx: &Tx, page: &Page, id: Id, form: &PostForm) -> Result<()> {
    let sql = "select kind, state from posts where id = $1 and state in ('published', 'draft', 'held', 'hidden')";
    let Some((word, state)) = tx.row::<(String, String)>(sql, args![id]).await? else { return Ok(()) };
    let kinds = page.app.part::<Kinds>();
    let Some(kind) = kinds.find(&word) else { return Ok(()) };
    match kind.keep {
        Some(keep) if state != "draft" => {
            let mut form = form.clone();
            look_beside(tx, page, id, kind.texts, &mut form).await?;
            keep(tx, &page.viewer, id, &form).await
        }
        _ if state == "draft" && !kind.questions.is_empty() => {
            let named = kind.questions.iter().filter_map(|question| form.more.get_key_value(question.name));
            let answers = named.map(|(name, value)| (name.clone(), value.clone())).collect();
            ops::keep_answers(tx, id, &answers).await
        }
        _ => Ok(()),
    }
}

/// Those who look at texts look at these fields as well, and mask in place.
async fn look_beside(tx: &Tx, page: &Page, id: Id, names: &[&'static str], form: &mut PostForm) -> Result<()> {
    let mut typed: Vec<(&'static str, String)> = Vec::new();
    for name in names {
        match form.more.get(*name) {
            Some(Value::String(text)) => typed.push((*name, text.clone())),
            Some(Value::Array(texts)) => {
                typed.push((*name, texts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")));
            }
            _ => (),
        }
    }
    let sql = "select space, audience from posts where id = $1";
    let (space, audience): (Option<Id>, Audience) = tx.row(sql, args![id]).await?.ok_or(Error::NotFound)?;
    let about = About { kind: BESIDE, thing: id, space, audience: audience.word() };
    let before = typed.clone();
    let texts = typed.iter_mut().map(|(name, text)| (*name, text)).collect();
    Asked::of(page).look(tx, &page.viewer, about, texts).await?;
    for ((name, text), (_, before)) in typed.into_iter().zip(before) {
        if text != before {
            form.more.insert(name.to_owned(), Value::String(text));
        }
    }
    Ok(())
}

async fn change(
    tx: &Tx,
    page: &Page,
    post: kernel::viewer::Editable<Post>,
    form: &PostForm,
    prepared: &crate::posts::types::Prepared,
) -> Result<Id> {
    let viewer = &page.viewer;
    if post.root.is_some() {
        let comment = crate::posts::comments::CommentForm { body: form.body.clone(), ..Default::default() };
        crate::posts::comments::check(&comment)?;
        let new =
            crate::posts::types::NewPost { body: form.body.clone(), audience: post.audience, ..Default::default() };
        ops::edit(tx, viewer, &post, began_from(form, &post), &new, prepared).await?;
        return Ok(post.id);
    }
    let kinds = page.app.part::<Kinds>();
    kinds.not_apart(&post.kind)?;
    let mut form = form.clone();
    form.kind.clone_from(&post.kind);
    if form.space.is_empty() {
        let slug: Option<String> =
            tx.value("select slug from spaces where id = $1", args![post.space.unwrap_or_default()]).await?;
        form.space = slug.unwrap_or_default();
    }
    if form.audience.is_empty() {
        form.audience = post.audience.word().to_owned();
    }
    let new = compose::check(tx, viewer, &kinds, &form).await?;
    if post.state == "draft" {
        if new.draft {
            ops::save_draft(tx, &post, &new, prepared).await?;
            return Ok(post.id);
        }
        return ops::publish_draft(tx, viewer, &post, &new, prepared).await;
    }
    if new.space != post.space {
        return Err(Error::field("space", "not-allowed"));
    }
    if new.audience.is_wider_than(post.audience) && form.confirmed_audience != new.audience.word() {
        return Err(Error::Conflict("audience-wider"));
    }
    ops::edit(tx, viewer, &post, began_from(&form, &post), &new, prepared).await?;
    Ok(post.id)
}

/// A program that does not say from which revision it began means the present one.
fn began_from(form: &PostForm, post: &Post) -> i64 {
    form.revision.parse().unwrap_or(post.revision)
}

/// The form once more with what was typed and what is wrong; a program gets the problem.
async fn again(page: &Page, form: PostForm, error: Error, editing: Option<Id>) -> Result<Response> {
    let errors = match &error {
        Error::Invalid(errors) => page.told(errors),
        Error::Conflict("edited-meanwhile" | "audience-wider") => Vec::new(),
        _ => return Err(error),
    };
    if page.wants != Wants::Html {
        return Err(error);
    }
    let at = page.clone();
    let conflicting = matches!(error, Error::Conflict("edited-meanwhile"));
    let asks = matches!(error, Error::Conflict("audience-wider"));
    let screen = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let composer = composer(tx, &at, form.clone(), false).await?.ok_or(Error::NotFound)?;
            let mut composer = Composer { errors: errors.clone(), editing, ..composer };
            let mut conflict = None;
            if let (true, Some(id)) = (conflicting, editing) {
                let theirs = access::find(tx, &at.viewer, id).await?;
                conflict = Some(diff(&theirs.body, &form.body));
                // Saving again is on top of what was just shown.
                composer.form.revision = theirs.revision.to_string();
            }
            if asks {
                composer.form.confirmed_audience.clone_from(&form.audience);
                composer.errors.push(FieldProblem {
                    field: "audience".to_owned(),
                    code: "audience-wider".to_owned(),
                    message: at
                        .speech
                        .ta(
                            "posts-widen-confirm",
                            &[("audience", at.speech.t(composer.audience().text()).as_ref().into())],
                        )
                        .into_owned(),
                });
            }
            Ok(ComposerPage { composer, conflict })
        })
        .await?;
    page.show_again(screen).await
}

//! What one does with pages. The text is a post and is written by `posts`; the rest is kept here, in one transaction.

use super::types::{KIND, MOST_SUMMARY, PageForm, WikiPage};
use super::{access, drawing, links, together, tree};
use community::posts::screening::Screening;
use community::posts::types::{MOST_TITLE, NewPost, PostForm, Prepared};
use community::posts::{self, Kinds, compose};
use community::spaces::Audience;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::{Editable, Seen, Viewer};
use kernel::web::Page;
use kernel::{args, text};

/// Renders a text before the transaction in which it is written.
pub async fn prepare(page: &Page, body: &str) -> Result<Prepared> {
    let handles = text::handles(body);
    let mentioned = if handles.is_empty() {
        Vec::new()
    } else {
        let viewer = page.viewer.clone();
        page.app.db.read(async move |tx: &Tx| posts::access::mentionable(tx, &viewer, &handles).await).await?
    };
    let screening = Screening::by(&page.app, page.typed.insisted(), drawing::prepare);
    Ok(drawing::prepare(body, &mentioned).screened(screening))
}

/// Writes a new page below `parent`, or at the root of the space.
pub async fn create(
    tx: &Tx,
    viewer: &Viewer,
    kinds: &Kinds,
    space: &str,
    parent: Option<&Seen<WikiPage>>,
    form: &PageForm,
    prepared: &Prepared,
) -> Result<Id> {
    let mut new = check(tx, viewer, kinds, space, form, parent.map(|parent| parent.audience)).await?;
    new.once = Some(form.once.chars().take(80).collect::<String>()).filter(|once| !once.is_empty());
    let space = new.space.ok_or(Error::NotFound)?;
    let id = posts::ops::publish(tx, viewer, &new, prepared).await?;
    if tx.value::<Id>("select page from wiki_pages where page = $1", args![id]).await?.is_some() {
        return Ok(id);
    }
    tree::plant(tx, id, space, parent.map(|parent| &**parent), &new.title, None).await?;
    if form.template {
        tx.execute("update wiki_pages set template = 1 where page = $1", args![id]).await?;
    }
    note_change(tx, id, 1, &form.summary, "").await?;
    named(tx, viewer, id).await?;
    Ok(id)
}

/// Checks a form as a post of this kind. A page is never for more people than the one above it.
async fn check(
    tx: &Tx,
    viewer: &Viewer,
    kinds: &Kinds,
    space: &str,
    form: &PageForm,
    above: Option<Audience>,
) -> Result<NewPost> {
    let mut checks = Checks::new();
    checks.at_most(&form.summary, MOST_SUMMARY, "summary");
    checks.require(!form.title.trim().is_empty(), "title", "required");
    checks.at_most(&form.title, MOST_TITLE, "title");
    checks.require(!form.title.contains(['[', ']', '|']), "title", "wiki-title-signs");
    checks.require(!form.body.trim().is_empty(), "body", "required");
    checks.finish()?;
    let mut post = PostForm {
        kind: KIND.to_owned(),
        space: space.to_owned(),
        title: form.title.clone(),
        body: form.body.clone(),
        audience: form.audience.clone(),
        ..PostForm::default()
    };
    if let (Some(above), true) = (above, post.audience.is_empty()) {
        post.audience = above.word().to_owned();
    }
    let new = compose::check(tx, viewer, kinds, &post).await?;
    if above.is_some_and(|above| new.audience.is_wider_than(above)) {
        return Err(Error::field("audience", "wiki-wider-than-above"));
    }
    Ok(new)
}

/// What a page names, and who named it before it was there.
async fn named(tx: &Tx, viewer: &Viewer, id: Id) -> Result<()> {
    let page = access::find_by_id(tx, viewer, id).await?;
    links::save(tx, &page, &page.body).await?;
    links::fulfil(tx, id).await
}

/// Saves what the document of a page says, which several may have typed. `typed` was drawn from the revision that it
/// names; a title that was not changed since is the one that the page has now.
pub async fn save_together(
    tx: &Tx,
    viewer: &Viewer,
    kinds: &Kinds,
    page: &Editable<WikiPage>,
    typed: &PageForm,
    epoch: Id,
    prepared: &Prepared,
) -> Result<()> {
    let (body, authors) = together::to_save(tx, page, epoch).await?;
    let mut form = PageForm { body, ..typed.clone() };
    if let Ok(drawn) = typed.revision.parse::<i64>()
        && drawn != page.revision
        && let Ok((title, _)) = super::revisions::text_at(tx, viewer, page, drawn).await
        && title == form.title
    {
        form.title.clone_from(&page.title);
    }
    if form.body == typed.body {
        save(tx, viewer, kinds, page, &form, page.revision, prepared).await?;
    } else {
        // Somebody typed meanwhile: it is rendered again, here, where nobody can come between.
        let handles = text::handles(&form.body);
        let mentioned = posts::access::mentionable(tx, viewer, &handles).await?;
        let prepared = drawing::prepare(&form.body, &mentioned).screened(prepared.screening.clone());
        save(tx, viewer, kinds, page, &form, page.revision, &prepared).await?;
    }
    let now = access::find_by_id(tx, viewer, page.id).await?;
    together::saved(tx, &now, now.revision, &authors).await
}

/// What was changed in a revision, in the words of who changed it.
pub async fn note_change(tx: &Tx, page: Id, revision: i64, summary: &str, editor_name: &str) -> Result<()> {
    if summary.trim().is_empty() && editor_name.is_empty() {
        return Ok(());
    }
    let sql = "insert into wiki_changes (page, revision, summary, editor_name) values ($1, $2, $3, $4)
               on conflict (page, revision) do update set summary = excluded.summary,
                 editor_name = excluded.editor_name";
    tx.execute(sql, args![page, revision, summary.trim(), editor_name]).await.map(drop)
}

/// Changes the text of a page. `began_from` is the revision that the change was made on; when another came in
/// between, nothing is written and the error says so.
pub async fn save(
    tx: &Tx,
    viewer: &Viewer,
    kinds: &Kinds,
    page: &Editable<WikiPage>,
    form: &PageForm,
    began_from: i64,
    prepared: &Prepared,
) -> Result<()> {
    if began_from != page.revision {
        return Err(changed_meanwhile());
    }
    let form = PageForm { audience: page.audience.word().to_owned(), ..form.clone() };
    let mut new = check(tx, viewer, kinds, &page.space_slug, &form, None).await?;
    new.audience = page.audience;
    if new.title == page.title && new.body == page.body {
        return Ok(());
    }
    let post = access::text_of(tx, viewer, page).await?;
    let files = posts::queries::files_of(tx, page.id).await?;
    match posts::ops::edit(tx, viewer, &post, began_from, &new, prepared).await {
        Err(Error::Conflict("edited-meanwhile")) => return Err(changed_meanwhile()),
        edited => edited?,
    }
    // What others attached stays: an edit only attaches what its editor owns.
    posts::imported::attach_more(tx, page.id, &files).await?;
    note_change(tx, page.id, began_from + 1, &form.summary, "").await?;
    tx.execute("update wiki_pages set changed = $1 where page = $2", args![tx.now(), page.id]).await?;
    if new.title != page.title {
        tree::rename(tx, page, &new.title).await?;
    }
    named(tx, viewer, page.id).await
}

fn changed_meanwhile() -> Error {
    Error::Refused { status: 412, code: "wiki-changed-meanwhile" }
}

/// Takes a page away. It can be taken back; what stood below it moves up.
pub async fn delete(tx: &Tx, viewer: &Viewer, page: &Editable<WikiPage>) -> Result<()> {
    let post = access::text_of(tx, viewer, page).await?;
    posts::ops::delete(tx, viewer, &post).await?;
    tree::take_out(tx, page.id).await
}

/// Takes a deleted page back to where it stood.
pub async fn restore(tx: &Tx, viewer: &Viewer, id: Id) -> Result<()> {
    let (page, post) = access::removed(tx, viewer, id).await?;
    posts::ops::restore(tx, viewer, &post).await?;
    tree::put_back(tx, page.id).await?;
    links::fulfil(tx, page.id).await
}

/// A post of this kind was written through the interface for all posts: it comes into the tree, or follows its title.
pub async fn keep(tx: &Tx, viewer: &Viewer, id: Id) -> Result<()> {
    if let Ok(page) = access::find_by_id(tx, viewer, id).await {
        tree::rename(tx, &page, &page.title).await?;
        return named(tx, viewer, id).await;
    }
    let sql = "select space, title from posts where id = $1";
    let Some((space, title)) = tx.row::<(Option<Id>, String)>(sql, args![id]).await? else { return Ok(()) };
    let space = space.ok_or_else(|| Error::field("space", "required"))?;
    tree::plant(tx, id, space, None, &title, None).await?;
    named(tx, viewer, id).await
}

/// Hides the text of an earlier revision, or shows it again.
pub async fn hide(tx: &Tx, viewer: &Viewer, page: &Editable<WikiPage>, revision: i64, hidden: bool) -> Result<()> {
    if revision >= page.revision || revision < 1 {
        return Err(Error::NotFound);
    }
    let sql = "insert into wiki_changes (page, revision, summary, editor_name, hidden) values ($1, $2, '', '', $3)
               on conflict (page, revision) do update set hidden = excluded.hidden";
    tx.execute(sql, args![page.id, revision, hidden.then(|| tx.now())]).await?;
    let verb = if hidden { "wiki.revision-hidden" } else { "wiki.revision-shown" };
    let event = Event::new(verb, viewer.member, page.id).within(Some(page.space));
    journal::record(tx, event.with(serde_json::json!({ "revision": revision }))).await
}

/// Whether new pages may begin with the text of this one.
pub async fn set_template(tx: &Tx, page: &Editable<WikiPage>, template: bool) -> Result<()> {
    tx.execute("update wiki_pages set template = $1 where page = $2", args![template, page.id]).await.map(drop)
}

//! Who may see and decide what about questions and answers. What may be read is as with any post.

use super::types::{ANSWER_KIND, QUESTION_KIND};
use community::posts::access::find;
use community::posts::types::Post;
use community::spaces::access::role_in;
use community::spaces::types::SpaceRole;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Editable, Seen, Viewer};

/// The question with this id, if the viewer may read it.
pub async fn question(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Seen<Post>> {
    let post = find(tx, viewer, id).await?;
    if post.kind == QUESTION_KIND && post.state == "published" { Ok(post) } else { Err(Error::NotFound) }
}

/// Another question that a form names.
pub async fn other(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Seen<Post>> {
    match question(tx, viewer, id).await {
        Err(Error::NotFound) => Err(Error::field("other", "not-found")),
        found => found,
    }
}

/// An answer of the question, if the viewer may read it.
pub async fn answer(tx: &Tx, viewer: &Viewer, question: &Seen<Post>, id: Id) -> Result<Seen<Post>> {
    let post = find(tx, viewer, id).await?;
    if post.kind == ANSWER_KIND && post.root == Some(question.id) { Ok(post) } else { Err(Error::NotFound) }
}

/// What can be voted on: a question or an answer.
pub async fn votable(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Seen<Post>> {
    let post = find(tx, viewer, id).await?;
    let kind = matches!(post.kind.as_str(), QUESTION_KIND | ANSWER_KIND);
    if kind && post.state == "published" { Ok(post) } else { Err(Error::NotFound) }
}

/// Who asked decides about a question: which answer is accepted, whether it is closed. So may the curators of its
/// space, and who moderates.
pub async fn decided(tx: &Tx, viewer: &Viewer, question: Seen<Post>) -> Result<Editable<Post>> {
    if may_decide(tx, viewer, &question).await? {
        Ok(Editable::admit(question))
    } else {
        Err(Error::Forbidden("questions-asker-only"))
    }
}

/// Merging is for the curators of its space, and for who moderates.
pub async fn curated(tx: &Tx, viewer: &Viewer, question: Seen<Post>) -> Result<Editable<Post>> {
    if curates(tx, viewer, question.space).await? {
        Ok(Editable::admit(question))
    } else {
        Err(Error::Forbidden("questions-curators-only"))
    }
}

pub async fn may_decide(tx: &Tx, viewer: &Viewer, question: &Post) -> Result<bool> {
    Ok(question.is_by(viewer) || curates(tx, viewer, question.space).await?)
}

/// Whether the viewer looks after what is written in the space.
pub async fn curates(tx: &Tx, viewer: &Viewer, space: Option<Id>) -> Result<bool> {
    let (Some(space), Some(member)) = (space, viewer.member) else { return Ok(viewer.is_moderator()) };
    Ok(viewer.is_moderator() || role_in(tx, space, member).await? >= Some(SpaceRole::Curator))
}

/// An answer is changed by its author; one that is open to all by whoever may answer.
pub async fn revised(tx: &Tx, viewer: &Viewer, answer: Seen<Post>) -> Result<Editable<Post>> {
    viewer.signed_in()?;
    let open: Option<bool> = tx.value("select wiki from question_answers where post = $1", args![answer.id]).await?;
    if open == Some(true) || answer.author.is_some_and(|author| viewer.is(author)) {
        Ok(Editable::admit(answer))
    } else {
        Err(Error::Forbidden("forbidden-not-author"))
    }
}

/// Opening an answer to all is for its author and the curators.
pub async fn opened(tx: &Tx, viewer: &Viewer, answer: Seen<Post>) -> Result<Editable<Post>> {
    if answer.author.is_some_and(|author| viewer.is(author)) || curates(tx, viewer, answer.space).await? {
        Ok(Editable::admit(answer))
    } else {
        Err(Error::Forbidden("forbidden-not-author"))
    }
}

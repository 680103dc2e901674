//! Questions and answers that come from another system, with what was made of them there.

use super::types::{ANSWER_KIND, QUESTION_KIND};
use community::posts::types::{Imported, ImportedComment, Outcome};
use community::posts::{comments, imported, ops as posts};
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;

/// A question from elsewhere. Its votes are a number: who gave them is not known.
#[derive(Debug, Clone)]
pub struct ImportedQuestion {
    pub post: Imported,
    pub score: i64,
    pub active: Millis,
    pub closed: Option<Millis>,
    /// Why, in our words; empty when it is open.
    pub closing: &'static str,
}

#[derive(Debug, Clone)]
pub struct ImportedAnswer {
    pub source_key: String,
    pub question: Id,
    pub author: Option<Id>,
    pub author_name: String,
    pub body: String,
    pub at: Millis,
    pub score: i64,
    /// Who asked accepted it.
    pub accepted: bool,
}

pub async fn put_question(tx: &Tx, question: &ImportedQuestion) -> Result<Outcome> {
    let post = Imported { kind: QUESTION_KIND.to_owned(), ..question.post.clone() };
    let outcome = imported::import(tx, &post).await?;
    let (Outcome::New(id) | Outcome::Changed(id) | Outcome::Unchanged(id)) = outcome;
    let sql = "insert into questions (post, space, tags, score, answers, useful, active, closed, closing)
               values ($1, $2, $3, $4, 0, 0, $5, $6, $7)
               on conflict (post) do update set tags = excluded.tags, score = excluded.score, closed = excluded.closed,
                 closing = excluded.closing";
    let tags = serde_json::to_string(&post.tags)?;
    let args =
        args![id, post.space, tags, question.score, question.active.max(post.at), question.closed, question.closing];
    tx.execute(sql, args).await?;
    posts::tag(tx, id, &post.tags).await?;
    Ok(outcome)
}

pub async fn put_answer(tx: &Tx, answer: &ImportedAnswer) -> Result<Outcome> {
    let post = ImportedComment {
        source_key: answer.source_key.clone(),
        kind: ANSWER_KIND,
        root: answer.question,
        parent: None,
        author: answer.author,
        author_name: answer.author_name.clone(),
        body: answer.body.clone(),
        at: answer.at,
    };
    let outcome = comments::import(tx, &post).await?;
    let (Outcome::New(id) | Outcome::Changed(id) | Outcome::Unchanged(id)) = outcome;
    let sql = "insert into question_answers (post, question, score, useful, wiki) values ($1, $2, $3, 0, 0)
               on conflict (post) do update set score = excluded.score";
    tx.execute(sql, args![id, answer.question, answer.score]).await?;
    let sql = "update questions set answers = (select count(*) from posts a
                 where a.root = $1 and a.kind = $2 and a.state = 'published') where post = $1";
    tx.execute(sql, args![answer.question, ANSWER_KIND]).await?;
    if answer.accepted {
        let sql = "update questions set accepted = $1, accepted_at = $2,
                     accepted_by = (select p.author from posts p where p.id = $3) where post = $3";
        tx.execute(sql, args![id, answer.at, answer.question]).await?;
    }
    Ok(outcome)
}

//! What pages read of questions: a few statements for a whole page.

use super::choices::{AnswerSort, Sort, State};
use super::types::{ANSWER_KIND, AnswerView, QUESTION_KIND, QuestionItem, STANDING, Standing};
use community::posts::access::VISIBLE;
use community::posts::queries::{Detail, views};
use community::posts::threads::{PLACED, threads};
use community::posts::types::CommentView;
use community::viewer_args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::Viewer;
use kernel::{args, record};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// Questions on a page, and answers.
pub const MOST: i64 = 30;
pub const MOST_ANSWERS: i64 = 50;
const MOST_COMMENTS: i64 = 50;
const EXCERPT: usize = 160;

impl State {
    fn condition(self) -> &'static str {
        match self {
            Self::All => "q.merged is null",
            Self::Open => "q.accepted is null and q.closed is null",
            Self::Unanswered => "q.answers = 0 and q.closed is null",
            Self::Answered => "q.accepted is not null",
            Self::Mine => "(p.author = $1 or p.veiled = $1)",
        }
    }
}

impl Sort {
    fn column(self) -> &'static str {
        match self {
            Self::Newest => "0",
            Self::Votes => "q.score",
            Self::Activity => "q.active",
        }
    }
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    pub state: State,
    pub sort: Sort,
    pub space: Option<Id>,
    pub tag: String,
    /// Continues behind this question: the value it is sorted by, and its id.
    pub before: Option<(i64, Id)>,
}

/// `value.id`, as [`list`] gives it.
pub fn parse_before(text: &str) -> Result<(i64, Id)> {
    let wrong = || Error::field("before", "wrong-type");
    let (value, id) = text.split_once('.').ok_or_else(wrong)?;
    Ok((value.parse().map_err(|_| wrong())?, id.parse().map_err(|_| wrong())?))
}

/// The questions that the viewer may see; the second value continues the list. It begins at what narrows most: a tag,
/// one's own questions, or the index of the order.
pub async fn list(tx: &Tx, viewer: &Viewer, ask: &Ask) -> Result<(Vec<QuestionItem>, Option<String>)> {
    let from = match (ask.tag.is_empty(), ask.state) {
        (false, _) => {
            "post_tags t cross join questions q cross join posts p where t.tag = $7 and q.post = t.post and p.id = q.post"
        }
        (true, State::Mine) => {
            "posts p cross join questions q where (p.author = $1 or p.veiled = $1) and p.root is null and q.post = p.id and cast($7 as text) = ''"
        }
        (true, _) => "questions q cross join posts p where p.id = q.post and cast($7 as text) = ''",
    };
    let space = if ask.space.is_some() { "q.space = $6" } else { "cast($6 as bigint) = 0" };
    let (behind, order) = match ask.sort {
        Sort::Newest => ("(cast($4 as bigint) >= 0 and q.post < $5)".to_owned(), "q.post desc".to_owned()),
        sort => {
            let column = sort.column();
            (format!("({column}, q.post) < ($4, $5)"), format!("{column} desc, q.post desc"))
        }
    };
    let sql = format!(
        "select cast({} as bigint) as k, q.post from {from} and {} and {space} and {behind} and {} order by {order} limit $8",
        ask.sort.column(),
        ask.state.condition(),
        *VISIBLE
    );
    let (value, id) = ask.before.unwrap_or((i64::MAX, Id::MAX));
    let args = viewer_args![viewer, value, id, ask.space.unwrap_or_default(), &ask.tag, MOST + 1];
    let mut keys: Vec<(i64, Id)> = tx.rows(&sql, args).await?;
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let more = keys.len() > most;
    keys.truncate(most);
    let next = keys.last().filter(|_| more).map(|(value, id)| format!("{value}.{id}"));
    let ids: Vec<Id> = keys.into_iter().map(|(_, id)| id).collect();
    Ok((items(tx, viewer, &ids).await?, next))
}

record! {
    struct Beside {
        post: Id,
        standing: Standing,
        begin: String,
        tags: String,
    }
}

/// The questions with these ids, in this order. The caller has made sure that the viewer may see them.
pub async fn items(tx: &Tx, viewer: &Viewer, ids: &[Id]) -> Result<Vec<QuestionItem>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select q.post, {STANDING}, substr(p.html, 1, 2000) as begin, q.tags
         from questions q join posts p on p.id = q.post where q.post in (each($1))"
    );
    let rows: Vec<Beside> = tx.rows(&sql, args![ids]).await?;
    let mut beside: HashMap<Id, Beside> = rows.into_iter().map(|row| (row.post, row)).collect();
    let posts = views(tx, viewer, ids, Detail::List).await?;
    let mut items = Vec::with_capacity(posts.len());
    for mut post in posts {
        let Some(row) = beside.remove(&post.id) else { continue };
        post.tags = serde_json::from_str(&row.tags)?;
        items.push(QuestionItem {
            excerpt: kernel::text::excerpt_html(&row.begin, EXCERPT),
            standing: row.standing,
            post,
        });
    }
    Ok(items)
}

pub async fn standing(tx: &Tx, question: Id) -> Result<Standing> {
    let sql = format!("select {STANDING} from questions q where q.post = $1");
    tx.row(&sql, args![question]).await?.ok_or(Error::NotFound)
}

record! {
    struct AnswerRow {
        post: Id,
        score: i64,
        useful: i64,
        wiki: bool,
        vote: i64,
        used: bool,
    }
}

/// Answers of a question that the viewer may see, or whose place they see: the accepted one first, then in their order from `after` on. The
/// second value continues the list.
pub async fn answers(
    tx: &Tx,
    viewer: &Viewer,
    question: Id,
    accepted: Option<Id>,
    sort: AnswerSort,
    after: Option<(i64, Id)>,
) -> Result<(Vec<AnswerView>, Option<String>)> {
    let (behind, order) = match sort {
        AnswerSort::Useful => ("(a.score, a.post) < ($4, $5)", "a.score desc, a.post desc"),
        AnswerSort::Newest => ("(cast($4 as bigint) > -1000000000 and a.post < $5)", "a.post desc"),
    };
    let columns = "a.post, a.score, a.useful, a.wiki,
        coalesce((select v.value from question_votes v where v.post = a.post and v.member = $2), 0) as vote,
        exists (select 1 from question_reuses r where r.answer = a.post and r.member = $2) as used";
    let sql = format!(
        "select {columns} from question_answers a cross join posts c
         where a.question = $1 and c.id = a.post and ({PLACED} or (c.state = 'held' and c.author = $2))
           and a.post <> $3 and {behind}
         order by {order} limit $6"
    );
    let (score, id) = after.unwrap_or((i64::MAX, Id::MAX));
    let first = accepted.unwrap_or_default();
    let args = args![question, viewer.id(), first, score, id, MOST_ANSWERS + 1];
    let mut rows: Vec<AnswerRow> = tx.rows(&sql, args).await?;
    let most = usize::try_from(MOST_ANSWERS).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    rows.truncate(most);
    let next = rows.last().filter(|_| more).map(|row| format!("{}.{}", row.score, row.post));
    if after.is_none() && accepted.is_some() {
        let sql = format!("select {columns} from question_answers a where a.question = $1 and a.post = $3");
        if let Some(row) = tx.row::<AnswerRow>(&sql, args![question, viewer.id(), first]).await? {
            rows.insert(0, row);
        }
    }
    let ids: Vec<Id> = rows.iter().map(|row| row.post).collect();
    let mut comments: HashMap<Id, CommentView> =
        threads(tx, viewer, question, &ids).await?.into_iter().map(|comment| (comment.id, comment)).collect();
    let answers = rows.into_iter().filter_map(|row| {
        let comment = comments.remove(&row.post)?;
        Some(AnswerView {
            may_edit: comment.mine || (row.wiki && viewer.member.is_some()),
            comment,
            score: row.score,
            useful: row.useful,
            wiki: row.wiki,
            accepted: accepted == Some(row.post),
            vote: row.vote,
            used: row.used,
        })
    });
    Ok((answers.collect(), next))
}

/// What is said below the question itself, oldest first.
pub async fn remarks(tx: &Tx, viewer: &Viewer, question: Id) -> Result<Vec<CommentView>> {
    let sql = format!(
        "select c.id from posts c where c.root = $1 and c.parent is null and c.kind <> $2
           and ({PLACED} or (c.state = 'held' and c.author = $4)) order by c.id limit $3"
    );
    let ids: Vec<Id> = tx.column(&sql, args![question, ANSWER_KIND, MOST_COMMENTS, viewer.id()]).await?;
    threads(tx, viewer, question, &ids).await
}

pub async fn own_vote(tx: &Tx, viewer: &Viewer, post: Id) -> Result<i64> {
    let sql = "select value from question_votes where post = $1 and member = $2";
    Ok(tx.value(sql, args![post, viewer.id()]).await?.unwrap_or(0))
}

/// The tags of these posts, the most frequent first.
pub async fn tags_of(tx: &Tx, posts: &[Id]) -> Result<Vec<String>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "select tag from post_tags where post in (each($1)) group by tag order by count(*) desc, tag limit 6";
    tx.column(sql, args![posts]).await
}

/// A post that a question page names, by its title.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Named {
    pub id: Id,
    pub title: String,
    pub url: String,
}

/// Those of these posts that the viewer may see, in this order.
pub async fn named(tx: &Tx, viewer: &Viewer, ids: &[Id]) -> Result<Vec<Named>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("select p.id, p.title, p.kind from posts p where p.id in (each($4)) and {}", *VISIBLE);
    let rows: Vec<(Id, String, String)> = tx.rows(&sql, viewer_args![viewer, ids]).await?;
    let mut rows: HashMap<Id, (String, String)> =
        rows.into_iter().map(|(id, title, kind)| (id, (title, kind))).collect();
    let named = ids.iter().filter_map(|id| {
        let (title, kind) = rows.remove(id)?;
        let url = if kind == QUESTION_KIND { super::types::question_path(*id) } else { format!("/posts/{id}") };
        Some(Named { id: *id, title, url })
    });
    Ok(named.collect())
}

/// Questions that were merged into this one, and pages that its answers were taken into.
pub async fn around(tx: &Tx, viewer: &Viewer, question: Id) -> Result<(Vec<Named>, Vec<Named>)> {
    let sql = "select post from questions where merged = $1 order by post limit 50";
    let merged: Vec<Id> = tx.column(sql, args![question]).await?;
    let sql = "select distinct k.page from question_pages k join question_answers a on a.post = k.answer
               where a.question = $1 order by k.page limit 20";
    let pages: Vec<Id> = tx.column(sql, args![question]).await?;
    Ok((named(tx, viewer, &merged).await?, named(tx, viewer, &pages).await?))
}

/// What is like a text: questions as they stand, other posts by their title.
pub async fn alike(
    tx: &Tx,
    viewer: &Viewer,
    ids: &[Id],
    but: Option<Id>,
    most: usize,
) -> Result<Vec<super::similar::Similar>> {
    let ids: Vec<Id> = ids.iter().copied().filter(|id| Some(*id) != but).take(most).collect();
    let posts = views(tx, viewer, &ids, Detail::List).await?;
    let questions: Vec<Id> = posts.iter().filter(|post| post.kind == QUESTION_KIND).map(|post| post.id).collect();
    let mut standings: HashMap<Id, Standing> = HashMap::new();
    if !questions.is_empty() {
        let sql = format!("select q.post, {STANDING} from questions q where q.post in (each($1))");
        standings.extend(tx.rows::<(Id, Standing)>(&sql, args![questions]).await?);
    }
    Ok(posts
        .into_iter()
        .filter_map(|post| {
            let standing = standings.remove(&post.id);
            // What was merged is found by what it was merged into.
            if standing.as_ref().is_some_and(|standing| standing.merged.is_some()) {
                return None;
            }
            Some(super::similar::Similar {
                id: post.id,
                url: if standing.is_some() { super::types::question_path(post.id) } else { post.url },
                kind: post.kind,
                title: post.title,
                answered: standing.as_ref().is_some_and(Standing::is_answered),
                answers: standing.as_ref().map(|standing| standing.answers),
            })
        })
        .collect())
}

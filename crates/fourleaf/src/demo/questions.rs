//! The questions of the sample company: asked through the year, answered, voted on and settled.

use super::cast::Comment;
use super::rhythm::{answer, spread, working_hour};
use super::year::{Deed, Plan, known, prepared};
use community::posts::types::{NewPost, PostForm};
use community::posts::{access as posts, ops as writing};
use kernel::clock::{DAY, HOUR, Millis};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::Viewer;
use knowledge::questions::types::QUESTION_KIND;
use knowledge::questions::{access, ops};
use serde::Deserialize;
use serde_json::json;
use std::collections::HashMap;

#[derive(Debug, Clone, Deserialize)]
struct Asked {
    space: String,
    author: String,
    title: String,
    body: String,
    tags: Vec<String>,
    /// How many have the question too.
    same: u64,
    closed: Option<String>,
    answers: Vec<Given>,
}

#[derive(Debug, Clone, Deserialize)]
struct Given {
    author: String,
    body: String,
    votes: u64,
    /// Why some find it of no use.
    #[serde(default)]
    against: Vec<String>,
    #[serde(default)]
    accepted: bool,
    /// How many it was enough for.
    #[serde(default)]
    used: u64,
    #[serde(default)]
    remarks: Vec<Remark>,
}

#[derive(Debug, Clone, Deserialize)]
struct Remark {
    author: String,
    body: String,
}

/// What somebody does about a question. Texts are numbered as in the rest of the year.
#[derive(Debug, Clone)]
pub enum Step {
    Ask { text: usize, post: Box<NewPost>, tags: Vec<String> },
    Answer { text: usize, question: usize, body: String },
    Vote { text: usize, against: Option<String> },
    Accept { question: usize, answer: usize },
    Use { answer: usize },
    Close { question: usize, reason: String },
}

/// Answers come within a day, mostly; what is said about them within two.
const SOON: Millis = 9 * HOUR;
const LATE: Millis = 24 * HOUR;

fn read() -> Result<Vec<Asked>> {
    Ok(serde_json::from_str(include_str!("../../demo/questions.json"))?)
}

impl Plan<'_> {
    pub fn questions(&mut self, begin: Millis, end: Millis) -> Result<()> {
        let all = read()?;
        for (nth, asked) in all.iter().enumerate() {
            // In the file they stand space by space; they were not asked so.
            let place = nth * 17 % all.len().max(1);
            let day = spread(begin, end - 3 * DAY, place, all.len(), &self.later);
            let at = working_hour(day, self.zone(&asked.author), &self.later);
            self.question(asked, at.min(end - DAY));
        }
        Ok(())
    }

    fn question(&mut self, asked: &Asked, at: Millis) {
        let space = Some(asked.space.as_str());
        let post = NewPost {
            kind: QUESTION_KIND.to_owned(),
            space: self.space(space),
            audience: self.audience(space, None),
            title: asked.title.clone(),
            body: asked.body.clone(),
            ..NewPost::default()
        };
        let question = self.number();
        self.step(at, &asked.author, Step::Ask { text: question, post: Box::new(post), tags: asked.tags.clone() });
        self.votes_of_readers(question, at, asked, &asked.author, asked.same);
        let mut last = at;
        for given in &asked.answers {
            last = answer(last, self.zone(&given.author), SOON, &self.later);
            self.answered(question, asked, given, last);
        }
        if let Some(reason) = &asked.closed {
            let at = answer(last, self.zone(&asked.author), LATE, &self.later);
            self.step(at, &asked.author, Step::Close { question, reason: reason.clone() });
        }
    }

    fn answered(&mut self, question: usize, asked: &Asked, given: &Given, at: Millis) {
        let text = self.number();
        self.step(at, &given.author, Step::Answer { text, question, body: given.body.clone() });
        let mut said = at;
        for remark in &given.remarks {
            said = answer(said, self.zone(&remark.author), SOON, &self.later);
            let remark = Comment { author: remark.author.clone(), body: remark.body.clone(), replies: Vec::new() };
            self.comment(question, Some(text), said, &remark);
        }
        self.votes_of_readers(text, at, asked, &given.author, given.votes);
        for reason in &given.against {
            let Some(who) = self.reader_of(asked, &given.author) else { continue };
            let when = answer(at, self.zone(&who), LATE, &self.later);
            self.step(when, &who, Step::Vote { text, against: Some(reason.clone()) });
        }
        if given.accepted {
            let when = answer(at, self.zone(&asked.author), SOON, &self.later);
            self.step(when, &asked.author, Step::Accept { question, answer: text });
        }
        for _ in 0..given.used {
            let Some(who) = self.reader_of(asked, &given.author) else { continue };
            let when = answer(at + DAY, self.zone(&who), 60 * LATE, &self.later);
            self.step(when, &who, Step::Use { answer: text });
        }
    }

    fn votes_of_readers(&mut self, text: usize, at: Millis, asked: &Asked, author: &str, most: u64) {
        for _ in 0..most {
            let Some(who) = self.reader_of(asked, author) else { continue };
            let when = answer(at, self.zone(&who), LATE, &self.later);
            self.step(when, &who, Step::Vote { text, against: None });
        }
    }

    /// Somebody of the space who wrote neither.
    fn reader_of(&self, asked: &Asked, author: &str) -> Option<String> {
        let members = self.company.members.get(&asked.space)?;
        let at = self.later.below(u64::try_from(members.len()).ok()?.max(1));
        let who = members.get(usize::try_from(at).ok()?)?;
        (who != author && *who != asked.author).then(|| who.clone())
    }

    fn step(&mut self, at: Millis, actor: &str, step: Step) {
        self.add(at, actor, Deed::Question(Box::new(step)));
    }
}

pub async fn happen(tx: &Tx, step: &Step, viewer: &Viewer, written: &mut HashMap<usize, Id>) -> Result<()> {
    match step {
        Step::Ask { text, post, tags } => {
            let prepared = prepared(tx, &post.body).await?;
            let id = writing::publish(tx, viewer, post, &prepared).await?;
            let more = [("tags".to_owned(), json!(tags))].into_iter().collect();
            ops::keep(tx, id, &PostForm { more, ..PostForm::default() }).await?;
            written.insert(*text, id);
        }
        Step::Answer { text, question, body } => {
            let question = access::question(tx, viewer, known(written, *question)?).await?;
            let prepared = prepared(tx, body).await?;
            let id = ops::answer(tx, viewer, &question, body, &prepared, None).await?;
            written.insert(*text, id);
        }
        Step::Vote { text, against } => {
            let post = access::votable(tx, viewer, known(written, *text)?).await?;
            let value = if against.is_some() { -1 } else { 1 };
            ops::vote(tx, viewer, &post, value, against.as_deref().unwrap_or_default()).await?;
        }
        Step::Accept { question, answer } => {
            let question = access::question(tx, viewer, known(written, *question)?).await?;
            let answer = access::answer(tx, viewer, &question, known(written, *answer)?).await?;
            let question = access::decided(tx, viewer, question).await?;
            ops::accept(tx, viewer, &question, &answer).await?;
        }
        Step::Use { answer } => {
            let answer = posts::find(tx, viewer, known(written, *answer)?).await?;
            ops::reuse(tx, viewer, &answer).await?;
        }
        Step::Close { question, reason } => {
            let question = access::question(tx, viewer, known(written, *question)?).await?;
            let question = access::decided(tx, viewer, question).await?;
            ops::close(tx, viewer, &question, reason).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::cast::Cast;

    #[test]
    fn everybody_who_asks_and_answers_is_there_and_may() {
        let (cast, asked) = (Cast::read().unwrap(), read().unwrap());
        assert!(asked.len() >= 36 && asked.iter().any(|asked| asked.answers.is_empty()));
        let organisation = |handle: &str| {
            let person = cast.people.iter().find(|person| person.handle == handle);
            person.unwrap_or_else(|| panic!("there is no {handle}")).organisation.as_str()
        };
        for asked in &asked {
            let space = cast.spaces.iter().find(|space| space.slug == asked.space).unwrap();
            for author in asked.answers.iter().map(|given| &given.author).chain([&asked.author]) {
                let from = organisation(author);
                let open = from == "northwind-rail" || space.partners.iter().any(|partner| partner == from);
                assert!(open, "{author} may not write in {}", space.slug);
            }
        }
    }
}

//! A year of the sample company: what is written, answered and liked, in the order in which it happens.

use super::cast::{Cast, Comment, Note};
use super::company::Company;
use super::questions::{self, Step};
use super::rhythm::{answer, part_of_year, spread, working_hour};
use super::trust;
use community::identity::founding;
use community::posts::screening::Screening;
use community::posts::types::NewPost;
use community::posts::{access, bookmarks, comments, compose, ops, polls, reactions};
use community::spaces::Audience;
use kernel::app::App;
use kernel::clock::{Clock, HOUR, MINUTE, Millis, Random};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::text::fold;
use kernel::viewer::Viewer;
use std::collections::HashMap;

const PER_TRANSACTION: usize = 150;
const LATER: u64 = 5_1926;
/// Where the sample people put what they save.
const COLLECTIONS: [Option<&str>; 3] = [None, Some("To read"), Some("For the team")];
const MOST_SAVED: usize = 9;

/// Something that somebody does.
#[derive(Debug, Clone)]
pub struct Event {
    at: Millis,
    actor: String,
    deed: Deed,
}

/// Texts are numbered; what follows on one names its number.
#[derive(Debug, Clone)]
pub enum Deed {
    Publish { text: usize, post: Box<NewPost>, tags: Vec<String> },
    Comment { text: usize, root: usize, parent: Option<usize>, body: String },
    React { text: usize, emoji: &'static str },
    Vote { text: usize, option: i64 },
    Save { text: usize, collection: Option<&'static str> },
    Question(Box<Step>),
    Trust(Box<trust::Step>),
}

pub struct Plan<'a> {
    cast: &'a Cast,
    pub(super) company: &'a Company,
    chance: &'a Random,
    zones: HashMap<&'a str, &'a str>,
    pub(super) end: Millis,
    texts: usize,
    events: Vec<Event>,
    /// Notes in spaces, by number, time and space: what one may save.
    notes: Vec<(usize, Millis, &'a str)>,
    /// For what was thought of later, so that the rest of the year stays what it was.
    pub(super) later: Random,
}

/// Everything that happens from `begin` to `end`.
pub fn plan(cast: &Cast, company: &Company, chance: &Random, begin: Millis, end: Millis) -> Result<Vec<Event>> {
    let zones = cast.people.iter().map(|person| (person.handle.as_str(), person.zone.as_str())).collect();
    let mut plan = Plan {
        cast,
        company,
        chance,
        zones,
        end,
        texts: 0,
        events: Vec::new(),
        notes: Vec::new(),
        later: Random::story(LATER),
    };
    for (part, notes) in cast.notes.iter().enumerate() {
        let (from, to) = part_of_year(part, begin, end);
        plan.notes(notes, from, to);
    }
    plan.articles(begin, end);
    plan.saved();
    plan.questions(begin, end)?;
    plan.cases()?;
    let mut events = plan.events;
    events.sort_by_key(|event| event.at);
    Ok(events)
}

impl<'a> Plan<'a> {
    fn notes(&mut self, notes: &'a [Note], from: Millis, to: Millis) {
        let mut last = from;
        for (nth, note) in notes.iter().enumerate() {
            let day = spread(from, to, nth, notes.len(), self.chance);
            // What one note says may follow from the one before it.
            let at =
                working_hour(day, self.zone(&note.author), self.chance).max(last + 4 * MINUTE).min(self.end - HOUR);
            last = at;
            let post = NewPost {
                kind: "note".to_owned(),
                space: self.space(note.space.as_deref()),
                audience: self.audience(note.space.as_deref(), note.audience.as_deref()),
                body: note.body.clone(),
                poll: note.poll.as_ref().map(|poll| poll.options.clone()).unwrap_or_default(),
                ..NewPost::default()
            };
            let text = self.publish(at, &note.author, post, &note.tags);
            if let Some(poll) = &note.poll {
                self.votes(text, at, note.space.as_deref(), poll.options.len());
            }
            if let Some(space) = note.space.as_deref() {
                self.notes.push((text, at, space));
            }
            self.answers(text, at, &note.comments);
            self.reactions(text, at, note.space.as_deref(), &note.author, note.reaction_pull * 9 / 5, 5 * HOUR);
        }
    }

    fn articles(&mut self, begin: Millis, end: Millis) {
        for (nth, article) in self.cast.articles.iter().enumerate() {
            let day = spread(begin, end, nth, self.cast.articles.len(), self.chance);
            let at = working_hour(day, self.zone(&article.author), self.chance).min(self.end - HOUR);
            let post = NewPost {
                kind: "article".to_owned(),
                space: self.space(article.space.as_deref()),
                audience: self.audience(article.space.as_deref(), None),
                title: article.title.clone(),
                summary: article.summary.clone(),
                series: article.series.clone().unwrap_or_default(),
                body: article.body.clone(),
                ..NewPost::default()
            };
            let text = self.publish(at, &article.author, post, &article.tags);
            let pull = 6 + self.chance.below(14);
            self.reactions(text, at, article.space.as_deref(), &article.author, pull, 30 * HOUR);
        }
    }

    pub(super) fn publish(&mut self, at: Millis, author: &str, post: NewPost, tags: &[String]) -> usize {
        let text = self.number();
        let tags = tags.iter().map(|tag| fold(tag).replace(' ', "-")).collect();
        self.add(at, author, Deed::Publish { text, post: Box::new(post), tags });
        text
    }

    fn answers(&mut self, root: usize, at: Millis, comments: &[Comment]) {
        let mut last = at;
        for comment in comments {
            let when = answer(last, self.zone(&comment.author), 3 * HOUR, self.chance);
            last = when;
            let parent = self.comment(root, None, when, comment);
            let mut replied = when;
            for reply in &comment.replies {
                replied = answer(replied, self.zone(&reply.author), 2 * HOUR, self.chance);
                self.comment(root, Some(parent), replied, reply);
            }
        }
    }

    pub(super) fn comment(&mut self, root: usize, parent: Option<usize>, at: Millis, comment: &Comment) -> usize {
        let text = self.number();
        self.add(at, &comment.author, Deed::Comment { text, root, parent, body: comment.body.clone() });
        text
    }

    /// Some of those who can read it leave a sign.
    fn reactions(&mut self, text: usize, at: Millis, space: Option<&str>, author: &str, pull: u64, typical: Millis) {
        let company = self.company;
        let empty = Vec::new();
        let members = space.and_then(|space| company.members.get(space)).unwrap_or(&empty);
        let closed = space.and_then(|space| company.audiences.get(space)).is_some_and(|a| *a >= Audience::Private);
        for _ in 0..pull {
            let among =
                if closed || (!members.is_empty() && self.chance.below(10) < 7) { members } else { &company.own };
            let Some(who) = self.one_of(among) else { continue };
            if who == author {
                continue;
            }
            let emoji = self.emoji();
            let when = answer(at, self.zone(who), typical, self.chance);
            self.add(when, who, Deed::React { text, emoji });
        }
    }

    /// About every third reader has an opinion; what stands first is chosen more often.
    fn votes(&mut self, text: usize, at: Millis, space: Option<&str>, options: usize) {
        let company = self.company;
        let Ok(options) = u64::try_from(options) else { return };
        for who in space.and_then(|space| company.members.get(space)).unwrap_or(&company.own) {
            if options == 0 || self.later.below(100) >= 35 {
                continue;
            }
            let chosen = self.later.below(options).min(self.later.below(options));
            let when = answer(at, self.zone(who), 20 * HOUR, &self.later);
            self.add(when, who, Deed::Vote { text, option: i64::try_from(chosen).unwrap_or(0) });
        }
    }

    /// The sample people have saved some of what was written where they are.
    fn saved(&mut self) {
        let (cast, company, notes) = (self.cast, self.company, std::mem::take(&mut self.notes));
        for person in cast.samples() {
            let theirs = notes.iter().rev().filter(|(_, _, space)| {
                company.members.get(*space).is_some_and(|members| members.contains(&person.handle))
            });
            let some: Vec<_> = theirs.filter(|_| self.later.below(100) < 15).take(MOST_SAVED).collect();
            for ((text, at, _), collection) in some.into_iter().zip(COLLECTIONS.into_iter().cycle()) {
                self.add(at + 20 * HOUR, &person.handle, Deed::Save { text: *text, collection });
            }
        }
    }

    fn emoji(&self) -> &'static str {
        let at = match self.chance.below(100) {
            0..58 => 0,
            58..72 => 1,
            72..80 => 2,
            80..90 => 3,
            90..95 => 4,
            _ => 5,
        };
        reactions::OFFERED.get(at).copied().unwrap_or(reactions::USEFUL)
    }

    pub(super) fn one_of<'b>(&self, handles: &'b [String]) -> Option<&'b str> {
        let at = self.chance.below(u64::try_from(handles.len()).ok()?);
        handles.get(usize::try_from(at).ok()?).map(String::as_str)
    }

    pub(super) fn add(&mut self, at: Millis, actor: &str, deed: Deed) {
        // An answer that would come tomorrow has not come yet.
        if at < self.end || matches!(deed, Deed::Publish { .. }) {
            self.events.push(Event { at, actor: actor.to_owned(), deed });
        }
    }

    pub(super) fn number(&mut self) -> usize {
        self.texts += 1;
        self.texts
    }

    pub(super) fn zone(&self, handle: &str) -> &'a str {
        self.zones.get(handle).copied().unwrap_or("UTC")
    }

    pub(super) fn space(&self, slug: Option<&str>) -> Option<Id> {
        slug.and_then(|slug| self.company.spaces.get(slug)).copied()
    }

    pub(super) fn audience(&self, space: Option<&str>, own: Option<&str>) -> Audience {
        let of_space = space.and_then(|space| self.company.audiences.get(space)).copied();
        of_space.or_else(|| own.and_then(Audience::parse)).unwrap_or_default()
    }
}

/// Lets it all happen, each at its time.
pub async fn live(app: &App, clock: &Clock, company: &Company, events: Vec<Event>) -> Result<()> {
    let mut written: HashMap<usize, Id> = HashMap::new();
    let all = events.len().max(1);
    for (nth, part) in events.chunks(PER_TRANSACTION).enumerate() {
        let percent = u8::try_from(nth * PER_TRANSACTION * 100 / all).unwrap_or(100);
        let part: Vec<(Event, Viewer)> =
            part.iter().filter_map(|event| Some((event.clone(), company.viewers.get(&event.actor)?.clone()))).collect();
        let (clock, known) = (clock.clone(), written);
        written = app
            .db
            .write(async move |tx: &Tx| {
                let mut written = known.clone();
                for (event, viewer) in &part {
                    clock.advance(event.at - clock.now());
                    match happen(tx, event, viewer, &mut written).await {
                        Ok(()) => {}
                        Err(Error::NotFound) => {
                            tracing::warn!(actor = event.actor, "the sample company: not open to them");
                        }
                        Err(error) => return Err(error),
                    }
                }
                founding::note_filled(tx, percent).await?;
                Ok(written)
            })
            .await?;
    }
    Ok(())
}

async fn happen(tx: &Tx, event: &Event, viewer: &Viewer, written: &mut HashMap<usize, Id>) -> Result<()> {
    match &event.deed {
        Deed::Publish { text, post, tags } => {
            let mut prepared = prepared(tx, &post.body).await?;
            for tag in tags.iter().filter(|tag| !tag.is_empty()) {
                if !prepared.tags.contains(tag) {
                    prepared.tags.push(tag.clone());
                }
            }
            let id = ops::publish(tx, viewer, post, &prepared).await?;
            written.insert(*text, id);
        }
        Deed::Comment { text, root, parent, body } => {
            let root = access::find(tx, viewer, known(written, *root)?).await?;
            let parent = match parent {
                Some(parent) => Some(access::find(tx, viewer, known(written, *parent)?).await?),
                None => None,
            };
            let prepared = prepared(tx, body).await?;
            let id = comments::comment(tx, viewer, &root, parent.as_ref(), body, &prepared).await?;
            written.insert(*text, id);
        }
        Deed::React { text, emoji } => {
            let post = access::find(tx, viewer, known(written, *text)?).await?;
            reactions::react(tx, viewer, &post, emoji).await?;
        }
        Deed::Vote { text, option } => {
            let post = access::find(tx, viewer, known(written, *text)?).await?;
            polls::vote(tx, viewer, &post, &[*option]).await?;
        }
        Deed::Save { text, collection } => {
            let post = access::find(tx, viewer, known(written, *text)?).await?;
            let collection = match collection {
                Some(name) => Some(collection_of(tx, viewer, name).await?),
                None => None,
            };
            bookmarks::save(tx, viewer, &post, collection).await?;
        }
        Deed::Question(step) => questions::happen(tx, step, viewer, written).await?,
        Deed::Trust(step) => trust::happen(tx, step, viewer, written).await?,
    }
    Ok(())
}

async fn collection_of(tx: &Tx, viewer: &Viewer, name: &str) -> Result<Id> {
    match bookmarks::collections(tx, viewer).await?.into_iter().find(|collection| collection.name == name) {
        Some(collection) => Ok(collection.id),
        None => bookmarks::collect(tx, viewer, name).await,
    }
}

pub async fn prepared(tx: &Tx, body: &str) -> Result<community::posts::types::Prepared> {
    let mentioned = compose::mentions_of(tx, body).await?;
    Ok(compose::render(body, &mentioned, &|_| None).screened(Screening::Nobody))
}

pub fn known(written: &HashMap<usize, Id>, text: usize) -> Result<Id> {
    written.get(&text).copied().ok_or(Error::NotFound)
}

//! From a question to what the viewer is shown: candidates from the index, confirmed by the database, ranked.

use super::confirm::{self, Confirmed, KnownSpace, Person};
use super::named;
use super::persons::{Fit, fit};
use super::question::Typed;
use super::ranking::{self, Circle, Known, Why};
use super::sources::{NAMED, PEOPLE, POSTS, SPACES};
use kernel::app::App;
use kernel::clock::{DAY, Millis};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::search::words::Tongue;
use kernel::search::{Admit, Found, Gather, Question, Shelf, Weigh};
use kernel::viewer::Viewer;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// So many candidates are confirmed for a page, and so many when too many of them were hidden.
const CANDIDATES: usize = 60;
const MORE_CANDIDATES: usize = 1_500;
const NAMES: usize = 40;
/// What is few.
const FEW: usize = 3;
/// So many that only come close are added to few.
const NEAR: usize = 20;
/// Of what is like a text, that is shown which fits this much as well as the first.
const ENOUGH: f64 = 0.35;

/// The order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    #[default]
    Best,
    /// The same for everyone: nothing of the viewer's circle and habits.
    Neutral,
    /// By the words alone.
    Words,
    Newest,
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Best, Self::Neutral, Self::Words, Self::Newest];

    pub fn word(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Neutral => "neutral",
            Self::Words => "words",
            Self::Newest => "newest",
        }
    }

    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|sort| sort.word() == word).unwrap_or_default()
    }
}

/// Everything that a search is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    pub typed: Typed,
    pub kinds: Vec<String>,
    pub authors: Vec<String>,
    pub spaces: Vec<String>,
    pub tags: Vec<String>,
    pub since: Option<Millis>,
    pub until: Option<Millis>,
    pub sort: Sort,
    /// Of the newest: only what is older than this.
    pub before: Option<(Millis, Id)>,
    /// The language that the viewer reads.
    pub reads: Option<Tongue>,
    /// Only a few are wanted, and soon: while one types.
    pub brief: bool,
}

impl Ask {
    pub fn question(&self) -> Question {
        self.typed.question(self.reads.unwrap_or(Tongue::ENGLISH))
    }

    fn wants_names(&self) -> bool {
        let narrowed = !self.authors.is_empty()
            || !self.spaces.is_empty()
            || !self.tags.is_empty()
            || self.since.is_some()
            || self.until.is_some();
        let kind = self.kinds.is_empty() || self.kinds.iter().any(|kind| kind == "person" || kind == "space");
        self.typed.has_words() && !narrowed && kind && self.before.is_none()
    }

    fn candidates(&self) -> usize {
        if self.brief { CANDIDATES / 4 } else { CANDIDATES }
    }

    /// With fewer results than this, mistakes are forgiven.
    fn few(&self) -> usize {
        if self.brief { 1 } else { FEW }
    }

    fn wants_posts(&self) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|kind| kind != "person" && kind != "space")
    }
}

/// What the viewer may see of what was found.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    pub people: Vec<(Person, Fit)>,
    pub spaces: Vec<KnownSpace>,
    /// Ranked; with the part by which each was found.
    pub posts: Vec<(Known, Why, Id)>,
    /// There are more than these.
    pub more: bool,
    /// The index is not there yet.
    pub building: bool,
    /// Folded words that may have matched.
    pub matching: BTreeSet<String>,
    pub tongues: Vec<Tongue>,
}

/// What is asked of the database before the index is.
struct Before {
    reach: Arc<confirm::Reach>,
    authors: Vec<Id>,
    spaces: Vec<Id>,
}

struct Finding<'a> {
    app: &'a App,
    viewer: &'a Arc<Viewer>,
    ask: &'a Ask,
    now: Millis,
}

pub async fn find(app: &App, viewer: &Arc<Viewer>, ask: &Ask) -> Result<Outcome> {
    let finding = Finding { app, viewer, ask, now: app.clock.now() };
    match finding.find().await {
        Err(Error::Refused { code: "search-being-built", .. }) => Ok(Outcome { building: true, ..Outcome::default() }),
        found => found,
    }
}

/// People who may know something of it: any of the words in name, skills or headline is enough.
pub async fn who_may_know(app: &App, viewer: &Arc<Viewer>, ask: &Ask) -> Result<Vec<Person>> {
    let finding = Finding { app, viewer, ask, now: app.clock.now() };
    let question = Question { any: true, near: true, unfinished: false, ..ask.question() };
    let mut outcome = Outcome::default();
    finding.names(&question, &["person".to_owned()], &mut outcome).await?;
    Ok(outcome.people.into_iter().map(|(person, _)| person).take(5).collect())
}

/// Posts that have much in common with a text, the likest first: any of its words counts.
pub async fn alike(app: &App, viewer: &Arc<Viewer>, ask: &Ask) -> Result<Vec<Id>> {
    let found = likeness(app, viewer, ask).await?;
    // What has only a common word with it is far behind the first.
    Ok(found.into_iter().take_while(|(_, like)| *like >= ENOUGH).map(|(id, _)| id).collect())
}

/// The same with how like each is, as a share of the likest.
pub async fn likeness(app: &App, viewer: &Arc<Viewer>, ask: &Ask) -> Result<Vec<(Id, f64)>> {
    let finding = Finding { app, viewer, ask, now: app.clock.now() };
    let question = Question { any: true, unfinished: false, ..ask.question() };
    let Some(before) = finding.before().await? else { return Ok(Vec::new()) };
    let question = Question { marks: finding.marks(&before), ..question };
    let found = match finding.confirmed(&question, &before, &mut Outcome::default()).await {
        Err(Error::Refused { code: "search-being-built", .. }) => Vec::new(),
        found => found?,
    };
    let first = found.first().map_or(1.0, |first| first.known.text).max(f64::MIN_POSITIVE);
    Ok(found.into_iter().map(|found| (found.known.id, found.known.text / first)).collect())
}

impl Finding<'_> {
    async fn find(&self) -> Result<Outcome> {
        let question = self.ask.question();
        let mut outcome = Outcome { tongues: question.tongues.clone(), ..Outcome::default() };
        if self.ask.wants_names() {
            self.names(&question, &self.ask.kinds, &mut outcome).await?;
        }
        if self.ask.wants_posts() {
            self.posts(question.clone(), &mut outcome).await?;
        }
        let nobody = outcome.people.is_empty() && outcome.spaces.is_empty();
        if self.ask.wants_names() && nobody && outcome.posts.len() < self.ask.few() {
            let near = Question { near: true, ..question };
            self.names(&near, &self.ask.kinds, &mut outcome).await?;
        }
        Ok(outcome)
    }

    /// People and spaces. What is not wanted is left to [`fit`]: asked of the index it would tell of words
    /// that the viewer may not find somebody by.
    async fn names(&self, question: &Question, kinds: &[String], outcome: &mut Outcome) -> Result<()> {
        let (mut sources, mut marks) = (Vec::new(), Vec::new());
        for (kind, source) in [("person", PEOPLE), ("space", SPACES)] {
            if kinds.is_empty() || kinds.iter().any(|wanted| wanted == kind) {
                sources.push(source);
                marks.push(format!("kind:{kind}"));
            }
        }
        // One mark that both have is quicker to walk than two.
        let marks = if marks.len() > 1 { vec![NAMED.to_owned()] } else { marks };
        let asked = Question { unwanted: Vec::new(), marks: vec![marks], ..question.clone() };
        let shelves = sources.into_iter().map(|source| Shelf { sources: vec![source], most: NAMES }).collect();
        let found = self.app.search.find(asked, gather(shelves, Arc::new(|facts| facts.text))).await?;
        let candidates: Vec<_> = found.shelves.into_iter().flat_map(|shelf| shelf.best).collect();
        outcome.matching.extend(found.matching);
        let (viewer, asked) = (self.viewer.clone(), candidates.clone());
        let (people, mut spaces) = self
            .app
            .db
            .read(async move |tx: &Tx| {
                let people = confirm::people(tx, &viewer, &asked).await?;
                Ok((people, confirm::spaces(tx, &viewer, &asked).await?))
            })
            .await?;
        let mut people: Vec<(Person, Fit)> =
            people.into_iter().filter_map(|person| fit(&person, question).map(|fit| (person, fit))).collect();
        people
            .sort_by(|(one, a), (two, b)| b.score.total_cmp(&a.score).then_with(|| one.face.name.cmp(&two.face.name)));
        let rank = |space: &KnownSpace| candidates.iter().position(|candidate| candidate.id == space.id);
        spaces.sort_by_key(rank);
        outcome.people = people;
        outcome.spaces = spaces;
        Ok(())
    }

    async fn posts(&self, question: Question, outcome: &mut Outcome) -> Result<()> {
        let Some(before) = self.before().await? else { return Ok(()) };
        let marks = self.marks(&before);
        let question = Question { marks, ..question };
        let mut found = self.confirmed(&question, &before, outcome).await?;
        if found.len() < self.ask.few() && self.ask.typed.has_words() && self.ask.sort != Sort::Newest {
            let near = Question { near: true, ..question };
            let known: HashSet<Id> = found.iter().map(|found| found.known.id).collect();
            let more = outcome.more;
            let others = self.confirmed(&near, &before, outcome).await?;
            // Of what only comes close there are always more; nobody counts them.
            outcome.more = more;
            found.extend(others.into_iter().filter(|other| !known.contains(&other.known.id)).take(NEAR));
        }
        outcome.posts = self.ranked(found).await?;
        Ok(())
    }

    /// None when it is narrowed to somebody or some place that is not there for the viewer.
    async fn before(&self) -> Result<Option<Before>> {
        let (viewer, handles, slugs) = (self.viewer.clone(), self.ask.authors.clone(), self.ask.spaces.clone());
        let before = self
            .app
            .db
            .read(async move |tx: &Tx| {
                let reach = Arc::new(confirm::Reach::of(tx, &viewer).await?);
                let authors =
                    if handles.is_empty() { Vec::new() } else { named::authors(tx, &viewer, &handles).await? };
                let spaces = if slugs.is_empty() { Vec::new() } else { named::places(tx, &viewer, &slugs).await? };
                Ok(Before { reach, authors, spaces })
            })
            .await?;
        let nowhere = (before.authors.is_empty() && !self.ask.authors.is_empty())
            || (before.spaces.is_empty() && !self.ask.spaces.is_empty());
        Ok((!nowhere).then_some(before))
    }

    fn marks(&self, before: &Before) -> Vec<Vec<String>> {
        let kinds = self.ask.kinds.iter().map(|kind| format!("kind:{kind}")).collect();
        let authors = before.authors.iter().map(|author| format!("by:{author}")).collect();
        let spaces = before.spaces.iter().map(|space| format!("in:{space}")).collect();
        let narrowed: [Vec<String>; 3] = [kinds, authors, spaces];
        let tags = self.ask.tags.iter().map(|tag| vec![format!("tag:{tag}")]);
        narrowed.into_iter().filter(|marks| !marks.is_empty()).chain(tags).collect()
    }

    /// Posts that fit and that the viewer may see. When too many of the candidates may not be seen, more
    /// of them are looked at, so that hidden ones do not push visible ones away.
    async fn confirmed(&self, question: &Question, before: &Before, outcome: &mut Outcome) -> Result<Vec<Confirmed>> {
        let mut most = self.ask.candidates();
        loop {
            let Found { mut shelves, matching } =
                self.app.search.find(question.clone(), self.walk(before, most)).await?;
            let gathered = shelves.pop().unwrap_or_default();
            let (viewer, near) = (self.viewer.clone(), question.near);
            let best = gathered.best;
            let (found, all) =
                self.app.db.read(async move |tx: &Tx| confirm::posts(tx, &viewer, &best, near).await).await?;
            if found.len() < self.ask.candidates() / 2 && gathered.more && most < MORE_CANDIDATES {
                most = MORE_CANDIDATES;
                continue;
            }
            // When some of them may not be seen, those behind them may be hidden too: nothing is said of them.
            outcome.more |= gathered.more && all;
            outcome.matching.extend(matching);
            return Ok(found);
        }
    }

    fn walk(&self, before: &Before, most: usize) -> Gather {
        let (reach, now) = (before.reach.clone(), self.now);
        let admit: Admit = Arc::new(move |within, audience| reach.admits(within, audience));
        let newest = self.ask.sort == Sort::Newest || !self.ask.typed.has_words();
        let (weigh, most_lift): (Weigh, f64) = if newest {
            (Arc::new(|facts| moment(facts.at)), 0.0)
        } else if self.ask.sort == Sort::Words {
            (Arc::new(|facts| facts.text), 1.0)
        } else {
            (Arc::new(move |facts| ranking::weight(facts, now)), ranking::MOST_LIFT)
        };
        Gather {
            admit,
            most_lift,
            since: self.ask.since.unwrap_or(Millis::MIN),
            until: self.ask.until.unwrap_or(Millis::MAX),
            before: self.ask.before,
            by_words: !newest,
            ..gather(vec![Shelf { sources: vec![POSTS], most }], weigh)
        }
    }

    async fn ranked(&self, found: Vec<Confirmed>) -> Result<Vec<(Known, Why, Id)>> {
        if self.ask.sort == Sort::Newest || !self.ask.typed.has_words() {
            return Ok(found.into_iter().map(|found| (found.known, Why::Words, found.part)).collect());
        }
        if self.ask.sort == Sort::Words {
            let why = |near| if near { Why::Near } else { Why::Words };
            return Ok(found
                .into_iter()
                .map(|found| (found.known.clone(), why(found.known.near), found.part))
                .collect());
        }
        let circle = if self.ask.sort == Sort::Neutral {
            Circle::default()
        } else {
            let (viewer, asked) = (self.viewer.clone(), found.clone());
            self.app.db.read(async move |tx: &Tx| confirm::circle(tx, &viewer, &asked).await).await?
        };
        let parts: std::collections::HashMap<Id, Id> = found.iter().map(|found| (found.known.id, found.part)).collect();
        let known = found.into_iter().map(|found| found.known).collect();
        let ranked = ranking::rank(known, &circle, self.now);
        Ok(ranked
            .into_iter()
            .map(|(known, why)| {
                let part = parts.get(&known.id).copied().unwrap_or_default();
                (known, why, part)
            })
            .collect())
    }
}

fn gather(shelves: Vec<Shelf>, weigh: Weigh) -> Gather {
    Gather {
        shelves,
        weigh,
        most_lift: 1.0,
        admit: Arc::new(|_, _| true),
        since: Millis::MIN,
        until: Millis::MAX,
        before: None,
        by_words: true,
    }
}

#[allow(clippy::as_conversions)] // milliseconds are far below 2^53
fn moment(at: Millis) -> f64 {
    at as f64
}

/// The end of a day that was named.
pub fn day_after(begin: Millis) -> Millis {
    begin + DAY
}

//! The order of what was found, and why.
//!
//! The index weighs every document that matches and hands over the best; of these the database knows more,
//! so they are weighed once more, by the same formula with nothing left out:
//!
//! ```text
//! score  = text · (1 + 0.35 · fresh + 0.25 · useful + 0.45 · close + 0.30 · habit)
//! text   = BM25 (k1 = 1.2, b = 0.75) of the words; in the title 2.2 times; the best form of each word;
//!          beginnings of words 0.7 times, words with a mistake 0.45 times, and those after all others
//! fresh  = 2^(−age / life)           life: a note or comment 60 days, anything else a year
//! useful = 1 − 1 / (1 + (r + 2k)/10) r: reactions, k: comments
//! close  = 1 − 1 / (1 + c)           c: 2 when one follows the author, 1 when one is in the space
//! habit  = 1 − 1 / (1 + o)           o: how often one opened it from among results
//! ```
//!
//! BM25: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009. The index
//! knows `fresh` and `useful` (as of when it read the post) and takes `close` and `habit` for nothing. *Same
//! for everyone* leaves both out for good. The factor lies between 1 and 2.35, so that what one is close
//! to is lifted among what fits alike and does not outweigh what fits twice as well.

use kernel::clock::{DAY, Millis};
use kernel::ids::Id;
use kernel::search::Facts;
use kernel::weights::{freshness, real, saturate};
use std::collections::{HashMap, HashSet};

const FRESH: f64 = 0.35;
/// What is called new is younger.
const NEW: Millis = 14 * DAY;
const USEFUL: f64 = 0.25;
const CLOSE: f64 = 0.45;
const HABIT: f64 = 0.30;
/// A reason is named when it lifts by at least this share.
const NOTED: f64 = 0.1;

/// No weight is more than so many times how well the words fit.
pub const MOST_LIFT: f64 = 1.0 + FRESH + USEFUL;

/// Days after which a post of this kind is half as fresh.
pub fn life(kind: &str) -> i64 {
    match kind {
        "note" | "comment" => 60,
        _ => 365,
    }
}

/// What others did with a post, as one number.
pub fn worth(reactions: i64, comments: i64) -> i64 {
    reactions + 2 * comments
}

/// The weight of a document in the index.
pub fn weight(facts: &Facts, now: Millis) -> f64 {
    facts.text * (1.0 + FRESH * fresh(facts.at, facts.life, now) + USEFUL * useful(facts.worth))
}

/// What is known of a post that was found and may be seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    pub id: Id,
    pub text: f64,
    pub kind: String,
    pub author: Option<Id>,
    pub space: Option<Id>,
    pub published: Millis,
    pub worth: i64,
    /// Words with a mistake, or not all words: after all others.
    pub near: bool,
}

/// The viewer's own circle and habits, as far as it touches what was found.
#[derive(Debug, Clone, Default)]
pub struct Circle {
    pub followed: HashSet<Id>,
    pub joined: HashSet<Id>,
    pub opened: HashMap<Id, i64>,
}

/// Why something stands where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Words,
    Near,
    Follows,
    Space,
    Opened,
    Useful,
    New,
}

impl Why {
    pub fn text(self) -> &'static str {
        match self {
            Self::Words => "search-why-words",
            Self::Near => "search-why-near",
            Self::Follows => "search-why-follows",
            Self::Space => "search-why-space",
            Self::Opened => "search-why-opened",
            Self::Useful => "search-why-useful",
            Self::New => "search-why-new",
        }
    }
}

/// The best first, each with its strongest reason: one of the viewer's own before what holds for everybody.
pub fn rank(found: Vec<Known>, circle: &Circle, now: Millis) -> Vec<(Known, Why)> {
    let mut scored: Vec<(f64, Known, Why)> = found.into_iter().map(|known| scored(known, circle, now)).collect();
    scored.sort_by(|(one, a, _), (two, b, _)| {
        a.near.cmp(&b.near).then_with(|| two.total_cmp(one)).then_with(|| b.id.cmp(&a.id))
    });
    scored.into_iter().map(|(_, known, why)| (known, why)).collect()
}

fn scored(known: Known, circle: &Circle, now: Millis) -> (f64, Known, Why) {
    let follows = known.author.is_some_and(|author| circle.followed.contains(&author));
    let joined = known.space.is_some_and(|space| circle.joined.contains(&space));
    let bond = if follows { 2.0 } else { 0.0 } + if joined { 1.0 } else { 0.0 };
    let opened = circle.opened.get(&known.id).copied().unwrap_or(0);
    let own = [
        (CLOSE * saturate(bond), if follows { Why::Follows } else { Why::Space }),
        (HABIT * saturate(real(opened)), Why::Opened),
    ];
    let general = [
        (USEFUL * useful(known.worth), Why::Useful),
        (FRESH * fresh(known.published, life(&known.kind), now), Why::New),
    ];
    let lifted: f64 = own.iter().chain(&general).map(|(part, _)| part).sum();
    let why = match strongest(own).or(strongest(general)) {
        _ if known.near => Why::Near,
        // What lives long is fresh for long; nobody calls it new.
        Some(Why::New) if now - known.published > NEW => Why::Words,
        why => why.unwrap_or(Why::Words),
    };
    (known.text * (1.0 + lifted), known, why)
}

/// The reason that lifts most, if it lifts enough to be named.
fn strongest(parts: [(f64, Why); 2]) -> Option<Why> {
    parts.into_iter().filter(|(part, _)| *part >= NOTED).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, why)| why)
}

/// `life` in days.
fn fresh(at: Millis, life: i64, now: Millis) -> f64 {
    freshness(now - at, life * DAY)
}

fn useful(worth: i64) -> f64 {
    saturate(real(worth.max(0)) / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_793_606_400_000;

    fn post(id: i64, text: f64) -> Known {
        Known {
            id: Id(id),
            text,
            kind: "note".to_owned(),
            author: Some(Id(1_000 + id)),
            space: None,
            published: NOW - 400 * DAY,
            worth: 0,
            near: false,
        }
    }

    fn order(found: Vec<Known>, circle: &Circle) -> Vec<i64> {
        rank(found, circle, NOW).into_iter().map(|(known, _)| known.id.0).collect()
    }

    #[test]
    fn words_come_first_of_all() {
        let close = Circle { followed: HashSet::from([Id(1_002)]), ..Circle::default() };
        assert_eq!(order(vec![post(1, 9.0), post(2, 3.0)], &close), [1, 2]);
        assert_eq!(order(vec![post(1, 4.0), post(2, 4.0)], &Circle::default()), [2, 1]);
    }

    #[test]
    fn of_two_that_fit_alike_the_closer_the_newer_and_the_more_useful_comes_first() {
        let circle = Circle { followed: HashSet::from([Id(1_001)]), ..Circle::default() };
        assert_eq!(order(vec![post(2, 4.0), post(1, 4.0)], &circle), [1, 2]);
        let new = Known { published: NOW, ..post(1, 4.0) };
        assert_eq!(order(vec![post(2, 4.0), new], &Circle::default()), [1, 2]);
        let useful = Known { worth: 60, ..post(1, 4.0) };
        assert_eq!(order(vec![post(2, 4.0), useful], &Circle::default()), [1, 2]);
        let opened = Circle { opened: HashMap::from([(Id(1), 3)]), ..Circle::default() };
        assert_eq!(order(vec![post(2, 4.0), post(1, 4.0)], &opened), [1, 2]);
    }

    #[test]
    fn what_was_only_nearly_meant_comes_last() {
        let near = Known { near: true, worth: 500, published: NOW, ..post(1, 50.0) };
        assert_eq!(order(vec![near, post(2, 0.5)], &Circle::default()), [2, 1]);
    }

    #[test]
    fn everybody_is_told_why() {
        let circle = Circle { joined: HashSet::from([Id(7)]), ..Circle::default() };
        let why = |known: Known| rank(vec![known], &circle, NOW).remove(0).1;
        assert_eq!(why(post(1, 1.0)), Why::Words);
        assert_eq!(why(Known { space: Some(Id(7)), ..post(1, 1.0) }), Why::Space);
        assert_eq!(why(Known { published: NOW - DAY, ..post(1, 1.0) }), Why::New);
        let lasting = Known { kind: "article".to_owned(), published: NOW - 30 * DAY, ..post(1, 1.0) };
        assert_eq!(why(lasting), Why::Words);
        assert_eq!(why(Known { worth: 100, ..post(1, 1.0) }), Why::Useful);
        assert_eq!(why(Known { near: true, ..post(1, 1.0) }), Why::Near);
    }

    #[test]
    fn the_index_weighs_as_the_database_does() {
        let facts = Facts { text: 4.0, at: NOW - DAY, life: life("note"), worth: 12 };
        let known = Known { published: NOW - DAY, worth: 12, ..post(1, 4.0) };
        let (score, ..) = scored(known, &Circle::default(), NOW);
        assert!((weight(&facts, NOW) - score).abs() < 1e-9);
    }
}

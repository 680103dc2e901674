//! "For you": which of the newest posts are shown, in which order, and why.
//!
//! The posts of a window of time are scored and the best of them shown; the next page is the next
//! window. For each post
//!
//! ```text
//! score = 3 · close + 2 · useful + 2 · fresh
//! close  = 1 − 1 / (1 + c)             c: own reactions to this author, plus half of those in this space,
//!                                      plus 2 when one follows the author, plus 1 when one is in the space
//! useful = 1 − 1 / (1 + (r + 2k) / 10) r: reactions, k: comments
//! fresh  = 2^(−age / 36 h)
//! ```
//!
//! Variety: whenever a post has been taken, what is left of its author counts 0.6, of its space 0.85,
//! each time anew. No score is kept and nobody else's behaviour towards oneself enters it.

use kernel::clock::{HOUR, Millis};
use kernel::ids::Id;
use kernel::weights::{freshness, real, saturate};
use std::collections::HashMap;

const HALF_LIFE: Millis = 36 * HOUR;
const SAME_AUTHOR: f64 = 0.6;
const SAME_SPACE: f64 = 0.85;

/// What is known of a post before it is ranked.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub id: Id,
    pub author: Id,
    pub space: Id,
    pub published: Millis,
    pub reactions: i64,
    pub comments: i64,
    pub follows_author: bool,
    pub in_space: bool,
}

/// The reader's own interactions: how often they reacted to an author and in a space.
#[derive(Debug, Clone, Default)]
pub struct Closeness {
    pub authors: HashMap<Id, i64>,
    pub spaces: HashMap<Id, i64>,
}

/// Why a post is shown: the strongest of its reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Reacts,
    Follows,
    Space,
    Useful,
    New,
}

impl Why {
    /// The text that says so.
    pub fn text(self) -> &'static str {
        match self {
            Self::Reacts => "feed-why-reacts",
            Self::Follows => "feed-why-follows",
            Self::Space => "feed-why-space",
            Self::Useful => "feed-why-useful",
            Self::New => "feed-why-new",
        }
    }
}

/// The best `most` of the candidates, best first, each with its reason.
pub fn rank(mut candidates: Vec<Candidate>, closeness: &Closeness, now: Millis, most: usize) -> Vec<(Id, Why)> {
    let mut scores: Vec<f64> = candidates.iter().map(|candidate| score(candidate, closeness, now)).collect();
    let mut taken = Vec::new();
    while taken.len() < most && !candidates.is_empty() {
        let best = scores.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(at, _)| at);
        let chosen = candidates.swap_remove(best);
        scores.swap_remove(best);
        for (candidate, score) in candidates.iter().zip(&mut scores) {
            if candidate.author == chosen.author {
                *score *= SAME_AUTHOR;
            }
            if candidate.space == chosen.space && chosen.space != Id::default() {
                *score *= SAME_SPACE;
            }
        }
        taken.push((chosen.id, why(&chosen, closeness)));
    }
    taken
}

fn score(candidate: &Candidate, closeness: &Closeness, now: Millis) -> f64 {
    let bond = count(&closeness.authors, candidate.author)
        + count(&closeness.spaces, candidate.space) / 2.0
        + if candidate.follows_author { 2.0 } else { 0.0 }
        + if candidate.in_space { 1.0 } else { 0.0 };
    let use_of_it = (real(candidate.reactions) + 2.0 * real(candidate.comments)) / 10.0;
    3.0 * saturate(bond) + 2.0 * saturate(use_of_it) + 2.0 * freshness(now - candidate.published, HALF_LIFE)
}

fn why(candidate: &Candidate, closeness: &Closeness) -> Why {
    if closeness.authors.get(&candidate.author).copied().unwrap_or(0) >= 2 {
        Why::Reacts
    } else if candidate.follows_author {
        Why::Follows
    } else if candidate.in_space {
        Why::Space
    } else if candidate.reactions + 2 * candidate.comments >= 10 {
        Why::Useful
    } else {
        Why::New
    }
}

fn count(counts: &HashMap<Id, i64>, of: Id) -> f64 {
    real(counts.get(&of).copied().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_793_606_400_000;

    fn post(id: i64, author: i64) -> Candidate {
        Candidate {
            id: Id(id),
            author: Id(author),
            space: Id(0),
            published: NOW - HOUR,
            reactions: 0,
            comments: 0,
            follows_author: false,
            in_space: false,
        }
    }

    fn order(candidates: Vec<Candidate>, closeness: &Closeness) -> Vec<i64> {
        rank(candidates, closeness, NOW, 30).into_iter().map(|(id, _)| id.0).collect()
    }

    #[test]
    fn those_one_reacts_to_come_before_strangers() {
        let closeness = Closeness { authors: HashMap::from([(Id(7), 5)]), ..Closeness::default() };
        assert_eq!(order(vec![post(1, 6), post(2, 7)], &closeness), [2, 1]);
    }

    #[test]
    fn what_helped_many_comes_before_what_helped_nobody() {
        let helpful = Candidate { reactions: 40, comments: 12, ..post(1, 6) };
        assert_eq!(order(vec![post(2, 7), helpful], &Closeness::default()), [1, 2]);
    }

    #[test]
    fn news_comes_before_what_is_old() {
        let old = Candidate { published: NOW - 240 * HOUR, ..post(1, 6) };
        assert_eq!(order(vec![old, post(2, 7)], &Closeness::default()), [2, 1]);
    }

    #[test]
    fn one_author_does_not_fill_the_page() {
        let mut loud: Vec<Candidate> = (1..=5).map(|id| Candidate { follows_author: true, ..post(id, 7) }).collect();
        loud.push(Candidate { in_space: true, ..post(9, 8) });
        let order = order(loud, &Closeness::default());
        assert_eq!(order.iter().position(|id| *id == 9), Some(1), "{order:?}");
    }

    #[test]
    fn every_post_has_its_strongest_reason() {
        let closeness = Closeness { authors: HashMap::from([(Id(7), 2)]), ..Closeness::default() };
        let followed = Candidate { follows_author: true, ..post(1, 7) };
        assert_eq!(rank(vec![followed.clone()], &closeness, NOW, 1)[0].1, Why::Reacts);
        assert_eq!(rank(vec![followed], &Closeness::default(), NOW, 1)[0].1, Why::Follows);
        assert_eq!(rank(vec![post(1, 7)], &Closeness::default(), NOW, 1)[0].1, Why::New);
    }
}

//! How much a member's record says about a question. The whole formula stands here.
//!
//! ```text
//! score(member) = Σ over what they did:  relevance × worth × freshness
//!
//! relevance = likeness + Σ over tags in common  1 / log2(2 + questions with the tag)
//!             likeness: BM25 of the text, as a share of the likest one; below FLOOR it counts as 0
//! worth     = answer:   1 + 1.5 if accepted + log2(1 + votes) + 0.5 log2(1 + readers for whom it was enough)
//!             page:     1 for who wrote it, 2 for who looks after it
//!             skill:    0.5 + 0.5 log2(1 + endorsements), times the share of its words that the question has
//!             declined: -1 for a question like it that they were offered and did not want
//! freshness = 2^(-age / HALF_LIFE); a skill does not age, its owner keeps it
//! ```
//!
//! An answer with a negative score says nothing. The numbers were found with `fourleaf bench --experts`: see
//! docs/FIGURES.md.

use kernel::clock::{DAY, Millis};

/// After so long, what somebody did counts half.
pub const HALF_LIFE: Millis = 365 * DAY;
/// What is less like the question than this share of the likest has only common words with it.
pub const FLOOR: f64 = 0.2;

/// Something that a member did, or says of themselves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Deed {
    Answer { accepted: bool, votes: i64, useful: i64 },
    Page { curated: bool },
    Skill { endorsements: i64, share: f64 },
    Declined,
}

/// What a deed has to do with the question.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Relevance {
    /// 0 to 1: as a share of the likest text.
    pub likeness: f64,
    /// Sum of [`rarity`] of the tags in common.
    pub tags: f64,
}

/// What a tag says when both have it: the less, the more questions have it.
pub fn rarity(questions: i64) -> f64 {
    1.0 / (2.0 + number(questions)).log2()
}

/// What one deed adds to the score.
pub fn contribution(deed: Deed, relevance: Relevance, age: Millis) -> f64 {
    let likeness = if relevance.likeness < FLOOR { 0.0 } else { relevance.likeness };
    let related = likeness + relevance.tags;
    match deed {
        Deed::Skill { .. } => worth(deed),
        _ => related * worth(deed) * freshness(age),
    }
}

fn worth(deed: Deed) -> f64 {
    match deed {
        Deed::Answer { votes, .. } if votes < 0 => 0.0,
        Deed::Answer { accepted, votes, useful } => {
            let accepted = if accepted { 1.5 } else { 0.0 };
            1.0 + accepted + (1.0 + number(votes)).log2() + 0.5 * (1.0 + number(useful)).log2()
        }
        Deed::Page { curated } => {
            if curated {
                2.0
            } else {
                1.0
            }
        }
        Deed::Skill { endorsements, share } => share * (0.5 + 0.5 * (1.0 + number(endorsements)).log2()),
        Deed::Declined => -1.0,
    }
}

fn freshness(age: Millis) -> f64 {
    (-number(age.max(0)) / number(HALF_LIFE)).exp2()
}

#[allow(clippy::as_conversions)] // counts and milliseconds are far below 2^53
fn number(n: i64) -> f64 {
    n.max(0) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Deed = Deed::Answer { accepted: false, votes: 0, useful: 0 };
    const LIKE: Relevance = Relevance { likeness: 1.0, tags: 0.0 };

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn an_answer_counts_by_what_others_made_of_it() {
        assert!(near(contribution(PLAIN, LIKE, 0), 1.0));
        let accepted = Deed::Answer { accepted: true, votes: 3, useful: 3 };
        assert!(near(contribution(accepted, LIKE, 0), 1.0 + 1.5 + 2.0 + 1.0));
        let poor = Deed::Answer { accepted: false, votes: -1, useful: 0 };
        assert!(near(contribution(poor, LIKE, 0), 0.0));
    }

    #[test]
    fn what_is_old_counts_half_after_a_year() {
        assert!(near(contribution(PLAIN, LIKE, HALF_LIFE), 0.5));
        assert!(near(contribution(PLAIN, LIKE, 2 * HALF_LIFE), 0.25));
        assert!(near(contribution(PLAIN, LIKE, -DAY), 1.0), "a clock that is ahead gains nothing");
        let skill = Deed::Skill { endorsements: 3, share: 1.0 };
        assert!(near(contribution(skill, LIKE, 9 * HALF_LIFE), 1.5));
    }

    #[test]
    fn common_words_and_common_tags_say_little() {
        let faint = Relevance { likeness: FLOOR - 0.01, tags: 0.0 };
        assert!(near(contribution(PLAIN, faint, 0), 0.0));
        assert!(near(rarity(0), 1.0) && rarity(1_000) < 0.11);
        let tagged = Relevance { likeness: 0.0, tags: rarity(2) };
        assert!(near(contribution(PLAIN, tagged, 0), 0.5));
    }

    #[test]
    fn who_looks_after_a_page_knows_more_than_who_wrote_it_and_who_declines_less() {
        let (wrote, curates) = (Deed::Page { curated: false }, Deed::Page { curated: true });
        assert!(contribution(curates, LIKE, 0) > contribution(wrote, LIKE, 0));
        assert!(contribution(Deed::Declined, LIKE, 0) < 0.0);
    }
}

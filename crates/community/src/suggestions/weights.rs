//! What makes somebody worth knowing: the weights, and the reason that is told.
//!
//! Each sign weighs `weight · saturation`, where `saturation = n / (n + half)`: the first common space says
//! much, the tenth little. The weights order the signs by how sure they are that two people have to do with
//! each other: somebody of one's own team comes before somebody in the same town. The reason is the sign
//! that weighed most.

/// A sign that somebody may be worth knowing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// The viewer's manager.
    Manager,
    /// Reports to the viewer.
    Report,
    /// Has the same manager.
    Team,
    /// Wrote below the viewer's posts, or the viewer found theirs useful.
    Conversed,
    /// Spaces that both are members of.
    Spaces,
    /// Followed by people whom the viewer follows.
    Followed,
    /// Wrote lately with tags that the viewer follows.
    Tags,
    Skills,
    Place,
}

impl Sign {
    /// What it weighs at most, and how many make half of that.
    fn weight(self) -> (f64, f64) {
        match self {
            Self::Manager => (6.0, 0.0),
            Self::Report => (5.5, 0.0),
            Self::Team => (5.0, 0.0),
            Self::Conversed => (4.5, 2.0),
            Self::Spaces => (4.0, 2.0),
            Self::Followed => (3.0, 2.0),
            Self::Tags => (2.0, 2.0),
            Self::Skills => (2.0, 1.5),
            Self::Place => (0.5, 0.0),
        }
    }

    /// The text of the reason, for `n`.
    pub fn text(self) -> &'static str {
        match self {
            Self::Manager => "suggestions-manager",
            Self::Report => "suggestions-report",
            Self::Team => "suggestions-team",
            Self::Conversed => "suggestions-conversed",
            Self::Spaces => "suggestions-shared-spaces",
            Self::Followed => "suggestions-followed",
            Self::Tags => "suggestions-tags",
            Self::Skills => "suggestions-skills",
            Self::Place => "suggestions-place",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Report => "report",
            Self::Team => "team",
            Self::Conversed => "conversed",
            Self::Spaces => "spaces",
            Self::Followed => "followed",
            Self::Tags => "tags",
            Self::Skills => "skills",
            Self::Place => "place",
        }
    }
}

/// What was found of one person: each sign once, and how often.
pub type Signs = Vec<(Sign, u32)>;

pub fn worth(sign: Sign, n: u32) -> f64 {
    let (weight, half) = sign.weight();
    let n = f64::from(n);
    if n == 0.0 { 0.0 } else { weight * n / (n + half) }
}

/// All signs together.
pub fn score(signs: &[(Sign, u32)]) -> f64 {
    signs.iter().map(|(sign, n)| worth(*sign, *n)).sum()
}

/// The sign that weighs most.
pub fn reason(signs: &[(Sign, u32)]) -> Option<(Sign, u32)> {
    signs.iter().copied().max_by(|a, b| worth(a.0, a.1).total_cmp(&worth(b.0, b.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_team_comes_before_the_same_town() {
        let team = [(Sign::Team, 1)];
        let town = [(Sign::Place, 1), (Sign::Skills, 1)];
        assert!(score(&team) > score(&town));
        assert!(score(&[(Sign::Manager, 1)]) > score(&team));
    }

    #[test]
    fn much_of_one_sign_does_not_outweigh_everything() {
        assert!(worth(Sign::Spaces, 1_000) < worth(Sign::Manager, 1));
        assert!(worth(Sign::Spaces, 2) > worth(Sign::Spaces, 1));
        assert!(worth(Sign::Spaces, 11) - worth(Sign::Spaces, 10) < worth(Sign::Spaces, 2) - worth(Sign::Spaces, 1));
        assert_eq!(worth(Sign::Place, 0), 0.0);
    }

    #[test]
    fn the_reason_is_what_weighs_most() {
        let signs = [(Sign::Place, 1), (Sign::Spaces, 6), (Sign::Followed, 1)];
        assert_eq!(reason(&signs), Some((Sign::Spaces, 6)));
        assert_eq!(reason(&[]), None);
    }
}

//! Who follows whom and who is where, decided before anything is written, so that counters are right
//! from the start.

use super::chance::Chance;
use std::collections::HashSet;

/// How much there is of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Sizes {
    pub members: usize,
    pub spaces: usize,
    pub posts: usize,
    pub reactions: usize,
    pub comments: usize,
}

impl Sizes {
    pub const SMALL: Self = Self { members: 300, spaces: 40, posts: 3_000, reactions: 15_000, comments: 3_000 };
    pub const LARGE: Self =
        Self { members: 80_000, spaces: 2_000, posts: 1_000_000, reactions: 5_000_000, comments: 1_000_000 };
}

/// Spaces that only the quiet are in.
const QUIET_SPACES: usize = 2;
/// The space that everybody is in.
pub const EVERYBODY: usize = 0;

pub struct Plan {
    pub sizes: Sizes,
    /// Members from this number on follow few, and nobody of those writes any more.
    pub loud: usize,
    pub follows: Vec<Vec<usize>>,
    pub followers: Vec<usize>,
    pub spaces_of: Vec<Vec<usize>>,
    pub members_of: Vec<Vec<usize>>,
}

impl Plan {
    pub fn new(sizes: Sizes, chance: &Chance) -> Self {
        let loud = sizes.members - (sizes.members / 20).clamp(2, 50);
        let mut plan = Self {
            sizes,
            loud,
            follows: Vec::with_capacity(sizes.members),
            followers: vec![0; sizes.members],
            spaces_of: Vec::with_capacity(sizes.members),
            members_of: vec![Vec::new(); sizes.spaces],
        };
        for member in 0..sizes.members {
            let follows = plan.followed_by(member, chance);
            for followed in &follows {
                if let Some(count) = plan.followers.get_mut(*followed) {
                    *count += 1;
                }
            }
            plan.follows.push(follows);
            let spaces = plan.joined_by(member, chance);
            plan.spaces_of.push(spaces);
        }
        plan.give_owners();
        for (member, spaces) in plan.spaces_of.iter().enumerate() {
            for space in spaces {
                if let Some(members) = plan.members_of.get_mut(*space) {
                    members.push(member);
                }
            }
        }
        plan
    }

    /// The member of this rank: who is popular is not who came first.
    pub fn ranked(&self, rank: usize) -> usize {
        (rank * 7_919 + 17) % self.loud
    }

    pub fn is_quiet(&self, member: usize) -> bool {
        member >= self.loud
    }

    pub fn is_partner(member: usize) -> bool {
        member % 50 == 49
    }

    /// Public, internal, private or secret.
    pub fn audience(&self, space: usize) -> i64 {
        match space {
            EVERYBODY => 3,
            _ if self.is_quiet_space(space) => 3,
            _ if space % 10 == 3 => 4,
            _ if space % 50 == 7 => 5,
            _ if space % 20 == 5 => 0,
            _ => 3,
        }
    }

    pub fn is_quiet_space(&self, space: usize) -> bool {
        space + QUIET_SPACES >= self.sizes.spaces
    }

    fn followed_by(&self, member: usize, chance: &Chance) -> Vec<usize> {
        if self.is_quiet(member) {
            let quiet = self.sizes.members - self.loud;
            let other = |step: usize| self.loud + (member - self.loud + step) % quiet;
            let mut others = vec![other(1), other(2)];
            others.retain(|other| *other != member);
            others.dedup();
            return others;
        }
        let count = chance.size(12, 375, 1_500.min(self.loud / 2));
        let mut seen = HashSet::with_capacity(count);
        let mut follows = Vec::with_capacity(count);
        for _ in 0..count {
            let other = self.ranked(chance.leaning(self.loud, 800));
            if other != member && seen.insert(other) {
                follows.push(other);
            }
        }
        follows
    }

    fn joined_by(&self, member: usize, chance: &Chance) -> Vec<usize> {
        if self.is_quiet(member) {
            return (self.sizes.spaces - QUIET_SPACES..self.sizes.spaces).collect();
        }
        let mut joined = vec![EVERYBODY];
        for _ in 0..chance.size(2, 375, 60) {
            let space = 1 + chance.leaning(self.sizes.spaces - QUIET_SPACES - 1, 700);
            if !joined.contains(&space) {
                joined.push(space);
            }
        }
        joined
    }

    fn give_owners(&mut self) {
        for space in 1..self.sizes.spaces - QUIET_SPACES {
            let owner = self.owner(space);
            if let Some(spaces) = self.spaces_of.get_mut(owner)
                && !spaces.contains(&space)
            {
                spaces.push(space);
            }
        }
    }

    pub fn owner(&self, space: usize) -> usize {
        if self.is_quiet_space(space) { self.loud } else { self.ranked(space * 3) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_small_company_is_as_described() {
        let plan = Plan::new(Sizes::SMALL, &Chance::new(1));
        let again = Plan::new(Sizes::SMALL, &Chance::new(1));
        assert_eq!(plan.follows.first(), again.follows.first());
        assert_eq!(plan.members_of[EVERYBODY].len(), plan.loud);
        assert_eq!(plan.followers.iter().sum::<usize>(), plan.follows.iter().map(Vec::len).sum::<usize>());
        for space in 0..plan.sizes.spaces {
            assert!(plan.members_of[space].contains(&plan.owner(space)), "{space}");
        }
        let quiet = plan.follows.last().unwrap();
        assert!(quiet.iter().all(|followed| plan.is_quiet(*followed)));
    }
}

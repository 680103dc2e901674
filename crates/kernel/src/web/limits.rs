//! How much one may ask of the server: requests per minute, per member and per address.
//!
//! The generic cell rate algorithm (ITU-T I.371) with a burst of a quarter of a minute's requests. It
//! needs one number per member, and forgets those who have been quiet.

use crate::clock::{Clock, MINUTE, Millis};
use crate::configuration;
use crate::error::{Error, Result};
use crate::ids::Id;
use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::Mutex;

pub struct Limits {
    members: Option<Limit<Id>>,
    addresses: Option<Limit<IpAddr>>,
    clock: Clock,
}

impl Limits {
    pub fn new(limits: &configuration::Limits, clock: Clock) -> Self {
        let on = limits.rate == configuration::Switch::On;
        Self {
            members: on.then(|| Limit::per_minute(limits.per_member_per_minute)),
            addresses: on.then(|| Limit::per_minute(limits.per_address_per_minute)),
            clock,
        }
    }

    /// Counts one request of a member; an error when there were too many.
    pub fn member(&self, member: Id) -> Result<()> {
        self.members.as_ref().map_or(Ok(()), |limit| limit.take(member, self.clock.now()))
    }

    /// Counts one request of somebody who is not signed in.
    pub fn address(&self, address: IpAddr) -> Result<()> {
        self.addresses.as_ref().map_or(Ok(()), |limit| limit.take(network(address), self.clock.now()))
    }
}

/// A household has a whole IPv6 /64.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(std::net::Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

struct Limit<K> {
    /// Time that one request stands for.
    each: Millis,
    /// How far ahead of time one may be.
    burst: Millis,
    /// When each one would be level again.
    level: Mutex<HashMap<K, Millis>>,
}

/// Beyond this many, those who are level are forgotten.
const MOST_REMEMBERED: usize = 100_000;

impl<K: Eq + Hash> Limit<K> {
    fn per_minute(requests: u32) -> Self {
        let requests = Millis::from(requests).max(1);
        Self { each: (MINUTE / requests).max(1), burst: MINUTE / 4, level: Mutex::new(HashMap::new()) }
    }

    fn take(&self, key: K, now: Millis) -> Result<()> {
        let mut levels = self.level.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if levels.len() >= MOST_REMEMBERED {
            levels.retain(|_, level| *level > now);
        }
        let level = levels.entry(key).or_insert(now);
        let ahead = (*level).max(now) + self.each - now;
        if ahead > self.burst {
            let wait = u64::try_from((ahead - self.burst + 999) / 1000).unwrap_or(1);
            return Err(Error::TooMany { retry_after: wait });
        }
        *level = now + ahead;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_welcome_and_a_flood_is_not() {
        let limit = Limit::per_minute(60);
        let accepted = (0..100).filter(|_| limit.take(1, 0).is_ok()).count();
        assert_eq!(accepted, 15);
        assert!(matches!(limit.take(1, 0), Err(Error::TooMany { retry_after: 1 })));
        assert!(limit.take(2, 0).is_ok(), "another one is not held back");
        assert!(limit.take(1, 1_000).is_ok(), "a second later there is room for one");
        assert!(limit.take(1, 1_000).is_err());
    }
}

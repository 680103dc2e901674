//! Requests that come at moments of their own, however long the answers take, and what came of them.

use super::chance::Chance;
use super::client::Connection;
use super::day::{GOOD_MS, MIX, Told};
use super::load::{Operation, Targets};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How many failures are told with what was asked.
const FAILURES: usize = 10;

/// What came of one rate.
pub struct Went {
    /// Operation, microseconds from when it was due, and whether it was answered well.
    pub answers: Vec<(Operation, u32, bool)>,
    /// When each of them was due, in milliseconds from the beginning.
    pub due_ms: Vec<u32>,
    pub seconds: f64,
}

impl Went {
    /// All in all, and each tenth of a second in which something that was due waited longer than is good.
    pub fn print_waits(&self) {
        let Told { rate, p50_ms, p99_ms, max_ms, .. } = self.told(|_| true);
        println!("{rate:.0} a second: p50 {p50_ms:.1}, p99 {p99_ms:.1}, max {max_ms:.1} ms");
        let mut moments: BTreeMap<u32, BTreeMap<&str, (usize, u32)>> = BTreeMap::new();
        for ((operation, took, _), due) in self.answers.iter().zip(&self.due_ms) {
            if f64::from(*took) / 1_000.0 > GOOD_MS {
                let of = moments.entry(due / 100).or_default().entry(operation.name()).or_default();
                *of = (of.0 + 1, of.1.max(*took / 1_000));
            }
        }
        for (tenth, operations) in moments {
            let each = operations.iter().map(|(name, (n, most))| format!("{n} × {name} (to {most} ms)"));
            println!("{:.1} s: {}", f64::from(tenth) / 10.0, each.collect::<Vec<_>>().join(", "));
        }
    }

    pub fn told(&self, wanted: impl Fn(Operation) -> bool) -> Told {
        let mut micros: Vec<u32> = Vec::new();
        let mut failed = 0;
        for (operation, took, well) in &self.answers {
            if wanted(*operation) {
                if *well { micros.push(*took) } else { failed += 1 }
            }
        }
        micros.sort_unstable();
        let at = |share: usize| {
            micros.get(micros.len().saturating_sub(1) * share / 100).map_or(0.0, |us| f64::from(*us) / 1_000.0)
        };
        let rate = f64::from(u32::try_from(micros.len()).unwrap_or(u32::MAX)) / self.seconds;
        Told { rate, p50_ms: at(50), p95_ms: at(95), p99_ms: at(99), max_ms: at(100), failed, ..Told::default() }
    }
}

/// Moments at which somebody comes, in seconds from the beginning, and what they do.
fn arrivals(rate: f64, lasting: Duration, chance: &Chance) -> Vec<(f64, Operation)> {
    let (mut all, mut at) = (Vec::new(), 0.0);
    loop {
        let share = f64::from(u32::try_from(chance.below(1_000_000)).unwrap_or(0)) / 1_000_000.0;
        at -= (1.0 - share).ln() / rate;
        if at > lasting.as_secs_f64() {
            return all;
        }
        let mut drawn = chance.below(100);
        for (operation, often) in MIX {
            if drawn < often {
                all.push((at, operation));
                break;
            }
            drawn -= often;
        }
    }
}

/// Asks at moments that do not depend on the answers.
pub async fn run(
    address: SocketAddr,
    targets: &Arc<Targets>,
    rate: f64,
    lasting: Duration,
    connections: usize,
) -> Went {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    static TOLD: AtomicUsize = AtomicUsize::new(0);
    let due = Arc::new(arrivals(rate, lasting, &Chance::new(rate.to_bits())));
    let next = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let workers = (0..connections.max(1)).map(|_| {
        let (due, next, targets) = (due.clone(), next.clone(), targets.clone());
        tokio::spawn(async move {
            let mut answers = Vec::new();
            let mut open: Option<Connection> = None;
            while let Some((at, operation)) = due.get(next.fetch_add(1, Ordering::Relaxed)).copied() {
                let moment = begun + Duration::from_secs_f64(at);
                tokio::time::sleep_until(moment.into()).await;
                let request = operation.request(&targets, ASKED.fetch_add(1, Ordering::Relaxed));
                let asked = match open.take() {
                    Some(connection) => Ok(connection),
                    None => Connection::open(address).await,
                };
                let wrong = match asked {
                    Ok(mut connection) => match connection.ask(&request).await {
                        Ok(answer) => {
                            open = Some(connection);
                            (!answer.is_success()).then(|| format!("{}: {}", answer.status, answer.begin.trim()))
                        }
                        Err(error) => Some(format!("no answer: {error}")),
                    },
                    Err(error) => Some(format!("no connection: {error}")),
                };
                let well = wrong.is_none();
                if let Some(wrong) = wrong.filter(|_| TOLD.fetch_add(1, Ordering::Relaxed) < FAILURES) {
                    let asked = String::from_utf8_lossy(&request).lines().next().unwrap_or_default().to_owned();
                    eprintln!("{asked}: {wrong}");
                }
                let took = u32::try_from(moment.elapsed().as_micros()).unwrap_or(u32::MAX);
                let due = u32::try_from(Duration::from_secs_f64(at).as_millis()).unwrap_or(u32::MAX);
                answers.push(((operation, took, well), due));
            }
            answers
        })
    });
    let (mut answers, mut due_ms) = (Vec::with_capacity(due.len()), Vec::with_capacity(due.len()));
    for worker in workers.collect::<Vec<_>>() {
        for (answer, due) in worker.await.unwrap_or_default() {
            answers.push(answer);
            due_ms.push(due);
        }
    }
    Went { answers, due_ms, seconds: begun.elapsed().as_secs_f64() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn the_mix_is_nine_tenths_reading() {
        assert_eq!(MIX.iter().map(|(_, often)| often).sum::<usize>(), 100);
        let all = arrivals(1_000.0, Duration::from_secs(20), &Chance::new(1));
        assert!((19_000..21_000).contains(&all.len()), "{}", all.len());
        assert!(all.is_sorted_by(|one, two| one.0 <= two.0));
        let writes = [Operation::React, Operation::Comment, Operation::Publish, Operation::Edit];
        let share = all.iter().filter(|(_, operation)| writes.contains(operation)).count() * 100 / all.len();
        assert!((8..=10).contains(&share), "{share}");
    }

    #[test]
    fn who_waits_is_counted_from_when_they_came() {
        let answers = vec![
            (Operation::HomeJson, 1_000, true),
            (Operation::HomeJson, 3_000, true),
            (Operation::Publish, 9_000, true),
            (Operation::HomeJson, 50_000, false),
        ];
        let told =
            Went { due_ms: vec![0; answers.len()], answers, seconds: 2.0 }.told(|one| one == Operation::HomeJson);
        assert_eq!((told.rate, told.p50_ms, told.max_ms, told.failed), (1.0, 1.0, 3.0, 1));
    }
}

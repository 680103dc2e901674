//! What was measured, as a table for people and as JSON for programs.

use super::load::Measured;
use super::plan::Sizes;
use super::reach::Reach;
use super::server::Memory;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct Report {
    pub version: &'static str,
    pub engine: &'static str,
    pub sizes: Sizes,
    pub connections: usize,
    pub processors: usize,
    /// Seconds that writing the data took; none when it was there.
    pub generated_in: Option<f64>,
    /// How the search index was built; none when it was there.
    pub indexed: Option<Indexed>,
    /// From the answer of a publishing request until a search finds the post, the slowest of some.
    pub findable_ms: Option<f64>,
    /// What open browsers cost, and how soon they hear.
    pub live: Option<Live>,
    pub start_to_first_answer_ms: f64,
    /// After start, and after everything.
    pub memory_at_start: Option<Memory>,
    pub memory: Option<Memory>,
    pub operations: Vec<Measured>,
    /// The statements alone, in this process.
    pub bare: Vec<Measured>,
    pub reach: Option<Reach>,
}

/// What building the search index took.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Indexed {
    pub documents: u64,
    pub seconds: f64,
    pub per_second: f64,
    pub megabytes: u64,
    pub peak_megabytes: u64,
}

/// Many open browsers.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Live {
    pub browsers: usize,
    pub members: usize,
    /// Seconds in which all of them came.
    pub opened_in: f64,
    /// How much the server grew for each: all that is resident, and what it made itself.
    pub resident_kb_each: f64,
    pub own_kb_each: f64,
    /// From sending a post to the server until a browser has heard of it.
    pub p50_ms: f64,
    pub p99_ms: f64,
    pub max_ms: f64,
    /// Browsers that did not hear of one, over all rounds.
    pub missed: usize,
    /// Of the server, for one post that all are told of.
    pub cpu_ms_each: Option<f64>,
}

impl Report {
    pub fn failed(&self) -> usize {
        let requests: usize = self.operations.iter().chain(&self.bare).map(|measured| measured.failed).sum();
        requests + self.live.map_or(0, |live| live.missed)
    }

    pub fn print(&self) {
        let Sizes { members, spaces, posts, reactions, comments } = self.sizes;
        println!("{members} people, {spaces} spaces, {posts} posts, {reactions} reactions, {comments} comments");
        println!("{}, {} connections, {} processors", self.engine, self.connections, self.processors);
        if let Some(seconds) = self.generated_in {
            println!("data written in {seconds:.0} s");
        }
        if let Some(Indexed { documents, seconds, per_second, megabytes, peak_megabytes }) = self.indexed {
            println!(
                "index of {documents} documents built in {seconds:.0} s, {per_second:.0} per s, {megabytes} MB on disk, \
                 {peak_megabytes} MB of memory at most"
            );
        }
        if let Some(ms) = self.findable_ms {
            println!("a new post is findable after {ms:.0} ms at most");
        }
        println!("start to first answer {:.0} ms", self.start_to_first_answer_ms);
        for (when, memory) in [("after the start", self.memory_at_start), ("at the end", self.memory)] {
            if let Some(Memory { resident, own, peak }) = memory {
                let mb = |kb: u64| kb / 1_024;
                println!(
                    "memory {when}: {} MB resident, {} MB its own, {} MB at most",
                    mb(resident),
                    mb(own),
                    mb(peak)
                );
            }
        }
        println!();
        head("operation");
        self.operations.iter().for_each(line);
        if !self.bare.is_empty() {
            println!();
            head("the statements alone, in process");
            self.bare.iter().for_each(line);
        }
        if let Some(live) = &self.live {
            live.print();
        }
        if let Some(reach) = &self.reach {
            println!();
            head("to everybody, in process");
            line(&reach.counters);
            let Reach { addressed, announced_ms, wrong, digests, digests_per_second, .. } = reach;
            println!(
                "announcement to {addressed} in {announced_ms:.1} ms; {wrong} counters did not know of it at once"
            );
            println!("{digests} digests, {digests_per_second:.0} per s");
        }
        for measured in self.operations.iter().chain(&self.bare) {
            if let Some(failure) = &measured.first_failure {
                println!("\nFAILED {} times, {}: {failure}", measured.failed, measured.name);
            }
        }
    }
}

impl Live {
    fn print(&self) {
        let Self { browsers, members, opened_in, resident_kb_each, own_kb_each, .. } = self;
        let Self { p50_ms, p99_ms, max_ms, missed, .. } = self;
        let cpu = self.cpu_ms_each.map_or_else(|| "-".to_owned(), |ms| format!("{ms:.0}"));
        println!();
        println!("live: {browsers} browsers of {members} members came in {opened_in:.1} s");
        println!("  memory for each: {resident_kb_each:.1} KB resident, {own_kb_each:.1} KB the server's own");
        println!(
            "  from sending a post to hearing of it: p50 {p50_ms:.0} ms, p99 {p99_ms:.0} ms, max {max_ms:.0} ms; \
             {missed} missed; {cpu} ms of CPU for a post"
        );
    }
}

fn head(first: &str) {
    println!(
        "{first:<36} {:>9} {:>9} {:>9} {:>9} {:>9} {:>8} {:>7}",
        "per s", "p50 ms", "p99 ms", "max ms", "CPU ms", "KB", "failed"
    );
}

fn line(measured: &Measured) {
    let Measured { name, per_second, p50_ms, p99_ms, max_ms, kilobytes, failed, .. } = measured;
    let cpu = measured.cpu_ms.map_or_else(|| "-".to_owned(), |ms| format!("{ms:.3}"));
    println!(
        "{name:<36} {per_second:>9.0} {p50_ms:>9.2} {p99_ms:>9.2} {max_ms:>9.2} {cpu:>9} {kilobytes:>8.1} {failed:>7}"
    );
}

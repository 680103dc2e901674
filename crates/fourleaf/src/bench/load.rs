//! The load: many connections, each asking one thing after the other as one of many members.

use super::client::Connection;
use super::search;
use super::server::cpu_ms;
use kernel::ids::Id;
use serde::Serialize;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Before what is measured: caches are warm and statements prepared on a server that has run a while.
const WARM_UP: Duration = Duration::from_secs(1);
const EMOJI: [&str; 3] = ["%F0%9F%91%8D", "%F0%9F%8E%89", "%F0%9F%92%A1"];

/// What can be asked for, and as whom.
#[derive(Debug, Default)]
pub struct Targets {
    pub tokens: Vec<String>,
    pub quiet: Vec<String>,
    pub handles: Vec<String>,
    /// Recent posts that everybody may read.
    pub posts: Vec<Id>,
    pub hot: Id,
    /// Spaces that everybody may read.
    pub spaces: Vec<String>,
    /// Pages of the wiki; none before a mixed day.
    pub pages: Vec<String>,
    /// Posts with the tokens of those who wrote them; none before a mixed day.
    pub own: Vec<(String, Id)>,
    /// Another one in each run, so that what is left on a kept folder is not left twice.
    pub salt: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    HomeJson,
    HomeHtml,
    HomeHtmlCompressed,
    QuietJson,
    QuietHtml,
    ForYouJson,
    PostHtml,
    ProfileHtml,
    SearchJson,
    SearchHtml,
    SearchCommon,
    Suggest,
    Publish,
    /// With the rules of [`super::rules`] in force.
    PublishRuled,
    React,
    AnyPostHtml,
    SpaceHtml,
    PeopleJson,
    NotificationsJson,
    WikiHtml,
    Comment,
    Edit,
    MembersHtml,
}

impl Operation {
    /// Those that write come last, so that each run reads the same.
    pub const ALL: [Self; 15] = [
        Self::HomeJson,
        Self::HomeHtml,
        Self::HomeHtmlCompressed,
        Self::QuietJson,
        Self::QuietHtml,
        Self::ForYouJson,
        Self::PostHtml,
        Self::ProfileHtml,
        Self::SearchJson,
        Self::SearchHtml,
        Self::SearchCommon,
        Self::Suggest,
        Self::React,
        Self::Publish,
        Self::PublishRuled,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::HomeJson => "home feed JSON",
            Self::HomeHtml => "home feed HTML",
            Self::HomeHtmlCompressed => "home feed HTML, compressed",
            Self::QuietJson => "home feed JSON, few quiet sources",
            Self::QuietHtml => "home feed HTML, few quiet sources",
            Self::ForYouJson => "for you JSON",
            Self::PostHtml => "post with 100 comments HTML",
            Self::ProfileHtml => "profile HTML",
            Self::SearchJson => "search JSON, 16 at once",
            Self::SearchHtml => "search HTML, 16 at once",
            Self::SearchCommon => "search for a word of every third post",
            Self::Suggest => "search while typing, 16 at once",
            Self::Publish => "publishing, durable",
            Self::PublishRuled => "publishing, durable, 200 rules",
            Self::React => "reacting, durable",
            Self::AnyPostHtml => "post HTML",
            Self::SpaceHtml => "space HTML",
            Self::PeopleJson => "people by name JSON",
            Self::NotificationsJson => "notifications JSON",
            Self::WikiHtml => "wiki page of 50 KB HTML",
            Self::Comment => "commenting, durable",
            Self::Edit => "editing, durable",
            Self::MembersHtml => "administration of members HTML",
        }
    }

    pub fn searches(self) -> bool {
        matches!(self, Self::SearchJson | Self::SearchHtml | Self::SearchCommon | Self::Suggest)
    }

    pub fn publishes(self) -> bool {
        matches!(self, Self::Publish | Self::PublishRuled)
    }

    /// The `nth` request of this kind.
    pub fn request(self, targets: &Targets, nth: usize) -> Vec<u8> {
        let token = at(&targets.tokens, nth.wrapping_mul(31));
        let quiet = at(&targets.quiet, nth);
        match self {
            Self::HomeJson => get("/feed", token, JSON),
            Self::HomeHtml => get("/feed", token, HTML),
            Self::HomeHtmlCompressed => get("/feed", token, HTML_COMPRESSED),
            Self::QuietJson => get("/feed", quiet, JSON),
            Self::QuietHtml => get("/feed", quiet, HTML),
            Self::ForYouJson => get("/feed?view=for-you", token, JSON),
            Self::PostHtml => get(&format!("/posts/{}", targets.hot), token, HTML),
            Self::ProfileHtml => get(&format!("/people/{}", at(&targets.handles, nth.wrapping_mul(7))), token, HTML),
            Self::SearchJson => get(&format!("/search?q={}", search::question(nth)), token, JSON),
            Self::SearchHtml => get(&format!("/search?q={}", search::question(nth)), token, HTML),
            Self::SearchCommon => get(&format!("/search?q={}", search::common(nth)), token, JSON),
            Self::Suggest => get(&format!("/palette?q={}", search::beginning(nth)), token, JSON),
            Self::Publish | Self::PublishRuled => publish(token, nth, targets.salt),
            Self::React => react(targets, nth + targets.salt),
            Self::AnyPostHtml => get(&format!("/posts/{}", any_post(targets, nth)), token, HTML_COMPRESSED),
            Self::SpaceHtml => {
                get(&format!("/spaces/{}", at(&targets.spaces, nth.wrapping_mul(7))), token, HTML_COMPRESSED)
            }
            Self::PeopleJson => get(&format!("/people?q={}", search::beginning(nth)), token, JSON),
            Self::NotificationsJson => get("/notifications", token, JSON),
            Self::WikiHtml => get(at(&targets.pages, nth), token, HTML_COMPRESSED),
            Self::Comment => comment(targets, token, nth),
            Self::Edit => edit(targets, nth),
            // The first member administers.
            Self::MembersHtml => get("/admin/members", at(&targets.tokens, 0), HTML_COMPRESSED),
        }
    }
}

const JSON: &str = "accept: application/json\r\n";
const HTML: &str = "accept: text/html\r\n";
const HTML_COMPRESSED: &str = "accept: text/html\r\naccept-encoding: gzip, deflate, br, zstd\r\n";

fn at(among: &[String], nth: usize) -> &str {
    among.get(nth % among.len().max(1)).map_or("", String::as_str)
}

fn head(method: &str, path: &str, token: &str, more: &str) -> String {
    format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n{more}")
}

fn get(path: &str, token: &str, more: &str) -> Vec<u8> {
    (head("GET", path, token, more) + "\r\n").into_bytes()
}

/// Mostly into one's own stream; every fourth into the space of everybody, where they meet.
fn publish(token: &str, nth: usize, salt: usize) -> Vec<u8> {
    let space = if nth.is_multiple_of(4) { "everybody" } else { "" };
    let body = format!(
        "{{\"space\":\"{space}\",\"body\":\"Shift report {salt}-{nth}: the **second line** runs again, \
         pressure is as the manual says. Thanks to everybody who helped last night.\"}}"
    );
    send("POST", "/posts", token, &body)
}

fn any_post(targets: &Targets, nth: usize) -> Id {
    targets.posts.get(nth.wrapping_mul(7_919) % targets.posts.len().max(1)).copied().unwrap_or_default()
}

fn comment(targets: &Targets, token: &str, nth: usize) -> Vec<u8> {
    let body = format!("{{\"body\":\"Seen here too, {}-{nth}: since the night shift.\"}}", targets.salt);
    send("POST", &format!("/posts/{}/comments", any_post(targets, nth)), token, &body)
}

/// Each time another text of a post that belongs to who asks.
fn edit(targets: &Targets, nth: usize) -> Vec<u8> {
    let own = targets.own.get(nth % targets.own.len().max(1));
    let (token, post) = own.map_or(("", Id::default()), |(token, post)| (token.as_str(), *post));
    let body = format!("{{\"body\":\"Shift report {}-{nth}, corrected: the line runs since five.\"}}", targets.salt);
    send("PUT", &format!("/posts/{post}"), token, &body)
}

/// A request with a body of JSON.
pub fn send(method: &str, path: &str, token: &str, body: &str) -> Vec<u8> {
    let more = format!("{JSON}content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    head(method, path, token, &more).into_bytes()
}

/// Each pair of member and post once.
fn react(targets: &Targets, nth: usize) -> Vec<u8> {
    let post = targets.posts.get(nth % targets.posts.len().max(1)).copied().unwrap_or_default();
    let round = nth / targets.posts.len().max(1);
    let emoji = EMOJI.get(round % EMOJI.len()).copied().unwrap_or_default();
    let token = at(&targets.tokens, nth.wrapping_mul(17) + round);
    let more = format!("{JSON}content-length: 0\r\n\r\n");
    head("PUT", &format!("/posts/{post}/reactions/{emoji}"), token, &more).into_bytes()
}

/// Comes in once with every token: that somebody is here is noted every ten minutes, and a few seconds
/// in which thousands arrive for the first time are not what shall be measured.
pub async fn enter(address: SocketAddr, targets: &Targets) -> std::io::Result<()> {
    let mut connection = Connection::open(address).await?;
    let path = format!("/people/{}", at(&targets.handles, 0));
    for token in targets.tokens.iter().chain(&targets.quiet) {
        connection.ask(&get(&path, token, JSON)).await?;
    }
    Ok(())
}

/// What was measured of one operation.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Measured {
    pub name: String,
    pub requests: usize,
    pub failed: usize,
    pub first_failure: Option<String>,
    pub seconds: f64,
    pub per_second: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    pub max_ms: f64,
    /// Of the server, for one request.
    pub cpu_ms: Option<f64>,
    /// Of the load generator, for one request.
    pub own_cpu_ms: Option<f64>,
    pub kilobytes: f64,
}

#[derive(Default)]
struct Tally {
    micros: Vec<u32>,
    failed: usize,
    first_failure: Option<String>,
    bytes: usize,
}

struct Run {
    address: SocketAddr,
    operation: Operation,
    targets: Arc<Targets>,
    next: AtomicUsize,
}

pub async fn measure(
    address: SocketAddr,
    pid: Option<u32>,
    operation: Operation,
    targets: &Arc<Targets>,
    connections: usize,
    lasting: Duration,
) -> Measured {
    let run = Arc::new(Run { address, operation, targets: targets.clone(), next: AtomicUsize::new(0) });
    drive(&run, connections, WARM_UP.min(lasting)).await;
    let (cpu, own, begun) = (cpu_ms(pid), cpu_ms(None), Instant::now());
    let tally = drive(&run, connections, lasting).await;
    let seconds = begun.elapsed().as_secs_f64();
    let spent = |before: Option<u64>, after: Option<u64>| Some(after?.saturating_sub(before?));
    let (cpu, own) = (spent(cpu, cpu_ms(pid)), spent(own, cpu_ms(None)));
    summed(operation.name(), tally, seconds, cpu, own)
}

async fn drive(run: &Arc<Run>, connections: usize, lasting: Duration) -> Tally {
    let until = Instant::now() + lasting;
    let tasks: Vec<_> = (0..connections).map(|_| tokio::spawn(one_connection(run.clone(), until))).collect();
    let mut all = Tally::default();
    for task in tasks {
        match task.await {
            Ok(tally) => all.add(tally),
            Err(error) => all.fail(error.to_string()),
        }
    }
    all
}

async fn one_connection(run: Arc<Run>, until: Instant) -> Tally {
    let mut tally = Tally::default();
    let mut open: Option<Connection> = None;
    while Instant::now() < until {
        let mut connection = match open.take() {
            Some(connection) => connection,
            None => match Connection::open(run.address).await {
                Ok(connection) => connection,
                Err(error) => {
                    tally.fail(format!("no connection: {error}"));
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
        };
        let request = run.operation.request(&run.targets, run.next.fetch_add(1, Ordering::Relaxed));
        let begun = Instant::now();
        match connection.ask(&request).await {
            Ok(answer) if answer.is_success() => {
                tally.micros.push(u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX));
                tally.bytes += answer.bytes;
                open = Some(connection);
            }
            Ok(answer) => {
                tally.fail(format!("{}: {}", answer.status, answer.begin.trim()));
                open = Some(connection);
            }
            Err(error) => tally.fail(format!("no answer: {error}")),
        }
    }
    tally
}

impl Tally {
    fn fail(&mut self, why: String) {
        self.failed += 1;
        self.first_failure.get_or_insert(why);
    }

    fn add(&mut self, other: Self) {
        self.micros.extend(other.micros);
        self.failed += other.failed;
        self.bytes += other.bytes;
        self.first_failure = self.first_failure.take().or(other.first_failure);
    }
}

fn float(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

fn summed(name: &str, mut tally: Tally, seconds: f64, cpu: Option<u64>, own: Option<u64>) -> Measured {
    tally.micros.sort_unstable();
    let count = tally.micros.len();
    let answered = float((count + tally.failed).max(1));
    let share = |hundredths: usize| {
        let at = (count * hundredths / 100).min(count.saturating_sub(1));
        tally.micros.get(at).map_or(0.0, |micros| f64::from(*micros) / 1_000.0)
    };
    let each = |ms: Option<u64>| ms.and_then(|ms| usize::try_from(ms).ok()).map(|ms| float(ms) / answered);
    Measured {
        name: name.to_owned(),
        requests: count,
        failed: tally.failed,
        per_second: float(count) / seconds,
        p50_ms: share(50),
        p99_ms: share(99),
        max_ms: share(100),
        cpu_ms: each(cpu),
        own_cpu_ms: each(own),
        kilobytes: float(tally.bytes / count.max(1)) / 1_024.0,
        first_failure: tally.first_failure,
        seconds,
    }
}

/// The same for something that is done in this process, `workers` times at once.
pub async fn measure_here<F>(name: &str, workers: usize, lasting: Duration, work: F) -> Measured
where
    F: AsyncFn(usize) -> kernel::error::Result<()>,
{
    let (cpu, begun) = (cpu_ms(None), Instant::now());
    let next = AtomicUsize::new(0);
    let until = begun + lasting;
    let one = async || {
        let mut tally = Tally::default();
        while Instant::now() < until {
            let asked = Instant::now();
            match work(next.fetch_add(1, Ordering::Relaxed)).await {
                Ok(()) => tally.micros.push(u32::try_from(asked.elapsed().as_micros()).unwrap_or(u32::MAX)),
                Err(error) => tally.fail(error.to_string()),
            }
        }
        tally
    };
    let mut all = Tally::default();
    for tally in futures_util::future::join_all((0..workers).map(|_| one())).await {
        all.add(tally);
    }
    let seconds = begun.elapsed().as_secs_f64();
    let spent = cpu.zip(cpu_ms(None)).map(|(before, after)| after.saturating_sub(before));
    summed(name, all, seconds, spent, None)
}

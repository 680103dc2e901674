//! What searching costs: building the index, and the questions that members ask.

use super::chance::Chance;
use super::client::Connection;
use super::load::Targets;
use super::report::Indexed;
use super::server;
use super::words::{first_name, last_name, rare_word, word, zipf};
use kernel::app::App;
use kernel::configuration::Configuration;
use kernel::error::Result;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

/// Builds the index where there is none; how fast it was.
pub async fn index(app: &App, configuration: &Configuration) -> Result<Option<Indexed>> {
    let folder = configuration.data.join("search");
    let was_there = folder.join("current").exists();
    if !was_there {
        eprintln!("building the search index");
    }
    let begun = Instant::now();
    app.search.catch_up(app).await?;
    let (seconds, documents) = (begun.elapsed().as_secs_f64(), app.search.documents().unwrap_or(0));
    let per_second = f64::from(u32::try_from(documents).unwrap_or(u32::MAX)) / seconds.max(0.001);
    let peak_megabytes = server::memory(None).map_or(0, |memory| memory.peak / 1_024);
    let megabytes = size(&folder) / 1_048_576;
    Ok((!was_there).then_some(Indexed { documents, seconds, per_second, megabytes, peak_megabytes }))
}

fn size(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let of = |entry: std::fs::DirEntry| {
        if entry.path().is_dir() { size(&entry.path()) } else { entry.metadata().map_or(0, |data| data.len()) }
    };
    entries.flatten().map(of).sum()
}

/// The questions: mostly one or two words of some rarity, sometimes a name, a phrase, a mistake.
pub fn question(nth: usize) -> String {
    let chance = Chance::new(u64::try_from(nth).unwrap_or(0).wrapping_mul(0x9e37_79b9));
    let own = |least: usize| rare_word(zipf(&chance, least));
    match nth % 20 {
        0..8 => format!("{}+{}", own(20), own(20)),
        8..13 => own(50),
        13..16 => format!("{}+{}", word(chance.below(72)), own(50)),
        16..18 => format!("{}+{}", first_name(chance.below(32)), last_name(chance.below(768))),
        18 => format!("%22{}+{}%22", own(10), own(10)),
        _ => {
            let mut mistaken = own(200);
            mistaken.replace_range(3..4, "x");
            mistaken
        }
    }
}

/// One of the words that most posts have.
pub fn common(nth: usize) -> String {
    word(nth).to_lowercase()
}

/// What has been typed of a word so far.
pub fn beginning(nth: usize) -> String {
    let chance = Chance::new(u64::try_from(nth).unwrap_or(0));
    let whole =
        if nth.is_multiple_of(3) { last_name(chance.below(768)).to_owned() } else { rare_word(zipf(&chance, 20)) };
    whole.chars().take(3 + nth % 3).collect()
}

/// Publishes some posts and asks for each until it is found; the longest time that took.
pub async fn findable(address: SocketAddr, targets: &Targets) -> Result<Option<f64>> {
    let Some(token) = targets.tokens.first() else { return Ok(None) };
    let mut connection = Connection::open(address).await?;
    let mut slowest = Duration::ZERO;
    // An answer with a result is longer than one with none.
    let nothing = connection.ask(&asking("nowherefindable", token)).await?.bytes + 100;
    for nth in 0..20 {
        let word = format!("findable{}x{nth}", targets.salt);
        let body = format!("{{\"body\":\"A note with {word}\"}}");
        let post = format!(
            "POST /posts HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\naccept: application/json\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        if !connection.ask(post.as_bytes()).await?.is_success() {
            return Ok(None);
        }
        let begun = Instant::now();
        while connection.ask(&asking(&word, token)).await?.bytes < nothing {
            if begun.elapsed() > Duration::from_secs(20) {
                return Ok(None);
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        slowest = slowest.max(begun.elapsed());
    }
    Ok(Some(slowest.as_secs_f64() * 1_000.0))
}

fn asking(word: &str, token: &str) -> Vec<u8> {
    let head = format!("GET /search?q={word} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n");
    format!("{head}accept: application/json\r\n\r\n").into_bytes()
}

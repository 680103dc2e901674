//! How well detectors find, and how fast rules read: figures for docs/DETECTORS.md, by hand.
//!
//!     FOURLEAF_DLP=FOLDER cargo test --release -p trust --lib measure -- --ignored --nocapture
//!
//! The folder has `credit_card.csv`, `iban.csv`, `us_ssn.csv` (text, number of matches) and
//! `presidio_synth_pii_spans.json` (texts with marked spans) of Microsoft Presidio.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    clippy::disallowed_methods
)]

use super::compiled::Compiled;
use super::detectors::Detector;
use super::folding::Folded;
use super::types::Rule;
use kernel::ids::Id;
use regex::Regex;
use serde_json::Value;
use std::ops::Range;
use std::time::Instant;

#[derive(Default)]
struct Score {
    hit: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn say(&self) -> String {
        let share =
            |n: usize, of: usize| if of == 0 { "–".to_owned() } else { format!("{:.3}", n as f64 / of as f64) };
        format!("{} | {}", share(self.hit, self.hit + self.wrong), share(self.hit, self.hit + self.missed))
    }
}

type Find<'a> = dyn Fn(&str) -> Vec<Range<usize>> + 'a;

fn of_table(path: &str, find: &Find<'_>) -> Score {
    let mut score = Score::default();
    for row in csv::Reader::from_path(path).unwrap().records() {
        let row = row.unwrap();
        let (expected, found): (usize, usize) = (row[2].parse().unwrap(), find(&row[1]).len());
        score.hit += expected.min(found);
        score.wrong += found.saturating_sub(expected);
        score.missed += expected.saturating_sub(found);
    }
    score
}

fn of_spans(texts: &[Value], kind: &str, find: &Find<'_>) -> Score {
    let mut score = Score::default();
    for text in texts {
        let typed = text["full_text"].as_str().unwrap();
        let byte = |at: usize| typed.char_indices().nth(at).map_or(typed.len(), |(byte, _)| byte);
        let marked: Vec<Range<usize>> = text["spans"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|span| span["entity_type"] == kind)
            .map(|span| {
                byte(span["start_position"].as_u64().unwrap() as usize)
                    ..byte(span["end_position"].as_u64().unwrap() as usize)
            })
            .collect();
        let found = find(typed);
        let meets = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        score.hit += marked.iter().filter(|mark| found.iter().any(|hit| meets(mark, hit))).count();
        score.missed += marked.iter().filter(|mark| !found.iter().any(|hit| meets(mark, hit))).count();
        score.wrong += found.iter().filter(|hit| !marked.iter().any(|mark| meets(mark, hit))).count();
    }
    score
}

#[test]
#[ignore = "figures, by hand"]
fn measure_what_detectors_find() {
    let folder = std::env::var("FOURLEAF_DLP").expect("FOURLEAF_DLP names the folder");
    let spans: Value =
        serde_json::from_str(&std::fs::read_to_string(format!("{folder}/presidio_synth_pii_spans.json")).unwrap())
            .unwrap();
    let spans = spans.as_array().unwrap();
    println!(
        "| | texts | precision | recall | precision of a plain pattern | recall of it |\n| --- | --- | --- | --- | --- | --- |"
    );
    for (file, kind, detector, what, plain) in [
        ("credit_card", "CREDIT_CARD", Detector::Card, "card", r"\b(?:\d[ -]?){12,18}\d\b"),
        ("iban", "IBAN_CODE", Detector::Iban, "iban", r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,4}){3,8}\b"),
        ("us_ssn", "US_SSN", Detector::NationalId, "us-ssn", r"\b\d{3}[- ]?\d{2}[- ]?\d{4}\b"),
    ] {
        let plain = Regex::new(plain).unwrap();
        let ours = |text: &str| {
            let found = detector.find(text, &Folded::new(text)).into_iter();
            found.filter(|(_, found)| *found == what).map(|(at, _)| at).collect::<Vec<_>>()
        };
        let theirs = |text: &str| plain.find_iter(text).map(|hit| hit.range()).collect::<Vec<_>>();
        let path = format!("{folder}/{file}.csv");
        println!("| {what} | table | {} | {} |", of_table(&path, &ours).say(), of_table(&path, &theirs).say());
        println!(
            "| {what} | sentences | {} | {} |",
            of_spans(spans, kind, &ours).say(),
            of_spans(spans, kind, &theirs).say()
        );
    }
}

fn rule(kind: &str, pattern: String) -> Rule {
    Rule {
        id: Id::default(),
        name: String::new(),
        kind: kind.to_owned(),
        pattern,
        effect: "flag".to_owned(),
        insist: false,
        reason: String::new(),
        spaces: String::new(),
        audiences: String::new(),
        standings: String::new(),
        active: true,
        changed: 0,
    }
}

/// Best of several: milliseconds.
fn best(mut work: impl FnMut()) -> f64 {
    let once = |work: &mut dyn FnMut()| {
        let begun = Instant::now();
        work();
        begun.elapsed().as_secs_f64() * 1_000.0
    };
    (0..50).map(|_| once(&mut work)).fold(f64::MAX, f64::min)
}

#[test]
#[ignore = "figures, by hand"]
fn measure_how_fast_rules_read() {
    let word = |n: usize| format!("{}{}", ["heron", "brake", "lantern", "valve", "mantle"][n % 5], n * 7 + 13);
    let text: String =
        (0..1_800).map(|n| format!("{} ", ["depot", "the", "adhesion", "we", "kilometre"][n % 5])).collect();
    let text = &text[..10_240];
    let list: Vec<String> = (0..10_000).map(word).collect();
    let words = Compiled::new(1, vec![rule("words", list.join("\n"))]).unwrap();
    println!("10,000 words over 10 KB: {:.3} ms", best(|| assert!(words.scan(text).is_empty())));
    let mut rules: Vec<Rule> =
        (0..150).map(|n| rule("words", (0..20).map(|m| word(n * 20 + m)).collect::<Vec<_>>().join("\n"))).collect();
    rules.extend((0..43).map(|n| rule("pattern", format!("project[ -]?{n}x[0-9]{{4}}"))));
    rules.extend(Detector::ALL.map(|detector| rule("detector", detector.word().to_owned())));
    let mixed = Compiled::new(1, rules).unwrap();
    for size in [200, 600, 10_240] {
        println!("200 rules over {size} bytes: {:.4} ms", best(|| drop(mixed.scan(&text[..size]))));
    }
}

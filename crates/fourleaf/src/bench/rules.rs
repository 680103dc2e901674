//! What rules cost: publishing while many are in force, how fast they read, and how well detectors find.

use super::client::Connection;
use super::load::send;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use regex::Regex;
use serde::Deserialize;
use std::net::SocketAddr;
use std::ops::Range;
use std::path::Path;
use std::time::Instant;
use trust::rules::{Compiled, Detector, Folded, RuleForm, rule_of};

/// Of words; so many words each.
const LISTS: usize = 150;
const WORDS: usize = 20;
const PATTERNS: usize = 43;
/// A text of this length is long, and one of these lengths is usual.
const LONG: usize = 10_240;
const USUAL: [usize; 2] = [200, 600];
const TIMES: usize = 50;

/// A word that no text of a benchmark has.
fn word(nth: usize) -> String {
    let beginning =
        ["heron", "brake", "lantern", "valve", "mantle"].into_iter().cycle().nth(nth % 5).unwrap_or("heron");
    format!("{beginning}{}", nth * 7 + 13)
}

fn form(name: String, kind: &str, pattern: String) -> RuleForm {
    let effect = "flag".to_owned();
    RuleForm { name, kind: kind.to_owned(), pattern, effect, ..RuleForm::default() }
}

/// Two hundred rules, as many as a company of that size may have: lists of words, patterns, every detector.
fn two_hundred() -> Vec<RuleForm> {
    let list = |n: usize| (0..WORDS).map(|m| word(n * WORDS + m)).collect::<Vec<_>>().join("\n");
    let lists = (0..LISTS).map(|n| form(format!("Words {n}"), "words", list(n)));
    let pattern = |n: usize| form(format!("Pattern {n}"), "pattern", format!("project[ -]?{n}x[0-9]{{4}}"));
    let detectors = Detector::ALL
        .into_iter()
        .map(|detector| form(format!("Detector {}", detector.word()), "detector", detector.word().to_owned()));
    lists.chain((0..PATTERNS).map(pattern)).chain(detectors).collect()
}

#[derive(Deserialize)]
struct Made {
    id: Id,
}

/// Makes the two hundred at a running server, as the administrator with this token.
pub async fn make(address: SocketAddr, token: &str) -> Result<Vec<Id>> {
    let mut connection = Connection::open(address).await?;
    let mut made = Vec::new();
    for form in two_hundred() {
        let (status, body) =
            connection.ask_whole(&send("POST", "/moderation/rules", token, &serde_json::to_string(&form)?)).await?;
        if status != 201 {
            return Err(Error::Unavailable(format!(
                "a rule was answered {status}: {}",
                String::from_utf8_lossy(&body)
            )));
        }
        made.push(serde_json::from_slice::<Made>(&body)?.id);
    }
    Ok(made)
}

/// Takes them away again.
pub async fn remove(address: SocketAddr, token: &str, rules: &[Id]) -> Result<()> {
    let mut connection = Connection::open(address).await?;
    for rule in rules {
        let answer = connection.ask(&send("DELETE", &format!("/moderation/rules/{rule}"), token, "{}")).await?;
        if !answer.is_success() {
            return Err(Error::Unavailable(format!("taking rule {rule} away was answered {}", answer.status)));
        }
    }
    Ok(())
}

/// `fourleaf bench --detectors FOLDER`: precision and recall beside a plain pattern, and times. The folder has
/// `credit_card.csv`, `iban.csv`, `us_ssn.csv` (number, text, how many there are) and `presidio_synth_pii_spans.json`
/// (texts with marked places) of Presidio.
pub fn judge(folder: &Path) -> Result<()> {
    let marked = std::fs::read_to_string(folder.join("presidio_synth_pii_spans.json"))?;
    let marked: Vec<Marked> = serde_json::from_str(&marked)?;
    println!(
        "{:<8} {:<10} {:>10} {:>8} {:>17} {:>14}",
        "", "texts", "precision", "recall", "plain: precision", "plain: recall"
    );
    for (file, kind, detector, what, plain) in [
        ("credit_card", "CREDIT_CARD", Detector::Card, "card", r"\b(?:\d[ -]?){12,18}\d\b"),
        ("iban", "IBAN_CODE", Detector::Iban, "iban", r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,4}){3,8}\b"),
        ("us_ssn", "US_SSN", Detector::NationalId, "us-ssn", r"\b\d{3}[- ]?\d{2}[- ]?\d{4}\b"),
    ] {
        let plain = Regex::new(plain).map_err(Error::internal)?;
        let ours = |text: &str| -> Vec<Range<usize>> {
            let found = detector.find(text, &Folded::new(text)).into_iter();
            found.filter(|(_, found)| *found == what).map(|(at, _)| at).collect()
        };
        let theirs = |text: &str| -> Vec<Range<usize>> { plain.find_iter(text).map(|hit| hit.range()).collect() };
        let path = folder.join(format!("{file}.csv"));
        tell(what, "table", &of_table(&path, &ours)?, &of_table(&path, &theirs)?);
        tell(what, "sentences", &of_marked(&marked, kind, &ours), &of_marked(&marked, kind, &theirs));
    }
    times()
}

fn tell(what: &str, texts: &str, ours: &Score, theirs: &Score) {
    let [precision, recall, plain_precision, plain_recall] =
        [ours.precision(), ours.recall(), theirs.precision(), theirs.recall()];
    println!("{what:<8} {texts:<10} {precision:>10} {recall:>8} {plain_precision:>17} {plain_recall:>14}");
}

#[derive(Default)]
struct Score {
    hit: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn precision(&self) -> String {
        share(self.hit, self.hit + self.wrong)
    }

    fn recall(&self) -> String {
        share(self.hit, self.hit + self.missed)
    }
}

fn share(n: usize, of: usize) -> String {
    let float = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if of == 0 { "–".to_owned() } else { format!("{:.3}", float(n) / float(of)) }
}

type Find<'a> = dyn Fn(&str) -> Vec<Range<usize>> + 'a;

/// Texts of which only is known how many there are in each.
fn of_table(path: &Path, find: &Find<'_>) -> Result<Score> {
    let mut score = Score::default();
    for row in csv::Reader::from_path(path).map_err(Error::internal)?.into_records() {
        let row = row.map_err(Error::internal)?;
        let expected: usize = row.get(2).unwrap_or_default().parse().map_err(Error::internal)?;
        let found = find(row.get(1).unwrap_or_default()).len();
        score.hit += expected.min(found);
        score.wrong += found.saturating_sub(expected);
        score.missed += expected.saturating_sub(found);
    }
    Ok(score)
}

#[derive(Deserialize)]
struct Marked {
    full_text: String,
    spans: Vec<Span>,
}

/// Counted in characters.
#[derive(Deserialize)]
struct Span {
    entity_type: String,
    start_position: usize,
    end_position: usize,
}

fn of_marked(texts: &[Marked], kind: &str, find: &Find<'_>) -> Score {
    let mut score = Score::default();
    for text in texts {
        let byte = |at: usize| text.full_text.char_indices().nth(at).map_or(text.full_text.len(), |(byte, _)| byte);
        let spans = text.spans.iter().filter(|span| span.entity_type == kind);
        let marked: Vec<_> = spans.map(|span| byte(span.start_position)..byte(span.end_position)).collect();
        let found = find(&text.full_text);
        let meets = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        let hit = marked.iter().filter(|mark| found.iter().any(|hit| meets(mark, hit))).count();
        score.hit += hit;
        score.missed += marked.len() - hit;
        score.wrong += found.iter().filter(|hit| !marked.iter().any(|mark| meets(mark, hit))).count();
    }
    score
}

fn times() -> Result<()> {
    let words = ["depot ", "the ", "adhesion ", "we ", "kilometre "];
    let text: String = words.into_iter().cycle().take(2_000).collect();
    let part = |length: usize| text.get(..length).unwrap_or(&text);
    let many: Vec<String> = (0..10_000).map(word).collect();
    let many = compiled(&[form("Words".to_owned(), "words", many.join("\n"))])?;
    println!("10,000 words over {LONG} bytes: {:.3} ms", best(&many, part(LONG)));
    let rules = compiled(&two_hundred())?;
    for length in USUAL.into_iter().chain([LONG]) {
        println!("200 rules over {length} bytes: {:.4} ms", best(&rules, part(length)));
    }
    Ok(())
}

fn compiled(forms: &[RuleForm]) -> Result<Compiled> {
    let rules = forms.iter().map(|form| rule_of(form, Id::default(), 0)).collect::<Result<Vec<_>>>()?;
    Compiled::new(1, rules)
}

/// The best of several readings, in milliseconds.
fn best(rules: &Compiled, text: &str) -> f64 {
    let once = || {
        let begun = Instant::now();
        std::hint::black_box(rules.scan(std::hint::black_box(text)));
        begun.elapsed().as_secs_f64() * 1_000.0
    };
    (0..TIMES).map(|_| once()).fold(f64::MAX, f64::min)
}

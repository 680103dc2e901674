//! All rules of a company as one machine: the words in one automaton, the patterns in one set. A text is read once,
//! whatever the number of words; the time is linear in its length.

use super::detectors::Detector;
use super::folding::Folded;
use super::names::Names;
use super::types::Rule;
use aho_corasick::{AhoCorasick, MatchKind};
use kernel::error::{Error, Result};
use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Bytes that a compiled pattern may take; one that needs more is refused when it is saved.
const MOST_SIZE: usize = 1 << 20;
/// Places that one rule finds in a text.
const MOST_FOUND: usize = 50;

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The place of the rule in [`Compiled::rules`].
    pub rule: usize,
    pub at: Range<usize>,
    /// What exactly: `words`, `pattern`, `card`, `us-ssn`, `mark` ...
    pub what: &'static str,
    /// How it is written rightly, where that is known.
    pub meant: Option<String>,
}

#[derive(Default)]
pub struct Compiled {
    pub version: i64,
    pub rules: Vec<Rule>,
    words: Option<AhoCorasick>,
    /// For each word of the automaton the rules that have it, and whether it may go on.
    of_word: Vec<Vec<(usize, bool)>>,
    set: Option<RegexSet>,
    patterns: Vec<(usize, Regex)>,
    detectors: BTreeMap<Detector, Vec<usize>>,
    names: Vec<(usize, Names)>,
}

impl Compiled {
    pub fn new(version: i64, rules: Vec<Rule>) -> Result<Self> {
        let mut compiled = Self { version, ..Self::default() };
        let mut words: HashMap<String, usize> = HashMap::new();
        let mut list = Vec::new();
        let mut sources = Vec::new();
        for (nth, rule) in rules.iter().enumerate().filter(|(_, rule)| rule.active) {
            match rule.kind.as_str() {
                "words" => {
                    for (word, goes_on) in words_of(&rule.pattern) {
                        let at = *words.entry(word.clone()).or_insert_with(|| {
                            list.push(word);
                            compiled.of_word.push(Vec::new());
                            list.len() - 1
                        });
                        if let Some(of) = compiled.of_word.get_mut(at) {
                            of.push((nth, goes_on));
                        }
                    }
                }
                "pattern" => {
                    compiled.patterns.push((nth, pattern(&rule.pattern)?));
                    sources.push(rule.pattern.clone());
                }
                "marks" => compiled.names.push((nth, Names::new(&rule.pattern, true))),
                "competitors" => compiled.names.push((nth, Names::new(&rule.pattern, false))),
                _ => {
                    for detector in rule.pattern.lines().filter_map(|word| Detector::parse(word.trim())) {
                        compiled.detectors.entry(detector).or_default().push(nth);
                    }
                }
            }
        }
        if !list.is_empty() {
            let built = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&list);
            compiled.words = Some(built.map_err(Error::internal)?);
        }
        if !sources.is_empty() {
            let size = MOST_SIZE * sources.len();
            let built = RegexSetBuilder::new(&sources).case_insensitive(true).size_limit(size).build();
            compiled.set = Some(built.map_err(Error::internal)?);
        }
        compiled.rules = rules;
        Ok(compiled)
    }

    /// All that the active rules find, in the order of the text.
    pub fn scan(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        if text.is_empty() || self.rules.is_empty() {
            return found;
        }
        let mut counts: HashMap<usize, usize> = HashMap::new();
        let mut add = |rule: usize, at: Range<usize>, what: &'static str, meant: Option<String>| {
            let count = counts.entry(rule).or_insert(0);
            *count += 1;
            if *count <= MOST_FOUND {
                found.push(Found { rule, at, what, meant });
            }
        };
        if self.words.is_some() || !self.detectors.is_empty() || !self.names.is_empty() {
            let folded = Folded::new(text);
            if let Some(words) = &self.words {
                for hit in words.find_overlapping_iter(folded.text()) {
                    let rules = self.of_word.get(hit.pattern().as_usize()).map(Vec::as_slice).unwrap_or_default();
                    for (rule, goes_on) in rules {
                        if folded.is_whole(hit.start(), hit.end(), *goes_on) {
                            add(*rule, folded.typed(hit.start()..hit.end()), "words", None);
                        }
                    }
                }
            }
            for (rule, names) in &self.names {
                for named in names.find(text, &folded) {
                    add(*rule, named.at, named.what, named.meant);
                }
            }
            for (detector, rules) in &self.detectors {
                for (at, what) in detector.find(text, &folded) {
                    for rule in rules {
                        add(*rule, at.clone(), what, None);
                    }
                }
            }
        }
        if let Some(set) = &self.set {
            for nth in set.matches(text) {
                if let Some((rule, pattern)) = self.patterns.get(nth) {
                    for hit in pattern.find_iter(text).filter(|hit| !hit.is_empty()).take(MOST_FOUND) {
                        add(*rule, hit.range(), "pattern", None);
                    }
                }
            }
        }
        found.sort_by_key(|found| (found.at.start, found.rule));
        found
    }
}

/// The words of a rule, folded, and whether each may go on (`brake*`).
fn words_of(list: &str) -> impl Iterator<Item = (String, bool)> {
    list.lines().filter_map(|line| {
        let (word, goes_on) = line.trim().strip_suffix('*').map_or((line.trim(), false), |word| (word, true));
        let folded = Folded::new(word).text().trim().to_owned();
        (!folded.is_empty()).then_some((folded, goes_on))
    })
}

/// How many words a list has that can be looked for.
pub fn count_words(list: &str) -> usize {
    words_of(list).count()
}

fn pattern(pattern: &str) -> Result<Regex> {
    RegexBuilder::new(pattern).case_insensitive(true).size_limit(MOST_SIZE).build().map_err(Error::internal)
}

/// Why a pattern cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub enum Broken {
    /// What is wrong, and at which character (from 1).
    At(usize, String),
    TooLarge,
    /// It fits everything, also nothing.
    Empty,
}

/// Looks at a pattern before it is saved.
pub fn check(source: &str) -> std::result::Result<(), Broken> {
    if let Err(error) = regex_syntax::Parser::new().parse(source) {
        let (at, why) = match &error {
            regex_syntax::Error::Parse(error) => (error.span().start.offset, error.kind().to_string()),
            regex_syntax::Error::Translate(error) => (error.span().start.offset, error.kind().to_string()),
            _ => (0, error.to_string()),
        };
        return Err(Broken::At(source.get(..at).map_or(0, |before| before.chars().count()) + 1, why));
    }
    let pattern = pattern(source).map_err(|_| Broken::TooLarge)?;
    if pattern.is_match("") { Err(Broken::Empty) } else { Ok(()) }
}

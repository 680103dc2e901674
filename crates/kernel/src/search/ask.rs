//! What is asked of an index, and how it becomes a query.
//!
//! A word is looked for as it is and by its stems, in titles and in texts; the best of these counts. The
//! last word may be the beginning of one. When too little is found, the question is asked once more *near*:
//! words one or two letters away count too, and not every word must be there.

use super::index::{Fields, Open, failed};
use super::one_of::OneOf;
use super::words::{Tongue, Word, words};
use crate::error::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, DisjunctionMaxQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery, Query,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

/// A title says in few words what a text is about.
const TITLE: f32 = 2.2;
/// What was not typed counts less than what was.
const BEGINNING: f32 = 0.7;
const NEAR: f32 = 0.45;
/// What else of a word a document has, beside the best.
const OTHERS: f32 = 0.15;
/// So many words stand for a beginning, or for a word with a mistake.
const MOST_BEGINNINGS: usize = 12;
const MOST_NEAR: usize = 12;
/// So many words of a dictionary are looked at.
const MOST_LOOKED_AT: usize = 1_500;

/// One thing that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Word(Word),
    /// Words that stand together, in this order.
    Phrase(Vec<Word>),
}

impl Part {
    /// What somebody typed without spaces: one word, or a run of signs.
    pub fn of(typed: &str) -> Option<Self> {
        let mut found = words(typed);
        match found.len() {
            0 => None,
            1 => Some(Self::Word(found.swap_remove(0))),
            _ => Some(Self::Phrase(found)),
        }
    }
}

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Question {
    pub wanted: Vec<Part>,
    pub unwanted: Vec<Part>,
    /// Words that say nothing alone; what has them comes first.
    pub welcome: Vec<Part>,
    /// Languages that the words may be of.
    pub tongues: Vec<Tongue>,
    /// The last word may be a beginning.
    pub unfinished: bool,
    /// Mistakes are forgiven.
    pub near: bool,
    /// One of the words is enough.
    pub any: bool,
    /// Marks that a document must have: one of each list.
    pub marks: Vec<Vec<String>>,
    /// Words that are like those that are wanted, once they were looked up.
    pub alike: Alike,
}

/// Of each word those that differ by a letter or two. To look for them is the dearest part of a question, and
/// one who searches asks several questions with the same words.
pub type Alike = Arc<Mutex<BTreeMap<String, Vec<String>>>>;

/// A question for one index.
pub struct Asked {
    pub query: Box<dyn Query>,
    /// Folded words that may have matched, for highlighting.
    pub matching: BTreeSet<String>,
}

struct Asking<'a> {
    question: &'a Question,
    fields: Fields,
    searcher: &'a Searcher,
    matching: BTreeSet<String>,
}

pub fn ask(index: &Open, searcher: &Searcher, question: &Question) -> Result<Asked> {
    let mut asking = Asking { question, fields: index.fields, searcher, matching: BTreeSet::new() };
    let query = asking.query()?;
    Ok(Asked { query, matching: asking.matching })
}

/// Of a text, so many of its rarest words are asked for, however common; and more, until so many texts have them.
const KEPT: usize = 3;
const MOST_MATCHING: u64 = 10_000;

type Clause = (Occur, Box<dyn Query>);

/// Of a whole text the words that tell it from others: the rarest. The common ones cost most and say least.
fn telling<'q>(question: &'q Question, text: Field, searcher: &Searcher) -> Result<Vec<(usize, &'q Part)>> {
    let mut counted = Vec::with_capacity(question.wanted.len());
    for (nth, part) in question.wanted.iter().enumerate() {
        counted.push((frequency(part, text, searcher)?, nth, part));
    }
    counted.sort_by_key(|(frequency, nth, _)| (*frequency, *nth));
    let mut matching: u64 = 0;
    let kept = counted.into_iter().enumerate().take_while(|(rank, (frequency, ..))| {
        matching = matching.saturating_add(*frequency);
        *rank < KEPT || matching <= MOST_MATCHING
    });
    let mut kept: Vec<(usize, &Part)> = kept.map(|(_, (_, nth, part))| (nth, part)).collect();
    kept.sort_by_key(|(nth, _)| *nth);
    Ok(kept)
}

/// In how many texts the word stands as it is; of a phrase, its rarest word.
fn frequency(part: &Part, text: Field, searcher: &Searcher) -> Result<u64> {
    let words = match part {
        Part::Word(word) => std::slice::from_ref(word),
        Part::Phrase(words) => words.as_slice(),
    };
    let mut least = u64::MAX;
    for word in words {
        let term = Term::from_field_text(text, &word.text);
        least = least.min(searcher.doc_freq(&term).map_err(failed)?);
    }
    Ok(least)
}

impl Asking<'_> {
    fn query(&mut self) -> Result<Box<dyn Query>> {
        let question = self.question;
        let mut clauses: Vec<Clause> = Vec::new();
        let last = question.wanted.len().saturating_sub(1);
        let mut wanted = Vec::new();
        let telling = if question.any {
            telling(question, self.fields.text, self.searcher)?
        } else {
            question.wanted.iter().enumerate().collect()
        };
        for (nth, part) in telling {
            wanted.push(self.part(part, question.unfinished && nth == last)?);
        }
        if wanted.is_empty() {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        } else if question.any || (question.near && wanted.len() > 2) {
            // Two of three, three of four or five, four of six.
            let enough = if question.any { 1 } else { (wanted.len() * 3).div_ceil(5) };
            let some = wanted.into_iter().map(|query| (Occur::Should, query)).collect();
            clauses.push((Occur::Must, Box::new(BooleanQuery::with_minimum_required_clauses(some, enough))));
        } else {
            clauses.extend(wanted.into_iter().map(|query| (Occur::Must, query)));
        }
        for part in &question.welcome {
            clauses.push((Occur::Should, self.part(part, false)?));
        }
        for part in &question.unwanted {
            clauses.push((Occur::MustNot, self.exactly(part)));
        }
        for marks in &question.marks {
            clauses.push((Occur::Must, Box::new(BoostQuery::new(self.marked(marks), 0.0))));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    fn marked(&self, marks: &[String]) -> Box<dyn Query> {
        let terms = marks.iter().map(|mark| (Term::from_field_text(self.fields.marks, mark), 1.0));
        Box::new(OneOf { words: terms.collect(), others: 0.0 })
    }

    fn part(&mut self, part: &Part, unfinished: bool) -> Result<Box<dyn Query>> {
        match part {
            Part::Word(word) => self.word(word, unfinished),
            Part::Phrase(words) => {
                self.matching.extend(words.iter().map(|word| word.text.clone()));
                Ok(self.phrase(words))
            }
        }
    }

    /// What must not be there is taken by the letter, and by its stems.
    fn exactly(&self, part: &Part) -> Box<dyn Query> {
        match part {
            Part::Phrase(words) => self.phrase(words),
            Part::Word(word) => {
                let forms = self.forms(word);
                let both = [self.fields.title, self.fields.text];
                let terms = both.iter().flat_map(|field| forms.iter().map(|form| Term::from_field_text(*field, form)));
                Box::new(OneOf { words: terms.map(|term| (term, 1.0)).collect(), others: 0.0 })
            }
        }
    }

    fn phrase(&self, words: &[Word]) -> Box<dyn Query> {
        let within = |field: Field| -> Box<dyn Query> {
            match words {
                [] => Box::new(EmptyQuery),
                [word] => self.term(field, &word.text),
                _ => Box::new(PhraseQuery::new(
                    words.iter().map(|word| Term::from_field_text(field, &word.text)).collect(),
                )),
            }
        };
        let title = Box::new(BoostQuery::new(within(self.fields.title), TITLE));
        Box::new(DisjunctionMaxQuery::new(vec![title, within(self.fields.text)]))
    }

    fn word(&mut self, word: &Word, unfinished: bool) -> Result<Box<dyn Query>> {
        let forms = self.forms(word);
        let mut meant: BTreeMap<String, f32> = forms.into_iter().map(|form| (form, 1.0)).collect();
        if (unfinished && word.text.chars().count() > 1) || word.sign {
            for form in self.beginnings(&word.text)? {
                meant.entry(form).or_insert(BEGINNING);
            }
        }
        if self.question.near && !word.sign {
            for form in self.known_alike(&word.text)? {
                meant.entry(form).or_insert(NEAR);
            }
        }
        let mut words = Vec::with_capacity(meant.len() * 2);
        for (form, weight) in meant {
            for (field, more) in [(self.fields.title, TITLE), (self.fields.text, 1.0)] {
                words.push((Term::from_field_text(field, &form), weight * more));
            }
            self.matching.insert(form);
        }
        Ok(Box::new(OneOf { words, others: OTHERS }))
    }

    /// The word and its stems in the languages that it may be of.
    fn forms(&self, word: &Word) -> BTreeSet<String> {
        let mut forms: BTreeSet<String> = BTreeSet::from([word.text.clone()]);
        if !word.sign {
            forms.extend(self.question.tongues.iter().filter_map(|tongue| tongue.stem(&word.text)));
        }
        forms
    }

    fn term(&self, field: Field, text: &str) -> Box<dyn Query> {
        Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
    }

    /// The most frequent words that begin so.
    fn beginnings(&self, text: &str) -> Result<Vec<String>> {
        let end = format!("{text}{}", char::MAX);
        self.most_frequent(MOST_BEGINNINGS, |terms, take| {
            let mut stream = terms.range().ge(text).lt(&end).into_stream()?;
            let mut looked_at = 0;
            while stream.advance() && looked_at < MOST_LOOKED_AT {
                looked_at += 1;
                take(stream.key(), stream.value().doc_freq);
            }
            Ok(())
        })
    }

    fn known_alike(&self, text: &str) -> Result<Vec<String>> {
        let known = || self.question.alike.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(alike) = known().get(text) {
            return Ok(alike.clone());
        }
        let alike = self.alike(text)?;
        known().insert(text.to_owned(), alike.clone());
        Ok(alike)
    }

    /// The most frequent words that differ by one letter, from eight letters on by two, and begin alike.
    fn alike(&self, text: &str) -> Result<Vec<String>> {
        let distance = match text.chars().count() {
            0..4 => return Ok(Vec::new()),
            4..8 => 1,
            _ => 2,
        };
        let first = text.chars().next();
        let query = FuzzyTermQuery::new(Term::from_field_text(self.fields.text, text), distance, true);
        let automaton = query.automaton().map_err(failed)?;
        self.most_frequent(MOST_NEAR, |terms, take| {
            let mut stream = terms.search(&automaton).into_stream()?;
            let mut looked_at = 0;
            while stream.advance() && looked_at < MOST_LOOKED_AT {
                looked_at += 1;
                let key = std::str::from_utf8(stream.key()).unwrap_or_default();
                if distance == 1 || key.chars().next() == first {
                    take(stream.key(), stream.value().doc_freq);
                }
            }
            Ok(())
        })
    }

    fn most_frequent(
        &self,
        most: usize,
        walk: impl Fn(&tantivy::termdict::TermDictionary, &mut dyn FnMut(&[u8], u32)) -> tantivy::Result<()>,
    ) -> Result<Vec<String>> {
        let mut found: BTreeMap<String, u64> = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            for field in [self.fields.title, self.fields.text] {
                let inverted = segment.inverted_index(field).map_err(failed)?;
                walk(inverted.terms(), &mut |key, frequency| {
                    if let Ok(word) = std::str::from_utf8(key) {
                        *found.entry(word.to_owned()).or_default() += u64::from(frequency);
                    }
                })
                .map_err(failed)?;
            }
        }
        let mut found: Vec<(String, u64)> = found.into_iter().collect();
        found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(found.into_iter().take(most).map(|(word, _)| word).collect())
    }
}

//! One of some words: a document has at least one of them, and counts by the one that fits best, with a little more
//! for the others.
//!
//! The library's own union fills a window of 4,096 documents at a time, with room for the weight of each. Between
//! words that few documents have, as in most questions, nearly all of that window stays empty; and where two such
//! unions must meet, each step of one fills a window of the other. Here every word stands at its next document, and
//! the least of these is where all of them stand.

use std::collections::HashMap;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentReader;
use tantivy::postings::{Postings as _, SegmentPostings};
use tantivy::query::{Bm25StatisticsProvider, Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Result, Score, TERMINATED, TantivyError, Term};

/// Words and how much each counts.
#[derive(Debug, Clone)]
pub struct OneOf {
    pub words: Vec<(Term, Score)>,
    /// The share of the others that a document has.
    pub others: Score,
}

impl Query for OneOf {
    fn weight(&self, scoring: EnableScoring<'_>) -> Result<Box<dyn Weight>> {
        let mut lengths: HashMap<Field, Score> = HashMap::new();
        let mut words = Vec::with_capacity(self.words.len());
        for (term, counts) in &self.words {
            let weight = match scoring {
                EnableScoring::Enabled { statistics_provider: known, .. } => {
                    let length = match lengths.get(&term.field()) {
                        Some(length) => *length,
                        None => *lengths.entry(term.field()).or_insert(mean_length(known, term.field())?),
                    };
                    Bm25Weight::for_one_term_without_explain(known.doc_freq(term)?, known.total_num_docs()?, length)
                }
                EnableScoring::Disabled { .. } => Bm25Weight::for_one_term_without_explain(1, 1, 1.0),
            };
            words.push((term.clone(), weight.boost_by(*counts)));
        }
        Ok(Box::new(Weighed { words, others: self.others, scored: scoring.is_scoring_enabled() }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.words.iter().for_each(|(term, _)| visitor(term, false));
    }
}

#[allow(clippy::as_conversions, clippy::cast_precision_loss)] // a mean of lengths needs no more digits
fn mean_length(known: &dyn Bm25StatisticsProvider, field: Field) -> Result<Score> {
    Ok(known.total_num_tokens(field)? as Score / known.total_num_docs()?.max(1) as Score)
}

struct Weighed {
    words: Vec<(Term, Bm25Weight)>,
    others: Score,
    scored: bool,
}

impl Weighed {
    fn in_segment(&self, segment: &SegmentReader, boost: Score) -> Result<Vec<Word>> {
        let option = if self.scored { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        let mut found = Vec::with_capacity(self.words.len());
        for (term, weight) in &self.words {
            let postings = segment.inverted_index(term.field())?.read_postings(term, option)?;
            if let Some(postings) = postings {
                let lengths = segment.get_fieldnorms_reader(term.field())?;
                found.push(Word { postings, lengths, weight: weight.boost_by(boost) });
            }
        }
        Ok(found)
    }
}

impl Weight for Weighed {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> Result<Box<dyn Scorer>> {
        Ok(Box::new(Standing::new(self.in_segment(segment, boost)?, self.others)))
    }

    fn explain(&self, segment: &SegmentReader, document: DocId) -> Result<Explanation> {
        let mut scorer = self.scorer(segment, 1.0)?;
        if scorer.doc() > document || scorer.seek(document) != document {
            return Err(TantivyError::InvalidArgument(format!("document {document} has none of the words")));
        }
        Ok(Explanation::new("the best of some words", scorer.score()))
    }
}

/// A word in one segment.
struct Word {
    postings: SegmentPostings,
    /// How long its documents are.
    lengths: FieldNormReader,
    weight: Bm25Weight,
}

impl Word {
    fn score(&self) -> Score {
        self.weight.score(self.lengths.fieldnorm_id(self.postings.doc()), self.postings.term_freq())
    }
}

/// The words of one segment, each at its next document.
struct Standing {
    words: Vec<Word>,
    /// Where each of them stands: beside them, so that the least is found without asking each.
    at: Vec<DocId>,
    least: DocId,
    others: Score,
}

impl Standing {
    fn new(words: Vec<Word>, others: Score) -> Self {
        let at = words.iter().map(|word| word.postings.doc()).collect();
        let mut standing = Self { words, at, least: TERMINATED, others };
        standing.settle();
        standing
    }

    fn settle(&mut self) -> DocId {
        self.least = self.at.iter().copied().fold(TERMINATED, DocId::min);
        self.least
    }
}

impl DocSet for Standing {
    fn advance(&mut self) -> DocId {
        if self.least == TERMINATED {
            return TERMINATED;
        }
        for (at, word) in self.at.iter_mut().zip(&mut self.words) {
            if *at == self.least {
                *at = word.postings.advance();
            }
        }
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        for (at, word) in self.at.iter_mut().zip(&mut self.words) {
            if *at < target {
                *at = word.postings.seek(target);
            }
        }
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.least
    }

    fn size_hint(&self) -> u32 {
        self.words.iter().map(|word| word.postings.size_hint()).fold(0, u32::saturating_add)
    }
}

impl Scorer for Standing {
    fn score(&mut self) -> Score {
        let (mut best, mut sum) = (0.0, 0.0);
        for (at, word) in self.at.iter().zip(&self.words) {
            if *at == self.least {
                let score = word.score();
                best = Score::max(best, score);
                sum += score;
            }
        }
        best + (sum - best) * self.others
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::collector::{Count, TopDocs};
    use tantivy::query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, TermQuery};
    use tantivy::schema::{Schema, TEXT};
    use tantivy::{Index, IndexWriter, TantivyDocument};

    const WORDS: [&str; 7] = ["axle", "brake", "coach", "door", "engine", "fuse", "gauge"];

    /// 12,000 documents in several segments: the word with the number n is in every (n + 2)th of them.
    fn index() -> (Index, Field) {
        let mut schema = Schema::builder();
        let field = schema.add_text_field("text", TEXT);
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        for nth in 0..12_000_usize {
            let has = |word: usize| nth.is_multiple_of(word * word * word + 2);
            let times = |word: usize| if has(word) { 1 + nth % 3 } else { 0 };
            let text: Vec<&str> =
                WORDS.iter().enumerate().flat_map(|(n, word)| std::iter::repeat_n(*word, times(n))).collect();
            let mut document = TantivyDocument::new();
            document.add_text(field, text.join(" "));
            writer.add_document(document).unwrap();
            if nth % 5_000 == 4_999 {
                writer.commit().unwrap();
            }
        }
        writer.commit().unwrap();
        (index, field)
    }

    type Make = fn(Field, &[(&str, Score)]) -> Box<dyn Query>;

    fn ours(field: Field, words: &[(&str, Score)]) -> Box<dyn Query> {
        let words = words.iter().map(|(word, counts)| (Term::from_field_text(field, word), *counts)).collect();
        Box::new(OneOf { words, others: 0.15 })
    }

    fn theirs(field: Field, words: &[(&str, Score)]) -> Box<dyn Query> {
        let word = |(word, counts): &(&str, Score)| -> Box<dyn Query> {
            let term = TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs);
            Box::new(BoostQuery::new(Box::new(term), *counts))
        };
        Box::new(DisjunctionMaxQuery::with_tie_breaker(words.iter().map(word).collect(), 0.15))
    }

    #[test]
    fn it_finds_and_weighs_what_the_union_of_the_library_does() {
        let (index, field) = index();
        let searcher = index.reader().unwrap().searcher();
        let sets: [&[(&str, Score)]; 5] = [
            &[("axle", 1.0)],
            &[("absent", 1.0), ("gauge", 0.7)],
            &[("door", 1.0), ("engine", 0.7), ("gauge", 2.2)],
            &[("axle", 1.0), ("brake", 2.2), ("coach", 0.45), ("door", 1.0), ("fuse", 1.0)],
            &[("absent", 1.0)],
        ];
        for one in sets {
            for other in sets {
                let both = |make: Make| {
                    let clauses = vec![(Occur::Must, make(field, one)), (Occur::Must, make(field, other))];
                    searcher.search(&BooleanQuery::new(clauses), &(TopDocs::with_limit(500).order_by_score(), Count))
                };
                let ((mine, mine_all), (known, known_all)) = (both(ours).unwrap(), both(theirs).unwrap());
                assert_eq!(mine_all, known_all, "{one:?} and {other:?}");
                assert_eq!(mine.len(), known.len());
                for ((score, document), (known_score, known_document)) in mine.iter().zip(&known) {
                    assert!((score - known_score).abs() < 1e-4, "{one:?} and {other:?}: {score} {known_score}");
                    assert_eq!(document, known_document);
                }
            }
        }
    }

    #[test]
    fn a_document_can_be_explained_when_it_has_one_of_them() {
        let (index, field) = index();
        let searcher = index.reader().unwrap().searcher();
        let query = ours(field, &[("door", 1.0), ("gauge", 1.0)]);
        let found = searcher.search(&query, &TopDocs::with_limit(1).order_by_score()).unwrap();
        let (score, address) = found[0];
        assert!((query.explain(&searcher, address).unwrap().value() - score).abs() < 1e-6);
    }
}

//! The best of what matches, in one walk over the index.
//!
//! What the viewer surely may not see is left out here, from the numbers that the index has; what may be
//! seen is decided later, by the database. The first is only to spare the second.

use super::index::failed;
use crate::clock::Millis;
use crate::error::Result;
use crate::ids::Id;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::ColumnValues;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// What is known of a document when it is weighed.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Facts {
    /// How well it fits the words.
    pub text: f64,
    pub at: Millis,
    /// Days after which it is half as fresh; 0: it does not age.
    pub life: i64,
    /// How useful others found it, as of when it was read.
    pub worth: i64,
}

/// How much a document counts; never negative.
pub type Weigh = Arc<dyn Fn(&Facts) -> f64 + Send + Sync>;

/// Whether a document of this place and audience may be shown at all.
pub type Admit = Arc<dyn Fn(Id, i64) -> bool + Send + Sync>;

/// Something that matches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    pub source: i64,
    pub id: Id,
    /// A part of it that has a text of its own; 0: none.
    pub part: Id,
    pub at: Millis,
    pub text: f64,
    /// By which it was chosen among the others.
    pub weight: f64,
}

/// The best of some sources.
#[derive(Debug, Clone)]
pub struct Shelf {
    pub sources: Vec<i64>,
    pub most: usize,
}

#[derive(Clone)]
pub struct Gather {
    pub shelves: Vec<Shelf>,
    pub weigh: Weigh,
    pub admit: Admit,
    pub since: Millis,
    pub until: Millis,
    /// Only what is older than this; among those of one moment, what has a smaller id.
    pub before: Option<(Millis, Id)>,
    /// Whether the words decide on the order; if not, they need not be weighed.
    pub by_words: bool,
}

/// The best of a shelf, best first, and whether there are more.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    pub best: Vec<Candidate>,
    pub more: bool,
}

#[derive(PartialEq)]
struct Ranked(Candidate);

impl Eq for Ranked {}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked {
    /// Newer things have greater ids: of two that weigh the same the newer comes first.
    fn cmp(&self, other: &Self) -> Ordering {
        let (one, two) = (&self.0, &other.0);
        one.weight.total_cmp(&two.weight).then(one.id.cmp(&two.id)).then(one.part.cmp(&two.part))
    }
}

#[derive(Default)]
struct Heap {
    best: BinaryHeap<Reverse<Ranked>>,
    more: bool,
}

impl Heap {
    fn put(&mut self, candidate: Candidate, most: usize) {
        self.best.push(Reverse(Ranked(candidate)));
        if self.best.len() > most {
            self.best.pop();
            self.more = true;
        }
    }
}

type Numbers = Arc<dyn ColumnValues<i64>>;

pub struct Segment {
    gather: Gather,
    source: Numbers,
    id: Numbers,
    part: Numbers,
    at: Numbers,
    within: Numbers,
    audience: Numbers,
    worth: Numbers,
    life: Numbers,
    heaps: Vec<Heap>,
}

impl SegmentCollector for Segment {
    type Fruit = Vec<Gathered>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let source = self.source.get_val(doc);
        let Some(nth) = self.gather.shelves.iter().position(|shelf| shelf.sources.contains(&source)) else { return };
        let at = self.at.get_val(doc);
        if at < self.gather.since || at >= self.gather.until {
            return;
        }
        let id = Id(self.id.get_val(doc));
        if self.gather.before.is_some_and(|before| (at, id) >= before) {
            return;
        }
        if !(self.gather.admit)(Id(self.within.get_val(doc)), self.audience.get_val(doc)) {
            return;
        }
        let text = f64::from(score);
        let facts = Facts { text, at, life: self.life.get_val(doc), worth: self.worth.get_val(doc) };
        let weight = (self.gather.weigh)(&facts);
        let part = Id(self.part.get_val(doc));
        let most = self.gather.shelves.get(nth).map_or(0, |shelf| shelf.most);
        if let Some(heap) = self.heaps.get_mut(nth) {
            heap.put(Candidate { source, id, part, at, text, weight }, most);
        }
    }

    fn harvest(self) -> Vec<Gathered> {
        self.heaps
            .into_iter()
            .map(|heap| Gathered { best: heap.best.into_iter().map(|Reverse(Ranked(c))| c).collect(), more: heap.more })
            .collect()
    }
}

impl Collector for Gather {
    type Fruit = Vec<Gathered>;
    type Child = Segment;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Segment> {
        let column = |name: &str| segment.fast_fields().column_first_or_default::<i64>(name);
        Ok(Segment {
            gather: self.clone(),
            source: column("source")?,
            id: column("id")?,
            part: column("part")?,
            at: column("at")?,
            within: column("within")?,
            audience: column("audience")?,
            worth: column("worth")?,
            life: column("life")?,
            heaps: self.shelves.iter().map(|_| Heap::default()).collect(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.by_words
    }

    fn merge_fruits(&self, segments: Vec<Vec<Gathered>>) -> tantivy::Result<Vec<Gathered>> {
        let mut heaps: Vec<Heap> = self.shelves.iter().map(|_| Heap::default()).collect();
        for (heap, (nth, shelf)) in heaps.iter_mut().zip(self.shelves.iter().enumerate()) {
            for gathered in segments.iter().filter_map(|segment| segment.get(nth)) {
                heap.more |= gathered.more;
                for candidate in &gathered.best {
                    heap.put(*candidate, shelf.most);
                }
            }
        }
        let in_order = |heap: Heap| {
            let mut best: Vec<Ranked> = heap.best.into_iter().map(|Reverse(ranked)| ranked).collect();
            best.sort_by(|one, two| two.cmp(one));
            Gathered { best: best.into_iter().map(|Ranked(candidate)| candidate).collect(), more: heap.more }
        };
        Ok(heaps.into_iter().map(in_order).collect())
    }
}

impl super::index::Open {
    /// What fits a question.
    pub fn gather(&self, question: &super::Question, gather: &Gather) -> Result<super::Found> {
        let searcher = self.reader.searcher();
        let asked = super::ask::ask(self, &searcher, question)?;
        let statistics = super::statistics::Coarse { searcher: &searcher, salt: self.salt };
        let shelves = searcher.search_with_statistics_provider(&asked.query, gather, &statistics).map_err(failed)?;
        Ok(super::Found { shelves, matching: asked.matching })
    }
}

//! The best of what matches, in one walk over the index.
//!
//! What the viewer surely may not see is left out here, from the numbers that the index has; what may be
//! seen is decided later, by the database. The first is only to spare the second.

use super::index::failed;
use crate::clock::Millis;
use crate::error::Result;
use crate::ids::Id;
use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::ColumnValues;
use tantivy::index::SegmentId;
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
    /// No weight is more than so many times how well the words fit; 0 when that is not known.
    pub most_lift: f64,
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
    /// Whoever fits the words less well than this cannot be among the best any more.
    least_text: f64,
}

impl Heap {
    /// Whether there are enough that weigh more, and it is known that there are others. Before, whether something is
    /// left out must be found out from what the viewer may see.
    fn is_above(&self, weight: f64) -> bool {
        self.more && self.best.peek().is_some_and(|Reverse(Ranked(least))| weight < least.weight)
    }

    fn put(&mut self, candidate: Candidate, most: usize, most_lift: f64) {
        if self.best.len() < most {
            self.best.push(Reverse(Ranked(candidate)));
            return;
        }
        self.more = true;
        let ranked = Reverse(Ranked(candidate));
        if let Some(mut least) = self.best.peek_mut()
            && ranked < *least
        {
            *least = ranked;
        }
        if let Some(Reverse(Ranked(least))) = self.best.peek()
            && most_lift > 0.0
        {
            self.least_text = least.weight / most_lift;
        }
    }
}

type Numbers = Arc<dyn ColumnValues<i64>>;

/// The numbers of the documents of one segment.
pub struct Columns {
    source: Numbers,
    id: Numbers,
    part: Numbers,
    at: Numbers,
    within: Numbers,
    audience: Numbers,
    worth: Numbers,
    life: Numbers,
}

impl Columns {
    fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let column = |name: &str| segment.fast_fields().column_first_or_default::<i64>(name);
        Ok(Self {
            source: column("source")?,
            id: column("id")?,
            part: column("part")?,
            at: column("at")?,
            within: column("within")?,
            audience: column("audience")?,
            worth: column("worth")?,
            life: column("life")?,
        })
    }
}

/// The columns of the segments that answer. A segment does not change, and to open its columns costs as much as
/// to find a rare word in it.
#[derive(Default)]
pub struct Opened(Mutex<HashMap<SegmentId, Arc<Columns>>>);

impl Opened {
    /// More than an index ever has at a time; what merging has left behind is forgotten with the rest.
    const MOST: usize = 256;

    fn columns(&self, segment: &SegmentReader) -> tantivy::Result<Arc<Columns>> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(columns) = known().get(&segment.segment_id()) {
            return Ok(columns.clone());
        }
        let columns = Arc::new(Columns::of(segment)?);
        let mut known = known();
        if known.len() >= Self::MOST {
            known.clear();
        }
        known.insert(segment.segment_id(), columns.clone());
        Ok(columns)
    }
}

/// What gathers in the segments of one index.
struct Collecting<'a> {
    gather: &'a Gather,
    opened: &'a Opened,
}

pub struct Segment {
    gather: Gather,
    columns: Arc<Columns>,
    heaps: Vec<Heap>,
}

impl SegmentCollector for Segment {
    type Fruit = Vec<Gathered>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let text = f64::from(score);
        // Of words that most texts have, nearly all are left out here, before anything is read of them.
        if self.heaps.iter().all(|heap| text < heap.least_text) {
            return;
        }
        let source = self.columns.source.get_val(doc);
        let Some(nth) = self.gather.shelves.iter().position(|shelf| shelf.sources.contains(&source)) else { return };
        let at = self.columns.at.get_val(doc);
        if at < self.gather.since || at >= self.gather.until {
            return;
        }
        let facts = Facts { text, at, life: self.columns.life.get_val(doc), worth: self.columns.worth.get_val(doc) };
        let weight = (self.gather.weigh)(&facts);
        if self.heaps.get(nth).is_some_and(|heap| heap.is_above(weight)) {
            return;
        }
        let id = Id(self.columns.id.get_val(doc));
        if self.gather.before.is_some_and(|before| (at, id) >= before) {
            return;
        }
        if !(self.gather.admit)(Id(self.columns.within.get_val(doc)), self.columns.audience.get_val(doc)) {
            return;
        }
        let part = Id(self.columns.part.get_val(doc));
        let most = self.gather.shelves.get(nth).map_or(0, |shelf| shelf.most);
        if let Some(heap) = self.heaps.get_mut(nth) {
            heap.put(Candidate { source, id, part, at, text, weight }, most, self.gather.most_lift);
        }
    }

    fn harvest(self) -> Vec<Gathered> {
        self.heaps
            .into_iter()
            .map(|heap| Gathered { best: heap.best.into_iter().map(|Reverse(Ranked(c))| c).collect(), more: heap.more })
            .collect()
    }
}

impl Collector for Collecting<'_> {
    type Fruit = Vec<Gathered>;
    type Child = Segment;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Segment> {
        let heaps = self.gather.shelves.iter().map(|_| Heap::default()).collect();
        Ok(Segment { gather: self.gather.clone(), columns: self.opened.columns(segment)?, heaps })
    }

    fn requires_scoring(&self) -> bool {
        self.gather.by_words
    }

    fn merge_fruits(&self, segments: Vec<Vec<Gathered>>) -> tantivy::Result<Vec<Gathered>> {
        let mut heaps: Vec<Heap> = self.gather.shelves.iter().map(|_| Heap::default()).collect();
        for (heap, (nth, shelf)) in heaps.iter_mut().zip(self.gather.shelves.iter().enumerate()) {
            for gathered in segments.iter().filter_map(|segment| segment.get(nth)) {
                heap.more |= gathered.more;
                for candidate in &gathered.best {
                    heap.put(*candidate, shelf.most, 0.0);
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
        let collecting = Collecting { gather, opened: &self.opened };
        let shelves =
            searcher.search_with_statistics_provider(&asked.query, &collecting, &statistics).map_err(failed)?;
        Ok(super::Found { shelves, matching: asked.matching })
    }
}

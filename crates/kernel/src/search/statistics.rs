//! How frequent a word is, told so coarsely that nobody learns of a text they may not see.
//!
//! BM25 weighs a word by the number of documents that have it, hidden ones included. Asked exactly, the
//! order of what one sees would tell whether some hidden document has a rare word. So the number is never
//! taken for smaller than [`FEWEST`], only known to a power of two, and where one power ends and the next
//! begins is shifted for each word by a secret of the index.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

const FEWEST: u64 = 64;

pub struct Coarse<'a> {
    pub searcher: &'a Searcher,
    pub salt: i64,
}

impl Bm25StatisticsProvider for Coarse<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let documents = Bm25StatisticsProvider::total_num_docs(self.searcher)?.max(1);
        let each = Bm25StatisticsProvider::total_num_tokens(self.searcher, field)? / documents;
        Ok(each.next_power_of_two() * self.total_num_docs()?)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        let documents = Bm25StatisticsProvider::total_num_docs(self.searcher)?;
        Ok(documents.max(FEWEST * 16).next_power_of_two())
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let mut hasher = DefaultHasher::new();
        (self.salt, term.serialized_value_bytes()).hash(&mut hasher);
        let frequency = coarse(self.searcher.doc_freq(term)?, hasher.finish() % FEWEST);
        Ok(frequency.min(self.total_num_docs()?))
    }
}

/// `shift` is below [`FEWEST`]: the share by which the limits of this word lie elsewhere.
fn coarse(frequency: u64, shift: u64) -> u64 {
    let shifted = frequency + frequency * shift / FEWEST;
    shifted.max(FEWEST).next_power_of_two()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_document_more_is_not_noticed() {
        for shift in [0, 31, 63] {
            assert_eq!(coarse(0, shift), coarse(1, shift));
            assert_eq!(coarse(1, shift), coarse(30, shift));
        }
        assert!(coarse(100_000, 5) > coarse(1_000, 60));
        let moved = (1..10_000).filter(|n| coarse(*n, 7) != coarse(n - 1, 7)).count();
        assert!(moved < 10, "{moved}");
    }
}

//! How a query becomes words, and the words ranges of an index.

use kernel::text::fold;

/// Longer words are cut: nobody types them.
const MOST_CHARS: usize = 40;
/// Further words of a text are not noted; the query has fewer still.
const MOST_WORDS: usize = 60;
const MOST_QUERY_WORDS: usize = 5;

/// The words of a text as they are looked up: folded, split at what is neither letter nor digit.
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(MOST_WORDS).map(|word| word.chars().take(MOST_CHARS).collect()).collect()
}

/// A query, ready for SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The whole of it folded: to compare with a handle or the beginning of a name.
    pub whole: String,
    /// The longest word first: it leaves the fewest candidates.
    pub words: Vec<String>,
}

impl Query {
    /// `None` when there is nothing to look for.
    pub fn parse(text: &str) -> Option<Self> {
        let whole: String = fold(text.trim().trim_start_matches('@')).chars().take(200).collect();
        let mut words = words(&whole);
        words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        words.dedup();
        words.truncate(MOST_QUERY_WORDS);
        if words.is_empty() { None } else { Some(Self { whole, words }) }
    }
}

/// The end of the range of all words that begin with `prefix`, itself excluded.
pub fn end_of(prefix: &str) -> String {
    format!("{prefix}{}", char::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_query_is_folded_and_bounded() {
        let query = Query::parse("  @MÄKILÄ eero ").unwrap();
        assert_eq!(query.whole, "makila eero");
        assert_eq!(query.words, ["makila", "eero"]);
        assert_eq!(Query::parse(" -- "), None);
        let long = "word ".repeat(1_000);
        assert_eq!(Query::parse(&long).unwrap().words, ["word"]);
    }

    #[test]
    fn a_range_holds_what_begins_so() {
        let end = end_of("ma");
        assert!("makila" < end.as_str() && "ma" < end.as_str() && "mb" > end.as_str() && "m" < "ma");
        assert!("mañana" < end.as_str() && "ma語" < end.as_str());
    }
}

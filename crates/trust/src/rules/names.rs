//! Names that a company knows: its own marks, which are to be written as they are registered, and its competitors.
//!
//! A line is a name in its right form or a domain. Marks are found where they are written otherwise, with a letter wrong
//! or missing, and in domains that are not the company's own. Competitors are found by name and by their domains.

use super::folding::Folded;
use regex::Regex;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Names that one rule may have.
pub const MOST_NAMES: usize = 2_000;
/// Shorter marks are too near to other words.
const LEAST_NEAR: usize = 7;
/// In a shorter name of capitals alone ("BT") the case counts.
const ABBREVIATION: usize = 5;
/// Words that a name is written in, at most, however it is divided.
const MOST_WORDS: usize = 8;

#[allow(clippy::expect_used)] // the pattern is ours, and a test uses it
static HOST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}][\p{L}\p{N}-]*)*\.\p{L}{2,24}").expect("a pattern of ours")
});

/// Where a name stands, what is the matter with it, and how it is written rightly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub at: Range<usize>,
    /// `mark`, `mark-domain` or `competitor`.
    pub what: &'static str,
    pub meant: Option<String>,
}

pub struct Names {
    names: Vec<String>,
    /// Names without case, signs and spaces; several lines may be the same so.
    by_letters: HashMap<String, usize>,
    /// Of marks: what is left of one when a letter is taken away, so that one with a letter wrong is found.
    by_rest: HashMap<String, Vec<usize>>,
    /// How many words and letters the marks of `by_rest` have: others need not be looked at.
    shapes: HashSet<(usize, usize)>,
    longest: usize,
    domains: Vec<String>,
    own: bool,
}

/// The names and the domains of a list.
pub fn lines(list: &str) -> (Vec<&str>, Vec<&str>) {
    let lines = list.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.partition(|line| {
        line.contains(char::is_whitespace) || HOST.find(line).is_none_or(|host| host.len() != line.len())
    })
}

impl Names {
    /// Of the company itself (`own`) or of competitors.
    pub fn new(list: &str, own: bool) -> Self {
        let (names, domains) = lines(list);
        let names: Vec<String> = names.into_iter().map(|name| bare(name).to_owned()).collect();
        let domains = domains.into_iter().map(str::to_lowercase).collect();
        let mut all = Self {
            by_letters: HashMap::new(),
            by_rest: HashMap::new(),
            shapes: HashSet::new(),
            longest: 0,
            names,
            domains,
            own,
        };
        for (nth, name) in all.names.iter().enumerate() {
            let letters = letters(name);
            if letters.is_empty() {
                continue;
            }
            all.longest = all.longest.max(letters.len());
            if own && letters.chars().count() >= LEAST_NEAR {
                all.shapes.insert((word_count(name), letters.chars().count()));
                for rest in rests(&letters).chain([letters.clone()]) {
                    all.by_rest.entry(rest).or_default().push(nth);
                }
            }
            all.by_letters.entry(letters).or_insert(nth);
        }
        all
    }

    /// In the order of the text. The time is linear in its length.
    pub fn find(&self, text: &str, folded: &Folded) -> Vec<Named> {
        let mut found = self.in_domains(text);
        let hosts: Vec<Range<usize>> = HOST.find_iter(text).map(|host| host.range()).collect();
        let words = words(folded.text());
        let mut from = 0;
        while from < words.len() {
            let Some((named, behind)) = self.at(text, folded, &words, from) else {
                from += 1;
                continue;
            };
            from = behind;
            let within = hosts.iter().any(|host| host.start <= named.at.start && named.at.end <= host.end);
            // What is right is passed over; so is what stands in an address, which is looked at as a domain.
            if !named.what.is_empty() && !within && !is_handle(text, &named.at) {
                found.push(named);
            }
        }
        found.sort_by_key(|named| named.at.start);
        found
    }

    /// The name that begins with this word, and the word behind it; `what` is empty where it is written rightly.
    fn at(&self, text: &str, folded: &Folded, words: &[Range<usize>], from: usize) -> Option<(Named, usize)> {
        let mut together = String::new();
        let mut near = None;
        for (nth, word) in words.iter().enumerate().skip(from).take(MOST_WORDS) {
            together.push_str(folded.text().get(word.clone())?);
            if together.len() > self.longest + 8 {
                break;
            }
            let at = folded.typed(words.get(from)?.start..word.end);
            if let Some(name) = self.exact(&together) {
                let typed = text.get(at.clone()).unwrap_or_default();
                return Some((self.judge(name, typed, at), nth + 1));
            }
            if near.is_none()
                && let Some(name) = self.near(&together, nth + 1 - from)
            {
                near = Some((Named { at, what: "mark", meant: Some(name.to_owned()) }, nth + 1));
            }
        }
        near
    }

    /// The name that these letters are, with the `s` of a genitive or the sign of a mark behind it or not.
    fn exact(&self, together: &str) -> Option<&str> {
        let forms = [Some(together), together.strip_suffix('s'), together.strip_suffix("tm")];
        let nth = forms.into_iter().flatten().find_map(|form| self.by_letters.get(form))?;
        self.names.get(*nth).map(String::as_str)
    }

    fn judge(&self, name: &str, typed: &str, at: Range<usize>) -> Named {
        let typed = bare(typed);
        if self.own {
            let right = [typed, typed.strip_suffix('s').unwrap_or(typed), typed.strip_suffix('S').unwrap_or(typed)];
            let upper = name.to_uppercase();
            let what = if right.into_iter().any(|typed| typed == name || typed == upper) { "" } else { "mark" };
            return Named { at, what, meant: Some(name.to_owned()) };
        }
        let is_short = name.chars().count() <= ABBREVIATION && !name.contains(char::is_lowercase);
        let what = if is_short && !typed.starts_with(name) { "" } else { "competitor" };
        Named { at, what, meant: None }
    }

    /// The mark of as many words that these letters are with one of them wrong, missing, or too many.
    fn near(&self, together: &str, many: usize) -> Option<&str> {
        let long = together.chars().count();
        if ![long.saturating_sub(1), long, long + 1].iter().any(|long| self.shapes.contains(&(many, *long))) {
            return None;
        }
        let candidates = rests(together).chain([together.to_owned()]);
        let mut nths = candidates.filter_map(|rest| self.by_rest.get(&rest)).flatten();
        nths.find_map(|nth| {
            let name = self.names.get(*nth)?;
            if word_count(name) != many {
                return None;
            }
            let letters = letters(name);
            let begins = letters.chars().next() == together.chars().next();
            (begins && !together.starts_with(&letters) && is_one_off(&letters, together)).then_some(name.as_str())
        })
    }

    /// Domains of competitors, or such that have a mark in them and are not the company's own.
    fn in_domains(&self, text: &str) -> Vec<Named> {
        if self.domains.is_empty() {
            return Vec::new();
        }
        let is_listed = |host: &str| {
            let below =
                |domain: &String| host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
            self.domains.iter().any(below)
        };
        let found = HOST.find_iter(text).filter_map(|hit| {
            let listed = is_listed(&hit.as_str().to_lowercase());
            let what = match (self.own, listed) {
                (false, true) => "competitor",
                (true, false) => {
                    let letters = letters(hit.as_str());
                    let has = |name: &&String| {
                        self::letters(name).len() >= LEAST_NEAR && letters.contains(&self::letters(name))
                    };
                    self.names.iter().find(has)?;
                    "mark-domain"
                }
                _ => return None,
            };
            let meant = if self.own { self.domains.first().cloned() } else { None };
            Some(Named { at: hit.range(), what, meant })
        });
        found.collect()
    }
}

/// Without the signs of marks.
fn bare(name: &str) -> &str {
    name.trim_matches(|c: char| matches!(c, '®' | '™' | '℠' | '©') || c.is_whitespace())
}

fn letters(name: &str) -> String {
    Folded::new(name).text().replace(' ', "")
}

fn word_count(name: &str) -> usize {
    Folded::new(name).text().split_whitespace().count()
}

/// The words of a folded text.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    for word in text.split(' ') {
        if !word.is_empty() {
            words.push(start..start + word.len());
        }
        start += word.len() + 1;
    }
    words
}

/// A handle or a tag, which has no spaces and no capitals of its own.
fn is_handle(text: &str, at: &Range<usize>) -> bool {
    let before = text.get(..at.start).and_then(|text| text.chars().next_back());
    let after = text.get(at.end..).and_then(|text| text.chars().next());
    before.is_some_and(|c| matches!(c, '@' | '#' | '/' | '_')) || after.is_some_and(|c| matches!(c, '@' | '/' | '_'))
}

/// What is left when one letter is taken away.
fn rests(letters: &str) -> impl Iterator<Item = String> {
    let ends: Vec<(usize, char)> = letters.char_indices().collect();
    ends.into_iter().map(move |(at, c)| {
        let (before, after) =
            (letters.get(..at).unwrap_or_default(), letters.get(at + c.len_utf8()..).unwrap_or_default());
        format!("{before}{after}")
    })
}

/// Whether one letter put in, taken out, or changed, or two beside each other exchanged, makes one of the other
/// (Damerau 1964).
fn is_one_off(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one == other || one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let rest = |of: &[char], from: usize| of.get(from..).unwrap_or_default().to_vec();
    let (a, b) = (rest(&one, same), rest(&other, same));
    match one.len().cmp(&other.len()) {
        std::cmp::Ordering::Less => a == rest(&b, 1),
        std::cmp::Ordering::Greater => rest(&a, 1) == b,
        std::cmp::Ordering::Equal => {
            let exchanged = a.len() > 1 && a.first() == b.get(1) && a.get(1) == b.first() && rest(&a, 2) == rest(&b, 2);
            rest(&a, 1) == rest(&b, 1) || exchanged
        }
    }
}

/// Whether a list can be looked for: it has names, and not too many.
pub fn is_list(list: &str, own: bool) -> bool {
    let (names, domains) = lines(list);
    let known: HashSet<String> = names.iter().map(|name| letters(name)).filter(|name| !name.is_empty()).collect();
    let some = !known.is_empty() || (!own && !domains.is_empty());
    some && names.len() + domains.len() <= MOST_NAMES
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::{Names, is_list, is_one_off};
    use crate::rules::folding::Folded;

    fn found<'a>(names: &Names, text: &'a str) -> Vec<(&'a str, &'static str)> {
        names.find(text, &Folded::new(text)).into_iter().map(|named| (&text[named.at], named.what)).collect()
    }

    #[test]
    fn a_mark_is_found_where_it_is_written_otherwise() {
        let names = Names::new("Northwind Rail®\nBrakeSure\nnorthwind.example", true);
        for right in [
            "Northwind Rail runs",
            "NORTHWIND RAIL",
            "Northwind Rail® and Northwind Rail™",
            "Northwind Rails neue Züge",
            "Northwind Rail's",
            "@northwindrail",
            "#northwindrail",
            "see www.northwind.example",
            "mail a@northwind.example",
            "brakes are sure",
            "the north wind",
            "a rail",
        ] {
            assert_eq!(found(&names, right), [], "{right}");
        }
        for (text, hit) in [
            ("at northwind rail today", "northwind rail"),
            ("NorthwindRail!", "NorthwindRail"),
            ("our Brake Sure pads", "Brake Sure"),
            ("Brakesure", "Brakesure"),
            ("Nоrthwind rail", "Nоrthwind rail"),
            ("at Nortwind Rail today", "Nortwind Rail"),
            ("Northwind Rial", "Northwind Rial"),
            ("BrakeShure", "BrakeShure"),
        ] {
            assert_eq!(found(&names, text), [(hit, "mark")], "{text}");
        }
        let meant = names.find("BrakeShure", &Folded::new("BrakeShure"))[0].meant.clone();
        assert_eq!(meant.as_deref(), Some("BrakeSure"));
    }

    #[test]
    fn a_domain_with_a_mark_in_it_is_the_companys_own_or_is_found() {
        let names = Names::new("Northwind Rail\nnorthwind.example\nnorthwindrail.example", true);
        assert_eq!(found(&names, "https://www.northwindrail.example/pay"), []);
        assert_eq!(
            found(&names, "https://northwind-rail-support.example/pay"),
            [("northwind-rail-support.example", "mark-domain")]
        );
        assert_eq!(found(&names, "nоrthwindrail.example.net"), [("nоrthwindrail.example.net", "mark-domain")]);
        let without = Names::new("Northwind Rail", true);
        assert_eq!(found(&without, "northwind-rail.example"), [], "which are its own is not known");
    }

    #[test]
    fn competitors_are_found_by_name_and_domain() {
        let names = Names::new("Harrow Brakes\nBT\nharrow-brakes.example", false);
        assert_eq!(found(&names, "Harrow Brakes' new pad, HARROW-BRAKES, harrowbrakes").len(), 3);
        assert_eq!(found(&names, "BT and bt, but no better"), [("BT", "competitor")]);
        assert_eq!(
            found(&names, "https://shop.harrow-brakes.example/x"),
            [("shop.harrow-brakes.example", "competitor")]
        );
        assert_eq!(found(&names, "not-harrow-brakes.example"), []);
        assert_eq!(found(&names, "Harrow brakes late"), [("Harrow brakes", "competitor")]);
        assert!(found(&names, "the harrow brake").is_empty());
    }

    #[test]
    fn a_list_needs_names() {
        assert!(is_list("Northwind", true) && is_list("northwind.example", false));
        assert!(!is_list("northwind.example", true) && !is_list("\n ®\n", true) && !is_list("", false));
        assert!(!is_list(&"name x\n".repeat(2_001), false));
    }

    #[test]
    fn one_letter_makes_one_of_the_other() {
        for (one, other) in [("abcd", "abd"), ("abcd", "abxcd"), ("abcd", "abxd"), ("abcd", "acbd"), ("abcd", "bcd")] {
            assert!(is_one_off(one, other) && is_one_off(other, one), "{one} {other}");
        }
        for (one, other) in [("abcd", "abcd"), ("abcd", "ab"), ("abcd", "badc"), ("abcd", "xbxd")] {
            assert!(!is_one_off(one, other), "{one} {other}");
        }
    }
}

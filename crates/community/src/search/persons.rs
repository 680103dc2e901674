//! Whether a person is meant: their visible words held against the question.
//!
//! The index knows all words of a person, some of which the viewer may not find them by. So the words that
//! were confirmed decide, here, on whether they fit and how well; the index has only proposed them.

use super::confirm::Person;
use kernel::search::words::{Tongue, Word, words};
use kernel::search::{Part, Question};

/// A name says more than a skill, and a skill more than a headline.
const NAME: f64 = 3.0;
const SKILL: f64 = 2.0;
const HEADLINE: f64 = 1.5;

/// How well somebody fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    pub score: f64,
    /// Every word is of their name: they are meant themselves.
    pub named: bool,
}

/// None when the words that the viewer may find them by do not fit.
pub fn fit(person: &Person, question: &Question) -> Option<Fit> {
    let own = |text: &str| words(text).into_iter().map(|word| word.text).collect::<Vec<_>>();
    let name = own(&format!("{} {}", person.face.name, person.face.handle));
    let shelves = [(NAME, name), (SKILL, own(&person.skills.join(" "))), (HEADLINE, own(&person.face.headline))];
    let asked: Vec<&Word> = question.wanted.iter().flat_map(of_part).collect();
    if asked.is_empty() || question.unwanted.iter().flat_map(of_part).any(|word| has(&shelves, word)) {
        return None;
    }
    let last = asked.len() - 1;
    let (mut score, mut matched, mut of_name) = (0.0, 0, 0);
    for (nth, word) in asked.iter().enumerate() {
        let unfinished = question.unfinished && nth == last;
        let likeness =
            |shelf: &[String]| shelf.iter().map(|own| like(&word.text, own, unfinished, question)).fold(0.0, f64::max);
        let best = shelves.iter().map(|(weight, shelf)| weight * likeness(shelf)).fold(0.0, f64::max);
        matched += usize::from(best > 0.0);
        of_name += usize::from(shelves.first().is_some_and(|(_, name)| likeness(name) > 0.0));
        score += best;
    }
    let enough = match (question.any, question.near) {
        (true, _) => 1,
        (false, true) => (asked.len() * 3).div_ceil(5),
        (false, false) => asked.len(),
    };
    (matched >= enough).then_some(Fit { score, named: of_name == asked.len() })
}

fn of_part(part: &Part) -> Vec<&Word> {
    match part {
        Part::Word(word) => vec![word],
        Part::Phrase(words) => words.iter().collect(),
    }
}

fn has(shelves: &[(f64, Vec<String>)], word: &Word) -> bool {
    shelves.iter().any(|(_, shelf)| shelf.contains(&word.text))
}

fn like(asked: &str, own: &str, unfinished: bool, question: &Question) -> f64 {
    if asked == own {
        return 1.0;
    }
    if unfinished && own.starts_with(asked) {
        return 0.7;
    }
    let letters = asked.chars().count();
    let begins_alike = asked.chars().next() == own.chars().next();
    let of_one_stem = |tongue: &Tongue| {
        (begins_alike || !tongue.stems_keep_beginning())
            && tongue.stem(asked).is_some_and(|stem| tongue.stem(own).is_some_and(|other| other == stem))
    };
    if letters > 3 && question.tongues.iter().any(of_one_stem) {
        return 0.9;
    }
    let allowed = match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    if question.near && allowed > 0 && differ_by(asked, own) <= allowed { 0.5 } else { 0.0 }
}

/// Letters to insert, leave out, replace or swap with their neighbour (optimal string alignment).
fn differ_by(one: &str, two: &str) -> usize {
    let (one, two): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    if one.len().abs_diff(two.len()) > 2 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=two.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in two.iter().enumerate() {
            let at = |row: &[usize], nth: usize| row.get(nth).copied().unwrap_or(usize::MAX - 2);
            let mut least = (at(&above, j) + usize::from(a != b)).min(at(&above, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && one.get(i - 1) == Some(b) && two.get(j - 1) == Some(a);
            if swapped {
                least = least.min(at(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::question::Typed;
    use super::*;
    use crate::identity::Face;

    fn mara() -> Person {
        let face = Face {
            handle: "mara".to_owned(),
            name: "Mara Okafor".to_owned(),
            headline: "Running gear".to_owned(),
            ..Face::default()
        };
        Person { face, skills: vec!["Brakes".to_owned(), "Python".to_owned()] }
    }

    fn ask(q: &str, near: bool) -> Option<Fit> {
        fit(&mara(), &Question { near, ..Typed::read(q).question(Tongue::ENGLISH) })
    }

    #[test]
    fn a_person_is_meant_by_their_name() {
        assert!(ask("okafor mara ", false).unwrap().named);
        assert!(ask("oka", false).unwrap().named && ask("oka ", false).is_none());
        assert!(!ask("mara brake ", false).unwrap().named);
        assert_eq!(ask("mara axle ", false), None);
        assert!(ask("okafro ", false).is_none() && ask("okafro ", true).unwrap().named);
        assert_eq!(ask("mara -python ", false), None);
    }

    #[test]
    fn letters_are_counted() {
        for (one, two, by) in
            [("a", "a", 0), ("brake", "braek", 1), ("brake", "break", 2), ("", "ab", 2), ("ab", "", 2)]
        {
            assert_eq!(differ_by(one, two), by, "{one} {two}");
        }
    }
}

//! Lists of addresses, and words that are looked for whole: labels of confidentiality, defamation.

use super::{Hit, pattern, words};
use crate::rules::folding::Folded;
use aho_corasick::AhoCorasick;
use regex::Regex;
use std::sync::LazyLock;

static EMAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"));
static PHONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:\+|00|\(0|0)[0-9][0-9 ()./-]{6,18}[0-9]"));

/// A single address is none of our business; from so many on it is a list.
const LIST: usize = 5;

pub fn contacts(text: &str) -> Vec<Hit> {
    let mut found = Vec::new();
    for (form, what) in [(&*EMAIL, "emails"), (&*PHONE, "phones")] {
        let hits: Vec<_> = form.find_iter(text).take(500).collect();
        let different: std::collections::HashSet<&str> = hits.iter().map(regex::Match::as_str).collect();
        if different.len() >= LIST {
            found.extend(hits.into_iter().map(|hit| (hit.range(), what)));
        }
    }
    found.sort_by_key(|(at, _): &Hit| at.start);
    found
}

static LABELS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    words(&[
        "strictly confidential",
        "company confidential",
        "commercial in confidence",
        "for internal use only",
        "internal use only",
        "do not distribute",
        "not for distribution",
        "top secret",
        "tlp:red",
        "tlp:amber",
        "trade secret",
        "proprietary and confidential",
        "strictement confidentiel",
        "confidentiel entreprise",
        "diffusion restreinte",
        "usage interne uniquement",
        "ne pas diffuser",
        "secret des affaires",
        "streng vertraulich",
        "nur für den internen gebrauch",
        "nur für den dienstgebrauch",
        "verschlusssache",
        "nicht zur weitergabe",
        "geschäftsgeheimnis",
        "سري للغاية",
        "سري وخاص",
        "للاستخدام الداخلي فقط",
        "ليس للنشر",
    ])
});
static DEFAMATION: LazyLock<AhoCorasick> = LazyLock::new(|| {
    words(&[
        "fraudster",
        "fraudsters",
        "crook",
        "crooks",
        "con artist",
        "swindler",
        "swindlers",
        "embezzler",
        "criminals",
        "is a criminal",
        "is a thief",
        "are thieves",
        "is a liar",
        "takes bribes",
        "escroc",
        "escrocs",
        "est un voleur",
        "est une voleuse",
        "est un menteur",
        "est une menteuse",
        "est corrompu",
        "est corrompue",
        "betrüger",
        "betrügerin",
        "hochstapler",
        "ist ein dieb",
        "ist ein lügner",
        "ist eine lügnerin",
        "ist korrupt",
        "verbrecher",
        "محتال",
        "لصوص",
        "نصاب",
        "كذاب",
        "مرتشي",
    ])
});

pub fn labels(folded: &Folded) -> Vec<Hit> {
    terms(&LABELS, folded, "label")
}

pub fn defamation(folded: &Folded) -> Vec<Hit> {
    terms(&DEFAMATION, folded, "defamation")
}

/// Whole words of a list.
fn terms(list: &AhoCorasick, folded: &Folded, what: &'static str) -> Vec<Hit> {
    let whole = list.find_iter(folded.text()).filter(|hit| folded.is_whole(hit.start(), hit.end(), false));
    whole.map(|hit| (folded.typed(hit.start()..hit.end()), what)).collect()
}

//! What a person wrote in an answer, without what they answer and without their signature.
//!
//! Mail programs have no common way to say what is quoted. These are looked for, in the order of certainty:
//! the line that our own mails begin with ([`MARK`]); separators and header blocks as Outlook, Exchange and
//! German web mailers write them; quoted lines with the sentence before them ("On … wrote:") at the end; the
//! signature behind `-- ` (RFC 3676 § 4.3) and lines such as "Sent from my phone". The languages are those of the
//! product, and a few more where that costs a word. Quoted lines between one's own words stay: they are what
//! those words answer. When in doubt a line is kept: nothing that a person wrote may be lost.

/// Begins the line of our own mails above which one writes. In a mail program that quotes without any sign it
/// is what tells where the quotation begins.
pub const MARK: &str = "##--";

/// A sentence before a quotation is not longer.
const MOST_SENTENCE: usize = 400;
/// Lines that a mail program breaks it into.
const MOST_BROKEN: usize = 4;
/// A signature above a quotation above another signature is as much as is looked for.
const LAYERS: usize = 3;
/// Lines in which a header block must show itself.
const BLOCK: usize = 8;

pub fn own_words(text: &str) -> String {
    let all: Vec<&str> = text.lines().map(str::trim_end).collect();
    let begins = |at: usize| all.get(at..).is_some_and(begins_what_is_quoted) || begins_unmarked(&all, at);
    let cut = (0..all.len()).find(|at| begins(*at)).unwrap_or(all.len());
    let mut lines: Vec<&str> = all.into_iter().take(cut).collect();
    for _ in 0..LAYERS {
        strip_quotation(&mut lines);
        strip_signature(&mut lines);
    }
    strip_introductions(&mut lines);
    lines.join("\n").trim_matches('\n').trim_end().to_owned()
}

/// From here on nothing is the sender's own.
fn begins_what_is_quoted(rest: &[&str]) -> bool {
    let Some(line) = rest.first() else { return false };
    line.contains(MARK) || is_separator(line) || is_header_block(rest)
}

/// Yahoo and some others put no sign before the lines that they quote: there is only the sentence, with the address
/// of who is quoted. Below one's own words, and without quoted lines behind it, it is what it seems.
fn begins_unmarked(all: &[&str], at: usize) -> bool {
    let (above, rest) = all.split_at_checked(at).unwrap_or_default();
    let begins =
        above.last().is_some_and(|line| line.trim().is_empty()) && above.iter().any(|line| !line.trim().is_empty());
    begins
        && (1..=MOST_BROKEN.min(rest.len())).any(|broken| {
            let (sentence, behind) = rest.split_at_checked(broken).unwrap_or_default();
            let sentence = sentence.join(" ");
            sentence.contains('@') && is_introduction(&sentence) && !behind.iter().any(|line| is_quoted(line))
        })
}

const SEPARATORS: [&str; 12] = [
    "original message",
    "original appointment",
    "ursprüngliche nachricht",
    "originalnachricht",
    "message d'origine",
    "message d’origine",
    "message original",
    "الرسالة الأصلية",
    "رسالة أصلية",
    "mensaje original",
    "messaggio originale",
    "oorspronkelijk bericht",
];

/// `-----Original Message-----`
fn is_separator(line: &str) -> bool {
    let line = line.trim();
    let name = line.trim_matches(['-', '_', ' ']).to_lowercase();
    line.starts_with("--") && line.ends_with("--") && SEPARATORS.contains(&name.as_str())
}

/// Labels of header blocks: who, when, to whom, about what.
const LABELS: [&[&str]; 4] = [
    &["from", "von", "de", "من", "da", "van", "från", "fra"],
    &[
        "sent",
        "date",
        "gesendet",
        "datum",
        "envoyé",
        "envoyé le",
        "تم الإرسال",
        "تاريخ الإرسال",
        "أُرسلت",
        "التاريخ",
        "fecha",
        "enviado",
        "inviato",
        "verzonden",
        "skickat",
    ],
    &["to", "an", "à", "إلى", "para", "aan", "till"],
    &["subject", "betreff", "objet", "الموضوع", "asunto", "oggetto", "onderwerp", "ämne"],
];

/// Which label a line begins with: `From:`, `*Von:*`, `De :`.
fn label(line: &str) -> Option<usize> {
    let line = line.trim_start_matches(['*', '_', '>', ' ', '\u{200f}', '\u{200e}']);
    let (name, _) = line.split_once(':')?;
    let name = name.trim_end_matches(['*', '_', ' ', '\u{a0}']).to_lowercase();
    LABELS.iter().position(|names| names.contains(&name.as_str()))
}

/// At least three different labels in a few lines, the first of them in the first.
fn is_header_block(rest: &[&str]) -> bool {
    let Some(first) = rest.first().and_then(|line| label(line)).filter(|first| *first < 2) else { return false };
    let mut found = [false; LABELS.len()];
    for kind in rest.iter().take(BLOCK).filter_map(|line| label(line)).chain([first]) {
        if let Some(found) = found.get_mut(kind) {
            *found = true;
        }
    }
    found.iter().filter(|found| **found).count() >= 3
}

fn is_quoted(line: &str) -> bool {
    line.trim_start().starts_with('>')
}

fn is_rule(line: &str) -> bool {
    line.len() >= 8 && (line.trim().chars().all(|c| c == '_') || line.trim().chars().all(|c| c == '-'))
}

/// Takes quoted lines and the sentence before them from the end.
fn strip_quotation(lines: &mut Vec<&str>) {
    let mut quoted = false;
    while let Some(last) = lines.last() {
        if last.trim().is_empty() || is_rule(last) {
            lines.pop();
        } else if is_quoted(last) {
            quoted = true;
            lines.pop();
        } else if let Some(broken) = sentence_at_end(lines) {
            lines.truncate(lines.len() - broken);
        } else if quoted && last.ends_with(':') && last.contains('@') {
            // In whatever language: it ends with a colon, names an address, and quoted lines followed.
            lines.pop();
        } else {
            return;
        }
    }
}

/// How many of the last lines are together the sentence before a quotation.
fn sentence_at_end(lines: &[&str]) -> Option<usize> {
    (1..=MOST_BROKEN.min(lines.len())).find(|broken| {
        let tail = lines.get(lines.len() - broken..).unwrap_or_default();
        !tail.iter().any(|line| line.trim().is_empty()) && is_introduction(&tail.join(" "))
    })
}

/// How such a sentence begins, and a word that it has, by language.
const SENTENCES: [(&[&str], &[&str]); 5] = [
    (&["on "], &["wrote"]),
    (&["am ", "aw: am "], &["schrieb"]),
    (&["le "], &["a écrit", "a ecrit"]),
    (&["في ", "بتاريخ "], &["كتب", "بواسطة"]),
    (
        &["el ", "il ", "op ", "em ", "den ", "dne ", "dnia ", "w dniu "],
        &["escribió", "ha scritto", "schreef", "escreveu", "skrev", "napsal", "napisał"],
    ),
];

/// "On Monday, 2 November 2026 at 9:00, Mara Okafor wrote:"
fn is_introduction(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{a0}' | '\u{202f}');
    let text: String = text.chars().map(|c| if is_mark(c) { ' ' } else { c }).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let text = text.trim_start_matches(['>', ' ']);
    if text.len() > MOST_SENTENCE || !text.ends_with([':', '：']) || !text.chars().any(char::is_numeric) {
        return false;
    }
    let said = SENTENCES.iter().any(|(begins, words)| {
        begins.iter().any(|begin| text.starts_with(begin)) && words.iter().any(|word| text.contains(word))
    });
    // "2026-11-02 9:00 GMT+01:00 Mara Okafor <mara@company.example>:"
    said || (text.starts_with(|c: char| c.is_numeric()) && text.contains('<') && text.ends_with(">:"))
}

/// Takes everything behind `-- ` away, and a last line of a device.
fn strip_signature(lines: &mut Vec<&str>) {
    if let Some(at) = lines.iter().position(|line| *line == "--") {
        lines.truncate(at);
    }
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    let alone = lines.len().checked_sub(2).and_then(|at| lines.get(at)).is_some_and(|line| line.trim().is_empty());
    if alone && lines.last().is_some_and(|line| is_of_a_device(line)) {
        lines.pop();
    }
}

const DEVICES: [&str; 28] = [
    "sent from my ",
    "sent from outlook",
    "sent from mail for",
    "sent from yahoo",
    "sent from proton",
    "sent from samsung",
    "sent with ",
    "sent via ",
    "get outlook for",
    "von meinem ",
    "von meiner ",
    "gesendet von ",
    "gesendet mit ",
    "gesendet aus ",
    "holen sie sich outlook",
    "outlook für ",
    "envoyé de mon",
    "envoyé depuis",
    "envoyé à partir d",
    "envoyé avec",
    "télécharger outlook",
    "obtenir outlook",
    "obtenez outlook",
    "أُرسلت من",
    "أرسلت من",
    "مرسل من",
    "تم الإرسال من",
    "الحصول على outlook",
];

fn is_of_a_device(line: &str) -> bool {
    let line = line.trim_matches(['*', '_', ' ', '<', '\u{200f}', '\u{200e}']).to_lowercase();
    line.chars().count() <= 100 && DEVICES.iter().any(|begin| line.starts_with(begin))
}

/// Takes away the sentences before quoted lines that stay. One quotation above everything that was written is
/// what is answered as a whole: it goes too.
fn strip_introductions(lines: &mut Vec<&str>) {
    let Some(first) = lines.iter().position(|line| is_quoted(line)) else { return };
    let mut begin = first;
    while begin > 0 && lines.get(begin - 1).is_some_and(|line| line.trim().is_empty()) {
        begin -= 1;
    }
    let Some(broken) = sentence_at_end(lines.get(..begin).unwrap_or_default()) else { return };
    let above = begin - broken;
    let end = lines.iter().skip(first).position(|line| !is_quoted(line) && !line.trim().is_empty());
    let end = end.map_or(lines.len(), |after| first + after);
    let is_whole = !lines.iter().skip(end).any(|line| is_quoted(line));
    let nothing_above = lines.iter().take(above).all(|line| line.trim().is_empty());
    lines.drain(above..if is_whole && nothing_above { end } else { begin });
}

//! How one input becomes another: a few changes at chance, of bytes, of numbers, of lines, with what has broken readers of
//! its kind before.

use kernel::clock::Random;

/// A longer input only takes longer.
const MOST: usize = 200_000;

/// What many readers stumble over.
const SPECIAL: [&[u8]; 24] = [
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc3\x28",
    b"\xed\xa0\x80",
    b"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80",
    "\u{202e}".as_bytes(),
    "\u{0130}\u{1e9e}\u{fb01}".as_bytes(),
    "e\u{301}".as_bytes(),
    b"\r\n\r\n",
    b"\r",
    b"%00",
    b"%",
    b"&#x110000;",
    b"&lt;",
    b"<![CDATA[",
    b"]]>",
    b"-1",
    b"0",
    b"9223372036854775807",
    b"-9223372036854775808",
    b"1e309",
    b"99999999999999999999",
    b"''\";--",
];

/// A number below `most`; 0 when there is none.
pub fn below(random: &Random, most: usize) -> usize {
    usize::try_from(random.below(u64::try_from(most.max(1)).unwrap_or(1))).unwrap_or(0)
}

/// Another input, made of `from`; `other` is one more of its kind, `words` are those that its reader knows.
pub fn mutate(random: &Random, from: &[u8], other: &[u8], words: &[&str]) -> Vec<u8> {
    let mut input = from.to_vec();
    for _ in 0..=below(random, 6) {
        let (at, end) = span(random, &input);
        match below(random, 12) {
            0 => drop(input.drain(at..end)),
            1 => {
                let part: Vec<u8> = input.get(at..end).unwrap_or_default().to_vec();
                let times = 1 + below(random, if part.len() < 40 { 400 } else { 6 });
                insert(&mut input, at, &part.repeat(times));
            }
            2 => insert(&mut input, at, SPECIAL.get(below(random, SPECIAL.len())).copied().unwrap_or_default()),
            3 | 4 if !words.is_empty() => {
                let word = words.get(below(random, words.len())).copied().unwrap_or_default();
                insert(&mut input, at, word.as_bytes());
            }
            5 => {
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1_u8 << below(random, 8);
                }
            }
            6 => {
                if let Some(byte) = input.get_mut(at) {
                    *byte = u8::try_from(below(random, 256)).unwrap_or(0);
                }
            }
            7 => {
                let (from, to) = span(random, other);
                insert(&mut input, at, other.get(from..to).unwrap_or_default());
            }
            8 => number(random, &mut input, at),
            9 => input.truncate(at),
            10 => {
                let part: Vec<u8> = input.drain(at..end).collect();
                let to = below(random, input.len() + 1);
                insert(&mut input, to, &part);
            }
            _ => lines(random, &mut input),
        }
        input.truncate(MOST);
    }
    input
}

/// A part of the input, mostly a short one.
fn span(random: &Random, input: &[u8]) -> (usize, usize) {
    let at = below(random, input.len() + 1);
    let most = if random.below(4) == 0 { input.len() } else { 16 };
    (at, (at + below(random, most + 1)).min(input.len()))
}

fn insert(input: &mut Vec<u8>, at: usize, what: &[u8]) {
    let at = at.min(input.len());
    drop(input.splice(at..at, what.iter().copied()));
}

/// Puts another number in the place of the next one.
fn number(random: &Random, input: &mut Vec<u8>, from: usize) {
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let Some(start) = input.iter().skip(from).position(is_digit).map(|at| at + from) else { return };
    let end = input.iter().skip(start).position(|byte| !is_digit(byte)).map_or(input.len(), |length| start + length);
    let numbers =
        ["0", "1", "-1", "255", "65536", "2147483648", "4294967296", "9223372036854775808", "31", "13", "9999"];
    let new = numbers.get(below(random, numbers.len())).copied().unwrap_or_default();
    drop(input.splice(start..end, new.bytes()));
}

/// Doubles, drops or moves a line.
fn lines(random: &Random, input: &mut Vec<u8>) {
    let mut lines: Vec<Vec<u8>> = input.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let line = lines.remove(below(random, lines.len()));
    for _ in 0..below(random, 3) {
        let to = below(random, lines.len() + 1);
        lines.insert(to, line.clone());
    }
    *input = lines.join(&b'\n');
}

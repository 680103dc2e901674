#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use super::*;
use crate::languages::KERNEL_TEXTS;

const ENGLISH: &str = "
-house = Fourleaf
hello = Hello
    .title = A greeting
about = About { -house }
answers = { $n ->
    [one] { $n } answer
   *[other] { $n } answers
}
by = by { $who }
";
const ARABIC: &str = "by = كتبه { $who }\nhello = أهلًا";

fn texts() -> Texts {
    Texts::load(&[(Language::English, "a.ftl", ENGLISH), (Language::Arabic, "a.ftl", ARABIC)]).unwrap()
}

#[test]
fn a_text_is_found_by_its_key_or_its_attribute() {
    let texts = texts();
    assert_eq!(texts.text(Language::English, "hello", &[]), "Hello");
    assert_eq!(texts.text(Language::English, "hello.title", &[]), "A greeting");
    assert!(matches!(texts.text(Language::English, "about", &[]), Cow::Borrowed("About Fourleaf")));
}

#[test]
fn numbers_choose_their_form_and_are_written_as_the_language_does() {
    let texts = texts();
    assert_eq!(texts.text(Language::English, "answers", &[("n", 1.into())]), "1 answer");
    assert_eq!(texts.text(Language::English, "answers", &[("n", 1_204.into())]), "1,204 answers");
}

#[test]
fn a_latin_name_is_isolated_in_an_arabic_sentence_only() {
    let texts = texts();
    assert_eq!(texts.text(Language::Arabic, "by", &[("who", "Priya".into())]), "كتبه \u{2068}Priya\u{2069}");
    assert_eq!(texts.text(Language::English, "by", &[("who", "Priya".into())]), "by Priya");
}

#[test]
fn what_is_lacking_falls_back_to_english_and_then_to_the_key() {
    let texts = texts();
    assert_eq!(texts.text(Language::Arabic, "about", &[]), "About Fourleaf");
    assert_eq!(texts.text(Language::Arabic, "nothing.here", &[]), "nothing.here");
    assert_eq!(texts.text(Language::English, "by", &[]), "by {$who}", "a lacking argument shows itself");
    assert!(texts.has(Language::Arabic, "about"));
    assert!(!texts.has(Language::Arabic, "nothing"));
}

#[test]
fn all_mistakes_of_the_files_come_at_once() {
    let sources = [
        (Language::English, "one.ftl", "hello = Hello\nbroken = { $n\n"),
        (Language::English, "two.ftl", "hello = Again\nlost = { -nowhere }\n"),
    ];
    let errors = Texts::load(&sources).err().unwrap();
    assert_eq!(errors.len(), 3, "{errors:#?}");
    assert!(errors[0].starts_with("en/one.ftl, line 2:"), "{errors:#?}");
    assert_eq!(errors[1], "en/two.ftl: the message hello is defined twice");
    assert_eq!(errors[2], "en: lost: Resolver error: Unknown term: -nowhere");
}

#[test]
fn the_kernel_s_texts_are_whole() {
    assert!(Texts::load(KERNEL_TEXTS).is_ok());
    assert_eq!(crate::languages::compare(KERNEL_TEXTS), Vec::<String>::new());
}

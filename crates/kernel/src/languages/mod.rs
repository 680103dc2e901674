//! Languages: what people read, in the language, zone and manner of the one who reads.
//!
//! A request makes one [`Speech`] and hands it to its templates, which ask it for texts, numbers and
//! times. The texts themselves come from Fluent files that the program gives to [`Texts::load`]; the
//! kernel's own are [`KERNEL_TEXTS`]. Nothing here knows who the reader is.

mod completeness;
mod formats;
mod speech;
mod texts;
mod zone;

pub use completeness::{compare, used_keys};
pub use speech::Speech;
pub use texts::{Arg, Source, Texts};
pub use zone::Zone;

use serde::{Deserialize, Serialize};
use std::fmt;

/// The texts of the kernel itself, to be loaded with those of the wings.
pub const KERNEL_TEXTS: &[Source] = &[
    (Language::English, "kernel.ftl", include_str!("../../texts/en/kernel.ftl")),
    (Language::English, "shell.ftl", include_str!("../../texts/en/shell.ftl")),
    (Language::French, "kernel.ftl", include_str!("../../texts/fr/kernel.ftl")),
    (Language::French, "shell.ftl", include_str!("../../texts/fr/shell.ftl")),
    (Language::German, "kernel.ftl", include_str!("../../texts/de/kernel.ftl")),
    (Language::German, "shell.ftl", include_str!("../../texts/de/shell.ftl")),
    (Language::Arabic, "kernel.ftl", include_str!("../../texts/ar/kernel.ftl")),
    (Language::Arabic, "shell.ftl", include_str!("../../texts/ar/shell.ftl")),
];

/// A language that the product speaks. English is the one that all others fall back to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "fr")]
    French,
    #[serde(rename = "de")]
    German,
    #[serde(rename = "ar")]
    Arabic,
}

impl Language {
    pub const ALL: [Language; 4] = [Self::English, Self::French, Self::German, Self::Arabic];

    /// The code for `lang` attributes (BCP 47), settings and folders.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::German => "de",
            Self::Arabic => "ar",
        }
    }

    /// The language's own name for itself, as a chooser shows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::French => "Français",
            Self::German => "Deutsch",
            Self::Arabic => "العربية",
        }
    }

    /// The value of the `dir` attribute.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Arabic => "rtl",
            Self::English | Self::French | Self::German => "ltr",
        }
    }

    /// The language of a tag: `de`, `de-AT` and `DE_at` are German.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The language that an `Accept-Language` header (RFC 9110, 12.5.4) likes best of those spoken
    /// here. `None` when it names none of them, or only `*`: then the installation's own applies.
    pub fn negotiate(accept_language: &str) -> Option<Self> {
        let mut best: Option<(Self, u16)> = None;
        for range in accept_language.split(',') {
            let Some((language, quality)) = read_range(range) else { continue };
            if quality > best.map_or(0, |(_, quality)| quality) {
                best = Some((language, quality));
            }
        }
        best.map(|(language, _)| language)
    }
}

/// One range of the header with its quality in thousandths; `None` for what is not spoken here.
fn read_range(range: &str) -> Option<(Language, u16)> {
    let mut parts = range.split(';');
    let language = Language::parse(parts.next()?)?;
    let quality = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| thousandths(value.trim()))
    });
    Some((language, quality.unwrap_or(1000)))
}

/// `0.8` is 800. What is not a quality counts as 0: a broken wish is no wish.
fn thousandths(quality: &str) -> u16 {
    let (whole, fraction) = quality.split_once('.').unwrap_or((quality, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    let fraction: u16 = format!("{fraction:0<3}").parse().unwrap_or(0);
    match whole {
        "1" => 1000,
        "0" | "" => fraction,
        _ => 0,
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_s_wishes_are_weighed() {
        assert_eq!(Language::negotiate("de-AT,de;q=0.9,en;q=0.8"), Some(Language::German));
        assert_eq!(Language::negotiate("pt, en;q=0.5, fr;q=0.7"), Some(Language::French));
        assert_eq!(Language::negotiate("fr;q=0, ar;q=0.001"), Some(Language::Arabic));
        assert_eq!(Language::negotiate("en;q=0.8, de;q=0.8"), Some(Language::English), "the first of equals");
        assert_eq!(Language::negotiate("*"), None);
        assert_eq!(Language::negotiate(""), None);
        assert_eq!(Language::negotiate(";q=,,fr;q=loud"), None);
    }

    #[test]
    fn a_language_has_many_tags_and_one_code() {
        for language in Language::ALL {
            assert_eq!(Language::parse(language.code()), Some(language));
        }
        assert_eq!(Language::parse("FR_ca"), Some(Language::French));
        assert_eq!(Language::parse("frisian"), None);
    }
}

//! The texts: Fluent messages of all files and languages.
//!
//! Loading reports every mistake at once, so that a test or a start shows the whole list. A message
//! that needs no argument is resolved while loading: most texts of a page are a look-up in a table.
//! In Arabic what is filled in is isolated (Unicode directional marks), so that a Latin name does
//! not turn the sentence around it; the other languages go without the marks.

use super::Language;
use super::formats::formats;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::ResolverError;
use fluent_bundle::resolver::errors::ReferenceKind;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::ast;
use intl_memoizer::concurrent::IntlLangMemoizer;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};
use unic_langid::LanguageIdentifier;

/// A Fluent file: its language, its name for messages about it, its content.
pub type Source = (Language, &'static str, &'static str);

/// A value filled into a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg<'a> {
    Text(Cow<'a, str>),
    Number(i64),
}

/// All texts in all languages.
pub struct Texts {
    english: Loaded,
    french: Loaded,
    german: Loaded,
    arabic: Loaded,
    /// What has been complained about: once is enough for the log.
    reported: Mutex<HashSet<String>>,
}

struct Loaded {
    language: Language,
    plain: HashMap<String, Box<str>>,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// Reads all files. On failure: every syntax error, every key that is defined twice, every
    /// reference to a message, term or function that does not exist.
    pub fn load(sources: &[Source]) -> Result<Self, Vec<String>> {
        let mut errors = Vec::new();
        let texts = Self {
            english: Loaded::new(Language::English, sources, &mut errors),
            french: Loaded::new(Language::French, sources, &mut errors),
            german: Loaded::new(Language::German, sources, &mut errors),
            arabic: Loaded::new(Language::Arabic, sources, &mut errors),
            reported: Mutex::new(HashSet::new()),
        };
        if errors.is_empty() { Ok(texts) } else { Err(errors) }
    }

    /// Whether there is a text for `key` in any language that a reader of `language` may get.
    pub fn has(&self, language: Language, key: &str) -> bool {
        self.of(language).pattern(key).or_else(|| self.english.pattern(key)).is_some()
    }

    /// The text of `key` (`message` or `message.attribute`), in English when `language` lacks it,
    /// else the key itself. What was lacking is logged once.
    pub fn text(&self, language: Language, key: &str, args: &[(&str, Arg<'_>)]) -> Cow<'_, str> {
        let loaded = self.of(language);
        if let Some(text) = loaded.plain.get(key) {
            return Cow::Borrowed(text);
        }
        for candidate in [loaded, &self.english] {
            if let Some((text, errors)) = candidate.format(key, args) {
                if candidate.language != language {
                    self.report(language, key, "there is only an English text");
                }
                if let Some(error) = errors.first() {
                    self.report(language, key, &error.to_string());
                }
                return text;
            }
        }
        self.report(language, key, "there is no text");
        Cow::Owned(key.to_owned())
    }

    fn of(&self, language: Language) -> &Loaded {
        match language {
            Language::English => &self.english,
            Language::French => &self.french,
            Language::German => &self.german,
            Language::Arabic => &self.arabic,
        }
    }

    fn report(&self, language: Language, key: &str, problem: &str) {
        let mut reported = self.reported.lock().unwrap_or_else(PoisonError::into_inner);
        // Keys come from code and their number is small; the bound is for a key made from input.
        if reported.len() < 10_000 && reported.insert(format!("{language} {key}")) {
            tracing::error!(%language, key, problem, "text");
        }
    }
}

impl Loaded {
    fn new(language: Language, sources: &[Source], errors: &mut Vec<String>) -> Self {
        let mut loaded = Self { language, plain: HashMap::new(), bundle: bundle(language) };
        let mut keys = Vec::new();
        for (_, file, source) in sources.iter().filter(|(of, _, _)| *of == language) {
            keys.extend(loaded.add(file, source, errors));
        }
        for key in keys {
            loaded.resolve(key, errors);
        }
        loaded
    }

    /// Takes in a file; returns the keys it defines.
    fn add(&mut self, file: &str, source: &str, errors: &mut Vec<String>) -> Vec<String> {
        let language = self.language;
        let resource = match FluentResource::try_new(source.to_owned()) {
            Ok(resource) => resource,
            Err((resource, problems)) => {
                errors.extend(problems.iter().map(|problem| {
                    let line = source.get(..problem.pos.start).unwrap_or_default().lines().count().max(1);
                    format!("{language}/{file}, line {line}: {problem}")
                }));
                resource
            }
        };
        let keys = resource.entries().flat_map(keys_of).collect();
        if let Err(problems) = self.bundle.add_resource(resource) {
            errors.extend(problems.iter().map(|problem| match problem {
                FluentError::Overriding { kind, id } => format!("{language}/{file}: the {kind} {id} is defined twice"),
                other => format!("{language}/{file}: {other}"),
            }));
        }
        keys
    }

    /// Keeps the finished text of a message that needs no argument, and finds broken references.
    fn resolve(&mut self, key: String, errors: &mut Vec<String>) {
        let Some((text, problems)) = self.format(&key, &[]) else { return };
        let broken = problems.iter().filter(|problem| !is_argument(problem));
        errors.extend(broken.map(|problem| format!("{}: {key}: {problem}", self.language)));
        if problems.is_empty() {
            let text = Box::from(text.as_ref());
            self.plain.insert(key, text);
        }
    }

    fn format(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<(Cow<'_, str>, Vec<FluentError>)> {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            values.set((*name).to_owned(), value.to_fluent());
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(self.pattern(key)?, Some(&values), &mut errors);
        Some((Cow::Owned(text.into_owned()), errors))
    }

    fn pattern(&self, key: &str) -> Option<&ast::Pattern<&str>> {
        match key.split_once('.') {
            None => self.bundle.get_message(key)?.value(),
            Some((message, attribute)) => Some(self.bundle.get_message(message)?.get_attribute(attribute)?.value()),
        }
    }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let tag: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(language.direction() == "rtl");
    let formatter: fn(&FluentValue<'_>, &IntlLangMemoizer) -> Option<String> = match language {
        Language::English => |value, _| number_in(Language::English, value),
        Language::French => |value, _| number_in(Language::French, value),
        Language::German => |value, _| number_in(Language::German, value),
        Language::Arabic => |value, _| number_in(Language::Arabic, value),
    };
    bundle.set_formatter(Some(formatter));
    // Fails only for a function that is there already, and the bundle is new.
    bundle.add_builtins().unwrap_or_default();
    bundle
}

fn number_in(language: Language, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    Some(formats(language).plain_number(&number.as_string(), number.options.use_grouping))
}

fn keys_of(entry: &ast::Entry<&str>) -> Vec<String> {
    let ast::Entry::Message(message) = entry else { return Vec::new() };
    let attributes = message.attributes.iter().map(|attribute| format!("{}.{}", message.id.name, attribute.id.name));
    message.value.iter().map(|_| message.id.name.to_owned()).chain(attributes).collect()
}

/// An argument that is not there yet is no mistake of the file.
fn is_argument(problem: &FluentError) -> bool {
    matches!(problem, FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { .. })))
}

impl Arg<'_> {
    fn to_fluent(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Self::Number(number) => FluentValue::from(*number),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Arg<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Arg<'_> {
    fn from(number: i32) -> Self {
        Self::Number(i64::from(number))
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
#[path = "texts_tests.rs"]
mod tests;

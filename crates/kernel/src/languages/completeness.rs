//! Whether every language says everything, and whether every text is said.
//!
//! For the tests of the program, which alone has all files: [`compare`] holds each language against
//! English, [`used_keys`] finds the keys that code and templates ask for.

use super::{Language, Source};
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The arguments of each key (`message` or `message.attribute`).
type Keys = BTreeMap<String, BTreeSet<String>>;

/// What the languages lack or have too much, compared with English. Terms are a language's own
/// business. A language without any file is not compared.
pub fn compare(sources: &[Source]) -> Vec<String> {
    let english = keys_of(Language::English, sources);
    let mut findings = Vec::new();
    for language in Language::ALL.into_iter().filter(|language| *language != Language::English) {
        if sources.iter().any(|(of, _, _)| *of == language) {
            hold_against(&english, &keys_of(language, sources), language, &mut findings);
        }
    }
    findings
}

/// The keys in calls of `t`, `tn` and `ta` with a literal key, in Rust code or in a template.
pub fn used_keys(source_text: &str) -> HashSet<String> {
    source_text.match_indices('(').filter_map(|(at, _)| read_call(source_text, at)).map(str::to_owned).collect()
}

fn read_call(source: &str, parenthesis: usize) -> Option<&str> {
    let before = source.get(..parenthesis)?;
    let name_at = before.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
    // What precedes the name may be a character of several bytes: then this is no call of ours.
    if !matches!(before.get(name_at..)?, "t" | "tn" | "ta" | "t1" | "t2") {
        return None;
    }
    let (key, _) = source.get(parenthesis + 1..)?.trim_start().strip_prefix('"')?.split_once('"')?;
    let proper = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    proper.then_some(key)
}

fn hold_against(english: &Keys, other: &Keys, language: Language, findings: &mut Vec<String>) {
    for (key, arguments) in english {
        match other.get(key) {
            None => findings.push(format!("{language}: {key} is missing")),
            Some(own) => {
                findings.extend(arguments.difference(own).map(|name| format!("{language}: {key} lacks ${name}")));
                findings.extend(
                    own.difference(arguments).map(|name| format!("{language}: {key} has an additional ${name}")),
                );
            }
        }
    }
    findings.extend(
        other.keys().filter(|key| !english.contains_key(*key)).map(|key| format!("{language}: {key} is additional")),
    );
}

fn keys_of(language: Language, sources: &[Source]) -> Keys {
    let mut keys = Keys::new();
    for (_, _, source) in sources.iter().filter(|(of, _, _)| *of == language) {
        // Syntax errors are the loader's to report; here counts what could be read.
        let resource = parser::parse_runtime(*source).unwrap_or_else(|(resource, _)| resource);
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            if let Some(pattern) = &message.value {
                keys.insert(message.id.name.to_owned(), arguments_of(pattern));
            }
            for attribute in &message.attributes {
                keys.insert(format!("{}.{}", message.id.name, attribute.id.name), arguments_of(&attribute.value));
            }
        }
    }
    keys
}

fn arguments_of(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    walk_pattern(pattern, &mut names);
    names
}

fn walk_pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk_expression(expression, names);
        }
    }
}

fn walk_expression(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, names),
        Expression::Select { selector, variants } => {
            walk_inline(selector, names);
            for variant in variants {
                walk_pattern(&variant.value, names);
            }
        }
    }
}

fn walk_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => walk_call(arguments, names),
        InlineExpression::TermReference { arguments: Some(arguments), .. } => walk_call(arguments, names),
        InlineExpression::Placeable { expression } => walk_expression(expression, names),
        _ => {}
    }
}

fn walk_call(arguments: &CallArguments<&str>, names: &mut BTreeSet<String>) {
    let named = arguments.named.iter().map(|argument| &argument.value);
    for value in arguments.positional.iter().chain(named) {
        walk_inline(value, names);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_held_against_english() {
        let findings = compare(&[
            (Language::English, "a.ftl", "one = { $who } wrote\n    .title = Title\ntwo = Two"),
            (Language::German, "a.ftl", "one = Jemand schrieb { NUMBER($n) }\nthree = Drei\n-own = Eigenes"),
        ]);
        assert_eq!(
            findings,
            [
                "de: one lacks $who",
                "de: one has an additional $n",
                "de: one.title is missing",
                "de: two is missing",
                "de: three is additional",
            ]
        );
    }

    #[test]
    fn keys_are_found_in_code_and_in_templates() {
        let rust = "speech.t(\"space-title\"); s.ta(\n    \"space-by\",\n    &[]); at(\"no\"); t(key); é.t(\"yes\")";
        let template = r#"<h1 title="{{ s.t("home.title") }}">{{ s.tn("home-answers", n) }}</h1> format!("nothing")"#;
        let mut found: Vec<String> = used_keys(&format!("{rust}{template}")).into_iter().collect();
        found.sort();
        assert_eq!(found, ["home-answers", "home.title", "space-by", "space-title", "yes"]);
    }
}

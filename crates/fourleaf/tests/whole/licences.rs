//! Licences: nothing that would bind a company's own changes.

use crate::sources::{none, root};
use cargo_metadata::MetadataCommand;

/// MPL-2.0 binds changes of its own files and nothing around them.
const FINE: [&str; 18] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OFL-1.1",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
    "BlueOak-1.0.0",
];

/// Texts that a test reads and that go into nothing: the examples of CommonMark (CC-BY-SA-4.0).
const ONLY_READ: [&str; 1] = ["node_modules/commonmark-spec"];

/// Packages that name their licence in a file alone, and the licence that stands in it.
const IN_A_FILE: [(&str, &str); 1] = [("node_modules/khroma", "MIT")];

/// True when the expression (SPDX) can be met with licences that are fine: one of each choice, and all
/// of what is joined.
fn fits(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    let mut tokens: Vec<String> =
        expression.replace('(', " ( ").replace(')', " ) ").split_whitespace().map(str::to_owned).collect();
    tokens.reverse();
    either(&mut tokens)
}

fn either(tokens: &mut Vec<String>) -> bool {
    let mut fine = both(tokens);
    while tokens.last().is_some_and(|token| token == "OR") {
        tokens.pop();
        let next = both(tokens);
        fine = fine || next;
    }
    fine
}

fn both(tokens: &mut Vec<String>) -> bool {
    let mut fine = one(tokens);
    while tokens.last().is_some_and(|token| token == "AND") {
        tokens.pop();
        let next = one(tokens);
        fine = fine && next;
    }
    fine
}

fn one(tokens: &mut Vec<String>) -> bool {
    let Some(token) = tokens.pop() else { return false };
    if token == "(" {
        let fine = either(tokens);
        tokens.pop();
        return fine;
    }
    if tokens.last().is_some_and(|token| token == "WITH") {
        tokens.pop();
        let exception = tokens.pop().unwrap_or_default();
        let whole = format!("{token} WITH {exception}");
        return FINE.contains(&whole.as_str());
    }
    FINE.contains(&token.as_str())
}

#[test]
fn expressions_are_read_as_spdx_means_them() {
    assert!(fits("MIT OR GPL-3.0"));
    assert!(fits("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(fits("MIT/Apache-2.0"));
    assert!(!fits("MIT AND AGPL-3.0"));
    assert!(!fits("GPL-2.0 WITH Classpath-exception-2.0"));
    assert!(!fits(""));
}

fn host() -> String {
    let told = std::process::Command::new("rustc").arg("-vV").output().expect("rustc");
    let told = String::from_utf8(told.stdout).unwrap();
    told.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host").to_owned()
}

#[test]
fn every_crate_has_a_licence_that_fits() {
    let metadata = MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        // What is only for other systems is not here and does not ship from here.
        .other_options(["--locked", "--offline", "--filter-platform", &host()].map(str::to_owned))
        .exec()
        .expect("cargo metadata");
    assert!(metadata.packages.len() > 100);
    let findings: Vec<String> = metadata
        .packages
        .iter()
        .filter(|package| !fits(package.license.as_deref().unwrap_or_default()))
        .map(|package| format!("{} {}: {:?}", package.name, package.version, package.license))
        .collect();
    none(&findings, "licences of crates");
}

#[test]
fn every_npm_package_has_a_licence_that_fits() {
    let lock = std::fs::read_to_string(root().join("web/package-lock.json")).unwrap();
    let lock: serde_json::Value = serde_json::from_str(&lock).unwrap();
    let packages = lock["packages"].as_object().unwrap();
    let findings: Vec<String> = packages
        .iter()
        .filter(|(name, package)| !(ONLY_READ.contains(&name.as_str()) && package["dev"] == true))
        .filter(|(_, package)| package["link"] != true)
        .filter(|(name, package)| {
            let in_a_file = IN_A_FILE.iter().find(|(named, _)| named == name).map(|(_, licence)| *licence);
            let licence = package["license"].as_str().or(in_a_file).unwrap_or_default();
            !name.is_empty() && !fits(licence)
        })
        .map(|(name, package)| format!("{name}: {}", package["license"]))
        .collect();
    none(&findings, "licences of npm packages");
}

//! Who may know of whom: wings, capabilities within a wing, and who may make a `Seen`.

use crate::sources::{files, none, root};

/// Each wing may use those before it; the four of one rank know nothing of each other.
const RANKS: [&[&str]; 5] =
    [&["kernel"], &["community"], &["knowledge", "trust", "outreach", "insight"], &["gateway"], &["fourleaf"]];

fn rank(wing: &str) -> Option<usize> {
    RANKS.iter().position(|wings| wings.contains(&wing))
}

/// Wings as they are named in code: `word::`.
fn names(code: &str, wing: &str) -> bool {
    code.match_indices(&format!("{wing}::")).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

#[test]
fn a_wing_uses_only_those_below_it() {
    let all: Vec<&str> = RANKS.iter().flat_map(|wings| wings.iter().copied()).collect();
    let mut findings = Vec::new();
    for entry in std::fs::read_dir(root().join("crates")).unwrap() {
        let wing = entry.unwrap().file_name().into_string().unwrap();
        let own = rank(&wing).unwrap_or_else(|| panic!("the wing {wing} has no rank: add it to RANKS"));
        let manifest = std::fs::read_to_string(root().join("crates").join(&wing).join("Cargo.toml")).unwrap();
        for other in all.iter().filter(|other| **other != wing && rank(other) >= Some(own)) {
            if manifest
                .lines()
                .any(|line| line.starts_with(&format!("{other}.")) || line.starts_with(&format!("{other} =")))
            {
                findings.push(format!("{wing} depends on {other}"));
            }
            for source in files(&format!("crates/{wing}/src"), ".rs") {
                if names(&source.code(), other) && *other != "fourleaf" {
                    findings.push(format!("{} uses {other}", source.path));
                }
            }
        }
    }
    none(&findings, "a wing uses only those below it");
}

#[test]
fn a_capability_uses_only_those_listed_before_it() {
    let mut findings = Vec::new();
    for wing in ["community", "knowledge", "trust", "outreach", "insight", "gateway"] {
        let Ok(lib) = std::fs::read_to_string(root().join(format!("crates/{wing}/src/lib.rs"))) else { continue };
        let listed = lib.split("fn capability()").nth(1).unwrap_or_default();
        // The rank is the order in which the wing puts its capabilities together.
        let mut ranked: Vec<(usize, String)> = lib
            .lines()
            .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
            .filter_map(|name| Some((listed.find(&format!("{name}::capability()"))?, name.to_owned())))
            .collect();
        ranked.sort();
        for (nth, (_, name)) in ranked.iter().enumerate() {
            for source in files(&format!("crates/{wing}/src/{name}"), ".rs").iter().filter(|source| !source.is_test()) {
                let code = source.code();
                for (_, later) in &ranked[nth + 1..] {
                    if code.contains(&format!("crate::{later}::")) || code.contains(&format!("crate::{later};")) {
                        findings.push(format!("{} uses {later}, which comes after {name}", source.path));
                    }
                }
            }
        }
    }
    none(&findings, "a capability uses only those listed before it");
}

#[test]
fn only_access_makes_what_a_viewer_may_see() {
    let findings: Vec<String> = files("crates", ".rs")
        .iter()
        .filter(|source| !source.path.ends_with("/access.rs") && !source.is_test())
        .filter(|source| source.code().contains("Seen::admit") || source.code().contains("Editable::admit"))
        .map(|source| source.path.clone())
        .collect();
    none(&findings, "Seen and Editable are admitted in files named access.rs alone");
}

/// What a member writes is screened; only the program itself writes without being asked about.
#[test]
fn only_the_program_itself_writes_without_a_screen() {
    let mut findings = Vec::new();
    for source in files("crates", ".rs").iter().filter(|source| !source.is_test()) {
        let own = source.path.contains("fourleaf/src/demo") || source.path.contains("fourleaf/src/bench");
        if source.code().contains("Screening::Nobody") && !own && !source.path.ends_with("posts/screening.rs") {
            findings.push(source.path.clone());
        }
    }
    none(&findings, "only the sample company and the measurements write what nobody is asked about");
}

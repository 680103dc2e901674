//! The repository as files.

use std::path::{Path, PathBuf};

/// A file of the repository; `path` begins at its root.
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    /// The text without comments and without the tests at its end: what the program does.
    pub fn code(&self) -> String {
        let own = self.text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        own.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    }

    pub fn is_test(&self) -> bool {
        ["/tests.rs", "/testing.rs", "_tests.rs"].iter().any(|end| self.path.ends_with(end))
            || self.path.contains("/tests/")
    }
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// All files below `folder` with this ending.
pub fn files(folder: &str, ending: &str) -> Vec<Source> {
    let root = root();
    let mut found = Vec::new();
    walk(&root, &root.join(folder), ending, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn walk(root: &Path, folder: &Path, ending: &str, found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !["target", "node_modules", "dist"].contains(&path.file_name().unwrap().to_str().unwrap()) {
                walk(root, &path, ending, found);
            }
        } else if path.to_string_lossy().ends_with(ending) {
            let shown = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            found.push(Source { path: shown, text: std::fs::read_to_string(&path).unwrap() });
        }
    }
}

/// Fails with all findings at once.
pub fn none(findings: &[String], rule: &str) {
    assert!(findings.is_empty(), "{rule}:\n{}", findings.join("\n"));
}

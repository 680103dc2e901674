//! Paragraphs of the company's own charter, as reports and decisions cite them: by the exact version, so that they read
//! the same whatever the charter says later.

use crate::charter::{self, Paragraph};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::viewer::Viewer;
use serde::Serialize;
use utoipa::ToSchema;

/// A paragraph that can be cited now: POLICY#ANCHOR, and how it is headed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Citable {
    pub word: String,
    pub heading: String,
}

/// A paragraph of the charter, as it was when it was cited.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, ToSchema)]
pub struct Cited {
    pub url: String,
    pub heading: String,
}

impl Cited {
    /// Of what is kept, POLICY/VERSION#ANCHOR|HEADING; none when nothing was cited.
    pub fn of(kept: &str) -> Option<Self> {
        let (place, heading) = kept.split_once('|')?;
        let (version, anchor) = place.split_once('#')?;
        let (policy, number) = version.split_once('/')?;
        let url = format!("/charter/{policy}/versions/{number}#{anchor}");
        Some(Self { url, heading: heading.to_owned() })
    }
}

/// The word by which the same paragraph is cited now, of what is kept; empty when nothing was cited.
pub fn word_of(kept: &str) -> String {
    let place = kept.split_once('|').map_or("", |(place, _)| place);
    let parts = place.split_once('#').and_then(|(version, anchor)| Some((version.split_once('/')?.0, anchor)));
    parts.map(|(policy, anchor)| format!("{policy}#{anchor}")).unwrap_or_default()
}

/// Everything that holds for anybody.
pub async fn all(tx: &Tx) -> Result<Vec<Citable>> {
    Ok(charter::paragraphs(tx).await?.iter().map(citable).collect())
}

/// What holds for this viewer.
pub async fn for_viewer(tx: &Tx, viewer: &Viewer) -> Result<Vec<Citable>> {
    Ok(known(tx, viewer).await?.iter().map(citable).collect())
}

/// What is kept of a paragraph that a decision cites; nothing of nothing.
pub async fn kept(tx: &Tx, wanted: &str) -> Result<String> {
    if wanted.is_empty() {
        return Ok(String::new());
    }
    find(&charter::paragraphs(tx).await?, wanted)
}

/// As [`kept`], of what holds for this viewer.
pub async fn kept_by(tx: &Tx, viewer: &Viewer, wanted: &str) -> Result<String> {
    if wanted.is_empty() {
        return Ok(String::new());
    }
    find(&known(tx, viewer).await?, wanted)
}

type Known = (String, i64, Paragraph);

async fn known(tx: &Tx, viewer: &Viewer) -> Result<Vec<Known>> {
    let policies = charter::holding(tx, viewer).await?;
    let all = charter::paragraphs(tx).await?;
    Ok(all.into_iter().filter(|(policy, ..)| policies.iter().any(|row| row.slug == *policy)).collect())
}

fn citable((policy, _, paragraph): &Known) -> Citable {
    Citable { word: format!("{policy}#{}", paragraph.anchor), heading: paragraph.heading.clone() }
}

fn find(known: &[Known], wanted: &str) -> Result<String> {
    let found = known.iter().find(|one| citable(one).word == wanted);
    let (policy, number, paragraph) = found.ok_or_else(|| Error::field("cites", "not-allowed"))?;
    Ok(format!("{policy}/{number}#{}|{}", paragraph.anchor, paragraph.heading))
}

//! Why one was offered a question: kept as ids, and read again as the reader may see them now.

use community::people::Proof;
use community::posts::access::VISIBLE;
use community::viewer_args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::Viewer;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

/// Something that shows why one is asked.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Reason {
    /// accepted-answer, answer, curated-page, page or skill.
    pub kind: String,
    pub title: String,
    pub url: Option<String>,
}

impl Reason {
    pub fn text(&self) -> &'static str {
        match self.kind.as_str() {
            "accepted-answer" => "experts-proof-accepted",
            "answer" => "experts-proof-answer",
            "curated-page" => "experts-proof-curated",
            "page" => "experts-proof-page",
            _ => "experts-proof-skill",
        }
    }
}

/// A proof as it is stored with an offer. The words of a post are not: who reads them may change.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    kind: String,
    post: Option<Id>,
    /// The skill, which is the reader's own.
    skill: Option<String>,
    url: Option<String>,
}

/// What is stored of the proofs, as JSON.
pub fn keep(proofs: &[Proof]) -> Result<String> {
    let kept: Vec<Kept> = proofs
        .iter()
        .map(|proof| Kept {
            kind: proof.kind.to_owned(),
            post: proof.post,
            skill: proof.post.is_none().then(|| proof.title.clone()),
            url: proof.url.clone(),
        })
        .collect();
    Ok(serde_json::to_string(&kept)?)
}

/// The reasons of several offers, in their order. One that the viewer may not read any more is left out.
pub async fn readable(tx: &Tx, viewer: &Viewer, offers: &[&str]) -> Result<Vec<Vec<Reason>>> {
    let kept = offers.iter().map(|kept| Ok(serde_json::from_str(kept)?)).collect::<Result<Vec<Vec<Kept>>>>()?;
    let posts: Vec<Id> = kept.iter().flatten().filter_map(|kept| kept.post).collect();
    let titles = titles(tx, viewer, posts).await?;
    let reason = |kept: Kept| {
        let title = match kept.post {
            Some(post) => titles.get(&post)?.clone(),
            None => kept.skill?,
        };
        Some(Reason { kind: kept.kind, title, url: kept.url })
    };
    Ok(kept.into_iter().map(|of_one| of_one.into_iter().filter_map(reason).collect()).collect())
}

/// Of each post that may be read, what it is called: an answer is called as its question.
async fn titles(tx: &Tx, viewer: &Viewer, posts: Vec<Id>) -> Result<HashMap<Id, String>> {
    if posts.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "select p.id, r.title from posts p cross join posts r
         where p.id in (each($4)) and r.id = coalesce(p.root, p.id) and r.state = 'published' and {}",
        *VISIBLE
    );
    let rows: Vec<(Id, String)> = tx.rows(&sql, viewer_args![viewer, posts]).await?;
    Ok(rows.into_iter().collect())
}

//! From a question to those who may know the answer.

use super::evidence::{self, Evidence};
use super::formula::contribution;
use community::analyses::{self, Analysis};
use community::people::directory::cards;
use community::people::{Knower, Proof};
use community::search;
use kernel::app::App;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::Viewer;
use std::collections::HashMap;
use std::sync::Arc;

/// What is like a question tells who knows: questions by their answers, answers and pages by who wrote them.
const KINDS: [&str; 3] = ["question", "answer", "page"];
/// Proofs that are shown beside a name.
const PROOFS: usize = 3;
/// A score below this is no more than one old answer to something remote.
const LEAST: f64 = 0.1;

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub text: String,
    /// Tags that were given; the whole text is tried as one too.
    pub tags: Vec<String>,
    /// The question itself, which is no proof.
    pub question: Option<Id>,
    /// Those who are not wanted: who asks.
    pub without: Vec<Id>,
    pub most: usize,
}

/// The members whose record says most about it, the best first, each with its best proofs.
pub async fn who_may_know(app: &App, viewer: &Arc<Viewer>, asked: Asked) -> Result<Vec<Knower>> {
    let like = search::likeness(app, viewer, &asked.text, &KINDS).await?;
    let named = search::who_may_know(app, viewer, &asked.text).await?;
    let viewer = viewer.clone();
    app.db
        .read(async move |tx: &Tx| {
            let evidence = evidence::gather(tx, &viewer, &asked, &like, &named).await?;
            ranked(tx, &viewer, &asked, evidence).await
        })
        .await
}

#[derive(Default)]
struct Sum {
    score: f64,
    proofs: Vec<(f64, Proof)>,
}

async fn ranked(tx: &Tx, viewer: &Viewer, asked: &Asked, evidence: Vec<Evidence>) -> Result<Vec<Knower>> {
    let mut sums = sums(evidence, tx.now());
    let all: Vec<Id> = sums.keys().copied().collect();
    let without = analyses::without(tx, Analysis::Experts, &all).await?;
    sums.retain(|member, _| !without.contains(member));
    sums.retain(|member, sum| sum.score >= LEAST && !sum.proofs.is_empty() && !asked.without.contains(member));
    let mut order: Vec<(Id, f64)> = sums.iter().map(|(member, sum)| (*member, sum.score)).collect();
    order.sort_by(|(one, a), (two, b)| b.total_cmp(a).then(one.cmp(two)));
    // Some of them may be gone, or not be known to the viewer.
    order.truncate(asked.most * 2);
    let ids: Vec<Id> = order.iter().map(|(member, _)| *member).collect();
    let mut cards = cards(tx, viewer, &ids).await?;
    let found = order.into_iter().filter_map(|(member, score)| {
        let mut proofs = sums.remove(&member)?.proofs;
        proofs.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let because = proofs.into_iter().map(|(_, proof)| proof).take(PROOFS).collect();
        Some(Knower { card: cards.remove(&member)?, score: (score * 100.0).round() / 100.0, because })
    });
    Ok(found.take(asked.most).collect())
}

fn sums(evidence: Vec<Evidence>, now: Millis) -> HashMap<Id, Sum> {
    let mut sums: HashMap<Id, Sum> = HashMap::new();
    for Evidence { member, deed, relevance, at, proof } in evidence {
        let worth = contribution(deed, relevance, now - at);
        let sum = sums.entry(member).or_default();
        sum.score += worth;
        if let Some(proof) = proof.filter(|_| worth > 0.0) {
            sum.proofs.push((worth, proof));
        }
    }
    sums
}

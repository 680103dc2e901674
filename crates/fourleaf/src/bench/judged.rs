//! `fourleaf bench --judged FOLDER`: how good the order of results is, by questions whose answers are known.
//!
//! The folders are imported into an installation of their own; the questions and the names of the files
//! that answer them best stand in `judged.json`. Told are nDCG@10 (K. Järvelin, J. Kekäläinen, "Cumulated
//! gain-based evaluation of IR techniques", 2002; the best file gains 3, the second 2, others 1) and the mean
//! of 1/rank of the first file that answers.

use crate::compose::{self, Program};
use community::identity::{self, MemberState, NewMember, NewOrganisation, OrganisationKind};
use community::search::{Sort, posts_for};
use community::spaces::{self, Audience};
use gateway::transfer::{self, Folder, Manner};
use kernel::app::App;
use kernel::configuration::Configuration;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::Viewer;
use serde::Deserialize;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

const QUESTIONS: &str = include_str!("judged.json");
pub const SPACE: &str = "judged";
const AT: usize = 10;

#[derive(Debug, Deserialize)]
struct Question {
    q: String,
    /// Names of files, the best first.
    best: Vec<String>,
}

/// What the results of one order are worth.
#[derive(Debug, Default, Clone, Copy)]
struct Worth {
    ndcg: f64,
    mrr: f64,
}

pub async fn judge(folders: &[PathBuf]) -> Result<()> {
    let data = tempfile::Builder::new().prefix("fourleaf-judged-").tempdir_in(".")?;
    let configuration = Configuration::load(data.path(), None, []).map_err(|said| Error::internal(said.join("\n")))?;
    let Program { app, .. } = compose::open(configuration).await?;
    let viewer = Arc::new(settle(&app).await?);
    for path in folders {
        let folder = Folder {
            path: path.clone(),
            space: SPACE.to_owned(),
            kind: "article".to_owned(),
            author: Some(SPACE.to_owned()),
            pictures: Vec::new(),
        };
        println!("{}: {}", path.display(), transfer::posts(&app, &folder, Manner::default()).await?);
    }
    app.search.catch_up(&app).await?;
    let names = names(&app).await?;
    let questions: Vec<Question> = serde_json::from_str(QUESTIONS)?;
    println!("{} questions, {} texts\n\n{:<24} {:>8} {:>8}", questions.len(), names.len(), "order", "nDCG@10", "MRR");
    for (sort, told) in
        [(Sort::Words, "words alone"), (Sort::Neutral, "same for everyone"), (Sort::Best, "best for the viewer")]
    {
        let mut sum = Worth::default();
        for question in &questions {
            let found = posts_for(&app, &viewer, &question.q, sort).await?;
            let worth = worth(question, &found, &names);
            sum = Worth { ndcg: sum.ndcg + worth.ndcg, mrr: sum.mrr + worth.mrr };
            if sort == Sort::Best && worth.mrr < 0.2 {
                eprintln!("not among the first five: {}", question.q);
            }
        }
        let count = f64::from(u32::try_from(questions.len().max(1)).unwrap_or(1));
        println!("{told:<24} {:>8.3} {:>8.3}", sum.ndcg / count, sum.mrr / count);
    }
    Ok(())
}

/// Somebody who asks, and a place for the texts.
pub async fn settle(app: &App) -> Result<Viewer> {
    app.db
        .write(async move |tx: &Tx| {
            let own = NewOrganisation {
                slug: SPACE.to_owned(),
                name: SPACE.to_owned(),
                kind: OrganisationKind::Own,
                ..NewOrganisation::default()
            };
            let organisation = identity::ops::create_organisation(tx, &own).await?;
            let new = NewMember {
                handle: SPACE.to_owned(),
                name: SPACE.to_owned(),
                organisation,
                state: MemberState::Active,
                created: tx.now(),
                ..NewMember::default()
            };
            let member = identity::ops::create_member(tx, &new).await?;
            let space = spaces::types::NewSpace {
                slug: SPACE.to_owned(),
                name: SPACE.to_owned(),
                audience: Audience::Internal,
                ..spaces::types::NewSpace::default()
            };
            spaces::ops::create(tx, Some(member), &space).await?;
            identity::queries::viewer_of(tx, member).await
        })
        .await
}

/// The name of the file that each post came from.
async fn names(app: &App) -> Result<HashMap<Id, String>> {
    let sql = "select id, source_key from posts where source_key is not null";
    let rows: Vec<(Id, String)> = app.db.read(async move |tx: &Tx| tx.rows(sql, &[]).await).await?;
    let name = |key: String| key.rsplit(['/', ':']).next().unwrap_or_default().to_owned();
    Ok(rows.into_iter().map(|(id, key)| (id, name(key))).collect())
}

fn worth(question: &Question, found: &[Id], names: &HashMap<Id, String>) -> Worth {
    let gain = |name: &String| match question.best.iter().position(|best| best == name) {
        Some(0) => 3.0,
        Some(1) => 2.0,
        Some(_) => 1.0,
        None => 0.0,
    };
    // Several files may have one name: it gains once.
    let mut seen: Vec<&String> = Vec::new();
    let mut gains = Vec::new();
    for name in found.iter().take(AT).filter_map(|id| names.get(id)) {
        gains.push(if seen.contains(&name) { 0.0 } else { gain(name) });
        seen.push(name);
    }
    let ideal: Vec<f64> = question.best.iter().map(gain).collect();
    let first = gains.iter().position(|gain| *gain > 0.0);
    Worth { ndcg: cumulated(&gains) / cumulated(&ideal).max(f64::EPSILON), mrr: first.map_or(0.0, |at| 1.0 / rank(at)) }
}

fn cumulated(gains: &[f64]) -> f64 {
    gains.iter().take(AT).enumerate().map(|(at, gain)| gain / (rank(at) + 1.0).log2()).sum()
}

fn rank(at: usize) -> f64 {
    f64::from(u32::try_from(at + 1).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_order_is_worth_one() {
        let question = Question { q: String::new(), best: vec!["a".to_owned(), "b".to_owned()] };
        let names = HashMap::from([(Id(1), "a".to_owned()), (Id(2), "b".to_owned()), (Id(3), "c".to_owned())]);
        let best = worth(&question, &[Id(1), Id(2), Id(3)], &names);
        assert!((best.ndcg - 1.0).abs() < 1e-9 && (best.mrr - 1.0).abs() < 1e-9);
        let late = worth(&question, &[Id(3), Id(1)], &names);
        assert!(late.ndcg < 0.7 && (late.mrr - 0.5).abs() < 1e-9);
        assert!(worth(&question, &[], &names).ndcg < 1e-9);
    }

    #[test]
    fn the_questions_can_be_read() {
        let questions: Vec<Question> = serde_json::from_str(QUESTIONS).unwrap();
        assert_eq!(questions.len(), 60);
        assert!(questions.iter().all(|question| !question.best.is_empty()));
    }
}

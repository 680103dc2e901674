//! What holds in the sample company: its charter and who has read it, its rules, and what moderators had to decide.

use super::cast::Comment;
use super::company::Company;
use super::year::{Deed, Plan, known};
use community::posts::access as posts;
use community::posts::types::NewPost;
use kernel::app::App;
use kernel::clock::{DAY, HOUR};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::Viewer;
use serde::Deserialize;
use std::collections::HashMap;
use trust::moderation::opening::{Cause, Thing, open};
use trust::moderation::types::{AppealForm, DecisionForm, ReportForm};
use trust::moderation::{access, ops, queries, reports};
use trust::rules::RuleForm;
use trust::{charter, rules};

#[derive(Debug, Deserialize)]
struct Trust {
    /// Who adopts the charter and makes the rules.
    adopts: String,
    /// Those who have not acknowledged it.
    not_yet: Vec<String>,
    rules: Vec<RuleForm>,
    cases: Vec<Planned>,
}

#[derive(Debug, Deserialize)]
struct Planned {
    space: String,
    author: String,
    /// Before the end of the year.
    days: i64,
    tags: Vec<String>,
    body: String,
    /// It is this that is reported, not the post.
    comment: Option<Said>,
    #[serde(default)]
    reports: Vec<Reported>,
    rule: Option<Matched>,
    /// Before the end of the year; left out: two hours after it was written.
    reported_hours_ago: Option<i64>,
    decision: Option<Decided>,
    appeal: Option<Appealed>,
    settled: Option<Decided>,
}

#[derive(Debug, Deserialize)]
struct Said {
    author: String,
    body: String,
}

#[derive(Debug, Deserialize)]
struct Reported {
    by: String,
    reason: String,
    note: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Matched {
    name: String,
    reason: String,
}

#[derive(Debug, Deserialize)]
struct Decided {
    by: String,
    /// After what came before it.
    hours: i64,
    #[serde(flatten)]
    form: DecisionForm,
}

#[derive(Debug, Deserialize)]
struct Appealed {
    hours: i64,
    text: String,
}

/// What somebody does about a text, by its number.
#[derive(Debug, Clone)]
pub enum Step {
    Report { text: usize, form: ReportForm },
    Match { text: usize, rule: Matched },
    Decide { text: usize, form: DecisionForm },
    Appeal { text: usize, form: AppealForm },
}

fn read() -> Result<Trust> {
    Ok(serde_json::from_str(include_str!("../../demo/trust.json"))?)
}

/// On its first day the company has a charter and rules, and almost everybody has read it.
pub async fn begin(app: &App, company: &Company) -> Result<()> {
    let trust = read()?;
    let viewers = company.viewers.clone();
    app.db
        .write(async move |tx: &Tx| {
            let by = viewers.get(&trust.adopts).ok_or(Error::NotFound)?;
            charter::adopt(tx, by).await?;
            for rule in &trust.rules {
                rules::make(tx, by, rule).await?;
            }
            let mut everybody: Vec<(&String, &Viewer)> = viewers.iter().collect();
            everybody.sort_by_key(|(handle, _)| *handle);
            for (handle, viewer) in everybody {
                if !trust.not_yet.contains(handle) {
                    charter::acknowledge_all(tx, viewer).await?;
                }
            }
            Ok(())
        })
        .await
}

impl Plan<'_> {
    pub fn cases(&mut self) -> Result<()> {
        for planned in read()?.cases {
            self.case(planned);
        }
        Ok(())
    }

    fn case(&mut self, planned: Planned) {
        let end = self.end;
        let mut at = end - planned.days * DAY - 3 * HOUR;
        let post = NewPost {
            kind: "note".to_owned(),
            space: self.space(Some(&planned.space)),
            audience: self.audience(Some(&planned.space), None),
            body: planned.body,
            ..NewPost::default()
        };
        let root = self.publish(at, &planned.author, post, &planned.tags);
        let (text, author) = match planned.comment {
            Some(Said { author, body }) => {
                at += HOUR / 2;
                let comment = Comment { author, body, replies: Vec::new() };
                (self.comment(root, None, at, &comment), comment.author)
            }
            None => (root, planned.author),
        };
        at = planned.reported_hours_ago.map_or(at + 2 * HOUR, |hours| end - hours * HOUR);
        if let Some(rule) = planned.rule {
            self.add(at, &author, Deed::Trust(Box::new(Step::Match { text, rule })));
        }
        for Reported { by, reason, note } in planned.reports {
            let form = ReportForm { reason, note, ..ReportForm::default() };
            self.add(at, &by, Deed::Trust(Box::new(Step::Report { text, form })));
            at += HOUR / 4;
        }
        if let Some(Decided { by, hours, form }) = planned.decision {
            at += hours * HOUR;
            self.add(at, &by, Deed::Trust(Box::new(Step::Decide { text, form })));
        }
        if let Some(Appealed { hours, text: why }) = planned.appeal {
            at += hours * HOUR;
            self.add(at, &author, Deed::Trust(Box::new(Step::Appeal { text, form: AppealForm { text: why } })));
        }
        if let Some(Decided { by, hours, form }) = planned.settled {
            at += hours * HOUR;
            self.add(at, &by, Deed::Trust(Box::new(Step::Decide { text, form })));
        }
    }
}

pub async fn happen(tx: &Tx, step: &Step, viewer: &Viewer, written: &HashMap<usize, Id>) -> Result<()> {
    match step {
        Step::Report { text, form } => {
            let post = posts::find(tx, viewer, known(written, *text)?).await?;
            reports::report(tx, viewer, Thing::Post(post.id), post.author, form).await.map(drop)
        }
        Step::Match { text, rule } => {
            let Matched { name, reason } = rule;
            let cause = Cause { source: "rule", by: None, reason, note: name, cites: "", weight: 1, target: None };
            open(tx, Thing::Post(known(written, *text)?), cause).await.map(drop)
        }
        Step::Decide { text, form } => {
            let case = queries::last_of(tx, known(written, *text)?).await?.ok_or(Error::NotFound)?;
            let case = access::decidable(tx, viewer, access::find(tx, viewer, case).await?).await?;
            ops::decide(tx, viewer, &case, &ops::check(form)?).await.map(drop)
        }
        Step::Appeal { text, form } => {
            let case = queries::last_of(tx, known(written, *text)?).await?.ok_or(Error::NotFound)?;
            let decision = queries::decision_of(tx, case).await?.ok_or(Error::NotFound)?;
            let decision = access::decision(tx, viewer, decision.id).await?;
            let decision = access::appealable(tx, viewer, decision).await?;
            ops::appeal(tx, viewer.member, &decision, form).await
        }
    }
}

//! Making, changing and trying rules.

use super::compiled::{Broken, check, count_words};
use super::detectors::Detector;
use super::names;
use super::types::{
    EFFECTS, KINDS, MOST_NAME, MOST_PATTERN, MOST_REASON, MOST_RULES, MOST_WORDS, RULE, Rule, RuleForm,
};
use community::spaces::Audience;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Checks, Error, FieldError, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::Viewer;
use serde_json::json;

const STANDINGS: [&str; 3] = ["own", "partner", "customer"];

/// Counts the changes of the rules.
pub async fn version(tx: &Tx) -> Result<i64> {
    Ok(tx.value("select version from rule_versions where one = 1", &[]).await?.unwrap_or(0))
}

pub async fn all(tx: &Tx) -> Result<Vec<Rule>> {
    tx.rows(&format!("select {RULE} from rules order by id limit {MOST_RULES}"), &[]).await
}

pub async fn find(tx: &Tx, id: Id) -> Result<Rule> {
    tx.row(&format!("select {RULE} from rules where id = $1"), args![id]).await?.ok_or(Error::NotFound)
}

/// A rule as it would be; all that is wrong with it is told at once.
pub fn rule_of(form: &RuleForm, id: Id, now: i64) -> Result<Rule> {
    let mut checks = Checks::new();
    checks.require(!form.name.trim().is_empty(), "name", "required");
    checks.at_most(&form.name, MOST_NAME, "name");
    checks.at_most(&form.reason, MOST_REASON, "reason");
    checks.require(KINDS.contains(&form.kind.as_str()), "kind", "not-a-choice");
    checks.require(EFFECTS.contains(&form.effect.as_str()), "effect", "not-a-choice");
    let audiences = form.audiences.iter().all(|word| Audience::parse(word).is_some());
    checks.require(audiences, "audiences", "not-a-choice");
    let standings = form.standings.iter().all(|word| STANDINGS.contains(&word.as_str()));
    checks.require(standings, "standings", "not-a-choice");
    let pattern = match form.kind.as_str() {
        "detector" if !form.detectors.is_empty() => form.detectors.join("\n"),
        _ => form.pattern.replace("\r\n", "\n"),
    };
    look_for(&mut checks, &form.kind, &pattern);
    checks.finish()?;
    let spaces: Vec<&str> = form.spaces.split([',', ' ', '\n']).map(str::trim).filter(|s| !s.is_empty()).collect();
    Ok(Rule {
        id,
        name: form.name.trim().to_owned(),
        kind: form.kind.clone(),
        pattern,
        effect: form.effect.clone(),
        insist: form.insist,
        reason: form.reason.trim().to_owned(),
        spaces: spaces.join(","),
        audiences: form.audiences.join(","),
        standings: form.standings.join(","),
        active: !form.paused,
        changed: now,
    })
}

fn look_for(checks: &mut Checks, kind: &str, pattern: &str) {
    match kind {
        "words" => {
            checks.require(count_words(pattern) > 0, "pattern", "rules-words");
            checks.at_most(pattern, MOST_WORDS, "pattern");
        }
        "pattern" if pattern.chars().count() > MOST_PATTERN => checks.at_most(pattern, MOST_PATTERN, "pattern"),
        "pattern" => match check(pattern) {
            Ok(()) => {}
            Err(Broken::At(at, why)) => {
                checks.add(FieldError::new("pattern", "rules-broken").with("at", at).with("why", why))
            }
            Err(Broken::TooLarge) => checks.require(false, "pattern", "rules-too-large"),
            Err(Broken::Empty) => checks.require(false, "pattern", "rules-fits-all"),
        },
        "marks" | "competitors" => {
            checks.require(names::is_list(pattern, kind == "marks"), "pattern", "rules-names");
            checks.at_most(pattern, MOST_WORDS, "pattern");
        }
        _ => {
            let mut words = pattern.lines().map(str::trim).filter(|word| !word.is_empty()).peekable();
            let some = words.peek().is_some();
            checks.require(some && words.all(|word| Detector::parse(word).is_some()), "detectors", "rules-detectors");
        }
    }
}

/// Makes a rule.
pub async fn make(tx: &Tx, viewer: &Viewer, form: &RuleForm) -> Result<Rule> {
    let count: i64 = tx.value("select count(*) from rules", &[]).await?.unwrap_or(0);
    if count >= MOST_RULES {
        return Err(Error::field("name", "rules-too-many"));
    }
    let rule = rule_of(form, tx.id(), tx.now())?;
    keep(tx, viewer, &rule, "rules.made").await
}

/// Changes a rule.
pub async fn change(tx: &Tx, viewer: &Viewer, id: Id, form: &RuleForm) -> Result<Rule> {
    find(tx, id).await?;
    let rule = rule_of(form, id, tx.now())?;
    keep(tx, viewer, &rule, "rules.changed").await
}

async fn keep(tx: &Tx, viewer: &Viewer, rule: &Rule, verb: &'static str) -> Result<Rule> {
    for slug in rule.spaces.split(',').filter(|slug| !slug.is_empty()) {
        let known: Option<Id> = tx.value("select id from spaces where slug = $1", args![slug]).await?;
        if known.is_none() {
            return Err(Error::field("spaces", "not-found"));
        }
    }
    let sql =
        "insert into rules (id, name, kind, pattern, effect, insist, reason, spaces, audiences, standings, active,
                 made_by, changed)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
               on conflict (id) do update set name = excluded.name, kind = excluded.kind, pattern = excluded.pattern,
                 effect = excluded.effect, insist = excluded.insist, reason = excluded.reason, spaces = excluded.spaces,
                 audiences = excluded.audiences, standings = excluded.standings, active = excluded.active,
                 changed = excluded.changed";
    let args = args![
        rule.id,
        &rule.name,
        &rule.kind,
        &rule.pattern,
        &rule.effect,
        rule.insist,
        &rule.reason,
        &rule.spaces,
        &rule.audiences,
        &rule.standings,
        rule.active,
        viewer.member,
        rule.changed
    ];
    tx.execute(sql, args).await?;
    count_change(tx).await?;
    let event = Event::new(verb, viewer.member, rule.id);
    journal::record(tx, event.with(json!({ "name": rule.name, "effect": rule.effect, "active": rule.active }))).await?;
    Ok(rule.clone())
}

async fn count_change(tx: &Tx) -> Result<()> {
    tx.execute("update rule_versions set version = version + 1 where one = 1", &[]).await.map(drop)
}

/// Takes a rule away; that it was there stays in the journal.
pub async fn remove(tx: &Tx, viewer: &Viewer, id: Id) -> Result<()> {
    let rule = find(tx, id).await?;
    tx.execute("delete from rules where id = $1", args![id]).await?;
    count_change(tx).await?;
    let event = Event::new("rules.removed", viewer.member, id);
    journal::record(tx, event.with(json!({ "name": rule.name, "pattern": rule.pattern, "effect": rule.effect }))).await
}

//! The rules look at every text before it is out. Its author sees which words and why, can change them or, where that is
//! allowed, stand by them with a reason that is recorded.

use super::compiled::Compiled;
use super::ops;
use super::types::{Rule, Span};
use community::posts::screening::{BESIDE, SPACE, Screen, Verdict, Written};
use community::spaces::Audience;
use futures_util::future::BoxFuture;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, FieldError, Result, Stop};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::{Standing, Viewer};
use serde_json::{Map, json};
use std::sync::{Arc, PoisonError, RwLock};

/// The code of the problem.
pub const CODE: &str = "rule";

/// The rules as they were compiled last, for all who ask on this node.
#[derive(Clone, Default)]
pub struct Rules(Arc<RwLock<Arc<Compiled>>>);

impl Rules {
    /// The rules of the version that the database has now.
    pub async fn current(&self, tx: &Tx) -> Result<Arc<Compiled>> {
        let version = ops::version(tx).await?;
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if known.version == version {
            return Ok(known);
        }
        let compiled = Arc::new(Compiled::new(version, ops::all(tx).await?)?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = compiled.clone();
        Ok(compiled)
    }
}

/// Where something was found, for whom it matters here.
struct Hit {
    text: usize,
    at: std::ops::Range<usize>,
    span: Span,
}

impl Screen for Rules {
    fn look<'a>(&'a self, tx: &'a Tx, viewer: &'a Viewer, written: &'a Written<'a>) -> BoxFuture<'a, Result<Verdict>> {
        Box::pin(async move {
            let compiled = self.current(tx).await?;
            if compiled.rules.is_empty() {
                return Ok(Verdict::default());
            }
            let hits = find(tx, &compiled, viewer.standing, written).await?;
            if hits.is_empty() {
                return Ok(Verdict::default());
            }
            judge(tx, viewer, written, &hits).await
        })
    }
}

async fn find(tx: &Tx, compiled: &Compiled, standing: Standing, written: &Written<'_>) -> Result<Vec<Hit>> {
    let mut hits = Vec::new();
    let mut slug: Option<String> = None;
    for (text, (field, typed)) in written.texts.iter().enumerate() {
        for found in compiled.scan(typed) {
            let Some(rule) = compiled.rules.get(found.rule) else { continue };
            if !rule.spaces.is_empty() && slug.is_none() {
                let sql = "select slug from spaces where id = $1";
                slug = Some(tx.value(sql, args![written.space.unwrap_or_default()]).await?.unwrap_or_default());
            }
            if holds(rule, slug.as_deref().unwrap_or_default(), written.audience, standing) {
                hits.push(Hit { text, at: found.at.clone(), span: span(rule, field, typed, &found) });
            }
        }
    }
    Ok(hits)
}

/// Whether a rule holds there, for those people.
pub fn holds(rule: &Rule, space: &str, audience: Audience, standing: Standing) -> bool {
    let among = |list: &str, word: &str| list.is_empty() || list.split(',').any(|one| one == word);
    among(&rule.spaces, space)
        && among(&rule.audiences, audience.word())
        && among(&rule.standings, crate::charter::standing_word(standing))
}

pub fn span(rule: &Rule, field: &str, typed: &str, found: &super::compiled::Found) -> Span {
    let chars = |to: usize| typed.get(..to).map_or(0, |before| before.chars().count());
    Span {
        field: field.to_owned(),
        start: chars(found.at.start),
        end: chars(found.at.end),
        rule: rule.id,
        name: rule.name.clone(),
        kind: found.what.to_owned(),
        effect: rule.effect.clone(),
        text: shown(typed.get(found.at.clone()).unwrap_or_default(), found.what),
        meant: found.meant.clone(),
        reason: rule.reason.clone(),
        may_insist: rule.effect == "note" || rule.insist,
    }
}

/// What is told of what was found: words as they are, of secrets the first and last signs.
fn shown(text: &str, what: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    match (what, signs.as_slice()) {
        ("words" | "pattern" | "label" | "defamation" | "mark" | "mark-domain" | "competitor", _) => {
            text.chars().take(80).collect()
        }
        (_, [first, second, .., last]) => format!("{first}{second}…{last}"),
        _ => "…".to_owned(),
    }
}

async fn judge(tx: &Tx, viewer: &Viewer, written: &Written<'_>, hits: &[Hit]) -> Result<Verdict> {
    let stops = |hit: &&Hit| match hit.span.effect.as_str() {
        "note" => written.insisted.is_none(),
        "block" => !(hit.span.may_insist && written.insisted.is_some()),
        // What is no contribution cannot wait until somebody has looked at it, and the texts of a space have no case.
        "hold" if !written.is_contribution() => !(hit.span.may_insist && written.insisted.is_some()),
        "flag" if matches!(written.kind, SPACE | BESIDE) => !(hit.span.may_insist && written.insisted.is_some()),
        _ => false,
    };
    let stopping: Vec<&Hit> = hits.iter().filter(stops).collect();
    if !stopping.is_empty() {
        return Err(stopped(&stopping));
    }
    let mut rules: Vec<Id> = hits.iter().map(|hit| hit.span.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    for rule in rules {
        let spans: Vec<&Span> = hits.iter().map(|hit| &hit.span).filter(|span| span.rule == rule).collect();
        let Some(first) = spans.first() else { continue };
        let effect = match first.effect.as_str() {
            "block" | "note" => "insisted",
            "hold" if !written.is_contribution() => "insisted",
            "flag" if matches!(written.kind, SPACE | BESIDE) => "insisted",
            effect => effect,
        };
        // The words themselves stand in the post and nowhere else.
        let places: Vec<_> =
            spans.iter().map(|span| json!({ "field": span.field, "start": span.start, "end": span.end })).collect();
        let event = Event::new("rules.matched", viewer.member, written.thing).within(written.space);
        let details = json!({ "rule": rule, "name": first.name, "effect": effect, "spans": places,
            "reason": written.insisted.filter(|_| effect == "insisted"), "kind": written.kind });
        journal::record(tx, event.with(details)).await?;
    }
    let masked = hits.iter().filter(|hit| hit.span.effect == "mask");
    // The word of the reason that its author reads meanwhile.
    let held = hits.iter().any(|hit| hit.span.effect == "hold").then(|| "review".to_owned());
    Ok(Verdict { masked: masked.map(|hit| (hit.text, hit.at.clone())).collect(), held })
}

fn stopped(hits: &[&Hit]) -> Error {
    let fields = hits.iter().map(|hit| error_of(&hit.span)).collect();
    let spans: Vec<&Span> = hits.iter().map(|hit| &hit.span).collect();
    let may_insist = spans.iter().all(|span| span.may_insist);
    let members = Map::from_iter([
        ("spans".to_owned(), serde_json::to_value(&spans).unwrap_or_default()),
        ("may_insist".to_owned(), may_insist.into()),
    ]);
    Error::Stopped(Box::new(Stop { status: 422, code: CODE, fields, members }))
}

/// The sentence for the author: what was found, and why that matters.
fn error_of(span: &Span) -> FieldError {
    let code = match span.kind.as_str() {
        _ if !span.reason.is_empty() => "rule-reason",
        "card" => "rule-card",
        "iban" => "rule-iban",
        "us-ssn" | "uk-nino" | "fr-nir" | "de-tax-id" | "nl-bsn" | "no-fnr" | "se-pnr" | "es-dni" => "rule-national-id",
        "emails" | "phones" => "rule-contacts",
        "label" => "rule-label",
        "defamation" => "rule-defamation",
        "mark" => "rule-mark",
        "mark-domain" => "rule-mark-domain",
        "competitor" => "rule-competitor",
        "words" | "pattern" => "rule-words",
        _ => "rule-key",
    };
    // In marks, so that it is never read as a number.
    let text = format!("“{}”", span.text);
    let meant = span.meant.as_ref().map(|meant| format!("“{meant}”")).unwrap_or_default();
    FieldError::new(&span.field, code).with("text", text).with("why", &span.reason).with("meant", meant)
}

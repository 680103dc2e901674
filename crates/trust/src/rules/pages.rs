//! Rules over HTTP.

use super::compiled::Compiled;
use super::detectors::Detector;
use super::ops;
use super::screen::{self, Rules};
use super::types::{EFFECTS, KINDS, Rule, RuleForm, Span, TryForm, effect_text, kind_text};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use community::posts::access::VISIBLE;
use community::spaces::Audience;
use community::viewer_args;
use kernel::clock::DAY;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::languages::Arg;
use kernel::screen;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants};
use serde::Serialize;
use serde_json::json;
use std::borrow::Borrow;
use utoipa::ToSchema;

/// All rules, and a place to try them.
#[derive(Serialize, ToSchema)]
pub struct RulesPage {
    pub items: Vec<Rule>,
    #[serde(skip)]
    pub tried: String,
    #[serde(skip)]
    pub spans: Option<Vec<Span>>,
}

#[derive(Template)]
#[template(path = "rules/templates/rules.html")]
struct RulesHtml<'a> {
    cx: &'a Cx,
    page: &'a RulesPage,
}
screen!(RulesPage, RulesHtml);

/// `GET /moderation/rules`
pub async fn list(page: Page) -> Result<Response> {
    let items = page.app.db.read(async move |tx: &Tx| ops::all(tx).await).await?;
    page.show(RulesPage { items, tried: String::new(), spans: None }).await
}

#[derive(Serialize, ToSchema)]
pub struct Tried {
    pub spans: Vec<Span>,
}

/// Characters of a text that is tried.
const MOST_TRIED: usize = 200_000;

/// `POST /moderation/rules/try`: what the active rules find in a text, wherever they hold.
pub async fn try_text(page: Page, input: Input<TryForm>) -> Result<Response> {
    let text = input.value.text;
    if text.chars().count() > MOST_TRIED {
        return Err(Error::field("text", "too-long"));
    }
    let rules = page.app.part::<Rules>();
    let (compiled, items) =
        page.app.db.read(async move |tx: &Tx| Ok((rules.current(tx).await?, ops::all(tx).await?))).await?;
    let spans = spans(&compiled, &text);
    if page.wants == Wants::Html {
        return page.show(RulesPage { items, tried: text, spans: Some(spans) }).await;
    }
    page.json(&Tried { spans })
}

fn spans(compiled: &Compiled, text: &str) -> Vec<Span> {
    let found = compiled.scan(text);
    found.iter().filter_map(|hit| Some(screen::span(compiled.rules.get(hit.rule)?, "text", text, hit))).collect()
}

/// The form of a rule.
#[derive(Serialize, Default)]
pub struct RulePage {
    #[serde(flatten)]
    pub form: RuleForm,
    pub id: Option<Id>,
    #[serde(skip)]
    pub errors: Vec<FieldProblem>,
    #[serde(skip)]
    pub preview: Option<Preview>,
}

impl RulePage {
    pub fn kinds() -> [(&'static str, &'static str); 5] {
        KINDS.map(|kind| (kind, kind_text(kind)))
    }

    pub fn effects() -> [(&'static str, &'static str); 5] {
        EFFECTS.map(|effect| (effect, effect_text(effect)))
    }

    pub fn detectors() -> [Detector; 7] {
        Detector::ALL
    }

    pub fn detects(&self, detector: impl Borrow<Detector>) -> bool {
        let detector = *detector.borrow();
        let among = |word: &str| word.trim() == detector.word();
        self.form.detectors.iter().any(|word| among(word))
            || self.form.kind == "detector" && self.form.pattern.lines().any(among)
    }

    pub fn audiences() -> [Audience; 6] {
        Audience::ALL
    }

    pub fn for_audience(&self, audience: impl Borrow<Audience>) -> bool {
        let audience = *audience.borrow();
        self.form.audiences.iter().any(|word| word == audience.word())
    }

    pub fn for_standing(&self, standing: &str) -> bool {
        self.form.standings.iter().any(|word| word == standing)
    }
}

#[derive(Template)]
#[template(path = "rules/templates/rule.html")]
struct RuleHtml<'a> {
    cx: &'a Cx,
    page: &'a RulePage,
}
screen!(RulePage, RuleHtml);

/// `GET /moderation/rules/new`
pub async fn new(page: Page) -> Result<Response> {
    let form = RuleForm { kind: "words".to_owned(), effect: "note".to_owned(), ..RuleForm::default() };
    page.show(RulePage { form, ..RulePage::default() }).await
}

/// `GET /moderation/rules/{id}`
pub async fn edit(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let rule = page.app.db.read(async move |tx: &Tx| ops::find(tx, id).await).await?;
    page.show(RulePage { form: form_of(&rule), id: Some(id), ..RulePage::default() }).await
}

fn form_of(rule: &Rule) -> RuleForm {
    let list = |text: &str| text.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    RuleForm {
        name: rule.name.clone(),
        kind: rule.kind.clone(),
        pattern: rule.pattern.clone(),
        detectors: Vec::new(),
        effect: rule.effect.clone(),
        insist: rule.insist,
        reason: rule.reason.clone(),
        spaces: rule.spaces.clone(),
        audiences: list(&rule.audiences),
        standings: list(&rule.standings),
        paused: !rule.active,
        ..RuleForm::default()
    }
}

/// `POST /moderation/rules`
pub async fn create(page: Page, input: Input<RuleForm>) -> Result<Response> {
    let (viewer, form) = (page.viewer.clone(), input.value);
    let sent = form.clone();
    match page.app.db.write(async move |tx: &Tx| ops::make(tx, &viewer, &sent).await).await {
        Ok(rule) => page.created(&format!("/moderation/rules/{}", rule.id), &rule),
        Err(error) => again(&page, None, form, error).await,
    }
}

/// `PUT /moderation/rules/{id}`
pub async fn save(page: Page, Path(id): Path<String>, input: Input<RuleForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let (viewer, form) = (page.viewer.clone(), input.value);
    let sent = form.clone();
    match page.app.db.write(async move |tx: &Tx| ops::change(tx, &viewer, id, &sent).await).await {
        Ok(rule) => page.done(&format!("/moderation/rules/{id}"), &rule),
        Err(error) => again(&page, Some(id), form, error).await,
    }
}

/// `DELETE /moderation/rules/{id}`
pub async fn remove(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (id, viewer): (Id, _) = (id.parse()?, page.viewer.clone());
    page.app.db.write(async move |tx: &Tx| ops::remove(tx, &viewer, id).await).await?;
    page.done("/moderation/rules", &json!({}))
}

async fn again(page: &Page, id: Option<Id>, form: RuleForm, error: Error) -> Result<Response> {
    match error {
        Error::Invalid(errors) if page.wants == Wants::Html => {
            let errors = page.told(&errors);
            page.show_again(RulePage { form, id, errors, preview: None }).await
        }
        error => Err(error),
    }
}

/// What a rule would have found.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Preview {
    /// Posts and comments of the last 90 days that were looked at, of those that the viewer may see.
    pub looked: i64,
    pub hits: i64,
    /// Some of the hits, chosen evenly and the same each time.
    pub items: Vec<PreviewHit>,
    /// How many of a hundred hits are meant, when those shown have been judged.
    pub precision: Option<Precision>,
    /// There were more than are looked at in one go.
    pub more: bool,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PreviewHit {
    pub post: Id,
    pub url: String,
    pub before: String,
    pub found: String,
    pub after: String,
    /// It was marked as not meant.
    pub wrong: bool,
}

/// The share of hits that are meant, in hundredths, and the interval in which it lies with 95 % (Wilson 1927).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Precision {
    pub judged: usize,
    pub right: usize,
    pub percent: f64,
    pub low: f64,
    pub high: f64,
}

impl Precision {
    /// None when nothing was judged.
    pub fn of(right: usize, judged: usize) -> Option<Self> {
        const Z: f64 = 1.96;
        let number = |n: usize| u32::try_from(n).map_or(f64::MAX, f64::from);
        let n = number(judged);
        if judged == 0 {
            return None;
        }
        let share = number(right) / n;
        let middle = (share + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
        let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt() / (1.0 + Z * Z / n);
        let hundredths = |part: f64| (part.clamp(0.0, 1.0) * 1_000.0).round() / 10.0;
        Some(Self {
            judged,
            right,
            percent: hundredths(share),
            low: hundredths(middle - half),
            high: hundredths(middle + half),
        })
    }

    pub fn said(&self, cx: &Cx) -> String {
        let part = |name, percent: f64| (name, Arg::from(format!("{percent:.0}")));
        let args = [part("percent", self.percent), part("low", self.low), part("high", self.high)];
        cx.speech.ta("rules-precision", &args).into_owned()
    }
}

const PREVIEW_DAYS: i64 = 90;
const MOST_LOOKED: i64 = 20_000;
const STEP: i64 = 500;
const MOST_SHOWN: usize = 25;

/// `POST /moderation/rules/preview`: a rule that is not saved yet, against what was written lately.
pub async fn preview(page: Page, input: Input<RuleForm>) -> Result<Response> {
    let form = input.value;
    let rule = match ops::rule_of(&RuleForm { paused: false, ..form.clone() }, Id::default(), page.app.clock.now()) {
        Ok(rule) => rule,
        Err(error) => return again(&page, None, form, error).await,
    };
    let mut preview = look_back(&page, Compiled::new(0, vec![rule])?).await?;
    for hit in &mut preview.items {
        hit.wrong = form.wrong.contains(&hit.post.to_string());
    }
    if form.judged {
        let right = preview.items.iter().filter(|hit| !hit.wrong).count();
        preview.precision = Precision::of(right, preview.items.len());
    }
    if page.wants == Wants::Html {
        let id = page.query("rule").and_then(|id| id.parse().ok());
        return page.show(RulePage { form, id, errors: Vec::new(), preview: Some(preview) }).await;
    }
    page.json(&preview)
}

type Row = (Id, Option<Id>, String, String, Option<String>, Audience);

async fn look_back(page: &Page, compiled: Compiled) -> Result<Preview> {
    let mut preview = Preview::default();
    let since = page.app.clock.now() - PREVIEW_DAYS * DAY;
    let sql = format!(
        "select p.id, p.root, p.title, p.body, s.slug, p.audience from posts p left join spaces s on s.id = p.space
         where {} and p.id < $4 and p.published > $5 order by p.id desc limit $6",
        *VISIBLE
    );
    let mut before = Id::MAX;
    // Step by step, so that it holds up nobody.
    while preview.looked < MOST_LOOKED {
        let (viewer, sql) = (page.viewer.clone(), sql.clone());
        let rows: Vec<Row> = page
            .app
            .db
            .read(async move |tx: &Tx| tx.rows(&sql, viewer_args![viewer, before, since, STEP]).await)
            .await?;
        let Some((last, ..)) = rows.last() else { return Ok(preview) };
        before = *last;
        for row in &rows {
            look_at(&compiled, row, &mut preview);
        }
    }
    preview.more = true;
    Ok(preview)
}

fn look_at(compiled: &Compiled, (id, root, title, body, space, audience): &Row, preview: &mut Preview) {
    preview.looked += 1;
    let text = if title.is_empty() { body.clone() } else { format!("{title}\n{body}") };
    let Some(rule) = compiled.rules.first() else { return };
    // For whom it holds is not asked: who wrote it may stand elsewhere by now.
    let here = Rule { standings: String::new(), ..rule.clone() };
    if !screen::holds(&here, space.as_deref().unwrap_or_default(), *audience, kernel::viewer::Standing::Own) {
        return;
    }
    let Some(found) = compiled.scan(&text).into_iter().next() else { return };
    preview.hits += 1;
    let (place, last) = (turn(*id), preview.items.last().map_or(0, |hit| turn(hit.post)));
    if preview.items.len() < MOST_SHOWN || place < last {
        let url = root.map_or_else(|| format!("/posts/{id}"), |root| format!("/posts/{root}#c{id}"));
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
        let before: String =
            part(0, found.at.start).chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
        let after = part(found.at.end, text.len()).chars().take(60).collect();
        let hit = PreviewHit { post: *id, url, before, found: part(found.at.start, found.at.end), after, wrong: false };
        let at = preview.items.partition_point(|hit| turn(hit.post) < place);
        preview.items.insert(at, hit);
        preview.items.truncate(MOST_SHOWN);
    }
}

/// A number that has nothing to do with when a post was written: the hits with the lowest are shown.
fn turn(post: Id) -> u64 {
    u64::from_ne_bytes(post.0.to_ne_bytes())
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .rotate_left(29)
        .wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

//! Writing, publishing and acknowledging policies.

use super::models;
use super::queries;
use super::types::{
    AcknowledgementForm, MOST_BODY, MOST_QUESTIONS, MOST_TITLE, PolicyForm, Question, Row, Text, asked,
};
use kernel::args;
use kernel::clock::DAY;
use kernel::countries;
use kernel::db::Tx;
use kernel::error::{Checks, Error, FieldError, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::languages::Language;
use kernel::viewer::Viewer;
use serde_json::{Value, json};

const STANDINGS: [&str; 4] = ["own", "partner", "customer", "nobody"];
/// Names that the addresses beside the policies have.
const TAKEN: [&str; 6] = ["acknowledgement", "evidence", "manage", "models", "reminders", "waiting"];
/// Drafts of forms that a member has waiting, and for how long.
const MOST_WAITING: i64 = 20;
const WAITING_DAYS: i64 = 30;

/// Begins a policy, or changes its draft; the first change after a publication begins the next version.
pub async fn write(tx: &Tx, viewer: &Viewer, slug: Option<&str>, form: &PolicyForm) -> Result<String> {
    let questions = check(form)?;
    let language = Language::parse(&form.language).unwrap_or_default().code().to_owned();
    let slug = match slug {
        Some(slug) => slug.to_owned(),
        None => begin(tx, form, &language).await?,
    };
    let row = drafted(tx, &slug).await?;
    let standings = form.standings.join(",");
    let country = countries::code(&form.country).unwrap_or_default();
    // Until it is published, `effective` is how long after that.
    let in_days: i64 = form.in_days.trim().parse().unwrap_or(0);
    let valid: i64 = form.valid_days.trim().parse().unwrap_or(0);
    let remind: i64 = form.remind_days.trim().parse().unwrap_or(0);
    let kept = serde_json::to_string(&questions)?;
    let sql = "update policy_versions set binding = $1, effective = $2, valid_days = $3, standings = $4, country = $5,
                 remind_days = $7 where id = $6";
    tx.execute(sql, args![form.binding, in_days * DAY, valid, standings, country, row.version, remind]).await?;
    set_text(tx, row.version, &language, form.title.trim(), &form.body, &kept).await?;
    let event = Event::new("charter.drafted", viewer.member, row.policy);
    journal::record(tx, event.with(json!({ "policy": slug, "number": row.number }))).await?;
    Ok(slug)
}

fn check(form: &PolicyForm) -> Result<Vec<Question>> {
    let mut checks = Checks::new();
    checks.require(!form.title.trim().is_empty(), "title", "required");
    checks.at_most(&form.title, MOST_TITLE, "title");
    checks.require(!form.body.trim().is_empty(), "body", "required");
    checks.at_most(&form.body, MOST_BODY, "body");
    let known = form.standings.iter().all(|standing| STANDINGS.contains(&standing.as_str()));
    checks.require(known && !form.standings.is_empty(), "standings", "charter-standings");
    let country = form.country.trim();
    checks.require(country.is_empty() || countries::code(country).is_some(), "country", "charter-country");
    for (name, days) in
        [("in_days", &form.in_days), ("valid_days", &form.valid_days), ("remind_days", &form.remind_days)]
    {
        let fits = days.trim().is_empty() || days.trim().parse::<i64>().is_ok_and(|days| (0..=3_660).contains(&days));
        checks.require(fits, name, "charter-days");
    }
    let mut questions = Vec::new();
    for line in form.questions.lines().filter(|line| !line.trim().is_empty()) {
        let mut parts = line.split('|').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty());
        match (parts.next(), parts.next(), parts.collect::<Vec<_>>()) {
            (Some(question), Some(right), wrong) if !wrong.is_empty() && !wrong.contains(&right) => {
                questions.push(Question { question, right, wrong });
            }
            _ => checks.require(false, "questions", "charter-question"),
        }
    }
    checks.require(questions.len() <= MOST_QUESTIONS, "questions", "charter-questions");
    checks.finish().map(|()| questions)
}

async fn begin(tx: &Tx, form: &PolicyForm, language: &str) -> Result<String> {
    let wished = if form.slug.trim().is_empty() { &form.title } else { &form.slug };
    let slug = kernel::text::slug(wished);
    if slug.is_empty() || TAKEN.contains(&slug.as_str()) {
        return Err(Error::field("slug", "taken"));
    }
    let sql = "insert into policies (id, slug, language, rank, created)
               values ($1, $2, $3, (select count(*) from policies), $4) on conflict (slug) do nothing";
    match tx.execute(sql, args![tx.id(), &slug, language, tx.now()]).await? {
        0 => Err(Error::field("slug", "taken")),
        _ => Ok(slug),
    }
}

/// The draft of a policy: the present one, or a new one that begins from what is published.
async fn drafted(tx: &Tx, slug: &str) -> Result<Row> {
    if let Some(row) = queries::draft(tx, slug).await? {
        return Ok(row);
    }
    let policy: Id = tx.value("select id from policies where slug = $1", args![slug]).await?.ok_or(Error::NotFound)?;
    let last: Option<(Id, i64)> = tx
        .row("select id, number from policy_versions where policy = $1 order by number desc limit 1", args![policy])
        .await?;
    let (id, number) = (tx.id(), last.map_or(1, |(_, number)| number + 1));
    let sql = "insert into policy_versions (id, policy, number, state, binding, effective, valid_days, hash)
               values ($1, $2, $3, 'draft', 1, 0, 0, '')";
    tx.execute(sql, args![id, policy, number]).await?;
    if let Some((before, _)) = last {
        let sql = "insert into policy_texts (version, language, title, body, questions)
                   select cast($1 as bigint), language, title, body, questions from policy_texts where version = $2";
        tx.execute(sql, args![id, before]).await?;
    }
    queries::draft(tx, slug).await?.ok_or(Error::NotFound)
}

async fn set_text(tx: &Tx, version: Id, language: &str, title: &str, body: &str, questions: &str) -> Result<()> {
    let sql = "insert into policy_texts (version, language, title, body, questions) values ($1, $2, $3, $4, $5)
               on conflict (version, language) do update set title = excluded.title, body = excluded.body,
                 questions = excluded.questions";
    tx.execute(sql, args![version, language, title, body.replace("\r\n", "\n"), questions]).await.map(drop)
}

/// Publishes the draft. From then on it cannot be changed; its hash says what it was.
pub async fn publish(tx: &Tx, viewer: &Viewer, slug: &str) -> Result<Row> {
    let row = queries::draft(tx, slug).await?.ok_or(Error::NotFound)?;
    let texts = queries::texts(tx, &row).await?;
    let Some(binding) = texts.first().filter(|text| text.language == row.language) else {
        return Err(Error::field("language", "charter-binding-text"));
    };
    // Whoever reads it in whatever language answers the same questions.
    let many = binding.questions()?.len();
    for text in &texts {
        let own = text.questions()?.len();
        if own != 0 && own != many {
            return Err(Error::Invalid(vec![
                FieldError::new("questions", "charter-questions-differ")
                    .with("language", Language::parse(&text.language).map_or("", Language::name))
                    .with("number", many),
            ]));
        }
    }
    let each: Vec<_> = texts.iter().map(|text| (&text.language, &text.title, &text.body, &text.questions)).collect();
    let whole = json!({ "policy": row.slug, "number": row.number, "binding": row.language, "texts": each });
    let hash = blake3::hash(whole.to_string().as_bytes()).to_hex().to_string();
    let sql = "update policy_versions set state = 'published', hash = $1, published = $2, published_by = $3,
                 effective = $2 + effective where id = $4 and state = 'draft'";
    tx.execute(sql, args![&hash, tx.now(), viewer.member, row.version]).await?;
    let event = Event::new("charter.published", viewer.member, row.policy);
    journal::record(tx, event.with(json!({ "policy": slug, "number": row.number, "hash": hash }))).await?;
    Ok(Row { state: "published".to_owned(), hash, ..row })
}

/// Adopts our model texts, those that are not there yet, and publishes them.
pub async fn adopt(tx: &Tx, viewer: &Viewer) -> Result<usize> {
    let mut adopted = 0;
    for model in models::MODELS {
        let known: Option<Id> = tx.value("select id from policies where slug = $1", args![model.slug]).await?;
        if known.is_some() {
            continue;
        }
        let mut first = true;
        for &(language, text) in model.texts {
            let (title, body) = text.split_once('\n').unwrap_or((text, ""));
            let title = title.trim_start_matches("# ").trim();
            if first {
                let form = PolicyForm {
                    slug: model.slug.to_owned(),
                    title: title.to_owned(),
                    body: body.trim().to_owned(),
                    language: language.code().to_owned(),
                    standings: model.standings.iter().map(|standing| (*standing).to_owned()).collect(),
                    binding: model.binding,
                    ..PolicyForm::default()
                };
                write(tx, viewer, None, &form).await?;
                first = false;
            } else {
                let row = drafted(tx, model.slug).await?;
                set_text(tx, row.version, language.code(), title, body.trim(), "[]").await?;
            }
        }
        publish(tx, viewer, model.slug).await?;
        adopted += 1;
    }
    Ok(adopted)
}

/// Acknowledges all that this member still has to.
pub async fn acknowledge_all(tx: &Tx, viewer: &Viewer) -> Result<()> {
    let member = viewer.signed_in()?;
    for row in queries::needed(tx, viewer).await? {
        note(tx, viewer, member, &row, viewer.language.unwrap_or_default()).await?;
    }
    Ok(())
}

/// Acknowledges versions: each exactly as it is, in the language in which it was read.
pub async fn acknowledge(tx: &Tx, viewer: &Viewer, form: &AcknowledgementForm) -> Result<Vec<String>> {
    let member = viewer.signed_in()?;
    let mut checks = Checks::new();
    checks.require(!form.version.is_empty(), "version", "required");
    let mut rows = Vec::new();
    for id in form.version.iter().take(50) {
        let held = queries::holding(tx, viewer).await?.into_iter().chain(queries::needed(tx, viewer).await?);
        let id: Option<Id> = id.parse().ok();
        match held.into_iter().find(|row| Some(row.version) == id) {
            Some(row) => rows.push(row),
            None => checks.require(false, "version", "not-found"),
        }
    }
    checks.finish()?;
    let mut answers = form.answers.iter();
    for row in &rows {
        let texts = queries::texts(tx, row).await?;
        // The right answer is right in every language.
        let each = texts.iter().map(Text::questions).collect::<Result<Vec<_>>>()?;
        for nth in 0..asked(&texts, &row.language)?.len() {
            let name = format!("answer_{}_{nth}", row.version);
            let given = form.more.get(&name).and_then(Value::as_str).or_else(|| answers.next().map(String::as_str));
            let given = given.map(str::trim);
            if !each.iter().filter_map(|of| of.get(nth)).any(|asked| given == Some(asked.right.as_str())) {
                return Err(Error::Invalid(vec![FieldError::new(&name, "charter-answer")]));
            }
        }
    }
    let language = Language::parse(&form.language).or(viewer.language).unwrap_or_default();
    let mut hashes = Vec::new();
    for row in rows {
        note(tx, viewer, member, &row, language).await?;
        hashes.push(row.hash);
    }
    Ok(hashes)
}

async fn note(tx: &Tx, viewer: &Viewer, member: Id, row: &Row, language: Language) -> Result<()> {
    let sql = "select 1 from acknowledgements where member = $1 and policy = $2 and number = $3
               and (expires is null or expires > $4) limit 1";
    if tx.value::<i64>(sql, args![member, row.policy, row.number, tx.now()]).await?.is_some() {
        return Ok(());
    }
    let texts = queries::texts(tx, row).await?;
    let read =
        if texts.iter().any(|text| text.language == language.code()) { language.code() } else { row.language.as_str() };
    let expires = (row.valid_days > 0).then(|| tx.now() + row.valid_days * DAY);
    let sql = "insert into acknowledgements (id, member, name, policy, version, number, hash, language, at, expires)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let id = tx.id();
    let args = args![id, member, &viewer.name, row.policy, row.version, row.number, &row.hash, read, tx.now(), expires];
    tx.execute(sql, args).await?;
    let event = Event::new("charter.acknowledged", viewer.member, row.policy);
    journal::record(tx, event.with(json!({ "number": row.number, "hash": row.hash, "language": read }))).await
}

/// Keeps what somebody was about to send until they have acknowledged. It is theirs alone, and for a month.
pub async fn keep_waiting(tx: &Tx, member: Id, action: &str, fields: &[(String, String)]) -> Result<Id> {
    let sql = "delete from charter_waiting where member = $1 and (at < $2 or id in (
                 select id from charter_waiting where member = $1 order by id limit (
                   select case when count(*) >= $3 then count(*) - $3 + 1 else 0 end
                   from charter_waiting where member = $1)))";
    tx.execute(sql, args![member, tx.now() - WAITING_DAYS * DAY, MOST_WAITING]).await?;
    let id = tx.id();
    let sql = "insert into charter_waiting (id, member, action, fields, at) values ($1, $2, $3, $4, $5)";
    tx.execute(sql, args![id, member, action, serde_json::to_string(fields)?, tx.now()]).await?;
    Ok(id)
}

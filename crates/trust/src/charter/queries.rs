//! What of the charter holds for whom, and who has acknowledged it.

use super::types::{Asked, Evidence, Paragraph, PolicyView, ROW, Row, Text, asked, in_language, paragraphs};
use kernel::args;
use kernel::clock::Millis;
use kernel::countries;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::text::diff;
use kernel::viewer::{Role, Standing, Viewer};

/// As many policies a company has at most.
const MOST: i64 = 100;

pub fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Own => "own",
        Standing::Partner => "partner",
        Standing::Customer => "customer",
        Standing::Nobody => "nobody",
    }
}

/// The version of each policy that holds now for the viewer.
pub async fn holding(tx: &Tx, viewer: &Viewer) -> Result<Vec<Row>> {
    let sql = format!(
        "select {ROW} from policies p join policy_versions v on v.policy = p.id
         where v.state = 'published' and v.effective <= $1
           and not exists (select 1 from policy_versions n where n.policy = p.id and n.state = 'published'
                           and n.effective <= $1 and n.number > v.number)
         order by p.rank, p.id limit {MOST}"
    );
    let rows: Vec<Row> = tx.rows(&sql, args![tx.now()]).await?;
    let country = country(tx, viewer, &rows).await?;
    Ok(rows.into_iter().filter(|row| concerns(row, viewer, &country)).collect())
}

fn concerns(row: &Row, viewer: &Viewer, country: &str) -> bool {
    let standing = row.standings.split(',').any(|standing| standing == word(viewer.standing));
    standing && (row.country.is_empty() || countries::same(&row.country, country))
}

/// Where the viewer works; read only when a policy is for one country.
async fn country(tx: &Tx, viewer: &Viewer, rows: &[Row]) -> Result<String> {
    if rows.iter().all(|row| row.country.is_empty()) {
        return Ok(String::new());
    }
    let sql = "select country from profiles where member = $1";
    Ok(tx.value(sql, args![viewer.member.unwrap_or_default()]).await?.unwrap_or_default())
}

/// What the viewer has to acknowledge before they write: of each policy the last binding version that holds.
pub async fn needed(tx: &Tx, viewer: &Viewer) -> Result<Vec<Row>> {
    let Some(member) = viewer.member else { return Ok(Vec::new()) };
    // An acknowledgement of a later version is one of this as well.
    let sql = format!(
        "select {ROW} from policies p join policy_versions v on v.policy = p.id
         where v.state = 'published' and v.binding = 1 and v.effective <= $1
           and not exists (select 1 from policy_versions n where n.policy = p.id and n.state = 'published'
                           and n.binding = 1 and n.effective <= $1 and n.number > v.number)
           and not exists (select 1 from acknowledgements a where a.member = $2 and a.policy = p.id
                           and a.number >= v.number and (a.expires is null or a.expires > $1))
         order by p.rank, p.id limit {MOST}"
    );
    let rows: Vec<Row> = tx.rows(&sql, args![tx.now(), member]).await?;
    if rows.is_empty() {
        return Ok(rows);
    }
    let country = country(tx, viewer, &rows).await?;
    Ok(rows.into_iter().filter(|row| concerns(row, viewer, &country)).collect())
}

/// A version by its number; the present one without. Drafts only for administrators.
pub async fn version(tx: &Tx, viewer: &Viewer, slug: &str, number: Option<i64>) -> Result<Row> {
    let sql = format!(
        "select {ROW} from policies p join policy_versions v on v.policy = p.id
         where p.slug = $1 and (v.number = $2 or $2 = 0)
           and (v.state = 'published' and (v.effective <= $3 or $2 > 0) or cast($4 as bigint) = 1)
         order by case v.state when 'published' then 0 else 1 end, v.number desc limit 1"
    );
    let administers = viewer.role >= Role::Administrator;
    let args = args![slug, number.unwrap_or(0), tx.now(), administers];
    let row: Row = tx.row(&sql, args).await?.ok_or(Error::NotFound)?;
    let country = country(tx, viewer, std::slice::from_ref(&row)).await?;
    let theirs = administers || viewer.role >= Role::Moderator || concerns(&row, viewer, &country);
    if theirs { Ok(row) } else { Err(Error::NotFound) }
}

/// The draft of a policy, if there is one.
pub async fn draft(tx: &Tx, slug: &str) -> Result<Option<Row>> {
    let sql = format!(
        "select {ROW} from policies p join policy_versions v on v.policy = p.id
         where p.slug = $1 and v.state = 'draft' order by v.number desc limit 1"
    );
    tx.row(&sql, args![slug]).await
}

/// All policies with their latest version, for who looks after them.
pub async fn all(tx: &Tx) -> Result<Vec<Row>> {
    let sql = format!(
        "select {ROW} from policies p join policy_versions v on v.policy = p.id
         where not exists (select 1 from policy_versions n where n.policy = p.id and n.number > v.number)
         order by p.rank, p.id limit {MOST}"
    );
    tx.rows(&sql, &[]).await
}

/// A version in all its languages, the binding one first.
pub async fn texts(tx: &Tx, row: &Row) -> Result<Vec<Text>> {
    let sql = "select language, title, body, questions from policy_texts where version = $1
               order by case when language = $2 then 0 else 1 end, language";
    tx.rows(sql, args![row.version, &row.language]).await
}

/// A version as it is read in this language, or in the one that binds.
pub async fn view(tx: &Tx, viewer: &Viewer, row: &Row, language: &str, needed: bool) -> Result<PolicyView> {
    let texts = texts(tx, row).await?;
    let questions = asked(&texts, language)?;
    let Text { language, title, body, .. } = in_language(&texts, language).cloned().unwrap_or_default();
    let sql = "select number, at, expires from acknowledgements where member = $1 and policy = $2
               order by number desc, id desc limit 1";
    let last: Option<(i64, i64, Option<i64>)> =
        tx.row(sql, args![viewer.member.unwrap_or_default(), row.policy]).await?;
    let mut changes = Vec::new();
    if let Some((number, ..)) = last
        && number < row.number
    {
        let sql = "select t.body from policy_versions v join policy_texts t on t.version = v.id
                   where v.policy = $1 and v.number = $2 and t.language = $3";
        let before: Option<String> = tx.value(sql, args![row.policy, number, &language]).await?;
        changes = before.map(|before| diff(&before, &body)).unwrap_or_default();
    }
    let (lede, paragraphs) = paragraphs(&body);
    Ok(PolicyView {
        policy: row.slug.clone(),
        version: row.version,
        number: row.number,
        state: row.state.clone(),
        binding: row.binding,
        effective: row.effective,
        hash: row.hash.clone(),
        title,
        language,
        binding_language: row.language.clone(),
        languages: texts.into_iter().map(|text| text.language).collect(),
        lede,
        paragraphs,
        questions: questions
            .iter()
            .map(|asked| Asked {
                question: asked.question.clone(),
                choices: asked.choices().into_iter().map(str::to_owned).collect(),
            })
            .collect(),
        acknowledged: last.map(|(number, ..)| number),
        acknowledged_at: last.map(|(_, at, _)| at),
        expires: last.and_then(|(.., expires)| expires),
        needed,
        changes,
    })
}

/// Every paragraph that holds now, by policy, as decisions cite them: policy, version, paragraph in the binding text.
pub async fn citable(tx: &Tx) -> Result<Vec<(String, i64, Paragraph)>> {
    let sql = format!(
        "select p.slug, v.number, t.body from policies p join policy_versions v on v.policy = p.id
         join policy_texts t on t.version = v.id and t.language = p.language
         where v.state = 'published' and v.effective <= $1
           and not exists (select 1 from policy_versions n where n.policy = p.id and n.state = 'published'
                           and n.effective <= $1 and n.number > v.number)
         order by p.rank, p.id limit {MOST}"
    );
    let rows: Vec<(String, i64, String)> = tx.rows(&sql, args![tx.now()]).await?;
    let all = rows.into_iter().flat_map(|(slug, number, body)| {
        paragraphs(&body).1.into_iter().map(move |paragraph| (slug.clone(), number, paragraph))
    });
    Ok(all.collect())
}

/// Who acknowledged a version, the latest first.
pub async fn evidence(tx: &Tx, version: Id, before: Id, most: i64) -> Result<Vec<Evidence>> {
    let sql = "select id, member, name, number, hash, language, at, expires from acknowledgements
               where version = $1 and id < $2 order by id desc limit $3";
    tx.rows(sql, args![version, before, most]).await
}

/// The numbers of a policy's published versions, the latest first.
pub async fn numbers(tx: &Tx, row: &Row) -> Result<Vec<i64>> {
    let sql = "select number from policy_versions where policy = $1 and state = 'published' order by number desc";
    tx.column(sql, args![row.policy]).await
}

/// Which of those who have not acknowledged a version are meant: none of them reminded after `since`, all of them members
/// before `joined_before`.
#[derive(Debug, Clone, Copy)]
pub struct Unreminded {
    pub since: Millis,
    pub joined_before: Millis,
}

impl Unreminded {
    /// All, reminded or not.
    pub const ALL: Self = Self { since: Millis::MAX, joined_before: Millis::MAX };
}

/// Active members whom a version concerns and who have not acknowledged it: id and name, by id.
pub async fn missing(tx: &Tx, row: &Row, after: Id, most: i64, whom: &Unreminded) -> Result<Vec<(Id, String)>> {
    if !row.binding {
        return Ok(Vec::new());
    }
    let kinds: Vec<String> = row.standings.split(',').map(str::to_owned).collect();
    let sql = "select m.id, m.name from members m join organisations o on o.id = m.organisation
               left join profiles f on f.member = m.id
               where m.id > $1 and m.state = 'active' and o.kind in (each_text($2))
                 and (cast($8 as bigint) = 1 or lower(coalesce(f.country, '')) in (each_text($3)))
                 and not exists (select 1 from acknowledgements a where a.member = m.id and a.policy = $4
                                 and a.number >= $5 and (a.expires is null or a.expires > $6))
                 and m.created <= $9
                 and not exists (select 1 from charter_reminders r where r.member = m.id and r.version = $10
                                 and r.at > $11)
               order by m.id limit $7";
    tx.rows(
        sql,
        args![
            after,
            kinds,
            countries::spellings(&row.country),
            row.policy,
            row.number,
            tx.now(),
            most,
            row.country.is_empty(),
            whom.joined_before,
            row.version,
            whom.since
        ],
    )
    .await
}

/// How many acknowledged a version.
pub async fn count(tx: &Tx, version: Id) -> Result<i64> {
    let sql = "select count(distinct member) from acknowledgements where version = $1";
    Ok(tx.value(sql, args![version]).await?.unwrap_or(0))
}

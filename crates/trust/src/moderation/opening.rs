//! A case is opened: by a report, a rule, a space that wants to look first, or by hand. What was said then is frozen.

use super::types::{Evidence, PATIENT, PROFILE, TARGET, URGENT};
use community::identity::faces;
use community::spaces::Audience;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::{args, record, text};
use serde_json::json;

/// What a case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    Post(Id),
    Profile(Id),
}

impl Thing {
    pub fn id(self) -> Id {
        match self {
            Self::Post(id) | Self::Profile(id) => id,
        }
    }
}

/// Why a case is opened.
#[derive(Debug, Clone, Copy)]
pub struct Cause<'a> {
    /// report, rule, entry or hand
    pub source: &'static str,
    /// Who says so; none: a rule.
    pub by: Option<Id>,
    pub reason: &'a str,
    pub note: &'a str,
    /// The paragraph of the charter that it names, as [`super::citing::kept`] keeps it; may be empty.
    pub cites: &'a str,
    /// 1, or 0 for somebody whose reports are usually refused.
    pub weight: i64,
    /// When it has to be decided, if not at the usual time.
    pub target: Option<Millis>,
}

/// Opens a case, or adds the cause to the one that is open. Answers the case.
pub async fn open(tx: &Tx, thing: Thing, cause: Cause<'_>) -> Result<Id> {
    let sql = "select id from moderation_cases where thing = $1 and state <> 'decided'";
    let case = match tx.value::<Id>(sql, args![thing.id()]).await? {
        Some(case) => case,
        None => begin(tx, thing, cause).await?,
    };
    let sql = "insert into moderation_reports (id, case_id, thing, reporter, reason, note, at, outcome, cites)
               values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8)
               on conflict (reporter, thing) where reporter is not null do nothing";
    let reporter = cause.by.filter(|_| cause.source != "entry");
    let args = args![tx.id(), case, thing.id(), reporter, cause.reason, cause.note, tx.now(), cause.cites];
    if tx.execute(sql, args).await? > 0 {
        let sql = "update moderation_cases set reports = reports + 1, weight = weight + $1 where id = $2";
        tx.execute(sql, args![cause.weight, case]).await?;
        hurry(tx, case).await?;
    }
    Ok(case)
}

/// What several trusted people report does not wait for its turn.
async fn hurry(tx: &Tx, case: Id) -> Result<()> {
    let sql = "update moderation_cases set due = case when weight >= 3 and due > opened + $1 then opened + $1
                   when weight >= 1 and due > opened + $2 then opened + $2 else due end
               where id = $3 and state = 'open' and source <> 'entry'";
    tx.execute(sql, args![URGENT, TARGET, case]).await.map(drop)
}

async fn begin(tx: &Tx, thing: Thing, cause: Cause<'_>) -> Result<Id> {
    let (author, space, kind, evidence) = match thing {
        Thing::Post(post) => of_post(tx, post).await?,
        Thing::Profile(member) => of_profile(tx, member).await?,
    };
    let id = tx.id();
    let shown = if evidence.title.is_empty() { &evidence.body } else { &evidence.title };
    let title = text::excerpt(shown, 90);
    let usual = if cause.weight == 0 { PATIENT } else { TARGET };
    let due = tx.now() + cause.target.unwrap_or(usual);
    let sql = "insert into moderation_cases (id, thing, kind, author, space, state, source, title, evidence, reports,
                 weight, opened, due) values ($1, $2, $3, $4, $5, 'open', $6, $7, $8, 0, 0, $9, $10)";
    let frozen = serde_json::to_string(&evidence)?;
    tx.execute(sql, args![id, thing.id(), &kind, author, space, cause.source, title, frozen, tx.now(), due]).await?;
    let details = json!({ "thing": thing.id(), "kind": kind, "source": cause.source });
    journal::record(tx, Event::new("moderation.opened", cause.by, id).within(space).with(details)).await?;
    Ok(id)
}

record! {
    struct PostRow {
        kind: String,
        author: Option<Id>,
        space: Option<Id>,
        root: Option<Id>,
        parent: Option<Id>,
        audience: Audience,
        title: String,
        body: String,
        revision: i64,
        published: Millis,
        space_name: Option<String>,
    }
}

async fn of_post(tx: &Tx, post: Id) -> Result<(Option<Id>, Option<Id>, String, Evidence)> {
    let sql =
        "select p.kind, coalesce(p.author, p.veiled) as author, p.space, p.root, p.parent, p.audience, p.title, p.body, p.revision, p.published,
                 s.name as space_name
               from posts p left join spaces s on s.id = p.space where p.id = $1";
    let row: PostRow = tx.row(sql, args![post]).await?.ok_or(Error::NotFound)?;
    let url = row.root.map_or_else(|| format!("/posts/{post}"), |root| format!("/posts/{root}#c{post}"));
    let mut evidence = Evidence {
        title: row.title,
        body: row.body,
        revision: row.revision,
        published: row.published,
        audience: row.audience,
        space: row.space_name.unwrap_or_default(),
        url,
        ..Evidence::default()
    };
    if let Some(before) = row.parent.or(row.root) {
        let sql = "select coalesce(m.name, p.author_name) as name, p.title, p.body from posts p
                   left join members m on m.id = p.author where p.id = $1";
        if let Some((name, title, body)) = tx.row::<(String, String, String)>(sql, args![before]).await? {
            evidence.context_by = name;
            evidence.context = if title.is_empty() { text::excerpt(&body, 240) } else { title };
        }
    }
    Ok((row.author, row.space, row.kind, evidence))
}

async fn of_profile(tx: &Tx, member: Id) -> Result<(Option<Id>, Option<Id>, String, Evidence)> {
    let face = faces(tx, &[member]).await?.remove(&member).ok_or(Error::NotFound)?;
    let about: Option<Option<String>> = tx.value("select about from profiles where member = $1", args![member]).await?;
    let evidence = Evidence {
        body: [face.headline.clone(), about.flatten().unwrap_or_default()].join("\n\n").trim().to_owned(),
        url: face.path(),
        title: face.name,
        published: tx.now(),
        ..Evidence::default()
    };
    Ok((Some(member), None, PROFILE.to_owned(), evidence))
}

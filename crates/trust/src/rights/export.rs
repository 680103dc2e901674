//! All that is about a person, as an archive of JSON and their files. Made by a job.

use super::erasure;
use super::ops::{self, REQUEST, Request};
use crate::letters::Letter;
use community::identity::holdings::{Holding, Holdings, MOST_TOLD};
use futures_util::TryStreamExt as _;
use kernel::app::App;
use kernel::args;
use kernel::clock::DAY;
use kernel::content::Intake;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::files::FileHash;
use kernel::ids::Id;
use kernel::jobs::Job;
use kernel::journal::{self, Event};
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::time::Duration;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The archive is kept so long.
const KEPT: i64 = 14 * DAY;
const AT_ONCE: i64 = 500;

/// A file of the archive: its name, the columns, and the statement that reads six texts of each row. `$1` is the
/// member, `$2` the key behind which it goes on, `$3` how many. The first column is that key.
type Section = (&'static str, [&'static str; 6], &'static str);

const SECTIONS: &[Section] = &[
    (
        "account",
        ["id", "handle", "name", "headline", "email", "role"],
        "select cast(id as text), handle, name, headline, coalesce(email, ''), role
         from members
         where id = $1 and id > $2 limit $3",
    ),
    (
        "settings",
        ["id", "language", "zone", "theme", "created", "last_seen"],
        "select cast(id as text), coalesce(language, ''), coalesce(zone, ''), theme,
         cast(created as text), cast(last_seen as text)
         from members
         where id = $1 and id > $2 limit $3",
    ),
    (
        "profile",
        ["id", "about", "department", "place", "country", "phone"],
        "select cast(member as text), about, department, place, country, phone
         from profiles
         where member = $1 and member > $2 limit $3",
    ),
    (
        "profile-more",
        ["id", "pronouns", "languages", "interests", "contact", "visibility"],
        "select cast(member as text), pronouns, languages, interests, contact, visibility
         from profiles
         where member = $1 and member > $2 limit $3",
    ),
    (
        "experience",
        ["id", "title", "organisation", "since", "until", ""],
        "select cast(id as text), title, organisation, since, until, ''
         from experience
         where member = $1 and id > $2
         order by id limit $3",
    ),
    (
        "skills",
        ["rank", "skill", "endorsements", "", "", ""],
        "select cast(rank + 1 as text), skill, cast(endorsements as text), '', '', ''
         from skills
         where member = $1 and rank + 1 > $2
         order by rank limit $3",
    ),
    (
        "sessions",
        ["id", "created", "last_used", "agent", "address", ""],
        "select cast(id as text), cast(created as text), cast(last_used as text), agent, address, ''
         from sessions
         where member = $1 and id > $2
         order by id limit $3",
    ),
    (
        "tokens",
        ["id", "name", "created", "last_used", "", ""],
        "select cast(id as text), name, cast(created as text), cast(coalesce(last_used, 0) as text), '', ''
         from tokens
         where member = $1 and id > $2
         order by id limit $3",
    ),
    (
        "passkeys",
        ["id", "name", "created", "", "", ""],
        "select cast(id as text), name, cast(created as text), '', '', ''
         from passkeys
         where member = $1 and id > $2
         order by id limit $3",
    ),
    (
        "spaces",
        ["space", "name", "role", "state", "since", ""],
        "select cast(ms.space as text), s.name, ms.role, ms.state, cast(ms.at as text), ''
         from memberships ms join spaces s on s.id = ms.space
         where ms.member = $1 and ms.space > $2
         order by ms.space limit $3",
    ),
    (
        "posts",
        ["id", "kind", "state", "published", "title", "body"],
        "select cast(id as text), kind, state, cast(published as text), title, body
         from posts
         where (author = $1 or veiled = $1) and id > $2 and state in ('published', 'draft', 'held', 'hidden', 'removed', 'deleted')
         order by id limit $3",
    ),
    (
        "revisions",
        ["post", "revision", "replaced", "title", "body", ""],
        "select cast(r.post as text), cast(r.revision as text), cast(r.at as text), r.title, r.body, ''
         from post_revisions r cross join posts p
         where (p.author = $1 or p.veiled = $1) and r.post = p.id and p.state <> 'purged'
           and p.id in (select q.id from posts q where (q.author = $1 or q.veiled = $1) and q.id > $2 and q.revision > 1
                        order by q.id limit $3) order by r.post, r.revision",
    ),
    (
        "reactions",
        ["post", "emoji", "at", "", "", ""],
        "select cast(post as text), emoji, cast(at as text), '', '', ''
         from reactions
         where member = $1 and post in (select distinct r.post from reactions r where r.member = $1 and r.post > $2
                                        order by r.post limit $3) order by post",
    ),
    (
        "bookmarks",
        ["post", "at", "collection", "", "", ""],
        "select cast(post as text), cast(at as text), cast(collection as text), '', '', ''
         from bookmarks
         where member = $1 and post > $2
         order by post limit $3",
    ),
    (
        "follows",
        ["id", "handle", "at", "level", "", ""],
        "select cast(f.followed as text), m.handle, cast(f.at as text), f.level, '', ''
         from follows f join members m on m.id = f.followed
         where f.follower = $1 and f.followed > $2
         order by f.followed limit $3",
    ),
    (
        "followers",
        ["id", "handle", "at", "", "", ""],
        "select cast(f.follower as text), m.handle, cast(f.at as text), '', '', ''
         from follows f join members m on m.id = f.follower
         where f.followed = $1 and f.follower > $2
         order by f.follower limit $3",
    ),
    (
        "mentions",
        ["post", "", "", "", "", ""],
        "select cast(post as text), '', '', '', '', ''
         from post_mentions
         where member = $1 and post > $2
         order by post limit $3",
    ),
    (
        "notifications",
        ["id", "kind", "at", "post", "read", ""],
        "select cast(id as text), kind, cast(at as text), cast(coalesce(post, 0) as text),
         cast(coalesce(read, 0) as text), ''
         from notifications
         where member = $1 and id > $2
         order by id limit $3",
    ),
    (
        "saved-searches",
        ["id", "name", "query", "created", "", ""],
        "select cast(id as text), name, query, cast(created as text), '', ''
         from saved_searches
         where member = $1 and id > $2
         order by id limit $3",
    ),
    (
        "search-opens",
        ["object", "times", "at", "", "", ""],
        "select cast(object as text), cast(times as text), cast(at as text), '', '', ''
         from search_opens
         where member = $1 and object > $2
         order by object limit $3",
    ),
    (
        "activity",
        ["number", "at", "verb", "object", "space", "details"],
        "select cast(seq as text), cast(at as text), verb, cast(object as text),
         cast(coalesce(space, 0) as text), details
         from journal
         where object = $1 and seq > $2
         order by seq limit $3",
    ),
    (
        "audit",
        ["number", "at", "verb", "object", "space", "details"],
        "select cast(seq as text), cast(at as text), verb, cast(object as text),
         cast(coalesce(space, 0) as text), details
         from audit
         where (object = $1 or actor = $1) and seq > $2
         order by seq limit $3",
    ),
];

const READY: Letter<'_> = Letter {
    kind: "rights",
    subject: "rights-mail-subject",
    text: "rights-mail",
    date: None,
    path: "/settings/privacy",
    essential: true,
};

pub fn job() -> Job {
    Job::new("rights.work", Duration::from_secs(10), |app| Box::pin(write_due(app)))
}

/// Makes the next export, lets go of one that has expired, forgets who is held no more; whether there may be more.
pub async fn write_due(app: &App) -> Result<bool> {
    if app.db.write(async move |tx: &Tx| erasure::unseal(tx).await).await? > 0 || expire(app).await? {
        return Ok(true);
    }
    let sql = format!(
        "select {REQUEST} from rights_requests where state = 'waiting' and kind = 'export' order by due, id limit 1"
    );
    let due: Option<Request> = app.db.read(async move |tx: &Tx| tx.row(&sql, &[]).await).await?;
    let Some(request) = due else { return Ok(false) };
    let mut file = archive(app, request.member, tempfile::tempfile_in(&app.configuration.data)?).await?;
    let size = i64::try_from(file.seek(SeekFrom::End(0))?).unwrap_or(i64::MAX);
    file.seek(SeekFrom::Start(0))?;
    let mut intake = Intake::new(app.configuration.data.join("incoming"));
    let mut piece = vec![0; 1024 * 1024];
    loop {
        let n = file.read(&mut piece)?;
        if n == 0 {
            break;
        }
        intake.take(piece.get(..n).unwrap_or_default()).await?;
    }
    let hash = app.files.put_content(&intake.finish().await?).await?.to_string();
    let on = app.clone();
    let ready = async move |tx: &Tx| {
        let sql = "update rights_requests set state = 'ready', decided = $1, hash = $2, size = $3, expires = $4
                   where id = $5 and state = 'waiting'";
        let now = tx.now();
        if tx.execute(sql, args![now, &hash, size, now + KEPT, request.id]).await? > 0 {
            ops::write(&on, tx, &request, &READY).await?;
            journal::record(tx, Event::new("rights.exported", None, request.member)).await?;
        }
        Ok(())
    };
    app.db.write(ready).await?;
    Ok(true)
}

async fn expire(app: &App) -> Result<bool> {
    let due = async move |tx: &Tx| {
        let sql = "select id, hash from rights_requests where state = 'ready' and expires <= $1 limit 1";
        tx.row::<(Id, String)>(sql, args![tx.now()]).await
    };
    let Some((id, hash)) = app.db.read(due).await? else { return Ok(false) };
    app.files.delete(&hash.parse::<FileHash>()?).await?;
    let sql = "update rights_requests set state = 'expired', hash = '', reach = '', link = null where id = $1";
    app.db.write(async move |tx: &Tx| tx.execute(sql, args![id]).await.map(drop)).await?;
    Ok(true)
}

type Texts = (String, String, String, String, String, String);

async fn archive(app: &App, member: Id, file: File) -> Result<File> {
    let mut zip = ZipWriter::new(file);
    for (name, columns, sql) in SECTIONS {
        zip.start_file(format!("{name}.jsonl"), SimpleFileOptions::default()).map_err(Error::internal)?;
        let mut after = 0_i64;
        loop {
            let rows: Vec<Texts> =
                app.db.read(async move |tx: &Tx| tx.rows(sql, args![member, after, AT_ONCE]).await).await?;
            let Some(last) = rows.last().and_then(|row| row.0.parse::<i64>().ok()) else { break };
            for row in &rows {
                zip.write_all(line(columns, row).to_string().as_bytes())?;
                zip.write_all(b"\n")?;
            }
            if last <= after {
                break;
            }
            after = last;
        }
    }
    for holding in &app.part::<Holdings>().0 {
        held(app, member, holding, &mut zip).await?;
    }
    files(app, member, &mut zip).await?;
    zip.finish().map_err(Error::internal)
}

/// What one table keeps of them, if it says anything.
async fn held(app: &App, member: Id, holding: &Holding, zip: &mut ZipWriter<File>) -> Result<()> {
    if holding.told.is_empty() {
        return Ok(());
    }
    zip.start_file(format!("{}.jsonl", holding.file()), SimpleFileOptions::default()).map_err(Error::internal)?;
    let columns: [&str; MOST_TOLD] = std::array::from_fn(|nth| holding.told.get(nth).copied().unwrap_or_default());
    let mut done = 0_i64;
    loop {
        let sql = holding.statement();
        let rows: Vec<Texts> =
            app.db.read(async move |tx: &Tx| tx.rows(&sql, args![member, AT_ONCE, done]).await).await?;
        for row in &rows {
            zip.write_all(line(&columns, row).to_string().as_bytes())?;
            zip.write_all(b"\n")?;
        }
        let read = i64::try_from(rows.len()).unwrap_or(AT_ONCE);
        if read < AT_ONCE {
            return Ok(());
        }
        done += read;
    }
}

fn line(columns: &[&str; 6], row: &Texts) -> Value {
    let values = [&row.0, &row.1, &row.2, &row.3, &row.4, &row.5];
    let named = columns.iter().zip(values).filter(|(column, _)| !column.is_empty());
    Value::Object(
        named.map(|(column, value)| ((*column).to_owned(), Value::String(value.clone()))).collect::<Map<_, _>>(),
    )
}

/// What they uploaded, as it is stored.
async fn files(app: &App, member: Id, zip: &mut ZipWriter<File>) -> Result<()> {
    let mut after = Id::default();
    loop {
        let some = async move |tx: &Tx| {
            let sql = "select id, name, hash from files where owner = $1 and id > $2 order by id limit $3";
            tx.rows::<(Id, String, String)>(sql, args![member, after, AT_ONCE]).await
        };
        let rows = app.db.read(some).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.0;
        for (id, name, hash) in rows {
            let plain = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
            let name: String = name.chars().map(plain).take(100).collect();
            let mut stream = match app.files.stream(&hash.parse()?, None).await {
                Ok(stream) => stream,
                Err(Error::NotFound) => continue,
                Err(error) => return Err(error),
            };
            let large = SimpleFileOptions::default().large_file(true);
            zip.start_file(format!("files/{id}-{name}"), large).map_err(Error::internal)?;
            while let Some(piece) = stream.try_next().await? {
                zip.write_all(&piece)?;
            }
        }
    }
}

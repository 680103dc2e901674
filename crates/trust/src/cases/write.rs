//! The archive: a zip of open formats, written piece by piece, with a manifest of all that is in it and its signature.

use super::ops::{CaseExport, EXPORT};
use super::select::{self, Attached, Evidence};
use super::{eml, ops};
use crate::keys::{self, hex};
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
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::time::Duration;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An archive is kept so long.
const KEPT: i64 = 30 * DAY;
const PIECE: usize = 1024 * 1024;
/// A mail has files of so many bytes inside it, as servers of mail usually take; larger ones lie beside it.
const MOST_IN_MAIL: i64 = 25 * 1024 * 1024;

const README: &str = include_str!("README.txt");

pub fn job() -> Job {
    Job::new("cases.write", Duration::from_secs(5), |app| Box::pin(write_due(app)))
}

/// Writes the next released export, or lets go of one that has expired; whether there may be more.
pub async fn write_due(app: &App) -> Result<bool> {
    if expire(app).await? {
        return Ok(true);
    }
    let sql = format!("select {EXPORT} from case_exports where state = 'released' order by id limit 1");
    let due: Option<CaseExport> = app.db.read(async move |tx: &Tx| tx.row(&sql, &[]).await).await?;
    let Some(case) = due else { return Ok(false) };
    let id = case.id;
    match write_to_store(app, &case).await {
        Ok(()) => {}
        // The store or the database is away: it is tried again.
        Err(Error::Unavailable(cause)) => return Err(Error::Unavailable(cause)),
        Err(error) => {
            tracing::error!(%error, case = %id, "an export for a case cannot be written");
            let sql = "update case_exports set state = 'failed' where id = $1 and state = 'released'";
            app.db.write(async move |tx: &Tx| tx.execute(sql, args![id]).await.map(drop)).await?;
        }
    }
    Ok(true)
}

async fn write_to_store(app: &App, case: &CaseExport) -> Result<()> {
    let mut file = write_archive(app, case, tempfile::tempfile_in(&app.configuration.data)?).await?;
    let size = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let mut intake = Intake::new(app.configuration.data.join("incoming"));
    let mut piece = vec![0; PIECE];
    loop {
        let n = file.read(&mut piece)?;
        if n == 0 {
            break;
        }
        intake.take(piece.get(..n).unwrap_or_default()).await?;
    }
    let hash = app.files.put_content(&intake.finish().await?).await?.to_string();
    let (id, title) = (case.id, case.title.clone());
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    let ready = async move |tx: &Tx| {
        let sql = "update case_exports set state = 'ready', hash = $1, size = $2, expires = $3
                   where id = $4 and state = 'released'";
        if tx.execute(sql, args![&hash, size, tx.now() + KEPT, id]).await? == 0 {
            return Ok(());
        }
        journal::record(tx, Event::new("cases.written", None, id).with(json!({ "title": title, "size": size }))).await
    };
    app.db.write(ready).await
}

async fn expire(app: &App) -> Result<bool> {
    let due = async move |tx: &Tx| {
        let sql = "select id, hash from case_exports where state = 'ready' and expires <= $1 limit 1";
        tx.row::<(Id, String)>(sql, args![tx.now()]).await
    };
    let Some((id, hash)) = app.db.read(due).await? else { return Ok(false) };
    app.files.delete(&hash.parse::<FileHash>()?).await?;
    let gone = async move |tx: &Tx| {
        tx.execute("update case_exports set state = 'expired', hash = '' where id = $1", args![id]).await?;
        journal::record(tx, Event::new("cases.expired", None, id)).await
    };
    app.db.write(gone).await?;
    Ok(true)
}

/// What is in the archive, as the manifest says it.
struct Archive {
    zip: ZipWriter<File>,
    files: Vec<serde_json::Value>,
    names: BTreeSet<String>,
    index: String,
}

impl Archive {
    fn add(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        self.zip.start_file(path, SimpleFileOptions::default()).map_err(Error::internal)?;
        self.zip.write_all(bytes)?;
        self.note(path, &hex(&Sha256::digest(bytes)), u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        Ok(())
    }

    fn note(&mut self, path: &str, sha256: &str, size: u64) {
        self.files.push(json!({ "path": path, "sha256": sha256, "size": size }));
        self.names.insert(path.to_owned());
    }

    /// An attachment, as it is stored, piece by piece. One that is not there is said to be missing.
    async fn attach(&mut self, app: &App, file: &Attached) -> Result<()> {
        let path = attached_path(file);
        let missing = format!("{path}.missing.txt");
        if self.names.contains(&path) || self.names.contains(&missing) {
            return Ok(());
        }
        let mut stream = match app.files.stream(&file.hash.parse()?, None).await {
            Ok(stream) => stream,
            Err(Error::NotFound) => {
                return self.add(&missing, b"The file is not in the store.\n");
            }
            Err(error) => return Err(error),
        };
        let mut entry = self.begin(&path)?;
        while let Some(piece) = stream.try_next().await? {
            entry.write(&mut self.zip, &piece)?;
        }
        self.end(&path, entry);
        Ok(())
    }

    /// The post as a mail, with the files that are in the archive, as long as it does not get too large.
    async fn mail(&mut self, app: &App, evidence: &Evidence, host: &str) -> Result<()> {
        let mut room = MOST_IN_MAIL;
        let mut fits = |file: &&Attached| {
            let fits = self.names.contains(&attached_path(file)) && file.size <= room;
            room -= if fits { file.size } else { 0 };
            fits
        };
        let inside: Vec<&Attached> = evidence.files.iter().filter(|file| fits(file)).collect();
        let path = format!("posts/{}.eml", evidence.post.id);
        let mut entry = self.begin(&path)?;
        entry.write(&mut self.zip, eml::beginning(evidence, host, &inside).as_bytes())?;
        for file in &inside {
            entry.write(&mut self.zip, eml::before_file(evidence, file).as_bytes())?;
            let mut stream = app.files.stream(&file.hash.parse()?, None).await?;
            let mut encoded = eml::Base64::default();
            while let Some(piece) = stream.try_next().await? {
                entry.write(&mut self.zip, encoded.lines(&piece).as_bytes())?;
            }
            entry.write(&mut self.zip, encoded.rest().as_bytes())?;
        }
        if !inside.is_empty() {
            entry.write(&mut self.zip, eml::end(evidence).as_bytes())?;
        }
        self.end(&path, entry);
        Ok(())
    }

    fn begin(&mut self, path: &str) -> Result<Entry> {
        self.zip.start_file(path, SimpleFileOptions::default().large_file(true)).map_err(Error::internal)?;
        Ok(Entry { hash: Sha256::new(), size: 0 })
    }

    fn end(&mut self, path: &str, entry: Entry) {
        self.note(path, &hex(&entry.hash.finalize()), entry.size);
    }
}

/// A file of the archive that is being written.
struct Entry {
    hash: Sha256,
    size: u64,
}

impl Entry {
    fn write(&mut self, zip: &mut ZipWriter<File>, piece: &[u8]) -> Result<()> {
        self.hash.update(piece);
        self.size += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        Ok(zip.write_all(piece)?)
    }
}

/// A name that every system can unpack.
fn attached_path(file: &Attached) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
    let name: String = file.name.chars().map(plain).take(100).collect();
    format!("files/{}-{name}", file.id)
}

/// Writes the archive of a case to `file`, in lots of posts; what was written so far is told in the row of the case.
pub async fn write_archive(app: &App, case: &CaseExport, file: File) -> Result<File> {
    let host = app.configuration.server.url.split("://").last().unwrap_or("fourleaf").to_owned();
    let mut archive =
        Archive { zip: ZipWriter::new(file), files: Vec::new(), names: BTreeSet::new(), index: String::new() };
    archive.add("README.txt", README.as_bytes())?;
    let (mut after, mut done) = (Id::default(), 0_i64);
    let total = {
        let case = case.clone();
        app.db.read(async move |tx: &Tx| select::count(tx, &case).await).await?
    };
    loop {
        let asked = case.clone();
        let Some((found, last)) = app.db.read(async move |tx: &Tx| select::next(tx, &asked, after).await).await? else {
            break;
        };
        after = last;
        for evidence in &found {
            post(&mut archive, evidence)?;
            for file in &evidence.files {
                archive.attach(app, file).await?;
            }
            archive.mail(app, evidence, &host).await?;
        }
        done += i64::try_from(found.len()).unwrap_or(0);
        let id = case.id;
        let sql = "update case_exports set done = $1, total = $2 where id = $3";
        app.db.write(async move |tx: &Tx| tx.execute(sql, args![done, total.max(done), id]).await.map(drop)).await?;
    }
    let index = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>{0}</title><h1>{0}</h1><ul>{1}</ul>\n",
        escaped(&case.title),
        archive.index
    );
    archive.add("index.html", index.as_bytes())?;
    sign(app, case, done, &mut archive).await?;
    archive.zip.finish().map_err(Error::internal)
}

fn post(archive: &mut Archive, evidence: &Evidence) -> Result<()> {
    let id = evidence.post.id;
    archive.add(&format!("posts/{id}.json"), &serde_json::to_vec_pretty(evidence)?)?;
    archive.add(&format!("posts/{id}.html"), page(evidence).as_bytes())?;
    let post = &evidence.post;
    let said = if post.title.is_empty() { post.body.chars().take(80).collect() } else { post.title.clone() };
    archive.index.push_str(&format!(
        "<li><a href=\"posts/{id}.html\">{}</a> {} {} ({})</li>\n",
        escaped(&said),
        time(post.published),
        escaped(post.by()),
        post.state
    ));
    Ok(())
}

fn time(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at).map(|at| at.to_string()).unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// One post to read, without anything from elsewhere.
fn page(evidence: &Evidence) -> String {
    let post = &evidence.post;
    let mut html = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>{0}</title><h1>{0}</h1>\n<p>{1}, {2}{3}. State: {4}. \
         Audience: {5}, when it was published: {6}.</p>\n",
        escaped(if post.title.is_empty() { &post.kind } else { &post.title }),
        escaped(post.by()),
        time(post.published),
        post.space_name.as_ref().map(|space| format!(", {}", escaped(space))).unwrap_or_default(),
        post.state,
        evidence.readers.now,
        evidence.readers.then.unwrap_or("not known"),
    );
    if !evidence.readers.members_then.is_empty() {
        html.push_str(&format!("<p>Members then: {}</p>\n", escaped(&evidence.readers.members_then.join(", "))));
    }
    for above in &evidence.thread {
        html.push_str(&format!(
            "<blockquote><p><b>{}</b> {} ({})</p><pre>{}</pre></blockquote>\n",
            escaped(&above.author),
            time(above.published),
            above.state,
            escaped(&above.body)
        ));
    }
    html.push_str(&format!("<article>{}</article>\n", post.html));
    for revision in &evidence.revisions {
        html.push_str(&format!(
            "<h2>Revision {}, until {}</h2><h3>{}</h3><pre>{}</pre>\n",
            revision.revision,
            time(revision.at),
            escaped(&revision.title),
            escaped(&revision.body)
        ));
    }
    for file in &evidence.files {
        let path = attached_path(file);
        html.push_str(&format!("<p><a href=\"../{}\">{}</a></p>\n", escaped(&path), escaped(&file.name)));
    }
    html
}

/// The manifest names every other file with its hash; its own signature lies beside it.
async fn sign(app: &App, case: &CaseExport, posts: i64, archive: &mut Archive) -> Result<()> {
    let (asked, on) = (case.clone(), app.clone());
    let signing = async move |tx: &Tx| {
        let sql = "select handle from members where id = $1";
        let requested: Option<String> = tx.value(sql, args![asked.requested_by]).await?;
        let released: Option<String> = match asked.decided_by {
            Some(by) => tx.value(sql, args![by]).await?,
            None => None,
        };
        let company = community::identity::queries::company(tx).await?;
        Ok((keys::signing(&on, tx).await?.public(), company, requested, released))
    };
    let (public, company, requested, released) = app.db.write(signing).await?;
    let (since, until) = case.scope.period();
    let manifest = json!({
        "format": "fourleaf-case-1",
        "company": company,
        "installation": app.configuration.server.url,
        "case": {
            "id": case.id, "title": case.title, "reason": case.reason, "requested": time(case.requested),
            "requested_by": requested, "released": case.decided.map(time), "released_by": released,
        },
        "query": {
            "people": case.scope.people, "spaces": case.scope.spaces, "words": case.scope.words,
            "since": since.map(time), "until": until.map(time),
        },
        "written": time(app.clock.now()),
        "posts": posts,
        "public_key": hex(&public),
        "files": archive.files,
    });
    let manifest = serde_json::to_vec_pretty(&manifest)?;
    let on = app.clone();
    let to_sign = manifest.clone();
    let signature = app.db.write(async move |tx: &Tx| Ok(keys::signing(&on, tx).await?.sign(&to_sign))).await?;
    for (path, bytes) in [("manifest.json", manifest), ("manifest.sig", hex(&signature).into_bytes())] {
        archive.zip.start_file(path, SimpleFileOptions::default()).map_err(Error::internal)?;
        archive.zip.write_all(&bytes)?;
    }
    Ok(())
}

/// The export that a command writes to a file, which must have been released.
pub async fn released(app: &App, id: Id) -> Result<CaseExport> {
    let case = app.db.read(async move |tx: &Tx| ops::find(tx, id).await).await?;
    match case.state.as_str() {
        "released" | "ready" => Ok(case),
        _ => Err(Error::Forbidden("cases-not-released")),
    }
}

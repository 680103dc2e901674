//! What is done with a mail that came in: it becomes a comment, or is refused, or is of no concern.
//!
//! The signed address says who answers what; the sender must be who it was given to, so that a mail which was
//! passed on cannot be answered in their name by whom it was passed on to. A mail that comes twice is one mail.

use super::REMEMBER;
use super::refusals::{self, Why};
use crate::identity::{MemberState, queries as identity};
use crate::posts::comments::{self, CommentForm};
use crate::posts::files::{UploadedFile, store};
use crate::posts::{access, compose};
use crate::{notifications, posts};
use bytes::Bytes;
use kernel::app::App;
use kernel::args;
use kernel::clock::HOUR;
use kernel::content::Content;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::incoming::{self, Received};
use kernel::outbox::signed::{Addresses, Found, Purpose};
use kernel::outbox::{self, bounces};
use kernel::viewer::Viewer;
use kernel::web::Upload;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

const MOST_FILES: usize = 20;
/// More answers of one member in an hour are a loop, or somebody else.
const MOST_PER_HOUR: i64 = 30;

/// What became of a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Outcome {
    /// `posted`, `refused` (its writer is told why), `ignored`, `bounce` or `duplicate`.
    pub outcome: &'static str,
    /// Why it was not posted.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub reason: &'static str,
    /// The comment that it became.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<Id>,
}

impl Outcome {
    fn of(outcome: &'static str, reason: &'static str) -> Self {
        Self { outcome, reason, comment: None }
    }
}

/// An answer, and whom and what it answers.
pub(super) struct Answer {
    pub member: Id,
    pub post: Id,
    pub received: Received,
    /// The same for the same mail.
    pub key: String,
}

/// Takes a mail in. `to` is where it was delivered, when the way it came by says so. `NotFound` while mails
/// cannot be answered here; `Unavailable`: it is to come again.
pub async fn take(app: &App, raw: Bytes, to: &[String]) -> Result<Outcome> {
    let addresses = Addresses::open(app).await?.ok_or(Error::NotFound)?;
    let outcome = decide(app, &addresses, raw, to).await?;
    metrics::counter!("fourleaf_incoming_mails_total", "outcome" => outcome.outcome, "reason" => outcome.reason)
        .increment(1);
    tracing::info!(outcome = outcome.outcome, reason = outcome.reason, "a mail came in");
    Ok(outcome)
}

async fn decide(app: &App, addresses: &Addresses, raw: Bytes, to: &[String]) -> Result<Outcome> {
    let hash = blake3::hash(&raw);
    let received = match incoming::read(raw).await {
        Ok(received) => received,
        Err(Error::Refused { .. }) => return Ok(Outcome::of("ignored", "broken")),
        Err(error) => return Err(error),
    };
    let now = app.clock.now();
    let found = to.iter().chain(&received.to).find_map(|address| addresses.read(address, now));
    match found {
        None => Ok(Outcome::of("ignored", "not-ours")),
        Some(Found::Valid(Purpose::Bounce { address }) | Found::Expired(Purpose::Bounce { address })) => {
            bounced(app, &received, address).await
        }
        Some(Found::Valid(Purpose::Reply { member, post })) => {
            answered(app, answer(member, post, received, hash), None).await
        }
        Some(Found::Expired(Purpose::Reply { member, post })) => {
            answered(app, answer(member, post, received, hash), Some(Why::Expired)).await
        }
    }
}

fn answer(member: Id, post: Id, received: Received, hash: blake3::Hash) -> Answer {
    // A mail without a Message-ID is the same when it is the same in each letter.
    let id = if received.message_id.is_empty() { hash.to_string() } else { received.message_id.clone() };
    let key = blake3::hash(format!("{member} {post} {id}").as_bytes()).to_string();
    Answer { member, post, received, key }
}

/// A report that a mail of ours could not be delivered.
async fn bounced(app: &App, received: &Received, key: i64) -> Result<Outcome> {
    let Some(report) = received.report.clone() else { return Ok(Outcome::of("ignored", "no-report")) };
    if !report.hard {
        return Ok(Outcome::of("bounce", "soft"));
    }
    app.db
        .write(async move |tx: &Tx| match bounces::address_of(tx, key).await? {
            Some(address) => {
                bounces::note_hard(tx, &address, &report.said).await?;
                Ok(Outcome::of("bounce", "hard"))
            }
            None => Ok(Outcome::of("bounce", "long-ago")),
        })
        .await
}

async fn answered(app: &App, answer: Answer, refused: Option<Why>) -> Result<Outcome> {
    if let Some(reason) = answer.received.automatic {
        return Ok(Outcome::of("ignored", reason));
    }
    let answer = Arc::new(answer);
    let asked = answer.clone();
    let before = app.db.read(async move |tx: &Tx| before(tx, &asked).await).await?;
    let (viewer, email) = match before {
        Before::Over(outcome) => return Ok(outcome),
        Before::Refused(why) => return refusals::refuse(app, &answer, why).await,
        Before::Fine { viewer, email } => (viewer, email),
    };
    let is_theirs = !answer.received.from.is_empty() && answer.received.from.iter().all(|from| *from == email);
    if let Some(why) = refused {
        return refusals::refuse(app, &answer, why).await;
    }
    if !is_theirs {
        return refusals::refuse(app, &answer, Why::Sender).await;
    }
    match post(app, viewer, answer.clone()).await {
        Ok(Some(comment)) => Ok(Outcome { comment: Some(comment), ..Outcome::of("posted", "") }),
        Ok(None) => Ok(Outcome::of("duplicate", "")),
        Err(error) => match Why::of(&error) {
            Some(why) => refusals::refuse(app, &answer, why).await,
            None => Err(error),
        },
    }
}

/// What is known before anything is done with it.
enum Before {
    Over(Outcome),
    Refused(Why),
    Fine { viewer: Arc<Viewer>, email: String },
}

async fn before(tx: &Tx, answer: &Answer) -> Result<Before> {
    if !answer.received.message_id.is_empty() && outbox::is_own(tx, &answer.received.message_id).await? {
        return Ok(Before::Over(Outcome::of("ignored", "loop")));
    }
    let sql = "select 1 from replies_received where key = $1";
    if tx.value::<i64>(sql, args![&answer.key]).await?.is_some() {
        return Ok(Before::Over(Outcome::of("duplicate", "")));
    }
    let account = match identity::account(tx, answer.member).await {
        Ok(account) if account.state == MemberState::Active => account,
        Ok(_) | Err(Error::NotFound) => return Ok(Before::Over(Outcome::of("ignored", "inactive"))),
        Err(error) => return Err(error),
    };
    // What others sent to the address does not count: they could keep the member from answering.
    let sql = "select count(*) from replies_received where member = $1 and at > $2 and outcome <> 'sender'";
    let lately: i64 = tx.value(sql, args![answer.member, tx.now() - HOUR]).await?.unwrap_or_default();
    if lately >= MOST_PER_HOUR {
        return Ok(Before::Refused(Why::TooMany));
    }
    let viewer = Arc::new(identity::viewer_of(tx, answer.member).await?);
    Ok(Before::Fine { viewer, email: account.email.unwrap_or_default() })
}

/// Comments in the name of the member; none when it was done before.
async fn post(app: &App, viewer: Arc<Viewer>, answer: Arc<Answer>) -> Result<Option<Id>> {
    let received = &answer.received;
    if received.text.trim().is_empty() && received.files.is_empty() {
        return Err(Error::field("body", "required"));
    }
    // It is asked before files are kept, and again when it is written.
    let (by, id) = (viewer.clone(), answer.post);
    app.db.read(async move |tx: &Tx| target(tx, &by, id).await.map(drop)).await?;
    let mut files = Vec::new();
    for file in received.files.iter().take(MOST_FILES) {
        let upload =
            Upload { field: "file".to_owned(), name: file.name.clone(), content: Content::from(file.bytes.clone()) };
        files.push((file.content_id.clone(), store(app, answer.member, upload).await?));
    }
    let form = CommentForm { body: body(&received.text, &files), ..CommentForm::default() };
    comments::check(&form)?;
    let prepared = compose::prepare_for(app, &viewer, &form.body, None).await?;
    app.db
        .write(async move |tx: &Tx| {
            let (root, parent) = target(tx, &viewer, answer.post).await?;
            if !note(tx, &answer, "posted", false).await? {
                return Ok(None);
            }
            let comment = comments::comment(tx, &viewer, &root, parent.as_ref(), &form.body, &prepared).await?;
            let ids: Vec<Id> = files.iter().map(|(_, file)| file.id).collect();
            comments::attach(tx, comment, answer.member, &ids).await?;
            tx.execute("update replies_received set comment = $1 where key = $2", args![comment, &answer.key]).await?;
            notifications::read_about(tx, answer.member, root.id).await?;
            Ok(Some(comment))
        })
        .await
}

type Target = (kernel::viewer::Seen<posts::types::Post>, Option<kernel::viewer::Seen<posts::types::Post>>);

/// The post that is commented on, and the comment that is answered.
async fn target(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Target> {
    let answered = access::find(tx, viewer, id).await?;
    let (root, parent) = match answered.root {
        None => (answered, None),
        Some(root) => (access::find(tx, viewer, root).await?, Some(answered)),
    };
    Ok((root, parent))
}

/// Notes that a mail came in; false when it did before.
pub(super) async fn note(tx: &Tx, answer: &Answer, outcome: &'static str, told: bool) -> Result<bool> {
    tx.execute("delete from replies_received where at < $1", args![tx.now() - REMEMBER]).await?;
    let sql = "insert into replies_received (key, at, member, outcome, comment, told) values ($1, $2, $3, $4, null, $5)
               on conflict (key) do nothing";
    Ok(tx.execute(sql, args![&answer.key, tx.now(), answer.member, outcome, told]).await? > 0)
}

/// The text with its files: a picture where the text names it, the others below.
fn body(text: &str, files: &[(String, UploadedFile)]) -> String {
    let mut body = text.trim().to_owned();
    for (content_id, file) in files {
        let name: String =
            file.name.chars().filter(|c| !matches!(c, '[' | ']' | '\\' | '\n' | '`' | '<' | '>')).collect();
        let picture = if file.kind.starts_with("image/") { "!" } else { "" };
        let link = format!("{picture}[{name}](/files/{})", file.id);
        // Gmail and Outlook write so into their text.
        let places = [format!("[cid:{content_id}]"), format!("[image: {}]", file.name)];
        match places.iter().find(|place| !content_id.is_empty() && body.contains(place.as_str())) {
            Some(place) => body = body.replacen(place.as_str(), &link, 1),
            None => {
                body.push_str("\n\n");
                body.push_str(&link);
            }
        }
    }
    body.trim().to_owned()
}

//! The mails of notifications: in the reader's language, as text and as HTML, each with the way to stop its
//! kind. Links lead to pages that ask for the sign-in; none signs anybody in.

use super::kinds::Kinds;
use super::queries;
use super::types::Notice;
use super::unsubscribe::{self, Stop};
use crate::identity::queries as identity;
use askama::Template;
use kernel::app::App;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::incoming::MARK;
use kernel::languages::{Speech, Zone};
use kernel::mail::Mail;
use kernel::outbox;
use kernel::outbox::signed::{Addresses, Purpose};
use kernel::viewer::Viewer;

/// A line of a letter: what it says, where it leads, what stands below.
pub struct Line {
    pub text: String,
    pub url: String,
    pub below: String,
}

#[derive(Template)]
#[template(path = "notifications/templates/mail.html")]
struct LetterHtml<'a> {
    speech: &'a Speech,
    company: &'a str,
    heading: &'a str,
    /// The line above which one writes an answer.
    above: Option<&'a str>,
    notices: &'a [Line],
    posts: &'a [Line],
    why: &'a str,
    settings: &'a str,
    unsubscribe: Option<&'a str>,
}

/// What the addresses in mails are signed with.
#[derive(Clone)]
pub struct Keys {
    pub unsubscribe: [u8; 32],
    /// None while mails cannot be answered.
    pub addresses: Option<Addresses>,
}

impl Keys {
    pub async fn open(app: &App) -> Result<Self> {
        Ok(Self { unsubscribe: unsubscribe::key(app).await?, addresses: Addresses::open(app).await? })
    }
}

/// Somebody as a reader outside a request: who they are, and how they are spoken to. None when they are gone.
pub async fn reader(app: &App, tx: &Tx, member: Id) -> Result<Option<(Viewer, Speech)>> {
    let viewer = match identity::viewer_of(tx, member).await {
        Ok(viewer) => viewer,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let language = match viewer.language {
        Some(language) => language,
        None => identity::installation_language(tx).await?,
    };
    let zone = viewer.zone.as_deref().and_then(Zone::parse).unwrap_or_default();
    let speech = Speech::new(app.texts.clone(), language, zone, tx.now());
    Ok(Some((viewer, speech)))
}

/// Puts the mail of a notification into the outbox; false when there is nothing to tell any more. The same
/// notification is the same mail, however often this is done.
pub async fn notice(app: &App, tx: &Tx, keys: &Keys, member: Id, id: Id) -> Result<bool> {
    let Some((viewer, speech)) = reader(app, tx, member).await? else { return Ok(false) };
    let found = queries::these(app, tx, &viewer, &[id]).await?.pop();
    let Some(notice) = found.filter(|notice| !notice.read) else { return Ok(false) };
    let Some(to) = identity::account(tx, member).await?.email else { return Ok(false) };
    let company = identity::company(tx).await?;
    let host = host(app);
    let mut headers = Vec::new();
    if let Some(root) = notice.root {
        // All mails about one post name it, so that a mail program shows them as one thread.
        let thread = format!("<post.{root}@{host}>");
        headers.push(("References".to_owned(), thread.clone()));
        headers.push(("In-Reply-To".to_owned(), thread));
    }
    let letter = Letter {
        to: format!("{} <{to}>", viewer.name),
        subject: notice.sentence(&speech),
        notices: vec![line(app, &notice, &speech)],
        posts: Vec::new(),
        why: speech.ta("notifications-mail-why", &[("company", company.as_str().into())]).into_owned(),
        kind: &notice.kind,
        message_id: format!("notification.{id}.{member}@{host}"),
        headers,
        reply_to: reply_to(&keys.addresses, &notice, member, tx.now()),
    };
    put(app, tx, &keys.unsubscribe, member, &speech, &company, letter).await.map(|()| true)
}

/// Where an answer to the mail becomes a comment; none when there is nothing to comment on.
fn reply_to(addresses: &Option<Addresses>, notice: &Notice, member: Id, now: Millis) -> Option<String> {
    let post = notice.root.and(notice.post)?;
    Some(addresses.as_ref()?.make(Purpose::Reply { member, post }, now))
}

/// A line for a notification.
pub fn line(app: &App, notice: &Notice, speech: &Speech) -> Line {
    let url = format!("{}{}", site(app), notice.path());
    Line { text: notice.sentence(speech), url, below: notice.excerpt.clone() }
}

/// What differs between letters.
pub struct Letter<'a> {
    pub to: String,
    pub subject: String,
    pub notices: Vec<Line>,
    pub posts: Vec<Line>,
    pub why: String,
    pub kind: &'a str,
    pub message_id: String,
    pub headers: Vec<(String, String)>,
    pub reply_to: Option<String>,
}

/// Puts a letter into the outbox.
pub async fn put(
    app: &App,
    tx: &Tx,
    key: &[u8; 32],
    member: Id,
    speech: &Speech,
    company: &str,
    letter: Letter<'_>,
) -> Result<()> {
    let site = site(app);
    let settings = format!("{site}/settings/notifications");
    // What cannot be turned off offers no way to stop it.
    let fixed = app.part::<Kinds>().find(letter.kind).is_some_and(|kind| kind.fixed);
    let stop = (!fixed).then(|| {
        let token = unsubscribe::token(key, &Stop { member, kind: letter.kind.to_owned() });
        format!("{site}/unsubscribe/{token}")
    });
    let above = letter.reply_to.is_some().then(|| format!("{MARK} {} --##", speech.t("notifications-mail-above")));
    let html = LetterHtml {
        speech,
        above: above.as_deref(),
        company,
        heading: &letter.subject,
        notices: &letter.notices,
        posts: &letter.posts,
        why: &letter.why,
        settings: &settings,
        unsubscribe: stop.as_deref(),
    };
    let mut headers = letter.headers;
    headers.push(("Content-Language".to_owned(), speech.code().to_owned()));
    headers.extend(letter.reply_to.map(|address| ("Reply-To".to_owned(), address)));
    if let Some(stop) = &stop {
        headers.push(("List-Unsubscribe".to_owned(), format!("<{stop}>")));
        headers.push(("List-Unsubscribe-Post".to_owned(), "List-Unsubscribe=One-Click".to_owned()));
    }
    headers.push(("List-Id".to_owned(), format!("<{}.notifications.{}>", letter.kind, host(app))));
    headers.push(("Auto-Submitted".to_owned(), "auto-generated".to_owned()));
    let text = plain(speech, &letter.notices, &letter.posts, &letter.why, &settings, stop.as_deref());
    let mail = Mail {
        to: letter.to,
        text: above.as_deref().map_or_else(|| text.clone(), |above| format!("{above}\n\n{text}")),
        html: Some(html.render()?),
        subject: letter.subject,
        headers,
        message_id: letter.message_id,
        ..Mail::default()
    };
    outbox::put(tx, &mail).await
}

fn plain(speech: &Speech, notices: &[Line], posts: &[Line], why: &str, settings: &str, stop: Option<&str>) -> String {
    let mut text = String::new();
    let mut section = |lines: &[Line]| {
        for line in lines {
            text.push_str(&line.text);
            text.push('\n');
            for below in line.below.lines() {
                text.push_str(&format!("> {below}\n"));
            }
            text.push_str(&format!("{}\n\n", line.url));
        }
    };
    section(notices);
    section(posts);
    // RFC 3676 § 4.3: what follows is not part of what was written.
    text.push_str(&format!("-- \n{why}\n{}: {settings}\n", speech.t("notifications-mail-settings")));
    if let Some(stop) = stop {
        text.push_str(&format!("{}: {stop}\n", speech.t("notifications-mail-stop")));
    }
    text
}

pub fn site(app: &App) -> &str {
    app.configuration.server.url.trim_end_matches('/')
}

pub fn host(app: &App) -> String {
    let host = url::Url::parse(site(app)).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_else(|| "localhost".to_owned())
}

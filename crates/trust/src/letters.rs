//! Letters of this wing: one mail to one member, in their own language.

use community::identity::queries;
use kernel::app::App;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::languages::{Arg, Language, Speech, Zone};
use kernel::mail::Mail;
use kernel::outbox;

/// What is written, by the keys of its texts. They may use `company`, `name` and `date`.
#[derive(Clone)]
pub struct Letter<'a> {
    /// The first part of the mail's id.
    pub kind: &'a str,
    pub subject: &'static str,
    pub text: &'static str,
    /// Told as a day.
    pub date: Option<Millis>,
    /// The address that it ends with, below that of the installation.
    pub path: &'a str,
    /// It comes also to whom mails bounced or who wants none.
    pub essential: bool,
}

/// Puts the letter into the outbox. Answers false for somebody who has no mail address.
pub async fn send(app: &App, tx: &Tx, to: Id, letter: &Letter<'_>) -> Result<bool> {
    let sql = "select email from members where id = $1 and email is not null";
    match tx.value::<String>(sql, args![to]).await? {
        Some(email) => send_to(app, tx, to, &email, letter).await.map(|()| true),
        None => Ok(false),
    }
}

/// Puts the letter to a member into the outbox, for this address of theirs.
pub async fn send_to(app: &App, tx: &Tx, to: Id, email: &str, letter: &Letter<'_>) -> Result<()> {
    let sql = "select name, coalesce(language, ''), coalesce(zone, '') from members where id = $1";
    let (name, language, zone): (String, String, String) = tx.row(sql, args![to]).await?.ok_or(Error::NotFound)?;
    let language = match Language::parse(&language) {
        Some(language) => language,
        None => queries::installation_language(tx).await?,
    };
    let speech = Speech::new(app.texts.clone(), language, Zone::parse(&zone).unwrap_or_default(), tx.now());
    let args = [
        ("company", Arg::from(queries::company(tx).await?)),
        ("name", Arg::from(name.as_str())),
        ("date", Arg::from(letter.date.map(|date| speech.date(date)).unwrap_or_default())),
    ];
    let text = |key: &str| app.texts.text(language, key, &args).into_owned();
    let site = app.configuration.server.url.trim_end_matches('/');
    let host = url::Url::parse(site).ok().and_then(|url| url.host_str().map(str::to_owned));
    let mail = Mail {
        to: format!("{name} <{email}>"),
        subject: text(letter.subject),
        text: format!("{}\n\n{site}{}\n", text(letter.text), letter.path),
        headers: vec![("Auto-Submitted".to_owned(), "auto-generated".to_owned())],
        message_id: format!("{}.{}@{}", letter.kind, tx.id(), host.as_deref().unwrap_or("localhost")),
        essential: letter.essential,
        ..Mail::default()
    };
    outbox::put(tx, &mail).await
}

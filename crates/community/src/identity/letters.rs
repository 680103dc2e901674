//! The mails of identity: written in the language of who reads them, put into the outbox with the
//! change that they tell of.

use super::queries::{self, Account};
use super::sessions::Device;
use kernel::app::App;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::languages::{Arg, Language, Speech, Zone};
use kernel::mail::Mail;
use kernel::outbox;

/// What a mail is about, with its texts: subject and body.
#[derive(Debug, Clone, Copy)]
enum About {
    Reset,
    Invitation,
    SignUp,
    KnownAlready,
    NewDevice,
    PasswordChanged,
    EmailChanged,
    EmailAsked,
    ConfirmEmail,
}

/// Keys that are chosen at run time.
pub const TEXT_KEYS: &[&str] = &[
    "identity-mail-reset-subject",
    "identity-mail-reset",
    "identity-mail-invitation-subject",
    "identity-mail-invitation",
    "identity-mail-sign-up-subject",
    "identity-mail-sign-up",
    "identity-mail-known-subject",
    "identity-mail-known",
    "identity-mail-device-subject",
    "identity-mail-device",
    "identity-mail-password-subject",
    "identity-mail-password",
    "identity-mail-email-subject",
    "identity-mail-email",
    "identity-mail-asked-subject",
    "identity-mail-asked",
    "identity-mail-confirm-subject",
    "identity-mail-confirm",
];

impl About {
    fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::Reset => ("identity-mail-reset-subject", "identity-mail-reset"),
            Self::Invitation => ("identity-mail-invitation-subject", "identity-mail-invitation"),
            Self::SignUp => ("identity-mail-sign-up-subject", "identity-mail-sign-up"),
            Self::KnownAlready => ("identity-mail-known-subject", "identity-mail-known"),
            Self::NewDevice => ("identity-mail-device-subject", "identity-mail-device"),
            Self::PasswordChanged => ("identity-mail-password-subject", "identity-mail-password"),
            Self::EmailChanged => ("identity-mail-email-subject", "identity-mail-email"),
            Self::EmailAsked => ("identity-mail-asked-subject", "identity-mail-asked"),
            Self::ConfirmEmail => ("identity-mail-confirm-subject", "identity-mail-confirm"),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::Invitation => "invitation",
            Self::SignUp => "sign-up",
            Self::KnownAlready => "known",
            Self::NewDevice => "device",
            Self::PasswordChanged => "password",
            Self::EmailChanged => "email",
            Self::EmailAsked => "email-asked",
            Self::ConfirmEmail => "confirm",
        }
    }
}

struct Letter<'a> {
    about: About,
    to: &'a str,
    name: &'a str,
    language: Language,
    args: Vec<(&'a str, Arg<'a>)>,
    /// Where the reader is to go, as a path.
    path: String,
}

pub async fn reset(app: &App, tx: &Tx, account: &Account, secret: &str) -> Result<()> {
    to_account(app, tx, account, About::Reset, Vec::new(), format!("/reset/{secret}")).await
}

pub async fn invitation(
    app: &App,
    tx: &Tx,
    email: &str,
    language: Language,
    inviter: &str,
    secret: &str,
) -> Result<()> {
    let args = vec![("inviter", Arg::from(inviter))];
    put(
        app,
        tx,
        Letter { about: About::Invitation, to: email, name: "", language, args, path: format!("/join/{secret}") },
    )
    .await
}

pub async fn sign_up(app: &App, tx: &Tx, email: &str, language: Language, secret: &str) -> Result<()> {
    let path = format!("/join/{secret}");
    put(app, tx, Letter { about: About::SignUp, to: email, name: "", language, args: Vec::new(), path }).await
}

/// For somebody who asks for an account and has one.
pub async fn known_already(app: &App, tx: &Tx, account: &Account) -> Result<()> {
    to_account(app, tx, account, About::KnownAlready, Vec::new(), "/sign-in".to_owned()).await
}

pub async fn new_device(app: &App, tx: &Tx, account: &Account, device: &Device) -> Result<()> {
    let language = language_of(tx, account).await?;
    let args = vec![
        ("when", Arg::from(when(app, language, tx.now()))),
        ("device", Arg::from(browser(&device.agent))),
        ("address", Arg::from(device.address.to_string())),
    ];
    to_account(app, tx, account, About::NewDevice, args, "/settings/security".to_owned()).await
}

pub async fn password_changed(app: &App, tx: &Tx, account: &Account) -> Result<()> {
    let language = language_of(tx, account).await?;
    let args = vec![("when", Arg::from(when(app, language, tx.now())))];
    to_account(app, tx, account, About::PasswordChanged, args, "/forgot".to_owned()).await
}

/// To the address that was the account's until now.
pub async fn email_changed(app: &App, tx: &Tx, account: &Account) -> Result<()> {
    to_account(app, tx, account, About::EmailChanged, Vec::new(), "/settings/account".to_owned()).await
}

/// To the address that the account has, when another was asked for.
pub async fn email_asked(app: &App, tx: &Tx, account: &Account) -> Result<()> {
    to_account(app, tx, account, About::EmailAsked, Vec::new(), "/settings/security".to_owned()).await
}

/// To the address that is to be the account's.
pub async fn confirm_email(app: &App, tx: &Tx, account: &Account, email: &str, secret: &str) -> Result<()> {
    let account = Account { email: Some(email.to_owned()), ..account.clone() };
    to_account(app, tx, &account, About::ConfirmEmail, Vec::new(), format!("/confirm-email/{secret}")).await
}

async fn to_account(
    app: &App,
    tx: &Tx,
    account: &Account,
    about: About,
    args: Vec<(&str, Arg<'_>)>,
    path: String,
) -> Result<()> {
    let Some(to) = account.email.as_deref() else { return Ok(()) };
    let language = language_of(tx, account).await?;
    put(app, tx, Letter { about, to, name: &account.name, language, args, path }).await
}

async fn put(app: &App, tx: &Tx, letter: Letter<'_>) -> Result<()> {
    let company = queries::company(tx).await?;
    let mut args = letter.args;
    args.push(("company", Arg::from(company)));
    args.push(("name", Arg::from(letter.name)));
    let text = |key: &str| app.texts.text(letter.language, key, &args).into_owned();
    let (subject, body) = letter.about.texts();
    let site = app.configuration.server.url.trim_end_matches('/');
    let host = url::Url::parse(site).ok().and_then(|url| url.host_str().map(str::to_owned));
    let mail = Mail {
        to: if letter.name.is_empty() { letter.to.to_owned() } else { format!("{} <{}>", letter.name, letter.to) },
        subject: text(subject),
        // The address stands in a line of its own, so that every mail program makes a link of it.
        text: format!("{}\n\n{site}{}\n", text(body), letter.path),
        html: None,
        headers: vec![("Auto-Submitted".to_owned(), "auto-generated".to_owned())],
        message_id: format!("{}.{}@{}", letter.about.word(), tx.id(), host.as_deref().unwrap_or("localhost")),
        // Somebody has just asked for it, or it tells of something that they must know.
        essential: true,
        ..Mail::default()
    };
    outbox::put(tx, &mail).await
}

async fn language_of(tx: &Tx, account: &Account) -> Result<Language> {
    match account.language.as_deref().and_then(Language::parse) {
        Some(language) => Ok(language),
        None => queries::installation_language(tx).await,
    }
}

fn when(app: &App, language: Language, at: Millis) -> String {
    format!("{} UTC", Speech::new(app.texts.clone(), language, Zone::utc(), at).date_time(at))
}

/// The browser and the system that an agent names; the agent itself when it names none we know.
pub fn browser(agent: &str) -> String {
    let first =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let browser = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => agent.chars().take(60).collect(),
    }
}

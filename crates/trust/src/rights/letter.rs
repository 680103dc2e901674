//! The mail that an export is ready, in the language of who asked for it.

use community::identity::queries;
use kernel::app::App;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::languages::{Arg, Language};
use kernel::mail::Mail;
use kernel::outbox;

pub async fn ready(app: &App, tx: &Tx, member: Id) -> Result<()> {
    let sql = "select name, email, coalesce(language, '') from members where id = $1 and email is not null";
    let Some((name, email, language)) = tx.row::<(String, String, String)>(sql, args![member]).await? else {
        return Ok(());
    };
    let language = match Language::parse(&language) {
        Some(language) => language,
        None => queries::installation_language(tx).await?,
    };
    let company = queries::company(tx).await?;
    let args = [("company", Arg::from(company)), ("name", Arg::from(name.as_str()))];
    let text = |key: &str| app.texts.text(language, key, &args).into_owned();
    let site = app.configuration.server.url.trim_end_matches('/');
    let host = url::Url::parse(site).ok().and_then(|url| url.host_str().map(str::to_owned));
    let mail = Mail {
        to: format!("{name} <{email}>"),
        subject: text("rights-mail-subject"),
        text: format!("{}\n\n{site}/settings/privacy\n", text("rights-mail")),
        headers: vec![("Auto-Submitted".to_owned(), "auto-generated".to_owned())],
        message_id: format!("rights.{}@{}", tx.id(), host.as_deref().unwrap_or("localhost")),
        essential: true,
        ..Mail::default()
    };
    outbox::put(tx, &mail).await
}

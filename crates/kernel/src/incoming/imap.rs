//! A mailbox that answers come into: what is unseen in it is handed over and marked as seen.
//!
//! It is a way in, not an archive: nothing is deleted or moved, so whoever keeps the mailbox decides that. What
//! could not be taken in is marked with a flag, too, for a person to look at. A mail is marked after it was taken
//! in: after a crash in between it comes once more, and is known by its Message-ID.

use crate::app::App;
use crate::clock::SECOND;
use crate::configuration::{Imap, MailTls};
use crate::error::{Error, Result};
use async_imap::{Client, Session};
use bytes::Bytes;
use futures_util::TryStreamExt as _;
use futures_util::future::BoxFuture;
use rustls::pki_types::ServerName;
use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// Mails of one look.
const AT_ONCE: usize = 50;
/// A look that takes longer is broken off; the next goes on.
const PATIENCE: Duration = Duration::from_secs(180);

/// What is done with a mail. `Unavailable`: it is to come again.
pub type Take = for<'a> fn(&'a App, Bytes) -> BoxFuture<'a, Result<()>>;

/// Looks into the mailbox of the configuration; how many mails were handed over.
pub async fn look(app: &App, take: Take) -> Result<usize> {
    let late = |_| Error::Unavailable("the IMAP server took too long".to_owned());
    tokio::time::timeout(PATIENCE, connect_and_read(app, take)).await.map_err(late)?
}

/// When the mailbox was last looked into, for a job that comes around more often.
pub fn is_due(app: &App, last: i64) -> bool {
    let imap = &app.configuration.imap;
    let every = i64::try_from(imap.every_seconds).unwrap_or(60) * SECOND;
    !imap.host.is_empty() && app.clock.now() - last >= every
}

async fn connect_and_read(app: &App, take: Take) -> Result<usize> {
    let imap = &app.configuration.imap;
    let stream = TcpStream::connect((imap.host.as_str(), imap.port)).await.map_err(away)?;
    match imap.tls {
        MailTls::Off => read(app, imap, greeted(Client::new(stream)).await?, take).await,
        MailTls::Tls => {
            let client = Client::new(encrypted(imap, stream).await?);
            read(app, imap, greeted(client).await?, take).await
        }
        MailTls::StartTls => {
            let mut client = greeted(Client::new(stream)).await?;
            client.run_command_and_check_ok("STARTTLS", None).await.map_err(away)?;
            let client = Client::new(encrypted(imap, client.into_inner()).await?);
            read(app, imap, client, take).await
        }
    }
}

fn away(cause: impl std::fmt::Display) -> Error {
    Error::Unavailable(format!("the mailbox for answers: {cause}"))
}

async fn encrypted(imap: &Imap, stream: TcpStream) -> Result<tokio_rustls::client::TlsStream<TcpStream>> {
    let name = ServerName::try_from(imap.host.clone()).map_err(away)?;
    TlsConnector::from(Arc::new(crate::fetch::tls()?)).connect(name, stream).await.map_err(away)
}

async fn greeted<T>(mut client: Client<T>) -> Result<Client<T>>
where
    T: AsyncRead + AsyncWrite + Unpin + Debug + Send,
{
    match client.read_response().await.map_err(away)? {
        Some(_) => Ok(client),
        None => Err(away("no greeting")),
    }
}

async fn read<T>(app: &App, imap: &Imap, client: Client<T>, take: Take) -> Result<usize>
where
    T: AsyncRead + AsyncWrite + Unpin + Debug + Send,
{
    let mut session = client.login(&imap.user, &imap.password).await.map_err(|(cause, _)| away(cause))?;
    session.select(&imap.folder).await.map_err(away)?;
    let mut unseen: Vec<u32> = session.uid_search("UNSEEN").await.map_err(away)?.into_iter().collect();
    unseen.sort_unstable();
    let mut taken = 0;
    for uid in unseen.into_iter().take(AT_ONCE) {
        let outcome = match fetched(&mut session, uid, app.configuration.mail.incoming_mb).await? {
            Some(mail) => take(app, mail).await,
            None => Err(Error::Refused { status: 413, code: "too-large" }),
        };
        let flags = match outcome {
            Ok(()) => "+FLAGS (\\Seen)",
            Err(Error::Unavailable(cause)) => return Err(Error::Unavailable(cause)),
            Err(error) => {
                tracing::warn!(%error, uid, "a mail of the mailbox could not be taken in; it is flagged there");
                "+FLAGS (\\Seen \\Flagged)"
            }
        };
        let noted: Vec<_> =
            session.uid_store(uid.to_string(), flags).await.map_err(away)?.try_collect().await.map_err(away)?;
        drop(noted);
        taken += 1;
    }
    session.logout().await.map_err(away)?;
    Ok(taken)
}

/// The whole mail; none when it is too large.
async fn fetched<T>(session: &mut Session<T>, uid: u32, most_mb: usize) -> Result<Option<Bytes>>
where
    T: AsyncRead + AsyncWrite + Unpin + Debug + Send,
{
    let uid = uid.to_string();
    let sizes: Vec<_> =
        session.uid_fetch(&uid, "(UID RFC822.SIZE)").await.map_err(away)?.try_collect().await.map_err(away)?;
    let size = sizes.first().and_then(|fetch| fetch.size).and_then(|size| usize::try_from(size).ok());
    if size.is_some_and(|size| size > most_mb * 1024 * 1024) {
        return Ok(None);
    }
    let mails: Vec<_> =
        session.uid_fetch(&uid, "(UID BODY.PEEK[])").await.map_err(away)?.try_collect().await.map_err(away)?;
    let body = mails.first().and_then(|fetch| fetch.body()).map(Bytes::copy_from_slice);
    // Somebody else may have deleted it meanwhile: an empty mail is refused for what it is.
    Ok(Some(body.unwrap_or_default()))
}

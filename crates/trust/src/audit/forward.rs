//! Rows of the log on their way to where this installation's operators cannot reach them: syslog and a webhook.
//!
//! Rows go in order and at least once; a target that is away gets them when it is back.

use super::chain::{ROW, Row};
use super::export::{as_json, iso};
use crate::keys::hex;
use kernel::app::App;
use kernel::args;
use kernel::configuration::Records;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::jobs::Job;
use ring::hmac;
use std::time::Duration;
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpStream, UdpSocket};
use tokio::time::timeout;

const EVERY: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_secs(10);
const AT_ONCE: i64 = 200;
/// Facility 13, log audit, and severity 5, notice (RFC 5424 § 6.2.1).
const PRIORITY: u32 = 13 * 8 + 5;

pub fn job() -> Job {
    Job::new("audit.forward", EVERY, |app| Box::pin(forward_to(app, &app.configuration.records)))
}

/// The next rows to every target; whether there may be more.
pub async fn forward_to(app: &App, records: &Records) -> Result<bool> {
    let mut more = false;
    if !records.syslog.is_empty() {
        more |= pass(app, "syslog", async |rows: &[Row]| to_syslog(app, &records.syslog, rows).await).await?;
    }
    if !records.webhook.is_empty() {
        let secret = &records.webhook_secret;
        more |=
            pass(app, "webhook", async |rows: &[Row]| to_webhook(app, &records.webhook, secret, rows).await).await?;
    }
    Ok(more)
}

async fn pass(app: &App, target: &'static str, send: impl AsyncFnOnce(&[Row]) -> Result<()>) -> Result<bool> {
    let read = async move |tx: &Tx| {
        let sql = "select seq from audit_forwarded where target = $1";
        let reached: i64 = tx.value(sql, args![target]).await?.unwrap_or(0);
        let sql = format!("select {ROW} from audit a where a.seq > $1 order by a.seq limit $2");
        tx.rows::<Row>(&sql, args![reached, AT_ONCE]).await
    };
    let rows = app.db.read(read).await?;
    let Some(last) = rows.last().map(|row| row.seq) else { return Ok(false) };
    send(&rows).await?;
    let sql = "insert into audit_forwarded (target, seq) values ($1, $2)
               on conflict (target) do update set seq = excluded.seq";
    app.db.write(async move |tx: &Tx| tx.execute(sql, args![target, last]).await.map(drop)).await?;
    Ok(true)
}

/// One message of RFC 5424. The row is its text, as JSON.
fn message(app: &App, row: &Row) -> String {
    let host = app.configuration.server.url.split("://").last().unwrap_or_default();
    let host: String = host.chars().filter(char::is_ascii_graphic).take(255).collect();
    let host = if host.is_empty() { "-" } else { &host };
    format!("<{PRIORITY}>1 {} {host} fourleaf - audit - {}", iso(row.at), as_json(row))
}

async fn to_syslog(app: &App, address: &str, rows: &[Row]) -> Result<()> {
    let url = url::Url::parse(address).map_err(Error::internal)?;
    let target = format!("{}:{}", url.host_str().unwrap_or_default(), url.port().unwrap_or(514));
    let sent = async {
        if url.scheme() == "udp" {
            let socket = UdpSocket::bind(if target.starts_with('[') { "[::]:0" } else { "0.0.0.0:0" }).await?;
            for row in rows {
                socket.send_to(message(app, row).as_bytes(), &target).await?;
            }
            return Ok(());
        }
        let mut stream = TcpStream::connect(&target).await?;
        for row in rows {
            // Octet counting (RFC 6587 § 3.4.1): a text may hold any sign.
            let message = message(app, row);
            stream.write_all(format!("{} {message}", message.len()).as_bytes()).await?;
        }
        stream.shutdown().await
    };
    match timeout(LONGEST, sent).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(cause)) => Err(Error::Unavailable(format!("records.syslog: {cause}"))),
        Err(_) => Err(Error::Unavailable("records.syslog: no answer".to_owned())),
    }
}

async fn to_webhook(app: &App, address: &str, secret: &str, rows: &[Row]) -> Result<()> {
    let body = serde_json::to_vec(&rows.iter().map(as_json).collect::<Vec<_>>())?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let signature = format!("sha256={}", hex(hmac::sign(&key, &body).as_ref()));
    // The client is the guarded one: a name must lead to a public address, an address may be any.
    let client = app.fetcher.client();
    let request = client.post(address).header("content-type", "application/json");
    let sent = request.header("x-fourleaf-signature", signature).timeout(LONGEST).body(body).send().await;
    match sent {
        Ok(answer) if answer.status().is_success() => Ok(()),
        Ok(answer) => Err(Error::Unavailable(format!("records.webhook: {}", answer.status()))),
        Err(cause) => Err(Error::Unavailable(format!("records.webhook: {cause}"))),
    }
}

//! Passkeys (WebAuthn Level 3): registering one, and signing in with the one that the device offers.
//!
//! A ceremony is found again by the challenge that the answer has to repeat; it holds five minutes and
//! is used once. The member is told to the device as a number of 128 bits that says nothing else.

use super::queries::{self, Account};
use super::tokens::fingerprint;
use kernel::app::App;
use kernel::clock::{MINUTE, Millis};
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::Viewer;
use kernel::{args, record};
use serde::Serialize;
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder,
};

const HOLDS: Millis = 5 * MINUTE;
const MOST_PASSKEYS: usize = 20;

record! {
    #[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
    pub struct PasskeyEntry {
        pub id: Id,
        pub name: String,
        pub created: Millis,
        pub last_used: Option<Millis>,
    }
}

/// The passkeys of `member`, newest first.
pub async fn list(tx: &Tx, member: Id) -> Result<Vec<PasskeyEntry>> {
    let sql = "select id, name, created, last_used from passkeys where member = $1 order by id desc limit 100";
    tx.rows(sql, args![member]).await
}

/// Whether passkeys are possible at the installation's address: browsers want a name and TLS.
pub fn possible(app: &App) -> bool {
    relying_party(app).is_ok()
}

fn relying_party(app: &App) -> Result<Webauthn> {
    let unusable = |_| Error::Refused { status: 501, code: "identity-no-passkeys" };
    let origin = Url::parse(&app.configuration.server.url).map_err(Error::internal)?;
    let host = origin.domain().unwrap_or_default().to_owned();
    if host.is_empty() {
        return Err(Error::Refused { status: 501, code: "identity-no-passkeys" });
    }
    WebauthnBuilder::new(&host, &origin).and_then(|builder| builder.rp_name("Fourleaf").build()).map_err(unusable)
}

fn user_handle(member: Id) -> Uuid {
    Uuid::from_u128(u128::from(member.0.unsigned_abs()))
}

/// What the browser needs to make a passkey for the viewer.
pub async fn start_registering(app: &App, viewer: &Viewer, name: &str) -> Result<Value> {
    let member = viewer.signed_in()?;
    let mut checks = Checks::new();
    checks.at_most(name, 100, "name");
    checks.finish()?;
    let credentials: Vec<String> = app
        .db
        .read(async move |tx: &Tx| tx.column("select credential from passkeys where member = $1", args![member]).await)
        .await?;
    if credentials.len() >= MOST_PASSKEYS {
        return Err(Error::Conflict("identity-too-many-passkeys"));
    }
    let known: Vec<CredentialID> = credentials
        .iter()
        .filter_map(|json| serde_json::from_str::<Passkey>(json).ok())
        .map(|passkey| passkey.cred_id().clone())
        .collect();
    let (options, state) = relying_party(app)?
        .start_passkey_registration(user_handle(member), &viewer.handle, &viewer.name, Some(known))
        .map_err(Error::internal)?;
    let mut options = serde_json::to_value(&options)?;
    // One that the device can offer by itself is what signing in without a name needs; the state does
    // not depend on it.
    if let Some(selection) = options.pointer_mut("/publicKey/authenticatorSelection").and_then(Value::as_object_mut) {
        selection.insert("residentKey".to_owned(), json!("preferred"));
    }
    keep(app, &options, Some(member), name, &state).await?;
    Ok(options)
}

/// Keeps the passkey that the browser made.
pub async fn finish_registering(app: &App, viewer: &Viewer, answer: &RegisterPublicKeyCredential) -> Result<Id> {
    let member = viewer.signed_in()?;
    let challenge = challenge_of(answer.response.client_data_json.as_ref())?;
    let ceremony = take(app, challenge, Some(member)).await?;
    let state: PasskeyRegistration = serde_json::from_str(&ceremony.state)?;
    let passkey = relying_party(app)?.finish_passkey_registration(answer, &state).map_err(refused)?;
    let name = if ceremony.name.trim().is_empty() { "Passkey".to_owned() } else { ceremony.name.trim().to_owned() };
    let (credential_id, credential) = (credential_key(passkey.cred_id().as_ref()), serde_json::to_string(&passkey)?);
    app.db
        .write(async move |tx: &Tx| {
            let sql = "select 1 from passkeys where credential_id = $1";
            if tx.value::<i64>(sql, args![&credential_id]).await?.is_some() {
                return Err(Error::Conflict("identity-passkey-known"));
            }
            let id = tx.id();
            let sql = "insert into passkeys (id, member, name, credential_id, credential, created, last_used)
                       values ($1, $2, $3, $4, $5, $6, null)";
            tx.execute(sql, args![id, member, &name, &credential_id, &credential, tx.now()]).await?;
            let event = Event::new("identity.passkey-added", Some(member), member).with(json!({ "passkey": id }));
            journal::record(tx, event).await?;
            Ok(id)
        })
        .await
}

/// Removes a passkey of `member`.
pub async fn remove(tx: &Tx, member: Id, passkey: Id) -> Result<()> {
    match tx.execute("delete from passkeys where id = $1 and member = $2", args![passkey, member]).await? {
        0 => Err(Error::NotFound),
        _ => {
            let event =
                Event::new("identity.passkey-removed", Some(member), member).with(json!({ "passkey": passkey }));
            journal::record(tx, event).await
        }
    }
}

/// What the browser needs to offer the passkeys that it has for this site.
pub async fn start_signing_in(app: &App) -> Result<Value> {
    let (options, state) = relying_party(app)?.start_discoverable_authentication().map_err(Error::internal)?;
    let mut options = serde_json::to_value(&options)?;
    // The page decides whether it offers them in the name field or by a button.
    if let Some(options) = options.as_object_mut() {
        options.remove("mediation");
    }
    keep(app, &options, None, "", &state).await?;
    Ok(options)
}

/// Who answered with a passkey that is theirs.
pub async fn finish_signing_in(app: &App, answer: &PublicKeyCredential) -> Result<Account> {
    let challenge = challenge_of(answer.response.client_data_json.as_ref())?;
    let ceremony = take(app, challenge, None).await?;
    let state: DiscoverableAuthentication = serde_json::from_str(&ceremony.state)?;
    let site = relying_party(app)?;
    let (handle, id) = site.identify_discoverable_authentication(answer).map_err(refused)?;
    let key = credential_key(id);
    let (row, member, kept) = app
        .db
        .read(async move |tx: &Tx| {
            let sql = "select id, member, credential from passkeys where credential_id = $1";
            tx.row::<(Id, Id, String)>(sql, args![&key]).await?.ok_or(REFUSED)
        })
        .await?;
    let mut passkey: Passkey = serde_json::from_str(&kept)?;
    let result = site.finish_discoverable_authentication_v2(answer, state, &passkey).map_err(refused)?;
    if handle != user_handle(member) {
        return Err(REFUSED);
    }
    passkey.update_credential(&result);
    let credential = serde_json::to_string(&passkey)?;
    app.db
        .write(async move |tx: &Tx| {
            let sql = "update passkeys set credential = $1, last_used = $2 where id = $3";
            tx.execute(sql, args![&credential, tx.now(), row]).await?;
            queries::account(tx, member).await
        })
        .await
}

/// The same for everything that is wrong with an answer: the reasons help nobody who is honest.
const REFUSED: Error = Error::Refused { status: 422, code: "identity-passkey-refused" };

fn refused(cause: impl std::fmt::Display) -> Error {
    tracing::debug!(%cause, "a passkey was refused");
    REFUSED
}

fn credential_key(id: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(id)
}

record! {
    struct Ceremony {
        name: String,
        state: String,
    }
}

async fn keep<S: Serialize>(app: &App, options: &Value, member: Option<Id>, name: &str, state: &S) -> Result<()> {
    let challenge = options.pointer("/publicKey/challenge").and_then(Value::as_str);
    let challenge = fingerprint(challenge.ok_or_else(|| Error::internal("a ceremony without a challenge"))?);
    let (name, state) = (name.to_owned(), serde_json::to_string(state)?);
    app.db
        .write(async move |tx: &Tx| {
            tx.execute("delete from ceremonies where expires < $1", args![tx.now()]).await?;
            let sql = "insert into ceremonies (challenge, member, name, state, expires) values ($1, $2, $3, $4, $5)";
            tx.execute(sql, args![&challenge, member, &name, &state, tx.now() + HOLDS]).await.map(drop)
        })
        .await
}

/// Ends the ceremony of this challenge and returns what was kept of it.
async fn take(app: &App, challenge: String, member: Option<Id>) -> Result<Ceremony> {
    app.db
        .write(async move |tx: &Tx| {
            let sql = "delete from ceremonies
                       where challenge = $1 and expires > $2 and coalesce(member, 0) = $3 returning name, state";
            let of = member.unwrap_or_default();
            tx.row(sql, args![fingerprint(&challenge), tx.now(), of]).await?.ok_or(REFUSED)
        })
        .await
}

/// The challenge that the answer repeats, as it was sent.
fn challenge_of(client_data: &[u8]) -> Result<String> {
    let data: Value = serde_json::from_slice(client_data).map_err(refused)?;
    data.get("challenge").and_then(Value::as_str).map(str::to_owned).ok_or(REFUSED)
}

//! Documents that can be kept and printed, and checked without this installation: their last line signs all before it.

use crate::keys::{self, hex, is_signed, unhex};
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};

/// What begins the last line of a signed document; the public key and the signature follow, hexadecimal.
const SIGNED: &str = "\n<!-- signed, Ed25519: ";

/// The document with the line that signs it. What is signed is the BLAKE3 of all bytes before that line.
pub async fn sign(app: &App, mut text: String) -> Result<String> {
    let (on, digest) = (app.clone(), blake3::hash(text.as_bytes()));
    let sign = async move |tx: &Tx| {
        let key = keys::signing(&on, tx).await?;
        Ok((key.public(), key.sign(digest.as_bytes())))
    };
    let (public, signature) = app.db.write(sign).await?;
    text.push_str(&format!("{SIGNED}{} {} -->\n", hex(&public), hex(&signature)));
    Ok(text)
}

/// Whether a signed document is as it was written; the public key of its signature, hexadecimal. `key` is the one that it must
/// be signed with, when that is known from elsewhere.
pub fn verify(text: &str, key: Option<&str>) -> Result<String> {
    let wrong = |why: &str| Error::Unavailable(format!("the document does not hold: {why}"));
    let (signed, line) = text.rsplit_once(SIGNED).ok_or_else(|| wrong("it has no signature"))?;
    let line = line.strip_suffix(" -->\n").ok_or_else(|| wrong("something stands behind its signature"))?;
    let (public, signature) = line.split_once(' ').ok_or_else(|| wrong("its signature cannot be read"))?;
    if key.is_some_and(|key| !key.trim().eq_ignore_ascii_case(public)) {
        return Err(wrong("it is signed with another key"));
    }
    let parts = unhex(public).zip(unhex(signature));
    let digest = blake3::hash(signed.as_bytes());
    match parts.is_some_and(|(public, signature)| is_signed(&public, digest.as_bytes(), &signature)) {
        true => Ok(public.to_owned()),
        false => Err(wrong("it was changed after it was signed")),
    }
}

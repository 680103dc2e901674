//! Compressed, and sealed with age (age-encryption.org/v1) when there is somebody to seal for.
//!
//! Who makes copies needs only the recipients; who puts them back needs an identity. So the machine that is copied
//! cannot read its own copies, and neither can who takes it over.

use crate::error::{Error, Result};
use age::x25519;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::str::FromStr as _;
use std::sync::Arc;

/// Compressed (LZ4), and no more.
const PLAIN: u8 = b'l';
/// Compressed, then sealed.
const SEALED: u8 = b'a';
/// Nothing that was cut into chunks, and no manifest, is longer.
const MOST: usize = 1 << 30;

/// For whom copies are sealed; nobody: they are not.
#[derive(Clone, Default)]
pub struct Recipients(Vec<x25519::Recipient>);

impl Recipients {
    /// `age1…`, as `age-keygen` prints them.
    pub fn parse(words: &[String]) -> Result<Self> {
        let one = |word: &String| {
            x25519::Recipient::from_str(word.trim())
                .map_err(|cause| Error::Unavailable(format!("{word:?} is no recipient (age1…): {cause}")))
        };
        Ok(Self(words.iter().map(one).collect::<Result<_>>()?))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// How chunks are named and sealed.
#[derive(Clone)]
pub struct Sealing {
    recipients: Recipients,
    /// Names tell nothing of a content to who does not have it.
    key: [u8; 32],
}

impl Sealing {
    /// `secret` is the installation's own; only the same one finds chunks again.
    pub fn new(recipients: Recipients, secret: &[u8]) -> Self {
        Self { recipients, key: blake3::derive_key("fourleaf 2026-11 names of chunks", secret) }
    }

    pub fn name(&self, content: &[u8]) -> String {
        let hash = blake3::keyed_hash(&self.key, content).to_hex();
        // What is sealed and what is not are different things under different names.
        format!("{hash}{}", if self.recipients.is_empty() { "p" } else { "s" })
    }

    pub fn seal(&self, content: &[u8]) -> Result<Vec<u8>> {
        let compressed = lz4_flex::compress_prepend_size(content);
        if self.recipients.is_empty() {
            return Ok([&[PLAIN], compressed.as_slice()].concat());
        }
        let recipients = self.recipients.0.iter().map(|one| -> &dyn age::Recipient { one });
        let encryptor = age::Encryptor::with_recipients(recipients).map_err(Error::internal)?;
        let mut sealed = vec![SEALED];
        let mut writer = encryptor.wrap_output(&mut sealed)?;
        writer.write_all(&compressed)?;
        writer.finish()?;
        Ok(sealed)
    }
}

/// Those who can open what was sealed.
#[derive(Clone, Default)]
pub struct Identities(Arc<Vec<x25519::Identity>>);

impl Identities {
    /// From a file as `age-keygen` writes it: a line `AGE-SECRET-KEY-1…`, others begin with `#`.
    pub fn read(file: Option<&Path>) -> Result<Self> {
        let Some(file) = file else { return Ok(Self::default()) };
        let told = |cause: &dyn std::fmt::Display| Error::Unavailable(format!("{}: {cause}", file.display()));
        let text = std::fs::read_to_string(file).map_err(|cause| told(&cause))?;
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let all: Vec<_> =
            lines.map(|line| x25519::Identity::from_str(line).map_err(|cause| told(&cause))).collect::<Result<_>>()?;
        if all.is_empty() {
            return Err(told(&"there is no identity (AGE-SECRET-KEY-1…) in it"));
        }
        Ok(Self(Arc::new(all)))
    }

    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>> {
        let damaged = || Error::Unavailable("something in the copy is damaged".to_owned());
        let compressed = match sealed.split_first() {
            Some((&PLAIN, compressed)) => compressed.to_vec(),
            Some((&SEALED, sealed)) => self.unseal(sealed)?,
            _ => return Err(damaged()),
        };
        let length = compressed.first_chunk::<4>().map(|length| u32::from_le_bytes(*length)).ok_or_else(damaged)?;
        if usize::try_from(length).unwrap_or(usize::MAX) > MOST {
            return Err(damaged());
        }
        lz4_flex::decompress_size_prepended(&compressed).map_err(|_| damaged())
    }

    fn unseal(&self, sealed: &[u8]) -> Result<Vec<u8>> {
        if self.0.is_empty() {
            return Err(Error::Unavailable(
                "the copy is sealed: name a file with an identity by --identity".to_owned(),
            ));
        }
        let refused = |cause: age::DecryptError| Error::Unavailable(format!("the copy cannot be opened: {cause}"));
        let identities = self.0.iter().map(|one| -> &dyn age::Identity { one });
        let mut reader = age::Decryptor::new(sealed).and_then(|sealed| sealed.decrypt(identities)).map_err(refused)?;
        let mut compressed = Vec::new();
        reader.read_to_end(&mut compressed)?;
        Ok(compressed)
    }
}

//! Encryption for web push (RFC 8291, in the form of RFC 8188) and the signature by which a push service
//! knows the installation (RFC 8292), with the primitives of ring. The random numbers are ring's own: keys
//! are the one thing that no story may repeat.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::clock::{HOUR, Millis, SECOND};
use kernel::error::{Error, Result};
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use ring::rand::{SecureRandom as _, SystemRandom};
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::json;

/// A push service reads no more than this; the text is padded up to nothing, so it tells its length.
pub const MOST_TEXT: usize = 3_000;
const RECORD: u32 = 4_096;
/// RFC 8292 § 2 allows a day.
const SIGNED_FOR: Millis = 12 * HOUR;

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn broken(_: ring::error::Unspecified) -> Error {
    Error::internal("a key of a web push is broken")
}

/// A new pair of keys that signs: PKCS #8, as it is kept.
pub fn new_signing_key() -> Result<Vec<u8>> {
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
    Ok(document.map_err(broken)?.as_ref().to_vec())
}

fn signing_key(pkcs8: &[u8]) -> Result<EcdsaKeyPair> {
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8, &SystemRandom::new())
        .map_err(|_| Error::internal("the key of the web push is broken"))
}

/// The public half, as a browser is given it.
pub fn public_key(pkcs8: &[u8]) -> Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(signing_key(pkcs8)?.public_key().as_ref()))
}

/// The value of `Authorization` for a push service: who sends, and until when this holds.
pub fn authorization(pkcs8: &[u8], audience: &str, contact: &str, now: Millis) -> Result<String> {
    let key = signing_key(pkcs8)?;
    let head = URL_SAFE_NO_PAD.encode(json!({ "typ": "JWT", "alg": "ES256" }).to_string());
    let claims = json!({ "aud": audience, "exp": (now + SIGNED_FOR) / SECOND, "sub": contact });
    let signed = format!("{head}.{}", URL_SAFE_NO_PAD.encode(claims.to_string()));
    let signature = key.sign(&SystemRandom::new(), signed.as_bytes()).map_err(broken)?;
    let public = URL_SAFE_NO_PAD.encode(key.public_key().as_ref());
    Ok(format!("vapid t={signed}.{}, k={public}", URL_SAFE_NO_PAD.encode(signature.as_ref())))
}

/// Encrypts a text for the browser with this public key and this secret.
pub fn seal(browser: &[u8], secret: &[u8], text: &[u8]) -> Result<Vec<u8>> {
    let random = SystemRandom::new();
    let mut salt = [0u8; 16];
    random.fill(&mut salt).map_err(broken)?;
    let own = EphemeralPrivateKey::generate(&ECDH_P256, &random).map_err(broken)?;
    let public = own.compute_public_key().map_err(broken)?.as_ref().to_vec();
    let peer = UnparsedPublicKey::new(&ECDH_P256, browser);
    agree_ephemeral(own, &peer, |shared| seal_with(shared, browser, &public, secret, salt, text)).map_err(broken)?
}

/// RFC 8291 § 3.4, then one record of RFC 8188 § 2.
fn seal_with(
    shared: &[u8],
    browser: &[u8],
    public: &[u8],
    secret: &[u8],
    salt: [u8; 16],
    text: &[u8],
) -> Result<Vec<u8>> {
    let info = [b"WebPush: info\0".as_slice(), browser, public].concat();
    let material = derive(secret, shared, &info, 32)?;
    let key = derive(&salt, &material, b"Content-Encoding: aes128gcm\0", 16)?;
    let nonce = derive(&salt, &material, b"Content-Encoding: nonce\0", 12)?;
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).map_err(broken)?);
    let nonce = Nonce::try_assume_unique_for_key(&nonce).map_err(broken)?;
    // The delimiter says that this is the last record.
    let mut record = [text, &[2]].concat();
    key.seal_in_place_append_tag(nonce, Aad::empty(), &mut record).map_err(broken)?;
    let length = u8::try_from(public.len()).map_err(Error::internal)?;
    Ok([salt.as_slice(), &RECORD.to_be_bytes(), &[length], public, &record].concat())
}

/// HKDF (RFC 5869) with SHA-256.
fn derive(salt: &[u8], secret: &[u8], info: &[u8], length: usize) -> Result<Vec<u8>> {
    let mut out = vec![0u8; length];
    let key = Salt::new(HKDF_SHA256, salt).extract(secret);
    let info = [info];
    key.expand(&info, Length(length)).and_then(|material| material.fill(&mut out)).map_err(broken)?;
    Ok(out)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).unwrap()
    }

    /// RFC 8291 appendix A: the values between, and the message at the end.
    #[test]
    fn a_message_is_sealed_as_the_standard_has_it() {
        let shared = bytes("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs");
        let browser = bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        let public = bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        let secret = bytes("BTBZMqHH6r4Tts7J_aSIgg");
        let salt: [u8; 16] = bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap();
        let text = b"When I grow up, I want to be a watermelon";
        let sealed = seal_with(&shared, &browser, &public, &secret, salt, text).unwrap();
        let expected = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
        assert_eq!(URL_SAFE_NO_PAD.encode(sealed), expected);
    }

    #[test]
    fn the_signature_names_the_service_and_holds() {
        let pkcs8 = new_signing_key().unwrap();
        let header = authorization(&pkcs8, "https://push.example", "https://community.example", 1_000_000).unwrap();
        let token = header.strip_prefix("vapid t=").unwrap().split(", k=").next().unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let claims = String::from_utf8(bytes(signed.split('.').nth(1).unwrap())).unwrap();
        assert!(claims.contains("\"aud\":\"https://push.example\""));
        let key = bytes(&public_key(&pkcs8).unwrap());
        let key = ring::signature::UnparsedPublicKey::new(&ring::signature::ECDSA_P256_SHA256_FIXED, key);
        key.verify(signed.as_bytes(), &bytes(signature)).unwrap();
    }
}

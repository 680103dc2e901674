//! Pages of the web, fetched for the card below a link, on behalf of whoever wrote the link.
//!
//! The address comes from people, so it must never reach what only this server can reach: each name
//! is resolved here and refused if any of its addresses is not a public one, and the connection goes
//! to the addresses that were checked. Redirects are followed by hand with the same checks. Size, time,
//! ports and type of the answer are bounded. No cookies, no proxy, no script.

mod addresses;
mod card;

#[cfg(test)]
mod tests;

pub use addresses::is_public;
pub use card::PageMeta;

use crate::error::{Error, Result};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use reqwest::{Client, Response, redirect};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use url::{Host, Url};

const MOST_REDIRECTS: usize = 4;
const MOST_URL_BYTES: usize = 2_000;
const MOST_PICTURE_BYTES: usize = 5 * 1024 * 1024;

#[derive(Debug, Clone)]
pub struct FetchConfig {
    /// For everything together: names, redirects, the page.
    pub timeout: Duration,
    /// More of a page (unpacked) is not read; what a card needs stands at its beginning.
    pub most_bytes: usize,
    /// Allows every address and port. For stories, and for a site that is a world of its own.
    pub allow_private: bool,
    pub user_agent: String,
}

/// Fetches pages. Cheap to clone.
#[derive(Clone)]
pub struct Fetcher {
    client: Client,
    config: FetchConfig,
    guard: Guard,
}

/// Says which addresses may be reached.
#[derive(Clone, Copy)]
struct Guard {
    allow_private: bool,
    /// A story's own server: this one and no other private address.
    exception: Option<SocketAddr>,
}

impl Fetcher {
    pub fn new(config: FetchConfig) -> Result<Self> {
        let guard = Guard { allow_private: config.allow_private, exception: None };
        Self::guarded(config, guard)
    }

    fn guarded(config: FetchConfig, guard: Guard) -> Result<Self> {
        let client = Client::builder()
            .tls_backend_preconfigured(tls()?)
            .user_agent(&config.user_agent)
            .dns_resolver(Arc::new(guard))
            .redirect(redirect::Policy::none())
            // A proxy would resolve names by itself, past the guard.
            .no_proxy()
            .timeout(config.timeout)
            .connect_timeout(config.timeout)
            .build()
            .map_err(Error::internal)?;
        Ok(Self { client, config, guard })
    }

    /// What the page says about itself. Field errors (`url`): `link-not-allowed`, `link-unreachable`,
    /// `link-not-a-page`.
    pub async fn page(&self, url: &str) -> Result<PageMeta> {
        let deadline = Instant::now() + self.config.timeout;
        let answer = tokio::time::timeout_at(deadline, self.follow(url, "text/html"))
            .await
            .map_err(|_| refused("link-unreachable"))??;
        let address = answer.url().clone();
        let html = self.beginning(answer, deadline).await?;
        // Parsing a hostile page may take a while; others must not wait for it.
        tokio::task::spawn_blocking(move || card::read(&address, &html)).await.map_err(Error::internal)
    }

    /// The picture that a page names for its card, as it came: encode it anew before anybody sees it.
    /// Field errors as [`Fetcher::page`], and `link-unreachable` when it is too large.
    pub async fn picture(&self, url: &str) -> Result<Vec<u8>> {
        let reading = async {
            let mut answer = self.follow(url, "image/webp,image/png,image/jpeg,image/gif").await?;
            let mut bytes: Vec<u8> = Vec::new();
            while let Some(piece) = answer.chunk().await.map_err(|_| refused("link-unreachable"))? {
                if bytes.len() + piece.len() > MOST_PICTURE_BYTES {
                    return Err(refused("link-unreachable"));
                }
                bytes.extend(piece);
            }
            Ok(bytes)
        };
        tokio::time::timeout(self.config.timeout, reading).await.map_err(|_| refused("link-unreachable"))?
    }

    /// Whether this address may be asked at all; names are checked when they are resolved.
    /// For others who send to addresses that people gave, with [`Fetcher::client`].
    pub fn check(&self, url: &str) -> Result<Url> {
        if url.len() > MOST_URL_BYTES {
            return Err(refused("link-not-allowed"));
        }
        let url = Url::parse(url).map_err(|_| refused("link-not-allowed"))?;
        if self.guard.allows(&url) { Ok(url) } else { Err(refused("link-not-allowed")) }
    }

    /// The guarded client: it follows no redirects and resolves no name to a private address. The
    /// address itself must have passed [`Fetcher::check`].
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The answer after redirects.
    async fn follow(&self, url: &str, accept: &'static str) -> Result<Response> {
        let mut url = self.check(url)?;
        for _ in 0..=MOST_REDIRECTS {
            let request = self.client.get(url.clone()).header(ACCEPT, accept);
            let answer = request.send().await.map_err(|_| refused("link-unreachable"))?;
            if !answer.status().is_redirection() {
                return if answer.status().is_success() { Ok(answer) } else { Err(refused("link-unreachable")) };
            }
            let next = answer.headers().get(LOCATION).and_then(|to| to.to_str().ok());
            let next = next.and_then(|to| url.join(to).ok()).ok_or_else(|| refused("link-unreachable"))?;
            url = self.check(next.as_str())?;
        }
        Err(refused("link-unreachable"))
    }

    /// The beginning of a page: until its head ends, the most bytes are there, or time is over.
    async fn beginning(&self, mut answer: Response, deadline: Instant) -> Result<String> {
        let kind =
            answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
        if !is_html(&kind) {
            return Err(refused("link-not-a-page"));
        }
        let mut bytes: Vec<u8> = Vec::new();
        while let Ok(Ok(Some(piece))) = tokio::time::timeout_at(deadline, answer.chunk()).await {
            let seen = bytes.len().saturating_sub(HEAD_END.len());
            let room = self.config.most_bytes.saturating_sub(bytes.len());
            bytes.extend(piece.iter().take(room));
            if bytes.len() >= self.config.most_bytes || head_ends(bytes.get(seen..).unwrap_or_default()) {
                break;
            }
        }
        if bytes.is_empty() {
            return Err(refused("link-unreachable"));
        }
        card::decode(&kind, bytes).await
    }
}

const HEAD_END: &[u8] = b"</head>";

fn head_ends(bytes: &[u8]) -> bool {
    bytes.windows(HEAD_END.len()).any(|part| part.eq_ignore_ascii_case(HEAD_END))
}

fn is_html(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("application/xhtml+xml")
}

fn refused(code: &str) -> Error {
    Error::field("url", code)
}

impl Guard {
    fn allows(&self, url: &Url) -> bool {
        let web = matches!(url.scheme(), "http" | "https");
        if !web || !url.username().is_empty() || url.password().is_some() {
            return false;
        }
        let Some(port) = url.port_or_known_default() else { return false };
        let address = match url.host() {
            Some(Host::Ipv4(ip)) => IpAddr::V4(ip),
            Some(Host::Ipv6(ip)) => IpAddr::V6(ip),
            Some(Host::Domain(name)) => return !name.is_empty() && self.allows_port(port),
            None => return false,
        };
        self.exception == Some(SocketAddr::new(address, port))
            || (self.allows_port(port) && self.allows_address(address))
    }

    fn allows_port(&self, port: u16) -> bool {
        self.allow_private || matches!(port, 80 | 443)
    }

    fn allows_address(&self, address: IpAddr) -> bool {
        self.allow_private || is_public(address)
    }
}

impl Resolve for Guard {
    /// Refuses a name with even one address that is not public: an honest name has none.
    fn resolve(&self, name: Name) -> Resolving {
        let guard = *self;
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            if found.is_empty() || found.iter().any(|address| !guard.allows_address(address.ip())) {
                return Err("not a public address".into());
            }
            let found: Addrs = Box::new(found.into_iter());
            Ok(found)
        })
    }
}

/// Encryption with the authorities that browsers trust, compiled in: the same on every machine.
pub(crate) fn tls() -> Result<rustls::ClientConfig> {
    let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    Ok(rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(Error::internal)?
        .with_root_certificates(roots)
        .with_no_client_auth())
}

//! Configuration: what the operator decides before the program runs.
//!
//! Values come from the defaults, over them one TOML file, over it environment variables
//! (`FOURLEAF_SERVER__LISTEN` is `server.listen`). Any value may stand in a file of its own, named by
//! the key with `_file` after it: so secrets come from where secrets are kept. Every key has a
//! default that works, a description ([`KEYS`]) and a check. What members decide while the program
//! runs is a setting, not configuration.

mod check;
mod keys;
mod layers;
mod print;

pub use keys::{KEYS, SECRETS};
pub use layers::environment;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Configuration {
    /// The folder of everything that is kept; given on the command line.
    #[serde(skip)]
    pub data: PathBuf,
    pub server: Server,
    pub database: Database,
    pub files: Files,
    pub mail: Mail,
    pub imap: Imap,
    pub limits: Limits,
    pub sign_up: SignUp,
    pub sessions: Sessions,
    pub log: Log,
    pub trace: Trace,
    pub metrics: Metrics,
    pub link_cards: LinkCards,
    pub notifications: Notifications,
    pub records: Records,
    /// Where each value came from that is not a default.
    #[serde(skip)]
    origins: BTreeMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    pub listen: String,
    pub url: String,
    pub node: u16,
    pub trusted_proxies: Vec<String>,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    pub url: String,
    pub readers: usize,
    pub pool: usize,
    pub statement_timeout_ms: u64,
    pub slow_ms: u64,
    pub tls: DatabaseTls,
    pub cache_mb: u64,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Files {
    pub store: Store,
    pub bucket: String,
    pub region: String,
    pub endpoint: String,
    pub access_key: String,
    pub secret_key: String,
    pub most_mb: u64,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    pub smtp: String,
    pub port: u16,
    pub tls: MailTls,
    pub user: String,
    pub password: String,
    pub from: String,
    pub reserved_names: Switch,
    pub reply: String,
    pub incoming_secret: String,
    pub incoming_mb: usize,
}

/// A mailbox that answers to mails come into.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Imap {
    pub host: String,
    pub port: u16,
    pub tls: MailTls,
    pub user: String,
    pub password: String,
    pub folder: String,
    pub every_seconds: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    pub rate: Switch,
    pub per_member_per_minute: u32,
    pub per_address_per_minute: u32,
    pub body_kb: usize,
    pub upload_mb: usize,
    pub request_seconds: u64,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignUp {
    pub domains: Vec<String>,
}

/// Where the audit log goes beside its own table, and what it and exports are signed with.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Records {
    pub key: String,
    pub syslog: String,
    pub webhook: String,
    pub webhook_secret: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sessions {
    pub days: u32,
    pub idle_days: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    pub format: LogFormat,
    pub level: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Trace {
    pub endpoint: String,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Metrics {
    pub listen: String,
    pub token: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LinkCards {
    pub enabled: bool,
    pub allow_private: bool,
}

/// How fast one channel follows on the other, and how much may come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Notifications {
    pub push_after_seconds: u32,
    pub mail_after_minutes: u32,
    pub mails_per_day: u32,
    pub digest: Digest,
}

/// How often the digest comes to who has not chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Digest {
    /// Daily while the installation is young, then weekly.
    Auto,
    Hourly,
    Daily,
    Weekly,
    Off,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Switch {
    On,
    Off,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Store {
    Folder,
    S3,
}

/// How the connection to PostgreSQL is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DatabaseTls {
    Off,
    Prefer,
    Require,
}

/// How the connection to the mail server is protected: from its start, after a greeting, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTls {
    Tls,
    StartTls,
    Off,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

impl Configuration {
    /// The configuration of the folder `data` from `file`, if there is one, and from environment
    /// variables (in the program: [`environment`]). Errors are sentences: a file that cannot be read,
    /// a key that does not exist, a value of the wrong kind. Values that make no sense together are
    /// found by [`Configuration::check`].
    pub fn load(
        data: &Path,
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Vec<String>> {
        let (mut configuration, origins) = layers::merge(file, environment)?;
        configuration.data = data.to_owned();
        configuration.origins = origins;
        Ok(configuration)
    }

    /// Whether the values make sense. Each sentence names the key and what to do.
    pub fn check(&self) -> Result<(), Vec<String>> {
        check::check(self)
    }

    /// The configuration in force as a TOML file: each key with its description and where its value
    /// came from. Secrets are "(hidden)".
    pub fn print(&self) -> String {
        print::print(self, &self.origins)
    }
}

/// As [`Configuration::print`], so that no log ever has a secret.
impl std::fmt::Debug for Configuration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.print())
    }
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            url: "http://localhost:8080".to_owned(),
            node: 0,
            trusted_proxies: Vec::new(),
        }
    }
}

impl Default for Database {
    fn default() -> Self {
        Self {
            url: String::new(),
            readers: 4,
            pool: 16,
            statement_timeout_ms: 10_000,
            slow_ms: 500,
            tls: DatabaseTls::Prefer,
            cache_mb: 96,
        }
    }
}

impl Default for Files {
    fn default() -> Self {
        Self {
            store: Store::Folder,
            bucket: String::new(),
            region: "us-east-1".to_owned(),
            endpoint: String::new(),
            access_key: String::new(),
            secret_key: String::new(),
            most_mb: 100,
        }
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            smtp: String::new(),
            port: 587,
            tls: MailTls::StartTls,
            user: String::new(),
            password: String::new(),
            from: "Fourleaf <fourleaf@localhost>".to_owned(),
            reserved_names: Switch::Off,
            reply: String::new(),
            incoming_secret: String::new(),
            incoming_mb: 25,
        }
    }
}

impl Default for Imap {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: 993,
            tls: MailTls::Tls,
            user: String::new(),
            password: String::new(),
            folder: "INBOX".to_owned(),
            every_seconds: 60,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            rate: Switch::On,
            per_member_per_minute: 300,
            per_address_per_minute: 120,
            body_kb: 512,
            upload_mb: 120,
            request_seconds: 30,
        }
    }
}

impl Default for Sessions {
    fn default() -> Self {
        Self { days: 90, idle_days: 30 }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Text, level: "info".to_owned() }
    }
}

impl Default for LinkCards {
    fn default() -> Self {
        Self { enabled: true, allow_private: false }
    }
}

impl Default for Notifications {
    fn default() -> Self {
        Self { push_after_seconds: 60, mail_after_minutes: 120, mails_per_day: 12, digest: Digest::Auto }
    }
}

#[cfg(test)]
mod tests;

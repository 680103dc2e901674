//! The running installation: what every handler, reader and command is given.
//!
//! Made once by the program and passed on; there is no global state. What a wing registers for others
//! (post kinds, navigation, settings) is a *part*, found by its type.

use crate::clock::{Clock, Random};
use crate::configuration::{Configuration, MailTls, Store, Switch};
use crate::db::Db;
use crate::error::Result;
use crate::fetch::{FetchConfig, Fetcher};
use crate::files::{FileStore, FilesConfig, S3Config};
use crate::ids::Ids;
use crate::languages::Texts;
use crate::mail::{MailConfig, MailRoute, Mailer, SmtpConfig, SmtpTls};
use crate::search::Search;
use crate::web::gate::Gate;
use crate::web::limits::Limits;
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;
use tokio::sync::watch;

#[derive(Clone)]
pub struct App(Arc<Installation>);

pub struct Installation {
    pub db: Db,
    pub clock: Clock,
    pub random: Random,
    pub ids: Ids,
    pub configuration: Configuration,
    pub texts: Arc<Texts>,
    pub files: FileStore,
    pub mailer: Mailer,
    pub fetcher: Fetcher,
    pub gate: Arc<dyn Gate>,
    pub limits: Limits,
    pub search: Search,
    /// Tells this process from every other: the holder of leases.
    pub instance: i64,
    parts: Parts,
    stop: watch::Sender<bool>,
}

/// What the wings registered, by type.
#[derive(Default)]
pub struct Parts(HashMap<TypeId, Box<dyn Any + Send + Sync>>);

impl Parts {
    pub fn with<T: Send + Sync + 'static>(mut self, part: T) -> Self {
        self.0.insert(TypeId::of::<T>(), Box::new(part));
        self
    }
}

/// What the program opens before the installation can run.
pub struct Opened {
    pub db: Db,
    pub clock: Clock,
    pub random: Random,
    pub ids: Ids,
    pub configuration: Configuration,
    pub texts: Arc<Texts>,
    pub files: FileStore,
    pub mailer: Mailer,
    pub fetcher: Fetcher,
    pub gate: Arc<dyn Gate>,
    pub parts: Parts,
}

impl App {
    pub fn new(opened: Opened) -> Self {
        let (stop, _) = watch::channel(false);
        let limits = Limits::new(&opened.configuration.limits, opened.clock.clone());
        let search = Search::at(opened.configuration.data.join("search"));
        let instance = i64::from_le_bytes(opened.random.bytes::<8>()) & i64::MAX;
        Self(Arc::new(Installation {
            db: opened.db,
            clock: opened.clock,
            random: opened.random,
            ids: opened.ids,
            configuration: opened.configuration,
            texts: opened.texts,
            files: opened.files,
            mailer: opened.mailer,
            fetcher: opened.fetcher,
            gate: opened.gate,
            limits,
            search,
            instance,
            parts: opened.parts,
            stop,
        }))
    }

    /// The registered part of this type. A program that asks for one that nobody registered is put
    /// together wrongly; it gets the type's default.
    pub fn part<T: Clone + Default + Send + Sync + 'static>(&self) -> T {
        let found = self.parts.0.get(&TypeId::of::<T>()).and_then(|part| part.downcast_ref::<T>());
        found.cloned().unwrap_or_default()
    }

    /// Tells everybody to finish what they do.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Waits until the program is told to stop.
    pub async fn stopping(&self) {
        let mut stop = self.stop.subscribe();
        // An error means that the sender is gone, which is a stop as well.
        drop(stop.wait_for(|stopped| *stopped).await);
    }
}

impl Deref for App {
    type Target = Installation;
    fn deref(&self) -> &Installation {
        &self.0
    }
}

/// The store of files that the configuration names.
pub fn file_store(configuration: &Configuration) -> Result<FileStore> {
    FileStore::open(&files_config(configuration))
}

/// Where the configuration says that files lie.
pub fn files_config(configuration: &Configuration) -> FilesConfig {
    let files = &configuration.files;
    match files.store {
        Store::Folder => FilesConfig::Folder(configuration.data.join("files")),
        Store::S3 => FilesConfig::S3(S3Config {
            endpoint: Some(files.endpoint.clone()).filter(|endpoint| !endpoint.is_empty()),
            bucket: files.bucket.clone(),
            region: files.region.clone(),
            access_key: files.access_key.clone(),
            secret_key: files.secret_key.clone(),
        }),
    }
}

/// The way out for mail that the configuration names: a folder until there is a server.
pub fn mailer(configuration: &Configuration, clock: Clock) -> Result<Mailer> {
    let mail = &configuration.mail;
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let route = match given(&mail.smtp) {
        None => MailRoute::Folder(configuration.data.join("mail")),
        Some(host) => MailRoute::Smtp(SmtpConfig {
            host,
            port: mail.port,
            tls: match mail.tls {
                MailTls::Tls => SmtpTls::Tls,
                MailTls::StartTls => SmtpTls::Starttls,
                MailTls::Off => SmtpTls::None,
            },
            user: given(&mail.user),
            password: given(&mail.password),
            reserved_names: mail.reserved_names == Switch::On,
        }),
    };
    Mailer::new(&MailConfig { from: mail.from.clone(), route }, clock)
}

/// What fetches pages from outside for link cards.
pub fn fetcher(configuration: &Configuration) -> Result<Fetcher> {
    Fetcher::new(FetchConfig {
        timeout: std::time::Duration::from_secs(8),
        most_bytes: 512 * 1024,
        allow_private: configuration.link_cards.allow_private,
        user_agent: format!("Fourleaf (+{})", configuration.server.url),
    })
}

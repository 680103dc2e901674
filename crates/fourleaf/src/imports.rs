//! `fourleaf import`: what is told while it runs and at its end.

use crate::compose::{self, Program};
use crate::everything::{self, Manifest};
use clap::{Args, Subcommand};
use community::spaces::Audience;
use gateway::transfer::{self, Manner, Report};
use kernel::app::App;
use kernel::configuration::Configuration;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use serde_json::{Value, json};
use std::io::IsTerminal as _;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Import {
    /// Tries everything and keeps nothing.
    #[arg(long, global = true)]
    pub dry_run: bool,
    #[command(subcommand)]
    pub what: What,
}

#[derive(Debug, Subcommand)]
pub enum What {
    /// People of a CSV file: handle, name, email, headline, organisation, department, place, country,
    /// manager, skills, languages, zone, joined, phone.
    People { file: PathBuf },
    /// Spaces of a CSV or JSON file: name, title, summary, parent, audience, joining, partners, archived.
    Spaces {
        file: PathBuf,
        /// For spaces that name none: public, customers, partners, internal, private or secret.
        #[arg(long, default_value = "private")]
        audience: String,
    },
    /// Memberships of a CSV file: space, member, role.
    Memberships { file: PathBuf },
    /// Posts of a folder of Markdown files.
    Posts {
        folder: PathBuf,
        /// The space that they go to.
        #[arg(long, value_name = "SLUG")]
        space: String,
        /// article or note
        #[arg(long, default_value = "article")]
        kind: String,
        /// The author of files that name none, and the owner of their pictures.
        #[arg(long, value_name = "HANDLE")]
        author: Option<String>,
        /// A further folder with pictures.
        #[arg(long, value_name = "DIR")]
        pictures: Vec<PathBuf>,
    },
    /// Pages of a folder of Markdown files, with its tree or its table of contents.
    Wiki {
        folder: PathBuf,
        /// The space that they go to.
        #[arg(long, value_name = "SLUG")]
        space: String,
        /// The author of files that name none, and the owner of their pictures.
        #[arg(long, value_name = "HANDLE")]
        author: Option<String>,
        /// A further folder with pictures.
        #[arg(long, value_name = "DIR")]
        pictures: Vec<PathBuf>,
    },
    /// Questions of a Stack Exchange dump: a folder with Posts.xml, Users.xml, Comments.xml.
    Stackexchange {
        folder: PathBuf,
        /// The space that they go to.
        #[arg(long, value_name = "SLUG")]
        space: String,
    },
    /// Pages of an XML export of MediaWiki, with their history.
    Mediawiki(OtherWiki),
    /// Pages of an XML export of Confluence (the archive, its folder, or entities.xml), with history and files.
    Confluence(OtherWiki),
    /// All that `fourleaf export everything` wrote, into an installation that has nothing yet.
    Everything { folder: PathBuf },
    /// Events of a folder of calendars in TOML, with their rules and exceptions.
    Calendar {
        folder: PathBuf,
        /// The space that the events go to; without it they get one of their own.
        #[arg(long, value_name = "SLUG")]
        space: Option<String>,
        /// Of a space that is made: public, customers, partners, internal, private or secret.
        #[arg(long, default_value = "secret", conflicts_with = "space")]
        audience: String,
        /// The owner of a space that is made.
        #[arg(long, value_name = "HANDLE")]
        author: Option<String>,
    },
}

impl What {
    fn word(&self) -> &'static str {
        match self {
            Self::People { .. } => "people",
            Self::Spaces { .. } => "spaces",
            Self::Memberships { .. } => "memberships",
            Self::Posts { .. } => "posts",
            Self::Wiki { .. } => "wiki",
            Self::Stackexchange { .. } => "stackexchange",
            Self::Mediawiki(_) => "mediawiki",
            Self::Confluence(_) => "confluence",
            Self::Everything { .. } => "everything",
            Self::Calendar { .. } => "calendar",
        }
    }
}

#[derive(Debug, Args)]
pub struct OtherWiki {
    file: PathBuf,
    /// The space that the pages go to; without it they get one of their own.
    #[arg(long, value_name = "SLUG")]
    space: Option<String>,
    /// Of a space that is made: public, customers, partners, internal, private or secret.
    #[arg(long, default_value = "secret", conflicts_with = "space")]
    audience: String,
    /// The owner of a space that is made, of files, and of pages that name nobody.
    #[arg(long, value_name = "HANDLE")]
    author: Option<String>,
    /// Takes pages too that only some could read.
    #[arg(long)]
    restricted: bool,
}

impl OtherWiki {
    fn file(self) -> Result<transfer::WikiFile> {
        let Self { file: path, space, audience, author, restricted } = self;
        Ok(transfer::WikiFile { path, space, audience: audience_of(&audience)?, author, restricted })
    }
}

fn audience_of(word: &str) -> Result<Audience> {
    Audience::parse(word).ok_or_else(|| Error::Unavailable(format!("there is no audience {word:?}")))
}

#[derive(Debug, Subcommand)]
pub enum Export {
    /// The pages of a space as a folder of Markdown files, which can be imported again.
    Wiki {
        /// Slug of the space.
        space: String,
        /// A folder that is new or empty.
        folder: PathBuf,
    },
    /// All that there is: each table as JSON lines, and the files. It goes into an empty installation, on either database.
    Everything {
        /// A folder that is new or empty.
        folder: PathBuf,
    },
}

pub async fn export(configuration: Configuration, export: Export) -> Result<()> {
    match export {
        Export::Everything { folder } => {
            let written = everything::export(configuration.clone(), &folder).await?;
            let Program { app, .. } = compose::open_existing(configuration).await?;
            note(&app, "transfer.exported", json!({ "what": "everything" })).await?;
            println!("{} in {}", counted(&written), folder.display());
        }
        Export::Wiki { space, folder } => {
            let Program { app, .. } = compose::open_existing(configuration).await?;
            let pages = transfer::export_wiki(&app, &space, &folder).await?;
            note(&app, "transfer.exported", json!({ "what": "wiki", "space": space, "pages": pages })).await?;
            println!("{pages} pages in {}", folder.display());
        }
    }
    Ok(())
}

/// Who operates an installation is no member of it: what they did stands in the audit log as done by the command line.
async fn note(app: &App, verb: &'static str, details: Value) -> Result<()> {
    let event = Event::new(verb, None, Id::default()).with(json!({ "by": "command", "done": details }));
    app.db.write(async move |tx: &Tx| journal::record(tx, event.clone()).await).await
}

fn counted(all: &Manifest) -> String {
    let rows: u64 = all.tables.values().map(|table| table.rows).sum();
    format!("{rows} rows of {} tables and {} files", all.tables.len(), all.files.len())
}

pub async fn import(configuration: Configuration, import: Import) -> Result<()> {
    if let What::Everything { folder } = &import.what {
        if import.dry_run {
            return Err(Error::Unavailable(
                "an import of everything has no --dry-run: it is all or nothing".to_owned(),
            ));
        }
        let read = everything::import(configuration, folder).await?;
        println!("{}. Start the server: fourleaf serve", counted(&read));
        return Ok(());
    }
    let Program { app, .. } = compose::open_existing(configuration).await?;
    let manner = Manner { dry_run: import.dry_run, watched: std::io::stderr().is_terminal() };
    let what = import.what.word();
    if !import.dry_run {
        // Noted before anything is written, so that an import which is cut off is known too.
        note(&app, "transfer.begun", json!({ "what": what })).await?;
    }
    let report = match import.what {
        What::People { file } => transfer::people(&app, &file, manner).await,
        What::Spaces { file, audience } => transfer::spaces(&app, &file, audience_of(&audience)?, manner).await,
        What::Memberships { file } => transfer::memberships(&app, &file, manner).await,
        What::Posts { folder, space, kind, author, pictures } => {
            let folder = transfer::Folder { path: folder, space, kind, author, pictures };
            transfer::posts(&app, &folder, manner).await
        }
        What::Wiki { folder, space, author, pictures } => {
            let folder = transfer::WikiFolder { path: folder, space, author, pictures };
            transfer::wiki(&app, &folder, manner).await
        }
        What::Stackexchange { folder, space } => {
            transfer::stackexchange(&app, &transfer::Dump { path: folder, space }, manner).await
        }
        What::Mediawiki(wiki) => transfer::mediawiki(&app, &wiki.file()?, manner).await,
        What::Calendar { folder, space, audience, author } => {
            let target = OtherWiki { file: folder, space, audience, author, restricted: false };
            transfer::calendar(&app, &target.file()?, manner).await
        }
        What::Confluence(wiki) => transfer::confluence(&app, &wiki.file()?, manner).await,
        What::Everything { .. } => Err(Error::internal("everything is imported into no open installation")),
    }?;
    if !import.dry_run {
        let Report { new, changed, unchanged, refused, .. } = &report;
        let details = json!({
            "what": what, "new": new, "changed": changed, "unchanged": unchanged, "refused": refused.len(),
        });
        note(&app, "transfer.imported", details).await?;
    }
    tell(&report, import.dry_run);
    Ok(())
}

fn tell(report: &Report, dry_run: bool) {
    report.notes.iter().for_each(|note| eprintln!("note: {note}"));
    report.refused.iter().for_each(|refusal| eprintln!("refused: {refusal}"));
    println!("{report}{}", if dry_run { " (nothing was kept)" } else { "" });
}

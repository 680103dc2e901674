//! Where the pages of another wiki go: a space that is there, or one of their own that few can see.
//!
//! Who could read a page elsewhere is not known here. So a space that an import makes is for the fewest unless the
//! operator says otherwise; it can be opened later, and what was read cannot be taken back.

use super::batches::Placed;
use super::images::keep_file;
use super::members::{self, space_key};
use super::register::{self, Standing};
use super::report::{Outcome, Report};
use community::spaces::types::{Joining, NewSpace};
use community::spaces::{self, Audience};
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::text::slug;
use knowledge::wiki::imported::{self, ImportedPage};
use std::path::PathBuf;

/// Attempts at an address for a space.
const MOST_TRIES: usize = 20;

/// An export of another wiki, and what is to become of it.
#[derive(Debug, Clone)]
pub struct WikiFile {
    pub path: PathBuf,
    /// Slug of the space that the pages go to; none: one of their own.
    pub space: Option<String>,
    /// Of a space that is made.
    pub audience: Audience,
    /// Handle of the owner of a space that is made, of files, and of pages that name nobody.
    pub author: Option<String>,
    /// Takes pages too that only some could read where they come from.
    pub restricted: bool,
}

/// A space that the pages go to.
#[derive(Debug, Clone)]
pub struct Goal {
    there: Option<Id>,
    key: String,
    new: NewSpace,
    owner: Option<Id>,
}

impl Goal {
    /// `source` is the same in every run, `name` is what it is called.
    pub async fn of(app: &App, file: &WikiFile, source: &str, name: &str) -> Result<Self> {
        let (there, owner) = match (&file.space, &file.author) {
            (Some(space), author) => {
                let (space, owner) = members::target(app, space, author.as_deref()).await?;
                (Some(space), owner)
            }
            (None, None) => (None, None),
            (None, Some(handle)) => (None, Some(members::named(app, handle).await?)),
        };
        let new = NewSpace {
            slug: slug(name),
            name: name.to_owned(),
            audience: file.audience,
            joining: Joining::Invite.fitting(file.audience),
            source_key: Some(space_key(source)),
            ..NewSpace::default()
        };
        Ok(Self { there, key: space_key(source), new, owner })
    }

    pub fn owner(&self) -> Option<Id> {
        self.owner
    }

    /// Makes the space when it is not there yet.
    pub(super) async fn space(&self, tx: &Tx) -> Result<Id> {
        if let Some(there) = self.there {
            return Ok(there);
        }
        if let Some(entry) = register::find(tx, &self.key).await? {
            return Ok(entry.object);
        }
        let mut new = self.new.clone();
        for nth in 2..=MOST_TRIES {
            if spaces::queries::by_slug(tx, &new.slug).await?.is_none() {
                break;
            }
            new.slug = format!("{}-{nth}", self.new.slug);
        }
        let space = spaces::ops::create(tx, self.owner, &new).await?;
        register::remember(tx, &self.key, space, "").await?;
        Ok(space)
    }
}

/// A page on its way in.
#[derive(Debug, Clone)]
pub struct Coming {
    pub file: String,
    pub line: u64,
    pub goal: Goal,
    pub page: ImportedPage,
    /// Key of the page above.
    pub above: Option<String>,
}

impl Placed for Coming {
    fn place(&self) -> (&str, u64) {
        (&self.file, self.line)
    }
}

impl Coming {
    fn fingerprint(&self) -> String {
        let ImportedPage { post, former, files, history, last, .. } = &self.page;
        // Not when: what has no date gets the moment of its first import.
        let told = |by: &imported::Author| format!("{:?}{}{}", by.member, by.name, by.summary);
        let mut seen = format!(
            "{}\u{1f}{}\u{1f}{:?}\u{1f}{:?}\u{1f}{}\u{1f}{former:?}\u{1f}{files:?}",
            post.title, post.body, post.tags, post.author, post.author_name
        );
        for earlier in history {
            seen.push_str(&format!("\u{1f}{}\u{1f}{}\u{1f}{}", earlier.title, earlier.body, told(&earlier.by)));
        }
        seen.push_str(&last.as_ref().map(told).unwrap_or_default());
        register::fingerprint(&seen)
    }
}

pub async fn put(tx: &Tx, coming: &Coming) -> Result<Outcome> {
    let key = &coming.page.post.source_key;
    let fingerprint = coming.fingerprint();
    let standing = register::standing(tx, key, &fingerprint).await?;
    if matches!(standing, Standing::Unchanged) {
        return Ok(Outcome::Unchanged);
    }
    let above = match &coming.above {
        Some(above) => register::find(tx, above).await?.map(|entry| entry.object),
        None => None,
    };
    let mut page = coming.page.clone();
    page.post.space = coming.goal.space(tx).await?;
    let (_, id) = imported::put(tx, &page, above).await?;
    register::remember(tx, key, id, &fingerprint).await?;
    Ok(standing.outcome())
}

/// Keeps a file that a page shows. What cannot be kept is told; its page goes in without it.
pub async fn attach(
    app: &App,
    owner: Option<Id>,
    name: &str,
    bytes: Vec<u8>,
    file: &str,
    report: &mut Report,
) -> Result<Option<Id>> {
    let Some(owner) = owner else {
        report.note(format!("{file}: {name} was not taken: no member can own it, name one with --author"));
        return Ok(None);
    };
    match keep_file(app, owner, name, bytes).await {
        Ok(id) => Ok(Some(id)),
        Err(Error::Unavailable(cause)) => Err(Error::Unavailable(cause)),
        Err(error) => {
            report.note(format!("{file}: {name} was not taken: {error}"));
            Ok(None)
        }
    }
}

//! Transfer: people, spaces, memberships, posts, pages, questions and events from files of other systems.
//!
//! Every row and every file has a stable key of its source. Importing again changes nothing that is
//! unchanged; a row that cannot be taken is told with file, line and reason while the rest goes in.
//! What is new is seen by the fewest: a space is private unless the file or the operator says
//! otherwise, a post has the audience of its space.

mod batches;
mod calendar;
mod confluence;
mod front_matter;
mod html_markdown;
mod images;
mod links;
mod markdown_signs;
mod mediawiki;
mod members;
mod memberships;
mod people;
mod posts;
mod register;
mod report;
mod spaces;
mod stackexchange;
mod storage_format;
mod table;
mod wiki;
mod wiki_export;
mod wiki_order;
mod wiki_target;
mod wikitext;
mod wikitext_parts;
mod xml;

pub use batches::Manner;
pub use calendar::calendar;
pub use confluence::confluence;
pub use mediawiki::mediawiki;
pub use memberships::memberships;
pub use people::people;
pub use posts::{Folder, posts};
pub use report::{Refusal, Report};
pub use spaces::spaces;
pub use stackexchange::{Dump, rows as stackexchange_rows, stackexchange};
pub use wiki::{WikiFolder, wiki};
pub use wiki_export::export_wiki;
pub use wiki_target::WikiFile;

use kernel::capability::Capability;
use kernel::db::Migrations;

const MIGRATIONS: Migrations =
    Migrations { capability: "transfer", steps: &[("V1__transfer", include_str!("migrations/V1__transfer.sql"))] };

pub fn capability() -> Capability {
    Capability { migrations: vec![MIGRATIONS], ..Capability::default() }
}

#[cfg(test)]
mod calendar_tests;
#[cfg(test)]
mod dump_tests;
#[cfg(test)]
mod tests;

//! Every column that names a member is known to who exports all that is about somebody, and to who erases them.

use crate::founding::{begin, found, ready};
use community::identity::Erasers;
use community::identity::holdings::{Erased, Holdings, MOST_TOLD};
use kernel::args;
use kernel::db::Tx;
use kernel::ids::Id;
use kernel::stories;
use kernel::testing::{Engine, Story};
use std::collections::BTreeSet;

/// What a column that names a member is called where no key says so: evidence outlives the account.
const NAMES: [&str; 26] = [
    "member",
    "author",
    "owner",
    "editor",
    "reporter",
    "assignee",
    "curator",
    "expert",
    "actor",
    "manager",
    "follower",
    "followed",
    "muted",
    "by_member",
    "settled_by",
    "decided_by",
    "requested_by",
    "released_by",
    "created_by",
    "opened_by",
    "closed_by",
    "invited_by",
    "published_by",
    "reviewed_by",
    "changed_by",
    "undone_by",
];

/// Columns of those names that are none, and those that the journal keeps, which is bounded by itself.
const OTHERS: [(&str, &str); 2] = [("journal", "actor"), ("replies_received", "comment")];

async fn columns(story: &Story) -> BTreeSet<(String, String)> {
    let keys = "select t.name, k.\"from\" from sqlite_master t, pragma_foreign_key_list(t.name) k
                where t.type = 'table' and k.\"table\" = 'members'";
    let all = "select t.name, c.name from sqlite_master t, pragma_table_info(t.name) c where t.type = 'table'";
    let read = async move |tx: &Tx| {
        let keys: Vec<(String, String)> = tx.rows(keys, &[]).await?;
        let all: Vec<(String, String)> = tx.rows(all, &[]).await?;
        Ok((keys, all))
    };
    let (keys, all) = story.app.db.read(read).await.unwrap();
    let named = all.into_iter().filter(|(_, column)| NAMES.contains(&column.as_str()));
    keys.into_iter().chain(named).filter(|(table, _)| !table.starts_with("sqlite_")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_table_that_names_members_is_forgotten() {
    let story = begin(Engine::Sqlite).await;
    let known: BTreeSet<(String, String)> = story
        .app
        .part::<Holdings>()
        .0
        .iter()
        .map(|holding| (holding.table.to_owned(), holding.column.to_owned()))
        .chain(OTHERS.map(|(table, column)| (table.to_owned(), column.to_owned())))
        .collect();
    let there = columns(&story).await;
    let forgotten: Vec<_> = there.difference(&known).collect();
    assert!(forgotten.is_empty(), "said of no capability: {forgotten:?}");
}

stories! {
    async fn what_is_said_of_tables_is_true_of_the_sample_company(story: Story) {
        let founded = found(&story, "tove").await.expect(303);
        ready(&story, &founded).await;
        story.settle().await;
        let holdings = story.app.part::<Holdings>();
        let member: Id = story.value("select id from members where handle = 'ines-halvorsen'").await.unwrap();
        let mut told = 0;
        for holding in &holdings.0 {
            assert!(holding.told.len() <= MOST_TOLD, "{}", holding.table);
            if holding.told.is_empty() {
                continue;
            }
            let sql = holding.statement();
            type Texts = (String, String, String, String, String, String);
            let read = async move |tx: &Tx| tx.rows::<Texts>(&sql, args![member, 500_i64, 0_i64]).await;
            told += story.app.db.read(read).await.unwrap().len();
        }
        assert!(told > 50, "the sample company knows more of somebody: {told}");
        let (known, erasers) = (holdings.clone(), story.app.part::<Erasers>());
        let erase = async move |tx: &Tx| {
            community::identity::ops::deactivate(tx, None, member).await?;
            known.erase(tx, member).await?;
            for eraser in &erasers.0 {
                eraser(tx, member).await?;
            }
            Ok(())
        };
        story.app.db.write(erase).await.unwrap();
        for holding in &holdings.0 {
            // A profile stays as an empty one.
            let gone = matches!(holding.erased, Erased::Deleted | Erased::Unnamed | Erased::ByCapability);
            if !gone || (holding.table, holding.column) == ("profiles", "member") {
                continue;
            }
            let sql = format!("select count(*) from {} where {} = {member}", holding.table, holding.column);
            let left = async move |tx: &Tx| tx.value::<i64>(&sql, &[]).await;
            let left = story.app.db.read(left).await.unwrap();
            assert_eq!(left, Some(0), "{} {}", holding.table, holding.column);
        }
    }
}

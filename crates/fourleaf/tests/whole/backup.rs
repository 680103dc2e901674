//! A copy that was taken while the server ran is the same installation elsewhere.

use crate::founding::begin;
use community::identity::{MemberState, NewMember, NewOrganisation, OrganisationKind, ops, tokens};
use fourleaf::backup::{self, Backup, Restore};
use fourleaf::compose;
use kernel::configuration::Configuration;
use kernel::db::Tx;
use kernel::stories;
use kernel::testing::{START, Story, fresh_database};
use serde_json::json;

/// Somebody who can write, by token.
async fn author(story: &Story) -> String {
    let random = story.app.random.clone();
    let made = async move |tx: &Tx| {
        let new = NewOrganisation {
            slug: "lund".into(),
            name: "Lund".into(),
            kind: OrganisationKind::Own,
            ..Default::default()
        };
        let organisation = ops::create_organisation(tx, &new).await?;
        let new = NewMember {
            handle: "tove".into(),
            name: "Tove Lund".into(),
            organisation,
            state: MemberState::Active,
            created: START,
            ..NewMember::default()
        };
        let member = ops::create_member(tx, &new).await?;
        tokens::create(tx, &random, Some(member), member, "story", true).await
    };
    story.app.db.write(made).await.unwrap()
}

/// Another installation on the same engine, with nothing in it.
async fn elsewhere(story: &Story, data: &std::path::Path) -> Configuration {
    let mut configuration = Configuration::load(data, None, []).unwrap();
    if !story.app.configuration.database.url.is_empty() {
        configuration.database.url = fresh_database().await.unwrap();
    }
    configuration
}

fn backup_to(folder: &tempfile::TempDir, verify: bool) -> Backup {
    let place = folder.path().join("place").to_string_lossy().into_owned();
    Backup { place, verify, keep_days: Some(30), ..Backup::default() }
}

fn from(backup: &Backup, at: Option<String>) -> Restore {
    Restore { place: backup.place.clone(), at, identity: None }
}

/// What is written in an installation.
async fn bodies(configuration: Configuration) -> Vec<String> {
    let program = compose::open_beside(configuration).await.unwrap();
    program.app.db.read(async move |tx: &Tx| tx.column("select body from posts order by id", &[]).await).await.unwrap()
}

stories! {
    async fn a_copy_is_put_back_into_an_empty_place_and_goes_on_there(story: Story) {
        let token = author(&story).await;
        let tove = story.program(&token);
        let post = json!({ "kind": "note", "body": "Nine, not twelve." });
        let id = tove.post("/posts", post.clone()).await.expect(201).json()["id"].as_str().unwrap().to_owned();
        tove.upload("/files", "application/json", "file", "log.txt", b"axle log\n").await.expect(201);

        let folder = tempfile::tempdir().unwrap();
        let here = &story.app.configuration;
        let asked = backup_to(&folder, true);
        backup::backup(here, &asked).await.unwrap();
        let late = json!({ "kind": "note", "body": "Written after the snapshot." });
        tove.post("/posts", late).await.expect(201);
        let taken = kernel::clock::Clock::machine().now();
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        backup::backup(here, &asked).await.unwrap();
        assert!(backup::restore(here, &from(&asked, None)).await.is_err(), "what is there is not written over");

        // As it was before the last post.
        let there = elsewhere(&story, &folder.path().join("there")).await;
        let then = jiff::Timestamp::from_millisecond(taken).unwrap().to_string();
        backup::restore(&there, &from(&asked, Some(then))).await.unwrap();
        assert_eq!(bodies(there.clone()).await, ["Nine, not twelve."]);
        let newest = elsewhere(&story, &folder.path().join("newest")).await;
        backup::restore(&newest, &from(&asked, None)).await.unwrap();
        assert_eq!(bodies(newest).await, ["Nine, not twelve.", "Written after the snapshot."]);
        for wrong in [Some("1999-01-01T00:00:00Z".to_owned()), Some("yesterday".to_owned())] {
            let nowhere = elsewhere(&story, &folder.path().join("nowhere")).await;
            assert!(backup::restore(&nowhere, &from(&asked, wrong)).await.is_err());
        }
        let program = compose::open_beside(there).await.unwrap();
        let read = async move |tx: &Tx| {
            let body: Option<String> = tx.value("select body from posts where id = $1", kernel::args![id.parse::<i64>().unwrap()]).await?;
            let file: Option<String> = tx.value("select hash from files", &[]).await?;
            Ok((body, file))
        };
        let (body, file) = program.app.db.read(read).await.unwrap();
        assert_eq!(body.as_deref(), Some("Nine, not twelve."));
        assert_eq!(program.app.files.get(&file.unwrap().parse().unwrap()).await.unwrap(), &b"axle log\n"[..]);
        program.readers.catch_up(&program.app).await.unwrap();
        let behind: i64 = program.readers.standings(&program.app).await.unwrap().iter().map(|standing| standing.set_aside).sum();
        assert_eq!(behind, 0);
    }

    async fn a_copy_that_fails_leaves_nothing_behind(story: Story) {
        let folder = tempfile::tempdir().unwrap();
        let asked = backup_to(&folder, false);
        let data = folder.path().join("nothing");
        std::fs::create_dir(&data).unwrap();
        let mut configuration = Configuration::load(&data, None, []).unwrap();
        if !story.app.configuration.database.url.is_empty() {
            configuration.database.url = format!("{} dbname=not_there", story.app.configuration.database.url);
        }
        assert!(backup::backup(&configuration, &asked).await.is_err());
        assert!(backup::restore(&configuration, &from(&asked, None)).await.is_err());
        // Nobody is kept from trying again.
        backup::backup(&story.app.configuration, &asked).await.unwrap();
    }
}

//! A copy that was taken while the server ran is the same installation elsewhere.

use crate::founding::begin;
use community::identity::{MemberState, NewMember, NewOrganisation, OrganisationKind, ops, tokens};
use fourleaf::{backup, compose};
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
        tokens::create(tx, &random, member, "story", true).await
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

stories! {
    async fn a_copy_is_put_back_into_an_empty_place_and_goes_on_there(story: Story) {
        let token = author(&story).await;
        let tove = story.program(&token);
        let post = json!({ "kind": "note", "body": "Nine, not twelve." });
        let id = tove.post("/posts", post.clone()).await.expect(201).json()["id"].as_str().unwrap().to_owned();
        tove.upload("/files", "application/json", "file", "log.txt", b"axle log\n").await.expect(201);

        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy");
        let here = &story.app.configuration;
        backup::backup(here, &copy).unwrap();
        assert!(backup::backup(here, &copy).is_err(), "a copy is not written over");
        assert!(backup::restore(here, &copy).await.is_err(), "what is there is not written over");

        let there = elsewhere(&story, &folder.path().join("there")).await;
        backup::restore(&there, &copy).await.unwrap();
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
        let copy = folder.path().join("copy");
        let mut configuration = Configuration::load(&folder.path().join("nothing"), None, []).unwrap();
        if !story.app.configuration.database.url.is_empty() {
            configuration.database.url = format!("{} dbname=not_there", story.app.configuration.database.url);
        }
        assert!(backup::backup(&configuration, &copy).is_err());
        assert!(!copy.exists());
        assert!(backup::restore(&configuration, &copy).await.is_err());
    }
}

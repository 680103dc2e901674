//! What the log holds, and what it finds.

use super::{Fault, chain, forward, verify};
use crate::testing::{begin, people};
use kernel::args;
use kernel::db::Tx;
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::stories;
use kernel::testing::Story;
use serde_json::json;

/// A statement as somebody with full access to the database would make it.
async fn meddle(story: &Story, sql: &'static str) {
    story.app.db.write(async move |tx: &Tx| tx.execute(sql, &[]).await.map(drop)).await.expect(sql);
}

async fn told(story: &Story, events: i64) {
    let write = async move |tx: &Tx| {
        for n in 0..events {
            let event =
                Event::new("identity.role-changed", None, kernel::ids::Id(n + 1)).with(json!({ "role": "moderator" }));
            journal::record(tx, event).await?;
        }
        Ok(())
    };
    story.app.db.write(write).await.unwrap();
    story.settle().await;
}

async fn fault(story: &Story) -> Option<Fault> {
    verify(&story.app, None).await.unwrap().fault
}

stories! {
    async fn what_administrators_do_is_in_the_log_and_what_authors_do_is_not(story: Story) {
        let cast = people(&story).await;
        let form = json!({ "name": "Brakes", "summary": "Brakes", "audience": "internal", "joining": "open" });
        cast.adam.post("/spaces", form).await.expect(201);
        let post = json!({ "kind": "note", "body": "Nine, not twelve." });
        let mine = cast.ines.post("/posts", post).await.expect(201).json()["id"].as_str().unwrap().to_owned();
        let within = json!({ "kind": "note", "space": "brakes", "body": "Ten, not nine." });
        let other = cast.adam.post("/posts", within).await.expect(201).json()["id"].as_str().unwrap().to_owned();
        cast.ines.delete(&format!("/posts/{mine}")).await.expect(200);
        cast.lotte.put(&format!("/posts/{other}/pin"), json!({})).await.expect(200);
        story.settle().await;
        let log = cast.adam.get("/audit?verb=posts.").await.expect(200).json();
        assert_eq!(log["items"].as_array().unwrap().len(), 1, "the author's own deletion is no matter of it: {log}");
        assert_eq!(log["items"][0]["object"], other);
        assert_eq!(log["items"][0]["actor"]["handle"], "lotte");
        let closed = [(cast.ids["lotte"], &other), (cast.ids["adam"], &other)].map(|(by, post)| (by, post.parse::<Id>().unwrap()));
        let record = async move |tx: &Tx| {
            for (by, post) in closed {
                journal::record(tx, Event::new("questions.closed", Some(by), post)).await?;
            }
            Ok(())
        };
        story.app.db.write(record).await.unwrap();
        let company = json!({ "name": "Harbour", "kind": "partner", "domain": "harbour.example" });
        cast.adam.post("/admin/organisations", company).await.expect(200);
        story.settle().await;
        let log = cast.adam.get("/audit?verb=questions.closed").await.expect(200).json();
        assert_eq!(log["items"].as_array().unwrap().len(), 1, "who asked closes their own");
        let log = cast.adam.get("/audit?verb=identity.organisation-created&person=adam").await.expect(200).json();
        assert_eq!(log["items"].as_array().unwrap().len(), 1, "{log}");
        let log = cast.adam.get("/audit?verb=spaces.created&person=adam").await.expect(200).json();
        assert_eq!(log["items"][0]["about"], "Brakes");
        assert_eq!(cast.adam.get("/audit?person=nobody").await.expect(200).json()["items"], json!([]));
        cast.adam.get("/audit?since=yesterday").await.expect(422);
        assert!(cast.adam.page("/audit").await.expect(200).body.contains("spaces.created"));
        for nosy in [&cast.ines, &cast.lotte, &cast.carl] {
            nosy.get("/audit").await.expect(404);
            nosy.get("/audit/export").await.expect(404);
        }
        cast.stranger.get("/audit").await.expect(401);
    }

    async fn what_is_done_at_the_command_line_names_no_member(story: Story) {
        let cast = people(&story).await;
        let (ines, random) = (cast.ids["ines"], story.app.random.clone());
        let operates = async move |tx: &Tx| {
            community::identity::tokens::create(tx, &random, None, ines, "report", false).await?;
            journal::record(tx, Event::new("transfer.begun", None, Id::default()).with(json!({ "what": "people" }))).await
        };
        story.app.db.write(operates).await.unwrap();
        story.settle().await;
        for verb in ["identity.token-created", "transfer.begun"] {
            let log = cast.adam.get(&format!("/audit?verb={verb}")).await.expect(200).json();
            let row = log["items"].as_array().unwrap().iter().find(|row| row["actor"].is_null());
            assert!(row.is_some(), "{verb}: {log}");
        }
        assert!(crate::audit::readers::is_audited("events.cancelled") && !crate::audit::readers::is_audited("posts.imported"));
    }

    async fn any_change_gap_move_or_cut_is_found(story: Story) {
        told(&story, 30).await;
        assert_eq!(fault(&story).await, None);
        let sql = "update audit set details = '{\"role\":\"administrator\"}' where seq = 7";
        meddle(&story, sql).await;
        let found = verify(&story.app, None).await.unwrap();
        assert_eq!((found.fault, found.at), (Some(Fault::Changed), Some(7)));
        meddle(&story, "update audit set details = '{\"role\":\"moderator\"}' where seq = 7").await;
        assert_eq!(fault(&story).await, None);
        // Two rows change places.
        meddle(&story, "update audit set seq = -1 where seq = 3").await;
        meddle(&story, "update audit set seq = 3 where seq = 4").await;
        meddle(&story, "update audit set seq = 4 where seq = -1").await;
        assert_eq!(fault(&story).await, Some(Fault::Changed));
        meddle(&story, "update audit set seq = -1 where seq = 3").await;
        meddle(&story, "update audit set seq = 3 where seq = 4").await;
        meddle(&story, "update audit set seq = 4 where seq = -1").await;
        assert_eq!(fault(&story).await, None);
        meddle(&story, "update audit set seq = 1000, entry = -entry where seq = 30").await;
        assert_eq!(fault(&story).await, Some(Fault::Cut), "the tail is missing");
        meddle(&story, "update audit set seq = 30, entry = -entry where seq = 1000").await;
        meddle(&story, "update audit_head set length = 29").await;
        assert_eq!(fault(&story).await, Some(Fault::Signature), "who shortens the end cannot sign it");
        meddle(&story, "update audit_head set length = 30").await;
        assert_eq!(fault(&story).await, None);
        meddle(&story, "delete from audit where seq = 12").await;
        assert_eq!(fault(&story).await, Some(Fault::Gap));
    }

    async fn a_whole_chain_made_anew_has_another_hash_than_was_noted(story: Story) {
        told(&story, 5).await;
        let noted = verify(&story.app, None).await.unwrap();
        let hash = crate::keys::unhex(&noted.hash).unwrap();
        assert_eq!(verify(&story.app, Some((5, hash.clone()))).await.unwrap().fault, None);
        let forge = async move |tx: &Tx| {
            let mut former = chain::BEGINNING.to_vec();
            let sql = format!("select {} from audit a order by a.seq", chain::ROW);
            for mut row in tx.rows::<chain::Row>(&sql, &[]).await? {
                row.details = "{\"role\":\"member\"}".to_owned();
                former = row.hash_after(&former).to_vec();
                let sql = "update audit set details = $1, hash = $2 where seq = $3";
                tx.execute(sql, args![&row.details, former.as_slice(), row.seq]).await?;
            }
            Ok(())
        };
        story.app.db.write(forge).await.unwrap();
        assert_eq!(fault(&story).await, Some(Fault::Signature));
        assert_eq!(verify(&story.app, Some((5, hash))).await.unwrap().fault, Some(Fault::Expected));
    }

    async fn the_log_is_exported_whole_and_begins_again_without_doubles(story: Story) {
        let cast = people(&story).await;
        told(&story, 20).await;
        let lines = cast.adam.get("/audit/export?format=json").await.expect(200).body;
        let rows: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(rows.len() >= 20 && rows[0]["seq"] == 1, "{lines}");
        let csv = cast.adam.get("/audit/export?format=csv&verb=identity.role").await.expect(200).body;
        assert_eq!(csv.lines().count(), 21);
        story.settle().await;
        assert_eq!(cast.adam.get("/audit?verb=audit.exported").await.expect(200).json()["items"][0]["actor"]["handle"], "adam");
        let before: i64 = story.value("select count(*) from audit").await.unwrap();
        story.readers.rebuild(&story.app, "audit").await.unwrap();
        story.settle().await;
        assert_eq!(story.value::<i64>("select count(*) from audit").await.unwrap(), before);
        let found = cast.adam.get("/audit/verification").await.expect(200).json();
        assert_eq!((found["fault"].clone(), found["rows"].clone()), (json!(null), json!(before)));
        assert!(cast.adam.page("/audit/verification").await.expect(200).body.contains("The chain is whole."));
    }
}

#[tokio::test]
async fn rows_go_to_syslog_in_order_and_once_more_after_it_was_away() {
    use tokio::io::AsyncReadExt as _;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let story = begin(kernel::testing::Engine::Sqlite).await;
    told(&story, 3).await;
    let mut configuration = story.app.configuration.clone();
    configuration.records.syslog = format!("tcp://127.0.0.1:{port}");
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).await.unwrap();
        text
    });
    assert!(forward::forward_to(&story.app, &configuration.records).await.unwrap());
    let text = heard.await.unwrap();
    assert_eq!(text.matches("<109>1 ").count(), 3, "{text}");
    assert!(text.find("\"seq\":1").unwrap() < text.find("\"seq\":3").unwrap());
    // Nobody listens any more: what comes next waits.
    told(&story, 1).await;
    assert!(forward::forward_to(&story.app, &configuration.records).await.is_err());
    assert_eq!(story.value::<i64>("select seq from audit_forwarded").await, Some(3));
}

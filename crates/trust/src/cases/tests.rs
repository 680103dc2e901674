//! Who may have an export, what is in it, and that nobody can change it unseen.

use super::{find, verify_file, write_archive, write_due};
use crate::testing::{begin, comment, note, people, space, word};
use kernel::db::Tx;
use kernel::ids::Id;
use kernel::stories;
use kernel::testing::{Story, Visitor};
use kernel::viewer::Role;
use serde_json::{Value, json};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};

async fn second_administrator(story: &Story, member: Id) {
    let promote = async move |tx: &Tx| community::identity::ops::set_role(tx, None, member, Role::Administrator).await;
    story.app.db.write(promote).await.unwrap();
}

async fn asked(who: &Visitor<'_>, query: Value) -> String {
    let mut form = json!({ "title": "Case 7", "reason": "A claim about set 407" });
    form.as_object_mut().unwrap().extend(query.as_object().unwrap().clone());
    word(&who.post("/cases", form).await.expect(201).json()["items"][0]["id"])
}

async fn archive(story: &Story, id: &str) -> std::fs::File {
    let id: Id = id.parse().unwrap();
    let case = story.app.db.read(async move |tx: &Tx| find(tx, id).await).await.unwrap();
    write_archive(&story.app, &case, tempfile::tempfile().unwrap()).await.unwrap()
}

fn text(file: &std::fs::File, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(file.try_clone().unwrap()).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

stories! {
    async fn two_people_are_needed_and_the_archive_holds_what_is_private_and_deleted(story: Story) {
        let cast = people(&story).await;
        second_administrator(&story, cast.ids["lotte"]).await;
        space(&cast.ines, "Board", "secret").await;
        let file = cast.ines.upload("/files", "application/json", "file", "plan ü.txt", b"the plan of the seal").await.expect(201).json();
        let form = json!({ "kind": "note", "body": "The seal was cold", "space": "board", "attachments": [file["id"]] });
        let post = word(&cast.ines.post("/posts", form).await.expect(201).json()["id"]);
        let change = json!({ "kind": "note", "body": "The seal was warm <b>äöü</b>", "space": "board", "revision": 1, "attachments": [file["id"]] });
        cast.ines.put(&format!("/posts/{post}"), change).await.expect(200);
        let answer = comment(&cast.ines, &post, "About the seal again").await;
        cast.ines.delete(&format!("/posts/{answer}")).await.expect(200);
        let other = note(&cast.mara, "Lunch").await;
        cast.adam.post("/cases", json!({ "title": "", "reason": "" })).await.expect(422);
        cast.adam.post("/cases", json!({ "title": "A", "reason": "B", "people": "nobody" })).await.expect(422);
        let case = asked(&cast.adam, json!({ "people": "ines", "words": "SEAL" })).await;
        assert!(!write_due(&story.app).await.unwrap(), "nothing is written before it is released");
        let refused = cast.adam.post(&format!("/cases/{case}/release"), json!({})).await.expect(403);
        assert!(refused.body.contains("cases-two-people"));
        cast.ines.post(&format!("/cases/{case}/release"), json!({})).await.expect(404);
        cast.lotte.post(&format!("/cases/{case}/release"), json!({})).await.expect(200);
        cast.lotte.post(&format!("/cases/{case}/release"), json!({})).await.expect(409);
        cast.adam.get(&format!("/cases/{case}/file")).await.expect(404);
        while write_due(&story.app).await.unwrap() {}
        let page = cast.adam.get("/cases").await.expect(200).json();
        assert_eq!((page["items"][0]["state"].clone(), page["items"][0]["done"].clone()), (json!("ready"), json!(2)), "{page}");
        cast.adam.get(&format!("/cases/{case}/file")).await.expect(200);
        cast.mara.get(&format!("/cases/{case}/file")).await.expect(404);
        let made = archive(&story, &case).await;
        let checked = verify_file(made.try_clone().unwrap(), page["public_key"].as_str()).unwrap();
        assert_eq!(checked.faults, Vec::<String>::new());
        let told: Value = serde_json::from_str(&text(&made, &format!("posts/{post}.json"))).unwrap();
        assert_eq!(told["revisions"][0]["body"], "The seal was cold");
        assert_eq!((told["readers"]["then"].clone(), told["readers"]["members_then"].clone()), (json!("secret"), json!(["ines"])));
        let told: Value = serde_json::from_str(&text(&made, &format!("posts/{answer}.json"))).unwrap();
        assert_eq!((told["state"].clone(), told["thread"][0]["id"].clone()), (json!("deleted"), json!(post)));
        let mail = text(&made, &format!("posts/{answer}.eml"));
        assert!(mail.contains(&format!("In-Reply-To: <post-{post}@")) && mail.contains("X-Fourleaf-State: deleted"), "{mail}");
        let mail = text(&made, &format!("posts/{post}.eml"));
        let parts: Vec<&str> = mail.split(&format!("--fourleaf-files-{post}")).collect();
        assert!(parts.len() == 4 && parts[3] == "--\r\n" && parts[0].contains("multipart/mixed"), "{mail}");
        assert!(parts[2].contains("filename*=UTF-8''plan%20%C3%BC.txt") && parts[2].ends_with("\r\n\r\ndGhlIHBsYW4gb2YgdGhlIHNlYWw=\r\n"), "{mail}");
        assert!(!mail.contains("X-Fourleaf-File"), "{mail}");
        assert!(text(&made, &format!("posts/{post}.html")).contains("The seal was cold"));
        let names: Vec<String> = zip::ZipArchive::new(made.try_clone().unwrap()).unwrap().file_names().map(|name| name.unwrap().into_owned()).collect();
        assert!(names.iter().any(|name| name.starts_with("files/")) && !names.iter().any(|name| name.contains(&other)), "{names:?}");
        story.settle().await;
        let log = cast.adam.get("/audit?verb=cases.").await.expect(200).json();
        let verbs: Vec<&str> = log["items"].as_array().unwrap().iter().map(|row| row["verb"].as_str().unwrap()).collect();
        assert_eq!(verbs, ["cases.downloaded", "cases.written", "cases.released", "cases.requested"]);
        story.app.clock.advance(31 * kernel::clock::DAY);
        assert!(write_due(&story.app).await.unwrap());
        cast.adam.get(&format!("/cases/{case}/file")).await.expect(404);
        assert!(cast.adam.page("/cases").await.expect(200).body.contains("Expired"));
    }

    async fn what_is_changed_added_or_taken_out_of_an_archive_is_found(story: Story) {
        let cast = people(&story).await;
        let post = note(&cast.ines, "The seal was cold").await;
        let case = asked(&cast.adam, json!({ "people": "ines" })).await;
        let mut made = archive(&story, &case).await;
        assert!(verify_file(made.try_clone().unwrap(), None).unwrap().faults.is_empty());
        let wrong = "00".repeat(32);
        assert_eq!(verify_file(made.try_clone().unwrap(), Some(&wrong)).unwrap().faults.len(), 1);
        let mut bytes = Vec::new();
        made.seek(SeekFrom::Start(0)).unwrap();
        made.read_to_end(&mut bytes).unwrap();
        for (leave_out, change) in [("index.html", ""), ("", "README.txt"), ("", "manifest.json")] {
            let mut from = zip::ZipArchive::new(std::io::Cursor::new(bytes.clone())).unwrap();
            let mut to = zip::ZipWriter::new(tempfile::tempfile().unwrap());
            for at in 0..from.len() {
                let mut entry = from.by_index(at).unwrap();
                let name = entry.name().unwrap().into_owned();
                let mut text = String::new();
                entry.read_to_string(&mut text).unwrap();
                if name != leave_out {
                    to.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
                    let text = if name == change { text.replace("case", "CASE") } else { text };
                    to.write_all(text.as_bytes()).unwrap();
                }
            }
            assert!(!verify_file(to.finish().unwrap(), None).unwrap().faults.is_empty(), "{leave_out}{change}");
        }
        assert!(verify_file(std::io::Cursor::new(b"no archive".to_vec()), None).is_err());
        cast.ines.get(&format!("/posts/{post}")).await.expect(200);
    }
}

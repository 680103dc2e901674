//! What goes, what stays, and that no order of things loses what is held.

use super::{NewHold, NewSchedule, Scope, add, held, make, release, run_all, run_some};
use crate::testing::{begin, comment, note, people, space, word};
use community::identity::Erasers;
use community::identity::holdings::Holdings;
use community::posts::purging::remove_files;
use kernel::args;
use kernel::clock::DAY;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::stories;
use kernel::testing::{Engine, Story};
use serde_json::json;

async fn write<T: Send + 'static>(story: &Story, work: impl AsyncFn(&Tx) -> Result<T> + Send + 'static) -> T {
    story.app.db.write(work).await.expect("a write")
}

async fn body(story: &Story, post: &str) -> String {
    let post: Id = post.parse().unwrap();
    let read = async move |tx: &Tx| tx.value::<String>("select body from posts where id = $1", args![post]).await;
    story.app.db.read(read).await.unwrap().unwrap()
}

fn hold_on(member: Id) -> NewHold {
    let (name, reason) = ("Case 7".to_owned(), "A claim about set 407".to_owned());
    NewHold { name, reason, scope: Scope { people: vec![member], ..Scope::default() } }
}

stories! {
    async fn what_an_author_deleted_goes_for_good_and_what_is_held_stays(story: Story) {
        let cast = people(&story).await;
        let (mine, hers) = (note(&cast.ines, "The seal of set 407 was cold.").await, note(&cast.mara, "Lunch at noon").await);
        let answer = comment(&cast.mara, &mine, "It was, I measured it.").await;
        let hold = json!({ "name": "Case 7", "reason": "A claim", "words": "seal, brake pad" });
        cast.adam.post("/holds", hold).await.expect(201);
        cast.ines.delete(&format!("/posts/{mine}")).await.expect(200);
        cast.mara.delete(&format!("/posts/{hers}")).await.expect(200);
        cast.mara.get(&format!("/posts/{hers}")).await.expect(404);
        story.app.clock.advance(91 * DAY);
        let preview = cast.adam.get("/retention/preview").await.expect(200).json();
        assert_eq!((preview["posts"].clone(), preview["held"]["Case 7"].clone()), (json!(1), json!(1)), "{preview}");
        let each = cast.adam.get("/retention/preview/items").await.expect(200).json();
        let row = |n: usize| (each["items"][n]["id"].clone(), each["items"][n]["hold"].clone(), each["items"][n]["title"].clone());
        assert_eq!(row(0), (json!(mine), json!("Case 7"), json!("")), "{each}");
        assert_eq!(row(1), (json!(hers), json!(null), json!("")), "what its author deleted is not read out");
        assert!(cast.adam.page("/retention/preview/items").await.expect(200).body.contains("Deleted by authors"));
        cast.lotte.get("/retention/preview/items").await.expect(404);
        assert_eq!(body(&story, &hers).await, "Lunch at noon", "a preview does nothing");
        cast.adam.post("/retention/runs", json!({})).await.expect(200);
        assert_eq!(body(&story, &hers).await, "");
        assert!(body(&story, &mine).await.contains("cold") && body(&story, &answer).await.contains("measured"));
        cast.ines.get(&format!("/posts/{mine}")).await.expect(404);
        let page = cast.adam.get("/retention").await.expect(200).json();
        assert_eq!(page["certificates"][0]["posts"], 1);
        let held = cast.adam.get("/holds").await.expect(200).json()["items"][0]["id"].as_str().unwrap().to_owned();
        let at = format!("/holds/{held}/release");
        cast.adam.put(&at, json!({})).await.expect(422);
        cast.adam.put(&at, json!({ "reason": "settled" })).await.expect(200);
        cast.adam.put(&at, json!({ "reason": "settled" })).await.expect(409);
        cast.adam.post("/retention/runs", json!({})).await.expect(200);
        assert_eq!(body(&story, &mine).await, "");
        story.settle().await;
        let log = cast.adam.get("/audit?verb=holds.").await.expect(200).json();
        assert_eq!(log["items"].as_array().unwrap().len(), 2);
        for nosy in [&cast.ines, &cast.lotte] {
            nosy.get("/holds").await.expect(404);
            nosy.post("/retention/runs", json!({})).await.expect(404);
        }
    }

    async fn a_case_keeps_its_conversation_until_it_is_decided_and_no_words_of_it_afterwards(story: Story) {
        let cast = people(&story).await;
        let post = note(&cast.ines, "The seal of set 407 was cold.").await;
        let answer = comment(&cast.mara, &post, "You never measured it.").await;
        for thing in [&post, &answer] {
            let form = json!({ "reason": "personal", "note": "He said: the seal was cold." });
            cast.petra.post(&format!("/posts/{thing}/reports"), form.clone()).await;
            cast.tomas.post(&format!("/posts/{thing}/reports"), form).await.expect(200);
        }
        cast.ines.delete(&format!("/posts/{post}")).await.expect(200);
        story.app.clock.advance(91 * DAY);
        let preview = cast.adam.get("/retention/preview").await.expect(200).json();
        assert_eq!((&preview["posts"], &preview["held"][""]), (&json!(0), &json!(1)), "{preview}");
        assert!(cast.adam.page("/retention/preview").await.body.contains("Kept until a case"));
        cast.adam.post("/retention/runs", json!({})).await.expect(200);
        assert!(body(&story, &post).await.contains("cold"));
        let queue = cast.lotte.get("/moderation/cases").await.expect(200).json();
        let items = queue["items"].as_array().unwrap();
        assert_eq!(items.len(), 2, "{queue}");
        for case in items {
            let decision = json!({ "outcome": "keep", "paragraph": "personal", "reason": "Nobody is named." });
            cast.lotte.post(&format!("/moderation/cases/{}/decision", word(&case["id"])), decision).await.expect(200);
        }
        cast.adam.post("/retention/runs", json!({})).await.expect(200);
        assert_eq!(body(&story, &post).await, "");
        let kept = "select group_concat(title || evidence, ' ') from moderation_cases";
        let kept = if story.app.db.engine_name() == "sqlite" { kept } else { "select string_agg(title || evidence, ' ') from moderation_cases" };
        let kept: String = story.value(kept).await.unwrap();
        assert!(!kept.contains("cold") && !kept.contains("measured"), "{kept}");
        let noted: i64 = story.value("select count(*) from moderation_reports where note <> ''").await.unwrap();
        assert_eq!(noted, 0);
        let decided = cast.lotte.get("/moderation/cases?state=decided").await.expect(200).json();
        assert_eq!(decided["items"].as_array().unwrap().len(), 2, "that it was decided stays");
    }

    async fn a_schedule_takes_conversations_whole_with_files_revisions_and_words(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "Brakes", "internal").await;
        let file = cast.ines.upload("/files", "application/json", "file", "plan.txt", b"the plan of the seal").await.expect(201).json();
        let form = json!({ "kind": "note", "body": "First words", "space": "brakes", "attachments": [file["id"]] });
        let post = word(&cast.ines.post("/posts", form).await.expect(201).json()["id"]);
        let change = json!({ "kind": "note", "body": "Second words https://brakes.example/plan #brakes", "space": "brakes", "revision": 1 });
        cast.ines.put(&format!("/posts/{post}"), change).await.expect(200);
        let answer = comment(&cast.mara, &post, "An answer").await;
        let young = note(&cast.ines, "Of another place").await;
        let form = json!({ "name": "Brakes, a year", "space": "brakes", "days": 365 });
        cast.adam.post("/retention/schedules", form).await.expect(201);
        cast.adam.post("/retention/schedules", json!({ "name": "", "days": "many", "kind": "poem" })).await.expect(422);
        story.app.clock.advance(366 * DAY);
        let report = run_all(&story.app).await.unwrap();
        assert_eq!((report.posts, report.comments), (1, 1));
        cast.ines.get(&format!("/posts/{post}")).await.expect(404);
        assert_eq!(body(&story, &post).await + &body(&story, &answer).await, "");
        assert_eq!(body(&story, &young).await, "Of another place");
        for table in ["post_revisions", "post_tags", "post_links", "post_files", "post_files_former", "files"] {
            let sql = format!("select count(*) from {table}");
            let left = story.app.db.read(async move |tx: &Tx| tx.value::<i64>(&sql, &[]).await).await.unwrap();
            assert_eq!(left, Some(0), "{table}");
        }
        let words: i64 = story.value("select count(*) from journal where details like '%brakes.example%'").await.unwrap();
        assert_eq!(words, 0);
        assert_eq!(run_all(&story.app).await.unwrap().posts, 0, "it goes once");
        // The content goes when nobody can be uploading the same.
        let stored = || std::fs::read_dir(story.folder().join("files")).unwrap().flat_map(|first| std::fs::read_dir(first.unwrap().path()).unwrap()).flat_map(|second| std::fs::read_dir(second.unwrap().path()).unwrap()).count();
        assert_eq!(stored(), 1);
        story.app.clock.advance(2 * kernel::clock::HOUR);
        assert!(!remove_files(&story.app).await.unwrap());
        assert_eq!(stored(), 0);
    }

    async fn content_that_others_have_too_stays(story: Story) {
        let cast = people(&story).await;
        let mut posts = Vec::new();
        for who in [&cast.ines, &cast.mara] {
            let file = who.upload("/files", "application/json", "file", "plan.txt", b"the same plan").await.expect(201).json();
            let form = json!({ "kind": "note", "body": "See the plan", "attachments": [file["id"]] });
            posts.push((word(&who.post("/posts", form).await.expect(201).json()["id"]), word(&file["url"])));
        }
        cast.ines.delete(&format!("/posts/{}", posts[0].0)).await.expect(200);
        story.app.clock.advance(100 * DAY);
        run_all(&story.app).await.unwrap();
        story.app.clock.advance(DAY);
        remove_files(&story.app).await.unwrap();
        cast.ines.get(&posts[0].1).await.expect(404);
        assert_eq!(cast.ines.get(&posts[1].1).await.expect(200).body, "the same plan");
    }

    async fn the_most_exact_schedule_counts(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "Brakes", "internal").await;
        let short = NewSchedule { name: "All notes".to_owned(), kind: "note".to_owned(), days: 30, ..NewSchedule::default() };
        write(&story, async move |tx: &Tx| add(tx, None, &short).await).await;
        cast.adam.post("/retention/schedules", json!({ "name": "Brakes", "space": "brakes", "kind": "note", "days": "3650" })).await.expect(201);
        let kept = word(&cast.ines.post("/posts", json!({ "kind": "note", "body": "Kept", "space": "brakes" })).await.expect(201).json()["id"]);
        let goes = note(&cast.ines, "Goes").await;
        let lively = note(&cast.ines, "Talked about").await;
        story.app.clock.advance(29 * DAY);
        comment(&cast.mara, &lively, "Still true").await;
        story.app.clock.advance(2 * DAY);
        run_all(&story.app).await.unwrap();
        assert_eq!(body(&story, &kept).await + &body(&story, &lively).await, "KeptTalked about");
        assert_eq!(body(&story, &goes).await, "");
        assert!(cast.adam.page("/retention").await.expect(200).body.contains("All notes"));
    }
}

/// What one of the steps of the property did, as the model knows it.
#[derive(Default, Clone)]
struct Known {
    posts: Vec<(String, Id, String)>,
    /// By author: the hold in force.
    holds: Vec<(Id, Id)>,
    /// Deleted or thrown away, and when.
    gone: Vec<(String, i64)>,
    erased: Vec<Id>,
}

/// No order of writing, deleting, restoring, throwing away, holding, releasing, erasing and runs that are cut short loses
/// what is held or keeps what must go.
#[tokio::test]
async fn no_order_loses_what_is_held_or_keeps_what_must_go() {
    for seed in 0..24 {
        let story = begin(Engine::Sqlite).await;
        let cast = people(&story).await;
        let chance = kernel::clock::Random::story(seed);
        let authors = [("ines", &cast.ines), ("mara", &cast.mara), ("tomas", &cast.tomas)];
        let mut known = Known::default();
        for step in 0..30 {
            story.app.clock.advance(1 + i64::try_from(chance.below(20)).unwrap() * DAY);
            let (handle, who) = authors[usize::try_from(chance.below(3)).unwrap()];
            let id = cast.ids[handle];
            let erased = known.erased.contains(&id);
            match chance.below(10) {
                0..=2 if !erased => {
                    let text = format!("Words {step} of {handle}");
                    let state = if chance.below(3) == 0 { "draft" } else { "published" };
                    let form = json!({ "kind": "note", "body": text, "state": state });
                    let post = word(&who.post("/posts", form).await.expect(201).json()["id"]);
                    known.posts.push((post, id, text));
                }
                3 | 4 if !erased && !known.posts.is_empty() => {
                    let at = usize::try_from(chance.below(u64::try_from(known.posts.len()).unwrap())).unwrap();
                    let (post, author, _) = known.posts[at].clone();
                    if author == id && who.delete(&format!("/posts/{post}")).await.status == 200 {
                        known.gone.push((post, story.app.clock.now()));
                    }
                }
                5 if !erased && !known.gone.is_empty() => {
                    let at = usize::try_from(chance.below(u64::try_from(known.gone.len()).unwrap())).unwrap();
                    let post = known.gone[at].0.clone();
                    if who.post(&format!("/posts/{post}/restoration"), json!({})).await.status == 200 {
                        known.gone.remove(at);
                    }
                }
                6 if !known.holds.iter().any(|(member, _)| *member == id) => {
                    let hold = write(&story, async move |tx: &Tx| make(tx, None, &hold_on(id)).await).await;
                    known.holds.push((id, hold));
                }
                7 if !known.holds.is_empty() => {
                    let (_, hold) = known
                        .holds
                        .remove(usize::try_from(chance.below(u64::try_from(known.holds.len()).unwrap())).unwrap());
                    write(&story, async move |tx: &Tx| release(tx, None, hold, "over").await).await;
                }
                8 if !erased && known.erased.is_empty() && chance.below(3) == 0 => {
                    let erasers = story.app.part::<Erasers>();
                    let holdings = story.app.part::<Holdings>();
                    let erase = async move |tx: &Tx| {
                        community::identity::ops::deactivate(tx, None, id).await?;
                        holdings.erase(tx, id).await?;
                        for eraser in &erasers.0 {
                            eraser(tx, id).await?;
                        }
                        Ok(())
                    };
                    write(&story, erase).await;
                    known.erased.push(id);
                }
                _ => {
                    // A run that is cut off after its first lot: what it did is whole.
                    run_some(&story.app, Id::default()).await.unwrap();
                }
            }
            for (post, author, text) in &known.posts {
                if known.holds.iter().any(|(member, _)| member == author) && !lost_before(&story, post).await {
                    let said = body(&story, post).await;
                    assert_eq!(&said, text, "seed {seed}, step {step}: held content was lost");
                }
            }
            remember_lost(&story, &known).await;
        }
        for (_, hold) in std::mem::take(&mut known.holds) {
            write(&story, async move |tx: &Tx| release(tx, None, hold, "over").await).await;
        }
        story.app.clock.advance(200 * DAY);
        run_all(&story.app).await.unwrap();
        for (post, _) in &known.gone {
            assert_eq!(body(&story, post).await, "", "seed {seed}: what was deleted is still here");
        }
        let left: i64 =
            story.value("select count(*) from posts where state in ('deleted', 'discarded') or (state = 'purged' and body <> '')").await.unwrap();
        assert_eq!(left, 0, "seed {seed}");
        let bare: i64 = story.value("select count(*) from posts where body = '' and state <> 'purged'").await.unwrap();
        assert_eq!(bare, 0, "seed {seed}");
    }
}

/// What went before somebody was held is no loss of the hold: it is noted at each step, as `once` of its row.
async fn lost_before(story: &Story, post: &str) -> bool {
    let post: Id = post.parse().unwrap();
    let sql = "select coalesce(once, '') from posts where id = $1";
    story.app.db.read(async move |tx: &Tx| tx.value::<String>(sql, args![post]).await).await.unwrap()
        == Some("lost".to_owned())
}

async fn remember_lost(story: &Story, known: &Known) {
    let held: Vec<Id> = known.holds.iter().map(|(member, _)| *member).collect();
    for (post, author, _) in &known.posts {
        if !held.contains(author) {
            let post: Id = post.parse().unwrap();
            let sql = "update posts set once = 'lost' where id = $1 and state = 'purged'";
            write(story, async move |tx: &Tx| tx.execute(sql, args![post]).await.map(drop)).await;
        }
    }
}

#[tokio::test]
async fn a_comment_holds_its_whole_conversation() {
    let story = begin(Engine::Sqlite).await;
    let cast = people(&story).await;
    let post = note(&cast.ines, "A question of Ines").await;
    comment(&cast.mara, &post, "An answer of Mara").await;
    let (mara, root) = (cast.ids["mara"], post.parse::<Id>().unwrap());
    write(&story, async move |tx: &Tx| make(tx, None, &hold_on(mara)).await).await;
    let kept = story.app.db.read(async move |tx: &Tx| held(tx, &[root]).await).await.unwrap();
    assert_eq!(kept.get(&root).map(String::as_str), Some("Case 7"));
}

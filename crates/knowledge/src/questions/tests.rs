//! Who asks, who answers, and what becomes of it.

mod naming;

use crate::testing::{answer, ask, begin, people, space, word};
use community::posts::holding;
use kernel::clock::MINUTE;
use kernel::db::Tx;
use kernel::ids::Id;
use kernel::stories;
use kernel::testing::{Story, Visitor};
use serde_json::{Value, json};

async fn titles(who: &Visitor<'_>, query: &str) -> Vec<String> {
    let page = who.get(&format!("/questions{query}")).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|item| word(&item["title"])).collect()
}

stories! {
    async fn a_question_is_answered_voted_on_and_settled(story: Story) {
        let cast = people(&story).await;
        let question = ask(&cast.ines, "Why does the sensor clip in the cold?", json!({ "tags": "Speed sensor, Cold" })).await;
        let at = format!("/questions/{question}");
        let shown = cast.mara.get(&at).await.expect(200).json();
        assert_eq!((&shown["answers"], &shown["accepted"]), (&json!(0), &Value::Null));
        assert_eq!(shown["tags"], json!(["cold", "speed-sensor"]));
        let good = answer(&cast.mara, &question, "Measure the gap cold: 0.9 mm.").await;
        let poor = answer(&cast.lotte, &question, "Replace the dump valve.").await;
        cast.mara.put(&format!("/posts/{good}/vote"), json!({ "value": 1 })).await.expect(403);
        let voted = cast.lotte.put(&format!("/posts/{good}/vote"), json!({ "value": 1 })).await.expect(200).json();
        assert_eq!(voted, json!({ "score": 1, "vote": 1 }));
        cast.lotte.put(&format!("/posts/{good}/vote"), json!({ "value": 1 })).await.expect(200);
        let against = format!("/posts/{poor}/vote");
        let refused = cast.ines.put(&against, json!({ "value": -1 })).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "reason");
        cast.ines.put(&against, json!({ "value": -1, "reason": "wrong" })).await.expect(200);
        cast.ines.put(&against, json!({ "value": 7 })).await.expect(422);
        cast.mara.put(&format!("/posts/{question}/vote"), json!({ "value": 1 })).await.expect(200);
        // Only who asked decides.
        let accept = format!("{at}/acceptance");
        cast.mara.put(&accept, json!({ "answer": good })).await.expect(403);
        cast.ines.put(&accept, json!({ "answer": question })).await.expect(422);
        cast.ines.put(&accept, json!({ "answer": poor })).await.expect(200);
        cast.ines.put(&accept, json!({ "answer": good })).await.expect(200);
        cast.adam.put(&format!("{at}/answers/{good}/reuse"), json!({})).await.expect(200);
        cast.adam.put(&format!("{at}/answers/{good}/reuse"), json!({})).await.expect(200);
        cast.mara.put(&format!("{at}/answers/{good}/reuse"), json!({})).await.expect(403);
        let shown = cast.adam.get(&at).await.expect(200).json();
        assert_eq!((&shown["score"], &shown["answers"], &shown["useful"]), (&json!(1), &json!(2), &json!(1)));
        assert_eq!(shown["accepted"], json!(good));
        let items = shown["items"].as_array().unwrap();
        assert_eq!((&items[0]["id"], &items[0]["accepted"], &items[0]["score"]), (&json!(good), &json!(true), &json!(1)));
        assert_eq!((&items[1]["id"], &items[1]["score"]), (&json!(poor), &json!(-1)));
        cast.lotte.delete(&format!("/posts/{good}/vote")).await.expect(200);
        cast.ines.delete(&accept).await.expect(200);
        let shown = cast.adam.get(&at).await.expect(200).json();
        assert_eq!((&shown["accepted"], &shown["items"][0]["score"]), (&Value::Null, &json!(0)));
    }

    async fn what_was_hidden_keeps_its_place_with_the_reason(story: Story) {
        let cast = people(&story).await;
        let question = ask(&cast.ines, "Why does the sensor clip in the cold?", json!({})).await;
        let (shown, hidden) = (answer(&cast.lotte, &question, "Measure the gap.").await, answer(&cast.mara, &question, "Ask Tomas, he never knows.").await);
        let said = format!("/posts/{question}/comments");
        let reply = word(&cast.mara.post(&said, json!({ "body": "Tomas again.", "parent": shown })).await.expect(201).json()["id"]);
        let remark = word(&cast.mara.post(&said, json!({ "body": "Which Tomas?" })).await.expect(201).json()["id"]);
        cast.ines.put(&format!("/questions/{question}/acceptance"), json!({ "answer": hidden })).await.expect(200);
        for post in [&hidden, &reply, &remark] {
            let post: Id = post.parse().unwrap();
            story.app.db.write(async move |tx: &Tx| holding::hide(tx, None, post, "respect").await).await.unwrap();
        }
        story.settle().await;
        let page = cast.adam.get(&format!("/questions/{question}")).await.expect(200).json();
        let items = page["items"].as_array().unwrap();
        assert_eq!((items.len(), &page["answers"]), (2, &json!(1)), "{page}");
        let place = items.iter().find(|item| item["id"] == hidden).unwrap();
        assert_eq!((&place["html"], &place["author"], &place["withheld"]["reason"]), (&json!(""), &Value::Null, &json!("respect")));
        let drawn = cast.adam.page(&format!("/questions/{question}")).await.expect(200).body;
        for id in [&hidden, &reply, &remark] {
            assert!(drawn.contains(&format!("id=\"c{id}\"")), "{id} has lost its place");
        }
        assert!(!drawn.contains("Tomas") && drawn.contains("Measure the gap."), "{drawn}");
        let own = cast.mara.page(&format!("/questions/{question}")).await.expect(200).body;
        assert!(own.contains("he never knows"), "its author reads it, and that it is hidden");
    }

    async fn who_waits_is_told_of_answers_and_who_helped_of_acceptance(story: Story) {
        let cast = people(&story).await;
        let question = ask(&cast.ines, "Who keeps the list of brackets?", json!({})).await;
        let answer = answer(&cast.mara, &question, "Mateus does.").await;
        story.settle().await;
        let told = cast.ines.get("/notifications").await.expect(200).json();
        let texts: Vec<String> = told["items"].as_array().unwrap().iter().map(|item| word(&item["text"])).collect();
        assert_eq!(texts, ["Mara Okafor answered “Who keeps the list of brackets?”"]);
        cast.ines.put(&format!("/questions/{question}/acceptance"), json!({ "answer": answer })).await.expect(200);
        story.settle().await;
        let told = cast.mara.get("/notifications").await.expect(200).json();
        assert_eq!(told["items"][0]["text"], "Ines Halvorsen accepted your answer to “Who keeps the list of brackets?”");
        cast.ines.delete(&format!("/questions/{question}/acceptance")).await.expect(200);
        let told = cast.mara.get("/notifications").await.expect(200).json();
        assert_eq!(told["items"].as_array().unwrap().len(), 0, "an acceptance that was taken back is no news");
    }

    async fn what_one_may_not_see_is_not_there(story: Story) {
        let cast = people(&story).await;
        let question = ask(&cast.ines, "What does the new bogie cost us?", json!({ "tags": "bogie" })).await;
        let mine = answer(&cast.mara, &question, "Ask finance.").await;
        let at = format!("/questions/{question}");
        cast.stranger.get(&at).await.expect(404);
        cast.carl.get(&at).await.expect(404);
        cast.carl.post(&format!("{at}/answers"), json!({ "body": "Too much." })).await.expect(404);
        cast.carl.put(&format!("/posts/{mine}/vote"), json!({ "value": 1 })).await.expect(404);
        cast.carl.put(&format!("{at}/acceptance"), json!({ "answer": mine })).await.expect(404);
        assert!(titles(&cast.carl, "").await.is_empty());
        assert!(titles(&cast.carl, "?tag=bogie").await.is_empty());
        story.indexed().await;
        let alike = cast.carl.get("/questions/similar?q=bogie%20cost").await.expect(200).json();
        assert_eq!(alike["items"], json!([]));
        let alike = cast.mara.get("/questions/similar?q=bogie%20cost").await.expect(200).json();
        assert_eq!(alike["items"][0]["title"], "What does the new bogie cost us?");
        assert_eq!(alike["items"][0]["answers"], 1);
        // A note is no question, and an answer is none.
        cast.ines.get(&format!("/questions/{mine}")).await.expect(404);
        let note = word(&cast.ines.post("/posts", json!({ "body": "Nine." })).await.expect(201).json()["id"]);
        cast.ines.get(&format!("/questions/{note}")).await.expect(404);
        cast.mara.put(&format!("/posts/{note}/vote"), json!({ "value": 1 })).await.expect(404);
    }

    async fn lists_are_narrowed_ordered_and_go_on(story: Story) {
        let cast = people(&story).await;
        space(&cast.adam, "Brakes", "internal").await;
        let first = ask(&cast.ines, "First of all?", json!({ "space": "brakes", "tags": "wear" })).await;
        story.app.clock.advance(MINUTE);
        let second = ask(&cast.mara, "Second of all?", json!({ "tags": "wear, noise" })).await;
        story.app.clock.advance(MINUTE);
        ask(&cast.ines, "Third of all?", json!({})).await;
        story.app.clock.advance(MINUTE);
        let reply = answer(&cast.lotte, &first, "Yes.").await;
        cast.lotte.put(&format!("/posts/{second}/vote"), json!({ "value": 1 })).await.expect(200);
        assert_eq!(titles(&cast.ines, "").await, ["Third of all?", "Second of all?", "First of all?"]);
        assert_eq!(titles(&cast.ines, "?sort=votes").await[0], "Second of all?");
        assert_eq!(titles(&cast.ines, "?sort=activity").await[0], "First of all?");
        assert_eq!(titles(&cast.ines, "?state=unanswered").await, ["Third of all?", "Second of all?"]);
        assert_eq!(titles(&cast.ines, "?state=mine").await, ["Third of all?", "First of all?"]);
        assert_eq!(titles(&cast.ines, "?tag=wear&sort=votes").await, ["Second of all?", "First of all?"]);
        assert_eq!(titles(&cast.ines, "?space=brakes").await, ["First of all?"]);
        cast.ines.put(&format!("/questions/{first}/acceptance"), json!({ "answer": reply })).await.expect(200);
        assert_eq!(titles(&cast.ines, "?state=answered").await, ["First of all?"]);
        assert_eq!(titles(&cast.ines, "?state=open").await, ["Third of all?", "Second of all?"]);
        cast.ines.get("/questions?state=lost").await.expect(422);
        cast.ines.get("/questions?before=x").await.expect(422);
        cast.ines.get("/questions?space=nowhere").await.expect(404);
        cast.stranger.get("/questions?state=mine").await.expect(401);
        for nth in 0..35 {
            ask(&cast.mara, &format!("Number {nth}?"), json!({})).await;
        }
        for sort in ["newest", "votes", "activity"] {
            let (mut seen, mut before) = (std::collections::HashSet::new(), String::new());
            for _ in 0..3 {
                let page = cast.ines.get(&format!("/questions?sort={sort}&before={before}")).await.expect(200).json();
                seen.extend(page["items"].as_array().unwrap().iter().map(|item| word(&item["id"])));
                match page["next"].as_str() {
                    Some(next) => next.clone_into(&mut before),
                    None => break,
                }
            }
            assert_eq!(seen.len(), 38, "{sort}");
        }
    }

    async fn a_closed_question_takes_no_answer_until_it_is_reopened(story: Story) {
        let cast = people(&story).await;
        let question = ask(&cast.ines, "Is the old depot open?", json!({})).await;
        let at = format!("/questions/{question}");
        cast.mara.put(&format!("{at}/closure"), json!({ "reason": "solved" })).await.expect(403);
        cast.ines.put(&format!("{at}/closure"), json!({ "reason": "because" })).await.expect(422);
        cast.ines.put(&format!("{at}/closure"), json!({ "reason": "solved" })).await.expect(200);
        cast.mara.post(&format!("{at}/answers"), json!({ "body": "It is." })).await.expect(409);
        assert_eq!(cast.mara.get(&at).await.expect(200).json()["closing"], "solved");
        assert!(titles(&cast.mara, "?state=unanswered").await.is_empty());
        cast.adam.delete(&format!("{at}/closure")).await.expect(200);
        answer(&cast.mara, &question, "It is.").await;
    }

    async fn an_answer_that_is_open_to_all_is_improved_and_the_history_names_who(story: Story) {
        let cast = people(&story).await;
        let question = ask(&cast.ines, "How is the gate opened?", json!({})).await;
        let first = answer(&cast.mara, &question, "With the key.").await;
        let at = format!("/questions/{question}/answers/{first}");
        cast.lotte.put(&at, json!({ "body": "With the card." })).await.expect(403);
        cast.lotte.put(&format!("{at}/wiki"), json!({})).await.expect(403);
        cast.mara.put(&format!("{at}/wiki"), json!({})).await.expect(200);
        cast.lotte.put(&at, json!({ "body": "With the card.", "revision": "1" })).await.expect(200);
        cast.ines.put(&at, json!({ "body": "With the bell.", "revision": "1" })).await.expect(409);
        cast.carl.put(&at, json!({ "body": "By force." })).await.expect(404);
        let history = cast.ines.get(&format!("/posts/{first}/history")).await.expect(200).json();
        assert_eq!(history["items"][0]["editor"], "Lotte Verbruggen");
        cast.mara.delete(&format!("{at}/wiki")).await.expect(200);
        cast.lotte.put(&at, json!({ "body": "With the bell." })).await.expect(403);
    }

    async fn a_deleted_answer_is_neither_counted_nor_accepted_and_comes_back(story: Story) {
        let cast = people(&story).await;
        let question = ask(&cast.ines, "Which oil?", json!({})).await;
        let at = format!("/questions/{question}");
        let first = answer(&cast.mara, &question, "The green one.").await;
        cast.ines.put(&format!("{at}/acceptance"), json!({ "answer": first })).await.expect(200);
        cast.mara.delete(&format!("/posts/{first}")).await.expect(200);
        story.settle().await;
        let shown = cast.ines.get(&at).await.expect(200).json();
        assert_eq!((&shown["answers"], &shown["accepted"]), (&json!(0), &Value::Null));
        assert_eq!(shown["items"], json!([]));
        cast.mara.post(&format!("/posts/{first}/restoration"), json!({})).await.expect(200);
        story.settle().await;
        assert_eq!(cast.ines.get(&at).await.expect(200).json()["answers"], 1);
    }

    async fn comments_stand_below_questions_and_answers_and_are_no_answers(story: Story) {
        let cast = people(&story).await;
        let question = ask(&cast.ines, "Which torque?", json!({})).await;
        let first = answer(&cast.mara, &question, "Ninety.").await;
        let comments = format!("/posts/{question}/comments");
        cast.lotte.post(&comments, json!({ "body": "Newton metres?", "parent": first })).await.expect(201);
        cast.lotte.post(&comments, json!({ "body": "For which bolt?" })).await.expect(201);
        story.settle().await;
        let shown = cast.ines.get(&format!("/questions/{question}")).await.expect(200).json();
        assert_eq!(shown["answers"], 1);
        assert_eq!(shown["items"][0]["replies"].as_array().unwrap().len(), 1);
        assert_eq!(shown["remarks"].as_array().unwrap().len(), 1);
        let again = json!({ "body": "Once only.", "once": "k1" });
        let at = format!("/questions/{question}/answers");
        let one = cast.mara.post(&at, again.clone()).await.expect(201).json();
        assert_eq!(one["id"], cast.mara.post(&at, again).await.expect(201).json()["id"]);
        cast.mara.post(&at, json!({ "body": "  " })).await.expect(422);
    }

    async fn a_question_keeps_its_tags_when_its_text_changes(story: Story) {
        let cast = people(&story).await;
        let question = ask(&cast.ines, "Which grease?", json!({ "tags": ["Bearing", "#Grease"] })).await;
        let change = json!({ "title": "Which grease now?", "body": "For the axle.", "revision": "1" });
        cast.ines.put(&format!("/posts/{question}"), change).await.expect(200);
        assert_eq!(titles(&cast.ines, "?tag=grease").await, ["Which grease now?"]);
        // The form that changes it names them, and sends them back.
        let form = cast.ines.page(&format!("/posts/{question}/edit")).await.expect(200);
        assert!(form.body.contains("bearing, grease") && form.body.contains("name=\"tags\""));
        let fields = [("title", "Which grease?"), ("body", "Axle."), ("tags", "grease, axle"), ("revision", "2")];
        cast.ines.form(&format!("/posts/{question}?_method=PUT"), &fields).await.expect(303);
        assert!(titles(&cast.ines, "?tag=bearing").await.is_empty());
        assert_eq!(titles(&cast.ines, "?tag=axle").await, ["Which grease?"]);
        story.indexed().await;
        let proposed = cast.mara.get("/questions/similar?q=which+grease").await.expect(200).json();
        assert_eq!(proposed["tags"], json!(["axle", "grease"]));
        let many: Vec<String> = (0..9).map(|n| format!("t{n}")).collect();
        let form = json!({ "kind": "question", "title": "Many?", "body": "Many.", "tags": many });
        let refused = cast.ines.post("/posts", form).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "tags");
    }

    async fn one_asks_and_answers_in_a_browser_without_script(story: Story) {
        let cast = people(&story).await;
        let earlier = ask(&cast.mara, "Why does the pantograph bounce?", json!({})).await;
        answer(&cast.lotte, &earlier, "Worn <script>alert(1)</script> spring.").await;
        story.indexed().await;
        cast.ines.page("/questions/new").await.expect(200);
        // Who finds nothing is offered to ask.
        let nothing = cast.ines.page("/search?q=zymurgy+vats").await.expect(200);
        assert!(nothing.body.contains("/questions/new?title=zymurgy+vats"));
        assert!(cast.ines.page("/questions/new?title=zymurgy+vats").await.expect(200).body.contains("value=\"zymurgy vats\""));
        let fields = [("title", "Why does my pantograph bounce?"), ("body", "At 120."), ("tags", "pantograph"), ("once", "k")];
        // What is like it is shown first; nothing was posted yet.
        let shown = cast.ines.form("/questions", &fields).await.expect(200);
        assert!(shown.body.contains(&format!("/questions/{earlier}")) && shown.body.contains("Is it one of these?"));
        assert_eq!(titles(&cast.ines, "").await.len(), 1);
        let checked: Vec<(&str, &str)> = fields.into_iter().chain([("checked", "1")]).collect();
        let to = cast.ines.form("/questions", &checked).await.expect(303).header("location").to_owned();
        let again = cast.ines.form("/questions", &checked).await.expect(303).header("location").to_owned();
        assert_eq!(to, again, "a form that is sent twice is one question");
        let page = cast.ines.page(&to).await.expect(200);
        assert!(page.body.contains("Why does the pantograph bounce?"), "similar ones stand beside it");
        assert!(cast.ines.form("/questions", &[("title", ""), ("body", "x")]).await.expect(422).body.contains("title-error"));
        let answers = format!("{to}/answers");
        assert!(cast.mara.form(&answers, &[("body", "")]).await.expect(422).body.contains("body-error"));
        let answered = cast.mara.form(&answers, &[("body", "Look at the spring.")]).await.expect(303);
        let id = answered.header("location").split("#c").nth(1).unwrap().to_owned();
        let accepted = cast.ines.form(&format!("{to}/acceptance?_method=PUT"), &[("answer", &id)]).await;
        accepted.expect(303);
        let page = cast.mara.page(&to).await.expect(200);
        assert!(page.body.contains("Accepted by Ines Halvorsen"));
        // The page of the post leads to the page of the question, and is safe.
        let post = to.replace("/questions/", "/posts/");
        assert_eq!(cast.mara.page(&post).await.expect(303).header("location"), to);
        assert!(!cast.mara.page(&format!("/questions/{earlier}")).await.expect(200).body.contains("<script>alert"));
        for list in ["/questions", "/questions?state=mine&sort=votes", "/questions?tag=pantograph"] {
            cast.ines.page(list).await.expect(200);
        }
        let edit = format!("{to}/answers/{id}/edit");
        cast.mara.page(&edit).await.expect(200);
        let at = format!("{to}/answers/{id}?_method=PUT");
        cast.mara.form(&at, &[("body", "Look at both springs."), ("revision", "1")]).await.expect(303);
        let late = cast.mara.form(&at, &[("body", "Look at none."), ("revision", "1")]).await.expect(422);
        assert!(late.body.contains("both springs") && late.body.contains("Look at none.") && late.body.contains("<mark>"));
        cast.stranger.page("/questions").await.expect(200);
    }

    async fn a_question_asked_twice_is_merged_and_can_be_taken_back(story: Story) {
        let cast = people(&story).await;
        let first = ask(&cast.ines, "Why does the pump squeal?", json!({})).await;
        let kept = answer(&cast.mara, &first, "Air in the line.").await;
        let again = ask(&cast.lotte, "Pump squeals, why?", json!({})).await;
        let moved = answer(&cast.mara, &again, "Bleed it at the far end.").await;
        cast.mara.put(&format!("/posts/{again}/vote"), json!({ "value": 1 })).await.expect(200);
        cast.mara.put(&format!("/posts/{first}/vote"), json!({ "value": 1 })).await.expect(200);
        cast.adam.put(&format!("/posts/{again}/vote"), json!({ "value": 1 })).await.expect(200);
        cast.ines.post(&format!("/posts/{again}/comments"), json!({ "body": "Mine too.", "parent": moved })).await.expect(201);
        cast.lotte.put(&format!("/questions/{again}/acceptance"), json!({ "answer": moved })).await.expect(200);
        let at = format!("/questions/{again}/merger");
        cast.lotte.put(&at, json!({ "other": first })).await.expect(403);
        cast.adam.put(&at, json!({ "other": again })).await.expect(422);
        cast.adam.put(&at, json!({ "other": "99" })).await.expect(422);
        cast.adam.put(&at, json!({ "other": format!("/questions/{first}") })).await.expect(200);
        story.settle().await;
        let shown = cast.lotte.get(&format!("/questions/{first}")).await.expect(200).json();
        // Mara had voted for both: that counts once. Lotte's acceptance went over because there was none.
        assert_eq!((&shown["answers"], &shown["score"], &shown["accepted"]), (&json!(2), &json!(2), &json!(moved)));
        assert_eq!(shown["items"][0]["replies"][0]["author"]["handle"], "ines");
        assert_eq!(shown["following"], true, "who asked the other one follows this one");
        assert_eq!(shown["merged_here"][0]["title"], "Pump squeals, why?");
        let led = cast.lotte.get(&format!("/questions/{again}")).await.expect(303);
        assert_eq!(led.header("location"), format!("/questions/{first}"));
        assert_eq!(titles(&cast.ines, "").await, ["Why does the pump squeal?"]);
        cast.mara.post(&format!("/questions/{again}/answers"), json!({ "body": "Late." })).await.expect(409);
        cast.ines.put(&format!("/questions/{first}/merger"), json!({ "other": again })).await.expect(403);
        cast.adam.put(&format!("/questions/{first}/merger"), json!({ "other": again })).await.expect(422);
        // Taken back, everything is where it was.
        cast.lotte.delete(&at).await.expect(403);
        cast.adam.delete(&at).await.expect(200);
        story.settle().await;
        let shown = cast.ines.get(&format!("/questions/{first}")).await.expect(200).json();
        assert_eq!((&shown["answers"], &shown["score"], &shown["accepted"]), (&json!(1), &json!(1), &Value::Null));
        assert_eq!(shown["items"][0]["id"], json!(kept));
        let shown = cast.lotte.get(&format!("/questions/{again}")).await.expect(200).json();
        assert_eq!((&shown["answers"], &shown["score"], &shown["accepted"]), (&json!(1), &json!(2), &json!(moved)));
        assert_eq!(shown["closed"], Value::Null);
    }

    async fn a_merger_shows_nobody_what_they_could_not_read(story: Story) {
        let cast = people(&story).await;
        space(&cast.adam, "Vault", "secret").await;
        let hidden = ask(&cast.adam, "Which bolt holds the vault?", json!({ "space": "vault" })).await;
        answer(&cast.adam, &hidden, "The blue one.").await;
        let open = ask(&cast.adam, "Which bolt is blue?", json!({})).await;
        let refused = cast.adam.put(&format!("/questions/{hidden}/merger"), json!({ "other": open })).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "other");
        cast.adam.put(&format!("/questions/{open}/merger"), json!({ "other": hidden })).await.expect(422);
        // It may be closed as repeating it; the other is named only to those who may see it.
        let form = json!({ "reason": "duplicate", "other": hidden });
        cast.adam.put(&format!("/questions/{open}/closure"), form).await.expect(200);
        assert_eq!(cast.adam.get(&format!("/questions/{open}")).await.json()["repeated"]["title"], "Which bolt holds the vault?");
        let page = cast.mara.page(&format!("/questions/{open}")).await.expect(200);
        assert!(!page.body.contains("holds the vault"));
        assert_eq!(cast.mara.get(&format!("/questions/{open}")).await.json()["repeated"], Value::Null);
    }

    async fn a_vote_without_a_reason_is_told_beside_the_answer(story: Story) {
        let cast = people(&story).await;
        let question = ask(&cast.ines, "Which fuse?", json!({})).await;
        let first = answer(&cast.mara, &question, "The big one.").await;
        let told = cast.lotte.form(&format!("/posts/{first}/vote?_method=PUT"), &[("value", "-1")]).await.expect(422);
        assert!(told.body.contains("reason-error") && told.body.contains("The big one."));
        cast.lotte.put(&format!("/posts/{first}/vote"), json!({ "value": -1 })).await.expect(422);
    }

    async fn search_engines_are_told_what_a_public_question_is(story: Story) {
        let cast = people(&story).await;
        space(&cast.adam, "Workshop", "public").await;
        let open = ask(&cast.adam, "How cold is the hall?", json!({ "space": "workshop" })).await;
        let given = answer(&cast.mara, &open, "Minus forty.").await;
        let inside = ask(&cast.adam, "How cold is the office?", json!({})).await;
        cast.adam.put(&format!("/questions/{open}/acceptance"), json!({ "answer": given })).await.expect(200);
        let page = cast.stranger.page(&format!("/questions/{open}")).await.expect(200);
        for told in ["schema.org/QAPage", "schema.org/Question", "itemprop=\"acceptedAnswer\"", "itemprop=\"text\""] {
            assert!(page.body.contains(told), "{told}");
        }
        assert!(!cast.mara.page(&format!("/questions/{inside}")).await.expect(200).body.contains("schema.org"));
        let map = cast.stranger.page("/questions/sitemap.xml").await.expect(200);
        assert!(map.body.contains(&format!("/questions/{open}</loc>")) && !map.body.contains(&inside));
        let map = cast.adam.page("/questions/sitemap.xml").await.expect(200);
        assert!(!map.body.contains(&inside), "it is the same for everybody");
    }
}

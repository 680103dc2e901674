//! What takes place, who comes, and what calendars are told.

use super::{lay_out_due, remind_due, send_letters};
use crate::testing::{begin, people, space, word};
use kernel::clock::{DAY, HOUR, MINUTE};
use kernel::stories;
use kernel::testing::{START, Story, Visitor};
use serde_json::{Value, json};

async fn plan(who: &Visitor<'_>, more: Value) -> Value {
    let mut form = json!({
        "type": "talk", "title": "How doors freeze", "body": "What we learned in **Narvik**.", "zone": "Europe/Berlin",
        "starts": "2026-11-05T10:00", "ends": "2026-11-05T11:00"
    });
    form.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    who.post("/events", form).await.expect(201).json()
}

async fn titles(who: &Visitor<'_>, query: &str) -> Vec<String> {
    let page = who.get(&format!("/events?{query}")).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|item| word(&item["title"])).collect()
}

async fn told(who: &Visitor<'_>) -> Vec<String> {
    let page = who.get("/notifications").await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|item| word(&item["kind"])).collect()
}

fn letters(story: &Story) -> Vec<String> {
    let Ok(folder) = std::fs::read_dir(story.folder().join("mail")) else { return Vec::new() };
    folder.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

stories! {
    async fn a_talk_is_planned_found_and_read(story: Story) {
        let cast = people(&story).await;
        let talk = plan(&cast.ines, json!({ "place": "Hall 4", "capacity": 30 })).await;
        let id = word(&talk["id"]);
        // Ten o'clock in Berlin is nine in UTC in November.
        assert_eq!(talk["starts"], START + 3 * DAY + HOUR);
        assert_eq!(talk["hosts"][0]["handle"], "ines");
        assert_eq!(titles(&cast.mara, "").await, ["How doors freeze"]);
        assert_eq!(titles(&cast.mara, "kind=social").await, [""; 0]);
        assert_eq!(titles(&cast.mara, "from=2026-11-06").await, [""; 0]);
        assert_eq!(titles(&cast.mara, "from=2026-11-05&to=2026-11-06").await.len(), 1);
        for view in ["agenda", "week", "month"] {
            let page = cast.mara.page(&format!("/events?view={view}")).await.expect(200).body;
            assert!(page.contains("How doors freeze"), "{view}");
        }
        let page = cast.mara.page(&format!("/events/{id}")).await.expect(200).body;
        assert!(page.contains("<strong>Narvik</strong>") && page.contains("Hall 4"));
        cast.mara.page(&format!("/posts/{id}")).await.expect(303);
        cast.carl.get(&format!("/events/{id}")).await.expect(404);
        cast.stranger.get(&format!("/events/{id}")).await.expect(404);
        assert!(titles(&cast.carl, "").await.is_empty());
        // The same through the address of all posts.
        let form = json!({ "kind": "event", "type": "social", "title": "Cake", "body": "Come.", "starts": START + DAY,
            "ends": START + DAY + HOUR });
        cast.mara.post("/posts", form).await.expect(201);
        assert_eq!(titles(&cast.ines, "").await, ["Cake", "How doors freeze"]);
        cast.ines.page(&format!("/events/{id}/edit")).await.expect(200);
        cast.mara.page(&format!("/events/{id}/edit")).await.expect(403);
    }

    async fn what_is_wrong_is_told_at_once(story: Story) {
        let cast = people(&story).await;
        let form = json!({ "type": "party", "title": "", "body": "x", "zone": "Europe/Atlantis", "starts": "soon",
            "capacity": "-1" });
        let first = cast.ines.post("/events", form).await.expect(422).json();
        assert_eq!(first["errors"][0]["field"], "title");
        let form = json!({ "type": "party", "title": "A", "body": "x", "zone": "Europe/Atlantis", "starts": "soon",
            "capacity": "-1", "link": "javascript:alert(1)", "hosts": "nobody" });
        let problem = cast.ines.post("/events", form).await.expect(422).json();
        let fields: Vec<&str> =
            problem["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
        for field in ["type", "zone", "starts", "ends", "capacity", "link", "hosts"] {
            assert!(fields.contains(&field), "{field} in {fields:?}");
        }
        let before = json!({ "type": "talk", "title": "A", "body": "x", "starts": "2026-11-05T10:00", "ends": "2026-11-05T09:00",
            "rules": ["FREQ=SECONDLY"] });
        let problem = cast.ines.post("/events", before).await.expect(422).json();
        assert!(problem.to_string().contains("events-ends") && problem.to_string().contains("events-rules"));
        let chat = json!({ "type": "live-chat", "title": "A", "body": "x", "starts": "2026-11-05T10:00",
            "ends": "2026-11-05T11:00" });
        let problem = cast.ines.post("/events", chat).await.expect(422).json();
        assert!(problem.to_string().contains("events-chat-space") && problem.to_string().contains("events-experts"));
        assert!(titles(&cast.ines, "").await.is_empty());
    }

    async fn who_waits_moves_up(story: Story) {
        let cast = people(&story).await;
        let talk = plan(&cast.ines, json!({ "capacity": 1 })).await;
        let reply = format!("/events/{}/reply", word(&talk["id"]));
        assert_eq!(cast.mara.put(&reply, json!({ "answer": "yes" })).await.expect(200).json()["waiting"], false);
        assert_eq!(cast.lotte.put(&reply, json!({ "answer": "yes" })).await.expect(200).json()["waiting"], true);
        story.app.clock.advance(MINUTE);
        assert_eq!(cast.adam.put(&reply, json!({ "answer": "yes" })).await.expect(200).json()["waiting"], true);
        // Saying it again does not lose the place.
        story.app.clock.advance(MINUTE);
        cast.lotte.put(&reply, json!({ "answer": "yes" })).await.expect(200);
        cast.mara.put(&reply, json!({ "answer": "maybe" })).await.expect(200);
        let at = format!("/events/{}", word(&talk["id"]));
        assert_eq!(cast.lotte.get(&at).await.expect(200).json()["reply"]["waiting"], false);
        let now = cast.adam.get(&at).await.expect(200).json();
        assert_eq!((&now["reply"]["waiting"], &now["going"], &now["maybe"], &now["waiting"]), (&json!(true), &json!(1), &json!(1), &json!(1)));
        story.settle().await;
        assert!(told(&cast.lotte).await.contains(&"event-place".to_owned()));
        assert!(!told(&cast.adam).await.contains(&"event-place".to_owned()));
        // A larger room lets the next one in.
        let more = json!({ "title": "How doors freeze", "body": "x", "type": "talk", "starts": "2026-11-05T10:00", "ends": "2026-11-05T11:00",
            "zone": "Europe/Berlin", "capacity": 2 });
        cast.ines.put(&at, more).await.expect(200);
        assert_eq!(cast.adam.get(&at).await.expect(200).json()["reply"]["waiting"], false);
        cast.adam.delete(&reply).await.expect(200);
        cast.adam.delete(&reply).await.expect(200);
        assert_eq!(cast.adam.get(&at).await.expect(200).json()["going"], 1);
        cast.mara.put(&reply, json!({ "answer": "perhaps" })).await.expect(422);
        cast.carl.put(&reply, json!({ "answer": "yes" })).await.expect(404);
        story.app.clock.advance(4 * DAY);
        cast.mara.put(&reply, json!({ "answer": "yes" })).await.expect(409);
    }

    async fn a_series_keeps_its_hour_and_one_time_of_it_moves(story: Story) {
        let cast = people(&story).await;
        let series = json!({ "type": "meeting", "title": "Depot call", "starts": "2026-11-03T10:00", "ends": "2026-11-03T10:30",
            "repeat": "weekly" });
        let call = plan(&cast.ines, series).await;
        let (id, times) = (word(&call["id"]), call["occurrences"].as_array().unwrap());
        assert_eq!(times.len(), 12);
        let second = times[1]["original"].as_i64().unwrap();
        let at = format!("/events/{id}/occurrences/{second}");
        cast.mara.put(&at, json!({ "place": "Hall 4" })).await.expect(403);
        cast.ines.put(&at, json!({ "starts": "2026-11-11T14:00", "place": "Hall 4" })).await.expect(200);
        let third = times[2]["original"].as_i64().unwrap();
        cast.ines.put(&format!("/events/{id}/occurrences/{third}/cancellation"), json!({})).await.expect(200);
        cast.ines.put(&format!("/events/{id}/occurrences/17/cancellation"), json!({})).await.expect(404);
        let now = cast.mara.get(&format!("/events/{id}")).await.expect(200).json();
        let times = now["occurrences"].as_array().unwrap();
        assert_eq!(times[1]["starts"], second + DAY + 4 * HOUR);
        assert_eq!((&times[1]["place"], &times[1]["moved"]), (&json!("Hall 4"), &json!(true)));
        assert!(times[2]["cancelled"].is_i64() && times[3]["cancelled"].is_null());
        // What calendars are told of it: the rule, the time that is left out, and the one that moved.
        let sheet = cast.mara.get(&format!("/events/{id}/invitation.ics")).await.expect(200).body;
        assert!(sheet.contains("RRULE:FREQ=WEEKLY\r\n") && sheet.contains("BEGIN:VTIMEZONE"), "{sheet}");
        assert!(sheet.contains("EXDATE;TZID=Europe/Berlin:20261117T100000"), "{sheet}");
        assert!(sheet.contains("RECURRENCE-ID;TZID=Europe/Berlin:20261110T100000"), "{sheet}");
        assert!(sheet.contains("DTSTART;TZID=Europe/Berlin:20261111T140000"), "{sheet}");
        assert!(sheet.contains("SEQUENCE:2\r\n"), "{sheet}");
        // A year later it still goes on, and nothing is laid out twice.
        story.app.clock.advance(360 * DAY);
        while lay_out_due(&story.app).await.unwrap() {}
        assert_eq!(titles(&cast.mara, "").await.len(), 50);
        let count: Option<i64> = story.value("select count(*) from event_occurrences").await;
        while lay_out_due(&story.app).await.unwrap() {}
        assert_eq!(story.value::<i64>("select count(*) from event_occurrences").await, count);
    }

    async fn those_who_come_hear_of_it_in_time(story: Story) {
        let cast = people(&story).await;
        let talk = plan(&cast.ines, json!({ "remind": 60, "experts": ["lotte"] })).await;
        let id = word(&talk["id"]);
        cast.mara.put(&format!("/events/{id}/reply"), json!({ "answer": "yes" })).await.expect(200);
        cast.adam.put(&format!("/events/{id}/reply"), json!({ "answer": "no" })).await.expect(200);
        remind_due(&story.app).await.unwrap();
        story.settle().await;
        assert!(told(&cast.mara).await.is_empty());
        assert_eq!(told(&cast.lotte).await, ["event-named"]);
        story.app.clock.advance(3 * DAY + MINUTE);
        remind_due(&story.app).await.unwrap();
        remind_due(&story.app).await.unwrap();
        story.settle().await;
        assert_eq!(told(&cast.mara).await, ["event-due"]);
        assert!(told(&cast.lotte).await.contains(&"event-due".to_owned()));
        assert!(told(&cast.adam).await.is_empty());
        cast.mara.put(&format!("/events/{id}/cancellation"), json!({})).await.expect(403);
        cast.ines.put(&format!("/events/{id}/cancellation"), json!({})).await.expect(200);
        story.settle().await;
        assert!(told(&cast.mara).await.contains(&"event-cancelled".to_owned()));
        cast.adam.put(&format!("/events/{id}/reply"), json!({ "answer": "yes" })).await.expect(409);
    }

    async fn the_invitation_comes_by_mail_and_follows_its_changes(story: Story) {
        let cast = people(&story).await;
        let talk = plan(&cast.ines, json!({})).await;
        let at = format!("/events/{}", word(&talk["id"]));
        cast.mara.put(&format!("{at}/reply"), json!({ "answer": "yes", "mail": true })).await.expect(200);
        cast.lotte.put(&format!("{at}/reply"), json!({ "answer": "yes" })).await.expect(200);
        let send = async || {
            while send_letters(&story.app).await.unwrap() {}
            story.settle().await;
            letters(&story)
        };
        let sent = send().await;
        assert_eq!(sent.len(), 1, "Lotte asked for none");
        assert!(sent[0].contains("method=REQUEST") && sent[0].contains("METHOD:REQUEST"), "{}", sent[0]);
        assert!(sent[0].contains("invite.ics") && sent[0].contains("mara@company.example"), "{}", sent[0]);
        assert_eq!(send().await.len(), 1, "once is enough");
        let moved = json!({ "title": "How doors freeze", "body": "x", "type": "talk", "zone": "Europe/Berlin",
            "starts": "2026-11-06T10:00", "ends": "2026-11-06T11:00" });
        cast.ines.put(&at, moved).await.expect(200);
        let sent = send().await;
        assert_eq!(sent.len(), 2);
        assert!(sent.iter().any(|letter| letter.contains("SEQUENCE:1") && letter.contains("20261106T100000")));
        cast.ines.put(&format!("{at}/cancellation"), json!({})).await.expect(200);
        let sent = send().await;
        assert_eq!(sent.len(), 3);
        assert!(sent.iter().any(|letter| letter.contains("METHOD:CANCEL") && letter.contains("STATUS:CANCELLED")));
    }

    async fn a_secret_address_shows_what_its_owner_sees(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "Doors", "internal").await;
        space(&cast.ines, "Open house", "public").await;
        let talk = plan(&cast.ines, json!({ "space": "doors" })).await;
        plan(&cast.ines, json!({ "space": "open-house", "title": "Open day" })).await;
        let id = word(&talk["id"]);
        let feed = cast.mara.put("/events/feed", json!({})).await.expect(200).json();
        let url = word(&feed["url"]);
        let path = &url[url.find("/events/feeds/").unwrap()..];
        assert!(!story.stranger().get(path).await.expect(200).body.contains("How doors freeze"), "she has not said yes");
        cast.mara.put(&format!("/events/{id}/reply"), json!({ "answer": "yes" })).await.expect(200);
        let body = story.stranger().get(path).await.expect(200).body;
        assert!(body.contains("SUMMARY:How doors freeze") && !body.contains("Open day"), "{body}");
        let body = story.stranger().get(&format!("{path}?space=doors")).await.expect(200).body;
        assert!(body.contains("How doors freeze"));
        story.stranger().get(&format!("{path}?space=nowhere")).await.expect(404);
        // What is public anybody may subscribe to, and nothing else.
        assert!(cast.stranger.get("/calendar/open-house/events.ics").await.expect(200).body.contains("Open day"));
        cast.stranger.get("/calendar/doors/events.ics").await.expect(404);
        cast.stranger.page("/calendar/open-house").await.expect(200);
        cast.mara.page("/calendar/doors?view=month").await.expect(200);
        cast.stranger.get("/calendar/doors").await.expect(404);
        // A new address ends the old one; so does taking it back.
        let second = word(&cast.mara.put("/events/feed", json!({})).await.expect(200).json()["url"]);
        story.stranger().get(path).await.expect(404);
        let second = &second[second.find("/events/feeds/").unwrap()..];
        story.stranger().get(second).await.expect(200);
        cast.mara.delete("/events/feed").await.expect(200);
        story.stranger().get(second).await.expect(404);
        cast.mara.page("/events/feed").await.expect(200);
    }

    async fn a_live_chat_goes_from_its_announcement_to_the_record(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "Doors", "internal").await;
        for who in [&cast.mara, &cast.lotte, &cast.adam] {
            who.put("/spaces/doors/membership", json!({})).await;
        }
        let chat = plan(&cast.ines, json!({ "type": "live-chat", "space": "doors", "experts": ["lotte"] })).await;
        let at = format!("/events/{}", word(&chat["id"]));
        let ask = async |who: &Visitor<'_>, body: &str| {
            word(&who.post(&format!("{at}/questions"), json!({ "body": body })).await.expect(201).json()["id"])
        };
        let ice = ask(&cast.mara, "Why do doors freeze?").await;
        let salt = ask(&cast.adam, "Does salt help?").await;
        let thaw = ask(&cast.adam, "How does one thaw a door?").await;
        let rude = ask(&cast.adam, "Who cares?").await;
        // The same once more is a vote, and voting twice is one vote.
        assert_eq!(ask(&cast.ines, "why do doors freeze").await, ice);
        let vote = format!("{at}/questions/{salt}/vote");
        for _ in 0..2 {
            cast.mara.put(&vote, json!({})).await.expect(200);
        }
        cast.mara.delete(&vote).await.expect(200);
        cast.mara.post(&format!("{at}/questions"), json!({ "body": " " })).await.expect(422);
        cast.carl.post(&format!("{at}/questions"), json!({ "body": "And I?" })).await.expect(404);
        // The desk is for those who run it.
        let desk = |id: &str| format!("{at}/questions/{id}");
        cast.mara.put(&desk(&salt), json!({ "state": "taken" })).await.expect(403);
        cast.mara.page(&format!("{at}/desk")).await.expect(403);
        cast.ines.put(&desk(&rude), json!({ "state": "hidden" })).await.expect(200);
        cast.ines.put(&desk(&thaw), json!({ "into": ice })).await.expect(200);
        cast.ines.put(&desk(&ice), json!({ "into": ice })).await.expect(422);
        cast.ines.put(&desk(&salt), json!({ "order": "first", "expert": "lotte" })).await.expect(200);
        cast.ines.put(&desk(&salt), json!({ "expert": "mara" })).await.expect(422);
        let seen = cast.mara.get(&format!("{at}/chat")).await.expect(200).json();
        let items = seen["items"].as_array().unwrap();
        assert_eq!(items.len(), 2, "neither what is hidden nor what was joined");
        assert_eq!((&items[0]["id"], &items[0]["expert"]["handle"]), (&json!(salt), &json!("lotte")));
        assert_eq!((&items[1]["votes"], &items[1]["joined"]), (&json!(3), &json!(1)), "Mara, Ines, and Adam by what he asked");
        // Open pages hear of it.
        let mut page = cast.mara.listen(&format!("/live?topics=post:{}", word(&chat["id"]))).await;
        cast.ines.put(&format!("{at}/chat"), json!({ "state": "live" })).await.expect(200);
        assert!(page.next_of("touched").await.is_some());
        drop(page);
        cast.ines.put(&desk(&ice), json!({ "state": "taken" })).await.expect(200);
        cast.mara.post(&format!("{}/answers", desk(&ice)), json!({ "body": "Cold." })).await.expect(403);
        cast.lotte.post(&format!("{}/answers", desk(&ice)), json!({ "body": "**Water** in the seal." })).await.expect(201);
        for who in [&cast.mara, &cast.ines, &cast.lotte] {
            assert!(who.page(&at).await.expect(200).body.contains("<strong>Water</strong>"));
        }
        cast.ines.page(&format!("{at}/desk")).await.expect(200);
        cast.ines.put(&format!("{at}/chat"), json!({ "state": "over" })).await.expect(200);
        cast.mara.post(&format!("{at}/questions"), json!({ "body": "Too late?" })).await.expect(409);
        // In one step each question stands in the space, with its answer and credit, or with an owner.
        cast.mara.post(&format!("{at}/record"), json!({})).await.expect(403);
        let recorded = cast.ines.post(&format!("{at}/record"), json!({})).await.expect(200).json();
        assert_eq!(recorded, json!({ "answered": 1, "open": 1 }));
        assert_eq!(cast.ines.post(&format!("{at}/record"), json!({})).await.expect(200).json(), recorded, "twice is once");
        story.indexed().await;
        let list = cast.adam.get("/questions?space=doors").await.expect(200).json();
        let items = list["items"].as_array().unwrap();
        assert_eq!(items.len(), 2);
        let frozen = items.iter().find(|item| item["title"] == "Why do doors freeze?").unwrap();
        assert_eq!(frozen["author"]["handle"], "mara");
        let question = cast.adam.get(&format!("/questions/{}", word(&frozen["id"]))).await.expect(200).json();
        assert!(question["items"][0]["accepted"] == true && question["items"][0]["author"]["handle"] == "lotte");
        assert_eq!(question["score"], 3);
        let for_me = crate::testing::titles_for_me(&cast.lotte).await;
        assert_eq!(for_me, ["Does salt help?"]);
        assert!(cast.adam.get("/search?q=freeze").await.expect(200).body.contains("Why do doors freeze?"));
        assert!(told(&cast.mara).await.contains(&"event-recorded".to_owned()));
        assert!(cast.mara.page(&at).await.expect(200).body.contains(&format!("/questions/{}", word(&frozen["id"]))));
    }
}

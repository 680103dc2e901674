//! What reaches whom, on which way, and what does not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use crate::notifications::{escalate_due, forget_old, prepare_digests, send_pushes};
use crate::testing::{People, begin, people};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::clock::{DAY, HOUR, MINUTE};
use kernel::db::Tx;
use kernel::ids::Id;
use kernel::testing::{Story, Visitor};
use kernel::{args, stories};
use mail_parser::{MessageParser, MimeHeaders as _};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

async fn write(who: &Visitor<'_>, body: &str) -> String {
    let made = who.post("/posts", json!({ "kind": "note", "body": body })).await.expect(201).json();
    made["id"].as_str().unwrap().to_owned()
}

async fn comment(who: &Visitor<'_>, post: &str, parent: &str, body: &str) -> String {
    let form = json!({ "body": body, "parent": parent });
    let made = who.post(&format!("/posts/{post}/comments"), form).await.expect(201).json();
    made["id"].as_str().unwrap().to_owned()
}

async fn private_space(cast: &People<'_>, slug: &str) {
    let space = json!({ "slug": slug, "name": "Crane works", "audience": "private", "joining": "invite" });
    cast.mara.post("/spaces", space).await.expect(201);
    cast.mara.post(&format!("/spaces/{slug}/members"), json!({ "handle": "ines" })).await.expect(200);
    cast.ines.put(&format!("/spaces/{slug}/membership"), json!({})).await.expect(200);
}

async fn list(who: &Visitor<'_>) -> Vec<Value> {
    who.get("/notifications").await.expect(200).json()["items"].as_array().unwrap().clone()
}

async fn unread(who: &Visitor<'_>) -> i64 {
    who.get("/notifications").await.expect(200).json()["unread"].as_i64().unwrap()
}

fn texts(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["text"].as_str().unwrap()).collect()
}

/// All that the outbox wrote, as an independent library reads it.
fn mails(story: &Story) -> Vec<Vec<u8>> {
    let Ok(folder) = std::fs::read_dir(story.app.configuration.data.join("mail")) else { return Vec::new() };
    folder.map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

async fn escalate(story: &Story) {
    while escalate_due(&story.app).await.unwrap() {}
    story.settle().await;
}

async fn change(story: &Story, sql: &'static str, member: Id, value: i64) {
    let done = async move |tx: &Tx| tx.execute(sql, args![value, member]).await;
    story.app.db.write(done).await.unwrap();
}

stories! {
    async fn what_concerns_somebody_reaches_them(story: Story) {
        let cast = people(&story).await;
        let post = write(&cast.mara, "Nine, not twelve, @ines.").await;
        let answer = comment(&cast.ines, &post, "", "Nine it is.").await;
        comment(&cast.adam, &post, &answer, "Agreed.").await;
        cast.ines.put("/people/mara/follow", json!({})).await.expect(200);
        story.settle().await;
        let ines = list(&cast.ines).await;
        assert_eq!(texts(&ines), ["Adam Lindqvist replied to you in “Nine, not twelve, @ines.”", "Mara Okafor mentioned you in “Nine, not twelve, @ines.”"]);
        assert_eq!(ines[1]["url"], format!("/posts/{post}"));
        assert_eq!(ines[0]["excerpt"], "Agreed.");
        let mara = list(&cast.mara).await;
        let said = texts(&mara);
        assert!(said.contains(&"Ines Halvorsen follows you"), "{said:?}");
        assert!(said.contains(&"Ines Halvorsen replied to you in “Nine, not twelve, @ines.”"), "{said:?}");
        assert!(said.contains(&"Adam Lindqvist commented on “Nine, not twelve, @ines.”"), "{said:?}");
        assert_eq!(unread(&cast.mara).await, 3);
        assert!(list(&cast.carl).await.is_empty(), "nothing concerns Carl");
        cast.stranger.get("/notifications").await.expect(401);
    }

    async fn one_hears_of_reactions_together_until_they_are_read(story: Story) {
        let cast = people(&story).await;
        let post = write(&cast.ines, "The depot is open.").await;
        for who in [&cast.mara, &cast.adam, &cast.ines] {
            who.put(&format!("/posts/{post}/reactions/👍"), json!({})).await.expect(200);
        }
        story.settle().await;
        let items = list(&cast.ines).await;
        assert_eq!(texts(&items), ["Adam Lindqvist and 1 other reacted to “The depot is open.”"]);
        assert_eq!(items[0]["people"], 2, "one's own counts nothing");
        let id = items[0]["id"].as_str().unwrap();
        assert_eq!(cast.ines.put("/notifications/read", json!({ "ids": [id] })).await.expect(200).json()["unread"], 0);
        cast.mara.delete(&format!("/posts/{post}/reactions/👍")).await.expect(200);
        story.settle().await;
        assert_eq!(texts(&list(&cast.ines).await), ["Adam Lindqvist reacted to “The depot is open.”"], "one took theirs back");
    }

    async fn a_reader_that_begins_again_doubles_nothing(story: Story) {
        let cast = people(&story).await;
        let post = write(&cast.mara, "Hello @ines").await;
        cast.adam.put(&format!("/posts/{post}/reactions/👍"), json!({})).await.expect(200);
        story.settle().await;
        let before = (list(&cast.ines).await, list(&cast.mara).await);
        assert!(story.readers.rebuild(&story.app, "notifications.rows").await.unwrap());
        story.settle().await;
        assert_eq!((list(&cast.ines).await, list(&cast.mara).await), before);
    }

    async fn what_one_may_no_longer_see_is_not_told(story: Story) {
        let cast = people(&story).await;
        private_space(&cast, "crane").await;
        let made = cast.mara.post("/posts", json!({ "kind": "note", "space": "crane", "body": "Only here, @ines" })).await;
        let post = made.expect(201).json()["id"].as_str().unwrap().to_owned();
        story.settle().await;
        assert!(texts(&list(&cast.ines).await).iter().any(|text| text.contains("Only here")));
        let count = unread(&cast.ines).await;
        let id = list(&cast.ines).await.iter().find(|item| item["kind"] == "mention").unwrap()["id"].as_str().unwrap().to_owned();
        cast.mara.delete("/spaces/crane/members/ines").await.expect(200);
        let items = list(&cast.ines).await;
        assert!(!items.iter().any(|item| item.to_string().contains("Only here")), "{items:?}");
        assert!(unread(&cast.ines).await < count, "nor is it counted");
        cast.ines.get(&format!("/notifications/{id}")).await.expect(404);
        story.app.clock.advance(3 * HOUR);
        escalate(&story).await;
        assert!(mails(&story).iter().all(|mail| !String::from_utf8_lossy(mail).contains("Only here")), "nor is it mailed");
        cast.mara.delete(&format!("/posts/{post}")).await.expect(200);
    }

    async fn opening_marks_as_read_and_leads_there(story: Story) {
        let cast = people(&story).await;
        let post = write(&cast.mara, "Look here, @ines").await;
        story.settle().await;
        let browser = cast.ines.browser().await;
        let page = browser.page("/notifications").await.expect(200);
        assert!(page.body.contains("id=\"first-unread\""), "{}", page.body);
        assert!(browser.page("/feed").await.body.contains("Notifications, 1 new"), "the bell says it");
        let id = list(&cast.ines).await[0]["id"].as_str().unwrap().to_owned();
        let opened = browser.page(&format!("/notifications/{id}")).await.expect(303);
        assert_eq!(opened.header("location"), format!("/posts/{post}"));
        assert_eq!(unread(&cast.ines).await, 0);
        cast.mara.get(&format!("/notifications/{id}")).await.expect(404);
    }

    async fn who_opens_a_post_has_read_what_was_told_of_it(story: Story) {
        let cast = people(&story).await;
        let post = write(&cast.ines, "The depot is open.").await;
        let other = write(&cast.mara, "And this is for @ines").await;
        comment(&cast.mara, &post, "", "Until when?").await;
        comment(&cast.adam, &post, "", "Since when?").await;
        story.settle().await;
        assert_eq!(unread(&cast.ines).await, 2);
        cast.ines.get(&format!("/posts/{post}")).await.expect(200);
        assert_eq!(unread(&cast.ines).await, 2, "a program looks for itself");
        cast.mara.browser().await.page(&format!("/posts/{post}")).await.expect(200);
        assert_eq!(unread(&cast.ines).await, 2, "others read for themselves");
        cast.ines.browser().await.page(&format!("/posts/{post}")).await.expect(200);
        assert_eq!(unread(&cast.ines).await, 1);
        story.app.clock.advance(3 * HOUR);
        escalate(&story).await;
        let subjects: Vec<String> = mails(&story).iter().map(|mail| MessageParser::new().parse(mail).unwrap().subject().unwrap().to_owned()).collect();
        assert!(subjects.iter().all(|subject| !subject.contains("depot")), "no mail of what was read: {subjects:?}");
        cast.ines.browser().await.page(&format!("/posts/{other}")).await.expect(200);
        assert_eq!(unread(&cast.ines).await, 0);
    }

    async fn old_notifications_are_forgotten(story: Story) {
        let cast = people(&story).await;
        let forget = async || {
            let mut behind = Id(0);
            while let Some(last) = forget_old(&story.app, behind).await.unwrap() {
                behind = last;
            }
        };
        write(&cast.mara, "One for @ines").await;
        story.settle().await;
        cast.ines.put("/notifications/read", json!({ "all": true })).await.expect(200);
        write(&cast.mara, "Two for @ines").await;
        story.settle().await;
        story.app.clock.advance(80 * DAY);
        forget().await;
        assert_eq!(list(&cast.ines).await.len(), 2);
        story.app.clock.advance(15 * DAY);
        forget().await;
        assert_eq!(texts(&list(&cast.ines).await), ["Mara Okafor mentioned you in “Two for @ines”"], "it was not read");
        story.app.clock.advance(280 * DAY);
        forget().await;
        assert!(list(&cast.ines).await.is_empty());
    }

    async fn all_is_read_up_to_what_was_there(story: Story) {
        let cast = people(&story).await;
        write(&cast.mara, "One for @ines").await;
        story.settle().await;
        let newest = list(&cast.ines).await[0]["id"].as_str().unwrap().to_owned();
        story.app.clock.advance(MINUTE);
        write(&cast.mara, "Two for @ines").await;
        story.settle().await;
        let browser = cast.ines.browser().await;
        browser.form("/notifications/read?_method=PUT", &[("all", "1"), ("before", &newest)]).await.expect(303);
        assert_eq!(unread(&cast.ines).await, 1, "what came later stays unread");
        cast.ines.put("/notifications/read", json!({ "all": true })).await.expect(200);
        assert_eq!(unread(&cast.ines).await, 0);
        cast.ines.put("/notifications/read", json!({})).await.expect(422);
        cast.ines.put("/notifications/read", json!({ "ids": ["x"] })).await.expect(422);
        cast.ines.reader().await.put("/notifications/read", json!({ "all": true })).await.expect(403);
    }

    async fn levels_decide_how_much_is_told(story: Story) {
        let cast = people(&story).await;
        cast.mara.post("/spaces", json!({ "slug": "depot", "name": "Depot", "audience": "internal" })).await.expect(201);
        cast.ines.put("/spaces/depot/membership", json!({})).await.expect(200);
        cast.mara.post("/posts", json!({ "kind": "note", "space": "depot", "body": "Quiet by default" })).await.expect(201);
        story.settle().await;
        assert!(list(&cast.ines).await.is_empty(), "a membership tells of no post");
        cast.ines.put("/spaces/depot/level", json!({ "level": "everything" })).await.expect(200);
        let told = cast.mara.post("/posts", json!({ "kind": "note", "space": "depot", "body": "Each one" })).await.expect(201).json();
        story.settle().await;
        assert_eq!(texts(&list(&cast.ines).await), ["Mara Okafor posted “Each one”"]);
        let post = told["id"].as_str().unwrap();
        comment(&cast.ines, post, "", "I follow now.").await;
        cast.ines.put(&format!("/posts/{post}/level"), json!({ "level": "nothing" })).await.expect(200);
        comment(&cast.adam, post, "", "Too much.").await;
        comment(&cast.adam, post, "", "But this is for @ines").await;
        story.settle().await;
        let items = list(&cast.ines).await;
        assert_eq!(items.len(), 2, "{items:?}");
        assert_eq!(items[0]["kind"], "mention");
        cast.ines.put("/people/adam/level", json!({ "level": "everything" })).await.expect(409);
        cast.ines.put("/people/adam/follow", json!({})).await.expect(200);
        cast.ines.put("/people/adam/level", json!({ "level": "everything" })).await.expect(200);
        write(&cast.adam, "From one I follow closely").await;
        story.settle().await;
        assert_eq!(list(&cast.ines).await[0]["text"], "Adam Lindqvist posted “From one I follow closely”");
    }

    async fn who_is_muted_tells_nothing(story: Story) {
        let cast = people(&story).await;
        cast.ines.put("/people/adam/mute", json!({})).await.expect(200);
        write(&cast.adam, "Listen, @ines").await;
        story.settle().await;
        assert!(list(&cast.ines).await.is_empty());
    }

    async fn a_mail_comes_only_for_what_was_not_seen(story: Story) {
        let cast = people(&story).await;
        cast.ines.put("/settings/account", json!({ "language": "de" })).await.expect(200);
        let post = write(&cast.mara, "Umlaute gehen auch: äöü, @ines").await;
        write(&cast.mara, "And this is for @adam").await;
        story.settle().await;
        story.app.clock.advance(HOUR);
        escalate(&story).await;
        assert!(mails(&story).is_empty(), "an hour is too soon");
        cast.adam.browser().await.page("/notifications").await.expect(200);
        story.app.clock.advance(HOUR + MINUTE);
        escalate(&story).await;
        escalate(&story).await;
        let mails = mails(&story);
        assert_eq!(mails.len(), 1, "Adam has seen his in the page");
        let mail = MessageParser::new().parse(&mails[0]).unwrap();
        assert_eq!(mail.to().unwrap().first().unwrap().address(), Some(cast.ines.email.as_str()));
        assert_eq!(mail.subject(), Some("Mara Okafor hat Sie in „Umlaute gehen auch: äöü, @ines“ erwähnt"));
        let text = mail.body_text(0).unwrap();
        assert!(text.contains("> Umlaute gehen auch: äöü, @ines"), "{text}");
        let html = mail.body_html(0).unwrap();
        assert!(html.contains("lang=\"de\"") && html.contains("äöü"), "{html}");
        assert!(mail.is_content_type("multipart", "alternative"));
        assert_eq!(mail.references().as_text(), Some(format!("post.{post}@localhost").as_str()));
        let stop = mail.header_raw("List-Unsubscribe").unwrap().trim().trim_matches(['<', '>']).to_owned();
        assert_eq!(mail.header_raw("List-Unsubscribe-Post").unwrap().trim(), "List-Unsubscribe=One-Click");
        assert!(mail.message_id().unwrap().starts_with("notification."));
        assert!(!String::from_utf8_lossy(&mails[0]).contains("/sign-in"), "no link signs anybody in");

        // RFC 8058: the mail program posts, without a session and without cookies.
        let path = stop.split_once("localhost:8080").unwrap().1;
        cast.stranger.page(path).await.expect(200);
        cast.stranger.form(path, &[("List-Unsubscribe", "One-Click")]).await.expect(303);
        cast.stranger.form(&path.replace(".mention.", ".reply."), &[]).await.expect(404);
        let settings = cast.ines.get("/settings/notifications").await.expect(200).json();
        let mention = settings["items"].as_array().unwrap().iter().find(|item| item["kind"] == "mention").unwrap();
        assert_eq!((&mention["mail"], &mention["page"]), (&json!(false), &json!(true)));
        write(&cast.mara, "Once more, @ines").await;
        story.settle().await;
        story.app.clock.advance(3 * HOUR);
        escalate(&story).await;
        assert_eq!(self::mails(&story).len(), 1);
    }

    async fn a_person_gets_no_more_mails_in_a_day_than_is_good(story: Story) {
        let cast = people(&story).await;
        for n in 0..15 {
            write(&cast.mara, &format!("Number {n} for @ines")).await;
        }
        story.settle().await;
        story.app.clock.advance(3 * HOUR);
        escalate(&story).await;
        assert_eq!(mails(&story).len(), 12);
    }

    async fn nothing_comes_outside_working_hours(story: Story) {
        let cast = people(&story).await;
        cast.ines.put("/settings/account", json!({ "zone": "Europe/Berlin" })).await.expect(200);
        let hours = json!({ "days": ["1", "2", "3", "4", "5"], "begins": "09:00", "ends": "17:00" });
        cast.ines.put("/settings/notifications", hours).await.expect(200);
        cast.ines.put("/settings/notifications", json!({ "begins": "18:00" })).await.expect(422);
        // The story begins on a Monday at 9:00 in Berlin.
        story.app.clock.advance(8 * HOUR);
        write(&cast.mara, "Late, @ines").await;
        story.settle().await;
        story.app.clock.advance(4 * HOUR);
        escalate(&story).await;
        assert!(mails(&story).is_empty(), "it is evening");
        story.app.clock.advance(12 * HOUR);
        escalate(&story).await;
        assert_eq!(mails(&story).len(), 1, "Tuesday, 9:00");
    }

    async fn some_kinds_cannot_be_turned_off(story: Story) {
        let cast = people(&story).await;
        let off = json!({ "items": [{ "kind": "security", "page": false, "push": false }, { "kind": "follower", "page": false }] });
        let settings = cast.ines.put("/settings/notifications", off).await.expect(200).json();
        let of = |settings: &Value, kind: &str| settings["items"].as_array().unwrap().iter().find(|item| item["kind"] == kind).unwrap().clone();
        assert_eq!(of(&settings, "security")["page"], true);
        assert_eq!(of(&settings, "follower")["page"], false);
        cast.mara.put("/people/ines/follow", json!({})).await.expect(200);
        cast.ines.choose_password("a long enough pass phrase").await;
        story.settle().await;
        assert_eq!(texts(&list(&cast.ines).await), ["The password of your account was changed"]);
        cast.ines.put("/admin/notifications", json!({})).await.expect(404);
        let quiet = json!({ "items": [{ "kind": "mention", "mail": false }] });
        cast.adam.put("/admin/notifications", quiet).await.expect(200);
        let mara = cast.mara.get("/settings/notifications").await.expect(200).json();
        assert_eq!(of(&mara, "mention")["mail"], false, "what the administrators choose holds for who has not chosen");
        cast.ines.put("/settings/notifications", json!({ "items": [{ "kind": "nonsense" }] })).await.expect(422);
        cast.ines.put("/settings/notifications", json!({ "digest": "yearly" })).await.expect(422);
        let page = cast.ines.browser().await.page("/settings/notifications").await.expect(200);
        assert!(page.body.contains("value=\"mention.mail\""));
    }

    async fn a_digest_comes_to_who_was_away_with_what_they_may_see(story: Story) {
        let cast = people(&story).await;
        cast.mara.post("/spaces", json!({ "slug": "depot", "name": "Depot", "audience": "internal" })).await.expect(201);
        cast.ines.put("/spaces/depot/membership", json!({})).await.expect(200);
        private_space(&cast, "crane").await;
        cast.ines.delete("/spaces/crane/membership").await.expect(200);
        cast.mara.post("/posts", json!({ "kind": "note", "space": "depot", "body": "The new lift is here" })).await.expect(201);
        cast.mara.post("/posts", json!({ "kind": "note", "space": "crane", "body": "A secret of the crane" })).await.expect(201);
        story.settle().await;
        let now = story.app.clock.now();
        for who in [&cast.ines, &cast.mara, &cast.adam, &cast.carl, &cast.petra] {
            change(&story, "update members set last_seen = $1 where id = $2", who.id, now + DAY - HOUR).await;
        }
        change(&story, "update members set last_seen = $1 where id = $2", cast.ines.id, now - HOUR).await;
        story.app.clock.advance(DAY);
        prepare_digests(&story.app).await.unwrap();
        prepare_digests(&story.app).await.unwrap();
        story.settle().await;
        let all = mails(&story);
        assert_eq!(all.len(), 1, "the others were here");
        let mail = MessageParser::new().parse(&all[0]).unwrap();
        assert_eq!(mail.subject(), Some("What you missed at Northwind"));
        let text = mail.body_text(0).unwrap();
        assert!(text.contains("The new lift is here") && !text.contains("secret"), "{text}");
        assert!(mail.header_raw("List-Unsubscribe").unwrap().contains(".digest."));
        story.app.clock.advance(200 * DAY);
        prepare_digests(&story.app).await.unwrap();
        story.settle().await;
        assert_eq!(mails(&story).len(), 1, "after half a year of silence it stops");
    }

    async fn a_digest_has_tags_and_keeps_to_working_hours(story: Story) {
        let cast = people(&story).await;
        cast.ines.put("/settings/account", json!({ "zone": "Europe/Berlin" })).await.expect(200);
        let hours = json!({ "days": ["1", "2", "3", "4", "5"], "begins": "09:00", "ends": "17:00", "digest": "daily" });
        cast.ines.put("/settings/notifications", hours).await.expect(200);
        cast.ines.put("/tags/brakes/follow", json!({})).await.expect(200);
        let now = story.app.clock.now();
        for who in [&cast.mara, &cast.adam, &cast.carl, &cast.petra] {
            change(&story, "update members set last_seen = $1 where id = $2", who.id, now + 2 * DAY).await;
        }
        // The story begins on a Monday at 9:00 in Berlin; this is Tuesday at noon, and then in the evening.
        story.app.clock.advance(DAY + 3 * HOUR);
        write(&cast.mara, "New pads are here #brakes").await;
        write(&cast.mara, "Nothing for her #lunch").await;
        story.settle().await;
        change(&story, "update members set last_seen = $1 where id = $2", cast.ines.id, now - HOUR).await;
        story.app.clock.advance(7 * HOUR);
        let prepare = async || {
            prepare_digests(&story.app).await.unwrap();
            story.settle().await;
        };
        prepare().await;
        prepare().await;
        assert!(mails(&story).is_empty(), "it is evening");
        story.app.clock.advance(14 * HOUR);
        prepare().await;
        let all = mails(&story);
        assert_eq!(all.len(), 1, "Wednesday, 9:00");
        let text = MessageParser::new().parse(&all[0]).unwrap().body_text(0).unwrap().into_owned();
        assert!(text.contains("New pads are here") && !text.contains("Nothing for her"), "{text}");
    }

    async fn a_push_is_read_by_the_browser_alone(story: Story) {
        let cast = people(&story).await;
        let receiver = Receiver::begin().await;
        let keys = json!({ "p256dh": receiver.public(), "auth": URL_SAFE_NO_PAD.encode(SECRET) });
        cast.ines.put("/settings/push", json!({ "endpoint": receiver.address, "keys": keys })).await.expect(200);
        cast.ines.put("/settings/push", json!({ "endpoint": "nonsense", "keys": keys })).await.expect(422);
        cast.ines.put("/settings/push", json!({ "endpoint": receiver.address, "keys": {} })).await.expect(422);
        write(&cast.mara, "Pushed to @ines").await;
        story.settle().await;
        story.app.clock.advance(2 * MINUTE);
        escalate(&story).await;
        while send_pushes(&story.app).await.unwrap() {}
        let (authorization, sealed) = receiver.taken();
        assert!(!String::from_utf8_lossy(&sealed).contains("Pushed"), "the service reads nothing");
        let shown: Value = serde_json::from_slice(&receiver.open(&sealed)).unwrap();
        assert_eq!(shown["title"], "Mara Okafor mentioned you in “Pushed to @ines”");
        let id = list(&cast.ines).await[0]["id"].as_str().unwrap().to_owned();
        assert_eq!(shown["url"], format!("/notifications/{id}"));
        let key = cast.ines.get("/settings/notifications").await.expect(200).json()["push_key"].as_str().unwrap().to_owned();
        verify(&authorization, &key, &receiver.address);
    }
}

const SECRET: [u8; 16] = *b"sixteen letters!";

type Taken = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

/// A push service and the browser behind it.
struct Receiver {
    address: String,
    taken: Taken,
    key: Mutex<Option<ring::agreement::EphemeralPrivateKey>>,
    public: Vec<u8>,
}

impl Receiver {
    async fn begin() -> Self {
        let taken = Taken::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/push/1", listener.local_addr().unwrap());
        let kept = taken.clone();
        let take = async move |headers: axum::http::HeaderMap, body: bytes::Bytes| {
            assert_eq!(headers["content-encoding"], "aes128gcm");
            assert!(headers.contains_key("ttl"));
            kept.lock().unwrap().push((headers["authorization"].to_str().unwrap().to_owned(), body.to_vec()));
            axum::http::StatusCode::CREATED
        };
        let router = axum::Router::new().route("/push/1", axum::routing::post(take));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let random = ring::rand::SystemRandom::new();
        let key = ring::agreement::EphemeralPrivateKey::generate(&ring::agreement::ECDH_P256, &random).unwrap();
        let public = key.compute_public_key().unwrap().as_ref().to_vec();
        Self { address, taken, key: Mutex::new(Some(key)), public }
    }

    fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(&self.public)
    }

    fn taken(&self) -> (String, Vec<u8>) {
        let mut taken = self.taken.lock().unwrap();
        assert_eq!(taken.len(), 1);
        taken.remove(0)
    }

    /// As a browser does it: RFC 8188 § 2.1, RFC 8291 § 3.
    fn open(&self, message: &[u8]) -> Vec<u8> {
        use ring::{aead, agreement, hkdf};
        struct Length(usize);
        impl hkdf::KeyType for Length {
            fn len(&self) -> usize {
                self.0
            }
        }
        let derive = |salt: &[u8], secret: &[u8], info: &[u8], length: usize| {
            let mut out = vec![0; length];
            let key = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(secret);
            key.expand(&[info], Length(length)).unwrap().fill(&mut out).unwrap();
            out
        };
        let (salt, rest) = message.split_at(16);
        let (length, sender) = (rest[4] as usize, &rest[5..]);
        let (sender, record) = sender.split_at(length);
        let own = self.key.lock().unwrap().take().unwrap();
        let peer = agreement::UnparsedPublicKey::new(&agreement::ECDH_P256, sender);
        let info = [b"WebPush: info\0".as_slice(), &self.public, sender].concat();
        let material = agreement::agree_ephemeral(own, &peer, |shared| derive(&SECRET, shared, &info, 32)).unwrap();
        let key = derive(salt, &material, b"Content-Encoding: aes128gcm\0", 16);
        let nonce = derive(salt, &material, b"Content-Encoding: nonce\0", 12);
        let key = aead::LessSafeKey::new(aead::UnboundKey::new(&aead::AES_128_GCM, &key).unwrap());
        let nonce = aead::Nonce::try_assume_unique_for_key(&nonce).unwrap();
        let mut record = record.to_vec();
        let text = key.open_in_place(nonce, aead::Aad::empty(), &mut record).unwrap();
        text.strip_suffix(&[2]).unwrap().to_vec()
    }
}

/// RFC 8292: signed by the key that the browser subscribed with, for this push service.
fn verify(authorization: &str, key: &str, address: &str) {
    let (token, sent) = authorization.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
    assert_eq!(sent, key);
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let key = URL_SAFE_NO_PAD.decode(key).unwrap();
    let key = ring::signature::UnparsedPublicKey::new(&ring::signature::ECDSA_P256_SHA256_FIXED, key);
    key.verify(signed.as_bytes(), &URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
    let claims = URL_SAFE_NO_PAD.decode(signed.split('.').nth(1).unwrap()).unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    assert!(address.starts_with(claims["aud"].as_str().unwrap()));
}

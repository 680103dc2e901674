//! Stories of writing, reading and answering.

use crate::testing::{begin, people};
use kernel::db::Tx;
use kernel::stories;
use kernel::testing::{Answer, Story, Visitor};
use serde_json::{Value, json};

async fn note(by: &Visitor<'_>, body: &str) -> String {
    id(&by.post("/posts", json!({ "kind": "note", "body": body })).await.expect(201))
}

fn id(answer: &Answer) -> String {
    answer.json()["id"].as_str().expect("an id").to_owned()
}

async fn space(by: &Visitor<'_>, slug: &str, audience: &str) {
    let joining = if audience == "internal" { "open" } else { "invite" };
    by.post("/spaces", json!({ "name": slug, "slug": slug, "audience": audience, "joining": joining }))
        .await
        .expect(201);
}

async fn ids(answer: Answer) -> Vec<String> {
    let json = answer.expect(200).json();
    json["items"].as_array().expect("items").iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
}

fn reaction(answer: &Answer, emoji: &str) -> i64 {
    let all = answer.json()["reactions"].as_array().cloned().unwrap_or_default();
    all.iter().find(|one| one["emoji"] == emoji).and_then(|one| one["n"].as_i64()).unwrap_or(0)
}

/// A page of the web with a picture for its card.
async fn site_with_a_picture() -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let site = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = vec![0; 4_096];
            let read = stream.read(&mut request).await.unwrap_or(0);
            let page = request[..read].starts_with(b"GET /page");
            let (kind, body) = if page {
                ("text/html", b"<title>Sand</title><meta property=\"og:image\" content=\"/sand.png\">".to_vec())
            } else {
                ("image/png", picture())
            };
            let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: {kind}\r\n\r\n");
            let _ = stream.write_all(&[head.into_bytes(), body].concat()).await;
        }
    });
    site
}

stories! {
    async fn a_note_is_written_read_and_found_in_the_feed_of_followers(story: Story) {
        let cast = people(&story).await;
        let written = cast.ines.post("/posts", json!({ "kind": "note", "body": "**Doors** stick below 5 °C" })).await.expect(201);
        let id = id(&written);
        assert!(written.header("location").starts_with(&format!("/posts/{id}")));
        let read = cast.mara.get(&format!("/posts/{id}")).await.expect(200).json();
        assert_eq!(read["html"].as_str().unwrap().trim(), "<p><strong>Doors</strong> stick below 5 °C</p>");
        assert_eq!(read["audience"], "internal");
        assert!(read["body"].is_null(), "the source is the author's");
        assert!(ids(cast.mara.get("/feed").await).await.is_empty());
        cast.mara.put("/people/ines/follow", json!({})).await.expect(200);
        assert_eq!(ids(cast.mara.get("/feed").await).await, std::slice::from_ref(&id));
        assert_eq!(ids(cast.mara.get("/feed?view=latest").await).await, std::slice::from_ref(&id));
        let for_you = cast.mara.get("/feed?view=for-you").await.expect(200).json();
        assert_eq!(for_you["items"][0]["reason"]["text"], "feed-why-follows");
        for outsider in [&*cast.carl, &*cast.petra] {
            outsider.get(&format!("/posts/{id}")).await.expect(404);
        }
        story.stranger().get(&format!("/posts/{id}")).await.expect(404);
    }

    async fn what_is_wrong_with_a_post_is_told_by_field(story: Story) {
        let cast = people(&story).await;
        for (body, field) in [
            (json!({ "kind": "note", "body": "" }), "body"),
            (json!({ "kind": "sonnet", "body": "x" }), "kind"),
            (json!({ "kind": "note", "body": "x", "title": "y" }), "title"),
            (json!({ "kind": "note", "body": "x", "space": "nowhere" }), "space"),
            (json!({ "kind": "note", "body": "x", "audience": "everybody" }), "audience"),
            (json!({ "kind": "note", "body": "x", "audience": "public" }), "audience"),
            (json!({ "kind": "note", "body": "x", "poll": ["one"] }), "poll"),
            (json!({ "kind": "note", "body": "x".repeat(200_001) }), "body"),
            (json!({ "kind": 7, "body": "x" }), "kind"),
        ] {
            let problem = cast.ines.post("/posts", body).await.expect(422).json();
            assert_eq!(problem["type"], "invalid");
            assert_eq!(problem["errors"][0]["field"], field, "{problem}");
            assert!(!problem["errors"][0]["message"].as_str().unwrap().starts_with("field-"), "{problem}");
        }
        let again = cast.ines.browser().await.form("/posts", &[("kind", "note"), ("body", "typed text"), ("title", "no")]).await;
        assert!(again.clone().expect(422).body.contains("typed text"), "nothing typed is lost");
        assert_eq!(story.value::<i64>("select count(*) from posts").await, Some(0));
    }

    async fn the_same_attempt_twice_is_one_post(story: Story) {
        let cast = people(&story).await;
        let attempt = json!({ "kind": "note", "body": "once", "once": "a1b2" });
        let first = id(&cast.ines.post("/posts", attempt.clone()).await.expect(201));
        assert_eq!(id(&cast.ines.post("/posts", attempt.clone()).await.expect(201)), first);
        assert_ne!(id(&cast.mara.post("/posts", attempt).await.expect(201)), first);
    }

    async fn a_comment_that_is_sent_again_is_one_comment(story: Story) {
        let cast = people(&story).await;
        let post = note(&cast.ines, "The door sticks").await;
        let (path, attempt) = (format!("/posts/{post}/comments"), json!({ "body": "Oil it", "once": "c1" }));
        let first = id(&cast.mara.post(&path, attempt.clone()).await.expect(201));
        assert_eq!(id(&cast.mara.post(&path, attempt.clone()).await.expect(201)), first);
        let keyed = || cast.mara.post_once(&path, "\"k-7\"", json!({ "body": "Or a new hinge" }));
        let second = id(&keyed().await.expect(201));
        assert_eq!(id(&keyed().await.expect(201)), second);
        assert_ne!(id(&cast.adam.post(&path, attempt).await.expect(201)), first, "a key is its writer's own");
        assert_eq!(cast.ines.get(&format!("/posts/{post}")).await.json()["comments"], 3);
        let other = note(&cast.ines, "Another").await;
        cast.mara.post_once(&format!("/posts/{other}/comments"), "k-7", json!({ "body": "x" })).await.expect(422);
        let notes = || cast.mara.post_once("/posts", "n-1", json!({ "kind": "note", "body": "Once" }));
        assert_eq!(id(&notes().await.expect(201)), id(&notes().await.expect(201)));
    }

    async fn what_waited_on_a_device_is_taken_from_its_writer_alone(story: Story) {
        let cast = people(&story).await;
        let page = cast.ines.browser().await.page("/feed").await.expect(200).body;
        let key = page.split("data-member=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let form = json!({ "kind": "note", "body": "From the tunnel" });
        cast.mara.post_with("/posts", ("fourleaf-member", &key), form.clone()).await.expect(401);
        story.stranger().post_with("/posts", ("fourleaf-member", &key), form.clone()).await.expect(401);
        assert!(ids(cast.mara.get("/feed?view=latest").await).await.is_empty());
        cast.ines.post_with("/posts", ("fourleaf-member", &key), form).await.expect(201);
    }

    async fn an_archived_space_takes_no_comments(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "depot", "internal").await;
        let made = cast.ines.post("/posts", json!({ "kind": "note", "body": "in space", "space": "depot" })).await.expect(201);
        let at = format!("/posts/{}/comments", id(&made));
        cast.ines.put("/spaces/depot/archive", json!({})).await.expect(200);
        cast.ines.post(&at, json!({ "body": "late" })).await.expect(403);
        cast.ines.delete("/spaces/depot/archive").await.expect(200);
        cast.ines.post(&at, json!({ "body": "in time" })).await.expect(201);
    }

    async fn a_space_that_becomes_narrower_narrows_all_that_is_in_it(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "yard", "customers").await;
        let put = async |state: &str, body: &str| {
            let form = json!({ "kind": "note", "body": body, "space": "yard", "audience": "customers", "state": state });
            id(&cast.ines.post("/posts", form).await.expect(201))
        };
        let (open, gone, draft) = (put("", "open").await, put("", "gone").await, put("draft", "draft").await);
        cast.ines.post(&format!("/posts/{open}/comments"), json!({ "body": "below" })).await.expect(201);
        cast.ines.delete(&format!("/posts/{gone}")).await.expect(200);
        note(&cast.ines, "elsewhere").await;
        cast.ines.put("/spaces/yard/audience", json!({ "audience": "internal" })).await.expect(200);
        let wide = story.value::<i64>("select count(*) from posts where audience < 3").await;
        assert_eq!(wide, Some(0), "posts, comments, drafts and what may be restored");
        let untouched = "select count(*) from posts where audience = 3 and space is null";
        assert_eq!(story.value::<i64>(untouched).await, Some(1));
        cast.carl.get(&format!("/posts/{open}")).await.expect(404);
        cast.ines.get(&format!("/posts/{draft}")).await.expect(200);
    }

    async fn reactions_are_counted_once_for_each(story: Story) {
        let cast = people(&story).await;
        let id = note(&cast.ines, "useful?").await;
        let at = format!("/posts/{id}/reactions/👍");
        cast.mara.put(&at, json!({})).await.expect(200);
        assert_eq!(reaction(&cast.mara.put(&at, json!({})).await.expect(200), "👍"), 1);
        assert_eq!(reaction(&cast.adam.put(&at, json!({})).await.expect(200), "👍"), 2);
        assert_eq!(reaction(&cast.mara.delete(&at).await.expect(200), "👍"), 1);
        assert_eq!(reaction(&cast.mara.delete(&at).await.expect(200), "👍"), 1);
        cast.mara.put(&format!("/posts/{id}/reactions/🐍"), json!({})).await.expect(422);
        let others = format!("/posts/{id}/reactions");
        cast.adam.post(&others, json!({ "emoji": "🐍" })).await.expect(422);
        cast.adam.browser().await.form(&others, &[("emoji", "💡")]).await.expect(303);
        let standing = cast.ines.get(&others).await.expect(200).json();
        assert!(standing["reactions"].as_array().unwrap().iter().any(|left| left["emoji"] == "💡"), "{standing}");
        cast.adam.delete(&format!("{others}/💡")).await.expect(200);
        cast.carl.put(&at, json!({})).await.expect(404);
        cast.mara.reader().await.put(&at, json!({})).await.expect(403);
        assert_eq!(story.value::<i64>("select reactions from posts").await, story.value::<i64>("select count(*) from reactions").await);
    }

    async fn comments_are_threaded_two_levels_deep(story: Story) {
        let cast = people(&story).await;
        let post = note(&cast.ines, "What do you know?").await;
        let at = format!("/posts/{post}/comments");
        let first = id(&cast.mara.post(&at, json!({ "body": "Much" })).await.expect(201));
        let second = id(&cast.ines.post(&at, json!({ "body": "Tell", "parent": first })).await.expect(201));
        cast.mara.post(&at, json!({ "body": "Later", "parent": second })).await.expect(201);
        cast.adam.post(&at, json!({ "body": "  " })).await.expect(422);
        cast.carl.post(&at, json!({ "body": "from outside" })).await.expect(404);
        let page = cast.ines.get(&format!("/posts/{post}")).await.expect(200).json();
        assert_eq!(page["comments"], 3);
        assert_eq!(page["thread"].as_array().unwrap().len(), 1);
        assert_eq!(page["thread"][0]["replies"].as_array().unwrap().len(), 2);
        // A deleted comment with replies keeps its place, without words.
        cast.mara.delete(&format!("/posts/{first}")).await.expect(200);
        let page = cast.ines.get(&format!("/posts/{post}")).await.expect(200).json();
        assert_eq!((&page["comments"], &page["thread"][0]["deleted"]), (&json!(2), &json!(true)));
        assert_eq!(page["thread"][0]["html"], "");
    }

    async fn many_comments_are_continued_without_gaps(story: Story) {
        let cast = people(&story).await;
        let post = note(&cast.ines, "Long talk").await;
        for n in 0..105 {
            cast.mara.post(&format!("/posts/{post}/comments"), json!({ "body": format!("no. {n}") })).await.expect(201);
        }
        for sort in ["oldest", "newest", "useful"] {
            let first = cast.ines.get(&format!("/posts/{post}/comments?sort={sort}")).await.expect(200).json();
            let next = first["next"].as_str().expect("there is more");
            let rest = cast.ines.get(&format!("/posts/{post}/comments?sort={sort}&after={next}")).await.expect(200).json();
            let all = |page: &Value| page["items"].as_array().unwrap().iter().map(|c| c["id"].clone()).collect::<Vec<_>>();
            let (mut one, two) = (all(&first), all(&rest));
            one.extend(two);
            one.sort_by_key(ToString::to_string);
            one.dedup();
            assert_eq!((one.len(), &rest["next"]), (105, &Value::Null), "{sort}");
        }
        cast.ines.get(&format!("/posts/{post}/comments?after=x")).await.expect(422);
    }

    async fn an_edit_keeps_history_and_tells_the_second_writer(story: Story) {
        let cast = people(&story).await;
        let id = note(&cast.ines, "first text").await;
        let at = format!("/posts/{id}");
        cast.ines.put(&at, json!({ "body": "second text", "revision": "1" })).await.expect(200);
        let conflict = cast.ines.put(&at, json!({ "body": "third text", "revision": "1" })).await.expect(409).json();
        assert_eq!(conflict["type"], "edited-meanwhile");
        let browser = cast.ines.browser().await;
        let page = browser.form(&format!("{at}?_method=PUT"), &[("body", "third text"), ("revision", "1")]).await.expect(422);
        assert!(page.body.contains("third text") && page.body.contains("second"), "both versions are on the page");
        let history = cast.mara.get(&format!("{at}/history")).await.expect(200).json();
        assert_eq!(history["items"].as_array().unwrap().len(), 1);
        cast.mara.put(&at, json!({ "body": "not mine" })).await.expect(403);
        cast.carl.get(&format!("{at}/history")).await.expect(404);
    }

    async fn a_post_is_not_made_wider_without_a_word(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "open-doors", "public").await;
        let body = json!({ "kind": "note", "body": "inside first", "space": "open-doors", "audience": "internal" });
        let id = id(&cast.ines.post("/posts", body).await.expect(201));
        story.stranger().get(&format!("/posts/{id}")).await.expect(404);
        cast.mara.post(&format!("/posts/{id}/comments"), json!({ "body": "said inside" })).await.expect(201);
        let wider = json!({ "body": "now for all", "audience": "public" });
        assert_eq!(cast.ines.put(&format!("/posts/{id}"), wider).await.expect(409).json()["type"], "audience-wider");
        let confirmed = json!({ "body": "now for all", "audience": "public", "confirmed_audience": "public" });
        cast.ines.put(&format!("/posts/{id}"), confirmed).await.expect(200);
        story.stranger().get(&format!("/posts/{id}")).await.expect(200);
        assert!(story.stranger().page("/feed.atom").await.expect(200).body.contains("now for all"));
        // What it said before, and what was said below it then, stays inside.
        let at = format!("/posts/{id}/history");
        for past in [story.stranger().get(&at).await.expect(200), story.stranger().page(&at).await.expect(200)] {
            assert!(past.body.contains("now for all") && !past.body.contains("inside first"), "{}", past.body);
        }
        assert!(cast.mara.page(&at).await.expect(200).body.contains("inside first"));
        assert!(!story.stranger().get(&format!("/posts/{id}")).await.expect(200).body.contains("said inside"));
        assert!(cast.mara.get(&format!("/posts/{id}")).await.expect(200).body.contains("said inside"));
    }

    async fn a_text_has_no_character_zero(story: Story) {
        let cast = people(&story).await;
        cast.ines.post("/posts", json!({ "kind": "note", "body": "a\u{0}b" })).await.expect(400);
        cast.ines.form("/posts", &[("kind", "note"), ("body", "a\0b")]).await.expect(400);
        for at in ["/people/a%00", "/search?q=a%00b", "/tags/a%00b"] {
            cast.ines.get(at).await.expect(400);
        }
        // What only looks like one is a text like any.
        cast.ines.post("/posts", json!({ "kind": "note", "body": "\\u0000 is an escape" })).await.expect(201);
    }

    async fn who_is_not_known_is_not_named_by_a_mention(story: Story) {
        let cast = people(&story).await;
        let shown = cast.mara.post("/preview", json!({ "body": "@ines" })).await.expect(200).body;
        assert!(shown.contains("/people/ines"), "{shown}");
        cast.carl.get("/people/ines").await.expect(404);
        let shown = cast.carl.post("/preview", json!({ "body": "@ines" })).await.expect(200).body;
        assert!(!shown.contains("/people/ines") && !shown.contains("Halvorsen"), "{shown}");
    }

    async fn what_is_written_in_a_private_space_stays_there(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "council", "private").await;
        let id = id(&cast.ines.post("/posts", json!({ "kind": "note", "body": "#plan x", "space": "council" })).await.expect(201));
        for other in [&*cast.mara, &*cast.adam, &*cast.petra, &*cast.carl] {
            other.get(&format!("/posts/{id}")).await.expect(404);
            other.post(&format!("/posts/{id}/comments"), json!({ "body": "hm" })).await.expect(404);
            other.put(&format!("/posts/{id}/bookmark"), json!({})).await.expect(404);
            assert!(ids(other.get("/feed?view=latest").await).await.is_empty());
            assert!(ids(other.get("/tags/plan").await).await.is_empty());
            assert_eq!(other.get("/complete/tags?q=pl").await.expect(200).json()["items"], json!([]));
        }
        // In the company one knows that it exists; outside it does not.
        let too = json!({ "kind": "note", "body": "me too", "space": "council" });
        cast.mara.post("/posts", too.clone()).await.expect(403);
        cast.carl.post("/posts", too).await.expect(422);
        assert_eq!(cast.ines.get("/complete/tags?q=pl").await.expect(200).json()["items"][0]["tag"], "plan");
    }

    async fn deleting_can_be_undone(story: Story) {
        let cast = people(&story).await;
        let id = note(&cast.ines, "oops").await;
        cast.mara.delete(&format!("/posts/{id}")).await.expect(403);
        cast.ines.delete(&format!("/posts/{id}")).await.expect(200);
        cast.ines.get(&format!("/posts/{id}")).await.expect(404);
        cast.mara.post(&format!("/posts/{id}/restoration"), json!({})).await.expect(404);
        cast.ines.post(&format!("/posts/{id}/restoration"), json!({})).await.expect(200);
        cast.mara.get(&format!("/posts/{id}")).await.expect(200);
    }

    async fn drafts_are_for_their_author(story: Story) {
        let cast = people(&story).await;
        let draft = json!({ "kind": "note", "body": "half a thought", "state": "draft" });
        let id = id(&cast.ines.post("/posts", draft).await.expect(201));
        cast.mara.get(&format!("/posts/{id}")).await.expect(404);
        assert!(ids(cast.mara.get("/feed?view=latest").await).await.is_empty());
        assert_eq!(cast.ines.get("/drafts").await.expect(200).json()["items"].as_array().unwrap().len(), 1);
        let out = cast.ines.put(&format!("/posts/{id}"), json!({ "body": "a thought" })).await.expect(200).json();
        cast.mara.get(out["url"].as_str().unwrap()).await.expect(200);
        cast.ines.put("/drafts/new-note", json!({ "fields": { "body": ["typing"] } })).await.expect(200);
        assert!(cast.ines.browser().await.page("/posts/new?kind=note").await.expect(200).body.contains("typing"));
        cast.ines.delete("/drafts/new-note").await.expect(200);
        cast.ines.delete("/drafts/new-note").await.expect(404);
    }

    async fn a_poll_counts_each_member_once(story: Story) {
        let cast = people(&story).await;
        let poll = json!({ "kind": "note", "body": "Which?", "poll": ["one", "two", "three"] });
        let id = id(&cast.ines.post("/posts", poll).await.expect(201));
        let vote = |options: Value| json!({ "option": options });
        cast.mara.put(&format!("/posts/{id}/poll"), vote(json!(["0"]))).await.expect(200);
        cast.mara.put(&format!("/posts/{id}/poll"), vote(json!(["1"]))).await.expect(200);
        cast.adam.put(&format!("/posts/{id}/poll"), vote(json!(["0", "1"]))).await.expect(422);
        cast.adam.put(&format!("/posts/{id}/poll"), vote(json!(["7"]))).await.expect(422);
        let seen = cast.ines.get(&format!("/posts/{id}")).await.expect(200).json();
        let votes: Vec<i64> = seen["poll"]["options"].as_array().unwrap().iter().map(|o| o["votes"].as_i64().unwrap()).collect();
        assert_eq!(votes, [0, 1, 0]);
    }

    async fn saved_posts_are_private_and_only_what_one_may_see(story: Story) {
        let cast = people(&story).await;
        let id = note(&cast.ines, "keep me").await;
        let made = cast.mara.post("/collections", json!({ "name": "Later" })).await.expect(201).json();
        let later = made["id"].as_str().unwrap();
        cast.mara.put(&format!("/posts/{id}/bookmark"), json!({ "collection": later })).await.expect(200);
        cast.adam.put(&format!("/posts/{id}/bookmark"), json!({ "collection": later })).await.expect(422);
        assert_eq!(ids(cast.mara.get(&format!("/bookmarks?collection={later}")).await).await, std::slice::from_ref(&id));
        assert!(ids(cast.adam.get("/bookmarks").await).await.is_empty());
        cast.adam.delete(&format!("/collections/{later}")).await.expect(404);
        cast.mara.delete(&format!("/collections/{later}")).await.expect(200);
        cast.mara.delete(&format!("/collections/{later}")).await.expect(404);
        assert_eq!(ids(cast.mara.get("/bookmarks").await).await.len(), 1, "what lay in it stays saved");
        cast.ines.delete(&format!("/posts/{id}")).await.expect(200);
        assert!(ids(cast.mara.get("/bookmarks").await).await.is_empty());
    }

    async fn a_post_is_saved_to_a_new_collection_from_its_page(story: Story) {
        let cast = people(&story).await;
        let id = note(&cast.ines, "keep me").await;
        let address = format!("/posts/{id}/bookmark");
        assert!(cast.mara.page(&address).await.expect(200).body.contains("New collection"));
        let long = "x".repeat(81);
        let again = cast.mara.form(&format!("{address}?_method=PUT"), &[("name", long.as_str()), ("next", "/feed")]).await;
        assert!(again.expect(422).body.contains(&long), "what was typed is kept");
        let done = cast.mara.form(&format!("{address}?_method=PUT"), &[("name", "Winter"), ("next", "/feed")]).await;
        assert_eq!(done.expect(303).header("location"), "/feed");
        let saving = cast.mara.get(&address).await.expect(200).json();
        assert_eq!(saving["collections"][0]["name"], "Winter");
        assert_eq!(saving["collection"], saving["collections"][0]["id"]);
        cast.carl.get(&address).await.expect(404);
    }

    async fn a_draft_waits_above_the_feed_and_only_in_its_own_space(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "brakes", "internal").await;
        space(&cast.ines, "doors", "internal").await;
        let fields = |body: &str| json!({ "fields": { "body": [body] } });
        cast.ines.put("/drafts/new-note", fields("half a thought")).await.expect(200);
        assert!(cast.ines.page("/feed").await.expect(200).body.contains("half a thought"));
        assert!(!cast.mara.page("/feed").await.expect(200).body.contains("half a thought"));
        let brakes = cast.ines.page("/spaces/brakes").await.expect(200).body;
        assert!(!brakes.contains("half a thought"), "begun for other readers");
        let key = brakes.split("name=\"draft\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        cast.ines.put(&format!("/drafts/{key}"), fields("only about brakes")).await.expect(200);
        assert!(cast.ines.page("/spaces/brakes").await.expect(200).body.contains("only about brakes"));
        assert!(!cast.ines.page("/spaces/doors").await.expect(200).body.contains("only about brakes"));
    }

    async fn the_picture_of_a_link_is_for_who_sees_the_post(story: Story) {
        let cast = people(&story).await;
        let site = site_with_a_picture().await;
        let id = note(&cast.ines, &format!("read {site}/page")).await;
        story.catch_up().await;
        let card = cast.mara.get(&format!("/posts/{id}")).await.expect(200).json()["card"].clone();
        let image = card["image"].as_str().expect("the card has a picture").to_owned();
        assert_eq!(cast.mara.get(&image).await.expect(200).header("content-type"), "image/png");
        cast.carl.get(&image).await.expect(404);
        cast.stranger.get(&image).await.expect(404);
    }

    async fn a_file_is_served_to_who_sees_its_post(story: Story) {
        let cast = people(&story).await;
        let text = b"line one\nline two\n";
        let file = cast.ines.upload("/files", "application/json", "file", "notes.txt", text).await.expect(201).json();
        let (id, url) = (file["id"].as_str().unwrap().to_owned(), file["url"].as_str().unwrap().to_owned());
        cast.mara.get(&url).await.expect(404);
        cast.ines.post("/posts", json!({ "kind": "note", "body": "see file", "attachments": [id] })).await.expect(201);
        let served = cast.mara.get(&url).await.expect(200);
        assert!(served.header("content-disposition").starts_with("attachment"), "only pictures are shown in place");
        cast.carl.get(&url).await.expect(404);
        cast.mara.upload("/files", "application/json", "file", "x.exe", b"MZ\x90\x00program").await.expect(422);
        cast.mara.upload("/files", "application/json", "file", "x.png", b"\x89PNG\r\n\x1a\nbroken").await.expect(422);
    }

    async fn mentions_and_tags_become_links(story: Story) {
        let cast = people(&story).await;
        let id = note(&cast.ines, "@mara see #Doors, not @nobody").await;
        let html = cast.mara.get(&format!("/posts/{id}")).await.expect(200).json()["html"].as_str().unwrap().to_owned();
        assert!(html.contains("href=\"/people/mara\"") && html.contains("/tags/doors"), "{html}");
        assert!(!html.contains("/people/nobody"));
        assert_eq!(story.value::<i64>("select count(*) from post_mentions").await, Some(1));
        assert_eq!(story.value::<i64>("select posts from tags where tag = 'doors'").await, Some(1));
    }

    async fn hostile_text_does_nothing(story: Story) {
        let cast = people(&story).await;
        for body in [
            "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
            "<svg/onload=alert(1)>", "![x](data:text/html;base64,PHNjcmlwdD4=)", "<a href='&#106;avascript:alert(1)'>x</a>",
            "<iframe src=//evil.example></iframe>", "<style>*{display:none}</style>",
        ] {
            let id = note(&cast.ines, body).await;
            let html = cast.ines.get(&format!("/posts/{id}")).await.expect(200).json()["html"].as_str().unwrap().to_lowercase();
            for bad in ["<script", "<img src=\"x\"", "href=\"javascript", "<svg", "src=\"data:", "<iframe", "<style"] {
                assert!(!html.contains(bad), "{body} gave {html}");
            }
        }
    }

    async fn counters_agree_with_what_they_count(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "doors", "internal").await;
        for n in 0..5 {
            let body = json!({ "kind": "note", "body": format!("{n} #tag"), "space": "doors" });
            let id = id(&cast.ines.post("/posts", body).await.expect(201));
            let comment = cast.mara.post(&format!("/posts/{id}/comments"), json!({ "body": "yes" })).await.expect(201);
            cast.adam.put(&format!("/posts/{id}/reactions/🎉"), json!({})).await.expect(200);
            if n % 2 == 0 {
                cast.mara.delete(&format!("/posts/{}", self::id(&comment))).await.expect(200);
                cast.ines.delete(&format!("/posts/{id}")).await.expect(200);
            }
        }
        for (counter, count) in [
            ("select posts from spaces where slug = 'doors'", "select count(*) from posts where space is not null and root is null and state = 'published'"),
            ("select posts from tags where tag = 'tag'", "select count(*) from post_tags t join posts p on p.id = t.post where p.state = 'published'"),
            ("select cast(sum(comments) as bigint) from posts", "select count(*) from posts where root is not null and state = 'published'"),
            ("select cast(sum(reactions) as bigint) from posts", "select count(*) from reactions"),
            ("select cast(sum(n) as bigint) from reaction_counts", "select count(*) from reactions"),
        ] {
            assert_eq!(story.value::<i64>(counter).await, story.value::<i64>(count).await, "{counter}");
        }
    }

    async fn the_feed_continues_by_key_without_gaps_or_doubles(story: Story) {
        let cast = people(&story).await;
        let mut written = Vec::new();
        for n in 0..65 {
            written.push(note(&cast.ines, &format!("no. {n}")).await);
        }
        cast.mara.put("/people/ines/follow", json!({})).await.expect(200);
        let mut read = Vec::new();
        let mut next = String::new();
        loop {
            let page = cast.mara.get(&format!("/feed?before={next}")).await.expect(200).json();
            read.extend(page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()));
            match page["next"].as_str() {
                Some(key) => next = key.to_owned(),
                None => break,
            }
        }
        written.reverse();
        assert_eq!(read, written);
        cast.mara.get("/feed?before=x").await.expect(422);
        cast.mara.get("/feed?view=nonsense").await.expect(422);
    }

    async fn muting_keeps_people_and_spaces_out_of_the_feed(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "loud", "internal").await;
        cast.ines.post("/posts", json!({ "kind": "note", "body": "in space", "space": "loud" })).await.expect(201);
        note(&cast.mara, "from mara").await;
        assert_eq!(ids(cast.adam.get("/feed?view=latest").await).await.len(), 2);
        cast.adam.put("/spaces/loud/mute", json!({})).await.expect(200);
        cast.adam.put("/people/mara/mute", json!({})).await.expect(200);
        assert!(ids(cast.adam.get("/feed?view=latest").await).await.is_empty());
        let muted = cast.adam.get("/settings/muted").await.expect(200).json();
        assert_eq!((&muted["items"][0]["handle"], &muted["spaces"][0]["url"]), (&json!("mara"), &json!("/spaces/loud")));
        // A muted space says so, and is let in again from its page.
        assert_eq!(cast.adam.get("/spaces/loud").await.expect(200).json()["level"], "nothing");
        assert!(cast.adam.browser().await.page("/spaces/loud").await.body.contains("value=\"nothing\" aria-pressed=\"true\""));
        assert_eq!(cast.adam.put("/spaces/loud/level", json!({ "level": "everything" })).await.expect(200).json()["level"], "everything");
        assert_eq!(ids(cast.adam.get("/feed?view=latest").await).await.len(), 1);
        cast.adam.put("/spaces/loud/mute", json!({})).await.expect(200);
        let back = cast.adam.browser().await.form("/spaces/loud/mute?_method=DELETE", &[("next", "/settings/muted")]).await.expect(303);
        assert_eq!(back.header("location"), "/settings/muted");
        assert_eq!(cast.adam.get("/settings/muted").await.expect(200).json()["spaces"], json!([]));
    }

    async fn the_level_of_a_space_says_what_of_it_reaches_the_feed(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "works", "internal").await;
        cast.adam.put("/spaces/works/membership", json!({})).await.expect(200);
        let write = async |who: &Visitor<'_>| {
            id(&who.post("/posts", json!({ "kind": "note", "body": "Nine, not twelve.", "space": "works" })).await.expect(201))
        };
        cast.mara.put("/spaces/works/membership", json!({})).await.expect(200);
        let (from_ines, from_mara) = (write(&cast.ines).await, write(&cast.mara).await);
        cast.adam.put("/people/mara/follow", json!({})).await.expect(200);
        assert_eq!(ids(cast.adam.get("/feed").await).await, [from_mara.clone(), from_ines]);
        cast.adam.put("/spaces/works/level", json!({ "level": "highlights" })).await.expect(200);
        assert_eq!(ids(cast.adam.get("/feed").await).await, [from_mara], "of whom one follows, all");
        cast.adam.put("/spaces/works/mute", json!({})).await.expect(200);
        assert!(ids(cast.adam.get("/feed").await).await.is_empty());
        // Leaving and joining is no answer to how much one wants to read.
        cast.adam.delete("/spaces/works/membership").await.expect(200);
        cast.adam.put("/spaces/works/membership", json!({})).await.expect(200);
        assert!(ids(cast.adam.get("/feed").await).await.is_empty());
        cast.adam.delete("/spaces/works/mute").await.expect(200);
        assert_eq!(ids(cast.adam.get("/feed").await).await.len(), 2);
    }

    async fn an_old_quiet_source_is_found_behind_a_crowd(story: Story) {
        let cast = people(&story).await;
        let quiet = note(&cast.mara, "long ago").await;
        let ines = cast.ines.id;
        // More posts of others than a walk looks at.
        story.app.db.write(async move |tx: &Tx| {
            for _ in 0..3_100 {
                let sql = "insert into posts (id, kind, author, author_name, audience, title, summary, slug, body, html, words,
                             language, series, state, revision, comments, reactions, shares, extras, created, published)
                           values ($1, 'note', $2, '', 3, '', '', '', 'x', 'x', 1, '', '', 'published', 1, 0, 0, 0, 0, 0, 0)";
                tx.execute(sql, kernel::args![tx.id(), ines]).await?;
            }
            Ok(())
        }).await.unwrap();
        cast.adam.put("/people/mara/follow", json!({})).await.expect(200);
        assert_eq!(ids(cast.adam.get("/feed").await).await, [quiet]);
    }
}

/// A PNG of 4 by 3 points, all of one colour.
fn picture() -> Vec<u8> {
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x04\x00\x00\x00\x03\x08\
      \x02\x00\x00\x00\x3b\x96\x39\x91\x00\x00\x00\x10\x49\x44\x41\x54\x78\xda\x63\x68\x58\x70\x00\x8e\x18\
      \x70\x72\x00\xb3\xf6\x16\x81\xf2\xae\xd7\xbe\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82"
        .to_vec()
}

//! What people do with pages.
#![allow(clippy::as_conversions)]

use crate::testing::{People, begin, people};
use kernel::stories;
use kernel::testing::{Answer, Story, Visitor};
use serde_json::{Value, json};

/// A space of Ines, which everybody of the company may write in.
pub(super) async fn space(people: &People<'_>, slug: &str, audience: &str) {
    let joining = if audience == "private" || audience == "secret" { "invite" } else { "open" };
    let form =
        json!({ "name": slug, "slug": slug, "audience": audience, "joining": joining, "confirmed_audience": audience });
    people.ines.post("/spaces", form).await.expect(201);
}

pub(super) async fn write(who: &Visitor<'_>, space: &str, parent: &str, title: &str, body: &str) -> Value {
    let form = json!({ "parent": parent, "title": title, "body": body });
    who.post(&format!("/wiki/{space}"), form).await.expect(201).json()
}

pub(super) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} in {value}"))
}

pub(super) async fn save(who: &Visitor<'_>, url: &str, revision: i64, title: &str, body: &str) -> Answer {
    who.put(url, json!({ "title": title, "body": body, "revision": revision, "summary": "Better" })).await
}

stories! {
    async fn a_page_is_written_read_and_changed(story: Story) {
        let cast = people(&story).await;
        space(&cast, "brakes", "internal").await;
        let braking = write(&cast.ines, "brakes", "", "Braking", "All about **brakes**.").await;
        assert_eq!(text(&braking, "url"), "/wiki/brakes/braking");
        let page = write(&cast.mara, "brakes", "braking", "Wheel slide protection", "# What it does\n\n|a|b|\n|-|-|\n|1|2|\n\n## When\n\n$x^2$").await;
        assert_eq!(text(&page, "url"), "/wiki/brakes/braking/wheel-slide-protection");
        assert!(text(&page, "html").contains("<table>") && text(&page, "html").contains("<math"), "{}", text(&page, "html"));
        assert_eq!(page["sections"][1]["title"], "When");
        assert_eq!(page["trail"][0]["title"], "Braking");

        let read = cast.ines.get(text(&page, "url")).await.expect(200);
        assert_eq!(read.header("etag"), format!("\"{}-1\"", text(&page, "id")));
        let changed = save(&cast.ines, text(&page, "url"), 1, "Wheel slide protection", "# What it does\n\nIt slips.").await.expect(200);
        assert!(changed.header("etag").ends_with("-2\""));
        let drawn = cast.ines.page(text(&page, "url")).await.expect(200).body;
        for part in ["It slips.", "aria-current=\"page\"", "Braking", "version", "comment-body"] {
            assert!(drawn.contains(part), "{part}");
        }
        // It is a post: found as one, and read in its place.
        let post = cast.mara.page(&format!("/posts/{}", text(&page, "id"))).await.expect(303);
        assert_eq!(post.header("location"), text(&page, "url"));
        let home = cast.mara.get("/wiki/brakes").await.expect(200).json();
        assert_eq!(home["pages"][0]["branch"], true);
        assert!(cast.ines.page("/wiki/brakes").await.expect(200).body.contains("Wheel slide protection"));
        assert!(cast.ines.page("/wiki").await.expect(200).body.contains("/wiki/brakes"));
        cast.carl.get(text(&page, "url")).await.expect(404);
        cast.stranger.get(text(&page, "url")).await.expect(404);
    }

    async fn who_saves_second_sees_both_texts_and_loses_nothing(story: Story) {
        let cast = people(&story).await;
        space(&cast, "brakes", "internal").await;
        let page = write(&cast.ines, "brakes", "", "Pads", "One.\n\nTwo.").await;
        let url = text(&page, "url").to_owned();
        save(&cast.ines, &url, 1, "Pads", "One, by Ines.\n\nTwo.").await.expect(200);
        let late = save(&cast.mara, &url, 1, "Pads", "One.\n\nTwo, by Mara.").await.expect(412).json();
        assert_eq!(late["current"]["body"], "One, by Ines.\n\nTwo.");
        assert_eq!(late["yours"]["body"], "One.\n\nTwo, by Mara.");
        cast.mara.put(&url, json!({ "body": "x" })).await.expect(428);

        let form = [("title", "Pads"), ("body", "One.\n\nTwo, by Mara."), ("revision", "1")];
        let drawn = cast.mara.form(&format!("{url}?_method=PUT"), &form).await.expect(412).body;
        for part in ["One, by Ines.", "Two, by Mara.", "name=\"revision\" value=\"2\""] {
            assert!(drawn.contains(part), "{part}: {drawn}");
        }
        let again = [("title", "Pads"), ("body", "One, by Ines.\n\nTwo, by Mara."), ("revision", "2")];
        cast.mara.form(&format!("{url}?_method=PUT"), &again).await.expect(303);
        assert_eq!(cast.ines.get(&url).await.expect(200).json()["body"], "One, by Ines.\n\nTwo, by Mara.");
        let history = cast.ines.get(&format!("{url}/history")).await.expect(200).json();
        assert_eq!(history["items"].as_array().unwrap().len(), 3);
        assert_eq!(history["items"][0]["editor"]["name"], "Mara Okafor");
    }

    async fn an_earlier_text_is_compared_and_comes_back(story: Story) {
        let cast = people(&story).await;
        space(&cast, "brakes", "internal").await;
        let page = write(&cast.ines, "brakes", "", "Slip", "# Settings\n\nThe threshold is 9 percent.").await;
        let (url, id) = (text(&page, "url").to_owned(), text(&page, "id").to_owned());
        save(&cast.mara, &url, 1, "Slip", "# Settings\n\nThe threshold is 8 percent.\n\nNew words.").await.expect(200);
        let diff = cast.ines.get(&format!("{url}/diff?from=1&to=2")).await.expect(200).json();
        assert_eq!(diff["sections"][0]["section"], "Settings");
        assert_eq!(diff["to"]["summary"], "Better");
        let drawn = cast.ines.page(&format!("{url}/diff?from=1&to=2&view=source")).await.expect(200).body;
        assert!(drawn.contains("<del>9</del>") && drawn.contains("<ins>8</ins>"), "{drawn}");
        let old = cast.ines.get(&format!("{url}/revisions/1")).await.expect(200).json();
        assert_eq!(old["body"], "# Settings\n\nThe threshold is 9 percent.");
        cast.ines.get(&format!("{url}/revisions/7")).await.expect(404);
        cast.ines.page(&format!("{url}/revisions/1")).await.expect(200);
        cast.ines.page(&format!("{url}/history")).await.expect(200);

        let blame = cast.ines.get(&format!("/pages/{id}/paragraphs")).await.expect(200).json();
        let since: Vec<i64> = blame["items"].as_array().unwrap().iter().map(|p| p["since"]["revision"].as_i64().unwrap()).collect();
        assert_eq!(since, [1, 2, 2]);
        cast.ines.page(&format!("/pages/{id}/paragraphs")).await.expect(200);

        cast.ines.put(&format!("/pages/{id}/revisions/1/hiding"), json!({})).await.expect(200);
        cast.mara.get(&format!("{url}/revisions/1")).await.expect(404);
        cast.mara.get(&format!("{url}/diff?from=1&to=2")).await.expect(404);
        cast.mara.put(&format!("/pages/{id}/revisions/1/hiding"), json!({})).await.expect(403);
        cast.ines.get(&format!("{url}/revisions/1")).await.expect(200);
        let back = cast.ines.post(&format!("/pages/{id}/revisions/1/restoration"), json!({})).await.expect(200).json();
        assert_eq!((back["body"].as_str(), back["revision"].as_i64()), (Some("# Settings\n\nThe threshold is 9 percent."), Some(3)));
    }

    async fn a_branch_moves_and_its_old_addresses_lead_there(story: Story) {
        let cast = people(&story).await;
        space(&cast, "brakes", "internal").await;
        let a = write(&cast.ines, "brakes", "", "A", "a [next](b/c)").await;
        let b = write(&cast.ines, "brakes", "a", "B", "b").await;
        write(&cast.ines, "brakes", "a/b", "C", "See [up](../b) and [[A]].").await;
        let d = write(&cast.ines, "brakes", "", "D", "d").await;
        let moved = cast.mara.put(&format!("/pages/{}/place", text(&b, "id")), json!({ "parent": text(&d, "id") })).await.expect(200).json();
        assert_eq!(moved["url"], "/wiki/brakes/d/b");
        let c = cast.ines.get("/wiki/brakes/d/b/c").await.expect(200).json();
        // What it named before it moved it names still.
        assert!(text(&c, "html").contains("href=\"/wiki/brakes/d/b\""), "{}", text(&c, "html"));
        assert!(text(&c, "html").contains("<a href=\"/wiki/brakes/a\">A</a>"), "{}", text(&c, "html"));
        for (old, new) in [("a/b", "d/b"), ("a/b/c", "d/b/c")] {
            let gone = cast.ines.page(&format!("/wiki/brakes/{old}")).await.expect(308);
            assert_eq!(gone.header("location"), format!("/wiki/brakes/{new}"));
        }
        // Renaming moves as well.
        save(&cast.ines, "/wiki/brakes/d", 1, "Delta", "d").await.expect(200);
        cast.ines.get("/wiki/brakes/delta/b/c").await.expect(200);
        assert_eq!(cast.ines.page("/wiki/brakes/a/b/c").await.expect(308).header("location"), "/wiki/brakes/delta/b/c");
        let below = cast.ines.put(&format!("/pages/{}/place", text(&d, "id")), json!({ "parent": "delta/b/c" })).await.expect(422);
        assert!(below.body.contains("wiki-below-itself"), "{}", below.body);
        // A new page takes an old address over.
        write(&cast.ines, "brakes", "a", "B", "another").await;
        assert_eq!(cast.ines.get("/wiki/brakes/a/b").await.expect(200).json()["body"], "another");
        // Up and down by one.
        cast.ines.put(&format!("/pages/{}/place", text(&d, "id")), json!({ "position": "up" })).await.expect(200);
        let home = cast.ines.get("/wiki/brakes").await.expect(200).json();
        assert_eq!(home["pages"][0]["title"], "Delta");
        cast.ines.put(&format!("/pages/{}/place", text(&a, "id")), json!({ "position": "up" })).await.expect(200);
        cast.ines.put(&format!("/pages/{}/place", text(&a, "id")), json!({ "position": "down" })).await.expect(200);
        assert_eq!(cast.ines.get("/wiki/brakes").await.expect(200).json()["pages"][0]["title"], "Delta");
        let drawn = cast.ines.page(&format!("/pages/{}/place", text(&a, "id"))).await.expect(200).body;
        assert!(drawn.contains("value=\"delta\""), "{drawn}");
        cast.carl.put(&format!("/pages/{}/place", text(&a, "id")), json!({ "parent": "" })).await.expect(404);
    }

    async fn a_deleted_page_comes_back_with_what_stood_below_it(story: Story) {
        let cast = people(&story).await;
        space(&cast, "brakes", "internal").await;
        write(&cast.ines, "brakes", "", "A", "a").await;
        let b = write(&cast.ines, "brakes", "a", "B", "b").await;
        write(&cast.ines, "brakes", "a/b", "C", "c").await;
        cast.mara.delete("/wiki/brakes/a/b").await.expect(403);
        let told = cast.ines.delete("/wiki/brakes/a/b").await.expect(200).json();
        cast.ines.get("/wiki/brakes/a/b").await.expect(404);
        cast.ines.get("/wiki/brakes/a/c").await.expect(200);
        story.settle().await;
        cast.ines.post(told["restoration"].as_str().unwrap(), json!({})).await.expect(200);
        cast.ines.get("/wiki/brakes/a/b/c").await.expect(200);
        assert_eq!(cast.ines.page("/wiki/brakes/a/c").await.expect(308).header("location"), "/wiki/brakes/a/b/c");
        story.settle().await;
        cast.ines.get("/wiki/brakes/a/b/c").await.expect(200);
        // Who wrote it may take it away as any post: the tree follows.
        cast.adam.delete(&format!("/posts/{}", text(&b, "id"))).await.expect(403);
        cast.ines.delete(&format!("/posts/{}", text(&b, "id"))).await.expect(200);
        story.settle().await;
        cast.ines.get("/wiki/brakes/a/c").await.expect(200);
        let drawn = cast.ines.form("/wiki/brakes/a/c?_method=DELETE", &[]).await.expect(200).body;
        assert!(drawn.contains("/restoration"), "{drawn}");
    }

    async fn a_page_is_changed_and_its_past_read_only_as_a_page(story: Story) {
        let cast = people(&story).await;
        space(&cast, "brakes", "public").await;
        let page = write(&cast.ines, "brakes", "", "A", "The code is 4711.").await;
        let id = text(&page, "id");
        let wider = json!({ "title": "A", "body": "x", "audience": "public", "confirmed_audience": "public" });
        assert_eq!(cast.ines.put(&format!("/posts/{id}"), wider).await.expect(403).json()["type"], "posts-at-its-place");
        save(&cast.ines, "/wiki/brakes/a", 1, "A", "The code is secret.").await.expect(200);
        cast.ines.put(&format!("/pages/{id}/revisions/1/hiding"), json!({})).await.expect(200);
        let past = cast.mara.page(&format!("/posts/{id}/history")).await.expect(303);
        assert_eq!(past.header("location"), "/wiki/brakes/a/history");
        assert!(!cast.mara.get(&format!("/posts/{id}/history")).await.expect(303).body.contains("4711"));
    }

    async fn pages_name_each_other(story: Story) {
        let cast = people(&story).await;
        space(&cast, "brakes", "internal").await;
        space(&cast, "board", "secret").await;
        write(&cast.ines, "board", "", "Closing Graz", "## Why\n\nMoney.").await;
        let page = write(&cast.ines, "brakes", "", "Pads", "See [[Discs]], [[Discs#Wear|how discs wear]], [[board:Closing Graz]] and\n\n![[board:Closing Graz#Why]]").await;
        let read = cast.ines.get(text(&page, "url")).await.expect(200).json();
        assert!(text(&read, "html").contains("class=\"wanted\" href=\"/pages/new?space=brakes&amp;title=Discs\""), "{}", text(&read, "html"));
        assert!(text(&read, "html").contains("Money."), "{}", text(&read, "html"));
        // Who may not see it learns neither title nor text.
        let read = cast.mara.get(text(&page, "url")).await.expect(200).json();
        assert!(!text(&read, "html").contains("Graz") && !text(&read, "html").contains("Money"), "{}", text(&read, "html"));
        assert!(text(&read, "html").contains("a page that is not open to you"));
        let home = cast.ines.get("/wiki/brakes").await.expect(200).json();
        assert_eq!((home["wanted"][0]["name"].as_str(), home["wanted"][0]["broken"].as_bool()), (Some("discs"), Some(false)));
        let discs = write(&cast.ines, "brakes", "", "Discs", "## Wear\n\nThin at 9 mm. ![[Pads]]").await;
        let read = cast.mara.get(text(&page, "url")).await.expect(200).json();
        assert!(text(&read, "html").contains("<a href=\"/wiki/brakes/discs#h-wear\">how discs wear</a>"), "{}", text(&read, "html"));
        assert_eq!(cast.mara.get(text(&discs, "url")).await.expect(200).json()["backlinks"][0]["title"], "Pads");
        // A title that changes is followed; so is a page that goes.
        save(&cast.ines, text(&discs, "url"), 1, "Brake discs", "## Wear\n\nThin at 9 mm.\n\n![[Pads]]").await.expect(200);
        let read = cast.mara.get(text(&page, "url")).await.expect(200).json();
        assert!(text(&read, "html").contains("<a href=\"/wiki/brakes/brake-discs\">Discs</a>"), "{}", text(&read, "html"));
        cast.ines.delete("/wiki/brakes/brake-discs").await.expect(200);
        let home = cast.ines.get("/wiki/brakes").await.expect(200).json();
        assert_eq!(home["wanted"][0]["broken"], true, "{home}");
    }

    async fn a_section_is_shown_elsewhere_and_never_without_an_end(story: Story) {
        let cast = people(&story).await;
        space(&cast, "brakes", "internal").await;
        write(&cast.ines, "brakes", "", "Values", "# Slip\n\nEight.\n\n# Other\n\nNo.").await;
        let page = write(&cast.ines, "brakes", "", "Slide", "![[Values#Slip]]\n\n![[Slide]]\n\n![[Values#None]]").await;
        let html = text(&cast.mara.get(text(&page, "url")).await.expect(200).json(), "html").to_owned();
        assert!(html.contains("<section class=\"embed\">") && html.contains("Eight."), "{html}");
        assert!(!html.contains("No.") && html.matches("not there").count() == 2, "{html}");
        let one = write(&cast.ines, "brakes", "", "One", "first").await;
        write(&cast.ines, "brakes", "", "Two", "![[One]] two\n\n![[One]]").await;
        save(&cast.ines, text(&one, "url"), 1, "One", "first\n\n![[Two]]").await.expect(200);
        let html = text(&cast.mara.get(text(&one, "url")).await.expect(200).json(), "html").to_owned();
        assert!(html.contains("two") && html.matches("first").count() == 1, "{html}");
    }

    async fn a_page_is_for_no_more_people_than_the_one_above(story: Story) {
        let cast = people(&story).await;
        space(&cast, "open", "public").await;
        let form = json!({ "title": "Inside", "body": "x", "audience": "internal" });
        let inside = cast.ines.post("/wiki/open", form).await.expect(201).json();
        assert_eq!(inside["audience"], "internal");
        let below = write(&cast.ines, "open", "inside", "Below", "y").await;
        assert_eq!(below["audience"], "internal");
        let wide = json!({ "parent": "inside", "title": "Wide", "body": "z", "audience": "public" });
        cast.ines.post("/wiki/open", wide).await.expect(422);
        let open = write(&cast.ines, "open", "", "Open", "o [[Inside]]").await;
        // Moved below a page for everybody, it is still for the company.
        cast.ines.put(&format!("/pages/{}/place", text(&below, "id")), json!({ "parent": "open" })).await.expect(200);
        cast.carl.get("/wiki/open/open/below").await.expect(404);
        cast.stranger.page(text(&open, "url")).await.expect(200);
        let read = cast.stranger.get(text(&open, "url")).await.expect(200).json();
        assert!(read["children"].as_array().unwrap().is_empty(), "{read}");
        assert!(!text(&read, "html").contains("Inside"), "{read}");
        cast.stranger.get("/wiki/open/inside/history").await.expect(404);
        cast.carl.post("/wiki/open", json!({ "title": "By Carl", "body": "c" })).await.expect(201);
        cast.petra.page("/wiki/open").await.expect(200);
        assert!(cast.ines_id.0 > 0);
        let _ = &cast.lotte;
    }

    async fn those_who_look_after_a_page_are_told_and_who_suggested_hears_what_came_of_it(story: Story) {
        let cast = people(&story).await;
        space(&cast, "brakes", "internal").await;
        let page = write(&cast.ines, "brakes", "", "Torque", "Twelve newton metres.").await;
        let id = text(&page, "id").to_owned();
        let told = async |who: &Visitor<'_>| -> Vec<String> {
            story.settle().await;
            let page = who.get("/notifications").await.expect(200).json();
            page["items"].as_array().unwrap().iter().map(|item| text(item, "text").to_owned()).collect()
        };
        let form = json!({ "title": "Torque", "body": "Nine newton metres." });
        let one = cast.mara.post(&format!("/pages/{id}/suggestions"), form).await.expect(201).json();
        assert_eq!(told(&cast.ines).await, ["Mara Okafor suggested a change of “Torque”"]);
        let refusal = format!("/pages/{id}/suggestions/{}/refusal", text(&one, "id"));
        cast.ines.put(&refusal, json!({ "reason": "Twelve was measured." })).await.expect(200);
        assert_eq!(told(&cast.mara).await, ["Ines Halvorsen refused your suggestion for “Torque”"]);
        // A branch with a curator of its own is theirs.
        cast.lotte.put("/spaces/brakes/membership", json!({})).await.expect(200);
        let care = json!({ "curator": "lotte", "review_days": "30" });
        cast.ines.put(&format!("/pages/{id}/care"), care).await.expect(200);
        cast.mara.put(&format!("/pages/{id}/opinion"), json!({ "right": false, "reason": "Old" })).await.expect(200);
        assert_eq!(told(&cast.lotte).await, ["Mara Okafor doubts that “Torque” is still right"]);
        story.app.clock.advance(31 * kernel::clock::DAY);
        crate::wiki::told::note_due(&story.app).await.unwrap();
        crate::wiki::told::note_due(&story.app).await.unwrap();
        let heard = told(&cast.lotte).await;
        assert_eq!(heard.iter().filter(|text| *text == "“Torque” is to be looked at again").count(), 1, "{heard:?}");
    }

    async fn who_may_only_read_suggests_and_a_curator_decides(story: Story) {
        let cast = people(&story).await;
        space(&cast, "brakes", "internal").await;
        let page = write(&cast.ines, "brakes", "", "Torque", "Twelve newton metres.").await;
        let (url, id) = (text(&page, "url").to_owned(), text(&page, "id").to_owned());
        let form = json!({ "title": "Torque", "body": "Nine newton metres.", "summary": "Nine, not twelve" });
        let one = cast.mara.post(&format!("/pages/{id}/suggestions"), form.clone()).await.expect(201).json();
        let at = format!("/pages/{id}/suggestions/{}", text(&one, "id"));
        cast.lotte.get(&at).await.expect(404);
        cast.mara.put(&format!("{at}/acceptance"), json!({ "revision": 1 })).await.expect(403);
        let drawn = cast.ines.page(&at).await.expect(200).body;
        assert!(drawn.contains("Nine, not twelve") && drawn.contains("/acceptance"), "{drawn}");
        assert!(cast.ines.page(&url).await.expect(200).body.contains(&at));
        // What came in between is not lost: the curator compares again.
        save(&cast.lotte, &url, 1, "Torque", "Twelve newton metres, dry.").await.expect(200);
        cast.ines.put(&format!("{at}/acceptance"), json!({ "revision": 1 })).await.expect(412);
        cast.ines.put(&format!("{at}/acceptance"), json!({ "revision": 2 })).await.expect(200);
        assert_eq!(cast.mara.get(&url).await.expect(200).json()["body"], "Nine newton metres.");
        let told = cast.mara.get(&format!("{url}/history")).await.expect(200).json();
        assert_eq!(told["items"][0]["summary"], "Nine, not twelve (Mara Okafor)");
        cast.ines.put(&format!("{at}/refusal"), json!({ "reason": "too late" })).await.expect(409);
        cast.mara.post(&format!("/pages/{id}/suggestions"), form.clone()).await.expect(422);
        let two = json!({ "title": "Torque", "body": "Eight." });
        let two = cast.mara.post(&format!("/pages/{id}/suggestions"), two).await.expect(201).json();
        let at = format!("/pages/{id}/suggestions/{}", text(&two, "id"));
        assert_eq!(cast.ines.get("/pages/board?space=brakes").await.expect(200).json()["suggested"][0]["url"], at);
        cast.ines.put(&format!("{at}/refusal"), json!({})).await.expect(422);
        cast.ines.form(&format!("{at}/refusal?_method=PUT"), &[("reason", "Nine was measured.")]).await.expect(303);
        let read = cast.mara.get(&at).await.expect(200).json();
        assert_eq!((read["state"].as_str(), read["reason"].as_str()), (Some("refused"), Some("Nine was measured.")));
        cast.mara.page(&format!("/pages/{id}/suggestions/new")).await.expect(200);
        cast.carl.post(&format!("/pages/{id}/suggestions"), form).await.expect(404);
    }

    async fn a_page_is_looked_after(story: Story) {
        let cast = people(&story).await;
        space(&cast, "brakes", "internal").await;
        let page = write(&cast.ines, "brakes", "", "Torque", "Twelve.").await;
        let below = write(&cast.ines, "brakes", "torque", "Seals", "Nine.").await;
        let (id, url) = (text(&page, "id").to_owned(), text(&below, "url").to_owned());
        let care = format!("/pages/{id}/care");
        cast.mara.put(&care, json!({ "review_days": 30 })).await.expect(403);
        cast.ines.put(&care, json!({ "curator": "carl" })).await.expect(422);
        cast.lotte.put("/spaces/brakes/membership", json!({})).await.expect(200);
        let form = [("curator", "lotte"), ("review_days", "30"), ("asks_review", "on")];
        cast.ines.form(&format!("{care}?_method=PUT"), &form).await.expect(303);
        assert!(cast.ines.page(&care).await.expect(200).body.contains("value=\"lotte\""));
        // The branch has its curator, and changes of others wait for her.
        let waits = save(&cast.mara, &url, 1, "Seals", "Twelve.").await.expect(202).json();
        assert_eq!(waits["state"], "open");
        assert_eq!(cast.mara.get(&url).await.expect(200).json()["body"], "Nine.");
        save(&cast.lotte, &url, 1, "Seals", "Nine, measured.").await.expect(200);
        let seals = text(&below, "id");
        cast.mara.put(&format!("/pages/{seals}/opinion"), json!({ "right": false })).await.expect(422);
        cast.mara.put(&format!("/pages/{seals}/opinion"), json!({ "right": false, "reason": "Which holder?" })).await.expect(200);
        cast.adam.put(&format!("/pages/{seals}/opinion"), json!({ "right": true })).await.expect(200);
        let board = cast.ines.get("/pages/board?space=brakes").await.expect(200).json();
        assert_eq!(board["doubted"][0]["words"], "Which holder?");
        assert!(board["unattended"].as_array().unwrap().is_empty(), "{board}");
        assert!(cast.ines.page("/pages/board?space=brakes").await.expect(200).body.contains("Which holder?"));
        cast.mara.get("/pages/board?space=brakes").await.expect(403);
        story.app.clock.advance(31 * kernel::clock::DAY);
        let board = cast.ines.get("/pages/board?space=brakes").await.expect(200).json();
        assert_eq!(board["late"][0]["page"]["title"], "Torque");
        cast.mara.put(&format!("/pages/{id}/review"), json!({})).await.expect(403);
        cast.lotte.put(&format!("/pages/{id}/review"), json!({})).await.expect(200);
        cast.lotte.put(&format!("/pages/{seals}/review"), json!({})).await.expect(200);
        let board = cast.ines.get("/pages/board?space=brakes").await.expect(200).json();
        assert!(board["late"].as_array().unwrap().is_empty() && board["doubted"].as_array().unwrap().is_empty(), "{board}");
        let drawn = cast.mara.page(&url).await.expect(200).body;
        assert!(drawn.contains("Lotte Verbruggen") && drawn.contains("Reviewed"), "{drawn}");
    }

    async fn what_is_wrong_is_told_at_the_field(story: Story) {
        let cast = people(&story).await;
        space(&cast, "brakes", "internal").await;
        let empty = cast.ines.post("/wiki/brakes", json!({})).await.expect(422).body;
        assert!(empty.contains("\"title\"") && empty.contains("\"body\""), "{empty}");
        let drawn = cast.ines.form("/wiki/brakes", &[("title", "a|b"), ("body", "kept")]).await.expect(422).body;
        assert!(drawn.contains("A title has no [") && drawn.contains("kept"), "{drawn}");
        cast.ines.post("/wiki/brakes", json!({ "parent": "nowhere", "title": "x", "body": "y" })).await.expect(422);
        cast.ines.post("/wiki/none", json!({ "title": "x", "body": "y" })).await.expect(404);
        let preview = cast.ines.form("/wiki/brakes?preview=1", &[("title", "T"), ("body", "**seen**")]).await.expect(200);
        assert!(preview.body.contains("<strong>seen</strong>"), "{}", preview.body);
        // Twice the same attempt is one page; twice the same title are two.
        let form = json!({ "title": "Twice", "body": "x" });
        let first = cast.ines.post_once("/wiki/brakes", "k", form.clone()).await.expect(201).json();
        assert_eq!(cast.ines.post_once("/wiki/brakes", "k", form.clone()).await.expect(201).json()["id"], first["id"]);
        assert_eq!(cast.ines.post("/wiki/brakes", form).await.expect(201).json()["url"], "/wiki/brakes/twice-2");
        // The interface for all posts writes and changes no pages: the rules of the wiki would not be asked.
        let post = json!({ "kind": "page", "space": "brakes", "title": "History", "body": "by post" });
        assert_eq!(cast.ines.post("/posts", post).await.expect(403).json()["type"], "posts-at-its-place");
    }
}

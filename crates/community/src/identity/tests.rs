#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::founding;
use super::ops;
use crate::testing::{begin, people};
use kernel::clock::{DAY, HOUR, MINUTE};
use kernel::db::Tx;
use kernel::stories;
use kernel::testing::{Answer, Story, Visitor};
use serde_json::json;

const PASSWORD: &str = "velvet-otter-9-lamp";

async fn sign_in(story: &Story, login: &str, password: &str) -> Answer {
    story.stranger().form("/sign-in", &[("login", login), ("password", password), ("keep", "on")]).await
}

fn browser<'a>(story: &'a Story, answer: &Answer) -> Visitor<'a> {
    story.browser(&answer.cookie())
}

/// The path of the link that a mail ends with.
pub(super) fn link(mail: &str) -> String {
    let url = mail.lines().rfind(|line| line.starts_with("http")).expect("a link");
    url.trim_start_matches("http://localhost:8080").to_owned()
}

stories! {
    async fn a_password_lets_its_owner_in_and_nobody_else(story: Story) {
        let cast = people(&story).await;
        cast.ines.choose_password(PASSWORD).await;
        let wrong = sign_in(&story, "ines", "velvet-otter-9-lamb").await.expect(422);
        assert!(wrong.body.contains("do not match") && wrong.body.contains("value=\"ines\""), "{}", wrong.body);
        assert_eq!(wrong.cookie(), "");
        let unknown = sign_in(&story, "nobody", PASSWORD).await.expect(422);
        assert!(unknown.body.contains("do not match"), "an account that does not exist gets the same sentence");

        let right = sign_in(&story, "Ines@Northwind.example", PASSWORD).await.expect(303);
        assert_eq!(right.header("location"), "/feed");
        assert!(right.header("set-cookie").contains("HttpOnly; SameSite=Lax"));
        let me = browser(&story, &right).get("/me").await.expect(200).json();
        assert_eq!((me["handle"].as_str(), me["role"].as_str()), (Some("ines"), Some("member")));
        story.stranger().get("/me").await.expect(401);

        let out = browser(&story, &right).form("/sign-out", &[]).await.expect(303);
        assert!(out.header("set-cookie").contains("Max-Age=0"));
        browser(&story, &right).get("/me").await.expect(401);
    }

    async fn too_many_wrong_passwords_bring_a_pause_that_ends(story: Story) {
        let cast = people(&story).await;
        cast.ines.choose_password(PASSWORD).await;
        for _ in 0..5 {
            sign_in(&story, "ines", "not-her-password").await.expect(422);
        }
        let paused = sign_in(&story, "ines", PASSWORD).await.expect(429);
        assert!(paused.body.contains("Wait 1 minute"), "{}", paused.body);
        let program = story.stranger().post("/sign-in", json!({ "login": "ines", "password": PASSWORD })).await.expect(429);
        assert_eq!(program.header("retry-after"), "60");
        story.app.clock.advance(MINUTE + 1);
        sign_in(&story, "ines", "wrong-once-more").await.expect(422);
        story.app.clock.advance(MINUTE + 1);
        sign_in(&story, "ines", PASSWORD).await.expect(429);
        story.app.clock.advance(MINUTE);
        sign_in(&story, "ines", PASSWORD).await.expect(303);
        sign_in(&story, "ines", "not-her-password").await.expect(422);
        sign_in(&story, "ines", PASSWORD).await.expect(303);
    }

    async fn one_network_cannot_try_many_accounts(story: Story) {
        let cast = people(&story).await;
        cast.ines.choose_password(PASSWORD).await;
        for n in 0..20 {
            sign_in(&story, &format!("guess{n}"), "anything-at-all").await.expect(422);
        }
        sign_in(&story, "ines", PASSWORD).await.expect(429);
        story.app.clock.advance(MINUTE + 1);
        sign_in(&story, "ines", PASSWORD).await.expect(303);
    }

    async fn after_signing_in_one_stays_on_this_site(story: Story) {
        let cast = people(&story).await;
        cast.ines.choose_password(PASSWORD).await;
        for (next, to) in [
            ("/spaces/depot?view=all", "/spaces/depot?view=all"),
            ("https://evil.example/", "/feed"),
            ("//evil.example", "/feed"),
            ("/\\evil.example", "/feed"),
            ("/\t/evil.example", "/feed"),
            ("javascript:alert(1)", "/feed"),
        ] {
            let form = [("login", "ines"), ("password", PASSWORD), ("next", next)];
            let answer = story.stranger().form("/sign-in", &form).await.expect(303);
            assert_eq!(answer.header("location"), to, "{next:?}");
        }
        let form = story.stranger().page("/sign-in?next=//evil.example").await.expect(200);
        assert!(!form.body.contains("evil.example"));
        let page = story.stranger().page("/settings").await.expect(303);
        assert_eq!(page.header("location"), "/sign-in?next=%2Fsettings");
    }

    async fn sessions_are_listed_ended_and_expire(story: Story) {
        let cast = people(&story).await;
        let (one, two) = (cast.ines.browser().await, cast.ines.browser().await);
        let listed = one.get("/settings/security").await.expect(200).json();
        assert_eq!(listed["sessions"].as_array().unwrap().len(), 2);
        let current = listed["current"].as_str().unwrap().to_owned();
        let other = listed["sessions"].as_array().unwrap().iter().map(|s| s["id"].as_str().unwrap()).find(|id| *id != current).unwrap();
        assert!(one.page("/settings/security").await.expect(200).body.contains("This device"));
        cast.mara.browser().await.delete(&format!("/settings/sessions/{other}")).await.expect(404);
        one.form(&format!("/settings/sessions/{other}?_method=DELETE"), &[]).await.expect(303);
        two.get("/me").await.expect(401);
        let three = cast.ines.browser().await;
        one.delete("/settings/sessions").await.expect(200);
        three.get("/me").await.expect(401);
        one.get("/me").await.expect(200);

        story.app.clock.advance(31 * DAY);
        one.get("/me").await.expect(401);
        let four = cast.ines.browser().await;
        for _ in 0..4 {
            story.app.clock.advance(25 * DAY);
            let status = four.get("/me").await.status.as_u16();
            // The use is noted beside the request.
            for _ in 0..100 {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
                let noted: i64 = story.value("select max(last_used) from sessions").await.unwrap();
                if status != 200 || noted == story.app.clock.now() {
                    break;
                }
            }
        }
        four.get("/me").await.expect(401);
    }

    async fn a_token_reads_and_writes_only_when_it_may(story: Story) {
        let cast = people(&story).await;
        let ines = cast.ines.browser().await;
        let made = ines.post("/settings/tokens", json!({ "name": "report", "scope": ["read"] })).await.expect(201).json();
        let token = made["token"].as_str().unwrap().to_owned();
        let program = story.program(&token);
        program.get("/me").await.expect(200);
        cast.mara.reader().await.put("/settings/account", json!({ "theme": "dark" })).await.expect(403);
        let refused = program.put("/settings/account", json!({ "theme": "dark" })).await.expect(403);
        assert_eq!(refused.json()["type"], "forbidden-scope");
        let listed = ines.get("/settings/security").await.expect(200);
        assert!(!listed.body.contains(&token), "a token is shown once");
        assert!(!story.value::<String>("select secret from tokens where name = 'report'").await.unwrap().contains(&token));

        let form = ines.form("/settings/tokens", &[("name", "robot"), ("scope", "read"), ("scope", "write")]).await.expect(200);
        let shown = form.body.split("value=\"fourleaf_").nth(1).unwrap().split('"').next().unwrap();
        let robot = story.program(&format!("fourleaf_{shown}"));
        robot.put("/settings/account", json!({ "theme": "dark" })).await.expect(200);
        let stronger = robot.post("/settings/tokens", json!({ "name": "more", "scope": ["write"] })).await.expect(403);
        assert_eq!(stronger.json()["type"], "identity-in-person");

        let id = listed.json()["tokens"].as_array().unwrap().iter().find(|t| t["name"] == "report").unwrap()["id"].as_str().unwrap().to_owned();
        ines.delete(&format!("/settings/tokens/{id}")).await.expect(200);
        program.get("/me").await.expect(401);
        story.program("fourleaf_made-up").get("/me").await.expect(401);
    }

    async fn a_forgotten_password_is_replaced_by_a_link_that_works_once(story: Story) {
        let cast = people(&story).await;
        cast.ines.choose_password(PASSWORD).await;
        let signed_in = cast.ines.browser().await;
        let known = story.stranger().form("/forgot", &[("login", "ines")]).await.expect(200);
        let unknown = story.stranger().form("/forgot", &[("login", "nobody")]).await.expect(200);
        assert_eq!(known.body, unknown.body, "nobody learns who has an account");
        story.settle().await;
        let mails = story.mails_to(&cast.ines.email);
        assert_eq!(mails.len(), 1);
        assert!(mails[0].starts_with("Choose a new password for Northwind"), "{}", mails[0]);
        let link = link(&mails[0]);
        story.stranger().page(&link).await.expect(200);
        let weak = story.stranger().form(&link, &[("password", "Halvorsen2026")]).await.expect(422);
        assert!(weak.body.contains("easy to guess"));
        story.stranger().form(&link, &[("password", "a quieter lamp at noon")]).await.expect(303);
        signed_in.get("/me").await.expect(401);
        story.stranger().page(&link).await.expect(404);
        sign_in(&story, "ines", PASSWORD).await.expect(422);
        sign_in(&story, "ines", "a quieter lamp at noon").await.expect(303);

        story.stranger().form("/forgot", &[("login", "mara")]).await.expect(200);
        story.settle().await;
        let late = self::link(&story.mails_to(&cast.mara.email)[0]);
        story.app.clock.advance(HOUR);
        story.stranger().page(&late).await.expect(404);
        let waiting: Option<i64> = story.value("select count(*) from outbox where mail <> ''").await;
        assert_eq!(waiting, Some(0), "a sent mail is not kept: it holds a link");
    }

    async fn an_invitation_lets_one_person_in_once(story: Story) {
        let cast = people(&story).await;
        cast.ines.post("/admin/invitations", json!({ "email": "x@y.example" })).await.expect(404);
        let adam = cast.adam.browser().await;
        let invite = json!({ "email": "Tomas@Harrow-Brakes.example", "organisation": cast.harrow.to_string(), "language": "de" });
        adam.post("/admin/invitations", invite).await.expect(200);
        let taken = adam.form("/admin/invitations", &[("email", &cast.ines.email)]).await.expect(422);
        assert!(taken.body.contains("already taken") && taken.body.contains(&cast.ines.email));
        story.settle().await;
        let mail = &story.mails_to("tomas@harrow-brakes.example")[0];
        assert!(mail.contains("Adam Lindqvist lädt Sie in das Netzwerk von Northwind ein."), "{mail}");
        let link = link(mail);
        let form = story.stranger().page(&link).await.expect(200);
        assert!(form.body.contains("Harrow Brakes") && form.body.contains("value=\"tomas\""), "{}", form.body);
        let taken = story.stranger().form(&link, &[("name", "Tomas Vesely"), ("handle", "ines"), ("password", PASSWORD)]).await;
        assert!(taken.expect(422).body.contains("value=\"Tomas Vesely\""), "what was typed is kept");
        let fields = [("name", "Tomas Vesely"), ("handle", "tomas"), ("password", PASSWORD), ("language", "de")];
        let joined = story.stranger().form(&link, &fields).await.expect(303);
        let me = browser(&story, &joined).get("/me").await.expect(200).json();
        assert_eq!((me["standing"].as_str(), me["language"].as_str()), (Some("partner"), Some("de")));
        story.stranger().page(&link).await.expect(404);
        story.stranger().form(&link, &fields).await.expect(404);
    }

    async fn people_of_an_allowed_domain_sign_up_by_mail(story: Story) {
        let cast = people(&story).await;
        let refused = story.stranger().form("/sign-up", &[("email", "eve@elsewhere.example")]).await.expect(422);
        assert!(refused.body.contains("Ask for an invitation"));
        let new = story.stranger().form("/sign-up", &[("email", "lena@northwind.example")]).await.expect(200);
        let known = story.stranger().form("/sign-up", &[("email", &cast.ines.email)]).await.expect(200);
        assert_eq!(new.body, known.body, "nobody learns who has an account");
        story.settle().await;
        assert!(story.mails_to(&cast.ines.email)[0].starts_with("You have an account"));
        let link = link(&story.mails_to("lena@northwind.example")[0]);
        let fields = [("name", "Lena Brandt"), ("handle", "lena"), ("password", PASSWORD)];
        let joined = story.stranger().form(&link, &fields).await.expect(303);
        assert_eq!(browser(&story, &joined).get("/me").await.json()["standing"], "own");
    }

    async fn an_installation_is_founded_once_by_its_link(story: Story) {
        let home = story.stranger().page("/").await.expect(409);
        assert!(home.body.contains("the server printed"), "{}", home.body);
        story.stranger().page("/set-up").await.expect(404);
        story.stranger().page("/set-up?key=guess").await.expect(404);
        let first = founding::offer(&story.app).await.unwrap().unwrap();
        let link = founding::offer(&story.app).await.unwrap().unwrap();
        let (first, path) = (first.replace("http://localhost:8080", ""), link.replace("http://localhost:8080", ""));
        story.stranger().page(&first).await.expect(404);
        story.stranger().page(&path).await.expect(200);
        let key = path.strip_prefix("/set-up?key=").unwrap();
        let with = |password| vec![
            ("key", key), ("company", "Northwind Rail"), ("name", "Adam Lindqvist"), ("handle", "adam"),
            ("email", "adam@northwind.example"), ("password", password), ("language", "de"),
        ];
        let at = |step: &'static str, rest: &[(&'static str, &'static str)]| {
            let fields: Vec<_> = [("key", key), ("step", step)].into_iter().chain(rest.iter().copied()).collect();
            async { let fields = fields; story.stranger().form("/set-up", &fields).await }
        };
        let unnamed = at("company", &[("company", " "), ("language", "fr")]).await.expect(422);
        assert!(unnamed.body.contains("aria-invalid") && unnamed.body.contains("lang=\"fr\""), "{}", unnamed.body);
        let last = at("company", &[("company", "Northwind Rail"), ("language", "de")]).await.expect(200);
        assert!(last.body.contains("name=\"password\"") && last.body.contains("value=\"Northwind Rail\""));
        let kept = [("company", "Northwind Rail"), ("language", "de"), ("name", "Adam"), ("back", "on")];
        let back = at("administrator", &kept).await.expect(200);
        assert!(back.body.contains("name=\"name\" value=\"Adam\""), "what was typed comes back: {}", back.body);
        let weak = story.stranger().form("/set-up", &with("northwind-rail")).await.expect(422);
        assert!(weak.body.contains("Northwind Rail"));
        let founded = story.stranger().form("/set-up", &with(PASSWORD)).await.expect(303);
        let me = browser(&story, &founded).get("/me").await.expect(200).json();
        assert_eq!((me["role"].as_str(), me["standing"].as_str()), (Some("administrator"), Some("own")));
        story.stranger().page(&path).await.expect(404);
        story.stranger().form("/set-up", &with(PASSWORD)).await.expect(404);
        assert!(founding::offer(&story.app).await.unwrap().is_none());
        let entrance = story.stranger().page("/sign-in").await.expect(200);
        assert!(entrance.body.contains("Sign in to Northwind Rail"));
        assert_eq!(story.stranger().page("/").await.expect(303).header("location"), "/sign-in");
    }

    async fn a_closed_account_is_closed_at_once(story: Story) {
        let cast = people(&story).await;
        cast.ines.choose_password(PASSWORD).await;
        let browser = cast.ines.browser().await;
        story.stranger().form("/forgot", &[("login", "ines")]).await.expect(200);
        story.settle().await;
        let reset = link(&story.mails_to(&cast.ines.email)[0]);
        cast.mara.put("/admin/members/ines/deactivation", json!({})).await.expect(404);
        let adam = cast.adam.browser().await;
        adam.form("/admin/members/ines/deactivation?_method=PUT", &[]).await.expect(303);
        browser.get("/me").await.expect(401);
        cast.ines.get("/me").await.expect(401);
        sign_in(&story, "ines", PASSWORD).await.expect(422);
        story.stranger().page(&reset).await.expect(404);
        let told: Option<i64> = story.value("select count(*) from journal where verb = 'identity.deactivated'").await;
        assert_eq!(told, Some(1));
        let page = adam.page("/admin/members?q=halvors&state=deactivated").await.expect(200);
        assert!(page.body.contains("Ines Halvorsen"));
        adam.delete("/admin/members/ines/deactivation").await.expect(200);
        sign_in(&story, "ines", PASSWORD).await.expect(303);
        cast.ines.get("/me").await.expect(401);
    }

    async fn somebody_always_administrates(story: Story) {
        let cast = people(&story).await;
        let last = cast.adam.put("/admin/members/adam/deactivation", json!({})).await.expect(409);
        assert_eq!(last.json()["type"], "identity-last-administrator");
        cast.adam.put("/admin/members/adam/role", json!({ "role": "member" })).await.expect(409);
        cast.adam.put("/admin/members/mara/role", json!({ "role": "administrator" })).await.expect(200);
        cast.mara.put("/admin/members/adam/role", json!({ "role": "moderator" })).await.expect(200);
        cast.adam.get("/admin/members").await.expect(404);
        cast.mara.put("/admin/members/mara/deactivation", json!({})).await.expect(409);
        cast.mara.put("/admin/members/ines/role", json!({ "role": "emperor" })).await.expect(422);
    }

    async fn a_new_device_is_told_of_in_the_member_s_language(story: Story) {
        let cast = people(&story).await;
        cast.ines.choose_password(PASSWORD).await;
        let first = cast.ines.browser().await;
        first.put("/settings/account", json!({ "language": "de", "zone": "europe/berlin" })).await.expect(200);
        let me = first.get("/me").await.json();
        assert_eq!((me["language"].as_str(), me["zone"].as_str()), (Some("de"), Some("Europe/Berlin")));
        story.settle().await;
        assert!(story.mails_to(&cast.ines.email).is_empty(), "the first device is no news");
        sign_in(&story, "ines", PASSWORD).await.expect(303);
        sign_in(&story, "ines", PASSWORD).await.expect(303);
        story.settle().await;
        let mails = story.mails_to(&cast.ines.email);
        assert_eq!(mails.len(), 1, "once for each device");
        assert!(mails[0].starts_with("Neue Anmeldung bei Northwind") && mails[0].contains("127.0.0.1"), "{}", mails[0]);
        assert_eq!(link(&mails[0]), "/settings/security");
    }

    async fn a_password_is_changed_by_who_knows_it(story: Story) {
        let cast = people(&story).await;
        cast.ines.choose_password(PASSWORD).await;
        let (here, there) = (cast.ines.browser().await, cast.ines.browser().await);
        let change = |current, password| [("current", current), ("password", password)];
        let path = "/settings/password?_method=PUT";
        assert!(here.form(path, &change("guess", "a quieter lamp at noon")).await.expect(422).body.contains("not your current"));
        assert!(here.form(path, &change(PASSWORD, "short")).await.expect(422).body.contains("at least 10"));
        here.form(path, &change(PASSWORD, "a quieter lamp at noon")).await.expect(303);
        here.get("/me").await.expect(200);
        there.get("/me").await.expect(401);
        cast.ines.put("/settings/password", json!({ "current": "a quieter lamp at noon", "password": PASSWORD })).await.expect(403);
    }

    async fn organisations_are_added_by_administrators(story: Story) {
        let cast = people(&story).await;
        let adam = cast.adam.browser().await;
        let fields = [("name", "Söderlund & Co"), ("kind", "partner"), ("domain", "@Soderlund.example")];
        adam.form("/admin/organisations", &fields).await.expect(303);
        let listed = adam.get("/admin/organisations").await.expect(200).json();
        let made = listed["items"].as_array().unwrap().iter().find(|o| o["name"] == "Söderlund & Co").unwrap().clone();
        assert_eq!((made["slug"].as_str(), made["domain"].as_str()), (Some("soderlund-co"), Some("soderlund.example")));
        adam.form("/admin/organisations", &fields).await.expect(422);
        adam.form("/admin/organisations", &[("name", "Second self"), ("kind", "own")]).await.expect(422);
        assert!(adam.page("/admin/organisations").await.expect(200).body.contains("Söderlund &#38; Co"));
    }

    async fn a_stranger_chooses_the_language_of_the_entrance(story: Story) {
        people(&story).await;
        let german = story.stranger().page("/sign-in?lang=de").await.expect(200);
        assert!(german.body.contains("Anmelden bei Northwind") && german.body.contains("lang=\"de\""));
        assert!(german.header("set-cookie").starts_with("lang=de;"));
        let later = story.browser("lang=ar").page("/forgot").await.expect(200);
        assert!(later.body.contains("dir=\"rtl\""));
    }

    async fn a_passkey_ceremony_holds_five_minutes_and_one_answer(story: Story) {
        let cast = people(&story).await;
        cast.ines.post("/settings/passkeys/options", json!({ "name": "Laptop" })).await.expect(403);
        let ines = cast.ines.browser().await;
        let options = ines.post("/settings/passkeys/options", json!({ "name": "Laptop" })).await.expect(200).json();
        assert_eq!(options["publicKey"]["rp"]["id"], "localhost");
        assert_eq!(options["publicKey"]["user"]["name"], "ines");
        let wanted = &options["publicKey"]["authenticatorSelection"];
        assert_eq!((wanted["residentKey"].as_str(), wanted["userVerification"].as_str()), (Some("preferred"), Some("required")));
        let options = story.stranger().post("/sign-in/passkey/options", json!({})).await.expect(200).json();
        let challenge = options["publicKey"]["challenge"].as_str().unwrap();
        let data = json!({ "type": "webauthn.get", "challenge": challenge, "origin": "http://localhost:8080" }).to_string();
        let made_up = json!({
            "id": "AAAA", "rawId": "AAAA", "type": "public-key", "extensions": {},
            "response": { "authenticatorData": "AAAA", "clientDataJSON": base64(&data), "signature": "AAAA", "userHandle": base64("0123456789abcdef") }
        });
        let refused = story.stranger().post("/sign-in/passkey", made_up.clone()).await.expect(422);
        assert_eq!(refused.json()["type"], "identity-passkey-refused");
        let left: Option<i64> = story.value("select count(*) from ceremonies where member is null").await;
        assert_eq!(left, Some(0), "a ceremony has one answer");
    }
}

fn base64(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text)
}

#[tokio::test]
async fn a_mail_address_is_known_by_its_shape() {
    for good in ["a@b.example", "ines.halvorsen+x@northwind-rail.example"] {
        assert!(ops::is_email(good), "{good}");
    }
    for bad in [
        "",
        "a",
        "a@b",
        "@b.example",
        "a@",
        "a@b..example",
        "a b@c.example",
        "a@b.example\r\nBcc: x@y.example",
        "a@b@c.example",
        "<a@b.example>",
    ] {
        assert!(!ops::is_email(bad), "{bad:?}");
    }
}

/// Compiles only while operations on a transaction can be held across threads.
#[allow(dead_code)]
fn operations_can_be_boxed(tx: &Tx) -> futures_util::future::BoxFuture<'_, kernel::error::Result<()>> {
    Box::pin(ops::set_setting(tx, "a", "b"))
}

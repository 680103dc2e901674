//! Who answers a mail, and what becomes of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use crate::notifications::escalate_due;
use crate::testing::{People, begin, people};
use axum::body::Body;
use axum::http::Request;
use kernel::app::{App, Opened};
use kernel::clock::{DAY, HOUR, MINUTE};
use kernel::configuration::Configuration;
use kernel::db::Tx;
use kernel::ids::Id;
use kernel::outbox::bounces;
use kernel::outbox::signed::{Addresses, Purpose};
use kernel::stories;
use kernel::testing::{Answer, Story, Visitor};
use mail_parser::MessageParser;
use serde_json::{Value, json};

const SECRET: &str = "sixteen letters!";

async fn write(who: &Visitor<'_>, body: &str) -> String {
    let made = who.post("/posts", json!({ "kind": "note", "body": body })).await.expect(201).json();
    made["id"].as_str().unwrap().to_owned()
}

async fn escalate(story: &Story) {
    story.settle().await;
    story.app.clock.advance(3 * HOUR);
    while escalate_due(&story.app).await.unwrap() {}
    story.settle().await;
}

/// The mails to somebody, oldest first, as an independent library reads them.
fn mails(story: &Story, to: &str) -> Vec<Vec<u8>> {
    let folder = story.app.configuration.data.join("mail");
    let mut files: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mails = files.into_iter().map(|file| std::fs::read(file).unwrap());
    mails
        .filter(|mail| String::from_utf8_lossy(mail).lines().any(|line| line.starts_with("To: ") && line.contains(to)))
        .collect()
}

/// A mail that somebody got, and where an answer to it goes.
struct Got {
    raw: Vec<u8>,
    reply_to: String,
}

impl Got {
    fn last(story: &Story, to: &str) -> Self {
        let got = mails(story, to).into_iter().rev().find_map(|raw| {
            let mail = MessageParser::new().parse(&raw).unwrap();
            let reply_to = mail.reply_to()?.first().unwrap().address().unwrap().to_owned();
            Some(Self { reply_to, raw: raw.clone() })
        });
        got.expect("a mail that can be answered")
    }

    fn text(&self) -> String {
        MessageParser::new().parse(&self.raw).unwrap().body_text(0).unwrap().into_owned()
    }

    /// As a mail program answers it: one's own words, and all of the mail below.
    fn answer(&self, from: &str, id: &str, words: &str) -> String {
        let quoted: String = self.text().lines().map(|line| format!("> {line}\r\n")).collect();
        format!(
            "Return-Path: <{from}>\r\nFrom: Somebody <{from}>\r\nTo: Northwind <{}>\r\nMessage-ID: <{id}@mail.example>\r\nSubject: Re: hello\r\n\
             MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n\r\nOn Mon, 2 Nov 2026, Northwind wrote:\r\n{quoted}\r\n",
            self.reply_to
        )
    }
}

async fn hand_over(story: &Story, kind: &str, query: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(format!("/mail/incoming{query}"))
        .header("content-type", kind)
        .header("accept", "application/json");
    story.send(request.body(body.into()).unwrap()).await
}

async fn deliver(story: &Story, mail: &str) -> Value {
    hand_over(story, "message/rfc822", &format!("?secret={}", SECRET.replace(' ', "%20")), mail.to_owned())
        .await
        .expect(200)
        .json()
}

async fn thread(who: &Visitor<'_>, post: &str) -> Vec<Value> {
    who.get(&format!("/posts/{post}")).await.expect(200).json()["thread"].as_array().unwrap().clone()
}

/// Mara writes to Ines, who is not there and gets a mail.
async fn mail_to_ines(story: &Story, cast: &People<'_>) -> (String, Got) {
    let post = write(&cast.mara, "Nine or twelve, @ines?").await;
    escalate(story).await;
    (post, Got::last(story, &cast.ines.email))
}

stories! {
    async fn who_answers_a_mail_comments(story: Story) {
        let cast = people(&story).await;
        let (post, got) = mail_to_ines(&story, &cast).await;
        assert!(got.text().starts_with("##-- Write your answer above this line --##"), "{}", got.text());
        assert!(got.reply_to.starts_with("reply+") && got.reply_to.ends_with("@northwind.example"));
        let answer = got.answer(&cast.ines.email, "1", "Nine, *not* twelve.\r\n\r\nSince Monday.");
        let outcome = deliver(&story, &answer).await;
        assert_eq!(outcome["outcome"], "posted", "{outcome}");
        let comments = thread(&cast.mara, &post).await;
        assert_eq!(comments.len(), 1);
        assert_eq!(comments[0]["author"]["handle"], "ines", "{}", comments[0]);
        let html = comments[0]["html"].as_str().unwrap();
        assert!(html.contains("<em>not</em>") && html.contains("Since Monday.") && !html.contains("wrote"), "{html}");
        // The same mail once more, as after a connection that broke.
        assert_eq!(deliver(&story, &answer).await["outcome"], "duplicate");
        assert_eq!(thread(&cast.mara, &post).await.len(), 1);
        story.settle().await;
        let mara = cast.mara.get("/notifications").await.expect(200).json();
        assert_eq!(mara["items"][0]["text"], "Ines Halvorsen replied to you in “Nine or twelve, @ines?”");
        assert_eq!(cast.ines.get("/notifications").await.json()["unread"], 0, "who answers has read");
    }

    async fn an_answer_to_a_comment_goes_into_its_thread(story: Story) {
        let cast = people(&story).await;
        let post = write(&cast.ines, "The depot is open.").await;
        let form = json!({ "body": "Until when?" });
        let made = cast.mara.post(&format!("/posts/{post}/comments"), form).await.expect(201).json();
        escalate(&story).await;
        let got = Got::last(&story, &cast.ines.email);
        assert_eq!(deliver(&story, &got.answer(&cast.ines.email, "1", "Until six.")).await["outcome"], "posted");
        let comments = thread(&cast.mara, &post).await;
        assert_eq!((comments.len(), &comments[0]["id"]), (1, &made["id"]));
        assert!(comments[0].to_string().contains("Until six."), "{}", comments[0]);
    }

    async fn who_is_refused_is_told_why_and_loses_nothing(story: Story) {
        let cast = people(&story).await;
        cast.ines.put("/settings/account", json!({ "language": "de" })).await.expect(200);
        let (post, got) = mail_to_ines(&story, &cast).await;
        let told = |needle: &str| {
            let mail = mails(&story, &cast.ines.email).into_iter().map(|raw| {
                let mail = MessageParser::new().parse(&raw).unwrap().into_owned();
                (mail.body_text(0).unwrap().into_owned(), mail)
            });
            mail.filter(|(text, _)| text.contains(needle)).map(|(_, mail)| mail).next()
        };
        let refused = async |mail: String, why: &str| {
            let outcome = deliver(&story, &mail).await;
            story.settle().await;
            assert_eq!((&outcome["outcome"], &outcome["reason"]), (&json!("refused"), &json!(why)));
            outcome
        };
        refused(got.answer("somebody@else.example", "a", "In her name"), "sender").await;
        let mail = told("somebody@else.example").expect("Ines hears of it, not who wrote it");
        assert!(told("In her name").is_none(), "what another wrote is not passed on");
        assert_eq!(mail.subject(), Some("Ihre Antwort wurde bei Northwind nicht veröffentlicht"));
        assert_eq!(mail.header_raw("Auto-Submitted").unwrap().trim(), "auto-replied");
        assert_eq!(mail.in_reply_to().as_text(), Some("a@mail.example"));
        assert!(mails(&story, "somebody@else.example").is_empty());
        refused(got.answer(&cast.ines.email, "b", ""), "empty").await;
        refused(got.answer(&cast.ines.email, "c", &"much ".repeat(10_000)), "too-long").await;
        assert!(thread(&cast.mara, &post).await.is_empty());
        cast.mara.delete(&format!("/posts/{post}")).await.expect(200);
        refused(got.answer(&cast.ines.email, "d", "Too late"), "gone").await;
        assert!(!told("> Too late").unwrap().body_text(0).unwrap().contains(&post), "nor does it lead there");
        story.app.clock.advance(95 * DAY);
        refused(got.answer(&cast.ines.email, "e", "Much too late"), "expired").await;
        assert!(told("> Much too late").is_some());
    }

    async fn nobody_is_told_more_than_a_few_times_a_day(story: Story) {
        let cast = people(&story).await;
        let (_, got) = mail_to_ines(&story, &cast).await;
        let before = mails(&story, &cast.ines.email).len();
        for n in 0..8 {
            let outcome = deliver(&story, &got.answer("somebody@else.example", &n.to_string(), "No")).await;
            assert_eq!(outcome["outcome"], "refused");
            story.app.clock.advance(MINUTE);
        }
        story.settle().await;
        assert_eq!(mails(&story, &cast.ines.email).len(), before + 5);
    }

    async fn who_may_not_write_any_more_does_not_write_by_mail(story: Story) {
        let cast = people(&story).await;
        cast.mara.post("/spaces", json!({ "slug": "crane", "name": "Crane", "audience": "private", "joining": "invite" })).await.expect(201);
        cast.mara.post("/spaces/crane/members", json!({ "handle": "ines" })).await.expect(200);
        cast.ines.put("/spaces/crane/membership", json!({})).await.expect(200);
        let form = json!({ "kind": "note", "space": "crane", "body": "Only here, @ines" });
        let post = cast.mara.post("/posts", form).await.expect(201).json()["id"].as_str().unwrap().to_owned();
        escalate(&story).await;
        let got = Got::last(&story, &cast.ines.email);
        cast.mara.delete("/spaces/crane/members/ines").await.expect(200);
        let outcome = deliver(&story, &got.answer(&cast.ines.email, "1", "Still here")).await;
        assert_eq!((&outcome["outcome"], &outcome["reason"]), (&json!("refused"), &json!("gone")));
        assert!(thread(&cast.mara, &post).await.is_empty());
        let (_, got) = mail_to_ines(&story, &cast).await;
        cast.adam.put("/admin/members/ines/deactivation", json!({})).await.expect(200);
        let before = mails(&story, &cast.ines.email).len();
        let outcome = deliver(&story, &got.answer(&cast.ines.email, "2", "Hello?")).await;
        assert_eq!((&outcome["outcome"], &outcome["reason"]), (&json!("ignored"), &json!("inactive")));
        story.settle().await;
        assert_eq!(mails(&story, &cast.ines.email).len(), before);
    }

    async fn programs_are_not_answered(story: Story) {
        let cast = people(&story).await;
        let (post, got) = mail_to_ines(&story, &cast).await;
        let before = mails(&story, &cast.ines.email).len();
        let answer = got.answer(&cast.ines.email, "1", "I am away until Monday.");
        for (nth, line) in ["Auto-Submitted: auto-replied", "Precedence: auto_reply", "X-Auto-Response-Suppress: All"].iter().enumerate() {
            let mail = format!("{line}\r\n{}", answer.replace("<1@", &format!("<auto{nth}@")));
            assert_eq!(deliver(&story, &mail).await["outcome"], "ignored", "{line}");
        }
        let bounced = answer.replacen(&format!("Return-Path: <{}>", cast.ines.email), "Return-Path: <>", 1);
        assert_eq!(deliver(&story, &bounced).await["reason"], "no-sender");
        // Our own mail, sent back to us by whatever went wrong.
        let own = MessageParser::new().parse(&got.raw).unwrap().message_id().unwrap().to_owned();
        assert_eq!(deliver(&story, &answer.replace("1@mail.example", &own)).await["reason"], "loop");
        let forged = answer.replace(&got.reply_to, "reply+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@northwind.example");
        assert_eq!(deliver(&story, &forged).await["reason"], "not-ours");
        assert_eq!(deliver(&story, "Nothing that is a mail").await["reason"], "broken");
        story.settle().await;
        assert!(thread(&cast.mara, &post).await.is_empty());
        assert_eq!(mails(&story, &cast.ines.email).len(), before, "nobody hears of it");
    }

    async fn files_of_an_answer_are_kept(story: Story) {
        let cast = people(&story).await;
        let (post, got) = mail_to_ines(&story, &cast).await;
        let picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        let mail = format!(
            "From: {}\r\nTo: {}\r\nMessage-ID: <files@mail.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n\
             --a\r\nContent-Type: text/plain\r\n\r\nSee the door.\r\n\
             --a\r\nContent-Type: image/png; name=\"door.png\"\r\nContent-Disposition: attachment; filename=\"door.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{picture}\r\n\
             --a\r\nContent-Type: text/plain; name=\"plan.txt\"\r\nContent-Disposition: attachment; filename=\"plan.txt\"\r\n\r\nA plan.\r\n--a--\r\n",
            cast.ines.email, got.reply_to
        );
        let outcome = deliver(&story, &mail).await;
        assert_eq!(outcome["outcome"], "posted", "{outcome}");
        let comments = thread(&cast.mara, &post).await;
        let html = comments[0]["html"].as_str().unwrap();
        assert!(html.contains("<img") && html.contains("plan.txt"), "{html}");
        let files: Vec<String> = story.app.db.read(async |tx: &Tx| {
            let ids: Vec<Id> = tx.column("select file from post_files order by rank", &[]).await?;
            Ok(ids.iter().map(|id| format!("/files/{id}")).collect())
        }).await.unwrap();
        assert_eq!(files.len(), 2);
        for file in &files {
            assert!(html.contains(file.as_str()), "{html}");
            cast.mara.get(file).await.expect(200);
            cast.carl.get(file).await.expect(404);
        }
        assert_eq!(cast.mara.get(&files[1]).await.body, "A plan.");
        let broken = mail.replace("<files@", "<broken@").replace(picture, "iVBORw0KGgoAAAA=");
        assert_eq!(deliver(&story, &broken).await["reason"], "file");
    }

    async fn a_mail_comes_in_as_services_send_it(story: Story) {
        let cast = people(&story).await;
        let (post, got) = mail_to_ines(&story, &cast).await;
        let secret = "?secret=sixteen%20letters!";
        let answer = |id: &str| got.answer(&cast.ines.email, id, id);
        for query in ["", "?secret=sixteen", "?secret="] {
            hand_over(&story, "message/rfc822", query, answer("no")).await.expect(401);
        }
        let request = |name: &str, value: &str| Request::post("/mail/incoming").header("content-type", "message/rfc822").header("accept", "application/json").header(name, value);
        let basic = format!("Basic {}", { use base64::Engine as _; base64::engine::general_purpose::STANDARD.encode(format!("mail:{SECRET}")) });
        for (id, name, value) in [("basic", "authorization", basic.as_str()), ("header", "x-fourleaf-secret", SECRET)] {
            let sent = story.send(request(name, value).body(Body::from(answer(id))).unwrap()).await;
            assert_eq!(sent.expect(200).json()["outcome"], "posted", "{id}");
        }
        let form = |field: &str, id: &str| format!("--x\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\nRe\r\n--x\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{}\r\n--x--\r\n", answer(id));
        for (field, id) in [("body-mime", "mailgun"), ("email", "sendgrid")] {
            let sent = hand_over(&story, "multipart/form-data; boundary=x", secret, form(field, id)).await;
            assert_eq!(sent.expect(200).json()["outcome"], "posted", "{id}");
        }
        let sent = hand_over(&story, "application/json", secret, json!({ "RawEmail": answer("postmark") }).to_string()).await;
        assert_eq!(sent.expect(200).json()["outcome"], "posted");
        // Sent to a list that put another address into the mail: the service says where it was delivered.
        let elsewhere = answer("elsewhere").replace(&got.reply_to, "undisclosed@northwind.example");
        let pairs = [("body-mime", elsewhere.as_str()), ("recipient", got.reply_to.as_str())];
        let pairs = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let sent = hand_over(&story, "application/x-www-form-urlencoded", secret, pairs).await;
        assert_eq!(sent.expect(200).json()["outcome"], "posted");
        assert_eq!(thread(&cast.mara, &post).await.len(), 6);
        hand_over(&story, "message/rfc822", secret, "").await.expect(400);
        hand_over(&story, "application/json", secret, "{").await.expect(400);
        hand_over(&story, "image/png", secret, "x").await.expect(415);
        hand_over(&story, "message/rfc822", secret, vec![b'x'; 26 * 1024 * 1024]).await.expect(413);
    }

    async fn mails_stop_for_an_address_that_takes_none(story: Story) {
        let cast = people(&story).await;
        let addresses = Addresses::open(&story.app).await.unwrap().unwrap();
        mail_to_ines(&story, &cast).await;
        let report = |status: &str| {
            let to = addresses.make(Purpose::Bounce { address: bounces::key_of(&cast.ines.email) }, story.app.clock.now());
            format!(
                "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: {to}\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
                 Content-Type: multipart/report; report-type=delivery-status; boundary=a\r\n\r\n--a\r\n\r\nSorry.\r\n--a\r\nContent-Type: message/delivery-status\r\n\r\n\
                 Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; {}\r\nAction: failed\r\nStatus: {status}\r\nDiagnostic-Code: smtp; 550 no such user\r\n\r\n--a--\r\n",
                cast.ines.email
            )
        };
        assert_eq!(deliver(&story, &report("4.2.2")).await["reason"], "soft");
        for _ in 0..3 {
            assert_eq!(deliver(&story, &report("5.1.1")).await["reason"], "hard");
            assert_eq!(deliver(&story, &report("5.1.1")).await["reason"], "hard", "counted once a day");
            story.app.clock.advance(DAY);
        }
        let settings = cast.ines.get("/settings/notifications").await.expect(200).json();
        assert_eq!(settings["address"]["stopped"].as_i64().map(|at| at > 0), Some(true), "{settings}");
        assert_eq!(settings["address"]["said"], "smtp; 550 no such user");
        assert!(cast.mara.get("/settings/notifications").await.json()["address"].is_null());
        assert_eq!(cast.adam.get("/admin/notifications").await.expect(200).json()["addresses_stopped"], 1);
        let before = mails(&story, &cast.ines.email).len();
        mail_to_ines(&story, &cast).await;
        assert_eq!(mails(&story, &cast.ines.email).len(), before, "nothing is sent there");
        // She has mended it, and shows so.
        let browser = cast.ines.browser().await;
        assert!(browser.page("/settings/notifications").await.expect(200).body.contains("550 no such user"));
        browser.form("/settings/notifications/address", &[]).await.expect(303);
        story.settle().await;
        let raw = mails(&story, &cast.ines.email);
        assert_eq!(raw.len(), before + 1, "the link is sent all the same");
        let link = raw.iter().find_map(|raw| {
            let mail = MessageParser::new().parse(raw).unwrap();
            let text = mail.body_text(0).unwrap().into_owned();
            text.lines().find_map(|line| line.split_once("/confirm-email/").map(|(_, secret)| format!("/confirm-email/{}", secret.trim())))
        }).expect("a link");
        browser.form(&link, &[]).await.expect(303);
        assert!(cast.ines.get("/settings/notifications").await.json()["address"].is_null());
        let me = cast.ines.get("/settings/account").await.expect(200).json();
        assert_eq!(me["email"], cast.ines.email.as_str());
        mail_to_ines(&story, &cast).await;
        assert!(mails(&story, &cast.ines.email).len() > before + 1);
    }

    async fn answers_come_in_from_a_mailbox(story: Story) {
        let cast = people(&story).await;
        let (post, got) = mail_to_ines(&story, &cast).await;
        let mailbox = mailbox::Mailbox::begin(vec![
            got.answer(&cast.ines.email, "1", "Nine."),
            "Nothing that is a mail".to_owned(),
            got.answer(&cast.ines.email, "2", "And twelve."),
        ]).await;
        let app = with_mailbox(&story, mailbox.port);
        assert_eq!(crate::replies::look(&app).await.unwrap(), 3);
        assert_eq!(thread(&cast.mara, &post).await.len(), 2);
        assert_eq!(mailbox.flags(), ["\\Seen", "\\Seen \\Flagged", "\\Seen"]);
        assert_eq!(crate::replies::look(&app).await.unwrap(), 0, "what was seen is not looked at again");
    }
}

fn with_mailbox(story: &Story, port: u16) -> App {
    let app = &story.app;
    let mut configuration: Configuration = app.configuration.clone();
    configuration.imap.host = "127.0.0.1".to_owned();
    configuration.imap.port = port;
    configuration.imap.tls = kernel::configuration::MailTls::Off;
    configuration.imap.user = "reply".to_owned();
    configuration.imap.password = "a \"quoted\" password".to_owned();
    App::new(Opened {
        db: app.db.clone(),
        clock: app.clock.clone(),
        random: app.random.clone(),
        ids: app.ids.clone(),
        configuration,
        texts: app.texts.clone(),
        files: app.files.clone(),
        mailer: app.mailer.clone(),
        fetcher: app.fetcher.clone(),
        gate: app.gate.clone(),
        parts: crate::parts(),
    })
}

/// As much of an IMAP server (RFC 3501) as is needed to read a mailbox.
mod mailbox {
    use std::sync::{Arc, Mutex};
    use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
    use tokio::net::{TcpListener, TcpStream};

    type Mails = Arc<Mutex<Vec<(String, String)>>>;

    pub struct Mailbox {
        pub port: u16,
        mails: Mails,
    }

    impl Mailbox {
        pub async fn begin(mails: Vec<String>) -> Self {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let port = listener.local_addr().unwrap().port();
            let mails: Mails = Arc::new(Mutex::new(mails.into_iter().map(|mail| (mail, String::new())).collect()));
            let kept = mails.clone();
            tokio::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(converse(stream, kept.clone()));
                }
            });
            Self { port, mails }
        }

        pub fn flags(&self) -> Vec<String> {
            self.mails.lock().unwrap().iter().map(|(_, flags)| flags.clone()).collect()
        }
    }

    async fn converse(stream: TcpStream, mails: Mails) -> Option<()> {
        let (reading, mut writing) = stream.into_split();
        let mut lines = BufReader::new(reading).lines();
        writing.write_all(b"* OK here I am\r\n").await.ok()?;
        while let Some(line) = lines.next_line().await.ok()? {
            let (tag, command) = line.split_once(' ')?;
            let said = answer(command, &mails);
            writing.write_all(format!("{said}{tag} OK done\r\n").as_bytes()).await.ok()?;
        }
        None
    }

    fn answer(command: &str, mails: &Mails) -> String {
        let mut mails = mails.lock().unwrap();
        let words: Vec<&str> = command.split(' ').collect();
        let uid = words.get(2).and_then(|uid| uid.parse::<usize>().ok()).unwrap_or(0);
        match words.as_slice() {
            ["LOGIN", ..] => {
                assert_eq!(command, "LOGIN \"reply\" \"a \\\"quoted\\\" password\"");
                String::new()
            }
            ["SELECT", folder] => {
                assert_eq!(folder.trim_matches('"'), "INBOX");
                format!("* {} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] fine\r\n", mails.len())
            }
            ["UID", "SEARCH", "UNSEEN"] => {
                let unseen = (1..=mails.len()).filter(|uid| mails[uid - 1].1.is_empty());
                format!("* SEARCH {}\r\n", unseen.map(|uid| uid.to_string()).collect::<Vec<_>>().join(" "))
            }
            ["UID", "FETCH", _, rest @ ..] if rest.join(" ").contains("SIZE") => {
                format!("* {uid} FETCH (UID {uid} RFC822.SIZE {})\r\n", mails[uid - 1].0.len())
            }
            ["UID", "FETCH", ..] => {
                let mail = &mails[uid - 1].0;
                format!("* {uid} FETCH (UID {uid} BODY[] {{{}}}\r\n{mail})\r\n", mail.len())
            }
            ["UID", "STORE", _, "+FLAGS", flags @ ..] => {
                mails[uid - 1].1 = flags.join(" ").trim_matches(['(', ')']).to_owned();
                String::new()
            }
            _ => String::new(),
        }
    }
}

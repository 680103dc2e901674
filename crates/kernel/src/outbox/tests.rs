//! What happens to a mail: sent once, tried again, given up; also when several nodes send.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::receiver::Receiver;
use super::*;
use crate::app::Opened;
use crate::capability::Capability;
use crate::clock::{self, SECOND};
use crate::db::{Db, Settings};
use crate::ids::Ids;
use crate::journal::tests::OpenDoor;
use crate::mail::{MailConfig, MailRoute, Mailer, SmtpConfig, SmtpTls};
use crate::stories;
use crate::testing::{Cast, Engine, Story, read_mail};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

async fn begin(engine: Engine) -> Story {
    let cast = Cast {
        capability: Capability::kernel(),
        gate: Arc::new(OpenDoor),
        parts: crate::app::Parts::default(),
        configure: |_| {},
    };
    Story::begin(engine, cast).await.unwrap()
}

/// A node of the story's installation with a database handle of its own, which sends to `receiver`.
async fn node(story: &Story, receiver: &Receiver) -> App {
    node_that(story, receiver, true).await
}

async fn node_that(story: &Story, receiver: &Receiver, reserved_names: bool) -> App {
    let app = &story.app;
    let url = app.configuration.database.url.clone();
    let settings = Settings { url, pool: 4, ..Settings::embedded(story.folder()) };
    let ids = Ids::new(app.clock.clone(), 2);
    let db = Db::open(&settings, &Capability::kernel().migrations, app.clock.clone(), ids.clone()).await.unwrap();
    let smtp = SmtpConfig {
        host: "127.0.0.1".into(),
        port: receiver.port,
        tls: SmtpTls::None,
        user: None,
        password: None,
        reserved_names,
    };
    let config = MailConfig { from: "Fourleaf <no-reply@company.example>".into(), route: MailRoute::Smtp(smtp) };
    App::new(Opened {
        db,
        clock: app.clock.clone(),
        random: app.random.clone(),
        ids,
        configuration: app.configuration.clone(),
        texts: app.texts.clone(),
        files: app.files.clone(),
        mailer: Mailer::new(&config, app.clock.clone()).unwrap(),
        fetcher: app.fetcher.clone(),
        gate: app.gate.clone(),
        parts: crate::app::Parts::default(),
    })
}

fn mail(nth: usize, to: &str) -> Mail {
    Mail {
        to: to.to_owned(),
        subject: format!("Number {nth}"),
        text: "Read it here.".to_owned(),
        message_id: format!("{nth}@company.example"),
        ..Mail::default()
    }
}

async fn write(story: &Story, mails: Vec<Mail>) {
    let put_all = async move |tx: &Tx| {
        for mail in &mails {
            put(tx, mail).await?;
        }
        Ok(())
    };
    story.app.db.write(put_all).await.unwrap();
}

async fn write_many(story: &Story, count: usize) {
    write(story, (0..count).map(|nth| mail(nth, "eero@company.example")).collect()).await;
}

async fn state(story: &Story) -> (i64, i64) {
    let (waiting, failed, _) = story.app.db.read(standing).await.unwrap();
    (waiting, failed)
}

/// Which mails came, each as often as it came.
fn ids(receiver: &Receiver) -> Vec<String> {
    let id = |mail: &String| mail.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap().to_owned();
    receiver.taken().iter().map(id).collect()
}

fn assert_each_once(receiver: &Receiver, count: usize) {
    let came = ids(receiver);
    assert_eq!(came.iter().collect::<HashSet<_>>().len(), count, "none is lost");
    assert_eq!(came.len(), count, "none came twice");
}

async fn send_all(story: &Story, node: &App) {
    while state(story).await.0 > 0 {
        send_due(node).await.unwrap();
    }
}

stories! {
    async fn two_nodes_send_each_mail_once(story: Story) {
        let receiver = Receiver::begin(|_| None).await;
        let (one, other) = (node(&story, &receiver).await, node(&story, &receiver).await);
        write_many(&story, 150).await;
        tokio::join!(send_all(&story, &one), send_all(&story, &other));
        assert_each_once(&receiver, 150);
    }

    async fn what_a_dead_node_had_claimed_is_sent_by_another(story: Story) {
        let receiver = Receiver::begin(|_| None).await;
        let (dead, alive) = (node(&story, &receiver).await, node(&story, &receiver).await);
        write_many(&story, 5).await;
        let claims = dead.db.write(async |tx: &Tx| claim(tx, 0).await).await.unwrap();
        assert_eq!(claims.len(), 5);
        assert_eq!(send_due(&alive).await.unwrap(), 0, "the claim holds");
        story.app.clock.advance(CLAIM);
        assert_eq!(send_due(&alive).await.unwrap(), 5);
        assert_each_once(&receiver, 5);
        // It was not dead, only away: what it has to say comes too late.
        let after = After::GivenUp { error: "away".to_owned(), bounced: false };
        let attempt = Attempt { after, address: None, reported: false };
        dead.db.write(async move |tx: &Tx| note(tx, &claims[0], &attempt).await).await.unwrap();
        assert_eq!(state(&story).await, (0, 0));
    }

    async fn a_node_that_was_killed_goes_on_at_once(story: Story) {
        let receiver = Receiver::begin(|_| None).await;
        let node = node(&story, &receiver).await;
        write_many(&story, 5).await;
        let claims = node.db.write(async |tx: &Tx| claim(tx, 0).await).await.unwrap();
        let others = node.db.write(async |tx: &Tx| claim(tx, 1).await).await.unwrap();
        assert_eq!((claims.len(), others.len(), send_due(&node).await.unwrap()), (5, 0, 0));
        take_up_again(&node).await.unwrap();
        assert_eq!(send_due(&node).await.unwrap(), 5);
        assert_each_once(&receiver, 5);
    }

    async fn a_slow_server_does_not_outlast_the_claim(story: Story) {
        let clock = story.app.clock.clone();
        let slow = Receiver::begin(move |said| {
            if said == "DATA" {
                clock.advance(50 * SECOND);
            }
            None
        })
        .await;
        let (one, other) = (node(&story, &slow).await, node(&story, &slow).await);
        write_many(&story, 10).await;
        assert_eq!(send_due(&one).await.unwrap(), 10);
        assert_eq!(slow.taken().len(), 2, "the others are left to whoever comes");
        assert_eq!(send_due(&other).await.unwrap(), 8);
        send_all(&story, &one).await;
        assert_each_once(&slow, 10);
    }

    async fn a_mail_is_tried_again_after_a_no_for_now_and_given_up_after_a_no_for_ever(story: Story) {
        let tried = Arc::new(AtomicUsize::new(0));
        let counted = tried.clone();
        let receiver = Receiver::begin(move |said| match said {
            said if said.contains("busy@") && counted.fetch_add(1, Ordering::SeqCst) < 2 => Some("451 come again later"),
            said if said.contains("gone@") => Some("550 nobody here"),
            _ => None,
        })
        .await;
        let node = node(&story, &receiver).await;
        let to = ["busy@company.example", "gone@company.example", "eero@company.example"];
        write(&story, to.iter().enumerate().map(|(nth, to)| mail(nth, to)).collect()).await;
        assert_eq!(send_due(&node).await.unwrap(), 3);
        assert_eq!((ids(&receiver).len(), state(&story).await), (1, (1, 1)));
        assert_eq!(send_due(&node).await.unwrap(), 0, "not at once");
        story.app.clock.advance(MINUTE);
        assert_eq!(send_due(&node).await.unwrap(), 1);
        assert_eq!(state(&story).await, (1, 1));
        story.app.clock.advance(2 * MINUTE);
        assert_eq!(send_due(&node).await.unwrap(), 1);
        assert_eq!((ids(&receiver).len(), state(&story).await, tried.load(Ordering::SeqCst)), (2, (0, 1), 3));
        let kept: Option<i64> = story.value("select count(*) from outbox where mail <> ''").await;
        assert_eq!(kept, Some(0), "what was said is forgotten");
    }

    async fn a_server_that_wants_another_password_loses_no_mail(story: Story) {
        let strict = Receiver::begin(|said| said.starts_with("MAIL").then_some("530 authentication required")).await;
        let kind = Receiver::begin(|_| None).await;
        let (wrong, mended) = (node(&story, &strict).await, node(&story, &kind).await);
        write_many(&story, 3).await;
        assert_eq!(send_due(&wrong).await.unwrap(), 3);
        assert_eq!(state(&story).await, (3, 0));
        story.app.clock.advance(MINUTE);
        assert_eq!(send_due(&mended).await.unwrap(), 3);
        assert_each_once(&kind, 3);
    }

    async fn an_address_that_refuses_mails_on_three_days_gets_none(story: Story) {
        let refusals = Arc::new(AtomicUsize::new(0));
        let counted = refusals.clone();
        let receiver = Receiver::begin(move |said| {
            let gone = said.starts_with("RCPT") && said.to_lowercase().contains("gone@");
            gone.then(|| counted.fetch_add(1, Ordering::SeqCst)).map(|_| "550 5.1.1 nobody here")
        })
        .await;
        let node = node(&story, &receiver).await;
        let to_gone = |nth: usize| mail(nth, "Gone <GONE@company.example>");
        for day in 0..5 {
            write(&story, vec![to_gone(2 * day), to_gone(2 * day + 1)]).await;
            send_all(&story, &node).await;
            story.app.clock.advance(clock::DAY);
        }
        assert_eq!(refusals.load(Ordering::SeqCst), 5, "twice a day, until the third day");
        let standing = async |tx: &Tx| Ok((bounces::of(tx, "gone@company.example").await?, bounces::stopped(tx).await?));
        let (of_gone, stopped) = story.app.db.read(standing).await.unwrap();
        assert_eq!((of_gone.unwrap().hard, stopped), (3, 1));
        let essential = Mail { essential: true, ..to_gone(20) };
        write(&story, vec![essential]).await;
        send_all(&story, &node).await;
        assert_eq!(refusals.load(Ordering::SeqCst), 6, "a link that was just asked for is sent all the same");
        story.app.db.write(async |tx: &Tx| bounces::begin_anew(tx, "gone@company.example").await).await.unwrap();
        write(&story, vec![to_gone(21)]).await;
        send_all(&story, &node).await;
        assert_eq!(refusals.load(Ordering::SeqCst), 7, "who confirmed it is written to again");
    }

    async fn nothing_is_sent_to_names_that_are_for_examples(story: Story) {
        let receiver = Receiver::begin(|_| None).await;
        let node = node_that(&story, &receiver, false).await;
        write(&story, vec![mail(1, "eero@company.example"), mail(2, "eero@fourleaf-company.com")]).await;
        send_all(&story, &node).await;
        assert_eq!(ids(&receiver), ["<2@company.example>"]);
        assert_eq!(state(&story).await, (0, 0), "it is not a failure");
        let sql = "select error from outbox where state = 'withheld'";
        assert!(story.value::<String>(sql).await.unwrap().contains("RFC 2606"));
    }

    async fn what_arrives_is_a_mail(story: Story) {
        let receiver = Receiver::begin(|_| None).await;
        let node = node(&story, &receiver).await;
        let text = format!("Dear Älva,\n.hidden\n..\n.\n{}\nGoodbye", "a long line ".repeat(200));
        let subject = "Ünïcode: \u{628}\u{631}\u{64a}\u{62f} and a subject that is too long for one line of a header".to_owned();
        let sent = Mail { subject, text: text.clone(), ..mail(7, "Älva Öst <alva@company.example>") };
        write(&story, vec![sent]).await;
        assert_eq!(send_due(&node).await.unwrap(), 1);
        let mail = receiver.taken().remove(0);
        let (head, _) = mail.split_once("\r\n\r\n").unwrap();
        assert!(mail.split_inclusive("\r\n").all(|line| line.ends_with("\r\n") && line.len() <= 1_000 && line.is_ascii()));
        for name in ["From: ", "To: ", "Subject: ", "Date: ", "Message-ID: <7@company.example>", "MIME-Version: 1.0"] {
            assert!(head.lines().any(|line| line.starts_with(name)), "{name} is missing in {head}");
        }
        assert!(read_mail(&mail).trim_end().ends_with(&text), "{}", read_mail(&mail));
    }
}

fn claim_of(tries: i64) -> Claim {
    Claim { message_id: String::new(), mail: String::new(), created: 0, tries, until: 0 }
}

#[test]
fn a_mail_is_tried_again_with_growing_pauses_and_given_up_after_three_days() {
    let away = || Err(Error::Unavailable("away".to_owned()));
    let due = |tries| match After::of(away(), 0, &claim_of(tries)) {
        After::Again { due, .. } => due,
        _ => -1,
    };
    assert_eq!((due(1), due(2), due(5)), (MINUTE, 2 * MINUTE, 16 * MINUTE));
    assert_eq!(due(40), LONGEST_PAUSE);
    assert!(matches!(After::of(away(), GIVE_UP_AFTER, &claim_of(9)), After::GivenUp { bounced: false, .. }));
    assert!(
        matches!(After::of(Err(Error::field("to", "x")), 0, &claim_of(1)), After::GivenUp { .. }),
        "no other address comes"
    );
    assert!(matches!(After::of(Ok(()), 0, &claim_of(1)), After::Sent));
}

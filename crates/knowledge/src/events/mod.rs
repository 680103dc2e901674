//! Events: a kind of post that takes place at a time. Who comes, reminders, invitations, calendars for other programs.
//!
//! What is said about one is said as below any post. A live chat ([`chat`]) gathers questions, and puts them on record as
//! questions of its space ([`record`]).

pub mod access;
mod calendar;
pub mod chat;
mod feeds;
pub mod imported;
mod letters;
pub mod ops;
pub(crate) mod pages;
pub(crate) mod queries;
mod record;
mod recurrence;
mod reminders;
mod replies;
mod schedule;
mod told;
pub mod types;

pub use letters::send_due as send_letters;
pub use record::put as put_on_record;
pub use reminders::remind_due;
pub use replies::reply;
pub use schedule::go_on as lay_out_due;
pub use told::kinds as notification_kinds;

use chat::{AskForm, ChatForm, ChatView, DeskForm};
use community::posts::types::PostForm;
use community::posts::{Kind, ReplyKind};
use community::spaces::SpaceTab;
use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Routes};
use pages::{acting, calendars, chat as chats, list, show, write};
use types::{EVENT_KIND, OccurrenceForm, Reply, ReplyForm};

pub const EVENT: Kind = Kind {
    word: EVENT_KIND,
    text: "events-kind",
    icon: "events",
    titled: true,
    summarised: true,
    form: "/events/new",
    texts: &["place", "link"],
    keep: Some(|tx, viewer, id, form| Box::pin(ops::keep(tx, viewer, id, form))),
    home: Some(|_, id, form| Box::pin(async move { Ok(Some(calendars::home(id, form))) })),
    ..Kind::PLAIN
};

/// The calendar of a space.
pub const TAB: SpaceTab = SpaceTab { prefix: "/calendar/", text: "events-tab" };

/// What is asked and answered in a live chat.
pub const REPLIES: [ReplyKind; 2] = [
    ReplyKind {
        word: chat::CHAT_QUESTION,
        text: "events-kind-chat-question",
        to: "events-chat-question-in",
        icon: "ask",
    },
    ReplyKind { word: chat::CHAT_ANSWER, text: "events-kind-chat-answer", to: "events-chat-answer-in", icon: "check" },
];

const STEPS: &[(&str, &str)] = &[
    ("V1__events", include_str!("migrations/V1__events.sql")),
    ("V2__chats", include_str!("migrations/V2__chats.sql")),
];

const MIGRATIONS: Migrations = Migrations { capability: "events", steps: STEPS };

const TEXTS: &[Source] = &[
    (Language::English, "events.ftl", include_str!("../../texts/en/events.ftl")),
    (Language::French, "events.ftl", include_str!("../../texts/fr/events.ftl")),
    (Language::German, "events.ftl", include_str!("../../texts/de/events.ftl")),
    (Language::Arabic, "events.ftl", include_str!("../../texts/ar/events.ftl")),
];

pub fn capability() -> Capability {
    let list = Link { path: "/events", text: "events-nav", icon: "events", rank: 35, only: |_| true };
    let plan = Link { path: EVENT.form, text: EVENT.text, icon: EVENT.icon, rank: 35, only: |_| true };
    Capability {
        migrations: vec![MIGRATIONS],
        routes: reading().and(planning()).and(chatting()).and(calendars()),
        jobs: vec![schedule::job(), reminders::job(), letters::job()],
        navigation: Navigation { main: vec![list], create: vec![plan], ..Navigation::default() },
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

const NARROWED: &[(&str, &str)] = &[
    ("from", "a moment or a day; now when it is left out"),
    ("to", "a moment or a day"),
    ("space", "address of a space"),
    ("kind", "live-chat, talk, meeting or social"),
    ("mine", "1: those that one comes to, hosts or answers in"),
    ("after", "continues the list"),
];

fn reading() -> Routes {
    Routes::new()
        .get("/events", list::list, Doc::new("What takes place").answers::<list::EventsPage>().query(NARROWED))
        .public()
        .get(
            "/calendar/{space}",
            list::of_space,
            Doc::new("What takes place in a space").answers::<list::EventsPage>().query(NARROWED),
        )
        .public()
        .get("/events/new", write::new, Doc::hidden())
        .get(
            "/events/{id}",
            show::show,
            Doc::new("An event, with who comes")
                .answers::<show::EventPage>()
                .query(&[("on", "one time of a series, by when the schedule has it")]),
        )
        .public()
}

fn planning() -> Routes {
    Routes::new()
        .post(
            "/events",
            write::create,
            Doc::new("Plans an event; what only an event has stands beside the text")
                .takes::<PlannedForm>()
                .creates::<show::EventPage>(),
        )
        .get("/events/{id}/edit", write::edit, Doc::hidden())
        .put(
            "/events/{id}",
            write::save,
            Doc::new("Changes an event, with all times of a series")
                .takes::<PlannedForm>()
                .answers::<show::EventPage>(),
        )
        .put(
            "/events/{id}/reply",
            acting::reply,
            Doc::new("Says whether one comes; who says yes when it is full waits for a place")
                .takes::<ReplyForm>()
                .answers::<Reply>(),
        )
        .delete("/events/{id}/reply", acting::withdraw, Doc::new("Takes one's answer back"))
        .put("/events/{id}/cancellation", acting::cancel, Doc::new("Cancels an event"))
        .delete("/events/{id}/cancellation", acting::uncancel, Doc::new("Takes that back"))
        .get("/events/{id}/occurrences/{original}/edit", write::edit_one, Doc::hidden())
        .put(
            "/events/{id}/occurrences/{original}",
            write::save_one,
            Doc::new("Changes one time of a series").takes::<OccurrenceForm>(),
        )
        .put(
            "/events/{id}/occurrences/{original}/cancellation",
            acting::cancel_one,
            Doc::new("Cancels one time of a series"),
        )
        .delete("/events/{id}/occurrences/{original}/cancellation", acting::uncancel_one, Doc::new("Takes that back"))
}

fn chatting() -> Routes {
    Routes::new()
        .get(
            "/events/{id}/chat",
            chats::part,
            Doc::new("The questions of a live chat")
                .answers::<ChatView>()
                .query(&[("desk", "1: with what the desk does")]),
        )
        .public()
        .get("/events/{id}/desk", chats::desk, Doc::hidden())
        .put("/events/{id}/chat", chats::set_state, Doc::new("Begins or ends a live chat").takes::<ChatForm>())
        .post(
            "/events/{id}/questions",
            chats::ask,
            Doc::new("Asks in a live chat; what was asked already gets a vote").takes::<AskForm>(),
        )
        .put("/events/{id}/questions/{question}/vote", chats::vote, Doc::new("Wants a question to be taken up"))
        .delete("/events/{id}/questions/{question}/vote", chats::unvote, Doc::new("Takes that back"))
        .put(
            "/events/{id}/questions/{question}",
            chats::arrange,
            Doc::new("The desk: takes, hides, orders, hands over or joins a question").takes::<DeskForm>(),
        )
        .post(
            "/events/{id}/questions/{question}/answers",
            chats::answer,
            Doc::new("Answers in a live chat, for its experts and hosts").takes::<AskForm>(),
        )
        .post(
            "/events/{id}/record",
            chats::put_on_record,
            Doc::new("Puts the questions of a live chat on record, as questions of its space"),
        )
}

fn calendars() -> Routes {
    Routes::new()
        .get("/events/{id}/invitation.ics", calendars::one, Doc::new("An event as iCalendar"))
        .public()
        .get("/calendar/{space}/events.ics", calendars::of_space, Doc::new("The public events of a space as iCalendar"))
        .public()
        .get(
            "/events/feeds/{secret}",
            calendars::feed,
            Doc::new("A member's calendar as iCalendar, by its secret address")
                .query(&[("space", "all that the member may see in a space")]),
        )
        .public()
        .get("/events/feed", calendars::own, Doc::new("One's own calendar address").answers::<calendars::FeedPage>())
        .put(
            "/events/feed",
            calendars::make,
            Doc::new("Makes a new calendar address; the one before stops").answers::<calendars::FeedPage>(),
        )
        .delete("/events/feed", calendars::revoke, Doc::new("Takes one's calendar address back"))
}

/// What is sent to plan an event.
#[derive(serde::Deserialize, utoipa::ToSchema)]
#[allow(dead_code)] // only its shape is told
pub struct PlannedForm {
    #[serde(flatten)]
    post: PostForm,
    #[serde(flatten)]
    event: types::EventForm,
}

/// What is kept of posts beside them goes with them: where an event was, and what was asked in a live chat.
pub async fn purged(tx: &kernel::db::Tx, going: &community::posts::purging::Going) -> kernel::error::Result<()> {
    for sql in [
        "update chat_questions set text_key = '' where post in (each($1))",
        "update events set place = '', link = '' where post in (each($1))",
        "update event_occurrences set title = '', place = '', link = '' where event in (each($1))",
    ] {
        tx.execute(sql, kernel::args![&going.posts]).await?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod tests;

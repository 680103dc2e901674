//! What tables of this wing keep of members.

use community::identity::holdings::{Erased, Holding};

const FORMER: &str = "what was written stays readable, as by a former member";
const COUNTED: &str = "it is part of a count that names nobody";
const RECORD: &str = "it says who answered for something";

pub const HOLDINGS: &[Holding] = &[
    // Questions, and who is asked.
    Holding {
        table: "question_votes",
        column: "member",
        told: &["post", "value", "reason", "at"],
        erased: Erased::Emptied(&["reason"]),
    },
    Holding::stays("question_reuses", "member", &["answer", "at"], COUNTED),
    Holding::stays("question_pages", "by_member", &["answer", "page", "at"], RECORD),
    Holding::stays("questions", "accepted_by", &["post", "accepted", "accepted_at"], RECORD),
    Holding::stays("questions", "closed_by", &["post", "closed", "closing"], RECORD),
    Holding::stays("questions", "merged_by", &["post", "merged"], RECORD),
    Holding::deleted("expert_declines", "member", &["question", "reason", "at"]),
    Holding::deleted("routing_offers", "member", &["question", "because", "state", "at"]),
    Holding {
        table: "routing_offers",
        column: "by_member",
        told: &["question", "member", "state", "at"],
        erased: Erased::Unnamed,
    },
    Holding::deleted("routing_choices", "member", &["weekly"]),
    Holding::deleted("deflection_reads", "member", &["post", "day", "at"]),
    // Wiki.
    Holding::stays("wiki_authors", "member", &["page", "revision"], FORMER),
    Holding::stays("wiki_opinions", "member", &["page", "fits", "reason", "revision", "at"], FORMER),
    Holding::stays("wiki_suggestions", "author", &["id", "page", "title", "body", "summary", "at"], FORMER),
    Holding::stays("wiki_suggestions", "decided_by", &["id", "page", "decided", "accepted", "reason"], RECORD),
    Holding { table: "wiki_updates", column: "member", told: &["id", "page"], erased: Erased::Unnamed },
    Holding { table: "wiki_pages", column: "curator", told: &["page", "path"], erased: Erased::Unnamed },
    Holding::stays("wiki_pages", "reviewed_by", &["page", "reviewed"], RECORD),
    // Events and live chats.
    Holding::stays("event_people", "member", &["event", "role"], "who ran an event belongs to it, as a former member"),
    Holding::stays("event_replies", "member", &["event", "answer", "waiting", "mail", "at"], COUNTED),
    Holding::deleted("event_feeds", "member", &["made"]),
    Holding::stays("events", "cancelled_by", &["post", "cancelled"], RECORD),
    Holding::stays("chat_votes", "member", &["question"], COUNTED),
    Holding { table: "chat_questions", column: "expert", told: &["post", "event", "state"], erased: Erased::Unnamed },
];

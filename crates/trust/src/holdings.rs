//! What tables of this wing keep of members. Records that prove something stay, as of a former member, and say so.

use crate::moderation;
use community::identity::holdings::{Erased, Holding};

const RECORD: &str = "it says who answered for something";
const EVIDENCE: &str = "it proves what was agreed to, and by whom";
const DECIDED: &str = "what was decided can still be understood and appealed";

pub const HOLDINGS: &[Holding] = &[
    // Charter.
    Holding::stays("acknowledgements", "member", &["policy", "number", "hash", "language", "at", "expires"], EVIDENCE),
    Holding::deleted("charter_waiting", "member", &["action", "fields", "at"]),
    Holding::deleted("charter_reminders", "member", &["version", "at"]),
    Holding::stays("policy_versions", "published_by", &["id", "policy", "number", "published"], RECORD),
    // Moderation. What a profile said when it was reported is who somebody was.
    Holding {
        table: "moderation_cases",
        column: "author",
        told: &["id", "kind", "state", "title", "opened", "decided"],
        erased: Erased::By(moderation::FORGETS_PROFILE),
    },
    Holding::stays("moderation_cases", "assignee", &["id", "state", "opened", "decided"], RECORD),
    Holding::stays("moderation_decisions", "author", &["id", "kind", "outcome", "reason", "at", "appeal"], DECIDED),
    Holding::stays("moderation_decisions", "by_member", &["id", "kind", "outcome", "reason", "at"], RECORD),
    Holding::stays("moderation_decisions", "settled_by", &["id", "settled", "reversed", "answer"], RECORD),
    Holding::stays("moderation_notes", "author", &["case_id", "body", "opinion", "at"], RECORD),
    Holding::stays("moderation_penalties", "member", &["step", "decision", "since", "until", "lifted"], DECIDED),
    Holding::deleted("moderation_prints", "author", &["post", "at"]),
    Holding {
        table: "moderation_reports",
        column: "reporter",
        told: &["case_id", "reason", "note", "at", "outcome"],
        erased: Erased::By(moderation::FORGETS_REPORTER),
    },
    Holding::stays("moderation_waves", "by_member", &["id", "words", "posts", "at"], RECORD),
    Holding::stays("moderation_waves", "author", &["id", "posts", "at", "undone"], DECIDED),
    // Records.
    Holding::stays("audit", "actor", &[], RECORD),
    Holding::stays("case_exports", "requested_by", &["id", "title", "reason", "requested"], RECORD),
    Holding::stays("case_exports", "decided_by", &["id", "title", "decided"], RECORD),
    Holding::stays("holds", "created_by", &["id", "name", "reason", "created"], RECORD),
    Holding::stays("holds", "released_by", &["id", "name", "released"], RECORD),
    Holding::stays("retention_certificates", "by_member", &["id", "at", "reason"], RECORD),
    Holding::stays("retention_schedules", "created_by", &["id", "name", "created"], RECORD),
    Holding::stays("rights_requests", "member", &["kind", "state", "reason", "at", "decided", "answer"], EVIDENCE),
    Holding::stays("rights_requests", "decided_by", &["id", "kind", "decided", "answer"], RECORD),
    Holding::stays("rights_requests", "opened_by", &["id", "kind", "at"], RECORD),
    Holding::known("rights_sealed", "member", &[]),
    // Incidents.
    Holding::stays("incident_entries", "member", &["incident", "kind", "at", "text"], RECORD),
    Holding::stays("incident_steps", "owner", &["incident", "task", "done"], RECORD),
    Holding::stays("incident_plans", "changed_by", &["id", "name", "changed"], RECORD),
    Holding::stays("incidents", "opened_by", &["id", "name", "opened"], RECORD),
    Holding::stays("incidents", "closed_by", &["id", "name", "closed"], RECORD),
];

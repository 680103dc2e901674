//! What tables of this wing keep of members. What a member is told of themselves and their posts in the main files of
//! their archive is not told here again.

use crate::identity::holdings::Holding;

const FORMER: &str = "what was written stays readable, as by a former member";
const COUNTED: &str = "it is part of a count that names nobody";
const RECORD: &str = "it says who answered for something";

pub const HOLDINGS: &[Holding] = &[
    // Identity.
    Holding::known("sessions", "member", &[]),
    Holding::known("tokens", "member", &[]),
    Holding::known("passkeys", "member", &[]),
    Holding::known("ceremonies", "member", &[]),
    Holding::known("devices", "member", &["first_seen", "last_seen"]),
    Holding::known("resets", "member", &[]),
    Holding::known("email_changes", "member", &["email", "expires"]),
    Holding::stays("invitations", "invited_by", &["email", "name", "role", "created"], RECORD),
    // Analyses, presence, people.
    Holding::known("analyses_off", "member", &["name"]),
    Holding::known("presences", "member", &["until"]),
    Holding::known("presence_choices", "member", &["shown_to"]),
    Holding::known("people_words", "member", &[]),
    Holding::known("spoken", "member", &["language"]),
    Holding::known("skills", "member", &[]),
    Holding::known("endorsements", "member", &["by_member", "skill_key", "at"]),
    Holding::deleted("endorsements", "by_member", &["member", "skill_key", "at"]),
    Holding::known("experience", "member", &[]),
    Holding::known("mutes", "member", &["muted", "blocked", "at"]),
    Holding::known("mutes", "muted", &[]),
    Holding::known("follows", "follower", &[]),
    Holding::known("follows", "followed", &[]),
    Holding::known("profiles", "member", &["joined", "manager", "directory"]),
    Holding::known("profiles", "manager", &[]),
    // Spaces.
    Holding::known("memberships", "member", &[]),
    Holding::known("space_levels", "member", &["space", "level"]),
    Holding::stays("spaces", "created_by", &["id", "slug", "name", "created"], RECORD),
    // Posts.
    Holding::stays("posts", "author", &[], FORMER),
    Holding::stays("posts", "veiled", &[], FORMER),
    Holding::stays("post_revisions", "editor", &["post", "revision", "at"], FORMER),
    Holding::stays("files", "owner", &["id", "name", "kind", "size", "alt", "created"], FORMER),
    Holding::known("bookmarks", "member", &[]),
    Holding::known("collections", "member", &["id", "name", "created"]),
    Holding::known("drafts", "member", &["key", "fields", "at"]),
    Holding::known("post_follows", "member", &["post", "level"]),
    Holding::known("tag_follows", "member", &["tag", "level"]),
    Holding::known("post_mentions", "member", &[]),
    Holding::stays("reactions", "member", &[], COUNTED),
    Holding::stays("poll_votes", "member", &["post", "option"], COUNTED),
    Holding::stays("post_holdings", "by_member", &["post", "state", "at"], RECORD),
    // Announcements.
    Holding::stays("announcement_confirmations", "member", &["post", "revision", "at"], "it proves what was confirmed"),
    Holding::deleted("announcement_dismissals", "member", &["post", "at"]),
    Holding::deleted("announcement_positions", "member", &[]),
    Holding::deleted("announcement_reads", "member", &["post", "at"]),
    Holding::stays("announcement_reminders", "by_member", &["post", "at"], RECORD),
    Holding::deleted("suggestion_dismissals", "member", &["dismissed", "at"]),
    Holding::deleted("suggestion_dismissals", "dismissed", &[]),
    // Notifications, replies by mail, search.
    Holding::known("notifications", "member", &[]),
    Holding::stays("notifications", "actor", &[], "it belongs to who was told, of a former member"),
    Holding::known("notification_choices", "member", &["kind", "page", "push", "mail", "digest"]),
    Holding::known("notification_habits", "member", &["digest", "days", "begins", "ends", "quiet_until"]),
    Holding::known("notification_positions", "member", &[]),
    Holding::known("notification_mails", "member", &["day", "n"]),
    Holding::known("notification_digests", "member", &["at"]),
    Holding::known("push_subscriptions", "member", &["endpoint", "at"]),
    Holding::known("push_outbox", "member", &[]),
    Holding::stays("digest_posts", "author", &[], FORMER),
    Holding::deleted("replies_received", "member", &["at", "outcome", "comment"]),
    Holding::known("search_opens", "member", &[]),
    Holding::known("saved_searches", "member", &[]),
];

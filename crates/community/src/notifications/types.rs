//! What a notification is: as a row, as a resource.

use super::kinds::Kind;
use crate::announcements::types::Addressed;
use crate::identity::{Face, member_path};
use crate::posts::types::post_path;
use crate::spaces::types::space_path;
use kernel::clock::Millis;
use kernel::ids::Id;
use kernel::languages::{Arg, Speech};
use kernel::record;
use kernel::text::excerpt;
use serde::Serialize;
use utoipa::ToSchema;

record! {
    /// The newest of a bundle, with what it is about.
    #[derive(Debug)]
    pub struct NoticeRow {
        pub id: Id,
        pub kind: String,
        pub about: String,
        pub post: Option<Id>,
        pub root: Option<Id>,
        pub space: Option<Id>,
        pub bundle: Id,
        pub actor: Option<Id>,
        pub subject: String,
        pub detail: String,
        pub at: Millis,
        pub read: Option<Millis>,
        pub title: String,
        pub slug: String,
        pub root_body: String,
        pub body: String,
        pub space_slug: String,
        pub space_name: String,
    }
}

/// A notification as it is read: one for all that is told together.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Notice {
    pub id: Id,
    pub kind: String,
    /// What happened, in the reader's language.
    pub text: String,
    /// Where the thing is.
    pub url: String,
    pub at: Millis,
    pub read: bool,
    /// How many people it tells of.
    pub people: usize,
    /// The latest of them.
    pub actors: Vec<Face>,
    /// What they wrote, shortened.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub excerpt: String,
    /// The name of the space.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub space: String,
    #[serde(skip)]
    pub said: &'static str,
    #[serde(skip)]
    pub icon: &'static str,
    #[serde(skip)]
    pub title: String,
    /// Who or what did it when it was nobody.
    #[serde(skip)]
    pub detail: String,
    /// The post that it belongs to: mails of one thread name it.
    #[serde(skip)]
    pub root: Option<Id>,
    /// The post or comment that it is about: who answers its mail answers that.
    #[serde(skip)]
    pub post: Option<Id>,
}

impl Notice {
    pub fn of(row: NoticeRow, kind: &Kind, actors: Vec<Face>, people: usize) -> Self {
        let detail = row.detail.clone();
        let title = match row.about.as_str() {
            "post" if !row.title.is_empty() => row.title.clone(),
            "post" => excerpt(&row.root_body, 60),
            "space" => row.space_name.clone(),
            _ => row.detail.clone(),
        };
        Self {
            url: url(&row, actors.first()),
            // What one wrote oneself one knows.
            excerpt: if row.kind == "reaction" { String::new() } else { excerpt(&row.body, 180) },
            id: row.id,
            kind: row.kind,
            text: String::new(),
            at: row.at,
            read: row.read.is_some(),
            people,
            actors,
            space: row.space_name,
            said: kind.said,
            icon: kind.icon,
            title,
            detail,
            root: row.root,
            post: row.post,
        }
    }

    pub fn of_announcement(announcement: Addressed) -> Self {
        Self {
            id: announcement.post,
            kind: "announcement".to_owned(),
            text: String::new(),
            url: post_path(announcement.post, &announcement.slug),
            at: announcement.published,
            read: announcement.read,
            people: 1,
            actors: announcement.author.into_iter().collect(),
            excerpt: excerpt(&announcement.summary, 180),
            space: announcement.space_name,
            said: "notifications-said-announcement",
            icon: "flag",
            title: announcement.title,
            detail: String::new(),
            root: Some(announcement.post),
            post: Some(announcement.post),
        }
    }

    /// The sentence in this language.
    pub fn spoken(mut self, speech: &Speech) -> Self {
        self.text = self.sentence(speech);
        self
    }

    pub fn sentence(&self, speech: &Speech) -> String {
        let others = i64::try_from(self.people).unwrap_or(i64::MAX).saturating_sub(1).max(0);
        let named = self.actors.first().map_or(self.detail.as_str(), |face| face.name.as_str());
        let somebody = speech.t("notifications-somebody");
        let name = if named.is_empty() { &*somebody } else { named };
        let title = match (self.kind.as_str(), security_text(&self.title)) {
            ("security", Some(key)) => speech.t(key).into_owned(),
            _ => self.title.clone(),
        };
        let args = [("name", Arg::from(name)), ("n", Arg::Number(others)), ("title", Arg::from(title))];
        speech.ta(self.said, &args).into_owned()
    }

    /// Where a click leads: past the mark that it was read.
    pub fn path(&self) -> String {
        format!("/notifications/{}", self.id)
    }
}

fn security_text(verb: &str) -> Option<&'static str> {
    match verb {
        "identity.password-changed" => Some("notifications-security-password"),
        "identity.email-changed" => Some("notifications-security-email"),
        "identity.passkey-added" => Some("notifications-security-passkey"),
        _ => None,
    }
}

fn url(row: &NoticeRow, actor: Option<&Face>) -> String {
    match (row.about.as_str(), row.root, row.post) {
        _ if row.subject.starts_with('/') => row.subject.clone(),
        ("post", Some(root), Some(post)) if post != root => format!("/posts/{root}#c{post}"),
        ("post", Some(root), _) => post_path(root, &row.slug),
        ("space", ..) if row.kind == "request" => format!("{}/members", space_path(&row.space_slug)),
        ("space", ..) => space_path(&row.space_slug),
        _ if row.kind == "security" => "/settings/security".to_owned(),
        _ => actor.map_or_else(|| "/notifications".to_owned(), |face| member_path(&face.handle)),
    }
}

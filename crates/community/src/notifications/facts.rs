//! From a row of the journal to what it means for whom. Recipients are always a statement, never a
//! list: one row per member comes about by one statement, however many they are.
//!
//! Levels: "nothing" keeps away all but a mention; a reply reaches who is answered; each comment and
//! each post reaches who chose "everything".

use super::kinds::{About, Fact, To};
use crate::announcements::queries::UNCONFIRMED;
use crate::posts::comments::COMMENT;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::Entry;

/// What happens to an account and its owner should know, whoever did it.
pub const SECURITY: &[&str] = &["identity.password-changed", "identity.email-changed", "identity.passkey-added"];

/// Who asked is decided about by those who look after the space.
pub const STILL_LOOKS_AFTER: &str = "exists (select 1 from memberships sl where sl.member = n.member
    and sl.space = n.space and sl.state = 'joined' and sl.role in ('moderator', 'owner'))";

/// A reminder is over when the present text is confirmed.
pub const STILL_UNCONFIRMED: &str =
    "not exists (select 1 from announcement_confirmations sc join posts sp on sp.id = sc.post
    where sc.post = n.post and sc.member = n.member and sc.revision = sp.revision)";

const MENTIONED: &str = "select x.member from post_mentions x where x.post = $1 and not exists
    (select 1 from notifications o where o.member = x.member and o.post = $1 and o.kind = 'mention')";

const AUTHOR: &str = "select x.author from posts x where x.id = $1 and x.author is not null and not exists
    (select 1 from post_follows f where f.member = x.author and f.post = coalesce(x.root, x.id) and f.level = 'nothing')";

const FOLLOWERS_OF_POST: &str = "select f.member from post_follows f where f.post = $1 and f.level = 'everything'";

const MEMBER: &str = "select x.id from members x where x.id = $1";

const CARETAKERS: &str = "select ms.member from memberships ms where ms.space = $1 and ms.state = 'joined' and ms.role in ('moderator', 'owner')";

/// Crossed, so that of a space with everybody in it only those are looked at who chose to be told.
const TOLD_OF_POSTS: &str =
    "select ms.member from posts x cross join space_levels sl cross join memberships ms
        where x.id = $1 and sl.space = x.space and sl.level = 'everything'
            and ms.space = sl.space and ms.member = sl.member and ms.state = 'joined'
    union select f.follower from posts x join follows f on f.followed = x.author where x.id = $1 and f.level = 'everything'
    union select tf.member from post_tags t join tag_follows tf on tf.tag = t.tag where t.post = $1 and tf.level = 'everything'";

/// Those whom the statement selects of the thing `of`.
fn to(sql: &'static str, of: Id) -> To {
    To { sql: sql.into(), of }
}

/// The post that a post or comment belongs to; none when it is gone.
async fn root(tx: &Tx, entry: &Entry) -> Result<Option<Id>> {
    tx.value("select coalesce(root, id) from posts where id = $1", args![entry.object]).await
}

pub async fn mention(tx: &Tx, entry: &Entry) -> Result<Option<Fact>> {
    if entry.details().get("mentions").and_then(|ids| ids.as_array()).is_none_or(Vec::is_empty) {
        return Ok(None);
    }
    let subject = format!("mention:{}", entry.object);
    let root = root(tx, entry).await?;
    Ok(root.map(|root| Fact::of_post(entry, root, subject, to(MENTIONED, entry.object))))
}

/// What is said below a post is told of here when it is a comment; of other kinds by the capability that has them.
fn is_comment(entry: &Entry) -> bool {
    entry.details().get("kind").and_then(|kind| kind.as_str()).is_none_or(|kind| kind == COMMENT)
}

/// Who wrote the comment that is answered, or the post that is commented on.
pub async fn reply(tx: &Tx, entry: &Entry) -> Result<Option<Fact>> {
    if !is_comment(entry) {
        return Ok(None);
    }
    let Some(root) = root(tx, entry).await? else { return Ok(None) };
    let answered = detail_id(entry, "parent").unwrap_or(root);
    let subject = format!("reply:{answered}");
    Ok(Some(Fact::of_post(entry, root, subject, to(AUTHOR, answered))))
}

pub async fn comment(tx: &Tx, entry: &Entry) -> Result<Option<Fact>> {
    if !is_comment(entry) {
        return Ok(None);
    }
    let Some(root) = root(tx, entry).await? else { return Ok(None) };
    Ok(Some(Fact::of_post(entry, root, format!("comment:{root}"), to(FOLLOWERS_OF_POST, root))))
}

pub async fn reaction(tx: &Tx, entry: &Entry) -> Result<Option<Fact>> {
    let subject = format!("reaction:{}", entry.object);
    let root = root(tx, entry).await?;
    Ok(root.map(|root| Fact::of_post(entry, root, subject, to(AUTHOR, entry.object))))
}

pub async fn post(tx: &Tx, entry: &Entry) -> Result<Option<Fact>> {
    // An announcement is read by position.
    if entry.details().get("kind").and_then(|kind| kind.as_str()) == Some("announcement") {
        return Ok(None);
    }
    let subject = format!("post:{}", entry.object);
    let root = root(tx, entry).await?;
    Ok(root.map(|root| Fact::of_post(entry, root, subject, to(TOLD_OF_POSTS, entry.object))))
}

pub async fn reminder(tx: &Tx, entry: &Entry) -> Result<Option<Fact>> {
    let subject = format!("confirmation:{}", entry.object);
    let root = root(tx, entry).await?;
    Ok(root.map(|root| Fact::of_post(entry, root, subject, to(UNCONFIRMED.as_str(), entry.object))))
}

fn of_member(by: Option<Id>, subject: String, detail: String, member: Id) -> Fact {
    let to = to(MEMBER, member);
    Fact { about: About::Member, by, post: None, root: None, space: None, subject, detail, to }
}

pub fn follower(entry: &Entry) -> Fact {
    of_member(entry.actor, "follower".to_owned(), String::new(), entry.object)
}

pub fn endorsement(entry: &Entry) -> Fact {
    let details = entry.details();
    let skill = details.get("skill").and_then(|skill| skill.as_str()).unwrap_or_default();
    of_member(entry.actor, format!("endorsement:{}", kernel::text::fold(skill)), skill.to_owned(), entry.object)
}

pub fn security(entry: &Entry) -> Option<Fact> {
    // An account that an administrator or an import makes is no news to anybody.
    let own = entry.actor == Some(entry.object);
    own.then(|| of_member(None, format!("security:{}", entry.seq), entry.verb.clone(), entry.object))
}

/// A post that fits a search which its owner saved.
pub fn found(entry: &Entry) -> Option<Fact> {
    let (member, post) = (detail_id(entry, "member")?, detail_id(entry, "post")?);
    let details = entry.details();
    let name = details.get("name").and_then(|name| name.as_str()).unwrap_or_default();
    let fact = of_member(None, format!("search:{}:{post}", entry.object), name.to_owned(), member);
    Some(Fact { about: About::Post, post: Some(post), root: Some(post), space: entry.space, ..fact })
}

/// The member whom the row names, into a space.
pub fn invitation(entry: &Entry) -> Option<Fact> {
    let member = detail_id(entry, "member")?;
    let subject = format!("{}:{}", entry.verb, entry.object);
    let fact = of_member(entry.actor, subject, String::new(), member);
    Some(Fact { about: About::Space, space: Some(entry.object), ..fact })
}

pub fn request(entry: &Entry) -> Fact {
    let to = to(CARETAKERS, entry.object);
    let fact = of_member(entry.actor, format!("request:{}", entry.object), String::new(), entry.object);
    Fact { to, about: About::Space, space: Some(entry.object), ..fact }
}

fn detail_id(entry: &Entry, name: &str) -> Option<Id> {
    entry.details().get(name)?.as_str()?.parse().ok()
}

//! Who was not there when it was written: reads what is stored and compares it with what was acknowledged.

use super::writer::Written;
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::record;
use std::collections::HashMap;

/// What was found. All but the first must be 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Observed {
    pub posts: u64,
    pub lost: u64,
    pub doubled: u64,
    pub counters_wrong: u64,
    /// What is wrong, the first of it.
    pub said: Vec<String>,
}

const MOST_SAID: usize = 20;

impl Observed {
    fn say(&mut self, what: String) {
        if self.said.len() < MOST_SAID {
            self.said.push(what);
        }
    }

    fn lost(&mut self, what: String) {
        self.lost += 1;
        self.say(format!("lost: {what}"));
    }

    fn doubled(&mut self, what: String) {
        self.doubled += 1;
        self.say(format!("twice: {what}"));
    }
}

record! {
    struct Stored {
        id: String,
        once: Option<String>,
        body: String,
        state: String,
        root: Option<String>,
    }
}

/// Compares all that the writers wrote with what is there.
pub async fn observe(app: &App, written: &[Written]) -> Result<Observed> {
    let (posts, reactions) = app
        .db
        .read(async move |tx: &Tx| {
            let sql = "select cast(id as text) as id, once, body, state, cast(root as text) as root from posts";
            let posts: Vec<Stored> = tx.rows(sql, &[]).await?;
            let sql = "select cast(post as text), count(*) from reactions group by post";
            let reactions: Vec<(String, i64)> = tx.rows(sql, &[]).await?;
            Ok((posts, reactions))
        })
        .await?;
    let mut seen = Observed { posts: u64::try_from(posts.len()).unwrap_or(0), ..Observed::default() };
    let reactions: HashMap<String, i64> = reactions.into_iter().collect();
    let mut by_key: HashMap<&str, Vec<&Stored>> = HashMap::new();
    let mut by_text: HashMap<&str, usize> = HashMap::new();
    for stored in &posts {
        by_key.entry(stored.once.as_deref().unwrap_or_default()).or_default().push(stored);
        // The word of a post stands in its text, whatever became of its key.
        let word = stored.body.split([':', ' ']).next().unwrap_or_default();
        if stored.root.is_none() {
            *by_text.entry(word).or_default() += 1;
        }
    }
    for post in written {
        compare(&mut seen, post, &by_key, &by_text, &reactions);
    }
    counters(app, &mut seen).await?;
    Ok(seen)
}

fn compare(
    seen: &mut Observed,
    post: &Written,
    by_key: &HashMap<&str, Vec<&Stored>>,
    by_text: &HashMap<&str, usize>,
    reactions: &HashMap<String, i64>,
) {
    let once = post.once.as_str();
    let found = by_key.get(once).map(Vec::as_slice).unwrap_or_default();
    let copies = by_text.get(once).copied().unwrap_or(0).max(found.len());
    if copies > 1 {
        seen.doubled(format!("{once} is there {copies} times"));
    }
    if post.id.is_empty() {
        return;
    }
    let Some(stored) = found.first() else {
        return seen.lost(format!("post {once} ({})", post.id));
    };
    let expected = if post.deleted { "deleted" } else { "published" };
    let state_fits = stored.state == expected || (post.maybe_deleted && stored.state == "deleted");
    if stored.id != post.id || !state_fits {
        seen.lost(format!("post {once} is {} and {}, not {} and {expected}", stored.id, stored.state, post.id));
    }
    if stored.body != post.body && post.maybe.as_ref() != Some(&stored.body) {
        seen.lost(format!("the change of {once}: {:?}", stored.body));
    }
    for (key, id) in &post.comments {
        match by_key.get(key.as_str()).map(Vec::as_slice).unwrap_or_default() {
            [one] if one.id == *id && one.root.as_ref() == Some(&post.id) => {}
            [] => seen.lost(format!("comment {key}")),
            [_] => seen.lost(format!("comment {key} is another")),
            several => seen.doubled(format!("comment {key} is there {} times", several.len())),
        }
    }
    if post.reacted && reactions.get(&post.id) != Some(&1) {
        seen.lost(format!("the reaction to {once}"));
    }
}

/// Numbers that are kept beside what they count.
const COUNTERS: [(&str, &str); 5] = [
    (
        "comments of posts",
        "select count(*) from posts p where p.root is null and p.comments <>
             (select count(*) from posts c where c.root = p.id and c.state = 'published')",
    ),
    (
        "reactions of posts",
        "select count(*) from posts p where p.reactions <> (select count(*) from reactions r where r.post = p.id)",
    ),
    (
        "reactions by sign",
        "select count(*) from reaction_counts n where n.n <>
             (select count(*) from reactions r where r.post = n.post and r.emoji = n.emoji)",
    ),
    (
        "posts of spaces",
        "select count(*) from spaces s where s.posts <>
             (select count(*) from posts p where p.space = s.id and p.root is null and p.state = 'published')",
    ),
    (
        "posts of tags",
        "select count(*) from tags t where t.posts <>
             (select count(*) from post_tags g join posts p on p.id = g.post
              where g.tag = t.tag and p.state = 'published')",
    ),
];

async fn counters(app: &App, seen: &mut Observed) -> Result<()> {
    for (name, sql) in COUNTERS {
        let wrong: i64 = app.db.read(async move |tx: &Tx| tx.value(sql, &[]).await).await?.unwrap_or(0);
        if wrong > 0 {
            seen.counters_wrong += u64::try_from(wrong).unwrap_or(0);
            seen.say(format!("{wrong} {name} are counted wrongly"));
        }
    }
    Ok(())
}

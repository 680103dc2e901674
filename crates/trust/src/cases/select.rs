//! What fits a query, and all that is told of it: the text with its revisions, its thread, who could read it then.

use super::ops::CaseExport;
use crate::retention::Scope;
use community::spaces::Audience;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::record;
use kernel::text::fold;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

/// Posts that are read at once.
pub const AT_ONCE: i64 = 200;
/// So many of a thread before and above a comment are told with it.
const MOST_ABOVE: usize = 50;

record! {
    #[derive(Debug, Clone, Serialize)]
    pub struct Written {
        pub id: Id,
        pub kind: String,
        pub root: Option<Id>,
        pub parent: Option<Id>,
        pub author: Option<Id>,
        pub handle: Option<String>,
        pub name: Option<String>,
        pub author_name: String,
        /// Who an author was that has been erased since, as long as a hold keeps that: JSON.
        pub sealed: Option<String>,
        pub space: Option<Id>,
        pub space_name: Option<String>,
        pub space_slug: Option<String>,
        pub audience: i64,
        pub title: String,
        pub summary: String,
        pub body: String,
        pub html: String,
        /// published, draft, deleted, discarded, held, hidden.
        pub state: String,
        pub revision: i64,
        pub published: Millis,
        pub edited: Option<Millis>,
        pub deleted: Option<Millis>,
    }
}

const WRITTEN: &str =
    "p.id, p.kind, p.root, p.parent, coalesce(p.author, p.veiled) as author, m.handle, m.name, p.author_name,
    z.who as sealed, p.space,
    s.name as space_name, s.slug as space_slug, p.audience, p.title, p.summary, p.body, p.html, p.state, p.revision,
    p.published, p.edited, p.deleted";
const FROM: &str =
    "posts p left join members m on m.id = coalesce(p.author, p.veiled) left join spaces s on s.id = p.space
    left join rights_sealed z on z.member = coalesce(p.author, p.veiled)";

impl Written {
    pub fn by(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.author_name)
    }
}

record! {
    #[derive(Debug, Clone, Serialize)]
    pub struct Revision {
        #[serde(skip)]
        pub post: Id,
        pub revision: i64,
        pub editor: Option<String>,
        pub title: String,
        pub body: String,
        /// When it was replaced.
        pub at: Millis,
    }
}

record! {
    #[derive(Debug, Clone, Serialize)]
    pub struct Attached {
        #[serde(skip)]
        pub post: Id,
        pub id: Id,
        pub name: String,
        pub kind: String,
        pub size: i64,
        #[serde(skip)]
        pub hash: String,
        #[serde(skip)]
        pub text: String,
        /// It hung on an earlier revision.
        pub former: bool,
    }
}

/// A post above a comment, in a line each.
#[derive(Debug, Clone, Serialize)]
pub struct Above {
    pub id: Id,
    pub author: String,
    pub published: Millis,
    pub state: String,
    pub title: String,
    pub body: String,
}

/// Who could read it.
#[derive(Debug, Clone, Serialize)]
pub struct Readers {
    /// The audience now, and as it was published.
    pub now: &'static str,
    pub then: Option<&'static str>,
    /// Of a private or secret space: the handles of its members when it was published.
    pub members_then: Vec<String>,
}

/// A post with all that is told of it.
#[derive(Debug, Clone, Serialize)]
pub struct Evidence {
    #[serde(flatten)]
    pub post: Written,
    pub revisions: Vec<Revision>,
    pub files: Vec<Attached>,
    pub thread: Vec<Above>,
    pub readers: Readers,
}

const FITS: &str = "p.state <> 'purged'
    and (cast($3 as bigint) = 0 or p.author in (each($1)) or p.veiled in (each($1))
         or exists (select 1 from post_revisions r where r.post = p.id and r.editor in (each($1))))
    and (cast($4 as bigint) = 0 or p.space in (each($2)))
    and p.published <= $5 and coalesce(p.edited, p.published) >= $6";

/// How many posts the query could name; words are not asked.
pub async fn count(tx: &Tx, case: &CaseExport) -> Result<i64> {
    let Scope { people, spaces, since, until, .. } = &case.scope;
    let args = args![people, spaces, !people.is_empty(), !spaces.is_empty(), *until, *since];
    Ok(tx.value(&format!("select count(*) from posts p where {FITS}"), args).await?.unwrap_or(0))
}

/// The next that fit behind `after`, and the last that was looked at; none at the end.
pub async fn next(tx: &Tx, case: &CaseExport, after: Id) -> Result<Option<(Vec<Evidence>, Id)>> {
    let Scope { people, spaces, words, since, until } = &case.scope;
    let sql = format!("select {WRITTEN} from {FROM} where {FITS} and p.id > $7 order by p.id limit $8");
    let args = args![people, spaces, !people.is_empty(), !spaces.is_empty(), *until, *since, after, AT_ONCE];
    let posts: Vec<Written> = tx.rows(&sql, args).await?;
    let Some(last) = posts.last().map(|post| post.id) else { return Ok(None) };
    let ids: Vec<Id> = posts.iter().map(|post| post.id).collect();
    let mut revisions = revisions(tx, &ids).await?;
    let mut files = attached(tx, &ids).await?;
    let mut then = audiences_then(tx, &ids).await?;
    let mut found = Vec::new();
    for post in posts {
        let revisions = revisions.remove(&post.id).unwrap_or_default();
        let files = files.remove(&post.id).unwrap_or_default();
        if words.is_empty() || says(&post, &revisions, &files, words) {
            let thread = above(tx, &post).await?;
            let readers = readers(tx, &post, then.remove(&post.id)).await?;
            found.push(Evidence { post, revisions, files, thread, readers });
        }
    }
    Ok(Some((found, last)))
}

fn says(post: &Written, revisions: &[Revision], files: &[Attached], words: &[String]) -> bool {
    let mut text = format!("{} {} {}", post.title, post.summary, post.body);
    for revision in revisions {
        text.push_str(&format!(" {} {}", revision.title, revision.body));
    }
    for file in files {
        text.push_str(&format!(" {} {}", file.name, file.text));
    }
    let text = fold(&text);
    words.iter().any(|word| text.contains(word.as_str()))
}

async fn revisions(tx: &Tx, ids: &[Id]) -> Result<HashMap<Id, Vec<Revision>>> {
    let sql = "select r.post, r.revision, m.handle as editor, r.title, r.body, r.at
               from post_revisions r left join members m on m.id = r.editor
               where r.post in (each($1)) order by r.post, r.revision";
    Ok(by_post(tx.rows::<Revision>(sql, args![ids]).await?, |revision| revision.post))
}

async fn attached(tx: &Tx, ids: &[Id]) -> Result<HashMap<Id, Vec<Attached>>> {
    let mut all = Vec::new();
    for (table, former) in [("post_files", 0), ("post_files_former", 1)] {
        let sql = format!(
            "select pf.post, f.id, f.name, f.kind, f.size, f.hash, coalesce(t.text, '') as text,
                    cast({former} as bigint) as former
             from {table} pf cross join files f left join file_texts t on t.hash = f.hash
             where pf.post in (each($1)) and f.id = pf.file order by pf.post, f.id"
        );
        all.extend(tx.rows::<Attached>(&sql, args![ids]).await?);
    }
    Ok(by_post(all, |file| file.post))
}

fn by_post<T>(rows: Vec<T>, post: impl Fn(&T) -> Id) -> HashMap<Id, Vec<T>> {
    rows.into_iter().fold(HashMap::new(), |mut by_post: HashMap<Id, Vec<T>>, row| {
        by_post.entry(post(&row)).or_default().push(row);
        by_post
    })
}

/// The audience that each was published to, as the journal has it.
async fn audiences_then(tx: &Tx, ids: &[Id]) -> Result<HashMap<Id, &'static str>> {
    let sql = "select object, details from journal where object in (each($1)) and verb = 'posts.published'";
    let rows: Vec<(Id, String)> = tx.rows(sql, args![ids]).await?;
    let audience = |details: &str| {
        let details: Value = serde_json::from_str(details).ok()?;
        Audience::parse(details.get("audience")?.as_str()?).map(Audience::word)
    };
    Ok(rows.into_iter().filter_map(|(id, details)| Some((id, audience(&details)?))).collect())
}

/// The post that a comment belongs to, and what it answers.
async fn above(tx: &Tx, post: &Written) -> Result<Vec<Above>> {
    let Some(root) = post.root else { return Ok(Vec::new()) };
    let sql = format!("select {WRITTEN} from {FROM} where p.id = $1");
    let mut wanted: Vec<Id> = vec![root];
    let mut parent = post.parent;
    let mut answered = Vec::new();
    while let Some(id) = parent.filter(|_| answered.len() < MOST_ABOVE) {
        let Some(one) = tx.row::<Written>(&sql, args![id]).await? else { break };
        parent = one.parent;
        answered.push(one);
    }
    let mut thread: Vec<Written> = Vec::new();
    wanted.retain(|id| answered.iter().all(|one| one.id != *id));
    for id in wanted {
        thread.extend(tx.row::<Written>(&sql, args![id]).await?);
    }
    thread.extend(answered.into_iter().rev());
    let line = |one: Written| Above {
        author: one.by().to_owned(),
        id: one.id,
        published: one.published,
        state: one.state,
        title: one.title,
        body: one.body,
    };
    Ok(thread.into_iter().map(line).collect())
}

async fn readers(tx: &Tx, post: &Written, then: Option<&'static str>) -> Result<Readers> {
    let word = |number: i64| Audience::ALL.into_iter().find(|audience| audience.number() == number).map(Audience::word);
    let mut members: BTreeSet<String> = BTreeSet::new();
    if let Some(space) = post.space.filter(|_| post.audience >= Audience::Private.number()) {
        // Who is a member and was one already, and who has gone since.
        let sql = "select m.handle from memberships ms cross join members m
                   where ms.space = $1 and ms.state = 'joined' and ms.at <= $2 and m.id = ms.member";
        members.extend(tx.column::<String>(sql, args![space, post.published]).await?);
        let sql = "select details from journal where object = $1 and verb in ('spaces.left', 'spaces.removed')
                   and at > $2";
        let gone: Vec<String> = tx.column(sql, args![space, post.published]).await?;
        let member =
            |details: &String| serde_json::from_str::<Value>(details).ok()?.get("member")?.as_str()?.parse().ok();
        let gone: Vec<Id> = gone.iter().filter_map(member).collect();
        members.extend(tx.column::<String>("select handle from members where id in (each($1))", args![gone]).await?);
    }
    Ok(Readers { now: word(post.audience).unwrap_or("secret"), then, members_then: members.into_iter().collect() })
}

//! What of the candidates the viewer may see: asked of the database, by the one definition, each time.
//!
//! Only what has come through here is counted, ranked, cut and shown. The index may be a second behind;
//! memberships and audiences are those of this moment.

use super::ranking::{Circle, Known, worth};
use super::sources::{PEOPLE, SPACES};
use crate::analyses::{self, Analysis};
use crate::identity::{FACE, Face};
use crate::people::access::{KNOWN_ONE, RELATION};
use crate::posts::access::VISIBLE;
use crate::spaces::Audience;
use crate::spaces::access::{JOINED, NAMED, SPACE_KNOWN};
use crate::spaces::audience::reach;
use crate::viewer_args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::search::Candidate;
use kernel::viewer::Viewer;
use kernel::{args, record};
use std::collections::{HashMap, HashSet};

/// A comment is found only as long as what it belongs to is there.
const WITH_ROOT: &str =
    "(p.root is null or exists (select 1 from posts r where r.id = p.root and r.state = 'published'))";

/// Where the viewer may read now, as far as the index can use it.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    /// The widest audiences, up to this number.
    number: i64,
    /// Spaces that are closed to the viewer, whatever the index knows of what is in them.
    closed: HashSet<Id>,
    /// Spaces that the viewer has joined, and those that name their organisation.
    open: HashSet<Id>,
}

impl Reach {
    pub async fn of(tx: &Tx, viewer: &Viewer) -> Result<Self> {
        let closed = format!(
            "select s.id from spaces s where s.audience > $2 and s.id not in ({JOINED}) and s.id not in ({NAMED})"
        );
        let closed: Vec<Id> = tx.column(&closed, viewer_args![viewer]).await?;
        let open: Vec<Id> = tx.column(JOINED, args![viewer.id()]).await?;
        let named = "select so.space from space_organisations so where so.organisation = $1";
        let named: Vec<Id> = tx.column(named, args![viewer.organisation.unwrap_or_default()]).await?;
        Ok(Self {
            number: reach(viewer),
            closed: closed.into_iter().collect(),
            open: open.into_iter().chain(named).collect(),
        })
    }

    /// Whether it is worth asking the database about a post with this space and audience.
    pub fn admits(&self, space: Id, audience: i64) -> bool {
        self.open.contains(&space) || (audience <= self.number && !self.closed.contains(&space))
    }
}

record! {
    struct Row {
        id: Id,
        kind: String,
        author: Option<Id>,
        space: Option<Id>,
        published: Millis,
        comments: i64,
        reactions: i64,
    }
}

/// A post that may be seen, and through which of its parts it was found.
#[derive(Debug, Clone)]
pub struct Confirmed {
    pub known: Known,
    pub part: Id,
}

/// The posts among the candidates that the viewer may see, in the order of the candidates, and whether these
/// were all. A post that was found several times is there once, by the best of its parts.
pub async fn posts(tx: &Tx, viewer: &Viewer, candidates: &[Candidate], near: bool) -> Result<(Vec<Confirmed>, bool)> {
    let ids: Vec<Id> = candidates.iter().map(|candidate| candidate.id).collect();
    if ids.is_empty() {
        return Ok((Vec::new(), true));
    }
    let sql = format!(
        "select p.id, p.kind, p.author, p.space, p.published, p.comments, p.reactions
         from posts p where p.id in (each($4)) and {} and {WITH_ROOT}",
        *VISIBLE
    );
    let rows: Vec<Row> = tx.rows(&sql, viewer_args![viewer, &ids]).await?;
    let mut rows: HashMap<Id, Row> = rows.into_iter().map(|row| (row.id, row)).collect();
    let all = ids.iter().all(|id| rows.contains_key(id));
    let attached = attached(tx, candidates).await?;
    let mut confirmed = Vec::with_capacity(rows.len());
    for candidate in candidates {
        if candidate.part != Id(0) && !attached.contains(&(candidate.id, candidate.part)) {
            continue;
        }
        let Some(row) = rows.remove(&candidate.id) else { continue };
        let kind = if candidate.part == Id(0) { row.kind } else { "file".to_owned() };
        let known = Known {
            id: row.id,
            text: candidate.text,
            kind,
            author: row.author,
            space: row.space,
            published: row.published,
            worth: worth(row.reactions, row.comments),
            near,
        };
        confirmed.push(Confirmed { known, part: candidate.part });
    }
    Ok((confirmed, all))
}

/// Which files still hang on which posts.
async fn attached(tx: &Tx, candidates: &[Candidate]) -> Result<HashSet<(Id, Id)>> {
    let posts: Vec<Id> = candidates.iter().filter(|found| found.part != Id(0)).map(|found| found.id).collect();
    if posts.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = "select post, file from post_files where post in (each($1))";
    Ok(tx.rows::<(Id, Id)>(sql, args![&posts]).await?.into_iter().collect())
}

/// The viewer's circle, as far as these posts touch it; empty where it is not to be computed.
pub async fn circle(tx: &Tx, viewer: &Viewer, found: &[Confirmed]) -> Result<Circle> {
    let Some(member) = viewer.member else { return Ok(Circle::default()) };
    if found.is_empty() || !analyses::is_on(tx, viewer, Analysis::Search).await? {
        return Ok(Circle::default());
    }
    let authors: HashSet<Id> = found.iter().filter_map(|found| found.known.author).collect();
    let authors: Vec<Id> = authors.into_iter().collect();
    let sql = "select followed from follows where follower = $1 and followed in (each($2))";
    let followed = tx.column::<Id>(sql, args![member, &authors]).await?;
    let sql = "select space from memberships where member = $1 and state = 'joined'";
    let joined = tx.column::<Id>(sql, args![member]).await?;
    let ids: Vec<Id> = found.iter().map(|found| found.known.id).collect();
    let sql = "select object, times from search_opens where member = $1 and object in (each($2))";
    let opened = tx.rows::<(Id, i64)>(sql, args![member, &ids]).await?;
    Ok(Circle {
        followed: followed.into_iter().collect(),
        joined: joined.into_iter().collect(),
        opened: opened.into_iter().collect(),
    })
}

/// Somebody whom the viewer may know, with the words that the viewer may find them by.
#[derive(Debug, Clone)]
pub struct Person {
    pub face: Face,
    pub skills: Vec<String>,
}

/// Those of the candidates whom the viewer may know, in no order.
pub async fn people(tx: &Tx, viewer: &Viewer, candidates: &[Candidate]) -> Result<Vec<Person>> {
    let ids: Vec<Id> = candidates.iter().filter(|found| found.source == PEOPLE).map(|found| found.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select {FACE} from members m join organisations o on o.id = m.organisation
         where m.id in (each($4)) and m.state = 'active' and {KNOWN_ONE}
           and not exists (select 1 from mutes mu where mu.member = m.id and mu.muted = $1 and mu.blocked = 1)"
    );
    let faces: Vec<Face> = tx.rows(&sql, viewer_args![viewer, &ids]).await?;
    let sql = format!(
        "select sk.member, sk.skill from skills sk join members m on m.id = sk.member
             join profiles p on p.member = m.id
         where sk.member in (each($4)) and p.skills_level >= {RELATION} and {KNOWN_ONE}
         order by sk.member, sk.rank"
    );
    let mut skills: HashMap<Id, Vec<String>> = HashMap::new();
    for (member, skill) in tx.rows::<(Id, String)>(&sql, viewer_args![viewer, &ids]).await? {
        skills.entry(member).or_default().push(skill);
    }
    let person = |face: Face| Person { skills: skills.remove(&face.id).unwrap_or_default(), face };
    Ok(faces.into_iter().map(person).collect())
}

record! {
    /// A space that the viewer may know of.
    #[derive(Debug, Clone)]
    pub struct KnownSpace {
        pub id: Id,
        pub slug: String,
        pub name: String,
        pub summary: String,
        pub audience: Audience,
    }
}

/// Those of the candidates that are spaces of which the viewer may know, in no order.
pub async fn spaces(tx: &Tx, viewer: &Viewer, candidates: &[Candidate]) -> Result<Vec<KnownSpace>> {
    let ids: Vec<Id> = candidates.iter().filter(|found| found.source == SPACES).map(|found| found.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select s.id, s.slug, s.name, s.summary, s.audience from spaces s where s.id in (each($4)) and {SPACE_KNOWN}"
    );
    tx.rows(&sql, viewer_args![viewer, &ids]).await
}

record! {
    /// A post as a line among results.
    #[derive(Debug, Clone)]
    pub struct Shown {
        pub id: Id,
        pub kind: String,
        pub root: Option<Id>,
        pub slug: String,
        pub title: String,
        pub summary: String,
        pub html: String,
        pub author: String,
        pub space_slug: Option<String>,
        pub space: Option<String>,
        pub published: Millis,
        pub root_title: Option<String>,
        pub root_html: Option<String>,
    }
}

/// What is shown of these posts; asked through the viewer once more, because it is another moment.
pub async fn shown(tx: &Tx, viewer: &Viewer, ids: &[Id]) -> Result<HashMap<Id, Shown>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "select p.id, p.kind, p.root, p.slug, p.title, p.summary, p.html, coalesce(m.name, p.author_name) as author,
                s.slug as space_slug, s.name as space, p.published, r.title as root_title,
                case when r.title = '' then r.html else '' end as root_html
         from posts p left join members m on m.id = p.author left join spaces s on s.id = p.space
              left join posts r on r.id = p.root
         where p.id in (each($4)) and {} and {WITH_ROOT}",
        *VISIBLE
    );
    let rows: Vec<Shown> = tx.rows(&sql, viewer_args![viewer, ids]).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Names for the facets: of members and of spaces, both already confirmed.
pub async fn names(tx: &Tx, members: &[Id], spaces: &[Id]) -> Result<HashMap<Id, (String, String)>> {
    let mut names = HashMap::new();
    let sql = "select id, handle, name from members where id in (each($1))";
    for (id, word, name) in tx.rows::<(Id, String, String)>(sql, args![members]).await? {
        names.insert(id, (word, name));
    }
    let sql = "select id, slug, name from spaces where id in (each($1))";
    for (id, word, name) in tx.rows::<(Id, String, String)>(sql, args![spaces]).await? {
        names.insert(id, (word, name));
    }
    Ok(names)
}

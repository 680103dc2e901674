//! What the record shows of members: read where it stands, as far as the viewer may see it.

use super::find::Asked;
use super::formula::{Deed, Relevance, rarity};
use community::identity::Face;
use community::people::Proof;
use community::people::access::{KNOWN_ONE, RELATION};
use community::posts::access::VISIBLE;
use community::viewer_args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::search::words::{Tongue, words};
use kernel::text::fold;
use kernel::viewer::Viewer;
use kernel::{args, record};
use std::collections::{HashMap, HashSet};

/// Questions with one of the tags that are looked at, the newest.
const MOST_TAGGED: i64 = 300;
/// Answers that are weighed.
const MOST_ANSWERS: i64 = 3_000;

/// Something of a member that has to do with the question.
#[derive(Debug, Clone)]
pub struct Evidence {
    pub member: Id,
    pub deed: Deed,
    pub relevance: Relevance,
    pub at: Millis,
    pub proof: Option<Proof>,
}

pub async fn gather(
    tx: &Tx,
    viewer: &Viewer,
    asked: &Asked,
    like: &[(Id, f64)],
    named: &[Face],
) -> Result<Vec<Evidence>> {
    let mut related: HashMap<Id, Relevance> = HashMap::new();
    for (post, likeness) in like.iter().filter(|(post, _)| Some(*post) != asked.question) {
        related.entry(*post).or_default().likeness = *likeness;
    }
    for (question, rare) in tagged(tx, asked).await? {
        related.entry(question).or_default().tags += rare;
    }
    let mut evidence = answers(tx, viewer, &related, asked.question).await?;
    evidence.extend(pages(tx, viewer, &related).await?);
    evidence.extend(declines(tx, &related).await?);
    evidence.extend(skills(tx, viewer, &asked.text, named).await?);
    Ok(evidence)
}

/// Questions with a tag of the question, each with what the tag says.
async fn tagged(tx: &Tx, asked: &Asked) -> Result<Vec<(Id, f64)>> {
    let mut tags = asked.tags.clone();
    let whole = fold(asked.text.trim()).replace(' ', "-");
    if whole.chars().count() <= 40 && !tags.contains(&whole) {
        tags.push(whole);
    }
    let sql = "select tag, posts from tags where tag in (each_text($1))";
    let counts: HashMap<String, i64> = tx.rows::<(String, i64)>(sql, args![tags]).await?.into_iter().collect();
    if counts.is_empty() {
        return Ok(Vec::new());
    }
    let known: Vec<String> = counts.keys().cloned().collect();
    let sql = "select t.post, t.tag from post_tags t cross join questions q
               where t.tag in (each_text($1)) and q.post = t.post order by t.post desc limit $2";
    let rows: Vec<(Id, String)> = tx.rows(sql, args![known, MOST_TAGGED]).await?;
    let but = asked.question;
    let rows = rows.into_iter().filter(|(question, _)| Some(*question) != but);
    Ok(rows.map(|(question, tag)| (question, rarity(counts.get(&tag).copied().unwrap_or(0)))).collect())
}

record! {
    struct Given {
        answer: Id,
        question: Id,
        author: Id,
        accepted: bool,
        score: i64,
        useful: i64,
        published: Millis,
        title: String,
    }
}

/// Answers to questions that are related, and answers that are themselves like it.
async fn answers(tx: &Tx, viewer: &Viewer, related: &HashMap<Id, Relevance>, but: Option<Id>) -> Result<Vec<Evidence>> {
    let ids: Vec<Id> = related.keys().copied().collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let columns =
        "select a.post as answer, a.question, p.author, case when q.accepted = a.post then 1 else 0 end as accepted,
             a.score, a.useful, p.published, r.title";
    let joins = "cross join posts p cross join questions q cross join posts r";
    let same = "p.id = a.post and q.post = a.question and r.id = a.question and r.state = 'published'
             and p.author is not null";
    let sql = format!(
        "{columns} from question_answers a {joins} where a.question in (each($4)) and {same} and {visible} limit $5",
        visible = *VISIBLE
    );
    let mut rows: Vec<Given> = tx.rows(&sql, viewer_args![viewer, &ids, MOST_ANSWERS]).await?;
    let sql = format!(
        "{columns} from question_answers a {joins} where a.post in (each($4)) and {same} and {visible} limit $5",
        visible = *VISIBLE
    );
    rows.extend(tx.rows::<Given>(&sql, viewer_args![viewer, &ids, MOST_ANSWERS]).await?);
    let mut seen = HashSet::new();
    let of = |id: Id| related.get(&id).copied().unwrap_or_default();
    let evidence = rows.into_iter().filter(|row| Some(row.question) != but && seen.insert(row.answer)).map(|row| {
        let (own, asked) = (of(row.answer), of(row.question));
        let relevance = Relevance { likeness: own.likeness.max(asked.likeness), tags: asked.tags };
        let (kind, text) = if row.accepted {
            ("accepted-answer", "experts-proof-accepted")
        } else {
            ("answer", "experts-proof-answer")
        };
        Evidence {
            member: row.author,
            deed: Deed::Answer { accepted: row.accepted, votes: row.score, useful: row.useful },
            relevance,
            at: row.published,
            proof: Some(Proof {
                kind,
                text,
                title: row.title,
                url: Some(format!("/questions/{}#c{}", row.question, row.answer)),
                votes: row.score,
                post: Some(row.answer),
            }),
        }
    });
    Ok(evidence.collect())
}

/// Questions like it that somebody was offered and did not want.
async fn declines(tx: &Tx, related: &HashMap<Id, Relevance>) -> Result<Vec<Evidence>> {
    let ids: Vec<Id> = related.keys().copied().collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "select question, member, at from expert_declines where question in (each($1))";
    let rows: Vec<(Id, Id, Millis)> = tx.rows(sql, args![ids]).await?;
    let evidence = rows.into_iter().map(|(question, member, at)| Evidence {
        member,
        deed: Deed::Declined,
        relevance: related.get(&question).copied().unwrap_or_default(),
        at,
        proof: None,
    });
    Ok(evidence.collect())
}

record! {
    struct Written {
        page: Id,
        author: Option<Id>,
        curator: Option<Id>,
        title: String,
        changed: Millis,
    }
}

/// Pages of the wiki that are like it: who wrote them and who looks after them.
async fn pages(tx: &Tx, viewer: &Viewer, related: &HashMap<Id, Relevance>) -> Result<Vec<Evidence>> {
    let like: Vec<Id> = related.iter().filter(|(_, how)| how.likeness > 0.0).map(|(id, _)| *id).collect();
    if like.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select w.page, p.author, w.curator, p.title, w.changed from wiki_pages w cross join posts p
         where w.page in (each($4)) and p.id = w.page and w.deleted is null and {}",
        *VISIBLE
    );
    let rows: Vec<Written> = tx.rows(&sql, viewer_args![viewer, like]).await?;
    let mut evidence = Vec::new();
    for row in rows {
        let relevance = related.get(&row.page).copied().unwrap_or_default();
        let authors = row.author.filter(|author| row.curator != Some(*author));
        for (member, curated, kind, text) in [
            (row.curator, true, "curated-page", "experts-proof-curated"),
            (authors, false, "page", "experts-proof-page"),
        ] {
            let Some(member) = member else { continue };
            evidence.push(Evidence {
                member,
                deed: Deed::Page { curated },
                relevance,
                at: row.changed,
                proof: Some(Proof {
                    kind,
                    text,
                    title: row.title.clone(),
                    url: Some(format!("/posts/{}", row.page)),
                    votes: 0,
                    post: Some(row.page),
                }),
            });
        }
    }
    Ok(evidence)
}

/// Skills that share words with the question, of those whom the search proposes.
async fn skills(tx: &Tx, viewer: &Viewer, text: &str, named: &[Face]) -> Result<Vec<Evidence>> {
    let ids: Vec<Id> = named.iter().map(|face| face.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select sk.member, sk.skill, sk.endorsements from skills sk join members m on m.id = sk.member
             join profiles p on p.member = m.id
         where sk.member in (each($4)) and p.skills_level >= {RELATION} and {KNOWN_ONE}"
    );
    let rows: Vec<(Id, String, i64)> = tx.rows(&sql, viewer_args![viewer, ids]).await?;
    let asked = stems(text);
    let evidence = rows.into_iter().filter_map(|(member, skill, endorsements)| {
        let own = stems(&skill);
        let common = own.iter().filter(|stem| asked.contains(*stem)).count();
        if common == 0 {
            return None;
        }
        let handle = named.iter().find(|face| face.id == member).map(|face| face.path());
        Some(Evidence {
            member,
            deed: Deed::Skill { endorsements, share: share(common, own.len()) },
            relevance: Relevance::default(),
            at: 0,
            proof: Some(Proof {
                kind: "skill",
                text: "experts-proof-skill",
                title: skill,
                url: handle,
                votes: endorsements,
                post: None,
            }),
        })
    });
    Ok(evidence.collect())
}

fn stems(text: &str) -> HashSet<String> {
    let stem = |word: &str| Tongue::ENGLISH.stem(word).unwrap_or_else(|| word.to_owned());
    words(text).into_iter().filter(|word| word.text.chars().count() > 2).map(|word| stem(&word.text)).collect()
}

fn share(part: usize, whole: usize) -> f64 {
    f64::from(u32::try_from(part).unwrap_or(0)) / f64::from(u32::try_from(whole.max(1)).unwrap_or(1))
}

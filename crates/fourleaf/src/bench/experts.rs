//! `fourleaf bench --experts FOLDER`: how well those who know are found, by questions whose answerers are known.
//!
//! The questions of a Stack Exchange dump are asked one after another in the order in which they were asked; at each, the
//! installation has only what was written before it. Told is how often who really answered is among the first five
//! that are proposed, beside two plain rules: who answered most, and who answered most under the same tags. Votes
//! are those of the day of the dump, for all three alike.

use super::judged::{SPACE, settle};
use crate::compose::{self, Program};
use community::identity::{self, MemberState, NewMember};
use gateway::transfer::{self, Dump, Manner, stackexchange_rows};
use kernel::app::App;
use kernel::args;
use kernel::clock::{Clock, HOUR, Millis, Random};
use kernel::configuration::Configuration;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::text::fold;
use kernel::viewer::Viewer;
use knowledge::experts::{Asked, who_may_know};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

const PROPOSED: usize = 5;
/// The first questions only teach.
const LEARNED: usize = 5;

type Row = HashMap<String, String>;

/// How often who answered was among those proposed.
#[derive(Debug, Default, Clone, Copy)]
struct Hits {
    of: usize,
    ours: usize,
    overall: usize,
    tagged: usize,
}

impl Hits {
    fn count(&mut self, truth: Id, proposed: &Proposed) {
        self.of += 1;
        self.ours += usize::from(proposed.ours.contains(&truth));
        self.overall += usize::from(proposed.overall.contains(&truth));
        self.tagged += usize::from(proposed.tagged.contains(&truth));
    }

    fn tell(&self, name: &str) {
        println!("{name:<44} {:>6} {:>10} {:>14} {:>12}", self.of, self.ours, self.overall, self.tagged);
    }
}

struct Proposed {
    ours: Vec<Id>,
    overall: Vec<Id>,
    tagged: Vec<Id>,
}

pub async fn judge(folder: &Path) -> Result<()> {
    let mut posts = stackexchange_rows(&folder.join("Posts.xml"))?;
    posts.retain(|row| matches!(text(row, "PostTypeId"), "1" | "2"));
    posts.sort_by(|a, b| text(a, "CreationDate").cmp(text(b, "CreationDate")));
    let first = posts.first().and_then(moment).ok_or_else(|| Error::Unavailable("no questions".into()))?;
    let data = tempfile::Builder::new().prefix("fourleaf-experts-").tempdir_in(".")?;
    let configuration = Configuration::load(data.path(), None, []).map_err(|said| Error::internal(said.join("\n")))?;
    let clock = Clock::story(first);
    let Program { app, .. } = compose::open_at(configuration, clock.clone(), Random::story(1)).await?;
    let viewer = Arc::new(settle(&app).await?);
    let part = data.path().join("part");
    std::fs::create_dir_all(&part)?;
    std::fs::copy(folder.join("Users.xml"), part.join("Users.xml"))?;
    let members = members(&app, &stackexchange_rows(&folder.join("Users.xml"))?).await?;
    let asked: Vec<usize> = (0..posts.len()).filter(|nth| kind(&posts, *nth) == "1").collect();
    let (mut accepted, mut each) = (Hits::default(), Hits::default());
    for (nth, at) in asked.iter().copied().enumerate().skip(LEARNED) {
        let Some(question) = posts.get(at) else { continue };
        write_part(&part, posts.get(..at).unwrap_or_default())?;
        clock.advance(moment(question).unwrap_or(first) - clock.now());
        let dump = Dump { path: part.clone(), space: SPACE.to_owned() };
        transfer::stackexchange(&app, &dump, Manner::default()).await?;
        app.search.catch_up(&app).await?;
        let asker = members.get(text(question, "OwnerUserId")).copied();
        let proposed = propose(&app, &viewer, question, asker).await?;
        for answer in posts.iter().filter(|row| text(row, "ParentId") == text(question, "Id")) {
            let truth = members.get(text(answer, "OwnerUserId")).copied();
            let Some(truth) = truth.filter(|truth| Some(*truth) != asker) else { continue };
            each.count(truth, &proposed);
            if nth >= asked.len() / 2 && text(question, "AcceptedAnswerId") == text(answer, "Id") {
                accepted.count(truth, &proposed);
            }
        }
    }
    println!(
        "{} questions\n\n{:<44} {:>6} {:>10} {:>14} {:>12}",
        asked.len(),
        "among the first five",
        "of",
        "proposed",
        "most answers",
        "most in tag"
    );
    accepted.tell("who gave the accepted answer, later half");
    each.tell("who gave an answer, after the first five");
    Ok(())
}

fn text<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get(name).map_or("", String::as_str)
}

fn kind(posts: &[Row], nth: usize) -> &str {
    posts.get(nth).map_or("", |row| text(row, "PostTypeId"))
}

fn moment(row: &Row) -> Option<Millis> {
    let moment = text(row, "CreationDate").parse::<jiff::civil::DateTime>().ok()?;
    Some(moment.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond() + HOUR)
}

/// What was written before the question, as a dump of its own.
fn write_part(folder: &Path, rows: &[Row]) -> Result<()> {
    let mut out = String::from("<posts>\n");
    for row in rows {
        out.push_str("<row");
        for (name, value) in row.iter().collect::<BTreeMap<_, _>>() {
            let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\n', "&#xA;");
            out.push_str(&format!(" {name}=\"{value}\""));
        }
        out.push_str("/>\n");
    }
    std::fs::write(folder.join("Posts.xml"), out)?;
    Ok(())
}

/// A member for each user, by the number that the dump has for them. Two of one name are one.
async fn members(app: &App, users: &[Row]) -> Result<HashMap<String, Id>> {
    let users: Vec<(String, String)> =
        users.iter().map(|row| (text(row, "Id").to_owned(), text(row, "DisplayName").to_owned())).collect();
    app.db
        .write(async move |tx: &Tx| {
            let organisation = identity::queries::own_organisation(tx).await?.ok_or(Error::NotFound)?;
            let mut by_name: HashMap<String, Id> = HashMap::new();
            let mut members = HashMap::new();
            for (number, name) in &users {
                let member = match by_name.get(&fold(name)) {
                    Some(member) => *member,
                    None => {
                        let new = NewMember {
                            handle: format!("user{}", number.replace('-', "m")),
                            name: name.clone(),
                            organisation,
                            state: MemberState::Active,
                            created: tx.now(),
                            ..NewMember::default()
                        };
                        identity::ops::create_member(tx, &new).await?
                    }
                };
                by_name.insert(fold(name), member);
                members.insert(number.clone(), member);
            }
            Ok(members)
        })
        .await
}

async fn propose(app: &App, viewer: &Arc<Viewer>, question: &Row, asker: Option<Id>) -> Result<Proposed> {
    let tags: Vec<String> =
        text(question, "Tags").split(['<', '>', '|']).filter(|tag| !tag.is_empty()).map(fold).collect();
    let asked = Asked {
        text: text(question, "Title").to_owned(),
        tags: tags.clone(),
        without: asker.into_iter().collect(),
        most: PROPOSED,
        ..Asked::default()
    };
    let ours = who_may_know(app, viewer, asked).await?.into_iter().map(|knower| knower.card.face.id).collect();
    let asker = asker.unwrap_or_default();
    let (overall, tagged) = app
        .db
        .read(async move |tx: &Tx| {
            let sql = "select p.author from question_answers a join posts p on p.id = a.post
                       where p.author is not null and p.author <> $1
                       group by p.author order by count(*) desc, p.author limit $2";
            let most = i64::try_from(PROPOSED).unwrap_or(5);
            let overall: Vec<Id> = tx.column(sql, args![asker, most]).await?;
            let sql = "select p.author from question_answers a join posts p on p.id = a.post
                       where p.author is not null and p.author <> $1
                         and a.question in (select t.post from post_tags t where t.tag in (each_text($2)))
                       group by p.author order by count(*) desc, p.author limit $3";
            let tagged: Vec<Id> = tx.column(sql, args![asker, tags.clone(), most]).await?;
            Ok((overall, tagged))
        })
        .await?;
    Ok(Proposed { ours, overall, tagged })
}

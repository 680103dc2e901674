//! The people and spaces of the benchmark, written straight into the tables.

use super::chance::Chance;
use super::plan::{EVERYBODY, Plan};
use super::rows::{Rows, Table};
use super::words::{first_name, last_name, sentence, word};
use community::identity::{self, NewOrganisation, OrganisationKind, tokens::fingerprint};
use kernel::app::App;
use kernel::clock::{DAY, Millis};
use kernel::db::{Arg, Tx};
use kernel::error::Result;
use kernel::ids::Id;
use kernel::text::fold;

/// How many members have a token to ask with.
pub const TOKENS: usize = 2_000;
/// Members, or the like, whose rows share a transaction.
const PER_TRANSACTION: usize = 4_000;
const PINS: usize = 3;

static MEMBERS: Table = Table {
    into: "insert into members (id, handle, name, name_key, headline, email, organisation, role, state, photo, password, language,
        zone, theme, source_key, created, last_seen)",
    values: "#, #, #, #, #, #, #, #, 'active', null, null, null, null, 'device', null, #, #",
};
static PROFILES: Table = Table {
    into: "insert into profiles (member, about, about_html, pronouns, department, place, place_key, country, languages, interests,
        phone, contact, manager, joined, directory, visibility, place_level, languages_level, skills_level,
        manager_level, any_public, followers, following)",
    values: "#, #, #, '', #, #, #, '', '', '', '', '[]', #, null, '', '{}', 2, 2, 2, 1, 0, #, #",
};
static PEOPLE_WORDS: Table =
    Table { into: "insert into people_words (word, member, weight, level)", values: "#, #, 1, 3" };
static SKILLS: Table =
    Table { into: "insert into skills (member, skill, skill_key, endorsements, rank)", values: "#, #, #, 0, #" };
static EXPERIENCE: Table = Table {
    into: "insert into experience (id, member, title, organisation, since, until)",
    values: "#, #, #, #, '2019-04', ''",
};
static TOKEN_ROWS: Table = Table {
    into: "insert into tokens (id, member, name, secret, may_write, created, last_used, expires)",
    values: "#, #, 'bench', #, 1, #, null, null",
};
static SPACES: Table = Table {
    into:
        "insert into spaces (id, slug, name, name_key, summary, description, description_html, rules, rules_html, cover, audience,
        joining, rule_field, rule_value, parts, parent, members, posts, active, archived, source_key, created,
        created_by)",
    values: "#, #, #, #, #, '', '', '', '', null, #, 'open', '', '', 'stream', null, #, 0, #, null, null, #, #",
};
static SPACE_WORDS: Table = Table { into: "insert into space_words (word, space)", values: "#, #" };
static MEMBERSHIPS: Table = Table {
    into: "insert into memberships (space, member, role, state, pinned, by_rule, at)",
    values: "#, #, #, 'joined', #, 0, #",
};
static FOLLOWS: Table = Table { into: "insert into follows (follower, followed, at)", values: "#, #, #" };
static TAG_FOLLOWS: Table = Table { into: "insert into tag_follows (member, tag)", values: "#, #" };

/// Who and where, by number, with the ids that they got.
pub struct Written {
    pub plan: Plan,
    pub members: Vec<Id>,
    pub spaces: Vec<Id>,
    pub begin: Millis,
    pub end: Millis,
}

impl Written {
    pub fn member(&self, nth: usize) -> Id {
        self.members.get(nth).copied().unwrap_or_default()
    }

    pub fn space(&self, nth: usize) -> Id {
        self.spaces.get(nth).copied().unwrap_or_default()
    }
}

/// The secret of a token: a benchmark's data is nobody's, so it may be known.
pub fn token(nth: usize) -> String {
    format!("fourleaf_bench{nth:06}")
}

pub fn quiet_token(nth: usize) -> String {
    format!("fourleaf_quiet{nth:06}")
}

pub fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

pub fn id(id: Id) -> Arg<'static> {
    Arg::Int(id.0)
}

pub fn text(text: impl Into<String>) -> Arg<'static> {
    Arg::from(text.into())
}

/// Writes these rows in one transaction, tables in this order.
pub async fn write(app: &App, tables: Vec<Rows>) -> Result<()> {
    app.db
        .write(async move |tx: &Tx| {
            for rows in &tables {
                rows.write(tx).await?;
            }
            Ok(())
        })
        .await
}

/// Everything but posts.
pub async fn people_and_spaces(app: &App, plan: Plan, chance: &Chance) -> Result<Written> {
    let now = app.clock.now();
    let (begin, end) = (now - 366 * DAY, now - DAY / 2);
    let id_at = |at: Millis, nth: usize| app.ids.at(at + number(nth / 1_000), u32::try_from(nth % 1_000).unwrap_or(0));
    let members = (0..plan.sizes.members).map(|nth| id_at(begin - 10 * DAY, nth)).collect();
    let spaces = (0..plan.sizes.spaces).map(|nth| id_at(begin - 5 * DAY, nth)).collect();
    let written = Written { plan, members, spaces, begin, end };
    let organisations = organisations(app).await?;
    people(app, &written, organisations, chance).await?;
    tokens(app, &written, now).await?;
    spaces_of(app, &written, chance).await?;
    memberships(app, &written).await?;
    follows(app, &written).await?;
    Ok(written)
}

async fn organisations(app: &App) -> Result<(Id, Id)> {
    let new = |slug: &str, name: &str, kind: OrganisationKind| NewOrganisation {
        slug: slug.to_owned(),
        name: name.to_owned(),
        kind,
        domain: String::new(),
        by: None,
    };
    app.db
        .write(async move |tx: &Tx| {
            identity::ops::set_setting(tx, "company", "Benchmark").await?;
            let own = new("benchmark", "Benchmark", OrganisationKind::Own);
            let partner = new("supplier", "Supplier", OrganisationKind::Partner);
            let own = identity::ops::create_organisation(tx, &own).await?;
            Ok((own, identity::ops::create_organisation(tx, &partner).await?))
        })
        .await
}

async fn people(app: &App, written: &Written, organisations: (Id, Id), chance: &Chance) -> Result<()> {
    let all: Vec<usize> = (0..written.members.len()).collect();
    for part in all.chunks(PER_TRANSACTION) {
        let tables = [&MEMBERS, &PROFILES, &PEOPLE_WORDS, &SKILLS, &EXPERIENCE].map(Rows::new);
        let [mut members, mut profiles, mut words, mut skills, mut experience] = tables;
        for nth in part.iter().copied() {
            let member = written.member(nth);
            members.push(member_row(member, nth, organisations, written));
            profiles.push(profile_row(written, nth, chance));
            let handle = handle(nth);
            for found in [fold(first_name(nth)), fold(last_name(nth)), handle] {
                words.push([text(found), id(member)]);
            }
            for rank in 0..3 {
                let skill = format!("{} {}", word(nth + rank * 7), word(nth * 3 + rank));
                skills.push([id(member), text(&skill), text(fold(&skill)), Arg::Int(number(rank))]);
            }
            experience.push([id(member), id(member), text(sentence(chance, 2, 3)), text("Benchmark")]);
        }
        write(app, vec![members, profiles, words, skills, experience]).await?;
    }
    Ok(())
}

fn handle(nth: usize) -> String {
    format!("{}.{}{nth}", fold(first_name(nth)), fold(last_name(nth)))
}

fn member_row(member: Id, nth: usize, (own, partner): (Id, Id), written: &Written) -> [Arg<'static>; 10] {
    let name = format!("{} {}", first_name(nth), last_name(nth));
    let role = if nth == 0 { "administrator" } else { "member" };
    let organisation = if Plan::is_partner(nth) { partner } else { own };
    let headline = format!("{} {}", word(nth), word(nth / 7));
    [
        id(member),
        text(handle(nth)),
        text(&name),
        text(fold(&name)),
        text(headline),
        text(format!("{}@bench.example", handle(nth))),
        id(organisation),
        text(role),
        Arg::Int(written.begin),
        // Away for two days: a digest is due.
        Arg::Int(written.end - 2 * DAY),
    ]
}

fn profile_row(written: &Written, nth: usize, chance: &Chance) -> [Arg<'static>; 9] {
    let about = sentence(chance, 10, 30);
    let manager = if nth == 0 { Arg::Null } else { id(written.member(nth / 8)) };
    let counted = |of: Option<usize>| Arg::Int(number(of.unwrap_or(0)));
    let place = word(nth % 40);
    [
        id(written.member(nth)),
        text(&about),
        text(format!("<p>{about}</p>")),
        text(word(nth % 23)),
        text(place),
        text(fold(place)),
        manager,
        counted(written.plan.followers.get(nth).copied()),
        counted(written.plan.follows.get(nth).map(Vec::len)),
    ]
}

async fn tokens(app: &App, written: &Written, now: Millis) -> Result<()> {
    let plan = &written.plan;
    let mut rows = Rows::new(&TOKEN_ROWS);
    for nth in 0..TOKENS {
        // Partners write in spaces only; those who ask here are the company's own.
        let member = nth * plan.loud / TOKENS;
        let member = if Plan::is_partner(member) { member - 1 } else { member };
        rows.push([id(app.ids.next()), id(written.member(member)), text(fingerprint(&token(nth))), Arg::Int(now)]);
    }
    for (nth, member) in (plan.loud..plan.sizes.members).enumerate() {
        let secret = fingerprint(&quiet_token(nth));
        rows.push([id(app.ids.next()), id(written.member(member)), text(secret), Arg::Int(now)]);
    }
    write(app, vec![rows]).await
}

async fn spaces_of(app: &App, written: &Written, chance: &Chance) -> Result<()> {
    let (mut spaces, mut words) = (Rows::new(&SPACES), Rows::new(&SPACE_WORDS));
    for nth in 0..written.spaces.len() {
        let name = if nth == EVERYBODY { "Everybody".to_owned() } else { format!("{} {nth}", word(nth)) };
        let space = written.space(nth);
        let members = written.plan.members_of.get(nth).map_or(0, Vec::len);
        spaces.push([
            id(space),
            text(space_slug(nth)),
            text(&name),
            text(fold(&name)),
            text(sentence(chance, 5, 10)),
            Arg::Int(written.plan.audience(nth)),
            Arg::Int(number(members)),
            Arg::Int(written.begin),
            Arg::Int(written.begin),
            id(written.member(written.plan.owner(nth))),
        ]);
        let found: std::collections::BTreeSet<String> = fold(&name).split(' ').map(str::to_owned).collect();
        for one in found {
            words.push([text(one), id(space)]);
        }
    }
    write(app, vec![spaces, words]).await
}

pub fn space_slug(nth: usize) -> String {
    if nth == EVERYBODY { "everybody".to_owned() } else { format!("space-{nth}") }
}

async fn memberships(app: &App, written: &Written) -> Result<()> {
    let all: Vec<(usize, &Vec<usize>)> = written.plan.spaces_of.iter().enumerate().collect();
    for part in all.chunks(PER_TRANSACTION * 2) {
        let mut rows = Rows::new(&MEMBERSHIPS);
        for (member, spaces) in part {
            for (rank, space) in spaces.iter().enumerate() {
                let role = if written.plan.owner(*space) == *member { "owner" } else { "member" };
                let pinned = if rank < PINS { written.begin + number(rank) } else { 0 };
                rows.push([
                    id(written.space(*space)),
                    id(written.member(*member)),
                    text(role),
                    Arg::Int(pinned),
                    Arg::Int(written.begin),
                ]);
            }
        }
        write(app, vec![rows]).await?;
    }
    Ok(())
}

async fn follows(app: &App, written: &Written) -> Result<()> {
    let all: Vec<(usize, &Vec<usize>)> = written.plan.follows.iter().enumerate().collect();
    for part in all.chunks(PER_TRANSACTION) {
        let (mut rows, mut tags) = (Rows::new(&FOLLOWS), Rows::new(&TAG_FOLLOWS));
        for (member, followed) in part {
            for other in followed.iter() {
                rows.push([id(written.member(*member)), id(written.member(*other)), Arg::Int(written.begin)]);
            }
            if member % 4 == 0 && !written.plan.is_quiet(*member) {
                for tag in [member % 60, 60 + member % 12] {
                    tags.push([id(written.member(*member)), text(word(tag).to_lowercase())]);
                }
            }
        }
        write(app, vec![rows, tags]).await?;
    }
    Ok(())
}

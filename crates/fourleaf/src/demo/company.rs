//! The sample company itself: organisations, people, spaces, and who knows whom.

use super::cast::{Cast, Person, Space};
use community::identity::{self, MemberState, NewMember, NewOrganisation, OrganisationKind};
use community::people;
use community::people::types::{Experience, ProfileFields};
use community::spaces::{self, Audience, Joining, NewSpace, SpaceRole};
use kernel::app::App;
use kernel::clock::{Millis, Random};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Role, Viewer};
use std::collections::{BTreeMap, HashMap, HashSet};

const PER_TRANSACTION: usize = 50;
/// As many spaces have the sample people pinned.
const PINNED: usize = 4;

/// Who is there and where they meet, once it is founded.
pub struct Company {
    pub viewers: HashMap<String, Viewer>,
    pub spaces: HashMap<String, Id>,
    pub audiences: HashMap<String, Audience>,
    /// Handles of the members of each space.
    pub members: HashMap<String, Vec<String>>,
    /// Handles of the company's own people.
    pub own: Vec<String>,
}

pub async fn found(app: &App, cast: &Cast, chance: &Random) -> Result<Company> {
    let founded = app.db.read(identity::queries::own_organisation).await?;
    let organisations = organisations(app, cast, founded).await?;
    // Who founded an installation is its only administrator: nobody invented may do what they may.
    let most = if founded.is_some() { Role::Moderator } else { Role::Administrator };
    let members = people_of(app, cast, &organisations, most).await?;
    let spaces = spaces_of(app, cast, &organisations, &members).await?;
    let joined = memberships(app, cast, chance, &members, &spaces).await?;
    pins(app, cast, &members, &spaces, &joined).await?;
    acquaintances(app, cast, chance, &members).await?;
    let ids: Vec<(String, Id)> = members.iter().map(|(handle, id)| (handle.clone(), *id)).collect();
    let viewers = app
        .db
        .read(async move |tx: &Tx| {
            let mut viewers = HashMap::new();
            for (handle, id) in &ids {
                viewers.insert(handle.clone(), identity::queries::viewer_of(tx, *id).await?);
            }
            Ok(viewers)
        })
        .await?;
    let company = cast.organisations.iter().find(|organisation| organisation.kind == "own");
    let company = company.map_or("", |organisation| organisation.slug.as_str());
    let own = cast.people.iter().filter(|person| person.organisation == company);
    Ok(Company {
        viewers,
        own: own.map(|person| person.handle.clone()).collect(),
        audiences: cast.spaces.iter().map(|space| (space.slug.clone(), audience(space))).collect(),
        spaces,
        members: joined,
    })
}

/// Where the company itself is there already, its people become those of the sample.
async fn organisations(app: &App, cast: &Cast, founded: Option<Id>) -> Result<HashMap<String, Id>> {
    let new: Vec<NewOrganisation> = cast
        .organisations
        .iter()
        .map(|organisation| NewOrganisation {
            slug: organisation.slug.clone(),
            name: organisation.name.clone(),
            kind: OrganisationKind::parse(&organisation.kind).unwrap_or_default(),
            domain: organisation.domain.clone(),
            by: None,
        })
        .collect();
    app.db
        .write(async move |tx: &Tx| {
            let mut made = HashMap::new();
            for organisation in &new {
                let own = organisation.kind == OrganisationKind::Own;
                let id = match founded.filter(|_| own) {
                    Some(founded) => founded,
                    None => establish(tx, organisation).await?,
                };
                if own && founded.is_none() {
                    identity::ops::set_setting(tx, "company", &organisation.name).await?;
                }
                made.insert(organisation.slug.clone(), id);
            }
            Ok(made)
        })
        .await
}

async fn establish(tx: &Tx, organisation: &NewOrganisation) -> Result<Id> {
    let mut new = organisation.clone();
    while identity::queries::organisation_by_slug(tx, &new.slug).await?.is_some() {
        new.slug.push_str("-sample");
    }
    identity::ops::create_organisation(tx, &new).await
}

/// Somebody, ready to be written.
struct Newcomer {
    member: NewMember,
    profile: ProfileFields,
    manager: Option<String>,
    skills: Vec<String>,
    experience: Vec<Experience>,
}

async fn people_of(
    app: &App,
    cast: &Cast,
    organisations: &HashMap<String, Id>,
    most: Role,
) -> Result<HashMap<String, Id>> {
    let ordered = managers_first(&cast.people);
    let mut made: HashMap<String, Id> = HashMap::new();
    for part in ordered.chunks(PER_TRANSACTION) {
        let coming: Vec<Newcomer> = part.iter().map(|person| newcomer(person, organisations, most)).collect();
        let known = made.clone();
        let new = app
            .db
            .write(async move |tx: &Tx| {
                let mut new = known.clone();
                for one in &coming {
                    let id = write_person(tx, one, &new).await?;
                    new.insert(one.member.handle.clone(), id);
                }
                Ok(new)
            })
            .await?;
        made = new;
    }
    Ok(made)
}

fn managers_first(people: &[Person]) -> Vec<&Person> {
    let (mut placed, mut ordered, mut waiting) = (HashSet::new(), Vec::new(), people.iter().collect::<Vec<_>>());
    while !waiting.is_empty() {
        let (ready, later): (Vec<&Person>, Vec<&Person>) =
            waiting.iter().partition(|person| person.manager.as_ref().is_none_or(|manager| placed.contains(manager)));
        // A circle of managers has nobody to begin with: they come as they stand.
        let ready = if ready.is_empty() { later.clone() } else { ready };
        placed.extend(ready.iter().map(|person| person.handle.clone()));
        waiting.retain(|person| !placed.contains(&person.handle));
        ordered.extend(ready);
    }
    ordered
}

fn newcomer(person: &Person, organisations: &HashMap<String, Id>, most: Role) -> Newcomer {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Newcomer {
        member: NewMember {
            handle: person.handle.clone(),
            name: person.name.clone(),
            headline: person.headline.clone(),
            email: Some(person.email()),
            organisation: organisations.get(&person.organisation).copied().unwrap_or_default(),
            role: person.role.as_deref().and_then(Role::parse).unwrap_or_default().min(most),
            state: MemberState::Active,
            language: some(&person.language),
            zone: some(&person.zone),
            created: person.joined.as_deref().and_then(day).unwrap_or_default(),
            ..NewMember::default()
        },
        profile: ProfileFields {
            about: some(&person.about),
            pronouns: person.pronouns.clone(),
            department: some(&person.department),
            place: some(&person.place),
            country: some(&person.country),
            languages: Some(person.languages.clone()),
            interests: Some(person.interests.clone()),
            phone: person.phone.clone(),
            joined: person.joined.as_deref().map(day),
            ..ProfileFields::default()
        },
        manager: person.manager.clone(),
        skills: person.skills.clone(),
        experience: person.experience.iter().map(job).collect(),
    }
}

fn job(job: &super::cast::Job) -> Experience {
    Experience {
        title: job.title.clone(),
        organisation: job.organisation.clone(),
        since: job.from.clone(),
        until: job.to.clone().unwrap_or_default(),
    }
}

fn day(text: &str) -> Option<Millis> {
    let date = text.parse::<jiff::civil::Date>().ok()?;
    date.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp().as_millisecond())
}

async fn write_person(tx: &Tx, one: &Newcomer, known: &HashMap<String, Id>) -> Result<Id> {
    let id = identity::ops::create_member(tx, &one.member).await?;
    let manager = one.manager.as_ref().and_then(|manager| known.get(manager)).copied();
    let profile = ProfileFields { manager: manager.map(Some), ..one.profile.clone() };
    people::ops::set_profile(tx, id, &profile, false).await?;
    people::ops::set_skills(tx, id, &one.skills).await?;
    people::ops::set_experience(tx, id, &one.experience).await?;
    Ok(id)
}

fn audience(space: &Space) -> Audience {
    Audience::parse(&space.audience).unwrap_or(Audience::Private)
}

async fn spaces_of(
    app: &App,
    cast: &Cast,
    organisations: &HashMap<String, Id>,
    members: &HashMap<String, Id>,
) -> Result<HashMap<String, Id>> {
    let new: Vec<(Option<Id>, NewSpace)> = cast
        .spaces
        .iter()
        .map(|space| {
            let rule = space.rule.as_ref().and_then(|rule| rule.iter().next());
            let new = NewSpace {
                slug: space.slug.clone(),
                name: space.name.clone(),
                summary: space.summary.clone(),
                description: space.description.clone(),
                rules: space.rules.clone(),
                audience: audience(space),
                partners: space.partners.iter().filter_map(|slug| organisations.get(slug)).copied().collect(),
                joining: Joining::parse(&space.join).unwrap_or(Joining::Ask),
                rule_field: rule.map(|(field, _)| field.clone()).unwrap_or_default(),
                rule_value: rule.map(|(_, value)| value.clone()).unwrap_or_default(),
                ..NewSpace::default()
            };
            (members.get(&space.owner).copied(), new)
        })
        .collect();
    app.db
        .write(async move |tx: &Tx| {
            let mut made = HashMap::new();
            for (owner, space) in &new {
                made.insert(space.slug.clone(), spaces::ops::create(tx, *owner, space).await?);
            }
            Ok(made)
        })
        .await
}

async fn memberships(
    app: &App,
    cast: &Cast,
    chance: &Random,
    members: &HashMap<String, Id>,
    spaces: &HashMap<String, Id>,
) -> Result<HashMap<String, Vec<String>>> {
    let mut voices: HashMap<&str, Vec<&str>> = HashMap::new();
    for (space, author) in cast.voices() {
        voices.entry(space).or_default().push(author);
    }
    let mut joined = HashMap::new();
    for space in &cast.spaces {
        let roles = roles(space, cast, voices.get(space.slug.as_str()).map_or(&[], Vec::as_slice), chance);
        let found = spaces.get(&space.slug).copied().ok_or_else(|| Error::internal("a space is missing"))?;
        let writes: Vec<(Id, SpaceRole)> =
            roles.iter().filter_map(|(handle, role)| Some((*members.get(*handle)?, *role))).collect();
        app.db
            .write(async move |tx: &Tx| {
                for (member, role) in &writes {
                    spaces::ops::set_membership(tx, found, *member, *role).await?;
                }
                Ok(())
            })
            .await?;
        joined.insert(space.slug.clone(), roles.into_keys().map(str::to_owned).collect());
    }
    Ok(joined)
}

/// Who is in a space, and as what: those who look after it, those who write there, those whom it is
/// about, and some of the curious.
fn roles<'a>(space: &'a Space, cast: &'a Cast, voices: &[&'a str], chance: &Random) -> BTreeMap<&'a str, SpaceRole> {
    let mut roles = BTreeMap::new();
    let closed = matches!(audience(space), Audience::Private | Audience::Secret);
    let company = cast.organisations.first().map_or("", |organisation| organisation.slug.as_str());
    for person in &cast.people {
        let own = person.organisation == company;
        let about = space.about_departments.contains(&person.department);
        let interest = space.tags.iter().any(|tag| person.skills.contains(tag) || person.interests.contains(tag));
        let percent = match (closed, own) {
            (true, _) => 0,
            (false, false) if space.partners.contains(&person.organisation) => 70,
            (false, false) => 0,
            (false, true) if about => 55 + 4 * space.activity,
            (false, true) if interest => 60,
            (false, true) => space.activity,
        };
        if chance.below(100) < percent {
            roles.insert(person.handle.as_str(), SpaceRole::Member);
        }
    }
    roles.extend(voices.iter().map(|voice| (*voice, SpaceRole::Member)));
    roles.extend(space.curators.iter().map(|handle| (handle.as_str(), SpaceRole::Curator)));
    roles.extend(space.moderators.iter().map(|handle| (handle.as_str(), SpaceRole::Moderator)));
    roles.insert(space.owner.as_str(), SpaceRole::Owner);
    roles
}

/// The sample people have the liveliest of their spaces at hand.
async fn pins(
    app: &App,
    cast: &Cast,
    members: &HashMap<String, Id>,
    spaces: &HashMap<String, Id>,
    joined: &HashMap<String, Vec<String>>,
) -> Result<()> {
    let mut liveliest: Vec<&Space> = cast.spaces.iter().collect();
    liveliest.sort_by_key(|space| std::cmp::Reverse(space.activity));
    let mut pinned: Vec<(Id, Id)> = Vec::new();
    for person in cast.samples() {
        let Some(member) = members.get(&person.handle) else { continue };
        let theirs = liveliest
            .iter()
            .filter(|space| joined.get(&space.slug).is_some_and(|handles| handles.contains(&person.handle)))
            .filter_map(|space| spaces.get(&space.slug));
        pinned.extend(theirs.take(PINNED).map(|space| (*member, *space)));
    }
    app.db
        .write(async move |tx: &Tx| {
            for (member, space) in &pinned {
                spaces::memberships::pin(tx, *member, *space).await?;
            }
            Ok(())
        })
        .await
}

/// Who follows whom, and who says of whom that they know something.
async fn acquaintances(app: &App, cast: &Cast, chance: &Random, members: &HashMap<String, Id>) -> Result<()> {
    let mut pairs: Vec<(Id, Id, Option<String>)> = Vec::new();
    for one in &cast.people {
        for other in cast.people.iter().filter(|other| other.handle != one.handle) {
            if chance.below(1_000) >= closeness(one, other) {
                continue;
            }
            let skill = (!other.skills.is_empty() && one.organisation == other.organisation && chance.below(100) < 22)
                .then(|| chance.below(u64::try_from(other.skills.len()).unwrap_or(1)));
            let skill = skill.and_then(|at| other.skills.get(usize::try_from(at).ok()?)).cloned();
            if let (Some(one), Some(other)) = (members.get(&one.handle), members.get(&other.handle)) {
                pairs.push((*one, *other, skill));
            }
        }
    }
    for part in pairs.chunks(8 * PER_TRANSACTION) {
        let part = part.to_vec();
        app.db
            .write(async move |tx: &Tx| {
                for (one, other, skill) in &part {
                    people::ops::follow(tx, *one, *other).await?;
                    if let Some(skill) = skill {
                        people::ops::endorse(tx, *one, *other, skill).await?;
                    }
                }
                Ok(())
            })
            .await?;
    }
    Ok(())
}

/// How likely it is that `one` follows `other`, in thousandths.
fn closeness(one: &Person, other: &Person) -> u64 {
    let same = one.organisation == other.organisation;
    let shared = one.skills.iter().filter(|skill| other.skills.contains(skill)).count();
    match () {
        () if one.manager.as_ref() == Some(&other.handle) => 900,
        () if other.manager.as_ref() == Some(&one.handle) => 550,
        () if same && one.department == other.department => 170,
        () if same && shared > 0 => 110,
        () if same && other.sample => 160,
        () if same && other.role.as_deref() == Some("publisher") => 90,
        () if same => 8,
        () if shared > 0 => 30,
        () => 2,
    }
}

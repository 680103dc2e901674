//! Every route by every viewer: what each kind of viewer gets at each address, held against a table
//! that somebody has reviewed.
//!
//! The addresses name things that do not exist, so nothing is done; what remains is who is let in.
//! After a change: `FOURLEAF_WRITE_ROUTES=1 cargo test -p fourleaf every_route` writes the table anew;
//! read the difference before it goes in.

use crate::sources::root;
use axum::http::Method;
use community::identity::{self, Door, MemberState, NewMember, NewOrganisation, OrganisationKind, tokens};
use kernel::db::Tx;
use kernel::testing::{Cast, Engine, START, Story, Visitor};
use kernel::viewer::Role;
use std::fmt::Write as _;
use std::sync::Arc;

const TABLE: &str = "crates/fourleaf/tests/routes.txt";

/// Organisation, role, and whether their token writes.
const VIEWERS: [(&str, OrganisationKind, Role, bool); 6] = [
    ("customer", OrganisationKind::Customer, Role::Member, true),
    ("partner", OrganisationKind::Partner, Role::Member, true),
    ("employee", OrganisationKind::Own, Role::Member, true),
    ("moderator", OrganisationKind::Own, Role::Moderator, true),
    ("administrator", OrganisationKind::Own, Role::Administrator, true),
    ("reader", OrganisationKind::Own, Role::Member, false),
];

async fn begin() -> Story {
    let capability = fourleaf::compose::capability();
    let cast = Cast {
        parts: fourleaf::compose::parts(&capability),
        capability,
        gate: Arc::new(Door),
        configure: |configuration| configuration.limits.rate = kernel::configuration::Switch::Off,
    };
    Story::begin(Engine::Sqlite, cast).await.expect("an installation")
}

/// A token for each viewer.
async fn cast(story: &Story) -> Vec<String> {
    let random = story.app.random.clone();
    let made = async move |tx: &Tx| {
        let mut all = Vec::new();
        for (name, kind, role, writes) in VIEWERS {
            let slug = kind.word();
            let organisation = match identity::queries::organisation_by_slug(tx, slug).await? {
                Some(known) => known,
                None => {
                    let (slug, name) = (slug.to_owned(), slug.to_owned());
                    identity::ops::create_organisation(tx, &NewOrganisation { slug, name, kind, ..Default::default() })
                        .await?
                }
            };
            let new = NewMember {
                handle: name.to_owned(),
                name: name.to_owned(),
                organisation,
                role,
                state: MemberState::Active,
                created: START,
                ..NewMember::default()
            };
            let member = identity::ops::create_member(tx, &new).await?;
            all.push(tokens::create(tx, &random, Some(member), member, "routes", writes).await?);
        }
        Ok(all)
    };
    story.app.db.write(made).await.expect("members")
}

/// The address with something that does not exist for each part in braces.
fn made_up(path: &str) -> String {
    let part = |part: &str| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
        None => part.to_owned(),
        Some("handle" | "slug") => "nobody-here".to_owned(),
        Some("emoji") => "👍".to_owned(),
        Some("hash") => "0".repeat(64),
        Some(_) => "1".to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

async fn status(visitor: &Visitor<'_>, method: &Method, path: &str) -> u16 {
    let answer = match *method {
        Method::POST => visitor.post(path, serde_json::json!({})).await,
        Method::PUT => visitor.put(path, serde_json::json!({})).await,
        _ => visitor.call(method.clone(), path, "application/json").await,
    };
    assert!(answer.status.as_u16() != 500, "{method} {path}: {}", answer.body);
    answer.status.as_u16()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_by_every_viewer() {
    let mut rows: Vec<(String, String)> = Vec::new();
    for route in fourleaf::compose::capability().routes.iter() {
        if route.path.contains("{*") || route.path == "/live" {
            continue;
        }
        rows.push((format!("{:<6} {}", route.method.as_str(), route.path), made_up(route.path)));
    }
    rows.sort();
    let story = begin().await;
    let tokens = cast(&story).await;
    let mut table = String::from("# stranger customer partner employee moderator administrator reader\n");
    for (row, path) in rows {
        let method: Method = row.split_whitespace().next().unwrap().parse().unwrap();
        let mut codes = vec![status(&story.stranger(), &method, &path).await.to_string()];
        for token in &tokens {
            codes.push(status(&story.program(token), &method, &path).await.to_string());
        }
        writeln!(table, "{}  {row}", codes.join(" ")).unwrap();
    }
    let file = root().join(TABLE);
    if std::env::var("FOURLEAF_WRITE_ROUTES").is_ok() {
        std::fs::write(&file, &table).unwrap();
    }
    let reviewed = std::fs::read_to_string(&file).unwrap_or_default();
    let differing: Vec<String> = diff(&reviewed, &table);
    assert!(differing.is_empty(), "the table of routes differs from {TABLE}:\n{}", differing.join("\n"));
}

fn diff(reviewed: &str, found: &str) -> Vec<String> {
    let gone =
        reviewed.lines().filter(|line| !found.lines().any(|other| other == *line)).map(|line| format!("- {line}"));
    let new =
        found.lines().filter(|line| !reviewed.lines().any(|other| other == *line)).map(|line| format!("+ {line}"));
    gone.chain(new).collect()
}

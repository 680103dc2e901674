//! Making a space: the form, and what becomes of it.

use super::ops;
use super::queries;
use super::types::{
    Joining, MOST_DESCRIPTION, MOST_NAME, MOST_PARTNERS, MOST_RULE_VALUE, MOST_RULES, MOST_SUMMARY, NewSpace, Part,
    PartnerChoice, RuleField, space_path,
};
use super::{Audience, head};
use crate::identity;
use crate::identity::screening::{About, Asked, SPACE};
use askama::Template;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::text;
use kernel::viewer::{Role, Standing, Viewer};
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants, input};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Addresses below `/spaces/` that are no spaces.
const RESERVED: &[&str] = &["new"];
/// How many numbers are tried behind a name that is taken as an address.
const MOST_TRIES: u32 = 50;
/// The setting that says who makes spaces: `everyone`, `moderators` or `administrators`.
pub const WHO_CREATES: &str = "spaces-create";

/// What is sent to make a space: a form or JSON.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct SpaceForm {
    #[serde(deserialize_with = "input::text")]
    pub name: String,
    /// The address; empty: made from the name.
    #[serde(deserialize_with = "input::text")]
    pub slug: String,
    #[serde(deserialize_with = "input::text")]
    pub summary: String,
    /// Markdown.
    #[serde(deserialize_with = "input::text")]
    pub description: String,
    /// Markdown.
    #[serde(deserialize_with = "input::text")]
    pub rules: String,
    /// Empty: internal.
    pub audience: String,
    /// Addresses of the organisations that a space for partners is opened to.
    #[serde(deserialize_with = "input::list")]
    pub partners: Vec<String>,
    /// Empty: open.
    pub joining: String,
    pub rule_field: String,
    #[serde(deserialize_with = "input::text")]
    pub rule_value: String,
    /// Empty: all.
    #[serde(deserialize_with = "input::list")]
    pub parts: Vec<String>,
}

impl SpaceForm {
    fn texts(&mut self) -> Vec<(&'static str, &mut String)> {
        vec![
            ("name", &mut self.name),
            ("slug", &mut self.slug),
            ("summary", &mut self.summary),
            ("description", &mut self.description),
            ("rules", &mut self.rules),
        ]
    }
}

#[derive(Debug, Serialize)]
pub struct NewSpacePage {
    pub form: SpaceForm,
    pub partners: Vec<PartnerChoice>,
    pub errors: Vec<FieldProblem>,
}

impl NewSpacePage {
    fn audiences(&self) -> [Audience; 6] {
        Audience::ALL
    }
}

#[derive(Template)]
#[template(path = "spaces/templates/new.html")]
struct NewSpaceHtml<'a> {
    cx: &'a Cx,
    page: &'a NewSpacePage,
}
screen!(NewSpacePage, NewSpaceHtml);

/// Whether the viewer may make spaces: people of the company, or fewer if the installation says so.
pub async fn may_create(tx: &Tx, viewer: &Viewer) -> Result<bool> {
    if viewer.standing != Standing::Own {
        return Ok(false);
    }
    let least = match identity::queries::setting(tx, WHO_CREATES).await?.as_deref() {
        Some("moderators") => Role::Moderator,
        Some("administrators") => Role::Administrator,
        _ => Role::Member,
    };
    Ok(viewer.role >= least)
}

/// `GET /spaces/new`
pub async fn form(page: Page) -> Result<Response> {
    let viewer = page.viewer.clone();
    let partners = page
        .app
        .db
        .read(async move |tx: &Tx| {
            allowed(tx, &viewer).await?;
            queries::partner_choices(tx).await
        })
        .await?;
    let parts = Part::ALL.iter().map(|part| part.word().to_owned()).collect();
    let form = SpaceForm { audience: "internal".to_owned(), joining: "open".to_owned(), parts, ..SpaceForm::default() };
    page.show(NewSpacePage { form, partners, errors: Vec::new() }).await
}

/// `POST /spaces`
pub async fn create(page: Page, Input { value: form, .. }: Input<SpaceForm>) -> Result<Response> {
    let (viewer, sent) = (page.viewer.clone(), form.clone());
    let asked = Asked::of(&page);
    let made = page
        .app
        .db
        .write(async move |tx: &Tx| {
            allowed(tx, &viewer).await?;
            let mut sent = sent.clone();
            let audience = checked(tx, &sent).await?.audience.word();
            let about = About { kind: SPACE, thing: viewer.signed_in()?, space: None, audience };
            asked.look(tx, &viewer, about, sent.texts()).await?;
            // The address is made from the name as it may stand.
            let new = checked(tx, &sent).await?;
            ops::create(tx, viewer.member, &new).await?;
            Ok(new.slug)
        })
        .await;
    match made {
        Ok(slug) => {
            let made = head::load(&page, &slug).await?;
            page.created(&space_path(&slug), &made)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let partners = page.app.db.read(async move |tx: &Tx| queries::partner_choices(tx).await).await?;
            let errors = page.told(&errors);
            page.show_again(NewSpacePage { form, partners, errors }).await
        }
        Err(error) => Err(error),
    }
}

async fn allowed(tx: &Tx, viewer: &Viewer) -> Result<()> {
    if may_create(tx, viewer).await? { Ok(()) } else { Err(Error::Forbidden("spaces-not-for-you-to-make")) }
}

async fn checked(tx: &Tx, form: &SpaceForm) -> Result<NewSpace> {
    let mut checks = Checks::new();
    check_texts(&mut checks, &form.name, &form.summary, &form.description, &form.rules);
    let audience = if form.audience.is_empty() { Some(Audience::Internal) } else { Audience::parse(&form.audience) };
    checks.require(audience.is_some(), "audience", "not-a-choice");
    let audience = audience.unwrap_or_default();
    let partners = check_partners(tx, &mut checks, audience, &form.partners).await?;
    let (joining, rule) = check_joining(&mut checks, &form.joining, &form.rule_field, &form.rule_value);
    let parts = check_parts(&mut checks, &form.parts);
    let slug = check_slug(tx, &mut checks, form).await?;
    checks.finish()?;
    Ok(NewSpace {
        slug,
        name: form.name.trim().to_owned(),
        summary: form.summary.trim().to_owned(),
        description: form.description.clone(),
        rules: form.rules.clone(),
        audience,
        partners,
        joining,
        rule_field: rule.map(|field| field.word().to_owned()).unwrap_or_default(),
        rule_value: form.rule_value.trim().to_owned(),
        parts,
        parent: None,
        source_key: None,
    })
}

pub fn check_texts(checks: &mut Checks, name: &str, summary: &str, description: &str, rules: &str) {
    checks.require(!name.trim().is_empty(), "name", "required");
    checks.require(!name.chars().any(char::is_control), "name", "wrong-type");
    checks.at_most(name.trim(), MOST_NAME, "name");
    checks.at_most(summary.trim(), MOST_SUMMARY, "summary");
    checks.at_most(description, MOST_DESCRIPTION, "description");
    checks.at_most(rules, MOST_RULES, "rules");
}

/// The organisations behind their addresses; a space for partners names at least one.
pub async fn check_partners(tx: &Tx, checks: &mut Checks, audience: Audience, slugs: &[String]) -> Result<Vec<Id>> {
    if audience != Audience::Partners {
        return Ok(Vec::new());
    }
    let known = queries::partner_choices(tx).await?;
    let found: Vec<Id> =
        known.iter().filter(|partner| slugs.contains(&partner.slug)).map(|partner| partner.id).collect();
    let all_known = slugs.iter().all(|slug| known.iter().any(|partner| partner.slug == *slug));
    checks.require(all_known && slugs.len() <= MOST_PARTNERS, "partners", "not-found");
    checks.require(!slugs.is_empty(), "partners", "required");
    Ok(found)
}

pub fn check_joining(checks: &mut Checks, joining: &str, field: &str, value: &str) -> (Joining, Option<RuleField>) {
    let joining = if joining.is_empty() { Some(Joining::Open) } else { Joining::parse(joining) };
    checks.require(joining.is_some(), "joining", "not-a-choice");
    if joining != Some(Joining::Rule) {
        return (joining.unwrap_or(Joining::Open), None);
    }
    let rule = RuleField::parse(field);
    checks.require(rule.is_some(), "rule_field", if field.is_empty() { "required" } else { "not-a-choice" });
    checks.require(!value.trim().is_empty(), "rule_value", "required");
    checks.at_most(value, MOST_RULE_VALUE, "rule_value");
    (Joining::Rule, rule)
}

pub fn check_parts(checks: &mut Checks, words: &[String]) -> Vec<Part> {
    let parts: Vec<Part> = Part::ALL.iter().copied().filter(|part| words.iter().any(|w| w == part.word())).collect();
    checks.require(words.iter().all(|word| Part::parse(word).is_some()), "parts", "not-a-choice");
    if parts.is_empty() { Part::ALL.to_vec() } else { parts }
}

/// The address: as typed if it is one and free, else made from the name with the first free number.
async fn check_slug(tx: &Tx, checks: &mut Checks, form: &SpaceForm) -> Result<String> {
    let typed = form.slug.trim();
    if !typed.is_empty() {
        let proper = text::slug(typed) == typed && !RESERVED.contains(&typed);
        checks.require(proper, "slug", "spaces-slug-form");
        checks.require(queries::by_slug(tx, typed).await?.is_none(), "slug", "taken");
        return Ok(typed.to_owned());
    }
    // A name without any letter, such as one of emoji, has no address of its own.
    let base = if form.name.chars().any(char::is_alphanumeric) { text::slug(&form.name) } else { "space".to_owned() };
    for number in 1..=MOST_TRIES {
        let slug = if number == 1 { base.clone() } else { format!("{base}-{number}") };
        if !RESERVED.contains(&slug.as_str()) && queries::by_slug(tx, &slug).await?.is_none() {
            return Ok(slug);
        }
    }
    checks.require(false, "slug", "taken");
    Ok(base)
}

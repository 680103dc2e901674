//! The settings of a space, for those who look after it.
//!
//! One form describes it; the audience has a form of its own, because widening asks back and names the
//! audience that is meant.

use super::create::{check_joining, check_partners, check_parts, check_texts};
use super::head::SpaceHead;
use super::ops::{self, Description};
use super::types::{Joining, Part, PartnerChoice, RuleField, Space, space_path};
use super::{Audience, Followers, access, cover, openness, queries};
use crate::identity::screening::{About, Asked, SPACE};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::{Checks, Error, FieldError, Result};
use kernel::ids::Id;
use kernel::languages::Speech;
use kernel::screen;
use kernel::viewer::{Editable, Viewer};
use kernel::web::conflicts::{self, Difference};
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants, input};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is said of a space: a form or JSON. What is left out stays as it is.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct DescriptionForm {
    pub name: Option<String>,
    pub summary: Option<String>,
    /// Markdown.
    pub description: Option<String>,
    /// Markdown.
    pub rules: Option<String>,
    pub joining: Option<String>,
    pub rule_field: Option<String>,
    pub rule_value: Option<String>,
    #[serde(deserialize_with = "input::list")]
    pub parts: Vec<String>,
    #[serde(deserialize_with = "input::flag")]
    pub remove_cover: bool,
    /// What the change began from. Left out, it is made to whatever is kept.
    pub revision: Option<String>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct AudienceForm {
    pub audience: String,
    /// Addresses of organisations, for "partners".
    #[serde(deserialize_with = "input::list")]
    pub partners: Vec<String>,
    /// The new audience once more, when it is wider.
    pub confirm_audience: String,
    /// As in the description.
    pub revision: Option<String>,
}

#[derive(Serialize)]
pub struct SettingsPage {
    pub head: SpaceHead,
    pub form: DescriptionForm,
    pub audience: AudienceForm,
    pub partners: Vec<PartnerChoice>,
    pub errors: Vec<FieldProblem>,
    /// The wider audience that is to be confirmed.
    #[serde(skip)]
    pub confirm: Option<Audience>,
    #[serde(skip)]
    pub differences: Vec<Difference>,
}

impl SettingsPage {
    fn audiences(&self) -> [Audience; 6] {
        Audience::ALL
    }

    fn text<'a>(&self, field: &'a Option<String>) -> &'a str {
        field.as_deref().unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "spaces/templates/settings.html")]
struct SettingsHtml<'a> {
    cx: &'a Cx,
    page: &'a SettingsPage,
}
screen!(SettingsPage, SettingsHtml);

/// `GET /spaces/{slug}/settings`
pub async fn form(page: Page, Path(slug): Path<String>) -> Result<Response> {
    let settings = load(&page, slug).await?;
    page.show(settings).await
}

async fn load(page: &Page, slug: String) -> Result<SettingsPage> {
    let viewer = page.viewer.clone();
    page.app
        .db
        .read(async move |tx: &Tx| {
            let seen = access::find(tx, &viewer, &slug).await?;
            let head = SpaceHead::of(tx, &viewer, &seen).await?;
            let space = access::editable(&viewer, seen)?;
            let partners = queries::partner_choices(tx).await?;
            let named = queries::partners_of(tx, space.id).await?;
            Ok(SettingsPage {
                form: as_it_is(&space)?,
                audience: audience_as_it_is(&space, &partners, &named)?,
                head,
                partners,
                errors: Vec::new(),
                confirm: None,
                differences: Vec::new(),
            })
        })
        .await
}

fn as_it_is(space: &Space) -> Result<DescriptionForm> {
    let form = DescriptionForm {
        name: Some(space.name.clone()),
        summary: Some(space.summary.clone()),
        description: Some(space.description.clone()),
        rules: Some(space.rules.clone()),
        joining: Some(space.joining.word().to_owned()),
        rule_field: Some(space.rule_field.clone()),
        rule_value: Some(space.rule_value.clone()),
        parts: Part::ALL.iter().filter(|part| space.has_part(**part)).map(|part| part.word().to_owned()).collect(),
        remove_cover: false,
        revision: None,
    };
    Ok(DescriptionForm { revision: Some(conflicts::mark(&(&form, &space.cover))?), ..form })
}

fn audience_as_it_is(space: &Space, partners: &[PartnerChoice], named: &[Id]) -> Result<AudienceForm> {
    let form = AudienceForm {
        audience: space.audience.word().to_owned(),
        partners: partners.iter().filter(|p| named.contains(&p.id)).map(|p| p.slug.clone()).collect(),
        confirm_audience: String::new(),
        revision: None,
    };
    Ok(AudienceForm { revision: Some(conflicts::mark(&form)?), ..form })
}

/// Refuses a change that began from something else than what is kept now.
fn began_from(sent: &Option<String>, kept: &Option<String>) -> Result<()> {
    if sent.is_some() && sent != kept { Err(Error::Conflict("edited-meanwhile")) } else { Ok(()) }
}

/// `PUT /spaces/{slug}`
pub async fn describe(page: Page, Path(slug): Path<String>, sent: Input<DescriptionForm>) -> Result<Response> {
    let picture = sent.files.into_iter().find(|file| file.field == "cover");
    let form = sent.value;
    let cover = match picture {
        None => Ok(None),
        // Who may not change the space gets no picture kept.
        Some(picture) => match may_edit(&page, &slug).await {
            Ok(()) => cover::keep(&page.app, &picture.content).await.map(Some),
            Err(error) => Err(error),
        },
    };
    let typed = form.clone();
    let asked = Asked::of(&page);
    let described = match cover {
        Ok(cover) => {
            let change = async move |tx: &Tx, viewer: &Viewer, space: &Editable<Space>| {
                began_from(&typed.revision, &as_it_is(space)?.revision)?;
                let (mut said, joining, rule) = checked(space, &typed)?;
                let about =
                    About { kind: SPACE, thing: space.id, space: Some(space.id), audience: space.audience.word() };
                asked.look(tx, viewer, about, new_texts(&mut said, space)).await?;
                ops::describe(tx, viewer.member, space, &said).await?;
                let rule = rule.as_ref().map(|(field, value)| (*field, value.as_str()));
                ops::set_joining(tx, viewer.member, space, joining, rule).await?;
                match &cover {
                    Some(hash) => ops::set_cover(tx, viewer.member, space, Some(hash)).await,
                    None if typed.remove_cover => ops::set_cover(tx, viewer.member, space, None).await,
                    None => Ok(()),
                }
            };
            edit(&page, &slug, change).await
        }
        Err(error) => Err(error),
    };
    finish(page, slug, described, |again, speech| {
        again.differences = description_differences(speech, &again.form, &form);
        again.form = form;
    })
    .await
}

/// What is said of the space and is not kept like this already, with the name of its field.
fn new_texts<'a>(said: &'a mut Description, space: &Space) -> Vec<(&'static str, &'a mut String)> {
    let texts = [
        ("name", &mut said.name, &space.name),
        ("summary", &mut said.summary, &space.summary),
        ("description", &mut said.description, &space.description),
        ("rules", &mut said.rules, &space.rules),
    ];
    texts.into_iter().filter(|(_, said, kept)| said != kept).map(|(field, said, _)| (field, said)).collect()
}

type Rule = Option<(RuleField, String)>;

fn checked(space: &Space, form: &DescriptionForm) -> Result<(Description, Joining, Rule)> {
    let kept = |sent: &Option<String>, now: &str| sent.clone().unwrap_or_else(|| now.to_owned());
    let said = Description {
        name: kept(&form.name, &space.name).trim().to_owned(),
        summary: kept(&form.summary, &space.summary).trim().to_owned(),
        description: kept(&form.description, &space.description),
        rules: kept(&form.rules, &space.rules),
        parts: Vec::new(),
    };
    let mut checks = Checks::new();
    check_texts(&mut checks, &said.name, &said.summary, &said.description, &said.rules);
    let now: Vec<String> = space.parts.split(',').map(str::to_owned).collect();
    let parts = check_parts(&mut checks, if form.parts.is_empty() { &now } else { &form.parts });
    let value = kept(&form.rule_value, &space.rule_value);
    let (joining, field) = check_joining(
        &mut checks,
        &kept(&form.joining, space.joining.word()),
        &kept(&form.rule_field, &space.rule_field),
        &value,
    );
    checks.finish()?;
    let rule = field.map(|field| (field, value.trim().to_owned()));
    Ok((Description { parts, ..said }, joining.fitting(space.audience), rule))
}

/// `PUT /spaces/{slug}/audience`
pub async fn change_audience(
    page: Page,
    Path(slug): Path<String>,
    Input { value: form, .. }: Input<AudienceForm>,
) -> Result<Response> {
    let (typed, followers) = (form.clone(), page.app.part::<Followers>());
    let change = async move |tx: &Tx, viewer: &Viewer, space: &Editable<Space>| {
        if !access::owns(viewer, space) {
            return Err(Error::Forbidden("spaces-owners-only"));
        }
        let (choices, named) = (queries::partner_choices(tx).await?, queries::partners_of(tx, space.id).await?);
        began_from(&typed.revision, &audience_as_it_is(space, &choices, &named)?.revision)?;
        let to = Audience::parse(&typed.audience).ok_or_else(|| Error::field("audience", "not-a-choice"))?;
        let mut checks = Checks::new();
        let partners = check_partners(tx, &mut checks, to, &typed.partners).await?;
        checks.finish()?;
        let confirmed = Audience::parse(&typed.confirm_audience);
        openness::change_audience(tx, viewer.member, space, to, &partners, confirmed, &followers).await
    };
    let changed = edit(&page, &slug, change).await;
    let to = Audience::parse(&form.audience);
    let asks = matches!(&changed, Err(Error::Invalid(errors)) if errors.iter().any(asks_back));
    finish(page, slug, changed, |again, speech| {
        again.differences = audience_differences(speech, &again.audience, &form);
        again.audience = form;
        again.confirm = to.filter(|_| asks);
    })
    .await
}

fn asks_back(error: &FieldError) -> bool {
    error.code == "spaces-confirm"
}

/// `PUT /spaces/{slug}/archive`
pub async fn archive(page: Page, Path(slug): Path<String>) -> Result<Response> {
    put_away(page, slug, true).await
}

/// `DELETE /spaces/{slug}/archive`
pub async fn unarchive(page: Page, Path(slug): Path<String>) -> Result<Response> {
    put_away(page, slug, false).await
}

async fn put_away(page: Page, slug: String, away: bool) -> Result<Response> {
    let change = async move |tx: &Tx, viewer: &Viewer, space: &Editable<Space>| {
        if !access::owns(viewer, space) {
            return Err(Error::Forbidden("spaces-owners-only"));
        }
        if away { ops::archive(tx, viewer.member, space).await } else { ops::unarchive(tx, viewer.member, space).await }
    };
    let done = edit(&page, &slug, change).await;
    finish(page, slug, done, |_, _| {}).await
}

fn description_differences(speech: &Speech, kept: &DescriptionForm, typed: &DescriptionForm) -> Vec<Difference> {
    let said = |form: &DescriptionForm| {
        // What a program leaves out stays as it is.
        let text =
            |own: &Option<String>, kept: &Option<String>| own.clone().or_else(|| kept.clone()).unwrap_or_default();
        [
            ("spaces-name", text(&form.name, &kept.name)),
            ("spaces-summary", text(&form.summary, &kept.summary)),
            ("spaces-description", text(&form.description, &kept.description)),
            ("spaces-rules", text(&form.rules, &kept.rules)),
            ("spaces-who-joins", text(&form.joining, &kept.joining)),
            ("spaces-rule-field", text(&form.rule_field, &kept.rule_field)),
            ("spaces-rule-value", text(&form.rule_value, &kept.rule_value)),
            ("spaces-parts", form.parts.join("\n")),
        ]
    };
    conflicts::differences(speech, said(kept), said(typed))
}

fn audience_differences(speech: &Speech, kept: &AudienceForm, typed: &AudienceForm) -> Vec<Difference> {
    let said = |form: &AudienceForm| {
        let audience = Audience::parse(&form.audience).map(|audience| speech.t(audience.text()).into_owned());
        [("spaces-who-reads", audience.unwrap_or_default()), ("spaces-partners", form.partners.join("\n"))]
    };
    conflicts::differences(speech, said(kept), said(typed))
}

async fn may_edit(page: &Page, slug: &str) -> Result<()> {
    edit(page, slug, async move |_: &Tx, _: &Viewer, _: &Editable<Space>| Ok(())).await
}

async fn edit<F>(page: &Page, slug: &str, operation: F) -> Result<()>
where
    F: AsyncFn(&Tx, &Viewer, &Editable<Space>) -> Result<()> + Send + 'static,
{
    let (viewer, slug) = (page.viewer.clone(), slug.to_owned());
    page.app
        .db
        .write(async move |tx: &Tx| {
            // Who comes second waits here for the first, and then sees what they did.
            ops::hold(tx, &slug).await?;
            let space = access::editable(&viewer, access::find(tx, &viewer, &slug).await?)?;
            operation(tx, &viewer, &space).await
        })
        .await
}

/// Back to the space, or to the form with what was typed and what is wrong with it.
async fn finish(
    page: Page,
    slug: String,
    done: Result<()>,
    typed: impl FnOnce(&mut SettingsPage, &Speech),
) -> Result<Response> {
    let conflicting = matches!(done, Err(Error::Conflict("edited-meanwhile")));
    match done {
        Ok(()) => match super::head::load_if_known(&page, &slug).await? {
            Some(head) => page.done(&format!("{}/settings", space_path(&slug)), &head),
            None => page.done("/spaces", &serde_json::Value::Null),
        },
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let mut again = load(&page, slug).await?;
            again.errors = page.told(&errors);
            typed(&mut again, &page.speech);
            again.differences.clear();
            page.show_again(again).await
        }
        Err(Error::Conflict(_)) if conflicting && page.wants == Wants::Html => {
            let mut again = load(&page, slug).await?;
            // Saving again is on top of what is shown now.
            let (described, opened) = (again.form.revision.clone(), again.audience.revision.clone());
            typed(&mut again, &page.speech);
            (again.form.revision, again.audience.revision) = (described, opened);
            page.show_again(again).await
        }
        Err(error) => Err(error),
    }
}

//! Who is here, who is invited, and which organisations there are: for administrators.

use crate::identity::invitations::{self, NewInvitation, Waiting};
use crate::identity::types::{MemberState, NewOrganisation, Organisation, OrganisationKind, RoleCell, role_text};
use crate::identity::{ops, queries};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::languages::Language;
use kernel::text::{fold, slug};
use kernel::viewer::Role;
use kernel::web::input::Nothing;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Listing, Page, Wants};
use kernel::{args, record, screen};
use serde::{Deserialize, Serialize, Serializer};

const MEMBERS: &str = "/admin/members";
const ORGANISATIONS: &str = "/admin/organisations";
const MOST: usize = 50;

record! {
    #[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
    pub struct MemberRow {
        pub id: Id,
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        pub email: Option<String>,
        #[serde(serialize_with = "role_word")]
        #[schema(value_type = Role)]
        pub role: RoleCell,
        pub state: MemberState,
        pub organisation: String,
        pub last_seen: Millis,
    }
}

fn role_word<S: Serializer>(role: &RoleCell, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    role.0.serialize(serializer)
}

impl MemberRow {
    fn is_deactivated(&self) -> bool {
        self.state == MemberState::Deactivated
    }
}

#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MemberList {
    items: Vec<MemberRow>,
    next: Option<String>,
    invitations: Vec<Waiting>,
    #[serde(skip)]
    #[schema(ignore)]
    q: String,
    #[serde(skip)]
    #[schema(ignore)]
    state: String,
    #[serde(skip)]
    #[schema(ignore)]
    organisations: Vec<(Id, String)>,
    #[serde(skip)]
    #[schema(ignore)]
    form: InviteForm,
    #[serde(skip)]
    #[schema(ignore)]
    errors: Vec<FieldProblem>,
}

impl MemberList {
    fn roles(&self) -> [(&'static str, &'static str); 4] {
        Role::ALL.map(|role| (role.word(), role_text(role)))
    }

    fn states(&self) -> [(&'static str, &'static str); 4] {
        MemberState::ALL.map(|state| (state.word(), state.text()))
    }
}

#[derive(Template)]
#[template(path = "identity/templates/members.html")]
struct MembersHtml<'a> {
    cx: &'a Cx,
    page: &'a MemberList,
}

screen!(MemberList, MembersHtml);

async fn member_list(page: &Page, form: InviteForm, errors: Vec<FieldProblem>) -> Result<MemberList> {
    let (q, state) = (page.query("q").unwrap_or_default(), page.query("state").unwrap_or_default());
    let state = MemberState::parse(&state).map(MemberState::word).unwrap_or_default();
    let before = page.before()?;
    let pattern = pattern(&q);
    page.app
        .db
        .read(async move |tx: &Tx| {
            let sql =
                "select m.id, m.handle, m.name, m.photo, m.email, m.role, m.state, o.name as organisation, m.last_seen
                       from members m join organisations o on o.id = m.organisation
                       where m.id < $1 and ($2 = '' or m.state = $2)
                         and (m.name_key like $3 escape '!' or m.handle like $3 escape '!'
                              or coalesce(m.email, '') like $3 escape '!')
                       order by m.id desc limit $4";
            let most = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
            let rows: Vec<MemberRow> = tx.rows(sql, args![before, state, &pattern, most]).await?;
            let listing = Listing::cut(rows, MOST, |row| row.id.to_string());
            Ok(MemberList {
                items: listing.items,
                next: listing.next,
                invitations: invitations::waiting(tx).await?,
                q: q.clone(),
                state: state.to_owned(),
                organisations: queries::organisation_names(tx).await?,
                form: form.clone(),
                errors: errors.clone(),
            })
        })
        .await
}

/// What contains `q`, folded, with the signs of `like` taken as they are.
fn pattern(q: &str) -> String {
    let mut pattern = "%".to_owned();
    for c in fold(q.trim().trim_start_matches('@')).chars().take(100) {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// `GET /admin/members`
pub async fn members(page: Page) -> Result<Response> {
    let form = InviteForm { space: page.query("space").unwrap_or_default(), ..InviteForm::default() };
    let list = member_list(&page, form, Vec::new()).await?;
    page.show(list).await
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct InviteForm {
    email: String,
    name: String,
    /// Id of the organisation; empty is the company's own.
    organisation: String,
    /// `member`, `publisher`, `moderator` or `administrator`.
    role: String,
    /// Id of a space that they join by accepting.
    space: String,
    /// Language of the mail.
    language: String,
}

/// `POST /admin/invitations`
pub async fn invite(page: Page, Input { value: form, .. }: Input<InviteForm>) -> Result<Response> {
    match send_invitation(&page, &form).await {
        Ok(()) => page.done(MEMBERS, &Nothing {}),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let list = member_list(&page, form, page.told(&errors)).await?;
            page.show_again(list).await
        }
        Err(error) => Err(error),
    }
}

async fn send_invitation(page: &Page, form: &InviteForm) -> Result<()> {
    let own = page.app.db.read(queries::own_organisation).await?.unwrap_or_default();
    let organisation = if form.organisation.is_empty() { Some(own) } else { form.organisation.parse().ok() };
    let role = if form.role.is_empty() { Some(Role::Member) } else { Role::parse(&form.role) };
    let space: Option<Id> = form.space.parse().ok();
    let mut checks = Checks::new();
    checks.require(organisation.is_some(), "organisation", "not-a-choice");
    checks.require(role.is_some(), "role", "not-a-choice");
    checks.require(form.space.is_empty() || space.is_some(), "space", "not-a-choice");
    checks.finish()?;
    let new = NewInvitation {
        email: form.email.clone(),
        name: form.name.clone(),
        organisation: organisation.unwrap_or_default(),
        role: role.unwrap_or_default(),
        space,
        language: Language::parse(&form.language),
    };
    let (app, viewer, secret) = (page.app.clone(), page.viewer.clone(), page.app.random.secret());
    page.app.db.write(async move |tx: &Tx| invitations::invite(&app, tx, &viewer, &new, &secret).await.map(drop)).await
}

/// `DELETE /admin/invitations/{id}`
pub async fn withdraw(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (actor, invitation) = (page.viewer.member, id.parse()?);
    page.app.db.write(async move |tx: &Tx| invitations::withdraw(tx, actor, invitation).await).await?;
    page.done(MEMBERS, &Nothing {})
}

#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub struct RoleForm {
    role: String,
}

/// `PUT /admin/members/{handle}/role`
pub async fn change_role(
    page: Page,
    Path(handle): Path<String>,
    Input { value: form, .. }: Input<RoleForm>,
) -> Result<Response> {
    let role = Role::parse(&form.role).ok_or_else(|| Error::field("role", "not-a-choice"))?;
    let actor = page.viewer.member;
    page.app
        .db
        .write(async move |tx: &Tx| {
            let member = queries::member_by_handle(tx, &handle).await?.ok_or(Error::NotFound)?;
            ops::set_role(tx, actor, member, role).await
        })
        .await?;
    page.done(MEMBERS, &Nothing {})
}

/// `PUT /admin/members/{handle}/deactivation`
pub async fn deactivate(page: Page, Path(handle): Path<String>) -> Result<Response> {
    let actor = page.viewer.member;
    page.app
        .db
        .write(async move |tx: &Tx| {
            let member = queries::member_by_handle(tx, &handle).await?.ok_or(Error::NotFound)?;
            ops::deactivate(tx, actor, member).await
        })
        .await?;
    page.done(MEMBERS, &Nothing {})
}

/// `DELETE /admin/members/{handle}/deactivation`
pub async fn reactivate(page: Page, Path(handle): Path<String>) -> Result<Response> {
    let actor = page.viewer.member;
    page.app
        .db
        .write(async move |tx: &Tx| {
            let member = queries::member_by_handle(tx, &handle).await?.ok_or(Error::NotFound)?;
            ops::reactivate(tx, actor, member).await
        })
        .await?;
    page.done(MEMBERS, &Nothing {})
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct OrganisationForm {
    name: String,
    /// `partner` or `customer`.
    kind: String,
    /// Domain of their mail addresses.
    domain: String,
}

#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct OrganisationList {
    items: Vec<Organisation>,
    #[serde(skip)]
    #[schema(ignore)]
    form: OrganisationForm,
    #[serde(skip)]
    #[schema(ignore)]
    errors: Vec<FieldProblem>,
}

#[derive(Template)]
#[template(path = "identity/templates/organisations.html")]
struct OrganisationsHtml<'a> {
    cx: &'a Cx,
    page: &'a OrganisationList,
}

screen!(OrganisationList, OrganisationsHtml);

/// `GET /admin/organisations`
pub async fn organisations(page: Page) -> Result<Response> {
    let items = page.app.db.read(queries::organisations).await?;
    let form = OrganisationForm { kind: OrganisationKind::Partner.word().to_owned(), ..OrganisationForm::default() };
    page.show(OrganisationList { items, form, errors: Vec::new() }).await
}

/// `POST /admin/organisations`
pub async fn create_organisation(page: Page, Input { value: form, .. }: Input<OrganisationForm>) -> Result<Response> {
    match make_organisation(&page, &form).await {
        Ok(()) => page.done(ORGANISATIONS, &Nothing {}),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let items = page.app.db.read(queries::organisations).await?;
            let errors = page.told(&errors);
            page.show_again(OrganisationList { items, form, errors }).await
        }
        Err(error) => Err(error),
    }
}

async fn make_organisation(page: &Page, form: &OrganisationForm) -> Result<()> {
    // There is one company; its own organisation is there already.
    let kind = OrganisationKind::parse(&form.kind).filter(|kind| *kind != OrganisationKind::Own);
    let kind = kind.ok_or_else(|| Error::field("kind", "not-a-choice"))?;
    let domain = form.domain.trim().trim_start_matches('@').to_lowercase();
    let by = page.viewer.member;
    let new = NewOrganisation { slug: slug(&form.name), name: form.name.trim().to_owned(), kind, domain, by };
    page.app.db.write(async move |tx: &Tx| ops::create_organisation(tx, &new).await.map(drop)).await
}

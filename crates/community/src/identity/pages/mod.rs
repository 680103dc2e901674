//! The pages of identity: the entrance, one's own settings, the administration of members.

mod admin;
mod addresses;
mod arrival;
mod entrance;
mod filling;
mod security;
mod set_up;
mod settings;

use super::sessions::{Begun, Lifetime};
use super::types::Me;
use axum::http::header;
use axum::response::Response;
use kernel::error::{Error, Result};
use kernel::viewer::{Role, Way};
use kernel::web::{Doc, Page, Routes, cookies};
use serde::Serialize;

pub fn routes() -> Routes {
    entrance_routes().and(settings_routes()).and(admin_routes())
}

fn entrance_routes() -> Routes {
    Routes::new()
        .get("/", entrance::home, Doc::hidden())
        .public()
        .get("/me", me, Doc::new("Who is asking").answers::<Me>())
        .get("/sign-in", entrance::sign_in_form, Doc::hidden())
        .public()
        .post("/sign-in", entrance::sign_in, Doc::hidden())
        .public()
        .post("/sign-in/passkey/options", entrance::passkey_options, Doc::hidden())
        .public()
        .post("/sign-in/passkey", entrance::passkey, Doc::hidden())
        .public()
        .post("/sign-out", entrance::sign_out, Doc::hidden())
        .public()
        .get("/forgot", entrance::forgot_form, Doc::hidden())
        .public()
        .post("/forgot", entrance::forgot, Doc::hidden())
        .public()
        .get("/reset/{secret}", entrance::reset_form, Doc::hidden())
        .public()
        .post("/reset/{secret}", entrance::reset, Doc::hidden())
        .public()
        .get("/confirm-email/{secret}", addresses::confirm_form, Doc::hidden())
        .public()
        .post("/confirm-email/{secret}", addresses::confirm, Doc::hidden())
        .public()
        .get("/set-up", set_up::set_up_form, Doc::hidden())
        .public()
        .post("/set-up", set_up::set_up, Doc::hidden())
        .public()
        .get("/set-up/progress", filling::show, Doc::hidden())
        .at_least(Role::Administrator)
        .get("/join/{secret}", arrival::join_form, Doc::hidden())
        .public()
        .post("/join/{secret}", arrival::join, Doc::hidden())
        .public()
        .get("/sign-up", arrival::sign_up_form, Doc::hidden())
        .public()
        .post("/sign-up", arrival::sign_up, Doc::hidden())
        .public()
}

fn settings_routes() -> Routes {
    Routes::new()
        .get("/settings", settings::overview, Doc::hidden())
        .get(
            "/settings/account",
            settings::account_form,
            Doc::new("One's own account").answers::<settings::AccountPage>(),
        )
        .put(
            "/settings/account",
            settings::account,
            Doc::new("Change language, theme, zone or address; a new address has to be confirmed")
                .takes::<settings::AccountForm>(),
        )
        .delete("/settings/account/new-email", addresses::cancel, Doc::new("Take a wish for another mail address back"))
        .get(
            "/settings/security",
            security::show,
            Doc::new("One's sessions, passkeys and tokens").answers::<security::SecurityPage>(),
        )
        .put("/settings/password", security::change_password, Doc::hidden())
        .delete("/settings/sessions", security::end_others, Doc::new("End all other sessions"))
        .delete("/settings/sessions/{id}", security::end_session, Doc::new("End a session"))
        .post("/settings/tokens", security::create_token, Doc::hidden())
        .delete("/settings/tokens/{id}", security::revoke_token, Doc::new("Revoke a token"))
        .post("/settings/passkeys/options", security::passkey_options, Doc::hidden())
        .post("/settings/passkeys", security::add_passkey, Doc::hidden())
        .delete("/settings/passkeys/{id}", security::remove_passkey, Doc::hidden())
}

fn admin_routes() -> Routes {
    let administrator = Role::Administrator;
    Routes::new()
        .get(
            "/admin/members",
            admin::members,
            Doc::new("All members, for administrators").answers::<admin::MemberList>().query(&[
                ("q", "Part of a name, a handle or a mail address"),
                ("state", "active, invited or deactivated"),
                ("before", "Continue behind this key"),
            ]),
        )
        .at_least(administrator)
        .post("/admin/invitations", admin::invite, Doc::new("Invite somebody").takes::<admin::InviteForm>())
        .at_least(administrator)
        .delete("/admin/invitations/{id}", admin::withdraw, Doc::new("Take an invitation back"))
        .at_least(administrator)
        .put("/admin/members/{handle}/role", admin::change_role, Doc::new("Change a role").takes::<admin::RoleForm>())
        .at_least(administrator)
        .put("/admin/members/{handle}/deactivation", admin::deactivate, Doc::new("Close an account"))
        .at_least(administrator)
        .delete("/admin/members/{handle}/deactivation", admin::reactivate, Doc::new("Open an account again"))
        .at_least(administrator)
        .get(
            "/admin/organisations",
            admin::organisations,
            Doc::new("The organisations").answers::<admin::OrganisationList>(),
        )
        .at_least(administrator)
        .post(
            "/admin/organisations",
            admin::create_organisation,
            Doc::new("Add a partner or a customer").takes::<admin::OrganisationForm>(),
        )
        .at_least(administrator)
}

/// `GET /me`
async fn me(page: Page) -> Result<Response> {
    let viewer = &page.viewer;
    page.json(&Me {
        id: viewer.signed_in()?,
        handle: viewer.handle.clone(),
        name: viewer.name.clone(),
        role: viewer.role,
        organisation: viewer.organisation,
        standing: viewer.standing,
        language: page.speech.code().to_owned(),
        zone: page.speech.zone().name().to_owned(),
    })
}

/// Where somebody goes who has come in.
const INSIDE: &str = "/feed";

#[derive(Serialize)]
struct Location<'a> {
    location: &'a str,
}

/// The answer to somebody who has come in: the cookie, and the way on.
fn come_in(page: &Page, begun: &Begun, lifetime: Lifetime, next: &str) -> Result<Response> {
    let configuration = &page.app.configuration;
    let cookie = if lifetime.kept {
        cookies::set(configuration, cookies::SESSION, &begun.secret, lifetime.lasting / kernel::clock::SECOND)
    } else {
        cookies::set_until_closed(configuration, cookies::SESSION, &begun.secret)
    };
    let to = page.back_to(next, INSIDE);
    let mut response = page.done(&to, &Location { location: &to })?;
    let cookie = cookie.ok_or_else(|| Error::internal("a session that no cookie can hold"))?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    let passing = if lifetime.kept {
        cookies::set(configuration, cookies::PASSING, "", 0)
    } else {
        cookies::set_until_closed(configuration, cookies::PASSING, "1")
    };
    response.headers_mut().extend(passing.map(|passing| (header::SET_COOKIE, passing)));
    Ok(response)
}

/// Refuses programs where only a person in a browser may act: a token must not make itself stronger.
fn only_in_person(page: &Page) -> Result<()> {
    match page.viewer.way {
        Way::Token { .. } => Err(Error::Forbidden("identity-in-person")),
        _ => Ok(()),
    }
}

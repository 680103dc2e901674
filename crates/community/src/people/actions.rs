//! What one does with a person: follow, mute, block, endorse.

use super::access;
use super::level::LevelForm;
use super::ops;
use super::profile::{self, WithYou};
use super::types::{Following, Person};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::screen;
use kernel::viewer::Seen;
use kernel::web::{Cx, Input, Page, Wants};
use serde::{Deserialize, Serialize};

/// Where a form wants to come back to.
#[derive(Debug, Clone, Default, Deserialize, utoipa::ToSchema)]
pub struct Back {
    #[serde(default)]
    pub next: String,
}

/// The button to follow somebody, as a part of a page.
struct FollowPart {
    answer: Following,
    next: String,
}

#[derive(Template)]
#[template(path = "people/templates/follow.html")]
struct FollowHtml<'a> {
    cx: &'a Cx,
    page: &'a FollowPart,
}

screen!(FollowPart, FollowHtml);

pub async fn follow(page: Page, Path(handle): Path<String>, back: Input<Back>) -> Result<Response> {
    let answer = change(&page, handle, async move |tx, own, person| {
        ops::follow(tx, own, person.id).await?;
        following(tx, &person, true).await
    })
    .await?;
    followed(page, answer, back).await
}

pub async fn unfollow(page: Page, Path(handle): Path<String>, back: Input<Back>) -> Result<Response> {
    let answer = change(&page, handle, async move |tx, own, person| {
        ops::unfollow(tx, own, person.id).await?;
        following(tx, &person, false).await
    })
    .await?;
    followed(page, answer, back).await
}

/// `PUT /people/{handle}/level`
pub async fn level(page: Page, Path(handle): Path<String>, form: Input<LevelForm>) -> Result<Response> {
    let level = form.value.chosen()?;
    let answer = change(&page, handle, async move |tx, own, person| {
        ops::set_level(tx, own, person.id, level).await?;
        following(tx, &person, true).await
    })
    .await?;
    let next = page.back_to(&form.value.next, &crate::identity::member_path(&answer.handle));
    page.done(&next, &answer)
}

/// Finds a person and changes something between them and the viewer in one transaction.
async fn change<T, F>(page: &Page, handle: String, operation: F) -> Result<T>
where
    F: AsyncFn(&Tx, Id, Seen<Person>) -> Result<T> + Send + 'static,
    T: Send + 'static,
{
    let viewer = page.viewer.clone();
    page.app
        .db
        .write(async move |tx: &Tx| {
            let own = viewer.signed_in()?;
            let person = access::find(tx, &viewer, &handle).await?;
            operation(tx, own, person).await
        })
        .await
}

async fn following(tx: &Tx, person: &Person, following: bool) -> Result<Following> {
    let followers = super::profile_ops::kept(tx, person.id).await?.followers;
    Ok(Following { handle: person.handle.clone(), name: person.name.clone(), following, followers })
}

async fn followed(page: Page, answer: Following, back: Input<Back>) -> Result<Response> {
    let next = page.back_to(&back.value.next, &crate::identity::member_path(&answer.handle));
    match page.wants {
        Wants::Fragment => page.fragment(FollowPart { answer, next }).await,
        _ => page.done(&next, &answer),
    }
}

/// What is between the viewer and somebody after a change.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Between {
    pub handle: String,
    #[serde(flatten)]
    pub with_you: WithYou,
}

macro_rules! between {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        pub async fn $name(page: Page, Path(handle): Path<String>, back: Input<Back>) -> Result<Response> {
            let viewer = page.viewer.clone();
            let between = change(&page, handle, async move |tx, own, person| {
                ops::$name(tx, own, person.id).await?;
                let with_you = profile::with_you(tx, &viewer, person.id).await?;
                Ok(Between { handle: person.handle.clone(), with_you })
            })
            .await?;
            let next = page.back_to(&back.value.next, &crate::identity::member_path(&between.handle));
            page.done(&next, &between)
        }
    )*};
}

between! {
    mute;
    unmute;
    block;
    unblock;
}

/// A skill after somebody vouched for it or took it back.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Endorsed {
    pub skill: String,
    pub endorsed: bool,
    pub endorsements: i64,
}

/// One skill of a profile with its button, as a part of the page.
struct SkillPart {
    handle: String,
    skill: profile::Skill,
    can_endorse: bool,
}

#[derive(Template)]
#[template(path = "people/templates/skill.html")]
struct SkillHtml<'a> {
    cx: &'a Cx,
    page: &'a SkillPart,
}

screen!(SkillPart, SkillHtml);

pub async fn endorse(page: Page, Path((handle, skill)): Path<(String, String)>) -> Result<Response> {
    endorsement(page, handle, skill, true).await
}

pub async fn withdraw(page: Page, Path((handle, skill)): Path<(String, String)>) -> Result<Response> {
    endorsement(page, handle, skill, false).await
}

async fn endorsement(page: Page, handle: String, skill: String, given: bool) -> Result<Response> {
    let viewer = page.viewer.clone();
    let (handle, skill) = change(&page, handle, async move |tx, own, person| {
        // A skill that is not shown to the viewer cannot be endorsed either.
        let key = kernel::text::fold(skill.trim());
        let known = async || {
            let profile = profile::load(tx, &viewer, &person).await?;
            let mut skills = profile.skills.into_iter();
            skills.find(|shown| kernel::text::fold(&shown.skill) == key).ok_or(kernel::error::Error::NotFound)
        };
        known().await?;
        if given {
            ops::endorse(tx, own, person.id, &skill).await?;
        } else {
            ops::withdraw_endorsement(tx, own, person.id, &skill).await?;
        }
        Ok((person.handle.clone(), known().await?))
    })
    .await?;
    if page.wants == Wants::Fragment {
        return page.fragment(SkillPart { handle, skill, can_endorse: true }).await;
    }
    let answer = Endorsed { skill: skill.skill, endorsed: skill.endorsed, endorsements: skill.endorsements };
    page.done(&crate::identity::member_path(&handle), &answer)
}

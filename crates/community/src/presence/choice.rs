//! Who may see whether one is here: the page on which a member chooses.

use askama::Template;
use axum::response::Response;
use kernel::args;
use kernel::db::{Cell, FromCell, Tx};
use kernel::error::{Error, Result};
use kernel::screen;
use kernel::web::{Cx, Input, Page};
use serde::{Deserialize, Serialize};

/// Who may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ShownTo {
    Nobody,
    /// Who shares a space.
    #[default]
    Spaces,
    /// Everybody of the company.
    Everybody,
}

impl ShownTo {
    const ALL: [Self; 3] = [Self::Nobody, Self::Spaces, Self::Everybody];

    pub fn word(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Spaces => "spaces",
            Self::Everybody => "everybody",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.word() == word)
    }
}

impl FromCell for ShownTo {
    fn from_cell(cell: &Cell<'_>) -> Result<Self> {
        Ok(Self::parse(&String::from_cell(cell)?).unwrap_or_default())
    }
}

#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PresenceSettings {
    pub shown_to: ShownTo,
    #[serde(skip)]
    saved: bool,
}

#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct PresenceForm {
    /// nobody, spaces or everybody.
    pub shown_to: String,
}

#[derive(Template)]
#[template(path = "presence/templates/settings.html")]
struct SettingsHtml<'a> {
    cx: &'a Cx,
    page: &'a PresenceSettings,
}
screen!(PresenceSettings, SettingsHtml);

/// `GET /settings/presence`
pub async fn show(page: Page) -> Result<Response> {
    let member = page.viewer.signed_in()?;
    let chosen =
        async move |tx: &Tx| tx.value("select shown_to from presence_choices where member = $1", args![member]).await;
    let shown_to: Option<ShownTo> = page.app.db.read(chosen).await?;
    let saved = page.query("saved").is_some();
    page.show(PresenceSettings { shown_to: shown_to.unwrap_or_default(), saved }).await
}

/// `PUT /settings/presence`
pub async fn save(page: Page, input: Input<PresenceForm>) -> Result<Response> {
    let member = page.viewer.signed_in()?;
    let shown_to = ShownTo::parse(&input.value.shown_to).ok_or_else(|| Error::field("shown_to", "not-a-choice"))?;
    page.app
        .db
        .write(async move |tx: &Tx| {
            let sql = "insert into presence_choices (member, shown_to) values ($1, $2)
                       on conflict (member) do update set shown_to = excluded.shown_to";
            tx.execute(sql, args![member, shown_to.word()]).await?;
            if shown_to == ShownTo::Nobody {
                // What was noted before is gone as well.
                tx.execute("delete from presences where member = $1", args![member]).await?;
            }
            Ok(())
        })
        .await?;
    page.done("/settings/presence?saved=1", &PresenceSettings { shown_to, saved: true })
}

//! Whether some members are here: for pages that stay open, which ask now and then.

use super::{Presence, of};
use axum::response::Response;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::web::Page;
use serde::Serialize;

/// So many are told of at once.
const MOST: usize = 100;

#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Here {
    pub handle: String,
    pub presence: Presence,
    /// What a face is marked with, and what it says in the viewer's language.
    pub mark: &'static str,
    pub text: String,
}

#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct HereList {
    /// Those who are here or were today, as far as the viewer may see it.
    pub items: Vec<Here>,
}

/// `GET /presence?of=ines,mara`
pub async fn who(page: Page) -> Result<Response> {
    let asked = page.query("of").unwrap_or_default();
    let handles: Vec<String> = asked.split(',').take(MOST).map(str::to_owned).collect();
    let viewer = page.viewer.clone();
    let items = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let sql = "select id, handle from members where handle in (each_text($1))";
            let members: Vec<(Id, String)> = tx.rows(sql, args![&handles]).await?;
            let ids: Vec<Id> = members.iter().map(|(id, _)| *id).collect();
            let shown = of(tx, &viewer, &ids).await?;
            Ok(members.into_iter().filter_map(|(id, handle)| Some((handle, shown.of(&id)?))).collect::<Vec<_>>())
        })
        .await?;
    let here = |(handle, presence): (String, Presence)| Here {
        handle,
        presence,
        mark: presence.mark(),
        text: page.speech.t(presence.text()).into_owned(),
    };
    page.json(&HereList { items: items.into_iter().map(here).collect() })
}

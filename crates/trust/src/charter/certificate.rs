//! A member's own certificate: that they acknowledged a policy, and passed its training where there is one; as a page, and as
//! a signed document that others can check.

use super::evidence::download;
use super::queries;
use super::signed::sign;
use super::types::{ROW, Row, asked, in_language};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::languages::{Arg, Speech};
use kernel::screen;
use kernel::viewer::Viewer;
use kernel::web::{Cx, Page};
use serde::Serialize;
use std::borrow::{Borrow, Cow};
use utoipa::ToSchema;

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Certificate {
    pub company: String,
    pub policy: String,
    pub title: String,
    pub number: i64,
    /// BLAKE3 of the version in all its languages.
    pub hash: String,
    pub name: String,
    pub handle: String,
    /// The language in which it was read.
    pub language: String,
    /// How many questions of the training were answered rightly; 0: there is none.
    pub questions: i64,
    pub at: Millis,
    pub expires: Option<Millis>,
    /// Neither is it over, nor has a later binding version taken its place.
    pub valid: bool,
}

#[derive(Template)]
#[template(path = "charter/templates/certificate.html")]
struct CertificateHtml<'a> {
    cx: &'a Cx,
    page: &'a Certificate,
}
screen!(Certificate, CertificateHtml);

#[derive(Template)]
#[template(path = "charter/templates/certificate-document.html")]
struct Document<'a> {
    speech: &'a Speech,
    page: &'a Certificate,
    now: Millis,
}

impl Document<'_> {
    fn at(&self, at: impl Borrow<Millis>) -> String {
        self.speech.iso(*at.borrow())
    }

    fn training(&self) -> Cow<'_, str> {
        self.speech.tn("charter-certificate-training", self.page.questions)
    }

    fn t1(&self, key: &str, name: &str, value: &str) -> String {
        self.speech.ta(key, &[(name, Arg::from(value.to_owned()))]).into_owned()
    }
}

/// `GET /charter/{policy}/certificate?format=html`
pub async fn certificate(page: Page, Path(slug): Path<String>) -> Result<Response> {
    let viewer = page.viewer.clone();
    let certificate = page.app.db.read(async move |tx: &Tx| read(tx, &viewer, &slug).await).await?;
    if page.query("format").as_deref() != Some("html") {
        return page.show(certificate).await;
    }
    let document = Document { speech: &page.speech, page: &certificate, now: page.app.clock.now() };
    let text = sign(&page.app, document.render().map_err(Error::internal)?).await?;
    let name = format!("{}-{}-{}.html", certificate.policy, certificate.number, certificate.handle);
    download(&name, "text/html; charset=utf-8", text.into_bytes())
}

type Acknowledged = (String, String, Millis, Option<Millis>);

/// Of the version that the viewer acknowledged last.
async fn read(tx: &Tx, viewer: &Viewer, slug: &str) -> Result<Certificate> {
    let member = viewer.signed_in()?;
    let sql = format!(
        "select {ROW} from policies p join policy_versions v on v.policy = p.id
         where p.slug = $1 and v.id = (select a.version from acknowledgements a where a.member = $2 and a.policy = p.id
                                       order by a.number desc, a.id desc limit 1)"
    );
    let row: Row = tx.row(&sql, args![slug, member]).await?.ok_or(Error::NotFound)?;
    let sql = "select name, language, at, expires from acknowledgements where member = $1 and version = $2
               order by id desc limit 1";
    let given: Option<Acknowledged> = tx.row(sql, args![member, row.version]).await?;
    let (name, language, at, expires) = given.ok_or(Error::NotFound)?;
    let texts = queries::texts(tx, &row).await?;
    let needed = queries::needed(tx, viewer).await?.iter().any(|needed| needed.policy == row.policy);
    Ok(Certificate {
        company: community::identity::queries::company(tx).await?,
        title: in_language(&texts, &language).map(|text| text.title.clone()).unwrap_or_default(),
        questions: i64::try_from(asked(&texts, &language)?.len()).unwrap_or(0),
        policy: row.slug,
        number: row.number,
        hash: row.hash,
        name,
        handle: viewer.handle.clone(),
        language,
        at,
        expires,
        valid: !needed && expires.is_none_or(|expires| expires > tx.now()),
    })
}

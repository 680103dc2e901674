//! A form that was stopped: something has to be done before it can be taken (something to be read, words to be looked
//! at). What was typed is not lost: the capability that stops draws a page that brings it back.
//!
//! It does not know why a form may be stopped; whoever stops registers how that is drawn ([`Stops`]).

use super::page::Page;
use crate::error::{Result, Stop};
use axum::response::Response;
use futures_util::future::BoxFuture;
use std::sync::{Arc, Mutex, PoisonError};

/// Draws a stop in a browser.
pub type Drawing = for<'a> fn(&'a Page, &'a Stop) -> BoxFuture<'a, Result<Response>>;

/// How the stops of the wings are drawn, by their code.
#[derive(Clone, Default)]
pub struct Stops(pub Vec<(&'static str, Drawing)>);

pub(super) async fn draw(page: &Page, stop: &Stop) -> Result<Option<Response>> {
    let stops = page.app.part::<Stops>();
    match stops.0.iter().find(|(code, _)| *code == stop.code) {
        Some((_, draw)) => draw(page, stop).await.map(Some),
        None => Ok(None),
    }
}

/// Characters of a reason that are kept.
const MOST_REASON: usize = 500;

/// The field by which a writer stands by what was stopped.
pub const INSIST: &str = "insist";

/// What a request brought in its body, as far as it was texts. All copies of a [`Page`] share it.
#[derive(Debug, Clone, Default)]
pub struct Typed(Arc<Mutex<Vec<(String, String)>>>);

impl Typed {
    /// The fields of the form, in their order.
    pub fn fields(&self) -> Vec<(String, String)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn set(&self, fields: &[(String, String)]) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = fields.to_vec();
    }

    /// One more field, of what the form had in another way: a file that is kept has an id now.
    pub fn add(&self, name: &str, value: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((name.to_owned(), value));
    }

    /// Why the writer stands by a text, in their words, when they do.
    pub fn insisted(&self) -> Option<String> {
        let fields = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let reason = fields.iter().rev().find(|(name, _)| name == INSIST).map(|(_, reason)| reason.trim());
        reason.filter(|reason| !reason.is_empty()).map(|reason| reason.chars().take(MOST_REASON).collect())
    }
}

//! Who is at the door: implemented by the wing that knows members and sessions.

use crate::app::App;
use crate::error::Result;
use crate::viewer::Viewer;
use crate::web::draw::Frame;
use futures_util::future::BoxFuture;

/// What a request brought along to say who sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credentials {
    Nothing,
    /// The value of the session cookie.
    Session(String),
    /// The value behind `Authorization: Bearer`.
    Token(String),
}

/// Who comes in.
#[derive(Debug, Clone, Default)]
pub struct Admitted {
    pub viewer: Viewer,
    /// What stands around their pages, when it was asked for and they are a member.
    pub frame: Option<Frame>,
}

impl From<Viewer> for Admitted {
    fn from(viewer: Viewer) -> Self {
        Self { viewer, frame: None }
    }
}

pub trait Gate: Send + Sync {
    /// The viewer behind the credentials. Unknown, expired or ended ones are nobody; a token that is
    /// not known is an error, because a program should hear of it. With `framed`, a member's frame is
    /// read in the same go.
    fn admit<'a>(&'a self, app: &'a App, credentials: Credentials, framed: bool) -> BoxFuture<'a, Result<Admitted>>;

    /// What stands around the viewer's pages: pinned spaces, what waits for them.
    fn frame<'a>(&'a self, app: &'a App, viewer: &'a Viewer) -> BoxFuture<'a, Result<Frame>>;
}

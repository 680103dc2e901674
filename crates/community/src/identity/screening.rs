//! Texts that are no contributions are looked at as everything that is written: what somebody says of themselves, and
//! of a space that they look after. What stands there already is not asked about again.

use futures_util::future::BoxFuture;
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::Viewer;
use kernel::web::Page;

/// What a member says of themselves.
pub const PROFILE: &str = "profile";
/// What is said of a space.
pub const SPACE: &str = "space";

/// What stands beside the text of a post: a place, tags, what a change was for.
pub const BESIDE: &str = "beside";

/// What the texts belong to.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// [`PROFILE`], [`SPACE`] or [`BESIDE`].
    pub kind: &'static str,
    /// The member, the space or the post; of a space that is about to be made, who makes it.
    pub thing: Id,
    pub space: Option<Id>,
    /// Who may read them, as the word of an audience; empty: the company.
    pub audience: &'static str,
}

/// Looks at texts, each with the name of its field: those that nobody is to read as they are, by their place, with what
/// they say instead. An error refuses them. The last is why their writer stands by them.
/// A part that a capability of higher rank fills.
#[derive(Clone, Copy, Default)]
pub struct TextScreen(pub Option<Looks>);

pub type Looks = for<'a> fn(
    &'a App,
    &'a Tx,
    &'a Viewer,
    About,
    &'a [(&'static str, String)],
    Option<&'a str>,
) -> BoxFuture<'a, Result<Vec<(usize, String)>>>;

/// Who is asked, and why the writer stands by it if they were told what is the matter with it.
pub struct Asked {
    pub app: App,
    pub insisted: Option<String>,
}

impl Asked {
    /// Those who are registered are asked, with what the page brought for them.
    pub fn of(page: &Page) -> Self {
        Self { app: page.app.clone(), insisted: page.typed.insisted() }
    }

    /// Refuses what may not stand there, and masks in place what nobody is to read. Empty texts are left alone.
    pub async fn look(
        &self,
        tx: &Tx,
        viewer: &Viewer,
        about: About,
        mut new: Vec<(&'static str, &mut String)>,
    ) -> Result<()> {
        let Some(look) = self.app.part::<TextScreen>().0 else { return Ok(()) };
        new.retain(|(_, text)| !text.trim().is_empty());
        if new.is_empty() {
            return Ok(());
        }
        let texts: Vec<(&'static str, String)> = new.iter().map(|(field, text)| (*field, (**text).clone())).collect();
        for (nth, masked) in look(&self.app, tx, viewer, about, &texts, self.insisted.as_deref()).await? {
            if let Some((_, text)) = new.get_mut(nth) {
                **text = masked;
            }
        }
        Ok(())
    }
}

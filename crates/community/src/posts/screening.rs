//! Before a text of a member is written, those who were registered look at it ([`Screens`]): whether its writer may
//! write now, and whether its words may stand there. Every way in passes here, because the operations that write take
//! only a [`Prepared`] that says who is to be asked; one that does not say it cannot be written.
//!
//! It does not know any rule. What is brought in from elsewhere by an administrator (imports) is not asked about.

use super::types::Prepared;
pub use crate::identity::screening::{About, Asked, BESIDE, PROFILE, SPACE};
use crate::spaces::Audience;
use futures_util::future::BoxFuture;
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::Viewer;
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// Stands for what was masked.
const MASK: char = '█';

/// Looks at what is about to be written. An error refuses it, and everything that was done with it is undone.
pub trait Screen: Send + Sync {
    fn look<'a>(&'a self, tx: &'a Tx, viewer: &'a Viewer, written: &'a Written<'a>) -> BoxFuture<'a, Result<Verdict>>;
}

/// The screens look at texts that are no contributions (see [`crate::identity::screening`]).
pub async fn look_at_texts(
    app: &App,
    tx: &Tx,
    viewer: &Viewer,
    about: About,
    texts: &[(&'static str, String)],
    insisted: Option<&str>,
) -> Result<Vec<(usize, String)>> {
    let written = Written {
        thing: about.thing,
        kind: about.kind,
        space: about.space,
        audience: Audience::parse(about.audience).unwrap_or(Audience::Internal),
        changes: true,
        texts: texts.iter().map(|(field, text)| (*field, text.as_str())).collect(),
        files: &[],
        insisted,
    };
    let verdict = app.part::<Screens>().look(tx, viewer, &written).await?;
    let masked = |(nth, (_, text)): (usize, &(&str, String))| Some((nth, verdict.masked(nth, text)?));
    Ok(texts.iter().enumerate().filter_map(masked).collect())
}

/// A text on its way into the database.
pub struct Written<'a> {
    /// The id that the post has, or will have; for other texts see [`About`].
    pub thing: Id,
    /// Of the post; [`PROFILE`], [`SPACE`] or [`BESIDE`].
    pub kind: &'a str,
    pub space: Option<Id>,
    pub audience: Audience,
    /// The post is there already and gets another text.
    pub changes: bool,
    /// Name of the field and what it says.
    pub texts: Vec<(&'static str, &'a str)>,
    pub files: &'a [Id],
    /// Why the writer stands by it, after they were told what is the matter with it.
    pub insisted: Option<&'a str>,
}

impl Written<'_> {
    /// What stands in a profile or beside a post, or is said of a space, is none: it neither floods nor waits until somebody has looked
    /// at it.
    pub fn is_contribution(&self) -> bool {
        !matches!(self.kind, PROFILE | SPACE | BESIDE)
    }
}

/// What a screen says of a text that it does not refuse.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// Which of the texts, and which bytes of it are not to be read by anybody.
    pub masked: Vec<(usize, Range<usize>)>,
    /// It is kept back until somebody has looked at it; why, in words for its author.
    pub held: Option<String>,
}

impl Verdict {
    /// The text at this place of [`Written::texts`], with a block for each letter that is not to be read; none where
    /// all of it may.
    pub fn masked(&self, nth: usize, text: &str) -> Option<String> {
        let spans: Vec<&Range<usize>> = self.masked.iter().filter(|(of, _)| *of == nth).map(|(_, at)| at).collect();
        let hidden = |at: usize, c: char| !c.is_whitespace() && spans.iter().any(|span| span.contains(&at));
        let blocked = || text.char_indices().map(|(at, c)| if hidden(at, c) { MASK } else { c }).collect();
        (!spans.is_empty()).then(blocked)
    }
}

/// All screens, in the order in which they are asked.
#[derive(Clone, Default)]
pub struct Screens(pub Arc<Vec<Arc<dyn Screen>>>);

impl Screens {
    pub fn new(screens: Vec<Arc<dyn Screen>>) -> Self {
        Self(Arc::new(screens))
    }

    /// What all of them say together.
    pub async fn look(&self, tx: &Tx, viewer: &Viewer, written: &Written<'_>) -> Result<Verdict> {
        let mut verdict = Verdict::default();
        for screen in self.0.iter() {
            let said = screen.look(tx, viewer, written).await?;
            verdict.masked.extend(said.masked);
            verdict.held = verdict.held.or(said.held);
        }
        Ok(verdict)
    }
}

/// How a text is drawn, given those whom it mentions: handle, id, name.
pub type Draw = fn(&str, &[(String, Id, String)]) -> Prepared;

/// Who is asked about a text before it is written.
#[derive(Clone, Default)]
pub enum Screening {
    /// Nobody knows: it cannot be written.
    #[default]
    Unknown,
    /// These, about what `draw` made.
    By { screens: Screens, insisted: Option<String>, draw: Draw },
    /// Nobody: no member writes it, but the program itself (sample company, measurements).
    Nobody,
}

impl fmt::Debug for Screening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "Unknown",
            Self::By { .. } => "By",
            Self::Nobody => "Nobody",
        })
    }
}

impl Screening {
    /// Those who are registered are asked.
    pub fn by(app: &App, insisted: Option<String>, draw: Draw) -> Self {
        Self::By { screens: app.part(), insisted, draw }
    }
}

/// What may be written: the texts as they were typed, or with bytes masked.
pub struct Passed<'t, 'p> {
    texts: Vec<Cow<'t, str>>,
    pub prepared: Cow<'p, Prepared>,
    /// Why it is kept back, when it is.
    pub held: Option<String>,
}

impl<'t, 'p> Passed<'t, 'p> {
    fn as_typed(written: &Written<'t>, prepared: &'p Prepared) -> Self {
        let texts = written.texts.iter().map(|(_, text)| Cow::Borrowed(*text)).collect();
        Self { texts, prepared: Cow::Borrowed(prepared), held: None }
    }

    /// What is written says itself that it waits.
    fn kept_back(mut self) -> Self {
        if self.held.is_some() {
            self.prepared.to_mut().held.clone_from(&self.held);
        }
        self
    }

    /// The text at this place of [`Written::texts`].
    pub fn text(&self, nth: usize) -> &str {
        self.texts.get(nth).map(Cow::as_ref).unwrap_or_default()
    }
}

/// Asks everybody who has to be asked. `body` is the place of the text that `prepared` was drawn from.
pub async fn pass<'t, 'p>(
    tx: &Tx,
    viewer: &Viewer,
    written: Written<'t>,
    body: usize,
    prepared: &'p Prepared,
) -> Result<Passed<'t, 'p>> {
    let (screens, insisted, draw) = match &prepared.screening {
        Screening::Unknown => return Err(Error::internal("a text is to be written that nobody was asked about")),
        Screening::Nobody => return Ok(Passed::as_typed(&written, prepared)),
        Screening::By { screens, insisted, draw } => (screens, insisted, draw),
    };
    let mut passed = Passed::as_typed(&written, prepared);
    let written = Written { insisted: insisted.as_deref(), ..written };
    let verdict = screens.look(tx, viewer, &written).await?;
    passed.held.clone_from(&verdict.held);
    if verdict.masked.is_empty() {
        return Ok(passed.kept_back());
    }
    for (nth, text) in passed.texts.iter_mut().enumerate() {
        if let Some(masked) = verdict.masked(nth, text) {
            *text = Cow::Owned(masked);
        }
    }
    let mentioned = super::compose::mentionable_in(tx, viewer, passed.text(body)).await?;
    passed.prepared = Cow::Owned(draw(passed.text(body), &mentioned).screened(prepared.screening.clone()));
    Ok(passed.kept_back())
}

#[cfg(test)]
mod tests;

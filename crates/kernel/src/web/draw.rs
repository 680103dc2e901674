//! What is drawn around every page, and what templates ask for.

use super::assets;
use super::page::Page;
use crate::app::App;
use crate::clock::Millis;
use crate::error::Result;
use crate::languages::{Arg, Speech};
use crate::viewer::Viewer;
use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// A resource that can be drawn.
pub trait Screen {
    fn draw(&self, cx: &Cx) -> Result<String>;
}

/// Ties a resource to its template: `screen!(FeedPage, "feed/templates/feed.html")`, which knows `cx` and `page`; or
/// `screen!(FeedPage, FeedHtml)` where `struct FeedHtml<'a> { cx: &'a Cx, page: &'a FeedPage }` derives `Template`.
#[macro_export]
macro_rules! screen {
    ($resource:ty, $path:literal) => {
        const _: () = {
            #[derive(askama::Template)]
            #[template(path = $path)]
            struct Drawn<'a> {
                cx: &'a $crate::web::Cx,
                page: &'a $resource,
            }
            $crate::screen!($resource, Drawn);
        };
    };
    ($resource:ty, $template:ident) => {
        impl $crate::web::Screen for $resource {
            fn draw(&self, cx: &$crate::web::Cx) -> $crate::error::Result<String> {
                use askama::Template as _;
                Ok($template { cx, page: self }.render()?)
            }
        }
    };
}

/// A whole number, however many references to it a template has.
pub trait Whole {
    fn whole(&self) -> i64;
}

impl Whole for i64 {
    fn whole(&self) -> i64 {
        *self
    }
}

impl<T: Whole> Whole for &T {
    fn whole(&self) -> i64 {
        (*self).whole()
    }
}

/// An entry of the main navigation, registered by a capability.
#[derive(Debug, Clone)]
pub struct Link {
    pub path: &'static str,
    pub text: &'static str,
    pub icon: &'static str,
    /// Order from top to bottom.
    pub rank: i32,
    pub only: fn(&Viewer) -> bool,
}

/// The main navigation, what belongs to governance below it, and the entries of the Create menu.
#[derive(Debug, Clone, Default)]
pub struct Navigation {
    pub main: Vec<Link>,
    pub governance: Vec<Link>,
    pub create: Vec<Link>,
}

impl Navigation {
    pub fn and(mut self, others: Self) -> Self {
        self.main.extend(others.main);
        self.governance.extend(others.governance);
        self.create.extend(others.create);
        self.main.sort_by_key(|link| link.rank);
        self.governance.sort_by_key(|link| link.rank);
        self.create.sort_by_key(|link| link.rank);
        self
    }
}

/// What is the viewer's own in the frame of a page.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// The name of the installation: the company's.
    pub company: String,
    pub pins: Vec<Pin>,
    pub drafts: i64,
    /// How much is new for the viewer; the bell says so.
    pub unread: i64,
}

/// A space that the viewer pinned.
#[derive(Debug, Clone)]
pub struct Pin {
    pub url: String,
    pub name: String,
    pub initials: String,
    pub tone: i64,
}

/// What every template is given.
pub struct Cx {
    pub speech: Speech,
    pub viewer: Arc<Viewer>,
    pub frame: Arc<Frame>,
    pub now: Millis,
    path: String,
    navigation: Arc<Navigation>,
    app: App,
    kept: bool,
}

impl Deref for Cx {
    type Target = Speech;
    fn deref(&self) -> &Speech {
        &self.speech
    }
}

impl Cx {
    pub fn new(page: &Page, frame: Arc<Frame>) -> Self {
        Self {
            speech: page.speech.clone(),
            viewer: page.viewer.clone(),
            frame,
            now: page.app.clock.now(),
            path: page.path().to_owned(),
            navigation: page.app.part::<Arc<Navigation>>(),
            app: page.app.clone(),
            kept: super::cookies::read(page.headers(), super::cookies::PASSING).is_none(),
        }
    }

    pub fn language(&self) -> &'static str {
        self.speech.language().code()
    }

    pub fn direction(&self) -> &'static str {
        self.speech.language().direction()
    }

    pub fn theme(&self) -> &'static str {
        self.viewer.theme.word()
    }

    pub fn signed_in(&self) -> bool {
        self.viewer.member.is_some()
    }

    // Templates pass what they have, which is a reference more often than not.

    /// How long ago, in words: "2 h", "Yesterday", "17 Nov".
    pub fn since(&self, at: impl Whole) -> String {
        self.speech.ago(at.whole(), self.now)
    }

    /// A moment for `<time datetime>`.
    pub fn iso(&self, at: impl Whole) -> String {
        self.speech.iso(at.whole())
    }

    /// A moment with everything that is known of it.
    pub fn full_date(&self, at: impl Whole) -> String {
        self.speech.full_date(at.whole())
    }

    /// A day: "17 Nov", with the year when it is another one.
    pub fn date(&self, at: impl Whole) -> String {
        self.speech.date(at.whole())
    }

    /// "14:05".
    pub fn time(&self, at: impl Whole) -> String {
        self.speech.time(at.whole())
    }

    /// "Tuesday".
    pub fn weekday(&self, at: impl Whole) -> String {
        self.speech.weekday(at.whole())
    }

    pub fn number(&self, n: impl Whole) -> String {
        self.speech.number(n.whole())
    }

    /// A text with the argument `$n`.
    pub fn tn(&self, key: &str, n: impl Whole) -> Cow<'_, str> {
        self.speech.tn(key, n.whole())
    }

    /// A text with one argument.
    pub fn t1(&self, key: &str, name: &str, value: impl fmt::Display) -> String {
        self.speech.ta(key, &[(name, Arg::from(value.to_string()))]).into_owned()
    }

    /// A text with two arguments.
    pub fn t2<'a>(
        &self,
        key: &str,
        first: impl Borrow<(&'a str, &'a str)>,
        second: impl Borrow<(&'a str, &'a str)>,
    ) -> String {
        let (first, second) = (first.borrow(), second.borrow());
        self.speech.ta(key, &[(first.0, Arg::from(first.1)), (second.0, Arg::from(second.1))]).into_owned()
    }

    /// The address of an asset.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// The address of the file that has all icons.
    pub fn sprite(&self) -> &'static str {
        assets::sprite()
    }

    /// The address of an icon in it.
    pub fn icon(&self, name: &str) -> String {
        format!("{}#i-{name}", self.sprite())
    }

    /// The installation's own address, for links that leave the page.
    pub fn site(&self) -> &str {
        self.app.configuration.server.url.trim_end_matches('/')
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    /// A registered part of the installation.
    pub fn part<T: Clone + Default + Send + Sync + 'static>(&self) -> T {
        self.app.part()
    }

    /// A share in whole percent.
    pub fn percent_of(&self, percent: impl Whole) -> String {
        self.speech.percent(f64::from(i32::try_from(percent.whole()).unwrap_or(0)) / 100.0)
    }

    pub fn navigation(&self) -> impl Iterator<Item = &Link> {
        self.navigation.main.iter().filter(|link| (link.only)(&self.viewer))
    }

    pub fn governance(&self) -> Vec<&Link> {
        self.navigation.governance.iter().filter(|link| (link.only)(&self.viewer)).collect()
    }

    pub fn create_menu(&self) -> impl Iterator<Item = &Link> {
        self.navigation.create.iter().filter(|link| (link.only)(&self.viewer))
    }

    /// True when `path` is the current place or leads to it.
    pub fn is_here(&self, path: &str) -> bool {
        self.path == path || (path != "/" && self.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')))
    }

    /// A hash that tells the caches of two members apart without telling who they are.
    pub fn member_key(&self) -> String {
        member_key(&self.viewer)
    }

    /// Whether the browser may keep pages and texts of the member: not where they signed in for this time
    /// only.
    pub fn may_be_kept(&self) -> bool {
        self.kept
    }
}

/// See [`Cx::member_key`]; empty for who is not signed in.
pub fn member_key(viewer: &Viewer) -> String {
    let Some(member) = viewer.member else { return String::new() };
    blake3::hash(member.to_string().as_bytes()).to_hex().chars().take(12).collect()
}

/// Two letters that stand for a name: the first of the first and of the last word.
pub fn initials(name: &str) -> String {
    let letter = |word: &str| word.chars().find(|c| c.is_alphanumeric());
    let mut words = name.split_whitespace();
    let first = words.next().and_then(letter);
    let last = words.next_back().and_then(letter);
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// One of the six tones of an avatar without a photo; the same name has the same tone.
pub fn tone(name: &str) -> i64 {
    let sum = name.bytes().fold(0i64, |sum, byte| (sum * 31 + i64::from(byte)) % 1_000_003);
    sum % 6 + 1
}

/// True when something is wrong with this field.
pub fn has_error(errors: &[super::problems::FieldProblem], field: &str) -> bool {
    errors.iter().any(|error| error.field == field)
}

/// The languages of the product, for a chooser.
pub fn languages() -> [crate::languages::Language; 4] {
    crate::languages::Language::ALL
}

/// A weak entity tag (RFC 9110 § 8.8.3) over the body.
pub fn entity_tag(body: &[u8]) -> String {
    let hash = blake3::hash(body).to_hex();
    format!("W/\"{}\"", hash.get(..16).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_initials_and_a_tone() {
        assert_eq!(initials("Kwame Osei-Lund"), "KO");
        assert_eq!(initials("Yuna"), "Y");
        assert_eq!(initials("ليلى حداد"), "لح");
        assert_eq!(initials(" · "), "");
        assert!((1..=6).contains(&tone("Amara Nwosu-Keller")));
    }
}

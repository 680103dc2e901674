//! Entries that capabilities of higher rank add to the ⋯ menus of people and posts, and to the settings of spaces: a
//! part of the App.

use kernel::ids::Id;
use kernel::web::Cx;

/// What a menu belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    Person,
    Post,
    /// Its settings, for who looks after it.
    Space,
}

/// An entry for who is signed in and did not make the thing.
#[derive(Debug, Clone)]
pub struct Entry {
    pub of: Thing,
    pub text: &'static str,
    pub icon: &'static str,
    /// Where it leads, given the id of a post, the handle of a person, or the address of a space (`/spaces/depot`).
    pub path: fn(&str) -> String,
}

#[derive(Debug, Clone, Default)]
pub struct Menus(pub Vec<Entry>);

/// The entries of the menu of a post or comment: address, text and icon.
pub fn of_post(cx: &Cx, post: &Id) -> Vec<(String, &'static str, &'static str)> {
    entries(cx, Thing::Post, &post.to_string())
}

/// The entries of the menu of a person.
pub fn of_person(cx: &Cx, handle: &str) -> Vec<(String, &'static str, &'static str)> {
    entries(cx, Thing::Person, handle)
}

/// The entries below the settings of the space at this address.
pub fn of_space(cx: &Cx, url: &str) -> Vec<(String, &'static str, &'static str)> {
    entries(cx, Thing::Space, url)
}

fn entries(cx: &Cx, of: Thing, name: &str) -> Vec<(String, &'static str, &'static str)> {
    if !cx.signed_in() {
        return Vec::new();
    }
    let menus = cx.part::<Menus>();
    menus.0.iter().filter(|entry| entry.of == of).map(|entry| ((entry.path)(name), entry.text, entry.icon)).collect()
}

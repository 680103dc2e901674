//! The pages of the wiki: reading, writing, history, and moving.

pub mod care;
pub mod edit;
pub mod history;
pub mod home;
pub mod place;
pub mod show;
pub mod together;

use super::types::Node;
use askama::Template;
use kernel::web::Cx;

/// The tree beside a page. A branch draws those in it.
#[derive(Template)]
#[template(path = "wiki/templates/tree.html")]
pub struct TreeHtml<'a> {
    pub cx: &'a Cx,
    pub nodes: &'a [Node],
    pub root: bool,
    /// The viewer may move pages here.
    pub movable: bool,
}

impl TreeHtml<'_> {
    fn below(&self, nodes: &[Node]) -> askama::Result<String> {
        TreeHtml { cx: self.cx, nodes, root: false, movable: self.movable }.render()
    }
}

/// The tree as HTML, for a template, which gives all by reference.
pub fn tree(cx: &Cx, nodes: &[Node], movable: &bool) -> askama::Result<String> {
    TreeHtml { cx, nodes, root: true, movable: *movable }.render()
}

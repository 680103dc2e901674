//! The pages of posts: writing, reading, answering, and what one does with a post.

pub mod actions;
pub mod comments;
pub mod composer;
pub mod feeds;
pub mod lists;
pub mod show;

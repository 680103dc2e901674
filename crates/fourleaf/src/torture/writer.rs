//! A member who writes without pause, remembers what was acknowledged, and asks again for what was not.
//!
//! An attempt whose answer never came may have been done or not. It is made again with the same key, in the
//! next round if need be, until somebody says that it is done: then it must be there, once.

use super::request;
use crate::bench::client::Connection;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const PAUSE: Duration = Duration::from_millis(5);

/// A post as the writer was told of it.
#[derive(Debug, Clone, Default)]
pub struct Written {
    pub id: String,
    pub once: String,
    /// The text that it has; when the last change was not acknowledged, it may have either.
    pub body: String,
    pub maybe: Option<String>,
    /// Keys and ids of its comments.
    pub comments: Vec<(String, String)>,
    pub reacted: bool,
    pub deleted: bool,
    /// That it is taken away was asked for and not answered.
    pub maybe_deleted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Publish,
    Comment,
    React,
    Edit,
    Delete,
}

impl Step {
    fn after(&self, nth: u64) -> Self {
        match self {
            Self::Publish => Self::Comment,
            Self::Comment => Self::React,
            Self::React if nth.is_multiple_of(3) => Self::Edit,
            Self::React if nth % 5 == 1 => Self::Delete,
            _ => Self::Publish,
        }
    }
}

pub struct Writer {
    name: String,
    token: String,
    space: String,
    nth: u64,
    step: Step,
    /// An attempt at this step got no answer.
    tried: bool,
    pub written: Vec<Written>,
    pub acknowledged: u64,
    /// Answers that nobody can want, whatever goes wrong.
    pub refused: Vec<String>,
}

impl Writer {
    pub fn new(name: String, token: String, space: &str) -> Self {
        let (written, refused) = (vec![Written::default()], Vec::new());
        let space = space.to_owned();
        let mut new =
            Self { name, token, space, nth: 0, step: Step::Publish, tried: false, written, acknowledged: 0, refused };
        new.begin();
        new
    }

    fn begin(&mut self) {
        let word = format!("{}n{}", self.name, self.nth);
        let body = format!("{word}: the door of car 7 sticks again. #doors");
        if let Some(last) = self.written.last_mut() {
            *last = Written { once: word, body, ..Written::default() };
        }
    }

    /// Writes until it is told to stop, or nobody answers any more.
    pub async fn write(&mut self, address: SocketAddr, stop: &AtomicBool) {
        let Ok(mut connection) = Connection::open(address).await else { return };
        while !stop.load(Ordering::Relaxed) {
            let request = self.request();
            match connection.ask_whole(&request).await {
                Ok((status, body)) => self.answered(status, &body),
                Err(_) => {
                    self.unanswered();
                    return;
                }
            }
            if self.tried {
                tokio::time::sleep(PAUSE).await;
            }
        }
    }

    pub fn token(&self) -> &str {
        &self.token
    }

    fn request(&self) -> Vec<u8> {
        let last = self.written.last().cloned().unwrap_or_default();
        let Written { id, once, body, .. } = &last;
        let (method, path, body) = match self.step {
            Step::Publish => {
                let space = if self.nth.is_multiple_of(2) { self.space.as_str() } else { "" };
                ("POST", "/posts".to_owned(), json!({ "kind": "note", "space": space, "body": body, "once": once }))
            }
            Step::Comment => {
                let body = json!({ "body": format!("{once} yes"), "once": format!("{once}c") });
                ("POST", format!("/posts/{id}/comments"), body)
            }
            Step::React => ("PUT", format!("/posts/{id}/reactions/%F0%9F%91%8D"), json!({})),
            Step::Edit => ("PUT", format!("/posts/{id}"), json!({ "body": edited(body), "revision": 1 })),
            Step::Delete => ("DELETE", format!("/posts/{id}"), json!({})),
        };
        request(method, &path, &self.token, &body)
    }

    fn answered(&mut self, status: u16, body: &[u8]) {
        let again = self.tried;
        let done = match (&self.step, status) {
            (_, 200..300) => true,
            // The attempt before this one was done, and its answer was lost.
            (Step::Edit, 409) | (Step::Delete, 404) => again,
            _ => false,
        };
        if done {
            let told: Value = serde_json::from_slice(body).unwrap_or_default();
            self.acknowledge(&told);
        } else if (400..500).contains(&status) && status != 408 && status != 429 {
            let said = String::from_utf8_lossy(body).chars().take(300).collect::<String>();
            self.refused.push(format!(
                "{:?} of {}: {status} {said}",
                self.step,
                self.written.last().map_or("", |w| &w.once)
            ));
            self.next_post();
        } else {
            self.unanswered();
        }
    }

    fn acknowledge(&mut self, told: &Value) {
        let id = told.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        self.acknowledged += 1;
        self.tried = false;
        if let Some(last) = self.written.last_mut() {
            match self.step {
                Step::Publish => last.id = id,
                Step::Comment => last.comments.push((format!("{}c", last.once), id)),
                Step::React => last.reacted = true,
                Step::Edit => (last.body, last.maybe) = (edited(&last.body), None),
                Step::Delete => (last.deleted, last.maybe_deleted) = (true, false),
            }
        }
        match self.step.after(self.nth) {
            Step::Publish => self.next_post(),
            step => self.step = step,
        }
    }

    /// It may have been done.
    fn unanswered(&mut self) {
        self.tried = true;
        if let Some(last) = self.written.last_mut() {
            match self.step {
                Step::Edit => last.maybe = Some(edited(&last.body)),
                Step::Delete => last.maybe_deleted = true,
                _ => {}
            }
        }
    }

    fn next_post(&mut self) {
        (self.nth, self.step, self.tried) = (self.nth + 1, Step::Publish, false);
        self.written.push(Written::default());
        self.begin();
    }
}

fn edited(body: &str) -> String {
    format!("{body} It was oiled.")
}

//! Server-sent events (HTML Standard § 9.2) for many open pages.
//!
//! An event is written once ([`event`]) and every page that gets it shares the bytes. What waits for a
//! page is bounded: a page that does not read is let go ([`Told::Slow`]), comes back and asks for what
//! it missed.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use futures_util::Stream;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc;

/// Events that may wait for a page that is slow to read.
const MOST_WAITING: usize = 64;

/// The bytes of one event. `data` is one line; an `id` is what the page comes back with.
pub fn event(name: &str, id: &str, data: &str) -> Bytes {
    let mut text = String::with_capacity(name.len() + id.len() + data.len() + 24);
    text.push_str("event: ");
    text.push_str(name);
    if !id.is_empty() {
        text.push_str("\nid: ");
        text.push_str(id);
    }
    // An event without data is not dispatched; a line break would begin another field.
    for line in data.split(['\n', '\r']) {
        text.push_str("\ndata: ");
        text.push_str(line);
    }
    text.push_str("\n\n");
    Bytes::from(text)
}

/// Where a page is told.
#[derive(Debug, Clone)]
pub struct Teller(mpsc::Sender<Bytes>);

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Waits,
    /// Too much waits already.
    Slow,
    Gone,
}

impl Teller {
    pub fn tell(&self, event: &Bytes) -> Told {
        match self.0.try_send(event.clone()) {
            Ok(()) => Told::Waits,
            Err(mpsc::error::TrySendError::Full(_)) => Told::Slow,
            Err(mpsc::error::TrySendError::Closed(_)) => Told::Gone,
        }
    }
}

/// What a page reads: `first`, then what it is told, until the [`Teller`] is dropped.
pub struct Listening<G> {
    first: Option<Bytes>,
    told: mpsc::Receiver<Bytes>,
    /// Dropped with the page: whoever keeps a list takes it off there.
    _guard: G,
}

/// A way to tell, and its other end.
pub fn channel() -> (Teller, mpsc::Receiver<Bytes>) {
    let (teller, told) = mpsc::channel(MOST_WAITING);
    (Teller(teller), told)
}

impl<G: Unpin> Stream for Listening<G> {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.first.take() {
            Some(first) => Poll::Ready(Some(Ok(first))),
            None => self.told.poll_recv(cx).map(|told| told.map(Ok)),
        }
    }
}

/// The answer that stays open. Proxies are asked not to gather it.
pub fn stream<G: Send + Unpin + 'static>(first: Bytes, told: mpsc::Receiver<Bytes>, guard: G) -> Response {
    let listening = Listening { first: Some(first).filter(|first| !first.is_empty()), told, _guard: guard };
    let mut response = Response::new(Body::from_stream(listening));
    for (name, value) in [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        (header::HeaderName::from_static("x-accel-buffering"), "no"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_what_the_standard_says() {
        assert_eq!(event("post", "0.12", "{}"), "event: post\nid: 0.12\ndata: {}\n\n");
        assert_eq!(event("at", "", ""), "event: at\ndata: \n\n");
        assert_eq!(event("x", "", "a\nevent: y"), "event: x\ndata: a\ndata: event: y\n\n", "no event in an event");
    }

    #[tokio::test]
    async fn who_does_not_read_is_let_go() {
        let (teller, told) = channel();
        let one = event("post", "0.1", "{}");
        let waiting = (0..1_000).take_while(|_| teller.tell(&one) == Told::Waits).count();
        assert_eq!((waiting, teller.tell(&one)), (MOST_WAITING, Told::Slow));
        drop(told);
        assert_eq!(teller.tell(&one), Told::Gone);
    }
}

//! The open pages of this node: who listens to what, and where they are told.
//!
//! A page costs one [`Listener`] and a short queue. Everything that is told was written once and is
//! shared. A page that is slow to read is let go rather than waited for.

use super::topics::Interest;
use super::typing::Signals;
use bytes::Bytes;
use kernel::ids::Id;
use kernel::journal::Position;
use kernel::languages::Language;
use kernel::viewer::Way;
use kernel::web::events::{self, Teller, Told};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::{Notify, OnceCell, mpsc};

/// Pages that one member may have open; the oldest is let go for another.
const MOST_PER_MEMBER: usize = 32;
/// Open pages are kept awake in turns, so that they do not all stir at once.
const TURNS: u64 = 20;

/// The open pages of this node. Cheap to clone.
#[derive(Clone, Default)]
pub struct Hub(Arc<Inner>);

#[derive(Default)]
struct Inner {
    state: Mutex<State>,
    begun: OnceCell<()>,
    stirred: Notify,
    signals: Signals,
}

#[derive(Default)]
struct State {
    /// How far the journal was read: who comes now is told of what is behind it.
    position: Position,
    /// What was read is being told: a page may not hear yet that it is there.
    handing_out: bool,
    next: u64,
    listeners: HashMap<u64, Listener>,
    of_member: HashMap<Id, Vec<u64>>,
    /// What each connected member was last told of the bell.
    unread: HashMap<Id, i64>,
}

/// One open page.
pub struct Listener {
    pub member: Id,
    pub way: Way,
    pub language: Language,
    pub interest: Interest,
    /// Nothing up to here is told.
    pub after: Position,
    teller: Teller,
}

/// Who wants to listen.
pub struct Coming {
    pub member: Id,
    pub way: Way,
    pub language: Language,
    pub interest: Interest,
    /// The last event that the page heard, if it was here before.
    pub after: Option<Position>,
}

/// Somebody who listens now.
pub struct Entered {
    pub told: mpsc::Receiver<Bytes>,
    pub stay: Stay,
    /// What is behind this is told.
    pub position: Position,
    pub number: u64,
}

/// Takes the page off the list when it is closed.
pub struct Stay {
    hub: Hub,
    number: u64,
}

impl Drop for Stay {
    fn drop(&mut self) {
        self.hub.state().leave(self.number);
    }
}

impl Hub {
    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing in here panics half-way; a poisoned list is still a list.
        self.0.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Who said lately that they are writing.
    pub fn signals(&self) -> &Signals {
        &self.0.signals
    }

    /// Runs `begin` once, before the first page listens.
    pub async fn begun<E>(&self, begin: impl AsyncFnOnce() -> Result<(), E>) -> Result<(), E> {
        self.0.begun.get_or_try_init(|| begin()).await.map(drop)
    }

    /// Waits until somebody comes who wants to be noticed soon.
    pub async fn stirred(&self) {
        self.0.stirred.notified().await;
    }

    pub fn enter(&self, coming: Coming) -> Entered {
        let (teller, told) = events::channel();
        let mut state = self.state();
        let number = state.next;
        state.next += 1;
        let position = state.position;
        let Coming { member, way, language, interest, after } = coming;
        // One who heard more than this node has read is not told again.
        let after = after.unwrap_or_default().max(position);
        state.listeners.insert(number, Listener { member, way, language, interest, after, teller });
        let own = state.of_member.entry(member).or_default();
        own.push(number);
        let oldest = (own.len() > MOST_PER_MEMBER).then(|| own.remove(0));
        if let Some(oldest) = oldest {
            state.listeners.remove(&oldest);
        }
        drop(state);
        self.0.stirred.notify_one();
        Entered { told, stay: Stay { hub: self.clone(), number }, position, number }
    }

    pub fn position(&self) -> Position {
        self.state().position
    }

    /// Notes that the journal was read up to here, and says of each change who wants to hear of it: the
    /// members of the pages that `wanted` picks, each once. Who comes later asks for it themselves.
    pub fn advance<C>(&self, to: Position, changes: &[C], wanted: impl Fn(&Listener, &C) -> bool) -> Vec<Vec<Id>> {
        let mut state = self.state();
        state.position = to;
        state.handing_out = true;
        changes.iter().map(|change| state.members(|listener| wanted(listener, change))).collect()
    }

    /// Notes that all of it was told that there is to tell.
    pub fn handed_out(&self) {
        self.state().handing_out = false;
    }

    /// Notes how far the journal has come, where nobody listens who would have to be told of it.
    pub fn skip_to(&self, to: Position) {
        let mut state = self.state();
        if state.listeners.is_empty() {
            state.position = to;
        }
    }

    /// The members whose pages `wanted` picks, each once.
    pub fn members(&self, wanted: impl Fn(&Listener) -> bool) -> Vec<Id> {
        self.state().members(wanted)
    }

    /// Hands an event to the pages of these members; `choose` says which of them, if any. Who is too slow
    /// is let go.
    pub fn tell<'a>(&self, members: impl Iterator<Item = Id>, mut choose: impl FnMut(&Listener) -> Vec<&'a Bytes>) {
        let mut state = self.state();
        let mut gone = Vec::new();
        for member in members {
            for number in state.of_member.get(&member).into_iter().flatten() {
                let Some(listener) = state.listeners.get(number) else { continue };
                let told = choose(listener).into_iter().map(|event| listener.teller.tell(event));
                if told.into_iter().any(|told| told != Told::Waits) {
                    gone.push(*number);
                }
            }
        }
        for number in gone {
            state.leave(number);
        }
    }

    /// Keeps one of [`TURNS`] groups of pages awake, and lets them know where they are.
    pub fn keep_awake(&self, turn: u64) {
        let mut state = self.state();
        let position = if state.handing_out { String::new() } else { state.position.to_string() };
        let here = events::event("at", &position, "");
        let turn = turn % TURNS;
        let told = state.listeners.iter().filter(|(number, _)| *number % TURNS == turn);
        let gone: Vec<u64> =
            told.filter(|(_, page)| page.teller.tell(&here) != Told::Waits).map(|(number, _)| *number).collect();
        for number in gone {
            state.leave(number);
        }
    }

    /// The sessions and tokens that pages came with, among those of `members` or of everybody.
    pub fn ways(&self, of: Option<&[Id]>) -> Vec<Way> {
        let state = self.state();
        let asked = |listener: &&Listener| of.is_none_or(|members| members.contains(&listener.member));
        state.listeners.values().filter(asked).map(|listener| listener.way).collect()
    }

    /// Ends the pages that `ended` picks.
    pub fn cut(&self, ended: impl Fn(&Listener) -> bool) {
        let mut state = self.state();
        let gone: Vec<u64> =
            state.listeners.iter().filter(|(_, listener)| ended(listener)).map(|(number, _)| *number).collect();
        for number in gone {
            state.leave(number);
        }
    }

    /// Remembers what a member was told of the bell; true when it is another than before.
    pub fn note_unread(&self, member: Id, unread: i64) -> bool {
        self.state().unread.insert(member, unread) != Some(unread)
    }

    pub fn is_connected(&self, member: Id) -> bool {
        self.state().of_member.contains_key(&member)
    }

    /// How many pages are open.
    pub fn open_pages(&self) -> usize {
        self.state().listeners.len()
    }
}

impl State {
    fn members(&self, wanted: impl Fn(&Listener) -> bool) -> Vec<Id> {
        let picked = self.listeners.values().filter(|listener| wanted(listener));
        let mut members: Vec<Id> = picked.map(|listener| listener.member).collect();
        members.sort_unstable();
        members.dedup();
        members
    }

    fn leave(&mut self, number: u64) {
        let Some(listener) = self.listeners.remove(&number) else { return };
        if let Some(own) = self.of_member.get_mut(&listener.member) {
            own.retain(|other| *other != number);
            if own.is_empty() {
                self.of_member.remove(&listener.member);
                self.unread.remove(&listener.member);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::topics::Topic;

    fn page(hub: &Hub, member: i64, topic: Topic) -> Entered {
        let (way, language) = (Way::Session(Id(member * 10)), Language::English);
        hub.enter(Coming { member: Id(member), way, language, interest: Interest::of(topic, &[]), after: None })
    }

    #[tokio::test]
    async fn a_closed_page_is_forgotten_and_a_cut_one_ends() {
        let hub = Hub::default();
        let one = page(&hub, 1, Topic::All);
        let mut two = page(&hub, 2, Topic::All);
        drop(one);
        assert_eq!((hub.open_pages(), hub.is_connected(Id(1))), (1, false));
        hub.cut(|listener| listener.member == Id(2));
        assert_eq!((hub.open_pages(), two.told.recv().await), (0, None));
    }

    #[tokio::test]
    async fn one_event_is_shared_and_a_slow_page_is_let_go() {
        let hub = Hub::default();
        let (mut quick, slow) = (page(&hub, 1, Topic::All), page(&hub, 2, Topic::All));
        let event = events::event("post", "0.1", "{}");
        for _ in 0..200 {
            hub.tell([Id(1), Id(2)].into_iter(), |_| vec![&event]);
            assert_eq!(quick.told.recv().await.map(|told| told.as_ptr()), Some(event.as_ptr()), "the same bytes");
        }
        assert_eq!(hub.open_pages(), 1);
        drop(slow);
    }

    #[tokio::test]
    async fn nobody_holds_more_pages_than_they_need() {
        let hub = Hub::default();
        let pages: Vec<Entered> = (0..MOST_PER_MEMBER + 5).map(|_| page(&hub, 1, Topic::Bell)).collect();
        assert_eq!(hub.open_pages(), MOST_PER_MEMBER);
        drop(pages);
        assert_eq!(hub.open_pages(), 0);
    }

    #[tokio::test]
    async fn who_comes_while_a_change_is_told_asks_for_it() {
        let hub = Hub::default();
        let early = page(&hub, 1, Topic::All);
        let to = Position { mark: 0, seq: 5 };
        let wanted = hub.advance(to, &[()], |listener, ()| listener.after < to);
        assert_eq!(wanted, [vec![Id(1)]]);
        assert_eq!((early.position, page(&hub, 2, Topic::All).position), (Position::default(), to));
    }
}

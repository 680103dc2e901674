//! What is kept comes back, costs only what is new, and is read by nobody else.

use super::*;
use crate::clock::Clock;
use crate::files::FilesConfig;
use std::path::PathBuf;

struct Desk {
    folder: tempfile::TempDir,
    place: Place,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::open(&FilesConfig::Folder(folder.path().join("place")), "north").unwrap();
        Self { folder, place }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    async fn snapshot(&self, sealing: &Sealing, at: Millis, file: &Path) -> (Manifest, Added) {
        let mut writing = Writing::begin(&self.place, sealing).await.unwrap();
        let database = writing.keep(file).await.unwrap();
        let manifest = Manifest { form: 1, at, engine: "sqlite".to_owned(), database, ..Manifest::default() };
        let added = writing.end(&manifest).await.unwrap();
        (manifest, added)
    }
}

/// Bytes that neither repeat nor shrink.
fn noise(length: usize, seed: u64) -> Vec<u8> {
    let random = crate::clock::Random::story(seed);
    let mut bytes = vec![0; length];
    bytes.fill_with(|| u8::try_from(random.below(256)).unwrap());
    bytes
}

fn plain() -> Sealing {
    Sealing::new(Recipients::default(), b"")
}

const AT: Millis = 1_763_800_000_123;

#[tokio::test]
async fn the_second_snapshot_takes_only_what_has_changed() {
    let desk = Desk::new();
    let mut bytes = noise(12_000_000, 1);
    let first = desk.file("first", &bytes);
    let (one, added) = desk.snapshot(&plain(), AT, &first).await;
    assert!(added.bytes >= 12_000_000, "{added:?}");
    // Changed in the middle, and longer: what stands behind it has moved.
    bytes.splice(6_000_000..6_000_000, *b"a little more");
    let second = desk.file("second", &bytes);
    let (two, added) = desk.snapshot(&plain(), AT + 1, &second).await;
    assert!(added.chunks <= 2, "{added:?}");
    assert_eq!(snapshots(&desk.place).await.unwrap(), [AT, AT + 1]);
    for (kept, was) in [(one, first), (two, second)] {
        let back = desk.folder.path().join(format!("back{}", kept.at));
        let read = manifest(&desk.place, &Identities::default(), kept.at).await.unwrap();
        assert_eq!(read, kept);
        unpack(&desk.place, &Identities::default(), &read.database, &back).await.unwrap();
        assert!(std::fs::read(&back).unwrap() == std::fs::read(&was).unwrap());
        assert!(unpack(&desk.place, &Identities::default(), &read.database, &back).await.is_err(), "not over a file");
    }
}

#[tokio::test]
async fn only_who_it_is_sealed_for_opens_it() {
    let desk = Desk::new();
    let (identity, other) = (age::x25519::Identity::generate(), age::x25519::Identity::generate());
    let recipients = Recipients::parse(&[identity.to_public().to_string()]).unwrap();
    assert!(Recipients::parse(&["age1nobody".to_owned()]).is_err());
    let sealing = Sealing::new(recipients, b"of this installation");
    let text = b"the door of car 7 sticks ".repeat(1_000);
    let (kept, _) = desk.snapshot(&sealing, AT, &desk.file("first", &text)).await;
    let secret = |one: &age::x25519::Identity| {
        use age::secrecy::ExposeSecret as _;
        let written = format!("# created today\n{}\n", one.to_string().expose_secret());
        Identities::read(Some(&desk.file("identity", written.as_bytes()))).unwrap()
    };
    let read = manifest(&desk.place, &secret(&identity), AT).await.unwrap();
    assert_eq!(read, kept);
    let back = desk.folder.path().join("back");
    unpack(&desk.place, &secret(&identity), &read.database, &back).await.unwrap();
    assert_eq!(std::fs::read(&back).unwrap(), text);
    for stranger in [Identities::default(), secret(&other)] {
        assert!(manifest(&desk.place, &stranger, AT).await.is_err());
    }
    for name in [chunk_at(&kept.database.chunks[0]), format!("snapshots/{}/manifest", name_of(AT))] {
        let lies = desk.place.get(&name).await.unwrap();
        assert!(!lies.windows(8).any(|window| window == b"the door" || window == b"\"engine\""));
    }
    assert!(!kept.database.chunks[0].contains(&blake3::hash(&text).to_hex()[..16]), "a name tells nothing");
    assert!(Identities::read(Some(&desk.file("empty", b"# nobody\n"))).is_err());
}

#[tokio::test]
async fn what_was_damaged_is_not_given_back() {
    let desk = Desk::new();
    let (kept, _) = desk.snapshot(&plain(), AT, &desk.file("first", &noise(3_000_000, 2))).await;
    let name = chunk_at(&kept.database.chunks[1]);
    let whole = desk.place.get(&name).await.unwrap().to_vec();
    let mut torn = whole.clone();
    torn[1_000] ^= 1;
    for (nth, bytes) in
        [torn, whole[..whole.len() / 2].to_vec(), Vec::new(), b"l\xff\xff\xff\xff".to_vec()].into_iter().enumerate()
    {
        desk.place.put(&name, bytes.into()).await.unwrap();
        let back = desk.folder.path().join(format!("back{nth}"));
        let refused = unpack(&desk.place, &Identities::default(), &kept.database, &back).await;
        assert!(matches!(refused, Err(Error::Unavailable(_))), "{nth}");
    }
    desk.place.delete(&name).await.unwrap();
    let back = desk.folder.path().join("back");
    assert!(unpack(&desk.place, &Identities::default(), &kept.database, &back).await.is_err());
}

#[tokio::test]
async fn old_snapshots_go_with_what_only_they_need() {
    let desk = Desk::new();
    let (_, old) = desk.snapshot(&plain(), AT, &desk.file("first", &noise(3_000_000, 3))).await;
    let (new, _) = desk.snapshot(&plain(), AT + 3 * DAY, &desk.file("second", &noise(2_000_000, 4))).await;
    assert_eq!(forget(&desk.place, AT + 4 * DAY, 5).await.unwrap(), (0, 0));
    let gone = forget(&desk.place, AT + 10 * DAY, 5).await.unwrap();
    assert_eq!(gone, (1, usize::try_from(old.chunks).unwrap()), "the newest stays, old as it is");
    assert_eq!(snapshots(&desk.place).await.unwrap(), [AT + 3 * DAY]);
    unpack(&desk.place, &Identities::default(), &new.database, &desk.folder.path().join("back")).await.unwrap();
}

#[tokio::test]
async fn one_at_a_time_writes_and_the_dead_hold_nothing() {
    let desk = Desk::new();
    let clock = Clock::story(AT);
    let held = Lock::take(&desk.place, &clock).await.unwrap();
    assert!(Lock::take(&desk.place, &clock).await.is_err());
    held.give_back().await.unwrap();
    let dead = Lock::take(&desk.place, &clock).await.unwrap();
    drop(dead);
    clock.advance(6 * crate::clock::MINUTE);
    Lock::take(&desk.place, &clock).await.unwrap().give_back().await.unwrap();
}

#[test]
fn a_moment_is_a_name_and_a_name_a_moment() {
    assert_eq!(name_of(AT), "20251122T082640.123Z");
    for at in [0, 1, AT, AT + 877] {
        assert_eq!(moment_of(&name_of(at)), Some(at));
    }
    assert_eq!(moment_of("yesterday"), None);
}

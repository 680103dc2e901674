//! What comes of a folder of calendars.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::tests::{begin, counts, file};
use super::*;
use community::spaces::Audience;
use kernel::db::Tx;
use kernel::testing::Story;
use kernel::{args, stories};

const KEEP: Manner = Manner { dry_run: false, watched: false };
const TRY: Manner = Manner { dry_run: true, watched: false };

const WEEKLY: &str = r#"
name = "Depot"

[[events]]
uid = "1"
title = "Triage"
description = "What is **broken**"
location = "https://meet.example/depot"
created_on = "2026-01-09T18:34:47.02Z"
start = { date = "2026-10-07T10:00:00.00", timezone = "America/New_York" }
end = { date = "2026-10-07T11:00:00.00", timezone = "America/New_York" }
status = "confirmed"
organizer = { name = "Adam Lindqvist", email = "adam@company.example" }
recurrence_rules = [
    { frequency = "weekly", by_day = [{ day = "wednesday" }], until = "2027-03-25T13:00:00.00Z" },
    { frequency = "monthly", by_day = [{ day = "friday", num = 2 }], by_hour = [16] },
]
exceptions = { timezone = "America/New_York", dates = ["2026-12-23T15:00:00.00", "2026-12-30T10:00:00.00", "2026-12-31T10:00:00.00"] }

[[events]]
uid = "2"
title = "Somewhere else"
start = { date = "2026-11-11T10:00:00.00", timezone = "Mars/Olympus" }
"#;

fn target(story: &Story, space: Option<&str>) -> WikiFile {
    WikiFile {
        path: story.folder().join("in"),
        space: space.map(str::to_owned),
        audience: Audience::Secret,
        author: Some("adam".to_owned()),
        restricted: false,
    }
}

stories! {
    async fn a_calendar_comes_in_once_and_few_see_it(story: Story) {
        file(&story, "depot/depot.toml", WEEKLY);
        file(&story, "broken.toml", "name = \"x\"\n[[events]\ntitle = 1");
        let tried = calendar(&story.app, &target(&story, None), TRY).await.unwrap();
        assert_eq!(counts(&tried), (1, 0, 0, 2));
        assert_eq!(story.value::<i64>("select count(*) from events").await, Some(0));
        let first = calendar(&story.app, &target(&story, None), KEEP).await.unwrap();
        assert_eq!(counts(&first), (1, 0, 0, 2), "{:?}", first.refused);
        // The file and the event that cannot go in are told with line and reason.
        let told: Vec<String> = first.refused.iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|told| told.contains("broken.toml:2: cannot be read")), "{told:?}");
        assert!(told.iter().any(|told| told.contains("depot.toml:20: has no time zone")), "{told:?}");
        assert!(first.notes.iter().any(|note| note.contains("2026-12-31T10:00")), "{:?}", first.notes);
        assert_eq!(story.value::<String>("select audience || '' from spaces").await.as_deref(), Some("5"));
        assert_eq!(story.value::<i64>("select count(*) from posts where kind = 'event' and author is not null").await, Some(1));
        // One exception is by the clock of its zone, the other in UTC: both times are left out.
        let gone = "select count(*) from event_occurrences where cancelled is not null";
        assert_eq!(story.value::<i64>(gone).await, Some(2));
        let again = calendar(&story.app, &target(&story, None), KEEP).await.unwrap();
        assert_eq!(counts(&again), (0, 0, 1, 2));
        file(&story, "depot/depot.toml", WEEKLY.replace("Triage", "Great triage"));
        let changed = calendar(&story.app, &target(&story, None), KEEP).await.unwrap();
        assert_eq!(counts(&changed), (0, 1, 0, 2));
        assert_eq!(story.value::<i64>("select count(*) from events").await, Some(1));
        assert_eq!(story.value::<i64>(gone).await, Some(2));
    }

    async fn moments_in_utc_and_days_are_read_too(story: Story) {
        let calendar_of = |events: &str| format!("name = \"Depot\"\n{events}");
        let event = |title: &str, times: &str| format!("[[events]]\nuid = \"{title}\"\ntitle = \"{title}\"\n{times}\n");
        let events = [
            event("Moment", "start = \"2026-11-05T14:00:00.00Z\"\nend = \"2026-11-05T15:30:00.00Z\""),
            event("Day", "start = \"2026-11-06\""),
            event("Days", "start = \"2026-11-07\"\nend = \"2026-11-08\""),
        ];
        file(&story, "depot.toml", calendar_of(&events.join("\n")));
        let read = calendar(&story.app, &target(&story, None), KEEP).await.unwrap();
        assert_eq!(counts(&read), (3, 0, 0, 0), "{:?}", read.refused);
        for (title, lasts) in [("Moment", 90), ("Day", 1_440), ("Days", 2_880)] {
            let sql = "select e.minutes from events e join posts p on p.id = e.post where e.zone = 'UTC' and p.title = $1";
            let title = title.to_owned();
            let minutes = story.app.db.read(async move |tx: &Tx| tx.value::<i64>(sql, args![&title]).await).await.unwrap();
            assert_eq!(minutes, Some(lasts));
        }
        assert!(read.notes.iter().any(|note| note.contains("\"Day\" has no time of day")), "{:?}", read.notes);
    }
}

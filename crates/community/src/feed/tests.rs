//! Stories of what reaches a reader.

use super::queries::{WINDOW, following};
use crate::testing::{begin, people};
use kernel::args;
use kernel::db::Tx;
use kernel::ids::Id;
use kernel::stories;
use kernel::testing::Story;
use kernel::viewer::Viewer;

const HOUR: i64 = 3_600_000;
const PAGE: i64 = 31;

/// Notes of one author, one each `every` milliseconds, the newest at `newest`.
async fn notes(story: &Story, author: Id, newest: i64, every: i64, count: u32) {
    let ids = story.app.ids.clone();
    let written = async move |tx: &Tx| {
        for nth in 0..count {
            let at = newest - i64::from(nth) * every;
            let id = ids.at(at, u32::try_from(author.0 % 1_000).unwrap_or(0));
            let sql = "insert into posts (id, kind, author, author_name, audience, title, summary, slug, body, html, words, language, series, state,
                         revision, comments, reactions, shares, extras, created, published)
                       values ($1, 'note', $2, '', 3, '', '', '', 'x', '<p>x</p>', 1, 'en', '', 'published', 1, 0, 0, 0, 0, $3, $3)";
            tx.execute(sql, args![id, author, at]).await?;
        }
        Ok(())
    };
    story.app.db.write(written).await.expect("notes");
}

async fn page(story: &Story, viewer: &Viewer, before: Id) -> Vec<Id> {
    let viewer = viewer.clone();
    story.app.db.read(async move |tx: &Tx| following(tx, &viewer, before, PAGE).await).await.expect("a page")
}

stories! {
    async fn what_one_follows_is_all_there_and_in_order_however_seldom_it_comes(story: Story) {
        let cast = people(&story).await;
        let now = story.app.clock.now();
        // Strangers write all the time; whom Ines follows wrote a burst today, little for a year, and much before that.
        notes(&story, cast.adam.id, now, 60_000, 2 * u32::try_from(WINDOW).expect("few")).await;
        notes(&story, cast.mara.id, now - HOUR, 60_000, 9).await;
        notes(&story, cast.mara.id, now - 40 * 24 * HOUR, 60 * 24 * HOUR, 5).await;
        notes(&story, cast.mara.id, now - 600 * 24 * HOUR, HOUR, 90).await;
        cast.ines.put("/people/mara/follow", serde_json::json!({})).await.expect(200);
        let viewer = cast.ines.viewer().await;
        let mara = cast.mara.id;
        let all = async move |tx: &Tx| tx.column::<Id>("select id from posts where author = $1 order by id desc", args![mara]).await;
        let all = story.app.db.read(all).await.expect("all of hers");
        assert_eq!(all.len(), 104);
        let (mut seen, mut before) = (Vec::<Id>::new(), Id::MAX);
        loop {
            let found = page(&story, &viewer, before).await;
            let full = found.len() == usize::try_from(PAGE).expect("few");
            seen.extend(found.iter().take(found.len() - usize::from(full)));
            if !full {
                break;
            }
            before = found[found.len() - 2];
        }
        assert_eq!(seen, all);
    }

    async fn who_follows_nobody_who_wrote_gets_an_empty_page(story: Story) {
        let cast = people(&story).await;
        notes(&story, cast.adam.id, story.app.clock.now(), 1_000, 20).await;
        let viewer = cast.ines.viewer().await;
        assert_eq!(page(&story, &viewer, Id::MAX).await, []);
    }
}

//! A year of posts with their comments and reactions, in the order in which they were written: so each
//! table grows at its end, and a million takes minutes.

use super::chance::Chance;
use super::fill::{Written, id, number, text, write};
use super::plan::{EVERYBODY, Plan};
use super::rows::{Rows, Table};
use super::words::{Text, Texts, own_words, word};
use community::posts::reactions::OFFERED;
use kernel::app::App;
use kernel::clock::{Millis, SECOND};
use kernel::db::{Arg, Tx};
use kernel::error::Result;
use kernel::ids::Id;
use std::collections::BTreeMap;

/// Comments of the post whose page is measured.
pub const HOT_COMMENTS: usize = 100;
const PER_TRANSACTION: usize = 5_000;
const MOST_COMMENTS: usize = 290;
const MOST_REACTIONS: usize = 3_000;
/// Between one comment and the next.
const PAUSE: Millis = 90 * SECOND;

static POSTS: Table = Table {
    into:
        "insert into posts (id, kind, root, parent, author, author_name, space, audience, title, summary, slug, body, html, words,
        language, cover, series, shared, state, pinned, revision, comments, reactions, shares, extras, created,
        published)",
    values: "#, #, null, null, #, '', #, #, #, #, #, #, #, #, '', null, '', null, 'published', null, 1, #, #, 0, 0, #, #",
};
static COMMENTS: Table = Table {
    into:
        "insert into posts (id, kind, root, parent, author, author_name, space, audience, title, summary, slug, body, html, words,
        language, series, state, revision, comments, reactions, shares, extras, created, published)",
    values: "#, 'comment', #, #, #, '', #, #, '', '', '', #, #, #, '', '', 'published', 1, 0, 0, 0, 0, #, #",
};
static REACTIONS: Table = Table { into: "insert into reactions (post, member, emoji, at)", values: "#, #, #, #" };
static COUNTS: Table = Table { into: "insert into reaction_counts (post, emoji, n)", values: "#, #, #" };
static POST_TAGS: Table = Table { into: "insert into post_tags (tag, post)", values: "#, #" };
static TAGS: Table = Table { into: "insert into tags (tag, posts)", values: "#, #" };

/// What has been written, for counters and for the report.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Counted {
    pub follows: usize,
    pub memberships: usize,
    pub comments: usize,
    pub reactions: usize,
    #[serde(skip)]
    pub hot: Id,
    #[serde(skip)]
    spaces: BTreeMap<usize, (i64, Millis)>,
    #[serde(skip)]
    tags: BTreeMap<String, i64>,
}

struct Batch {
    posts: Rows,
    comments: Rows,
    reactions: Rows,
    counts: Rows,
    tags: Rows,
}

impl Batch {
    fn new() -> Self {
        let [posts, comments, reactions, counts, tags] =
            [&POSTS, &COMMENTS, &REACTIONS, &COUNTS, &POST_TAGS].map(Rows::new);
        Self { posts, comments, reactions, counts, tags }
    }
}

struct Writer<'a> {
    app: &'a App,
    written: &'a Written,
    chance: &'a Chance,
    texts: Texts,
    counted: Counted,
    step: Millis,
    /// How members are walked for reactions: no member comes twice.
    stride: usize,
}

/// A post, as far as its comments and reactions need it.
struct Place {
    id: Id,
    at: Millis,
    space: Option<usize>,
    audience: i64,
}

pub async fn posts(app: &App, written: &Written, chance: &Chance) -> Result<Counted> {
    let sizes = written.plan.sizes;
    let mut writer = Writer {
        app,
        written,
        chance,
        texts: Texts::new(chance),
        counted: Counted::default(),
        step: (written.end - written.begin) / number(sizes.posts.max(1)),
        stride: [104_729, 7_919, 1].into_iter().find(|prime| !sizes.members.is_multiple_of(*prime)).unwrap_or(1),
    };
    let all: Vec<usize> = (0..sizes.posts).collect();
    for part in all.chunks(PER_TRANSACTION) {
        let mut batch = Batch::new();
        for nth in part {
            writer.post(*nth, &mut batch);
        }
        writer.counted.comments += batch.comments.len();
        writer.counted.reactions += batch.reactions.len();
        write(app, vec![batch.posts, batch.comments, batch.reactions, batch.counts, batch.tags]).await?;
        if part.last().is_some_and(|nth| (nth + 1) % 100_000 == 0) {
            eprintln!("  {} posts", part.last().map_or(0, |nth| nth + 1));
        }
    }
    let mut counted = writer.counted;
    counters(app, written, &counted).await?;
    counted.follows = written.plan.follows.iter().map(Vec::len).sum();
    counted.memberships = written.plan.spaces_of.iter().map(Vec::len).sum();
    Ok(counted)
}

impl Writer<'_> {
    fn post(&mut self, nth: usize, batch: &mut Batch) {
        let at = self.written.begin + number(nth) * self.step;
        let is_hot = nth + 10 == self.written.plan.sizes.posts;
        let (author, space) =
            if is_hot { (self.written.plan.ranked(1), Some(EVERYBODY)) } else { self.where_and_who(nth) };
        let audience = space.map_or(3, |space| self.written.plan.audience(space));
        let place = Place { id: self.app.ids.at(at, 0), at, space, audience };
        if is_hot {
            self.counted.hot = place.id;
        }
        let comments = if is_hot { HOT_COMMENTS } else { self.how_many_comments() };
        let reactions = self.reactions(nth, &place, is_hot, batch);
        self.write_post(nth, &place, author, comments, reactions, is_hot, batch);
        self.comments(nth, &place, comments, batch);
        if let Some(space) = space {
            let (posts, active) = self.counted.spaces.entry(space).or_default();
            *posts += 1;
            *active = at;
        }
        if self.chance.below(100) < 15 {
            let tag = word(self.chance.leaning(72, 500)).to_lowercase();
            batch.tags.push([text(&tag), id(place.id)]);
            *self.counted.tags.entry(tag).or_default() += 1;
        }
    }

    fn where_and_who(&self, nth: usize) -> (usize, Option<usize>) {
        let plan = &self.written.plan;
        let quiet = plan.sizes.members - plan.loud;
        // The quiet wrote long ago, and little.
        if nth < plan.sizes.posts / 10 && nth.is_multiple_of((plan.sizes.posts / 10 / quiet / 4).max(1)) {
            let space = nth.is_multiple_of(3).then(|| plan.sizes.spaces - 1 - nth % 2);
            return (plan.loud + self.chance.below(quiet), space);
        }
        let author = plan.ranked(self.chance.leaning(plan.loud, 650));
        let joined = plan.spaces_of.get(author).map_or(&[][..], Vec::as_slice);
        let space = match self.chance.below(100) {
            0..4 => Some(EVERYBODY),
            4..62 => self.chance.one_of(joined.get(1..).unwrap_or_default()).copied(),
            _ => None,
        };
        if Plan::is_partner(author) { (author, space.or(Some(EVERYBODY))) } else { (author, space) }
    }

    /// One on average for as many comments as posts.
    fn how_many_comments(&self) -> usize {
        let sizes = self.written.plan.sizes;
        let drawn = if self.chance.below(10) < 6 { 0 } else { self.chance.size(1, 400, 1_000) };
        // The mean of what is drawn is 1.8.
        self.chance.scaled(drawn, sizes.comments * 10, sizes.posts * 18).min(MOST_COMMENTS)
    }

    #[allow(clippy::too_many_arguments)] // the parts of one row
    fn write_post(
        &self,
        nth: usize,
        place: &Place,
        author: usize,
        comments: usize,
        reactions: usize,
        is_hot: bool,
        batch: &mut Batch,
    ) {
        let is_article = nth % 20 == 7 && !is_hot;
        let among = if is_article { &self.texts.articles } else { &self.texts.notes };
        let Some(Text { body, html, words }) = self.chance.one_of(among) else { return };
        let own = own_words(self.chance, 9);
        let (kind, title, summary, slug) = if is_article {
            let title = format!("{} {} {nth}", word(nth), word(nth / 72));
            ("article", title.clone(), format!("What is known about the {}.", word(nth)), kernel::text::slug(&title))
        } else {
            ("note", String::new(), String::new(), String::new())
        };
        batch.posts.push([
            id(place.id),
            text(kind),
            id(self.written.member(author)),
            place.space.map_or(Arg::Null, |space| id(self.written.space(space))),
            Arg::Int(place.audience),
            text(title),
            text(summary),
            text(slug),
            text(format!("{body}\n\n{own}")),
            text(format!("{html}<p>{own}</p>\n")),
            Arg::Int(*words),
            Arg::Int(number(comments)),
            Arg::Int(number(reactions)),
            Arg::Int(place.at),
            Arg::Int(place.at),
        ]);
    }

    fn comments(&self, nth: usize, place: &Place, count: usize, batch: &mut Batch) {
        let mut threads: Vec<Id> = Vec::new();
        // Comments of two posts may fall on one millisecond: the number keeps their ids apart.
        let sequence = u32::try_from(1 + nth % 16_000).unwrap_or(1);
        for one in 0..count {
            let late = number(self.chance.below(80_000));
            let at = place.at + (number(one) + 1) * PAUSE + late;
            let comment = self.app.ids.at(at, sequence);
            let parent = if self.chance.below(4) == 0 { self.chance.one_of(&threads).copied() } else { None };
            if parent.is_none() {
                threads.push(comment);
            }
            let author = self.reader(place);
            let Some(Text { body, html, words }) = self.chance.one_of(&self.texts.comments) else { continue };
            let own = own_words(self.chance, 3);
            batch.comments.push([
                id(comment),
                id(place.id),
                parent.map_or(Arg::Null, id),
                id(self.written.member(author)),
                place.space.map_or(Arg::Null, |space| id(self.written.space(space))),
                Arg::Int(place.audience),
                text(format!("{body}\n\n{own}")),
                text(format!("{html}<p>{own}</p>\n")),
                Arg::Int(*words),
                Arg::Int(at),
                Arg::Int(at),
            ]);
        }
    }

    /// Somebody who may read it.
    fn reader(&self, place: &Place) -> usize {
        let plan = &self.written.plan;
        let of_space = place.space.and_then(|space| plan.members_of.get(space));
        let member = of_space.and_then(|members| self.chance.one_of(members)).copied();
        member.unwrap_or_else(|| plan.ranked(self.chance.leaning(plan.loud, 500)))
    }

    /// Writes the reactions of a post and what they count; how many there are.
    fn reactions(&self, nth: usize, place: &Place, is_hot: bool, batch: &mut Batch) -> usize {
        let plan = &self.written.plan;
        let closed = place.audience > 3;
        let of_space = place.space.and_then(|space| plan.members_of.get(space)).filter(|_| closed);
        let most = of_space.map_or(plan.loud, Vec::len).min(MOST_REACTIONS);
        let drawn = if self.chance.below(10) < 3 { 0 } else { self.chance.size(2, 400, MOST_REACTIONS) };
        // The mean of what is drawn is 6.3.
        let drawn = self.chance.scaled(drawn, plan.sizes.reactions * 10, plan.sizes.posts * 63);
        let count = if is_hot { 200 } else { drawn }.min(most);
        let first = self.chance.below(plan.loud);
        let mut by_emoji: BTreeMap<&'static str, i64> = BTreeMap::new();
        for one in 0..count {
            let turn = first + one * self.stride;
            let member = match of_space {
                Some(members) => members.get((first + one) % members.len().max(1)).copied().unwrap_or(0),
                None => turn % plan.sizes.members,
            };
            let emoji = self.emoji();
            *by_emoji.entry(emoji).or_default() += 1;
            let at = place.at + number(one) * SECOND;
            batch.reactions.push([id(place.id), id(self.written.member(member)), text(emoji), Arg::Int(at)]);
        }
        debug_assert!(nth < plan.sizes.posts);
        for (emoji, n) in by_emoji {
            batch.counts.push([id(place.id), text(emoji), Arg::Int(n)]);
        }
        count
    }

    fn emoji(&self) -> &'static str {
        let at = match self.chance.below(100) {
            0..62 => 0,
            62..76 => 1,
            76..86 => 2,
            86..93 => 3,
            93..97 => 4,
            _ => 5,
        };
        OFFERED.get(at).copied().unwrap_or("👍")
    }
}

/// What is known only at the end: how many posts a space and a tag have.
async fn counters(app: &App, written: &Written, counted: &Counted) -> Result<()> {
    let spaces: Vec<(Id, i64, Millis)> =
        counted.spaces.iter().map(|(space, (posts, active))| (written.space(*space), *posts, *active)).collect();
    let mut tags = Rows::new(&TAGS);
    for (tag, posts) in &counted.tags {
        tags.push([text(tag), Arg::Int(*posts)]);
    }
    app.db
        .write(async move |tx: &Tx| {
            for (space, posts, active) in &spaces {
                community::spaces::counts::count_post(tx, *space, *posts, *active).await?;
            }
            tags.write(tx).await
        })
        .await
}

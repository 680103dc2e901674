//! What the address of the page says, together with what was typed.

use super::find::{Ask, Sort, day_after};
use super::question::Typed;
use kernel::clock::Millis;
use kernel::ids::Id;
use kernel::languages::Zone;
use kernel::search::words::Tongue;
use kernel::web::Page;

/// The parameters of the address, as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Params {
    pub q: String,
    pub kind: Vec<String>,
    pub space: Vec<String>,
    pub author: Vec<String>,
    pub tag: Vec<String>,
    pub from: String,
    pub to: String,
    pub sort: String,
}

/// Of one parameter at most so many values count.
const MOST_VALUES: usize = 8;

impl Params {
    /// What was typed into one field, and nothing beside it.
    pub fn typed(q: &str) -> Self {
        Self { q: q.to_owned(), ..Self::default() }
    }

    pub fn of_page(page: &Page) -> Self {
        let all = |name: &str| page.query_all(name);
        Self::of(all)
    }

    fn of(all: impl Fn(&str) -> Vec<String>) -> Self {
        let some = |name: &str| {
            let short = all(name).into_iter().filter(|value| value.chars().count() <= 120);
            short.take(MOST_VALUES).collect::<Vec<_>>()
        };
        let one = |name: &str| some(name).into_iter().next().unwrap_or_default();
        Self {
            q: all("q").into_iter().next().unwrap_or_default(),
            kind: some("kind"),
            space: some("space"),
            author: some("author"),
            tag: some("tag"),
            from: one("from"),
            to: one("to"),
            sort: one("sort"),
        }
    }

    fn lists(&self) -> [(&'static str, &Vec<String>); 4] {
        [("kind", &self.kind), ("space", &self.space), ("author", &self.author), ("tag", &self.tag)]
    }

    fn list(&mut self, name: &str) -> Option<&mut Vec<String>> {
        match name {
            "kind" => Some(&mut self.kind),
            "space" => Some(&mut self.space),
            "author" => Some(&mut self.author),
            "tag" => Some(&mut self.tag),
            _ => None,
        }
    }

    /// The query of the address: `q=door&kind=note`.
    pub fn query(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !self.q.is_empty() {
            query.append_pair("q", &self.q);
        }
        for (name, values) in self.lists() {
            for value in values {
                query.append_pair(name, value);
            }
        }
        for (name, value) in [("from", &self.from), ("to", &self.to), ("sort", &self.sort)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        query.finish()
    }

    /// Fields that a form sends along which asks for the days.
    pub fn hidden(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![("q", self.q.clone()), ("sort", self.sort.clone())];
        for (name, values) in self.lists() {
            fields.extend(values.iter().map(|value| (name, value.clone())));
        }
        fields.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    pub fn url(&self) -> String {
        format!("/search?{}", self.query())
    }

    /// The same, narrowed to this value.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut other = self.clone();
        if let Some(list) = other.list(name) {
            *list = vec![value.to_owned()];
        }
        other
    }

    /// The same, no longer narrowed by this.
    pub fn without(&self, name: &str) -> Self {
        let mut other = self.clone();
        match name {
            "from" => other.from = String::new(),
            "to" => other.to = String::new(),
            _ => other.list(name).into_iter().for_each(Vec::clear),
        }
        other
    }

    pub fn sorted(&self, sort: Sort) -> Self {
        Self { sort: if sort == Sort::Best { String::new() } else { sort.word().to_owned() }, ..self.clone() }
    }

    pub fn ask(&self, zone: &Zone, reads: Option<Tongue>) -> Ask {
        let typed = Typed::read(&self.q);
        let both = |one: &[String], two: &[String]| one.iter().chain(two).cloned().collect::<Vec<_>>();
        let day = |text: Option<&str>| text.filter(|text| !text.is_empty()).and_then(|text| zone.begin_of_day(text));
        let later = |one: Option<Millis>, two: Option<Millis>| one.max(two);
        let earlier = |one: Option<Millis>, two: Option<Millis>| [one, two].into_iter().flatten().min();
        Ask {
            kinds: both(&self.kind, &typed.kinds),
            spaces: both(&self.space, &typed.spaces),
            authors: both(&self.author, &typed.authors),
            tags: both(&self.tag, &typed.tags).iter().map(|tag| tag.trim_start_matches('#').to_lowercase()).collect(),
            since: later(day(Some(&self.from)), day(typed.since.as_deref())),
            until: earlier(day(Some(&self.to)).map(day_after), day(typed.until.as_deref())),
            sort: Sort::parse(&self.sort),
            before: None,
            reads,
            brief: false,
            typed,
        }
    }
}

/// A search as it was saved. Its dates are of the past; what is new is newer.
pub fn of_query(query: &str, reads: Option<Tongue>) -> Ask {
    let pairs: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let all = |name: &str| {
        let of_name = pairs.iter().filter(|(key, value)| key == name && !value.is_empty());
        of_name.map(|(_, value)| value.clone()).collect()
    };
    let mut ask = Params::of(all).ask(&Zone::utc(), reads);
    // Nobody is typing any more: its last word is whole.
    ask.typed = Typed::read(&format!("{} ", ask.typed.q));
    ask
}

/// Where a list goes on: behind which place, and behind what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub rank: i64,
    pub id: Id,
}

impl Cursor {
    pub fn read(text: &str) -> Option<Self> {
        let (rank, id) = text.split_once('.')?;
        let rank: i64 = rank.parse().ok()?;
        (rank >= 0).then_some(Self { rank, id: id.parse().ok()? })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.rank, self.id)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_address_is_read_and_written_alike() {
        let ask = of_query("q=brake+kind%3Anote&kind=article&space=brakes&tag=%23Rail&sort=neutral", None);
        assert_eq!(ask.kinds, ["article", "note"]);
        assert_eq!(
            (ask.spaces, ask.tags, ask.sort),
            (vec!["brakes".to_owned()], vec!["rail".to_owned()], Sort::Neutral)
        );
        let params = Params { q: "a b".to_owned(), from: "2026-01-02".to_owned(), ..Params::default() };
        assert_eq!(params.with("kind", "note").query(), "q=a+b&kind=note&from=2026-01-02");
        assert_eq!(params.without("from").query(), "q=a+b");
        let ask = params.ask(&Zone::utc(), None);
        assert_eq!(ask.since, Some(1_767_312_000_000));
        assert_eq!(Params { from: "yesterday".to_owned(), ..Params::default() }.ask(&Zone::utc(), None).since, None);
    }

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let cursor = Cursor { rank: 20, id: Id(81) };
        assert_eq!(Cursor::read(&cursor.to_string()), Some(cursor));
        for broken in ["", "1", "a.b", "-1.5", "1."] {
            assert_eq!(Cursor::read(broken), None);
        }
    }
}

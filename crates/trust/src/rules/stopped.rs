//! What its author sees of a text that a rule stopped: which words, why, and the text itself to change it.

use askama::Template;
use axum::response::Response;
use futures_util::future::BoxFuture;
use kernel::error::{Result, Stop};
use kernel::screen;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Page};
use serde::{Deserialize, Serialize};

/// So many characters are shown on each side of what was found.
const AROUND: usize = 80;

/// A text that a rule stopped, with what was found and why.
#[derive(Serialize)]
pub struct StoppedPage {
    pub action: String,
    pub fields: Vec<(String, String)>,
    pub errors: Vec<FieldProblem>,
    pub may_insist: bool,
    places: Vec<Place>,
}

/// Where something was found: characters of a field.
#[derive(Serialize, Deserialize)]
struct Place {
    field: String,
    start: usize,
    end: usize,
}

/// A piece of a text, and whether it is what was found.
pub struct Piece {
    pub text: String,
    pub found: bool,
}

impl StoppedPage {
    /// What was typed there with what was found in it; what is far from that is left out. Nothing where nothing was found.
    pub fn marked(&self, name: &str, value: &str) -> Vec<Piece> {
        // A browser sends other ends of lines than those that were looked at.
        let signs: Vec<char> = value.replace("\r\n", "\n").chars().collect();
        let of = |place: &&Place| place.field == name && place.start < place.end && place.end <= signs.len();
        let mut places: Vec<(usize, usize)> =
            self.places.iter().filter(of).map(|place| (place.start, place.end)).collect();
        places.sort_unstable();
        let text = |from: usize, to: usize| signs.get(from..to).unwrap_or_default().iter().collect::<String>();
        let (mut pieces, mut done) = (Vec::new(), 0);
        for (start, end) in places {
            let start = start.max(done);
            if end <= start {
                continue;
            }
            let before = if start - done <= 2 * AROUND {
                text(done, start)
            } else if done == 0 {
                format!("… {}", text(start - AROUND, start))
            } else {
                format!("{} … {}", text(done, done + AROUND), text(start - AROUND, start))
            };
            pieces.push(Piece { text: before, found: false });
            pieces.push(Piece { text: text(start, end), found: true });
            done = end;
        }
        if !pieces.is_empty() {
            let rest = signs.len() - done;
            let after = text(done, done + rest.min(AROUND));
            pieces.push(Piece { text: if rest > AROUND { format!("{after} …") } else { after }, found: false });
        }
        pieces
    }

    /// Whether it can be changed here: a text of a post, and whatever else something was found in.
    pub fn is_text(&self, name: &str) -> bool {
        matches!(name, "title" | "body" | "summary" | "poll_option" | "series")
            || self.errors.iter().any(|error| {
                name.strip_prefix(&error.field).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
            })
    }

    pub fn is_own(name: &str) -> bool {
        name == kernel::web::stops::INSIST
    }
}

#[derive(Template)]
#[template(path = "rules/templates/stopped.html")]
struct StoppedHtml<'a> {
    cx: &'a Cx,
    page: &'a StoppedPage,
}
screen!(StoppedPage, StoppedHtml);

/// Draws what a rule stopped, with all that was typed.
pub fn draw<'a>(page: &'a Page, stop: &'a Stop) -> BoxFuture<'a, Result<Response>> {
    Box::pin(async move {
        let stopped = StoppedPage {
            action: page.address(),
            fields: page.typed.fields(),
            errors: page.told(&stop.fields),
            may_insist: stop.members.get("may_insist").and_then(serde_json::Value::as_bool).unwrap_or(false),
            places: match stop.members.get("spans") {
                Some(spans) => serde_json::from_value(spans.clone())?,
                None => Vec::new(),
            },
        };
        page.show_again(stopped).await
    })
}

#[cfg(test)]
mod tests {
    use super::{Place, StoppedPage};

    fn marked(value: &str, places: &[(usize, usize)]) -> String {
        let place = |&(start, end): &(usize, usize)| Place { field: "body".to_owned(), start, end };
        let page = StoppedPage {
            action: String::new(),
            fields: Vec::new(),
            errors: Vec::new(),
            may_insist: false,
            places: places.iter().map(place).collect(),
        };
        assert!(page.marked("title", value).is_empty());
        let pieces = page.marked("body", value);
        pieces.into_iter().map(|piece| if piece.found { format!("[{}]", piece.text) } else { piece.text }).collect()
    }

    #[test]
    fn what_was_found_is_shown_in_its_surroundings() {
        assert_eq!(marked("the äöü card", &[(4, 7)]), "the [äöü] card");
        assert_eq!(marked("a\r\nb card", &[(4, 8)]), "a\nb [card]", "ends of lines as they were looked at");
        assert_eq!(marked("one two", &[(4, 7), (0, 3), (1, 3), (5, 90)]), "[one] [two]", "in order, once");
        let long = format!("{} card {}", "x".repeat(300), "y".repeat(300));
        let shown = marked(&long, &[(301, 305)]);
        assert!(shown.starts_with("… xxx") && shown.contains(" [card] ") && shown.ends_with("yyy …"), "{shown}");
        assert_eq!(shown.chars().count(), 2 + 80 + 6 + 80 + 2);
        assert_eq!(marked("nothing", &[]), "");
    }
}

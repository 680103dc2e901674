//! Whom and which place somebody means who narrows a search: by handle or address, or by the beginnings of names.

use crate::people::access::KNOWN_ONE;
use crate::people::search::{Query, end_of};
use crate::spaces::access::SPACE_KNOWN;
use crate::spaces::ops::words_of;
use crate::viewer_args;
use kernel::db::{Arg, Tx};
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::Viewer;

/// So many are meant by the beginning of a name; of a shorter one it is nobody in particular.
const MOST_MEANT: i64 = 20;
/// So many with the first of its words are looked at.
const MOST_LOOKED_AT: i64 = 500;

/// The members whom the viewer means, of those whom they may know: who has this handle, else who is named so.
pub async fn authors(tx: &Tx, viewer: &Viewer, meant: &[String]) -> Result<Vec<Id>> {
    let mut found = Vec::new();
    for word in meant {
        let sql = format!("select m.id from members m where m.handle = $4 and {KNOWN_ONE}");
        match tx.value::<Id>(&sql, viewer_args![viewer, word]).await? {
            Some(member) => found.push(member),
            None => found.extend(of_name(tx, viewer, word).await?),
        }
    }
    Ok(found)
}

async fn of_name(tx: &Tx, viewer: &Viewer, name: &str) -> Result<Vec<Id>> {
    let Some(query) = Query::parse(name) else { return Ok(Vec::new()) };
    let mut args = viewer_args![viewer].to_vec();
    let mut conditions = String::new();
    for (nth, word) in query.words.iter().enumerate() {
        args.extend([Arg::from(word.as_str()), Arg::from(end_of(word))]);
        let (from, to) = (args.len() - 1, args.len());
        if nth == 0 {
            conditions += &format!(
                "m.id in (select w.member from people_words w where w.word >= ${from} and w.word < ${to} and w.weight = 1
                 order by w.word limit {MOST_LOOKED_AT}) and "
            );
        } else {
            conditions += &format!(
                "exists (select 1 from people_words w where w.member = m.id and w.word >= ${from} and w.word < ${to}
                 and w.weight = 1) and "
            );
        }
    }
    let sql = format!("select m.id from members m where {conditions} {KNOWN_ONE} order by m.id limit {MOST_MEANT}");
    tx.column(&sql, &args).await
}

/// The spaces that the viewer means, of those of which they may know: the one at this address, else those named so.
pub async fn places(tx: &Tx, viewer: &Viewer, meant: &[String]) -> Result<Vec<Id>> {
    let mut found = Vec::new();
    for word in meant {
        let sql = format!("select s.id from spaces s where s.slug = $4 and {SPACE_KNOWN}");
        if let Some(space) = tx.value::<Id>(&sql, viewer_args![viewer, word]).await? {
            found.push(space);
            continue;
        }
        let words = words_of(word);
        let Some(longest) = words.iter().max_by_key(|word| word.len()) else { continue };
        let sql = format!(
            "select s.id, s.name, s.slug from spaces s where s.id in (select w.space from space_words w
                 where w.word >= $4 and w.word < $5 order by w.word limit {MOST_LOOKED_AT}) and {SPACE_KNOWN} order by s.id"
        );
        let near: Vec<(Id, String, String)> = tx.rows(&sql, viewer_args![viewer, longest, end_of(longest)]).await?;
        let named = |name: &str, slug: &str| {
            let own = words_of(&format!("{name} {slug}"));
            words.iter().all(|word| own.iter().any(|own| own.starts_with(word.as_str())))
        };
        let near = near.into_iter().filter(|(_, name, slug)| named(name, slug)).map(|(id, ..)| id);
        found.extend(near.take(usize::try_from(MOST_MEANT).unwrap_or(usize::MAX)));
    }
    Ok(found)
}

//! Tags by their beginning, and when none begins so by what is like it.

use crate::posts::access::VISIBLE;
use crate::viewer_args;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::text::fold;
use kernel::viewer::Viewer;
use strsim::osa_distance;

/// So many of the most used tags are held against a mistake; a mistake in the first letter is not forgiven.
const MOST_COMPARED: i64 = 2_000;

/// Tags that one may have meant, the most used first: only such as stand on posts that the viewer may see, because a
/// tag can tell a secret too. None for what is no single word.
pub async fn like(tx: &Tx, viewer: &Viewer, typed: &str, most: usize) -> Result<Vec<String>> {
    let typed = fold(typed.trim().trim_start_matches('#'));
    if typed.is_empty() || typed.contains(char::is_whitespace) {
        return Ok(Vec::new());
    }
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let sql = format!(
        "select t.tag from tags t where t.tag >= $4 and t.tag < $5 and t.posts > 0 and {}
         order by t.posts desc, t.tag limit $6",
        seen_by_viewer()
    );
    let begin: Vec<String> = tx.column(&sql, viewer_args![viewer, &typed, after(&typed), limit]).await?;
    // As in texts: one letter in short words, two in long ones, none where little is left.
    let mistakes = match typed.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    if !begin.is_empty() || mistakes == 0 {
        return Ok(begin);
    }
    let first: String = typed.chars().take(1).collect();
    let sql = "select t.tag from tags t where t.tag >= $1 and t.tag < $2 and t.posts > 0
               order by t.posts desc limit $3";
    let mut near: Vec<String> = tx.column(sql, args![&first, after(&first), MOST_COMPARED]).await?;
    near.retain(|tag| osa_distance(tag, &typed) <= mistakes);
    if near.is_empty() {
        return Ok(near);
    }
    let sql = format!(
        "select t.tag from tags t where t.tag in (each_text($4)) and {} order by t.posts desc, t.tag limit $5",
        seen_by_viewer()
    );
    tx.column(&sql, viewer_args![viewer, near, limit]).await
}

fn after(begin: &str) -> String {
    format!("{begin}{}", char::MAX)
}

fn seen_by_viewer() -> String {
    format!(
        "exists (select 1 from post_tags pt join posts p on p.id = pt.post
                 where pt.tag = t.tag and p.root is null and {})",
        *VISIBLE
    )
}

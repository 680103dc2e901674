//! Where the order of results is no longer computed from what one opened, what one opened is forgotten.

use crate::analyses::{Analysis, CHOSEN, DECIDED};
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::journal::{Entry, Reader};

pub fn reader() -> Reader {
    Reader::in_transaction("search.habits", &[CHOSEN, DECIDED], |_, tx, entry| Box::pin(forget(tx, entry)))
}

async fn forget(tx: &Tx, entry: &Entry) -> Result<()> {
    let details = entry.details();
    if details.get("name").and_then(|name| name.as_str()) != Some(Analysis::Search.word()) {
        return Ok(());
    }
    if details.get("policy").and_then(|policy| policy.as_str()) == Some("off") {
        tx.execute("delete from search_opens", &[]).await?;
    }
    if details.get("on").and_then(serde_json::Value::as_bool) == Some(false) {
        tx.execute("delete from search_opens where member = $1", args![entry.object]).await?;
    }
    Ok(())
}

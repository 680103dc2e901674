//! What follows from posts: link cards are fetched, audiences follow their space.

use kernel::app::App;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::journal::{Entry, Reader};

/// A card is fetched again after a month at the earliest.
const FRESH: i64 = 30 * kernel::clock::DAY;

pub fn readers() -> Vec<Reader> {
    vec![Reader::outside("posts-cards", &["posts.published", "posts.edited"], |app, entry| {
        Box::pin(fetch_card(app, entry))
    })]
}

/// Fetches what the first link of a post leads to. A page that cannot be had is remembered as such.
async fn fetch_card(app: &App, entry: &Entry) -> Result<()> {
    if !app.configuration.link_cards.enabled {
        return Ok(());
    }
    let post = entry.object;
    let url: Option<String> = app
        .db
        .read(async move |tx: &Tx| {
            let sql = "select l.url from post_links l left join link_cards c on c.url = l.url
                       where l.post = $1 and (c.url is null or c.fetched < $2) order by l.url limit 1";
            tx.value(sql, args![post, tx.now() - FRESH]).await
        })
        .await?;
    let Some(url) = url else { return Ok(()) };
    let (title, description, site) = match app.fetcher.page(&url).await {
        Ok(meta) => {
            (meta.title.unwrap_or_default(), meta.description.unwrap_or_default(), meta.site_name.unwrap_or_default())
        }
        Err(Error::Internal(cause)) => return Err(Error::Internal(cause)),
        Err(error) => {
            tracing::debug!(%url, %error, "no card for a link");
            Default::default()
        }
    };
    app.db
        .write(async move |tx: &Tx| {
            let sql = "insert into link_cards (url, title, description, site, fetched) values ($1, $2, $3, $4, $5)
                       on conflict (url) do update set title = excluded.title, description = excluded.description,
                         site = excluded.site, fetched = excluded.fetched";
            tx.execute(sql, args![&url, &title, &description, &site, tx.now()]).await.map(drop)
        })
        .await
}

//! What follows from posts: link cards are fetched, audiences follow their space.

use kernel::app::App;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::images;
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
    let (title, description, site, image) = match app.fetcher.page(&url).await {
        Ok(meta) => {
            let image = match meta.image {
                Some(image) => picture(app, &image).await?,
                None => None,
            };
            let (title, description) = (meta.title.unwrap_or_default(), meta.description.unwrap_or_default());
            (title, description, meta.site_name.unwrap_or_default(), image)
        }
        Err(Error::Internal(cause)) => return Err(Error::Internal(cause)),
        Err(error) => {
            tracing::debug!(%url, %error, "no card for a link");
            Default::default()
        }
    };
    app.db
        .write(async move |tx: &Tx| {
            let sql =
                "insert into link_cards (url, title, description, site, image, fetched) values ($1, $2, $3, $4, $5, $6)
                       on conflict (url) do update set title = excluded.title, description = excluded.description,
                         site = excluded.site, image = excluded.image, fetched = excluded.fetched";
            tx.execute(sql, args![&url, &title, &description, &site, &image, tx.now()]).await.map(drop)
        })
        .await
}

/// Of the picture of a page elsewhere, which is shown small.
const MOST_CARD_PIXELS: u64 = 8_000_000;

/// The picture of a card, encoded anew and no larger than it is shown; its hash in the file store. A
/// picture that cannot be had leaves a card without one.
async fn picture(app: &App, url: &str) -> Result<Option<String>> {
    let bytes = match app.fetcher.picture(url).await {
        Ok(bytes) => bytes,
        Err(Error::Internal(cause)) => return Err(Error::Internal(cause)),
        Err(error) => {
            tracing::debug!(url, %error, "no picture for a card");
            return Ok(None);
        }
    };
    let made = move || images::normalise_within(&bytes, MOST_CARD_PIXELS);
    let made = tokio::task::spawn_blocking(made).await.map_err(Error::internal)?;
    let Ok(made) = made else { return Ok(None) };
    let smaller = made.sizes.into_iter().find(|image| image.name == "m").unwrap_or(made.original);
    Ok(Some(app.files.put(smaller.bytes).await?.to_string()))
}

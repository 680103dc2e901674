//! One at a time writes into a place: what one removes, another may be about to need.

use super::Place;
use crate::clock::{Clock, MINUTE, Millis};
use crate::error::{Error, Result};
use std::time::Duration;
use tokio::task::JoinHandle;

const NAME: &str = "lock";
const RENEWED: Duration = Duration::from_secs(60);
/// A lock that was not renewed for this long was left by somebody who died.
const STALE: Millis = 5 * MINUTE;

/// Held until it is given back, or until this process dies.
pub struct Lock {
    place: Place,
    renewing: JoinHandle<()>,
}

impl Lock {
    pub async fn take(place: &Place, clock: &Clock) -> Result<Self> {
        let mine = |clock: &Clock| clock.now().to_string().into();
        if !place.put_new(NAME, mine(clock)).await? {
            let since = place.find(NAME).await?.unwrap_or_default();
            let since: Millis = String::from_utf8_lossy(&since).trim().parse().unwrap_or(0);
            if since > clock.now() - STALE && since < clock.now() + STALE {
                let told = "somebody else is writing there; when that was killed, try again in five minutes";
                return Err(Error::Unavailable(told.to_owned()));
            }
            place.put(NAME, mine(clock)).await?;
        }
        let (renewed, clock) = (place.clone(), clock.clone());
        let renewing = tokio::spawn(async move {
            loop {
                tokio::time::sleep(RENEWED).await;
                if let Err(error) = renewed.put(NAME, clock.now().to_string().into()).await {
                    tracing::warn!(%error, "the lock of the backup could not be renewed");
                }
            }
        });
        Ok(Self { place: place.clone(), renewing })
    }

    pub async fn give_back(self) -> Result<()> {
        self.renewing.abort();
        self.place.delete(NAME).await
    }
}

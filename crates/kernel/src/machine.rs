//! What the machine lets this process have.

/// Raises the number of files and connections that may be open to the most that is allowed; the number
/// that may be open then. An open page is a connection, and the usual beginning, 1,024, is soon used up.
pub fn allow_many_connections() -> Option<u64> {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(allowed) => Some(allowed),
        Err(error) => {
            tracing::warn!(%error, "the number of open connections could not be raised");
            None
        }
    }
}

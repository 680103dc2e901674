//! Knowledge: what a company knows, written down.

use kernel::capability::Capability;

/// All capabilities of this wing.
pub fn capability() -> Capability {
    Capability::default()
}

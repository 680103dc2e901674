//! The gateway: what comes in from other systems and goes out to them.
//!
//! Capabilities in rank order; each imports only those listed before it (a test sees to it).

pub mod transfer;

use kernel::capability::Capability;

/// All capabilities of this wing.
pub fn capability() -> Capability {
    transfer::capability()
}

//! Pages that are also JSON.
//!
//! A capability declares its [`Routes`]; a handler takes a [`Page`] (who looks, in which language,
//! wanting what), reads or writes through it and answers with one typed resource. The same address
//! draws HTML for a browser and JSON for a program. Errors become a page or an RFC 9457 problem at one
//! place ([`serve`]), which is also where a request is identified, limited and logged.

pub mod assets;
pub mod conflicts;
pub mod cookies;
pub mod draw;
pub mod events;
pub mod gate;
pub mod input;
pub mod limits;
pub mod openapi;
pub mod page;
pub mod problems;
pub mod routes;
pub mod serve;
pub mod stops;

pub use draw::{Cx, Frame, Navigation, Pin, Screen};
pub use gate::{Admitted, Credentials, Gate};
pub use input::{Input, Upload};
pub use page::{Listing, Page, Wants};
pub use routes::{Access, Doc, Routes};
pub use serve::router;

//! The stories of people.

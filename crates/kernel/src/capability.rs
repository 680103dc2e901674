//! What a capability registers: all that the rest of the house needs to know of it.
//!
//! A wing puts its capabilities together in rank order, the program puts the wings together. Adding a
//! capability is a folder and one line in its wing.

use crate::db::Migrations;
use crate::jobs::{self, Job};
use crate::journal::{self, Reader};
use crate::languages::{KERNEL_TEXTS, Source};
use crate::outbox;
use crate::web::{Navigation, Routes};

#[derive(Clone, Default)]
pub struct Capability {
    pub migrations: Vec<Migrations>,
    pub routes: Routes,
    pub readers: Vec<Reader>,
    pub jobs: Vec<Job>,
    pub navigation: Navigation,
    pub texts: Vec<Source>,
}

impl Capability {
    /// What the kernel itself brings.
    pub fn kernel() -> Self {
        Self {
            migrations: vec![journal::MIGRATIONS, outbox::MIGRATIONS, jobs::MIGRATIONS],
            texts: KERNEL_TEXTS.to_vec(),
            ..Self::default()
        }
    }

    /// Both together; `other` may build on `self`.
    pub fn and(mut self, other: Self) -> Self {
        self.migrations.extend(other.migrations);
        self.routes = self.routes.and(other.routes);
        self.readers.extend(other.readers);
        self.jobs.extend(other.jobs);
        self.navigation = self.navigation.and(other.navigation);
        self.texts.extend(other.texts);
        self
    }
}

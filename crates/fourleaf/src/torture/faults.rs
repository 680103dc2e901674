//! What goes wrong beside being killed: torn and failed writes, a full and a slow disk, a clock that jumps.
//!
//! A small library in C (`faults.c`) is loaded before the one of the system. It is made here with the compiler of the
//! machine; where there is none, only killing remains, and the report says so.

use kernel::error::{Error, Result};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::process::Command;

const SOURCE: &str = include_str!("faults.c");

/// The library, made for this machine; none where there is no compiler.
pub async fn library(folder: &Path) -> Result<Option<PathBuf>> {
    if !cfg!(target_os = "linux") {
        return Ok(None);
    }
    let (source, made) = (folder.join("faults.c"), folder.join("faults.so"));
    std::fs::write(&source, SOURCE)?;
    let mut compiler = Command::new("cc");
    compiler.args(["-O1", "-shared", "-fPIC", "-o"]).arg(&made).arg(&source).arg("-ldl").stdin(Stdio::null());
    match compiler.output().await {
        Ok(said) if said.status.success() => Ok(Some(made)),
        Ok(said) => Err(Error::Unavailable(format!("cc failed: {}", String::from_utf8_lossy(&said.stderr)))),
        Err(_) => Ok(None),
    }
}

/// What goes wrong in one round, in 100,000 calls.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faults {
    pub tear: u32,
    pub fail: u32,
    pub full: u32,
    pub slow: u32,
    /// Seconds by which the clock is wrong.
    pub clock: i64,
}

impl Faults {
    /// Of the round with this number: most rounds have one kind, some have none, so that each is seen alone.
    pub fn of(round: u64) -> Self {
        let jump = [0, -3_600, 0, 7_200, 0, -86_400, 30, 0];
        let clock = usize::try_from(round / 8 % 8).ok().and_then(|nth| jump.get(nth)).copied().unwrap_or(0);
        let none = Self { clock, ..Self::default() };
        match round % 8 {
            1 | 5 => Self { tear: 150, ..none },
            2 => Self { fail: 200, ..none },
            3 => Self { full: 2_000, ..none },
            4 => Self { slow: 3_000, ..none },
            6 => Self { tear: 30, fail: 60, full: 60, slow: 300, ..none },
            _ => none,
        }
    }

    /// Puts it around a program that is about to start.
    pub fn around(self, command: &mut Command, library: &Path, data: &Path) -> Result<()> {
        let data = std::fs::canonicalize(data)?;
        let Self { tear, fail, full, slow, clock } = self;
        command.env("LD_PRELOAD", library).env("FAULTS_FOLDER", data).env("FAULTS_CLOCK", clock.to_string());
        command.env("FAULTS", format!("tear={tear},fail={fail},full={full},slow={slow}"));
        Ok(())
    }
}

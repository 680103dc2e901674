//! The program: reads its command line and hands over.

use clap::Parser as _;
use fourleaf::commands::Command;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    fourleaf::commands::run(Command::parse())
}

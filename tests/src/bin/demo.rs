//! `make demo`: plays a day of a KIM and its office, and leaves pictures and a report in `target/demo`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is a program for the terminal"
)]

use adinda_tests::demo;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match play().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nThe demonstration failed: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn play() -> anyhow::Result<()> {
    let folder = demo::folder()?;
    demo::play(&folder).await?;
    println!("\nPictures, roster, book and report: {}", folder.display());
    Ok(())
}

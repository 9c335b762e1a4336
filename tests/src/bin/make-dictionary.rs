//! `scripts/make-dictionary.sh`: writes the dictionary of the wire anew. That is a new protocol: laptops and office
//! with different dictionaries don't understand each other.
#![allow(clippy::print_stderr, reason = "a program for the terminal")]

use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(file) = std::env::args_os().nth(1) else {
        eprintln!("usage: make-dictionary FILE");
        return ExitCode::FAILURE;
    };
    match adinda_tests::dictionary::make().and_then(|bytes| Ok(std::fs::write(file, bytes)?)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The dictionary could not be made: {error:#}");
            ExitCode::FAILURE
        }
    }
}

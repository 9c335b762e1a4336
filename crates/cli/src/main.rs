//! adinda-cli: the same use cases as the window, from a terminal; for support staff, scripts and tests.

mod arguments;
mod commands;
mod failure;
mod output;
mod print_arguments;
mod reading;
mod references;
mod shapes;
mod strict_json;
mod usage;
mod words;
mod workplace;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    match arguments::Arguments::try_parse() {
        Ok(arguments) => match commands::run(&arguments) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => failure.report(),
        },
        Err(error) => usage::report(&error),
    }
}

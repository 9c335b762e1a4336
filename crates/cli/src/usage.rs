//! clap's own complaints in one Indonesian line; help and version as clap writes them.

use crate::failure::report_line;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error;
use std::process::ExitCode;

/// Says what is wrong with the command line, or shows the help that was asked for.
pub fn report(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // A terminal that takes no help can't be told so either.
            drop(error.print());
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
        }
        _ => {
            report_line(&line_of(error));
            ExitCode::from(2)
        }
    }
}

fn line_of(error: &clap::Error) -> String {
    let about = |kind| error.get(kind).map(text_of).unwrap_or_default();
    // "--paper <PAPER>" is the option's name and what follows it.
    let argument = about(ContextKind::InvalidArg);
    let option = argument.split(' ').next().unwrap_or_default();
    let value = about(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{option}: perlu diberi nilai"),
        ErrorKind::InvalidValue => format!(
            "{option}: “{value}” tidak dikenal; pilih salah satu: {}",
            about(ContextKind::ValidValue)
        ),
        ErrorKind::ValueValidation => {
            let why = error.source().map(ToString::to_string);
            format!("{option}: {} ({value})", why.unwrap_or_default())
        }
        ErrorKind::UnknownArgument => format!("{option}: pilihan ini tidak dikenal"),
        ErrorKind::InvalidSubcommand => format!(
            "{}: perintah ini tidak dikenal",
            about(ContextKind::InvalidSubcommand)
        ),
        ErrorKind::MissingRequiredArgument => format!("{argument}: wajib diberikan"),
        ErrorKind::MissingSubcommand => format!(
            "perintah belum lengkap; pilih salah satu: {}",
            about(ContextKind::ValidSubcommand)
        ),
        ErrorKind::ArgumentConflict => format!("{option}: hanya boleh diberikan sekali"),
        _ => error
            .to_string()
            .lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches("error: ")
            .to_owned(),
    }
}

fn text_of(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        other => other.to_string(),
    }
}

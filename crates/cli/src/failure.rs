//! Why a command didn't do what was asked, and how that leaves the program: one line, and a status.

use crate::words;
use adinda_client::BookError;
use adinda_domain::warning::FieldProblem;
use std::io;
use std::process::ExitCode;

/// Why a command didn't do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// What was given can't be used; the line names the field. Nothing was written.
    BadInput(String),
    /// Anything else.
    Failed(anyhow::Error),
    /// Nobody reads the output any more (`… | head`): what was asked is done.
    NobodyReads,
}

impl Failure {
    /// Something is wrong with one field or option.
    pub fn of_field(field: &str, message: &str) -> Failure {
        Failure::BadInput(format!("{field}: {message}"))
    }

    /// Something stands in the way of saving; `path` is the record among what was given (`member[3]`).
    pub fn of_problems(path: &str, problems: &[FieldProblem]) -> Failure {
        let lines: Vec<String> = problems
            .iter()
            .map(|problem| words::about_field(path, problem))
            .collect();
        Failure::BadInput(lines.join("; "))
    }

    /// An error of the system under a sentence of ours.
    pub fn because(
        sentence: impl std::fmt::Display + Send + Sync + 'static,
        cause: impl std::error::Error + Send + Sync + 'static,
    ) -> Failure {
        Failure::Failed(anyhow::Error::new(cause).context(sentence))
    }

    /// Says it on stderr and turns it into the program's status.
    pub fn report(&self) -> ExitCode {
        let (line, status) = match self {
            Failure::BadInput(line) => (line.clone(), 2),
            Failure::Failed(error) => (format!("{error:#}"), 1),
            Failure::NobodyReads => return ExitCode::SUCCESS,
        };
        report_line(&line);
        ExitCode::from(status)
    }
}

impl From<BookError> for Failure {
    fn from(error: BookError) -> Failure {
        let sentence = words::error(error.code());
        Failure::because(sentence, error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::NobodyReads;
        }
        Failure::because(words::OUTPUT_FAILED, error)
    }
}

/// One line on stderr, whatever the message held.
#[allow(
    clippy::print_stderr,
    reason = "the one place that tells the terminal of failures"
)]
pub fn report_line(message: &str) {
    let words: Vec<&str> = message.split_whitespace().collect();
    eprintln!("adinda-cli: {}", words.join(" "));
}

//! What can go wrong between a record and a printed page.

use typst::WorldExt;
use typst::diag::{Severity, SourceDiagnostic};

use crate::world::PrintWorld;

/// Why a document could not be made. The first three mean a fault in the program, not in what the user wrote.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The data of the document could not be written as JSON.
    #[error("the data of the document could not be handed to its template")]
    Data(#[from] serde_json::Error),
    /// The template has an error, or asks for something that isn't there.
    #[error("the template {template} could not be set: {diagnostics}")]
    Template {
        /// File name of the document's template.
        template: &'static str,
        /// What the typesetter said, one line per diagnostic.
        diagnostics: String,
    },
    /// The laid-out pages could not be written as PDF.
    #[error("the PDF could not be written: {diagnostics}")]
    Pdf {
        /// What the writer said, one line per diagnostic.
        diagnostics: String,
    },
    /// A page was asked for that the document doesn't have.
    #[error("there is no page {} in a document of {count}", index + 1)]
    NoSuchPage {
        /// The page asked for, counted from 0.
        index: usize,
        /// How many pages there are.
        count: usize,
    },
}

/// The diagnostics as text, each with its file and line where it has one.
pub(crate) fn as_text<'a>(
    diagnostics: impl IntoIterator<Item = &'a SourceDiagnostic>,
    world: Option<&PrintWorld>,
) -> String {
    diagnostics
        .into_iter()
        .map(|d| one_line(d, world))
        .collect::<Vec<_>>()
        .join("\n")
}

fn one_line(diagnostic: &SourceDiagnostic, world: Option<&PrintWorld>) -> String {
    let place = world
        .and_then(|world| place_of(diagnostic, world))
        .unwrap_or_default();
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let hints: String = diagnostic
        .hints
        .iter()
        .map(|hint| format!(" ({})", hint.v))
        .collect();
    format!("{place}{severity}: {}{hints}", diagnostic.message)
}

fn place_of(diagnostic: &SourceDiagnostic, world: &PrintWorld) -> Option<String> {
    let file = diagnostic.span.id()?;
    let start = world.range(diagnostic.span)?.start;
    let line = world.template_text(file)?.get(..start)?.lines().count();
    Some(format!("{}:{line}: ", file.vpath().get_without_slash()))
}

//! Why a document could not be made.

use adinda_client::views::IpcError;
use adinda_client::{BookError, chain_of_causes};
use adinda_print::PrintError;
use std::collections::BTreeMap;

/// Why a document could not be made. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum PaperworkError {
    /// The book could not be read.
    #[error(transparent)]
    Book(#[from] BookError),
    /// The pages could not be set.
    #[error("the document could not be set")]
    Print(#[from] PrintError),
    /// Something else was asked for meanwhile, or the user stopped it.
    #[error("the document isn't wanted any more")]
    NotWantedAnyMore,
}

impl PaperworkError {
    /// The code under which the message catalogues have the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            PaperworkError::Book(error) => error.code(),
            PaperworkError::Print(_) => "print",
            PaperworkError::NotWantedAnyMore => "cancelled",
        }
    }

    /// The error as it crosses to a face.
    pub fn to_ipc(&self) -> IpcError {
        match self {
            PaperworkError::Book(error) => error.to_ipc(),
            _ => IpcError {
                code: self.code().to_owned(),
                args: BTreeMap::from([("cause".to_owned(), chain_of_causes(self))]),
                problems: Vec::new(),
            },
        }
    }
}

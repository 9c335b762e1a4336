//! `key new`: a key file for scripts, tests and headless runs.

use crate::failure::Failure;
use crate::output::Output;
use crate::words;
use adinda_client::{BookError, System, write_new_key_file};
use serde_json::json;
use std::io::ErrorKind;
use std::path::Path;

/// Makes a new key file.
pub fn new(output: &Output, file: &Path) -> Result<(), Failure> {
    write_new_key_file(file, &System).map_err(|error| match &error {
        BookError::File { source, .. } if source.kind() == ErrorKind::AlreadyExists => {
            Failure::of_field(&file.display().to_string(), words::FILE_EXISTS)
        }
        BookError::File { source, .. } if source.kind() == ErrorKind::NotFound => {
            Failure::of_field(&file.display().to_string(), words::NO_SUCH_FOLDER)
        }
        _ => Failure::from(error),
    })?;
    if output.json {
        output.json(&json!({ "file": file.display().to_string() }))
    } else {
        output.line(&format!("Kunci baru: {}", file.display()))
    }
}

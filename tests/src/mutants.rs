//! Mutants: faults planted on purpose, each a small file under `tests/mutants`, that the simulation has to find.
//!
//! The first line says what is broken. Then, once or more: `=== path`, `---` and the text to find, `+++` and what takes
//! its place. The text has to be there exactly once.

use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};

/// One planted fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutant {
    /// The file's name without its ending.
    pub name: String,
    /// What it breaks.
    pub breaks: String,
    pub replacements: Vec<Replacement>,
}

/// One place of a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// From the root of the workspace.
    pub file: PathBuf,
    pub find: String,
    pub replace: String,
}

/// The root of this workspace.
pub fn workspace() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).to_owned()
}

/// All mutants of a workspace, by name.
///
/// # Errors
/// If a file isn't one.
pub fn all(workspace: &Path) -> Result<Vec<Mutant>> {
    let mut mutants = Vec::new();
    for file in std::fs::read_dir(workspace.join("tests").join("mutants"))? {
        let path = file?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let text = std::fs::read_to_string(&path)?;
        let mutant = Mutant::read(&name, &text);
        mutants.push(mutant.with_context(|| path.display().to_string())?);
    }
    mutants.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(mutants)
}

impl Mutant {
    fn read(name: &str, text: &str) -> Result<Mutant> {
        let (breaks, rest) = text.split_once('\n').context("it says nothing")?;
        let mut replacements = Vec::new();
        for part in rest.split("=== ").skip(1) {
            let (file, part) = part.split_once("\n---\n").context("no text to find")?;
            let (find, replace) = part.split_once("\n+++").context("no replacement")?;
            replacements.push(Replacement {
                file: file.into(),
                find: find.to_owned(),
                replace: replace.trim_matches('\n').to_owned(),
            });
        }
        ensure!(!replacements.is_empty(), "nothing is replaced");
        Ok(Mutant {
            name: name.to_owned(),
            breaks: breaks.to_owned(),
            replacements,
        })
    }

    /// The files that it changes, with what stands in them then.
    ///
    /// # Errors
    /// If a text isn't there exactly once.
    pub fn applied(&self, workspace: &Path) -> Result<Vec<(PathBuf, String)>> {
        let mut changed: Vec<(PathBuf, String)> = Vec::new();
        for Replacement {
            file,
            find,
            replace,
        } in &self.replacements
        {
            if !changed.iter().any(|(known, _)| known == file) {
                let text = std::fs::read_to_string(workspace.join(file));
                let text = text.with_context(|| file.display().to_string())?;
                changed.push((file.clone(), text));
            }
            for (_, text) in changed.iter_mut().filter(|(known, _)| known == file) {
                match text.matches(find.as_str()).count() {
                    1 => *text = text.replacen(find.as_str(), replace, 1),
                    times => bail!("{}: found {times} times:\n{find}", file.display()),
                }
            }
        }
        Ok(changed)
    }
}

//! The house's layering, asserted: who may depend on whom, and what must not be in which sources.
//! Each rule is also shown made-up code that breaks it, for a rule that catches nothing guards nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

#[path = "layering/planted_faults.rs"]
mod planted_faults;
#[path = "layering/source_text.rs"]
mod source_text;

use serde_json::Value as Json;
use source_text::code_outside_tests;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Who may depend on which other package of the workspace (tests may see everything).
const EDGES: &[(&str, &[&str])] = &[
    ("adinda-domain", &[]),
    ("adinda-wire", &["adinda-domain"]),
    ("adinda-print", &["adinda-domain"]),
    ("adinda-sheet", &["adinda-domain"]),
    ("adinda-picture", &[]),
    (
        "adinda-client",
        &[
            "adinda-domain",
            "adinda-picture",
            "adinda-sheet",
            "adinda-wire",
        ],
    ),
    (
        "adinda-server",
        &["adinda-domain", "adinda-wire", "adinda-print"],
    ),
    (
        "adinda-paperwork",
        &["adinda-domain", "adinda-client", "adinda-print"],
    ),
    (
        "adinda-cli",
        &[
            "adinda-domain",
            "adinda-client",
            "adinda-print",
            "adinda-paperwork",
        ],
    ),
    (
        "adinda",
        &["adinda-domain", "adinda-client", "adinda-paperwork"],
    ),
];
const TESTS: &str = "adinda-tests";
const WINDOW: &str = "adinda";
const DOMAIN: &str = "adinda-domain";

/// What `domain` must not be able to reach: storage, network, runtime, chance.
const NOT_BELOW_DOMAIN: &[&str] = &[
    "rusqlite",
    "reqwest",
    "tokio",
    "axum",
    "hyper",
    "getrandom",
    "directories",
    "tauri",
    "typst",
];

/// No I/O and no clock in `domain`.
const NOT_IN_DOMAIN: &[&str] = &[
    "rusqlite",
    "reqwest",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant",
    "Utc::now",
    "Local::now",
];

/// A library answers with errors: it doesn't give up, print or end the process.
const NOT_IN_LIBRARIES: &[&str] = &[
    ".unwrap()",
    ".expect(",
    ".unwrap_err()",
    ".expect_err(",
    "panic!",
    "todo!",
    "unimplemented!",
    "println!",
    "print!",
    "eprintln!",
    "eprint!",
    "dbg!",
    "process::exit",
];

#[test]
fn packages_depend_only_on_the_layers_below_them() {
    assert_eq!(faults_of_dependencies(&workspace()), [] as [&str; 0]);
}

#[test]
fn the_domain_knows_no_storage_no_network_and_no_clock() {
    let sources = sources_of(&root().join("crates/domain/src"), "rs");
    assert!(sources.len() > 5, "the domain's sources were not found");
    assert_eq!(faults_of_sources(&sources, NOT_IN_DOMAIN), [] as [&str; 0]);
}

#[test]
fn libraries_neither_give_up_nor_print_nor_exit() {
    for library in [
        "domain",
        "wire",
        "picture",
        "print",
        "sheet",
        "client",
        "paperwork",
        "server",
    ] {
        let sources: Vec<Source> =
            sources_of(&root().join("crates").join(library).join("src"), "rs")
                .into_iter()
                .filter(|source| !source.path.ends_with("server/src/main.rs"))
                .collect();
        assert!(!sources.is_empty(), "no sources of {library} were found");
        assert_eq!(
            faults_of_sources(&sources, NOT_IN_LIBRARIES),
            [] as [&str; 0],
            "{library}"
        );
    }
}

#[test]
fn only_the_window_names_tauri() {
    let crates = sources_of(&root().join("crates"), "rs");
    assert_eq!(
        faults_of_sources(&crates, &["tauri", "wry"]),
        [] as [&str; 0]
    );
    let shell = sources_of(&root().join("src-tauri/src"), "rs");
    assert_ne!(
        faults_of_sources(&shell, &["tauri"]),
        [] as [&str; 0],
        "the window doesn't name it either: is this still the right rule?"
    );
}

#[test]
fn only_the_ipc_of_the_ui_names_tauri_apps() {
    let ui = root().join("ui/src");
    let sources: Vec<Source> = ["ts", "svelte", "css", "html", "js"]
        .into_iter()
        .flat_map(|extension| sources_of(&ui, extension))
        .collect();
    assert!(sources.len() > 20, "the UI's sources were not found");
    assert_eq!(faults_of_ui(&sources), [] as [&str; 0]);
}

#[test]
fn every_rust_file_begins_with_its_purpose() {
    let mut sources = Vec::new();
    for folder in ["crates", "src-tauri", "tests"] {
        sources.extend(sources_of(&root().join(folder), "rs"));
    }
    assert!(sources.len() > 50, "the sources were not found");
    assert_eq!(faults_of_beginnings(&sources), [] as [&str; 0]);
}

struct Source {
    path: PathBuf,
    text: String,
}

fn faults_of_dependencies(packages: &[Json]) -> Vec<String> {
    let mut faults = Vec::new();
    let ours: Vec<&str> = packages.iter().map(|p| text(&p["name"])).collect();
    for (name, _) in EDGES {
        if !ours.contains(name) {
            faults.push(format!("{name} is not in the workspace any more"));
        }
    }
    for package in packages {
        let name = text(&package["name"]);
        if name == TESTS {
            continue;
        }
        let Some((_, allowed)) = EDGES.iter().find(|(known, _)| *known == name) else {
            faults.push(format!("{name} has no place in the layers yet"));
            continue;
        };
        let dependencies = package["dependencies"].as_array().unwrap();
        for dependency in dependencies.iter().filter(|d| d["kind"] != "dev") {
            let on = text(&dependency["name"]);
            let is_ours = on == "adinda" || on.starts_with("adinda-");
            let is_window = on == "tauri" || on.starts_with("tauri-") || on == "wry";
            let is_below_domain = NOT_BELOW_DOMAIN
                .iter()
                .any(|forbidden| on == *forbidden || on.starts_with(&format!("{forbidden}-")));
            if (is_ours && !allowed.contains(&on))
                || (is_window && name != WINDOW)
                || (is_below_domain && name == DOMAIN)
            {
                faults.push(format!("{name} must not depend on {on}"));
            }
        }
    }
    faults
}

fn faults_of_sources(sources: &[Source], forbidden: &[&str]) -> Vec<String> {
    let mut faults = Vec::new();
    // A file `tests.rs` is a module under `#[cfg(test)]`.
    let not_tests = |source: &&Source| !source.path.ends_with("tests.rs");
    for source in sources.iter().filter(not_tests) {
        let code = code_outside_tests(&source.text);
        for (line, text) in code.lines().enumerate() {
            for word in forbidden.iter().filter(|word| has_word(text, word)) {
                faults.push(format!("{}:{} has {word}", source.path.display(), line + 1));
            }
        }
    }
    faults
}

/// Whether the word stands in the line by itself, not as part of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let is_part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    let begins_name = word.starts_with(is_part_of_name);
    let ends_name = word.ends_with(is_part_of_name);
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let goes_on_before = begins_name && before.is_some_and(is_part_of_name);
        let goes_on_after = ends_name && after.is_some_and(is_part_of_name);
        !goes_on_before && !goes_on_after
    })
}

fn faults_of_ui(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| source.text.contains("@tauri-apps"))
        .filter(|source| {
            let path = source.path.to_string_lossy();
            // The UI's own test of this rule names it, too.
            !path.contains("ui/src/lib/ipc/") && !path.ends_with(".test.ts")
        })
        .map(|source| format!("{} names @tauri-apps", source.path.display()))
        .collect()
}

fn faults_of_beginnings(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| {
            let first = source.text.lines().next().unwrap_or_default();
            first
                .strip_prefix("//! ")
                .is_none_or(|purpose| purpose.trim().is_empty())
        })
        .map(|source| format!("{} doesn't begin with its purpose", source.path.display()))
        .collect()
}

fn workspace() -> Vec<Json> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--no-deps", "--format-version=1"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Json = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// All files below a folder with an extension, their paths from the workspace's root on with `/`.
fn sources_of(folder: &Path, extension: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                let text = std::fs::read_to_string(&path).unwrap();
                let shown = path
                    .strip_prefix(root())
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                found.push(Source {
                    path: shown.into(),
                    text,
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn text(value: &Json) -> &str {
    value.as_str().unwrap()
}

//! Each rule of the layering shown made-up code that breaks it: a rule that catches nothing guards nothing.

use crate::{
    EDGES, NOT_IN_DOMAIN, NOT_IN_LIBRARIES, Source, TESTS, faults_of_beginnings,
    faults_of_dependencies, faults_of_sources, faults_of_ui,
};
use serde_json::{Value as Json, json};

#[test]
fn a_forbidden_dependency_is_found() {
    let package =
        |name: &str, dependencies: Json| json!({ "name": name, "dependencies": dependencies });
    let dependency = |name: &str, kind: Option<&str>| json!({ "name": name, "kind": kind });
    let whole_workspace = |changed: Json| {
        let mut packages: Vec<Json> = EDGES
            .iter()
            .map(|(name, _)| package(name, json!([])))
            .filter(|package| package["name"] != changed["name"])
            .collect();
        packages.push(package(TESTS, json!([dependency("adinda-server", None)])));
        packages.push(changed);
        packages
    };
    let faults = |name: &str, on: &str, kind: Option<&str>| {
        faults_of_dependencies(&whole_workspace(package(
            name,
            json!([dependency(on, kind)]),
        )))
    };
    assert_eq!(
        faults("adinda-client", "adinda-wire", None),
        [] as [&str; 0]
    );
    assert_eq!(
        faults("adinda-client", "adinda-print", None),
        ["adinda-client must not depend on adinda-print"]
    );
    assert_eq!(
        faults("adinda-server", "adinda-client", None),
        ["adinda-server must not depend on adinda-client"]
    );
    assert_eq!(
        faults("adinda-client", "adinda-server", Some("build")),
        ["adinda-client must not depend on adinda-server"]
    );
    assert_eq!(
        faults("adinda-client", "adinda-server", Some("dev")),
        [] as [&str; 0],
        "tests of a crate are free"
    );
    assert_eq!(
        faults("adinda-cli", "tauri", None),
        ["adinda-cli must not depend on tauri"]
    );
    assert_eq!(
        faults("adinda-cli", "tauri-plugin-dialog", None),
        ["adinda-cli must not depend on tauri-plugin-dialog"]
    );
    assert_eq!(faults("adinda", "tauri", None), [] as [&str; 0]);
    assert_eq!(
        faults("adinda-domain", "rusqlite", None),
        ["adinda-domain must not depend on rusqlite"]
    );
    assert_eq!(
        faults("adinda-extra", "serde", None),
        ["adinda-extra has no place in the layers yet"]
    );
    assert_eq!(
        faults_of_dependencies(&[package("adinda-domain", json!([]))]).len(),
        EDGES.len() - 1,
        "a package that went away is missed"
    );
}

#[test]
fn forbidden_words_are_found_in_code_and_only_there() {
    let faults = |text: &str, forbidden: &[&str]| {
        let source = Source {
            path: "made/up.rs".into(),
            text: text.into(),
        };
        faults_of_sources(&[source], forbidden)
    };
    for forbidden in NOT_IN_DOMAIN {
        let text = format!("//! x\nfn f() {{ {forbidden}; }}\n");
        assert_eq!(
            faults(&text, NOT_IN_DOMAIN),
            [format!("made/up.rs:2 has {forbidden}")]
        );
    }
    for forbidden in NOT_IN_LIBRARIES {
        let text = format!("//! x\nfn f() {{\n    x {forbidden};\n}}\n");
        assert!(
            faults(&text, &[forbidden]).contains(&format!("made/up.rs:3 has {forbidden}")),
            "{forbidden}"
        );
    }
    assert_eq!(
        faults("use std::{fmt, fs};", NOT_IN_DOMAIN),
        ["made/up.rs:1 has std::fs"],
        "a grouped import"
    );
    assert_eq!(
        faults(
            "use std::{\n    collections::{BTreeMap, BTreeSet},\n    net::IpAddr,\n};",
            NOT_IN_DOMAIN
        ),
        ["made/up.rs:1 has std::net"],
        "a grouped import over lines"
    );
    assert_eq!(
        faults("let x = tauri::Builder::new();", &["tauri"]),
        ["made/up.rs:1 has tauri"]
    );
    let harmless = r##"//! SystemTime in words
        /* Utc::now() /* nested */ Instant */
        fn f<'a>(x: &'a str) -> char {
            let _ = "std::fs and \" Local::now()";
            let _ = r#"Utc::now() "quoted" "#;
            let InstantCoffee = '"';
            x.unwrap_or_default()
        }
        #[cfg(test)]
        mod tests {
            fn g() { std::fs::read("x").unwrap(); let _ = '}'; }
        }
    "##;
    assert_eq!(faults(harmless, NOT_IN_DOMAIN), [] as [&str; 0]);
    assert_eq!(faults(harmless, NOT_IN_LIBRARIES), [] as [&str; 0]);
    let after_tests = format!("{harmless}\nfn h() {{ std::fs::read(); }}");
    assert_eq!(
        faults(&after_tests, NOT_IN_DOMAIN).len(),
        1,
        "what follows the tests counts again"
    );
}

#[test]
fn other_faults_are_found_too() {
    let source = |path: &str, text: &str| Source {
        path: path.into(),
        text: text.into(),
    };
    let imports = "import { invoke } from '@tauri-apps/api/core';";
    assert_eq!(
        faults_of_ui(&[
            source("ui/src/lib/ipc/commands.ts", imports),
            source("ui/src/lib/views/Shell.svelte", imports),
        ]),
        ["ui/src/lib/views/Shell.svelte names @tauri-apps"]
    );
    assert_eq!(
        faults_of_beginnings(&[
            source("a.rs", "//! What it is for.\n"),
            source("b.rs", "use x;\n//! Too late.\n"),
            source("c.rs", "//!\n"),
        ]),
        [
            "b.rs doesn't begin with its purpose",
            "c.rs doesn't begin with its purpose"
        ]
    );
}

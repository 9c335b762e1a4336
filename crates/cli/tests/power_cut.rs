//! The plug pulled right after Simpan, and at any moment: what was said to be saved is there, exactly once.
//!
//! `Child::kill` is SIGKILL on Unix and TerminateProcess on Windows: the program gets no chance to tidy up.
#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use serde_json::json;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};
use support::Desk;

const ROUNDS: usize = 10;
/// Cuts at moments spread over a whole run.
const CUTS: u32 = 30;
/// So many, with names so long, say more than a pipe holds: the program can't end before it is killed.
const AT_ONCE: usize = 200;
const LONG: usize = 380;

fn start(desk: &Desk, given: &str) -> Child {
    let mut child = desk
        .program()
        .args(["member", "add"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(given.as_bytes())
        .unwrap();
    child
}

/// How often each name stands in the book, with its id. Opening the book is also the recovery after the cut.
fn names(desk: &Desk) -> BTreeMap<String, Vec<String>> {
    let mut names = BTreeMap::<String, Vec<String>>::new();
    for row in desk.json(&["member", "list"], "").as_array().unwrap() {
        let (name, id) = (&row["member"]["name"], &row["id"]);
        names
            .entry(name.as_str().unwrap().to_owned())
            .or_default()
            .push(id.as_str().unwrap().to_owned());
    }
    names
}

fn is_whole(desk: &Desk) {
    assert_eq!(desk.json(&["status", "--check"], "")["faults"], json!([]));
}

#[test]
fn what_was_said_to_be_saved_survives_the_plug() {
    let desk = Desk::new();
    let mut saved = 0;
    for round in 0..ROUNDS {
        let name_of = |index: usize| format!("Anggota {round}-{index} {}", "x".repeat(LONG));
        let given: Vec<_> = (0..AT_ONCE)
            .map(|index| json!({ "name": name_of(index) }))
            .collect();
        let mut child = start(&desk, &json!(given).to_string());
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        child.kill().unwrap();
        assert!(
            !child.wait().unwrap().success(),
            "the program was killed, it didn't end by itself"
        );
        let (id, name) = line.trim_end().split_once('\t').unwrap();

        saved += AT_ONCE;
        let names = names(&desk);
        assert_eq!(names[name], [id], "round {round}");
        for index in 0..AT_ONCE {
            assert_eq!(
                names[&name_of(index)].len(),
                1,
                "round {round}: all of an array, or none"
            );
        }
        assert_eq!(names.values().map(Vec::len).sum::<usize>(), saved);
        is_whole(&desk);
    }
}

#[test]
fn at_any_moment_a_record_is_there_once_or_not_at_all() {
    let desk = Desk::new();
    let mut whole_run = Duration::ZERO;
    // The first run makes the book; the second is like those that are cut.
    for name in ["Pertama", "Kedua"] {
        let started = Instant::now();
        let mut child = start(&desk, &json!({ "name": name }).to_string());
        assert!(child.wait().unwrap().success());
        whole_run = started.elapsed();
    }
    for round in 0..CUTS {
        let name = format!("Anggota {round}");
        let mut child = start(&desk, &json!({ "name": name }).to_string());
        // Spread over a whole run, so that opening, saving and closing are each cut somewhere.
        std::thread::sleep(whole_run * (round + 1) / CUTS);
        child.kill().unwrap();
        let mut said = String::new();
        child
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        child.wait().unwrap();

        let names = names(&desk);
        let found = names.get(&name).map(Vec::as_slice).unwrap_or_default();
        match said.trim_end().split_once('\t') {
            Some((id, said_name)) => {
                assert_eq!((found, said_name), (&[id.to_owned()][..], name.as_str()))
            }
            None => assert!(found.len() <= 1, "round {round}: {found:?}"),
        }
        is_whole(&desk);
    }
    assert!(names(&desk).contains_key("Pertama") && names(&desk).contains_key("Kedua"));
}

#[test]
fn one_record_survives_the_plug_right_after_its_id() {
    let desk = Desk::new();
    for round in 0..ROUNDS {
        let name = format!("Anggota {round}");
        let mut child = start(&desk, &json!({ "name": name }).to_string());
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        // It may have ended by itself by now; more often it is still closing the book.
        child.kill().unwrap();
        child.wait().unwrap();
        let (id, _) = line.trim_end().split_once('\t').unwrap();
        assert_eq!(names(&desk)[&name], [id], "round {round}");
    }
    assert_eq!(names(&desk).len(), ROUNDS);
    is_whole(&desk);
}

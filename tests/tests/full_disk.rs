//! A disk that is full at any write, of the laptop and of the office: clear words, nothing by half, and it goes on.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "test code")]

use adinda_tests::processes::disk::{SmallDisk, with_longest_file};
use adinda_tests::processes::laptop::Laptop;
use adinda_tests::processes::office::Office;
use adinda_tests::processes::program::{Cut, Ended, run};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::path::Path;
use tempfile::TempDir;

const KIM: &str = "KIM Suluh Pringgodani";
const FULL: &str = "penyimpanan komputer ini penuh";
const BUSY: &str = "catatan aman di laptop ini";
const KIB: u64 = 1024;

fn add(laptop: &Laptop, name: &str, note: &str) {
    let given = json!({ "name": name, "note": note }).to_string();
    laptop.ask(&["member", "add"], &given).unwrap();
}

/// Runs a command whose files may not become longer than that.
fn run_limited(laptop: &Laptop, arguments: &[&str], stdin: &str, most: u64) -> Ended {
    let mut command = with_longest_file(&laptop.command(arguments), most);
    run(&mut command, stdin, Cut::Never).unwrap()
}

fn names(laptop: &Laptop) -> Vec<String> {
    let rows = laptop.ask(&["member", "list"], "").unwrap();
    let rows = rows.as_array().unwrap().iter();
    let mut names: Vec<String> = rows
        .map(|row| row["member"]["name"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

fn names_at_office(office: &Office) -> Vec<String> {
    let report = office.records(KIM).unwrap();
    let records = report["records"].as_array().unwrap().iter();
    let mut names: Vec<String> = records
        .filter(|record| record["kind"] == "member")
        .map(|record| record["fields"]["name"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

fn status(laptop: &Laptop) -> Json {
    laptop.ask(&["status", "--check"], "").unwrap()
}

fn is_whole(laptop: &Laptop) {
    assert_eq!(status(laptop)["faults"], json!([]));
}

/// Whether it was done. If not, it was refused in words for people.
fn was_done(ended: &Ended) -> bool {
    if ended.code == Some(0) {
        return true;
    }
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.said.is_empty(), "it promised something: {ended:?}");
    assert!(ended.complained.contains(FULL), "{ended:?}");
    assert_eq!(ended.complained.lines().count(), 1, "{ended:?}");
    false
}

#[test]
fn promise_01_a_save_on_a_full_disk_says_so_and_saves_nothing_by_half() {
    let folder = TempDir::new().unwrap();
    let laptop = Laptop::new(folder.path()).unwrap();
    add(&laptop, "Sri", "");
    let mut saved = BTreeSet::from(["Sri".to_owned()]);
    let (mut refused, mut done) = (0, 0);
    // At every page that a save of several records writes.
    for pages in (0..60).step_by(2) {
        let limit = pages * 4 * KIB;
        let three: Vec<String> = (0..3).map(|n| format!("Anggota {pages}-{n}")).collect();
        let given: Vec<Json> = three.iter().map(|name| json!({ "name": name })).collect();
        let ended = run_limited(
            &laptop,
            &["member", "add"],
            &json!(given).to_string(),
            limit,
        );
        if was_done(&ended) {
            saved.extend(three);
            done += 1;
        } else {
            refused += 1;
        }
        assert!(names(&laptop).iter().eq(saved.iter()), "limit {limit}");
        is_whole(&laptop);
    }
    assert!(refused > 3 && done > 3, "{refused} refused, {done} done");
}

#[test]
fn a_book_begun_on_a_full_disk_is_begun_later() {
    let mut refused = 0;
    for pages in (0..40).step_by(3) {
        let folder = TempDir::new().unwrap();
        let laptop = Laptop::new(folder.path()).unwrap();
        let ended = run_limited(
            &laptop,
            &["member", "add"],
            r#"{"name":"Sri"}"#,
            pages * 4 * KIB,
        );
        let expected = if was_done(&ended) {
            vec!["Sri"]
        } else {
            vec![]
        };
        refused += usize::from(expected.is_empty());
        assert_eq!(names(&laptop), expected, "{pages} pages");
        is_whole(&laptop);
    }
    assert!(refused > 3, "{refused} refused");
}

/// An office and two laptops, the first of which has sent so many members.
struct Village {
    office: Office,
    first: Laptop,
    second: Laptop,
    sent: Vec<String>,
}

fn village(folder: &Path, members: usize) -> Village {
    let office = Office::new(&folder.join("office")).unwrap();
    let code = office.add_kim(KIM).unwrap();
    let first = Laptop::new(&folder.join("first")).unwrap();
    first.pair(&office.url(), &code).unwrap();
    let second = Laptop::new(&folder.join("second")).unwrap();
    let code = office.new_code(KIM).unwrap();
    second.pair(&office.url(), &code).unwrap();
    let mut sent: Vec<String> = (0..members).map(|n| format!("Anggota {n:03}")).collect();
    sent.sort();
    let given: Vec<Json> = sent
        .iter()
        .map(|name| json!({ "name": name, "note": "catatan ".repeat(60) }))
        .collect();
    first
        .ask(&["member", "add"], &json!(given).to_string())
        .unwrap();
    Village {
        office,
        first,
        second,
        sent,
    }
}

#[test]
fn promise_03_a_disk_that_is_full_in_the_middle_of_a_page_leaves_no_hole() {
    let folder = TempDir::new().unwrap();
    let village = village(folder.path(), 300);
    village.first.ask(&["sync"], "").unwrap();
    let (mut refused, mut counts) = (0, BTreeSet::new());
    // Several pages of 64 KiB: the disk is full in the first of them, then in later ones.
    for step in 2..40 {
        let ended = run_limited(&village.second, &["sync"], "", step * 32 * KIB);
        let is_done = was_done(&ended);
        let here = names(&village.second);
        is_whole(&village.second);
        // Whole pages from the start on: what is there is what came first.
        assert!(village.sent.starts_with(&here), "{step}: {here:?}");
        counts.insert(here.len());
        assert_eq!(status(&village.second)["waiting"], 0);
        if is_done {
            assert_eq!(here, village.sent);
            break;
        }
        refused += 1;
    }
    village.second.ask(&["sync"], "").unwrap();
    assert_eq!(names(&village.second), village.sent, "a hole");
    assert_eq!(status(&village.second)["phase"], "all_sent");
    assert!(refused > 1 && counts.len() > 1, "{refused}, {counts:?}");
}

#[test]
fn promise_02_an_office_with_a_full_disk_is_sent_everything_later() {
    let folder = TempDir::new().unwrap();
    let mut village = village(folder.path(), 200);
    let mut refused = 0;
    for step in [3, 5, 9, 17, 33] {
        village.office.kill().unwrap();
        let plain = village.office.serve();
        let limited = with_longest_file(&plain, step * 16 * KIB);
        village.office.start_as(limited).unwrap();
        let ended = village.first.run(&["sync"], "", Cut::Never).unwrap();
        let waiting = status(&village.first)["waiting"].as_u64().unwrap();
        if ended.code == Some(0) {
            assert_eq!(waiting, 0, "{ended:?}");
        } else {
            refused += 1;
            assert!(ended.complained.contains(BUSY), "{ended:?}");
            assert!(waiting > 0, "{ended:?}");
        }
        assert_eq!(names(&village.first), village.sent);
        // What it hasn't got a receipt for, it still has; what it has a receipt for, is there.
        let arrived = names_at_office(&village.office).len() as u64;
        assert!(arrived + waiting >= village.sent.len() as u64);
    }
    assert!(refused > 1, "{refused} refused");
    village.office.kill().unwrap();
    village.office.start().unwrap();
    for laptop in [&village.first, &village.second] {
        laptop.ask(&["sync"], "").unwrap();
        assert_eq!(names(laptop), village.sent);
        assert_eq!(status(laptop)["phase"], "all_sent");
    }
    assert_eq!(names_at_office(&village.office), village.sent);
    let faults = village.office.look().unwrap().faults().unwrap();
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn a_small_disk_that_is_really_full() {
    let folder = TempDir::new().unwrap();
    let disk = match SmallDisk::mount(&folder.path().join("disk"), 1024 * KIB) {
        Ok(disk) => disk,
        Err(error) => {
            println!("SKIPPED: a small disk can't be mounted here ({error:#})");
            return;
        }
    };
    let laptop = Laptop::new(&folder.path().join("disk")).unwrap();
    add(&laptop, "Sri", "");
    let mut saved = BTreeSet::from(["Sri".to_owned()]);
    let mut refused = 0;
    for pages in (0..40).step_by(2) {
        disk.fill_but(pages * 4096).unwrap();
        let name = format!("Anggota {pages}");
        let given = json!({ "name": name }).to_string();
        if was_done(&laptop.run(&["member", "add"], &given, Cut::Never).unwrap()) {
            saved.insert(name);
        } else {
            refused += 1;
        }
        disk.make_room().unwrap();
        assert!(names(&laptop).iter().eq(saved.iter()), "{pages} pages left");
        is_whole(&laptop);
    }
    assert!(refused > 1 && saved.len() > 3, "{refused} refused");
}

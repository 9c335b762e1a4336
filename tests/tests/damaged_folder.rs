//! Folders that can't be written, keys that can't be had, files that aren't whole: clear words, and nothing is changed.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "test code")]

use adinda_tests::processes::disk::WriteProtected;
use adinda_tests::processes::laptop::Laptop;
use adinda_tests::processes::office::Office;
use adinda_tests::processes::program::{Cut, Ended, run};
use serde_json::json;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const KIM: &str = "KIM Suluh Pringgodani";
const NOT_WRITABLE: &str = "folder ini tidak bisa ditulis";
const DAMAGED: &str = "berkas buku rusak";
const SRI: &str = r#"{"name":"Sri"}"#;

fn laptop_with_book(folder: &Path) -> Laptop {
    let laptop = Laptop::new(folder).unwrap();
    laptop.ask(&["member", "add"], SRI).unwrap();
    laptop
}

/// Every file with its bytes.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|file| (file.clone(), std::fs::read(&file).unwrap()))
        .collect()
}

/// It failed, in one line that says all of this.
fn refused(ended: &Ended, words: &[&str]) {
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.said.is_empty(), "{ended:?}");
    assert_eq!(ended.complained.lines().count(), 1, "{ended:?}");
    for word in words {
        assert!(ended.complained.contains(word), "{word}: {ended:?}");
    }
}

fn write_protected(folder: &Path) -> Option<WriteProtected> {
    WriteProtected::folder(folder)
        .inspect_err(|error| {
            println!(
                "SKIPPED: {} can't be protected here ({error:#})",
                folder.display()
            );
        })
        .ok()
}

#[test]
fn a_folder_that_cannot_be_written_is_named_and_stays_as_it_is() {
    let folder = TempDir::new().unwrap();
    let laptop = laptop_with_book(folder.path());
    let before = contents(&laptop.data());
    let place = laptop.data().display().to_string();
    let Some(protected) = write_protected(&laptop.data()) else {
        return;
    };
    for arguments in [&["member", "add"][..], &["status"], &["sync"]] {
        let ended = laptop.run(arguments, SRI, Cut::Never).unwrap();
        refused(&ended, &[NOT_WRITABLE, &place]);
    }
    assert_eq!(contents(&laptop.data()), before);
    drop(protected);
    laptop.ask(&["member", "add"], SRI).unwrap();
    let rows = laptop.ask(&["member", "list"], "").unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 2);
}

#[test]
fn a_new_book_in_a_folder_that_cannot_be_written_is_refused() {
    let folder = TempDir::new().unwrap();
    let laptop = Laptop::new(folder.path()).unwrap();
    let before = contents(folder.path());
    let place = laptop.data().display().to_string();
    let Some(_protected) = write_protected(folder.path()) else {
        return;
    };
    let ended = laptop.run(&["member", "add"], SRI, Cut::Never).unwrap();
    refused(&ended, &[NOT_WRITABLE, &place]);
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn an_office_whose_folder_cannot_be_written_says_so() {
    let folder = TempDir::new().unwrap();
    let mut office = Office::new(&folder.path().join("office")).unwrap();
    office.add_kim(KIM).unwrap();
    // Once as it was closed well, and once as a kill leaves it.
    drop(office.look().unwrap());
    office.kill().unwrap();
    office.add_kim("KIM Kedua").unwrap();
    let before = contents(&office.folder);
    let place = office.folder.display().to_string();
    let Some(protected) = write_protected(&office.folder) else {
        return;
    };
    for mut command in [
        office.serve(),
        office.command(&["kim", "add", "--name", "x"]),
    ] {
        let ended = run(&mut command, "", Cut::Never).unwrap();
        assert_eq!(ended.code, Some(1), "{ended:?}");
        assert!(ended.said.is_empty(), "{ended:?}");
        for word in ["can't write in", &place] {
            assert!(ended.complained.contains(word), "{ended:?}");
        }
    }
    assert_eq!(contents(&office.folder), before);
    drop(protected);
    office.start().unwrap();
}

#[test]
fn a_key_that_is_gone_or_unreadable_is_named_and_the_book_left_alone() {
    let folder = TempDir::new().unwrap();
    let laptop = laptop_with_book(folder.path());
    let before = contents(&laptop.data());
    let key = laptop.key();
    let place = key.display().to_string();
    let kept = std::fs::read(&key).unwrap();

    std::fs::remove_file(&key).unwrap();
    let ended = laptop.run(&["member", "add"], SRI, Cut::Never).unwrap();
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(ended.complained.contains(&place), "{ended:?}");

    // A folder can't be read as a file, not even by root.
    std::fs::create_dir(&key).unwrap();
    let ended = laptop.run(&["member", "add"], SRI, Cut::Never).unwrap();
    refused(&ended, &[&place]);
    std::fs::remove_dir(&key).unwrap();

    std::fs::write(&key, "bukan kunci").unwrap();
    let ended = laptop.run(&["member", "add"], SRI, Cut::Never).unwrap();
    refused(&ended, &["kunci buku ini tidak bisa diambil", &place]);

    assert_eq!(contents(&laptop.data()), before);
    std::fs::write(&key, kept).unwrap();
    laptop.ask(&["member", "add"], SRI).unwrap();
}

#[test]
fn a_book_that_is_cut_short_or_overwritten_is_refused_and_left_alone() {
    let folder = TempDir::new().unwrap();
    let laptop = laptop_with_book(folder.path());
    let file = laptop.data().join("buku.db");
    let whole = std::fs::read(&file).unwrap();
    let half = whole.len() / 2;
    let garbage: Vec<u8> = (0..whole.len()).map(|n| (n * 31 % 251) as u8).collect();
    let every: &[&[&str]] = &[
        &["status", "--check"],
        &["member", "list"],
        &["member", "add"],
    ];
    for (what, damaged, commands) in [
        ("half", whole[..half / 4096 * 4096].to_vec(), every),
        ("half a page", whole[..2048].to_vec(), every),
        ("one page", whole[..4096].to_vec(), every),
        ("empty", Vec::new(), every),
        ("garbage", garbage.clone(), every),
        // A command that doesn't read the damaged pages doesn't see them: the check reads all.
        (
            "a few bytes short",
            whole[..whole.len() - 7].to_vec(),
            &every[..1],
        ),
        (
            "garbage at the end",
            [&whole[..half], &garbage[half..]].concat(),
            &every[..1],
        ),
    ] {
        std::fs::write(&file, &damaged).unwrap();
        let before = contents(&laptop.data());
        for arguments in commands {
            let ended = laptop.run(arguments, SRI, Cut::Never).unwrap();
            assert_eq!(ended.code, Some(1), "{what}: {ended:?}");
            assert!(ended.complained.contains(DAMAGED), "{what}: {ended:?}");
        }
        assert!(contents(&laptop.data()) == before, "{what}: it was changed");
    }
    std::fs::remove_file(&file).unwrap();
    let ended = laptop.run(&["member", "add"], SRI, Cut::Never).unwrap();
    refused(&ended, &[DAMAGED, "hilang", &file.display().to_string()]);
    assert!(
        !file.exists(),
        "a new book in the place of one that is gone"
    );
    std::fs::write(&file, &whole).unwrap();
    let rows = laptop.ask(&["member", "list"], "").unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 1);
}

#[test]
fn an_office_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = TempDir::new().unwrap();
    let mut office = Office::new(&folder.path().join("office")).unwrap();
    office.kill().unwrap();
    // Closes it well, so that all of it is in the one file.
    office.add_kim(KIM).unwrap();
    let file = office.folder.join("office.db");
    let whole = std::fs::read(&file).unwrap();
    let garbage: Vec<u8> = (0..whole.len()).map(|n| (n * 31 % 251) as u8).collect();
    for damaged in [whole[..whole.len() / 2].to_vec(), garbage] {
        std::fs::write(&file, damaged).unwrap();
        let before = contents(&office.folder);
        let ended = run(&mut office.serve(), "", Cut::Never).unwrap();
        assert_eq!(ended.code, Some(1), "{ended:?}");
        for word in ["is damaged", &file.display().to_string()] {
            assert!(ended.complained.contains(word), "{ended:?}");
        }
        assert!(contents(&office.folder) == before, "it was changed");
    }
    std::fs::write(&file, whole).unwrap();
    office.start().unwrap();
}

/// What the log held that wasn't in the book's file yet is gone with it, as if the book had been set back: nothing at
/// the office may suffer from it, and the book goes on.
#[test]
fn promise_15_a_book_without_its_log_is_one_that_was_set_back() {
    let folder = TempDir::new().unwrap();
    let office = Office::new(&folder.path().join("office")).unwrap();
    let code = office.add_kim(KIM).unwrap();
    let laptop = Laptop::new(&folder.path().join("laptop")).unwrap();
    laptop.pair(&office.url(), &code).unwrap();
    laptop.ask(&["member", "add"], SRI).unwrap();
    // Killed right after it said so: what it sent is in its log alone. It may be faster than the kill.
    let log = laptop.data().join("buku.db-wal");
    let mut names = vec!["Sri".to_owned()];
    while !log.exists() {
        assert!(names.len() < 50, "it always closes its book in time");
        laptop.ask(&["sync"], "").unwrap();
        let name = format!("Wati {:02}", names.len());
        let given = json!({ "name": name }).to_string();
        laptop.ask(&["member", "add"], &given).unwrap();
        names.push(name);
        let ended = laptop.run(&["sync"], "", Cut::AtFirstWord).unwrap();
        assert!(ended.said.starts_with('{'), "{ended:?}");
    }
    std::fs::remove_file(log).unwrap();

    laptop
        .ask(&["member", "add"], r#"{"name":"Budi"}"#)
        .unwrap();
    laptop.ask(&["sync"], "").unwrap();
    let status = laptop.ask(&["status", "--check"], "").unwrap();
    assert_eq!(status["phase"], "all_sent");
    assert_eq!(status["faults"], json!([]));
    let rows = laptop.ask(&["member", "list"], "").unwrap();
    let mut listed: Vec<&str> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["member"]["name"].as_str().unwrap())
        .collect();
    listed.sort_unstable();
    names.insert(0, "Budi".to_owned());
    assert_eq!(listed, names);
}

//! Promise 9: an office that is restored, or silently set back, loses nothing that a laptop has, and forgets nobody who
//! was revoked and nothing that was erased.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_client::views::SyncPhase;
use adinda_domain::Kind;
use adinda_server::backup::{Restored, back_up, restore};
use adinda_server::ledger::{LEDGER_FILE, Ledger};
use adinda_server::{Office, OfficeError};
use adinda_tests::office::{TestBook, TestKim, TestOffice, now};
use adinda_tests::sample::member;
use adinda_tests::window::program;
use serde_json::Value as Json;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

const PASSPHRASE: &str = "kopi tubruk tanpa gula\n";

async fn office_with_kim() -> (TestOffice, TestKim, TempDir) {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    (office, kim, TempDir::new().unwrap())
}

fn backed_up(office: &TestOffice, shelf: &TempDir, name: &str) -> PathBuf {
    let file = shelf.path().join(name);
    let beside = Office::open(office.folder.path()).unwrap();
    back_up(&beside, office.folder.path(), &file, PASSPHRASE).unwrap();
    file
}

async fn restored(office: &mut TestOffice, file: &Path) -> Restored {
    office.stop().await;
    let folder = office.folder.path().to_owned();
    let restored = restore(file, &folder, PASSPHRASE, None, true).unwrap();
    office.serve().await;
    restored
}

fn names_at(office: &TestOffice, kim: &TestKim) -> Vec<String> {
    let mut names: Vec<String> = office
        .records_of(kim, "member")
        .iter()
        .filter_map(|fields| fields["name"].as_str().map(str::to_owned))
        .collect();
    names.sort();
    names
}

fn phase(book: &TestBook) -> SyncPhase {
    book.book.sync_status(false, None).unwrap().phase
}

fn copy_database(from: &Path, to: &Path) {
    for name in ["office.db", "office.db-wal", "office.db-shm"] {
        if to.join(name).exists() {
            std::fs::remove_file(to.join(name)).unwrap();
        }
        if from.join(name).exists() {
            std::fs::copy(from.join(name), to.join(name)).unwrap();
        }
    }
}

#[tokio::test]
async fn promise_09_what_an_announced_restore_lost_is_offered_again_however_often() {
    let (mut office, kim, shelf) = office_with_kim().await;
    let (one, two) = (
        TestBook::paired(&office, &kim).await,
        TestBook::paired(&office, &kim).await,
    );
    one.book.add(&member("Sri")).unwrap();
    one.book.sync().await.unwrap();
    // While it serves.
    let backup = backed_up(&office, &shelf, "kantor.adinda");
    for (book, name) in [(&one, "Made"), (&two, "Tuti")] {
        book.book.add(&member(name)).unwrap();
        book.book.sync().await.unwrap();
    }
    one.book.sync().await.unwrap();
    for _ in 0..2 {
        let moved = restored(&mut office, &backup).await.moved_aside.unwrap();
        assert!(moved.join("office.db").exists(), "what was there is kept");
        assert_eq!(names_at(&office, &kim), ["Sri"]);
        for book in [&one, &two, &one] {
            book.book.sync().await.unwrap();
        }
        assert_eq!(names_at(&office, &kim), ["Made", "Sri", "Tuti"]);
        for book in [&one, &two] {
            assert_eq!(phase(book), SyncPhase::AllSent);
            assert_eq!(book.book.members().unwrap().len(), 3);
        }
        let report = office.records(&kim);
        assert_eq!(report["conflicts"].as_array().unwrap().len(), 0);
        std::fs::remove_dir_all(moved).unwrap();
    }
}

#[tokio::test]
async fn promise_09_revoked_and_erased_survive_a_restore_and_a_silent_rollback() {
    let (mut office, kim, shelf) = office_with_kim().await;
    let (lost, kept) = (
        TestBook::paired(&office, &kim).await,
        TestBook::paired(&office, &kim).await,
    );
    let gone = lost.book.add(&member("Sri Lestari")).unwrap();
    lost.book.sync().await.unwrap();
    kept.book.sync().await.unwrap();
    let backup = backed_up(&office, &shelf, "kantor.adinda");
    let copy = TempDir::new().unwrap();
    office.stop().await;
    copy_database(office.folder.path(), copy.path());
    office.serve().await;

    let device = office.devices(&kim).remove(0);
    office.in_database(|tx| device.revoke(tx, now()));
    office.in_database(|tx| adinda_server::erasure::erase(tx, kim.id, &Kind::MEMBER, gone, now()));
    let holds = async |office: &TestOffice, when: &str| {
        assert!(office.devices(&kim)[0].revoked, "{when}: revoked");
        assert_eq!(
            lost.book.sync().await.unwrap_err().code(),
            "revoked",
            "{when}"
        );
        assert!(names_at(office, &kim).is_empty(), "{when}: erased");
        kept.book.sync().await.unwrap();
        assert!(names_at(office, &kim).is_empty(), "{when}: erased");
        assert!(
            kept.book.members().unwrap().is_empty(),
            "{when}: on the laptop"
        );
    };
    holds(&office, "at first").await;
    // The database's files alone, as a copied disk would bring them back.
    office.stop().await;
    copy_database(copy.path(), office.folder.path());
    office.serve().await;
    holds(&office, "set back in silence").await;
    restored(&mut office, &backup).await;
    holds(&office, "restored").await;

    // Another machine altogether, with the ledger that was kept elsewhere.
    let elsewhere = shelf.path().join("elsewhere.ledger");
    std::fs::copy(office.folder.path().join(LEDGER_FILE), &elsewhere).unwrap();
    let new_machine = TempDir::new().unwrap();
    restore(
        &backup,
        new_machine.path(),
        PASSPHRASE,
        Some(&elsewhere),
        false,
    )
    .unwrap();
    let known = Ledger::of(new_machine.path(), None).read().unwrap();
    assert_eq!((known.revoked.len(), known.erased.len()), (1, 1));
    // And with nothing but a backup that was made after it.
    let later = backed_up(&office, &shelf, "later.adinda");
    let bare = TempDir::new().unwrap();
    restore(&later, bare.path(), PASSPHRASE, None, false).unwrap();
    assert_eq!(Ledger::of(bare.path(), None).read().unwrap(), known);
}

#[tokio::test]
async fn promise_09_a_ledger_elsewhere_knows_what_the_whole_folder_forgot() {
    let (mut office, kim, shelf) = office_with_kim().await;
    let book = TestBook::paired(&office, &kim).await;
    book.book.sync().await.unwrap();
    office.stop().await;
    let snapshot = TempDir::new().unwrap();
    copy_database(office.folder.path(), snapshot.path());
    let elsewhere = shelf.path().join("elsewhere.ledger");
    {
        let mut open = Office::open_with(office.folder.path(), Some(&elsewhere)).unwrap();
        let tx = open.begin().unwrap();
        let device = adinda_server::store::Device::of_kim(&tx, kim.id)
            .unwrap()
            .remove(0);
        device.revoke(&tx, now()).unwrap();
        tx.commit().unwrap();
    }
    // A snapshot of the machine takes the ledger beside the database along.
    std::fs::remove_file(office.folder.path().join(LEDGER_FILE)).unwrap();
    copy_database(snapshot.path(), office.folder.path());
    drop(Office::open_with(office.folder.path(), Some(&elsewhere)).unwrap());
    assert!(office.devices(&kim)[0].revoked);
    let torn = std::fs::read(&elsewhere).unwrap();
    std::fs::write(&elsewhere, [&torn, &b"adinda-ledger 1 12"[..]].concat()).unwrap();
    drop(Office::open_with(office.folder.path(), Some(&elsewhere)).unwrap());
    std::fs::write(&elsewhere, b"a shopping list\n").unwrap();
    let refused = Office::open_with(office.folder.path(), Some(&elsewhere));
    assert!(
        matches!(refused, Err(OfficeError::Ledger(_))),
        "it isn't a ledger"
    );
}

#[tokio::test]
async fn promise_09_a_backup_is_whole_sealed_and_refused_when_it_is_not() {
    let (office, kim, shelf) = office_with_kim().await;
    let book = TestBook::paired(&office, &kim).await;
    book.book.add(&member("Sri Wahyuningtyas")).unwrap();
    book.book.sync().await.unwrap();
    let beside = Office::open(office.folder.path()).unwrap();
    let folder = office.folder.path();
    for empty in ["", "\n", "  \r\n"] {
        let file = shelf.path().join("empty.adinda");
        assert!(back_up(&beside, folder, &file, empty).is_err());
        assert!(!file.exists());
    }
    let backup = backed_up(&office, &shelf, "kantor.adinda");
    let again = back_up(&beside, folder, &backup, PASSPHRASE);
    assert!(again.is_err(), "never over a file that is there");
    let left: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("selesai"))
        .collect();
    assert!(left.is_empty(), "no copy in the clear is left: {left:?}");
    let bytes = std::fs::read(&backup).unwrap();
    let shows = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    assert!(!shows(b"Sri Wahyuningtyas") && !shows(b"AGE-SECRET-KEY"));

    let target = TempDir::new().unwrap();
    let to = target.path().join("office");
    let refused = |bytes: &[u8], passphrase: &str| {
        let file = shelf.path().join("bad.adinda");
        std::fs::write(&file, bytes).unwrap();
        restore(&file, &to, passphrase, None, false)
            .unwrap_err()
            .to_string()
    };
    for length in (0..bytes.len()).step_by(bytes.len() / 60) {
        refused(&bytes[..length], PASSPHRASE);
    }
    for position in (0..bytes.len()).step_by(bytes.len() / 60) {
        let mut flipped = bytes.clone();
        flipped[position] ^= 1 << (position % 8);
        refused(&flipped, PASSPHRASE);
    }
    refused(b"SQLite format 3\0", PASSPHRASE);
    let said = refused(&bytes, "kopi susu");
    assert!(said.contains("passphrase"), "{said}");
    assert!(!to.join("office.db").exists());

    // Whole, it opens; but not over an office that is there, unless that is meant.
    restore(&backup, &to, PASSPHRASE, None, false).unwrap();
    let there = restore(&backup, &to, PASSPHRASE, None, false).unwrap_err();
    assert!(there.to_string().contains("--replace"), "{there}");
}

/// The real server, ended when this is dropped.
struct Serving(Child, String);

impl Serving {
    fn start(folder: &Path) -> Serving {
        let mut child = Command::new(program("adinda-server").unwrap())
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let said = child.stdout.take().unwrap();
        BufReader::new(said).read_line(&mut line).unwrap();
        let url = line.trim().rsplit(' ').next().unwrap().to_owned();
        Serving(child, url)
    }

    /// As a power cut would.
    fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if let Ok(None) = self.0.try_wait() {
            self.0.kill().unwrap();
            self.0.wait().unwrap();
        }
    }
}

struct Desk {
    place: TempDir,
}

impl Desk {
    fn new() -> Desk {
        let place = TempDir::new().unwrap();
        std::fs::write(place.path().join("passphrase"), PASSPHRASE).unwrap();
        Desk { place }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    /// A command of adinda-server in the office's folder.
    fn asked(&self, arguments: &[&str]) -> Output {
        Command::new(program("adinda-server").unwrap())
            .args(arguments)
            .arg("--data")
            .arg(self.path("office"))
            .current_dir(self.place.path())
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn office(&self, arguments: &[&str]) -> Json {
        let output = self.asked(arguments);
        let said = String::from_utf8(output.stdout).unwrap();
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{arguments:?}: {complaint}");
        serde_json::from_str(&said).unwrap_or(Json::Null)
    }

    fn laptop(&self, arguments: &[&str]) -> Json {
        let output = Command::new(program("adinda-cli").unwrap())
            .args(["--json", "--data", "book", "--key-file", "key"])
            .args(arguments)
            .current_dir(self.place.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{arguments:?}: {complaint}");
        serde_json::from_str(&said).unwrap()
    }

    fn names_at_office(&self) -> Vec<String> {
        let records = self.office(&["records", "KIM Swara Warga", "--json"]);
        let mut names: Vec<String> = records["records"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|record| record["fields"]["name"].as_str().map(str::to_owned))
            .collect();
        names.sort();
        names
    }

    fn add_member(&self, name: &str) {
        let file = self.path("member.json");
        std::fs::write(&file, format!("{{\"name\": {name:?}}}")).unwrap();
        self.laptop(&["member", "add", "member.json"]);
    }
}

#[test]
fn promise_09_and_13_the_real_programs_by_stick_backup_kill_and_restore() {
    let desk = Desk::new();
    let serving = Serving::start(&desk.path("office"));
    let added = desk.office(&[
        "kim",
        "add",
        "--json",
        "--name",
        "KIM Swara Warga",
        "--village",
        "Suka Maju",
    ]);
    let code = added["code"].as_str().unwrap().to_owned();
    std::fs::create_dir(desk.path("stick")).unwrap();
    desk.laptop(&["key", "new", "key"]);

    // Pairing, sending and hearing back by stick, while the server serves.
    let asked = desk.laptop(&["pair", "--code", &code, "--to-file", "stick"]);
    let file = asked["path"].as_str().unwrap().to_owned();
    let taken = desk.office(&["bundle", "import", "--json", &file, "--answer", "stick"]);
    assert_eq!(taken[0]["pairing"], "granted");
    let reply = taken[0]["answer"].as_str().unwrap().to_owned();
    let opened = desk.laptop(&[
        "bundle",
        "import",
        &reply,
        "--expect-kim",
        "KIM Swara Warga",
    ]);
    assert_eq!(opened[0]["pairing"]["village"], "Suka Maju");
    desk.add_member("Sri");
    let saved = desk.laptop(&["bundle", "export", "stick"]);
    assert_eq!(saved["edits"], 1);
    let file = saved["path"].as_str().unwrap().to_owned();
    assert!(file.contains("kiriman-suka-maju-"), "{file}");
    let taken = desk.office(&["bundle", "import", "--json", &file, "--answer", "stick"]);
    assert_eq!(
        (&taken[0]["taken"], &taken[0]["edits"]),
        (&true.into(), &1.into())
    );
    assert_eq!(desk.names_at_office(), ["Sri"]);
    // The answer is lost on the way, and written again.
    std::fs::remove_file(desk.path(taken[0]["answer"].as_str().unwrap())).unwrap();
    let device = taken[0]["device"].as_str().unwrap().to_owned();
    let again = desk.office(&["bundle", "export", "--json", "--device", &device, "stick"]);
    let answer = again["answer"].as_str().unwrap().to_owned();
    let opened = desk.laptop(&["bundle", "import", &answer, &answer]);
    assert_eq!(opened[0]["answer"]["outcome"], "applied");
    assert_eq!(opened[1]["answer"]["outcome"], "nothing_new");
    assert_eq!(desk.laptop(&["status"])["waiting"], 0);

    // A backup while it serves; what comes later is lost with the machine, and comes back.
    let passphrase = ["--passphrase-file", "passphrase"];
    let backup = |command: &[&str]| desk.asked(&[command, &passphrase[..]].concat());
    assert!(backup(&["backup", "kantor.adinda"]).status.success());
    desk.add_member("Made");
    let file = desk.laptop(&["bundle", "export", "stick"])["path"].clone();
    let taken = desk.office(&["bundle", "import", "--json", file.as_str().unwrap()]);
    desk.laptop(&["bundle", "import", taken[0]["answer"].as_str().unwrap()]);
    let letter = taken[0]["letter"].as_str().unwrap().to_owned();
    desk.office(&["device", "revoke", "KIM Swara Warga", &letter]);
    let refused = backup(&["restore", "kantor.adinda", "--replace"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        !refused.status.success() && said.contains("server runs"),
        "{said}"
    );
    serving.kill();
    let refused = backup(&["restore", "kantor.adinda"]);
    assert!(!refused.status.success(), "there is an office");
    let done = backup(&["restore", "kantor.adinda", "--replace"]);
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let serving = Serving::start(&desk.path("office"));
    assert_eq!(desk.names_at_office(), ["Sri"]);
    assert!(serving.1.starts_with("http://127.0.0.1:"));

    // Revoked before the restore, it still is: its file waits until an officer lets it in.
    let brought = |there: &str| {
        let file = desk.laptop(&["bundle", "export", "stick"])["path"].clone();
        let taken = desk.office(&["bundle", "import", "--json", file.as_str().unwrap()]);
        assert_eq!(taken[0]["reason"], "revoked", "{taken}");
        let number = taken[0]["waiting"].as_i64().unwrap().to_string();
        let list = desk.office(&["bundle", "waiting", "list", "--json"]);
        assert_eq!(list.as_array().unwrap().len(), 1);
        let accept = [
            "bundle", "waiting", "accept", &number, "--json", "--answer", "stick",
        ];
        let answer = desk.office(&accept)["answer"].clone();
        let opened = desk.laptop(&["bundle", "import", answer.as_str().unwrap()]);
        assert_eq!(opened[0]["answer"]["outcome"], there);
    };
    brought("set_back");
    brought("applied");
    assert_eq!(desk.names_at_office(), ["Made", "Sri"]);
    assert_eq!(desk.laptop(&["status"])["waiting"], 0);
}

//! A real office on a port of its own, and real books beside it, all in throw-away folders.

use adinda_client::{Book, KeySource, Moment, System, write_new_key_file};
use adinda_domain::merge::{Change, RecordSeen};
use adinda_domain::{Base, FieldPath, Kind, OpId, RecordId, Value};
use adinda_server::store::{Device, Kim, KimDetails, Office};
use adinda_server::tls::OfficeTls;
use adinda_server::writer::Writer;
use adinda_server::{http, records};
use adinda_wire::Edit;
use serde_json::Value as Json;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// An office that serves until it is stopped or dropped; its folder outlives stops.
pub struct TestOffice {
    pub folder: TempDir,
    pub address: SocketAddr,
    scheme: &'static str,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl TestOffice {
    pub async fn start() -> TestOffice {
        TestOffice::start_with(None).await
    }

    pub async fn start_with(tls: Option<OfficeTls>) -> TestOffice {
        let mut office = TestOffice {
            folder: TempDir::new().unwrap(),
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            scheme: if tls.is_some() { "https" } else { "http" },
            running: None,
        };
        office.serve_with(tls).await;
        office
    }

    /// Serves again on the same port.
    pub async fn serve(&mut self) {
        self.serve_with(None).await;
    }

    async fn serve_with(&mut self, tls: Option<OfficeTls>) {
        let listener = TcpListener::bind(self.address).unwrap();
        self.address = listener.local_addr().unwrap();
        let writer = Writer::start(Office::open(self.folder.path()).unwrap()).unwrap();
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(async move {
            http::serve(listener, tls, writer, async move { drop(stopped.await) })
                .await
                .unwrap();
        });
        self.running = Some((stop, task));
    }

    /// Stops serving and waits until the port is free again and the database is closed.
    pub async fn stop(&mut self) {
        if let Some((stop, task)) = self.running.take() {
            stop.send(()).unwrap_or_default();
            task.await.unwrap();
            // The writer's thread ends by itself; the last connection takes the log away with it.
            let log = self.folder.path().join("office.db-wal");
            let lock = std::fs::File::open(self.folder.path().join("office.lock")).unwrap();
            for _ in 0..500 {
                if !log.exists() && lock.try_lock().is_ok() {
                    return;
                }
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
            panic!("the office's database is still open");
        }
    }

    /// A copy of the office's disk as it is now.
    pub async fn copied(&mut self) -> TempDir {
        let copy = TempDir::new().unwrap();
        self.stop().await;
        replace_files(self.folder.path(), copy.path());
        self.serve().await;
        copy
    }

    /// Somebody puts an old copy of the disk in the place of the office, and tells nobody.
    pub async fn set_back(&mut self, to: &TempDir) {
        self.stop().await;
        replace_files(to.path(), self.folder.path());
        self.serve().await;
    }

    pub fn revoke(&self, kim: &TestKim, letter: &str) {
        let devices = self.devices(kim).into_iter();
        let device = devices.into_iter().find(|device| device.letter == letter);
        self.in_database(|tx| device.unwrap().revoke(tx, now()));
    }

    pub fn url(&self) -> String {
        format!("{}://localhost:{}", self.scheme, self.address.port())
    }

    /// Writes something into the office's database beside the server, as `adinda-server` commands do.
    pub fn in_database<T>(
        &self,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, adinda_server::OfficeError>,
    ) -> T {
        in_database(self.folder.path(), work)
    }

    pub fn add_kim(&self, name: &str) -> TestKim {
        let details = KimDetails {
            name: name.into(),
            village: "Pringgondani".into(),
            ..KimDetails::default()
        };
        let kim = self.in_database(|tx| Kim::add(tx, &details, now()));
        TestKim {
            id: kim.kim,
            name: name.into(),
        }
    }

    pub fn new_code(&self, kim: &TestKim) -> String {
        self.in_database(|tx| Kim::new_code(tx, kim.id, now() + 3600, now()))
            .to_string()
    }

    pub fn devices(&self, kim: &TestKim) -> Vec<Device> {
        self.in_database(|tx| Device::of_kim(tx, kim.id))
    }

    /// What arrived, as `adinda-server records` prints it.
    pub fn records(&self, kim: &TestKim) -> Json {
        self.in_database(|tx| records::report(tx, &kim.id.to_string()))
    }

    /// The fields of every record of a kind that arrived.
    pub fn records_of(&self, kim: &TestKim, kind: &str) -> Vec<Json> {
        let report = self.records(kim);
        let records = report["records"].as_array().unwrap();
        records
            .iter()
            .filter(|record| record["kind"] == kind)
            .map(|record| record["fields"].clone())
            .collect()
    }
}

fn replace_files(from: &Path, to: &Path) {
    for file in std::fs::read_dir(to).unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

pub fn in_database<T>(
    folder: &Path,
    work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, adinda_server::OfficeError>,
) -> T {
    let mut office = Office::open(folder).unwrap();
    let tx = office.begin().unwrap();
    let result = work(&tx).unwrap();
    tx.commit().unwrap();
    result
}

pub fn now() -> i64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_secs()
        .try_into()
        .unwrap()
}

/// A KIM of the office.
pub struct TestKim {
    pub id: adinda_domain::KimId,
    pub name: String,
}

/// A book in a folder of its own, opened with a key file.
pub struct TestBook {
    pub folder: TempDir,
    pub book: Book,
}

impl TestBook {
    pub fn new() -> TestBook {
        let folder = TempDir::new().unwrap();
        write_new_key_file(&folder.path().join("key"), &System).unwrap();
        let book = open(folder.path());
        TestBook { folder, book }
    }

    /// A book that is paired with an office as a laptop of a KIM.
    pub async fn paired(office: &TestOffice, kim: &TestKim) -> TestBook {
        let book = TestBook::new();
        book.pair(office, kim).await;
        book
    }

    pub async fn pair(&self, office: &TestOffice, kim: &TestKim) {
        let offered = self
            .book
            .begin_pairing(&office.url(), &office.new_code(kim))
            .await
            .unwrap();
        assert_eq!(offered.kim_name, kim.name);
        self.book.confirm_pairing().unwrap();
    }

    /// An edit that no form would let pass, as a faulty or older version may have left it in the outbox.
    pub fn plant_value(&self, kind: Kind, record: RecordId, path: FieldPath, value: Value) {
        let key = std::fs::read_to_string(self.folder.path().join("key")).unwrap();
        let database = rusqlite::Connection::open(self.data().join("buku.db")).unwrap();
        database
            .pragma_update(None, "key", format!("x'{}'", key.trim()))
            .unwrap();
        let edit = Edit {
            op: OpId::from_parts(1_790_000_000_000, rand_bytes()),
            kind,
            record,
            seen: RecordSeen::default(),
            changes: vec![Change {
                path,
                value,
                base: Base::Nothing,
            }],
            closes: Vec::new(),
            alternative_of: None,
            saved_at: 1_790_000_000,
        };
        let sql = "INSERT INTO outbox (position, op, kind, record, edit)
             SELECT coalesce(max(position), 0) + 1, ?1, ?2, ?3, ?4 FROM outbox";
        let (kind, bytes) = (edit.kind.as_str(), adinda_wire::encode(&edit).unwrap());
        let row = rusqlite::params![edit.op.as_bytes(), kind, edit.record.as_bytes(), bytes];
        database.execute(sql, row).unwrap();
    }

    /// The same disk in another laptop, as when somebody clones it.
    pub fn copied(&self) -> TestBook {
        let folder = TempDir::new().unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        replace_files(&self.data(), &folder.path().join("data"));
        std::fs::copy(self.folder.path().join("key"), folder.path().join("key")).unwrap();
        let book = open(folder.path());
        TestBook { folder, book }
    }

    /// Closes the book and opens it again, as after a restart.
    pub fn reopened(self) -> TestBook {
        let TestBook { folder, book } = self;
        drop(book);
        let book = open(folder.path());
        TestBook { folder, book }
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

impl Default for TestBook {
    fn default() -> Self {
        Self::new()
    }
}

fn rand_bytes() -> [u8; 10] {
    use adinda_client::Chance;
    let mut bytes = [0; 10];
    System.fill(&mut bytes).unwrap();
    bytes
}

fn open(folder: &Path) -> Book {
    Book::open(
        &folder.join("data"),
        &KeySource::File(folder.join("key")),
        Moment::system(),
    )
    .unwrap()
}

//! Photos and scans between real books and a real office: text first, pieces that resume, files that nobody else sees.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_client::BookError;
use adinda_client::sync::SyncError;
use adinda_client::sync::attachments::{Lane, LaneEnd};
use adinda_client::sync::runner::Runner;
use adinda_client::sync::transport::{HttpTransport, Transport};
use adinda_client::views::{AttachmentRow, FileStanding, FormKind, SyncPhase};
use adinda_domain::attachment::{Attachment, AttachmentRole, FileHash, MediaType};
use adinda_domain::meeting::Meeting;
use adinda_domain::{FieldPath, Kind, RecordId, Value};
use adinda_server::store::Kim;
use adinda_tests::office::{TestBook, TestKim, TestOffice};
use adinda_tests::photos::{CAMERA, decoded, large_photo, pdf, photo, with_exif};
use adinda_tests::sample::{aspiration, meeting, member};
use adinda_wire::attachment::{
    ATTACHMENT_PATH, AttachmentReply, AttachmentRequest, FileRefusal, Piece, PieceAnswer,
};
use adinda_wire::envelope::{pack_plain, unpack};
use adinda_wire::exchange::{EXCHANGE_PATH, Refusal};
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const HERE: FileStanding = FileStanding {
    here: true,
    at_office: false,
};
const EVERYWHERE: FileStanding = FileStanding {
    here: true,
    at_office: true,
};
/// "Foto menyusul": at the office, and on its way.
const FOLLOWS: FileStanding = FileStanding {
    here: false,
    at_office: true,
};

async fn office_and_kim() -> (TestOffice, TestKim) {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    (office, kim)
}

fn phase(book: &TestBook) -> SyncPhase {
    book.book.sync_status(false, None).unwrap().phase
}

fn to_send(book: &TestBook) -> usize {
    let status = book.book.sync_status(false, None).unwrap();
    status.attachments.to_send
}

/// A meeting with one photo, saved through its form.
fn meeting_with_photo(book: &TestBook, bytes: &[u8]) -> (RecordId, FileHash) {
    let mut form = book.book.open_form::<Meeting>(None).unwrap();
    form.record.title = "Rapat rutin".into();
    let photo = book.book.add_file(form.draft, "rapat.jpg", bytes).unwrap();
    let hash = photo.file.parse().unwrap();
    form.record.attachments.push(Attachment {
        caption: "Warga menyimak".into(),
        role: Some(AttachmentRole::Photo),
        ..photo
    });
    let id = book.book.save_form(form.draft, &form.record).unwrap();
    (id, hash)
}

fn rows(book: &TestBook, id: RecordId) -> Vec<AttachmentRow> {
    book.book.attachments(FormKind::Meeting, id).unwrap()
}

fn standing(book: &TestBook, id: RecordId) -> FileStanding {
    let rows = rows(book, id);
    assert_eq!(rows.len(), 1);
    rows[0].standing
}

async fn move_files(book: &TestBook) -> LaneEnd {
    book.book.sync_attachments(&Lane::default()).await.unwrap()
}

fn road(office: &TestOffice) -> HttpTransport {
    HttpTransport::pinned(&office.url(), None).unwrap()
}

/// How many files, and how many pieces, the office has of a KIM.
fn at_office(office: &TestOffice, kim: &TestKim) -> (i64, i64) {
    office.in_database(|tx| {
        let count = |sql| tx.query_row(sql, [kim.id.as_bytes()], |row| row.get(0));
        Ok((
            count("SELECT count(*) FROM attachment WHERE kim = ?1 AND complete = 1")?,
            count("SELECT count(*) FROM attachment_piece WHERE kim = ?1")?,
        ))
    })
}

/// Asks the office about one piece, as a laptop does.
async fn ask(office: &TestOffice, book: &TestBook, piece: Piece) -> PieceAnswer {
    let token = book.book.credential().unwrap().unwrap();
    ask_as(office, &token, piece).await
}

async fn ask_as(office: &TestOffice, token: &str, piece: Piece) -> PieceAnswer {
    let request = AttachmentRequest {
        protocol: 1,
        request: 5,
        piece,
    };
    let reply = road(office)
        .send(ATTACHMENT_PATH, Some(token), pack_plain(&request).unwrap())
        .await
        .unwrap();
    let reply: AttachmentReply = unpack(&reply).unwrap();
    assert_eq!(reply.request, 5);
    reply.answer
}

fn put(hash: FileHash, of: &[u8], offset: usize, length: usize) -> Piece {
    Piece::Put {
        hash,
        size: of.len() as u64,
        offset: offset as u64,
        bytes: of[offset..offset + length].to_vec(),
    }
}

fn received(offset: usize, complete: bool) -> PieceAnswer {
    PieceAnswer::Received {
        offset: offset as u64,
        complete,
    }
}

#[tokio::test]
async fn promise_12_text_first_photos_after_and_only_the_offices_word_counts() {
    let (office, kim) = office_and_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    let other = TestBook::paired(&office, &kim).await;
    let (id, hash) = meeting_with_photo(&laptop, &large_photo(1));
    assert_eq!(standing(&laptop, id), HERE);
    assert_eq!((to_send(&laptop), phase(&laptop)), (1, SyncPhase::Waiting));

    laptop.book.sync().await.unwrap();
    let arrived = office.records_of(&kim, "meeting");
    assert!(
        arrived[0].to_string().contains(&hash.to_string()),
        "the text says which file"
    );
    assert_eq!(
        at_office(&office, &kim),
        (0, 0),
        "and no photo went with it"
    );
    assert_eq!(
        phase(&laptop),
        SyncPhase::Waiting,
        "text alone is not everything"
    );
    other.book.sync().await.unwrap();
    assert_eq!(rows(&other, id)[0].attachment.caption, "Warga menyimak");
    assert_eq!(standing(&other, id), FileStanding::ABSENT, "foto menyusul");
    assert_eq!(
        phase(&other),
        SyncPhase::AllSent,
        "what others have to send isn't ours"
    );
    assert!(matches!(
        other.book.file_bytes(hash),
        Err(BookError::NotFound(_))
    ));

    assert_eq!(move_files(&laptop).await, LaneEnd::Done);
    assert_eq!(at_office(&office, &kim).0, 1);
    assert_eq!(standing(&laptop, id), EVERYWHERE);
    assert_eq!((to_send(&laptop), phase(&laptop)), (0, SyncPhase::AllSent));

    other.book.sync().await.unwrap();
    assert_eq!(standing(&other, id), FOLLOWS);
    move_files(&other).await;
    assert_eq!(standing(&other, id), EVERYWHERE);
    assert_eq!(
        other.book.file_bytes(hash).unwrap(),
        laptop.book.file_bytes(hash).unwrap()
    );
    let version = office.records(&kim)["version"].clone();
    move_files(&laptop).await;
    move_files(&other).await;
    assert_eq!(
        office.records(&kim)["version"],
        version,
        "nothing is sent twice"
    );
}

#[tokio::test]
async fn what_leaves_is_small_upright_and_says_nothing_of_the_camera() {
    let (office, kim) = office_and_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    let phone = with_exif(&large_photo(3), 6);
    let (id, hash) = meeting_with_photo(&laptop, &phone);
    laptop.book.sync().await.unwrap();
    move_files(&laptop).await;
    let kept = laptop.book.file_bytes(hash).unwrap();
    assert_eq!(FileHash(Sha256::digest(&kept).into()), hash);
    assert_eq!(decoded(&kept).dimensions(), (1200, 1600), "held upright");
    let row = &rows(&laptop, id)[0].attachment;
    assert_eq!(row.media_type, Some(MediaType::Jpeg));
    assert_eq!(row.size, Some(kept.len() as i64));
    for file in ["office.db", "office.db-wal"] {
        let bytes = std::fs::read(office.folder.path().join(file)).unwrap();
        let holds = |text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
        assert!(!holds(CAMERA.as_bytes()), "{file} names the camera");
    }
    drop(laptop.book);
    for file in std::fs::read_dir(laptop.folder.path().join("data")).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(
            !bytes.windows(64).any(|part| part == &kept[1000..1064]),
            "the book is encrypted, photos too"
        );
    }
}

/// Carries what it is let, and remembers on which path what went.
struct Watched<'a> {
    road: &'a HttpTransport,
    paths: Mutex<Vec<&'static str>>,
    /// After so many pieces the line breaks: every second time before the office hears of it, else after.
    breaks_after: AtomicUsize,
    loses_answer: AtomicBool,
}

impl<'a> Watched<'a> {
    fn new(road: &'a HttpTransport, breaks_after: usize) -> Watched<'a> {
        Watched {
            road,
            paths: Mutex::default(),
            breaks_after: AtomicUsize::new(breaks_after),
            loses_answer: AtomicBool::new(false),
        }
    }

    fn paths(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.paths.lock().unwrap())
    }
}

impl Transport for Watched<'_> {
    async fn send(
        &self,
        path: &'static str,
        token: Option<&str>,
        body: Vec<u8>,
    ) -> Result<Vec<u8>, SyncError> {
        self.paths.lock().unwrap().push(path);
        let breaks = path == ATTACHMENT_PATH && {
            let left = self.breaks_after.load(Ordering::SeqCst);
            self.breaks_after
                .store(left.saturating_sub(1), Ordering::SeqCst);
            left == 0
        };
        let broken = || Err(SyncError::Unreachable("the line broke".into()));
        if breaks && !self.loses_answer.fetch_xor(true, Ordering::SeqCst) {
            return broken();
        }
        let reply = self.road.send(path, token, body).await?;
        if breaks { broken() } else { Ok(reply) }
    }
}

#[tokio::test]
async fn a_line_that_breaks_at_any_piece_costs_that_piece_and_no_more() {
    let (office, kim) = office_and_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    let other = TestBook::paired(&office, &kim).await;
    let (id, hash) = meeting_with_photo(&laptop, &large_photo(4));
    laptop.book.sync().await.unwrap();
    let road = road(&office);
    let size = laptop.book.file_bytes(hash).unwrap().len();
    assert!(size > 100_000);

    // Each try gets one request through, the question how far the office is; then the line breaks, by turns before
    // and after the office has heard of the piece.
    let mut laptop = laptop;
    let mut tries = 0;
    let mut pieces_before = 0;
    while to_send(&laptop) > 0 {
        let loses_answer = tries % 2 == 1;
        let line = Watched::new(&road, 1);
        line.loses_answer.store(loses_answer, Ordering::SeqCst);
        let end = laptop
            .book
            .sync_attachments_over(&line, &Lane::default())
            .await;
        let (whole, pieces) = at_office(&office, &kim);
        assert_eq!(end.is_ok(), to_send(&laptop) == 0);
        assert_eq!(pieces > pieces_before, loses_answer && end.is_err());
        assert_eq!(phase(&laptop) == SyncPhase::AllSent, end.is_ok());
        assert!(whole == 1 || end.is_err());
        pieces_before = pieces;
        laptop = laptop.reopened();
        tries += 1;
        assert!(tries < 300);
    }
    assert!(
        pieces_before > 20,
        "{pieces_before} pieces: they didn't shrink"
    );
    assert_eq!(standing(&laptop, id), EVERYWHERE);
    let sent: i64 = office.in_database(|tx| {
        Ok(tx.query_row(
            "SELECT sum(length(bytes)) FROM attachment_piece",
            [],
            |row| row.get(0),
        )?)
    });
    assert_eq!(sent, size as i64, "nothing is at the office twice");

    let mut other = other;
    other.book.sync().await.unwrap();
    let mut tries = 0;
    while standing(&other, id) != EVERYWHERE {
        let line = Watched::new(&road, 1);
        drop(
            other
                .book
                .sync_attachments_over(&line, &Lane::default())
                .await,
        );
        other = other.reopened();
        tries += 1;
        assert!(tries < 100);
    }
    assert!(tries > 2, "{tries} tries");
    assert_eq!(
        other.book.file_bytes(hash).unwrap(),
        laptop.book.file_bytes(hash).unwrap()
    );
}

#[tokio::test]
async fn text_written_meanwhile_goes_before_the_next_piece() {
    let (office, kim) = office_and_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    meeting_with_photo(&laptop, &large_photo(5));
    let road = road(&office);
    let line = Watched::new(&road, usize::MAX);
    laptop
        .book
        .sync_attachments_over(&line, &Lane::default())
        .await
        .unwrap();
    let paths = line.paths();
    assert_eq!(
        paths[0], EXCHANGE_PATH,
        "the meeting goes before its photo: {paths:?}"
    );
    assert!(
        paths
            .iter()
            .filter(|path| **path == ATTACHMENT_PATH)
            .count()
            > 2,
        "{paths:?}"
    );
    assert_eq!(
        paths.last(),
        Some(&EXCHANGE_PATH),
        "and its arrival is heard of at the end"
    );

    /// Somebody saves while a piece is on its way.
    struct Saves<'a>(&'a TestBook, Watched<'a>);
    impl Transport for Saves<'_> {
        async fn send(
            &self,
            path: &'static str,
            token: Option<&str>,
            body: Vec<u8>,
        ) -> Result<Vec<u8>, SyncError> {
            let reply = self.1.send(path, token, body).await?;
            if path == ATTACHMENT_PATH && self.0.book.members().unwrap().is_empty() {
                self.0.book.add(&member("Sri")).unwrap();
            }
            Ok(reply)
        }
    }
    meeting_with_photo(&laptop, &large_photo(6));
    meeting_with_photo(&laptop, &large_photo(22));
    let saves = Saves(&laptop, Watched::new(&road, usize::MAX));
    laptop
        .book
        .sync_attachments_over(&saves, &Lane::default())
        .await
        .unwrap();
    let paths = saves.1.paths();
    assert_eq!(
        paths[..4],
        [
            EXCHANGE_PATH,
            ATTACHMENT_PATH,
            EXCHANGE_PATH,
            ATTACHMENT_PATH
        ],
        "Sri didn't wait for the second photo"
    );
    assert_eq!(office.records_of(&kim, "member").len(), 1);
    assert_eq!(phase(&laptop), SyncPhase::AllSent);
}

#[tokio::test]
async fn a_wrong_offset_is_answered_with_the_right_one() {
    let (office, kim) = office_and_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    let file = photo(7);
    let hash = FileHash(Sha256::digest(&file).into());
    let answer = async |piece| ask(&office, &laptop, piece).await;
    assert_eq!(
        answer(put(hash, &file, 0, 0)).await,
        received(0, false),
        "how far? nothing yet"
    );
    assert_eq!(
        answer(put(hash, &file, 5000, 100)).await,
        received(0, false)
    );
    assert_eq!(
        answer(put(hash, &file, 0, 4000)).await,
        received(4000, false)
    );
    assert_eq!(
        answer(put(hash, &file, 0, 4000)).await,
        received(4000, false),
        "again"
    );
    assert_eq!(
        answer(put(hash, &file, 3000, 4000)).await,
        received(4000, false),
        "overlapping"
    );
    assert_eq!(
        answer(put(hash, &file, 0, 0)).await,
        received(4000, false),
        "how far?"
    );
    let get = |offset, most| Piece::Get { hash, offset, most };
    assert_eq!(
        answer(get(0, 100)).await,
        PieceAnswer::Unknown,
        "not before it is whole"
    );
    let rest = file.len() - 4000;
    assert_eq!(
        answer(put(hash, &file, 4000, rest)).await,
        PieceAnswer::NotTaken(FileRefusal::WrongBytes),
        "no record names it: whoever did was erased meanwhile"
    );
    let rapat = laptop.book.add(&meeting("Rapat", &[])).unwrap();
    let named = FieldPath::item("attachments", rapat.0, "file");
    laptop.plant_value(Kind::MEETING, rapat, named, Value::Text(hash.to_string()));
    laptop.book.sync().await.unwrap();
    assert_eq!(
        answer(put(hash, &file, 0, 4000)).await,
        received(4000, false),
        "from the start"
    );
    assert_eq!(
        answer(put(hash, &file, 4000, rest)).await,
        received(file.len(), true)
    );
    assert_eq!(
        answer(put(hash, &file, 0, 4000)).await,
        received(file.len(), true),
        "late"
    );
    for (offset, most) in [
        (0, 100),
        (3990, 20),
        (4000, 1),
        (file.len() as u64 - 5, 100),
    ] {
        let end = (offset + most).min(file.len() as u64) as usize;
        let bytes = file[offset as usize..end].to_vec();
        let size = file.len() as u64;
        assert_eq!(
            answer(get(offset, most)).await,
            PieceAnswer::Bytes { size, bytes }
        );
    }
    let version = office.records(&kim)["version"].clone();
    assert_eq!(
        version, 3,
        "one version says that it arrived, after the meeting and its file"
    );
}

#[tokio::test]
async fn bytes_of_another_hash_are_dropped_and_the_file_begins_anew() {
    let (office, kim) = office_and_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    let (id, hash) = meeting_with_photo(&laptop, &photo(8));
    laptop.book.sync().await.unwrap();
    let file = laptop.book.file_bytes(hash).unwrap();
    let mut other = file.clone();
    other[2000] ^= 1;
    assert_eq!(
        ask(&office, &laptop, put(hash, &other, 0, 3000)).await,
        received(3000, false)
    );
    let rest = file.len() - 3000;
    assert_eq!(
        ask(&office, &laptop, put(hash, &file, 3000, rest)).await,
        PieceAnswer::NotTaken(FileRefusal::WrongBytes)
    );
    assert_eq!(at_office(&office, &kim), (0, 0));
    assert_eq!(standing(&laptop, id), HERE);

    // A laptop that goes on with what somebody else began wrongly hears it, and sends all of it the next time.
    assert_eq!(
        ask(&office, &laptop, put(hash, &other, 0, 3000)).await,
        received(3000, false)
    );
    let refused = laptop.book.sync_attachments(&Lane::default()).await;
    assert!(matches!(
        refused,
        Err(BookError::Sync(SyncError::FileNotTaken(
            FileRefusal::WrongBytes
        )))
    ));
    assert_eq!(phase(&laptop), SyncPhase::Waiting);
    assert_eq!(move_files(&laptop).await, LaneEnd::Done);
    assert_eq!(standing(&laptop, id), EVERYWHERE);
}

#[tokio::test]
async fn an_office_that_was_set_back_gets_the_file_again() {
    let (mut office, kim) = office_and_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    let other = TestBook::paired(&office, &kim).await;
    laptop.book.add(&member("Sri")).unwrap();
    laptop.book.sync().await.unwrap();
    office.stop().await;
    let database = office.folder.path().join("office.db");
    let copy = office.folder.path().join("copy.db");
    std::fs::copy(&database, &copy).unwrap();
    office.serve().await;

    let (id, hash) = meeting_with_photo(&laptop, &photo(9));
    laptop.book.sync().await.unwrap();
    move_files(&laptop).await;
    other.book.sync().await.unwrap();
    move_files(&other).await;
    assert_eq!(standing(&other, id), EVERYWHERE);

    office.stop().await;
    std::fs::copy(&copy, &database).unwrap();
    office.serve().await;
    assert_eq!(at_office(&office, &kim), (0, 0));
    laptop.book.sync().await.unwrap();
    assert_eq!(
        standing(&laptop, id),
        HERE,
        "the office's word is gone with the file"
    );
    assert_eq!((to_send(&laptop), phase(&laptop)), (1, SyncPhase::Waiting));
    assert_eq!(
        office.records(&kim)["held"].as_array().unwrap().len(),
        0,
        "nobody offers the office's own word"
    );
    move_files(&laptop).await;
    assert_eq!(at_office(&office, &kim).0, 1);
    assert_eq!(
        (standing(&laptop, id), phase(&laptop)),
        (EVERYWHERE, SyncPhase::AllSent)
    );
    other.book.sync().await.unwrap();
    move_files(&other).await;
    assert_eq!(standing(&other, id), EVERYWHERE);
    assert_eq!(
        other.book.file_bytes(hash).unwrap(),
        laptop.book.file_bytes(hash).unwrap()
    );
    assert_eq!(
        office.records(&kim)["conflicts"].as_array().unwrap().len(),
        0
    );
}

/// Set back in the midst of the lane: the office has forgotten the file that it said it has.
#[tokio::test]
async fn a_file_that_the_office_forgot_is_asked_for_in_vain_and_text_tells_why() {
    let (mut office, kim) = office_and_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    let other = TestBook::paired(&office, &kim).await;
    office.stop().await;
    let database = office.folder.path().join("office.db");
    let copy = office.folder.path().join("copy.db");
    std::fs::copy(&database, &copy).unwrap();
    office.serve().await;
    let (id, _) = meeting_with_photo(&laptop, &photo(10));
    laptop.book.sync().await.unwrap();
    move_files(&laptop).await;
    other.book.sync().await.unwrap();
    assert_eq!(standing(&other, id), FOLLOWS);
    office.stop().await;
    std::fs::copy(&copy, &database).unwrap();
    office.serve().await;

    assert!(other.book.sync_attachments(&Lane::default()).await.is_err());
    assert_eq!(
        standing(&other, id),
        FileStanding::ABSENT,
        "it noticed that the office was set back"
    );
    laptop.book.sync().await.unwrap();
    move_files(&laptop).await;
    other.book.sync().await.unwrap();
    move_files(&other).await;
    assert_eq!(standing(&other, id), EVERYWHERE);
}

#[tokio::test]
async fn a_file_of_another_kim_looks_like_one_that_never_was() {
    let (office, kim) = office_and_kim().await;
    let neighbour = office.add_kim("KIM Tetangga");
    let laptop = TestBook::paired(&office, &kim).await;
    let stranger = TestBook::paired(&office, &neighbour).await;
    let (_, hash) = meeting_with_photo(&laptop, &photo(11));
    laptop.book.sync().await.unwrap();
    move_files(&laptop).await;
    let file = laptop.book.file_bytes(hash).unwrap();

    let never = FileHash([9; 32]);
    let get = |hash| Piece::Get {
        hash,
        offset: 0,
        most: 100,
    };
    assert_eq!(
        ask(&office, &stranger, get(hash)).await,
        PieceAnswer::Unknown
    );
    assert_eq!(
        ask(&office, &stranger, get(never)).await,
        PieceAnswer::Unknown
    );
    for hash in [hash, never] {
        let asks = put(hash, &file, 0, 0);
        assert_eq!(ask(&office, &stranger, asks).await, received(0, false));
    }
    assert_eq!(at_office(&office, &neighbour), (0, 0));
    // The same photo in two villages is there twice, and neither hears of the other.
    let (id, same) = meeting_with_photo(&stranger, &photo(11));
    assert_eq!(same, hash);
    stranger.book.sync().await.unwrap();
    assert_eq!(standing(&stranger, id), HERE);
    move_files(&stranger).await;
    assert_eq!(standing(&stranger, id), EVERYWHERE);
    assert_eq!(at_office(&office, &kim).0, 1);

    let refused = PieceAnswer::Refused(Refusal::UnknownDevice);
    assert_eq!(ask_as(&office, "nobody", get(hash)).await, refused);
    let device = office.devices(&kim)[0].clone();
    office.in_database(|tx| device.revoke(tx, 1));
    let revoked = PieceAnswer::Refused(Refusal::Revoked);
    assert_eq!(ask(&office, &laptop, get(hash)).await, revoked);
    assert_eq!(
        ask(&office, &laptop, put(hash, &file, 0, 10)).await,
        revoked
    );
}

#[tokio::test]
async fn a_kim_without_room_keeps_its_photos_and_is_told() {
    let (office, kim) = office_and_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    meeting_with_photo(&laptop, &photo(12));
    let room = |bytes| office.in_database(|tx| Kim::set_attachment_room(tx, kim.id, bytes));
    room(1000);
    laptop.book.sync().await.unwrap();
    let refused = laptop.book.sync_attachments(&Lane::default()).await;
    assert!(matches!(
        refused,
        Err(BookError::Sync(SyncError::FileNotTaken(
            FileRefusal::NoRoom
        )))
    ));
    let status = laptop.book.sync_status(false, None).unwrap();
    assert_eq!(status.last_problem.unwrap().code, "no_room_at_office");
    assert_eq!(
        (status.phase, status.attachments.to_send),
        (SyncPhase::Waiting, 1)
    );
    room(10_000_000);
    move_files(&laptop).await;
    assert_eq!(phase(&laptop), SyncPhase::AllSent);

    let too_large = Piece::Put {
        hash: FileHash([1; 32]),
        size: 11 * 1024 * 1024,
        offset: 0,
        bytes: vec![1],
    };
    let refused = PieceAnswer::NotTaken(FileRefusal::TooLarge);
    assert_eq!(ask(&office, &laptop, too_large).await, refused);
}

/// A portal that answers everything with 200, in our own media type or not, and an office's answer to somebody else.
#[tokio::test]
async fn a_captive_portal_is_believed_nothing() {
    struct Portal(Vec<u8>);
    impl Transport for Portal {
        async fn send(
            &self,
            _: &'static str,
            _: Option<&str>,
            _: Vec<u8>,
        ) -> Result<Vec<u8>, SyncError> {
            Ok(self.0.clone())
        }
    }
    let (office, kim) = office_and_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    let (id, _) = meeting_with_photo(&laptop, &photo(13));
    laptop.book.sync().await.unwrap();
    let says = |request, answer| pack_plain(&AttachmentReply { request, answer }).unwrap();
    for body in [
        b"<html>Selamat datang</html>".to_vec(),
        Vec::new(),
        says(77, received(1_000_000, true)),
        says(0, received(1_000_000, true)),
        says(77, PieceAnswer::Unknown),
    ] {
        let portal = Portal(body);
        let end = laptop
            .book
            .sync_attachments_over(&portal, &Lane::default())
            .await;
        assert!(end.is_err());
        assert_eq!((standing(&laptop, id), to_send(&laptop)), (HERE, 1));
        assert_eq!(phase(&laptop), SyncPhase::Waiting);
    }
    assert_eq!(move_files(&laptop).await, LaneEnd::Done);
}

/// An office that lies about having taken it: without its word by the common road, the file stays in the queue.
#[tokio::test]
async fn a_piece_that_is_said_to_be_taken_proves_nothing() {
    struct Lies<'a>(&'a HttpTransport);
    impl Transport for Lies<'_> {
        async fn send(
            &self,
            path: &'static str,
            token: Option<&str>,
            body: Vec<u8>,
        ) -> Result<Vec<u8>, SyncError> {
            if path != ATTACHMENT_PATH {
                return self.0.send(path, token, body).await;
            }
            let request: AttachmentRequest = unpack(&body).unwrap();
            let Piece::Put { size, .. } = request.piece else {
                unreachable!("nothing is fetched here");
            };
            let answer = received(size as usize, true);
            let request = request.request;
            Ok(pack_plain(&AttachmentReply { request, answer }).unwrap())
        }
    }
    let (office, kim) = office_and_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    let (id, _) = meeting_with_photo(&laptop, &photo(14));
    let road = road(&office);
    let end = laptop
        .book
        .sync_attachments_over(&Lies(&road), &Lane::default())
        .await;
    assert!(matches!(end, Err(BookError::Sync(SyncError::BadReply(_)))));
    assert_eq!(
        (standing(&laptop, id), phase(&laptop)),
        (HERE, SyncPhase::Waiting)
    );
}

#[tokio::test]
async fn paused_it_rests_at_once_and_goes_on_where_it_was() {
    struct Pauses<'a>(&'a HttpTransport, &'a Lane, AtomicUsize);
    impl Transport for Pauses<'_> {
        async fn send(
            &self,
            path: &'static str,
            token: Option<&str>,
            body: Vec<u8>,
        ) -> Result<Vec<u8>, SyncError> {
            if path == ATTACHMENT_PATH && self.2.fetch_add(1, Ordering::SeqCst) == 2 {
                self.1.pause();
                // The line has gone silent: without the pause, nothing would ever come.
                std::future::pending::<()>().await;
            }
            self.0.send(path, token, body).await
        }
    }
    let (office, kim) = office_and_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    let (id, _) = meeting_with_photo(&laptop, &large_photo(15));
    laptop.book.sync().await.unwrap();
    let (road, lane) = (road(&office), Lane::default());
    let pauses = Pauses(&road, &lane, AtomicUsize::new(0));
    let end = laptop
        .book
        .sync_attachments_over(&pauses, &lane)
        .await
        .unwrap();
    assert_eq!((end, lane.is_paused()), (LaneEnd::Paused, true));
    assert_eq!(at_office(&office, &kim).1, 1, "one piece had got through");
    assert_eq!(
        laptop.book.sync_attachments(&lane).await.unwrap(),
        LaneEnd::Paused
    );
    assert_eq!(at_office(&office, &kim).1, 1);
    assert_eq!(phase(&laptop), SyncPhase::Waiting);
    lane.resume();
    assert_eq!(
        laptop.book.sync_attachments(&lane).await.unwrap(),
        LaneEnd::Done
    );
    assert_eq!(standing(&laptop, id), EVERYWHERE);
    assert_eq!(lane.progress(), None);
}

#[tokio::test]
async fn what_is_refused_leaves_nothing_behind() {
    let laptop = TestBook::new();
    let form = laptop.book.open_form::<Meeting>(None).unwrap();
    let whole = photo(16);
    for (name, bytes) in [
        ("foto.jpg", &b"MZ\x90\0"[..]),
        ("foto.jpg", &whole[..whole.len() / 2]),
        ("foto.heic", b"\0\0\0\x18ftypheic"),
        ("daftar.pdf", &whole),
        ("kosong.jpg", b""),
    ] {
        let refused = laptop.book.add_file(form.draft, name, bytes).unwrap_err();
        assert!(matches!(refused, BookError::Attachment(_)), "{name}");
        assert!(refused.code().starts_with("file_"), "{}", refused.code());
    }
    let heic = laptop
        .book
        .add_file(form.draft, "a.heic", b"\0\0\0\x18ftypheic")
        .unwrap_err();
    assert_eq!(heic.code(), "file_heic");
    assert_eq!(files_in(&laptop), 0);

    // A form can't name a file that isn't here, and is saved whole or not at all.
    let mut typed = form.record.clone();
    typed.title = "Rapat".into();
    typed.attachments.push(Attachment {
        file: FileHash([3; 32]).to_string(),
        ..Attachment::default()
    });
    let refused = laptop.book.save_form(form.draft, &typed).unwrap_err();
    assert!(matches!(refused, BookError::Invalid(_)));
    assert_eq!(laptop.book.meetings().unwrap().len(), 0);
}

/// How many files the book has, whole.
fn files_in(book: &TestBook) -> usize {
    book.book.kept_files().unwrap()
}

#[tokio::test]
async fn files_are_kept_with_an_open_form_and_swept_when_nobody_needs_them() {
    let laptop = TestBook::new();
    let mut form = laptop.book.open_form::<Meeting>(None).unwrap();
    let added = laptop
        .book
        .add_file(form.draft, "a.jpg", &photo(17))
        .unwrap();
    let hash: FileHash = added.file.parse().unwrap();
    form.record.title = "Rapat".into();
    form.record.attachments.push(added);
    laptop.book.keep_draft(form.draft, &form.record).unwrap();
    // A power cut, and the form comes back with its photo.
    let laptop = laptop.reopened();
    let back = laptop.book.open_draft::<Meeting>(form.draft).unwrap();
    assert_eq!(back.record.attachments.len(), 1);
    assert!(laptop.book.file_bytes(hash).is_ok());
    let id = laptop.book.save_form(form.draft, &back.record).unwrap();
    let laptop = laptop.reopened();
    assert_eq!(standing(&laptop, id), HERE, "saved is saved, its photo too");

    // Archived, it may come back: the photo is kept, and not sent.
    laptop.book.archive(FormKind::Meeting, id, None).unwrap();
    let laptop = laptop.reopened();
    assert_eq!((files_in(&laptop), to_send(&laptop)), (1, 0));
    laptop.book.restore(FormKind::Meeting, id).unwrap();
    assert_eq!(to_send(&laptop), 1);

    // Thrown away with its form, it is gone.
    let form = laptop.book.open_form::<Meeting>(None).unwrap();
    laptop
        .book
        .add_file(form.draft, "b.jpg", &photo(18))
        .unwrap();
    assert_eq!(files_in(&laptop), 2);
    laptop.book.discard_draft(form.draft).unwrap();
    let laptop = laptop.reopened();
    assert_eq!(files_in(&laptop), 1);
}

#[tokio::test]
async fn a_photo_taken_out_is_neither_sent_nor_fetched_and_goes_once_that_is_settled() {
    let (office, kim) = office_and_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    let (id, _) = meeting_with_photo(&laptop, &photo(19));
    let mut form = laptop.book.open_form::<Meeting>(Some(id)).unwrap();
    form.record.attachments.clear();
    laptop.book.save_form(form.draft, &form.record).unwrap();
    assert_eq!(to_send(&laptop), 0);
    let laptop = laptop.reopened();
    assert_eq!(files_in(&laptop), 1, "kept while its removal waits");
    laptop.book.sync().await.unwrap();
    move_files(&laptop).await;
    assert_eq!(at_office(&office, &kim), (0, 0));
    let laptop = laptop.reopened();
    assert_eq!(files_in(&laptop), 0);
}

#[tokio::test]
async fn scans_and_pictures_of_an_aspiration_travel_the_same_way() {
    let (office, kim) = office_and_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    let other = TestBook::paired(&office, &kim).await;
    let id = laptop.book.add(&aspiration("Jalan rusak")).unwrap();
    let attach = |name: &str, bytes: &[u8], role| {
        let kind = FormKind::Aspiration;
        laptop
            .book
            .attach(kind, id, name, bytes, "Lubang di depan SD", role)
            .unwrap()
    };
    attach("C:\\Foto\\lubang.jpg", &photo(20), None);
    attach("surat.pdf", &pdf(), Some(AttachmentRole::Letter));
    let waiting = laptop.book.sync_status(false, None).unwrap().attachments;
    assert_eq!(waiting.to_send, 2);
    laptop.book.sync().await.unwrap();
    move_files(&laptop).await;
    other.book.sync().await.unwrap();
    assert_eq!(
        other
            .book
            .sync_status(false, None)
            .unwrap()
            .attachments
            .to_fetch,
        2
    );
    move_files(&other).await;
    let rows = other.book.attachments(FormKind::Aspiration, id).unwrap();
    let names: Vec<&str> = rows
        .iter()
        .map(|row| row.attachment.name.as_str())
        .collect();
    assert_eq!(
        names,
        ["lubang.jpg", "surat.pdf"],
        "in order, without folders"
    );
    assert!(rows.iter().all(|row| row.standing == EVERYWHERE));
    let scan = rows[1].attachment.file.parse().unwrap();
    assert_eq!(other.book.file_bytes(scan).unwrap(), pdf());
    let missing = laptop
        .book
        .attach(FormKind::Meeting, id, "a.jpg", &photo(1), "", None);
    assert!(matches!(missing, Err(BookError::NotFound(_))));
    let unfit = laptop
        .book
        .attach(FormKind::Member, id, "a.jpg", &photo(1), "", None);
    assert!(matches!(unfit, Err(BookError::NotFound(_))));
}

#[tokio::test]
async fn two_laptops_that_send_the_same_photo_send_it_once() {
    let (office, kim) = office_and_kim().await;
    let one = TestBook::paired(&office, &kim).await;
    let two = TestBook::paired(&office, &kim).await;
    let (id, _) = meeting_with_photo(&one, &large_photo(21));
    let (other_id, _) = meeting_with_photo(&two, &large_photo(21));
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    let (lane, lane_too) = (Lane::default(), Lane::default());
    let (first, second) = tokio::join!(
        one.book.sync_attachments(&lane),
        two.book.sync_attachments(&lane_too)
    );
    assert_eq!(
        (first.unwrap(), second.unwrap()),
        (LaneEnd::Done, LaneEnd::Done)
    );
    assert_eq!(at_office(&office, &kim).0, 1);
    assert_eq!(
        (standing(&one, id), standing(&two, other_id)),
        (EVERYWHERE, EVERYWHERE)
    );
}

/// Promise 17 for files: with the record that named them they are erased here, at the office and elsewhere, but for
/// those that another record names.
#[tokio::test]
async fn erased_with_its_record_a_file_is_gone_everywhere() {
    let (office, kim) = office_and_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    let other = TestBook::paired(&office, &kim).await;
    let (erased, hash) = meeting_with_photo(&laptop, &photo(23));
    let own = laptop
        .book
        .attach(FormKind::Meeting, erased, "b.jpg", &photo(24), "", None)
        .unwrap();
    let own: FileHash = own.file.parse().unwrap();
    let (kept, _) = meeting_with_photo(&laptop, &photo(23));
    for book in [&laptop, &other] {
        book.book.sync().await.unwrap();
        move_files(book).await;
    }
    assert_eq!(at_office(&office, &kim).0, 2);
    assert_eq!((files_in(&laptop), files_in(&other)), (2, 2));
    laptop.book.erase(&Kind::MEETING, erased).unwrap();
    assert_eq!(files_in(&laptop), 1, "at once");
    laptop.book.sync().await.unwrap();
    other.book.sync().await.unwrap();
    assert_eq!(at_office(&office, &kim).0, 1);
    assert_eq!(files_in(&other), 1);
    assert_eq!(
        (standing(&laptop, kept), standing(&other, kept)),
        (EVERYWHERE, EVERYWHERE)
    );
    assert!(other.book.file_bytes(hash).is_ok() && other.book.file_bytes(own).is_err());

    // The same photo added to another meeting is sent anew: the office took back its word.
    let again = laptop
        .book
        .attach(FormKind::Meeting, kept, "b.jpg", &photo(24), "", None)
        .unwrap();
    assert_eq!(again.file, own.to_string());
    assert_eq!(to_send(&laptop), 1);
    laptop.book.sync().await.unwrap();
    move_files(&laptop).await;
    assert_eq!(at_office(&office, &kim).0, 2);
}

/// "Jeda", "lewat Wi-Fi saja", and photos that find no room: text goes its way all the same, and soon.
#[tokio::test]
async fn the_runner_never_lets_text_wait_for_photos() {
    let (office, kim) = office_and_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    meeting_with_photo(&laptop, &photo(25));
    let TestBook { folder, book } = laptop;
    let book = Arc::new(book);
    let room = |bytes| office.in_database(|tx| Kim::set_attachment_room(tx, kim.id, bytes));
    room(1000);
    let runner = Runner::new(Arc::clone(&book));
    let running = tokio::spawn(Arc::clone(&runner).run());
    // The first wait after a failure would be 15 s or more: what comes before hasn't waited.
    let within = async |what: &str, at_most: u64, is_so: &dyn Fn() -> bool| {
        let deadline = Instant::now() + Duration::from_secs(at_most);
        while !is_so() {
            assert!(Instant::now() < deadline, "{what}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let problem = || {
        runner
            .status()
            .unwrap()
            .last_problem
            .map(|problem| problem.code)
    };
    let no_room = || problem().as_deref() == Some("no_room_at_office");
    within("the office has no room", 30, &no_room).await;
    book.add(&member("Sri")).unwrap();
    let arrived = |count| office.records_of(&kim, "member").len() == count;
    within("Sri doesn't wait for the photo", 13, &|| arrived(1)).await;

    runner.set_photos_by_hand(true).unwrap();
    room(10_000_000);
    book.add(&member("Made")).unwrap();
    within("Made goes", 13, &|| arrived(2)).await;
    assert_eq!(at_office(&office, &kim).0, 0, "the photo rests");
    assert!(runner.status().unwrap().attachments.by_hand);
    let waits = || runner.status().unwrap().phase == SyncPhase::Waiting;
    within("the pill says that something waits", 30, &waits).await;
    runner.pause_photos();
    assert!(runner.status().unwrap().attachments.paused);
    runner.send_photos_now();
    within("the photo goes when it is asked for", 30, &|| {
        at_office(&office, &kim).0 == 1
    })
    .await;
    let all_sent = || runner.status().unwrap().phase == SyncPhase::AllSent;
    within("all is sent", 30, &all_sent).await;
    running.abort();
    drop(folder);
}

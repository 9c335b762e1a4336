//! What the faces (window and terminal) are given to show: plain data, serialised as it stands.
//! The TypeScript side of these types is generated from here (`tests/bindings.rs`).

use adinda_domain::activity::Activity;
use adinda_domain::aspiration::{Aspiration, OfficeWord, Reporter};
use adinda_domain::attachment::Attachment;
use adinda_domain::dissemination::Dissemination;
use adinda_domain::doubles::DoubleReason;
use adinda_domain::letter::Letter;
use adinda_domain::meeting::{AttendanceCount, FollowUpStatus, MeetingStatus};
use adinda_domain::member::Member;
use adinda_domain::warning::FieldProblem;
use adinda_domain::{DraftId, OpId, RecordId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Where the book stands when a face opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "phase", rename_all = "snake_case")]
pub enum AppState {
    /// No KIM has been written down yet: first start.
    FirstStart,
    /// Ready for work.
    Ready {
        /// The KIM's name.
        kim_name: String,
    },
    /// The book can't be opened; nothing was changed.
    Closed {
        /// Why, as a code of the message catalogue.
        problem: IpcError,
    },
}

/// An error as it crosses to a face: a code of the message catalogue and what its sentence fills in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IpcError {
    /// The code.
    pub code: String,
    /// What the sentence fills in; `cause` carries the technical cause for support staff.
    pub args: BTreeMap<String, String>,
    /// The fields that stand in the way, when the code is `invalid`.
    pub problems: Vec<FieldProblem>,
}

/// The kinds a form can be opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// The KIM's profile and settings.
    Profile,
    /// A member.
    Member,
    /// A meeting.
    Meeting,
    /// An aspiration with its reporter.
    Aspiration,
    /// An activity.
    Activity,
    /// Information that was spread.
    Dissemination,
    /// A letter that goes out.
    Letter,
}

/// What the aspiration form holds: the aspiration and the person who spoke, stored as two records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct AspirationForm {
    /// The aspiration; its `reporter` is kept by the book.
    pub aspiration: Aspiration,
    /// Who spoke.
    pub reporter: Reporter,
}

/// An open form. What it showed, and had thus been seen, is kept in the book until it is saved or thrown away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Form<T> {
    /// The draft behind the form.
    pub draft: DraftId,
    /// The record; new ones have their id from the start.
    pub id: RecordId,
    /// Whether the record is new.
    pub is_new: bool,
    /// What the fields hold: as stored, or as last typed.
    pub record: T,
    /// Set when something typed earlier and never saved was found: when it was last kept.
    pub restored_from: Option<DateTime<Utc>>,
    /// What the office has said (aspirations).
    pub office: OfficeWord,
    /// Where the record stands with the office.
    pub sync: RecordSync,
}

/// A draft that was typed and never saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DraftRow {
    /// The draft.
    pub draft: DraftId,
    /// What it is a draft of.
    pub kind: FormKind,
    /// The record.
    pub id: RecordId,
    /// Whether the record is new.
    pub is_new: bool,
    /// Name or title as typed; may be empty.
    pub title: String,
    /// When it was last kept.
    pub kept_at: DateTime<Utc>,
}

/// What is said about a form's fields as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FormCheck {
    /// What forbids saving.
    pub problems: Vec<FieldProblem>,
    /// What is only said.
    pub warnings: Vec<FieldProblem>,
}

/// Where one record stands with the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum RecordSync {
    /// Only on this laptop: it was never paired.
    OnlyHere,
    /// Waiting to be sent.
    Waiting,
    /// At the office, by its receipt.
    Sent {
        /// Since when, by the office's clock.
        since: DateTime<Utc>,
    },
    /// Needs a look: a conflict or something held.
    Review,
}

/// A member in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MemberRow {
    /// The record.
    pub id: RecordId,
    /// The member.
    pub member: Member,
    /// Whether in the KIM today.
    pub active: bool,
    /// Whether archived.
    pub archived: bool,
    /// Where it stands.
    pub sync: RecordSync,
}

/// A meeting in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingRow {
    /// The record.
    pub id: RecordId,
    /// Nama rapat.
    pub title: String,
    /// Tanggal.
    pub date: Option<NaiveDate>,
    /// Waktu mulai.
    pub start_time: String,
    /// Tempat.
    pub place: String,
    /// Draf or final.
    pub status: Option<MeetingStatus>,
    /// Who came.
    pub attendance: AttendanceCount,
    /// How many decisions.
    pub decisions: usize,
    /// How many follow-ups are still open.
    pub open_follow_ups: usize,
    /// Whether archived.
    pub archived: bool,
    /// Where it stands.
    pub sync: RecordSync,
}

/// An aspiration in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AspirationRow {
    /// The record.
    pub id: RecordId,
    /// The aspiration.
    pub aspiration: Aspiration,
    /// Who spoke; empty when anonymous, secret or not written down.
    pub reporter_name: String,
    /// What the office has said.
    pub office: OfficeWord,
    /// Whether archived.
    pub archived: bool,
    /// Where it stands.
    pub sync: RecordSync,
}

/// An activity in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ActivityRow {
    /// The record.
    pub id: RecordId,
    /// The activity.
    pub activity: Activity,
    /// Everybody who took part, members and others.
    pub participants: u64,
    /// Whether archived.
    pub archived: bool,
    /// Where it stands.
    pub sync: RecordSync,
}

/// Information that was spread, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DisseminationRow {
    /// The record.
    pub id: RecordId,
    /// What was spread.
    pub dissemination: Dissemination,
    /// Whether archived.
    pub archived: bool,
    /// Where it stands.
    pub sync: RecordSync,
}

/// A letter in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterRow {
    /// The record.
    pub id: RecordId,
    /// The letter.
    pub letter: Letter,
    /// The title of the meeting that it is about; empty without one.
    pub meeting_title: String,
    /// Whether archived.
    pub archived: bool,
    /// Where it stands.
    pub sync: RecordSync,
}

/// A follow-up that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DueFollowUp {
    /// The meeting it was decided in.
    pub meeting: RecordId,
    /// The meeting's title.
    pub meeting_title: String,
    /// Keputusan.
    pub decision: String,
    /// Penanggung jawab.
    pub responsible: String,
    /// Tenggat.
    pub due: NaiveDate,
    /// Whether the day has passed.
    pub overdue: bool,
    /// Status.
    pub status: Option<FollowUpStatus>,
}

/// What Beranda answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Overview {
    /// Today by this laptop's clock.
    pub today: NaiveDate,
    /// Active members that count as members.
    pub members: usize,
    /// Meetings this year.
    pub meetings_this_year: usize,
    /// The next meeting from today on.
    pub next_meeting: Option<MeetingRow>,
    /// The last meeting before today.
    pub last_meeting: Option<MeetingRow>,
    /// Follow-ups due within 14 days or overdue, the oldest first.
    pub due: Vec<DueFollowUp>,
    /// How the aspirations stand: stage in the village, or status at the office, with their numbers.
    pub aspirations: Vec<AspirationStanding>,
    /// Aspirations meant for the office that it hasn't finished.
    pub awaiting_office: usize,
    /// Typed and never saved.
    pub drafts: Vec<DraftRow>,
    /// Ends of SK or periode within 60 days.
    pub reminders: Vec<FieldProblem>,
}

/// One bar of the small chart of aspirations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AspirationStanding {
    /// `village/⟨stage⟩` or `office/⟨status⟩`, a key of the message catalogue.
    pub standing: String,
    /// How many.
    pub count: usize,
}

/// One hit of the search over everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SearchHit {
    /// What it is.
    pub kind: FormKind,
    /// The record.
    pub id: RecordId,
    /// Name or title.
    pub title: String,
    /// A line of context.
    pub detail: String,
}

/// What the pill says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SyncPhase {
    /// Never paired: safe on this laptop, not connected.
    Unpaired,
    /// A code was answered; the user hasn't confirmed the KIM shown.
    AwaitingConfirmation,
    /// Everything is at the office.
    AllSent,
    /// Something waits.
    Waiting,
    /// Right now talking to the office.
    Sending,
    /// Something needs a look.
    Review,
    /// The office doesn't know this laptop (any more): a new code is needed; everything is kept.
    NeedsCode,
}

/// The truth about sync, computed from the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncStatus {
    /// What the pill says.
    pub phase: SyncPhase,
    /// Edits without a receipt.
    pub waiting: usize,
    /// Conflicts and held edits.
    pub review: usize,
    /// When the office last answered, by this laptop's clock.
    pub last_contact: Option<DateTime<Utc>>,
    /// When it was last tried.
    pub last_try: Option<DateTime<Utc>>,
    /// Why the last try didn't get through, as a code of the message catalogue.
    pub last_problem: Option<IpcError>,
    /// When the next try comes by itself.
    pub next_try: Option<DateTime<Utc>>,
    /// How far this laptop's clock is from the office's, when more than ten minutes: minutes, positive is ahead.
    pub clock_ahead_minutes: Option<i64>,
    /// Photos and scans.
    pub attachments: AttachmentStatus,
    /// The office.
    pub office: Option<PairedOffice>,
    /// When the newest file for the office was saved, while no answer to it was opened.
    pub file_unanswered_since: Option<DateTime<Utc>>,
}

/// A file that was saved for the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedFile {
    /// Where it is.
    pub path: String,
    /// How many edits are in it.
    pub edits: usize,
    /// How many photos and scans are in it.
    pub photos: usize,
}

/// What a file from the office was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OpenedFile {
    /// The answer to a file that this laptop had saved.
    Answer(AppliedAnswer),
    /// The answer to a pairing request: to be confirmed, as over the network.
    Pairing(PairedOffice),
}

/// What came of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AppliedAnswer {
    /// In a word.
    pub outcome: AnswerOutcome,
    /// How many edits the office has now for certain that waited before.
    pub receipts: usize,
    /// How many edits wait still.
    pub waiting: usize,
    /// How many photos and scans came.
    pub photos: usize,
    /// Whether the office has more than went into this file.
    pub more: bool,
}

/// What came of an answer, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AnswerOutcome {
    /// It was applied.
    Applied,
    /// It says nothing that this book doesn't know already: opened twice, or by the network since.
    NothingNew,
    /// The office was set back: what it lost waits again. A new file is needed.
    SetBack,
    /// Too much has happened since. Nothing was applied, nothing is lost; a new file is needed.
    Overtaken,
}

/// Photos and scans on their way, computed from the data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AttachmentStatus {
    /// Files that the office hasn't confirmed.
    pub to_send: usize,
    /// Their bytes.
    pub bytes_to_send: u64,
    /// Files at the office that aren't here yet.
    pub to_fetch: usize,
    /// "Kirim foto lewat Wi-Fi saja": they move only when the user says so.
    pub by_hand: bool,
    /// Whether the user has paused them.
    pub paused: bool,
    /// The file that is moving right now.
    pub progress: Option<FileProgress>,
}

/// A file that is moving right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileProgress {
    /// To the office, or from it.
    pub sends: bool,
    /// So many bytes are where they should be.
    pub done: u64,
    /// So many there are; 0 if that isn't known yet.
    pub size: u64,
}

/// Where a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileStanding {
    /// On this laptop.
    pub here: bool,
    /// At the office, by its own word.
    pub at_office: bool,
}

impl FileStanding {
    /// Nowhere that we know of.
    pub const ABSENT: FileStanding = FileStanding {
        here: false,
        at_office: false,
    };
}

/// An attachment of a record, with where its file is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AttachmentRow {
    /// The attachment.
    #[serde(flatten)]
    pub attachment: Attachment,
    /// Where its file is.
    #[serde(flatten)]
    pub standing: FileStanding,
}

/// The office a book belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PairedOffice {
    /// Its address.
    pub server: String,
    /// Its name.
    pub office_name: String,
    /// The KIM as the office has it.
    pub kim_name: String,
    /// The village as the office has it.
    pub village: String,
    /// Kecamatan.
    pub district: String,
    /// Kabupaten.
    pub regency: String,
    /// This laptop's letter.
    pub device_letter: String,
    /// Whether the office already has records of this KIM, which will come to this laptop.
    pub has_records: bool,
}

/// What is kept back unless the user ticks it, for one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DisclosedField {
    /// NIK.
    Nik,
    /// Agama.
    Religion,
    /// Tempat & tanggal lahir.
    Birth,
    /// Names of reporters who asked for secrecy.
    SecretNames,
}

/// How something left the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DisclosureWay {
    /// Printed.
    Printed,
    /// Saved as a document.
    Saved,
    /// Exported as a sheet or as files.
    Exported,
    /// Copied as text.
    Copied,
}

/// A document or file that showed what is otherwise kept back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Disclosure {
    /// What people call the document (`Daftar anggota`).
    pub document: String,
    /// How it left.
    pub way: DisclosureWay,
    /// What it showed.
    pub shown: Vec<DisclosedField>,
    /// Of how many people.
    pub people: u32,
}

/// One of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DisclosureRow {
    /// Its place in the log.
    pub number: u32,
    /// When, by this laptop's clock.
    pub at: DateTime<Utc>,
    /// What was shown.
    #[serde(flatten)]
    pub disclosure: Disclosure,
}

/// A village of the built-in list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VillageChoice {
    /// Kode wilayah, `PP.KK.CC.DDDD`.
    pub code: String,
    /// Nama desa.
    pub name: String,
    /// Nama kecamatan.
    pub district: String,
    /// Nama kabupaten or kota, with that word before it.
    pub regency: String,
    /// Nama provinsi.
    pub province: String,
    /// `desa`, `kelurahan` or `desa adat`, by the code.
    pub level: String,
}

/// A value that waits for somebody to choose: a conflict, or one that the office could not take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewItem {
    /// The edit that it came with; together with `field` it names the item.
    pub op: OpId,
    /// The field's path.
    pub field: String,
    /// The field without ids (`attendance//status`), a key of the message catalogue.
    pub label: String,
    /// Which entry of a list it belongs to: a member's name, a decision; else empty.
    pub entry: String,
    /// The record's kind.
    pub kind: String,
    /// The record.
    pub record: RecordId,
    /// Its name or title.
    pub title: String,
    /// The form that shows it, if there is one.
    pub form: Option<FormKind>,
    /// Why somebody has to look.
    pub reason: ReviewReason,
    /// What stands there now.
    pub standing: ReviewVersion,
    /// What was kept beside it.
    pub other: ReviewVersion,
    /// Whether both are long texts, which may be joined.
    pub long_text: bool,
    /// What was seen: handed back with the choice, so that nothing is settled that nobody has looked at.
    pub stamp: String,
}

/// Why somebody has to look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum ReviewReason {
    /// Two people changed the same field without knowing of each other.
    SameField,
    /// The record was archived by somebody who didn't know of this change.
    Archived,
    /// Somebody wanted to archive the record without knowing what had changed in it.
    Archiving,
    /// The minutes were made final by somebody who didn't know of this change.
    MadeFinal,
    /// The office could not take the value.
    Held {
        /// Its code for the message catalogue.
        code: String,
    },
}

/// One of two versions of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewVersion {
    /// The value.
    pub value: ReviewValue,
    /// Whose it is; none when nothing was ever written.
    pub author: Option<ReviewAuthor>,
    /// The author's clock at the save.
    pub saved_at: Option<DateTime<Utc>>,
}

/// Who wrote a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum ReviewAuthor {
    /// This laptop.
    Here,
    /// Another laptop of the KIM.
    Laptop {
        /// Its letter.
        letter: String,
    },
    /// The office.
    Office,
}

/// A value as it is shown for choosing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum ReviewValue {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A date, `2026-08-05`.
    Date(String),
    /// Yes or no.
    Boolean(bool),
    /// A number.
    Number(i64),
    /// One of the field's words.
    Choice(String),
    /// Another record, by its name.
    Record(String),
    /// Something of a newer version.
    Unknown,
}

/// What somebody chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "choice", rename_all = "snake_case")]
pub enum SettleChoice {
    /// What stands there stays; the other is put away.
    KeepStanding,
    /// The other takes its place (a held value is sent once more).
    TakeOther,
    /// Something else: two texts joined, a value mended.
    Write {
        /// The text as typed.
        text: String,
    },
}

/// One item, settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settlement {
    /// [`ReviewItem::op`].
    pub op: OpId,
    /// [`ReviewItem::field`].
    pub field: String,
    /// [`ReviewItem::stamp`].
    pub stamp: String,
    /// What was chosen.
    pub choice: SettleChoice,
}

/// Two members that look like one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DoubleRow {
    /// Why they look like one.
    pub reason: DoubleReason,
    /// The one written down earlier.
    pub first: DoubleMember,
    /// The one written down later.
    pub second: DoubleMember,
}

/// One of two likely doubles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DoubleMember {
    /// The record.
    pub id: RecordId,
    /// The member.
    pub member: Member,
    /// At how many meetings the person was marked.
    pub meetings: usize,
    /// Where the record stands.
    pub sync: RecordSync,
}

/// Everything that waits for somebody to look at it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Review {
    /// Conflicts and held values, record by record.
    pub items: Vec<ReviewItem>,
    /// Members that may be one person.
    pub doubles: Vec<DoubleRow>,
    /// Letters that bear one number.
    pub numbers: Vec<NumberDouble>,
}

/// A number that several letters bear: two laptops gave it before they were paired. One of them has to be voided, and
/// written anew if it is still wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NumberDouble {
    /// The number.
    pub number: String,
    /// Who bears it.
    pub letters: Vec<LetterRow>,
}

//! The TypeScript types in `ui/src/lib/ipc/bindings.ts` are made from the Rust ones, committed, and held
//! to them here. To write them anew: `ADINDA_WRITE_BINDINGS=1 cargo test -p adinda-client --test bindings`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_client::exports::views::{ExportFormat, ExportList, ExportOptions, ExportedRegister};
use adinda_client::imports::views::*;
use adinda_client::views::*;
use adinda_domain::activity::*;
use adinda_domain::aspiration::*;
use adinda_domain::attachment::{Attachment, AttachmentRole, MediaType};
use adinda_domain::dissemination::{Dissemination, FactCheck};
use adinda_domain::doubles::DoubleReason;
use adinda_domain::id::{DraftId, OpId, RecordId};
use adinda_domain::letter::*;
use adinda_domain::meeting::*;
use adinda_domain::member::*;
use adinda_domain::nik::NikReading;
use adinda_domain::profile::*;
use adinda_domain::warning::FieldProblem;
use ts_rs::{Config, TS};

macro_rules! declarations {
    ($($type:ty),+ $(,)?) => {{
        let config = Config::default().with_large_int("number");
        let mut text = String::from(
            "// Made from the Rust types by crates/client/tests/bindings.rs. Not to be edited by hand.\n",
        );
        $(text.push_str(&format!("\nexport {}\n", <$type>::decl(&config)));)+
        text
    }};
}

#[test]
fn typescript_types_are_those_of_rust() {
    let made = declarations![
        RecordId,
        DraftId,
        OpId,
        FieldProblem,
        IpcError,
        AppState,
        FormKind,
        NikReading,
        Profile,
        Level,
        TimeZone,
        LongForm,
        Letterhead,
        SignerNumberLabel,
        Paper,
        KimSigner,
        Member,
        Sex,
        Position,
        Religion,
        Education,
        Meeting,
        AgendaItem,
        AttendanceMark,
        Guest,
        Decision,
        Attachment,
        MediaType,
        AttachmentRole,
        AdindaFunction,
        MeetingType,
        MeetingStatus,
        Attendance,
        FollowUpStatus,
        AttendanceCount,
        Aspiration,
        Reporter,
        AspirationForm,
        OfficeWord,
        Classification,
        Category,
        Identity,
        Channel,
        Destination,
        Priority,
        VillageStage,
        OfficeStatus,
        Activity,
        Participant,
        ActivityType,
        Dissemination,
        FactCheck,
        Letter,
        LetterKind,
        LetterNature,
        Form<AspirationForm>,
        DraftRow,
        FormCheck,
        RecordSync,
        MemberRow,
        MeetingRow,
        AspirationRow,
        ActivityRow,
        DisseminationRow,
        LetterRow,
        DueFollowUp,
        Overview,
        AspirationStanding,
        SearchHit,
        SyncPhase,
        SyncStatus,
        SavedFile,
        OpenedFile,
        AppliedAnswer,
        AnswerOutcome,
        AttachmentStatus,
        FileProgress,
        FileStanding,
        AttachmentRow,
        PairedOffice,
        DisclosedField,
        DisclosureWay,
        Disclosure,
        DisclosureRow,
        VillageChoice,
        Review,
        ReviewItem,
        ReviewReason,
        ReviewVersion,
        ReviewAuthor,
        ReviewValue,
        SettleChoice,
        Settlement,
        DoubleRow,
        DoubleReason,
        DoubleMember,
        NumberDouble,
        CellProblem,
        LeftOut,
        LeftOutReason,
        ImportKind,
        ImportOptions,
        ImportPlan,
        ImportColumn,
        ImportDuplicate,
        DuplicateReason,
        DuplicateChoice,
        ImportDecisions,
        ImportDone,
        ImportUndone,
        ExportList,
        ExportFormat,
        ExportOptions,
        ExportedRegister,
    ];
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/lib/ipc/bindings.ts");
    if std::env::var_os("ADINDA_WRITE_BINDINGS").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == made,
        "{} differs from the Rust types; write it anew with ADINDA_WRITE_BINDINGS=1 cargo test -p adinda-client --test bindings",
        path.display()
    );
}

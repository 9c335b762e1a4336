//! The TypeScript types in `ui/src/lib/ipc/documentBindings.ts` are made from the Rust ones, committed, and held to
//! them here. To write them anew: `ADINDA_WRITE_BINDINGS=1 cargo test -p adinda-paperwork --test bindings`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_domain::member_group::MemberGroup;
use adinda_paperwork::*;
use adinda_print::{Document, RosterColumn};
use ts_rs::{Config, TS};

macro_rules! declarations {
    ($($type:ty),+ $(,)?) => {{
        let config = Config::default().with_large_int("number");
        let mut text = String::from(
            "// Made from the Rust types by crates/paperwork/tests/bindings.rs. Not to be edited by hand.\n\
             import type { Destination, Paper, RecordId } from './bindings';\n",
        );
        $(text.push_str(&format!("\nexport {}\n", <$type>::decl(&config)));)+
        text
    }};
}

#[test]
fn typescript_types_are_those_of_rust() {
    let made = declarations![
        Document,
        DocumentRequest,
        SignerChoice,
        DocumentOptions,
        RosterOptions,
        AttendanceSheetOptions,
        MinutesOptions,
        MeetingLetterOptions,
        InvitationOptions,
        PeriodOptions,
        AspirationSheetOptions,
        CoverLetterOptions,
        ActivityBookOptions,
        ActivityReportOptions,
        CardOptions,
        RosterColumn,
        RosterOrder,
        MemberGroup,
        DocumentOutline,
    ];
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../ui/src/lib/ipc/documentBindings.ts");
    if std::env::var_os("ADINDA_WRITE_BINDINGS").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == made,
        "{} differs from the Rust types; write it anew with ADINDA_WRITE_BINDINGS=1 cargo test -p adinda-paperwork --test bindings",
        path.display()
    );
}

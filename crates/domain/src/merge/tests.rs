//! The merge table: what stands, what the author had seen, what came, what becomes of it.

use super::*;
use crate::value::Value::{Boolean, Null, Text};
use std::convert::Infallible;

struct Office {
    confirmed: BTreeMap<FieldPath, Confirmed>,
    own: BTreeMap<OpId, OwnEdit>,
    erased: Vec<Uuid>,
}

impl MergeContext for Office {
    type Error = Infallible;
    fn confirmed(&self) -> &BTreeMap<FieldPath, Confirmed> {
        &self.confirmed
    }
    fn own_edit(&mut self, op: OpId, _: &FieldPath) -> Result<OwnEdit, Infallible> {
        Ok(self.own.get(&op).copied().unwrap_or(OwnEdit::Unknown))
    }
    fn is_erased(&mut self, id: Uuid) -> Result<bool, Infallible> {
        Ok(self.erased.contains(&id))
    }
    fn own_versions(&mut self, op: OpId) -> Result<Vec<Version>, Infallible> {
        Ok(match self.own.get(&op) {
            Some(OwnEdit::Confirmed(version)) => vec![*version],
            _ => Vec::new(),
        })
    }
}

fn op(n: u8) -> OpId {
    OpId::from_bytes([n; 16])
}

fn text(text: &str) -> Value {
    Text(text.into())
}

fn field(name: &str, value: Value, version: u64) -> (FieldPath, Confirmed) {
    (
        FieldPath::scalar(name),
        Confirmed {
            value,
            version: Version(version),
        },
    )
}

fn change(name: &str, value: Value, base: Base) -> Change {
    Change {
        path: FieldPath::scalar(name),
        value,
        base,
    }
}

fn office(
    confirmed: impl IntoIterator<Item = (FieldPath, Confirmed)>,
    own: impl IntoIterator<Item = (OpId, OwnEdit)>,
) -> Office {
    Office {
        confirmed: confirmed.into_iter().collect(),
        own: own.into_iter().collect(),
        erased: Vec::new(),
    }
}

fn outcomes(kind: Kind, office: &mut Office, seen: RecordSeen, changes: &[Change]) -> Vec<Outcome> {
    match decide(&kind, Author::Device, &seen, changes, office) {
        Ok(outcomes) => outcomes,
    }
}

/// What stands (value, version), the base, what the named own edit became, what came, the outcome.
type Row = (
    Option<(&'static str, u64)>,
    Base,
    Option<OwnEdit>,
    Value,
    Outcome,
);

#[test]
fn one_field_by_what_its_author_had_seen() {
    use Base::*;
    use Outcome::*;
    let standing = Some(("Sri", 7));
    #[rustfmt::skip]
    let table: &[Row] = &[
        // what stands,  base,               what the named own edit became,          what came,      outcome
        (None,           Nothing,            None,                                     text("Sri"),    Applied),
        (None,           UpTo(Version(3)),   None,                                     text("Sri"),    Applied),
        (None,           Unseen,             None,                                     text("Sri"),    Applied),
        (standing,       Nothing,            None,                                     text("Wati"),   Conflict),
        (standing,       Unseen,             None,                                     text("Wati"),   Conflict),
        (standing,       Unseen,             None,                                     text("Sri"),    Same(Version(7))),
        (standing,       Nothing,            None,                                     text("Sri"),    Same(Version(7))),
        (standing,       At(Version(7)),     None,                                     text("Wati"),   Applied),
        (standing,       At(Version(7)),     None,                                     Null,           Applied),
        (standing,       At(Version(6)),     None,                                     text("Wati"),   Conflict),
        (standing,       At(Version(8)),     None,                                     text("Wati"),   Conflict),
        (standing,       UpTo(Version(7)),   None,                                     text("Wati"),   Applied),
        (standing,       UpTo(Version(6)),   None,                                     text("Wati"),   Conflict),
        (standing,       Own(op(1)),         Some(OwnEdit::Confirmed(Version(7))),     text("Wati"),   Applied),
        (standing,       Own(op(1)),         Some(OwnEdit::Confirmed(Version(6))),     text("Wati"),   Conflict),
        (standing,       Own(op(1)),         Some(OwnEdit::Conflict),                  text("Wati"),   Conflict),
        (standing,       Own(op(1)),         Some(OwnEdit::Held(At(Version(7)))),      text("Wati"),   Applied),
        (standing,       Own(op(1)),         Some(OwnEdit::Held(Nothing)),             text("Wati"),   Conflict),
        (standing,       Own(op(1)),         None,                                     text("Wati"),   Conflict),
        (standing,       At(Version(7)),     None,                                     Boolean(true),  Held(HeldReason::Value(ValueProblem::WrongType))),
    ];
    for (stands, base, own, value, expected) in table {
        let mut office = office(
            stands.map(|(value, version)| field("name", text(value), version)),
            own.map(|own| (op(1), own)),
        );
        let got = outcomes(
            Kind::MEMBER,
            &mut office,
            RecordSeen::default(),
            &[change("name", value.clone(), *base)],
        );
        assert_eq!(got, [*expected], "{stands:?} {base:?} {own:?} {value:?}");
    }
}

#[test]
fn different_fields_merge_without_asking() {
    let mut office = office(
        [
            field("name", text("Sri"), 5),
            field("address", text("RT 2"), 9),
        ],
        [],
    );
    let changes = [
        change("name", text("Sri W."), Base::At(Version(5))),
        change("address", text("RT 3"), Base::At(Version(4))),
    ];
    assert_eq!(
        outcomes(Kind::MEMBER, &mut office, RecordSeen::default(), &changes),
        [Outcome::Applied, Outcome::Conflict]
    );
}

#[test]
fn a_removal_stands_only_if_everything_had_been_seen() {
    let record = [
        field("name", text("Sri"), 5),
        field("phone", text("+62"), 8),
    ];
    let remove = [change("removed", Boolean(true), Base::Nothing)];
    let seen = |version, own| RecordSeen {
        version: Version(version),
        own,
    };
    let own = [(op(1), OwnEdit::Confirmed(Version(8)))];
    for (seen, expected) in [
        (seen(8, vec![]), Outcome::Applied),
        (seen(7, vec![]), Outcome::Conflict),
        (seen(5, vec![op(1)]), Outcome::Applied),
        (seen(5, vec![op(2)]), Outcome::Conflict),
        (seen(4, vec![op(1)]), Outcome::Conflict),
    ] {
        assert_eq!(
            outcomes(
                Kind::MEMBER,
                &mut office(record.clone(), own),
                seen.clone(),
                &remove
            ),
            [expected],
            "{seen:?}"
        );
    }
}

#[test]
fn an_edit_that_has_not_seen_the_guard_is_a_conflict() {
    let removed = [
        field("name", text("Sri"), 5),
        field("removed", Boolean(true), 9),
    ];
    let edit = [change("name", text("Sri W."), Base::At(Version(5)))];
    let seen = |version| RecordSeen {
        version: Version(version),
        own: vec![],
    };
    assert_eq!(
        outcomes(
            Kind::MEMBER,
            &mut office(removed.clone(), []),
            seen(5),
            &edit
        ),
        [Outcome::Conflict]
    );
    assert_eq!(
        outcomes(
            Kind::MEMBER,
            &mut office(removed.clone(), []),
            seen(9),
            &edit
        ),
        [Outcome::Applied]
    );
    let bring_back = [change("removed", Null, Base::At(Version(9)))];
    assert_eq!(
        outcomes(Kind::MEMBER, &mut office(removed, []), seen(9), &bring_back),
        [Outcome::Applied]
    );

    let final_minutes = [
        field("title", text("Rapat"), 2),
        field("status", text("final"), 6),
    ];
    let late = [change("title", text("Rapat rutin"), Base::At(Version(2)))];
    assert_eq!(
        outcomes(
            Kind::MEETING,
            &mut office(final_minutes.clone(), []),
            seen(5),
            &late
        ),
        [Outcome::Conflict]
    );
    assert_eq!(
        outcomes(
            Kind::MEETING,
            &mut office(final_minutes, []),
            seen(6),
            &late
        ),
        [Outcome::Applied]
    );
}

#[test]
fn only_the_office_writes_its_fields() {
    let answer = [change(
        "office/answer",
        text("Sudah diperbaiki"),
        Base::Nothing,
    )];
    let mut empty = office([], []);
    assert_eq!(
        outcomes(Kind::ASPIRATION, &mut empty, RecordSeen::default(), &answer),
        [Outcome::Held(HeldReason::OfficeField)]
    );
    assert_eq!(
        decide(
            &Kind::ASPIRATION,
            Author::Office,
            &RecordSeen::default(),
            &answer,
            &mut empty
        ),
        Ok(vec![Outcome::Applied])
    );
}

#[test]
fn unknown_kinds_and_fields_merge_as_they_came() {
    let opaque = Value::Opaque(vec![0x82, 1, 2]);
    let changes = [change("from_tomorrow", opaque.clone(), Base::Nothing)];
    assert_eq!(
        outcomes(
            Kind::new("kind_of_tomorrow"),
            &mut office([], []),
            RecordSeen::default(),
            &changes
        ),
        [Outcome::Applied]
    );
    let standing = [field("from_tomorrow", opaque, 3)];
    assert_eq!(
        outcomes(
            Kind::new("kind_of_tomorrow"),
            &mut office(standing, []),
            RecordSeen::default(),
            &changes
        ),
        [Outcome::Same(Version(3))]
    );
}

#[test]
fn reasons_keep_their_numbers() {
    for code in [1, 2, 3, 4, 5, 6, 20, 21, 99] {
        assert_eq!(HeldReason::from_code(code).code(), code);
    }
}

#[test]
fn erasure_beats_whatever_comes() {
    let erase = || change(FieldPath::ERASED, Boolean(true), Base::Nothing);
    let name = |base| change("name", text("Sri"), base);
    let decided = |office: &mut Office, changes: &[Change]| {
        outcomes(Kind::MEMBER, office, RecordSeen::default(), changes)
    };
    let mut standing = office(
        [
            field("name", text("Sri"), 3),
            field(FieldPath::REMOVED, Boolean(true), 4),
        ],
        [],
    );
    assert_eq!(
        decided(&mut standing, &[name(Base::At(Version(3))), erase()]),
        [Outcome::Erased, Outcome::Applied],
        "unseen guards or values don't stop it, and nothing else of its edit is taken"
    );
    let mut erased = office([field(FieldPath::ERASED, Boolean(true), 7)], []);
    assert_eq!(
        decided(&mut erased, &[name(Base::Nothing), erase()]),
        [Outcome::Erased, Outcome::Same(Version(7))]
    );
    let take_back = change(FieldPath::ERASED, Null, Base::At(Version(7)));
    assert_eq!(
        decided(&mut erased, std::slice::from_ref(&take_back)),
        [Outcome::Erased]
    );
    let mut untouched = office([field("name", text("Sri"), 3)], []);
    assert_eq!(
        decided(&mut untouched, &[take_back]),
        [Outcome::Held(HeldReason::Value(ValueProblem::OutOfBounds))],
        "no Adinda writes that"
    );
}

#[test]
fn entries_under_the_id_of_somebody_erased_are_erased() {
    let (gone, here) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let mut meeting = office([], []);
    meeting.erased.push(gone);
    let attends = |id| Change {
        path: FieldPath::item("attendance", id, "status"),
        value: text("present"),
        base: Base::Nothing,
    };
    assert_eq!(
        outcomes(
            Kind::MEETING,
            &mut meeting,
            RecordSeen::default(),
            &[attends(gone), attends(here)]
        ),
        [Outcome::Erased, Outcome::Applied]
    );
}

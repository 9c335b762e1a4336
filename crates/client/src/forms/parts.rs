//! What a form holds and which records it is made of. Most forms are one record; an aspiration's form is two,
//! because the person who spoke is kept apart.

use super::{aspiration_warnings, member_warnings, part_as_shown};
use crate::error::BookError;
use crate::store::drafts::DraftPart as Part;
use crate::store::erased;
use crate::views::{AspirationForm, FormKind};
use adinda_domain::activity::Activity;
use adinda_domain::aspiration::{Aspiration, Identity, Reporter};
use adinda_domain::dissemination::{self, Dissemination};
use adinda_domain::letter::Letter;
use adinda_domain::meeting::Meeting;
use adinda_domain::member::Member;
use adinda_domain::profile::Profile;
use adinda_domain::warning::FieldProblem;
use adinda_domain::{Fields, Kind, RecordId, RecordKind};
use chrono::NaiveDate;
use rusqlite::Transaction;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a form holds.
pub trait FormRecord:
    Clone + Default + PartialEq + Serialize + DeserializeOwned + FormParts
{
    /// Which form.
    const FORM: FormKind;
    /// The kind of the record that the form is about.
    const ROOT: Kind;
}

/// How a form is made of records.
pub trait FormParts: Sized {
    /// The records behind the form about `root`, as they stand; `companion` is a fresh id for one that isn't there yet.
    #[doc(hidden)]
    fn parts_to_open(
        tx: &Transaction<'_>,
        root: RecordId,
        companion: RecordId,
    ) -> Result<Vec<Part>, BookError>;
    /// What the form shows of its records.
    #[doc(hidden)]
    fn from_parts(parts: &[Part]) -> Self;
    /// The fields of each record as the form holds them, in the order of `parts`.
    #[doc(hidden)]
    fn to_fields(&self, parts: &[Part]) -> Vec<Fields>;
    /// New entries of lists get an id from `fresh`.
    #[doc(hidden)]
    fn with_item_ids(self, _fresh: &mut dyn FnMut() -> RecordId) -> Self {
        self
    }
    /// What needs no question is put right.
    #[doc(hidden)]
    fn tidied(self) -> Self;
    /// What forbids saving.
    #[doc(hidden)]
    fn problems(&self) -> Vec<FieldProblem>;
    /// What is only said.
    #[doc(hidden)]
    fn warnings(
        &self,
        tx: &Transaction<'_>,
        id: Option<RecordId>,
        today: NaiveDate,
    ) -> Result<Vec<FieldProblem>, BookError>;
}

fn values(part: &Part) -> Fields {
    let shared = part
        .shown
        .iter()
        .map(|change| (change.path.clone(), change.value.clone()));
    shared.chain(part.private.clone()).collect()
}

macro_rules! one_record {
    ($type:ty, $form:expr, $(ids $with_ids:expr,)? |$typed:ident, $tx:ident, $id:ident, $today:ident| $warnings:expr) => {
        impl FormRecord for $type {
            const FORM: FormKind = $form;
            const ROOT: Kind = <$type as RecordKind>::KIND;
        }

        impl FormParts for $type {
            fn parts_to_open(tx: &Transaction<'_>, root: RecordId, _: RecordId) -> Result<Vec<Part>, BookError> {
                Ok(vec![part_as_shown(tx, &<$type as RecordKind>::KIND, root)?])
            }
            fn from_parts(parts: &[Part]) -> Self {
                parts.first().map(|part| <$type as RecordKind>::from_fields(&values(part))).unwrap_or_default()
            }
            fn to_fields(&self, _: &[Part]) -> Vec<Fields> {
                vec![RecordKind::to_fields(self)]
            }
            $(fn with_item_ids(self, fresh: &mut dyn FnMut() -> RecordId) -> Self {
                $with_ids(self, fresh)
            })?
            fn tidied(self) -> Self {
                RecordKind::tidied(self)
            }
            fn problems(&self) -> Vec<FieldProblem> {
                RecordKind::problems(self)
            }
            fn warnings(
                &self,
                $tx: &Transaction<'_>,
                $id: Option<RecordId>,
                $today: NaiveDate,
            ) -> Result<Vec<FieldProblem>, BookError> {
                let $typed = self;
                $warnings
            }
        }
    };
}

one_record!(Profile, FormKind::Profile, ids Profile::with_item_ids, |_typed, _tx, _id, _today| Ok(Vec::new()));
one_record!(Member, FormKind::Member, |typed, tx, id, today| {
    member_warnings(tx, id, typed, today)
});
one_record!(Meeting, FormKind::Meeting, ids Meeting::with_item_ids, |_typed, _tx, _id, _today| Ok(Vec::new()));

one_record!(Activity, FormKind::Activity, ids Activity::with_item_ids, |_typed, _tx, _id, _today| Ok(Vec::new()));
one_record!(Dissemination, FormKind::Dissemination, ids Dissemination::with_item_ids, |typed, _tx, _id, _today| {
    Ok(dissemination::warnings(typed))
});

one_record!(Letter, FormKind::Letter, ids Letter::with_item_ids, |_typed, _tx, _id, _today| Ok(Vec::new()));

impl FormRecord for AspirationForm {
    const FORM: FormKind = FormKind::Aspiration;
    const ROOT: Kind = Kind::ASPIRATION;
}

impl FormParts for AspirationForm {
    fn parts_to_open(
        tx: &Transaction<'_>,
        root: RecordId,
        companion: RecordId,
    ) -> Result<Vec<Part>, BookError> {
        let aspiration = part_as_shown(tx, &Kind::ASPIRATION, root)?;
        // Whoever is named after somebody was erased is another person.
        let reporter = match Aspiration::from_fields(&values(&aspiration)).reporter {
            Some(reporter) if !erased::contains(tx, reporter)? => reporter,
            _ => companion,
        };
        Ok(vec![
            aspiration,
            part_as_shown(tx, &Kind::REPORTER, reporter)?,
        ])
    }

    fn from_parts(parts: &[Part]) -> Self {
        let [aspiration, reporter] = parts else {
            return Self::default();
        };
        Self {
            aspiration: Aspiration::from_fields(&values(aspiration)),
            reporter: Reporter::from_fields(&values(reporter)),
        }
    }

    fn to_fields(&self, parts: &[Part]) -> Vec<Fields> {
        let [_, reporter_part] = parts else {
            return Vec::new();
        };
        let mut aspiration = self.aspiration.clone();
        let is_named = self.reporter != Reporter::default();
        aspiration.reporter =
            (is_named || !reporter_part.shown.is_empty()).then_some(reporter_part.record);
        vec![
            RecordKind::to_fields(&aspiration),
            RecordKind::to_fields(&self.reporter),
        ]
    }

    fn with_item_ids(mut self, fresh: &mut dyn FnMut() -> RecordId) -> Self {
        self.aspiration = self.aspiration.with_item_ids(fresh);
        self
    }

    fn tidied(mut self) -> Self {
        self.aspiration = RecordKind::tidied(self.aspiration);
        self.reporter = match self.aspiration.identity {
            // Anonymous means not asked: what may have been typed before is not kept.
            Some(Identity::Anonymous) => Reporter::default(),
            _ => RecordKind::tidied(self.reporter),
        };
        self
    }

    fn problems(&self) -> Vec<FieldProblem> {
        let of_reporter = RecordKind::problems(&self.reporter)
            .into_iter()
            .map(|problem| FieldProblem {
                field: format!("reporter.{}", problem.field),
                ..problem
            });
        RecordKind::problems(&self.aspiration)
            .into_iter()
            .chain(of_reporter)
            .collect()
    }

    fn warnings(
        &self,
        _: &Transaction<'_>,
        _: Option<RecordId>,
        today: NaiveDate,
    ) -> Result<Vec<FieldProblem>, BookError> {
        Ok(aspiration_warnings(&self.aspiration, today))
    }
}

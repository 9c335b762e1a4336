//! What the faces list: members, meetings, aspirations, activities, disseminations; the search over everything; regions.

use crate::book::Book;
use crate::error::BookError;
use crate::record_sync::{is_paired, of_listed};
use crate::store::record_view::{self, Listed};
use crate::store::{alternatives, confirmed, outbox};
use crate::views::{
    ActivityRow, AppState, AspirationRow, DisseminationRow, FormKind, MeetingRow, MemberRow,
    SearchHit, VillageChoice,
};
use crate::wilayah::VillageLevel;
use adinda_domain::activity::Activity;
use adinda_domain::aspiration::{Aspiration, Identity, OfficeWord, Reporter, identity_is_open};
use adinda_domain::dissemination::Dissemination;
use adinda_domain::letter::Letter;
use adinda_domain::meeting::{FollowUpStatus, Meeting};
use adinda_domain::member::{Member, Position};
use adinda_domain::profile::Profile;
use adinda_domain::{Kind, RecordId, dates};
use chrono::NaiveDate;
use rusqlite::{Transaction, named_params};
use std::collections::{BTreeMap, BTreeSet};

/// Most hits of a search.
const MOST_HITS: i64 = 30;

impl Book {
    /// Where the book stands.
    ///
    /// # Errors
    /// Those of the database.
    pub fn state(&self) -> Result<AppState, BookError> {
        let profile = self.profile()?;
        Ok(if profile.name.is_empty() {
            AppState::FirstStart
        } else {
            AppState::Ready {
                kim_name: profile.name,
            }
        })
    }

    /// The KIM's profile; empty before the first start.
    ///
    /// # Errors
    /// Those of the database.
    pub fn profile(&self) -> Result<Profile, BookError> {
        self.read(profile)
    }

    /// All members, in the order of the roster, archived ones too.
    ///
    /// # Errors
    /// Those of the database.
    pub fn members(&self) -> Result<Vec<MemberRow>, BookError> {
        let today = self.moment.clock.today();
        self.read(|tx| {
            let paired = is_paired(tx)?;
            let mut members = record_view::list::<Member>(tx)?;
            members.sort_by_cached_key(|listed| roster_key(&listed.record));
            Ok(members
                .into_iter()
                .map(|listed| MemberRow {
                    id: listed.id,
                    active: listed.record.is_active(today),
                    archived: listed.archived,
                    sync: of_listed(&listed, paired),
                    member: listed.record,
                })
                .collect())
        })
    }

    /// The members of a roster, in its order: without archived ones and, if asked, only those active today.
    ///
    /// # Errors
    /// Those of the database.
    pub fn roster_members(&self, active_only: bool) -> Result<Vec<Member>, BookError> {
        let members = self.members()?.into_iter();
        let listed = members.filter(|row| !row.archived && (row.active || !active_only));
        Ok(listed.map(|row| row.member).collect())
    }

    /// Today, where the laptop is.
    pub fn today(&self) -> NaiveDate {
        self.moment.clock.today()
    }

    /// All meetings, the newest first, archived ones too.
    ///
    /// # Errors
    /// Those of the database.
    pub fn meetings(&self) -> Result<Vec<MeetingRow>, BookError> {
        let today = self.moment.clock.today();
        self.read(|tx| meeting_rows(tx, today))
    }

    /// All aspirations, the newest first, archived ones too.
    ///
    /// # Errors
    /// Those of the database.
    pub fn aspirations(&self) -> Result<Vec<AspirationRow>, BookError> {
        self.read(aspiration_rows)
    }

    /// All activities, the newest first, archived ones too.
    ///
    /// # Errors
    /// Those of the database.
    pub fn activities(&self) -> Result<Vec<ActivityRow>, BookError> {
        self.read(|tx| {
            let paired = is_paired(tx)?;
            let mut activities = record_view::list::<Activity>(tx)?;
            activities.sort_by_key(|listed| std::cmp::Reverse((listed.record.date, listed.id)));
            let rows = activities.into_iter().map(|listed| ActivityRow {
                id: listed.id,
                participants: listed.record.count_participants(),
                archived: listed.archived,
                sync: of_listed(&listed, paired),
                activity: listed.record,
            });
            Ok(rows.collect())
        })
    }

    /// All information that was spread, the newest first, archived ones too.
    ///
    /// # Errors
    /// Those of the database.
    pub fn disseminations(&self) -> Result<Vec<DisseminationRow>, BookError> {
        self.read(|tx| {
            let paired = is_paired(tx)?;
            let mut disseminations = record_view::list::<Dissemination>(tx)?;
            disseminations.sort_by_key(|listed| std::cmp::Reverse((listed.record.date, listed.id)));
            let rows = disseminations.into_iter().map(|listed| DisseminationRow {
                id: listed.id,
                archived: listed.archived,
                sync: of_listed(&listed, paired),
                dissemination: listed.record,
            });
            Ok(rows.collect())
        })
    }

    /// Finds records by the beginnings of words.
    ///
    /// # Errors
    /// Those of the database.
    pub fn search(&self, query: &str) -> Result<Vec<SearchHit>, BookError> {
        let words: Vec<String> = query
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| format!("\"{word}\"*"))
            .collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        self.read(|tx| {
            let mut statement =
                tx.prepare_cached("SELECT kind, record FROM search WHERE search MATCH :query ORDER BY rank LIMIT :most")?;
            let found: Vec<(String, String)> = statement
                .query_map(named_params! { ":query": words.join(" "), ":most": MOST_HITS }, |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?
                .collect::<Result<_, _>>()?;
            let mut hits = Vec::with_capacity(found.len());
            for (kind, record) in found {
                let id: RecordId =
                    record.parse().map_err(|error| BookError::Unreadable("the search", Box::new(error)))?;
                hits.extend(hit(tx, &kind, id)?);
            }
            Ok(hits)
        })
    }

    /// Villages by the beginnings of their names.
    ///
    /// # Errors
    /// [`BookError::Wilayah`] if the built-in list is broken.
    pub fn search_villages(&self, query: &str) -> Result<Vec<VillageChoice>, BookError> {
        let found = self.wilayah()?.search(query, 20);
        Ok(found
            .into_iter()
            .map(|village| VillageChoice {
                code: village.code,
                name: village.name,
                district: village.district,
                regency: village.regency,
                province: village.province,
                level: match village.level {
                    VillageLevel::Kelurahan => "kelurahan",
                    VillageLevel::Desa => "desa",
                    VillageLevel::DesaAdat => "desa adat",
                }
                .to_owned(),
            })
            .collect())
    }

    /// A date as typed; two digits of a year are in the past for births, up to ten years ahead for deadlines.
    pub fn read_date(&self, typed: &str, future: bool) -> Option<NaiveDate> {
        use chrono::Datelike;
        let latest_year = self.moment.clock.today().year() + if future { 10 } else { 0 };
        dates::parse_typed_date(typed, latest_year)
    }

    /// What a NIK says about its bearer, if it is one.
    pub fn read_nik(&self, typed: &str) -> Option<adinda_domain::nik::NikReading> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        adinda_domain::nik::read(&digits, self.moment.clock.today()).ok()
    }
}

pub(crate) fn profile(tx: &Transaction<'_>) -> Result<Profile, BookError> {
    Ok(record_view::get::<Profile>(tx, RecordId::PROFILE)?
        .map(|listed| listed.record)
        .unwrap_or_default())
}

fn roster_key(member: &Member) -> (usize, i64, String) {
    let place = member
        .position
        .map_or(usize::MAX, |position| position as usize);
    (
        place,
        member.order.unwrap_or(i64::MAX),
        member.name.to_lowercase(),
    )
}

/// The people that a quorum is reckoned from.
pub(crate) fn counted_members(
    tx: &Transaction<'_>,
    today: NaiveDate,
) -> Result<BTreeSet<RecordId>, BookError> {
    let members = record_view::list::<Member>(tx)?;
    let counted = |listed: &Listed<Member>| {
        let member = &listed.record;
        !listed.archived
            && member.is_active(today)
            && member.position.is_none_or(Position::counts_as_member)
    };
    Ok(members
        .into_iter()
        .filter(counted)
        .map(|listed| listed.id)
        .collect())
}

pub(crate) fn meeting_rows(
    tx: &Transaction<'_>,
    today: NaiveDate,
) -> Result<Vec<MeetingRow>, BookError> {
    let (paired, members) = (is_paired(tx)?, counted_members(tx, today)?);
    let mut meetings = record_view::list::<Meeting>(tx)?;
    meetings.sort_by(|a, b| {
        (b.record.date, &b.record.start_time, b.id).cmp(&(
            a.record.date,
            &a.record.start_time,
            a.id,
        ))
    });
    let is_open = |status: Option<FollowUpStatus>| {
        !matches!(status, Some(FollowUpStatus::Done | FollowUpStatus::Dropped))
    };
    Ok(meetings
        .into_iter()
        .map(|listed| MeetingRow {
            id: listed.id,
            date: listed.record.date,
            attendance: listed.record.count_attendance(&members),
            decisions: listed.record.decisions.len(),
            open_follow_ups: listed
                .record
                .decisions
                .iter()
                .filter(|decision| is_open(decision.status))
                .count(),
            archived: listed.archived,
            sync: of_listed(&listed, paired),
            title: listed.record.title,
            start_time: listed.record.start_time,
            place: listed.record.place,
            status: listed.record.status,
        })
        .collect())
}

pub(crate) fn aspiration_rows(tx: &Transaction<'_>) -> Result<Vec<AspirationRow>, BookError> {
    let paired = is_paired(tx)?;
    let reporters: BTreeMap<RecordId, Listed<Reporter>> = record_view::list::<Reporter>(tx)?
        .into_iter()
        .map(|listed| (listed.id, listed))
        .collect();
    let mut aspirations = record_view::list::<Aspiration>(tx)?;
    aspirations.sort_by_key(|listed| std::cmp::Reverse((listed.record.date, listed.id)));
    aspirations
        .into_iter()
        .map(|mut listed| {
            let reporter = listed.record.reporter.and_then(|id| reporters.get(&id));
            if let Some(reporter) = reporter {
                // The two were saved as one: the row isn't at the office before both are.
                listed.waiting |= reporter.waiting;
                listed.review |= reporter.review;
            }
            let is_kept_back = matches!(
                listed.record.identity,
                Some(Identity::Secret | Identity::Anonymous)
            ) || (listed.review && secrecy_is_contested(tx, listed.id)?);
            let reporter_name = reporter
                .filter(|_| !is_kept_back)
                .map(|reporter| reporter.record.name.clone());
            Ok(AspirationRow {
                id: listed.id,
                reporter_name: reporter_name.unwrap_or_default(),
                office: office_word(tx, listed.id)?,
                archived: listed.archived,
                sync: of_listed(&listed, paired),
                aspiration: listed.record,
            })
        })
        .collect()
}

/// Whether a conflict or held value would have the person who spoke kept back.
pub(crate) fn secrecy_is_contested(
    tx: &Transaction<'_>,
    aspiration: RecordId,
) -> Result<bool, BookError> {
    let alternatives = alternatives::open_of_record(tx, &Kind::ASPIRATION, aspiration)?;
    Ok(alternatives.iter().any(|alternative| {
        alternative.path.as_str() == "identity" && !identity_is_open(Some(&alternative.value))
    }))
}

pub(crate) fn office_word(
    tx: &Transaction<'_>,
    aspiration: RecordId,
) -> Result<OfficeWord, BookError> {
    let kind = Kind::ASPIRATION;
    let is_plain = alternatives::open_of_record(tx, &kind, aspiration)?.is_empty()
        && outbox::of_record(tx, &kind, aspiration)?.is_empty();
    if is_plain {
        let fields = confirmed::of_record(tx, &kind, aspiration)?.into_iter();
        let values = fields.map(|(path, field)| (path, field.value));
        return Ok(OfficeWord::from_fields(&values.collect()));
    }
    // What a set-back office has lost shows on until an officer has decided.
    let shown = record_view::shown(tx, &kind, aspiration)?;
    Ok(OfficeWord::from_fields(&shown.values()))
}

fn hit(tx: &Transaction<'_>, kind: &str, id: RecordId) -> Result<Option<SearchHit>, BookError> {
    let date = |date: Option<NaiveDate>| date.map(dates::long_date).unwrap_or_default();
    Ok(match kind {
        "member" => record_view::get::<Member>(tx, id)?.map(|listed| SearchHit {
            kind: FormKind::Member,
            id,
            detail: [listed.record.hamlet, listed.record.origin]
                .into_iter()
                .find(|text| !text.is_empty())
                .unwrap_or_default(),
            title: listed.record.name,
        }),
        "meeting" => record_view::get::<Meeting>(tx, id)?.map(|listed| SearchHit {
            kind: FormKind::Meeting,
            id,
            detail: date(listed.record.date),
            title: listed.record.title,
        }),
        "aspiration" => record_view::get::<Aspiration>(tx, id)?.map(|listed| SearchHit {
            kind: FormKind::Aspiration,
            id,
            detail: listed.record.register_number,
            title: listed.record.title,
        }),
        "activity" => record_view::get::<Activity>(tx, id)?.map(|listed| SearchHit {
            kind: FormKind::Activity,
            id,
            detail: date(listed.record.date),
            title: listed.record.title,
        }),
        "dissemination" => record_view::get::<Dissemination>(tx, id)?.map(|listed| SearchHit {
            kind: FormKind::Dissemination,
            id,
            detail: date(listed.record.date),
            title: listed.record.title,
        }),
        "letter" => record_view::get::<Letter>(tx, id)?.map(|listed| SearchHit {
            kind: FormKind::Letter,
            id,
            detail: listed.record.number,
            title: listed.record.subject,
        }),
        _ => None,
    })
}

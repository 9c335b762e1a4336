//! What Beranda answers: what is due, the next meeting, how the aspirations stand.

use crate::book::Book;
use crate::error::BookError;
use crate::forms::kept_drafts;
use crate::lists::{aspiration_rows, counted_members, meeting_rows, profile};
use crate::store::record_view;
use crate::views::{AspirationRow, AspirationStanding, DueFollowUp, MeetingRow, Overview};
use adinda_domain::aspiration::OfficeStatus;
use adinda_domain::meeting::{FollowUpStatus, Meeting};
use adinda_domain::profile::Profile;
use adinda_domain::warning::FieldProblem;
use chrono::{Datelike, NaiveDate, TimeDelta};
use rusqlite::Transaction;

/// A follow-up shows on Beranda from so many days before it is due.
const DUE_WITHIN_DAYS: i64 = 14;
/// An end of SK or periode shows from so many days before.
const REMIND_WITHIN_DAYS: i64 = 60;

impl Book {
    /// What Beranda answers today.
    ///
    /// # Errors
    /// Those of the database.
    pub fn overview(&self) -> Result<Overview, BookError> {
        let today = self.moment.clock.today();
        self.read(|tx| {
            let meetings: Vec<MeetingRow> = meeting_rows(tx, today)?
                .into_iter()
                .filter(|m| !m.archived)
                .collect();
            let aspirations: Vec<AspirationRow> = aspiration_rows(tx)?
                .into_iter()
                .filter(|aspiration| !aspiration.archived)
                .collect();
            Ok(Overview {
                today,
                members: counted_members(tx, today)?.len(),
                meetings_this_year: meetings
                    .iter()
                    .filter(|m| m.date.is_some_and(|d| d.year() == today.year()))
                    .count(),
                next_meeting: meetings
                    .iter()
                    .rev()
                    .find(|m| m.date.is_some_and(|date| date >= today))
                    .cloned(),
                last_meeting: meetings
                    .iter()
                    .find(|m| m.date.is_some_and(|date| date < today))
                    .cloned(),
                due: due_follow_ups(tx, today)?,
                awaiting_office: aspirations
                    .iter()
                    .filter(|aspiration| awaits_office(aspiration))
                    .count(),
                aspirations: standings(&aspirations),
                drafts: kept_drafts(tx)?,
                reminders: reminders(&profile(tx)?, today),
            })
        })
    }
}

fn due_follow_ups(tx: &Transaction<'_>, today: NaiveDate) -> Result<Vec<DueFollowUp>, BookError> {
    let mut due: Vec<DueFollowUp> = Vec::new();
    for meeting in record_view::list::<Meeting>(tx)?
        .into_iter()
        .filter(|meeting| !meeting.archived)
    {
        for decision in &meeting.record.decisions {
            let is_settled = matches!(
                decision.status,
                Some(FollowUpStatus::Done | FollowUpStatus::Dropped)
            );
            let Some(date) = decision
                .due
                .filter(|date| !is_settled && *date <= today + TimeDelta::days(DUE_WITHIN_DAYS))
            else {
                continue;
            };
            due.push(DueFollowUp {
                meeting: meeting.id,
                meeting_title: meeting.record.title.clone(),
                decision: decision.decision.clone(),
                responsible: decision.responsible.clone(),
                due: date,
                overdue: date < today,
                status: decision.status,
            });
        }
    }
    due.sort_by_key(|follow_up| follow_up.due);
    Ok(due)
}

fn awaits_office(row: &AspirationRow) -> bool {
    let is_finished = matches!(
        row.office.status,
        Some(OfficeStatus::Done | OfficeStatus::Rejected | OfficeStatus::NotOurs)
    );
    row.aspiration.is_for_office() && !is_finished
}

/// How many stand where: at the office by its word, else in the village by its stage.
fn standings(rows: &[AspirationRow]) -> Vec<AspirationStanding> {
    let mut standings: Vec<AspirationStanding> = Vec::new();
    for row in rows {
        let standing = match (row.office.status, row.aspiration.stage) {
            (Some(status), _) => format!("office/{}", status.word()),
            (None, Some(stage)) => format!("village/{}", stage.word()),
            (None, None) => "village/draft".to_owned(),
        };
        match standings
            .iter_mut()
            .find(|known| known.standing == standing)
        {
            Some(known) => known.count += 1,
            None => standings.push(AspirationStanding { standing, count: 1 }),
        }
    }
    standings.sort_by(|a, b| {
        b.count
            .cmp(&a.count)
            .then_with(|| a.standing.cmp(&b.standing))
    });
    standings
}

fn reminders(profile: &Profile, today: NaiveDate) -> Vec<FieldProblem> {
    let ends_soon = profile
        .period_end
        .filter(|end| *end <= today + TimeDelta::days(REMIND_WITHIN_DAYS));
    let reminder = ends_soon.map(|end| {
        let code = if end < today {
            "period_ended"
        } else {
            "period_ends_soon"
        };
        FieldProblem::new("period_end", code).with("date", adinda_domain::dates::long_date(end))
    });
    reminder.into_iter().collect()
}

//! A meeting or an aspiration as a message for WhatsApp. Names that are kept back aren't in it.

use crate::book::Book;
use crate::error::BookError;
use crate::lists::{counted_members, profile};
use crate::store::record_view;
use adinda_domain::RecordId;
use adinda_domain::dates::{long_date, long_date_with_day};
use adinda_domain::meeting::{Meeting, MeetingStatus};
use adinda_sheet::words::written;

impl Book {
    /// A meeting as a message.
    ///
    /// # Errors
    /// [`BookError::NotFound`].
    pub fn meeting_message(&self, id: RecordId) -> Result<String, BookError> {
        let today = self.today();
        self.read(|tx| {
            let found = record_view::get::<Meeting>(tx, id)?;
            let meeting = found.ok_or(BookError::NotFound("record"))?.record;
            let count = meeting.count_attendance(&counted_members(tx, today)?);
            let profile = profile(tx)?;
            let mut lines = Lines::default();
            lines.whole(&format!("*{}*", bold(&meeting.title)));
            if meeting.status != Some(MeetingStatus::Final) {
                lines.whole("_(belum final)_");
            }
            lines.blank();
            lines.said(
                "Hari/tanggal",
                &meeting.date.map(long_date_with_day).unwrap_or_default(),
            );
            let zone = meeting
                .time_zone
                .or(profile.time_zone)
                .map(|zone| zone.word())
                .unwrap_or_default();
            let hours = [&meeting.start_time, &meeting.end_time];
            let hours: Vec<String> = hours
                .into_iter()
                .filter(|time| !time.is_empty())
                .map(|time| time.replace(':', "."))
                .collect();
            if !hours.is_empty() {
                lines.said("Waktu", format!("{} {zone}", hours.join(" – ")).trim_end());
            }
            lines.said("Tempat", &meeting.place);
            lines.said("Pimpinan", &meeting.chair);
            lines.numbered("Acara", meeting.agenda.iter().map(|item| item.text.clone()));
            if count.present + count.guests > 0 {
                let guests = match count.guests {
                    0 => String::new(),
                    guests => format!(" dan {guests} tamu"),
                };
                lines.blank();
                lines.said("Hadir", &format!("{} orang{guests}", count.present));
            }
            let decisions = meeting.decisions.iter().map(|item| {
                let responsible = match item.responsible.trim() {
                    "" => String::new(),
                    name => format!(" – {name}"),
                };
                let due = item
                    .due
                    .map(|due| format!(", paling lambat {}", long_date(due)));
                format!(
                    "{}{responsible}{}",
                    item.decision.trim(),
                    due.unwrap_or_default()
                )
            });
            lines.numbered("Keputusan", decisions);
            lines.signed(&profile.name);
            Ok(lines.0)
        })
    }

    /// An aspiration as a message.
    ///
    /// # Errors
    /// [`BookError::NotFound`].
    pub fn aspiration_message(&self, id: RecordId) -> Result<String, BookError> {
        let row = self.aspirations()?.into_iter().find(|row| row.id == id);
        let row = row.ok_or(BookError::NotFound("record"))?;
        let aspiration = &row.aspiration;
        let mut lines = Lines::default();
        lines.whole(&format!("*Aspirasi {}*", aspiration.register_number));
        lines.whole(&format!("*{}*", bold(&aspiration.title)));
        lines.blank();
        lines.said(
            "Tanggal",
            &aspiration.date.map(long_date).unwrap_or_default(),
        );
        lines.said("Penyampai", &row.reporter_name);
        lines.said("Kategori", written(aspiration.category));
        lines.said("Lokasi", &aspiration.location);
        if !aspiration.body.trim().is_empty() {
            lines.blank();
            lines.whole(aspiration.body.trim());
        }
        lines.blank();
        let status = match row.office.status {
            Some(status) => format!("{} (dinas)", written(Some(status))),
            None => written(aspiration.stage).to_owned(),
        };
        lines.said("Status", &status);
        lines.said("Hasil di desa", aspiration.village_result.trim());
        lines.said("Alasan", row.office.reason.trim());
        lines.said("Jawaban dinas", row.office.answer.trim());
        lines.signed(&self.profile()?.name);
        Ok(lines.0)
    }
}

/// A message line by line; what is empty takes no line.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn whole(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn blank(&mut self) {
        if !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }

    fn said(&mut self, label: &str, value: &str) {
        if !value.is_empty() {
            self.whole(&format!("{label}: {value}"));
        }
    }

    fn numbered(&mut self, label: &str, items: impl Iterator<Item = String>) {
        let items: Vec<String> = items.filter(|item| !item.trim().is_empty()).collect();
        if items.is_empty() {
            return;
        }
        self.blank();
        self.whole(&format!("*{label}*"));
        for (index, item) in items.iter().enumerate() {
            self.whole(&format!("{}. {}", index + 1, item.trim()));
        }
    }

    fn signed(&mut self, name: &str) {
        let end = self.0.trim_end().len();
        self.0.truncate(end);
        if !name.is_empty() {
            self.0.push_str(&format!("\n\n_{name}_"));
        }
    }
}

/// Asterisks within bold text would end it.
fn bold(text: &str) -> String {
    text.replace('*', "").trim().to_owned()
}

//! How meetings are spoken of on paper: kind, function, attendance, follow-up, time.

use adinda_domain::dates::long_date_with_day;
use adinda_domain::meeting::{
    AdindaFunction, Attendance, FollowUpStatus, Meeting, MeetingStatus, MeetingType,
};
use adinda_domain::profile::Profile;

use crate::text::{joined, one_line};

/// What is printed where something is to be written by hand.
pub(crate) const DOTS: &str = "……………………………………";

/// The words for a kind of meeting.
pub fn meeting_type_words(meeting_type: MeetingType) -> &'static str {
    match meeting_type {
        MeetingType::Routine => "Rapat rutin",
        MeetingType::Board => "Rapat pengurus",
        MeetingType::Plenary => "Rapat pleno",
        MeetingType::Coordination => "Rapat koordinasi",
        MeetingType::Special => "Rapat khusus",
        MeetingType::Other => "Lainnya",
    }
}

/// The words for one of the six functions of a KIM.
pub fn adinda_function_words(function: AdindaFunction) -> &'static str {
    match function {
        AdindaFunction::Access => "Akses informasi",
        AdindaFunction::Discussion => "Diskusi",
        AdindaFunction::Implementation => "Implementasi",
        AdindaFunction::Networking => "Networking (jejaring)",
        AdindaFunction::Dissemination => "Diseminasi informasi",
        AdindaFunction::Aspiration => "Aspirasi",
    }
}

/// The words for a mark of attendance.
pub fn attendance_words(attendance: Attendance) -> &'static str {
    match attendance {
        Attendance::Present => "Hadir",
        Attendance::Excused => "Izin",
        Attendance::Sick => "Sakit",
        Attendance::Absent => "Alpa",
    }
}

/// The words for how far a follow-up has come.
pub fn follow_up_words(status: FollowUpStatus) -> &'static str {
    match status {
        FollowUpStatus::Open => "Belum dikerjakan",
        FollowUpStatus::InProgress => "Sedang dikerjakan",
        FollowUpStatus::Done => "Selesai",
        FollowUpStatus::Dropped => "Tidak dilanjutkan",
    }
}

/// Whether the minutes aren't final: only the word itself makes them so.
pub(crate) fn is_draft(meeting: &Meeting) -> bool {
    meeting.status != Some(MeetingStatus::Final)
}

/// "Senin, 5 Agustus 2024"; empty without a date.
pub(crate) fn day_of(meeting: &Meeting) -> String {
    meeting.date.map(long_date_with_day).unwrap_or_default()
}

/// "09.00 – 11.30 WITA", "09.00 WIB – selesai"; empty without a beginning.
pub(crate) fn time_of(meeting: &Meeting, profile: &Profile) -> String {
    let shown = |time: &str| one_line(time).replace(':', ".");
    let (start, end) = (shown(&meeting.start_time), shown(&meeting.end_time));
    let zone = meeting.time_zone.or(profile.time_zone);
    let zone = zone.map(|zone| zone.word()).unwrap_or_default();
    match (start.is_empty(), end.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!("{} – selesai", joined([start.as_str(), zone], " ")),
        (false, false) => joined([format!("{start} – {end}").as_str(), zone], " "),
    }
}

/// The points of the agenda that say something.
pub(crate) fn agenda_of(meeting: &Meeting) -> Vec<String> {
    let points = meeting.agenda.iter().map(|point| one_line(&point.text));
    points.filter(|point| !point.is_empty()).collect()
}

/// The text, or dots to write on.
pub(crate) fn or_dots(text: String) -> String {
    if text.is_empty() {
        DOTS.to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use adinda_domain::profile::TimeZone;

    #[test]
    fn times_are_told_with_their_zone() {
        let profile = Profile {
            time_zone: Some(TimeZone::Wib),
            ..Profile::default()
        };
        let mut meeting = Meeting::default();
        assert_eq!(time_of(&meeting, &profile), "");
        meeting.start_time = "09:00".into();
        assert_eq!(time_of(&meeting, &profile), "09.00 WIB – selesai");
        assert_eq!(time_of(&meeting, &Profile::default()), "09.00 – selesai");
        meeting.end_time = "11:30".into();
        meeting.time_zone = Some(TimeZone::Wita);
        assert_eq!(time_of(&meeting, &profile), "09.00 – 11.30 WITA");
    }
}

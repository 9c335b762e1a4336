//! How activities and the information that was spread are spoken of on paper.

use adinda_domain::activity::{Activity, ActivityType};
use adinda_domain::dates::short_date;
use adinda_domain::dissemination::{Dissemination, FactCheck};

use crate::documents::aspiration_book::day_and_date;
use crate::text::{joined, one_line};

/// The words for a kind of activity.
pub fn activity_type_words(activity_type: ActivityType) -> &'static str {
    match activity_type {
        ActivityType::Training => "Pelatihan atau bimtek",
        ActivityType::Outreach => "Sosialisasi atau penyuluhan",
        ActivityType::Discussion => "Diskusi atau forum warga",
        ActivityType::ContentMaking => "Pembuatan konten",
        ActivityType::CommunityWork => "Kerja bakti",
        ActivityType::Culture => "Seni dan budaya",
        ActivityType::Visit => "Kunjungan atau studi banding",
        ActivityType::Competition => "Lomba",
        ActivityType::Other => "Lainnya",
    }
}

/// The words for what came of checking information.
pub fn fact_check_words(fact_check: FactCheck) -> &'static str {
    match fact_check {
        FactCheck::True => "Benar",
        FactCheck::Hoax => "Hoaks",
        FactCheck::Unclear => "Belum jelas",
    }
}

/// "WhatsApp, pengeras suara".
pub(crate) fn channels_of(dissemination: &Dissemination) -> String {
    let channels = [
        (dissemination.by_whatsapp, "WhatsApp"),
        (dissemination.by_loudspeaker, "pengeras suara"),
        (dissemination.by_notice_board, "papan informasi"),
        (dissemination.by_face_to_face, "tatap muka"),
        (dissemination.by_social_media, "media sosial"),
    ];
    let used = channels.into_iter().filter(|(used, _)| *used);
    let used = used.map(|(_, words)| words.to_owned());
    let all = used.chain([one_line(&dissemination.other_channel)]);
    let words = joined(all, ", ");
    // A sentence begins with a capital.
    match words.char_indices().nth(1) {
        Some((second, _)) => format!("{}{}", words[..second].to_uppercase(), &words[second..]),
        None => words,
    }
}

/// The day, or the first and the last, as registers have them.
pub(crate) fn days_of(activity: &Activity) -> String {
    let first = activity.date.map(day_and_date).unwrap_or_default();
    match activity.end_date {
        Some(last) if Some(last) != activity.date => {
            joined([first, format!("s.d. {}", short_date(last))], "\n")
        }
        _ => first,
    }
}

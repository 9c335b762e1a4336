//! The Indonesian words for what the domain keeps as choices, as they stand in printed tables.

use adinda_domain::member::{Education, Member, Position, Sex};
use adinda_domain::member_group::MemberGroup;
use adinda_domain::phone;
use adinda_domain::profile::Profile;

use crate::region;
use crate::text::one_line;

/// Keeps two words on one line.
const NO_BREAK_SPACE: char = '\u{a0}';

/// The words for a position; empty for [`Position::Other`], whose words stand in the record itself.
pub fn position_words(position: Position) -> &'static str {
    match position {
        Position::Patron => "Pelindung",
        Position::Mentor => "Pembina",
        Position::Adviser => "Penasihat",
        Position::Responsible => "Penanggung Jawab",
        Position::Chair => "Ketua",
        Position::ViceChair => "Wakil Ketua",
        Position::Secretary => "Sekretaris",
        Position::Treasurer => "Bendahara",
        Position::GatheringCoordinator => "Koordinator Bidang Pengumpulan Informasi",
        Position::GatheringMember => "Anggota Bidang Pengumpulan Informasi",
        Position::ProcessingCoordinator => "Koordinator Bidang Pengolahan Informasi",
        Position::ProcessingMember => "Anggota Bidang Pengolahan Informasi",
        Position::SpreadingCoordinator => "Koordinator Bidang Penyebaran Informasi",
        Position::SpreadingMember => "Anggota Bidang Penyebaran Informasi",
        Position::Member => "Anggota",
        Position::Other => "",
    }
}

/// The words for a group of members, as they stand under a title.
pub fn member_group_words(group: MemberGroup) -> &'static str {
    match group {
        MemberGroup::Guides => "Pelindung, Pembina, dan Penasihat",
        MemberGroup::Officers => "Pengurus",
        MemberGroup::Gathering => "Bidang Pengumpulan Informasi",
        MemberGroup::Processing => "Bidang Pengolahan Informasi",
        MemberGroup::Spreading => "Bidang Penyebaran Informasi",
        MemberGroup::Ordinary => "Anggota",
    }
}

/// The words for a level of education.
pub fn education_words(education: Education) -> &'static str {
    match education {
        Education::None => "Tidak sekolah",
        Education::Primary => "SD",
        Education::LowerSecondary => "SMP",
        Education::UpperSecondary => "SMA",
        Education::Diploma => "Diploma",
        Education::Bachelor => "S1",
        Education::Master => "S2",
        Education::Doctor => "S3",
    }
}

/// A member's position: from the list, or in the words that were typed.
pub(crate) fn position_of(member: &Member) -> String {
    match member.position.map(position_words) {
        Some(words) if !words.is_empty() => words.to_owned(),
        _ => one_line(&member.position_text),
    }
}

/// "L" or "P", as the column is headed.
pub(crate) fn sex_letter(sex: Option<Sex>) -> &'static str {
    match sex {
        Some(Sex::Male) => "L",
        Some(Sex::Female) => "P",
        None => "",
    }
}

/// A stored phone number as people write it.
pub(crate) fn phone_shown(stored: &str) -> String {
    phone::to_shown(&one_line(stored))
}

/// A member's address with hamlet, RT and RW: "Jl. Mawar 3, Dusun Krajan, RT 01 RW 02", the last four never on two lines.
pub(crate) fn address_of(member: &Member, profile: &Profile) -> String {
    let numbered =
        [("RT", &member.rt), ("RW", &member.rw)].map(|(word, typed)| numbered(word, typed));
    let rt_rw = numbered
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\u{a0}");
    let parts = [
        one_line(&member.address),
        region::hamlet(profile, &member.hamlet),
        rt_rw,
    ];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// "RT 01", also where the word itself was typed.
fn numbered(word: &str, typed: &str) -> String {
    let typed = one_line(typed);
    let number = match typed.split_at_checked(word.len()) {
        Some((head, rest)) if head.eq_ignore_ascii_case(word) => {
            rest.trim_start_matches(['.', ' ', '-'])
        }
        _ => &typed,
    };
    if number.is_empty() {
        String::new()
    } else {
        format!("{word}{NO_BREAK_SPACE}{number}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_has_its_words() {
        for position in Position::ALL {
            assert_eq!(
                position_words(*position).is_empty(),
                *position == Position::Other
            );
        }
        assert!(
            Education::ALL
                .iter()
                .all(|education| !education_words(*education).is_empty())
        );
    }

    #[test]
    fn addresses_leave_out_what_is_not_known() {
        let profile = Profile {
            word_hamlet: "Banjar".into(),
            ..Profile::default()
        };
        let mut member = Member {
            hamlet: "Kaja".into(),
            ..Member::default()
        };
        assert_eq!(address_of(&member, &profile), "Banjar Kaja");
        member.address = "Jl. Mawar 3".into();
        member.hamlet = "banjar Kaja".into();
        member.rt = "RT.01".into();
        member.rw = "2".into();
        assert_eq!(
            address_of(&member, &profile),
            "Jl. Mawar 3, banjar Kaja, RT\u{a0}01\u{a0}RW\u{a0}2"
        );
        assert_eq!(address_of(&Member::default(), &profile), "");
    }
}

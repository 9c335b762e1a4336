//! Who signs: left the official who takes note, right the KIM, with place and date.

use adinda_domain::dates::long_date;
use adinda_domain::meeting::Meeting;
use adinda_domain::member::{Member, Position};
use adinda_domain::profile::{KimSigner, Profile, SignerNumberLabel};
use chrono::NaiveDate;
use serde::Serialize;

use crate::measure::{Weight, line_count};
use crate::region;
use crate::text::{breakable, one_line};

/// Height of a line, in em.
const LINE_EM: f64 = 1.25;
/// Room for the signature itself, in points.
const ROOM: f64 = 52.0;
/// Room between the block and what stands above it.
const GAP: f64 = 16.0;
/// The widest that one signer's column gets.
const WIDEST: f64 = 250.0;
const BETWEEN: f64 = 24.0;
/// Point size under tables.
pub(crate) const SIZE_UNDER_TABLES: f64 = 11.0;
/// Printed where a place is to be written by hand.
pub(crate) const SHORT_DOTS: &str = "……………………";

/// A person who signs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signer {
    /// Jabatan, as it is to stand over the signature.
    pub position: String,
    /// Nama; if empty, a line to write it on is printed.
    pub name: String,
    /// The whole line under the name, such as "NIP. 19870817 201001 1 003"; usually empty.
    pub number: String,
}

/// Who signs a document, where and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signing {
    /// Place of signing; if empty, dots to write it on.
    pub place: String,
    /// Date of signing.
    pub date: NaiveDate,
    /// Left, under MENGETAHUI.
    pub left: Option<Signer>,
    /// Right, under place and date.
    pub right: Signer,
}

impl Signer {
    /// The official of the profile; without one, the head of the village with a line for the name.
    pub fn official(profile: &Profile) -> Self {
        let position = one_line(&profile.official_position);
        let number = one_line(&profile.official_number);
        let number = match profile.official_number_label {
            _ if number.is_empty() => number,
            Some(SignerNumberLabel::Nip) => format!("NIP. {number}"),
            Some(SignerNumberLabel::Nipd) => format!("NIPD. {number}"),
            Some(SignerNumberLabel::None) | None => number,
        };
        Self {
            position: if position.is_empty() {
                region::head_of_village(profile)
            } else {
                position
            },
            name: one_line(&profile.official_name),
            number,
        }
    }

    /// Who signs for the KIM by the profile: its chair, or else its secretary.
    pub fn of_kim(profile: &Profile, members: &[Member], today: NaiveDate) -> Self {
        match profile.kim_signer {
            Some(KimSigner::Chair) | None => Self::chair(profile, members, today),
            Some(KimSigner::Secretary) => Self::secretary(profile, members, today),
        }
    }

    /// The KIM's chair: the first active member in that position.
    pub fn chair(profile: &Profile, members: &[Member], today: NaiveDate) -> Self {
        let words = or_usual(&profile.word_chair, "Ketua", profile);
        Self::holder(Position::Chair, words, members, today)
    }

    /// The KIM's secretary, likewise.
    pub fn secretary(profile: &Profile, members: &[Member], today: NaiveDate) -> Self {
        let words = or_usual(&profile.word_secretary, "Sekretaris", profile);
        Self::holder(Position::Secretary, words, members, today)
    }

    fn holder(position: Position, words: String, members: &[Member], today: NaiveDate) -> Self {
        let holder = members
            .iter()
            .find(|m| m.position == Some(position) && m.is_active(today));
        Self {
            position: words,
            name: holder
                .map(|holder| one_line(&holder.name))
                .unwrap_or_default(),
            number: String::new(),
        }
    }
}

/// The words that the KIM has set, or the position with its name: "Ketua KIM Mekar Sari".
fn or_usual(set: &str, position: &str, profile: &Profile) -> String {
    match one_line(set) {
        set if set.is_empty() => format!("{position} {}", region::kim(profile)),
        set => set,
    }
}

impl Signing {
    /// What is usual: the official takes note, the chair or secretary signs, in the village, on that day.
    pub fn usual(profile: &Profile, members: &[Member], date: NaiveDate) -> Self {
        let place = if profile.village.is_empty() {
            &profile.district
        } else {
            &profile.village
        };
        Self {
            place: one_line(place),
            date,
            left: Some(Signer::official(profile)),
            right: Signer::of_kim(profile, members, date),
        }
    }
}

impl Signing {
    /// What is usual for the papers of a meeting: who led it takes note, who wrote signs, on the day of the meeting.
    pub fn of_meeting(profile: &Profile, meeting: &Meeting, today: NaiveDate) -> Self {
        let named = |position: &str, name: &str| Signer {
            position: position.to_owned(),
            name: one_line(name),
            number: String::new(),
        };
        let right = match (
            one_line(&meeting.note_taker).as_str(),
            one_line(&meeting.secretary).as_str(),
        ) {
            ("", "") => named("Notulis", ""),
            ("", secretary) => named("Sekretaris Rapat", secretary),
            (note_taker, _) => named("Notulis", note_taker),
        };
        Self {
            left: Some(named("Pimpinan Rapat", &meeting.chair)),
            right,
            ..Self::usual(profile, &[], meeting.date.unwrap_or(today))
        }
    }
}

/// The block as `signatures.typ` takes it. Lengths are points.
#[derive(Debug, Serialize)]
pub(crate) struct SignatureBlock {
    left: Option<SignatureColumn>,
    right: SignatureColumn,
    column_width: f64,
    size: f64,
    gap: f64,
    room: f64,
    #[serde(skip)]
    height: f64,
}

#[derive(Debug, Serialize)]
struct SignatureColumn {
    opening: String,
    position: String,
    name: String,
    number: String,
}

impl SignatureBlock {
    /// The block in letters of that size, for a text this wide in points.
    pub(crate) fn new(signing: &Signing, size: f64, text_width: f64) -> Self {
        let place = one_line(&signing.place);
        let place = if place.is_empty() {
            SHORT_DOTS.to_owned()
        } else {
            place
        };
        let opening = format!("{place}, {}", long_date(signing.date));
        Self::with_opening(&opening, signing, size, text_width)
    }

    /// The block of a letter, whose place and date stand at its top.
    pub(crate) fn of_letter(signing: &Signing, size: f64, text_width: f64) -> Self {
        Self::with_opening("", signing, size, text_width)
    }

    /// The block of a letter with which something is handed over: left signs whoever receives it.
    pub(crate) fn with_receipt(signing: &Signing, size: f64, text_width: f64) -> Self {
        let receiver = Signer {
            position: "Penerima".to_owned(),
            ..Signer::default()
        };
        let date = format!("Diterima tanggal {SHORT_DOTS}");
        let left = Some((date.as_str(), &receiver));
        Self::of_columns(left, ("", &signing.right), size, text_width)
    }

    fn with_opening(opening: &str, signing: &Signing, size: f64, text_width: f64) -> Self {
        let left = signing.left.as_ref().map(|left| ("MENGETAHUI", left));
        Self::of_columns(left, (opening, &signing.right), size, text_width)
    }

    fn of_columns(
        left: Option<(&str, &Signer)>,
        right: (&str, &Signer),
        size: f64,
        text_width: f64,
    ) -> Self {
        let column_width = ((text_width - BETWEEN) / 2.0).min(WIDEST);
        let width_em = column_width / size;
        let column = |(opening, signer)| SignatureColumn::new(opening, signer, width_em);
        let (left, right) = (left.map(column), column(right));
        let lines = left
            .iter()
            .chain([&right])
            .map(|column| column.lines(width_em))
            .max()
            .unwrap_or(0);
        let height = GAP + ROOM + lines as f64 * size * LINE_EM;
        Self {
            left,
            right,
            column_width,
            size,
            gap: GAP,
            room: ROOM,
            height,
        }
    }

    /// About how high the block is, in points, with the gap above it.
    pub(crate) fn height(&self) -> f64 {
        self.height
    }
}

impl SignatureColumn {
    fn new(opening: &str, signer: &Signer, width_em: f64) -> Self {
        let fit = |text: &str, weight| breakable(&one_line(text), width_em, weight);
        Self {
            opening: fit(opening, Weight::Regular),
            position: fit(&signer.position, Weight::Regular),
            name: fit(&signer.name, Weight::Bold),
            number: fit(&signer.number, Weight::Regular),
        }
    }

    fn lines(&self, width_em: f64) -> usize {
        let regular = [&self.opening, &self.position, &self.number];
        let regular = regular.map(|text| line_count(text, width_em, Weight::Regular));
        regular.iter().sum::<usize>() + line_count(&self.name, width_em, Weight::Bold)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_signers_come_from_profile_and_register() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let mut profile = Profile {
            name: "Mekar Sari".into(),
            village: "Toyomarto".into(),
            ..Profile::default()
        };
        let member = |name: &str, inactive| Member {
            name: name.into(),
            position: Some(Position::Chair),
            inactive,
            ..Member::default()
        };
        let members = [member("Yang Lama", true), member("Yang Baru", false)];
        let signing = Signing::usual(&profile, &members, today);
        assert_eq!(signing.place, "Toyomarto");
        assert_eq!(signing.right.position, "Ketua KIM Mekar Sari");
        assert_eq!(signing.right.name, "Yang Baru");
        assert_eq!(signing.left, Some(Signer::official(&profile)));
        assert_eq!(Signer::official(&profile).position, "Kepala Desa Toyomarto");
        profile.kim_signer = Some(KimSigner::Secretary);
        let signing = Signing::usual(&profile, &members, today);
        assert_eq!(signing.right.position, "Sekretaris KIM Mekar Sari");
        assert_eq!(signing.right.name, "");
        profile.word_secretary = "Sekretaris Umum".into();
        let signing = Signing::usual(&profile, &members, today);
        assert_eq!(signing.right.position, "Sekretaris Umum");
        profile.official_number = "19870817".into();
        profile.official_number_label = Some(SignerNumberLabel::Nip);
        assert_eq!(Signer::official(&profile).number, "NIP. 19870817");
    }
}

//! Undangan rapat: one letter, or one for each who is invited.

use adinda_domain::letter::Letter;
use adinda_domain::meeting::Meeting;
use serde::Serialize;

use crate::documents::Document;
use crate::error::PrintError;
use crate::facts::{Facts, Value};
use crate::letter_wording::{LetterHeading, addressee_lines, closing, opening, said};
use crate::letterhead::LetterheadSpec;
use crate::meeting_wording::{agenda_of, day_of, or_dots, time_of};
use crate::page_setup::{Foot, Orientation, PageSetup};
use crate::pictures::Pictures;
use crate::prose::{PROSE_SIZE, Paragraph};
use crate::rendered::RenderedDocument;
use crate::signature::{SignatureBlock, Signing};
use crate::stationery::Stationery;
use crate::text::{joined, one_line};
use crate::world::render;

const CLOSING: &str = "Demikian undangan ini kami sampaikan. Atas perhatian dan kehadirannya, kami \
                       ucapkan terima kasih.";
/// How far the details stand in, in points.
const INDENT: f64 = 24.0;

/// Everything that an invitation says.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// KIM, logo, paper, day.
    pub stationery: Stationery,
    /// Number, nature, subject, addressee and own words.
    pub letter: Letter,
    /// One letter is printed for each of these, line by line as on an envelope; if there are none, one for the
    /// addressee of the letter.
    pub addressees: Vec<String>,
    /// To what they are invited.
    pub meeting: Meeting,
    /// Who signs.
    pub signing: Signing,
}

/// What `invitation.typ` takes.
#[derive(Debug, Serialize)]
struct InvitationData {
    setup: PageSetup,
    letterhead: LetterheadSpec,
    heading: LetterHeading,
    addressees: Vec<String>,
    opening: Vec<Paragraph>,
    indent: f64,
    details: Facts,
    closing: Vec<Paragraph>,
    signatures: SignatureBlock,
}

/// Lays the letters out.
pub fn invitation(invitation: &Invitation) -> Result<RenderedDocument, PrintError> {
    let Invitation {
        stationery,
        letter,
        meeting,
        signing,
        ..
    } = invitation;
    let profile = &stationery.profile;
    let name = one_line(&meeting.title);
    let foot = if invitation.addressees.len() > 1 {
        Foot::Never
    } else {
        Foot::OfMany
    };
    let setup = PageSetup::new(
        stationery,
        Orientation::Upright,
        foot,
        &joined([Document::Invitation.title(), &name], " – "),
    );
    let width = setup.text_width();
    let mut pictures = Pictures::default();
    let called = match name.as_str() {
        "" => "rapat",
        name => name,
    };
    let sentence = format!(
        "Kami mengharap kehadiran Bapak/Ibu/Saudara pada {called}, yang akan diselenggarakan pada:"
    );
    let mut words = opening(profile, width);
    words.extend(said(&letter.body, &sentence, width));
    let addressees = match invitation.addressees.as_slice() {
        [] => std::slice::from_ref(&letter.addressee),
        addressees => addressees,
    };
    let data = InvitationData {
        letterhead: LetterheadSpec::new(stationery, &mut pictures, width),
        heading: LetterHeading::new(letter, Document::Invitation.title(), signing, width),
        addressees: addressees
            .iter()
            .map(|addressee| addressee_lines(addressee, width))
            .collect(),
        opening: words,
        indent: INDENT,
        details: Facts::new(invitation.details(), PROSE_SIZE, width - INDENT),
        closing: closing(profile, CLOSING, width),
        signatures: SignatureBlock::of_letter(signing, PROSE_SIZE, width),
        setup,
    };
    render("/invitation.typ", &data, pictures)
}

impl Invitation {
    fn details(&self) -> Vec<(&'static str, Value)> {
        let meeting = &self.meeting;
        let time = time_of(meeting, &self.stationery.profile);
        let mut details = vec![
            ("Hari/Tanggal", Value::Text(or_dots(day_of(meeting)))),
            ("Waktu", Value::Text(or_dots(time))),
            ("Tempat", Value::Text(or_dots(one_line(&meeting.place)))),
        ];
        let agenda = agenda_of(meeting);
        if !agenda.is_empty() {
            details.push(("Acara", Value::List(agenda)));
        }
        details
    }
}

//! What the JSON of each kind may hold, from the domain's own field tables: for reading it and for `--help`.

use crate::references::Target;
use adinda_domain::activity::{Activity, Participant};
use adinda_domain::aspiration::{Aspiration, Reporter};
use adinda_domain::dissemination::Dissemination;
use adinda_domain::letter::Letter;
use adinda_domain::meeting::{AgendaItem, AttendanceMark, Decision, Guest, Meeting};
use adinda_domain::member::Member;
use adinda_domain::profile::Profile;
use adinda_domain::schema::{FieldSpec, FieldType, Reach};

/// Before the fields of the person who spoke.
pub const REPORTER_PREFIX: &str = "reporter_";
/// What the laptop keeps for itself in every entry of a list.
const KEPT_BY_LAPTOP: [&str; 2] = ["pos", "took_part"];

/// What one JSON object may hold.
pub struct Shape {
    /// The kind's word, the beginning of every path in a message.
    pub root: &'static str,
    /// The field without which it can't be saved.
    required: &'static str,
    /// Flat fields.
    pub fields: Vec<Field>,
    /// Lists of objects.
    pub lists: Vec<(&'static str, Vec<Field>)>,
    /// Fields that exist and that nobody may give.
    pub given_by_laptop: &'static [&'static str],
    example: &'static str,
}

/// One field.
pub struct Field {
    /// Its name in JSON.
    pub name: String,
    /// The domain's rule for it.
    pub spec: FieldSpec,
    /// What it names, if it names a record.
    pub target: Option<Target>,
}

/// The profile.
pub fn profile() -> Shape {
    Shape {
        root: "profile",
        required: "name",
        fields: fields(Profile::FIELDS),
        lists: Vec::new(),
        given_by_laptop: &[],
        example: r#"{"name": "KIM Swara Warga", "village": "Toyomarto", "district": "Singosari", "regency": "Malang"}"#,
    }
}

/// A member.
pub fn member() -> Shape {
    Shape {
        root: "member",
        required: "name",
        fields: fields(Member::FIELDS),
        lists: Vec::new(),
        given_by_laptop: &["id"],
        example: r#"{"name": "Sri Wahyuni", "sex": "female", "position": "secretary", "phone": "0812 3456 7890"}"#,
    }
}

/// A meeting.
pub fn meeting() -> Shape {
    Shape {
        root: "meeting",
        required: "title",
        fields: fields(Meeting::FIELDS),
        lists: vec![
            ("agenda", fields(AgendaItem::FIELDS)),
            ("attendance", of_member(AttendanceMark::FIELDS)),
            ("guests", fields(Guest::FIELDS)),
            ("decisions", fields(Decision::FIELDS)),
        ],
        given_by_laptop: &["id"],
        example: r#"{"title": "Rapat rutin", "date": "2026-10-04", "start_time": "19:30",
    "attendance": [{"member": "Sri Wahyuni", "status": "present"}], "decisions": [{"decision": "Kerja bakti"}]}"#,
    }
}

/// An aspiration, with the person who spoke beside it.
pub fn aspiration() -> Shape {
    let mut all = fields(Aspiration::FIELDS);
    all.retain(|field| !matches!(field.name.as_str(), "register_number" | "reporter"));
    all.extend(fields(Reporter::FIELDS).into_iter().map(|field| Field {
        name: format!("{REPORTER_PREFIX}{}", field.name),
        ..field
    }));
    Shape {
        root: "aspiration",
        required: "title",
        fields: all,
        lists: Vec::new(),
        given_by_laptop: &["id", "register_number"],
        example: r#"{"title": "Jalan rusak", "date": "2026-10-04", "category": "public_works", "location": "RT 02 RW 01",
    "destination": "regency", "stage": "recorded", "reporter_name": "Pak Slamet"}"#,
    }
}

/// An activity.
pub fn activity() -> Shape {
    Shape {
        root: "activity",
        required: "title",
        fields: fields(Activity::FIELDS),
        lists: vec![("participants", of_member(Participant::FIELDS))],
        given_by_laptop: &["id"],
        example: r#"{"title": "Pelatihan menulis berita", "activity_type": "training", "date": "2026-10-04",
    "participants": [{"member": "Sri Wahyuni", "role": "Panitia"}], "other_participants": 20}"#,
    }
}

/// Information that was spread.
pub fn dissemination() -> Shape {
    Shape {
        root: "dissemination",
        required: "title",
        fields: fields(Dissemination::FIELDS),
        lists: Vec::new(),
        given_by_laptop: &["id"],
        example: r#"{"title": "Jadwal imunisasi", "date": "2026-10-04", "source": "Puskesmas", "fact_check": "true",
    "by_whatsapp": true, "reach": 120}"#,
    }
}

/// A letter.
pub fn letter() -> Shape {
    let mut all = fields(Letter::FIELDS);
    all.retain(|field| field.name != "number");
    Shape {
        root: "letter",
        required: "subject",
        fields: all,
        lists: Vec::new(),
        given_by_laptop: &["id", "number"],
        example: r#"{"letter_kind": "invitation", "date": "2026-10-01", "subject": "Undangan rapat rutin",
    "addressee": "Ketua RT 01\nKetua RT 02", "meeting": "Rapat rutin"}"#,
    }
}

/// The fields of a list whose entries are members.
fn of_member(specs: &[FieldSpec]) -> Vec<Field> {
    let member = Field {
        name: "member".to_owned(),
        spec: FieldSpec {
            name: "member",
            field_type: FieldType::Reference,
            reach: Reach::Shared,
        },
        target: Some(Target::Member),
    };
    std::iter::once(member).chain(fields(specs)).collect()
}

fn fields(specs: &[FieldSpec]) -> Vec<Field> {
    specs
        .iter()
        .filter(|spec| !KEPT_BY_LAPTOP.contains(&spec.name))
        .map(|spec| Field {
            name: spec.name.to_owned(),
            spec: *spec,
            target: (spec.name == "meeting").then_some(Target::Meeting),
        })
        .collect()
}

impl Shape {
    /// The fields with their types, for `--help`.
    pub fn help(&self) -> String {
        let mut lines = vec!["Isian JSON (yang tidak disebut tetap kosong):".to_owned()];
        for field in &self.fields {
            lines.push(self.help_line(&field.name, field));
        }
        for (list, fields) in &self.lists {
            for field in fields {
                lines.push(self.help_line(&format!("{list}[].{}", field.name), field));
            }
        }
        if self.root != "profile" {
            lines.push(
                "  Satu objek, atau larik objek. Id dan nomor diberikan oleh laptop.".to_owned(),
            );
        }
        lines.push(format!("\nContoh:\n  {}", self.example));
        lines.join("\n")
    }

    fn help_line(&self, name: &str, field: &Field) -> String {
        let required = if name == self.required { "; wajib" } else { "" };
        let stays = match field.spec.reach {
            Reach::StaysOnLaptop => "; tidak pernah dikirim",
            Reach::Shared => "",
        };
        format!("  {name:<24} {}{required}{stays}", type_words(field))
    }
}

fn type_words(field: &Field) -> String {
    match (field.spec.field_type, field.target) {
        (FieldType::Text(_), _) => "teks".to_owned(),
        (FieldType::Date, _) => "tanggal \"2026-08-05\"".to_owned(),
        (FieldType::Time, _) => "jam \"09:30\"".to_owned(),
        (FieldType::Boolean, _) => "true atau false".to_owned(),
        (FieldType::Mark, _) => "true".to_owned(),
        (FieldType::Integer(least, most), _) => format!("bilangan bulat {least} sampai {most}"),
        (FieldType::Choice(words), _) => words.join(" | "),
        (FieldType::Reference, Some(Target::Member)) => {
            "id anggota, atau namanya persis".to_owned()
        }
        (FieldType::Reference, Some(Target::Meeting)) => {
            "id rapat, atau judulnya persis".to_owned()
        }
        (FieldType::Reference, _) => "id".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use adinda_domain::Kind;
    use adinda_domain::kinds::field_names;

    #[test]
    fn the_help_names_every_field_of_the_domain() {
        for (shape, kind, left_out) in [
            (profile(), Kind::PROFILE, vec![]),
            (member(), Kind::MEMBER, vec![]),
            (
                meeting(),
                Kind::MEETING,
                vec!["agenda[].pos", "guests[].pos", "decisions[].pos"],
            ),
            (
                aspiration(),
                Kind::ASPIRATION,
                vec!["register_number", "reporter"],
            ),
            (activity(), Kind::ACTIVITY, vec!["participants[].took_part"]),
            (dissemination(), Kind::DISSEMINATION, vec![]),
            (letter(), Kind::LETTER, vec!["number"]),
        ] {
            let help = shape.help();
            // Photos and scans are files: they have a command of their own.
            let names = field_names(&kind).into_iter();
            for name in names.filter(|name| !name.starts_with("attachments[]")) {
                let named = help
                    .lines()
                    .any(|line| line.trim_start().starts_with(&format!("{name} ")));
                assert_eq!(named, !left_out.contains(&name.as_str()), "{kind}: {name}");
            }
        }
        assert!(aspiration().help().contains("reporter_name "));
        assert!(member().help().contains("male | female"));
    }
}

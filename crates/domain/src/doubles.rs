//! Likely doubles: members that two laptops, or two people, wrote down twice. They are shown, never joined by themselves.

use crate::id::RecordId;
use crate::member::Member;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use uuid::Uuid;

/// Why two members look like one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum DoubleReason {
    /// The same NIK.
    SameNik,
    /// The same telephone number and a like name.
    SamePhone,
    /// The same day of birth and a like name.
    SameBirthDate,
    /// The same name, and nothing that speaks against it.
    SameName,
}

/// Two members that look like one person; the first was written down earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LikelyDouble {
    /// The earlier one.
    pub first: RecordId,
    /// The later one.
    pub second: RecordId,
    /// Why.
    pub reason: DoubleReason,
}

/// Every pair among `members` that looks like one person, the surest first. Ids rise with time, so that the earlier
/// record of a pair comes first whatever the order of `members`.
pub fn likely_doubles(members: &[(RecordId, &Member)]) -> Vec<LikelyDouble> {
    let names: BTreeMap<RecordId, String> = members
        .iter()
        .map(|(id, member)| (*id, comparable_name(&member.name)))
        .collect();
    let mut found: BTreeMap<(RecordId, RecordId), DoubleReason> = BTreeMap::new();
    for bucket in buckets(members, &names) {
        for (index, (a, first)) in bucket.iter().enumerate() {
            for (b, second) in &bucket[index + 1..] {
                let names_alike = are_alike(&names[a], &names[b]);
                if let Some(reason) = reason(first, second, names_alike) {
                    found.insert((*a.min(b), *a.max(b)), reason);
                }
            }
        }
    }
    let mut doubles: Vec<LikelyDouble> = found
        .into_iter()
        .map(|((first, second), reason)| LikelyDouble {
            first,
            second,
            reason,
        })
        .collect();
    doubles.sort_by_key(|double| (double.reason, double.first, double.second));
    doubles
}

/// Everybody who was joined with a record, directly or through others, and itself. `pairs` are who was joined into whom.
pub fn joined_with(record: Uuid, pairs: &[(Uuid, Uuid)]) -> BTreeSet<Uuid> {
    let mut together = BTreeSet::from([record]);
    loop {
        let before = together.len();
        for (one, other) in pairs {
            if together.contains(one) || together.contains(other) {
                together.extend([*one, *other]);
            }
        }
        if together.len() == before {
            return together;
        }
    }
}

/// What more people than this share tells nobody apart: a birthday that was put in for want of one.
const MOST_ALIKE: usize = 300;

/// Only members that share something are compared: a register of thousands stays quick.
fn buckets<'a>(
    members: &'a [(RecordId, &'a Member)],
    names: &BTreeMap<RecordId, String>,
) -> Vec<Vec<(RecordId, &'a Member)>> {
    let mut buckets: BTreeMap<String, Vec<(RecordId, &Member)>> = BTreeMap::new();
    for (id, member) in members {
        let birth = member.birth_date.map(|date| date.to_string());
        let keys = [
            ("nik", member.nik.clone()),
            ("phone", member.phone.clone()),
            ("name", names[id].clone()),
            ("birth", birth.unwrap_or_default()),
        ];
        for (what, key) in keys.into_iter().filter(|(_, key)| !key.is_empty()) {
            let bucket = buckets.entry(format!("{what} {key}")).or_default();
            bucket.push((*id, member));
        }
    }
    buckets
        .into_values()
        .filter(|bucket| (2..=MOST_ALIKE).contains(&bucket.len()))
        .collect()
}

fn reason(a: &Member, b: &Member, alike: Alike) -> Option<DoubleReason> {
    let same = |x: &str, y: &str| !x.is_empty() && x == y;
    let differ = |x: &str, y: &str| !x.is_empty() && !y.is_empty() && x != y;
    if same(&a.nik, &b.nik) {
        return Some(DoubleReason::SameNik);
    }
    let speaks_against = differ(&a.nik, &b.nik)
        || matches!((a.birth_date, b.birth_date), (Some(x), Some(y)) if x != y)
        || matches!((a.sex, b.sex), (Some(x), Some(y)) if x != y);
    if alike == Alike::No || speaks_against {
        return None;
    }
    if same(&a.phone, &b.phone) {
        Some(DoubleReason::SamePhone)
    } else if a.birth_date.is_some() && a.birth_date == b.birth_date {
        Some(DoubleReason::SameBirthDate)
    } else {
        let lives_elsewhere = differ(&a.hamlet, &b.hamlet) || differ(&a.rt, &b.rt);
        (alike == Alike::Same && !lives_elsewhere).then_some(DoubleReason::SameName)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Alike {
    Same,
    Nearly,
    No,
}

/// Whether two names could be one, written twice: the same, one slip of the pen apart, or one short for the other.
fn are_alike(a: &str, b: &str) -> Alike {
    if a == b {
        return Alike::Same;
    }
    let words = |name: &str| name.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let (of_a, of_b) = (words(a), words(b));
    let (short, long) = if of_a.len() < of_b.len() {
        (&of_a, &of_b)
    } else {
        (&of_b, &of_a)
    };
    if short.is_subset(long) || is_one_slip_apart(a, b) {
        Alike::Nearly
    } else {
        Alike::No
    }
}

/// One letter more, less, other, or two neighbours swapped.
fn is_one_slip_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let most = a.len().min(b.len()) - head;
    let tails = a.iter().rev().zip(b.iter().rev());
    let tail = tails.take_while(|(x, y)| x == y).count().min(most);
    let (of_a, of_b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    match (of_a, of_b) {
        ([x1, x2], [y1, y2]) => x1 == y2 && x2 == y1,
        _ => of_a.len() <= 1 && of_b.len() <= 1,
    }
}

/// Titles before and after a name, which one writes and another leaves out.
const TITLES: &[&str] = &[
    "h", "hj", "kh", "ust", "ustadz", "drs", "dra", "dr", "ir", "prof", "bpk", "bapak", "ibu",
    "sdr", "sdri", "pak", "bu",
];

/// A name as it is compared: lower case, without marks, titles and what follows a comma (degrees).
fn comparable_name(name: &str) -> String {
    let before_degrees = name.split(',').next().unwrap_or_default();
    let plain: String = before_degrees
        .nfd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’' | '`'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let first_name = words
        .iter()
        .position(|word| !TITLES.contains(word))
        .unwrap_or_default();
    words[first_name..].join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn named(name: &str) -> Member {
        Member {
            name: name.into(),
            ..Member::default()
        }
    }

    fn found(members: &[Member]) -> Vec<(usize, usize, DoubleReason)> {
        let ids = |n: usize| RecordId::from_bytes([u8::try_from(n).unwrap(); 16]);
        let listed: Vec<_> = members
            .iter()
            .enumerate()
            .map(|(n, m)| (ids(n), m))
            .collect();
        let index = |id: RecordId| usize::from(id.as_bytes()[0]);
        likely_doubles(&listed)
            .into_iter()
            .map(|double| (index(double.first), index(double.second), double.reason))
            .collect()
    }

    #[test]
    fn people_written_down_twice_are_found() {
        let with = |name: &str, change: fn(&mut Member)| {
            let mut member = named(name);
            change(&mut member);
            member
        };
        let birth = |m: &mut Member| m.birth_date = NaiveDate::from_ymd_opt(1987, 8, 5);
        let phone = |m: &mut Member| m.phone = "+6281234567890".into();
        let members = [
            named("H. Moh. Syafi'i, S.Pd"),
            named("moh syafi’i"),
            with("Sri Lestari", birth),
            with("Sri Lestri", birth),
            with("Wayan", phone),
            with("I Wayan Sudarma", phone),
            with("Ani", |m| m.nik = "3507".into()),
            with("Bu Ana Maria", |m| m.nik = "3507".into()),
        ];
        assert_eq!(
            found(&members),
            [
                (6, 7, DoubleReason::SameNik),
                (4, 5, DoubleReason::SamePhone),
                (2, 3, DoubleReason::SameBirthDate),
                (0, 1, DoubleReason::SameName),
            ]
        );
    }

    #[test]
    fn two_people_who_share_a_name_are_left_alone() {
        let born = |year| Member {
            birth_date: NaiveDate::from_ymd_opt(year, 1, 1),
            ..named("Sutrisno")
        };
        let lives = |hamlet: &str| Member {
            hamlet: hamlet.into(),
            ..named("Sutrisno")
        };
        assert_eq!(found(&[born(1960), born(1990)]), []);
        assert_eq!(found(&[lives("Krajan"), lives("Sukorejo")]), []);
        let family = |name: &str| Member {
            phone: "+6281234567890".into(),
            ..named(name)
        };
        assert_eq!(found(&[family("Budi"), family("Siti Aminah")]), []);
        assert_eq!(
            found(&[named("Ani"), named("Ami")]),
            [],
            "a slip alone is not enough"
        );
    }
}

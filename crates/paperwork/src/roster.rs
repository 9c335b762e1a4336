//! The member roster: who is on it, in which order, with which columns.

use crate::error::PaperworkError;
use crate::file_name::file_name;
use crate::prepared::PreparedDocument;
use crate::request::{DocumentRequest, RosterOptions, RosterOrder};
use crate::signing::signing;
use crate::stationery::stationery;
use adinda_client::Book;
use adinda_domain::member::Member;
use adinda_print::{Roster, RosterColumn, member_group_words};

/// Lays the roster out.
pub(crate) fn prepared(
    book: &Book,
    request: &DocumentRequest,
    options: &RosterOptions,
) -> Result<PreparedDocument, PaperworkError> {
    let (profile, today) = (book.profile()?, book.today());
    let everybody = book.roster_members(false)?;
    let members = chosen(everybody, options, |member| member.is_active(today));
    let listed = members.len();
    let has_nik = |member: &&Member| !member.nik.is_empty();
    let nik = members.iter().filter(has_nik).count();
    let pages = adinda_print::roster(&Roster {
        signing: signing(book, &profile, request)?,
        stationery: stationery(book, request, profile)?,
        members,
        show_nik: request.show_nik,
        columns: columns(&options.columns, request.show_nik),
        filter_note: options
            .group
            .map(|group| member_group_words(group).to_owned()),
    })?;
    let file_name = file_name(&["Daftar anggota", &today.to_string()]);
    Ok(PreparedDocument::new(pages, file_name)
        .listing(listed)
        .showing_nik_of(if request.show_nik { nik } else { 0 }))
}

/// Who is on it, in order. The book's own order is that by position.
fn chosen(
    everybody: Vec<Member>,
    options: &RosterOptions,
    is_active: impl Fn(&Member) -> bool,
) -> Vec<Member> {
    let mut members: Vec<Member> = everybody
        .into_iter()
        .filter(|member| !options.active_only || is_active(member))
        .filter(|member| {
            options
                .group
                .is_none_or(|group| group.holds(member.position))
        })
        .collect();
    match options.order {
        RosterOrder::Position => {}
        RosterOrder::Name => members.sort_by_cached_key(|member| member.name.to_lowercase()),
        RosterOrder::Number => members.sort_by_cached_key(|member| {
            let number = member.member_number.trim();
            (number.is_empty(), as_counted(number))
        }),
    }
    members
}

/// A number's parts so that 9 comes before 10, whatever stands around the digits.
fn as_counted(number: &str) -> Vec<(String, u128)> {
    let mut parts: Vec<(String, u128)> = Vec::new();
    let mut text = String::new();
    let mut rest = number;
    while let Some(first) = rest.chars().next() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 {
            text.extend(first.to_lowercase());
            rest = &rest[first.len_utf8()..];
        } else {
            let value = rest[..digits].parse().unwrap_or(u128::MAX);
            parts.push((std::mem::take(&mut text), value));
            rest = &rest[digits..];
        }
    }
    parts.push((text, 0));
    parts
}

/// The columns, with the NIK's where it usually stands if NIK are to be shown and nobody said where.
fn columns(chosen: &[RosterColumn], show_nik: bool) -> Vec<RosterColumn> {
    let mut columns = chosen.to_vec();
    if !show_nik || columns.is_empty() || columns.contains(&RosterColumn::Nik) {
        return columns;
    }
    let usual = |column: &RosterColumn| RosterColumn::ALL.iter().position(|known| known == column);
    let nik = usual(&RosterColumn::Nik);
    let place = columns.iter().position(|column| usual(column) > nik);
    columns.insert(place.unwrap_or(columns.len()), RosterColumn::Nik);
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use adinda_domain::member::Position;
    use adinda_domain::member_group::MemberGroup;

    fn member(name: &str, number: &str, position: Position) -> Member {
        Member {
            name: name.into(),
            member_number: number.into(),
            position: Some(position),
            ..Member::default()
        }
    }

    fn names(options: &RosterOptions) -> Vec<String> {
        let inactive = Member {
            inactive: true,
            ..member("Lama", "1", Position::Secretary)
        };
        let everybody = vec![
            member("Zainal", "KIM-10", Position::Chair),
            inactive,
            member("ayu", "KIM-9", Position::SpreadingCoordinator),
            member("Budi", "", Position::SpreadingMember),
            member("Citra", "KIM-09a", Position::Member),
        ];
        let chosen = chosen(everybody, options, |member| !member.inactive);
        chosen.into_iter().map(|member| member.name).collect()
    }

    #[test]
    fn members_are_chosen_and_ordered() {
        let usual = RosterOptions::default();
        assert_eq!(names(&usual), ["Zainal", "ayu", "Budi", "Citra"]);
        let all = RosterOptions {
            active_only: false,
            ..usual.clone()
        };
        assert_eq!(names(&all).len(), 5);
        let by = |order| RosterOptions {
            order,
            ..usual.clone()
        };
        assert_eq!(
            names(&by(RosterOrder::Name)),
            ["ayu", "Budi", "Citra", "Zainal"]
        );
        assert_eq!(
            names(&by(RosterOrder::Number)),
            ["ayu", "Citra", "Zainal", "Budi"]
        );
        let spreading = RosterOptions {
            group: Some(MemberGroup::Spreading),
            ..usual
        };
        assert_eq!(names(&spreading), ["ayu", "Budi"]);
    }

    #[test]
    fn the_nik_stands_where_it_usually_does_and_only_if_shown() {
        use RosterColumn::{Name, Nik, Phone, RowNumber};
        let chosen = [RowNumber, Name, Phone];
        assert_eq!(columns(&chosen, false), chosen);
        assert_eq!(columns(&chosen, true), [RowNumber, Nik, Name, Phone]);
        assert_eq!(columns(&[Name, Nik], true), [Name, Nik]);
        assert_eq!(columns(&[RowNumber], true), [RowNumber, Nik]);
    }
}

//! Member cards: for one member or for all who are active.

use crate::error::PaperworkError;
use crate::file_name::file_name;
use crate::prepared::PreparedDocument;
use crate::request::{CardOptions, DocumentRequest};
use crate::stationery::stationery;
use adinda_client::{Book, BookError};
use adinda_domain::member::{Member, Position};
use adinda_print::{Cards, Document, MemberCard};

/// Lays the cards out. There is no photo of a member in the book: the frame on the card is for one to glue in.
pub(crate) fn prepared(
    book: &Book,
    request: &DocumentRequest,
    options: &CardOptions,
) -> Result<PreparedDocument, PaperworkError> {
    let members = match options.member {
        Some(member) => vec![book.whole::<Member>(member)?],
        None => book.roster_members(true)?,
    };
    let one = options.member.is_some();
    let members: Vec<Member> = members
        .into_iter()
        .filter(|member| one || is_wanted(member, options))
        .collect();
    let listed = members.len();
    let name = match members.as_slice() {
        [member] if one => member.name.clone(),
        [] if one => return Err(BookError::NotFound("member").into()),
        _ => book.today().to_string(),
    };
    let card = |member| MemberCard {
        member,
        photo: None,
    };
    let pages = adinda_print::card(&Cards {
        stationery: stationery(book, request, book.profile()?)?,
        cards: members.into_iter().map(card).collect(),
    })?;
    let file_name = file_name(&[Document::Card.title(), &name]);
    Ok(PreparedDocument::new(pages, file_name).listing(listed))
}

/// Members of the KIM; who guides it from outside has no card unless asked for.
fn is_wanted(member: &Member, options: &CardOptions) -> bool {
    match options.group {
        Some(group) => group.holds(member.position),
        None => member.position.is_none_or(Position::counts_as_member),
    }
}

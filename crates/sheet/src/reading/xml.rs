//! XML as a row of small tokens: names without prefixes, entities resolved, empty elements opened and closed.

use super::error::SheetError;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;
use std::io::BufRead;

/// A piece of XML.
pub(super) enum Token<'a> {
    Start(Element<'a>),
    /// The name of an element that ends.
    End(Cow<'a, str>),
    Text(Cow<'a, str>),
    /// Comments and the like.
    Other,
    Eof,
}

/// The beginning of an element.
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        let name = self.0.name().0;
        name.rsplit(':').next().unwrap_or(name)
    }

    /// An attribute by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        let found = attributes
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == name)?;
        found
            .normalized_value(XmlVersion::Implicit1_0)
            .ok()
            .map(Cow::into_owned)
    }
}

/// XML being read.
pub(super) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
}

impl<R: BufRead> Xml<R> {
    pub(super) fn new(source: R) -> Xml<R> {
        let mut reader = Reader::from_reader(source);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Xml {
            reader,
            buffer: Vec::with_capacity(1024),
        }
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Result<Token<'_>, SheetError> {
        self.buffer.clear();
        Ok(
            match self
                .reader
                .read_event_into(&mut self.buffer)
                .map_err(SheetError::broken_by)?
            {
                Event::Start(start) | Event::Empty(start) => Token::Start(Element(start)),
                Event::End(end) => {
                    let name = end.name().0;
                    Token::End(name.rsplit(':').next().unwrap_or(name).to_owned().into())
                }
                Event::Text(text) => Token::Text(text.xml10_content()),
                Event::CData(text) => Token::Text(text.xml10_content()),
                Event::GeneralRef(entity) => Token::Text(resolved(&entity).into()),
                Event::Eof => Token::Eof,
                _ => Token::Other,
            },
        )
    }

    /// The text up to the end of the element that was just begun, leaving out elements that are named here.
    pub(super) fn text_of(&mut self, without: &[&str]) -> Result<String, SheetError> {
        let mut text = String::new();
        let (mut depth, mut skipped) = (0_usize, 0_usize);
        loop {
            match self.next()? {
                Token::Start(element) => {
                    depth += 1;
                    skipped += usize::from(skipped > 0 || without.contains(&element.name()));
                }
                Token::End(_) if depth == 0 => return Ok(text),
                Token::End(_) => {
                    depth -= 1;
                    skipped = skipped.saturating_sub(1);
                }
                Token::Text(piece) if skipped == 0 => text.push_str(&piece),
                Token::Eof => return Err(SheetError::broken("the XML ends early")),
                Token::Text(_) | Token::Other => {}
            }
        }
    }
}

fn resolved(entity: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(character)) = entity.resolve_char_ref() {
        return character.to_string();
    }
    // Entities of a document's own are not expanded: that is how a small file becomes a large one.
    resolve_xml_entity(entity).unwrap_or_default().to_owned()
}

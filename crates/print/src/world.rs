//! The world that typst sees: our templates, the four faces of Arimo, one file of data, the document's pictures, and
//! nothing else.

use std::sync::LazyLock;

use serde::Serialize;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, comemo};
use typst_layout::PagedDocument;

use crate::error::{PrintError, as_text};
use crate::pictures::{self, Pictures};
use crate::rendered::RenderedDocument;

/// Where a template finds the data of its document.
const DATA_PATH: &str = "/data.json";

/// A template by its path in this world.
macro_rules! template {
    ($name:literal) => {
        (
            concat!("/", $name, ".typ"),
            include_str!(concat!("templates/", $name, ".typ")),
        )
    };
}

/// Every template by its path in this world.
const TEMPLATES: [(&str, &str); 18] = [
    template!("activity-report"),
    template!("aspiration-sheet"),
    template!("attendance-sheet"),
    template!("bars"),
    template!("book"),
    template!("card"),
    template!("cover-letter"),
    template!("facts"),
    template!("invitation"),
    template!("letter"),
    template!("letterhead"),
    template!("minutes"),
    template!("official-report"),
    template!("page"),
    template!("pictures"),
    template!("prose"),
    template!("signatures"),
    template!("table"),
];

/// Arimo: regular, bold, italic, bold italic.
const FONT_FILES: [&[u8]; 4] = [
    include_bytes!("../fonts/Arimo-Regular.ttf"),
    include_bytes!("../fonts/Arimo-Bold.ttf"),
    include_bytes!("../fonts/Arimo-Italic.ttf"),
    include_bytes!("../fonts/Arimo-BoldItalic.ttf"),
];

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    FONT_FILES
        .iter()
        .filter_map(|file| Font::new(Bytes::new(*file), 0))
        .collect()
});
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let source =
        |(path, text): &(&str, &str)| Some(Source::new(file_id(path)?, (*text).to_owned()));
    TEMPLATES.iter().filter_map(source).collect()
});

/// The embedded faces, regular first, then bold.
pub(crate) fn fonts() -> &'static [Font] {
    &FONTS
}

/// The id of a path in this world. Ids are interned for the life of the process, so only fixed paths come here.
fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// One document being set.
pub(crate) struct PrintWorld {
    main: FileId,
    data_file: FileId,
    data: Bytes,
    pictures: Vec<(FileId, Bytes)>,
}

impl PrintWorld {
    /// The text of a template, for the place of a diagnostic.
    pub(crate) fn template_text(&self, id: FileId) -> Option<&'static str> {
        SOURCES
            .iter()
            .find(|source| source.id() == id)
            .map(|source| source.text())
    }
}

/// Sets `template` with `data` and lays the pages out. `pictures` are those that `data` names.
pub(crate) fn render(
    template: &'static str,
    data: &impl Serialize,
    pictures: Pictures,
) -> Result<RenderedDocument, PrintError> {
    let missing = || PrintError::Template {
        template,
        diagnostics: "no such template".to_owned(),
    };
    let world = PrintWorld {
        main: file_id(template).ok_or_else(missing)?,
        data_file: file_id(DATA_PATH).ok_or_else(missing)?,
        data: Bytes::new(serde_json::to_vec(data)?),
        pictures: pictures
            .into_files()
            .into_iter()
            .enumerate()
            .filter_map(|(index, bytes)| Some((file_id(&pictures::path(index))?, bytes)))
            .collect(),
    };
    let result = typst::compile::<PagedDocument>(&world);
    // What was computed for one document hardly helps the next: better to give the memory back.
    comemo::evict(0);
    let warnings = as_text(&result.warnings, Some(&world));
    match result.output {
        Ok(pages) => Ok(RenderedDocument::new(pages, warnings)),
        Err(errors) => Err(PrintError::Template {
            template,
            diagnostics: as_text(&errors, Some(&world)),
        }),
    }
}

impl World for PrintWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SOURCES
            .iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or_else(|| FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_file {
            return Ok(self.data.clone());
        }
        if let Some((_, bytes)) = self.pictures.iter().find(|(known, _)| *known == id) {
            return Ok(bytes.clone());
        }
        self.source(id)
            .map(|source| Bytes::from_string(source.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// No clock: every date that is printed comes with the data.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_four_faces_and_every_template_are_there() {
        let families: Vec<_> = BOOK
            .families()
            .map(|(name, faces)| (name, faces.count()))
            .collect();
        assert_eq!(families, [("Arimo", 4)]);
        assert_eq!(SOURCES.len(), TEMPLATES.len());
    }

    #[test]
    fn a_fault_in_the_data_names_template_and_line() {
        let error = render(
            "/book.typ",
            &"nothing that the template needs",
            Pictures::default(),
        )
        .unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains("book.typ:") && text.contains("error:"),
            "{text}"
        );
    }
}

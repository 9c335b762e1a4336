//! A laid-out document: its pages as PDF or as pictures.

use typst::comemo;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_svg::SvgOptions;

use crate::error::{PrintError, as_text};

/// Pages, laid out and ready to be written or shown.
#[derive(Debug)]
pub struct RenderedDocument {
    pages: PagedDocument,
    warnings: String,
}

impl RenderedDocument {
    pub(crate) fn new(pages: PagedDocument, warnings: String) -> Self {
        Self { pages, warnings }
    }

    /// How many pages there are.
    pub fn page_count(&self) -> usize {
        self.pages.pages().len()
    }

    /// Width and height of the pages in millimetres; all pages of a document are alike.
    pub fn page_size_mm(&self) -> (f64, f64) {
        self.pages.pages().first().map_or((0.0, 0.0), |page| {
            let size = page.frame.size();
            (size.x.to_mm(), size.y.to_mm())
        })
    }

    /// The whole document as PDF. The same data gives the same bytes.
    pub fn to_pdf(&self) -> Result<Vec<u8>, PrintError> {
        let options = PdfOptions {
            creator: Smart::Custom(Some("Adinda".to_owned())),
            ..PdfOptions::default()
        };
        let written = typst_pdf::pdf(&self.pages, &options);
        comemo::evict(0);
        written.map_err(|errors| PrintError::Pdf {
            diagnostics: as_text(&errors, None),
        })
    }

    /// One page as an SVG picture, counted from 0. Letters are drawn as shapes, so it needs no font.
    pub fn page_svg(&self, index: usize) -> Result<String, PrintError> {
        let count = self.page_count();
        let page = self
            .pages
            .pages()
            .get(index)
            .ok_or(PrintError::NoSuchPage { index, count })?;
        let picture = typst_svg::svg(page, &SvgOptions::default());
        comemo::evict(0);
        Ok(picture)
    }

    /// What the typesetter warned of, empty if nothing: a template's fault that doesn't stop the printing.
    pub fn warnings(&self) -> &str {
        &self.warnings
    }

    /// The pages as typst laid them out, for whoever must know where things stand.
    pub fn laid_out(&self) -> &PagedDocument {
        &self.pages
    }
}

//! What must hold for every document: nothing cut off, nothing over anything else, fonts inside, pages counted.

use super::geometry::{Margins, PageGeometry};
use super::pdf::{ReadPdf, letters};
use adinda_print::RenderedDocument;

pub const F4: (f64, f64) = (609.449, 935.433);
pub const A4: (f64, f64) = (595.276, 841.89);

/// A document that passed the checks.
pub struct Printed {
    pub pdf: ReadPdf,
    pub pages: Vec<PageGeometry>,
}

/// Checks a document whose every page says "Halaman x dari y", and leaves the PDF in `target/tmp/` for looking at.
pub fn printed(document: &RenderedDocument, file: &str) -> Printed {
    let printed = printed_letter(document, file);
    let count = printed.pdf.pages.len();
    for (index, page) in printed.pdf.pages.iter().enumerate() {
        let number = letters(&format!("Halaman {} dari {count}", index + 1));
        assert!(
            letters(page).contains(&number),
            "page {} of {file}:\n{page}",
            index + 1
        );
    }
    printed
}

/// The same for one whose pages may stand without a number.
pub fn printed_letter(document: &RenderedDocument, file: &str) -> Printed {
    printed_within(document, file, Margins::default())
}

/// The same for pages with other margins.
pub fn printed_within(document: &RenderedDocument, file: &str, margins: Margins) -> Printed {
    assert_eq!(document.warnings(), "");
    let bytes = document.to_pdf().unwrap();
    std::fs::write(
        format!("{}/{file}.pdf", env!("CARGO_TARGET_TMPDIR")),
        &bytes,
    )
    .unwrap();
    let pdf = ReadPdf::new(&bytes);

    assert_eq!(pdf.pages.len(), document.page_count());
    assert!(!pdf.fonts.is_empty());
    for (name, embedded) in &pdf.fonts {
        assert!(
            name.contains("Arimo") && *embedded,
            "{name}, embedded: {embedded}"
        );
    }
    let pages = PageGeometry::of(document);
    for (index, page) in pages.iter().enumerate() {
        let faults = page.faults_within(margins);
        assert!(
            faults.is_empty(),
            "page {} of {file}:\n{}",
            index + 1,
            faults.join("\n")
        );
    }
    Printed { pdf, pages }
}

impl Printed {
    /// That all these texts stand in the document.
    pub fn has_all(&self, texts: &[&str]) {
        for text in texts {
            assert!(self.pdf.has(text), "{text} in\n{}", self.pdf.pages.concat());
        }
    }

    /// That none of these texts stands in the document.
    pub fn has_none(&self, texts: &[&str]) {
        for text in texts {
            assert!(
                !self.pdf.has(text),
                "{text} in\n{}",
                self.pdf.pages.concat()
            );
        }
    }

    /// That every page has this size in points.
    pub fn is_on(&self, size: (f64, f64)) {
        for found in &self.pdf.sizes {
            let near = (found.0 - size.0).abs() < 0.01 && (found.1 - size.1).abs() < 0.01;
            assert!(near, "{found:?} instead of {size:?}");
        }
    }
}

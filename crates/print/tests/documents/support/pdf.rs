//! Reads back what was written: text, page sizes and fonts of a PDF, in plain Rust so that it runs everywhere.

use lopdf::{Dictionary, Document, Object};

/// A PDF as a reader sees it.
pub struct ReadPdf {
    /// The text of each page, in the order in which it was set.
    pub pages: Vec<String>,
    /// Width and height of each page in points.
    pub sizes: Vec<(f64, f64)>,
    /// Name of each font and whether its shapes are in the file.
    pub fonts: Vec<(String, bool)>,
    /// The title of the file.
    pub title: String,
    letters: String,
}

impl ReadPdf {
    /// Reads the bytes of a file.
    pub fn new(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).unwrap();
        let numbers: Vec<u32> = document.get_pages().into_keys().collect();
        let pages: Vec<String> = numbers
            .iter()
            .map(|number| document.extract_text(&[*number]).unwrap())
            .collect();
        Self {
            letters: letters(&pages.concat()),
            pages,
            sizes: document
                .get_pages()
                .into_values()
                .map(|id| size(&document, id))
                .collect(),
            fonts: fonts(&document),
            title: title(&document),
        }
    }

    /// All text as [`letters`].
    pub fn letters(&self) -> &str {
        &self.letters
    }

    /// Whether the text stands in the file, however its lines were broken.
    pub fn has(&self, text: &str) -> bool {
        self.letters.contains(&letters(text))
    }
}

/// The text without white space and hyphens: a reader can't tell a word's own hyphen from one that broke it.
pub fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{ad}' | '\u{200b}'))
        .collect()
}

fn size(document: &Document, page: lopdf::ObjectId) -> (f64, f64) {
    let mut dictionary = document.get_dictionary(page).unwrap();
    while !dictionary.has(b"MediaBox") {
        dictionary = follow(document, dictionary.get(b"Parent").unwrap());
    }
    let media_box = document
        .dereference(dictionary.get(b"MediaBox").unwrap())
        .unwrap()
        .1;
    let sides: Vec<f64> = media_box
        .as_array()
        .unwrap()
        .iter()
        .map(|side| f64::from(side.as_float().unwrap()))
        .collect();
    (sides[2] - sides[0], sides[3] - sides[1])
}

fn follow<'a>(document: &'a Document, object: &'a Object) -> &'a Dictionary {
    document.dereference(object).unwrap().1.as_dict().unwrap()
}

fn fonts(document: &Document) -> Vec<(String, bool)> {
    let mut fonts = Vec::new();
    for object in document.objects.values() {
        let Ok(dictionary) = object.as_dict() else {
            continue;
        };
        if dictionary
            .get_type()
            .is_ok_and(|kind| kind == b"FontDescriptor")
        {
            let name = dictionary.get(b"FontName").unwrap().as_name().unwrap();
            let embedded = [&b"FontFile"[..], b"FontFile2", b"FontFile3"]
                .iter()
                .any(|key| dictionary.has(key));
            fonts.push((String::from_utf8_lossy(name).into_owned(), embedded));
        } else if dictionary.get_type().is_ok_and(|kind| kind == b"Font")
            && !dictionary.has(b"FontDescriptor")
            && !dictionary.has(b"DescendantFonts")
        {
            fonts.push(("a font without a descriptor".to_owned(), false));
        }
    }
    fonts
}

fn title(document: &Document) -> String {
    let info = follow(document, document.trailer.get(b"Info").unwrap());
    lopdf::decode_text_string(info.get(b"Title").unwrap()).unwrap()
}

//! What a file is, by its first bytes.

/// The kinds of file that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
    /// PDF.
    Pdf,
    /// HEIC, HEIF or AVIF: known, so that it can be said what to do, and not taken.
    Heic,
}

impl FileKind {
    /// The kind that these bytes begin like.
    pub fn of(bytes: &[u8]) -> Option<FileKind> {
        let at = |from: usize, magic: &[u8]| bytes.get(from..from + magic.len()) == Some(magic);
        let heif_brands: [&[u8]; 8] = [
            b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif",
        ];
        if at(0, b"\xff\xd8\xff") {
            Some(FileKind::Jpeg)
        } else if at(0, b"\x89PNG\r\n\x1a\n") {
            Some(FileKind::Png)
        } else if at(0, b"RIFF") && at(8, b"WEBP") {
            Some(FileKind::WebP)
        } else if at(0, b"%PDF-") {
            Some(FileKind::Pdf)
        } else if at(4, b"ftyp") && heif_brands.iter().any(|brand| at(8, brand)) {
            Some(FileKind::Heic)
        } else {
            None
        }
    }

    /// Whether a file of this kind may have this name. Phones and messengers give one kind of picture the ending of
    /// another, which harms nobody; a document that is called a picture, or the other way about, is a disguise. No
    /// ending says nothing.
    pub(crate) fn may_be_called(self, name: &str) -> bool {
        let Some((_, ending)) = name.rsplit_once('.') else {
            return true;
        };
        match ending.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" | "jpe" | "jfif" | "png" | "webp" | "heic" | "heif" => {
                self != FileKind::Pdf
            }
            "pdf" => self == FileKind::Pdf,
            // Whatever else it is called, it claims to be something that isn't taken: a program, a letter.
            other => {
                other.len() > 5
                    || other.contains(|c: char| !c.is_ascii_alphanumeric())
                    || other.bytes().all(|byte| byte.is_ascii_digit())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_bytes() {
        for (bytes, kind) in [
            (&b"\xff\xd8\xff\xe0...."[..], Some(FileKind::Jpeg)),
            (b"\x89PNG\r\n\x1a\n", Some(FileKind::Png)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some(FileKind::WebP)),
            (b"RIFF\0\0\0\0WAVEfmt ", None),
            (b"%PDF-1.7", Some(FileKind::Pdf)),
            (b"\0\0\0\x18ftypheic", Some(FileKind::Heic)),
            (b"\0\0\0\x18ftypmp42", None),
            (b"MZ\x90\0", None),
            (b"<html>", None),
            (b"", None),
        ] {
            assert_eq!(FileKind::of(bytes), kind, "{bytes:?}");
        }
    }

    #[test]
    fn a_document_is_no_picture_whatever_its_name() {
        assert!(FileKind::Png.may_be_called("IMG-20261004.JPG"));
        assert!(FileKind::Jpeg.may_be_called("foto"));
        assert!(FileKind::Jpeg.may_be_called("Rapat 4. Oktober"));
        assert!(FileKind::Jpeg.may_be_called("Rapat 4.10"));
        assert!(!FileKind::Pdf.may_be_called("foto.jpg"));
        assert!(!FileKind::Jpeg.may_be_called("daftar.pdf"));
        assert!(!FileKind::Jpeg.may_be_called("foto.exe"));
    }
}

//! Pictures in a document: looked at before typst sees them, so that a broken one leaves a placeholder and no error;
//! and laid in rows of equal height, upright and across together.

use serde::Serialize;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage};

use crate::measure::Weight;
use crate::text::{breakable, one_line};

/// Room between two photos of a row, in points.
const BETWEEN: f64 = 12.0;
/// Height of the highest row of photos, in points: two of them and their captions fit on every paper.
const HIGHEST: f64 = 250.0;
/// What sums of widths may differ by, in points.
const ROUNDING: f64 = 0.01;
/// Point size of captions.
const CAPTION_SIZE: f64 = 10.0;
/// Photos narrower than this (a panorama on its side) still have a caption that can be read, in points.
const NARROWEST: f64 = 110.0;
/// The shape of the frame that stands for a photo that can't be shown: width by height.
const PLACEHOLDER_RATIO: f64 = 4.0 / 3.0;

/// A photo or logo, as the book keeps it.
#[derive(Clone, Debug, Default)]
pub struct Photo {
    /// JPEG or PNG. If they can't be read, or are empty because the file hasn't come yet, a frame with words is printed.
    pub bytes: Vec<u8>,
    /// What stands below it.
    pub caption: String,
}

/// The pictures of one document, each under the path by which its template asks for it.
#[derive(Default)]
pub(crate) struct Pictures(Vec<Bytes>);

/// A picture as templates take it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PictureSpec {
    /// Where it lies; nothing for one that can't be shown.
    path: Option<String>,
    /// Width by height.
    #[serde(skip)]
    ratio: f64,
}

/// Photos side by side, all of one height. Lengths are points.
#[derive(Debug, Serialize)]
pub(crate) struct PhotoRow {
    height: f64,
    between: f64,
    caption_size: f64,
    photos: Vec<PlacedPhoto>,
}

#[derive(Debug, Serialize)]
struct PlacedPhoto {
    picture: PictureSpec,
    width: f64,
    /// Width of the frame that holds photo and caption.
    column: f64,
    caption: String,
}

impl Pictures {
    /// Takes a photo in. What can't be decoded gets no path.
    pub(crate) fn add(&mut self, photo: &Photo) -> PictureSpec {
        let bytes = Bytes::new(photo.bytes.clone());
        let decoded = ExchangeFormat::detect(&photo.bytes)
            .and_then(|format| RasterImage::plain(bytes.clone(), format).ok())
            .filter(|image| image.width() > 0 && image.height() > 0);
        let Some(image) = decoded else {
            return PictureSpec {
                path: None,
                ratio: PLACEHOLDER_RATIO,
            };
        };
        let index = self.0.iter().position(|known| *known == bytes);
        let index = index.unwrap_or_else(|| {
            self.0.push(bytes);
            self.0.len() - 1
        });
        PictureSpec {
            path: Some(path(index)),
            ratio: f64::from(image.width()) / f64::from(image.height()),
        }
    }

    /// The files, in the order of their paths.
    pub(crate) fn into_files(self) -> Vec<Bytes> {
        self.0
    }

    /// Lays photos in rows for a text that wide: two side by side, a last one alone.
    pub(crate) fn rows(&mut self, photos: &[Photo], text_width: f64) -> Vec<PhotoRow> {
        let mut row = |photos: &[(usize, &Photo)]| {
            let pictures: Vec<PictureSpec> =
                photos.iter().map(|(_, photo)| self.add(photo)).collect();
            let ratios: f64 = pictures.iter().map(|picture| picture.ratio).sum();
            let room = text_width - BETWEEN * (photos.len() - 1) as f64;
            let height = (room / ratios).min(HIGHEST);
            let place = |(picture, (index, photo)): (PictureSpec, &(usize, &Photo))| {
                let width = picture.ratio * height;
                let column = width.max(NARROWEST);
                let caption = format!("Foto {}. {}", index + 1, one_line(&photo.caption));
                PlacedPhoto {
                    picture,
                    width,
                    column,
                    caption: breakable(
                        caption.trim_end_matches(['.', ' ']),
                        column / CAPTION_SIZE,
                        Weight::Regular,
                    ),
                }
            };
            PhotoRow {
                height,
                between: BETWEEN,
                caption_size: CAPTION_SIZE,
                photos: pictures.into_iter().zip(photos).map(place).collect(),
            }
        };
        let photos: Vec<(usize, &Photo)> = photos.iter().enumerate().collect();
        let mut rows = Vec::new();
        for pair in photos.chunks(2) {
            let both = row(pair);
            if both.width() <= text_width + ROUNDING {
                rows.push(both);
            } else {
                // A very wide and a very narrow one: each for itself.
                rows.extend(pair.chunks(1).map(&mut row));
            }
        }
        rows
    }
}

impl PhotoRow {
    fn width(&self) -> f64 {
        let columns: f64 = self.photos.iter().map(|photo| photo.column).sum();
        columns + self.between * self.photos.len().saturating_sub(1) as f64
    }
}

impl PictureSpec {
    /// Whether it can be shown.
    pub(crate) fn is_shown(&self) -> bool {
        self.path.is_some()
    }

    /// Width by height.
    pub(crate) fn ratio(&self) -> f64 {
        self.ratio
    }
}

/// Where the n-th picture of a document lies.
pub(crate) fn path(index: usize) -> String {
    format!("/picture/{index}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_picture_gets_a_frame_and_no_path() {
        let mut pictures = Pictures::default();
        for bytes in [
            &b""[..],
            b"not a picture",
            b"\xff\xd8\xff\xe0 cut off",
            b"\x89PNG\r\n\x1a\n",
        ] {
            let photo = Photo {
                bytes: bytes.to_vec(),
                caption: String::new(),
            };
            assert!(!pictures.add(&photo).is_shown(), "{bytes:?}");
        }
        let rows = pictures.rows(
            &[Photo::default(), Photo::default(), Photo::default()],
            450.0,
        );
        assert_eq!(
            rows.iter().map(|row| row.photos.len()).collect::<Vec<_>>(),
            [2, 1]
        );
        assert_eq!(rows[1].photos[0].caption, "Foto 3");
        for row in &rows {
            let width: f64 = row.photos.iter().map(|photo| photo.column).sum();
            assert!(width <= 450.0 && row.height <= HIGHEST);
        }
        assert!(pictures.into_files().is_empty());
    }
}

//! Invented photos: upright and across, as the book keeps them, and broken ones.

use adinda_print::Photo;
use image::{ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// A photo so wide and high, with a caption.
pub fn photo(width: u32, height: u32, caption: &str) -> Photo {
    Photo {
        bytes: picture(width, height, ImageFormat::Jpeg),
        caption: caption.to_owned(),
    }
}

/// A logo, square and with a clear ground.
pub fn logo() -> Photo {
    Photo {
        bytes: picture(120, 120, ImageFormat::Png),
        caption: String::new(),
    }
}

/// What is left of a photo when the transfer broke off.
pub fn broken() -> Photo {
    let mut photo = photo(400, 300, "Foto yang rusak");
    photo.bytes.truncate(60);
    photo
}

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let shade = |at: u32, of: u32| u8::try_from(60 + at * 180 / of).unwrap();
    let image = RgbImage::from_fn(width, height, |x, y| {
        Rgb([shade(x, width), shade(y, height), 150])
    });
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

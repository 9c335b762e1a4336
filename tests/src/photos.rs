//! Photos made up for tests: as a phone writes them, with what it writes beside the picture.

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// Words that a phone writes into a photo and that must not leave the laptop.
pub const CAMERA: &str = "Telepon Sri 12";

/// A picture with large shapes and the fine noise of a sensor, in the same place for the same seed.
pub fn picture(width: u32, height: u32, seed: u32) -> RgbImage {
    let mut noise = seed.wrapping_mul(2_654_435_761) | 1;
    RgbImage::from_fn(width, height, |x, y| {
        noise ^= noise << 13;
        noise ^= noise >> 17;
        noise ^= noise << 5;
        let grain = i64::from(noise % 13) - 6;
        let (u, v) = (
            f64::from(x) / f64::from(width),
            f64::from(y) / f64::from(height),
        );
        let wave = ((u * 37.0).sin() * (v * 29.0).cos() * 60.0) as i64;
        let tile = if (x / 97 + y / 61 + seed).is_multiple_of(7) {
            40
        } else {
            0
        };
        let channel = |base: f64| {
            let value = base as i64 + wave + tile + grain;
            u8::try_from(value.clamp(0, 255)).unwrap()
        };
        Rgb([
            channel(90.0 + 100.0 * u),
            channel(110.0 + 60.0 * v),
            channel(140.0 - 70.0 * u),
        ])
    })
}

/// The picture as a JPEG.
pub fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode_image(picture)
        .unwrap();
    bytes
}

/// The picture as a file of another kind.
pub fn as_format(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture.clone())
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}

/// A small photo, a different one for each seed.
pub fn photo(seed: u32) -> Vec<u8> {
    jpeg(&picture(640, 480, seed), 85)
}

/// A photo that stays of several pieces when it is shrunk.
pub fn large_photo(seed: u32) -> Vec<u8> {
    jpeg(&picture(2000, 1500, seed), 85)
}

/// A JPEG as a phone writes it: with its name, how it was held, and where it was.
pub fn with_exif(jpeg: &[u8], orientation: u16) -> Vec<u8> {
    let mut tiff = Vec::new();
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let mut entry = Vec::new();
        entry.extend(tag.to_be_bytes());
        entry.extend(kind.to_be_bytes());
        entry.extend(count.to_be_bytes());
        entry.extend(value);
        entry
    };
    tiff.extend(b"MM\0\x2a\0\0\0\x08");
    let model_at: u32 = 8 + 2 + 3 * 12 + 4;
    let model_bytes = CAMERA.len() as u32 + 1;
    let gps_at = model_at + model_bytes;
    tiff.extend(3u16.to_be_bytes());
    tiff.extend(entry(0x0110, 2, model_bytes, model_at.to_be_bytes()));
    let [high, low] = orientation.to_be_bytes();
    tiff.extend(entry(0x0112, 3, 1, [high, low, 0, 0]));
    tiff.extend(entry(0x8825, 4, 1, gps_at.to_be_bytes()));
    tiff.extend(0u32.to_be_bytes());
    tiff.extend(CAMERA.as_bytes());
    tiff.push(0);
    // South, 7° 58' 12": the village.
    tiff.extend(2u16.to_be_bytes());
    tiff.extend(entry(0x0001, 2, 2, *b"S\0\0\0"));
    tiff.extend(entry(0x0002, 5, 3, (gps_at + 2 + 24 + 4).to_be_bytes()));
    tiff.extend(0u32.to_be_bytes());
    for part in [7u32, 1, 58, 1, 12, 1] {
        tiff.extend(part.to_be_bytes());
    }
    let mut segment = b"Exif\0\0".to_vec();
    segment.extend(tiff);
    let mut with = jpeg[..2].to_vec();
    with.extend([0xff, 0xe1]);
    with.extend(u16::try_from(segment.len() + 2).unwrap().to_be_bytes());
    with.extend(segment);
    with.extend(&jpeg[2..]);
    with
}

/// A small PDF that is whole.
pub fn pdf() -> Vec<u8> {
    let mut pdf = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n".to_vec();
    let table_at = pdf.len();
    pdf.extend(b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n");
    pdf.extend(table_at.to_string().as_bytes());
    pdf.extend(b"\n%%EOF\n");
    pdf
}

/// The picture of a JPEG.
pub fn decoded(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).unwrap().into_rgb8()
}

//! A picture made small: upright, at most 1600 pixels long, JPEG of about 200 KB, nothing but the picture.

use crate::kind::FileKind;
use crate::{AttachmentProblem, MOST_DECODED_BYTES, MOST_PIXELS, MOST_PROGRESSIVE_PIXELS, jpeg};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use std::io::Cursor;

/// Lengths of the long side that are tried, the first that gets small enough is taken: an A4 page at 1600 pixels has
/// 137 dots an inch, which reads well.
const LONG_SIDES: [u32; 2] = [1600, 1200];
/// Qualities that are tried at each length.
const QUALITIES: [u8; 4] = [80, 70, 60, 50];
/// Small enough: at 64 kbit/s half a minute.
const ENOUGH: usize = 215_000;

pub(crate) fn to_small_jpeg(kind: FileKind, bytes: &[u8]) -> Result<Vec<u8>, AttachmentProblem> {
    let upright = decoded(kind, bytes)?;
    let mut smallest = Vec::new();
    for long_side in LONG_SIDES {
        let small = scaled(&upright, long_side);
        for quality in QUALITIES {
            smallest.clear();
            JpegEncoder::new_with_quality(&mut smallest, quality)
                .encode_image(&small)
                .map_err(broken)?;
            if smallest.len() <= ENOUGH {
                return Ok(smallest);
            }
        }
    }
    // Noise all over: the smallest it came to.
    Ok(smallest)
}

/// Reads the picture with bounded memory, turns it as its camera was held, and lays it on white paper.
fn decoded(kind: FileKind, bytes: &[u8]) -> Result<RgbImage, AttachmentProblem> {
    let (format, most_pixels) = match kind {
        FileKind::Jpeg => {
            let skeleton = jpeg::walk(bytes).ok_or(AttachmentProblem::Damaged)?;
            let most = if skeleton.progressive {
                MOST_PROGRESSIVE_PIXELS
            } else {
                MOST_PIXELS
            };
            (ImageFormat::Jpeg, most)
        }
        FileKind::Png => (ImageFormat::Png, MOST_PIXELS),
        FileKind::WebP => (ImageFormat::WebP, MOST_PIXELS),
        FileKind::Pdf | FileKind::Heic => return Err(AttachmentProblem::NotTaken),
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_DECODED_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > most_pixels
        || decoder.total_bytes() > MOST_DECODED_BYTES
    {
        return Err(AttachmentProblem::TooManyPixels);
    }
    let orientation = decoder.orientation().map_err(broken)?;
    let picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    // Turned after it is small: that is a sixth of the work and of the memory.
    let mut small = DynamicImage::ImageRgb8(scaled(&on_white(picture), LONG_SIDES[0]));
    small.apply_orientation(orientation);
    Ok(small.into_rgb8())
}

fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let rgba = picture.into_rgba8();
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [red, green, blue, alpha] = rgba.get_pixel(x, y).0;
        let over_white = |part: u8| {
            let (part, alpha) = (u32::from(part), u32::from(alpha));
            u8::try_from((part * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        Rgb([red, green, blue].map(over_white))
    })
}

/// At most so long; never made larger. Far too large pictures are averaged first, which bounds the memory of the
/// finer filter.
fn scaled(picture: &RgbImage, long_side: u32) -> RgbImage {
    let (width, height) = picture.dimensions();
    let longest = width.max(height);
    if longest <= long_side {
        return picture.clone();
    }
    let part = |side: u32, of: u32| {
        let part = u64::from(side) * u64::from(of) / u64::from(longest);
        u32::try_from(part).unwrap_or(of).max(1)
    };
    let averaged;
    let before = if longest > long_side * 2 {
        averaged = imageops::thumbnail(
            picture,
            part(width, long_side * 2),
            part(height, long_side * 2),
        );
        &averaged
    } else {
        picture
    };
    imageops::resize(
        before,
        part(width, long_side),
        part(height, long_side),
        FilterType::CatmullRom,
    )
}

fn broken(error: image::ImageError) -> AttachmentProblem {
    match error {
        image::ImageError::Limits(_) => AttachmentProblem::TooManyPixels,
        error => AttachmentProblem::BrokenPicture(Box::new(error)),
    }
}

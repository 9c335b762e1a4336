//! What becomes of photos and scans before they are kept: small, upright, without what the camera wrote beside them;
//! and what isn't taken.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_picture::{AttachmentProblem, KeptKind, MOST_PDF_BYTES, MOST_PICTURE_BYTES, shrink};
use adinda_tests::photos::{CAMERA, as_format, decoded, jpeg, pdf, photo, picture, with_exif};
use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}

fn problem(name: &str, bytes: &[u8]) -> AttachmentProblem {
    shrink(name, bytes).expect_err(name)
}

#[test]
fn a_phone_photo_becomes_about_200_kb() {
    let phone = with_exif(&jpeg(&picture(4000, 3000, 1), 92), 1);
    assert!(
        phone.len() > 2_000_000,
        "{} is no phone's photo",
        phone.len()
    );
    let small = shrink("IMG_20261004_193012.jpg", &phone).unwrap();
    assert_eq!(small.kind, KeptKind::Jpeg);
    assert!(small.bytes.len() <= 215_000, "{}", small.bytes.len());
    assert!(
        small.bytes.len() > 60_000,
        "{} is too little to see anything",
        small.bytes.len()
    );
    assert_eq!(decoded(&small.bytes).dimensions(), (1600, 1200));
    for trace in [CAMERA, "Exif", "GPS"] {
        assert!(!contains(&small.bytes, trace), "{trace} is still in it");
    }
    let again = shrink("lagi.jpg", &small.bytes).unwrap();
    assert!(
        again.bytes.len() <= 215_000,
        "what was shrunk can be added again"
    );
}

#[test]
fn noise_all_over_is_made_small_too() {
    let mut state = 7u32;
    let noise = RgbImage::from_fn(2400, 1800, |_, _| {
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        Rgb([next(), next(), next()])
    });
    let small = shrink("derau.jpg", &jpeg(&noise, 90)).unwrap();
    assert!(small.bytes.len() < 900_000, "{}", small.bytes.len());
}

/// Red in the upper left corner of what the person saw.
#[test]
fn a_photo_stands_as_its_camera_was_held() {
    let held_upright = RgbImage::from_fn(300, 400, |x, y| {
        if x < 150 && y < 200 {
            Rgb([220, 20, 20])
        } else {
            Rgb([20, 20, 220])
        }
    });
    // How the sensor wrote it down for each value of the orientation, so that turning it gives back what was seen.
    let written = |orientation: u16| match orientation {
        1 => held_upright.clone(),
        2 => image::imageops::flip_horizontal(&held_upright),
        3 => image::imageops::rotate180(&held_upright),
        4 => image::imageops::flip_vertical(&held_upright),
        6 => image::imageops::rotate270(&held_upright),
        8 => image::imageops::rotate90(&held_upright),
        _ => unreachable!(),
    };
    for orientation in [1, 2, 3, 4, 6, 8] {
        let phone = with_exif(&jpeg(&written(orientation), 95), orientation);
        assert!(contains(&phone, CAMERA));
        let small = shrink("foto.jpg", &phone).unwrap();
        assert!(!contains(&small.bytes, CAMERA) && !contains(&small.bytes, "Exif"));
        let seen = decoded(&small.bytes);
        assert_eq!(seen.dimensions(), (300, 400), "orientation {orientation}");
        assert!(
            seen.get_pixel(40, 40).0[0] > 150,
            "orientation {orientation}"
        );
        for (x, y) in [(260, 40), (40, 360), (260, 360)] {
            assert!(
                seen.get_pixel(x, y).0[2] > 150,
                "orientation {orientation} at {x},{y}"
            );
        }
    }
}

#[test]
fn png_and_webp_become_jpeg_and_a_pdf_stays_as_it_is() {
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let file = as_format(&picture(900, 600, 3), format);
        let small = shrink("pindai", &file).unwrap();
        assert_eq!(small.kind, KeptKind::Jpeg);
        assert_eq!(
            decoded(&small.bytes).dimensions(),
            (900, 600),
            "never made larger"
        );
    }
    let scan = shrink("Daftar hadir.PDF", &pdf()).unwrap();
    assert_eq!((scan.kind, scan.bytes), (KeptKind::Pdf, pdf()));

    let clear = RgbaImage::from_pixel(50, 50, Rgba([0, 0, 0, 0]));
    let mut file = std::io::Cursor::new(Vec::new());
    image::DynamicImage::ImageRgba8(clear)
        .write_to(&mut file, ImageFormat::Png)
        .unwrap();
    let on_paper = decoded(&shrink("stempel.png", file.get_ref()).unwrap().bytes);
    assert!(on_paper.get_pixel(25, 25).0.iter().all(|part| *part > 250));
}

#[test]
fn what_is_none_of_these_is_refused() {
    use AttachmentProblem as P;
    assert!(matches!(problem("foto.jpg", b""), P::Empty));
    for (name, bytes) in [
        ("foto.jpg", &b"MZ\x90\0 this program cannot be run"[..]),
        ("foto.png", b"<html><script>"),
        ("surat.docx", b"PK\x03\x04"),
        ("film.mp4", b"\0\0\0\x18ftypmp42"),
        ("gerak.gif", b"GIF89a"),
    ] {
        assert!(matches!(problem(name, bytes), P::NotTaken), "{name}");
    }
    assert!(matches!(
        problem("IMG_1.HEIC", b"\0\0\0\x18ftypheic...."),
        P::Heic
    ));
    assert!(matches!(problem("foto.exe", &photo(1)), P::Disguised));
    assert!(matches!(problem("foto.jpg", &pdf()), P::Disguised));
    assert!(matches!(problem("daftar.pdf", &photo(1)), P::Disguised));
}

#[test]
fn what_is_cut_off_or_damaged_is_refused() {
    use AttachmentProblem as P;
    let whole = photo(2);
    for share in [3, 10, 50, 90, 99] {
        let cut = &whole[..whole.len() * share / 100];
        assert!(
            matches!(problem("foto.jpg", cut), P::Damaged | P::BrokenPicture(_)),
            "{share} %"
        );
    }
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let whole = as_format(&picture(300, 200, 1), format);
        let cut = &whole[..whole.len() / 2];
        assert!(
            matches!(problem("pindai", cut), P::BrokenPicture(_)),
            "{format:?}"
        );
    }
    let pdf = pdf();
    assert!(matches!(
        problem("daftar.pdf", &pdf[..pdf.len() / 2]),
        P::Damaged
    ));
    let mut only_begins = b"\xff\xd8\xff".to_vec();
    only_begins.extend([0x41; 5000]);
    assert!(matches!(
        problem("foto.jpg", &only_begins),
        P::Damaged | P::BrokenPicture(_)
    ));
}

/// A few bytes that claim to be a picture of many gigabytes.
#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    use AttachmentProblem as P;
    let mut png = as_format(&picture(8, 8, 1), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
    let crc = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&crc.to_be_bytes());
    assert!(matches!(problem("bom.png", &png), P::TooManyPixels));

    let mut jpeg = photo(1);
    let frame = jpeg
        .windows(2)
        .position(|pair| pair == [0xff, 0xc0])
        .unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    assert!(matches!(problem("bom.jpg", &jpeg), P::TooManyPixels));
    jpeg[frame + 1] = 0xc2;
    // 5000 by 5000 would be well for a phone; a progressive one needs three times the memory.
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0x13, 0x88, 0x13, 0x88]);
    assert!(matches!(problem("bom.jpg", &jpeg), P::TooManyPixels));

    let mut huge = photo(1);
    huge.resize(MOST_PICTURE_BYTES + 1, 0);
    assert!(matches!(
        problem("foto.jpg", &huge),
        P::TooLarge {
            limit: MOST_PICTURE_BYTES
        }
    ));
    let mut huge = pdf();
    huge.resize(MOST_PDF_BYTES + 1, b' ');
    assert!(matches!(
        problem("buku.pdf", &huge),
        P::TooLarge {
            limit: MOST_PDF_BYTES
        }
    ));
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            };
        }
    }
    !crc
}

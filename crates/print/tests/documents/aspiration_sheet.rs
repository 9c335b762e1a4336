//! The sheet of one aspiration.

use super::support::aspirations::{SECRET_NAMES, aspiration};
use super::support::checks::{F4, Printed, printed};
use super::support::golden::golden;
use super::support::people::{members, profile, stationery, today};
use super::support::photos::{broken, photo};
use adinda_domain::aspiration::{Identity, OfficeStatus};
use adinda_domain::profile::{Paper, Profile};
use adinda_print::{AspirationSheet, KnownAspiration, Signing, aspiration_sheet};

fn sheet(index: usize) -> AspirationSheet {
    AspirationSheet {
        stationery: stationery(Paper::F4),
        aspiration: aspiration(index),
        photos: vec![photo(800, 600, "Papan yang patah"), photo(600, 800, "")],
        show_secret_names: false,
        signing: Signing::usual(&profile(), &members(20), today()),
    }
}

fn of(sheet: &AspirationSheet, file: &str) -> Printed {
    printed(&aspiration_sheet(sheet).unwrap(), file)
}

#[test]
fn an_ordinary_sheet_is_as_it_was() {
    let mut sheet = sheet(5);
    sheet.aspiration.aspiration.identity = Some(Identity::Open);
    sheet.aspiration.office.status = Some(OfficeStatus::Forwarded);
    let printed = of(&sheet, "aspiration-sheet");
    printed.is_on(F4);
    golden("aspiration-sheet", &printed);
    printed.has_all(&["Nomor: 006/2026", "081333444555", "Riwayat", "Dicatat"]);
    assert_eq!(printed.pages.last().unwrap().pictures.len(), 2);
}

#[test]
fn who_is_kept_back_is_not_named_nor_reached() {
    let mut sheet = sheet(1);
    let hidden = of(&sheet, "aspiration-sheet-hidden");
    hidden.has_none(&SECRET_NAMES);
    hidden.has_none(&["081333444555", "KWT Mawar", "Kontak"]);
    hidden.has_all(&["Dirahasiakan"]);
    sheet.show_secret_names = true;
    let shown = of(&sheet, "aspiration-sheet-shown");
    shown.has_all(&[SECRET_NAMES[0], "081333444555"]);
    assert!(shown.pages[0].has_run("RAHASIA – MEMUAT NAMA YANG DIRAHASIAKAN"));
    sheet.aspiration.aspiration.identity = Some(Identity::Anonymous);
    let anonymous = of(&sheet, "aspiration-sheet-anonymous");
    anonymous.has_none(&[SECRET_NAMES[0], "081333444555", "RAHASIA"]);
    anonymous.has_all(&["Anonim"]);
}

#[test]
fn empty_and_long_aspirations_still_print() {
    let mut sheet = sheet(0);
    sheet.stationery.profile = Profile::default();
    sheet.aspiration = KnownAspiration::default();
    sheet.photos.clear();
    let empty = of(&sheet, "aspiration-sheet-empty");
    assert_eq!(empty.pages.len(), 1);
    empty.has_all(&["Draf", "Nomor: ……"]);

    let mut sheet = self::sheet(5);
    sheet.aspiration.aspiration.body = "Satu kalimat dari warga.\n".repeat(120);
    sheet.aspiration.aspiration.title =
        "Jembatan Kampuang Tanjuang Koto Mambang Sungai Durian".repeat(3);
    sheet.aspiration.office.answer = "Jawaban yang panjang. ".repeat(200);
    sheet.photos = vec![broken(); 5];
    let long = of(&sheet, "aspiration-sheet-long");
    assert!(long.pages.len() > 4);
    assert_eq!(long.pdf.letters().matches("warga.").count(), 120);
    // The foot of the page may stand between two words.
    assert_eq!(long.pdf.letters().matches("panjang.").count(), 200);
}

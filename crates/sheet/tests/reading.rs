//! Files of every kind become the same grid; what isn't a register is refused, each in its own words.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

mod support;

use adinda_sheet::reading::{FileKind, MOST_COLUMNS};
use adinda_sheet::{Cell, Workbook};
use rust_xlsxwriter::{ExcelDateTime, Format};
use support::{sample_bytes, zip_of};

fn code(bytes: &[u8]) -> &'static str {
    let opened = Workbook::open(bytes).and_then(|book| book.read(0));
    opened.expect_err("it was taken").code()
}

#[test]
fn a_workbook_is_read_with_its_types() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = workbook.add_worksheet();
    sheet.set_name("Anggota").unwrap();
    sheet.write_string(2, 1, "Sri & José <KIM>").unwrap();
    sheet.write_number(2, 2, 3_507_125_708_870_003.0).unwrap();
    sheet
        .write_datetime_with_format(2, 3, ExcelDateTime::from_ymd(1987, 8, 5).unwrap(), &date)
        .unwrap();
    sheet.write_boolean(2, 4, true).unwrap();
    sheet.write_formula(2, 5, "=1+1").unwrap();
    sheet.write_string(5, 0, "bawah").unwrap();
    workbook.add_worksheet().set_name("Kosong").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();

    let book = Workbook::open(&bytes).unwrap();
    assert_eq!(book.kind(), FileKind::Xlsx);
    let names: Vec<&str> = book
        .sheets()
        .iter()
        .map(|sheet| sheet.name.as_str())
        .collect();
    assert_eq!(names, ["Anggota", "Kosong"]);
    let rows = book.read(0).unwrap().rows;
    assert_eq!(
        rows.iter().map(|row| row.number).collect::<Vec<_>>(),
        [3, 6]
    );
    let moment = "1987-08-05T00:00:00".parse().unwrap();
    assert_eq!(
        rows[0].cells,
        [
            Cell::Empty,
            Cell::Text("Sri & José <KIM>".into()),
            Cell::Number(3_507_125_708_870_003.0),
            Cell::Date(moment),
            Cell::Boolean(true),
            Cell::Number(0.0),
        ]
    );
    assert_eq!(book.read(1).unwrap_err().code(), "sheet_empty");
    assert_eq!(book.read(2).unwrap_err().code(), "sheet_no_such_sheet");
}

#[test]
fn old_and_open_workbooks_say_the_same() {
    for name in ["members.xls", "members.ods", "members_biff5.xls"] {
        let book = Workbook::open(&sample_bytes(name)).unwrap();
        let rows = book.read(0).unwrap().rows;
        assert_eq!(
            rows.iter().map(|row| row.number).collect::<Vec<_>>(),
            [1, 3, 4, 5],
            "{name}"
        );
        let text = |text: &str| Cell::Text(text.into());
        assert_eq!(rows[0].cells, [text("DAFTAR ANGGOTA KIM")], "{name}");
        assert_eq!(
            rows[1].cells,
            ["No", "Nama", "L/P", "Tanggal Lahir", "NIK"].map(text),
            "{name}"
        );
        let moment = "1987-08-05T00:00:00".parse().unwrap();
        assert_eq!(
            rows[2].cells,
            [
                Cell::Number(1.0),
                text("Ni Luh Putu Ayu Sri"),
                text("P"),
                Cell::Date(moment),
                text("3507125708870003")
            ],
            "{name}"
        );
        assert_eq!(rows[3].cells[1], text("José"), "{name}");
    }
}

#[test]
fn what_lies_about_its_kind_is_known_by_its_content() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write_string(0, 0, "Nama").unwrap();
    let xlsx = workbook.save_to_buffer().unwrap();
    // Names play no part: the bytes are all that is given.
    assert_eq!(Workbook::open(&xlsx).unwrap().kind(), FileKind::Xlsx);
    assert_eq!(
        code(b"<html><table><tr><td>Nama</td></tr></table></html>"),
        "sheet_web_page"
    );
    assert_eq!(
        code(b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>"),
        "sheet_plain_xml"
    );
    assert_eq!(code(b"%PDF-1.4 ..."), "sheet_not_a_sheet");
    assert_eq!(
        code(&zip_of(&[("word/document.xml", b"<w/>")])),
        "sheet_not_a_sheet"
    );
    assert_eq!(code(&zip_of(&[("foto.jpg", b"x")])), "sheet_not_a_sheet");
    assert_eq!(
        code(&zip_of(&[("xl/workbook.bin", b"x")])),
        "sheet_binary_workbook"
    );
}

#[test]
fn empty_cut_and_locked_files_are_said() {
    assert_eq!(code(b""), "sheet_empty");
    assert_eq!(code(b" \r\n\r\n"), "sheet_empty");
    assert_eq!(code(b";;;\r\n;;;\r\n"), "sheet_empty");
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write_string(0, 0, "Nama").unwrap();
    let xlsx = workbook.save_to_buffer().unwrap();
    assert_eq!(code(&xlsx[..xlsx.len() / 2]), "sheet_broken");
    assert_eq!(code(&sample_bytes("members.xls")[..1500]), "sheet_broken");
    assert_eq!(
        code(&support::compound_file("EncryptedPackage")),
        "sheet_encrypted"
    );
    assert_eq!(
        code(&support::compound_file("WordDocument")),
        "sheet_not_a_sheet"
    );
    let manifest = br#"<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    assert_eq!(
        code(&zip_of(&[
            ("content.xml", b"x"),
            ("META-INF/manifest.xml", manifest)
        ])),
        "sheet_encrypted"
    );
    assert_eq!(code(&vec![b'a'; 21 << 20]), "sheet_file_too_large");
}

#[test]
fn macros_are_named_and_never_run() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write_string(0, 0, "Nama").unwrap();
    let plain = workbook.save_to_buffer().unwrap();
    assert!(!Workbook::open(&plain).unwrap().has_macros());
    let with_macros = support::with_part(
        &plain,
        "xl/vbaProject.bin",
        b"\xd0\xcf\x11\xe0 not looked at",
    );
    let book = Workbook::open(&with_macros).unwrap();
    assert!(book.has_macros());
    assert_eq!(
        book.read(0).unwrap().rows[0].cells,
        [Cell::Text("Nama".into())]
    );
}

#[test]
fn bombs_are_refused_while_they_unpack_whatever_their_heads_say() {
    let sheet =
        |inner: &str| format!("<worksheet><sheetData>{inner}</sheetData></worksheet>").into_bytes();
    let zeros = vec![b' '; 110 << 20];
    let bomb = support::xlsx_with_sheet(&zeros);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(code(&bomb), "sheet_unpacks_too_much");
    assert_eq!(code(&support::with_lying_sizes(bomb)), "sheet_broken");
    // Two cells in the corners take the room of two cells.
    let corners = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    let grid = Workbook::open(&support::xlsx_with_sheet(&sheet(corners)))
        .unwrap()
        .read(0)
        .unwrap();
    assert_eq!(
        (grid.rows.len(), grid.rows[0].cells.len()),
        (1, 1),
        "{MOST_COLUMNS}"
    );
    let many: String = (1..=60_000)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>1</v></c></row>"#))
        .collect();
    assert_eq!(
        code(&support::xlsx_with_sheet(&sheet(&many))),
        "sheet_too_many_cells"
    );
    // Entities of a document's own stay unexpanded.
    let laughs = br#"<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>x&b;</v></c></row></sheetData></worksheet>"#;
    let grid = Workbook::open(&support::xlsx_with_sheet(laughs))
        .unwrap()
        .read(0)
        .unwrap();
    assert_eq!(grid.rows[0].cells, [Cell::Text("x".into())]);
}

#[test]
fn repeated_rows_of_open_documents_are_counted_and_not_unrolled() {
    let content = |table: &str| {
        format!(
            r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="A">{table}</table:table></office:spreadsheet></office:body></office:document-content>"#
        )
    };
    let ods = |table: &str| {
        zip_of(&[
            ("content.xml", content(table).as_bytes()),
            ("META-INF/manifest.xml", b"<m/>"),
        ])
    };
    let cell =
        r#"<table:table-cell office:value-type="string"><text:p>Sri</text:p></table:table-cell>"#;
    let usual = format!(
        r#"<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
           <table:table-row><table:table-cell table:number-columns-repeated="2"/>{cell}<table:table-cell table:number-columns-repeated="16381"/></table:table-row>
           <table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#
    );
    let rows = Workbook::open(&ods(&usual)).unwrap().read(0).unwrap().rows;
    assert_eq!((rows.len(), rows[0].number), (1, 4));
    assert_eq!(
        rows[0].cells,
        [Cell::Empty, Cell::Empty, Cell::Text("Sri".into())]
    );
    let bomb = format!(
        r#"<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>"#
    );
    assert_eq!(code(&ods(&bomb)), "sheet_too_many_cells");
    let wide = cell.replace(
        "<table:table-cell",
        r#"<table:table-cell table:number-columns-repeated="4000000000""#,
    );
    let rows = Workbook::open(&ods(&format!("<table:table-row>{wide}</table:table-row>")))
        .unwrap()
        .read(0)
        .unwrap()
        .rows;
    assert_eq!(rows[0].cells.len(), MOST_COLUMNS);
}

//! Sound spreadsheets of every kind.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::path::Path;

/// A sample for each kind of file, with its name.
pub fn all() -> Vec<(String, Vec<u8>)> {
    let mut samples: Vec<(String, Vec<u8>)> = ["members.xls", "members_biff5.xls", "members.ods"]
        .iter()
        .map(|name| ((*name).to_owned(), committed(name)))
        .collect();
    samples.push(("members.xlsx".to_owned(), members_xlsx(20)));
    samples.push(("members.csv".to_owned(), members_csv(20).into_bytes()));
    let utf16 = members_csv(5)
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    samples.push(("members_utf16.csv".to_owned(), utf16));
    samples
}

fn committed(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/sheet/tests/samples");
    std::fs::read(folder.join(name)).unwrap()
}

const HEADS: [&str; 12] = [
    "No",
    "Nama Lengkap",
    "L/P",
    "Tempat Lahir",
    "Tanggal Lahir",
    "NIK",
    "Alamat",
    "RT/RW",
    "No. HP",
    "Jabatan",
    "Pendidikan",
    "Keterangan",
];

/// A member's cells but the number and the date of birth: invented, and never two alike.
fn cells(index: usize) -> [String; 10] {
    let given = [
        "Sri",
        "Budi",
        "Ni Luh Putu",
        "José",
        "M. Syafi'i",
        "Wayan",
        "Siti",
        "Agus",
        "Dewi",
        "Made",
    ];
    let family = [
        "Lestari", "Santoso", "Ayu", "Wibowo", "Hidayat", "Sudarma", "Aminah", "Prasetyo",
    ];
    let woman = index % 2 == 0;
    let (day, month, year) = born(index);
    let in_nik = if woman { day + 40 } else { day };
    [
        format!(
            "{} {} {index}",
            given[index % given.len()],
            family[index / 10 % family.len()]
        ),
        if woman { "P" } else { "L" }.to_owned(),
        "Malang".to_owned(),
        format!(
            "350712{in_nik:02}{month:02}{:02}{:04}",
            year % 100,
            index % 9999 + 1
        ),
        format!("Jl. Mawar {index}, Dusun Krajan"),
        format!("{:03}/{:03}", index % 12 + 1, index % 5 + 1),
        format!("0812{:08}", index),
        if index == 0 { "Ketua" } else { "Anggota" }.to_owned(),
        "SLTA/Sederajat".to_owned(),
        String::new(),
    ]
}

fn born(index: usize) -> (usize, usize, usize) {
    (index % 28 + 1, index % 12 + 1, 1950 + index % 50)
}

/// A workbook with a letterhead and so many members, dates as dates.
pub fn members_xlsx(count: usize) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = workbook.add_worksheet();
    sheet
        .write_string(0, 0, "PEMERINTAH DESA SUKOREJO")
        .unwrap();
    sheet.write_string(1, 0, "DAFTAR ANGGOTA KIM").unwrap();
    for (column, head) in (0..).zip(HEADS) {
        sheet.write_string(3, column, head).unwrap();
    }
    for index in 0..count {
        let row = u32::try_from(index).unwrap() + 4;
        let cells = cells(index);
        sheet.write_number(row, 0, f64::from(row - 3)).unwrap();
        for (column, cell) in [1, 2, 3, 5, 6, 7, 8, 9, 10, 11].into_iter().zip(&cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
        let (day, month, year) = born(index);
        let part = |part: usize| u8::try_from(part).unwrap();
        let moment =
            ExcelDateTime::from_ymd(u16::try_from(year).unwrap(), part(month), part(day)).unwrap();
        sheet
            .write_datetime_with_format(row, 4, &moment, &date)
            .unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

/// The same as separated values.
pub fn members_csv(count: usize) -> String {
    let mut text = format!("DAFTAR ANGGOTA KIM\r\n\r\n{}\r\n", HEADS.join(";"));
    for index in 0..count {
        let (day, month, year) = born(index);
        let cells = cells(index);
        let (before, after) = cells.split_at(3);
        text.push_str(&format!(
            "{};{};{day}-{month}-{year};{}\r\n",
            index + 1,
            before.join(";"),
            after.join(";")
        ));
    }
    text
}

//! Excel in the real window: a list leaves as a file; another comes in: what was understood is shown, a column is changed,
//! a bad row and a double are decided, it is imported and taken back.

use crate::laptop_with;
use adinda_domain::member::Member;
use adinda_sheet::Workbook;
use adinda_tests::sample;
use adinda_tests::window::Window;
use adinda_tests::window::steps;
use anyhow::Result;

const LIST: &str = "\
DAFTAR ANGGOTA KIM
No;Nama Lengkap;L/P;NIK;Tgl Lahir;Panggilan;No. HP
1;Ketut Wirasana;L;3507120508870003;5-8-1987;Tut;081234567890
2;Ni Luh Putu Ayu Sri;P;3507125708870004;17-8-1987;Luh;081234567891
3;José Budi;L;3,50712E+15;1-1-1990;Pepe;
Jumlah;3;;;;;
";

#[tokio::test]
async fn a_list_is_imported_seen_through_and_taken_back() -> Result<()> {
    let (folder, laptop) = laptop_with(|book| {
        book.add(&Member {
            nik: "3507120508870003".into(),
            ..sample::member("Ketut Wirasana")
        })?;
        Ok(())
    })?;
    let list = folder.path().join("anggota.csv");
    std::fs::write(&list, LIST)?;
    let page = folder.path().join("daftar.xls");
    std::fs::write(&page, "<html><table><tr><td>Nama</td></tr></table></html>")?;

    let window = Window::open(&laptop).await?;
    window.click("nav-member").await?;
    window.click("export-list").await?;
    window.click("field-export_nik").await?;
    window.click("export-save").await?;
    window.wait_for_text("toast", "Tersimpan").await?;
    steps::dismiss_toasts(&window).await?;
    window.click("import-sheet").await?;
    window.choose_file("sheet-chooser", &page).await?;
    window
        .wait_for_text("import-refused", "halaman web")
        .await?;
    window.choose_file("sheet-chooser", &list).await?;
    window
        .wait_for_text("import-counts", "2 siap diimpor")
        .await?;
    window
        .wait_for_text("import-counts", "1 belum bisa")
        .await?;
    window
        .wait_for_text("bad-rows", "dibulatkan oleh Excel")
        .await?;
    window
        .wait_for_text("import-duplicates", "NIK sama")
        .await?;
    // The nickname is the name here: the guess is changed, and changed back.
    window.choose("column_F", "name").await?;
    window.wait_for_text("import-duplicates", "Tut").await?;
    window.choose("column_B", "name").await?;
    window.wait_for_text("import-duplicates", "Ketut").await?;
    assert!(
        window
            .attribute("apply-import", "disabled")
            .await?
            .is_some()
    );
    window.click("field-without_bad").await?;
    window
        .wait_for_text("apply-import", "Impor 2 anggota")
        .await?;
    window.click("apply-import").await?;
    steps::wait_for_row(&window, "Ni Luh Putu Ayu Sri").await?;
    window
        .wait_for_text("toast", "1 ditambahkan, 1 digabungkan")
        .await?;
    window
        .click_path("//button[normalize-space()='Urungkan']")
        .await?;
    window.wait_for_text("toast", "Impor dibatalkan").await?;
    window.close().await?;

    let book = laptop.open_book()?;
    let rows = book.members()?;
    let names: Vec<&str> = rows
        .iter()
        .filter(|row| !row.archived)
        .map(|row| row.member.name.as_str())
        .collect();
    assert_eq!(names, ["Ketut Wirasana"]);
    let saved = std::fs::read_dir(laptop.documents().join("Adinda"))?;
    let saved = saved.collect::<Result<Vec<_>, _>>()?;
    assert_eq!(saved.len(), 1, "{saved:?}");
    let grid = Workbook::open(&std::fs::read(saved[0].path())?)?.read(0)?;
    let text = format!("{:?}", grid.rows);
    assert!(text.contains("3507120508870003"), "{text}");
    assert_eq!(book.disclosures()?.len(), 1);
    Ok(())
}

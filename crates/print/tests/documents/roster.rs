//! The roster.

use super::support::checks;
use super::support::checks::{A4, F4, Printed};
use super::support::geometry::PageGeometry;
use super::support::golden::golden;
use super::support::pdf::letters;
use super::support::people::{profile, roster_of};
use super::support::photos;
use adinda_domain::member::Member;
use adinda_domain::profile::{Letterhead, Level, Paper, Profile};
use adinda_print::{Roster, RosterColumn, Signer};

fn printed(roster: &Roster, file: &str) -> Printed {
    checks::printed(&adinda_print::roster(roster).unwrap(), file)
}

#[test]
fn every_number_of_members_comes_out_right_on_both_papers() {
    for (paper, size) in [(Paper::F4, F4), (Paper::A4, A4)] {
        for (count, pages) in [
            (0, 1..=1),
            (1, 1..=1),
            (30, 2..=4),
            (120, 7..=11),
            (1000, 60..=80),
        ] {
            if count == 1000 && paper == Paper::A4 {
                // Once is enough of what takes seconds.
                continue;
            }
            let roster = roster_of(count, paper);
            let printed = printed(&roster, &format!("roster-{}-{count}", paper.word()));
            let pdf = &printed.pdf;
            assert!(
                pages.contains(&pdf.pages.len()),
                "{count} members on {} pages",
                pdf.pages.len()
            );
            printed.is_on((size.1, size.0));
            assert_eq!(pdf.title, "Daftar Pengurus dan Anggota KIM Mekar Sari");
            for words in [
                "PEMERINTAH KABUPATEN MALANG",
                "KECAMATAN SINGOSARI",
                "DESA TOYOMARTO",
                "DAFTAR PENGURUS DAN ANGGOTA",
                "KOMUNITAS INFORMASI MASYARAKAT (KIM) MEKAR SARI",
                "Masa bakti 2024–2027 – Keadaan per 22 November 2026",
                "MENGETAHUI",
                "Kepala Desa Toyomarto,",
                "Sumarto, S.Sos.",
                "Toyomarto, 22 November 2026",
                "Ketua KIM Mekar Sari,",
                &format!("Jumlah: {count} orang"),
            ] {
                assert!(pdf.has(words), "{words}");
            }
            for page in &pdf.pages {
                for heading in RosterColumn::ALL.map(RosterColumn::heading) {
                    let there = letters(page).contains(&letters(heading));
                    assert_eq!(there, heading != "NIK", "{heading}:\n{page}");
                }
            }
            assert_eq!(pdf.has("Belum ada anggota."), count == 0);
            for member in &roster.members {
                assert!(pdf.has(&member.name), "{}", member.name);
                assert!(
                    pdf.has(&member.phone.replace("+62", "0")),
                    "{}",
                    member.phone
                );
                assert!(!pdf.has(&member.nik), "{}", member.nik);
            }
        }
    }
}

#[test]
fn nik_is_printed_only_when_asked_for() {
    let mut roster = roster_of(30, Paper::F4);
    roster.columns = RosterColumn::ALL.to_vec();
    let Printed { pdf: hidden, .. } = printed(&roster, "roster-nik-hidden");
    roster.show_nik = true;
    for (paper, file) in [(Paper::F4, "roster-F4-nik"), (Paper::A4, "roster-A4-nik")] {
        roster.stationery.paper = paper;
        let Printed { pdf: shown, pages } = printed(&roster, file);
        for member in &roster.members {
            assert!(
                !hidden.has(&member.nik) && shown.has(&member.nik),
                "{}",
                member.nik
            );
            assert!(
                pages.iter().any(|page| page.has_run(&member.nik)),
                "{} is broken",
                member.nik
            );
        }
    }
    roster.columns = vec![RosterColumn::Name, RosterColumn::Sex];
    let Printed { pdf: left_out, .. } = printed(&roster, "roster-nik-left-out");
    assert!(!left_out.has(&roster.members[0].nik));
    roster.columns = vec![RosterColumn::Nik];
    roster.show_nik = false;
    let Printed { pdf: only_nik, .. } = printed(&roster, "roster-only-nik-hidden");
    assert!(!only_nik.has(&roster.members[0].nik) && only_nik.has(&roster.members[0].name));
}

#[test]
fn names_are_printed_as_they_are_written() {
    let hostile = [
        "#set text(red) #panic(\"x\")",
        "M. *Syafi'i* _Ahmad_",
        "$x^2$ [x] {y} <z>",
        "José \\ ` @a = judul",
        "- satu + dua // tiga /* empat",
        "\"Ni Luh\" 'Ayu' -- Sri ... https://desa.id",
        "}} \u{202e}terbalik\u{202c} \u{0}\t\r\nhabis",
    ];
    let mut roster = roster_of(0, Paper::F4);
    roster.members = hostile
        .map(|name| Member {
            name: name.into(),
            ..Member::default()
        })
        .to_vec();
    roster.stationery.profile.village = "#evil[*desa*]".into();
    roster.stationery.profile.name = "KIM $1 @b <c>".into();
    roster.signing.right.name = "\\ #text(1pt)[x]".into();
    roster.signing.right.number = "*NIP*".into();
    roster.filter_note = Some("= Judul #pagebreak()".into());
    let Printed { pdf, .. } = printed(&roster, "roster-hostile");
    for name in &hostile[..6] {
        assert!(pdf.has(name), "{name}\n{}", pdf.pages.concat());
    }
    for text in [
        "}} terbalik habis",
        "DESA #EVIL[*DESA*]",
        "KIM $1 @b <c>",
        "\\ #text(1pt)[x]",
        "*NIP*",
        "= Judul #pagebreak()",
    ] {
        assert!(pdf.has(text), "{text}");
    }
}

#[test]
fn long_words_and_long_texts_stay_in_their_cells() {
    let mut roster = roster_of(12, Paper::A4);
    roster.show_nik = true;
    let endless = "Brahmantyo".repeat(7);
    let consonants = "x".repeat(70);
    roster.members[0].name.clone_from(&endless);
    roster.members[1].name.clone_from(&consonants);
    roster.members[2].phone = "tanya Pak RT atau langsung ke rumahnya di sebelah balai desa".into();
    roster.members[3].note = "Keterangan yang panjang sekali tentang orang ini. ".repeat(12);
    roster.members[4].nik = "9".repeat(60);
    roster.members[5].member_number = "001/KIM-MEKARSARI/TOYOMARTO/SINGOSARI/2024".into();
    roster.members[6].position = Some(adinda_domain::member::Position::Other);
    roster.members[6].position_text = "Penanggungjawab Dokumentasi dan Perpustakaan".into();
    roster.members[7].origin = "w".repeat(100);
    roster.stationery.profile.village = "Kampuang Tanjuang Koto Mambang Sungai Durian".into();
    roster.stationery.profile.regency = "Kabupaten Kepulauan Siau Tagulandang Biaro".into();
    roster.stationery.profile.district = "Y".repeat(90);
    roster.signing.right.name = "Z".repeat(60);
    roster.signing.left = Some(Signer::official(&roster.stationery.profile));
    let Printed { pdf, .. } = printed(&roster, "roster-long");
    let page_after_page = pdf.letters();
    assert_eq!(page_after_page.matches("sekali").count(), 12);
    for text in [
        &endless,
        &consonants,
        &roster.members[2].phone,
        &roster.members[7].origin,
        &roster.signing.right.name,
    ] {
        assert!(pdf.has(text), "{text}");
    }
}

#[test]
fn a_note_longer_than_a_page_runs_on() {
    let mut roster = roster_of(4, Paper::F4);
    roster.members[3].note = "Sangat panjang. ".repeat(800);
    let Printed { pdf, .. } = printed(&roster, "roster-endless-note");
    assert!(pdf.pages.len() > 2);
    for word in ["Sangat", "panjang."] {
        assert_eq!(pdf.letters().matches(word).count(), 800);
    }
}

/// Whatever the number of rows, the page with the signatures has at least one of them and all of the block.
#[test]
fn signatures_never_stand_alone() {
    for count in 1..=34 {
        let roster = roster_of(count, Paper::A4);
        let document = adinda_print::roster(&roster).unwrap();
        let pages = PageGeometry::of(&document);
        let last = pages.last().unwrap();
        assert!(
            last.has_run(&count.to_string()),
            "no row beside the signatures of {count}"
        );
        assert!(
            last.has_run("Jabatan"),
            "no heading over the last rows of {count}"
        );
        for part in [
            "MENGETAHUI",
            "Toyomarto, 22 November 2026",
            "Sumarto, S.Sos.",
        ] {
            assert!(
                last.lowest(part).is_some(),
                "{part} isn't on the last page of {count}"
            );
        }
        let faults: Vec<String> = pages.iter().flat_map(PageGeometry::faults).collect();
        assert!(faults.is_empty(), "{count}: {faults:?}");
    }
}

#[test]
fn few_columns_stand_upright_in_the_chosen_order() {
    let mut roster = roster_of(30, Paper::F4);
    roster.columns = ["row_number", "name", "sex", "position", "phone"]
        .map(|word| RosterColumn::from_word(word).unwrap())
        .to_vec();
    roster.columns.push(RosterColumn::Name);
    roster.stationery.profile.letterhead = Some(Letterhead::Kim);
    roster.filter_note = Some("Hanya anggota aktif".into());
    roster.stationery.logo = Some(photos::logo());
    let printed = printed(&roster, "roster-F4-upright");
    printed.is_on(F4);
    assert_eq!(printed.pages[0].pictures.len(), 1);
    golden("roster", &printed);
    let pdf = printed.pdf;
    let first = letters(&pdf.pages[0]);
    assert!(first.contains("NoNamaL/PJabatanHP12345"), "{first}");
    assert!(
        first.contains("KOMUNITASINFORMASIMASYARAKATKIMMEKARSARI"),
        "{first}"
    );
    assert!(pdf.has("Telp. 081234567890"));
    assert!(pdf.has("Hanya anggota aktif"));
}

#[test]
fn an_empty_profile_still_prints() {
    let mut roster = roster_of(1, Paper::F4);
    roster.stationery.profile = Profile::default();
    roster.signing.place.clear();
    roster.signing.left = None;
    roster.signing.right = Signer::default();
    roster.members = vec![Member {
        name: "Sri".into(),
        ..Member::default()
    }];
    let Printed { pdf, .. } = printed(&roster, "roster-bare");
    assert!(pdf.has("Sri") && pdf.has("Jumlah: 1 orang (L: 0, P: 0, belum diisi: 1)"));
    assert!(!pdf.has("PEMERINTAH") && !pdf.has("MENGETAHUI"));
}

#[test]
fn a_kelurahan_writes_as_a_kelurahan() {
    let mut roster = roster_of(1, Paper::A4);
    roster.stationery.profile = Profile {
        level: Some(Level::UrbanVillage),
        village: "Sisir".into(),
        district: "Batu".into(),
        regency: "Kota Batu".into(),
        official_name: String::new(),
        ..profile()
    };
    roster.signing.left = Some(Signer::official(&roster.stationery.profile));
    let Printed { pdf, .. } = printed(&roster, "roster-kelurahan");
    for text in [
        "PEMERINTAH KOTA BATU",
        "KECAMATAN BATU",
        "KELURAHAN SISIR",
        "Lurah Sisir,",
    ] {
        assert!(pdf.has(text), "{text}");
    }
}

#[test]
fn the_same_roster_gives_the_same_file_and_pictures() {
    let roster = roster_of(30, Paper::F4);
    let document = adinda_print::roster(&roster).unwrap();
    let again = adinda_print::roster(&roster).unwrap();
    assert_eq!(document.to_pdf().unwrap(), again.to_pdf().unwrap());
    for index in 0..document.page_count() {
        let picture = document.page_svg(index).unwrap();
        assert!(
            picture.starts_with("<svg") && picture.contains("viewBox=\"0 0 935.4"),
            "{}",
            &picture[..200]
        );
        assert_eq!(picture, again.page_svg(index).unwrap());
    }
    let error = document.page_svg(99).unwrap_err().to_string();
    assert_eq!(
        error,
        format!(
            "there is no page 100 in a document of {}",
            document.page_count()
        )
    );
}

/// The check that all these tests lean on does find what it looks for.
#[test]
fn the_geometry_check_sees_what_is_wrong() {
    let document = adinda_print::roster(&roster_of(5, Paper::F4)).unwrap();
    let spoiled = |spoil: fn(&mut PageGeometry, usize)| {
        let mut page = PageGeometry::of(&document).remove(0);
        let phone = page
            .runs
            .iter()
            .position(|run| run.text.contains("0812345678"));
        assert!(page.faults().is_empty() && page.rules.len() > 10);
        spoil(&mut page, phone.unwrap());
        page.faults().join("\n")
    };
    let wider = spoiled(|page, index| page.runs[index].right += 20.0);
    assert!(wider.contains("through"), "{wider}");
    let outside = spoiled(|page, index| page.runs[index].right = page.width);
    assert!(outside.contains("outside the margins"), "{outside}");
    let doubled = spoiled(|page, index| page.runs.push(page.runs[index].clone()));
    assert!(doubled.contains("over"), "{doubled}");
}

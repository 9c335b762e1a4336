//! `status`: what is in the book, how it stands with the office, and whether its file is whole.

use crate::failure::Failure;
use crate::output::Output;
use crate::words;
use crate::workplace::Workplace;
use adinda_client::Book;
use adinda_client::views::{PairedOffice, SyncStatus};
use chrono::{DateTime, Local, Utc};
use serde::Serialize;

#[derive(Serialize)]
struct Status {
    #[serde(flatten)]
    sync: SyncStatus,
    data: String,
    kim_name: String,
    counts: Counts,
    /// What is wrong with the file; left out when nobody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    faults: Option<Vec<String>>,
}

/// What is in the book, without what was archived.
#[derive(Serialize)]
struct Counts {
    members: usize,
    meetings: usize,
    aspirations: usize,
    drafts: usize,
}

/// Shows how the book stands; with `check`, a file that isn't whole is a failure.
pub fn show(workplace: &Workplace, output: &Output, check: bool) -> Result<(), Failure> {
    let book = workplace.open()?;
    let status = Status {
        sync: book.sync_status(false, None)?,
        data: workplace.folder.display().to_string(),
        kim_name: book.profile()?.name,
        counts: counts(book)?,
        faults: check.then(|| book.faults()).transpose()?,
    };
    if output.json {
        output.json(&status)?;
    } else {
        for line in lines(&status) {
            output.line(&line)?;
        }
    }
    match status.faults.unwrap_or_default().as_slice() {
        [] => Ok(()),
        faults => Err(Failure::Failed(
            anyhow::anyhow!(faults.join("; ")).context(words::BOOK_DAMAGED),
        )),
    }
}

/// Village, district and regency as the office has them.
pub fn places(office: &PairedOffice) -> String {
    [&office.village, &office.district, &office.regency]
        .into_iter()
        .filter(|place| !place.is_empty())
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

fn counts(book: &Book) -> Result<Counts, Failure> {
    Ok(Counts {
        members: book.members()?.iter().filter(|row| !row.archived).count(),
        meetings: book.meetings()?.iter().filter(|row| !row.archived).count(),
        aspirations: book
            .aspirations()?
            .iter()
            .filter(|row| !row.archived)
            .count(),
        drafts: book.drafts()?.len(),
    })
}

fn lines(status: &Status) -> Vec<String> {
    let (sync, counts) = (&status.sync, &status.counts);
    let name = if status.kim_name.is_empty() {
        "belum diisi"
    } else {
        &status.kim_name
    };
    let mut lines = vec![
        format!("Buku: {}", status.data),
        format!("KIM: {name}"),
        format!(
            "Isi: {} anggota, {} rapat, {} aspirasi, {} draf",
            counts.members, counts.meetings, counts.aspirations, counts.drafts
        ),
        format!("Pengiriman: {}", words::phase(sync.phase)),
        format!("Menunggu dikirim: {}", sync.waiting),
        format!("Perlu diperiksa: {}", sync.review),
        format!(
            "Foto & lampiran: {} menunggu dikirim, {} belum datang",
            sync.attachments.to_send, sync.attachments.to_fetch
        ),
    ];
    if let Some(office) = &sync.office {
        lines.push(format!(
            "Dinas: {} ({}), untuk {}, {}",
            office.office_name,
            office.server,
            office.kim_name,
            places(office)
        ));
    }
    if let Some(at) = sync.last_contact {
        lines.push(format!("Terakhir dijawab dinas: {}", moment(at)));
    }
    if let Some(at) = sync.last_try {
        lines.push(format!("Terakhir dicoba: {}", moment(at)));
    }
    if let Some(problem) = &sync.last_problem {
        let cause = problem
            .args
            .get("cause")
            .map(String::as_str)
            .unwrap_or_default();
        lines.push(format!(
            "Masalah terakhir: {} ({cause})",
            words::error(&problem.code)
        ));
    }
    if let Some(minutes) = sync.clock_ahead_minutes {
        lines.push(format!("Jam laptop berbeda dari dinas: {minutes} menit"));
    }
    if status.faults.as_ref().is_some_and(Vec::is_empty) {
        lines.push("Berkas buku: utuh".to_owned());
    }
    lines
}

fn moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&Local)
        .format("%Y-%m-%d %H:%M")
        .to_string()
}

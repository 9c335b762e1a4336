//! `pair` and `sync`: the two commands that need the network, and so a runtime.

use crate::arguments::PairArguments;
use crate::commands::status;
use crate::failure::Failure;
use crate::output::Output;
use crate::words;
use crate::workplace::Workplace;
use adinda_client::sync::attachments::Lane;
use adinda_client::views::PairedOffice;
use adinda_client::{Book, BookError};
use adinda_domain::value::normalise_text;
use std::future::Future;

/// Makes the book belong to an office. Giving the command is the confirmation, unless another KIM was expected.
pub fn pair(workplace: &Workplace, output: &Output, asked: &PairArguments) -> Result<(), Failure> {
    let book = workplace.open()?;
    let server = asked.server.as_deref().unwrap_or_default();
    let refused = |error: BookError| match error.code() {
        "not_a_code" => Failure::of_field("--code", words::error(error.code())),
        "bad_address" => Failure::of_field("--server", words::error(error.code())),
        _ => Failure::from(error),
    };
    if let Some(to) = &asked.to_file {
        let saved = book
            .begin_pairing_by_file(server, &asked.code, to)
            .map_err(refused)?;
        return match output.json {
            true => output.json(&saved),
            false => output.line(&words::pairing_saved(&saved.path)),
        };
    }
    let offered = over_the_network(book.begin_pairing(server, &asked.code))?;
    let offered = offered.map_err(refused)?;
    confirm(book, &offered, asked.expect_kim.as_deref())?;
    if output.json {
        return output.json(&offered);
    }
    show(output, &offered)
}

/// Giving the command is the confirmation, unless another KIM was expected.
pub fn confirm(book: &Book, offered: &PairedOffice, expected: Option<&str>) -> Result<(), Failure> {
    if let Some(expected) = expected
        && normalise_text(expected) != normalise_text(&offered.kim_name)
    {
        book.cancel_pairing()?;
        let message = words::another_kim(&offered.kim_name, expected);
        return Err(Failure::Failed(anyhow::anyhow!(message)));
    }
    Ok(book.confirm_pairing()?)
}

/// Which KIM of which village at which office.
pub fn show(output: &Output, offered: &PairedOffice) -> Result<(), Failure> {
    output.line(&format!("KIM: {}", offered.kim_name))?;
    output.line(&format!("Desa: {}", status::places(offered)))?;
    output.line(&match offered.server.as_str() {
        "" => format!("Dinas: {}", offered.office_name),
        server => format!("Dinas: {} ({server})", offered.office_name),
    })
}

/// Sends and fetches until nothing waits: text first, then photos and scans unless they are to stay for another time.
pub fn sync(workplace: &Workplace, output: &Output, attachments: bool) -> Result<(), Failure> {
    let book = workplace.open()?;
    over_the_network(async {
        book.sync().await?;
        if attachments {
            book.sync_attachments(&Lane::default()).await?;
        }
        Ok(())
    })??;
    let status = book.sync_status(false, None)?;
    if status.waiting > 0 {
        let message = words::still_waiting(status.waiting);
        return Err(Failure::Failed(anyhow::anyhow!(message)));
    }
    if status.review > 0 {
        output.notice(&words::to_review(status.review));
    }
    let files = status.attachments.to_send;
    if files > 0 {
        output.notice(&words::files_waiting(files));
    }
    if output.json {
        output.json(&status)
    } else if files > 0 {
        output.line(words::TEXT_SENT)
    } else {
        output.line(words::ALL_SENT)
    }
}

fn over_the_network<T>(
    work: impl Future<Output = Result<T, BookError>>,
) -> Result<Result<T, BookError>, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::because(words::NO_RUNTIME, error))?;
    Ok(runtime.block_on(work))
}

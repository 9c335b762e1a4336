//! Events to the UI: it is told when records or the sync's status changed, and asks for what it shows.

use crate::desk::Opened;
use std::sync::Arc;
use tauri::{AppHandle, Emitter};

/// Payload: the sync's status.
const SYNC_STATUS: &str = "sync-status";
/// Without payload: lists are to be read again.
const RECORDS_CHANGED: &str = "records-changed";

/// Starts the sync of a book that was just opened, and what tells the UI about changes.
pub fn start(app: &AppHandle, opened: &Opened) {
    tauri::async_runtime::spawn(Arc::clone(&opened.runner).run());
    tauri::async_runtime::spawn(tell(app.clone(), opened.clone()));
}

async fn tell(app: AppHandle, Opened { book, runner, .. }: Opened) {
    let mut changes = book.watch();
    let mut records_told = changes.borrow_and_update().records;
    while changes.changed().await.is_ok() {
        let records = changes.borrow_and_update().records;
        let told = match runner.status() {
            Ok(status) => app.emit(SYNC_STATUS, status),
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the sync's status can't be read"
                );
                Ok(())
            }
        };
        let told = told.and_then(|()| {
            if records == records_told {
                Ok(())
            } else {
                app.emit(RECORDS_CHANGED, ())
            }
        });
        if let Err(error) = told {
            tracing::warn!(%error, "the window can't be told");
        }
        records_told = records;
    }
}

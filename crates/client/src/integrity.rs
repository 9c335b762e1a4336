//! Whether the book's file is whole, for support staff and for tests that pull the plug.

use crate::book::Book;
use crate::error::BookError;

impl Book {
    /// What is wrong with the book's file, in the database's own words; nothing if it is whole. Reads all of it.
    ///
    /// # Errors
    /// Those of the database.
    pub fn faults(&self) -> Result<Vec<String>, BookError> {
        self.read(|tx| {
            let mut faults = Vec::new();
            // The first looks at the seal of every encrypted page, the second at what the pages hold.
            for check in ["PRAGMA cipher_integrity_check", "PRAGMA integrity_check"] {
                let mut statement = tx.prepare(check)?;
                let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
                for line in lines {
                    faults.push(line?);
                }
            }
            faults.retain(|line| line != "ok");
            Ok(faults)
        })
    }
}

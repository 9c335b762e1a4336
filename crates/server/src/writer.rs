//! The one writer: a thread that owns the database and commits what has gathered as one transaction, so that
//! a hundred laptops share one fsync. No answer leaves before the commit that it speaks of.

use crate::reader::Reader;
use crate::store::{Office, OfficeError};
use rusqlite::Transaction;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use tokio::sync::oneshot;

/// Most jobs in one commit: bounds how long the first of them waits.
const MOST_JOBS: usize = 128;

/// A job has run, and waits for the commit to send its answer.
type Finish = Box<dyn FnOnce(bool) + Send>;
type Job = Box<dyn FnOnce(&mut Transaction<'_>) -> Finish + Send>;

/// A handle on the writer; the writer ends when the last one is dropped.
#[derive(Clone)]
pub struct Writer {
    jobs: mpsc::SyncSender<Job>,
    reader: Reader,
}

impl Writer {
    /// Starts the writer over an open office.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(mut office: Office) -> std::io::Result<Writer> {
        let (jobs, queue) = mpsc::sync_channel::<Job>(1024);
        let reader = Reader::beside(&office);
        std::thread::Builder::new()
            .name("office-writer".into())
            .spawn(move || {
                while let Ok(first) = queue.recv() {
                    // A fault in one job must not silence the office: its transaction is rolled back, its caller
                    // hears that nothing was written, and the next ones are served.
                    let group = AssertUnwindSafe(|| run_group(&mut office, first, &queue));
                    if catch_unwind(group).is_err() {
                        tracing::error!("a job of the office panicked");
                    }
                }
            })?;
        Ok(Writer { jobs, reader })
    }

    /// Readers of the same office, who wait for no writer.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Runs a job in the next commit and waits for it. What the job did is undone if it fails.
    ///
    /// # Errors
    /// The job's own, the commit's, or [`OfficeError::WriterStopped`].
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, OfficeError> + Send + 'static,
    ) -> Result<T, OfficeError> {
        let (sender, receiver) = oneshot::channel();
        let job: Job = Box::new(move |tx| {
            let result = in_savepoint(tx, work);
            Box::new(move |committed| {
                let result = if committed {
                    result
                } else {
                    result.and(Err(OfficeError::WriterStopped))
                };
                // A caller who has gone away (a laptop that hung up) doesn't undo what was written.
                drop(sender.send(result));
            })
        });
        let jobs = self.jobs.clone();
        tokio::task::spawn_blocking(move || jobs.send(job))
            .await
            .map_err(|_| OfficeError::WriterStopped)?
            .map_err(|_| OfficeError::WriterStopped)?;
        receiver.await.map_err(|_| OfficeError::WriterStopped)?
    }
}

fn in_savepoint<T>(
    tx: &mut Transaction<'_>,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, OfficeError>,
) -> Result<T, OfficeError> {
    tx.execute_batch("SAVEPOINT job")?;
    let result = work(tx);
    let end = if result.is_ok() {
        "RELEASE job"
    } else {
        "ROLLBACK TO job; RELEASE job"
    };
    match (result, tx.execute_batch(end)) {
        // A failure that took the whole transaction away has taken the savepoint along: it is the failure to tell.
        (Err(error), _) => Err(error),
        (Ok(value), ended) => ended.map(|()| value).map_err(OfficeError::from),
    }
}

fn run_group(office: &mut Office, first: Job, queue: &mpsc::Receiver<Job>) {
    let mut tx = match office.begin() {
        Ok(tx) => tx,
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the office can't begin a transaction"
            );
            // Dropping the job drops its sender: the caller hears that nothing was written.
            return;
        }
    };
    let mut finished = vec![first(&mut tx)];
    // A failure may have ended the transaction: nobody else's job runs outside one.
    while finished.len() < MOST_JOBS && !tx.is_autocommit() {
        match queue.try_recv() {
            Ok(job) => finished.push(job(&mut tx)),
            Err(_) => break,
        }
    }
    let committed = tx.commit().map_err(OfficeError::from);
    let committed = committed.inspect_err(|error| {
        tracing::error!(
            error = error as &dyn std::error::Error,
            "the office can't commit"
        );
    });
    for finish in finished {
        finish(committed.is_ok());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Kim, KimDetails};

    fn add(
        name: String,
    ) -> impl FnOnce(&Transaction<'_>) -> Result<(), OfficeError> + Send + 'static {
        move |tx| {
            let details = KimDetails {
                name: name.clone(),
                ..KimDetails::default()
            };
            Kim::add(tx, &details, 0)?;
            if name.starts_with("bad") {
                Err(OfficeError::NoSuchKim(name))
            } else {
                Ok(())
            }
        }
    }

    #[tokio::test]
    async fn jobs_share_a_commit_and_a_failed_one_takes_nothing_along() {
        let folder = tempfile::tempdir().unwrap();
        let writer = Writer::start(Office::open(folder.path()).unwrap()).unwrap();
        let jobs: Vec<_> = (0..200)
            .map(|n| {
                let name = if n % 5 == 0 {
                    format!("bad {n}")
                } else {
                    format!("good {n}")
                };
                let writer = writer.clone();
                tokio::spawn(async move { writer.run(add(name)).await.is_ok() })
            })
            .collect();
        let mut done = 0;
        for job in jobs {
            done += usize::from(job.await.unwrap());
        }
        assert_eq!(done, 160);
        let mut beside = Office::open(folder.path()).unwrap();
        let names: Vec<String> = Kim::all(&beside.begin().unwrap())
            .unwrap()
            .into_iter()
            .map(|kim| kim.details.name)
            .collect();
        assert_eq!(
            names.len(),
            160,
            "what was answered is there, and nothing else"
        );
        assert!(names.iter().all(|name| name.starts_with("good")));
    }
}

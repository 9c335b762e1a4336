//! Writes that fail: the database of a laptop or of the office is killed between two steps of a statement, is refused
//! its commit, or finds the disk full. SQLite calls us back for it; the product knows nothing of it.

use rusqlite::auto_extension::register_auto_extension;
use rusqlite::{ErrorCode, ffi};
use std::cell::Cell;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::null_mut;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

/// A statement is looked at after so many steps of SQLite's machine.
const STEPS_OF_A_TICK: c_int = 16;

/// How a write fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteFault {
    /// After so many ticks nothing is read or written any more.
    Killed { ticks: u32 },
    /// So many commits succeed, none after them.
    CommitRefused { commits: u32 },
    /// The file can't grow.
    DiskFull,
}

impl WriteFault {
    /// Any of them; short and long times are as likely.
    pub fn any(pick: u32) -> WriteFault {
        let number = pick / 64;
        match pick % 8 {
            0 | 1 => WriteFault::CommitRefused {
                commits: number % 4,
            },
            2 => WriteFault::DiskFull,
            _ => WriteFault::Killed {
                ticks: number % [4, 16, 64, 256, 1024][usize::try_from(pick / 8 % 5).unwrap()],
            },
        }
    }
}

/// An open database, by its address, with what is let fail of it.
#[derive(Clone, Copy)]
pub struct Handle {
    database: usize,
    armed: &'static Armed,
}

/// What is let fail, and after how often.
struct Armed {
    what: AtomicU32,
    left: AtomicU32,
}

const NOTHING: u32 = 0;
const TICKS: u32 = 1;
const COMMITS: u32 = 2;

impl Armed {
    fn set(&self, what: u32, left: u32) {
        self.left.store(left, Ordering::SeqCst);
        self.what.store(what, Ordering::SeqCst);
    }

    /// Whether this fails now; once something has, everything does.
    fn fails(&self, what: u32) -> bool {
        if self.what.load(Ordering::SeqCst) != what {
            return false;
        }
        let left = self.left.load(Ordering::SeqCst);
        self.left.store(left.saturating_sub(1), Ordering::SeqCst);
        left == 0
    }
}

thread_local! {
    static LAST_OPENED: Cell<Option<Handle>> = const { Cell::new(None) };
    static ARMED: Cell<Option<(Handle, WriteFault)>> = const { Cell::new(None) };
}

/// Lets every database that is opened from now on be one that can fail.
pub fn watch_databases() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: the extension opens and closes nothing and leaves the list of extensions alone.
        unsafe { register_auto_extension(opened) }.unwrap();
    });
}

/// The database that this thread opened last.
pub fn last_opened() -> Handle {
    LAST_OPENED.get().unwrap()
}

/// Lets a database fail that nobody is using just now.
pub fn arm(database: Handle, fault: WriteFault) {
    ARMED.set(Some((database, fault)));
    match fault {
        WriteFault::Killed { ticks } => database.armed.set(TICKS, ticks),
        WriteFault::CommitRefused { commits } => database.armed.set(COMMITS, commits),
        // No less than what it has already.
        WriteFault::DiskFull => execute(database, c"PRAGMA max_page_count = 1"),
    }
}

/// Lets it be well again.
pub fn disarm() {
    if let Some((database, fault)) = ARMED.take() {
        database.armed.set(NOTHING, 0);
        if fault == WriteFault::DiskFull {
            execute(database, c"PRAGMA max_page_count = 4294967294");
        }
    }
}

/// Whether something failed because it was let fail.
pub fn was_let_fail(error: &anyhow::Error) -> bool {
    let codes = error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<rusqlite::Error>()?.sqlite_error_code());
    codes.into_iter().any(|code| {
        matches!(
            code,
            ErrorCode::OperationInterrupted | ErrorCode::ConstraintViolation | ErrorCode::DiskFull
        )
    })
}

fn execute(database: Handle, sql: &CStr) {
    let pointer = std::ptr::with_exposed_provenance_mut(database.database);
    // SAFETY: its owner keeps it open while a fault is armed, and waits meanwhile.
    let code = unsafe { ffi::sqlite3_exec(pointer, sql.as_ptr(), None, null_mut(), null_mut()) };
    assert_eq!(code, ffi::SQLITE_OK);
}

unsafe extern "C" fn opened(
    database: *mut ffi::sqlite3,
    _: *mut *mut c_char,
    _: *const ffi::sqlite3_api_routines,
) -> c_int {
    // Never freed: SQLite doesn't say when it is done with it, and it is eight bytes.
    let armed: &'static Armed = Box::leak(Box::new(Armed {
        what: AtomicU32::new(NOTHING),
        left: AtomicU32::new(0),
    }));
    LAST_OPENED.set(Some(Handle {
        database: database.expose_provenance(),
        armed,
    }));
    let context = std::ptr::from_ref(armed).cast_mut().cast();
    // SAFETY: the database was just opened, and callbacks and context live as long as the program.
    unsafe {
        ffi::sqlite3_progress_handler(database, STEPS_OF_A_TICK, Some(ticked), context);
        ffi::sqlite3_commit_hook(database, Some(committing), context);
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn ticked(context: *mut c_void) -> c_int {
    // SAFETY: it is what `opened` gave, which is never freed.
    let armed = unsafe { &*context.cast::<Armed>() };
    c_int::from(armed.fails(TICKS))
}

unsafe extern "C" fn committing(context: *mut c_void) -> c_int {
    // SAFETY: as above.
    let armed = unsafe { &*context.cast::<Armed>() };
    // Whoever was killed commits nothing.
    let is_dead =
        armed.what.load(Ordering::SeqCst) == TICKS && armed.left.load(Ordering::SeqCst) == 0;
    c_int::from(is_dead || armed.fails(COMMITS))
}

//! Disks that are full or can't be written, for real processes. On Unix; what needs more rights than there are says so.

use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The same command, for which no file may become longer than so many bytes: writing beyond fails (`EFBIG`), as a full
/// quota does. Needs no rights.
pub fn with_longest_file(command: &Command, bytes: u64) -> Command {
    let mut limited = Command::new("sh");
    // The shell counts in blocks of 512 bytes; without the trap the system would kill the program.
    limited.arg("-c");
    limited.arg(format!(
        "trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"",
        bytes / 512
    ));
    limited.arg(command.get_program()).args(command.get_args());
    limited
}

/// A small disk of its own. It goes when this is dropped.
pub struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    /// Mounts one of so many bytes in a folder.
    ///
    /// # Errors
    /// Mostly that mounting isn't allowed.
    pub fn mount(folder: &Path, bytes: u64) -> Result<SmallDisk> {
        std::fs::create_dir_all(folder)?;
        let size = format!("size={bytes},mode=0700");
        run(Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "none"])
            .arg(folder))?;
        Ok(SmallDisk {
            folder: folder.to_owned(),
        })
    }

    /// Fills it up, but for so many bytes.
    pub fn fill_but(&self, bytes: usize) -> Result<()> {
        use std::io::Write;
        let path = self.folder.join("filler");
        let mut filler = std::fs::File::create(&path)?;
        while filler.write_all(&[0; 4096]).is_ok() {}
        let length = filler.metadata()?.len();
        filler.set_len(length.saturating_sub(bytes as u64))?;
        Ok(())
    }

    /// Somebody makes room.
    pub fn make_room(&self) -> Result<()> {
        Ok(std::fs::remove_file(self.folder.join("filler"))?)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        unmount(&self.folder);
    }
}

/// A folder that can't be written for a while.
pub struct WriteProtected {
    folder: PathBuf,
    is_mount: bool,
}

impl WriteProtected {
    /// Protects a folder: by its permissions, or, for who isn't bound by them, by mounting it read-only.
    ///
    /// # Errors
    /// Where neither helps.
    pub fn folder(folder: &Path) -> Result<WriteProtected> {
        set_mode(folder, "u-w")?;
        let mut protected = WriteProtected {
            folder: folder.to_owned(),
            is_mount: false,
        };
        if protected.can_be_written() {
            set_mode(folder, "u+w")?;
            protected.is_mount = true;
            run(Command::new("mount").arg("--bind").arg(folder).arg(folder))?;
            run(Command::new("mount")
                .args(["-o", "remount,bind,ro"])
                .arg(folder))?;
        }
        ensure!(!protected.can_be_written(), "it can still be written");
        Ok(protected)
    }

    fn can_be_written(&self) -> bool {
        let probe = self.folder.join("probe");
        let is_written = std::fs::write(&probe, "").is_ok();
        if is_written {
            // Best effort: it is empty, and nobody's.
            drop(std::fs::remove_file(probe));
        }
        is_written
    }
}

impl Drop for WriteProtected {
    fn drop(&mut self) {
        if self.is_mount {
            unmount(&self.folder);
        } else {
            // The throw-away folder can't be removed then, which shows.
            drop(set_mode(&self.folder, "u+w"));
        }
    }
}

fn set_mode(path: &Path, mode: &str) -> Result<()> {
    run(Command::new("chmod").arg(mode).arg(path))
}

fn unmount(folder: &Path) {
    // What stays mounted can't be removed, which shows.
    drop(run(Command::new("umount").arg("--lazy").arg(folder)));
}

fn run(command: &mut Command) -> Result<()> {
    let output = command
        .output()
        .with_context(|| format!("{command:?} can't be started"))?;
    ensure!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(())
}

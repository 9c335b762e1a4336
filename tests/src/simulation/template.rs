//! Paired laptops and their office, made once over the real road and copied for every schedule.

use crate::office::{TestBook, TestKim, TestOffice};
use adinda_domain::KimId;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;

/// Most laptops that a schedule has.
pub const MOST_DEVICES: usize = 4;

/// Folders to copy, and what the copies have in common.
pub struct Template {
    folder: TempDir,
    pub kim: KimId,
}

/// The template of this process.
pub fn template() -> &'static Template {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    TEMPLATE.get_or_init(Template::make)
}

/// A throw-away folder in memory where there is such a place: thousands of commits need no disk.
pub fn throw_away_folder() -> TempDir {
    let in_memory = Path::new("/dev/shm");
    if in_memory.is_dir() {
        TempDir::new_in(in_memory).unwrap()
    } else {
        TempDir::new().unwrap()
    }
}

impl Template {
    fn make() -> Template {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let folder = throw_away_folder();
            let mut office = TestOffice::start().await;
            let kim: TestKim = office.add_kim("KIM Swara Warga");
            for device in 0..MOST_DEVICES {
                // Closed again: the last connection leaves one file, without a log beside it.
                let TestBook { folder: made, book } = TestBook::paired(&office, &kim).await;
                drop(book);
                let laptop = device_in(folder.path(), device);
                copy_files(&made.path().join("data"), &laptop.join("data"));
                std::fs::copy(made.path().join("key"), laptop.join("key")).unwrap();
            }
            office.stop().await;
            copy_files(office.folder.path(), &office_in(folder.path()));
            Template {
                folder,
                kim: kim.id,
            }
        })
    }

    /// A copy for one schedule with so many laptops.
    pub fn copy(&self, devices: usize) -> TempDir {
        let copy = throw_away_folder();
        copy_files(&office_in(self.folder.path()), &office_in(copy.path()));
        for device in 0..devices.min(MOST_DEVICES) {
            let (from, to) = (
                device_in(self.folder.path(), device),
                device_in(copy.path(), device),
            );
            copy_files(&from.join("data"), &to.join("data"));
            std::fs::copy(from.join("key"), to.join("key")).unwrap();
        }
        copy
    }
}

pub fn office_in(folder: &Path) -> PathBuf {
    folder.join("office")
}

pub fn device_in(folder: &Path, device: usize) -> PathBuf {
    folder.join(format!("laptop-{device}"))
}

pub fn copy_files(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        if file.file_type().unwrap().is_file() {
            std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
}

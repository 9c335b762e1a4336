//! A laptop's disk: copied into another laptop, or kept and put back when the laptop has gone on.

use super::device::{Device, OpenForm};
use super::template::copy_files;
use adinda_domain::OpId;
use adinda_wire::Edit;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A copy of a laptop's disk, with what the simulation knows of it.
pub struct DiskImage {
    folder: PathBuf,
    forms: Vec<OpenForm>,
    undelivered: BTreeMap<OpId, Edit>,
    known: BTreeSet<OpId>,
}

impl Device {
    /// Copies the disk as it is now, the program running on.
    pub fn disk_image(&self, to: &Path) -> DiskImage {
        copy_disk(&self.folder, to);
        DiskImage {
            folder: to.to_owned(),
            forms: self
                .forms
                .iter()
                .filter(|form| form.kept)
                .cloned()
                .collect(),
            undelivered: self.undelivered.clone(),
            known: self.known.clone(),
        }
    }

    /// Starts another laptop with a copied disk.
    pub fn from_image(image: &DiskImage, world: &Path, number: usize, seed: u64) -> Device {
        copy_disk(&image.folder, &super::template::device_in(world, number));
        let mut device = Device::open(world, number, seed);
        device.remember(image);
        device
    }

    /// Puts an old disk in the place of the laptop's own. Its chance goes on: nothing is drawn twice.
    pub fn put_back(&mut self, image: &DiskImage) {
        self.with_closed_book(|folder| {
            std::fs::remove_dir_all(folder.join("data")).unwrap();
            copy_disk(&image.folder, folder);
        });
        self.remember(image);
    }

    fn remember(&mut self, image: &DiskImage) {
        self.forms.clone_from(&image.forms);
        self.undelivered.clone_from(&image.undelivered);
        self.known.clone_from(&image.known);
    }
}

fn copy_disk(from: &Path, to: &Path) {
    copy_files(&from.join("data"), &to.join("data"));
    std::fs::copy(from.join("key"), to.join("key")).unwrap();
}

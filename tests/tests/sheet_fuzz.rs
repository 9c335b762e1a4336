//! A short run of what `make fuzz` does for longer: chance has been at sound spreadsheets, and no reader minds.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_tests::sheets::{mutation::mutated, read, samples};

#[test]
fn sound_samples_are_understood() {
    for (name, bytes) in samples::all() {
        assert!(read(&bytes) >= 2, "{name}");
    }
}

#[test]
fn spreadsheets_that_chance_has_been_at_are_read_or_refused() {
    let samples = samples::all();
    let mut taken = 0;
    for (seed, (_, sound)) in (0..1_500).zip(samples.iter().cycle()) {
        taken += usize::from(read(&mutated(sound, seed)) > 0);
    }
    assert!(
        taken > 100,
        "only {taken} were still understood: chance does too much"
    );
}

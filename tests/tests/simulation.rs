//! Seeded schedules of everything that goes wrong, over the real engine and the real office (`make sim` plays more).

use adinda_tests::simulation::{Schedule, explain, play, play_many};

/// `make test` plays these, from seed 0 on; `make soak` any number with fresh seeds.
const SCHEDULES: u64 = 500;

#[test]
fn nothing_is_lost_doubled_or_overwritten_in_silence() {
    let report = play_many(0, SCHEDULES, 1);
    let found: Vec<String> = report.found.iter().map(explain).collect();
    assert!(
        found.is_empty(),
        "{}\nreplay with: make sim SEED={} SEEDS=1",
        found.join("\n"),
        report.found[0].seed
    );
    assert_eq!(report.schedules, SCHEDULES);
    // A simulation that stopped doing things would find nothing either.
    for what in [
        "saves",
        "conflicts",
        "same",
        "set back found",
        "late replies",
        "replays",
        "kills",
        "pages with more",
        "laptops copied",
        "laptops set back",
        "separated",
        "erased",
        "erased by the office",
        "dropped as erased",
        "words of the office",
        "held",
        "settled",
        "writes that failed",
        "files brought",
        "answers opened",
    ] {
        assert!(report.tally.of(what) > 20, "{what}:\n{}", report.tally);
    }
}

#[test]
fn a_schedule_is_replayed_exactly() {
    for seed in 0..4 {
        let schedule = Schedule::from_seed(seed);
        assert_eq!(play(&schedule), play(&schedule));
    }
}

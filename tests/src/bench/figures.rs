//! What the benchmark prints: one JSON line for each system and case.

use super::line::Passed;
use serde_json::json;
use std::time::Duration;

/// What one case cost one system.
#[derive(Clone, Debug)]
pub struct Figures {
    pub system: String,
    pub case: String,
    pub up: u64,
    pub down: u64,
    pub requests: u64,
    pub round_trips: u64,
    pub seconds: f64,
    pub floor: Option<u64>,
}

impl Figures {
    /// From what passed on the line, what the case took on it, and what it took on a line that is only far away.
    pub fn new(
        system: &str,
        case: &str,
        passed: Passed,
        took: Duration,
        far: Duration,
        far_round_trip: Duration,
    ) -> Figures {
        Figures {
            system: system.into(),
            case: case.into(),
            up: passed.up,
            down: passed.down,
            requests: passed.requests,
            // What the laptop itself needs is far less than a round trip, but not nothing: hence downwards.
            round_trips: (far.as_secs_f64() / far_round_trip.as_secs_f64()).floor() as u64,
            seconds: took.as_secs_f64(),
            floor: None,
        }
    }

    pub fn json(&self) -> String {
        json!({
            "system": self.system, "case": self.case, "up": self.up, "down": self.down, "requests": self.requests,
            "round_trips": self.round_trips, "seconds": (self.seconds * 100.0).round() / 100.0, "floor": self.floor,
        })
        .to_string()
    }
}

//! A thousand laptops at once before one office: light ones, whose requests are made before the clock runs.

pub mod crowd;
pub mod naive;
pub mod work;

//! What a sync costs: the cases over a real office and a real book, counted on a line that is as bad as a village's.

pub mod cases;
pub mod certificate;
pub mod clock;
pub mod figures;
pub mod invented;
pub mod laptop;
pub mod line;
pub mod workload;

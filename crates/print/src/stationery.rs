//! What every document is printed with: whose it is, its logo, the paper, the day.

use adinda_domain::profile::{Paper, Profile};
use chrono::NaiveDate;

use crate::pictures::Photo;

/// The KIM, its logo and its paper, the same for every document.
#[derive(Clone, Debug)]
pub struct Stationery {
    /// The KIM, with its region's words and its choice of letterhead.
    pub profile: Profile,
    /// The logo that stands left in the letterhead.
    pub logo: Option<Photo>,
    /// The paper.
    pub paper: Paper,
    /// The day for which the document speaks.
    pub today: NaiveDate,
}

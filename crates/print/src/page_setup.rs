//! Paper, margins and what every page carries: title and author of the file, the footer's words.

use adinda_domain::profile::Paper;
use chrono::Datelike;
use serde::Serialize;

use crate::measure::Weight;
use crate::region;
use crate::stationery::Stationery;
use crate::text::{breakable, one_line};

/// Points in a millimetre.
pub(crate) const POINTS_PER_MM: f64 = 72.0 / 25.4;

/// Room between text and head or foot, in millimetres, if the margin has it.
const HEAD_GAP: f64 = 6.0;
/// What the words "Halaman 100 dari 100" and the gap before them take of the footer.
const FOOTER_PAGE_NUMBER: f64 = 45.0;
const FOOTER_SIZE: f64 = 8.5;

/// How the paper lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Orientation {
    /// Higher than wide.
    Upright,
    /// Wider than high.
    Across,
}

/// What stands at the foot of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Foot {
    /// The title and "Halaman x dari y" on every page.
    Always,
    /// The same, but nothing on a single page: a letter.
    OfMany,
    /// Nothing: letters to many, cards.
    Never,
}

/// The page setup that `page.typ` takes. Lengths are millimetres.
#[derive(Debug, Serialize)]
pub(crate) struct PageSetup {
    width: f64,
    height: f64,
    margin_top: f64,
    margin_bottom: f64,
    margin_left: f64,
    margin_right: f64,
    head_gap: f64,
    foot_gap: f64,
    title: String,
    author: String,
    year: i32,
    month: u32,
    day: u32,
    footer: String,
    footer_size: f64,
    numbered_from: u32,
    mark: String,
}

impl PageSetup {
    /// Pages of the chosen paper. `title` is the file's title and stands in every footer beside the page's number.
    pub(crate) fn new(
        stationery: &Stationery,
        orientation: Orientation,
        foot: Foot,
        title: &str,
    ) -> Self {
        let (short, long) = size_mm(stationery.paper);
        let date = stationery.today;
        let (width, height) = match orientation {
            Orientation::Upright => (short, long),
            Orientation::Across => (long, short),
        };
        let title = one_line(title);
        let margins = stationery.profile.margins();
        let [top, bottom, left, right] =
            [margins.top, margins.bottom, margins.left, margins.right].map(|mm| mm as f64);
        let footer_mm = width - left - right - FOOTER_PAGE_NUMBER;
        let footer = breakable(
            &title,
            footer_mm * POINTS_PER_MM / FOOTER_SIZE,
            Weight::Regular,
        );
        Self {
            width,
            height,
            margin_top: top,
            margin_bottom: bottom,
            margin_left: left,
            margin_right: right,
            head_gap: HEAD_GAP.min(top / 4.0),
            foot_gap: HEAD_GAP.min(bottom / 4.0),
            title,
            author: region::kim(&stationery.profile),
            year: date.year(),
            month: date.month(),
            day: date.day(),
            footer,
            footer_size: FOOTER_SIZE,
            numbered_from: match foot {
                Foot::Always => 1,
                Foot::OfMany => 2,
                Foot::Never => u32::MAX,
            },
            mark: String::new(),
        }
    }

    /// The same with a mark at the head of every page: "DRAF".
    pub(crate) fn marked(mut self, mark: &str) -> Self {
        mark.clone_into(&mut self.mark);
        self
    }

    /// The same with these margins above and below, and on either side, in millimetres.
    pub(crate) fn with_margins(mut self, vertical: f64, horizontal: f64) -> Self {
        (self.margin_top, self.margin_bottom) = (vertical, vertical);
        (self.margin_left, self.margin_right) = (horizontal, horizontal);
        self
    }

    /// Width and height of the paper in millimetres.
    pub(crate) fn paper_mm(&self) -> (f64, f64) {
        (self.width, self.height)
    }

    /// Width between the margins in points.
    pub(crate) fn text_width(&self) -> f64 {
        (self.width - self.margin_left - self.margin_right) * POINTS_PER_MM
    }

    /// Height between the margins in points.
    pub(crate) fn text_height(&self) -> f64 {
        (self.height - self.margin_top - self.margin_bottom) * POINTS_PER_MM
    }
}

/// The width between the margins in millimetres when the paper stands upright.
pub(crate) fn upright_text_width_mm(stationery: &Stationery) -> f64 {
    let margins = stationery.profile.margins();
    size_mm(stationery.paper).0 - (margins.left + margins.right) as f64
}

/// Short and long side.
fn size_mm(paper: Paper) -> (f64, f64) {
    match paper {
        Paper::F4 => (215.0, 330.0),
        Paper::F4Narrow => (210.0, 330.0),
        Paper::A4 => (210.0, 297.0),
    }
}

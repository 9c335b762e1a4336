//! Where things stand on a laid-out page, and whether anything is cut off or lies over something else.

use adinda_print::RenderedDocument;
use typst::layout::{Frame, FrameItem, Point};
use typst::text::TextItem;
use typst::visualize::Geometry;

const MM: f64 = 72.0 / 25.4;
/// Rounding and kerning, in points.
const TOLERANCE: f64 = 0.6;

/// The margins of a page in millimetres.
#[derive(Clone, Copy, Debug)]
pub struct Margins {
    pub top: f64,
    pub bottom: f64,
    pub left: f64,
    pub right: f64,
}

impl Default for Margins {
    fn default() -> Self {
        Self {
            top: 25.0,
            bottom: 30.0,
            left: 30.0,
            right: 25.0,
        }
    }
}

/// A run of letters: from left to right, from the top of its capitals to its base line, in points.
#[derive(Clone, Debug)]
pub struct Run {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub base: f64,
    pub size: f64,
    /// Whether one of its letters isn't in the font.
    pub unknown: bool,
}

/// A straight line.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub from: (f64, f64),
    pub to: (f64, f64),
}

/// Everything on a page.
#[derive(Default)]
pub struct PageGeometry {
    pub width: f64,
    pub height: f64,
    pub runs: Vec<Run>,
    pub rules: Vec<Rule>,
    /// Left, top, right, bottom of pictures.
    pub pictures: Vec<[f64; 4]>,
    /// The same of filled rectangles.
    pub bars: Vec<[f64; 4]>,
}

impl PageGeometry {
    /// Every page of a document.
    pub fn of(document: &RenderedDocument) -> Vec<PageGeometry> {
        let pages = document.laid_out().pages().iter();
        pages
            .map(|page| {
                let size = page.frame.size();
                let mut found = PageGeometry {
                    width: size.x.to_pt(),
                    height: size.y.to_pt(),
                    ..Default::default()
                };
                found.walk(&page.frame, Point::zero());
                found
            })
            .collect()
    }

    fn walk(&mut self, frame: &Frame, at: Point) {
        for (position, item) in frame.items() {
            let point = at + *position;
            match item {
                FrameItem::Group(group) if group.clip.is_some() => {
                    // Of what is clipped, only the frame is seen.
                    let (left, top) = (point.x.to_pt(), point.y.to_pt());
                    let size = group.frame.size();
                    let (width, height) = (size.x.to_pt(), size.y.to_pt());
                    self.pictures.push([left, top, left + width, top + height]);
                }
                FrameItem::Group(group) => {
                    let shift = Point::new(group.transform.tx, group.transform.ty);
                    self.walk(&group.frame, point + shift);
                }
                FrameItem::Text(text) => {
                    let (left, base, size) = (point.x.to_pt(), point.y.to_pt(), text.size.to_pt());
                    self.runs.push(Run {
                        text: text.text.to_string(),
                        left,
                        right: left + inked_width(text),
                        top: base - 0.7 * size,
                        base,
                        size,
                        unknown: text.glyphs.iter().any(|glyph| glyph.id == 0),
                    });
                }
                FrameItem::Shape(shape, _) => {
                    if let (Geometry::Rect(size), Some(_)) = (&shape.geometry, &shape.fill) {
                        let (left, top) = (point.x.to_pt(), point.y.to_pt());
                        let (width, height) = (size.x.to_pt(), size.y.to_pt());
                        self.bars.push([left, top, left + width, top + height]);
                    }
                    if let Geometry::Line(end) = shape.geometry {
                        let from = (point.x.to_pt(), point.y.to_pt());
                        self.rules.push(Rule {
                            from,
                            to: (from.0 + end.x.to_pt(), from.1 + end.y.to_pt()),
                        });
                    }
                }
                FrameItem::Image(_, size, _) => {
                    let (left, top) = (point.x.to_pt(), point.y.to_pt());
                    let (width, height) = (size.x.to_pt(), size.y.to_pt());
                    self.pictures.push([left, top, left + width, top + height]);
                }
                _ => {}
            }
        }
    }

    /// [`faults_within`](Self::faults_within) the usual margins.
    pub fn faults(&self) -> Vec<String> {
        self.faults_within(Margins::default())
    }

    /// Everything that is wrong: text or a picture outside the margins, over a rule or over other text, too small, or
    /// unknown to the font. Only the page's number and a draft's mark stand outside.
    pub fn faults_within(&self, margins: Margins) -> Vec<String> {
        let mut faults = Vec::new();
        let shown: Vec<&Run> = self
            .runs
            .iter()
            .filter(|run| !run.text.trim().is_empty())
            .collect();
        for (index, run) in shown.iter().enumerate() {
            let foot = run.top >= self.height - margins.bottom * MM;
            // Printers don't reach the last millimetres.
            let edge = 10.0_f64.min(margins.bottom / 8.0);
            let lowest = self.height - if foot { edge } else { margins.bottom } * MM;
            let head = run.base <= margins.top * MM
                && ["DRAF", "RAHASIA"]
                    .iter()
                    .any(|mark| run.text.starts_with(mark));
            let highest = if head { 10.0 } else { margins.top } * MM;
            if run.left < margins.left * MM - TOLERANCE
                || run.right > self.width - margins.right * MM + TOLERANCE
                || run.top < highest - TOLERANCE
                || run.base > lowest + TOLERANCE
            {
                faults.push(format!("outside the margins: {run:?}"));
            }
            if run.unknown {
                faults.push(format!("not in the font: {run:?}"));
            }
            if run.size < 6.5 {
                faults.push(format!("too small: {run:?}"));
            }
            faults.extend(
                self.rules
                    .iter()
                    .filter(|rule| rule.crosses(run))
                    .map(|rule| format!("{rule:?} through {run:?}")),
            );
            let others = shown[index + 1..]
                .iter()
                .filter(|other| run.overlaps(other));
            faults.extend(others.map(|other| format!("{run:?} over {other:?}")));
        }
        for (index, picture) in self.pictures.iter().enumerate() {
            let [left, top, right, bottom] = *picture;
            if left < margins.left * MM - TOLERANCE
                || right > self.width - margins.right * MM + TOLERANCE
                || top < margins.top * MM - TOLERANCE
                || bottom > self.height - margins.bottom * MM + TOLERANCE
            {
                faults.push(format!("picture outside the margins: {picture:?}"));
            }
            let below = |other: &[f64; 4]| {
                let across = right.min(other[2]) - left.max(other[0]);
                let down = bottom.min(other[3]) - top.max(other[1]);
                across > TOLERANCE && down > TOLERANCE
            };
            let others = self.pictures[index + 1..].iter().filter(|o| below(o));
            faults.extend(others.map(|other| format!("{picture:?} over {other:?}")));
            let covered = shown
                .iter()
                .filter(|run| below(&[run.left, run.top, run.right, run.base]));
            faults.extend(covered.map(|run| format!("{picture:?} over {run:?}")));
        }
        faults
    }

    /// Whether a text stands on the page in one run.
    pub fn has_run(&self, text: &str) -> bool {
        self.runs.iter().any(|run| run.text.trim() == text)
    }

    /// The lowest base line of runs with that text.
    pub fn lowest(&self, text: &str) -> Option<f64> {
        self.runs
            .iter()
            .filter(|run| run.text.contains(text))
            .map(|run| run.base)
            .reduce(f64::max)
    }
}

/// The width without the spaces at a line's end, which justified lines stretch beyond the margin.
fn inked_width(text: &TextItem) -> f64 {
    let ends = text.text.trim_end().len();
    let inked = text
        .glyphs
        .iter()
        .filter(|glyph| glyph.range().start < ends);
    inked
        .map(|glyph| glyph.x_advance.at(text.size).to_pt())
        .sum()
}

impl Run {
    fn overlaps(&self, other: &Run) -> bool {
        let across = self.right.min(other.right) - self.left.max(other.left);
        let down = self.base.min(other.base) - self.top.max(other.top);
        across > TOLERANCE && down > TOLERANCE
    }
}

impl Rule {
    fn crosses(&self, run: &Run) -> bool {
        let (left, right) = (self.from.0.min(self.to.0), self.from.0.max(self.to.0));
        let (top, bottom) = (self.from.1.min(self.to.1), self.from.1.max(self.to.1));
        right > run.left + TOLERANCE
            && left < run.right - TOLERANCE
            && bottom > run.top + TOLERANCE
            && top < run.base - TOLERANCE
    }
}

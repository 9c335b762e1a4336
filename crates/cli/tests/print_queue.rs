//! A document goes through CUPS to a queue whose printer keeps PDFs: it comes out on its own paper, whole and unscaled.
//!
//! The queue's CUPS is ours alone: its own socket, settings and folders, and no trace in the system's.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

mod support;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use support::Desk;

/// Points of F4, 215 × 330 mm.
const F4: (f64, f64) = (609.449, 935.433);
/// CUPS reckons in whole points.
const TOLERANCE: f64 = 0.6;
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn a_printed_document_keeps_its_paper_its_size_and_its_words() {
    let desk = Desk::new();
    let file = roster(&desk);
    let queue = Queue::start(desk.folder.path());

    queue.print(&file, &["-o", "media=Custom.215x330mm"]);
    let printed = queue.printed();
    let (width, height) = page_size(&printed);
    assert!(
        (width - F4.0).abs() < TOLERANCE && (height - F4.1).abs() < TOLERANCE,
        "F4 came out as {width} x {height} points"
    );
    let (sent, came) = (words(&file), words(&printed));
    assert!(sent.len() > 100, "{} words", sent.len());
    assert_eq!(texts(&came), texts(&sent));
    for (sent, came) in sent.iter().zip(&came) {
        let off = (sent.left - came.left)
            .abs()
            .max((sent.top - came.top).abs());
        assert!(
            off < 2.0 * TOLERANCE,
            "{} is off by {off} points",
            sent.text
        );
    }

    // Why the paper has to be named: without, the queue's own is taken.
    queue.print(&file, &[]);
    let (_, height) = page_size(&queue.printed());
    assert!(
        (height - 842.0).abs() < TOLERANCE,
        "not A4: {height} points high"
    );
}

/// An upright roster of some pages on F4.
fn roster(desk: &Desk) -> PathBuf {
    desk.done(
        &["profile", "set"],
        r#"{"name": "KIM Swara Pringgondani", "village": "Pringgondani"}"#,
    );
    let mut members = String::new();
    for number in 1..=60 {
        let comma = if number == 1 { "" } else { "," };
        write!(members, r#"{comma}{{"name": "Anggota Ke-{number:02}"}}"#).unwrap();
    }
    desk.done(&["member", "add"], &format!("[{members}]"));
    let file = desk.folder.path().join("Daftar anggota.pdf");
    let out = file.to_str().unwrap();
    let columns = "row_number,name,position";
    let said = desk.json(
        &[
            "print",
            "roster",
            "--paper",
            "F4",
            "--columns",
            columns,
            "--out",
            out,
        ],
        "",
    );
    assert!(said["pages"].as_u64() > Some(1), "{said}");
    file
}

/// A CUPS of our own with one queue, which ends with it.
struct Queue {
    folder: PathBuf,
    scheduler: Child,
}

impl Queue {
    fn start(folder: &Path) -> Queue {
        let folder = folder.join("cups");
        for name in ["settings/ppd", "jobs", "cache", "state", "out"] {
            std::fs::create_dir_all(folder.join(name)).unwrap();
        }
        let path = folder.display();
        let settings = folder.join("settings/cupsd.conf");
        std::fs::write(
            &settings,
            format!("Listen {path}/state/socket\n{OPEN_TO_ALL}"),
        )
        .unwrap();
        let files = folder.join("settings/cups-files.conf");
        let places = format!(
            "ServerRoot {path}/settings\nRequestRoot {path}/jobs\nCacheDir {path}/cache\nStateDir {path}/state\n\
             TempDir {path}/jobs\nErrorLog {path}/error.log\nAccessLog {path}/access.log\nPageLog {path}/page.log\n\
             FileDevice Yes\n"
        );
        std::fs::write(&files, places).unwrap();
        let printer = folder.join("printer.ppd");
        std::fs::write(&printer, PRINTER).unwrap();
        let mut scheduler = Command::new(scheduler_program());
        scheduler
            .arg("-f")
            .arg("-c")
            .arg(&settings)
            .arg("-s")
            .arg(&files);
        let scheduler = scheduler
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("cupsd is there: scripts/install-system-packages.sh paper");
        let queue = Queue { folder, scheduler };
        queue.until("the scheduler answers", || {
            let asked = queue.command("lpstat").arg("-r").output().unwrap();
            queue.folder.join("state/socket").exists() && asked.status.success()
        });
        let out = format!("file://{}", queue.printed().display());
        let mut add = queue.command("lpadmin");
        add.args(["-p", "pdf", "-E", "-v", &out, "-P"]).arg(printer);
        said_yes(&mut add);
        queue
    }

    /// A program that asks our scheduler and not the system's.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("CUPS_SERVER", self.folder.join("state/socket"));
        // Debian has the programs of the administrator apart.
        let path = std::env::var("PATH").unwrap_or_default();
        command.env("PATH", format!("{path}:/usr/sbin:/sbin"));
        command
    }

    /// Where the queue's printer puts what it was sent.
    fn printed(&self) -> PathBuf {
        self.folder.join("out/printed.pdf")
    }

    /// Prints a file and waits until it is through.
    fn print(&self, file: &Path, options: &[&str]) {
        // There is none before the first.
        drop(std::fs::remove_file(self.printed()));
        said_yes(
            self.command("lp")
                .args(["-d", "pdf"])
                .args(options)
                .arg(file),
        );
        self.until("the job is done", || {
            let waiting = said_yes(self.command("lpstat").arg("-o"));
            waiting.trim().is_empty() && self.printed().exists()
        });
    }

    fn until(&self, what: &str, is_so: impl Fn() -> bool) {
        let begun = Instant::now();
        while !is_so() {
            if begun.elapsed() > PATIENCE {
                let log = std::fs::read_to_string(self.folder.join("error.log"));
                panic!("{what}: not in {PATIENCE:?}\n{}", log.unwrap_or_default());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        drop(self.scheduler.kill());
        drop(self.scheduler.wait());
    }
}

/// Debian keeps it where only root looks.
fn scheduler_program() -> PathBuf {
    let debian = Path::new("/usr/sbin/cupsd");
    if debian.exists() {
        debian
    } else {
        Path::new("cupsd")
    }
    .to_owned()
}

fn said_yes(command: &mut Command) -> String {
    let ran = command.output().unwrap();
    assert!(ran.status.success(), "{command:?}: {ran:?}");
    String::from_utf8(ran.stdout).unwrap()
}

/// Width and height of the first page in points.
fn page_size(pdf: &Path) -> (f64, f64) {
    let told = said_yes(Command::new("pdfinfo").arg(pdf));
    let line = told
        .lines()
        .find_map(|line| line.strip_prefix("Page size:"));
    let words = line.unwrap().split_whitespace();
    let mut numbers = words.filter_map(|word| word.parse().ok());
    (numbers.next().unwrap(), numbers.next().unwrap())
}

/// A word and where it stands on its page, in points.
struct Word {
    text: String,
    left: f64,
    top: f64,
}

fn texts(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| word.text.as_str()).collect()
}

/// The words of all pages.
fn words(pdf: &Path) -> Vec<Word> {
    let boxes = said_yes(Command::new("pdftotext").arg("-bbox").arg(pdf).arg("-"));
    let of_line = |line: &str| -> Option<Word> {
        let line = line.trim().strip_prefix("<word ")?;
        let number = |name: &str| -> Option<f64> {
            let value = line.split_once(&format!("{name}=\""))?.1;
            value.split('"').next()?.parse().ok()
        };
        let text = line.split_once('>')?.1.strip_suffix("</word>")?.to_owned();
        Some(Word {
            text,
            left: number("xMin")?,
            top: number("yMin")?,
        })
    };
    boxes.lines().filter_map(of_line).collect()
}

/// Nobody else sees the socket.
const OPEN_TO_ALL: &str = "\
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
";

/// A printer that takes PDF as CUPS has prepared it. Its own paper is A4, as that of most printers in offices.
const PRINTER: &str = r#"*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PDF.PPD"
*Manufacturer: "Test"
*Product: "(PDF)"
*ModelName: "PDF"
*ShortNickName: "PDF"
*NickName: "PDF"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Page Size: PickOne
*DefaultPageSize: A4
*PageSize A4: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: A4
*PageRegion A4: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A4: "595 842"
*VariablePaperSize: True
*HWMargins: 0 0 0 0
*MaxMediaWidth: "2000"
*MaxMediaHeight: "2000"
*CustomPageSize True: ""
*ParamCustomPageSize Width: 1 points 36 2000
*ParamCustomPageSize Height: 2 points 36 2000
*ParamCustomPageSize WidthOffset: 3 points 0 0
*ParamCustomPageSize HeightOffset: 4 points 0 0
*ParamCustomPageSize Orientation: 5 int 0 3
"#;

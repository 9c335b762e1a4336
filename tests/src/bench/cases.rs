//! The cases: the same work again and again in fresh worlds, over a village's line and over one that is only far away.

use super::certificate;
use super::figures::Figures;
use super::laptop::Laptop;
use super::line::{Line, Passed, Shape};
use super::workload::{Workload, office_status, their_id};
use crate::office::{TestKim, TestOffice, now};
use adinda_client::views::SyncPhase;
use adinda_domain::{FieldPath, RecordId, Value};
use adinda_wire::encode;
use anyhow::{Context, Result, ensure};
use rusqlite::named_params;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What the laptop has of the office when a case begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Road {
    /// Nothing: the first sync after a start, with a full TLS handshake.
    First,
    /// A TLS ticket.
    Cold,
    /// An open connection.
    Warm,
}

/// What happens before the sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    Meeting,
    Year,
    Nothing,
    Answers,
}

/// One measured sync.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub name: &'static str,
    pub work: Work,
    pub road: Road,
}

const fn case(name: &'static str, work: Work, road: Road) -> Case {
    Case { name, work, road }
}

/// The cases with resumed TLS, as they follow each other in one world.
pub const RESUMED: [Case; 5] = [
    case("W2", Work::Year, Road::Cold),
    case("W3", Work::Nothing, Road::Cold),
    case("W3warm", Work::Nothing, Road::Warm),
    case("W1", Work::Meeting, Road::Cold),
    case("W4", Work::Answers, Road::Cold),
];
/// Each as the first sync after a start.
pub const FIRST: [Case; 4] = [
    case("W2first", Work::Year, Road::First),
    case("W3first", Work::Nothing, Road::First),
    case("W1first", Work::Meeting, Road::First),
    case("W4first", Work::Answers, Road::First),
];
/// Over a connection that is still open.
pub const WARM: [Case; 3] = [
    case("W2warm", Work::Year, Road::Warm),
    case("W1warm", Work::Meeting, Road::Warm),
    case("W4warm", Work::Answers, Road::Warm),
];

/// An office, a line to it, and a laptop at its other end, paired and with one idle sync behind it.
pub struct World {
    pub office: TestOffice,
    pub kim: TestKim,
    pub line: Line,
    pub laptop: Laptop,
    _certificate: TempDir,
}

impl World {
    pub async fn new(seed: u64) -> Result<World> {
        let certificate = TempDir::new()?;
        let tls = certificate::load(certificate.path())?;
        let pin = tls.pin.clone();
        let office = TestOffice::start_with(Some(tls)).await;
        let line = Line::to(office.address).await?;
        let server = format!("https://localhost:{}", line.address.port());
        let kim = office.add_kim("KIM Patokan");
        let laptop = Laptop::paired(seed, &server, &pin, &office.new_code(&kim)).await?;
        laptop.sync().await?;
        Ok(World {
            office,
            kim,
            line,
            laptop,
            _certificate: certificate,
        })
    }

    /// Does a case's work, and brings the road into its state.
    pub async fn prepare(&mut self, workload: &Workload, case: Case) -> Result<()> {
        match case.work {
            Work::Meeting => self.laptop.type_w1(&workload.w1)?,
            Work::Year => self.laptop.type_w2(&workload.w2)?,
            Work::Answers => self.answer(workload)?,
            Work::Nothing => {}
        }
        match case.road {
            Road::First => self.laptop.forget_the_road()?,
            Road::Cold => self.line.hang_up(),
            Road::Warm => {}
        }
        // Until both sides have heard that the old connection is gone.
        tokio::time::sleep(Duration::from_millis(200)).await;
        Ok(())
    }

    /// Syncs over the line, and again where it was cut.
    pub async fn sync(&self, shape: Shape, cut_at: Option<u64>) -> Result<Cost> {
        drop(self.laptop.take_carried());
        self.line.begin(shape);
        let begun = Instant::now();
        if let Some(bytes) = cut_at {
            self.line.cut_at(bytes);
            ensure!(self.laptop.sync().await.is_err(), "the line wasn't cut");
        }
        self.laptop.sync().await?;
        let took = begun.elapsed();
        // What follows unasked (acknowledgements of HTTP/2) is paid for as well.
        tokio::time::sleep(shape.round_trip + Duration::from_millis(200)).await;
        let mut carried = self.laptop.take_carried();
        let passed = Passed {
            requests: carried.requests,
            ..self.line.passed()
        };
        self.line.begin(Shape::NONE);
        Ok(Cost {
            passed,
            took,
            floor: carried.floor()?,
        })
    }

    /// The office's answers to aspirations, written as its officers' edits are.
    fn answer(&self, workload: &Workload) -> Result<()> {
        let answered = workload.w4["ubah_aspirasi"]
            .as_array()
            .context("no ubah_aspirasi")?;
        let known = &self.laptop.known;
        let rows = answered.iter().map(|record| {
            let id = known
                .id(&record["id"])
                .with_context(|| format!("unknown {:?}", their_id(record)))?;
            Ok((id, office_status(record).word()))
        });
        for (id, status) in rows.collect::<Result<Vec<(RecordId, &str)>>>()? {
            let path = FieldPath::scalar("office/status");
            let value = encode(&Value::Text(status.to_owned()))?;
            self.office.in_database(|tx| {
                let op = adinda_domain::OpId::from_bytes(*id.as_bytes());
                let version = adinda_server::store::Kim::issue_version(tx, self.kim.id, op, None, now(), now())?;
                tx.execute(
                    "INSERT INTO field (kim, kind, record, path, value, version) VALUES (:kim, 'aspiration', :record, :path, :value, :version)",
                    named_params! {
                        ":kim": self.kim.id.as_bytes(), ":record": id.as_bytes(), ":path": path.as_str(), ":value": value,
                        ":version": i64::try_from(version.0).unwrap(),
                    },
                )?;
                Ok(())
            });
        }
        Ok(())
    }

    /// Refuses figures of a sync that didn't bring everything over.
    fn check(&self, workload: &Workload, done: &[Work]) -> Result<()> {
        let count = |document: &serde_json::Value, list: &str| {
            document[list].as_array().map_or(0, Vec::len)
        };
        let (mut meetings, mut aspirations) = (0, 0);
        if done.contains(&Work::Year) {
            meetings += count(&workload.w2, "pertemuan");
            aspirations += count(&workload.w2, "aspirasi");
            ensure!(
                self.office.records_of(&self.kim, "member").len() == count(&workload.w2, "anggota"),
                "members are missing"
            );
        }
        if done.contains(&Work::Meeting) {
            meetings += count(&workload.w1["baru"], "pertemuan");
            aspirations += count(&workload.w1["baru"], "aspirasi");
        }
        ensure!(
            self.office.records_of(&self.kim, "meeting").len() == meetings,
            "meetings are missing"
        );
        ensure!(
            self.office.records_of(&self.kim, "aspiration").len() == aspirations,
            "aspirations are missing"
        );
        ensure!(
            self.office.records_of(&self.kim, "reporter").len() == aspirations,
            "reporters are missing"
        );
        let status = self.laptop.book.sync_status(false, None)?;
        ensure!(
            status.phase == SyncPhase::AllSent,
            "the laptop says {:?}",
            status.phase
        );
        if done.contains(&Work::Answers) {
            for record in workload.w4["ubah_aspirasi"]
                .as_array()
                .into_iter()
                .flatten()
            {
                let id = self.laptop.known.id(&record["id"]);
                let form = self
                    .laptop
                    .book
                    .open_form::<adinda_client::views::AspirationForm>(id)?;
                ensure!(
                    form.office.status == Some(office_status(record)),
                    "an answer didn't arrive"
                );
            }
        }
        Ok(())
    }
}

/// What one sync cost.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    pub passed: Passed,
    pub took: Duration,
    pub floor: u64,
}

fn figures(name: &str, near: Cost, far: Cost) -> Figures {
    let (passed, took) = (near.passed, near.took);
    let figures = Figures::new(
        "adinda",
        name,
        passed,
        took,
        far.took,
        Shape::FAR.round_trip,
    );
    Figures {
        floor: Some(near.floor),
        ..figures
    }
}

/// Measures cases that follow each other in one world.
pub async fn measure(workload: &Workload, seed: u64, cases: &[Case]) -> Result<Vec<Figures>> {
    let near = play(workload, seed, cases, Shape::VILLAGE).await?;
    let far = play(workload, seed, cases, Shape::FAR).await?;
    let both = cases.iter().zip(near.into_iter().zip(far));
    Ok(both
        .map(|(case, (near, far))| figures(case.name, near, far))
        .collect())
}

async fn play(workload: &Workload, seed: u64, cases: &[Case], shape: Shape) -> Result<Vec<Cost>> {
    let mut world = World::new(seed).await?;
    let mut costs = Vec::new();
    let mut done = Vec::new();
    for case in cases {
        world.prepare(workload, *case).await?;
        costs.push(world.sync(shape, None).await.with_context(|| case.name)?);
        done.push(case.work);
        world.check(workload, &done)?;
    }
    Ok(costs)
}

/// W2 over a line that breaks once at nine tenths of what W2 costs; the sync is tried again until it is through.
pub async fn measure_cut(workload: &Workload, seed: u64, w2_up: u64) -> Result<Figures> {
    let mut costs = Vec::new();
    for shape in [Shape::VILLAGE, Shape::FAR] {
        let mut world = World::new(seed).await?;
        world
            .prepare(workload, case("W2cut", Work::Year, Road::Cold))
            .await?;
        costs.push(world.sync(shape, Some(w2_up * 9 / 10)).await?);
        world.check(workload, &[Work::Year])?;
    }
    Ok(figures("W2cut", costs[0], costs[1]))
}

/// One idle sync with that many records on the laptop, and that many other KIM at the office: it must cost the same.
pub async fn measure_idle(name: &str, seed: u64, records: usize, others: usize) -> Result<Figures> {
    let mut costs = Vec::new();
    for shape in [Shape::VILLAGE, Shape::FAR] {
        let mut world = World::new(seed).await?;
        for other in 0..others {
            let kim = world.office.add_kim(&format!("KIM {other}"));
            world.office.in_database(|tx| {
                let op = adinda_domain::OpId::from_bytes(*kim.id.as_bytes());
                adinda_server::store::Kim::issue_version(tx, kim.id, op, None, now(), now())
            });
        }
        world.laptop.add_members(records)?;
        world.laptop.sync().await?;
        let idle = case("W3", Work::Nothing, Road::Cold);
        world.prepare(&Workload::nothing(), idle).await?;
        costs.push(world.sync(shape, None).await?);
    }
    Ok(figures(name, costs[0], costs[1]))
}

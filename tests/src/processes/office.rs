//! An office that is only ever a process of `adinda-server`, started again on the same port after each kill.

use super::program::{Cut, done, path_of, run};
use adinda_domain::{Kind, RecordId, Value};
use anyhow::{Context, Result, bail};
use rusqlite::{Connection, OptionalExtension};
use serde_json::Value as Json;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a starting office may fail to get its port, which another program may hold for a moment.
const PATIENCE: Duration = Duration::from_secs(20);

/// The office's folder, and its process while it serves. It is killed when this is dropped.
pub struct Office {
    /// Where its data are.
    pub folder: PathBuf,
    program: PathBuf,
    address: SocketAddr,
    serving: Option<Child>,
}

impl Office {
    /// A serving office on a port of its own.
    pub fn new(folder: &Path) -> Result<Office> {
        std::fs::create_dir_all(folder)?;
        let mut office = Office {
            folder: folder.to_owned(),
            program: path_of("adinda-server")?,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            serving: None,
        };
        office.start()?;
        Ok(office)
    }

    /// A command of `adinda-server` on this office's folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(arguments).arg("--data").arg(&self.folder);
        command
    }

    /// The command that serves, on the same port each time.
    pub fn serve(&self) -> Command {
        let mut command = self.command(&["serve"]);
        command.arg("--listen").arg(self.address.to_string());
        command
    }

    /// Serves, if it doesn't yet.
    pub fn start(&mut self) -> Result<()> {
        let command = self.serve();
        self.start_as(command)
    }

    /// Serves by a given command, which may put limits on the office.
    pub fn start_as(&mut self, mut command: Command) -> Result<()> {
        if self.serving.is_some() {
            return Ok(());
        }
        let begun = Instant::now();
        loop {
            let log = File::options().create(true).append(true).open(self.log())?;
            let mut child = command
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(log)
                .spawn()?;
            let said = child.stdout.take().context("stdout")?;
            let mut line = String::new();
            BufReader::new(said).read_line(&mut line)?;
            if let Some(address) = line.trim().rsplit("//").next()
                && let Ok(address) = address.parse()
            {
                self.address = address;
                self.serving = Some(child);
                return Ok(());
            }
            child.wait()?;
            if begun.elapsed() > PATIENCE {
                bail!("it doesn't serve: {}", std::fs::read_to_string(self.log())?);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// What it said on stderr.
    pub fn log(&self) -> PathBuf {
        self.folder.with_extension("log")
    }

    /// Starts it and kills it so long after, while it still opens its database or has just begun to serve.
    pub fn start_and_cut(&self, after: Duration) -> Result<()> {
        run(&mut self.serve(), "", Cut::After(after)).map(drop)
    }

    /// `kill -9`.
    pub fn kill(&mut self) -> Result<()> {
        if let Some(mut child) = self.serving.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    /// Its address for laptops.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Writes a KIM down; its one-time code.
    pub fn add_kim(&self, name: &str) -> Result<String> {
        let said = done(
            &mut self.command(&["kim", "add", "--json", "--name", name]),
            "",
        )?;
        code_in(&said)
    }

    /// Another one-time code.
    pub fn new_code(&self, kim: &str) -> Result<String> {
        code_in(&done(
            &mut self.command(&["kim", "code", kim, "--json"]),
            "",
        )?)
    }

    /// How many laptops the office knows.
    pub fn laptops(&self, kim: &str) -> Result<usize> {
        let said = done(&mut self.command(&["device", "list", kim]), "")?;
        Ok(said.lines().count())
    }

    /// What arrived, as `adinda-server records` says.
    pub fn records(&self, kim: &str) -> Result<Json> {
        let said = done(&mut self.command(&["records", kim, "--json"]), "")?;
        Ok(serde_json::from_str(&said)?)
    }

    /// A look into its file, beside the serving process.
    pub fn look(&self) -> Result<Look> {
        let connection = Connection::open(self.folder.join("office.db"))?;
        connection.busy_timeout(PATIENCE)?;
        Ok(Look(connection))
    }
}

fn code_in(said: &str) -> Result<String> {
    let answer: Json = serde_json::from_str(said)?;
    Ok(answer["code"].as_str().context("the code")?.to_owned())
}

impl Drop for Office {
    fn drop(&mut self) {
        // Fails only for a process that is gone already.
        drop(self.kill());
    }
}

/// An open look into the office's file.
pub struct Look(Connection);

impl Look {
    /// Whether a record is there.
    pub fn has(&self, id: RecordId) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM field WHERE record = ?1)";
        Ok(self.0.query_row(sql, [id.as_bytes()], |row| row.get(0))?)
    }

    /// What stands in a field of the profile.
    pub fn of_profile(&self, field: &str) -> Result<Option<String>> {
        let sql = "SELECT value FROM field WHERE kind = ?1 AND record = ?2 AND path = ?3";
        let parameters = (
            Kind::PROFILE.as_str(),
            RecordId::PROFILE.as_bytes().as_slice(),
            field,
        );
        let value: Option<Vec<u8>> = self
            .0
            .query_row(sql, parameters, |row| row.get(0))
            .optional()?;
        let value: Option<Value> = value.map(|bytes| adinda_wire::decode(&bytes)).transpose()?;
        Ok(value.and_then(|value| value.as_text().map(str::to_owned)))
    }

    /// What is wrong with the file.
    pub fn faults(&self) -> Result<Vec<String>> {
        let mut statement = self.0.prepare("PRAGMA integrity_check")?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
        let mut faults: Vec<String> = lines.collect::<Result<_, _>>()?;
        faults.retain(|line| line != "ok");
        for (what, sql) in [
            (
                "edits with two versions",
                "SELECT count(*) FROM (SELECT 1 FROM version_log GROUP BY kim, op HAVING count(*) > 1)",
            ),
            (
                "versions that are not in the log",
                "SELECT count(*) FROM kim WHERE version <> (SELECT count(*) FROM version_log WHERE kim = kim.kim)",
            ),
            (
                "edits without a receipt",
                "SELECT count(*) FROM version_log LEFT JOIN receipt USING (kim, op) WHERE receipt.op IS NULL",
            ),
        ] {
            let count: i64 = self.0.query_row(sql, [], |row| row.get(0))?;
            if count > 0 {
                faults.push(format!("{count} {what}"));
            }
        }
        Ok(faults)
    }
}

//! adinda-server: the office on one machine, started and asked from a terminal.

mod commands;

use adinda_server::store::{self, Device, Kim, KimDetails, Office};
use adinda_server::writer::Writer;
use adinda_server::{OfficeError, http, platform, records, tls};
use anyhow::Context;
use chrono::{DateTime, Utc};
use clap::{Args, Parser, Subcommand};
use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::ExitCode;

/// The office of Adinda: takes what the laptops of village information groups send, and answers them.
#[derive(Parser)]
#[command(name = "adinda-server", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Args)]
struct DataFolder {
    /// Folder of the office's data (made if it isn't there).
    #[arg(long, value_name = "DIR", env = "ADINDA_OFFICE_DATA")]
    data: PathBuf,
    /// Another ledger of revocations and erasures, best on another disk: no restored or set-back office forgets them.
    #[arg(long, value_name = "FILE", env = "ADINDA_OFFICE_LEDGER")]
    ledger: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve laptops until stopped (Ctrl+C).
    Serve {
        #[command(flatten)]
        folder: DataFolder,
        /// Address to listen on. Without a certificate only a loopback address is allowed.
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8460")]
        listen: SocketAddr,
        /// Certificate chain, PEM.
        #[arg(long, value_name = "FILE", requires = "tls_key")]
        tls_cert: Option<PathBuf>,
        /// Private key of the certificate, PEM.
        #[arg(long, value_name = "FILE", requires = "tls_cert")]
        tls_key: Option<PathBuf>,
        /// Certificate of the authority that laptops are to pin, PEM (default: the last of the chain).
        #[arg(long, value_name = "FILE", requires = "tls_cert")]
        tls_authority: Option<PathBuf>,
    },
    /// The office itself.
    #[command(subcommand)]
    Office(OfficeCommand),
    /// Village groups.
    #[command(subcommand)]
    Kim(KimCommand),
    /// Laptops of a group.
    #[command(subcommand)]
    Device(DeviceCommand),
    /// Files of laptops without a network.
    #[command(subcommand)]
    Bundle(commands::bundle::BundleCommand),
    /// Write a sealed copy of the whole office into a file, while it works.
    Backup(commands::backup::BackupArguments),
    /// Make an office from a backup.
    Restore(commands::backup::RestoreArguments),
    /// Show what arrived from a group.
    Records {
        /// The group, by id or name.
        kim: String,
        #[command(flatten)]
        folder: DataFolder,
        /// As JSON (the only form so far).
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
enum OfficeCommand {
    /// Give the office its name, as laptops will show it.
    Name {
        /// The name, for instance "Diskominfo Kabupaten Malang".
        name: String,
        #[command(flatten)]
        folder: DataFolder,
    },
}

#[derive(Subcommand)]
enum KimCommand {
    /// Write down a group and print its one-time pairing code.
    Add {
        #[command(flatten)]
        folder: DataFolder,
        /// Nama KIM.
        #[arg(long)]
        name: String,
        /// Desa.
        #[arg(long, default_value = "")]
        village: String,
        /// Kecamatan.
        #[arg(long, default_value = "")]
        district: String,
        /// Kabupaten or kota.
        #[arg(long, default_value = "")]
        regency: String,
        /// How many days the code is good for.
        #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(i64).range(1..=90))]
        days: i64,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print another pairing code for a group that is already here.
    Code {
        /// The group, by id or name.
        kim: String,
        #[command(flatten)]
        folder: DataFolder,
        /// How many days the code is good for.
        #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(i64).range(1..=90))]
        days: i64,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Set how much room a group's photos and scans may take here (500 MiB unless set).
    Room {
        /// The group, by id or name.
        kim: String,
        /// Mebibytes.
        #[arg(value_parser = clap::value_parser!(u64).range(1..=1_048_576))]
        mebibytes: u64,
        #[command(flatten)]
        folder: DataFolder,
    },
    /// List the groups.
    List {
        #[command(flatten)]
        folder: DataFolder,
    },
}

#[derive(Subcommand)]
enum DeviceCommand {
    /// List the laptops of a group.
    List {
        /// The group, by id or name.
        kim: String,
        #[command(flatten)]
        folder: DataFolder,
    },
    /// Revoke a lost laptop: its token dies at once, nothing on it is wiped.
    Revoke {
        /// The group, by id or name.
        kim: String,
        /// The laptop's letter.
        letter: String,
        /// Also those that became laptops of their own out of it, as a copy of its disk does.
        #[arg(long)]
        with_separated: bool,
        #[command(flatten)]
        folder: DataFolder,
    },
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line with all causes. A terminal that takes nothing can't be told so either.
            drop(writeln!(std::io::stderr(), "adinda-server: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("ADINDA_LOG")
                .unwrap_or_else(|_| "info".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    match Arguments::parse().command {
        Command::Serve {
            folder,
            listen,
            tls_cert,
            tls_key,
            tls_authority,
        } => {
            let mut office = Office::open_with(&folder.data, folder.ledger.as_deref())?;
            let tls = match (tls_cert, tls_key) {
                (Some(chain), Some(key)) => {
                    Some(tls::load(&chain, &key, tls_authority.as_deref())?)
                }
                _ => None,
            };
            if let Some(tls) = &tls {
                // Who is paired by file is told by what to know this office, should it ever come online.
                let tx = office.begin()?;
                store::note_pin(&tx, &tls.pin)?;
                tx.commit()?;
            }
            serve(office, listen, tls)
        }
        Command::Office(OfficeCommand::Name { name, folder }) => {
            in_transaction(&folder, |tx| store::set_office_name(tx, name.trim()))
        }
        Command::Kim(command) => kim(command),
        Command::Device(command) => device(command),
        Command::Bundle(command) => commands::bundle::run(command),
        Command::Backup(asked) => commands::backup::back_up(&asked),
        Command::Restore(asked) => commands::backup::restore(&asked),
        Command::Records {
            kim,
            folder,
            json: _,
        } => {
            let report = in_transaction(&folder, |tx| records::report(tx, &kim))?;
            say(&serde_json::to_string_pretty(&report)?)?;
            Ok(())
        }
    }
}

fn in_transaction<T>(
    folder: &DataFolder,
    work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, OfficeError>,
) -> anyhow::Result<T> {
    let mut office = Office::open_with(&folder.data, folder.ledger.as_deref())?;
    let tx = office.begin()?;
    let result = work(&tx)?;
    tx.commit()?;
    Ok(result)
}

fn serve(office: Office, listen: SocketAddr, tls: Option<tls::OfficeTls>) -> anyhow::Result<()> {
    let listener =
        TcpListener::bind(listen).with_context(|| format!("can't listen on {listen}"))?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async move {
        let writer = Writer::start(office)?;
        // Scripts wait for this line: it says that connections are taken from now on.
        say(&format!("Adinda office: {scheme}://{address}"))?;
        http::serve(listener, tls, writer, stop_signal()).await?;
        Ok(())
    })
}

/// Writes a line to the terminal. A reader who has gone away (`| head`) is no fault of ours.
fn say(line: &str) -> std::io::Result<()> {
    match writeln!(std::io::stdout(), "{line}") {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Ready when the user (Ctrl+C) or the system asks to stop.
async fn stop_signal() {
    let asked = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::warn!(%error, "can't listen for Ctrl+C");
            std::future::pending::<()>().await;
        }
    };
    tokio::select! { () = asked => {}, () = platform::terminated() => {} }
}

fn kim(command: KimCommand) -> anyhow::Result<()> {
    let now = Utc::now().timestamp();
    match command {
        KimCommand::Add {
            folder,
            name,
            village,
            district,
            regency,
            days,
            json,
        } => {
            anyhow::ensure!(!name.trim().is_empty(), "--name: a group needs a name");
            let details = KimDetails {
                name: name.trim().to_owned(),
                village,
                district,
                regency,
            };
            let (kim, code, expires_at) = in_transaction(&folder, |tx| {
                let kim = Kim::add(tx, &details, now)?;
                let expires_at = now + days * 86_400;
                let code = Kim::new_code(tx, kim.kim, expires_at, now)?;
                Ok((kim, code, expires_at))
            })?;
            print_code(&kim, &code.to_string(), expires_at, json)
        }
        KimCommand::Code {
            kim,
            folder,
            days,
            json,
        } => {
            let (kim, code, expires_at) = in_transaction(&folder, |tx| {
                let kim = Kim::find(tx, &kim)?;
                let expires_at = now + days * 86_400;
                let code = Kim::new_code(tx, kim.kim, expires_at, now)?;
                Ok((kim, code, expires_at))
            })?;
            print_code(&kim, &code.to_string(), expires_at, json)
        }
        KimCommand::Room {
            kim,
            mebibytes,
            folder,
        } => {
            let kim = in_transaction(&folder, |tx| {
                let kim = Kim::find(tx, &kim)?;
                Kim::set_attachment_room(tx, kim.kim, mebibytes << 20)?;
                Ok(kim)
            })?;
            Ok(say(&format!("{}: {mebibytes} MiB", kim.details.name))?)
        }
        KimCommand::List { folder } => {
            for kim in in_transaction(&folder, Kim::all)? {
                say(&format!(
                    "{}  {}  {}",
                    kim.kim, kim.details.name, kim.details.village
                ))?;
            }
            Ok(())
        }
    }
}

fn print_code(kim: &Kim, code: &str, expires_at: i64, json: bool) -> anyhow::Result<()> {
    let until = DateTime::from_timestamp(expires_at, 0).context("the expiry is out of range")?;
    if json {
        let printed = serde_json::json!({ "kim": kim.kim, "name": kim.details.name, "code": code, "expires": until });
        say(&printed.to_string())?;
    } else {
        say(&format!("KIM:  {} ({})", kim.details.name, kim.kim))?;
        say(&format!("Code: {code}"))?;
        say(&format!(
            "Good once, until {}",
            until.format("%Y-%m-%d %H:%M UTC")
        ))?;
    }
    Ok(())
}

fn device(command: DeviceCommand) -> anyhow::Result<()> {
    match command {
        DeviceCommand::List { kim, folder } => {
            let devices =
                in_transaction(&folder, |tx| Device::of_kim(tx, Kim::find(tx, &kim)?.kim))?;
            for device in &devices {
                let mut from = devices
                    .iter()
                    .filter(|other| device.separated_from == Some(other.device));
                let from = from
                    .next()
                    .map(|other| format!("  separated from {}", other.letter));
                say(&format!(
                    "{}  {}{}{}",
                    device.letter,
                    device.device,
                    from.unwrap_or_default(),
                    if device.revoked { "  revoked" } else { "" }
                ))?;
            }
            Ok(())
        }
        DeviceCommand::Revoke {
            kim,
            letter,
            with_separated,
            folder,
        } => {
            let now = Utc::now().timestamp();
            let (revoked, left) = in_transaction(&folder, |tx| {
                let device = Device::of_kim(tx, Kim::find(tx, &kim)?.kim)?
                    .into_iter()
                    .find(|device| device.letter.eq_ignore_ascii_case(&letter));
                let Some(device) = device else {
                    return Ok((Vec::new(), Vec::new()));
                };
                let separated = device.separated_out_of_it(tx)?;
                let (revoked, left) = match with_separated {
                    true => ([vec![device], separated].concat(), Vec::new()),
                    false => (vec![device], separated),
                };
                for device in &revoked {
                    device.revoke(tx, now)?;
                }
                Ok((revoked, left))
            })?;
            anyhow::ensure!(!revoked.is_empty(), "no laptop {letter} in {kim}");
            for device in revoked {
                say(&format!("Laptop {} of {kim} is revoked", device.letter))?;
            }
            for device in left.iter().filter(|device| !device.revoked) {
                say(&format!(
                    "Laptop {} became one of its own out of it and is not revoked (--with-separated revokes it too)",
                    device.letter
                ))?;
            }
            Ok(())
        }
    }
}

//! `make mutants`: plants each fault of `tests/mutants` in a copy of the sources and demands that the simulation finds it.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal"
)]

use adinda_tests::mutants::{self, Mutant};
use anyhow::{Context, Result, ensure};
use clap::Parser;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// What the copy needs: the workspace without what is built from it.
const SOURCES: [&str; 5] = ["Cargo.toml", "Cargo.lock", "crates", "src-tauri", "tests"];
/// A hunt that takes longer has found nothing.
const LONGEST: Duration = Duration::from_secs(600);

#[derive(Parser)]
#[command(about = "Plants faults and demands that the simulation finds them")]
struct Arguments {
    /// How many schedules each mutant may survive before it is said to have survived.
    #[arg(long, default_value_t = 1500)]
    seeds: u64,
    /// Only those whose names contain one of these.
    only: Vec<String>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<bool> {
    let workspace = mutants::workspace();
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| workspace.join("target"), PathBuf::from);
    let copy = target.join("mutants");
    let target_of_copy = copy.join("target");
    share_dependencies(&target.join("debug"), &target_of_copy.join("debug"))?;
    for source in SOURCES {
        copy_changed(&workspace.join(source), &copy.join(source))?;
    }
    let mut mutants = mutants::all(&workspace)?;
    let wanted = |mutant: &Mutant| {
        let mut only = arguments.only.iter();
        arguments.only.is_empty() || only.any(|part| mutant.name.contains(part))
    };
    mutants.retain(wanted);
    let begun = Instant::now();
    let mut survived = Vec::new();
    for mutant in &mutants {
        // A fault that can't be planted is no proof of anything: the others are tried all the same.
        let found = planted(mutant, &copy, &target_of_copy)
            .and_then(|program| hunted(&program, arguments.seeds));
        match found {
            Ok(Some(needed)) => println!("{:>6}  {}: {}", needed, mutant.name, mutant.breaks),
            Ok(None) => {
                println!("     -  {}: {} SURVIVED", mutant.name, mutant.breaks);
                survived.push(mutant.name.as_str());
            }
            Err(error) => {
                println!("     ?  {}: {error:#}", mutant.name);
                survived.push(mutant.name.as_str());
            }
        }
    }
    println!(
        "{} mutants in {:.0} s, the number of schedules before each; {} survived {}",
        mutants.len(),
        begun.elapsed().as_secs_f64(),
        survived.len(),
        survived.join(", ")
    );
    Ok(survived.is_empty())
}

/// Builds the simulation with one fault in it. The copy is as it was afterwards.
fn planted(mutant: &Mutant, copy: &Path, target: &Path) -> Result<PathBuf> {
    let changed = mutant.applied(copy).context(mutant.name.clone())?;
    let mut sound = Vec::new();
    for (file, text) in &changed {
        sound.push((file, std::fs::read(copy.join(file))?));
        std::fs::write(copy.join(file), text)?;
    }
    // The whole workspace is selected, so that dependencies have the features that they were built with before.
    let built = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--workspace", "--bin", "simulate"])
        .current_dir(copy)
        .env("CARGO_TARGET_DIR", target)
        .output()?;
    for (file, text) in sound {
        std::fs::write(copy.join(file), text)?;
    }
    ensure!(
        built.status.success(),
        "{} doesn't build:\n{}",
        mutant.name,
        String::from_utf8_lossy(&built.stderr)
    );
    let name = format!("simulate{}", std::env::consts::EXE_SUFFIX);
    let program = copy.join(&name);
    std::fs::copy(target.join("debug").join(&name), &program)?;
    Ok(program)
}

/// How many schedules it took to find something; none if nothing was found.
fn hunted(program: &Path, seeds: u64) -> Result<Option<u64>> {
    let mut hunt = Command::new(program)
        .args([
            "--brief",
            "--most-found",
            "1",
            "--seeds",
            &seeds.to_string(),
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let begun = Instant::now();
    while hunt.try_wait()?.is_none() {
        if begun.elapsed() > LONGEST {
            // Found nothing until then: that a machine is slow must not pass for a find.
            hunt.kill()?;
            hunt.wait()?;
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = hunt.wait_with_output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let number = said.split(' ').next().and_then(|word| word.parse().ok());
    Ok(number.filter(|_| !output.status.success()))
}

/// Lets the copy have the dependencies that are built already. Its own crates it must build itself, elsewhere: Cargo
/// takes those of a copy for the same, and a mutant would end up in the real programs.
fn share_dependencies(built: &Path, to: &Path) -> Result<()> {
    for folder in ["deps", ".fingerprint", "build"] {
        std::fs::create_dir_all(to.join(folder))?;
        for entry in std::fs::read_dir(built.join(folder))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_library = name.starts_with("lib") || name.ends_with(".d") || folder != "deps";
            let name_of_crate = name.strip_prefix("lib").unwrap_or(&name);
            if is_library && !name_of_crate.starts_with("adinda") {
                link(&entry.path(), &to.join(folder).join(name))?;
            }
        }
    }
    Ok(())
}

fn link(from: &Path, to: &Path) -> Result<()> {
    if from.is_dir() {
        std::fs::create_dir_all(to)?;
        for entry in std::fs::read_dir(from)? {
            let entry = entry?;
            link(&entry.path(), &to.join(entry.file_name()))?;
        }
    } else if !to.exists() && std::fs::hard_link(from, to).is_err() {
        std::fs::copy(from, to)?;
    }
    Ok(())
}

/// Copies what differs, so that only that is built anew.
fn copy_changed(from: &Path, to: &Path) -> Result<()> {
    if from.is_dir() {
        std::fs::create_dir_all(to)?;
        for old in std::fs::read_dir(to)? {
            let old = old?;
            if !from.join(old.file_name()).exists() {
                match old.file_type()?.is_dir() {
                    true => std::fs::remove_dir_all(old.path())?,
                    false => std::fs::remove_file(old.path())?,
                }
            }
        }
        for entry in std::fs::read_dir(from)? {
            let entry = entry?;
            copy_changed(&entry.path(), &to.join(entry.file_name()))?;
        }
    } else if std::fs::read(from)? != std::fs::read(to).unwrap_or_default() || !to.exists() {
        std::fs::copy(from, to)?;
    }
    Ok(())
}

//! Processes that the suite starts itself, beside those of zombienet.

use crate::limits;
use anyhow::{bail, Context, Result};
use nix::{
	sys::signal::{kill, Signal},
	unistd::Pid,
};
use std::{
	ffi::OsStr,
	fs::{self, File},
	net::TcpListener,
	path::{Path, PathBuf},
	process::Stdio,
	time::Duration,
};
use tokio::{
	process::{Child, Command},
	time::timeout,
};

/// A process that ends when this is dropped, and writes what it says into a file.
pub struct Process {
	/// What it is called.
	pub name: String,
	/// Where it writes.
	pub log: PathBuf,
	child: Child,
}

impl Process {
	/// Starts the command; its output goes to `folder/name.log`.
	pub fn start(name: &str, command: &mut Command, folder: &Path) -> Result<Self> {
		let log = folder.join(format!("{name}.log"));
		let output = File::options()
			.create(true)
			.append(true)
			.open(&log)
			.with_context(|| log.display().to_string())?;
		let child = command
			.stdin(Stdio::null())
			.stdout(output.try_clone()?)
			.stderr(output)
			.kill_on_drop(true)
			.spawn()
			.with_context(|| format!("starting {name}"))?;
		Ok(Self { name: name.to_owned(), log, child })
	}

	/// Whether it has ended.
	pub fn ended(&mut self) -> bool {
		!matches!(self.child.try_wait(), Ok(None))
	}

	/// Waits for its end; an error when it is not a good one.
	pub async fn success(&mut self, limit: Duration) -> Result<()> {
		let Ok(status) = timeout(limit, self.child.wait()).await else {
			self.stop().await?;
			bail!("{} took longer than {} s", self.name, limit.as_secs());
		};
		let status = status?;
		if !status.success() {
			bail!(
				"{} ended with {status}; the end of {}:\n{}",
				self.name,
				self.log.display(),
				tail(&self.log)
			);
		}
		Ok(())
	}

	/// Ends it: asks at first, and does not ask for long.
	pub async fn stop(&mut self) -> Result<()> {
		if let Some(id) = self.child.id() {
			// It may have ended since.
			let _ = kill(Pid::from_raw(id.try_into()?), Signal::SIGTERM);
			if timeout(limits::END, self.child.wait()).await.is_err() {
				self.child.kill().await?;
			}
		}
		Ok(())
	}
}

/// Runs a command that writes its result to standard output, and returns that.
pub async fn output<A: AsRef<OsStr>>(program: &Path, arguments: &[A]) -> Result<Vec<u8>> {
	let run = Command::new(program).args(arguments).kill_on_drop(true).output();
	let output = timeout(limits::NODE_COMMAND, run)
		.await
		.with_context(|| {
			format!("{} took longer than {} s", program.display(), limits::NODE_COMMAND.as_secs())
		})?
		.with_context(|| format!("starting {}", program.display()))?;
	if !output.status.success() {
		let said = String::from_utf8_lossy(&output.stderr);
		bail!("{} ended with {}: {said}", program.display(), output.status);
	}
	Ok(output.stdout)
}

/// A port of loopback that nobody listens at.
pub fn free_port() -> Result<u16> {
	Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Ends a process without a word, as a power failure would.
pub fn kill_at_once(id: i32) -> Result<()> {
	kill(Pid::from_raw(id), Signal::SIGKILL).with_context(|| format!("killing process {id}"))
}

/// Lines of a log that are shown when something went wrong.
const TAIL: usize = 25;

/// The end of a log.
pub fn tail(log: &Path) -> String {
	let Ok(bytes) = fs::read(log) else { return format!("(there is no {})", log.display()) };
	let text = String::from_utf8_lossy(&bytes);
	let lines = text.lines().collect::<Vec<_>>();
	lines[lines.len().saturating_sub(TAIL)..].join("\n")
}

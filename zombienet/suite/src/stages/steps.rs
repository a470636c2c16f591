//! Stages whose steps are programs in TypeScript, which talk to the chain through polkadot.js as its users do. A program ends
//! with 0, or with 1 and the reason. It may print `took SECONDS NAME` for the table; its last line says what came out.

use crate::{
	limits,
	network::{COLLATORS, VALIDATORS},
	process::{free_port, Process},
	report::UPGRADED,
	run::{Guilty, Run},
	stages::Stage,
	wrapper::{self, LOOPBACK},
};
use anyhow::{Context, Result};
use sp_maybe_compressed_blob::compress_strongly;
use std::{ffi::OsStr, fs, path::PathBuf, time::Duration};
use tokio::process::Command;

/// The largest code that the relay chain takes.
const MAX_CODE: usize = 3 * 1024 * 1024;

/// A transfer, and other calls that users make first.
pub async fn transfer(run: &mut Run<'_>) -> Result<String> {
	step(run, Stage::Transfer, "transfer", &[]).await
}

/// The runtime is upgraded in place.
pub async fn upgrade(run: &mut Run<'_>) -> Result<String> {
	let code = compressed(run)?;
	step(run, Stage::Upgrade, "upgrade", &[("NEXT_RUNTIME", code.as_os_str())]).await
}

/// The rate of blocks goes up and down.
pub async fn adaptive_pace(run: &mut Run<'_>) -> Result<String> {
	step(run, Stage::AdaptivePace, "pace", &[]).await
}

/// A provider sets up a collator by the runbook, and is drawn.
pub async fn draw(run: &mut Run<'_>) -> Result<String> {
	let folder = run.folder.join("third-collator");
	fs::create_dir_all(&folder)?;
	let bootnodes = [run.network()?.address(COLLATORS[0].0)?, run.network()?.address(VALIDATORS[0])?];
	let [own, relay] = bootnodes
		.each_ref()
		.map(|address| LOOPBACK.into_iter().chain(["--bootnodes", address]).collect::<Vec<_>>());
	let relay_port = free_port()?.to_string();
	let relay = [relay, vec!["--rpc-port", &relay_port, "--no-beefy"]].concat();
	let node = wrapper::write_collator(&run.options.node, &folder, "node.sh", &own, &relay)?;
	let url = format!("ws://127.0.0.1:{}", free_port()?);
	let files = &run.network()?.files;
	let (chain, relay_chain) = (files.chain.clone(), files.relay_chain.clone());
	let environment = [
		("AIC_NODE", node.as_os_str()),
		("FOLDER", folder.as_os_str()),
		("CHAIN", chain.as_os_str()),
		("RELAY_CHAIN", relay_chain.as_os_str()),
		("RUNBOOK", run.options.readme.as_os_str()),
		("COLLATOR_URL", OsStr::new(&url)),
	];
	step(run, Stage::Draw, "draw", &environment).await
}

/// The next runtime, compressed as the chain stores it.
fn compressed(run: &Run) -> Result<PathBuf> {
	let from = run.options.next_runtime.as_ref().context("--next-runtime is missing")?;
	let code = fs::read(from).with_context(|| from.display().to_string())?;
	let small = compress_strongly(&code, code.len() + 1).context("the next runtime can't be compressed")?;
	anyhow::ensure!(
		small.len() <= MAX_CODE,
		"the next runtime has {} bytes, more than {MAX_CODE}",
		small.len()
	);
	let file = run.folder.join("next-runtime.wasm");
	fs::write(&file, small)?;
	Ok(file)
}

/// Runs a stage's program with these variables, and takes its last line as what came out.
async fn step(run: &mut Run<'_>, stage: Stage, name: &str, environment: &[(&str, &OsStr)]) -> Result<String> {
	let mut command = Command::new("node");
	command
		.args(["--import", "tsx"])
		.arg(format!("zombienet/{name}.ts"))
		.current_dir(&run.options.scripts)
		.env("URL", run.network()?.node(COLLATORS[0].0)?.ws_uri())
		.envs(environment.iter().copied());
	let process = Process::start(&format!("step-{name}"), &mut command, &run.folder)?;
	let log = process.log.clone();
	// Kept there until it ends: when the stage is broken off, the run asks it to end, so that it can end what it started.
	run.processes.push(process);
	let process = run.processes.last_mut().context("there is no process")?;
	// The stage's own limit is the same and comes first, so that this names the program.
	let limit = stage.limit().saturating_sub(limits::END);
	process.success(limit).await.context(Guilty(COLLATORS[0].0.into()))?;
	run.processes.pop();

	let said = fs::read_to_string(&log)?;
	run.record.recoveries.extend(said.lines().filter_map(measured));
	Ok(said.lines().last().unwrap_or("it said nothing").to_owned())
}

/// `took SECONDS NAME`, if it has a column.
fn measured(line: &str) -> Option<(&'static str, Duration)> {
	let (seconds, name) = line.strip_prefix("took ")?.split_once(' ')?;
	let known = [UPGRADED].into_iter().find(|known| *known == name)?;
	Some((known, Duration::try_from_secs_f64(seconds.parse().ok()?).ok()?))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn time_is_taken_from_a_line_when_it_names_a_column() {
		assert_eq!(measured("took 12.5 upgrade"), Some((UPGRADED, Duration::from_millis(12_500))));
		assert_eq!(measured("took 12.5 tea"), None);
		assert_eq!(measured("12.5 upgrade"), None);
	}
}

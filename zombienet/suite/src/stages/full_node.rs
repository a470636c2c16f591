//! A new full node reads the chain from its first block to the tip, and comes to the same state.

use crate::{
	chain::{wait, Chain},
	limits,
	network::{COLLATORS, VALIDATORS},
	process::{free_port, Process},
	report::FULL_NODE,
	run::Run,
	wrapper::LOOPBACK,
};
use anyhow::{ensure, Context, Result};
use std::time::Instant;
use tokio::process::Command;
use zombienet_sdk::subxt::ext::subxt_rpcs::rpc_params;

/// Storage key of `System::Number`.
const BLOCK_NUMBER: &str = "0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac";
/// A node that has all but so many blocks is at the tip: those are on their way.
const ON_THE_WAY: u64 = 6;

pub async fn perform(run: &mut Run<'_>) -> Result<String> {
	let chain = run.network()?.parachain().await?;
	let height = chain.finalised().await?;
	let started = Instant::now();
	let port = free_port()?;
	let mut node = start(run, port)?;
	let url = format!("ws://127.0.0.1:{port}");
	let new = Chain::connect_within(&url, limits::NODE_START).await;
	run.processes.push(node_alive(&mut node).map(|()| node)?);
	let new = new?;

	let tip = wait("the new node to be at the tip", limits::FULL_NODE, || async {
		let number = new.best().await?.number;
		let there = chain.best().await?.number <= number + ON_THE_WAY && new.finalised().await? >= height;
		Ok(there.then_some(number))
	})
	.await?;
	let took = started.elapsed();
	run.record.recoveries.push((FULL_NODE, took));

	let hash = chain.hash(height).await?.context("a finalised block without a hash")?;
	ensure!(new.hash(height).await?.as_ref() == Some(&hash), "another block {height} than the collator's");
	let (theirs, own) = (chain.header(height).await?, new.header(height).await?);
	ensure!(theirs == own, "another header of block {height}: {own:?}, not {theirs:?}");
	let number = new.request("state_getStorage", rpc_params![BLOCK_NUMBER, &hash]).await?;
	ensure!(
		number == format!("0x{}", encoded(height)?),
		"the new node's state at block {height} is of {number}"
	);

	if let Some(mut node) = run.processes.pop() {
		node.stop().await?;
	}
	Ok(format!(
		"{tip} blocks in {:.1} s; block {height} has state root {}",
		took.as_secs_f64(),
		own.state_root
	))
}

/// A full node with a relay chain node inside, which knows one collator and one validator.
fn start(run: &Run, port: u16) -> Result<Process> {
	let network = run.network()?;
	let folder = run.folder.join("full-node");
	std::fs::create_dir_all(&folder)?;
	let mut command = Command::new(&run.options.node);
	command.arg("--chain").arg(&network.files.chain).arg("--base-path").arg(folder.join("data"));
	command.args(["--name", "full-node", "--sync", "full", "--no-hardware-benchmarks", "--no-prometheus"]);
	command.args(["--rpc-port", &port.to_string(), "--bootnodes", &network.address(COLLATORS[0].0)?]);
	command.args(LOOPBACK).arg("--").arg("--chain").arg(&network.files.relay_chain);
	command.args(["--bootnodes", &network.address(VALIDATORS[0])?, "--no-prometheus", "--no-beefy"]);
	command.args(["--rpc-port", &free_port()?.to_string()]).args(LOOPBACK);
	Process::start("full-node", &mut command, &folder)
}

fn node_alive(node: &mut Process) -> Result<()> {
	ensure!(!node.ended(), "the new node ended; the end of its log:\n{}", crate::process::tail(&node.log));
	Ok(())
}

/// A block number as the state has it: four bytes, least first.
fn encoded(height: u64) -> Result<String> {
	Ok(u32::try_from(height)?.to_le_bytes().iter().map(|byte| format!("{byte:02x}")).collect())
}

//! What the suite is called with.

use crate::stages::Stage;
use anyhow::{anyhow, bail, Context, Result};
use std::path::PathBuf;

/// Said when the arguments can't be understood.
pub const USAGE: &str = "aic-zombienet --node FILE --relay FILE --scripts FOLDER --readme FILE [--next-runtime FILE] [--times N] \
	[--stages NAME,…] [--logs FOLDER]";

/// What to run, and how often.
#[derive(Debug)]
pub struct Options {
	/// The parachain's node.
	pub node: PathBuf,
	/// The relay chain's node; its workers are beside it.
	pub relay: PathBuf,
	/// The folder of the TypeScript steps.
	pub scripts: PathBuf,
	/// The runbook that a new collator's owner follows.
	pub readme: PathBuf,
	/// The runtime that the chain is upgraded to, as it comes out of the compiler.
	pub next_runtime: Option<PathBuf>,
	/// How many times everything is done, each time with a new network.
	pub times: u32,
	/// What is done; the first stage always is.
	pub stages: Vec<Stage>,
	/// Where each run's folder is made.
	pub logs: PathBuf,
}

impl Options {
	/// Reads them; paths become absolute, because nodes run in folders of their own.
	pub fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
		let (mut node, mut relay, mut scripts, mut readme, mut next_runtime) = (None, None, None, None, None);
		let mut times = 1;
		let mut stages = Stage::ALL.to_vec();
		let mut logs = std::env::temp_dir();
		while let Some(name) = arguments.next() {
			let value = arguments.next().ok_or_else(|| anyhow!("{name} needs a value"))?;
			let path = || std::path::absolute(&value).with_context(|| format!("{name} {value}"));
			match name.as_str() {
				"--node" => node = Some(path()?),
				"--relay" => relay = Some(path()?),
				"--scripts" => scripts = Some(path()?),
				"--readme" => readme = Some(path()?),
				"--next-runtime" => next_runtime = Some(path()?),
				"--logs" => logs = path()?,
				"--times" => times = value.parse().with_context(|| format!("--times {value}"))?,
				"--stages" => stages = chosen(&value)?,
				_ => bail!("unknown option {name}"),
			}
		}
		if times == 0 {
			bail!("--times 0 would say that all is well without a look");
		}
		if stages.contains(&Stage::Upgrade) && next_runtime.is_none() {
			bail!("the stage {} needs --next-runtime", Stage::Upgrade.name());
		}
		Ok(Self {
			node: node.context("--node is missing")?,
			relay: relay.context("--relay is missing")?,
			scripts: scripts.context("--scripts is missing")?,
			readme: readme.context("--readme is missing")?,
			next_runtime,
			times,
			stages,
			logs,
		})
	}
}

/// The stages with these names, in their own order.
fn chosen(names: &str) -> Result<Vec<Stage>> {
	let names = names.split(',').collect::<Vec<_>>();
	if let Some(unknown) = names.iter().find(|name| Stage::ALL.iter().all(|stage| stage.name() != **name)) {
		let known = Stage::ALL.map(Stage::name).join(", ");
		bail!("unknown stage {unknown}; there are {known}");
	}
	Ok(Stage::ALL
		.into_iter()
		.filter(|stage| *stage == Stage::Registered || names.contains(&stage.name()))
		.collect())
}

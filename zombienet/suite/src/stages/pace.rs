//! Blocks come every two seconds, and how soon they are final.

use crate::{measure, report::load, run::Run};
use anyhow::{bail, Result};
use std::time::Duration;

/// Blocks that are measured.
const BLOCKS: u64 = 60;
/// The mean time between blocks that is still good: two seconds, and a slot of the relay chain in ten missed.
const MEAN: Duration = Duration::from_millis(2_200);

pub async fn perform(run: &mut Run<'_>) -> Result<String> {
	let pace = measure::pace(&run.network()?.parachain().await?, BLOCKS).await?;
	let line = format!("{pace}; load {}", load());
	let mean = pace.mean;
	run.record.pace = Some(pace);
	if mean > MEAN {
		bail!("{line}: slower than a block every {} s", MEAN.as_secs_f64());
	}
	Ok(line)
}

//! The parachain is registered in the relay chain's genesis: its blocks are included, and become final.

use crate::{chain::wait, limits, run::Run};
use anyhow::Result;
use std::time::Instant;

/// A chain of so many final blocks comes from the relay chain, and is no accident of the start.
const BLOCKS: u64 = 6;

pub async fn perform(run: &mut Run<'_>) -> Result<String> {
	let started = Instant::now();
	let chain = run.network()?.parachain().await?;
	wait("the first block", limits::REGISTERED, || async {
		Ok((chain.best().await?.number > 0).then_some(()))
	})
	.await?;
	let first = started.elapsed();
	let finalised = wait("finality", limits::REGISTERED, || async {
		let number = chain.finalised().await?;
		Ok((number >= BLOCKS).then_some(number))
	})
	.await?;
	Ok(format!(
		"first block after {:.0} s, block {finalised} final after {:.0} s",
		first.as_secs_f64(),
		started.elapsed().as_secs_f64(),
	))
}

//! A validator is killed and comes back: with one of two away nothing can be finalised, then everything is.

use crate::{
	chain::wait,
	limits,
	network::VALIDATORS,
	process::kill_at_once,
	report::FINALITY_BACK,
	run::{Guilty, Run},
};
use anyhow::{Context, Result};
use std::time::Instant;
use tokio::time::sleep;

pub async fn perform(run: &mut Run<'_>) -> Result<String> {
	let victim = VALIDATORS[1];
	let chain = run.network()?.parachain().await?;

	kill_at_once(run.network()?.process_id(victim)?)?;
	sleep(limits::VALIDATOR_AWAY).await;
	let (best, finalised) = (chain.best().await?.number, chain.finalised().await?);
	run.network()?.node(victim)?.restart(None).await?;
	let restarted = Instant::now();
	let now = wait("finality", limits::FINALITY_BACK, || async {
		let number = chain.finalised().await?;
		Ok((number > best).then_some(number))
	})
	.await
	.context(Guilty(victim.into()))?;
	let took = restarted.elapsed();
	run.record.recoveries.push((FINALITY_BACK, took));
	Ok(format!(
		"away for {} s at block {best}, {finalised} final; block {now} final {:.1} s after its start",
		limits::VALIDATOR_AWAY.as_secs(),
		took.as_secs_f64(),
	))
}

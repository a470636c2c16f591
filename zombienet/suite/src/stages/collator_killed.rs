//! A collator is killed: its slots stay empty, the other one goes on. It is started on the same database, gets what it missed,
//! and makes blocks again.

use crate::{
	chain::{wait, Chain, Header},
	limits,
	network::{COLLATORS, SECOND_KEY},
	process::kill_at_once,
	report::{COLLATOR_BACK, OTHER_COLLATOR},
	run::{Guilty, Run},
};
use anyhow::{bail, ensure, Context, Result};
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use tokio::time::{timeout, timeout_at};

/// Length of Aura's slot.
const SLOT_MILLIS: u128 = 6_000;
/// Least number of blocks that one collator makes while it is alone: half of what its slots have room for.
const LEAST_ALONE: u64 = limits::ALONE.as_secs() / 8;
/// A node that has all but so many blocks has caught up: those are on their way.
const ON_THE_WAY: u64 = 6;

pub async fn perform(run: &mut Run<'_>) -> Result<String> {
	let (victim, _) = COLLATORS[1];
	let chain = run.network()?.parachain().await?;
	let mut imported = chain.imported().await?;
	let authorities = chain.authorities().await?;
	let place = authorities
		.iter()
		.position(|key| key == SECOND_KEY)
		.context("the collator to kill is none of the authorities")?;
	// Whether a block was made after the slot, in one of the victim's.
	let victims = |header: &Header, after: u64| {
		header.slot.is_some_and(|slot| slot > after && slot as usize % authorities.len() == place)
	};

	kill_at_once(run.network()?.process_id(victim)?)?;
	let (killed, slot) = (Instant::now(), current_slot()?);
	let next = async {
		loop {
			let header = imported.next().await?;
			if header.slot.is_some_and(|at| at > slot) && !victims(&header, slot) {
				return anyhow::Ok(header.number);
			}
		}
	};
	let first = timeout(limits::NEXT_BLOCK, next)
		.await
		.context("the other collator makes no blocks")?
		.context(Guilty(COLLATORS[0].0.into()))?;
	let gap = killed.elapsed();
	run.record.recoveries.push((OTHER_COLLATOR, gap));

	let end = tokio::time::Instant::now() + limits::ALONE;
	let mut last = first;
	while let Ok(header) = timeout_at(end, imported.next()).await {
		let header = header?;
		if victims(&header, slot) {
			bail!("block {} was made in a slot of the collator that is dead", header.number);
		}
		last = last.max(header.number);
	}
	let alone = last - first;
	ensure!(alone >= LEAST_ALONE, "only {alone} blocks in {} s with one collator", limits::ALONE.as_secs());

	let node = run.network()?.node(victim)?;
	node.restart(None).await?;
	let (restarted, slot) = (Instant::now(), current_slot()?);
	let back =
		Chain::connect_within(node.ws_uri(), limits::NODE_START).await.context(Guilty(victim.into()))?;
	wait("the collator's missing blocks", limits::COLLATOR_BACK, || async {
		let number = back.best().await?.number;
		let there = chain.best().await?.number <= number + ON_THE_WAY;
		Ok((there && chain.hash(number).await? == back.hash(number).await?).then_some(()))
	})
	.await
	.context(Guilty(victim.into()))?;
	let caught_up = restarted.elapsed();
	run.record.recoveries.push((COLLATOR_BACK, caught_up));

	let own = async {
		loop {
			let header = imported.next().await?;
			if victims(&header, slot) {
				return anyhow::Ok(());
			}
		}
	};
	timeout(limits::COLLATOR_BACK, own)
		.await
		.context("the collator that came back makes no blocks")?
		.context(Guilty(victim.into()))?;
	Ok(format!(
		"the other one's next block after {:.1} s, {alone} blocks in {} s without it; all blocks {:.1} s and an own one {:.1} s after its start",
		gap.as_secs_f64(),
		limits::ALONE.as_secs(),
		caught_up.as_secs_f64(),
		restarted.elapsed().as_secs_f64(),
	))
}

/// The slot of this moment.
fn current_slot() -> Result<u64> {
	Ok(u64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis() / SLOT_MILLIS)?)
}

//! When a development chain seals a block.

use super::inherents::relay_slot;
use crate::service::{Client, Pool, RELAY_SLOT};
use aic_primitives::Hash;
use cumulus_primitives_aura::AuraUnincludedSegmentApi;
use futures::{
	stream::{self, BoxStream},
	StreamExt,
};
use futures_timer::Delay;
use sc_consensus_manual_seal::EngineCommand;
use sc_transaction_pool_api::TransactionPool;
use sp_api::ProvideRuntimeApi;
use sp_timestamp::Timestamp;
use std::{fmt, sync::Arc, time::Duration};

/// How long the pool may take to learn of the last block.
const POOL_PATIENCE: Duration = Duration::from_secs(1);

/// When a block is sealed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Sealing {
	/// At every multiple of this time by the clock.
	Every(Duration),
	/// When a transaction comes in.
	Instant,
}

impl Sealing {
	/// The same, but no faster than the runtime has collators plan blocks: so many in each slot of the relay chain.
	pub fn within(self, target_block_rate: u32) -> Self {
		let shortest = RELAY_SLOT / target_block_rate.max(1);
		match self {
			Self::Every(period) => Self::Every(period.max(shortest)),
			Self::Instant => Self::Instant,
		}
	}
}

impl fmt::Display for Sealing {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Every(period) => write!(f, "a block every {} ms", period.as_millis()),
			Self::Instant => write!(f, "a block for every transaction"),
		}
	}
}

/// One command for each block, never more of them than the runtime takes in a slot of the relay chain. A command is
/// only made when it is asked for, so that none pile up while a block takes long.
pub fn commands(
	sealing: Sealing,
	client: Arc<Client>,
	pool: Arc<Pool>,
) -> BoxStream<'static, EngineCommand<Hash>> {
	match sealing {
		Sealing::Every(period) => stream::repeat(())
			.then(move |()| {
				let client = client.clone();
				async move {
					Delay::new(until_next(period, Timestamp::current())).await;
					room(&client).await;
					seal()
				}
			})
			.boxed(),
		Sealing::Instant => pool
			.import_notification_stream()
			.filter_map(move |_| {
				let (client, pool) = (client.clone(), pool.clone());
				async move {
					room(&client).await;
					// The transaction may be in a block already, together with one that came before it.
					let best = client.chain_info().best_hash;
					let mut waiting = pool.ready_at_with_timeout(best, POOL_PATIENCE).await;
					waiting.next().is_some().then(seal)
				}
			})
			.boxed(),
	}
}

fn seal() -> EngineCommand<Hash> {
	EngineCommand::SealNewBlock { create_empty: true, finalize: true, parent_hash: None, sender: None }
}

/// Waits until the runtime takes a block on top of the best one.
async fn room(client: &Client) {
	while !has_room(client) {
		Delay::new(until_next(RELAY_SLOT, Timestamp::current())).await;
	}
}

/// Whether the runtime takes a block on top of the best one now: it counts the blocks of each slot of the relay chain,
/// and no slot may come before the last block's. When it can't say, the block is tried, and the error shows in the log.
fn has_room(client: &Client) -> bool {
	let best = client.chain_info().best_hash;
	let slot = relay_slot(Timestamp::current()).into();
	client.runtime_api().can_build_upon(best, best, slot).unwrap_or(true)
}

/// Time to the next multiple of a period by the clock, at least a millisecond.
fn until_next(period: Duration, now: Timestamp) -> Duration {
	let period = u64::try_from(period.as_millis()).unwrap_or(u64::MAX).max(1);
	Duration::from_millis(period - now.as_millis() % period)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn period_is_lengthened_when_the_runtime_would_refuse_blocks() {
		let every = |millis| Sealing::Every(Duration::from_millis(millis));

		assert_eq!(every(500).within(3), every(2_000));
		assert_eq!(every(500).within(12), every(500));
		assert_eq!(every(500).within(0), every(6_000));
		assert_eq!(Sealing::Instant.within(3), Sealing::Instant);
	}

	#[test]
	fn next_block_comes_at_a_multiple_of_the_period() {
		let wait = |now| until_next(Duration::from_secs(2), Timestamp::new(now));

		assert_eq!(wait(4_000), Duration::from_millis(2_000));
		assert_eq!(wait(4_001), Duration::from_millis(1_999));
		assert_eq!(wait(5_999), Duration::from_millis(1));
	}

	#[test]
	fn next_block_comes_when_the_period_is_no_time_at_all() {
		assert_eq!(until_next(Duration::ZERO, Timestamp::new(7)), Duration::from_millis(1));
	}
}

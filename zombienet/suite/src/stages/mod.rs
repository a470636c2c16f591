//! What is done and looked at, in this order.

mod collator_killed;
mod full_node;
mod pace;
mod registered;
mod steps;
mod validator_restarted;

use crate::{limits, run::Run};
use anyhow::Result;
use std::time::Duration;

/// A stage.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Stage {
	/// The relay chain takes the parachain's blocks and finalises them.
	Registered,
	/// Blocks come every two seconds.
	Pace,
	/// Transactions by polkadot.js.
	Transfer,
	/// A collator is killed and comes back.
	CollatorKilled,
	/// A validator is killed and comes back.
	ValidatorRestarted,
	/// A new node reads the whole chain.
	FullNode,
	/// The runtime is upgraded and nothing is lost.
	Upgrade,
	/// Blocks come faster when the chain is used more.
	AdaptivePace,
	/// A provider's collator is drawn.
	Draw,
}

impl Stage {
	/// All of them.
	pub const ALL: [Self; 9] = [
		Self::Registered,
		Self::Pace,
		Self::Transfer,
		Self::CollatorKilled,
		Self::ValidatorRestarted,
		Self::FullNode,
		Self::Upgrade,
		Self::AdaptivePace,
		Self::Draw,
	];

	/// What it is called.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Registered => "registered",
			Self::Pace => "pace",
			Self::Transfer => "transfer",
			Self::CollatorKilled => "collator-killed",
			Self::ValidatorRestarted => "validator-restarted",
			Self::FullNode => "full-node",
			Self::Upgrade => "upgrade",
			Self::AdaptivePace => "adaptive-pace",
			Self::Draw => "draw",
		}
	}

	/// Whether it takes so long that the one with a network of its own can go on beside it.
	pub const fn long(self) -> bool {
		matches!(self, Self::Upgrade | Self::AdaptivePace)
	}

	/// Whether it needs a relay chain that has new randomness every minute.
	pub const fn has_own_network(self) -> bool {
		matches!(self, Self::Draw)
	}

	/// How long it may take.
	pub const fn limit(self) -> Duration {
		match self {
			Self::Registered => limits::REGISTERED,
			Self::Pace => limits::PACE,
			Self::Transfer => limits::TRANSFER,
			Self::CollatorKilled => limits::COLLATOR_KILLED,
			Self::ValidatorRestarted => limits::VALIDATOR_RESTARTED,
			Self::FullNode => limits::FULL_NODE,
			Self::Upgrade => limits::UPGRADE,
			Self::AdaptivePace => limits::ADAPTIVE_PACE,
			Self::Draw => limits::DRAW,
		}
	}

	/// Does it, and says in a line what came out.
	pub async fn perform(self, run: &mut Run<'_>) -> Result<String> {
		match self {
			Self::Registered => registered::perform(run).await,
			Self::Pace => pace::perform(run).await,
			Self::Transfer => steps::transfer(run).await,
			Self::CollatorKilled => collator_killed::perform(run).await,
			Self::ValidatorRestarted => validator_restarted::perform(run).await,
			Self::FullNode => full_node::perform(run).await,
			Self::Upgrade => steps::upgrade(run).await,
			Self::AdaptivePace => steps::adaptive_pace(run).await,
			Self::Draw => steps::draw(run).await,
		}
	}
}

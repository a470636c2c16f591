//! How long anything may take. All of them are several times what it takes on two idle cores, so that a busy machine does not
//! make the suite fail, and none is endless.

use std::time::Duration;

const fn seconds(count: u64) -> Duration {
	Duration::from_secs(count)
}

/// One node's process until it answers.
pub const NODE_START: Duration = seconds(180);
/// The chain specifications, the relay chain and both collators.
pub const NETWORK_START: Duration = seconds(1_200);
/// A command of the node that writes a file.
pub const NODE_COMMAND: Duration = seconds(300);
/// An answer to one request over JSON-RPC.
pub const REQUEST: Duration = seconds(30);
/// How often a state is looked at that something waits for.
pub const POLL: Duration = Duration::from_millis(500);

/// Stage 1: the first blocks of the parachain, and their finality.
pub const REGISTERED: Duration = seconds(480);
/// Stage 2: the blocks that are measured, and the finality of the last of them.
pub const PACE: Duration = seconds(420);
/// Stage 3: transactions, finalised.
pub const TRANSFER: Duration = seconds(300);
/// Stage 4: one collator is killed, watched, and started again.
pub const COLLATOR_KILLED: Duration = seconds(600);
/// Stage 5: one validator is killed and started again.
pub const VALIDATOR_RESTARTED: Duration = seconds(600);
/// Stage 6: a new full node reads the chain from its first block.
pub const FULL_NODE: Duration = seconds(600);
/// Stage 7: state is made, the runtime upgraded, the state compared.
pub const UPGRADE: Duration = seconds(1_500);
/// Stage 8: three paces up and one down.
pub const ADAPTIVE_PACE: Duration = seconds(1_500);
/// Stage 9: a third collator is set up, drawn, and makes blocks.
pub const DRAW: Duration = seconds(1_800);

/// Stage 4: until the other collator's next block.
pub const NEXT_BLOCK: Duration = seconds(120);
/// Stage 4: how long the chain is watched with one collator.
pub const ALONE: Duration = seconds(60);
/// Stage 4: until the killed collator has all blocks again, and until it makes one.
pub const COLLATOR_BACK: Duration = seconds(240);
/// Stage 5: how long the validator is away. With one of two gone, nothing can be finalised.
pub const VALIDATOR_AWAY: Duration = seconds(18);
/// Stage 5: until parachain blocks are finalised that were made after the validator came back.
pub const FINALITY_BACK: Duration = seconds(360);
/// Processes that were told to end.
pub const END: Duration = seconds(30);

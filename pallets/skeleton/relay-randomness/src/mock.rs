//! A chain with this pallet alone, and proofs of a made-up relay chain.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use crate as pallet_relay_randomness;
use cumulus_pallet_parachain_system::{relay_state_snapshot::RelayChainStateProof, OnSystemEvent};
use cumulus_primitives_core::relay_chain::well_known_keys::CURRENT_BLOCK_RANDOMNESS;
use cumulus_test_relay_sproof_builder::RelayStateSproofBuilder;
use frame::testing_prelude::*;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		RelayRandomness: pallet_relay_randomness,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
}

parameter_types! {
	pub storage Lead: u64 = 0;
}

impl pallet_relay_randomness::Config for Test {
	type WeightInfo = ();
	type Lead = Lead;
}

/// What the relay chain stores as its block's randomness.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Block {
	/// The relay chain has no such key, as on a dev node.
	Missing,
	/// The author gave no VRF output.
	None,
	/// The author's VRF output.
	Some(u8),
	/// There is a value, but the collator left it out of the proof.
	Hidden,
}

/// The inherent of block `number` brings a proof with these values.
pub fn see(number: u64, block: Block, epoch: u8) {
	prove(number, block, Some(epoch));
}

/// The same, where an epoch of `None` is left out of the proof.
pub fn prove(number: u64, block: Block, epoch: Option<u8>) {
	System::set_block_number(number);
	let block_value = match block {
		Block::Missing => None,
		Block::None => Some(None),
		Block::Some(byte) => Some(Some(H256::repeat_byte(byte))),
		Block::Hidden => Some(Some(UNSEEN)),
	};
	let builder = RelayStateSproofBuilder {
		randomness: epoch.map_or(UNSEEN, H256::repeat_byte),
		additional_key_values: block_value
			.map(|value| (CURRENT_BLOCK_RANDOMNESS.to_vec(), value.encode()))
			.into_iter()
			.collect(),
		// Their keys take long to make and nobody reads them here.
		num_authorities: 0,
		..Default::default()
	};
	let para = builder.para_id;
	let (root, proof) = builder.into_state_root_and_proof();
	let mut nodes = Vec::<Vec<u8>>::decode(&mut &proof.encode()[..]).unwrap();
	if block == Block::Hidden {
		leave_out(&mut nodes, &Some(UNSEEN).encode());
	}
	if epoch.is_none() {
		leave_out(&mut nodes, &UNSEEN.0.to_vec().encode());
	}
	let proof = Decode::decode(&mut &nodes.encode()[..]).unwrap();
	let proof = RelayChainStateProof::new(para, root, proof).unwrap();
	assert_eq!(RelayRandomness::on_relay_state_proof(&proof), <() as crate::WeightInfo>::note());
}

/// The value of a key that is not in the proof.
const UNSEEN: H256 = H256::repeat_byte(0xee);

/// Removes the one node of the relay chain's trie that has these bytes.
fn leave_out(nodes: &mut Vec<Vec<u8>>, bytes: &[u8]) {
	let before = nodes.len();
	nodes.retain(|node| !node.windows(bytes.len()).any(|window| window == bytes));
	assert_eq!(nodes.len() + 1, before);
}

/// Runs a test and checks the state after it.
pub fn build_and_execute(test: impl FnOnce()) {
	TestState::default().execute_with(|| {
		test();
		RelayRandomness::do_try_state().unwrap();
	});
}

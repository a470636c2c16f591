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
pub enum Block {
	/// The proof has no such key, as on a dev node.
	Missing,
	/// The author gave no VRF output.
	None,
	/// The author's VRF output.
	Some(u8),
}

/// The inherent of block `number` brings a proof with these values.
pub fn see(number: u64, block: Block, epoch: u8) {
	System::set_block_number(number);
	let additional_key_values = match block {
		Block::Missing => vec![],
		Block::None => vec![(CURRENT_BLOCK_RANDOMNESS.to_vec(), None::<H256>.encode())],
		Block::Some(byte) => {
			vec![(CURRENT_BLOCK_RANDOMNESS.to_vec(), Some(H256::repeat_byte(byte)).encode())]
		}
	};
	let builder = RelayStateSproofBuilder {
		randomness: H256::repeat_byte(epoch),
		additional_key_values,
		// Their keys take long to make and nobody reads them here.
		num_authorities: 0,
		..Default::default()
	};
	let para = builder.para_id;
	let (root, proof) = builder.into_state_root_and_proof();
	let proof = RelayChainStateProof::new(para, root, proof).unwrap();
	assert_eq!(RelayRandomness::on_relay_state_proof(&proof), <() as crate::WeightInfo>::note());
}

/// Runs a test and checks the state after it.
pub fn build_and_execute(test: impl FnOnce()) {
	TestState::default().execute_with(|| {
		test();
		RelayRandomness::do_try_state().unwrap();
	});
}

//! Whole blocks, built and imported as a node does it, with what a relay chain proves.

use aic_runtime::{
	genesis_config_presets::PARA_ID, Block, Executive, Header, Runtime, UncheckedExtrinsic, SLOT_DURATION,
};
use codec::Encode;
use cumulus_primitives_core::{
	relay_chain::{well_known_keys::CURRENT_BLOCK_RANDOMNESS, HeadData},
	BlockBundleInfo, CumulusDigestItem, ParaId, PersistedValidationData,
};
use cumulus_primitives_parachain_inherent::ParachainInherentData;
use cumulus_test_relay_sproof_builder::RelayStateSproofBuilder;
use polkadot_sdk::*;
use sp_block_builder::runtime_decl_for_block_builder::BlockBuilderV6;
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::H256;
use sp_inherents::InherentData;
use sp_runtime::{
	traits::{Block as _, Header as _},
	Digest, DigestItem,
};

/// When a block is made, and what the relay chain says then.
#[derive(Clone, Copy, Debug)]
pub struct At {
	/// Slot of both chains.
	pub slot: u64,
	/// Which block it is on its core, if its author says so.
	pub bundle: Option<u8>,
	/// Slots that the relay chain left out.
	pub left_out: u32,
	/// Whether the relay chain included the block before; else it included none.
	pub included: bool,
	/// Randomness of the epoch before.
	pub epoch: u8,
	/// Randomness of the relay parent.
	pub block: u8,
}

/// The slot of the first block.
pub const FIRST_SLOT: u64 = 300_000_000;

fn inherents(parent: &Header, at: At) -> InherentData {
	let builder = RelayStateSproofBuilder {
		para_id: ParaId::new(PARA_ID),
		current_slot: at.slot.into(),
		randomness: H256([at.epoch; 32]),
		additional_key_values: vec![(CURRENT_BLOCK_RANDOMNESS.to_vec(), Some(H256([at.block; 32])).encode())],
		included_para_head: Some(HeadData(if at.included { parent.encode() } else { vec![] })),
		num_authorities: 2,
		..Default::default()
	};
	let offset = aic_runtime::configs::consensus::RELAY_PARENT_OFFSET;
	let (relay_parent_storage_root, relay_chain_state, relay_parent_descendants) =
		builder.into_state_root_proof_and_descendants(offset.into());
	let relay_chain = ParachainInherentData {
		validation_data: PersistedValidationData {
			relay_parent_storage_root,
			relay_parent_number: at.slot as u32 - at.left_out,
			..Default::default()
		},
		relay_chain_state,
		relay_parent_descendants,
		downward_messages: vec![],
		horizontal_messages: Default::default(),
		collator_peer_id: None,
	};
	let mut data = InherentData::new();
	let time = at.slot * SLOT_DURATION;
	data.put_data(sp_timestamp::INHERENT_IDENTIFIER, &time).unwrap();
	data.put_data(cumulus_primitives_parachain_inherent::INHERENT_IDENTIFIER, &relay_chain).unwrap();
	data
}

/// What its author says of the block before it is executed.
pub fn digest(at: At) -> Digest {
	let claim = DigestItem::PreRuntime(AURA_ENGINE_ID, Slot::from(at.slot).encode());
	let bundle = at.bundle.map(|index| {
		CumulusDigestItem::BlockBundleInfo(BlockBundleInfo { index, is_last: true }).to_digest_item()
	});
	Digest { logs: std::iter::once(claim).chain(bundle).collect() }
}

/// Builds a block on `parent` with these transactions, all of which must be taken, and leaves the state as it was.
pub fn build(parent: &Header, at: At, transactions: Vec<UncheckedExtrinsic>) -> Block {
	let build = || {
		let digest = digest(at);
		let number = parent.number + 1;
		let header = Header::new(number, Default::default(), Default::default(), parent.hash(), digest);
		Executive::initialize_block(&header);
		let mut extrinsics = Runtime::inherent_extrinsics(inherents(parent, at));
		extrinsics.extend(transactions);
		for extrinsic in &extrinsics {
			Executive::apply_extrinsic(extrinsic.clone()).unwrap().unwrap();
		}
		Block::new(Executive::finalize_block(), extrinsics)
	};
	// Not frame's, which counts its transactions in the state.
	sp_io::storage::start_transaction();
	let block = build();
	sp_io::storage::rollback_transaction();
	block
}

/// Imports a block; panics as the validators' execution would when it is wrong.
pub fn import(block: Block) -> Header {
	let header = block.header().clone();
	Executive::execute_block(block.into());
	header
}

/// Builds and imports.
pub fn make(parent: &Header, at: At, transactions: Vec<UncheckedExtrinsic>) -> Header {
	import(build(parent, at, transactions))
}

/// The header that the first block is built on.
pub fn genesis_header() -> Header {
	let root = H256(sp_io::storage::root(sp_runtime::StateVersion::V1).try_into().unwrap());
	let header = Header::new(0, Default::default(), root, Default::default(), Default::default());
	frame_system::BlockHash::<Runtime>::insert(0, header.hash());
	header
}

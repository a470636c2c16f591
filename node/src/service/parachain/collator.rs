//! Authors blocks and hands them to the relay chain's validators.

use crate::service::{Backend, Block, BlockImport, Client, Pool, RELAY_SLOT};
use aic_primitives::Hash;
use cumulus_client_collator::service::CollatorService;
use cumulus_client_consensus_aura::collators::slot_based::{self, SlotBasedBlockImportHandle};
use cumulus_primitives_core::{relay_chain::ValidationCode, ParaId};
use cumulus_relay_chain_interface::RelayChainInterface;
use polkadot_primitives::CollatorPair;
use prometheus_endpoint::Registry;
use sc_network::PeerId;
use sc_service::TaskManager;
use sc_telemetry::TelemetryHandle;
use sp_consensus_aura::sr25519::AuthorityPair;
use sp_keystore::KeystorePtr;
use std::{path::PathBuf, sync::Arc, time::Duration};

/// How much later than its slot begins a block is authored, so that the relay chain's block of the slot can have come.
const SLOT_OFFSET: Duration = Duration::from_secs(1);

/// Tells the peers of a block.
pub type AnnounceBlock = Arc<dyn Fn(Hash, Option<Vec<u8>>) + Send + Sync>;

/// What a collator needs.
pub struct Collator {
	/// The client.
	pub client: Arc<Client>,
	/// The database.
	pub backend: Arc<Backend>,
	/// Where transactions come from.
	pub transaction_pool: Arc<Pool>,
	/// Where own blocks go.
	pub block_import: BlockImport,
	/// Tells of the others' blocks.
	pub block_import_handle: SlotBasedBlockImportHandle<Block>,
	/// The relay chain.
	pub relay_chain: Arc<dyn RelayChainInterface>,
	/// The parachain's id.
	pub para_id: ParaId,
	/// Where the key is that authors blocks.
	pub keystore: KeystorePtr,
	/// The key that signs collations.
	pub key: CollatorPair,
	/// The collator on the relay chain's network.
	pub peer_id: PeerId,
	/// Tells the peers of a block.
	pub announce_block: AnnounceBlock,
	/// Folder to write proofs of validity to.
	pub export_pov: Option<PathBuf>,
	/// Share of the relay chain's limit that a proof of validity may have, in per cent.
	pub max_pov_percentage: Option<u32>,
}

impl Collator {
	/// Starts authoring. The slot-based collator is the only one that works with this runtime: it builds on an older relay
	/// chain block (`RelayParentOffset`) and puts several blocks on one core.
	pub fn start(
		self,
		task_manager: &TaskManager,
		registry: Option<&Registry>,
		telemetry: Option<TelemetryHandle>,
	) {
		let proposer = sc_basic_authorship::ProposerFactory::new(
			task_manager.spawn_handle(),
			self.client.clone(),
			self.transaction_pool,
			registry,
			telemetry,
		);
		let code_client = self.client.clone();

		slot_based::run::<Block, AuthorityPair, _, _, _, _, _, _, _, _, _>(slot_based::Params {
			// Time, slot and validation data are the collator's own; the runtime asks for nothing else.
			create_inherent_data_providers: |_, ()| async { Ok(()) },
			block_import: self.block_import,
			para_client: self.client.clone(),
			para_backend: self.backend,
			relay_client: self.relay_chain,
			code_hash_provider: move |hash| {
				code_client.code_at(hash).ok().map(|code| ValidationCode::from(code).hash())
			},
			keystore: self.keystore,
			collator_key: self.key,
			collator_peer_id: self.peer_id,
			para_id: self.para_id,
			proposer,
			collator_service: CollatorService::new(self.client.clone(), self.announce_block, self.client),
			reinitialize: false,
			slot_offset: SLOT_OFFSET,
			block_import_handle: self.block_import_handle,
			spawner: task_manager.spawn_essential_handle(),
			relay_chain_slot_duration: RELAY_SLOT,
			export_pov: self.export_pov,
			max_pov_percentage: self.max_pov_percentage,
		});
	}
}

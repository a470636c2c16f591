//! Puts a node together.

pub mod dev;
pub mod parachain;

pub use dev::Sealing;

use crate::{chain_spec::is_development, rpc};
use aic_runtime::RuntimeApi;
use cumulus_client_consensus_aura::{
	collators::slot_based::{SlotBasedBlockImport, SlotBasedBlockImportHandle},
	equivocation_import_queue::fully_verifying_import_queue,
};
use cumulus_client_consensus_common::ParachainBlockImport;
use cumulus_primitives_core::{GetParachainInfo, ParaId};
use futures::FutureExt;
use sc_client_api::Backend as _;
use sc_consensus::DefaultImportQueue;
use sc_executor::{HeapAllocStrategy, WasmExecutor, DEFAULT_HEAP_ALLOC_STRATEGY};
use sc_network::service::traits::NetworkService;
use sc_service::{
	error::Result, Configuration, Error, KeystoreContainer, PartialComponents, TFullBackend, TFullClient,
	TaskManager,
};
use sc_telemetry::{Telemetry, TelemetryWorker, TelemetryWorkerHandle};
use sc_transaction_pool::TransactionPoolHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_api::ProvideRuntimeApi;
use sp_consensus_aura::sr25519::AuthorityPair;
use std::{sync::Arc, time::Duration};

pub use aic_runtime::opaque::Block;

/// A slot of the relay chain.
const RELAY_SLOT: Duration = Duration::from_secs(6);

/// What the runtime may call in the node.
pub type HostFunctions = cumulus_client_service::ParachainHostFunctions;
/// The client: database, executor and runtime API.
pub type Client = TFullClient<Block, RuntimeApi, WasmExecutor<HostFunctions>>;
/// The database.
pub type Backend = TFullBackend<Block>;
/// The transaction pool.
pub type Pool = TransactionPoolHandle<Block, Client>;
/// How blocks come into the database: several of them may share a core and a proof of validity.
pub type BlockImport = ParachainBlockImport<Block, SlotBasedBlockImport<Block, Arc<Client>, Client>, Backend>;

/// What both ways of running a node have.
pub type Parts = PartialComponents<Client, Backend, (), DefaultImportQueue<Block>, Pool, Extra>;

/// What `Parts` has no field for.
pub struct Extra {
	/// How blocks come into the database.
	pub block_import: BlockImport,
	/// The collator's end of it.
	pub block_import_handle: SlotBasedBlockImportHandle<Block>,
	/// Telemetry of this node.
	pub telemetry: Option<Telemetry>,
	/// Where the relay chain node can add its own.
	pub telemetry_worker: Option<TelemetryWorkerHandle>,
}

/// The parts of a node that need neither network nor relay chain: enough for commands on the database.
pub fn new_partial(config: &Configuration) -> Result<Parts> {
	let telemetry = config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| -> std::result::Result<_, sc_telemetry::Error> {
			let worker = TelemetryWorker::new(16)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()?;

	let (client, backend, keystore_container, task_manager) =
		sc_service::new_full_parts_record_import::<Block, RuntimeApi, _>(
			config,
			telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
			executor(config),
			// The runtime sees the size of the proof, so that a block gives the same state only while one is recorded.
			true,
			Vec::new(),
		)?;
	let client = Arc::new(client);

	let telemetry_worker = telemetry.as_ref().map(|(worker, _)| worker.handle());
	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});

	let transaction_pool = Arc::from(
		sc_transaction_pool::Builder::new(
			task_manager.spawn_essential_handle(),
			client.clone(),
			config.role.is_authority().into(),
		)
		.with_options(config.transaction_pool.clone())
		.with_prometheus(config.prometheus_registry())
		.build(),
	);

	let (slot_based, block_import_handle) = SlotBasedBlockImport::new(client.clone(), client.clone());
	let block_import = ParachainBlockImport::new(slot_based, backend.clone());
	let import_queue = import_queue(config, &client, &block_import, telemetry.as_ref(), &task_manager);

	Ok(PartialComponents {
		client,
		backend,
		task_manager,
		keystore_container,
		select_chain: (),
		import_queue,
		transaction_pool,
		other: Extra { block_import, block_import_handle, telemetry, telemetry_worker },
	})
}

fn executor(config: &Configuration) -> WasmExecutor<HostFunctions> {
	let heap = config
		.executor
		.default_heap_pages
		.map_or(DEFAULT_HEAP_ALLOC_STRATEGY, |pages| HeapAllocStrategy::Static { extra_pages: pages as _ });

	WasmExecutor::<HostFunctions>::builder()
		.with_execution_method(config.executor.wasm_method)
		.with_max_runtime_instances(config.executor.max_runtime_instances)
		.with_runtime_cache_size(config.executor.runtime_cache_size)
		.with_onchain_heap_alloc_strategy(heap)
		.with_offchain_heap_alloc_strategy(heap)
		.build()
}

/// Blocks of a development chain are not sealed by anybody, so that no seal is asked of them.
fn import_queue(
	config: &Configuration,
	client: &Arc<Client>,
	block_import: &BlockImport,
	telemetry: Option<&Telemetry>,
	task_manager: &TaskManager,
) -> DefaultImportQueue<Block> {
	let spawner = task_manager.spawn_essential_handle();
	let registry = config.prometheus_registry();

	if is_development(&*config.chain_spec) {
		return sc_consensus_manual_seal::import_queue(Box::new(client.clone()), &spawner, registry);
	}
	fully_verifying_import_queue::<AuthorityPair, _, _, _, _>(
		client.clone(),
		block_import.clone(),
		|_, _| async { Ok(sp_timestamp::InherentDataProvider::from_system_time()) },
		&spawner,
		registry,
		telemetry.map(Telemetry::handle),
	)
}

/// The parachain id that the runtime was given at genesis.
fn para_id(client: &Client) -> Result<ParaId> {
	client
		.runtime_api()
		.parachain_id(client.chain_info().best_hash)
		.map_err(|error| Error::Application(Box::new(error)))
}

type RpcBuilder = Box<dyn Fn(sc_rpc::SubscriptionTaskExecutor) -> Result<jsonrpsee::RpcModule<()>>>;

fn rpc_builder(client: &Arc<Client>, pool: &Arc<Pool>) -> RpcBuilder {
	let (client, pool) = (client.clone(), pool.clone());
	Box::new(move |_| rpc::methods(client.clone(), pool.clone()).map_err(Into::into))
}

fn spawn_offchain_workers(
	config: &Configuration,
	client: &Arc<Client>,
	backend: &Backend,
	keystore: &KeystoreContainer,
	pool: &Arc<Pool>,
	network: &Arc<dyn NetworkService>,
	task_manager: &TaskManager,
) -> Result<()> {
	if !config.offchain_worker.enabled {
		return Ok(());
	}
	let workers = sc_offchain::OffchainWorkers::new(sc_offchain::OffchainWorkerOptions {
		runtime_api_provider: client.clone(),
		keystore: Some(keystore.keystore()),
		offchain_db: backend.offchain_storage(),
		transaction_pool: Some(OffchainTransactionPoolFactory::new(pool.clone())),
		network_provider: Arc::new(network.clone()),
		is_validator: config.role.is_authority(),
		enable_http_requests: true,
		custom_extensions: |_| Vec::new(),
	})?;
	let spawner = task_manager.spawn_handle();
	task_manager.spawn_handle().spawn(
		"offchain-workers-runner",
		Some("offchain-worker"),
		workers.run(client.clone(), spawner).boxed(),
	);
	Ok(())
}

//! A development chain: one process, no relay chain, no peers, no keys. Every block is final at once.

mod digest;
mod inherents;
mod sealing;

pub use sealing::Sealing;

use super::{new_partial, para_id, rpc_builder, spawn_offchain_workers, Client, Extra};
use cumulus_primitives_core::TargetBlockRate;
use digest::OnOneCore;
use sc_consensus::LongestChain;
use sc_consensus_manual_seal::{
	consensus::aura::AuraConsensusDataProvider, run_manual_seal, ManualSealParams,
};
use sc_network::{config::FullNetworkConfiguration, Litep2pNetworkBackend, NotificationMetrics};
use sc_service::{
	error::Result, BuildNetworkParams, Configuration, Error, PartialComponents, SpawnTasksParams, TaskManager,
};
use sp_api::ProvideRuntimeApi;

/// Starts the node.
pub fn start(mut config: Configuration, sealing: Sealing) -> Result<TaskManager> {
	let PartialComponents {
		client,
		backend,
		mut task_manager,
		keystore_container,
		select_chain: (),
		import_queue,
		transaction_pool,
		other: Extra { mut telemetry, .. },
	} = new_partial(&config)?;

	config.network.default_peers_set.in_peers = 0;
	config.network.default_peers_set.out_peers = 0;
	let (network, system_rpc_tx, tx_handler_controller, sync_service, _) =
		sc_service::build_network(BuildNetworkParams {
			config: &config,
			net_config: FullNetworkConfiguration::<_, _, Litep2pNetworkBackend>::new(&config.network, None),
			client: client.clone(),
			transaction_pool: transaction_pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: None,
			block_relay: None,
			metrics: NotificationMetrics::new(None),
			gap_sync_body_policy: None,
		})?;

	spawn_offchain_workers(
		&config,
		&client,
		&backend,
		&keystore_container,
		&transaction_pool,
		&network,
		&task_manager,
	)?;

	let sealing = possible(sealing, &client)?;
	log::info!("Development chain: {sealing}");
	let proposer = sc_basic_authorship::ProposerFactory::new(
		task_manager.spawn_handle(),
		client.clone(),
		transaction_pool.clone(),
		config.prometheus_registry(),
		telemetry.as_ref().map(|telemetry| telemetry.handle()),
	);
	let seal = run_manual_seal(ManualSealParams {
		block_import: client.clone(),
		env: proposer,
		client: client.clone(),
		pool: transaction_pool.clone(),
		commands_stream: sealing::commands(sealing, client.clone(), transaction_pool.clone()),
		select_chain: LongestChain::new(backend.clone()),
		consensus_data_provider: Some(Box::new(OnOneCore(AuraConsensusDataProvider::new(client.clone())))),
		create_inherent_data_providers: inherents::providers(client.clone(), para_id(&client)?),
	});
	task_manager.spawn_essential_handle().spawn_blocking("manual-seal", Some("block-authoring"), seal);

	sc_service::spawn_tasks(SpawnTasksParams {
		rpc_builder: rpc_builder(&client, &transaction_pool),
		config,
		client,
		backend,
		task_manager: &mut task_manager,
		keystore: keystore_container.keystore(),
		transaction_pool,
		network,
		system_rpc_tx,
		tx_handler_controller,
		sync_service,
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;

	Ok(task_manager)
}

/// What was asked for, as far as the runtime goes along with it.
fn possible(asked: Sealing, client: &Client) -> Result<Sealing> {
	let rate = client
		.runtime_api()
		.target_block_rate(client.chain_info().best_hash)
		.map_err(|error| Error::Application(Box::new(error)))?;
	let sealing = asked.within(rate);
	if sealing != asked {
		log::warn!("The runtime would refuse {asked}");
	}
	Ok(sealing)
}

//! A node of a parachain: full node, or collator that authors blocks by the slot-based collator.

mod collator;

use self::collator::{AnnounceBlock, Collator};
use super::{new_partial, para_id, rpc_builder, spawn_offchain_workers, Block, Extra, RELAY_SLOT};
use aic_primitives::Hash;
use codec::Encode;
use cumulus_client_bootnodes::{start_bootnode_tasks, StartBootnodeTasksParams};
use cumulus_client_cli::CollatorOptions;
use cumulus_client_service::{
	build_network, build_relay_chain_interface, prepare_node_config, start_relay_chain_tasks,
	BuildNetworkParams, DARecoveryProfile, ParachainTracingExecuteBlock, StartRelayChainTasksParams,
};
use cumulus_relay_chain_interface::RelayChainInterface;
use frame_benchmarking_cli::SUBSTRATE_REFERENCE_HARDWARE;
use sc_network::{
	config::{FullNetworkConfiguration, NetworkBackendType},
	Litep2pNetworkBackend, NetworkBackend, NetworkBlock, NetworkStateInfo, NetworkWorker,
};
use sc_service::{
	error::Result, Configuration, Error, ImportQueue, PartialComponents, SpawnTasksParams, TaskManager,
};
use sc_sysinfo::HwBench;
use sc_telemetry::Telemetry;
use std::{path::PathBuf, sync::Arc};

/// How the node runs, beyond what its configuration says.
pub struct Options {
	/// Where the relay chain comes from, and how bootnodes are found.
	pub collator: CollatorOptions,
	/// What the machine can do, if it was measured.
	pub hardware: Option<HwBench>,
	/// Folder to write proofs of validity to.
	pub export_pov: Option<PathBuf>,
	/// Share of the relay chain's limit that a proof of validity may have, in per cent.
	pub max_pov_percentage: Option<u32>,
}

/// Starts the node, with the network library that the configuration names.
pub async fn start(
	config: Configuration,
	relay_chain: Configuration,
	options: Options,
) -> Result<TaskManager> {
	match config.network.network_backend {
		NetworkBackendType::Libp2p => start_with::<NetworkWorker<_, _>>(config, relay_chain, options).await,
		NetworkBackendType::Litep2p => {
			start_with::<Litep2pNetworkBackend>(config, relay_chain, options).await
		}
	}
}

#[sc_tracing::logging::prefix_logs_with("Parachain")]
async fn start_with<Net: NetworkBackend<Block, Hash>>(
	config: Configuration,
	relay_chain: Configuration,
	options: Options,
) -> Result<TaskManager> {
	let config = prepare_node_config(config);
	let PartialComponents {
		client,
		backend,
		mut task_manager,
		keystore_container,
		select_chain: (),
		import_queue,
		transaction_pool,
		other: Extra { block_import, block_import_handle, mut telemetry, telemetry_worker },
	} = new_partial(&config)?;
	let is_collator = config.role.is_authority();
	let registry = config.prometheus_registry().cloned();
	let import_queue_service = import_queue.service();
	let para_id = para_id(&client)?;
	log::info!("Parachain {}, {}", u32::from(para_id), if is_collator { "collator" } else { "full node" });

	let relay_chain_fork_id = relay_chain.chain_spec.fork_id().map(ToOwned::to_owned);
	let (relay_chain, collator_key, relay_chain_network, bootnode_requests) = build_relay_chain_interface(
		relay_chain,
		&config,
		telemetry_worker,
		&mut task_manager,
		options.collator.clone(),
		options.hardware.clone(),
	)
	.await
	.map_err(|error| Error::Application(Box::new(error)))?;

	let (network, system_rpc_tx, tx_handler_controller, sync_service, _) =
		build_network(BuildNetworkParams {
			parachain_config: &config,
			net_config: FullNetworkConfiguration::<_, _, Net>::new(&config.network, registry.clone()),
			client: client.clone(),
			transaction_pool: transaction_pool.clone(),
			para_id,
			relay_chain_interface: relay_chain.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			metrics: Net::register_notification_metrics(registry.as_ref()),
			gap_sync_body_policy: None,
		})
		.await?;

	spawn_offchain_workers(
		&config,
		&client,
		&backend,
		&keystore_container,
		&transaction_pool,
		&network,
		&task_manager,
	)?;

	start_bootnode_tasks(StartBootnodeTasksParams {
		embedded_dht_bootnode: options.collator.embedded_dht_bootnode,
		dht_bootnode_discovery: options.collator.dht_bootnode_discovery,
		para_id,
		task_manager: &mut task_manager,
		relay_chain_interface: relay_chain.clone(),
		relay_chain_fork_id,
		relay_chain_network: relay_chain_network.clone(),
		request_receiver: bootnode_requests,
		parachain_network: network.clone(),
		advertise_non_global_ips: config.network.allow_non_globals_in_dht,
		parachain_genesis_hash: client.chain_info().genesis_hash.encode(),
		parachain_fork_id: config.chain_spec.fork_id().map(ToOwned::to_owned),
		parachain_public_addresses: config.network.public_addresses.clone(),
	});

	sc_service::spawn_tasks(SpawnTasksParams {
		rpc_builder: rpc_builder(&client, &transaction_pool),
		config,
		client: client.clone(),
		backend: backend.clone(),
		task_manager: &mut task_manager,
		keystore: keystore_container.keystore(),
		transaction_pool: transaction_pool.clone(),
		network,
		system_rpc_tx,
		tx_handler_controller,
		sync_service: sync_service.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: Some(Arc::new(ParachainTracingExecuteBlock::new(client.clone()))),
	})?;

	if let Some(hardware) = options.hardware {
		report_hardware(hardware, is_collator, telemetry.as_ref(), &task_manager);
	}

	let announce_block: AnnounceBlock = {
		let sync_service = sync_service.clone();
		Arc::new(move |hash, data| sync_service.announce_block(hash, data))
	};
	let recovery = relay_chain.overseer_handle().map_err(|error| Error::Application(Box::new(error)))?;
	start_relay_chain_tasks(StartRelayChainTasksParams {
		client: client.clone(),
		announce_block: announce_block.clone(),
		para_id,
		relay_chain_interface: relay_chain.clone(),
		task_manager: &mut task_manager,
		da_recovery_profile: if is_collator {
			DARecoveryProfile::Collator
		} else {
			DARecoveryProfile::FullNode
		},
		import_queue: import_queue_service,
		relay_chain_slot_duration: RELAY_SLOT,
		recovery_handle: Box::new(recovery),
		sync_service,
		prometheus_registry: registry.as_ref(),
	})?;

	if is_collator {
		let key = collator_key.ok_or("the relay chain node of a collator has a collator key")?;
		let collator = Collator {
			client,
			backend,
			transaction_pool,
			block_import,
			block_import_handle,
			relay_chain,
			para_id,
			keystore: keystore_container.keystore(),
			key,
			peer_id: relay_chain_network.local_peer_id(),
			announce_block,
			export_pov: options.export_pov,
			max_pov_percentage: options.max_pov_percentage,
		};
		collator.start(&task_manager, registry.as_ref(), telemetry.as_ref().map(Telemetry::handle));
	}

	Ok(task_manager)
}

/// Says what was measured: in the log, and to telemetry.
fn report_hardware(
	hardware: HwBench,
	is_collator: bool,
	telemetry: Option<&Telemetry>,
	task_manager: &TaskManager,
) {
	sc_sysinfo::print_hwbench(&hardware);
	if is_collator {
		if let Err(error) = SUBSTRATE_REFERENCE_HARDWARE.check_hardware(&hardware, false) {
			log::warn!("This machine is slower than a collator should be: {error}");
		}
	}
	if let Some(telemetry) = telemetry {
		task_manager.spawn_handle().spawn(
			"telemetry-hardware",
			None,
			sc_sysinfo::initialize_hwbench_telemetry(telemetry.handle(), hardware),
		);
	}
}

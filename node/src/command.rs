//! Does what the command line asks for.

use crate::{
	chain_spec::is_development,
	cli::{Benchmark, Cli, Command},
	service::{self, Block},
};
use cumulus_client_service::storage_proof_size::HostFunctions as StorageProofSize;
use frame_benchmarking_cli::SUBSTRATE_REFERENCE_HARDWARE;
use sc_cli::{Result, SubstrateCli};
use sc_service::{Configuration, TaskManager};
use sp_core::crypto::{set_default_ss58_version, Ss58AddressFormat};
use sp_runtime::traits::HashingFor;

/// Parses the command line and obeys it.
pub fn run() -> Result<()> {
	set_default_ss58_version(Ss58AddressFormat::custom(aic_runtime::SS58_PREFIX));
	let cli = Cli::from_args();

	match &cli.command {
		None => cli.runner(&cli.run.normalize())?.run_node_until_exit(|config| start(&cli, config)),
		Some(Command::Key(cmd)) => cmd.run(&cli),
		Some(Command::ExportChainSpec(cmd)) => cmd.run(cli.load_spec(&cmd.chain)?),
		Some(Command::CheckBlock(cmd)) => cli.runner(cmd)?.async_run(|config| {
			let parts = service::new_partial(&config)?;
			Ok((cmd.run(parts.client, parts.import_queue), parts.task_manager))
		}),
		Some(Command::ExportBlocks(cmd)) => cli.runner(cmd)?.async_run(|config| {
			let parts = service::new_partial(&config)?;
			Ok((cmd.run(parts.client, config.database), parts.task_manager))
		}),
		Some(Command::ExportState(cmd)) => cli.runner(cmd)?.async_run(|config| {
			let parts = service::new_partial(&config)?;
			Ok((cmd.run(parts.client, config.chain_spec), parts.task_manager))
		}),
		Some(Command::ImportBlocks(cmd)) => cli.runner(cmd)?.async_run(|config| {
			let parts = service::new_partial(&config)?;
			Ok((cmd.run(parts.client, parts.import_queue), parts.task_manager))
		}),
		Some(Command::Revert(cmd)) => cli.runner(cmd)?.async_run(|config| {
			let parts = service::new_partial(&config)?;
			Ok((cmd.run(parts.client, parts.backend, None), parts.task_manager))
		}),
		Some(Command::PurgeChain(cmd)) => cli.runner(cmd)?.sync_run(|config| {
			// A chain that runs alone has no relay chain, and who keeps the relay chain's database need not name its chain.
			if is_development(&*config.chain_spec) || (cmd.parachain && !cmd.relaychain) {
				return cmd.base.run(config.database);
			}
			let relay_chain = cli.relay_chain_config(&config)?;
			cmd.run(config, relay_chain)
		}),
		Some(Command::ExportGenesisHead(cmd)) => cli.runner(cmd)?.sync_run(|config| {
			let parts = service::new_partial(&config)?;
			cmd.run(parts.client)
		}),
		Some(Command::ExportGenesisWasm(cmd)) => {
			cli.runner(cmd)?.sync_run(|config| cmd.run(&*config.chain_spec))
		}
		Some(Command::Benchmark(cmd)) => benchmark(&cli, cmd),
	}
}

fn benchmark(cli: &Cli, cmd: &Benchmark) -> Result<()> {
	let spec = |chain: &Option<String>| chain.as_ref().map(|id| cli.load_spec(id)).transpose();

	match cmd {
		Benchmark::Pallet(cmd) => {
			cmd.run_with_spec::<HashingFor<Block>, StorageProofSize>(spec(&cmd.shared_params.chain)?)
		}
		Benchmark::Overhead(cmd) => {
			cmd.run_with_default_builder_and_spec::<Block, ()>(spec(&cmd.shared_params.chain)?)
		}
		Benchmark::Block(cmd) => cli.runner(cmd)?.sync_run(|config| {
			let parts = service::new_partial(&config)?;
			cmd.run(parts.client)
		}),
		Benchmark::Machine(cmd) => {
			cli.runner(cmd)?.sync_run(|config| cmd.run(&config, SUBSTRATE_REFERENCE_HARDWARE.clone()))
		}
	}
}

/// Starts the node that the chain specification and the flags describe.
async fn start(cli: &Cli, config: Configuration) -> Result<TaskManager> {
	if is_development(&*config.chain_spec) {
		return Ok(service::dev::start(config, cli.sealing())?);
	}
	if cli.has_development_flags() {
		return Err("--block-time and --instant-seal are for development chains: add --dev".into());
	}

	let relay_chain = cli.relay_chain_config(&config)?;
	let options = service::parachain::Options {
		collator: cli.run.collator_options(),
		hardware: if cli.no_hardware_benchmarks { None } else { measure_hardware(&config) },
		export_pov: cli.export_pov_to_path.clone(),
		max_pov_percentage: cli.run.experimental_max_pov_percentage,
	};
	Ok(service::parachain::start(config, relay_chain, options).await?)
}

fn measure_hardware(config: &Configuration) -> Option<sc_sysinfo::HwBench> {
	let path = config.database.path()?;
	// The measurement creates its files there; that it can't shows in the result.
	let _ = std::fs::create_dir_all(path);
	Some(sc_sysinfo::gather_hwbench(Some(path), &SUBSTRATE_REFERENCE_HARDWARE))
}

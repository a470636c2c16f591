//! The command line.

use crate::{
	chain_spec::{self, Extensions},
	service::Sealing,
};
use clap::{value_parser, Parser, Subcommand};
use sc_cli::{CliConfiguration, Database, DefaultConfigurationValues, Result, Runner, SubstrateCli};
use sc_service::Configuration;
use std::{path::PathBuf, time::Duration};

/// Database of this node and of its embedded relay chain node, if `--database` says nothing else.
const DEFAULT_DATABASE: Database = Database::ParityDb;
/// Size of the database's cache, if `--db-cache` says nothing else, in MiB.
const DEFAULT_DATABASE_CACHE: usize = 1_024;
/// Time between blocks of a development chain, in milliseconds, if `--block-time` says nothing else.
const DEFAULT_BLOCK_TIME: u64 = 2_000;

/// What the node can be asked for.
#[derive(Debug, Parser)]
pub struct Cli {
	/// What to do instead of running a node.
	#[command(subcommand)]
	pub command: Option<Command>,

	/// How to run a node.
	#[command(flatten)]
	pub run: cumulus_client_cli::RunCmd,

	/// Development chain: milliseconds between two blocks, 2000 by default.
	///
	/// Blocks come at multiples of this by the clock, but no faster than the runtime takes them: 2000 at present.
	#[arg(long, value_name = "MS", conflicts_with = "instant_seal", value_parser = value_parser!(u64).range(1..))]
	pub block_time: Option<u64>,

	/// Development chain: seal a block for every transaction that comes in, and none without.
	#[arg(long)]
	pub instant_seal: bool,

	/// Don't measure the machine at the start.
	#[arg(long)]
	pub no_hardware_benchmarks: bool,

	/// Write every proof of validity that this collator builds into this folder.
	#[arg(long, value_name = "FOLDER")]
	pub export_pov_to_path: Option<PathBuf>,

	/// Arguments of the relay chain node.
	#[arg(raw = true)]
	pub relay_chain_args: Vec<String>,
}

/// What the node can do besides running.
#[derive(Debug, Subcommand)]
// Parsed once in the life of the process.
#[allow(clippy::large_enum_variant)]
pub enum Command {
	/// Generate, look at and insert keys.
	#[command(subcommand)]
	Key(sc_cli::KeySubcommand),

	/// Write a chain specification as JSON.
	#[command(visible_alias = "build-spec")]
	ExportChainSpec(sc_cli::ExportChainSpecCmd),

	/// Execute a block of the database again.
	CheckBlock(sc_cli::CheckBlockCmd),

	/// Write blocks to a file.
	ExportBlocks(sc_cli::ExportBlocksCmd),

	/// Write the state at a block as a chain specification.
	ExportState(sc_cli::ExportStateCmd),

	/// Import blocks from a file.
	ImportBlocks(sc_cli::ImportBlocksCmd),

	/// Take back the last blocks.
	Revert(sc_cli::RevertCmd),

	/// Delete the database of this chain and of its relay chain.
	PurgeChain(cumulus_client_cli::PurgeChainCmd),

	/// Write the genesis head, with which the parachain is registered on the relay chain.
	#[command(alias = "export-genesis-state")]
	ExportGenesisHead(cumulus_client_cli::ExportGenesisHeadCommand),

	/// Write the genesis code, with which the parachain is registered on the relay chain.
	ExportGenesisWasm(cumulus_client_cli::ExportGenesisWasmCommand),

	/// Measure weights and machines.
	#[command(subcommand)]
	Benchmark(Benchmark),
}

/// What can be measured.
#[derive(Debug, Subcommand)]
// Parsed once in the life of the process.
#[allow(clippy::large_enum_variant)]
pub enum Benchmark {
	/// Weights of a pallet's calls, with a runtime that was built with `runtime-benchmarks` (`--runtime FILE`).
	Pallet(frame_benchmarking_cli::PalletCmd),

	/// Weights of an empty block and of an empty transaction.
	Overhead(frame_benchmarking_cli::OverheadCmd),

	/// Execution time of blocks of the database, compared with their weights.
	Block(frame_benchmarking_cli::BlockCmd),

	/// Speed of this machine, compared with the reference.
	Machine(frame_benchmarking_cli::MachineCmd),
}

impl Cli {
	/// A runner of a command, with this node's default database.
	pub fn runner<C, D>(&self, command: &C) -> Result<Runner<Self>>
	where
		C: CliConfiguration<D>,
		D: DefaultConfigurationValues,
	{
		let mut runner = self.create_runner(command)?;
		if command.database()?.is_none() {
			let cache = command.database_cache_size()?.unwrap_or(DEFAULT_DATABASE_CACHE);
			let config = runner.config_mut();
			config.database = command.database_config(&config.data_path, cache, DEFAULT_DATABASE)?;
		}
		Ok(runner)
	}

	/// How blocks of a development chain are sealed.
	pub fn sealing(&self) -> Sealing {
		if self.instant_seal {
			Sealing::Instant
		} else {
			Sealing::Every(Duration::from_millis(self.block_time.unwrap_or(DEFAULT_BLOCK_TIME)))
		}
	}

	/// Whether a flag was given that only a development chain obeys.
	pub fn has_development_flags(&self) -> bool {
		self.instant_seal || self.block_time.is_some()
	}

	/// Configuration of the relay chain node, out of what stands after `--`. What is not said there comes from the
	/// parachain's configuration, or is chosen so that both nodes can run in one process.
	pub fn relay_chain_config(&self, parachain: &Configuration) -> Result<Configuration> {
		let args = std::iter::once("polkadot").chain(self.relay_chain_args.iter().map(String::as_str));
		let mut polkadot = polkadot_cli::Cli::from_iter(args);
		if polkadot.subcommand.is_some() {
			return Err("after -- come options of the relay chain node, not a command".into());
		}

		let run = &mut polkadot.run.base;
		if let Some(extensions) = Extensions::of(&*parachain.chain_spec) {
			run.shared_params.chain.get_or_insert_with(|| extensions.relay_chain.clone());
		}
		run.shared_params.base_path.get_or_insert_with(|| parachain.base_path.path().join("polkadot"));
		run.import_params.database_params.database.get_or_insert(DEFAULT_DATABASE);
		run.network_params.port.get_or_insert(30_334);
		run.rpc_params.rpc_port.get_or_insert(9_945);
		run.prometheus_params.prometheus_port.get_or_insert(9_616);
		let chosen_addresses =
			run.network_params.force_enable_webrtc || !run.network_params.listen_addr.is_empty();

		let mut config =
			SubstrateCli::create_configuration(&polkadot, &polkadot.run.base, parachain.tokio_handle.clone())
				.map_err(|error| format!("relay chain node: {error}"))?;
		// A collator does not listen for browsers unless told to, but its relay chain node is a full node by role, and would.
		if parachain.role.is_authority() && !chosen_addresses {
			config.network.remove_webrtc_addresses();
		}
		Ok(config)
	}
}

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"AIC Node".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn description() -> String {
		"A collator, full node or development node of the AIC chain.\n\nOptions of the embedded relay chain node come \
		 after --, for example: aic-node --collator --chain aic.json -- --chain paseo"
			.into()
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		"the project's issue tracker".into()
	}

	fn copyright_start_year() -> i32 {
		2018
	}

	fn load_spec(&self, id: &str) -> std::result::Result<Box<dyn sc_service::ChainSpec>, String> {
		chain_spec::load(id)
	}
}

#[cfg(test)]
mod tests;

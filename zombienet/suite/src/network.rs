//! The network: a relay chain with two validators, and the parachain with two collators.

use crate::{
	chain::Chain,
	limits,
	options::Options,
	process::{self, free_port},
	wrapper,
};
use anyhow::{Context, Result};
use serde_json::Value;
use std::{
	fmt, fs,
	path::{Path, PathBuf},
};
use zombienet_sdk::{
	Arg, LocalFileSystem, Network as Zombienet, NetworkConfigBuilder, NetworkConfigExt, NetworkNode,
};

/// The validators.
pub const VALIDATORS: [&str; 2] = ["alice", "bob"];
/// The collators, and the option that gives each its key.
pub const COLLATORS: [(&str, &str); 2] = [("collator-alice", "--alice"), ("collator-bob", "--bob")];
/// Public key of the second collator, by which its slots are known.
pub const SECOND_KEY: &str = "8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48";
/// Name of the relay chain, and of its specification's file in the network's folder.
const RELAY_CHAIN: &str = "rococo-local";
/// Name of the parachain's specification that is built into the node.
const PARACHAIN: &str = "local";

/// Where the runtime's code is in the state: `:code`.
const CODE_KEY: &str = "0x3a636f6465";

/// How long the relay chain's epochs are, at the end of which the parachain loses about three slots: what was not included by
/// then is built again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Epochs {
	/// An hour: none ends during the stages.
	Hour,
	/// A minute: there is new randomness for each session of the parachain.
	Minute,
}

impl fmt::Display for Epochs {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		f.write_str(match self {
			Self::Hour => "an hour",
			Self::Minute => "a minute",
		})
	}
}

impl Epochs {
	fn code(self) -> Option<&'static [u8]> {
		match self {
			Self::Hour => rococo_runtime::WASM_BINARY,
			Self::Minute => rococo_runtime::fast_runtime_binary::WASM_BINARY,
		}
	}
}

/// Files that the nodes are started with.
pub struct Files {
	/// The parachain's specification, raw.
	pub chain: PathBuf,
	/// The relay chain's, raw, with its bootnodes.
	pub relay_chain: PathBuf,
}

/// The running network.
pub struct Network {
	inner: Zombienet<LocalFileSystem>,
	/// What the nodes were started with.
	pub files: Files,
}

impl Network {
	/// Writes the specifications and starts all nodes. What was started ends when this future or the network is dropped.
	pub async fn start(options: &Options, folder: &Path, epochs: Epochs) -> Result<Self> {
		fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
		let folder = folder.to_owned();
		let relay = wrapper::write(&options.relay, &folder, "relay.sh")?;
		let node = wrapper::write(&options.node, &folder, "node.sh")?;
		let runtime = folder.join("relay.wasm");
		fs::write(&runtime, epochs.code().context("the suite was built without the relay chain's runtime")?)?;
		let genesis = Genesis::export(options, &folder).await?;

		let mut collators = Vec::new();
		for (name, key) in COLLATORS {
			collators.push((name, collator_arguments(key)?));
		}
		let [(alice, alice_arguments), (bob, bob_arguments)] =
			<[_; 2]>::try_from(collators).ok().context("there are two collators")?;
		let config = NetworkConfigBuilder::new()
			.with_relaychain(|relay_chain| {
				relay_chain
					.with_chain(RELAY_CHAIN)
					.with_default_command(text(&relay))
					.with_chain_spec_runtime(runtime, Some("local_testnet"))
					// Else the parachain would wait for the second epoch.
					.with_override_session_0(true)
					.with_default_args(arguments(&["--no-mdns", "--no-hardware-benchmarks", "--no-beefy"]))
					.with_validator(|validator| validator.with_name(VALIDATORS[0]))
					.with_validator(|validator| validator.with_name(VALIDATORS[1]))
			})
			.with_parachain(|parachain| {
				parachain
					.with_id(genesis.para_id)
					.cumulus_based(true)
					.with_default_command(text(&node))
					.with_chain_spec_path(genesis.chain.clone())
					.with_genesis_state_path(genesis.head)
					.with_genesis_wasm_path(genesis.code)
					.with_collator(|collator| collator.with_name(alice).with_args(alice_arguments))
					.with_collator(|collator| collator.with_name(bob).with_args(bob_arguments))
			})
			.with_global_settings(|settings| {
				settings
					.with_base_dir(folder.clone())
					.with_network_spawn_timeout(limits::NETWORK_START.as_secs() as u32)
					.with_node_spawn_timeout(limits::NODE_START.as_secs() as u32)
					// Nodes are killed on purpose.
					.with_tear_down_on_failure(false)
			})
			.build()
			.map_err(|errors| anyhow::anyhow!("the network's configuration: {errors:?}"))?;

		let inner = config.spawn_native().await?;
		let relay_chain = folder.join(format!("{RELAY_CHAIN}.json"));
		Ok(Self { inner, files: Files { chain: genesis.chain, relay_chain } })
	}

	/// A node by its name.
	pub fn node(&self, name: &str) -> Result<&NetworkNode> {
		self.inner.get_node(name)
	}

	/// A connection to a node.
	pub async fn chain(&self, name: &str) -> Result<Chain> {
		Chain::connect_within(self.node(name)?.ws_uri(), limits::NODE_START).await
	}

	/// The parachain by its first collator, which is never killed.
	pub async fn parachain(&self) -> Result<Chain> {
		self.chain(COLLATORS[0].0).await
	}

	/// The process of a node.
	pub fn process_id(&self, name: &str) -> Result<i32> {
		let json = serde_json::to_value(self.node(name)?)?;
		let id =
			json["inner"]["process_handle"].as_i64().with_context(|| format!("{name} has no process"))?;
		Ok(id.try_into()?)
	}

	/// Nodes whose processes have ended.
	pub fn ended(&self) -> Vec<String> {
		let ended = |name: &String| {
			let state = self.process_id(name).map(|id| fs::read_to_string(format!("/proc/{id}/stat")));
			// The state comes after the command in brackets; a process that ended and was not asked for stays as a zombie.
			!matches!(state, Ok(Ok(stat)) if !stat.contains(") Z "))
		};
		self.inner.node_names().into_iter().filter(ended).collect()
	}

	/// Addresses at which others find a node on the network, as `--bootnodes` takes them.
	pub fn address(&self, name: &str) -> Result<String> {
		Ok(self.node(name)?.multiaddr().to_owned())
	}

	/// Ends all nodes.
	pub async fn stop(self) {
		// What it could not end ends when it is dropped.
		if let Err(error) = self.inner.destroy().await {
			eprintln!("stopping the network: {error}");
		}
	}
}

/// What the parachain begins with, as files.
struct Genesis {
	chain: PathBuf,
	head: PathBuf,
	code: PathBuf,
	para_id: u32,
}

impl Genesis {
	async fn export(options: &Options, folder: &Path) -> Result<Self> {
		let [chain, head, code] = ["aic.json", "genesis-head", "genesis-code"].map(|name| folder.join(name));
		let spec =
			process::output(&options.node, &["export-chain-spec", "--chain", PARACHAIN, "--raw"]).await?;
		let json = serde_json::from_slice::<Value>(&spec).context("the parachain's specification")?;
		let para_id = json["para_id"]
			.as_u64()
			.or(json["paraId"].as_u64())
			.context("a specification without para_id")?;
		fs::write(&chain, spec)?;
		let runtime =
			json["genesis"]["raw"]["top"][CODE_KEY].as_str().context("a specification without code")?;
		fs::write(&code, runtime)?;
		let base = folder.join("genesis");
		let arguments = ["export-genesis-head", "--chain", text(&chain), "--base-path", text(&base)];
		fs::write(&head, process::output(&options.node, &arguments).await?)?;
		Ok(Self { chain, head, code, para_id: para_id.try_into()? })
	}
}

/// Options of a collator and, after `--`, of the relay chain node inside.
fn collator_arguments(key: &str) -> Result<Vec<Arg>> {
	let mut all = arguments(&[key, "--no-mdns", "--no-hardware-benchmarks", "--", "--no-mdns", "--no-beefy"]);
	all.push(("--rpc-port", free_port()?.to_string().as_str()).into());
	Ok(all)
}

fn arguments(flags: &[&str]) -> Vec<Arg> {
	flags.iter().map(|flag| Arg::from(*flag)).collect()
}

/// Paths of the suite are made of plain text.
fn text(path: &Path) -> &str {
	path.to_str().unwrap_or_default()
}

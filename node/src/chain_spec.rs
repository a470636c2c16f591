//! The chain specifications that are built in, and the loader of others.

use aic_primitives::currency;
use aic_runtime::genesis_config_presets::PARA_ID;
use sc_chain_spec::ChainSpecExtension;
use sc_service::{ChainType, Properties};
use serde::{Deserialize, Serialize};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};

/// Relay chain of the built-in specifications. A local one is given after `--`, as a file.
const RELAY_CHAIN: &str = "rococo-local";

/// A chain specification of this chain.
pub type ChainSpec = sc_service::GenericChainSpec<Extensions>;

/// What a parachain's specification says beyond an ordinary one.
#[derive(ChainSpecExtension, Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Extensions {
	/// The relay chain: a name that the `polkadot` binary knows, or the path of a specification.
	#[serde(alias = "relayChain")]
	pub relay_chain: String,
	/// The parachain id, for tools. The node itself asks the runtime.
	#[serde(alias = "paraId")]
	pub para_id: Option<u32>,
}

impl Extensions {
	/// The extensions of a specification, if it has them.
	pub fn of(spec: &dyn sc_service::ChainSpec) -> Option<&Self> {
		sc_chain_spec::get_extension(spec.extensions())
	}
}

/// Loads a specification: `dev`, `local`, or the path of a JSON file.
pub fn load(id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
	Ok(match id {
		"dev" => Box::new(builtin("AIC Development", "aic-dev", ChainType::Development, DEV_RUNTIME_PRESET)?),
		"" | "local" => Box::new(builtin(
			"AIC Local Testnet",
			"aic-local",
			ChainType::Local,
			LOCAL_TESTNET_RUNTIME_PRESET,
		)?),
		path => Box::new(ChainSpec::from_json_file(path.into())?),
	})
}

/// Whether a node of this chain runs alone, without a relay chain.
pub fn is_development(spec: &dyn sc_service::ChainSpec) -> bool {
	spec.chain_type() == ChainType::Development
}

fn builtin(name: &str, id: &str, chain_type: ChainType, preset: &str) -> Result<ChainSpec, String> {
	let code = aic_runtime::WASM_BINARY
		.ok_or("this node was built with SKIP_WASM_BUILD: it has no runtime, so --chain must be a file")?;
	let extensions = Extensions { relay_chain: RELAY_CHAIN.into(), para_id: Some(PARA_ID) };

	Ok(ChainSpec::builder(code, extensions)
		.with_name(name)
		.with_id(id)
		.with_chain_type(chain_type)
		.with_protocol_id(id)
		.with_properties(properties())
		.with_genesis_config_preset_name(preset)
		.build())
}

/// What wallets show amounts and addresses with.
fn properties() -> Properties {
	Properties::from_iter([
		("tokenSymbol".to_owned(), currency::SYMBOL.into()),
		("tokenDecimals".to_owned(), currency::DECIMALS.into()),
		("ss58Format".to_owned(), aic_runtime::SS58_PREFIX.into()),
	])
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn extensions_are_read_when_keys_are_snake_case_or_camel_case() {
		let expected = Extensions { relay_chain: "paseo".into(), para_id: Some(2_000) };

		for json in [r#"{"relay_chain":"paseo","para_id":2000}"#, r#"{"relayChain":"paseo","paraId":2000}"#] {
			assert_eq!(serde_json::from_str::<Extensions>(json).unwrap(), expected);
		}
	}

	#[test]
	fn extensions_are_refused_when_the_relay_chain_is_missing() {
		assert!(serde_json::from_str::<Extensions>(r#"{"para_id":2000}"#).is_err());
	}

	#[test]
	fn specification_is_refused_when_there_is_no_such_file() {
		assert!(load("/no/such/file.json").is_err());
	}
}

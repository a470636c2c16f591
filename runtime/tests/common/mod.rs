//! What the runtime's tests share: a chain at genesis.

#![allow(
	dead_code,
	clippy::unwrap_used,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::arithmetic_side_effects
)]

use aic_runtime::{genesis_config_presets, RuntimeGenesisConfig};
use polkadot_sdk::*;
use serde_json::Value;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_io::TestExternalities;

/// Names of all presets.
pub const PRESETS: [&str; 2] = [DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET];

/// The whole genesis of a preset: what it says, laid over the default.
pub fn genesis(preset: &str) -> Value {
	let read = |id: Option<PresetId>| {
		let json = frame_support::genesis_builder_helper::get_preset::<RuntimeGenesisConfig>(
			&id,
			genesis_config_presets::get_preset,
		);
		serde_json::from_slice::<Value>(&json.expect("the preset exists")).unwrap()
	};
	let mut whole = read(None);
	lay_over(&mut whole, read(Some(PresetId::from(preset))));
	whole
}

/// JSON merge patch, RFC 7396, without removals.
fn lay_over(base: &mut Value, patch: Value) {
	match (base, patch) {
		(Value::Object(base), Value::Object(patch)) => {
			for (key, value) in patch {
				lay_over(base.entry(key).or_insert(Value::Null), value);
			}
		}
		(base, patch) => *base = patch,
	}
}

/// A chain with the genesis that `json` says.
pub fn chain_of(json: &Value) -> TestExternalities {
	let mut chain = TestExternalities::default();
	chain.execute_with(|| {
		frame_support::genesis_builder_helper::build_state::<RuntimeGenesisConfig>(
			json.to_string().into_bytes(),
		)
		.expect("the genesis builds")
	});
	chain
}

/// A chain at the genesis of a preset, in its first block.
pub fn chain(preset: &str) -> TestExternalities {
	let mut chain = chain_of(&genesis(preset));
	chain.execute_with(|| aic_runtime::System::set_block_number(1));
	chain
}

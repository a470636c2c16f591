//! What the runtime's tests share: a chain at genesis, and what must be true of it at any time.

#![allow(
	dead_code,
	clippy::unwrap_used,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::arithmetic_side_effects
)]

pub mod material;

use aic_primitives::{
	currency::GENESIS_SUPPLY, runtime_api::runtime_decl_for_aic_api::AicApiV1, AssetId, AssetKind, Balance,
	Basis, Details, FormatId, LeaseId, NodeId, Part, Parts, Purposes, Terms, Wish,
};
use aic_runtime::{
	genesis_config_presets::{self, Holder},
	AccountId, AiAssets, AssetFormats, Balances, CoinPayroll, ContributionRating, DataProtection,
	MadeToOrder, NodeMonitor, PowerLeases, Providers, RelayRandomness, ResourceAllocator, Runtime,
	RuntimeGenesisConfig, RuntimeOrigin, SigmoidIssuance, StorageGrid, WorkValidation,
};
use frame_support::{
	assert_ok,
	traits::{fungible::Mutate, tokens::Preservation},
};
use pallet_asset_formats::{Description, Dimension, ElementType, FormatKind, Tensor, SCHEMA_VERSION};
use pallet_resource_allocator::SlotState;
use pallet_work_validation::Surety;
use polkadot_sdk::*;
use serde_json::Value;
use sp_core::{Blake2Hasher, H256};
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_io::TestExternalities;
use std::collections::BTreeMap;

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

/// An account without a key, for each number in each role.
pub fn account(role: u8, number: u64) -> AccountId {
	AccountId::new(sp_io::hashing::blake2_256(&[&[role][..], &number.to_le_bytes()].concat()))
}

/// Gives coins of the investors to an account.
pub fn fund(who: &AccountId, amount: Balance) {
	let from = Holder::Investors.account();
	assert_ok!(<Balances as Mutate<_>>::transfer(&from, who, amount, Preservation::Expendable));
}

/// A tensor of 64-bit floats.
fn tensor(shape: &[u32]) -> Tensor {
	let shape = shape.iter().map(|extent| Dimension::Fixed(*extent)).collect::<Vec<_>>();
	Tensor { name: Default::default(), element: ElementType::F64, shape: shape.try_into().unwrap() }
}

/// Four numbers with a label, for datasets, and three numbers out of them, for models. The investors register it when it is not
/// there yet.
pub fn format(kind: AssetKind) -> FormatId {
	let (kind, output) = match kind {
		AssetKind::Model => (FormatKind::Model, vec![tensor(&[3])]),
		_ => (FormatKind::Dataset, vec![]),
	};
	let description = Description {
		schema: SCHEMA_VERSION,
		kind,
		name: b"numbers".to_vec().try_into().unwrap(),
		version: 1,
		previous: None,
		dimensions: Default::default(),
		features: vec![tensor(&[4])].try_into().unwrap(),
		labels: vec![tensor(&[])].try_into().unwrap(),
		output: output.try_into().unwrap(),
		classes: None,
		preprocessing: None,
		parameters: None,
		environment: None,
	};
	let hash = description.hash();
	AssetFormats::id_of(hash).unwrap_or_else(|| {
		let investors = RuntimeOrigin::signed(Holder::Investors.account());
		assert_ok!(AssetFormats::register(investors, Box::new(description)));
		AssetFormats::id_of(hash).unwrap()
	})
}

/// What is said of an asset whose use costs `price`.
pub fn details(name: &str, price: Balance) -> Details {
	let terms = Terms { purposes: Purposes::ALL, per_use: Some(price), ..Default::default() };
	Details { name: name.as_bytes().to_vec().try_into().unwrap(), size: 5_000, terms, region: 0 }
}

/// Mints an asset with this content that nobody has a share of.
pub fn mint(kind: AssetKind, content: u8, details: Details) -> pallet_ai_assets::Call<Runtime> {
	let (format, shares) = (format(kind), Default::default());
	pallet_ai_assets::Call::mint {
		kind,
		content: H256([content; 32]),
		format,
		details,
		shares,
		previous: None,
	}
}

/// Buys uses of a whole asset.
pub fn buy(asset: AssetId, uses: u32, max_cost: Balance) -> pallet_ai_assets::Call<Runtime> {
	let wish = Wish { basis: Basis::Uses(uses), part: Part::WHOLE };
	pallet_ai_assets::Call::buy_licence { asset, wish, max_cost }
}

/// Lets `step` happen, and says how many bytes prove what it read.
pub fn prove<R>(chain: &mut TestExternalities, step: impl FnOnce() -> R) -> (R, usize) {
	chain.commit_all().expect("what changed can be written");
	let root = *chain.backend.root();
	let (result, proof) = chain.execute_and_prove(step);
	chain.commit_all().expect("what changed can be written");
	(result, proof.encoded_compact_size::<Blake2Hasher>(root).expect("the proof is whole"))
}

/// The invariants of all our pallets, what they say of each other, and rule 1: coins are conserved.
pub fn check() {
	assert_ok!(AiAssets::do_try_state());
	assert_ok!(AssetFormats::do_try_state());
	assert_ok!(DataProtection::do_try_state());
	assert_ok!(MadeToOrder::do_try_state());
	assert_ok!(StorageGrid::do_try_state());
	assert_ok!(CoinPayroll::do_try_state());
	assert_ok!(ContributionRating::do_try_state());
	assert_ok!(NodeMonitor::do_try_state());
	assert_ok!(PowerLeases::do_try_state());
	assert_ok!(Providers::do_try_state());
	assert_ok!(RelayRandomness::do_try_state());
	assert_ok!(ResourceAllocator::do_try_state());
	assert_ok!(SigmoidIssuance::do_try_state());
	assert_ok!(WorkValidation::do_try_state());
	let accounts = frame_system::Account::<Runtime>::iter_values()
		.map(|account| account.data.free + account.data.reserved)
		.sum::<Balance>();
	assert_eq!(accounts, Balances::total_issuance());
	let supply = Runtime::supply();
	assert_eq!(supply.total, GENESIS_SUPPLY + supply.issued - supply.burned);
	assert_eq!(supply.total, Balances::total_issuance());
	check_reservations();
	check_leases();
}

/// What work reserves of nodes and bonds is what `providers` keeps for it, to the part and to the unit.
fn check_reservations() {
	let mut parts = BTreeMap::<NodeId, Parts>::new();
	let mut pledges = BTreeMap::<NodeId, (u32, Balance)>::new();
	let mut reserve = |node: NodeId, more: Parts| *parts.entry(node).or_default() += more;
	let mut pledge = |node: NodeId, bond: Balance| {
		let (count, sum) = pledges.entry(node).or_default();
		*count += 1;
		*sum += bond;
	};
	for page in pallet_resource_allocator::Slots::<Runtime>::iter_values() {
		for slot in page {
			match slot.state {
				SlotState::Assigned { node, parts, .. } | SlotState::Running { node, parts, .. } => {
					reserve(node, parts)
				}
				SlotState::Validating { node, parts, pledge: None, .. } => reserve(node, parts),
				SlotState::Validating { node, pledge: Some(bond), .. } => pledge(node, bond),
				SlotState::Waiting { .. } | SlotState::Done { .. } | SlotState::Failed { .. } => (),
			}
		}
	}
	for validation in pallet_work_validation::Validations::<Runtime>::iter_values() {
		for auditor in validation.auditors {
			match auditor.surety {
				Surety::Parts(parts) => reserve(auditor.node, parts),
				Surety::Pledge => pledge(auditor.node, validation.bond),
				Surety::Nothing => (),
			}
		}
	}
	for (node, measurement) in pallet_node_monitor::Measurements::<Runtime>::iter() {
		if let pallet_node_monitor::Phase::Validating { bond, .. } = measurement.phase {
			pledge(node, bond);
		}
	}
	let free = pallet_providers::Pages::<Runtime>::iter_values()
		.flatten()
		.map(|entry| (entry.node, entry.free))
		.collect::<BTreeMap<_, _>>();
	let mut pledged = BTreeMap::<AccountId, Balance>::new();
	for (id, node) in pallet_providers::Nodes::<Runtime>::iter() {
		let free = free.get(&id).copied().unwrap_or_default();
		let used = if node.online { node.shared - free } else { node.used };
		assert_eq!(used, parts.remove(&id).unwrap_or_default(), "parts of node {id}");
		let (count, bond) = pledges.remove(&id).unwrap_or_default();
		assert_eq!(node.pledges, count, "pledges of node {id}");
		*pledged.entry(node.provider).or_default() += bond;
	}
	assert!(parts.is_empty() && pledges.is_empty(), "work is on nodes that are gone: {parts:?} {pledges:?}");
	for (account, provider) in pallet_providers::Providers::<Runtime>::iter() {
		assert_eq!(provider.pledged, pledged.remove(&account).unwrap_or_default(), "pledged by {account:?}");
	}
}

/// What is out of each lease is what its open jobs took.
fn check_leases() {
	let mut taken = BTreeMap::<LeaseId, (u128, u64)>::new();
	for job in pallet_resource_allocator::Jobs::<Runtime>::iter_values() {
		let Some(lease) = job.request.lease.filter(|_| job.open > 0) else { continue };
		let power = u64::from(job.request.power) * u64::from(job.open);
		let (out, at_once) = taken.entry(lease).or_default();
		*out += u128::from(power) * u128::from(job.prepaid);
		*at_once += power;
	}
	for (id, lease) in pallet_power_leases::LeaseOf::<Runtime>::iter() {
		assert_eq!((lease.out, lease.at_once), taken.remove(&id).unwrap_or_default(), "lease {id}");
	}
	assert!(taken.is_empty(), "work runs on leases that are gone: {taken:?}");
}

/// Forgets the events, as the next block does. `System::reset_events` also clears a prefix, for which the overlay of a test looks at all
/// that ever changed.
pub fn forget_events() {
	for item in [&b"Events"[..], b"EventCount"] {
		sp_io::storage::clear(&frame_support::storage::storage_prefix(b"System", item));
	}
}

/// A small generator of pseudo-random numbers (Steele, Lea and Flood 2014).
#[derive(Clone)]
pub struct SplitMix64(pub u64);

impl SplitMix64 {
	pub fn next(&mut self) -> u64 {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mut z = self.0;
		z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		z ^ (z >> 31)
	}

	/// A number below `end`.
	pub fn below(&mut self, end: u64) -> u64 {
		self.next() % end
	}

	/// A number from `from` to `to`.
	pub fn within(&mut self, from: u64, to: u64) -> u64 {
		from + self.below(to - from + 1)
	}

	/// Whether something happens that does in so many of a hundred cases.
	pub fn percent(&mut self, part: u64) -> bool {
		self.below(100) < part
	}

	/// A number above 0 and not above 1.
	pub fn unit(&mut self) -> f64 {
		((self.next() >> 11) + 1) as f64 / (1u64 << 53) as f64
	}

	pub fn hash(&mut self) -> H256 {
		H256(sp_io::hashing::blake2_256(&self.next().to_le_bytes()))
	}

	pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
		of[self.below(of.len() as u64) as usize]
	}
}

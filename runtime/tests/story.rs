//! A training job from the nodes' registration to the reward, on the whole runtime, held against the rules of the money.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod common;

use aic_primitives::{
	currency::{AIC, GENESIS_SUPPLY, MILLI_AIC},
	runtime_api::{runtime_decl_for_aic_api::AicApiV1, JobRequest},
	seal,
	time::{MINUTE, SECOND},
	AssetId, AssetKind, Balance, DeviceClass, EraIndex, JobId, NodeId, ResourceId, SlotId,
};
use aic_runtime::{
	configs::governance::TreasuryAccount, genesis_config_presets::DEVELOPMENT_ERA, AccountId, AiAssets,
	Balances, CoinPayroll, ContributionRating, Providers, RelayRandomness, ResourceAllocator, Runtime,
	RuntimeCall, RuntimeOrigin, SigmoidIssuance, System, Timestamp, WorkValidation,
};
use common::{chain, PRESETS};
use frame_support::{assert_noop, assert_ok, traits::OnPoll, weights::WeightMeter};
use pallet_ai_assets::{Details, Dimension, ElementType, Format, Tensor, FORMAT_VERSION};
use pallet_relay_randomness::{Seed, Source};
use pallet_resource_allocator::SlotState;
use polkadot_sdk::*;
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Alice, AliceStash, Bob, BobStash, Charlie, Dave, Eve, Ferdie};
use sp_runtime::traits::Dispatchable;

const START: u64 = 1_800_000_000_000;
const DATASET: AssetId = AssetId { kind: AssetKind::Dataset, item: 0 };
const MODEL: AssetId = AssetId { kind: AssetKind::Model, item: 0 };
const TRAINED: AssetId = AssetId { kind: AssetKind::TrainedAi, item: 0 };
const DATASET_PRICE: Balance = 3 * AIC;
const MODEL_PRICE: Balance = 2 * AIC;
const POWER: u32 = 16;
const MEMORY: u32 = 16 * 1_024;
const NODES: [Sr25519Keyring; 5] = [Bob, Charlie, Dave, Eve, Ferdie];
const JOB: JobId = 0;
const SLOT: SlotId = SlotId { job: JOB, index: 0 };

/// Lets `who` do what `call` says; it must succeed.
fn by(who: Sr25519Keyring, call: impl Into<RuntimeCall>) {
	assert_ok!(call.into().dispatch(RuntimeOrigin::signed(who.to_account_id())));
}

/// A block later by `passed` ms, with new randomness. Checks the rules of the money.
fn block(passed: u64) {
	let number = System::block_number() + 1;
	System::set_block_number(number);
	pallet_timestamp::Now::<Runtime>::mutate(|now| *now += passed);
	let value = H256(sp_io::hashing::blake2_256(&number.to_le_bytes()));
	pallet_relay_randomness::Latest::<Runtime>::put(Seed {
		value,
		source: Source::CurrentBlock,
		known_since: number,
	});
	aic_runtime::AllPalletsWithSystem::on_poll(number, &mut WeightMeter::new());
	check();
}

/// The invariants of all our pallets, and rule 1: coins are conserved.
fn check() {
	assert_ok!(AiAssets::do_try_state());
	assert_ok!(CoinPayroll::do_try_state());
	assert_ok!(ContributionRating::do_try_state());
	assert_ok!(Providers::do_try_state());
	assert_ok!(RelayRandomness::do_try_state());
	assert_ok!(ResourceAllocator::do_try_state());
	assert_ok!(SigmoidIssuance::do_try_state());
	assert_ok!(WorkValidation::do_try_state());
	let accounts = frame_system::Account::<Runtime>::iter_values()
		.map(|account| account.data.free + account.data.reserved)
		.sum::<Balance>();
	assert_eq!(accounts, Balances::total_issuance());
	assert_eq!(Balances::total_issuance(), GENESIS_SUPPLY + Runtime::supply().issued);
}

fn tensor(shape: &[Dimension]) -> Tensor {
	Tensor { element: ElementType::F64, shape: shape.to_vec().try_into().unwrap() }
}

fn format(output: Option<Tensor>) -> Format {
	let (features, labels) = (tensor(&[Dimension::Fixed(4)]), Some(tensor(&[])));
	Format { version: FORMAT_VERSION, features, labels, output }
}

fn details(name: &str, price: Balance) -> Details {
	let name = name.as_bytes().to_vec().try_into().unwrap();
	let terms = pallet_ai_assets::Terms { training: true, inference: true };
	Details { name, size: 5_000, price, terms, region: 0 }
}

/// A dataset of Alice's stash and a model of Bob's.
fn publish() {
	by(
		AliceStash,
		pallet_ai_assets::Call::mint_dataset {
			content: H256([1; 32]),
			format: format(None),
			details: details("Iris", DATASET_PRICE),
		},
	);
	by(
		BobStash,
		pallet_ai_assets::Call::mint_model {
			content: H256([2; 32]),
			format: format(Some(tensor(&[Dimension::Fixed(3)]))),
			details: details("softmax regression", MODEL_PRICE),
		},
	);
}

/// A provider with an idle node each.
fn offer_nodes() {
	for (node, who) in (0..).zip(NODES) {
		let bond = Providers::required_bond(POWER.into());
		by(who, pallet_providers::Call::register { bond });
		by(
			who,
			pallet_providers::Call::add_node {
				class: DeviceClass::Gpu,
				power: POWER,
				memory: MEMORY,
				region: 0,
				min_price: MILLI_AIC,
			},
		);
		by(who, pallet_providers::Call::go_idle { node });
	}
}

fn buy_licences(who: Sr25519Keyring) {
	for (asset, max_cost) in [(DATASET, DATASET_PRICE), (MODEL, MODEL_PRICE)] {
		by(who, pallet_ai_assets::Call::buy_licence { asset, uses: 1, max_cost });
	}
}

fn request() -> JobRequest {
	JobRequest {
		model: MODEL,
		datasets: vec![DATASET].try_into().unwrap(),
		instructions: H256([3; 32]),
		class: DeviceClass::Gpu,
		power: POWER,
		memory: MEMORY,
		slots: 1,
		time_limit: 60 * MINUTE,
		region: None,
	}
}

/// Who owns a node.
fn provider_of(node: NodeId) -> Sr25519Keyring {
	NODES[node as usize]
}

fn salt(node: NodeId) -> H256 {
	H256([node as u8 + 100; 32])
}

/// Runs Alice's job until it is settled; the executor's and the validators' nodes.
fn run_job(digest: H256) -> (NodeId, Vec<NodeId>) {
	let max_price = Runtime::quote(request()).unwrap().total;
	by(Alice, pallet_resource_allocator::Call::request { request: request(), max_price });
	block(2 * SECOND);
	let SlotState::Assigned { node: executor, .. } = ResourceAllocator::slot(SLOT).unwrap().state else {
		panic!("the slot waits: {:?}", Runtime::job_status(JOB))
	};
	by(provider_of(executor), pallet_resource_allocator::Call::start { slot: SLOT });
	block(30 * MINUTE);
	let sealed = |node| seal(SLOT, node, digest, salt(node));
	by(provider_of(executor), pallet_resource_allocator::Call::submit { slot: SLOT, seal: sealed(executor) });
	block(2 * SECOND);
	let validators = WorkValidation::validation(SLOT).expect("it is validated").validators;
	let validators = validators.iter().map(|validator| validator.node).collect::<Vec<_>>();
	for node in &validators {
		by(provider_of(*node), pallet_work_validation::Call::commit { slot: SLOT, seal: sealed(*node) });
	}
	block(2 * SECOND);
	for node in validators.iter().chain([&executor]) {
		by(
			provider_of(*node),
			pallet_work_validation::Call::reveal { slot: SLOT, digest, salt: salt(*node) },
		);
	}
	by(Ferdie, pallet_work_validation::Call::close { slot: SLOT });
	block(2 * SECOND);
	(executor, validators)
}

fn free(account: &AccountId) -> Balance {
	Balances::free_balance(account)
}

/// A chain with assets on offer and nodes that are idle.
fn ready() -> sp_io::TestExternalities {
	let mut chain = chain(PRESETS[0]);
	chain.execute_with(|| {
		pallet_timestamp::Now::<Runtime>::put(START);
		publish();
		offer_nodes();
		check();
	});
	chain
}

#[test]
fn job_pays_everyone_to_the_unit_and_no_coin_is_lost() {
	ready().execute_with(|| {
		let treasury = free(&TreasuryAccount::get());
		let alice = free(&Alice.to_account_id());
		buy_licences(Alice);
		let quote = Runtime::quote(request()).unwrap();
		assert_eq!(quote.unit_price, Runtime::power_price(DeviceClass::Gpu));
		assert_eq!(quote.work, 160 * MILLI_AIC, "16 power for an hour at the paper's price");
		assert_eq!(quote.total, quote.work + quote.validation);

		let digest = H256([9; 32]);
		let (executor, validators) = run_job(digest);

		let SlotState::Done { node, digest: found, paid: work } =
			ResourceAllocator::slot(SLOT).unwrap().state
		else {
			panic!("the slot is not done")
		};
		assert_eq!((node, found), (executor, digest));
		assert_eq!(work, 80 * MILLI_AIC, "half an hour was worked");
		assert_eq!(validators.len(), 3);
		let validation = work * 3;
		let spent = DATASET_PRICE + MODEL_PRICE + work + validation;
		assert_eq!(alice - free(&Alice.to_account_id()), spent, "the rest of the escrow came back");

		let net = |fee: Balance| fee - fee / 10;
		let owed = |who: Sr25519Keyring| Runtime::owed(who.to_account_id()).payable;
		assert_eq!(owed(AliceStash), net(DATASET_PRICE));
		assert_eq!(owed(BobStash), net(MODEL_PRICE));
		assert_eq!(owed(provider_of(executor)), net(work));
		for node in &validators {
			assert_eq!(owed(provider_of(*node)), net(work), "a validator repeats the work for the same fee");
		}
		assert_eq!(free(&TreasuryAccount::get()) - treasury, spent / 20, "half of the commission");
		let licences = CoinPayroll::closed_era(0).expect("half an hour is many eras of the preset");
		let from_pool = licences.budget - Runtime::supply().issued;
		assert_eq!(
			CoinPayroll::pool() + from_pool,
			spent / 20,
			"the other half, part of it set apart for rewards"
		);
	});
}

#[test]
fn result_becomes_an_nft_and_its_licence_is_sold() {
	ready().execute_with(|| {
		buy_licences(Alice);
		let digest = H256([9; 32]);
		run_job(digest);
		let mint = || pallet_ai_assets::Call::mint_trained_ai {
			slot: SLOT,
			format: None,
			details: details("Iris, softmax", 7 * AIC),
		};
		assert!(RuntimeCall::from(mint()).dispatch(RuntimeOrigin::signed(Bob.to_account_id())).is_err());
		by(Alice, mint());
		assert_eq!(AiAssets::asset(TRAINED).unwrap().content, digest);
		assert_eq!(AiAssets::owner(TRAINED), Some(Alice.to_account_id()));
		by(Eve, pallet_ai_assets::Call::buy_licence { asset: TRAINED, uses: 1, max_cost: 7 * AIC });
		assert_eq!(Runtime::owed(Alice.to_account_id()).payable, 63 * AIC / 10);
		block(2 * SECOND);
	});
}

#[test]
fn rewards_are_paid_after_the_era_and_stay_below_the_commission() {
	ready().execute_with(|| {
		buy_licences(Alice);
		let era = Runtime::rating(ResourceId::Asset(DATASET)).unwrap().era;
		let due = Runtime::rating(ResourceId::Asset(DATASET)).unwrap().due;
		assert!(due > 0 && due < DATASET_PRICE / 10, "rule 3: {due}");
		assert_noop!(
			CoinPayroll::claim_reward(
				RuntimeOrigin::signed(Eve.to_account_id()),
				ResourceId::Asset(DATASET),
				era
			),
			pallet_coin_payroll::Error::<Runtime>::EraRuns
		);
		block(DEVELOPMENT_ERA);
		by(Eve, pallet_coin_payroll::Call::end_era {});
		let reward = CoinPayroll::reward(ResourceId::Asset(DATASET), era);
		let fees = (9 * DATASET_PRICE / 10, Runtime::owed(AliceStash.to_account_id()).payable);
		assert_eq!(fees.0, fees.1);
		by(Eve, pallet_coin_payroll::Call::claim_reward { resource: ResourceId::Asset(DATASET), era });
		let issued = Runtime::supply().issued;
		assert!(issued > 0, "the pool has less than is due, so the curve gives what it allows");
		assert_eq!(CoinPayroll::closed_era(era).unwrap().budget, (DATASET_PRICE + MODEL_PRICE) / 20 + issued);
		assert!(reward > 0 && reward <= due);
		assert_eq!(Runtime::owed(AliceStash.to_account_id()).payable, fees.1 + reward);
		let before = free(&AliceStash.to_account_id());
		by(Ferdie, pallet_coin_payroll::Call::claim { account: AliceStash.to_account_id() });
		assert_eq!(free(&AliceStash.to_account_id()) - before, fees.1 + reward);
		assert_eq!(Runtime::owed(AliceStash.to_account_id()).paid, fees.1 + reward);
		block(2 * SECOND);
	});
}

#[test]
fn job_waits_and_is_cancelled_in_full_when_no_node_fits() {
	ready().execute_with(|| {
		buy_licences(Alice);
		let before = free(&Alice.to_account_id());
		let request = JobRequest { class: DeviceClass::Fpga, ..request() };
		by(Alice, pallet_resource_allocator::Call::request { request, max_price: Balance::MAX });
		block(2 * SECOND);
		let status = Runtime::job_status(JOB).unwrap();
		assert_eq!((status[0].node, status[0].waits), (None, Some(aic_primitives::WaitReason::NoIdleNode)));
		by(Alice, pallet_resource_allocator::Call::cancel { job: JOB });
		assert_eq!(free(&Alice.to_account_id()), before);
		assert_eq!(AiAssets::licence(DATASET, Alice.to_account_id()), 1, "the use was given back");
		block(2 * SECOND);
	});
}

#[test]
fn job_is_refused_when_its_price_is_above_the_maximum_or_a_licence_is_missing() {
	ready().execute_with(|| {
		let total = Runtime::quote(request()).unwrap().total;
		let ask = |max_price| {
			ResourceAllocator::request(RuntimeOrigin::signed(Alice.to_account_id()), request(), max_price)
		};
		assert_noop!(ask(total), pallet_ai_assets::Error::<Runtime>::NoLicence);
		buy_licences(Alice);
		assert_noop!(ask(total - 1), pallet_resource_allocator::Error::<Runtime>::PriceAboveMaximum);
		assert_ok!(ask(total));
	});
}

#[test]
fn reads_say_what_is_wrong_and_what_is_not_there() {
	ready().execute_with(|| {
		assert_eq!(Runtime::quote(JobRequest { slots: 0, ..request() }).unwrap_err(), "SlotsOutOfRange");
		assert_eq!(Runtime::rating(ResourceId::Node(99)), None);
		assert_eq!(Runtime::job_status(99), None);
		assert_eq!(Runtime::owed(Eve.to_account_id()), Default::default());
		let supply = Runtime::supply();
		assert_eq!((supply.total, supply.issued), (GENESIS_SUPPLY, 0));
		assert_eq!(Timestamp::get(), START);
		let none: Option<EraIndex> = CoinPayroll::era().map(|era| era.index);
		assert_eq!(none, None, "the clock starts with the first fee");
	});
}

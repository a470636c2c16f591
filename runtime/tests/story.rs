//! A training job from the nodes' registration to the reward, on the whole runtime, held against the rules of the money.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod common;

use aic_primitives::{
	currency::{AIC, GENESIS_SUPPLY, MILLI_AIC},
	runtime_api::{runtime_decl_for_aic_api::AicApiV1, JobRequest},
	time::{HOUR, MINUTE, SECOND},
	AssetId, AssetKind, Balance, Commitment, Comparison, DeviceClass, EraIndex, Funds, JobId, NodeId,
	Payroll, Placement, ResourceId, ResourceUse, SlotId, TaskId, UseKind,
};
use aic_runtime::{
	configs::{governance::TreasuryAccount, parameters::dynamic_params::contribution_rating::Saturation},
	genesis_config_presets::DEVELOPMENT_ERA,
	AccountId, AiAssets, Balances, CoinPayroll, NodeMonitor, PowerLeases, Providers, ResourceAllocator,
	Runtime, RuntimeCall, RuntimeOrigin, System, Timestamp, WorkValidation,
};
use common::{buy, chain, check, details, mint, PRESETS};
use frame_support::{
	assert_noop, assert_ok,
	traits::{Get, OnIdle, OnPoll},
	weights::{Weight, WeightMeter},
};
use pallet_relay_randomness::{Seed, Source};
use pallet_resource_allocator::SlotState;
use polkadot_sdk::*;
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{
	self, Alice, AliceStash, Bob, BobStash, Charlie, Dave, Eve, Ferdie, FerdieStash,
};
use sp_runtime::{traits::Dispatchable, Permill};

const START: u64 = 1_800_000_000_000;
const DATASET: AssetId = AssetId { kind: AssetKind::Dataset, item: 0 };
const MODEL: AssetId = AssetId { kind: AssetKind::Model, item: 0 };
const TRAINED: AssetId = AssetId { kind: AssetKind::TrainedAi, item: 0 };
const DATASET_PRICE: Balance = 3 * AIC;
const MODEL_PRICE: Balance = 2 * AIC;
const POWER: u32 = 16;
/// Device 0 of the preset: a GPU of so much power and memory, in eight parts.
const MEMORY: u32 = 8 * 1_024;
/// Each has a node with its number in this order, and is its operator, too.
const NODES: [Sr25519Keyring; 6] = [Bob, Charlie, Dave, Eve, Ferdie, FerdieStash];
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
	aic_runtime::AllPalletsWithSystem::on_idle(number, Weight::MAX);
	check();
}

/// A dataset of Alice's stash and a model of Bob's.
fn publish() {
	by(AliceStash, mint(AssetKind::Dataset, 1, details("Iris", DATASET_PRICE)));
	by(BobStash, mint(AssetKind::Model, 2, details("softmax regression", MODEL_PRICE)));
}

/// A provider with a node each, whose power is certified, and which is idle.
fn offer_nodes() {
	for (node, who) in (0..).zip(NODES) {
		add_node(who);
		assert_ok!(Providers::certify(RuntimeOrigin::root(), node, POWER));
		by(who, pallet_providers::Call::go_idle { node });
	}
}

/// Bond for one node online and another's work awaiting its verdict.
fn add_node(who: Sr25519Keyring) {
	by(who, pallet_providers::Call::register { bond: Providers::required_bond(2 * u64::from(POWER)) });
	by(
		who,
		pallet_providers::Call::add_node {
			device: 0,
			operator: who.to_account_id(),
			region: 0,
			min_price: MILLI_AIC,
		},
	);
}

fn buy_licences(who: Sr25519Keyring) {
	for (asset, max_cost) in [(DATASET, DATASET_PRICE), (MODEL, MODEL_PRICE)] {
		by(who, buy(asset, 1, max_cost));
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
		placement: Placement::Each,
		time_limit: 60 * MINUTE,
		prepaid: None,
		patience: None,
		premium: Permill::zero(),
		audit: Permill::zero(),
		trust: 1,
		comparison: Comparison::Exact,
		checkpoints: 1,
		retries: 2,
		region: None,
		lease: None,
	}
}

/// Who owns a node.
fn provider_of(node: NodeId) -> Sr25519Keyring {
	NODES[node as usize]
}

fn task(slot: SlotId) -> TaskId {
	TaskId::Slot(slot)
}

/// The node that a slot was given to.
fn assigned(slot: SlotId) -> NodeId {
	match ResourceAllocator::slot(slot).unwrap().state {
		SlotState::Assigned { node, .. } => node,
		other => panic!("{slot:?} is {other:?}: {:?}", Runtime::job_status(slot.job)),
	}
}

fn start(slot: SlotId) -> NodeId {
	let node = assigned(slot);
	by(provider_of(node), pallet_resource_allocator::Call::start { slot });
	node
}

fn submit(slot: SlotId, node: NodeId, digest: H256) {
	let commitment = Commitment::new(task(slot), node, digest);
	by(provider_of(node), pallet_resource_allocator::Call::submit { slot, commitment });
}

/// The auditors who were drawn and have not committed yet come to this digest. Their nodes.
fn audit(slot: SlotId, digest: H256) -> Vec<NodeId> {
	audit_with(slot, |_| digest)
}

/// The same, each with a digest of its own.
fn audit_with(slot: SlotId, digest: impl Fn(NodeId) -> H256) -> Vec<NodeId> {
	let task = task(slot);
	let validation = WorkValidation::validation(task).expect("it is validated");
	let awaited = |auditor: &&pallet_work_validation::Auditor<AccountId>| {
		auditor.vote == pallet_work_validation::Vote::Awaited
	};
	let nodes = validation.auditors.iter().filter(awaited).map(|auditor| auditor.node).collect::<Vec<_>>();
	for node in &nodes {
		let commitment = Commitment::new(task, *node, digest(*node));
		by(
			provider_of(*node),
			pallet_work_validation::Call::commit { task, commitment, round_trip: Some(30) },
		);
	}
	nodes
}

fn reveal(slot: SlotId, node: NodeId, digest: H256) {
	by(provider_of(node), pallet_work_validation::Call::reveal { task: task(slot), digest, distance: None });
}

/// Runs Alice's job until it is settled; the executor's and the auditors' nodes.
fn run_job(digest: H256) -> (NodeId, Vec<NodeId>) {
	let max_price = Runtime::quote(request()).unwrap().total;
	by(Alice, pallet_resource_allocator::Call::request { request: request(), max_price });
	block(2 * SECOND);
	let executor = start(SLOT);
	block(30 * MINUTE);
	submit(SLOT, executor, digest);
	block(2 * SECOND);
	let auditors = audit(SLOT, digest);
	block(2 * SECOND);
	for node in auditors.iter().chain([&executor]) {
		reveal(SLOT, *node, digest);
	}
	assert_eq!(WorkValidation::validation(task(SLOT)), None, "the last reveal decides");
	block(2 * SECOND);
	(executor, auditors)
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
		assert_eq!(quote.total, quote.work + quote.audits);

		let digest = H256([9; 32]);
		let (executor, auditors) = run_job(digest);

		let SlotState::Done { node, digest: found, paid: work } =
			ResourceAllocator::slot(SLOT).unwrap().state
		else {
			panic!("the slot is not done")
		};
		assert_eq!((node, found), (executor, digest));
		assert_eq!(work, 80 * MILLI_AIC, "half an hour was worked");
		assert_eq!(auditors.len(), 1, "who is new is audited always");
		let spent = DATASET_PRICE + MODEL_PRICE + 2 * work;
		assert_eq!(alice - free(&Alice.to_account_id()), spent, "the rest of the escrow came back");

		let net = |fee: Balance| fee - fee / 10;
		let owed = |who: Sr25519Keyring| Runtime::owed(who.to_account_id()).payable;
		assert_eq!(owed(AliceStash), net(DATASET_PRICE));
		assert_eq!(owed(BobStash), net(MODEL_PRICE));
		assert_eq!(owed(provider_of(executor)), net(work));
		assert_eq!(owed(provider_of(auditors[0])), net(work), "an auditor repeats the work for the same fee");
		assert_eq!(WorkValidation::trust(executor), 1);
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
fn who_is_owed_enough_is_paid_by_the_next_block_with_weight_to_spare() {
	ready().execute_with(|| {
		let (owner, before) = (AliceStash.to_account_id(), free(&AliceStash.to_account_id()));
		let licences = |uses| {
			let max_cost = Balance::from(uses) * DATASET_PRICE;
			by(Dave, buy(DATASET, uses, max_cost));
		};
		let owed = |owner: &AccountId| Runtime::owed(owner.clone()).payable;
		let open = owed(&owner);
		licences(1);
		block(2 * SECOND);
		assert_eq!((owed(&owner), free(&owner)), (open + DATASET_PRICE * 9 / 10, before), "a trifle waits");
		licences(10);
		block(2 * SECOND);
		assert_eq!((owed(&owner), free(&owner)), (0, before + open + 11 * DATASET_PRICE * 9 / 10));
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
		by(Eve, buy(TRAINED, 1, 7 * AIC));
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
		let claim = pallet_coin_payroll::Call::claim_reward { resource: ResourceId::Asset(DATASET), era };
		let open = pallet_coin_payroll::Error::<Runtime>::EraOpen;
		let refused = RuntimeCall::from(claim.clone()).dispatch(RuntimeOrigin::signed(Eve.to_account_id()));
		assert_eq!(refused.unwrap_err().error, open.into(), "loops can still be shown");
		block(DEVELOPMENT_ERA / 24);
		by(Eve, claim);
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

/// The example in the rating's README.
#[test]
fn reward_comes_about_as_the_readme_says() {
	let readme = include_str!("../../pallets/skeleton/contribution-rating/README.md");
	let shows = |what: &str| assert!(readme.contains(what), "the README doesn't say {what:?}");
	let aic = |amount: Balance| {
		let text = format!("{:.4}", amount as f64 / AIC as f64);
		text.trim_end_matches('0').trim_end_matches('.').to_string()
	};
	let node = ResourceId::Node;
	let (bob, charlie) = (Bob.to_account_id(), Charlie.to_account_id());
	let work_for = |payer: Sr25519Keyring, id: NodeId, fee: Balance| {
		let (payer, amount, kind) = (payer.to_account_id(), fee * AIC, UseKind::Work(SLOT));
		let paid = ResourceUse { resource: node(id), payer, amount, kind, work: 0 };
		assert_ok!(<CoinPayroll as Payroll<_, _>>::distribute(paid, Funds::Free));
	};
	chain(PRESETS[0]).execute_with(|| {
		pallet_timestamp::Now::<Runtime>::put(START);
		offer_nodes();
		let treasury = free(&TreasuryAccount::get());
		work_for(Dave, 0, 40);
		work_for(Eve, 1, 60);
		assert_eq!(free(&TreasuryAccount::get()) - treasury, 5 * AIC);
		assert_eq!(CoinPayroll::pool(), 5 * AIC);
		let (of_bob, of_charlie) = (Runtime::rating(node(0)).unwrap(), Runtime::rating(node(1)).unwrap());
		let owed = [&bob, &charlie].map(|who| aic(Runtime::owed(who.clone()).payable));
		shows(&format!("| credited to the provider at once | {} | {} | 90 |", owed[0], owed[1]));
		shows(&format!("| points | {} | {} |", aic(of_bob.points), aic(of_charlie.points)));
		shows(&format!(
			"| 10 % of the points | {} | {} |",
			aic(of_bob.points / 10),
			aic(of_charlie.points / 10)
		));
		let due = of_bob.due + of_charlie.due;
		shows(&format!(
			"| due: the lesser of both | {} | {} | {} |",
			aic(of_bob.due),
			aic(of_charlie.due),
			aic(due)
		));
		block(DEVELOPMENT_ERA);
		by(Ferdie, pallet_coin_payroll::Call::end_era {});
		shows(&format!("and {} minted, all that the curve allows", aic(Runtime::supply().issued)));
		let rewards = [0, 1].map(|id| CoinPayroll::reward(node(id), 0));
		let budget = CoinPayroll::closed_era(0).unwrap().budget;
		shows(&format!(
			"| reward: due × budget / 8 | {} | {} | {} |",
			aic(rewards[0]),
			aic(rewards[1]),
			aic(budget)
		));
		shows(&format!("have lost {} AIC and got {} back", 4, aic(rewards[0])));
		work_for(Dave, 0, 10);
		let of_bob = Runtime::rating(node(0)).unwrap();
		let left = of_bob.points - aic_math::rating::saturate(10 * AIC, Saturation::get());
		shows(&format!("{} are left, which makes {}, but", aic(left), aic(of_bob.points)));
		shows(&format!("the cap, {} AIC", aic(of_bob.due)));
		let before = free(&bob) + Runtime::owed(bob.clone()).payable;
		block(DEVELOPMENT_ERA / 24);
		by(Ferdie, pallet_coin_payroll::Call::claim_reward { resource: node(0), era: 0 });
		assert_eq!(free(&bob) + Runtime::owed(bob.clone()).payable - before, rewards[0]);
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
		by(Alice, pallet_resource_allocator::Call::cancel { job: JOB, page: 0 });
		assert_eq!(free(&Alice.to_account_id()), before);
		assert_eq!(AiAssets::licences(DATASET, Alice.to_account_id())[0].uses, 1, "the use was given back");
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

/// Three slots that start together; the node of one lies, is contested, loses its bond, and another does its part.
#[test]
fn liar_of_a_gang_is_caught_and_his_slot_is_done_by_another() {
	ready().execute_with(|| {
		buy_licences(Alice);
		let request = JobRequest { slots: 3, placement: Placement::Gang { same_region: true }, ..request() };
		by(Alice, pallet_resource_allocator::Call::request { request, max_price: Balance::MAX });
		block(2 * SECOND);
		let slots = [0, 1, 2].map(|index| SlotId { job: JOB, index });
		let nodes = slots.map(start);
		block(30 * MINUTE);
		let (truth, lie) = (H256([9; 32]), H256([6; 32]));
		let digests = [truth, lie, truth];
		for ((slot, node), digest) in slots.into_iter().zip(nodes).zip(digests) {
			submit(slot, node, digest);
		}
		let bond = |node| Providers::provider(provider_of(node).to_account_id()).unwrap().bond;
		let before = bond(nodes[1]);
		let liar = ResourceId::Node(nodes[1]);
		let (payer, amount) = (Ferdie.to_account_id(), AIC);
		let earlier = ResourceUse { resource: liar, payer, amount, kind: UseKind::Work(SLOT), work: 0 };
		assert_ok!(<CoinPayroll as Payroll<_, _>>::distribute(earlier, Funds::Free));
		let points = Runtime::rating(liar).unwrap().points;
		block(2 * SECOND);
		let mut auditors = slots.map(|slot| audit(slot, truth));
		for index in 0..3 {
			reveal(slots[index], nodes[index], digests[index]);
			auditors[index].iter().for_each(|node| reveal(slots[index], *node, truth));
		}
		// Two votes against each other: more auditors decide.
		block(2 * SECOND);
		let more = audit(slots[1], truth);
		assert!(more.len() >= 2, "{more:?}");
		more.iter().for_each(|node| reveal(slots[1], *node, truth));
		auditors[1].extend(more);
		let bond_of_slot = 2 * AIC * Balance::from(POWER);
		assert_eq!(before - bond(nodes[1]), bond_of_slot, "he lost what answered for the slot");
		assert_eq!(WorkValidation::trust(nodes[1]), 0);
		let left = Runtime::rating(liar).unwrap().points;
		assert!(points > 0 && left <= points / 2, "he lost half of his points: {points} {left}");
		assert!(!Providers::node(nodes[1]).unwrap().online);
		// Another has the slot.
		block(2 * SECOND);
		let other = start(slots[1]);
		assert!(!nodes.contains(&other) || other != nodes[1]);
		block(30 * MINUTE);
		submit(slots[1], other, truth);
		block(2 * SECOND);
		for node in audit(slots[1], truth).into_iter().chain([other]) {
			reveal(slots[1], node, truth);
		}
		for slot in slots {
			assert!(
				matches!(ResourceAllocator::slot(slot).unwrap().state, SlotState::Done { digest, .. } if digest == truth)
			);
		}
		assert_eq!(Balances::reserved_balance(Alice.to_account_id()), 0, "every escrow is empty");
		assert_eq!(Runtime::owed(provider_of(nodes[1]).to_account_id()).payable, {
			// He may have audited others honestly meanwhile; for the lie he got nothing.
			let audits = auditors.iter().flatten().filter(|node| **node == nodes[1]).count() as Balance;
			72 * MILLI_AIC * audits + AIC * 9 / 10
		});
		block(2 * SECOND);
	});
}

#[test]
fn node_is_measured_and_the_auditor_is_paid() {
	ready().execute_with(|| {
		let (node, who) = (NODES.len() as NodeId, AliceStash);
		add_node(who);
		let fee = NodeMonitor::measurement_fee(node).unwrap();
		let before = free(&who.to_account_id());
		by(who, pallet_node_monitor::Call::request_measurement { node, max_fee: fee });
		block(2 * SECOND);
		by(who, pallet_node_monitor::Call::begin_measurement { node });
		// Half as fast as a whole device.
		block(10 * MINUTE);
		let (task, digest) = (TaskId::Measurement(0), H256([4; 32]));
		let commitment = Commitment::new(task, node, digest);
		by(who, pallet_node_monitor::Call::submit_measurement { node, commitment });
		block(2 * SECOND);
		let auditor = WorkValidation::validation(task).unwrap().auditors[0].node;
		let commitment = Commitment::new(task, auditor, digest);
		by(provider_of(auditor), pallet_work_validation::Call::commit { task, commitment, round_trip: None });
		for signer in [provider_of(auditor), who] {
			by(signer, pallet_work_validation::Call::reveal { task, digest, distance: None });
		}
		assert_eq!(Providers::node(node).unwrap().power, POWER / 2);
		assert_eq!(before - free(&who.to_account_id()), fee);
		assert_eq!(Runtime::owed(provider_of(auditor).to_account_id()).payable, fee - fee.div_ceil(10));
		by(who, pallet_providers::Call::go_idle { node });
		block(2 * SECOND);
	});
}

#[test]
fn linked_provider_is_refused_and_another_is_drawn() {
	ready().execute_with(|| {
		buy_licences(Alice);
		let max_price = Runtime::quote(request()).unwrap().total;
		by(Alice, pallet_resource_allocator::Call::request { request: request(), max_price });
		block(2 * SECOND);
		let first = assigned(SLOT);
		// They turn out to have a proxy in common.
		for who in [Alice, provider_of(first)] {
			by(
				who,
				pallet_proxy::Call::add_proxy {
					delegate: BobStash.to_account_id().into(),
					proxy_type: aic_runtime::configs::system::ProxyType::NonTransfer,
					delay: 0,
				},
			);
		}
		by(provider_of(first), pallet_resource_allocator::Call::start { slot: SLOT });
		let waits = ResourceAllocator::slot(SLOT).unwrap().state;
		assert!(matches!(waits, SlotState::Waiting { .. }), "{waits:?}");
		block(2 * SECOND);
		assert_ne!(start(SLOT), first);
		block(2 * SECOND);
	});
}

#[test]
fn leased_hours_keep_their_price_when_the_day_s_rises() {
	ready().execute_with(|| {
		buy_licences(Alice);
		let price = PowerLeases::quote(DeviceClass::Gpu, POWER, 24).unwrap();
		by(
			Alice,
			pallet_power_leases::Call::lease {
				class: DeviceClass::Gpu,
				power: POWER,
				hours: 24,
				max_price: price,
			},
		);
		let dear = pallet_resource_allocator::PowerPrice {
			price: AIC / 2,
			updated_at: Timestamp::get(),
			total: 0,
			busy: 0,
		};
		pallet_resource_allocator::PowerPrices::<Runtime>::insert(DeviceClass::Gpu, dear);
		let spot = Runtime::quote(request()).unwrap();
		let request = JobRequest { lease: Some(0), ..request() };
		let quote = ResourceAllocator::quote_for(Alice.to_account_id(), request.clone()).unwrap();
		assert_eq!((quote.work * 50, spot.work), (spot.work, 8 * AIC));
		by(Alice, pallet_resource_allocator::Call::request { request, max_price: quote.total });
		assert_eq!(PowerLeases::lease_of(0).unwrap().held, price - quote.work);
		block(2 * SECOND);
		by(Alice, pallet_resource_allocator::Call::cancel { job: JOB, page: 0 });
		block(24 * HOUR);
		by(Ferdie, pallet_power_leases::Call::end { lease: 0 });
		block(2 * SECOND);
	});
}

/// Two against two, whatever is drawn: the AI Society decides by its vote.
#[test]
fn society_decides_what_auditors_can_not() {
	ready().execute_with(|| {
		buy_licences(Alice);
		let max_price = Runtime::quote(request()).unwrap().total;
		by(Alice, pallet_resource_allocator::Call::request { request: request(), max_price });
		block(2 * SECOND);
		let executor = start(SLOT);
		block(30 * MINUTE);
		let truth = H256([9; 32]);
		submit(SLOT, executor, truth);
		// Every auditor comes to another result, until there are no more.
		let mut revealed = false;
		for round in 0..40u8 {
			block(if round < 10 { 2 * SECOND } else { HOUR });
			let Some(validation) = WorkValidation::validation(task(SLOT)) else { panic!("it was decided") };
			match validation.phase {
				pallet_work_validation::Phase::Committing { .. } => {
					let other = |node: NodeId| H256([100 + node as u8; 32]);
					let nodes = audit_with(SLOT, other);
					if !revealed {
						reveal(SLOT, executor, truth);
						revealed = true;
					}
					nodes.iter().for_each(|node| reveal(SLOT, *node, other(*node)));
				}
				pallet_work_validation::Phase::Drawing { until, .. } if Timestamp::get() > until => {
					by(Ferdie, pallet_work_validation::Call::close { task: task(SLOT) })
				}
				pallet_work_validation::Phase::Disputed { .. } => break,
				_ => (),
			}
		}
		let decide = pallet_work_validation::Call::decide { task: task(SLOT), stands: Some(truth) };
		assert!(RuntimeCall::from(decide.clone())
			.dispatch(RuntimeOrigin::signed(Alice.to_account_id()))
			.is_err());
		let proposal = Box::new(RuntimeCall::from(decide));
		let hash = <sp_runtime::traits::BlakeTwo256 as sp_runtime::traits::Hash>::hash_of(&proposal);
		let society =
			|call: pallet_collective::Call<Runtime, pallet_collective::Instance1>, who| by(who, call);
		let length_bound = codec::Encode::encoded_size(&proposal) as u32;
		society(pallet_collective::Call::propose { threshold: 2, proposal, length_bound }, Alice);
		for who in [Alice, Bob] {
			society(pallet_collective::Call::vote { proposal: hash, index: 0, approve: true }, who);
		}
		let weight = Weight::from_parts(100_000_000_000, 1_000_000);
		society(
			pallet_collective::Call::close {
				proposal_hash: hash,
				index: 0,
				proposal_weight_bound: weight,
				length_bound,
			},
			Charlie,
		);
		assert_eq!(pallet_collective::Proposals::<Runtime, pallet_collective::Instance1>::get().len(), 0);
		assert!(
			matches!(ResourceAllocator::slot(SLOT).unwrap().state, SlotState::Done { digest, .. } if digest == truth)
		);
		block(2 * SECOND);
	});
}

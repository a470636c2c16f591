//! What the life of a slot adds to the proofs of the blocks that it passes through, recorded on the real runtime with many
//! nodes, accounts and jobs. Prints the table with
//!
//! ```sh
//! cargo test --profile testnet --workspace --test proofs -- --nocapture
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod common;

use aic_primitives::{
	currency::{AIC, MILLI_AIC},
	runtime_api::JobRequest,
	time::{MINUTE, SECOND},
	AssetId, AssetKind, Commitment, Comparison, DeviceClass, Moment, NodeId, Placement, SlotId, TaskId,
	MAX_DATASETS,
};
use aic_runtime::{
	AccountId, Providers, ResourceAllocator, Runtime, RuntimeCall, RuntimeOrigin, System, WorkValidation,
};
use common::{account, chain, check, details, fund, mint, prove, PRESETS};
use frame_support::{assert_ok, traits::OnPoll, weights::WeightMeter};
use pallet_relay_randomness::{Seed, Source};
use pallet_resource_allocator::SlotState;
use polkadot_sdk::*;
use sp_core::H256;
use sp_io::TestExternalities;
use sp_runtime::{traits::Dispatchable, Permill};

const START: Moment = 1_800_000_000_000;
const PROVIDERS: u64 = 1_000;
const NODES_EACH: u64 = 10;
const JOBS: u64 = 10_000;
const POWER: u32 = 16;
/// What the blocks that a slot passes through may have to prove for it, in bytes, if each of them has nothing else to do. By the
/// benchmarks, which leave out what every block proves anyway, it is little more than half of that.
const BOUND: usize = 64 * 1_024;

fn by(who: AccountId, call: impl Into<RuntimeCall>) {
	assert_ok!(call.into().dispatch(RuntimeOrigin::signed(who)));
}

/// The model and as many datasets as there can be, each of another owner.
fn publish() {
	for number in 0..u64::from(MAX_DATASETS) {
		let owner = account(1, number);
		fund(&owner, 10_000 * AIC);
		by(owner, mint(AssetKind::Dataset, number as u8, details("asset", 0)));
	}
	let owner = account(1, u64::from(MAX_DATASETS));
	fund(&owner, 10_000 * AIC);
	by(owner, mint(AssetKind::Model, 99, details("asset", 0)));
}

fn offer_nodes() {
	let bond = 2 * Providers::required_bond(NODES_EACH * u64::from(POWER));
	for number in 0..PROVIDERS {
		let who = account(2, number);
		fund(&who, 10_000 * AIC);
		by(who.clone(), pallet_providers::Call::register { bond });
		for node in number * NODES_EACH..(number + 1) * NODES_EACH {
			let (operator, region) = (account(3, node), (node % 4) as u16);
			let add = pallet_providers::Call::add_node { device: 0, operator, region, min_price: MILLI_AIC };
			by(who.clone(), add);
			let certify = RuntimeCall::from(pallet_providers::Call::certify { node, power: POWER });
			assert_ok!(certify.dispatch(RuntimeOrigin::root()));
			by(who.clone(), pallet_providers::Call::go_idle { node });
		}
	}
}

fn request(datasets: u64) -> RuntimeCall {
	let request = JobRequest {
		model: AssetId { kind: AssetKind::Model, item: 0 },
		datasets: (0..datasets)
			.map(|item| AssetId { kind: AssetKind::Dataset, item: item as u32 })
			.collect::<Vec<_>>()
			.try_into()
			.unwrap(),
		instructions: H256::zero(),
		class: DeviceClass::Gpu,
		power: POWER,
		memory: 1_024,
		slots: 1,
		placement: Placement::Each,
		time_limit: 10 * MINUTE,
		prepaid: None,
		patience: None,
		premium: Permill::zero(),
		audit: Permill::one(),
		trust: 1,
		comparison: Comparison::Exact,
		checkpoints: 1,
		retries: 0,
		region: None,
		lease: None,
	};
	pallet_resource_allocator::Call::request { request, max_price: AIC }.into()
}

/// A network: nodes, accounts, and jobs of others that have ended.
fn network() -> TestExternalities {
	let mut chain = chain(PRESETS[0]);
	chain.execute_with(|| {
		pallet_timestamp::Now::<Runtime>::put(START);
		publish();
		offer_nodes();
		let other = account(5, 0);
		fund(&other, 10_000 * AIC);
		by(other.clone(), request(1));
		by(other, pallet_resource_allocator::Call::cancel { job: 0, page: 0 });
		let ended = ResourceAllocator::job(0).unwrap();
		for job in 1..JOBS {
			pallet_resource_allocator::Jobs::<Runtime>::insert(job, ended.clone());
		}
		pallet_resource_allocator::NextJob::<Runtime>::put(JOBS);
		fund(&account(4, 0), 10_000 * AIC);
		System::reset_events();
		check();
	});
	chain.commit_all().unwrap();
	chain
}

/// The proofs of what happens, one by one.
struct Life {
	chain: TestExternalities,
	steps: Vec<(&'static str, usize)>,
}

impl Life {
	/// Lets `step` happen in a block of its own, a second after the last.
	fn step<R>(&mut self, name: &'static str, step: impl FnOnce() -> R) -> R {
		self.chain.execute_with(|| {
			let number = System::block_number() + 1;
			System::set_block_number(number);
			pallet_timestamp::Now::<Runtime>::mutate(|now| *now += SECOND);
			pallet_relay_randomness::Latest::<Runtime>::put(Seed {
				value: H256(sp_io::hashing::blake2_256(&number.to_le_bytes())),
				source: Source::CurrentBlock,
				known_since: number,
			});
			System::reset_events();
		});
		let (result, bytes) = prove(&mut self.chain, step);
		self.steps.push((name, bytes));
		result
	}

	fn call(&mut self, name: &'static str, who: AccountId, call: impl Into<RuntimeCall>) {
		let call = call.into();
		self.step(name, || by(who, call));
	}
}

fn operator(node: NodeId) -> AccountId {
	account(3, node)
}

/// A job of one slot, audited once, with so many datasets. What each step has to prove.
fn life(datasets: u64) -> Vec<(&'static str, usize)> {
	let mut life = Life { chain: network(), steps: Vec::new() };
	let slot = SlotId { job: JOBS, index: 0 };
	let (task, digest) = (TaskId::Slot(slot), H256::repeat_byte(7));
	life.call("request", account(4, 0), request(datasets));
	life.step("place", || ResourceAllocator::on_poll(0, &mut WeightMeter::new()));
	let state = |life: &mut Life| life.chain.execute_with(|| ResourceAllocator::slot(slot).unwrap().state);
	let SlotState::Assigned { node, .. } = state(&mut life) else { panic!("no node was drawn") };
	life.call("start", operator(node), pallet_resource_allocator::Call::start { slot });
	let commitment = Commitment::new(task, node, digest);
	life.call("submit", operator(node), pallet_resource_allocator::Call::submit { slot, commitment });
	life.step("draw an auditor", || WorkValidation::on_poll(0, &mut WeightMeter::new()));
	let auditors = life.chain.execute_with(|| WorkValidation::validation(task).unwrap().auditors);
	assert_eq!(auditors.len(), 1);
	let auditor = auditors[0].node;
	let commitment = Commitment::new(task, auditor, digest);
	let commit = pallet_work_validation::Call::commit { task, commitment, round_trip: None };
	life.call("commit", operator(auditor), commit);
	let reveal = || pallet_work_validation::Call::reveal { task, digest, distance: None };
	life.call("reveal", operator(auditor), reveal());
	life.call("reveal, verdict, pay", operator(node), reveal());
	assert!(matches!(state(&mut life), SlotState::Done { paid, .. } if paid > 0));
	life.chain.execute_with(check);
	life.steps
}

#[test]
fn life_of_a_slot_with_one_audit_is_proven_within_bounds() {
	for datasets in [1, u64::from(MAX_DATASETS)] {
		let steps = life(datasets);
		let all = steps.iter().map(|(_, bytes)| bytes).sum::<usize>();
		println!("{} nodes, {JOBS} jobs; one slot, one audit, {datasets} datasets", PROVIDERS * NODES_EACH);
		for (name, bytes) in &steps {
			println!("{name:24} {bytes:6} bytes");
		}
		println!("{:24} {all:6} bytes", "together");
		assert!(all <= BOUND, "{all} bytes");
	}
}

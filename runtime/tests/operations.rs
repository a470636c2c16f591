//! Anything that anybody may do, in any order, on the real runtime: after each step the pallets agree with themselves and with
//! each other, and in the end strangers alone bring everything to its end, with all escrows empty.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod common;

use aic_primitives::merkle::node as merkle_node;
use aic_primitives::{
	currency::{AIC, MILLI_AIC},
	runtime_api::JobRequest,
	time::{HOUR, MINUTE, SECOND},
	AssetId, AssetKind, Balance, Commitment, Comparison, DeviceClass, Moment, NodeId, Parts, Placement,
	Power, ResourceId, SlotId, TaskId,
};
use aic_runtime::{
	configs::parameters::{dynamic_params::coin_payroll, RuntimeParameters},
	AccountId, CoinPayroll, Providers, ResourceAllocator, Runtime, RuntimeCall, RuntimeHoldReason,
	RuntimeOrigin, System, WorkValidation,
};
use common::{account, chain, check, details, fund, mint, PRESETS};
use frame_support::{
	traits::{OnIdle, OnPoll},
	weights::{Weight, WeightMeter},
};
use pallet_relay_randomness::{Seed, Source};
use pallet_resource_allocator::SlotState;
use pallet_work_validation::{tolerant_digest, Phase, Vote};
use polkadot_sdk::*;
use proptest::prelude::*;
use sp_core::H256;
use sp_runtime::{traits::Dispatchable, Permill};
use std::collections::BTreeMap;

const START: Moment = 1_800_000_000_000;
const DATASET: AssetId = AssetId { kind: AssetKind::Dataset, item: 0 };
const MODEL: AssetId = AssetId { kind: AssetKind::Model, item: 0 };
const PROVIDERS: u64 = 9;
const NODES: u64 = 2 * PROVIDERS;
const REQUESTERS: u64 = 3;
/// Power of device 0, which has eight parts.
const POWER: Power = 16;
/// What executors and auditors come to: mostly the truth.
const TRUTH: u8 = 0;

/// Picks one of what there is at the time, by its remainder.
type Pick = u8;

#[derive(Clone, Debug)]
enum Op {
	/// A block so many ms later, with newer randomness or not. Nodes answer that they are there, or don't.
	Block {
		passed: Moment,
		fresh: bool,
		alive: bool,
	},
	/// All nodes that can come back.
	Return,
	/// All slots that have a node start, and then all that run end; so many executors come to something else than the truth.
	StartAll,
	SubmitAll {
		lies: u8,
	},
	/// Everybody who is awaited to audit does, and all reveal; so many auditors of each round lie.
	AuditAll {
		lies: u8,
	},
	Request {
		who: Pick,
		ask: Ask,
	},
	TopUp {
		job: Pick,
		percent: u64,
	},
	Cancel {
		job: Pick,
	},
	Forget {
		job: Pick,
		stranger: bool,
	},
	Start {
		slot: Pick,
	},
	Settle {
		slot: Pick,
	},
	Submit {
		slot: Pick,
		came_to: u8,
	},
	ExpireSlot {
		slot: Pick,
	},
	/// All auditors of a round do their work, but for the one whose number this is.
	Audit {
		task: Pick,
		came_to: [u8; 7],
		missing: u8,
		reveal: bool,
	},
	Reveal {
		task: Pick,
	},
	Bisect {
		task: Pick,
		executor: bool,
		challenger: bool,
	},
	Close {
		task: Pick,
	},
	Decide {
		task: Pick,
		stands: Option<u8>,
	},
	GoIdle {
		node: Pick,
	},
	GoBusy {
		node: Pick,
	},
	Update {
		node: Pick,
		shared: Parts,
		dear: bool,
	},
	SetOperator {
		node: Pick,
		to: Pick,
	},
	Move {
		node: Pick,
		region: u16,
	},
	Remove {
		node: Pick,
	},
	Host {
		node: Pick,
	},
	Certify {
		node: Pick,
		power: Power,
	},
	Evict {
		node: Pick,
	},
	BondExtra {
		provider: Pick,
		aic: Balance,
	},
	Leave {
		provider: Pick,
	},
	Withdraw {
		provider: Pick,
	},
	Measure {
		node: Pick,
		step: u8,
		came_to: u8,
	},
	Heartbeat {
		node: Pick,
	},
	Lease {
		who: Pick,
		power: Power,
		hours: u32,
	},
	EndLease {
		lease: Pick,
		surrender: bool,
	},
	/// A requester makes a provider his proxy.
	Link {
		who: Pick,
		provider: Pick,
	},
	EndEra,
	Claim {
		provider: Pick,
	},
	ClaimMany {
		providers: Vec<Pick>,
	},
	ClaimReward {
		node: Pick,
	},
	/// A requester or provider marks a node.
	Mark {
		who: Pick,
		node: Pick,
		stars: u8,
	},
	/// Somebody says that a payment for a node came back: by a proxy, or by a payment for another node.
	Flag {
		who: Pick,
		node: Pick,
		back: Option<Pick>,
		before: bool,
	},
	/// The AI Society warns, or takes points or bond.
	Penalise {
		node: Pick,
		grade: u8,
		percent: u32,
	},
	/// A penalty is appealed, decided or settled.
	Appeal {
		penalty: Pick,
		step: u8,
	},
	/// A node's owner shares with a provider what it earns, or nothing.
	Split {
		node: Pick,
		provider: Pick,
		percent: u32,
	},
	Collect {
		split: Pick,
		provider: Pick,
	},
	CloseSplit {
		split: Pick,
	},
}

/// What is asked for.
#[derive(Clone, Debug)]
struct Ask {
	slots: u16,
	power: Power,
	placement: u8,
	limit: Moment,
	prepaid: Option<u64>,
	premium: u32,
	kind: u8,
	trust: u32,
	retries: u8,
	region: Option<u16>,
	lease: Option<u8>,
}

fn ask() -> impl Strategy<Value = Ask> {
	let shape = (1..=20u16, prop_oneof![Just(2u32), Just(4), Just(16)], 0..4u8);
	let time = (1..60u64, prop::option::of(10..=100u64), 0..=50u32);
	let checks = (0..4u8, 1..=3u32, 0..=3u8);
	let place = (prop::option::of(0..4u16), prop::option::weighted(0.4, 0..3u8));
	(shape, time, checks, place).prop_map(|(shape, time, checks, place)| Ask {
		slots: shape.0,
		power: shape.1,
		placement: shape.2,
		limit: time.0 * MINUTE,
		prepaid: time.1,
		premium: time.2,
		kind: checks.0,
		trust: checks.1,
		retries: checks.2,
		region: place.0,
		lease: place.1,
	})
}

fn op() -> impl Strategy<Value = Op> {
	let pick = any::<u8>;
	let came_to = || prop_oneof![6 => Just(TRUTH), 2 => Just(1u8), 1 => Just(2)];
	let passed = prop_oneof![20 => 1..30 * SECOND, 4 => MINUTE..HOUR, 1 => HOUR..30 * HOUR];
	let blocks = (passed, prop::bool::weighted(0.8), prop::bool::weighted(0.95))
		.prop_map(|(passed, fresh, alive)| Op::Block { passed, fresh, alive });
	let jobs = prop_oneof![
		4 => (pick(), ask()).prop_map(|(who, ask)| Op::Request { who, ask }),
		1 => (pick(), 1..=100u64).prop_map(|(job, percent)| Op::TopUp { job, percent }),
		1 => pick().prop_map(|job| Op::Cancel { job }),
		1 => (pick(), any::<bool>()).prop_map(|(job, stranger)| Op::Forget { job, stranger }),
		12 => pick().prop_map(|slot| Op::Start { slot }),
		3 => pick().prop_map(|slot| Op::Settle { slot }),
		10 => (pick(), came_to()).prop_map(|(slot, came_to)| Op::Submit { slot, came_to }),
		3 => pick().prop_map(|slot| Op::ExpireSlot { slot }),
		6 => Just(Op::StartAll),
		6 => (0..3u8).prop_map(|lies| Op::SubmitAll { lies }),
	];
	let panel = [came_to(), came_to(), came_to(), came_to(), came_to(), came_to(), came_to()];
	let audits = prop_oneof![
		8 => (pick(), panel, 0..20u8, prop::bool::weighted(0.8))
			.prop_map(|(task, came_to, missing, reveal)| Op::Audit { task, came_to, missing, reveal }),
		8 => pick().prop_map(|task| Op::Reveal { task }),
		4 => (pick(), prop::bool::weighted(0.9), prop::bool::weighted(0.9))
			.prop_map(|(task, executor, challenger)| Op::Bisect { task, executor, challenger }),
		4 => pick().prop_map(|task| Op::Close { task }),
		8 => (0..4u8).prop_map(|lies| Op::AuditAll { lies }),
		1 => (pick(), prop::option::of(came_to())).prop_map(|(task, stands)| Op::Decide { task, stands }),
	];
	let nodes = prop_oneof![
		4 => Just(Op::Return),
		4 => pick().prop_map(|node| Op::GoIdle { node }),
		2 => pick().prop_map(|node| Op::GoBusy { node }),
		2 => (pick(), 1..=8u8, any::<bool>()).prop_map(|(node, shared, dear)| Op::Update { node, shared, dear }),
		1 => (pick(), pick()).prop_map(|(node, to)| Op::SetOperator { node, to }),
		1 => (pick(), 0..4u16).prop_map(|(node, region)| Op::Move { node, region }),
		1 => pick().prop_map(|node| Op::Remove { node }),
		1 => pick().prop_map(|node| Op::Host { node }),
		1 => (pick(), 0..=POWER).prop_map(|(node, power)| Op::Certify { node, power }),
		1 => pick().prop_map(|node| Op::Evict { node }),
		1 => (pick(), 1..100u128).prop_map(|(provider, aic)| Op::BondExtra { provider, aic }),
		1 => pick().prop_map(|provider| Op::Leave { provider }),
		1 => pick().prop_map(|provider| Op::Withdraw { provider }),
		4 => (pick(), 0..4u8, came_to())
			.prop_map(|(node, step, came_to)| Op::Measure { node, step, came_to }),
		2 => pick().prop_map(|node| Op::Heartbeat { node }),
	];
	let money = prop_oneof![
		6 => (pick(), 1..=20u32, 1..48u32).prop_map(|(who, power, hours)| Op::Lease { who, power, hours }),
		2 => (pick(), any::<bool>()).prop_map(|(lease, surrender)| Op::EndLease { lease, surrender }),
		1 => (pick(), pick()).prop_map(|(who, provider)| Op::Link { who, provider }),
		1 => Just(Op::EndEra),
		1 => pick().prop_map(|provider| Op::Claim { provider }),
		1 => prop::collection::vec(pick(), 0..5).prop_map(|providers| Op::ClaimMany { providers }),
		1 => pick().prop_map(|node| Op::ClaimReward { node }),
	];
	let ratings = prop_oneof![
		2 => (pick(), pick(), 0..=6u8).prop_map(|(who, node, stars)| Op::Mark { who, node, stars }),
		2 => (pick(), pick(), prop::option::of(pick()), any::<bool>())
			.prop_map(|(who, node, back, before)| Op::Flag { who, node, back, before }),
		1 => (pick(), 0..3u8, 0..=100u32)
			.prop_map(|(node, grade, percent)| Op::Penalise { node, grade, percent }),
		2 => (pick(), 0..4u8).prop_map(|(penalty, step)| Op::Appeal { penalty, step }),
		2 => (pick(), pick(), 0..=100u32)
			.prop_map(|(node, provider, percent)| Op::Split { node, provider, percent }),
		2 => (0..8u8, pick()).prop_map(|(split, provider)| Op::Collect { split, provider }),
		1 => (0..8u8).prop_map(|split| Op::CloseSplit { split }),
	];
	prop_oneof![8 => blocks, 10 => jobs, 8 => audits, 3 => nodes, 1 => money, 1 => ratings]
}

fn publisher() -> AccountId {
	account(1, 0)
}

fn provider(pick: Pick) -> AccountId {
	account(2, u64::from(pick) % PROVIDERS)
}

fn operator(node: u64) -> AccountId {
	account(3, node)
}

/// The last of the requesters is a provider, too.
fn requester(pick: Pick) -> AccountId {
	match u64::from(pick) % REQUESTERS {
		0 => provider(0),
		number => account(4, number),
	}
}

fn stranger() -> AccountId {
	account(9, 0)
}

/// Lets `who` try what `call` says. Whether it succeeded.
fn by(who: AccountId, call: impl Into<RuntimeCall>) -> bool {
	call.into().dispatch(RuntimeOrigin::signed(who)).is_ok()
}

/// The same as root.
fn as_root(call: impl Into<RuntimeCall>) -> bool {
	call.into().dispatch(RuntimeOrigin::root()).is_ok()
}

fn of<T: Clone>(all: Vec<T>, pick: Pick) -> Option<T> {
	all.get(usize::from(pick) % all.len().max(1)).cloned()
}

/// A priced dataset, a free model, and providers with two nodes each.
fn begin() {
	pallet_timestamp::Now::<Runtime>::put(START);
	// What nodes earn here is paid without a claim now and then.
	let auto_pay = RuntimeParameters::CoinPayroll(coin_payroll::Parameters::AutoPay(
		coin_payroll::AutoPay,
		Some(30 * MILLI_AIC),
	));
	assert!(as_root(pallet_parameters::Call::set_parameter { key_value: auto_pay }));
	// Work always seems too dear, so that more and more is burned.
	let (low, high) = (0, 1);
	let (step, max_burn) = (Permill::from_percent(5), Permill::from_percent(30));
	let band = RuntimeParameters::CoinPayroll(coin_payroll::Parameters::UtilityBand(
		coin_payroll::UtilityBand,
		Some(pallet_coin_payroll::UtilityBand { low, high, step, max_burn }),
	));
	assert!(as_root(pallet_parameters::Call::set_parameter { key_value: band }));
	fund(&publisher(), 1_000 * AIC);
	assert!(by(publisher(), mint(AssetKind::Dataset, 1, details("Iris", 0))));
	assert!(by(publisher(), mint(AssetKind::Model, 2, details("softmax", 0))));
	for number in 0..PROVIDERS {
		let who = account(2, number);
		// Enough for the first few pledges of some, and not for those of others.
		let bond = Providers::required_bond(2 * u64::from(POWER)) * Balance::from(1 + number % 3);
		fund(&who, bond + 500 * AIC);
		assert!(by(who.clone(), pallet_providers::Call::register { bond }));
		for node in [2 * number, 2 * number + 1] {
			// Some need not be audited each time.
			pallet_work_validation::Scores::<Runtime>::insert(node, 1 + 40 * (number % 3) as u32);
			let (operator, region) = (operator(node), (node % 4) as u16);
			let add = pallet_providers::Call::add_node { device: 0, operator, region, min_price: MILLI_AIC };
			assert!(by(who.clone(), add));
			assert!(as_root(pallet_providers::Call::certify { node, power: POWER }));
			assert!(by(who.clone(), pallet_providers::Call::go_idle { node }));
		}
	}
	for number in 1..REQUESTERS {
		fund(&account(4, number), 1_000 * AIC);
	}
}

/// What the participants remember.
#[derive(Default)]
struct Memory {
	/// What who committed to a task came to.
	came_to: BTreeMap<(TaskId, NodeId), u8>,
	random: u64,
}

/// A tree of four checkpoints of `task`, the third of which is what `came_to` says. Its nodes, by level from the root.
fn tree(task: TaskId, came_to: u8) -> [Vec<H256>; 3] {
	let leaf = |step, of| H256(sp_io::hashing::blake2_256(&codec::Encode::encode(&(task, step, of))));
	let leaves = vec![leaf(0, TRUTH), leaf(1, TRUTH), leaf(2, came_to), leaf(3, TRUTH)];
	let inner = vec![merkle_node(leaves[0], leaves[1]), merkle_node(leaves[2], leaves[3])];
	[vec![merkle_node(inner[0], inner[1])], inner, leaves]
}

impl Memory {
	fn block(&mut self, passed: Moment, fresh: bool, alive: bool) {
		let number = System::block_number() + 1;
		System::set_block_number(number);
		pallet_timestamp::Now::<Runtime>::mutate(|now| *now += passed);
		if fresh {
			self.random += 1;
			let value = H256(sp_io::hashing::blake2_256(&self.random.to_le_bytes()));
			pallet_relay_randomness::Latest::<Runtime>::put(Seed {
				value,
				source: Source::CurrentBlock,
				known_since: number,
			});
		}
		let mut meter = WeightMeter::new();
		aic_runtime::AllPalletsWithSystem::on_poll(number, &mut meter);
		aic_runtime::AllPalletsWithSystem::on_idle(number, Weight::MAX);
		for node in (0..NODES).filter(|_| alive) {
			by(operator_of(node), pallet_node_monitor::Call::heartbeat { node });
		}
	}

	/// What `node` says of a task that it came to `came_to` in: a root, or the leaf that is in dispute.
	fn result(task: TaskId, came_to: u8) -> H256 {
		let found = WorkValidation::validation(task).and_then(|it| it.found().map(|found| found.step));
		let levels = tree(task, came_to);
		found.map_or(levels[0][0], |step| levels[2][step as usize])
	}

	fn commit(&mut self, task: TaskId, node: NodeId, operator: AccountId, came_to: u8) {
		let Some(validation) = WorkValidation::validation(task) else { return };
		let own = Self::result(task, came_to);
		let committed = match validation.task.comparison {
			Comparison::Exact => own,
			Comparison::Tolerant { .. } => tolerant_digest(own, came_to.into()),
		};
		let commitment = Commitment::new(task, node, committed);
		if by(operator, pallet_work_validation::Call::commit { task, commitment, round_trip: Some(20) }) {
			self.came_to.insert((task, node), came_to);
		}
	}

	fn reveal_auditor(&self, task: TaskId, node: NodeId, operator: AccountId) {
		let Some(validation) = WorkValidation::validation(task) else { return };
		let Some(came_to) = self.came_to.get(&(task, node)).copied() else { return };
		let digest = Self::result(task, came_to);
		let distance = (validation.task.comparison != Comparison::Exact).then_some(came_to.into());
		by(operator, pallet_work_validation::Call::reveal { task, digest, distance });
	}

	fn reveal_executor(&self, task: TaskId) {
		let Some(validation) = WorkValidation::validation(task) else { return };
		let Some(came_to) = self.came_to.get(&(task, validation.task.executor)).copied() else { return };
		let digest = tree(task, came_to)[0][0];
		by(validation.operator, pallet_work_validation::Call::reveal { task, digest, distance: None });
	}

	fn bisect(&self, task: TaskId, executor: bool, challenger: bool) {
		let Some(validation) = WorkValidation::validation(task) else { return };
		let Some(bisection) = validation.bisection.filter(|bisection| !bisection.is_done()) else { return };
		let against = &validation.auditors[usize::from(bisection.challenger)];
		let children = |node| {
			let came_to = self.came_to.get(&(task, node)).copied().unwrap_or_default();
			let first = bisection.step as usize >> (bisection.levels - 1);
			let level = &tree(task, came_to)[3 - usize::from(bisection.levels)];
			(level[first], level[first + 1])
		};
		let parties = [
			(executor, validation.task.executor, &validation.operator),
			(challenger, against.node, &against.operator),
		];
		for (_, node, operator) in parties.into_iter().filter(|(posts, ..)| *posts) {
			let (left, right) = children(node);
			by(operator.clone(), pallet_work_validation::Call::bisect { task, left, right });
		}
	}

	/// Does `op`; that it may be refused is part of the game.
	fn play(&mut self, op: Op) {
		match op {
			Op::Block { passed, fresh, alive } => self.block(passed, fresh, alive),
			Op::Return => (0..NODES).for_each(|node| manage(Op::GoIdle { node: node as Pick })),
			Op::StartAll => (0..=u8::MAX)
				.take(slots(|state| matches!(state, SlotState::Assigned { .. })).len())
				.rev()
				.for_each(|slot| self.play(Op::Start { slot })),
			Op::SubmitAll { lies } => (0..=u8::MAX)
				.take(slots(|state| matches!(state, SlotState::Running { .. })).len())
				.rev()
				.for_each(|slot| self.play(Op::Submit { slot, came_to: u8::from(slot < lies) })),
			Op::AuditAll { lies } => (0..=u8::MAX).take(tasks().len()).rev().for_each(|task| {
				let came_to = core::array::from_fn(|auditor| u8::from(auditor < lies.into()));
				self.play(Op::Audit { task, came_to, missing: u8::MAX, reveal: true });
			}),
			Op::Request { who, ask } => request(requester(who), ask),
			Op::TopUp { job, percent } => {
				let Some((job, requester)) = of(jobs(), job) else { return };
				let limit = ResourceAllocator::job(job).unwrap().request.time_limit;
				let time = limit * percent / 100;
				by(requester, pallet_resource_allocator::Call::top_up { job, time, max_price: 100 * AIC });
			}
			Op::Cancel { job } => {
				let Some((job, requester)) = of(jobs(), job) else { return };
				by(requester, pallet_resource_allocator::Call::cancel { job, page: 0 });
			}
			Op::Forget { job, stranger: by_stranger } => {
				let Some((job, requester)) = of(jobs(), job) else { return };
				let who = if by_stranger { stranger() } else { requester };
				by(who, pallet_resource_allocator::Call::forget { job });
			}
			Op::Start { slot } => {
				let Some((slot, node)) = of(slots(|state| matches!(state, SlotState::Assigned { .. })), slot)
				else {
					return;
				};
				by(operator_of(node), pallet_resource_allocator::Call::start { slot });
			}
			Op::Settle { slot } => {
				let Some((slot, _)) = of(slots(|_| true), slot) else { return };
				by(stranger(), pallet_resource_allocator::Call::settle { slot });
			}
			Op::Submit { slot, came_to } => {
				let Some((slot, node)) = of(slots(|state| matches!(state, SlotState::Running { .. })), slot)
				else {
					return;
				};
				let task = TaskId::Slot(slot);
				let commitment = Commitment::new(task, node, tree(task, came_to)[0][0]);
				if by(operator_of(node), pallet_resource_allocator::Call::submit { slot, commitment }) {
					self.came_to.insert((task, node), came_to);
				}
			}
			Op::ExpireSlot { slot } => {
				let Some((slot, _)) = of(slots(|_| true), slot) else { return };
				by(stranger(), pallet_resource_allocator::Call::expire { slot });
			}
			Op::Audit { task, came_to, missing, reveal } => {
				let Some(task) = of(tasks(), task) else { return };
				let validation = WorkValidation::validation(task).unwrap();
				let auditors: Vec<_> = validation
					.current()
					.enumerate()
					.filter(|(number, _)| *number != usize::from(missing))
					.map(|(number, auditor)| (number, auditor.node, auditor.operator.clone(), auditor.vote))
					.collect();
				for (number, node, operator, vote) in &auditors {
					if *vote == Vote::Awaited {
						self.commit(task, *node, operator.clone(), came_to[*number]);
					}
				}
				if reveal {
					self.reveal_executor(task);
					for (_, node, operator, _) in auditors {
						self.reveal_auditor(task, node, operator);
					}
				}
			}
			Op::Reveal { task } => {
				let Some(task) = of(tasks(), task) else { return };
				self.reveal_executor(task);
			}
			Op::Bisect { task, executor, challenger } => {
				let bisecting = |task: &TaskId| {
					let phase = WorkValidation::validation(*task).unwrap().phase;
					matches!(phase, Phase::Bisecting { .. })
				};
				let Some(task) = of(tasks().into_iter().filter(bisecting).collect(), task) else { return };
				self.bisect(task, executor, challenger);
				self.bisect(task, executor, challenger);
			}
			Op::Close { task } => {
				let Some(task) = of(tasks(), task) else { return };
				by(stranger(), pallet_work_validation::Call::close { task });
			}
			Op::Decide { task, stands } => {
				let Some(task) = of(tasks(), task) else { return };
				let stands = stands.map(|came_to| Self::result(task, came_to));
				let society = pallet_collective::RawOrigin::<_, pallet_collective::Instance1>::Members(2, 3);
				let call = RuntimeCall::from(pallet_work_validation::Call::decide { task, stands });
				let _ = call.dispatch(society.into());
			}
			Op::Measure { node, step, came_to } => self.measure(u64::from(node) % NODES, step, came_to),
			Op::EndEra => _ = by(stranger(), pallet_coin_payroll::Call::end_era {}),
			Op::Claim { provider: number } => {
				by(stranger(), pallet_coin_payroll::Call::claim { account: provider(number) });
			}
			Op::ClaimMany { providers } => {
				let accounts = providers.into_iter().map(provider).collect::<Vec<_>>().try_into().unwrap();
				by(stranger(), pallet_coin_payroll::Call::claim_many { accounts });
			}
			Op::ClaimReward { node } => {
				let resource = ResourceId::Node(u64::from(node) % NODES);
				let era = CoinPayroll::era().map_or(0, |era| era.index.saturating_sub(1));
				by(stranger(), pallet_coin_payroll::Call::claim_reward { resource, era });
			}
			Op::Mark { .. } | Op::Flag { .. } | Op::Penalise { .. } | Op::Appeal { .. } => rate(op),
			op => manage(op),
		}
	}

	/// A step of the measurement of a node's power.
	fn measure(&mut self, node: NodeId, step: u8, came_to: u8) {
		let operator = operator_of(node);
		let measurement = pallet_node_monitor::Measurements::<Runtime>::get(node);
		match step {
			0 => {
				by(operator, pallet_node_monitor::Call::request_measurement { node, max_fee: AIC });
			}
			1 => _ = by(operator, pallet_node_monitor::Call::begin_measurement { node }),
			2 => {
				let Some(measurement) = measurement else { return };
				let task = TaskId::Measurement(measurement.id);
				let commitment = Commitment::new(task, node, tree(task, came_to)[0][0]);
				if by(operator, pallet_node_monitor::Call::submit_measurement { node, commitment }) {
					self.came_to.insert((task, node), came_to);
				}
			}
			_ => _ = by(stranger(), pallet_node_monitor::Call::expire_measurement { node }),
		}
	}
}

/// Jobs with their requesters.
fn jobs() -> Vec<(u64, AccountId)> {
	let mut all: Vec<_> =
		pallet_resource_allocator::Jobs::<Runtime>::iter().map(|(id, job)| (id, job.requester)).collect();
	all.sort();
	all
}

/// Slots that have a node in such a state.
fn slots(wanted: impl Fn(&SlotState) -> bool) -> Vec<(SlotId, NodeId)> {
	let mut all = Vec::new();
	for (job, number, page) in pallet_resource_allocator::Slots::<Runtime>::iter() {
		for (slot, index) in page.into_iter().zip(16 * number..) {
			if wanted(&slot.state) {
				all.push((SlotId { job, index }, slot.state.node().unwrap_or_default()));
			}
		}
	}
	all.sort();
	all
}

fn tasks() -> Vec<TaskId> {
	let mut all: Vec<_> = pallet_work_validation::Validations::<Runtime>::iter_keys().collect();
	all.sort();
	all
}

fn owner_of(node: NodeId) -> AccountId {
	Providers::node(node).map_or(stranger(), |node| node.provider)
}

fn operator_of(node: NodeId) -> AccountId {
	Providers::node(node).map_or(stranger(), |node| node.operator)
}

fn request(who: AccountId, ask: Ask) {
	let leases = || {
		let own = |(id, lease): (_, pallet_power_leases::Lease<_>)| (lease.lessee == who).then_some(id);
		pallet_power_leases::LeaseOf::<Runtime>::iter().filter_map(own).collect::<Vec<_>>()
	};
	let comparison = if ask.kind == 3 { Comparison::Tolerant { bound: 0 } } else { Comparison::Exact };
	let request = JobRequest {
		model: MODEL,
		datasets: vec![DATASET].try_into().unwrap(),
		instructions: H256::zero(),
		class: DeviceClass::Gpu,
		power: ask.power,
		memory: 64 * ask.power,
		slots: ask.slots,
		placement: match ask.placement {
			0 | 1 => Placement::Each,
			2 => Placement::Gang { same_region: ask.region.is_some() },
			_ => Placement::Elastic { least: ask.slots.div_ceil(2) },
		},
		time_limit: ask.limit,
		prepaid: ask.prepaid.map(|percent| (ask.limit * percent / 100).max(1)),
		patience: Some(HOUR),
		premium: Permill::from_percent(ask.premium),
		audit: Permill::from_percent(u32::from(ask.kind) * 40),
		trust: ask.trust,
		comparison,
		// All digests are roots of four.
		checkpoints: if ask.kind == 0 { 1 } else { 4 },
		retries: ask.retries,
		region: ask.region,
		lease: ask.lease.map(|lease| of(leases(), lease).unwrap_or_default()),
	};
	by(who, pallet_resource_allocator::Call::request { request, max_price: 1_000 * AIC });
}

/// What users, the AI Society and those whom it penalises do.
fn rate(op: Op) {
	use pallet_contribution_rating::{Call, Grade, Penalties, PenaltyReason, Step, Tie};
	let node = |pick: Pick| ResourceId::Node(u64::from(pick) % NODES);
	match op {
		Op::Mark { who, node: id, stars } => {
			by(requester(who), Call::mark { resource: node(id), stars });
		}
		Op::Flag { who, node: id, back, before } => {
			let back = back.map_or(Step::Tied(Tie::Proxy), |back| Step::Paid(node(back)));
			let owner = owner_of(u64::from(id) % NODES);
			let steps = vec![(requester(who), Step::Paid(node(id))), (owner, back)].try_into().unwrap();
			let era = CoinPayroll::era().map_or(0, |era| era.index.saturating_sub(before.into()));
			by(requester(who.wrapping_add(1)), Call::flag { era, steps });
		}
		Op::Penalise { node: id, grade, percent } => {
			let part = Permill::from_percent(percent);
			let grade = match grade {
				0 => Grade::Warning,
				1 => Grade::Points(part),
				_ => Grade::Bond(part),
			};
			let (resource, reason, evidence) = (node(id), PenaltyReason::NotDelivered, H256::zero());
			as_root(Call::penalise { resource, grade, reason, evidence });
		}
		Op::Appeal { penalty, step } => {
			let open: Vec<_> = Penalties::<Runtime>::iter().collect();
			let Some((penalty, record)) = of(open, penalty) else { return };
			match step {
				0 => by(record.owner, Call::appeal { penalty, evidence: H256::zero() }),
				1 | 2 => as_root(Call::decide_appeal { penalty, upheld: step == 1 }),
				_ => by(stranger(), Call::settle_penalty { penalty }),
			};
		}
		other => unreachable!("{other:?}"),
	}
}

/// What providers and lessees do.
fn manage(op: Op) {
	use pallet_providers::Call;
	let id = |pick: Pick| u64::from(pick) % NODES;
	match op {
		Op::GoIdle { node } => by(owner_of(id(node)), Call::go_idle { node: id(node) }),
		Op::GoBusy { node } => by(operator_of(id(node)), Call::go_busy { node: id(node) }),
		Op::Update { node, shared, dear } => {
			let min_price = if dear { AIC } else { MILLI_AIC };
			by(owner_of(id(node)), Call::update_node { node: id(node), shared, min_price })
		}
		Op::SetOperator { node, to } => {
			by(owner_of(id(node)), Call::set_operator { node: id(node), operator: operator(to.into()) })
		}
		Op::Move { node, region } => by(owner_of(id(node)), Call::move_node { node: id(node), region }),
		Op::Remove { node } => by(owner_of(id(node)), Call::remove_node { node: id(node) }),
		Op::Host { node } => by(operator_of(id(node)), Call::host { node: id(node), dataset: DATASET }),
		Op::Certify { node, power } => as_root(Call::certify { node: id(node), power }),
		Op::Evict { node } => by(stranger(), Call::evict { node: id(node) }),
		Op::BondExtra { provider: number, aic } => {
			by(provider(number), Call::bond_extra { amount: aic * AIC })
		}
		Op::Leave { provider: number } => by(provider(number), Call::leave {}),
		Op::Withdraw { provider: number } => by(stranger(), Call::withdraw { provider: provider(number) }),
		Op::Heartbeat { node } => {
			by(operator_of(id(node)), pallet_node_monitor::Call::heartbeat { node: id(node) })
		}
		Op::Lease { who, power, hours } => {
			let (class, max_price) = (DeviceClass::Gpu, 100 * AIC);
			by(requester(who), pallet_power_leases::Call::lease { class, power, hours, max_price })
		}
		Op::EndLease { lease, surrender } => {
			let lease = lease.into();
			let lessee = pallet_power_leases::LeaseOf::<Runtime>::get(lease).map(|lease| lease.lessee);
			match lessee.filter(|_| surrender) {
				Some(lessee) => by(lessee, pallet_power_leases::Call::surrender { lease }),
				None => by(stranger(), pallet_power_leases::Call::end { lease }),
			}
		}
		Op::Split { node, provider: number, percent } => {
			let (resource, part) = (ResourceId::Node(id(node)), sp_runtime::Perbill::from_percent(percent));
			let target = (aic_primitives::Target::Account(provider(number)), part);
			let targets = if percent == 0 { vec![] } else { vec![target] }.try_into().unwrap();
			by(owner_of(id(node)), pallet_coin_payroll::Call::set_split { resource, targets })
		}
		Op::Collect { split, provider: number } => {
			let (split, account) = (split.into(), provider(number));
			by(stranger(), pallet_coin_payroll::Call::collect { split, account })
		}
		Op::CloseSplit { split } => {
			by(stranger(), pallet_coin_payroll::Call::close_split { split: split.into() })
		}
		Op::Link { who, provider: number } => {
			let delegate = provider(number).into();
			let proxy_type = aic_runtime::configs::system::ProxyType::Any;
			by(requester(who), pallet_proxy::Call::add_proxy { delegate, proxy_type, delay: 0 })
		}
		other => unreachable!("{other:?}"),
	};
}

/// Nobody does anything any more but strangers, who enforce every deadline.
fn wind_up(memory: &mut Memory) {
	let is_over = || {
		jobs().iter().all(|(job, _)| ResourceAllocator::job(*job).unwrap().open == 0)
			&& tasks().is_empty()
			&& pallet_node_monitor::Measurements::<Runtime>::iter().next().is_none()
			&& pallet_power_leases::LeaseOf::<Runtime>::iter().next().is_none()
			&& pallet_contribution_rating::Penalties::<Runtime>::iter().next().is_none()
	};
	for _ in 0..200 {
		if is_over() {
			break;
		}
		memory.block(8 * HOUR, true, false);
		for (job, _) in jobs() {
			for index in 0..ResourceAllocator::job(job).unwrap().request.slots {
				by(stranger(), pallet_resource_allocator::Call::expire { slot: SlotId { job, index } });
			}
		}
		for task in tasks() {
			by(stranger(), pallet_work_validation::Call::close { task });
		}
		for node in 0..NODES {
			by(stranger(), pallet_node_monitor::Call::expire_measurement { node });
		}
		for penalty in pallet_contribution_rating::Penalties::<Runtime>::iter_keys().collect::<Vec<_>>() {
			by(stranger(), pallet_contribution_rating::Call::settle_penalty { penalty });
		}
		for lease in pallet_power_leases::LeaseOf::<Runtime>::iter_keys().collect::<Vec<_>>() {
			by(stranger(), pallet_power_leases::Call::end { lease });
		}
	}
	check();
	assert!(is_over(), "something waits for somebody");
	let ours = [
		RuntimeHoldReason::ResourceAllocator(pallet_resource_allocator::HoldReason::Escrow),
		RuntimeHoldReason::PowerLeases(pallet_power_leases::HoldReason::Lease),
		RuntimeHoldReason::NodeMonitor(pallet_node_monitor::HoldReason::Measurement),
	];
	for (who, holds) in pallet_balances::Holds::<Runtime>::iter() {
		assert!(holds.iter().all(|hold| !ours.contains(&hold.id)), "{who:?} has {holds:?}");
	}
	let capacity = Providers::capacity(DeviceClass::Gpu);
	assert_eq!(capacity.busy, 0, "nothing is reserved");
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

	#[test]
	fn pallets_agree_and_escrows_empty_when_anything_happens(ops in prop::collection::vec(op(), 1..200)) {
		chain(PRESETS[0]).execute_with(|| {
			begin();
			let mut memory = Memory::default();
			for op in ops {
				memory.play(op);
				check();
			}
			wind_up(&mut memory);
		});
	}
}

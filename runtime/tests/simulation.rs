//! A seeded simulation of the whole network on the real runtime: honest providers, liars, sluggish ones and a self-dealing
//! adversary, whose nodes come and go, work on many jobs. In the end all money must be where the rules say.
//!
//! The short form runs with the other tests. The whole one, 100,000 jobs over 10,000 nodes, takes long:
//!
//! ```sh
//! cargo test --profile testnet -p aic-runtime --test simulation -- --ignored --nocapture
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod common;

use aic_primitives::{
	currency::{AIC, MILLI_AIC},
	runtime_api::{runtime_decl_for_aic_api::AicApiV1, JobRequest},
	time::{HOUR, MINUTE, SECOND},
	AssetId, AssetKind, Balance, Commitment, Comparison, DeviceClass, DeviceId, EraIndex, JobId, Moment,
	NodeId, Placement, Power, ResourceId, SlotId, TaskId, Verdict,
};
use aic_runtime::{
	configs::system::RuntimeBlockWeights, AccountId, Balances, CoinPayroll, NodeMonitor, Providers,
	ResourceAllocator, Runtime, RuntimeCall, RuntimeEvent, RuntimeHoldReason, RuntimeOrigin, System,
	WorkValidation,
};
use common::{account, chain, check, details, forget_events, fund, mint, SplitMix64, PRESETS};
use frame_support::{
	assert_ok,
	dispatch::DispatchResultWithPostInfo,
	traits::{Get, OnIdle, OnPoll},
	weights::WeightMeter,
};
use pallet_relay_randomness::{Seed, Source};
use pallet_resource_allocator::{FailReason, SlotState};
use pallet_work_validation::{Fault, Phase, Vote};
use polkadot_sdk::*;
use sp_core::H256;
use sp_runtime::{traits::Dispatchable, DispatchError, DispatchResult, Permill};
use std::{
	cmp::Reverse,
	collections::{BTreeMap, BinaryHeap, HashMap},
};

type AllocatorEvent = pallet_resource_allocator::Event<Runtime>;
type AllocatorError = pallet_resource_allocator::Error<Runtime>;
type ValidationEvent = pallet_work_validation::Event<Runtime>;
type ValidationError = pallet_work_validation::Error<Runtime>;
type ProvidersError = pallet_providers::Error<Runtime>;

const START: Moment = 1_800_000_000_000;
const DATASET: AssetId = AssetId { kind: AssetKind::Dataset, item: 0 };
const MODEL: AssetId = AssetId { kind: AssetKind::Model, item: 0 };
/// Milliseconds from block to block while jobs are requested.
const BLOCK: Moment = 2 * SECOND;
/// The same when only what was requested is brought to its end.
const DRAINING_BLOCK: Moment = 10 * SECOND;
/// Blocks of ours that take their randomness from one of the relay chain's.
const BLOCKS_PER_SEED: u32 = 3;
/// Devices of the genesis with their power: four of five nodes are of the first kind.
const DEVICES: [(DeviceId, Power); 5] = [(0, 16), (0, 16), (0, 16), (0, 16), (1, 64)];
/// Power that slots ask for.
const POWERS: [Power; 8] = [4, 8, 16, 16, 16, 16, 16, 32];
/// Memory for each power, in MiB; the devices have more.
const MEMORY_PER_POWER: u32 = 256;
/// More memory than any device has, in MiB.
const IMPOSSIBLE_MEMORY: u32 = 200_000;
const REGIONS: u64 = 4;
/// Part of the nodes' power that the arrivals of jobs aim at.
const TARGET: f64 = 0.7;
/// Jobs in a block at the most, on average: the draws of a block are bounded, and each slot needs one.
const MAX_RATE: f64 = 4.;
/// How long slots wait for nodes.
const PATIENCE: Moment = 2 * HOUR;
/// Requesters who are nobody else.
const REQUESTERS: u64 = 40;
/// Part of all nodes that the adversary owns, and of all jobs that he requests, in percent.
const ADVERSARY: u64 = 10;

/// How a provider behaves, with all of his nodes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
	Honest,
	/// Submits a random digest and votes for random ones.
	Liar,
	/// Audits honestly to be trusted, and submits a random digest now and then.
	Sly,
	/// Is drawn and does not start.
	NeverStarts,
	/// Starts and does not submit.
	NeverSubmits,
	/// Commits as an auditor and does not reveal.
	NeverReveals,
	/// One of the adversary's accounts: works honestly, on jobs of his own too if he can get them.
	Adversary,
}

impl Kind {
	fn is_liar(self) -> bool {
		matches!(self, Self::Liar | Self::Sly)
	}

	fn is_sluggish(self) -> bool {
		matches!(self, Self::NeverStarts | Self::NeverSubmits | Self::NeverReveals)
	}

	fn must_lose_nothing(self) -> bool {
		matches!(self, Self::Honest | Self::Adversary)
	}
}

/// A provider and what became of his bond.
struct Provider {
	account: AccountId,
	kind: Kind,
	bonded: Balance,
	/// Verdicts that found him wrong.
	convicted: u32,
	/// Bond that he lost.
	lost: Balance,
	/// Gross fees of false results that were accepted.
	earned_by_lies: Balance,
	lies_accepted: u32,
}

struct Node {
	owner: usize,
	operator: AccountId,
}

/// What the simulation knows of a job.
struct Job {
	requester: AccountId,
	requested_at: Moment,
	/// Milliseconds that its work takes.
	work: Moment,
	held: Balance,
	refunded: Balance,
	/// Slots whose waiting was counted, a bit each.
	counted: u16,
	is_impossible: bool,
	is_adversarys: bool,
	slots: u16,
	is_finished: bool,
}

/// What somebody does at some time.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Action {
	Start(SlotId, NodeId),
	Settle(SlotId),
	Submit(SlotId, NodeId),
	Commit(SlotId, NodeId),
	/// Looks whether the reveals began because the time for commitments is over.
	LookForReveals(SlotId),
	Reveal(SlotId, NodeId),
	/// A stranger tries to end a phase.
	Close(SlotId),
	/// A stranger tries to enforce a deadline of a slot.
	Expire(SlotId),
	/// A stranger tries to enforce all deadlines of a job.
	ExpireJob(JobId),
	Cancel(JobId),
	/// The AI Society decides.
	Decide(SlotId),
}

/// What came of a simulation.
#[derive(Debug, Default)]
struct Report {
	jobs: u64,
	nodes: u64,
	blocks: u64,
	hours: f64,
	jobs_done: u64,
	jobs_failed: u64,
	slots: u64,
	slots_done: u64,
	slots_failed: BTreeMap<String, u64>,
	requeued: BTreeMap<String, u64>,
	mean_waiting: f64,
	p95_waiting: f64,
	utilisation: f64,
	audited: u64,
	exempted: u64,
	disputes: u64,
	audits: u64,
	lies: u64,
	lies_caught: u64,
	lies_accepted: u64,
	liars_lost: f64,
	liars_earned: f64,
	adversary_nodes: f64,
	adversary_own: f64,
	adversary_others: f64,
	adversary_bound: f64,
	rewards: f64,
	impossible: u64,
	/// The most that the hooks took of a block which come before transactions.
	hooks: f64,
}

impl std::fmt::Display for Report {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		writeln!(f, "jobs on nodes                    {} on {}", self.jobs, self.nodes)?;
		writeln!(f, "blocks, hours                    {}, {:.1}", self.blocks, self.hours)?;
		writeln!(f, "jobs done in full, others        {}, {}", self.jobs_done, self.jobs_failed)?;
		writeln!(f, "jobs nobody could serve          {}", self.impossible)?;
		writeln!(f, "slots, done                      {}, {}", self.slots, self.slots_done)?;
		writeln!(f, "slots failed                     {:?}", self.slots_failed)?;
		writeln!(f, "attempts that failed             {:?}", self.requeued)?;
		writeln!(f, "waiting, mean and p95, s         {:.1}, {:.1}", self.mean_waiting, self.p95_waiting)?;
		writeln!(f, "utilisation, mean                {:.1} %", 100. * self.utilisation)?;
		writeln!(f, "tasks audited, exempted          {}, {}", self.audited, self.exempted)?;
		writeln!(f, "audits, disputes                 {}, {}", self.audits, self.disputes)?;
		writeln!(
			f,
			"lies, caught, accepted           {}, {}, {}",
			self.lies, self.lies_caught, self.lies_accepted
		)?;
		writeln!(f, "liars lost, earned by lies, AIC  {:.3}, {:.3}", self.liars_lost, self.liars_earned)?;
		writeln!(f, "adversary's share of the nodes   {:.2} %", 100. * self.adversary_nodes)?;
		writeln!(
			f,
			"his share of others' slots, own  {:.2} %, {:.2} % (bound {:.2} %)",
			100. * self.adversary_others,
			100. * self.adversary_own,
			100. * self.adversary_bound
		)?;
		writeln!(f, "rewards claimed, AIC             {:.3}", self.rewards)?;
		write!(f, "hooks before transactions, worst {:.2} % of a block", 100. * self.hooks)
	}
}

fn aic(amount: Balance) -> f64 {
	amount as f64 / AIC as f64
}

fn stranger() -> RuntimeOrigin {
	RuntimeOrigin::signed(account(9, 0))
}

/// The digest that an honest node comes to.
fn truth(slot: SlotId) -> H256 {
	H256(sp_io::hashing::blake2_256(&[&slot.job.to_le_bytes()[..], &slot.index.to_le_bytes()].concat()))
}

/// Lets something succeed, or fail with one of these errors. Whether it succeeded.
#[track_caller]
fn may<E: Into<DispatchError>>(result: Result<(), E>, allowed: &[DispatchError]) -> bool {
	match result.map_err(Into::into) {
		Ok(()) => true,
		Err(error) => {
			assert!(allowed.contains(&error), "{error:?}");
			false
		}
	}
}

/// What a call gives but for its weight.
fn without_weight(result: DispatchResultWithPostInfo) -> DispatchResult {
	result.map(|_| ()).map_err(|error| error.error)
}

struct Simulation {
	random: SplitMix64,
	now: Moment,
	queue: BinaryHeap<Reverse<(Moment, u64, Action)>>,
	sequence: u64,
	providers: Vec<Provider>,
	provider_of: HashMap<AccountId, usize>,
	nodes: Vec<Node>,
	jobs: Vec<Job>,
	/// What a node came to, or says that it did.
	digests: BTreeMap<(SlotId, NodeId), H256>,
	/// By how much time limits are longer than half an hour at the most.
	stretch: f64,
	waited: Vec<Moment>,
	finished: u64,
	/// Slots of the adversary's own jobs, and of others', each with those that his nodes started.
	own_slots: (u64, u64),
	other_slots: (u64, u64),
	online: (u64, u64),
	use_samples: Vec<f64>,
	report: Report,
}

impl Simulation {
	fn new(jobs: u64, nodes: u64, seed: u64) -> Self {
		Self {
			random: SplitMix64(seed),
			now: START,
			queue: BinaryHeap::new(),
			sequence: 0,
			providers: Vec::new(),
			provider_of: HashMap::new(),
			nodes: Vec::new(),
			jobs: Vec::new(),
			digests: BTreeMap::new(),
			stretch: 1.,
			waited: Vec::new(),
			finished: 0,
			own_slots: (0, 0),
			other_slots: (0, 0),
			online: (0, 0),
			use_samples: Vec::new(),
			report: Report { jobs, nodes, ..Default::default() },
		}
	}

	/// Has `action` done after so many ms.
	fn later(&mut self, after: Moment, action: Action) {
		self.at(self.now + after, action);
	}

	fn at(&mut self, when: Moment, action: Action) {
		self.sequence += 1;
		self.queue.push(Reverse((when, self.sequence, action)));
	}

	fn kind(&self, node: NodeId) -> Kind {
		self.providers[self.nodes[node as usize].owner].kind
	}

	fn operator(&self, node: NodeId) -> RuntimeOrigin {
		RuntimeOrigin::signed(self.nodes[node as usize].operator.clone())
	}

	/// A free dataset and a free model of one owner.
	fn publish() {
		let owner = account(1, 0);
		fund(&owner, 1_000 * AIC);
		let origin = || RuntimeOrigin::signed(owner.clone());
		for (kind, name) in [(AssetKind::Dataset, "Iris"), (AssetKind::Model, "regression")] {
			assert_ok!(RuntimeCall::from(mint(kind, 1, details(name, 0))).dispatch(origin()));
		}
	}

	/// Registers the providers, the kinds spread as their shares are, with all of their nodes idle.
	fn offer_nodes(&mut self) {
		let each = if self.report.nodes < 1_000 { 5 } else { 10 };
		let providers = (self.report.nodes / each).max(1);
		let mut kinds = Vec::new();
		let mut add = |kind, percent: u64| {
			let count = (providers * percent).div_ceil(100);
			kinds.extend((0..count).map(|_| kind));
		};
		add(Kind::Adversary, ADVERSARY);
		add(Kind::Liar, 3);
		add(Kind::Sly, 2);
		for kind in [Kind::NeverStarts, Kind::NeverSubmits, Kind::NeverReveals] {
			add(kind, 1);
		}
		kinds.resize(providers as usize, Kind::Honest);
		for last in (1..kinds.len()).rev() {
			let other = self.random.below(last as u64 + 1) as usize;
			kinds.swap(last, other);
		}
		for (index, kind) in kinds.into_iter().enumerate() {
			let who = account(2, index as u64);
			let devices = (0..each).map(|_| self.random.pick(&DEVICES)).collect::<Vec<_>>();
			let power = devices.iter().map(|(_, power)| u64::from(*power)).sum::<u64>();
			// So much that work may also be pledged for.
			let bonded = 3 * Providers::required_bond(power);
			fund(&who, bonded + 10 * AIC);
			let origin = RuntimeOrigin::signed(who.clone());
			assert_ok!(Providers::register(origin.clone(), bonded));
			for (device, power) in devices {
				let node = self.nodes.len() as NodeId;
				let operator = account(3, node);
				let region = self.random.below(REGIONS) as u16;
				assert_ok!(Providers::add_node(origin.clone(), device, operator.clone(), region, MILLI_AIC));
				assert_ok!(Providers::certify(RuntimeOrigin::root(), node, power));
				assert_ok!(Providers::go_idle(origin.clone(), node));
				self.nodes.push(Node { owner: index, operator });
			}
			self.provider_of.insert(who.clone(), index);
			self.providers.push(Provider {
				account: who,
				kind,
				bonded,
				convicted: 0,
				lost: 0,
				earned_by_lies: 0,
				lies_accepted: 0,
			});
		}
		self.report.nodes = self.nodes.len() as u64;
	}

	/// Who asks for the next job: the adversary for a tenth, an account for all that can't be served, and strangers.
	fn requester(number: u64) -> AccountId {
		account(4, number)
	}

	fn fund_requesters() {
		for number in 0..REQUESTERS + 2 {
			fund(&Self::requester(number), 1_000_000 * AIC);
		}
	}

	/// Requests a job.
	fn request(&mut self) {
		let random = &mut self.random;
		let is_impossible = random.percent(3);
		let is_adversarys = !is_impossible && random.percent(ADVERSARY);
		let requester = Self::requester(match (is_adversarys, is_impossible) {
			(true, _) => REQUESTERS,
			(_, true) => REQUESTERS + 1,
			_ => random.below(REQUESTERS),
		});
		let slots = if random.percent(70) { 1 } else { random.within(2, 8) } as u16;
		let placement = match random.below(3) {
			_ if slots == 1 => Placement::Each,
			0 => Placement::Each,
			1 => Placement::Gang { same_region: random.percent(50) },
			_ => Placement::Elastic { least: random.within(1, slots.into()) as u16 },
		};
		let power = random.pick(&POWERS);
		let minutes = random.within(1, 30);
		let time_limit = ((minutes * MINUTE) as f64 * self.stretch) as Moment;
		let memory = if is_impossible { IMPOSSIBLE_MEMORY } else { MEMORY_PER_POWER * power };
		let request = JobRequest {
			model: MODEL,
			datasets: vec![DATASET].try_into().unwrap(),
			instructions: random.hash(),
			class: DeviceClass::Gpu,
			power,
			memory,
			slots,
			placement,
			time_limit,
			prepaid: None,
			patience: Some(PATIENCE),
			premium: Permill::from_percent(random.pick(&[0, 0, 0, 10, 25, 100])),
			audit: Permill::zero(),
			trust: random.pick(&[1, 1, 1, 2, 4]),
			comparison: Comparison::Exact,
			checkpoints: 1,
			retries: 3,
			region: random.percent(50).then(|| random.below(REGIONS) as u16),
			lease: None,
		};
		let work = time_limit * random.within(40, 90) / 100;
		let cancels = random.percent(3).then(|| random.below(20 * MINUTE));
		let job = self.jobs.len() as JobId;
		let held = ResourceAllocator::quote(request.clone()).unwrap().total;
		assert_ok!(ResourceAllocator::request(RuntimeOrigin::signed(requester.clone()), request, held));
		self.jobs.push(Job {
			requester,
			requested_at: self.now,
			work,
			held,
			refunded: 0,
			counted: 0,
			is_impossible,
			is_adversarys,
			slots,
			is_finished: false,
		});
		self.report.slots += u64::from(slots);
		self.report.impossible += u64::from(is_impossible);
		self.later(PATIENCE + 1, Action::ExpireJob(job));
		if let Some(after) = cancels.filter(|_| !is_impossible) {
			self.later(after, Action::Cancel(job));
		}
	}

	/// Makes the next block: time, randomness, hooks, and what everybody does then.
	fn block(&mut self, passed: Moment) {
		self.report.blocks += 1;
		self.now += passed;
		let number = System::block_number() + 1;
		System::set_block_number(number);
		pallet_timestamp::Now::<Runtime>::put(self.now);
		if number.is_multiple_of(BLOCKS_PER_SEED) {
			let lead = <<Runtime as pallet_relay_randomness::Config>::Lead as Get<u32>>::get();
			let known_since = number.saturating_sub(lead);
			let (value, source) = (self.random.hash(), Source::CurrentBlock);
			pallet_relay_randomness::Latest::<Runtime>::put(Seed { value, source, known_since });
		}
		let mut meter = WeightMeter::new();
		aic_runtime::AllPalletsWithSystem::on_poll(number, &mut meter);
		let (used, block) = (meter.consumed(), RuntimeBlockWeights::get().max_block);
		let parts = [(used.ref_time(), block.ref_time()), (used.proof_size(), block.proof_size())];
		for (used, whole) in parts {
			self.report.hooks = self.report.hooks.max(used as f64 / whole as f64);
		}
		self.churn();
		loop {
			self.observe();
			let next = self.queue.peek().copied();
			let Some(Reverse((_, _, action))) = next.filter(|Reverse((when, ..))| *when <= self.now) else {
				break;
			};
			self.queue.pop();
			self.act(action);
		}
		// Transactions fill half of the block.
		let left = RuntimeBlockWeights::get().max_block / 2;
		assert!(aic_runtime::AllPalletsWithSystem::on_idle(number, left).all_lte(left));
		self.observe();
	}

	/// Some nodes go offline, and those that are come back.
	fn churn(&mut self) {
		for _ in 0..(self.nodes.len() / 200).max(1) {
			let node = self.random.below(self.nodes.len() as u64);
			let owner = self.providers[self.nodes[node as usize].owner].account.clone();
			let origin = RuntimeOrigin::signed(owner);
			if !Providers::node(node).unwrap().online {
				let allowed = [ProvidersError::BondTooSmall.into(), ProvidersError::NotMeasured.into()];
				may(Providers::go_idle(origin, node), &allowed);
			} else if self.random.percent(5) {
				assert_ok!(Providers::go_busy(origin, node));
			}
		}
	}

	/// Takes note of what happened, and plans what follows.
	fn observe(&mut self) {
		let events = System::read_events_no_consensus().map(|record| record.event).collect::<Vec<_>>();
		forget_events();
		for event in events {
			match event {
				RuntimeEvent::ResourceAllocator(event) => self.on_allocator(event),
				RuntimeEvent::WorkValidation(event) => self.on_validation(event),
				RuntimeEvent::NodeMonitor(pallet_node_monitor::Event::HeartbeatAsked { node, .. })
					if !self.kind(node).is_sluggish() =>
				{
					assert_ok!(NodeMonitor::heartbeat(self.operator(node), node));
				}
				RuntimeEvent::Providers(pallet_providers::Event::Slashed { provider, amount, .. }) => {
					let index = self.provider_of[&provider];
					self.providers[index].lost += amount;
				}
				_ => (),
			}
		}
	}

	fn on_allocator(&mut self, event: AllocatorEvent) {
		let deadlines = <<Runtime as pallet_resource_allocator::Config>::Deadlines as Get<_>>::get();
		match event {
			AllocatorEvent::SlotAssigned { slot, node } => {
				let phase = ResourceAllocator::job(slot.job).unwrap().phase;
				if matches!(phase, pallet_resource_allocator::Phase::Ready { .. }) {
					self.may_start(slot, node);
				}
				self.later(deadlines.gather + deadlines.start + 1, Action::Expire(slot));
			}
			AllocatorEvent::GangComplete { job, slots } => {
				for index in 0..slots {
					let slot = SlotId { job, index };
					if let SlotState::Assigned { node, .. } = ResourceAllocator::slot(slot).unwrap().state {
						self.may_start(slot, node);
					}
				}
			}
			AllocatorEvent::SelfDealingRefused { .. } => panic!("nobody is linked"),
			AllocatorEvent::PaymentFailed { slot, error, .. } => panic!("{slot:?} is not paid: {error:?}"),
			AllocatorEvent::SlotStarted { slot, node, until } => {
				// Not when it is assigned: a gang that is gathered in vain again and again meets the same idle nodes.
				let his = u64::from(self.kind(node) == Kind::Adversary);
				let own = self.jobs[slot.job as usize].is_adversarys;
				let (slots, started) = if own { &mut self.own_slots } else { &mut self.other_slots };
				*slots += 1;
				*started += his;
				self.at(until + 1, Action::Expire(slot));
				let work = self.jobs[slot.job as usize].work;
				let work = work * self.random.within(90, 100) / 100;
				if self.random.percent(20) {
					self.later(work / 2, Action::Settle(slot));
				}
				if self.kind(node) != Kind::NeverSubmits {
					self.later(work, Action::Submit(slot, node));
				}
			}
			AllocatorEvent::SlotRequeued { slot, reason, .. } => {
				*self.report.requeued.entry(format!("{reason:?}")).or_default() += 1;
				self.later(PATIENCE + 1, Action::ExpireJob(slot.job));
			}
			AllocatorEvent::SlotDone { slot, node, digest, work, refunded, .. } => {
				self.report.slots_done += 1;
				self.jobs[slot.job as usize].refunded += refunded;
				if digest != truth(slot) {
					let owner = self.nodes[node as usize].owner;
					self.providers[owner].lies_accepted += 1;
					self.providers[owner].earned_by_lies += work;
				}
			}
			AllocatorEvent::SlotFailed { slot, reason, refunded } => {
				self.on_failed(slot.job, 1, reason, refunded)
			}
			AllocatorEvent::WaitingDropped { job, slots, reason, refunded } => {
				self.on_failed(job, slots, reason, refunded)
			}
			AllocatorEvent::JobFinished { job } => {
				self.finished += 1;
				self.jobs[job as usize].is_finished = true;
				let done = (0..self.jobs[job as usize].slots).all(|index| {
					let slot = ResourceAllocator::slot(SlotId { job, index }).unwrap();
					matches!(slot.state, SlotState::Done { .. })
				});
				self.report.jobs_done += u64::from(done);
				self.report.jobs_failed += u64::from(!done);
				if job % 2 == 0 {
					let requester = self.jobs[job as usize].requester.clone();
					assert_ok!(without_weight(ResourceAllocator::forget(
						RuntimeOrigin::signed(requester),
						job
					)));
				}
			}
			_ => (),
		}
	}

	fn on_failed(&mut self, job: JobId, slots: u16, reason: FailReason, refunded: Balance) {
		let reason = format!("{reason:?}");
		*self.report.slots_failed.entry(reason).or_default() += u64::from(slots);
		self.jobs[job as usize].refunded += refunded;
	}

	/// A slot has its node and need not wait for others.
	fn may_start(&mut self, slot: SlotId, node: NodeId) {
		let now = self.now;
		let job = &mut self.jobs[slot.job as usize];
		let bit = 1 << slot.index;
		if job.counted & bit == 0 {
			job.counted |= bit;
			self.waited.push(now - job.requested_at);
		}
		if self.kind(node) != Kind::NeverStarts {
			let after = self.random.within(SECOND, 20 * SECOND);
			self.later(after, Action::Start(slot, node));
		}
	}

	fn on_validation(&mut self, event: ValidationEvent) {
		let reveal_time = <<Runtime as pallet_work_validation::Config>::RevealTime as Get<Moment>>::get();
		let draw_timeout = <<Runtime as pallet_work_validation::Config>::DrawTimeout as Get<Moment>>::get();
		let slot = |task| match task {
			TaskId::Slot(slot) => slot,
			TaskId::Measurement(_) => unreachable!("nothing is measured"),
		};
		match event {
			ValidationEvent::Opened { task, .. } => self.later(draw_timeout + 1, Action::Close(slot(task))),
			ValidationEvent::Exempted { task, until } => {
				self.report.exempted += 1;
				let executor = WorkValidation::validation(task).unwrap().task.executor;
				let after = self.random.within(SECOND, 20 * SECOND);
				self.later(after, Action::Reveal(slot(task), executor));
				self.at(until + 1, Action::Close(slot(task)));
			}
			ValidationEvent::AuditorsDrawn { task, round, auditors, until, .. } => {
				let slot = slot(task);
				self.report.audited += u64::from(round == 1);
				self.report.audits += auditors.len() as u64;
				for node in auditors {
					let work = self.jobs[slot.job as usize].work * self.random.within(90, 100) / 100;
					if !matches!(self.kind(node), Kind::NeverStarts | Kind::NeverSubmits) {
						self.later(work, Action::Commit(slot, node));
					}
				}
				self.at(until + 1, Action::LookForReveals(slot));
				self.at(until + 1, Action::Close(slot));
				self.at(until + reveal_time + 1, Action::Close(slot));
			}
			ValidationEvent::RevealsBegan { task, until } => {
				self.plan_reveals(slot(task));
				self.at(until + 1, Action::Close(slot(task)));
			}
			ValidationEvent::RoundBegan { task, .. } => {
				self.later(draw_timeout + 1, Action::Close(slot(task)))
			}
			ValidationEvent::Disputed { task, .. } => {
				self.report.disputes += 1;
				self.later(HOUR, Action::Decide(slot(task)));
			}
			ValidationEvent::Slashed { node, fault: Fault::FalseDigest, .. } => {
				let owner = self.nodes[node as usize].owner;
				self.providers[owner].convicted += 1;
				self.report.lies_caught += 1;
			}
			ValidationEvent::Ended { task, verdict } => {
				let slot = slot(task);
				if let Verdict::Accepted { digest, .. } = verdict {
					self.report.lies_accepted += u64::from(digest != truth(slot));
				}
			}
			_ => (),
		}
	}

	/// Whoever is awaited to reveal will, but for those who never do.
	fn plan_reveals(&mut self, slot: SlotId) {
		let Some(validation) = WorkValidation::validation(TaskId::Slot(slot)) else { return };
		if !matches!(validation.phase, Phase::Revealing { .. }) {
			return;
		}
		let auditors = validation
			.current()
			.filter(|auditor| matches!(auditor.vote, Vote::Committed(_)))
			.map(|it| it.node);
		let executor = validation.digest.is_none().then_some(validation.task.executor);
		for node in auditors.collect::<Vec<_>>() {
			if self.kind(node) != Kind::NeverReveals {
				let after = self.random.within(SECOND, 20 * SECOND);
				self.later(after, Action::Reveal(slot, node));
			}
		}
		if let Some(node) = executor {
			let after = self.random.within(SECOND, 20 * SECOND);
			self.later(after, Action::Reveal(slot, node));
		}
	}

	/// What `node` says to have come to, as executor or else as auditor.
	fn digest(&mut self, slot: SlotId, node: NodeId, executes: bool) -> H256 {
		let lies = match self.kind(node) {
			Kind::Liar => true,
			Kind::Sly => executes && self.random.percent(30),
			_ => false,
		};
		self.report.lies += u64::from(lies);
		let digest = if lies { self.random.hash() } else { truth(slot) };
		self.digests.insert((slot, node), digest);
		digest
	}

	fn act(&mut self, action: Action) {
		match action {
			Action::Start(slot, node) => {
				let state = ResourceAllocator::slot(slot).map(|slot| slot.state);
				if matches!(state, Some(SlotState::Assigned { node: to, .. }) if to == node) {
					assert_ok!(ResourceAllocator::start(self.operator(node), slot));
				}
			}
			Action::Settle(slot) => {
				let allowed = [AllocatorError::NothingDue.into(), AllocatorError::UnknownJob.into()];
				may(ResourceAllocator::settle(stranger(), slot), &allowed);
			}
			Action::Submit(slot, node) => {
				let state = ResourceAllocator::slot(slot).map(|slot| slot.state);
				if matches!(state, Some(SlotState::Running { node: by, .. }) if by == node) {
					let digest = self.digest(slot, node, true);
					let commitment = Commitment::new(TaskId::Slot(slot), node, digest);
					assert_ok!(ResourceAllocator::submit(self.operator(node), slot, commitment));
				}
			}
			Action::Commit(slot, node) => {
				let digest = self.digest(slot, node, false);
				let task = TaskId::Slot(slot);
				let commitment = Commitment::new(task, node, digest);
				let round_trip = self.random.percent(50).then(|| self.random.within(10, 60) as u32);
				let result = WorkValidation::commit(self.operator(node), task, commitment, round_trip);
				assert_ok!(without_weight(result));
			}
			Action::LookForReveals(slot) => self.plan_reveals(slot),
			Action::Reveal(slot, node) => {
				let digest = self.digests[&(slot, node)];
				let allowed = [
					ValidationError::NotOpen.into(),
					ValidationError::AlreadyRevealed.into(),
					ValidationError::WrongPhase.into(),
				];
				let result = WorkValidation::reveal(self.operator(node), TaskId::Slot(slot), digest, None);
				may(without_weight(result), &allowed);
			}
			Action::Close(slot) => {
				let allowed = [ValidationError::NotOpen.into(), ValidationError::TooEarly.into()];
				may(without_weight(WorkValidation::close(stranger(), TaskId::Slot(slot))), &allowed);
			}
			Action::Expire(slot) => self.expire(slot),
			Action::ExpireJob(job) => {
				for index in 0..self.jobs[job as usize].slots {
					self.expire(SlotId { job, index });
				}
				let waits = ResourceAllocator::job(job).is_some_and(|job| job.open > 0);
				if waits {
					self.later(10 * MINUTE, Action::ExpireJob(job));
				}
			}
			Action::Cancel(job) => {
				let requester = RuntimeOrigin::signed(self.jobs[job as usize].requester.clone());
				let allowed = [
					AllocatorError::NothingToCancel.into(),
					AllocatorError::GangIncomplete.into(),
					AllocatorError::UnknownJob.into(),
				];
				may(without_weight(ResourceAllocator::cancel(requester, job, 0)), &allowed);
			}
			Action::Decide(slot) => {
				let task = TaskId::Slot(slot);
				let society = || pallet_collective::RawOrigin::Members(2, 3).into();
				let unknown = [ValidationError::UnknownDigest.into()];
				if !may(WorkValidation::decide(society(), task, Some(truth(slot))), &unknown) {
					assert_ok!(WorkValidation::decide(society(), task, None));
				}
			}
		}
	}

	fn expire(&mut self, slot: SlotId) {
		let allowed = [
			AllocatorError::NotExpired.into(),
			AllocatorError::UnknownSlot.into(),
			AllocatorError::UnknownJob.into(),
		];
		may(ResourceAllocator::expire(stranger(), slot), &allowed);
	}

	/// Claims rewards of some node for the last era.
	fn claim_rewards(&mut self) {
		may(CoinPayroll::end_era(stranger()), &[pallet_coin_payroll::Error::<Runtime>::EraRuns.into()]);
		// Loops of the last era can still be shown.
		let last: Option<EraIndex> = CoinPayroll::era().and_then(|era| era.index.checked_sub(2));
		let Some(era) = last else { return };
		for _ in 0..10 {
			let resource = ResourceId::Node(self.random.below(self.nodes.len() as u64));
			let reward = CoinPayroll::reward(resource, era);
			if CoinPayroll::claim_reward(stranger(), resource, era).is_ok() {
				self.report.rewards += aic(reward);
			}
		}
	}

	/// Takes note of how much is in use, and of the adversary's part of the nodes that are online.
	fn sample(&mut self) {
		let capacity = Providers::capacity(DeviceClass::Gpu);
		self.use_samples.push(capacity.busy as f64 / capacity.total.max(1) as f64);
		for node in (0..self.nodes.len() as NodeId).filter(|node| Providers::node(*node).unwrap().online) {
			self.online.0 += u64::from(self.kind(node) == Kind::Adversary);
			self.online.1 += 1;
		}
	}

	/// Whether jobs or results wait for a draw.
	fn draws_are_due() -> bool {
		pallet_resource_allocator::LaneEnds::<Runtime>::iter_keys().next().is_some()
			|| pallet_resource_allocator::Gang::<Runtime>::exists()
			|| pallet_work_validation::Ends::<Runtime>::iter_keys().next().is_some()
	}

	/// Jobs arrive at random, as many as keep the nodes as busy as they should be.
	fn run(&mut self) {
		let power = self.nodes.len() as f64 * 25.6;
		let (slots, power_of_slot, work) = (2.2, 15.5, 0.62 * 15.5 * MINUTE as f64);
		let demand = 1.8 * slots * power_of_slot * work;
		let needed = TARGET * power / demand * BLOCK as f64;
		self.stretch = (needed / MAX_RATE).max(1.);
		let mut rate = needed / self.stretch;
		let highest = MAX_RATE.min(2. * rate);
		let blocks = (self.report.jobs as f64 / rate) as u64;
		let (checks, samples) = ((blocks / 16).max(1), (blocks / 200).clamp(1, 100));
		let mut until_next = -self.random.unit().ln();
		while (self.jobs.len() as u64) < self.report.jobs {
			self.block(BLOCK);
			until_next -= rate;
			while until_next <= 0. && (self.jobs.len() as u64) < self.report.jobs {
				self.request();
				until_next -= self.random.unit().ln();
			}
			if self.report.blocks.is_multiple_of(samples) {
				self.sample();
				let used = self.use_samples.last().copied().unwrap_or_default();
				let factor = if used < TARGET { 1.01 } else { 0.99 };
				rate = (rate * factor).min(highest);
			}
			if self.report.blocks.is_multiple_of(checks) {
				check();
				self.claim_rewards();
				println!("{} jobs asked for, {} finished", self.jobs.len(), self.finished);
			}
		}
		let deadline = self.now + 14 * 24 * HOUR;
		while self.finished < self.report.jobs {
			// When nobody waits for a draw, nothing happens before somebody does something.
			let next = self.queue.peek().map_or(self.now, |Reverse((when, ..))| *when);
			let passed = if Self::draws_are_due() { 0 } else { next.saturating_sub(self.now) };
			self.block(passed.max(DRAINING_BLOCK));
			if self.now > deadline {
				let open = self.jobs.iter().position(|job| !job.is_finished).unwrap() as JobId;
				panic!("job {open} never ends: {:?}", ResourceAllocator::job(open));
			}
		}
		self.observe();
		check();
	}

	/// What must be true when all jobs have ended.
	fn verify(&mut self) {
		let escrow = RuntimeHoldReason::ResourceAllocator(pallet_resource_allocator::HoldReason::Escrow);
		for (who, holds) in pallet_balances::Holds::<Runtime>::iter() {
			assert!(holds.iter().all(|hold| hold.id != escrow), "{who:?} has coins in escrow");
		}
		assert_eq!(pallet_work_validation::Validations::<Runtime>::iter().count(), 0);
		assert_eq!(Providers::capacity(DeviceClass::Gpu).busy, 0, "nothing is reserved any more");
		for provider in &self.providers {
			let (record, kind) = (Providers::provider(provider.account.clone()).unwrap(), provider.kind);
			assert_eq!(record.pledged, 0, "a pledge is left");
			assert_eq!(record.bond, provider.bonded - provider.lost, "every slash was seen");
			if kind.must_lose_nothing() {
				assert_eq!(record.bond, provider.bonded, "an honest provider lost bond: {kind:?}");
			}
			if kind == Kind::Liar && provider.convicted > 0 {
				assert!(provider.lost > provider.earned_by_lies, "a liar gained");
			}
		}
		let impossible = self.jobs.iter().filter(|job| job.is_impossible);
		impossible
			.for_each(|job| assert_eq!(job.refunded, job.held, "a job was not served and cost something"));
		let unlucky = Balances::free_balance(Self::requester(REQUESTERS + 1));
		assert_eq!(unlucky, 1_000_000 * AIC, "all came back");
		let ended = self.report.slots_done + self.report.slots_failed.values().sum::<u64>();
		assert_eq!(ended, self.report.slots, "every slot ended once");
	}

	/// Everybody takes what he is owed; the payroll keeps the rewards and nothing else.
	fn claim_all(&mut self) {
		for provider in &self.providers {
			let account = provider.account.clone();
			if Runtime::owed(account.clone()).payable > 0 {
				assert_ok!(CoinPayroll::claim(stranger(), account));
			}
		}
		check();
	}

	fn sum_up(mut self) -> Report {
		self.waited.sort_unstable();
		let liars = || self.providers.iter().filter(|provider| provider.kind.is_liar());
		let lost = aic(liars().map(|liar| liar.lost).sum());
		let earned = aic(liars().map(|liar| liar.earned_by_lies).sum());
		let warm = self.use_samples.len() / 5;
		let warm_samples = &self.use_samples[warm..];
		let seconds = |time: Moment| time as f64 / SECOND as f64;
		let a = self.online.0 as f64 / self.online.1 as f64;
		let part = |(slots, his): (u64, u64)| his as f64 / slots as f64;
		let all = part((self.own_slots.0 + self.other_slots.0, self.own_slots.1 + self.other_slots.1));
		let each = 1. / self.own_slots.0 as f64 + 1. / self.other_slots.0 as f64;
		let sigma = (all * (1. - all) * each).sqrt();
		Report {
			hours: seconds(self.now - START) / 3_600.,
			mean_waiting: seconds(self.waited.iter().sum::<Moment>()) / self.waited.len() as f64,
			p95_waiting: seconds(self.waited[self.waited.len() * 95 / 100]),
			utilisation: warm_samples.iter().sum::<f64>() / warm_samples.len() as f64,
			liars_lost: lost,
			liars_earned: earned,
			adversary_nodes: a,
			adversary_own: part(self.own_slots),
			adversary_others: part(self.other_slots),
			adversary_bound: part(self.other_slots) + 3. * sigma,
			..self.report
		}
	}
}

/// Lets so many jobs be done on so many nodes, and verifies what must be true in the end.
fn run(jobs: u64, nodes: u64, seed: u64) -> Report {
	let mut simulation = Simulation::new(jobs, nodes, seed);
	chain(PRESETS[0]).execute_with(|| {
		pallet_timestamp::Now::<Runtime>::put(START);
		Simulation::publish();
		Simulation::fund_requesters();
		simulation.offer_nodes();
		forget_events();
		check();
		simulation.run();
		simulation.verify();
		simulation.claim_all();
	});
	simulation.sum_up()
}

/// What must be true of a report, whatever its size.
fn judge(report: &Report) {
	println!("{report}");
	assert!(report.lies_caught > 0, "liars were there");
	assert!(report.liars_lost > 2. * report.liars_earned, "lies don't pay");
	assert!(
		report.adversary_own <= report.adversary_bound,
		"the adversary is drawn more often for his own jobs than for others'"
	);
	assert!(report.hooks <= 0.1, "hooks leave a block to its transactions");
	assert!((0.55..0.85).contains(&report.utilisation), "the network is as busy as it should be");
}

#[test]
fn money_is_where_the_rules_say_after_many_jobs() {
	judge(&run(600, 200, 1));
}

#[test]
#[ignore = "takes a minute"]
fn money_is_where_the_rules_say_whatever_the_seed() {
	for seed in 1..=16 {
		println!("seed                             {seed}");
		judge(&run(600, 200, seed));
	}
}

#[test]
#[ignore = "takes long"]
fn money_is_where_the_rules_say_after_a_hundred_thousand_jobs_on_ten_thousand_nodes() {
	judge(&run(100_000, 10_000, 1));
}

//! Who makes blocks, what the header says of him, and how fast: whole blocks on the real runtime. `zombienet/` shows the same on a relay chain.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

#[path = "common/blocks.rs"]
mod blocks;
mod common;

use aic_primitives::{
	currency::AIC,
	runtime_api::JobRequest,
	time::{DAY, MINUTE},
	AssetId, AssetKind, Comparison, DeviceClass, Eras, NodeId, Placement, Power, ResourceId, SlotId, Work,
	WorkRecord, WORK_RECORD_ENGINE,
};
use aic_runtime::{
	configs::{
		consensus::{AdaptiveVelocity, BaseBlocks, MessageQueueServiceWeight, UNINCLUDED_SLOTS},
		parameters::{
			dynamic_params::{
				block_generator::{self, Parameters},
				node_monitor,
			},
			RuntimeParameters,
		},
		system::{RuntimeBlockWeights, CORE},
	},
	AccountId, AuraId, BlockGenerator, CoinPayroll, ContributionRating, Executive, Header, Providers,
	ResourceAllocator, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, Scheduler, Session, SessionKeys,
	System, TxExtension, UncheckedExtrinsic,
};
use blocks::{build, genesis_header, import, make, At, FIRST_SLOT};
use codec::{Decode, Encode};
use common::{account, buy, chain_of, check, details, fund, genesis, mint, PRESETS};
use cumulus_primitives_core::{runtime_decl_for_target_block_rate::TargetBlockRateV1, CumulusDigestItem};
use frame_support::{assert_noop, assert_ok, hypothetically, traits::Get};
use pallet_block_generator::{Error, Pace, Pacing, Rate, Seat, Threshold, Thresholds};
use pallet_contribution_rating::{Score, Scores};
use polkadot_sdk::*;
use sp_core::{proof_of_possession::ProofOfPossessionGenerator, sr25519, Pair, H256};
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring::{Alice, AliceStash, Bob, BobStash, Dave};
use sp_runtime::{
	generic::Era,
	traits::{BlockNumberProvider, Dispatchable},
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DigestItem, MultiSignature, Perbill, Permill,
};

/// Length of a session, in ms.
const SESSION: u64 = 2 * MINUTE;
const POWER: Power = 16;

/// A chain that grows by whole blocks.
struct Chain {
	head: Header,
	at: At,
}

impl Chain {
	/// The genesis of a preset, but with short sessions, and its first block.
	fn run(preset: &str, test: impl FnOnce(Self)) {
		let mut state: TestExternalities = chain_of(&genesis(preset));
		state.execute_with(|| {
			set(Parameters::SessionLength(block_generator::SessionLength, Some(SESSION)));
			// Nobody answers heartbeats here.
			let window = node_monitor::Parameters::HeartbeatWindow(node_monitor::HeartbeatWindow, Some(DAY));
			set_any(RuntimeParameters::NodeMonitor(window));
			let head = genesis_header();
			let mut chain = Self {
				head,
				at: At { slot: FIRST_SLOT, bundle: None, left_out: 0, included: true, epoch: 1, block: 1 },
			};
			chain.block(vec![]);
			test(chain);
			check();
		});
	}

	/// A block in the present slot.
	fn block(&mut self, transactions: Vec<UncheckedExtrinsic>) {
		self.head = make(&self.head, self.at, transactions);
		assert_ok!(BlockGenerator::do_try_state());
	}

	/// A block so many slots later; the relay chain's block has another value.
	fn later(&mut self, slots: u64) {
		self.at.slot += slots;
		self.at.block = self.at.block.wrapping_add(1);
		self.block(vec![]);
	}

	/// A block in each slot until another session runs. The relay chain's epoch turns in between.
	fn session(&mut self) {
		let session = Session::current_index();
		// Later than observers of the relay chain could know it while the list was open.
		(0..8).for_each(|_| self.later(1));
		self.at.epoch = self.at.epoch.wrapping_add(1);
		while Session::current_index() == session {
			self.later(1);
		}
	}

	/// Whose turn a slot is.
	fn turn(&self, slot: u64) -> AccountId {
		let collators = Session::validators();
		collators[(slot % collators.len() as u64) as usize].clone()
	}

	/// A block that is made by `who`, in the next slot that is his. Those before it have blocks, too.
	fn block_of(&mut self, who: &AccountId) {
		for _ in 0..Session::validators().len() {
			self.later(1);
			if self.turn(self.at.slot) == *who {
				return;
			}
		}
		panic!("{who} makes no blocks");
	}
}

fn set(parameter: Parameters) {
	set_any(RuntimeParameters::BlockGenerator(parameter));
}

fn set_any(key_value: RuntimeParameters) {
	let call = RuntimeCall::from(pallet_parameters::Call::set_parameter { key_value });
	assert_ok!(call.dispatch(RuntimeOrigin::root()));
}

fn by(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

/// A key that belongs to `who` in these tests.
fn key(who: &AccountId) -> sr25519::Pair {
	sr25519::Pair::from_seed(who.as_ref())
}

/// Has `who` have session keys, and shows that he has their secret.
fn set_keys(who: &AccountId) {
	let mut pair = key(who);
	let keys = SessionKeys { aura: AuraId::from(pair.public()) };
	let proof = pair.generate_proof_of_possession(who.as_ref()).encode();
	assert_ok!(Session::set_keys(by(who), keys, proof));
}

/// A provider with a node that is online and has so many points, in 10⁻¹⁸ AIC.
fn provider(number: u64, points: u128) -> (AccountId, NodeId) {
	let who = account(1, number);
	fund(&who, 10_000 * AIC);
	let node = pallet_providers::NextNode::<Runtime>::get();
	assert_ok!(Providers::register(by(&who), Providers::required_bond(2 * u64::from(POWER))));
	assert_ok!(Providers::add_node(by(&who), 0, who.clone(), 0, 0));
	assert_ok!(Providers::certify(RuntimeOrigin::root(), node, POWER));
	assert_ok!(Providers::go_idle(by(&who), node));
	let score = Score { points, era: CoinPayroll::current(), marked: 0, weight: 0 };
	Scores::<Runtime>::insert(ResourceId::Node(node), score);
	(who, node)
}

/// Such a provider, who has session keys and enrolled.
fn enrolled(number: u64, points: u128) -> (AccountId, NodeId) {
	let (who, node) = provider(number, points);
	set_keys(&who);
	assert_ok!(BlockGenerator::enrol(by(&who), node));
	(who, node)
}

/// What a header says of its maker.
fn record_in(header: &Header) -> WorkRecord {
	let said = header.digest.logs.iter().filter_map(|item| item.as_consensus());
	let records = said.filter(|(engine, _)| *engine == WORK_RECORD_ENGINE).collect::<Vec<_>>();
	assert_eq!(records.len(), 1);
	WorkRecord::decode(&mut &*records[0].1).unwrap()
}

fn points(node: NodeId) -> u128 {
	ContributionRating::rating(ResourceId::Node(node)).points
}

#[test]
fn collators_are_drawn_out_of_a_list_that_was_closed_before_the_seed_was_known() {
	Chain::run(PRESETS[1], |mut chain| {
		let (who, node) = enrolled(0, 50 * AIC);
		let list = Session::current_index();
		assert_noop!(BlockGenerator::enrol(by(&who), node), Error::<Runtime>::AlreadyEnrolled);
		chain.session();
		assert_eq!(BlockGenerator::draw(list + 3), None, "the list rests");
		chain.session();
		let draw = BlockGenerator::draw(list + 3).unwrap();
		assert_eq!((draw.list, draw.drawn.to_vec()), (list, vec![Seat { collator: who.clone(), node }]));
		assert_eq!(BlockGenerator::redraw(list + 3), Some(draw.drawn.to_vec()));
		assert!(!Session::validators().contains(&who), "he waits for a session");
		chain.session();
		assert_eq!(Session::current_index(), list + 3);
		let collators = Session::validators();
		assert_eq!(collators, [who.clone(), Alice.into(), Bob.into()], "beside the invulnerables");
		let authorities = pallet_aura::Authorities::<Runtime>::get();
		assert!(authorities.contains(&AuraId::from(key(&who).public())));

		chain.block_of(&who);
		assert_eq!(record_in(&chain.head), WorkRecord { node: Some(node), work: None });
		assert!(BlockGenerator::duty(who.clone()).unwrap().blocks > 0);
		chain.block_of(&Alice.into());
		assert_eq!(record_in(&chain.head), WorkRecord::default(), "she is no provider");

		// He did not enrol again, so that he has no seat in the session after.
		chain.session();
		assert_eq!(Session::validators().len(), 3, "nobody enrolled: those who were drawn go on");
		assert_ok!(Providers::go_busy(by(&who), node));
		chain.session();
		chain.session();
		assert_eq!(Session::validators().len(), 2, "but not when their nodes are gone");
	});
}

#[test]
fn without_a_new_value_of_the_relay_chain_nobody_is_drawn() {
	Chain::run(PRESETS[1], |mut chain| {
		let (who, _) = enrolled(0, 50 * AIC);
		let until = Session::current_index() + 4;
		while Session::current_index() < until {
			// The block's value changes, the epoch's does not.
			chain.later(1);
			assert!(!Session::validators().contains(&who));
		}
	});
}

#[test]
fn who_can_not_make_blocks_is_refused() {
	Chain::run(PRESETS[0], |mut chain| {
		let (who, node) = provider(0, 50 * AIC);
		let refused = |error: Error<Runtime>| {
			assert_noop!(BlockGenerator::enrol(by(&who), node), error);
		};
		refused(Error::<Runtime>::NoSessionKeys);
		let keys = SessionKeys { aura: AuraId::from(key(&who).public()) };
		// Somebody else's proof, and none.
		let foreign = key(&Bob.into()).generate_proof_of_possession(who.as_ref()).encode();
		for proof in [foreign, vec![]] {
			assert_noop!(
				Session::set_keys(by(&who), keys.clone(), proof),
				pallet_session::Error::<Runtime>::InvalidProof
			);
		}
		// A right proof for another account.
		let copied = key(&who).generate_proof_of_possession(who.as_ref()).encode();
		assert_noop!(
			Session::set_keys(by(&Dave.into()), keys, copied),
			pallet_session::Error::<Runtime>::InvalidProof
		);
		set_keys(&who);
		assert_ok!(Providers::go_busy(by(&who), node));
		refused(Error::<Runtime>::NotLive);
		assert_ok!(Providers::go_idle(by(&who), node));
		let score = Scores::<Runtime>::take(ResourceId::Node(node));
		refused(Error::<Runtime>::NotRated);
		Scores::<Runtime>::set(ResourceId::Node(node), score);
		set_keys(&Bob.into());
		assert_noop!(BlockGenerator::enrol(by(&Bob.into()), node), Error::<Runtime>::NotOwner);
		assert_noop!(BlockGenerator::enrol(by(&who), node + 1), Error::<Runtime>::NotOwner);
		// A processor of his, beside the graphics card.
		assert_ok!(Providers::add_node(by(&who), 6, who.clone(), 0, 0));
		assert_noop!(BlockGenerator::enrol(by(&who), node + 1), Error::<Runtime>::NotGpu);
		assert_ok!(BlockGenerator::enrol(by(&who), node));
		chain.later(1);
	});
}

/// A job whose slot the collator's node works on.
fn work(chain: &mut Chain, who: &AccountId) -> (SlotId, AssetId) {
	let model = AssetId { kind: AssetKind::Model, item: 0 };
	let dataset = AssetId { kind: AssetKind::Dataset, item: 0 };
	let publish = |owner: AccountId, kind, content| {
		let call = RuntimeCall::from(mint(kind, content, details("thing", AIC)));
		assert_ok!(call.dispatch(by(&owner)));
	};
	publish(AliceStash.into(), AssetKind::Dataset, 1);
	publish(BobStash.into(), AssetKind::Model, 2);
	for asset in [model, dataset] {
		assert_ok!(RuntimeCall::from(buy(asset, 1, AIC)).dispatch(by(&Dave.into())));
	}
	let request = JobRequest {
		model,
		datasets: vec![dataset].try_into().unwrap(),
		instructions: H256([3; 32]),
		class: DeviceClass::Gpu,
		power: POWER,
		memory: 1_024,
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
	};
	let job = pallet_resource_allocator::NextJob::<Runtime>::get();
	assert_ok!(ResourceAllocator::request(by(&Dave.into()), request, 1_000 * AIC));
	let slot = SlotId { job, index: 0 };
	for _ in 0..20 {
		chain.later(1);
		if ResourceAllocator::start(by(who), slot).is_ok() {
			return (slot, model);
		}
	}
	panic!("the slot was not placed: {:?}", ResourceAllocator::slot(slot));
}

#[test]
fn a_header_says_what_its_makers_node_works_on_as_long_as_that_is_true() {
	Chain::run(PRESETS[1], |mut chain| {
		let (who, node) = enrolled(0, 50 * AIC);
		let (thief, thiefs) = enrolled(1, 50 * AIC);
		// Only one of them is offered to work.
		assert_ok!(Providers::go_busy(by(&thief), thiefs));
		let (slot, model) = work(&mut chain, &who);
		assert_noop!(BlockGenerator::show_work(by(&who), Some(slot)), Error::<Runtime>::NoSeat);
		assert_ok!(Providers::go_idle(by(&thief), thiefs));
		for _ in 0..3 {
			chain.session();
		}
		for collator in [&who, &thief] {
			assert!(Session::validators().contains(collator));
		}
		assert_noop!(BlockGenerator::show_work(by(&thief), Some(slot)), Error::<Runtime>::NotYourWork);
		let other = SlotId { job: slot.job + 1, index: 0 };
		assert_noop!(BlockGenerator::show_work(by(&who), Some(other)), Error::<Runtime>::NotYourWork);
		assert_ok!(BlockGenerator::show_work(by(&who), Some(slot)));
		chain.block_of(&who);
		let record = WorkRecord { node: Some(node), work: Some(Work { slot, model }) };
		assert_eq!(record_in(&chain.head), record);
		assert_eq!(BlockGenerator::record(), Some(record));
		chain.block_of(&thief);
		assert_eq!(record_in(&chain.head), WorkRecord { node: Some(thiefs), work: None });

		// The slot's time is over, and with it what the header says.
		chain.at.slot += 4 * 600;
		let expire = ResourceAllocator::expire(by(&Dave.into()), slot);
		chain.later(1);
		if expire.is_err() {
			assert_ok!(ResourceAllocator::expire(by(&Dave.into()), slot));
		}
		chain.block_of(&who);
		assert_eq!(record_in(&chain.head), WorkRecord { node: Some(node), work: None });
	});
}

/// Imports a block whose header says something else of its maker than the chain.
fn import_with(record: WorkRecord) {
	Chain::run(PRESETS[0], |mut chain| {
		chain.at.slot += 1;
		let mut block = build(&chain.head, chain.at, vec![]);
		let is_record =
			|item: &DigestItem| item.as_consensus().is_some_and(|(engine, _)| engine == WORK_RECORD_ENGINE);
		let said = block.header.digest.logs.iter_mut().find(|item| is_record(item)).unwrap();
		*said = DigestItem::Consensus(WORK_RECORD_ENGINE, record.encode());
		import(block);
	});
}

#[test]
fn a_block_is_imported_when_its_header_says_what_the_chain_does() {
	import_with(WorkRecord::default());
}

#[test]
#[should_panic(expected = "Digest item must match that calculated.")]
fn a_block_whose_header_names_another_node_is_refused() {
	import_with(WorkRecord { node: Some(7), work: None });
}

#[test]
#[should_panic(expected = "Digest item must match that calculated.")]
fn a_block_whose_header_claims_work_is_refused() {
	let model = AssetId { kind: AssetKind::Model, item: 0 };
	let work = Some(Work { slot: SlotId { job: 0, index: 0 }, model });
	import_with(WorkRecord { node: None, work });
}

/// A transaction of Alice's.
fn signed(call: impl Into<RuntimeCall>, nonce: u32) -> UncheckedExtrinsic {
	let call = call.into();
	let extension: TxExtension = cumulus_pallet_parachain_system::block_weight::DynamicMaxBlockWeight::new(
		cumulus_pallet_weight_reclaim::StorageWeightReclaim::new((
			frame_system::AuthorizeCall::new(),
			frame_system::CheckNonZeroSender::new(),
			frame_system::CheckSpecVersion::new(),
			frame_system::CheckTxVersion::new(),
			frame_system::CheckGenesis::new(),
			frame_system::CheckEra::from(Era::Immortal),
			frame_system::CheckNonce::from(nonce),
			frame_system::CheckWeight::new(),
			pallet_transaction_payment::ChargeTransactionPayment::from(0),
			frame_metadata_hash_extension::CheckMetadataHash::new(false),
		)),
	);
	let payload = sp_runtime::generic::SignedPayload::new(call.clone(), extension.clone()).unwrap();
	let signature = payload.using_encoded(|bytes| MultiSignature::Sr25519(Alice.sign(bytes)));
	UncheckedExtrinsic::new_signed(call, Alice.to_account_id().into(), signature, extension)
}

/// A call of root's that is said to weigh that much of a block.
fn heavy(percent: u64) -> RuntimeCall {
	let remark = RuntimeCall::from(frame_system::Call::remark { remark: vec![] });
	let weight = RuntimeBlockWeights::get().max_block.saturating_mul(percent) / 100;
	pallet_sudo::Call::sudo_unchecked_weight { call: Box::new(remark), weight }.into()
}

#[test]
fn transactions_that_do_not_fit_in_a_block_are_left_for_later() {
	Chain::run(PRESETS[0], |mut chain| {
		chain.at.slot += 1;
		let all = [signed(heavy(40), 0), signed(heavy(30), 1), signed(heavy(30), 2)];
		let block = build(&chain.head, chain.at, all[..2].to_vec());
		// On top of what the block holds.
		Executive::initialize_block(&block.header);
		for extrinsic in &block.extrinsics {
			assert_ok!(Executive::apply_extrinsic(extrinsic.clone()).unwrap());
		}
		let full = TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources);
		assert_eq!(Executive::apply_extrinsic(all[2].clone()), Err(full));
	});
}

#[test]
#[should_panic(expected = "Transaction would exhaust the block limits")]
fn an_overweight_block_is_refused() {
	Chain::run(PRESETS[0], |mut chain| {
		chain.at.slot += 1;
		let mut block = build(&chain.head, chain.at, vec![signed(heavy(40), 0), signed(heavy(30), 1)]);
		block.extrinsics.push(signed(heavy(30), 2));
		import(block);
	});
}

/// How often somebody was blamed in the last block.
fn blamed() -> usize {
	let events = System::events().into_iter().map(|record| record.event);
	let blamed = events.filter(|event| {
		matches!(event, RuntimeEvent::BlockGenerator(pallet_block_generator::Event::Missed { .. }))
	});
	blamed.count()
}

#[test]
fn who_misses_his_slots_loses_points() {
	Chain::run(PRESETS[1], |mut chain| {
		let (who, node) = enrolled(0, 50 * AIC);
		for _ in 0..3 {
			chain.session();
		}
		chain.block_of(&who);
		let before = points(node);
		// All three collators are away for a turn.
		chain.later(4);
		let part = block_generator::MissedPenalty::get();
		assert_eq!(points(node), before - part.mul_ceil(before));
		let missed =
			[who.clone(), Alice.into(), Bob.into()].map(|who| BlockGenerator::duty(who).unwrap().missed);
		assert_eq!(missed, [1, 1, 1]);
		assert_eq!(blamed(), 3);
		// The relay chain left a slot out, in which nobody could make a block.
		let before = points(node);
		chain.at.left_out += 1;
		chain.later(4);
		assert_eq!(points(node), before);
		// The chain stands: nobody is to blame.
		let before = points(node);
		chain.later(40);
		assert_eq!(points(node), before);
	});
}

/// Windows of a minute, and thresholds that a block with a transaction a slot reaches.
fn busy(nodes: u32) {
	let few = Threshold { transactions: 5, nodes };
	let thresholds = Thresholds { double: few, fourfold: Threshold { transactions: 8, nodes } };
	set(Parameters::Thresholds(block_generator::Thresholds, Some(thresholds)));
}

#[test]
fn use_makes_blocks_faster_and_smaller_and_no_term_shorter() {
	Chain::run(PRESETS[0], |mut chain| {
		provider(0, AIC);
		busy(1);
		// A block that begins a session has no place for transactions: pallet-session takes all of it.
		set(Parameters::SessionLength(block_generator::SessionLength, Some(DAY)));
		let full = RuntimeBlockWeights::get().max_block;
		// A collator leaves out the last of seven or thirteen blocks.
		let planned = |rate| match rate {
			6 => 7,
			12 => 13,
			rate => rate,
		};
		let mut nonce = 0;
		let mut rates = vec![BlockGenerator::rate()];
		let mut clocks = vec![(System::block_number(), BaseBlocks::current_block_number())];
		for slot in 0..60 {
			chain.at.slot += 1;
			// Many transactions for half of the time.
			let transactions = if slot < 30 {
				nonce += 1;
				vec![signed(frame_system::Call::remark { remark: vec![1] }, nonce - 1)]
			} else {
				vec![]
			};
			chain.block(transactions);
			if rates.last() != Some(&BlockGenerator::rate()) {
				rates.push(BlockGenerator::rate());
				clocks.push((System::block_number(), BaseBlocks::current_block_number()));
			}
			let block = RuntimeBlockWeights::get().max_block;
			let share = full * 3 / u64::from(BlockGenerator::recent_rate());
			assert_eq!(block.ref_time(), share.ref_time(), "a core's time is shared");
			assert!(block.proof_size().abs_diff(share.proof_size()) <= 1, "and its proof");
			assert_eq!(Runtime::target_block_rate(), planned(BlockGenerator::rate()));
			assert_eq!(AdaptiveVelocity::capacity(), UNINCLUDED_SLOTS * BlockGenerator::recent_rate());
			assert_ok!(BlockGenerator::do_try_state());
		}
		assert_eq!(rates, [3, 6, 12, 6, 3]);
		for pair in clocks.windows(2) {
			let (blocks, base) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
			assert!(base <= blocks, "{clocks:?}");
		}
		let passed = |from: usize| {
			let (blocks, base) = (clocks[from + 1].0 - clocks[from].0, clocks[from + 1].1 - clocks[from].1);
			f64::from(base) / f64::from(blocks)
		};
		assert!((passed(1) - 0.5).abs() < 0.1 && (passed(2) - 0.25).abs() < 0.1, "{clocks:?}");
	});
}

/// Whether the head may have a successor in its slot, by the runtime's word and by the header.
fn may_go_on(chain: &Chain) -> (bool, bool) {
	let can_build = AdaptiveVelocity::can_build_upon(chain.head.hash(), chain.at.slot.into());
	(can_build, !CumulusDigestItem::contains_use_full_core(&chain.head.digest))
}

/// The rate is this one, and was in the window before.
fn settle_at(rate: Rate) {
	Pace::<Runtime>::mutate(|pacing| *pacing = Pacing { rate, before: rate, ..*pacing });
}

#[test]
fn the_last_block_of_a_slot_says_so() {
	Chain::run(PRESETS[0], |mut chain| {
		for (rate, blocks) in [(Rate::Base, 3), (Rate::Double, 6), (Rate::Fourfold, 12)] {
			settle_at(rate);
			chain.at.slot += 1;
			for block in 1..=blocks {
				chain.block(vec![]);
				let more = block < blocks;
				assert_eq!(may_go_on(&chain), (more, more), "{rate:?}, block {block}");
			}
		}
	});
}

/// The next slot, with so many blocks.
fn slot_of(chain: &mut Chain, blocks: u32) {
	chain.at.slot += 1;
	(0..blocks).for_each(|_| chain.block(vec![]));
}

/// Slots with three blocks each; the relay chain includes none of them, nor the chain's first.
fn without_inclusion(chain: &mut Chain, slots: u32) {
	chain.at.included = false;
	(0..slots).for_each(|_| slot_of(chain, 3));
}

#[test]
fn the_last_block_that_may_wait_says_so() {
	Chain::run(PRESETS[0], |mut chain| {
		without_inclusion(&mut chain, UNINCLUDED_SLOTS - 1);
		chain.at.slot += 1;
		chain.block(vec![]);
		assert_eq!(may_go_on(&chain), (true, true));
		chain.block(vec![]);
		assert_eq!(may_go_on(&chain), (false, false));
		chain.at.slot += 1;
		assert!(!may_go_on(&chain).0);
		// The relay chain included all of them.
		chain.at.included = true;
		chain.block(vec![]);
		assert_eq!(may_go_on(&chain), (true, true));
	});
}

#[test]
fn nobody_is_to_blame_while_the_relay_chain_includes_nothing() {
	for (included, missed) in [(false, 0), (true, 1)] {
		Chain::run(PRESETS[1], |mut chain| {
			without_inclusion(&mut chain, UNINCLUDED_SLOTS - 1);
			chain.at.included = included;
			chain.later(2);
			assert_eq!(blamed(), missed);
		});
	}
}

#[test]
fn a_task_that_takes_half_a_core_waits_for_the_first_block_on_one() {
	Chain::run(PRESETS[0], |mut chain| {
		chain.at.bundle = Some(0);
		chain.later(1);
		// The smallest blocks that there are.
		let (since, units) = (System::block_number(), u64::from(BaseBlocks::current_block_number()) * 4);
		let rate = Rate::Fourfold;
		Pace::<Runtime>::mutate(|pacing| *pacing = Pacing { rate, before: rate, since, units, ..*pacing });
		let remark = RuntimeCall::from(frame_system::Call::remark { remark: vec![] });
		let task = pallet_utility::Call::with_weight { call: Box::new(remark), weight: CORE / 2 };
		let when = BaseBlocks::current_block_number() + 1;
		assert_ok!(Scheduler::schedule(RuntimeOrigin::root(), when, None, 0, Box::new(task.into())));
		let happened = |event: fn(&pallet_scheduler::Event<Runtime>) -> bool| {
			System::events()
				.iter()
				.any(|record| matches!(&record.event, RuntimeEvent::Scheduler(found) if event(found)))
		};
		let done =
			|| happened(|event| matches!(event, pallet_scheduler::Event::Dispatched { result: Ok(()), .. }));
		let lost =
			|| happened(|event| matches!(event, pallet_scheduler::Event::PermanentlyOverweight { .. }));
		// A later block on the core, or one that says nothing of it, leaves it alone.
		for bundle in [Some(1), None, Some(3), None, Some(1), None, Some(2), None] {
			chain.at.bundle = bundle;
			chain.later(1);
			assert!(!done() && !lost(), "{bundle:?}");
		}
		chain.at.bundle = Some(0);
		chain.later(1);
		assert!(done() && !lost());
	});
}

#[test]
fn messages_have_their_part_of_a_core_at_any_rate() {
	Chain::run(PRESETS[0], |mut chain| {
		let part = |chain: &mut Chain, bundle| {
			chain.at.bundle = bundle;
			let Header { number, .. } = chain.head;
			hypothetically!({
				System::initialize(&(number + 1), &chain.head.hash(), &blocks::digest(chain.at));
				MessageQueueServiceWeight::get()
			})
		};
		for rate in [Rate::Base, Rate::Double, Rate::Fourfold] {
			Pace::<Runtime>::mutate(|pacing| pacing.rate = rate);
			let first = part(&mut chain, Some(0));
			assert_eq!(first, Some(Perbill::from_percent(30) * CORE));
			assert_eq!((part(&mut chain, Some(1)), part(&mut chain, None)), (None, None));
		}
		Pace::<Runtime>::mutate(|pacing| pacing.rate = Rate::Base);
	});
}

#[test]
#[should_panic(expected = "authored blocks limit is reached for the slot")]
fn a_block_too_many_is_refused() {
	Chain::run(PRESETS[0], |mut chain| {
		slot_of(&mut chain, 4);
	});
}

#[test]
#[should_panic(expected = "authored blocks limit is reached for the slot")]
fn a_block_that_was_planned_and_not_meant_is_refused() {
	Chain::run(PRESETS[0], |mut chain| {
		settle_at(Rate::Double);
		slot_of(&mut chain, 7);
	});
}

#[test]
#[should_panic(expected = "authored blocks limit is reached for the slot")]
fn a_higher_rate_allows_no_more_in_the_slot_in_which_it_was_reached() {
	Chain::run(PRESETS[0], |mut chain| {
		provider(0, AIC);
		busy(1);
		let mut nonce = 0;
		while BlockGenerator::rate() == 3 {
			chain.at.slot += 1;
			nonce += 1;
			chain.block(vec![signed(frame_system::Call::remark { remark: vec![1] }, nonce - 1)]);
		}
		chain.block(vec![]);
		chain.block(vec![]);
		assert_eq!(BlockGenerator::rate(), 6);
		chain.block(vec![]);
	});
}

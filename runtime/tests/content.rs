//! Whatever owners, licensees, makers, reviewers and keepers of content may do, and thieves, in any order, on the real runtime: after each step
//! the pallets agree with themselves and with each other, and in the end strangers alone end all that waits; what is left is its owners' to end.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod common;

use aic_primitives::{
	currency::{AIC, GENESIS_SUPPLY, MILLI_AIC},
	merkle::{self, Tree},
	runtime_api::{runtime_decl_for_aic_api::AicApiV1, JobRequest},
	time::{DAY, HOUR, MINUTE, SECOND},
	AssetId, AssetKind, Balance, Basis, Commitment as Digest, Comparison, Details, DeviceClass, Moment,
	NodeId, Part, Placement, Purpose, Purposes, ResourceId, Royalty, ShareList, SlotId, Target, TaskId,
	Terms, Wish,
};
use aic_runtime::{
	configs::parameters::{
		dynamic_params::{ai_assets, coin_payroll, made_to_order, storage_grid},
		RuntimeParameters,
	},
	genesis_config_presets::Holder,
	AccountId, AiAssets, Balances, CoinPayroll, DataProtection, MadeToOrder, Providers, ResourceAllocator,
	Runtime, RuntimeCall, RuntimeHoldReason, RuntimeOrigin, StorageGrid, System, Timestamp, WorkValidation,
};
use common::{
	account, chain, check, format, fund,
	material::{sealed_item, Material, ITEM_SIZE, TAG},
	PRESETS,
};
use frame_support::{
	traits::{Get, GetCallMetadata, OnIdle, OnPoll},
	weights::{Weight, WeightMeter},
};
use pallet_ai_assets::Ask;
use pallet_data_protection::{sealing, Commitment, KeyRequestId, Point, Preview};
use pallet_made_to_order::{
	ballot_seal, maker_leaf, DatasetWish, Delivery, Offered, Reason, Spec, SubmissionId, Vote, Wanted,
};
use pallet_relay_randomness::{Seed, Source};
use pallet_resource_allocator::SlotState;
use pallet_storage_grid::{ballot, Challenge, Inquiry, ReplicaId};
use polkadot_sdk::*;
use proptest::{prelude::*, sample::select, test_runner::TestRunner};
use sp_core::H256;
use sp_runtime::{traits::Dispatchable, Perbill, Permill};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

const START: Moment = 1_800_000_000_000;
const PEOPLE: u64 = 6;
const NODES: u64 = 6;
/// Slots of the job whose results can be minted.
const SLOTS: u16 = 4;
const DATASET: AssetId = AssetId { kind: AssetKind::Dataset, item: 0 };
const MODEL: AssetId = AssetId { kind: AssetKind::Model, item: 0 };

/// What somebody does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Act {
	Block,
	Agents,
	// Assets.
	Mint,
	MintTrained,
	NextVersion,
	SetTerms,
	Buy,
	Use,
	Drop,
	SetGuarantee,
	ReleaseGuarantee,
	Offer,
	BuyAsset,
	Describe,
	Retire,
	TakeDown,
	ClaimRefund,
	PayRefund,
	EndTakedown,
	Restore,
	NftTransfer,
	NftPrice,
	NftBuy,
	NftBurn,
	// Keys.
	Protect,
	Agent,
	Show,
	DrawPreview,
	BuyKey,
	RequestKey,
	Answer,
	Confirm,
	Settle,
	Refund,
	ProveFalse,
	Forget,
	// Made to order.
	Request,
	Submit,
	SubmitTrained,
	Withdraw,
	Accept,
	Reject,
	SettleSubmission,
	Expose,
	Contest,
	Vote,
	Reveal,
	CloseContest,
	Finish,
	CancelRequest,
	Reviewer,
	// Storage.
	OfferSpace,
	SetSpace,
	TopUp,
	SetOperator,
	CloseSpace,
	Order,
	Extend,
	CancelOrder,
	AnswerReplica,
	Decline,
	RequestProof,
	Release,
	Miss,
	SettleReplica,
	EndReplica,
	Complain,
	Ballot,
	RevealBallot,
	CloseComplaint,
	// Pay.
	SetSplit,
	Collect,
	CloseSplit,
	Claim,
	EndEra,
	ClaimReward,
	Deprecate,
}

/// How often each is tried.
const ACTS: &[(Act, usize)] = &[
	(Act::Block, 60),
	(Act::Agents, 15),
	(Act::Mint, 10),
	(Act::MintTrained, 4),
	(Act::NextVersion, 4),
	(Act::SetTerms, 5),
	(Act::Buy, 8),
	(Act::Use, 5),
	(Act::Drop, 1),
	(Act::SetGuarantee, 5),
	(Act::ReleaseGuarantee, 2),
	(Act::Offer, 5),
	(Act::BuyAsset, 8),
	(Act::Describe, 1),
	(Act::Retire, 2),
	(Act::TakeDown, 3),
	(Act::ClaimRefund, 6),
	(Act::PayRefund, 2),
	(Act::EndTakedown, 2),
	(Act::Restore, 1),
	(Act::NftTransfer, 3),
	(Act::NftPrice, 2),
	(Act::NftBuy, 3),
	(Act::NftBurn, 1),
	(Act::Protect, 10),
	(Act::Agent, 2),
	(Act::Show, 5),
	(Act::DrawPreview, 2),
	(Act::BuyKey, 20),
	(Act::RequestKey, 3),
	(Act::Answer, 12),
	(Act::Confirm, 6),
	(Act::Settle, 3),
	(Act::Refund, 3),
	(Act::ProveFalse, 8),
	(Act::Forget, 1),
	(Act::Request, 8),
	(Act::Submit, 14),
	(Act::SubmitTrained, 3),
	(Act::Withdraw, 2),
	(Act::Accept, 6),
	(Act::Reject, 12),
	(Act::SettleSubmission, 4),
	(Act::Expose, 2),
	(Act::Contest, 10),
	(Act::Vote, 14),
	(Act::Reveal, 14),
	(Act::CloseContest, 8),
	(Act::Finish, 5),
	(Act::CancelRequest, 1),
	(Act::Reviewer, 3),
	(Act::OfferSpace, 4),
	(Act::SetSpace, 2),
	(Act::TopUp, 2),
	(Act::SetOperator, 2),
	(Act::CloseSpace, 1),
	(Act::Order, 8),
	(Act::Extend, 3),
	(Act::CancelOrder, 2),
	(Act::AnswerReplica, 8),
	(Act::Decline, 2),
	(Act::RequestProof, 4),
	(Act::Release, 2),
	(Act::Miss, 3),
	(Act::SettleReplica, 4),
	(Act::EndReplica, 4),
	(Act::Complain, 8),
	(Act::Ballot, 14),
	(Act::RevealBallot, 12),
	(Act::CloseComplaint, 4),
	(Act::SetSplit, 3),
	(Act::Collect, 4),
	(Act::CloseSplit, 2),
	(Act::Claim, 3),
	(Act::EndEra, 2),
	(Act::ClaimReward, 3),
	(Act::Deprecate, 1),
];

/// What is done, and by which of what there is at the time.
type Op = (Act, [u8; 4]);

fn op() -> impl Strategy<Value = Op> {
	let acts = ACTS.iter().flat_map(|(act, often)| std::iter::repeat_n(*act, *often)).collect::<Vec<_>>();
	(select(acts), any::<[u8; 4]>())
}

fn person(pick: u8) -> AccountId {
	account(1, u64::from(pick) % PEOPLE)
}

fn worker(node: NodeId) -> AccountId {
	account(3, node)
}

fn stranger() -> AccountId {
	account(9, 0)
}

/// Mostly who may do it.
fn actor(right: AccountId, pick: u8) -> AccountId {
	if pick.is_multiple_of(8) {
		person(pick / 8)
	} else {
		right
	}
}

/// One of those for which it is time, if there are any; now and then any.
fn fit<T: Clone>(all: Vec<T>, pick: u8, any: u8, is_time: impl Fn(&T) -> bool) -> Option<T> {
	let due: Vec<_> = all.iter().filter(|one| is_time(one)).cloned().collect();
	of(if due.is_empty() || any.is_multiple_of(8) { all } else { due }, pick)
}

fn of<T: Clone>(all: Vec<T>, pick: u8) -> Option<T> {
	all.get(usize::from(pick) % all.len().max(1)).cloned()
}

/// A number that follows from what it is about.
fn chance(about: impl codec::Encode) -> u8 {
	sp_io::hashing::blake2_256(&about.encode())[0]
}

thread_local! {
	/// How often each call came out how.
	static CALLS: RefCell<BTreeMap<(String, &'static str), u32>> = const { RefCell::new(BTreeMap::new()) };
}

fn dispatch(origin: RuntimeOrigin, call: RuntimeCall) -> bool {
	let about = call.get_call_metadata();
	let name = format!("{}.{}", about.pallet_name, about.function_name);
	let result = call.dispatch(origin);
	let outcome = result.as_ref().map_or_else(|error| error.error.into(), |_| "succeeded");
	CALLS.with_borrow_mut(|calls| *calls.entry((name, outcome)).or_default() += 1);
	result.is_ok()
}

/// Lets `who` try what `call` says. Whether it succeeded.
fn by(who: AccountId, call: impl Into<RuntimeCall>) -> bool {
	dispatch(RuntimeOrigin::signed(who), call.into())
}

fn as_root(call: impl Into<RuntimeCall>) -> bool {
	dispatch(RuntimeOrigin::root(), call.into())
}

fn set(key_value: RuntimeParameters) {
	assert!(as_root(pallet_parameters::Call::set_parameter { key_value }));
}

/// So many items, which no other number gives.
fn material(number: u64, items: u8, key_depth: u8) -> Material {
	let items = (0..items).map(|item| format!("{number}: {item}").into_bytes()).collect();
	Material::new(items, sp_io::hashing::blake2_256(&number.to_le_bytes()), key_depth)
}

/// What the participants remember.
#[derive(Default)]
struct Memory {
	/// Number of the next value of chance, and of the next content.
	random: u64,
	fresh: u64,
	/// By the roots over plaintexts and ciphertexts.
	plain: BTreeMap<H256, Rc<Material>>,
	cipher: BTreeMap<H256, Rc<Material>>,
	/// Secrets of those who asked for keys.
	secrets: BTreeMap<Point, [u8; 32]>,
	/// Whom submitted content names as its maker, and the proof.
	makers: BTreeMap<H256, (AccountId, Vec<H256>)>,
}

/// What the terms are that two bytes say.
fn terms(a: u8, b: u8) -> Terms {
	let share = Perbill::from_percent(u32::from(b % 12));
	let least = if share.is_zero() { 0 } else { Balance::from(a % 3) * AIC };
	Terms {
		purposes: Purposes { training: true, inference: a & 4 == 0, evaluation: b & 1 == 0 },
		inside_only: a % 16 == 9,
		per_use: [Some(AIC), Some(7 * AIC / 3), Some(3 * MILLI_AIC), None, Some(0)][usize::from(a % 5)],
		per_era: [None, Some(AIC), Some(AIC / 7)][usize::from(b % 3)],
		exclusive: [None, Some(5 * AIC)][usize::from(a / 16 % 2)],
		smallest_part: b / 16 % 4,
		later_versions: u32::from(b / 8 % 3),
		royalty: Royalty { share, least },
	}
}

fn details(a: u8, b: u8) -> Details {
	let name = format!("asset {a}").into_bytes().try_into().unwrap();
	Details { name, size: 1 + u64::from(a), terms: terms(a, b), region: 0 }
}

fn wish(c: u8, d: u8) -> Wish {
	let count = 1 + u32::from(d % 6);
	let basis = match c % 6 {
		0..=2 => Basis::Uses(count),
		3 | 4 => Basis::Eras(count),
		_ => Basis::Exclusive(count),
	};
	let depth = if d.is_multiple_of(2) { 0 } else { c / 8 % 4 };
	Wish { basis, part: Part { depth, index: u16::from(d / 8) % (1 << depth) } }
}

/// Nobody, or some people and other assets.
fn shares(c: u8, d: u8) -> ShareList<AccountId> {
	let part = |percent| Perbill::from_percent(u32::from(percent));
	let account = |pick| Target::Account(person(pick));
	let list = match c % 8 {
		0..=3 => vec![],
		4 => vec![(account(d), part(d % 101))],
		5 => vec![(account(d), part(30)), (account(d / 8), part(d % 80))],
		6 => of(assets(), d)
			.map(|of| (Target::Resource(ResourceId::Asset(of)), part(20)))
			.into_iter()
			.collect(),
		_ => (0..6).map(|pick| (account(pick), part(d % 20))).collect(),
	};
	list.try_into().unwrap()
}

fn assets() -> Vec<AssetId> {
	let mut all: Vec<_> = pallet_ai_assets::Assets::<Runtime>::iter_keys().collect();
	all.sort();
	all
}

fn owner(asset: AssetId) -> AccountId {
	AiAssets::owner(asset).unwrap_or_else(stranger)
}

/// Somebody who has a licence of the asset, if anybody has; now and then anybody.
fn licensee(asset: AssetId, pick: u8) -> AccountId {
	let line = AiAssets::asset(asset).map_or(asset, |record| record.line);
	let mut holders: Vec<_> = pallet_ai_assets::Licences::<Runtime>::iter_key_prefix(line).collect();
	holders.sort();
	of(holders, pick / 8).filter(|_| !pick.is_multiple_of(8)).unwrap_or_else(|| person(pick))
}

/// One of a few licences that `quote` offers, if it offers any.
fn offered(c: u8, d: u8, quote: impl Fn(Wish) -> bool) -> Wish {
	let some = (0..8).map(|more| wish(c.wrapping_add(more), d.wrapping_add(more * 3)));
	some.into_iter().find(|wish| quote(*wish)).unwrap_or_else(|| wish(c, d))
}

fn key_requests() -> Vec<KeyRequestId> {
	let mut all: Vec<_> = pallet_data_protection::KeyRequests::<Runtime>::iter_keys().collect();
	all.sort();
	all
}

fn requests() -> Vec<u64> {
	let mut all: Vec<_> = pallet_made_to_order::Requests::<Runtime>::iter_keys().collect();
	all.sort();
	all
}

fn submissions() -> Vec<SubmissionId> {
	let id = |(request, index, _)| SubmissionId { request, index };
	let mut all: Vec<_> = pallet_made_to_order::Submissions::<Runtime>::iter().map(id).collect();
	all.sort();
	all
}

fn spaces() -> Vec<u64> {
	let mut all: Vec<_> = pallet_storage_grid::Spaces::<Runtime>::iter_keys().collect();
	all.sort();
	all
}

fn orders() -> Vec<u64> {
	let mut all: Vec<_> = pallet_storage_grid::Orders::<Runtime>::iter_keys().collect();
	all.sort();
	all
}

fn replicas() -> Vec<ReplicaId> {
	let mut all: Vec<_> = pallet_storage_grid::Replicas::<Runtime>::iter_keys().collect();
	all.sort();
	all
}

fn complaints() -> Vec<ReplicaId> {
	let mut all: Vec<_> = pallet_storage_grid::Complaints::<Runtime>::iter_keys().collect();
	all.sort();
	all
}

fn splits() -> Vec<u32> {
	let mut all: Vec<_> = pallet_coin_payroll::Splits::<Runtime>::iter_keys().collect();
	all.sort();
	all
}

fn takedowns() -> Vec<AssetId> {
	let mut all: Vec<_> = pallet_ai_assets::Takedowns::<Runtime>::iter_keys().collect();
	all.sort();
	all
}

/// Who says what of a submission: mostly the same.
fn vote_of(who: &AccountId, id: SubmissionId) -> (Vote, H256) {
	let vote = if chance((who, id)) < 150 { Vote::Accept } else { Vote::Reject };
	(vote, H256(sp_io::hashing::blake2_256(who.as_ref())))
}

/// Who may answer for a replica, and the leaf that is asked for.
fn question(replica: ReplicaId) -> Option<(AccountId, u64, H256)> {
	use pallet_storage_grid::Stage;
	let record = StorageGrid::replica(replica)?;
	let (space, leaf) = match record.stage {
		Stage::Filling { space, question } => (space, question.leaf),
		Stage::Active(kept) => match kept.challenge {
			Challenge::Open(question) => (kept.space, question.leaf),
			_ => return None,
		},
		Stage::Waiting { .. } => return None,
	};
	Some((StorageGrid::space(space)?.operator, leaf, record.content.root))
}

/// Whether a complaint's auditor was served, with what he saw.
fn served(memory: &Memory, replica: ReplicaId, operator: &AccountId) -> Option<Option<(H256, Vec<H256>)>> {
	let complaint = StorageGrid::complaint(replica)?;
	let Inquiry::Open { leaf, .. } = complaint.inquiry else { return None };
	let material = memory.cipher.get(&complaint.content.root)?;
	let seen = (merkle::leaf(&sealed_item(&material.items[leaf as usize])), material.cipher.proof(leaf));
	Some((chance((replica, operator, leaf)) < 128).then_some(seen))
}

impl Memory {
	fn block(&mut self, passed: Moment, fresh: bool) {
		common::forget_events();
		let number = System::block_number() + 1;
		System::set_block_number(number);
		pallet_timestamp::Now::<Runtime>::mutate(|now| *now += passed);
		if fresh {
			self.random += 1;
			let value = H256(sp_io::hashing::blake2_256(&self.random.to_le_bytes()));
			let seed = Seed { value, source: Source::CurrentBlock, known_since: number };
			pallet_relay_randomness::Latest::<Runtime>::put(seed);
		}
		aic_runtime::AllPalletsWithSystem::on_poll(number, &mut WeightMeter::new());
		aic_runtime::AllPalletsWithSystem::on_idle(number, Weight::MAX);
	}

	/// Content that nobody has yet, of 1 to 8 items.
	fn content(&mut self, a: u8) -> Rc<Material> {
		self.fresh += 1;
		let material = Rc::new(material(self.fresh, 1 + a % 8, a / 8 % 4));
		self.plain.insert(material.plain.root(), material.clone());
		self.cipher.insert(material.cipher.root(), material.clone());
		material
	}

	fn recipient(&mut self) -> Point {
		self.fresh += 1;
		let secret = sp_io::hashing::blake2_256(&self.fresh.to_le_bytes());
		let point = sealing::public(secret);
		self.secrets.insert(point, secret);
		point
	}

	fn material(&self, asset: AssetId) -> Option<Rc<Material>> {
		self.plain.get(&AiAssets::asset(asset)?.content).cloned()
	}

	/// Programs do what is asked of owners and keepers, for those whom `who` stands for.
	fn agents(&mut self, who: impl Fn(&AccountId) -> bool) {
		for asset in assets() {
			if let Some((answerer, agent)) = DataProtection::answerers(asset) {
				if who(&answerer) {
					self.show(agent.unwrap_or(answerer), asset, true);
				}
			}
		}
		for id in key_requests() {
			let asset = DataProtection::key_request(id).unwrap().asset;
			if who(&owner(asset)) {
				self.answer(owner(asset), id, chance(id) % 3 != 0);
			}
		}
		for replica in replicas() {
			if let Some((operator, ..)) = question(replica).filter(|(operator, ..)| who(operator)) {
				self.prove(operator, replica, true);
			}
		}
	}

	fn show(&self, who: AccountId, asset: AssetId, good: bool) {
		let Some(material) = self.material(asset) else { return };
		let Some((Preview::Drawn { items, .. }, _)) = DataProtection::preview(asset) else { return };
		let mut shown: Vec<_> = items.iter().map(|item| material.shown(*item)).collect();
		if !good {
			shown[0].item = b"another".to_vec().try_into().unwrap();
		}
		let shown = shown.try_into().unwrap();
		assert!(by(who, pallet_data_protection::Call::show { asset, shown }) <= good);
	}

	fn answer(&self, who: AccountId, request: KeyRequestId, honest: bool) {
		let record = DataProtection::key_request(request).unwrap();
		let Some(material) = self.material(record.asset) else { return };
		let number = record.part.number();
		let key = if honest { material.keys[number as usize] } else { [7; 32] };
		let sealed = sealing::seal(&key, [0x22; 32], &record.recipient, request);
		let leaf = merkle::leaf(&material.keys[number as usize]);
		let proof = material.key_tree.proof(number).try_into().unwrap();
		by(who, pallet_data_protection::Call::answer { request, sealed, leaf, proof });
	}

	fn prove(&self, who: AccountId, replica: ReplicaId, good: bool) {
		let Some((_, leaf, root)) = question(replica) else { return };
		let material = &self.cipher[&root];
		let mut bytes = sealed_item(&material.items[leaf as usize]);
		if !good {
			bytes[0] ^= 1;
		}
		let (leaf, proof) = (bytes.try_into().unwrap(), material.cipher.proof(leaf).try_into().unwrap());
		assert!(by(who, pallet_storage_grid::Call::answer { replica, leaf, proof }) <= good);
	}

	/// Does `op`; that it may be refused is part of the game.
	fn play(&mut self, (act, picks): Op) {
		let [a, b, ..] = picks;
		match act {
			Act::Block => {
				let passed = match a % 32 {
					0..=11 => 2 * SECOND,
					12..=18 => 2 * MINUTE,
					19..=24 => 20 * MINUTE,
					25..=29 => HOUR + SECOND,
					30 => 5 * HOUR,
					_ => 25 * HOUR,
				};
				self.block(passed, b % 5 != 0);
			}
			Act::Agents => self.agents(|who| *who != person(a) || b % 4 == 0),
			act if (act as u8) < (Act::Protect as u8) => self.own(act, picks),
			act if (act as u8) < (Act::Request as u8) => self.keys(act, picks),
			act if (act as u8) < (Act::OfferSpace as u8) => self.make(act, picks),
			act if (act as u8) < (Act::SetSplit as u8) => self.store(act, picks),
			act => pay(act, picks),
		}
	}

	/// Minting, licences, sales, takedowns.
	fn own(&mut self, act: Act, [a, b, c, d]: [u8; 4]) {
		use pallet_ai_assets::Call;
		match act {
			Act::Mint => {
				let kind = [AssetKind::Dataset, AssetKind::Model, AssetKind::Data][usize::from(a / 6 % 3)];
				// Some take another's content, or another kind's format.
				let known = of(self.plain.keys().copied().collect(), d).filter(|_| d % 16 == 1);
				let content = known.unwrap_or_else(|| self.content(d).plain.root());
				let format = format(if b == 0 { AssetKind::Model } else { kind });
				let (details, shares) = (details(a, b), shares(c, d));
				by(person(a), Call::mint { kind, content, format, details, shares, previous: None });
				return;
			}
			Act::MintTrained => {
				let slot = SlotId { job: 0, index: u16::from(a) % SLOTS };
				let who = actor(person(0), d);
				by(who, Call::mint_trained_ai { slot, format: None, details: details(b, c) });
				return;
			}
			Act::Drop => {
				let lines: Vec<_> = pallet_ai_assets::Licences::<Runtime>::iter_keys().collect();
				if let Some((line, holder)) = of(lines, a) {
					by(stranger(), Call::drop_licence { line, holder });
				}
				return;
			}
			_ => (),
		}
		let Some(asset) = of(assets(), a) else { return };
		let (right, who) = (actor(owner(asset), d), person(b));
		let (collection, item) = (asset.kind.collection(), asset.item);
		let price = Balance::from(c) * AIC;
		match act {
			Act::NextVersion => {
				let (kind, content) = (asset.kind, self.content(c).plain.root());
				let format = format(kind);
				let (details, shares, previous) = (details(b, c), shares(d, c), Some(asset));
				by(right, Call::mint { kind, content, format, details, shares, previous })
			}
			Act::SetTerms => by(right, Call::set_terms { asset, terms: terms(b, c) }),
			Act::Buy => {
				let wish = offered(c, d, |wish| AiAssets::quote(asset, who.clone(), wish).is_ok());
				by(who, Call::buy_licence { asset, wish, max_cost: 100 * AIC })
			}
			Act::Use => {
				let purposes = [Purpose::Training, Purpose::Inference, Purpose::Evaluation];
				let who = licensee(asset, b);
				by(who, Call::use_asset { asset, purpose: purposes[usize::from(c % 3)] })
			}
			Act::SetGuarantee => {
				let amount = if c % 8 == 0 { 0 } else { price / 4 };
				by(right, Call::set_guarantee { asset, amount })
			}
			Act::ReleaseGuarantee => by(stranger(), Call::release_guarantee { asset }),
			Act::Offer => {
				let to = (b % 4 == 0).then(|| person(b / 4));
				let ask = (c % 8 != 0).then_some(Ask { price, to });
				by(right, Call::offer { asset, ask })
			}
			Act::BuyAsset => {
				let offered = assets().into_iter().filter(|asset| AiAssets::offered(*asset).is_some());
				let asset = of(offered.collect(), a).unwrap_or(asset);
				by(who, Call::buy { asset, max_price: price.max(100 * AIC) })
			}
			Act::Describe => by(who, Call::describe { asset }),
			Act::Retire => by(right, Call::retire { asset }),
			Act::TakeDown => {
				let asset = fit(assets(), a, d, |asset| {
					pallet_ai_assets::Licences::<Runtime>::iter_key_prefix(asset).next().is_some()
				});
				as_root(Call::take_down { asset: asset.unwrap(), reason: H256::zero() })
			}
			Act::ClaimRefund => {
				let asset = of(takedowns(), a).unwrap_or(asset);
				by(licensee(asset, b), Call::claim_refund { asset })
			}
			Act::PayRefund => {
				let claims: Vec<_> = pallet_ai_assets::Claims::<Runtime>::iter_keys().collect();
				let (asset, holder) = of(claims, a).unwrap_or((asset, who));
				by(stranger(), Call::pay_refund { asset, holder })
			}
			Act::EndTakedown => {
				by(stranger(), Call::end_takedown { asset: of(takedowns(), a).unwrap_or(asset) })
			}
			Act::Restore => as_root(Call::restore { asset: of(takedowns(), a).unwrap_or(asset) }),
			Act::NftTransfer => {
				let is_locked = AiAssets::asset(asset).unwrap().shared
					|| pallet_ai_assets::Offers::<Runtime>::contains_key(asset);
				let dest = who.into();
				let moved = by(right, pallet_nfts::Call::transfer { collection, item, dest });
				assert!(!(moved && is_locked), "{asset:?} is locked");
				moved
			}
			Act::NftPrice => {
				let price = (c % 4 != 0).then_some(price);
				let whitelisted_buyer = None;
				by(right, pallet_nfts::Call::set_price { collection, item, price, whitelisted_buyer })
			}
			Act::NftBuy => {
				let is_locked = AiAssets::asset(asset).unwrap().shared
					|| pallet_ai_assets::Offers::<Runtime>::contains_key(asset);
				let bid_price = 300 * AIC;
				let bought = by(who, pallet_nfts::Call::buy_item { collection, item, bid_price });
				assert!(!(bought && is_locked), "{asset:?} is locked");
				bought
			}
			Act::NftBurn => by(right, pallet_nfts::Call::burn { collection, item }),
			other => unreachable!("{other:?}"),
		};
	}

	/// Protection and keys.
	fn keys(&mut self, act: Act, [a, b, c, d]: [u8; 4]) {
		use pallet_data_protection::Call;
		let protected = || assets().into_iter().filter(|asset| DataProtection::content(*asset).is_some());
		match act {
			Act::Protect => {
				let open = assets().into_iter().filter(|asset| DataProtection::content(*asset).is_none());
				let Some(asset) = of(open.collect(), a) else { return };
				let Some(material) = self.material(asset) else { return };
				let commitment = material.commitment();
				let plain_root = if c % 16 == 0 { H256::zero() } else { commitment.plain_root };
				let who = actor(owner(asset), d);
				if b % 4 != 0 {
					let amount = (10 + Balance::from(b)) * AIC;
					by(who.clone(), pallet_ai_assets::Call::set_guarantee { asset, amount });
				}
				by(who, Call::protect { asset, commitment: Commitment { plain_root, ..commitment } });
				return;
			}
			Act::Agent | Act::Show | Act::DrawPreview | Act::BuyKey | Act::RequestKey | Act::Forget => {
				let all = match act {
					Act::Forget => pallet_data_protection::Contents::<Runtime>::iter_keys().collect(),
					Act::BuyKey if d % 8 != 0 => {
						protected().filter(|asset| DataProtection::for_sale(*asset).is_ok()).collect()
					}
					_ => protected().collect::<Vec<_>>(),
				};
				let Some(asset) = of(all, a) else { return };
				match act {
					Act::Agent => {
						let agent = (c % 4 != 0).then(|| person(b));
						by(actor(owner(asset), d), Call::agent { asset, agent });
					}
					Act::Show => self.show(actor(owner(asset), d), asset, c % 4 != 0),
					Act::DrawPreview => _ = by(stranger(), Call::draw_preview { asset }),
					Act::BuyKey => {
						let recipient = (b % 8 != 0).then(|| self.recipient());
						let (who, max_cost) = (person(b / 8), 100 * AIC);
						let wish =
							offered(c, d, |wish| DataProtection::quote(asset, who.clone(), wish).is_ok());
						by(who, Call::buy_licence { asset, wish, max_cost, recipient });
					}
					Act::RequestKey => {
						let recipient = self.recipient();
						let part = wish(c, d).part;
						by(licensee(asset, b), Call::request_key { asset, part, recipient });
					}
					_ => _ = by(stranger(), Call::forget { asset }),
				}
				return;
			}
			_ => (),
		}
		let Some(request) = fit(key_requests(), a, b, |id| {
			let stage = DataProtection::key_request(*id).unwrap().stage;
			let is_open = matches!(stage, pallet_data_protection::Stage::Open { .. });
			is_open == matches!(act, Act::Answer | Act::Refund)
		}) else {
			return;
		};
		let record = DataProtection::key_request(request).unwrap();
		match act {
			Act::Answer => self.answer(actor(owner(record.asset), d), request, c % 3 != 0),
			Act::Confirm => _ = by(actor(record.licensee, d), Call::confirm { request }),
			Act::Settle => _ = by(stranger(), Call::settle { request }),
			Act::Refund => _ = by(stranger(), Call::refund { request }),
			Act::ProveFalse => {
				let secret = if c % 8 == 0 { [3; 32] } else { self.secrets[&record.recipient] };
				by(actor(record.licensee, d), Call::prove_false_key { request, secret });
			}
			other => unreachable!("{other:?}"),
		}
	}

	/// What is made to order.
	fn make(&mut self, act: Act, [a, b, c, d]: [u8; 4]) {
		use pallet_made_to_order::Call;
		match act {
			Act::Request => {
				let items = 4 + u32::from(b % 3) * 4;
				let least_items = 1 + u32::from(c) % items;
				let wish = DatasetWish {
					format: format(AssetKind::Dataset),
					items,
					least_items,
					least_part: 1 + u32::from(d) % least_items.min(2),
					item_size: 100,
					name: b"made".to_vec().try_into().unwrap(),
					terms: terms(c, d),
					region: 0,
				};
				let wanted = if a % 4 == 0 {
					Wanted::TrainedAi { format: format(AssetKind::Model) }
				} else {
					Wanted::Dataset(wish)
				};
				let spec = Spec {
					wanted,
					criteria: H256::zero(),
					reward: (10 + Balance::from(b)) * AIC,
					deadline: Timestamp::get() + (10 + u64::from(c) % 100) * HOUR,
				};
				by(person(a / 4), Call::request { spec: Box::new(spec), max_deposit: 100 * AIC });
				return;
			}
			Act::Reviewer => {
				match b % 3 {
					0 => by(person(a), Call::resign {}),
					_ => by(person(a), Call::become_reviewer { max_bond: 200 * AIC }),
				};
				return;
			}
			Act::Submit | Act::SubmitTrained | Act::Finish | Act::CancelRequest => {
				let record = |id: &u64| MadeToOrder::request_of(*id as _).unwrap();
				let Some(request) = fit(requests(), a, b, |id| {
					let record = record(id);
					let is_late = Timestamp::get() > record.spec.deadline;
					match act {
						Act::Finish => !record.is_over() && (is_late || record.is_full()),
						Act::SubmitTrained => record.dataset().is_none() && record.is_open() && !is_late,
						_ => record.room() > 0 && record.is_open() && !is_late,
					}
				}) else {
					return;
				};
				let (requester, room) = (record(&request).requester, record(&request).room());
				let request = request as _;
				match act {
					Act::Submit => {
						// Some name a maker, and some of these another.
						let who = person(b);
						let maker = if c % 8 == 7 { person(b.wrapping_add(1)) } else { who.clone() };
						self.fresh += 1;
						let item = merkle::leaf(&self.fresh.to_le_bytes());
						let tree = Tree::new(vec![maker_leaf(&maker), item]);
						self.makers.insert(tree.root(), (maker, tree.proof(0)));
						let known = of(self.makers.keys().copied().collect(), d).filter(|_| c % 8 == 6);
						let content = known.unwrap_or(tree.root());
						let items = (1 + u32::from(d % 5)).min(room.max(1));
						let delivery = Delivery { content, items, size: 10 * u64::from(items) };
						by(who, Call::submit { request, delivery });
					}
					Act::SubmitTrained => {
						let trained = assets().into_iter().filter(|asset| asset.kind == AssetKind::TrainedAi);
						let Some(asset) = of(trained.collect(), b) else { return };
						by(actor(owner(asset), d), Call::submit_trained { request, asset });
					}
					Act::Finish => {
						let who = if d % 2 == 0 { stranger() } else { requester };
						by(who, Call::finish { request });
					}
					_ => _ = by(actor(requester, d), Call::cancel { request }),
				}
				return;
			}
			_ => (),
		}
		let Some(submission) = fit(submissions(), a, b, |id| {
			use pallet_made_to_order::Stage;
			let stage = MadeToOrder::submission_of(*id).unwrap().stage;
			match act {
				Act::Contest => matches!(stage, Stage::Rejected { .. }),
				Act::CloseContest => matches!(stage, Stage::Contested { .. } | Stage::Reviewed { .. }),
				_ => matches!(stage, Stage::Submitted { .. }),
			}
		}) else {
			return;
		};
		let record = MadeToOrder::submission_of(submission).unwrap();
		let requester = actor(MadeToOrder::request_of(submission.request).unwrap().requester, d);
		let creator = actor(record.creator.clone(), d);
		match act {
			Act::Withdraw => _ = by(creator, Call::withdraw { submission }),
			Act::Accept => _ = by(requester, Call::accept { submission }),
			Act::Reject => {
				let (reason, evidence) = (Reason::LowQuality, H256::zero());
				by(requester, Call::reject { submission, reason, evidence });
			}
			Act::SettleSubmission => _ = by(stranger(), Call::settle { submission }),
			Act::Expose => {
				let Offered::Data(delivery) = record.offered else { return };
				let (maker, proof) = self.makers[&delivery.content].clone();
				by(stranger(), Call::expose { submission, maker, proof: proof.try_into().unwrap() });
			}
			Act::Contest => _ = by(creator, Call::contest { submission }),
			Act::Vote | Act::Reveal => {
				for submission in submissions() {
					let stage = MadeToOrder::submission_of(submission).unwrap().stage;
					let pallet_made_to_order::Stage::Reviewed { panel, .. } = stage else { continue };
					for (who, _) in panel.iter().filter(|(who, _)| c % 4 != 0 || *who != person(b)) {
						let (vote, salt) = vote_of(who, submission);
						match act {
							Act::Vote => {
								let seal = ballot_seal(submission, who, vote, salt);
								by(who.clone(), Call::commit { submission, seal })
							}
							_ => by(who.clone(), Call::reveal { submission, vote, salt }),
						};
					}
				}
			}
			Act::CloseContest => _ = by(stranger(), Call::close_contest { submission }),
			other => unreachable!("{other:?}"),
		}
	}

	/// Storage.
	fn store(&mut self, act: Act, [a, b, c, d]: [u8; 4]) {
		use pallet_storage_grid::Call;
		let endpoint = b"10.0.0.1:8000".to_vec().try_into().unwrap();
		let (gib, max_bond) = (1 + u32::from(c % 3), 500 * AIC);
		let least_price = if d % 4 == 0 { 11_000 * AIC } else { 0 };
		let max_price = 100_000 * AIC;
		match act {
			Act::OfferSpace => {
				let region = u16::from(b % 3);
				by(person(a), Call::offer_space { gib, region, least_price, endpoint, max_bond });
				return;
			}
			Act::Order => {
				let kept = assets().into_iter().filter(|asset| DataProtection::content(*asset).is_some());
				let asset = of(kept.collect(), b).filter(|_| b % 2 == 0);
				let material =
					asset.and_then(|asset| self.material(asset)).unwrap_or_else(|| self.content(c));
				let order = Call::order {
					root: material.cipher.root(),
					leaves: material.items.len() as u64,
					leaf_size: ITEM_SIZE + TAG,
					asset,
					replicas: 1 + d % 4,
					hours: 1 + u32::from(c % 60),
					region: (d % 8 == 0).then_some(u16::from(d / 8) % 4),
					max_price,
				};
				by(person(a), order);
				return;
			}
			Act::SetSpace | Act::TopUp | Act::SetOperator | Act::CloseSpace => {
				let Some(space) = of(spaces(), a) else { return };
				let who = actor(StorageGrid::owner_of(space).unwrap(), d);
				match act {
					Act::SetSpace => by(who, Call::set_space { space, gib, least_price, endpoint, max_bond }),
					Act::TopUp => by(who, Call::top_up { space, max_bond }),
					Act::SetOperator => by(who, Call::set_operator { space, operator: person(b) }),
					_ => by(who, Call::close_space { space }),
				};
				return;
			}
			Act::Extend | Act::CancelOrder => {
				let Some(order) = of(orders(), a) else { return };
				let who = actor(StorageGrid::order_of(order).unwrap().customer, d);
				match act {
					Act::Extend => by(who, Call::extend { order, hours: 1 + u32::from(c % 20), max_price }),
					_ => by(who, Call::cancel { order }),
				};
				return;
			}
			Act::Ballot | Act::RevealBallot | Act::CloseComplaint => {
				let Some(replica) = of(complaints(), a) else { return };
				let Some(complaint) = StorageGrid::complaint(replica) else { return };
				let Inquiry::Open { auditors, .. } = complaint.inquiry else {
					by(stranger(), Call::close_complaint { replica });
					return;
				};
				if act == Act::CloseComplaint {
					by(stranger(), Call::close_complaint { replica });
					return;
				}
				for auditor in auditors.iter().filter(|auditor| c % 4 != 0 || auditor.operator != person(b)) {
					let operator = auditor.operator.clone();
					let Some(seen) = served(self, replica, &operator) else { continue };
					let (hash, salt) = (seen.as_ref().map(|(hash, _)| *hash), H256::zero());
					if act == Act::Ballot {
						let commitment = ballot(replica, &operator, hash, salt);
						by(operator, Call::commit_ballot { replica, commitment });
					} else {
						let served = seen.map(|(hash, proof)| (hash, proof.try_into().unwrap()));
						by(operator, Call::reveal_ballot { replica, served, salt });
					}
				}
				return;
			}
			_ => (),
		}
		let Some(replica) = of(replicas(), a) else { return };
		let space = StorageGrid::replica(replica).unwrap().space();
		let keeper = actor(space.and_then(StorageGrid::owner_of).unwrap_or_else(stranger), d);
		match act {
			Act::AnswerReplica => {
				let asked = replicas().into_iter().filter(|replica| question(*replica).is_some());
				let Some(replica) = of(asked.collect(), a) else { return };
				let (operator, ..) = question(replica).unwrap();
				self.prove(actor(operator, d), replica, c % 4 != 0);
			}
			Act::Decline => _ = by(keeper, Call::decline { replica }),
			Act::RequestProof => _ = by(keeper, Call::request_proof { replica }),
			Act::Release => _ = by(keeper, Call::release { replica }),
			Act::Miss => _ = by(stranger(), Call::miss { replica }),
			Act::SettleReplica => _ = by(stranger(), Call::settle { replica }),
			Act::EndReplica => _ = by(stranger(), Call::end_replica { replica }),
			Act::Complain => _ = by(person(b), Call::complain { replica, max_fee: 3 * AIC }),
			other => unreachable!("{other:?}"),
		}
	}
}

/// What is owed to whom.
fn pay(act: Act, [a, b, c, d]: [u8; 4]) {
	use pallet_coin_payroll::Call;
	match act {
		Act::SetSplit => {
			let Some(asset) = of(assets(), a) else { return };
			let resource = ResourceId::Asset(asset);
			let targets = shares(c, b).into_inner().try_into().unwrap();
			by(actor(owner(asset), d), Call::set_split { resource, targets });
		}
		Act::Collect => {
			let Some(split) = of(splits(), a) else { return };
			let roster = CoinPayroll::roster(split).into_iter().map(|(account, _)| account).collect();
			let Some(account) = of(roster, b) else { return };
			let owed = CoinPayroll::collectable_of(split, account.clone());
			assert_eq!(by(stranger(), Call::collect { split, account }), owed > 0);
		}
		Act::CloseSplit => {
			let Some(split) = of(splits(), a) else { return };
			by(stranger(), Call::close_split { split });
		}
		Act::Claim => _ = by(stranger(), Call::claim { account: person(a) }),
		Act::EndEra => _ = by(stranger(), Call::end_era {}),
		Act::ClaimReward => {
			let Some(asset) = of(assets(), a) else { return };
			let resource = ResourceId::Asset(asset);
			let era = CoinPayroll::era().map_or(0, |era| era.index.saturating_sub(u32::from(b % 4)));
			by(stranger(), Call::claim_reward { resource, era });
		}
		Act::Deprecate => {
			let investors = Holder::Investors.account();
			by(actor(investors, b), pallet_asset_formats::Call::deprecate { format: u32::from(a % 4) as _ });
		}
		other => unreachable!("{other:?}"),
	}
}

fn job() -> JobRequest {
	JobRequest {
		model: MODEL,
		datasets: vec![DATASET].try_into().unwrap(),
		instructions: H256([3; 32]),
		class: DeviceClass::Gpu,
		power: 2,
		memory: 512,
		slots: SLOTS,
		placement: Placement::Each,
		time_limit: 10 * MINUTE,
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

/// Somebody has a model trained, in four slots with one result each.
fn train(memory: &mut Memory) {
	for node in 0..NODES {
		let who = worker(node);
		fund(&who, 1_000 * AIC);
		assert!(by(who.clone(), pallet_providers::Call::register { bond: Providers::required_bond(64) }));
		let (operator, min_price) = (who.clone(), MILLI_AIC);
		let add = pallet_providers::Call::add_node { device: 0, operator, region: 0, min_price };
		assert!(by(who.clone(), add));
		assert!(as_root(pallet_providers::Call::certify { node, power: 16 }));
		assert!(by(who, pallet_providers::Call::go_idle { node }));
	}
	assert!(by(person(0), pallet_resource_allocator::Call::request { request: job(), max_price: 100 * AIC }));
	let slots = (0..SLOTS).map(|index| SlotId { job: 0, index });
	let digest = |slot: SlotId| H256([100 + slot.index as u8; 32]);
	for _ in 0..40 {
		memory.block(MINUTE, true);
		for slot in slots.clone() {
			let task = TaskId::Slot(slot);
			match ResourceAllocator::slot(slot).unwrap().state {
				SlotState::Assigned { node, .. } => {
					assert!(by(worker(node), pallet_resource_allocator::Call::start { slot }));
				}
				SlotState::Running { node, .. } => {
					let commitment = Digest::new(task, node, digest(slot));
					assert!(by(worker(node), pallet_resource_allocator::Call::submit { slot, commitment }));
				}
				SlotState::Validating { node, .. } => {
					let Some(validation) = WorkValidation::validation(task) else { continue };
					for auditor in &validation.auditors {
						let commitment = Digest::new(task, auditor.node, digest(slot));
						let commit =
							pallet_work_validation::Call::commit { task, commitment, round_trip: Some(30) };
						by(worker(auditor.node), commit);
					}
					let (digest, distance) = (digest(slot), None);
					let nodes = validation.auditors.iter().map(|auditor| auditor.node).chain([node]);
					for who in nodes.filter(|_| !validation.auditors.is_empty()) {
						by(worker(who), pallet_work_validation::Call::reveal { task, digest, distance });
					}
				}
				_ => (),
			}
		}
		let is_done = |slot| matches!(ResourceAllocator::slot(slot).unwrap().state, SlotState::Done { .. });
		if slots.clone().all(is_done) {
			return;
		}
	}
	panic!("{:?}", Runtime::job_status(0));
}

/// People with some funds, results that can be minted, some spaces and reviewers.
fn begin(memory: &mut Memory) {
	pallet_timestamp::Now::<Runtime>::put(START);
	let price = storage_grid::Price::get();
	let (initial, floor, cap) = (10_000 * AIC, 5_000 * AIC, 20_000 * AIC);
	let price = aic_primitives::PriceParameters { initial, floor, cap, ..price };
	set(RuntimeParameters::StorageGrid(storage_grid::Parameters::Price(storage_grid::Price, Some(price))));
	let bond = storage_grid::Parameters::BondPerGib(storage_grid::BondPerGib, Some(100 * AIC));
	set(RuntimeParameters::StorageGrid(bond));
	let term = ai_assets::Parameters::LicenceTerm(ai_assets::LicenceTerm, Some(3 * DAY));
	set(RuntimeParameters::AiAssets(term));
	let window = ai_assets::Parameters::ClaimWindow(ai_assets::ClaimWindow, Some(DAY));
	set(RuntimeParameters::AiAssets(window));
	let auto_pay = coin_payroll::Parameters::AutoPay(coin_payroll::AutoPay, Some(3 * AIC));
	set(RuntimeParameters::CoinPayroll(auto_pay));
	// Work seems too dear, so that some is burned.
	let (low, high) = (0, 1);
	let (step, max_burn) = (Permill::from_percent(5), Permill::from_percent(30));
	let band = pallet_coin_payroll::UtilityBand { low, high, step, max_burn };
	let band = coin_payroll::Parameters::UtilityBand(coin_payroll::UtilityBand, Some(band));
	set(RuntimeParameters::CoinPayroll(band));
	let times = pallet_made_to_order::Times {
		decision: 10 * HOUR,
		contest: 5 * HOUR,
		draw: 3 * HOUR,
		commit: 2 * HOUR,
		reveal: 2 * HOUR,
		longest: 10 * DAY,
	};
	let times = made_to_order::Parameters::Times(made_to_order::Times, Some(times));
	set(RuntimeParameters::MadeToOrder(times));
	for number in 0..PEOPLE as u8 {
		fund(&person(number), 5_000 * AIC);
		if number < 5 {
			assert!(by(person(number), pallet_made_to_order::Call::become_reviewer { max_bond: 200 * AIC }));
			let offer = pallet_storage_grid::Call::offer_space {
				gib: 1,
				region: u16::from(number % 2),
				least_price: 0,
				endpoint: Default::default(),
				max_bond: 100 * AIC,
			};
			assert!(by(person(number), offer));
		}
	}
	for (number, kind) in [(1, AssetKind::Dataset), (2, AssetKind::Model)] {
		let royalty = Royalty { share: Perbill::from_percent(10), least: AIC };
		let terms = Terms { purposes: Purposes::ALL, per_use: Some(AIC), royalty, ..Default::default() };
		let (content, format) = (memory.content(7).plain.root(), format(kind));
		let (details, shares) = (Details { terms, ..details(1, 1) }, Default::default());
		let mint = pallet_ai_assets::Call::mint { kind, content, format, details, shares, previous: None };
		assert!(by(person(number), mint));
		let asset = if kind == AssetKind::Model { MODEL } else { DATASET };
		assert!(by(person(0), common::buy(asset, SLOTS.into(), 100 * AIC)));
	}
	// Two that are for sale with their keys.
	for number in [3, 4] {
		let terms = Terms {
			purposes: Purposes::ALL,
			per_use: Some(AIC),
			per_era: Some(AIC / 3),
			exclusive: (number == 3).then_some(AIC),
			smallest_part: 2,
			later_versions: 1,
			..Default::default()
		};
		let (material, format) = (memory.content(255), format(AssetKind::Dataset));
		let (content, details) = (material.plain.root(), Details { terms, ..details(1, 1) });
		let mint = pallet_ai_assets::Call::mint {
			kind: AssetKind::Dataset,
			content,
			format,
			details,
			shares: shares(4, 17),
			previous: None,
		};
		let asset = AssetId { item: u32::from(number) - 2, ..DATASET };
		assert!(by(person(number), mint));
		assert!(by(person(number), pallet_ai_assets::Call::set_guarantee { asset, amount: 50 * AIC }));
		let commitment = material.commitment();
		assert!(by(person(number), pallet_data_protection::Call::protect { asset, commitment }));
	}
	train(memory);
	memory.agents(|_| true);
	for pick in [20, 21] {
		memory.play((Act::Request, [pick, 1, 60, 2]));
	}
	check();
}

/// Nobody does anything any more but strangers, who enforce every deadline.
fn wind_up(memory: &mut Memory) {
	let is_over = || {
		key_requests().is_empty()
			&& requests().is_empty()
			&& submissions().is_empty()
			&& orders().is_empty()
			&& replicas().is_empty()
			&& complaints().is_empty()
			&& pallet_ai_assets::Takedowns::<Runtime>::iter_values().all(|takedown| takedown.is_over())
			&& pallet_ai_assets::Claims::<Runtime>::iter().next().is_none()
	};
	for _ in 0..60 {
		if is_over() {
			break;
		}
		memory.block(8 * HOUR, true);
		for request in key_requests() {
			by(stranger(), pallet_data_protection::Call::refund { request });
			by(stranger(), pallet_data_protection::Call::settle { request });
		}
		for submission in submissions() {
			by(stranger(), pallet_made_to_order::Call::settle { submission });
			by(stranger(), pallet_made_to_order::Call::close_contest { submission });
		}
		for request in requests() {
			by(stranger(), pallet_made_to_order::Call::finish { request: request as _ });
		}
		for replica in complaints() {
			by(stranger(), pallet_storage_grid::Call::close_complaint { replica });
		}
		for replica in replicas() {
			by(stranger(), pallet_storage_grid::Call::miss { replica });
			by(stranger(), pallet_storage_grid::Call::end_replica { replica });
		}
		for (asset, holder) in pallet_ai_assets::Claims::<Runtime>::iter_keys().collect::<Vec<_>>() {
			by(stranger(), pallet_ai_assets::Call::pay_refund { asset, holder });
		}
		for asset in takedowns() {
			by(stranger(), pallet_ai_assets::Call::end_takedown { asset });
		}
		check();
	}
	assert!(is_over(), "something waits for somebody");
	expect_no_holds(&[
		RuntimeHoldReason::DataProtection(pallet_data_protection::HoldReason::KeyRequest),
		RuntimeHoldReason::MadeToOrder(pallet_made_to_order::HoldReason::Request),
		RuntimeHoldReason::MadeToOrder(pallet_made_to_order::HoldReason::Submission),
		RuntimeHoldReason::MadeToOrder(pallet_made_to_order::HoldReason::Review),
		RuntimeHoldReason::StorageGrid(pallet_storage_grid::HoldReason::Order),
		RuntimeHoldReason::StorageGrid(pallet_storage_grid::HoldReason::Audit),
	]);
}

fn expect_no_holds(reasons: &[RuntimeHoldReason]) {
	for (who, holds) in pallet_balances::Holds::<Runtime>::iter() {
		assert!(holds.iter().all(|hold| !reasons.contains(&hold.id)), "{who:?} has {holds:?}");
	}
}

/// Owners take back what is theirs, and strangers the rest: nothing of it stays but the deposits for formats.
fn take_back(memory: &mut Memory) {
	memory.block(10 * DAY, true);
	for number in 0..PEOPLE as u8 {
		by(person(number), pallet_made_to_order::Call::resign {});
	}
	for space in spaces() {
		by(StorageGrid::owner_of(space).unwrap(), pallet_storage_grid::Call::close_space { space });
	}
	for asset in takedowns().into_iter().filter(|asset| chance(asset) % 2 == 0) {
		assert!(as_root(pallet_ai_assets::Call::restore { asset }));
	}
	for (asset, guarantee) in pallet_ai_assets::Guarantees::<Runtime>::iter().collect::<Vec<_>>() {
		let released = by(stranger(), pallet_ai_assets::Call::release_guarantee { asset });
		assert_eq!(released, AiAssets::owner(asset) != Some(guarantee.by), "{asset:?}");
	}
	check();
	for asset in assets() {
		assert!(by(owner(asset), pallet_ai_assets::Call::retire { asset }), "{:?}", AiAssets::asset(asset));
	}
	for asset in pallet_data_protection::Contents::<Runtime>::iter_keys().collect::<Vec<_>>() {
		assert!(by(stranger(), pallet_data_protection::Call::forget { asset }));
	}
	for (line, holder) in pallet_ai_assets::Licences::<Runtime>::iter_keys().collect::<Vec<_>>() {
		assert!(by(stranger(), pallet_ai_assets::Call::drop_licence { line, holder }));
	}
	for split in splits() {
		assert!(by(stranger(), pallet_coin_payroll::Call::close_split { split }));
	}
	for account in pallet_coin_payroll::Owed::<Runtime>::iter_keys().collect::<Vec<_>>() {
		assert!(by(stranger(), pallet_coin_payroll::Call::claim { account }));
	}
	memory.block(SECOND, true);
	check();
	assert_eq!(spaces(), Vec::<u64>::new());
	assert_eq!(pallet_made_to_order::Reviewers::<Runtime>::iter().count(), 0);
	assert_eq!(pallet_ai_assets::Guarantees::<Runtime>::iter().count(), 0);
	assert_eq!(pallet_ai_assets::Takedowns::<Runtime>::iter().count(), 0);
	assert_eq!(pallet_ai_assets::Offers::<Runtime>::iter().count(), 0);
	assert_eq!(pallet_storage_grid::RegionsOf::<Runtime>::iter().count(), 0);
	assert_eq!(pallet_nfts::Item::<Runtime>::iter().count(), 0);
	assert_eq!(CoinPayroll::books().owed, 0, "all that was earned is paid");
	expect_no_holds(&[
		RuntimeHoldReason::AiAssets(pallet_ai_assets::HoldReason::Guarantee),
		RuntimeHoldReason::DataProtection(pallet_data_protection::HoldReason::Content),
		RuntimeHoldReason::MadeToOrder(pallet_made_to_order::HoldReason::Reviewer),
		RuntimeHoldReason::StorageGrid(pallet_storage_grid::HoldReason::Bond),
		RuntimeHoldReason::CoinPayroll(pallet_coin_payroll::HoldReason::Split),
	]);
	for number in 0..PEOPLE as u8 {
		assert_eq!(Balances::reserved_balance(person(number)), 0, "nothing of it is the formats'");
	}
	let supply = Runtime::supply();
	assert_eq!(Balances::total_issuance(), GENESIS_SUPPLY + supply.issued - supply.burned);
}

/// More cases, and with `CONTENT_CALLS` set a list of how often each call came out how:
///
/// ```sh
/// PROPTEST_CASES=256 CONTENT_CALLS=1 cargo test -p aic-runtime --test content -- --nocapture
/// ```
#[test]
fn pallets_agree_and_everything_ends_when_anything_happens_to_content() {
	let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(16);
	let config = ProptestConfig {
		cases,
		max_shrink_iters: 100,
		source_file: Some(file!()),
		..ProptestConfig::default()
	};
	let ops = prop::collection::vec(op(), 150..250);
	let result = TestRunner::new(config).run(&ops, |ops| {
		chain(PRESETS[0]).execute_with(|| {
			let mut memory = Memory::default();
			begin(&mut memory);
			for op in ops {
				memory.play(op);
				check();
			}
			wind_up(&mut memory);
			take_back(&mut memory);
		});
		Ok(())
	});
	if std::env::var_os("CONTENT_CALLS").is_some() {
		CALLS.with_borrow(|calls| {
			for ((call, outcome), times) in calls {
				println!("{call:32} {outcome:24} {times:7}");
			}
		});
	}
	if let Err(error) = result {
		panic!("{error}");
	}
}

//! A dataset from those who asked for it to those who earn by what was trained on it, on the whole runtime, with exact amounts; and what
//! is refused on the way.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod common;

use aic_primitives::{
	currency::{AIC, MILLI_AIC},
	merkle::{self, Tree},
	runtime_api::{runtime_decl_for_aic_api::AicApiV1, JobRequest},
	time::{DAY, HOUR, MINUTE, SECOND},
	AssetId, AssetKind, Balance, Basis, Commitment as Digest, Comparison, Details, DeviceClass, Funds,
	Moment, NodeId, Part, Payroll, Placement, Purpose, Purposes, Replicas, ResourceId, ResourceUse, Royalty,
	ShareList, SlotId, SpaceId, Target, TaskId, Terms, UseKind, Wish,
};
use aic_runtime::{
	configs::{
		governance::TreasuryAccount,
		parameters::{dynamic_params::storage_grid, RuntimeParameters},
	},
	AccountId, AiAssets, AssetFormats, Balances, CoinPayroll, DataProtection, MadeToOrder, Providers,
	ResourceAllocator, Runtime, RuntimeCall, RuntimeOrigin, StorageGrid, System, Timestamp, WorkValidation,
};
use codec::{Decode, Encode};
use common::{
	account, buy, chain, check, details, format, fund,
	material::{sealed_item, Material, ITEM_SIZE, TAG},
	mint, prove, PRESETS,
};
use frame_support::{
	assert_ok,
	traits::{fungible::Inspect, Get, OnIdle, OnPoll},
	weights::{Weight, WeightMeter},
};
use pallet_ai_assets::Ask;
use pallet_asset_formats::{Description, Dimension, ElementType, FormatKind, Tensor, SCHEMA_VERSION};
use pallet_data_protection::{
	sealing, Commitment, Key, KeyRequestId, Point, Preview, Sealed, Shown, ShownList, MAX_ITEMS,
};
use pallet_made_to_order::{
	ballot_seal, DatasetWish, Delivery, Reason, Spec, Stage, SubmissionId, Vote, Wanted,
};
use pallet_relay_randomness::{Seed, Source};
use pallet_resource_allocator::SlotState;
use pallet_storage_grid::{Challenge, ReplicaId, GIB_HOUR, MAX_LEAVES};
use polkadot_sdk::*;
use sp_core::H256;
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring::{
	Alice, AliceStash, Bob, BobStash, Charlie, CharlieStash, Dave, Eve, Ferdie,
};
use sp_runtime::{traits::Dispatchable, DispatchError, Perbill, Permill, StateVersion};
use std::collections::BTreeMap;

type AssetsError = pallet_ai_assets::Error<Runtime>;
type FormatsError = pallet_asset_formats::Error<Runtime>;
type ProtectionError = pallet_data_protection::Error<Runtime>;
type OrdersError = pallet_made_to_order::Error<Runtime>;
type StorageError = pallet_storage_grid::Error<Runtime>;
type NftsError = pallet_nfts::Error<Runtime>;

const START: Moment = 1_800_000_000_000;
const DATASET: AssetId = AssetId { kind: AssetKind::Dataset, item: 0 };
const MODEL: AssetId = AssetId { kind: AssetKind::Model, item: 0 };
const TRAINED: AssetId = AssetId { kind: AssetKind::TrainedAi, item: 0 };
/// What the dataset's other creator gets of what it earns is the first split, the royalties of the trained AI the second.
const OF_DATASET: u32 = 0;
const OF_TRAINED: u32 = 1;
/// Price of a use of the dataset.
const PRICE: Balance = 40 * AIC;
const REWARD: Balance = 80 * AIC;
const GUARANTEE: Balance = 40 * AIC;
/// Per GiB and hour, so that eight items cost something.
const STORAGE_PRICE: Balance = 10_000 * AIC;
const POWER: u32 = 16;
const SLOT: SlotId = SlotId { job: 0, index: 0 };
const SECRET: [u8; 32] = [0x11; 32];

fn reviewer(number: u64) -> AccountId {
	account(1, number)
}

fn keeper(number: u64) -> AccountId {
	account(2, number)
}

fn worker(node: NodeId) -> AccountId {
	account(3, node)
}

/// Lets `who` do what `call` says; it must succeed.
fn by(who: impl Into<AccountId>, call: impl Into<RuntimeCall>) {
	assert_ok!(call.into().dispatch(RuntimeOrigin::signed(who.into())));
}

/// Lets `who` try what `call` says; it must fail with this error and change nothing.
fn refused(who: impl Into<AccountId>, call: impl Into<RuntimeCall>, error: impl Into<DispatchError>) {
	let before = sp_io::storage::root(StateVersion::V1);
	let result = call.into().dispatch(RuntimeOrigin::signed(who.into()));
	assert_eq!(result.unwrap_err().error, error.into());
	assert_eq!(sp_io::storage::root(StateVersion::V1), before, "nothing changes");
}

fn set(key_value: RuntimeParameters) {
	let call = RuntimeCall::from(pallet_parameters::Call::set_parameter { key_value });
	assert_ok!(call.dispatch(RuntimeOrigin::root()));
}

/// A block later by `passed` ms, with new randomness. Checks the rules of the money.
fn block(passed: Moment) {
	let number = System::block_number() + 1;
	System::set_block_number(number);
	pallet_timestamp::Now::<Runtime>::mutate(|now| *now += passed);
	let value = H256(sp_io::hashing::blake2_256(&number.to_le_bytes()));
	let seed = Seed { value, source: Source::CurrentBlock, known_since: number };
	pallet_relay_randomness::Latest::<Runtime>::put(seed);
	aic_runtime::AllPalletsWithSystem::on_poll(number, &mut WeightMeter::new());
	aic_runtime::AllPalletsWithSystem::on_idle(number, Weight::MAX);
	check();
}

/// All that an account has, on hold and owed.
fn worth(who: impl Into<AccountId>) -> Balance {
	let who = who.into();
	let slip = Runtime::payslip(who.clone(), 0);
	Balances::total_balance(&who) + slip.payable + slip.collectable
}

/// A fee less the commission.
fn net(fee: Balance) -> Balance {
	fee - fee.div_ceil(10)
}

fn collectable(split: u32, who: impl Into<AccountId>) -> Balance {
	CoinPayroll::collectable_of(split, who.into())
}

/// Flowers, by part at most a quarter.
fn flowers() -> Material {
	let items = (0..8).map(|item| format!("flower {item}: 5.1, 3.5, 1.4, 0.2").into_bytes()).collect();
	Material::new(items, [42; 32], 2)
}

impl Material {
	/// The items of the asset's preview that were drawn.
	fn preview(&self, asset: AssetId) -> ShownList {
		let Some((Preview::Drawn { items, .. }, _)) = DataProtection::preview(asset) else {
			panic!("{:?}", DataProtection::preview(asset))
		};
		items.iter().map(|item| self.shown(*item)).collect::<Vec<_>>().try_into().unwrap()
	}

	/// The answer to a request with the key that was asked for, or another.
	fn answer(&self, request: KeyRequestId, honest: bool) -> pallet_data_protection::Call<Runtime> {
		let record = DataProtection::key_request(request).unwrap();
		let number = record.part.number();
		let key = if honest { self.keys[number as usize] } else { [7; 32] };
		pallet_data_protection::Call::answer {
			request,
			sealed: sealing::seal(&key, [0x22; 32], &record.recipient, request),
			leaf: merkle::leaf(&self.keys[number as usize]),
			proof: self.key_tree.proof(number).try_into().unwrap(),
		}
	}

	/// The answer to a question about a replica.
	fn leaf(&self, replica: ReplicaId, leaf: u64) -> pallet_storage_grid::Call<Runtime> {
		pallet_storage_grid::Call::answer {
			replica,
			leaf: sealed_item(&self.items[leaf as usize]).try_into().unwrap(),
			proof: self.cipher.proof(leaf).try_into().unwrap(),
		}
	}
}

/// What `who` with the secret finds in the answer to his request.
fn opened(request: KeyRequestId, secret: [u8; 32]) -> (Key, H256) {
	let record = DataProtection::key_request(request).unwrap();
	let pallet_data_protection::Stage::Answered { sealed, leaf, .. } = record.stage else {
		panic!("{:?}", record.stage)
	};
	(sealing::open(&sealed, secret, &record.recipient, request), leaf)
}

fn buy_with_key(
	asset: AssetId,
	basis: Basis,
	part: Part,
	max_cost: Balance,
	recipient: Option<Point>,
) -> pallet_data_protection::Call<Runtime> {
	let wish = Wish { basis, part };
	pallet_data_protection::Call::buy_licence { asset, wish, max_cost, recipient }
}

fn terms(royalty: Royalty, price: Balance) -> Terms {
	let (purposes, per_use) = (Purposes::ALL, Some(price));
	Terms { purposes, per_use, smallest_part: 1, royalty, ..Default::default() }
}

fn dataset_terms() -> Terms {
	terms(Royalty { share: Perbill::from_percent(5), least: 2 * AIC }, PRICE)
}

fn spec() -> Spec {
	let wish = DatasetWish {
		format: format(AssetKind::Dataset),
		items: 8,
		least_items: 6,
		least_part: 2,
		item_size: ITEM_SIZE,
		name: b"Iris".to_vec().try_into().unwrap(),
		terms: dataset_terms(),
		region: 0,
	};
	Spec {
		wanted: Wanted::Dataset(wish),
		criteria: H256([8; 32]),
		reward: REWARD,
		deadline: Timestamp::get() + 30 * DAY,
	}
}

fn ask_for(spec: Spec) -> pallet_made_to_order::Call<Runtime> {
	pallet_made_to_order::Call::request { spec: Box::new(spec), max_deposit: MadeToOrder::deposits().0 }
}

/// Number `part` of the dataset's four parts, of two items each.
fn delivery(material: &Material, part: usize) -> Delivery {
	let items = &material.items[2 * part..2 * part + 2];
	let content = Tree::new(items.iter().map(|item| merkle::leaf(item)).collect()).root();
	Delivery { content, items: 2, size: items.iter().map(|item| item.len() as u64).sum() }
}

/// A chain on which storage has a price that stays, and reviewers wait.
fn ready() -> TestExternalities {
	let mut chain = chain(PRESETS[0]);
	chain.execute_with(|| {
		pallet_timestamp::Now::<Runtime>::put(START);
		let price = storage_grid::Price::get();
		let (initial, floor, cap) = (STORAGE_PRICE, STORAGE_PRICE, STORAGE_PRICE);
		let price = aic_primitives::PriceParameters { initial, floor, cap, ..price };
		let price = storage_grid::Parameters::Price(storage_grid::Price, Some(price));
		set(RuntimeParameters::StorageGrid(price));
		for number in 0..5 {
			fund(&reviewer(number), 1_000 * AIC);
			by(reviewer(number), pallet_made_to_order::Call::become_reviewer { max_bond: 200 * AIC });
		}
		check();
	});
	chain
}

/// Alice makes three parts, Bob one, which is rejected; he contests that, and reviewers find that it is good.
fn make_to_order(material: &Material) {
	by(Dave, ask_for(spec()));
	let id = |index| SubmissionId { request: 0, index };
	for (index, creator) in [Alice, Alice, Alice, Bob].into_iter().enumerate() {
		let delivery = delivery(material, index);
		by(creator, pallet_made_to_order::Call::submit { request: 0, delivery });
	}
	for index in 0..3 {
		by(Dave, pallet_made_to_order::Call::accept { submission: id(index) });
	}
	let (reason, evidence) = (Reason::LowQuality, H256([5; 32]));
	by(Dave, pallet_made_to_order::Call::reject { submission: id(3), reason, evidence });
	by(Bob, pallet_made_to_order::Call::contest { submission: id(3) });
	review(id(3), [Vote::Accept, Vote::Reject, Vote::Accept]);
	by(Charlie, pallet_made_to_order::Call::finish { request: 0 });
	for index in 0..4 {
		by(Charlie, pallet_made_to_order::Call::settle { submission: id(index) });
	}
	assert_eq!(pallet_made_to_order::Requests::<Runtime>::iter().count(), 0);
}

/// The reviewers who are drawn vote so, and the contest is closed.
fn review(submission: SubmissionId, votes: [Vote; 3]) {
	block(2 * SECOND);
	let Stage::Reviewed { panel, .. } = MadeToOrder::submission_of(submission).unwrap().stage else {
		panic!("no reviewers were drawn")
	};
	let salt = |number: usize| H256([number as u8; 32]);
	for (number, (who, _)) in panel.iter().enumerate() {
		let seal = ballot_seal(submission, who, votes[number], salt(number));
		by(who.clone(), pallet_made_to_order::Call::commit { submission, seal });
	}
	block(3 * DAY + SECOND);
	for (number, (who, _)) in panel.iter().enumerate() {
		let (vote, salt) = (votes[number], salt(number));
		by(who.clone(), pallet_made_to_order::Call::reveal { submission, vote, salt });
	}
	by(Charlie, pallet_made_to_order::Call::close_contest { submission });
}

/// Alice answers for the dataset and shows what chance draws of it, by a program with a key of its own.
fn protect(material: &Material) {
	by(Alice, pallet_ai_assets::Call::set_guarantee { asset: DATASET, amount: GUARANTEE });
	let commitment = material.commitment();
	by(Alice, pallet_data_protection::Call::protect { asset: DATASET, commitment });
	let agent = Some(AliceStash.to_account_id());
	by(Alice, pallet_data_protection::Call::agent { asset: DATASET, agent });
	block(2 * SECOND);
	let shown = material.preview(DATASET);
	assert_eq!(shown.len(), 4);
	by(AliceStash, pallet_data_protection::Call::show { asset: DATASET, shown });
	assert_ok!(DataProtection::for_sale(DATASET));
}

/// Eve buys two uses of the whole and confirms its key; Ferdie one of the second half, whose first key is false.
fn license(material: &Material) {
	let recipient = Some(sealing::public(SECRET));
	by(Eve, buy_with_key(DATASET, Basis::Uses(2), Part::WHOLE, 2 * PRICE, recipient));
	by(AliceStash, material.answer(0, true));
	let (key, leaf) = opened(0, SECRET);
	assert_eq!((key, merkle::leaf(&key)), (material.keys[1], leaf));
	by(Eve, pallet_data_protection::Call::confirm { request: 0 });

	let half = Part { depth: 1, index: 1 };
	let secret = [0x33; 32];
	let recipient = Some(sealing::public(secret));
	let before = worth(Ferdie);
	by(Ferdie, buy_with_key(DATASET, Basis::Uses(1), half, PRICE / 2, recipient));
	by(AliceStash, material.answer(1, false));
	let (key, leaf) = opened(1, secret);
	assert_ne!(merkle::leaf(&key), leaf);
	by(Ferdie, pallet_data_protection::Call::prove_false_key { request: 1, secret });
	assert_eq!(worth(Ferdie), before, "he has all of it back");
	by(Alice, pallet_ai_assets::Call::set_guarantee { asset: DATASET, amount: GUARANTEE });

	let secret = [0x44; 32];
	by(Ferdie, buy_with_key(DATASET, Basis::Uses(1), half, PRICE / 2, Some(sealing::public(secret))));
	by(AliceStash, material.answer(2, true));
	let (key, leaf) = opened(2, secret);
	assert_eq!((key, merkle::leaf(&key)), (material.keys[3], leaf));
	block(DAY + SECOND);
	by(Charlie, pallet_data_protection::Call::settle { request: 2 });
	assert_eq!(pallet_data_protection::KeyRequests::<Runtime>::iter().count(), 0);
}

/// What is asked for: of which replica, in which space, which leaf, and whether it begins with that.
fn questions() -> Vec<(ReplicaId, SpaceId, u64, bool)> {
	use pallet_storage_grid::Stage;
	let mut all: Vec<_> = pallet_storage_grid::Replicas::<Runtime>::iter()
		.filter_map(|(id, replica)| match replica.stage {
			Stage::Filling { space, question } => Some((id, space, question.leaf, true)),
			Stage::Active(kept) => match kept.challenge {
				Challenge::Open(question) => Some((id, kept.space, question.leaf, false)),
				_ => None,
			},
			Stage::Waiting { .. } => None,
		})
		.collect();
	all.sort();
	all
}

/// When a space began to keep a replica, and when it last proved it.
type Kept = BTreeMap<SpaceId, (Moment, Moment)>;

/// The owners of spaces answer what is asked, but for the one that is lost.
fn serve(material: &Material, lost: Option<SpaceId>, kept: &mut Kept) {
	let now = Timestamp::get();
	for (replica, space, leaf, _) in questions().into_iter().filter(|(_, space, ..)| lost != Some(*space)) {
		kept.entry(space).or_insert((now, now)).1 = now;
		by(StorageGrid::owner_of(space).unwrap(), material.leaf(replica, leaf));
	}
}

/// Three replicas for three days; who has one of them does not answer any more, and a fourth takes his place. Whom that was, and what
/// each cost, by space.
fn store(material: &Material) -> (SpaceId, BTreeMap<SpaceId, Balance>) {
	for number in 0..4 {
		let endpoint = format!("10.0.0.{number}:8000").into_bytes().try_into().unwrap();
		fund(&keeper(number), 10 * AIC);
		let (least_price, max_bond) = (0, AIC);
		let offer =
			pallet_storage_grid::Call::offer_space { gib: 1, region: 3, least_price, endpoint, max_bond };
		by(keeper(number), offer);
	}
	let (root, leaves, leaf_size) = (material.cipher.root(), 8, ITEM_SIZE + TAG);
	let order = pallet_storage_grid::Call::order {
		root,
		leaves,
		leaf_size,
		asset: Some(DATASET),
		replicas: 3,
		hours: 72,
		region: None,
		max_price: STORAGE_PRICE,
	};
	by(Alice, order);
	let ends = StorageGrid::order_of(0).unwrap().ends;
	let mut kept = Kept::new();
	while kept.len() < 3 {
		block(10 * SECOND);
		serve(material, None, &mut kept);
	}
	assert_eq!(<StorageGrid as Replicas>::region(DATASET), Some(3), "jobs go where it is stored");
	let lost = *kept.keys().next().unwrap();
	while kept.len() < 4 {
		block(20 * MINUTE);
		serve(material, Some(lost), &mut kept);
		assert!(Timestamp::get() < ends, "nobody took the place of who was lost");
	}
	// He is not asked to do it again.
	let space = StorageGrid::space(lost).unwrap();
	assert_eq!((space.used, space.bond), (0, AIC - 8 * AIC / 10 / 1_024), "three misses and the end");
	while pallet_storage_grid::Orders::<Runtime>::iter().next().is_some() {
		block(6 * HOUR);
		serve(material, None, &mut kept);
		let replicas: Vec<_> = pallet_storage_grid::Replicas::<Runtime>::iter_keys().collect();
		for replica in replicas.into_iter().filter(|_| Timestamp::get() >= ends) {
			let call = RuntimeCall::from(pallet_storage_grid::Call::end_replica { replica });
			let _ = call.dispatch(RuntimeOrigin::signed(Charlie.to_account_id()));
		}
		assert!(Timestamp::get() < ends + 2 * DAY, "the order does not end");
	}
	for number in 0..4 {
		by(keeper(number), pallet_storage_grid::Call::close_space { space: number });
	}
	let bytes = Balance::from(leaves) * Balance::from(leaf_size);
	let cost =
		|from: Moment, to: Moment| STORAGE_PRICE * (bytes * Balance::from(to.min(ends) - from)) / GIB_HOUR;
	assert_eq!(kept.len(), 4);
	(lost, kept.into_iter().map(|(space, (from, to))| (space, cost(from, to))).collect())
}

fn offer_nodes() {
	for node in 0..6 {
		let who = worker(node);
		fund(&who, 1_000 * AIC);
		let bond = Providers::required_bond(2 * u64::from(POWER));
		by(who.clone(), pallet_providers::Call::register { bond });
		let (operator, min_price) = (who.clone(), MILLI_AIC);
		by(who.clone(), pallet_providers::Call::add_node { device: 0, operator, region: 0, min_price });
		assert_ok!(Providers::certify(RuntimeOrigin::root(), node, POWER));
		by(who, pallet_providers::Call::go_idle { node });
	}
}

fn job(datasets: &[AssetId]) -> JobRequest {
	JobRequest {
		model: MODEL,
		datasets: datasets.to_vec().try_into().unwrap(),
		instructions: H256([3; 32]),
		class: DeviceClass::Gpu,
		power: POWER,
		memory: 8 * 1_024,
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

/// Eve has BobStash's model trained on the dataset, whose key the node gets for that. What the work cost, and who did and who repeated it.
fn train(material: &Material) -> (Balance, AccountId, AccountId) {
	let share = Royalty { share: Perbill::from_percent(10), least: 3 * AIC };
	let details = Details { terms: terms(share, 2 * AIC), ..details("softmax regression", 0) };
	by(BobStash, mint(AssetKind::Model, 2, details));
	by(Eve, buy(MODEL, 1, 2 * AIC));
	offer_nodes();
	let request = job(&[DATASET]);
	let quote = Runtime::quote(request.clone()).unwrap();
	by(Eve, pallet_resource_allocator::Call::request { request, max_price: quote.total });
	block(2 * SECOND);
	let SlotState::Assigned { node, .. } = ResourceAllocator::slot(SLOT).unwrap().state else {
		panic!("no node was drawn")
	};
	by(worker(node), pallet_resource_allocator::Call::start { slot: SLOT });

	let secret = [0x55; 32];
	let ask = |asset| pallet_data_protection::Call::request_key_for_work {
		asset,
		slot: SLOT,
		recipient: sealing::public(secret),
	};
	refused(worker(node), ask(MODEL), ProtectionError::NotProtected);
	refused(Eve, ask(DATASET), ProtectionError::NotWorking);
	by(worker(node), ask(DATASET));
	by(AliceStash, material.answer(3, true));
	let (key, leaf) = opened(3, secret);
	assert_eq!((key, merkle::leaf(&key)), (material.keys[1], leaf));
	by(worker(node), pallet_data_protection::Call::confirm { request: 3 });

	block(30 * MINUTE);
	let (task, digest) = (TaskId::Slot(SLOT), H256([9; 32]));
	let commitment = Digest::new(task, node, digest);
	by(worker(node), pallet_resource_allocator::Call::submit { slot: SLOT, commitment });
	block(2 * SECOND);
	let auditors = WorkValidation::validation(task).unwrap().auditors;
	assert_eq!(auditors.len(), 1, "who is new is audited always");
	let auditor = auditors[0].node;
	let commitment = Digest::new(task, auditor, digest);
	let commit = pallet_work_validation::Call::commit { task, commitment, round_trip: Some(30) };
	by(worker(auditor), commit);
	for who in [auditor, node] {
		by(worker(who), pallet_work_validation::Call::reveal { task, digest, distance: None });
	}
	let state = ResourceAllocator::slot(SLOT).unwrap().state;
	assert!(matches!(state, SlotState::Done { paid, .. } if paid == quote.work / 2), "{state:?}");
	(quote.work / 2, worker(node), worker(auditor))
}

fn transfer(asset: AssetId, dest: impl Into<AccountId>) -> pallet_nfts::Call<Runtime> {
	let (collection, item, dest) = (asset.kind.collection(), asset.item, dest.into().into());
	pallet_nfts::Call::transfer { collection, item, dest }
}

fn list(asset: AssetId, price: Balance) -> pallet_nfts::Call<Runtime> {
	let (collection, item) = (asset.kind.collection(), asset.item);
	pallet_nfts::Call::set_price { collection, item, price: Some(price), whitelisted_buyer: None }
}

fn buy_listed(asset: AssetId, bid_price: Balance) -> pallet_nfts::Call<Runtime> {
	let (collection, item) = (asset.kind.collection(), asset.item);
	pallet_nfts::Call::buy_item { collection, item, bid_price }
}

fn offer(asset: AssetId, price: Balance, to: Option<AccountId>) -> pallet_ai_assets::Call<Runtime> {
	pallet_ai_assets::Call::offer { asset, ask: Some(Ask { price, to }) }
}

/// Eve mints what was trained, licenses it and sells it to Ferdie, who licenses it again.
fn sell() {
	let minting = pallet_ai_assets::Call::mint_trained_ai {
		slot: SLOT,
		format: None,
		details: details("Iris, softmax", 10 * AIC),
	};
	by(Eve, minting);
	let record = AiAssets::asset(TRAINED).unwrap();
	assert!(record.shared);
	assert_eq!(record.least_sale, 40 * AIC, "the dataset's two AIC are a twentieth of that");
	by(Dave, buy(TRAINED, 1, 10 * AIC));

	refused(Eve, transfer(TRAINED, Ferdie), NftsError::ItemLocked);
	refused(Eve, offer(TRAINED, 40 * AIC - 1, None), AssetsError::BelowRoyalty);
	by(Eve, offer(TRAINED, 100 * AIC, Some(Ferdie.to_account_id())));
	refused(Ferdie, pallet_ai_assets::Call::buy { asset: TRAINED, max_price: 100 * AIC - 1 }, {
		AssetsError::PriceAboveMaximum
	});
	refused(
		Dave,
		pallet_ai_assets::Call::buy { asset: TRAINED, max_price: 100 * AIC },
		AssetsError::NotForYou,
	);
	by(Ferdie, pallet_ai_assets::Call::buy { asset: TRAINED, max_price: 100 * AIC });
	assert_eq!(AiAssets::owner(TRAINED), Some(Ferdie.to_account_id()));
	by(CharlieStash, buy(TRAINED, 1, 10 * AIC));
}

#[test]
fn everybody_earns_to_the_unit_what_his_part_in_the_dataset_and_in_the_ai_brings() {
	let material = flowers();
	ready().execute_with(|| {
		let treasury = worth(TreasuryAccount::get());
		let people = [Alice, Bob, BobStash, Dave, Eve, Ferdie, CharlieStash, AliceStash, Charlie];
		let before = people.map(worth);
		let of_reviewers = || (0..5).map(|number| worth(reviewer(number))).sum::<Balance>();
		let reviewers = of_reviewers();

		make_to_order(&material);
		assert_eq!(AiAssets::owner(DATASET), Some(Alice.to_account_id()), "she made most of it");
		assert_eq!(AiAssets::asset(DATASET).unwrap().content, material.plain.root());
		assert_eq!(collectable(OF_DATASET, Bob), net(REWARD) / 4);
		assert_eq!(of_reviewers() - reviewers, 30 * AIC, "who rejected it for nothing pays them");
		assert_eq!(before[3] - worth(Dave), REWARD + 30 * AIC);

		protect(&material);
		license(&material);
		let of_bob = [net(REWARD), net(2 * PRICE), net(PRICE / 2)].iter().sum::<Balance>() / 4;
		assert_eq!(of_bob, 405 * AIC / 10);
		assert_eq!(collectable(OF_DATASET, Bob), of_bob);
		assert_eq!(worth(Alice) - before[0] + GUARANTEE / 2, 3 * of_bob, "but for the false key");

		let before_storing = worth(Alice);
		let keepers = (0..4).map(|number| worth(keeper(number))).collect::<Vec<_>>();
		assert_eq!(keepers, [0; 4]);
		let (lost, stored) = store(&material);
		let cost = stored.values().sum::<Balance>();
		let placing = 3 * storage_grid::Limits::get().placement_fee;
		assert_eq!(before_storing - worth(Alice), cost + placing, "the rest of the escrow came back");
		for number in 0..4 {
			let slashed = if number == lost { 8 * AIC / 10 / 1_024 } else { 0 };
			assert_eq!(worth(keeper(number)), 10 * AIC + net(stored[&number]) - slashed, "keeper {number}");
		}

		let (work, executor, auditor) = train(&material);
		assert!(work > 0);
		for who in [executor, auditor] {
			assert_eq!(worth(who), 1_000 * AIC + net(work));
		}

		let before_selling = [worth(Alice), worth(Bob), worth(BobStash)];
		sell();
		let sales = net(10 * AIC) + net(100 * AIC) + net(10 * AIC);
		assert_eq!(collectable(OF_TRAINED, BobStash), sales / 10, "a tenth is the model's");
		assert_eq!(collectable(OF_TRAINED, Alice), sales * 15 / 400, "a twentieth is the dataset's");
		assert_eq!(collectable(OF_TRAINED, Bob), sales * 5 / 400);
		let after_selling = [worth(Alice), worth(Bob), worth(BobStash)];
		let earned = [sales * 15 / 400, sales * 5 / 400, sales / 10];
		assert_eq!(core::array::from_fn(|number| after_selling[number] - before_selling[number]), earned);

		for (split, who) in
			[(OF_DATASET, Bob), (OF_TRAINED, Alice), (OF_TRAINED, Bob), (OF_TRAINED, BobStash)]
		{
			by(Charlie, pallet_coin_payroll::Call::collect { split, account: who.into() });
			refused(
				Charlie,
				pallet_coin_payroll::Call::collect { split, account: who.into() },
				pallet_coin_payroll::Error::<Runtime>::NothingOwed,
			);
		}
		for who in people.map(AccountId::from) {
			if Runtime::owed(who.clone()).payable > 0 {
				by(Charlie, pallet_coin_payroll::Call::claim { account: who });
			}
		}
		block(2 * SECOND);

		let gained = |number: usize| worth(people[number]) as i128 - before[number] as i128;
		let aic = |tenths: i128| tenths * AIC as i128 / 10;
		let of_alice = 3 * of_bob as i128 + (sales * 15 / 400) as i128 - (cost + placing) as i128 - aic(200);
		let seller = (net(10 * AIC) + net(100 * AIC)) * 85 / 100;
		let expected = [
			of_alice,
			of_bob as i128 + (sales * 5 / 400) as i128,
			(sales / 10 + net(2 * AIC)) as i128,
			-aic(800 + 300 + 100),
			seller as i128 - aic(800 + 20) - 2 * work as i128,
			(net(10 * AIC) * 85 / 100) as i128 - aic(200 + 1_000),
			-aic(100),
			0,
			0,
		];
		assert_eq!(core::array::from_fn(gained), expected);

		let mut fees = vec![REWARD, 2 * PRICE, PRICE / 2, 2 * AIC, work, work, 10 * AIC, 100 * AIC, 10 * AIC];
		fees.extend(stored.values());
		let halves = |fee: &Balance| {
			let commission = fee.div_ceil(10);
			commission - commission / 2
		};
		let others = GUARANTEE / 2 + 8 * AIC / 10 / 1_024 + placing;
		let to_treasury = fees.iter().map(halves).sum::<Balance>() + others;
		assert_eq!(worth(TreasuryAccount::get()) - treasury, to_treasury);
		assert_eq!(Runtime::supply().burned, 0);
	});
}

/// A plain dataset of Alice's that is protected and for sale, as the first asset.
fn on_sale(material: &Material) {
	let (kind, format) = (AssetKind::Dataset, format(AssetKind::Dataset));
	let details = Details { terms: dataset_terms(), ..details("Iris", 0) };
	let (content, shares, previous) = (material.plain.root(), Default::default(), None);
	by(Alice, pallet_ai_assets::Call::mint { kind, content, format, details, shares, previous });
	protect(material);
}

#[test]
fn proofs_that_are_wrong_or_of_something_else_are_refused() {
	let material = flowers();
	ready().execute_with(|| {
		let (kind, format) = (AssetKind::Dataset, format(AssetKind::Dataset));
		let details = Details { terms: dataset_terms(), ..details("Iris", 0) };
		let (content, shares, previous) = (material.plain.root(), Default::default(), None);
		by(Alice, pallet_ai_assets::Call::mint { kind, content, format, details, shares, previous });
		by(Alice, pallet_ai_assets::Call::set_guarantee { asset: DATASET, amount: GUARANTEE });
		let protect = |commitment| pallet_data_protection::Call::protect { asset: DATASET, commitment };
		let sound = material.commitment();
		let other = Commitment { plain_root: H256([1; 32]), ..sound };
		refused(Alice, protect(other), ProtectionError::ContentDiffers);
		for items in [0, MAX_ITEMS + 1] {
			refused(Alice, protect(Commitment { items, ..sound }), ProtectionError::ItemsOutOfRange);
		}
		refused(
			Alice,
			protect(Commitment { item_size: 4_097, ..sound }),
			ProtectionError::ItemSizeOutOfRange,
		);
		refused(Alice, protect(Commitment { key_depth: 9, ..sound }), ProtectionError::KeysTooDeep);
		refused(Bob, protect(sound), ProtectionError::NotOwner);
		by(Alice, protect(sound));
		refused(Alice, protect(sound), ProtectionError::AlreadyProtected);
		let recipient = Some(sealing::public(SECRET));
		let buying = || buy_with_key(DATASET, Basis::Uses(1), Part::WHOLE, PRICE, recipient);
		refused(Eve, buying(), ProtectionError::PreviewMissing);
		block(2 * SECOND);

		// The preview.
		let show = |shown: &[Shown]| pallet_data_protection::Call::show {
			asset: DATASET,
			shown: shown.to_vec().try_into().unwrap(),
		};
		let shown = material.preview(DATASET).into_inner();
		refused(Bob, show(&shown), ProtectionError::NotAnswerer);
		refused(Alice, show(&shown[1..]), ProtectionError::OtherItems);
		let mut wrong = shown.clone();
		wrong[0].item = b"another".to_vec().try_into().unwrap();
		refused(Alice, show(&wrong), ProtectionError::BadProof);
		let mut wrong = shown.clone();
		wrong[0].proof = shown[1].proof.clone();
		refused(Alice, show(&wrong), ProtectionError::BadProof);
		// Another item passed off as the one that was drawn.
		let mut wrong = shown.clone();
		(wrong[0].item, wrong[0].proof) = (shown[1].item.clone(), shown[1].proof.clone());
		refused(Alice, show(&wrong), ProtectionError::BadProof);
		by(Alice, show(&shown));
		refused(Alice, show(&shown), ProtectionError::AlreadyShown);

		// A key.
		refused(Eve, buy(DATASET, 1, PRICE), AssetsError::KeyNeeded);
		let low = Some([0; 32]);
		refused(
			Eve,
			buy_with_key(DATASET, Basis::Uses(1), Part::WHOLE, PRICE, low),
			ProtectionError::BadPoint,
		);
		by(Eve, buying());
		let pallet_data_protection::Call::answer { sealed, leaf, proof, .. } = material.answer(0, true)
		else {
			panic!()
		};
		let answer = |sealed: Sealed, leaf: H256, proof: Vec<H256>| pallet_data_protection::Call::answer {
			request: 0,
			sealed,
			leaf,
			proof: proof.try_into().unwrap(),
		};
		let of_half = material.key_tree.proof(2);
		let half = merkle::leaf(&material.keys[2]);
		refused(Alice, answer(sealed, half, of_half.clone()), ProtectionError::BadProof);
		refused(Alice, answer(sealed, leaf, of_half), ProtectionError::BadProof);
		refused(Alice, answer(sealed, leaf, proof[1..].to_vec()), ProtectionError::BadProof);
		refused(Bob, answer(sealed, leaf, proof.to_vec()), ProtectionError::NotAnswerer);
		by(Alice, answer(sealed, leaf, proof.to_vec()));
		refused(Alice, answer(sealed, leaf, proof.to_vec()), ProtectionError::AlreadyAnswered);
		let prove = |secret| pallet_data_protection::Call::prove_false_key { request: 0, secret };
		refused(Eve, prove([9; 32]), ProtectionError::OtherSecret);
		refused(Eve, prove(SECRET), ProtectionError::KeyIsRight);
		refused(Charlie, pallet_data_protection::Call::settle { request: 0 }, ProtectionError::NotOver);
		by(Eve, pallet_data_protection::Call::confirm { request: 0 });
		refused(Eve, prove(SECRET), ProtectionError::UnknownRequest);
		block(SECOND);
	});
}

#[test]
fn storage_is_proven_by_the_leaf_that_is_asked_for_once() {
	let material = flowers();
	ready().execute_with(|| {
		on_sale(&material);
		fund(&keeper(0), 10 * AIC);
		let (least_price, max_bond) = (0, AIC);
		let offer = pallet_storage_grid::Call::offer_space {
			gib: 1,
			region: 0,
			least_price,
			endpoint: Default::default(),
			max_bond,
		};
		by(keeper(0), offer);
		let (root, leaf_size) = (material.cipher.root(), ITEM_SIZE + TAG);
		let order = |root, leaves, leaf_size, asset| pallet_storage_grid::Call::order {
			root,
			leaves,
			leaf_size,
			asset,
			replicas: 1,
			hours: 72,
			region: None,
			max_price: STORAGE_PRICE,
		};
		refused(Dave, order(root, 0, leaf_size, None), StorageError::SizeOutOfRange);
		refused(Dave, order(root, MAX_LEAVES + 1, 1, None), StorageError::SizeOutOfRange);
		refused(Dave, order(root, MAX_LEAVES, 4_112, None), StorageError::SizeOutOfRange);
		refused(Dave, order(root, 8, 4_113, None), StorageError::SizeOutOfRange);
		refused(Dave, order(root, 7, leaf_size, Some(DATASET)), StorageError::ContentDiffers);
		by(Dave, order(root, 8, leaf_size, Some(DATASET)));
		block(2 * SECOND);

		// Beginning, and then a challenge of another leaf.
		let mut first = None;
		loop {
			let Some(&(replica, _, leaf, _)) = questions().first() else {
				block(MINUTE);
				continue;
			};
			let good = material.leaf(replica, leaf);
			refused(keeper(1), good.clone(), StorageError::NotProvider);
			for other in (0..8).filter(|other| *other != leaf) {
				// True of another leaf.
				refused(keeper(0), material.leaf(replica, other), StorageError::WrongProof);
			}
			let pallet_storage_grid::Call::answer { leaf: bytes, proof, .. } = good.clone() else { panic!() };
			let wrong = |bytes: Vec<u8>, proof: Vec<H256>| pallet_storage_grid::Call::answer {
				replica,
				leaf: bytes.try_into().unwrap(),
				proof: proof.try_into().unwrap(),
			};
			let forged = [vec![bytes[0] ^ 1], bytes[1..].to_vec()].concat();
			refused(keeper(0), wrong(forged, proof.to_vec()), StorageError::WrongProof);
			refused(keeper(0), wrong(bytes.to_vec(), proof[1..].to_vec()), StorageError::WrongProof);
			let longer = [proof.to_vec(), vec![merkle::EMPTY]].concat();
			refused(keeper(0), wrong(bytes.to_vec(), longer), StorageError::WrongProof);
			by(keeper(0), good.clone());
			refused(keeper(0), good, StorageError::NotChallenged);
			if first.is_some_and(|first| first != leaf) {
				break;
			}
			first = Some(leaf);
		}
		by(Dave, pallet_storage_grid::Call::cancel { order: 0 });
		refused(Dave, pallet_storage_grid::Call::cancel { order: 0 }, StorageError::Over);
		block(SECOND);
	});
}

#[test]
fn decisions_are_made_once() {
	let material = flowers();
	ready().execute_with(|| {
		refused(Dave, ask_for(Spec { reward: 10 * AIC - 1, ..spec() }), OrdersError::RewardTooSmall);
		by(Dave, ask_for(spec()));
		let submit = |delivery| pallet_made_to_order::Call::submit { request: 0, delivery };
		let sound = delivery(&material, 0);
		refused(Dave, submit(sound), OrdersError::OwnRequest);
		refused(Alice, submit(Delivery { items: 1, ..sound }), OrdersError::TooFewItems);
		refused(Alice, submit(Delivery { items: 9, ..sound }), OrdersError::EnoughItems);
		refused(Alice, submit(Delivery { size: 0, ..sound }), OrdersError::SizeOutOfRange);
		refused(Alice, submit(Delivery { size: u64::MAX, ..sound }), OrdersError::SizeOutOfRange);
		by(Alice, submit(sound));
		refused(Bob, submit(sound), OrdersError::DuplicateContent);
		by(Bob, submit(delivery(&material, 1)));
		let (first, second) = (SubmissionId { request: 0, index: 0 }, SubmissionId { request: 0, index: 1 });
		let accept = |submission| pallet_made_to_order::Call::accept { submission };
		let reject = |submission| {
			let (reason, evidence) = (Reason::TooFew, H256::zero());
			pallet_made_to_order::Call::reject { submission, reason, evidence }
		};
		refused(Bob, accept(first), OrdersError::NotRequester);
		by(Dave, accept(first));
		refused(Dave, accept(first), OrdersError::AlreadyDecided);
		refused(Dave, reject(first), OrdersError::AlreadyDecided);
		by(Dave, reject(second));
		refused(Dave, reject(second), OrdersError::AlreadyDecided);
		refused(Dave, accept(second), OrdersError::AlreadyDecided);
		let contest = || pallet_made_to_order::Call::contest { submission: second };
		refused(Alice, contest(), OrdersError::NotCreator);
		by(Bob, contest());
		refused(Bob, contest(), OrdersError::NotRejected);
		review(second, [Vote::Reject; 3]);
		let close = pallet_made_to_order::Call::close_contest { submission: second };
		refused(Charlie, close, OrdersError::UnknownSubmission);
		refused(Dave, pallet_made_to_order::Call::cancel { request: 0 }, OrdersError::LiveSubmissions);
		refused(Dave, pallet_made_to_order::Call::finish { request: 0 }, OrdersError::NotDue);
		block(31 * DAY);
		by(Charlie, pallet_made_to_order::Call::finish { request: 0 });
		refused(Charlie, pallet_made_to_order::Call::finish { request: 0 }, OrdersError::RequestOver);
		by(Charlie, pallet_made_to_order::Call::settle { submission: first });
		assert_eq!(AiAssets::owner(DATASET), None, "two items are no dataset");
		block(SECOND);
	});
}

#[test]
fn absurd_assets_and_formats_are_refused() {
	ready().execute_with(|| {
		let sound = common::details("Iris", AIC);
		let mint_with = |details: Details, shares: ShareList<AccountId>, previous| {
			let (kind, content) = (AssetKind::Dataset, H256([1; 32]));
			let format = common::format(AssetKind::Dataset);
			pallet_ai_assets::Call::mint { kind, content, format, details, shares, previous }
		};
		let plain = |details| mint_with(details, Default::default(), None);
		common::format(AssetKind::Dataset);
		for size in [0, (1 << 50) + 1, u64::MAX] {
			refused(Alice, plain(Details { size, ..sound.clone() }), AssetsError::SizeOutOfRange);
		}
		let with = |terms| Details { terms, ..sound.clone() };
		let royalty = |percent, least| Royalty { share: Perbill::from_percent(percent), least };
		refused(Alice, plain(with(terms(royalty(11, 0), AIC))), AssetsError::RoyaltyTooHigh);
		refused(Alice, plain(with(terms(royalty(0, 1), AIC))), AssetsError::RoyaltyTooLow);
		refused(Alice, plain(with(terms(royalty(0, 0), Balance::MAX))), AssetsError::PriceTooHigh);
		refused(Alice, plain(with(Terms { smallest_part: 9, ..sound.terms })), AssetsError::PartTooSmall);

		let part = |percent| (Target::Account(Bob.to_account_id()), Perbill::from_percent(percent));
		let shares = |parts: &[u32]| parts.iter().map(|p| part(*p)).collect::<Vec<_>>().try_into().unwrap();
		let above = mint_with(sound.clone(), shares(&[60, 41]), None);
		refused(Alice, above, AssetsError::SharesAboveWhole);
		by(Alice, mint_with(sound.clone(), shares(&[60, 40]), None));
		// A later version is shared with them as well.
		let more = mint_with(sound.clone(), shares(&[1]), Some(DATASET));
		refused(Alice, more, AssetsError::SharesAboveWhole);
		refused(Bob, mint_with(sound.clone(), Default::default(), Some(DATASET)), AssetsError::NotOwner);

		let tensor = |shape: Vec<Dimension>| Tensor {
			name: Default::default(),
			element: ElementType::F32,
			shape: shape.try_into().unwrap(),
		};
		let description = |features: Vec<Tensor>| Description {
			schema: SCHEMA_VERSION,
			kind: FormatKind::Dataset,
			name: b"bomb".to_vec().try_into().unwrap(),
			version: 1,
			previous: None,
			dimensions: Default::default(),
			features: features.try_into().unwrap(),
			labels: Default::default(),
			output: Default::default(),
			classes: None,
			preprocessing: None,
			parameters: None,
			environment: None,
		};
		let register = |description| pallet_asset_formats::Call::<Runtime>::register {
			description: Box::new(description),
		};
		let huge = description(vec![tensor(vec![Dimension::Fixed(1 << 21), Dimension::Fixed(1 << 20)])]);
		refused(Alice, register(huge), FormatsError::AbsurdSize);
		refused(Alice, register(description(vec![tensor(vec![Dimension::Fixed(0)])])), {
			FormatsError::EmptyDimension
		});

		// One tensor, or dimension, more than there can be: it can't be read at all.
		let full = description(vec![tensor(vec![Dimension::Free; 8]); 1]);
		let call = RuntimeCall::from(register(full.clone()));
		let bytes = call.encode();
		assert_eq!(RuntimeCall::decode(&mut &bytes[..]).unwrap(), call);
		let shape = full.features[0].shape.encode();
		let place = bytes.windows(shape.len()).position(|window| *window == shape[..]).unwrap();
		for length in [codec::Compact(9u32).encode(), codec::Compact(u32::MAX).encode()] {
			let rest = vec![2u8; 1 << 16];
			let bomb = [&bytes[..place], &length[..], &rest[..]].concat();
			assert!(RuntimeCall::decode(&mut &bomb[..]).is_err());
		}
		assert_eq!(AssetFormats::id_of(full.hash()), None);
		block(SECOND);
	});
}

#[test]
fn licence_of_one_version_is_none_of_the_next() {
	ready().execute_with(|| {
		offer_nodes();
		by(Alice, mint(AssetKind::Dataset, 1, details("Iris", AIC)));
		by(BobStash, mint(AssetKind::Model, 2, details("softmax", 0)));
		let second = pallet_ai_assets::Call::mint {
			kind: AssetKind::Dataset,
			content: H256([4; 32]),
			format: format(AssetKind::Dataset),
			details: details("Iris, 2", AIC),
			shares: Default::default(),
			previous: Some(DATASET),
		};
		by(Alice, second.clone());
		refused(Alice, second, AssetsError::NotLatest);
		let newer = AssetId { item: 1, ..DATASET };
		by(Eve, buy(DATASET, 1, AIC));
		let ask = |dataset| pallet_resource_allocator::Call::request {
			request: job(&[dataset]),
			max_price: 10 * AIC,
		};
		refused(Eve, ask(newer), AssetsError::LicenceForOtherVersion);
		refused(Ferdie, ask(newer), AssetsError::NoLicence);
		by(Eve, ask(DATASET));
		refused(Eve, ask(DATASET), AssetsError::LicenceOver);
		by(Eve, pallet_resource_allocator::Call::cancel { job: 0, page: 0 });
		let use_asset = |asset, purpose| pallet_ai_assets::Call::use_asset { asset, purpose };
		refused(Eve, use_asset(newer, Purpose::Training), AssetsError::LicenceForOtherVersion);
		by(Eve, use_asset(DATASET, Purpose::Evaluation));
		refused(Eve, use_asset(DATASET, Purpose::Evaluation), AssetsError::LicenceOver);
		block(SECOND);
	});
}

#[test]
fn asset_that_is_shared_or_on_offer_is_sold_in_one_way_only() {
	ready().execute_with(|| {
		let shares: ShareList<_> =
			vec![(Target::Account(Bob.to_account_id()), Perbill::from_percent(10))].try_into().unwrap();
		let shared = pallet_ai_assets::Call::mint {
			kind: AssetKind::Dataset,
			content: H256([4; 32]),
			format: format(AssetKind::Dataset),
			details: details("Iris", AIC),
			shares,
			previous: None,
		};
		by(Alice, shared);
		by(Alice, mint(AssetKind::Model, 2, details("softmax", AIC)));
		let (collection, item) = (DATASET.kind.collection(), DATASET.item);
		refused(Alice, transfer(DATASET, Eve), NftsError::ItemLocked);
		// Listing it is no use.
		by(Alice, list(DATASET, 0));
		refused(Eve, buy_listed(DATASET, AIC), NftsError::ItemLocked);
		refused(Alice, pallet_nfts::Call::burn { collection, item }, NftsError::ItemLocked);
		refused(Alice, offer(DATASET, 0, None), AssetsError::BelowRoyalty);
		refused(Eve, offer(DATASET, 1, None), AssetsError::NotOwner);
		refused(Eve, pallet_ai_assets::Call::buy { asset: DATASET, max_price: AIC }, AssetsError::NotForSale);

		// Listed before it was on offer here.
		by(Alice, list(MODEL, AIC));
		by(Alice, offer(MODEL, 5 * AIC, None));
		refused(Eve, buy_listed(MODEL, AIC), NftsError::ItemLocked);
		refused(Alice, transfer(MODEL, Eve), NftsError::ItemLocked);
		refused(
			Alice,
			pallet_ai_assets::Call::buy { asset: MODEL, max_price: 5 * AIC },
			AssetsError::NothingToBuy,
		);
		by(Alice, pallet_ai_assets::Call::offer { asset: MODEL, ask: None });
		by(Eve, buy_listed(MODEL, AIC));
		assert_eq!(AiAssets::owner(MODEL), Some(Eve.to_account_id()));

		let before = [worth(Alice), worth(Bob)];
		by(Alice, offer(DATASET, 10 * AIC, None));
		by(Eve, pallet_ai_assets::Call::buy { asset: DATASET, max_price: 10 * AIC });
		assert_eq!([worth(Alice) - before[0], worth(Bob) - before[1]], [81 * AIC / 10, 9 * AIC / 10]);
		refused(Eve, transfer(DATASET, Alice), NftsError::ItemLocked);
		block(SECOND);
	});
}

/// Bytes of a signature, an address and extensions at the most.
const ENVELOPE: usize = 140;

/// The same record for as many others, so that the trie is as deep as on a chain that is used.
const CROWD: u64 = 2_000;

/// Calls in one block.
type Calls = Vec<(AccountId, RuntimeCall)>;

/// What these calls have to prove, in a block of their own.
fn proof_of_all(chain: &mut TestExternalities, calls: Calls) -> usize {
	chain.execute_with(|| {
		System::set_block_number(System::block_number() + 1);
		pallet_timestamp::Now::<Runtime>::mutate(|now| *now += SECOND);
		common::forget_events();
	});
	prove(chain, || calls.into_iter().for_each(|(who, call)| by(who, call))).1
}

/// What a call of `who` has to prove, alone in a block.
fn proof_of(chain: &mut TestExternalities, who: AccountId, call: impl Into<RuntimeCall>) -> usize {
	proof_of_all(chain, vec![(who, call.into())])
}

/// Every so many assets of the crowd one is not encrypted.
const PLAIN: u64 = 100;

/// Others who buy a licence in the same block, each of another asset.
const BUYERS: u64 = 8;

/// What one licence more adds to a block in which others were bought, on average: the time, the parameters and the upper
/// branches of the trie are proven once in each block.
fn proof_beside_others(chain: &mut TestExternalities) -> usize {
	let buying = |number: u64| {
		let asset = AssetId { item: (PLAIN * number) as u32, ..MODEL };
		(account(99, 150 * number + 7), RuntimeCall::from(buy(asset, 1, AIC)))
	};
	let one = proof_of_all(chain, vec![buying(1)]);
	let more = proof_of_all(chain, (2..3 + BUYERS).map(buying).collect());
	(more - one) / BUYERS as usize
}

/// A chain with many accounts, assets, licences, requests and replicas besides those that are looked at.
fn crowded(material: &Material, crowd: u64) -> TestExternalities {
	let mut chain = ready();
	chain.execute_with(|| {
		on_sale(material);
		by(Bob, mint(AssetKind::Model, 2, details("softmax", AIC)));
		by(Charlie, buy(MODEL, 1, AIC));
		let recipient = Some(sealing::public(SECRET));
		by(Charlie, buy_with_key(DATASET, Basis::Uses(1), Part::WHOLE, PRICE, recipient));
		let asset = AiAssets::asset(MODEL).unwrap();
		let content = DataProtection::content(DATASET).unwrap();
		let request = DataProtection::key_request(0).unwrap();
		let licences = AiAssets::licences(MODEL, Charlie.to_account_id());
		let guarantee = pallet_ai_assets::Guarantees::<Runtime>::get(DATASET).unwrap();
		let guarantee = pallet_ai_assets::Guarantee { by: Bob.into(), ..guarantee };
		let item = pallet_nfts::Item::<Runtime>::get(1, 0).unwrap();
		let info = System::account(Alice.to_account_id());
		for number in 1..=crowd {
			let who = account(99, number);
			let other = AssetId { item: number as u32, ..MODEL };
			pallet_ai_assets::Assets::<Runtime>::insert(other, asset.clone());
			pallet_nfts::Item::<Runtime>::insert(1, number as u32, item.clone());
			pallet_ai_assets::Licences::<Runtime>::insert(MODEL, &who, licences.clone());
			pallet_ai_assets::Licences::<Runtime>::insert(DATASET, &who, licences.clone());
			pallet_ai_assets::Guarantees::<Runtime>::insert(other, guarantee.clone());
			if !number.is_multiple_of(PLAIN) {
				pallet_data_protection::Contents::<Runtime>::insert(other, content.clone());
			}
			pallet_data_protection::KeyRequests::<Runtime>::insert(number, request.clone());
			frame_system::Account::<Runtime>::insert(&who, info.clone());
		}
		pallet_data_protection::NextKeyRequest::<Runtime>::put(crowd + 1);
	});
	chain.commit_all().unwrap();
	chain
}

/// On the chain of the preset, and on one with a crowd: whose branches of the trie are what the proof is larger by.
#[test]
fn licences_are_bought_with_small_proofs() {
	let material = flowers();
	for (crowd, bound) in [(0, 8 * 1_024), (CROWD, 13 * 1_024)] {
		let mut chain = crowded(&material, crowd);
		let plain = proof_of(&mut chain, Eve.into(), buy(MODEL, 1, AIC));
		let recipient = Some(sealing::public(SECRET));
		let buying = buy_with_key(DATASET, Basis::Uses(1), Part::WHOLE, PRICE, recipient);
		let with_key = proof_of(&mut chain, Eve.into(), buying);
		let request = crowd + 1;
		let answering = chain.execute_with(|| RuntimeCall::from(material.answer(request, true)));
		let answer = proof_of(&mut chain, AliceStash.into(), answering);
		let confirming = pallet_data_protection::Call::confirm { request };
		let confirm = proof_of(&mut chain, Eve.into(), confirming);
		println!("{crowd} others' assets, licences, requests and accounts");
		for (name, bytes) in [
			("plain licence", plain),
			("licence with a key", with_key),
			("answer with the key", answer),
			("confirm, pay", confirm),
		] {
			println!("{name:24} {bytes:6} bytes");
			assert!(bytes <= bound, "{name}: {bytes} bytes");
		}
		if crowd > 0 {
			let beside = proof_beside_others(&mut chain);
			println!("plain licence, beside {BUYERS} {beside:6} bytes");
			assert!(beside <= 8 * 1_024, "{beside} bytes");
		}
	}
}

/// A TiB whose leaves are all alike: each level of the tree is one node.
#[test]
fn a_tebibyte_is_proven_with_twelve_kibibytes() {
	const DEPTH: u32 = 28;
	let leaf = vec![0x77; 4_096];
	let mut proof = vec![merkle::leaf(&leaf)];
	for _ in 0..DEPTH {
		proof.push(merkle::node(proof[proof.len() - 1], proof[proof.len() - 1]));
	}
	let root = proof.pop().unwrap();
	let mut chain = ready();
	chain.execute_with(|| {
		let initial = AIC / 1_000;
		let price = storage_grid::Price::get();
		let price = aic_primitives::PriceParameters { initial, floor: initial, cap: initial, ..price };
		let price = storage_grid::Parameters::Price(storage_grid::Price, Some(price));
		set(RuntimeParameters::StorageGrid(price));
		fund(&keeper(0), 10_000 * AIC);
		let offer = pallet_storage_grid::Call::offer_space {
			gib: 1_024,
			region: 0,
			least_price: 0,
			endpoint: b"10.0.0.1:8000".to_vec().try_into().unwrap(),
			max_bond: 1_024 * AIC,
		};
		by(keeper(0), offer);
		let order = pallet_storage_grid::Call::order {
			root,
			leaves: 1 << DEPTH,
			leaf_size: 4_096,
			asset: None,
			replicas: 1,
			hours: 24,
			region: None,
			max_price: AIC,
		};
		by(Dave, order);
		block(2 * SECOND);
		let space = StorageGrid::space(0).unwrap();
		let replica = StorageGrid::replica(0).unwrap();
		for number in 1..=CROWD {
			pallet_storage_grid::Spaces::<Runtime>::insert(number, space.clone());
			pallet_storage_grid::Replicas::<Runtime>::insert(number, replica.clone());
		}
	});
	let answer = || {
		RuntimeCall::from(pallet_storage_grid::Call::answer {
			replica: 0,
			leaf: leaf.clone().try_into().unwrap(),
			proof: proof.clone().try_into().unwrap(),
		})
	};
	let extrinsic = answer().encoded_size() + ENVELOPE;
	let begin = proof_of(&mut chain, keeper(0), answer());
	// Asked for by the chain.
	chain.execute_with(|| {
		let number = System::block_number() + 1;
		System::set_block_number(number);
		let seed = Seed { value: H256([1; 32]), source: Source::CurrentBlock, known_since: number };
		pallet_relay_randomness::Latest::<Runtime>::put(seed);
		StorageGrid::on_poll(number, &mut WeightMeter::new());
		assert!(questions().iter().any(|(replica, ..)| *replica == 0), "it is challenged");
	});
	let state = proof_of(&mut chain, keeper(0), answer());
	println!("{CROWD} replicas; a challenge for one of 2^{DEPTH} leaves");
	println!("extrinsic                {extrinsic:6} bytes");
	println!("proof of state           {state:6} bytes");
	println!("beginning to keep it     {begin:6} bytes");
	assert!(extrinsic + state <= 12 * 1_024, "{extrinsic} and {state} bytes");
}

/// All that is stored.
fn state() -> BTreeMap<Vec<u8>, Vec<u8>> {
	let mut all = BTreeMap::new();
	let mut key = Vec::new();
	while let Some(next) = sp_io::storage::next_key(&key) {
		all.insert(next.clone(), sp_io::storage::get(&next).unwrap().to_vec());
		key = next;
	}
	all
}

/// How many values `step` changes.
fn writes(step: impl FnOnce()) -> usize {
	common::forget_events();
	let before = state();
	step();
	common::forget_events();
	let after = state();
	let changed = after.iter().filter(|(key, value)| before.get(*key) != Some(value)).count();
	changed + before.keys().filter(|key| !after.contains_key(*key)).count()
}

fn use_of(asset: AssetId, amount: Balance) {
	let (resource, payer, kind) = (ResourceId::Asset(asset), Eve.into(), UseKind::Licence(asset));
	let paid = ResourceUse { resource, payer, amount, kind, work: 0 };
	assert_ok!(<CoinPayroll as Payroll<_, _>>::distribute(paid, Funds::Free));
}

#[test]
fn eight_upstream_shares_cost_a_payment_one_write_and_no_loop() {
	let mut chain = ready();
	let upstream = |number| account(7, number);
	let asset = |item| AssetId { kind: AssetKind::Dataset, item };
	let counts = [0, 1, 8];
	chain.execute_with(|| {
		let format = format(AssetKind::Dataset);
		for number in 0..8 {
			fund(&upstream(number), 10 * AIC);
		}
		for shares in counts {
			let part = |number| (Target::Account(upstream(number)), Perbill::from_percent(5));
			let shares: ShareList<_> = (0..shares).map(part).collect::<Vec<_>>().try_into().unwrap();
			let minting = pallet_ai_assets::Call::mint {
				kind: AssetKind::Dataset,
				content: H256([1; 32]),
				format,
				details: details("Iris", AIC),
				shares,
				previous: None,
			};
			by(Alice, minting);
		}
		// Whatever is written for the first time only.
		(0..3).for_each(|item| use_of(asset(item), AIC / 10));
	});
	let mut proofs = Vec::new();
	for item in 0..3 {
		chain.execute_with(common::forget_events);
		proofs.push(prove(&mut chain, || use_of(asset(item), AIC / 10)).1);
	}
	let written = chain.execute_with(|| [0, 1, 2].map(|item| writes(|| use_of(asset(item), AIC / 10))));
	let collecting = pallet_coin_payroll::Call::collect { split: 1, account: upstream(3) };
	let collect = proof_of(&mut chain, Charlie.into(), collecting);
	for (shares, (bytes, written)) in counts.iter().zip(proofs.iter().zip(written)) {
		println!("distribute, {shares} shares     {bytes:6} bytes, {written} writes");
	}
	println!("collect, one of 8        {collect:6} bytes");
	assert_eq!(written[1], written[2], "as many writes whatever the shares");
	assert_eq!(written[1], written[0] + 1, "what the members have together");
	assert!(proofs[2] <= proofs[0] + 1_024, "{proofs:?}");
	assert!(collect <= 8 * 1_024, "{collect} bytes");
	chain.execute_with(check);
}

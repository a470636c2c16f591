//! The pallet on the real pallet-balances. Its neighbours are simple, and move real coins.

use crate as pallet_data_protection;
use crate::*;
use aic_primitives::{
	currency::AIC, merkle, merkle::Tree, AssetId, AssetKind, Basis, Funds, ResourceId, ResourceUse,
};
use frame::{
	deps::frame_support::traits::tokens::Restriction,
	testing_prelude::*,
	token::{Fortitude, Precision, Preservation},
};
use fungible::{Mutate, MutateHold};
use std::collections::BTreeMap;

pub const OWNER: u64 = 1;
pub const BUYER: u64 = 2;
pub const OTHER: u64 = 3;
pub const AGENT: u64 = 4;
pub const OPERATOR: u64 = 5;
pub const POOR: u64 = 6;
pub const TREASURY: u64 = 9;
/// Gets the commission.
pub const POOL: u64 = 10;
/// Where guarantees are.
pub const VAULT: u64 = 11;

pub const FUNDS: Balance = 10_000 * AIC;
pub const START: Moment = 1_700_000_000_000;
pub const ANSWER: Moment = 1_000;
pub const COMPLAINT: Moment = 500;
pub const SHOW: Moment = 2_000;
pub const PRICE: Balance = 8 * AIC;
pub const GUARANTEE: Balance = 100 * AIC;
/// Previews that are drawn in a block at the most.
pub const DRAWS: u32 = 2;
pub const REQUEST_DEPOSIT: Balance = AIC / 100;
pub const CONTENT_DEPOSIT: Balance = AIC / 10;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Protection: pallet_data_protection,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = MockBlock<Test>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<1_000>;
	type AccountStore = System;
}

parameter_types! {
	pub const Treasury: u64 = TREASURY;
	pub const FalseKey: Permill = Permill::from_percent(20);
	pub const Silence: Permill = Permill::from_percent(1);
	pub storage Items: u32 = 4;
	pub storage Answer: Moment = ANSWER;
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Payroll = World;
	type Licensing = World;
	type Workers = World;
	type Randomness = World;
	type Time = World;
	type Treasury = Treasury;
	type AnswerTime = Answer;
	type ComplaintTime = ConstU64<COMPLAINT>;
	type PreviewTime = ConstU64<SHOW>;
	type PreviewItems = Items;
	type MinGuarantee = ConstU128<{ GUARANTEE / 2 }>;
	type FalseKeySlash = FalseKey;
	type NoAnswerSlash = Silence;
	type ContentDeposit = ConstU128<CONTENT_DEPOSIT>;
	type RequestDeposit = ConstU128<REQUEST_DEPOSIT>;
	type DrawsPerBlock = ConstU32<DRAWS>;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = World;
}

/// What is left of a licence by uses.
#[derive(Clone, Debug, Decode, Encode, PartialEq)]
pub struct MockLicence {
	pub part: Part,
	pub inside_only: bool,
	pub uses: u32,
	pub value: Balance,
}

#[derive(Clone, Debug, Decode, Encode, PartialEq)]
pub struct MockAsset {
	pub owner: u64,
	pub content: H256,
	pub price: Balance,
	pub inside_only: bool,
	pub guarantee: Balance,
	pub taken_down: bool,
	pub burned: bool,
	pub kept_until: Moment,
	pub licences: BTreeMap<u64, Vec<MockLicence>>,
}

/// What the neighbours know; in storage, so that a failing call rolls it back.
#[derive(Clone, Debug, Decode, Default, Encode)]
pub struct World {
	pub now: Moment,
	pub known_since: u64,
	pub assets: BTreeMap<AssetId, MockAsset>,
	/// Slot, asset and operator, and the part that the job may use.
	pub work: BTreeMap<(SlotId, AssetId, u64), Part>,
	pub no_pay: bool,
}

#[storage_alias]
type TheWorld = StorageValue<Mock, World, ValueQuery>;

impl World {
	pub fn read<R>(f: impl FnOnce(&World) -> R) -> R {
		f(&TheWorld::get())
	}
	pub fn change<R>(f: impl FnOnce(&mut World) -> R) -> R {
		TheWorld::mutate(f)
	}
	pub fn asset(asset: AssetId) -> Option<MockAsset> {
		World::read(|world| world.assets.get(&asset).cloned())
	}
	pub fn change_asset<R>(asset: AssetId, f: impl FnOnce(&mut MockAsset) -> R) -> R {
		World::change(|world| f(world.assets.get_mut(&asset).unwrap()))
	}
	/// Mints an asset with a guarantee.
	pub fn mint(owner: u64, content: H256) -> AssetId {
		let item = World::read(|world| world.assets.len()) as u32;
		let id = AssetId { kind: AssetKind::Dataset, item };
		let asset = MockAsset {
			owner,
			content,
			price: PRICE,
			inside_only: false,
			guarantee: GUARANTEE,
			taken_down: false,
			burned: false,
			kept_until: 0,
			licences: BTreeMap::new(),
		};
		Balances::transfer(&owner, &VAULT, GUARANTEE, Preservation::Preserve).unwrap();
		World::change(|world| world.assets.insert(id, asset));
		id
	}
	/// Retires an asset: the guarantee goes back.
	pub fn retire(id: AssetId) {
		let asset = World::change(|world| world.assets.remove(&id)).unwrap();
		Balances::transfer(&VAULT, &asset.owner, asset.guarantee, Preservation::Preserve).unwrap();
	}
	/// What is left of a holder's licences of a part, and what he paid for it.
	pub fn licence(id: AssetId, holder: u64, part: Part) -> (u32, Balance) {
		let licences = World::asset(id).unwrap().licences.remove(&holder).unwrap_or_default();
		let of_part = licences.iter().filter(|licence| licence.part == part);
		of_part.fold((0, 0), |(uses, value), one| (uses + one.uses, value + one.value))
	}
}

impl Time for World {
	type Moment = Moment;
	fn now() -> Moment {
		World::read(|world| world.now)
	}
}

impl Randomness<H256, u64> for World {
	fn random(subject: &[u8]) -> (H256, u64) {
		let known_since = World::read(|world| world.known_since);
		(H256(frame::hashing::blake2_256(&(subject, known_since).encode())), known_since)
	}
}

fn uses(wish: &Wish) -> Result<u32, DispatchError> {
	match wish.basis {
		Basis::Uses(uses) => Ok(uses),
		_ => Err(DispatchError::Other("not sold so")),
	}
}

impl Licensing<u64> for World {
	fn seller(asset: AssetId) -> Option<u64> {
		World::asset(asset).filter(|asset| !asset.taken_down && !asset.burned).map(|asset| asset.owner)
	}
	fn quote(asset: AssetId, buyer: &u64, wish: &Wish) -> Result<Balance, DispatchError> {
		let owner = Self::seller(asset).ok_or(DispatchError::Other("withdrawn"))?;
		let price = World::asset(asset).unwrap().price;
		ensure!(owner != *buyer && price > 0, DispatchError::Other("nothing to buy"));
		Ok(wish.part.of(price * Balance::from(uses(wish)?)))
	}
	fn grant(asset: AssetId, holder: &u64, wish: &Wish, value: Balance) -> DispatchResult {
		let uses = uses(wish)?;
		World::change_asset(asset, |asset| {
			let (part, inside_only) = (wish.part, asset.inside_only);
			let licences = asset.licences.entry(*holder).or_default();
			if let Some(same) =
				licences.iter_mut().find(|one| (one.part, one.inside_only) == (part, inside_only))
			{
				(same.uses, same.value) = (same.uses + uses, same.value + value);
				return Ok(());
			}
			ensure!(licences.len() < 4, DispatchError::Other("too many licences"));
			licences.push(MockLicence { part, inside_only, uses, value });
			Ok(())
		})
	}
	fn paid(asset: AssetId, holder: &u64, wish: &Wish, value: Balance) {
		if World::asset(asset).is_none() {
			return;
		}
		World::change_asset(asset, |asset| {
			let mut licences = asset.licences.get_mut(holder).into_iter().flatten();
			if let Some(one) = licences.find(|one| one.part == wish.part) {
				one.value += value;
			}
		});
	}
	fn revoke(asset: AssetId, holder: &u64, wish: &Wish) {
		if World::asset(asset).is_none() {
			return;
		}
		World::change_asset(asset, |asset| {
			let licences = asset.licences.entry(*holder).or_default();
			if let Some(one) = licences.iter_mut().find(|one| one.part == wish.part) {
				one.uses = one.uses.saturating_sub(uses(wish).unwrap());
			}
			licences.retain(|one| one.uses > 0);
		});
	}
	fn may_read(asset: AssetId, who: &u64, part: &Part) -> bool {
		let Some(owner) = Self::seller(asset) else { return false };
		let asset = World::asset(asset).unwrap();
		let mut licences = asset.licences.get(who).into_iter().flatten();
		owner == *who
			|| asset.price == 0
			|| licences.any(|one| !one.inside_only && one.uses > 0 && one.part.covers(part))
	}
	fn content(asset: AssetId) -> Option<H256> {
		World::asset(asset).map(|asset| asset.content)
	}
	fn slash(asset: AssetId, amount: Balance, to: &u64) -> Balance {
		let taken = amount.min(Self::guarantee(asset));
		if taken > 0 {
			Balances::transfer(&VAULT, to, taken, Preservation::Preserve).unwrap();
			World::change_asset(asset, |asset| asset.guarantee -= taken);
		}
		taken
	}
	fn guarantee(asset: AssetId) -> Balance {
		World::asset(asset).map_or(0, |asset| asset.guarantee)
	}
	fn keep_until(asset: AssetId, until: Moment) {
		World::change_asset(asset, |asset| asset.kept_until = asset.kept_until.max(until));
	}
	fn weight() -> Weight {
		Weight::zero()
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_for_sale(owner: &u64, buyer: &u64, content: H256) -> AssetId {
		for who in [owner, buyer, &VAULT, &POOL, &TREASURY] {
			Balances::mint_into(who, FUNDS).unwrap();
		}
		World::mint(*owner, content)
	}
}

impl Payroll<u64, RuntimeHoldReason> for World {
	fn distribute(paid: ResourceUse<u64>, funds: Funds<RuntimeHoldReason>) -> DispatchResult {
		if paid.amount == 0 {
			return Ok(());
		}
		let ResourceId::Asset(asset) = paid.resource else { panic!("only assets are paid") };
		assert_eq!(paid.kind, aic_primitives::UseKind::Licence(asset));
		let owner = World::asset(asset)
			.filter(|asset| !asset.burned)
			.map(|asset| asset.owner)
			.ok_or(DispatchError::Other("unknown resource"))?;
		let commission = paid.amount.div_ceil(10);
		for (to, amount) in [(POOL, commission), (owner, paid.amount - commission)] {
			match funds {
				Funds::Free => Balances::transfer(&paid.payer, &to, amount, Preservation::Preserve)?,
				Funds::Held(reason) => Balances::transfer_on_hold(
					&reason,
					&paid.payer,
					&to,
					amount,
					Precision::Exact,
					Restriction::Free,
					Fortitude::Force,
				)?,
			};
		}
		// Fails late, so that what was moved must be rolled back.
		ensure!(!World::read(|world| world.no_pay), DispatchError::Other("no pay"));
		Ok(())
	}
	fn weight() -> Weight {
		Weight::zero()
	}
}

impl aic_primitives::Workers<u64> for World {
	fn usable_part(slot: SlotId, asset: AssetId, operator: &u64) -> Option<Part> {
		World::read(|world| world.work.get(&(slot, asset, *operator)).copied())
	}
	fn weight() -> Weight {
		Weight::zero()
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worker(asset: AssetId, requester: &u64, operator: &u64) -> SlotId {
		assert_eq!(World::asset(asset).unwrap().owner, *requester);
		World::change(|world| world.work.insert((SLOT, asset, *operator), Part::WHOLE));
		SLOT
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl aic_primitives::BenchmarkClock for World {
	fn set_time(now: Moment) {
		World::change(|world| world.now = now);
	}
}

pub const SLOT: SlotId = SlotId { job: 7, index: 1 };

/// Content with its trees, as an owner has it.
pub struct Material {
	pub items: Vec<Vec<u8>>,
	pub plain: Tree,
	/// By number; none is number 0.
	pub keys: Vec<Key>,
	pub key_tree: Tree,
	pub commitment: Commitment,
}

impl Material {
	pub fn new(items: u64, key_depth: u8) -> Self {
		let items: Vec<Vec<u8>> = (0..items).map(|item| format!("item {item}").into_bytes()).collect();
		let plain = Tree::new(items.iter().map(|item| merkle::leaf(item)).collect());
		let cipher = Tree::new(items.iter().map(|item| merkle::leaf(&[item, &b"!"[..]].concat())).collect());
		let mut keys = vec![[0; 32], [42; 32]];
		for number in 2..2usize << key_depth {
			keys.push(sealing::child(&keys[number / 2], number % 2 == 1));
		}
		let leaves = core::iter::once(H256::zero()).chain(keys.iter().skip(1).map(|key| merkle::leaf(key)));
		let key_tree = Tree::new(leaves.collect());
		let commitment = Commitment {
			plain_root: plain.root(),
			cipher_root: cipher.root(),
			items: items.len() as u64,
			item_size: 4_096,
			keys_root: key_tree.root(),
			key_depth,
		};
		Self { items, plain, keys, key_tree, commitment }
	}

	pub fn shown(&self, index: u64) -> Shown {
		let item = self.items[index as usize].clone().try_into().unwrap();
		Shown { index, item, proof: self.plain.proof(index).try_into().unwrap() }
	}

	pub fn show(&self, items: &[u64]) -> ShownList {
		items.iter().map(|index| self.shown(*index)).collect::<Vec<_>>().try_into().unwrap()
	}

	pub fn key(&self, part: Part) -> Key {
		self.keys[part.number() as usize]
	}

	pub fn leaf(&self, part: Part) -> (H256, KeyProof) {
		(merkle::leaf(&self.key(part)), self.key_tree.proof(part.number()).try_into().unwrap())
	}
}

/// All but POOR have funds.
pub fn new_test_ext() -> TestState {
	let rich = [OWNER, BUYER, OTHER, AGENT, OPERATOR].map(|who| (who, FUNDS));
	let balances = rich.into_iter().chain([TREASURY, POOL, VAULT].map(|who| (who, AIC))).collect();
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
		..Default::default()
	};
	let mut ext: TestState = genesis.build_storage().unwrap().into();
	ext.execute_with(|| {
		System::set_block_number(1);
		World::change(|world| (world.now, world.known_since) = (START, 0));
	});
	ext
}

/// Runs a test and checks the state after it.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Protection::do_try_state().unwrap();
	});
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn held(who: u64) -> Balance {
	<Balances as fungible::InspectHold<_>>::balance_on_hold(&HoldReason::KeyRequest.into(), &who)
}

pub fn free(who: u64) -> Balance {
	Balances::free_balance(who)
}

pub fn pass(time: Moment) {
	World::change(|world| world.now += time);
}

/// The next block, whose randomness nobody knew before.
pub fn block() {
	let now = System::block_number() + 1;
	System::set_block_number(now);
	World::change(|world| world.known_since = now);
	Protection::on_poll(now, &mut WeightMeter::new());
}

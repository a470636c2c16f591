//! A chain with this pallet, and resources, books and a clock that tests set.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use crate as pallet_contribution_rating;
use aic_primitives::{
	Balance, Earnings, EraIndex, Eras, Links, Moment, NodeId, ResourceId, ResourceUse, Resources,
};
use frame::{
	testing_prelude::*,
	traits::{fungible::Mutate, tokens::Preservation, Time},
};
use std::{cell::RefCell, collections::BTreeMap};

pub const TREASURY: u64 = 99;
pub const START: Moment = 1_000_000;
/// Coins of the accounts 1 to 30.
pub const FUNDS: Balance = 1_000_000;
/// Owns `NODE`.
pub const OWNER: u64 = 20;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		ContributionRating: pallet_contribution_rating,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountData = pallet_balances::AccountData<Balance>;
	type OnNewAccount = ContributionRating;
	type OnKilledAccount = ContributionRating;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<10>;
}

parameter_types! {
	pub const RatingPalletId: PalletId = PalletId(*b"aic/rtng");
	pub const Treasury: u64 = TREASURY;
	pub const FlagShare: Permill = Permill::from_percent(25);
	pub storage Era: EraIndex = 0;
	pub storage Now: Moment = START;
	pub storage RewardRate: Permill = Permill::from_percent(10);
	pub storage CapFraction: Permill = Permill::from_percent(50);
	/// So much that fees count in full, unless a test says otherwise.
	pub storage Saturation: Balance = 1 << 100;
	pub storage OwnShare: Permill = Permill::one();
	pub storage SignedBy: Option<u64> = None;
	/// What is left of the bond of each node.
	pub storage Bond: Balance = 500;
	/// The first era whose dues can still be changed.
	pub storage OpenFrom: EraIndex = 0;
	/// What the pool has for bounties.
	pub storage Pool: Balance = 1_000_000;
}

thread_local! {
	static OWNERS: RefCell<BTreeMap<ResourceId, u64>> = const { RefCell::new(BTreeMap::new()) };
	static PROXIES: RefCell<Vec<(u64, u64)>> = const { RefCell::new(Vec::new()) };
	static OPERATORS: RefCell<BTreeMap<NodeId, u64>> = const { RefCell::new(BTreeMap::new()) };
	static SLIPS: RefCell<Vec<(u64, ResourceId, Balance, Balance)>> = const { RefCell::new(Vec::new()) };
}

/// All that the pallet's neighbours say.
pub struct World;

impl World {
	pub fn give(resource: ResourceId, owner: u64) {
		OWNERS.with_borrow_mut(|all| all.insert(resource, owner));
	}
	pub fn proxy(a: u64, b: u64) {
		PROXIES.with_borrow_mut(|all| all.push((a, b)));
	}
	pub fn operate(node: NodeId, operator: u64) {
		OPERATORS.with_borrow_mut(|all| all.insert(node, operator));
	}
	/// What was written on payslips.
	pub fn slips() -> Vec<(u64, ResourceId, Balance, Balance)> {
		SLIPS.with_borrow(Clone::clone)
	}
}

impl Eras for World {
	fn current() -> EraIndex {
		Era::get()
	}
}

impl Time for World {
	type Moment = Moment;
	fn now() -> Moment {
		Now::get()
	}
}

impl Resources<u64> for World {
	fn owner_of(resource: &ResourceId) -> Option<u64> {
		OWNERS.with_borrow(|all| all.get(resource).copied())
	}
	fn own_share(_: &ResourceUse<u64>) -> Permill {
		OwnShare::get()
	}
	fn slash(resource: &ResourceId, part: Permill, to: &u64) -> Balance {
		let (ResourceId::Node(_), Some(owner)) = (resource, Self::owner_of(resource)) else { return 0 };
		let amount = part.mul_floor(Bond::get());
		<Balances as Mutate<_>>::transfer(&owner, to, amount, Preservation::Preserve).unwrap();
		Bond::set(&(Bond::get() - amount));
		amount
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_resource(owner: &u64) -> ResourceId {
		let node = OWNERS.with_borrow(|all| ResourceId::Node(100 + all.len() as u64));
		Self::give(node, *owner);
		let _ = <Balances as Mutate<_>>::mint_into(owner, FUNDS);
		node
	}
}

impl Links<u64> for World {
	fn linked(a: &u64, b: &u64) -> bool {
		PROXIES.with_borrow(|all| all.contains(&(*a, *b)) || all.contains(&(*b, *a)))
	}
	fn appointed(who: &u64, delegate: &u64) -> bool {
		PROXIES.with_borrow(|all| all.contains(&(*who, *delegate)))
	}
	fn operates(operator: &u64, node: NodeId, provider: &u64) -> bool {
		Self::owner_of(&ResourceId::Node(node)) == Some(*provider)
			&& OPERATORS.with_borrow(|all| all.get(&node) == Some(operator))
	}
	fn weight() -> Weight {
		Weight::zero()
	}
}

impl Earnings<u64> for World {
	/// The account 29 earns by everything.
	fn earns(account: &u64, _: &ResourceId) -> bool {
		*account == 29
	}
	fn open(era: EraIndex) -> bool {
		era >= OpenFrom::get()
	}
	fn bounty(_: &u64, _: ResourceId, amount: Balance) -> Balance {
		let paid = amount.min(Pool::get());
		Pool::set(&(Pool::get() - paid));
		paid
	}
	fn penalised(owner: &u64, resource: ResourceId, points: Balance, bond: Balance) {
		SLIPS.with_borrow_mut(|all| all.push((*owner, resource, points, bond)));
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_bounty(_: Balance) {}
}

impl pallet_contribution_rating::Config for Test {
	type WeightInfo = ();
	type Currency = Balances;
	type Eras = World;
	type Time = World;
	type Resources = World;
	type Links = World;
	type Earnings = World;
	type Signer = SignedBy;
	type Treasury = Treasury;
	type PalletId = RatingPalletId;
	type PenaltyOrigin = EnsureRoot<u64>;
	type AppealOrigin = EnsureRoot<u64>;
	type AppealTime = ConstU64<1_000>;
	type DecisionTime = ConstU64<2_000>;
	type HalfLife = ConstU32<4>;
	type Saturation = Saturation;
	type RewardRate = RewardRate;
	type CapFraction = CapFraction;
	type MarkLife = ConstU32<3>;
	type FlagShare = FlagShare;
	type FalseFlagFee = ConstU128<700>;
}

/// The accounts 1 to 30 have funds, the pot its existential deposit, and `OWNER` the nodes 1 and 2.
pub fn new_test_ext() -> TestState {
	OWNERS.with_borrow_mut(BTreeMap::clear);
	PROXIES.with_borrow_mut(Vec::clear);
	OPERATORS.with_borrow_mut(BTreeMap::clear);
	SLIPS.with_borrow_mut(Vec::clear);
	World::give(ResourceId::Node(1), OWNER);
	World::give(ResourceId::Node(2), OWNER);
	let pots = [(ContributionRating::pot(), 10), (TREASURY, 10)];
	let balances = (1..=30u64).map(|account| (account, FUNDS)).chain(pots).collect();
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
		..Default::default()
	};
	let mut ext: TestState = genesis.build_storage().unwrap().into();
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Runs a test and checks the state after it.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		ContributionRating::do_try_state().unwrap();
	});
}

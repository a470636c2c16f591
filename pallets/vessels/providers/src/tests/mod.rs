#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod adversary;
mod bonds;
mod draw;
mod hosts;
mod invariants;
mod nodes;
mod slash;
mod tables;
mod try_state;
mod work;

pub use crate::mock::{Providers, *};
pub use crate::{Capacity, Error, Event, HoldReason, Node, Provider, Region};
pub use aic_primitives::{
	currency::AIC, AssetId, AssetKind, Balance, DeviceClass, DeviceId, Locality, NodeId, Nodes as _, Power,
	ProviderIndex, RegionId, Requirements, Taken, WaitReason,
};
pub use frame::{
	deps::{
		frame_support::storage::with_transaction,
		sp_runtime::{DispatchError, TransactionOutcome},
	},
	testing_prelude::*,
	token::fungible::{Inspect, InspectHold},
};

/// Somewhere in region 0 or near to it.
pub const HERE: Locality = Locality { dataset: None, region: Some(0), strict: false };
pub const DATASET: AssetId = AssetId { kind: AssetKind::Dataset, item: 7 };

pub fn signed(account: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(account)
}

/// Signs for the nodes of an account.
pub fn operator(account: u64) -> u64 {
	100 + account
}

pub fn seed(number: u64) -> H256 {
	H256::from_low_u64_be(number)
}

/// Needs `power`, one MiB, and pays 1 AIC.
pub fn needs(power: Power) -> Requirements {
	Requirements { class: DeviceClass::Gpu, power, memory: 1, unit_price: AIC }
}

pub fn held(account: u64) -> Balance {
	Balances::balance_on_hold(&HoldReason::Bond.into(), &account)
}

/// The provider's number; registers the account if needed, with bond for 10,000 power.
pub fn ensure_provider(account: u64) -> ProviderIndex {
	if Providers::provider(account).is_none() {
		assert_ok!(Providers::register(signed(account), 100_000 * AIC));
	}
	Providers::provider(account).unwrap().index
}

/// A node of this device that works for 1 AIC; not measured.
pub fn new_node(account: u64, device: DeviceId, region: RegionId) -> NodeId {
	ensure_provider(account);
	let id = crate::NextNode::<Test>::get();
	assert_ok!(Providers::add_node(signed(account), device, operator(account), region, AIC));
	id
}

/// A GPU of eight parts with 64 MiB and `power` in all; not offered yet.
pub fn busy_node(account: u64, power: Power, region: RegionId) -> NodeId {
	let id = new_node(account, LARGE, region);
	assert_ok!(Providers::certify(RuntimeOrigin::root(), id, power));
	id
}

/// The same, offered.
pub fn idle_node(account: u64, power: Power, region: RegionId) -> NodeId {
	let id = busy_node(account, power, region);
	assert_ok!(Providers::go_idle(signed(account), id));
	id
}

/// Takes nodes for slots; the accounts are those of providers.
pub fn take(
	requirements: &Requirements,
	locality: &Locality,
	excluded: &[u64],
	wanted: u32,
	number: u64,
) -> Result<Vec<Taken>, WaitReason> {
	let excluded: Vec<ProviderIndex> = excluded.iter().map(|account| ensure_provider(*account)).collect();
	Providers::take(requirements, locality, &excluded, wanted, seed(number))
}

/// Takes a node and lays it back.
pub fn draw_at(
	requirements: &Requirements,
	locality: &Locality,
	excluded: &[u64],
	number: u64,
) -> Result<NodeId, WaitReason> {
	excluded.iter().for_each(|account| _ = ensure_provider(*account));
	with_transaction(|| {
		let taken = take(requirements, locality, excluded, 1, number).map(|taken| taken[0].node);
		TransactionOutcome::Rollback(Ok::<_, DispatchError>(taken))
	})
	.unwrap()
}

pub fn draw(requirements: &Requirements, excluded: &[u64], number: u64) -> Result<NodeId, WaitReason> {
	draw_at(requirements, &HERE, excluded, number)
}

/// Takes one node near region 0.
pub fn take_one(power: Power) -> Taken {
	take(&needs(power), &HERE, &[], 1, 0).unwrap()[0]
}

pub fn last_event() -> Event<Test> {
	match System::events().pop().unwrap().event {
		RuntimeEvent::Providers(event) => event,
		other => panic!("{other:?}"),
	}
}

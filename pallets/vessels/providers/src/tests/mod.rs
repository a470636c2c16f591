#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod bonds;
mod draw;
mod hosts;
mod invariants;
mod nodes;
mod regions;
mod slash;
mod try_state;
mod work;

pub use crate::mock::{Providers, *};
pub use crate::{Capacity, Error, Event, HoldReason, Node, Provider};
pub use aic_primitives::{
	currency::AIC, AssetId, AssetKind, Balance, DeviceClass, Locality, NodeId, Nodes as _, Power, RegionId,
	Requirements, WaitReason,
};
pub use frame::{
	testing_prelude::*,
	token::fungible::{Inspect, InspectHold},
};

/// Somewhere in region 0.
pub const HERE: Locality = Locality { dataset: None, region: 0 };
pub const DATASET: AssetId = AssetId { kind: AssetKind::Dataset, item: 7 };

pub fn signed(account: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(account)
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

/// Registers the account if needed, with bond for another 100,000 AIC of nodes.
pub fn ensure_provider(account: u64) {
	if Providers::provider(account).is_none() {
		assert_ok!(Providers::register(signed(account), 100_000 * AIC));
	}
}

/// A node with memory of 64 MiB that works for 1 AIC; not offered yet.
pub fn busy_node(account: u64, power: Power, region: RegionId) -> NodeId {
	ensure_provider(account);
	let id = crate::NextNode::<Test>::get();
	assert_ok!(Providers::add_node(signed(account), DeviceClass::Gpu, power, 64, region, AIC));
	id
}

/// The same, offered.
pub fn idle_node(account: u64, power: Power, region: RegionId) -> NodeId {
	let id = busy_node(account, power, region);
	assert_ok!(Providers::go_idle(signed(account), id));
	id
}

pub fn draw(requirements: &Requirements, excluded: &[u64], number: u64) -> Result<NodeId, WaitReason> {
	Providers::draw(requirements, &HERE, excluded, seed(number))
}

pub fn last_event() -> Event<Test> {
	match System::events().pop().unwrap().event {
		RuntimeEvent::Providers(event) => event,
		other => panic!("{other:?}"),
	}
}

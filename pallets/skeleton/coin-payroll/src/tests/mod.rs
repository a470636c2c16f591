#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod assets;
mod autopay;
mod claim;
mod commission;
mod distribute;
mod eras;
mod fixed;
mod invariants;
mod payslips;
mod rewards;
mod splits;
mod staking;
mod thieves;
mod try_state;
mod utility;

pub use crate::{mock::*, *};
pub use aic_primitives::{Eras, Funds, Payroll as _, ResourceUse, Shares as _, SlotId};
pub use frame::arithmetic::Perbill;
pub use frame::testing_prelude::*;
pub use frame::traits::fungible::{Mutate, MutateFreeze, MutateHold};

pub const WORK: UseKind = UseKind::Work(SlotId { job: 0, index: 0 });

pub fn pay(payer: u64, resource: ResourceId, amount: Balance) -> DispatchResult {
	Payroll::distribute(ResourceUse { resource, payer, amount, kind: WORK, work: 0 }, Funds::Free)
}

pub fn set_split(owner: u64, resource: ResourceId, targets: Vec<(Target<u64>, Perbill)>) -> DispatchResult {
	Payroll::set_split(signed(owner), resource, targets.try_into().unwrap())
}

/// Shares in percent, of whoever owns the resource.
pub fn try_split(resource: ResourceId, members: &[(u64, u32)]) -> DispatchResult {
	let owner = Things::owner_of(&resource).unwrap();
	let part = |(member, part): &(u64, u32)| (Target::Account(*member), Perbill::from_percent(*part));
	set_split(owner, resource, members.iter().map(part).collect())
}

/// The same, at once.
pub fn split(resource: ResourceId, members: &[(u64, u32)]) -> SplitId {
	assert_ok!(try_split(resource, members));
	NextSplit::<Test>::get() - 1
}

/// Gives fixed parts in percent.
pub fn endow(resource: ResourceId, members: &[(u64, u32)]) -> DispatchResult {
	let part = |(member, part): &(u64, u32)| (Target::Account(*member), Perbill::from_percent(*part));
	let shares: Vec<_> = members.iter().map(part).collect();
	Payroll::endow(resource, &OWNER, shares.try_into().unwrap())
}

/// An asset with this minimum balance, which the pot has, and of which the accounts have as much as of the coin.
pub fn make_asset_of(asset: AssetCode, least: Balance, accounts: &[u64]) {
	assert_ok!(Assets::force_create(RuntimeOrigin::root(), asset, 1, true, least));
	Assets::mint(signed(1), asset, Payroll::pot(), least).unwrap();
	accounts.iter().for_each(|account| Assets::mint(signed(1), asset, *account, FUNDS).unwrap());
}

pub fn make_asset(asset: AssetCode, accounts: &[u64]) {
	make_asset_of(asset, 1, accounts);
}

/// Payslip lines so far.
pub fn credits() -> Vec<(u64, Reason, Balance)> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Payroll(Event::Credited { account, reason, amount, .. }) => {
				Some((account, reason, amount))
			}
			_ => None,
		})
		.collect()
}

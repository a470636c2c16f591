#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod autopay;
mod claim;
mod distribute;
mod eras;
mod invariants;
mod rewards;
mod thieves;
mod try_state;

pub use crate::{mock::*, *};
pub use aic_primitives::{Eras, Funds, Payroll as _, ResourceUse, SlotId};
pub use frame::testing_prelude::*;
pub use frame::traits::fungible::{Mutate, MutateFreeze, MutateHold};

pub const WORK: UseKind = UseKind::Work(SlotId { job: 0, index: 0 });

pub fn pay(payer: u64, resource: ResourceId, amount: Balance) -> DispatchResult {
	Payroll::distribute(ResourceUse { resource, payer, amount, kind: WORK }, Funds::Free)
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

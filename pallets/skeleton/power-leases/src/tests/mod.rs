mod buying;
mod invariants;
mod state;
mod thieves;
mod using;

pub use crate::{mock::*, *};
pub use aic_primitives::{currency::AIC, time::HOUR, Leases as _};
pub use frame::testing_prelude::*;

pub const CLASS: DeviceClass = DeviceClass::Gpu;
/// Ten power for a hundred hours at 0.01 AIC.
pub const PRICE: Balance = 10 * AIC;

pub fn buy() -> LeaseId {
	let id = NextLease::<Test>::get();
	assert_ok!(Leases::lease(signed(LESSEE), CLASS, 10, 100, PRICE));
	id
}

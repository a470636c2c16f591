//! What is stored of leases.

use aic_math::mul_div_ceil;
use aic_primitives::{time::HOUR, Balance, DeviceClass, Moment, Power};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::*;

/// Power that was bought ahead.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Lease<AccountId> {
	/// Who bought it and may use it.
	pub lessee: AccountId,
	/// Device class.
	pub class: DeviceClass,
	/// Power that may be used at once.
	pub power: Power,
	/// Price that it was bought at, in 10⁻¹⁸ AIC per power and hour.
	pub unit_price: Balance,
	/// Power times ms that can still be taken for work.
	pub left: u128,
	/// On hold for that, in 10⁻¹⁸ AIC: its price, rounded up.
	pub held: Balance,
	/// Power times ms that was taken for work which has not ended.
	pub out: u128,
	/// Power of that work.
	pub at_once: u64,
	/// When it ends, in ms since the Unix epoch.
	pub until: Moment,
}

impl<AccountId> Lease<AccountId> {
	/// What is to be on hold for so much power times ms. `None` if it overflows.
	pub fn price_of(unit_price: Balance, work: u128) -> Option<Balance> {
		mul_div_ceil(unit_price, work, HOUR.into())
	}
}

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod genesis;
mod invariants;
mod issue;
mod set_parameters;
mod try_state;

pub use crate::{mock::*, *};
pub use aic_primitives::currency::{ADDITIONAL_ISSUE, AIC, BILLION_AIC};
pub use frame::testing_prelude::*;

/// What the ceiling gains by the next AIC of fees.
pub fn slope_at(fees: Balance) -> Balance {
	SigmoidIssuance::ceiling(fees + AIC) - SigmoidIssuance::ceiling(fees)
}

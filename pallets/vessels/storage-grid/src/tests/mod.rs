mod audits;
mod challenges;
mod ending;
mod filling;
mod invariants;
mod orders;
mod paying;
mod placing;
mod regions;
mod spaces;
mod state;
mod thieves;

pub use crate::{mock::*, *};
pub use aic_primitives::{currency::AIC, time::HOUR, Replicas as _};
pub use frame::testing_prelude::*;

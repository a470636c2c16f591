mod deprecating;
mod describing;
mod finding;
mod fitting;
mod invariants;
mod properties;
mod registering;
mod samples;
mod state;
mod thieves;

pub use crate::{mock::*, *};
pub use aic_primitives::{currency::AIC, AssetKind, Formats as _};
pub use frame::testing_prelude::*;
pub use samples::*;

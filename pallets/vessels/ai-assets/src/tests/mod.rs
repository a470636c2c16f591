//! One file per topic.

mod describing;
mod exclusive;
mod genesis;
mod guarantees;
mod invariants;
mod licences;
mod minting;
mod neighbours;
mod ownership;
mod retiring;
mod royalties;
mod sales;
mod state;
mod takedown;
mod terms;
mod thieves;
mod uses;
mod versions;

pub use crate::{mock::*, *};
pub use aic_primitives::{currency::AIC, AssetId, AssetUses, JobResult};
pub use frame::testing_prelude::*;

/// Price of a use in most tests.
pub const PRICE: Balance = 5_000;

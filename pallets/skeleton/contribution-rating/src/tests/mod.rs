#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod invariants;
mod penalise;
mod record;
mod try_state;

pub use crate::{mock::*, *};
pub use aic_primitives::Ratings;
pub use frame::testing_prelude::*;

pub const NODE: ResourceId = ResourceId::Node(1);
pub const OTHER: ResourceId = ResourceId::Node(2);

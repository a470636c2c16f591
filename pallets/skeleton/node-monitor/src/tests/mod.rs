mod distance;
mod heartbeats;
mod invariants;
mod measurement;
mod thieves;
mod try_state;

pub use crate::{mock::*, *};
pub use aic_primitives::{currency::AIC, Distances, OnVerdict, TaskId, UseKind, Verdict};
pub use frame::testing_prelude::*;

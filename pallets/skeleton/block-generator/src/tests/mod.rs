mod distribution;
mod draw;
mod duty;
mod enrolment;
mod invariants;
mod pace;
mod sessions;
mod state;
mod thieves;
mod work_record;

pub use crate::{mock::*, *};
pub use aic_primitives::{Work, WorkRecord};
pub use frame::testing_prelude::*;

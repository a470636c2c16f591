//! Tests, by topic.

mod assigning;
mod cancelling;
mod expiring;
mod invariants;
mod pricing;
mod requesting;
mod settling;
mod state;
mod working;

use crate::{mock::*, *};
use aic_primitives::{
	currency::{AIC, MILLI_AIC},
	time::{HOUR, MINUTE},
	UseKind, Verdict, WaitReason,
};
use frame::testing_prelude::*;

//! Tests, by topic.

mod cancelling;
mod expiring;
mod gangs;
mod invariants;
mod leases;
mod placing;
mod pricing;
mod requesting;
mod self_dealing;
mod settling;
mod state;
mod streaming;
mod working;

use crate::{mock::*, *};
use aic_primitives::{
	currency::{AIC, MILLI_AIC},
	time::{HOUR, MINUTE},
	Comparison, Placement, UseKind, Verdict,
};
use frame::testing_prelude::*;

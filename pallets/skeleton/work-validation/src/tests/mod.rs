//! One file per topic.

mod bisection;
mod commit_reveal;
mod consensus;
mod drawing;
mod invariants;
mod lottery;
mod society;
mod thieves;
mod tolerant;
mod try_state;
mod verdicts;

use crate::{mock::*, *};
use frame::testing_prelude::*;

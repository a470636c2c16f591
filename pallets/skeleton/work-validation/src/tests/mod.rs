//! One file per topic.

mod commit_reveal;
mod drawing;
mod invariants;
mod thieves;
mod try_state;
mod verdicts;

use crate::{mock::*, *};
use frame::testing_prelude::*;

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod epoch;
mod hidden;
mod invariants;
mod proof;
mod random;

pub use crate::{mock::*, *};
pub use frame::{testing_prelude::*, traits::Randomness};

/// The stored value's first byte, its source and since when it is known.
pub fn latest() -> (u8, Source, u64) {
	parts(RelayRandomness::current())
}

/// The same of the epoch's.
pub fn epoch() -> (u8, Source, u64) {
	parts(RelayRandomness::epoch())
}

fn parts(seed: Option<Seed<u64>>) -> (u8, Source, u64) {
	let seed = seed.unwrap();
	(seed.value.0[0], seed.source, seed.known_since)
}

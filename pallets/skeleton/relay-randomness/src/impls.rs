//! Reading the proof, and giving randomness to others.

use super::*;
use core::marker::PhantomData;
use cumulus_pallet_parachain_system::{
	relay_state_snapshot::{Error as ProofError, RelayChainStateProof},
	OnSystemEvent,
};
use cumulus_primitives_core::{
	relay_chain::well_known_keys::{CURRENT_BLOCK_RANDOMNESS, ONE_EPOCH_AGO_RANDOMNESS},
	PersistedValidationData,
};
use frame::traits::{Get, Randomness};

/// What a proof says of a value: there it is, or the relay chain has none; an error if it was left out.
pub(crate) type Shown = Result<Option<H256>, ProofError>;

impl<T: Config> Pallet<T> {
	/// Stores what the proof shows of the block's value and of the epoch's, where it is new.
	pub(crate) fn note(block: Shown, epoch: Shown) {
		let latest = Latest::<T>::get();
		let before = Epoch::<T>::get();
		let mut record = before;
		record.seed = Self::next(Source::OneEpochAgo, epoch, record.seed, &mut record.hidden).or(record.seed);
		// Whoever leaves the block's value out of the proof must not bring back the epoch's, which is long known.
		let has_no_block_value =
			block.as_ref().is_ok_and(Option::is_none) && latest.is_none_or(|seed| !seed.is_blocks());
		let best = Self::next(Source::CurrentBlock, block, latest, &mut record.block_hidden)
			.or(record.seed.filter(|_| has_no_block_value));
		if let Some(seed) = best.filter(|seed| latest.is_none_or(|latest| latest.value != seed.value)) {
			Latest::<T>::put(seed);
		}
		if record != before {
			Epoch::<T>::put(record);
		}
	}

	/// The value, if it is shown and another than `last`. It may be as old as the first proof that left it out.
	fn next(
		source: Source,
		shown: Shown,
		last: Option<Seed<BlockNumberFor<T>>>,
		hidden: &mut Option<BlockNumberFor<T>>,
	) -> Option<Seed<BlockNumberFor<T>>> {
		let known_now = || frame_system::Pallet::<T>::block_number().saturating_sub(T::Lead::get());
		let Ok(value) = shown else {
			hidden.get_or_insert_with(known_now);
			return None;
		};
		let hidden = hidden.take();
		let value = value.filter(|value| last.is_none_or(|seed| seed.value != *value))?;
		let known_now = known_now();
		// The lead may have changed since the first was left out.
		let known_since = hidden.map_or(known_now, |since| since.min(known_now));
		Some(Seed { value, source, known_since })
	}

	/// The hash of the seed's value, and the block since which that may have been known.
	fn derive(
		seed: Option<Seed<BlockNumberFor<T>>>,
		hash: impl FnOnce(H256) -> [u8; 32],
	) -> (H256, BlockNumberFor<T>) {
		seed.map(|seed| (H256(hash(seed.value)), seed.known_since)).unwrap_or_default()
	}
}

impl<T: Config> OnSystemEvent for Pallet<T> {
	fn on_validation_data(_: &PersistedValidationData) {}

	fn on_validation_code_applied() {}

	/// Two reads; two writes at the most.
	fn on_relay_state_proof(proof: &RelayChainStateProof) -> Weight {
		// The relay chain stores the block's value as an option of its own: an author without VRF output leaves `None`.
		let block = proof.read_optional_entry::<Option<H256>>(CURRENT_BLOCK_RANDOMNESS);
		Self::note(block.map(Option::flatten), proof.read_optional_entry(ONE_EPOCH_AGO_RANDOMNESS));
		T::WeightInfo::note()
	}
}

/// The block's randomness.
impl<T: Config> Randomness<H256, BlockNumberFor<T>> for Pallet<T> {
	/// BLAKE2b-256 over the SCALE encoding of `(subject, value)`, and the block since which the value may have been known.
	/// Before the first value, zeros known since block 0, so that callers wait. One read.
	fn random(subject: &[u8]) -> (H256, BlockNumberFor<T>) {
		Self::derive(Latest::<T>::get(), |value| blake2_256(&(subject, value).encode()))
	}
}

/// What the epoch's hashes end with. The encoding of `(subject, value)` says its own length, so none that goes on is another's.
const EPOCH_DOMAIN: [u8; 5] = *b"epoch";

/// The epoch's randomness, which collators have no influence on, and which is public for hours: only for what was closed before.
pub struct EpochRandomness<T>(PhantomData<T>);

impl<T: Config> Randomness<H256, BlockNumberFor<T>> for EpochRandomness<T> {
	/// BLAKE2b-256 over the SCALE encoding of `(subject, value, *b"epoch")`, and the block since which the value may have been
	/// known. Before the first value, zeros known since block 0, so that callers wait. One read.
	fn random(subject: &[u8]) -> (H256, BlockNumberFor<T>) {
		Pallet::<T>::derive(Pallet::<T>::epoch(), |value| {
			blake2_256(&(subject, value, EPOCH_DOMAIN).encode())
		})
	}
}

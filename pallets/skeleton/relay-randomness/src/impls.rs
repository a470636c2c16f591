//! Reading the proof, and giving randomness to others.

use super::*;
use cumulus_pallet_parachain_system::{relay_state_snapshot::RelayChainStateProof, OnSystemEvent};
use cumulus_primitives_core::{
	relay_chain::well_known_keys::{CURRENT_BLOCK_RANDOMNESS, ONE_EPOCH_AGO_RANDOMNESS},
	PersistedValidationData,
};
use frame::traits::{Get, Randomness};

impl<T: Config> Pallet<T> {
	/// Stores a value that the proof holds, unless it is the one stored or a worse one.
	pub(crate) fn note(source: Source, value: H256) {
		let latest = Latest::<T>::get();
		// Whoever leaves the block's value out of the proof must not bring back the epoch's, which is long known.
		let is_worse =
			latest.is_some_and(|seed| seed.source == Source::CurrentBlock && source == Source::OneEpochAgo);
		if is_worse || latest.is_some_and(|seed| seed.value == value) {
			return;
		}
		let now = frame_system::Pallet::<T>::block_number();
		Latest::<T>::put(Seed { value, source, known_since: now.saturating_sub(T::Lead::get()) });
	}

	/// The best value that the proof holds.
	fn read(proof: &RelayChainStateProof) -> Option<(Source, H256)> {
		// The relay chain stores the block's value as an option of its own: an author without VRF output leaves `None`.
		let block =
			proof.read_optional_entry::<Option<H256>>(CURRENT_BLOCK_RANDOMNESS).ok().flatten().flatten();
		if let Some(value) = block {
			return Some((Source::CurrentBlock, value));
		}
		let epoch = proof.read_optional_entry::<H256>(ONE_EPOCH_AGO_RANDOMNESS).ok().flatten();
		epoch.map(|value| (Source::OneEpochAgo, value))
	}
}

impl<T: Config> OnSystemEvent for Pallet<T> {
	fn on_validation_data(_: &PersistedValidationData) {}

	fn on_validation_code_applied() {}

	/// One read, one write.
	fn on_relay_state_proof(proof: &RelayChainStateProof) -> Weight {
		if let Some((source, value)) = Self::read(proof) {
			Self::note(source, value);
		}
		T::WeightInfo::note()
	}
}

impl<T: Config> Randomness<H256, BlockNumberFor<T>> for Pallet<T> {
	/// BLAKE2b-256 over the SCALE encoding of `(subject, value)`, and the block since which it may have been known. Before
	/// the first value, zeros known since block 0, so that callers wait.
	fn random(subject: &[u8]) -> (H256, BlockNumberFor<T>) {
		Latest::<T>::get()
			.map(|seed| (H256(blake2_256(&(subject, seed.value).encode())), seed.known_since))
			.unwrap_or_default()
	}
}

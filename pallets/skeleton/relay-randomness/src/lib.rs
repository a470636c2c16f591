#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod impls;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

pub use impls::EpochRandomness;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame::prelude::*;

#[allow(clippy::expect_used, reason = "in what the macro generates")]
#[frame::pallet]
pub mod pallet {
	use super::*;

	/// Version of the storage layout.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Weight of the hook.
		type WeightInfo: WeightInfo;

		/// Blocks of this chain by which observers of the relay chain may know a value earlier than this chain sees it: those
		/// of one relay slot more than its relay parent lies behind the relay chain's best block.
		///
		/// Not a constant, since the blocks in a relay slot may change: it is read in the block that dates a value. After the
		/// rate fell it must stay that of the higher rate for these slots.
		type Lead: Get<BlockNumberFor<Self>>;
	}

	/// The newest randomness: the block's, or the epoch's where the relay chain has no other.
	#[pallet::storage]
	pub type Latest<T: Config> = StorageValue<_, Seed<BlockNumberFor<T>>>;

	/// The epoch's randomness, and since when proofs leave something out.
	#[pallet::storage]
	pub type Epoch<T: Config> = StorageValue<_, EpochRecord<BlockNumberFor<T>>, ValueQuery>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), frame::try_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The newest randomness, where it came from and the block since which it may have been known; `None` before the first.
		pub fn current() -> Option<Seed<BlockNumberFor<T>>> {
			Latest::<T>::get()
		}

		/// Randomness of the relay chain's epoch before and the block since which it may have been known; `None` before the first.
		pub fn epoch() -> Option<Seed<BlockNumberFor<T>>> {
			Epoch::<T>::get().seed
		}
	}
}

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

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use aic_primitives::{runtime_api::Rating, Balance, EraIndex, Eras, ResourceId};
use frame::prelude::*;

#[allow(clippy::expect_used, reason = "in what the macro generates")]
#[frame::pallet]
pub mod pallet {
	use super::*;

	/// Version of the storage layout.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Weights of the calls and of `Ratings::record`.
		type WeightInfo: WeightInfo;

		/// The clock of the payroll.
		type Eras: Eras;

		/// Who may order a penalty.
		type PenaltyOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Eras after which half of the points are left. Not zero.
		type HalfLife: Get<u32>;

		/// Part of its points that a resource is due as reward in an era in which it was used.
		type RewardRate: Get<Permill>;

		/// Part of an era's commission that the reward due for it may reach. Below one: rule 3 rests on it.
		type CapFraction: Get<Permill>;
	}

	/// Points of a resource, as they were in the era in which they last changed.
	#[pallet::storage]
	pub type PointsOf<T: Config> = StorageMap<_, Blake2_128Concat, ResourceId, Points>;

	/// What a resource is due for an era. No entry when that is nothing.
	#[pallet::storage]
	pub type DueOf<T: Config> =
		StorageDoubleMap<_, Twox64Concat, EraIndex, Blake2_128Concat, ResourceId, Due>;

	/// Sum of the dues of an era, those already taken with them, in 10⁻¹⁸ AIC. Kept for good: one entry per era with use.
	#[pallet::storage]
	pub type TotalDue<T: Config> = StorageMap<_, Twox64Concat, EraIndex, Balance, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Somebody else used a resource.
		Rated {
			/// What was used.
			resource: ResourceId,
			/// In which era.
			era: EraIndex,
			/// Its points, with those for this use. One for 10⁻¹⁸ AIC of fee.
			points: Balance,
			/// What it is due for the era so far, in 10⁻¹⁸ AIC, before it is scaled to the pool.
			due: Balance,
		},
		/// A resource lost points.
		Penalised {
			/// Which one.
			resource: ResourceId,
			/// Part of the points that it lost.
			part: Permill,
			/// Points that are left.
			points: Balance,
			/// What it is due for the running era after that, in 10⁻¹⁸ AIC.
			due: Balance,
			/// What for.
			cause: Cause,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The resource has no points to lose.
		NotRated,
		/// A penalty of nothing.
		ZeroPenalty,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::HalfLife::get() > 0, "points need a half-life");
			assert!(T::CapFraction::get() < Permill::one(), "self-dealing would not lose");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), frame::try_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Takes part of a resource's points, and what it is due for the running era by them.
		///
		/// By `PenaltyOrigin`. `evidence` is the hash of what the decision rests on. Fails with `ZeroPenalty` or, when there are
		/// no points, `NotRated`. Reads three values and the era, writes three.
		#[pallet::call_index(0)]
		pub fn penalise(
			origin: OriginFor<T>,
			resource: ResourceId,
			part: Permill,
			reason: PenaltyReason,
			evidence: H256,
		) -> DispatchResult {
			T::PenaltyOrigin::ensure_origin(origin)?;
			ensure!(!part.is_zero(), Error::<T>::ZeroPenalty);
			ensure!(
				Self::do_penalise(resource, part, Cause::Decision { reason, evidence }),
				Error::<T>::NotRated
			);
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A resource's points, decayed to the running era, and what it is due for that era. Zeros for what nobody used.
		pub fn rating(resource: ResourceId) -> Rating {
			let era = T::Eras::current();
			Rating { points: Self::points_at(era, &resource), due: Self::due_of(era, &resource).due, era }
		}
	}
}

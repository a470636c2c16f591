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

use aic_primitives::{runtime_api::Supply, Balance, Issuance};
use frame::{prelude::*, traits::fungible};

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
		/// Weights of the calls.
		type WeightInfo: WeightInfo;

		/// The coin.
		type Currency: fungible::Mutate<Self::AccountId, Balance = Balance>;

		/// Who changes the curve.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The most that can ever be issued, in 10⁻¹⁸ AIC. Not to be lowered on a running chain.
		#[pallet::constant]
		type Cap: Get<Balance>;

		/// Coins that the chain began with, in 10⁻¹⁸ AIC.
		#[pallet::constant]
		type Genesis: Get<Balance>;

		/// The least width of the curve, in 10⁻¹⁸ AIC of fees. Not zero. No fee raises the ceiling by more than `Cap / MinWidth`
		/// times itself.
		#[pallet::constant]
		type MinWidth: Get<Balance>;

		/// The largest width and midpoint of the curve, in 10⁻¹⁸ AIC of fees.
		#[pallet::constant]
		type MaxScale: Get<Balance>;
	}

	/// Fees metered so far, in 10⁻¹⁸ AIC.
	#[pallet::storage]
	pub type Fees<T: Config> = StorageValue<_, Balance, ValueQuery>;

	/// Minted along the curve so far, in 10⁻¹⁸ AIC. Burning does not lower it.
	#[pallet::storage]
	pub type Issued<T: Config> = StorageValue<_, Balance, ValueQuery>;

	/// The section of the curve that the ceiling follows now.
	#[pallet::storage]
	pub type CurrentSection<T: Config> = StorageValue<_, Section, ValueQuery>;

	/// The curve that the chain starts with; by default the one of the README.
	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// Fees at which the curve is steepest, in 10⁻¹⁸ AIC.
		pub midpoint: Balance,
		/// Fees that stretch the curve by one unit of x, in 10⁻¹⁸ AIC.
		pub width: Balance,
		/// No data.
		#[serde(skip)]
		pub _config: PhantomData<T>,
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			let Parameters { midpoint, width } = Parameters::default();
			Self { midpoint, width, _config: PhantomData }
		}
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			let parameters = Parameters { midpoint: self.midpoint, width: self.width };
			assert!(Pallet::<T>::in_range(&parameters), "the curve's midpoint or width is out of range");
			CurrentSection::<T>::put(Section { parameters, ..Default::default() });
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Coins were minted along the curve.
		Issued {
			/// Who got them.
			to: T::AccountId,
			/// How many, in 10⁻¹⁸ AIC.
			amount: Balance,
			/// Issued in all, with these, in 10⁻¹⁸ AIC.
			issued: Balance,
			/// Fees metered so far, in 10⁻¹⁸ AIC.
			fees: Balance,
		},
		/// The curve has a new shape from here on.
		ParametersSet {
			/// Fees at which it is steepest, in 10⁻¹⁸ AIC.
			midpoint: Balance,
			/// Fees that stretch it by one unit of x, in 10⁻¹⁸ AIC.
			width: Balance,
			/// Fees at which the new shape starts, in 10⁻¹⁸ AIC.
			fees: Balance,
			/// Ceiling at which it starts, in 10⁻¹⁸ AIC: that of the old shape.
			ceiling: Balance,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The midpoint is above `MaxScale`.
		MidpointOutOfRange,
		/// The width is below `MinWidth` or above `MaxScale`.
		WidthOutOfRange,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::Cap::get() > 0, "a cap of zero issues nothing");
			assert!(T::MinWidth::get() > 0, "a curve without width is no curve");
			assert!(T::MinWidth::get() <= T::MaxScale::get(), "no width is in range");
			assert!(Pallet::<T>::in_range(&Parameters::default()), "the default curve is out of range");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), frame::try_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Changes the shape of what is left of the curve. The ceiling goes on from where it is.
		///
		/// `midpoint` and `width` in 10⁻¹⁸ AIC of fees, counted from genesis. By `GovernanceOrigin`. Fails if one is out of range.
		/// Reads two values, writes one.
		#[pallet::call_index(0)]
		pub fn set_parameters(
			origin: OriginFor<T>,
			#[pallet::compact] midpoint: Balance,
			#[pallet::compact] width: Balance,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_set_parameters(Parameters { midpoint, width })
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The supply, what was issued of it and what could be issued now.
		pub fn supply() -> Supply {
			Self::current_supply()
		}

		/// The most that may have been issued when so many fees were paid, by the curve as it is now. In 10⁻¹⁸ AIC.
		///
		/// For fees before the last change of the parameters, it is the ceiling at that change.
		pub fn ceiling(fees: Balance) -> Balance {
			CurrentSection::<T>::get().ceiling(T::Cap::get(), fees)
		}

		/// The shape of the curve.
		pub fn parameters() -> Parameters {
			CurrentSection::<T>::get().parameters
		}
	}
}

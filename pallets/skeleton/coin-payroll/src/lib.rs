#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod autopay;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod eras;
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

use aic_primitives::{
	ring::Ends, runtime_api::Owed as AccountOwed, Balance, Beneficiaries, EraIndex, Issuance, Moment,
	Ratings, ResourceId, UseKind,
};
use frame::{
	deps::frame_support::weights::WeightMeter,
	prelude::*,
	traits::{fungible, Time},
};

#[allow(clippy::expect_used, reason = "in what the macro generates")]
#[frame::pallet]
pub mod pallet {
	use super::*;

	/// Version of the storage layout.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(2);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Weights of the calls and of `Payroll::distribute`.
		type WeightInfo: WeightInfo;

		/// The coin.
		type Currency: fungible::Mutate<Self::AccountId, Balance = Balance>
			+ fungible::MutateHold<Self::AccountId, Balance = Balance, Reason = Self::RuntimeHoldReason>;

		/// For what a payer's money may be on hold.
		type RuntimeHoldReason: Parameter;

		/// Who is paid for a resource.
		type Beneficiaries: Beneficiaries<Self::AccountId>;

		/// Where uses are rated and rewards become due.
		type Ratings: Ratings;

		/// Where fees are metered and additional coins come from.
		type Issuance: Issuance<Self::AccountId>;

		/// The clock.
		type Time: Time<Moment = Moment>;

		/// Gets what of the commission does not go to the pool.
		type Treasury: Get<Self::AccountId>;

		/// From which the pot's account follows.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Part of every fee that the Skeleton keeps.
		type Commission: Get<Permill>;

		/// Part of the commission that goes to the pool of the Proof of Value; the rest goes to the treasury.
		type PoolShare: Get<Permill>;

		/// Length of an era, in milliseconds.
		type EraLength: Get<Moment>;

		/// Eras for which a reward can be claimed after its own has ended.
		#[pallet::constant]
		type HistoryDepth: Get<u32>;

		/// What an account must be owed at the least to be paid without a claim, in 10⁻¹⁸ AIC. At least the coin's existential
		/// deposit, so that any account can be paid.
		type AutoPay: Get<Balance>;

		/// Accounts that a block pays without a claim at the most.
		#[pallet::constant]
		type MaxPaid: Get<u32>;

		/// Accounts that one call pays at the most.
		#[pallet::constant]
		type MaxBatch: Get<u32>;

		/// What benchmarks need.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper;
	}

	/// The pool of the Proof of Value, in 10⁻¹⁸ AIC: commission, and rewards that lapsed.
	#[pallet::storage]
	pub type Pool<T: Config> = StorageValue<_, Balance, ValueQuery>;

	/// What each account can claim. No entry when that is nothing.
	#[pallet::storage]
	pub type Owed<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Debt>;

	/// Those who are paid without a claim, in the order in which they were owed enough. A place is empty when its account was
	/// paid by a claim.
	#[pallet::storage]
	pub type PayLine<T: Config> = StorageDoubleMap<_, Twox64Concat, (), Twox64Concat, u64, T::AccountId>;

	/// The two ends of [`PayLine`].
	#[pallet::storage]
	pub type PayLineEnds<T: Config> = StorageMap<_, Twox64Concat, (), Ends, ValueQuery>;

	/// Sum of what all accounts can claim, in 10⁻¹⁸ AIC.
	#[pallet::storage]
	pub type TotalOwed<T: Config> = StorageValue<_, Balance, ValueQuery>;

	/// What was paid out to each account so far, in 10⁻¹⁸ AIC.
	#[pallet::storage]
	pub type Paid<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Balance, ValueQuery>;

	/// The era that was running when the payroll was last used; `None` before its first use.
	#[pallet::storage]
	pub type CurrentEra<T: Config> = StorageValue<_, Era>;

	/// Eras whose rewards can be claimed, oldest first. Only eras in which some reward was due.
	#[pallet::storage]
	pub type ClosedEras<T: Config> = StorageValue<_, BoundedVec<ClosedEra, T::HistoryDepth>, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The fee of a use was paid and divided.
		Distributed {
			/// What was used.
			resource: ResourceId,
			/// Who paid.
			payer: T::AccountId,
			/// What for.
			kind: UseKind,
			/// Gross fee, in 10⁻¹⁸ AIC.
			amount: Balance,
			/// What of it did not go to the beneficiaries, in 10⁻¹⁸ AIC: the next two together.
			commission: Balance,
			/// Went to the pool, in 10⁻¹⁸ AIC.
			to_pool: Balance,
			/// Went to the treasury, in 10⁻¹⁸ AIC.
			to_treasury: Balance,
		},
		/// A line of a payslip: an account can claim so much more.
		Credited {
			/// Whose payslip.
			account: T::AccountId,
			/// Which resource earned it.
			resource: ResourceId,
			/// What for.
			reason: Reason,
			/// In 10⁻¹⁸ AIC.
			amount: Balance,
		},
		/// An account got all that it was owed.
		Paid {
			/// Who.
			account: T::AccountId,
			/// In 10⁻¹⁸ AIC.
			amount: Balance,
		},
		/// An account that waited could not be paid; it is owed as before.
		PaymentFailed {
			/// Who.
			account: T::AccountId,
			/// In 10⁻¹⁸ AIC.
			amount: Balance,
			/// Why.
			error: DispatchError,
		},
		/// An era was closed; its rewards can be claimed.
		EraEnded {
			/// Which one.
			era: EraIndex,
			/// Sum of the rewards due, in 10⁻¹⁸ AIC.
			due: Balance,
			/// Minted along the curve because the pool had less, in 10⁻¹⁸ AIC.
			minted: Balance,
			/// What there is for the rewards, in 10⁻¹⁸ AIC, at most what is due.
			budget: Balance,
		},
		/// What was not claimed of an era's rewards in time went back to the pool.
		EraDropped {
			/// Which one.
			era: EraIndex,
			/// In 10⁻¹⁸ AIC.
			returned: Balance,
		},
		/// The record of a reward that can't be claimed any more was removed. No money moved.
		Lapsed {
			/// Whose reward.
			resource: ResourceId,
			/// For which era.
			era: EraIndex,
			/// What was due, in 10⁻¹⁸ AIC.
			due: Balance,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such resource, or nobody to be paid for it.
		UnknownResource,
		/// The account is owed nothing.
		NothingOwed,
		/// The resource has no reward to come for this era.
		NothingDue,
		/// The era has not ended.
		EraRuns,
		/// The era's rewards have lapsed, or it had none.
		EraNotClaimable,
		/// The era's rewards can still be claimed.
		EraClaimable,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Pays those who are owed enough and waited longest, with what weight the block has left over.
		fn on_idle(_: BlockNumberFor<T>, left: Weight) -> Weight {
			let mut meter = WeightMeter::with_limit(left);
			Self::pay_line(&mut meter);
			meter.consumed()
		}

		fn integrity_test() {
			assert!(T::EraLength::get() > 0, "an era takes time");
			assert!(T::HistoryDepth::get() > 0, "a reward needs time to be claimed");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), frame::try_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Pays `account` all that it is owed.
		///
		/// By anybody signed. Fails with `NothingOwed`, or `BelowMinimum` of the coin if the account does not exist and is owed less
		/// than the existential deposit: it stays owed. Reads and writes three values and two accounts.
		#[pallet::call_index(0)]
		pub fn claim(origin: OriginFor<T>, account: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_claim(account)
		}

		/// Credits the reward of `resource` for `era` to those who are its beneficiaries now.
		///
		/// By anybody signed, within `HistoryDepth` eras. Fails with `EraRuns`, `EraNotClaimable`, `NothingDue` or
		/// `UnknownResource`. Closes the running era if it is over. Reads and writes the closed eras, the due, the total owed and,
		/// per beneficiary, one value.
		#[pallet::call_index(1)]
		pub fn claim_reward(origin: OriginFor<T>, resource: ResourceId, era: EraIndex) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_claim_reward(resource, era)
		}

		/// Removes the record of a reward that can't be claimed any more. Its money went back to the pool with its era.
		///
		/// By anybody signed, free of charge when there was something to remove. Fails with `EraRuns`, `EraClaimable` or
		/// `NothingDue`. Closes the running era if it is over. Reads two values, writes one.
		#[pallet::call_index(2)]
		pub fn lapse(
			origin: OriginFor<T>,
			resource: ResourceId,
			era: EraIndex,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_lapse(resource, era)?;
			Ok(Pays::No.into())
		}

		/// Closes the running era if it is over.
		///
		/// By anybody signed. Fails with `EraRuns`. Reads and writes the era, the closed ones and the pool, and mints at most once.
		#[pallet::call_index(3)]
		pub fn end_era(origin: OriginFor<T>) -> DispatchResult {
			ensure_signed(origin)?;
			ensure!(Self::close_if_over(), Error::<T>::EraRuns);
			Ok(())
		}

		/// Pays those of `accounts` who are owed something, all that they are owed.
		///
		/// By anybody signed, for up to `MaxBatch` accounts. Fails with `NothingOwed` when none of them could be paid; else those who
		/// can't be are passed over. Costs as many times what `claim` does.
		#[pallet::call_index(4)]
		#[pallet::weight(
			<T as Config>::WeightInfo::claim().saturating_mul((accounts.len() as u64).max(1))
		)]
		pub fn claim_many(
			origin: OriginFor<T>,
			accounts: BoundedVec<T::AccountId, T::MaxBatch>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			ensure!(Self::do_claim_many(&accounts) > 0, Error::<T>::NothingOwed);
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// What `account` can claim, and what it was paid so far.
		pub fn owed(account: T::AccountId) -> AccountOwed {
			let payable = Owed::<T>::get(&account).map_or(0, |debt| debt.amount);
			AccountOwed { payable, paid: Paid::<T>::get(&account) }
		}

		/// Places in the line of those who are paid without a claim, given up ones within.
		pub fn pay_line_length() -> u64 {
			PayLineEnds::<T>::get(()).len()
		}

		/// The pool of the Proof of Value, in 10⁻¹⁸ AIC.
		pub fn pool() -> Balance {
			Pool::<T>::get()
		}

		/// The era that runs now and when it ends; `None` before the first use.
		pub fn era() -> Option<Era> {
			Self::era_now()
		}

		/// A closed era whose rewards can be claimed.
		pub fn closed_era(era: EraIndex) -> Option<ClosedEra> {
			Self::find_closed(era)
		}

		/// What a claim of the reward of `resource` for `era` would credit now, in 10⁻¹⁸ AIC. Zero before the era is closed.
		pub fn reward(resource: ResourceId, era: EraIndex) -> Balance {
			Self::find_closed(era).map_or(0, |closed| closed.reward(T::Ratings::due(era, resource)))
		}
	}
}

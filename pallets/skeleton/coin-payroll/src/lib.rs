#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod assets;
mod autopay;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod eras;
#[cfg(test)]
mod mock;
mod paying;
mod payslips;
mod splits;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
mod utility;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use aic_primitives::{
	ring::Ends,
	runtime_api::{Owed as AccountOwed, Source},
	AssetCode, Balance, Earnings, EraIndex, Eras, Issuance, Moment, Rated, Ratings, ResourceId, Resources,
	Target, UseKind,
};
use alloc::{collections::BTreeMap, vec::Vec};
use frame::{
	arithmetic::Perbill,
	deps::frame_support::{traits::fungibles, weights::WeightMeter},
	prelude::*,
	traits::{fungible, Contains, Time},
};

#[allow(clippy::expect_used, reason = "in what the macro generates")]
#[frame::pallet]
pub mod pallet {
	use super::*;

	/// Version of the storage layout.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(3);

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
		type RuntimeHoldReason: Parameter + From<HoldReason>;

		/// Assets other than AIC.
		type Assets: fungibles::Mutate<Self::AccountId, AssetId = AssetCode, Balance = Balance>;

		/// Those of them that resources may be paid in.
		type PaymentAssets: Contains<AssetCode>;

		/// Whose the resources are.
		type Resources: Resources<Self::AccountId>;

		/// Where uses are rated and rewards become due.
		type Ratings: Ratings<Self::AccountId>;

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

		/// Part of the commission that goes to the pool of the Proof of Value.
		type PoolShare: Get<Permill>;

		/// Part of the commission that goes to the block's author. It does not count as sunk: a payer may be the author.
		type AuthorShare: Get<Permill>;

		/// Who authors the block, if it is known.
		type Author: Get<Option<Self::AccountId>>;

		/// The price of work that AIC's value is kept to, and how far burning may go for it.
		type UtilityBand: Get<UtilityBand>;

		/// Length of an era, in milliseconds.
		type EraLength: Get<Moment>;

		/// Milliseconds after an era's end in which loops of it can still be shown; then its rewards can be claimed.
		type FlagWindow: Get<Moment>;

		/// Milliseconds until a new split is in force.
		type SplitNotice: Get<Moment>;

		/// Deposit for each member of a split, in 10⁻¹⁸ AIC, from who sets it until it is closed.
		type SplitDeposit: Get<Balance>;

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
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
	}

	/// What the pot's coins are for.
	#[pallet::storage]
	pub type Books<T: Config> = StorageValue<_, Ledger, ValueQuery>;

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

	/// What was paid out to each account so far, in 10⁻¹⁸ AIC.
	#[pallet::storage]
	pub type Paid<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Balance, ValueQuery>;

	/// The era that was running when the payroll was last used; `None` before its first use.
	#[pallet::storage]
	pub type CurrentEra<T: Config> = StorageValue<_, Era>;

	/// Eras whose rewards can be claimed, oldest first. Only eras in which some reward was due.
	#[pallet::storage]
	pub type ClosedEras<T: Config> = StorageValue<_, BoundedVec<ClosedEra, T::HistoryDepth>, ValueQuery>;

	/// How resources are split. No entry where the owner gets all.
	#[pallet::storage]
	pub type SplitOf<T: Config> = StorageMap<_, Blake2_128Concat, ResourceId, Schedule>;

	/// Parts of what a resource earns that its owner can't take from those who have them: the members of every split of it.
	#[pallet::storage]
	pub type Fixed<T: Config> = StorageMap<_, Blake2_128Concat, ResourceId, Roster<T::AccountId>, ValueQuery>;

	/// What came in for the members of each split.
	#[pallet::storage]
	pub type Splits<T: Config> = StorageMap<_, Twox64Concat, SplitId, SplitBook<T::AccountId>>;

	/// Number of the next split.
	#[pallet::storage]
	pub type NextSplit<T: Config> = StorageValue<_, SplitId, ValueQuery>;

	/// The members of each split.
	#[pallet::storage]
	pub type Rosters<T: Config> = StorageMap<_, Twox64Concat, SplitId, Roster<T::AccountId>, ValueQuery>;

	/// What each member of a split collected.
	#[pallet::storage]
	pub type Members<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, SplitId, MemberBook>;

	/// The lines of each account's payslips, by what earned it and the era's place.
	#[pallet::storage]
	pub type Lines<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, (Source, EraIndex), Line>;

	/// What each account can claim of other assets, in their smallest unit. No entry when that is nothing.
	#[pallet::storage]
	pub type AssetOwed<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, AssetCode, Balance, ValueQuery>;

	/// Sum of what all accounts are owed of an asset, splits with them, in its smallest unit.
	#[pallet::storage]
	pub type AssetTotal<T: Config> = StorageMap<_, Twox64Concat, AssetCode, Balance, ValueQuery>;

	/// For what coins are on hold.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Deposit for a split's records.
		#[codec(index = 0)]
		Split,
	}

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
			/// What of it the owner and those whom he shares with did not get.
			commission: CommissionParts,
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
		/// The members of a split can collect so much more together.
		SplitCredited {
			/// Which split.
			split: SplitId,
			/// Which resource earned it.
			resource: ResourceId,
			/// What for.
			reason: Reason,
			/// In 10⁻¹⁸ AIC.
			amount: Balance,
		},
		/// A resource will be split in another way.
		SplitSet {
			/// Which one.
			resource: ResourceId,
			/// The split's number; none when its owner will get all.
			split: Option<SplitId>,
			/// From when on, in ms since the Unix epoch.
			from: Moment,
		},
		/// A split that was replaced is closed: its members got what they had not collected.
		SplitClosed {
			/// Which one.
			split: SplitId,
			/// What it was of.
			resource: ResourceId,
			/// What rounding left, for the pool, in 10⁻¹⁸ AIC.
			dust: Balance,
		},
		/// A resource was paid for in another asset.
		AssetDistributed {
			/// What was used.
			resource: ResourceId,
			/// Who paid.
			payer: T::AccountId,
			/// In which asset.
			asset: AssetCode,
			/// In its smallest unit.
			amount: Balance,
			/// What of it went to the treasury.
			commission: Balance,
		},
		/// An account got all that it was owed of an asset.
		AssetPaid {
			/// Who.
			account: T::AccountId,
			/// Of which asset.
			asset: AssetCode,
			/// In its smallest unit.
			amount: Balance,
		},
		/// What a power cost for an hour in the era, and what follows for the commission.
		WorkPriced {
			/// Which era.
			era: EraIndex,
			/// In 10⁻¹⁸ AIC per power and hour.
			price: Balance,
			/// Part of the commission that is burned from now on.
			burn: Permill,
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
		/// Loops of the era can still be shown; its rewards can be claimed after that.
		EraOpen,
		/// The resource is not the caller's.
		NotOwner,
		/// The parts of a split are more than the whole.
		PartsAboveWhole,
		/// The resource is shared already.
		AlreadyShared,
		/// A member's part of a split is below [`LEAST_PART`].
		PartTooSmall,
		/// A split takes up the splits of too many resources, or its own.
		TooManySources,
		/// A split has too many members.
		TooManyMembers,
		/// There is no such split.
		NoSuchSplit,
		/// The account is no member of the split.
		NotMember,
		/// The split was not replaced by another.
		SplitInForce,
		/// The split was paid in too many assets.
		TooManyAssets,
		/// Resources are not paid in this asset.
		AssetNotAccepted,
		/// A payment of nothing.
		NothingPaid,
		/// The pot lacks what it owes of the asset and the asset's minimum balance, with which governance provides it.
		AssetNotCovered,
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

		/// Credits the reward of `resource` for `era` to its owner and the members of its split, as they are now.
		///
		/// By anybody signed, from `FlagWindow` after the era's end on, within `HistoryDepth` eras. Fails with `EraRuns`, `EraOpen`,
		/// `EraNotClaimable`, `NothingDue` or `UnknownResource`. Closes the running era if it is over. Reads and writes the closed eras,
		/// the due, the books, the split, and the owner's debt and payslip.
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

		/// Shares what a resource earns: each target gets its part of the net fees and rewards, the owner the rest. Resources among the
		/// targets are replaced by those who earn by them now. Parts that are fixed stay and count with the others. No target: the owner
		/// gets all that is not fixed.
		///
		/// By the resource's owner; in force after `SplitNotice`, when whoever owns the resource then has the owner's part. Holds
		/// `SplitDeposit` for each member until the split is closed. Up to [`MAX_MEMBERS`] members and [`MAX_SOURCES`] resources. Fails
		/// with `UnknownResource`, `NotOwner`, `PartsAboveWhole`, `PartTooSmall`, `TooManySources` or `TooManyMembers`, or as the
		/// coin does when the deposit can't be held. Writes one value a member.
		#[pallet::call_index(5)]
		#[pallet::weight(
			<T as Config>::WeightInfo::set_split(MAX_MEMBERS).saturating_add(
				<T as Config>::WeightInfo::flatten().saturating_mul(
					targets.iter().filter(|(target, _)| matches!(target, Target::Resource(_))).count() as u64,
				),
			)
		)]
		pub fn set_split(
			origin: OriginFor<T>,
			resource: ResourceId,
			targets: BoundedVec<(Target<T::AccountId>, Perbill), ConstU32<MAX_MEMBERS>>,
		) -> DispatchResult {
			Self::do_set_split(ensure_signed(origin)?, resource, targets.into_inner())
		}

		/// Credits to a member of a split what it can collect, of AIC and of other assets.
		///
		/// By anybody signed. Fails with `NoSuchSplit`, `NotMember` or `NothingOwed`. Reads and writes the split, the member, its debt
		/// and its payslip, whatever came in since and however many members there are.
		#[pallet::call_index(6)]
		pub fn collect(origin: OriginFor<T>, split: SplitId, account: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_collect(split, account)
		}

		/// Closes a split that was replaced: credits to its members what they did not collect, and gives the deposit back.
		///
		/// By anybody signed; one in force, too, when its resource is gone. Fails with `NoSuchSplit` or `SplitInForce`. Reads and writes
		/// eight values a member.
		#[pallet::call_index(7)]
		#[pallet::weight(<T as Config>::WeightInfo::close_split(MAX_MEMBERS))]
		pub fn close_split(origin: OriginFor<T>, split: SplitId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let members = Self::do_close_split(split)?;
			Ok(Some(<T as Config>::WeightInfo::close_split(members)).into())
		}

		/// Pays for a resource in an asset other than AIC, `amount` in its smallest unit: commission owed to the treasury, the rest as AIC is
		/// split. It is neither rated nor does it move the curve.
		///
		/// By anybody signed. Fails with `AssetNotAccepted`, `NothingPaid`, `UnknownResource`, `AssetNotCovered` or
		/// `TooManyAssets`, or as the asset does. Reads and writes the split, two debts, the total and two accounts of the asset.
		#[pallet::call_index(8)]
		pub fn pay_asset(
			origin: OriginFor<T>,
			resource: ResourceId,
			#[pallet::compact] asset: AssetCode,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_pay_asset(ensure_signed(origin)?, resource, asset, amount)
		}

		/// Pays `account` all that it is owed of an asset.
		///
		/// By anybody signed. Fails with `NothingOwed`, or as the asset does: it stays owed. Reads and writes two values and two
		/// accounts of the asset.
		#[pallet::call_index(9)]
		pub fn claim_asset(
			origin: OriginFor<T>,
			account: T::AccountId,
			#[pallet::compact] asset: AssetCode,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_claim_asset(account, asset)
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
			Books::<T>::get().pool
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
			Self::reward_of(resource, era)
		}

		/// What the pot's coins are for, and what the running era's work cost.
		pub fn books() -> Ledger {
			Books::<T>::get()
		}

		/// How a resource is split now, and how it will be.
		pub fn split_of(resource: ResourceId) -> Schedule {
			Self::schedule_now(&resource)
		}

		/// The members of a split with their parts of the whole.
		pub fn roster(split: SplitId) -> Roster<T::AccountId> {
			Rosters::<T>::get(split)
		}

		/// What a member of a split can collect, in 10⁻¹⁸ AIC.
		pub fn collectable_of(split: SplitId, account: T::AccountId) -> Balance {
			match (Splits::<T>::get(split), Members::<T>::get(account, split)) {
				(Some(book), Some(member)) => Self::collectable(&book, &member),
				_ => 0,
			}
		}

		/// What `account` can claim of an asset, in its smallest unit.
		pub fn asset_owed(account: T::AccountId, asset: AssetCode) -> Balance {
			AssetOwed::<T>::get(account, asset)
		}
	}
}

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod loops;
mod marks;
#[cfg(test)]
mod mock;
mod penalties;
mod points;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use aic_primitives::{
	runtime_api::Rating, Balance, Earnings, EraIndex, Eras, Links, Moment, ResourceId, Resources,
};
use frame::{
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
		/// Weights of the calls and of `Ratings::record`.
		type WeightInfo: WeightInfo;

		/// The coin.
		type Currency: fungible::Mutate<Self::AccountId, Balance = Balance>;

		/// The clock of the payroll.
		type Eras: Eras;

		/// The clock.
		type Time: Time<Moment = Moment>;

		/// Whose the resources are, and what answers for them.
		type Resources: Resources<Self::AccountId>;

		/// Accounts that are tied by proxies and by nodes.
		type Links: Links<Self::AccountId>;

		/// The books of pay.
		type Earnings: Earnings<Self::AccountId>;

		/// Who signed the transaction that runs, if one does.
		type Signer: Get<Option<Self::AccountId>>;

		/// Gets bonds that were lost for good, and what false flags cost.
		type Treasury: Get<Self::AccountId>;

		/// From which the account follows that keeps bonds until penalties are final. It needs the existential deposit at genesis.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Who may order a penalty.
		type PenaltyOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Who decides appeals.
		type AppealOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Milliseconds in which a penalty can be appealed.
		type AppealTime: Get<Moment>;

		/// Milliseconds in which an appeal must be decided.
		type DecisionTime: Get<Moment>;

		/// Eras after which half of the points are left. Not zero.
		type HalfLife: Get<u32>;

		/// Fees of one payer that count for half of themselves, in 10⁻¹⁸ AIC an era; all of them count for less than this.
		type Saturation: Get<Balance>;

		/// Part of the points that a payer's uses gave in an era which is due as reward for them.
		type RewardRate: Get<Permill>;

		/// Part of what a payer's uses in an era sank that the reward due for them may reach. Below one: rule 3 rests on it.
		type CapFraction: Get<Permill>;

		/// Eras that a user's mark counts at least, and his uses are remembered, after his last use. One at least.
		type MarkLife: Get<u32>;

		/// Part of the rewards that a loop would have got which goes to who shows it.
		type FlagShare: Get<Permill>;

		/// What it costs to show a loop that is none, in 10⁻¹⁸ AIC.
		type FalseFlagFee: Get<Balance>;
	}

	/// What resources were worth to their users.
	#[pallet::storage]
	pub type Scores<T: Config> = StorageMap<_, Blake2_128Concat, ResourceId, Score>;

	/// What each user paid for a resource lately, and what he thinks of it.
	#[pallet::storage]
	pub type Users<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, ResourceId, Blake2_128Concat, T::AccountId, User<T::AccountId>>;

	/// What a resource is due for an era, in 10⁻¹⁸ AIC, before it is scaled to the pool. No entry when that is nothing.
	#[pallet::storage]
	pub type DueOf<T: Config> =
		StorageDoubleMap<_, Twox64Concat, EraIndex, Blake2_128Concat, ResourceId, Balance, ValueQuery>;

	/// Sum of the dues of an era, those already taken with them, in 10⁻¹⁸ AIC. Kept for good: one entry per era with use.
	#[pallet::storage]
	pub type TotalDue<T: Config> = StorageMap<_, Twox64Concat, EraIndex, Balance, ValueQuery>;

	/// Penalties that are not final.
	#[pallet::storage]
	pub type Penalties<T: Config> = StorageMap<_, Twox64Concat, PenaltyId, Penalty<T::AccountId>>;

	/// Number of the next penalty.
	#[pallet::storage]
	pub type NextPenalty<T: Config> = StorageValue<_, PenaltyId, ValueQuery>;

	/// Who signed what made an account, and in which era. Goes with the account.
	#[pallet::storage]
	pub type CreatedBy<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, (T::AccountId, EraIndex)>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Somebody else used a resource.
		Rated {
			/// What was used.
			resource: ResourceId,
			/// In which era.
			era: EraIndex,
			/// Its points, with those for this use.
			points: Balance,
			/// What it is due for the era so far, in 10⁻¹⁸ AIC, before it is scaled to the pool.
			due: Balance,
		},
		/// A user said what he thinks of a resource.
		Marked {
			/// Which one.
			resource: ResourceId,
			/// Who.
			user: T::AccountId,
			/// From one to five.
			stars: u8,
			/// What the mark weighs, in points.
			weight: Balance,
			/// Mean of the resource's marks now, in millionths.
			mean: u32,
			/// What the resource is due for the running era after that, in 10⁻¹⁸ AIC.
			due: Balance,
		},
		/// A user's old uses and his mark count no more.
		Forgotten {
			/// Of which resource.
			resource: ResourceId,
			/// Whose.
			user: T::AccountId,
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
		/// A penalty was ordered. It can be appealed.
		PenaltyOrdered {
			/// Its number.
			penalty: PenaltyId,
			/// What is penalised.
			resource: ResourceId,
			/// How hard.
			grade: Grade,
			/// What for.
			reason: PenaltyReason,
			/// Hash of what the decision rests on.
			evidence: H256,
			/// Points that were lost.
			points: Balance,
			/// Bond that was taken, in 10⁻¹⁸ AIC.
			bond: Balance,
			/// Until when it can be appealed, in ms since the Unix epoch.
			until: Moment,
		},
		/// A penalty was appealed to the AI Society.
		Appealed {
			/// Which one.
			penalty: PenaltyId,
			/// Hash of what the appeal rests on.
			evidence: H256,
			/// Until when it must be decided, in ms since the Unix epoch; else it is granted.
			until: Moment,
		},
		/// A penalty is final, or reversed.
		PenaltyClosed {
			/// Which one.
			penalty: PenaltyId,
			/// Whether it stands.
			upheld: bool,
			/// Bond that the owner got back, in 10⁻¹⁸ AIC.
			bond: Balance,
		},
		/// Nobody could be given the bond of a penalty that is closed; it stays with the pot.
		BondKept {
			/// Which one.
			penalty: PenaltyId,
			/// In 10⁻¹⁸ AIC.
			bond: Balance,
		},
		/// Somebody showed that money went round; it counts for nothing.
		LoopShown {
			/// Who.
			by: T::AccountId,
			/// In which era.
			era: EraIndex,
			/// What went round, in 10⁻¹⁸ AIC.
			amount: Balance,
			/// By how much less is due for it, in 10⁻¹⁸ AIC.
			due: Balance,
			/// What of that he got, in 10⁻¹⁸ AIC.
			bounty: Balance,
		},
		/// Somebody showed a loop that is none, and paid for it.
		FalseFlag {
			/// Who.
			by: T::AccountId,
			/// In which era.
			era: EraIndex,
			/// In 10⁻¹⁸ AIC.
			fee: Balance,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such resource.
		NoSuchResource,
		/// The penalty would cost nothing: there are no points or no bond to lose, or the part is zero.
		NothingToLose,
		/// There is no such penalty, or it is closed.
		NoSuchPenalty,
		/// The penalised resource was not the caller's.
		NotOwner,
		/// The penalty was appealed before.
		AlreadyAppealed,
		/// Nobody appealed the penalty.
		NotAppealed,
		/// The time for appeals is over.
		TooLate,
		/// The penalty can still be appealed or decided.
		TooEarly,
		/// A mark is from one to five.
		MarkOutOfRange,
		/// The account did not pay for the resource, or too long ago.
		NotUsed,
		/// Nobody marks what he earns by.
		OwnResource,
		/// The uses and the mark are not old enough to be forgotten.
		StillCounts,
		/// The era has not begun, or its rewards can be claimed already.
		EraNotOpen,
		/// A loop has two to four steps, of which one at the most is not a payment, and each account once.
		NotALoop,
		/// The loop holds, but all that went round in it was shown before.
		NothingLoops,
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
		/// Warns the owner of a resource, or takes part of its points, and of the bond that answers for it.
		///
		/// By `PenaltyOrigin`. `evidence` is the hash of what the decision rests on. The owner can appeal to the AI Society within
		/// `AppealTime`; until the penalty is final, the bond is kept. Fails with `NoSuchResource` or `NothingToLose`. Reads and
		/// writes six values, and what slashing a node takes.
		#[pallet::call_index(0)]
		pub fn penalise(
			origin: OriginFor<T>,
			resource: ResourceId,
			grade: Grade,
			reason: PenaltyReason,
			evidence: H256,
		) -> DispatchResult {
			T::PenaltyOrigin::ensure_origin(origin)?;
			Self::do_penalise(resource, grade, reason, evidence)
		}

		/// Appeals a penalty to the AI Society, which has `DecisionTime` for it.
		///
		/// By the one who owned the resource when it was penalised. `evidence` is the hash of what the appeal rests on. Fails with
		/// `NoSuchPenalty`, `NotOwner`, `AlreadyAppealed` or `TooLate`. Reads and writes one value.
		#[pallet::call_index(1)]
		pub fn appeal(origin: OriginFor<T>, penalty: PenaltyId, evidence: H256) -> DispatchResult {
			Self::do_appeal(ensure_signed(origin)?, penalty, evidence)
		}

		/// Decides an appeal: the penalty stands, or what it took is given back.
		///
		/// By `AppealOrigin`. Points come back as they would have decayed; dues of eras that have ended do not. Fails with
		/// `NoSuchPenalty` or `NotAppealed`. Reads and writes five values and two accounts.
		#[pallet::call_index(2)]
		#[pallet::weight(<T as Config>::WeightInfo::close_penalty())]
		pub fn decide_appeal(origin: OriginFor<T>, penalty: PenaltyId, upheld: bool) -> DispatchResult {
			T::AppealOrigin::ensure_origin(origin)?;
			Self::do_decide(penalty, upheld)
		}

		/// Closes a penalty whose time is over: it stands when nobody appealed, and is reversed when nobody decided the appeal.
		///
		/// By anybody signed. Fails with `NoSuchPenalty` or `TooEarly`. Reads and writes five values and two accounts.
		#[pallet::call_index(3)]
		#[pallet::weight(<T as Config>::WeightInfo::close_penalty())]
		pub fn settle_penalty(origin: OriginFor<T>, penalty: PenaltyId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_settle(penalty)
		}

		/// Says what one thinks of a resource that one paid for, from one star to five. A new mark replaces the old one.
		///
		/// By a user of the resource; the mark weighs what his uses in the last two eras with such count for. Fails with
		/// `MarkOutOfRange`, `NotUsed`, `NoSuchResource` or `OwnResource`. Reads six values, writes four.
		#[pallet::call_index(4)]
		pub fn mark(origin: OriginFor<T>, resource: ResourceId, stars: u8) -> DispatchResult {
			Self::do_mark(ensure_signed(origin)?, resource, stars)
		}

		/// Removes a user's mark that is older than `MarkLife` eras, and all of his record when his last use is.
		///
		/// By anybody signed, free of charge when there was something to remove. Fails with `NotUsed` or `StillCounts`. Reads and
		/// writes four values.
		#[pallet::call_index(5)]
		pub fn forget(
			origin: OriginFor<T>,
			resource: ResourceId,
			user: T::AccountId,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_forget(T::Eras::current(), resource, user)?;
			Ok(Pays::No.into())
		}

		/// Shows that money which was paid for uses in `era` went round: from each account to the next, and from the last to the first.
		/// The least of the payments is taken out of all of them, with the points and the dues that it gave.
		///
		/// By anybody signed, who gets `FlagShare` of these dues; while the era runs and until its rewards can be claimed. When a step
		/// is not what it is said to be, the call succeeds and the caller pays `FalseFlagFee` to the treasury. Fails with
		/// `EraNotOpen`, `NotALoop` or `NothingLoops`, or as the coin does when the fee can't be paid. Reads and writes four
		/// values a payment.
		#[pallet::call_index(6)]
		pub fn flag(origin: OriginFor<T>, era: EraIndex, steps: Loop<T::AccountId>) -> DispatchResult {
			Self::do_flag(ensure_signed(origin)?, T::Eras::current(), era, steps)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A resource's points, decayed to the running era, the mean of its users' marks, and what it is due for that era. Zeros for
		/// what nobody used.
		pub fn rating(resource: ResourceId) -> Rating {
			let era = T::Eras::current();
			let score = Self::score(&resource);
			Rating {
				points: Self::points_at(era, &score),
				stars: Self::stars_of(&score),
				due: DueOf::<T>::get(era, resource),
				era,
			}
		}

		/// What `user` paid for a resource lately, and his mark.
		pub fn user(resource: ResourceId, user: T::AccountId) -> Option<User<T::AccountId>> {
			Users::<T>::get(resource, user)
		}

		/// A penalty that is not final.
		pub fn penalty_of(penalty: PenaltyId) -> Option<Penalty<T::AccountId>> {
			Penalties::<T>::get(penalty)
		}
	}
}

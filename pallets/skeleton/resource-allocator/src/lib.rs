#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod benchmarking;
mod closing;
mod constants;
mod execution;
pub mod fees;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod mock;
mod placement;
pub mod price;
mod queue;
mod requests;
mod settlement;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests;
mod try_state;
mod types;
pub mod weights;

pub use fees::{SlotFees, Terms};
pub use pallet::*;
pub use price::PowerPrice;
pub use types::*;
pub use weights::WeightInfo;

use aic_primitives::{
	ring::Ends,
	runtime_api::{JobRequest, Quote, SlotStatus},
	AssetUses, Balance, Commitment, DeviceClass, JobId, Leases, Links, Moment, NodeId, Nodes, Payroll, Power,
	PriceParameters, SlotId, WaitReason, WorkValidation,
};
use alloc::vec::Vec;
use frame::{
	deps::frame_support::weights::WeightMeter,
	prelude::*,
	token::fungible,
	traits::{Randomness, Time},
};

/// Times that an idle block draws as many nodes again as a full one.
pub const IDLE_ROUNDS: u32 = 7;

/// A job in this runtime.
pub type JobOf<T> = Job<<T as frame_system::Config>::AccountId>;

#[allow(clippy::expect_used, reason = "in what the macro generates")]
#[frame::pallet]
pub mod pallet {
	use super::*;

	/// Version of the storage below.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The coin, for escrow.
		type Currency: fungible::Mutate<Self::AccountId, Balance = Balance>
			+ fungible::MutateHold<Self::AccountId, Balance = Balance, Reason = Self::RuntimeHoldReason>;

		/// Overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;

		/// Time of the block, in ms since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// What nodes are drawn with. The block that it names is the first in which the value could be known.
		type Randomness: Randomness<H256, BlockNumberFor<Self>>;

		/// The index of nodes.
		type Nodes: Nodes<Self::AccountId>;

		/// The AI assets and their licences.
		type Assets: AssetUses<Self::AccountId>;

		/// Power that was bought ahead.
		type Leases: Leases<Self::AccountId>;

		/// Accounts that may be the same people.
		type Links: Links<Self::AccountId>;

		/// Has work repeated.
		type Validation: WorkValidation<Self::AccountId>;

		/// Divides what is paid for work. It must be able to take all that is on hold for [`HoldReason::Escrow`], whatever
		/// locks the payer has put on his account since.
		type Payroll: Payroll<Self::AccountId, Self::RuntimeHoldReason>;

		/// How the price of power follows its use.
		type Price: Get<PriceParameters>;

		/// Fee of one auditor, as a part of the executor's fee for the slot.
		type AuditorShare: Get<Permill>;

		/// The least that is paid for accepted work, or for a node that was reserved and cancelled, in 10⁻¹⁸ AIC. It should
		/// cover what the node's transactions cost.
		type MinFee: Get<Balance>;

		/// Who gets the fines of those who don't submit.
		type Treasury: Get<Self::AccountId>;

		/// Part of the bond for its power that a node loses when it began to work and submits nothing.
		type NoSubmitSlash: Get<Permill>;

		/// How long things may take.
		type Deadlines: Get<Deadlines>;

		/// The most that may be offered above the price of power, as a part of it.
		type MaxPremium: Get<Permill>;

		/// Longest time that slots may wait for nodes, in ms. At least 1.
		type MaxPatience: Get<Moment>;

		/// Power of a slot at the most: what the strongest node may have. At least 1.
		#[pallet::constant]
		type MaxPower: Get<Power>;

		/// Slots of a job at the most: 1 to 1,024.
		#[pallet::constant]
		type MaxSlots: Get<u16>;

		/// Shortest time limit of a slot, in ms. At least 1.
		#[pallet::constant]
		type MinTimeLimit: Get<Moment>;

		/// Longest time limit of a slot, in ms. Not below the shortest.
		#[pallet::constant]
		type MaxTimeLimit: Get<Moment>;

		/// Nodes that a slot is given to after its first has failed, at the most. Less than 255.
		#[pallet::constant]
		type MaxRetries: Get<u8>;

		/// Credibility that may be asked for at the most. At least 1.
		#[pallet::constant]
		type MaxTrust: Get<u32>;

		/// Slots that a block finds nodes for at the most. At least 4.
		#[pallet::constant]
		type MaxPlacementsPerBlock: Get<u32>;

		/// Jobs that a block visits at the most. At least 2.
		#[pallet::constant]
		type MaxJobsPerBlock: Get<u32>;

		/// What all of that may weigh however full a block is. It must be enough for the dearest visit that places one slot, and for
		/// giving back what a block gives back of a gang.
		type PollLimit: Get<Weight>;

		/// Weights, generated by the benchmarks.
		type WeightInfo: WeightInfo;

		/// Lets time pass in benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: aic_primitives::BenchmarkClock;
	}

	/// Why coins are on hold.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For slots that have not ended.
		#[codec(index = 0)]
		Escrow,
	}

	/// Jobs, until they are forgotten.
	#[pallet::storage]
	pub type Jobs<T: Config> = StorageMap<_, Twox64Concat, JobId, JobOf<T>>;

	/// Slots that were ever given to a node, by job and page: slot `i` is in page `i / 16`.
	#[pallet::storage]
	pub type Slots<T: Config> = StorageDoubleMap<_, Twox64Concat, JobId, Twox64Concat, u16, Page>;

	/// Number of the next job. Numbers are never given twice.
	#[pallet::storage]
	pub type NextJob<T: Config> = StorageValue<_, JobId, ValueQuery>;

	/// Ends of the lanes in which jobs wait for nodes.
	#[pallet::storage]
	pub type LaneEnds<T: Config> = StorageMap<_, Twox64Concat, Lane, Ends, ValueQuery>;

	/// Jobs that wait for nodes, by lane and position. A position may be empty: its job was cancelled or its patience over.
	#[pallet::storage]
	pub type Queue<T: Config> =
		StorageDoubleMap<_, Twox64Concat, Lane, Twox64Concat, u64, QueueEntry<BlockNumberFor<T>>>;

	/// Lanes in which somebody may wait.
	#[pallet::storage]
	pub type LaneMarks<T: Config> = StorageValue<_, Marks, ValueQuery>;

	/// The gang whose nodes are being gathered or given back: one at a time.
	#[pallet::storage]
	pub type Gang<T: Config> = StorageValue<_, Gathering<BlockNumberFor<T>>>;

	/// Price of power of each class, as it was when it was last touched.
	#[pallet::storage]
	pub type PowerPrices<T: Config> = StorageMap<_, Twox64Concat, DeviceClass, PowerPrice>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A job was requested and its price put on hold.
		JobRequested {
			/// The job.
			job: JobId,
			/// Who asked and pays.
			requester: T::AccountId,
			/// What is on hold for it, in 10⁻¹⁸ AIC.
			quote: Quote,
		},
		/// A node was drawn for a slot and reserved.
		SlotAssigned {
			/// The slot.
			slot: SlotId,
			/// The node, whose operator is to start.
			node: NodeId,
		},
		/// Nodes for all slots of a gang were found, or for the fewest of an elastic job; they may start.
		GangComplete {
			/// The job.
			job: JobId,
			/// Slots that have nodes.
			slots: u16,
		},
		/// Too few nodes for a gang were found; those that were are free again, and it waits.
		GangDisbanded {
			/// The job.
			job: JobId,
			/// Why.
			reason: WaitReason,
		},
		/// A slot was taken from a node whose owner or operator must not get the work; another is to be drawn.
		SelfDealingRefused {
			/// The slot.
			slot: SlotId,
			/// The node.
			node: NodeId,
		},
		/// More time was paid for.
		JobToppedUp {
			/// The job.
			job: JobId,
			/// Time that each slot is paid for now, in ms.
			prepaid: Moment,
			/// What was put on hold for that, in 10⁻¹⁸ AIC.
			held: Balance,
		},
		/// Work was paid for while it goes on.
		SlotSettled {
			/// The slot.
			slot: SlotId,
			/// The node.
			node: NodeId,
			/// What was paid now, gross, in 10⁻¹⁸ AIC.
			amount: Balance,
			/// What was paid so far, gross, in 10⁻¹⁸ AIC.
			paid: Balance,
		},
		/// The work on a slot began.
		SlotStarted {
			/// The slot.
			slot: SlotId,
			/// The node.
			node: NodeId,
			/// Last moment at which the result is taken, in ms since the Unix epoch.
			until: Moment,
		},
		/// The result of a slot was committed to and is to be validated.
		SlotSubmitted {
			/// The slot.
			slot: SlotId,
			/// The node.
			node: NodeId,
			/// What the node bound itself to.
			commitment: Commitment,
		},
		/// An attempt at a slot failed; another node is to be drawn.
		SlotRequeued {
			/// The slot.
			slot: SlotId,
			/// Why the attempt failed.
			reason: FailReason,
			/// Attempts made so far.
			attempts: u8,
		},
		/// The result of a slot was accepted; executor and auditors were paid.
		SlotDone {
			/// The slot.
			slot: SlotId,
			/// The executor's node.
			node: NodeId,
			/// Digest of the result.
			digest: H256,
			/// Gross fee of the executor, in 10⁻¹⁸ AIC.
			work: Balance,
			/// Gross fees of all auditors, in 10⁻¹⁸ AIC.
			audits: Balance,
			/// What the requester got back, in 10⁻¹⁸ AIC.
			refunded: Balance,
		},
		/// A slot ended without a result.
		SlotFailed {
			/// The slot.
			slot: SlotId,
			/// Why.
			reason: FailReason,
			/// What was not paid out of its escrow, which the requester got back, in 10⁻¹⁸ AIC.
			refunded: Balance,
		},
		/// All slots of a job that had no node ended.
		WaitingDropped {
			/// The job.
			job: JobId,
			/// How many.
			slots: u16,
			/// Why.
			reason: FailReason,
			/// What the requester got back, in 10⁻¹⁸ AIC: all that was on hold for them.
			refunded: Balance,
		},
		/// A fee could not be paid, for its node is no more, and went back to the requester.
		PaymentFailed {
			/// The slot.
			slot: SlotId,
			/// The node.
			node: NodeId,
			/// The fee, in 10⁻¹⁸ AIC.
			amount: Balance,
			/// What the payroll said.
			error: DispatchError,
		},
		/// All slots of a job ended.
		JobFinished {
			/// The job.
			job: JobId,
		},
		/// The records of a finished job were removed.
		JobForgotten {
			/// The job.
			job: JobId,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such job.
		UnknownJob,
		/// There is no such slot.
		UnknownSlot,
		/// There is no such asset.
		UnknownAsset,
		/// The number of slots is zero or above the largest.
		SlotsOutOfRange,
		/// The power is zero or above what any node may have.
		PowerOutOfRange,
		/// The time limit is below the shortest or above the longest.
		TimeLimitOutOfRange,
		/// The time that is paid for is zero or above the time limit.
		PrepaidOutOfRange,
		/// The patience is zero or above the longest.
		PatienceOutOfRange,
		/// The premium is above the highest.
		PremiumOutOfRange,
		/// The credibility is zero or above the highest.
		TrustOutOfRange,
		/// More retries are asked for than there may be.
		TooManyRetries,
		/// The number of checkpoints is no power of two or too high, or there are none to compare within a bound.
		CheckpointsOutOfRange,
		/// The fewest slots of an elastic job are none or more than all.
		LeastOutOfRange,
		/// There is no such region.
		UnknownRegion,
		/// Whose lease it is can't be told.
		NoLessee,
		/// No dataset is named.
		NoDataset,
		/// A dataset is named twice.
		DuplicateDataset,
		/// What should be trained is a dataset.
		NotAModel,
		/// What should be trained on is not a dataset.
		NotADataset,
		/// The price is above the maximum that was given.
		PriceAboveMaximum,
		/// The fee of a slot is above the bond that answers for it: ask for less time.
		FeeAboveBond,
		/// Only who asked for the job may do this.
		NotRequester,
		/// The slot does not wait for this account to do this.
		NotAssigned,
		/// The deadline has passed.
		Overdue,
		/// The slot must wait until its gang is complete, or the gang until it is complete or disbanded.
		GangIncomplete,
		/// Nothing is due for the slot now.
		NothingDue,
		/// All slots have ended.
		Finished,
		/// All slots have started or ended.
		NothingToCancel,
		/// The slot has no deadline that has passed.
		NotExpired,
		/// Slots of the job have not ended.
		NotFinished,
		/// The job is kept for its requester for some time.
		Retained,
		/// The slot is not being validated.
		NotValidating,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Draws nodes for the jobs that wait: at most `MaxPlacementsPerBlock` for at most `MaxJobsPerBlock`, within `PollLimit`.
		fn on_poll(_: BlockNumberFor<T>, meter: &mut WeightMeter) {
			let mut own = WeightMeter::with_limit(meter.remaining().min(T::PollLimit::get()));
			Self::poll(&mut own);
			meter.consume(own.consumed());
		}

		/// The same again without that limit, up to [`IDLE_ROUNDS`] times, with what weight the block has left over.
		fn on_idle(_: BlockNumberFor<T>, left: Weight) -> Weight {
			let mut meter = WeightMeter::with_limit(left);
			(0..IDLE_ROUNDS).for_each(|_| Self::poll(&mut meter));
			meter.consumed()
		}

		fn integrity_test() {
			Self::check_constants();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), frame::deps::sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Asks for a job: takes a use of the model and of each dataset, and holds what the prepaid time may cost, at most
		/// `max_price`, in 10⁻¹⁸ AIC. Nodes are drawn in later blocks.
		///
		/// Any signed account. Fails with what [`Self::quote_for`] fails with, `PriceAboveMaximum`, the assets' errors when a use
		/// can't be taken, the lease's, or `TokenError::FundsUnavailable`; coins that are locked or vested can't be used.
		/// Paper: "Distributed GPU Network via Sharing Economy". Costs the same for any number of slots.
		#[pallet::call_index(0)]
		#[pallet::weight(
			<T as Config>::WeightInfo::request(request.datasets.len() as u32).saturating_add(T::Leases::weight())
		)]
		pub fn request(origin: OriginFor<T>, request: JobRequest, max_price: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_request(who, request, max_price)
		}

		/// Begins the work on a slot. For the operator of the node that it is assigned to, within the time to start. When the node
		/// belongs to who must not get the work, the slot is taken from it instead, and another is drawn.
		///
		/// Fails with `UnknownJob`, `UnknownSlot`, `NotAssigned`, `GangIncomplete` or `Overdue`.
		#[pallet::call_index(1)]
		#[pallet::weight(Pallet::<T>::start_weight())]
		pub fn start(origin: OriginFor<T>, slot: SlotId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_start(who, slot)
		}

		/// Commits to a slot's result and opens its validation. The time that is paid ends here. The node is free again if its
		/// provider's bond answers for more work than that.
		///
		/// For the operator of the node that works on it, within the paid time and grace. Fails with `UnknownJob`, `UnknownSlot`,
		/// `NotAssigned`, `Overdue`, or the validation's errors.
		#[pallet::call_index(2)]
		pub fn submit(origin: OriginFor<T>, slot: SlotId, commitment: Commitment) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_submit(who, slot, commitment)
		}

		/// Ends all slots of a job that have no node and gives their escrow back in full; and those of a page of 16 that have one
		/// which did not start yet: it is paid the least fee. Nothing that fails later is tried again. The uses of
		/// the assets are given back when the job ends by this and no result was ever submitted.
		///
		/// Only the requester. Fails with `UnknownJob`, `NotRequester`, `GangIncomplete` or `NothingToCancel`.
		#[pallet::call_index(3)]
		#[pallet::weight(Pallet::<T>::cancel_weight(PAGE.into()))]
		pub fn cancel(origin: OriginFor<T>, job: JobId, page: u16) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let slots = Self::do_cancel(who, job, page)?;
			Ok(Some(Self::cancel_weight(slots)).into())
		}

		/// Enforces a deadline that has passed. A node that did not start loses the slot; one that did not submit pays back what it
		/// was paid, and part of its bond; another is drawn while there are retries. A gang that could not be gathered is
		/// disbanded, 32 slots a call. All slots that waited longer than the job's patience end.
		///
		/// Any signed account. Fails with `UnknownJob`, `UnknownSlot` or `NotExpired`.
		#[pallet::call_index(4)]
		#[pallet::weight(
			<T as Config>::WeightInfo::expire()
				.max(<T as Config>::WeightInfo::lapse())
				.max(<T as Config>::WeightInfo::disband(placement::DISBANDED.into()))
				.saturating_add(T::Leases::weight())
		)]
		pub fn expire(origin: OriginFor<T>, slot: SlotId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_expire(slot)
		}

		/// Removes the records of a finished job, 64 slots a call. Their results can't be looked up any more.
		///
		/// The requester at any time, any signed account after the time of retention. Fails with `UnknownJob`, `NotFinished`
		/// or `Retained`.
		#[pallet::call_index(5)]
		#[pallet::weight(<T as Config>::WeightInfo::forget(closing::FORGOTTEN))]
		pub fn forget(origin: OriginFor<T>, job: JobId) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let pages = Self::do_forget(who, job)?;
			Ok(Some(<T as Config>::WeightInfo::forget(pages)).into())
		}

		/// Pays the node what it has earned on a slot so far.
		///
		/// Any signed account. Fails with `UnknownJob`, `UnknownSlot`, `NothingDue`, or the payroll's errors.
		#[pallet::call_index(6)]
		pub fn settle(origin: OriginFor<T>, slot: SlotId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_settle(slot)
		}

		/// Pays for `time` ms more of each slot that has not ended, at most `max_price` in all, in 10⁻¹⁸ AIC.
		///
		/// Only the requester. Fails with `UnknownJob`, `NotRequester`, `Finished`, `PrepaidOutOfRange` when that is above the time
		/// limit, `PriceAboveMaximum`, the lease's errors, or `TokenError::FundsUnavailable`.
		#[pallet::call_index(7)]
		#[pallet::weight(<T as Config>::WeightInfo::top_up().saturating_add(T::Leases::weight()))]
		pub fn top_up(origin: OriginFor<T>, job: JobId, time: Moment, max_price: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_top_up(who, job, time, max_price)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Exactly what [`Self::request`] would hold now, if it is not paid from a lease. Fails with the error that it would be
		/// refused with, as far as that doesn't depend on the requester: any error of this pallet that says what is wrong
		/// with a request, the assets' errors when formats don't fit, or `ArithmeticError::Overflow`.
		pub fn quote(request: JobRequest) -> Result<Quote, DispatchError> {
			Self::offer(None, &request).map(|offer| offer.quote)
		}

		/// The same for `who`, who may pay from a lease.
		pub fn quote_for(who: T::AccountId, request: JobRequest) -> Result<Quote, DispatchError> {
			Self::offer(Some(&who), &request).map(|offer| offer.quote)
		}

		/// Price of power of `class` now, in 10⁻¹⁸ AIC per power and hour.
		pub fn power_price(class: DeviceClass) -> Balance {
			Self::price_state(class).price
		}

		/// A job, until it is forgotten.
		pub fn job(job: JobId) -> Option<JobOf<T>> {
			Jobs::<T>::get(job)
		}

		/// A slot, until its job is forgotten.
		pub fn slot(slot: SlotId) -> Option<Slot> {
			Self::shown(slot)
		}

		/// The slots of a job, and why they wait; `None` when there is no such job.
		pub fn status(job: JobId) -> Option<Vec<SlotStatus>> {
			Self::statuses(job)
		}

		/// Why slots of a job wait; `None` when none does.
		pub fn why(job: JobId) -> Option<WaitReason> {
			Self::why_waiting(job)
		}

		/// The lanes of the queue and how many positions each has, those that were given up within.
		pub fn waiting() -> Vec<(Lane, u64)> {
			Self::lanes()
		}
	}
}

//! Asking for jobs, cancelling and forgetting them.

use super::*;
use aic_primitives::{AssetId, AssetKind, Purpose, WaitReason};
use alloc::collections::BTreeSet;
use frame::{
	deps::sp_runtime::{ArithmeticError, TokenError},
	token::{Fortitude, Preservation},
};
use fungible::{Inspect, MutateHold};

impl<T: Config> Pallet<T> {
	/// What `request` would get now. Writes nothing.
	pub(crate) fn offer(request: &JobRequest) -> Result<Offer, DispatchError> {
		Self::check_request(request)?;
		let terms = Terms {
			unit_price: Self::power_price(request.class),
			validators: T::Validation::validators(),
			validator_share: T::ValidatorShare::get(),
		};
		let fees = terms.dearest(request.power, request.time_limit).ok_or(ArithmeticError::Overflow)?;
		// Every slot is validated, so a liar is caught for sure: his bond need not be more than what he could earn.
		ensure!(fees.work <= T::Nodes::bond_of(request.power), Error::<T>::FeeAboveBond);
		Ok(Offer {
			terms,
			region: Self::region_of(request)?,
			escrow: terms.total(fees).ok_or(ArithmeticError::Overflow)?,
			quote: terms.quote(fees, request.slots).ok_or(ArithmeticError::Overflow)?,
		})
	}

	fn check_request(request: &JobRequest) -> DispatchResult {
		ensure!((1..=T::MaxSlots::get()).contains(&request.slots), Error::<T>::SlotsOutOfRange);
		ensure!(request.power > 0, Error::<T>::NoPower);
		ensure!((1..=T::MaxTimeLimit::get()).contains(&request.time_limit), Error::<T>::TimeLimitOutOfRange);
		ensure!(!request.datasets.is_empty(), Error::<T>::NoDataset);
		ensure!(request.model.kind != AssetKind::Dataset, Error::<T>::NotAModel);
		let mut seen = BTreeSet::new();
		request.datasets.iter().try_for_each(|dataset| {
			ensure!(dataset.kind == AssetKind::Dataset, Error::<T>::NotADataset);
			ensure!(seen.insert(*dataset), Error::<T>::DuplicateDataset);
			T::Assets::fits(request.model, *dataset)
		})
	}

	fn region_of(request: &JobRequest) -> Result<aic_primitives::RegionId, Error<T>> {
		let datasets = || request.datasets.first().and_then(|dataset| T::Assets::region(*dataset));
		request.region.or_else(datasets).ok_or(Error::<T>::UnknownAsset)
	}

	/// The model, then the datasets.
	fn assets(request: &JobRequest) -> impl Iterator<Item = AssetId> + '_ {
		core::iter::once(request.model).chain(request.datasets.iter().copied())
	}

	pub(crate) fn do_request(who: T::AccountId, request: JobRequest, max_price: Balance) -> DispatchResult {
		let Offer { terms, region, escrow, quote } = Self::offer(&request)?;
		ensure!(quote.total <= max_price, Error::<T>::PriceAboveMaximum);
		let excluded = Self::excluded(&who, &request);
		let uses = Self::assets(&request)
			.map(|asset| T::Assets::take_use(&who, asset, Purpose::Training))
			.collect::<Result<Vec<_>, _>>()?;
		Self::hold(&who, quote.total)?;
		let id = NextJob::<T>::mutate(|next| {
			let id = *next;
			*next = id.saturating_add(1);
			id
		});
		let (class, slots, now) = (request.class, request.slots, T::Time::now());
		let job = Job {
			requester: who.clone(),
			request,
			region,
			terms,
			uses: BoundedVec::truncate_from(uses),
			excluded,
			ran: false,
			open: slots,
			finished_at: None,
		};
		Jobs::<T>::insert(id, job);
		for index in 0..slots {
			let slot = SlotId { job: id, index };
			let state = Self::enqueue(slot, now, WaitReason::AwaitsRandomness);
			Slots::<T>::insert(slot, Slot { escrow, attempts: 0, state });
		}
		Self::touch_price(class);
		Self::deposit_event(Event::JobRequested { job: id, requester: who, quote });
		Ok(())
	}

	/// Who must not get the work: he could pay himself out of his own job, or for the use of his own assets.
	fn excluded(
		who: &T::AccountId,
		request: &JobRequest,
	) -> BoundedVec<T::AccountId, ConstU32<MAX_EXCLUDED>> {
		let mut excluded = BTreeSet::from([who.clone()]);
		for asset in Self::assets(request) {
			// An asset whose NFT was burned has no owner; licences of it are good all the same.
			excluded.extend(T::Assets::owner(asset));
		}
		BoundedVec::truncate_from(excluded.into_iter().collect())
	}

	/// A hold may overlap a lock, but what is escrowed will be paid out: locked coins, as those that are vested, must not
	/// get free that way.
	fn hold(who: &T::AccountId, amount: Balance) -> DispatchResult {
		let spendable = T::Currency::reducible_balance(who, Preservation::Protect, Fortitude::Polite);
		ensure!(amount <= spendable, TokenError::FundsUnavailable);
		T::Currency::hold(&HoldReason::Escrow.into(), who, amount)
	}

	/// Returns the slots of the job.
	pub(crate) fn do_cancel(who: T::AccountId, id: JobId) -> Result<u16, DispatchError> {
		Jobs::<T>::try_mutate(id, |record| {
			let job = record.as_mut().ok_or(Error::<T>::UnknownJob)?;
			ensure!(job.requester == who, Error::<T>::NotRequester);
			let open = job.open;
			for index in 0..job.request.slots {
				Self::cancel_slot(SlotId { job: id, index }, job);
			}
			ensure!(job.open < open, Error::<T>::NothingToCancel);
			Self::touch_price(job.request.class);
			Ok(job.request.slots)
		})
	}

	fn cancel_slot(id: SlotId, job: &mut JobOf<T>) {
		Slots::<T>::mutate_extant(id, |slot| {
			match slot.state {
				SlotState::Waiting { position, .. } => Queue::<T>::remove(position),
				SlotState::Assigned { node, .. } => T::Nodes::release(node, &job.requirements()),
				_ => return,
			}
			Self::fail(id, job, slot, FailReason::Cancelled);
		});
	}

	/// Returns the slots of the job.
	pub(crate) fn do_forget(who: T::AccountId, id: JobId) -> Result<u16, DispatchError> {
		let job = Jobs::<T>::get(id).ok_or(Error::<T>::UnknownJob)?;
		let finished_at = job.finished_at.ok_or(Error::<T>::NotFinished)?;
		let retained = !Self::has_passed(finished_at, T::Deadlines::get().retention);
		ensure!(job.requester == who || !retained, Error::<T>::Retained);
		for index in 0..job.request.slots {
			Slots::<T>::remove(SlotId { job: id, index });
		}
		Jobs::<T>::remove(id);
		Self::deposit_event(Event::JobForgotten { job: id });
		Ok(job.request.slots)
	}

	/// Gives the uses of a job that never ran back.
	pub(crate) fn return_uses(job: &JobOf<T>) {
		for (asset, taken) in Self::assets(&job.request).zip(job.uses.iter()) {
			T::Assets::return_use(&job.requester, asset, *taken);
		}
	}

	pub(crate) fn statuses(id: JobId) -> Option<Vec<SlotStatus>> {
		let slots = Jobs::<T>::get(id)?.request.slots;
		let status = |index| {
			let state = Slots::<T>::get(SlotId { job: id, index })?.state;
			let waits = match state {
				SlotState::Waiting { reason, .. } => Some(reason),
				_ => None,
			};
			Some(SlotStatus { index, node: state.node(), waits })
		};
		(0..slots).map(status).collect()
	}
}

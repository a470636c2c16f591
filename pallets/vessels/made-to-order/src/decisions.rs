//! What becomes of a submission.

use super::*;
use aic_primitives::{merkle, Funds, ResourceId, ResourceUse, UseKind};
use frame::deps::frame_support::storage::with_storage_layer;

impl<T: Config> Pallet<T> {
	/// Weight of accepting, whatever it is.
	pub(crate) fn weight_of_accepting() -> Weight {
		let delivering = <T as Config>::WeightInfo::deliver().saturating_add(T::Payroll::weight());
		<T as Config>::WeightInfo::accept().max(delivering)
	}

	/// What a call that may accept did weigh: all of it if it delivered a trained AI, else `other` and accepting a part.
	pub(crate) fn weighed(delivered: bool, other: Weight) -> DispatchResultWithPostInfo {
		let weight = <T as Config>::WeightInfo::accept().saturating_add(other);
		Ok(Some(weight).filter(|_| !delivered).into())
	}

	/// Accepts a submission; whether it was a trained AI, which is delivered with that.
	pub(crate) fn admit(
		id: SubmissionId,
		mut request: RequestOf<T>,
		mut submission: SubmissionOf<T>,
	) -> Result<bool, DispatchError> {
		Self::check(&request, &submission.creator, &submission.offered)?;
		match submission.offered {
			Offered::Data(delivery) => {
				let part = AcceptedPart { creator: submission.creator.clone(), delivery };
				Accepted::<T>::try_append(id.request, part).map_err(|()| Error::<T>::EnoughItems)?;
				submission.stage = Stage::Accepted;
				Submissions::<T>::insert(id.request, id.index, submission);
				request.parts = request.parts.saturating_add(1);
				request.items = request.items.saturating_add(delivery.items);
				request.undecided = request.undecided.defensive_saturating_sub(1);
				Self::deposit_event(Event::Accepted { submission: id, items: request.items });
				Requests::<T>::insert(id.request, request);
				Ok(false)
			}
			Offered::Trained(asset) => {
				let paid = request.reward;
				Self::pay_for_asset(id.request, &request, asset, paid)?;
				T::Minting::hand_over(asset, &submission.creator, &request.requester)?;
				request.reward = 0;
				request.progress = Progress::Over;
				Self::end_submission(id, request, submission, End::Delivered);
				let outcome = Outcome::Made(asset);
				Self::deposit_event(Event::Finished { request: id.request, outcome, paid });
				Ok(true)
			}
		}
	}

	/// Pays out of what is on hold for a request those who earn by `asset`. It is no use that is rated.
	pub(crate) fn pay_for_asset(
		id: RequestId,
		request: &RequestOf<T>,
		asset: AssetId,
		amount: Balance,
	) -> DispatchResult {
		let paid = ResourceUse {
			resource: ResourceId::Asset(asset),
			payer: request.requester.clone(),
			amount,
			kind: UseKind::MadeToOrder(id),
			work: 0,
		};
		T::Payroll::distribute(paid, Funds::Held(HoldReason::Request.into()))
	}

	/// Accepts a submission, or ends it if that is not possible any more.
	pub(crate) fn admit_or_end(
		id: SubmissionId,
		request: RequestOf<T>,
		submission: SubmissionOf<T>,
	) -> Result<bool, DispatchError> {
		let admitted = with_storage_layer(|| Self::admit(id, request.clone(), submission.clone()));
		Ok(admitted.unwrap_or_else(|_| {
			Self::end_submission(id, request, submission, End::Unneeded);
			false
		}))
	}

	/// The submission, if `who` is its requester, and can decide on it.
	fn to_decide(
		who: T::AccountId,
		id: SubmissionId,
	) -> Result<(RequestOf<T>, SubmissionOf<T>, Moment), Error<T>> {
		let (request, submission) = Self::find(id)?;
		ensure!(request.requester == who, Error::<T>::NotRequester);
		let Stage::Submitted { until } = submission.stage else {
			return Err(Error::<T>::AlreadyDecided);
		};
		ensure!(request.is_open(), Error::<T>::RequestOver);
		Ok((request, submission, until))
	}

	pub(crate) fn do_accept(who: T::AccountId, id: SubmissionId) -> DispatchResultWithPostInfo {
		let (request, submission, _) = Self::to_decide(who, id)?;
		Self::weighed(Self::admit(id, request, submission)?, Weight::zero())
	}

	pub(crate) fn do_reject(
		who: T::AccountId,
		id: SubmissionId,
		reason: Reason,
		evidence: H256,
	) -> DispatchResult {
		let (request, mut submission, until) = Self::to_decide(who, id)?;
		let now = T::Time::now();
		ensure!(now <= until, Error::<T>::TooLate);
		Self::hold(HoldReason::Review, &request.requester, request.stake())?;
		let until = now.saturating_add(T::Times::get().contest);
		submission.rejection = Some((reason, evidence));
		submission.stage = Stage::Rejected { until };
		Submissions::<T>::insert(id.request, id.index, submission);
		Self::deposit_event(Event::Rejected { submission: id, reason, evidence, until });
		Ok(())
	}

	pub(crate) fn do_settle(id: SubmissionId) -> DispatchResultWithPostInfo {
		Self::weighed(Self::settled(id)?, <T as Config>::WeightInfo::settle())
	}

	/// Whether a trained AI was delivered.
	fn settled(id: SubmissionId) -> Result<bool, DispatchError> {
		let (request, submission) = Self::find(id)?;
		let now = T::Time::now();
		match submission.stage {
			Stage::Submitted { until } => {
				let is_possible = Self::check(&request, &submission.creator, &submission.offered).is_ok();
				ensure!(now > until || !is_possible, Error::<T>::NotDue);
				return Self::admit_or_end(id, request, submission);
			}
			Stage::Rejected { until } => {
				ensure!(now > until || !request.is_open(), Error::<T>::NotDue);
				Self::release(HoldReason::Review, &request.requester, request.stake());
				Self::end_submission(id, request, submission, End::Rejected);
			}
			Stage::Accepted if request.is_over() => Self::end_submission(id, request, submission, End::Used),
			_ => return Err(Error::<T>::NotDue.into()),
		}
		Ok(false)
	}

	pub(crate) fn do_expose(id: SubmissionId, maker: T::AccountId, proof: &[H256]) -> DispatchResult {
		let (request, submission) = Self::find(id)?;
		let was_rejected = match submission.stage {
			Stage::Submitted { .. } => false,
			Stage::Rejected { .. } => true,
			_ => return Err(Error::<T>::AlreadyDecided.into()),
		};
		let leaves = 1u64.checked_shl(proof.len().saturated_into()).unwrap_or_default();
		let is_named = merkle::verify(submission.offered.content(), maker_leaf(&maker), 0, leaves, proof);
		ensure!(is_named && maker != submission.creator, Error::<T>::NotCopied);
		if was_rejected {
			Self::release(HoldReason::Review, &request.requester, request.stake());
		}
		let paid = Self::pay(HoldReason::Submission, &submission.creator, &maker, request.deposit);
		let rest = request.deposit.saturating_sub(paid);
		Self::remove_submission(id, request, submission, End::Copied, rest);
		Ok(())
	}
}

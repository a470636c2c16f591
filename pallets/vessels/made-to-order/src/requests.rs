//! Asking, submitting, and taking back.

use super::*;
use aic_primitives::{merkle, AssetKind, Details, NewAsset, ShareList};
use frame::deps::{
	frame_support::storage::with_transaction,
	sp_runtime::{helpers_128bit::multiply_by_rational_with_rounding, Rounding, TransactionOutcome},
};

impl<T: Config> Pallet<T> {
	/// What minting a dataset of as many creators as there can be takes. The one who owns it has no share.
	pub(crate) fn minting_deposit() -> Balance {
		T::Minting::deposit(MAX_PARTS.saturating_sub(1))
	}

	/// What is paid for so many accepted items, rounded down.
	pub(crate) fn part_of(request: &RequestOf<T>, items: u32) -> Balance {
		let wanted = request.dataset().map_or(1, |wish| wish.items).max(1);
		let items = items.min(wanted);
		multiply_by_rational_with_rounding(request.reward, items.into(), wanted.into(), Rounding::Down)
			.unwrap_or_default()
	}

	/// The dataset as it is minted.
	pub(crate) fn new_dataset(
		wish: &DatasetWish,
		content: H256,
		size: u64,
		shares: ShareList<T::AccountId>,
	) -> NewAsset<T::AccountId> {
		NewAsset {
			kind: AssetKind::Dataset,
			content,
			format: wish.format,
			details: Details { name: wish.name.clone(), size, terms: wish.terms, region: wish.region },
			shares,
		}
	}

	/// Mints a dataset as large as what is wanted can be, and undoes that: so nobody works for a name, for terms or for a format that can't be minted.
	fn try_minting(who: &T::AccountId, wish: &DatasetWish) -> DispatchResult {
		let size = u64::from(wish.items).saturating_mul(wish.item_size.into());
		let dataset = Self::new_dataset(wish, merkle::leaf(b"aic/trial"), size, ShareList::default());
		with_transaction(|| TransactionOutcome::Rollback(T::Minting::mint(who, who, dataset).map(drop)))
	}

	pub(crate) fn do_request(who: T::AccountId, spec: Spec, max_deposit: Balance) -> DispatchResult {
		ensure!(spec.reward >= T::MinReward::get(), Error::<T>::RewardTooSmall);
		let time = spec.deadline.saturating_sub(T::Time::now());
		ensure!((1..=T::Times::get().longest).contains(&time), Error::<T>::DeadlineOutOfRange);
		let (kind, format) = spec.wanted.kind();
		T::Formats::check(format, kind)?;
		let minting = match &spec.wanted {
			Wanted::Dataset(wish) => {
				ensure!(wish.is_possible(), Error::<T>::ItemsOutOfRange);
				Self::minting_deposit()
			}
			Wanted::TrainedAi { .. } => 0,
		};
		ensure!(minting <= max_deposit, Error::<T>::DepositAboveMaximum);
		if let Wanted::Dataset(wish) = &spec.wanted {
			Self::try_minting(&who, wish)?;
		}
		let (reward, deadline) = (spec.reward, spec.deadline);
		Self::hold(HoldReason::Request, &who, reward.saturating_add(minting))?;
		let id = NextRequest::<T>::mutate(|next| {
			let id = *next;
			*next = id.saturating_add(1);
			id
		});
		let request = Request {
			requester: who.clone(),
			spec,
			reward,
			minting,
			deposit: T::SubmissionDeposit::get(),
			review_fee: T::ReviewFee::get(),
			next: 0,
			submissions: 0,
			undecided: 0,
			parts: 0,
			items: 0,
			progress: Progress::Open,
		};
		Requests::<T>::insert(id, request);
		Self::deposit_event(Event::Requested { request: id, requester: who, reward, deadline });
		Ok(())
	}

	pub(crate) fn known(id: RequestId) -> Result<RequestOf<T>, Error<T>> {
		Requests::<T>::get(id).ok_or(Error::<T>::UnknownRequest)
	}

	/// A submission and its request.
	pub(crate) fn find(id: SubmissionId) -> Result<(RequestOf<T>, SubmissionOf<T>), Error<T>> {
		let submission = Submissions::<T>::get(id.request, id.index).ok_or(Error::<T>::UnknownSubmission)?;
		Ok((Self::known(id.request).defensive()?, submission))
	}

	/// Stores a request as long as there is anything to know of it.
	pub(crate) fn keep(id: RequestId, request: RequestOf<T>) {
		if request.is_over() && request.submissions == 0 {
			Requests::<T>::remove(id);
		} else {
			Requests::<T>::insert(id, request);
		}
	}

	/// Fails with the reason why `creator` can't submit this, or it can't be accepted.
	pub(crate) fn check(request: &RequestOf<T>, creator: &T::AccountId, offered: &Offered) -> DispatchResult {
		ensure!(request.is_open(), Error::<T>::RequestOver);
		match (&request.spec.wanted, offered) {
			(Wanted::Dataset(wish), Offered::Data(delivery)) => {
				let most = u64::from(delivery.items).saturating_mul(wish.item_size.into());
				ensure!(delivery.items >= wish.least_part.min(request.room()), Error::<T>::TooFewItems);
				ensure!(delivery.items <= request.room(), Error::<T>::EnoughItems);
				let is_sized = (1..=most).contains(&delivery.size);
				ensure!(is_sized && delivery.content != merkle::EMPTY, Error::<T>::SizeOutOfRange);
			}
			(Wanted::TrainedAi { format }, Offered::Trained(asset)) => {
				ensure!(asset.kind == AssetKind::TrainedAi, Error::<T>::OtherKind);
				ensure!(T::Assets::owner(*asset).as_ref() == Some(creator), Error::<T>::NotOwner);
				ensure!(T::Minting::format(*asset) == Some(*format), Error::<T>::OtherFormat);
				ensure!(T::Minting::least_sale(*asset) <= request.reward, Error::<T>::BelowLeastSale);
			}
			_ => return Err(Error::<T>::OtherKind.into()),
		}
		Ok(())
	}

	pub(crate) fn do_submit(who: T::AccountId, id: RequestId, offered: Offered) -> DispatchResult {
		let mut request = Self::known(id)?;
		ensure!(request.requester != who, Error::<T>::OwnRequest);
		let now = T::Time::now();
		ensure!(now <= request.spec.deadline, Error::<T>::TooLate);
		Self::check(&request, &who, &offered)?;
		let content = offered.content();
		ensure!(!Contents::<T>::contains_key(id, content), Error::<T>::DuplicateContent);
		Self::hold(HoldReason::Submission, &who, request.deposit)?;
		let submission = SubmissionId { request: id, index: request.next };
		let until = now.saturating_add(T::Times::get().decision);
		request.next = request.next.saturating_add(1);
		request.submissions = request.submissions.saturating_add(1);
		request.undecided = request.undecided.saturating_add(1);
		Requests::<T>::insert(id, request);
		Contents::<T>::insert(id, content, submission.index);
		let stage = Stage::Submitted { until };
		let record = Submission { creator: who.clone(), offered, rejection: None, stage };
		Submissions::<T>::insert(id, submission.index, record);
		Self::deposit_event(Event::Submitted { submission, creator: who, offered, until });
		Ok(())
	}

	pub(crate) fn do_withdraw(who: T::AccountId, id: SubmissionId) -> DispatchResult {
		let (request, submission) = Self::find(id)?;
		ensure!(submission.creator == who, Error::<T>::NotCreator);
		ensure!(matches!(submission.stage, Stage::Submitted { .. }), Error::<T>::AlreadyDecided);
		Self::end_submission(id, request, submission, End::Withdrawn);
		Ok(())
	}

	/// Removes the record of a submission and gives its deposit back.
	pub(crate) fn end_submission(
		id: SubmissionId,
		request: RequestOf<T>,
		submission: SubmissionOf<T>,
		end: End,
	) {
		let deposit = request.deposit;
		Self::remove_submission(id, request, submission, end, deposit);
	}

	/// Removes the record of a submission and gives `rest` back, which is what is still on hold for it.
	pub(crate) fn remove_submission(
		id: SubmissionId,
		mut request: RequestOf<T>,
		submission: SubmissionOf<T>,
		end: End,
		rest: Balance,
	) {
		let Submission { creator, offered, stage, .. } = submission;
		Submissions::<T>::remove(id.request, id.index);
		Contents::<T>::remove(id.request, offered.content());
		Self::release(HoldReason::Submission, &creator, rest);
		request.submissions = request.submissions.defensive_saturating_sub(1);
		if stage != Stage::Accepted {
			request.undecided = request.undecided.defensive_saturating_sub(1);
		}
		Self::keep(id.request, request);
		Self::deposit_event(Event::SubmissionEnded { submission: id, creator, end });
	}
}

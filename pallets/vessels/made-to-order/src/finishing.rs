//! The end of a request.

use super::*;
use aic_primitives::{merkle, ShareList, Target, LEAST_SHARE};
use alloc::vec::Vec;
use frame::deps::frame_support::storage::with_storage_layer;

impl<T: Config> Pallet<T> {
	/// Weight of finishing with so many creators, and of paying them without a dataset.
	pub(crate) fn weight_of_finishing(creators: u32, compensates: bool) -> Weight {
		let finishing = <T as Config>::WeightInfo::finish(creators);
		if compensates {
			finishing.saturating_add(<T as Config>::WeightInfo::compensate(creators))
		} else {
			finishing
		}
	}

	/// Whether anybody may finish the request now. Fails with the reason why `who` may not.
	pub(crate) fn may_finish(request: &RequestOf<T>, who: &T::AccountId) -> Result<bool, DispatchError> {
		ensure!(!request.is_over(), Error::<T>::RequestOver);
		if request.is_full() {
			return Ok(true);
		}
		ensure!(request.undecided == 0, Error::<T>::LiveSubmissions);
		if T::Time::now() > request.spec.deadline {
			return Ok(true);
		}
		ensure!(request.requester == *who, Error::<T>::NotRequester);
		ensure!(request.has_enough(), Error::<T>::NotDue);
		Ok(false)
	}

	/// Each creator once, with the items of all of his parts, in the order of their first ones.
	fn creators(accepted: &AcceptedParts<T::AccountId>) -> Vec<(T::AccountId, u32)> {
		let mut creators = Vec::<(T::AccountId, u32)>::new();
		for part in accepted {
			match creators.iter_mut().find(|(creator, _)| *creator == part.creator) {
				Some((_, items)) => *items = items.saturating_add(part.delivery.items),
				None => creators.push((part.creator.clone(), part.delivery.items)),
			}
		}
		creators
	}

	/// The creator of the most items, the first of equals, and the shares of the others, rounded down; one below [`LEAST_SHARE`] is the
	/// first's.
	fn owner_and_shares(
		creators: &[(T::AccountId, u32)],
		all: u32,
	) -> Option<(T::AccountId, ShareList<T::AccountId>)> {
		let most = creators.iter().map(|(_, items)| *items).max()?;
		let (owner, _) = creators.iter().find(|(_, items)| *items == most)?;
		let others = creators.iter().filter(|(creator, _)| creator != owner);
		let shares = others
			.map(|(creator, items)| (Target::Account(creator.clone()), Perbill::from_rational(*items, all)))
			.filter(|(_, share)| *share >= LEAST_SHARE);
		Some((owner.clone(), BoundedVec::truncate_from(shares.collect())))
	}

	/// Mints the dataset, gives the requester his licence and pays the reward. What of the holds was taken for that is subtracted in `request`.
	fn make(
		id: RequestId,
		request: &mut RequestOf<T>,
		accepted: &AcceptedParts<T::AccountId>,
		creators: &[(T::AccountId, u32)],
	) -> Result<(AssetId, Balance), DispatchError> {
		let wish = request.dataset().ok_or(Error::<T>::OtherKind)?.clone();
		let (owner, shares) = Self::owner_and_shares(creators, request.items).ok_or(Error::<T>::NotDue)?;
		let roots = accepted.iter().map(|part| part.delivery.content).collect();
		let content = merkle::Tree::new(roots).root();
		let size = accepted.iter().fold(0u64, |sum, part| sum.saturating_add(part.delivery.size));
		let deposit = T::Minting::deposit(shares.len().saturated_into()).min(request.minting);
		let released = Self::release(HoldReason::Request, &request.requester, deposit);
		request.minting = request.minting.saturating_sub(released);
		let dataset = Self::new_dataset(&wish, content, size, shares);
		let asset = T::Minting::mint(&owner, &request.requester, dataset)?;
		T::Minting::give_licence(asset, &request.requester)?;
		let paid = Self::part_of(request, request.items);
		Self::pay_for_asset(id, request, asset, paid)?;
		request.reward = request.reward.saturating_sub(paid);
		Ok((asset, paid))
	}

	pub(crate) fn do_finish(who: T::AccountId, id: RequestId) -> DispatchResultWithPostInfo {
		let mut request = Self::known(id)?;
		let is_due = Self::may_finish(&request, &who)?;
		if !request.has_enough() {
			Self::end_request(id, request, Outcome::TooFew, 0);
			return Ok(Some(Self::weight_of_finishing(0, false)).into());
		}
		let accepted = Accepted::<T>::get(id);
		let creators = Self::creators(&accepted);
		let before = request.clone();
		let mut compensates = false;
		match with_storage_layer(|| Self::make(id, &mut request, &accepted, &creators)) {
			Ok((asset, paid)) => Self::end_request(id, request, Outcome::Made(asset), paid),
			Err(error) => {
				compensates = Self::not_minted(id, before, &creators, error, is_due)?;
			}
		}
		let weight = Self::weight_of_finishing(creators.len().saturated_into(), compensates);
		Ok(Some(weight).into())
	}

	/// The dataset can't be minted: it is the requester's account, terms or format that don't allow it any more, none of which is the
	/// creators' fault. He is told, has some time to mend it, and then pays them all the same: so nothing is gained by standing in the way.
	/// Whether they were paid.
	fn not_minted(
		id: RequestId,
		mut request: RequestOf<T>,
		creators: &[(T::AccountId, u32)],
		error: DispatchError,
		is_due: bool,
	) -> Result<bool, DispatchError> {
		let now = T::Time::now();
		match request.progress {
			Progress::Unminted { until } if now > until => {
				Self::compensate(id, request, creators);
				Ok(true)
			}
			Progress::Open if is_due => {
				let until = now.saturating_add(T::Times::get().decision);
				request.progress = Progress::Unminted { until };
				Requests::<T>::insert(id, request);
				Self::deposit_event(Event::MintingFailed { request: id, error, until });
				Ok(false)
			}
			_ => Err(error),
		}
	}

	/// Pays the creators without a dataset. It is no use, so no commission is due.
	pub(crate) fn compensate(id: RequestId, mut request: RequestOf<T>, creators: &[(T::AccountId, u32)]) {
		let mut sum: Balance = 0;
		for (creator, items) in creators {
			let amount = Self::part_of(&request, *items);
			let amount = Self::pay(HoldReason::Request, &request.requester, creator, amount);
			sum = sum.saturating_add(amount);
		}
		request.reward = request.reward.saturating_sub(sum);
		Self::end_request(id, request, Outcome::Compensated, sum);
	}

	pub(crate) fn do_cancel(who: T::AccountId, id: RequestId) -> DispatchResult {
		let request = Self::known(id)?;
		ensure!(request.requester == who, Error::<T>::NotRequester);
		ensure!(!request.is_over(), Error::<T>::RequestOver);
		ensure!(request.undecided == 0 && request.parts == 0, Error::<T>::LiveSubmissions);
		Self::end_request(id, request, Outcome::Cancelled, 0);
		Ok(())
	}

	/// Gives back what is left on hold.
	fn end_request(id: RequestId, mut request: RequestOf<T>, outcome: Outcome, paid: Balance) {
		let rest = request.reward.saturating_add(request.minting);
		Self::release(HoldReason::Request, &request.requester, rest);
		request.reward = 0;
		request.minting = 0;
		request.progress = Progress::Over;
		Accepted::<T>::remove(id);
		Self::keep(id, request);
		Self::deposit_event(Event::Finished { request: id, outcome, paid });
	}
}

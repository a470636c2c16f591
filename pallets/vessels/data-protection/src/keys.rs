//! Selling licences with their keys, and requests for keys.

use super::*;
use aic_primitives::{merkle, Funds, ResourceId, ResourceUse, UseKind};
use frame::{deps::frame_support::storage::with_storage_layer, hashing::blake2_256, token::Precision};
use fungible::MutateHold;

impl<T: Config> Pallet<T> {
	fn protected(asset: AssetId) -> Result<ContentOf<T>, Error<T>> {
		Contents::<T>::get(asset).ok_or(Error::<T>::NotProtected)
	}

	fn request_of(id: KeyRequestId) -> Result<KeyRequestOf<T>, Error<T>> {
		KeyRequests::<T>::get(id).ok_or(Error::<T>::UnknownRequest)
	}

	/// What a licence costs `buyer` now.
	pub(crate) fn offer(asset: AssetId, buyer: &T::AccountId, wish: &Wish) -> Result<Balance, DispatchError> {
		let content = Self::protected(asset)?;
		Self::check_content(asset, &content)?;
		ensure!(content.commitment.has_key(&wish.part), Error::<T>::PartHasNoKey);
		T::Licensing::quote(asset, buyer, wish)
	}

	pub(crate) fn do_buy_licence(
		who: T::AccountId,
		asset: AssetId,
		wish: Wish,
		max_cost: Balance,
		recipient: Option<Point>,
	) -> DispatchResult {
		let fee = Self::offer(asset, &who, &wish)?;
		ensure!(fee <= max_cost, Error::<T>::PriceAboveMaximum);
		// What is on hold is not paid: it would count when the asset is taken down, and go back as well.
		T::Licensing::grant(asset, &who, &wish, if recipient.is_some() { 0 } else { fee })?;
		if let Some(recipient) = recipient {
			ensure!(T::Licensing::may_read(asset, &who, &wish.part), Error::<T>::InsideOnly);
			let request =
				Self::open_request(asset, who, wish.part, recipient, Reason::Licence { wish, fee })?;
			let end = request.asked_at.saturating_add(T::AnswerTime::get());
			T::Licensing::keep_until(asset, end.saturating_add(T::ComplaintTime::get()));
			return Ok(());
		}
		T::Payroll::distribute(Self::paid(asset, who.clone(), fee), Funds::Free)?;
		Self::deposit_event(Event::LicenceSold { asset, licensee: who, wish, fee });
		Ok(())
	}

	fn paid(asset: AssetId, payer: T::AccountId, amount: Balance) -> ResourceUse<T::AccountId> {
		let (resource, kind) = (ResourceId::Asset(asset), UseKind::Licence(asset));
		ResourceUse { resource, payer, amount, kind, work: 0 }
	}

	pub(crate) fn do_request_key(
		who: T::AccountId,
		asset: AssetId,
		part: Part,
		recipient: Point,
	) -> DispatchResult {
		let content = Self::protected(asset)?;
		ensure!(content.commitment.has_key(&part), Error::<T>::PartHasNoKey);
		ensure!(T::Licensing::may_read(asset, &who, &part), Error::<T>::MayNotRead);
		Self::open_request(asset, who, part, recipient, Reason::Reading).map(drop)
	}

	pub(crate) fn do_request_key_for_work(
		who: T::AccountId,
		asset: AssetId,
		slot: SlotId,
		recipient: Point,
	) -> DispatchResult {
		let content = Self::protected(asset)?;
		let part = T::Workers::usable_part(slot, asset, &who).ok_or(Error::<T>::NotWorking)?;
		ensure!(content.commitment.has_key(&part), Error::<T>::PartHasNoKey);
		Self::open_request(asset, who, part, recipient, Reason::Work(slot)).map(drop)
	}

	/// Holds what is to be held and records the request.
	fn open_request(
		asset: AssetId,
		licensee: T::AccountId,
		part: Part,
		recipient: Point,
		reason: Reason,
	) -> Result<KeyRequestOf<T>, DispatchError> {
		ensure!(!sealing::is_low_order(&recipient), Error::<T>::BadPoint);
		let asked_at = T::Time::now();
		let answer_by = asked_at.saturating_add(T::AnswerTime::get());
		let (deposit, stage) = (T::RequestDeposit::get(), Stage::Open { answer_by });
		let request = KeyRequest { asset, licensee, part, recipient, reason, deposit, asked_at, stage };
		let id = NextKeyRequest::<T>::get();
		if let Some(what) = request.asked_for() {
			let key = (asset, request.licensee.clone(), what);
			ensure!(!Asked::<T>::contains_key(&key), Error::<T>::AlreadyAsked);
			Asked::<T>::insert(key, id);
		}
		aic_primitives::hold_spendable::<_, T::Currency>(
			&HoldReason::KeyRequest.into(),
			&request.licensee,
			request.held(),
		)?;
		NextKeyRequest::<T>::put(id.saturating_add(1));
		KeyRequests::<T>::insert(id, &request);
		Open::<T>::insert(asset, id, ());
		Self::deposit_event(Event::KeyRequested {
			request: id,
			asset,
			licensee: request.licensee.clone(),
			part,
			reason,
			answer_by,
		});
		Ok(request)
	}

	pub(crate) fn do_answer(
		who: T::AccountId,
		id: KeyRequestId,
		sealed: Sealed,
		leaf: H256,
		proof: KeyProof,
	) -> DispatchResult {
		let mut request = Self::request_of(id)?;
		let Stage::Open { answer_by } = request.stage else {
			return Err(Error::<T>::AlreadyAnswered.into());
		};
		let now = T::Time::now();
		ensure!(now <= answer_by, Error::<T>::TooLate);
		let content = Self::protected(request.asset)?;
		Self::ensure_answers(&who, request.asset, &content)?;
		ensure!(!sealing::is_low_order(&sealed.ephemeral), Error::<T>::BadPoint);
		let Commitment { keys_root, .. } = content.commitment;
		ensure!(
			merkle::verify(keys_root, leaf, request.part.number(), content.commitment.keys(), &proof),
			Error::<T>::BadProof
		);
		let complain_by = now.saturating_add(T::ComplaintTime::get());
		request.stage = Stage::Answered { sealed, leaf, complain_by };
		Open::<T>::remove(request.asset, id);
		KeyRequests::<T>::insert(id, request);
		Self::deposit_event(Event::KeyAnswered { request: id, complain_by });
		Ok(())
	}

	pub(crate) fn do_confirm(who: T::AccountId, id: KeyRequestId) -> DispatchResult {
		let request = Self::request_of(id)?;
		ensure!(request.licensee == who, Error::<T>::NotLicensee);
		ensure!(matches!(request.stage, Stage::Answered { .. }), Error::<T>::NotAnswered);
		Self::pay(id, request);
		Ok(())
	}

	pub(crate) fn do_settle(id: KeyRequestId) -> DispatchResult {
		let request = Self::request_of(id)?;
		let Stage::Answered { complain_by, .. } = request.stage else {
			return Err(Error::<T>::NotAnswered.into());
		};
		ensure!(T::Time::now() > complain_by, Error::<T>::NotOver);
		Self::pay(id, request);
		Ok(())
	}

	pub(crate) fn do_refund(id: KeyRequestId) -> DispatchResult {
		let request = Self::request_of(id)?;
		let Stage::Open { answer_by } = request.stage else {
			return Err(Error::<T>::AlreadyAnswered.into());
		};
		let now = T::Time::now();
		let can_answer = T::Licensing::seller(request.asset).is_some();
		ensure!(now > answer_by || !can_answer, Error::<T>::NotOver);
		let slashed = if can_answer { Self::slash_silence(&request, now) } else { 0 };
		let fee = request.fee();
		Self::give_back(id, request);
		Self::deposit_event(Event::KeyRefunded { request: id, fee, slashed });
		Ok(())
	}

	/// One silence is slashed once, however many requests fell into it: else many that cost nothing could eat up a guarantee. What its
	/// maker could have had without asking costs the owner nothing, either.
	fn slash_silence(request: &KeyRequestOf<T>, now: Moment) -> Balance {
		if request.reason == Reason::Reading {
			return 0;
		}
		Contents::<T>::mutate_extant(request.asset, |content| {
			if request.asked_at <= content.slashed_at {
				return 0;
			}
			content.slashed_at = now;
			Self::slash(request.asset, T::NoAnswerSlash::get())
		})
	}

	pub(crate) fn do_prove_false_key(
		who: T::AccountId,
		id: KeyRequestId,
		secret: [u8; 32],
	) -> DispatchResult {
		let request = Self::request_of(id)?;
		ensure!(request.licensee == who, Error::<T>::NotLicensee);
		let Stage::Answered { sealed, leaf, complain_by } = request.stage else {
			return Err(Error::<T>::NotAnswered.into());
		};
		ensure!(T::Time::now() <= complain_by, Error::<T>::TooLate);
		ensure!(sealing::public(secret) == request.recipient, Error::<T>::OtherSecret);
		let key = sealing::open(&sealed, secret, &request.recipient, id);
		ensure!(H256(blake2_256(&key)) != leaf, Error::<T>::KeyIsRight);
		let slashed = Self::slash(request.asset, T::FalseKeySlash::get());
		let fee = request.fee();
		Self::give_back(id, request);
		Self::deposit_event(Event::KeyWasFalse { request: id, fee, slashed });
		Ok(())
	}

	/// Ends a request whose key is good. When nobody is there who could be paid, the fee goes back: nobody waits for it.
	fn pay(id: KeyRequestId, request: KeyRequestOf<T>) {
		let fee = request.fee();
		let paid = with_storage_layer(|| {
			T::Payroll::distribute(
				Self::paid(request.asset, request.licensee.clone(), fee),
				Funds::Held(HoldReason::KeyRequest.into()),
			)
		});
		match paid {
			Ok(()) => {
				if let Reason::Licence { wish, fee } = request.reason {
					T::Licensing::paid(request.asset, &request.licensee, &wish, fee);
				}
				Self::release(&request.licensee, request.deposit);
				Self::remove(id, &request);
				Self::deposit_event(Event::KeySettled { request: id, fee });
			}
			Err(error) => {
				Self::give_back(id, request);
				Self::deposit_event(Event::PaymentFailed { request: id, fee, error });
			}
		}
	}

	/// Ends a request without payment.
	fn give_back(id: KeyRequestId, request: KeyRequestOf<T>) {
		if let Reason::Licence { wish, .. } = request.reason {
			T::Licensing::revoke(request.asset, &request.licensee, &wish);
		}
		Self::release(&request.licensee, request.held());
		Self::remove(id, &request);
	}

	fn release(who: &T::AccountId, amount: Balance) {
		T::Currency::release(&HoldReason::KeyRequest.into(), who, amount, Precision::BestEffort)
			.defensive_unwrap_or_default();
	}

	fn remove(id: KeyRequestId, request: &KeyRequestOf<T>) {
		KeyRequests::<T>::remove(id);
		if matches!(request.stage, Stage::Open { .. }) {
			Open::<T>::remove(request.asset, id);
		}
		if let Some(what) = request.asked_for() {
			Asked::<T>::remove((request.asset, request.licensee.clone(), what));
		}
	}
}

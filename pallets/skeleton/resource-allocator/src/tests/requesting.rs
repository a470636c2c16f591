use super::*;
use frame::deps::sp_runtime::TokenError;

fn refused(change: impl FnOnce(&mut JobRequest), error: impl Into<DispatchError>) {
	let mut asked = request(1);
	change(&mut asked);
	let error = error.into();
	assert_eq!(Allocator::quote(asked.clone()), Err(error));
	assert_noop!(Allocator::request(signed(REQUESTER), asked, Balance::MAX), error);
}

#[test]
fn request_holds_exactly_the_quote_when_it_is_taken() {
	run(|| {
		let quote = Allocator::quote(request(2)).unwrap();
		assert_eq!((quote.work, quote.validation, quote.total), (2 * WORK, 2 * (ESCROW - WORK), 2 * ESCROW));
		assert_ok!(Allocator::request(signed(REQUESTER), request(2), quote.total));
		assert_eq!((held(REQUESTER), free(REQUESTER)), (quote.total, FUNDS - quote.total));
		assert_eq!(licences(), 9);
		System::assert_last_event(Event::JobRequested { job: 0, requester: REQUESTER, quote }.into());
		let status = Allocator::status(0).unwrap();
		assert_eq!(status.len(), 2);
		assert!(status
			.iter()
			.all(|slot| slot.waits == Some(WaitReason::AwaitsRandomness) && slot.node.is_none()));
		assert_eq!((Allocator::waiting(), Allocator::status(1)), (2, None));
		let job = Allocator::job(0).unwrap();
		assert_eq!((job.region, job.excluded.to_vec()), (7, vec![REQUESTER, MODEL_OWNER, DATA_OWNER]));
	});
}

#[test]
fn request_is_refused_when_it_makes_no_sense() {
	run(|| {
		refused(|r| r.slots = 0, Error::<Test>::SlotsOutOfRange);
		refused(|r| r.slots = 5, Error::<Test>::SlotsOutOfRange);
		refused(|r| r.power = 0, Error::<Test>::NoPower);
		refused(|r| r.time_limit = 0, Error::<Test>::TimeLimitOutOfRange);
		refused(|r| r.time_limit = 24 * HOUR + 1, Error::<Test>::TimeLimitOutOfRange);
		refused(|r| r.datasets = Default::default(), Error::<Test>::NoDataset);
		refused(|r| r.datasets.try_push(dataset(0)).unwrap(), Error::<Test>::DuplicateDataset);
		refused(|r| r.datasets.try_push(model()).unwrap(), Error::<Test>::NotADataset);
		refused(|r| r.model = dataset(0), Error::<Test>::NotAModel);
		refused(|r| r.datasets.try_push(misfit()).unwrap(), DispatchError::Other("does not fit"));
		refused(|r| r.datasets.try_push(dataset(77)).unwrap(), DispatchError::CannotLookup);
	});
}

#[test]
fn request_is_refused_when_the_fee_is_above_the_bond() {
	run(|| {
		World::change(|world| world.bond_per_power = WORK / 16 - 1);
		refused(|_| (), Error::<Test>::FeeAboveBond);
		World::change(|world| world.bond_per_power = WORK / 16);
		requested(1);
	});
}

#[test]
fn price_is_capped_when_an_absurd_one_is_stored() {
	run(|| {
		let dear = PowerPrice { price: Balance::MAX, updated_at: START, total: 0, busy: 0 };
		PowerPrices::<Test>::insert(DeviceClass::Gpu, dear);
		assert_eq!(Allocator::power_price(DeviceClass::Gpu), AIC);
		assert_eq!(Allocator::quote(JobRequest { power: 1, ..request(1) }).unwrap().work, AIC);
	});
}

#[test]
fn request_is_refused_when_the_price_is_above_the_maximum() {
	run(|| {
		assert_noop!(
			Allocator::request(signed(REQUESTER), request(2), 2 * ESCROW - 1),
			Error::<Test>::PriceAboveMaximum
		);
	});
}

#[test]
fn request_is_refused_when_funds_are_missing_or_locked() {
	run(|| {
		assert_noop!(
			Allocator::request(signed(POOR), request(1), Balance::MAX),
			TokenError::FundsUnavailable
		);
		// Vested coins can be put on hold, but must not come out of escrow as free ones.
		frame_locked(REQUESTER, FUNDS - ESCROW + 1);
		assert_noop!(
			Allocator::request(signed(REQUESTER), request(1), Balance::MAX),
			TokenError::FundsUnavailable
		);
		frame_locked(REQUESTER, FUNDS - ESCROW);
		requested(1);
		assert_eq!(licences(), 9);
	});
}

#[test]
fn request_is_refused_when_no_licence_is_held() {
	run(|| {
		World::change(|world| world.licences.insert(dataset(0), 0));
		assert_noop!(
			Allocator::request(signed(REQUESTER), request(1), Balance::MAX),
			DispatchError::Other("no licence")
		);
	});
}

fn frame_locked(who: AccountId, amount: Balance) {
	use frame::traits::{LockableCurrency, WithdrawReasons};
	Balances::set_lock(*b"vesting ", &who, amount, WithdrawReasons::all());
}

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
		assert_eq!((quote.work, quote.audits, quote.total), (2 * WORK, 2 * (ESCROW - WORK), 2 * ESCROW));
		assert_ok!(Allocator::request(signed(REQUESTER), request(2), quote.total));
		assert_eq!((held(REQUESTER), free(REQUESTER)), (quote.total, FUNDS - quote.total));
		assert_eq!(licences(), 9);
		System::assert_last_event(Event::JobRequested { job: 0, requester: REQUESTER, quote }.into());
		let status = Allocator::status(0).unwrap();
		assert_eq!(status.len(), 2);
		assert!(status
			.iter()
			.all(|slot| slot.waits == Some(WaitReason::AwaitsRandomness) && slot.node.is_none()));
		let job = Allocator::job(0).unwrap();
		assert_eq!((Allocator::waiting(), Allocator::status(1)), (vec![(job.lane(), 1)], None));
		assert_eq!(
			(job.region, job.owners.to_vec()),
			(HOME, vec![mark_of(&MODEL_OWNER), mark_of(&DATA_OWNER)])
		);
		assert_eq!(Slots::<Test>::iter().count(), 0, "slots that have no node cost no storage");
	});
}

#[test]
fn request_is_refused_when_it_makes_no_sense() {
	run(|| {
		refused(|r| r.slots = 0, Error::<Test>::SlotsOutOfRange);
		refused(|r| r.slots = 101, Error::<Test>::SlotsOutOfRange);
		refused(|r| r.power = 0, Error::<Test>::PowerOutOfRange);
		refused(|r| r.power = 65, Error::<Test>::PowerOutOfRange);
		refused(|r| r.time_limit = MINUTE - 1, Error::<Test>::TimeLimitOutOfRange);
		refused(|r| r.time_limit = 24 * HOUR + 1, Error::<Test>::TimeLimitOutOfRange);
		refused(|r| r.prepaid = Some(0), Error::<Test>::PrepaidOutOfRange);
		refused(|r| r.prepaid = Some(HOUR + 1), Error::<Test>::PrepaidOutOfRange);
		refused(|r| r.patience = Some(0), Error::<Test>::PatienceOutOfRange);
		refused(|r| r.patience = Some(PATIENCE + 1), Error::<Test>::PatienceOutOfRange);
		refused(|r| r.trust = 0, Error::<Test>::TrustOutOfRange);
		refused(|r| r.trust = 1_001, Error::<Test>::TrustOutOfRange);
		refused(|r| r.retries = 4, Error::<Test>::TooManyRetries);
		refused(|r| r.checkpoints = 0, Error::<Test>::CheckpointsOutOfRange);
		refused(|r| r.checkpoints = 3, Error::<Test>::CheckpointsOutOfRange);
		refused(|r| r.checkpoints = 1 << 21, Error::<Test>::CheckpointsOutOfRange);
		refused(|r| r.comparison = Comparison::Tolerant { bound: 1 }, Error::<Test>::CheckpointsOutOfRange);
		refused(|r| r.placement = Placement::Elastic { least: 0 }, Error::<Test>::LeastOutOfRange);
		refused(|r| r.placement = Placement::Elastic { least: 2 }, Error::<Test>::LeastOutOfRange);
		refused(|r| r.region = Some(99), Error::<Test>::UnknownRegion);
		refused(|r| r.datasets = vec![placeless()].try_into().unwrap(), Error::<Test>::UnknownAsset);
		refused(|r| r.datasets = Default::default(), Error::<Test>::NoDataset);
		refused(|r| r.datasets.try_push(dataset(0)).unwrap(), Error::<Test>::DuplicateDataset);
		refused(|r| r.datasets.try_push(model()).unwrap(), Error::<Test>::NotADataset);
		refused(|r| r.model = dataset(0), Error::<Test>::NotAModel);
		refused(|r| r.datasets.try_push(misfit()).unwrap(), DispatchError::Other("does not fit"));
		refused(|r| r.datasets.try_push(dataset(77)).unwrap(), DispatchError::CannotLookup);
		MaxPremium::set(Permill::from_percent(10));
		refused(|r| r.premium = Permill::from_percent(11), Error::<Test>::PremiumOutOfRange);
	});
}

#[test]
fn request_is_refused_when_the_fee_is_above_the_bond() {
	run(|| {
		World::change(|world| world.bond_per_power = WORK / 16 - 1);
		refused(|_| (), Error::<Test>::FeeAboveBond);
		World::change(|world| world.bond_per_power = WORK / 16);
		let job = requested(1);
		assert_eq!(
			Allocator::job(job).unwrap().terms.audit,
			Permill::one(),
			"then every liar must be caught"
		);
		World::change(|world| world.bond_per_power = AIC);
		let audit = |asked: JobRequest| Allocator::job(ask(asked)).unwrap().terms.audit;
		assert_eq!(audit(request(1)), Permill::from_percent(5), "the least that there is");
		let careful = JobRequest { audit: Permill::from_percent(70), ..request(1) };
		assert_eq!(audit(careful), Permill::from_percent(70));
		World::change(|world| world.bond_per_power = WORK / 8);
		assert_eq!(audit(request(1)), Permill::from_percent(50));
		let prepaid = JobRequest { prepaid: Some(MINUTE), ..request(1) };
		assert_eq!(audit(prepaid), Permill::from_percent(50), "more may be paid for later");
	});
}

#[test]
fn premium_is_offered_on_top_and_the_least_fee_at_least_when_a_quote_is_asked_for() {
	run(|| {
		let dear = Allocator::quote(JobRequest { premium: Permill::from_percent(25), ..request(1) }).unwrap();
		assert_eq!((dear.work, dear.total), (WORK * 5 / 4, ESCROW * 5 / 4));
		let short = JobRequest { power: 1, time_limit: MINUTE, ..request(1) };
		let short = Allocator::quote(short).unwrap();
		assert_eq!((short.work, short.audits), (MIN_FEE, MIN_FEE * 3 / 10));
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

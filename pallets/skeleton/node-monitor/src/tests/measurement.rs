use super::*;

const NODE: NodeId = 4;
const OPERATOR: AccountId = 204;
const FEE: Balance = 2 * EACH;

fn commitment() -> Commitment {
	Commitment::new(TaskId::Measurement(0), NODE, H256::repeat_byte(1))
}

fn request() {
	assert_ok!(Monitor::request_measurement(signed(OPERATOR), NODE, FEE + 2));
}

fn begin() {
	request();
	block();
	block();
	assert_ok!(Monitor::begin_measurement(signed(OPERATOR), NODE));
}

/// Up to the validation, after so many ms.
fn submit(elapsed: Moment) {
	begin();
	pass(elapsed);
	assert_ok!(Monitor::submit_measurement(signed(OPERATOR), NODE, commitment()));
}

fn accepted() -> Verdict {
	Verdict::Accepted { digest: H256::repeat_byte(1), auditors: vec![1, 2].try_into().unwrap() }
}

fn end(verdict: Verdict) {
	assert_ok!(<Monitor as OnVerdict<AccountId>>::on_verdict(TaskId::Measurement(0), verdict));
}

fn payable() -> Balance {
	Monitor::measurement_fee(NODE).unwrap()
}

#[test]
fn fee_is_the_price_of_the_task_for_each_auditor() {
	build_and_execute(|| {
		assert!((FEE..=FEE + 2).contains(&payable()), "rounded up");
		assert_eq!(Monitor::measurement_fee(77), None);
		let fee = payable();
		let ask = |who, max| Monitor::request_measurement(signed(who), NODE, max);
		assert_noop!(ask(OPERATOR, fee - 1), Error::<Test>::FeeAboveMaximum);
		assert_noop!(ask(203, fee), Error::<Test>::NotOperator);
		assert_noop!(Monitor::request_measurement(signed(OPERATOR), 77, fee), Error::<Test>::NoSuchNode);
		assert_ok!(ask(OPERATOR, fee));
		assert_eq!(held(OPERATOR), fee);
		assert_noop!(ask(OPERATOR, fee), Error::<Test>::AlreadyOpen);
	});
}

#[test]
fn request_is_refused_when_the_funds_are_not_there_or_locked() {
	build_and_execute(|| {
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), OPERATOR, FEE / 2));
		assert!(Monitor::request_measurement(signed(OPERATOR), NODE, FEE + 2).is_err());
		assert_eq!((held(OPERATOR), Measurements::<Test>::iter().count()), (0, 0));
		// The owner may pay as well.
		assert_ok!(Monitor::request_measurement(signed(104), NODE, FEE + 2));
	});
}

#[test]
fn task_is_known_only_after_the_request() {
	build_and_execute(|| {
		assert_noop!(Monitor::begin_measurement(signed(OPERATOR), NODE), Error::<Test>::NotOpen);
		block();
		request();
		let begin = |who| Monitor::begin_measurement(signed(who), NODE);
		assert_noop!(begin(OPERATOR), Error::<Test>::AwaitsRandomness);
		block();
		assert_noop!(begin(203), Error::<Test>::NotOperator);
		assert_ok!(begin(OPERATOR));
		let Some(Event::MeasurementBegan { work, until, .. }) = events().pop() else { panic!("it began") };
		assert_eq!((work.lanes, work.steps), (WHOLE, 1_000));
		assert_eq!(until, World::now() + SLOWEST * MEASURE);
		assert_noop!(begin(OPERATOR), Error::<Test>::WrongPhase);
	});
}

#[test]
fn seeds_differ_between_measurements_in_the_same_block() {
	build_and_execute(|| {
		for node in [4, 5] {
			assert_ok!(Monitor::request_measurement(signed(200 + node), node, FEE + 2));
		}
		block();
		let seeds: Vec<H256> = [4, 5]
			.into_iter()
			.map(|node| {
				assert_ok!(Monitor::begin_measurement(signed(200 + node), node));
				let Some(Event::MeasurementBegan { work, .. }) = events().pop() else { panic!("it began") };
				work.seed
			})
			.collect();
		assert_ne!(seeds[0], seeds[1]);
	});
}

#[test]
fn power_follows_from_the_time_that_was_needed() {
	for (elapsed, power) in [
		(0, WHOLE),
		(MEASURE / 2, WHOLE),
		(MEASURE, WHOLE),
		(2 * MEASURE, WHOLE / 2),
		(3 * MEASURE, WHOLE / 3),
		(SLOWEST * MEASURE, WHOLE / 8),
	] {
		build_and_execute(|| {
			submit(elapsed);
			assert_eq!(World::node(NODE).power, 0, "it counts from the verdict on");
			end(accepted());
			assert_eq!(World::node(NODE).power, power, "after {elapsed} ms");
		});
	}
}

#[test]
fn auditors_are_paid_and_the_rest_of_the_fee_goes_back() {
	build_and_execute(|| {
		submit(MEASURE);
		let task = World::read(|world| world.open.clone()).unwrap();
		assert_eq!((task.executor, task.audit, task.requester), (NODE, Permill::one(), 104));
		assert_eq!(task.requirements.power, 8, "an eighth of the power audits in eight times the time");
		assert_eq!(World::node(NODE).pledged, 8 * AIC);
		let fee = held(OPERATOR);
		let auditors = vec![1].try_into().unwrap();
		end(Verdict::Accepted { digest: H256::repeat_byte(1), auditors });
		let kind = UseKind::Audit(TaskId::Measurement(0));
		assert_eq!(World::read(|world| world.paid.clone()), vec![(ResourceId::Node(1), fee / 2, kind)]);
		assert_eq!((held(OPERATOR), Balances::free_balance(OPERATOR)), (0, FUNDS - fee / 2));
		assert_eq!(World::node(NODE).pledged, 0);
		assert_eq!(Monitor::measurement(NODE), None);
	});
}

#[test]
fn more_auditors_than_were_paid_for_get_no_more_than_the_fee() {
	build_and_execute(|| {
		submit(MEASURE);
		let fee = held(OPERATOR);
		end(Verdict::Accepted {
			digest: H256::repeat_byte(1),
			auditors: vec![1, 2, 3, 5].try_into().unwrap(),
		});
		let paid: Balance = World::read(|world| world.paid.iter().map(|(_, amount, _)| amount).sum());
		assert_eq!((paid, Balances::free_balance(OPERATOR)), (fee, FUNDS - fee));
	});
}

#[test]
fn nothing_counts_when_the_result_is_rejected_or_undecided() {
	for verdict in [Verdict::Rejected, Verdict::Undecided] {
		build_and_execute(|| {
			submit(MEASURE);
			end(verdict);
			assert_eq!((World::node(NODE).power, World::node(NODE).pledged), (0, 0));
			assert_eq!((held(OPERATOR), Balances::free_balance(OPERATOR)), (0, FUNDS));
			assert!(matches!(events().pop(), Some(Event::MeasurementEnded { power: None, paid: 0, .. })));
			request();
		});
	}
}

#[test]
fn fee_goes_back_when_an_auditor_can_not_be_paid() {
	build_and_execute(|| {
		submit(MEASURE);
		World::change(|world| world.no_pay = true);
		end(accepted());
		assert_eq!((held(OPERATOR), Balances::free_balance(OPERATOR)), (0, FUNDS));
		assert_eq!(World::node(NODE).power, WHOLE);
		assert!(events().iter().any(|event| matches!(event, Event::PaymentFailed { node: 1, .. })));
	});
}

#[test]
fn submit_is_refused_when_it_is_late_early_or_without_bond() {
	build_and_execute(|| {
		let submit = |who| Monitor::submit_measurement(signed(who), NODE, commitment());
		assert_noop!(submit(OPERATOR), Error::<Test>::NotOpen);
		request();
		assert_noop!(submit(OPERATOR), Error::<Test>::WrongPhase);
		block();
		block();
		assert_ok!(Monitor::begin_measurement(signed(OPERATOR), NODE));
		assert_noop!(submit(203), Error::<Test>::NotOperator);
		World::change(|world| world.no_bond = true);
		assert_noop!(submit(OPERATOR), Error::<Test>::BondTooSmall);
		World::change(|world| world.no_bond = false);
		pass(SLOWEST * MEASURE + 1);
		assert_noop!(submit(OPERATOR), Error::<Test>::TooLate);
	});
}

#[test]
fn anybody_ends_what_was_not_begun_or_not_submitted_in_time() {
	build_and_execute(|| {
		assert_noop!(Monitor::expire_measurement(signed(1), NODE), Error::<Test>::NotOpen);
		request();
		assert_noop!(Monitor::expire_measurement(signed(1), NODE), Error::<Test>::NotExpired);
		pass(BEGIN + 1);
		assert_noop!(Monitor::begin_measurement(signed(OPERATOR), NODE), Error::<Test>::TooLate);
		assert_ok!(Monitor::expire_measurement(signed(1), NODE));
		assert_eq!((held(OPERATOR), Balances::free_balance(OPERATOR)), (0, FUNDS));
		begin();
		pass(SLOWEST * MEASURE + 1);
		assert_ok!(Monitor::expire_measurement(signed(1), NODE));
		assert_eq!((held(OPERATOR), Balances::free_balance(OPERATOR)), (0, FUNDS));
		submit(MEASURE);
		pass(100 * MEASURE);
		assert_noop!(Monitor::expire_measurement(signed(1), NODE), Error::<Test>::NotExpired);
	});
}

#[test]
fn verdicts_of_others_are_refused() {
	build_and_execute(|| {
		let on_verdict = <Monitor as OnVerdict<AccountId>>::on_verdict;
		let slot = TaskId::Slot(aic_primitives::SlotId { job: 0, index: 0 });
		assert_noop!(on_verdict(slot, accepted()), Error::<Test>::NotOpen);
		assert_noop!(on_verdict(TaskId::Measurement(0), accepted()), Error::<Test>::NotOpen);
		assert_eq!(<Monitor as OnVerdict<AccountId>>::paid_so_far(TaskId::Measurement(0)), None);
	});
}

use super::*;
use frame::{deps::frame_support::weights::WeightMeter, hashing::blake2_256};

const NODE: NodeId = 4;
const OPERATOR: AccountId = 204;

fn commitment() -> Commitment {
	Commitment::new(TaskId::Measurement(0), NODE, H256::repeat_byte(1))
}
fn request() {
	assert_ok!(Monitor::request_measurement(signed(OPERATOR), NODE, AIC));
}
fn to_validation() {
	request();
	block();
	assert_ok!(Monitor::begin_measurement(signed(OPERATOR), NODE));
	pass(MEASURE);
	assert_ok!(Monitor::submit_measurement(signed(OPERATOR), NODE, commitment()));
}
fn accept() {
	let auditors = vec![1].try_into().unwrap();
	let verdict = Verdict::Accepted { digest: H256::repeat_byte(1), auditors };
	assert_ok!(<Monitor as OnVerdict<AccountId>>::on_verdict(TaskId::Measurement(0), verdict));
}
fn report(from: NodeId, round_trip: u32) {
	<Monitor as Distances>::report(from, NODE, round_trip);
}

#[test]
fn a_task_computed_before_the_clock_began_gives_no_power() {
	build_and_execute(|| {
		request();
		block();
		let (randomness, _) = World::random(b"node-monitor/measurements");
		let foreseen = H256(blake2_256(&(randomness, 0u64).encode()));
		// The relay chain's value stays; the thief computes for four times as long as he may and only then begins.
		World::change(|world| world.stale = true);
		(0..4 * MEASURE / 2_000).for_each(|_| block());
		if Monitor::begin_measurement(signed(OPERATOR), NODE).is_err() {
			return;
		}
		let begun = events().into_iter().find_map(|event| match event {
			Event::MeasurementBegan { work, .. } => Some(work.seed),
			_ => None,
		});
		assert_ne!(begun, Some(foreseen), "the seed was known 4 x MeasureTime before the clock began");
	});
}

#[test]
fn a_misplaced_node_gets_no_power_from_a_verdict_that_was_pending() {
	build_and_execute(|| {
		to_validation();
		(1..=6).filter(|from| *from != NODE).for_each(|from| report(from, 350));
		assert!(events().iter().any(|event| matches!(event, Event::Misplaced { .. })));
		assert_eq!(World::node(NODE).power, 0);
		accept();
		assert_eq!(World::node(NODE).power, 0, "it must be measured anew");
	});
}

#[test]
fn reports_about_the_old_region_count_nothing_when_a_node_has_moved() {
	build_and_execute(|| {
		// Four reports say that it is not in the region that it names, which is one too few; then its owner moves it.
		[1, 3, 5].into_iter().for_each(|from| report(from, 400));
		report(2, 400);
		World::change(|world| world.moved.insert(NODE, 1));
		// From now on it is where it says.
		report(7, 10);
		assert!(World::node(NODE).online, "an honest move was punished for reports of the old region");
	});
}

#[test]
fn the_queue_holds_no_more_than_a_window_when_weight_is_short() {
	build_and_execute(|| {
		let short = <() as WeightInfo>::poll().saturating_add(<() as WeightInfo>::ask().saturating_mul(2));
		assert!(!<() as WeightInfo>::look().all_lte(short));
		let mut longest = 0;
		for _ in 0..300 {
			let number = System::block_number() + 1;
			System::set_block_number(number);
			World::change(|world| {
				world.now += 2_000;
				world.known_since = number;
			});
			Monitor::on_poll(number, &mut WeightMeter::with_limit(short));
			for node in Asked::<Test>::iter_keys().collect::<Vec<_>>() {
				let _ = Monitor::heartbeat(signed(200 + node), node);
			}
			longest = longest.max(DueEnds::<Test>::get(()).len());
		}
		assert!(longest <= 2 * (WINDOW / 2_000 + 1), "queue of {longest}");
	});
}

#[test]
fn state_is_good_when_governance_shortens_the_window() {
	new_test_ext().execute_with(|| {
		block();
		AskWindow::set(WINDOW / 10);
		for _ in 0..3 {
			block();
		}
		assert_ok!(Monitor::do_try_state());
	});
}

#[test]
fn auditors_are_asked_for_at_the_price_that_they_are_paid() {
	build_and_execute(|| {
		request();
		World::change(|world| world.price = Some(AIC));
		block();
		assert_ok!(Monitor::begin_measurement(signed(OPERATOR), NODE));
		pass(MEASURE);
		assert_ok!(Monitor::submit_measurement(signed(OPERATOR), NODE, commitment()));
		let task = World::read(|world| world.open.clone()).unwrap();
		assert_eq!(task.requirements.unit_price, AIC / 100, "paid at 0.01 AIC, drawn at another price");
	});
}

#[test]
fn a_running_measurement_keeps_its_terms_when_governance_changes_the_time() {
	build_and_execute(|| {
		request();
		block();
		assert_ok!(Monitor::begin_measurement(signed(OPERATOR), NODE));
		TaskTime::set(MEASURE / 2);
		pass(MEASURE);
		assert_ok!(Monitor::submit_measurement(signed(OPERATOR), NODE, commitment()));
		accept();
		assert_eq!(World::node(NODE).power, WHOLE);
	});
}

#[test]
fn request_is_refused_when_the_coins_are_locked() {
	use frame::deps::frame_support::traits::{LockableCurrency, WithdrawReasons};
	build_and_execute(|| {
		Balances::set_lock(*b"a lock  ", &OPERATOR, FUNDS, WithdrawReasons::all());
		let asked = Monitor::request_measurement(signed(OPERATOR), NODE, AIC);
		assert_eq!(asked, Err(frame::deps::sp_runtime::TokenError::FundsUnavailable.into()));
		assert_eq!(held(OPERATOR), 0);
	});
}

#[test]
fn a_misplaced_node_must_ask_anew_when_its_measurement_had_not_come_to_validation() {
	for begun in [false, true] {
		build_and_execute(|| {
			request();
			block();
			if begun {
				assert_ok!(Monitor::begin_measurement(signed(OPERATOR), NODE));
			}
			(1..=6).filter(|from| *from != NODE).for_each(|from| report(from, 350));
			assert_eq!((Monitor::measurement(NODE), held(OPERATOR)), (None, 0));
			let submit = Monitor::submit_measurement(signed(OPERATOR), NODE, commitment());
			assert_eq!(submit, Err(Error::<Test>::NotOpen.into()));
		});
	}
}

use super::*;

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

#[test]
fn try_state_fails_when_the_state_is_corrupt() {
	let fails = |because: &'static str, corrupt: &dyn Fn()| {
		let result = hypothetically!({
			corrupt();
			Monitor::do_try_state()
		});
		assert_eq!(result, Err(frame::deps::sp_runtime::TryRuntimeError::Other(because)));
	};
	build_and_execute(|| {
		to_validation();
		let change = |change: &dyn Fn(&mut MeasurementOf<Test>)| {
			Measurements::<Test>::mutate(NODE, |measurement| change(measurement.as_mut().unwrap()))
		};
		fails("a measurement's number was not given", &|| NextMeasurement::<Test>::kill());
		fails("a measurement is not found by its number", &|| Measured::<Test>::remove(0));
		fails("a number is of no measurement", &|| Measured::<Test>::insert(9, NODE));
		fails("what is on hold is not the fees of the open measurements", &|| change(&|m| m.fee += 1));
		fails("a node that was asked is not in the queue", &|| Asked::<Test>::insert(77, 1));
		fails("the queue has a gap", &|| DueEnds::<Test>::mutate((), |ends| ends.tail += 1));
		fails("a heartbeat lies outside the queue", &|| Due::<Test>::insert((), 1_000, (1, 1)));
		fails("a node missed more heartbeats than it can", &|| Missed::<Test>::insert(1, MAX_MISSED));
		fails("a provider reported twice", &|| {
			Reports::<Test>::insert(NODE, (0, Deviations::truncate_from(vec![(1, 0), (1, 0)])))
		});
	});
}

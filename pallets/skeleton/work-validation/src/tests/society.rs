use super::*;

#[test]
fn society_is_asked_when_no_more_auditors_can_be_had() {
	run(|| {
		disputed(slot(1));
		let until = START + SocietyTime::get();
		assert_eq!(Pallet::<Test>::phase(slot(1)), Some(Phase::Disputed { until }));
		System::assert_last_event(Event::Disputed { task: slot(1), until }.into());
		assert!(World::read(World::reserved).is_empty(), "they can do other work meanwhile");
		let tally = Pallet::<Test>::credibility(slot(1)).unwrap();
		let groups = tally.groups.iter().map(|g| (g.digest, g.weight, g.auditors)).collect::<Vec<_>>();
		assert_eq!(groups, [(digest(8), 8, 2), (digest(7), 4, 2), (digest(9), 8, 3)]);
		assert_eq!(tally.total, 21);
	});
}

#[test]
fn work_is_accepted_when_the_society_finds_it_right() {
	run(|| {
		let [sevens, eights, nines] = disputed(slot(1));
		assert_ok!(decide(slot(1), Some(digest(8))));
		assert_eq!(verdicts(), [(slot(1), accepted(digest(8), &eights[..1]))]);
		assert_eq!(lost(EXECUTOR), 0);
		sevens.iter().chain(&nines).for_each(|node| assert_eq!(lost(*node), BOND));
		assert_eq!(received(100 + eights[1]), 5 * (BOND / 2));
		assert_eq!((trust(EXECUTOR), trust(eights[0]), trust(eights[1])), (1, 1, 1));
	});
}

#[test]
fn work_is_rejected_when_the_society_finds_another_result_right() {
	run(|| {
		let [sevens, eights, nines] = disputed(slot(1));
		assert_ok!(decide(slot(1), Some(digest(7))));
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
		assert_eq!((lost(EXECUTOR), received(REQUESTER)), (BOND, PAID));
		sevens.iter().for_each(|node| assert_eq!(received(100 + node), auditors_share()));
		eights.iter().chain(&nines).for_each(|node| assert_eq!(lost(*node), BOND));
	});
}

#[test]
fn nobody_loses_when_the_society_can_not_tell() {
	run(|| {
		disputed(slot(1));
		assert_ok!(decide(slot(1), None));
		assert_eq!(verdicts(), [(slot(1), Verdict::Undecided)]);
		assert_eq!(received(TREASURY), 0);
	});
}

#[test]
fn anyone_may_end_a_dispute_undecided_when_the_society_is_silent() {
	run(|| {
		disputed(slot(1));
		pass(SocietyTime::get());
		assert_noop!(close(slot(1)), Error::<Test>::TooEarly);
		pass(1);
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Undecided)]);
		assert_eq!(received(TREASURY), 0);
	});
}

#[test]
fn decide_is_refused_when_origin_phase_or_digest_is_wrong() {
	run(|| {
		assert_noop!(decide(slot(1), None), Error::<Test>::NotOpen);
		drawn(slot(2), digest(7));
		assert_noop!(decide(slot(2), None), Error::<Test>::WrongPhase);
		disputed(slot(1));
		let anyone = RuntimeOrigin::signed(ANYONE);
		assert_noop!(Pallet::<Test>::decide(anyone, slot(1), None), DispatchError::BadOrigin);
		assert_noop!(decide(slot(1), Some(digest(6))), Error::<Test>::UnknownDigest);
	});
}

#[test]
fn society_is_asked_when_a_contested_draw_finds_nobody() {
	run(|| {
		let first = drawn(slot(1), digest(8));
		assert_ok!(commit(slot(1), first[0], digest(7)));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(8)));
		assert_ok!(reveal(slot(1), first[0], digest(7)));
		set_idle([]);
		next_block();
		pass(DrawTimeout::get() + 1);
		assert_ok!(close(slot(1)));
		assert!(matches!(record(slot(1)).phase, Phase::Disputed { .. }));
		assert_ok!(decide(slot(1), Some(digest(7))));
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
	});
}

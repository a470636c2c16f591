use super::*;

const EVIDENCE: H256 = H256::repeat_byte(7);
const APPEAL: H256 = H256::repeat_byte(8);
const REASON: PenaltyReason = PenaltyReason::FalseDescription;

fn half() -> Permill {
	Permill::from_percent(50)
}

fn penalise(grade: Grade) -> DispatchResult {
	ContributionRating::penalise(RuntimeOrigin::root(), NODE, grade, REASON, EVIDENCE)
}

fn appeal(who: u64) -> DispatchResult {
	ContributionRating::appeal(signed(who), 0, APPEAL)
}

fn decide(upheld: bool) -> DispatchResult {
	ContributionRating::decide_appeal(RuntimeOrigin::root(), 0, upheld)
}

fn settle() -> DispatchResult {
	ContributionRating::settle_penalty(signed(9), 0)
}

/// 1,000 points, and a due of 50.
fn used() {
	pay(USER, NODE, 1_001, 100);
}

fn pass(time: Moment) {
	Now::set(&(Now::get() + time));
}

#[test]
fn warning_is_on_record_when_it_costs_nothing() {
	build_and_execute(|| {
		assert_ok!(penalise(Grade::Warning));
		let until = START + 1_000;
		let (resource, grade, reason, evidence, points, bond) =
			(NODE, Grade::Warning, REASON, EVIDENCE, 0, 0);
		let penalty = Penalty {
			resource,
			owner: OWNER,
			grade,
			reason,
			evidence,
			era: 0,
			points,
			due: 0,
			bond,
			until,
			appeal: None,
		};
		assert_eq!(ContributionRating::penalty_of(0), Some(penalty));
		assert_last(Event::PenaltyOrdered {
			penalty: 0,
			resource,
			grade,
			reason,
			evidence,
			points,
			bond,
			until,
		});
		assert!(World::slips().is_empty());
		assert_eq!(NextPenalty::<Test>::get(), 1);
	});
}

#[test]
fn points_and_due_fall_when_points_are_taken() {
	build_and_execute(|| {
		used();
		pay(USER, OTHER, 1_001, 100);
		let part = Permill::from_percent(90);
		assert_ok!(penalise(Grade::Points(part)));
		assert_eq!(rating(NODE), (100, 0, 5));
		assert_eq!(ContributionRating::total_due(0), 55);
		assert_eq!(World::slips(), [(OWNER, NODE, 900, 0)]);
		let cause = Cause::Penalty(0);
		System::assert_has_event(
			Event::Penalised { resource: NODE, part, points: 100, due: 5, cause }.into(),
		);
		assert_eq!(pot(), 10);
	});
}

#[test]
fn bond_is_kept_when_it_is_taken() {
	build_and_execute(|| {
		used();
		let coins = Balances::total_issuance();
		assert_ok!(penalise(Grade::Bond(half())));
		assert_eq!((points(NODE), pot()), (500, 260));
		assert_eq!(World::slips(), [(OWNER, NODE, 500, 250)]);
		assert_eq!(ContributionRating::penalty_of(0).unwrap().bond, 250);
		assert_eq!(Balances::total_issuance(), coins);
	});
}

#[test]
fn bond_is_taken_when_there_are_no_points() {
	build_and_execute(|| {
		assert_ok!(penalise(Grade::Bond(Permill::one())));
		assert_eq!(World::slips(), [(OWNER, NODE, 0, 500)]);
	});
}

#[test]
fn penalty_is_refused_when_it_is_empty_or_not_authorised() {
	build_and_execute(|| {
		assert_noop!(penalise(Grade::Points(Permill::one())), Error::<Test>::NothingToLose);
		assert_noop!(penalise(Grade::Bond(Permill::zero())), Error::<Test>::NothingToLose);
		used();
		assert_noop!(penalise(Grade::Points(Permill::zero())), Error::<Test>::NothingToLose);
		Bond::set(&0);
		assert_noop!(penalise(Grade::Bond(Permill::one())), Error::<Test>::NothingToLose);
		let order = |origin, resource| {
			ContributionRating::penalise(origin, resource, Grade::Warning, REASON, EVIDENCE)
		};
		assert_noop!(order(signed(USER), NODE), DispatchError::BadOrigin);
		assert_noop!(order(RuntimeOrigin::root(), ResourceId::Node(77)), Error::<Test>::NoSuchResource);
	});
}

#[test]
fn earlier_eras_stay_as_they_were_when_points_are_lost() {
	build_and_execute(|| {
		used();
		Era::set(&1);
		assert_ok!(penalise(Grade::Points(Permill::one())));
		assert_eq!(ContributionRating::due(0, NODE), 50);
		assert_eq!(rating(NODE), (0, 0, 0));
	});
}

#[test]
fn fault_costs_points_when_another_pallet_reports_it() {
	build_and_execute(|| {
		used();
		<ContributionRating as Ratings<u64>>::penalise(NODE, half());
		assert_eq!(World::slips(), [(OWNER, NODE, 500, 0)]);
		let (part, cause) = (half(), Cause::Fault);
		assert_last(Event::Penalised { resource: NODE, part, points: 500, due: 25, cause });
	});
}

#[test]
fn fault_costs_nothing_when_there_are_no_points() {
	build_and_execute(|| {
		<ContributionRating as Ratings<u64>>::penalise(NODE, Permill::one());
		assert!(System::events().is_empty() && World::slips().is_empty());
	});
}

#[test]
fn owner_appeals_once_when_there_is_time() {
	build_and_execute(|| {
		assert_noop!(appeal(OWNER), Error::<Test>::NoSuchPenalty);
		assert_ok!(penalise(Grade::Bond(half())));
		pass(999);
		assert_noop!(appeal(USER), Error::<Test>::NotOwner);
		assert_noop!(ContributionRating::appeal(RuntimeOrigin::root(), 0, APPEAL), DispatchError::BadOrigin);
		World::give(NODE, USER);
		assert_noop!(appeal(USER), Error::<Test>::NotOwner);
		assert_ok!(appeal(OWNER));
		let penalty = ContributionRating::penalty_of(0).unwrap();
		assert_eq!((penalty.appeal, penalty.until), (Some(APPEAL), Now::get() + 2_000));
		assert_last(Event::Appealed { penalty: 0, evidence: APPEAL, until: penalty.until });
		assert_noop!(appeal(OWNER), Error::<Test>::AlreadyAppealed);
	});
}

#[test]
fn appeal_is_refused_when_time_is_over() {
	build_and_execute(|| {
		assert_ok!(penalise(Grade::Bond(half())));
		pass(1_000);
		assert_noop!(appeal(OWNER), Error::<Test>::TooLate);
	});
}

#[test]
fn bond_goes_to_the_treasury_when_the_penalty_is_upheld() {
	build_and_execute(|| {
		used();
		let coins = Balances::total_issuance();
		assert_ok!(penalise(Grade::Bond(half())));
		assert_ok!(appeal(OWNER));
		assert_ok!(decide(true));
		assert_eq!((pot(), Balances::free_balance(TREASURY)), (10, 260));
		assert_eq!((points(NODE), Balances::total_issuance()), (500, coins));
		assert_eq!(ContributionRating::penalty_of(0), None);
		assert_last(Event::PenaltyClosed { penalty: 0, upheld: true, bond: 0 });
	});
}

#[test]
fn bond_and_points_come_back_when_the_penalty_is_reversed() {
	build_and_execute(|| {
		used();
		let coins = Balances::total_issuance();
		assert_ok!(penalise(Grade::Bond(Permill::from_percent(80))));
		assert_eq!(rating(NODE), (200, 0, 10));
		assert_ok!(appeal(OWNER));
		assert_ok!(decide(false));
		assert_eq!(rating(NODE), (1_000, 0, 50));
		assert_eq!((pot(), Balances::free_balance(OWNER)), (10, FUNDS));
		assert_eq!(Balances::total_issuance(), coins);
		assert_last(Event::PenaltyClosed { penalty: 0, upheld: false, bond: 400 });
	});
}

#[test]
fn points_come_back_decayed_when_eras_passed() {
	build_and_execute(|| {
		used();
		assert_ok!(penalise(Grade::Points(Permill::from_percent(80))));
		assert_ok!(appeal(OWNER));
		Era::set(&4);
		assert_ok!(decide(false));
		assert_eq!(rating(NODE), (500, 0, 0));
		assert_eq!(ContributionRating::due(0, NODE), 10);
	});
}

#[test]
fn decision_is_refused_when_nobody_appealed() {
	build_and_execute(|| {
		assert_noop!(decide(true), Error::<Test>::NoSuchPenalty);
		assert_ok!(penalise(Grade::Bond(half())));
		assert_noop!(decide(true), Error::<Test>::NotAppealed);
		assert_noop!(ContributionRating::decide_appeal(signed(USER), 0, true), DispatchError::BadOrigin);
	});
}

#[test]
fn penalty_stands_when_nobody_appealed_in_time() {
	build_and_execute(|| {
		assert_noop!(settle(), Error::<Test>::NoSuchPenalty);
		assert_ok!(penalise(Grade::Bond(half())));
		pass(999);
		assert_noop!(settle(), Error::<Test>::TooEarly);
		assert_noop!(ContributionRating::settle_penalty(RuntimeOrigin::root(), 0), DispatchError::BadOrigin);
		pass(1);
		assert_ok!(settle());
		assert_eq!((pot(), Balances::free_balance(TREASURY)), (10, 260));
		assert_last(Event::PenaltyClosed { penalty: 0, upheld: true, bond: 0 });
		assert_noop!(settle(), Error::<Test>::NoSuchPenalty);
	});
}

#[test]
fn appeal_is_granted_when_nobody_decided_in_time() {
	build_and_execute(|| {
		used();
		assert_ok!(penalise(Grade::Bond(half())));
		assert_ok!(appeal(OWNER));
		pass(1_999);
		assert_noop!(settle(), Error::<Test>::TooEarly);
		pass(1);
		assert_ok!(settle());
		assert_eq!((points(NODE), Balances::free_balance(OWNER)), (1_000, FUNDS));
		assert_last(Event::PenaltyClosed { penalty: 0, upheld: false, bond: 250 });
	});
}

#[test]
fn appeal_is_decided_when_time_is_over_and_nobody_settled() {
	build_and_execute(|| {
		assert_ok!(penalise(Grade::Bond(half())));
		assert_ok!(appeal(OWNER));
		pass(9_999);
		assert_ok!(decide(true));
	});
}

/// Takes this much of the bond, has the owner appeal, and leaves him with nothing.
fn penalise_the_dead(bond: Balance) {
	Bond::set(&bond);
	assert_ok!(penalise(Grade::Bond(Permill::one())));
	assert_ok!(appeal(OWNER));
	assert_ok!(Balances::transfer_all(signed(OWNER), 9, false));
	assert!(!System::account_exists(&OWNER));
}

#[test]
fn bond_revives_the_owner_when_it_reaches_the_existential_deposit() {
	build_and_execute(|| {
		penalise_the_dead(10);
		assert_ok!(decide(false));
		assert_eq!((pot(), Balances::free_balance(OWNER)), (10, 10));
	});
}

#[test]
fn bond_goes_to_the_treasury_when_a_dead_owner_cannot_have_it() {
	build_and_execute(|| {
		let coins = Balances::total_issuance();
		penalise_the_dead(9);
		assert_ok!(decide(false));
		assert_eq!((pot(), Balances::free_balance(TREASURY)), (10, 19));
		assert_last(Event::PenaltyClosed { penalty: 0, upheld: false, bond: 0 });
		assert_eq!(Balances::total_issuance(), coins);
	});
}

#[test]
fn bond_stays_with_the_pot_when_nobody_can_have_it() {
	build_and_execute(|| {
		assert_ok!(Balances::transfer_all(signed(TREASURY), 9, false));
		penalise_the_dead(9);
		assert_ok!(decide(false));
		assert_eq!(pot(), 19);
		System::assert_has_event(Event::<Test>::BondKept { penalty: 0, bond: 9 }.into());
	});
}

#[test]
fn bonds_add_up_when_there_are_many_penalties() {
	build_and_execute(|| {
		assert_ok!(penalise(Grade::Bond(half())));
		assert_ok!(penalise(Grade::Bond(half())));
		assert_eq!(pot(), 10 + 250 + 125);
		assert_eq!(Penalties::<Test>::iter().count(), 2);
		pass(1_000);
		assert_ok!(settle());
		assert_eq!(pot(), 10 + 125);
	});
}

#[test]
fn due_of_the_era_comes_back_when_the_penalty_is_reversed_within_it() {
	build_and_execute(|| {
		used();
		assert_ok!(penalise(Grade::Points(Permill::one())));
		assert_eq!(rating(NODE), (0, 0, 0));
		assert_ok!(appeal(OWNER));
		assert_ok!(decide(false));
		assert_eq!(rating(NODE), (1_000, 0, 50));
	});
}

use super::*;
use frame::deps::sp_runtime::TokenError;

fn paid_to(node: NodeId) -> Balance {
	free(100 + node) - AIC
}

/// A job of one slot that is paid for half an hour of an hour, and runs.
fn half_paid() -> SlotId {
	let slot = id(ask(JobRequest { prepaid: Some(HOUR / 2), ..request(1) }), 0);
	next_block();
	start(slot);
	slot
}

#[test]
fn node_is_paid_for_the_time_so_far_when_anybody_settles() {
	run(|| {
		let slot = running();
		let node = node_of(slot);
		assert_noop!(Allocator::settle(signed(OTHER), slot), Error::<Test>::NothingDue);
		pass(HOUR / 4);
		settle(slot);
		System::assert_last_event(Event::SlotSettled { slot, node, amount: WORK / 4, paid: WORK / 4 }.into());
		assert_noop!(Allocator::settle(signed(OTHER), slot), Error::<Test>::NothingDue);
		pass(HOUR / 4);
		settle(slot);
		assert_eq!((paid_to(node), held(REQUESTER)), (WORK / 2, ESCROW - WORK / 2));
		pass(HOUR / 4);
		submit(slot);
		assert_noop!(Allocator::settle(signed(OTHER), slot), Error::<Test>::NothingDue);
		assert_eq!(paid_to(node), WORK / 2, "the rest comes with the verdict");
		assert_ok!(verdict(slot, accepted(&[])));
		assert_eq!((paid_to(node), free(REQUESTER)), (WORK * 3 / 4, FUNDS - WORK * 3 / 4));
	});
}

#[test]
fn no_more_flows_than_was_prepaid_when_nobody_stops_the_work() {
	run(|| {
		let slot = half_paid();
		assert_eq!(held(REQUESTER), ESCROW / 2);
		pass(10 * HOUR);
		settle(slot);
		assert_eq!(paid_to(node_of(slot)), WORK / 2);
		assert_noop!(Allocator::settle(signed(OTHER), slot), Error::<Test>::NothingDue);
	});
}

#[test]
fn job_that_ran_dry_stops_and_all_is_given_back_when_nothing_was_submitted() {
	run(|| {
		let slot = half_paid();
		let node = node_of(slot);
		pass(HOUR / 2);
		settle(slot);
		pass(TIMES.submit_grace);
		assert_noop!(Allocator::expire(signed(OTHER), slot), Error::<Test>::NotExpired);
		pass(1);
		assert_noop!(Allocator::submit(operator_of(slot), slot, commitment(slot)), Error::<Test>::Overdue);
		assert_ok!(Allocator::expire(signed(OTHER), slot));
		assert_eq!(state(slot), SlotState::Failed { reason: FailReason::RanDry });
		assert_eq!((held(REQUESTER), free(REQUESTER)), (0, FUNDS));
		let (bond, faults) = World::read(|world| (world.nodes[&node].bond, world.faults.len()));
		assert_eq!(
			(bond, faults),
			(BOND - WORK / 2, 1),
			"it pays back and is set aside, but is not fined for the requester's thrift"
		);
	});
}

#[test]
fn job_goes_on_when_more_time_is_paid_for() {
	run(|| {
		let slot = half_paid();
		let top_up = |who, time, max| Allocator::top_up(signed(who), slot.job, time, max);
		assert_noop!(top_up(OTHER, 1, Balance::MAX), Error::<Test>::NotRequester);
		assert_noop!(top_up(REQUESTER, 0, Balance::MAX), Error::<Test>::PrepaidOutOfRange);
		assert_noop!(top_up(REQUESTER, HOUR / 2 + 1, Balance::MAX), Error::<Test>::PrepaidOutOfRange);
		assert_noop!(top_up(REQUESTER, HOUR / 2, ESCROW / 2 - 1), Error::<Test>::PriceAboveMaximum);
		assert_noop!(Allocator::top_up(signed(REQUESTER), 9, 1, 1), Error::<Test>::UnknownJob);
		assert_ok!(top_up(REQUESTER, HOUR / 2, ESCROW / 2));
		assert_eq!(held(REQUESTER), ESCROW);
		let topped_up = Event::JobToppedUp { job: slot.job, prepaid: HOUR, held: ESCROW / 2 };
		System::assert_last_event(topped_up.into());
		pass(HOUR);
		settle(slot);
		assert_eq!(paid_to(node_of(slot)), WORK);
		submit(slot);
		assert_ok!(verdict(slot, accepted(&[])));
		assert_eq!((held(REQUESTER), free(REQUESTER)), (0, FUNDS - WORK));
		assert_noop!(top_up(REQUESTER, 1, Balance::MAX), Error::<Test>::Finished);
	});
}

#[test]
fn node_is_not_fined_when_the_time_was_only_paid_for_after_it_began() {
	run(|| {
		let slot = half_paid();
		pass(10 * HOUR);
		assert_ok!(Allocator::top_up(signed(REQUESTER), slot.job, HOUR / 2, Balance::MAX));
		assert_ok!(Allocator::expire(signed(REQUESTER), slot));
		assert_eq!(free(TREASURY), AIC);
		assert_eq!((held(REQUESTER), free(REQUESTER)), (0, FUNDS));
	});
}

#[test]
fn all_open_slots_are_topped_up_when_some_have_ended() {
	run(|| {
		let asked = JobRequest { prepaid: Some(HOUR / 2), power: NODE_POWER, ..request(6) };
		let job = ask(asked);
		next_block();
		(0..2).for_each(|index| start(id(job, index)));
		pass(HOUR / 4);
		settle(id(job, 0));
		submit(id(job, 1));
		assert_ok!(verdict(id(job, 1), accepted(&[])));
		let before = held(REQUESTER);
		assert_ok!(Allocator::top_up(signed(REQUESTER), job, HOUR / 2, Balance::MAX));
		assert_eq!(held(REQUESTER) - before, 5 * ESCROW, "32 power for half an hour, five times");
	});
}

#[test]
fn top_up_is_refused_when_funds_are_missing() {
	run(|| {
		let slot = half_paid();
		use frame::traits::{LockableCurrency, WithdrawReasons};
		Balances::set_lock(*b"spent   ", &REQUESTER, Balance::MAX, WithdrawReasons::all());
		assert_noop!(
			Allocator::top_up(signed(REQUESTER), slot.job, 1, Balance::MAX),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn what_was_paid_comes_back_and_is_held_again_when_the_result_is_rejected() {
	run(|| {
		let slot = running();
		let node = node_of(slot);
		pass(HOUR / 2);
		settle(slot);
		submit(slot);
		assert_ok!(verdict(slot, Verdict::Rejected));
		assert_eq!((held(REQUESTER), free(REQUESTER)), (ESCROW, FUNDS - ESCROW));
		assert_eq!(World::read(|world| world.nodes[&node].bond), BOND - AIC - WORK / 2);
		next_block();
		start(slot);
		pass(HOUR);
		submit(slot);
		assert_ok!(verdict(slot, accepted(&[])));
		assert_eq!(free(REQUESTER), FUNDS - WORK);
	});
}

#[test]
fn executor_keeps_what_flowed_when_there_is_no_verdict() {
	run(|| {
		let slot = running();
		let node = node_of(slot);
		pass(HOUR / 2);
		settle(slot);
		submit(slot);
		assert_ok!(verdict(slot, Verdict::Undecided));
		assert_eq!((paid_to(node), free(REQUESTER), held(REQUESTER)), (WORK / 2, FUNDS - WORK / 2, 0));
	});
}

#[test]
fn settlement_fails_and_changes_nothing_when_the_payroll_does_not_pay() {
	run(|| {
		let slot = running();
		World::change(|world| world.nodes_gone.insert(node_of(slot)));
		pass(HOUR);
		assert_noop!(Allocator::settle(signed(OTHER), slot), DispatchError::CannotLookup);
	});
}

#[test]
fn least_fee_is_paid_when_work_is_accepted_that_took_no_time() {
	run(|| {
		let slot = submitted(0);
		assert_ok!(verdict(slot, accepted(&[])));
		assert_eq!((paid_to(node_of(slot)), free(REQUESTER)), (MIN_FEE, FUNDS - MIN_FEE));
	});
}

use super::*;

fn expire(slot: SlotId) -> DispatchResult {
	Allocator::expire(signed(OTHER), slot)
}

fn bond(node: NodeId) -> Balance {
	World::read(|world| world.nodes[&node].bond)
}

/// Five per cent of the bond for 16 power.
const FINE: Balance = 16 * AIC / 20;

#[test]
fn slot_is_replaced_when_it_was_not_started_in_time() {
	run(|| {
		let slot = assigned();
		let node = node_of(slot);
		pass(TIMES.start);
		assert_noop!(expire(slot), Error::<Test>::NotExpired);
		pass(1);
		assert_ok!(expire(slot));
		let requeued = Event::SlotRequeued { slot, reason: FailReason::NotStarted, attempts: 1 };
		System::assert_last_event(requeued.into());
		assert_eq!((World::read(|world| world.faults.clone()), bond(node)), (vec![node], BOND));
		assert_noop!(expire(slot), Error::<Test>::NotExpired);
		World::change(|world| world.nodes.get_mut(&node).unwrap().idle = true);
		next_block();
		assert_ne!(node_of(slot), node);
		assert_eq!(held(REQUESTER), ESCROW);
	});
}

#[test]
fn node_pays_back_and_is_fined_when_it_does_not_submit() {
	run(|| {
		let slot = running();
		let (node, first) = (node_of(slot), operator_of(slot));
		pass(HOUR / 2);
		settle(slot);
		assert_eq!((held(REQUESTER), free(100 + node)), (ESCROW - WORK / 2, AIC + WORK / 2));
		pass(HOUR / 2 + TIMES.submit_grace);
		assert_noop!(expire(slot), Error::<Test>::NotExpired);
		pass(1);
		assert_ok!(expire(slot));
		assert_noop!(Allocator::submit(first, slot, commitment(slot)), Error::<Test>::NotAssigned);
		assert_eq!((held(REQUESTER), free(REQUESTER)), (ESCROW, FUNDS - ESCROW), "the escrow is whole again");
		assert_eq!((bond(node), free(TREASURY)), (BOND - WORK / 2 - FINE, AIC + FINE));
		next_block();
		start(slot);
		submit(slot);
		assert_ok!(verdict(slot, accepted(&[])));
		assert_eq!(free(REQUESTER), FUNDS - MIN_FEE);
	});
}

#[test]
fn slot_fails_and_is_refunded_when_all_attempts_were_overdue() {
	run(|| {
		let slot = running();
		pass(HOUR + TIMES.submit_grace + 1);
		assert_ok!(expire(slot));
		next_block();
		pass(TIMES.start + 1);
		assert_ok!(expire(slot));
		assert_eq!(state(slot), SlotState::Failed { reason: FailReason::NotStarted });
		assert_eq!((held(REQUESTER), free(REQUESTER)), (0, FUNDS));
		assert_eq!(licences(), 10, "nothing was ever handed in");
		assert_noop!(expire(slot), Error::<Test>::NotExpired);
	});
}

#[test]
fn no_more_than_was_given_back_is_taken_when_the_bond_is_gone() {
	run(|| {
		let slot = running();
		let node = node_of(slot);
		pass(HOUR);
		settle(slot);
		World::change(|world| world.nodes.get_mut(&node).unwrap().bond = WORK / 4);
		pass(TIMES.submit_grace + 1);
		assert_ok!(expire(slot));
		assert_eq!(state(slot), SlotState::Failed { reason: FailReason::NotSubmitted });
		assert_eq!((held(REQUESTER), free(REQUESTER)), (0, FUNDS - WORK + WORK / 4));
	});
}

#[test]
fn slot_fails_when_the_requester_spent_what_he_was_given_back() {
	run(|| {
		let slot = running();
		pass(HOUR);
		settle(slot);
		// All he has left, but for what comes back.
		use frame::traits::{LockableCurrency, WithdrawReasons};
		Balances::set_lock(*b"spent   ", &REQUESTER, Balance::MAX, WithdrawReasons::all());
		pass(TIMES.submit_grace + 1);
		assert_ok!(expire(slot));
		assert_eq!(state(slot), SlotState::Failed { reason: FailReason::NotSubmitted });
		assert_eq!((held(REQUESTER), free(REQUESTER)), (0, FUNDS));
	});
}

#[test]
fn waiting_slots_are_expired_by_anyone_at_once_when_nothing_is_served() {
	run(|| {
		let slot = id(requested(100), 63);
		pass(PATIENCE);
		assert_noop!(expire(slot), Error::<Test>::NotExpired);
		pass(1);
		assert_ok!(expire(slot));
		let reason = FailReason::NoNode(WaitReason::AwaitsRandomness);
		assert_eq!(state(id(slot.job, 0)), SlotState::Failed { reason });
		assert_eq!((held(REQUESTER), licences()), (0, 10));
		assert_noop!(expire(id(5, 0)), Error::<Test>::UnknownJob);
		assert_noop!(expire(id(slot.job, 100)), Error::<Test>::UnknownSlot);
	});
}

#[test]
fn patience_begins_anew_when_a_slot_waits_again_and_others_that_ended_stay_so() {
	run(|| {
		let job = ask(JobRequest { power: NODE_POWER, ..request(5) });
		next_block();
		(0..4).for_each(|index| start(id(job, index)));
		pass(HOUR);
		(0..3).for_each(|index| submit(id(job, index)));
		pass(TIMES.submit_grace + 1);
		assert_ok!(expire(id(job, 4)));
		assert!(matches!(state(id(job, 4)), SlotState::Failed { .. }));
		assert_ok!(expire(id(job, 3)));
		assert!(waits(id(job, 3)));
		pass(PATIENCE);
		assert_noop!(expire(id(job, 3)), Error::<Test>::NotExpired);
		next_block();
		assert!(state(id(job, 3)).node().is_some());
		assert!(matches!(state(id(job, 4)), SlotState::Failed { .. }));
	});
}

#[test]
fn slot_in_validation_does_not_expire_when_time_passes() {
	run(|| {
		let slot = submitted(1);
		pass(1_000 * HOUR);
		assert_noop!(expire(slot), Error::<Test>::NotExpired);
	});
}

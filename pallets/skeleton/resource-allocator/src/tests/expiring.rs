use super::*;

fn expire(slot: SlotId) -> DispatchResult {
	Allocator::expire(signed(OTHER), slot)
}

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
		assert!(!World::read(|world| world.nodes[&node].idle));
		assert_noop!(expire(slot), Error::<Test>::NotExpired);
		next_block();
		assert_ne!(node_of(slot), node);
		assert_eq!(held(REQUESTER), ESCROW);
	});
}

#[test]
fn slot_fails_and_is_refunded_when_all_attempts_were_overdue() {
	run(|| {
		let slot = running();
		let first = provider_of(slot);
		pass(HOUR + TIMES.submit_grace);
		assert_noop!(expire(slot), Error::<Test>::NotExpired);
		pass(1);
		assert_ok!(expire(slot));
		assert_noop!(Allocator::submit(first, slot, seal()), Error::<Test>::NotAssigned);
		next_block();
		pass(TIMES.start + 1);
		assert_ok!(expire(slot));
		assert_eq!(state(slot), SlotState::Failed { reason: FailReason::NotStarted });
		assert_eq!((held(REQUESTER), free(REQUESTER)), (0, FUNDS));
		assert_eq!(licences(), 9, "the first node had the data");
		assert_noop!(expire(slot), Error::<Test>::NotExpired);
	});
}

#[test]
fn waiting_slot_is_expired_by_anyone_when_nothing_is_served() {
	run(|| {
		let slot = id(requested(1), 0);
		pass(TIMES.wait + 1);
		assert_ok!(expire(slot));
		assert_eq!(
			state(slot),
			SlotState::Failed { reason: FailReason::NoNode(WaitReason::AwaitsRandomness) }
		);
		assert_eq!((held(REQUESTER), licences(), Allocator::waiting()), (0, 10, 0));
		assert_noop!(expire(id(5, 0)), Error::<Test>::UnknownJob);
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

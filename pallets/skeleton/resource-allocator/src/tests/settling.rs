use super::*;
use aic_primitives::JobResults;

/// Three nodes that are not `executor`.
fn others(executor: NodeId) -> Vec<NodeId> {
	(0..NODES).filter(|node| *node != executor).collect()
}

fn paid_to(node: NodeId) -> Balance {
	free(100 + node) - AIC
}

#[test]
fn everybody_is_paid_for_the_time_worked_when_the_result_is_accepted() {
	run(|| {
		let slot = submitted(HOUR / 4);
		let node = node_of(slot);
		assert_eq!(Allocator::result(slot), None);
		assert_ok!(verdict(slot, accepted(&others(node))));
		assert_eq!(paid_to(node), WORK / 4);
		assert!(others(node).into_iter().all(|auditor| paid_to(auditor) == WORK / 40));
		assert_eq!((held(REQUESTER), free(REQUESTER)), (0, FUNDS - ESCROW / 4));
		let kinds = World::read(|world| world.paid.iter().map(|(.., kind)| *kind).collect::<Vec<_>>());
		let audit = UseKind::Audit(aic_primitives::TaskId::Slot(slot));
		assert_eq!(kinds, [UseKind::Work(slot), audit, audit, audit]);
		let result = Allocator::result(slot).unwrap();
		assert_eq!((result.requester, result.model, result.digest), (REQUESTER, model(), digest()));
		System::assert_has_event(
			Event::SlotDone {
				slot,
				node,
				digest: digest(),
				work: WORK / 4,
				audits: 3 * WORK / 40,
				refunded: ESCROW - ESCROW / 4,
			}
			.into(),
		);
		assert_ok!(Allocator::forget(signed(REQUESTER), slot.job));
		assert_eq!(Allocator::result(slot), None);
	});
}

#[test]
fn no_more_than_the_quote_is_earned_when_a_provider_dawdles() {
	run(|| {
		let slot = submitted(HOUR + TIMES.submit_grace);
		let node = node_of(slot);
		// More auditors than were paid for.
		let many = [others(node), others(node), vec![node]].concat();
		assert_ok!(verdict(slot, accepted(&many)));
		assert_eq!((held(REQUESTER), free(REQUESTER)), (0, FUNDS - ESCROW));
	});
}

#[test]
fn no_time_is_paid_when_the_clock_goes_back() {
	run(|| {
		let slot = running();
		World::change(|world| world.now -= HOUR);
		submit(slot);
		assert_ok!(verdict(slot, accepted(&[])));
		assert_eq!(free(REQUESTER), FUNDS - MIN_FEE, "but for the least fee");
	});
}

#[test]
fn slot_is_run_again_out_of_the_same_escrow_when_the_result_is_rejected() {
	run(|| {
		let slot = submitted(HOUR);
		assert_ok!(verdict(slot, Verdict::Rejected));
		assert_eq!(held(REQUESTER), ESCROW);
		next_block();
		start(slot);
		submit(slot);
		assert_ok!(verdict(slot, Verdict::Rejected));
		assert_eq!(state(slot), SlotState::Failed { reason: FailReason::Rejected });
		assert_eq!((held(REQUESTER), free(REQUESTER)), (0, FUNDS));
		assert_noop!(verdict(slot, accepted(&[])), Error::<Test>::NotValidating);
	});
}

#[test]
fn all_is_refunded_when_the_auditors_did_not_agree() {
	run(|| {
		let slot = submitted(HOUR);
		assert_ok!(verdict(slot, Verdict::Undecided));
		assert_eq!((held(REQUESTER), free(REQUESTER)), (0, FUNDS));
		assert_eq!(Allocator::result(slot), None);
	});
}

#[test]
fn others_are_paid_and_the_rest_is_refunded_when_a_node_is_gone() {
	run(|| {
		let slot = submitted(HOUR);
		let node = node_of(slot);
		World::change(|world| world.nodes_gone.insert(node));
		assert_ok!(verdict(slot, accepted(&others(node))));
		assert_eq!(free(REQUESTER), FUNDS - (ESCROW - WORK));
		let error = DispatchError::CannotLookup;
		System::assert_has_event(Event::PaymentFailed { slot, node, amount: WORK, error }.into());
		assert!(matches!(state(slot), SlotState::Done { paid: 0, .. }));
	});
}

#[test]
fn payment_is_made_when_the_payer_locked_his_account_after_the_request() {
	run(|| {
		use frame::traits::{LockableCurrency, WithdrawReasons};
		let slot = submitted(HOUR);
		Balances::set_lock(*b"spiteful", &REQUESTER, Balance::MAX, WithdrawReasons::all());
		assert_ok!(verdict(slot, accepted(&others(node_of(slot)))));
		assert_eq!(paid_to(node_of(slot)), WORK);
	});
}

#[test]
fn verdict_is_refused_when_the_slot_is_not_validated() {
	run(|| {
		assert_noop!(verdict(id(0, 0), Verdict::Rejected), Error::<Test>::UnknownJob);
		let slot = running();
		assert_noop!(verdict(slot, accepted(&[])), Error::<Test>::NotValidating);
	});
}

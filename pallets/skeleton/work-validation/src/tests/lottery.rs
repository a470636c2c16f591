use super::*;
use aic_primitives::{Trust, WorkValidation};

/// How many of a hundred tasks are audited when the executor has this trust.
fn audited(trust: u32, least: Permill) -> usize {
	set_trust(EXECUTOR, trust);
	DrawsPerBlock::set(100);
	(0..100).for_each(|job| {
		open_task(aic_primitives::ValidationTask { audit: least, ..task(slot(job), digest(7)) })
	});
	next_block();
	Validations::<Test>::iter_values().filter(|v| !matches!(v.phase, Phase::Unaudited { .. })).count()
}

#[test]
fn work_is_audited_always_when_the_executor_is_new() {
	run(|| assert_eq!(audited(0, Permill::zero()), 100));
}

#[test]
fn work_is_audited_half_of_the_time_when_trust_is_at_the_scale() {
	run(|| assert!((35..=65).contains(&audited(TrustScale::get(), Permill::zero()))));
}

#[test]
fn work_is_audited_as_the_task_asks_when_trust_is_high() {
	run(|| assert!((60..=90).contains(&audited(1_000_000, Permill::from_percent(75)))));
}

#[test]
fn audits_never_cease_when_trust_is_as_high_as_can_be() {
	run(|| {
		assert_eq!(Pallet::<Test>::audit_chance(EXECUTOR), Permill::one());
		set_trust(EXECUTOR, u32::MAX);
		assert_eq!(Pallet::<Test>::audit_chance(EXECUTOR), LeastAudit::get());
		set_trust(EXECUTOR, 3 * TrustScale::get());
		assert_eq!(Pallet::<Test>::audit_chance(EXECUTOR), Permill::from_percent(25));
		assert_eq!(<Pallet<Test> as WorkValidation<_>>::least_audit(), LeastAudit::get());
	});
}

/// Opens a task of a trusted executor's that is not audited.
fn exempted() -> TaskId {
	set_trust(EXECUTOR, u32::MAX);
	(0..)
		.map(slot)
		.find(|id| {
			open(*id, digest(7));
			next_block();
			let exempted = matches!(record(*id).phase, Phase::Unaudited { .. });
			if !exempted {
				after_commits();
				assert_ok!(close(*id));
			}
			exempted
		})
		.unwrap()
}

#[test]
fn work_is_accepted_at_once_when_it_is_not_audited() {
	run(|| {
		let id = exempted();
		let until = <World as Time>::now() + RevealTime::get();
		assert_eq!(Pallet::<Test>::phase(id), Some(Phase::Unaudited { until }));
		System::assert_has_event(Event::Exempted { task: id, until }.into());
		assert_noop!(reveal(id, 1, digest(7)), Error::<Test>::NotAuditor);
		assert_noop!(reveal(id, EXECUTOR, digest(8)), Error::<Test>::RevealMismatch);
		assert_noop!(commit(id, 1, digest(7)), Error::<Test>::WrongPhase);
		assert_noop!(close(id), Error::<Test>::TooEarly);
		assert_ok!(reveal(id, EXECUTOR, digest(7)));
		assert_eq!(verdicts().last(), Some(&(id, accepted(digest(7), &[]))));
		assert_eq!(trust(EXECUTOR), u32::MAX, "only audits raise it");
		assert_eq!(World::read(|world| world.nodes[&EXECUTOR].praised), 1);
	});
}

#[test]
fn executor_loses_his_bond_when_he_has_nothing_to_reveal() {
	run(|| {
		let id = exempted();
		let before = lost(EXECUTOR);
		pass(RevealTime::get() + 1);
		assert_noop!(reveal(id, EXECUTOR, digest(7)), Error::<Test>::TooLate);
		assert_ok!(close(id));
		assert_eq!(verdicts().last(), Some(&(id, Verdict::Rejected)));
		assert_eq!(lost(EXECUTOR) - before, BOND);
		assert_eq!(received(REQUESTER), PAID);
		assert_eq!(trust(EXECUTOR), u32::MAX / 3 * 2);
		assert_eq!(World::read(|world| world.nodes[&EXECUTOR].faults), 1);
	});
}

#[test]
fn trust_is_forgotten_when_it_is_reset() {
	run(|| {
		set_trust(1, 9);
		assert_eq!((Pallet::<Test>::trust(1), <Pallet<Test> as Trust>::of(1)), (9, 9));
		<Pallet<Test> as Trust>::reset(1);
		assert_eq!((Pallet::<Test>::trust(1), Scores::<Test>::contains_key(1)), (0, false));
	});
}

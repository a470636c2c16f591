use super::*;
use aic_primitives::OnVerdict;

fn left() -> u128 {
	World::read(|world| world.leases[&0].left)
}

const LEASED: u128 = 64 * HOUR as u128;
const HOUR_OF_A_SLOT: u128 = 16 * HOUR as u128;

fn leased(slots: u16) -> JobRequest {
	JobRequest { lease: Some(0), ..request(slots) }
}

#[test]
fn job_is_paid_at_the_leases_price_and_comes_first_when_it_was_bought_ahead() {
	run(|| {
		PerBlock::set(4);
		JobsPerBlock::set(2);
		let dear = JobRequest { premium: Permill::one(), ..request(1) };
		let others = [ask(dear.clone()), ask(dear)];
		let quote = Allocator::quote_for(REQUESTER, leased(1)).unwrap();
		assert_eq!(quote.total, ESCROW / 2);
		let before = held(REQUESTER);
		let slot = id(ask(leased(1)), 0);
		assert_eq!((held(REQUESTER) - before, LEASED - left()), (ESCROW / 2, HOUR_OF_A_SLOT));
		next_block();
		assert_eq!((placed(slot.job), placed(others[0]), placed(others[1])), (1, 1, 0));
		start(slot);
		pass(HOUR / 4);
		submit(slot);
		assert_ok!(verdict(slot, accepted(&[])));
		assert_eq!(LEASED - left(), HOUR_OF_A_SLOT / 4, "what was not used flows back");
	});
}

#[test]
fn all_time_flows_back_when_slots_are_cancelled_or_fail() {
	run(|| {
		let job = ask(leased(3));
		next_block();
		start(id(job, 0));
		submit(id(job, 0));
		assert_ok!(Allocator::cancel(signed(REQUESTER), job, 0));
		assert_eq!(LEASED - left(), HOUR_OF_A_SLOT);
		assert_ok!(verdict(id(job, 0), Verdict::Rejected));
		assert_eq!(left(), LEASED);
		let job = ask(leased(3));
		assert_ok!(Allocator::cancel(signed(REQUESTER), job, 0));
		assert_eq!(left(), LEASED);
	});
}

#[test]
fn lease_pays_for_more_time_when_a_job_is_topped_up() {
	run(|| {
		let job = ask(JobRequest { prepaid: Some(HOUR / 2), ..leased(2) });
		assert_eq!(LEASED - left(), HOUR_OF_A_SLOT);
		assert_ok!(Allocator::top_up(signed(REQUESTER), job, HOUR / 2, Balance::MAX));
		assert_eq!(LEASED - left(), 2 * HOUR_OF_A_SLOT);
	});
}

#[test]
fn request_is_refused_when_the_lease_is_anothers_or_used_up_or_nobodys() {
	run(|| {
		assert_eq!(Allocator::quote(leased(1)), Err(Error::<Test>::NoLessee.into()));
		assert_noop!(Allocator::request(signed(OTHER), leased(1), Balance::MAX), DispatchError::BadOrigin);
		assert_noop!(
			Allocator::request(signed(REQUESTER), leased(5), Balance::MAX),
			DispatchError::Exhausted
		);
	});
}

#[test]
fn neither_verdict_nor_payment_is_known_when_the_task_is_a_measurement() {
	run(|| {
		let task = aic_primitives::TaskId::Measurement(0);
		assert_noop!(
			<Allocator as OnVerdict<AccountId>>::on_verdict(task, Verdict::Rejected),
			Error::<Test>::NotValidating
		);
		assert_eq!(<Allocator as OnVerdict<AccountId>>::paid_so_far(task), None);
	});
}

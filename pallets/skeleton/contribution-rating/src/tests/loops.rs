use super::*;

const FLAGGER: u64 = 9;

fn flag_in(era: EraIndex, steps: &[(u64, Step)]) -> DispatchResult {
	ContributionRating::flag(signed(FLAGGER), era, steps.to_vec().try_into().unwrap())
}

fn flag(steps: &[(u64, Step)]) -> DispatchResult {
	flag_in(0, steps)
}

fn paid(payer: u64, to: u64) -> (u64, Step) {
	(payer, Step::Paid(of(to)))
}

fn tied(account: u64, tie: Tie) -> (u64, Step) {
	(account, Step::Tied(tie))
}

/// Three pays four 1,000, and four pays three 600; a tenth is sunk.
fn two_pay_each_other() -> [(u64, Step); 2] {
	pay(3, of(4), 1_000, 100);
	pay(4, of(3), 600, 60);
	[paid(3, 4), paid(4, 3)]
}

fn honest_and_looped(resource: ResourceId, payer: u64) -> (Balance, Balance) {
	let uses = user(resource, payer).latest;
	(uses.honest(), uses.looped)
}

/// The tie makes a loop of a payment from four to three, and none of one from three to four.
fn assert_ties_four_to_three(tie: Tie) {
	pay(4, of(3), 1_000, 100);
	pay(3, of(4), 1_000, 100);
	assert_false_flag(&[paid(3, 4), tied(4, tie)]);
	assert_ok!(flag(&[paid(4, 3), tied(3, tie)]));
	assert_eq!(honest_and_looped(of(3), 4), (0, 1_000), "{tie:?}");
}

fn assert_false_flag(steps: &[(u64, Step)]) {
	let before = (Balances::free_balance(FLAGGER), Balances::free_balance(TREASURY));
	let state = || {
		let users: Vec<_> = Users::<Test>::iter().collect();
		(
			users,
			Scores::<Test>::iter().collect::<Vec<_>>(),
			DueOf::<Test>::iter().collect::<Vec<_>>(),
			Pool::get(),
		)
	};
	let rest = state();
	assert_ok!(flag(steps));
	assert_last(Event::FalseFlag { by: FLAGGER, era: 0, fee: 700 });
	assert_eq!(
		(Balances::free_balance(FLAGGER), Balances::free_balance(TREASURY)),
		(before.0 - 700, before.1 + 700)
	);
	assert_eq!(state(), rest, "a false flag changed something");
}

#[test]
fn least_payment_is_taken_out_of_all_when_two_pay_each_other() {
	build_and_execute(|| {
		let steps = two_pay_each_other();
		pay(7, of(4), 1_001, 100);
		assert_eq!((due(of(4)), due(of(3))), (100, 30));
		assert_ok!(flag(&steps));
		assert_eq!(honest_and_looped(of(4), 3), (400, 600));
		assert_eq!(honest_and_looped(of(3), 4), (0, 600));
		assert_eq!((user(of(4), 3).latest.sunk, user(of(3), 4).latest.sunk), (40, 0));
		assert_eq!((rating(of(4)), rating(of(3))), ((1_399, 0, 70), (0, 0, 0)));
		assert_eq!(ContributionRating::total_due(0), 70);
		assert_eq!(Pool::get(), 1_000_000 - 15);
		assert_last(Event::LoopShown { by: FLAGGER, era: 0, amount: 600, due: 60, bounty: 15 });
	});
}

#[test]
fn money_is_followed_when_it_goes_round_in_three_or_four_steps() {
	build_and_execute(|| {
		for (from, to, amount) in [(3, 4, 1_000), (4, 5, 800), (5, 3, 900), (5, 6, 700), (6, 3, 300)] {
			pay(from, of(to), amount, amount / 10);
		}
		assert_ok!(flag(&[paid(4, 5), paid(5, 3), paid(3, 4)]));
		assert_eq!(
			[(5, 4), (3, 5), (4, 3)].map(|(to, by)| honest_and_looped(of(to), by)),
			[(0, 800), (100, 800), (200, 800)]
		);
		pay(4, of(5), 1_000, 100);
		assert_ok!(flag(&[paid(3, 4), paid(4, 5), paid(5, 6), paid(6, 3)]));
		assert_eq!(
			[(4, 3), (5, 4), (6, 5), (3, 6)].map(|(to, by)| honest_and_looped(of(to), by)),
			[(0, 1_000), (800, 1_000), (500, 200), (100, 200)]
		);
	});
}

#[test]
fn ties_close_a_loop_when_the_payer_is_the_earner_s_proxy() {
	build_and_execute(|| {
		World::proxy(3, 4);
		assert_ties_four_to_three(Tie::Proxy);
	});
}

#[test]
fn ties_close_a_loop_when_the_earner_made_the_payer_in_the_era() {
	build_and_execute(|| {
		CreatedBy::<Test>::insert(4, (3, 0));
		assert_ties_four_to_three(Tie::Funding);
		CreatedBy::<Test>::insert(4, (3, 1));
		pay(4, of(3), 1_000, 100);
		assert_false_flag(&[paid(4, 3), tied(3, Tie::Funding)]);
	});
}

#[test]
fn ties_close_a_loop_when_the_payer_operates_the_earner_s_node() {
	build_and_execute(|| {
		of(3);
		World::operate(3, 4);
		assert_ties_four_to_three(Tie::Operator(3));
	});
}

#[test]
fn tie_closes_a_loop_when_it_stands_among_payments() {
	build_and_execute(|| {
		World::proxy(4, 6);
		pay(3, of(4), 1_000, 100);
		pay(6, of(5), 700, 70);
		pay(5, of(3), 900, 90);
		assert_ok!(flag(&[paid(3, 4), tied(4, Tie::Proxy), paid(6, 5), paid(5, 3)]));
		assert_eq!([(4, 3), (5, 6), (3, 5)].map(|(to, by)| honest_and_looped(of(to), by).0), [300, 0, 200]);
	});
}

#[test]
fn nothing_loops_when_it_was_shown_before() {
	build_and_execute(|| {
		let steps = two_pay_each_other();
		assert_ok!(flag(&steps));
		assert_noop!(flag(&steps), Error::<Test>::NothingLoops);
		pay(4, of(3), 100, 10);
		assert_ok!(flag(&steps));
		assert_eq!(honest_and_looped(of(4), 3), (300, 700));
	});
}

#[test]
fn use_counts_when_it_follows_one_that_looped() {
	build_and_execute(|| {
		assert_ok!(flag(&two_pay_each_other()));
		assert_eq!(pay(4, of(3), 500, 50), Rated { points: 499, first: false });
		assert_eq!(due(of(3)), 25);
	});
}

#[test]
fn era_before_is_changed_when_its_rewards_cannot_be_claimed_yet() {
	build_and_execute(|| {
		let steps = two_pay_each_other();
		Era::set(&1);
		pay(7, of(4), 1_001, 100);
		let (points, now) = (points(of(4)), due(of(4)));
		assert_ok!(flag(&steps));
		assert_eq!(ContributionRating::due(0, of(4)), 20);
		assert_eq!(ContributionRating::due(0, of(3)), 0);
		assert_eq!(ContributionRating::total_due(0), 20);
		// 600 points, of which a fourth root of a half is left.
		assert_eq!((rating(of(4)).0, due(of(4))), (points - 504, now));
		assert_last(Event::LoopShown { by: FLAGGER, era: 0, amount: 600, due: 60, bounty: 15 });
	});
}

#[test]
fn uses_before_are_found_when_there_were_later_ones() {
	build_and_execute(|| {
		let steps = two_pay_each_other();
		Era::set(&1);
		pay(3, of(4), 50, 5);
		assert_ok!(flag(&steps));
		let user = user(of(4), 3);
		assert_eq!((user.latest.looped, user.before.unwrap().looped), (0, 600));
		assert_ok!(flag_in(1, &steps));
		assert_last(Event::FalseFlag { by: FLAGGER, era: 1, fee: 700 });
	});
}

#[test]
fn flag_is_refused_when_the_era_is_not_open() {
	build_and_execute(|| {
		let steps = two_pay_each_other();
		assert_noop!(flag_in(1, &steps), Error::<Test>::EraNotOpen);
		Era::set(&1);
		OpenFrom::set(&1);
		assert_noop!(flag(&steps), Error::<Test>::EraNotOpen);
		OpenFrom::set(&0);
		Era::set(&2);
		assert_noop!(flag(&steps), Error::<Test>::EraNotOpen);
	});
}

#[test]
fn flag_is_refused_when_it_shows_no_loop_at_all() {
	build_and_execute(|| {
		let [there, back] = two_pay_each_other();
		World::proxy(3, 4);
		let (one, other) = (tied(3, Tie::Proxy), tied(4, Tie::Proxy));
		assert_noop!(flag(&[]), Error::<Test>::NotALoop);
		assert_noop!(flag(&[there]), Error::<Test>::NotALoop);
		assert_noop!(flag(&[one, other]), Error::<Test>::NotALoop);
		assert_noop!(flag(&[there, other, one, paid(4, 3)]), Error::<Test>::NotALoop);
		assert_noop!(flag(&[(3, Step::Paid(of(3))), one]), Error::<Test>::NotALoop);
		let call = ContributionRating::flag(RuntimeOrigin::root(), 0, vec![there, back].try_into().unwrap());
		assert_noop!(call, DispatchError::BadOrigin);
	});
}

/// Twice round, twice as much would be taken out as went round.
#[test]
fn flag_is_refused_when_a_payment_comes_twice() {
	build_and_execute(|| {
		let [there, back] = two_pay_each_other();
		assert_noop!(flag(&[there, back, there, back]), Error::<Test>::NotALoop);
		assert_eq!(honest_and_looped(of(4), 3), (1_000, 0));
	});
}

#[test]
fn flagger_pays_the_treasury_when_a_step_is_false() {
	build_and_execute(|| {
		pay(3, of(4), 1_000, 100);
		pay(5, of(3), 1_000, 100);
		assert_false_flag(&[paid(3, 4), paid(4, 3)]);
		assert_false_flag(&[paid(3, 4), paid(5, 3)]);
		for tie in [Tie::Proxy, Tie::Funding, Tie::Operator(3), Tie::Operator(88)] {
			assert_false_flag(&[paid(3, 4), tied(4, tie)]);
		}
		assert_false_flag(&[(3, Step::Paid(ResourceId::Node(88))), tied(4, Tie::Proxy)]);
	});
}

#[test]
fn false_flag_is_refused_when_its_fee_cannot_be_paid() {
	build_and_execute(|| {
		let steps: Loop<u64> = vec![paid(3, 4), paid(4, 3)].try_into().unwrap();
		assert_noop!(ContributionRating::flag(signed(40), 0, steps), TokenError::FundsUnavailable);
	});
}

#[test]
fn bounty_is_what_the_pool_has_when_that_is_less() {
	build_and_execute(|| {
		Pool::set(&7);
		assert_ok!(flag(&two_pay_each_other()));
		assert_eq!(Pool::get(), 0);
		assert_last(Event::LoopShown { by: FLAGGER, era: 0, amount: 600, due: 60, bounty: 7 });
	});
}

#[test]
fn mark_loses_its_weight_when_what_it_rests_on_looped() {
	build_and_execute(|| {
		Saturation::set(&1_000);
		pay(7, of(4), 1_000, 1_000);
		let steps = two_pay_each_other();
		assert_ok!(ContributionRating::mark(signed(3), of(4), 5));
		assert_eq!((Scores::<Test>::get(of(4)).unwrap().weight, rating(of(4)).1), (500, 5_000_000));
		assert_ok!(flag(&steps));
		// Of 500 points, the 400 that are left give 285.
		assert_eq!(user(of(4), 3).mark, Some(Mark { stars: 5, weight: 285, era: 0 }));
		assert_eq!(Scores::<Test>::get(of(4)).unwrap().weight, 285);
		let steps = [paid(3, 4), tied(4, Tie::Proxy)];
		World::proxy(4, 3);
		assert_ok!(flag(&steps));
		assert_eq!(rating(of(4)).1, 0);
	});
}

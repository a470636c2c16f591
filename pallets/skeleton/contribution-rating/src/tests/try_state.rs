use super::*;

fn assert_check_fails_when(corrupt: impl FnOnce(), message: &'static str) {
	new_test_ext().execute_with(|| {
		pay(USER, NODE, 1_000, 100);
		assert_ok!(ContributionRating::mark(signed(USER), NODE, 4));
		let reason = PenaltyReason::NotDelivered;
		let grade = Grade::Bond(Permill::one());
		assert_ok!(ContributionRating::penalise(RuntimeOrigin::root(), OTHER, grade, reason, H256::zero()));
		assert_ok!(ContributionRating::do_try_state());
		corrupt();
		assert_eq!(ContributionRating::do_try_state(), Err(message.into()));
	});
}

fn set_due(resource: ResourceId, due: Balance) {
	DueOf::<Test>::insert(0, resource, due);
}

fn set_uses(change: impl Fn(&mut Uses<u64>)) -> impl FnOnce() {
	move || Users::<Test>::mutate(NODE, USER, |user| change(&mut user.as_mut().unwrap().latest))
}

fn set_bond(id: PenaltyId, bond: Balance) {
	let penalty = Penalties::<Test>::get(0).unwrap();
	Penalties::<Test>::insert(id, Penalty { bond, ..penalty });
}

#[test]
fn check_fails_when_a_due_is_nothing_or_more_than_the_users_made_due() {
	assert_check_fails_when(|| set_due(NODE, 0), "an entry of nothing is kept");
	let more = || {
		set_due(NODE, 51);
		TotalDue::<Test>::insert(0, 51);
	};
	assert_check_fails_when(more, "more is due than what the users' payments made due");
	assert_check_fails_when(set_uses(|uses| uses.due = uses.sunk), "a reward reaches what is sunk");
}

#[test]
fn check_fails_when_dues_are_more_than_the_total_or_overflow() {
	let message = "the dues of an era are more than its total";
	assert_check_fails_when(|| TotalDue::<Test>::insert(0, 49), message);
	let overflow = || {
		set_due(NODE, u128::MAX);
		set_due(OTHER, u128::MAX);
	};
	assert_check_fails_when(overflow, "the dues overflow");
}

#[test]
fn check_fails_when_the_pot_lacks_bonds_or_they_overflow() {
	assert_check_fails_when(|| set_bond(1, 11), "the pot holds less than the bonds");
	assert_check_fails_when(|| set_bond(1, u128::MAX), "the bonds overflow");
}

#[test]
fn check_fails_when_uses_do_not_add_up() {
	assert_check_fails_when(set_uses(|uses| uses.fee = 0), "a user is remembered who paid nothing");
	let before = || {
		Users::<Test>::mutate(NODE, USER, |user| user.as_mut().unwrap().before = Some(Uses::new(0, OWNER)))
	};
	assert_check_fails_when(before, "a user is remembered who paid nothing");
	assert_check_fails_when(set_uses(|uses| uses.looped = uses.fee + 1), "more looped than was paid");
	assert_check_fails_when(set_uses(|uses| uses.sunk = uses.fee + 1), "more is sunk than was paid");
}

#[test]
fn check_fails_when_a_score_is_empty_or_marks_do_not_weigh_what_it_says() {
	assert_check_fails_when(|| Scores::<Test>::insert(OTHER, Score::default()), "an empty score is kept");
	let message = "marks don't weigh what their users' do";
	let change = |change: fn(&mut Score)| {
		move || Scores::<Test>::mutate(NODE, |score| change(score.as_mut().unwrap()))
	};
	assert_check_fails_when(change(|score| score.marked += 1), message);
	assert_check_fails_when(change(|score| score.weight -= 1), message);
	assert_check_fails_when(|| Scores::<Test>::remove(NODE), "a mark is of what has no score");
}

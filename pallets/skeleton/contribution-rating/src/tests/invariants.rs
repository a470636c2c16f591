use super::*;
use proptest::prelude::*;

/// What can happen to the pallet.
#[derive(Clone, Debug)]
enum Step {
	Record(u64, Balance, Permill),
	Pass(EraIndex),
	Penalise(u64, Permill),
}

fn fee() -> impl Strategy<Value = Balance> {
	prop_oneof![1..=10u128, 1..=1_000_000u128, (1..=u128::MAX >> 40)]
}

fn part() -> impl Strategy<Value = Permill> {
	(0..=1_000_000u32).prop_map(Permill::from_parts)
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		6 => (0..4u64, fee(), part()).prop_map(|(node, fee, part)| Step::Record(node, fee, part)),
		1 => (1..6u32).prop_map(Step::Pass),
		1 => (0..4u64, part()).prop_map(|(node, part)| Step::Penalise(node, part)),
	]
}

fn run(step: &Step) {
	let era = Now::get();
	match *step {
		Step::Record(node, fee, part) => {
			let node = ResourceId::Node(node);
			let before = ContributionRating::rating(node);
			ContributionRating::record(era, node, fee, part.mul_ceil(fee));
			let after = ContributionRating::rating(node);
			assert_eq!(after.points, before.points + fee);
			assert!(after.due >= before.due, "a use lowered the reward due");
		}
		Step::Pass(eras) => Now::set(&(era + eras)),
		Step::Penalise(node, part) => <ContributionRating as Ratings>::penalise(ResourceId::Node(node), part),
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(150))]

	#[test]
	fn total_is_the_sum_of_the_dues_when_anything_happens(steps in prop::collection::vec(step(), 1..60)) {
		new_test_ext().execute_with(|| {
			for step in &steps {
				run(step);
				assert_ok!(ContributionRating::do_try_state());
			}
			for era in 0..=Now::get() {
				let sum: Balance = DueOf::<Test>::iter_prefix_values(era).map(|entry| entry.due).sum();
				assert_eq!(sum, ContributionRating::total_due(era));
			}
		});
	}

	/// One more use before, between or after others never makes a resource worth less.
	#[test]
	fn rating_is_not_lower_when_there_was_one_use_more(
		uses in prop::collection::vec((0..3u32, fee()), 1..30), extra in fee(), at in any::<prop::sample::Index>(),
	) {
		let rate = |extra: Option<Balance>| new_test_ext().execute_with(|| {
			for (index, (eras, fee)) in uses.iter().enumerate() {
				Now::set(&(Now::get() + eras));
				if let Some(extra) = extra.filter(|_| index == at.index(uses.len())) {
					ContributionRating::record(Now::get(), NODE, extra, extra / 10);
				}
				ContributionRating::record(Now::get(), NODE, *fee, fee / 10);
			}
			ContributionRating::rating(NODE)
		});
		let (without, with) = (rate(None), rate(Some(extra)));
		prop_assert!(with.points >= without.points && with.due >= without.due);
	}
}

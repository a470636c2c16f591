use super::*;
use proptest::prelude::*;

/// What is decided when an executor of this weight came to 7, and auditors came to these digests with these weights.
fn leader(trust: u32, executor: u8, votes: &[(u64, u8)]) -> Option<H256> {
	new_ext().execute_with(|| {
		open(slot(1), digest(7));
		let mut validation = record(slot(1));
		validation.digest = Some(digest(7));
		validation.weight = executor;
		for (node, (of, weight)) in (1u64..).zip(votes) {
			let auditor = Auditor {
				node,
				owner: 100 + node as u32,
				operator: 200 + node,
				surety: Surety::Pledge,
				weight: *weight,
				round: 1,
				vote: Vote::Revealed(digest(*of)),
			};
			validation.auditors.try_push(auditor).unwrap();
		}
		validation.tally().leader(trust)
	})
}

#[test]
fn weight_rises_with_trust_and_is_bounded_when_trust_is_high() {
	let weights = [0, 9, 11, 12, 15, 26, 27, 1_000, u32::MAX].map(weight_of);
	assert_eq!(weights, [2, 2, 2, 3, 4, 7, 8, 8, 8]);
}

#[test]
fn executor_alone_is_never_credible_when_no_auditor_voted() {
	assert_eq!(leader(1, MAX_WEIGHT, &[]), None);
	assert_eq!(leader(1, MAX_WEIGHT, &[(8, 2)]), None);
}

#[test]
fn one_auditor_is_enough_when_he_agrees_and_little_trust_is_asked() {
	assert_eq!(leader(1, 2, &[(7, 2)]), Some(digest(7)));
	assert_eq!(leader(4, 2, &[(7, 2)]), Some(digest(7)), "4 · 4 > 5 · 3");
	assert_eq!(leader(5, 2, &[(7, 2)]), None, "4 · 5 = 5 · 4");
	assert_eq!(leader(5, 2, &[(7, 3)]), Some(digest(7)));
}

#[test]
fn nobody_is_convicted_when_only_one_auditor_is_against_him() {
	assert_eq!(leader(1, 2, &[(8, MAX_WEIGHT)]), None);
	assert_eq!(leader(1, 2, &[(8, 2), (8, 2)]), Some(digest(8)));
}

#[test]
fn one_friend_is_not_enough_when_an_auditor_disagrees() {
	assert_eq!(leader(1, 8, &[(7, 8), (8, 2)]), None);
	assert_eq!(leader(1, 8, &[(7, 8), (7, 2), (8, 2)]), Some(digest(7)));
	assert_eq!(leader(1, 8, &[(7, 8), (7, 2), (8, 2), (9, 2)]), None, "half of the auditors");
}

#[test]
fn more_is_needed_when_more_trust_is_asked() {
	let votes = [(8, 2), (7, 2), (7, 2)];
	assert_eq!(leader(3, 2, &votes), Some(digest(7)), "8 · 3 > 11 · 2");
	assert_eq!(leader(4, 2, &votes), None, "8 · 4 < 11 · 3");
	assert_eq!(leader(u32::MAX, 8, &[(7, 8); 7]), None, "but nothing overflows");
}

#[test]
fn trusted_liar_is_convicted_when_enough_new_auditors_agree() {
	assert_eq!(leader(1, MAX_WEIGHT, &[(8, 2); 3]), None, "8 to 8");
	assert_eq!(leader(4, MAX_WEIGHT, &[(8, 2); 5]), Some(digest(8)));
}

proptest! {
	#[test]
	fn what_leads_has_the_most_weight_and_auditors_when_votes_are_random(
		trust in 1u32..10,
		executor in 2u8..=MAX_WEIGHT,
		votes in prop::collection::vec((6u64..10, 2u8..=MAX_WEIGHT), 0..=7),
	) {
		if let Some(stands) = leader(trust, executor, &votes) {
			let of = |of: u64| {
				let own = if of == 7 { u128::from(executor) } else { 1 };
				votes.iter().filter(|vote| vote.0 == of).fold(own, |all, vote| all * u128::from(vote.1))
			};
			let auditors = |of: u64| votes.iter().filter(|vote| vote.0 == of).count();
			let best = (6..10).find(|value| digest(*value) == stands).unwrap();
			prop_assert!(auditors(best) >= 1);
			prop_assert!((6..10).all(|other| other == best || of(other) < of(best)));
			prop_assert!(2 * auditors(best) > votes.len());
			if auditors(best) < votes.len() || best != 7 {
				prop_assert!(auditors(best) >= 2);
			}
		}
	}
}

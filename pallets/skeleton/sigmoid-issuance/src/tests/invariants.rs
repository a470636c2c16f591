use super::*;
use proptest::prelude::*;

/// What can happen to the pallet.
#[derive(Clone, Debug)]
enum Step {
	Meter(Balance),
	Issue(u64, Balance),
	SetParameters(Balance, Balance),
}

/// Amounts of every size, most of them where the curve moves.
fn amount() -> impl Strategy<Value = Balance> {
	prop_oneof![
		0..=20 * BILLION_AIC,
		0..=1_000 * AIC,
		0..=100u128,
		(any::<u128>(), 0..128u32).prop_map(|(bits, shift)| bits >> shift),
	]
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		3 => amount().prop_map(Step::Meter),
		3 => (ALICE..9, amount()).prop_map(|(to, wanted)| Step::Issue(to, wanted)),
		1 => (amount(), amount()).prop_map(|(midpoint, width)| Step::SetParameters(midpoint, width)),
	]
}

fn run(step: Step) {
	match step {
		Step::Meter(fees) => SigmoidIssuance::meter(fees),
		Step::Issue(to, wanted) => {
			let (before, supply) = (Balances::free_balance(to), SigmoidIssuance::supply());
			let minted = SigmoidIssuance::issue(&to, wanted);
			assert!(minted <= wanted && minted <= supply.allowance);
			assert_eq!(Balances::free_balance(to), before + minted);
			assert_eq!(SigmoidIssuance::supply().allowance, supply.allowance - minted);
		}
		Step::SetParameters(midpoint, width) => {
			let before = SigmoidIssuance::supply();
			// Refused or not, it takes and gives nothing.
			let _ = SigmoidIssuance::set_parameters(RuntimeOrigin::root(), midpoint, width);
			assert_eq!(SigmoidIssuance::supply(), before);
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(200))]

	#[test]
	fn issue_keeps_below_the_curve_when_anything_happens(steps in prop::collection::vec(step(), 1..60)) {
		new_test_ext().execute_with(|| {
			let (mut ceiling, mut issued) = (0, 0);
			for step in steps {
				run(step);
				assert_ok!(SigmoidIssuance::do_try_state());
				let supply = SigmoidIssuance::supply();
				let now = SigmoidIssuance::ceiling(supply.fees);
				assert!(now >= ceiling && supply.issued >= issued, "something fell");
				assert!(supply.issued <= now && now <= ADDITIONAL_ISSUE);
				assert_eq!(supply.total, GENESIS + supply.issued);
				assert_eq!(supply.allowance, now - supply.issued);
				(ceiling, issued) = (now, supply.issued);
			}
		});
	}

	/// Cutting fees into pieces, or asking at every piece, earns nothing.
	#[test]
	fn issue_is_the_same_when_fees_come_in_pieces(pieces in prop::collection::vec(0..BILLION_AIC, 1..30)) {
		let all = pieces.iter().sum();
		let at_once = new_test_ext().execute_with(|| {
			SigmoidIssuance::meter(all);
			SigmoidIssuance::issue(&ALICE, u128::MAX)
		});
		let in_pieces: Balance = new_test_ext().execute_with(|| {
			pieces.iter().map(|piece| {
				SigmoidIssuance::meter(*piece);
				SigmoidIssuance::issue(&ALICE, u128::MAX)
			}).sum()
		});
		prop_assert_eq!(at_once, in_pieces);
	}
}

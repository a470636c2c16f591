use super::*;
use aic_primitives::runtime_api::{Payslip, PayslipLine};

fn line(resource: ResourceId) -> PayslipLine {
	PayslipLine {
		source: Source::Resource(resource),
		payers: 0,
		gross: 0,
		commission: 0,
		points: 0,
		reward: 0,
		open_reward: 0,
		lost_points: 0,
		lost_bond: 0,
		net: 0,
	}
}

#[test]
fn payslip_says_what_came_from_where_and_what_is_to_come() {
	build_and_execute(|| {
		let id = split(NODE, &[(21, 10)]);
		assert_ok!(pay(1, NODE, 10_000));
		assert_ok!(pay(2, NODE, 10_000));
		assert_ok!(pay(2, NODE, 10_000));
		Payroll::penalised(&OWNER, NODE, 70, 7);
		pass(ERA);
		assert_ok!(Payroll::end_era(signed(5)));
		let fees = PayslipLine {
			payers: 2,
			gross: 30_000,
			commission: 3_000,
			points: 30_000,
			open_reward: 1_500,
			lost_points: 70,
			lost_bond: 7,
			net: 24_300,
			..line(NODE)
		};
		let slip = Payroll::payslip(OWNER, 0);
		assert_eq!(slip.lines, std::slice::from_ref(&fees));
		assert_ok!(Payroll::claim_reward(signed(5), NODE, 0));
		let paid = PayslipLine { reward: 1_500, open_reward: 0, net: 24_300 + 1_350, ..fees };
		let slip = Payslip {
			era: 0,
			lines: vec![paid],
			gross: 30_000,
			commission: 3_000,
			reward: 1_500,
			net: 25_650,
			collectable: 0,
			payable: 25_650,
		};
		assert_eq!(Payroll::payslip(OWNER, 0), slip);
		assert_eq!(Payroll::payslip(21, 1).collectable, 2_850);
		assert_ok!(Payroll::collect(signed(5), id, 21));
		let member = Payroll::payslip(21, 1);
		assert_eq!(member.lines, [PayslipLine { net: 2_850, ..line(NODE) }]);
		assert_eq!((member.collectable, member.payable), (0, 2_850));
	});
}

#[test]
fn bounties_and_authorship_have_lines_of_their_own() {
	build_and_execute(|| {
		Author::set(&Some(8));
		AuthorShare::set(&Permill::from_percent(10));
		assert_ok!(pay(1, NODE, 10_000));
		assert_eq!(Payroll::bounty(&8, NODE, 700), 500, "no more than the pool has");
		assert_eq!(Payroll::bounty(&8, NODE, 700), 0);
		let slip = Payroll::payslip(8, 0);
		let net = |source| slip.lines.iter().find(|line| line.source == source).map(|line| line.net);
		assert_eq!((net(Source::Authorship), net(Source::Bounties)), (Some(100), Some(500)));
		assert_eq!((slip.net, slip.payable), (600, 600));
	});
}

#[test]
fn place_of_a_line_is_used_again_when_its_era_can_not_be_paid_any_more() {
	build_and_execute(|| {
		for era in 0..3 * (DEPTH + 1) {
			assert_ok!(pay(1, NODE, 10_000 + Balance::from(era)));
			let kept = era.saturating_sub(DEPTH)..=era;
			for (back, era) in kept.enumerate() {
				assert_eq!(Payroll::payslip(OWNER, era).gross, 10_000 + Balance::from(era), "{back}");
			}
			pass(ERA);
		}
		assert_eq!(
			Payroll::payslip(OWNER, 0),
			Payslip { payable: Payroll::owed(OWNER).payable, ..Default::default() }
		);
		assert_eq!(Lines::<Test>::iter().count(), DEPTH as usize + 1);
	});
}

#[test]
fn reward_can_be_claimed_when_loops_of_the_era_can_not_be_shown_any_more() {
	build_and_execute(|| {
		FlagWindow::set(&100);
		assert_ok!(pay(1, NODE, 10_000));
		assert!(Payroll::open(0));
		pass(ERA);
		assert!(Payroll::open(0) && Payroll::open(1));
		assert_noop!(Payroll::claim_reward(signed(5), NODE, 0), Error::<Test>::EraOpen);
		pass(100);
		assert!(!Payroll::open(0) && Payroll::open(1));
		assert_ok!(Payroll::claim_reward(signed(5), NODE, 0));
	});
}

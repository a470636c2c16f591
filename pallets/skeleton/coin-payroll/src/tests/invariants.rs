use super::*;
use proptest::prelude::*;
use std::{cell::RefCell, collections::BTreeMap};

/// What can happen to the pallet.
#[derive(Clone, Debug)]
enum Step {
	Pay(u64, u64, Balance),
	PayHeld(u64, u64, Balance),
	Pass(Moment),
	EndEra,
	Claim(u64),
	ClaimReward(u64, EraIndex),
	Lapse(u64, EraIndex),
	Sell(u64, u64),
	SetParts(u32, u32),
	SetAutoPay(Balance),
	Idle(u64),
	ClaimMany(Vec<u64>),
	Split(u64, Vec<(u64, u32)>, Option<u64>),
	Endow(u64, Vec<(u64, u32)>),
	Collect(SplitId, u64),
	CloseSplit(SplitId),
	PayAsset(u64, u64, AssetCode, Balance),
	ClaimAsset(u64, AssetCode),
	Author(Option<u64>),
	Bounty(u64, Balance),
}

fn amount() -> impl Strategy<Value = Balance> {
	prop_oneof![0..=300u128, 0..=100_000u128, 0..=FUNDS]
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		4 => (1..6u64, 0..4u64, amount()).prop_map(|(payer, node, fee)| Step::Pay(payer, node, fee)),
		2 => (1..6u64, 0..4u64, amount()).prop_map(|(payer, node, fee)| Step::PayHeld(payer, node, fee)),
		2 => (0..3 * ERA / 8).prop_map(Step::Pass),
		1 => Just(Step::EndEra),
		2 => (1..12u64).prop_map(Step::Claim),
		3 => (0..4u64, 0..8u32).prop_map(|(node, back)| Step::ClaimReward(node, back)),
		1 => (0..4u64, 0..8u32).prop_map(|(node, back)| Step::Lapse(node, back)),
		1 => (0..4u64, 4..12u64).prop_map(|(node, owner)| Step::Sell(node, owner)),
		1 => (0..=1_000_000u32, 0..=1_000_000u32).prop_map(|(fee, pool)| Step::SetParts(fee, pool)),
		1 => amount().prop_map(Step::SetAutoPay),
		3 => (0..10u64).prop_map(Step::Idle),
		1 => prop::collection::vec(1..12u64, 0..5).prop_map(Step::ClaimMany),
		3 => (0..4u64, prop::collection::vec((1..12u64, 0..60u32), 0..4), prop::option::of(0..4u64))
			.prop_map(|(node, members, source)| Step::Split(node, members, source)),
		1 => (0..4u64, prop::collection::vec((1..12u64, 0..30u32), 0..4))
			.prop_map(|(node, members)| Step::Endow(node, members)),
		4 => (0..6u32, 1..12u64).prop_map(|(split, member)| Step::Collect(split, member)),
		2 => (0..6u32).prop_map(Step::CloseSplit),
		2 => (1..6u64, 0..4u64, COIN - 1..COIN + 6, amount())
			.prop_map(|(payer, node, asset, amount)| Step::PayAsset(payer, node, asset, amount)),
		2 => (1..12u64, COIN..COIN + 6).prop_map(|(account, asset)| Step::ClaimAsset(account, asset)),
		1 => prop::option::of(1..9u64).prop_map(Step::Author),
		1 => (1..9u64, amount()).prop_map(|(to, amount)| Step::Bounty(to, amount)),
	]
}

/// Most steps are refused at one time or another; then nothing may change.
fn run(step: Step) {
	let back = |eras| Payroll::current().saturating_sub(eras);
	let _ = match step {
		Step::Pay(payer, node, fee) => pay(payer, ResourceId::Node(node), fee),
		Step::PayHeld(payer, node, amount) => {
			let _ = Balances::hold(&TestReason::Escrow, &payer, amount);
			let paid = ResourceUse { resource: ResourceId::Node(node), payer, amount, kind: WORK, work: 0 };
			Payroll::distribute(paid, Funds::Held(TestReason::Escrow))
		}
		Step::Pass(time) => {
			pass(time);
			Ok(())
		}
		Step::EndEra => Payroll::end_era(signed(1)),
		Step::Claim(account) => Payroll::claim(signed(1), account),
		Step::ClaimReward(node, eras) => Payroll::claim_reward(signed(1), ResourceId::Node(node), back(eras)),
		Step::Lapse(node, eras) => Payroll::lapse(signed(1), ResourceId::Node(node), back(eras))
			.map(|_| ())
			.map_err(|refused| refused.error),
		Step::Sell(node, owner) => {
			Things::put(ResourceId::Node(node), owner);
			Ok(())
		}
		Step::SetParts(fee, pool) => {
			Commission::set(&Permill::from_parts(fee));
			PoolShare::set(&Permill::from_parts(pool));
			Ok(())
		}
		Step::SetAutoPay(least) => {
			AutoPay::set(&least);
			Ok(())
		}
		Step::Idle(times) => {
			let left = <() as WeightInfo>::pay_next() * times;
			assert!(Payroll::on_idle(0, left).all_lte(left));
			Ok(())
		}
		Step::ClaimMany(accounts) => Payroll::claim_many(signed(1), accounts.try_into().unwrap()),
		Step::Split(node, members, source) => {
			let parts = members
				.into_iter()
				.map(|(member, part)| (Target::Account(member), Perbill::from_percent(part)));
			let source =
				source.map(|node| (Target::Resource(ResourceId::Node(node)), Perbill::from_percent(10)));
			let Some(owner) = Things::owner_of(&ResourceId::Node(node)) else { return };
			set_split(owner, ResourceId::Node(node), parts.chain(source).collect())
		}
		Step::Endow(node, members) => {
			let parts: Vec<_> = members
				.into_iter()
				.map(|(member, part)| (Target::Account(member), Perbill::from_percent(part)))
				.collect();
			Payroll::endow(ResourceId::Node(node), &OWNER, parts.try_into().unwrap())
		}
		Step::Collect(split, member) => Payroll::collect(signed(1), split, member),
		Step::CloseSplit(split) => {
			Payroll::close_split(signed(1), split).map(|_| ()).map_err(|refused| refused.error)
		}
		Step::PayAsset(payer, node, asset, amount) => {
			Payroll::pay_asset(signed(payer), ResourceId::Node(node), asset, amount)
		}
		Step::ClaimAsset(account, asset) => Payroll::claim_asset(signed(1), account, asset),
		Step::Author(author) => {
			Author::set(&author);
			AuthorShare::set(&Permill::from_percent(5));
			Ok(())
		}
		Step::Bounty(to, amount) => {
			Payroll::bounty(&to, NODE, amount);
			Ok(())
		}
	};
}

/// Burned by the events since this was called last.
fn take_burned() -> Balance {
	let events = System::read_events_for_pallet::<Event<Test>>();
	let burned = events.iter().map(|event| match event {
		Event::Distributed { commission, .. } => commission.burned,
		_ => 0,
	});
	let burned = burned.sum();
	tally(&events);
	System::reset_events();
	burned
}

thread_local! {
	/// What the events credited to each account, and the fees that they say were paid.
	static CREDITED: RefCell<BTreeMap<u64, Balance>> = const { RefCell::new(BTreeMap::new()) };
	static FEES: RefCell<(Balance, Balance)> = const { RefCell::new((0, 0)) };
}

fn tally(events: &[Event<Test>]) {
	for event in events {
		match event {
			Event::Credited { account, amount, .. } => {
				CREDITED.with_borrow_mut(|all| *all.entry(*account).or_default() += amount)
			}
			Event::Distributed { amount, commission, .. } => FEES.with_borrow_mut(|(fees, kept)| {
				*fees += amount;
				*kept +=
					commission.to_pool + commission.to_treasury + commission.to_author + commission.burned;
			}),
			_ => (),
		}
	}
}

/// Payslips say what the events said, and what was credited is owed or was paid.
fn check_payslips() {
	let eras = 0..=Payroll::current();
	let (mut gross, mut commission) = (0, 0);
	let pot = Payroll::pot();
	for account in (0..=20).chain([pot]) {
		let slips: Vec<_> = eras.clone().map(|era| Payroll::payslip(account, era)).collect();
		let net: Balance = slips.iter().map(|slip| slip.net).sum();
		let credited = CREDITED.with_borrow(|all| all.get(&account).copied().unwrap_or_default());
		assert_eq!(net, credited, "account {account}");
		let owed = Payroll::owed(account);
		assert_eq!(owed.payable + owed.paid, credited, "account {account}");
		gross += slips.iter().map(|slip| slip.gross).sum::<Balance>();
		commission += slips.iter().map(|slip| slip.commission).sum::<Balance>();
		for slip in &slips {
			assert_eq!(slip.net, slip.lines.iter().map(|line| line.net).sum::<Balance>());
		}
	}
	assert_eq!((gross, commission), FEES.with(|fees| *fees.borrow()));
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(150))]

	#[test]
	fn coins_are_conserved_when_anything_happens(steps in prop::collection::vec(step(), 1..80)) {
		new_test_ext().execute_with(|| {
			let allowance = 1_000_000;
			(COIN..COIN + 6).for_each(|asset| make_asset_of(asset, [1, 7, 1_000][asset as usize % 3], &[1, 2, 3]));
			Notice::set(&(ERA / 2));
			Deposit::set(&1_000);
			let mut burned = 0;
			CREDITED.with_borrow_mut(BTreeMap::clear);
			FEES.set((0, 0));
			System::reset_events();
			Allowance::set(&allowance);
			let genesis = Balances::total_issuance();
			for step in steps {
				run(step);
				check();
				burned += take_burned();
				assert_eq!(Balances::total_issuance(), genesis + allowance - Allowance::get() - burned);
				check_payslips();
			}
		});
	}
}

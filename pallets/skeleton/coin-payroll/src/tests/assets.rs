use super::*;
use frame::deps::frame_support::traits::fungibles::Inspect;

fn has(account: u64) -> Balance {
	<Assets as Inspect<u64>>::balance(COIN, &account)
}

#[test]
fn payment_in_an_asset_is_divided_like_one_in_the_coin() {
	build_and_execute(|| {
		make_asset(COIN, &[PAYER]);
		let id = split(NODE, &[(21, 50)]);
		assert_ok!(Payroll::pay_asset(signed(PAYER), NODE, COIN, 10_000));
		assert_eq!((has(PAYER), has(Payroll::pot())), (FUNDS - 10_000, 1 + 10_000));
		assert_eq!(Payroll::asset_owed(TREASURY, COIN), 1_000);
		let (resource, payer, amount) = (NODE, PAYER, 10_000);
		System::assert_last_event(
			Event::<Test>::AssetDistributed { resource, payer, asset: COIN, amount, commission: 1_000 }
				.into(),
		);
		assert_eq!(Payroll::asset_owed(OWNER, COIN), 4_500);
		assert_ok!(Payroll::collect(signed(5), id, 21));
		assert_eq!((Payroll::asset_owed(21, COIN), Payroll::owed(21).payable), (4_500, 0));
		Balances::set_balance(&OWNER, 1_000);
		assert_ok!(Payroll::claim_asset(signed(5), OWNER, COIN));
		System::assert_last_event(
			Event::<Test>::AssetPaid { account: OWNER, asset: COIN, amount: 4_500 }.into(),
		);
		assert_eq!(has(OWNER), 4_500);
		assert_noop!(Payroll::claim_asset(signed(5), OWNER, COIN), Error::<Test>::NothingOwed);
		assert_eq!((Rating::total_due(0), Metered::get()), (0, 0), "neither rated nor metered");
	});
}

#[test]
fn payment_is_refused_when_the_asset_or_the_resource_is_not_accepted() {
	build_and_execute(|| {
		make_asset(COIN - 1, &[PAYER]);
		make_asset(COIN, &[PAYER]);
		let pay = |resource, asset, amount| Payroll::pay_asset(signed(PAYER), resource, asset, amount);
		assert_noop!(pay(NODE, COIN - 1, 10), Error::<Test>::AssetNotAccepted);
		assert_noop!(pay(NODE, COIN, 0), Error::<Test>::NothingPaid);
		assert_noop!(pay(ResourceId::Node(9), COIN, 10), Error::<Test>::UnknownResource);
		assert_noop!(pay(NODE, COIN, FUNDS + 1), TokenError::FundsUnavailable);
		assert_noop!(Payroll::claim_asset(RuntimeOrigin::none(), 1, COIN), DispatchError::BadOrigin);
	});
}

#[test]
fn split_takes_no_more_assets_than_it_has_places_for() {
	build_and_execute(|| {
		split(NODE, &[(21, 50)]);
		let pay = |asset| Payroll::pay_asset(signed(PAYER), NODE, asset, 1_000);
		for asset in COIN..COIN + 4 {
			make_asset(asset, &[PAYER]);
			assert_ok!(pay(asset));
		}
		make_asset(COIN + 4, &[PAYER]);
		assert_noop!(pay(COIN + 4), Error::<Test>::TooManyAssets);
		assert_ok!(set_split(OWNER, NODE, vec![]));
		assert_ok!(Payroll::close_split(signed(5), 0));
		assert_eq!((COIN..COIN + 4).map(|asset| Payroll::asset_owed(21, asset)).sum::<Balance>(), 4 * 450);
		assert_ok!(pay(COIN + 4));
	});
}

#[test]
fn last_payee_is_paid_in_full_when_others_claimed_before_him() {
	build_and_execute(|| {
		make_asset_of(COIN, 1_000, &[PAYER]);
		split(NODE, &[(21, 10)]);
		assert_ok!(Payroll::pay_asset(signed(PAYER), NODE, COIN, 2_000));
		assert_ok!(Payroll::collect(signed(5), 0, 21));
		assert_eq!(Payroll::asset_owed(21, COIN), 180);
		assert_ok!(Payroll::claim_asset(signed(5), OWNER, COIN));
		assert_noop!(Payroll::claim_asset(signed(5), 21, COIN), TokenError::BelowMinimum);
		assert_eq!(has(Payroll::pot()), 1_000 + 200 + 180);
		assert_ok!(Payroll::pay_asset(signed(PAYER), NODE, COIN, 20_000));
		assert_ok!(Payroll::collect(signed(5), 0, 21));
		assert_ok!(Payroll::claim_asset(signed(5), 21, COIN));
		assert_ok!(Payroll::claim_asset(signed(5), OWNER, COIN));
		assert_ok!(Payroll::claim_asset(signed(5), TREASURY, COIN));
		assert_eq!((has(21), has(OWNER), has(TREASURY)), (1_980, 17_820, 2_200));
		assert_eq!((has(Payroll::pot()), AssetTotal::<Test>::iter().count()), (1_000, 0));
	});
}

#[test]
fn payment_is_refused_when_the_pot_does_not_hold_what_it_owes() {
	build_and_execute(|| {
		assert_ok!(Assets::force_create(RuntimeOrigin::root(), COIN, 1, true, 10));
		assert_ok!(Assets::mint(signed(1), COIN, PAYER, FUNDS));
		let pay = || Payroll::pay_asset(signed(PAYER), NODE, COIN, 100);
		assert_noop!(pay(), Error::<Test>::AssetNotCovered);
		assert_ok!(Assets::mint(signed(1), COIN, Payroll::pot(), 10));
		assert_ok!(pay());
		// It was destroyed, and somebody made another of its number.
		assert_ok!(Assets::burn(signed(1), COIN, Payroll::pot(), 100));
		assert_noop!(pay(), Error::<Test>::AssetNotCovered);
		assert_ok!(Assets::mint(signed(1), COIN, Payroll::pot(), 100));
		assert_ok!(pay());
	});
}

#[test]
fn what_the_pot_earned_of_an_asset_is_the_treasury_s() {
	build_and_execute(|| {
		make_asset(COIN, &[PAYER]);
		Things::put(NODE, Payroll::pot());
		assert_ok!(Payroll::pay_asset(signed(PAYER), NODE, COIN, 1_000));
		assert_ok!(Payroll::claim_asset(signed(5), Payroll::pot(), COIN));
		assert_eq!((has(TREASURY), has(Payroll::pot())), (900, 101));
	});
}

#[test]
fn places_of_a_split_stay_free_when_trifles_are_paid() {
	build_and_execute(|| {
		split(NODE, &[(21, 50)]);
		for asset in COIN..COIN + 6 {
			make_asset(asset, &[PAYER]);
			assert_ok!(Payroll::pay_asset(signed(PAYER), NODE, asset, 1));
		}
		assert!(Splits::<Test>::get(0).unwrap().assets.is_empty());
	});
}

use super::*;

fn next(who: AccountId, kind: AssetKind, previous: AssetId) -> DispatchResult {
	try_mint(who, kind, terms(PRICE), shares(&[]), Some(previous))
}

#[test]
fn versions_of_a_line_know_each_other() {
	run(|| {
		let first = mint_dataset(PRICE);
		let second = mint_next(first);
		let third = mint_next(second);
		let record = AiAssets::asset(third).unwrap();
		assert_eq!((record.line, record.version), (first, 3));
		assert_eq!(Lines::<Test>::get(first), Some(LineInfo { latest: third, versions: 3, live: 3 }));
		assert_eq!([first, second, third].map(AiAssets::latest), [Some(third); 3]);
	});
}

#[test]
fn version_is_refused_when_the_one_before_is_not_the_newest_or_not_his() {
	run(|| {
		let first = mint_dataset(PRICE);
		assert_noop!(next(THIEF, AssetKind::Dataset, first), Error::<Test>::NotOwner);
		assert_noop!(next(CREATOR, AssetKind::Model, first), Error::<Test>::OtherKind);
		mint_next(first);
		assert_noop!(next(CREATOR, AssetKind::Dataset, first), Error::<Test>::NotLatest);
		assert_noop!(next(CREATOR, AssetKind::Dataset, dataset(9)), Error::<Test>::UnknownAsset);
	});
}

#[test]
fn licence_covers_as_many_later_versions_as_its_terms_said() {
	run(|| {
		let first = mint(AssetKind::Dataset, Terms { later_versions: 1, ..terms(PRICE) });
		assert_ok!(buy(USER, first, uses(9)));
		let second = mint_next(first);
		let third = mint_next(second);
		assert_ok!(AiAssets::use_asset(signed(USER), first, Training));
		assert_ok!(AiAssets::use_asset(signed(USER), second, Training));
		let used = AiAssets::use_asset(signed(USER), third, Training);
		assert_noop!(used, Error::<Test>::LicenceForOtherVersion);
		assert_ok!(buy(USER, third, uses(1)));
		assert_ok!(AiAssets::use_asset(signed(USER), third, Training));
		assert_eq!(uses_left(first, &USER), 7);
	});
}

#[test]
fn licence_that_is_bought_for_an_old_version_covers_that_alone() {
	run(|| {
		let first = mint(AssetKind::Dataset, Terms { later_versions: 9, ..terms(PRICE) });
		let second = mint_next(first);
		assert_ok!(buy(USER, first, uses(2)));
		let used = AiAssets::use_asset(signed(USER), second, Training);
		assert_noop!(used, Error::<Test>::LicenceForOtherVersion);
		assert_ok!(AiAssets::use_asset(signed(USER), first, Training));
		assert_ok!(buy(USER, second, uses(1)));
		let third = mint_next(second);
		assert_ok!(AiAssets::use_asset(signed(USER), third, Training));
	});
}

#[test]
fn licence_covers_no_earlier_version() {
	run(|| {
		let first = mint_dataset(PRICE);
		let second = mint_next(first);
		assert_ok!(buy(USER, second, uses(1)));
		let used = AiAssets::use_asset(signed(USER), first, Training);
		assert_noop!(used, Error::<Test>::LicenceForOtherVersion);
	});
}

#[test]
fn later_version_is_shared_with_the_same() {
	run(|| {
		let first = mint_shared(CREATOR, AssetKind::Dataset, terms(PRICE), &[to(USER, 20)]);
		let kind = AssetKind::Dataset;
		let more = try_mint(CREATOR, kind, terms(PRICE), shares(&[to(BUYER, 81)]), Some(first));
		assert_noop!(more, Error::<Test>::SharesAboveWhole);
		assert_ok!(try_mint(CREATOR, kind, terms(PRICE), shares(&[to(BUYER, 30)]), Some(first)));
		let third = mint_next(dataset(1));
		let parts = [(BUYER, Perbill::from_percent(30)), (USER, Perbill::from_percent(20))];
		assert_eq!(roster(&ResourceId::Asset(third)), parts);
	});
}

#[test]
fn version_is_refused_when_it_would_be_shared_with_too_many() {
	run(|| {
		let many: Vec<_> = (0..MAX_SHARES).map(|n| to(AccountId::new([n as u8 + 20; 32]), 1)).collect();
		let first = mint_shared(CREATOR, AssetKind::Dataset, terms(PRICE), &many);
		let kind = AssetKind::Dataset;
		let more = try_mint(CREATOR, kind, terms(PRICE), shares(&[to(BUYER, 1)]), Some(first));
		assert_noop!(more, Error::<Test>::TooManyShares);
		mint_next(first);
	});
}

#[test]
fn line_is_forgotten_with_its_last_version() {
	run(|| {
		let first = mint(AssetKind::Dataset, Terms { later_versions: 5, ..terms(PRICE) });
		assert_ok!(buy(USER, first, uses(1)));
		let second = mint_next(first);
		pass(TERM);
		assert_ok!(AiAssets::retire(signed(CREATOR), first));
		let dropped = AiAssets::drop_licence(signed(THIEF), first, USER);
		assert_noop!(dropped, Error::<Test>::LicenceInForce);
		assert_ok!(AiAssets::use_asset(signed(USER), second, Training));
		assert_ok!(AiAssets::retire(signed(CREATOR), second));
		assert!(Lines::<Test>::get(first).is_none());
		assert_ok!(AiAssets::drop_licence(signed(THIEF), first, USER));
	});
}

#[test]
fn line_ends_when_its_newest_version_is_retired() {
	run(|| {
		let first = mint_dataset(PRICE);
		let second = mint_next(first);
		assert_ok!(AiAssets::retire(signed(CREATOR), second));
		assert_noop!(next(CREATOR, AssetKind::Dataset, first), Error::<Test>::NotLatest);
	});
}

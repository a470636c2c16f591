use super::*;
use frame::token::nonfungibles_v2::Inspect;

const NONE: Royalty = Royalty { share: Perbill::zero(), least: 0 };

fn mint_trained(who: AccountId, slot: SlotId, format: Option<FormatId>) -> DispatchResult {
	AiAssets::mint_trained_ai(signed(who), slot, format, details(terms(PRICE)))
}

#[test]
fn trained_ai_has_its_lineage_from_the_job() {
	run(|| {
		let slot = finish_job();
		assert_ok!(mint_trained(USER, slot, None));
		let record = AiAssets::asset(trained(0)).unwrap();
		let lineage = Lineage { slot, model: model(0), datasets: vec![dataset(0)].try_into().unwrap() };
		assert_eq!(record.lineage, Some(lineage));
		assert_eq!((record.content, record.format, record.creator), (digest(), 1, USER));
		assert_eq!(AiAssets::trained_from(slot), Some(trained(0)));
		assert!(!record.shared && Nfts::can_transfer(&2, &0), "nobody asked for a royalty");
	});
}

#[test]
fn trained_ai_is_refused_when_the_job_is_not_his_or_gave_nothing() {
	run(|| {
		let slot = finish_job();
		assert_noop!(mint_trained(THIEF, slot, None), Error::<Test>::NotRequester);
		let other = SlotId { job: 6, index: 0 };
		assert_noop!(mint_trained(USER, other, None), Error::<Test>::NoResult);
	});
}

#[test]
fn slot_gives_one_trained_ai_even_when_that_was_retired() {
	run(|| {
		let slot = finish_job();
		assert_ok!(mint_trained(USER, slot, None));
		assert_noop!(mint_trained(USER, slot, None), Error::<Test>::AlreadyMinted);
		assert_ok!(AiAssets::retire(signed(USER), trained(0)));
		assert_noop!(mint_trained(USER, slot, None), Error::<Test>::AlreadyMinted);
	});
}

#[test]
fn format_is_the_models_unless_that_was_retired() {
	run(|| {
		let slot = finish_job();
		assert_noop!(mint_trained(USER, slot, Some(0)), Error::<Test>::FormatDiffers);
		assert_ok!(AiAssets::retire(signed(CREATOR), model(0)));
		assert_noop!(mint_trained(USER, slot, None), Error::<Test>::MissingFormat);
		assert_noop!(mint_trained(USER, slot, Some(0)), UNKNOWN_FORMAT);
		assert_ok!(mint_trained(USER, slot, Some(1)));
	});
}

#[test]
fn model_and_datasets_earn_by_what_was_trained_on_them() {
	run(|| {
		let asset = train(royalty(10, 0), royalty(5, 0));
		assert_ok!(Nfts::transfer(signed(CREATOR), 0, 0, BUYER));
		let record = AiAssets::asset(asset).unwrap();
		assert!(record.shared && !Nfts::can_transfer(&2, &asset.item));
		let roster = roster(&ResourceId::Asset(asset));
		assert_eq!(roster, [(CREATOR, Perbill::from_percent(10)), (CREATOR, Perbill::from_percent(5))]);
		assert_ok!(AiAssets::set_terms(signed(USER), asset, terms(1_000)));
		let (creator, user) = (free(&CREATOR), free(&USER));
		assert_ok!(buy(THIEF, asset, uses(10)));
		assert_eq!((free(&CREATOR) - creator, free(&USER) - user), (1_350, 7_650));
	});
}

#[test]
fn those_who_have_parts_of_a_dataset_earn_by_what_was_trained_on_it() {
	run(|| {
		let terms = Terms { royalty: royalty(10, 0), ..terms(0) };
		let data = mint_shared(CREATOR, AssetKind::Dataset, terms, &[to(BUYER, 40)]);
		let slot = finish_job_with(mint_model(0), &[data]);
		assert_ok!(mint_trained(USER, slot, None));
		let roster = roster(&ResourceId::Asset(trained(0)));
		assert_eq!(roster, [(BUYER, Perbill::from_percent(4)), (CREATOR, Perbill::from_percent(6))]);
	});
}

#[test]
fn parts_that_find_no_place_stay_with_the_owners_of_what_was_used() {
	run(|| {
		let crowd: Vec<_> = (0..MAX_SHARES).map(|n| to(AccountId::new([n as u8 + 20; 32]), 1)).collect();
		let terms = Terms { royalty: royalty(10, 700), ..terms(0) };
		let datasets: Vec<_> =
			(0..8).map(|_| mint_shared(CREATOR, AssetKind::Dataset, terms, &crowd)).collect();
		assert_ok!(mint_trained(USER, finish_job_with(mint_model(0), &datasets), None));
		let record = AiAssets::asset(trained(0)).unwrap();
		assert_eq!((record.shared, record.least_sale), (true, 7_000));
		let roster = roster(&ResourceId::Asset(trained(0)));
		// Seven of each crowd have a hundredth of a tenth.
		assert_eq!(roster.len(), 64);
		assert_eq!(roster[7], (CREATOR, Perbill::from_parts(93_000_000)));
	});
}

#[test]
fn minting_weighs_as_much_as_the_shares_can() {
	use frame::deps::frame_support::dispatch::GetDispatchInfo;
	let weight_of = |list: &[(Target<AccountId>, u32)], previous| {
		let (kind, content, format, shares) = (AssetKind::Dataset, content(), 0, shares(list));
		let details = details(terms(0));
		Call::<Test>::mint { kind, content, format, details, shares, previous }
			.get_dispatch_info()
			.call_weight
	};
	assert_eq!(weight_of(&[], None), <()>::mint(0));
	assert_eq!(weight_of(&[to(USER, 1)], None), <()>::mint(1) + ENDOW);
	assert_eq!(weight_of(&[], Some(dataset(0))), <()>::mint(MAX_SHARES) + ENDOW);
	let slot = SlotId { job: 0, index: 0 };
	let trained = Call::<Test>::mint_trained_ai { slot, format: None, details: details(terms(0)) };
	assert_eq!(trained.get_dispatch_info().call_weight, <()>::mint_trained_ai() + ENDOW);
	assert_eq!(<AiAssets as aic_primitives::Minting<_>>::weight(), <()>::mint(MAX_SHARES) + ENDOW);
}

#[test]
fn nine_assets_at_the_highest_royalty_leave_the_owner_a_tenth() {
	run(|| {
		let terms = Terms { royalty: royalty(10, 0), ..terms(0) };
		let model = mint(AssetKind::Model, terms);
		let datasets: Vec<_> = (0..8).map(|_| mint(AssetKind::Dataset, terms)).collect();
		assert_ok!(mint_trained(USER, finish_job_with(model, &datasets), None));
		assert_eq!(FixedShares::fixed(ResourceId::Asset(trained(0))), Perbill::from_percent(90));
	});
}

#[test]
fn least_sale_is_what_the_most_demanding_asks_for() {
	run(|| {
		let asset = train(royalty(10, 1_000), royalty(3, 1_000));
		assert_eq!(AiAssets::asset(asset).unwrap().least_sale, 33_334);
		assert_eq!(last_event(), Event::Shared { asset, least_sale: 33_334 });
		for price in [33_334u128, 40_000] {
			assert!(Perbill::from_percent(3).mul_floor(price) >= 1_000);
		}
		assert_eq!(least_sale(&NONE), 0);
	});
}

#[test]
fn what_is_no_more_asks_for_no_royalty() {
	run(|| {
		let terms = Terms { royalty: royalty(10, 1_000), ..terms(0) };
		let (model, data) = (mint(AssetKind::Model, terms), mint(AssetKind::Dataset, terms));
		let slot = finish_job_with(model, &[data]);
		assert_ok!(Nfts::burn(signed(CREATOR), 0, data.item));
		assert_ok!(AiAssets::retire(signed(CREATOR), model));
		assert_ok!(mint_trained(USER, slot, Some(1)));
		assert!(!AiAssets::asset(trained(0)).unwrap().shared);
	});
}

#[test]
fn royalty_of_what_was_minted_stays_when_the_terms_change() {
	run(|| {
		let asset = train(royalty(10, 1_000), NONE);
		assert_ok!(AiAssets::set_terms(signed(CREATOR), model(0), terms(0)));
		assert_eq!(FixedShares::fixed(ResourceId::Asset(asset)), Perbill::from_percent(10));
		assert_eq!(AiAssets::asset(asset).unwrap().least_sale, 10_000);
	});
}

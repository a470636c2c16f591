use super::*;
use frame::token::nonfungibles_v2::Inspect;
use pallet_nfts::{Error as NftsError, MintWitness};

fn mint_with(details: Details) -> DispatchResult {
	AiAssets::mint(signed(CREATOR), AssetKind::Dataset, content(), 0, details, shares(&[]), None)
}

fn try_shared(list: &[(Target<AccountId>, u32)]) -> DispatchResult {
	try_mint(CREATOR, AssetKind::Dataset, terms(PRICE), shares(list), None)
}

#[test]
fn dataset_has_an_nft_and_a_record_when_minted() {
	run(|| {
		let asset = mint_dataset(5);
		assert_eq!(asset, dataset(0));
		assert_eq!(Nfts::owner(0, 0), Some(CREATOR));
		let Details { name, size, terms, region } = details(terms(5));
		let record = Asset {
			creator: CREATOR,
			depositor: CREATOR,
			name,
			content: content(),
			size,
			format: 0,
			terms,
			region,
			line: asset,
			version: 1,
			bound_to: None,
			uses: 0,
			kept_until: 0,
			deposit: DEPOSIT,
			lineage: None,
			least_sale: 0,
			shared: false,
			described: false,
			taken_down: false,
			created: 1,
		};
		assert_eq!(AiAssets::asset(asset), Some(record));
		let event =
			Event::Minted { asset, owner: CREATOR, content: content(), line: asset, version: 1, slot: None };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn minting_writes_as_little_as_it_can_when_nobody_has_a_share() {
	run(|| {
		mint_dataset(0);
		assert_eq!(Lines::<Test>::iter().count() + SharedWith::<Test>::iter().count(), 0);
		assert_eq!(Nfts::attribute(&0, &0, &[]), None);
		assert!(Asset::<AccountId>::max_encoded_len() < 400, "{}", Asset::<AccountId>::max_encoded_len());
	});
}

#[test]
fn minting_costs_the_deposit_alone_and_the_collections_owner_nothing() {
	run(|| {
		mint_dataset(0);
		mint_model(0);
		assert_eq!(held(&CREATOR), 2 * DEPOSIT);
		assert_eq!(free(&CREATOR), FUNDS - 2 * DEPOSIT);
		assert_eq!(total(&AiAssets::account_id()), 0);
	});
}

#[test]
fn items_are_numbered_per_kind() {
	run(|| {
		assert_eq!(mint_dataset(0), dataset(0));
		assert_eq!(mint_model(0), model(0));
		assert_eq!(mint_dataset(0), dataset(1));
		assert_eq!(mint(AssetKind::Data, terms(0)), AssetId { kind: AssetKind::Data, item: 0 });
		assert_eq!(Nfts::owner(3, 0), Some(CREATOR));
	});
}

#[test]
fn trained_ai_is_refused_when_it_is_minted_without_a_job() {
	run(|| {
		let minted = try_mint(CREATOR, AssetKind::TrainedAi, terms(0), shares(&[]), None);
		assert_noop!(minted, Error::<Test>::NotMintable);
	});
}

#[test]
fn minting_fails_when_the_format_is_not_of_the_kind() {
	run(|| {
		let minted = AiAssets::mint(
			signed(CREATOR),
			AssetKind::Dataset,
			content(),
			1,
			details(terms(0)),
			shares(&[]),
			None,
		);
		assert_noop!(minted, UNKNOWN_FORMAT);
	});
}

#[test]
fn minting_fails_when_the_name_is_invalid() {
	run(|| {
		let mut nameless = details(terms(0));
		nameless.name.clear();
		assert_noop!(mint_with(nameless), Error::<Test>::InvalidName);
		let garbled = Details { name: vec![0xff].try_into().unwrap(), ..details(terms(0)) };
		assert_noop!(mint_with(garbled), Error::<Test>::InvalidName);
	});
}

#[test]
fn minting_fails_when_the_size_is_absurd() {
	run(|| {
		for size in [0, MAX_SIZE + 1, u64::MAX] {
			let absurd = Details { size, ..details(terms(0)) };
			assert_noop!(mint_with(absurd), Error::<Test>::SizeOutOfRange);
		}
		assert_ok!(mint_with(Details { size: MAX_SIZE, ..details(terms(0)) }));
	});
}

#[test]
fn minting_fails_when_the_creator_can_not_pay_the_deposit() {
	run(|| {
		assert_ok!(Balances::transfer_allow_death(signed(CREATOR), USER, FUNDS - DEPOSIT + 1));
		assert_noop!(mint_with(details(terms(0))), TokenError::FundsUnavailable);
		// The account itself needs something, too.
		assert_ok!(Balances::transfer_allow_death(signed(USER), CREATOR, 1));
		assert_noop!(mint_with(details(terms(0))), TokenError::FundsUnavailable);
	});
}

#[test]
fn minting_fails_when_all_numbers_are_given() {
	run(|| {
		NextItem::<Test>::insert(AssetKind::Dataset, u32::MAX);
		assert_noop!(mint_with(details(terms(0))), Error::<Test>::NoMoreItems);
		NextItem::<Test>::remove(AssetKind::Dataset);
	});
}

#[test]
fn nft_can_not_be_minted_past_the_pallet() {
	run(|| {
		let witness = MintWitness { owned_item: None, mint_price: None };
		let minted = Nfts::mint(signed(THIEF), 0, 0, THIEF, Some(witness));
		assert_noop!(minted, NftsError::<Test>::NoPermission);
	});
}

#[test]
fn shares_are_fixed_and_lock_the_nft_when_given() {
	run(|| {
		let item = mint_dataset(0);
		let source = Target::Resource(ResourceId::Asset(item));
		let asset = mint_shared(USER, AssetKind::Dataset, terms(PRICE), &[to(BUYER, 20), (source, 30)]);
		assert_eq!(last_event(), Event::Shared { asset, least_sale: 0 });
		let roster = roster(&ResourceId::Asset(asset));
		assert_eq!(roster, [(BUYER, Perbill::from_percent(20)), (CREATOR, Perbill::from_percent(30))]);
		assert!(AiAssets::asset(asset).unwrap().shared);
		assert!(!Nfts::can_transfer(&0, &asset.item));
		assert_eq!(free(&USER), FUNDS - DEPOSIT - 2 * SHARE_DEPOSIT);

		assert_ok!(buy(THIEF, asset, uses(2)));
		assert_eq!(free(&BUYER), FUNDS + 1_800);
		assert_eq!(free(&CREATOR), FUNDS - DEPOSIT + 2_700);
	});
}

#[test]
fn shares_of_the_whole_are_all_that_can_be_given() {
	run(|| {
		assert_noop!(try_shared(&[to(USER, 60), to(BUYER, 41)]), Error::<Test>::SharesAboveWhole);
		assert_ok!(try_shared(&[to(USER, 60), to(BUYER, 40)]));
	});
}

#[test]
fn asset_stays_free_to_move_when_nobody_is_there_to_share_it() {
	run(|| {
		let gone = mint_dataset(0);
		assert_ok!(AiAssets::retire(signed(CREATOR), gone));
		let source = Target::Resource(ResourceId::Asset(gone));
		let asset = mint_shared(CREATOR, AssetKind::Dataset, terms(PRICE), &[(source, 30)]);
		assert!(!AiAssets::asset(asset).unwrap().shared);
		assert!(Nfts::can_transfer(&0, &asset.item));
	});
}

#[test]
fn nothing_is_minted_when_the_deposit_of_the_shares_can_not_be_paid() {
	run(|| {
		assert_ok!(Balances::transfer_allow_death(signed(CREATOR), USER, FUNDS - DEPOSIT - 2_000));
		assert_noop!(try_shared(&[to(USER, 60)]), TokenError::FundsUnavailable);
	});
}

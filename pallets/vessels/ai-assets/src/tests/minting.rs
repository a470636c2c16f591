use crate::{mock::*, *};
use frame::{testing_prelude::*, token::nonfungibles_v2::Inspect};
use pallet_nfts::{Error as NftsError, MintWitness};

fn mint(format: Format, details: Details) -> DispatchResult {
	AiAssets::mint_dataset(signed(CREATOR), content(), format, details)
}

#[test]
fn dataset_has_an_nft_and_a_record_when_minted() {
	run(|| {
		let asset = mint_dataset(5);
		assert_eq!(asset, dataset(0));
		assert_eq!(Nfts::owner(0, 0), Some(CREATOR));
		assert_eq!(Nfts::attribute(&0, &0, &[]), Some(b"Iris".to_vec()));
		let Details { name: _, size, price, terms, region } = details(5);
		let record = Asset {
			creator: CREATOR,
			content: content(),
			size,
			format: dataset_format(),
			price,
			terms,
			region,
			uses: 0,
			outstanding: 0,
			kept_until: 0,
			deposit: DEPOSIT,
			lineage: None,
			created: START,
		};
		assert_eq!(AiAssets::asset(asset), Some(record));
		let event = Event::Minted { asset, creator: CREATOR, content: content(), price, slot: None };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn minting_costs_the_deposit_alone_and_the_collections_owner_nothing() {
	run(|| {
		mint_dataset(0);
		mint_model(0);
		assert_eq!(held(&CREATOR), 2 * DEPOSIT);
		assert_eq!(free(&CREATOR), FUNDS - 2 * DEPOSIT);
		assert_eq!(Balances::reserved_balance(&CREATOR), 2 * DEPOSIT);
		assert_eq!(total(&AiAssets::account_id()), 0);
	});
}

#[test]
fn items_are_numbered_per_kind() {
	run(|| {
		assert_eq!(mint_dataset(0), dataset(0));
		assert_eq!(mint_model(0), model(0));
		assert_eq!(mint_dataset(0), dataset(1));
	});
}

#[test]
fn minting_fails_when_the_name_is_invalid() {
	run(|| {
		let mut nameless = details(0);
		nameless.name.clear();
		assert_noop!(mint(dataset_format(), nameless), Error::<Test>::InvalidName);
		let garbled = Details { name: vec![0xff].try_into().unwrap(), ..details(0) };
		assert_noop!(mint(dataset_format(), garbled), Error::<Test>::InvalidName);
	});
}

#[test]
fn name_does_not_decode_when_it_is_too_long() {
	let limit = MAX_NAME as usize;
	assert!(Details::decode(&mut &details(0).encode()[..]).is_ok());
	let long = (vec![b'a'; limit + 1], 1u64, 0u128, details(0).terms, 0u16);
	assert!(Details::decode(&mut &long.encode()[..]).is_err());
}

#[test]
fn minting_fails_when_the_size_is_absurd() {
	run(|| {
		for size in [0, MAX_SIZE + 1, u64::MAX] {
			let absurd = Details { size, ..details(0) };
			assert_noop!(mint(dataset_format(), absurd), Error::<Test>::SizeOutOfRange);
		}
		assert_ok!(mint(dataset_format(), Details { size: MAX_SIZE, ..details(0) }));
	});
}

#[test]
fn minting_fails_when_the_price_is_absurd() {
	run(|| {
		for price in [MAX_PRICE + 1, Balance::MAX] {
			assert_noop!(mint(dataset_format(), details(price)), Error::<Test>::PriceTooHigh);
		}
		assert_ok!(mint(dataset_format(), details(MAX_PRICE)));
	});
}

#[test]
fn minting_fails_when_the_terms_allow_nothing() {
	run(|| {
		let closed = Details { terms: Terms { training: false, inference: false }, ..details(0) };
		assert_noop!(mint(dataset_format(), closed), Error::<Test>::NoPurpose);
	});
}

#[test]
fn minting_fails_when_the_format_is_not_of_the_kind() {
	run(|| {
		assert_noop!(mint(model_format(), details(0)), Error::<Test>::UnexpectedOutput);
		let model = AiAssets::mint_model(signed(CREATOR), content(), dataset_format(), details(0));
		assert_noop!(model, Error::<Test>::MissingOutput);
	});
}

#[test]
fn minting_fails_when_the_format_is_empty_or_of_another_version() {
	run(|| {
		let empty = Format { features: tensor(ElementType::F64, &[Dimension::Fixed(0)]), ..dataset_format() };
		assert_noop!(mint(empty, details(0)), Error::<Test>::EmptyFormat);
		let unlabelled =
			Format { labels: Some(tensor(ElementType::U8, &[Dimension::Fixed(0)])), ..dataset_format() };
		assert_noop!(mint(unlabelled, details(0)), Error::<Test>::EmptyFormat);
		let newer = Format { version: FORMAT_VERSION + 1, ..dataset_format() };
		assert_noop!(mint(newer, details(0)), Error::<Test>::UnknownFormatVersion);
	});
}

#[test]
fn minting_fails_when_the_deposit_is_not_there() {
	run(|| {
		let poor = AccountId::new([9; 32]);
		let minted = AiAssets::mint_dataset(signed(poor), content(), dataset_format(), details(0));
		assert_noop!(minted, TokenError::FundsUnavailable);
	});
}

#[test]
fn minting_fails_when_the_numbers_are_used_up() {
	run(|| {
		NextItem::<Test>::insert(AssetKind::Model, u32::MAX);
		let minted = AiAssets::mint_model(signed(CREATOR), content(), model_format(), details(0));
		assert_noop!(minted, Error::<Test>::NoMoreItems);
		NextItem::<Test>::remove(AssetKind::Model);
	});
}

#[test]
fn nobody_mints_into_the_collections_through_nfts() {
	run(|| {
		for collection in 0..3 {
			let witness = MintWitness { owned_item: None, mint_price: None };
			let minted = Nfts::mint(signed(THIEF), collection, 0, THIEF, Some(witness));
			assert_noop!(minted, NftsError::<Test>::NoPermission);
			let forced = Nfts::force_mint(signed(THIEF), collection, 0, THIEF, Default::default());
			assert_noop!(forced, NftsError::<Test>::NoPermission);
		}
	});
}

#[test]
fn trained_ai_has_the_jobs_digest_and_lineage_when_minted() {
	run(|| {
		let slot = finish_job();
		assert_eq!(AiAssets::trained_from(slot), None);
		assert_ok!(AiAssets::mint_trained_ai(signed(USER), slot, None, details(3)));
		let asset = trained(0);
		let event = Event::Minted { asset, creator: USER, content: digest(), price: 3, slot: Some(slot) };
		assert_eq!(last_event(), event);
		assert_eq!(AiAssets::trained_from(slot), Some(asset));
		assert_eq!(AiAssets::owner(asset), Some(USER));
		let record = AiAssets::asset(asset).unwrap();
		assert_eq!((record.creator, record.content), (USER, digest()));
		assert_eq!(record.format, model_format());
		let datasets = vec![dataset(0)].try_into().unwrap();
		assert_eq!(record.lineage, Some(Lineage { slot, model: model(0), datasets }));
	});
}

#[test]
fn trained_ai_is_refused_when_the_job_is_not_the_callers() {
	run(|| {
		let slot = finish_job();
		for stranger in [THIEF, CREATOR] {
			let minted = AiAssets::mint_trained_ai(signed(stranger), slot, None, details(0));
			assert_noop!(minted, Error::<Test>::NotRequester);
		}
	});
}

#[test]
fn trained_ai_is_refused_when_there_is_no_result() {
	run(|| {
		let SlotId { job, index } = finish_job();
		let other = SlotId { job, index: index + 1 };
		assert_noop!(
			AiAssets::mint_trained_ai(signed(USER), other, None, details(0)),
			Error::<Test>::NoResult
		);
	});
}

#[test]
fn trained_ai_is_refused_when_the_slot_was_minted_before() {
	run(|| {
		let slot = finish_job();
		let mint = || AiAssets::mint_trained_ai(signed(USER), slot, None, details(0));
		assert_ok!(mint());
		assert_noop!(mint(), Error::<Test>::AlreadyMinted);
		assert_ok!(AiAssets::retire(signed(USER), trained(0)));
		assert_noop!(mint(), Error::<Test>::AlreadyMinted);
	});
}

#[test]
fn trained_ai_is_refused_when_the_format_is_not_the_models() {
	run(|| {
		let slot = finish_job();
		let other = Format { output: Some(tensor(ElementType::F32, &[])), ..model_format() };
		let minted = AiAssets::mint_trained_ai(signed(USER), slot, Some(other), details(0));
		assert_noop!(minted, Error::<Test>::FormatDiffers);
		assert_ok!(AiAssets::mint_trained_ai(signed(USER), slot, Some(model_format()), details(0)));
	});
}

#[test]
fn trained_ai_can_be_minted_when_the_model_was_retired() {
	run(|| {
		let slot = finish_job();
		assert_ok!(AiAssets::retire(signed(CREATOR), model(0)));
		let mint = |format| AiAssets::mint_trained_ai(signed(USER), slot, format, details(0));
		assert_noop!(mint(None), Error::<Test>::MissingFormat);
		assert_noop!(mint(Some(dataset_format())), Error::<Test>::MissingOutput);
		assert_ok!(mint(Some(model_format())));
	});
}

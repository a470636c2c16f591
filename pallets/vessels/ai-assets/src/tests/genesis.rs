use super::*;
use frame::token::nonfungibles_v2::Inspect;
use pallet_nfts::CollectionConfig;

#[test]
fn collections_have_names_and_the_pallet_as_owner_when_the_chain_starts() {
	run(|| {
		let names: [&[u8]; 4] = [b"AIC datasets", b"AIC models", b"AIC trained AIs", b"AIC data"];
		for (kind, name) in AssetKind::ALL.into_iter().zip(names) {
			let collection = kind.collection();
			assert_eq!(Nfts::collection_owner(collection), Some(AiAssets::account_id()));
			assert_eq!(Nfts::collection_attribute(&collection, &[]), Some(name.to_vec()));
		}
		assert_eq!(total(&AiAssets::account_id()), 0);
	});
}

#[test]
fn collections_of_others_get_the_ids_after_ours() {
	run(|| {
		assert_ok!(Nfts::create(signed(THIEF), THIEF, CollectionConfig::default()));
		assert_eq!(Nfts::collection_owner(4), Some(THIEF));
	});
}

#[test]
fn collections_stay_as_they_are_when_opened_again() {
	run(|| {
		assert_storage_noop!(AiAssets::create_collections().unwrap());
	});
}

#[test]
fn genesis_fails_when_a_collection_id_is_taken() {
	TestState::new_empty().execute_with(|| {
		System::set_block_number(1);
		let _ = Balances::force_set_balance(RuntimeOrigin::root(), THIEF, 10 * AIC);
		assert_ok!(Nfts::create(signed(THIEF), THIEF, CollectionConfig::default()));
		assert_err!(AiAssets::create_collections(), DispatchError::Other("the collection got another id"));
	});
}

#[test]
fn constants_are_sound() {
	AiAssets::integrity_test();
}

//! Each invariant notices when it is broken.

use crate::{mock::*, *};
use aic_primitives::AssetId;
use frame::testing_prelude::*;

const PRICE: Balance = 5_000;

/// Two datasets, a model, a trained AI and a licence; then `corrupt` must break the invariant with this number.
fn breaks(number: &str, corrupt: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		let slot = finish_job();
		assert_ok!(AiAssets::mint_trained_ai(signed(USER), slot, None, details(PRICE)));
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::buy_licence(signed(USER), asset, 2, 2 * PRICE));
		AiAssets::do_try_state().unwrap();
		corrupt();
		let error = AiAssets::do_try_state().unwrap_err();
		let DispatchError::Other(told) = error else { panic!("{error:?}") };
		assert!(told.starts_with(number), "{told}");
	});
}

fn change(asset: AssetId, change: impl FnOnce(&mut Asset<AccountId>)) {
	Assets::<Test>::mutate(asset, |record| change(record.as_mut().unwrap()));
}

#[test]
fn lost_collection_is_noticed() {
	breaks("1:", || {
		pallet_nfts::Collection::<Test>::mutate(1, |details| details.as_mut().unwrap().owner = THIEF)
	});
}

#[test]
fn nft_without_record_is_noticed() {
	breaks("2:", || Assets::<Test>::remove(model(0)));
	breaks("2:", || {
		NextItem::<Test>::insert(AssetKind::Model, 0);
	});
	breaks("2:", || {
		let record = Assets::<Test>::get(model(0)).unwrap();
		Assets::<Test>::insert(model(5), record);
	});
}

#[test]
fn senseless_record_is_noticed() {
	breaks("3:", || change(dataset(0), |record| record.size = 0));
	breaks("3:", || change(dataset(0), |record| record.terms = Terms { training: false, inference: false }));
	breaks("3:", || change(dataset(0), |record| record.format = model_format()));
	breaks("3:", || change(dataset(0), |record| record.created += 1));
}

#[test]
fn false_licences_are_noticed() {
	breaks("4:", || Licences::<Test>::insert(dataset(1), THIEF, 1));
	breaks("4:", || Licences::<Test>::insert(dataset(1), THIEF, 0));
	breaks("4:", || change(dataset(1), |record| record.outstanding = 3));
}

#[test]
fn false_deposits_are_noticed() {
	breaks("5:", || change(dataset(0), |record| record.deposit += 1));
	breaks("5:", || {
		let reason = HoldReason::AssetDeposit.into();
		let amount = held(&CREATOR);
		<Balances as fungible::MutateHold<_>>::release(&reason, &CREATOR, amount, Precision::Exact).unwrap();
	});
}

#[test]
fn false_lineage_is_noticed() {
	breaks("6:", || change(trained(0), |record| record.lineage = None));
	breaks("6:", || TrainedFrom::<Test>::insert(SlotId { job: 9, index: 0 }, 0));
	breaks("6:", || {
		let slot = Assets::<Test>::get(trained(0)).unwrap().lineage.unwrap().slot;
		TrainedFrom::<Test>::remove(slot);
	});
}

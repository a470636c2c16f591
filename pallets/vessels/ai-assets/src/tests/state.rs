//! Each invariant notices when it is broken.

use super::*;

/// A model, a dataset and a trained AI with a royalty; a second version, a licence, a guarantee, an offer and a takedown; then
/// `corrupt` must break the invariant with this number.
fn breaks(number: &str, corrupt: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		train(royalty(10, 0), royalty(5, 0));
		let asset = mint_dataset(PRICE);
		mint_next(asset);
		let down = mint_dataset(PRICE);
		for guaranteed in [asset, down] {
			assert_ok!(AiAssets::set_guarantee(signed(CREATOR), guaranteed, AIC));
			assert_ok!(buy(USER, guaranteed, uses(2)));
		}
		assert_ok!(AiAssets::offer(signed(CREATOR), asset, super::sales::ask(1)));
		assert_ok!(AiAssets::take_down(RuntimeOrigin::root(), down, content()));
		assert_ok!(AiAssets::claim_refund(signed(USER), down));
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

fn release(reason: HoldReason, amount: Balance) {
	<Balances as fungible::MutateHold<_>>::release(&reason.into(), &CREATOR, amount, Precision::Exact)
		.unwrap();
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
	breaks("2:", || NextItem::<Test>::insert(AssetKind::Model, 0));
	breaks("2:", || Assets::<Test>::insert(model(5), Assets::<Test>::get(model(0)).unwrap()));
}

#[test]
fn senseless_record_is_noticed() {
	breaks("3:", || change(dataset(0), |record| record.size = 0));
	breaks("3:", || change(dataset(0), |record| record.terms.purposes = Purposes::default()));
	breaks("3:", || change(dataset(0), |record| record.name.clear()));
	breaks("3:", || change(dataset(0), |record| record.created += 1));
}

#[test]
fn false_licences_are_noticed() {
	breaks("4:", || Licences::<Test>::insert(dataset(1), THIEF, LicenceList::default()));
	let falsify = |change: fn(&mut Licence)| {
		breaks("4:", || Licences::<Test>::mutate(dataset(1), USER, |list| change(list.get_mut(0).unwrap())));
	};
	falsify(|licence| licence.part.depth = 9);
	falsify(|licence| licence.to = 0);
	falsify(|licence| licence.until = 7);
	falsify(|licence| licence.unpaid = 3);
}

#[test]
fn false_deposits_are_noticed() {
	breaks("5:", || change(dataset(0), |record| record.deposit += 1));
	breaks("5:", || assert_eq!(<Balances as ReservableCurrency<_>>::unreserve(&CREATOR, held(&CREATOR)), 0));
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

#[test]
fn false_guarantees_are_noticed() {
	breaks("7:", || release(HoldReason::Guarantee, 1));
	breaks("7:", || Guarantees::<Test>::insert(dataset(0), Guarantee { by: CREATOR, amount: 0, until: 0 }));
}

#[test]
fn false_locks_are_noticed() {
	breaks("8:", || change(trained(0), |record| record.shared = false));
	breaks("8:", || change(dataset(0), |record| record.shared = true));
	breaks("8:", || Offers::<Test>::remove(dataset(1)));
	breaks("8:", || change(dataset(0), |record| record.least_sale = 1));
}

#[test]
fn false_lines_are_noticed() {
	breaks("9:", || Lines::<Test>::remove(dataset(1)));
	breaks("9:", || change(dataset(2), |record| record.version = 3));
	breaks("9:", || {
		Lines::<Test>::mutate(dataset(1), |info| info.as_mut().unwrap().live = 1);
	});
	breaks("9:", || Exclusives::<Test>::insert(dataset(9), Exclusive { holder: USER, until: 1 }));
	breaks("9:", || change(dataset(1), |record| record.bound_to = Some(dataset(2))));
}

#[test]
fn false_takedowns_are_noticed() {
	breaks("10:", || change(dataset(3), |record| record.taken_down = false));
	breaks("10:", || Claims::<Test>::insert(dataset(3), THIEF, 1));
	breaks("10:", || Claims::<Test>::insert(dataset(3), USER, AIC));
	breaks("10:", || Claims::<Test>::insert(dataset(0), USER, 1));
}

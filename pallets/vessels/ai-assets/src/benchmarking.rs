//! Benchmarks, one per call, on the real neighbours.

use super::*;
use aic_primitives::{currency::AIC, AssetId};
use frame::benchmarking::prelude::*;
use fungible::Mutate;

const PRICE: Balance = AIC;

/// As long as a tensor can be. Every dataset so made fits every model so made.
fn tensor() -> Tensor {
	let shape = [Dimension::Fixed(u32::MAX); MAX_DIMENSIONS as usize];
	Tensor { element: ElementType::F64, shape: shape.to_vec().try_into().unwrap() }
}

fn format(kind: AssetKind) -> Format {
	Format {
		version: FORMAT_VERSION,
		features: tensor(),
		labels: Some(tensor()),
		output: (kind != AssetKind::Dataset).then(tensor),
	}
}

fn details(price: Balance) -> Details {
	Details {
		name: [b'a'; MAX_NAME as usize].to_vec().try_into().unwrap(),
		size: 1,
		price,
		terms: Terms { training: true, inference: true },
		region: 0,
	}
}

fn content() -> H256 {
	H256::repeat_byte(1)
}

/// Gives `who` what deposits and licences cost.
fn fund<T: Config>(who: &T::AccountId) {
	let amount = T::AssetDeposit::get() * 10 + PRICE * 1_000;
	T::Currency::mint_into(who, amount).unwrap();
}

/// See [`aic_primitives::AssetUses::ensure_asset`].
pub(crate) fn ensure_asset<T: Config>(owner: &T::AccountId, kind: AssetKind) -> AssetId {
	mint::<T>(owner, kind, 0)
}

fn mint<T: Config>(owner: &T::AccountId, kind: AssetKind, price: Balance) -> AssetId {
	Pallet::<T>::create_collections().unwrap();
	fund::<T>(owner);
	if kind == AssetKind::TrainedAi {
		let slot = finished_slot::<T>(owner);
		return Pallet::<T>::do_mint_trained_ai(owner.clone(), slot, None, details(price)).unwrap();
	}
	Pallet::<T>::do_mint(owner.clone(), kind, content(), format(kind), details(price), None).unwrap()
}

fn finished_slot<T: Config>(requester: &T::AccountId) -> SlotId {
	let model = mint::<T>(requester, AssetKind::Model, 0);
	let dataset = mint::<T>(requester, AssetKind::Dataset, 0);
	T::Jobs::ensure_result(requester, model, dataset, content())
}

/// A trained AI that costs something, and an account with a licence of it for two uses.
fn licensed<T: Config>() -> (AssetId, T::AccountId, T::AccountId) {
	let (owner, user) = (account("owner", 0, 0), whitelisted_caller());
	let asset = mint::<T>(&owner, AssetKind::TrainedAi, PRICE);
	fund::<T>(&user);
	Pallet::<T>::do_buy_licence(user.clone(), asset, 2, Balance::MAX).unwrap();
	(asset, owner, user)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn mint_dataset() {
		Pallet::<T>::create_collections().unwrap();
		let caller: T::AccountId = whitelisted_caller();
		fund::<T>(&caller);
		let item = NextItem::<T>::get(AssetKind::Dataset);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), content(), format(AssetKind::Dataset), details(PRICE));

		assert!(Assets::<T>::contains_key(AssetId { kind: AssetKind::Dataset, item }));
	}

	#[benchmark]
	fn mint_model() {
		Pallet::<T>::create_collections().unwrap();
		let caller: T::AccountId = whitelisted_caller();
		fund::<T>(&caller);
		let item = NextItem::<T>::get(AssetKind::Model);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), content(), format(AssetKind::Model), details(PRICE));

		assert!(Assets::<T>::contains_key(AssetId { kind: AssetKind::Model, item }));
	}

	#[benchmark]
	fn mint_trained_ai() {
		let caller: T::AccountId = whitelisted_caller();
		fund::<T>(&caller);
		let slot = finished_slot::<T>(&caller);
		let given = Some(format(AssetKind::Model));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), slot, given, details(PRICE));

		assert!(TrainedFrom::<T>::contains_key(slot));
	}

	#[benchmark]
	fn set_price() {
		let caller: T::AccountId = whitelisted_caller();
		let asset = mint::<T>(&caller, AssetKind::TrainedAi, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asset, PRICE);

		assert_eq!(Assets::<T>::get(asset).unwrap().price, PRICE);
	}

	#[benchmark]
	fn set_terms() {
		let caller: T::AccountId = whitelisted_caller();
		let asset = mint::<T>(&caller, AssetKind::TrainedAi, 0);
		let terms = Terms { training: true, inference: true };
		Assets::<T>::mutate(asset, |record| record.as_mut().unwrap().terms.inference = false);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asset, terms);

		assert_eq!(Assets::<T>::get(asset).unwrap().terms, terms);
	}

	#[benchmark]
	fn buy_licence() {
		let (asset, _, caller) = licensed::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), asset, 1, PRICE);

		assert_eq!(Licences::<T>::get(asset, caller), Some(3));
	}

	#[benchmark]
	fn use_asset() {
		let (asset, _, caller) = licensed::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), asset, Purpose::Inference);

		assert_eq!(Licences::<T>::get(asset, caller), Some(1));
	}

	#[benchmark]
	fn retire() {
		let caller: T::AccountId = whitelisted_caller();
		let asset = mint::<T>(&caller, AssetKind::TrainedAi, PRICE);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asset);

		assert!(!Assets::<T>::contains_key(asset));
	}

	#[benchmark]
	fn drop_licence() {
		let (asset, owner, holder) = licensed::<T>();
		Assets::<T>::mutate(asset, |record| record.as_mut().unwrap().kept_until = 0);
		Pallet::<T>::do_retire(owner, asset).unwrap();
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asset, holder.clone());

		assert!(!Licences::<T>::contains_key(asset, holder));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}

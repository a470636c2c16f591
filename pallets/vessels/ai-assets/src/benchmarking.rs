//! Benchmarks, one per call and one for each thing that neighbours ask for, on the real neighbours.

use super::*;
use aic_primitives::{
	currency::AIC, AssetId, Basis, JobResult, Licensing, Minting, Part, Purposes, Royalty, Target,
};
use alloc::{vec, vec::Vec};
use frame::benchmarking::prelude::*;
use fungible::Mutate;

const PRICE: Balance = AIC;
const DATASETS: u32 = aic_primitives::MAX_DATASETS;

fn root<T: Config>() -> T::RuntimeOrigin {
	T::TakedownOrigin::try_successful_origin().unwrap()
}

/// For any purpose, sold in every way, with a royalty.
fn terms(per_use: Balance) -> Terms {
	Terms {
		purposes: Purposes::ALL,
		inside_only: false,
		per_use: Some(per_use),
		per_era: Some(PRICE),
		exclusive: Some(PRICE),
		smallest_part: 2,
		later_versions: 1,
		royalty: Royalty { share: Perbill::from_percent(1), least: AIC / 100 },
	}
}

fn details(terms: Terms) -> Details {
	Details {
		name: vec![b'a'; aic_primitives::MAX_NAME as usize].try_into().unwrap(),
		size: 1,
		terms,
		region: 0,
	}
}

fn content() -> H256 {
	H256::repeat_byte(1)
}

/// Gives `who` what deposits, guarantees and licences cost.
fn fund<T: Config>(who: &T::AccountId) {
	let amount = <Pallet<T> as Minting<_>>::deposit(MAX_SHARES) * 20 + PRICE * 10_000;
	T::Currency::mint_into(who, amount).unwrap();
}

fn funded<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = account(name, index, 0);
	fund::<T>(&who);
	who
}

fn caller<T: Config>() -> T::AccountId {
	let who = whitelisted_caller();
	fund::<T>(&who);
	who
}

/// So many others with a hundredth each.
fn shares<T: Config>(count: u32) -> ShareList<T::AccountId> {
	let list =
		(0..count).map(|index| (Target::Account(funded::<T>("member", index)), Perbill::from_percent(1)));
	list.collect::<Vec<_>>().try_into().unwrap()
}

fn new<T: Config>(kind: AssetKind, terms: Terms, count: u32) -> NewAsset<T::AccountId> {
	NewAsset {
		kind,
		content: content(),
		format: T::Formats::ensure_format(kind),
		details: details(terms),
		shares: shares::<T>(count),
	}
}

/// See [`aic_primitives::AssetUses::ensure_asset`].
pub(crate) fn ensure_asset<T: Config>(owner: &T::AccountId, kind: AssetKind) -> AssetId {
	mint::<T>(owner, kind, Terms { royalty: Royalty::default(), ..terms(0) }, 0)
}

/// See [`aic_primitives::Licensing::ensure_for_sale`].
pub(crate) fn ensure_for_sale<T: Config>(
	owner: &T::AccountId,
	buyer: &T::AccountId,
	content: H256,
) -> AssetId {
	let asset = guaranteed::<T>(owner, AssetKind::Dataset, 0);
	Assets::<T>::mutate_extant(asset, |record| record.content = content);
	fund::<T>(buyer);
	asset
}

fn mint<T: Config>(owner: &T::AccountId, kind: AssetKind, terms: Terms, shared: u32) -> AssetId {
	Pallet::<T>::create_collections().unwrap();
	fund::<T>(owner);
	if kind == AssetKind::TrainedAi {
		let (slot, result) = finished_slot::<T>(owner, 1);
		return Pallet::<T>::mint_result(owner.clone(), slot, result, None, details(terms)).unwrap();
	}
	let new = new::<T>(kind, terms, shared);
	Pallet::<T>::do_mint(owner.clone(), owner.clone(), new, None).unwrap()
}

/// A slot of a job that used so many datasets, each of another's.
fn finished_slot<T: Config>(who: &T::AccountId, count: u32) -> (SlotId, JobResult<T::AccountId>) {
	let upstream = |index| funded::<T>("upstream", index);
	let model = mint::<T>(&upstream(count), AssetKind::Model, terms(0), 0);
	let datasets: Vec<_> =
		(0..count).map(|index| mint::<T>(&upstream(index), AssetKind::Dataset, terms(0), 0)).collect();
	let slot = T::Jobs::ensure_result(who, model, datasets[0], content());
	let datasets = datasets.try_into().unwrap();
	(slot, JobResult { requester: who.clone(), model, datasets, digest: content() })
}

/// An asset with a price and a guarantee, shared with so many.
fn guaranteed<T: Config>(owner: &T::AccountId, kind: AssetKind, shared: u32) -> AssetId {
	let asset = mint::<T>(owner, kind, terms(PRICE), shared);
	let record = Assets::<T>::get(asset).unwrap();
	Pallet::<T>::do_set_guarantee(owner.clone(), asset, 100 * PRICE).unwrap();
	assert_eq!(record.shared, shared > 0);
	asset
}

fn quarter(index: u16) -> Wish {
	Wish { basis: Basis::Uses(2), part: Part { depth: 2, index } }
}

const EXCLUSIVE: Wish = Wish { basis: Basis::Exclusive(1), part: Part::WHOLE };

/// The newest of two versions, of which `holder` has so many licences by use.
fn licensed<T: Config>(owner: &T::AccountId, holder: &T::AccountId, count: u32) -> AssetId {
	let first = mint::<T>(owner, AssetKind::Dataset, terms(PRICE), 0);
	let new = new::<T>(AssetKind::Dataset, terms(PRICE), 0);
	let asset = Pallet::<T>::do_mint(owner.clone(), owner.clone(), new, Some(first)).unwrap();
	Pallet::<T>::do_set_guarantee(owner.clone(), asset, 100 * PRICE).unwrap();
	fund::<T>(holder);
	for index in 0..count {
		Pallet::<T>::do_grant(asset, holder, &quarter(index as u16), Some(PRICE)).unwrap();
	}
	asset
}

/// Exclusive licences that are over, of the asset and of the first of its line, which bound it.
fn bind<T: Config>(asset: AssetId, holder: &T::AccountId) {
	let line = line_of::<T>(asset);
	for version in [line, asset] {
		Exclusives::<T>::insert(version, Exclusive { holder: holder.clone(), until: 0 });
	}
	Assets::<T>::mutate_extant(asset, |record| record.bound_to = Some(line));
}

fn line_of<T: Config>(asset: AssetId) -> AssetId {
	Assets::<T>::get(asset).unwrap().line
}

/// `holder` claimed for all that he can hold; claims are closed.
fn taken_down<T: Config>(holder: &T::AccountId) -> AssetId {
	let owner = funded::<T>("owner", 0);
	let asset = licensed::<T>(&owner, holder, MAX_LICENCES);
	Pallet::<T>::do_take_down(asset, content()).unwrap();
	Pallet::<T>::do_claim_refund(holder.clone(), asset).unwrap();
	Takedowns::<T>::mutate_extant(asset, |takedown| takedown.closes = 0);
	asset
}

/// It was never licensed.
fn set_free<T: Config>(asset: AssetId) {
	Assets::<T>::mutate_extant(asset, |record| record.kept_until = 0);
	Guarantees::<T>::mutate_extant(asset, |guarantee| guarantee.until = 0);
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn mint(s: Linear<0, MAX_SHARES>) {
		Pallet::<T>::create_collections().unwrap();
		let caller = caller::<T>();
		let kind = AssetKind::Dataset;
		let first = super::mint::<T>(&caller, kind, terms(PRICE), 0);
		let new = new::<T>(kind, terms(PRICE), s);
		let previous =
			Pallet::<T>::do_mint(caller.clone(), caller.clone(), new.clone(), Some(first)).unwrap();
		bind::<T>(previous, &caller);
		let NewAsset { content, format, details, .. } = new;
		let item = NextItem::<T>::get(kind);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), kind, content, format, details, ShareList::new(), Some(previous));

		assert!(Assets::<T>::contains_key(AssetId { kind, item }));
	}

	#[benchmark]
	fn mint_trained_ai() {
		let caller = caller::<T>();
		let (slot, result) = finished_slot::<T>(&caller, DATASETS);

		#[block]
		{
			T::Jobs::result(slot).unwrap();
			Pallet::<T>::mint_result(caller, slot, result, None, details(terms(PRICE))).unwrap();
		}

		assert!(TrainedFrom::<T>::contains_key(slot));
	}

	#[benchmark]
	fn set_terms() {
		let caller = caller::<T>();
		let asset = super::mint::<T>(&caller, AssetKind::TrainedAi, terms(PRICE), 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asset, terms(0));

		assert!(Assets::<T>::get(asset).unwrap().terms.free());
	}

	#[benchmark]
	fn describe() {
		let caller = caller::<T>();
		let asset = super::mint::<T>(&caller, AssetKind::TrainedAi, terms(PRICE + 1), 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asset);

		assert!(Assets::<T>::get(asset).unwrap().described);
	}

	#[benchmark]
	fn buy_licence() {
		let (owner, caller) = (funded::<T>("owner", 0), caller::<T>());
		let asset = licensed::<T>(&owner, &caller, MAX_LICENCES - 1);
		bind::<T>(asset, &owner);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), asset, EXCLUSIVE, PRICE);

		assert_eq!(Licences::<T>::get(line_of::<T>(asset), caller).len() as u32, MAX_LICENCES);
	}

	#[benchmark]
	fn use_asset() {
		let (owner, caller) = (funded::<T>("owner", 0), caller::<T>());
		let asset = licensed::<T>(&owner, &caller, MAX_LICENCES);
		let line = line_of::<T>(asset);
		Licences::<T>::mutate(line, &caller, |list| {
			for licence in list.iter_mut().take(MAX_LICENCES as usize - 1) {
				licence.uses = 0;
			}
		});

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), asset, Purpose::Inference);

		assert_eq!(Licences::<T>::get(line, caller).last().unwrap().uses, 1);
	}

	#[benchmark]
	fn drop_licence() {
		let (owner, holder) = (funded::<T>("owner", 0), funded::<T>("holder", 0));
		let caller: T::AccountId = whitelisted_caller();
		let asset = licensed::<T>(&owner, &holder, MAX_LICENCES);
		let line = line_of::<T>(asset);
		for version in [line, asset] {
			set_free::<T>(version);
			Pallet::<T>::do_retire(owner.clone(), version).unwrap();
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), line, holder.clone());

		assert!(!Licences::<T>::contains_key(line, holder));
	}

	#[benchmark]
	fn set_guarantee() {
		let (former, caller) = (funded::<T>("owner", 0), caller::<T>());
		let asset = guaranteed::<T>(&former, AssetKind::Dataset, 0);
		Pallet::<T>::do_hand_over(asset, &former, &caller).unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), asset, 200 * PRICE);

		assert_eq!(Guarantees::<T>::get(asset).unwrap().by, caller);
	}

	#[benchmark]
	fn release_guarantee() {
		let (former, caller) = (funded::<T>("owner", 0), caller::<T>());
		let asset = guaranteed::<T>(&former, AssetKind::Dataset, 0);
		Pallet::<T>::do_hand_over(asset, &former, &caller).unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asset);

		assert!(!Guarantees::<T>::contains_key(asset));
	}

	#[benchmark]
	fn offer() {
		let caller = caller::<T>();
		let asset = super::mint::<T>(&caller, AssetKind::Dataset, terms(PRICE), 0);
		let to = Some(funded::<T>("buyer", 0));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asset, Some(Ask { price: PRICE, to }));

		assert!(Offers::<T>::contains_key(asset));
	}

	#[benchmark]
	fn buy() {
		let (owner, caller) = (funded::<T>("owner", 0), caller::<T>());
		let asset = guaranteed::<T>(&owner, AssetKind::Dataset, MAX_SHARES);
		let ask = Ask { price: PRICE, to: Some(caller.clone()) };
		Pallet::<T>::do_offer(owner, asset, Some(ask)).unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), asset, PRICE);

		assert_eq!(Pallet::<T>::owner(asset), Some(caller));
	}

	#[benchmark]
	fn take_down() {
		let owner = funded::<T>("owner", 0);
		let asset = guaranteed::<T>(&owner, AssetKind::TrainedAi, 1);

		#[extrinsic_call]
		_(root::<T>() as T::RuntimeOrigin, asset, content());

		assert!(Takedowns::<T>::contains_key(asset));
	}

	#[benchmark]
	fn claim_refund() {
		let (owner, caller) = (funded::<T>("owner", 0), caller::<T>());
		let asset = licensed::<T>(&owner, &caller, MAX_LICENCES);
		Pallet::<T>::do_take_down(asset, content()).unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), asset);

		assert!(Claims::<T>::contains_key(asset, caller));
	}

	#[benchmark]
	fn pay_refund() {
		let holder = funded::<T>("holder", 0);
		let asset = taken_down::<T>(&holder);
		Pallet::<T>::do_end_takedown(asset).unwrap();
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asset, holder);

		assert!(Takedowns::<T>::get(asset).unwrap().is_over());
	}

	#[benchmark]
	fn end_takedown() {
		let holder = funded::<T>("holder", 0);
		let asset = taken_down::<T>(&holder);
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asset);

		assert!(Takedowns::<T>::get(asset).unwrap().ended);
	}

	#[benchmark]
	fn restore() {
		let holder = funded::<T>("holder", 0);
		let asset = taken_down::<T>(&holder);
		Pallet::<T>::do_end_takedown(asset).unwrap();
		Pallet::<T>::do_pay_refund(asset, holder).unwrap();

		#[extrinsic_call]
		_(root::<T>() as T::RuntimeOrigin, asset);

		assert!(!Takedowns::<T>::contains_key(asset));
	}

	#[benchmark]
	fn retire() {
		let caller = caller::<T>();
		let asset = guaranteed::<T>(&caller, AssetKind::Dataset, 1);
		let new = new::<T>(AssetKind::Dataset, terms(PRICE), 0);
		Pallet::<T>::do_mint(caller.clone(), caller.clone(), new, Some(asset)).unwrap();
		Exclusives::<T>::insert(asset, Exclusive { holder: caller.clone(), until: 0 });
		Pallet::<T>::do_describe(asset).unwrap();
		Pallet::<T>::do_offer(caller.clone(), asset, Some(Ask { price: PRICE, to: None })).unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asset);

		assert!(!Assets::<T>::contains_key(asset));
	}

	#[benchmark]
	fn quote() {
		let (owner, buyer) = (funded::<T>("owner", 0), funded::<T>("buyer", 0));
		let asset = licensed::<T>(&owner, &buyer, 0);
		bind::<T>(asset, &owner);
		let cost;

		#[block]
		{
			cost = <Pallet<T> as Licensing<_>>::quote(asset, &buyer, &EXCLUSIVE);
		}

		assert_eq!(cost, Ok(PRICE));
	}

	#[benchmark]
	fn grant() {
		let (owner, buyer) = (funded::<T>("owner", 0), funded::<T>("buyer", 0));
		let asset = licensed::<T>(&owner, &buyer, MAX_LICENCES - 1);
		bind::<T>(asset, &owner);

		#[block]
		{
			<Pallet<T> as Licensing<_>>::grant(asset, &buyer, &EXCLUSIVE, PRICE).unwrap();
		}

		assert_eq!(Licences::<T>::get(line_of::<T>(asset), buyer).len() as u32, MAX_LICENCES);
	}

	#[benchmark]
	fn paid() {
		let (owner, buyer) = (funded::<T>("owner", 0), funded::<T>("buyer", 0));
		let asset = licensed::<T>(&owner, &buyer, MAX_LICENCES - 1);
		Pallet::<T>::do_grant(asset, &buyer, &EXCLUSIVE, None).unwrap();

		#[block]
		{
			<Pallet<T> as Licensing<_>>::paid(asset, &buyer, &EXCLUSIVE, PRICE);
		}

		assert_eq!(Licences::<T>::get(line_of::<T>(asset), buyer).last().unwrap().value, PRICE);
	}

	#[benchmark]
	fn revoke() {
		let (owner, buyer) = (funded::<T>("owner", 0), funded::<T>("buyer", 0));
		let asset = licensed::<T>(&owner, &buyer, MAX_LICENCES - 1);
		Pallet::<T>::do_grant(asset, &buyer, &EXCLUSIVE, None).unwrap();

		#[block]
		{
			<Pallet<T> as Licensing<_>>::revoke(asset, &buyer, &EXCLUSIVE);
		}

		assert!(!Exclusives::<T>::contains_key(asset));
	}

	#[benchmark]
	fn slash() {
		let (owner, to) = (funded::<T>("owner", 0), funded::<T>("buyer", 0));
		let asset = guaranteed::<T>(&owner, AssetKind::Dataset, 0);
		let taken;

		#[block]
		{
			taken = <Pallet<T> as Licensing<_>>::slash(asset, PRICE, &to);
		}

		assert_eq!(taken, PRICE);
	}

	#[benchmark]
	fn give_licence() {
		let (owner, holder) = (funded::<T>("owner", 0), funded::<T>("holder", 0));
		let asset = licensed::<T>(&owner, &holder, MAX_LICENCES - 1);

		#[block]
		{
			<Pallet<T> as Minting<_>>::give_licence(asset, &holder).unwrap();
		}

		assert_eq!(Licences::<T>::get(line_of::<T>(asset), holder).len() as u32, MAX_LICENCES);
	}

	#[benchmark]
	fn hand_over() {
		let (owner, to) = (funded::<T>("owner", 0), funded::<T>("buyer", 0));
		let asset = guaranteed::<T>(&owner, AssetKind::Dataset, 1);

		#[block]
		{
			<Pallet<T> as Minting<_>>::hand_over(asset, &owner, &to).unwrap();
		}

		assert_eq!(Pallet::<T>::owner(asset), Some(to));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}

//! What other pallets ask for.

use super::*;
use aic_primitives::{AssetUses, Licensing, Minting, Part};

impl<T: Config> Pallet<T> {
	/// A trained AI is a model too: it can be trained further.
	pub(crate) fn check_fit(model: AssetId, dataset: AssetId) -> DispatchResult {
		ensure!(matches!(model.kind, AssetKind::Model | AssetKind::TrainedAi), Error::<T>::NotAModel);
		ensure!(dataset.kind == AssetKind::Dataset, Error::<T>::NotADataset);
		let takes = Assets::<T>::get(model).ok_or(Error::<T>::UnknownAsset)?.format;
		let given = Assets::<T>::get(dataset).ok_or(Error::<T>::UnknownAsset)?.format;
		T::Formats::fits(takes, given)
	}
}

impl<T: Config> AssetUses<T::AccountId> for Pallet<T> {
	fn owner(asset: AssetId) -> Option<T::AccountId> {
		Self::owner(asset)
	}

	fn first_owner(asset: AssetId) -> Option<T::AccountId> {
		Assets::<T>::get(asset).map(|record| record.creator)
	}

	fn take_use(user: &T::AccountId, asset: AssetId, purpose: Purpose) -> Result<UseTaken, DispatchError> {
		Self::do_take_use(user, asset, purpose)
	}

	fn return_use(user: &T::AccountId, asset: AssetId, taken: UseTaken) {
		Self::do_return_use(user, asset, taken)
	}

	fn fits(model: AssetId, dataset: AssetId) -> DispatchResult {
		Self::check_fit(model, dataset)
	}

	fn region(asset: AssetId) -> Option<RegionId> {
		Assets::<T>::get(asset).map(|record| record.region)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_asset(owner: &T::AccountId, kind: AssetKind) -> AssetId {
		benchmarking::ensure_asset::<T>(owner, kind)
	}
}

impl<T: Config> Licensing<T::AccountId> for Pallet<T> {
	fn seller(asset: AssetId) -> Option<T::AccountId> {
		Self::standing(asset).ok().and_then(|_| Self::owner(asset))
	}

	fn quote(asset: AssetId, buyer: &T::AccountId, wish: &Wish) -> Result<Balance, DispatchError> {
		Self::do_quote(asset, buyer, wish)
	}

	fn grant(asset: AssetId, holder: &T::AccountId, wish: &Wish, value: Balance) -> DispatchResult {
		Self::do_grant(asset, holder, wish, (value > 0).then_some(value))
	}

	fn paid(asset: AssetId, holder: &T::AccountId, wish: &Wish, value: Balance) {
		Self::do_paid(asset, holder, wish, value)
	}

	fn revoke(asset: AssetId, holder: &T::AccountId, wish: &Wish) {
		Self::do_revoke(asset, holder, wish)
	}

	fn may_read(asset: AssetId, who: &T::AccountId, part: &Part) -> bool {
		Self::reads(asset, who, part)
	}

	fn content(asset: AssetId) -> Option<H256> {
		Assets::<T>::get(asset).map(|record| record.content)
	}

	fn slash(asset: AssetId, amount: Balance, to: &T::AccountId) -> Balance {
		Self::do_slash(asset, amount, to)
	}

	fn guarantee(asset: AssetId) -> Balance {
		Guarantees::<T>::get(asset).map_or(0, |guarantee| guarantee.amount)
	}

	fn keep_until(asset: AssetId, until: Moment) {
		Assets::<T>::mutate_extant(asset, |record| Self::keep(asset, record, until));
	}

	fn weight() -> Weight {
		let grant = <T as Config>::WeightInfo::grant().max(<T as Config>::WeightInfo::quote());
		let end = <T as Config>::WeightInfo::paid().max(<T as Config>::WeightInfo::revoke());
		grant.max(end).max(<T as Config>::WeightInfo::slash())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_for_sale(owner: &T::AccountId, buyer: &T::AccountId, content: H256) -> AssetId {
		benchmarking::ensure_for_sale::<T>(owner, buyer, content)
	}
}

impl<T: Config> Minting<T::AccountId> for Pallet<T> {
	fn mint(
		owner: &T::AccountId,
		depositor: &T::AccountId,
		asset: NewAsset<T::AccountId>,
	) -> Result<AssetId, DispatchError> {
		Self::do_mint(owner.clone(), depositor.clone(), asset, None)
	}

	fn deposit(shares: u32) -> Balance {
		let shared = if shares == 0 { 0 } else { T::Shares::deposit(shares) };
		T::AssetDeposit::get().saturating_add(shared)
	}

	fn give_licence(asset: AssetId, holder: &T::AccountId) -> DispatchResult {
		Self::do_give_licence(asset, holder)
	}

	fn hand_over(asset: AssetId, from: &T::AccountId, to: &T::AccountId) -> DispatchResult {
		Self::do_hand_over(asset, from, to)
	}

	fn least_sale(asset: AssetId) -> Balance {
		Assets::<T>::get(asset).map_or(0, |record| record.least_sale)
	}

	fn format(asset: AssetId) -> Option<FormatId> {
		Assets::<T>::get(asset).map(|record| record.format)
	}

	fn weight() -> Weight {
		let mint = Self::mint_weight(MAX_SHARES);
		mint.max(<T as Config>::WeightInfo::hand_over()).max(<T as Config>::WeightInfo::give_licence())
	}
}

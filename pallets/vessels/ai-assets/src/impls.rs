//! What the calls do, and what neighbours ask for.

use super::*;
use aic_primitives::{AssetUses, Funds, JobResult, RegionId};
use fungible::MutateHold;
use nonfungibles_v2::{Inspect, Mutate};
use Precision::BestEffort;

/// What wallets show as the name of a kind's collection.
fn collection_name(kind: AssetKind) -> &'static [u8] {
	match kind {
		AssetKind::Dataset => b"AIC datasets",
		AssetKind::Model => b"AIC models",
		AssetKind::TrainedAi => b"AIC trained AIs",
	}
}

/// Genesis.
impl<T: Config> Pallet<T> {
	/// The account that owns the collections. Nobody has its key.
	pub fn account_id() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Opens and names the collections that are not open yet. Their ids must be free.
	pub(crate) fn create_collections() -> DispatchResult {
		let account = Self::account_id();
		for kind in AssetKind::ALL {
			let collection = kind.collection();
			if Self::owns(collection, &account) {
				continue;
			}
			T::Collections::create(&account)?;
			ensure!(Self::owns(collection, &account), DispatchError::Other("the collection got another id"));
			T::Nfts::set_collection_metadata(None, &collection, collection_name(kind))?;
		}
		Ok(())
	}

	pub(crate) fn owns(collection: u32, account: &T::AccountId) -> bool {
		T::Nfts::collection_owner(&collection).as_ref() == Some(account)
	}
}

/// Minting.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_mint(
		creator: T::AccountId,
		kind: AssetKind,
		content: H256,
		format: Format,
		details: Details,
		lineage: Option<Lineage>,
	) -> Result<AssetId, DispatchError> {
		Self::check_details(&details)?;
		Self::check_format(kind, &format)?;
		let asset = Self::next_asset(kind)?;
		let deposit = T::AssetDeposit::get();
		T::Currency::hold(&HoldReason::AssetDeposit.into(), &creator, deposit)?;
		Self::mint_nft(asset, &creator, &details.name)?;

		let Details { name: _, size, price, terms, region } = details;
		let slot = lineage.as_ref().map(|lineage| lineage.slot);
		Assets::<T>::insert(
			asset,
			Asset {
				creator: creator.clone(),
				content,
				size,
				format,
				price,
				terms,
				region,
				uses: 0,
				outstanding: 0,
				kept_until: 0,
				deposit,
				lineage,
				created: T::Time::now(),
			},
		);
		Self::deposit_event(Event::Minted { asset, creator, content, price, slot });
		Ok(asset)
	}

	pub(crate) fn do_mint_trained_ai(
		who: T::AccountId,
		slot: SlotId,
		format: Option<Format>,
		details: Details,
	) -> Result<AssetId, DispatchError> {
		let JobResult { requester, model, datasets, digest } =
			T::Jobs::result(slot).ok_or(Error::<T>::NoResult)?;
		ensure!(requester == who, Error::<T>::NotRequester);
		ensure!(!TrainedFrom::<T>::contains_key(slot), Error::<T>::AlreadyMinted);
		let format = Self::trained_format(model, format)?;
		let lineage = Lineage { slot, model, datasets };
		let asset = Self::do_mint(who, AssetKind::TrainedAi, digest, format, details, Some(lineage))?;
		TrainedFrom::<T>::insert(slot, asset.item);
		Ok(asset)
	}

	/// The model's format. What is `given` stands in for that of a model that was retired, lest its owner could keep the
	/// result from being minted.
	fn trained_format(model: AssetId, given: Option<Format>) -> Result<Format, Error<T>> {
		match (Assets::<T>::get(model), given) {
			(None, given) => given.ok_or(Error::<T>::MissingFormat),
			(Some(model), Some(given)) if given != model.format => Err(Error::<T>::FormatDiffers),
			(Some(model), _) => Ok(model.format),
		}
	}

	fn check_details(details: &Details) -> Result<(), Error<T>> {
		let name = core::str::from_utf8(&details.name).map_err(|_| Error::<T>::InvalidName)?;
		ensure!(!name.is_empty(), Error::<T>::InvalidName);
		ensure!((1..=T::MaxSize::get()).contains(&details.size), Error::<T>::SizeOutOfRange);
		ensure!(details.price <= T::MaxPrice::get(), Error::<T>::PriceTooHigh);
		ensure!(details.terms.allow_any(), Error::<T>::NoPurpose);
		Ok(())
	}

	pub(crate) fn check_format(kind: AssetKind, format: &Format) -> Result<(), Error<T>> {
		ensure!(format.version == FORMAT_VERSION, Error::<T>::UnknownFormatVersion);
		ensure!(!format.is_empty(), Error::<T>::EmptyFormat);
		match kind {
			AssetKind::Dataset => ensure!(format.output.is_none(), Error::<T>::UnexpectedOutput),
			AssetKind::Model | AssetKind::TrainedAi => {
				ensure!(format.output.is_some(), Error::<T>::MissingOutput)
			}
		}
		Ok(())
	}

	fn next_asset(kind: AssetKind) -> Result<AssetId, Error<T>> {
		NextItem::<T>::try_mutate(kind, |next| {
			let item = *next;
			*next = item.checked_add(1).ok_or(Error::<T>::NoMoreItems)?;
			Ok(AssetId { kind, item })
		})
	}

	/// The collections take no deposits, so that naming the collections' owner as depositor costs nothing.
	fn mint_nft(asset: AssetId, owner: &T::AccountId, name: &[u8]) -> DispatchResult {
		let collection = asset.kind.collection();
		T::Nfts::mint_into(&collection, &asset.item, owner, &T::ItemConfig::default(), true)?;
		T::Nfts::set_item_metadata(None, &collection, &asset.item, name)
	}
}

/// Price and terms.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_price(who: T::AccountId, asset: AssetId, price: Balance) -> DispatchResult {
		ensure!(price <= T::MaxPrice::get(), Error::<T>::PriceTooHigh);
		Self::mutate_own(&who, asset, |record| {
			record.price = price;
			Ok(())
		})?;
		Self::deposit_event(Event::PriceSet { asset, price });
		Ok(())
	}

	pub(crate) fn do_set_terms(who: T::AccountId, asset: AssetId, terms: Terms) -> DispatchResult {
		Self::mutate_own(&who, asset, |record| {
			ensure!(terms.cover(&record.terms), Error::<T>::TermsNarrowed);
			record.terms = terms;
			Ok(())
		})?;
		Self::deposit_event(Event::TermsSet { asset, terms });
		Ok(())
	}

	fn mutate_own(
		who: &T::AccountId,
		asset: AssetId,
		change: impl FnOnce(&mut Asset<T::AccountId>) -> Result<(), Error<T>>,
	) -> Result<(), Error<T>> {
		Assets::<T>::try_mutate(asset, |record| {
			let record = record.as_mut().ok_or(Error::<T>::UnknownAsset)?;
			ensure!(Self::owner(asset).as_ref() == Some(who), Error::<T>::NotOwner);
			change(record)
		})
	}
}

/// Licences and uses.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_buy_licence(
		who: T::AccountId,
		asset: AssetId,
		uses: u32,
		max_cost: Balance,
	) -> DispatchResult {
		let mut record = Assets::<T>::get(asset).ok_or(Error::<T>::UnknownAsset)?;
		let owner = Self::owner(asset).ok_or(Error::<T>::Withdrawn)?;
		ensure!(record.price > 0 && owner != who, Error::<T>::NothingToBuy);
		let held = Self::licence_after(asset, &who, uses)?;
		let cost = record.price.checked_mul(uses.into()).ok_or(ArithmeticError::Overflow)?;
		ensure!(cost <= max_cost, Error::<T>::PriceAboveMaximum);

		let paid = ResourceUse {
			resource: ResourceId::Asset(asset),
			payer: who.clone(),
			amount: cost,
			kind: UseKind::Licence(asset),
			work: 0,
		};
		T::Payroll::distribute(paid, Funds::Free)?;

		record.outstanding = record.outstanding.checked_add(uses.into()).ok_or(ArithmeticError::Overflow)?;
		record.kept_until = record.kept_until.max(T::Time::now().saturating_add(T::LicenceTerm::get()));
		Assets::<T>::insert(asset, record);
		Licences::<T>::insert(asset, &who, held);
		Self::deposit_event(Event::LicenceBought { asset, buyer: who, uses, cost });
		Ok(())
	}

	/// Uses that `who` holds when `uses` are added.
	fn licence_after(asset: AssetId, who: &T::AccountId, uses: u32) -> Result<u32, Error<T>> {
		ensure!(uses > 0, Error::<T>::UsesOutOfRange);
		Licences::<T>::get(asset, who)
			.unwrap_or_default()
			.checked_add(uses)
			.filter(|held| *held <= T::MaxLicenceUses::get())
			.ok_or(Error::<T>::UsesOutOfRange)
	}

	pub(crate) fn do_take_use(
		user: &T::AccountId,
		asset: AssetId,
		purpose: Purpose,
	) -> Result<UseTaken, DispatchError> {
		let taken = Assets::<T>::try_mutate(asset, |record| {
			let record = record.as_mut().ok_or(Error::<T>::UnknownAsset)?;
			ensure!(record.terms.allow(purpose), Error::<T>::PurposeNotAllowed);
			let taken = match Self::owner(asset) {
				Some(owner) if record.price == 0 || owner == *user => UseTaken::Free,
				owner => {
					let missing = if owner.is_some() { Error::<T>::NoLicence } else { Error::<T>::Withdrawn };
					Self::spend_licence(asset, user, missing)?;
					record.outstanding = record.outstanding.defensive_saturating_sub(1);
					UseTaken::Licensed
				}
			};
			record.uses = record.uses.saturating_add(1);
			Ok::<_, Error<T>>(taken)
		})?;
		Self::deposit_event(Event::Used { asset, user: user.clone(), purpose, taken });
		Ok(taken)
	}

	fn spend_licence(asset: AssetId, user: &T::AccountId, missing: Error<T>) -> Result<(), Error<T>> {
		Licences::<T>::try_mutate_exists(asset, user, |held| {
			let left = held.and_then(|held| held.checked_sub(1)).ok_or(missing)?;
			*held = (left > 0).then_some(left);
			Ok(())
		})
	}

	/// What was retired meanwhile takes nothing back: its licences are void.
	fn do_return_use(user: &T::AccountId, asset: AssetId, taken: UseTaken) {
		let returned = Assets::<T>::try_mutate(asset, |record| {
			let record = record.as_mut().ok_or(())?;
			record.uses =
				record.uses.checked_sub(1).defensive_proof("only what was taken is returned").ok_or(())?;
			if taken == UseTaken::Licensed {
				record.outstanding = record.outstanding.defensive_saturating_add(1);
				Licences::<T>::mutate(asset, user, |held| {
					*held = Some(held.unwrap_or_default().defensive_saturating_add(1));
				});
			}
			Ok::<_, ()>(())
		});
		if returned.is_ok() {
			Self::deposit_event(Event::UseReturned { asset, user: user.clone(), taken });
		}
	}
}

/// The end of an asset.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_retire(who: T::AccountId, asset: AssetId) -> DispatchResult {
		let record = Assets::<T>::get(asset).ok_or(Error::<T>::UnknownAsset)?;
		let owner = Self::owner(asset);
		ensure!(owner.as_ref().is_none_or(|owner| *owner == who), Error::<T>::NotOwner);
		ensure!(T::Time::now() >= record.kept_until, Error::<T>::LicencesOutstanding);

		if owner.is_some() {
			T::Nfts::burn(&asset.kind.collection(), &asset.item, owner.as_ref())?;
		}
		Assets::<T>::remove(asset);
		let Asset { creator, deposit, .. } = record;
		let deposit = T::Currency::release(&HoldReason::AssetDeposit.into(), &creator, deposit, BestEffort)?;
		Self::deposit_event(Event::Retired { asset, creator, deposit });
		Ok(())
	}

	pub(crate) fn do_drop_licence(asset: AssetId, holder: T::AccountId) -> DispatchResult {
		ensure!(!Assets::<T>::contains_key(asset), Error::<T>::LicenceInForce);
		let uses = Licences::<T>::take(asset, &holder).ok_or(Error::<T>::NoLicence)?;
		Self::deposit_event(Event::LicenceDropped { asset, holder, uses });
		Ok(())
	}
}

/// Formats.
impl<T: Config> Pallet<T> {
	/// A trained AI is a model too: it can be trained further.
	pub(crate) fn check_fit(model: AssetId, dataset: AssetId) -> DispatchResult {
		ensure!(model.kind != AssetKind::Dataset, Error::<T>::NotAModel);
		ensure!(dataset.kind == AssetKind::Dataset, Error::<T>::NotADataset);
		let takes = Assets::<T>::get(model).ok_or(Error::<T>::UnknownAsset)?.format;
		let given = Assets::<T>::get(dataset).ok_or(Error::<T>::UnknownAsset)?.format;
		ensure!(takes.features.takes(&given.features), Error::<T>::FeaturesDoNotFit);
		ensure!(takes.takes_labels(&given.labels), Error::<T>::LabelsDoNotFit);
		Ok(())
	}
}

impl<T: Config> AssetUses<T::AccountId> for Pallet<T> {
	fn owner(asset: AssetId) -> Option<T::AccountId> {
		Self::owner(asset)
	}

	fn first_owner(asset: AssetId) -> Option<T::AccountId> {
		Assets::<T>::get(asset).map(|asset| asset.creator)
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

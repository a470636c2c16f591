//! Minting, and what is owed to those whose work is in an asset.

use super::*;
use aic_primitives::{JobResult, Royalty, Target, MAX_PART_DEPTH};
use alloc::vec::Vec;

/// Where in its line an asset comes.
struct Place {
	/// The first of the line; none if this is it.
	line: Option<AssetId>,
	version: u32,
	/// The version before whose exclusive licence is in force.
	bound_to: Option<AssetId>,
}

impl Place {
	const FIRST: Self = Self { line: None, version: 1, bound_to: None };
}

/// An asset that was checked for what its kind needs.
struct Draft<AccountId> {
	owner: AccountId,
	depositor: AccountId,
	kind: AssetKind,
	content: H256,
	format: FormatId,
	details: Details,
	place: Place,
	lineage: Option<Lineage>,
}

impl<T: Config> Pallet<T> {
	/// Of minting what is shared with so many, each of whom may stand for many others.
	pub(crate) fn mint_weight(shares: u32) -> Weight {
		let endow = if shares == 0 { Weight::zero() } else { T::Shares::weight() };
		<T as Config>::WeightInfo::mint(shares).saturating_add(endow)
	}

	pub(crate) fn do_mint(
		owner: T::AccountId,
		depositor: T::AccountId,
		new: NewAsset<T::AccountId>,
		previous: Option<AssetId>,
	) -> Result<AssetId, DispatchError> {
		let NewAsset { kind, content, format, details, mut shares } = new;
		ensure!(kind != AssetKind::TrainedAi, Error::<T>::NotMintable);
		T::Formats::check(format, kind)?;
		let place = match previous {
			None => Place::FIRST,
			Some(previous) => {
				let place = Self::next_place(&owner, kind, previous)?;
				let inherited = SharedWith::<T>::get(previous).unwrap_or_default();
				shares.try_extend(inherited.into_iter()).map_err(|_| Error::<T>::TooManyShares)?;
				place
			}
		};
		let (line, version) = (place.line, place.version);
		let draft = Draft {
			owner,
			depositor: depositor.clone(),
			kind,
			content,
			format,
			details,
			place,
			lineage: None,
		};
		let asset = Self::create(draft)?;
		if let Some(line) = line {
			Self::append(line, asset, version);
		}
		if !shares.is_empty() {
			SharedWith::<T>::insert(asset, &shares);
			Self::share(asset, &depositor, shares, 0)?;
		}
		Ok(asset)
	}

	/// The place after `previous`, which must be the newest of its line, and the caller's.
	fn next_place(owner: &T::AccountId, kind: AssetKind, previous: AssetId) -> Result<Place, Error<T>> {
		let record = Assets::<T>::get(previous).ok_or(Error::<T>::UnknownAsset)?;
		ensure!(Self::owner(previous).as_ref() == Some(owner), Error::<T>::NotOwner);
		ensure!(previous.kind == kind, Error::<T>::OtherKind);
		ensure!(Self::is_latest(previous, record.line), Error::<T>::NotLatest);
		let version = record.version.checked_add(1).ok_or(Error::<T>::NoMoreItems)?;
		let bound_to = Self::exclusive(previous, &record).map(|(sold_for, _)| sold_for);
		Ok(Place { line: Some(record.line), version, bound_to })
	}

	/// Whether there is no newer version of the line.
	pub(crate) fn is_latest(asset: AssetId, line: AssetId) -> bool {
		Lines::<T>::get(line).map_or(asset == line, |info| info.latest == asset)
	}

	fn append(line: AssetId, asset: AssetId, version: u32) {
		Lines::<T>::mutate(line, |info| {
			let live = info.map_or(1, |info| info.live).saturating_add(1);
			*info = Some(LineInfo { latest: asset, versions: version, live });
		});
	}

	/// Writes the record, mints the NFT and takes the deposit.
	fn create(draft: Draft<T::AccountId>) -> Result<AssetId, DispatchError> {
		let Draft { owner, depositor, kind, content, format, details, place, lineage } = draft;
		Self::check_details(&details)?;
		let asset = Self::next_asset(kind)?;
		let deposit = T::AssetDeposit::get();
		T::Currency::reserve(&depositor, deposit).map_err(|_| TokenError::FundsUnavailable)?;
		Self::mint_nft(asset, &owner)?;

		let Details { name, size, terms, region } = details;
		let Place { line, version, bound_to } = place;
		let line = line.unwrap_or(asset);
		let slot = lineage.as_ref().map(|lineage| lineage.slot);
		let record = Asset {
			creator: owner.clone(),
			depositor,
			name,
			content,
			size,
			format,
			terms,
			region,
			line,
			version,
			bound_to,
			uses: 0,
			kept_until: 0,
			deposit,
			lineage,
			least_sale: 0,
			shared: false,
			described: false,
			taken_down: false,
			created: frame_system::Pallet::<T>::block_number().saturated_into(),
		};
		Assets::<T>::insert(asset, record);
		Self::deposit_event(Event::Minted { asset, owner, content, line, version, slot });
		Ok(asset)
	}

	/// Gives others fixed parts of all that the asset will earn. It is sold here only from now on, for `least_sale` at least.
	fn share(
		asset: AssetId,
		depositor: &T::AccountId,
		shares: ShareList<T::AccountId>,
		least_sale: Balance,
	) -> DispatchResult {
		let whole = shares.iter().fold(0u64, |sum, (_, part)| sum.saturating_add(part.deconstruct().into()));
		ensure!(whole <= Perbill::one().deconstruct().into(), Error::<T>::SharesAboveWhole);
		let resource = ResourceId::Asset(asset);
		T::Shares::endow(resource, depositor, shares)?;
		if !T::Shares::fixed(resource).is_zero() {
			Self::lock(asset)?;
			Assets::<T>::mutate_extant(asset, |record| {
				record.shared = true;
				record.least_sale = least_sale;
			});
			Self::deposit_event(Event::Shared { asset, least_sale });
		}
		Ok(())
	}

	fn check_details(details: &Details) -> Result<(), Error<T>> {
		let name = core::str::from_utf8(&details.name).map_err(|_| Error::<T>::InvalidName)?;
		ensure!(!name.is_empty(), Error::<T>::InvalidName);
		ensure!((1..=T::MaxSize::get()).contains(&details.size), Error::<T>::SizeOutOfRange);
		Self::check_terms(&details.terms)
	}

	pub(crate) fn check_terms(terms: &Terms) -> Result<(), Error<T>> {
		ensure!(terms.purposes.allow_any(), Error::<T>::NoPurpose);
		let most = T::MaxPrice::get();
		let prices = [terms.per_use, terms.per_era, terms.exclusive];
		ensure!(prices.iter().flatten().all(|price| *price <= most), Error::<T>::PriceTooHigh);
		ensure!(terms.exclusive != Some(0), Error::<T>::FreeExclusive);
		ensure!(terms.smallest_part <= MAX_PART_DEPTH, Error::<T>::PartTooSmall);
		Self::check_royalty(&terms.royalty, most)
	}

	fn check_royalty(royalty: &Royalty, most: Balance) -> Result<(), Error<T>> {
		let Royalty { share, least } = *royalty;
		if share.is_zero() {
			ensure!(least == 0, Error::<T>::RoyaltyTooLow);
			return Ok(());
		}
		ensure!(share >= LEAST_ROYALTY, Error::<T>::RoyaltyTooLow);
		ensure!(share <= T::MaxRoyalty::get().min(HIGHEST_ROYALTY), Error::<T>::RoyaltyTooHigh);
		ensure!(least <= most, Error::<T>::RoyaltyTooHigh);
		ensure!(least_sale(royalty) <= T::MaxSalePrice::get(), Error::<T>::RoyaltyTooHigh);
		Ok(())
	}

	fn next_asset(kind: AssetKind) -> Result<AssetId, Error<T>> {
		NextItem::<T>::try_mutate(kind, |next| {
			let item = *next;
			*next = item.checked_add(1).ok_or(Error::<T>::NoMoreItems)?;
			Ok(AssetId { kind, item })
		})
	}
}

/// Trained AIs.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_mint_trained_ai(
		who: T::AccountId,
		slot: SlotId,
		format: Option<FormatId>,
		details: Details,
	) -> DispatchResult {
		let result = T::Jobs::result(slot).ok_or(Error::<T>::NoResult)?;
		Self::mint_result(who, slot, result, format, details).map(|_| ())
	}

	pub(crate) fn mint_result(
		who: T::AccountId,
		slot: SlotId,
		result: JobResult<T::AccountId>,
		format: Option<FormatId>,
		details: Details,
	) -> Result<AssetId, DispatchError> {
		let JobResult { requester, model, datasets, digest } = result;
		ensure!(requester == who, Error::<T>::NotRequester);
		ensure!(!TrainedFrom::<T>::contains_key(slot), Error::<T>::AlreadyMinted);
		let format = Self::trained_format(model, format)?;
		let owed = Self::royalties(model, &datasets);
		let draft = Draft {
			owner: who.clone(),
			depositor: who.clone(),
			kind: AssetKind::TrainedAi,
			content: digest,
			format,
			details,
			place: Place::FIRST,
			lineage: Some(Lineage { slot, model, datasets }),
		};
		let asset = Self::create(draft)?;
		TrainedFrom::<T>::insert(slot, asset.item);
		if !owed.is_empty() {
			Self::share_with_upstream(asset, &who, owed)?;
		}
		Ok(asset)
	}

	/// The model's format. What is `given` stands in for that of a model that was retired, lest its owner could keep the
	/// result from being minted.
	fn trained_format(model: AssetId, given: Option<FormatId>) -> Result<FormatId, DispatchError> {
		match (Assets::<T>::get(model), given) {
			(None, None) => Err(Error::<T>::MissingFormat.into()),
			(None, Some(given)) => T::Formats::check(given, AssetKind::TrainedAi).map(|()| given),
			(Some(model), Some(given)) if given != model.format => Err(Error::<T>::FormatDiffers.into()),
			(Some(model), _) => Ok(model.format),
		}
	}

	/// Royalties that the assets of a lineage ask for. What was retired or burned asks for none.
	fn royalties(model: AssetId, datasets: &[AssetId]) -> Vec<(AssetId, Royalty)> {
		let used = core::iter::once(model).chain(datasets.iter().copied());
		used.filter_map(|asset| {
			let royalty = Assets::<T>::get(asset)?.terms.royalty;
			Self::owner(asset)?;
			(!royalty.share.is_zero()).then_some((asset, royalty))
		})
		.collect()
	}

	/// The owners of the lineage's assets, and those who have fixed parts of these, get their royalties. The shares give each asset its places and
	/// leave with its owner what finds none: nobody upstream can keep a result from being minted by how he splits what is his.
	fn share_with_upstream(
		asset: AssetId,
		depositor: &T::AccountId,
		owed: Vec<(AssetId, Royalty)>,
	) -> DispatchResult {
		let least = owed.iter().map(|(_, royalty)| least_sale(royalty)).max().unwrap_or_default();
		let shares: Vec<_> = owed
			.into_iter()
			.map(|(source, royalty)| (Target::Resource(ResourceId::Asset(source)), royalty.share))
			.collect();
		let shares = shares.try_into().map_err(|_| Error::<T>::TooManyShares)?;
		Self::share(asset, depositor, shares, least)
	}
}

/// Terms.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_terms(who: T::AccountId, asset: AssetId, terms: Terms) -> DispatchResult {
		Self::check_terms(&terms)?;
		Assets::<T>::try_mutate(asset, |record| {
			let record = record.as_mut().ok_or(Error::<T>::UnknownAsset)?;
			ensure!(Self::owner(asset) == Some(who), Error::<T>::NotOwner);
			let (old, new) = (record.terms.royalty, terms.royalty);
			let falls = new.share <= old.share
				&& new.least <= old.least
				// A smaller share of the same least sum would ask for more.
				&& least_sale(&new) <= least_sale(&old);
			ensure!(falls, Error::<T>::RoyaltyRaised);
			record.terms = terms;
			Ok::<_, Error<T>>(())
		})?;
		Self::deposit_event(Event::TermsSet { asset, terms });
		Ok(())
	}
}

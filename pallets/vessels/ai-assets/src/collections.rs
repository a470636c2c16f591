//! The collections that the NFTs lie in, and what happens to the NFTs in them.

use super::*;
use nonfungibles_v2::{Inspect, Mutate, Transfer};

/// What wallets show as the name of a kind's collection.
fn collection_name(kind: AssetKind) -> &'static [u8] {
	match kind {
		AssetKind::Dataset => b"AIC datasets",
		AssetKind::Model => b"AIC models",
		AssetKind::TrainedAi => b"AIC trained AIs",
		AssetKind::Data => b"AIC data",
	}
}

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

	/// The collections take no deposits, so that naming the collections' owner as depositor costs nothing.
	pub(crate) fn mint_nft(asset: AssetId, owner: &T::AccountId) -> DispatchResult {
		T::Nfts::mint_into(&asset.kind.collection(), &asset.item, owner, &T::ItemConfig::default(), true)
	}

	/// From now on `Nfts` moves the NFT for nobody.
	pub(crate) fn lock(asset: AssetId) -> DispatchResult {
		T::Nfts::disable_transfer(&asset.kind.collection(), &asset.item)
	}

	/// Undoes [`Self::lock`].
	pub(crate) fn unlock(asset: AssetId) -> DispatchResult {
		T::Nfts::enable_transfer(&asset.kind.collection(), &asset.item)
	}

	/// Whether [`Self::lock`] was called: the asset is shared, or on offer here.
	fn is_locked(asset: AssetId, record: &Asset<T::AccountId>) -> bool {
		record.shared || Offers::<T>::contains_key(asset)
	}

	/// Gives the NFT to another, locked or not. Ends the offer.
	pub(crate) fn move_nft(
		asset: AssetId,
		record: &Asset<T::AccountId>,
		to: &T::AccountId,
	) -> DispatchResult {
		if Self::is_locked(asset, record) {
			Self::unlock(asset)?;
		}
		Offers::<T>::remove(asset);
		T::Nfts::transfer(&asset.kind.collection(), &asset.item, to)?;
		if record.shared {
			Self::lock(asset)?;
		}
		Ok(())
	}

	/// Burns the NFT, if there is one, with all that was said of it. Ends the offer.
	pub(crate) fn burn_nft(
		asset: AssetId,
		record: &Asset<T::AccountId>,
		owner: Option<&T::AccountId>,
	) -> DispatchResult {
		if record.described {
			Self::clear_description(asset)?;
		}
		let Some(owner) = owner else { return Ok(()) };
		if Self::is_locked(asset, record) {
			Self::unlock(asset)?;
		}
		Offers::<T>::remove(asset);
		T::Nfts::burn(&asset.kind.collection(), &asset.item, Some(owner))
	}
}

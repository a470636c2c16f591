use crate::{AssetId, AssetKind, Balance, FormatId, Moment, NewAsset, Part, Purpose, RegionId, Wish};
use frame::prelude::*;

/// Using AI assets under their terms. Implemented by `ai-assets`.
pub trait AssetUses<AccountId> {
	/// Owner of `asset`'s NFT.
	fn owner(asset: AssetId) -> Option<AccountId>;

	/// For whom `asset` was first made.
	fn first_owner(asset: AssetId) -> Option<AccountId>;

	/// Takes one use of `asset` for `purpose`. Free assets and one's own need no licence; else one use of `user`'s licence
	/// is spent. Fails when the asset doesn't exist, its terms don't allow the purpose or no licence is held.
	fn take_use(user: &AccountId, asset: AssetId, purpose: Purpose) -> Result<UseTaken, DispatchError>;

	/// Gives back the use that [`Self::take_use`] took, since the job that it was for did not run.
	fn return_use(user: &AccountId, asset: AssetId, taken: UseTaken);

	/// Whether what comes out of `dataset` goes into `model`, by their formats. The error says what does not fit.
	fn fits(model: AssetId, dataset: AssetId) -> DispatchResult;

	/// Region where the asset's content is kept.
	fn region(asset: AssetId) -> Option<RegionId>;

	/// Makes an asset of the kind of `asset`'s, owned by `owner`, free, for any purpose, that fits any other made so.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_asset(owner: &AccountId, kind: AssetKind) -> AssetId;
}

/// Whether a use was spent, and for which part of the asset it is.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	codec::DecodeWithMemTracking,
	Encode,
	Eq,
	codec::MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum UseTaken {
	/// The asset is free or the user's own, or his licence counts no uses.
	#[codec(index = 0)]
	Free(Part),
	/// One use of a licence was spent.
	#[codec(index = 1)]
	Licensed(Part),
}

impl UseTaken {
	/// The part that may be used.
	pub fn part(&self) -> Part {
		match self {
			Self::Free(part) | Self::Licensed(part) => *part,
		}
	}
}

impl<AccountId> AssetUses<AccountId> for () {
	fn owner(_: AssetId) -> Option<AccountId> {
		None
	}
	fn first_owner(_: AssetId) -> Option<AccountId> {
		None
	}
	fn take_use(_: &AccountId, _: AssetId, _: Purpose) -> Result<UseTaken, DispatchError> {
		Err(DispatchError::Unavailable)
	}
	fn return_use(_: &AccountId, _: AssetId, _: UseTaken) {}
	fn fits(_: AssetId, _: AssetId) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn region(_: AssetId) -> Option<RegionId> {
		None
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_asset(_: &AccountId, kind: AssetKind) -> AssetId {
		AssetId { kind, item: 0 }
	}
}

/// Descriptions of what assets take and give. Implemented by `asset-formats`.
pub trait Formats {
	/// Whether assets of `kind` can have this format. The error says why not.
	fn check(format: FormatId, kind: AssetKind) -> DispatchResult;

	/// Whether what comes out of a dataset goes into a model, by their formats. The error says what does not fit.
	fn fits(model: FormatId, dataset: FormatId) -> DispatchResult;

	/// Makes a format for assets of `kind`; any model's fits any dataset's that is made so.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_format(kind: AssetKind) -> FormatId;
}

impl Formats for () {
	fn check(_: FormatId, _: AssetKind) -> DispatchResult {
		Ok(())
	}
	fn fits(_: FormatId, _: FormatId) -> DispatchResult {
		Ok(())
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_format(_: AssetKind) -> FormatId {
		0
	}
}

/// Licences that others sell, since they come with a key. Implemented by `ai-assets`.
pub trait Licensing<AccountId> {
	/// Owner of the asset's NFT, as long as it is not taken down.
	fn seller(asset: AssetId) -> Option<AccountId>;

	/// What `wish` costs `buyer` now, in 10⁻¹⁸ AIC; fails with the reason why he can't have it.
	fn quote(asset: AssetId, buyer: &AccountId, wish: &Wish) -> Result<Balance, DispatchError>;

	/// Gives `holder` the licence that was quoted, for which he has paid `value`: nothing as long as his fee waits. Moves no coins. Fails when his licences of the asset
	/// are as many as they can be.
	fn grant(asset: AssetId, holder: &AccountId, wish: &Wish, value: Balance) -> DispatchResult;

	/// The buyer's fee for what [`Self::grant`] gave him for nothing was paid: its value counts when the asset is taken down.
	fn paid(asset: AssetId, holder: &AccountId, wish: &Wish, value: Balance);

	/// Takes back what is left of a licence that was granted and not paid.
	fn revoke(asset: AssetId, holder: &AccountId, wish: &Wish);

	/// Whether `who` may have the content keys of `part` himself: he owns the asset, or holds a licence in force that covers the part and
	/// is not for inside only.
	fn may_read(asset: AssetId, who: &AccountId, part: &Part) -> bool;

	/// Hash that the asset's content is known by.
	fn content(asset: AssetId) -> Option<H256>;

	/// Takes up to `amount` of what answers for the asset and gives it to `to`; returns what was taken.
	fn slash(asset: AssetId, amount: Balance, to: &AccountId) -> Balance;

	/// What answers for the asset, in 10⁻¹⁸ AIC.
	fn guarantee(asset: AssetId) -> Balance;

	/// Until `until` the guarantee can't be taken back and the asset not be retired.
	fn keep_until(asset: AssetId, until: Moment);

	/// Weight of the heaviest of these.
	fn weight() -> Weight;

	/// Makes an asset of `owner`'s with this content, a guarantee, and a price of a use of which `buyer` can pay some.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_for_sale(owner: &AccountId, buyer: &AccountId, content: H256) -> AssetId;
}

/// Assets that are made for others. Implemented by `ai-assets`.
pub trait Minting<AccountId> {
	/// Mints an asset whose NFT `owner` gets, and for which `depositor` has the deposit on hold.
	fn mint(
		owner: &AccountId,
		depositor: &AccountId,
		asset: NewAsset<AccountId>,
	) -> Result<AssetId, DispatchError>;

	/// What [`Self::mint`] puts on hold when the asset is shared with so many others, in 10⁻¹⁸ AIC.
	fn deposit(shares: u32) -> Balance;

	/// Gives `holder` a licence of the whole, for every use that the asset's terms allow now, without end.
	fn give_licence(asset: AssetId, holder: &AccountId) -> DispatchResult;

	/// Gives the asset's NFT to another, who did pay for it. Only `from` may own it.
	fn hand_over(asset: AssetId, from: &AccountId, to: &AccountId) -> DispatchResult;

	/// The least that `asset` may be sold for, in 10⁻¹⁸ AIC, so that those whose work is in it get what they asked for.
	fn least_sale(asset: AssetId) -> Balance;

	/// Format of the asset.
	fn format(asset: AssetId) -> Option<FormatId>;

	/// Weight of the heaviest of these.
	fn weight() -> Weight;
}

/// What is known of content that is encrypted. Implemented by `data-protection`.
pub trait Contents {
	/// Fails when the asset can't be sold yet, since a preview of it is still to be shown.
	fn check_sale(asset: AssetId) -> DispatchResult;

	/// Whether licences of the asset are sold with a key, so only by `data-protection`.
	fn is_protected(asset: AssetId) -> bool;

	/// Root, leaves and bytes of the largest leaf of the Merkle tree of the asset's ciphertext.
	fn ciphertext(asset: AssetId) -> Option<(H256, u64, u32)>;
}

impl Contents for () {
	fn check_sale(_: AssetId) -> DispatchResult {
		Ok(())
	}
	fn is_protected(_: AssetId) -> bool {
		false
	}
	fn ciphertext(_: AssetId) -> Option<(H256, u64, u32)> {
		None
	}
}

/// Where content is stored. Implemented by `storage-grid`.
pub trait Replicas {
	/// A region where replicas of the asset's content are, that with the most of them. One read.
	fn region(asset: AssetId) -> Option<RegionId>;
}

impl Replicas for () {
	fn region(_: AssetId) -> Option<RegionId> {
		None
	}
}

impl<AccountId> Licensing<AccountId> for () {
	fn seller(_: AssetId) -> Option<AccountId> {
		None
	}
	fn quote(_: AssetId, _: &AccountId, _: &Wish) -> Result<Balance, DispatchError> {
		Err(DispatchError::Unavailable)
	}
	fn grant(_: AssetId, _: &AccountId, _: &Wish, _: Balance) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn paid(_: AssetId, _: &AccountId, _: &Wish, _: Balance) {}
	fn revoke(_: AssetId, _: &AccountId, _: &Wish) {}
	fn may_read(_: AssetId, _: &AccountId, _: &Part) -> bool {
		false
	}
	fn content(_: AssetId) -> Option<H256> {
		None
	}
	fn slash(_: AssetId, _: Balance, _: &AccountId) -> Balance {
		0
	}
	fn guarantee(_: AssetId) -> Balance {
		0
	}
	fn keep_until(_: AssetId, _: Moment) {}
	fn weight() -> Weight {
		Weight::zero()
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_for_sale(_: &AccountId, _: &AccountId, _: H256) -> AssetId {
		AssetId { kind: AssetKind::Dataset, item: 0 }
	}
}

impl<AccountId> Minting<AccountId> for () {
	fn mint(_: &AccountId, _: &AccountId, _: NewAsset<AccountId>) -> Result<AssetId, DispatchError> {
		Err(DispatchError::Unavailable)
	}
	fn deposit(_: u32) -> Balance {
		0
	}
	fn give_licence(_: AssetId, _: &AccountId) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn hand_over(_: AssetId, _: &AccountId, _: &AccountId) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn least_sale(_: AssetId) -> Balance {
		0
	}
	fn format(_: AssetId) -> Option<FormatId> {
		None
	}
	fn weight() -> Weight {
		Weight::zero()
	}
}

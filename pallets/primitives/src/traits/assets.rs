use crate::{AssetId, Purpose, RegionId};
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
	fn ensure_asset(owner: &AccountId, kind: crate::AssetKind) -> AssetId;
}

/// Whether a use was taken out of a licence.
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
	/// The asset is free or the user's own.
	#[codec(index = 0)]
	Free,
	/// One use of a licence was spent.
	#[codec(index = 1)]
	Licensed,
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
	fn ensure_asset(_: &AccountId, kind: crate::AssetKind) -> AssetId {
		AssetId { kind, item: 0 }
	}
}

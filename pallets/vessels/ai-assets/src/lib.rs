#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod benchmarking;
mod collections;
mod describing;
mod ends;
mod errors;
mod events;
mod licences;
mod minting;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod mock;
mod neighbours;
mod sales;
mod takedown;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests;
mod try_state;
mod types;
pub mod weights;

use aic_primitives::{
	AssetId, AssetKind, Balance, Contents, Details, EraIndex, Eras, FormatId, Formats, JobResults, Moment,
	NewAsset, Payroll, Purpose, RegionId, ResourceId, ShareList, Shares, SlotId, Terms, UseKind, UseTaken,
	Wish, MAX_SHARES,
};
use frame::{
	prelude::*,
	token::fungible,
	traits::{ReservableCurrency, Time},
};

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

// FRAME's macros expand to `expect`.
#[allow(clippy::expect_used)]
#[frame::pallet_macros::import_section(errors::errors)]
#[frame::pallet_macros::import_section(events::events)]
#[frame::pallet]
pub mod pallet {
	use super::*;
	use nonfungibles_v2::{Inspect, Mutate, Transfer};

	/// In-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The coin, for guarantees, which are on hold, and for deposits, which are reserved as those of pallet-nfts are: a hold takes
		/// three times as long, and a third of what minting takes.
		type Currency: ReservableCurrency<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId, Balance = Balance>
			+ fungible::MutateHold<Self::AccountId, Balance = Balance, Reason = Self::RuntimeHoldReason>;

		/// Overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;

		/// Where the NFTs are: pallet-nfts.
		type Nfts: Inspect<Self::AccountId, ItemId = u32, CollectionId = u32>
			+ Mutate<Self::AccountId, Self::ItemConfig>
			+ Transfer<Self::AccountId>;

		/// Settings of an item in `Nfts`, whose default must allow transfers.
		type ItemConfig: Default;

		/// Opens the collections at genesis.
		type Collections: CreateCollection<Self::AccountId>;

		/// Divides what is paid for licences and for assets.
		type Payroll: Payroll<Self::AccountId, Self::RuntimeHoldReason>;

		/// Parts of what an asset earns that are others' for good.
		type Shares: Shares<Self::AccountId>;

		/// Results that trained AIs are minted from.
		type Jobs: JobResults<Self::AccountId>;

		/// Descriptions of what assets take and give.
		type Formats: Formats;

		/// What is known of content that is encrypted.
		type Contents: Contents;

		/// The clock of licences by era.
		type Eras: Eras;

		/// Time of the block, in ms since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// Names the account that owns the collections. It has no key and needs no funds.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// May take assets down, and restore them.
		type TakedownOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Deposit that is on hold for an asset until it is retired, in 10⁻¹⁸ AIC.
		type AssetDeposit: Get<Balance>;

		/// Highest price of a use or an era, and least sum of a royalty, in 10⁻¹⁸ AIC.
		type MaxPrice: Get<Balance>;

		/// Highest price of an asset, in 10⁻¹⁸ AIC.
		type MaxSalePrice: Get<Balance>;

		/// Largest size of an asset's content, in bytes.
		type MaxSize: Get<u64>;

		/// Uses that one licence may hold. At least 1.
		type MaxLicenceUses: Get<u32>;

		/// Eras ahead that a licence may be bought for. At least 1.
		type MaxLicenceEras: Get<u32>;

		/// Time that a licence is good for at least, in ms: so long after the last sale the asset can't be retired.
		type LicenceTerm: Get<Moment>;

		/// Largest royalty; [`HIGHEST_ROYALTY`] at the most.
		type MaxRoyalty: Get<Perbill>;

		/// Time in which licensees of an asset that was taken down can claim, in ms.
		type ClaimWindow: Get<Moment>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Why coins are on hold.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// They answer for an asset.
		#[codec(index = 0)]
		Guarantee,
	}

	/// The assets. A record outlives an NFT that its owner burned, until somebody retires it.
	#[pallet::storage]
	pub type Assets<T: Config> = StorageMap<_, Blake2_128Concat, AssetId, Asset<T::AccountId>>;

	/// Lines with more than one version, by their first, until the last version is retired.
	#[pallet::storage]
	pub type Lines<T: Config> = StorageMap<_, Blake2_128Concat, AssetId, LineInfo>;

	/// Whom an asset was shared with when it was minted. A later version is shared with them, too.
	#[pallet::storage]
	pub type SharedWith<T: Config> = StorageMap<_, Blake2_128Concat, AssetId, ShareList<T::AccountId>>;

	/// Licences of a line's assets that an account holds, by the first of the line.
	#[pallet::storage]
	pub type Licences<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		AssetId,
		Blake2_128Concat,
		T::AccountId,
		LicenceList,
		ValueQuery,
	>;

	/// Who alone can buy licences of an asset, and of the versions after it that were minted meanwhile.
	#[pallet::storage]
	pub type Exclusives<T: Config> = StorageMap<_, Blake2_128Concat, AssetId, Exclusive<T::AccountId>>;

	/// What answers for an asset.
	#[pallet::storage]
	pub type Guarantees<T: Config> = StorageMap<_, Blake2_128Concat, AssetId, Guarantee<T::AccountId>>;

	/// Assets on offer.
	#[pallet::storage]
	pub type Offers<T: Config> = StorageMap<_, Blake2_128Concat, AssetId, Offer<T::AccountId>>;

	/// Assets that were taken down.
	#[pallet::storage]
	pub type Takedowns<T: Config> = StorageMap<_, Blake2_128Concat, AssetId, Takedown<T::AccountId>>;

	/// What licensees of an asset that was taken down claim, in 10⁻¹⁸ AIC, until they are paid.
	#[pallet::storage]
	pub type Claims<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, AssetId, Blake2_128Concat, T::AccountId, Balance, ValueQuery>;

	/// Number of the next NFT of each kind. Numbers are never given twice.
	#[pallet::storage]
	pub type NextItem<T: Config> = StorageMap<_, Twox64Concat, AssetKind, u32, ValueQuery>;

	/// Number of the trained AI that was minted from a slot. Stays when it is retired: a slot gives one at most.
	#[pallet::storage]
	pub type TrainedFrom<T: Config> = StorageMap<_, Blake2_128Concat, SlotId, u32>;

	/// Opens the collections.
	#[pallet::genesis_config]
	#[derive(frame::prelude::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		#[serde(skip)]
		_marker: PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			if let Err(error) = Pallet::<T>::create_collections() {
				panic!("the collections of the AI assets can't be opened: {error:?}");
			}
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxSize::get() > 0, "no size is allowed");
			assert!(T::MaxLicenceUses::get() > 0, "a licence holds no use");
			assert!(T::MaxLicenceEras::get() > 0, "a licence holds no era");
			assert!(T::MaxRoyalty::get() <= HIGHEST_ROYALTY, "nine royalties are nearly the whole");
			let dearest = T::MaxLicenceUses::get().max(T::MaxLicenceEras::get());
			assert!(
				T::MaxPrice::get().checked_mul(dearest.into()).is_some(),
				"the dearest licence has no cost that can be written"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), frame::try_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Mints the NFT of data, a dataset or a model, of this `format`, whose `content` is known by this hash. `shares` are others'
		/// fixed parts of all that it will ever earn; an asset with any is sold by [`Self::offer`] alone. With `previous` it is the next
		/// version of that asset, which must be the caller's and the newest of its line, and is shared with whom that is shared with, too.
		///
		/// Any signed account, which gets the NFT and has `AssetDeposit` reserved and what the shares take put on hold. Fails with `NotMintable`,
		/// `InvalidName`, `SizeOutOfRange`, `SharesAboveWhole`, `TooManyShares`, what is wrong with the terms, `NotOwner`, `OtherKind` or
		/// `NotLatest`, or as the formats, the shares or the coin do.
		/// Paper: "Shared Data Ecosystem", "AI Model Ecosystem". Reads 7, writes 7, of which 4 and 4 in `Nfts`; a later version 6 reads and
		/// 2 writes more; with shares two of each more and `Shares::weight`.
		#[pallet::call_index(0)]
		#[pallet::weight(Pallet::<T>::mint_weight(match previous {
			None => shares.len() as u32,
			Some(_) => MAX_SHARES,
		}))]
		pub fn mint(
			origin: OriginFor<T>,
			kind: AssetKind,
			content: H256,
			format: FormatId,
			details: Details,
			shares: ShareList<T::AccountId>,
			previous: Option<AssetId>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let new = NewAsset { kind, content, format, details, shares };
			Self::do_mint(who.clone(), who, new, previous).map(|_| ())
		}

		/// Mints the NFT of the AI that a job's `slot` trained; once per slot. Its content is the accepted digest and its format the
		/// model's; `format` is needed only when the model was retired. Model and datasets get their royalties of all that it will
		/// ever earn.
		///
		/// Only the job's requester, who gets the NFT and has the deposits put on hold. Fails with `NoResult`, `NotRequester`,
		/// `AlreadyMinted`, `MissingFormat`, `FormatDiffers`, or as [`Self::mint`].
		/// Paper: "ERC721 – Resources Sharing and Transaction". As [`Self::mint`], with the result's reads, two for each asset of the
		/// lineage and the payroll's.
		#[pallet::call_index(1)]
		#[pallet::weight(<T as Config>::WeightInfo::mint_trained_ai().saturating_add(T::Shares::weight()))]
		pub fn mint_trained_ai(
			origin: OriginFor<T>,
			slot: SlotId,
			format: Option<FormatId>,
			details: Details,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_mint_trained_ai(who, slot, format, details)
		}

		/// Sells licences on other `terms` from now on. Licences bought before stay as they were bought. A royalty may only fall.
		///
		/// Only the NFT's owner. Fails with `UnknownAsset`, `NotOwner`, `NoPurpose`, `PriceTooHigh`, `FreeExclusive`, `PartTooSmall`,
		/// `RoyaltyTooLow`, `RoyaltyTooHigh` or `RoyaltyRaised`. Reads 2, writes 1.
		#[pallet::call_index(2)]
		pub fn set_terms(origin: OriginFor<T>, asset: AssetId, terms: Terms) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_terms(who, asset, terms)
		}

		/// Writes the name and what is known of an asset into its NFT, in plain text, where wallets show it. Again after a change.
		///
		/// Any signed account. Fails with `UnknownAsset` or `Withdrawn`. Reads 10, writes 9, nearly all in `Nfts`.
		#[pallet::call_index(3)]
		pub fn describe(origin: OriginFor<T>, asset: AssetId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_describe(asset)
		}

		/// Buys the licence that is wished for, for `max_cost` at the most, in 10⁻¹⁸ AIC, from the free balance. It can't be passed on.
		///
		/// Any signed account but the owner. Fails with `UnknownAsset`, `TakenDown`, `Withdrawn`, `NothingToBuy`, `PartNotSold`,
		/// `NotSoldSo`, `UsesOutOfRange`, `ErasOutOfRange`, `ExclusivelyLicensed`, `NotLatest`, `FormersGuarantee`, `PriceAboveMaximum`,
		/// `KeyNeeded`, `TooManyLicences`, or as the contents or the payroll do. Reads 11, writes 4, and the payroll's.
		#[pallet::call_index(4)]
		pub fn buy_licence(
			origin: OriginFor<T>,
			asset: AssetId,
			wish: Wish,
			#[pallet::compact] max_cost: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_buy_licence(who, asset, wish, max_cost)
		}

		/// Uses an asset outside of a job, for example to run a trained AI: spends a use of the caller's licence, unless that counts
		/// none or the asset is free or his own. Whoever serves it goes by the event.
		///
		/// Any signed account. Fails with `UnknownAsset`, `TakenDown`, `Withdrawn`, `NoLicence`, `LicenceForOtherVersion`,
		/// `PurposeNotAllowed` or `LicenceOver`. Reads 4, writes 2.
		#[pallet::call_index(5)]
		pub fn use_asset(origin: OriginFor<T>, asset: AssetId, purpose: Purpose) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_take_use(&who, asset, purpose).map(|_| ())
		}

		/// Removes what is left of `holder`'s licences of a line whose versions were all retired; `line` is its first.
		///
		/// Any signed account. Fails with `LicenceInForce` or `NoLicence`. Reads 3, writes 1.
		#[pallet::call_index(6)]
		pub fn drop_licence(origin: OriginFor<T>, line: AssetId, holder: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_drop_licence(line, holder)
		}

		/// Has `amount` in all on hold that answers for an asset, in 10⁻¹⁸ AIC: its licensees are refunded from it if it is taken down,
		/// and false keys are punished. A former owner's guarantee is released by it. Less than was, only when `LicenceTerm` has gone by
		/// since the last sale of a licence.
		///
		/// Only the NFT's owner. Fails with `UnknownAsset`, `TakenDown`, `NotOwner`, `GuaranteeTooSmall`, `GuaranteeBound`, or for lack
		/// of funds. Reads 5, writes 2.
		#[pallet::call_index(7)]
		pub fn set_guarantee(
			origin: OriginFor<T>,
			asset: AssetId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_guarantee(who, asset, amount)
		}

		/// Gives a former owner back what answers for an asset, when `LicenceTerm` has gone by since he last sold a licence.
		///
		/// Any signed account. Fails with `NoGuarantee`, `GuaranteeInUse` or `GuaranteeBound`. Reads 4, writes 2.
		#[pallet::call_index(8)]
		pub fn release_guarantee(origin: OriginFor<T>, asset: AssetId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_release_guarantee(asset)
		}

		/// Offers an asset for sale, or withdraws it. While it is on offer, `Nfts` does not move it. What is shared costs `least_sale` and
		/// more than nothing at least.
		///
		/// Only the NFT's owner. Fails with `UnknownAsset`, `NotOwner`, `TakenDown`, `PriceTooHigh` or `BelowRoyalty`. Reads 5, writes 3.
		#[pallet::call_index(9)]
		pub fn offer(origin: OriginFor<T>, asset: AssetId, ask: Option<Ask<T::AccountId>>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_offer(who, asset, ask)
		}

		/// Buys an asset that is on offer, for `max_price` at the most, in 10⁻¹⁸ AIC, from the free balance. The price is divided as all
		/// that the asset earns: those whose work is in it get their part.
		///
		/// Any signed account but the owner, or the one that it is offered to. Fails with `UnknownAsset`, `TakenDown`, `NotForSale`,
		/// `OfferGone`, `NothingToBuy`, `NotForYou`, `PriceAboveMaximum`, or as the payroll does. Reads 10, writes 7, and the payroll's.
		#[pallet::call_index(10)]
		pub fn buy(
			origin: OriginFor<T>,
			asset: AssetId,
			#[pallet::compact] max_price: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_buy(who, asset, max_price)
		}

		/// Takes an asset down, for the `reason` that was published under this hash. It can't be used, licensed or sold any more, and what
		/// answers for it is its licensees', who can claim for `ClaimWindow`.
		///
		/// `TakedownOrigin`. Fails with `UnknownAsset` or `TakenDown`. Reads 4, writes 3.
		#[pallet::call_index(11)]
		pub fn take_down(origin: OriginFor<T>, asset: AssetId, reason: H256) -> DispatchResult {
			T::TakedownOrigin::ensure_origin(origin)?;
			Self::do_take_down(asset, reason)
		}

		/// Gives up the caller's licences that were bought for an asset that was taken down, with the later versions that they cover, and
		/// claims what was paid for what is left of them. He gets it when claims are closed, or his part of the guarantee if that is too small for
		/// all. What is bought and not paid yet stays, and can be claimed once it is.
		///
		/// A licensee. Fails with `UnknownAsset`, `NotTakenDown`, `ClaimsClosed` or `NothingToClaim`. Reads 5, writes 3.
		#[pallet::call_index(12)]
		pub fn claim_refund(origin: OriginFor<T>, asset: AssetId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim_refund(who, asset)
		}

		/// Pays what `holder` claimed.
		///
		/// Any signed account. Fails with `NotTakenDown`, `ClaimsOpen` or `NothingToClaim`. Reads 6, writes 5.
		#[pallet::call_index(13)]
		pub fn pay_refund(origin: OriginFor<T>, asset: AssetId, holder: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_pay_refund(asset, holder)
		}

		/// Gives the guarantor back what was not claimed. What rounding leaves he gets with the last payment.
		///
		/// Any signed account, once claims are closed. Fails with `NotTakenDown`, `ClaimsOpen` or `TakedownOver`. Reads 4, writes 3.
		#[pallet::call_index(14)]
		pub fn end_takedown(origin: OriginFor<T>, asset: AssetId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_end_takedown(asset)
		}

		/// Undoes a takedown that was ended and whose claims were all paid.
		///
		/// `TakedownOrigin`. Fails with `UnknownAsset`, `NotTakenDown` or `TakedownOpen`. Reads 2, writes 2.
		#[pallet::call_index(15)]
		pub fn restore(origin: OriginFor<T>, asset: AssetId) -> DispatchResult {
			T::TakedownOrigin::ensure_origin(origin)?;
			Self::do_restore(asset)
		}

		/// Burns the NFT and gives the deposit back to who paid it, and a guarantee to its owner. Not before `LicenceTerm` has gone by
		/// since the last licence was sold: until then its holders can use it, and a use that was taken for a job can be returned.
		///
		/// Only the owner; anybody when the NFT was burned. Fails with `UnknownAsset`, `NotOwner`, `LicencesOutstanding` or
		/// `TakedownOpen`. Reads 20, writes 24 if it was described, nearly all in `Nfts`.
		#[pallet::call_index(16)]
		pub fn retire(origin: OriginFor<T>, asset: AssetId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_retire(who, asset)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// What is known of an asset.
		pub fn asset(asset: AssetId) -> Option<Asset<T::AccountId>> {
			Assets::<T>::get(asset)
		}

		/// Who owns an asset's NFT and earns what its uses bring.
		pub fn owner(asset: AssetId) -> Option<T::AccountId> {
			T::Nfts::owner(&asset.kind.collection(), &asset.item)
		}

		/// Licences that an account holds of an asset's line.
		pub fn licences(asset: AssetId, account: T::AccountId) -> LicenceList {
			let line = Assets::<T>::get(asset).map_or(asset, |record| record.line);
			Licences::<T>::get(line, account)
		}

		/// What a licence costs an account now, in 10⁻¹⁸ AIC; the error says why it can't have it.
		pub fn quote(asset: AssetId, buyer: T::AccountId, wish: Wish) -> Result<Balance, DispatchError> {
			Self::do_quote(asset, &buyer, &wish)
		}

		/// Whether a model can be trained on a dataset; the error says what does not fit.
		pub fn fits(model: AssetId, dataset: AssetId) -> DispatchResult {
			Self::check_fit(model, dataset)
		}

		/// The trained AI that was minted from a slot.
		pub fn trained_from(slot: SlotId) -> Option<AssetId> {
			TrainedFrom::<T>::get(slot).map(|item| AssetId { kind: AssetKind::TrainedAi, item })
		}

		/// The newest version of an asset's line.
		pub fn latest(asset: AssetId) -> Option<AssetId> {
			let line = Assets::<T>::get(asset)?.line;
			Some(Lines::<T>::get(line).map_or(line, |info| info.latest))
		}

		/// What an asset is on offer for, if it can be bought now.
		pub fn offered(asset: AssetId) -> Option<Ask<T::AccountId>> {
			Self::standing(asset).ok()?;
			let owner = Self::owner(asset);
			Offers::<T>::get(asset)
				.filter(|offer| owner.as_ref() == Some(&offer.seller))
				.map(|offer| offer.ask)
		}

		/// What an account that claimed would be paid, if nobody else did any more, in 10⁻¹⁸ AIC.
		pub fn refund(asset: AssetId, account: T::AccountId) -> Balance {
			let claim = Claims::<T>::get(asset, account);
			Takedowns::<T>::get(asset).map_or(0, |takedown| takedown.refund(claim))
		}
	}
}

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod benchmarking;
mod impls;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod mock;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests;
mod try_state;
mod types;
pub mod weights;

use aic_primitives::{
	AssetId, AssetKind, Balance, JobResults, Moment, Payroll, Purpose, ResourceId, ResourceUse, SlotId,
	UseKind, UseTaken,
};
use frame::{prelude::*, token::fungible, traits::Time};

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

// FRAME's macros expand to `expect`.
#[allow(clippy::expect_used)]
#[frame::pallet]
pub mod pallet {
	use super::*;
	use nonfungibles_v2::{Inspect, Mutate};

	/// In-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The coin, for deposits.
		type Currency: fungible::Mutate<Self::AccountId, Balance = Balance>
			+ fungible::MutateHold<Self::AccountId, Balance = Balance, Reason = Self::RuntimeHoldReason>;

		/// Overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;

		/// Where the NFTs are: pallet-nfts.
		type Nfts: Inspect<Self::AccountId, ItemId = u32, CollectionId = u32>
			+ Mutate<Self::AccountId, Self::ItemConfig>;

		/// Settings of an item in `Nfts`, whose default must allow transfers.
		type ItemConfig: Default;

		/// Opens the three collections at genesis.
		type Collections: CreateCollection<Self::AccountId>;

		/// Divides what is paid for licences.
		type Payroll: Payroll<Self::AccountId, Self::RuntimeHoldReason>;

		/// Results that trained AIs are minted from.
		type Jobs: JobResults<Self::AccountId>;

		/// Time of the block, in ms since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// Names the account that owns the collections. It has no key and needs no funds.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Deposit that the creator of an asset has on hold until it is retired, in 10⁻¹⁸ AIC.
		type AssetDeposit: Get<Balance>;

		/// Highest price of one use, in 10⁻¹⁸ AIC.
		type MaxPrice: Get<Balance>;

		/// Largest size of an asset's content, in bytes.
		type MaxSize: Get<u64>;

		/// Uses that one account's licence of an asset may hold. At least 1.
		type MaxLicenceUses: Get<u32>;

		/// Time that a licence is good for at least, in ms: so long after the last sale the asset can't be retired.
		type LicenceTerm: Get<Moment>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Why coins are on hold.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For an asset that the account minted.
		#[codec(index = 0)]
		AssetDeposit,
	}

	/// The assets. A record outlives an NFT that its owner burned, until somebody retires it.
	#[pallet::storage]
	pub type Assets<T: Config> = StorageMap<_, Blake2_128Concat, AssetId, Asset<T::AccountId>>;

	/// Uses that are left in an account's licence of an asset; never zero.
	#[pallet::storage]
	pub type Licences<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, AssetId, Blake2_128Concat, T::AccountId, u32, OptionQuery>;

	/// Number of the next NFT of each kind. Numbers are never given twice.
	#[pallet::storage]
	pub type NextItem<T: Config> = StorageMap<_, Twox64Concat, AssetKind, u32, ValueQuery>;

	/// Number of the trained AI that was minted from a slot. Stays when it is retired: a slot gives one at most.
	#[pallet::storage]
	pub type TrainedFrom<T: Config> = StorageMap<_, Blake2_128Concat, SlotId, u32>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An asset was minted; its creator owns the NFT.
		Minted {
			/// The asset.
			asset: AssetId,
			/// Who minted it.
			creator: T::AccountId,
			/// Hash that the content is known by.
			content: H256,
			/// Price of one use, in 10⁻¹⁸ AIC.
			price: Balance,
			/// Slot that it was trained in, if it is a trained AI.
			slot: Option<SlotId>,
		},
		/// The price of an asset's use changed.
		PriceSet {
			/// The asset.
			asset: AssetId,
			/// Price of one use from now on, in 10⁻¹⁸ AIC.
			price: Balance,
		},
		/// An asset may be used for more.
		TermsSet {
			/// The asset.
			asset: AssetId,
			/// What it may be used for from now on.
			terms: Terms,
		},
		/// Uses of an asset were bought.
		LicenceBought {
			/// The asset.
			asset: AssetId,
			/// Who holds the licence.
			buyer: T::AccountId,
			/// Uses that were bought.
			uses: u32,
			/// What was paid for them, in 10⁻¹⁸ AIC.
			cost: Balance,
		},
		/// An asset is used.
		Used {
			/// The asset.
			asset: AssetId,
			/// Who uses it.
			user: T::AccountId,
			/// What for.
			purpose: Purpose,
			/// Whether a licence was spent.
			taken: UseTaken,
		},
		/// A use was given back, since the job that it was for did not run.
		UseReturned {
			/// The asset.
			asset: AssetId,
			/// Who has it back.
			user: T::AccountId,
			/// Whether a licence has it back.
			taken: UseTaken,
		},
		/// An asset is no more.
		Retired {
			/// The asset.
			asset: AssetId,
			/// Who had minted it.
			creator: T::AccountId,
			/// Deposit that the creator got back, in 10⁻¹⁸ AIC.
			deposit: Balance,
		},
		/// What was left of a licence of a retired asset was removed.
		LicenceDropped {
			/// The asset that was retired.
			asset: AssetId,
			/// Who held the licence.
			holder: T::AccountId,
			/// Uses that were left.
			uses: u32,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such asset.
		UnknownAsset,
		/// The NFT was burned: only licences bought before can be used.
		Withdrawn,
		/// Only the owner of the NFT may do this.
		NotOwner,
		/// The name is empty or no UTF-8.
		InvalidName,
		/// The size is zero or above the largest.
		SizeOutOfRange,
		/// The price is above the highest.
		PriceTooHigh,
		/// The terms allow nothing.
		NoPurpose,
		/// The terms can't be narrowed, since licences were sold on them.
		TermsNarrowed,
		/// This version of the format is not known.
		UnknownFormatVersion,
		/// A dimension of the format is zero.
		EmptyFormat,
		/// A dataset has no output.
		UnexpectedOutput,
		/// A model has an output.
		MissingOutput,
		/// The model was retired, so that its format must be given.
		MissingFormat,
		/// The format is not that of the model that was trained.
		FormatDiffers,
		/// All numbers of the kind are given.
		NoMoreItems,
		/// The slot has no accepted result.
		NoResult,
		/// Only who asked for the job may mint its result.
		NotRequester,
		/// The slot's result was minted before.
		AlreadyMinted,
		/// The asset is free or one's own: no licence is needed.
		NothingToBuy,
		/// The uses are zero, or more than a licence may hold.
		UsesOutOfRange,
		/// The cost is above the maximum that was given.
		PriceAboveMaximum,
		/// The asset's terms don't allow this purpose.
		PurposeNotAllowed,
		/// No licence is held.
		NoLicence,
		/// Licences were sold that are still good.
		LicencesOutstanding,
		/// The asset is there, so that its licences stay.
		LicenceInForce,
		/// What should be trained is a dataset.
		NotAModel,
		/// What should be trained on is not a dataset.
		NotADataset,
		/// The dataset's features don't go into the model.
		FeaturesDoNotFit,
		/// The dataset's labels are not what the model is trained against.
		LabelsDoNotFit,
	}

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
			assert!(
				T::MaxPrice::get().checked_mul(T::MaxLicenceUses::get().into()).is_some(),
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
		/// Mints the NFT of a dataset, whose samples have `format` and whose `content` is known by this hash. Any signed
		/// account, which gets the NFT and has `AssetDeposit` put on hold.
		///
		/// Paper: "Shared Data Ecosystem". Reads 9, writes 9, of which 5 and 5 in `Nfts`.
		#[pallet::call_index(0)]
		pub fn mint_dataset(
			origin: OriginFor<T>,
			content: H256,
			format: Format,
			details: Details,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_mint(who, AssetKind::Dataset, content, format, details, None).map(|_| ())
		}

		/// Mints the NFT of an untrained model, which takes and gives what `format` says. Any signed account, which gets
		/// the NFT and has `AssetDeposit` put on hold.
		///
		/// Paper: "AI Model Ecosystem". Reads and writes as [`Self::mint_dataset`].
		#[pallet::call_index(1)]
		pub fn mint_model(
			origin: OriginFor<T>,
			content: H256,
			format: Format,
			details: Details,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_mint(who, AssetKind::Model, content, format, details, None).map(|_| ())
		}

		/// Mints the NFT of the AI that a job's `slot` trained; once per slot. Only the job's requester, who gets the NFT and
		/// has `AssetDeposit` put on hold. Its content is the accepted digest and its format the model's; `format` is
		/// needed only when the model was retired.
		///
		/// Paper: "ERC721 – Resources Sharing and Transaction". As [`Self::mint_dataset`], with two reads and a write more,
		/// and the result's reads.
		#[pallet::call_index(2)]
		pub fn mint_trained_ai(
			origin: OriginFor<T>,
			slot: SlotId,
			format: Option<Format>,
			details: Details,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_mint_trained_ai(who, slot, format, details).map(|_| ())
		}

		/// Sets the price of one use, in 10⁻¹⁸ AIC, zero to `MaxPrice`. Only the NFT's owner. Licences bought before keep
		/// their uses. Reads 2, writes 1.
		#[pallet::call_index(3)]
		pub fn set_price(origin: OriginFor<T>, asset: AssetId, price: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_price(who, asset, price)
		}

		/// Allows more purposes. Only the NFT's owner. Terms are never narrowed: licences were sold on them. Reads 2, writes 1.
		#[pallet::call_index(4)]
		pub fn set_terms(origin: OriginFor<T>, asset: AssetId, terms: Terms) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_terms(who, asset, terms)
		}

		/// Buys `uses` of an asset for the price of one times `uses`, at most `max_cost`, in 10⁻¹⁸ AIC, from the free balance.
		/// Any signed account but the owner. A licence can't be passed on. It is good until its uses are spent, or until the
		/// asset is retired, which can't be before `LicenceTerm` has gone by.
		///
		/// Reads 4, writes 2, and the payroll's.
		#[pallet::call_index(5)]
		pub fn buy_licence(
			origin: OriginFor<T>,
			asset: AssetId,
			uses: u32,
			max_cost: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_buy_licence(who, asset, uses, max_cost)
		}

		/// Uses an asset outside of a job, for example to run a trained AI: spends a use of the caller's licence, unless the
		/// asset is free or his own. Whoever serves it goes by the event. Any signed account. Reads 3, writes 2.
		#[pallet::call_index(6)]
		pub fn use_asset(origin: OriginFor<T>, asset: AssetId, purpose: Purpose) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_take_use(&who, asset, purpose).map(|_| ())
		}

		/// Burns the NFT and gives the deposit back to its creator. Only the owner; anybody when the NFT was burned already.
		/// Not before `LicenceTerm` has gone by since the last licence was sold: until then its holders can use it, and a
		/// use that was taken for a job can be returned.
		///
		/// Reads 9, writes 11, of which 5 and 8 in `Nfts`.
		#[pallet::call_index(7)]
		pub fn retire(origin: OriginFor<T>, asset: AssetId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_retire(who, asset)
		}

		/// Removes what is left of `holder`'s licence of an asset that was retired. Any signed account. Reads 2, writes 1.
		#[pallet::call_index(8)]
		pub fn drop_licence(origin: OriginFor<T>, asset: AssetId, holder: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_drop_licence(asset, holder)
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

		/// Uses left in an account's licence of an asset.
		pub fn licence(asset: AssetId, account: T::AccountId) -> u32 {
			Licences::<T>::get(asset, account).unwrap_or_default()
		}

		/// Whether a model can be trained on a dataset; the error says what does not fit.
		pub fn fits(model: AssetId, dataset: AssetId) -> DispatchResult {
			Self::check_fit(model, dataset)
		}

		/// The trained AI that was minted from a slot.
		pub fn trained_from(slot: SlotId) -> Option<AssetId> {
			TrainedFrom::<T>::get(slot).map(|item| AssetId { kind: AssetKind::TrainedAi, item })
		}
	}
}

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod draw;
mod impls;
mod index;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use aic_primitives::{AssetId, Balance, DeviceClass, Mebibytes, Moment, NodeId, Power, RegionId};
use alloc::vec::Vec;
use frame::{
	prelude::*,
	traits::{fungible, Time},
};

#[allow(clippy::expect_used, reason = "in what the macro generates")]
#[frame::pallet]
pub mod pallet {
	use super::*;

	/// Version of the storage layout.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Weights of the calls.
		type WeightInfo: WeightInfo;

		/// The coin.
		type Currency: fungible::Mutate<Self::AccountId, Balance = Balance>
			+ fungible::MutateHold<Self::AccountId, Balance = Balance, Reason = Self::RuntimeHoldReason>;

		/// Reasons for holds.
		type RuntimeHoldReason: From<HoldReason>;

		/// The clock.
		type Time: Time<Moment = Moment>;

		/// Who keeps the table of regions.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The least bond of a provider, in 10⁻¹⁸ AIC.
		type MinBond: Get<Balance>;

		/// What the bond must be more for each power of the provider's nodes, in 10⁻¹⁸ AIC.
		type BondPerPower: Get<Balance>;

		/// Milliseconds from leaving until the bond can be withdrawn.
		type CoolingTime: Get<Moment>;

		/// The most power that a node can have. Not zero.
		#[pallet::constant]
		type MaxPower: Get<Power>;

		/// The highest least price of a node, in 10⁻¹⁸ AIC per power and hour.
		#[pallet::constant]
		type MaxPrice: Get<Balance>;

		/// Nodes of a provider at the most. Not zero.
		#[pallet::constant]
		type MaxNodesPerProvider: Get<u32>;

		/// Regions that are near to one at the most.
		#[pallet::constant]
		type MaxRegions: Get<u32>;

		/// Nodes that announce one dataset at the most.
		#[pallet::constant]
		type MaxHosts: Get<u32>;

		/// Hosts, and then nodes of the index, that a draw looks at, at the most. Not zero.
		#[pallet::constant]
		type MaxProbes: Get<u32>;
	}

	/// Why coins of a provider are on hold.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The provider's bond.
		#[codec(index = 0)]
		Bond,
	}

	/// The providers.
	#[pallet::storage]
	pub type Providers<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Provider>;

	/// The nodes.
	#[pallet::storage]
	pub type Nodes<T: Config> = StorageMap<_, Twox64Concat, NodeId, Node<T::AccountId>>;

	/// Number of the next node.
	#[pallet::storage]
	pub type NextNode<T: Config> = StorageValue<_, NodeId, ValueQuery>;

	/// The regions that there are, and to each the regions near to it, nearest first.
	#[pallet::storage]
	pub type Regions<T: Config> = StorageMap<_, Twox64Concat, RegionId, Near<T>>;

	/// Power of each class in the network.
	#[pallet::storage]
	pub type Capacities<T: Config> = StorageMap<_, Twox64Concat, DeviceClass, Capacity, ValueQuery>;

	/// The buckets of a class in a region that are not empty, as bits: bit b for free power of 2ᵇ to 2ᵇ⁺¹ − 1.
	#[pallet::storage]
	pub type Filled<T: Config> = StorageMap<_, Twox64Concat, (DeviceClass, RegionId), u32, ValueQuery>;

	/// Nodes in each bucket.
	#[pallet::storage]
	pub type BucketSizes<T: Config> = StorageMap<_, Twox64Concat, Bucket, u32, ValueQuery>;

	/// The node at each position of a bucket, without gaps.
	#[pallet::storage]
	pub type Members<T: Config> = StorageDoubleMap<_, Twox64Concat, Bucket, Twox64Concat, u32, NodeId>;

	/// Position of each offered node in its bucket.
	#[pallet::storage]
	pub type Positions<T: Config> = StorageMap<_, Twox64Concat, NodeId, u32>;

	/// Nodes that announced to have a copy of the dataset.
	#[pallet::storage]
	pub type Hosts<T: Config> =
		StorageMap<_, Twox64Concat, AssetId, BoundedVec<NodeId, T::MaxHosts>, ValueQuery>;

	/// Datasets that the node announced to have a copy of.
	#[pallet::storage]
	pub type Hosted<T: Config> = StorageMap<_, Twox64Concat, NodeId, Datasets, ValueQuery>;

	/// The regions that the chain starts with.
	#[pallet::genesis_config]
	#[derive(frame::prelude::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Each region with those near to it, nearest first.
		pub regions: Vec<(RegionId, Vec<RegionId>)>,
		/// No data.
		#[serde(skip)]
		pub _config: PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for (region, near) in &self.regions {
				let set = Near::<T>::try_from(near.clone())
					.map_err(|_| Error::<T>::BadRegions.into())
					.and_then(|near| Pallet::<T>::do_set_region(*region, near));
				assert!(set.is_ok(), "a region is near to itself, or others are named twice or too many");
			}
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// There is a new provider.
		Registered {
			/// Who.
			provider: T::AccountId,
			/// His bond, in 10⁻¹⁸ AIC.
			bond: Balance,
		},
		/// A provider added to his bond.
		BondAdded {
			/// Who.
			provider: T::AccountId,
			/// How much, in 10⁻¹⁸ AIC.
			amount: Balance,
			/// The bond with it, in 10⁻¹⁸ AIC.
			bond: Balance,
		},
		/// A provider leaves; his bond cools.
		Left {
			/// Who.
			provider: T::AccountId,
			/// When the bond can be withdrawn, in ms since the Unix epoch.
			until: Moment,
		},
		/// A bond was given back; the account is no provider any more.
		Withdrawn {
			/// Who got it.
			provider: T::AccountId,
			/// What was left of the bond, in 10⁻¹⁸ AIC.
			bond: Balance,
		},
		/// There is a new node. It isn't offered yet.
		NodeAdded {
			/// Its number.
			node: NodeId,
			/// Its provider.
			provider: T::AccountId,
			/// Device class.
			class: DeviceClass,
			/// Power, all of it shared.
			power: Power,
			/// Memory in MiB.
			memory: Mebibytes,
			/// Region.
			region: RegionId,
			/// Least price, in 10⁻¹⁸ AIC per power and hour.
			min_price: Balance,
		},
		/// A node's terms changed.
		NodeUpdated {
			/// Which node.
			node: NodeId,
			/// Power that is shared.
			shared: Power,
			/// Least price, in 10⁻¹⁸ AIC per power and hour.
			min_price: Balance,
		},
		/// A node is no more.
		NodeRemoved {
			/// Which node.
			node: NodeId,
		},
		/// A node is offered from now on.
		NodeIdle {
			/// Which node.
			node: NodeId,
		},
		/// A node is not offered any more; what runs on it goes on.
		NodeBusy {
			/// Which node.
			node: NodeId,
		},
		/// A node missed a deadline; it is not offered until its provider sets it idle.
		NodeFaulted {
			/// Which node.
			node: NodeId,
		},
		/// A node has a copy of a dataset, says its provider.
		Hosted {
			/// Which node.
			node: NodeId,
			/// Which dataset.
			dataset: AssetId,
		},
		/// A node has no copy of a dataset any more.
		Unhosted {
			/// Which node.
			node: NodeId,
			/// Which dataset.
			dataset: AssetId,
		},
		/// A region is new, or other regions are near to it.
		RegionSet {
			/// Which region.
			region: RegionId,
			/// Those near to it, nearest first.
			near: Near<T>,
		},
		/// A part of a bond was taken.
		Slashed {
			/// Whose bond.
			provider: T::AccountId,
			/// The node that is to blame.
			node: NodeId,
			/// Who got it.
			beneficiary: T::AccountId,
			/// How much, in 10⁻¹⁸ AIC.
			amount: Balance,
			/// What is left, in 10⁻¹⁸ AIC.
			bond: Balance,
			/// Whether that still covers the provider's nodes. If not, none of them is offered.
			covered: bool,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The bond is below `MinBond` plus `BondPerPower` for the power of all nodes.
		BondTooSmall,
		/// The account is a provider already, or its bond has not been withdrawn yet.
		AlreadyProvider,
		/// The account is no provider.
		NotProvider,
		/// The provider is leaving.
		Leaving,
		/// The provider is not leaving.
		NotLeaving,
		/// The bond can't be withdrawn yet.
		StillCooling,
		/// The provider has nodes; they must be removed first.
		HasNodes,
		/// The provider has as many nodes as he may have.
		TooManyNodes,
		/// There is no such node.
		NoSuchNode,
		/// The node belongs to somebody else.
		NotOwner,
		/// The power is zero, above `MaxPower` or, if it is what is shared, above the node's.
		PowerOutOfRange,
		/// The memory is zero.
		MemoryOutOfRange,
		/// The least price is above `MaxPrice`.
		PriceOutOfRange,
		/// There is no such region.
		NoSuchRegion,
		/// Work runs on the node that needs what would be taken away.
		InUse,
		/// The node is offered already.
		AlreadyIdle,
		/// The node is not offered already.
		AlreadyBusy,
		/// The node is not offered, or has less free than is asked for.
		NotFree,
		/// The asset is no dataset.
		NotDataset,
		/// The node announced the dataset already.
		AlreadyHosted,
		/// The node did not announce the dataset.
		NotHosted,
		/// The dataset has as many hosts as it can have.
		TooManyHosts,
		/// The node announced as many datasets as it can.
		TooManyDatasets,
		/// A region is near to itself, or others are named twice or too many.
		BadRegions,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxPower::get() > 0, "no node has power");
			assert!(T::MaxNodesPerProvider::get() > 0, "no provider can have a node");
			assert!(T::MaxProbes::get() > 0, "a draw that looks at nothing finds nothing");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), frame::try_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Makes the signer a provider, with `bond` (10⁻¹⁸ AIC, at least `MinBond`) on hold.
		///
		/// By anyone. Fails if he is one already or is short of funds.
		#[pallet::call_index(0)]
		pub fn register(origin: OriginFor<T>, #[pallet::compact] bond: Balance) -> DispatchResult {
			Self::do_register(ensure_signed(origin)?, bond)
		}

		/// Adds `amount` (10⁻¹⁸ AIC) to the signer's bond. A provider whose bond was too small is offered again.
		///
		/// By a provider who isn't leaving. Fails if he is short of funds.
		#[pallet::call_index(1)]
		pub fn bond_extra(origin: OriginFor<T>, #[pallet::compact] amount: Balance) -> DispatchResult {
			Self::do_bond_extra(ensure_signed(origin)?, amount)
		}

		/// Leaves: after `CoolingTime` the bond can be withdrawn. There is no way back but to register anew.
		///
		/// By a provider without nodes.
		#[pallet::call_index(2)]
		pub fn leave(origin: OriginFor<T>) -> DispatchResult {
			Self::do_leave(ensure_signed(origin)?)
		}

		/// Gives what is left of the bond back to `provider`, who left at least `CoolingTime` ago.
		///
		/// By anyone.
		#[pallet::call_index(3)]
		pub fn withdraw(origin: OriginFor<T>, provider: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_withdraw(provider)
		}

		/// Adds a node of the signer's. The event tells its number. It is offered once it is set idle.
		///
		/// `power` in units, 1 to `MaxPower`; `memory` in MiB, not zero; `min_price`, the least that the node works for, in 10⁻¹⁸
		/// AIC per power and hour, at most `MaxPrice`. By a provider whose bond covers all his nodes with this one.
		#[pallet::call_index(4)]
		pub fn add_node(
			origin: OriginFor<T>,
			class: DeviceClass,
			power: Power,
			memory: Mebibytes,
			region: RegionId,
			#[pallet::compact] min_price: Balance,
		) -> DispatchResult {
			let provider = ensure_signed(origin)?;
			Self::do_add_node(Node::new(provider, class, power, memory, region, min_price)).map(|_| ())
		}

		/// Shares all or a part of a node's power, and sets the least price that it works for (10⁻¹⁸ AIC per power and hour).
		///
		/// By its provider. Fails if work that runs needs more than `shared`. What runs keeps its price.
		#[pallet::call_index(5)]
		pub fn update_node(
			origin: OriginFor<T>,
			#[pallet::compact] node: NodeId,
			shared: Power,
			#[pallet::compact] min_price: Balance,
		) -> DispatchResult {
			Self::do_update_node(&ensure_signed(origin)?, node, shared, min_price)
		}

		/// Removes a node, and with it what it announced to host.
		///
		/// By its provider. Fails if work runs on it.
		#[pallet::call_index(6)]
		pub fn remove_node(origin: OriginFor<T>, #[pallet::compact] node: NodeId) -> DispatchResult {
			Self::do_remove_node(&ensure_signed(origin)?, node)
		}

		/// Offers what is free of a node from now on.
		///
		/// By its provider. Fails if his bond doesn't cover his nodes.
		#[pallet::call_index(7)]
		pub fn go_idle(origin: OriginFor<T>, #[pallet::compact] node: NodeId) -> DispatchResult {
			Self::do_go_idle(&ensure_signed(origin)?, node)
		}

		/// Stops offering a node. What runs on it goes on.
		///
		/// By its provider.
		#[pallet::call_index(8)]
		pub fn go_busy(origin: OriginFor<T>, #[pallet::compact] node: NodeId) -> DispatchResult {
			Self::do_go_busy(&ensure_signed(origin)?, node)
		}

		/// Announces that a node has a copy of `dataset`, so that work on it is drawn to the node first.
		///
		/// By its provider. Whether the dataset exists is not asked.
		#[pallet::call_index(9)]
		pub fn host(
			origin: OriginFor<T>,
			#[pallet::compact] node: NodeId,
			dataset: AssetId,
		) -> DispatchResult {
			Self::do_host(&ensure_signed(origin)?, node, dataset)
		}

		/// Takes back what [`Self::host`] announced.
		///
		/// By the node's provider.
		#[pallet::call_index(10)]
		pub fn unhost(
			origin: OriginFor<T>,
			#[pallet::compact] node: NodeId,
			dataset: AssetId,
		) -> DispatchResult {
			Self::do_unhost(&ensure_signed(origin)?, node, dataset)
		}

		/// Adds a region, or changes which regions are `near` to it: nearest first, by measured latency.
		///
		/// By `GovernanceOrigin`.
		#[pallet::call_index(11)]
		pub fn set_region(origin: OriginFor<T>, region: RegionId, near: Near<T>) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_set_region(region, near)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A provider's bond, nodes and whether he is leaving.
		pub fn provider(account: T::AccountId) -> Option<Provider> {
			Providers::<T>::get(account)
		}

		/// A node with its terms and what is in use of it.
		pub fn node(node: NodeId) -> Option<Node<T::AccountId>> {
			Nodes::<T>::get(node)
		}

		/// Power of a class in the network.
		pub fn capacity(class: DeviceClass) -> Capacity {
			Capacities::<T>::get(class)
		}

		/// Nodes of a class that are offered in a region, by bucket: how many have at least so much power free, but less than
		/// twice as much. At most 32 reads.
		pub fn idle_nodes(class: DeviceClass, region: RegionId) -> Vec<(Power, u32)> {
			Self::buckets_of(class, region)
		}

		/// Bond that nodes of `power` in all need, in 10⁻¹⁸ AIC.
		pub fn required_bond(power: u64) -> Balance {
			Self::required(power)
		}

		/// The nodes that announced to have a copy of a dataset.
		pub fn hosts_of(dataset: AssetId) -> Vec<NodeId> {
			Hosts::<T>::get(dataset).into_inner()
		}

		/// The regions near to a region, nearest first; `None` when there is no such region.
		pub fn near(region: RegionId) -> Option<Near<T>> {
			Regions::<T>::get(region)
		}
	}
}

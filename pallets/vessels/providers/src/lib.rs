#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod benchmarking;
mod bonds;
mod draw;
mod impls;
mod index;
#[cfg(test)]
mod mock;
mod nodes;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use aic_primitives::{
	AssetId, Balance, DeviceClass, DeviceId, Mebibytes, Moment, NodeId, Parts, Power, ProviderIndex,
	RegionId, Trust,
};
use alloc::vec::Vec;
use frame::{
	prelude::*,
	traits::{fungible, Time},
};
use index::Index;

#[allow(clippy::expect_used, reason = "in what the macro generates")]
#[frame::pallet]
pub mod pallet {
	use super::*;

	/// Version of the storage layout.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

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

		/// How far nodes are trusted.
		type Trust: Trust;

		/// Who keeps the tables of devices and regions, and certifies the first nodes.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The least bond of a provider, in 10⁻¹⁸ AIC.
		type MinBond: Get<Balance>;

		/// What the bond must be more for each power that the provider has online or at work, in 10⁻¹⁸ AIC.
		type BondPerPower: Get<Balance>;

		/// Milliseconds from leaving until the bond can be withdrawn.
		type CoolingTime: Get<Moment>;

		/// The most power that a node can have: 1 to 2¹⁷ − 1.
		#[pallet::constant]
		type MaxPower: Get<Power>;

		/// The highest least price of a node, in 10⁻¹⁸ AIC per power and hour.
		#[pallet::constant]
		type MaxPrice: Get<Balance>;

		/// Nodes of a provider at the most. Not zero.
		#[pallet::constant]
		type MaxNodesPerProvider: Get<u32>;

		/// Regions at the most.
		#[pallet::constant]
		type MaxRegions: Get<u32>;

		/// Nodes that announce one dataset at the most.
		#[pallet::constant]
		type MaxHosts: Get<u32>;

		/// Pages of the index in which a draw looks in vain at the most. Not zero.
		#[pallet::constant]
		type MaxProbes: Get<u32>;

		/// Entries that a draw is made from at the least, if regions near enough have so many.
		#[pallet::constant]
		type MinPool: Get<u32>;
	}

	/// Why coins of a provider are on hold.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The provider's bond.
		#[codec(index = 0)]
		Bond,
	}

	/// The kinds of device that there are.
	#[pallet::storage]
	pub type Devices<T: Config> = StorageMap<_, Twox64Concat, DeviceId, Device>;

	/// The providers.
	#[pallet::storage]
	pub type Providers<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Provider>;

	/// Number of the next provider.
	#[pallet::storage]
	pub type NextProvider<T: Config> = StorageValue<_, ProviderIndex, ValueQuery>;

	/// The nodes.
	#[pallet::storage]
	pub type Nodes<T: Config> = StorageMap<_, Twox64Concat, NodeId, Node<T::AccountId>>;

	/// Number of the next node.
	#[pallet::storage]
	pub type NextNode<T: Config> = StorageValue<_, NodeId, ValueQuery>;

	/// The regions, each with those near to it.
	#[pallet::storage]
	pub type Regions<T: Config> = StorageMap<_, Twox64Concat, RegionId, Region<T>>;

	/// Which regions there are.
	#[pallet::storage]
	pub type RegionIds<T: Config> = StorageValue<_, BoundedVec<RegionId, T::MaxRegions>, ValueQuery>;

	/// Power of each class in the network.
	#[pallet::storage]
	pub type Capacities<T: Config> = StorageMap<_, Twox64Concat, DeviceClass, Capacity, ValueQuery>;

	/// Entries in each bucket of a class in a region.
	#[pallet::storage]
	pub type Shelves<T: Config> = StorageMap<_, Twox64Concat, (DeviceClass, RegionId), Shelf, ValueQuery>;

	/// What nodes offer, by bucket and page, without gaps.
	#[pallet::storage]
	pub type Pages<T: Config> = StorageMap<_, Twox64Concat, (Bucket, u32), Page, ValueQuery>;

	/// Where the entries of [`PLACES`] nodes each were put last.
	#[pallet::storage]
	pub type Places<T: Config> = StorageMap<_, Twox64Concat, u64, [Place; PLACES as usize]>;

	/// Nodes that are online.
	#[pallet::storage]
	pub type RollSize<T: Config> = StorageValue<_, u32, ValueQuery>;

	/// The node at each position of the roll of those that are online, without gaps.
	#[pallet::storage]
	pub type Roll<T: Config> = StorageMap<_, Twox64Concat, u32, NodeId>;

	/// Nodes that announced to have a copy of the dataset, with their providers: one each.
	#[pallet::storage]
	pub type Hosts<T: Config> =
		StorageMap<_, Twox64Concat, AssetId, BoundedVec<(NodeId, ProviderIndex), T::MaxHosts>, ValueQuery>;

	/// Datasets that the node announced to have a copy of.
	#[pallet::storage]
	pub type Hosted<T: Config> = StorageMap<_, Twox64Concat, NodeId, Datasets, ValueQuery>;

	/// The tables that the chain starts with.
	#[pallet::genesis_config]
	#[derive(frame::prelude::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Number, class, name, power, memory in MiB, and parts of each device.
		pub devices: Vec<(DeviceId, DeviceClass, Vec<u8>, Power, Mebibytes, Parts)>,
		/// Each region with the milliseconds from one of its nodes to another and back, and those near to it with the
		/// milliseconds there and back, nearest first.
		pub regions: Vec<(RegionId, u32, Vec<(RegionId, u32)>)>,
		/// No data.
		#[serde(skip)]
		pub _config: PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for (id, class, name, power, memory, parts) in self.devices.clone() {
				let name = DeviceName::truncate_from(name);
				let set = Pallet::<T>::do_set_device(id, Device { class, name, power, memory, parts });
				assert!(set.is_ok(), "a device makes no sense");
			}
			for (id, own, near) in self.regions.clone() {
				let set = near
					.try_into()
					.map_err(|_| Error::<T>::BadRegion.into())
					.and_then(|near| Pallet::<T>::do_set_region(id, Region { own, near }));
				assert!(
					set.is_ok(),
					"a region is near to itself, or others are named twice, unordered or too many"
				);
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
			/// His number.
			index: ProviderIndex,
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
		/// A kind of device is new, or described anew.
		DeviceSet {
			/// Its number.
			id: DeviceId,
			/// What it is.
			device: Device,
		},
		/// There is a new node. It must be measured before it is offered.
		NodeAdded {
			/// Its number.
			node: NodeId,
			/// Its provider.
			provider: T::AccountId,
			/// Who signs for it.
			operator: T::AccountId,
			/// What kind of device it is.
			device: DeviceId,
			/// Region.
			region: RegionId,
			/// Least price, in 10⁻¹⁸ AIC per power and hour.
			min_price: Balance,
		},
		/// Another account signs for a node.
		OperatorSet {
			/// Which node.
			node: NodeId,
			/// Who signs.
			operator: T::AccountId,
		},
		/// A node's terms changed.
		NodeUpdated {
			/// Which node.
			node: NodeId,
			/// Parts that are shared.
			shared: Parts,
			/// Least price, in 10⁻¹⁸ AIC per power and hour.
			min_price: Balance,
		},
		/// A node is in another region. It must be measured before it is offered.
		NodeMoved {
			/// Which node.
			node: NodeId,
			/// Where it is.
			region: RegionId,
		},
		/// A node's power is another one: it was measured or certified, or fell since the node missed its times.
		PowerSet {
			/// Which node.
			node: NodeId,
			/// Its power; zero: it must be measured before it is offered.
			power: Power,
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
		/// A node missed a time; it is not offered until it is set idle.
		NodeFaulted {
			/// Which node.
			node: NodeId,
			/// Misses in a row.
			misses: u8,
		},
		/// A node is not offered any more, for its provider's bond doesn't answer for all that he has online.
		NodeEvicted {
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
		/// A region is new, or others are near to it.
		RegionSet {
			/// Which region.
			id: RegionId,
			/// Its latencies.
			region: Region<T>,
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
			/// Whether that still covers what the provider has online. If not, anybody may evict his nodes.
			covered: bool,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The bond is below `MinBond` plus `BondPerPower` for all power online or at work, plus what is pledged.
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
		/// The signer is not the node's provider nor, where that is enough, its operator.
		NotOwner,
		/// There is no such kind of device.
		NoSuchDevice,
		/// A device has parts that are none or too many, less power or memory than parts, or more power than `MaxPower`.
		BadDevice,
		/// The power is less than the node's parts or more than the device's.
		PowerOutOfRange,
		/// The parts are none or more than the node has.
		PartsOutOfRange,
		/// The node's power was not measured yet, or must be measured anew.
		NotMeasured,
		/// The least price is above `MaxPrice`.
		PriceOutOfRange,
		/// There is no such region.
		NoSuchRegion,
		/// Work runs on the node, or awaits its verdict, that needs what would be taken away.
		InUse,
		/// The provider's bond answers for all that he has online.
		Covered,
		/// The node is offered already.
		AlreadyIdle,
		/// The node is not offered already.
		AlreadyBusy,
		/// The asset is no dataset.
		NotDataset,
		/// The node announced the dataset already.
		AlreadyHosted,
		/// Another node of the provider's announced the dataset.
		ProviderHosts,
		/// The node did not announce the dataset.
		NotHosted,
		/// The dataset has as many hosts as it can have.
		TooManyHosts,
		/// The node announced as many datasets as it can.
		TooManyDatasets,
		/// A region is near to itself, or others are named twice or not in the order of their distance.
		BadRegion,
		/// There are as many regions as there can be.
		TooManyRegions,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			let max_power = T::MaxPower::get();
			assert!(max_power > 0 && max_power.ilog2() < BUCKETS.into(), "MaxPower must be 1 to 2¹⁷ − 1");
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

		/// Adds `amount` (10⁻¹⁸ AIC) to the signer's bond.
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

		/// Adds a node of the signer's: a `device` of the governed table, for which `operator`, the account of a key that lies on
		/// the node, signs from now on. The event tells its number. Once it is measured it can be set idle.
		///
		/// `min_price`, the least that the node works for, in 10⁻¹⁸ AIC per power and hour, at most `MaxPrice`. By a provider. Fails
		/// with `NoSuchDevice`, `NoSuchRegion`, `PriceOutOfRange`, `TooManyNodes`, `NotProvider` or `Leaving`.
		#[pallet::call_index(4)]
		pub fn add_node(
			origin: OriginFor<T>,
			device: DeviceId,
			operator: T::AccountId,
			region: RegionId,
			#[pallet::compact] min_price: Balance,
		) -> DispatchResult {
			Self::do_add_node(ensure_signed(origin)?, device, operator, region, min_price).map(|_| ())
		}

		/// Shares all or some of a node's parts, and sets the least price that it works for (10⁻¹⁸ AIC per power and hour).
		///
		/// By its provider. Fails with `PartsOutOfRange`, `PriceOutOfRange`, or `InUse` if work that runs needs more. What runs
		/// keeps its price.
		#[pallet::call_index(5)]
		pub fn update_node(
			origin: OriginFor<T>,
			#[pallet::compact] node: NodeId,
			shared: Parts,
			#[pallet::compact] min_price: Balance,
		) -> DispatchResult {
			Self::do_update_node(&ensure_signed(origin)?, node, shared, min_price)
		}

		/// Removes a node, and with it what it announced to host.
		///
		/// By its provider. Fails with `InUse` if work runs on it or awaits its verdict.
		#[pallet::call_index(6)]
		pub fn remove_node(origin: OriginFor<T>, #[pallet::compact] node: NodeId) -> DispatchResult {
			Self::do_remove_node(&ensure_signed(origin)?, node)
		}

		/// Offers what is free of a node from now on.
		///
		/// By its provider or operator. Fails with `AlreadyIdle`, with `NotMeasured`, or with `BondTooSmall` if the bond doesn't
		/// answer for the node besides all else.
		#[pallet::call_index(7)]
		pub fn go_idle(origin: OriginFor<T>, #[pallet::compact] node: NodeId) -> DispatchResult {
			Self::do_go_idle(&ensure_signed(origin)?, node)
		}

		/// Stops offering a node. What runs on it goes on.
		///
		/// By its provider or operator.
		#[pallet::call_index(8)]
		pub fn go_busy(origin: OriginFor<T>, #[pallet::compact] node: NodeId) -> DispatchResult {
			Self::do_go_busy(&ensure_signed(origin)?, node)
		}

		/// Announces that a node has a copy of `dataset`, so that work on it is drawn to the node first.
		///
		/// By its provider or operator, one node of each provider's. Whether the dataset exists is not asked. Fails with `NotDataset`,
		/// `NotMeasured`, `AlreadyHosted`, `ProviderHosts`, `TooManyHosts` or `TooManyDatasets`.
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
		/// By the node's provider or operator.
		#[pallet::call_index(10)]
		pub fn unhost(
			origin: OriginFor<T>,
			#[pallet::compact] node: NodeId,
			dataset: AssetId,
		) -> DispatchResult {
			Self::do_unhost(&ensure_signed(origin)?, node, dataset)
		}

		/// Adds a region, or changes its latencies, which are measured: within it, and to those near to it, nearest first.
		///
		/// By `GovernanceOrigin`. Fails with `BadRegion` or `TooManyRegions`.
		#[pallet::call_index(11)]
		pub fn set_region(origin: OriginFor<T>, id: RegionId, region: Region<T>) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_set_region(id, region)
		}

		/// Adds a kind of device, or describes it anew: for nodes that are added or measured from now on.
		///
		/// By `GovernanceOrigin`. Fails with `BadDevice`.
		#[pallet::call_index(12)]
		pub fn set_device(origin: OriginFor<T>, id: DeviceId, device: Device) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_set_device(id, device)
		}

		/// Has another account sign for a node.
		///
		/// By its provider.
		#[pallet::call_index(13)]
		pub fn set_operator(
			origin: OriginFor<T>,
			#[pallet::compact] node: NodeId,
			operator: T::AccountId,
		) -> DispatchResult {
			Self::do_set_operator(&ensure_signed(origin)?, node, operator)
		}

		/// Says that a node is in another region. It is measured and trusted as a new one.
		///
		/// By its provider. Fails with `NoSuchRegion`, with `AlreadyIdle` if it is online, or with `InUse`.
		#[pallet::call_index(14)]
		pub fn move_node(
			origin: OriginFor<T>,
			#[pallet::compact] node: NodeId,
			region: RegionId,
		) -> DispatchResult {
			Self::do_move_node(&ensure_signed(origin)?, node, region)
		}

		/// Takes a node offline whose provider's bond doesn't answer for all that he has online.
		///
		/// By anyone. Fails with `Covered` if it does, or with `AlreadyBusy`.
		#[pallet::call_index(15)]
		pub fn evict(origin: OriginFor<T>, #[pallet::compact] node: NodeId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_evict(node)
		}

		/// Says what power a node has, without a measurement: for a network's first nodes, which nobody could audit.
		///
		/// By `GovernanceOrigin`. Fails with `PowerOutOfRange` if the device can't have it.
		#[pallet::call_index(16)]
		pub fn certify(
			origin: OriginFor<T>,
			#[pallet::compact] node: NodeId,
			power: Power,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_certify(node, power)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A provider's bond, nodes and whether he is leaving.
		pub fn provider(account: T::AccountId) -> Option<Provider> {
			Providers::<T>::get(account)
		}

		/// A node with its terms and the parts of it that are in use now.
		pub fn node(node: NodeId) -> Option<Node<T::AccountId>> {
			let record = Nodes::<T>::get(node)?;
			Some(Node { used: Self::used_parts(node, &record), ..record })
		}

		/// A kind of device.
		pub fn device(device: DeviceId) -> Option<Device> {
			Devices::<T>::get(device)
		}

		/// Power of a class in the network.
		pub fn capacity(class: DeviceClass) -> Capacity {
			Capacities::<T>::get(class)
		}

		/// Nodes of a class that are offered in a region, by bucket: how many have at least so much power free, but less than
		/// twice as much.
		pub fn idle_nodes(class: DeviceClass, region: RegionId) -> Vec<(Power, u32)> {
			Self::buckets_of(class, region)
		}

		/// Bond that nodes of `power` in all need, in 10⁻¹⁸ AIC.
		pub fn required_bond(power: u64) -> Balance {
			Self::required(power)
		}

		/// The nodes that announced to have a copy of a dataset.
		pub fn hosts_of(dataset: AssetId) -> Vec<NodeId> {
			Hosts::<T>::get(dataset).into_iter().map(|(node, _)| node).collect()
		}

		/// A region with its latencies; `None` when there is no such region.
		pub fn region(region: RegionId) -> Option<Region<T>> {
			Regions::<T>::get(region)
		}
	}
}

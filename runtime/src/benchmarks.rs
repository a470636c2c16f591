//! What is measured on this runtime: our pallets, and those of the SDK whose weights depend on how a chain is set up.
//! The others use the weights that their crates ship.

#![allow(clippy::expect_used)]

use crate::{
	configs::{
		money::ExistentialDeposit,
		xcm::{AicLocation, SiblingDeliveryPrice, XcmConfig},
	},
	AllPalletsWithSystem, ParachainSystem, Runtime, RuntimeCall, SessionKeys, System,
};
use alloc::{boxed::Box, string::String, vec::Vec};
use codec::Encode;
use cumulus_pallet_session_benchmarking::Pallet as SessionBench;
use cumulus_primitives_core::ParaId;
use frame_benchmarking::{BenchmarkBatch, BenchmarkConfig, BenchmarkError, BenchmarkList};
use frame_support::{
	parameter_types,
	traits::{StorageInfo, StorageInfoTrait, WhitelistedStorageKeys},
};
use frame_system_benchmarking::{extensions::Pallet as SystemExtensionsBench, Pallet as SystemBench};
use pallet_xcm::benchmarking::Pallet as XcmBench;
use polkadot_runtime_common::xcm_sender::ToParachainDeliveryHelper;
use polkadot_sdk::{staging_xcm::latest::prelude::*, *};

frame_benchmarking::define_benchmarks!(
	[frame_system, SystemBench::<Runtime>]
	[frame_system_extensions, SystemExtensionsBench::<Runtime>]
	[cumulus_pallet_parachain_system, crate::ParachainSystem]
	[cumulus_pallet_weight_reclaim, crate::WeightReclaim]
	[cumulus_pallet_xcmp_queue, crate::XcmpQueue]
	[pallet_nfts, crate::Nfts]
	[pallet_parameters, crate::Parameters]
	[pallet_session, SessionBench::<Runtime>]
	[pallet_xcm, XcmBench::<Runtime>]
	[pallet_ai_assets, crate::AiAssets]
	[pallet_asset_formats, crate::AssetFormats]
	[pallet_block_generator, crate::BlockGenerator]
	[pallet_coin_payroll, crate::CoinPayroll]
	[pallet_contribution_rating, crate::ContributionRating]
	[pallet_data_protection, crate::DataProtection]
	[pallet_made_to_order, crate::MadeToOrder]
	[pallet_node_monitor, crate::NodeMonitor]
	[pallet_power_leases, crate::PowerLeases]
	[pallet_providers, crate::Providers]
	[pallet_relay_randomness, crate::RelayRandomness]
	[pallet_resource_allocator, crate::ResourceAllocator]
	[pallet_sigmoid_issuance, crate::SigmoidIssuance]
	[pallet_storage_grid, crate::StorageGrid]
	[pallet_work_validation, crate::WorkValidation]
);

/// Lists the benchmarks and what is in storage.
pub fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::<BenchmarkList>::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

/// Runs the benchmarks that `config` names.
pub fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	let mut batches = Vec::<BenchmarkBatch>::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}

impl frame_system_benchmarking::Config for Runtime {
	fn setup_set_code_requirements(code: &Vec<u8>) -> Result<(), BenchmarkError> {
		ParachainSystem::initialize_for_set_code_benchmark(code.len() as u32);
		Ok(())
	}

	fn verify_set_code() {
		System::assert_last_event(
			cumulus_pallet_parachain_system::Event::<Runtime>::ValidationFunctionStored.into(),
		);
	}
}

impl cumulus_pallet_session_benchmarking::Config for Runtime {
	fn generate_session_keys_and_proof(owner: Self::AccountId) -> (Self::Keys, Vec<u8>) {
		let keys = SessionKeys::generate(&owner.encode(), None);
		(keys.keys, keys.proof.encode())
	}
}

parameter_types! {
	/// A parachain that messages are sent to.
	pub const OtherChain: ParaId = ParaId::new(2_001);
	pub OtherLocation: Location = Location::new(1, Parachain(OtherChain::get().into()));
	pub LeastAsset: Option<Asset> = Some((AicLocation::get(), ExistentialDeposit::get()).into());
}

impl pallet_xcm::benchmarking::Config for Runtime {
	type DeliveryHelper =
		ToParachainDeliveryHelper<XcmConfig, LeastAsset, SiblingDeliveryPrice, OtherChain, ParachainSystem>;

	fn reachable_dest() -> Option<Location> {
		Some(OtherLocation::get())
	}

	fn reserve_transferable_asset_and_dest() -> Option<(Asset, Location)> {
		Some((Self::get_asset(), OtherLocation::get()))
	}

	fn set_up_complex_asset_transfer() -> Option<(Assets, u32, Location, Box<dyn FnOnce()>)> {
		pallet_xcm::benchmarking::helpers::native_teleport_as_asset_transfer::<Runtime>(
			AicLocation::get(),
			OtherLocation::get(),
		)
	}

	fn get_asset() -> Asset {
		(AicLocation::get(), ExistentialDeposit::get()).into()
	}

	fn batch_call(calls: Vec<RuntimeCall>) -> Option<RuntimeCall> {
		Some(RuntimeCall::Utility(pallet_utility::Call::batch { calls }))
	}
}

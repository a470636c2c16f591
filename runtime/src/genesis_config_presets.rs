//! Genesis of the two development networks: eight billion AIC by the white paper's shares (1.7, "AI Crypto (AIC) Coins").
//!
//! Each share lies in an account that two of three well-known development accounts open together, so that it can be
//! used with `Multisig`; [`Holder::signatories`] names them. What the chain's own accounts and the well-known ones need
//! comes out of the reserve, so that the sum is exactly eight billion.

use crate::{
	configs::{
		consensus::YEARS,
		governance::TreasuryPalletId,
		money::EXISTENTIAL_DEPOSIT,
		skeleton::{PayrollPalletId, RatingPalletId},
	},
	AccountId, AiSocietyConfig, AuraId, Balance, BalancesConfig, BlockGeneratorConfig, BlockNumber,
	GenesisParametersConfig, ParachainInfoConfig, PolkadotXcmConfig, ProvidersConfig, Runtime,
	RuntimeGenesisConfig, SessionConfig, SessionKeys, SudoConfig, VestingConfig,
};
use aic_primitives::{
	currency::{AIC, MAX_SUPPLY},
	time::MINUTE,
	DeviceClass, DeviceId, Mebibytes, Moment, Parts, Power, RegionId,
};
use alloc::{vec, vec::Vec};
use cumulus_primitives_core::ParaId;
use frame_support::{build_struct_json_patch, PalletId};
use polkadot_sdk::*;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::traits::AccountIdConversion;

/// The chain's number on the relay chain.
pub const PARA_ID: u32 = 2_000;
/// XCM version that is spoken with those whose version is unknown.
pub const SAFE_XCM_VERSION: u32 = staging_xcm::prelude::XCM_VERSION;
/// What each of the well-known development accounts gets out of the reserve, in 10⁻¹⁸ AIC.
pub const DEVELOPMENT_ENDOWMENT: Balance = 1_000_000 * AIC;
/// Length of an era in the development networks, in milliseconds.
pub const DEVELOPMENT_ERA: Moment = 2 * MINUTE;
/// Part of a vested share that is free from the start, for fees, in 10⁻¹⁸ AIC.
pub const VESTED_LIQUID: Balance = 1_000 * AIC;

/// Who gets a share of the ten billion at genesis.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Holder {
	/// Those who paid for the beginning.
	Investors,
	/// The team; vested.
	Team,
	/// Marketing.
	Marketing,
	/// The advisors; vested.
	Advisors,
	/// The reserve, out of which the well-known development accounts are endowed.
	Reserve,
}

impl Holder {
	/// All of them.
	pub const ALL: [Self; 5] = [Self::Investors, Self::Team, Self::Marketing, Self::Advisors, Self::Reserve];

	/// Share of the ten billion, in percent.
	pub const fn percent(self) -> Balance {
		match self {
			Self::Investors => 30,
			Self::Team => 25,
			Self::Marketing => 15,
			Self::Advisors | Self::Reserve => 5,
		}
	}

	/// The share, in 10⁻¹⁸ AIC.
	pub const fn share(self) -> Balance {
		(MAX_SUPPLY / 100).saturating_mul(self.percent())
	}

	/// First block and number of blocks of the time over which the share is set free, evenly; `None` if it is free.
	pub const fn vesting(self) -> Option<(BlockNumber, BlockNumber)> {
		match self {
			Self::Team => Some((YEARS, 4 * YEARS)),
			Self::Advisors => Some((0, 2 * YEARS)),
			Self::Investors | Self::Marketing | Self::Reserve => None,
		}
	}

	/// The three accounts two of which open the share.
	pub const fn signatories(self) -> [Sr25519Keyring; 3] {
		match self {
			Self::Investors => [Alice, Bob, Charlie],
			Self::Team => [Bob, Charlie, Dave],
			Self::Marketing => [Charlie, Dave, Eve],
			Self::Advisors => [Dave, Eve, Ferdie],
			Self::Reserve => [Alice, Eve, Ferdie],
		}
	}

	/// The account where the share lies.
	pub fn account(self) -> AccountId {
		let mut signatories = self.signatories().map(|key| key.to_account_id());
		signatories.sort();
		pallet_multisig::Pallet::<Runtime>::multi_account_id(&signatories, 2)
	}
}

/// Accounts of the chain itself, which exist from the start so that the smallest payment into them does not fail.
pub fn chain_accounts() -> Vec<AccountId> {
	[TreasuryPalletId::get(), PayrollPalletId::get(), RatingPalletId::get()]
		.iter()
		.map(PalletId::into_account_truncating)
		.collect()
}

/// All balances at genesis. They add up to eight billion.
fn balances() -> Vec<(AccountId, Balance)> {
	let from_reserve = Sr25519Keyring::well_known()
		.map(|key| (key.to_account_id(), DEVELOPMENT_ENDOWMENT))
		.chain(chain_accounts().into_iter().map(|account| (account, EXISTENTIAL_DEPOSIT)))
		.collect::<Vec<_>>();
	let spent = from_reserve.iter().map(|(_, amount)| amount).sum::<Balance>();
	Holder::ALL
		.into_iter()
		.map(|holder| match holder {
			Holder::Reserve => (holder.account(), holder.share().saturating_sub(spent)),
			_ => (holder.account(), holder.share()),
		})
		.chain(from_reserve)
		.collect()
}

/// The schedules of the vested shares: account, first block, number of blocks, what is free from the start.
fn vesting() -> Vec<(AccountId, BlockNumber, BlockNumber, Balance)> {
	Holder::ALL
		.into_iter()
		.filter_map(|holder| {
			holder.vesting().map(|(begin, length)| (holder.account(), begin, length, VESTED_LIQUID))
		})
		.collect()
}

/// Regions of the development networks, each with the milliseconds there and back within it, and to those near to it,
/// nearest first: Europe, America, Asia, Oceania.
pub fn regions() -> Vec<(RegionId, u32, Vec<(RegionId, u32)>)> {
	vec![
		(0, 30, vec![(1, 100), (2, 160), (3, 270)]),
		(1, 50, vec![(0, 100), (2, 150), (3, 190)]),
		(2, 60, vec![(3, 120), (1, 150), (0, 160)]),
		(3, 40, vec![(2, 120), (1, 190), (0, 270)]),
	]
}

/// Devices of the development networks: number, class, name, power, memory in MiB, and parts.
pub fn devices() -> Vec<(DeviceId, DeviceClass, Vec<u8>, Power, Mebibytes, Parts)> {
	[
		(0, DeviceClass::Gpu, "GPU, 8 GiB", 16, 8_192, 8),
		(1, DeviceClass::Gpu, "GPU, 24 GiB", 64, 24_576, 8),
		(2, DeviceClass::Gpu, "GPU, 80 GiB", 256, 81_920, 8),
		(3, DeviceClass::Fpga, "FPGA, 16 GiB", 32, 16_384, 4),
		(4, DeviceClass::Asic, "ASIC, 16 GiB", 128, 16_384, 1),
		(5, DeviceClass::Dsp, "DSP, 1 GiB", 4, 1_024, 1),
		(6, DeviceClass::Cpu, "CPU, 16 cores, 32 GiB", 8, 32_768, 8),
	]
	.into_iter()
	.map(|(id, class, name, power, memory, parts)| {
		(id, class, name.as_bytes().to_vec(), power, memory, parts)
	})
	.collect()
}

/// Members of the AI Society in the development networks.
pub const SOCIETY: [Sr25519Keyring; 3] = [Alice, Bob, Charlie];

/// A development network with these collators; Alice has the sudo key.
fn development_genesis(collators: &[Sr25519Keyring]) -> serde_json::Value {
	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig { balances: balances() },
		vesting: VestingConfig { vesting: vesting() },
		parachain_info: ParachainInfoConfig { parachain_id: ParaId::new(PARA_ID) },
		block_generator: BlockGeneratorConfig {
			invulnerables: collators.iter().map(|key| key.to_account_id()).collect::<Vec<_>>(),
		},
		session: SessionConfig {
			keys: collators
				.iter()
				.map(|key| {
					let keys = SessionKeys { aura: AuraId::from(key.public()) };
					(key.to_account_id(), key.to_account_id(), keys)
				})
				.collect::<Vec<_>>(),
		},
		polkadot_xcm: PolkadotXcmConfig { safe_xcm_version: Some(SAFE_XCM_VERSION) },
		genesis_parameters: GenesisParametersConfig { era_length: Some(DEVELOPMENT_ERA) },
		providers: ProvidersConfig { devices: devices(), regions: regions() },
		ai_society: AiSocietyConfig {
			members: SOCIETY.iter().map(|key| key.to_account_id()).collect::<Vec<_>>(),
		},
		sudo: SudoConfig { key: Some(Alice.to_account_id()) },
	})
}

/// The preset `id` as JSON that is laid over the default genesis.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let preset = match id.as_ref() {
		DEV_RUNTIME_PRESET => development_genesis(&[Alice]),
		LOCAL_TESTNET_RUNTIME_PRESET => development_genesis(&[Alice, Bob]),
		_ => return None,
	};
	serde_json::to_vec(&preset).ok()
}

/// Names of the presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![PresetId::from(DEV_RUNTIME_PRESET), PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET)]
}

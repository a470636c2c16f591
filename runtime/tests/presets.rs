//! The genesis presets: eight billion AIC by the paper's shares, and nothing else.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod common;

use aic_primitives::{
	currency::{AIC, BILLION_AIC, GENESIS_SUPPLY, MAX_SUPPLY},
	time::DAY,
	AssetKind,
};
use aic_runtime::{
	configs::{consensus::YEARS, money::EXISTENTIAL_DEPOSIT, skeleton::EraLength},
	genesis_config_presets::{
		chain_accounts, devices, preset_names, regions, Holder, DEVELOPMENT_ENDOWMENT, DEVELOPMENT_ERA,
		PARA_ID, SOCIETY, VESTED_LIQUID,
	},
	AccountId, AiSociety, Balance, Balances, Multisig, ParachainInfo, Providers, Runtime, RuntimeCall,
	RuntimeGenesisConfig, RuntimeOrigin, Session, System, Vesting,
};
use common::{chain, chain_of, genesis, PRESETS};
use frame_support::{
	assert_ok,
	traits::{Get, VestingSchedule},
	weights::Weight,
};
use polkadot_sdk::*;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Eve, Ferdie};
use sp_storage::StateVersion;

/// Everything that all accounts have.
fn all_balances() -> Balance {
	frame_system::Account::<Runtime>::iter_values()
		.map(|account| account.data.free + account.data.reserved)
		.sum()
}

#[test]
fn presets_are_the_two_that_are_named() {
	assert_eq!(preset_names(), PRESETS.map(sp_genesis_builder::PresetId::from));
}

#[test]
fn shares_add_up_to_eight_tenths_of_all_coins() {
	assert_eq!(Holder::ALL.map(Holder::percent).iter().sum::<Balance>(), 80);
	assert_eq!(Holder::ALL.map(Holder::share).iter().sum::<Balance>(), 8 * BILLION_AIC);
	assert_eq!(MAX_SUPPLY - GENESIS_SUPPLY, 2 * BILLION_AIC);
	assert_eq!(Holder::Investors.share(), 3 * BILLION_AIC);
	assert_eq!(Holder::Team.share(), 5 * BILLION_AIC / 2);
	assert_eq!(Holder::Marketing.share(), 3 * BILLION_AIC / 2);
	assert_eq!(Holder::Advisors.share(), BILLION_AIC / 2);
	assert_eq!(Holder::Reserve.share(), BILLION_AIC / 2);
}

#[test]
fn supply_is_exactly_eight_billion_in_every_preset() {
	for preset in PRESETS {
		chain(preset).execute_with(|| {
			assert_eq!(Balances::total_issuance(), 8 * BILLION_AIC, "{preset}");
			assert_eq!(all_balances(), 8 * BILLION_AIC, "{preset}");
		});
	}
}

#[test]
fn holders_have_their_shares_and_the_reserve_pays_for_the_rest() {
	for preset in PRESETS {
		chain(preset).execute_with(|| {
			for holder in Holder::ALL.into_iter().filter(|holder| *holder != Holder::Reserve) {
				assert_eq!(Balances::free_balance(holder.account()), holder.share(), "{preset} {holder:?}");
			}
			let endowments =
				12 * DEVELOPMENT_ENDOWMENT + chain_accounts().len() as Balance * EXISTENTIAL_DEPOSIT;
			assert_eq!(
				Balances::free_balance(Holder::Reserve.account()),
				BILLION_AIC / 2 - endowments,
				"{preset}"
			);
		});
	}
}

#[test]
fn development_accounts_and_the_chains_own_are_endowed() {
	for preset in PRESETS {
		chain(preset).execute_with(|| {
			for key in Sr25519Keyring::well_known() {
				assert_eq!(Balances::free_balance(key.to_account_id()), 1_000_000 * AIC, "{preset} {key:?}");
			}
			for account in chain_accounts() {
				assert_eq!(Balances::free_balance(&account), EXISTENTIAL_DEPOSIT, "{preset} {account:?}");
			}
		});
	}
}

#[test]
fn vested_shares_are_locked_but_for_the_fees() {
	chain(PRESETS[0]).execute_with(|| {
		let locked = |holder: Holder| {
			pallet_balances::Locks::<Runtime>::get(holder.account())
				.iter()
				.map(|lock| lock.amount)
				.sum::<Balance>()
		};
		assert_eq!(locked(Holder::Team), Holder::Team.share() - VESTED_LIQUID);
		assert_eq!(locked(Holder::Advisors), Holder::Advisors.share() - VESTED_LIQUID);
		for holder in [Holder::Investors, Holder::Marketing, Holder::Reserve] {
			assert_eq!(locked(holder), 0, "{holder:?}");
		}
	});
}

#[test]
fn vesting_frees_the_shares_evenly() {
	/// What a rounded-down rate per block leaves for the last block.
	const ROUNDING: Balance = 100_000_000;
	chain(PRESETS[0]).execute_with(|| {
		let unvested = |holder: Holder| Vesting::vesting_balance(&holder.account()).unwrap();
		let at = |block| System::set_block_number(block);
		at(YEARS);
		assert_eq!(unvested(Holder::Team), Holder::Team.share() - VESTED_LIQUID, "the team waits for a year");
		assert!(
			unvested(Holder::Advisors).abs_diff((Holder::Advisors.share() - VESTED_LIQUID) / 2) < ROUNDING
		);
		at(3 * YEARS);
		assert!(unvested(Holder::Team).abs_diff((Holder::Team.share() - VESTED_LIQUID) / 2) < ROUNDING);
		assert!(unvested(Holder::Advisors) < ROUNDING);
		at(5 * YEARS + 1);
		assert_eq!(unvested(Holder::Team), 0);
	});
}

#[test]
fn shares_can_be_spent_by_two_of_their_three_signatories() {
	chain(PRESETS[0]).execute_with(|| {
		let sorted = |keys: &[Sr25519Keyring]| {
			let mut accounts = keys.iter().map(|key| key.to_account_id()).collect::<Vec<_>>();
			accounts.sort();
			accounts
		};
		let (target, amount) = (AccountId::new([7; 32]), 1_000 * AIC);
		let call = RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive {
			dest: target.clone().into(),
			value: amount,
		});
		let sign = |key: Sr25519Keyring, others: &[Sr25519Keyring], timepoint| {
			assert_ok!(Multisig::as_multi(
				RuntimeOrigin::signed(key.to_account_id()),
				2,
				sorted(others),
				timepoint,
				Box::new(call.clone()),
				Weight::MAX
			));
		};
		let timepoint = Multisig::timepoint();
		sign(Alice, &[Eve, Ferdie], None);
		assert_eq!(Balances::free_balance(&target), 0);
		sign(Ferdie, &[Alice, Eve], Some(timepoint));
		assert_eq!(Balances::free_balance(&target), amount);
	});
}

#[test]
fn sudo_and_collators_are_those_of_the_preset() {
	for (preset, collators) in [(PRESETS[0], vec![Alice]), (PRESETS[1], vec![Alice, Bob])] {
		chain(preset).execute_with(|| {
			assert_eq!(pallet_sudo::Key::<Runtime>::get(), Some(Alice.to_account_id()), "{preset}");
			let expected = collators.iter().map(|key| key.to_account_id()).collect::<Vec<_>>();
			assert_eq!(Session::validators(), expected, "{preset}");
			assert_eq!(pallet_aura::Authorities::<Runtime>::get().len(), collators.len(), "{preset}");
			assert_eq!(u32::from(ParachainInfo::parachain_id()), PARA_ID, "{preset}");
		});
	}
}

#[test]
fn eras_last_minutes_in_the_presets_and_a_day_otherwise() {
	for preset in PRESETS {
		chain(preset).execute_with(|| assert_eq!(EraLength::get(), DEVELOPMENT_ERA, "{preset}"));
	}
	sp_io::TestExternalities::default().execute_with(|| assert_eq!(EraLength::get(), DAY));
}

#[test]
fn assets_have_their_collections_and_nodes_their_regions() {
	chain(PRESETS[0]).execute_with(|| {
		for kind in AssetKind::ALL {
			assert!(pallet_nfts::Collection::<Runtime>::contains_key(kind.collection()), "{kind:?}");
		}
		assert_eq!(pallet_nfts::Collection::<Runtime>::iter().count(), AssetKind::ALL.len());
		for (id, device) in devices().into_iter().map(|(id, _, name, ..)| (id, name)) {
			assert_eq!(Providers::device(id).map(|known| known.name.into_inner()), Some(device));
		}
		let members = SOCIETY.map(|key| key.to_account_id()).to_vec();
		assert!(members.iter().all(AiSociety::is_member));
		for (region, own, near) in regions() {
			let known = Providers::region(region).map(|region| (region.own, region.near.into_inner()));
			assert_eq!(known, Some((own, near)));
		}
	});
}

#[test]
fn sudo_has_no_key_when_genesis_sets_none() {
	let config: RuntimeGenesisConfig = Default::default();
	assert_eq!(config.sudo.key, None);
}

#[test]
fn genesis_is_the_same_after_a_round_trip_through_json() {
	for preset in PRESETS {
		let json = genesis(preset);
		let config: RuntimeGenesisConfig = serde_json::from_value(json.clone()).unwrap();
		let again = serde_json::to_value(&config).unwrap();
		assert_eq!(again, json, "{preset}");
		assert_eq!(state_root(&json), state_root(&again), "{preset}");
	}
}

/// Root of the state that a genesis gives.
fn state_root(json: &serde_json::Value) -> Vec<u8> {
	chain_of(json).execute_with(|| sp_io::storage::root(StateVersion::V1))
}

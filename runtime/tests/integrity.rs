//! The runtime as a whole: constants that fit together, weights, fees, proxies.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod common;

use aic_primitives::{
	currency::{AIC, MICRO_AIC, MILLI_AIC},
	time::{DAY, MINUTE},
	AssetId, AssetKind, Moment,
};
use aic_runtime::{
	configs::{
		consensus::{BASE_RATE, BLOCK_MILLIS, RELAY_SLOT_MILLIS, SLOT_DURATION},
		governance::TreasuryAccount,
		money::{DealWithFees, WeightToFee, EXISTENTIAL_DEPOSIT},
		skeleton::{CapFraction, EraLength, HalfLife},
		system::{ProxyType, RuntimeBlockWeights, SS58_PREFIX},
	},
	AccountId, AllPalletsWithSystem, Balance, Balances, MadeToOrder, Parameters, Runtime, RuntimeCall,
	RuntimeOrigin, System, TransactionPayment,
};
use codec::{Decode, Encode};
use common::{chain, PRESETS};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::GetDispatchInfo,
	traits::{fungible::Balanced, Get, GetCallMetadata, InstanceFilter, IntegrityTest, OnUnbalanced},
	weights::{constants::WEIGHT_REF_TIME_PER_SECOND, Weight, WeightToFee as _},
};
use polkadot_sdk::*;
use sp_core::crypto::{Ss58AddressFormat, Ss58Codec};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::{Digest, DigestItem, DispatchError, Permill};
use std::collections::BTreeSet;

#[test]
fn constants_of_all_pallets_fit_together() {
	chain(PRESETS[0]).execute_with(AllPalletsWithSystem::integrity_test);
}

#[test]
fn metadata_is_offered_in_every_version_that_wallets_ask_for() {
	chain(PRESETS[0]).execute_with(|| {
		for version in [14, 15, 16] {
			assert!(Runtime::metadata_versions().contains(&version), "{version}");
			assert!(Runtime::metadata_at_version(version).is_some(), "{version}");
		}
	});
}

/// Every call that bytes of zero decode to.
fn decodable_calls() -> Vec<RuntimeCall> {
	let zeros = [0u8; 1_024];
	(0..=u8::MAX)
		.flat_map(|pallet| (0..=u8::MAX).map(move |call| [&[pallet, call], &zeros[..]].concat()))
		.filter_map(|bytes| RuntimeCall::decode(&mut &bytes[..]).ok())
		.collect()
}

/// Calls without a weight of their own: the inherent, which registers what it used, and those that root weighs.
const WEIGHTLESS: [(&str, &str); 3] = [
	("ParachainSystem", "set_validation_data"),
	("Sudo", "sudo_unchecked_weight"),
	("Utility", "with_weight"),
];

#[test]
fn every_call_has_a_weight_that_is_not_zero() {
	chain(PRESETS[0]).execute_with(|| {
		for call in decodable_calls() {
			let name = call.get_call_metadata();
			if WEIGHTLESS.contains(&(name.pallet_name, name.function_name)) {
				continue;
			}
			let weight = call.get_dispatch_info().call_weight;
			assert!(weight.ref_time() > 0, "{name:?} weighs {weight:?}");
		}
	});
}

#[test]
fn weights_are_checked_for_every_call_of_our_pallets() {
	let seen = decodable_calls()
		.iter()
		.map(|call| {
			let name = call.get_call_metadata();
			(name.pallet_name, name.function_name)
		})
		.collect::<BTreeSet<_>>();
	for pallet in RuntimeCall::get_module_names() {
		// Versioned messages, and keys and values whose enums do not begin at zero.
		if ["PolkadotXcm", "Parameters"].contains(pallet) {
			continue;
		}
		for call in RuntimeCall::get_call_names(pallet) {
			assert!(seen.contains(&(*pallet, *call)), "{pallet}.{call} was not checked");
		}
	}
}

#[test]
fn blocks_share_the_time_of_one_core() {
	assert_eq!(BLOCK_MILLIS, 2_000);
	assert_eq!(SLOT_DURATION % u64::from(RELAY_SLOT_MILLIS), 0);
	chain(PRESETS[0]).execute_with(|| {
		let block = RuntimeBlockWeights::get().max_block;
		assert_eq!(block.ref_time(), 2 * WEIGHT_REF_TIME_PER_SECOND / u64::from(BASE_RATE));
		assert_eq!(block.proof_size(), 10 * 1_024 * 1_024 / u64::from(BASE_RATE));
	});
}

/// A constant of a pallet.
fn number<N: Get<u32>>() -> u32 {
	N::get()
}

/// However many wait: queues are full, and all heartbeats are missed.
#[test]
fn our_hooks_before_transactions_take_a_tenth_of_a_block_at_the_most() {
	use pallet_block_generator::{Config as Generator, WeightInfo as _, MAX_BLAMED};
	use pallet_data_protection::{Config as Protection, WeightInfo as _};
	use pallet_node_monitor::{Config as Monitor, WeightInfo as _};
	use pallet_work_validation::{Config as Validation, WeightInfo as _, CONTESTED_QUORUM};
	chain(PRESETS[0]).execute_with(|| {
		let block = RuntimeBlockWeights::get().max_block;
		let heartbeat = <Runtime as Monitor>::WeightInfo::look() + <Runtime as Monitor>::WeightInfo::ask();
		let heartbeats = heartbeat * u64::from(number::<<Runtime as Monitor>::HeartbeatsPerBlock>());
		let auditors = number::<<Runtime as Validation>::FirstAuditors>().max(CONTESTED_QUORUM);
		let draws = <Runtime as Validation>::WeightInfo::draw(auditors)
			* u64::from(number::<<Runtime as Validation>::MaxDrawsPerBlock>());
		let previews = <Runtime as Protection>::WeightInfo::draw()
			* u64::from(number::<<Runtime as Protection>::DrawsPerBlock>());
		// The scheduler's, estimated for a full agenda, comes on top of ours.
		let hooks = [
			<Runtime as Monitor>::WeightInfo::poll() + heartbeats,
			<Runtime as Validation>::WeightInfo::poll() + draws,
			<Runtime as pallet_resource_allocator::Config>::PollLimit::get(),
			<Runtime as pallet_storage_grid::Config>::PollLimit::get(),
			<Runtime as Protection>::WeightInfo::poll() + previews,
			MadeToOrder::most(),
			<Runtime as Generator>::WeightInfo::note_slot(MAX_BLAMED as u32)
				+ <Runtime as Generator>::WeightInfo::pace(),
		];
		let all = hooks.into_iter().fold(Weight::zero(), |all, hook| all + hook);
		assert!(all.all_lte(block / 10), "{all:?} of {block:?}: {hooks:?}");
	});
}

/// A million payees who are all owed enough, in one day, with a tenth of the blocks' weight.
#[test]
fn a_million_are_paid_in_a_day_without_a_claim() {
	use pallet_coin_payroll::{Config, WeightInfo as _};
	chain(PRESETS[0]).execute_with(|| {
		let each = 1_000_000u64.div_ceil(DAY / Moment::from(BLOCK_MILLIS));
		assert!(each <= number::<<Runtime as Config>::MaxPaid>().into(), "{each} in each block");
		let (pay, block) =
			(<Runtime as Config>::WeightInfo::pay_next(), RuntimeBlockWeights::get().max_block);
		assert!((pay * each).all_lte(block / 10), "{:?} of {block:?}", pay * each);
	});
}

#[test]
fn fees_count_the_scarcer_of_time_and_proof() {
	let second = Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND, 0);
	assert_eq!(WeightToFee::weight_to_fee(&second), AIC);
	let proof = WeightToFee::weight_to_fee(&Weight::from_parts(1, 10 * 1_024 * 1_024));
	assert!((2 * AIC - proof) < 2 * AIC / 1_000_000_000, "all but the rounding of a byte's fee");
	assert_eq!(WeightToFee::weight_to_fee(&Weight::MAX.set_proof_size(0)), u128::from(u64::MAX) * 1_000_000);
}

#[test]
fn fee_of_a_transfer_is_below_a_hundredth_of_a_coin() {
	chain(PRESETS[0]).execute_with(|| {
		let call = RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive {
			dest: Bob.to_account_id().into(),
			value: AIC,
		});
		let length = call.encoded_size() as u32 + 120;
		let fee = TransactionPayment::query_call_info(call, length).partial_fee;
		assert!((100 * MICRO_AIC..10 * MILLI_AIC).contains(&fee), "{fee}");
	});
}

/// Pays `fee` and `tip` in a block of `slot` and says what treasury and Alice got.
fn pay(slot: Option<u64>, fee: Balance, tip: Balance) -> (Balance, Balance) {
	let balances =
		|| (Balances::free_balance(TreasuryAccount::get()), Balances::free_balance(Alice.to_account_id()));
	chain(PRESETS[0]).execute_with(|| {
		let logs = slot.map(|slot| DigestItem::PreRuntime(sp_consensus_aura::AURA_ENGINE_ID, slot.encode()));
		System::initialize(&2, &Default::default(), &Digest { logs: logs.into_iter().collect() });
		let (before, issuance) = (balances(), Balances::total_issuance());
		DealWithFees::on_unbalanceds([Balances::issue(fee), Balances::issue(tip)].into_iter());
		assert_eq!(Balances::total_issuance(), issuance + fee + tip, "nothing is lost");
		let after = balances();
		(after.0 - before.0, after.1 - before.1)
	})
}

#[test]
fn fees_go_to_the_treasury_and_the_author() {
	assert_eq!(pay(Some(7), 1_000 * MILLI_AIC, 5 * MILLI_AIC), (800 * MILLI_AIC, 205 * MILLI_AIC));
}

#[test]
fn fees_go_to_the_treasury_when_there_is_no_author() {
	assert_eq!(pay(None, 1_000 * MILLI_AIC, 5 * MILLI_AIC), (1_005 * MILLI_AIC, 0));
}

#[test]
fn dust_goes_to_the_treasury() {
	chain(PRESETS[0]).execute_with(|| {
		let (who, issuance) = (AccountId::new([9; 32]), Balances::total_issuance());
		let treasury = Balances::free_balance(TreasuryAccount::get());
		let send = |from: AccountId, to: AccountId, value| {
			let call = pallet_balances::Call::<Runtime>::transfer_allow_death { dest: to.into(), value };
			sp_runtime::traits::Dispatchable::dispatch(
				RuntimeCall::Balances(call),
				RuntimeOrigin::signed(from),
			)
			.unwrap();
		};
		send(Alice.to_account_id(), who.clone(), 2 * EXISTENTIAL_DEPOSIT);
		send(who.clone(), Alice.to_account_id(), 2 * EXISTENTIAL_DEPOSIT - 5);
		assert_eq!(Balances::free_balance(&who), 0);
		assert_eq!(Balances::free_balance(TreasuryAccount::get()), treasury + 5);
		assert_eq!(Balances::total_issuance(), issuance);
	});
}

#[test]
fn addresses_begin_with_ai() {
	for bytes in [[0; 32], [0xFF; 32]] {
		let address = AccountId::new(bytes).to_ss58check_with_version(Ss58AddressFormat::custom(SS58_PREFIX));
		assert!(address.starts_with("ai"), "{address}");
	}
}

#[test]
fn proxies_can_do_no_more_than_their_type_allows() {
	let transfer = RuntimeCall::Balances(pallet_balances::Call::transfer_allow_death {
		dest: Bob.to_account_id().into(),
		value: 1,
	});
	let remark = RuntimeCall::System(frame_system::Call::remark { remark: vec![] });
	let enrol = RuntimeCall::BlockGenerator(pallet_block_generator::Call::enrol { node: 0 });
	assert!(ProxyType::Any.filter(&transfer));
	assert!(!ProxyType::NonTransfer.filter(&transfer));
	assert!(ProxyType::NonTransfer.filter(&remark));
	let asset = AssetId { kind: AssetKind::Dataset, item: 0 };
	let buy = common::buy(asset, 1, AIC);
	assert!(!ProxyType::NonTransfer.filter(&RuntimeCall::AiAssets(buy)), "a proxy could sell his own");
	let (resource, targets) = (aic_primitives::ResourceId::Asset(asset), Default::default());
	let split = pallet_coin_payroll::Call::set_split { resource, targets };
	assert!(
		!ProxyType::NonTransfer.filter(&RuntimeCall::CoinPayroll(split)),
		"a proxy could take what it earns"
	);
	let order = pallet_storage_grid::Call::cancel { order: 0 };
	assert!(!ProxyType::NonTransfer.filter(&RuntimeCall::StorageGrid(order)));
	let settle = pallet_storage_grid::Call::settle { replica: 0 };
	assert!(ProxyType::NonTransfer.filter(&RuntimeCall::StorageGrid(settle)));
	let sudo = pallet_sudo::Call::sudo { call: Box::new(transfer.clone()) };
	assert!(!ProxyType::NonTransfer.filter(&RuntimeCall::Sudo(sudo)));
	let salary = pallet_salary::Call::payout_other { beneficiary: Bob.to_account_id() };
	assert!(!ProxyType::NonTransfer.filter(&RuntimeCall::Salary(salary)));
	assert!(ProxyType::NonTransfer.filter(&RuntimeCall::Salary(pallet_salary::Call::payout {})));
	let decide = pallet_referenda::Call::place_decision_deposit { index: 0 };
	assert!(!ProxyType::NonTransfer.filter(&RuntimeCall::Referenda(decide)), "deposits can be slashed");
	assert!(ProxyType::Collator.filter(&enrol));
	assert!(!ProxyType::Collator.filter(&remark));
	assert!(!ProxyType::CancelProxy.filter(&enrol));
	// The key on a node runs it; it can't touch the bond, add nodes, or spend.
	let run = RuntimeCall::Providers(pallet_providers::Call::go_idle { node: 0 });
	let beat = RuntimeCall::NodeMonitor(pallet_node_monitor::Call::heartbeat { node: 0 });
	let remove = RuntimeCall::Providers(pallet_providers::Call::remove_node { node: 0 });
	let bond = RuntimeCall::Providers(pallet_providers::Call::bond_extra { amount: AIC });
	let measure =
		RuntimeCall::NodeMonitor(pallet_node_monitor::Call::request_measurement { node: 0, max_fee: AIC });
	assert!(ProxyType::NodeOperator.filter(&run) && ProxyType::NodeOperator.filter(&beat));
	for call in [&remove, &bond, &measure, &transfer, &remark] {
		assert!(!ProxyType::NodeOperator.filter(call), "{call:?}");
	}
	for call in [&run, &beat, &remove, &bond, &measure] {
		assert!(ProxyType::NodeOwner.filter(call), "{call:?}");
	}
	assert!(!ProxyType::NodeOwner.filter(&transfer) && !ProxyType::NodeOwner.filter(&remark));
	assert!(!ProxyType::NonTransfer.filter(&bond) && !ProxyType::NonTransfer.filter(&measure));
	// Whoever signs for a node can lose the bond that answers for it to his own auditors.
	let operator = Bob.to_account_id();
	let hand_over = pallet_providers::Call::set_operator { node: 0, operator: operator.clone() };
	let add = pallet_providers::Call::add_node { device: 0, operator, region: 0, min_price: 0 };
	for call in [hand_over, add].map(RuntimeCall::Providers) {
		assert!(!ProxyType::NonTransfer.filter(&call) && !ProxyType::NodeOperator.filter(&call), "{call:?}");
		assert!(ProxyType::NodeOwner.filter(&call), "{call:?}");
	}
	assert!(ProxyType::NodeOwner.is_superset(&ProxyType::NodeOperator));
	assert!(!ProxyType::NonTransfer.is_superset(&ProxyType::NodeOwner));
	assert!(ProxyType::Any.is_superset(&ProxyType::Collator));
	assert!(!ProxyType::Collator.is_superset(&ProxyType::Any));
}

#[test]
fn parameters_are_root_s_to_set_and_read_within_their_bounds() {
	use aic_runtime::configs::parameters::{
		dynamic_params::{coin_payroll, contribution_rating},
		RuntimeParameters,
	};
	chain(PRESETS[0]).execute_with(|| {
		let absurd = [
			RuntimeParameters::ContributionRating(contribution_rating::Parameters::CapFraction(
				contribution_rating::CapFraction,
				Some(Permill::one()),
			)),
			RuntimeParameters::ContributionRating(contribution_rating::Parameters::HalfLife(
				contribution_rating::HalfLife,
				Some(0),
			)),
			RuntimeParameters::CoinPayroll(coin_payroll::Parameters::EraLength(
				coin_payroll::EraLength,
				Some(0),
			)),
		];
		for parameter in absurd {
			let set = |origin| Parameters::set_parameter(origin, parameter.clone());
			assert_noop!(set(RuntimeOrigin::signed(Alice.to_account_id())), DispatchError::BadOrigin);
			assert_ok!(set(RuntimeOrigin::root()));
		}
		assert_eq!(CapFraction::get(), Permill::from_percent(90));
		assert_eq!(HalfLife::get(), 1);
		assert_eq!(EraLength::get(), MINUTE);
		AllPalletsWithSystem::integrity_test();
	});
}

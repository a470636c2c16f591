//! What a payment takes here, beside what `pallet-staking` takes to pay a nominator: both measured in the same run, with the same
//! coin, on as many accounts. Prints the figures with
//!
//! ```sh
//! cargo test --profile testnet --workspace --lib beside_staking -- --nocapture
//! ```

use super::*;
use frame::deps::{sp_core::Blake2Hasher, sp_io::TestExternalities};
use std::time::{Duration, Instant};

/// Nominators in a page of a validator's, and payees here.
const PAYEES: u64 = 64;
/// Accounts that have coins besides.
const OTHERS: u64 = 20_000;
const EACH: Balance = 1_000_000;

/// A chain that stakes.
mod nominators {
	use crate::Balance;
	use codec::Compact;
	use core::time::Duration;
	use frame::{
		deps::{frame_support::traits::UnixTime, sp_io::TestExternalities},
		testing_prelude::*,
		traits::fungible::{Inspect, Mutate},
	};
	use frame_election_provider_support::NoElection;
	use pallet_staking::{
		CurrentEra, EraRewardPoints, ErasRewardPoints, ErasStakersOverview, ErasStakersPaged,
		ErasValidatorReward, RewardDestination, UseNominatorsAndValidatorsMap, UseValidatorsMap,
	};

	construct_runtime!(
		pub enum Chain {
			System: frame_system,
			Balances: pallet_balances,
			Staking: pallet_staking,
		}
	);

	#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
	impl frame_system::Config for Chain {
		type Block = frame_system::mocking::MockBlock<Chain>;
		type AccountData = pallet_balances::AccountData<Balance>;
	}

	#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
	impl pallet_balances::Config for Chain {
		type AccountStore = System;
		type Balance = Balance;
		type ExistentialDeposit = ConstU128<100>;
	}

	pub struct Clock;
	impl UnixTime for Clock {
		fn now() -> Duration {
			Duration::ZERO
		}
	}

	#[derive_impl(pallet_staking::config_preludes::TestDefaultConfig)]
	impl pallet_staking::Config for Chain {
		type OldCurrency = Balances;
		type Currency = Balances;
		type UnixTime = Clock;
		type AdminOrigin = EnsureRoot<u64>;
		type EraPayout = ();
		type ElectionProvider = NoElection<(u64, u64, Staking, ConstU32<1>, ConstU32<1>)>;
		type GenesisElectionProvider = Self::ElectionProvider;
		type VoterList = UseNominatorsAndValidatorsMap<Self>;
		type TargetList = UseValidatorsMap<Self>;
	}

	/// An era over which one validator is to be paid, with a full page of nominators; so many others have coins.
	pub fn chain(nominators: u64, others: u64, each: Balance) -> TestExternalities {
		let mut chain = TestExternalities::default();
		chain.execute_with(|| {
			let validator = 0u64;
			(0..nominators + others).for_each(|account| _ = Balances::mint_into(&account, 2 * each).unwrap());
			(0..=nominators).for_each(|account| {
				Staking::bond(RuntimeOrigin::signed(account), each, RewardDestination::Staked).unwrap()
			});
			let total = each * Balance::from(nominators);
			let others: Vec<_> = (1..=nominators).map(|who| (who, Compact(each))).collect();
			// As the types are laid out: their crate is not ours to name.
			let page = (Compact(total), others).encode();
			let page = Decode::decode(&mut &page[..]).unwrap();
			ErasStakersPaged::<Chain>::mutate((0, validator, 0), |stored| *stored = Some(page));
			let overview = (Compact(total), Compact(Balance::from(0u32)), nominators as u32, 1u32).encode();
			let overview = Decode::decode(&mut &overview[..]).unwrap();
			ErasStakersOverview::<Chain>::mutate(0, validator, |stored| *stored = Some(overview));
			ErasValidatorReward::<Chain>::insert(0, total);
			let individual = [(validator, 1)].into_iter().collect();
			ErasRewardPoints::<Chain>::insert(0, EraRewardPoints { total: 1, individual });
			CurrentEra::<Chain>::put(1);
		});
		chain
	}

	/// Pays all of them.
	pub fn pay() {
		Staking::payout_stakers_by_page(RuntimeOrigin::signed(1), 0, 0, 0).unwrap();
	}

	/// What a nominator has.
	pub fn has(account: u64) -> Balance {
		Balances::total_balance(&account)
	}
}

/// What paying all takes of each: bytes of proof and time.
fn measure(chain: &mut TestExternalities, pay: impl FnOnce()) -> (usize, Duration) {
	chain.commit_all().unwrap();
	let root = *chain.backend.root();
	let started = Instant::now();
	let ((), proof) = chain.execute_and_prove(pay);
	let time = started.elapsed() / PAYEES as u32;
	(proof.encoded_compact_size::<Blake2Hasher>(root).unwrap() / PAYEES as usize, time)
}

#[test]
fn payment_takes_less_proof_beside_staking_s() {
	let mut staking = nominators::chain(PAYEES, OTHERS, EACH);
	let theirs = measure(&mut staking, nominators::pay);
	staking.execute_with(|| assert_eq!(nominators::has(PAYEES), 3 * EACH));

	let mut payroll = new_test_ext();
	payroll.execute_with(|| {
		let payee = |number: u64| 1_000 + number;
		(0..PAYEES + OTHERS).for_each(|number| _ = Balances::set_balance(&payee(number), 2 * EACH));
		for number in 0..PAYEES {
			let node = ResourceId::Node(1_000 + number);
			Things::put(node, payee(number));
			pay(PAYER, node, EACH * 10 / 9 + 1).unwrap();
		}
		// They are of blocks before.
		System::reset_events();
	});
	let ours = measure(&mut payroll, || {
		let payees: Vec<_> = (0..PAYEES).map(|number| 1_000 + number).collect();
		assert_eq!(Payroll::do_claim_many(&payees), PAYEES as u32);
	});
	payroll.execute_with(|| {
		assert_eq!(free(1_000), 3 * EACH);
		check();
	});
	println!("paying one of {PAYEES} among {OTHERS} accounts: {ours:?} (bytes of proof, time); a nominator {theirs:?}");
	assert!(ours.0 < theirs.0 && ours.0 <= 4_096, "{ours:?} {theirs:?}");
}

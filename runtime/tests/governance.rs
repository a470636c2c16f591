//! Referenda, from the proposal to its enactment, and what they are there for first: salaries of the AI Society's working
//! groups out of the treasury.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod common;

use aic_primitives::{
	currency::{AIC, MICRO_AIC},
	Balance,
};
use aic_runtime::{
	configs::{
		consensus::DAYS,
		governance::{AiSocietyCollective, TreasuryAccount},
		parameters::{dynamic_params::salaries, RuntimeParameters},
		referenda::{SubmissionDeposit, Tracks, UndecidingTimeout, ROOT_TRACK},
		salaries::{SalaryRegistration, HIGHEST_RANK},
	},
	genesis_config_presets::Holder,
	AccountId, AiSociety, AllPalletsWithSystem, Balances, BlockNumber, ConvictionVoting, OriginCaller,
	Parameters, Preimage, Referenda, Runtime, RuntimeCall, RuntimeOrigin, Salary, System, WorkingGroups,
};
use codec::Encode;
use common::{chain, check, PRESETS};
use frame_support::{
	assert_noop, assert_ok,
	traits::{
		fungible::Mutate, schedule::DispatchTime, tokens::Preservation, Get, OnInitialize, RankedMembers,
		StorePreimage, VestingSchedule,
	},
	weights::Weight,
};
use frame_system::RawOrigin;
use pallet_conviction_voting::{AccountVote, Conviction, Vote};
use pallet_referenda::{ReferendumIndex, ReferendumInfo, ReferendumInfoFor, TrackInfoOf, TracksInfo};
use pallet_scheduler::{Agenda, IncompleteSince};
use polkadot_sdk::*;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{
	traits::{BlakeTwo256, Dispatchable, Hash},
	DispatchError,
};

type SalaryError = pallet_salary::Error<Runtime>;
type ReferendaError = pallet_referenda::Error<Runtime>;
type GroupsError = pallet_ranked_collective::Error<Runtime>;

/// What the treasury has for the tests, in 10⁻¹⁸ AIC.
const TREASURY: Balance = 1_000_000 * AIC;

fn signed(key: Sr25519Keyring) -> RuntimeOrigin {
	RuntimeOrigin::signed(key.to_account_id())
}

fn free(key: Sr25519Keyring) -> Balance {
	Balances::free_balance(key.to_account_id())
}

fn treasury() -> Balance {
	Balances::free_balance(TreasuryAccount::get())
}

/// A chain at genesis whose treasury has [`TREASURY`] more.
fn with_treasury(test: impl FnOnce()) {
	chain(PRESETS[0]).execute_with(|| {
		fund_treasury();
		test();
		check();
	});
}

fn fund_treasury() {
	let from = Holder::Investors.account();
	let to = TreasuryAccount::get();
	assert_ok!(<Balances as Mutate<_>>::transfer(&from, &to, TREASURY, Preservation::Preserve));
}

/// Lets so many blocks pass: those in which something is due, and the last. The others would change nothing but up to
/// where the scheduler has seen that nothing is due.
fn pass(blocks: BlockNumber) {
	let end = System::block_number() + blocks;
	while System::block_number() < end {
		let ahead = System::block_number() + 1..=end;
		let due = Agenda::<Runtime>::iter_keys().filter(|at| ahead.contains(at)).min();
		let number = due.unwrap_or(end);
		System::set_block_number(number);
		IncompleteSince::<Runtime>::put(number);
		AllPalletsWithSystem::on_initialize(number);
		assert_eq!(IncompleteSince::<Runtime>::get(), Some(number + 1), "all that was due was done");
	}
}

fn track() -> TrackInfoOf<Runtime> {
	Tracks::info(ROOT_TRACK).unwrap().into_owned()
}

fn budget_parameter(budget: Balance) -> RuntimeParameters {
	RuntimeParameters::Salaries(salaries::Parameters::Budget(salaries::Budget, Some(budget)))
}

/// Alice proposes that root sets the budget of a cycle.
fn propose(budget: Balance) -> ReferendumIndex {
	let call = pallet_parameters::Call::set_parameter { key_value: budget_parameter(budget) };
	let proposal = Preimage::bound(RuntimeCall::Parameters(call)).unwrap();
	let root = Box::new(OriginCaller::system(RawOrigin::Root));
	let index = pallet_referenda::ReferendumCount::<Runtime>::get();
	assert_ok!(Referenda::submit(signed(Alice), root, proposal, DispatchTime::After(0)));
	index
}

/// Votes with all that `who` has, locked for the shortest time.
fn vote(who: AccountId, index: ReferendumIndex, aye: bool) {
	let balance = Balances::free_balance(&who);
	let vote = AccountVote::Standard { vote: Vote { aye, conviction: Conviction::Locked1x }, balance };
	assert_ok!(ConvictionVoting::vote(RuntimeOrigin::signed(who), index, vote));
}

fn info(index: ReferendumIndex) -> pallet_referenda::ReferendumInfoOf<Runtime, ()> {
	ReferendumInfoFor::<Runtime>::get(index).unwrap()
}

/// Alice proposes to the AI Society what takes so many votes, and these vote for it.
fn society(threshold: u32, ayes: &[Sr25519Keyring], call: pallet_ranked_collective::Call<Runtime>) {
	let call = RuntimeCall::WorkingGroups(call);
	let length = call.encoded_size() as u32;
	let hash = BlakeTwo256::hash_of(&call);
	let index = pallet_collective::ProposalCount::<Runtime, AiSocietyCollective>::get();
	assert_ok!(AiSociety::propose(signed(Alice), threshold, Box::new(call), length));
	for member in ayes {
		assert_ok!(AiSociety::vote(signed(*member), hash, index, true));
	}
	if threshold > 1 {
		assert_ok!(AiSociety::close(signed(Alice), hash, index, Weight::MAX, length));
	}
}

/// The AI Society takes `who` into the working groups and gives him a rank.
fn admit(who: Sr25519Keyring, rank: u16) {
	let member = || who.to_account_id().into();
	society(2, &[Alice, Bob], pallet_ranked_collective::Call::add_member { who: member() });
	for _ in 0..rank {
		society(2, &[Bob, Charlie], pallet_ranked_collective::Call::promote_member { who: member() });
	}
	assert_eq!(WorkingGroups::rank_of(&who.to_account_id()), Some(rank));
}

/// Begins the next cycle, and lets these register for it.
fn next_cycle(members: &[Sr25519Keyring]) {
	while let Err(refused) = Salary::bump(signed(Ferdie)) {
		assert_eq!(refused.error, SalaryError::NotYet.into());
		pass(DAYS);
	}
	for member in members {
		assert_ok!(Salary::register(signed(*member)));
	}
}

/// A cycle with this budget, for which these members of these ranks are registered, at the end of its registration.
fn registered(budget: Balance, members: &[(Sr25519Keyring, u16)]) {
	assert_ok!(Parameters::set_parameter(RuntimeOrigin::root(), budget_parameter(budget)));
	assert_ok!(Salary::init(signed(Ferdie)));
	for (member, rank) in members {
		admit(*member, *rank);
		assert_ok!(Salary::induct(signed(*member)));
	}
	next_cycle(&members.iter().map(|(member, _)| *member).collect::<Vec<_>>());
	pass(SalaryRegistration::get());
}

/// Pays `who`, and says how much. It comes out of the treasury, to the unit.
fn paid(who: Sr25519Keyring) -> Balance {
	let (before, pot, issuance) = (free(who), treasury(), Balances::total_issuance());
	assert_ok!(Salary::payout(signed(who)));
	let amount = free(who) - before;
	assert_eq!(treasury(), pot - amount);
	assert_eq!(Balances::total_issuance(), issuance);
	amount
}

#[test]
fn member_is_paid_by_the_treasury_when_a_referendum_has_set_the_budget() {
	with_treasury(|| {
		let (track, alice, bob) = (track(), free(Alice), free(Bob));
		let index = propose(10_000 * AIC);
		assert_ok!(Referenda::place_decision_deposit(signed(Bob), index));
		assert_eq!(
			(alice - free(Alice), bob - free(Bob)),
			(SubmissionDeposit::get(), track.decision_deposit)
		);
		vote(Holder::Investors.account(), index, true);
		// What is not vested yet votes, too.
		vote(Holder::Team.account(), index, true);
		vote(Holder::Advisors.account(), index, false);

		pass(track.prepare_period - 1);
		assert!(matches!(info(index), ReferendumInfo::Ongoing(status) if status.deciding.is_none()));
		// Two thirds of all coins at nine in ten: not at once.
		pass(1);
		let ReferendumInfo::Ongoing(status) = info(index) else { panic!("it is being decided") };
		assert_eq!(status.deciding.map(|deciding| deciding.confirming), Some(None));
		let mut waited = 0;
		while !matches!(info(index), ReferendumInfo::Approved(..)) {
			assert!(waited < 28, "{:?}", info(index));
			pass(DAYS);
			waited += 1;
		}
		assert!(waited > 1, "it took time to convince");
		assert_eq!(salaries::Budget::get(), 0);
		pass(track.min_enactment_period);
		assert_eq!(salaries::Budget::get(), 10_000 * AIC);
		assert_ok!(Referenda::refund_submission_deposit(signed(Ferdie), index));
		assert_ok!(Referenda::refund_decision_deposit(signed(Ferdie), index));
		assert_eq!((free(Alice), free(Bob)), (alice, bob));

		// The salary is for the cycle after that in which he came.
		assert_ok!(Salary::init(signed(Ferdie)));
		admit(Dave, 2);
		assert_ok!(Salary::induct(signed(Dave)));
		assert_noop!(Salary::register(signed(Dave)), SalaryError::NoClaim);
		next_cycle(&[Dave]);
		assert_noop!(Salary::payout(signed(Dave)), SalaryError::TooEarly);
		pass(SalaryRegistration::get());
		assert_eq!(paid(Dave), 2_000 * AIC);
		assert_eq!(treasury() / AIC, (TREASURY - 2_000 * AIC) / AIC);
		assert_noop!(Salary::payout(signed(Dave)), SalaryError::NoClaim);
	});
}

#[test]
fn referendum_is_enacted_after_the_least_time_when_most_coins_agree_at_once() {
	with_treasury(|| {
		let track = track();
		let index = propose(AIC);
		assert_ok!(Referenda::place_decision_deposit(signed(Alice), index));
		for holder in [Holder::Investors, Holder::Team, Holder::Marketing] {
			vote(holder.account(), index, true);
		}
		pass(track.prepare_period + track.confirm_period - 1);
		assert!(matches!(info(index), ReferendumInfo::Ongoing(..)));
		pass(1);
		assert!(matches!(info(index), ReferendumInfo::Approved(..)));
		pass(track.min_enactment_period - 1);
		assert_eq!(salaries::Budget::get(), 0);
		pass(1);
		assert_eq!(salaries::Budget::get(), AIC);
	});
}

#[test]
fn members_share_the_budget_when_claims_exceed_it() {
	with_treasury(|| {
		admit(Ferdie, 1);
		registered(1_000 * AIC, &[(Dave, 2), (Eve, 1)]);
		// Each gets a third of what it earns, less what nine digits can't say.
		assert_eq!(paid(Dave), 666_666_666 * MICRO_AIC);
		assert_eq!(paid(Eve), 333_333_333 * MICRO_AIC);
		for member in [Dave, Eve] {
			assert_noop!(Salary::payout(signed(member)), SalaryError::NoClaim);
		}
	});
}

#[test]
fn member_who_did_not_register_gets_what_is_left_of_the_budget() {
	with_treasury(|| {
		for (member, rank) in [(Eve, 3), (Ferdie, 1)] {
			admit(member, rank);
		}
		assert_ok!(Salary::init(signed(Alice)));
		for member in [Eve, Ferdie] {
			assert_ok!(Salary::induct(signed(member)));
		}
		assert_ok!(Parameters::set_parameter(RuntimeOrigin::root(), budget_parameter(4_500 * AIC)));
		admit(Dave, 2);
		assert_ok!(Salary::induct(signed(Dave)));
		next_cycle(&[Dave]);
		pass(SalaryRegistration::get());
		assert_eq!(paid(Eve), 2_500 * AIC);
		assert_noop!(Salary::payout(signed(Ferdie)), SalaryError::ClaimZero);
		assert_eq!(paid(Dave), 2_000 * AIC);
	});
}

#[test]
fn nobody_is_paid_anything_when_no_budget_was_set() {
	with_treasury(|| {
		registered(0, &[(Dave, HIGHEST_RANK)]);
		assert_eq!(paid(Dave), 0);
	});
}

#[test]
fn claim_waits_when_the_treasury_is_empty() {
	chain(PRESETS[0]).execute_with(|| {
		registered(10_000 * AIC, &[(Dave, 1)]);
		assert_noop!(Salary::payout(signed(Dave)), SalaryError::PayError);
		fund_treasury();
		assert_eq!(paid(Dave), 1_000 * AIC);
		check();
	});
}

#[test]
fn strangers_and_members_without_a_rank_get_nothing() {
	with_treasury(|| {
		admit(Eve, 0);
		registered(10_000 * AIC, &[(Dave, 1)]);
		assert_noop!(Salary::induct(signed(Ferdie)), SalaryError::NotMember);
		assert_noop!(Salary::register(signed(Ferdie)), SalaryError::NotMember);
		assert_noop!(Salary::payout(signed(Ferdie)), SalaryError::NotInducted);
		assert_ok!(Salary::induct(signed(Eve)));
		next_cycle(&[]);
		assert_noop!(Salary::register(signed(Eve)), SalaryError::ClaimZero);
		pass(SalaryRegistration::get());
		assert_noop!(Salary::payout(signed(Eve)), SalaryError::ClaimZero);
		// Who was removed earns nothing more.
		let remove = pallet_ranked_collective::Call::remove_member {
			who: Dave.to_account_id().into(),
			min_rank: HIGHEST_RANK,
		};
		society(2, &[Alice, Bob], remove);
		assert_noop!(Salary::payout(signed(Dave)), SalaryError::NotMember);
	});
}

#[test]
fn working_groups_are_changed_by_nobody_but_most_of_the_society() {
	with_treasury(|| {
		let dave = || Dave.to_account_id().into();
		for key in [Alice, Dave] {
			assert_noop!(WorkingGroups::add_member(signed(key), dave()), DispatchError::BadOrigin);
		}
		// One of three.
		society(1, &[], pallet_ranked_collective::Call::add_member { who: dave() });
		assert_eq!(WorkingGroups::rank_of(&Dave.to_account_id()), None);
		admit(Dave, HIGHEST_RANK);
		let root = RuntimeOrigin::root;
		for origin in [signed(Alice), signed(Dave)] {
			let denied = DispatchError::BadOrigin;
			assert_noop!(WorkingGroups::promote_member(origin.clone(), dave()), denied);
			assert_noop!(WorkingGroups::demote_member(origin.clone(), dave()), denied);
			assert_noop!(WorkingGroups::remove_member(origin, dave(), HIGHEST_RANK), denied);
		}
		assert_noop!(WorkingGroups::promote_member(root(), dave()), GroupsError::NoPermission);
		let eve = Eve.to_account_id().into();
		assert_noop!(WorkingGroups::exchange_member(root(), dave(), eve), DispatchError::BadOrigin);
		assert_noop!(WorkingGroups::vote(signed(Dave), 0, true), GroupsError::NotPolling);
		assert_ok!(WorkingGroups::demote_member(root(), dave()));
		assert_eq!(WorkingGroups::rank_of(&Dave.to_account_id()), Some(HIGHEST_RANK - 1));
	});
}

#[test]
fn referendum_changes_nothing_when_most_votes_are_against_it() {
	with_treasury(|| {
		let track = track();
		let index = propose(AIC);
		assert_ok!(Referenda::place_decision_deposit(signed(Bob), index));
		vote(Holder::Investors.account(), index, true);
		vote(Holder::Team.account(), index, false);
		vote(Holder::Marketing.account(), index, false);
		pass(track.prepare_period + track.decision_period - 1);
		assert_noop!(Referenda::refund_decision_deposit(signed(Bob), index), ReferendaError::Unfinished);
		pass(1);
		assert!(matches!(info(index), ReferendumInfo::Rejected(..)));
		pass(UndecidingTimeout::get());
		assert_eq!(salaries::Budget::get(), 0);
		assert_ok!(Referenda::refund_decision_deposit(signed(Bob), index));
		assert_noop!(Referenda::refund_submission_deposit(signed(Alice), index), ReferendaError::BadStatus);
	});
}

#[test]
fn referendum_changes_nothing_when_few_coins_vote() {
	with_treasury(|| {
		let track = track();
		let index = propose(AIC);
		assert_ok!(Referenda::place_decision_deposit(signed(Bob), index));
		vote(Charlie.to_account_id(), index, true);
		pass(track.prepare_period + track.decision_period);
		assert!(matches!(info(index), ReferendumInfo::Rejected(..)));
		assert_eq!(salaries::Budget::get(), 0);
	});
}

#[test]
fn referendum_times_out_when_nobody_pays_for_its_decision() {
	with_treasury(|| {
		let index = propose(AIC);
		vote(Holder::Investors.account(), index, true);
		pass(UndecidingTimeout::get());
		assert!(matches!(info(index), ReferendumInfo::TimedOut(..)));
		assert_noop!(Referenda::place_decision_deposit(signed(Bob), index), ReferendaError::NotOngoing);
		assert_eq!(salaries::Budget::get(), 0);
	});
}

#[test]
fn referenda_are_for_root_only_and_its_to_stop() {
	with_treasury(|| {
		let remark = RuntimeCall::System(frame_system::Call::remark { remark: vec![] });
		let proposal = Preimage::bound(remark).unwrap();
		let foreign = Box::new(OriginCaller::system(RawOrigin::Signed(Holder::Team.account())));
		assert_noop!(
			Referenda::submit(signed(Alice), foreign, proposal, DispatchTime::After(0)),
			ReferendaError::NoTrack
		);
		let index = propose(AIC);
		assert_noop!(Referenda::cancel(signed(Alice), index), DispatchError::BadOrigin);
		assert_noop!(Referenda::kill(signed(Alice), index), DispatchError::BadOrigin);
		let balance = free(Bob) + 1;
		let vote = AccountVote::Standard { vote: Vote { aye: true, conviction: Conviction::None }, balance };
		assert_noop!(
			ConvictionVoting::vote(signed(Bob), index, vote),
			pallet_conviction_voting::Error::<Runtime>::InsufficientFunds
		);
		// The deposit of who abused them goes to the treasury.
		let (before, issuance) = (treasury(), Balances::total_issuance());
		assert_ok!(Referenda::kill(RuntimeOrigin::root(), index));
		assert_eq!(treasury(), before + SubmissionDeposit::get());
		assert_eq!(Balances::total_issuance(), issuance);
	});
}

/// What would be left is below the existential deposit, and would be burned with the account.
#[test]
fn treasury_keeps_its_last_coins_when_a_salary_would_take_them() {
	chain(PRESETS[0]).execute_with(|| {
		registered(10_000 * AIC, &[(Dave, 1)]);
		let from = Holder::Investors.account();
		let short = 1_000 * AIC - treasury() + MICRO_AIC;
		assert_ok!(<Balances as Mutate<_>>::transfer(
			&from,
			&TreasuryAccount::get(),
			short,
			Preservation::Expendable
		));
		assert_noop!(Salary::payout(signed(Dave)), SalaryError::PayError);
		fund_treasury();
		assert_eq!(paid(Dave), 1_000 * AIC);
		check();
	});
}

#[test]
fn grant_out_of_the_treasury_is_free_bit_by_bit() {
	with_treasury(|| {
		let (grant, length) = (36_500 * AIC, 365 * DAYS);
		let schedule =
			pallet_vesting::VestingInfo::new(grant, grant / Balance::from(length), System::block_number());
		let (from, to) = (TreasuryAccount::get(), Dave.to_account_id());
		let before = (treasury(), free(Dave));
		let give = || pallet_vesting::Call::<Runtime>::force_vested_transfer {
			source: from.clone().into(),
			target: to.clone().into(),
			schedule,
		};
		let refused = RuntimeCall::from(give()).dispatch(signed(Ferdie));
		assert_eq!(refused.unwrap_err().error, DispatchError::BadOrigin);
		assert_ok!(RuntimeCall::from(give()).dispatch(RuntimeOrigin::root()));
		assert_eq!((treasury(), free(Dave)), (before.0 - grant, before.1 + grant));
		let locked = || pallet_vesting::Pallet::<Runtime>::vesting_balance(&to).unwrap_or_default();
		assert_eq!(locked(), grant);
		pass(73 * DAYS);
		assert_ok!(pallet_vesting::Pallet::<Runtime>::vest(signed(Dave)));
		let left = locked();
		assert!(left.abs_diff(4 * grant / 5) < AIC, "{left}");
		let spend = |amount| {
			<Balances as Mutate<_>>::transfer(&to, &Ferdie.to_account_id(), amount, Preservation::Preserve)
		};
		assert!(spend(free(Dave) - left + AIC).is_err());
		assert_ok!(spend(free(Dave) - left - AIC));
	});
}

use super::*;
use frame::traits::{LockableCurrency, WithdrawReasons};
use proptest::prelude::*;
use std::collections::BTreeMap;

const SALT: H256 = H256::repeat_byte(5);

#[derive(Clone, Debug)]
enum Step {
	Offer(AccountId, u32, RegionId, Balance),
	Set(SpaceId, u32, Balance),
	TopUp(SpaceId),
	Operator(SpaceId, AccountId),
	Close(SpaceId),
	Slash(SpaceId, u32),
	Order(AccountId, u8, u32, Option<RegionId>, bool),
	Extend(StorageOrderId, u32),
	Cancel(StorageOrderId),
	/// All who are asked answer, but those whose bit is not set.
	Answer(u64),
	WrongAnswer(ReplicaId),
	Decline(ReplicaId),
	Proof(ReplicaId),
	Release(ReplicaId),
	Miss(ReplicaId),
	Settle(ReplicaId),
	End(ReplicaId),
	Complain(AccountId, ReplicaId),
	/// All auditors commit, reveal what the bits say, and it is closed.
	Vote(ReplicaId, u8),
	CloseComplaint(ReplicaId),
	Pays(bool),
	Lock(AccountId, bool),
	Rate(Balance),
	Blocks(u32),
	Stale(bool),
	/// Whether blocks are full.
	Full(bool),
	Rest,
	Pass(Moment),
}

fn step() -> impl Strategy<Value = Step> {
	let who = || prop_oneof![Just(CUSTOMER), Just(OTHER), FIRST..FIRST + 6];
	let replica = || 0..24u64;
	let space = || 0..8u64;
	prop_oneof![
		5 => (who(), 0..4u32, 0..4u16, 0..2 * PRICE).prop_map(|(a, b, c, d)| Step::Offer(a, b, c, d)),
		2 => (space(), 0..4u32, 0..2 * PRICE).prop_map(|(a, b, c)| Step::Set(a, b, c)),
		3 => space().prop_map(Step::TopUp),
		1 => (space(), who()).prop_map(|(a, b)| Step::Operator(a, b)),
		2 => space().prop_map(Step::Close),
		1 => (space(), 0..100u32).prop_map(|(a, b)| Step::Slash(a, b)),
		5 => (who(), 0..5u8, 0..40u32, prop::option::of(0..4u16), any::<bool>())
			.prop_map(|(a, b, c, d, e)| Step::Order(a, b, c, d, e)),
		2 => (0..6u64, 0..40u32).prop_map(|(a, b)| Step::Extend(a, b)),
		1 => (0..6u64).prop_map(Step::Cancel),
		14 => any::<u64>().prop_map(|bits| Step::Answer(bits | bits.rotate_left(7))),
		1 => replica().prop_map(Step::WrongAnswer),
		2 => replica().prop_map(Step::Decline),
		4 => replica().prop_map(Step::Proof),
		2 => replica().prop_map(Step::Release),
		2 => replica().prop_map(Step::Miss),
		4 => replica().prop_map(Step::Settle),
		6 => replica().prop_map(Step::End),
		2 => (who(), replica()).prop_map(|(a, b)| Step::Complain(a, b)),
		3 => (replica(), any::<u8>()).prop_map(|(a, b)| Step::Vote(a, b)),
		1 => replica().prop_map(Step::CloseComplaint),
		1 => any::<bool>().prop_map(Step::Pays),
		1 => (who(), any::<bool>()).prop_map(|(a, b)| Step::Lock(a, b)),
		1 => (1..3 * PER_GIB).prop_map(Step::Rate),
		20 => (1..4u32).prop_map(Step::Blocks),
		1 => any::<bool>().prop_map(Step::Stale),
		1 => any::<bool>().prop_map(Step::Full),
		1 => Just(Step::Rest),
		2 => (0..8 * HOUR).prop_map(Step::Pass),
	]
}

fn owner(id: SpaceId) -> AccountId {
	Grid::owner_of(id).unwrap_or(OTHER)
}

fn provider_of(id: ReplicaId) -> AccountId {
	Grid::replica(id).and_then(|replica| replica.space()).map_or(OTHER, owner)
}

fn vote(id: ReplicaId, bits: u8) {
	let Some(Inquiry::Open { leaf, auditors, .. }) = Grid::complaint(id).map(|complaint| complaint.inquiry)
	else {
		return;
	};
	let hash = aic_primitives::merkle::leaf(&files().leaf(leaf));
	let says = |place: usize| (bits >> place & 1 == 1).then(|| (hash, files().proof(leaf)));
	for (place, auditor) in auditors.iter().enumerate() {
		let bound = ballot(id, &auditor.operator, says(place).map(|(hash, _)| hash), SALT);
		let _ = Grid::commit_ballot(signed(auditor.operator), id, bound);
	}
	for (place, auditor) in auditors.iter().enumerate() {
		let _ = Grid::reveal_ballot(signed(auditor.operator), id, says(place), SALT);
	}
	let _ = Grid::close_complaint(signed(OTHER), id);
}

/// One of those that there are, so that few steps are in vain.
fn one_of(ids: impl Iterator<Item = u64>, number: u64) -> u64 {
	let mut ids: Vec<_> = ids.collect();
	ids.sort();
	ids.get(number as usize % ids.len().max(1)).copied().unwrap_or(number)
}

fn existing(step: Step) -> Step {
	let replica = |id| one_of(Replicas::<Test>::iter_keys(), id);
	let order = |id| one_of(Orders::<Test>::iter_keys(), id);
	let complaint = |id| one_of(Complaints::<Test>::iter_keys(), id);
	let active = |id| one_of(KeptAt::<Test>::iter_values(), id);
	match step {
		Step::Extend(id, hours) => Step::Extend(order(id), hours),
		Step::Cancel(id) => Step::Cancel(order(id)),
		Step::Decline(id) => Step::Decline(replica(id)),
		Step::Proof(id) => Step::Proof(active(id)),
		Step::Release(id) => Step::Release(active(id)),
		Step::Miss(id) => Step::Miss(replica(id)),
		Step::Settle(id) => Step::Settle(active(id)),
		Step::End(id) => Step::End(replica(id)),
		Step::Complain(who, id) => Step::Complain(who, active(id)),
		Step::Vote(id, bits) => Step::Vote(complaint(id), bits),
		Step::CloseComplaint(id) => Step::CloseComplaint(complaint(id)),
		other => other,
	}
}

fn run(step: Step) {
	match step {
		Step::Offer(who, gib, region, price) => {
			let _ = Grid::offer_space(signed(who), gib, region, price, Endpoint::default(), Balance::MAX);
		}
		Step::Set(id, gib, price) => {
			let _ = Grid::set_space(signed(owner(id)), id, gib, price, Endpoint::default(), Balance::MAX);
		}
		Step::TopUp(id) => drop(Grid::top_up(signed(owner(id)), id, Balance::MAX)),
		Step::Operator(id, who) => drop(Grid::set_operator(signed(owner(id)), id, who)),
		Step::Close(id) => drop(Grid::close_space(signed(owner(id)), id)),
		Step::Slash(id, percent) => {
			Grid::slash_space(id, Permill::from_percent(percent), &TREASURY);
		}
		Step::Order(who, replicas, hours, region, of_asset) => {
			let Content { root, leaves, leaf_size } = files().content();
			let asset = of_asset.then(|| asset(1));
			let _ = Grid::order(
				signed(who),
				root,
				leaves,
				leaf_size,
				asset,
				replicas,
				hours,
				region,
				Balance::MAX,
			);
		}
		Step::Extend(id, hours) => {
			let customer = Grid::order_of(id).map_or(OTHER, |order| order.customer);
			let _ = Grid::extend(signed(customer), id, hours, Balance::MAX);
		}
		Step::Cancel(id) => {
			let customer = Grid::order_of(id).map_or(OTHER, |order| order.customer);
			let _ = Grid::cancel(signed(customer), id);
		}
		Step::Answer(bits) => {
			let ids: Vec<_> = Replicas::<Test>::iter_keys().filter(|id| question(*id).is_some()).collect();
			for id in ids.into_iter().filter(|id| bits >> (id % 64) & 1 == 1) {
				let _ = try_answer(provider_of(id), id, files());
			}
		}
		Step::WrongAnswer(id) => {
			let leaf = question(id).map_or(0, |question| question.leaf ^ 1);
			let done = Grid::answer(signed(provider_of(id)), id, files().leaf(leaf), files().proof(leaf));
			assert!(done.is_err());
		}
		Step::Decline(id) => drop(Grid::decline(signed(provider_of(id)), id)),
		Step::Proof(id) => drop(Grid::request_proof(signed(provider_of(id)), id)),
		Step::Release(id) => drop(Grid::release(signed(provider_of(id)), id)),
		Step::Miss(id) => drop(Grid::miss(signed(OTHER), id)),
		Step::Settle(id) => drop(Grid::settle(signed(OTHER), id)),
		Step::End(id) => drop(Grid::end_replica(signed(OTHER), id)),
		Step::Complain(who, id) => drop(Grid::complain(signed(who), id, FEE)),
		Step::Vote(id, bits) => vote(id, bits),
		Step::CloseComplaint(id) => drop(Grid::close_complaint(signed(OTHER), id)),
		Step::Pays(pays) => World::change(|world| world.no_pay = !pays),
		Step::Lock(who, true) => Balances::set_lock(*b"spiteful", &who, Balance::MAX, WithdrawReasons::all()),
		Step::Lock(who, false) => Balances::remove_lock(*b"spiteful", &who),
		Step::Rate(rate) => BondRate::set(&rate),
		Step::Blocks(count) => blocks(count),
		Step::Stale(stale) => World::change(|world| world.stale = stale),
		Step::Full(full) => HookLimit::set(&if full { Grid::least_limit() } else { Weight::MAX }),
		Step::Rest => rested(),
		Step::Pass(time) => pass(time),
	}
}

/// Everybody goes home, by calls that anybody may make; only spaces are closed by their owners.
fn wind_up() {
	World::change(|world| (world.no_pay, world.stale) = (false, false));
	pass(2_000 * HOUR);
	for round in 0.. {
		assert!(round < 200, "something can not be ended");
		block();
		let complaints: Vec<_> = Complaints::<Test>::iter_keys().collect();
		for id in complaints {
			let _ = Grid::close_complaint(signed(POOR), id);
		}
		let replicas: Vec<_> = Replicas::<Test>::iter_keys().collect();
		for id in replicas {
			let _ = Grid::end_replica(signed(POOR), id);
		}
		if Orders::<Test>::iter().count() + Complaints::<Test>::iter().count() == 0 {
			break;
		}
		pass(AUDIT);
	}
	let spaces: Vec<_> = Spaces::<Test>::iter_keys().collect();
	for id in spaces {
		assert_ok!(Grid::close_space(signed(owner(id)), id));
	}
	pass(FILL);
	blocks(60);
}

/// What each account gained by what the events say.
#[derive(Default)]
struct Model {
	gains: BTreeMap<AccountId, i128>,
	owners: BTreeMap<SpaceId, AccountId>,
	customers: BTreeMap<StorageOrderId, AccountId>,
	complainants: BTreeMap<ReplicaId, AccountId>,
	escrows: BTreeMap<StorageOrderId, Balance>,
	paid: BTreeMap<StorageOrderId, Balance>,
}

impl Model {
	fn moves(&mut self, from: AccountId, to: AccountId, amount: Balance) {
		*self.gains.entry(from).or_default() -= amount as i128;
		*self.gains.entry(to).or_default() += amount as i128;
	}

	fn learn(&mut self) {
		for event in events() {
			match event {
				Event::SpaceOffered { space, owner, .. } => drop(self.owners.insert(space, owner)),
				Event::Ordered { order, customer, escrow, fee, replicas, .. } => {
					assert_eq!(fee, 777 * Balance::from(replicas));
					self.moves(customer, TREASURY, fee);
					self.customers.insert(order, customer);
					self.escrows.insert(order, escrow);
				}
				Event::Extended { order, escrow, .. } => *self.escrows.get_mut(&order).unwrap() += escrow,
				Event::Paid { order, space, amount, .. } => {
					let (from, to) = (self.customers[&order], self.owners[&space]);
					self.moves(from, POT, amount.div_ceil(10));
					self.moves(from, to, amount - amount.div_ceil(10));
					*self.paid.entry(order).or_default() += amount;
				}
				Event::OrderEnded { order, refund } => {
					let paid = self.paid.get(&order).copied().unwrap_or_default();
					assert_eq!(self.escrows[&order], paid + refund, "an escrow is paid or goes back");
				}
				Event::Slashed { space, to, amount } => self.moves(self.owners[&space], to, amount),
				Event::Complained { replica, by, .. } => drop(self.complainants.insert(replica, by)),
				Event::AuditorPaid { replica, owner, amount } => {
					self.moves(self.complainants[&replica], owner, amount)
				}
				Event::ComplaintClosed { replica, taken, .. } => {
					self.moves(self.complainants[&replica], TREASURY, taken)
				}
				_ => (),
			}
		}
		System::reset_events();
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	/// However all of it follows each other, everything can be wound up, and nobody has more or less than what was said.
	#[test]
	fn accounts_have_what_events_say_when_anything_happens(steps in prop::collection::vec(step(), 1..120)) {
		new_test_ext().execute_with(|| {
			let Content { root, leaves, leaf_size } = files().content();
			World::change(|world| {
				world.owners.insert(1, CUSTOMER);
				world.contents.insert(1, (root, leaves, leaf_size));
			});
			TheLimits::set(&Limits { placement_fee: 777, ..TheLimits::get() });
			ThePrice::set(&PriceParameters { step: Perbill::from_percent(5), ..ThePrice::get() });
			providers(6);
			let supply = Balances::total_issuance();
			let mut model = Model::default();
			for step in steps {
				run(existing(step));
				Grid::do_try_state().unwrap();
				model.learn();
			}
			wind_up();
			Grid::do_try_state().unwrap();
			model.learn();
			assert_eq!(Balances::total_issuance(), supply, "coins are conserved");
			assert_eq!(Spaces::<Test>::iter().count() + Replicas::<Test>::iter().count(), 0);
			assert_eq!(KeptCount::<Test>::get(), 0);
			assert_eq!(Keepers::<Test>::iter().count() + RegionsOf::<Test>::iter().count(), 0);
			assert_eq!(LaneEnds::<Test>::iter().filter(|(_, ends)| !ends.is_empty()).map(|(lane, _)| lane).collect::<Vec<_>>(), vec![]);
			for who in [CUSTOMER, OTHER, TREASURY, POT].into_iter().chain(FIRST..FIRST + PROVIDERS) {
				for reason in [HoldReason::Bond, HoldReason::Order, HoldReason::Audit] {
					assert_eq!(held(reason, who), 0);
				}
				let gain = model.gains.get(&who).copied().unwrap_or_default();
				assert_eq!(free(who) as i128, FUNDS as i128 + gain, "{}", who);
			}
		});
	}
}

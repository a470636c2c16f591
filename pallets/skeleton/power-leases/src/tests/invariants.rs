use super::*;
use frame::{
	deps::frame_support::storage::with_storage_layer,
	token::Preservation,
	traits::{LockableCurrency, WithdrawReasons},
};
use fungible::Mutate;
use proptest::prelude::*;

/// Where escrows are, and what work was paid.
const ESCROWS: u64 = 8;

/// A job that took hours of a lease.
#[derive(Clone, Debug)]
struct Job {
	lease: LeaseId,
	who: u64,
	power: Power,
	time: Moment,
	unit_price: Balance,
	escrow: Balance,
}

/// What the pallet can't know.
#[derive(Default)]
struct Model {
	jobs: Vec<Job>,
	/// Price of all hours that were bought and not used, in 10⁻¹⁸ AIC times ms per hour.
	unused: u128,
	/// Sums that were rounded.
	roundings: u128,
}

#[derive(Clone, Debug)]
enum Step {
	Lease(u64, Power, u32),
	Request(LeaseId, u64, Power, Moment),
	/// A job ends of which so many thousandths were used.
	Settle(usize, u64),
	End(LeaseId),
	Surrender(u64, LeaseId),
	/// A job gets more time.
	Extend(usize, Moment),
	Lock(u64, bool),
	Price(Balance),
	Pass(Moment),
}

fn step() -> impl Strategy<Value = Step> {
	let who = || LESSEE..=OTHER;
	let id = || 0..6u64;
	prop_oneof![
		4 => (who(), 0..100u32, 0..50u32).prop_map(|(who, power, hours)| Step::Lease(who, power, hours)),
		8 => (id(), who(), 0..100u32, 0..9 * HOUR).prop_map(|(id, who, power, time)| Step::Request(id, who, power, time)),
		5 => (any::<usize>(), 0..=1_000u64).prop_map(|(job, used)| Step::Settle(job, used)),
		2 => id().prop_map(Step::End),
		1 => (who(), id()).prop_map(|(who, id)| Step::Surrender(who, id)),
		3 => (any::<usize>(), 0..9 * HOUR).prop_map(|(job, time)| Step::Extend(job, time)),
		2 => (who(), any::<bool>()).prop_map(|(who, locked)| Step::Lock(who, locked)),
		1 => (1..AIC / 10).prop_map(Step::Price),
		2 => (0..20 * HOUR).prop_map(Step::Pass),
	]
}

impl Model {
	fn lease(&mut self, who: u64, power: Power, hours: u32) {
		if Leases::lease(signed(who), CLASS, power, hours, Balance::MAX).is_ok() {
			let lease = Leases::lease_of(NextLease::<Test>::get() - 1).unwrap();
			self.unused += lease.left * lease.unit_price;
			self.roundings += 1;
		}
	}

	/// As the allocator does it: the hours are taken, and their price is escrowed if it can be; else all is undone.
	fn request(&mut self, id: LeaseId, who: u64, power: Power, time: Moment) {
		let _ = with_storage_layer(|| {
			Leases::spend(id, &who, CLASS, power.into(), time)?;
			let unit_price = Leases::lease_of(id).unwrap().unit_price;
			let escrow = Lease::<u64>::price_of(unit_price, u128::from(power) * u128::from(time)).unwrap();
			Balances::transfer(&who, &ESCROWS, escrow, Preservation::Preserve)?;
			self.jobs.push(Job { lease: id, who, power, time, unit_price, escrow });
			Ok::<_, DispatchError>(())
		});
	}

	fn extend(&mut self, job: usize, more: Moment) {
		let count = self.jobs.len().max(1);
		let Some(job) = self.jobs.get_mut(job % count) else { return };
		let time = job.time + more;
		let escrow =
			Lease::<u64>::price_of(job.unit_price, u128::from(job.power) * u128::from(time)).unwrap();
		let done = with_storage_layer(|| {
			Leases::extend(job.lease, &job.who, CLASS, job.power.into(), more)?;
			Balances::transfer(&job.who, &ESCROWS, escrow - job.escrow, Preservation::Preserve)
		});
		if done.is_ok() {
			(job.time, job.escrow) = (time, escrow);
		}
	}

	/// As the allocator does it: what was not earned is free again, and then hours come back.
	fn settle(&mut self, job: usize, used: u64) {
		if self.jobs.is_empty() {
			return;
		}
		let Job { lease, who, power, time, unit_price, escrow } =
			self.jobs.swap_remove(job % self.jobs.len());
		let used = time * used / 1_000;
		let worked = u128::from(power) * u128::from(used) * unit_price;
		let rest = escrow - worked / u128::from(HOUR);
		Balances::transfer(&ESCROWS, &who, rest, Preservation::Preserve).unwrap();
		self.unused -= worked;
		self.roundings += 1;
		Leases::settle(lease, &who, power.into(), time, time - used);
	}

	fn run(&mut self, step: Step) {
		match step {
			Step::Lease(who, power, hours) => self.lease(who, power, hours),
			Step::Request(id, who, power, time) => self.request(id, who, power, time),
			Step::Settle(job, used) => self.settle(job, used),
			Step::End(id) => drop(Leases::end(signed(OTHER), id)),
			Step::Surrender(who, id) => drop(Leases::surrender(signed(who), id)),
			Step::Extend(job, time) => self.extend(job, time),
			Step::Lock(who, true) => {
				Balances::set_lock(*b"spiteful", &who, Balance::MAX, WithdrawReasons::all())
			}
			Step::Lock(who, false) => Balances::remove_lock(*b"spiteful", &who),
			Step::Price(price) => Price::set(&price),
			Step::Pass(time) => pass(time),
		}
	}

	/// All jobs end unused, then all leases.
	fn close(&mut self) {
		while !self.jobs.is_empty() {
			self.settle(0, 0);
		}
		pass(1_000 * HOUR);
		for id in 0..NextLease::<Test>::get() {
			let _ = Leases::end(signed(OTHER), id);
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(200))]

	/// However leases, jobs, surrenders and locks follow each other, unused hours cost what they cost, and no more.
	#[test]
	fn treasury_gets_its_part_of_all_unused_hours_when_anything_happens(
		steps in prop::collection::vec(step(), 1..100),
	) {
		new_test_ext().execute_with(|| {
			assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), ESCROWS, AIC));
			let supply = Balances::total_issuance();
			let mut model = Model::default();
			for step in steps {
				model.run(step);
				assert_ok!(Leases::do_try_state());
				assert_eq!(Balances::total_issuance(), supply, "coins are conserved");
			}
			model.close();
			assert_ok!(Leases::do_try_state());
			assert_eq!((held(LESSEE), held(OTHER)), (0, 0));
			assert_eq!(LeaseOf::<Test>::iter().count(), 0, "every lease can be ended");
			let due = model.unused / u128::from(HOUR) / 5;
			let got = Balances::free_balance(TREASURY) - AIC;
			assert!(got.abs_diff(due) <= 2 * model.roundings + 1, "the treasury got {got}, not {due}");
		});
	}
}

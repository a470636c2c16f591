use super::*;
use proptest::prelude::*;

/// What can happen to the pallet. The accounts three to six have a node each.
#[derive(Clone, Debug)]
enum Event {
	Record(u64, u64, Balance, Permill),
	Mark(u64, u64, u8),
	Forget(u64, u64),
	Pass(EraIndex, Moment),
	Penalise(u64, Grade),
	Fault(u64, Permill),
	Appeal(u64, PenaltyId),
	Decide(PenaltyId, bool),
	Settle(PenaltyId),
	Flag(EraIndex, Vec<(u64, Step)>),
	Tie(u64, u64),
	SetParts(Permill, Permill),
	SetSaturation(Balance),
	SetOwnShare(Permill),
}

fn fee() -> impl Strategy<Value = Balance> {
	prop_oneof![1..=10u128, 1..=1_000_000u128, 1..=u128::MAX >> 40]
}

fn part() -> impl Strategy<Value = Permill> {
	prop_oneof![Just(Permill::one()), (0..=1_000_000u32).prop_map(Permill::from_parts)]
}

fn node() -> impl Strategy<Value = u64> {
	3..7u64
}

fn grade() -> impl Strategy<Value = Grade> {
	prop_oneof![Just(Grade::Warning), part().prop_map(Grade::Points), part().prop_map(Grade::Bond)]
}

fn payment() -> impl Strategy<Value = (u64, Step)> {
	(node(), node()).prop_map(|(payer, to)| (payer, Step::Paid(ResourceId::Node(to))))
}

/// Cycles of payments, some with a tie, and whatever else.
fn cycle() -> impl Strategy<Value = Vec<(u64, Step)>> {
	let whole = (Just([3u64, 4, 5, 6]).prop_shuffle(), 2..=4usize, any::<bool>()).prop_map(
		|(accounts, length, tie)| {
			let accounts = &accounts[..length];
			let nexts = accounts.iter().cycle().skip(1);
			let mut steps: Vec<_> = accounts
				.iter()
				.zip(nexts)
				.map(|(account, next)| (*account, Step::Paid(ResourceId::Node(*next))))
				.collect();
			if tie {
				steps[0].1 = Step::Tied(Tie::Proxy);
			}
			steps
		},
	);
	prop_oneof![4 => whole, 1 => prop::collection::vec(payment(), 0..=4)]
}

fn event() -> impl Strategy<Value = Event> {
	prop_oneof![
		10 => (node(), node(), fee(), part()).prop_map(|(payer, to, fee, part)| Event::Record(payer, to, fee, part)),
		3 => (node(), node(), 0..=6u8).prop_map(|(user, of, stars)| Event::Mark(user, of, stars)),
		2 => (node(), node()).prop_map(|(user, of)| Event::Forget(user, of)),
		3 => (0..4u32, 0..1_500u64).prop_map(|(eras, time)| Event::Pass(eras, time)),
		2 => (node(), grade()).prop_map(|(of, grade)| Event::Penalise(of, grade)),
		1 => (node(), part()).prop_map(|(of, part)| Event::Fault(of, part)),
		1 => (node(), 0..6u32).prop_map(|(who, id)| Event::Appeal(who, id)),
		1 => (0..6u32, any::<bool>()).prop_map(|(id, upheld)| Event::Decide(id, upheld)),
		2 => (0..6u32).prop_map(Event::Settle),
		6 => (0..3u32, cycle()).prop_map(|(back, steps)| Event::Flag(back, steps)),
		1 => (node(), node()).prop_map(|(a, b)| Event::Tie(a, b)),
		1 => (part(), part()).prop_map(|(rate, fraction)| Event::SetParts(rate, fraction)),
		1 => prop_oneof![Just(0), Just(1 << 100), fee()].prop_map(Event::SetSaturation),
		1 => part().prop_map(Event::SetOwnShare),
	]
}

/// Most are refused at one time or another; then nothing may change.
fn run(event: Event) {
	use super::ContributionRating as Pallet;
	let era = Era::get();
	let result = match event {
		Event::Record(payer, to, fee, part) => {
			let before = points(of(to));
			let rated = pay(payer, of(to), fee, part.mul_ceil(fee));
			assert_eq!(points(of(to)), before + rated.points);
			Ok(())
		}
		Event::Mark(user, to, stars) => Pallet::mark(signed(user), of(to), stars),
		Event::Forget(user, to) => {
			Pallet::forget(signed(1), of(to), user).map(|_| ()).map_err(|refused| refused.error)
		}
		Event::Pass(eras, time) => {
			Era::set(&(era + eras));
			Now::set(&(Now::get() + time));
			Ok(())
		}
		Event::Penalise(to, grade) => {
			Bond::set(&500);
			Pallet::penalise(
				RuntimeOrigin::root(),
				of(to),
				grade,
				PenaltyReason::UnlawfulContent,
				H256::zero(),
			)
		}
		Event::Fault(to, part) => {
			<Pallet as Ratings<u64>>::penalise(of(to), part);
			Ok(())
		}
		Event::Appeal(who, id) => Pallet::appeal(signed(who), id, H256::zero()),
		Event::Decide(id, upheld) => Pallet::decide_appeal(RuntimeOrigin::root(), id, upheld),
		Event::Settle(id) => Pallet::settle_penalty(signed(1), id),
		Event::Flag(back, steps) => {
			Pallet::flag(signed(1), era.saturating_sub(back), steps.try_into().unwrap())
		}
		Event::Tie(a, b) => {
			World::proxy(a, b);
			Ok(())
		}
		Event::SetParts(rate, fraction) => {
			RewardRate::set(&rate);
			CapFraction::set(&fraction);
			Ok(())
		}
		Event::SetSaturation(scale) => {
			Saturation::set(&scale);
			Ok(())
		}
		Event::SetOwnShare(part) => {
			OwnShare::set(&part);
			Ok(())
		}
	};
	let _ = result;
}

fn bonds() -> Balance {
	Penalties::<Test>::iter_values().map(|penalty| penalty.bond).sum()
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(100))]

	#[test]
	fn books_and_coins_agree_when_anything_happens(events in prop::collection::vec(event(), 1..80)) {
		new_test_ext().execute_with(|| {
			(3..7).for_each(|owner| {
				of(owner);
			});
			let coins = Balances::total_issuance();
			for event in events {
				run(event);
				assert_ok!(ContributionRating::do_try_state());
				assert_eq!(Balances::total_issuance(), coins);
				assert_eq!(pot(), 10 + bonds());
			}
			for era in 0..=Era::get() {
				let sum: Balance = DueOf::<Test>::iter_prefix_values(era).sum();
				assert_eq!(sum, ContributionRating::total_due(era));
			}
		});
	}

	/// One more use before, between or after others never makes a resource worth less.
	#[test]
	fn rating_is_not_lower_when_there_was_one_use_more(
		uses in prop::collection::vec((1..4u64, 0..3u32, fee()), 1..30),
		extra in (1..5u64, fee()), at: prop::sample::Index, scale in prop_oneof![1..1u128 << 100, 1..100_000u128],
	) {
		let rate = |extra: Option<(u64, Balance)>| new_test_ext().execute_with(|| {
			Saturation::set(&scale);
			for (index, (payer, eras, fee)) in uses.iter().enumerate() {
				Era::set(&(Era::get() + eras));
				if let Some((payer, fee)) = extra.filter(|_| index == at.index(uses.len())) {
					pay(payer, NODE, fee, fee / 10);
				}
				pay(*payer, NODE, *fee, fee / 10);
			}
			rating(NODE)
		});
		let (without, with) = (rate(None), rate(Some(extra)));
		prop_assert!(with.0 >= without.0, "{with:?} < {without:?}");
		prop_assert!(with.2 >= without.2, "{with:?} < {without:?}");
	}
}

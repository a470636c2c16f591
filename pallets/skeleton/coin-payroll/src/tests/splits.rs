use super::*;
use frame::traits::fungible::InspectHold;

fn account(member: u64) -> Target<u64> {
	Target::Account(member)
}

fn percent(part: u32) -> Perbill {
	Perbill::from_percent(part)
}

#[test]
fn members_collect_their_parts_and_the_owner_has_the_rest_at_once() {
	build_and_execute(|| {
		let id = split(NODE, &[(21, 25), (22, 25)]);
		assert_ok!(pay(PAYER, NODE, 10_000));
		assert_ok!(pay(PAYER, NODE, 1_111));
		assert_eq!(Payroll::owed(OWNER).payable, 4_500 + 500);
		assert_eq!(Payroll::collectable_of(id, 21), 2_250 + 249);
		assert_ok!(Payroll::collect(signed(5), id, 21));
		assert_eq!(Payroll::owed(21).payable, 2_499);
		assert_eq!(credits().last(), Some(&(21, Reason::Split(id), 2_499)));
		assert_noop!(Payroll::collect(signed(5), id, 21), Error::<Test>::NothingOwed);
		assert_ok!(pay(PAYER, NODE, 10_000));
		assert_ok!(Payroll::collect(signed(5), id, 21));
		assert_ok!(Payroll::collect(signed(5), id, 22));
		assert_eq!((Payroll::owed(21).payable, Payroll::owed(22).payable), (4_749, 4_749));
	});
}

#[test]
fn payment_touches_as_much_however_many_share() {
	let touched = |members: u64| {
		let mut chain = new_test_ext();
		chain.execute_with(|| {
			let parts: Vec<_> = (0..members).map(|member| (100 + member, 1)).collect();
			split(NODE, &parts);
			assert_ok!(pay(PAYER, NODE, 10_000));
		});
		chain.commit_all().unwrap();
		let ((), proof) = chain.execute_and_prove(|| pay(PAYER, NODE, 10_000).unwrap());
		let members = chain.execute_with(|| Members::<Test>::iter().count());
		(members, proof.iter_nodes().map(Vec::len).sum::<usize>())
	};
	let (few, many) = (touched(1), touched(64));
	assert_eq!((few.0, many.0), (1, 64));
	assert!(many.1 <= few.1 + 1_024, "{few:?} {many:?}");
}

#[test]
fn rewards_are_split_like_fees() {
	build_and_execute(|| {
		let id = split(NODE, &[(21, 50)]);
		assert_ok!(pay(PAYER, NODE, 10_000));
		pass(ERA);
		assert_ok!(Payroll::claim_reward(signed(5), NODE, 0));
		assert_ok!(Payroll::collect(signed(5), id, 21));
		assert_eq!((Payroll::owed(OWNER).payable, Payroll::owed(21).payable), (4_750, 4_750));
	});
}

#[test]
fn new_split_is_in_force_when_its_notice_is_over_and_not_before() {
	build_and_execute(|| {
		Notice::set(&500);
		let first = split(NODE, &[(21, 50)]);
		System::assert_last_event(
			Event::<Test>::SplitSet { resource: NODE, split: Some(first), from: START + 500 }.into(),
		);
		assert_ok!(pay(PAYER, NODE, 1_000));
		assert_eq!(Payroll::owed(OWNER).payable, 900);
		pass(500);
		assert_ok!(pay(PAYER, NODE, 1_000));
		assert_eq!((Payroll::owed(OWNER).payable, Payroll::collectable_of(first, 21)), (1_350, 450));
		let second = split(NODE, &[]);
		assert_eq!(second, first, "nobody shares, so there is nothing to write");
		assert_ok!(pay(PAYER, NODE, 1_000));
		assert_eq!(Payroll::collectable_of(first, 21), 900);
		assert!(Payroll::close_split(signed(5), first).is_err());
		pass(500);
		assert_ok!(pay(PAYER, NODE, 1_000));
		assert_eq!(Payroll::collectable_of(first, 21), 900);
		assert_ok!(Payroll::close_split(signed(5), first));
		assert_eq!((Payroll::owed(21).payable, Payroll::split_of(NODE)), (900, Schedule::default()));
	});
}

#[test]
fn buyer_keeps_a_seller_s_new_split_from_coming_into_force() {
	build_and_execute(|| {
		Notice::set(&500);
		split(NODE, &[(OWNER, 100)]);
		Things::put(NODE, 2);
		assert_ok!(set_split(2, NODE, vec![]));
		pass(1_000);
		assert_ok!(pay(PAYER, NODE, 1_000));
		assert_eq!((Payroll::owed(OWNER).payable, Payroll::owed(2).payable), (0, 900));
		assert_ok!(Payroll::close_split(signed(5), 0));
	});
}

#[test]
fn lineage_is_flattened_when_a_split_names_other_resources() {
	build_and_execute(|| {
		let (model, dataset, trained) = (ResourceId::Node(1), ResourceId::Node(2), ResourceId::Node(3));
		Things::put(model, 31);
		Things::put(dataset, 32);
		Things::put(trained, 33);
		split(dataset, &[(34, 50)]);
		assert_ok!(set_split(31, model, vec![(Target::Resource(dataset), percent(40))]));
		let targets = vec![
			(Target::Resource(model), percent(50)),
			(Target::Resource(dataset), percent(10)),
			(account(34), percent(5)),
		];
		assert_ok!(set_split(33, trained, targets));
		let id = Payroll::split_of(trained).now.unwrap().id;
		let roster: Vec<_> = Payroll::roster(id).into_iter().collect();
		// 50 % by the model: 30 to its owner, 10 each to the dataset's two; 10 % by the dataset: 5 each.
		assert_eq!(roster, [(31, percent(30)), (32, percent(15)), (34, percent(20))]);
		assert_ok!(pay(PAYER, trained, 10_000));
		for (member, amount) in [(31, 2_700), (32, 1_350), (34, 1_800)] {
			assert_eq!(Payroll::collectable_of(id, member), amount);
		}
		assert_eq!(Payroll::owed(33).payable, 3_150);
	});
}

#[test]
fn split_is_refused_when_it_is_not_the_owner_s_or_more_than_the_whole() {
	build_and_execute(|| {
		let some = || vec![(account(1), percent(1))];
		assert_noop!(set_split(5, NODE, some()), Error::<Test>::NotOwner);
		assert_noop!(set_split(5, ResourceId::Node(9), some()), Error::<Test>::UnknownResource);
		let above = vec![(account(1), percent(60)), (account(2), Perbill::from_parts(400_000_001))];
		assert_noop!(set_split(OWNER, NODE, above), Error::<Test>::PartsAboveWhole);
		for small in [0, 99_999] {
			let small = vec![(account(1), Perbill::from_parts(small))];
			assert_noop!(set_split(OWNER, NODE, small), Error::<Test>::PartTooSmall);
		}
		let own = vec![(Target::Resource(NODE), percent(1))];
		assert_noop!(set_split(OWNER, NODE, own), Error::<Test>::TooManySources);
		(10..19).for_each(|node| Things::put(ResourceId::Node(node), node));
		let nine = (10..19).map(|node| (Target::Resource(ResourceId::Node(node)), percent(1))).collect();
		assert_noop!(set_split(OWNER, NODE, nine), Error::<Test>::TooManySources);
		let unknown = vec![(Target::Resource(ResourceId::Node(77)), percent(1))];
		assert_noop!(set_split(OWNER, NODE, unknown), Error::<Test>::UnknownResource);
		assert_noop!(
			Payroll::set_split(RuntimeOrigin::none(), NODE, BoundedVec::new()),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn split_is_refused_when_flattening_gives_too_many_members() {
	build_and_execute(|| {
		for node in 10..12 {
			Things::put(ResourceId::Node(node), node);
			let members: Vec<_> = (0..40).map(|member| (node * 100 + member, 1)).collect();
			split(ResourceId::Node(node), &members);
		}
		let both = (10..12).map(|node| (Target::Resource(ResourceId::Node(node)), percent(50))).collect();
		assert_noop!(set_split(OWNER, NODE, both), Error::<Test>::TooManyMembers);
	});
}

#[test]
fn deposit_is_held_for_each_member_until_the_split_is_closed() {
	build_and_execute(|| {
		Deposit::set(&1_000);
		Things::put(NODE, 2);
		assert_ok!(set_split(2, NODE, vec![(account(21), percent(33)), (account(22), percent(33))]));
		assert_eq!(Balances::balance_on_hold(&TestReason::Split, &2), 2_000);
		assert_noop!(Payroll::close_split(signed(5), 0), Error::<Test>::SplitInForce);
		assert_ok!(pay(PAYER, NODE, 1_112));
		assert_ok!(set_split(2, NODE, vec![]));
		assert_ok!(Payroll::close_split(signed(5), 0));
		assert_eq!(Balances::balance_on_hold(&TestReason::Split, &2), 0);
		System::assert_last_event(Event::<Test>::SplitClosed { split: 0, resource: NODE, dust: 0 }.into());
		assert_eq!((Members::<Test>::iter().count(), Splits::<Test>::iter().count()), (0, 0));
		assert_noop!(Payroll::close_split(signed(5), 0), Error::<Test>::NoSuchSplit);
		Deposit::set(&(2 * FUNDS));
		let poor = || vec![(account(21), percent(33))];
		assert_noop!(set_split(2, NODE, poor()), TokenError::FundsUnavailable);
	});
}

#[test]
fn split_is_closed_by_anybody_when_its_resource_is_gone() {
	build_and_execute(|| {
		Deposit::set(&1_000);
		Notice::set(&500);
		Things::put(NODE, 2);
		assert_ok!(set_split(2, NODE, vec![(account(21), percent(50))]));
		pass(500);
		assert_ok!(pay(PAYER, NODE, 1_000));
		assert_ok!(set_split(2, NODE, vec![(account(22), percent(50))]));
		Things::remove(NODE);
		assert_noop!(set_split(2, NODE, vec![]), Error::<Test>::UnknownResource);
		assert_ok!(Payroll::close_split(signed(5), 0));
		check();
		assert_ok!(Payroll::close_split(signed(5), 1));
		assert_eq!(Balances::balance_on_hold(&TestReason::Split, &2), 0);
		assert_eq!((Payroll::owed(21).payable, SplitOf::<Test>::iter().count()), (450, 0));
	});
}

#[test]
fn pool_gets_what_rounding_left_when_a_split_is_closed() {
	build_and_execute(|| {
		let members = vec![
			(account(21), Perbill::from_parts(333_333_333)),
			(account(22), Perbill::from_parts(333_333_333)),
		];
		assert_ok!(set_split(OWNER, NODE, members));
		assert_ok!(pay(PAYER, NODE, 1_251));
		let pool = Payroll::pool();
		assert_ok!(set_split(OWNER, NODE, vec![]));
		assert_ok!(Payroll::close_split(signed(5), 0));
		let [one, two] = [21, 22].map(|member| Payroll::owed(member).payable);
		assert_eq!(one + two + Payroll::owed(OWNER).payable + Payroll::pool() - pool, 1_125);
		assert_eq!((one, two, Payroll::pool() - pool), (374, 374, 1));
	});
}

#[test]
fn collecting_is_refused_when_there_is_no_such_split_or_member() {
	build_and_execute(|| {
		let id = split(NODE, &[(21, 50)]);
		assert_noop!(Payroll::collect(signed(5), id + 1, 21), Error::<Test>::NoSuchSplit);
		assert_noop!(Payroll::collect(signed(5), id, 22), Error::<Test>::NotMember);
		assert_noop!(Payroll::collect(signed(5), id, 21), Error::<Test>::NothingOwed);
		assert_noop!(Payroll::collect(RuntimeOrigin::none(), id, 21), DispatchError::BadOrigin);
	});
}

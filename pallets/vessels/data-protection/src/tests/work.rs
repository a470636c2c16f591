use super::*;

/// The buyer has a licence for inside only, and his job runs on the operator's node.
fn working() -> (AssetId, Material) {
	let (asset, material) = on_sale();
	World::change_asset(asset, |asset| asset.inside_only = true);
	assert_ok!(Protection::buy_licence(
		signed(BUYER),
		asset,
		Wish { part: part(1, 1), ..WISH },
		PRICE / 2,
		None
	));
	World::change(|world| world.work.insert((SLOT, asset, OPERATOR), part(1, 1)));
	(asset, material)
}

fn ask(who: u64, asset: AssetId) -> DispatchResult {
	Protection::request_key_for_work(signed(who), asset, SLOT, recipient())
}

#[test]
fn node_gets_the_key_of_what_its_job_may_use() {
	build_and_execute(|| {
		let (asset, material) = working();
		assert_ok!(ask(OPERATOR, asset));
		let request = Protection::key_request(0).unwrap();
		assert_eq!((request.part, request.reason, request.fee()), (part(1, 1), Reason::Work(SLOT), 0));
		assert_eq!(held(OPERATOR), REQUEST_DEPOSIT);
		answer(&material, 0);
		let Stage::Answered { sealed, .. } = Protection::key_request(0).unwrap().stage else { panic!() };
		assert_eq!(seals::open(&sealed, SECRET, &recipient(), 0), material.key(part(1, 1)));
		assert_ok!(Protection::confirm(signed(OPERATOR), 0));
		assert_eq!((held(OPERATOR), free(OPERATOR)), (0, FUNDS));
	});
}

#[test]
fn key_for_work_is_refused_to_who_does_not_work_with_it() {
	build_and_execute(|| {
		let (asset, _) = working();
		assert_noop!(ask(OTHER, asset), Error::<Test>::NotWorking);
		// Not even to who has the licence.
		assert_noop!(ask(BUYER, asset), Error::<Test>::NotWorking);
		let (other, _) = on_sale();
		assert_noop!(ask(OPERATOR, other), Error::<Test>::NotWorking);
		let plain = World::mint(OWNER, H256::zero());
		assert_noop!(ask(OPERATOR, plain), Error::<Test>::NotProtected);
		let bad = Protection::request_key_for_work(signed(OPERATOR), asset, SLOT, [0; 32]);
		assert_eq!(bad, Err(Error::<Test>::BadPoint.into()));
	});
}

#[test]
fn key_for_work_is_refused_when_the_part_has_none() {
	build_and_execute(|| {
		let (asset, _) = working();
		World::change(|world| world.work.insert((SLOT, asset, OPERATOR), part(5, 0)));
		assert_noop!(ask(OPERATOR, asset), Error::<Test>::PartHasNoKey);
	});
}

#[test]
fn node_asks_once_for_each_slot() {
	build_and_execute(|| {
		let (asset, _) = working();
		assert_ok!(ask(OPERATOR, asset));
		assert_noop!(ask(OPERATOR, asset), Error::<Test>::AlreadyAsked);
		let other = SlotId { job: 8, index: 0 };
		World::change(|world| world.work.insert((other, asset, OPERATOR), Part::WHOLE));
		assert_ok!(Protection::request_key_for_work(signed(OPERATOR), asset, other, recipient()));
	});
}

#[test]
fn silence_towards_a_node_costs_the_guarantee() {
	build_and_execute(|| {
		let (asset, _) = working();
		assert_ok!(ask(OPERATOR, asset));
		pass(ANSWER + 1);
		assert_ok!(Protection::refund(signed(OPERATOR), 0));
		assert_eq!(World::guarantee(asset), GUARANTEE - GUARANTEE / 100);
		assert_eq!((free(OPERATOR), free(TREASURY)), (FUNDS, AIC + GUARANTEE / 100));
	});
}

#[test]
fn false_key_for_work_is_proven_by_the_node() {
	build_and_execute(|| {
		let (asset, material) = working();
		assert_ok!(ask(OPERATOR, asset));
		cheat(&material, 0);
		assert_ok!(Protection::prove_false_key(signed(OPERATOR), 0, SECRET));
		assert_eq!((World::guarantee(asset), free(OPERATOR)), (GUARANTEE * 4 / 5, FUNDS));
		// The requester's licence is as it was.
		assert_eq!(World::licence(asset, BUYER, part(1, 1)), (1, PRICE / 2));
	});
}

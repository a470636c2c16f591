use super::*;

fn sealed(material: &Material, id: KeyRequestId) -> (Sealed, H256, KeyProof) {
	let request = Protection::key_request(id).unwrap();
	let (leaf, proof) = material.leaf(request.part);
	(seals::seal(&material.key(request.part), [0x22; 32], &request.recipient, id), leaf, proof)
}

#[test]
fn licensee_opens_the_answer_and_confirms_it() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let id = buy(asset);
		let before = free(OWNER);
		answer(&material, id);
		let complain_by = START + COMPLAINT;
		System::assert_last_event(Event::<Test>::KeyAnswered { request: id, complain_by }.into());
		let request = Protection::key_request(id).unwrap();
		let Stage::Answered { sealed, leaf, .. } = request.stage else { panic!("answered") };
		let key = seals::open(&sealed, SECRET, &request.recipient, id);
		assert_eq!((key, merkle::leaf(&key)), (material.key(Part::WHOLE), leaf));
		assert_eq!(Open::<Test>::iter().count(), 0);
		assert_noop!(Protection::confirm(signed(OTHER), id), Error::<Test>::NotLicensee);
		assert_ok!(Protection::confirm(signed(BUYER), id));
		System::assert_last_event(Event::<Test>::KeySettled { request: id, fee: PRICE }.into());
		assert_eq!((free(BUYER), held(BUYER)), (FUNDS - PRICE, 0));
		assert_eq!((free(OWNER) - before, free(POOL) - AIC), (PRICE * 9 / 10, PRICE / 10));
		assert_noop!(Protection::confirm(signed(BUYER), id), Error::<Test>::UnknownRequest);
		assert_eq!(World::licence(asset, BUYER, Part::WHOLE), (1, PRICE));
	});
}

#[test]
fn answer_is_refused_when_it_is_not_the_owners_or_has_no_proof() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let id = buy(asset);
		let (sealed, leaf, proof) = sealed(&material, id);
		let answer = |who, sealed, leaf, proof: &KeyProof| {
			Protection::answer(signed(who), id, sealed, leaf, proof.clone()).map_err(|error| error.error)
		};
		assert_noop!(answer(OTHER, sealed, leaf, &proof), Error::<Test>::NotAnswerer);
		assert_noop!(answer(OWNER, sealed, H256::zero(), &proof), Error::<Test>::BadProof);
		// The leaf of another part.
		let (half, of_half) = material.leaf(part(1, 0));
		assert_noop!(answer(OWNER, sealed, half, &of_half), Error::<Test>::BadProof);
		let short: KeyProof = proof[1..].to_vec().try_into().unwrap();
		assert_noop!(answer(OWNER, sealed, leaf, &short), Error::<Test>::BadProof);
		let open = Sealed { ephemeral: [0; 32], ..sealed };
		assert_noop!(answer(OWNER, open, leaf, &proof), Error::<Test>::BadPoint);
		let nothing = Protection::answer(signed(OWNER), 9, sealed, leaf, proof.clone());
		assert_eq!(nothing.unwrap_err().error, Error::<Test>::UnknownRequest.into());
		let info = answer(OWNER, sealed, leaf, &proof).unwrap();
		assert_eq!(info.pays_fee, Pays::No);
		assert_noop!(answer(OWNER, sealed, leaf, &proof), Error::<Test>::AlreadyAnswered);
	});
}

#[test]
fn agent_answers_in_the_last_moment_and_not_later() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		assert_ok!(Protection::agent(signed(OWNER), asset, Some(AGENT)));
		let (first, second) = (buy(asset), buy(asset));
		let answer = |id| {
			let (sealed, leaf, proof) = sealed(&material, id);
			Protection::answer(signed(AGENT), id, sealed, leaf, proof).map_err(|error| error.error)
		};
		pass(ANSWER);
		assert_noop!(Protection::refund(signed(OTHER), first), Error::<Test>::NotOver);
		assert_ok!(answer(first));
		pass(1);
		assert_noop!(answer(second), Error::<Test>::TooLate);
	});
}

#[test]
fn anybody_settles_when_nobody_complained_in_time() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let id = buy(asset);
		assert_noop!(Protection::settle(signed(OTHER), id), Error::<Test>::NotAnswered);
		assert_noop!(Protection::confirm(signed(BUYER), id), Error::<Test>::NotAnswered);
		answer(&material, id);
		pass(COMPLAINT);
		assert_noop!(Protection::settle(signed(OTHER), id), Error::<Test>::NotOver);
		pass(1);
		assert_ok!(Protection::settle(signed(OTHER), id));
		assert_eq!((free(BUYER), held(BUYER)), (FUNDS - PRICE, 0));
		assert_noop!(Protection::settle(signed(OTHER), id), Error::<Test>::UnknownRequest);
	});
}

#[test]
fn anybody_refunds_when_nobody_answered_in_time() {
	build_and_execute(|| {
		let (asset, _) = on_sale();
		let id = buy(asset);
		pass(ANSWER + 1);
		assert_ok!(Protection::refund(signed(OTHER), id));
		let slashed = GUARANTEE / 100;
		System::assert_last_event(Event::<Test>::KeyRefunded { request: id, fee: PRICE, slashed }.into());
		assert_eq!((free(BUYER), held(BUYER), free(TREASURY)), (FUNDS, 0, AIC + slashed));
		assert_eq!(World::licence(asset, BUYER, Part::WHOLE), (0, 0));
		assert_eq!(Open::<Test>::iter().count(), 0);
		assert_noop!(Protection::refund(signed(OTHER), id), Error::<Test>::UnknownRequest);
	});
}

#[test]
fn what_was_answered_is_not_refunded() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let id = buy(asset);
		answer(&material, id);
		pass(2 * ANSWER);
		assert_noop!(Protection::refund(signed(BUYER), id), Error::<Test>::AlreadyAnswered);
	});
}

#[test]
fn false_key_gives_the_fee_back_and_costs_the_guarantee() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let id = buy(asset);
		let prove = |who, secret| Protection::prove_false_key(signed(who), id, secret);
		assert_noop!(prove(BUYER, SECRET), Error::<Test>::NotAnswered);
		cheat(&material, id);
		assert_noop!(prove(OTHER, SECRET), Error::<Test>::NotLicensee);
		assert_noop!(prove(BUYER, [0x12; 32]), Error::<Test>::OtherSecret);
		pass(COMPLAINT);
		assert_ok!(prove(BUYER, SECRET));
		let slashed = GUARANTEE / 5;
		System::assert_last_event(Event::<Test>::KeyWasFalse { request: id, fee: PRICE, slashed }.into());
		assert_eq!((free(BUYER), held(BUYER)), (FUNDS, 0));
		assert_eq!((free(TREASURY), World::guarantee(asset)), (AIC + slashed, GUARANTEE - slashed));
		assert_eq!(World::licence(asset, BUYER, Part::WHOLE), (0, 0));
		assert_noop!(prove(BUYER, SECRET), Error::<Test>::UnknownRequest);
	});
}

#[test]
fn complaint_is_refused_when_it_is_late_or_the_key_is_right() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let (good, bad) = (buy(asset), buy(asset));
		answer(&material, good);
		cheat(&material, bad);
		let prove = |id| Protection::prove_false_key(signed(BUYER), id, SECRET);
		assert_noop!(prove(good), Error::<Test>::KeyIsRight);
		pass(COMPLAINT + 1);
		assert_noop!(prove(bad), Error::<Test>::TooLate);
		assert_noop!(prove(9), Error::<Test>::UnknownRequest);
	});
}

#[test]
fn licensee_asks_again_without_a_fee() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let ask = |who, part| Protection::request_key(signed(who), asset, part, recipient());
		assert_noop!(ask(BUYER, Part::WHOLE), Error::<Test>::MayNotRead);
		buy(asset);
		assert_ok!(ask(BUYER, Part::WHOLE));
		assert_noop!(ask(BUYER, Part::WHOLE), Error::<Test>::AlreadyAsked);
		assert_noop!(ask(BUYER, part(4, 0)), Error::<Test>::PartHasNoKey);
		let bad = Protection::request_key(signed(BUYER), asset, part(1, 0), [0; 32]);
		assert_eq!(bad, Err(Error::<Test>::BadPoint.into()));
		answer(&material, 1);
		assert_noop!(ask(BUYER, Part::WHOLE), Error::<Test>::AlreadyAsked);
		assert_ok!(Protection::confirm(signed(BUYER), 1));
		assert_ok!(ask(BUYER, Part::WHOLE));
		assert_eq!(held(BUYER), PRICE + 2 * REQUEST_DEPOSIT);
		let none = AssetId { kind: AssetKind::Model, item: 9 };
		let ask = Protection::request_key(signed(BUYER), none, Part::WHOLE, recipient());
		assert_eq!(ask, Err(Error::<Test>::NotProtected.into()));
	});
}

#[test]
fn deposit_comes_back_when_a_request_without_fee_ends_in_any_way() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		World::change_asset(asset, |asset| asset.price = 0);
		for index in 0..4 {
			assert_ok!(Protection::request_key(signed(OTHER), asset, part(2, index), recipient()));
		}
		assert_eq!(held(OTHER), 4 * REQUEST_DEPOSIT);
		answer(&material, 0);
		answer(&material, 1);
		cheat(&material, 2);
		assert_ok!(Protection::confirm(signed(OTHER), 0));
		assert_ok!(Protection::prove_false_key(signed(OTHER), 2, SECRET));
		pass(ANSWER + 1);
		assert_ok!(Protection::settle(signed(BUYER), 1));
		assert_ok!(Protection::refund(signed(BUYER), 3));
		assert_eq!((held(OTHER), free(OTHER)), (0, FUNDS));
		// The false key cost; that he who could read anyway had no answer did not.
		assert_eq!(World::guarantee(asset), GUARANTEE * 4 / 5);
		assert_eq!(Asked::<Test>::iter().count(), 0);
	});
}

#[test]
fn fee_goes_back_when_nobody_is_there_who_could_be_paid() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let id = buy(asset);
		answer(&material, id);
		World::change(|world| world.no_pay = true);
		let supply = (free(OWNER), free(POOL));
		assert_ok!(Protection::confirm(signed(BUYER), id));
		assert!(System::events().iter().any(|record| matches!(
			record.event,
			RuntimeEvent::Protection(Event::PaymentFailed { request: 0, fee: PRICE, .. })
		)));
		assert_eq!((free(OWNER), free(POOL)), supply);
		assert_eq!((free(BUYER), held(BUYER)), (FUNDS, 0));
		assert_eq!(World::licence(asset, BUYER, Part::WHOLE), (0, 0));
	});
}

#[test]
fn request_ends_at_once_when_nobody_can_answer_it_any_more() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let id = buy(asset);
		assert_noop!(Protection::refund(signed(OTHER), id), Error::<Test>::NotOver);
		World::change_asset(asset, |asset| asset.taken_down = true);
		let answer = answer_with(&material, id, &material.key(Part::WHOLE));
		assert_eq!(answer, Err(Error::<Test>::NotAnswerer.into()));
		assert_ok!(Protection::refund(signed(OTHER), id));
		// It was not for want of an answer.
		assert_eq!((World::guarantee(asset), free(BUYER)), (GUARANTEE, FUNDS));
	});
}

#[test]
fn buyer_of_the_asset_answers_and_earns() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let id = buy(asset);
		World::change_asset(asset, |asset| asset.owner = OTHER);
		let (sealed, leaf, proof) = sealed(&material, id);
		let answer =
			|who| Protection::answer(signed(who), id, sealed, leaf, proof.clone()).map_err(|e| e.error);
		assert_noop!(answer(OWNER), Error::<Test>::NotAnswerer);
		assert_ok!(answer(OTHER));
		assert_ok!(Protection::confirm(signed(BUYER), id));
		assert_eq!(free(OTHER), FUNDS + PRICE * 9 / 10);
	});
}

#[test]
fn requests_end_when_the_asset_is_forgotten_meanwhile() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let (answered, open) = (buy(asset), buy(asset));
		answer(&material, answered);
		World::retire(asset);
		assert_ok!(Protection::forget(signed(OTHER), asset));
		assert_eq!(answer_with(&material, open, &[0; 32]), Err(Error::<Test>::NotProtected.into()));
		assert_ok!(Protection::refund(signed(OTHER), open));
		pass(COMPLAINT + 1);
		assert_ok!(Protection::settle(signed(OTHER), answered));
		assert_eq!((free(BUYER), held(BUYER), free(OWNER)), (FUNDS, 0, FUNDS));
	});
}

#[test]
fn deadlines_are_those_of_the_request_when_governance_changes_them() {
	build_and_execute(|| {
		let (asset, _) = on_sale();
		let id = buy(asset);
		Answer::set(&1);
		pass(ANSWER);
		assert_noop!(Protection::refund(signed(OTHER), id), Error::<Test>::NotOver);
	});
}

use super::*;

/// Waits for randomness under which only his good items are shown. The draw is in the first block that has newer randomness, whatever
/// anybody calls.
#[test]
fn owner_can_not_choose_the_block_in_which_his_preview_is_drawn() {
	build_and_execute(|| {
		let (asset, _) = protected();
		assert_noop!(Protection::draw_preview(signed(OWNER), asset), Error::<Test>::NotDrawn);
		block();
		let first = drawn(asset);
		for _ in 0..5 {
			block();
			assert_noop!(Protection::draw_preview(signed(OWNER), asset), Error::<Test>::NotOver);
			assert_eq!(drawn(asset), first);
		}
	});
}

/// Doesn't show a sample that he dislikes, and has another drawn.
#[test]
fn owner_pays_and_shows_more_when_he_shops_for_a_better_sample() {
	build_and_execute(|| {
		let (asset, _) = protected();
		for misses in 1..=MAX_DRAWS {
			block();
			pass(SHOW + 1);
			assert_ok!(Protection::draw_preview(signed(OWNER), asset));
			assert_eq!(Protection::preview(asset).unwrap().1, misses);
		}
		assert_eq!(Protection::for_sale(asset), Err(Error::<Test>::NeverForSale.into()));
		assert!(World::guarantee(asset) < GUARANTEE * 98 / 100);
		assert_noop!(
			Protection::protect(signed(OWNER), asset, material().commitment),
			Error::<Test>::AlreadyProtected
		);
	});
}

/// Says that the right key is false.
#[test]
fn licensee_can_not_have_his_fee_back_when_the_key_is_right() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let id = buy(asset);
		answer(&material, id);
		// Bits that X25519 ignores make another secret of the same public key; it opens the same.
		let mut same = SECRET;
		same[0] ^= 1;
		same[31] ^= 0x80;
		assert_eq!(seals::public(same), recipient());
		for secret in [SECRET, same] {
			let prove = Protection::prove_false_key(signed(BUYER), id, secret);
			assert_eq!(prove, Err(Error::<Test>::KeyIsRight.into()));
		}
		assert_noop!(Protection::refund(signed(BUYER), id), Error::<Test>::AlreadyAnswered);
	});
}

/// Puts the sealed key of one request into the answer to another.
#[test]
fn owner_can_not_replay_an_answer() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let (first, second) = (buy(asset), buy(asset));
		answer(&material, first);
		let Stage::Answered { sealed, .. } = Protection::key_request(first).unwrap().stage else { panic!() };
		let (leaf, proof) = material.leaf(Part::WHOLE);
		assert_ok!(Protection::answer(signed(OWNER), second, sealed, leaf, proof));
		assert_ok!(Protection::prove_false_key(signed(BUYER), second, SECRET));
	});
}

/// Sells the part that he has, under the leaf of the part that was bought: the key of a half for the whole.
#[test]
fn owner_pays_when_he_gives_the_key_of_a_smaller_part() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let id = buy(asset);
		assert_ok!(answer_with(&material, id, &material.key(part(1, 0))));
		assert_ok!(Protection::prove_false_key(signed(BUYER), id, SECRET));
		assert_eq!(free(BUYER), FUNDS);
	});
}

/// Gives a false key and waits for the licensee to be late by letting governance's time pass: he has all of it from the answer on.
#[test]
fn owner_can_not_shorten_the_time_to_complain_by_a_late_answer() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let id = buy(asset);
		pass(ANSWER);
		cheat(&material, id);
		pass(COMPLAINT);
		assert_noop!(Protection::settle(signed(OWNER), id), Error::<Test>::NotOver);
		assert_ok!(Protection::prove_false_key(signed(BUYER), id, SECRET));
	});
}

/// Two who are one get the guarantee out, although it is bound, by a key that is false on purpose.
#[test]
fn owner_gets_nothing_of_the_guarantee_when_he_cheats_himself() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let ours = || free(OWNER) + free(BUYER) + held(BUYER);
		let before = ours();
		let id = buy(asset);
		cheat(&material, id);
		assert_ok!(Protection::prove_false_key(signed(BUYER), id, SECRET));
		let id = buy(asset);
		pass(ANSWER + 1);
		assert_ok!(Protection::refund(signed(BUYER), id));
		assert_eq!(ours(), before);
		assert!(World::guarantee(asset) < GUARANTEE);
	});
}

/// Buys the NFT, for which the former owner's guarantee still stands, and cheats himself to get it.
#[test]
fn new_owner_gets_nothing_of_the_former_owners_guarantee() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		World::change_asset(asset, |asset| asset.owner = OTHER);
		let id = buy(asset);
		let (leaf, proof) = material.leaf(Part::WHOLE);
		let sealed = seals::seal(&[0; 32], [0x22; 32], &recipient(), id);
		assert_ok!(Protection::answer(signed(OTHER), id, sealed, leaf, proof));
		assert_ok!(Protection::prove_false_key(signed(BUYER), id, SECRET));
		assert_eq!((free(OTHER), free(BUYER)), (FUNDS, FUNDS));
	});
}

/// Appointed by the former owner, answers with a false key so that the new one is slashed.
#[test]
fn agent_of_the_former_owner_can_do_nothing() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		assert_ok!(Protection::agent(signed(OWNER), asset, Some(AGENT)));
		let id = buy(asset);
		World::change_asset(asset, |asset| asset.owner = OTHER);
		assert_eq!(Protection::answerers(asset), Some((OTHER, None)));
		let (leaf, proof) = material.leaf(Part::WHOLE);
		let sealed = seals::seal(&[0; 32], [0x22; 32], &recipient(), id);
		let answer = Protection::answer(signed(AGENT), id, sealed, leaf, proof);
		assert_eq!(answer.unwrap_err().error, Error::<Test>::NotAnswerer.into());
		// He comes back with the asset: it is the owner's own choice again.
		World::change_asset(asset, |asset| asset.owner = OWNER);
		assert_eq!(Protection::answerers(asset), Some((OWNER, Some(AGENT))));
	});
}

/// Sees that the owner's program is down and asks for a hundred keys, so that a hundred silences eat up the guarantee.
#[test]
fn one_silence_is_slashed_once() {
	build_and_execute(|| {
		let (asset, _) = on_sale();
		let ids: Vec<_> = (0..20).map(|_| buy(asset)).collect();
		pass(ANSWER + 1);
		for id in ids {
			assert_ok!(Protection::refund(signed(BUYER), id));
		}
		let once = GUARANTEE - GUARANTEE / 100;
		assert_eq!(World::guarantee(asset), once);
		// What is asked later is another silence.
		pass(1);
		let later = buy(asset);
		pass(ANSWER + 1);
		assert_ok!(Protection::refund(signed(BUYER), later));
		assert!(World::guarantee(asset) < once);
	});
}

/// Has the licence count in a takedown, and the fee back as well.
#[test]
fn licence_is_worth_nothing_as_long_as_its_fee_can_go_back() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let worth = || World::licence(asset, BUYER, Part::WHOLE);
		let (first, second) = (buy(asset), buy(asset));
		assert_eq!(worth(), (2, 0));
		answer(&material, first);
		assert_eq!(worth(), (2, 0));
		assert_ok!(Protection::confirm(signed(BUYER), first));
		assert_eq!(worth(), (2, PRICE));
		World::change_asset(asset, |asset| asset.taken_down = true);
		assert_ok!(Protection::refund(signed(BUYER), second));
		assert_eq!((worth(), free(BUYER)), ((1, PRICE), FUNDS - PRICE));
		// Without a key it is paid at once.
		World::change_asset(asset, |asset| asset.taken_down = false);
		assert_ok!(Protection::buy_licence(signed(BUYER), asset, WISH, PRICE, None));
		assert_eq!(worth(), (2, 2 * PRICE));
	});
}

/// Has a job of his use a crumb, and his node ask for the key of the whole, of which he holds a licence for inside only.
#[test]
fn node_has_no_key_but_that_of_the_part_that_its_job_uses() {
	build_and_execute(|| {
		let (asset, _) = on_sale();
		World::change_asset(asset, |asset| asset.inside_only = true);
		assert_ok!(Protection::buy_licence(signed(BUYER), asset, WISH, PRICE, None));
		World::change(|world| world.work.insert((SLOT, asset, OPERATOR), part(3, 7)));
		assert_ok!(Protection::request_key_for_work(signed(OPERATOR), asset, SLOT, recipient()));
		assert_eq!(Protection::key_request(0).unwrap().part, part(3, 7));
	});
}

/// Mints a hundred assets and has all their previews wait for the same block.
#[test]
fn hook_weighs_no_more_than_its_draws_when_ever_so_many_previews_wait() {
	build_and_execute(|| {
		for _ in 0..4 * DRAWS {
			protected();
		}
		let draw = |limit: Weight| {
			let now = System::block_number() + 1;
			System::set_block_number(now);
			World::change(|world| world.known_since = now);
			let before = QueueEnds::<Test>::get(()).len();
			let mut meter = WeightMeter::with_limit(limit);
			Protection::on_poll(now, &mut meter);
			(before - QueueEnds::<Test>::get(()).len(), meter.consumed())
		};
		let most = <()>::poll() + <()>::draw() * u64::from(DRAWS);
		assert_eq!(draw(Weight::MAX), (DRAWS.into(), most));
		// A full block: what there is no room for waits.
		assert_eq!(draw(most - Weight::from_parts(1, 0)), (1, <()>::poll() + <()>::draw()));
		assert_eq!(draw(<()>::poll()), (0, <()>::poll()));
		assert_eq!(draw(<()>::poll() - Weight::from_parts(1, 0)), (0, Weight::zero()));
	});
}

/// Changes the terms to inside only just before a purchase, so that the buyer pays and has no key.
#[test]
fn buyer_who_wants_a_key_does_not_pay_when_the_terms_change_before_him() {
	build_and_execute(|| {
		let (asset, _) = on_sale();
		World::change_asset(asset, |asset| asset.inside_only = true);
		let buy = Protection::buy_licence(signed(BUYER), asset, WISH, PRICE, Some(recipient()));
		assert_eq!(buy, Err(Error::<Test>::InsideOnly.into()));
		assert_eq!((free(BUYER), World::licence(asset, BUYER, Part::WHOLE).0), (FUNDS, 0));
	});
}

/// Has the key sealed for a point with which everybody shares zero, and says that anybody may have leaked it.
#[test]
fn buyer_can_not_have_the_key_sealed_for_everybody() {
	build_and_execute(|| {
		let (asset, _) = on_sale();
		let mut one = [0; 32];
		one[0] = 1;
		let mut high = [0; 32];
		high[31] = 0x80;
		for point in [[0; 32], one, high] {
			let buy = Protection::buy_licence(signed(BUYER), asset, WISH, PRICE, Some(point));
			assert_eq!(buy, Err(Error::<Test>::BadPoint.into()));
		}
	});
}

/// Burns the NFT after his false key, so that nobody can be slashed; and with an answer, so that the fee is stuck.
#[test]
fn licensee_has_his_fee_back_when_the_owner_burns_the_asset() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		let (bad, good, open) = (buy(asset), buy(asset), buy(asset));
		cheat(&material, bad);
		answer(&material, good);
		World::change_asset(asset, |asset| asset.burned = true);
		assert_ok!(Protection::prove_false_key(signed(BUYER), bad, SECRET));
		assert_ok!(Protection::refund(signed(OTHER), open));
		pass(COMPLAINT + 1);
		assert_ok!(Protection::settle(signed(OTHER), good));
		assert_eq!((free(BUYER), held(BUYER)), (FUNDS, 0));
	});
}

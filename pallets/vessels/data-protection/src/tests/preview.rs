use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn preview(asset: AssetId) -> Preview<u64> {
	Protection::preview(asset).unwrap().0
}

/// Lets the window of a preview pass and notes it.
fn miss(asset: AssetId) {
	pass(SHOW + 1);
	assert_ok!(Protection::draw_preview(signed(OTHER), asset));
}

#[test]
fn preview_is_drawn_by_itself_with_randomness_that_is_newer_than_the_commitment() {
	build_and_execute(|| {
		World::change(|world| world.known_since = 1);
		let (asset, _) = protected();
		assert_eq!(preview(asset), Preview::Queued { since: 1 });
		// A block with the value that was known.
		System::set_block_number(2);
		Protection::on_poll(2, &mut WeightMeter::new());
		assert_eq!(preview(asset), Preview::Queued { since: 1 });
		block();
		let items = drawn(asset);
		assert_eq!((items.len(), Protection::preview(asset).unwrap().1), (4, 1));
		let until = START + SHOW;
		let items: Drawn = items.try_into().unwrap();
		System::assert_last_event(Event::<Test>::PreviewDrawn { asset, items, until }.into());
	});
}

#[test]
fn hook_draws_a_bounded_number_in_a_block() {
	build_and_execute(|| {
		let assets: Vec<_> = (0..5).map(|_| protected().0).collect();
		let waiting =
			|| assets.iter().filter(|asset| matches!(preview(**asset), Preview::Queued { .. })).count();
		let counts: Vec<_> = (0..4).map(|_| (block(), waiting()).1).collect();
		assert_eq!(counts, [3, 1, 0, 0]);
	});
}

#[test]
fn hook_draws_nothing_when_the_block_is_full() {
	build_and_execute(|| {
		let (asset, _) = protected();
		World::change(|world| world.known_since = 9);
		for limit in [Weight::zero(), <() as WeightInfo>::poll()] {
			Protection::on_poll(9, &mut WeightMeter::with_limit(limit));
			assert_eq!(preview(asset), Preview::Queued { since: 1 });
		}
		let enough = <() as WeightInfo>::poll() + <() as WeightInfo>::draw();
		let mut meter = WeightMeter::with_limit(enough);
		Protection::on_poll(9, &mut meter);
		assert_eq!((drawn(asset).len(), meter.consumed()), (4, enough));
	});
}

#[test]
fn previews_of_two_assets_of_the_same_content_differ() {
	build_and_execute(|| {
		let (first, second) = (protected().0, protected().0);
		block();
		assert_ne!(drawn(first), drawn(second));
	});
}

#[test]
fn all_items_are_shown_when_there_are_few() {
	build_and_execute(|| {
		let material = Material::new(3, 0);
		let asset = World::mint(OWNER, material.commitment.plain_root);
		assert_ok!(Protection::protect(signed(OWNER), asset, material.commitment));
		block();
		assert_eq!(drawn(asset), [0, 1, 2]);
		assert_ok!(Protection::show(signed(OWNER), asset, material.show(&[0, 1, 2])));
	});
}

#[test]
fn asset_is_for_sale_when_its_preview_was_shown() {
	build_and_execute(|| {
		let (asset, material) = protected();
		assert_eq!(Protection::for_sale(asset), Err(Error::<Test>::PreviewMissing.into()));
		assert_noop!(Protection::show(signed(OWNER), asset, Default::default()), Error::<Test>::NotDrawn);
		block();
		assert_eq!(Protection::for_sale(asset), Err(Error::<Test>::PreviewMissing.into()));
		let items = drawn(asset);
		let shown = material.show(&items);
		pass(SHOW);
		assert_ok!(Protection::show(signed(OWNER), asset, shown.clone()));
		let hash = H256(frame::hashing::blake2_256(&shown.encode()));
		System::assert_last_event(Event::<Test>::PreviewShown { asset, hash }.into());
		assert_eq!(preview(asset), Preview::Shown { items: items.try_into().unwrap(), at: 2, hash });
		assert_ok!(Protection::for_sale(asset));
		assert_noop!(Protection::show(signed(OWNER), asset, shown), Error::<Test>::AlreadyShown);
		assert_noop!(Protection::draw_preview(signed(OTHER), asset), Error::<Test>::AlreadyShown);
	});
}

#[test]
fn asset_is_not_for_sale_when_little_answers_for_it() {
	build_and_execute(|| {
		let (asset, _) = on_sale();
		World::change_asset(asset, |asset| asset.guarantee = GUARANTEE / 2 - 1);
		assert_eq!(Protection::for_sale(asset), Err(Error::<Test>::GuaranteeTooSmall.into()));
		World::change_asset(asset, |asset| asset.guarantee = GUARANTEE / 2);
		assert_ok!(Protection::for_sale(asset));
	});
}

#[test]
fn show_is_refused_when_it_is_not_what_was_drawn() {
	build_and_execute(|| {
		let (asset, material) = protected();
		block();
		let items = drawn(asset);
		let show = |who, shown| Protection::show(signed(who), asset, shown);
		assert_noop!(show(BUYER, material.show(&items)), Error::<Test>::NotAnswerer);
		assert_noop!(show(OWNER, material.show(&items[1..])), Error::<Test>::OtherItems);
		let turned: Vec<_> = items.iter().rev().copied().collect();
		assert_noop!(show(OWNER, material.show(&turned)), Error::<Test>::OtherItems);
		let another = (0..20).find(|item| !items.contains(item)).unwrap();
		let mut others = items.clone();
		others[0] = another;
		assert_noop!(show(OWNER, material.show(&others)), Error::<Test>::OtherItems);
		let mut shown = material.show(&items);
		shown[2].item = b"something nicer".to_vec().try_into().unwrap();
		assert_noop!(show(OWNER, shown), Error::<Test>::BadProof);
		// Another item under the number of one that was drawn.
		let mut shown = material.show(&items);
		shown[0] = Shown { index: items[0], ..material.shown(another) };
		assert_noop!(show(OWNER, shown), Error::<Test>::BadProof);
		World::change_asset(asset, |asset| asset.taken_down = true);
		assert_noop!(show(OWNER, material.show(&items)), Error::<Test>::NotAnswerer);
	});
}

#[test]
fn show_is_refused_when_an_item_is_longer_than_was_said() {
	build_and_execute(|| {
		let mut material = material();
		material.commitment.item_size = 6;
		let asset = World::mint(OWNER, material.commitment.plain_root);
		assert_ok!(Protection::protect(signed(OWNER), asset, material.commitment));
		Items::set(&8);
		block();
		let items = drawn(asset);
		assert!(items.iter().any(|item| *item > 9), "some are longer");
		let show = Protection::show(signed(OWNER), asset, material.show(&items));
		assert_eq!(show, Err(Error::<Test>::ItemSizeOutOfRange.into()));
	});
}

#[test]
fn agent_shows_for_the_owner() {
	build_and_execute(|| {
		let (asset, material) = protected();
		assert_ok!(Protection::agent(signed(OWNER), asset, Some(AGENT)));
		block();
		assert_ok!(Protection::show(signed(AGENT), asset, material.show(&drawn(asset))));
	});
}

#[test]
fn missed_preview_costs_and_another_is_drawn_with_twice_as_many_items() {
	build_and_execute(|| {
		let (asset, material) = protected();
		assert_noop!(Protection::draw_preview(signed(OTHER), asset), Error::<Test>::NotDrawn);
		block();
		let first = drawn(asset);
		pass(SHOW);
		assert_noop!(Protection::draw_preview(signed(OTHER), asset), Error::<Test>::NotOver);
		pass(1);
		let late = Protection::show(signed(OWNER), asset, material.show(&first));
		assert_eq!(late, Err(Error::<Test>::TooLate.into()));
		assert_ok!(Protection::draw_preview(signed(OTHER), asset));
		let slashed = GUARANTEE / 100;
		System::assert_last_event(Event::<Test>::PreviewMissed { asset, misses: 1, slashed }.into());
		assert_eq!((free(TREASURY), World::guarantee(asset)), (AIC + slashed, GUARANTEE - slashed));
		assert_eq!(preview(asset), Preview::Queued { since: 2 });
		block();
		assert_eq!(drawn(asset).len(), 8);
		assert_ok!(Protection::show(signed(OWNER), asset, material.show(&drawn(asset))));
		assert_eq!(Protection::preview(asset).unwrap().1, 2);
	});
}

#[test]
fn asset_is_never_for_sale_when_three_previews_were_missed() {
	build_and_execute(|| {
		let (asset, material) = protected();
		for draw in 0..MAX_DRAWS {
			block();
			assert_eq!(drawn(asset).len(), if draw == 0 { 4 } else { 8 });
			miss(asset);
		}
		assert_eq!(preview(asset), Preview::Failed);
		block();
		let never: DispatchError = Error::<Test>::NeverForSale.into();
		assert_eq!(Protection::for_sale(asset), Err(never));
		assert_noop!(Protection::draw_preview(signed(OTHER), asset), never);
		assert_noop!(Protection::show(signed(OWNER), asset, material.show(&[0])), never);
		let buy = Protection::buy_licence(signed(BUYER), asset, WISH, PRICE, Some(recipient()));
		assert_eq!(buy, Err(never));
	});
}

#[test]
fn preview_is_not_missed_when_nobody_could_show_it() {
	build_and_execute(|| {
		let (asset, _) = protected();
		block();
		pass(SHOW + 1);
		World::change_asset(asset, |asset| asset.taken_down = true);
		assert_noop!(Protection::draw_preview(signed(OTHER), asset), Error::<Test>::TakenDown);
		let none = AssetId { kind: AssetKind::Model, item: 9 };
		assert_noop!(Protection::draw_preview(signed(OTHER), none), Error::<Test>::NotProtected);
	});
}

proptest! {
	/// Different items of the content, in order, as many as are wanted.
	#[test]
	fn drawn_items_are_different_items_of_the_content(seed: [u8; 32], items in 1..40u64, wanted in 1..12u32) {
		let drawn = Protection::drawn(H256(seed), items, wanted);
		let set: BTreeSet<_> = drawn.iter().copied().collect();
		prop_assert_eq!(drawn.len() as u64, u64::from(wanted.min(MAX_PREVIEW)).min(items));
		prop_assert_eq!(set.into_iter().collect::<Vec<_>>(), drawn.to_vec());
		prop_assert!(drawn.iter().all(|item| *item < items));
	}
}

#[test]
fn every_item_is_drawn_as_often() {
	let mut counts = [0u32; 10];
	for number in 0..5_000u64 {
		let seed = H256(frame::hashing::blake2_256(&number.encode()));
		Protection::drawn(seed, 10, 4).iter().for_each(|item| counts[*item as usize] += 1);
	}
	// Two thousand each, within five standard deviations of 35.
	assert!(counts.iter().all(|count| count.abs_diff(2_000) < 175), "{counts:?}");
}

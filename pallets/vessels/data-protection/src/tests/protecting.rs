use super::*;

#[test]
fn protect_records_the_commitment_and_holds_a_deposit() {
	build_and_execute(|| {
		let (asset, material) = protected();
		let content = Protection::content(asset).unwrap();
		assert_eq!((content.commitment, content.draws), (material.commitment, 0));
		assert_eq!(free(OWNER), FUNDS - GUARANTEE - CONTENT_DEPOSIT);
		let event = Event::<Test>::Protected { asset, commitment: material.commitment };
		System::assert_last_event(event.into());
		assert!(Protection::is_protected(asset));
		assert_eq!(Protection::ciphertext(asset), Some((material.commitment.cipher_root, 20, 4_096 + 16)));
	});
}

#[test]
fn protect_is_refused_when_it_makes_no_sense() {
	build_and_execute(|| {
		let good = material().commitment;
		let asset = World::mint(OWNER, good.plain_root);
		let protect = |who, commitment| Protection::protect(signed(who), asset, commitment);
		assert_noop!(protect(BUYER, good), Error::<Test>::NotOwner);
		let wrong = Commitment { plain_root: H256::repeat_byte(1), ..good };
		assert_noop!(protect(OWNER, wrong), Error::<Test>::ContentDiffers);
		for items in [0, MAX_ITEMS + 1] {
			assert_noop!(protect(OWNER, Commitment { items, ..good }), Error::<Test>::ItemsOutOfRange);
		}
		for item_size in [0, MAX_ITEM + 1] {
			let wrong = Commitment { item_size, ..good };
			assert_noop!(protect(OWNER, wrong), Error::<Test>::ItemSizeOutOfRange);
		}
		assert_noop!(protect(OWNER, Commitment { key_depth: 9, ..good }), Error::<Test>::KeysTooDeep);
		World::change_asset(asset, |asset| asset.taken_down = true);
		assert_noop!(protect(OWNER, good), Error::<Test>::NotOwner);
		World::change_asset(asset, |asset| asset.taken_down = false);
		let most = Commitment { items: MAX_ITEMS, item_size: MAX_ITEM, key_depth: 8, ..good };
		assert_ok!(protect(OWNER, most));
		assert_noop!(protect(OWNER, most), Error::<Test>::AlreadyProtected);
		assert_noop!(Protection::protect(RuntimeOrigin::none(), asset, good), BadOrigin);
	});
}

#[test]
fn protect_is_refused_when_the_deposit_is_lacking() {
	build_and_execute(|| {
		let good = material().commitment;
		let asset = World::mint(OWNER, good.plain_root);
		World::change_asset(asset, |asset| asset.owner = POOR);
		assert!(Protection::protect(signed(POOR), asset, good).is_err());
		assert!(!Protection::is_protected(asset));
	});
}

#[test]
fn what_is_not_protected_can_be_sold_as_far_as_this_goes() {
	build_and_execute(|| {
		let asset = World::mint(OWNER, H256::zero());
		assert_ok!(Protection::check_sale(asset));
		assert_eq!((Protection::is_protected(asset), Protection::ciphertext(asset)), (false, None));
	});
}

#[test]
fn owner_appoints_and_dismisses_an_agent() {
	build_and_execute(|| {
		let (asset, _) = protected();
		let agent = |who, agent| Protection::agent(signed(who), asset, agent);
		assert_noop!(agent(AGENT, Some(AGENT)), Error::<Test>::NotOwner);
		assert_ok!(agent(OWNER, Some(AGENT)));
		System::assert_last_event(Event::<Test>::AgentSet { asset, agent: Some(AGENT) }.into());
		assert_eq!(Protection::answerers(asset), Some((OWNER, Some(AGENT))));
		assert_ok!(agent(OWNER, None));
		assert_eq!(Protection::answerers(asset), Some((OWNER, None)));
		let none = AssetId { kind: AssetKind::Model, item: 9 };
		assert_noop!(Protection::agent(signed(OWNER), none, None), Error::<Test>::NotProtected);
	});
}

#[test]
fn anybody_removes_the_record_of_what_is_retired() {
	build_and_execute(|| {
		let (asset, _) = protected();
		assert_noop!(Protection::forget(signed(OTHER), asset), Error::<Test>::StillThere);
		World::retire(asset);
		assert_ok!(Protection::forget(signed(OTHER), asset));
		System::assert_last_event(Event::<Test>::Forgotten { asset }.into());
		assert_eq!((free(OWNER), Protection::content(asset)), (FUNDS, None));
		assert_noop!(Protection::forget(signed(OTHER), asset), Error::<Test>::NotProtected);
		// What was left in the queue draws nothing.
		assert_ok!(Protection::do_try_state());
		block();
		assert_eq!(Queue::<Test>::iter().count(), 0);
	});
}

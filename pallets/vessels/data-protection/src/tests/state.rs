use super::*;

/// Corrupts a good state and sees try_state fail.
fn fails_when(corrupt: impl FnOnce(AssetId)) {
	new_test_ext().execute_with(|| {
		let (asset, material) = on_sale();
		buy(asset);
		assert_ok!(Protection::request_key(signed(BUYER), asset, part(1, 0), recipient()));
		answer(&material, 1);
		protected();
		assert_ok!(Protection::do_try_state());
		corrupt(asset);
		assert!(Protection::do_try_state().is_err());
	});
}

fn request(id: KeyRequestId, change: impl FnOnce(&mut KeyRequest<u64>)) {
	KeyRequests::<Test>::mutate(id, |request| change(request.as_mut().unwrap()));
}

fn content(asset: AssetId, change: impl FnOnce(&mut ContentOf<Test>)) {
	Contents::<Test>::mutate(asset, |content| change(content.as_mut().unwrap()));
}

#[test]
fn try_state_fails_when_a_request_is_wrong() {
	fails_when(|_| request(0, |request| request.deposit += 1));
	fails_when(|_| request(0, |request| request.licensee = OTHER));
	fails_when(|_| request(0, |request| request.recipient = [0; 32]));
	fails_when(|_| request(0, |request| request.part = part(4, 0)));
	fails_when(|_| request(0, |request| request.reason = Reason::Reading));
	fails_when(|_| request(1, |request| request.stage = Stage::Open { answer_by: 0 }));
	fails_when(|_| NextKeyRequest::<Test>::put(1));
}

#[test]
fn try_state_fails_when_an_index_is_wrong() {
	fails_when(|asset| Open::<Test>::remove(asset, 0));
	fails_when(|asset| Open::<Test>::insert(asset, 1, ()));
	fails_when(|asset| Open::<Test>::insert(asset, 7, ()));
	let key = |asset| (asset, BUYER, AskedFor::Reading(part(1, 0)));
	fails_when(|asset| Asked::<Test>::remove(key(asset)));
	fails_when(|asset| Asked::<Test>::insert(key(asset), 0));
	fails_when(|asset| Asked::<Test>::insert((asset, OTHER, AskedFor::Work(SLOT)), 0));
}

#[test]
fn try_state_fails_when_content_is_wrong() {
	fails_when(|asset| content(asset, |content| content.deposit -= 1));
	fails_when(|asset| content(asset, |content| content.depositor = OTHER));
	fails_when(|asset| content(asset, |content| content.draws = 0));
	fails_when(|asset| content(asset, |content| content.draws = MAX_DRAWS + 1));
	fails_when(|asset| content(asset, |content| content.preview = Preview::Failed));
	fails_when(|asset| content(asset, |content| content.preview = Preview::Queued { since: 9 }));
	for items in [vec![], vec![3, 3], vec![4, 3], vec![20]] {
		let items: Drawn = items.try_into().unwrap();
		fails_when(|asset| content(asset, |content| content.preview = Preview::Drawn { items, until: 0 }));
	}
}

#[test]
fn try_state_fails_when_the_queue_is_wrong() {
	fails_when(|_| Queue::<Test>::remove((), QueueEnds::<Test>::get(()).head));
	fails_when(|asset| Queue::<Test>::insert((), 9, (asset, 1)));
	fails_when(|asset| {
		crate::contents::Draws::<Test>::push((), (asset, 1));
	});
}

#[test]
fn integrity_test_refuses_a_preview_of_nothing() {
	new_test_ext().execute_with(|| {
		Protection::integrity_test();
		Items::set(&0);
		assert!(std::panic::catch_unwind(Protection::integrity_test).is_err());
	});
}

use super::*;

/// Two versions of the dataset, and a model.
fn good() -> TestState {
	let mut ext = new_test_ext();
	ext.execute_with(|| {
		let first = register(dataset());
		register(Description { previous: Some(first), version: 2, ..dataset() });
		register(model());
		assert_ok!(AssetFormats::do_try_state());
	});
	ext
}

/// Corrupts a good state and sees try_state fail.
fn fails_when(corrupt: impl FnOnce()) {
	good().execute_with(|| {
		corrupt();
		assert!(AssetFormats::do_try_state().is_err());
	});
}

fn entry(id: FormatId, corrupt: impl FnOnce(&mut Entry<u64>)) {
	fails_when(|| Entries::<Test>::mutate(id, |entry| corrupt(entry.as_mut().unwrap())));
}

/// Changes a description, with its hash.
fn described(id: FormatId, corrupt: impl FnOnce(&mut Description)) {
	fails_when(|| {
		let mut description = Descriptions::<Test>::get(id).unwrap();
		IdOf::<Test>::remove(description.hash());
		corrupt(&mut description);
		IdOf::<Test>::insert(description.hash(), id);
		Descriptions::<Test>::insert(id, description);
	});
}

#[test]
fn try_state_fails_when_an_entry_is_wrong() {
	entry(0, |entry| entry.deposit += 1);
	entry(2, |entry| entry.author = OTHER);
	entry(2, |entry| entry.kind = FormatKind::Dataset);
	entry(0, |entry| entry.next = None);
	entry(0, |entry| entry.next = Some(2));
	entry(0, |entry| entry.next = Some(9));
	entry(2, |entry| entry.next = Some(1));
}

#[test]
fn try_state_fails_when_a_description_is_wrong() {
	described(0, |description| description.schema = 2);
	described(0, |description| description.version = 2);
	described(1, |description| description.version = 3);
	described(1, |description| description.previous = None);
	described(1, |description| description.previous = Some(2));
	described(1, |description| description.previous = Some(1));
}

#[test]
fn try_state_fails_when_numbers_or_hashes_are_wrong() {
	fails_when(|| NextFormat::<Test>::put(2));
	fails_when(|| NextFormat::<Test>::put(4));
	fails_when(|| Entries::<Test>::remove(2));
	fails_when(|| Descriptions::<Test>::remove(2));
	fails_when(|| Entries::<Test>::insert(3, Entries::<Test>::get(0).unwrap()));
	fails_when(|| Descriptions::<Test>::insert(3, raw()));
	fails_when(|| IdOf::<Test>::remove(model().hash()));
	fails_when(|| IdOf::<Test>::insert(model().hash(), 0));
	fails_when(|| IdOf::<Test>::insert(raw().hash(), 0));
}

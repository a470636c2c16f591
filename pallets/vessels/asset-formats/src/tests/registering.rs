use super::*;

/// The next version of the dataset.
fn next(previous: FormatId, version: u32) -> Description {
	Description { previous: Some(previous), version, ..dataset() }
}

#[test]
fn register_gives_numbers_in_order_and_holds_by_size() {
	build_and_execute(|| {
		assert_eq!([register(raw()), register(dataset()), register(model())], [0, 1, 2]);
		let sizes = [raw(), dataset(), model()].map(|description| description.encoded_size() as Balance);
		let deposit = |size| AIC + size * AIC / 1_000;
		assert_eq!(held(AUTHOR), sizes.into_iter().map(deposit).sum());
		assert_eq!(Balances::free_balance(AUTHOR), FUNDS - held(AUTHOR));
		let Format { entry, description } = AssetFormats::format(1).unwrap();
		assert_eq!(
			(entry.author, entry.deposit, entry.kind),
			(AUTHOR, deposit(sizes[1]), FormatKind::Dataset)
		);
		assert_eq!((entry.next, entry.deprecated_from), (None, None));
		assert_eq!(description, dataset());
		let (hash, name) = (model().hash(), model().name);
		assert_eq!(AssetFormats::id_of(hash), Some(2));
		let (format, author, deposit) = (2, AUTHOR, deposit(sizes[2]));
		let event = Event::<Test>::FormatRegistered { format, author, hash, name, version: 1, deposit };
		System::assert_last_event(event.into());
	});
}

#[test]
fn hash_is_that_of_the_encoding() {
	let hash = frame::hashing::blake2_256(&dataset().encode());
	assert_eq!(dataset().hash(), H256(hash));
}

#[test]
fn register_is_refused_when_the_description_makes_no_sense() {
	build_and_execute(|| {
		let flawed = Description { schema: 2, ..dataset() };
		assert_noop!(AssetFormats::quote(flawed.clone()), Error::<Test>::UnknownSchema);
		assert_noop!(submit(signed(AUTHOR), flawed), Error::<Test>::UnknownSchema);
		assert_noop!(submit(RuntimeOrigin::none(), raw()), BadOrigin);
		assert_noop!(submit(RuntimeOrigin::root(), raw()), BadOrigin);
	});
}

#[test]
fn register_is_refused_when_the_same_is_there_whoever_asks() {
	build_and_execute(|| {
		register(dataset());
		for who in [AUTHOR, OTHER] {
			assert_noop!(submit(signed(who), dataset()), Error::<Test>::AlreadyRegistered);
		}
		assert_noop!(AssetFormats::quote(dataset()), Error::<Test>::AlreadyRegistered);
		// A byte makes another of it.
		assert_ok!(submit(signed(OTHER), Description { name: text("My own"), ..dataset() }));
	});
}

#[test]
fn register_is_refused_without_funds() {
	build_and_execute(|| {
		assert_noop!(submit(signed(POOR), raw()), TokenError::FundsUnavailable);
		let deposit = AssetFormats::quote(raw()).unwrap();
		let fund = |amount| Balances::force_set_balance(RuntimeOrigin::root(), POOR, amount).unwrap();
		fund(deposit);
		assert_noop!(submit(signed(POOR), raw()), TokenError::FundsUnavailable);
		fund(deposit + 1_000);
		assert_ok!(submit(signed(POOR), raw()));
		assert_eq!((held(POOR), Balances::free_balance(POOR)), (deposit, 1_000));
	});
}

#[test]
fn versions_follow_each_other() {
	build_and_execute(|| {
		let first = register(dataset());
		let second = register(next(first, 2));
		let third = register(next(second, 3));
		let of = |id| Entries::<Test>::get(id).unwrap().next;
		assert_eq!([first, second, third].map(of), [Some(second), Some(third), None]);
	});
}

#[test]
fn version_is_refused_when_it_does_not_count_by_one() {
	build_and_execute(|| {
		let refused = |description| {
			assert_noop!(submit(signed(AUTHOR), description), Error::<Test>::WrongVersion);
		};
		refused(Description { version: 0, ..dataset() });
		refused(Description { version: 2, ..dataset() });
		let first = register(dataset());
		[0, 1, 3, u32::MAX].into_iter().for_each(|version| refused(next(first, version)));
	});
}

#[test]
fn version_does_not_follow_when_nothing_can_come_after() {
	build_and_execute(|| {
		let first = register(dataset());
		Descriptions::<Test>::mutate(first, |description| description.as_mut().unwrap().version = u32::MAX);
		for version in [0, u32::MAX] {
			let call = submit(signed(AUTHOR), next(first, version));
			assert_noop!(call, Error::<Test>::WrongVersion);
		}
		Descriptions::<Test>::insert(first, dataset());
	});
}

#[test]
fn version_is_refused_when_the_previous_is_not_ones_own_or_of_another_kind() {
	build_and_execute(|| {
		let first = register(dataset());
		let register = |who, description| submit(signed(who), description);
		assert_noop!(register(AUTHOR, next(9, 2)), Error::<Test>::UnknownFormat);
		// Not even itself.
		assert_noop!(register(AUTHOR, next(first + 1, 1)), Error::<Test>::UnknownFormat);
		assert_noop!(register(OTHER, next(first, 2)), Error::<Test>::NotAuthor);
		let other = Description { previous: Some(first), version: 2, ..model() };
		assert_noop!(register(AUTHOR, other), Error::<Test>::OtherKind);
	});
}

#[test]
fn version_is_refused_when_the_line_would_branch() {
	build_and_execute(|| {
		let first = register(dataset());
		register(next(first, 2));
		let branch = Description { name: text("Branch"), ..next(first, 2) };
		assert_noop!(submit(signed(AUTHOR), branch), Error::<Test>::HasNext);
	});
}

#[test]
fn register_is_refused_when_numbers_have_run_out() {
	new_test_ext().execute_with(|| {
		NextFormat::<Test>::put(FormatId::MAX);
		assert_noop!(submit(signed(AUTHOR), raw()), ArithmeticError::Overflow);
	});
}

#[test]
fn deposit_does_not_overflow() {
	new_test_ext().execute_with(|| {
		ByteDeposit::set(&(Balance::MAX / 2));
		assert_eq!(AssetFormats::quote(raw()), Ok(Balance::MAX));
		assert_noop!(submit(signed(AUTHOR), raw()), TokenError::FundsUnavailable);
	});
}

use super::*;

/// Who copies a description before its author's transaction is in gets the number and pays for it, but gains no power over assets that
/// are being made: the notice is longer than that takes. The author takes another name.
#[test]
fn front_runner_wins_a_number_and_nothing_else() {
	build_and_execute(|| {
		assert_ok!(submit(signed(OTHER), dataset()));
		assert_noop!(submit(signed(AUTHOR), dataset()), Error::<Test>::AlreadyRegistered);
		assert_ok!(AssetFormats::deprecate(signed(OTHER), 0));
		pass(NOTICE - 1);
		assert_ok!(AssetFormats::check(0, AssetKind::Dataset));
		let own = register(Description { name: text("Mine"), ..dataset() });
		pass(NOTICE);
		assert_ok!(AssetFormats::check(own, AssetKind::Dataset));
		assert_eq!((held(AUTHOR), Balances::free_balance(AUTHOR)), {
			let deposit = Entries::<Test>::get(own).unwrap().deposit;
			(deposit, FUNDS - deposit)
		});
	});
}

/// Whoever orders a dataset of his own format can't have it refused on delivery by deprecating the format in between.
#[test]
fn author_can_not_stop_a_delivery_by_deprecating() {
	build_and_execute(|| {
		let format = register(dataset());
		assert_ok!(AssetFormats::check(format, AssetKind::Dataset));
		assert_ok!(AssetFormats::deprecate(signed(AUTHOR), format));
		pass(NOTICE - 1);
		assert_ok!(AssetFormats::check(format, AssetKind::Dataset));
	});
}

/// A stranger's next version would look like the author's own.
#[test]
fn stranger_can_not_continue_a_line() {
	build_and_execute(|| {
		let first = register(dataset());
		let hostile = Description { previous: Some(first), version: 2, ..dataset() };
		assert_noop!(submit(signed(OTHER), hostile), Error::<Test>::NotAuthor);
		assert_eq!(Entries::<Test>::get(first).unwrap().next, None);
	});
}

/// A format that promises one length and has two would let a dataset crash the model that was paid for.
#[test]
fn dataset_can_not_pass_for_one_of_equal_lengths() {
	let ragged =
		dataset_of([tensor("tokens", ElementType::I32, &[Free]), tensor("mask", ElementType::Bool, &[Free])]);
	assert_eq!(misfit(&model(), &ragged), Some(Error::FeaturesDoNotFit));
}

/// Names that people can't tell apart from an empty one, or that break a terminal.
#[test]
fn names_have_no_control_characters() {
	for name in ["\u{1b}[2J", "\u{7f}", "a\u{0}b", "\r"] {
		assert_eq!(flaw(Description { name: text(name), ..raw() }), Some(Error::InvalidName));
	}
}

/// Everything that is refused leaves no trace and costs no deposit.
#[test]
fn refused_registrations_hold_nothing() {
	build_and_execute(|| {
		register(dataset());
		let before = held(AUTHOR);
		for hostile in [
			dataset(),
			Description { previous: Some(7), version: 2, ..dataset() },
			Description { version: 7, ..dataset() },
		] {
			assert!(submit(signed(AUTHOR), hostile.clone()).is_err());
			assert!(submit(signed(POOR), hostile).is_err());
		}
		assert_eq!((held(AUTHOR), NextFormat::<Test>::get()), (before, 1));
	});
}

/// The deposit is no way to spend twice: what is on hold can't be sent away.
#[test]
fn deposit_can_not_be_spent() {
	build_and_execute(|| {
		register(dataset());
		let free = FUNDS - held(AUTHOR);
		let send = |amount| Balances::transfer_allow_death(signed(AUTHOR), OTHER, amount);
		assert_noop!(send(free + 1), TokenError::FundsUnavailable);
		assert!(send(free).is_err(), "the account must stay alive");
		assert_ok!(send(free - 1_000));
		assert!(held(AUTHOR) > 0);
	});
}

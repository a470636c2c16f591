use super::*;

#[test]
fn deprecated_format_is_for_no_new_assets_after_the_notice() {
	build_and_execute(|| {
		let format = register(dataset());
		let check = || AssetFormats::check(format, AssetKind::Dataset);
		assert_ok!(AssetFormats::deprecate(signed(AUTHOR), format));
		let from = START + NOTICE;
		System::assert_last_event(Event::<Test>::FormatDeprecated { format, from }.into());
		assert_eq!(Entries::<Test>::get(format).unwrap().deprecated_from, Some(from));
		assert_ok!(check());
		pass(NOTICE - 1);
		assert_ok!(check());
		pass(1);
		assert_noop!(check(), Error::<Test>::Deprecated);
		pass(NOTICE);
		assert_noop!(check(), Error::<Test>::Deprecated);
		// A wrong kind is told first, for it will stay so.
		assert_noop!(AssetFormats::check(format, AssetKind::Model), Error::<Test>::NotAModelFormat);
	});
}

#[test]
fn assets_of_a_deprecated_format_fit_what_they_fitted() {
	build_and_execute(|| {
		let (model, dataset) = (register(model()), register(dataset()));
		for format in [model, dataset] {
			assert_ok!(AssetFormats::deprecate(signed(AUTHOR), format));
		}
		pass(NOTICE);
		assert_ok!(AssetFormats::fits(model, dataset));
		assert_eq!(AssetFormats::fitting(model, None, 9).unwrap().fitting, vec![dataset]);
		assert!(held(AUTHOR) > 2 * AIC, "the deposit stays");
	});
}

#[test]
fn deprecate_is_refused_when_not_the_author_or_done() {
	build_and_execute(|| {
		let format = register(dataset());
		let deprecate = |origin, format| AssetFormats::deprecate(origin, format);
		assert_noop!(deprecate(signed(OTHER), format), Error::<Test>::NotAuthor);
		assert_noop!(deprecate(RuntimeOrigin::root(), format), BadOrigin);
		assert_noop!(deprecate(signed(AUTHOR), 1), Error::<Test>::UnknownFormat);
		assert_ok!(deprecate(signed(AUTHOR), format));
		pass(NOTICE - 1);
		// Saying it again does not put it off.
		assert_noop!(deprecate(signed(AUTHOR), format), Error::<Test>::Deprecated);
		pass(1);
		assert_noop!(AssetFormats::check(format, AssetKind::Dataset), Error::<Test>::Deprecated);
	});
}

#[test]
fn deprecated_format_may_have_a_next_version() {
	build_and_execute(|| {
		let format = register(dataset());
		assert_ok!(AssetFormats::deprecate(signed(AUTHOR), format));
		pass(NOTICE);
		let next = register(Description { previous: Some(format), version: 2, ..dataset() });
		assert_ok!(AssetFormats::check(next, AssetKind::Dataset));
	});
}

use super::*;

/// Versions of `description` with these names.
fn fill(count: usize) {
	for number in 0..count {
		let name = text(format!("{number}"));
		register(match number % 4 {
			0 => Description { name, ..raw() },
			1 => Description { name, ..dataset() },
			2 => Description { name, ..model() },
			_ => Description { name, classes: Some(4), ..dataset() },
		});
	}
}

/// All pages of a search, and how many there were.
fn all(search: impl Fn(Option<FormatId>) -> Result<Page, DispatchError>) -> (Vec<FormatId>, u32) {
	let (mut found, mut after, mut pages) = (vec![], None, 0);
	loop {
		let page = search(after).unwrap();
		found.extend(page.fitting);
		pages += 1;
		match page.next {
			Some(next) => after = Some(next),
			None => return (found, pages),
		}
	}
}

#[test]
fn fitting_finds_all_datasets_whatever_the_size_of_pages() {
	build_and_execute(|| {
		fill(40);
		let expected = (0..10).map(|number| 4 * number + 1).collect::<Vec<_>>();
		for (limit, pages) in [(0, 40), (1, 40), (3, 14), (39, 2), (40, 1), (u32::MAX, 1)] {
			assert_eq!(all(|after| AssetFormats::fitting(2, after, limit)), (expected.clone(), pages));
		}
	});
}

#[test]
fn models_for_finds_all_models_whatever_the_size_of_pages() {
	build_and_execute(|| {
		fill(40);
		let expected = (0..10).map(|number| 4 * number + 2).collect::<Vec<_>>();
		for (limit, pages) in [(1, 40), (7, 6), (u32::MAX, 1)] {
			assert_eq!(all(|after| AssetFormats::models_for(1, after, limit)), (expected.clone(), pages));
		}
		assert_eq!(all(|after| AssetFormats::models_for(3, after, 40)), (vec![], 1));
	});
}

#[test]
fn page_looks_at_no_more_than_its_limit() {
	build_and_execute(|| {
		fill(12);
		assert_eq!(AssetFormats::fitting(2, None, 5), Ok(Page { fitting: vec![1], next: Some(4) }));
		assert_eq!(AssetFormats::fitting(2, Some(4), 5), Ok(Page { fitting: vec![5, 9], next: Some(9) }));
		assert_eq!(AssetFormats::fitting(2, Some(9), 5), Ok(Page { fitting: vec![], next: None }));
		for after in [11, 12, FormatId::MAX] {
			let nothing = Page { fitting: vec![], next: None };
			assert_eq!(AssetFormats::fitting(2, Some(after), 5), Ok(nothing));
		}
	});
}

#[test]
fn page_is_bounded_whatever_is_asked_for() {
	new_test_ext().execute_with(|| {
		register(model());
		NextFormat::<Test>::put(MAX_PAGE + 10);
		let page = AssetFormats::fitting(0, None, u32::MAX).unwrap();
		assert_eq!(page.next, Some(MAX_PAGE - 1));
	});
}

#[test]
fn searches_are_refused_when_they_make_no_sense() {
	build_and_execute(|| {
		fill(4);
		assert_noop!(AssetFormats::fitting(9, None, 1), Error::<Test>::UnknownFormat);
		assert_noop!(AssetFormats::fitting(1, None, 1), Error::<Test>::NotAModelFormat);
		assert_noop!(AssetFormats::models_for(9, None, 1), Error::<Test>::UnknownFormat);
		assert_noop!(AssetFormats::models_for(0, None, 1), Error::<Test>::RawData);
		assert_noop!(AssetFormats::models_for(2, None, 1), Error::<Test>::NotADatasetFormat);
	});
}

#[test]
fn nothing_is_found_where_nothing_is() {
	build_and_execute(|| {
		assert_eq!(AssetFormats::format(0), None);
		assert_eq!(AssetFormats::id_of(dataset().hash()), None);
	});
}

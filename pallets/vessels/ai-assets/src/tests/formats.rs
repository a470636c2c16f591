use crate::{mock::*, *};
use aic_primitives::AssetId;
use frame::testing_prelude::*;
use Dimension::{Fixed, Free};
use ElementType::{F32, F64, U8};

fn fit(model: Format, dataset: Format) -> DispatchResult {
	let next = |kind| AssetId { kind, item: NextItem::<Test>::get(kind) };
	let (to, from) = (next(AssetKind::Model), next(AssetKind::Dataset));
	assert_ok!(AiAssets::mint_model(signed(CREATOR), content(), model, details(0)));
	assert_ok!(AiAssets::mint_dataset(signed(CREATOR), content(), dataset, details(0)));
	AiAssets::fits(to, from)
}

fn fit_features(takes: Tensor, given: Tensor) -> DispatchResult {
	let model = Format { features: takes, ..model_format() };
	fit(model, Format { features: given, ..dataset_format() })
}

#[test]
fn features_fit_when_each_dimension_does() {
	run(|| {
		for (takes, given) in [
			(&[][..], &[][..]),
			(&[Fixed(4)], &[Fixed(4)]),
			(&[Free], &[Fixed(4)]),
			(&[Free], &[Free]),
			(&[Fixed(3), Free, Free], &[Fixed(3), Fixed(28), Free]),
		] {
			assert_ok!(fit_features(tensor(F64, takes), tensor(F64, given)));
		}
	});
}

#[test]
fn features_do_not_fit_when_a_dimension_does_not() {
	run(|| {
		for (takes, given) in [
			(&[Fixed(4)][..], &[Fixed(5)][..]),
			(&[Fixed(4)], &[Free]),
			(&[Free], &[]),
			(&[], &[Free]),
			(&[Free], &[Fixed(2), Fixed(2)]),
			(&[Free, Fixed(3)], &[Fixed(3), Fixed(2)]),
		] {
			let fits = fit_features(tensor(F64, takes), tensor(F64, given));
			assert_eq!(fits, Err(Error::<Test>::FeaturesDoNotFit.into()), "{takes:?} {given:?}");
		}
	});
}

#[test]
fn features_do_not_fit_when_the_elements_differ() {
	run(|| {
		let fits = fit_features(tensor(F64, &[Free]), tensor(F32, &[Free]));
		assert_eq!(fits, Err(Error::<Test>::FeaturesDoNotFit.into()));
	});
}

#[test]
fn labels_fit_when_they_are_the_same_or_not_wanted() {
	run(|| {
		assert_ok!(fit(model_format(), dataset_format()));
		let unsupervised = Format { labels: None, ..model_format() };
		assert_ok!(fit(unsupervised.clone(), dataset_format()));
		assert_ok!(fit(unsupervised, Format { labels: None, ..dataset_format() }));
	});
}

#[test]
fn labels_do_not_fit_when_they_differ_or_are_missing() {
	run(|| {
		for labels in [None, Some(tensor(F32, &[])), Some(tensor(U8, &[Fixed(1)]))] {
			let fits = fit(model_format(), Format { labels, ..dataset_format() });
			assert_eq!(fits, Err(Error::<Test>::LabelsDoNotFit.into()));
		}
	});
}

#[test]
fn fit_fails_when_the_kinds_are_wrong_or_nothing_is_there() {
	run(|| {
		let (to, from) = (mint_model(0), mint_dataset(0));
		assert_noop!(AiAssets::fits(from, from), Error::<Test>::NotAModel);
		assert_noop!(AiAssets::fits(to, to), Error::<Test>::NotADataset);
		assert_noop!(AiAssets::fits(to, trained(0)), Error::<Test>::NotADataset);
		assert_noop!(AiAssets::fits(model(9), from), Error::<Test>::UnknownAsset);
		assert_noop!(AiAssets::fits(to, dataset(9)), Error::<Test>::UnknownAsset);
	});
}

#[test]
fn trained_ai_can_be_trained_further_when_the_dataset_fits_its_model() {
	run(|| {
		let slot = finish_job();
		assert_ok!(AiAssets::mint_trained_ai(signed(USER), slot, None, details(0)));
		assert_ok!(AiAssets::fits(trained(0), dataset(0)));
	});
}

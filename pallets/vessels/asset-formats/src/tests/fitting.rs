use super::*;
use ElementType::{F32, I64};

fn one(shape: &[Dimension]) -> Vec<Tensor> {
	vec![tensor("", F32, shape)]
}

/// What doesn't fit when a model has the features `own`, and a dataset those `given`; names are all there are.
fn features(own: Vec<Tensor>, given: Vec<Tensor>) -> Option<Error<Test>> {
	let dimensions = dimensions(["a", "b", "c"]);
	let model = Description { dimensions: dimensions.clone(), ..model_of(own) };
	misfit(&model, &Description { dimensions, ..dataset_of(given) })
}

fn shapes(own: &[Dimension], given: &[Dimension]) -> Option<Error<Test>> {
	features(one(own), one(given))
}

const FITS: Option<Error<Test>> = None;
const MISFIT: Option<Error<Test>> = Some(Error::FeaturesDoNotFit);

#[test]
fn samples_fit() {
	assert_eq!(misfit(&model(), &dataset()), None);
	assert_eq!(misfit(&model_for(&dataset()), &dataset()), None);
}

#[test]
fn only_a_dataset_goes_into_only_a_model() {
	assert_eq!(misfit(&dataset(), &dataset()), Some(Error::NotAModelFormat));
	assert_eq!(misfit(&raw(), &dataset()), Some(Error::NotAModelFormat));
	assert_eq!(misfit(&model(), &model()), Some(Error::NotADatasetFormat));
	assert_eq!(misfit(&model(), &raw()), Some(Error::RawData));
}

#[test]
fn element_must_be_the_same() {
	assert_eq!(features(vec![tensor("", F32, &[])], vec![tensor("", I64, &[])]), MISFIT);
}

#[test]
fn rank_must_be_the_same() {
	assert_eq!(shapes(&[Free], &[]), MISFIT);
	assert_eq!(shapes(&[Free], &[Free, Free]), MISFIT);
	assert_eq!(shapes(&[], &[]), None);
}

#[test]
fn fixed_dimension_takes_only_the_same_extent() {
	assert_eq!(shapes(&[Fixed(3)], &[Fixed(3)]), None);
	assert_eq!([Fixed(4), Named(0), Free].map(|given| shapes(&[Fixed(3)], &[given])), [MISFIT; 3]);
}

#[test]
fn free_dimension_takes_anything() {
	assert_eq!([Fixed(4), Named(0), Free].map(|given| shapes(&[Free], &[given])), [FITS; 3]);
	assert_eq!(shapes(&[Free, Free], &[Free, Fixed(1)]), None);
}

#[test]
fn named_dimension_takes_anything_once() {
	assert_eq!([Fixed(4), Named(2), Free].map(|given| shapes(&[Named(0)], &[given])), [FITS; 3]);
}

#[test]
fn named_dimension_is_one_extent_wherever_it_stands() {
	let square = |a, b| shapes(&[Named(0), Named(0)], &[a, b]);
	assert_eq!(square(Fixed(4), Fixed(4)), None);
	assert_eq!(square(Named(2), Named(2)), None);
	assert_eq!(square(Fixed(4), Fixed(5)), MISFIT);
	assert_eq!(square(Named(1), Named(2)), MISFIT);
	assert_eq!(square(Fixed(4), Named(1)), MISFIT);
	assert_eq!(square(Named(1), Free), MISFIT);
	assert_eq!(shapes(&[Named(0), Fixed(2), Named(0)], &[Fixed(1), Fixed(2), Fixed(1)]), None);
}

/// Nothing says that two free dimensions are equally long.
#[test]
fn named_dimension_does_not_take_two_free_ones() {
	assert_eq!(shapes(&[Named(0), Named(0)], &[Free, Free]), MISFIT);
	assert_eq!(shapes(&[Named(0), Named(1)], &[Free, Free]), None);
}

#[test]
fn different_names_may_stand_for_the_same() {
	assert_eq!(shapes(&[Named(0), Named(1)], &[Fixed(4), Fixed(4)]), None);
	assert_eq!(shapes(&[Named(0), Named(1)], &[Named(2), Named(2)]), None);
}

#[test]
fn names_bind_across_tensors() {
	let two = |a, b| vec![tensor("", F32, &[a]), tensor("", F32, &[b])];
	assert_eq!(features(two(Named(0), Named(0)), two(Fixed(4), Fixed(4))), None);
	assert_eq!(features(two(Named(0), Named(0)), two(Fixed(4), Fixed(5))), MISFIT);
}

#[test]
fn names_bind_across_features_and_labels() {
	let labels = |dimension| tensors([tensor("", F32, &[dimension])]);
	let model = Description { labels: labels(Named(1)), ..model() };
	let of = |dimension| Description { labels: labels(dimension), ..dataset() };
	assert_eq!(misfit(&model, &of(Named(0))), None);
	assert_eq!(misfit(&model, &of(Fixed(4))), Some(Error::LabelsDoNotFit));
	assert_eq!(misfit(&model, &of(Free)), Some(Error::LabelsDoNotFit));
}

/// What a description calls its dimensions is for people.
#[test]
fn what_dimensions_are_called_does_not_matter() {
	let renamed = Description { dimensions: dimensions(["Länge"]), ..dataset() };
	assert_eq!(misfit(&model(), &renamed), None);
}

#[test]
fn tensors_must_be_as_many_in_the_same_order() {
	let [tokens, mask] = [0, 1].map(|at| dataset().features[at].clone());
	assert_eq!(misfit(&model(), &dataset_of([tokens.clone()])), MISFIT);
	assert_eq!(misfit(&model(), &dataset_of([mask.clone(), tokens.clone()])), MISFIT);
	let more = [tokens, mask, tensor("more", F32, &[])];
	assert_eq!(misfit(&model(), &dataset_of(more)), MISFIT);
}

#[test]
fn tensor_names_must_be_equal_when_both_have_one() {
	let named = |name| vec![tensor(name, F32, &[])];
	assert_eq!(features(named("a"), named("a")), None);
	assert_eq!(features(named("a"), named("b")), MISFIT);
	assert_eq!(features(named("a"), named("")), None);
	assert_eq!(features(named(""), named("b")), None);
}

#[test]
fn labels_must_fit_when_the_model_has_some() {
	let unlabelled = Description { labels: tensors([]), classes: None, ..dataset() };
	assert_eq!(misfit(&model(), &unlabelled), Some(Error::LabelsDoNotFit));
	let others = Description { labels: tensors([tensor("class", F32, &[])]), ..dataset() };
	assert_eq!(misfit(&model(), &others), Some(Error::LabelsDoNotFit));
	let unsupervised = Description { labels: tensors([]), classes: None, ..model() };
	assert_eq!([dataset(), unlabelled, others].map(|given| misfit(&unsupervised, &given)), [FITS; 3]);
}

#[test]
fn classes_must_be_the_same_when_the_model_counts_them() {
	let of = |classes| Description { classes, ..dataset() };
	assert_eq!(misfit(&model(), &of(Some(4))), Some(Error::ClassesDiffer));
	assert_eq!(misfit(&model(), &of(None)), Some(Error::ClassesDiffer));
	let any = Description { classes: None, ..model() };
	assert_eq!([None, Some(3), Some(4)].map(|classes| misfit(&any, &of(classes))), [FITS; 3]);
}

#[test]
fn preprocessing_must_be_the_same_when_the_model_names_one() {
	let of = |preprocessing| Description { preprocessing, ..dataset() };
	let other = Some(H256::repeat_byte(6));
	assert_eq!(misfit(&model(), &of(other)), Some(Error::PreprocessingDiffers));
	assert_eq!(misfit(&model(), &of(None)), Some(Error::PreprocessingDiffers));
	let any = Description { preprocessing: None, ..model() };
	assert_eq!([None, other].map(|preprocessing| misfit(&any, &of(preprocessing))), [FITS; 2]);
}

#[test]
fn fits_says_what_is_not_there() {
	build_and_execute(|| {
		let (model, dataset) = (register(model()), register(dataset()));
		assert_ok!(AssetFormats::fits(model, dataset));
		assert_noop!(AssetFormats::fits(9, dataset), Error::<Test>::UnknownFormat);
		assert_noop!(AssetFormats::fits(model, 9), Error::<Test>::UnknownFormat);
		assert_noop!(AssetFormats::fits(dataset, model), Error::<Test>::NotAModelFormat);
	});
}

#[test]
fn each_kind_of_asset_has_its_kinds_of_format() {
	build_and_execute(|| {
		let formats = [register(raw()), register(dataset()), register(model())];
		let allowed = |kind| formats.map(|format| AssetFormats::check(format, kind).is_ok());
		assert_eq!(allowed(AssetKind::Data), [true, true, false]);
		assert_eq!(allowed(AssetKind::Dataset), [false, true, false]);
		assert_eq!(allowed(AssetKind::Model), [false, false, true]);
		assert_eq!(allowed(AssetKind::TrainedAi), [false, false, true]);
		let [raw, dataset, model] = formats;
		assert_noop!(AssetFormats::check(model, AssetKind::Data), Error::<Test>::NotADataFormat);
		assert_noop!(AssetFormats::check(raw, AssetKind::Dataset), Error::<Test>::NotADatasetFormat);
		assert_noop!(AssetFormats::check(dataset, AssetKind::TrainedAi), Error::<Test>::NotAModelFormat);
		for kind in AssetKind::ALL {
			assert_noop!(AssetFormats::check(3, kind), Error::<Test>::UnknownFormat);
		}
	});
}

#[cfg(feature = "runtime-benchmarks")]
#[test]
fn formats_that_benchmarks_make_fit() {
	build_and_execute(|| {
		for kind in AssetKind::ALL {
			let format = AssetFormats::ensure_format(kind);
			assert_eq!(AssetFormats::ensure_format(kind), format);
			assert_ok!(AssetFormats::check(format, kind));
		}
		let [model, trained] = [AssetKind::Model, AssetKind::TrainedAi].map(AssetFormats::ensure_format);
		let dataset = AssetFormats::ensure_format(AssetKind::Dataset);
		assert_ok!(AssetFormats::fits(model, dataset));
		assert_ok!(AssetFormats::fits(trained, dataset));
	});
}

//! A dataset of classified sentences, a model for it, and raw text.

use super::*;
pub use Dimension::{Fixed, Free, Named};

pub fn text<const MAX: u32>(text: impl AsRef<[u8]>) -> BoundedVec<u8, ConstU32<MAX>> {
	text.as_ref().to_vec().try_into().unwrap()
}

pub fn tensor(name: &str, element: ElementType, shape: &[Dimension]) -> Tensor {
	Tensor { name: text(name), element, shape: shape.to_vec().try_into().unwrap() }
}

pub fn tensors(tensors: impl Into<Vec<Tensor>>) -> Tensors {
	tensors.into().try_into().unwrap()
}

pub fn dimensions<'a>(
	names: impl IntoIterator<Item = &'a str>,
) -> BoundedVec<DimensionName, ConstU32<MAX_NAMED>> {
	names.into_iter().map(text).collect::<Vec<_>>().try_into().unwrap()
}

pub fn raw() -> Description {
	Description {
		schema: SCHEMA_VERSION,
		kind: FormatKind::Raw,
		name: text("Plain text"),
		version: 1,
		previous: None,
		dimensions: dimensions([]),
		features: tensors([]),
		labels: tensors([]),
		output: tensors([]),
		classes: None,
		preprocessing: None,
		parameters: None,
		environment: None,
	}
}

/// Tokens and a mask of the same length, and one of three classes.
pub fn dataset() -> Description {
	Description {
		kind: FormatKind::Dataset,
		name: text("Classified sentences"),
		dimensions: dimensions(["length"]),
		features: tensors([
			tensor("tokens", ElementType::I32, &[Named(0)]),
			tensor("mask", ElementType::Bool, &[Named(0)]),
		]),
		labels: tensors([tensor("class", ElementType::I64, &[])]),
		classes: Some(3),
		preprocessing: Some(H256::repeat_byte(7)),
		..raw()
	}
}

/// Takes the dataset, but calls its dimensions otherwise.
pub fn model() -> Description {
	Description {
		kind: FormatKind::Model,
		name: text("Sentence classifier"),
		dimensions: dimensions(["hidden", "sequence"]),
		features: tensors([
			tensor("tokens", ElementType::I32, &[Named(1)]),
			tensor("mask", ElementType::Bool, &[Named(1)]),
		]),
		output: tensors([tensor("logits", ElementType::F32, &[Fixed(3)])]),
		parameters: Some(H256::repeat_byte(8)),
		environment: Some(H256::repeat_byte(9)),
		..dataset()
	}
}

/// The dataset with other features.
pub fn dataset_of(features: impl Into<Vec<Tensor>>) -> Description {
	Description { features: tensors(features), ..dataset() }
}

/// The model with other features.
pub fn model_of(features: impl Into<Vec<Tensor>>) -> Description {
	Description { features: tensors(features), ..model() }
}

/// A model for exactly this dataset.
pub fn model_for(dataset: &Description) -> Description {
	Description { kind: FormatKind::Model, output: model().output, ..dataset.clone() }
}

pub fn submit(origin: RuntimeOrigin, description: Description) -> DispatchResult {
	AssetFormats::register(origin, Box::new(description))
}

pub fn register(description: Description) -> FormatId {
	let id = NextFormat::<Test>::get();
	assert_ok!(submit(signed(AUTHOR), description));
	id
}

/// What `description` would fail with.
pub fn flaw(description: Description) -> Option<Error<Test>> {
	description.validate().err()
}

/// What doesn't fit.
pub fn misfit(model: &Description, dataset: &Description) -> Option<Error<Test>> {
	assert_eq!((flaw(model.clone()), flaw(dataset.clone())), (None, None), "both make sense");
	model.take(dataset).err()
}

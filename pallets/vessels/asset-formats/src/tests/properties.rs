//! What is true of all descriptions.

use super::*;
use proptest::{prelude::*, sample::SizeRange};

const NAMED: u8 = 4;

fn element() -> impl Strategy<Value = ElementType> {
	(0..16u8).prop_map(|index| ElementType::decode(&mut &[index][..]).unwrap())
}

fn dimension() -> impl Strategy<Value = Dimension> {
	prop_oneof![(1..=4u32).prop_map(Fixed), (0..NAMED).prop_map(Named), Just(Free)]
}

fn lists(len: impl Into<SizeRange>) -> impl Strategy<Value = Tensors> {
	let shape = prop::collection::vec(dimension(), 0..=3);
	prop::collection::vec((element(), shape, any::<bool>()), len).prop_map(|list| {
		let tensor = |(at, (element, shape, named)): (usize, (_, Vec<_>, bool))| {
			tensor(&if named { format!("t{at}") } else { String::new() }, element, &shape)
		};
		tensors(list.into_iter().enumerate().map(tensor).collect::<Vec<_>>())
	})
}

/// Any dataset with at most four names of dimensions.
fn any_dataset() -> impl Strategy<Value = Description> {
	let hash = prop::option::of(any::<[u8; 32]>().prop_map(H256));
	(lists(1..=8), lists(0..=8), prop::option::of(1..9u32), hash).prop_map(
		|(features, labels, classes, preprocessing)| Description {
			dimensions: dimensions(["a", "b", "c", "d"]),
			classes: classes.filter(|_| !labels.is_empty()),
			features,
			labels,
			preprocessing,
			..dataset()
		},
	)
}

/// `description` with other dimensions.
fn map(mut description: Description, mut change: impl FnMut(Dimension) -> Dimension) -> Description {
	for list in [&mut description.features, &mut description.labels] {
		for tensor in list.iter_mut() {
			tensor.shape.iter_mut().for_each(|dimension| *dimension = change(*dimension));
		}
	}
	description
}

fn all_dimensions(description: &Description) -> Vec<Dimension> {
	let tensors = description.features.iter().chain(&description.labels);
	tensors.flat_map(|tensor| tensor.shape.iter().copied()).collect()
}

/// A model and a dataset of the same tensors, whose dimensions have nothing to do with each other, or nearly fit.
fn pair() -> impl Strategy<Value = (Description, Description)> {
	(any_dataset(), prop::collection::vec((dimension(), 0..32u8), 48)).prop_map(|(dataset, choices)| {
		let mut choices = choices.into_iter();
		// Mostly what fits anyhow, so that names decide.
		let model = map(model_for(&dataset), |given| match choices.next().unwrap() {
			(other, 0) => other,
			(Named(name), 1..=8) => Named(name),
			(_, 9..=14) => Free,
			_ => given,
		});
		(model, dataset)
	})
}

/// By the meaning of names, without any order: each stands for one thing, or for a single free dimension.
fn fits_by_meaning(model: &Description, dataset: &Description) -> bool {
	let pairs: Vec<_> = all_dimensions(model).into_iter().zip(all_dimensions(dataset)).collect();
	let fixed = pairs.iter().all(|(own, given)| !matches!(own, Fixed(_)) || own == given);
	fixed
		&& (0..NAMED).all(|name| {
			let bound: Vec<_> =
				pairs.iter().filter(|pair| pair.0 == Named(name)).map(|pair| pair.1).collect();
			bound.len() < 2 || (bound[0] != Free && bound.iter().all(|given| *given == bound[0]))
		})
}

/// The tensors in another order, each of them with its axes in another order.
fn shuffled(list: &Tensors, by: usize) -> Tensors {
	let mut list = list.to_vec();
	let len = list.len().max(1);
	list.rotate_left(by % len);
	for tensor in &mut list {
		tensor.shape.as_mut().reverse();
	}
	tensors(list)
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 400, max_global_rejects: 20_000, ..Default::default() })]

	#[test]
	fn model_made_for_a_dataset_takes_it(dataset in any_dataset()) {
		prop_assert_eq!(misfit(&model_for(&dataset), &dataset), None);
	}

	#[test]
	fn free_model_takes_anything(dataset in any_dataset()) {
		let model = map(model_for(&dataset), |_| Free);
		prop_assert_eq!(misfit(&model, &dataset), None);
	}

	#[test]
	fn fit_is_what_names_mean((model, dataset) in pair()) {
		prop_assert_eq!(misfit(&model, &dataset).is_none(), fits_by_meaning(&model, &dataset));
	}

	#[test]
	fn fit_does_not_depend_on_the_order((model, dataset) in pair(), by in 0..8usize) {
		let other = |description: &Description| Description {
			features: shuffled(&description.features, by),
			labels: shuffled(&description.labels, by),
			..description.clone()
		};
		prop_assert_eq!(misfit(&model, &dataset), misfit(&other(&model), &other(&dataset)));
	}

	/// A dataset that says more of its dimensions goes in wherever it went in.
	#[test]
	fn what_fits_still_fits_when_names_get_extents((model, dataset) in pair(), extents in prop::array::uniform4(1..9u32)) {
		prop_assume!(misfit(&model, &dataset).is_none());
		let more = map(dataset, |given| match given {
			Named(name) => Fixed(extents[usize::from(name)]),
			other => other,
		});
		prop_assert_eq!(misfit(&model, &more), None);
	}

	/// A model that asks for less takes whatever it took.
	#[test]
	fn what_fits_still_fits_when_the_model_frees_a_dimension((model, dataset) in pair(), at in 0..48usize) {
		prop_assume!(misfit(&model, &dataset).is_none());
		let mut seen = 0;
		let looser = map(model, |own| {
			seen += 1;
			if seen == at { Free } else { own }
		});
		prop_assert_eq!(misfit(&looser, &dataset), None);
	}

	#[test]
	fn descriptions_survive_their_encoding(dataset in any_dataset()) {
		for description in [model_for(&dataset), dataset] {
			let bytes = description.encode();
			prop_assert!(bytes.len() <= Description::max_encoded_len());
			prop_assert_eq!(Description::decode(&mut &bytes[..]), Ok(description));
		}
	}

	/// A cut, changed or made-up description is refused, or is small.
	#[test]
	fn hostile_bytes_decode_to_nothing_large(
		dataset in any_dataset(),
		at in any::<prop::sample::Index>(),
		junk in prop::collection::vec(any::<u8>(), 0..40),
	) {
		let mut bytes = dataset.encode();
		let at = at.index(bytes.len());
		let end = (at + junk.len()).min(bytes.len());
		bytes.splice(at..end, junk);
		if let Ok(description) = Description::decode(&mut &bytes[..]) {
			prop_assert!(description.encoded_size() <= Description::max_encoded_len());
			let _ = flaw(description.clone());
			let _ = description.take::<Test>(&dataset);
		}
	}
}

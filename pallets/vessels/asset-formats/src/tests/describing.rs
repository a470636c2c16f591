use super::*;

fn with_shape(shape: &[Dimension]) -> Description {
	dataset_of([tensor("", ElementType::F32, shape)])
}

#[test]
fn samples_make_sense() {
	assert_eq!([raw(), dataset(), model()].map(flaw), [None, None, None]);
}

#[test]
fn schema_is_refused_when_it_is_not_known() {
	for schema in [0, SCHEMA_VERSION + 1, u16::MAX] {
		assert_eq!(flaw(Description { schema, ..dataset() }), Some(Error::UnknownSchema));
	}
}

#[test]
fn name_is_refused_when_it_is_empty_or_no_text() {
	for name in [&b""[..], b"\xff\xfe", b"line\nbreak", b"nul\0", "\u{85}".as_bytes()] {
		assert_eq!(flaw(Description { name: text(name), ..raw() }), Some(Error::InvalidName));
	}
	assert_eq!(flaw(Description { name: text("Größe 数据"), ..raw() }), None);
	assert_eq!(flaw(Description { name: text([b'a'; MAX_NAME as usize]), ..raw() }), None);
}

#[test]
fn dimension_names_are_refused_when_empty_or_no_text_or_double() {
	let named = |names: &[&str]| flaw(Description { dimensions: dimensions(names.to_vec()), ..dataset() });
	assert_eq!(named(&["length", ""]), Some(Error::InvalidName));
	assert_eq!(named(&["length", "\t"]), Some(Error::InvalidName));
	assert_eq!(named(&["length", "width", "length"]), Some(Error::DuplicateName));
	assert_eq!(named(&["length", "width"]), None);
}

#[test]
fn tensor_names_are_refused_when_no_text_or_double() {
	let named = |names: [&str; 2]| flaw(dataset_of(names.map(|name| tensor(name, ElementType::U8, &[]))));
	assert_eq!(named(["a", "\n"]), Some(Error::InvalidName));
	assert_eq!(named(["a", "a"]), Some(Error::DuplicateName));
	assert_eq!(named(["", ""]), None);
	// A feature may be called as a label or an output is.
	let labels = tensors([tensor("mask", ElementType::Bool, &[])]);
	assert_eq!(flaw(Description { labels, ..dataset() }), None);
}

#[test]
fn dimension_is_refused_when_it_is_zero() {
	assert_eq!(flaw(with_shape(&[Fixed(0)])), Some(Error::EmptyDimension));
	assert_eq!(flaw(with_shape(&[Free, Fixed(u32::MAX), Fixed(0)])), Some(Error::EmptyDimension));
	assert_eq!(flaw(with_shape(&[Fixed(1)])), None);
}

#[test]
fn dimension_is_refused_when_its_name_is_not_in_the_list() {
	assert_eq!(flaw(with_shape(&[Named(0)])), None);
	assert_eq!(flaw(with_shape(&[Named(1)])), Some(Error::UnnamedDimension));
	assert_eq!(flaw(with_shape(&[Named(u8::MAX)])), Some(Error::UnnamedDimension));
}

#[test]
fn tensor_is_refused_when_it_has_more_elements_than_anybody_can_store() {
	assert_eq!(flaw(with_shape(&[Fixed(1 << 20), Free, Fixed(1 << 20)])), None);
	assert_eq!(flaw(with_shape(&[Fixed(1 << 20), Fixed((1 << 20) + 1)])), Some(Error::AbsurdSize));
	assert_eq!(flaw(with_shape(&[Fixed(u32::MAX); 8])), Some(Error::AbsurdSize));
}

#[test]
fn every_list_of_tensors_is_looked_at() {
	let empty = || tensors([tensor("", ElementType::F32, &[Fixed(0)])]);
	assert_eq!(flaw(Description { labels: empty(), ..dataset() }), Some(Error::EmptyDimension));
	assert_eq!(flaw(Description { output: empty(), ..model() }), Some(Error::EmptyDimension));
}

#[test]
fn features_are_missed_in_what_is_not_raw() {
	assert_eq!(flaw(dataset_of([])), Some(Error::MissingFeatures));
	assert_eq!(flaw(model_of([])), Some(Error::MissingFeatures));
}

#[test]
fn output_is_what_a_model_has_and_nothing_else() {
	assert_eq!(flaw(Description { output: tensors([]), ..model() }), Some(Error::MissingOutput));
	let output = model().output;
	assert_eq!(flaw(Description { output: output.clone(), ..dataset() }), Some(Error::UnexpectedOutput));
	assert_eq!(flaw(Description { output, ..raw() }), Some(Error::UnexpectedOutput));
}

#[test]
fn environment_and_parameters_are_what_only_a_model_has() {
	let hash = Some(H256::zero());
	for other in [raw(), dataset()] {
		let environment = Description { environment: hash, ..other.clone() };
		assert_eq!(flaw(environment), Some(Error::UnexpectedEnvironment));
		assert_eq!(flaw(Description { parameters: hash, ..other }), Some(Error::UnexpectedEnvironment));
	}
	assert_eq!(flaw(Description { environment: None, parameters: None, ..model() }), None);
}

#[test]
fn raw_data_has_nothing_digital() {
	let digital = [
		Description { features: dataset().features, dimensions: dimensions(["length"]), ..raw() },
		Description { labels: dataset().labels, ..raw() },
		Description { dimensions: dimensions(["length"]), ..raw() },
		Description { classes: Some(2), ..raw() },
		Description { preprocessing: Some(H256::zero()), ..raw() },
	];
	for description in digital {
		assert_eq!(flaw(description), Some(Error::NotRaw));
	}
}

#[test]
fn classes_need_labels_and_are_not_zero() {
	assert_eq!(flaw(Description { classes: Some(0), ..dataset() }), Some(Error::NoClasses));
	assert_eq!(flaw(Description { labels: tensors([]), ..dataset() }), Some(Error::NoClasses));
	assert_eq!(flaw(Description { labels: tensors([]), classes: None, ..dataset() }), None);
	assert_eq!(flaw(Description { classes: None, ..dataset() }), None);
}

/// What is too long, or says that it is, isn't even decoded.
#[test]
fn format_bomb_does_not_decode() {
	let decodes = |bytes: &[u8]| Description::decode(&mut &bytes[..]).is_ok();
	let whole = dataset().encode();
	assert!(decodes(&whole));
	// Everything up to the features, and what follows them.
	let features = dataset().features.encode();
	let at = whole.windows(features.len()).position(|window| window == features).unwrap();
	let (head, tail) = (&whole[..at], &whole[at + features.len()..]);
	let bomb = |features: Vec<u8>| [head, &features, tail].concat();
	let one = tensor("", ElementType::U8, &[]);
	assert!(decodes(&bomb(vec![one.clone(); 8].encode())));
	assert!(!decodes(&bomb(vec![one.clone(); 9].encode())), "too many tensors");
	let deep = (text::<32>(""), ElementType::U8, vec![Free; 9]);
	assert!(!decodes(&bomb(vec![deep].encode())), "too many dimensions");
	let loud = (vec![b'a'; 33], ElementType::U8, vec![Free; 1]);
	assert!(!decodes(&bomb(vec![loud].encode())), "too long a name");
	assert!(!decodes(&bomb(codec::Compact(u32::MAX).encode())), "a length without anything behind");
	// An attacker's two million tensors.
	assert!(!decodes(&bomb(vec![one; 2_000_000].encode())), "a huge list");
}

#[test]
fn calls_with_a_format_bomb_do_not_decode() {
	let call = Call::<Test>::register { description: Box::new(dataset()) }.encode();
	assert!(Call::<Test>::decode(&mut &call[..]).is_ok());
	let names = [&call[..1], &(SCHEMA_VERSION, FormatKind::Dataset, vec![b'a'; 65]).encode()].concat();
	assert!(Call::<Test>::decode(&mut &names[..]).is_err());
}

#[test]
fn largest_description_is_small() {
	let shape = [Fixed(u32::MAX); MAX_DIMENSIONS as usize];
	let largest = Tensor {
		name: text([b'a'; MAX_TENSOR_NAME as usize]),
		element: ElementType::F8E5M2,
		shape: shape.to_vec().try_into().unwrap(),
	};
	let all = || tensors(vec![largest.clone(); MAX_TENSORS as usize]);
	let dimension: DimensionName = text([b'a'; MAX_DIMENSION_NAME as usize]);
	let hash = Some(H256::zero());
	let description = Description {
		name: text([b'a'; MAX_NAME as usize]),
		previous: Some(0),
		dimensions: vec![dimension; MAX_NAMED as usize].try_into().unwrap(),
		features: all(),
		labels: all(),
		output: all(),
		classes: Some(1),
		parameters: hash,
		environment: hash,
		..dataset()
	};
	assert_eq!(description.encoded_size(), Description::max_encoded_len());
	assert!(Description::max_encoded_len() < 2_400, "{}", Description::max_encoded_len());
	assert!(Entry::<u64>::max_encoded_len() < 64);
	<AssetFormats as Hooks<_>>::integrity_test();
}

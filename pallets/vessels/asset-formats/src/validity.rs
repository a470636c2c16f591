//! What makes sense as a description.

use super::*;
use alloc::collections::BTreeSet;

impl Description {
	/// Whether it makes sense, without regard to what is registered. The error says why not.
	pub(crate) fn validate<T>(&self) -> Result<(), Error<T>> {
		ensure!(self.schema == SCHEMA_VERSION, Error::UnknownSchema);
		ensure!(!self.name.is_empty() && is_text(&self.name), Error::InvalidName);
		for name in &self.dimensions {
			ensure!(!name.is_empty() && is_text(name), Error::InvalidName);
		}
		ensure!(are_distinct(self.dimensions.iter().map(|name| &name[..])), Error::DuplicateName);
		for tensors in [&self.features, &self.labels, &self.output] {
			ensure!(are_distinct(tensors.iter().map(|tensor| &tensor.name[..])), Error::DuplicateName);
			tensors.iter().try_for_each(|tensor| tensor.validate(self.dimensions.len()))?;
		}
		self.validate_kind()
	}

	fn validate_kind<T>(&self) -> Result<(), Error<T>> {
		if self.kind == FormatKind::Model {
			ensure!(!self.output.is_empty(), Error::MissingOutput);
		} else {
			ensure!(self.output.is_empty(), Error::UnexpectedOutput);
			ensure!(self.parameters.is_none() && self.environment.is_none(), Error::UnexpectedEnvironment);
		}
		if self.kind == FormatKind::Raw {
			let digitised = !self.features.is_empty()
				|| !self.labels.is_empty()
				|| !self.dimensions.is_empty()
				|| self.classes.is_some()
				|| self.preprocessing.is_some();
			ensure!(!digitised, Error::NotRaw);
		} else {
			ensure!(!self.features.is_empty(), Error::MissingFeatures);
		}
		ensure!(self.classes.is_none_or(|classes| classes > 0 && !self.labels.is_empty()), Error::NoClasses);
		Ok(())
	}
}

impl Tensor {
	/// Whether it makes sense where so many dimensions have names.
	fn validate<T>(&self, named: usize) -> Result<(), Error<T>> {
		ensure!(is_text(&self.name), Error::InvalidName);
		let mut elements = 1u64;
		for dimension in &self.shape {
			match *dimension {
				Dimension::Fixed(0) => return Err(Error::EmptyDimension),
				Dimension::Fixed(extent) => elements = elements.saturating_mul(extent.into()),
				Dimension::Named(name) => ensure!(usize::from(name) < named, Error::UnnamedDimension),
				Dimension::Free => (),
			}
		}
		ensure!(elements <= MAX_ELEMENTS, Error::AbsurdSize);
		Ok(())
	}
}

/// Whether it is UTF-8 without control characters.
fn is_text(bytes: &[u8]) -> bool {
	core::str::from_utf8(bytes).is_ok_and(|text| !text.chars().any(char::is_control))
}

/// Whether no name, but the empty one, is there twice.
fn are_distinct<'a>(names: impl Iterator<Item = &'a [u8]>) -> bool {
	let mut seen = BTreeSet::new();
	names.filter(|name| !name.is_empty()).all(|name| seen.insert(name))
}

//! What fits what. Nothing is read or written here.

use super::*;

/// What a model's named dimensions stand for in one fit.
struct Names([Option<Dimension>; MAX_NAMED as usize]);

impl Names {
	/// Whether `name` can stand for what is `given` here and for all that it stood for so far. Two free dimensions may differ, so
	/// that a name stands for one of them at the most.
	fn bind(&mut self, name: u8, given: Dimension) -> bool {
		match self.0.get_mut(usize::from(name)) {
			Some(Some(bound)) => *bound == given && given != Dimension::Free,
			Some(bound) => {
				*bound = Some(given);
				true
			}
			None => false,
		}
	}

	/// Whether what is `given` can go in where a model has `own`.
	fn take(&mut self, own: Dimension, given: Dimension) -> bool {
		match own {
			Dimension::Free => true,
			Dimension::Fixed(_) => own == given,
			Dimension::Named(name) => self.bind(name, given),
		}
	}

	fn take_tensor(&mut self, own: &Tensor, given: &Tensor) -> bool {
		(own.name == given.name || own.name.is_empty() || given.name.is_empty())
			&& own.element == given.element
			&& own.shape.len() == given.shape.len()
			&& own.shape.iter().zip(&given.shape).all(|(own, given)| self.take(*own, *given))
	}

	fn take_all(&mut self, own: &Tensors, given: &Tensors) -> bool {
		own.len() == given.len() && own.iter().zip(given).all(|(own, given)| self.take_tensor(own, given))
	}
}

impl Description {
	/// Whether a model of this format can be trained on a dataset of format `dataset`. The error says what doesn't fit.
	pub(crate) fn take<T>(&self, dataset: &Self) -> Result<(), Error<T>> {
		ensure!(self.kind == FormatKind::Model, Error::NotAModelFormat);
		match dataset.kind {
			FormatKind::Dataset => (),
			FormatKind::Raw => return Err(Error::RawData),
			FormatKind::Model => return Err(Error::NotADatasetFormat),
		}
		ensure!(
			self.preprocessing.is_none() || self.preprocessing == dataset.preprocessing,
			Error::PreprocessingDiffers
		);
		let mut names = Names([None; MAX_NAMED as usize]);
		ensure!(names.take_all(&self.features, &dataset.features), Error::FeaturesDoNotFit);
		ensure!(
			self.labels.is_empty() || names.take_all(&self.labels, &dataset.labels),
			Error::LabelsDoNotFit
		);
		ensure!(self.classes.is_none() || self.classes == dataset.classes, Error::ClassesDiffer);
		Ok(())
	}
}

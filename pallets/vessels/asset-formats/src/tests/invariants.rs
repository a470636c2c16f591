use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Step {
	/// A sample with this name and number of classes, by somebody.
	Register(u64, usize, u8, Option<u32>),
	/// The next version of a format, with so much added to the version, by somebody or the author.
	Next(Option<u64>, FormatId, u32),
	/// Nonsense.
	Hostile(u64, u8),
	Deprecate(u64, FormatId),
	Deposits(Balance, Balance),
	Pass(Moment),
}

fn step() -> impl Strategy<Value = Step> {
	let who = || AUTHOR..=POOR;
	let id = || 0..12u32;
	prop_oneof![
		6 => (who(), 0..3usize, 0..6u8, prop::option::of(0..3u32))
			.prop_map(|(who, sample, name, classes)| Step::Register(who, sample, name, classes)),
		6 => (prop::option::of(who()), id(), 0..3u32).prop_map(|(who, id, by)| Step::Next(who, id, by)),
		1 => (who(), any::<u8>()).prop_map(|(who, byte)| Step::Hostile(who, byte)),
		2 => (who(), id()).prop_map(|(who, id)| Step::Deprecate(who, id)),
		1 => (0..AIC, 0..AIC / 1_000).prop_map(|(format, byte)| Step::Deposits(format, byte)),
		2 => (0..NOTICE).prop_map(Step::Pass),
	]
}

/// What must have become of everything.
#[derive(Default)]
struct Model {
	/// What was registered, by number.
	formats: Vec<(u64, Description)>,
	held: BTreeMap<u64, Balance>,
	deprecated: BTreeMap<FormatId, Moment>,
}

impl Model {
	fn register(&mut self, who: u64, description: Description) {
		let known = self.formats.iter().any(|(_, other)| *other == description);
		let deposit = FormatDeposit::get() + ByteDeposit::get() * description.encoded_size() as Balance;
		if submit(signed(who), description.clone()).is_ok() {
			assert!(!known, "nothing is registered twice");
			*self.held.entry(who).or_default() += deposit;
			self.formats.push((who, description));
		}
	}

	fn run(&mut self, step: Step) {
		match step {
			Step::Register(who, sample, name, classes) => {
				let sample = [raw(), dataset(), model()][sample].clone();
				self.register(who, Description { name: text([b'a' + name]), classes, ..sample });
			}
			Step::Next(who, id, by) => {
				let Some((author, previous)) = self.formats.get(id as usize).cloned() else { return };
				let version = previous.version + by;
				let next = Description { previous: Some(id), version, ..previous };
				self.register(who.unwrap_or(author), next);
			}
			Step::Hostile(who, byte) => {
				let mut bytes = dataset().encode();
				let at = usize::from(byte) % bytes.len();
				bytes[at] ^= byte;
				if let Ok(description) = Description::decode(&mut &bytes[..]) {
					self.register(who, description);
				}
			}
			Step::Deprecate(who, id) => {
				if AssetFormats::deprecate(signed(who), id).is_ok() {
					assert_eq!(self.formats[id as usize].0, who);
					assert_eq!(self.deprecated.insert(id, Now::get() + NOTICE), None);
				}
			}
			Step::Deposits(format, byte) => {
				FormatDeposit::set(&format);
				ByteDeposit::set(&byte);
			}
			Step::Pass(time) => pass(time),
		}
	}

	/// Everything is where and what it was when it was registered.
	fn check(&self) {
		assert_eq!(NextFormat::<Test>::get() as usize, self.formats.len());
		for (id, (author, description)) in (0..).zip(&self.formats) {
			let format = AssetFormats::format(id).unwrap();
			assert_eq!((&format.entry.author, &format.description), (author, description));
			assert_eq!(AssetFormats::id_of(description.hash()), Some(id));
			let over = self.deprecated.get(&id).is_some_and(|from| *from <= Now::get());
			for kind in AssetKind::ALL {
				let usable = !over && description.kind.is_for(kind);
				assert_eq!(AssetFormats::check(id, kind).is_ok(), usable);
			}
			for (other, (_, dataset)) in (0..).zip(&self.formats) {
				let fits = description.take::<Test>(dataset).map_err(Into::into);
				assert_eq!(AssetFormats::fits(id, other), fits);
			}
		}
		for who in AUTHOR..=POOR {
			let sum = self.held.get(&who).copied().unwrap_or_default();
			let funds = if who == POOR { 2 * AIC } else { FUNDS };
			assert_eq!((held(who), Balances::free_balance(who)), (sum, funds - sum));
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(150))]

	/// Whatever is tried, formats stay what they were, and deposits are what they cost.
	#[test]
	fn formats_stay_what_they_were_when_anything_happens(steps in prop::collection::vec(step(), 1..60)) {
		new_test_ext().execute_with(|| {
			// Enough for a format or two.
			assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), POOR, 2 * AIC));
			let supply = Balances::total_issuance();
			let mut model = Model::default();
			for step in steps {
				model.run(step);
				assert_ok!(AssetFormats::do_try_state());
			}
			assert_eq!(Balances::total_issuance(), supply, "coins are conserved");
			model.check();
		});
	}
}

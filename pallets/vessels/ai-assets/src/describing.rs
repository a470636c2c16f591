//! What wallets show of an asset: the name, and attributes of its NFT in plain text.

use super::*;
use alloc::{format, string::String, vec::Vec};
use nonfungibles_v2::Mutate;

/// Attributes that an NFT is given.
const KEYS: [&[u8]; 6] = [b"kind", b"version", b"content", b"size", b"format", b"licence"];
/// Bytes of an attribute at the most.
const MAX_TEXT: usize = 256;

fn kind_name(kind: AssetKind) -> &'static str {
	match kind {
		AssetKind::Dataset => "dataset",
		AssetKind::Model => "model",
		AssetKind::TrainedAi => "trained AI",
		AssetKind::Data => "data",
	}
}

/// An amount in AIC, with as many digits after the point as it needs.
pub(crate) fn amount_text(amount: Balance) -> String {
	let unit = aic_primitives::currency::AIC;
	let whole = amount.checked_div(unit).unwrap_or_default();
	let rest = amount.checked_rem(unit).unwrap_or_default();
	if rest == 0 {
		return format!("{whole} AIC");
	}
	let digits = format!("{rest:018}");
	format!("{whole}.{} AIC", digits.trim_end_matches('0'))
}

/// What the terms allow and cost, as "use 5 AIC; era 10 AIC; training, inference".
pub(crate) fn terms_text(terms: &Terms) -> String {
	let mut said = Vec::new();
	if terms.free() {
		said.push(String::from("free"));
	} else {
		for (unit, price) in
			[("use", terms.per_use), ("era", terms.per_era), ("exclusive era", terms.exclusive)]
		{
			if let Some(price) = price {
				said.push(format!("{unit} {}", amount_text(price)));
			}
		}
	}
	if said.is_empty() {
		said.push(String::from("not for sale"));
	}
	let allowed = [
		("training", terms.purposes.training),
		("inference", terms.purposes.inference),
		("evaluation", terms.purposes.evaluation),
	];
	let allowed: Vec<_> =
		allowed.iter().filter(|(_, allowed)| *allowed).map(|(purpose, _)| *purpose).collect();
	said.push(allowed.join(", "));
	if terms.inside_only {
		said.push(String::from("inside only"));
	}
	said.join("; ")
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_describe(asset: AssetId) -> DispatchResult {
		let mut record = Assets::<T>::get(asset).ok_or(Error::<T>::UnknownAsset)?;
		ensure!(Self::owner(asset).is_some(), Error::<T>::Withdrawn);
		let collection = asset.kind.collection();
		T::Nfts::set_item_metadata(None, &collection, &asset.item, &record.name)?;
		let values = [
			String::from(kind_name(asset.kind)),
			format!("{}", record.version),
			format!("{:?}", record.content),
			format!("{}", record.size),
			format!("{}", record.format),
			terms_text(&record.terms),
		];
		for (key, value) in KEYS.iter().zip(values) {
			let text = value.as_bytes();
			T::Nfts::set_attribute(&collection, &asset.item, key, text.get(..MAX_TEXT).unwrap_or(text))?;
		}
		if !record.described {
			record.described = true;
			Assets::<T>::insert(asset, record);
		}
		Self::deposit_event(Event::Described { asset });
		Ok(())
	}

	/// Removes the attributes, which `Nfts` would keep when the NFT is burned.
	pub(crate) fn clear_description(asset: AssetId) -> DispatchResult {
		for key in KEYS {
			T::Nfts::clear_attribute(&asset.kind.collection(), &asset.item, key)?;
		}
		Ok(())
	}
}

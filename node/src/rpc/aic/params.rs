//! Reads the parameters of `aic_*`. They come as JSON values, so that a wrong one is answered with a sentence that says
//! what is wrong with it.

use aic_primitives::{AccountId, DeviceClass, JobId};
use jsonrpsee::types::{error::INVALID_PARAMS_CODE, ErrorObject, ErrorObjectOwned};
use serde::{de::DeserializeOwned, Serialize};
use serde_json::Value;

type Result<T> = std::result::Result<T, ErrorObjectOwned>;

/// A device class, by its name.
pub fn device_class(value: &Value) -> Result<DeviceClass> {
	let name = text("class", value)?;
	DeviceClass::ALL.into_iter().find(|class| class_name(class).eq_ignore_ascii_case(name)).ok_or_else(|| {
		let names = DeviceClass::ALL.iter().map(class_name).collect::<Vec<_>>().join(", ");
		wrong("class", format!("unknown device class {name:?}; one of {names}"))
	})
}

fn class_name(class: &DeviceClass) -> String {
	format!("{class:?}")
}

/// An account: its address, or its public key in hexadecimal with 0x.
pub fn account(value: &Value) -> Result<AccountId> {
	let address = text("account", value)?;
	address.parse().map_err(|reason| wrong("account", format!("{address:?} is not an address: {reason}")))
}

/// The number of a job, as a number or a decimal string.
pub fn job(value: &Value) -> Result<JobId> {
	value
		.as_u64()
		.or_else(|| value.as_str()?.parse().ok())
		.ok_or_else(|| wrong("job", format!("expected the number of a job, got {value}")))
}

/// A structure or enumeration, as serde writes it. A field that it does not have is an error, not ignored: it may be a
/// misspelt one that has a default.
pub fn structure<T: DeserializeOwned + Serialize>(parameter: &str, value: &Value) -> Result<T> {
	let parsed = T::deserialize(value).map_err(|error| wrong(parameter, error))?;

	if let (Value::Object(given), Ok(Value::Object(known))) = (value, serde_json::to_value(&parsed)) {
		if let Some(field) = given.keys().find(|field| !known.contains_key(*field)) {
			let names = known.keys().cloned().collect::<Vec<_>>().join(", ");
			return Err(wrong(parameter, format!("unknown field {field:?}; one of {names}")));
		}
	}
	Ok(parsed)
}

fn text<'a>(parameter: &str, value: &'a Value) -> Result<&'a str> {
	value.as_str().ok_or_else(|| wrong(parameter, format!("expected a string, got {value}")))
}

fn wrong(parameter: &str, reason: impl std::fmt::Display) -> ErrorObjectOwned {
	ErrorObject::owned(INVALID_PARAMS_CODE, format!("{parameter}: {reason}"), None::<()>)
}

#[cfg(test)]
mod tests;

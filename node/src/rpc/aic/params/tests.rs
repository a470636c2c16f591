use super::*;
use aic_primitives::{runtime_api::JobRequest, AssetId, AssetKind, ResourceId};
use serde_json::json;

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const ALICE_KEY: &str = "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";

fn request() -> Value {
	json!({
		"model": { "kind": "Model", "item": 0 },
		"datasets": [{ "kind": "Dataset", "item": 3 }],
		"instructions": format!("0x{}", "11".repeat(32)),
		"class": "Gpu",
		"power": 16,
		"memory": 8_192,
		"slots": 2,
		"time_limit": 600_000,
	})
}

fn message<T: std::fmt::Debug>(result: Result<T>) -> String {
	let error = result.unwrap_err();
	assert_eq!(error.code(), INVALID_PARAMS_CODE);
	error.message().to_owned()
}

#[test]
fn device_class_is_read_when_its_case_is_another() {
	assert_eq!(device_class(&json!("Gpu")).unwrap(), DeviceClass::Gpu);
	assert_eq!(device_class(&json!("cpu")).unwrap(), DeviceClass::Cpu);
}

#[test]
fn device_class_is_refused_with_the_names_when_unknown() {
	assert_eq!(
		message(device_class(&json!("Gpx"))),
		r#"class: unknown device class "Gpx"; one of Gpu, Fpga, Asic, Dsp, Cpu"#
	);
}

#[test]
fn device_class_is_refused_when_it_is_no_string() {
	assert_eq!(message(device_class(&json!(0))), "class: expected a string, got 0");
}

#[test]
fn account_is_the_same_when_given_as_address_or_as_key() {
	assert_eq!(account(&json!(ALICE)).unwrap(), account(&json!(ALICE_KEY)).unwrap());
}

#[test]
fn account_is_refused_when_a_letter_is_wrong() {
	let misspelt = ALICE.replace("QY", "QZ");

	assert!(message(account(&json!(misspelt))).starts_with("account: \"5Grw"));
}

#[test]
fn job_is_read_when_it_is_a_number_or_a_string() {
	assert_eq!(job(&json!(7)).unwrap(), 7);
	assert_eq!(job(&json!("18446744073709551615")).unwrap(), u64::MAX);
}

#[test]
fn job_is_refused_when_it_is_no_number() {
	for value in [json!(-1), json!(1.5), json!("seven"), json!(null)] {
		assert_eq!(message(job(&value)), format!("job: expected the number of a job, got {value}"));
	}
}

#[test]
fn request_is_read_when_the_region_is_left_out() {
	let parsed: JobRequest = structure("request", &request()).unwrap();

	assert_eq!(parsed.model, AssetId { kind: AssetKind::Model, item: 0 });
	assert_eq!(parsed.datasets.len(), 1);
	assert_eq!((parsed.power, parsed.slots, parsed.time_limit), (16, 2, 600_000));
	assert_eq!(parsed.region, None);
}

#[test]
fn request_is_refused_with_the_field_when_one_is_missing() {
	let mut value = request();
	value.as_object_mut().unwrap().remove("slots");

	assert_eq!(message(structure::<JobRequest>("request", &value)), "request: missing field `slots`");
}

#[test]
fn request_is_refused_with_the_field_when_one_is_misspelt() {
	let mut value = request();
	value["regoin"] = json!(1);

	assert!(message(structure::<JobRequest>("request", &value))
		.starts_with("request: unknown field \"regoin\"; one of "));
}

#[test]
fn request_is_refused_when_it_has_too_many_datasets() {
	let mut value = request();
	value["datasets"] = json!(vec![json!({ "kind": "Dataset", "item": 3 }); 9]);

	assert!(message(structure::<JobRequest>("request", &value)).starts_with("request: "));
}

#[test]
fn resource_is_read_when_it_is_a_node_or_an_asset() {
	assert_eq!(structure::<ResourceId>("resource", &json!({ "Node": 3 })).unwrap(), ResourceId::Node(3));
	assert_eq!(
		structure::<ResourceId>("resource", &json!({ "Asset": { "kind": "TrainedAi", "item": 1 } })).unwrap(),
		ResourceId::Asset(AssetId { kind: AssetKind::TrainedAi, item: 1 })
	);
}

#[test]
fn resource_is_refused_when_its_kind_is_unknown() {
	assert!(
		message(structure::<ResourceId>("resource", &json!({ "Nod": 3 }))).contains("unknown variant `Nod`")
	);
}

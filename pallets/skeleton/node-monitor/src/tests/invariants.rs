use super::*;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
	Block,
	Pass(Moment),
	Heartbeat(NodeId),
	Online(NodeId, bool),
	Remove(NodeId),
	Request(NodeId),
	Begin(NodeId),
	Submit(NodeId),
	Expire(NodeId),
	Verdict(u64, u8),
	Report(NodeId, NodeId, u32),
}

fn step() -> impl Strategy<Value = Step> {
	let node = || 0..10u64;
	prop_oneof![
		8 => Just(Step::Block),
		2 => (0..2 * SLOWEST * MEASURE).prop_map(Step::Pass),
		6 => node().prop_map(Step::Heartbeat),
		2 => (node(), any::<bool>()).prop_map(|(node, online)| Step::Online(node, online)),
		1 => node().prop_map(Step::Remove),
		4 => node().prop_map(Step::Request),
		4 => node().prop_map(Step::Begin),
		4 => node().prop_map(Step::Submit),
		2 => node().prop_map(Step::Expire),
		4 => (0..10u64, 0..3u8).prop_map(|(id, verdict)| Step::Verdict(id, verdict)),
		4 => (node(), node(), 0..500u32).prop_map(|(from, node, ms)| Step::Report(from, node, ms)),
	]
}

fn run(step: Step) {
	let _ = match step {
		Step::Block => {
			block();
			Ok(())
		}
		Step::Pass(time) => {
			pass(time);
			Ok(())
		}
		Step::Heartbeat(node) => Monitor::heartbeat(signed(200 + node), node),
		Step::Online(node, online) => {
			World::change(|world| {
				if let Some(node) = world.nodes.get_mut(&node) {
					node.online = online;
				}
			});
			Ok(())
		}
		Step::Remove(node) => {
			World::change(|world| {
				if world.nodes.get(&node).is_some_and(|node| node.pledged == 0) {
					world.nodes.remove(&node);
				}
			});
			Ok(())
		}
		Step::Request(node) => Monitor::request_measurement(signed(200 + node), node, AIC),
		Step::Begin(node) => Monitor::begin_measurement(signed(200 + node), node),
		Step::Submit(node) => Monitor::submit_measurement(
			signed(100 + node),
			node,
			Commitment::new(TaskId::Measurement(0), node, H256::zero()),
		),
		Step::Expire(node) => Monitor::expire_measurement(signed(1), node),
		Step::Verdict(id, verdict) => {
			let verdict = match verdict {
				0 => Verdict::Rejected,
				1 => Verdict::Undecided,
				_ => Verdict::Accepted {
					digest: H256::zero(),
					auditors: (0..id % 5).collect::<Vec<_>>().try_into().unwrap(),
				},
			};
			<Monitor as OnVerdict<AccountId>>::on_verdict(TaskId::Measurement(id), verdict)
		}
		Step::Report(from, node, ms) => {
			<Monitor as Distances>::report(from, node, ms);
			Ok(())
		}
	};
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(100))]

	#[test]
	fn state_is_good_when_anything_happens(steps in prop::collection::vec(step(), 1..150)) {
		new_test_ext().execute_with(|| {
			let supply = Balances::total_issuance();
			for step in steps {
				run(step);
				assert_ok!(Monitor::do_try_state());
				assert_eq!(Balances::total_issuance(), supply, "coins are conserved");
			}
		});
	}
}

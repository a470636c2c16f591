use super::*;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
	Block(u64, u32),
	Rotate,
	Fresh,
	Enrol(NodeId, NodeId),
	Live(NodeId, bool),
	Move(NodeId, ProviderIndex),
	Points(NodeId, u32),
	Keys(NodeId, bool),
	Seats(u32),
	Invulnerables(Vec<NodeId>),
	Work(NodeId, bool),
	Show(NodeId, bool),
	Length(Moment),
}

fn step() -> impl Strategy<Value = Step> {
	let node = || 0..10u64;
	prop_oneof![
		8 => (0..12u64, 0..600u32).prop_map(|(missed, transactions)| Step::Block(missed, transactions)),
		4 => Just(Step::Rotate),
		4 => Just(Step::Fresh),
		12 => (node(), node()).prop_map(|(who, node)| Step::Enrol(who, node)),
		8 => node().prop_map(|node| Step::Enrol(node, node)),
		2 => (node(), any::<bool>()).prop_map(|(node, live)| Step::Live(node, live)),
		1 => (node(), 0..10u32).prop_map(|(node, provider)| Step::Move(node, provider)),
		2 => (node(), 0..128u32).prop_map(|(node, shift)| Step::Points(node, shift)),
		1 => (node(), any::<bool>()).prop_map(|(node, keys)| Step::Keys(node, keys)),
		1 => (0..12u32).prop_map(Step::Seats),
		1 => prop::collection::vec(node(), 0..4).prop_map(Step::Invulnerables),
		2 => (node(), any::<bool>()).prop_map(|(node, works)| Step::Work(node, works)),
		2 => (node(), any::<bool>()).prop_map(|(node, shows)| Step::Show(node, shows)),
		1 => (0..SESSION).prop_map(Step::Length),
	]
}

const SLOT: SlotId = SlotId { job: 1, index: 1 };

fn run(step: Step) {
	match step {
		Step::Block(missed, transactions) => block_with(missed, transactions),
		Step::Rotate => rotate(),
		Step::Fresh => fresh(),
		Step::Enrol(who, node) => {
			let _ = Generator::enrol(signed(100 + who), node);
		}
		Step::Live(node, live) => World::change_node(node, |node| node.live = live),
		Step::Move(node, provider) => World::change_node(node, |node| {
			node.provider = provider;
			node.signers = [100 + u64::from(provider)].into();
		}),
		Step::Points(node, shift) => World::change_node(node, |node| node.points = 1 << shift),
		Step::Keys(node, true) => register(100 + node),
		Step::Keys(node, false) => purge(100 + node),
		Step::Seats(seats) => World::change(|world| world.seats = seats),
		Step::Invulnerables(nodes) => {
			let accounts = nodes.into_iter().map(|node| 100 + node).collect();
			let _ = Generator::set_invulnerables(RuntimeOrigin::root(), accounts);
		}
		Step::Work(node, true) => work(node, SLOT),
		Step::Work(node, false) => World::change_node(node, |node| node.works_on.clear()),
		Step::Show(node, shows) => {
			let _ = Generator::show_work(signed(100 + node), shows.then_some(SLOT));
		}
		Step::Length(length) => World::change(|world| world.session = length),
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(100))]

	#[test]
	fn state_is_good_when_anything_happens(steps in prop::collection::vec(step(), 1..150)) {
		new_test_ext().execute_with(|| {
			let threshold = |transactions, nodes| Threshold { transactions, nodes };
			World::change(|world| {
				world.thresholds = Thresholds { double: threshold(100, 3), fourfold: threshold(300, 6) };
			});
			// Nobody can make blocks if all purge their keys.
			let mut purged = false;
			for step in steps {
				purged |= matches!(step, Step::Keys(_, false));
				run(step);
				assert_eq!(Generator::do_try_state(), Ok(()));
				assert!(purged || !Sessions::validators().is_empty(), "somebody makes blocks");
				assert!(BaseBlocks::<Test>::current_block_number() <= System::block_number());
			}
		});
	}
}

use super::*;
use frame::token::fungible::Inspect as _;
use proptest::prelude::*;
use std::collections::BTreeMap;

const PEOPLE: [u64; 5] = [OWNER, BUYER, OTHER, AGENT, OPERATOR];

/// Who ought to do something does it; or, one time in five, somebody else.
type By = Option<u64>;

#[derive(Clone, Debug)]
enum Step {
	Protect(u64),
	Show(usize, By, bool),
	Draw(usize),
	Buy(usize, u64, u8, u32, bool),
	Ask(usize, u64, u8),
	Work(usize),
	/// With the right key, or not.
	Answer(usize, By, bool),
	Confirm(usize, By),
	Settle(usize),
	Refund(usize),
	Prove(usize, By),
	Agent(usize, u64),
	Sell(usize, u64),
	TakeDown(usize, bool),
	Burn(usize),
	InsideOnly(usize, bool),
	Price(usize, Balance),
	Block,
	Pass(Moment),
}

fn step() -> impl Strategy<Value = Step> {
	let who = || (0..PEOPLE.len()).prop_map(|index| PEOPLE[index]);
	let by = || prop::option::weighted(0.2, who());
	let index = any::<usize>;
	prop_oneof![
		3 => who().prop_map(Step::Protect),
		8 => (index(), by(), any::<bool>()).prop_map(|(asset, who, good)| Step::Show(asset, who, good)),
		2 => index().prop_map(Step::Draw),
		12 => (index(), who(), 0..5u8, 1..4u32, any::<bool>())
			.prop_map(|(asset, who, depth, uses, key)| Step::Buy(asset, who, depth, uses, key)),
		5 => (index(), who(), 0..5u8).prop_map(|(asset, who, depth)| Step::Ask(asset, who, depth)),
		3 => index().prop_map(Step::Work),
		12 => (index(), by(), any::<bool>()).prop_map(|(id, who, good)| Step::Answer(id, who, good)),
		3 => (index(), by()).prop_map(|(id, who)| Step::Confirm(id, who)),
		3 => index().prop_map(Step::Settle),
		3 => index().prop_map(Step::Refund),
		6 => (index(), by()).prop_map(|(id, who)| Step::Prove(id, who)),
		1 => (index(), who()).prop_map(|(asset, who)| Step::Agent(asset, who)),
		2 => (index(), who()).prop_map(|(asset, who)| Step::Sell(asset, who)),
		1 => (index(), prop::bool::weighted(0.3)).prop_map(|(asset, down)| Step::TakeDown(asset, down)),
		1 => index().prop_map(Step::Burn),
		1 => (index(), prop::bool::weighted(0.3)).prop_map(|(asset, inside)| Step::InsideOnly(asset, inside)),
		1 => (index(), 0..20 * AIC).prop_map(|(asset, price)| Step::Price(asset, price)),
		6 => Just(Step::Block),
		6 => (0..ANSWER).prop_map(Step::Pass),
	]
}

/// What everybody must have, worked out from what the requests were and how they ended.
struct Model {
	material: Material,
	assets: Vec<AssetId>,
	/// Coins of each account, free and on hold.
	coins: BTreeMap<u64, Balance>,
	/// Whether the answer to a request was right.
	right: BTreeMap<KeyRequestId, bool>,
	/// All fees that were paid.
	fees: Balance,
}

impl Model {
	fn new() -> Self {
		let coins = PEOPLE.map(|who| (who, FUNDS)).into_iter();
		let coins = coins.chain([TREASURY, POOL, VAULT].map(|who| (who, AIC))).collect();
		Self { material: material(), assets: vec![], coins, right: BTreeMap::new(), fees: 0 }
	}

	fn moved(&mut self, from: u64, to: u64, amount: Balance) {
		*self.coins.get_mut(&from).unwrap() -= amount;
		*self.coins.get_mut(&to).unwrap() += amount;
	}

	fn asset(&self, index: usize) -> Option<AssetId> {
		self.assets.get(index.checked_rem(self.assets.len())?).copied()
	}

	/// One of the last requests.
	fn request(&self, index: usize) -> KeyRequestId {
		let next = NextKeyRequest::<Test>::get();
		next.saturating_sub(1 + index as u64 % 8)
	}

	fn paid(&mut self, asset: AssetId, payer: u64, fee: Balance) {
		self.fees += fee;
		let commission = fee.div_ceil(10);
		self.moved(payer, POOL, commission);
		self.moved(payer, World::asset(asset).unwrap().owner, fee - commission);
	}

	/// What the guarantee lost went to the treasury, and was no more than `part` in a hundred of it.
	fn slashed(&mut self, asset: AssetId, before: Balance, most: Balance) {
		let lost = before - World::guarantee(asset);
		assert!(lost <= (before * most).div_ceil(100));
		self.moved(VAULT, TREASURY, lost);
	}

	/// A request ends with its key. Only when the asset is gone nobody is paid.
	fn ended(&mut self, request: KeyRequest<u64>) {
		if !World::asset(request.asset).unwrap().burned {
			self.paid(request.asset, request.licensee, request.fee());
		}
	}

	fn protect(&mut self, who: u64) {
		if self.assets.len() < 3 {
			let asset = World::mint(who, self.material.commitment.plain_root);
			self.moved(who, VAULT, GUARANTEE);
			assert_ok!(Protection::protect(signed(who), asset, self.material.commitment));
			self.assets.push(asset);
		}
	}

	fn show(&mut self, asset: AssetId, by: By, good: bool) {
		let who = by.unwrap_or(World::asset(asset).unwrap().owner);
		let Some((Preview::Drawn { items, .. }, _)) = Protection::preview(asset) else { return };
		let mut shown = self.material.show(&items);
		if !good {
			shown[0].item = vec![1].try_into().unwrap();
		}
		let done = Protection::show(signed(who), asset, shown);
		assert!(good || done.is_err(), "what is not the content's was shown");
	}

	fn buy(&mut self, asset: AssetId, who: u64, depth: u8, uses: u32, key: bool) {
		let wish = Wish { basis: Basis::Uses(uses), part: part(depth, 0) };
		let price = Protection::quote(asset, who, wish);
		let to = key.then(recipient);
		let done = Protection::buy_licence(signed(who), asset, wish, Balance::MAX, to);
		if done.is_ok() {
			assert_ok!(Protection::for_sale(asset));
			if !key {
				self.paid(asset, who, price.unwrap().0);
			}
		}
	}

	fn answer(&mut self, id: KeyRequestId, by: By, good: bool) {
		let Some(request) = Protection::key_request(id) else { return };
		let who = by.unwrap_or(World::asset(request.asset).unwrap().owner);
		let key = if good { self.material.key(request.part) } else { [7; 32] };
		let (leaf, proof) = self.material.leaf(request.part);
		let sealed = seals::seal(&key, [0x22; 32], &request.recipient, id);
		if Protection::answer(signed(who), id, sealed, leaf, proof).is_ok() {
			let (owner, agent) = Protection::answerers(request.asset).unwrap();
			assert!(who == owner || Some(who) == agent);
			self.right.insert(id, good);
		}
	}

	fn prove(&mut self, id: KeyRequestId, by: By) {
		let Some(request) = Protection::key_request(id) else { return };
		let who = by.unwrap_or(request.licensee);
		let before = World::guarantee(request.asset);
		if Protection::prove_false_key(signed(who), id, SECRET).is_ok() {
			assert_eq!(
				(who, self.right.get(&id)),
				(request.licensee, Some(&false)),
				"a right key was proven false"
			);
			self.slashed(request.asset, before, 20);
		}
	}

	fn refund(&mut self, id: KeyRequestId) {
		let Some(request) = Protection::key_request(id) else { return };
		let before = World::guarantee(request.asset);
		if Protection::refund(signed(OTHER), id).is_ok() {
			assert!(!self.right.contains_key(&id));
			self.slashed(request.asset, before, 1);
		}
	}

	fn confirm(&mut self, id: KeyRequestId, by: By) {
		let Some(request) = Protection::key_request(id) else { return };
		if Protection::confirm(signed(by.unwrap_or(request.licensee)), id).is_ok() {
			self.ended(request);
		}
	}

	fn settle(&mut self, id: KeyRequestId) {
		let Some(request) = Protection::key_request(id) else { return };
		if Protection::settle(signed(OTHER), id).is_ok() {
			self.ended(request);
		}
	}

	fn draw(&mut self, asset: AssetId) {
		let before = World::guarantee(asset);
		if Protection::draw_preview(signed(OTHER), asset).is_ok() {
			self.slashed(asset, before, 1);
		}
	}

	fn run(&mut self, step: Step) {
		match step {
			Step::Protect(who) => return self.protect(who),
			Step::Block => return block(),
			Step::Pass(time) => return pass(time),
			Step::Answer(id, by, good) => return self.answer(self.request(id), by, good),
			Step::Confirm(id, by) => return self.confirm(self.request(id), by),
			Step::Settle(id) => return self.settle(self.request(id)),
			Step::Refund(id) => return self.refund(self.request(id)),
			Step::Prove(id, by) => return self.prove(self.request(id), by),
			_ => {}
		}
		let (Step::Show(index, ..)
		| Step::Draw(index)
		| Step::Buy(index, ..)
		| Step::Ask(index, ..)
		| Step::Work(index)
		| Step::Agent(index, _)
		| Step::Sell(index, _)
		| Step::TakeDown(index, _)
		| Step::Burn(index)
		| Step::InsideOnly(index, _)
		| Step::Price(index, _)) = step
		else {
			return;
		};
		let Some(asset) = self.asset(index) else { return };
		let change = |f: &dyn Fn(&mut MockAsset)| World::change_asset(asset, |asset| f(asset));
		match step {
			Step::Show(_, by, good) => self.show(asset, by, good),
			Step::Draw(_) => self.draw(asset),
			Step::Buy(_, who, depth, uses, key) => self.buy(asset, who, depth, uses, key),
			Step::Ask(_, who, depth) => {
				let _ = Protection::request_key(signed(who), asset, part(depth, 0), recipient());
			}
			Step::Work(_) => {
				World::change(|world| world.work.insert((SLOT, asset, OPERATOR), part(1, 0)));
				let _ = Protection::request_key_for_work(signed(OPERATOR), asset, SLOT, recipient());
			}
			Step::Agent(_, who) => {
				let _ = Protection::agent(signed(OWNER), asset, Some(who));
			}
			Step::Sell(_, who) => change(&|asset| asset.owner = who),
			Step::TakeDown(_, down) => change(&|asset| asset.taken_down = down),
			Step::Burn(_) => change(&|asset| asset.burned = true),
			Step::InsideOnly(_, inside) => change(&|asset| asset.inside_only = inside),
			Step::Price(_, price) => change(&|asset| asset.price = price),
			_ => {}
		}
	}

	/// What licences are worth is what was paid for them, and no more.
	fn check_values(&self) {
		let values = self.assets.iter().flat_map(|asset| World::asset(*asset).unwrap().licences);
		let worth: Balance = values.flat_map(|(_, list)| list).map(|one| one.value).sum();
		assert!(worth <= self.fees, "licences are worth {worth}, {} was paid", self.fees);
	}

	fn check(&self) {
		assert_ok!(Protection::do_try_state());
		for (who, coins) in &self.coins {
			assert_eq!(Balances::total_balance(who), *coins, "coins of {who}");
		}
	}

	/// Everything can be ended by a stranger, when time has passed.
	fn close(&mut self) {
		for id in 0..NextKeyRequest::<Test>::get() {
			self.settle(id);
			self.refund(id);
		}
		pass(ANSWER + COMPLAINT);
		for id in 0..NextKeyRequest::<Test>::get() {
			self.settle(id);
			self.refund(id);
		}
		assert_eq!(KeyRequests::<Test>::iter().count(), 0, "every request can be ended");
		self.check();
		for asset in self.assets.clone() {
			let (owner, guarantee) = (World::asset(asset).unwrap().owner, World::guarantee(asset));
			World::retire(asset);
			self.moved(VAULT, owner, guarantee);
			assert_ok!(Protection::forget(signed(OTHER), asset));
		}
		block();
		block();
		self.check();
		for who in PEOPLE {
			assert_eq!(free(who), self.coins[&who], "nothing is on hold");
		}
		assert_eq!(free(VAULT), AIC, "every guarantee went back, or to the treasury");
		let left =
			(Open::<Test>::iter().count(), Asked::<Test>::iter().count(), Queue::<Test>::iter().count());
		assert_eq!(left, (0, 0, 0));
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(80))]

	/// However sales, answers, complaints, takedowns and changes of owner follow each other, everybody has what he must have.
	#[test]
	fn everybody_has_what_he_must_when_anything_happens(steps in prop::collection::vec(step(), 1..150)) {
		new_test_ext().execute_with(|| {
			let supply = Balances::total_issuance();
			let mut model = Model::new();
			for owner in [OWNER, OTHER] {
				model.protect(owner);
				block();
				let asset = *model.assets.last().unwrap();
				model.show(asset, None, true);
			}
			for step in steps {
				model.run(step);
				model.check();
				model.check_values();
			}
			model.close();
			assert_eq!(Balances::total_issuance(), supply, "coins are conserved");
		});
	}
}

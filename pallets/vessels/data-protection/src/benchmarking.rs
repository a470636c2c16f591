//! Worst cases, on the real neighbours: trees as deep and items as long as they can be.

use super::*;
use aic_primitives::{merkle, merkle::Tree, AssetId, AssetKind, Basis, BenchmarkClock as _};
use alloc::{vec, vec::Vec};
use frame::benchmarking::prelude::*;
use fungible::{Mutate, MutateHold};

const NOW: Moment = 1_700_000_000_000;
const FUNDS: Balance = Balance::MAX >> 32;
const SECRET: [u8; 32] = [0x11; 32];
const WISH: Wish = Wish { basis: Basis::Uses(1), part: Part::WHOLE };

/// Content with the longest items and the deepest trees; only the first items are known.
struct Material {
	items: Vec<Vec<u8>>,
	plain: Tree,
	keys: Tree,
	root_key: Key,
	commitment: Commitment,
}

impl Material {
	fn new() -> Self {
		let items: Vec<_> = (0..MAX_PREVIEW).map(|item| vec![item as u8; MAX_ITEM as usize]).collect();
		let plain = Tree::new(items.iter().map(|item| merkle::leaf(item)).collect());
		let plain_root = Self::above().fold(plain.root(), merkle::node);
		let root_key = [42; 32];
		let mut leaves = vec![merkle::EMPTY, merkle::leaf(&root_key)];
		leaves.resize(512, H256::repeat_byte(3));
		let keys = Tree::new(leaves);
		let commitment = Commitment {
			plain_root,
			cipher_root: H256::repeat_byte(2),
			items: MAX_ITEMS,
			item_size: MAX_ITEM,
			keys_root: keys.root(),
			key_depth: MAX_PART_DEPTH,
		};
		Self { items, plain, keys, root_key, commitment }
	}

	/// What lies beside the way from the first items up.
	fn above() -> impl Iterator<Item = H256> {
		(merkle::depth(MAX_PREVIEW.into())..merkle::depth(MAX_ITEMS)).map(|_| H256::repeat_byte(1))
	}

	fn shown(&self, count: u32) -> ShownList {
		let shown = |index: u64| {
			let proof: Vec<_> = self.plain.proof(index).into_iter().chain(Self::above()).collect();
			let item = self.items[index as usize].clone().try_into().unwrap();
			Shown { index, item, proof: proof.try_into().unwrap() }
		};
		(0..count.into()).map(shown).collect::<Vec<_>>().try_into().unwrap()
	}

	fn leaf(&self) -> (H256, KeyProof) {
		(merkle::leaf(&self.root_key), self.keys.proof(1).try_into().unwrap())
	}
}

fn fund<T: Config>(who: &T::AccountId) {
	T::Currency::mint_into(who, FUNDS).unwrap();
}

fn owner<T: Config>() -> T::AccountId {
	account("owner", 0, 0)
}

fn buyer<T: Config>() -> T::AccountId {
	account("buyer", 0, 0)
}

/// An asset of which `buyer` can buy a use.
fn asset<T: Config>() -> (AssetId, Material) {
	T::BenchmarkHelper::set_time(NOW);
	let material = Material::new();
	fund::<T>(&owner::<T>());
	fund::<T>(&buyer::<T>());
	fund::<T>(&T::Treasury::get());
	let asset = T::Licensing::ensure_for_sale(&owner::<T>(), &buyer::<T>(), material.commitment.plain_root);
	(asset, material)
}

fn protected<T: Config>() -> (AssetId, Material) {
	let (asset, material) = asset::<T>();
	Pallet::<T>::do_protect(owner::<T>(), asset, material.commitment).unwrap();
	let agent = Some((owner::<T>(), account("agent", 0, 0)));
	Contents::<T>::mutate_extant(asset, |content| content.agent = agent);
	(asset, material)
}

/// An asset of which so many items are to be shown.
fn drawn<T: Config>(count: u32) -> (AssetId, Material) {
	let (asset, material) = protected::<T>();
	Pallet::<T>::draw_next(H256::zero());
	let items: Drawn = (0..count.into()).collect::<Vec<_>>().try_into().unwrap();
	Contents::<T>::mutate_extant(asset, |content| {
		content.preview = Preview::Drawn { items, until: NOW };
	});
	(asset, material)
}

fn on_sale<T: Config>() -> (AssetId, Material) {
	let (asset, material) = drawn::<T>(MAX_PREVIEW);
	Pallet::<T>::do_show(owner::<T>(), asset, material.shown(MAX_PREVIEW)).unwrap();
	(asset, material)
}

/// A request of who pays.
fn requested<T: Config>() -> (KeyRequestId, Material) {
	let (asset, material) = on_sale::<T>();
	let id = NextKeyRequest::<T>::get();
	let recipient = Some(sealing::public(SECRET));
	Pallet::<T>::do_buy_licence(buyer::<T>(), asset, WISH, FUNDS, recipient).unwrap();
	(id, material)
}

/// One that was answered.
fn answered<T: Config>(right: bool) -> KeyRequestId {
	let (id, material) = requested::<T>();
	let (leaf, proof) = material.leaf();
	let key = if right { material.root_key } else { [0; 32] };
	let sealed = sealing::seal(&key, [0x22; 32], &sealing::public(SECRET), id);
	Pallet::<T>::do_answer(owner::<T>(), id, sealed, leaf, proof).unwrap();
	id
}

fn ended<T: Config>(id: KeyRequestId) {
	assert!(Pallet::<T>::key_request(id).is_none());
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn poll() {
		let _ = protected::<T>();

		#[block]
		{
			assert!(!crate::contents::Draws::<T>::ends(()).is_empty());
			let _ = T::Randomness::random(b"");
			assert!(!Pallet::<T>::due(0u32.into()));
		}
	}

	#[benchmark]
	fn draw() {
		let (asset, _) = protected::<T>();
		Contents::<T>::mutate_extant(asset, |content| content.draws = MAX_DRAWS - 1);

		#[block]
		{
			assert!(Pallet::<T>::due(BlockNumberFor::<T>::max_value()));
			Pallet::<T>::draw_next(H256::zero());
		}

		assert!(matches!(Pallet::<T>::preview(asset), Some((Preview::Drawn { .. }, MAX_DRAWS))));
	}

	#[benchmark]
	fn protect() {
		let (asset, material) = asset::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), asset, material.commitment);

		assert!(Pallet::<T>::content(asset).is_some());
	}

	#[benchmark]
	fn agent() {
		let (asset, _) = on_sale::<T>();
		let chosen: T::AccountId = account("agent", 1, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), asset, Some(chosen.clone()));

		assert_eq!(Pallet::<T>::answerers(asset), Some((owner::<T>(), Some(chosen))));
	}

	#[benchmark]
	fn draw_preview() {
		let (asset, _) = drawn::<T>(MAX_PREVIEW);
		T::BenchmarkHelper::set_time(NOW + 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(buyer::<T>()), asset);

		assert!(matches!(Pallet::<T>::preview(asset), Some((Preview::Queued { .. }, 1))));
	}

	#[benchmark]
	fn show(n: Linear<1, MAX_PREVIEW>) {
		let (asset, material) = drawn::<T>(n);

		#[extrinsic_call]
		_(RawOrigin::Signed(account("agent", 0, 0)), asset, material.shown(n));

		assert!(matches!(Pallet::<T>::preview(asset), Some((Preview::Shown { .. }, 1))));
	}

	#[benchmark]
	fn buy_licence() {
		let (asset, _) = on_sale::<T>();
		let id = NextKeyRequest::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(buyer::<T>()), asset, WISH, FUNDS, Some(sealing::public(SECRET)));

		assert!(Pallet::<T>::key_request(id).is_some());
	}

	#[benchmark]
	fn request_key() {
		let (asset, _) = on_sale::<T>();
		Pallet::<T>::do_buy_licence(buyer::<T>(), asset, WISH, FUNDS, None).unwrap();
		let id = NextKeyRequest::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(buyer::<T>()), asset, Part::WHOLE, sealing::public(SECRET));

		assert!(Pallet::<T>::key_request(id).is_some());
	}

	#[benchmark]
	fn request_key_for_work() {
		let (asset, _) = on_sale::<T>();
		let operator: T::AccountId = account("operator", 0, 0);
		fund::<T>(&operator);
		let slot = T::Workers::ensure_worker(asset, &owner::<T>(), &operator);
		let id = NextKeyRequest::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(operator), asset, slot, sealing::public(SECRET));

		assert!(Pallet::<T>::key_request(id).is_some());
	}

	#[benchmark]
	fn answer() {
		let (id, material) = requested::<T>();
		let (leaf, proof) = material.leaf();
		let sealed = sealing::seal(&material.root_key, [0x22; 32], &sealing::public(SECRET), id);

		#[extrinsic_call]
		_(RawOrigin::Signed(account("agent", 0, 0)), id, sealed, leaf, proof);

		let stage = Pallet::<T>::key_request(id).map(|request| request.stage);
		assert!(matches!(stage, Some(Stage::Answered { .. })));
	}

	#[benchmark]
	fn confirm() {
		let id = answered::<T>(true);

		#[extrinsic_call]
		_(RawOrigin::Signed(buyer::<T>()), id);

		ended::<T>(id);
	}

	#[benchmark]
	fn settle() {
		let id = answered::<T>(true);
		T::BenchmarkHelper::set_time(NOW + T::ComplaintTime::get() + 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), id);

		ended::<T>(id);
	}

	#[benchmark]
	fn refund() {
		let (id, _) = requested::<T>();
		T::BenchmarkHelper::set_time(NOW + T::AnswerTime::get() + 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), id);

		ended::<T>(id);
	}

	#[benchmark]
	fn prove_false_key() {
		let id = answered::<T>(false);

		#[extrinsic_call]
		_(RawOrigin::Signed(buyer::<T>()), id, SECRET);

		ended::<T>(id);
	}

	/// Of an asset that was never there: it is the same as one that is not there any more.
	#[benchmark]
	fn forget() {
		let (real, _) = on_sale::<T>();
		let asset = AssetId { kind: AssetKind::Model, item: u32::MAX };
		let content = Contents::<T>::get(real).unwrap();
		T::Currency::hold(&HoldReason::Content.into(), &content.depositor, content.deposit).unwrap();
		Contents::<T>::insert(asset, content);

		#[extrinsic_call]
		_(RawOrigin::Signed(buyer::<T>()), asset);

		assert!(Pallet::<T>::content(asset).is_none());
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}

mod buying;
mod invariants;
mod keys;
mod preview;
mod protecting;
mod sealing;
mod state;
mod thieves;
mod vectors;
mod work;

pub use crate::{mock::*, sealing as seals, *};
pub use aic_primitives::{currency::AIC, merkle, AssetId, AssetKind, Basis, Contents as _, Licensing as _};
pub use frame::testing_prelude::*;

pub const SECRET: [u8; 32] = [0x11; 32];
pub const WISH: Wish = Wish { basis: Basis::Uses(1), part: Part::WHOLE };

/// The public key of [`SECRET`], see `vectors`.
pub fn recipient() -> Point {
	static POINT: std::sync::OnceLock<Point> = std::sync::OnceLock::new();
	*POINT.get_or_init(|| seals::public(SECRET))
}

pub fn part(depth: u8, index: u16) -> Part {
	Part { depth, index }
}

/// Twenty items and sixteen parts' keys.
pub fn material() -> Material {
	Material::new(20, 3)
}

/// An asset whose content is protected.
pub fn protected() -> (AssetId, Material) {
	let material = material();
	let asset = World::mint(OWNER, material.commitment.plain_root);
	assert_ok!(Protection::protect(signed(OWNER), asset, material.commitment));
	(asset, material)
}

pub fn drawn(asset: AssetId) -> Vec<u64> {
	let Some((Preview::Drawn { items, .. }, _)) = Protection::preview(asset) else { panic!("not drawn") };
	items.into_inner()
}

/// An asset whose preview was shown.
pub fn on_sale() -> (AssetId, Material) {
	let (asset, material) = protected();
	block();
	assert_ok!(Protection::show(signed(OWNER), asset, material.show(&drawn(asset))));
	(asset, material)
}

/// Buys one use of the whole.
pub fn buy(asset: AssetId) -> KeyRequestId {
	let id = NextKeyRequest::<Test>::get();
	assert_ok!(Protection::buy_licence(signed(BUYER), asset, WISH, PRICE, Some(recipient())));
	id
}

pub fn answer_with(material: &Material, id: KeyRequestId, key: &Key) -> DispatchResult {
	let request = Protection::key_request(id).unwrap();
	let (leaf, proof) = material.leaf(request.part);
	let sealed = seals::seal(key, [0x22; 32], &request.recipient, id);
	Protection::answer(signed(OWNER), id, sealed, leaf, proof).map(drop).map_err(|error| error.error)
}

/// Answers with the right key.
pub fn answer(material: &Material, id: KeyRequestId) {
	let key = material.key(Protection::key_request(id).unwrap().part);
	assert_ok!(answer_with(material, id, &key));
}

/// Answers with a false key.
pub fn cheat(material: &Material, id: KeyRequestId) {
	assert_ok!(answer_with(material, id, &[66; 32]));
}

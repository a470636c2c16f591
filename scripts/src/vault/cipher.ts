// Encryption of single items: XChaCha20-Poly1305 with a nonce of zeros. Each key encrypts one item once: a vault has a root key of
// its own, never used for another.

import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { Problem } from "./bytes.ts";

// Bytes of an item, at the least and the most; what encryption adds; items of a vault.
export const MIN_ITEM = 64;
export const MAX_ITEM = 4_096;
export const TAG = 16;
export const MAX_ITEMS = 2 ** 32;

const NONCE = new Uint8Array(24);

// An item that is as the chain's root says and yet can't be decrypted: what was sold is not what the key opens.
export class BadItem extends Problem {}

export const encrypt = (key: Uint8Array, item: Uint8Array): Uint8Array => xchacha20poly1305(key, NONCE).encrypt(item);

export function decrypt(key: Uint8Array, item: Uint8Array, index: number): Uint8Array {
  try {
    return xchacha20poly1305(key, NONCE).decrypt(item);
  } catch {
    throw new BadItem(`item ${index} can't be decrypted: it was changed, or the key is another one`);
  }
}

// Content keys on their way to a licensee, as data-protection has them on the chain: 64 bytes that only the owner of the
// recipient's secret can open, for one request.

import { randomBytes } from "node:crypto";
import { x25519 } from "@noble/curves/ed25519.js";
import { concat, equal, HASH, hash, Problem, u64 } from "./bytes.ts";
import { leafOf } from "./tree.ts";

export interface Sealed {
  ephemeral: Uint8Array;
  cipher: Uint8Array;
}

export interface KeyPair {
  secret: Uint8Array;
  public: Uint8Array;
}

// The key that was sold is not the one that the chain has the hash of. That can be proven there.
export class FalseKey extends Problem {}

const LABEL = new TextEncoder().encode("aic/sealed-key");

const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, i) => byte ^ b[i]!);

export function keyPair(secret: Uint8Array = randomBytes(HASH)): KeyPair {
  return { secret: Uint8Array.from(secret), public: x25519.getPublicKey(secret) };
}

function pad(shared: Uint8Array, ephemeral: Uint8Array, recipient: Uint8Array, request: bigint): Uint8Array {
  return hash(concat(LABEL, shared, ephemeral, recipient, u64(request)));
}

// Fails for a recipient of low order, with whom nothing can be shared. `secret` is only given by tests.
export function seal(key: Uint8Array, recipient: Uint8Array, request: bigint, secret: Uint8Array = randomBytes(HASH)): Sealed {
  if (key.length !== HASH) throw new Problem("a content key has 32 bytes");
  const { public: ephemeral } = keyPair(secret);
  let shared: Uint8Array;
  try {
    shared = x25519.getSharedSecret(secret, recipient);
  } catch {
    throw new Problem("the recipient's key is none that a secret can be shared with");
  }
  return { ephemeral, cipher: xor(key, pad(shared, ephemeral, recipient, request)) };
}

// What was sealed. An ephemeral key of low order, with which nothing is secret, counts as a false key, as it does on the chain.
export function open(sealed: Sealed, own: KeyPair, request: bigint): Uint8Array {
  let shared: Uint8Array;
  try {
    shared = x25519.getSharedSecret(own.secret, sealed.ephemeral);
  } catch {
    throw new FalseKey("the key was sealed with an ephemeral key of low order");
  }
  return xor(sealed.cipher, pad(shared, sealed.ephemeral, own.public, request));
}

// The same, and the key is the one whose hash is `leaf`.
export function openAndCheck(sealed: Sealed, own: KeyPair, request: bigint, leaf: Uint8Array): Uint8Array {
  const key = open(sealed, own, request);
  if (!equal(leafOf(key), leaf)) throw new FalseKey("the key that was sent is not the one that the chain has the hash of");
  return key;
}

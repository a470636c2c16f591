import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { hex, Problem, ready, unhex } from "../src/vault/bytes.ts";
import { ItemKeys, keyTree, numberOf, type Part, partKey, rangeOf, WHOLE } from "../src/vault/keys.ts";
import { FalseKey, keyPair, open, openAndCheck, seal } from "../src/vault/seal.ts";
import { leafOf, verify } from "../src/vault/tree.ts";
import { PALLET, PYTHON } from "./vectors.ts";

await ready;

const root = unhex(PALLET.keys.root_key);

test("the pallet's own key tree", () => {
  for (const [number, key] of Object.entries(PALLET.keys.keys)) {
    const depth = Math.floor(Math.log2(Number(number)));
    const part = { depth, index: Number(number) - 2 ** depth };
    assert.equal(numberOf(part), Number(number));
    assert.equal(hex(partKey(root, part)), key);
  }
  const tree = keyTree(root, PALLET.keys.depth);
  assert.deepEqual(PALLET.keys.leaves.map((_, i) => hex(tree.leaf(i))), PALLET.keys.leaves);
  assert.equal(hex(tree.root), PALLET.keys.keys_root);
  assert.deepEqual(tree.proof(7).map(hex), PALLET.keys.proof_of_part_7);
});

test("keys of items agree with another implementation, in any order", () => {
  const keys = new ItemKeys(root, WHOLE, 13);
  for (const round of [[0, 1, 7, 12], [12, 7, 1, 0], [7, 7, 12, 0]]) {
    for (const index of round) assert.equal(hex(keys.key(index)), PYTHON.item_keys_of_13[String(index) as "0"]);
  }
});

test("the key of a part opens its items and no others", () => {
  for (const items of [1, 2, 3, 13, 64, 100]) {
    const all = new ItemKeys(root, WHOLE, items);
    const seen = new Set(Array.from({ length: items }, (_, i) => hex(all.key(i))));
    assert.equal(seen.size, items);
    for (let depth = 0; depth <= 8 && 2 ** depth <= items; depth++) {
      let next = 0;
      for (let index = 0; index < 2 ** depth; index++) {
        const part: Part = { depth, index };
        const { first, end } = rangeOf(part, items);
        assert.equal(first, next);
        next = end;
        const keys = new ItemKeys(partKey(root, part), part, items);
        for (let i = first; i < end; i++) assert.equal(hex(keys.key(i)), hex(all.key(i)));
        if (first > 0) assert.throws(() => keys.key(first - 1), Problem);
        assert.throws(() => keys.key(end), Problem);
      }
      assert.equal(next, items);
    }
  }
});

test("no key of a part is the key of an item elsewhere", () => {
  const items = 64;
  const keys = Array.from({ length: 2 ** 5 }, (_, index) => hex(partKey(root, { depth: 5, index })));
  const all = new ItemKeys(root, WHOLE, items);
  for (let i = 0; i < items; i++) assert.ok(!keys.includes(hex(all.key(i))));
});

test("parts that don't exist are refused", () => {
  for (const part of [{ depth: 9, index: 0 }, { depth: 1, index: 2 }, { depth: -1, index: 0 }, { depth: 0, index: 0.5 }]) {
    assert.throws(() => rangeOf(part, 1_000), Problem);
  }
  assert.throws(() => rangeOf({ depth: 3, index: 0 }, 4), /can't be halved/);
  assert.throws(() => keyTree(root, 9), Problem);
  assert.throws(() => keyTree(root.subarray(1), 2), Problem);
});

test("leaves of the key tree are proven under the root", () => {
  const tree = keyTree(root, 3);
  for (const part of [WHOLE, { depth: 1, index: 1 }, { depth: 3, index: 5 }]) {
    const number = numberOf(part);
    assert.ok(verify(tree.root, leafOf(partKey(root, part)), number, 16, tree.proof(number)));
  }
});

const VECTOR = PALLET.sealing;
const key = unhex(VECTOR.key);
const own = keyPair(unhex(VECTOR.secret));
const request = BigInt(VECTOR.request);

test("the pallet's own sealed key", () => {
  assert.equal(hex(own.public), VECTOR.recipient);
  const sealed = seal(key, own.public, request, unhex(VECTOR.ephemeral_secret));
  assert.deepEqual([hex(sealed.ephemeral), hex(sealed.cipher)], [VECTOR.ephemeral, VECTOR.cipher]);
  assert.equal(hex(open(sealed, own, request)), VECTOR.key);
});

test("what is sealed is opened by its recipient, for its request", () => {
  for (let round = 0; round < 10; round++) {
    const [secretKey, pair] = [new Uint8Array(randomBytes(32)), keyPair()];
    const sealed = seal(secretKey, pair.public, 7n);
    assert.deepEqual(openAndCheck(sealed, pair, 7n, leafOf(secretKey)), secretKey);
    assert.throws(() => openAndCheck(sealed, pair, 8n, leafOf(secretKey)), FalseKey);
    assert.throws(() => openAndCheck(sealed, keyPair(), 7n, leafOf(secretKey)), FalseKey);
    assert.throws(() => openAndCheck(sealed, pair, 7n, leafOf(key)), FalseKey);
  }
});

test("points of low order are refused by who seals, and count as a false key when they come sealed", () => {
  const low = ["00".repeat(32), `01${"00".repeat(31)}`, `ecffffff${"ff".repeat(27)}7f`, "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"];
  for (const point of low.map((text) => unhex(`0x${text}`))) {
    assert.throws(() => seal(key, point, 1n), Problem);
    assert.throws(() => open({ ephemeral: point, cipher: key }, own, 1n), FalseKey);
  }
});

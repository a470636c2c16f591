import assert from "node:assert/strict";
import { test } from "node:test";
import { concat, hex, ready, u64, unhex } from "../src/vault/bytes.ts";
import { depthOf, emptyRoot, leafOf, nodeOf, Tree, verify } from "../src/vault/tree.ts";
import { fromTop, topOf } from "../src/vault/vault.ts";
import { PALLET, PYTHON } from "./vectors.ts";

await ready;

const leaf = (i: number) => leafOf(u64(BigInt(i)));
const tree = (leaves: number) => new Tree(concat(...Array.from({ length: leaves }, (_, i) => leaf(i))));

test("the pallet's own vector of three items", () => {
  const leaves = PALLET.merkle.items.map((item) => leafOf(unhex(item)));
  assert.deepEqual(leaves.map(hex), PALLET.merkle.leaves);
  const made = new Tree(concat(...leaves));
  assert.equal(hex(made.root), PALLET.merkle.root);
  assert.deepEqual(leaves.map((_, i) => made.proof(i).map(hex)), PALLET.merkle.proofs);
});

test("roots agree with another implementation", () => {
  for (const [leaves, root] of Object.entries(PYTHON.roots)) assert.equal(hex(tree(Number(leaves)).root), root, leaves);
});

test("every leaf is proven at its place only", () => {
  for (const leaves of [1, 2, 3, 5, 8, 13]) {
    const { root } = tree(leaves);
    for (let index = 0; index < leaves; index++) {
      for (let place = 0; place < leaves + 3; place++) {
        assert.equal(verify(root, leaf(index), place, leaves, tree(leaves).proof(index)), place === index, `${leaves} ${index} ${place}`);
      }
    }
  }
});

test("random trees: proofs hold, and none of them when a bit is flipped", () => {
  for (let round = 0; round < 40; round++) {
    const leaves = 1 + Math.floor(Math.random() * 300);
    const made = tree(leaves);
    const index = Math.floor(Math.random() * leaves);
    const proof = made.proof(index).map((hash) => Uint8Array.from(hash));
    assert.equal(proof.length, depthOf(leaves));
    assert.ok(verify(made.root, leaf(index), index, leaves, proof));
    const wrong = leaf(index);
    wrong[Math.floor(Math.random() * 32)]! ^= 1;
    assert.ok(!verify(made.root, wrong, index, leaves, proof));
    const at = proof[Math.floor(Math.random() * proof.length)];
    if (!at) continue;
    at[Math.floor(Math.random() * 32)]! ^= 128;
    assert.ok(!verify(made.root, leaf(index), index, leaves, proof));
  }
});

test("an inner node is no leaf, a longer proof proves nothing, filling is no leaf", () => {
  const four = tree(4);
  assert.ok(!verify(four.root, four.node(1, 0), 0, 4, [four.node(1, 1)]));
  assert.ok(!verify(four.root, leaf(1), 1, 4, [...four.proof(1), emptyRoot(0)]));
  const three = tree(3);
  assert.ok(!verify(three.root, emptyRoot(0), 3, 3, [leaf(2), three.node(1, 0)]));
  assert.ok(!verify(four.root, leaf(0), 0.5, 4, four.proof(0)));
  assert.ok(!verify(four.root, leaf(0), 0, 4, [new Uint8Array(31), four.proof(0)[1]!]));
});

test("a tree deeper than its leaves need is filled up with zero hashes", () => {
  const two = new Tree(concat(leaf(0), leaf(1)), 3);
  const level = nodeOf(leaf(0), leaf(1));
  assert.equal(hex(two.root), hex(nodeOf(nodeOf(level, emptyRoot(1)), emptyRoot(2))));
  assert.equal(hex(new Tree(new Uint8Array(0)).root), hex(new Uint8Array(32)));
  assert.equal(hex(new Tree(new Uint8Array(0), 4).root), hex(emptyRoot(4)));
});

test("the top of a tree gives the roots of parts, and only its own", () => {
  for (const leaves of [8, 13]) {
    const made = tree(leaves);
    const top = topOf(made, 2);
    assert.equal(top.length, 4 * 32);
    for (let i = 0; i < 4; i++) assert.deepEqual(fromTop(top, made.root, 2, 4 + i), made.node(made.depth - 2, i));
    assert.deepEqual(fromTop(top, made.root, 2, 3), made.node(made.depth - 1, 1));
    assert.equal(fromTop(top, tree(9).root, 2, 4), undefined);
    assert.equal(fromTop(top, made.root, 3, 4), undefined);
    assert.equal(fromTop(top, made.root, 2, 8), undefined);
  }
});

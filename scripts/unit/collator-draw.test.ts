// The draw of collators, done again out of lists in memory.

import assert from "node:assert/strict";
import { test } from "node:test";
import { CLASSES, type Draw, drawLots, type Entry, type List } from "../src/collator/draw.ts";
import { agreement, areSome, disagreements, drawFrom, seedOf } from "../src/collator/verify.ts";
import { hash, hex, Problem, ready } from "../src/vault/bytes.ts";

await ready;

const SESSION = 4;
const account = (node: number) => `0x${node.toString(16).padStart(64, "0")}`;

class Made {
  readonly list: List = { session: SESSION, closed: 100, shelves: Array<number>(CLASSES).fill(0) };
  private readonly entries = new Map<string, Entry>();

  // An entry for each weight, with its number as node; `alter` makes it special.
  constructor(weights: bigint[], alter: (node: number) => Partial<Entry> = () => ({})) {
    for (const [node, weight] of weights.entries()) {
      const ofClass = weight.toString(2).length - 1;
      const entry = { session: SESSION, collator: account(node), node: BigInt(node), provider: BigInt(node), weight, ...alter(node) };
      this.entries.set(`${ofClass}/${this.list.shelves[ofClass]!++}`, entry);
    }
  }

  at = async (ofClass: number, position: number): Promise<Entry | undefined> => {
    assert.ok(position >= 0 && position < this.list.shelves[ofClass]!, "a position of the list");
    return this.entries.get(`${ofClass}/${position}`);
  };

  async draw(seats: number, skipped: number[] = [], seed: Uint8Array = Uint8Array.from({ length: 32 }, (_, i) => i)) {
    const again = await drawLots(this.list, seed, seats, this.at, skipped);
    return { ...again, nodes: again.drawn.map(({ node }) => Number(node)) };
  }
}

const LIGHT = [1n, 1n, 1n, 1n, 1n, 8n, 9n, 12n, 15n, 1024n, 2047n];
// Nodes 5 and 6 are of one provider.
const brothers = (node: number): Partial<Entry> => (node === 5 || node === 6 ? { provider: 0n } : {});

test("the draw is that of the vector in the pallet's README", async () => {
  const made = new Made([10n, 10n, 11n, 3n, 2n, 15n, 8n, 100n, 90n, 9n]);
  const { nodes, tries, steps } = await made.draw(4, [1], hash(Buffer.from("vector 2")));
  assert.deepEqual([nodes, tries], [[2, 8, 0, 1], 9]);
  assert.deepEqual(steps.filter(({ outcome }) => outcome === "skipped").map(({ node }) => node), [7n]);
});

test("draws are those of another implementation", async () => {
  const heavy = new Made([...LIGHT, 2n ** 40n + 12_345n, 2n ** 63n], brothers);
  const first = await heavy.draw(3);
  assert.deepEqual([first.nodes, first.tries], [[12, 11, 10], 5]);
  const light = new Made(LIGHT, brothers);
  assert.deepEqual([(await light.draw(3)).nodes, (await light.draw(3)).tries], [[10, 9, 6], 4]);
  const skipping = await light.draw(3, [1]);
  assert.deepEqual([skipping.nodes, skipping.tries], [[9, 6, 8], 5]);
  const all = await light.draw(20);
  assert.deepEqual([all.nodes, all.tries], [[10, 9, 6, 8, 7, 1, 2, 4, 3], 21]);
  assert.equal(all.steps.filter(({ outcome }) => outcome === "has a seat").length, 2, "the brother and one of provider 0");
  // What is left of an older list, or never was, is no entry, however light it is.
  const stale = new Made(LIGHT, (node) => (node === 6 ? { session: SESSION - 3, weight: 1n } : brothers(node)));
  const without = await stale.draw(8);
  assert.deepEqual([without.nodes, without.tries], [[10, 9, 8, 7, 5, 1, 2, 4], 16]);
});

test("an empty list gives nobody, and tries are bounded", async () => {
  assert.deepEqual((await new Made([]).draw(4)).tries, 0);
  assert.deepEqual((await new Made(LIGHT).draw(0)).tries, 0);
  // Ten entries of one provider: one seat, and an end.
  const one = await new Made(Array<bigint>(1_000).fill(1n), () => ({ provider: 7n })).draw(4);
  assert.deepEqual([one.nodes.length, one.tries], [1, 32]);
});

test("who weighs more is drawn more often, as exactly as his weight says", async () => {
  const weights = [1n, 3n, 4n, 7n, 17n];
  const made = new Made(weights);
  const [draws, hits] = [8_000, [0, 0, 0, 0, 0]];
  let misses = 0;
  for (let i = 0; i < draws; i++) {
    const { nodes } = await made.draw(1, [], hash(Buffer.from(`seed ${i}`)));
    // Eight tries may all be too light.
    if (nodes.length === 0) misses++;
    else hits[nodes[0]!]!++;
  }
  const given = draws - misses;
  for (const [node, weight] of weights.entries()) {
    const p = Number(weight) / 32;
    const sigma = Math.sqrt(given * p * (1 - p));
    assert.ok(Math.abs(hits[node]! - given * p) < 5 * sigma, `node ${node}: ${hits[node]} of ${given}`);
  }
});

test("a record that does not come out of the list is found", async () => {
  const made = new Made(LIGHT, brothers);
  const seed = Uint8Array.from({ length: 32 }, (_, i) => i);
  const again = await made.draw(3, [1]);
  const draw: Draw = { list: SESSION, seed, knownSince: 101, block: 150, seats: 3, tries: again.tries, skipped: [1], drawn: again.drawn };
  assert.deepEqual(disagreements(draw, made.list, again), []);
  agreement({ lines: [], wrong: [] });
  const [a, b, c] = again.drawn as [Draw["drawn"][0], Draw["drawn"][0], Draw["drawn"][0]];
  const lies: [RegExp, Partial<Draw>][] = [
    [/others come out/, { drawn: [a, c, b] }],
    [/others come out/, { drawn: [a, b] }],
    [/others come out/, { drawn: [a, b, { ...c, node: 99n }] }],
    [/others come out/, { drawn: [a, b, { ...c, collator: account(99) }] }],
    [/tries are needed/, { tries: draw.tries + 1 }],
    [/known since block 100, while the list was open/, { knownSince: 100 }],
    // A try that gave no seat anyhow can't have been skipped.
    [/no seat to give/, { skipped: [0, 1] }],
  ];
  for (const [why, lie] of lies) {
    const told = { ...draw, ...lie };
    const wrong = disagreements(told, made.list, await made.draw(told.seats, told.skipped));
    assert.match(wrong.join("; "), why);
    assert.throws(() => agreement({ lines: [], wrong }), Problem);
  }
  assert.match(disagreements(draw, { ...made.list, closed: null }, again).join(), /open when/);
  // Without the skipped try another is drawn.
  assert.notDeepEqual((await made.draw(3)).drawn, draw.drawn);
  assert.ok(areSome([a, c], draw.drawn) && areSome([], draw.drawn));
  assert.ok(!areSome([c, a], draw.drawn) && !areSome([a, a], draw.drawn));
});

test("the seed is made of the subject, the relay chain's value and its domain", () => {
  assert.equal(hex(seedOf(7, new Uint8Array(32).fill(9))), "0xd339475ae30486f303e570aea4509d8b4e0ed37796d749d98e68f30f59bc5175");
});

test("a draw is read as the chain's library gives it", () => {
  const json = { list: 1, seed: `0x${"2a".repeat(32)}`, knownSince: 5, block: 9, seats: 2, tries: 3, skipped: [1], drawn: [{ collator: "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", node: "0xffffffffffffffff" }] };
  const { drawn, seed } = drawFrom(json);
  assert.deepEqual(drawn, [{ collator: "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d", node: 2n ** 64n - 1n }]);
  assert.equal(seed.length, 32);
});

// Content keys: a binary tree in which every key opens what is below it and nothing else (Goldreich, Goldwasser, Micali). Keys of
// parts are sold; derived further, down to the level of the items, they are the keys of single items.

import { concat, hash, HASH, Problem } from "./bytes.ts";
import { depthOf, leafOf, Tree } from "./tree.ts";

// Depth of the smallest parts that have a key of their own on the chain.
export const MAX_KEY_DEPTH = 8;

// `Part` of aic-primitives: piece `index` of a list that is halved `depth` times.
export interface Part {
  depth: number;
  index: number;
}

export const WHOLE: Part = { depth: 0, index: 0 };

const LABEL = new TextEncoder().encode("aic/key");

export function checkPart({ depth, index }: Part): void {
  const valid = Number.isInteger(depth) && Number.isInteger(index) && depth >= 0 && depth <= MAX_KEY_DEPTH && index >= 0 && index < 2 ** depth;
  if (!valid) throw new Problem(`there is no part ${index} of depth ${depth}`);
}

// Number in the tree of all parts, in heap order: 1 is the whole, 2n and 2n + 1 are the halves of n.
export const numberOf = ({ depth, index }: Part): number => 2 ** depth + index;

// The items from `first` up to and without `end` are those of the part.
export function rangeOf(part: Part, items: number): { first: number; end: number } {
  checkPart(part);
  const depth = depthOf(items);
  if (part.depth > depth) throw new Problem(`${items} items can't be halved ${part.depth} times`);
  const span = 2 ** (depth - part.depth);
  return { first: Math.min(part.index * span, items), end: Math.min((part.index + 1) * span, items) };
}

export const childOf = (key: Uint8Array, bit: 0 | 1): Uint8Array => hash(concat(LABEL, key, Uint8Array.of(bit)));

// The key of a part, out of the key of the whole.
export function partKey(root: Uint8Array, part: Part): Uint8Array {
  checkPart(part);
  let key = root;
  for (let level = part.depth - 1; level >= 0; level--) key = childOf(key, ((part.index >> level) & 1) as 0 | 1);
  return key;
}

// What the chain has the root of: leaf n is the hash of the key of part number n, leaf 0 is zeros.
export function keyTree(root: Uint8Array, depth: number): Tree {
  if (root.length !== HASH) throw new Problem("a content key has 32 bytes");
  if (!Number.isInteger(depth) || depth < 0 || depth > MAX_KEY_DEPTH) throw new Problem(`the depth of keys is 0 to ${MAX_KEY_DEPTH}`);
  const keys = [new Uint8Array(HASH), root];
  for (let n = 2; n < 2 ** (depth + 1); n++) keys.push(childOf(keys[n >> 1]!, (n & 1) as 0 | 1));
  return new Tree(concat(...keys.map((key, n) => (n === 0 ? key : leafOf(key)))));
}

// Keys of the items of a part. The way down to the last one is remembered, so that one after the other they cost two hashes each.
export class ItemKeys {
  readonly first: number;
  readonly end: number;
  private readonly levels: number;
  private readonly path: Uint8Array[];
  private last = 0;

  constructor(key: Uint8Array, readonly part: Part, items: number) {
    if (key.length !== HASH) throw new Problem("a content key has 32 bytes");
    ({ first: this.first, end: this.end } = rangeOf(part, items));
    this.levels = depthOf(items) - part.depth;
    this.path = [key];
  }

  key(index: number): Uint8Array {
    if (!Number.isSafeInteger(index) || index < this.first || index >= this.end) throw new Problem(`this key does not open item ${index}`);
    // Within the part; below 2³² levels are counted by division.
    const place = index - this.first;
    const at = (of: number, level: number) => Math.floor(of / 2 ** (this.levels - level));
    let level = Math.min(this.path.length - 1, this.levels);
    while (level > 0 && at(place, level) !== at(this.last, level)) level--;
    this.path.length = level + 1;
    for (; level < this.levels; level++) this.path.push(childOf(this.path[level]!, (at(place, level + 1) % 2) as 0 | 1));
    this.last = place;
    return this.path[this.levels]!;
  }
}

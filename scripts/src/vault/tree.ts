// Merkle trees as merkle.rs of aic-primitives has them: BLAKE2b-256, the leaves filled up with zero hashes to a power of two; a proof
// holds the siblings from the leaf upwards, one of each level. What fills up is not stored.

import { concat, equal, HASH, hash } from "./bytes.ts";

export const EMPTY: Uint8Array = new Uint8Array(HASH);
export const MAX_DEPTH = 40;

export const leafOf = (item: Uint8Array): Uint8Array => hash(item);
export const nodeOf = (left: Uint8Array, right: Uint8Array): Uint8Array => hash(concat(left, right));

// Levels above the leaves: the logarithm of the next power of two.
export function depthOf(leaves: number): number {
  let depth = 0;
  while (2 ** depth < leaves) depth++;
  return depth;
}

// Roots of trees of nothing but filling, by their depth.
const filling: Uint8Array[] = [EMPTY];
export function emptyRoot(depth: number): Uint8Array {
  while (filling.length <= depth) filling.push(nodeOf(filling.at(-1)!, filling.at(-1)!));
  return filling[depth]!;
}

// Whether `leaf` is number `index` of the `leaves` under `root`.
export function verify(root: Uint8Array, leaf: Uint8Array, index: number, leaves: number, proof: Uint8Array[]): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= leaves || proof.length !== depthOf(leaves)) return false;
  let place = index;
  let node = leaf;
  for (const sibling of proof) {
    if (sibling.length !== HASH) return false;
    node = place % 2 === 0 ? nodeOf(node, sibling) : nodeOf(sibling, node);
    place = Math.floor(place / 2);
  }
  return equal(node, root);
}

// A tree with its nodes: 64 bytes a leaf.
export class Tree {
  readonly leaves: number;
  readonly depth: number;
  private readonly levels: Uint8Array[];

  // The leaves' hashes, one after the other; `depth` is more than they need when they are a part of a larger tree.
  constructor(leaves: Uint8Array, depth?: number) {
    if (leaves.length % HASH !== 0) throw new RangeError("a list of hashes has 32 bytes for each");
    this.leaves = leaves.length / HASH;
    this.depth = depth ?? depthOf(this.leaves);
    if (2 ** this.depth < this.leaves || this.depth > MAX_DEPTH) throw new RangeError(`${this.leaves} leaves have no tree of depth ${this.depth}`);
    this.levels = [leaves];
    for (let height = 0; height < this.depth; height++) {
      const below = this.levels[height]!.length / HASH;
      const level = new Uint8Array(Math.ceil(below / 2) * HASH);
      for (let i = 0; 2 * i < below; i++) level.set(nodeOf(this.node(height, 2 * i), this.node(height, 2 * i + 1)), i * HASH);
      this.levels.push(level);
    }
  }

  // Node `index` of those that are `height` above the leaves.
  node(height: number, index: number): Uint8Array {
    const level = this.levels[height];
    if (!level || index < 0 || index >= 2 ** (this.depth - height)) throw new RangeError(`there is no node ${index} at height ${height}`);
    const at = index * HASH;
    return at < level.length ? level.subarray(at, at + HASH) : emptyRoot(height);
  }

  get root(): Uint8Array {
    return this.node(this.depth, 0);
  }

  leaf(index: number): Uint8Array {
    if (!Number.isSafeInteger(index) || index < 0 || index >= this.leaves) throw new RangeError(`there is no leaf ${index} among ${this.leaves}`);
    return this.node(0, index);
  }

  proof(index: number): Uint8Array[] {
    this.leaf(index);
    return Array.from({ length: this.depth }, (_, height) => {
      const place = Math.floor(index / 2 ** height);
      return this.node(height, place % 2 === 0 ? place + 1 : place - 1);
    });
  }
}

// Content roots: what an asset's record on the chain says of a file that is kept elsewhere.

import { readFileSync } from "node:fs";
import { u8aConcat } from "@polkadot/util";
import { blake2AsHex, blake2AsU8a } from "@polkadot/util-crypto";
import type { Sample } from "./softmax.ts";

const LEAF = Uint8Array.of(0);
const INNER = Uint8Array.of(1);

// Root of a binary Merkle tree over the items: BLAKE2b-256, leaves and inner nodes told apart by a first byte; an odd one
// at the end of a level moves up as it is.
export function merkleRoot(items: Uint8Array[]): string {
  if (items.length === 0) throw new Error("a file without items has no content root");
  let level = items.map((item) => blake2AsU8a(u8aConcat(LEAF, item), 256));
  while (level.length > 1) {
    const next: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i]!, level[i + 1]];
      next.push(right ? blake2AsU8a(u8aConcat(INNER, left, right), 256) : left);
    }
    level = next;
  }
  return `0x${Buffer.from(level[0]!).toString("hex")}`;
}

export interface Table {
  samples: Sample[];
  classes: string[];
  root: string;
  size: number;
}

// A CSV file with a header; the last column is the label. An item of the content is a row.
export function readTable(path: string): Table {
  const text = readFileSync(path);
  const rows = text.toString("utf8").trim().split("\n").slice(1);
  const cells = rows.map((row) => row.split(","));
  const classes = [...new Set(cells.map((row) => row.at(-1)!))];
  const samples = cells.map((row) => ({
    features: row.slice(0, -1).map(Number),
    label: classes.indexOf(row.at(-1)!),
  }));
  if (samples.some(({ features }) => features.some(Number.isNaN))) throw new Error(`${path}: a feature is no number`);
  return { samples, classes, root: merkleRoot(rows.map((row) => Buffer.from(row))), size: text.length };
}

// Hash of a small description that both sides have.
export function hashOf(description: unknown): string {
  return blake2AsHex(JSON.stringify(description), 256);
}

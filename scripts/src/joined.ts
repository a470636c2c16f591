// A folder that several make, as a dataset made to order. The list of its items is that of an ordinary vault: the table of contents, then
// the files' items in the order of their paths. It is cut into parts of equally many items, each a power of two, which their creators submit one by
// one; only the last part may have fewer. Then the root over the parts' roots, which the chain mints the dataset with, is the root of the
// list, and whoever has all files can make the vault.

import { open } from "node:fs/promises";
import { join } from "node:path";
import { concat, hex, Problem } from "./vault/bytes.ts";
import type { Found } from "./vault/items.ts";
import { encodeManifest, type Manifest } from "./vault/manifest.ts";
import { leafOf, Tree } from "./vault/tree.ts";

export interface Layout {
  itemSize: number;
  // Items of a part.
  span: number;
  parts: number;
  manifest: Manifest;
  contents: Uint8Array;
}

// `Delivery` of pallet-made-to-order.
export interface Delivery {
  content: string;
  items: number;
  size: number;
}

const isPower = (count: number): boolean => Number.isInteger(Math.log2(count));

// What all of them must agree on: the paths and sizes of all files.
export function layoutOf(files: Found[], itemSize: number, span: number): Layout {
  const sorted = [...files].sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
  const { bytes, manifest } = encodeManifest(sorted, itemSize);
  const parts = Math.ceil(manifest.total / span);
  // The chain fills up with zeros where the root of an empty part would have to be.
  if (!isPower(span) || !isPower(parts)) throw new Problem(`${parts} parts of ${span} items: both numbers must be powers of two`);
  return { itemSize, span, parts, manifest, contents: bytes };
}

// Items of a part.
export function rangeOf({ span, manifest }: Layout, part: number): { first: number; end: number } {
  return { first: part * span, end: Math.min((part + 1) * span, manifest.total) };
}

// The files that a part has items of.
export function filesOf(layout: Layout, part: number): string[] {
  const { first, end } = rangeOf(layout, part);
  return layout.manifest.files.filter((file) => file.first < end && file.first + file.items > first).map(({ path }) => path);
}

async function itemOf({ itemSize, manifest, contents }: Layout, index: number, folder: string): Promise<Uint8Array> {
  if (index < manifest.own) return contents.subarray(index * itemSize, (index + 1) * itemSize);
  const file = manifest.files.find(({ first, items }) => index >= first && index < first + items)!;
  const handle = await open(join(folder, ...file.path.split("/")), "r");
  try {
    const at = (index - file.first) * itemSize;
    const item = new Uint8Array(Math.min(itemSize, file.size - at));
    const { bytesRead } = await handle.read(item, 0, item.length, at);
    if (bytesRead !== item.length) throw new Problem(`${file.path} is shorter than was agreed on`);
    return item;
  } finally {
    await handle.close();
  }
}

// What the creator of a part, who has its files in `folder`, submits.
export async function delivery(layout: Layout, part: number, folder: string): Promise<Delivery> {
  const { first, end } = rangeOf(layout, part);
  const leaves: Uint8Array[] = [];
  let size = 0;
  for (let index = first; index < end; index++) {
    const item = await itemOf(layout, index, folder);
    leaves.push(leafOf(item));
    size += item.length;
  }
  return { content: hex(new Tree(concat(...leaves), Math.log2(layout.span)).root), items: end - first, size };
}

// The first item of a part that names its maker, `maker_leaf` of pallet-made-to-order: who copies the part copies the name.
export const madeBy = (publicKey: Uint8Array): Uint8Array => concat(new TextEncoder().encode("aic/made-by"), publicKey);

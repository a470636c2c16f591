// The manifest: which files a vault has and which items each is made of. It is the first items itself: JSON after its own
// length in four bytes, least first.

import { concat, equal, HASH, Problem } from "./bytes.ts";
import { depthOf, leafOf, nodeOf, type Tree } from "./tree.ts";

export interface Entry {
  // With slashes, below the folder.
  path: string;
  size: number;
  // Its items: so many from number `first`. A file of no bytes has none.
  first: number;
  items: number;
}

export interface Manifest {
  itemSize: number;
  // Items of the manifest itself, and of everything.
  own: number;
  total: number;
  files: Entry[];
}

const PREFIX = 4;
const MOST = 2 ** 30;

// Refuses what could leave the folder that the files are written to, or what another system reads otherwise.
export function checkPath(path: string): void {
  const bad = (why: string) => new Problem(`the path ${JSON.stringify(path)} is refused: ${why}`);
  if (typeof path !== "string" || path === "") throw bad("it is empty");
  if (Buffer.byteLength(path) > 4_000) throw bad("it is too long");
  if (/[\0\\]/.test(path)) throw bad("it has a backslash or a zero byte");
  if (/^[A-Za-z]:/.test(path)) throw bad("it begins with a drive");
  if (path.includes("\ufffd")) throw bad("it is no UTF-8");
  for (const name of path.split("/")) {
    if (name === "") throw bad("it has an empty name, or is absolute");
    if (name === "." || name === "..") throw bad("it leaves its folder");
  }
}

const itemsOf = (size: number, itemSize: number): number => Math.ceil(size / itemSize);

// The same files in the same order give the same bytes.
export function encodeManifest(files: { path: string; size: number }[], itemSize: number): { bytes: Uint8Array; manifest: Manifest } {
  // Where the files begin depends on how long the manifest is, and that on the numbers in it. It only grows, so this ends.
  for (let own = 1; ; ) {
    let first = own;
    const entries = files.map(({ path, size }) => {
      const entry = { path, size, first, items: itemsOf(size, itemSize) };
      first += entry.items;
      return entry;
    });
    const json = Buffer.from(JSON.stringify({ version: 1, item_size: itemSize, files: entries }));
    if (json.length > MOST) throw new Problem("there are too many files: the manifest would be larger than 1 GiB");
    const needed = itemsOf(PREFIX + json.length, itemSize);
    if (needed === own) {
      const length = new Uint8Array(PREFIX);
      new DataView(length.buffer).setUint32(0, json.length, true);
      return { bytes: concat(length, json), manifest: { itemSize, own, total: first, files: entries } };
    }
    own = needed;
  }
}

// How many items the manifest has, by the first of them.
export function manifestItems(item: Uint8Array, itemSize: number): number {
  if (item.length < PREFIX) throw new Problem("item 0 is too short to begin a manifest");
  return itemsOf(PREFIX + new DataView(item.buffer, item.byteOffset).getUint32(0, true), itemSize);
}

// Trusts nothing: who wrote it may have wanted files elsewhere, overlapping or without end.
export function decodeManifest(bytes: Uint8Array, itemSize: number, total: number): Manifest {
  const bad = (why: string) => new Problem(`the manifest is refused: ${why}`);
  const own = manifestItems(bytes, itemSize);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (length > MOST || own > total || bytes.length !== PREFIX + length) throw bad("its length is wrong");
  let json: any;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(PREFIX)));
  } catch {
    throw bad("it is no JSON");
  }
  if (json?.version !== 1) throw bad("its version is unknown");
  if (json.item_size !== itemSize || !Array.isArray(json.files)) throw bad("it speaks of other items");
  let first = own;
  const files: Entry[] = json.files.map((entry: any) => {
    checkPath(entry?.path);
    if (!Number.isSafeInteger(entry.size) || entry.size < 0) throw bad(`the size of ${entry.path} is wrong`);
    if (entry.first !== first || entry.items !== itemsOf(entry.size, itemSize)) throw bad(`the items of ${entry.path} are not those after the file before`);
    first += entry.items;
    return { path: entry.path, size: entry.size, first: entry.first, items: entry.items };
  });
  if (first !== total) throw bad("its files have more or fewer items than there are");
  checkTree(files.map(({ path }) => path));
  return { itemSize, own, total, files };
}

// No path twice, and none that is both a file and a folder.
export function checkTree(paths: string[]): void {
  const seen = new Set(paths);
  if (seen.size !== paths.length) throw new Problem("a path is there twice");
  for (const path of paths) {
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      if (seen.has(path.slice(0, at))) throw new Problem(`${JSON.stringify(path.slice(0, at))} is both a file and a folder`);
    }
  }
}

// The manifest in the clear, for those who can't decrypt it: the number of hashes in one byte, the hashes that prove its items
// to be the first under the root of the content, the manifest.
export function publishManifest(bytes: Uint8Array, own: number, plain: Tree): Uint8Array {
  const proof: Uint8Array[] = [];
  for (let [height, count] = [0, own]; height < plain.depth; height++, count = Math.ceil(count / 2)) {
    if (count % 2 === 1) proof.push(plain.node(height, count));
  }
  return concat(Uint8Array.of(proof.length), ...proof, bytes);
}

export function readPublished(published: Uint8Array, plainRoot: Uint8Array, itemSize: number, total: number): Manifest {
  const bad = () => new Problem("the manifest that was sent does not belong to the root of the content");
  const begin = 1 + (published[0] ?? 0) * HASH;
  const bytes = published.subarray(begin);
  if (published.length < begin + PREFIX) throw bad();
  let row: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += itemSize) row.push(leafOf(bytes.subarray(at, at + itemSize)));
  let used = 1;
  for (let height = 0; height < depthOf(total); height++) {
    if (row.length % 2 === 1) {
      if (used + HASH > begin) throw bad();
      row.push(published.subarray(used, used + HASH));
      used += HASH;
    }
    row = Array.from({ length: row.length / 2 }, (_, i) => nodeOf(row[2 * i]!, row[2 * i + 1]!));
  }
  if (used !== begin || row.length !== 1 || !equal(row[0]!, plainRoot)) throw bad();
  return decodeManifest(bytes, itemSize, total);
}

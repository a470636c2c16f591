// A vault: a directory with encrypted content. Of these files a storage provider has the public ones:
//
//   commitment.json   what the chain is told of the content                            public
//   ciphertext.bin    the encrypted items, one after the other                         public
//   index.bin         where each begins, 64 bits each, and where the last one ends     public
//   leaves.cipher     hashes of the encrypted items                                    public
//   plain.top         roots of the items of the smallest parts that have keys          public
//   manifest.open     the manifest in the clear with its proof, if the owner shows it    public
//   leaves.plain      hashes of the items: with them guesses could be checked          the owner's
//   secret.json       the content key of the whole                                     the owner's

import { type FileHandle, open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { concat, equal, HASH, hex, Problem, reasonOf, unhex } from "./bytes.ts";
import { ItemKeys, keyTree, MAX_KEY_DEPTH, WHOLE } from "./keys.ts";
import type { Progress } from "./progress.ts";
import { silent } from "./progress.ts";
import { decrypt, MAX_ITEM, MAX_ITEMS, MIN_ITEM, TAG } from "./cipher.ts";
import { depthOf, leafOf, Tree } from "./tree.ts";

export const FILES = {
  commitment: "commitment.json",
  ciphertext: "ciphertext.bin",
  index: "index.bin",
  cipherLeaves: "leaves.cipher",
  plainLeaves: "leaves.plain",
  plainTop: "plain.top",
  manifest: "manifest.open",
  secret: "secret.json",
};

export interface Commitment {
  plainRoot: Uint8Array;
  cipherRoot: Uint8Array;
  keysRoot: Uint8Array;
  items: number;
  itemSize: number;
  keyDepth: number;
  // Bytes of the files, without the manifest.
  size: number;
}

export function encodeCommitment(of: Commitment): string {
  const { plainRoot, cipherRoot, keysRoot, items, itemSize, keyDepth, size } = of;
  const roots = { plain_root: hex(plainRoot), cipher_root: hex(cipherRoot), keys_root: hex(keysRoot) };
  return `${JSON.stringify({ version: 1, ...roots, items, item_size: itemSize, key_depth: keyDepth, size }, null, 2)}\n`;
}

export function decodeCommitment(text: string, where: string): Commitment {
  let json: any;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Problem(`${where} is no JSON`);
  }
  const number = (name: string, least: number, most: number): number => {
    const value = json?.[name];
    if (!Number.isSafeInteger(value) || value < least || value > most) throw new Problem(`${where}: ${name} is not from ${least} to ${most}`);
    return value;
  };
  number("version", 1, 1);
  const root = (name: string) => unhex(json[name], HASH);
  const items = number("items", 1, MAX_ITEMS);
  return {
    plainRoot: root("plain_root"),
    cipherRoot: root("cipher_root"),
    keysRoot: root("keys_root"),
    items,
    itemSize: number("item_size", MIN_ITEM, MAX_ITEM),
    keyDepth: number("key_depth", 0, Math.min(MAX_KEY_DEPTH, depthOf(items))),
    size: number("size", 0, Number.MAX_SAFE_INTEGER),
  };
}

const missing = (error: unknown): boolean => (error as { code?: string })?.code === "ENOENT";

export async function readIfThere(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch((error) => {
    if (missing(error)) return undefined;
    throw error;
  });
}

async function readAll(dir: string, name: string, length: number): Promise<Buffer> {
  const bytes = await readIfThere(join(dir, name));
  if (!bytes) throw new Problem(`${dir} has no ${name}`);
  if (bytes.length !== length) throw new Problem(`${join(dir, name)} has ${bytes.length} bytes and not ${length}`);
  return bytes;
}

export async function readSecret(dir: string): Promise<Uint8Array | undefined> {
  const bytes = await readIfThere(join(dir, FILES.secret));
  if (!bytes) return undefined;
  try {
    return unhex((JSON.parse(bytes.toString("utf8")) as { root_key: string }).root_key, HASH);
  } catch (error) {
    throw new Problem(`${join(dir, FILES.secret)}: ${reasonOf(error)}`);
  }
}

export async function writeSecret(dir: string, rootKey: Uint8Array): Promise<void> {
  await writeFile(join(dir, FILES.secret), `${JSON.stringify({ version: 1, root_key: hex(rootKey) })}\n`, { mode: 0o600, flag: "wx" });
}

// The nodes of the tree over the items at depth `depth`: the roots of the smallest parts that have keys.
export function topOf(tree: Tree, depth: number): Uint8Array {
  return concat(...Array.from({ length: 2 ** depth }, (_, i) => tree.node(tree.depth - depth, i)));
}

// The root of one part's items out of such a list, if the list belongs to `root`.
export function fromTop(top: Uint8Array, root: Uint8Array, depth: number, number: number): Uint8Array | undefined {
  if (top.length !== 2 ** depth * HASH || number < 1 || number >= 2 ** (depth + 1)) return undefined;
  const tree = new Tree(top, depth);
  const level = Math.floor(Math.log2(number));
  return equal(tree.root, root) ? tree.node(depth - level, number - 2 ** level) : undefined;
}

// Reads a vault, or a provider's copy of one. Close it.
export class Vault {
  private constructor(
    readonly dir: string,
    readonly commitment: Commitment,
    private readonly offsets: Buffer,
    private readonly ciphertext: FileHandle,
    readonly cipherLeaves: Uint8Array,
    readonly plainTop: Uint8Array,
    readonly openManifest: Uint8Array | undefined,
  ) {}

  private lazyTree: Tree | undefined;

  static async open(dir: string): Promise<Vault> {
    const text = await readIfThere(join(dir, FILES.commitment)).catch(() => undefined);
    if (!text) throw new Problem(`${dir} is no vault: it has no ${FILES.commitment}`);
    const commitment = decodeCommitment(text.toString("utf8"), join(dir, FILES.commitment));
    const { items, keyDepth } = commitment;
    const offsets = await readAll(dir, FILES.index, (items + 1) * 8);
    const leaves = await readAll(dir, FILES.cipherLeaves, items * HASH);
    const top = await readAll(dir, FILES.plainTop, 2 ** keyDepth * HASH);
    const manifest = await readIfThere(join(dir, FILES.manifest));
    return new Vault(dir, commitment, offsets, await open(join(dir, FILES.ciphertext), "r"), leaves, top, manifest);
  }

  close(): Promise<void> {
    return this.ciphertext.close();
  }

  get tree(): Tree {
    return (this.lazyTree ??= new Tree(this.cipherLeaves));
  }

  private offset(index: number): number {
    const [least, most] = [this.commitment.itemSize + TAG, Number.MAX_SAFE_INTEGER];
    const at = Number(this.offsets.readBigUInt64LE(index * 8));
    if (at > most || (index > 0 && at - Number(this.offsets.readBigUInt64LE((index - 1) * 8)) > least)) {
      throw new Problem(`${join(this.dir, FILES.index)} is damaged at item ${index}`);
    }
    return at;
  }

  // Encrypted items from `first` up to and without `end`.
  async read(first: number, end: number): Promise<Uint8Array[]> {
    if (!Number.isSafeInteger(first) || first < 0 || end > this.commitment.items || first >= end) {
      throw new RangeError(`there are no items ${first} to ${end - 1} among ${this.commitment.items}`);
    }
    const places = Array.from({ length: end - first + 1 }, (_, i) => this.offset(first + i));
    const from = places[0]!;
    const buffer = Buffer.alloc(Math.max(0, places.at(-1)! - from));
    const { bytesRead } = await this.ciphertext.read(buffer, 0, buffer.length, from);
    if (bytesRead !== buffer.length) throw new Problem(`${join(this.dir, FILES.ciphertext)} ends too early`);
    return places.slice(1).map((place, i) => new Uint8Array(buffer.subarray(places[i]! - from, place - from)));
  }

  async item(index: number): Promise<Uint8Array> {
    return (await this.read(index, index + 1))[0]!;
  }

  // Checks every item against the roots; with the secret also what is in them. Fails at the first that is wrong.
  async check(progress: Progress = silent): Promise<{ decrypted: boolean }> {
    const { items, cipherRoot, plainRoot, keysRoot, keyDepth } = this.commitment;
    if (!equal(this.tree.root, cipherRoot)) throw new Problem(`${FILES.cipherLeaves} does not belong to the root in ${FILES.commitment}`);
    if (!fromTop(this.plainTop, plainRoot, keyDepth, 1)) throw new Problem(`${FILES.plainTop} does not belong to the root in ${FILES.commitment}`);
    const secret = await readSecret(this.dir);
    if (secret && !equal(keyTree(secret, keyDepth).root, keysRoot)) throw new Problem(`${FILES.secret} has another key than the one committed to`);
    const keys = secret && new ItemKeys(secret, WHOLE, items);
    const plain = new Uint8Array(keys ? items * HASH : 0);
    progress.start("checking items", items);
    try {
      for (let first = 0; first < items; first += BATCH) {
        const end = Math.min(items, first + BATCH);
        for (const [i, item] of (await this.read(first, end)).entries()) {
          const index = first + i;
          if (!equal(leafOf(item), this.tree.leaf(index))) throw new Problem(`item ${index} is damaged`);
          if (keys) plain.set(leafOf(decrypt(keys.key(index), item, index)), index * HASH);
        }
        progress.at(end);
      }
    } finally {
      progress.stop();
    }
    if (keys && !equal(new Tree(plain).root, plainRoot)) throw new Problem("the items are not those that the root of the content was made of");
    return { decrypted: keys !== undefined };
  }
}

// Items that are read, sent or fetched at once: 1 MiB of the largest.
export const BATCH = 256;

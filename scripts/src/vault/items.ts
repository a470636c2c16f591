// From a folder to a vault and back: files are cut into items, items are hashed and encrypted one by one. Memory does not grow with the
// size of files, only by 64 bytes an item.

import { randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { concat, HASH, Problem } from "./bytes.ts";
import { encrypt, MAX_ITEM, MAX_ITEMS, MIN_ITEM } from "./cipher.ts";
import { ItemKeys, keyTree, MAX_KEY_DEPTH, WHOLE } from "./keys.ts";
import { checkPath, decodeManifest, encodeManifest, type Entry, type Manifest, manifestItems, publishManifest } from "./manifest.ts";
import { type Progress, silent } from "./progress.ts";
import { depthOf, leafOf, Tree } from "./tree.ts";
import { type Commitment, encodeCommitment, FILES, topOf, writeSecret } from "./vault.ts";

const CHUNK = 2 ** 20;

export interface Found {
  path: string;
  size: number;
}

// All files below a folder, sorted by the bytes of their paths.
export async function walk(folder: string): Promise<Found[]> {
  const found: Found[] = [];
  const visit = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const path = below ? `${below}/${entry.name}` : entry.name;
      checkPath(path);
      if (entry.isDirectory()) await visit(path);
      else if (entry.isFile()) found.push({ path, size: (await stat(join(folder, path))).size });
      else throw new Problem(`${join(folder, path)} is neither a file nor a folder: leave it out, or put there what it points to`);
    }
  };
  const info = await stat(folder).catch(() => undefined);
  if (!info?.isDirectory()) throw new Problem(`there is no folder ${folder}`);
  await visit("");
  return found.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

// The bytes of a file in pieces of whole items; fails when the file has another size than it had.
async function* chunksOf(path: string, size: number, itemSize: number): AsyncGenerator<Uint8Array> {
  if (size === 0) return;
  const file = await open(path, "r");
  try {
    const buffer = Buffer.alloc(Math.min(Math.floor(CHUNK / itemSize), Math.ceil(size / itemSize)) * itemSize);
    let read = 0;
    for (;;) {
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, read + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      read += filled;
      if (filled === 0 || read > size) break;
      yield buffer.subarray(0, filled);
    }
    if (read !== size) throw new Problem(`${path} changed while it was read`);
  } finally {
    await file.close();
  }
}

// Writes in large pieces.
class Writer {
  private waiting: Uint8Array[] = [];
  private bytes = 0;

  constructor(private readonly file: FileHandle) {}

  async write(bytes: Uint8Array): Promise<void> {
    this.waiting.push(bytes);
    this.bytes += bytes.length;
    if (this.bytes >= CHUNK) await this.flush();
  }

  async flush(): Promise<void> {
    const all = concat(...this.waiting);
    [this.waiting, this.bytes] = [[], 0];
    for (let at = 0; at < all.length; ) at += (await this.file.write(all, at, all.length - at)).bytesWritten;
  }

  async close(): Promise<void> {
    await this.flush();
    await this.file.sync();
    await this.file.close();
  }
}

// Writes the public files of a vault while items come in one after the other; used by owners and by providers who copy.
export class VaultWriter {
  private readonly offsets: Buffer;
  private readonly leaves: Uint8Array;
  private at = 0;
  private count = 0;

  private constructor(readonly dir: string, private readonly items: number, private readonly file: FileHandle, private readonly writer: Writer) {
    this.offsets = Buffer.alloc((items + 1) * 8);
    this.leaves = new Uint8Array(items * HASH);
  }

  static async create(dir: string, items: number): Promise<VaultWriter> {
    await mkdir(dir, { recursive: true });
    const file = await open(join(dir, FILES.ciphertext), "wx");
    return new VaultWriter(dir, items, file, new Writer(file));
  }

  async add(item: Uint8Array, leaf: Uint8Array = leafOf(item)): Promise<void> {
    if (this.count >= this.items) throw new RangeError("there are more items than were said");
    this.leaves.set(leaf, this.count * HASH);
    this.at += item.length;
    this.count += 1;
    this.offsets.writeBigUInt64LE(BigInt(this.at), this.count * 8);
    await this.writer.write(item);
  }

  abort(): Promise<void> {
    return this.file.close().catch(() => undefined);
  }

  // The tree over the encrypted items. The commitment is written by `commit`, last of all.
  async finish(plainTop: Uint8Array, openManifest?: Uint8Array): Promise<Tree> {
    if (this.count !== this.items) throw new RangeError("there are fewer items than were said");
    await this.writer.close();
    await writeFile(join(this.dir, FILES.index), this.offsets);
    await writeFile(join(this.dir, FILES.cipherLeaves), this.leaves);
    await writeFile(join(this.dir, FILES.plainTop), plainTop);
    if (openManifest) await writeFile(join(this.dir, FILES.manifest), openManifest);
    return new Tree(this.leaves);
  }

  async commit(commitment: Commitment): Promise<void> {
    await writeFile(join(this.dir, FILES.commitment), encodeCommitment(commitment));
  }
}

// Makes `dir` by `make`, which fills a directory beside it first: it is there complete or not at all.
export async function whole<T>(dir: string, make: (scratch: string) => Promise<T>): Promise<T> {
  if (await stat(dir).catch(() => undefined)) throw new Problem(`${dir} is there already`);
  const scratch = join(dirname(resolve(dir)), `.${basename(resolve(dir))}.${randomBytes(4).toString("hex")}.part`);
  await mkdir(scratch, { recursive: true });
  try {
    const made = await make(scratch);
    await rename(scratch, dir);
    return made;
  } catch (error) {
    await rm(scratch, { recursive: true, force: true });
    throw error;
  }
}

export interface Options {
  itemSize?: number;
  keyDepth?: number;
  // Whether the names and sizes of the files may be seen by everybody. Who buys a part knows of no files else.
  openManifest?: boolean;
  progress?: Progress;
}

// Makes a vault of a folder, with a content key of its own.
export async function buildVault(folder: string, dir: string, options: Options = {}): Promise<Commitment> {
  const { itemSize = MAX_ITEM, keyDepth: wanted = 0, progress = silent } = options;
  if (!Number.isInteger(itemSize) || itemSize < MIN_ITEM || itemSize > MAX_ITEM) throw new Problem(`an item has ${MIN_ITEM} to ${MAX_ITEM} bytes`);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > MAX_KEY_DEPTH) throw new Problem(`the depth of keys is 0 to ${MAX_KEY_DEPTH}`);
  if (`${resolve(dir)}${sep}`.startsWith(`${resolve(folder)}${sep}`)) throw new Problem("the vault can't lie in the folder that it is made of");
  const files = await walk(folder);
  if (files.length === 0) throw new Problem(`${folder} has no files`);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const { bytes, manifest } = encodeManifest(files, itemSize);
  const items = manifest.total;
  if (items > MAX_ITEMS) throw new Problem(`${items} items are more than a vault can have: ${MAX_ITEMS}`);
  const depth = depthOf(items);
  const keyDepth = Math.min(wanted, depth);
  return whole(dir, async (scratch) => {
    const rootKey = new Uint8Array(randomBytes(HASH));
    const keys = new ItemKeys(rootKey, WHOLE, items);
    const writer = await VaultWriter.create(scratch, items);
    const leaves = new Uint8Array(items * HASH);
    let index = 0;
    const add = async (chunk: Uint8Array): Promise<void> => {
      for (let at = 0; at < chunk.length; at += itemSize) {
        const item = chunk.subarray(at, at + itemSize);
        leaves.set(leafOf(item), index * HASH);
        await writer.add(encrypt(keys.key(index), item));
        index += 1;
      }
      progress.at(index);
    };
    progress.start("encrypting items", items);
    try {
      await add(bytes);
      for (const file of files) for await (const chunk of chunksOf(join(folder, file.path), file.size, itemSize)) await add(chunk);
      const plain = new Tree(leaves);
      const cipher = await writer.finish(topOf(plain, keyDepth), options.openManifest ? publishManifest(bytes, manifest.own, plain) : undefined);
      await writeFile(join(scratch, FILES.plainLeaves), leaves, { mode: 0o600 });
      await writeSecret(scratch, rootKey);
      const commitment = { plainRoot: plain.root, cipherRoot: cipher.root, keysRoot: keyTree(rootKey, keyDepth).root, items, itemSize, keyDepth, size };
      await writer.commit(commitment);
      return commitment;
    } catch (error) {
      await writer.abort();
      throw error;
    } finally {
      progress.stop();
    }
  });
}

export interface Written {
  // Whole files; pieces of files and single items, when only a part was there.
  files: string[];
  pieces: string[];
}

// Writes the files that a sequence of decrypted items from number `first` up to and without `end` holds. Files that are only partly
// in it become pieces, `name.items-a-b`; without a manifest each item becomes a file of its own.
export async function writeFiles(
  source: AsyncIterable<Uint8Array>,
  out: string,
  about: { itemSize: number; items: number; first: number; end: number; manifest?: Manifest },
): Promise<Written> {
  const { itemSize, items, first, end } = about;
  const written: Written = { files: [], pieces: [] };
  const iterator = source[Symbol.asyncIterator]();
  let index = first;
  const next = async (): Promise<Uint8Array> => {
    const { value, done } = await iterator.next();
    if (done) throw new Problem(`the items end with number ${index - 1}`);
    index += 1;
    return value;
  };
  try {
    let manifest = about.manifest;
    if (first === 0 && end > 0) {
      const own: Uint8Array[] = [await next()];
      const count = manifestItems(own[0]!, itemSize);
      while (own.length < Math.min(count, end)) own.push(await next());
      if (count <= end) manifest = decodeManifest(concat(...own), itemSize, items);
      else if (!manifest) for (const [i, item] of own.entries()) await single(out, i, item, written);
    }
    if (!manifest) {
      while (index < end) await single(out, index, await next(), written);
    } else {
      while (index < Math.min(manifest.own, end)) await next();
      for (const file of manifest.files) await restore(out, file, itemSize, { from: index, end, items }, next, written);
      while (index < end) await next();
    }
    return written;
  } finally {
    await iterator.return?.();
  }
}

async function create(out: string, path: string): Promise<FileHandle> {
  const place = join(out, ...path.split("/"));
  await mkdir(dirname(place), { recursive: true });
  return open(place, "wx");
}

async function single(out: string, index: number, item: Uint8Array, written: Written): Promise<void> {
  const path = `items/${String(index).padStart(10, "0")}.bin`;
  const file = await create(out, path);
  await file.writeFile(item).finally(() => file.close());
  written.pieces.push(path);
}

async function restore(
  out: string,
  entry: Entry,
  itemSize: number,
  { from, end, items }: { from: number; end: number; items: number },
  next: () => Promise<Uint8Array>,
  written: Written,
): Promise<void> {
  const last = Math.min(entry.first + entry.items, end);
  const start = Math.max(entry.first, from);
  const complete = start === entry.first && last === entry.first + entry.items;
  // An empty file has no item that would say in which part it is: it is in the part in which it would begin, or in the last.
  if (entry.items === 0 ? entry.first < from || (entry.first >= end && end < items) : start >= last) return;
  const path = complete ? entry.path : `${entry.path}.items-${start - entry.first}-${last - entry.first - 1}`;
  const file = await create(out, path);
  const writer = new Writer(file);
  try {
    for (let index = start; index < last; index++) {
      const item = await next();
      const expected = Math.min(itemSize, entry.size - (index - entry.first) * itemSize);
      if (item.length !== expected) throw new Problem(`item ${index} has ${item.length} bytes, and ${entry.path} needs ${expected}`);
      await writer.write(item);
    }
    await writer.close();
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  }
  (complete ? written.files : written.pieces).push(path);
}

// Fetching encrypted items from providers, none of which is trusted: whatever they send is compared with the root that the chain has.

import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { concat, equal, HASH, hex, Problem, reasonOf } from "./bytes.ts";
import { MAX_ITEM, TAG } from "./cipher.ts";
import { VaultWriter, whole } from "./items.ts";
import { type Manifest, readPublished } from "./manifest.ts";
import { type Progress, silent } from "./progress.ts";
import { leafOf, Tree } from "./tree.ts";
import { BATCH, type Commitment, decodeCommitment, fromTop, Vault } from "./vault.ts";

const TIMEOUT = 30_000;
const AHEAD = 4;
const TRIES = 3;
const PAUSE = 300;

// One provider could not give what was asked, or gave something else.
export class BadProvider extends Problem {}

// It did not answer, or broke off: that may pass.
class Unreachable extends BadProvider {}

// The address of a server: a URL, `host:port` or a multiaddress, the two that spaces are offered with.
export function checkEndpoint(endpoint: string): string {
  const [, host, port] = /^\/(?:ip4|ip6|dns|dns4|dns6)\/([^/]+)\/tcp\/(\d+)(?:\/http)?$/.exec(endpoint) ?? [];
  const plain = host ? `${host.includes(":") ? `[${host}]` : host}:${port}` : endpoint;
  let url: URL;
  try {
    if (plain.startsWith("/")) throw new Error("another kind of multiaddress");
    url = new URL(plain.includes("://") ? plain : `http://${plain}`);
  } catch {
    throw new Problem(`${JSON.stringify(endpoint.slice(0, 80))} is no address`);
  }
  if (!["http:", "https:"].includes(url.protocol) || url.username || url.search || url.hash) {
    throw new Problem(`${JSON.stringify(endpoint.slice(0, 80))} is no plain HTTP address`);
  }
  return url.href.replace(/\/+$/, "");
}

// Tries again what may pass.
async function getPatiently(url: string, most: number): Promise<Uint8Array> {
  for (let tries = 1; ; tries++) {
    try {
      return await get(url, most);
    } catch (error) {
      if (!(error instanceof Unreachable) || tries === TRIES) throw error;
      await sleep(tries * PAUSE);
    }
  }
}

// The body of an answer, of `most` bytes at the most.
async function get(url: string, most: number): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT) });
  } catch (error) {
    const cause = (error as { cause?: unknown }).cause;
    throw new Unreachable(`${url}: no answer (${reasonOf(cause ?? error)})`);
  }
  const chunks: Uint8Array[] = [];
  try {
    if (response.status >= 500) throw new Unreachable(`${url}: answered ${response.status}`);
    if (!response.ok) throw new BadProvider(`${url}: answered ${response.status}`);
    let length = 0;
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > most) throw new BadProvider(`${url}: sends more than ${most} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    await response.body?.cancel().catch(() => undefined);
    throw error instanceof BadProvider ? error : new Unreachable(`${url}: broke off (${reasonOf(error)})`);
  }
  return concat(...chunks);
}

function unframe(bytes: Uint8Array, count: number, url: string): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const items: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = at + 4 <= bytes.length ? view.getUint32(at, true) : Infinity;
    if (at + 4 + length > bytes.length || items.length === count) throw new BadProvider(`${url}: sent no list of items`);
    items.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  if (items.length !== count) throw new BadProvider(`${url}: sent ${items.length} items and not ${count}`);
  return items;
}

// Content with several providers. When one fails it is left alone and the next is asked.
export class Remote {
  readonly failures: string[] = [];
  private usable: string[];
  private turn = 0;
  private known: Tree | undefined;

  constructor(endpoints: string[], readonly cipherRoot: Uint8Array, readonly items: number) {
    this.usable = [...new Set(endpoints.map((endpoint) => `${checkEndpoint(endpoint)}/${hex(cipherRoot)}`))];
    if (this.usable.length === 0) throw new Problem("no provider of this content is known: give one with --from");
  }

  // What one of them sends, if `check` takes it. One that lied or did not answer is not asked again; one may lack `optional` things.
  async ask<T>(path: string, most: number, check: (bytes: Uint8Array, url: string) => T, optional = false): Promise<T> {
    const failed: string[] = [];
    const candidates = this.usable.map((_, i) => this.usable[(this.turn + i) % this.usable.length]!);
    for (const base of candidates) {
      const url = `${base}${path}`;
      try {
        const taken = check(await getPatiently(url, most), url);
        this.turn = (this.turn + 1) % Math.max(1, this.usable.length);
        return taken;
      } catch (error) {
        failed.push(reasonOf(error));
        if (!optional) {
          this.failures.push(reasonOf(error));
          this.usable = this.usable.filter((other) => other !== base);
        }
      }
    }
    const why = failed.length > 0 ? failed : this.failures;
    throw new BadProvider(`no provider gave what was asked:\n  ${why.join("\n  ")}`);
  }

  // The tree over the encrypted items. With it every item's place is proven without a proof of its own.
  async tree(): Promise<Tree> {
    return (this.known ??= await this.ask("/leaves", this.items * HASH, (bytes, url) => {
      const tree = bytes.length === this.items * HASH ? new Tree(bytes) : undefined;
      if (!tree || !equal(tree.root, this.cipherRoot)) throw new BadProvider(`${url}: does not belong to the root`);
      return tree;
    }));
  }

  // Encrypted items from `first` up to and without `end`, each compared with its leaf.
  async range(first: number, end: number): Promise<Uint8Array[]> {
    const tree = await this.tree();
    return this.ask(`/${first}-${end - 1}`, (end - first) * (MAX_ITEM + TAG + 4), (bytes, url) => {
      const items = unframe(bytes, end - first, url);
      items.forEach((item, i) => {
        if (!equal(leafOf(item), tree.leaf(first + i))) throw new BadProvider(`${url}: item ${first + i} is not the one under the root`);
      });
      return items;
    });
  }

  // All of them in order, a few requests ahead.
  async *stream(first: number, end: number, progress: Progress = silent): AsyncGenerator<Uint8Array> {
    const waiting: Promise<Uint8Array[]>[] = [];
    let asked = first;
    for (let at = first; at < end; ) {
      for (; asked < end && waiting.length < AHEAD; asked = Math.min(end, asked + BATCH)) {
        const batch = this.range(asked, Math.min(end, asked + BATCH));
        batch.catch(() => undefined);
        waiting.push(batch);
      }
      const items = await waiting.shift()!;
      for (const item of items) yield item;
      at += items.length;
      progress.at(at - first);
    }
  }

  commitment(): Promise<Commitment> {
    return this.ask("", 4_096, (bytes, url) => {
      const commitment = decodeCommitment(new TextDecoder().decode(bytes), url);
      if (!equal(commitment.cipherRoot, this.cipherRoot) || commitment.items !== this.items) throw new BadProvider(`${url}: speaks of other content`);
      return commitment;
    });
  }

  // Root of the items of part `number`, proven against the root of the content.
  partRoot(plainRoot: Uint8Array, keyDepth: number, number: number): Promise<Uint8Array> {
    return this.ask("/top", 2 ** keyDepth * HASH, (bytes, url) => {
      const root = fromTop(bytes, plainRoot, keyDepth, number);
      if (!root) throw new BadProvider(`${url}: does not belong to the root`);
      return root;
    });
  }

  top(plainRoot: Uint8Array, keyDepth: number): Promise<Uint8Array> {
    return this.ask("/top", 2 ** keyDepth * HASH, (bytes, url) => {
      if (!fromTop(bytes, plainRoot, keyDepth, 1)) throw new BadProvider(`${url}: does not belong to the root`);
      return bytes;
    });
  }

  // The manifest, where it is to be seen, proven against the root of the content.
  async manifest(plainRoot: Uint8Array, itemSize: number): Promise<{ published: Uint8Array; manifest: Manifest } | undefined> {
    const read = (published: Uint8Array) => ({ published, manifest: readPublished(published, plainRoot, itemSize, this.items) });
    return this.ask("/manifest", Math.min(2 ** 30, this.items * itemSize + 4_096), read, true).catch(() => undefined);
  }
}

// Copies a vault's public files from other servers into `dir`, each item checked against the root that the chain has.
export async function replicate(
  endpoints: string[],
  dir: string,
  content: { cipherRoot: Uint8Array; items: number; commitment?: Commitment },
  progress: Progress = silent,
): Promise<Vault> {
  const { cipherRoot, items } = content;
  const remote = new Remote(endpoints, cipherRoot, items);
  const tree = await remote.tree();
  const commitment = content.commitment ?? (await remote.commitment());
  const top = await remote.top(commitment.plainRoot, commitment.keyDepth);
  const manifest = await remote.manifest(commitment.plainRoot, commitment.itemSize);
  await whole(dir, async (scratch) => {
    const writer = await VaultWriter.create(scratch, items);
    progress.start("copying items", items);
    try {
      let index = 0;
      for await (const item of remote.stream(0, items, progress)) await writer.add(item, tree.leaf(index++));
      await writer.finish(top, manifest?.published);
      await writer.commit(commitment);
    } catch (error) {
      await writer.abort();
      throw error;
    } finally {
      progress.stop();
    }
  });
  return Vault.open(dir);
}

// Where a provider keeps its copy.
export const placeOf = (dir: string, cipherRoot: Uint8Array): string => join(dir, hex(cipherRoot));

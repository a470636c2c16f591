// The licensee's side: a licence with its key, and the files.

import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DispatchFailed } from "../chain.ts";
import { equal, HASH, hex, Problem, reasonOf, unhex } from "./bytes.ts";
import { type AssetId, type Basis, type Chain, type Content, endpointsOf, type KeyRequest, nameOf } from "./calls.ts";
import { BadItem, decrypt } from "./cipher.ts";
import { whole, writeFiles, type Written } from "./items.ts";
import { ItemKeys, numberOf, type Part } from "./keys.ts";
import { type Progress, silent } from "./progress.ts";
import { Remote } from "./remote.ts";
import { FalseKey, type KeyPair, keyPair, openAndCheck } from "./seal.ts";
import { depthOf, leafOf, Tree } from "./tree.ts";

// What is kept of a licence's key: the pair that the key is sealed for, and later the content key itself.
export interface KeyFile {
  file: string;
  genesis: string;
  asset: AssetId;
  part: Part;
  pair: KeyPair;
  made: number;
  request?: bigint;
  contentKey?: Uint8Array;
}

const fileName = ({ asset, pair }: Pick<KeyFile, "asset" | "pair">) => `${asset.kind.toLowerCase()}-${asset.item}-${hex(pair.public).slice(2, 18)}.json`;

// On the disk before it returns: who loses this file has paid for nothing.
async function save(key: KeyFile): Promise<void> {
  const { genesis, asset, part, pair, made, request, contentKey } = key;
  const json = { version: 1, genesis, asset, part, secret: hex(pair.secret), public: hex(pair.public), made, request: request?.toString(), content_key: contentKey && hex(contentKey) };
  const scratch = `${key.file}.new`;
  const file = await open(scratch, "w", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(json, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(scratch, key.file);
}

async function load(file: string): Promise<KeyFile> {
  try {
    const json = JSON.parse(await readFile(file, "utf8"));
    return {
      file,
      genesis: json.genesis,
      asset: json.asset,
      part: json.part,
      pair: keyPair(unhex(json.secret, HASH)),
      made: json.made,
      request: json.request === undefined ? undefined : BigInt(json.request),
      contentKey: json.content_key === undefined ? undefined : unhex(json.content_key, HASH),
    };
  } catch (error) {
    throw new Problem(`${file}: ${reasonOf(error)}`);
  }
}

// Keys for an asset on this chain, the newest first.
export async function keyFiles(dir: string, genesis: string, asset: AssetId): Promise<KeyFile[]> {
  const names = await readdir(dir).catch(() => [] as string[]);
  const prefix = fileName({ asset, pair: { secret: new Uint8Array(0), public: new Uint8Array(0) } }).slice(0, -".json".length);
  const keys = await Promise.all(names.filter((name) => name.startsWith(prefix) && name.endsWith(".json")).map((name) => load(join(dir, name))));
  return keys.filter((key) => key.genesis === genesis).sort((a, b) => b.made - a.made);
}

// Makes a key pair, keeps it and has `ask` make a request for it. Only when the chain refused is the pair thrown away.
async function withPair(chain: Chain, dir: string, asset: AssetId, part: Part, ask: (recipient: Uint8Array) => Promise<bigint>): Promise<KeyFile> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const pair = keyPair();
  const key: KeyFile = { file: join(dir, fileName({ asset, pair })), genesis: chain.genesis, asset, part, pair, made: Date.now() };
  await save(key);
  try {
    key.request = await ask(pair.public);
  } catch (error) {
    if (error instanceof DispatchFailed) await rm(key.file, { force: true });
    throw error;
  }
  await save(key);
  return key;
}

export interface Purchase {
  asset: AssetId;
  basis: Basis;
  part: Part;
  maxCost: bigint;
}

// Buys a licence with its key.
export async function buy(chain: Chain, dir: string, { asset, basis, part, maxCost }: Purchase): Promise<KeyFile> {
  const content = await contentOf(chain, asset);
  if (part.depth > content.keyDepth) throw new Problem(`parts of depth ${part.depth} have no key of their own; the deepest that have are of ${content.keyDepth}`);
  return withPair(chain, dir, asset, part, async (recipient) => (await chain.buyLicence(asset, basis, part, maxCost, recipient))!);
}

// Asks for the key of what may be read already: of a free asset, one's own, or one whose licence is in force.
export async function ask(chain: Chain, dir: string, asset: AssetId, part: Part): Promise<KeyFile> {
  await contentOf(chain, asset);
  return withPair(chain, dir, asset, part, (recipient) => chain.requestKey(asset, part, recipient));
}

export async function contentOf(chain: Chain, asset: AssetId): Promise<Content> {
  const content = await chain.content(asset);
  if (!content) throw new Problem(`${nameOf(asset)} is no asset with protected content`);
  return content;
}

export interface Waiting {
  // The longest to wait for an answer, and how often to look, in ms.
  patience: number;
  interval: number;
}

// The request that a key file is for, if it has not ended.
async function requestOf(chain: Chain, key: KeyFile): Promise<KeyRequest | undefined> {
  if (key.request !== undefined) return chain.keyRequest(key.request);
  // The program ended between the call and its answer.
  const found = (await chain.requestsFor(key.pair.public))[0];
  if (found) {
    key.request = found.id;
    await save(key);
  }
  return found;
}

// Waits for the sealed key and opens it. A false one is proven at once; an answer that did not come in time gives the fee back.
export async function receive(chain: Chain, key: KeyFile, { patience, interval }: Waiting): Promise<Uint8Array> {
  if (key.contentKey) return key.contentKey;
  const end = Date.now() + patience;
  for (;;) {
    const request = await requestOf(chain, key);
    if (!request) throw new Problem(`the request of ${key.file} has ended without a key that this program has seen; ask again by "aic ask ${nameOf(key.asset)}"`);
    if ("answered" in request.stage) {
      const { sealed, leaf } = request.stage.answered;
      try {
        key.contentKey = openAndCheck(sealed, key.pair, request.id, leaf);
      } catch (error) {
        if (!(error instanceof FalseKey)) throw error;
        await chain.proveFalseKey(request.id, key.pair.secret);
        throw new FalseKey(`${error.message}. That is proven now on the chain: the fee came back, and the guarantee was slashed`);
      }
      await save(key);
      return key.contentKey;
    }
    if ((await chain.now()) > request.stage.open.answerBy) {
      await chain.refund(request.id);
      throw new Problem("the owner did not answer in time: the fee came back");
    }
    if (Date.now() > end) throw new Problem(`request ${request.id} is not answered yet; run the same command again later`);
    await sleep(interval);
  }
}

// Fetches the items of a part, checks, decrypts and writes them. `out` is there complete or not at all.
export async function download(
  content: Content,
  part: Part,
  contentKey: Uint8Array,
  endpoints: string[],
  out: string,
  progress: Progress = silent,
): Promise<Written> {
  const { items, itemSize, plainRoot, cipherRoot, keyDepth } = content;
  const remote = new Remote(endpoints, cipherRoot, items);
  const keys = new ItemKeys(contentKey, part, items);
  const { first, end } = keys;
  const manifest = part.depth > 0 ? await remote.manifest(plainRoot, itemSize) : undefined;
  const leaves = new Uint8Array((end - first) * HASH);
  async function* plain(): AsyncGenerator<Uint8Array> {
    let index = first;
    for await (const cipher of remote.stream(first, end, progress)) {
      const item = decrypt(keys.key(index), cipher, index);
      leaves.set(leafOf(item), (index - first) * HASH);
      index += 1;
      yield item;
    }
  }
  return whole(out, async (scratch) => {
    progress.start("fetching items", end - first);
    try {
      const written = await writeFiles(plain(), scratch, { itemSize, items, first, end, manifest: manifest?.manifest });
      const root = part.depth === 0 ? plainRoot : await remote.partRoot(plainRoot, keyDepth, numberOf(part));
      if (!equal(new Tree(leaves, depthOf(items) - part.depth).root, root)) throw new BadItem("what was encrypted is not the content that the asset is known by");
      return written;
    } finally {
      progress.stop();
    }
  });
}

export interface Fetching extends Waiting {
  from: string[];
  keys: string;
  part?: Part;
  // Whether to have the owner paid as soon as all is there, not only after the time to complain.
  confirm: boolean;
  progress?: Progress;
}

export async function fetchAsset(chain: Chain, asset: AssetId, out: string, how: Fetching): Promise<Written & { part: Part }> {
  const content = await contentOf(chain, asset);
  const keys = (await keyFiles(how.keys, chain.genesis, asset)).filter(({ part }) => !how.part || (part.depth === how.part.depth && part.index === how.part.index));
  const key = keys.find(({ contentKey }) => contentKey) ?? keys[0];
  if (!key) throw new Problem(`there is no key for ${nameOf(asset)} in ${how.keys}: run "aic buy ${nameOf(asset)}" first`);
  const contentKey = await receive(chain, key, how);
  const endpoints = [...how.from, ...(await endpointsOf(chain, content.cipherRoot))];
  let written: Written;
  try {
    written = await download(content, key.part, contentKey, endpoints, out, how.progress);
  } catch (error) {
    if (!(error instanceof BadItem)) throw error;
    throw new BadItem(`${error.message}. The key is the one that the owner committed to, so that no call proves this: report it for a takedown and claim the refund`);
  }
  if (how.confirm && key.request !== undefined) {
    const request = await chain.keyRequest(key.request);
    if (request && "answered" in request.stage) await chain.confirm(request.id);
  }
  return { ...written, part: key.part };
}

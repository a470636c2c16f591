// Programs that run beside the chain: the owner's shows previews and answers requests for keys, the provider's fetches content and
// answers challenges. Each looks at the chain with every block; what failed is tried again later, ever more seldom.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { equal, hex, Problem, reasonOf } from "./bytes.ts";
import { type AssetId, type Chain, endpointsOf, type KeyRequest, nameOf, type Replica } from "./calls.ts";
import { decrypt } from "./cipher.ts";
import { ItemKeys, keyTree, numberOf, partKey, WHOLE } from "./keys.ts";
import { placeOf, replicate } from "./remote.ts";
import { seal } from "./seal.ts";
import type { Shelf } from "./server.ts";
import { Tree } from "./tree.ts";
import { FILES, readIfThere, readSecret, Vault } from "./vault.ts";

export type Log = (text: string) => void;

const FIRST_PAUSE = 6_000;
const LONGEST_PAUSE = 600_000;
const LAST_CALL = 15_000;

// Keeps what failed from being tried with every block.
class Tries {
  private readonly after = new Map<string, { at: number; pause: number }>();

  constructor(private readonly log: Log) {}

  async run(what: string, work: () => Promise<void>): Promise<void> {
    const last = this.after.get(what);
    if (last && Date.now() < last.at) return;
    try {
      await work();
      this.after.delete(what);
    } catch (error) {
      const pause = Math.min(LONGEST_PAUSE, last ? last.pause * 2 : FIRST_PAUSE);
      this.after.set(what, { at: Date.now() + pause, pause });
      this.log(`${what}: ${reasonOf(error)}; again in ${Math.round(pause / 1_000)} s`);
    }
  }
}

// Which asset a vault is of, on which chain; written when it is published.
export interface Published {
  genesis: string;
  asset: AssetId;
}

export async function readPublished(dir: string): Promise<Published | undefined> {
  const text = await readIfThere(join(dir, "asset.json"));
  if (!text) return undefined;
  try {
    return JSON.parse(text.toString("utf8")) as Published;
  } catch {
    throw new Problem(`${join(dir, "asset.json")} is no JSON`);
  }
}

export interface Owned {
  asset: AssetId;
  vault: Vault;
  rootKey: Uint8Array;
}

// A vault with its secret, published on this chain.
export async function openOwned(dir: string, genesis: string): Promise<Owned> {
  const published = await readPublished(dir);
  if (!published) throw new Problem(`${dir} is not published: run aic publish first`);
  if (published.genesis !== genesis) throw new Problem(`${dir} was published on another chain`);
  const rootKey = await readSecret(dir);
  if (!rootKey) throw new Problem(`${dir} has no ${FILES.secret}: only the owner's own vault can answer`);
  const vault = await Vault.open(dir);
  if (!equal(keyTree(rootKey, vault.commitment.keyDepth).root, vault.commitment.keysRoot)) {
    await vault.close();
    throw new Problem(`${join(dir, FILES.secret)} has another key than the one committed to`);
  }
  return { asset: published.asset, vault, rootKey };
}

export class OwnerAgent {
  private readonly tries: Tries;
  private busy = false;

  constructor(private readonly chain: Chain, private readonly owned: Owned[], private readonly log: Log) {
    this.tries = new Tries(log);
  }

  // Looks once at all vaults. Does nothing while an earlier look is not done.
  async tick(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      for (const owned of this.owned) await this.tries.run(nameOf(owned.asset), () => this.look(owned));
    } finally {
      this.busy = false;
    }
  }

  private async look(owned: Owned): Promise<void> {
    const { asset, vault } = owned;
    const content = await this.chain.content(asset);
    if (!content) throw new Problem("its content is not protected on the chain");
    const same = equal(content.cipherRoot, vault.commitment.cipherRoot) && equal(content.keysRoot, vault.commitment.keysRoot);
    if (!same) throw new Problem("the chain has other content than this vault");
    const preview = await this.chain.preview(asset);
    if (preview?.stage === "drawn") {
      const { items, until } = preview;
      if ((await this.chain.now()) <= until) await this.tries.run(`${nameOf(asset)}: preview`, () => this.show(owned, items));
      else await this.tries.run(`${nameOf(asset)}: preview was missed`, () => this.chain.drawPreview(asset));
    }
    for (const request of await this.chain.openRequests(asset)) {
      if ("open" in request.stage && (await this.chain.now()) <= request.stage.open.answerBy) {
        await this.tries.run(`${nameOf(asset)}: request ${request.id}`, () => this.answer(owned, request));
      }
    }
  }

  private async show({ asset, vault, rootKey }: Owned, items: number[]): Promise<void> {
    const plain = new Tree(new Uint8Array(await readFile(join(vault.dir, FILES.plainLeaves))));
    const keys = new ItemKeys(rootKey, WHOLE, vault.commitment.items);
    const shown = [];
    for (const index of items) shown.push({ index, item: decrypt(keys.key(index), await vault.item(index), index), proof: plain.proof(index) });
    await this.chain.show(asset, shown);
    this.log(`${nameOf(asset)}: showed the preview, items ${items.join(", ")}`);
  }

  private async answer({ asset, vault, rootKey }: Owned, request: KeyRequest): Promise<void> {
    const { keyDepth } = vault.commitment;
    if (request.part.depth > keyDepth) throw new Problem(`part ${numberOf(request.part)} has no key of its own`);
    const tree = keyTree(rootKey, keyDepth);
    const number = numberOf(request.part);
    const sealed = seal(partKey(rootKey, request.part), request.recipient, request.id);
    await this.chain.answer(request.id, sealed, tree.leaf(number), tree.proof(number));
    this.log(`${nameOf(asset)}: answered request ${request.id} for part ${number}`);
  }
}

// For the spaces whose owner or operator the chain's account is.
export class ProviderAgent {
  private readonly tries: Tries;
  private readonly filling = new Map<string, Promise<void>>();
  private busy = false;

  constructor(
    private readonly chain: Chain,
    private readonly shelf: Shelf,
    // Where content is fetched that no other replica has yet: the owners' own servers.
    private readonly sources: string[],
    private readonly log: Log,
  ) {
    this.tries = new Tries(log);
  }

  async tick(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const { address } = this.chain;
      const own = new Set((await this.chain.spaces()).filter(({ owner, operator }) => owner === address || operator === address).map(({ id }) => id));
      const asked = (await this.chain.replicas()).filter(({ space, question }) => space !== undefined && own.has(space) && question);
      // The first to run out comes first.
      asked.sort((a, b) => a.question!.until - b.question!.until);
      for (const replica of asked) {
        if (this.shelf.find(hex(replica.cipherRoot))) await this.tries.run(`replica ${replica.id}`, () => this.prove(replica));
        else this.fill(replica);
      }
    } catch (error) {
      this.log(reasonOf(error));
    } finally {
      this.busy = false;
    }
  }

  // Ends when nothing is being fetched.
  async idle(): Promise<void> {
    await Promise.all(this.filling.values());
  }

  private async prove({ id, cipherRoot, question }: Replica): Promise<void> {
    const { leaf, until } = question!;
    if ((await this.chain.now()) > until) return;
    const vault = this.shelf.find(hex(cipherRoot))!;
    await this.chain.answerChallenge(id, await vault.item(leaf), vault.tree.proof(leaf));
    this.log(`replica ${id}: proved item ${leaf}`);
  }

  // Fetches in the background, so that challenges of other content are answered meanwhile.
  private fill(replica: Replica): void {
    const root = hex(replica.cipherRoot);
    if (this.filling.has(root)) return;
    const work = this.tries.run(`content ${root.slice(0, 10)}…`, async () => {
      const asset = await this.chain.assetOf(replica.order);
      const content = asset && (await this.chain.content(asset));
      const from = [...this.sources, ...(await endpointsOf(this.chain, replica.cipherRoot))];
      const commitment = content && { ...content, size: 0 };
      const vault = await replicate(from, placeOf(this.shelf.dir, replica.cipherRoot), { cipherRoot: replica.cipherRoot, items: replica.items, commitment });
      await vault.close();
      await this.shelf.scan();
      this.log(`content ${root.slice(0, 10)}…: fetched, ${replica.items} items`);
    });
    this.filling.set(root, work.finally(() => this.filling.delete(root)));
  }
}

// Runs an agent with every block until `stop` says so. What it has begun then is done when this ends, unless the node is gone.
export async function watch(chain: Chain, agent: { tick(): Promise<void> }, stop: AbortSignal): Promise<void> {
  const begun = new Set<Promise<void>>();
  const tick = () => {
    const looking = agent.tick().finally(() => begun.delete(looking));
    begun.add(looking);
  };
  const unsubscribe = await chain.onBlock(tick);
  await new Promise<void>((resolve) => (stop.aborted ? resolve() : stop.addEventListener("abort", () => resolve(), { once: true })));
  unsubscribe();
  const patience = new AbortController();
  await Promise.race([Promise.all(begun), sleep(LAST_CALL, undefined, { signal: patience.signal }).catch(() => undefined)]);
  patience.abort();
}

// Everything that touches a call, an event or a storage item of the chain's pallets, and nothing else does.

import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { type AssetId, type Basis, description, details, formatOf, type Kind, KINDS, registration, type Terms } from "../assets.ts";
import { type Call, eventOf, type Outcome, send } from "../chain.ts";
import { hex, Problem, unhex } from "./bytes.ts";
import type { Part } from "./keys.ts";
import { checkEndpoint } from "./remote.ts";
import type { Sealed } from "./seal.ts";
import type { Commitment } from "./vault.ts";

export { type AssetId, type Basis, type Kind, KINDS };

// An asset is written like data/7.
export const nameOf = ({ kind, item }: AssetId): string => `${kind.toLowerCase()}/${item}`;

export function parseAsset(text: string): AssetId {
  const [, name, item] = /^([A-Za-z]+)[/:](\d{1,10})$/.exec(text) ?? [];
  const kind = KINDS.find((known) => known.toLowerCase() === name?.toLowerCase());
  if (!kind || Number(item) >= 2 ** 32) throw new Problem(`"${text}" is no asset: write it like data/7, with one of ${KINDS.map((known) => known.toLowerCase()).join(", ")}`);
  return { kind, item: Number(item) };
}

export type Content = Omit<Commitment, "size">;

export type Preview =
  | { stage: "queued" | "shown" | "failed" }
  | { stage: "drawn"; items: number[]; until: number };

export interface KeyRequest {
  id: bigint;
  asset: AssetId;
  licensee: string;
  part: Part;
  recipient: Uint8Array;
  // On hold for a licence; zero when there is no fee.
  fee: bigint;
  // Moments in ms since the Unix epoch.
  stage: { open: { answerBy: number } } | { answered: { sealed: Sealed; leaf: Uint8Array; complainBy: number } };
}

export interface Shown {
  index: number;
  item: Uint8Array;
  proof: Uint8Array[];
}

export interface Space {
  id: bigint;
  owner: string;
  operator: string;
  endpoint: string;
}

export interface Replica {
  id: bigint;
  order: bigint;
  cipherRoot: Uint8Array;
  items: number;
  space?: bigint;
  kept: boolean;
  // What must be answered now.
  question?: { leaf: number; until: number };
}

export interface NewAsset {
  kind: Kind;
  format: number;
  name: string;
  size: number;
  region: number;
  terms: Terms;
}

export interface Order {
  replicas: number;
  hours: number;
  region?: number;
  // The most for a GiB and an hour.
  maxPrice: bigint;
}

// What agents and licensees need of the chain; the tests have one without a node.
export interface Chain {
  readonly address: string;
  readonly genesis: string;
  // Time of the last block, in ms since the Unix epoch.
  now(): Promise<number>;
  // Calls back with each new block until the returned function is called.
  onBlock(then: () => void): Promise<() => void>;

  content(asset: AssetId): Promise<Content | undefined>;
  preview(asset: AssetId): Promise<Preview | undefined>;
  openRequests(asset: AssetId): Promise<KeyRequest[]>;
  keyRequest(id: bigint): Promise<KeyRequest | undefined>;
  requestsFor(recipient: Uint8Array): Promise<KeyRequest[]>;
  drawPreview(asset: AssetId): Promise<void>;
  show(asset: AssetId, shown: Shown[]): Promise<void>;
  answer(request: bigint, sealed: Sealed, leaf: Uint8Array, proof: Uint8Array[]): Promise<void>;
  // Number of the request for the key; none without a recipient.
  buyLicence(asset: AssetId, basis: Basis, part: Part, maxCost: bigint, recipient?: Uint8Array): Promise<bigint | undefined>;
  requestKey(asset: AssetId, part: Part, recipient: Uint8Array): Promise<bigint>;
  confirm(request: bigint): Promise<void>;
  refund(request: bigint): Promise<void>;
  proveFalseKey(request: bigint, secret: Uint8Array): Promise<void>;

  spaces(): Promise<Space[]>;
  replicas(): Promise<Replica[]>;
  assetOf(order: bigint): Promise<AssetId | undefined>;
  answerChallenge(replica: bigint, item: Uint8Array, proof: Uint8Array[]): Promise<void>;
}

const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const decode = (text: string): string => Buffer.from(unhex(text)).toString("utf8");
// polkadot.js writes numbers that are too large for JSON as hex.
const integer = (value: unknown): bigint => BigInt(value as string | number);
const number = (value: unknown): number => Number(integer(value));

// Name and content of an enum's value.
function variant(json: any): [string, any] {
  if (typeof json === "string") return [json.charAt(0).toLowerCase() + json.slice(1), null];
  return Object.entries(json ?? { none: null })[0]!;
}

const assetFrom = (json: any): AssetId => ({ kind: KINDS.find((kind) => kind.toLowerCase() === variant(json.kind)[0].toLowerCase())!, item: number(json.item) });
const onChain = ({ plainRoot, cipherRoot, items, itemSize, keysRoot, keyDepth }: Content) => ({
  plainRoot: hex(plainRoot),
  cipherRoot: hex(cipherRoot),
  items,
  itemSize,
  keysRoot: hex(keysRoot),
  keyDepth,
});

export class NodeChain implements Chain {
  constructor(readonly api: ApiPromise, private readonly key?: KeyringPair) {}

  get address(): string {
    return this.signer.address;
  }

  get genesis(): string {
    return this.api.genesisHash.toHex();
  }

  private get signer(): KeyringPair {
    if (!this.key) throw new Problem("say whose account signs by --key: //Name for development, or a file with a secret URI");
    return this.key;
  }

  // A call with its arguments by the names that the runtime's metadata has for them; which of those given are used it decides.
  private call(section: string, method: string, values: Record<string, unknown>): Call {
    const call = this.api.tx[section]?.[method];
    if (!call) throw new Problem(`the chain has no call ${section}.${method}`);
    const args = call.meta.args.map(({ name }) => {
      const known = camel(name.toString());
      if (!(known in values)) throw new Problem(`${section}.${method} takes ${known}, which this program does not know`);
      return values[known];
    });
    return call(...args) as Call;
  }

  private send(section: string, method: string, values: Record<string, unknown>): Promise<Outcome> {
    return send(this.api, this.signer, this.call(section, method, values));
  }

  private storage(section: string, item: string): any {
    const found = this.api.query[section]?.[item];
    if (!found) throw new Problem(`the chain has no storage ${section}.${item}`);
    return found;
  }

  private async read(section: string, item: string, ...keys: unknown[]): Promise<any> {
    return (await this.storage(section, item)(...keys)).toJSON();
  }

  private async list(section: string, item: string, ...keys: unknown[]): Promise<{ keys: any[]; value: any }[]> {
    const found: [{ args: { toJSON(): any }[] }, { toJSON(): any }][] = await this.storage(section, item).entries(...keys);
    return found.map(([key, value]) => ({ keys: key.args.map((arg) => arg.toJSON()), value: value.toJSON() }));
  }

  async now(): Promise<number> {
    return number(await this.read("timestamp", "now"));
  }

  onBlock(then: () => void): Promise<() => void> {
    return this.api.rpc.chain.subscribeNewHeads(() => then());
  }

  // Protected content.

  async content(asset: AssetId): Promise<Content | undefined> {
    const commitment = (await this.read("dataProtection", "contents", asset))?.commitment;
    if (!commitment) return undefined;
    return {
      plainRoot: unhex(commitment.plainRoot, 32),
      cipherRoot: unhex(commitment.cipherRoot, 32),
      keysRoot: unhex(commitment.keysRoot, 32),
      items: number(commitment.items),
      itemSize: number(commitment.itemSize),
      keyDepth: number(commitment.keyDepth),
    };
  }

  async preview(asset: AssetId): Promise<Preview | undefined> {
    const json = (await this.read("dataProtection", "contents", asset))?.preview;
    if (!json) return undefined;
    const [stage, value] = variant(json);
    if (stage === "drawn") return { stage, items: value.items.map(number), until: number(value.until) };
    if (stage === "queued" || stage === "shown" || stage === "failed") return { stage };
    throw new Problem(`a preview is ${stage}, which this program does not know`);
  }

  private requestFrom(id: bigint, json: any): KeyRequest {
    const [reason, why] = variant(json.reason);
    const [stage, value] = variant(json.stage);
    return {
      id,
      asset: assetFrom(json.asset),
      licensee: json.licensee,
      part: { depth: number(json.part.depth), index: number(json.part.index) },
      recipient: unhex(json.recipient, 32),
      fee: reason === "licence" ? integer(why.fee) : 0n,
      stage:
        stage === "open"
          ? { open: { answerBy: number(value.answerBy) } }
          : {
              answered: {
                sealed: { ephemeral: unhex(value.sealed.ephemeral, 32), cipher: unhex(value.sealed.cipher, 32) },
                leaf: unhex(value.leaf, 32),
                complainBy: number(value.complainBy),
              },
            },
    };
  }

  async keyRequest(id: bigint): Promise<KeyRequest | undefined> {
    const json = await this.read("dataProtection", "keyRequests", id);
    return json ? this.requestFrom(id, json) : undefined;
  }

  async openRequests(asset: AssetId): Promise<KeyRequest[]> {
    const ids = (await this.list("dataProtection", "open", asset)).map(({ keys }) => integer(keys[1]));
    const requests = await Promise.all(ids.map((id) => this.keyRequest(id)));
    return requests.filter((request): request is KeyRequest => request !== undefined && "open" in request.stage);
  }

  async requestsFor(recipient: Uint8Array): Promise<KeyRequest[]> {
    const all = await this.list("dataProtection", "keyRequests");
    return all.filter(({ value }) => value.recipient === hex(recipient)).map(({ keys, value }) => this.requestFrom(integer(keys[0]), value));
  }

  async protect(asset: AssetId, content: Content): Promise<void> {
    await this.send("dataProtection", "protect", { asset, commitment: onChain(content) });
  }

  async setAgent(asset: AssetId, agent: string | null): Promise<void> {
    await this.send("dataProtection", "agent", { asset, agent });
  }

  async drawPreview(asset: AssetId): Promise<void> {
    await this.send("dataProtection", "drawPreview", { asset });
  }

  async show(asset: AssetId, shown: Shown[]): Promise<void> {
    const list = shown.map(({ index, item, proof }) => ({ index, item: hex(item), proof: proof.map(hex) }));
    await this.send("dataProtection", "show", { asset, shown: list });
  }

  async answer(request: bigint, sealed: Sealed, leaf: Uint8Array, proof: Uint8Array[]): Promise<void> {
    const both = { ephemeral: hex(sealed.ephemeral), cipher: hex(sealed.cipher) };
    await this.send("dataProtection", "answer", { request, sealed: both, leaf: hex(leaf), proof: proof.map(hex) });
  }

  async buyLicence(asset: AssetId, basis: Basis, part: Part, maxCost: bigint, recipient?: Uint8Array): Promise<bigint | undefined> {
    const values = { asset, wish: { basis, part }, maxCost, recipient: recipient ? hex(recipient) : null };
    const outcome = await this.send("dataProtection", "buyLicence", values);
    return recipient ? integer(eventOf(outcome, "dataProtection", "KeyRequested").request.toString()) : undefined;
  }

  async requestKey(asset: AssetId, part: Part, recipient: Uint8Array): Promise<bigint> {
    const outcome = await this.send("dataProtection", "requestKey", { asset, part, recipient: hex(recipient) });
    return integer(eventOf(outcome, "dataProtection", "KeyRequested").request.toString());
  }

  async confirm(request: bigint): Promise<void> {
    await this.send("dataProtection", "confirm", { request });
  }

  async refund(request: bigint): Promise<void> {
    await this.send("dataProtection", "refund", { request });
  }

  async proveFalseKey(request: bigint, secret: Uint8Array): Promise<void> {
    await this.send("dataProtection", "proveFalseKey", { request, secret: hex(secret) });
  }

  // Assets and formats.

  async mint(asset: NewAsset, content: Uint8Array): Promise<AssetId> {
    const { kind, format, name, size, region, terms } = asset;
    const about = { ...details(name, size, terms, region), name: hex(Buffer.from(name)) };
    const values = { kind, content: hex(content), format, details: about, shares: [], previous: null };
    return assetFrom(eventOf(await this.send("aiAssets", "mint", values), "aiAssets", "Minted").asset.toJSON());
  }

  async setGuarantee(asset: AssetId, amount: bigint): Promise<void> {
    await this.send("aiAssets", "setGuarantee", { asset, amount });
  }

  async asset(asset: AssetId): Promise<any> {
    return this.read("aiAssets", "assets", asset);
  }

  // The format of files as they are, not digitised; registered when nobody did.
  async rawFormat(): Promise<number> {
    const plain = description("Raw", "aic/files");
    const known = await formatOf(this.api, plain);
    if (known !== undefined) return known;
    await send(this.api, this.signer, registration(this.api, plain));
    const id = await formatOf(this.api, plain);
    if (id === undefined) throw new Problem("the format of plain files is not registered: name one by --format");
    return id;
  }

  // Storage.

  private async orderOf(order: bigint): Promise<any> {
    return this.read("storageGrid", "orders", order);
  }

  async assetOf(order: bigint): Promise<AssetId | undefined> {
    const json = await this.orderOf(order);
    return json?.asset ? assetFrom(json.asset) : undefined;
  }

  async spaces(): Promise<Space[]> {
    const all = await this.list("storageGrid", "spaces");
    return all.map(({ keys, value }) => ({ id: integer(keys[0]), owner: value.owner, operator: value.operator, endpoint: decode(value.endpoint) }));
  }

  async replicas(): Promise<Replica[]> {
    const all = await this.list("storageGrid", "replicas");
    return all.map(({ keys, value }) => {
      const [stage, at] = variant(value.stage);
      const [challenge, open] = stage === "active" ? variant(at.challenge) : ["none", null];
      const question = stage === "filling" ? at.question : challenge === "open" ? open : undefined;
      return {
        id: integer(keys[0]),
        order: integer(value.order),
        cipherRoot: unhex(value.content.root, 32),
        items: number(value.content.leaves),
        space: stage === "waiting" ? undefined : integer(at.space),
        kept: stage === "active",
        question: question && { leaf: number(question.leaf), until: number(question.until) },
      };
    });
  }

  async answerChallenge(replica: bigint, item: Uint8Array, proof: Uint8Array[]): Promise<void> {
    await this.send("storageGrid", "answer", { replica, leaf: hex(item), proof: proof.map(hex) });
  }

  async order(content: { cipherRoot: Uint8Array; items: number; leafSize: number }, asset: AssetId | null, order: Order): Promise<bigint> {
    const { items: leaves, leafSize } = content;
    const root = hex(content.cipherRoot);
    const { replicas, hours, maxPrice } = order;
    const values = { root, leaves, leafSize, asset, replicas, hours, region: order.region ?? null, maxPrice };
    const outcome = await this.send("storageGrid", "order", values);
    return integer(eventOf(outcome, "storageGrid", "Ordered").order.toString());
  }

  async offerSpace(space: { gib: number; region: number; leastPrice: bigint; endpoint: string; maxBond: bigint }): Promise<void> {
    await this.send("storageGrid", "offerSpace", { ...space, endpoint: hex(Buffer.from(space.endpoint)) });
  }
}

// Where replicas of some content can be fetched.
export async function endpointsOf(chain: Chain, cipherRoot: Uint8Array): Promise<string[]> {
  const holding = new Set((await chain.replicas()).filter((replica) => replica.kept && hex(replica.cipherRoot) === hex(cipherRoot)).map(({ space }) => space));
  const endpoints = (await chain.spaces()).filter(({ id }) => holding.has(id)).map(({ endpoint }) => endpoint);
  // Whoever offers a space writes what he likes.
  return endpoints.filter((endpoint) => {
    try {
      return checkEndpoint(endpoint) !== "";
    } catch {
      return false;
    }
  });
}

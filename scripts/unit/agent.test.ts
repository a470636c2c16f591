// Owner, licensee and provider with each other, on a chain that is only in memory and does what data-protection does with keys.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { openOwned, OwnerAgent, ProviderAgent } from "../src/vault/agent.ts";
import { equal, hex, Problem, ready } from "../src/vault/bytes.ts";
import type { AssetId, Basis, Chain, Content, KeyRequest, Preview, Replica, Shown, Space } from "../src/vault/calls.ts";
import { buildVault } from "../src/vault/items.ts";
import { keyTree, numberOf, type Part, WHOLE } from "../src/vault/keys.ts";
import { ask, buy, download, fetchAsset, keyFiles } from "../src/vault/licensee.ts";
import { FalseKey, keyPair, open, type Sealed, seal } from "../src/vault/seal.ts";
import { type Serving, serve, Shelf } from "../src/vault/server.ts";
import { leafOf, verify } from "../src/vault/tree.ts";
import { readSecret } from "../src/vault/vault.ts";
import { put, SAMPLE, scratch, take } from "./help.ts";

await ready;

const ASSET: AssetId = { kind: "Data", item: 0 };
const GENESIS = `0x${"11".repeat(32)}`;

// What the chain has, whoever looks.
class State {
  time = 1_000;
  contents?: Content;
  previewed: Preview = { stage: "queued" };
  requests = new Map<bigint, KeyRequest>();
  next = 0n;
  log: string[] = [];
  spaceList: Space[] = [];
  replicaList: Replica[] = [];
}

class FakeChain implements Chain {
  readonly genesis = GENESIS;
  constructor(readonly state: State, readonly address: string) {}

  now = async () => this.state.time;
  onBlock = async () => () => undefined;
  content = async () => this.state.contents;
  preview = async () => this.state.previewed;
  openRequests = async () => [...this.state.requests.values()].filter(({ stage }) => "open" in stage);
  keyRequest = async (id: bigint) => this.state.requests.get(id);
  requestsFor = async (recipient: Uint8Array) => [...this.state.requests.values()].filter((request) => equal(request.recipient, recipient));
  spaces = async () => this.state.spaceList;
  replicas = async () => this.state.replicaList;
  assetOf = async () => ASSET;

  private end(id: bigint, how: string): void {
    this.state.requests.delete(id);
    this.state.log.push(`${how} ${id}`);
  }

  async drawPreview(): Promise<void> {
    this.state.log.push("missed");
    this.state.previewed = { stage: "queued" };
  }

  async show(_: AssetId, shown: Shown[]): Promise<void> {
    const preview = this.state.previewed;
    assert.ok(preview.stage === "drawn");
    assert.deepEqual(shown.map(({ index }) => index), preview.items);
    const { plainRoot, items } = this.state.contents!;
    for (const { index, item, proof } of shown) assert.ok(verify(plainRoot, leafOf(item), index, items, proof));
    this.state.previewed = { stage: "shown" };
  }

  async answer(id: bigint, sealed: Sealed, leaf: Uint8Array, proof: Uint8Array[]): Promise<void> {
    const request = this.state.requests.get(id)!;
    const { keysRoot, keyDepth } = this.state.contents!;
    assert.ok(verify(keysRoot, leaf, numberOf(request.part), 2 ** (keyDepth + 1), proof), "BadProof");
    request.stage = { answered: { sealed, leaf, complainBy: this.state.time + 100 } };
  }

  private add(asset: AssetId, part: Part, recipient: Uint8Array, fee: bigint): bigint {
    const id = this.state.next++;
    this.state.requests.set(id, { id, asset, licensee: this.address, part, recipient, fee, stage: { open: { answerBy: this.state.time + 100 } } });
    return id;
  }

  async buyLicence(asset: AssetId, _: Basis, part: Part, maxCost: bigint, recipient?: Uint8Array): Promise<bigint | undefined> {
    return recipient && this.add(asset, part, recipient, maxCost);
  }

  requestKey = async (asset: AssetId, part: Part, recipient: Uint8Array) => this.add(asset, part, recipient, 0n);
  confirm = async (id: bigint) => this.end(id, "confirmed");

  async refund(id: bigint): Promise<void> {
    assert.ok("open" in this.state.requests.get(id)!.stage);
    this.end(id, "refunded");
  }

  async proveFalseKey(id: bigint, secret: Uint8Array): Promise<void> {
    const request = this.state.requests.get(id)!;
    assert.ok("answered" in request.stage);
    const pair = keyPair(secret);
    assert.deepEqual(pair.public, request.recipient, "OtherSecret");
    let right = false;
    try {
      right = equal(leafOf(open(request.stage.answered.sealed, pair, id)), request.stage.answered.leaf);
    } catch {
      right = false;
    }
    assert.ok(!right, "KeyIsRight");
    this.end(id, "false");
  }

  async answerChallenge(id: bigint, item: Uint8Array, proof: Uint8Array[]): Promise<void> {
    const replica = this.state.replicaList.find((one) => one.id === id)!;
    assert.ok(verify(replica.cipherRoot, leafOf(item), replica.question!.leaf, replica.items, proof), "WrongProof");
    replica.question = undefined;
    replica.kept = true;
  }
}

const servers: Serving[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function serving(dir: string): Promise<Serving> {
  const shelf = new Shelf(dir);
  await shelf.scan();
  const server = await serve(shelf, 0);
  servers.push(server);
  return server;
}

async function world(options = {}) {
  const dir = scratch();
  const state = new State();
  const vault = join(dir, "shelf/vault");
  state.contents = await buildVault(put(join(dir, "in"), SAMPLE), vault, { itemSize: 1_024, keyDepth: 2, openManifest: true, ...options });
  writeFileSync(join(vault, "asset.json"), JSON.stringify({ genesis: GENESIS, asset: ASSET }));
  const said: string[] = [];
  const owned = await openOwned(vault, GENESIS);
  const agent = new OwnerAgent(new FakeChain(state, "owner"), [owned], (text) => said.push(text));
  const server = await serving(join(dir, "shelf"));
  const how = { patience: 0, interval: 1, from: [server.url], keys: join(dir, "keys"), confirm: true };
  return { dir, state, vault, owned, agent, said, server, how, licensee: new FakeChain(state, "licensee") };
}

const BUY = { asset: ASSET, basis: { Uses: 1 }, part: WHOLE, maxCost: 5n };

test("a licence is bought, its key answered, the files fetched and the owner paid", async () => {
  const { dir, state, agent, said, how, licensee, owned } = await world();
  const key = await buy(licensee, how.keys, BUY);
  assert.equal(statSync(key.file).mode & 0o777, 0o600);
  await assert.rejects(fetchAsset(licensee, ASSET, join(dir, "out"), how), /not answered yet/);
  await agent.tick();
  assert.match(said[0]!, /data\/0: answered request 0 for part 1/);
  const { files } = await fetchAsset(licensee, ASSET, join(dir, "out"), how);
  assert.equal(files.length, Object.keys(SAMPLE).length);
  assert.deepEqual(take(join(dir, "out")), SAMPLE);
  assert.deepEqual(state.log, ["confirmed 0"]);
  // The request has ended, and the key is kept.
  await fetchAsset(licensee, ASSET, join(dir, "again"), how);
  await assert.rejects(fetchAsset(licensee, ASSET, join(dir, "again"), how), /is there already/);
  await owned.vault.close();
});

test("a part is bought and nothing else can be read with its key", async () => {
  const { dir, agent, how, licensee, state, owned } = await world();
  const part = { depth: 2, index: 1 };
  await buy(licensee, how.keys, { ...BUY, part });
  await agent.tick();
  const { files, pieces } = await fetchAsset(licensee, ASSET, join(dir, "out"), how);
  assert.ok(pieces.length > 0 && files.length + pieces.length < Object.keys(SAMPLE).length + 1);
  const [kept] = await keyFiles(how.keys, GENESIS, ASSET);
  await assert.rejects(download(state.contents!, WHOLE, kept!.contentKey!, how.from, join(dir, "whole")), /can't be decrypted/);
  await assert.rejects(buy(licensee, how.keys, { ...BUY, part: { depth: 3, index: 0 } }), /no key of their own/);
  await owned.vault.close();
});

test("the drawn preview is shown, a missed one drawn again", async () => {
  const { state, agent, said, owned } = await world();
  state.previewed = { stage: "drawn", items: [0, 3, 17], until: 1_000 };
  await agent.tick();
  assert.equal(state.previewed.stage, "shown");
  state.previewed = { stage: "drawn", items: [1], until: 999 };
  await agent.tick();
  assert.deepEqual([state.log, state.previewed.stage], [["missed"], "queued"]);
  assert.match(said[0]!, /showed the preview, items 0, 3, 17/);
  await owned.vault.close();
});

// Answers with another key than the one committed to, and the right leaf.
async function lie(state: State, vault: string): Promise<void> {
  const tree = keyTree((await readSecret(vault))!, 2);
  const request = state.requests.get(0n)!;
  await new FakeChain(state, "owner").answer(0n, seal(new Uint8Array(randomBytes(32)), request.recipient, 0n), tree.leaf(1), tree.proof(1));
}

test("a false key is proven at once", async () => {
  const { dir, state, vault, how, licensee, owned } = await world();
  await buy(licensee, how.keys, BUY);
  await lie(state, vault);
  await assert.rejects(fetchAsset(licensee, ASSET, join(dir, "out"), how), (error) => error instanceof FalseKey && /proven now/.test(error.message));
  assert.deepEqual(state.log, ["false 0"]);
  await owned.vault.close();
});

test("a key without an answer gives the fee back", async () => {
  const { dir, state, how, licensee, owned } = await world();
  await buy(licensee, how.keys, BUY);
  state.time += 101;
  await assert.rejects(fetchAsset(licensee, ASSET, join(dir, "out"), how), /did not answer in time/);
  assert.deepEqual(state.log, ["refunded 0"]);
  await assert.rejects(fetchAsset(licensee, ASSET, join(dir, "out"), how), /has ended without a key/);
  await owned.vault.close();
});

test("nobody is paid for content that the committed key does not open", async () => {
  const { dir, state, vault, agent, how, licensee, owned } = await world();
  await buy(licensee, how.keys, BUY);
  await agent.tick();
  // The owner had committed to a plaintext that was not what he encrypted.
  state.contents = { ...state.contents!, plainRoot: new Uint8Array(32) };
  await assert.rejects(fetchAsset(licensee, ASSET, join(dir, "out"), how), /takedown/);
  assert.deepEqual(state.log, []);
  assert.ok(!readdirSync(dir).includes("out"));
  assert.ok(vault);
  await owned.vault.close();
});

test("a program that ended between the call and its answer finds its request again", async () => {
  const { dir, agent, how, licensee, owned } = await world();
  const key = await buy(licensee, how.keys, BUY);
  const json = JSON.parse(readFileSync(key.file, "utf8"));
  delete json.request;
  writeFileSync(key.file, JSON.stringify(json));
  await agent.tick();
  await fetchAsset(licensee, ASSET, join(dir, "out"), how);
  await owned.vault.close();
});

test("the key file is there before the call is made", async () => {
  const { how, licensee, owned } = await world();
  licensee.buyLicence = async () => {
    assert.equal((await keyFiles(how.keys, GENESIS, ASSET)).length, 1);
    throw new Error("the node dropped it");
  };
  await assert.rejects(buy(licensee, how.keys, BUY), /dropped/);
  assert.equal((await keyFiles(how.keys, GENESIS, ASSET)).length, 1);
  await owned.vault.close();
});

test("keys can be asked for again", async () => {
  const { dir, agent, how, licensee, owned } = await world();
  await ask(licensee, how.keys, ASSET, WHOLE);
  await agent.tick();
  await fetchAsset(licensee, ASSET, join(dir, "out"), how);
  assert.deepEqual(take(join(dir, "out")), SAMPLE);
  await owned.vault.close();
});

test("an agent answers for its own content and chain only, and tries again later", async () => {
  const { state, vault, agent, said, how, licensee, owned } = await world();
  await assert.rejects(openOwned(vault, "0x00"), /another chain/);
  await buy(licensee, how.keys, BUY);
  state.contents = { ...state.contents!, cipherRoot: new Uint8Array(32) };
  await agent.tick();
  await agent.tick();
  assert.deepEqual(said, ["data/0: the chain has other content than this vault; again in 6 s"]);
  assert.ok("open" in state.requests.get(0n)!.stage);
  await owned.vault.close();
});

test("a provider fetches what it is to keep, proves it, and licensees fetch it there", async () => {
  const { dir, state, agent, server, how, licensee, owned } = await world();
  const shelfDir = put(join(dir, "provider"), {});
  const provider = await serving(shelfDir);
  const { cipherRoot, items } = state.contents!;
  state.spaceList = [
    { id: 0n, owner: "provider", operator: "hot", endpoint: provider.url.slice("http://".length) },
    { id: 1n, owner: "other", operator: "other", endpoint: "file:///nonsense" },
  ];
  const replica = (id: bigint, space: bigint): Replica => ({ id, order: 0n, cipherRoot, items, space, kept: false, question: { leaf: 5, until: 2_000 } });
  state.replicaList = [replica(0n, 0n), replica(1n, 1n)];
  const said: string[] = [];
  const program = new ProviderAgent(new FakeChain(state, "hot"), provider.shelf, [server.url], (text) => said.push(text));
  await program.tick();
  await program.idle();
  await program.tick();
  assert.equal(said.length, 2, said.join("\n"));
  assert.deepEqual(state.replicaList.map(({ kept }) => kept), [true, false]);
  await buy(licensee, how.keys, BUY);
  await agent.tick();
  await server.stop();
  servers.splice(servers.indexOf(server), 1);
  state.replicaList[1]!.kept = true;
  await fetchAsset(licensee, ASSET, join(dir, "out"), { ...how, from: [] });
  assert.deepEqual(take(join(dir, "out")), SAMPLE);
  await owned.vault.close();
});

test("without a key or a provider it is said what to do", async () => {
  const { dir, agent, how, licensee, owned } = await world();
  await assert.rejects(fetchAsset(licensee, ASSET, join(dir, "out"), how), /run "aic buy data\/0" first/);
  await buy(licensee, how.keys, BUY);
  await agent.tick();
  await assert.rejects(fetchAsset(licensee, ASSET, join(dir, "out"), { ...how, from: [] }), (error) => error instanceof Problem && /--from/.test(error.message));
  assert.equal(hex((await keyFiles(how.keys, GENESIS, ASSET))[0]!.pair.public).length, 66);
  await owned.vault.close();
});

// What polkadot.js makes of the pallets' types is read as it is meant.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ApiPromise } from "@polkadot/api";
import { TypeRegistry } from "@polkadot/types";
import { hex, Problem } from "../src/vault/bytes.ts";
import { nameOf, NodeChain, parseAsset } from "../src/vault/calls.ts";

const registry = new TypeRegistry();
registry.register({
  AssetKind: { _enum: ["Dataset", "Model", "TrainedAi", "Data"] },
  AssetId: { kind: "AssetKind", item: "u32" },
  Part: { depth: "u8", index: "u16" },
  Commitment: { plainRoot: "H256", cipherRoot: "H256", items: "u64", itemSize: "u32", keysRoot: "H256", keyDepth: "u8" },
  Queued: { since: "u32" },
  Drawn: { items: "Vec<u64>", until: "u64" },
  Preview: { _enum: { Queued: "Queued", Drawn: "Drawn", Shown: "Queued", Failed: "Null" } },
  Content: { commitment: "Commitment", preview: "Preview" },
  Basis: { _enum: { Uses: "u32", Eras: "u32", Exclusive: "u32" } },
  Wish: { basis: "Basis", part: "Part" },
  Licence: { wish: "Wish", fee: "u128" },
  Reason: { _enum: { Licence: "Licence", Reading: "Null" } },
  Sealed: { ephemeral: "[u8; 32]", cipher: "[u8; 32]" },
  Open: { answerBy: "u64" },
  Answered: { sealed: "Sealed", leaf: "H256", complainBy: "u64" },
  Stage: { _enum: { Open: "Open", Answered: "Answered" } },
  KeyRequest: { asset: "AssetId", licensee: "AccountId32", part: "Part", recipient: "[u8; 32]", reason: "Reason", stage: "Stage" },
  Question: { leaf: "u64", until: "u64" },
  Challenge: { _enum: { None: "Null", Asked: "Null", Open: "Question" } },
  Kept: { space: "u64", challenge: "Challenge" },
  Waiting: { position: "u64" },
  Filling: { space: "u64", question: "Question" },
  GridStage: { _enum: { Waiting: "Waiting", Filling: "Filling", Active: "Kept" } },
  GridContent: { root: "H256", leaves: "Compact<u64>", leafSize: "Compact<u32>" },
  Replica: { order: "u64", content: "GridContent", stage: "GridStage" },
  Space: { owner: "AccountId32", operator: "AccountId32", endpoint: "Bytes" },
} as never);

const bytes = (byte: number) => `0x${byte.toString(16).padStart(2, "0").repeat(32)}`;
const make = (type: string, value: unknown) => registry.createType(type as never, value as never) as unknown as { toJSON(): any };

function chainWith(query: object, tx: object = {}): NodeChain {
  return new NodeChain({ query, tx } as unknown as ApiPromise);
}

const commitment = { plainRoot: bytes(1), cipherRoot: bytes(2), items: 4_294_967_296, itemSize: 4_096, keysRoot: bytes(3), keyDepth: 8 };
const ASSET = { kind: "Data" as const, item: 7 };
const ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

test("content and previews", async () => {
  const with_ = (preview: unknown) => chainWith({ dataProtection: { contents: async () => make("Option<Content>", { commitment, preview }) } });
  const content = await with_({ Failed: null }).content(ASSET);
  assert.deepEqual([content!.items, content!.keyDepth, hex(content!.cipherRoot)], [2 ** 32, 8, bytes(2)]);
  assert.deepEqual(await with_({ Failed: null }).preview(ASSET), { stage: "failed" });
  assert.deepEqual(await with_({ Queued: { since: 3 } }).preview(ASSET), { stage: "queued" });
  assert.deepEqual(await with_({ Drawn: { items: [1, 9], until: 1_900_000_000_000 } }).preview(ASSET), { stage: "drawn", items: [1, 9], until: 1_900_000_000_000 });
  const none = chainWith({ dataProtection: { contents: async () => make("Option<Content>", null) } });
  assert.equal(await none.content(ASSET), undefined);
  assert.equal(await none.preview(ASSET), undefined);
});

test("requests for keys", async () => {
  const fee = 123_456_789_012_345_678_901_234n;
  const base = { asset: ASSET, licensee: ALICE, part: { depth: 2, index: 3 }, recipient: bytes(5) };
  const wish = { basis: { Uses: 3 }, part: base.part };
  const open = make("Option<KeyRequest>", { ...base, reason: { Licence: { wish, fee } }, stage: { Open: { answerBy: 1_000 } } });
  const sealed = { ephemeral: bytes(6), cipher: bytes(7) };
  const answered = make("Option<KeyRequest>", { ...base, reason: { Reading: null }, stage: { Answered: { sealed, leaf: bytes(8), complainBy: 2_000 } } });
  const key = (...args: unknown[]) => ({ args });
  const id = (value: bigint) => make("u64", value);
  const keyRequests = Object.assign(async (asked: bigint) => (asked === 1n ? open : answered), { entries: async () => [[key(id(1n)), open], [key(id(2n)), answered]] });
  const chain = chainWith({ dataProtection: { keyRequests, open: { entries: async () => [[key(make("AssetId", ASSET), id(1n)), null], [key(make("AssetId", ASSET), id(2n)), null]].map(([k, v]) => [k, v ?? make("Null", null)]) } } });
  const [first, ...rest] = await chain.openRequests(ASSET);
  assert.equal(rest.length, 0);
  assert.deepEqual({ ...first, recipient: hex(first!.recipient) }, { id: 1n, ...base, asset: ASSET, fee, stage: { open: { answerBy: 1_000 } } });
  const second = (await chain.requestsFor(Buffer.from(bytes(5).slice(2), "hex")))[1]!;
  assert.ok("answered" in second.stage);
  assert.deepEqual([second.id, second.fee, hex(second.stage.answered.sealed.cipher), second.stage.answered.complainBy], [2n, 0n, bytes(7), 2_000]);
});

test("replicas and spaces", async () => {
  const content = { root: bytes(9), leaves: 5, leafSize: 4_112 };
  const question = { leaf: 4, until: 50 };
  const stages = [{ Waiting: { position: 1 } }, { Filling: { space: 2, question } }, { Active: { space: 2, challenge: { None: null } } }, { Active: { space: 3, challenge: { Open: question } } }, { Active: { space: 3, challenge: { Asked: null } } }];
  const entries = async () => stages.map((stage, i) => [{ args: [make("u64", i)] }, make("Option<Replica>", { order: 8, content, stage })]);
  const space = { owner: ALICE, operator: ALICE, endpoint: hex(Buffer.from("host:80")) };
  const spaces = { entries: async () => [[{ args: [make("u64", 2)] }, make("Option<Space>", space)]] };
  const chain = chainWith({ storageGrid: { replicas: { entries }, spaces } });
  const replicas = await chain.replicas();
  assert.deepEqual(replicas.map(({ space: at, kept, question: asked }) => [at, kept, asked]), [
    [undefined, false, undefined],
    [2n, false, question],
    [2n, true, undefined],
    [3n, true, question],
    [3n, true, undefined],
  ]);
  assert.deepEqual([replicas[0]!.order, replicas[0]!.items], [8n, 5]);
  assert.deepEqual(await chain.spaces(), [{ id: 2n, owner: ALICE, operator: ALICE, endpoint: "host:80" }]);
});

test("what the chain lacks is said", async () => {
  await assert.rejects(chainWith({}).content(ASSET), /no storage dataProtection.contents/);
  await assert.rejects(chainWith({}, {}).confirm(1n), Problem);
  assert.throws(() => chainWith({}).address, /--key/);
});

test("names of assets", () => {
  assert.deepEqual(["data/7", "DATASET:0", "trainedai/1"].map(parseAsset).map(nameOf), ["data/7", "dataset/0", "trainedai/1"]);
  for (const text of ["", "data", "data/", "data/-1", "thing/1", "data/4294967296", "data/1/2"]) assert.throws(() => parseAsset(text), Problem, text);
});

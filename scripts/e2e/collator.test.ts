// A collator by the command line: keys, enrolment, the draw, which is drawn again, and the work record in headers.

import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { type AssetId, description, details, minted, minting, purchase, register, tensor, uses } from "../src/assets.ts";
import { AIC, type Call, connect, eventOf, keyring, send, waitUntil } from "../src/chain.ts";
import { type Node, rpc, startNode } from "../src/node.ts";
import { givingPoints, type Slot } from "../src/work.ts";

const CLI = new URL("../collator.sh", import.meta.url).pathname;
const HASH = `0x${"33".repeat(32)}`;
const POWER = 16;
// The shortest that the runtime takes.
const SESSION = 60_000;
// A list is open, rests, is drawn from; then the session begins.
const THREE_SESSIONS = 300;

interface Ran {
  code: number;
  out: string;
  err: string;
}

type Five<T> = [T, T, T, T, T];

let node: Node;
let api: ApiPromise;
let dir: string;
let root: KeyringPair;
// Providers; the first wants to make blocks.
let maker: KeyringPair;
let other: KeyringPair;
// The keys on their nodes' machines.
let makersAgent: KeyringPair;
let othersAgent: KeyringPair;
let own: number;
let others: number;
let heartbeats: NodeJS.Timeout;
let keeper: ChildProcess | undefined;

const number = (value: { toString(): string }) => Number(value.toString().replace(/,/g, ""));
const sudo = (...calls: Call[]) => send(api, root, api.tx.sudo!.sudo!(calls.length === 1 ? calls[0]! : api.tx.utility!.batchAll!(calls)));
const secret = (who: "maker" | "other") => join(dir, who);

const by = (who: KeyringPair, call: Call) => send(api, who, call);

function collator(...words: string[]): Promise<Ran> {
  return new Promise((resolve) =>
    execFile(CLI, [...words, "--url", node.url], { cwd: dir, timeout: 180_000 }, (error, out, err) => resolve({ code: error ? Number(error.code ?? 1) : 0, out, err })),
  );
}

async function good(...words: string[]): Promise<string> {
  const { code, out, err } = await collator(...words);
  assert.equal(code, 0, `collator ${words.join(" ")}\n${out}${err}`);
  return out;
}

async function bad(why: RegExp, ...words: string[]): Promise<void> {
  const { code, out, err } = await collator(...words);
  assert.equal(code, 1, `collator ${words.join(" ")}\n${out}${err}`);
  assert.match(err, why);
  assert.doesNotMatch(out + err, /\n\s+at |\/\/Bob|\/\/Charlie/, "neither a stack trace nor a secret");
}

const enrolling = () => ["enrol", "--node", String(own), "--suri-file", secret("maker")];
const session = async () => number((await api.query.session!.currentIndex!()) as any);

async function addNode(provider: KeyringPair, agent: KeyringPair): Promise<number> {
  const calls = [api.tx.providers!.register!(1_000n * AIC), api.tx.providers!.addNode!(0, agent.address, 0, 1n)];
  return number(eventOf(await by(provider, api.tx.utility!.batchAll!(calls)), "providers", "NodeAdded").node);
}

const rate = (rated: number, points: bigint) => sudo(givingPoints(api, rated, points));

// Both nodes work on a slot each; returns the slot of the first and that of the second.
async function startJob(): Promise<[Slot, Slot]> {
  // An account that has no node: one that owns what is worked with is not drawn for the work.
  const author = keyring(api).addFromUri("//Dave");
  const asAuthor = (call: Call) => by(author, call);
  const [features, labels, output] = [[tensor("F64", 4)], [tensor("Utf8")], [tensor("F64", 3)]];
  const about = (name: string) => details(name, 1_000, { perUse: AIC });
  const rows = await register(api, asAuthor, description("Dataset", "e2e/rows", { features, labels }));
  const form = await register(api, asAuthor, description("Model", "e2e/model", { features, labels, output }));
  const dataset: AssetId = minted(await asAuthor(minting(api, { kind: "Dataset", content: HASH, format: rows, details: about("rows") })));
  const model: AssetId = minted(await asAuthor(minting(api, { kind: "Model", content: HASH, format: form, details: about("model") })));
  await send(api, root, api.tx.utility!.batchAll!([dataset, model].map((asset) => purchase(api, asset, uses(2), 2n * AIC))));
  const fields = {
    model,
    datasets: [dataset],
    instructions: HASH,
    class: "Gpu",
    power: POWER,
    memory: 8_192,
    slots: 2,
    placement: "Each",
    prepaid: null,
    patience: null,
    premium: 0,
    audit: 0,
    trust: 1,
    comparison: "Exact",
    checkpoints: 1,
    retries: 2,
    region: null,
    lease: null,
  };
  const quote = await rpc<{ total: string }>(node.http, "aic_quote", { ...fields, time_limit: 3_600_000 });
  const request = api.tx.resourceAllocator!.request!({ ...fields, timeLimit: 3_600_000 }, (BigInt(quote.total) * 11n) / 10n);
  const job = number(eventOf(await send(api, root, request), "resourceAllocator", "JobRequested").job);
  const slots = () => rpc<{ index: number; node: number | null }[]>(node.http, "aic_jobStatus", job);
  await waitUntil("a node for each slot", 120, async () => (await slots()).every(({ node }) => node !== null));
  const slotOf = async (worker: number) => ({ job, index: (await slots()).find(({ node }) => node === worker)!.index });
  const both: [Slot, Slot] = [await slotOf(own), await slotOf(others)];
  await Promise.all([by(makersAgent, api.tx.resourceAllocator!.start!(both[0])), by(othersAgent, api.tx.resourceAllocator!.start!(both[1]))]);
  return both;
}

before(async () => {
  node = await startNode();
  api = await connect(node.url);
  dir = mkdtempSync(join(tmpdir(), "aic-collator-"));
  const ring = keyring(api);
  const uris = ["//Alice", "//Bob", "//Charlie", "//Bob//Agent", "//Charlie//Agent"];
  [root, maker, other, makersAgent, othersAgent] = uris.map((uri) => ring.addFromUri(uri)) as Five<KeyringPair>;
  writeFileSync(secret("maker"), "//Bob\n", { mode: 0o600 });
  writeFileSync(secret("other"), "//Charlie\n", { mode: 0o600 });
  [own, others] = await Promise.all([addNode(maker, makersAgent), addNode(other, othersAgent)]);
  const fees = [makersAgent, othersAgent].map(({ address }) => api.tx.balances!.forceSetBalance!(address, 1_000n * AIC));
  const sessions = api.tx.parameters!.setParameter!({ BlockGenerator: { SessionLength: [null, SESSION] } } as never);
  await sudo(sessions, ...fees, ...[own, others].map((each) => api.tx.providers!.certify!(each, POWER)));
  // A node that does not answer when it is asked would be taken off line.
  const beat = async (who: KeyringPair, which: number) => {
    if (!((await api.query.nodeMonitor!.asked!(which)) as any).isNone) await by(who, api.tx.nodeMonitor!.heartbeat!(which));
  };
  heartbeats = setInterval(() => void Promise.all([beat(makersAgent, own), beat(othersAgent, others)]).catch(() => undefined), 3_000);
});

after(async () => {
  clearInterval(heartbeats);
  if (keeper && keeper.exitCode === null) {
    keeper.kill();
    await once(keeper, "exit");
  }
  await api.disconnect();
  await node.stop();
  rmSync(dir, { recursive: true, force: true });
});

test("session keys are set by whom they were made for, and by nobody else", async () => {
  await bad(/has set no session keys/, "keys", "--has", "--owner", maker.address);
  const made = await good("keys", "--owner", maker.address);
  assert.match(made, /^keys  0x[0-9a-f]{64}\nproof 0x[0-9a-f]+\n$/);
  writeFileSync(join(dir, "keys"), made);
  await bad(/session\.InvalidProof/, "set-keys", "--suri-file", secret("other"), "--keys-file", "keys");
  const wrong = made.replace(/(keys  0x)(..)/, (_, begin: string, byte: string) => `${begin}${byte === "00" ? "01" : "00"}`);
  writeFileSync(join(dir, "wrong"), wrong);
  await bad(/session\.InvalidProof/, "set-keys", "--suri-file", secret("maker"), "--keys-file", "wrong");
  await good("set-keys", "--suri-file", secret("maker"), "--keys-file", "keys");
  assert.match(await good("keys", "--has", "--owner", maker.address), /the node holds/);
});

test("nobody enrols with a node that is another's, not live or not rated", async () => {
  await bad(/blockGenerator\.NotOwner/, "enrol", "--node", String(others), "--suri-file", secret("maker"));
  await bad(/there is no node 99/, "enrol", "--node", "99", "--suri-file", secret("maker"));
  await bad(/blockGenerator\.NotLive: .*idle/, ...enrolling());
  await Promise.all([by(makersAgent, api.tx.providers!.goIdle!(own)), by(othersAgent, api.tx.providers!.goIdle!(others))]);
  await bad(/blockGenerator\.NotRated/, ...enrolling());
  await rate(others, AIC);
  await bad(/blockGenerator\.NoSessionKeys/, "enrol", "--node", String(others), "--suri-file", secret("other"));
  await bad(/blockGenerator\.NoSeat/, "work", "0:0", "--suri-file", secret("maker"));
  await bad(/no draw for session 1/, "verify-draw", "1");
});

test("who enrols is drawn; the draw comes out again; headers say on what his node works", async () => {
  await rate(own, 5n * AIC);
  const first = Number(/list of session (\d+)/.exec(await good(...enrolling()))![1]);
  const again = await good(...enrolling());
  if ((await session()) === first) assert.match(again, /enrolled already/);

  // From here on he is kept enrolled.
  let said = "";
  keeper = spawn(CLI, [...enrolling(), "--keep", "--url", node.url], { cwd: dir, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [keeper.stdout!, keeper.stderr!]) stream.on("data", (chunk) => (said += chunk));
  const [mine, notMine] = await startJob();

  const for_ = first + 3;
  const drawn = async () => !((await api.query.blockGenerator!.draws!(for_)) as any).isNone;
  await waitUntil(`the draw for session ${for_}`, THREE_SESSIONS, drawn);
  const checked = await good("verify-draw", String(for_));
  assert.match(checked, new RegExp(`list      session ${first}: 1 entries`));
  assert.match(checked, /: drawn\n[^]*the draw is right/);
  assert.match(await good("status", "--account", maker.address), new RegExp(`drawn for +.*session ${for_}`));

  await bad(/blockGenerator\.NotYourWork/, "work", `${notMine.job}:${notMine.index}`, "--suri-file", secret("maker"));
  await bad(/blockGenerator\.NoSeat/, "work", `${notMine.job}:${notMine.index}`, "--suri-file", secret("other"));
  await good("work", `${mine.job}:${mine.index}`, "--suri-file", secret("maker"));

  const expected = new RegExp(`node ${own}, works on slot ${mine.job}:${mine.index}, model model/`);
  await waitUntil("a block of his", THREE_SESSIONS, async () => expected.test(await good("record")));
  const standing = await good("status", "--account", maker.address);
  assert.match(standing, /blocks +[1-9]\d* made/);
  assert.match(standing, /collator +yes/);
  await good("work", "none", "--suri-file", secret("maker"));
  await waitUntil("a block of his without work", 60, async () => new RegExp(`node ${own}, no work`).test(await good("record")));

  assert.match(said, new RegExp(`in the list of session ${first + 1}`));
  assert.match(said, new RegExp(`in the list of session ${first + 2}`));
  assert.doesNotMatch(said, /not enrolled/);
  assert.equal(keeper.exitCode, null);
  const ended = once(keeper, "exit");
  keeper.kill();
  await ended;
});

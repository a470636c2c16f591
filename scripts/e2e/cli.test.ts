// The command line as a stranger uses it: a folder is published, sold, fetched and compared, by programs of their own.

import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { connect, keyring, send, waitUntil } from "../src/chain.ts";
import { freePort, type Node, startNode } from "../src/node.ts";
import { take } from "../unit/help.ts";

const CLI = new URL("../aic.sh", import.meta.url).pathname;
const FILES = {
  "readme.txt": Buffer.from("What is in here.\n"),
  "empty": Buffer.alloc(0),
  "measured/räume.csv": Buffer.from("room,degrees\nattic,31\ncellar,9\n"),
  "measured/long.bin": Buffer.from(Array.from({ length: 10_000 }, (_, i) => (i * 7 + (i >> 8)) & 255)),
};

let node: Node;
let dir: string;
const running: ChildProcess[] = [];

// Ends a program and waits for it.
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, "exit");
}

interface Ran {
  code: number;
  out: string;
  err: string;
}

const args = (words: string[]) => (words.includes("--url") ? words : [...words, "--url", node.url]);

function aic(...words: string[]): Promise<Ran> {
  return new Promise((resolve) =>
    execFile(CLI, args(words), { cwd: dir, timeout: 180_000 }, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    ),
  );
}

async function good(...words: string[]): Promise<string> {
  const { code, out, err } = await aic(...words);
  assert.equal(code, 0, `aic ${words.join(" ")}\n${out}${err}`);
  return out;
}

async function bad(error: RegExp, ...words: string[]): Promise<void> {
  const { code, out, err } = await aic(...words);
  assert.equal(code, 1, `aic ${words.join(" ")}\n${out}${err}`);
  assert.match(err, error);
  assert.doesNotMatch(err, /\n\s+at /, "no stack trace");
}

const hexed = (files: Record<string, Uint8Array>) => Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes).toString("hex")]));

// A program that goes on; what it says is collected.
function start(...words: string[]): { said: () => string; end: () => Promise<void> } {
  const child = spawn(CLI, args(words), { cwd: dir, stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  let text = "";
  for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (chunk) => (text += chunk));
  return { said: () => text, end: () => end(child) };
}

before(async () => {
  node = await startNode();
  // A folder as small as this costs less to store than what is ordered for at the least.
  const api = await connect(node.url);
  const limits = { leastSpace: 1, mostSpace: 1_024, mostHours: 1_000, leastEscrow: 1, placementFee: 0, regions: 16 };
  const set = api.tx.parameters!.setParameter!({ StorageGrid: { Limits: [null, limits] } } as never);
  await send(api, keyring(api).addFromUri("//Alice"), api.tx.sudo!.sudo!(set));
  await api.disconnect();
  dir = mkdtempSync(join(tmpdir(), "aic-cli-"));
  for (const [path, bytes] of Object.entries(FILES)) {
    mkdirSync(dirname(join(dir, "house", path)), { recursive: true });
    writeFileSync(join(dir, "house", path), bytes);
  }
});

after(async () => {
  await Promise.all(running.map(end));
  await node.stop();
  rmSync(dir, { recursive: true, force: true });
});

test("a folder is published, sold, fetched and compared", async () => {
  const published = await good("publish", "house", "--name", "House", "--price", "2.5", "--guarantee", "50", "--item-size", "512", "--key-depth", "2", "--open-manifest", "--key", "//Bob");
  const asset = /minted (data\/\d+)/.exec(published)![1]!;
  assert.match(published, /protected data\//);
  await good("verify", "house.vault");

  const port = await freePort();
  const agent = start("agent", "house.vault", "--key", "//Bob");
  const server = start("serve", "house.vault", "--port", String(port));
  await waitUntil("the preview", 90, async () => /preview +shown/.test(await good("show", asset)));
  assert.match(agent.said(), /showed the preview/);
  assert.match(server.said(), /serving 1 vaults/);

  await bad(/PriceAboveMaximum/, "buy", asset, "--uses", "2", "--max-cost", "4.999", "--key", "//Charlie");
  await bad(/no key for data/, "fetch", asset, "nothing", "--from", `http://127.0.0.1:${port}`, "--key", "//Charlie");
  assert.match(await good("buy", asset, "--uses", "2", "--max-cost", "5", "--key", "//Charlie"), /bought a licence/);
  const fetched = await good("fetch", asset, "house.copy", "--from", `http://127.0.0.1:${port}`, "--key", "//Charlie");
  assert.match(fetched, /4 files/);
  assert.match(agent.said(), /answered request/);
  assert.deepEqual(hexed(take(join(dir, "house.copy"))), hexed(FILES));
  await bad(/is there already/, "fetch", asset, "house.copy", "--from", `http://127.0.0.1:${port}`, "--key", "//Charlie");

  // A quarter of it, with a key that opens that quarter only.
  await good("buy", asset, "--uses", "1", "--part", "2:1", "--max-cost", "0.625", "--keys", "part-keys", "--key", "//Dave");
  await good("fetch", asset, "house.part", "--part", "2:1", "--from", `http://127.0.0.1:${port}`, "--keys", "part-keys", "--key", "//Dave");
  const whole = readFileSync(join(dir, "house", "measured/long.bin"));
  for (const [path, bytes] of Object.entries(take(join(dir, "house.part")))) {
    const [, from] = /\.items-(\d+)-\d+$/.exec(path) ?? [];
    if (path.startsWith("measured/long.bin") && from) {
      assert.ok(whole.subarray(Number(from) * 512).subarray(0, bytes.length).equals(Buffer.from(bytes)), path);
    }
  }

  // A provider fetches it by himself; then the owner's server is not needed any more.
  const own = await freePort();
  mkdirSync(join(dir, "kept"));
  await good("offer", "1", "--endpoint", `127.0.0.1:${own}`, "--max-bond", "100", "--key", "//Eve");
  const provider = start("serve", "kept", "--port", String(own), "--from", `http://127.0.0.1:${port}`, "--key", "//Eve");
  await bad(/PriceAboveMaximum/, "store", "house.vault", "--replicas", "1", "--hours", "1", "--max-price", "0.00000001", "--key", "//Bob");
  assert.match(await good("store", "house.vault", "--replicas", "1", "--hours", "1", "--max-price", "1", "--key", "//Bob"), /order 0: 1 replicas/);
  await waitUntil("the provider", 120, async () => (await good("show", asset)).includes(`127.0.0.1:${own}`));
  assert.match(provider.said(), /fetched, \d+ items[^]*proved item/);
  await server.end();
  await good("fetch", asset, "house.again", "--key", "//Charlie");
  assert.deepEqual(hexed(take(join(dir, "house.again"))), hexed(FILES));

  await bad(/no node answers/, "show", asset, "--url", "ws://127.0.0.1:1");
});

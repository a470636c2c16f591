import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { equal, hex, Problem, ready, unhex } from "../src/vault/bytes.ts";
import { buildVault } from "../src/vault/items.ts";
import { BadProvider, checkEndpoint, placeOf, Remote, replicate } from "../src/vault/remote.ts";
import { type Serving, serve, Shelf } from "../src/vault/server.ts";
import { leafOf, verify } from "../src/vault/tree.ts";
import { type Commitment, FILES, Vault } from "../src/vault/vault.ts";
import { noise, put, SAMPLE, scratch } from "./help.ts";

await ready;

const dir = scratch();
let content: Commitment;
let serving: Serving;
let base: string;

before(async () => {
  put(join(dir, "in"), { ...SAMPLE, "big.bin": noise(300_000, 9) });
  content = await buildVault(join(dir, "in"), join(dir, "shelf/vault"), { itemSize: 512, keyDepth: 3, openManifest: true });
  serving = await start(join(dir, "shelf"));
  base = `${serving.url}/${hex(content.cipherRoot)}`;
});
after(() => serving.stop());

async function start(folder: string): Promise<Serving> {
  const shelf = new Shelf(folder);
  assert.deepEqual(await shelf.scan(), []);
  return serve(shelf, 0);
}

// The path as it is: fetch would tidy it up.
function raw(path: string, method = "GET"): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: serving.port, path, method }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    sent.once("error", reject).end();
  });
}

test("items and their proofs are served", async () => {
  for (const index of [0, 1, 17, content.items - 1]) {
    const item = new Uint8Array(await (await fetch(`${base}/${index}`)).arrayBuffer());
    const { leaf, leaves, proof } = (await (await fetch(`${base}/${index}/proof`)).json()) as { leaf: string; leaves: number; proof: string[] };
    assert.equal(leaf, hex(leafOf(item)));
    assert.equal(leaves, content.items);
    assert.ok(verify(content.cipherRoot, leafOf(item), index, leaves, proof.map((hash) => unhex(hash))));
  }
});

test("nothing else is served", async () => {
  const root = hex(content.cipherRoot);
  const unknown = ["/", `/0x${"00".repeat(32)}`, `/${root}/${content.items}`, `/${root}/-1`, `/${root}/00`, `/${root}/1e1`, `/${root}/5-4`, `/${root}/0-256`];
  const secret = [`/${root}/secret.json`, `/${root}/../vault/secret.json`, `/vault/secret.json`, `/../shelf/vault/secret.json`, `/${root}/leaves.plain`, `/${root}/%2e%2e/x`, `/${root}/leaves/proof`];
  for (const path of [...unknown, ...secret]) assert.equal(await raw(path), 404, path);
  assert.equal(await raw(`/${root}/0`, "POST"), 405);
  assert.equal(await raw(`/${root}/0`, "HEAD"), 200);
  assert.equal(await raw(`/${root}/0-255`), 200);
});

test("a copy has what the first has, but for the owner's secrets", async () => {
  const place = placeOf(join(dir, "copies"), content.cipherRoot);
  const copy = await replicate([serving.url], place, { cipherRoot: content.cipherRoot, items: content.items });
  for (const name of [FILES.ciphertext, FILES.index, FILES.cipherLeaves, FILES.plainTop, FILES.manifest, FILES.commitment]) {
    assert.ok(equal(readFileSync(join(place, name)), readFileSync(join(dir, "shelf/vault", name))), name);
  }
  assert.equal(readdirSync(place).length, 6);
  assert.deepEqual(await copy.check(), { decrypted: false });
  await copy.close();
  const second = await start(join(dir, "copies"));
  const remote = new Remote([second.url], content.cipherRoot, content.items);
  assert.equal((await remote.range(3, 9)).length, 6);
  await second.stop();
});

test("a provider with a damaged item is left for another", async () => {
  const place = join(dir, "damaged/vault");
  await (await replicate([serving.url], place, content)).close();
  const bytes = readFileSync(join(place, FILES.ciphertext));
  bytes[200_000]! ^= 1;
  writeFileSync(join(place, FILES.ciphertext), bytes);
  const bad = await start(join(dir, "damaged"));
  await assert.rejects(replicate([bad.url], join(dir, "never"), content), /item \d+ is not the one under the root/);
  assert.ok(!existsSync(join(dir, "never")));
  const good = await replicate([bad.url, serving.url], join(dir, "good"), content);
  await good.check();
  await good.close();
  await bad.stop();
});

// A server that answers everything the same.
async function stub(answer: (path: string, end: (body: Uint8Array | string, status?: number, headers?: Record<string, string>) => void) => void): Promise<{ url: string }> {
  const server = createServer((asked, response) =>
    answer(asked.url!, (body, status = 200, headers = {}) => {
      response.writeHead(status, headers);
      response.end(body);
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  after(() => server.close().closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test("lies of any kind are an error and no crash", async () => {
  const lies: [string, Parameters<typeof stub>[0]][] = [
    ["nothing", (_, end) => end("")],
    ["too much", (_, end) => end(Buffer.alloc(10_000_000))],
    ["an error", (_, end) => end("no", 500)],
    ["a redirect", (_, end) => end("", 302, { location: base })],
    ["right leaves and lies", (path, end) => (path.endsWith("/leaves") ? end(readFileSync(join(dir, "shelf/vault", FILES.cipherLeaves))) : end(Buffer.alloc(100, 255)))],
    ["other leaves", (_, end) => end(Buffer.alloc(content.items * 32))],
  ];
  for (const [name, lie] of lies) {
    const { url } = await stub(lie);
    const remote = new Remote([url], content.cipherRoot, content.items);
    await assert.rejects(remote.range(0, 5), BadProvider, name);
    assert.ok(remote.failures.length > 0);
    await assert.rejects(replicate([url], join(dir, "lies"), content), BadProvider, name);
  }
  await assert.rejects(new Remote(["http://127.0.0.1:1"], content.cipherRoot, content.items).tree(), /no answer/);
});

test("a provider that fails once is asked again", async () => {
  const failed = new Set<string>();
  const { url } = await stub((path, end) => {
    if (failed.has(path)) void fetch(`${serving.url}${path}`).then(async (response) => end(new Uint8Array(await response.arrayBuffer())));
    else end("busy", 503);
    failed.add(path);
  });
  const items: Uint8Array[] = [];
  for await (const item of new Remote([url], content.cipherRoot, content.items).stream(0, content.items)) items.push(item);
  assert.equal(items.length, content.items);
});

test("the roots of parts and the manifest are checked", async () => {
  const remote = () => new Remote([serving.url], content.cipherRoot, content.items);
  assert.equal((await remote().partRoot(content.plainRoot, 3, 9)).length, 32);
  await assert.rejects(remote().partRoot(content.cipherRoot, 3, 9), BadProvider);
  assert.equal((await remote().manifest(content.plainRoot, 512))!.manifest.files.length, 9);
  assert.equal(await remote().manifest(content.cipherRoot, 512), undefined);
});

test("addresses that are none are refused", () => {
  for (const endpoint of ["", "not a host", "/ip4/127.0.0.1/udp/9", "file:///etc/passwd", "ftp://x", "http://user:word@host", "http://host/?x", "http://host/#x"]) {
    assert.throws(() => checkEndpoint(endpoint), Problem, endpoint);
  }
  assert.equal(checkEndpoint("http://127.0.0.1:80/a/"), "http://127.0.0.1/a");
  assert.equal(checkEndpoint("localhost:9100"), "http://localhost:9100");
  assert.equal(checkEndpoint("127.0.0.1:9100"), "http://127.0.0.1:9100");
  assert.equal(checkEndpoint("/ip4/127.0.0.1/tcp/9100"), "http://127.0.0.1:9100");
  assert.equal(checkEndpoint("/ip6/::1/tcp/9100/http"), "http://[::1]:9100");
  assert.throws(() => new Remote([], content.cipherRoot, 1), /no provider/);
});

test("a shelf finds what is put there later, and says what is wrong", async () => {
  const folder = join(dir, "later");
  mkdirSync(folder);
  const shelf = new Shelf(folder);
  assert.deepEqual(await shelf.scan(), []);
  put(join(folder, "junk"), { x: noise(3) });
  await (await replicate([serving.url], join(dir, "moved"), content)).close();
  renameSync(join(dir, "moved"), join(folder, "vault"));
  const wrong = await shelf.scan();
  assert.deepEqual([wrong.length, shelf.roots], [1, [hex(content.cipherRoot)]]);
  assert.match(wrong[0]!, /junk is no vault/);
  await shelf.close();
  await assert.rejects(new Shelf(join(dir, "nowhere")).scan(), Problem);
});

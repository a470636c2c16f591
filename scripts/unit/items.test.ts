import assert from "node:assert/strict";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { concat, equal, hex, Problem, ready } from "../src/vault/bytes.ts";
import { BadItem, decrypt, encrypt } from "../src/vault/cipher.ts";
import { buildVault, walk, writeFiles } from "../src/vault/items.ts";
import { ItemKeys, keyTree, type Part, partKey, rangeOf, WHOLE } from "../src/vault/keys.ts";
import { checkPath, decodeManifest, encodeManifest, type Manifest, readPublished } from "../src/vault/manifest.ts";
import { lines } from "../src/vault/progress.ts";
import { leafOf, Tree } from "../src/vault/tree.ts";
import { FILES, readSecret, Vault } from "../src/vault/vault.ts";
import { type Files, noise, put, SAMPLE, scratch, take } from "./help.ts";

await ready;

async function* decrypted(vault: Vault, key: Uint8Array, part: Part = WHOLE): AsyncGenerator<Uint8Array> {
  const keys = new ItemKeys(key, part, vault.commitment.items);
  for (let i = keys.first; i < keys.end; i++) yield decrypt(keys.key(i), await vault.item(i), i);
}

async function unpack(vault: Vault, out: string, part: Part = WHOLE, manifest?: Manifest) {
  const { items, itemSize } = vault.commitment;
  const key = partKey((await readSecret(vault.dir))!, part);
  return writeFiles(decrypted(vault, key, part), out, { itemSize, items, ...rangeOf(part, items), manifest });
}

async function roundTrip(files: Files, options = {}): Promise<Vault> {
  const dir = scratch();
  await buildVault(put(join(dir, "in"), files), join(dir, "vault"), options);
  const vault = await Vault.open(join(dir, "vault"));
  const written = await unpack(vault, join(dir, "out"));
  assert.deepEqual(take(join(dir, "out")), files);
  assert.deepEqual([written.files.length, written.pieces.length], [Object.keys(files).length, 0]);
  assert.deepEqual(await vault.check(), { decrypted: true });
  return vault;
}

test("a folder comes back as it was, whatever the size of items", async () => {
  for (const itemSize of [64, 1_000, 4_096]) {
    const vault = await roundTrip(SAMPLE, { itemSize, keyDepth: 3 });
    await vault.close();
  }
});

test("a folder of one empty file is one item", async () => {
  const vault = await roundTrip({ nothing: Buffer.alloc(0) }, { keyDepth: 8 });
  assert.deepEqual([vault.commitment.items, vault.commitment.keyDepth, vault.commitment.size], [1, 0, 0]);
  await vault.close();
});

test("a manifest of many items", async () => {
  const files: Files = {};
  for (let i = 0; i < 300; i++) files[`file ${String(i).padStart(4, "0")}`] = Buffer.from(String(i));
  const vault = await roundTrip(files, { itemSize: 64, keyDepth: 2 });
  await vault.close();
});

test("leaves are hashes of items, and roots are the trees' over them", async () => {
  const dir = scratch();
  const commitment = await buildVault(put(join(dir, "in"), SAMPLE), join(dir, "vault"), { keyDepth: 4 });
  const vault = await Vault.open(join(dir, "vault"));
  const { bytes, manifest } = encodeManifest(await walk(join(dir, "in")), 4_096);
  const contents = [bytes, ...manifest.files.map(({ path }) => SAMPLE[path]!)];
  const leaves = contents.flatMap((all) => Array.from({ length: Math.ceil(all.length / 4_096) }, (_, i) => leafOf(all.subarray(i * 4_096, (i + 1) * 4_096))));
  assert.equal(leaves.length, commitment.items);
  assert.equal(hex(new Tree(concat(...leaves)).root), hex(commitment.plainRoot));
  assert.ok(equal(readFileSync(join(dir, "vault", FILES.plainLeaves)), concat(...leaves)));
  assert.equal(hex(keyTree((await readSecret(vault.dir))!, 4).root), hex(commitment.keysRoot));
  assert.equal((await vault.item(0)).length, Math.min(4_096, bytes.length) + 16);
  assert.equal(statSync(join(dir, "vault", FILES.secret)).mode & 0o777, 0o600);
  await vault.close();
});

test("two vaults of the same folder have the same content and nothing else in common", async () => {
  const dir = scratch();
  put(join(dir, "in"), SAMPLE);
  const one = await buildVault(join(dir, "in"), join(dir, "one"));
  const two = await buildVault(join(dir, "in"), join(dir, "two"));
  assert.equal(hex(one.plainRoot), hex(two.plainRoot));
  assert.notEqual(hex(one.cipherRoot), hex(two.cipherRoot));
  assert.notEqual(hex(one.keysRoot), hex(two.keysRoot));
});

test("parts: together all bytes, files that are cut are pieces, others are whole", async () => {
  const dir = scratch();
  await buildVault(put(join(dir, "in"), SAMPLE), join(dir, "vault"), { itemSize: 512, keyDepth: 3, openManifest: true });
  const vault = await Vault.open(join(dir, "vault"));
  const { plainRoot, itemSize, items } = vault.commitment;
  const manifest = readPublished(vault.openManifest!, plainRoot, itemSize, items);
  const together: Record<string, [number, Uint8Array][]> = {};
  for (let index = 0; index < 8; index++) {
    const part = { depth: 3, index };
    const out = join(dir, `part${index}`);
    mkdirSync(out);
    await unpack(vault, out, part, manifest);
    for (const [path, bytes] of Object.entries(take(out))) {
      const piece = /^(.*)\.items-(\d+)-\d+$/.exec(path);
      (together[piece?.[1] ?? path] ??= []).push([Number(piece?.[2] ?? 0), bytes]);
    }
  }
  const joined = Object.entries(together).map(([path, pieces]) => [path, Buffer.from(concat(...pieces.sort((a, b) => a[0] - b[0]).map(([, bytes]) => bytes)))]);
  assert.deepEqual(Object.fromEntries(joined), SAMPLE);
  await vault.close();
});

test("parts without a manifest are single items", async () => {
  const dir = scratch();
  await buildVault(put(join(dir, "in"), { a: noise(8_192) }), join(dir, "vault"), { itemSize: 1_024, keyDepth: 2 });
  const vault = await Vault.open(join(dir, "vault"));
  // Nine items, filled up to 16: the second of four parts has items 4 to 7.
  const { pieces } = await unpack(vault, join(dir, "out"), { depth: 2, index: 1 });
  assert.deepEqual(pieces, [4, 5, 6, 7].map((i) => `items/000000000${i}.bin`));
  assert.deepEqual(readFileSync(join(dir, "out", pieces[0]!)), noise(8_192).subarray(3 * 1_024, 4 * 1_024));
  assert.deepEqual(await unpack(vault, join(dir, "none"), { depth: 2, index: 3 }), { files: [], pieces: [] });
  await vault.close();
});

test("a published manifest is proven, whatever its length", async () => {
  for (const [files, itemSize] of [[1, 4_096], [3, 64], [40, 64], [41, 128], [300, 512]] as const) {
    const dir = scratch();
    const content: Files = {};
    for (let i = 0; i < files; i++) content[`f${i}`] = noise(i * 7, i + 1);
    await buildVault(put(join(dir, "in"), content), join(dir, "vault"), { itemSize, openManifest: true });
    const vault = await Vault.open(join(dir, "vault"));
    const { plainRoot, items } = vault.commitment;
    assert.equal(readPublished(vault.openManifest!, plainRoot, itemSize, items).files.length, files);
    for (const at of [0, 1, 40, vault.openManifest!.length - 1]) {
      const wrong = Uint8Array.from(vault.openManifest!);
      wrong[at]! ^= 1;
      assert.throws(() => readPublished(wrong, plainRoot, itemSize, items), Problem);
    }
    await vault.close();
  }
});

test("paths that leave the folder are refused", () => {
  for (const path of ["../x", "/x", "a/../../x", "a/./b", "a//b", "", ".", "..", "a/", "a\\b", "C:x", "a\0b", "x".repeat(5_000)]) {
    assert.throws(() => checkPath(path), Problem, path);
  }
  for (const path of ["x", "a/b", "..a", "a..", "...", "数据/🜁"]) checkPath(path);
});

function forged(change: (json: any) => void): Uint8Array {
  const { bytes } = encodeManifest([{ path: "a", size: 5_000 }, { path: "b/c", size: 10 }], 4_096);
  const json = JSON.parse(Buffer.from(bytes.subarray(4)).toString());
  change(json);
  const text = Buffer.from(JSON.stringify(json));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return concat(length, text);
}

test("a forged manifest is refused", () => {
  assert.equal(decodeManifest(forged(() => undefined), 4_096, 4).files.length, 2);
  const forgeries: [string, (json: any) => void][] = [
    ["traversal", (json) => (json.files[0].path = "../x")],
    ["absolute", (json) => (json.files[0].path = "/etc/passwd")],
    ["no path", (json) => delete json.files[0].path],
    ["path of another type", (json) => (json.files[0].path = ["a"])],
    ["twice", (json) => (json.files[1].path = "a")],
    ["file and folder", (json) => (json.files[0].path = "b")],
    ["overlap", (json) => (json.files[1].first = 1)],
    ["too many items", (json) => (json.files[1].items = 2)],
    ["size", (json) => (json.files[0].size = 9_000)],
    ["negative", (json) => (json.files[0].size = -1)],
    ["fraction", (json) => (json.files[0].size = 4_999.5)],
    ["other version", (json) => (json.version = 2)],
    ["other items", (json) => (json.item_size = 64)],
    ["no list", (json) => (json.files = { length: 1 })],
    ["a file less", (json) => json.files.pop()],
    ["a null", (json) => (json.files[0] = null)],
  ];
  for (const [name, change] of forgeries) assert.throws(() => decodeManifest(forged(change), 4_096, 4), Problem, name);
  assert.throws(() => decodeManifest(forged(() => undefined).subarray(0, 20), 4_096, 4), Problem);
  assert.throws(() => decodeManifest(Buffer.from([9, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), 4_096, 4), Problem);
  assert.throws(() => decodeManifest(Buffer.from([255, 255, 255, 255, 1]), 4_096, 4), Problem);
});

test("a wrong key, a changed item and an item elsewhere don't decrypt", () => {
  const [key, other] = [noise(32, 1), noise(32, 2)];
  const item = encrypt(key, Buffer.from("item"));
  assert.equal(item.length, 20);
  assert.deepEqual(Buffer.from(decrypt(key, item, 0)), Buffer.from("item"));
  assert.throws(() => decrypt(other, item, 0), BadItem);
  for (let i = 0; i < item.length; i++) {
    const changed = Uint8Array.from(item);
    changed[i]! ^= 4;
    assert.throws(() => decrypt(key, changed, 3), /item 3 can't be decrypted/);
  }
  assert.throws(() => decrypt(key, item.subarray(0, 10), 0), BadItem);
});

test("a check finds each damaged file of a vault", async () => {
  const damage: [string, (path: string) => void][] = [
    [FILES.ciphertext, flip],
    [FILES.cipherLeaves, flip],
    [FILES.plainTop, flip],
    [FILES.index, flip],
    [FILES.ciphertext, (path) => writeFileSync(path, readFileSync(path).subarray(0, -1))],
    [FILES.cipherLeaves, (path) => appendFileSync(path, "x")],
    [FILES.secret, (path) => writeFileSync(path, `{"root_key":"0x${"ab".repeat(32)}"}`)],
    [FILES.commitment, (path) => writeFileSync(path, readFileSync(path, "utf8").replace(/"keys_root": "0x../, `"keys_root": "0x!!`))],
    [FILES.commitment, (path) => rmSync(path)],
  ];
  for (const [name, change] of damage) {
    const dir = scratch();
    await buildVault(put(join(dir, "in"), SAMPLE), join(dir, "vault"), { keyDepth: 2 });
    change(join(dir, "vault", name));
    await assert.rejects(async () => {
      const vault = await Vault.open(join(dir, "vault"));
      await vault.check().finally(() => vault.close());
    }, Problem, name);
  }
  function flip(path: string): void {
    const bytes = readFileSync(path);
    bytes[40]! ^= 1;
    writeFileSync(path, bytes);
  }
});

test("what can't become a vault is refused, and leaves nothing behind", async () => {
  const dir = scratch();
  put(join(dir, "in"), { a: noise(10) });
  mkdirSync(join(dir, "empty"));
  put(join(dir, "linked"), { a: noise(10) });
  symlinkSync(join(dir, "in"), join(dir, "linked/b"));
  await assert.rejects(buildVault(join(dir, "none"), join(dir, "vault")), /there is no folder/);
  await assert.rejects(buildVault(join(dir, "empty"), join(dir, "vault")), /has no files/);
  await assert.rejects(buildVault(join(dir, "linked"), join(dir, "vault")), /neither a file nor a folder/);
  await assert.rejects(buildVault(join(dir, "in"), join(dir, "in/vault")), /can't lie in the folder/);
  await assert.rejects(buildVault(join(dir, "in"), join(dir, "vault"), { itemSize: 5_000 }), /an item has/);
  await assert.rejects(buildVault(join(dir, "in"), join(dir, "empty")), /is there already/);
  const growing = { ...lines(() => undefined), start: () => appendFileSync(join(dir, "in/a"), "more") };
  await assert.rejects(buildVault(join(dir, "in"), join(dir, "vault"), { progress: growing }), /changed while it was read/);
  assert.ok(!existsSync(join(dir, "vault")));
  assert.deepEqual(readdirSync(dir).sort(), ["empty", "in", "linked"]);
});

test("files are never written over", async () => {
  const dir = scratch();
  await buildVault(put(join(dir, "in"), { a: noise(10) }), join(dir, "vault"));
  const vault = await Vault.open(join(dir, "vault"));
  put(join(dir, "out"), { a: Buffer.from("mine") });
  await assert.rejects(unpack(vault, join(dir, "out")), /EEXIST/);
  assert.equal(readFileSync(join(dir, "out/a"), "utf8"), "mine");
  await vault.close();
});

test("progress is said in tenths where there is no terminal", () => {
  const said: string[] = [];
  const progress = lines((text) => said.push(text));
  progress.start("work", 200);
  for (let i = 1; i <= 200; i++) progress.at(i);
  assert.equal(said.length, 10);
  assert.equal(said[4], "work: 50 % (100 of 200)");
});

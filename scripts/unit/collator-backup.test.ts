// A collator's keys and databases, saved and put back.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { backup, isHeld, restore } from "../src/collator/backup.ts";
import { Problem } from "../src/vault/bytes.ts";
import { type Files, noise, put, scratch, take } from "./help.ts";

const KEYS: Files = {
  "chains/aic/keystore/61757261aa": Buffer.from('"secret phrase"'),
  "chains/aic/network/secret_ed25519": noise(32, 7),
  "polkadot/chains/paseo/network/secret_ed25519": noise(32, 8),
};
const DATABASE: Files = {
  "chains/aic/paritydb/full/metadata": noise(100, 9),
  "chains/aic/paritydb/full/table 00": noise(200_000, 10),
  "polkadot/chains/paseo/paritydb/full/log0": Buffer.alloc(0),
};
const LOCK = "chains/aic/paritydb/full/lock";
const hexed = (files: Files) => Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes).toString("hex")]));

// A node's directory, with what is not to be saved.
function node(): { dir: string; base: string } {
  const dir = scratch();
  const base = put(join(dir, "base"), { ...KEYS, ...DATABASE, [LOCK]: Buffer.alloc(0), "notes.txt": Buffer.from("mine") });
  return { dir, base };
}

const refused = (work: Promise<unknown>, why: RegExp) => assert.rejects(work, (thrown) => thrown instanceof Problem && why.test(thrown.message));

test("keys come back as they were, for their owner only", async () => {
  const { dir, base } = node();
  const file = join(dir, "keys.tar.gz");
  assert.deepEqual(await backup(base, file, false), { files: 3, keys: 3 });
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(await restore(file, join(dir, "new/base")), { files: 3, keys: 3 });
  assert.deepEqual(hexed(take(join(dir, "new/base"))), hexed(KEYS));
  for (const path of Object.keys(KEYS)) assert.equal(statSync(join(dir, "new/base", path)).mode & 0o777, 0o600, path);
  assert.equal(statSync(join(dir, "new/base")).mode & 0o777, 0o700);
  assert.deepEqual(readdirSync(dir).sort(), ["base", "keys.tar.gz", "new"]);
  assert.deepEqual(readdirSync(join(dir, "new")), ["base"]);
});

test("databases come along if wished, without their locks", async () => {
  const { dir, base } = node();
  assert.deepEqual(await backup(base, join(dir, "all.tar.gz"), true), { files: 6, keys: 3 });
  mkdirSync(join(dir, "new"));
  await restore(join(dir, "all.tar.gz"), join(dir, "new"));
  assert.deepEqual(hexed(take(join(dir, "new"))), hexed({ ...KEYS, ...DATABASE }));
});

test("nothing is overwritten", async () => {
  const { dir, base } = node();
  const file = join(dir, "keys.tar.gz");
  await backup(base, file, false);
  const before = readFileSync(file);
  await refused(backup(base, file, false), /not overwritten/);
  assert.ok(readFileSync(file).equals(before));
  await refused(restore(file, base), /not overwritten/);
  await refused(restore(file, file), /not overwritten/);
  await refused(backup(base, join(base, "x.tar.gz"), false), /inside/);
  await refused(backup(join(dir, "none"), join(dir, "x"), false), /there is no/);
  await refused(backup(put(join(dir, "other"), { "chains/aic/x": noise(3) }), join(dir, "x"), false), /no keys of a node/);
  assert.equal(existsSync(join(dir, "x")), false);
});

test("the database of a running node is refused, its keys are not", async () => {
  const { dir, base } = node();
  const holder = spawn("flock", ["--no-fork", join(base, LOCK), "sleep", "60"], { stdio: "ignore" });
  try {
    for (let tries = 0; !(await isHeld(join(base, LOCK))); tries++) {
      assert.ok(tries < 100, "the lock was never held");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await refused(backup(base, join(dir, "all.tar.gz"), true), /running node .* stop the node/);
    assert.equal((await backup(base, join(dir, "keys.tar.gz"), false)).files, 3);
  } finally {
    holder.kill();
    await once(holder, "exit");
  }
  assert.equal(await isHeld(join(base, LOCK)), false);
  assert.equal((await backup(base, join(dir, "all.tar.gz"), true)).files, 6);
});

// A backup with something changed in it.
async function forged(change: (inside: string) => void): Promise<{ dir: string; file: string }> {
  const { dir, base } = node();
  await backup(base, join(dir, "good.tar.gz"), false);
  const inside = join(dir, "inside");
  mkdirSync(inside);
  execFileSync("tar", ["-xzf", join(dir, "good.tar.gz"), "-C", inside]);
  change(inside);
  execFileSync("tar", ["-czf", join(dir, "forged.tar.gz"), "-C", inside, ...readdirSync(inside)]);
  return { dir, file: join(dir, "forged.tar.gz") };
}

test("a backup that is damaged or forged is refused, and leaves nothing", async () => {
  const key = "chains/aic/keystore/61757261aa";
  const forgeries: [RegExp, (inside: string) => void][] = [
    [/61757261aa in the backup is damaged/, (inside) => writeFileSync(join(inside, key), "other")],
    [/lacks chains\/aic/, (inside) => rmSync(join(inside, "chains/aic/network/secret_ed25519"))],
    [/which its list has not/, (inside) => writeFileSync(join(inside, "chains/aic/more"), "")],
    [/no SHA256SUMS/, (inside) => rmSync(join(inside, "SHA256SUMS"))],
    [/SHA256SUMS of the backup is damaged/, (inside) => writeFileSync(join(inside, "SHA256SUMS"), "no sums\n")],
    [/neither a file nor a directory/, (inside) => symlinkSync("/etc", join(inside, "chains/link"))],
  ];
  for (const [why, change] of forgeries) {
    const { dir, file } = await forged(change);
    await refused(restore(file, join(dir, "new")), why);
    assert.deepEqual(readdirSync(dir).sort(), ["base", "forged.tar.gz", "good.tar.gz", "inside"]);
  }
  const { dir } = node();
  await refused(restore(put(dir, { junk: noise(1_000) }) + "/junk", join(dir, "new")), /tar failed/);
  await refused(restore(join(dir, "none"), join(dir, "new")), /there is no/);
});

test("a path that leads out of the backup is not followed", async () => {
  const { dir } = node();
  put(dir, { victim: Buffer.from("safe"), "in/x": Buffer.alloc(0) });
  execFileSync("tar", ["-czPf", join(dir, "evil.tar.gz"), "-C", join(dir, "in"), "../victim"]);
  writeFileSync(join(dir, "victim"), "still safe");
  await assert.rejects(restore(join(dir, "evil.tar.gz"), join(dir, "new")), Problem);
  assert.equal(readFileSync(join(dir, "victim"), "utf8"), "still safe");
  assert.equal(existsSync(join(dir, "new")), false);
});

test("only databases that are saved are looked into", async () => {
  const { dir, base } = node();
  symlinkSync("/etc", join(base, "chains/aic/paritydb/link"));
  await refused(backup(base, join(dir, "all.tar.gz"), true), /neither a file nor a directory/);
  assert.equal((await backup(base, join(dir, "keys.tar.gz"), false)).files, 3);
});

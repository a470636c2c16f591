import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { buildVault } from "../src/vault/items.ts";
import { FILES } from "../src/vault/vault.ts";
import { put, SAMPLE, scratch } from "./help.ts";

const MAIN = new URL("../cli/aic.ts", import.meta.url).pathname;

function aic(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", MAIN, ...args], { encoding: "utf8", timeout: 60_000 });
  return { code: status, out: stdout, err: stderr };
}

test("wrong commands end with 1 and a line that says why, before anything is done", () => {
  const dir = scratch();
  const file = put(dir, { key: Buffer.from("//Alice") }) + "/key";
  const wrong: [RegExp, string[]][] = [
    [/no command constructor/, ["constructor"]],
    [/takes other arguments/, ["fetch", "data/0"]],
    [/more than 18 decimals/, ["publish", dir, "--name", "x", "--price", "0.1234567890123456789"]],
    [/no node answers/, ["buy", "data/0", "--uses", "1", "--max-cost", "1", "--url", "ws://127.0.0.1:1", "--key", file]],
    [/say one of --uses/, ["buy", "data/0", "--uses", "1", "--eras", "1", "--max-cost", "1"]],
  ];
  for (const [why, args] of wrong) {
    const { code, err } = aic(...args);
    assert.equal(code, 1, args.join(" "));
    assert.match(err, why);
    assert.doesNotMatch(err, /\n\s+at /);
  }
});

test("verify finds a damaged vault", async () => {
  const dir = scratch();
  await buildVault(put(join(dir, "in"), SAMPLE), join(dir, "vault"));
  const good = aic("verify", join(dir, "vault"));
  assert.deepEqual([good.code, /decrypt to the content/.test(good.out)], [0, true]);
  writeFileSync(join(dir, "vault", FILES.ciphertext), Buffer.alloc(200_000));
  const bad = aic("verify", join(dir, "vault"));
  assert.deepEqual([bad.code, /error: item 0 is damaged/.test(bad.err)], [1, true]);
});

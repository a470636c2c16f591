// The demo is a test too: it ends with zero only when every balance is as it computed.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

test("the demo runs through and every balance agrees to the unit", () => {
  const main = new URL("../demo/main.ts", import.meta.url).pathname;
  const run = spawnSync(process.execPath, ["--import", "tsx", main], { encoding: "utf8", timeout: 400_000 });
  assert.equal(run.status, 0, `${run.stdout.slice(-4_000)}\n${run.stderr.slice(-2_000)}`);
  assert.match(run.stdout, /The supply equation balances to the unit/);
});

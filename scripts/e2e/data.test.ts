// The data demo is a test too: it ends with zero only when every payslip and every balance is as it computed.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

test("the data demo runs through, and everybody earned what the lineage says", () => {
  const main = new URL("../demo/data.ts", import.meta.url).pathname;
  const run = spawnSync(process.execPath, ["--import", "tsx", main], { encoding: "utf8", timeout: 600_000 });
  assert.equal(run.status, 0, `${run.stdout.slice(-6_000)}\n${run.stderr.slice(-3_000)}`);
  const steps = [
    /Ada owns it, Bea has 25 % of it for good/,
    /chance drew the preview, items \d+, \d+, \d+, \d+;/,
    /Lena bought 3 uses .* files are the same byte by byte/,
    /Leo bought an era .* files are the same/,
    /three replicas again/,
    /10 % of it are Ada's|7\.5 % of it are Ada's, 2\.5 % of it are Bea's/,
    /Lena may not sell it below 20 AIC/,
    /Bea .*trained AI 0 .*dataset 0, 8 of its 32 items/,
    /Every payslip and every balance is as the demo computed, to the unit/,
  ];
  for (const step of steps) assert.match(run.stdout, step);
});

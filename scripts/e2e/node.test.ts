// The development node's clock and its JSON-RPC.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { AIC, connect } from "../src/chain.ts";
import { height, type Node, rpc, startNode } from "../src/node.ts";

let node: Node;

before(async () => {
  node = await startNode();
});

after(() => node.stop());

test("blocks come every two seconds and chain time is wall time", async () => {
  const api = await connect(node.url);
  const [from, started] = [await height(node.http), Date.now()];
  await sleep(12_000);
  const made = (await height(node.http)) - from;
  const expected = (Date.now() - started) / 2_000;
  assert.ok(Math.abs(made - expected) <= 1.5, `${made} blocks instead of ${expected}`);
  const now = Number((await api.query.timestamp!.now!()).toString());
  assert.ok(Math.abs(Date.now() - now) < 5_000, `chain time is ${Date.now() - now} ms behind`);
  await api.disconnect();
});

test("aic_* reads answer, and say what is wrong with bad parameters", async () => {
  assert.ok(BigInt(await rpc<string>(node.http, "aic_powerPrice", "Gpu")) > 0n);
  const alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
  assert.deepEqual(await rpc(node.http, "aic_owed", alice), { payable: "0", paid: "0" });
  assert.equal(await rpc(node.http, "aic_rating", { Node: 77 }), null);
  const none = "0";
  const slip = { era: 0, lines: [], gross: none, commission: none, reward: none, net: none, collectable: none, payable: none };
  assert.deepEqual(await rpc(node.http, "aic_payslip", alice, 0), slip);
  await assert.rejects(rpc(node.http, "aic_payslip", "nobody", 0), /account/);
  assert.equal(await rpc(node.http, "aic_jobStatus", 77), null);
  const supply = await rpc<Record<string, string>>(node.http, "aic_supply");
  assert.equal(BigInt(supply.total!), 8_000_000_000n * AIC);
  assert.deepEqual([supply.genesis, supply.issued, supply.burned], [supply.total, "0", "0"]);
  assert.equal(BigInt(supply.left!), 2_000_000_000n * AIC);

  await assert.rejects(rpc(node.http, "aic_powerPrice", "Gpx"), /unknown device class.*Gpx.*Gpu/);
  await assert.rejects(rpc(node.http, "aic_owed", "nobody"), /account/);
  await assert.rejects(rpc(node.http, "aic_rating", { Planet: 1 }), /resource/);
  await assert.rejects(rpc(node.http, "aic_quote", { class: "Gpu" }), /missing field/);
});

// The development node: its clock, its database, its JSON-RPC.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { AIC, balanceOf, connect, keyring, send } from "../src/chain.ts";
import { rpc, startNode } from "../src/node.ts";

interface Header {
  number: string;
  parentHash: string;
}

const height = async (http: string) => Number((await rpc<Header>(http, "chain_getHeader")).number);

test("blocks come every two seconds and chain time is wall time", async () => {
  const node = await startNode();
  const api = await connect(node.url);
  try {
    await sleep(3_000);
    const [from, started] = [await height(node.http), Date.now()];
    await sleep(12_000);
    const made = (await height(node.http)) - from;
    const expected = (Date.now() - started) / 2_000;
    assert.ok(Math.abs(made - expected) <= 1.5, `${made} blocks instead of ${expected}`);
    const now = Number((await api.query.timestamp!.now!()).toString());
    assert.ok(Math.abs(Date.now() - now) < 5_000, `chain time is ${Date.now() - now} ms behind`);
  } finally {
    await api.disconnect();
    await node.stop();
  }
});

test("a killed node loses nothing that was finalised", async () => {
  const base = mkdtempSync(join(tmpdir(), "aic-base-"));
  let node = await startNode({ basePath: base, blockTime: 1_500 });
  try {
    let api = await connect(node.url);
    const alice = keyring(api).addFromUri("//Alice");
    const target = keyring(api).addFromUri("//Restart").address;
    for (let round = 1n; round <= 3n; round++) {
      await send(api, alice, api.tx.balances!.transferKeepAlive!(target, AIC));
      const finalised = await rpc<string>(node.http, "chain_getFinalizedHead");
      const { number } = await rpc<Header>(node.http, "chain_getHeader", finalised);
      await api.disconnect();
      await node.stop("SIGKILL");

      node = await startNode({ basePath: base, blockTime: 1_500 });
      api = await connect(node.url);
      assert.equal(await rpc<string>(node.http, "chain_getBlockHash", Number(number)), finalised, "the finalised block is gone");
      assert.equal(await balanceOf(api, target), round * AIC, "a finalised transfer is gone");
      const from = await height(node.http);
      await sleep(7_000);
      assert.ok((await height(node.http)) > from, "no new blocks after the restart");
    }
    await api.disconnect();
  } finally {
    await node.stop("SIGKILL");
    rmSync(base, { recursive: true, force: true });
  }
});

test("aic_* reads answer, and say what is wrong with bad parameters", async () => {
  const node = await startNode();
  try {
    assert.ok(BigInt(await rpc<string>(node.http, "aic_powerPrice", "Gpu")) > 0n);
    const alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    assert.deepEqual(await rpc(node.http, "aic_owed", alice), { payable: "0", paid: "0" });
    assert.equal(await rpc(node.http, "aic_rating", { Node: 77 }), null);
    assert.equal(await rpc(node.http, "aic_jobStatus", 77), null);
    const supply = await rpc<{ total: string; issued: string }>(node.http, "aic_supply");
    assert.equal(BigInt(supply.total), 8_000_000_000n * AIC);
    assert.equal(supply.issued, "0");

    await assert.rejects(rpc(node.http, "aic_powerPrice", "Gpx"), /unknown device class.*Gpx.*Gpu/);
    await assert.rejects(rpc(node.http, "aic_owed", "nobody"), /account/);
    await assert.rejects(rpc(node.http, "aic_rating", { Planet: 1 }), /resource/);
    await assert.rejects(rpc(node.http, "aic_quote", { class: "Gpu" }), /missing field/);
  } finally {
    await node.stop();
  }
});

// A killed node loses nothing that was finalised.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { AIC, balanceOf, connect, keyring, send } from "../src/chain.ts";
import { height, rpc, startNode } from "../src/node.ts";

test("a killed node loses nothing that was finalised", async () => {
  const base = mkdtempSync(join(tmpdir(), "aic-base-"));
  let node = await startNode({ basePath: base });
  try {
    let api = await connect(node.url);
    const alice = keyring(api).addFromUri("//Alice");
    const target = keyring(api).addFromUri("//Restart").address;
    for (let round = 1n; round <= 2n; round++) {
      await send(api, alice, api.tx.balances!.transferKeepAlive!(target, AIC));
      const finalised = await rpc<string>(node.http, "chain_getFinalizedHead");
      const { number } = await rpc<{ number: string }>(node.http, "chain_getHeader", finalised);
      await api.disconnect();
      await node.stop("SIGKILL");

      node = await startNode({ basePath: base });
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

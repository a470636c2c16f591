// The runtime is upgraded in place, on a chain with live state: a transfer, assets, a provider whose node works on a slot of a job, another slot
// that waits, money on hold, eras that run. The state of the block before the new runtime's first is compared with the state after it,
// key by key: nothing may change but what ordinary blocks change. Then the job goes on.

import { readFileSync } from "node:fs";
import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { u8aToHex } from "@polkadot/util";
import { blake2AsHex } from "@polkadot/util-crypto";
import { AIC, balanceOf, eventOf, supply, waitUntil } from "../src/chain.ts";
import { rpc } from "../src/node.ts";
import { changes, Names, stateAt } from "./state.ts";
import { big, check, finalised, fresh, GPU, httpOf, root, same, say, setting, settled, soon, step, sudo, took } from "./step.ts";
import { ask, drawn, Operator, publish, statusOf } from "./work.ts";

const GIFT = AIC;
// Ordinary blocks that show what ordinary blocks change.
const ORDINARY = 12;
// What changes with the runtime, and what an ordinary block changes only now and then: the slot that waits is tried again after ever longer times.
const MAY_CHANGE =
  /^(0x3a636f6465|0x3a686561707061676573|(system|parachainSystem|nodeMonitor|session|authorship|blockGenerator)\.|resourceAllocator\.(jobs|queue|laneMarks|laneEnds)$)/;
// What no block takes away here, whatever else it does to it.
const STAYS = /^(system\.account|resourceAllocator\.jobs)$/;

const specVersion = async (http: string, block?: string) =>
  (await rpc<{ specVersion: number }>(http, "state_getRuntimeVersion", ...(block ? [block] : []))).specVersion;
const hashOf = (http: string, block: number) => rpc<string>(http, "chain_getBlockHash", block);

// Assets, a provider with one node and a requester whose job has two slots: the node works on one, the other waits.
async function live(api: ApiPromise, http: string) {
  const friend = fresh(api, "Friend");
  const [assets, agent] = [await publish(api), await Operator.join(api, "Working")];
  await sudo(api, api.tx.providers!.certify!(agent.node, GPU.power));
  await Promise.all([agent.goIdle(), soon(api, agent.provider, api.tx.balances!.transferKeepAlive!(friend.address, GIFT))]);
  say(`a dataset, a model, and node ${agent.node}, which is idle`);
  const { requester, job } = await ask(api, http, 2, assets);
  const slot = await drawn(http, job, agent.node);
  await agent.start(slot);
  await settled(http);
  say(`job ${job}: the node works on slot ${slot.index}, the other slot waits`);
  return { agent, slot, requester, friend };
}

// Waits until the era's time is over, and ends it. Returns the number of the next one.
async function endEra(api: ApiPromise, by: KeyringPair): Promise<bigint> {
  const era = async () => ((await api.query.coinPayroll!.currentEra!()) as any).unwrap();
  const { index, endsAt } = await era();
  await waitUntil(`the end of era ${index}`, 240, async () => big((await api.query.timestamp!.now!()) as any) >= big(endsAt));
  const ended = eventOf(await soon(api, by, api.tx.coinPayroll!.endEra!()), "coinPayroll", "EraEnded");
  same(ended.era, index, "the era that ended");
  // Others may have passed meanwhile: they are short here.
  const next = big((await era()).index);
  check(next > big(index), `era ${next} runs after era ${index}`);
  say(`era ${index} is over`);
  return next;
}

// Waits until the code is that of the next runtime, and says which block is the last of the old one.
async function enacted(api: ApiPromise, http: string, by: KeyringPair, code: Uint8Array, old: number): Promise<number> {
  await sudo(api, api.tx.system!.authorizeUpgrade!(blake2AsHex(code, 256)));
  say("the upgrade is authorised");
  // Whoever has the code may apply it.
  const applied = await soon(api, by, api.tx.system!.applyAuthorizedUpgrade!(u8aToHex(code)));
  eventOf(applied, "parachainSystem", "ValidationFunctionStored");
  const since = Date.now();
  say("the code is stored; the relay chain's validators check it, and let it through some blocks later");
  await waitUntil("the relay chain's go-ahead and the new runtime", 600, async () => (await specVersion(http)) > old);
  took("upgrade", Date.now() - since);
  // The runtime's version is that of the code in the state after a block: the new runtime makes the next one.
  let last = await finalised(http);
  await waitUntil("the new runtime's first blocks to be final", 180, async () => {
    last = await finalised(http);
    return (await specVersion(http, await hashOf(http, last))) > old && (await specVersion(http, await hashOf(http, last - 1))) > old;
  });
  while ((await specVersion(http, await hashOf(http, last - 1))) > old) last--;
  return last;
}

await step(async (api, url) => {
  const http = httpOf(url);
  const code = readFileSync(setting("NEXT_RUNTIME"));
  const old = await specVersion(http);
  const { agent, slot, requester, friend } = await live(api, http);
  await endEra(api, requester);
  const statusBefore = await statusOf(http, slot.job);

  // `last` is the block whose state holds the new code; the new runtime executes the block after it.
  const last = await enacted(api, http, requester, code, old);
  const [before, after] = [await hashOf(http, last), await hashOf(http, last + 1)];
  const next = await specVersion(http, after);
  check(next > old, `the runtime's version is ${next}, and was ${old}`);

  const names = new Names(api);
  const [ordinary, vanishing] = [new Set<string>(), new Set<string>()];
  let state = await stateAt(http, await hashOf(http, last - ORDINARY));
  for (let block = last - ORDINARY + 1; block < last; block++) {
    const following = await stateAt(http, await hashOf(http, block));
    for (const { item, after } of changes(names, state, following)) {
      ordinary.add(item);
      if (after === undefined) vanishing.add(item);
    }
    state = following;
  }
  const [stateBefore, stateAfter] = [await stateAt(http, before), await stateAt(http, after)];
  const changed = changes(names, stateBefore, stateAfter);
  const known = (item: string) => ordinary.has(item) || MAY_CHANGE.test(item);
  const mayVanish = (item: string) => !STAYS.test(item) && (vanishing.has(item) || MAY_CHANGE.test(item));
  const strange = changed.filter(
    // Nobody asks for work in that block.
    ({ item, before, after }) => !known(item) || (after === undefined && !mayVanish(item)) || (before === undefined && item === "resourceAllocator.jobs"),
  );
  check(strange.length === 0, `the first block of runtime ${next} changed what ordinary blocks don't: ${JSON.stringify(strange.slice(0, 10))}`);
  say(`${stateAfter.size} keys compared: ${changed.length} changed, all of them such as ordinary blocks change`);

  const [was, is] = [await api.at(before), await api.at(after)];
  const held = async (at: typeof was, key: KeyringPair) => (await at.query.balances!.holds!(key.address)).toJSON();
  for (const key of [requester, agent.provider]) {
    const hold = await held(was, key);
    check(Array.isArray(hold) && hold.length > 0, "nothing was on hold before the upgrade");
    same(await held(is, key), hold, "what is on hold");
  }
  same(await balanceOf(api, friend.address), GIFT, "what was transferred before the upgrade");
  const [issuedBefore, issuedAfter] = await Promise.all([was, is].map(async (at) => big((await at.query.balances!.totalIssuance!()) as any)));
  same(issuedAfter, issuedBefore, "total issuance");
  same((await statusOf(http, slot.job)).map((status) => status.node), statusBefore.map((status) => status.node), "the job's slots");

  // The work that began under the old runtime is handed in under the new one.
  await agent.submit(slot);
  const era = await endEra(api, requester);
  const height = await finalised(http);
  await waitUntil("the chain to go on", 120, async () => (await finalised(http)) >= height + 10);
  agent.end();
  const supplied = await rpc<{ total: string; genesis: string; issued: string; burned: string }>(http, "aic_supply");
  same(BigInt(supplied.total), BigInt(supplied.genesis) + BigInt(supplied.issued) - BigInt(supplied.burned), "the supply");
  same(await supply(api), BigInt(supplied.total), "total issuance");
  await soon(api, root(api), api.tx.system!.remark!("0x00"));
  return `runtime ${old} → ${next} at block ${last + 1}, ${stateAfter.size} keys kept, era ${era} began; the job's result was handed in afterwards`;
});

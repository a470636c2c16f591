// A node's own key, its measured power and its heartbeats, on a running node.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { AIC, balanceOf, type Call, connect, DispatchFailed, eventOf, keyring, type Outcome, send, waitUntil } from "../src/chain.ts";
import { digestOf, type Lanes } from "../src/measurement.ts";
import { type Node, startNode } from "../src/node.ts";
import { commitment, type Task } from "../src/work.ts";

// Short enough for this machine's processor, long enough to be timed in blocks.
const MEASURE_TIME = 20_000;
const LANE_STEPS = 200;
const POWER = 16;

let node: Node;
let api: ApiPromise;
let root: KeyringPair;
// The new node's provider and the key on it; a certified node of somebody else's that audits.
let owner: KeyringPair;
let operator: KeyringPair;
let auditor: KeyringPair;
let fresh: number;
let certified: number;

const number = (value: { toString(): string }) => Number(value.toString().replace(/,/g, ""));
const sudo = (call: Call) => send(api, root, api.tx.sudo!.sudo!(call));
const parameter = (name: string, value: number) =>
  api.tx.parameters!.setParameter!({ NodeMonitor: { [name]: [null, value] } });

async function addNode(provider: KeyringPair, key: KeyringPair): Promise<number> {
  const calls = [api.tx.providers!.register!(1_000n * AIC), api.tx.providers!.addNode!(0, key.address, 0, 1n)];
  return number(eventOf(await send(api, provider, api.tx.utility!.batchAll!(calls)), "providers", "NodeAdded").node);
}

async function refused(who: KeyringPair, call: Call, error: string): Promise<void> {
  await assert.rejects(send(api, who, call), (thrown) => {
    assert.ok(thrown instanceof DispatchFailed, String(thrown));
    assert.equal(`${thrown.pallet}.${thrown.reason}`, error);
    return true;
  });
}

before(async () => {
  node = await startNode();
  api = await connect(node.url);
  const ring = keyring(api);
  [root, owner, operator, auditor] = ["//Alice", "//Bob", "//E2e//Operator", "//Charlie"].map((uri) => ring.addFromUri(uri)) as [
    KeyringPair,
    KeyringPair,
    KeyringPair,
    KeyringPair,
  ];
  await send(api, root, api.tx.balances!.transferKeepAlive!(operator.address, 100n * AIC));
  [fresh, certified] = await Promise.all([addNode(owner, operator), addNode(auditor, auditor)]);
  const settings = [parameter("MeasureTime", MEASURE_TIME), parameter("LaneSteps", LANE_STEPS)];
  await sudo(api.tx.utility!.batchAll!([...settings, api.tx.providers!.certify!(certified, POWER)]));
  await send(api, auditor, api.tx.providers!.goIdle!(certified));
});

after(async () => {
  await api.disconnect();
  await node.stop();
});

test("a node that was not measured is not offered", () => refused(operator, api.tx.providers!.goIdle!(fresh), "providers.NotMeasured"));

test("the key on a node runs it and can not touch the bond", async () => {
  await refused(operator, api.tx.providers!.removeNode!(fresh), "providers.NotOwner");
  await refused(operator, api.tx.providers!.bondExtra!(AIC), "providers.NotProvider");
});

test("a node's power is measured by a task that an auditor repeats", async () => {
  const before = await balanceOf(api, operator.address);
  let fees = 0n;
  const by = async (who: KeyringPair, call: Call): Promise<Outcome> => {
    const outcome = await send(api, who, call);
    if (who === operator) fees += outcome.fee;
    return outcome;
  };
  await by(operator, api.tx.nodeMonitor!.requestMeasurement!(fresh, AIC));
  let began: Record<string, any> | undefined;
  await waitUntil("randomness that is newer than the request", 60, async () => {
    try {
      began = eventOf(await by(operator, api.tx.nodeMonitor!.beginMeasurement!(fresh)), "nodeMonitor", "MeasurementBegan");
    } catch (thrown) {
      assert.ok(thrown instanceof DispatchFailed && thrown.reason === "AwaitsRandomness", String(thrown));
      fees += thrown.outcome.fee;
    }
    return began !== undefined;
  });
  const work = began!.work.toJSON() as Lanes;
  assert.deepEqual([work.lanes, work.steps], [POWER, LANE_STEPS]);
  const digest = digestOf(work);
  const task: Task = { Measurement: number(began!.measurement) };
  await by(operator, api.tx.nodeMonitor!.submitMeasurement!(fresh, commitment(task, fresh, digest)));

  const record = async () => ((await api.query.workValidation!.validations!(task)) as any).toJSON();
  await waitUntil("an auditor", 90, async () => (await record())?.phase.committing !== undefined);
  assert.equal((await record()).auditors[0].node, certified);
  await by(auditor, api.tx.workValidation!.commit!(task, commitment(task, certified, digestOf(work)), 35));
  await by(auditor, api.tx.workValidation!.reveal!(task, digest, null));
  const verdict = await by(operator, api.tx.workValidation!.reveal!(task, digest, null));
  const ended = eventOf(verdict, "nodeMonitor", "MeasurementEnded");
  assert.equal(number(ended.power), POWER, "it took no longer than a whole device may");
  assert.equal(await balanceOf(api, operator.address), before - fees - BigInt(ended.paid.toString()), "what the auditor earned");
  assert.ok(BigInt(ended.paid.toString()) > 0n);

  await send(api, operator, api.tx.providers!.goIdle!(fresh));
  const capacity = (await api.query.providers!.capacities!("Gpu")) as any;
  assert.equal(number(capacity.total), 2 * POWER);
});

test("a node answers when the chain asks whether it is there", async () => {
  const asked = async () => !((await api.query.nodeMonitor!.asked!(fresh)) as any).isNone;
  await waitUntil("a question", 60, asked);
  await refused(owner, api.tx.nodeMonitor!.heartbeat!(fresh), "nodeMonitor.NotOperator");
  eventOf(await send(api, operator, api.tx.nodeMonitor!.heartbeat!(fresh)), "nodeMonitor", "HeartbeatReceived");
});

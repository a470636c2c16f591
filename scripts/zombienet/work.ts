// A job on the chain, with all that it takes: assets and their licences, a requester, a provider with a node, and what the node's program does.

import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { type AssetId, description, details, minted, minting, purchase, register, tensor, uses } from "../src/assets.ts";
import { AIC, type Call, eventOf, type Outcome, waitUntil } from "../src/chain.ts";
import { rpc } from "../src/node.ts";
import { commitment, type Slot, type Task, taskOf } from "../src/work.ts";
import { big, fresh, fund, GPU, provide, say, settled, soon } from "./step.ts";

// What all nodes come to, and what assets hold: nothing is really computed here.
export const DIGEST = `0x${"44".repeat(32)}`;
const PRICE = AIC;
const HOUR = 3_600_000;
const PAUSE = 3_000;

export interface SlotStatus {
  index: number;
  node: number | null;
  waits: unknown;
}

export const statusOf = (http: string, job: number) => rpc<SlotStatus[]>(http, "aic_jobStatus", job);

// What a node's program does while nothing else happens: it answers when the chain asks whether it is there.
export class Operator {
  private answers = false;
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly api: ApiPromise,
    readonly provider: KeyringPair,
    private readonly key: KeyringPair,
    readonly node: number,
  ) {
    this.timer = setInterval(() => void this.answer().catch((error: Error) => say(`heartbeat: ${error.message}`)), PAUSE);
  }

  // A new provider with one node and a key on it, whose power is yet to be certified.
  static async join(api: ApiPromise, name: string): Promise<Operator> {
    const account = fresh(api, `${name}//Provider`);
    const key = fresh(api, `${name}//Operator`);
    await fund(api, [account, key], 10n * GPU.bond);
    return new Operator(api, account, key, await provide(api, account, key));
  }

  send = (call: Call): Promise<Outcome> => soon(this.api, this.key, call);

  goIdle = () => this.send(this.api.tx.providers!.goIdle!(this.node));
  start = (slot: Slot) => this.send(this.api.tx.resourceAllocator!.start!(slot));
  submit = (slot: Slot) => this.send(this.api.tx.resourceAllocator!.submit!(slot, this.sealed(taskOf(slot))));

  private sealed(task: Task): { group: string; seal: string } {
    return commitment(task, this.node, DIGEST);
  }

  // Once for each time that it is asked.
  private async answer(): Promise<void> {
    if (this.answers) return;
    this.answers = true;
    try {
      const asked = (await this.api.query.nodeMonitor!.asked!(this.node)) as any;
      if (!asked.isNone) await this.send(this.api.tx.nodeMonitor!.heartbeat!(this.node));
    } finally {
      this.answers = false;
    }
  }

  end(): void {
    clearInterval(this.timer);
  }
}

// A dataset and a model of a new owner's.
export async function publish(api: ApiPromise): Promise<{ dataset: AssetId; model: AssetId }> {
  const owner = fresh(api, "Owner");
  await fund(api, [owner], 1_000n * AIC);
  const asOwner = (call: Call) => soon(api, owner, call);
  const [features, labels, output] = [[tensor("F64", 4)], [tensor("Utf8")], [tensor("F64", 3)]];
  const about = (name: string) => details(name, 1_000, { perUse: PRICE });
  const rows = await register(api, asOwner, description("Dataset", "zombienet/rows", { features, labels }));
  const form = await register(api, asOwner, description("Model", "zombienet/model", { features, labels, output }));
  const dataset = minted(await asOwner(minting(api, { kind: "Dataset", content: DIGEST, format: rows, details: about("rows") })));
  const model = minted(await asOwner(minting(api, { kind: "Model", content: DIGEST, format: form, details: about("model") })));
  return { dataset, model };
}

// A new requester buys licences and asks for so many slots, each of a whole device. Returns him and the job's number.
export async function ask(api: ApiPromise, http: string, slots: number, assets: { dataset: AssetId; model: AssetId }) {
  const requester = fresh(api, "Requester");
  await fund(api, [requester], 10_000n * AIC);
  const licences = Object.values(assets).map((asset) => purchase(api, asset, uses(slots), BigInt(slots) * PRICE));
  await soon(api, requester, api.tx.utility!.batchAll!(licences));
  const request = {
    model: assets.model,
    datasets: [assets.dataset],
    instructions: DIGEST,
    class: GPU.class,
    power: GPU.power,
    memory: GPU.memory,
    slots,
    placement: "Each",
    timeLimit: HOUR,
    prepaid: null,
    patience: null,
    premium: 0,
    audit: 0,
    trust: 1,
    comparison: "Exact",
    checkpoints: 1,
    retries: 2,
    region: null,
    lease: null,
  };
  const { timeLimit, ...fields } = request;
  const quote = await rpc<{ total: string }>(http, "aic_quote", { ...fields, time_limit: timeLimit });
  const requested = await soon(api, requester, api.tx.resourceAllocator!.request!(request, (BigInt(quote.total) * 11n) / 10n));
  return { requester, job: Number(big(eventOf(requested, "resourceAllocator", "JobRequested").job)) };
}

// Waits until this node has a slot of the job, for good.
export async function drawn(http: string, job: number, node: number): Promise<Slot> {
  let index: number | undefined;
  await waitUntil(`node ${node} to be drawn for job ${job}`, 120, async () => {
    index = (await statusOf(http, job)).find((slot) => slot.node === node)?.index;
    return index !== undefined;
  });
  await settled(http);
  return { job, index: index! };
}

// The providers' side: what the program on a provider's machine does, with the node's own key. Everybody trains on his own;
// nobody copies. One who lies trains a single step.

import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { type Call, type Outcome, send } from "../src/chain.ts";
import { digest, type Instructions, type Sample, train, type Weights } from "../src/softmax.ts";
import { commitment, type Slot, type Task, taskOf } from "../src/work.ts";

export class Agent {
  private readonly results = new Map<string, string>();
  // The last call that was sent: the next one waits for it, so that their numbers follow each other.
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    // The provider, who is paid.
    readonly name: string,
    // The node's key, which signs.
    readonly key: KeyringPair,
    readonly node: number,
    private readonly api: ApiPromise,
  ) {}

  private commitTo(task: Task, weights: Weights): { group: string; seal: string } {
    const result = digest(weights);
    this.results.set(JSON.stringify(task), result);
    return commitment(task, this.node, result);
  }

  private send(call: Call): Promise<Outcome> {
    const sent = this.last.then(() => send(this.api, this.key, call));
    this.last = sent.catch(() => undefined);
    return sent;
  }

  start(slot: Slot): Promise<Outcome> {
    return this.send(this.api.tx.resourceAllocator!.start!(slot));
  }

  async execute(slot: Slot, samples: Sample[], how: Instructions, honest = true): Promise<{ weights: Weights; outcome: Outcome }> {
    const weights = train(samples, honest ? how : { ...how, steps: 1 });
    const committed = this.commitTo(taskOf(slot), weights);
    return { weights, outcome: await this.send(this.api.tx.resourceAllocator!.submit!(slot, committed)) };
  }

  audit(slot: Slot, samples: Sample[], how: Instructions): Promise<Outcome> {
    const committed = this.commitTo(taskOf(slot), train(samples, how));
    return this.send(this.api.tx.workValidation!.commit!(taskOf(slot), committed, null));
  }

  reveal(slot: Slot): Promise<Outcome> {
    const task = taskOf(slot);
    const result = this.results.get(JSON.stringify(task))!;
    return this.send(this.api.tx.workValidation!.reveal!(task, result, null));
  }
}

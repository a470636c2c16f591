// A slot's validation from the side of the nodes: executor and auditors commit, then reveal.

import type { ApiPromise } from "@polkadot/api";
import { eventOf, type Outcome, waitUntil } from "../src/chain.ts";
import type { Instructions, Sample } from "../src/softmax.ts";
import { type Slot, taskOf } from "../src/work.ts";
import type { Agent } from "./agents.ts";

export interface Nodes {
  api: ApiPromise;
  agents: Agent[];
  instructions: Instructions;
  // What a node trains on.
  samples(agent: Agent): Promise<Sample[]>;
  // Books what a node's call cost.
  pay(agent: Agent, outcome: Outcome): Outcome;
}

// Returns the verdict and who repeated the work.
export async function audit({ api, agents, instructions, samples, pay }: Nodes, slot: Slot, executor: Agent): Promise<{ verdict: any; auditors: Agent[] }> {
  const done = new Set<string>();
  const auditors: Agent[] = [];
  let verdict: any;
  const act = async (agent: Agent, what: string, doing: () => Promise<Outcome>) => {
    if (done.has(`${agent.node} ${what}`)) return;
    done.add(`${agent.node} ${what}`);
    const outcome = pay(agent, await doing());
    const ended = outcome.events.find(({ event }) => event.section === "workValidation" && event.method === "Ended");
    if (ended) verdict = eventOf({ events: [ended] }, "workValidation", "Ended").verdict;
  };
  await waitUntil(`the verdict on slot ${slot.index}`, 240, async () => {
    const record = ((await api.query.workValidation!.validations!(taskOf(slot))) as any).toJSON();
    if (!record) return verdict !== undefined;
    const drawn = record.auditors.map(({ node }: { node: number }) => agents.find((agent) => agent.node === Number(node))!);
    for (const agent of drawn) if (!auditors.includes(agent)) auditors.push(agent);
    if (record.phase.committing) {
      await Promise.all(drawn.map((agent: Agent) => act(agent, "commits", async () => agent.audit(slot, await samples(agent), instructions))));
    }
    if (record.phase.revealing || record.phase.unaudited) {
      await Promise.all([executor, ...drawn].map((agent) => act(agent, "reveals", () => agent.reveal(slot))));
    }
    return verdict !== undefined;
  });
  return { verdict, auditors };
}

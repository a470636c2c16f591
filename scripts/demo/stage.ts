// What the demos share: short sentences with seconds, a node of their own, governed parameters.

import type { ApiPromise } from "@polkadot/api";
import type { Call } from "../src/chain.ts";
import { type Node, startNode } from "../src/node.ts";

const keep = process.argv.includes("--keep");
const started = Date.now();

export const say = (text: string): void => console.log(`${String(Math.round((Date.now() - started) / 1_000)).padStart(4)} s  ${text}`);

// A number out of what polkadot.js gives, however it writes it.
export const big = (value: { toString(): string }): bigint => BigInt(value.toString().replace(/,/g, ""));

// A governed parameter's new value, as `Parameters::set_parameter` takes it.
export type Setting = [pallet: string, parameter: string, value: unknown];

export function settingAll(api: ApiPromise, settings: Setting[]): Call {
  const each = settings.map(([pallet, parameter, value]) => api.tx.parameters!.setParameter!({ [pallet]: { [parameter]: [null, value] } }));
  return api.tx.sudo!.sudo!(api.tx.utility!.batchAll!(each));
}

// Runs a demo on a node that is started for it, and ends with 1 if it fails.
export async function perform(run: (node: Node) => Promise<void>): Promise<never> {
  const node = await startNode(keep ? { port: 9_944 } : {});
  try {
    await run(node);
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}\nthe end of the node's log:\n${node.tail()}`);
    if (process.env.AIC_STACK && error instanceof Error) console.error(error.stack);
    await node.stop();
    process.exit(1);
  }
  if (keep) {
    const pid = node.keep();
    console.log(`\nThe node goes on. Open polkadot.js Apps with ${node.url}; its log is ${node.log}; 'kill ${pid}' ends it.`);
  } else {
    await node.stop();
  }
  process.exit(0);
}

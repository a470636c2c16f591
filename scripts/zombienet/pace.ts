// The pace follows what the chain is used for: the thresholds are lowered one after the other, so that the rate goes from 3 to 6 to 12 blocks
// in a slot of the relay chain, and raised again. At each rate it is measured how fast blocks really come.

import type { ApiPromise } from "@polkadot/api";
import { waitUntil } from "../src/chain.ts";
import { check, parameter, same, say, step, sudo } from "./step.ts";

// Milliseconds over which the chain counts.
const WINDOW = 30_000;
// Milliseconds over which blocks are timed at each rate, after as many that are not: what was on its way has come by then.
const TIMED = 90_000;
const SETTLING = 24_000;
// Seconds between blocks that are aimed at, and the most that still are a change for the faster.
const AIMS = [
  { rate: 3, aim: 2.2, most: 3 },
  { rate: 6, aim: 1.15, most: 1.7 },
  { rate: 12, aim: 0.65, most: 1.1 },
] as const;
const NEVER = { transactions: 4_000_000_000, nodes: 4_000_000_000 };
const ALWAYS = { transactions: 0, nodes: 0 };
const NAMES: Record<string, number> = { Base: 3, Double: 6, Fourfold: 12 };

const rateOf = async (api: ApiPromise) => NAMES[((await api.query.blockGenerator!.pace!()) as any).rate.type as string]!;

async function reach(api: ApiPromise, rate: number): Promise<void> {
  // Two windows lie between a change of the parameter and one step at the most, two steps between 12 and 3.
  await waitUntil(`a rate of ${rate}`, (6 * WINDOW) / 1_000, async () => (await rateOf(api)) === rate);
}

// Mean seconds between blocks, by their arrival at the node.
async function timed(api: ApiPromise): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, SETTLING));
  const arrivals = new Map<number, number>();
  const stop = await api.rpc.chain.subscribeAllHeads((header) => {
    const number = header.number.toNumber();
    if (!arrivals.has(number)) arrivals.set(number, Date.now());
  });
  await new Promise((resolve) => setTimeout(resolve, TIMED));
  stop();
  const [first, last] = [Math.min(...arrivals.keys()), Math.max(...arrivals.keys())];
  check(last > first, "no blocks came");
  return (arrivals.get(last)! - arrivals.get(first)!) / 1_000 / (last - first);
}

await step(async (api) => {
  const thresholds = (double: object, fourfold: object) => parameter(api, "BlockGenerator", "Thresholds", { double, fourfold });
  same(await rateOf(api), 3, "the rate before anything is done");
  await sudo(api, parameter(api, "BlockGenerator", "PaceWindow", WINDOW), thresholds(NEVER, NEVER));

  const found: string[] = [];
  for (const { rate, aim, most } of AIMS) {
    if (rate > 3) await sudo(api, thresholds(ALWAYS, rate === 12 ? ALWAYS : NEVER));
    await reach(api, rate);
    const mean = await timed(api);
    const line = `${mean.toFixed(2)} s at ${rate} per slot (aim ${aim}: ${mean <= aim ? "met" : "missed"})`;
    say(line);
    check(mean <= most, `${line}: the chain did not become faster`);
    found.push(line);
  }

  await sudo(api, thresholds(NEVER, NEVER));
  await reach(api, 3);
  const mean = await timed(api);
  const line = `${mean.toFixed(2)} s again at 3`;
  say(line);
  check(mean >= 1.5, `${line}: the chain did not become slower`);
  return [...found, line].join(", ");
});

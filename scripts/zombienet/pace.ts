// The pace follows what the chain is used for. A provider's node goes live and somebody sends a transaction every second: the rate goes from 3 to 6
// blocks in a slot of the relay chain, and to 12 when its threshold is lowered, too. When the transactions end it goes back by itself. At each rate
// it is measured how fast blocks really come.

import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { AIC, waitUntil } from "../src/chain.ts";
import { check, fresh, fund, GPU, parameter, same, say, step, sudo } from "./step.ts";
import { Operator } from "./work.ts";

// Milliseconds over which the chain counts.
const WINDOW = 30_000;
// Milliseconds over which blocks are timed at each rate, after as many that are not: what was on its way has come by then.
const TIMED = 90_000;
const SETTLING = 24_000;
// Seconds between blocks that are still fast enough: with one block fewer than six in a slot it would be 1.2.
const MOST: Record<number, number> = { 3: 2.2, 6: 1.15, 12: 0.65 };
// Of transactions a minute, and live nodes. Heartbeats of a node that is alone are some 20 a minute; a rate is left below three quarters.
const NEVER = { transactions: 4_000_000_000, nodes: 4_000_000_000 };
const SOME = { transactions: 40, nodes: 1 };
const MORE = { transactions: 45, nodes: 1 };
const SECOND = 1_000;
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

// Sends a transaction every second. Returns what ends it.
function use(api: ApiPromise, key: KeyringPair): () => void {
  const timer = setInterval(() => void once().catch((error: Error) => say(`a transaction: ${error.message}`)), SECOND);
  const once = async () => {
    const nonce = await api.rpc.system.accountNextIndex(key.address);
    await api.tx.system!.remark!("0x").signAndSend(key, { nonce });
  };
  return () => clearInterval(timer);
}

await step(async (api) => {
  const thresholds = (double: object, fourfold: object) => parameter(api, "BlockGenerator", "Thresholds", { double, fourfold });
  const found: string[] = [];
  const measured = async (rate: number, when = "") => {
    await reach(api, rate);
    const mean = await timed(api);
    const line = `${mean.toFixed(2)} s${when} at ${rate} per slot`;
    say(line);
    check(mean <= MOST[rate]!, `${line}: at most ${MOST[rate]} s is right`);
    found.push(line);
    return mean;
  };
  same(await rateOf(api), 3, "the rate before anything is done");
  await sudo(api, parameter(api, "BlockGenerator", "PaceWindow", WINDOW), thresholds(SOME, NEVER));
  await measured(3);

  const [agent, user] = [await Operator.join(api, "Pacing"), fresh(api, "User")];
  await sudo(api, api.tx.providers!.certify!(agent.node, GPU.power));
  await Promise.all([agent.goIdle(), fund(api, [user], 100n * AIC)]);
  const rest = use(api, user);
  say(`node ${agent.node} is live, and there is a transaction every second`);
  await measured(6);
  await sudo(api, thresholds(SOME, MORE));
  await measured(12);

  rest();
  say("no more transactions");
  const mean = await measured(3, " again");
  check(mean >= 1.5, `${mean.toFixed(2)} s again: the chain did not become slower`);
  agent.end();
  return found.join(", ");
});

// What the suite's steps share: the address of a node in URL, a result in the last line, 1 and a reason when something is wrong.

import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { AIC, type Call, connect, eventOf, keyring, type Outcome, send, type Until, waitUntil } from "../src/chain.ts";
import { rpc } from "../src/node.ts";

const started = Date.now();

// What the step does, with the second that it does it in.
export const say = (text: string): void => console.log(`${String(Math.round((Date.now() - started) / 1_000)).padStart(4)} s  ${text}`);

// A number of the suite's table.
export const took = (name: string, milliseconds: number): void => console.log(`took ${(milliseconds / 1_000).toFixed(1)} ${name}`);

export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: ./scripts/zombienet.sh runs this`);
  return value;
}

// A number out of what polkadot.js gives.
export const big = (value: { toString(): string }): bigint => BigInt(value.toString().replace(/,/g, ""));

// Runs the step; what it resolves with is its result.
export async function step(run: (api: ApiPromise, url: string) => Promise<string>): Promise<never> {
  try {
    const url = setting("URL");
    // The API would try for ever.
    await waitUntil(`an answer of ${url}`, 60, () => best(httpOf(url)).then(() => true, () => false));
    const result = await run(await connect(url), url);
    console.log(result);
    process.exit(0);
  } catch (error) {
    console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(1);
  }
}

// The node's HTTP address, where requests go that the API doesn't know.
export const httpOf = (url: string): string => url.replace(/^ws/, "http");

export function check(good: boolean, what: string): void {
  if (!good) throw new Error(what);
}

export function same(actual: unknown, expected: unknown, what: string): void {
  const text = (value: unknown) => JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? inner.toString() : inner));
  check(text(actual) === text(expected), `${what}: ${text(actual)} instead of ${text(expected)}`);
}

// The secret URI, and the key, of an account that is this run's alone.
export const freshUri = (name: string): string => `//Zombienet//${name}//${started}`;
export const fresh = (api: ApiPromise, name: string): KeyringPair => keyring(api).addFromUri(freshUri(name));

// The sudo key of the local network's preset.
export const root = (api: ApiPromise): KeyringPair => keyring(api).addFromUri("//Alice");

export const sudo = (api: ApiPromise, ...calls: Call[]): Promise<Outcome> =>
  soon(api, root(api), api.tx.sudo!.sudo!(calls.length === 1 ? calls[0]! : api.tx.utility!.batchAll!(calls)));

let until: Until = "isInBlock";

// For a chain whose branches are left every minute: only what is final is built upon.
export const waitForFinality = (): void => void (until = "isFinalized");

// Signs, sends and waits for a block with it, which need not be final, unless that was asked for: that takes half a minute with a relay chain.
export const soon = (api: ApiPromise, signer: KeyringPair, call: Call): Promise<Outcome> => send(api, signer, call, until);

export const best = async (http: string) => Number((await rpc<{ number: string }>(http, "chain_getHeader")).number);
export const finalised = async (http: string) =>
  Number((await rpc<{ number: string }>(http, "chain_getHeader", await rpc<string>(http, "chain_getFinalizedHead"))).number);

// Waits until everything so far is final.
export async function settled(http: string): Promise<void> {
  const height = await best(http);
  await waitUntil(`block ${height} to be final`, 180, async () => (await finalised(http)) >= height);
}

// A governed parameter's new value.
export const parameter = (api: ApiPromise, pallet: string, name: string, value: unknown): Call =>
  api.tx.parameters!.setParameter!({ [pallet]: { [name]: [null, value] } });

// Alice gives each of them the same.
export const fund = (api: ApiPromise, keys: KeyringPair[], amount: bigint): Promise<Outcome> =>
  soon(api, root(api), api.tx.utility!.batchAll!(keys.map(({ address }) => api.tx.balances!.transferKeepAlive!(address, amount))));

// Device 0 of the genesis table.
export const GPU = { device: 0, class: "Gpu", power: 16, memory: 8_192, region: 0, leastPrice: AIC / 1_000n, bond: 1_000n * AIC };

// An account becomes a provider with one node, whose key is another one.
export async function provide(api: ApiPromise, provider: KeyringPair, operator: KeyringPair): Promise<number> {
  const add = api.tx.providers!.addNode!(GPU.device, operator.address, GPU.region, GPU.leastPrice);
  const added = await soon(api, provider, api.tx.utility!.batchAll!([api.tx.providers!.register!(GPU.bond), add]));
  return Number(big(eventOf(added, "providers", "NodeAdded").node));
}

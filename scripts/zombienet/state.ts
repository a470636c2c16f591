// The whole state of the chain at a block, and what differs between two of them.

import type { ApiPromise } from "@polkadot/api";
import { rpc } from "../src/node.ts";

// Storage keys and values, in hex.
export type State = Map<string, string>;

// Keys that a node gives at once.
const PAGE = 1_000;

export async function stateAt(http: string, block: string): Promise<State> {
  const state: State = new Map();
  for (let last: string | null = null; ; ) {
    const keys: string[] = await rpc<string[]>(http, "state_getKeysPaged", "0x", PAGE, last, block);
    if (keys.length === 0) return state;
    const [{ changes }] = (await rpc<{ changes: [string, string | null][] }[]>(http, "state_queryStorageAt", keys, block)) as [
      { changes: [string, string | null][] },
    ];
    for (const [key, value] of changes) if (value !== null) state.set(key, value);
    last = keys[keys.length - 1]!;
  }
}

// Says which item of which pallet a key belongs to.
export class Names {
  private readonly items = new Map<string, string>();

  constructor(api: ApiPromise) {
    for (const [pallet, items] of Object.entries(api.query)) {
      for (const [item, entry] of Object.entries(items)) this.items.set(entry.keyPrefix(), `${pallet}.${item}`);
    }
  }

  // `pallet.item`; the key itself where the metadata knows none, as `:code` or a pallet's storage version.
  of(key: string): string {
    return this.items.get(key.slice(0, 66)) ?? key;
  }
}

export interface Change {
  item: string;
  key: string;
  before: string | undefined;
  after: string | undefined;
}

export function changes(names: Names, before: State, after: State): Change[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys]
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => ({ item: names.of(key), key, before: before.get(key), after: after.get(key) }));
}

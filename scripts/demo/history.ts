// All that happened on the chain so far, out of the events of its blocks.

import type { ApiPromise } from "@polkadot/api";
import { big } from "./stage.ts";

export interface Happened {
  block: number;
  // Of the block, in ms since the Unix epoch.
  time: bigint;
  section: string;
  method: string;
  data: Record<string, any>;
}

const AT_ONCE = 16;

async function blockEvents(api: ApiPromise, block: number): Promise<Happened[]> {
  const at = await api.at(await api.rpc.chain.getBlockHash(block));
  const [records, now] = (await Promise.all([at.query.system!.events!(), at.query.timestamp!.now!()])) as unknown as [any[], { toString(): string }];
  return records.map(({ event }) => ({
    block,
    time: big(now),
    section: event.section,
    method: event.method,
    data: Object.fromEntries((event.data.names ?? []).map((name: string, i: number) => [name, event.data[i]])),
  }));
}

export async function history(api: ApiPromise): Promise<Happened[]> {
  const last = (await api.rpc.chain.getHeader()).number.toNumber();
  const all: Happened[] = [];
  for (let first = 1; first <= last; first += AT_ONCE) {
    const blocks = Array.from({ length: Math.min(AT_ONCE, last - first + 1) }, (_, i) => blockEvents(api, first + i));
    all.push(...(await Promise.all(blocks)).flat());
  }
  return all;
}

// What each account paid for its transactions, by address.
export function feesOf(all: Happened[]): Map<string, bigint> {
  const fees = new Map<string, bigint>();
  for (const { section, method, data } of all) {
    if (section !== "transactionPayment" || method !== "TransactionFeePaid") continue;
    const who = data.who.toString();
    fees.set(who, (fees.get(who) ?? 0n) + big(data.actualFee));
  }
  return fees;
}

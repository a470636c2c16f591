// Storage providers, each with a server and a program of his own, and what they must be paid.

import { mkdirSync } from "node:fs";
import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { send } from "../src/chain.ts";
import { type Log, ProviderAgent, watch } from "../src/vault/agent.ts";
import { hex } from "../src/vault/bytes.ts";
import { NodeChain, type Replica } from "../src/vault/calls.ts";
import { type Serving, serve, Shelf } from "../src/vault/server.ts";
import type { Happened } from "./history.ts";
import { big } from "./stage.ts";

const GIB_HOUR = 3_600_000n << 30n;

export class Provider {
  space = -1;
  private readonly stopped = new AbortController();
  private running: Promise<void> | undefined;
  private served = true;

  private constructor(
    readonly name: string,
    readonly serving: Serving,
    private readonly agent: ProviderAgent,
    private readonly chain: NodeChain,
    private readonly machine: KeyringPair,
  ) {}

  // `sources` are asked for content that no other provider keeps yet.
  static async start(name: string, api: ApiPromise, machine: KeyringPair, dir: string, sources: string[], log: Log): Promise<Provider> {
    mkdirSync(dir, { recursive: true });
    const shelf = new Shelf(dir);
    await shelf.scan();
    const serving = await serve(shelf, 0);
    const chain = new NodeChain(api, machine);
    return new Provider(name, serving, new ProviderAgent(chain, shelf, sources, (text) => log(`${name}: ${text}`)), chain, machine);
  }

  get endpoint(): string {
    return `127.0.0.1:${this.serving.port}`;
  }

  run(): void {
    this.running = watch(this.chain, this.agent, this.stopped.signal);
  }

  get lost(): boolean {
    return this.stopped.signal.aborted;
  }

  // Its program stops, its server goes on.
  async halt(): Promise<void> {
    this.stopped.abort();
    await this.running;
    await this.agent.idle();
  }

  // The machine is gone.
  async stop(): Promise<void> {
    await this.halt();
    if (this.served) await this.serving.stop();
    this.served = false;
  }

  // Proves a replica whose order is over, and has it end in the same block: in the next one it may be challenged again.
  async end({ id, cipherRoot, question }: Replica): Promise<void> {
    const { api } = this.chain;
    const calls = [api.tx.storageGrid!.endReplica!(id)];
    if (question) {
      const vault = this.serving.shelf.find(hex(cipherRoot))!;
      const proof = vault.tree.proof(question.leaf).map(hex);
      calls.unshift(api.tx.storageGrid!.answer!(id, hex(await vault.item(question.leaf)), proof));
    }
    await send(api, this.machine, api.tx.utility!.forceBatch!(calls));
  }
}

export interface Terms {
  // For a GiB and an hour.
  price: bigint;
  bytes: bigint;
  misses: number;
}

interface Kept {
  space: number;
  active: boolean;
  paid: bigint;
  proven: bigint;
}

export interface Storage {
  // By space.
  payments: { space: number; amount: bigint }[];
  missed: Map<number, number>;
  ended: Map<number, number>;
}

// What an order's replicas must have brought: time from the first proof to the last one, but not that before a miss. Of what happened it takes
// when something was proven or missed; amounts it computes itself.
export function storageBooks(all: Happened[], order: bigint, { price, bytes, misses }: Terms): Storage {
  const replicas = new Map<string, Kept>();
  const books: Storage = { payments: [], missed: new Map(), ended: new Map() };
  let ends = 2n ** 63n;
  for (const { section, method, data, time } of all) {
    if (section !== "storageGrid") continue;
    if (method === "Cancelled" && big(data.order) === order) ends = time;
    if (method === "ReplicaPlaced" && big(data.order) === order) {
      replicas.set(data.replica.toString(), { space: Number(data.space), active: false, paid: 0n, proven: 0n });
    }
    const kept = "replica" in data ? replicas.get(data.replica.toString()) : [...replicas.values()].find(({ space, active }) => active && "space" in data && space === Number(data.space));
    if (!kept) continue;
    if (method === "Proven") {
      if (!kept.active) kept.paid = time;
      kept.active = true;
      kept.proven = time;
    } else if (method === "Paid" && big(data.order) === order) {
      const until = kept.proven < ends ? kept.proven : ends;
      books.payments.push({ space: kept.space, amount: (price * bytes * (until - kept.paid)) / GIB_HOUR });
      kept.paid = until;
    } else if (method === "Missed") {
      kept.paid = kept.proven = time;
      books.missed.set(kept.space, (books.missed.get(kept.space) ?? 0) + 1);
      if (Number(data.misses) >= misses) {
        kept.active = false;
        books.ended.set(kept.space, (books.ended.get(kept.space) ?? 0) + 1);
      }
    } else if (method === "NotBegun") {
      throw new Error(`the space ${kept.space} did not begin to keep its replica in time`);
    }
  }
  return books;
}

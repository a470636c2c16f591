// Talking to the chain through polkadot.js.

import { setTimeout as sleep } from "node:timers/promises";
import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
import type { SubmittableExtrinsic } from "@polkadot/api/types";
import type { KeyringPair } from "@polkadot/keyring/types";
import type { DispatchError, EventRecord, Hash } from "@polkadot/types/interfaces";
import type { ISubmittableResult } from "@polkadot/types/types";
import { cryptoWaitReady } from "@polkadot/util-crypto";

export const AIC = 10n ** 18n;

export type Call = SubmittableExtrinsic<"promise", ISubmittableResult>;

// What a call did: its events, and the transaction fee its signer paid.
export interface Outcome {
  events: EventRecord[];
  fee: bigint;
  block: string;
}

export class DispatchFailed extends Error {
  constructor(
    readonly pallet: string,
    readonly reason: string,
    docs: string,
    readonly outcome: Outcome,
  ) {
    super(`${pallet}.${reason}: ${docs}`);
  }
}

export async function connect(url: string): Promise<ApiPromise> {
  await cryptoWaitReady();
  return ApiPromise.create({ provider: new WsProvider(url, 1_000), noInitWarn: true, throwOnConnect: false });
}

export function keyring(api: ApiPromise): Keyring {
  return new Keyring({ type: "sr25519", ss58Format: api.registry.chainSS58 ?? 42 });
}

export function feeOf(events: EventRecord[]): bigint {
  const paid = events.find(({ event }) => event.section === "transactionPayment" && event.method === "TransactionFeePaid");
  return paid ? BigInt((paid.event.data as unknown as { actualFee: { toString(): string } }).actualFee.toString()) : 0n;
}

// Blocks that a transaction is good for: an hour at the base rate, a quarter of one at the highest.
const MORTAL = 2_048;
const TRIES = 5;
// Milliseconds after which the final blocks are searched for a transaction of which the node says nothing.
const SEARCH = 20_000;
// The pool's answers to a number that another transaction of the account has: 1014 when that one waits, 1010 when it is in a block.
const TAKEN = /\b1014\b|\b1010\b.*outdated/;

export type Until = "isFinalized" | "isInBlock";

// Signs, sends and waits for the block with it: the finalised one, or the first. Rejects with the chain's own error and its documentation.
// A transaction that the pool refuses since another one of the account was quicker is sent again after that one.
export async function send(api: ApiPromise, signer: KeyringPair, call: Call, until: Until = "isFinalized"): Promise<Outcome> {
  for (let tries = TRIES; ; tries--) {
    try {
      const sent = await inTurn(signer.address, () => submit(api, signer, call, until));
      return await sent.outcome;
    } catch (error) {
      if (tries === 0 || !TAKEN.test(String(error))) throw error;
      await sleep(1_000);
    }
  }
}

// Transactions of an account that this program sends get their numbers one after the other.
const turns = new Map<string, Promise<unknown>>();

function inTurn<T>(address: string, what: () => Promise<T>): Promise<T> {
  const done = (turns.get(address) ?? Promise.resolve()).then(what);
  turns.set(
    address,
    done.catch(() => undefined),
  );
  return done;
}

// The number after all of the account's transactions that the node knows, where `nonce: -1` leaves out those that wait; and a time to live that
// begins at a finalised block, so that no transaction is lost with a branch that is left.
async function signing(api: ApiPromise, address: string) {
  const [nonce, blockHash] = await Promise.all([api.rpc.system.accountNextIndex(address), api.rpc.chain.getFinalizedHead()]);
  const current = (await api.rpc.chain.getHeader(blockHash)).number.toNumber();
  return { nonce, blockHash, current, era: api.registry.createType("ExtrinsicEra", { current, period: MORTAL }) };
}

// Resolves when the pool has it; what it resolves with has a promise of what becomes of it.
async function submit(api: ApiPromise, signer: KeyringPair, call: Call, until: Until): Promise<{ outcome: Promise<Outcome> }> {
  const { current, ...options } = await signing(api, signer.address);
  let settled = false;
  let unsubscribe: (() => void) | undefined;
  const [outcome, resolve, reject] = deferred<Outcome>();
  // Nobody may be waiting yet.
  outcome.catch(() => undefined);
  const settle = (then: () => void) => {
    settled = true;
    unsubscribe?.();
    then();
  };
  const conclude = (events: EventRecord[], block: Hash) => {
    try {
      const done = concluded(api, events, block.toHex());
      settle(() => resolve(done));
    } catch (error) {
      settle(() => reject(error));
    }
  };
  unsubscribe = await call.signAndSend(signer, options, ({ status, events, isError }) => {
    if (settled) return;
    if (isError && !status.isFinalized) {
      return settle(() => reject(new Error(`the node dropped ${call.method.section}.${call.method.method}: ${status.type}`)));
    }
    // A node that finalises at once may say nothing of the block before.
    const block = status.isFinalized ? status.asFinalized : status.isInBlock && until === "isInBlock" ? status.asInBlock : undefined;
    if (block) conclude(events, block);
  });
  if (settled) unsubscribe();
  // After branches were left, the node may say no more of a transaction that is final.
  const search = async () => {
    for (let next = current + 1; !settled; await sleep(SEARCH, undefined, { ref: false })) {
      const found = await finalAfter(api, next, call.hash.toHex()).catch(() => next);
      if (typeof found === "number") next = found;
      else if (!settled) conclude(found.events, found.block);
    }
  };
  void sleep(SEARCH, undefined, { ref: false }).then(search);
  return { outcome };
}

// The final block from this number on that has the transaction, and its events; or the number of the next block to look at.
async function finalAfter(api: ApiPromise, from: number, transaction: string): Promise<number | { events: EventRecord[]; block: Hash }> {
  const last = (await api.rpc.chain.getHeader(await api.rpc.chain.getFinalizedHead())).number.toNumber();
  for (let number = from; number <= last; number++) {
    const block = await api.rpc.chain.getBlockHash(number);
    const { extrinsics } = (await api.rpc.chain.getBlock(block)).block;
    const index = extrinsics.findIndex(({ hash }) => hash.toHex() === transaction);
    if (index < 0) continue;
    const events = (await (await api.at(block)).query.system!.events!()) as unknown as EventRecord[];
    return { events: events.filter(({ phase }) => phase.isApplyExtrinsic && phase.asApplyExtrinsic.eqn(index)), block };
  }
  return Math.max(from, last + 1);
}

// What the transaction with these events did; throws when it failed.
function concluded(api: ApiPromise, events: EventRecord[], block: string): Outcome {
  const outcome = { events, fee: feeOf(events), block };
  const failed = events.find(({ event }) => event.section === "system" && event.method === "ExtrinsicFailed");
  if (!failed) return outcome;
  const error = failed.event.data[0] as unknown as DispatchError;
  if (!error.isModule) throw new DispatchFailed(error.type, error.isToken ? error.asToken.type : "", "", outcome);
  const { section, name, docs } = api.registry.findMetaError(error.asModule);
  throw new DispatchFailed(section, name, docs.join(" "), outcome);
}

function deferred<T>(): [Promise<T>, (value: T) => void, (error: unknown) => void] {
  let [resolve, reject]: [(value: T) => void, (error: unknown) => void] = [() => {}, () => {}];
  const promise = new Promise<T>((...both) => ([resolve, reject] = both));
  return [promise, resolve, reject];
}

// The fields of the first such event; fails when there is none.
export function eventOf(outcome: { events: EventRecord[] }, section: string, method: string): Record<string, any> {
  const found = eventsOf(outcome, section, method)[0];
  if (!found) {
    const seen = outcome.events.map(({ event }) => `${event.section}.${event.method}`).join(", ");
    throw new Error(`no event ${section}.${method}; there were: ${seen}`);
  }
  return found;
}

function eventsOf(outcome: { events: EventRecord[] }, section: string, method: string): Record<string, any>[] {
  return outcome.events
    .filter(({ event }) => event.section === section && event.method === method)
    .map(({ event }) => Object.fromEntries(event.data.names!.map((name, i) => [name, event.data[i]])));
}

// The account that a pallet keeps coins in: "modl" and the pallet's id.
export function potOf(api: ApiPromise, pallet: string): string {
  const account = new Uint8Array(32);
  account.set(Buffer.from("modl"));
  account.set((api.consts[pallet]!.palletId as unknown as { toU8a(): Uint8Array }).toU8a(), 4);
  return keyring(api).encodeAddress(account);
}

// Everything the account has: free and on hold.
export async function balanceOf(api: ApiPromise, address: string): Promise<bigint> {
  const { data } = (await api.query.system!.account!(address)) as unknown as {
    data: { free: { toBigInt(): bigint }; reserved: { toBigInt(): bigint } };
  };
  return data.free.toBigInt() + data.reserved.toBigInt();
}

export async function supply(api: ApiPromise): Promise<bigint> {
  return ((await api.query.balances!.totalIssuance!()) as unknown as { toBigInt(): bigint }).toBigInt();
}

export async function waitUntil(what: string, seconds: number, check: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what} in vain`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

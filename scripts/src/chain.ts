// Talking to the chain through polkadot.js.

import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
import type { SubmittableExtrinsic } from "@polkadot/api/types";
import type { KeyringPair } from "@polkadot/keyring/types";
import type { EventRecord } from "@polkadot/types/interfaces";
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

// Blocks that a transaction is good for.
const MORTAL = 256;
const TRIES = 5;
// The pool's answers to a number that another transaction of the account has: 1014 when that one waits, 1010 when it is in a block.
const TAKEN = /\b1014\b|\b1010\b.*outdated/;

// Signs, sends and waits for the block with it: the finalised one, or the first. Rejects with the chain's own error and its documentation.
// A transaction that the pool refuses since another one of the account was quicker is sent again after that one.
export async function send(api: ApiPromise, signer: KeyringPair, call: Call, until: "isFinalized" | "isInBlock" = "isFinalized"): Promise<Outcome> {
  for (let tries = TRIES; ; tries--) {
    try {
      return await sendOnce(api, signer, call, until);
    } catch (error) {
      if (tries === 0 || !TAKEN.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

// The number after all of the account's transactions that the node knows, where `nonce: -1` leaves out those that wait; and a time to live that
// begins at a finalised block, so that no transaction is lost with a branch that is left.
async function signing(api: ApiPromise, address: string) {
  const [nonce, blockHash] = await Promise.all([api.rpc.system.accountNextIndex(address), api.rpc.chain.getFinalizedHead()]);
  const current = (await api.rpc.chain.getHeader(blockHash)).number.toNumber();
  return { nonce, blockHash, era: api.registry.createType("ExtrinsicEra", { current, period: MORTAL }) };
}

async function sendOnce(api: ApiPromise, signer: KeyringPair, call: Call, until: "isFinalized" | "isInBlock"): Promise<Outcome> {
  const options = await signing(api, signer.address);
  return new Promise((resolve, reject) => {
    let unsubscribe: (() => void) | undefined;
    const settle = (then: () => void) => {
      unsubscribe?.();
      then();
    };
    call
      .signAndSend(signer, options, ({ status, events, dispatchError, isError }) => {
        if (isError && !status.isFinalized) {
          settle(() => reject(new Error(`the node dropped ${call.method.section}.${call.method.method}: ${status.type}`)));
        }
        // A node that finalises at once may say nothing of the block before.
        const block = status.isFinalized ? status.asFinalized : status.isInBlock && until === "isInBlock" ? status.asInBlock : undefined;
        if (!block) return;
        const outcome = { events, fee: feeOf(events), block: block.toHex() };
        if (!dispatchError) return settle(() => resolve(outcome));
        if (!dispatchError.isModule) {
          const [reason, detail] = [dispatchError.type, dispatchError.isToken ? dispatchError.asToken.type : ""];
          return settle(() => reject(new DispatchFailed(reason, detail, "", outcome)));
        }
        const { section, name, docs } = api.registry.findMetaError(dispatchError.asModule);
        settle(() => reject(new DispatchFailed(section, name, docs.join(" "), outcome)));
      })
      .then((stop) => (unsubscribe = stop), reject);
  });
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

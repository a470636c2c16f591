// Everything of the chain that a collator's commands use: calls, storage, errors, and the connection.

import { createConnection } from "node:net";
import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { decodeAddress } from "@polkadot/util-crypto";
import { type Call, connect, DispatchFailed, type Outcome, send } from "../chain.ts";
import { hex, Problem, reasonOf, unhex } from "../vault/bytes.ts";
import { Usage } from "./args.ts";
import { recordIn, type WorkRecord } from "./record.ts";
import type { Seat } from "./draw.ts";

// How long a transaction may take until it is final.
const FINAL = 600_000;

// What the chain's errors mean for a collator, and what to do.
const WORDS: Record<string, string> = {
  "session.InvalidProof": "the proof is not for these keys and this account: make both by `keys --owner` with the address of the account that signs",
  "session.DuplicatedKey": "another account has set these keys: make new ones by `keys`",
  "session.NoAccount": "the account does not exist yet: send it some AIC",
  "session.NoAssociatedValidatorId": "the account can't be a collator",
  "blockGenerator.NotOwner": "the node is not the account's: sign as its provider or as its operator",
  "blockGenerator.NotGpu": "the node is of another class of devices: only GPUs make blocks",
  "blockGenerator.NotLive": "the node is not online: set it idle by providers.goIdle",
  "blockGenerator.NoSessionKeys": "the account has no session keys: run `keys` and `set-keys` first",
  "blockGenerator.NotRated": "the node has too few points: it must have done work that others paid for",
  "blockGenerator.AlreadyInvulnerable": "the account is a collator in every session and need not enrol",
  "blockGenerator.AlreadyEnrolled": "its provider is enrolled in this session's list already",
  "blockGenerator.NotOpen": "this session has no list yet: enrol in the next",
  "blockGenerator.ListFull": "this session's list is full: enrol in the next session",
  "blockGenerator.NoSeat": "the account is drawn neither for this session nor for the next",
  "blockGenerator.NotYourWork": "the account's node does not work on this slot",
};

// Why the chain refuses a call.
export class Refused extends Problem {
  constructor(
    readonly reason: string,
    docs = "",
  ) {
    super(`${reason}: ${WORDS[reason] ?? (docs.trim() || "the chain refuses it")}`);
  }
}

export function accountOf(text: string, what: string): Uint8Array {
  try {
    const bytes = text.startsWith("0x") ? unhex(text, 32) : decodeAddress(text);
    if (bytes.length === 32) return bytes;
  } catch {
    // Said below.
  }
  throw new Usage(`${what} is an address, or a public key of 0x and 64 digits, not "${text}"`);
}

export async function within<T>(milliseconds: number, otherwise: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Problem(otherwise)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

// polkadot.js tries for ever, and says so each time: a node that is not there is found before.
async function answers(url: string): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  return new Promise((resolve) => {
    const socket = createConnection({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) || (protocol === "wss:" ? 443 : 80) });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(10_000, () => end(false)).once("error", () => end(false)).once("connect", () => end(true));
  });
}

export async function open(url: string): Promise<ApiPromise> {
  if (!(await answers(url))) throw new Problem(`no node answers at ${url}`);
  return within(60_000, `what answers at ${url} is no node`, connect(url));
}

// One method of the node that polkadot.js has no name for.
export async function request<T>(api: ApiPromise, method: string, params: unknown[]): Promise<T> {
  try {
    return (await (api as any)._rpcCore.provider.send(method, params)) as T;
  } catch (error) {
    const reason = reasonOf(error);
    if (/unsafe/i.test(reason)) throw new Problem(`the node refuses ${method}: ask it on its own machine, at 127.0.0.1, where it is not started with --rpc-methods safe`);
    if (/method not found/i.test(reason)) throw new Problem(`the node does not know ${method}`);
    throw new Problem(`${method}: ${reason}`);
  }
}

export type State = ApiPromise["query"];
// polkadot.js writes numbers that are too large for JSON as hex.
export const big = (value: unknown): bigint => BigInt(String(value));
export const read = async (state: State, section: string, item: string, ...keys: unknown[]): Promise<any> => {
  const found = state[section]?.[item];
  if (!found) throw new Problem(`the chain has no storage ${section}.${item}`);
  return (await found(...keys)).toJSON();
};

export const seatFrom = (json: any): Seat => ({ collator: hex(accountOf(json.collator, "a collator")), node: big(json.node) });

export interface Duty {
  session: number;
  blocks: number;
  missed: number;
}

export class CollatorChain {
  constructor(readonly api: ApiPromise) {}

  private storage(item: string, ...keys: unknown[]): Promise<any> {
    return read(this.api.query, "blockGenerator", item, ...keys);
  }

  address(account: Uint8Array): string {
    return this.api.registry.createType("AccountId", account).toString();
  }

  call(section: string, method: string, ...args: unknown[]): Call {
    const found = this.api.tx[section]?.[method];
    if (!found) throw new Problem(`the chain has no call ${section}.${method}`);
    return found(...args) as Call;
  }

  // Signs, sends and waits until it is final. What would be refused is not sent, as it would cost a fee.
  async perform(pair: KeyringPair, call: Call): Promise<Outcome> {
    await this.rehearse(pair, call);
    try {
      return await within(FINAL, "the transaction is not final after ten minutes: look whether the node and the relay chain are in step", send(this.api, pair, call));
    } catch (error) {
      if (error instanceof DispatchFailed) throw new Refused(`${error.pallet}.${error.reason}`, error.message.replace(/^\S+ /, ""));
      throw error instanceof Problem ? error : new Problem(reasonOf(error));
    }
  }

  // Throws what the chain would answer to the call. Without this runtime API, says nothing.
  private async rehearse(pair: KeyringPair, call: Call): Promise<void> {
    const dry = (this.api.call as any).dryRunApi?.dryRunCall;
    if (!dry) return;
    const result = await dry({ system: { Signed: pair.address } }, call.method.toHex(), 5);
    if (!result.isOk) return;
    const execution = result.asOk.executionResult;
    if (!execution.isErr) return;
    const { error } = execution.asErr;
    if (!error.isModule) throw new Refused(error.type, error.toString());
    const { section, name, docs } = this.api.registry.findMetaError(error.asModule);
    throw new Refused(`${section}.${name}`, docs.join(" "));
  }

  async nextKeys(account: Uint8Array): Promise<string | undefined> {
    const found = this.api.query.session?.nextKeys;
    if (!found) throw new Problem("the chain has no storage session.nextKeys");
    const keys = (await found(account)) as any;
    return keys.isNone ? undefined : keys.unwrap().toHex();
  }

  // The session that runs.
  async session(): Promise<number> {
    return Number(big(await read(this.api.query, "session", "currentIndex")));
  }

  async collators(): Promise<string[]> {
    return read(this.api.query, "session", "validators");
  }

  // Number of the node's provider.
  async providerOf(node: bigint): Promise<number> {
    const found = await read(this.api.query, "providers", "nodes", node);
    if (!found) throw new Problem(`there is no node ${node}`);
    return Number(big(found.owner));
  }

  async nodeOnline(node: bigint): Promise<boolean | undefined> {
    return (await read(this.api.query, "providers", "nodes", node))?.online;
  }

  // Session in whose list the provider of the node enrolled last.
  async enrolled(node: bigint): Promise<number | undefined> {
    const session = await this.storage("enrolled", await this.providerOf(node));
    return session === null ? undefined : Number(big(session));
  }

  // Points of the node, in 10⁻¹⁸ AIC.
  async points(node: bigint): Promise<bigint> {
    const rating = await request<{ points: string } | null>(this.api, "aic_rating", [{ Node: Number(node) }]);
    return rating === null ? 0n : big(rating.points);
  }

  async duty(account: Uint8Array): Promise<Duty | undefined> {
    const json = await this.storage("duties", account);
    return json ? { session: Number(json.session), blocks: Number(json.blocks), missed: Number(json.missed) } : undefined;
  }

  // Numbers of the sessions for which there are draws, with their seats.
  async draws(): Promise<{ session: number; drawn: Seat[] }[]> {
    const session = await this.session();
    const all = await Promise.all([session, session + 1].map(async (number) => ({ number, json: await this.storage("draws", number) })));
    return all.flatMap(({ number, json }) => (json ? [{ session: number, drawn: json.drawn.map(seatFrom) }] : []));
  }

  async record(hash?: string): Promise<{ number: number; record: WorkRecord | undefined }> {
    const header = await request<{ number: string; digest: { logs: string[] } } | null>(this.api, "chain_getHeader", hash === undefined ? [] : [hash]);
    if (!header) throw new Problem(`the node has no block ${hash ?? ""}`);
    return { number: Number(header.number), record: recordIn(header.digest.logs) };
  }
}

// What a node's program does for work: it commits to what it computed before it reveals it.

import type { ApiPromise } from "@polkadot/api";
import { hexToU8a, stringToU8a, u8aConcat } from "@polkadot/util";
import { blake2AsHex } from "@polkadot/util-crypto";
import type { Call } from "./chain.ts";

export interface Slot {
  job: number;
  index: number;
}

// `TaskId` of aic-primitives, as polkadot.js takes it.
export type Task = { Slot: Slot } | { Measurement: number };

export const taskOf = (slot: Slot): Task => ({ Slot: slot });

// The SCALE encoding of a task: the variant's index, then its numbers, least byte first.
function encoded(task: Task): Uint8Array {
  const bytes = "Slot" in task ? new DataView(new ArrayBuffer(11)) : new DataView(new ArrayBuffer(9));
  if ("Slot" in task) {
    bytes.setBigUint64(1, BigInt(task.Slot.job), true);
    bytes.setUint16(9, task.Slot.index, true);
  } else {
    bytes.setUint8(0, 1);
    bytes.setBigUint64(1, BigInt(task.Measurement), true);
  }
  return new Uint8Array(bytes.buffer);
}

function number(node: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setBigUint64(0, BigInt(node), true);
  return new Uint8Array(bytes.buffer);
}

// `Commitment` of aic-primitives: what all who came to `digest` have in common, and what only `node` can use.
export function commitment(task: Task, node: number, digest: string): { group: string; seal: string } {
  const hash = (...parts: Uint8Array[]) => blake2AsHex(u8aConcat(...parts), 256);
  return {
    group: hash(stringToU8a("aic/group"), encoded(task), hexToU8a(digest)),
    seal: hash(stringToU8a("aic/seal"), encoded(task), number(node), hexToU8a(digest)),
  };
}

// Root's call that gives a node the points which work would have earned in an era.
export function givingPoints(api: ApiPromise, node: number, points: bigint): Call {
  const scores = api.query.contributionRating!.scores! as any;
  const type = api.registry.createLookupType(scores.creator.meta.type.asMap.value);
  const score = api.registry.createType<any>(type, { points, era: 0, marked: 0, weight: 0 });
  return api.tx.system!.setStorage!([[scores.key({ Node: node }), score.toHex()]]);
}

// The work record in a block's header.

import { type AssetId, nameOf } from "../vault/calls.ts";
import { Problem, unhex } from "../vault/bytes.ts";
import { Reader } from "./bytes.ts";

export interface WorkRecord {
  node: bigint | null;
  work: { slot: { job: bigint; index: number }; model: AssetId } | null;
}

// A digest item of the kind that consensus engines write.
const CONSENSUS = 4n;
const ENGINE = "aicw";
// `AssetKind` of aic-primitives by its index.
const KIND = ["Dataset", "Model", "TrainedAi", "Data"] as const;

function decode(data: Uint8Array): WorkRecord {
  const reader = new Reader(data);
  const node = reader.option(() => reader.number(8));
  const work = reader.option(() => {
    const slot = { job: reader.number(8), index: Number(reader.number(2)) };
    const kind = KIND[Number(reader.number(1))];
    if (kind === undefined) throw new Problem("the record names an asset of a kind that this program does not know");
    return { slot, model: { kind, item: Number(reader.number(4)) } };
  });
  reader.end();
  return { node, work };
}

// The record among the items of a header's digest, as `chain_getHeader` gives them; none in blocks that have none.
export function recordIn(logs: string[]): WorkRecord | undefined {
  let found: WorkRecord | undefined;
  for (const log of logs) {
    const reader = new Reader(unhex(log));
    if (reader.number(1) !== CONSENSUS) continue;
    if (Buffer.from(reader.take(4)).toString("latin1") !== ENGINE) continue;
    const data = reader.take(reader.compact());
    reader.end();
    if (found) throw new Problem("the header has two work records");
    found = decode(data);
  }
  return found;
}

export function describe(record: WorkRecord | undefined): string {
  if (!record) return "no work record";
  if (record.node === null) return "no node: its maker is no provider";
  if (record.work === null) return `node ${record.node}, no work shown`;
  const { slot, model } = record.work;
  return `node ${record.node}, works on slot ${slot.job}:${slot.index}, model ${nameOf(model)}`;
}

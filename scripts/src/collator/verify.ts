// Whether a draw in the chain's state is the one that its list and its seed give.

import type { ApiPromise } from "@polkadot/api";
import { concat, hash, hex, Problem, reasonOf, unhex } from "../vault/bytes.ts";
import { accountOf, big, read, seatFrom, type State } from "./chain.ts";
import { type Draw, drawLots, type Entry, LEAD, type List, type Seat, type Step } from "./draw.ts";

const PLACES = 3;
const PALLET = "blockGenerator";

export function drawFrom(json: any): Draw {
  const { list, knownSince, block, seats, tries, skipped, drawn } = json;
  return {
    list: Number(list),
    seed: unhex(json.seed, 32),
    knownSince: Number(knownSince),
    block: Number(block),
    seats: Number(seats),
    tries: Number(tries),
    skipped: skipped.map(Number),
    drawn: drawn.map(seatFrom),
  };
}

function entryFrom(json: any): Entry {
  const { session, collator, node, provider, weight } = json;
  return { session: Number(session), collator: hex(accountOf(collator, "a collator")), node: big(node), provider: big(provider), weight: big(weight) };
}

async function listIn(state: State, session: number): Promise<List> {
  const json = await read(state, PALLET, "lists", session % PLACES);
  if (!json || Number(json.session) !== session) throw new Problem(`the list of session ${session} is no longer in this state`);
  return { session, closed: json.closed === null ? null : Number(json.closed), shelves: json.shelves.map(Number) };
}

// The seed of a session's draw, by the relay chain's randomness of an epoch: BLAKE2b-256 over the SCALE encoding of subject, value and domain.
export function seedOf(session: number, value: Uint8Array): Uint8Array {
  const number = new DataView(new ArrayBuffer(4));
  number.setUint32(0, session, true);
  const subject = concat(Buffer.from("collators"), new Uint8Array(number.buffer));
  return hash(concat(Uint8Array.of(subject.length << 2), subject, value, Buffer.from("epoch")));
}

export interface Checked {
  lines: string[];
  // What does not agree.
  wrong: string[];
}

export const sameSeats = (a: Seat[], b: Seat[]): boolean => a.length === b.length && a.every(({ collator, node }, i) => collator === b[i]!.collator && node === b[i]!.node);

// Whether the seats are some of the others, in the same order.
export function areSome(seats: Seat[], of: Seat[]): boolean {
  let at = 0;
  for (const seat of of) if (at < seats.length && sameSeats([seat], [seats[at]!])) at++;
  return at === seats.length;
}

// What does not agree between a draw's record and what comes out of its list.
export function disagreements(draw: Draw, list: List, again: { drawn: Seat[]; tries: number; steps: Step[] }): string[] {
  const wrong: string[] = [];
  if (list.closed === null) wrong.push("the list was open when it was drawn from");
  else if (draw.knownSince <= list.closed) wrong.push(`the seed was known since block ${draw.knownSince}, while the list was open until block ${list.closed}`);
  if (!sameSeats(again.drawn, draw.drawn)) wrong.push("others come out than were drawn");
  if (again.tries !== draw.tries) wrong.push(`${again.tries} tries are needed, and ${draw.tries} are recorded`);
  const skipped = again.steps.filter(({ outcome }) => outcome === "skipped").map((step) => step.try);
  if (skipped.length !== draw.skipped.length) wrong.push("tries are recorded as skipped that had no seat to give");
  return wrong;
}

const describe = ({ try: t, class: ofClass, position, outcome, node }: Step): string => `  try ${t}: class ${ofClass}, position ${position}${node === undefined ? "" : `, node ${node}`}: ${outcome}`;

export async function verify(api: ApiPromise, session: number, at?: string): Promise<Checked> {
  const stateAt = async (hash: string): Promise<State> => (await api.at(hash)).query as State;
  const state = at === undefined ? api.query : await stateAt(at);
  const json = await read(state, PALLET, "draws", session);
  if (!json) throw new Problem(`there is no draw for session ${session} in the state: there can be one for the running session and one for the next; name a block of an earlier one by --at`);
  const draw = drawFrom(json);
  const original = draw.list + LEAD;
  // The list lies in the state of the draw's block, and for a session after it.
  const hashOf = async (number: number) => (await api.rpc.chain.getBlockHash(number)).toHex();
  let [then, before]: (State | undefined)[] = [];
  try {
    [then, before] = [await stateAt(await hashOf(draw.block)), await stateAt(await hashOf(draw.block - 1))];
  } catch (error) {
    if (original !== session) throw new Problem(`the state of block ${draw.block} is gone: ask a node that keeps old states (--state-pruning archive). ${reasonOf(error)}`);
  }
  const list = await listIn(then ?? state, draw.list);
  const first = original === session ? draw : drawFrom(await read(then!, PALLET, "draws", original));
  const entry = async (ofClass: number, position: number): Promise<Entry | undefined> => {
    const found = await read(then ?? state, PALLET, "entries", [draw.list % PLACES, ofClass, position]);
    return found ? entryFrom(found) : undefined;
  };
  const again = await drawLots(list, first.seed, first.seats, entry, first.skipped);
  const wrong = disagreements(first, list, again);

  const entries = list.shelves.reduce((sum, count) => sum + count, 0);
  const lines = [
    `list      session ${list.session}: ${entries} entries, closed in block ${list.closed ?? "-"}`,
    ...list.shelves.flatMap((count, k) => (count > 0 ? [`  class ${k}: ${count}`] : [])),
    `seed      ${hex(first.seed)}, known since block ${first.knownSince}`,
    `draw      in block ${first.block}: ${first.drawn.length} of ${first.seats} seats, ${first.tries} tries`,
    ...again.steps.map(describe),
  ];
  // The first value that came after the list was closed was kept for the draw. A later one may have come before the draw.
  const kept = before && (await read(before, PALLET, "session"))?.seed;
  if (kept && (kept.value !== hex(first.seed) || Number(kept.knownSince) !== first.knownSince)) wrong.push(`the seed that was kept for it is ${kept.value}`);
  const epoch = before && (await read(before, "relayRandomness", "epoch"))?.seed;
  if (epoch && Number(epoch.knownSince) === first.knownSince) {
    const seed = seedOf(original, unhex(epoch.value, 32));
    if (hex(seed) !== hex(first.seed)) wrong.push(`the relay chain's randomness gives the seed ${hex(seed)}`);
  } else {
    lines.push("the seed was not checked against the relay chain's randomness: that has moved on, or its state is gone");
  }
  if (original !== session) {
    lines.push(`carried over to session ${session}: ${draw.drawn.length} of those who were drawn for session ${original}`);
    if (!areSome(draw.drawn, first.drawn) || hex(draw.seed) !== hex(first.seed)) wrong.push("others were carried over than were drawn");
  }
  for (const { collator, node } of draw.drawn) lines.push(`seat      ${api.registry.createType("AccountId", collator).toString()}, node ${node}`);
  return { lines, wrong };
}

export function agreement({ wrong }: Checked): void {
  if (wrong.length > 0) throw new Problem(`the draw is wrong: ${wrong.join("; ")}`);
}

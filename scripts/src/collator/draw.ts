// The draw of a session's collators, done again by the algorithm in the README of pallet-block-generator.

import { concat, hash } from "../vault/bytes.ts";
import { Reader } from "./bytes.ts";

export const CLASSES = 64;
// Sessions from the one in which a list is open to the one whose collators are drawn from it.
export const LEAD = 3;
const TRIES_PER_SEAT = 8;

// Those who enrolled in a session, by class: the logarithm of the weight to the base 2, rounded down.
export interface List {
  session: number;
  // Block in which it was closed; none while it is open.
  closed: number | null;
  // Entries in each class.
  shelves: number[];
}

export interface Entry {
  session: number;
  collator: string;
  node: bigint;
  provider: bigint;
  weight: bigint;
}

export interface Seat {
  collator: string;
  node: bigint;
}

// `Draw` of the pallet.
export interface Draw {
  list: number;
  seed: Uint8Array;
  knownSince: number;
  block: number;
  seats: number;
  tries: number;
  skipped: number[];
  drawn: Seat[];
}

export interface Pick {
  class: number;
  position: number;
  // The try counts if this is below the entry's weight.
  height: bigint;
}

// What a try did.
export type Outcome = "drawn" | "too light" | "no entry" | "has a seat" | "skipped";
export type Step = Pick & { try: number; outcome: Outcome; node?: bigint };

// 32 bits, least byte first.
function u32(value: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setUint32(0, value, true);
  return new Uint8Array(bytes.buffer);
}

// A list of which entries are taken out one by one.
class Hat {
  private readonly taken: number[][] = Array.from({ length: CLASSES }, () => []);
  constructor(private readonly shelves: number[]) {}

  private left(ofClass: number): bigint {
    return BigInt(this.shelves[ofClass]! - this.taken[ofClass]!.length);
  }

  // What the entries of a class that are left could weigh: the bound of their weights for each.
  private width(ofClass: number): bigint {
    return this.left(ofClass) << BigInt(ofClass + 1);
  }

  // What the try hits; nothing when nothing is left.
  pick(seed: Uint8Array, t: number): Pick | undefined {
    const random = new Reader(hash(concat(seed, u32(t))));
    const [forClass, forPosition, forHeight] = [random.number(16), random.number(8), random.number(8)];
    let total = 0n;
    for (let k = 0; k < CLASSES; k++) total += this.width(k);
    let at = (forClass * total) >> 128n;
    for (let k = 0; k < CLASSES; k++) {
      if (at < this.width(k)) {
        let position = Number((forPosition * this.left(k)) >> 64n);
        // Of those that are left, number `position`: each that was taken before it moves it on.
        for (const taken of this.taken[k]!) if (taken <= position) position++;
        return { class: k, position, height: forHeight >> BigInt(63 - k) };
      }
      at -= this.width(k);
    }
    return undefined;
  }

  take({ class: ofClass, position }: Pick): void {
    this.taken[ofClass]!.push(position);
    this.taken[ofClass]!.sort((a, b) => a - b);
  }
}

// Draws the seats out of the list; `entry` may give what is left of an older list at the same place. Tries in `skipped` are those whose picks could not have a seat at that time: the only part of the draw that is
// taken from its record.
export async function drawLots(
  list: List,
  seed: Uint8Array,
  seats: number,
  entry: (ofClass: number, position: number) => Promise<Entry | undefined>,
  skipped: number[],
): Promise<{ drawn: Seat[]; tries: number; steps: Step[] }> {
  const [hat, drawn, providers, steps]: [Hat, Seat[], Set<bigint>, Step[]] = [new Hat(list.shelves), [], new Set(), []];
  const isSkipped = new Set(skipped);
  let tries = 0;
  while (tries < seats * TRIES_PER_SEAT && drawn.length < seats) {
    const pick = hat.pick(seed, tries);
    if (!pick) break;
    const t = tries++;
    const there = await entry(pick.class, pick.position);
    const found = there?.session === list.session ? there : undefined;
    const judged = (): Outcome => {
      if (found && pick.height >= found.weight) return "too light";
      hat.take(pick);
      if (!found) return "no entry";
      const { collator, node, provider } = found;
      if (providers.has(provider) || drawn.some((seat) => seat.collator === collator || seat.node === node)) return "has a seat";
      if (isSkipped.has(t)) return "skipped";
      drawn.push({ collator, node });
      providers.add(provider);
      return "drawn";
    };
    steps.push({ ...pick, try: t, outcome: judged(), node: found?.node });
  }
  return { drawn, tries, steps };
}

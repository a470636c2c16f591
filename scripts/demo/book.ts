// The demo's own books: what it computes that everybody must have, without asking the chain for a balance.

import { AIC } from "../src/chain.ts";

export interface Entry {
  who: string;
  what: string;
  amount: bigint;
}

export class Book {
  readonly entries: Entry[] = [];
  readonly opening = new Map<string, bigint>();

  open(who: string, balance: bigint): void {
    this.opening.set(who, balance);
  }

  note(who: string, what: string, amount: bigint): void {
    if (amount !== 0n) this.entries.push({ who, what, amount });
  }

  // One entry less for the payer, one more for the payee.
  move(from: string, to: string, what: string, amount: bigint): void {
    this.note(from, what, -amount);
    this.note(to, what, amount);
  }

  of(who: string): Entry[] {
    return this.entries.filter((entry) => entry.who === who);
  }

  expected(who: string): bigint {
    return this.of(who).reduce((sum, { amount }) => sum + amount, this.opening.get(who) ?? 0n);
  }

  get names(): string[] {
    return [...this.opening.keys()];
  }

  // Coins that came into being less those that ended, by the entries: zero when all of them are moves.
  get net(): bigint {
    return this.entries.reduce((sum, { amount }) => sum + amount, 0n);
  }
}

// An amount in AIC with all of its digits that are not zero.
export function aic(amount: bigint, plus = false): string {
  const sign = amount < 0n ? "−" : plus ? "+" : "";
  const absolute = amount < 0n ? -amount : amount;
  const whole = (absolute / AIC).toString().replace(/\B(?=(\d{3})+$)/g, " ");
  const part = (absolute % AIC).toString().padStart(18, "0").replace(/0+$/, "");
  return `${sign}${whole}${part ? `.${part}` : ""}`;
}

export function table(head: string[], rows: string[][], right: number[]): string {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => (row[i] ?? "").length)));
  const line = (row: string[]) =>
    row.map((cell, i) => (right.includes(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join("  ").trimEnd();
  return [line(head), widths.map((width) => "─".repeat(width)).join("──"), ...rows.map(line)].join("\n");
}

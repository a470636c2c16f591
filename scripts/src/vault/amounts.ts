// Amounts of AIC, as people write them and as the chain counts them: in 10⁻¹⁸.

import { Problem } from "./bytes.ts";

const DECIMALS = 18;

// Exact; refuses what would have to be rounded.
export function parseAic(text: string): bigint {
  const match = /^(\d{1,21})(?:\.(\d+))?$/.exec(text.trim());
  if (!match) throw new Problem(`"${text}" is no amount in AIC: write it like 12 or 0.5`);
  const [, whole, part = ""] = match;
  if (part.length > DECIMALS) throw new Problem(`"${text}" has more than ${DECIMALS} decimals`);
  return BigInt(whole!) * 10n ** BigInt(DECIMALS) + BigInt(part.padEnd(DECIMALS, "0"));
}

export function formatAic(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(DECIMALS + 1, "0");
  const part = digits.slice(-DECIMALS).replace(/0+$/, "");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -DECIMALS)}${part ? `.${part}` : ""} AIC`;
}

// A number without sign or point, within bounds.
export function parseCount(text: string, what: string, least: number, most: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most)) throw new Problem(`${what} is a number from ${least} to ${most}, not "${text}"`);
  return value;
}

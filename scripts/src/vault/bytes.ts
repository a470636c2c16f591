// Bytes, hashes and the errors that people are shown without a stack trace.

import { blake2AsU8a, cryptoWaitReady } from "@polkadot/util-crypto";

// Something that a person can mend; the message says what.
export class Problem extends Error {}

export const HASH = 32;

// Until this has resolved, hashing works and is sixteen times slower.
export const ready: Promise<boolean> = cryptoWaitReady();

// BLAKE2b-256.
export const hash = (bytes: Uint8Array): Uint8Array => blake2AsU8a(bytes, 256);

export const hex = (bytes: Uint8Array): string =>
  `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}`;

// Bytes of a hex text that begins with 0x; with `length`, of exactly so many.
export function unhex(text: string, length?: number): Uint8Array {
  if (typeof text !== "string" || !/^0x([0-9a-fA-F]{2})*$/.test(text)) throw new Problem(`${String(text).slice(0, 80)} is no hex text with 0x`);
  const bytes = new Uint8Array(Buffer.from(text.slice(2), "hex"));
  if (length !== undefined && bytes.length !== length) throw new Problem(`expected ${length} bytes, not ${bytes.length}: ${text.slice(0, 80)}`);
  return bytes;
}

export function concat(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

// 64 bits, least byte first.
export function u64(value: bigint): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setBigUint64(0, value, true);
  return new Uint8Array(bytes.buffer);
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

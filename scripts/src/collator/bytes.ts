// Reading what is encoded as SCALE.

import { Problem } from "../vault/bytes.ts";

export class Reader {
  private at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new Problem("the encoded value is shorter than it should be");
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  // A number of so many bytes, the least first.
  number(length: number): bigint {
    return this.take(length).reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
  }

  compact(): number {
    const first = Number(this.number(1));
    const mode = first & 3;
    if (mode === 0) return first >> 2;
    if (mode === 1) return (first >> 2) + Number(this.number(1)) * 64;
    if (mode === 2) return (first >> 2) + Number(this.number(3)) * 64;
    throw new Problem("a length is larger than it can be");
  }

  option<T>(read: () => T): T | null {
    const tag = this.number(1);
    if (tag > 1n) throw new Problem("an option is neither there nor not there");
    return tag === 1n ? read() : null;
  }

  end(): void {
    if (this.at !== this.bytes.length) throw new Problem("the encoded value is longer than it should be");
  }
}

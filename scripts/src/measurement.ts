// The benchmark task by which a node's power is measured (`Work` of node-monitor), as slow as this language does it.

import { hexToU8a, u8aConcat } from "@polkadot/util";
import { blake2AsHex, blake2AsU8a } from "@polkadot/util-crypto";

export interface Lanes {
  seed: string;
  lanes: number;
  steps: number;
}

// BLAKE2b-256 over the last hashes of all lanes; lane i begins with the hash of the seed and i as 32 bits, least byte first.
export function digestOf({ seed, lanes, steps }: Lanes): string {
  const ends = Array.from({ length: lanes }, (_, lane) => {
    const index = new DataView(new ArrayBuffer(4));
    index.setUint32(0, lane, true);
    let hash = blake2AsU8a(u8aConcat(hexToU8a(seed), new Uint8Array(index.buffer)), 256);
    for (let step = 0; step < steps; step++) hash = blake2AsU8a(hash, 256);
    return hash;
  });
  return blake2AsHex(u8aConcat(...ends), 256);
}

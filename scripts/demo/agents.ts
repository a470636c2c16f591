// The providers' side: what the program on a provider's machine does. Everybody trains on his own; nobody copies.

import { randomAsHex, blake2AsHex } from "@polkadot/util-crypto";
import { hexToU8a, u8aConcat } from "@polkadot/util";
import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { type Outcome, send } from "../src/chain.ts";
import { digest, type Instructions, type Sample, train, type Weights } from "../src/softmax.ts";

export interface Slot {
  job: number;
  index: number;
}

// The seal of `aic_primitives::seal`: BLAKE2b-256 over the SCALE encoding of (slot, node, digest, salt).
export function seal(slot: Slot, node: number, result: string, salt: string): string {
  const numbers = new DataView(new ArrayBuffer(18));
  numbers.setBigUint64(0, BigInt(slot.job), true);
  numbers.setUint16(8, slot.index, true);
  numbers.setBigUint64(10, BigInt(node), true);
  return blake2AsHex(u8aConcat(new Uint8Array(numbers.buffer), hexToU8a(result), hexToU8a(salt)), 256);
}

export class Agent {
  private readonly secrets = new Map<string, { result: string; salt: string }>();

  constructor(
    readonly name: string,
    readonly key: KeyringPair,
    readonly node: number,
    private readonly api: ApiPromise,
  ) {}

  private work(slot: Slot, samples: Sample[], how: Instructions): { weights: Weights; sealed: string } {
    const weights = train(samples, how);
    const secret = { result: digest(weights), salt: randomAsHex(32) };
    this.secrets.set(JSON.stringify(slot), secret);
    return { weights, sealed: seal(slot, this.node, secret.result, secret.salt) };
  }

  start(slot: Slot): Promise<Outcome> {
    return send(this.api, this.key, this.api.tx.resourceAllocator!.start!(slot));
  }

  async execute(slot: Slot, samples: Sample[], how: Instructions): Promise<{ weights: Weights; outcome: Outcome }> {
    const { weights, sealed } = this.work(slot, samples, how);
    return { weights, outcome: await send(this.api, this.key, this.api.tx.resourceAllocator!.submit!(slot, sealed)) };
  }

  validate(slot: Slot, samples: Sample[], how: Instructions): Promise<Outcome> {
    const { sealed } = this.work(slot, samples, how);
    return send(this.api, this.key, this.api.tx.workValidation!.commit!(slot, sealed));
  }

  reveal(slot: Slot): Promise<Outcome> {
    const { result, salt } = this.secrets.get(JSON.stringify(slot))!;
    return send(this.api, this.key, this.api.tx.workValidation!.reveal!(slot, result, salt));
  }
}

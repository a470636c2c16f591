// Session keys: made by the node, which keeps the secrets; set by the account.

import { readFileSync } from "node:fs";
import type { ApiPromise } from "@polkadot/api";
import { hex, Problem, reasonOf } from "../vault/bytes.ts";
import { Usage } from "./args.ts";
import { request } from "./chain.ts";

export interface SessionKeys {
  keys: string;
  // That whoever made the keys has their secrets, and made them for this account.
  proof: string;
}

const HEX = /^0x([0-9a-fA-F]{2})+$/;

export async function generate(api: ApiPromise, owner: Uint8Array): Promise<SessionKeys> {
  const made = await request<{ keys?: string; proof?: string | null }>(api, "author_rotateKeysWithOwner", [hex(owner)]);
  if (!HEX.test(made.keys ?? "") || !HEX.test(made.proof ?? "")) throw new Problem("the node gave no keys with a proof");
  return { keys: made.keys!, proof: made.proof! };
}

// Keys and proof as `generate` is printed.
export function keysIn(text: string): SessionKeys {
  const [, keys, proof] = /^\s*keys\s+(\S+)\s+proof\s+(\S+)\s*$/.exec(text) ?? [];
  if (keys === undefined || !HEX.test(keys) || !HEX.test(proof!)) throw new Problem("keys and proof are expected as `keys` prints them: a line \"keys 0x…\" and a line \"proof 0x…\"");
  return { keys, proof: proof! };
}

export function keysFrom(options: { keys?: string; proof?: string; "keys-file"?: string }): SessionKeys {
  const { keys, proof, "keys-file": file } = options;
  if (keys !== undefined || proof !== undefined) {
    if (keys === undefined || proof === undefined || file !== undefined) throw new Usage("give --keys and --proof, or --keys-file");
    if (!HEX.test(keys) || !HEX.test(proof)) throw new Usage("--keys and --proof are hex with 0x");
    return { keys, proof };
  }
  let text: string;
  try {
    text = readFileSync(file === undefined || file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new Problem(`the keys can't be read: ${reasonOf(error)}`);
  }
  return keysIn(text);
}

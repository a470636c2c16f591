// The secret of the account that signs. It comes from a file that nobody else reads, or from standard input: an argument could be read by every
// process of the machine.

import { fstatSync, openSync, closeSync, readFileSync } from "node:fs";
import { sep } from "node:path";
import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { keyring } from "../chain.ts";
import { Problem, reasonOf } from "../vault/bytes.ts";

// The secret URI in the file, or on standard input for "-". No message has any of it.
export function readSecret(path: string): string {
  const secret = (path === "-" ? fromInput() : fromFile(path)).trim();
  if (secret === "" || secret.includes("\n")) throw new Problem(`${nameOf(path)} must have one line, the account's secret phrase`);
  return secret;
}

const nameOf = (path: string): string => (path === "-" ? "standard input" : path);

function fromInput(): string {
  try {
    return readFileSync(0, "utf8");
  } catch (error) {
    throw new Problem(`standard input can't be read: ${reasonOf(error)}`);
  }
}

function fromFile(path: string): string {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    throw new Problem(`the file with the secret can't be read: ${reasonOf(error)}`);
  }
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw new Problem(`${path} is no file`);
    // systemd keeps its credentials from others by other means than the mode.
    const credentials = process.env.CREDENTIALS_DIRECTORY;
    const kept = credentials !== undefined && path.startsWith(`${credentials}${sep}`);
    if (!kept && (status.mode & 0o077) !== 0) throw new Problem(`others can use ${path}: run chmod 600 on it`);
    if (status.size > 4_096) throw new Problem(`${path} is too long for a secret phrase`);
    return readFileSync(file, "utf8");
  } finally {
    closeSync(file);
  }
}

export function pairOf(api: ApiPromise, secret: string, path: string): KeyringPair {
  try {
    return keyring(api).addFromUri(secret);
  } catch {
    // The library's own message may have the phrase in it.
    throw new Problem(`${nameOf(path)} has no valid secret phrase`);
  }
}

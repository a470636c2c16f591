// What the tests share.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";

export function scratch(): string {
  const dir = mkdtempSync(join(tmpdir(), "aic-unit-"));
  after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

// Bytes that look random and are the same each time.
export function noise(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed >>> 0 || 1;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

export type Files = Record<string, Uint8Array>;

export function put(folder: string, files: Files): string {
  mkdirSync(folder, { recursive: true });
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}

export function take(folder: string): Files {
  const files: Files = {};
  const visit = (below: string) => {
    for (const name of readdirSync(join(folder, below))) {
      const path = below ? `${below}/${name}` : name;
      if (statSync(join(folder, path)).isDirectory()) visit(path);
      else files[path] = readFileSync(join(folder, path));
    }
  };
  visit("");
  return files;
}

// Files of every awkward kind.
export const SAMPLE: Files = {
  "a.bin": noise(4_096, 2),
  "b/empty": Buffer.alloc(0),
  "b/one": Buffer.from("x"),
  "b/c/deep/exactly two.bin": noise(8_192, 3),
  "b/c/just more.bin": noise(4_097, 4),
  "long.bin": noise(70_001, 5),
  "ümläut/数据 🜁.txt": Buffer.from("ünïcödé"),
  "zz-empty": Buffer.alloc(0),
};

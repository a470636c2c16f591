// What a storage provider runs: encrypted items over HTTP, out of vaults or copies of them. Nothing that it serves is secret.
//
//   GET /<cipher root>                 the commitment, JSON
//   GET /<cipher root>/<index>         an encrypted item
//   GET /<cipher root>/<a>-<b>         the items a to b, at most 256, each after its length in four bytes, least first
//   GET /<cipher root>/<index>/proof   { index, leaves, leaf, proof }, JSON
//   GET /<cipher root>/leaves          hashes of all encrypted items
//   GET /<cipher root>/top             roots of the items of the smallest parts that have keys
//   GET /<cipher root>/manifest        the manifest, where the owner lets it be seen

import { readdir } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { concat, hex, Problem, reasonOf } from "./bytes.ts";
import { BATCH, encodeCommitment, Vault } from "./vault.ts";

// The vaults below a directory, or the directory itself if it is one.
export class Shelf {
  private readonly open = new Map<string, Vault>();

  constructor(readonly dir: string) {}

  get roots(): string[] {
    return [...this.open.keys()];
  }

  find(cipherRoot: string): Vault | undefined {
    return this.open.get(cipherRoot);
  }

  // Looks for vaults that were not there the last time. Returns what is wrong with directories that should be vaults.
  async scan(): Promise<string[]> {
    const wrong: string[] = [];
    const entries = await readdir(this.dir, { withFileTypes: true }).catch(() => {
      throw new Problem(`there is no directory ${this.dir}`);
    });
    const names = entries.some((entry) => entry.name === "commitment.json") ? [""] : entries.filter((e) => e.isDirectory() && !e.name.startsWith(".")).map((e) => e.name);
    const known = new Set([...this.open.values()].map(({ dir }) => dir));
    for (const name of names) {
      const dir = join(this.dir, name);
      if (known.has(dir)) continue;
      try {
        const vault = await Vault.open(dir);
        const root = hex(vault.commitment.cipherRoot);
        if (this.open.has(root)) await vault.close();
        else this.open.set(root, vault);
      } catch (error) {
        wrong.push(reasonOf(error));
      }
    }
    return wrong;
  }

  async close(): Promise<void> {
    const vaults = [...this.open.values()];
    this.open.clear();
    await Promise.all(vaults.map((vault) => vault.close()));
  }
}

// Items, each after its length in four bytes.
export function frame(items: Uint8Array[]): Uint8Array {
  return concat(
    ...items.flatMap((item) => {
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, item.length, true);
      return [length, item];
    }),
  );
}

const BYTES = "application/octet-stream";
const JSON_TYPE = "application/json";

type Answer = { type: string; body: Uint8Array | string } | undefined;

async function answer(shelf: Shelf, path: string): Promise<Answer> {
  const match = /^\/(0x[0-9a-f]{64})(?:\/([a-z0-9-]+)(\/proof)?)?$/.exec(path);
  const vault = match && shelf.find(match[1]!);
  if (!match || !vault) return undefined;
  const [, , what, proof] = match;
  const { items } = vault.commitment;
  if (what === undefined) return { type: JSON_TYPE, body: encodeCommitment(vault.commitment) };
  const single = /^(0|[1-9]\d{0,11})$/.exec(what);
  if (single) {
    const index = Number(what);
    if (index >= items) return undefined;
    if (!proof) return { type: BYTES, body: await vault.item(index) };
    const { tree } = vault;
    return { type: JSON_TYPE, body: JSON.stringify({ index, leaves: items, leaf: hex(tree.leaf(index)), proof: tree.proof(index).map(hex) }) };
  }
  if (proof) return undefined;
  const range = /^(0|[1-9]\d{0,11})-(0|[1-9]\d{0,11})$/.exec(what);
  if (range) {
    const [first, last] = [Number(range[1]), Number(range[2])];
    if (first > last || last >= items || last - first >= BATCH) return undefined;
    return { type: BYTES, body: frame(await vault.read(first, last + 1)) };
  }
  if (what === "leaves") return { type: BYTES, body: vault.cipherLeaves };
  if (what === "top") return { type: BYTES, body: vault.plainTop };
  if (what === "manifest" && vault.openManifest) return { type: BYTES, body: vault.openManifest };
  return undefined;
}

async function respond(shelf: Shelf, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const reply = (status: number, type: string, body: Uint8Array | string) => {
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    response.writeHead(status, { "content-type": type, "content-length": bytes.length, "x-content-type-options": "nosniff" });
    response.end(request.method === "HEAD" ? undefined : bytes);
  };
  if (request.method !== "GET" && request.method !== "HEAD") return reply(405, "text/plain", "only GET\n");
  try {
    const found = await answer(shelf, (request.url ?? "").split("?")[0]!);
    if (found) reply(200, found.type, found.body);
    else reply(404, "text/plain", "not here\n");
  } catch {
    // What is wrong on this machine is no business of who asks.
    reply(500, "text/plain", "can't be read\n");
  }
}

export interface Serving {
  url: string;
  port: number;
  shelf: Shelf;
  stop(): Promise<void>;
}

// Serves what a shelf has. Port 0 takes any that is free.
export async function serve(shelf: Shelf, port: number, host = "127.0.0.1"): Promise<Serving> {
  const server: Server = createServer((request, response) => void respond(shelf, request, response));
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  server.maxConnections = 1_024;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new Problem(`port ${port} is taken`) : error),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = typeof address === "object" && address ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    port: bound,
    shelf,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await shelf.close();
    },
  };
}

// Starting and stopping a node.

import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface Node {
  url: string;
  http: string;
  log: string;
  // The end of the log.
  tail(): string;
  // Ends the process and waits for it; SIGKILL leaves it no time to tidy up.
  stop(signal?: NodeJS.Signals): Promise<void>;
  // Forgets the process: it goes on after this program.
  keep(): number;
}

export interface Options {
  // Where the database is; it stays after the node. A directory that goes with the node by default.
  basePath?: string;
  port?: number;
}

export function nodeBinary(): string {
  const path = process.env.AIC_NODE;
  if (!path || !existsSync(path)) {
    throw new Error(`no node at AIC_NODE=${path ?? ""}: run ./scripts/demo.sh or ./scripts/test.sh, which build it`);
  }
  return path;
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function answers(http: string): Promise<boolean> {
  return height(http).then(
    () => true,
    () => false,
  );
}

// A development node in a process of its own. Resolves when it answers.
export async function startNode(options: Options = {}): Promise<Node> {
  const port = options.port ?? (await freePort());
  const http = `http://127.0.0.1:${port}`;
  if (await answers(http)) throw new Error(`a node answers at ${http} already: end that one first`);
  const scratch = mkdtempSync(join(tmpdir(), "aic-node-"));
  const log = join(scratch, "node.log");
  const out = openSync(log, "a");
  // A specification with its genesis state made spares the node from compiling the runtime once more to make it.
  const chain = process.env.AIC_CHAIN ? ["--chain", process.env.AIC_CHAIN] : ["--dev"];
  const args = [...chain, "--rpc-port", String(port), "--no-prometheus", "--no-telemetry", "--port", String(await freePort())];
  args.push("--base-path", options.basePath ?? join(scratch, "base"));
  const child: ChildProcess = spawn(nodeBinary(), args, { stdio: ["ignore", out, out], detached: true });
  closeSync(out);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const tail = () => readFileSync(log, "utf8").split("\n").slice(-20).join("\n");
  // The node goes with this program, however that ends, unless it is to be kept.
  const end = () => child.kill();
  const signalled = () => process.exit(130);
  process.once("exit", end);
  process.once("SIGINT", signalled).once("SIGTERM", signalled);
  for (let tries = 0; !(await answers(http)); tries++) {
    if (child.exitCode !== null || tries > 480) {
      child.kill("SIGKILL");
      throw new Error(`the node did not start; the end of ${log}:\n${tail()}`);
    }
    await sleep(250);
  }
  return {
    url: `ws://127.0.0.1:${port}`,
    http,
    log,
    tail,
    async stop(signal = "SIGTERM") {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
      process.removeListener("exit", end);
      rmSync(scratch, { recursive: true, force: true });
    },
    keep() {
      process.removeListener("exit", end);
      child.unref();
      return child.pid!;
    },
  };
}

// One JSON-RPC call over HTTP; rejects with the node's own words.
export async function rpc<T>(http: string, method: string, ...params: unknown[]): Promise<T> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const reply = await fetch(http, { method: "POST", headers: { "content-type": "application/json" }, body });
  const answer = (await reply.json()) as { result?: T; error?: { code: number; message: string; data?: unknown } };
  if (answer.error) {
    const { message, data } = answer.error;
    throw new Error(data === undefined ? message : `${message}: ${String(data)}`);
  }
  return answer.result as T;
}

// Number of the best block.
export async function height(http: string): Promise<number> {
  return Number((await rpc<{ number: string }>(http, "chain_getHeader")).number);
}

// A provider runs a third collator by the runbook in node/README.md, word by word: its marked code blocks are run as they stand. His node
// has points, and does work that somebody pays for; he enrols, is drawn three sessions later, makes blocks whose headers name his node and its work, and the draw
// can be computed again. Then his machine is lost, and the collator comes back out of its backup.

import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ApiPromise } from "@polkadot/api";
import { AIC, waitUntil } from "../src/chain.ts";
import { recordIn } from "../src/collator/record.ts";
import { rpc } from "../src/node.ts";
import { givingPoints, type Slot } from "../src/work.ts";
import { best, check, finalised, freshUri, GPU, httpOf, parameter, say, setting, step, sudo, waitForFinality } from "./step.ts";
import { ask, drawn, Operator, publish } from "./work.ts";

// Milliseconds of a session: longer than the local relay chain's epoch of a minute, so that there is new randomness for each draw.
const SESSION = 90_000;
// Sessions from the enrolment to the seat.
const LEAD = 3;
const ROOT = resolve(import.meta.dirname, "../..");
const FOLDER = setting("FOLDER");

// The code block that follows the comment with this name.
function runbook(name: string): string {
  const text = readFileSync(setting("RUNBOOK"), "utf8");
  const found = new RegExp(`<!-- runbook: ${name} -->\\s*\`\`\`sh\\n([^]*?)\`\`\``).exec(text)?.[1];
  if (!found) throw new Error(`the runbook has no block ${name}`);
  return found;
}

// A block of the runbook in a shell of its own, whose output goes to a log.
function shell(name: string, script: string, variables: Record<string, string>): ChildProcess {
  const log = createWriteStream(join(FOLDER, `${name}.log`), { flags: "a" });
  const child = spawn("bash", ["-euo", "pipefail", "-c", script], { cwd: ROOT, env: { ...process.env, ...variables }, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout!, child.stderr!]) stream.pipe(log, { end: false });
  return child;
}

async function run(name: string, script: string, variables: Record<string, string>): Promise<void> {
  const child = shell(name, script, variables);
  const code = await new Promise<number | null>((done) => child.once("close", done));
  if (code !== 0) throw new Error(`the runbook's block ${name} ended with ${code}:\n${readFileSync(join(FOLDER, `${name}.log`), "utf8").trim()}`);
  say(`runbook: ${name}`);
}

// The node in the foreground of a shell of its own, until it is told to end. It goes with this program.
class Foreground {
  private readonly child: ChildProcess;
  private ended = false;
  private readonly end: () => void;

  constructor(script: string, variables: Record<string, string>) {
    // The shell becomes the node: a signal comes to it.
    this.child = shell("node", script.replace(/^"\$AIC_NODE"/m, 'exec "$AIC_NODE"'), variables);
    this.end = () => void this.child.kill("SIGKILL");
    process.once("exit", this.end);
    this.child.once("exit", () => (this.ended = true));
  }

  async answers(http: string): Promise<void> {
    await waitUntil("the third collator to answer", 180, async () => {
      check(!this.ended, "the third collator ended: see its log");
      return rpc(http, "system_health").then(
        () => true,
        () => false,
      );
    });
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.child.once("exit", done));
    if (!this.ended) {
      this.child.kill("SIGTERM");
      await ended;
    }
    process.removeListener("exit", this.end);
  }
}

const session = async (api: ApiPromise) => Number(((await api.query.session!.currentIndex!()) as any).toString());

// The points of a year's work, which nobody waits for here.
async function rate(api: ApiPromise, node: number): Promise<void> {
  const session = parameter(api, "BlockGenerator", "SessionLength", SESSION);
  const power = api.tx.providers!.certify!(node, GPU.power);
  await sudo(api, session, power, givingPoints(api, node, 100n * AIC));
}

// Somebody pays the node for work, which goes on to the end.
async function working(api: ApiPromise, http: string, worker: Operator): Promise<Slot> {
  const slot = await drawn(http, (await ask(api, http, 1, await publish(api))).job, worker.node);
  await worker.start(slot);
  say(`node ${worker.node} works on slot ${slot.job}:${slot.index}`);
  return slot;
}

// What it started ends with it.
process.once("SIGTERM", () => process.exit(143));

await step(async (api, url) => {
  const http = httpOf(url);
  waitForFinality();
  await waitUntil("the chain to begin", 180, async () => (await finalised(http)) >= 6);
  const worker = await Operator.join(api, "Third");
  await rate(api, worker.node);
  await worker.goIdle();
  // All that follows goes on meanwhile; it is asked for when there is a seat.
  const work = working(api, http, worker);
  work.catch(() => undefined);

  const collatorUrl = setting("COLLATOR_URL");
  const variables = {
    BASE: join(FOLDER, "base"),
    SURI_FILE: join(FOLDER, "suri"),
    URL: collatorUrl,
    ACCOUNT: worker.provider.address,
    NODE: String(worker.node),
  };
  writeFileSync(variables.SURI_FILE, freshUri("Third//Provider"), { mode: 0o600 });
  mkdirSync(variables.BASE, { recursive: true });
  const block = (name: string) => run(name, runbook(name), variables);
  const local = httpOf(collatorUrl);

  await block("network-key");
  const identity = readFileSync(join(FOLDER, "network-key.log"), "utf8");
  let node = new Foreground(runbook("start"), variables);
  await node.answers(local);
  await waitUntil("the third collator to have all blocks", 600, async () => (await best(local)) + 6 >= (await best(http)));
  for (const name of ["keys", "set-keys", "enrol"]) await block(name);

  const list = /list of session (\d+)/.exec(readFileSync(join(FOLDER, "enrol.log"), "utf8"))?.[1];
  check(list !== undefined, "the runbook's block enrol does not say in which list");
  const enrolled = Number(list);
  const seat = enrolled + LEAD;
  for (const name of ["status", "metrics"]) await block(name);
  await waitUntil(`session ${seat}`, ((LEAD + 1) * 2 * SESSION) / 1_000, async () => (await session(api)) >= seat);
  const draw = ((await api.query.blockGenerator!.draws!(seat)) as any).toJSON();
  check(draw?.drawn?.some(({ node }: { node: number }) => Number(node) === worker.node), `nobody, or another, was drawn for session ${seat}: ${JSON.stringify(draw)}`);
  say(`node ${worker.node} is drawn for session ${seat}`);
  await run("verify-draw", `./scripts/collator.sh verify-draw ${seat} --url "$URL"`, variables);
  const slot = await work;
  await run("work", `./scripts/collator.sh work ${slot.job}:${slot.index} --url "$URL" --suri-file "$SURI_FILE"`, variables);

  let blocks = 0;
  let looked = await best(http);
  await waitUntil("blocks of the third collator that name its work", (2 * SESSION) / 1_000, async () => {
    for (const to = await best(http); looked < to; looked++) {
      const header = await rpc<{ digest: { logs: string[] } }>(http, "chain_getHeader", await rpc<string>(http, "chain_getBlockHash", looked));
      const record = recordIn(header.digest.logs);
      const work = record?.node === BigInt(worker.node) ? record.work : undefined;
      if (work?.slot.job === BigInt(slot.job) && work.slot.index === slot.index) blocks++;
    }
    return blocks >= 3;
  });
  say(`${blocks} blocks name node ${worker.node} and slot ${slot.job}:${slot.index}`);

  await block("backup");
  await node.stop();
  await block("restore");
  node = new Foreground(runbook("start"), variables);
  await node.answers(local);
  const peer = await rpc<string>(local, "system_localPeerId");
  check(identity.includes(peer), `the collator came back as ${peer}, another than before`);
  await waitUntil("the restored collator to have all blocks", 600, async () => (await best(local)) + 6 >= (await best(http)));
  await run("keys-has", `./scripts/collator.sh keys --has --url "$URL" --owner "$ACCOUNT"`, variables);
  await node.stop();
  worker.end();
  return `node ${worker.node} enrolled in session ${enrolled}, drawn for ${seat}; its work is named in ${blocks} headers; the draw is right; restored with the same identity and keys`;
});

// The command line for collators. The runbook is in the README of node/.

import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ApiPromise } from "@polkadot/api";
import { type Asked, hashOf, numberOf, parse, slotOf, urlOf, Usage } from "../src/collator/args.ts";
import { backup, restore } from "../src/collator/backup.ts";
import { accountOf, CollatorChain, open, request } from "../src/collator/chain.ts";
import { enrolOnce, keepEnrolled, type Lists } from "../src/collator/enrol.ts";
import { generate, keysFrom } from "../src/collator/keys.ts";
import { judge, look, table } from "../src/collator/metrics.ts";
import { describe } from "../src/collator/record.ts";
import { pairOf, readSecret } from "../src/collator/secret.ts";
import { report } from "../src/collator/status.ts";
import { collatorUnit, enrolUnit } from "../src/collator/unit.ts";
import { agreement, verify } from "../src/collator/verify.ts";
import { Problem, ready, reasonOf } from "../src/vault/bytes.ts";

const USAGE = `collator <command> … [--url ws://127.0.0.1:9944]

keys and turns
  keys --owner <address>                     the node makes session keys for the account; prints them with their proof
      [--has]                                says instead whether the node holds the keys that the account has set
  set-keys --suri-file <file>                sets the keys that \`keys\` printed, on standard input or:
      [--keys-file <file> | --keys <hex> --proof <hex>]
  enrol --node <number> --suri-file <file>   enrols the node in the list of this session
      [--keep]                               stays, and enrols it in every session
  work <job:index | none> --suri-file <file> shows on which slot the node works, for the header of the account's blocks

looking
  status --account <address> [--node <n>]    keys, enrolment, seats, blocks made and missed, points, the last work record
  record [<hash of a block>]                 the work record in a block's header
  verify-draw <session> [--at <hash>]        draws the session's collators again from the state; 1 if others come out
  metrics [--url http://127.0.0.1:9615/metrics] [--relay-url http://127.0.0.1:9616/metrics | --relay-url none] [--seconds 60]
                                             the numbers in node/collator/metrics.md; 1 if one is an alarm

running
  install --name <name> --base-path <dir> --chain <file> [--binary <aic-node>] [--user aic] [--to <file>] [-- <relay options>]
  install --name <name> --enrol <node> --suri-file <file> [--user aic] [--to <file>]
                                             a service file for systemd: of the node, and of \`enrol --keep\`
  backup --base-path <dir> --to <file.tar.gz> [--with-database]
  restore --from <file.tar.gz> --base-path <dir>

A file with a secret phrase has mode 600; - is standard input. It ends with 0; with 1 and a line that says why; with 2 when the command is
written wrongly.`;

const ROOT = resolve(import.meta.dirname, "../..");
const TEMPLATES = join(ROOT, "node/collator");
// Between two looks of `enrol --keep`.
const PAUSE = 6_000;
const say = (text: string) => console.log(text);

async function withChain<T>(url: string | undefined, work: (chain: CollatorChain) => Promise<T>): Promise<T> {
  const api = await open(urlOf(url));
  try {
    return await work(new CollatorChain(api));
  } finally {
    await api.disconnect().catch(() => undefined);
  }
}

async function keys({ options }: Asked): Promise<void> {
  const owner = accountOf(options.owner!, "--owner");
  await withChain(options.url, async (chain) => {
    if (!options.has) {
      const made = await generate(chain.api, owner);
      return say(`keys  ${made.keys}\nproof ${made.proof}`);
    }
    const set = await chain.nextKeys(owner);
    if (set === undefined) throw new Problem(`${chain.address(owner)} has set no session keys`);
    if (!(await request<boolean>(chain.api, "author_hasSessionKeys", [set]))) throw new Problem(`the node does not hold ${set}, which ${chain.address(owner)} has set`);
    say(`the node holds ${set}, which ${chain.address(owner)} has set`);
  });
}

async function setKeys({ options }: Asked): Promise<void> {
  const file = options["suri-file"]!;
  if (file === "-" && options.keys === undefined && (options["keys-file"] ?? "-") === "-") throw new Usage("keys and secret can't both come from standard input: name --keys-file");
  const given = keysFrom(options);
  const secret = readSecret(file);
  await withChain(options.url, async (chain) => {
    const pair = pairOf(chain.api, secret, file);
    await chain.perform(pair, chain.call("session", "setKeys", given.keys, given.proof));
    say(`${pair.address} has set ${given.keys}`);
  });
}

const listsOf = (chain: CollatorChain, secret: string, file: string): Lists => {
  const pair = pairOf(chain.api, secret, file);
  return {
    session: () => chain.session(),
    enrolled: (node) => chain.enrolled(node),
    enrol: async (node) => void (await chain.perform(pair, chain.call("blockGenerator", "enrol", node))),
  };
};

async function enrol({ options }: Asked): Promise<void> {
  const [node, file, url] = [numberOf(options.node!, "--node", 64), options["suri-file"]!, urlOf(options.url)];
  const secret = readSecret(file);
  if (!options.keep) {
    return withChain(url, async (chain) => {
      const { session, fresh } = await enrolOnce(listsOf(chain, secret, file), node);
      say(`node ${node} is ${fresh ? "enrolled" : "enrolled already"} in the list of session ${session}`);
    });
  }
  const stop = new AbortController();
  // Nothing is lost by leaving a transaction that is under way: at the next start it is seen whether it came through.
  const end = () => {
    stop.abort();
    setTimeout(() => process.exit(0), PAUSE).unref();
  };
  process.once("SIGINT", end).once("SIGTERM", end);
  let api: ApiPromise | undefined;
  await keepEnrolled(node, {
    stopped: () => stop.signal.aborted,
    pause: () => sleep(PAUSE, undefined, { signal: stop.signal }).catch(() => undefined),
    log: (text) => say(`${new Date().toISOString()}  ${text}`),
    // After a loss the connection is made from the start, as the node may have another runtime by then.
    connect: async () => {
      if (api && !api.isConnected) {
        await api.disconnect().catch(() => undefined);
        api = undefined;
      }
      api ??= await open(url);
      return listsOf(new CollatorChain(api), secret, file);
    },
  });
}

async function work({ words, options }: Asked): Promise<void> {
  const [slot, file] = [slotOf(words[0]!), options["suri-file"]!];
  const secret = readSecret(file);
  await withChain(options.url, async (chain) => {
    const pair = pairOf(chain.api, secret, file);
    await chain.perform(pair, chain.call("blockGenerator", "showWork", slot));
    say(slot ? `shown from now on: slot ${slot.job}:${slot.index}` : "no work is shown from now on");
  });
}

async function status({ options }: Asked): Promise<void> {
  const account = accountOf(options.account!, "--account");
  const node = options.node === undefined ? undefined : numberOf(options.node, "--node", 64);
  await withChain(options.url, async (chain) => {
    for (const [what, value] of await report(chain, account, node)) say(`${what.padEnd(12)} ${value}`);
  });
}

async function record({ words, options }: Asked): Promise<void> {
  const hash = hashOf(words[0]);
  await withChain(options.url, async (chain) => {
    const { number, record } = await chain.record(hash);
    say(`block ${number}: ${describe(record)}`);
  });
}

async function verifyDraw({ words, options }: Asked): Promise<void> {
  const [session, at] = [Number(numberOf(words[0]!, "the session", 32)), hashOf(options.at)];
  await withChain(options.url, async (chain) => {
    const checked = await verify(chain.api, session, at);
    for (const line of checked.lines) say(line);
    agreement(checked);
    say("the draw is right");
  });
}

async function install({ options, rest }: Asked): Promise<void> {
  const [name, user] = [options.name!, options.user ?? "aic"];
  let text: string;
  if (options.enrol !== undefined) {
    if (options["suri-file"] === undefined) throw new Usage("--suri-file is missing");
    if (rest.length > 0) throw new Usage("the service that enrols has no relay chain node: nothing can stand after --");
    const node = numberOf(options.enrol, "--enrol", 64).toString();
    text = enrolUnit(readFileSync(join(TEMPLATES, "aic-enrol.service.in"), "utf8"), {
      name,
      user,
      node,
      url: urlOf(options.url),
      script: join(ROOT, "scripts/collator.sh"),
      suriFile: resolve(options["suri-file"]),
    });
  } else {
    const { "base-path": basePath, chain } = options;
    if (basePath === undefined || chain === undefined) throw new Usage(`--${basePath === undefined ? "base-path" : "chain"} is missing`);
    const binary = options.binary ?? process.env.AIC_NODE ?? "/usr/local/bin/aic-node";
    text = collatorUnit(readFileSync(join(TEMPLATES, "aic-collator.service.in"), "utf8"), { name, user, binary: resolve(binary), basePath: resolve(basePath), chain: resolve(chain), relay: rest });
  }
  if (options.to === undefined) return void process.stdout.write(text);
  if (existsSync(options.to)) throw new Problem(`${options.to} is there already, and is not overwritten`);
  await writeFile(options.to, text, { mode: 0o644, flag: "wx" });
  say(`wrote ${options.to}`);
}

async function metrics({ options }: Asked): Promise<void> {
  const seconds = Number(numberOf(options.seconds ?? "60", "--seconds", 16));
  if (seconds === 0) throw new Usage("--seconds is 1 at least");
  const urls = { parachain: options.url ?? "http://127.0.0.1:9615/metrics", relay: options["relay-url"] ?? "http://127.0.0.1:9616/metrics" };
  const watched = table(readFileSync(join(TEMPLATES, "metrics.md"), "utf8"));
  let alarms = 0;
  const sides = (["parachain", "relay"] as const).filter((side) => urls[side] !== "none");
  const before = await Promise.all(sides.map((side) => look(urls[side])));
  await sleep(seconds * 1_000);
  for (const [i, side] of sides.entries()) {
    const rows = watched.filter((row) => row.side === side);
    for (const { metric, value, alarm } of judge(rows, before[i]!, await look(urls[side]))) {
      say(`${side.padEnd(9)}  ${metric.padEnd(58)} ${value === undefined ? "-" : String(value)}${alarm ? `   ALARM: ${alarm}` : ""}`);
      if (alarm) alarms++;
    }
  }
  if (alarms > 0) throw new Problem(`${alarms} of the numbers ${alarms === 1 ? "is" : "are"} an alarm: node/collator/metrics.md says what they mean`);
}

async function saved({ options }: Asked): Promise<void> {
  const { files, keys } = await backup(options["base-path"]!, options.to!, options["with-database"] ?? false);
  say(`${options.to}: ${files} files, ${keys} of them secret keys. Who has it can act as this collator's node: keep it where nobody else can read it`);
}

async function restored({ options }: Asked): Promise<void> {
  const { files, keys } = await restore(options.from!, options["base-path"]!);
  say(`${options["base-path"]}: ${files} files, ${keys} of them secret keys. Never run two nodes with these keys`);
}

const COMMANDS: Record<Asked["name"], (asked: Asked) => Promise<void>> = {
  keys,
  "set-keys": setKeys,
  enrol,
  work,
  status,
  record,
  "verify-draw": verifyDraw,
  install,
  metrics,
  backup: saved,
  restore: restored,
};

async function main(): Promise<void> {
  const asked = parse(process.argv.slice(2));
  if (!asked) return say(USAGE);
  await ready;
  await COMMANDS[asked.name](asked);
}

// polkadot.js keeps a connection that it could not make on trying.
await main().then(
  () => process.exit(0),
  (error) => {
    console.error(`error: ${reasonOf(error)}`);
    process.exit(error instanceof Usage ? 2 : 1);
  },
);

// What stands on the command line of collator.sh, and whether it makes sense.

import { parseArgs } from "node:util";
import { Problem, reasonOf } from "../vault/bytes.ts";

// The command is written wrongly. The program ends with 2, so that a service is not started again for it.
export class Usage extends Problem {}

const OPTIONS = {
  help: { type: "boolean", short: "h" },
  url: { type: "string" },
  owner: { type: "string" },
  has: { type: "boolean" },
  "suri-file": { type: "string" },
  keys: { type: "string" },
  proof: { type: "string" },
  "keys-file": { type: "string" },
  node: { type: "string" },
  keep: { type: "boolean" },
  account: { type: "string" },
  at: { type: "string" },
  name: { type: "string" },
  "base-path": { type: "string" },
  chain: { type: "string" },
  binary: { type: "string" },
  user: { type: "string" },
  enrol: { type: "string" },
  to: { type: "string" },
  from: { type: "string" },
  "with-database": { type: "boolean" },
  "relay-url": { type: "string" },
  seconds: { type: "string" },
} as const;

type Name = keyof typeof OPTIONS;
type Values = ReturnType<typeof parsed>["values"];

interface Rule {
  words: [least: number, most: number];
  needs: Name[];
  may: Name[];
  // Whether options of the relay chain node may follow after --.
  rest?: true;
}

const RULES = {
  keys: { words: [0, 0], needs: ["owner"], may: ["url", "has"] },
  "set-keys": { words: [0, 0], needs: ["suri-file"], may: ["url", "keys", "proof", "keys-file"] },
  enrol: { words: [0, 0], needs: ["node", "suri-file"], may: ["url", "keep"] },
  work: { words: [1, 1], needs: ["suri-file"], may: ["url"] },
  status: { words: [0, 0], needs: ["account"], may: ["url", "node"] },
  "verify-draw": { words: [1, 1], needs: [], may: ["url", "at"] },
  record: { words: [0, 1], needs: [], may: ["url"] },
  install: { words: [0, 0], needs: ["name"], may: ["base-path", "chain", "binary", "user", "enrol", "suri-file", "url", "to"], rest: true },
  backup: { words: [0, 0], needs: ["base-path", "to"], may: ["with-database"] },
  restore: { words: [0, 0], needs: ["from", "base-path"], may: [] },
  metrics: { words: [0, 0], needs: [], may: ["url", "relay-url", "seconds"] },
} satisfies Record<string, Rule>;

export type CommandName = keyof typeof RULES;

export interface Asked {
  name: CommandName;
  words: string[];
  options: Values;
  rest: string[];
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Usage(reasonOf(error));
  }
}

// The command, or nothing when help is asked for.
export function parse(args: string[]): Asked | undefined {
  const end = args.indexOf("--");
  const [own, rest] = end < 0 ? [args, []] : [args.slice(0, end), args.slice(end + 1)];
  const { values, positionals } = parsed(own);
  if (values.help) return undefined;
  const [name, ...words] = positionals;
  if (name === undefined) throw new Usage("say what to do; --help lists the commands");
  if (!Object.hasOwn(RULES, name)) throw new Usage(`there is no command ${name}; --help lists them`);
  const rule: Rule = RULES[name as CommandName];
  if (words.length < rule.words[0] || words.length > rule.words[1]) throw new Usage(`${name} takes ${rule.words[1] === 0 ? "options only" : "another number of arguments"}; --help shows it`);
  for (const option of rule.needs) if (values[option] === undefined) throw new Usage(`--${option} is missing`);
  for (const option of Object.keys(values) as Name[]) {
    if (!rule.needs.includes(option) && !rule.may.includes(option)) throw new Usage(`${name} takes no --${option}; --help shows what it takes`);
  }
  if (end >= 0 && !rule.rest) throw new Usage(`${name} takes nothing after --`);
  return { name: name as CommandName, words, options: values, rest };
}

// A number that is written in plain digits, of at most so many bits.
export function numberOf(text: string, what: string, bits: 16 | 32 | 64): bigint {
  if (!/^\d{1,20}$/.test(text) || BigInt(text) >= 1n << BigInt(bits)) throw new Usage(`${what} is a number of ${bits} bits, not "${text}"`);
  return BigInt(text);
}

// A slot of a job, written like 12:0.
export function slotOf(text: string): { job: bigint; index: number } | null {
  if (text === "none") return null;
  const [, job, index] = /^(\d{1,20}):(\d{1,5})$/.exec(text) ?? [];
  if (!job) throw new Usage(`a slot is written job:index, like 12:0, or none, not "${text}"`);
  return { job: numberOf(job, "the job", 64), index: Number(numberOf(index!, "the index", 16)) };
}

export function urlOf(text: string | undefined): string {
  const url = text ?? "ws://127.0.0.1:9944";
  if (!/^wss?:\/\/[^\s/]+(\/\S*)?$/.test(url)) throw new Usage(`"${url}" is no address of a node: write it like ws://127.0.0.1:9944`);
  return url;
}

export function hashOf(text: string | undefined): string | undefined {
  if (text !== undefined && !/^0x[0-9a-fA-F]{64}$/.test(text)) throw new Usage(`a block's hash has 0x and 64 digits, not "${text}"`);
  return text;
}

// The command line for owners, licensees and storage providers. See the README in scripts/.

import { readFileSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createConnection } from "node:net";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { terms } from "../src/assets.ts";
import { connect, keyring } from "../src/chain.ts";
import { openOwned, OwnerAgent, ProviderAgent, readPublished, watch } from "../src/vault/agent.ts";
import { formatAic, parseAic, parseCount } from "../src/vault/amounts.ts";
import { equal, hex, Problem, ready, reasonOf } from "../src/vault/bytes.ts";
import { type Basis, endpointsOf, KINDS, nameOf, NodeChain, parseAsset } from "../src/vault/calls.ts";
import { MAX_ITEM, MIN_ITEM, TAG } from "../src/vault/cipher.ts";
import { buildVault } from "../src/vault/items.ts";
import { checkPart, MAX_KEY_DEPTH, type Part, WHOLE } from "../src/vault/keys.ts";
import { ask, buy, contentOf, fetchAsset, type Waiting } from "../src/vault/licensee.ts";
import { onTerminal } from "../src/vault/progress.ts";
import { checkEndpoint } from "../src/vault/remote.ts";
import { serve, Shelf } from "../src/vault/server.ts";
import { Vault } from "../src/vault/vault.ts";

const USAGE = `aic <command> … [--url ws://127.0.0.1:9944] [--key //Name | --key <file with a secret URI>]

owner
  publish <folder> --name <text> --price <AIC a use>   encrypts the folder into a vault, mints the asset, protects it
      [--vault <dir>] [--kind data|dataset|model] [--format n] [--region n] [--item-size n] [--key-depth n]
      [--era-price AIC] [--smallest-part n] [--inside-only] [--royalty percent] [--least-royalty AIC]
      [--guarantee AIC] [--open-manifest] [--agent <address that may answer>] [--resume]
  agent <vault>…                                       shows previews and answers requests for keys, until it is ended
  store <vault> --hours n --max-price <AIC per GiB and hour> [--replicas 3] [--region n]

licensee
  buy <asset> (--uses n | --eras n | --exclusive n) --max-cost AIC [--part depth:index] [--inside]
  ask <asset> [--part depth:index]                     asks for the key of what may be read already
  fetch <asset> <out> [--from url]… [--part depth:index] [--wait seconds] [--no-confirm]
  show <asset>

provider
  offer <GiB> --endpoint host:port --max-bond AIC [--region n] [--least-price AIC]
  serve <dir> --port n [--host 127.0.0.1] [--from url]…   with --key it also fetches what it is to keep, and answers challenges

anybody
  verify <folder>                                      checks a vault, or a provider's copy of one

An asset is written like data/7. Keys that were bought are kept in ./aic-keys, or in --keys <dir>.`;

const OPTIONS = {
  url: { type: "string" },
  key: { type: "string" },
  keys: { type: "string" },
  help: { type: "boolean", short: "h" },
  name: { type: "string" },
  price: { type: "string" },
  "era-price": { type: "string" },
  vault: { type: "string" },
  kind: { type: "string" },
  format: { type: "string" },
  region: { type: "string" },
  "item-size": { type: "string" },
  "key-depth": { type: "string" },
  "smallest-part": { type: "string" },
  "inside-only": { type: "boolean" },
  royalty: { type: "string" },
  "least-royalty": { type: "string" },
  guarantee: { type: "string" },
  agent: { type: "string" },
  "open-manifest": { type: "boolean" },
  resume: { type: "boolean" },
  hours: { type: "string" },
  replicas: { type: "string" },
  "max-price": { type: "string" },
  uses: { type: "string" },
  eras: { type: "string" },
  exclusive: { type: "string" },
  "max-cost": { type: "string" },
  part: { type: "string" },
  inside: { type: "boolean" },
  from: { type: "string", multiple: true },
  wait: { type: "string" },
  "no-confirm": { type: "boolean" },
  endpoint: { type: "string" },
  "least-price": { type: "string" },
  "max-bond": { type: "string" },
  port: { type: "string" },
  host: { type: "string" },
} as const;

type Options = ReturnType<typeof parse>["values"];

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Problem(reasonOf(error));
  }
}

const U32 = 2 ** 32 - 1;
const say = (text: string) => console.log(text);

function needed(options: Options, name: "name" | "price" | "max-cost" | "max-price" | "max-bond" | "hours" | "port" | "endpoint"): string {
  const value = options[name];
  if (value === undefined) throw new Problem(`--${name} is missing`);
  return value;
}

const count = (options: Options, name: "format" | "region" | "item-size" | "key-depth" | "smallest-part" | "replicas" | "wait", least: number, most: number): number | undefined =>
  options[name] === undefined ? undefined : parseCount(options[name], `--${name}`, least, most);

function partOf(text: string | undefined): Part | undefined {
  if (text === undefined) return undefined;
  const [, depth, index] = /^(\d):(\d{1,3})$/.exec(text) ?? [];
  if (!depth) throw new Problem(`--part is written depth:index, like 2:3 for the last quarter, not "${text}"`);
  const part = { depth: Number(depth), index: Number(index) };
  checkPart(part);
  return part;
}

// Parts of a billion, exactly.
function royaltyOf(text: string): number {
  const billionths = parseAic(text) / 10n ** 11n;
  if (billionths * 10n ** 11n !== parseAic(text) || billionths > 10n ** 9n) throw new Problem(`--royalty is a percentage with 7 decimals at the most, not "${text}"`);
  return Number(billionths);
}

function basisOf(options: Options): Basis {
  const given = (["uses", "eras", "exclusive"] as const).filter((name) => options[name] !== undefined);
  if (given.length !== 1) throw new Problem("say one of --uses, --eras and --exclusive");
  const amount = parseCount(options[given[0]!]!, `--${given[0]}`, 1, U32);
  return given[0] === "uses" ? { Uses: amount } : given[0] === "eras" ? { Eras: amount } : { Exclusive: amount };
}

// A secret that is an argument could be read by every process: only the well-known development accounts may be one.
function secretOf(text: string): string {
  if (/^\/\/[A-Za-z0-9/]+$/.test(text)) return text;
  let mode: number;
  let secret: string;
  try {
    mode = statSync(text).mode;
    secret = readFileSync(text, "utf8").trim();
  } catch {
    throw new Problem("--key is //Name of a development account, or a file that has a secret URI in it");
  }
  if (mode & 0o077) console.error(`warning: others can read ${text}: run chmod 600 on it`);
  return secret;
}

// polkadot.js tries for ever, and tells so on the console each time: a node that is not there is found before.
async function reach(url: string): Promise<void> {
  const { hostname, port, protocol } = new URL(url);
  await new Promise<void>((resolve, reject) => {
    const socket = createConnection({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) || (protocol === "wss:" ? 443 : 80) });
    const fail = () => {
      socket.destroy();
      reject(new Problem(`no node answers at ${url}`));
    };
    socket.setTimeout(10_000, fail).once("error", fail);
    socket.once("connect", () => {
      socket.end();
      resolve();
    });
  });
}

async function withChain<T>(options: Options, work: (chain: NodeChain) => Promise<T>): Promise<T> {
  const url = options.url ?? "ws://127.0.0.1:9944";
  if (!/^wss?:\/\/\S+$/.test(url)) throw new Problem(`"${url}" is no address of a node: write it like ws://127.0.0.1:9944`);
  const secret = options.key === undefined ? undefined : secretOf(options.key);
  await reach(url);
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Problem(`what answers at ${url} is no node`)), 30_000);
  });
  const api = await Promise.race([connect(url), timeout]).finally(() => clearTimeout(timer));
  try {
    let pair;
    try {
      pair = secret === undefined ? undefined : keyring(api).addFromUri(secret);
    } catch {
      throw new Problem(`${options.key} has no valid secret URI`);
    }
    return await work(new NodeChain(api, pair));
  } finally {
    await api.disconnect().catch(() => undefined);
  }
}

function untilStopped(): AbortSignal {
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort()).once("SIGTERM", () => controller.abort());
  return controller.signal;
}

const log = (text: string) => say(`${new Date().toISOString()}  ${text}`);

async function publish([folder]: string[], options: Options): Promise<void> {
  const name = needed(options, "name");
  if (Buffer.byteLength(name) < 1 || Buffer.byteLength(name) > 64) throw new Problem("--name has 1 to 64 bytes");
  const kind = KINDS.find((known) => known.toLowerCase() === (options.kind ?? "data").toLowerCase());
  if (!kind || kind === "TrainedAi") throw new Problem("--kind is data, dataset or model");
  if (kind !== "Data" && options.format === undefined) throw new Problem("a dataset or a model needs a --format that is registered");
  const keyDepth = count(options, "key-depth", 0, MAX_KEY_DEPTH) ?? 0;
  const given = terms({
    perUse: parseAic(needed(options, "price")),
    perEra: options["era-price"] === undefined ? null : parseAic(options["era-price"]),
    insideOnly: options["inside-only"] ?? false,
    smallestPart: count(options, "smallest-part", 0, MAX_KEY_DEPTH) ?? keyDepth,
    royalty: { share: royaltyOf(options.royalty ?? "0"), least: parseAic(options["least-royalty"] ?? "0") },
  });
  const guarantee = options.guarantee === undefined ? undefined : parseAic(options.guarantee);
  const [itemSize, region, format] = [count(options, "item-size", MIN_ITEM, MAX_ITEM), count(options, "region", 0, 65_535) ?? 0, count(options, "format", 0, U32)];
  const dir = options.vault ?? `${resolve(folder!)}.vault`;
  await withChain(options, async (chain) => {
    // Before the long work: without a key nothing could be minted.
    void chain.address;
    if (!options.resume) await buildVault(folder!, dir, { itemSize, keyDepth, openManifest: options["open-manifest"], progress: onTerminal() });
    const vault = await Vault.open(dir);
    const { commitment } = vault;
    await vault.close();
    say(`vault ${dir}: ${commitment.items} items, ${commitment.size} bytes of files`);
    let published = await readPublished(dir);
    if (published && published.genesis !== chain.genesis) throw new Problem(`${dir} was published on another chain`);
    if (!published) {
      const asset = { kind, format: format ?? (await chain.rawFormat()), name, size: Math.max(1, commitment.size), region, terms: given };
      published = { genesis: chain.genesis, asset: await chain.mint(asset, commitment.plainRoot) };
      await writeFile(join(dir, "asset.json"), `${JSON.stringify(published)}\n`);
    }
    const { asset } = published;
    say(`minted ${nameOf(asset)}`);
    const known = await chain.content(asset);
    if (known && !equal(known.cipherRoot, commitment.cipherRoot)) throw new Problem(`${nameOf(asset)} is protected with other content`);
    if (!known) await chain.protect(asset, commitment);
    if (guarantee) await chain.setGuarantee(asset, guarantee);
    if (options.agent !== undefined) await chain.setAgent(asset, options.agent);
    say(`protected ${nameOf(asset)}; cipher root ${hex(commitment.cipherRoot)}`);
    if (!guarantee) say("without a guarantee it is not sold: run this again with --resume --guarantee AIC");
    say(`keep ${join(dir, "secret.json")}: without it nobody can open the content. Now run: aic agent ${dir}`);
  });
}

async function agent(vaults: string[], options: Options): Promise<void> {
  await withChain(options, async (chain) => {
    log(`answering as ${chain.address}`);
    const owned = [];
    for (const dir of vaults) owned.push(await openOwned(dir, chain.genesis));
    await watch(chain, new OwnerAgent(chain, owned, log), untilStopped());
  });
}

async function store([dir]: string[], options: Options): Promise<void> {
  const hours = parseCount(needed(options, "hours"), "--hours", 1, U32);
  const replicas = count(options, "replicas", 1, 16) ?? 3;
  const maxPrice = parseAic(needed(options, "max-price"));
  await withChain(options, async (chain) => {
    const vault = await Vault.open(dir!);
    const { cipherRoot, items, itemSize } = vault.commitment;
    await vault.close();
    const published = await readPublished(dir!);
    const asset = published?.genesis === chain.genesis ? published.asset : null;
    const id = await chain.order({ cipherRoot, items, leafSize: itemSize + TAG }, asset, { replicas, hours, region: count(options, "region", 0, 65_535), maxPrice });
    say(`order ${id}: ${replicas} replicas for ${hours} hours. Serve the vault until they are filled: aic serve ${dir} --port …`);
  });
}

const keysDir = (options: Options): string => options.keys ?? "aic-keys";
const waiting = (options: Options): Waiting => ({ patience: (count(options, "wait", 0, 10_000_000) ?? 600) * 1_000, interval: 2_000 });

async function buyLicence([name]: string[], options: Options): Promise<void> {
  const [asset, basis, part, maxCost] = [parseAsset(name!), basisOf(options), partOf(options.part) ?? WHOLE, parseAic(needed(options, "max-cost"))];
  await withChain(options, async (chain) => {
    if (options.inside) {
      await chain.buyLicence(asset, basis, part, maxCost);
      return say(`bought a licence of ${nameOf(asset)} for work inside`);
    }
    if ((await chain.asset(asset))?.terms?.insideOnly) throw new Problem(`${nameOf(asset)} is sold for work inside only, without a key: add --inside`);
    const key = await buy(chain, keysDir(options), { asset, basis, part, maxCost });
    say(`bought a licence of ${nameOf(asset)}; request ${key.request}. Keep ${key.file}: without it the key can't be opened`);
  });
}

async function askKey([name]: string[], options: Options): Promise<void> {
  const [asset, part] = [parseAsset(name!), partOf(options.part) ?? WHOLE];
  await withChain(options, async (chain) => {
    const key = await ask(chain, keysDir(options), asset, part);
    say(`request ${key.request}. Keep ${key.file}: without it the key can't be opened`);
  });
}

async function fetchFiles([name, out]: string[], options: Options): Promise<void> {
  const [asset, part] = [parseAsset(name!), partOf(options.part)];
  const from = (options.from ?? []).map(checkEndpoint);
  await withChain(options, async (chain) => {
    const how = { ...waiting(options), from, keys: keysDir(options), part, confirm: !options["no-confirm"], progress: onTerminal() };
    const { files, pieces } = await fetchAsset(chain, asset, out!, how);
    say(`${out}: ${files.length} files${pieces.length > 0 ? `, ${pieces.length} pieces of files` : ""}, all as ${nameOf(asset)} is known by`);
  });
}

async function show([name]: string[], options: Options): Promise<void> {
  const asset = parseAsset(name!);
  await withChain(options, async (chain) => {
    const known = await chain.asset(asset);
    if (!known) throw new Problem(`there is no ${nameOf(asset)}`);
    say(JSON.stringify(known, null, 2));
    const content = await chain.content(asset);
    if (!content) return say("its content is not protected");
    const { items, itemSize, keyDepth, plainRoot, cipherRoot } = await contentOf(chain, asset);
    say(`content      ${items} items of ${itemSize} bytes at the most; keys of depth ${keyDepth}`);
    say(`roots        ${hex(plainRoot)} plain\n             ${hex(cipherRoot)} encrypted`);
    const preview = await chain.preview(asset);
    say(`preview      ${preview?.stage}${preview?.stage === "drawn" ? `: items ${preview.items.join(", ")}, until ${new Date(preview.until).toISOString()}` : ""}`);
    const open = await chain.openRequests(asset);
    say(`requests     ${open.length === 0 ? "none open" : open.map(({ id, fee }) => `${id} (${formatAic(fee)})`).join(", ")}`);
    say(`kept at      ${(await endpointsOf(chain, cipherRoot)).join(", ") || "no provider"}`);
  });
}

async function offer([gib]: string[], options: Options): Promise<void> {
  const endpoint = needed(options, "endpoint");
  checkEndpoint(endpoint);
  if (Buffer.byteLength(endpoint) > 64) throw new Problem("--endpoint has 64 bytes at the most");
  const size = parseCount(gib!, "the GiB", 1, U32);
  const [leastPrice, maxBond] = [parseAic(options["least-price"] ?? "0"), parseAic(needed(options, "max-bond"))];
  await withChain(options, async (chain) => {
    await chain.offerSpace({ gib: size, region: count(options, "region", 0, 65_535) ?? 0, leastPrice, endpoint, maxBond });
    say(`offered ${size} GiB at ${endpoint}`);
  });
}

async function serveFiles([dir]: string[], options: Options): Promise<void> {
  const port = parseCount(needed(options, "port"), "--port", 0, 65_535);
  const from = (options.from ?? []).map(checkEndpoint);
  const shelf = new Shelf(dir!);
  for (const wrong of await shelf.scan()) console.error(`warning: ${wrong}`);
  const serving = await serve(shelf, port, options.host);
  const stop = untilStopped();
  try {
    log(`serving ${shelf.roots.length} vaults of ${dir} at ${serving.url}`);
    for (const root of shelf.roots) log(root);
    if (options.key === undefined) {
      await new Promise<void>((end) => stop.addEventListener("abort", () => end(), { once: true }));
    } else {
      await withChain(options, async (chain) => {
        log(`answering challenges as ${chain.address}`);
        await watch(chain, new ProviderAgent(chain, shelf, from, log), stop);
      });
    }
  } finally {
    await serving.stop();
  }
}

async function verify([dir]: string[]): Promise<void> {
  const vault = await Vault.open(dir!);
  try {
    const { decrypted } = await vault.check(onTerminal());
    const { items, cipherRoot } = vault.commitment;
    say(`${dir}: ${items} items are as ${hex(cipherRoot)} says${decrypted ? ", and decrypt to the content committed to" : ""}`);
  } finally {
    await vault.close();
  }
}

const COMMANDS: Record<string, { run: (args: string[], options: Options) => Promise<void>; args: [number, number] }> = {
  publish: { run: publish, args: [1, 1] },
  agent: { run: agent, args: [1, Infinity] },
  store: { run: store, args: [1, 1] },
  buy: { run: buyLicence, args: [1, 1] },
  ask: { run: askKey, args: [1, 1] },
  fetch: { run: fetchFiles, args: [2, 2] },
  show: { run: show, args: [1, 1] },
  offer: { run: offer, args: [1, 1] },
  serve: { run: serveFiles, args: [1, 1] },
  verify: { run: verify, args: [1, 1] },
};

async function main(): Promise<void> {
  const { values, positionals } = parse(process.argv.slice(2));
  const [name, ...args] = positionals;
  if (values.help) return say(USAGE);
  if (!name) throw new Problem(`say what to do\n\n${USAGE}`);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Problem(`there is no command ${name}; aic --help lists them`);
  if (args.length < command.args[0] || args.length > command.args[1]) throw new Problem(`aic ${name} takes other arguments; aic --help lists them`);
  await ready;
  await command.run(args, values);
}

// polkadot.js keeps a connection that it could not make on trying.
await main().then(
  () => process.exit(0),
  (error) => {
    console.error(`error: ${reasonOf(error)}`);
    process.exit(1);
  },
);

// The life of data, end to end, on a running node: a dataset is made to order by two creators and owned by them in shares, its
// content is encrypted, previewed, licensed with its keys, fetched and compared; it is stored in three replicas, of which one is
// lost and healed; a job trains on it inside; the trained AI owes it a royalty, is sold and licensed. The demo computes who must have
// earned what through which lineage, and exits non-zero when any figure is off by one unit.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { type AssetId, description, details, eras, minted, minting, purchase, register, tensor, terms, uses } from "../src/assets.ts";
import { AIC, balanceOf, type Call, connect, DispatchFailed, eventOf, keyring, type Outcome, send, waitUntil } from "../src/chain.ts";
import { hashOf } from "../src/content.ts";
import { type Delivery, delivery, filesOf, type Layout, layoutOf, madeBy } from "../src/joined.ts";
import { rpc } from "../src/node.ts";
import { accuracy, digest, type Instructions, type Sample, serialise, split, type Weights } from "../src/softmax.ts";
import { openOwned, OwnerAgent, watch } from "../src/vault/agent.ts";
import { hex } from "../src/vault/bytes.ts";
import { endpointsOf, type KeyRequest, NodeChain } from "../src/vault/calls.ts";
import { TAG } from "../src/vault/cipher.ts";
import { buildVault, type Found, walk } from "../src/vault/items.ts";
import { WHOLE } from "../src/vault/keys.ts";
import { encodeManifest } from "../src/vault/manifest.ts";
import { ask, buy, contentOf, download, fetchAsset, type Fetching, receive } from "../src/vault/licensee.ts";
import { keyPair, openAndCheck } from "../src/vault/seal.ts";
import { type Serving, serve, Shelf } from "../src/vault/server.ts";
import type { Slot } from "../src/work.ts";
import { Agent } from "./agents.ts";
import { audit } from "./audit.ts";
import { aic, table } from "./book.ts";
import { feesOf, type Happened, history } from "./history.ts";
import { Lineage, type Source, upstream } from "./lineage.ts";
import { big, perform, say, type Setting, settingAll } from "./stage.ts";
import { Provider, storageBooks } from "./storage.ts";

const MILLION = 1_000_000n;
const BILLION = 1_000_000_000n;
const HOUR = 3_600_000n;
const GPU = { device: 0, class: "Gpu", power: 16, memory: 8_192, region: 0, leastPrice: AIC / 1_000n };
const INSTRUCTIONS: Instructions = { classes: 3, steps: 4_000, rate: 0.1, holdOut: 5 };

// What governance sets at the start: rates that the demo's books need not ask the chain for, and times that fit a demo.
const RATES = { commission: 100_000n, auditorShare: 500_000n };
const MIN_FEE = AIC / 50n;
const COMPLAINT_TIME = 24_000;
const STORAGE = { price: 20_000n * AIC, bondPerGib: 1_024n * AIC, miss: 100_000n, end: 500_000n, misses: 2, challenge: 14_000 };
const settings: Setting[] = [
  ["CoinPayroll", "Commission", RATES.commission],
  ["CoinPayroll", "EraLength", HOUR],
  ["ResourceAllocator", "AuditorShare", RATES.auditorShare],
  ["ResourceAllocator", "MinFee", MIN_FEE],
  ["MadeToOrder", "Times", { decision: 120_000, contest: 60_000, draw: 60_000, commit: 60_000, reveal: 60_000, longest: HOUR }],
  ["DataProtection", "AnswerTime", 60_000],
  ["DataProtection", "ComplaintTime", COMPLAINT_TIME],
  ["DataProtection", "PreviewTime", 60_000],
  ["DataProtection", "MinGuarantee", 20n * AIC],
  // A GiB and an hour cost much, so that 32 KiB and two minutes cost something.
  ["StorageGrid", "Price", { initial: STORAGE.price, floor: 1, cap: STORAGE.price, target: 700_000_000, step: 10_000_000, interval: HOUR }],
  ["StorageGrid", "BondPerGib", STORAGE.bondPerGib],
  // Finding space costs nothing here, so that who pays for storage pays who stores.
  ["StorageGrid", "Limits", { leastSpace: 1, mostSpace: 1_048_576, mostHours: 87_600, leastEscrow: AIC / 1_000n, placementFee: 0, regions: 16 }],
  ["StorageGrid", "Deadlines", { fill: 60_000, challenge: STORAGE.challenge, notice: 60_000, audit: 60_000 }],
  ["StorageGrid", "Penalties", { miss: STORAGE.miss, end: STORAGE.end, misses: STORAGE.misses }],
];

// The dataset: four parts of eight items of 1 KiB at the most; Ada makes three parts, Bea one.
const LAYOUT = { itemSize: 1_024, span: 8, parts: { Ada: 3, Bea: 1 } };
const REWARD = 80n * AIC;
const GUARANTEE = 50n * AIC;
const ROYALTY = { dataset: { share: 100_000_000, least: 2n * AIC }, model: { share: 50_000_000, least: 0n } };
const PRICE = { use: 5n * AIC, era: 12n * AIC, model: 3n * AIC, trained: 20n * AIC, sale: 300n * AIC };
const LENA_USES = 3;

const CREATORS = ["Ada", "Bea"];
const STORERS = ["Sid", "Stella", "Stan", "Sue"];
const OPERATORS = ["Gina", "Gert", "Gwen"];
const machineOf = (name: string) => `${name}'s machine`;
const PEOPLE = ["Rita", "Max", "Lena", "Leo", "Tom", "Uma", "Sam", ...CREATORS, ...STORERS, ...OPERATORS];

// A table with a header; the rows of all files of a folder one after the other.
const HEADER = "sepal_length,sepal_width,petal_length,petal_width,species";

async function samplesOf(folder: string): Promise<{ samples: Sample[]; rows: number }> {
  const tables = (await walk(folder)).filter(({ path }) => path.endsWith(".csv"));
  const rows = tables.flatMap(({ path }) => readFileSync(join(folder, path), "utf8").trim().split("\n").slice(1));
  const cells = rows.map((row) => row.split(","));
  const classes = [...new Set(cells.map((row) => row.at(-1)!))].sort();
  return { samples: cells.map((row) => ({ features: row.slice(0, -1).map(Number), label: classes.indexOf(row.at(-1)!) })), rows: rows.length };
}

function put(folder: string, path: string, content: string | Uint8Array): Found {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
  return { path, size: Buffer.byteLength(content) };
}

// Fails unless both folders have the same files, byte by byte. Returns how many.
async function compare(folder: string, other: string): Promise<number> {
  const [files, others] = [await walk(folder), await walk(other)];
  if (files.map(({ path }) => path).join() !== others.map(({ path }) => path).join()) throw new Error(`${folder} and ${other} have different files`);
  for (const { path } of files) {
    if (!readFileSync(join(folder, path)).equals(readFileSync(join(other, path)))) throw new Error(`${path} differs`);
  }
  return files.length;
}

class Demo {
  readonly keys = new Map<string, KeyringPair>();
  // What everybody must have, but for transaction fees.
  readonly expected = new Map<string, bigint>();
  readonly lineage = new Lineage(RATES.commission);
  readonly trace: string[] = [];
  readonly log = (text: string) => void this.trace.push(text);
  readonly stop = new AbortController();

  constructor(readonly api: ApiPromise, readonly http: string, readonly dir: string) {
    const ring = keyring(api);
    for (const name of [...PEOPLE, "Ada's program", ...[...STORERS, ...OPERATORS].map(machineOf)]) {
      this.keys.set(name, ring.addFromUri(`//Data//${name.replace("'s ", "//")}`));
      this.expected.set(name, 0n);
    }
    this.keys.set("Alice", ring.addFromUri("//Alice"));
  }

  key(name: string): KeyringPair {
    return this.keys.get(name)!;
  }

  address(name: string): string {
    return this.key(name).address;
  }

  nameOf(address: string): string {
    return [...this.keys].find(([, key]) => key.address === address)?.[0] ?? address;
  }

  chain(name: string): NodeChain {
    return new NodeChain(this.api, this.key(name));
  }

  send(name: string, call: Call): Promise<Outcome> {
    return send(this.api, this.key(name), call);
  }

  all(name: string, calls: Call[]): Promise<Outcome> {
    return this.send(name, this.api.tx.utility!.batchAll!(calls));
  }

  add(name: string, amount: bigint): void {
    this.expected.set(name, (this.expected.get(name) ?? 0n) + amount);
  }

  // Somebody pays for a resource.
  pay(payer: string, source: Source, kind: string, amount: bigint): void {
    this.add(payer, -amount);
    this.lineage.pay(source, kind, amount);
  }

  async timeAt(outcome: Outcome): Promise<bigint> {
    return big(await (await this.api.at(outcome.block)).query.timestamp!.now!());
  }

  path(...names: string[]): string {
    return join(this.dir, ...names);
  }
}

async function run(url: string, http: string): Promise<void> {
  const api = await connect(url);
  const dir = mkdtempSync(join(tmpdir(), "aic-data-"));
  const demo = new Demo(api, http, dir);
  const closing: (() => Promise<unknown>)[] = [];
  try {
    await story(demo, closing);
  } catch (error) {
    console.error(`\nwhat the programs said last:\n${demo.trace.slice(-20).join("\n")}`);
    throw error;
  } finally {
    demo.stop.abort();
    for (const close of closing.reverse()) await close().catch(() => undefined);
    await api.disconnect();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function story(demo: Demo, closing: (() => Promise<unknown>)[]): Promise<void> {
  const { api } = demo;
  say(`Alice funds ${PEOPLE.length} people and their machines, and sets rates and times that fit a demo`);
  const endowment = (name: string) => (PEOPLE.includes(name) ? 10_000n : 200n) * AIC;
  const names = [...demo.expected.keys()];
  await demo.all("Alice", names.map((name) => api.tx.balances!.transferKeepAlive!(demo.address(name), endowment(name))));
  for (const name of names) demo.add(name, endowment(name));
  await demo.send("Alice", settingAll(api, settings));

  say(`${STORERS.join(", ")} offer a GiB of space each and run a server; ${OPERATORS.join(", ")} add a GPU each`);
  const own = new Shelf(demo.path("served"));
  mkdirSync(own.dir);
  const ownServer = await serve(own, 0);
  closing.push(() => ownServer.stop());
  const [providers, agents, model, format] = await Promise.all([storers(demo, ownServer), gpus(demo), publishModel(demo), rowsFormat(demo, "Rita")]);
  closing.push(...providers.map((provider) => () => provider.stop()));

  const { asset, layout, dataset } = await makeToOrder(demo, format);
  const folder = demo.path("joined");
  const order = await protect(demo, asset, folder, own, providers);
  const settled = await licence(demo, asset, folder, dataset);

  // The owner's own server may rest: from now on content comes from providers.
  await ownServer.stop();
  const training = train(demo, { asset, dataset, model, agents, folder });
  const [trained] = await Promise.all([training, training.then((trained) => sell(demo, trained)), lose(demo, order, providers), settled()]);
  await windUp(demo, order, providers);
  await report(demo, order, providers, { layout, weights: trained.weights, samples: (await samplesOf(folder)).samples });
}

async function storers(demo: Demo, source: Serving): Promise<Provider[]> {
  const { api } = demo;
  return Promise.all(
    STORERS.map(async (name) => {
      const provider = await Provider.start(name, api, demo.key(machineOf(name)), demo.path(name), [source.url], demo.log);
      const offered = await demo.send(name, api.tx.storageGrid!.offerSpace!(1, GPU.region, 0, provider.endpoint, 2n * STORAGE.bondPerGib));
      provider.space = Number(eventOf(offered, "storageGrid", "SpaceOffered").space);
      await demo.send(name, api.tx.storageGrid!.setOperator!(provider.space, demo.address(machineOf(name))));
      provider.run();
      return provider;
    }),
  );
}

async function gpus(demo: Demo): Promise<Agent[]> {
  const { api } = demo;
  const agents = await Promise.all(
    OPERATORS.map(async (name) => {
      const add = api.tx.providers!.addNode!(GPU.device, demo.address(machineOf(name)), GPU.region, GPU.leastPrice);
      const added = await demo.all(name, [api.tx.providers!.register!(1_000n * AIC), add]);
      return new Agent(name, demo.key(machineOf(name)), Number(big(eventOf(added, "providers", "NodeAdded").node)), api);
    }),
  );
  const certify = agents.map(({ node }) => api.tx.providers!.certify!(node, GPU.power));
  await demo.send("Alice", api.tx.sudo!.sudo!(api.tx.utility!.batchAll!(certify)));
  await Promise.all(agents.map(({ name, node }) => demo.send(machineOf(name), api.tx.providers!.goIdle!(node))));
  return agents;
}

const [FEATURES, LABELS] = [[tensor("F64", 4)], [tensor("Utf8")]];

const rowsFormat = (demo: Demo, who: string): Promise<number> =>
  register(demo.api, (call) => demo.send(who, call), description("Dataset", "iris/rows", { features: FEATURES, labels: LABELS, classes: 3 }));

async function publishModel(demo: Demo): Promise<AssetId> {
  const program = { kind: "softmax regression", inputs: 4, classes: 3, arithmetic: "IEEE 754 double" };
  const form = description("Model", "iris/softmax", { features: FEATURES, labels: LABELS, output: [tensor("F64", 3)], classes: 3 });
  const format = await register(demo.api, (call) => demo.send("Max", call), form);
  const about = details("Softmax regression", JSON.stringify(program).length, { perUse: PRICE.model, royalty: ROYALTY.model }, GPU.region);
  return minted(await demo.send("Max", minting(demo.api, { kind: "Model", content: hashOf(program), format, details: about })));
}

// Each creator's rows as small tables in a folder of his own; Ada's so many that with the table of contents her items fill her parts.
async function writeParts(demo: Demo): Promise<{ folders: Record<string, string>; layout: Layout }> {
  const rows = readFileSync(new URL("../data/iris.csv", import.meta.url), "utf8").trim().split("\n").slice(1);
  const isBeas = (_: string, i: number) => i % 15 >= 11;
  const [adas, beas] = [rows.filter((row, i) => !isBeas(row, i)), rows.filter(isBeas)];
  const tables = (list: string[], count: number) =>
    Array.from({ length: count }, (_, i) => [HEADER, ...list.filter((_, row) => row % count === i)].join("\n") + "\n");
  const { itemSize, span, parts } = LAYOUT;
  for (let own = 1; own < span; own++) {
    const folders = { Ada: demo.path(`ada-${own}`), Bea: demo.path(`bea-${own}`) };
    const files = [
      ...tables(adas, parts.Ada * span - own).map((text, i) => put(folders.Ada, `ada/rows-${String(i).padStart(2, "0")}.csv`, text)),
      put(folders.Bea, "bea/made-by", madeBy(demo.key("Bea").publicKey)),
      ...tables(beas, span - 1).map((text, i) => put(folders.Bea, `bea/rows-${String(i).padStart(2, "0")}.csv`, text)),
    ];
    if (encodeManifest(files, itemSize).manifest.own === own) return { folders, layout: layoutOf(files, itemSize, span) };
  }
  throw new Error("the table of contents does not fit");
}

interface Made {
  asset: AssetId;
  layout: Layout;
  dataset: Source;
}

async function makeToOrder(demo: Demo, format: number): Promise<Made> {
  const { api } = demo;
  const { folders, layout } = await writeParts(demo);
  const items = layout.manifest.total;
  const criteria = { text: "Iris flowers: CSV with a header, one item a file; parts of 8 items of 1 KiB, which together are one vault" };
  const wanted = {
    Dataset: {
      format,
      items,
      leastItems: items / 2,
      leastPart: LAYOUT.span,
      itemSize: LAYOUT.itemSize,
      name: "Iris, made to order",
      terms: terms({ perUse: PRICE.use, perEra: PRICE.era, royalty: ROYALTY.dataset }),
      region: GPU.region,
    },
  };
  const deadline = Number(big(await api.query.timestamp!.now!())) + 600_000;
  const asked = await demo.send("Rita", api.tx.madeToOrder!.request!({ wanted, criteria: hashOf(criteria), reward: REWARD, deadline }, 1_000n * AIC));
  const request = Number(eventOf(asked, "madeToOrder", "Requested").request);
  say(`Rita asks for a dataset: ${items} items for ${aic(REWARD)} AIC, which are on hold; request ${request}`);

  const parts: { who: string; part: number; delivery: Delivery; index?: number }[] = [];
  for (const who of CREATORS as (keyof typeof LAYOUT.parts)[]) {
    for (let i = 0; i < LAYOUT.parts[who]; i++) parts.push({ who, part: parts.length, delivery: await delivery(layout, parts.length, folders[who]!) });
  }
  await Promise.all(
    CREATORS.map(async (who) => {
      const own = parts.filter((part) => part.who === who);
      const outcome = await demo.all(who, own.map(({ delivery }) => api.tx.madeToOrder!.submit!(request, delivery)));
      const submitted = outcome.events.filter(({ event }) => event.section === "madeToOrder" && event.method === "Submitted");
      own.forEach((part, i) => (part.index = Number((submitted[i]!.event.data as any).submission.index)));
      const files = new Set(own.flatMap(({ part }) => filesOf(layout, part)));
      say(`${who} submits ${own.length} ${own.length > 1 ? "parts" : "part"}: ${own.reduce((sum, { delivery }) => sum + delivery.items, 0)} items, ${files.size} files; only their roots are on the chain`);
    }),
  );
  const accept = parts.map(({ index }) => api.tx.madeToOrder!.accept!({ request, index }));
  const outcome = await demo.all("Rita", [...accept, api.tx.madeToOrder!.finish!(request)]);
  const asset = minted(outcome);
  // The deposits come back, whoever asks for it.
  await demo.all("Sam", parts.map(({ index }) => api.tx.madeToOrder!.settle!({ request, index })));

  // Ada's items are most: she owns the dataset; Bea has her part of all that it will ever earn.
  const made = (who: string) => parts.filter((part) => part.who === who).reduce((sum, { delivery }) => sum + delivery.items, 0);
  const beas = (BigInt(made("Bea")) * BILLION) / BigInt(items);
  const name = `dataset ${asset.item}`;
  const dataset: Source = { name, resource: { Asset: asset }, owner: "Ada", through: "its owner", members: [{ who: "Bea", part: beas, through: `${made("Bea")} of its ${items} items` }] };
  demo.pay("Rita", dataset, "made to order", REWARD);
  say(`Rita accepts all: ${name} is minted; Ada owns it, Bea has ${Number(beas) / 1e7} % of it for good`);

  // They hand their files over to the owner.
  const folder = demo.path("joined");
  for (const who of CREATORS) {
    for (const { path } of await walk(folders[who]!)) put(folder, path, readFileSync(join(folders[who]!, path)));
  }
  return { asset, layout, dataset };
}

// Returns the number of the storage order.
async function protect(demo: Demo, asset: AssetId, folder: string, own: Shelf, providers: Provider[]): Promise<bigint> {
  const { api } = demo;
  const vault = demo.path("served", "vault");
  const commitment = await buildVault(folder, vault, { itemSize: LAYOUT.itemSize, keyDepth: 2 });
  writeFileSync(join(vault, "asset.json"), JSON.stringify({ genesis: demo.chain("Ada").genesis, asset }));
  await own.scan();
  const { plainRoot, cipherRoot, keysRoot, items, itemSize, keyDepth } = commitment;
  const committed = { plainRoot: hex(plainRoot), cipherRoot: hex(cipherRoot), items, itemSize, keysRoot: hex(keysRoot), keyDepth };
  await demo.all("Ada", [
    api.tx.dataProtection!.protect!(asset, committed),
    api.tx.dataProtection!.agent!(asset, demo.address("Ada's program")),
    api.tx.aiAssets!.setGuarantee!(asset, GUARANTEE),
  ]);
  say(`Ada encrypts ${items} items and binds herself to them: the plaintexts' root is what the chain had minted; ${aic(GUARANTEE)} AIC answer for it`);
  const owned = await openOwned(vault, demo.chain("Ada's program").genesis);
  const program = demo.chain("Ada's program");
  void watch(program, new OwnerAgent(program, [owned], demo.log), demo.stop.signal).then(() => owned.vault.close());

  const order = await demo.chain("Ada").order({ cipherRoot, items, leafSize: itemSize + TAG }, asset, { replicas: 3, hours: 2, maxPrice: STORAGE.price });
  say(`Ada orders three replicas for two hours; order ${order}`);
  await shown(demo, asset);
  await kept(demo, order, 3, providers);
  const keepers = await keepersOf(demo, order, providers);
  say(`${keepers.map(({ name }) => name).join(", ")} fetched the ciphertext and proved a random item each`);
  return order;
}

// Waits for the preview, and reads out of the block what was shown.
async function shown(demo: Demo, asset: AssetId): Promise<void> {
  const { api } = demo;
  const record = async () => ((await api.query.dataProtection!.contents!(asset)) as any).toJSON().preview;
  await waitUntil("the preview to be drawn", 90, async () => !("queued" in (await record())));
  await waitUntil("the preview to be shown", 60, async () => "shown" in (await record()));
  const { at, items } = (await record()).shown;
  const { block } = await api.rpc.chain.getBlock(await api.rpc.chain.getBlockHash(at));
  const call = block.extrinsics.find(({ method }) => method.section === "dataProtection" && method.method === "show")!;
  const list = call.method.args[1] as unknown as { item: { toU8a(bare: boolean): Uint8Array } }[];
  const texts = list.map(({ item }) => Buffer.from(item.toU8a(true)).toString("latin1"));
  // The second line of a table is its first row.
  const says = (text: string) => (text.startsWith(HEADER) ? text.split("\n")[1]! : text.startsWith("aic/made-by") ? "who made it" : "table of contents");
  say(`chance drew the preview, items ${items.join(", ")}; Ada's program shows them: ${texts.map(says).join(" | ")}`);
}

const replicasOf = async (demo: Demo, order: bigint) => (await demo.chain("Sam").replicas()).filter((replica) => replica.order === order);

async function kept(demo: Demo, order: bigint, count: number, providers: Provider[]): Promise<void> {
  const alive = new Set(providers.filter(({ lost }) => !lost).map(({ space }) => BigInt(space)));
  const good = async () => (await replicasOf(demo, order)).filter(({ kept, space }) => kept && alive.has(space!)).length;
  await waitUntil(`${count} replicas`, 150, async () => (await good()) === count);
}

async function keepersOf(demo: Demo, order: bigint, providers: Provider[]): Promise<Provider[]> {
  const spaces = (await replicasOf(demo, order)).map(({ space }) => Number(space));
  return providers.filter(({ space }) => spaces.includes(space));
}

// Two buy a licence with its key, Rita asks for the key of hers; each fetches from the providers, decrypts and compares.
// Returns how the one who says nothing is had to pay.
async function licence(demo: Demo, asset: AssetId, folder: string, dataset: Source): Promise<() => Promise<void>> {
  const maxCost = 100n * AIC;
  const reading = (name: string, confirm: boolean): Fetching => ({ patience: 90_000, interval: 500, from: [], keys: demo.path(`${name}-keys`), confirm });
  const fetching = async (name: string, confirm: boolean) => {
    await fetchAsset(demo.chain(name), asset, demo.path(`${name}-files`), reading(name, confirm));
    return compare(folder, demo.path(`${name}-files`));
  };
  const lena = async () => {
    await buy(demo.chain("Lena"), demo.path("Lena-keys"), { asset, ...uses(LENA_USES), maxCost });
    demo.pay("Lena", dataset, "licence", PRICE.use * BigInt(LENA_USES));
    const files = await fetching("Lena", true);
    say(`Lena bought ${LENA_USES} uses for ${aic(PRICE.use * BigInt(LENA_USES))} AIC: Ada's program sealed the key for her, ${files} files are the same byte by byte; she has Ada paid`);
  };
  const leo = async () => {
    const key = await buy(demo.chain("Leo"), demo.path("Leo-keys"), { asset, ...eras(1), maxCost });
    demo.pay("Leo", dataset, "licence", PRICE.era);
    const files = await fetching("Leo", false);
    say(`Leo bought an era for ${aic(PRICE.era)} AIC: ${files} files are the same; he says nothing, so that the fee waits until he can't complain any more`);
    return key.request!;
  };
  const rita = async () => {
    const key = await ask(demo.chain("Rita"), demo.path("Rita-keys"), asset, WHOLE);
    await receive(demo.chain("Rita"), key, reading("Rita", true));
    const files = await fetching("Rita", true);
    say(`Rita, who had asked for the dataset, has a licence without end: her key came without a fee, ${files} files are the same`);
  };
  const [, request] = await Promise.all([lena(), leo(), rita()]);
  return async () => {
    const { stage } = (await demo.chain("Sam").keyRequest(request)) as KeyRequest;
    const until = "answered" in stage ? stage.answered.complainBy : 0;
    await waitUntil("the end of Leo's time to complain", COMPLAINT_TIME / 1_000 + 60, async () => (await demo.chain("Sam").now()) > until);
    await demo.send("Sam", demo.api.tx.dataProtection!.settle!(request));
    say("Leo's time to complain is over: Sam, whom it does not concern, has Ada paid for that licence");
  };
}

// A provider is lost: the replica that it kept ends after its misses and is healed at the fourth provider.
async function lose(demo: Demo, order: bigint, providers: Provider[]): Promise<void> {
  const keepers = await keepersOf(demo, order, providers);
  const lost = keepers[0]!;
  const fourth = providers.find((provider) => !keepers.includes(provider))!;
  await lost.stop();
  say(`${lost.name}'s machine is gone: its server and its program have stopped`);
  const id = (await replicasOf(demo, order)).find(({ space }) => Number(space) === lost.space)!.id;
  const misses = async () => {
    const { stage } = ((await demo.api.query.storageGrid!.replicas!(id)) as any).toJSON();
    return stage.active && Number(stage.active.space) === lost.space ? Number(stage.active.misses) : STORAGE.misses;
  };
  await waitUntil("a missed challenge", 120, async () => (await misses()) > 0);
  say(`${lost.name} misses a challenge and loses a part of the bond`);
  await waitUntil("the end of the replica", 120, async () => (await misses()) === STORAGE.misses);
  say(`${lost.name} misses another: the replica ends there, half of its bond is gone, and other space is drawn`);
  await kept(demo, order, 3, providers);
  const heir = (await keepersOf(demo, order, providers)).find(({ name }) => !keepers.some((keeper) => keeper.name === name));
  if (heir !== fourth) throw new Error("the replica was healed elsewhere");
  const fetched = demo.trace.find((text) => text.startsWith(`${fourth.name}: content`));
  if (!fetched) throw new Error(`${fourth.name} fetched nothing`);
  say(`${fourth.name} fetched it from another provider, checked every item and proved one: three replicas again`);
}

interface Trained {
  asset: AssetId;
  source: Source;
  weights: Weights;
}

interface Training {
  asset: AssetId;
  dataset: Source;
  model: AssetId;
  agents: Agent[];
  folder: string;
}

async function train(demo: Demo, { asset, dataset, model, agents, folder }: Training): Promise<Trained> {
  const { api } = demo;
  const softmax: Source = { name: `model ${model.item}`, resource: { Asset: model }, owner: "Max", through: "its owner", members: [] };
  await demo.send("Lena", purchase(api, model, uses(1), PRICE.model));
  demo.pay("Lena", softmax, "licence", PRICE.model);
  const request = {
    model,
    datasets: [asset],
    instructions: hashOf(INSTRUCTIONS),
    class: GPU.class,
    power: GPU.power,
    memory: GPU.memory,
    slots: 1,
    placement: "Each",
    timeLimit: 600_000,
    prepaid: null,
    patience: null,
    premium: 0,
    audit: 0,
    trust: 1,
    comparison: "Exact",
    checkpoints: 1,
    retries: 2,
    region: null,
    lease: null,
  };
  const asked = eventOf(await demo.send("Lena", api.tx.resourceAllocator!.request!(request, 100n * AIC)), "resourceAllocator", "JobRequested");
  const slot: Slot = { job: Number(big(asked.job)), index: 0 };
  say(`Lena asks for a training job on it with Max's model; job ${slot.job}`);
  let node: number | null = null;
  await waitUntil("a node", 120, async () => {
    node = (await rpc<{ node: number | null }[]>(demo.http, "aic_jobStatus", slot.job))[0]!.node;
    return node !== null;
  });
  const executor = agents.find((agent) => agent.node === node)!;
  const got = new Map<string, Promise<Sample[]>>();
  const samples = (agent: Agent): Promise<Sample[]> => {
    if (!got.has(agent.name)) got.set(agent.name, materials(demo, agent, asset, slot, folder));
    return got.get(agent.name)!;
  };
  say(`the chain drew ${executor.name}'s node, which asks for the key of what it works with`);
  const begun = await demo.timeAt(await executor.start(slot));
  const { weights, outcome } = await executor.execute(slot, await samples(executor), INSTRUCTIONS);
  const ended = await demo.timeAt(outcome);
  say(`${executor.name}'s node decrypted the dataset inside, trained ${INSTRUCTIONS.steps} steps and committed to the result`);
  const { verdict, auditors } = await audit({ api, agents, instructions: INSTRUCTIONS, samples, pay: (_, done) => done }, slot, executor);
  if (!verdict.isAccepted) throw new Error(`the result is not accepted: ${verdict.toString()}`);
  const flow = (big(asked.quote.unitPrice) * BigInt(GPU.power) * (ended - begun)) / HOUR;
  const fee = flow > MIN_FEE ? flow : MIN_FEE;
  const nodeOf = (agent: Agent): Source => ({ name: `node ${agent.node}`, resource: { Node: agent.node }, owner: agent.name, through: "its owner", members: [] });
  demo.pay("Lena", nodeOf(executor), "training", fee);
  const paid = verdict.asAccepted.auditors.map((auditor: { toString(): string }) => Number(auditor.toString()));
  for (const agent of auditors.filter(({ node }) => paid.includes(node))) demo.pay("Lena", nodeOf(agent), "audit", (fee * RATES.auditorShare) / MILLION);
  say(`accepted after ${auditors.map(({ name }) => name).join(", ")} repeated it with a key of their own`);

  const about = details("Iris by softmax regression", serialise(weights).length, { perUse: PRICE.trained }, GPU.region);
  const outcomeOfMinting = await demo.send("Lena", api.tx.aiAssets!.mintTrainedAi!(slot, null, about));
  if (eventOf(outcomeOfMinting, "aiAssets", "Minted").content.toHex() !== digest(weights)) throw new Error("the trained AI on the chain is another one");
  const trained = minted(outcomeOfMinting);
  const members = [...upstream(softmax, BigInt(ROYALTY.model.share)), ...upstream(dataset, BigInt(ROYALTY.dataset.share))];
  const name = `trained AI ${trained.item}`;
  say(`Lena mints ${name}: ${members.map(({ who, part }) => `${Number(part) / 1e7} % of it are ${who}'s`).join(", ")}, for good`);
  return { asset: trained, weights, source: { name, resource: { Asset: trained }, owner: "Lena", through: "its owner", members } };
}

// What an executor or an auditor does to get what it works with: a key of its own for this slot, and the files.
async function materials(demo: Demo, agent: Agent, asset: AssetId, slot: Slot, folder: string): Promise<Sample[]> {
  const chain = demo.chain(machineOf(agent.name));
  const pair = keyPair();
  const asked = await send(demo.api, agent.key, demo.api.tx.dataProtection!.requestKeyForWork!(asset, slot, hex(pair.public)));
  const id = big(eventOf(asked, "dataProtection", "KeyRequested").request);
  let key: Uint8Array | undefined;
  let part = WHOLE;
  await waitUntil(`a key for ${agent.name}'s node`, 60, async () => {
    const request = (await chain.keyRequest(id))!;
    if (!("answered" in request.stage)) return false;
    part = request.part;
    key = openAndCheck(request.stage.answered.sealed, pair, id, request.stage.answered.leaf);
    return true;
  });
  const content = await contentOf(chain, asset);
  const out = demo.path(`${agent.name}-work`);
  await download(content, part, key!, await endpointsOf(chain, content.cipherRoot), out);
  await chain.confirm(id);
  await compare(folder, out);
  return (await samplesOf(out)).samples;
}

async function sell(demo: Demo, { asset, source }: Trained): Promise<void> {
  const { api } = demo;
  const least = (ROYALTY.dataset.least * BILLION) / BigInt(ROYALTY.dataset.share);
  const tooLow = await demo.send("Lena", api.tx.aiAssets!.offer!(asset, { price: least - 1n, to: null })).then(
    () => undefined,
    (error) => error,
  );
  if (!(tooLow instanceof DispatchFailed && tooLow.reason === "BelowRoyalty")) throw new Error("a sale below the royalty was not refused");
  await demo.send("Lena", api.tx.aiAssets!.offer!(asset, { price: PRICE.sale, to: null }));
  await demo.send("Tom", api.tx.aiAssets!.buy!(asset, PRICE.sale));
  demo.pay("Tom", source, "sale", PRICE.sale);
  say(`Lena may not sell it below ${aic(least)} AIC, by the royalty; Tom buys it for ${aic(PRICE.sale)}, and those upstream have their part`);
  source.owner = "Tom";
  await demo.send("Uma", purchase(api, asset, uses(1), PRICE.trained));
  demo.pay("Uma", source, "licence", PRICE.trained);
  await demo.send("Uma", api.tx.aiAssets!.useAsset!(asset, "Inference"));
  say(`Uma buys a licence of it from Tom for ${aic(PRICE.trained)} AIC and runs it: Tom's, and upstream's again`);
}

// Ends the order, so that all is proven and paid.
async function windUp(demo: Demo, order: bigint, providers: Provider[]): Promise<void> {
  await demo.send("Ada", demo.api.tx.storageGrid!.cancel!(order));
  say("Ada ends the storage order: each provider proves the replica once more and is paid to that moment");
  await Promise.all(
    providers.map(async (provider) => {
      await provider.halt();
      const own = async () => (await replicasOf(demo, order)).find(({ space }) => Number(space) === provider.space);
      await waitUntil(`the end of ${provider.name}'s replica`, 120, async () => {
        const replica = await own();
        if (replica) await provider.end(replica);
        return replica === undefined;
      });
      await provider.stop();
    }),
  );
  demo.stop.abort();
}

async function report(demo: Demo, order: bigint, providers: Provider[], made: { layout: Layout; weights: Weights; samples: Sample[] }): Promise<void> {
  const { api, lineage } = demo;
  const all = await history(api);

  // What storage brought and cost.
  const leafSize = BigInt(LAYOUT.itemSize + TAG);
  const books = storageBooks(all, order, { price: STORAGE.price, bytes: BigInt(made.layout.manifest.total) * leafSize, misses: STORAGE.misses });
  const spaces = new Map(providers.map(({ name, space }) => [space, { name: `space ${space}`, resource: { Space: space }, owner: name, through: "its owner", members: [] } as Source]));
  for (const { space, amount } of books.payments) demo.pay("Ada", spaces.get(space)!, "storage", amount);
  // The content takes a MiB; its bond is that part of a GiB's.
  const bond = (STORAGE.bondPerGib + 1_023n) / 1_024n;
  for (const { name, space } of providers) {
    const missed = BigInt(books.missed.get(space) ?? 0) * ((bond * STORAGE.miss) / MILLION);
    const ended = BigInt(books.ended.get(space) ?? 0) * ((bond * STORAGE.end) / MILLION);
    demo.add(name, -missed - ended);
  }

  say("Sam has everybody's shares collected and everybody paid");
  await collect(demo, all);

  const wrong: string[] = [];
  const { test } = split(made.samples, INSTRUCTIONS.holdOut);
  say(`accuracy of the trained AI: ${(100 * accuracy(made.weights, test)).toFixed(1)} % on ${test.length} rows it was not trained on`);
  await earnings(demo, wrong);
  await balances(demo, wrong);
  if (wrong.length > 0) throw new Error(`${wrong.length} figures are off:\n${wrong.join("\n")}`);
  console.log("\nEvery payslip and every balance is as the demo computed, to the unit.");
}

// Credits to the members of all splits what is theirs, and pays out what everybody is owed.
async function collect(demo: Demo, all: Happened[]): Promise<void> {
  const { api } = demo;
  const splits = [...new Set(all.filter(({ section, method }) => section === "coinPayroll" && method === "SplitCredited").map(({ data }) => Number(data.split)))];
  const calls: Call[] = [];
  for (const split of splits) {
    const roster = ((await api.query.coinPayroll!.rosters!(split)) as any).toJSON() as [string, number][];
    for (const [account] of roster) calls.push(api.tx.coinPayroll!.collect!(split, account));
  }
  await demo.all("Sam", calls);
  // Large amounts the chain pays by itself meanwhile.
  await waitUntil("everybody to be paid", 60, async () => {
    const owed = await Promise.all(PEOPLE.map((name) => api.query.coinPayroll!.owed!(demo.address(name)))) as unknown as { isSome: boolean }[];
    const open = PEOPLE.filter((_, i) => owed[i]!.isSome);
    if (open.length > 0) await demo.send("Sam", api.tx.coinPayroll!.claimMany!(open.map((name) => demo.address(name))));
    return open.length === 0;
  });
}

interface Payslip {
  lines: { source: { Resource: object } | string; net: string }[];
  collectable: string;
  payable: string;
}

// Compares each payslip with what was computed.
async function earnings(demo: Demo, wrong: string[]): Promise<void> {
  const { lineage } = demo;
  const keyOf = (resource: object): string => {
    const [kind, id] = Object.entries(resource)[0]!;
    return typeof id === "object" ? `${kind} ${id.kind} ${id.item}` : `${kind} ${id}`;
  };
  const rows: string[][] = [];
  const last = Number((((await demo.api.query.coinPayroll!.currentEra!()) as any).toJSON() as { index: number } | null)?.index ?? 0);
  for (const who of PEOPLE) {
    const slips = await Promise.all(Array.from({ length: last + 1 }, (_, era) => rpc<Payslip>(demo.http, "aic_payslip", demo.address(who), era)));
    const paid = new Map<string, bigint>();
    for (const { source, net } of slips.flatMap(({ lines }) => lines)) {
      const key = typeof source === "string" ? source : keyOf(source.Resource);
      paid.set(key, (paid.get(key) ?? 0n) + BigInt(net));
    }
    for (const source of lineage.sources) {
      const [expected, actual] = [lineage.earned(who, source), paid.get(keyOf(source.resource)) ?? 0n];
      paid.delete(keyOf(source.resource));
      if (expected === 0n && actual === 0n) continue;
      if (expected !== actual) wrong.push(`${who} by ${source.name}: ${expected} computed, ${actual} on the payslip`);
      const kinds = new Map<string, bigint>();
      const lines = lineage.lines.filter((line) => line.who === who && line.source === source);
      for (const line of lines) {
        const what = `${line.kind}\u0000${line.through}`;
        kinds.set(what, (kinds.get(what) ?? 0n) + line.amount);
      }
      [...kinds].forEach(([what, amount], i) => {
        const [kind, through] = what.split("\u0000") as [string, string];
        const verdict = i < kinds.size - 1 ? "" : expected === actual ? `${aic(actual)} equal` : `${aic(actual)} off by ${actual - expected}`;
        rows.push([i === 0 ? who : "", source.name, through, kind, aic(amount), verdict]);
      });
    }
    for (const [key, net] of paid) if (net > 0n) wrong.push(`${who} earned ${net} by ${key}, which was not computed`);
    if (slips.some(({ collectable, payable }) => collectable !== "0" || payable !== "0")) wrong.push(`${who} is not paid out`);
  }
  console.log("\nWho earned what through which lineage, after the commission (AIC)\n");
  console.log(table(["who", "what earned it", "by", "for", "computed", "payslip"], rows, [4, 5]));
}

// Compares each balance, free and on hold, with what was computed.
async function balances(demo: Demo, wrong: string[]): Promise<void> {
  const fees = feesOf(await history(demo.api));
  const rows: string[][] = [];
  for (const [name, before] of demo.expected) {
    const fee = fees.get(demo.address(name)) ?? 0n;
    const expected = before + demo.lineage.earned(name) - fee;
    const actual = await balanceOf(demo.api, demo.address(name));
    if (expected !== actual) wrong.push(`${name} should have ${expected} and has ${actual}`);
    rows.push([name, aic(demo.lineage.earned(name)), aic(fee), aic(expected), expected === actual ? "equal" : `off by ${actual - expected}`]);
  }
  console.log("\nBalances, free and on hold (AIC)\n");
  console.log(table(["who", "earned", "transaction fees", "computed", "on the chain"], rows, [1, 2, 3]));
}

await perform(({ url, http }) => run(url, http));

// The main job, end to end, on a running node: a dataset, a model and GPU providers meet in a training job of three slots that
// start together, auditors repeat the work, one node lies and is caught, another does its part, everybody is paid, the
// trained AI is minted and licensed, an era ends. The demo keeps its own books, and exits non-zero when any balance is off by
// one unit from them.

import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { description, details, minted, minting, purchase, register, tensor, type AssetId, uses } from "../src/assets.ts";
import { AIC, balanceOf, type Call, connect, eventOf, keyring, type Outcome, potOf, send, supply, waitUntil } from "../src/chain.ts";
import { issued } from "../src/curve.ts";
import { hashOf, readTable } from "../src/content.ts";
import { rpc } from "../src/node.ts";
import { accuracy, digest, type Instructions, type Sample, serialise, split, type Weights } from "../src/softmax.ts";
import type { Slot } from "../src/work.ts";
import { Agent } from "./agents.ts";
import { audit } from "./audit.ts";
import { aic, Book, table } from "./book.ts";
import { big, perform, say, type Setting, settingAll } from "./stage.ts";

const HOUR = 3_600_000n;
const MILLION = 1_000_000n;
// Device 0 of the genesis table: a GPU of 16 power and 8 GiB. Each slot takes a whole one.
const GPU = { device: 0, class: "Gpu", power: 16, memory: 8_192, region: 0, leastPrice: AIC / 1_000n };
const SLOTS = 3;
// The slot whose first executor lies.
const FALSE_SLOT = 1;
const BOND_PER_POWER = 2n * AIC;
const MOST_AUDITORS = 7n;
const INSTRUCTIONS: Instructions = { classes: 3, steps: 4_000, rate: 0.1, holdOut: 5 };
const LICENCE = { dataset: 5n * AIC, model: 3n * AIC, trained: 20n * AIC };
const ERA = 130_000n;

// Parts per million that the demo has governance set at its start, so that its books need not ask the chain for them.
const RATES = { commission: 100_000n, poolShare: 500_000n, authorShare: 50_000n, auditorShare: 500_000n, rewardRate: 100_000n, capFraction: 900_000n };
const MIN_FEE = AIC / 50n;
const CURVE = { cap: 2_000_000_000n * AIC, midpoint: 10_000_000_000n * AIC, width: 2_000_000_000n * AIC };

// A resource's uses by others in the era.
interface Earned {
  resource: unknown;
  owner: string;
  fee: bigint;
  sunk: bigint;
}

class Demo {
  readonly book = new Book();
  // What the payroll owes by the demo's own books, with reasons.
  readonly owed = new Map<string, { what: string; amount: bigint }[]>();
  // The pool, the fees that were metered, and what each resource earned from others.
  pool = 0n;
  fees = 0n;
  readonly earned = new Map<string, Earned>();
  private readonly addresses = new Map<string, string>();
  private readonly people = new Map<string, KeyringPair>();

  constructor(readonly api: ApiPromise) {}

  watch(name: string, address: string, opening: bigint): void {
    this.addresses.set(name, address);
    this.book.open(name, opening);
  }

  join(name: string, key: KeyringPair, opening: bigint): KeyringPair {
    this.people.set(name, key);
    this.watch(name, key.address, opening);
    return key;
  }

  key(name: string): KeyringPair {
    return this.people.get(name)!;
  }

  address(name: string): string {
    return this.addresses.get(name)!;
  }

  // Sends a call and books its transaction fee: 80 % to the treasury, rounded down, the rest to the author, Alice.
  async send(name: string, call: Call): Promise<Outcome> {
    return this.pay(name, await send(this.api, this.key(name), call));
  }

  pay(name: string, outcome: Outcome): Outcome {
    const toTreasury = (outcome.fee * 80n) / 100n;
    this.book.note(name, "transaction fees", -outcome.fee);
    this.book.note("treasury", "transaction fees", toTreasury);
    this.book.note("Alice", "transaction fees, as author", outcome.fee - toTreasury);
    return outcome;
  }

  // Books one use of a resource: commission rounded up, of it the pool's and the author's part rounded down; the rest is the owner's. What
  // the author gets is not sunk: it might be the payer.
  use(payer: string, owner: string, resource: object, what: string, fee: bigint): void {
    const commission = (fee * RATES.commission + MILLION - 1n) / MILLION;
    const toPool = (commission * RATES.poolShare) / MILLION;
    const toAuthor = (commission * RATES.authorShare) / MILLION;
    this.book.note(payer, what, -fee);
    this.owe(owner, what, fee - commission);
    this.book.note("payroll", "commission to the pool", toPool);
    this.book.note("treasury", "commission", commission - toPool - toAuthor);
    this.owe("Alice", "commission, as author", toAuthor);
    this.pool += toPool;
    this.fees += fee;
    const key = JSON.stringify(resource);
    const before = this.earned.get(key) ?? { resource, owner, fee: 0n, sunk: 0n };
    this.earned.set(key, { ...before, fee: before.fee + fee, sunk: before.sunk + commission - toAuthor });
  }

  owe(owner: string, what: string, amount: bigint): void {
    this.book.note("payroll", "owed for uses and rewards", amount);
    this.owed.set(owner, [...(this.owed.get(owner) ?? []), { what, amount }]);
  }

  // Has the payroll pay out all that it owes to these people; anybody may, for anybody. Large amounts it has paid by itself.
  async claim(by: string, names: string[]): Promise<void> {
    const owed: any[] = await Promise.all(names.map((name) => this.api.query.coinPayroll!.owed!(this.address(name))));
    const open = names.filter((_, index) => owed[index].isSome);
    await this.send(by, this.api.tx.coinPayroll!.claimMany!(open.map((name) => this.address(name))));
    for (const name of names) {
      for (const { what, amount } of this.owed.get(name) ?? []) {
        this.book.note("payroll", "paid out", -amount);
        this.book.note(name, what, amount);
      }
      this.owed.delete(name);
    }
  }

  async timeAt(outcome: Outcome): Promise<bigint> {
    return big(await (await this.api.at(outcome.block)).query.timestamp!.now!());
  }
}

async function run(url: string, http: string): Promise<void> {
  const api = await connect(url);
  const ring = keyring(api);
  const supplyBefore = await supply(api);
  const demo = new Demo(api);
  const { book } = demo;

  // Who is there. Alice has the sudo key of the development preset and makes the blocks.
  const alice = ring.addFromUri("//Alice");
  demo.join("Alice", alice, await balanceOf(api, alice.address));
  const providers = ["Gina", "Gert", "Gwen", "Gabe", "Gaia", "Gus", "Gil"];
  const nodeOf = (name: string) => `${name}'s node`;
  const names = ["Dana", "Max", "Rita", "Tom", "Sam", ...providers, ...providers.map(nodeOf)];
  for (const name of names) demo.join(name, ring.addFromUri(`//Demo//${name.replace("'s ", "//")}`), 0n);
  const treasury = potOf(api, "treasury");
  demo.watch("treasury", treasury, await balanceOf(api, treasury));
  const pot = potOf(api, "coinPayroll");
  demo.watch("payroll", pot, await balanceOf(api, pot));

  say(`Alice funds five people, ${providers.length} providers and the keys on their nodes, and sets the rates: commission 10 %, eras of ${ERA / 1_000n} seconds`);
  const endowment = (name: string) => (name.endsWith("node") ? 10n : 10_000n) * AIC;
  await demo.send(
    "Alice",
    api.tx.utility!.batchAll!(names.map((name) => api.tx.balances!.transferKeepAlive!(demo.address(name), endowment(name)))),
  );
  for (const name of names) book.move("Alice", name, "funds for the demo", endowment(name));
  const settings: Setting[] = [
    ["CoinPayroll", "Commission", RATES.commission],
    ["CoinPayroll", "PoolShare", RATES.poolShare],
    ["CoinPayroll", "AuthorShare", RATES.authorShare],
    ["CoinPayroll", "EraLength", ERA],
    ["ResourceAllocator", "AuditorShare", RATES.auditorShare],
    ["ResourceAllocator", "MinFee", MIN_FEE],
    ["ContributionRating", "RewardRate", RATES.rewardRate],
    ["ContributionRating", "CapFraction", RATES.capFraction],
    // A liar keeps his points: what he loses of them depends on whether he had been paid for audits by then.
    ["ContributionRating", "LiePenalty", 0n],
  ];
  await demo.send("Alice", settingAll(api, settings));

  say("each provider holds a bond and adds a node: a GPU of 16 power, 8 GiB, with a key of its own");
  const bond = 1_000n * AIC;
  const joining = Promise.all(
    providers.map(async (name) => {
      const add = api.tx.providers!.addNode!(GPU.device, demo.address(nodeOf(name)), GPU.region, GPU.leastPrice);
      const added = await demo.send(name, api.tx.utility!.batchAll!([api.tx.providers!.register!(bond), add]));
      return new Agent(name, demo.key(nodeOf(name)), Number(big(eventOf(added, "providers", "NodeAdded").node)), api);
    }),
  );

  const iris = readTable(new URL("../data/iris.csv", import.meta.url).pathname);
  const program = { kind: "softmax regression", inputs: 4, classes: 3, arithmetic: "IEEE 754 double" };
  say(`Dana publishes Iris: ${iris.samples.length} rows, content root ${iris.root}`);
  say("Max publishes a softmax regression: 4 numbers in, 3 probabilities out");
  const [features, labels, output] = [[tensor("F64", 4)], [tensor("Utf8")], [tensor("F64", 3)]];
  const [training, running] = [
    { training: true, inference: false, evaluation: false },
    { training: true, inference: true, evaluation: false },
  ];
  const publishDataset = async () => {
    const format = await register(api, (call) => demo.send("Dana", call), description("Dataset", "iris/rows", { features, labels, classes: 3 }));
    const about = details("Iris", iris.size, { purposes: training, perUse: LICENCE.dataset }, GPU.region);
    return minted(await demo.send("Dana", minting(api, { kind: "Dataset", content: iris.root, format, details: about })));
  };
  const publishModel = async () => {
    const form = description("Model", "iris/softmax", { features, labels, output, classes: 3 });
    const format = await register(api, (call) => demo.send("Max", call), form);
    const about = details("Softmax regression", JSON.stringify(program).length, { purposes: running, perUse: LICENCE.model }, GPU.region);
    return minted(await demo.send("Max", minting(api, { kind: "Model", content: hashOf(program), format, details: about })));
  };
  const [dataset, model, agents] = await Promise.all([publishDataset(), publishModel(), joining]);
  say("a network's first nodes can't be audited by others: governance certifies their power");
  const certify = agents.map(({ node }) => api.tx.providers!.certify!(node, GPU.power));
  await demo.send("Alice", api.tx.sudo!.sudo!(api.tx.utility!.batchAll!(certify)));
  await Promise.all(agents.map(({ name, node }) => demo.send(nodeOf(name), api.tx.providers!.goIdle!(node))));

  say("Rita buys a licence of both and requests a training job");
  const buy = (asset: AssetId, price: bigint) => purchase(api, asset, uses(1), price);
  await demo.send("Rita", api.tx.utility!.batchAll!([buy(dataset, LICENCE.dataset), buy(model, LICENCE.model)]));
  demo.use("Rita", "Dana", { Asset: dataset }, "licence of the dataset", LICENCE.dataset);
  demo.use("Rita", "Max", { Asset: model }, "licence of the model", LICENCE.model);

  const request = {
    model,
    datasets: [dataset],
    instructions: hashOf(INSTRUCTIONS),
    class: GPU.class,
    power: GPU.power,
    memory: GPU.memory,
    slots: SLOTS,
    placement: { Gang: { sameRegion: false } },
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
  const { timeLimit, ...fields } = request;
  const quote = await rpc<{ total: string }>(http, "aic_quote", {
    ...fields,
    time_limit: timeLimit,
    placement: { Gang: { same_region: false } },
  });
  const requested = await demo.send("Rita", api.tx.resourceAllocator!.request!(request, (BigInt(quote.total) * 11n) / 10n));
  const asked = eventOf(requested, "resourceAllocator", "JobRequested");
  const job = Number(big(asked.job));
  const unitPrice = big(asked.quote.unitPrice);
  say(`job ${job}: ${aic(unitPrice)} AIC per power and hour, at most ${aic(big(asked.quote.total))} AIC on hold`);
  const work: Work = { demo, http, agents, nodeOf, samples: iris.samples, limit: BigInt(request.timeLimit), unitPrice };
  const results = await Promise.all(
    Array.from({ length: SLOTS }, (_, index) => runSlot(work, { job, index }, index === FALSE_SLOT)),
  );
  const weights = results[0]!;
  if (results.some((other) => digest(other) !== digest(weights))) throw new Error("accepted results differ");
  const slot: Slot = { job, index: 0 };

  say("Rita mints the trained AI; Tom buys a licence of it and runs it");
  const size = serialise(weights).length;
  const about = details("Iris by softmax regression", size, { purposes: { training: false, inference: true, evaluation: false }, perUse: LICENCE.trained }, GPU.region);
  const trainedAi = await demo.send("Rita", api.tx.aiAssets!.mintTrainedAi!(slot, null, about));
  const trained = eventOf(trainedAi, "aiAssets", "Minted");
  if (trained.content.toHex() !== digest(weights)) throw new Error("the trained AI on the chain is another one");
  await demo.send("Tom", buy(minted(trainedAi), LICENCE.trained));
  demo.use("Tom", "Rita", { Asset: minted(trainedAi) }, "licence of the trained AI", LICENCE.trained);
  await demo.send("Tom", api.tx.aiAssets!.useAsset!(trained.asset, "Inference"));

  await rewards(demo);
  say("everybody's pay is claimed: Dana's by herself, the others' by Sam");
  await demo.claim("Dana", ["Dana"]);
  await demo.claim("Sam", [...demo.owed.keys()]);

  await report(demo, weights, iris.samples, supplyBefore);
  await api.disconnect();
}

// What a slot's life needs to know.
interface Work {
  demo: Demo;
  http: string;
  agents: Agent[];
  nodeOf(name: string): string;
  samples: Sample[];
  limit: bigint;
  unitPrice: bigint;
}

// Lives through a slot: the draw, the training, the audit, and again with another node when the first one lied. Books what
// everybody must have got for it. Returns the weights that were accepted.
async function runSlot(work: Work, slot: Slot, lie: boolean, avoid: number[] = []): Promise<Weights> {
  const { demo, http, agents, nodeOf } = work;
  const samples = async () => work.samples;
  const pay = (agent: Agent, outcome: Outcome) => demo.pay(nodeOf(agent.name), outcome);
  const name = `slot ${slot.index}`;
  let node: number | null = null;
  await waitUntil(`a node for ${name}`, 120, async () => {
    const slots = await rpc<{ node: number | null }[]>(http, "aic_jobStatus", slot.job);
    // A gang starts when all have one.
    const ready = avoid.length > 0 || slots.every((other) => other.node !== null);
    node = slots[slot.index]!.node;
    return ready && node !== null && !avoid.includes(node);
  });
  const executor = agents.find((agent) => agent.node === node)!;
  say(`${name}: the chain drew ${executor.name}'s node, which ${lie ? "only pretends to train" : `trains ${INSTRUCTIONS.steps} steps`}`);
  const begun = await demo.timeAt(pay(executor, await executor.start(slot)));
  const { weights, outcome } = await executor.execute(slot, work.samples, INSTRUCTIONS, !lie);
  const ended = await demo.timeAt(pay(executor, outcome));

  const { verdict, auditors } = await audit({ api: demo.api, agents, instructions: INSTRUCTIONS, samples, pay }, slot, executor);
  const voted = auditors.map((agent) => agent.name).join(", ");
  if (verdict.isAccepted) {
    // A node that was right before is audited by lottery.
    say(`${name}: accepted ${voted ? `after ${voted} repeated it` : `on the word of ${executor.name}, whom the lottery exempted`}`);
    const worked = ended - begun < work.limit ? ended - begun : work.limit;
    const flow = (work.unitPrice * BigInt(GPU.power) * worked) / HOUR;
    const fee = flow > MIN_FEE ? flow : MIN_FEE;
    demo.use("Rita", executor.name, { Node: executor.node }, "training", fee);
    const paid = verdict.asAccepted.auditors.map((auditor: { toString(): string }) => Number(auditor.toString()));
    for (const { name, node } of auditors.filter((agent) => paid.includes(agent.node))) {
      demo.use("Rita", name, { Node: node }, "audit", (fee * RATES.auditorShare) / MILLION);
    }
    if (paid.length !== Math.min(auditors.length, 1)) throw new Error(`${paid.length} auditors of ${name} are paid by the requester`);
    return weights;
  }
  if (!lie || !verdict.isRejected) throw new Error(`${name}: ${verdict.toString()}`);

  // The bond that answers for the slot: half of it in equal parts of the most auditors there can be, the rest to the treasury.
  const bond = BOND_PER_POWER * BigInt(GPU.power);
  const share = bond / 2n / MOST_AUDITORS;
  for (const auditor of auditors) {
    demo.book.move(executor.name, auditor.name, "bond of a liar, for the auditors who caught him", share);
  }
  demo.book.move(executor.name, "treasury", "bond of a liar", bond - share * BigInt(auditors.length));
  say(`${name}: ${voted} came to another result: ${executor.name} loses ${aic(bond)} AIC of bond, and another node is drawn`);
  return runSlot(work, slot, false, [...avoid, executor.node]);
}

// Ends the era and pays the rewards. What is due to a resource is the smaller of RewardRate × points and CapFraction × what is sunk; the
// resources are new and the fees small, so that their points are the fees of the era, all but a thousandth.
async function rewards(demo: Demo): Promise<void> {
  const { api } = demo;
  const era = async () => ((await api.query.coinPayroll!.currentEra!()) as any).unwrap();
  const { index, endsAt } = await era();
  if (Number(index) !== 0) throw new Error("the machine is so slow that an era ended too early: make ERA longer");
  const rest = Number(big(endsAt)) - Date.now();
  say(`the era ends in ${Math.max(0, Math.round(rest / 1_000))} s`);
  await waitUntil("the end of the era", rest / 1_000 + 30, async () => big(await api.query.timestamp!.now!()) >= big(endsAt));
  const closed = eventOf(await demo.send("Sam", api.tx.coinPayroll!.endEra!()), "coinPayroll", "EraEnded");

  const lower = (a: bigint, b: bigint) => (a < b ? a : b);
  const dues = [...demo.earned.values()].map(({ resource, owner, fee, sunk }) => ({
    resource,
    owner,
    due: lower((fee * RATES.rewardRate) / MILLION, (sunk * RATES.capFraction) / MILLION),
  }));
  const total = dues.reduce((sum, { due }) => sum + due, 0n);
  const lacking = total > demo.pool ? total - demo.pool : 0n;
  const allowed = lower(lacking, issued(CURVE.cap, CURVE.midpoint, CURVE.width, demo.fees));
  const minted = big(closed.minted);
  // The chain's curve is the exact one rounded down, or one unit less.
  if (minted > allowed || minted < allowed - 1n) throw new Error(`minted ${minted}, but the curve says ${allowed}`);
  if (big(closed.due) !== total) throw new Error(`due ${closed.due}, but the books say ${total}`);
  demo.book.note("payroll", "minted along the curve", minted);
  const budget = lower(total, demo.pool + minted);
  say(`rewards due ${aic(total)} AIC, pool ${aic(demo.pool)}, minted ${aic(minted)} at ${aic(demo.fees)} AIC of fees`);
  demo.pool -= budget - minted;
  demo.book.note("payroll", "rewards out of the pool", -budget);
  // Loops of the era can be shown for so long; then its rewards are open.
  const opens = big(endsAt) + ERA / 24n;
  await waitUntil("the rewards to open", 60, async () => big(await api.query.timestamp!.now!()) >= opens);
  const claims = dues.map(({ resource }) => api.tx.coinPayroll!.claimReward!(resource, 0));
  await demo.send("Sam", api.tx.utility!.batchAll!(claims));
  let left = budget;
  for (const { owner, due } of dues) {
    const reward = (due * budget) / total;
    demo.owe(owner, "reward of the era", reward);
    left -= reward;
  }
  demo.book.note("payroll", "rewards rounded down", left);
}

async function report(demo: Demo, weights: Weights, samples: Sample[], supplyBefore: bigint) {
  const { api, book } = demo;
  const { test } = split(samples, INSTRUCTIONS.holdOut);
  say(`accuracy of the trained AI: ${(100 * accuracy(weights, test)).toFixed(1)} % on ${test.length} rows it was not trained on`);

  console.log("\nWho paid, who got what, for what (AIC)\n");
  const rows = book.names.flatMap((name) => {
    const sums = new Map<string, bigint>();
    for (const { what, amount } of book.of(name)) sums.set(what, (sums.get(what) ?? 0n) + amount);
    return [...sums].map(([what, amount], i) => [i === 0 ? name : "", what, aic(amount, true)]);
  });
  console.log(table(["who", "for what", "amount"], rows, [2]));

  console.log("\nBalances, free and on hold (AIC)\n");
  let wrong = 0;
  const balances = await Promise.all(
    book.names.map(async (name) => {
      const [expected, actual] = [book.expected(name), await balanceOf(api, demo.address(name))];
      if (expected !== actual) wrong++;
      return [name, aic(book.opening.get(name)!), aic(expected), aic(actual), expected === actual ? "equal" : `off by ${actual - expected}`];
    }),
  );
  console.log(table(["who", "before", "computed", "on the chain", ""], balances, [1, 2, 3]));

  const after = await supply(api);
  const added = book.net;
  console.log(`\nsupply before  ${aic(supplyBefore)}\n     + issued  ${aic(added)}\n     = after   ${aic(supplyBefore + added)}\n  on the chain ${aic(after)}`);
  if (after !== supplyBefore + added) wrong++;
  if (wrong > 0) throw new Error(`${wrong} of the figures above are off`);
  console.log("\nThe supply equation balances to the unit, and so does every account.");
}

await perform(({ url, http }) => run(url, http));

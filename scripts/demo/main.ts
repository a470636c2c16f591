// The main job, end to end, on a running node: a dataset, a model and GPU providers meet in a training job, validators repeat
// the work, everybody is paid, the trained AI is minted and licensed, an era ends. The demo keeps its own books, and exits
// non-zero when any balance is off by one unit from them.

import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { AIC, balanceOf, type Call, connect, eventOf, keyring, type Outcome, potOf, send, supply, waitUntil } from "../src/chain.ts";
import { issued } from "../src/curve.ts";
import { hashOf, readTable } from "../src/content.ts";
import { rpc, startNode } from "../src/node.ts";
import { accuracy, digest, type Instructions, serialise, split, type Weights } from "../src/softmax.ts";
import { Agent, type Slot } from "./agents.ts";
import { aic, Book, table } from "./book.ts";

const HOUR = 3_600_000n;
const MILLION = 1_000_000n;
const GPU = { class: "Gpu", power: 16, memory: 8_192, region: 0, leastPrice: AIC / 1_000n };
const INSTRUCTIONS: Instructions = { classes: 3, steps: 4_000, rate: 0.1, holdOut: 5 };
const LICENCE = { dataset: 5n * AIC, model: 3n * AIC, trained: 20n * AIC };
const ERA = 66_000n;

const keep = process.argv.includes("--keep");
const started = Date.now();
const say = (text: string) => console.log(`${String(Math.round((Date.now() - started) / 1_000)).padStart(4)} s  ${text}`);
const big = (value: { toString(): string }) => BigInt(value.toString().replace(/,/g, ""));

// Parts per million that the demo has governance set at its start, so that its books need not ask the chain for them.
const RATES = { commission: 100_000n, poolShare: 500_000n, validatorShare: 500_000n, rewardRate: 100_000n, capFraction: 900_000n };
const CURVE = { cap: 2_000_000_000n * AIC, midpoint: 10_000_000_000n * AIC, width: 2_000_000_000n * AIC };

// A resource's uses by others in the era.
interface Earned {
  resource: unknown;
  owner: string;
  fee: bigint;
  commission: bigint;
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

  // Books one use of a resource: commission rounded up, of it the pool's part rounded down; the rest is the owner's.
  use(payer: string, owner: string, resource: object, what: string, fee: bigint): void {
    const commission = (fee * RATES.commission + MILLION - 1n) / MILLION;
    const toPool = (commission * RATES.poolShare) / MILLION;
    this.book.note(payer, what, -fee);
    this.owe(owner, what, fee - commission);
    this.book.note("payroll", "commission to the pool", toPool);
    this.book.note("treasury", "commission", commission - toPool);
    this.pool += toPool;
    this.fees += fee;
    const key = JSON.stringify(resource);
    const before = this.earned.get(key) ?? { resource, owner, fee: 0n, commission: 0n };
    this.earned.set(key, { ...before, fee: before.fee + fee, commission: before.commission + commission });
  }

  owe(owner: string, what: string, amount: bigint): void {
    this.book.note("payroll", "owed for uses and rewards", amount);
    this.owed.set(owner, [...(this.owed.get(owner) ?? []), { what, amount }]);
  }

  // Has the payroll pay out all that it owes to these people; anybody may, for anybody.
  async claim(by: string, names: string[]): Promise<void> {
    const claims = names.map((name) => this.api.tx.coinPayroll!.claim!(this.address(name)));
    await this.send(by, this.api.tx.utility!.batchAll!(claims));
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

const details = (name: string, size: number, price: bigint, terms: { training: boolean; inference: boolean }) => ({
  name,
  size,
  price,
  terms,
  region: GPU.region,
});

const tensor = (element: string, ...shape: number[]) => ({ element, shape: shape.map((Fixed) => ({ Fixed })) });

const permill = (pallet: string, parameter: string, value: bigint) => ({ [pallet]: { [parameter]: [null, value] } });

async function run(url: string, http: string): Promise<void> {
  const api = await connect(url);
  const ring = keyring(api);
  const supplyBefore = await supply(api);
  const demo = new Demo(api);
  const { book } = demo;

  // Who is there. Alice has the sudo key of the development preset and makes the blocks.
  const alice = ring.addFromUri("//Alice");
  demo.join("Alice", alice, await balanceOf(api, alice.address));
  const providers = ["Gina", "Gert", "Gwen", "Gabe"];
  const names = ["Dana", "Max", "Rita", "Tom", "Sam", ...providers];
  for (const name of names) demo.join(name, ring.addFromUri(`//Demo//${name}`), 0n);
  const treasury = potOf(api, "treasury");
  demo.watch("treasury", treasury, await balanceOf(api, treasury));
  const pot = potOf(api, "coinPayroll");
  demo.watch("payroll", pot, await balanceOf(api, pot));

  say("Alice funds nine people and sets the rates: commission 10 %, eras of 66 seconds");
  const endowment = 10_000n * AIC;
  await demo.send(
    "Alice",
    api.tx.utility!.batchAll!(names.map((name) => api.tx.balances!.transferKeepAlive!(demo.address(name), endowment))),
  );
  for (const name of names) book.move("Alice", name, "funds for the demo", endowment);
  const settings = [
    permill("CoinPayroll", "Commission", RATES.commission),
    permill("CoinPayroll", "PoolShare", RATES.poolShare),
    permill("CoinPayroll", "EraLength", ERA),
    permill("ResourceAllocator", "ValidatorShare", RATES.validatorShare),
    permill("ContributionRating", "RewardRate", RATES.rewardRate),
    permill("ContributionRating", "CapFraction", RATES.capFraction),
  ];
  const set = api.tx.utility!.batchAll!(settings.map((setting) => api.tx.parameters!.setParameter!(setting)));
  await demo.send("Alice", api.tx.sudo!.sudo!(set));

  say("four GPU providers register a node each: 16 power, 8 GiB, bond on hold");
  const bond = 1_000n * AIC;
  const joining = providers.map(async (name) => {
    await demo.send(name, api.tx.providers!.register!(bond));
    const node = api.tx.providers!.addNode!(GPU.class, GPU.power, GPU.memory, GPU.region, GPU.leastPrice);
    const id = Number(big(eventOf(await demo.send(name, node), "providers", "NodeAdded").node));
    await demo.send(name, api.tx.providers!.goIdle!(id));
    return new Agent(name, demo.key(name), id, api);
  });

  const iris = readTable(new URL("../data/iris.csv", import.meta.url).pathname);
  const description = { kind: "softmax regression", inputs: 4, classes: 3, arithmetic: "IEEE 754 double" };
  say(`Dana publishes Iris: ${iris.samples.length} rows, content root ${iris.root}`);
  say("Max publishes a softmax regression: 4 numbers in, 3 probabilities out");
  const [features, labels, output] = [tensor("F64", 4), tensor("Utf8"), tensor("F64", 3)];
  const mint = async (name: string, call: Call) => eventOf(await demo.send(name, call), "aiAssets", "Minted").asset;
  const [dataset, model, ...agents] = await Promise.all([
    mint(
      "Dana",
      api.tx.aiAssets!.mintDataset!(
        iris.root,
        { version: 1, features, labels, output: null },
        details("Iris", iris.size, LICENCE.dataset, { training: true, inference: false }),
      ),
    ),
    mint(
      "Max",
      api.tx.aiAssets!.mintModel!(
        hashOf(description),
        { version: 1, features, labels, output },
        details("Softmax regression", JSON.stringify(description).length, LICENCE.model, { training: true, inference: true }),
      ),
    ),
    ...joining,
  ]);

  say("Rita buys a licence of both and requests a training job");
  const buy = (asset: any, price: bigint) => api.tx.aiAssets!.buyLicence!(asset, 1, price);
  await demo.send("Rita", api.tx.utility!.batchAll!([buy(dataset, LICENCE.dataset), buy(model, LICENCE.model)]));
  demo.use("Rita", "Dana", { Asset: dataset.toJSON() }, "licence of the dataset", LICENCE.dataset);
  demo.use("Rita", "Max", { Asset: model.toJSON() }, "licence of the model", LICENCE.model);

  const request = {
    model,
    datasets: [dataset],
    instructions: hashOf(INSTRUCTIONS),
    class: GPU.class,
    power: GPU.power,
    memory: GPU.memory,
    slots: 1,
    timeLimit: 600_000,
    region: null,
  };
  const { timeLimit, ...fields } = request;
  const quote = await rpc<{ total: string }>(http, "aic_quote", {
    ...fields,
    time_limit: timeLimit,
    model: model.toJSON(),
    datasets: [dataset.toJSON()],
  });
  const requested = await demo.send("Rita", api.tx.resourceAllocator!.request!(request, (BigInt(quote.total) * 11n) / 10n));
  const asked = eventOf(requested, "resourceAllocator", "JobRequested");
  const slot: Slot = { job: Number(big(asked.job)), index: 0 };
  const unitPrice = big(asked.quote.unitPrice);
  say(`job ${slot.job}: ${aic(unitPrice)} AIC per power and hour, at most ${aic(big(asked.quote.total))} AIC on hold`);

  // The draw.
  const agentOf = (node: number) => agents.find((agent) => agent.node === node)!;
  let node: number | null = null;
  await waitUntil("the assignment", 90, async () => {
    node = (await rpc<{ node: number | null }[]>(http, "aic_jobStatus", slot.job))[0]!.node;
    return node !== null;
  });
  const executor = agentOf(node!);
  say(`the chain drew ${executor.name}'s node ${executor.node}; it trains ${INSTRUCTIONS.steps} steps`);
  const begun = await demo.timeAt(demo.pay(executor.name, await executor.start(slot)));
  const { weights, outcome: submitted } = await executor.execute(slot, iris.samples, INSTRUCTIONS);
  const ended = await demo.timeAt(demo.pay(executor.name, submitted));

  // The check.
  const validation = async () => ((await api.query.workValidation!.validations!(slot)) as any).unwrapOrDefault();
  let drawn: Agent[] = [];
  await waitUntil("the validators", 90, async () => {
    const record = (await validation()).toJSON();
    drawn = (record?.validators ?? []).map((validator: { node: number }) => agentOf(Number(validator.node)));
    return drawn.length > 0;
  });
  say(`the chain drew ${drawn.map(({ name }) => name).join(", ")} to repeat the training`);
  for (const [agent, outcome] of await Promise.all(
    drawn.map(async (agent) => [agent, await agent.validate(slot, iris.samples, INSTRUCTIONS)] as const),
  )) {
    demo.pay(agent.name, outcome);
  }
  for (const [agent, outcome] of await Promise.all(
    [executor, ...drawn].map(async (agent) => [agent, await agent.reveal(slot)] as const),
  )) {
    demo.pay(agent.name, outcome);
  }
  say("all sealed digests are revealed; Sam, who has no part in it, has the slot settled");
  const closed = await demo.send("Sam", api.tx.workValidation!.close!(slot));
  const verdict = eventOf(closed, "workValidation", "Ended").verdict;
  if (!verdict.isAccepted) throw new Error(`the work was not accepted: ${verdict.toString()}`);

  const limit = BigInt(request.timeLimit);
  const worked = ended - begun < limit ? ended - begun : limit;
  const fee = (unitPrice * BigInt(GPU.power) * worked) / HOUR;
  const check = (fee * RATES.validatorShare) / MILLION;
  demo.use("Rita", executor.name, { Node: executor.node }, "training", fee);
  for (const { name, node } of drawn) demo.use("Rita", name, { Node: node }, "validation", check);

  say("Rita mints the trained AI; Tom buys a licence of it and runs it");
  const size = serialise(weights).length;
  const minted = await demo.send(
    "Rita",
    api.tx.aiAssets!.mintTrainedAi!(
      slot,
      null,
      details("Iris by softmax regression", size, LICENCE.trained, { training: false, inference: true }),
    ),
  );
  const trained = eventOf(minted, "aiAssets", "Minted");
  if (trained.content.toHex() !== digest(weights)) throw new Error("the trained AI on the chain is another one");
  await demo.send("Tom", buy(trained.asset, LICENCE.trained));
  demo.use("Tom", "Rita", { Asset: trained.asset.toJSON() }, "licence of the trained AI", LICENCE.trained);
  await demo.send("Tom", api.tx.aiAssets!.useAsset!(trained.asset, "Inference"));

  await rewards(demo);
  say("everybody's pay is claimed: Dana's by herself, the others' by Sam");
  await demo.claim("Dana", ["Dana"]);
  await demo.claim("Sam", [...demo.owed.keys()]);

  await report(demo, weights, iris.samples, supplyBefore);
  await api.disconnect();
}

// Ends the era and pays the rewards. What is due to a resource is the smaller of RewardRate × points and CapFraction ×
// commission; the resources are new, so that their points are the fees of the era.
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
  const dues = [...demo.earned.values()].map(({ resource, owner, fee, commission }) => ({
    resource,
    owner,
    due: lower((fee * RATES.rewardRate) / MILLION, (commission * RATES.capFraction) / MILLION),
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

async function report(demo: Demo, weights: Weights, samples: Parameters<typeof accuracy>[1], supplyBefore: bigint) {
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

const node = await startNode(keep ? { port: 9_944 } : {});
try {
  await run(node.url, node.http);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\nthe end of the node's log:\n${node.tail()}`);
  await node.stop();
  process.exit(1);
}
if (keep) {
  const pid = node.keep();
  console.log(`\nThe node goes on. Open polkadot.js Apps with ${node.url}; its log is ${node.log}; 'kill ${pid}' ends it.`);
} else {
  await node.stop();
}
process.exit(0);

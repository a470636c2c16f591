// Pay and ratings through polkadot.js: a use is paid, shared, marked and written on payslips; a loop is shown; a false one costs; penalties
// are appealed. Bad input is refused with a reason.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { type AssetId, description, details, minted, minting, purchase, register, tensor, uses } from "../src/assets.ts";
import { AIC, balanceOf, type Call, connect, DispatchFailed, eventOf, keyring, send, waitUntil } from "../src/chain.ts";
import { type Node, rpc, startNode } from "../src/node.ts";

const HASH = `0x${"22".repeat(32)}`;
const PRICE = 100n * AIC;

interface Line {
  source: { Resource?: unknown } | string;
  payers: number;
  gross: string;
  commission: string;
  net: string;
}
interface Payslip {
  era: number;
  lines: Line[];
  gross: string;
  net: string;
  collectable: string;
  payable: string;
}

let node: Node;
let api: ApiPromise;
let alice: KeyringPair;
let owner: KeyringPair;
let user: KeyringPair;
let member: KeyringPair;
let asset: AssetId;
let resource: { Asset: AssetId };

const refused = (who: KeyringPair, call: Call, error: string) =>
  assert.rejects(send(api, who, call), (thrown) => {
    assert.ok(thrown instanceof DispatchFailed, String(thrown));
    assert.equal(`${thrown.pallet}.${thrown.reason}`, error);
    return true;
  });

const payslip = (who: KeyringPair, era = 0) => rpc<Payslip>(node.http, "aic_payslip", who.address, era);
const rating = () => rpc<{ points: string; stars: number; due: string; era: number }>(node.http, "aic_rating", resource);
const buy = (count: number) => purchase(api, asset, uses(count), PRICE * BigInt(count));

before(async () => {
  node = await startNode();
  api = await connect(node.url);
  const ring = keyring(api);
  [alice, owner, user, member] = ["//Alice", "//Bob", "//Charlie", "//Dave"].map((uri) => ring.addFromUri(uri)) as [
    KeyringPair,
    KeyringPair,
    KeyringPair,
    KeyringPair,
  ];
  const asOwner = (call: Call) => send(api, owner, call);
  const format = await register(api, asOwner, description("Dataset", "e2e", { features: [tensor("F64", 4)], labels: [tensor("Utf8")] }));
  asset = minted(await asOwner(minting(api, { kind: "Dataset", content: HASH, format, details: details("e2e", 100, { perUse: PRICE }) })));
  resource = { Asset: asset };
});

after(async () => {
  await api.disconnect();
  await node.stop();
});

test("a use is paid without a claim, and the payslip says where it came from", async () => {
  const before = await balanceOf(api, owner.address);
  const bought = eventOf(await send(api, user, buy(2)), "coinPayroll", "Distributed");
  const commission = (2n * PRICE) / 10n;
  assert.equal(bought.commission.toPool.toBigInt(), commission / 2n);
  assert.equal(bought.commission.toAuthor.toBigInt(), commission / 20n);
  const net = 2n * PRICE - commission;
  await waitUntil("the pay", 30, async () => (await balanceOf(api, owner.address)) === before + net);
  const slip = await payslip(owner);
  assert.deepEqual([slip.gross, slip.net, slip.payable], [`${2n * PRICE}`, `${net}`, "0"]);
  assert.deepEqual(slip.lines.map(({ payers, source }) => [payers, typeof source]), [[1, "object"]]);
  const author = await payslip(alice);
  assert.deepEqual(author.lines.map(({ source, net }) => [source, net]), [["Authorship", `${commission / 20n}`]]);
});

test("who paid marks the asset, and nobody else", async () => {
  const before = await rating();
  await refused(member, api.tx.contributionRating!.mark!(resource, 5), "contributionRating.NotUsed");
  await refused(user, api.tx.contributionRating!.mark!(resource, 6), "contributionRating.MarkOutOfRange");
  await send(api, user, api.tx.contributionRating!.mark!(resource, 5));
  const after = await rating();
  assert.equal(after.stars, 5_000_000);
  const ratio = Number((BigInt(after.points) * 1_000n) / BigInt(before.points));
  assert.ok(ratio >= 1_490 && ratio <= 1_500, `points went from ${before.points} to ${after.points}`);
});

test("an owner shares what an asset earns, and no more than the whole", async () => {
  const split = (targets: [object, number][]) => api.tx.coinPayroll!.setSplit!(resource, targets);
  const account = { Account: member.address };
  await refused(user, split([[account, 500_000_000]]), "coinPayroll.NotOwner");
  await refused(owner, split([[account, 600_000_000], [{ Account: user.address }, 500_000_000]]), "coinPayroll.PartsAboveWhole");
  await refused(owner, split([[account, 1]]), "coinPayroll.PartTooSmall");
  await refused(owner, split([[{ Resource: resource }, 500_000_000]]), "coinPayroll.TooManySources");
  const set = eventOf(await send(api, owner, split([[account, 250_000_000]])), "coinPayroll", "SplitSet");
  assert.equal(set.split.unwrap().toNumber(), 0);
  const now = Number((await api.query.timestamp!.now!()).toString());
  assert.ok(Number(set.from.toString()) > now + 60_000, "it is announced long before");
  await refused(member, api.tx.coinPayroll!.collect!(0, member.address), "coinPayroll.NothingOwed");
  await refused(member, api.tx.coinPayroll!.closeSplit!(0), "coinPayroll.SplitInForce");
  // It is replaced before it was in force, and closed, so that the deposit is back.
  await send(api, owner, split([]));
  await send(api, member, api.tx.coinPayroll!.closeSplit!(0));
  const { data } = (await api.query.system!.account!(owner.address)) as unknown as { data: { reserved: { toBigInt(): bigint } } };
  const deposits = await api.query.balances!.holds!(owner.address);
  assert.ok(!JSON.stringify(deposits.toHuman()).includes("Split"), `${data.reserved.toBigInt()} is reserved`);
});

test("a loop that is shown takes the points back, and a false one costs its flagger", async () => {
  const { era, points } = await rating();
  const steps = [
    [user.address, { Paid: resource }],
    [owner.address, { Tied: "Proxy" }],
  ];
  const flag = api.tx.contributionRating!.flag!(era, steps);
  const before = await balanceOf(api, member.address);
  const wrong = await send(api, member, flag);
  eventOf(wrong, "contributionRating", "FalseFlag");
  assert.equal(await balanceOf(api, member.address), before - wrong.fee - 10n * AIC);
  assert.ok(BigInt((await rating()).points) >= (BigInt(points) * 9n) / 10n, "a false flag takes nothing");

  await send(api, owner, api.tx.proxy!.addProxy!(user.address, "Any", 0));
  const shown = await send(api, user, buy(1));
  const now = eventOf(shown, "contributionRating", "Rated").era.toNumber();
  const right = await send(api, member, api.tx.contributionRating!.flag!(now, steps));
  const loop = eventOf(right, "contributionRating", "LoopShown");
  assert.ok(loop.amount.toBigInt() >= PRICE && loop.bounty.toBigInt() > 0n);
  assert.equal(BigInt((await payslip(member, now)).net), loop.bounty.toBigInt());
  await refused(member, api.tx.contributionRating!.flag!(now, steps), "contributionRating.NothingLoops");
  await refused(member, api.tx.contributionRating!.flag!(now + 9, steps), "contributionRating.EraNotOpen");
});

test("a penalty is ordered, appealed by the owner, and reversed by the society", async () => {
  const warn = api.tx.contributionRating!.penalise!(resource, "Warning", "FalseDescription", HASH);
  await refused(user, warn, "BadOrigin.");
  const ordered = await send(api, alice, api.tx.sudo!.sudo!(warn));
  const { penalty } = eventOf(ordered, "contributionRating", "PenaltyOrdered");
  await refused(user, api.tx.contributionRating!.appeal!(penalty, HASH), "contributionRating.NotOwner");
  await refused(user, api.tx.contributionRating!.settlePenalty!(penalty), "contributionRating.TooEarly");
  await send(api, owner, api.tx.contributionRating!.appeal!(penalty, HASH));
  const decided = await send(api, alice, api.tx.sudo!.sudo!(api.tx.contributionRating!.decideAppeal!(penalty, false)));
  assert.ok(eventOf(decided, "contributionRating", "PenaltyClosed").upheld.isFalse);
});

test("an asset that governance did not accept pays for nothing", () =>
  refused(user, api.tx.coinPayroll!.payAsset!(resource, 7, 100), "coinPayroll.AssetNotAccepted"));

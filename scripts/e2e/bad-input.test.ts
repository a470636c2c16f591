// Bad input through polkadot.js: the error says what is wrong, and nothing is lost but the transaction fee.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { type AssetId, description, details, minted, minting, purchase, register, tensor, terms, uses } from "../src/assets.ts";
import { AIC, balanceOf, type Call, connect, DispatchFailed, eventOf, keyring, send, waitUntil } from "../src/chain.ts";
import { type Node, rpc, startNode } from "../src/node.ts";
import { commitment } from "../src/work.ts";

const HASH = `0x${"11".repeat(32)}`;

let node: Node;
let api: ApiPromise;
let rita: KeyringPair;
let dana: KeyringPair;
let poor: KeyringPair;
let dataset: AssetId;
let model: AssetId;
let request: Record<string, unknown>;

// Sends a call that must fail with this error; nothing but the fee may be gone.
async function refused(who: KeyringPair, call: Call, error: string): Promise<void> {
  const balance = await balanceOf(api, who.address);
  let fee = 0n;
  await assert.rejects(send(api, who, call), (thrown) => {
    assert.ok(thrown instanceof DispatchFailed, String(thrown));
    assert.equal(`${thrown.pallet}.${thrown.reason}`, error);
    fee = thrown.outcome.fee;
    return true;
  });
  assert.equal(await balanceOf(api, who.address), balance - fee);
}

before(async () => {
  node = await startNode();
  api = await connect(node.url);
  const ring = keyring(api);
  [rita, dana, poor] = ["//Bob", "//Charlie", "//E2e//Poor"].map((uri) => ring.addFromUri(uri)) as [KeyringPair, KeyringPair, KeyringPair];
  await send(api, ring.addFromUri("//Alice"), api.tx.balances!.transferKeepAlive!(poor.address, AIC / 2n));
  const [features, labels, output] = [[tensor("F64", 4)], [tensor("Utf8")], [tensor("F64", 3)]];
  const asDana = (call: Call) => send(api, dana, call);
  const mint = async (kind: "Dataset" | "Model", perUse: bigint) => {
    const form = description(kind, "e2e", kind === "Model" ? { features, labels, output } : { features, labels });
    const format = await register(api, asDana, form);
    return minted(await asDana(minting(api, { kind, content: HASH, format, details: details("e2e", 100, { perUse }) })));
  };
  dataset = await mint("Dataset", AIC);
  model = await mint("Model", 0n);
  request = {
    model,
    datasets: [dataset],
    instructions: HASH,
    class: "Gpu",
    power: 16,
    memory: 1_024,
    slots: 2,
    placement: "Each",
    timeLimit: 3_600_000,
    prepaid: null,
    patience: null,
    premium: 0,
    audit: 0,
    trust: 1,
    comparison: "Exact",
    checkpoints: 1,
    retries: 0,
    region: null,
    lease: null,
  };
});

after(async () => {
  await api.disconnect();
  await node.stop();
});

const requestCall = (over: object, maximum: bigint) => api.tx.resourceAllocator!.request!({ ...request, ...over }, maximum);

test("a request is refused when no licence of its dataset is held", () =>
  refused(rita, requestCall({}, 1_000n * AIC), "aiAssets.NoLicence"));

test("a request is refused when the dataset does not exist", () =>
  refused(rita, requestCall({ datasets: [{ kind: "Dataset", item: 77 }] }, 1_000n * AIC), "aiAssets.UnknownAsset"));

test("a request is refused when the maximum price is below the price", () =>
  refused(dana, requestCall({}, AIC / 100n), "resourceAllocator.PriceAboveMaximum"));

test("a licence is refused to somebody without the funds", () =>
  refused(poor, purchase(api, dataset, uses(1), AIC), "Token.FundsUnavailable"));

test("a bond that is too small is refused", () =>
  refused(rita, api.tx.providers!.register!(1n), "providers.BondTooSmall"));

test("a result by somebody not assigned is refused", () => {
  const slot = { job: 0, index: 0 };
  const call = api.tx.resourceAllocator!.submit!(slot, commitment({ Slot: slot }, 0, HASH));
  return refused(rita, call, "resourceAllocator.UnknownJob");
});

test("a vote by somebody who is no auditor is refused", () =>
  refused(rita, api.tx.workValidation!.reveal!({ Slot: { job: 0, index: 0 } }, HASH, null), "workValidation.NotOpen"));

test("a request that no device could ever serve is refused", () =>
  refused(dana, requestCall({ power: 1_000_000 }, 1_000n * AIC), "resourceAllocator.PowerOutOfRange"));

test("an elastic request for more slots than it has is refused", () =>
  refused(dana, requestCall({ placement: { Elastic: { least: 3 } } }, 1_000n * AIC), "resourceAllocator.LeastOutOfRange"));

test("a request for so much time that no bond answers for it is refused", () =>
  refused(dana, requestCall({ timeLimit: 7 * 24 * 3_600_000, premium: 1_000_000 }, 1_000n * AIC), "resourceAllocator.FeeAboveBond"));

test("a request on somebody's lease that there is not is refused", () =>
  refused(dana, requestCall({ lease: 9 }, 1_000n * AIC), "powerLeases.UnknownLease"));

test("a lease of power that is not there is refused", () =>
  refused(dana, api.tx.powerLeases!.lease!("Gpu", 10, 100, 1_000n * AIC), "powerLeases.NotEnoughPower"));

test("a node by somebody who is no provider is refused", () =>
  refused(rita, api.tx.providers!.addNode!(0, rita.address, 0, 1n), "providers.NotProvider"));

test("an asset with an absurd price is refused", () =>
  refused(
    dana,
    api.tx.aiAssets!.setTerms!(model, terms({ perUse: 2n ** 127n })),
    "aiAssets.PriceTooHigh",
  ));

test("a request that no node fits waits, says why, and is cancelled with all money back", async () => {
  await send(api, rita, purchase(api, dataset, uses(1), AIC));
  const before = await balanceOf(api, rita.address);
  const { timeLimit, ...fields } = request;
  const quoted = { ...fields, time_limit: timeLimit };
  const quote = await rpc<{ total: string }>(node.http, "aic_quote", quoted);
  const asked = await send(api, rita, requestCall({}, BigInt(quote.total) * 2n));
  const { job, quote: held } = eventOf(asked, "resourceAllocator", "JobRequested");
  const status = () => rpc<{ node: number | null; waits: string }[]>(node.http, "aic_jobStatus", Number(job));
  await waitUntil("the reason", 60, async () => (await status()).every(({ waits }) => waits === "NoIdleNode"));
  const escrow = async () => {
    const { data } = (await api.query.system!.account!(rita.address)) as unknown as { data: { reserved: { toBigInt(): bigint } } };
    return data.reserved.toBigInt();
  };
  assert.equal(await escrow(), held.total.toBigInt());
  await refused(dana, api.tx.resourceAllocator!.cancel!(job, 0), "resourceAllocator.NotRequester");
  const cancelled = await send(api, rita, api.tx.resourceAllocator!.cancel!(job, 0));
  assert.equal(await escrow(), 0n);
  assert.equal(await balanceOf(api, rita.address), before - asked.fee - cancelled.fee);
  const licences = (await api.query.aiAssets!.licences!(dataset, rita.address)).toJSON() as { uses: number }[];
  assert.deepEqual(licences.map(({ uses }) => uses), [1], "the use of the licence is back");
});

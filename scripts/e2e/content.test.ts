// Hostile input around content through polkadot.js: proofs, keys, shares, licences, sales and formats. Each error has its exact name, and
// nothing is lost but the transaction fee.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { ApiPromise } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { type AssetId, description, details, minted, minting, purchase, register, registration, type Shares, tensor, terms, uses } from "../src/assets.ts";
import { AIC, balanceOf, type Call, connect, DispatchFailed, eventOf, keyring, type Outcome, send, waitUntil } from "../src/chain.ts";
import { height, type Node, rpc, startNode } from "../src/node.ts";
import { concat, hex } from "../src/vault/bytes.ts";
import { NodeChain } from "../src/vault/calls.ts";
import { decrypt } from "../src/vault/cipher.ts";
import { buildVault } from "../src/vault/items.ts";
import { ItemKeys, keyTree, numberOf, WHOLE } from "../src/vault/keys.ts";
import { keyPair, seal } from "../src/vault/seal.ts";
import { leafOf, Tree } from "../src/vault/tree.ts";
import { FILES, readSecret, Vault } from "../src/vault/vault.ts";

const HASH = `0x${"33".repeat(32)}`;
const PRICE = 10n * AIC;
const GUARANTEE = 100n * AIC;

let node: Node;
let api: ApiPromise;
let root: KeyringPair;
let owner: KeyringPair;
let buyer: KeyringPair;
let stranger: KeyringPair;
let dataFormat: number;
let scratch: string;

// Protected and for sale.
let sold: AssetId;
let vault: Vault;
let rootKey: Uint8Array;

const number = (value: { toString(): string }) => BigInt(value.toString().replace(/,/g, ""));
const by = (who: KeyringPair, call: Call): Promise<Outcome> => send(api, who, call);
const sudo = (call: Call) => by(root, api.tx.sudo!.sudo!(call));
const parameter = (pallet: string, name: string, value: unknown) => sudo(api.tx.parameters!.setParameter!({ [pallet]: { [name]: [null, value] } }));
const guarantee = async (asset: AssetId) => BigInt(((await api.query.aiAssets!.guarantees!(asset)) as any).toJSON().amount);

// Sends a call that must fail with this error; nothing but the fee may be gone.
async function refused(who: KeyringPair, call: Call, error: string): Promise<void> {
  const balance = await balanceOf(api, who.address);
  let fee = 0n;
  await assert.rejects(by(who, call), (thrown) => {
    assert.ok(thrown instanceof DispatchFailed, String(thrown));
    assert.equal(`${thrown.pallet}.${thrown.reason}`, error);
    fee = thrown.outcome.fee;
    return true;
  });
  assert.equal(await balanceOf(api, who.address), balance - fee);
}

async function mint(given: { shares?: Shares; previous?: AssetId; content?: string; perUse?: bigint } = {}): Promise<AssetId> {
  const { shares, previous, content = HASH, perUse = PRICE } = given;
  return minted(await by(owner, minting(api, { kind: "Data", content, format: dataFormat, details: details("e2e", 100, { perUse }), shares, previous })));
}

const part = (address: string, percent: number): Shares[number] => [{ Account: address }, percent * 10_000_000];

// Buys the licence with a key for `pair`; the request's number.
async function buyKey(pair: { public: Uint8Array }): Promise<{ request: bigint; outcome: Outcome }> {
  const outcome = await by(buyer, api.tx.dataProtection!.buyLicence!(sold, uses(1), PRICE, hex(pair.public)));
  return { request: number(eventOf(outcome, "dataProtection", "KeyRequested").request), outcome };
}

// The owner's answer with this key.
function answer(request: bigint, pair: { public: Uint8Array }, key: Uint8Array): Call {
  const tree = keyTree(rootKey, vault.commitment.keyDepth);
  const { ephemeral, cipher } = seal(key, pair.public, request);
  const at = numberOf(WHOLE);
  return api.tx.dataProtection!.answer!(request, { ephemeral: hex(ephemeral), cipher: hex(cipher) }, hex(tree.leaf(at)), tree.proof(at).map(hex));
}

before(async () => {
  node = await startNode();
  api = await connect(node.url);
  const ring = keyring(api);
  [root, owner, buyer, stranger] = ["//Alice", "//Bob", "//Charlie", "//Dave"].map((uri) => ring.addFromUri(uri)) as [KeyringPair, KeyringPair, KeyringPair, KeyringPair];
  dataFormat = await register(api, (call) => by(owner, call), description("Raw", "e2e/files"));
  scratch = mkdtempSync(join(tmpdir(), "aic-content-"));
  mkdirSync(join(scratch, "files"));
  for (let i = 0; i < 12; i++) writeFileSync(join(scratch, "files", `${i}.txt`), `file ${i}`);
  await buildVault(join(scratch, "files"), join(scratch, "vault"), { itemSize: 256, keyDepth: 1 });
  vault = await Vault.open(join(scratch, "vault"));
  rootKey = (await readSecret(join(scratch, "vault")))!;
});

after(async () => {
  await vault?.close();
  await api.disconnect();
  await node.stop();
  rmSync(scratch, { recursive: true, force: true });
});

test("content is protected by who committed to it, and sold only after its preview was shown with right proofs", async () => {
  const { plainRoot, cipherRoot, keysRoot, items, itemSize, keyDepth } = vault.commitment;
  const commitment = { plainRoot: hex(plainRoot), cipherRoot: hex(cipherRoot), keysRoot: hex(keysRoot), items, itemSize, keyDepth };
  sold = await mint({ content: hex(plainRoot) });
  const { protect, show } = api.tx.dataProtection!;
  await refused(owner, protect!(sold, { ...commitment, plainRoot: HASH }), "dataProtection.ContentDiffers");
  await refused(stranger, protect!(sold, commitment), "dataProtection.NotOwner");
  await by(owner, protect!(sold, commitment));
  await by(owner, api.tx.aiAssets!.setGuarantee!(sold, GUARANTEE));
  const buying = api.tx.dataProtection!.buyLicence!(sold, uses(1), PRICE, hex(keyPair().public));
  await refused(buyer, buying, "dataProtection.PreviewMissing");

  const preview = () => new NodeChain(api).preview(sold);
  await waitUntil("the preview", 60, async () => (await preview())?.stage === "drawn");
  const drawn = await preview();
  assert.ok(drawn?.stage === "drawn" && drawn.items.length === 4);
  const keys = new ItemKeys(rootKey, WHOLE, items);
  const plain = new Tree(new Uint8Array(readFileSync(join(vault.dir, FILES.plainLeaves))));
  const shown = [];
  for (const index of drawn.items) shown.push({ index, item: hex(decrypt(keys.key(index), await vault.item(index), index)), proof: plain.proof(index).map(hex) });
  const other = (drawn.items[0]! + 1) % items;
  await refused(owner, show!(sold, [{ ...shown[0]!, proof: plain.proof(other).map(hex) }, ...shown.slice(1)]), "dataProtection.BadProof");
  await refused(owner, show!(sold, shown.slice(1)), "dataProtection.OtherItems");
  await refused(stranger, show!(sold, shown), "dataProtection.NotAnswerer");
  await by(owner, show!(sold, shown));
  await refused(owner, show!(sold, shown), "dataProtection.AlreadyShown");
});

test("a licence is refused above the maximum", async () => {
  await refused(buyer, api.tx.dataProtection!.buyLicence!(sold, uses(2), 2n * PRICE - 1n, hex(keyPair().public)), "dataProtection.PriceAboveMaximum");
  await refused(buyer, purchase(api, sold, uses(1), PRICE), "aiAssets.KeyNeeded");
  await refused(buyer, purchase(api, await mint(), uses(3), 3n * PRICE - 1n), "aiAssets.PriceAboveMaximum");
});

test("a key is answered once, with a right proof, and a right one can't be called false", async () => {
  const pair = keyPair();
  const { request } = await buyKey(pair);
  const right = answer(request, pair, rootKey);
  await refused(stranger, right, "dataProtection.NotAnswerer");
  const [, sealed, leaf] = right.args;
  await refused(owner, api.tx.dataProtection!.answer!(request, sealed, leaf, [HASH, HASH]), "dataProtection.BadProof");
  await by(owner, right);
  await refused(owner, right, "dataProtection.AlreadyAnswered");
  await refused(buyer, api.tx.dataProtection!.proveFalseKey!(request, hex(pair.secret)), "dataProtection.KeyIsRight");
  await refused(buyer, api.tx.dataProtection!.proveFalseKey!(request, HASH), "dataProtection.OtherSecret");
  await refused(stranger, api.tx.dataProtection!.confirm!(request), "dataProtection.NotLicensee");
  eventOf(await by(buyer, api.tx.dataProtection!.confirm!(request)), "coinPayroll", "Distributed");
  await refused(buyer, api.tx.dataProtection!.confirm!(request), "dataProtection.UnknownRequest");
});

test("a false key is proven: the fee comes back and the owner is slashed", async () => {
  const before = await balanceOf(api, buyer.address);
  const held = await guarantee(sold);
  const pair = keyPair();
  const { request, outcome } = await buyKey(pair);
  await by(owner, answer(request, pair, new Uint8Array(32).fill(7)));
  const proven = await by(buyer, api.tx.dataProtection!.proveFalseKey!(request, hex(pair.secret)));
  const { fee, slashed } = eventOf(proven, "dataProtection", "KeyWasFalse");
  assert.deepEqual([number(fee), number(slashed)], [PRICE, held / 2n]);
  assert.equal(await guarantee(sold), held - held / 2n);
  assert.equal(await balanceOf(api, buyer.address), before - outcome.fee - proven.fee);
  await refused(buyer, api.tx.dataProtection!.proveFalseKey!(request, hex(pair.secret)), "dataProtection.UnknownRequest");
});

test("without an answer in time the fee comes back", async () => {
  await parameter("DataProtection", "AnswerTime", 6_000);
  const before = await balanceOf(api, buyer.address);
  const held = await guarantee(sold);
  const pair = keyPair();
  const { request, outcome } = await buyKey(pair);
  await refused(stranger, api.tx.dataProtection!.refund!(request), "dataProtection.NotOver");
  const { stage } = ((await api.query.dataProtection!.keyRequests!(request)) as any).toJSON();
  await waitUntil("the end of the time", 60, async () => number(await api.query.timestamp!.now!()) > BigInt(stage.open.answerBy));
  await refused(owner, answer(request, pair, rootKey), "dataProtection.TooLate");
  const { slashed } = eventOf(await by(stranger, api.tx.dataProtection!.refund!(request)), "dataProtection", "KeyRefunded");
  assert.equal(number(slashed), held / 20n);
  assert.equal(await guarantee(sold), held - held / 20n);
  assert.equal(await balanceOf(api, buyer.address), before - outcome.fee);
});

test("a wrong and a replayed proof of storage are refused", async () => {
  await parameter("StorageGrid", "Limits", { leastSpace: 1, mostSpace: 1_024, mostHours: 1_000, leastEscrow: 1, placementFee: 0, regions: 16 });
  const leaves = Array.from({ length: 64 }, (_, i) => new TextEncoder().encode(`leaf ${i}`));
  const tree = new Tree(concat(...leaves.map(leafOf)));
  await by(stranger, api.tx.storageGrid!.offerSpace!(1, 0, 0, "127.0.0.1:1", 1_000n * AIC));
  const ordered = await by(buyer, api.tx.storageGrid!.order!(hex(tree.root), 64, 64, null, 1, 1, null, AIC));
  const id = number(eventOf(ordered, "storageGrid", "Ordered").first);
  const question = async () => {
    const { stage } = ((await api.query.storageGrid!.replicas!(id)) as any).toJSON();
    return (stage.filling?.question ?? stage.active?.challenge?.open)?.leaf as number | undefined;
  };
  const proof = (index: number) => api.tx.storageGrid!.answer!(id, hex(leaves[index]!), tree.proof(index).map(hex));
  await waitUntil("space", 60, async () => (await question()) !== undefined);
  const first = (await question())!;
  await refused(stranger, proof((first + 1) % 64), "storageGrid.WrongProof");
  await refused(owner, proof(first), "storageGrid.NotProvider");
  await by(stranger, proof(first));
  let next: number | undefined;
  await waitUntil("another challenge", 120, async () => {
    next = await question();
    if (next === first) await by(stranger, proof(first));
    return next !== undefined && next !== first;
  });
  await refused(stranger, proof(first), "storageGrid.WrongProof");
  await by(stranger, proof(next!));
});

test("shares above the whole are refused", () =>
  refused(
    owner,
    minting(api, { kind: "Data", content: HASH, format: dataFormat, details: details("e2e", 1, { perUse: PRICE }), shares: [part(buyer.address, 60), part(stranger.address, 41)] }),
    "aiAssets.SharesAboveWhole",
  ));

test("a shared asset does not leave by Nfts, nor below what its makers get", async () => {
  const shared = await mint({ shares: [part(stranger.address, 25)] });
  const collection = 3;
  await refused(owner, api.tx.nfts!.transfer!(collection, shared.item, buyer.address), "nfts.ItemLocked");
  await refused(owner, api.tx.aiAssets!.offer!(shared, { price: 0, to: null }), "aiAssets.BelowRoyalty");
  await by(owner, api.tx.aiAssets!.offer!(shared, { price: PRICE, to: stranger.address }));
  await refused(buyer, api.tx.aiAssets!.buy!(shared, PRICE), "aiAssets.NotForYou");
  await refused(stranger, api.tx.aiAssets!.buy!(shared, PRICE - 1n), "aiAssets.PriceAboveMaximum");
  await by(stranger, api.tx.aiAssets!.buy!(shared, PRICE));
  await refused(stranger, api.tx.nfts!.transfer!(collection, shared.item, owner.address), "nfts.ItemLocked");
});

test("a licence of one version does not open the next", async () => {
  const first = await mint();
  const second = await mint({ previous: first });
  await refused(owner, minting(api, { kind: "Data", content: HASH, format: dataFormat, details: details("e2e", 1), previous: first }), "aiAssets.NotLatest");
  await by(buyer, purchase(api, first, uses(1), PRICE));
  await refused(buyer, api.tx.aiAssets!.useAsset!(second, "Inference"), "aiAssets.LicenceForOtherVersion");
  await by(buyer, api.tx.aiAssets!.useAsset!(first, "Inference"));
  await refused(buyer, api.tx.aiAssets!.useAsset!(first, "Inference"), "aiAssets.LicenceOver");
});

test("a royalty only falls", async () => {
  const asset = await mint();
  const royalty = { share: 100_000_000, least: AIC };
  await refused(owner, api.tx.aiAssets!.setTerms!(asset, terms({ perUse: PRICE, royalty })), "aiAssets.RoyaltyRaised");
  await refused(owner, api.tx.aiAssets!.setTerms!(asset, terms({ perUse: PRICE, royalty: { ...royalty, share: 100_000_001 } })), "aiAssets.RoyaltyTooHigh");
});

test("a submission is accepted once, and made once", async () => {
  const features = [tensor("F64", 4)];
  const format = await register(api, (call) => by(owner, call), description("Dataset", "e2e/rows", { features }));
  const wanted = { Dataset: { format, items: 16, leastItems: 8, leastPart: 1, itemSize: 1_024, name: "e2e", terms: terms({ perUse: PRICE }), region: 0 } };
  const deadline = number(await api.query.timestamp!.now!()) + 600_000n;
  const asked = await by(buyer, api.tx.madeToOrder!.request!({ wanted, criteria: HASH, reward: 100n * AIC, deadline }, 10_000n * AIC));
  const request = number(eventOf(asked, "madeToOrder", "Requested").request);
  const delivery = { content: HASH, items: 8, size: 8_000 };
  await refused(buyer, api.tx.madeToOrder!.submit!(request, delivery), "madeToOrder.OwnRequest");
  await by(stranger, api.tx.madeToOrder!.submit!(request, delivery));
  await refused(owner, api.tx.madeToOrder!.submit!(request, delivery), "madeToOrder.DuplicateContent");
  await refused(owner, api.tx.madeToOrder!.submit!(request, { ...delivery, content: `0x${"44".repeat(32)}`, items: 17 }), "madeToOrder.EnoughItems");
  const submission = { request, index: 0 };
  await refused(stranger, api.tx.madeToOrder!.accept!(submission), "madeToOrder.NotRequester");
  await by(buyer, api.tx.madeToOrder!.accept!(submission));
  await refused(buyer, api.tx.madeToOrder!.accept!(submission), "madeToOrder.AlreadyDecided");
  await refused(buyer, api.tx.madeToOrder!.reject!(submission, "OffTopic", HASH), "madeToOrder.AlreadyDecided");
  await refused(stranger, api.tx.madeToOrder!.finish!(request), "madeToOrder.NotRequester");
  await by(buyer, api.tx.madeToOrder!.finish!(request));
  await refused(buyer, api.tx.madeToOrder!.finish!(request), "madeToOrder.RequestOver");
});

test("a format bomb is refused", async () => {
  const bomb = (features: object[]) => registration(api, description("Dataset", "bomb", { features } as any));
  const huge = tensor("F64", 2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1);
  await refused(owner, bomb([huge]), "assetFormats.AbsurdSize");
  await refused(owner, bomb([tensor("F64", 0)]), "assetFormats.EmptyDimension");
  await refused(owner, bomb([{ ...huge, shape: [{ Named: 0 }] }]), "assetFormats.UnnamedDimension");
  // Too many tensors, or a million of them, can't even be decoded: the call is in no block, and the node goes on.
  const balance = await balanceOf(api, owner.address);
  for (const count of [9, 100_000]) {
    const signed = await bomb(Array.from({ length: count }, () => tensor("F64", 1))).signAsync(owner, { nonce: -1 });
    await assert.rejects(rpc(node.http, "author_submitExtrinsic", signed.toHex()), /Verification Error|invalid|decode/i);
  }
  assert.equal(await balanceOf(api, owner.address), balance);
  const before = await height(node.http);
  await waitUntil("further blocks", 20, async () => (await height(node.http)) > before + 1);
});

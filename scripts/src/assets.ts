// Assets as the chain takes them: terms, details, descriptions of formats, licences. What is not named is the plainest there is.

import type { ApiPromise } from "@polkadot/api";
import { blake2AsHex } from "@polkadot/util-crypto";
import { type Call, eventOf, type Outcome } from "./chain.ts";
import { type Part, WHOLE } from "./vault/keys.ts";

export const KINDS = ["Dataset", "Model", "TrainedAi", "Data"] as const;
export type Kind = (typeof KINDS)[number];

export interface AssetId {
  kind: Kind;
  item: number;
}

export interface Purposes {
  training: boolean;
  inference: boolean;
  evaluation: boolean;
}

// `Terms` of aic-primitives. Prices are in 10⁻¹⁸ AIC for the whole; null: not sold so.
export interface Terms {
  purposes: Purposes;
  insideOnly: boolean;
  perUse: bigint | null;
  perEra: bigint | null;
  exclusive: bigint | null;
  smallestPart: number;
  laterVersions: number;
  // `share` in parts of a billion.
  royalty: { share: number; least: bigint };
}

export const ALL: Purposes = { training: true, inference: true, evaluation: true };

export const terms = (given: Partial<Terms> = {}): Terms => ({
  purposes: ALL,
  insideOnly: false,
  perUse: null,
  perEra: null,
  exclusive: null,
  smallestPart: 0,
  laterVersions: 0,
  royalty: { share: 0, least: 0n },
  ...given,
});

export interface Details {
  name: string;
  size: number;
  terms: Terms;
  region: number;
}

export const details = (name: string, size: number, given: Partial<Terms> = {}, region = 0): Details => ({ name, size, terms: terms(given), region });

export type Basis = { Uses: number } | { Eras: number } | { Exclusive: number };

export interface Wish {
  basis: Basis;
  part: Part;
}

export const uses = (count: number, part: Part = WHOLE): Wish => ({ basis: { Uses: count }, part });
export const eras = (count: number, part: Part = WHOLE): Wish => ({ basis: { Eras: count }, part });

// Others' parts of all that an asset earns, in parts of a billion.
export type Shares = [{ Account: string } | { Resource: unknown }, number][];

export interface Tensor {
  name: string;
  element: string;
  shape: ({ Fixed: number } | { Named: number } | "Free")[];
}

export const tensor = (element: string, ...shape: number[]): Tensor => ({ name: "", element, shape: shape.map((Fixed) => ({ Fixed })) });

// `Description` of pallet-asset-formats.
export interface Description {
  schema: number;
  kind: "Raw" | "Dataset" | "Model";
  name: string;
  version: number;
  previous: number | null;
  dimensions: string[];
  features: Tensor[];
  labels: Tensor[];
  output: Tensor[];
  classes: number | null;
  preprocessing: string | null;
  parameters: string | null;
  environment: string | null;
}

export const description = (kind: Description["kind"], name: string, given: Partial<Description> = {}): Description => ({
  schema: 1,
  kind,
  name,
  version: 1,
  previous: null,
  dimensions: [],
  features: [],
  labels: [],
  output: [],
  classes: null,
  preprocessing: null,
  parameters: null,
  environment: null,
  ...given,
});

// Number of the format with this description, if somebody registered it.
export async function formatOf(api: ApiPromise, of: Description): Promise<number | undefined> {
  const known = await api.query.assetFormats!.idOf!(blake2AsHex(registration(api, of).args[0]!.toU8a(), 256));
  const json = known.toJSON() as number | null;
  return json === null ? undefined : Number(json);
}

export const registration = (api: ApiPromise, of: Description): Call => api.tx.assetFormats!.register!(of);

// Registers a format by `send`, if nobody did, and says its number.
export async function register(api: ApiPromise, send: (call: Call) => Promise<Outcome>, of: Description): Promise<number> {
  const known = await formatOf(api, of);
  return known ?? Number(eventOf(await send(registration(api, of)), "assetFormats", "FormatRegistered").format.toString());
}

export interface Minting {
  kind: Kind;
  // Root of the content, in hex.
  content: string;
  format: number;
  details: Details;
  shares?: Shares;
  previous?: AssetId | null;
}

export const minting = (api: ApiPromise, { kind, content, format, details, shares = [], previous = null }: Minting): Call =>
  api.tx.aiAssets!.mint!(kind, content, format, details, shares, previous);

// The asset that a call minted.
export const minted = (outcome: Outcome): AssetId => eventOf(outcome, "aiAssets", "Minted").asset.toJSON() as AssetId;

export const purchase = (api: ApiPromise, asset: AssetId, wish: Wish, maxCost: bigint): Call => api.tx.aiAssets!.buyLicence!(asset, wish, maxCost);

// Softmax regression, trained so that every machine gets the same bits: only the four basic operations of IEEE 754 doubles,
// in a fixed order. The language leaves `Math.exp` to the engine, so there is one here.

import { blake2AsHex } from "@polkadot/util-crypto";

export interface Sample {
  features: number[];
  label: number;
}

export interface Instructions {
  classes: number;
  steps: number;
  rate: number;
  // Every n-th sample is kept for the test.
  holdOut: number;
}

export type Weights = Float64Array[];

const LN2 = 0.6931471805599453;

// e^x: x = k·ln 2 + r with |r| ≤ ln 2 / 2, a Taylor polynomial for e^r, k doublings or halvings.
export function exp(x: number): number {
  if (x < -700) return 0;
  const k = Math.round(x / LN2);
  const r = x - k * LN2;
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= 18; n++) {
    term = (term * r) / n;
    sum += term;
  }
  let scale = 1;
  for (let n = 0; n < Math.abs(k); n++) scale *= 2;
  return k < 0 ? sum / scale : sum * scale;
}

function scores(weights: Weights, features: number[]): number[] {
  return weights.map((row) => {
    let sum = row[features.length] ?? 0;
    features.forEach((value, i) => (sum += (row[i] ?? 0) * value));
    return sum;
  });
}

function softmax(values: number[]): number[] {
  const top = values.reduce((a, b) => (b > a ? b : a));
  const powers = values.map((value) => exp(value - top));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

export function predict(weights: Weights, features: number[]): number {
  const values = scores(weights, features);
  return values.indexOf(values.reduce((a, b) => (b > a ? b : a)));
}

export function split(samples: Sample[], holdOut: number): { train: Sample[]; test: Sample[] } {
  return {
    train: samples.filter((_, i) => i % holdOut !== 0),
    test: samples.filter((_, i) => i % holdOut === 0),
  };
}

export function train(samples: Sample[], how: Instructions): Weights {
  const { train: rows } = split(samples, how.holdOut);
  const width = rows[0]!.features.length;
  const weights = Array.from({ length: how.classes }, () => new Float64Array(width + 1));
  for (let step = 0; step < how.steps; step++) {
    const gradient = weights.map((row) => new Float64Array(row.length));
    for (const { features, label } of rows) {
      softmax(scores(weights, features)).forEach((probability, c) => {
        const error = probability - (c === label ? 1 : 0);
        const row = gradient[c]!;
        features.forEach((value, i) => (row[i]! += error * value));
        row[width]! += error;
      });
    }
    weights.forEach((row, c) => row.forEach((_, i) => (row[i]! -= (how.rate * gradient[c]![i]!) / rows.length)));
  }
  return weights;
}

export function accuracy(weights: Weights, samples: Sample[]): number {
  return samples.filter(({ features, label }) => predict(weights, features) === label).length / samples.length;
}

// The weights as they are stored: classes × (features + bias) doubles, little endian.
export function serialise(weights: Weights): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(weights.length * weights[0]!.length * 8));
  let at = 0;
  for (const row of weights) {
    for (const value of row) {
      bytes.setFloat64(at, value, true);
      at += 8;
    }
  }
  return new Uint8Array(bytes.buffer);
}

// What executor and auditors vouch for: BLAKE2b-256 of the serialised weights.
export function digest(weights: Weights): string {
  return blake2AsHex(serialise(weights), 256);
}

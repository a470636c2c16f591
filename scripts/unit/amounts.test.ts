import assert from "node:assert/strict";
import { test } from "node:test";
import { formatAic, parseAic, parseCount } from "../src/vault/amounts.ts";
import { Problem } from "../src/vault/bytes.ts";

test("amounts are read to the last decimal", () => {
  const ONE = 10n ** 18n;
  for (const [text, amount] of [["0", 0n], ["1", ONE], ["0.5", ONE / 2n], ["0.000000000000000001", 1n], ["12345678901.1", 123456789011n * (ONE / 10n)], [" 2.50 ", (5n * ONE) / 2n]] as const) {
    assert.equal(parseAic(text), amount, text);
  }
  for (const text of ["", "-1", "+1", "1e3", "1,5", ".5", "1.", "0x1", "1.0000000000000000001", "NaN", "1 000"]) assert.throws(() => parseAic(text), Problem, text);
});

test("amounts are written as they are read", () => {
  for (const text of ["0", "1", "0.5", "0.000000000000000001", "12.000000000000000034"]) assert.equal(formatAic(parseAic(text)), `${text} AIC`);
  assert.equal(formatAic(-(10n ** 17n)), "-0.1 AIC");
});

test("numbers are within bounds", () => {
  assert.equal(parseCount("8", "x", 0, 8), 8);
  for (const text of ["9", "-1", "1.5", "", "x", "1e0"]) assert.throws(() => parseCount(text, "x", 0, 8), Problem, text);
});

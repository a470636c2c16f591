// The curve of additional issue, computed apart from the chain's own arithmetic, with 200 bits behind the point:
// issued(F) = cap · (L((F − m)/w) − L(−m/w)) / (1 − L(−m/w)), L(x) = 1/(1 + e^−x).

const BITS = 200n;
const ONE = 1n << BITS;

// e^(numerator/denominator) · 2^BITS.
function exp(numerator: bigint, denominator: bigint): bigint {
  // Halve the argument until it is small, sum the series, square as often.
  const halvings = 16n;
  const x = (numerator << BITS) / (denominator << halvings);
  let term = ONE;
  let sum = ONE;
  for (let n = 1n; term !== 0n && n < 400n; n++) {
    term = (term * x) / (n * ONE);
    sum += term;
  }
  for (let i = 0n; i < halvings; i++) sum = (sum * sum) >> BITS;
  return sum;
}

// L(x) · 2^BITS with x = numerator/denominator.
const logistic = (numerator: bigint, denominator: bigint) => (ONE * ONE) / (ONE + exp(-numerator, denominator));

export function issued(cap: bigint, midpoint: bigint, width: bigint, fees: bigint): bigint {
  const start = logistic(-midpoint, width);
  return (cap * (logistic(fees - midpoint, width) - start)) / (ONE - start);
}

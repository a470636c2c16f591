#!/usr/bin/env python3
"""Writes the reference table of the logistic curve, `logistic.csv`, beside this script.

Needs mpmath (`pip install mpmath`). The values are computed at 60 digits from the definition with the logistic function,
not from the rearranged form that the library uses; 200 guard digits take care of the differences of nearly equal numbers in it.
"""

from pathlib import Path

from mpmath import mp, mpf, floor, exp

mp.dps = 60
GUARD = 200
TOP = 2**128 - 1
AIC = 10**18
BILLION = 10**9 * AIC


def logistic(x):
    return 1 / (1 + exp(-x))


def issued(fees, midpoint, width, cap, start):
    """cap · (L((F − m) / w) − L((s − m) / w)) / (1 − L((s − m) / w)) as a decimal, cut after 20 places."""
    with mp.workdps(60 + GUARD):
        at_start = logistic(mpf(start - midpoint) / width)
        now = logistic(mpf(max(fees, start) - midpoint) / width)
        value = cap * (now - at_start) / (1 - at_start)
        # Behind the guard digits the curve is the cap less something under 10^-200; it never gets there.
        value = min(value, mpf(cap) - mpf(10) ** -100) if cap else mpf(0)
        digits = str(int(floor(max(value, mpf(0)) * 10**20))).rjust(21, "0")
        return f"{digits[:-20]}.{digits[-20:]}"


def rows():
    # The chain's suggested curve: by thirds of a billion through the middle, by powers of ten into both tails.
    chain = (10 * BILLION, 2 * BILLION, 2 * BILLION, 0)
    for third in range(0, 91):
        yield (third * BILLION // 3, *chain)
    for power in range(0, 39):
        yield (10**power, *chain)
    for offset in (-2, -1, 0, 1, 2):
        yield (10 * BILLION + offset, *chain)

    # A curve started anew, before, at and behind the midpoint.
    for start in (3 * BILLION + 7, 10 * BILLION, 17 * BILLION):
        for more in (0, 1, 10**9, AIC, BILLION // 7, 2 * BILLION, 9 * BILLION, 60 * BILLION):
            yield (start + more, 10 * BILLION, 2 * BILLION, 1_234_567_890 * AIC, start)

    # A development chain's: a curve so short that a few jobs move it.
    for percent in range(0, 201, 20):
        yield (percent * AIC, 100 * AIC, 20 * AIC, 2 * BILLION, 0)

    # Extremes of every parameter.
    for fees in (0, 1, 2, 2**64, 2**127, TOP):
        for midpoint in (0, 1, 2**127, TOP):
            for width in (1, 3, 2**64, TOP):
                yield (fees, midpoint, width, TOP, 0)
    for cap in (0, 1, 2, 10, 2**64, 2**116, 2**127):
        yield (2**100, 2**100, 2**98, cap, 0)
        yield (2**101, 2**100, 2**98, cap, 0)


def main():
    target = Path(__file__).with_suffix(".csv")
    lines = ["fees,midpoint,width,cap,start,issued"]
    lines += [",".join([*(str(field) for field in row), issued(*row)]) for row in rows()]
    target.write_text("\n".join(lines) + "\n")
    print(f"{len(lines) - 1} rows in {target.name}")


if __name__ == "__main__":
    main()

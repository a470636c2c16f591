#!/usr/bin/env python3
"""Writes the reference table of decay, `decay.csv`, beside this script. Needs mpmath; computes at 60 digits, more than any u128 has."""

from pathlib import Path

from mpmath import mp, mpf, floor

mp.dps = 60
TOP = 2**128 - 1
MOST = 2**32 - 1


def left(value, half_life, periods):
    whole, rest = divmod(periods, half_life)
    # Whole half-lives are exact in integers; only the rest needs a root.
    if rest == 0:
        return value >> whole
    return int(floor(value * mpf(2) ** (-mpf(periods) / half_life)))


def rows():
    for value in (1, 10**6, 10**18, 123_456_789 * 10**18, 2**116 + 1, TOP):
        for half_life, periods in (
            (2, 1), (3, 1), (3, 2), (7, 1), (7, 6), (7, 8), (30, 1), (30, 29), (30, 31), (30, 60), (30, 365), (30, 3_000),
            (365, 1), (365, 1_000), (1_000_003, 999_983), (MOST, 1), (MOST, MOST // 2), (MOST, MOST - 1), (MOST - 1, MOST),
            (2**25 + 1, MOST),
        ):
            yield (value, half_life, periods)


def main():
    target = Path(__file__).with_suffix(".csv")
    lines = ["value,half_life,periods,left"]
    lines += [",".join(str(field) for field in (*row, left(*row))) for row in rows()]
    target.write_text("\n".join(lines) + "\n")
    print(f"{len(lines) - 1} rows in {target.name}")


if __name__ == "__main__":
    main()

// Draws the eras that the economy's simulation wrote: the supply against the curve's formula, the price of work with what is burned, and
// the pool. Usage: tsx src/plot.ts ERAS.csv OUT.svg

import { readFileSync, writeFileSync } from "node:fs";

type Series = { name: string; color: string; dash?: string; values: number[] };
type Panel = { title: string; unit: string; x: { name: string; values: number[] }; series: Series[] };

const WIDTH = 760;
const HEIGHT = 260;
const MARGIN = { left: 90, right: 20, top: 40, bottom: 45 };

function read(path: string): Map<string, number[]> {
  const [head, ...rows] = readFileSync(path, "utf8").trim().split("\n");
  const names = head!.split(",");
  if (rows.length === 0) throw new Error(`${path} has no eras`);
  const cells = rows.map((row) => row.split(",").map(Number));
  if (cells.some((row) => row.length !== names.length || row.some(Number.isNaN))) throw new Error(`${path} is no table of numbers`);
  return new Map(names.map((name, column) => [name, cells.map((row) => row[column]!)]));
}

function short(value: number): string {
  const units: [number, string][] = [
    [1e9, " bn"],
    [1e6, " m"],
    [1e3, " k"],
  ];
  const [size, unit] = units.find(([size]) => Math.abs(value) >= size) ?? [1, ""];
  return `${Number((value / size).toPrecision(3))}${unit}`;
}

function draw({ title, unit, x, series }: Panel, top: number): string {
  const all = series.flatMap(({ values }) => values);
  const [lowX, highX] = [Math.min(...x.values), Math.max(...x.values)];
  const high = Math.max(...all) || 1;
  const [w, h] = [WIDTH - MARGIN.left - MARGIN.right, HEIGHT - MARGIN.top - MARGIN.bottom];
  const px = (value: number) => MARGIN.left + (w * (value - lowX)) / (highX - lowX || 1);
  const py = (value: number) => top + MARGIN.top + h * (1 - value / high);
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const grid = ticks.map((part) => {
    const y = py(part * high).toFixed(1);
    const at = lowX + part * (highX - lowX);
    return (
      `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y}" y2="${y}" stroke="#ddd"/>` +
      `<text x="${MARGIN.left - 8}" y="${y}" text-anchor="end" dominant-baseline="middle">${short(part * high)}</text>` +
      `<text x="${px(at).toFixed(1)}" y="${py(0) + 18}" text-anchor="middle">${short(at)}</text>`
    );
  });
  const lines = series.map(({ color, dash, values }) => {
    const points = values.map((value, i) => `${px(x.values[i]!).toFixed(1)},${py(value).toFixed(1)}`).join(" ");
    return `<polyline points="${points}" fill="none" stroke="${color}" stroke-width="2" stroke-dasharray="${dash ?? "none"}"/>`;
  });
  const legend = series.map(({ name, color }, i) => {
    const at = MARGIN.left + 10 + i * 190;
    return `<rect x="${at}" y="${top + MARGIN.top + 6}" width="10" height="10" fill="${color}"/><text x="${at + 15}" y="${top + MARGIN.top + 15}">${name}</text>`;
  });
  const texts =
    `<text x="${MARGIN.left}" y="${top + 24}" font-weight="bold">${title}, ${unit}</text>` +
    `<text x="${WIDTH / 2}" y="${py(0) + 36}" text-anchor="middle">${x.name}</text>`;
  return [...grid, ...lines, ...legend, texts].join("\n");
}

const [input, output] = process.argv.slice(2);
if (!input || !output) {
  console.error("usage: tsx src/plot.ts ERAS.csv OUT.svg");
  process.exit(2);
}
const columns = read(input);
const column = (name: string) => {
  const values = columns.get(name);
  if (!values) throw new Error(`${input} has no column ${name}`);
  return values;
};
const eras = { name: "era", values: column("era") };
const panels: Panel[] = [
  {
    title: "Additional coins",
    unit: "AIC",
    x: { name: "fees paid so far, AIC", values: column("fees") },
    series: [
      { name: "formula", color: "#999", values: column("formula") },
      { name: "ceiling", color: "#06c", dash: "6 4", values: column("ceiling") },
      { name: "issued", color: "#c30", values: column("issued") },
    ],
  },
  { title: "Price of a power for an hour", unit: "AIC", x: eras, series: [{ name: "price", color: "#06c", values: column("price") }] },
  { title: "Part of the commission that is burned", unit: "%", x: eras, series: [{ name: "burned part", color: "#c30", values: column("burn") }] },
  { title: "Burned so far", unit: "AIC", x: eras, series: [{ name: "burned", color: "#c30", values: column("burned") }] },
  { title: "Pool of the Proof of Value", unit: "AIC", x: eras, series: [{ name: "pool", color: "#393", values: column("pool") }] },
];
const body = panels.map((panel, i) => draw(panel, i * HEIGHT)).join("\n");
const size = `width="${WIDTH}" height="${panels.length * HEIGHT}"`;
writeFileSync(output, `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="12">\n<rect ${size} fill="white"/>\n${body}\n</svg>\n`);

// Prints what work costs the chain, out of the benchmarks' recorded reads, writes and proofs.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { table } from "../demo/book.ts";

interface Sample {
  components: [string, number][];
  reads: number;
  writes: number;
  proof_size: number;
  extrinsic_time: number;
}

interface Cost {
  reads: number;
  writes: number;
  proof: number;
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("say where the results are");

const results = new Map<string, Sample[]>();
for (const name of [
  "pallet_providers",
  "pallet_node_monitor",
  "pallet_resource_allocator",
  "pallet_work_validation",
  "pallet_ai_assets",
  "pallet_data_protection",
  "pallet_storage_grid",
  "pallet_coin_payroll",
]) {
  const batches = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as {
    benchmark: string;
    db_results: Sample[];
    time_results: Sample[];
  }[];
  for (const { benchmark, db_results, time_results } of batches) {
    results.set(`${name}::${benchmark}`, db_results.length > 0 ? db_results : time_results);
  }
}

// The cost of a benchmark at the lowest or highest value of its range.
function cost(name: string, end: "low" | "high" = "high"): Cost {
  const samples = results.get(name);
  if (!samples?.length) throw new Error(`there is no result of ${name}`);
  const at = (sample: Sample) => sample.components.reduce((sum, [, value]) => sum + value, 0);
  const sorted = [...samples].sort((a, b) => at(a) - at(b));
  const { reads, writes, proof_size } = sorted[end === "low" ? 0 : sorted.length - 1]!;
  return { reads, writes, proof: proof_size };
}

const sum = (...costs: Cost[]): Cost =>
  costs.reduce((a, b) => ({ reads: a.reads + b.reads, writes: a.writes + b.writes, proof: a.proof + b.proof }));
const each = ({ reads, writes, proof }: Cost, parts: number): Cost => ({
  reads: reads / parts,
  writes: writes / parts,
  proof: proof / parts,
});

const KB = 1_024;
const assets = (name: string, end?: "low" | "high") => cost(`pallet_ai_assets::${name}`, end);
const allocator = (name: string, end?: "low" | "high") => cost(`pallet_resource_allocator::${name}`, end);
const validation = (name: string, end?: "low" | "high") => cost(`pallet_work_validation::${name}`, end);
const place = (nodes: string) => each(cost(`pallet_providers::take_64_of_${nodes}`), 64);
const life = sum(
  allocator("request", "low"),
  allocator("visit", "low"),
  allocator("start"),
  allocator("submit"),
  validation("draw", "low"),
  validation("commit", "low"),
  validation("reveal", "low"),
  validation("reveal", "low"),
  validation("close_accepted"),
  allocator("on_verdict", "low"),
);

const rows: [string, Cost, number | undefined][] = [
  ["a slot of 64, 10³ idle nodes", place("1_000"), 2 * KB],
  ["a slot of 64, 10⁵ idle nodes", place("100_000"), 2 * KB],
  ["a slot of 64, 10⁶ idle nodes", place("1_000_000"), 2 * KB],
  ["a job of one slot is placed, 10⁴ idle nodes", allocator("visit", "low"), undefined],
  ["a result is submitted", allocator("submit"), 6 * KB],
  ["an auditor is drawn, 10⁴ idle nodes", validation("draw", "low"), undefined],
  ["a verdict with seven auditors", allocator("on_verdict"), undefined],
  ["a life: request, place, start, submit, one audit, settle", life, 30 * KB],
  ["a heartbeat is asked for, 10⁴ nodes", cost("pallet_node_monitor::ask"), undefined],
];
const protection = (name: string) => cost(`pallet_data_protection::${name}`);
const storage = (name: string) => cost(`pallet_storage_grid::${name}`);
// What an answer for a tebibyte brings with it: a leaf of 4,112 bytes, 28 hashes, and what signs it.
const ANSWER = 4_112 + 28 * 32 + 200;
const answered = storage("answer");
const dataRows: [string, Cost, number | undefined][] = [
  ["an asset is minted, nobody shares in it", assets("mint", "low"), undefined],
  ["a licence is bought", assets("buy_licence"), 8 * KB],
  ["a licence with a key is bought", protection("buy_licence"), 8 * KB],
  ["a key is answered", protection("answer"), undefined],
  ["a challenge is answered, 1 TiB, with the transaction", { ...answered, proof: answered.proof + ANSWER }, 12 * KB],
  ["an asset is sold by its owner", assets("buy"), undefined],
  ["a member collects his share", cost("pallet_coin_payroll::collect"), undefined],
];
const figure = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(1));
console.log(
  table(
    ["what", "reads", "writes", "proof in bytes", "aim", ""],
    [...rows, ...dataRows].map(([what, { reads, writes, proof }, aim]) => [
      what,
      figure(reads),
      figure(writes),
      String(Math.round(proof)),
      aim ? `≤ ${aim}` : "",
      aim ? (proof <= aim ? "met" : "missed") : "",
    ]),
    [1, 2, 3, 4],
  ),
);

// Which numbers of a running node a collator looks at, as node/collator/metrics.md lists them, and when they are an alarm.

import { Problem, reasonOf } from "../vault/bytes.ts";

// A metric with the labels that pick one of its series.
export interface Selector {
  name: string;
  labels: Record<string, string>;
}

export type Alarm =
  | { kind: "never" }
  // The number has not changed since the first look.
  | { kind: "still" }
  // The number, or how far it is above another one, compared with a bound.
  | { kind: "compare"; less?: Selector; sign: "<" | ">"; bound: number };

export interface Watched {
  // The node that has it.
  side: "parachain" | "relay";
  metric: Selector;
  meaning: string;
  alarm: Alarm;
}

export interface Sample extends Selector {
  value: number;
}

const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;
const SERIES = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?$/;

export function selector(text: string): Selector {
  const [, name, inside] = SERIES.exec(text.trim()) ?? [];
  if (!name) throw new Problem(`"${text}" is no metric`);
  const labels = Object.fromEntries([...(inside ?? "").matchAll(LABEL)].map(([, label, value]) => [label!, value!.replace(/\\(.)/g, "$1")]));
  return { name, labels };
}

// Every series of what a Prometheus exporter answers; comments and what is no sample are left out.
export function samples(text: string): Sample[] {
  const found: Sample[] = [];
  for (const line of text.split("\n")) {
    const [, series, value] = /^([a-zA-Z_:][\w:]*(?:\{.*\})?)\s+(\S+)(?:\s+-?\d+)?\s*$/.exec(line) ?? [];
    if (series === undefined) continue;
    const number = value === "+Inf" ? Infinity : value === "-Inf" ? -Infinity : Number(value);
    found.push({ ...selector(series), value: number });
  }
  return found;
}

// The sum of the series with these labels; none if there is none.
export function valueOf({ name, labels }: Selector, all: Sample[]): number | undefined {
  const fit = all.filter((sample) => sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value));
  return fit.length === 0 ? undefined : fit.reduce((sum, { value }) => sum + value, 0);
}

const written = ({ name, labels }: Selector): string => {
  const inside = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return inside.length === 0 ? name : `${name}{${inside.join(",")}}`;
};

function alarmOf(text: string): Alarm {
  if (text === "never" || text === "still") return { kind: text };
  const [, other, sign, bound] = /^(?:- (\S+) )?([<>]) (-?[\d.]+)$/.exec(text) ?? [];
  if (!sign) throw new Problem(`"${text}" is no alarm: it is never, still, or like > 3 or - other_metric > 3`);
  const less = other === undefined ? undefined : selector(other);
  return { kind: "compare", less, sign: sign as "<" | ">", bound: Number(bound) };
}

// The rows of the table in metrics.md: where, `metric`, meaning, `alarm`.
export function table(markdown: string): Watched[] {
  const rows = markdown.split("\n").map((line) => /^\|\s*(parachain|relay)\s*\|\s*`([^`]+)`\s*\|(.*)\|\s*`([^`]+)`\s*\|\s*$/.exec(line));
  const watched = rows.flatMap((row) => (row ? [{ side: row[1] as Watched["side"], metric: selector(row[2]!), meaning: row[3]!.trim(), alarm: alarmOf(row[4]!) }] : []));
  if (watched.length === 0) throw new Problem("the list of metrics has no row");
  return watched;
}

export interface Finding {
  metric: string;
  side: Watched["side"];
  value: number | undefined;
  // Why it is an alarm, if it is one.
  alarm?: string;
}

// What each row says, by two looks at the same node.
export function judge(watched: Watched[], before: Sample[], now: Sample[]): Finding[] {
  return watched.map(({ side, metric, alarm }) => {
    const value = valueOf(metric, now);
    const finding = { metric: written(metric), side, value };
    if (value === undefined) return { ...finding, alarm: "it is not there" };
    if (alarm.kind === "still") return value === valueOf(metric, before) ? { ...finding, alarm: "it does not change" } : finding;
    if (alarm.kind === "never") return finding;
    const other = alarm.less === undefined ? 0 : valueOf(alarm.less, now);
    if (other === undefined) return { ...finding, alarm: `${written(alarm.less!)} is not there` };
    const met = alarm.sign === "<" ? value - other < alarm.bound : value - other > alarm.bound;
    const what = alarm.less === undefined ? "it" : `it less ${written(alarm.less)}`;
    return met ? { ...finding, alarm: `${what} is ${alarm.sign === "<" ? "below" : "above"} ${alarm.bound}` } : finding;
  });
}

export async function look(url: string): Promise<Sample[]> {
  let text: string;
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(20_000) });
    if (!reply.ok) throw new Problem(`it answers with ${reply.status}`);
    text = await reply.text();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Problem(`no metrics at ${url}: ${reasonOf(cause)}. Does the node run, without --no-prometheus?`);
  }
  const found = samples(text);
  if (found.length === 0) throw new Problem(`what answers at ${url} gives no metrics`);
  return found;
}

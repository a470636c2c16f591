// What collators' commands do without a node: the command line, secrets, services, metrics, records, enrolling again and again.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { numberOf, parse, slotOf, urlOf, Usage } from "../src/collator/args.ts";
import { enrolOnce, keepEnrolled, type Lists } from "../src/collator/enrol.ts";
import { keysIn } from "../src/collator/keys.ts";
import { judge, samples, selector, table, valueOf } from "../src/collator/metrics.ts";
import { describe, recordIn } from "../src/collator/record.ts";
import { readSecret } from "../src/collator/secret.ts";
import { collatorUnit, enrolUnit, quoted, servicePath } from "../src/collator/unit.ts";
import { Problem } from "../src/vault/bytes.ts";
import { put, scratch } from "./help.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
const MAIN = join(ROOT, "scripts/cli/collator.ts");
const PHRASE = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

function collator(args: string[], input?: string): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", MAIN, ...args], { encoding: "utf8", timeout: 60_000, input });
  return { code: status, out: stdout, err: stderr };
}

// The command line.

test("a command is understood, and what stands after -- is kept as it is", () => {
  const asked = parse(["install", "--name", "a", "--base-path", "/b", "--chain", "/c", "--", "--chain", "relay.json", "--", "--port", "1"])!;
  assert.deepEqual([asked.name, asked.options.name, asked.options.chain], ["install", "a", "/c"]);
  assert.deepEqual(asked.rest, ["--chain", "relay.json", "--", "--port", "1"]);
  assert.equal(parse(["enrol", "--help"]), undefined);
});

test("a command that is written wrongly is refused", () => {
  const wrong: [RegExp, string[]][] = [
    [/say what to do/, []],
    [/no command constructor/, ["constructor"]],
    [/no command toString/, ["toString"]],
    [/--node is missing/, ["enrol", "--suri-file", "x"]],
    [/takes no --keep/, ["work", "none", "--suri-file", "x", "--keep"]],
    [/another number of arguments/, ["work", "--suri-file", "x"]],
    [/options only/, ["status", "here", "--account", "x"]],
    [/nothing after --/, ["status", "--account", "x", "--", "y"]],
    [/[Uu]nknown option/, ["keys", "--owner", "x", "--suri", PHRASE]],
  ];
  for (const [why, args] of wrong) {
    assert.throws(() => parse(args), (thrown) => thrown instanceof Usage && why.test(thrown.message), args.join(" "));
  }
});

test("numbers, slots and addresses are bounded", () => {
  assert.equal(numberOf("18446744073709551615", "n", 64), 2n ** 64n - 1n);
  for (const text of ["18446744073709551616", "-1", "1e3", "0x10", "", " 1"]) assert.throws(() => numberOf(text, "n", 64), Usage, text);
  assert.deepEqual(slotOf("12:3"), { job: 12n, index: 3 });
  assert.equal(slotOf("none"), null);
  for (const text of ["12", "12:65536", ":1", "a:1", "1:2:3"]) assert.throws(() => slotOf(text), Usage, text);
  assert.equal(urlOf(undefined), "ws://127.0.0.1:9944");
  for (const text of ["http://127.0.0.1:9944", "127.0.0.1:9944", "ws://", "ws:// x"]) assert.throws(() => urlOf(text), Usage, text);
});

test("wrong usage ends with 2, what can't be done with 1, help with 0; nothing has a stack trace", () => {
  const dir = scratch();
  const file = join(put(dir, { suri: Buffer.from(`${PHRASE}\n`) }), "suri");
  chmodSync(file, 0o600);
  const cases: [number, RegExp, string[]][] = [
    [2, /no command nothing/, ["nothing"]],
    [2, /--account is an address/, ["status", "--account", "5Nobody"]],
    [1, /no node answers/, ["enrol", "--node", "0", "--suri-file", file, "--url", "ws://127.0.0.1:1"]],
    [1, /no metrics at/, ["metrics", "--url", "http://127.0.0.1:1/metrics", "--seconds", "1"]],
    [2, /can't both come from standard input/, ["set-keys", "--suri-file", "-"]],
  ];
  for (const [code, why, args] of cases) {
    const ran = collator(args, "");
    assert.equal(ran.code, code, `${args.join(" ")}\n${ran.err}`);
    assert.match(ran.err, why);
    assert.doesNotMatch(ran.out + ran.err, /\n\s+at |bottom|obey/);
  }
  const help = collator(["--help"]);
  assert.deepEqual([help.code, /verify-draw/.test(help.out)], [0, true]);
});

// Secrets.

test("a secret is read from a file that others can't use, and never repeated", () => {
  const dir = scratch();
  const file = join(put(dir, { suri: Buffer.from(`${PHRASE}\n`), two: Buffer.from("one\ntwo\n"), empty: Buffer.alloc(0) }), "suri");
  for (const name of ["two", "empty"]) chmodSync(join(dir, name), 0o600);
  for (const mode of [0o644, 0o640, 0o604, 0o620]) {
    chmodSync(file, mode);
    assert.throws(() => readSecret(file), /chmod 600/, mode.toString(8));
  }
  for (const mode of [0o600, 0o400]) {
    chmodSync(file, mode);
    assert.equal(readSecret(file), PHRASE);
  }
  assert.throws(() => readSecret(join(dir, "two")), (thrown) => thrown instanceof Problem && /one line/.test(thrown.message) && !/two\n/.test(thrown.message));
  assert.throws(() => readSecret(join(dir, "empty")), /one line/);
  assert.throws(() => readSecret(dir), /no file/);
  assert.throws(() => readSecret(join(dir, "none")), /can't be read/);
});

test("keys and proof are read as they are printed", () => {
  const [keys, proof] = [`0x${"ab".repeat(32)}`, `0x${"cd".repeat(64)}`];
  assert.deepEqual(keysIn(`keys  ${keys}\nproof ${proof}\n`), { keys, proof });
  for (const text of ["", `keys ${keys}`, `keys ${keys}\nproof 12`, `keys ${keys}\nproof ${proof}\nmore`]) assert.throws(() => keysIn(text), /are expected/);
});

// Services.

const template = (name: string) => readFileSync(join(ROOT, "node/collator", name), "utf8");
const COLLATOR = { name: "aic-1", user: "aic", binary: "/usr/local/bin/aic-node", basePath: "/var/lib/aic", chain: "/etc/aic/aic.json", relay: [] as string[] };

test("the service of a node has its command, its user and the one place that it may write to", () => {
  const unit = collatorUnit(template("aic-collator.service.in"), { ...COLLATOR, basePath: "/var/lib/aic 1/", relay: ["--chain", "/etc/aic/relay.json", "--name", 'a$b%c "d"'] });
  assert.match(unit, /^ExecStart=\/usr\/local\/bin\/aic-node --collator --name aic-1 --base-path "\/var\/lib\/aic 1" --chain \/etc\/aic\/aic\.json -- --chain \/etc\/aic\/relay\.json --name "a\$\$b%%c \\"d\\""$/m);
  assert.match(unit, /^User=aic$/m);
  assert.match(unit, /^ReadWritePaths="\/var\/lib\/aic 1"$/m);
  for (const setting of ["LimitNOFILE=65536", "Restart=always", "ProtectSystem=strict", "NoNewPrivileges=yes", "SystemCallFilter=@system-service"]) assert.ok(unit.includes(`\n${setting}\n`), setting);
  assert.doesNotMatch(unit, /@[A-Z]+@/);
});

test("the service that enrols gets the secret as a credential, and is not started again for a wrong command", () => {
  const unit = enrolUnit(template("aic-enrol.service.in"), { name: "aic-1", user: "aic", node: "3", url: "ws://127.0.0.1:9944", script: "/opt/aic/scripts/collator.sh", suriFile: "/etc/aic/my suri" });
  assert.match(unit, /^ExecStart=\/opt\/aic\/scripts\/collator\.sh enrol --keep --url ws:\/\/127\.0\.0\.1:9944 --node 3 --suri-file %d\/suri$/m);
  assert.match(unit, /^LoadCredential=suri:\/etc\/aic\/my suri$/m);
  assert.match(unit, /^RestartPreventExitStatus=2$/m);
  assert.doesNotMatch(unit, /ReadWritePaths|@[A-Z]+@/);
});

test("a service that could not run, or would run something else, is refused", () => {
  const make = (change: Partial<typeof COLLATOR>) => () => collatorUnit(template("aic-collator.service.in"), { ...COLLATOR, ...change });
  assert.throws(make({ name: "a b" }), /a service's name/);
  assert.throws(make({ name: "a\nUser=root" }), /a service's name/);
  assert.throws(make({ user: "root;" }), /no name of a user/);
  assert.throws(make({ basePath: "/home/me/aic" }), /below \/home/);
  assert.throws(make({ basePath: "/var/../home/me" }), /below \/home/);
  assert.throws(make({ basePath: "/" }), /can't be \//);
  assert.throws(make({ chain: "aic.json" }), /absolute/);
  assert.throws(make({ relay: ["--name", "x\nUser=root"] }), /control characters/);
  assert.equal(servicePath("/homeless/aic", "x"), "/homeless/aic");
  assert.equal(quoted("%n;$HOME"), '"%%n;$$HOME"');
});

test("a service file is written once and not over another", () => {
  const dir = scratch();
  const args = ["install", "--name", "aic-1", "--base-path", "/var/lib/aic", "--chain", "/etc/aic/aic.json", "--binary", "/usr/local/bin/aic-node", "--to", join(dir, "unit")];
  assert.equal(collator(args).code, 0);
  assert.equal(statSync(join(dir, "unit")).mode & 0o777, 0o644);
  const again = collator(args);
  assert.deepEqual([again.code, /not overwritten/.test(again.err)], [1, true]);
});

// Metrics.

const EXPOSED = `# HELP substrate_block_height Block height info of the chain
# TYPE substrate_block_height gauge
substrate_block_height{status="best",chain="aic, {local}"} 130
substrate_block_height{status="finalized",chain="aic, {local}"} 120
peers{chain="a\\"b"} 2
many{a="1"} 1.5 1700000000000
many{a="2"} 2e1
odd NaN
huge +Inf
`;

test("what an exporter says is read, with labels of every kind", () => {
  const all = samples(EXPOSED);
  assert.equal(valueOf(selector('substrate_block_height{status="best"}'), all), 130);
  assert.equal(valueOf(selector('peers{chain="a\\"b"}'), all), 2);
  assert.equal(valueOf(selector("many"), all), 21.5);
  assert.equal(valueOf(selector("huge"), all), Infinity);
  assert.equal(valueOf(selector('substrate_block_height{status="sync_target"}'), all), undefined);
  assert.deepEqual(samples("<html>not metrics</html>"), []);
});

test("alarms are met or not", () => {
  const row = (metric: string, alarm: string) => `| parachain | \`${metric}\` | x | \`${alarm}\` |`;
  const best = 'substrate_block_height{status="best"}';
  const finalized = 'substrate_block_height{status="finalized"}';
  const verdict = (metric: string, alarm: string, before = EXPOSED) => judge(table(row(metric, alarm)), samples(before), samples(EXPOSED))[0]!.alarm;
  assert.equal(verdict(best, "never"), undefined);
  assert.match(verdict(best, "still")!, /does not change/);
  assert.equal(verdict(best, "still", EXPOSED.replace("130", "129")), undefined);
  assert.match(verdict(best, `- ${finalized} > 9`)!, /above 9/);
  assert.equal(verdict(best, `- ${finalized} > 10`), undefined);
  assert.equal(verdict("peers", "< 2"), undefined);
  assert.match(verdict("peers", "< 3")!, /below 3/);
  assert.match(verdict("gone", "never")!, /not there/);
  assert.match(verdict("peers", "- gone > 1")!, /gone is not there/);
  for (const alarm of ["sometimes", "> ", "> x", "peers > 1"]) assert.throws(() => table(row("peers", alarm)), Problem, alarm);
  assert.throws(() => table("| no | table |"), Problem);
});

test("the list of metrics is a table for both nodes", () => {
  const text = template("metrics.md");
  const rows = table(text);
  assert.equal(rows.length, text.split("\n").filter((line) => /^\| (parachain|relay) /.test(line)).length);
  assert.ok(rows.some(({ side, alarm }) => side === "relay" && alarm.kind === "still"));
  assert.ok(rows.every(({ meaning }) => meaning.length > 10));
});

// Records.

const hexed = (...bytes: number[]) => `0x${Buffer.from(bytes).toString("hex")}`;
const AICW = [4, 0x61, 0x69, 0x63, 0x77];
const OTHER = hexed(6, 0x61, 0x75, 0x72, 0x61, 8, 1, 2);

test("the record in a header is decoded", () => {
  const node = [1, 7, 0, 0, 0, 0, 0, 0, 0];
  const slot = [5, 0, 0, 0, 0, 0, 0, 0, 2, 1];
  const full = hexed(...AICW, (9 + 1 + 10 + 5) << 2, ...node, 1, ...slot, 1, 9, 0, 0, 0);
  assert.deepEqual(recordIn([OTHER, full]), { node: 7n, work: { slot: { job: 5n, index: 258 }, model: { kind: "Model", item: 9 } } });
  assert.match(describe(recordIn([full])), /node 7, works on slot 5:258, model model\/9/);
  assert.match(describe(recordIn([hexed(...AICW, 10 << 2, ...node, 0)])), /node 7, no work/);
  assert.match(describe(recordIn([hexed(...AICW, 2 << 2, 0, 0)])), /no node/);
  assert.equal(recordIn([OTHER]), undefined);
});

test("a record that is damaged or there twice is refused", () => {
  const none = hexed(...AICW, 2 << 2, 0, 0);
  assert.throws(() => recordIn([none, none]), /two work records/);
  assert.throws(() => recordIn([hexed(...AICW, 1 << 2, 0)]), /shorter/);
  assert.throws(() => recordIn([hexed(...AICW, 3 << 2, 0, 0, 0)]), /longer/);
  assert.throws(() => recordIn([hexed(...AICW, 2 << 2, 2, 0)]), /option/);
});

// Enrolling.

class Stage implements Lists {
  running = 5;
  last: number | undefined;
  sent = 0;
  refusal: string | undefined;
  async session() {
    return this.running;
  }
  async enrolled() {
    return this.last;
  }
  async enrol() {
    if (this.refusal) throw new Problem(this.refusal);
    this.sent++;
    this.last = this.running;
  }
}

test("a node that is enrolled is not enrolled again", async () => {
  const stage = new Stage();
  assert.deepEqual(await enrolOnce(stage, 1n), { session: 5, fresh: true });
  assert.deepEqual(await enrolOnce(stage, 1n), { session: 5, fresh: false });
  stage.running = 6;
  assert.deepEqual(await enrolOnce(stage, 1n), { session: 6, fresh: true });
  assert.equal(stage.sent, 2);
});

test("a node is kept enrolled through refusals, losses and restarts, and each is said once", async () => {
  const stage = new Stage();
  const said: string[] = [];
  let step = 0;
  // What is different at each look: nothing, refused twice, no node twice, the next session twice.
  const script = [() => {}, () => {}, () => ((stage.running = 6), (stage.refusal = "NotLive")), () => {}, () => {}, () => {}, () => ((stage.refusal = undefined), void 0), () => {}];
  const lost = new Set([4, 5]);
  const keep = () =>
    keepEnrolled(1n, {
      stopped: () => step >= script.length,
      pause: async () => void step++,
      log: (text) => said.push(text),
      connect: async () => {
        script[step]!();
        if (lost.has(step)) throw new Problem("no node answers");
        return stage;
      },
    });
  await keep();
  assert.deepEqual(said, [
    "node 1 is enrolled in the list of session 5",
    "not enrolled: NotLive",
    "not enrolled: no node answers",
    "node 1 is enrolled in the list of session 6",
  ]);
  assert.equal(stage.sent, 2);
  // Started again, it finds that it is enrolled.
  step = script.length - 1;
  await keep();
  assert.deepEqual([said.at(-1), stage.sent], ["node 1 is enrolled already in the list of session 6", 2]);
});

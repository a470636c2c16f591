// What makes a collator itself: the secret keys of its network identities and its keystores; with them, if wished, its databases.

import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { chmod, link, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { Problem, reasonOf } from "../vault/bytes.ts";

const run = promisify(execFile);
const SUMS = "SHA256SUMS";
// A lock of either database: ParityDB's and RocksDB's.
const LOCK = /(^|\/)(lock|LOCK)$/;
// Keys of the node's network identity and of its keystore; below polkadot/, of the relay chain node's.
const KEY = /^(polkadot\/)?chains\/[^/]+\/(network\/secret_[^/]+|keystore\/[0-9a-f]+)$/;

// Directories on the way to keys. The others change all the time while the node runs.
const WAY = /^(polkadot|(polkadot\/)?chains(\/[^/]+(\/(network|keystore))?)?)$/;
// Everything that a node keeps.
const OWN = /^(polkadot|chains)(\/|$)/;

// Paths of all files below, with slashes, sorted; only directories that fit are looked into. A link could lead anywhere.
async function filesBelow(root: string, fits: (directory: string) => boolean = () => true): Promise<string[]> {
  const found: string[] = [];
  const visit = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        if (fits(path)) await visit(path);
      } else if (!entry.isFile()) throw new Problem(`${path} is neither a file nor a directory`);
      else if (/[\n\\]/.test(path)) throw new Problem(`the name of ${JSON.stringify(path)} can't be kept`);
      else found.push(path);
    }
  };
  await visit("");
  return found.sort();
}

async function sumOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );
}

// Whether a process holds the lock: the kernel lists those that are held, by the numbers of their files.
export async function isHeld(lock: string): Promise<boolean> {
  const { ino } = await stat(lock);
  let held: string;
  try {
    held = readFileSync("/proc/locks", "utf8");
  } catch (error) {
    throw new Problem(`whether the node runs can't be told: ${reasonOf(error)}`);
  }
  return held.split("\n").some((line) => new RegExp(`:${ino} \\d+ (\\d+|EOF)$`).test(line));
}

async function tar(...args: string[]): Promise<void> {
  try {
    await run("tar", args, { maxBuffer: 2 ** 24, env: { ...process.env, LC_ALL: "C" } });
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    if (code === "ENOENT") throw new Problem("the program tar is not installed");
    throw new Problem(`tar failed: ${stderr?.trim() || reasonOf(error)}`);
  }
}

// Writes the backup, readable by its owner only; says how many files are in it.
export async function backup(basePath: string, to: string, withDatabase: boolean): Promise<{ files: number; keys: number }> {
  const [base, target] = [resolve(basePath), resolve(to)];
  if (!(await exists(base))) throw new Problem(`there is no ${base}`);
  if (target.startsWith(`${base}/`)) throw new Problem("the backup can't be inside of what it is a backup of");
  if (await exists(target)) throw new Problem(`${target} is there already, and is not overwritten`);
  const all = (await filesBelow(base, (path) => (withDatabase ? OWN : WAY).test(path))).filter((path) => OWN.test(path));
  const keys = all.filter((path) => KEY.test(path));
  if (!keys.some((path) => path.startsWith("chains/"))) throw new Problem(`${base} has no keys of a node: is it the --base-path that the node runs with?`);
  if (withDatabase) {
    for (const lock of all.filter((path) => LOCK.test(path))) {
      if (await isHeld(join(base, lock))) {
        throw new Problem(`a running node has the database ${dirname(lock)} open: stop the node first (systemctl stop, or Ctrl-C), or leave --with-database out`);
      }
    }
  }
  const files = withDatabase ? all.filter((path) => !LOCK.test(path)) : keys;
  const scratch = await mkdtemp(join(tmpdir(), "aic-backup-"));
  const part = `${target}.${randomBytes(4).toString("hex")}.part`;
  try {
    const sums: string[] = [];
    for (const path of files) sums.push(`${await sumOf(join(base, path))}  ${path}\n`);
    await writeFile(join(scratch, SUMS), sums.join(""), { mode: 0o600 });
    await writeFile(join(scratch, "list"), [...files, ""].join("\0"), { mode: 0o600 });
    // Made before tar writes into it, so that nobody else can read it at any time.
    await writeFile(part, "", { mode: 0o600, flag: "wx" });
    await tar("--create", "--gzip", "--file", part, "--format=pax", "--owner=0", "--group=0", "--numeric-owner", "--directory", scratch, SUMS, "--directory", base, "--no-recursion", "--null", "--verbatim-files-from", "--files-from", join(scratch, "list"));
    // Fails when there is such a file by now, which a renaming would replace.
    await link(part, target).catch((error) => {
      throw new Problem(`${target} can't be written: ${reasonOf(error)}`);
    });
  } finally {
    await rm(part, { force: true });
    await rm(scratch, { recursive: true, force: true });
  }
  return { files: files.length, keys: keys.length };
}

// Puts a backup where nothing is yet. It appears as a whole, after all of it was checked.
export async function restore(from: string, basePath: string): Promise<{ files: number; keys: number }> {
  const [source, base] = [resolve(from), resolve(basePath)];
  if (!(await exists(source))) throw new Problem(`there is no ${source}`);
  if (await exists(base)) {
    const inside = await readdir(base).catch(() => undefined);
    if (inside === undefined || inside.length > 0) throw new Problem(`${base} is there already, and is not overwritten: move it away, or name another --base-path`);
  }
  await mkdir(dirname(base), { recursive: true });
  // Beside its place, so that it can be moved there at once; nobody else can look into it.
  const scratch = await mkdtemp(join(dirname(base), `.${basename(base)}-`));
  try {
    await tar("--extract", "--gzip", "--file", source, "--directory", scratch, "--no-same-owner", "--no-same-permissions");
    const files = await check(scratch);
    await rm(join(scratch, SUMS));
    for (const path of files) await chmod(join(scratch, path), 0o600);
    if (await exists(base)) await rmdir(base);
    await rename(scratch, base);
    await chmod(base, 0o700);
    return { files: files.length, keys: files.filter((path) => KEY.test(path)).length };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

// That the files are those of the list, with the contents that it says; their paths.
async function check(root: string): Promise<string[]> {
  const files = (await filesBelow(root)).filter((path) => path !== SUMS);
  const list = await readFile(join(root, SUMS), "utf8").catch(() => {
    throw new Problem(`the file has no ${SUMS}: it is no backup of a collator`);
  });
  const sums = new Map<string, string>();
  for (const line of list.split("\n").filter((line) => line !== "")) {
    const [, sum, path] = /^([0-9a-f]{64})  (.+)$/.exec(line) ?? [];
    if (!sum || sums.has(path!)) throw new Problem(`the ${SUMS} of the backup is damaged`);
    sums.set(path!, sum);
  }
  for (const path of files) {
    const sum = sums.get(path);
    if (sum === undefined) throw new Problem(`the backup has ${path}, which its list has not`);
    if (!OWN.test(path)) throw new Problem(`${path} is no file of a node`);
    if ((await sumOf(join(root, path))) !== sum) throw new Problem(`${path} in the backup is damaged`);
  }
  const missing = [...sums.keys()].find((path) => !files.includes(path));
  if (missing !== undefined) throw new Problem(`the backup lacks ${missing}, which its list has`);
  return files;
}

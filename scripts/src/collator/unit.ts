// Service files for systemd, out of the templates in node/collator.

import { isAbsolute, normalize } from "node:path";
import { Usage } from "./args.ts";

function plain(text: string): string {
  if (/[\0-\x1f\x7f]/.test(text)) throw new Usage("a service file can't hold control characters");
  return text;
}

// A path in a setting of its own: quoted, with nothing in it that systemd would replace.
export function quotedPath(text: string): string {
  const safe = plain(text).replace(/%/g, "%%");
  return /^[\w@+=:,./%$-]+$/.test(safe) ? safe : `"${safe.replace(/(["\\])/g, "\\$1")}"`;
}

// An argument in a command line: dollars would be replaced there, too.
export const quoted = (text: string): string => quotedPath(text.replace(/\$/g, "$$$$"));

// What the service can't see, as it is protected from it.
const HIDDEN = ["/home", "/root", "/run/user", "/tmp", "/var/tmp"];

export function servicePath(text: string, what: string): string {
  if (!isAbsolute(text)) throw new Usage(`${what} must be an absolute path, not "${text}"`);
  const path = normalize(text).replace(/(.)\/$/, "$1");
  const hidden = HIDDEN.find((root) => path === root || path.startsWith(`${root}/`));
  if (hidden) throw new Usage(`${what} is below ${hidden}, which the service can't see: put it elsewhere, like below /usr/local, /etc or /var/lib`);
  if (path === "/") throw new Usage(`${what} can't be /`);
  return path;
}

export function serviceName(text: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/.test(text)) throw new Usage(`a service's name has up to 32 letters, digits, - and _, not "${text}"`);
  return text;
}

export function userName(text: string): string {
  if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(text)) throw new Usage(`"${text}" is no name of a user`);
  return text;
}

// Every @NAME@ of the template replaced; one that is not known is a mistake in the template.
export function fill(template: string, values: Record<string, string>): string {
  return template.replace(/@([A-Z_]+)@/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the template has @${name}@, which is not known`);
    return value;
  });
}

export interface Collator {
  name: string;
  user: string;
  binary: string;
  basePath: string;
  chain: string;
  // Options of the relay chain node.
  relay: string[];
}

export function collatorUnit(template: string, { name, user, binary, basePath, chain, relay }: Collator): string {
  const base = servicePath(basePath, "--base-path");
  const command = [servicePath(binary, "the node"), "--collator", "--name", serviceName(name), "--base-path", base, "--chain", servicePath(chain, "--chain")];
  if (relay.length > 0) command.push("--", ...relay);
  return fill(template, {
    NAME: serviceName(name),
    USER: userName(user),
    BASE: quotedPath(base),
    COMMAND: command.map(quoted).join(" "),
  });
}

export interface Enrolling {
  name: string;
  user: string;
  script: string;
  url: string;
  node: string;
  suriFile: string;
}

export function enrolUnit(template: string, { name, user, script, url, node, suriFile }: Enrolling): string {
  const command = [servicePath(script, "this program"), "enrol", "--keep", "--url", url, "--node", node, "--suri-file"];
  // %d is the directory of the service's credentials.
  return fill(template, {
    NAME: serviceName(name),
    USER: userName(user),
    // All that stands after the colon is the path, blanks and quotes included.
    SURI: plain(servicePath(suriFile, "--suri-file")).replace(/%/g, "%%"),
    COMMAND: `${command.map(quoted).join(" ")} %d/suri`,
  });
}

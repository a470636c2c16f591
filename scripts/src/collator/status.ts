// What a collator wants to know of its account.

import { hex } from "../vault/bytes.ts";
import { formatAic } from "../vault/amounts.ts";
import type { CollatorChain } from "./chain.ts";
import { describe } from "./record.ts";

// Lines of what and how it is. The node is the one of the account's seat, if none is named.
export async function report(chain: CollatorChain, account: Uint8Array, named?: bigint): Promise<[string, string][]> {
  const [session, keys, draws, collators, duty, last] = await Promise.all([
    chain.session(),
    chain.nextKeys(account),
    chain.draws(),
    chain.collators(),
    chain.duty(account),
    chain.record(),
  ]);
  const seats = draws.flatMap(({ session, drawn }) => drawn.filter(({ collator }) => collator === hex(account)).map(({ node }) => ({ session, node })));
  const node = named ?? seats[0]?.node;
  const served = duty?.session === session ? duty : { blocks: 0, missed: 0 };
  const lines: [string, string][] = [
    ["account", chain.address(account)],
    ["session", String(session)],
    ["keys", keys ?? "none set: run `keys` and `set-keys`"],
    ["collator", collators.includes(chain.address(account)) ? "yes, in this session" : "not in this session"],
    ["drawn for", seats.length === 0 ? "neither this session nor the next" : seats.map(({ session }) => `session ${session}`).join(", ")],
    ["blocks", `${served.blocks} made, ${served.missed} missed in this session`],
  ];
  if (node === undefined) {
    lines.push(["node", "unknown: say it by --node"]);
  } else {
    const [enrolled, online, points] = await Promise.all([chain.enrolled(node), chain.nodeOnline(node), chain.points(node)]);
    lines.push(["node", `${node}, ${online ? "online" : "not online"}`]);
    lines.push(["enrolled", enrolled === session ? "in this session's list" : "not in this session's list"]);
    lines.push(["points", `${formatAic(points)} AIC`]);
  }
  lines.push(["last record", `block ${last.number}: ${describe(last.record)}`]);
  return lines;
}

// Enrolment in a session's list, once or in every session.

import { reasonOf } from "../vault/bytes.ts";

// What enrolling needs of the chain; the tests have one without a node.
export interface Lists {
  // The session that runs; its list is the open one.
  session(): Promise<number>;
  // Session in whose list the node's provider enrolled last.
  enrolled(node: bigint): Promise<number | undefined>;
  // Resolves when it is final; throws why it is refused.
  enrol(node: bigint): Promise<void>;
}

// Whether the node was enrolled by this, and in which list it is. Enrolling again does nothing.
export async function enrolOnce(lists: Lists, node: bigint): Promise<{ session: number; fresh: boolean }> {
  const session = await lists.session();
  if ((await lists.enrolled(node)) === session) return { session, fresh: false };
  await lists.enrol(node);
  // The session may have ended meanwhile.
  return { session: (await lists.enrolled(node)) ?? session, fresh: true };
}

export interface Keeping {
  stopped: () => boolean;
  pause: () => Promise<void>;
  log: (text: string) => void;
  // The connection; made anew after it was lost.
  connect: () => Promise<Lists>;
}

// Enrols in every session until it is stopped. Nothing ends it but that: what is refused now may be granted later, and a node that is away comes
// back. The same reason is said once.
export async function keepEnrolled(node: bigint, { stopped, pause, log, connect }: Keeping): Promise<void> {
  let said = "";
  const once = (text: string) => {
    if (text !== said) log(text);
    said = text;
  };
  while (!stopped()) {
    try {
      const { session, fresh } = await enrolOnce(await connect(), node);
      once(`node ${node} is ${fresh ? "enrolled" : "enrolled already"} in the list of session ${session}`);
      // That it is enrolled is not said a second time as "already".
      said = `node ${node} is enrolled already in the list of session ${session}`;
    } catch (error) {
      once(`not enrolled: ${reasonOf(error)}`);
    }
    if (!stopped()) await pause();
  }
}

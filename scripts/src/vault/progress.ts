// How far a long work is: a bar on a terminal, a line for each tenth elsewhere.

import { Presets, SingleBar } from "cli-progress";

export interface Progress {
  start(what: string, total: number): void;
  // So much is done in all.
  at(done: number): void;
  stop(): void;
}

export const silent: Progress = { start() {}, at() {}, stop() {} };

export function onTerminal(out: NodeJS.WriteStream = process.stderr): Progress {
  return out.isTTY ? bar(out) : lines((text) => out.write(`${text}\n`));
}

function bar(stream: NodeJS.WriteStream): Progress {
  let current: SingleBar | undefined;
  return {
    start(what, total) {
      current = new SingleBar(
        { format: `${what} {bar} {percentage} %  {value}/{total}  {eta} s left`, stream, hideCursor: true, clearOnComplete: false },
        Presets.shades_classic,
      );
      current.start(total, 0);
    },
    at: (done) => current?.update(done),
    stop: () => current?.stop(),
  };
}

export function lines(write: (text: string) => void): Progress {
  let [what, total, tenths] = ["", 0, 0];
  return {
    start(name, all) {
      [what, total, tenths] = [name, all, 0];
    },
    at(done) {
      const now = total > 0 ? Math.floor((done * 10) / total) : 10;
      if (now > tenths) write(`${what}: ${now * 10} % (${done} of ${total})`);
      tenths = Math.max(now, tenths);
    },
    stop() {},
  };
}

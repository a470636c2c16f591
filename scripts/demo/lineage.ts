// Who must earn what through which lineage: the demo's own computation of what the payroll does with each payment.

const BILLION = 1_000_000_000n;

export const floor = (amount: bigint, part: bigint, whole = BILLION): bigint => (amount * part) / whole;
export const ceil = (amount: bigint, part: bigint, whole: bigint): bigint => (amount * part + whole - 1n) / whole;

export interface Member {
  who: string;
  // In parts of a billion of the net.
  part: bigint;
  // How his work is in it.
  through: string;
}

// What earns: an asset, a node, a space.
export interface Source {
  name: string;
  // `ResourceId`, as polkadot.js and the RPC write it.
  resource: object;
  owner: string;
  // How the owner's work is in it.
  through: string;
  members: Member[];
}

export interface Line {
  who: string;
  source: Source;
  through: string;
  kind: string;
  amount: bigint;
}

export class Lineage {
  readonly lines: Line[] = [];
  // What the members of each source were credited together.
  private readonly credited = new Map<Source, bigint>();

  // `commission` in parts per million.
  constructor(private readonly commission: bigint) {}

  private add(line: Line): void {
    if (line.amount > 0n) this.lines.push(line);
  }

  pay(source: Source, kind: string, gross: bigint): void {
    const net = gross - ceil(gross, this.commission, 1_000_000n);
    const whole = source.members.reduce((sum, { part }) => sum + part, 0n);
    const shared = floor(net, whole);
    this.add({ who: source.owner, source, through: source.through, kind, amount: net - shared });
    if (whole === 0n) return;
    // Each has his part of all that came in so far, rounded down; of this payment what is new of that.
    const before = this.credited.get(source) ?? 0n;
    const after = before + shared;
    this.credited.set(source, after);
    for (const { who, part, through } of source.members) {
      this.add({ who, source, through, kind, amount: floor(after, part, whole) - floor(before, part, whole) });
    }
  }

  earned(who: string, source?: Source): bigint {
    const of = this.lines.filter((line) => line.who === who && (!source || line.source === source));
    return of.reduce((sum, { amount }) => sum + amount, 0n);
  }

  get sources(): Source[] {
    return [...new Set(this.lines.map(({ source }) => source))];
  }
}

// What is another's work in a new asset: `share`, in parts of a billion, goes to those who earn by `source` at that time.
export function upstream(source: Source, share: bigint): Member[] {
  const parts = source.members.map(({ who, part, through }) => ({ who, part: floor(share, part), through: `${source.name}, ${through}` }));
  const own = share - parts.reduce((sum, { part }) => sum + part, 0n);
  return [{ who: source.owner, part: own, through: `${source.name}, ${source.through}` }, ...parts];
}

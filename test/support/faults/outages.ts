/** A span during which a part was away; null while it still is. Milliseconds since 1970. */
interface Absence {
  readonly part: string;
  readonly from: number;
  to: number | null;
}

/** From when to when nothing could fire. Milliseconds since 1970. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

/** The part under which it is noted that a worker stands still; it is away then too. */
export const STANDSTILL = 'standstill';

/** When which part of the house was away. Nothing can fire while PostgreSQL is away, while all workers are, or while others have the machine. */
export class Absences {
  private readonly absences: Absence[] = [];

  constructor(
    private readonly workers: readonly string[],
    private readonly now: () => number,
  ) {}

  /** The part is away from now on; answers what to call when it is back. */
  begin(part: string): () => void {
    const absence: Absence = { part, from: this.now(), to: null };
    this.absences.push(absence);
    return () => {
      absence.to ??= this.now();
    };
  }

  /** The part was away. */
  note(part: string, from: number, to: number): void {
    this.absences.push({ part, from, to });
  }

  outages(): readonly Outage[] {
    const allWorkers = this.workers.map((part) => this.of(part)).reduce((before, next) => before.flatMap((a) => next.map((b) => common(a, b))).filter(({ from, to }) => from < to));
    return merged([...this.of('postgres'), ...this.of('machine'), ...allWorkers]);
  }

  /** When a worker stood still, to go on with what it had in hand. */
  standstills(): readonly Outage[] {
    return merged(this.of(STANDSTILL));
  }

  private of(part: string): readonly Outage[] {
    return this.absences.filter((each) => each.part === part).map(({ from, to }) => ({ from, to: to ?? this.now() }));
  }
}

const common = (a: Outage, b: Outage): Outage => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) });

function merged(outages: readonly Outage[]): readonly Outage[] {
  const result: Outage[] = [];
  for (const next of [...outages].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && next.from <= last.to) result[result.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else result.push(next);
  }
  return result;
}

/** How many milliseconds of the span lie in outages. */
export const outageWithin = (outages: readonly Outage[], from: number, to: number): number =>
  outages.reduce((sum, outage) => sum + Math.max(0, Math.min(outage.to, to) - Math.max(outage.from, from)), 0);

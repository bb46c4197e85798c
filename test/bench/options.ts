import { parseArgs } from 'node:util';

/** How a benchmark is run; the same flags for all of them. */
export interface BenchOptions {
  readonly json: boolean;
  /** Measured rounds; one more is run before them and dropped. */
  readonly rounds: number;
  /** Length of one measurement, in seconds. */
  readonly seconds: number;
  readonly seed: number;
  /** Row counts of `bench:read` and `bench:turnaround`, open clocks of `bench:timers` and `bench:drill`. */
  readonly sizes: readonly number[];
  /** Rungs of one burst in `bench:timers`. */
  readonly rungs: number;
}

type Defaults = Readonly<Partial<Record<'rounds' | 'seconds' | 'sizes' | 'rungs', string>>>;

/** The flags of this run; a program that would take long with the usual values has its own. */
export function readOptions(defaults: Defaults = {}, argv = process.argv.slice(2)): BenchOptions {
  const { values } = parseArgs({
    args: argv,
    options: {
      json: { type: 'boolean', default: false },
      rounds: { type: 'string', default: defaults.rounds ?? '3' },
      seconds: { type: 'string', default: defaults.seconds ?? '2' },
      seed: { type: 'string', default: '20270302' },
      sizes: { type: 'string', default: defaults.sizes ?? '100000,1000000' },
      rungs: { type: 'string', default: defaults.rungs ?? '10000' },
    },
  });
  return {
    json: values.json,
    rounds: whole('rounds', values.rounds),
    seconds: whole('seconds', values.seconds),
    seed: whole('seed', values.seed),
    rungs: whole('rungs', values.rungs),
    sizes: values.sizes.split(',').map((size) => whole('sizes', size)),
  };
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} takes whole numbers from 1 up`);
  return value;
}

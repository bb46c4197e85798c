import { parseArgs } from 'node:util';

/** How a benchmark is run; the same flags for all of them. */
export interface BenchOptions {
  readonly json: boolean;
  /** Measured rounds; one more is run before them and dropped. */
  readonly rounds: number;
  /** Length of one measurement, in seconds. */
  readonly seconds: number;
  readonly seed: number;
  /** Row counts of `bench:read`. */
  readonly sizes: readonly number[];
}

export function readOptions(argv = process.argv.slice(2)): BenchOptions {
  const { values } = parseArgs({
    args: argv,
    options: {
      json: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '2' },
      seed: { type: 'string', default: '20270302' },
      sizes: { type: 'string', default: '100000,1000000' },
    },
  });
  return {
    json: values.json,
    rounds: whole('rounds', values.rounds),
    seconds: whole('seconds', values.seconds),
    seed: whole('seed', values.seed),
    sizes: values.sizes.split(',').map((size) => whole('sizes', size)),
  };
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} takes whole numbers from 1 up`);
  return value;
}

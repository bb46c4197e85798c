import { appendFileSync, mkdirSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { BenchOptions } from './options.js';
import type { Sample } from './rounds.js';

/** Results of all runs, one line of JSON per goal; not part of the repository. */
const RESULTS = 'dist/bench/results.jsonl';

/** What stands beside every figure, so that it can be compared with another run. */
export interface Setting {
  readonly versions: Readonly<Record<string, string>>;
  /** Microseconds of one flush to disk; null when pg_test_fsync is not there. */
  readonly fsyncMicros: number | null;
  readonly settings: Readonly<Record<string, string>>;
}

/** A goal of docs/performance.md with what this run has seen. */
export interface GoalResult {
  readonly id: string;
  readonly goal: string;
  readonly unit: '%' | '×' | 'ms' | 's' | 'MB' | 'B' | '/s' | '';
  /** Fulfilled from here up, or (`atMost`) from here down. */
  readonly target: number;
  readonly gate: number;
  readonly atMost?: boolean;
  readonly seen: Sample;
  /** Both raw sides, in their own units. */
  readonly sides: readonly Sample[];
}

/** Writes what a person reads: to standard error when standard output carries JSON. */
export class Report {
  private readonly goals: GoalResult[] = [];
  private readonly gaps: { readonly id: string; readonly goal: string; readonly reason: string }[] = [];

  constructor(
    private readonly program: string,
    private readonly options: BenchOptions,
    private readonly setting: Setting,
  ) {
    const { versions, fsyncMicros, settings } = setting;
    this.say(
      `${program}: seed ${options.seed}, ${options.rounds} rounds of ${options.seconds} s after one that is dropped; median (min–max)`,
    );
    this.say(
      `${Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', ')}; ${machine()}`,
    );
    this.say(
      `load before the start ${loadavg()
        .map((each) => each.toFixed(1))
        .join(' ')}; one flush ${fsyncMicros === null ? 'not measured' : `${fsyncMicros} µs`}`,
    );
    this.say(
      `server: ${Object.entries(settings)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ')}\n`,
    );
  }

  say(line: string): void {
    (this.options.json ? process.stderr : process.stdout).write(`${line}\n`);
  }

  table(title: string, header: readonly string[], rows: readonly (readonly string[])[]): void {
    const widths = header.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
    const line = (cells: readonly string[]): string =>
      `  ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`;
    this.say(title);
    for (const row of [header, ...rows]) this.say(line(row));
    this.say('');
  }

  goal(result: GoalResult): void {
    this.goals.push(result);
    const { id, goal, seen, unit, target, gate } = result;
    this.say(
      `${id} ${goal}: ${figure(seen, unit)}; target ${sign(result)}${shown(target, unit)}, gate ${sign(result)}${shown(gate, unit)} → ${verdict(result)}`,
    );
  }

  /** A goal without a figure, with the reason: errors under load, or a part that did not start. The program then ends with 1. */
  notMeasured(id: string, goal: string, error: unknown): void {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    this.gaps.push({ id, goal, reason });
    this.say(`${id} ${goal}: not measured, ${reason}`);
    process.exitCode = 1;
  }

  /** One line of JSON per goal, also appended to the results file, so that drift can be seen. */
  finish(): void {
    const lines = this.goals.map((result) =>
      JSON.stringify({
        at: new Date().toISOString(),
        program: this.program,
        id: result.id,
        goal: result.goal,
        value: result.seen.median,
        unit: result.unit,
        target: result.target,
        gate: result.gate,
        verdict: verdict(result),
        spread: [result.seen.min, result.seen.max],
        rounds: result.seen.values.length,
        sides: result.sides.map(({ name, median, values }) => ({ name, median, values })),
        seed: this.options.seed,
        versions: this.setting.versions,
        cores: cpus().length,
        load: loadavg()[0],
        fsyncMicros: this.setting.fsyncMicros,
        settings: this.setting.settings,
      }),
    );
    const at = new Date().toISOString();
    lines.push(...this.gaps.map((gap) => JSON.stringify({ at, program: this.program, ...gap, value: null, verdict: 'not measured' })));
    mkdirSync(dirname(RESULTS), { recursive: true });
    for (const line of lines) {
      appendFileSync(RESULTS, `${line}\n`);
      if (this.options.json) process.stdout.write(`${line}\n`);
    }
  }
}

/** Median with smallest and largest. */
export function figure(sample: Sample, unit: GoalResult['unit']): string {
  return `${shown(sample.median, unit)} (${shown(sample.min, unit)}–${shown(sample.max, unit)})`;
}

function shown(value: number, unit: GoalResult['unit']): string {
  switch (unit) {
    case '%':
      return `${(value * 100).toFixed(value < 0.1 ? 1 : 0)} %`;
    case '×':
      return `${value.toFixed(value < 10 ? 2 : 0)} ×`;
    case '/s':
      return `${value < 10_000 ? value.toFixed(0) : `${(value / 1000).toFixed(1)} k`}/s`;
    case 's':
      return `${value.toFixed(2)} s`;
    case '':
      return value.toFixed(0);
    case 'ms':
    case 'MB':
    case 'B':
      return `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
  }
}

const sign = ({ atMost }: GoalResult): string => (atMost === true ? '≤ ' : '≥ ');

function verdict({ seen, target, gate, atMost }: GoalResult): 'reached' | 'within the gate' | 'missed' {
  const meets = (bound: number): boolean => (atMost === true ? seen.median <= bound : seen.median >= bound);
  return meets(target) ? 'reached' : meets(gate) ? 'within the gate' : 'missed';
}

function machine(): string {
  const [first] = cpus();
  return `${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, shared by client and servers over loopback`;
}

import { BOSS, JOBS, LIMIT, OURS, type BurstSamples } from './burst.js';
import type { Question } from './idle.js';
import { ALONE, WITH_POSTGRES, WITH_REDIS, type LagSamples } from './lag.js';
import type { Refill } from './refill.js';
import { figure, type GoalResult, type Report } from './report.js';
import { ratio, sampleOf, type Sample } from './rounds.js';

/** Everything that one size has shown. */
export interface SizeFigures {
  readonly open: number;
  readonly rungs: number;
  readonly burst: ReadonlyMap<string, BurstSamples>;
  readonly lag: ReadonlyMap<string, LagSamples>;
  readonly questions: readonly Question[];
  readonly refill: Refill;
}

type Bounds = Pick<GoalResult, 'unit' | 'target' | 'gate' | 'atMost'>;

/** The goals are set for so many open clocks. */
const NAMED = 1_000_000;

/** G1 to G4 at the size for which they are set (else at the largest), and G11 from the smallest to the largest. */
export function timerGoals(report: Report, sizes: readonly SizeFigures[]): void {
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  const named = sizes.find(({ open }) => Math.abs(open - NAMED) < NAMED / 100) ?? largest;
  if (named !== undefined) atOneSize(report, named);
  if (smallest !== undefined && largest !== undefined && smallest !== largest) growth(report, smallest, largest);
}

function atOneSize(report: Report, { open, rungs, burst, lag, refill }: SizeFigures): void {
  const goal = (id: string, what: string, seen: Sample, sides: readonly Sample[], bounds: Bounds): void =>
    report.goal({ id, goal: `${what}, ${open} open`, seen, sides, ...bounds });
  const of = (name: string): BurstSamples => burst.get(name) as BurstSamples;
  const atMost = true;
  const [ours, limit, jobs, boss] = [of(OURS), of(LIMIT), of(JOBS), of(BOSS)];
  goal('G1a', `last of ${rungs} rungs due in one second`, ours.last, [ours.last, jobs.last], {
    unit: 'ms',
    target: 500,
    gate: 1_000,
    atMost,
  });
  goal('G1b', 'burst, rate / one BullMQ job per clock', ratio('ours / jobs', ours.rate, jobs.rate), [ours.rate, jobs.rate], {
    unit: '×',
    target: 15,
    gate: 8,
  });
  goal('G1c', 'burst, rate', ours.rate, [ours.rate, limit.rate], { unit: '/s', target: 30_000, gate: 10_000 });
  report.say(
    `    for comparison: burst / pgbench with the same statement ${figure(ratio('ours / limit', ours.rate, limit.rate), '%')}, / pg-boss ${figure(ratio('ours / boss', ours.rate, boss.rate), '×')}`,
  );
  const late: readonly (readonly [string, string, number, number])[] = [
    ['G2a', WITH_REDIS, 50, 250],
    ['G2b', WITH_POSTGRES, 50, 250],
    ['G2c', ALONE, 1_100, 2_000],
  ];
  for (const [id, name, target, gate] of late) {
    const { p99, max } = lag.get(name) as LagSamples;
    goal(id, `steady lag p99, ${name}`, p99, [p99, max], { unit: 'ms', target, gate, atMost });
  }
  const each = (sample: Sample, by: number): Sample =>
    sampleOf(
      sample.name,
      sample.values.map((value) => value / by),
    );
  goal('G3a', 'bytes of queue per open clock', each(refill.bytes, open), [refill.bytes, refill.jobBytes], {
    unit: 'B',
    target: 4,
    gate: 8,
    atMost,
  });
  goal('G3b', 'queue in all', each(refill.bytes, 2 ** 20), [refill.bytes], { unit: 'MB', target: 4, gate: 8, atMost });
  goal('G4a', 'refill after FLUSHALL', refill.seconds, [refill.seconds], { unit: 's', target: 0.3, gate: 1, atMost });
  goal(
    'G4b',
    'refill, faster than arming each',
    ratio('each / refill', refill.jobSeconds, refill.seconds),
    [refill.jobSeconds, refill.seconds],
    {
      unit: '×',
      target: 150,
      gate: 40,
    },
  );
}

/** How many times more it costs at the largest size than at the smallest. */
function growth(report: Report, smallest: SizeFigures, largest: SizeFigures): void {
  const from = `from ${smallest.open} to ${largest.open} open`;
  const bounds: Bounds = { unit: '×', target: 1.5, gate: 3, atMost: true };
  const goal = (id: string, what: string, pick: (size: SizeFigures) => Sample): void => {
    const [small, large] = [pick(smallest), pick(largest)];
    report.goal({ id, goal: `${what}, ${from} (growth)`, seen: ratio('growth', large, small), sides: [small, large], ...bounds });
  };
  const empty = (size: SizeFigures): Sample => sampleOf('empty sweep', [size.questions[0]?.p50 ?? Number.NaN]);
  goal('G11a', 'burst, last rung', (size) => (size.burst.get(OURS) as BurstSamples).last);
  goal('G11b', 'steady lag p99 with Redis', (size) => (size.lag.get(WITH_REDIS) as LagSamples).p99);
  goal('G11c', 'empty sweep', empty);
}

import type { Recomputed } from './agreed-clocks.js';
import type { OracleReferral } from './model.js';
import type { Played, Standing } from './play.js';
import type { Fired } from './running-clocks.js';

const rungLine = ({ clock, rung, due, firedAt, told }: Fired): string => `${clock} ${rung} due ${iso(due)} fired ${iso(firedAt)} told ${told.join(' ')}`;
const standingLine = ({ clock, due, paused, nextRung }: Standing): string =>
  `running ${clock} due ${iso(due)}${paused ? ' paused' : ''} next ${nextRung === null ? 'nothing' : iso(nextRung)}`;
const recomputedLine = ({ clock, at, from, to }: Recomputed): string => `recomputed ${clock} at ${iso(at * 60)} due ${iso(from * 60)} now ${iso(to * 60)}`;
const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

function standingOf({ clocks }: OracleReferral): readonly Standing[] {
  return [...clocks].map(([clock, { dueAt, pause, rungs }]) => ({ clock, due: dueAt * 60, paused: pause !== null, nextRung: rungs[0]?.due ?? null }));
}

/** What reality and the oracle do not have in common: `-` missing in reality, `+` more than the oracle knows. */
export function differencesOf({ history, refusal, fired, standing, recomputed }: Played): readonly string[] {
  if (refusal !== null) return [`! the chain refused ${refusal}`];
  const { outcome } = history;
  const expected = [...outcome.fired.map(rungLine), ...standingOf(outcome).map(standingLine), ...outcome.recomputed.map(recomputedLine)];
  const found = [...fired.map(rungLine), ...standing.map(standingLine), ...recomputed.map(recomputedLine)];
  return [...without(expected, found).map((line) => `- ${line}`), ...without(found, expected).map((line) => `+ ${line}`)];
}

/** The lines of one list that the other lacks, counted: a rung that fired twice is a difference. */
function without(some: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return some.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

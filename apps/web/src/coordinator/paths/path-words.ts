import { m } from '../../generated/messages/messages.js';
import { toHours, toShare } from '../../shared/charts/chart-words';
import { toNumber } from '../../shared/time/format';
import { longestOf } from './path-waits';
import type { Path, PathsReport, PathStep } from './paths-queries';

const STEP_NAMES: Readonly<Record<PathStep, () => string>> = {
  submitted: m.state_submitted,
  answered: m.paths_answered,
  declined: m.state_declined,
  rerouted: m.paths_rerouted,
  attempted: m.paths_attempted,
  reached: m.state_reached,
  ended_supported: m.paths_ended_supported,
  ended_declined: m.paths_ended_declined,
  ended_not_reached: m.paths_ended_not_reached,
  ended_consent_withdrawn: m.paths_ended_consent_withdrawn,
  ended_otherwise: m.paths_ended_otherwise,
};

export const stepName = (step: PathStep): string => STEP_NAMES[step]();

/** A path without an end was open when the period settled. */
export const isOpen = ({ steps }: Pick<Path, 'steps'>): boolean => !(steps.at(-1) ?? '').startsWith('ended_');

/** "Übermittelt → Beantwortet → Erreicht → noch offen". */
export const pathName = (path: Path): string => [...path.steps.map(stepName), ...(isOpen(path) ? [m.paths_open()] : [])].join(' → ');

/** Beyond this, nobody counts hours. */
const DAYS_FROM_HOURS = 96;

/** "16 Std.", "23 Tage". */
export const waitWords = (hours: number): string => (hours < DAYS_FROM_HOURS ? toHours(hours) : m.paths_days({ days: toNumber(Math.round(hours / 24)) }));

/** The waits before each step after the first. */
export const waitsInWords = ({ hours }: Path): string => (hours.length === 0 ? m.chart_unknown() : hours.map(waitWords).join(' → '));

/** The one sentence of the page: which path most take, and where anybody waits longest. */
export function pathsSentence({ referrals, paths }: PathsReport): string {
  const [most] = paths;
  if (referrals === 0) return m.turnaround_region_none();
  if (referrals === null || most === undefined) return m.paths_hidden();
  const taken = m.paths_most({ n: toNumber(most.referrals), all: toNumber(referrals), share: toShare(most.referrals / referrals) });
  const longest = longestOf(paths);
  return longest === null ? taken : `${taken} ${m.paths_longest({ step: stepName(longest.wait.step), hours: waitWords(longest.wait.hours), number: paths.indexOf(longest.path) + 1 })}`;
}

import type { ReactNode } from 'react';
import { m } from '../../generated/messages/messages.js';
import { readingWords, toCount } from '../../shared/charts/chart-words';
import { isTold, shareIn } from './figures';
import { Definition } from './definition';
import type { Catalogue, MeasureId, Region, Report } from './turnaround-queries';
import { hoursWords, measureName, regionName } from './turnaround-words';

export interface NumberCardProps {
  readonly value: string;
  readonly label: string;
  /** How many stand behind it. */
  readonly n: string;
  readonly children?: ReactNode;
}

/** One number, large, with what it is, how many stand behind it, and the ways on from it. */
export function NumberCard({ value, label, n, children }: NumberCardProps) {
  return (
    <li className="figure">
      <span className="figure__label">{label}</span>
      <strong className="figure__value">{value}</strong>
      <span className="figure__n muted">{n}</span>
      <span className="figure__ways">{children}</span>
    </li>
  );
}

export interface NumbersProps {
  readonly catalogue: Catalogue;
  readonly report: Report;
  readonly region: Region;
  /** A number that stands among them: how many are overdue now. */
  readonly children?: ReactNode;
}

/** The numbers of a region: how long the first attempt took, which share was in time, and which was never reached. */
export function Numbers({ catalogue, report, region, children }: NumbersProps) {
  const { referrals } = region.counts;
  const n = m.turnaround_n({ n: toCount(referrals) });
  const share = (measure: MeasureId): string => readingWords(shareIn(region, measure));
  const define = (measure: MeasureId, of: string): ReactNode => <Definition catalogue={catalogue} of={of} about={{ measure, region, report }} />;
  return (
    <ul className="figures" aria-label={m.turnaround_numbers({ region: regionName(region) })}>
      <NumberCard label={m.turnaround_median()} value={hoursWords(region.medianHours, referrals)} n={n}>
        {define('referrals', m.turnaround_median())}
      </NumberCard>
      <NumberCard label={m.turnaround_in_time()} value={share('attempt72')} n={n}>
        {define('attempt72', m.turnaround_in_time())}
      </NumberCard>
      {children}
      {isTold('notReached', region, report.period) ? (
        <NumberCard label={m.turnaround_not_reached()} value={share('notReached')} n={n}>
          {define('notReached', measureName(catalogue, 'notReached'))}
        </NumberCard>
      ) : null}
    </ul>
  );
}

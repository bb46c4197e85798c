import { m } from '../../generated/messages/messages.js';
import { ChainFlow } from '../../shared/charts/chain-flow';
import { toCount, toShare } from '../../shared/charts/chart-words';
import type { FlowNode } from '../../shared/charts/flow-layout';
import { Definition } from './definition';
import { isTold, restOf } from './figures';
import type { Catalogue, MeasureId, Region, Report } from './turnaround-queries';
import { measureName } from './turnaround-words';

const ENDS = ['reached', 'notReached', 'consentWithdrawn'] as const satisfies readonly MeasureId[];
const RESULTS = ['counselledNow', 'appointment', 'declinedOffer', 'alreadySupported'] as const satisfies readonly MeasureId[];

/** What became of the referrals of a region. */
export function ReferralFlow({ catalogue, region, report }: { readonly catalogue: Catalogue; readonly region: Region; readonly report: Report }) {
  const { referrals, reached, notReached } = region.counts;
  if (referrals === 0) return null;
  const node = (key: MeasureId, from: MeasureId | null): FlowNode => ({ key, label: measureName(catalogue, key), count: region.counts[key], from, needsAction: key === 'notReached' });
  const told = (measures: readonly MeasureId[]): readonly MeasureId[] => measures.filter((measure) => isTold(measure, region, report.period));
  const ends = told(ENDS);
  const nodes: readonly FlowNode[] = [
    node('referrals', null),
    ...ends.map((key) => node(key, 'referrals')),
    { key: 'rest', label: ends.includes('notReached') ? m.turnaround_flow_rest() : m.turnaround_flow_unreached(), count: restOf(region, ends), from: 'referrals' },
    ...told(RESULTS).map((key) => node(key, 'reached')),
  ];
  const part = (count: number | null): string => (count === null || referrals === null ? toCount(null) : m.chart_count_share({ count: toCount(count), share: toShare(Math.min(1, count / referrals)) }));
  const finding = referrals === null ? m.turnaround_region_hidden() : ends.includes('notReached') ? m.turnaround_flow_finding({ n: toCount(referrals), reached: part(reached), notReached: part(notReached) }) : m.turnaround_flow_reached({ n: toCount(referrals), reached: part(reached) });
  const about = <Definition catalogue={catalogue} of={measureName(catalogue, 'reached')} about={{ measure: 'reached', region, report }} />;
  return <ChainFlow title={m.turnaround_flow_title()} finding={finding} nodes={nodes} about={about} />;
}

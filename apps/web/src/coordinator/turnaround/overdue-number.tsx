import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { toNumber } from '../../shared/time/format';
import { Definition } from './definition';
import { overdueInAll } from './figures';
import { NumberCard } from './numbers';
import { overdueQuery, type Catalogue } from './turnaround-queries';

/** How many clocks are overdue now, and the way to where. The one number that is of now and not of the period. */
export function OverdueNumber({ catalogue }: { readonly catalogue: Catalogue }) {
  const { data, isError } = useQuery(overdueQuery);
  const { told, few } = overdueInAll(data ?? []);
  const value = data === undefined ? (isError ? m.turnaround_unknown() : m.loading()) : told > 0 ? toNumber(told) : few > 0 ? m.turnaround_fewer() : m.turnaround_none_overdue();
  const n = data === undefined ? '' : data.length === 0 ? m.own_now() : told > 0 && few > 0 ? m.turnaround_and_few({ count: few }) : told === 0 && few > 1 ? m.turnaround_at_each({ count: few }) : m.turnaround_at_organisations({ count: data.length });
  return (
    <NumberCard label={m.turnaround_overdue_now()} value={value} n={n}>
      <Link to="/coordination/bottlenecks" className="kern-link kern-link--no-visited-state">
        {m.turnaround_where_overdue()}
      </Link>
      <Definition catalogue={catalogue} of={m.turnaround_overdue_now()} about={{ indicator: 'K11' }} />
    </NumberCard>
  );
}

import type { TargetGroup } from '#domain';
import { m } from '../../../generated/messages/messages.js';
import { DataTable, type Column } from '../../../shared/kern/data-table';
import { toNumber } from '../../../shared/time/format';
import type { CoverageWeek } from './coverage-queries';
import { GROUP_LABELS, GROUPS } from './coverage-words';

type Gap = CoverageWeek['gaps'][number];

interface GroupRow {
  readonly group: TargetGroup;
  readonly gaps: readonly Gap[];
}

/** "Runder Tisch Köln (12), Koordinierungsstelle (3)": who gets the alarms of how many municipalities, the most first. */
function ownersOf(gaps: readonly Gap[]): string {
  const counts = new Map<string, number>();
  for (const { owner } of gaps) counts.set(owner.name, (counts.get(owner.name) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, few]) => few - many || a.localeCompare(b, 'de')).map(([name, count]) => `${name} (${toNumber(count)})`).join(', ');
}

const columns = (): readonly Column<GroupRow>[] => [
  { key: 'group', header: m.coverage_group(), rowHeader: true, cell: ({ group }) => GROUP_LABELS[group]() },
  { key: 'gaps', header: m.coverage_column_gaps(), numeric: true, cell: ({ gaps }) => toNumber(gaps.length) },
  { key: 'owners', header: m.coverage_column_owners(), cell: ({ gaps }) => (gaps.length === 0 ? m.coverage_owners_none() : ownersOf(gaps)) },
];

/** For every target group: in how many municipalities no centre may be named at any hour, and who gets the alarm there. */
export function GapTable({ gaps }: Pick<CoverageWeek, 'gaps'>) {
  const rows = GROUPS.map((group): GroupRow => ({ group, gaps: gaps.filter(({ targetGroup }) => targetGroup === group) }));
  return <DataTable caption={m.coverage_gaps_title()} columns={columns()} rows={rows} keyOf={({ group }) => group} />;
}

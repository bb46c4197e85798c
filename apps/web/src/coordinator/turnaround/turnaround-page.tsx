import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { turnaroundQuery } from '../../shared/api/queries';
import type { TurnaroundCell } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { SelectField } from '../../shared/kern/field';
import { Loading } from '../../shared/kern/loading';
import { PageTitle } from '../../shared/kern/page-title';
import { localised } from '../../shared/locale/locale';
import { toNumber } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';
import { quartersUpTo } from './quarters';

/** Suppressed figures are named as such: an empty cell would look like zero. */
const figure = (cell: TurnaroundCell, value: number | null, digits = 0): string =>
  cell.suppressed || value === null ? m.turnaround_suppressed() : toNumber(value, digits);

function share(cell: TurnaroundCell, part: number | null): string {
  if (cell.suppressed || part === null || cell.referrals === null || cell.referrals === 0) return m.turnaround_suppressed();
  return `${toNumber((100 * part) / cell.referrals)} %`;
}

const columns = (): readonly Column<TurnaroundCell>[] => [
  { key: 'district', header: m.column_district(), rowHeader: true, cell: (cell) => cell.district.name },
  { key: 'n', header: m.column_n(), numeric: true, cell: (cell) => figure(cell, cell.referrals) },
  { key: 'within24', header: m.column_within_24(), numeric: true, cell: (cell) => share(cell, cell.firstAttemptWithin24h) },
  { key: 'within72', header: m.column_within_72(), numeric: true, cell: (cell) => share(cell, cell.firstAttemptWithin72h) },
  { key: 'reached', header: m.column_reached(), numeric: true, cell: (cell) => share(cell, cell.reached) },
  { key: 'median', header: m.column_median(), numeric: true, cell: (cell) => figure(cell, cell.medianHoursToFirstAttempt, 1) },
];

/** The slowest district first; districts with too few referrals last, by name. */
function bySlowest(a: TurnaroundCell, b: TurnaroundCell): number {
  const slow = (cell: TurnaroundCell): number => (cell.suppressed ? -1 : (cell.medianHoursToFirstAttempt ?? -1));
  return slow(b) - slow(a) || a.district.name.localeCompare(b.district.name, 'de');
}

/** How promptly the districts were, per quarter, under disclosure control. */
export const TurnaroundPage = localised(function TurnaroundPage() {
  const quarters = quartersUpTo(useNow());
  const [quarter, setQuarter] = useState(quarters[0] ?? '');
  const query = useQuery(turnaroundQuery(quarter));
  const rows = [...(query.data ?? [])].sort(bySlowest);
  const slowest = rows.find((cell) => !cell.suppressed && cell.medianHoursToFirstAttempt !== null);
  return (
    <div className="page">
      <PageTitle>{m.turnaround_title()}</PageTitle>
      <p className="page__lead kern-body">{m.turnaround_lead()}</p>
      <div className="form">
        <SelectField
          name="quarter"
          label={m.turnaround_quarter()}
          value={quarter}
          onChange={(event) => setQuarter(event.target.value)}
          options={quarters.map((each) => ({ value: each, label: each.replace('-Q', ', ' + m.turnaround_quarter_word() + ' ') }))}
        />
      </div>
      {query.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {query.isPending ? <Loading /> : null}
      {slowest === undefined ? null : (
        <p className="kern-body">
          {m.turnaround_slowest({ district: slowest.district.name, hours: toNumber(slowest.medianHoursToFirstAttempt ?? 0, 1), n: toNumber(slowest.referrals ?? 0) })}
        </p>
      )}
      {query.data !== undefined && rows.length === 0 ? <p className="kern-body">{m.turnaround_empty()}</p> : null}
      {rows.length === 0 ? null : <DataTable caption={m.turnaround_title()} columns={columns()} rows={rows} keyOf={(cell) => cell.district.ags} />}
    </div>
  );
});

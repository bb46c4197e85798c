import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { turnaroundCatalogueQuery, turnaroundQuery } from '../../shared/api/queries';
import type { RegionFigures } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { SelectField } from '../../shared/kern/field';
import { Loading } from '../../shared/kern/loading';
import { PageTitle } from '../../shared/kern/page-title';
import { localised } from '../../shared/locale/locale';
import { toNumber } from '../../shared/time/format';

/** Hidden figures are named as such: an empty cell would look like zero. */
const figure = (value: number | null, digits = 0): string => (value === null ? m.turnaround_suppressed() : toNumber(value, digits));

function share({ counts }: RegionFigures, part: 'attempt24' | 'attempt72' | 'reached'): string {
  const [value, all] = [counts[part], counts.referrals];
  return value === null || all === null || all === 0 ? m.turnaround_suppressed() : `${toNumber((100 * value) / all)} %`;
}

const columns = (): readonly Column<RegionFigures>[] => [
  { key: 'district', header: m.column_district(), rowHeader: true, cell: (region) => region.name },
  { key: 'n', header: m.column_n(), numeric: true, cell: (region) => figure(region.counts.referrals) },
  { key: 'within24', header: m.column_within_24(), numeric: true, cell: (region) => share(region, 'attempt24') },
  { key: 'within72', header: m.column_within_72(), numeric: true, cell: (region) => share(region, 'attempt72') },
  { key: 'reached', header: m.column_reached(), numeric: true, cell: (region) => share(region, 'reached') },
  { key: 'median', header: m.column_median(), numeric: true, cell: (region) => figure(region.medianHours) },
];

/** The slowest district first; districts with too few referrals last, by name. */
const bySlowest = (a: RegionFigures, b: RegionFigures): number => (b.medianHours ?? -1) - (a.medianHours ?? -1) || a.name.localeCompare(b.name, 'de');

/** How promptly the districts were, per quarter, under disclosure control. */
export const TurnaroundPage = localised(function TurnaroundPage() {
  const catalogue = useQuery(turnaroundCatalogueQuery);
  const quarters = (catalogue.data?.periods ?? []).filter((period) => period.includes('-'));
  const [chosen, setChosen] = useState('');
  const quarter = chosen === '' ? (quarters[0] ?? '') : chosen;
  const query = useQuery(turnaroundQuery(quarter));
  const rows = (query.data?.regions ?? []).filter(({ level }) => level === 'district').sort(bySlowest);
  const slowest = rows.find(({ medianHours }) => medianHours !== null);
  return (
    <div className="page">
      <PageTitle>{m.turnaround_title()}</PageTitle>
      <p className="page__lead kern-body">{m.turnaround_lead()}</p>
      <div className="form">
        <SelectField
          name="quarter"
          label={m.turnaround_quarter()}
          value={quarter}
          onChange={(event) => setChosen(event.target.value)}
          options={quarters.map((each) => ({ value: each, label: each.replace('-Q', ', ' + m.turnaround_quarter_word() + ' ') }))}
        />
      </div>
      {catalogue.isError || query.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {catalogue.isPending ? <Loading /> : null}
      {slowest === undefined ? null : (
        <p className="kern-body">
          {m.turnaround_slowest({ district: slowest.name, hours: toNumber(slowest.medianHours ?? 0), n: toNumber(slowest.counts.referrals ?? 0) })}
        </p>
      )}
      {catalogue.isSuccess && rows.length === 0 ? <p className="kern-body">{m.turnaround_empty()}</p> : null}
      {rows.length === 0 ? null : <DataTable caption={m.turnaround_title()} columns={columns()} rows={rows} keyOf={({ key }) => key} />}
    </div>
  );
});

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { readingWithN } from '../../shared/charts/chart-words';
import { readingOf } from '../../shared/charts/reading';
import { Alert } from '../../shared/kern/alert';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { Loading } from '../../shared/kern/loading';
import { Section } from '../../shared/kern/section';
import { toNumber } from '../../shared/time/format';
import { TallyForm } from './tally.form';
import { OWN, talliesQuery, type OwnQuarter, type TalliedMonth } from './turnaround-queries';
import { monthName, periodName } from './turnaround-words';

const offeredIn = ({ tally, consented }: TalliedMonth): number => (tally?.refused ?? 0) + consented;
const exactly = (part: number, all: number): string => readingWithN(readingOf(part, all, null, { exact: true }));

const columns = (): readonly Column<TalliedMonth>[] => [
  { key: 'month', header: m.tally_month(), rowHeader: true, cell: ({ month }) => monthName(month) },
  { key: 'deployments', header: m.tally_deployments(), numeric: true, cell: ({ tally }) => (tally === null ? m.tally_missing() : toNumber(tally.deployments)) },
  { key: 'refused', header: m.tally_refused(), numeric: true, cell: ({ tally }) => (tally === null ? m.tally_missing() : toNumber(tally.refused)) },
  { key: 'consented', header: m.tally_consented(), numeric: true, cell: ({ consented }) => toNumber(consented) },
  { key: 'check', header: m.tally_check(), cell: (row) => (row.tally !== null && offeredIn(row) > row.tally.deployments ? m.tally_more_offers() : '') },
];

/** The two quotas of the quarters that are told wholly. */
function Quotas({ quarters }: { readonly quarters: readonly OwnQuarter[] }) {
  const told = quarters.flatMap(({ quarter, offers }) => (offers === null ? [] : [{ quarter, offers }]));
  if (told.length === 0) return <p className="kern-body">{m.tally_none()}</p>;
  return (
    <DataTable
      caption={m.tally_quotas()}
      columns={[
        { key: 'quarter', header: m.turnaround_period(), rowHeader: true, cell: ({ quarter }) => periodName(quarter) },
        // More offers than deployments is told as numbers: a deployment may have several endangered persons.
        { key: 'offered', header: m.tally_offer_rate(), numeric: true, cell: ({ offers: { offered, deployments } }) => (offered > deployments ? m.tally_of({ part: toNumber(offered), all: toNumber(deployments) }) : exactly(offered, deployments)) },
        { key: 'consented', header: m.tally_consent_rate(), numeric: true, cell: ({ offers: { consented, offered } }) => exactly(consented, offered) },
      ]}
      rows={told}
      keyOf={({ quarter }) => quarter}
    />
  );
}

/** What the authority counts outside of this system, and what follows from it: offers of deployments, consents of offers. */
export function TallySection({ quarters }: { readonly quarters: readonly OwnQuarter[] }) {
  const client = useQueryClient();
  const [last, setLast] = useState<string | null>(null);
  const { data, isError } = useQuery(talliesQuery);
  const entered = (months: readonly TalliedMonth[], month: string): void => {
    client.setQueryData(talliesQuery.queryKey, [...months]);
    void client.invalidateQueries({ queryKey: OWN });
    setLast(month);
  };
  return (
    <Section id="tally" title={m.tally_title()}>
      <p className="kern-body">{m.tally_lead()}</p>
      <Quotas quarters={quarters} />
      {isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {data === undefined ? (
        isError ? null : <Loading />
      ) : (
        <>
          {last === null ? null : <Alert key={data.map(({ tally }) => tally?.recordedAt ?? '').join()} kind="success" title={m.tally_entered({ month: monthName(last) })} takesFocus />}
          {/* Begun anew after each entry, with the next month that is missing. */}
          <TallyForm key={data.map(({ tally }) => tally?.recordedAt ?? '').join()} months={data} onEntered={entered} />
          <details className="disclosure">
            <summary className="kern-body">{m.tally_months()}</summary>
            <DataTable caption={m.tally_months()} columns={columns()} rows={data} keyOf={({ month }) => month} />
          </details>
        </>
      )}
    </Section>
  );
}

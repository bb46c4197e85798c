import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Alert } from '../../shared/kern/alert';
import { Badge } from '../../shared/kern/badge';
import { Facts } from '../../shared/kern/facts';
import { Loading } from '../../shared/kern/loading';
import { Section } from '../../shared/kern/section';
import { localised } from '../../shared/locale/locale';
import { toDay, toLocalDay } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';
import { CapacityLight } from './capacity-light';
import { usePlaceNames } from './centre-values';
import { centreLines } from './entry-lines';
import { RegistryHead, Waiting } from './registry-head';
import { centreQuery, type CentreDraft, type CentreRecord } from './registry-queries';
import { useWrittenAnew } from './written-anew';

// What stands in the registry is there before the form that changes it.
const CentreForm = lazy(() => import('./centre.form').then((file) => ({ default: file.CentreForm })));

/** The entry alone, without what stands around it. */
export const toEntry = ({ id: _, version: __, versions: ___, closures: ____, capacity: _____, ...entry }: CentreRecord): CentreDraft => entry;

function Entry({ record }: { readonly record: CentreRecord }) {
  const nameOf = usePlaceNames();
  const names = record.catchment.map(nameOf).sort((a, b) => a.localeCompare(b, 'de'));
  const facts = centreLines(record).filter(({ key }) => key !== 'name').map(({ name, words }) => ({ name, value: words }));
  const area = names.length < 13 ? names.join(', ') || m.registry_none() : (
    <details className="disclosure">
      <summary>{m.registry_municipalities({ count: names.length })}</summary>
      {names.join(', ')}
    </details>
  );
  return <Facts facts={[...facts, { name: m.registry_field_catchment(), value: area }]} />;
}

function Around({ record }: { readonly record: CentreRecord }) {
  const now = useNow();
  const today = toLocalDay(now);
  return (
    <>
      <Section id="capacity" title={m.registry_column_capacity()}>
        <div className="kern-body">
          <CapacityLight note={record.capacity} now={now} />
        </div>
      </Section>
      <Section id="closures" title={m.registry_closures()}>
        {record.closures.length === 0 ? (
          <p className="kern-body">{m.registry_closures_none()}</p>
        ) : (
          <ul className="plain-list kern-body">
            {record.closures.map(({ id, from, to, reason, cover }) => (
              <li key={id}>
                {m.registry_closure_line({ from: toDay(from), to: toDay(to), reason })} {cover === null ? '' : m.registry_closure_cover({ name: cover.name })}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section id="versions" title={m.registry_versions()}>
        <ol className="plain-list kern-body">
          {[...record.versions].reverse().map(({ version, validFrom }) => (
            <li key={version}>
              <span className="row">
                {m.registry_version_line({ version, day: toDay(validFrom) })}
                {validFrom > today ? <Badge kind="info" icon="clock">{m.registry_version_later()}</Badge> : null}
              </span>
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
}

function Centre({ record }: { readonly record: CentreRecord }) {
  const today = toLocalDay(useNow());
  const proposal = useWrittenAnew();
  const present = toEntry(record);
  const draft = proposal?.centres?.find(({ code }) => code === record.code) ?? null;
  const from = draft?.validFrom ?? record.validFrom;
  return (
    <>
      <Entry record={record} />
      <Around record={record} />
      <Section id="edit" title={m.registry_edit()}>
        {draft === null ? null : <Alert kind="info" title={m.registry_written_anew()} />}
        <Suspense fallback={<Loading />}>
          <CentreForm present={present} presentVersion={String(record.version)} draft={draft ?? present} validFrom={from > today ? from : today} />
        </Suspense>
      </Section>
    </>
  );
}

/** One centre: its entry in words, what stands around it, and the form that proposes a change. */
export const CentrePage = localised(function CentrePage() {
  const { centre = '' } = useParams({ strict: false });
  const query = useQuery(centreQuery(centre));
  return (
    <div className="page">
      <RegistryHead title={query.data?.name ?? m.registry_centre_title()} windowTitle={m.registry_centre_title()} />
      <Waiting query={query} />
      {query.data === undefined ? null : <Centre key={query.data.id} record={query.data} />}
    </div>
  );
});

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { CENTRE_KINDS } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { Badge } from '../../shared/kern/badge';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { SelectField, TextField } from '../../shared/kern/field';
import { Filters } from '../../shared/kern/filters';
import { labelOf, optionsOf } from '../../shared/labels/label-of';
import { TARGET_LABELS } from '../../shared/labels/referral-labels';
import { localised } from '../../shared/locale/locale';
import { toDay, toNumber } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';
import { CapacityLight } from './capacity-light';
import { RegistryHead, Waiting } from './registry-head';
import { KIND_LABELS } from './registry-labels';
import { centresQuery, type CentreLine } from './registry-queries';
import { shownCentres, type Taking } from './shown-centres';

const columnsOf = (now: Date): readonly Column<CentreLine>[] => [
  {
    key: 'name',
    header: m.registry_column_name(),
    rowHeader: true,
    cell: (line) => (
      <Link to="/coordination/registry/centres/$centre" params={{ centre: line.id }} className="kern-link kern-link--no-visited-state registry-name">
        {line.name}
      </Link>
    ),
  },
  { key: 'kind', header: m.registry_column_kind(), cell: (line) => labelOf(KIND_LABELS, line.kind) },
  { key: 'for', header: m.registry_column_groups(), cell: (line) => line.targetGroups.map((group) => labelOf(TARGET_LABELS, group)).join(', ') || m.registry_none() },
  { key: 'places', header: m.registry_column_municipalities(), numeric: true, cell: (line) => toNumber(line.municipalities) },
  { key: 'capacity', header: m.registry_column_capacity(), cell: (line) => <CapacityLight note={line.capacity} now={now} /> },
  { key: 'now', header: m.registry_column_now(), cell: (line) => <Standing line={line} /> },
];

/** What is special about a centre today: nothing, as a rule. */
function Standing({ line }: { readonly line: CentreLine }) {
  return (
    <span className="registry-standing">
      {line.active ? null : <Badge kind="danger">{m.registry_inactive()}</Badge>}
      {line.closedSince === null ? null : <Badge kind="warning">{m.registry_closed_since({ day: toDay(line.closedSince) })}</Badge>}
      {line.changesOn === null ? null : <Badge kind="info" icon="clock">{m.registry_changes_on({ day: toDay(line.changesOn) })}</Badge>}
      {line.active && line.closedSince === null && line.changesOn === null ? <span className="muted">{m.registry_standing_usual()}</span> : null}
    </span>
  );
}

function Centres({ lines }: { readonly lines: readonly CentreLine[] }) {
  const now = useNow();
  const [text, setText] = useState('');
  const [kind, setKind] = useState('');
  const [taking, setTaking] = useState<Taking>('all');
  const found = shownCentres(lines, { text, kind });
  const rows = found.filter(({ active }) => taking === 'all' || active === (taking === 'active'));
  const count = (which: Taking): number => found.filter(({ active }) => which === 'all' || active === (which === 'active')).length;
  return (
    <>
      <div className="form registry-search">
        <div className="form__pair">
          <TextField name="registry-search" type="search" label={m.registry_search()} hint={m.registry_search_hint()} value={text} onChange={(event) => setText(event.target.value)} />
          <SelectField
            name="registry-kind"
            label={m.registry_column_kind()}
            hint={m.registry_kind_filter_hint()}
            placeholder={m.registry_kind_all()}
            options={optionsOf(KIND_LABELS, CENTRE_KINDS)}
            value={kind}
            onChange={(event) => setKind(event.target.value)}
          />
        </div>
      </div>
      <Filters
        label={m.registry_filter()}
        current={taking}
        onChoose={setTaking}
        filters={[
          { name: 'all', label: m.registry_filter_all(), count: count('all') },
          { name: 'active', label: m.registry_filter_active(), count: count('active') },
          { name: 'inactive', label: m.registry_filter_inactive(), count: count('inactive') },
        ]}
      />
      {rows.length === 0 ? (
        <p className="kern-body">{lines.length === 0 ? m.registry_centres_empty() : m.registry_centres_no_hit()}</p>
      ) : (
        <DataTable caption={m.registry_nav_centres()} columns={columnsOf(now)} rows={rows} keyOf={({ id }) => id} />
      )}
    </>
  );
}

/** All centres of every kind, as the state office keeps them. */
export const CentresPage = localised(function CentresPage() {
  const query = useQuery(centresQuery);
  return (
    <div className="page">
      <RegistryHead title={m.registry_title()} lead={m.registry_lead()} />
      <div className="row">
        <Link to="/coordination/registry/centres/new" className="kern-btn kern-btn--primary">
          <span className="kern-label">{m.registry_new_centre()}</span>
        </Link>
        <Link to="/coordination/registry/import" className="kern-btn kern-btn--secondary">
          <span className="kern-label">{m.import_title()}</span>
        </Link>
      </div>
      <Waiting query={query} />
      {query.data === undefined ? null : <Centres lines={query.data} />}
    </div>
  );
});

import { m } from '../../generated/messages/messages.js';
import type { Schemas } from '../../shared/api/contract';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { Section } from '../../shared/kern/section';
import { toNumber } from '../../shared/time/format';
import { centreWords } from './centre-words';
import { fieldWords } from './import-labels';
import type { Reading } from './reading';

type Change = Schemas['ReadingChangeView'];

const added = (): readonly Column<Change>[] => [
  { key: 'centre', header: m.import_centre(), rowHeader: true, cell: ({ after }) => after.name },
  { key: 'code', header: m.import_field_code(), cell: ({ code }) => code },
  { key: 'kind', header: m.import_field_kind(), cell: ({ after }) => centreWords(after, 'kind') },
  { key: 'catchment', header: m.import_field_catchment(), cell: ({ catchmentAdded }) => m.import_municipalities({ count: catchmentAdded.length }) },
  { key: 'from', header: m.import_from(), cell: ({ after }) => centreWords(after, 'validFrom') },
];

/** One detail of a centre, before and after. */
interface Detail {
  readonly key: string;
  readonly centre: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly from: string;
}

const names = (places: readonly Schemas['ReadingPlaceView'][]): string => places.map(({ ags, name }) => name ?? ags).join(', ');

function detailsOf({ code, before, after, fields, catchmentAdded, catchmentRemoved }: Change): readonly Detail[] {
  const from = centreWords(after, 'validFrom');
  const detail = (field: string, one: string, other: string): Detail => ({ key: `${code} ${field}`, centre: after.name, field: fieldWords(field), before: one, after: other, from });
  const compared = fields.map((field) => detail(field, before === null ? '' : centreWords(before, field), centreWords(after, field)));
  if (catchmentAdded.length === 0 && catchmentRemoved.length === 0) return compared;
  const gone = catchmentRemoved.length === 0 ? '' : `${m.import_catchment_removed()}: ${names(catchmentRemoved)}`;
  const come = catchmentAdded.length === 0 ? '' : `${m.import_catchment_added()}: ${names(catchmentAdded)}`;
  return [...compared, detail('catchment', gone, come)];
}

const changed = (): readonly Column<Detail>[] => [
  { key: 'centre', header: m.import_centre(), rowHeader: true, cell: ({ centre }) => centre },
  { key: 'field', header: m.import_field(), cell: ({ field }) => field },
  { key: 'before', header: m.import_before(), cell: ({ before }) => before },
  { key: 'after', header: m.import_after(), cell: ({ after }) => after },
  { key: 'from', header: m.import_from(), cell: ({ from }) => from },
];

/** What the file would do: entered, changed with before and after, and what it leaves alone. */
export function ReadingDifference({ reading }: { readonly reading: Reading }) {
  const entered = reading.changes.filter(({ change }) => change === 'added');
  const details = reading.changes.filter(({ change }) => change === 'changed');
  const count = (value: number): string => toNumber(value);
  return (
    <>
      <p className="kern-body">
        {m.import_counts({ added: count(entered.length), changed: count(details.length), unchanged: count(reading.unchanged), others: count(reading.notMentioned.length) })}
      </p>
      {details.length === 0 ? null : (
        <Section id="import-changed" title={m.import_changed()}>
          <DataTable caption={m.import_changed()} columns={changed()} rows={details.flatMap(detailsOf)} keyOf={({ key }) => key} />
        </Section>
      )}
      {entered.length === 0 ? null : (
        <Section id="import-added" title={m.import_added()}>
          <DataTable caption={m.import_added()} columns={added()} rows={entered} keyOf={({ code }) => code} />
        </Section>
      )}
      {reading.notMentioned.length === 0 ? null : (
        <details className="kern-body">
          <summary>{m.import_others()}</summary>
          <ul className="plain-list">
            {reading.notMentioned.map(({ code, name }) => (
              <li key={code}>
                {name} ({code})
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

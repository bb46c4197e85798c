import { useState } from 'react';
import { yearlyFaults, YEARLY_COUNTS, type YearlyCount, type YearlyFigures } from '#domain';
import { m } from '../../../generated/messages/messages.js';
import { request } from '../../../shared/api/http';
import { FieldGroup } from '../../../shared/kern/check-field';
import { TextField } from '../../../shared/kern/field';
import { EntryForm } from '../plan/entry-form';
import { useEntry } from '../plan/use-entry';
import { COUNT_GROUPS, COUNT_LABELS, programmeFault, type OwnProgramme, type YearOfReports } from './programme-words';

type Values = Readonly<Record<YearlyCount, string>>;

const valuesOf = ({ versions }: YearOfReports): Values => Object.fromEntries(YEARLY_COUNTS.map((count) => [count, versions[0] === undefined ? '' : String(versions[0].figures[count])])) as Values;
const isCount = (text: string): boolean => /^\d{1,6}$/.test(text.trim()) && Number(text) <= 100_000;

/** What does not add up yet, while one types; nothing until all of it is there. */
function Balance({ values }: { readonly values: Values }) {
  if (!YEARLY_COUNTS.every((count) => isCount(values[count]))) return null;
  const faults = yearlyFaults(Object.fromEntries(YEARLY_COUNTS.map((count) => [count, Number(values[count])])) as YearlyFigures);
  if (faults.length === 0) return <p className="kern-body">{m.year_adds_up()}</p>;
  return (
    <ul className="kern-body">
      {faults.map(({ code }) => (
        <li key={code}>{programmeFault(code)}</li>
      ))}
    </ul>
  );
}

/** The figures of a year, kept as a draft; after they were handed in, as a further version. */
export function FiguresForm({ year, onSaved, onStale }: { readonly year: YearOfReports; readonly onSaved: (own: OwnProgramme) => void; readonly onStale: () => unknown }) {
  const [values, setValues] = useState<Values>(valuesOf(year));
  const entry = useEntry(`figures-${year.year}`, {
    check: () => YEARLY_COUNTS.filter((count) => !isCount(values[count])).map((count) => [count, 'not_a_count'] as const),
    send: async () => {
      const body = Object.fromEntries(YEARLY_COUNTS.map((count) => [count, Number(values[count])])) as YearlyFigures;
      onSaved(await request('PUT', '/own-programme/years/{year}', { path: { year: String(year.year) }, version: year.revision, body }));
    },
    onStale,
  });
  return (
    <EntryForm entry={entry} save={m.year_save()}>
      {COUNT_GROUPS.map(({ id, legend, counts }) => (
        <FieldGroup key={id} name={entry.nameOf(id)} legend={legend()}>
          <div className="year-counts">
            {counts.map((count) => (
              <TextField
                key={count}
                name={entry.nameOf(count)}
                label={COUNT_LABELS[count]()}
                inputMode="numeric"
                maxLength={6}
                value={values[count]}
                onChange={({ currentTarget }) => setValues({ ...values, [count]: currentTarget.value })}
                error={entry.errorOf(count)}
              />
            ))}
          </div>
        </FieldGroup>
      ))}
      <Balance values={values} />
    </EntryForm>
  );
}

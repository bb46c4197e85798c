import { useState } from 'react';
import { COURT_DISTRICTS, CONDITION_STANDINGS, STANDARD_CONDITIONS, type ConditionStanding, type StandardCondition } from '#domain';
import { m } from '../../../generated/messages/messages.js';
import { request } from '../../../shared/api/http';
import { CheckField, FieldGroup } from '../../../shared/kern/check-field';
import { DateTime } from '../../../shared/kern/date-time';
import { SelectField } from '../../../shared/kern/field';
import { labelOf } from '../../../shared/labels/label-of';
import { toLocalDay } from '../../../shared/time/format';
import { EntryForm } from '../plan/entry-form';
import { useEntry } from '../plan/use-entry';
import { CONDITION_LABELS, STANDING_LABELS, type Programme, type Register } from './programme-words';

interface FormProps {
  readonly programme: Programme;
  readonly onSaved: (register: Register) => void;
  readonly onStale: () => unknown;
}

/** Which districts a programme serves, and since when. */
export function EntryOfProgramme({ programme, onSaved, onStale }: FormProps) {
  const [districts, setDistricts] = useState<readonly string[]>(programme.districts);
  const [servesSince, setServesSince] = useState(programme.servesSince ?? '');
  const entry = useEntry(`entry-${programme.centreId}`, {
    check: () => (servesSince === '' ? [['servesSince', 'required']] : []),
    send: async () => onSaved(await request('PUT', '/court-districts/programmes/{id}', { path: { id: programme.centreId }, version: programme.version, body: { districts: districts as Programme['districts'][number][], servesSince } })),
    onStale,
  });
  const toggle = (code: string): void => setDistricts(districts.includes(code) ? districts.filter((each) => each !== code) : [...districts, code]);
  return (
    <EntryForm entry={entry} save={m.plan_save()}>
      <FieldGroup name={entry.nameOf('districts')} legend={m.court_serves()} error={entry.errorOf('districts')}>
        <div className="court-districts">
          {COURT_DISTRICTS.map(({ code, name }) => (
            <CheckField key={code} name={entry.nameOf(`districts.${code}`)} label={name} checked={districts.includes(code)} onChange={() => toggle(code)} />
          ))}
        </div>
      </FieldGroup>
      <DateTime of="day" name={entry.nameOf('servesSince')} label={m.court_since()} value={servesSince} onChange={({ currentTarget }) => setServesSince(currentTarget.value)} error={entry.errorOf('servesSince')} />
    </EntryForm>
  );
}

/** How a condition was found, and on which day. */
export function CheckForm({ programme, onSaved }: Omit<FormProps, 'onStale'>) {
  const [condition, setCondition] = useState<StandardCondition>(programme.conditions.find(({ toCheckAgain }) => toCheckAgain)?.condition ?? 'standard_adopted');
  const [standing, setStanding] = useState<ConditionStanding>('fulfilled');
  const [checkedOn, setCheckedOn] = useState(toLocalDay(new Date()));
  const day = standing === 'unknown' ? null : checkedOn;
  const entry = useEntry(`check-${programme.centreId}`, {
    check: () => (day === '' ? [['checkedOn', 'required']] : []),
    send: async () => onSaved(await request('POST', '/court-districts/programmes/{id}/checks', { path: { id: programme.centreId }, body: { condition, standing, checkedOn: day } })),
  });
  return (
    <EntryForm entry={entry} save={m.standard_save()}>
      <SelectField
        name={entry.nameOf('condition')}
        label={m.standard_condition()}
        value={condition}
        onChange={({ currentTarget }) => setCondition(currentTarget.value as StandardCondition)}
        options={STANDARD_CONDITIONS.map((value) => ({ value, label: labelOf(CONDITION_LABELS, value) }))}
        error={entry.errorOf('condition')}
      />
      <SelectField
        name={entry.nameOf('standing')}
        label={m.standard_standing()}
        value={standing}
        onChange={({ currentTarget }) => setStanding(currentTarget.value as ConditionStanding)}
        options={CONDITION_STANDINGS.map((value) => ({ value, label: labelOf(STANDING_LABELS, value) }))}
        error={entry.errorOf('standing')}
      />
      {standing === 'unknown' ? null : (
        <DateTime of="day" name={entry.nameOf('checkedOn')} label={m.standard_checked()} value={checkedOn} onChange={({ currentTarget }) => setCheckedOn(currentTarget.value)} error={entry.errorOf('checkedOn')} />
      )}
    </EntryForm>
  );
}

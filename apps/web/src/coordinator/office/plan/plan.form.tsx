import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { m } from '../../../generated/messages/messages.js';
import { request } from '../../../shared/api/http';
import { DateTime } from '../../../shared/kern/date-time';
import { TextField } from '../../../shared/kern/field';
import { TextArea } from '../../../shared/kern/text-area';
import { EntryForm } from './entry-form';
import { plansQuery, type Plan, type PlanBody, type PlanFrame } from './plan-queries';
import { useEntry } from './use-entry';

const FIELD = /^(\d{1,2})[.):]?\s+(\S.{2,199})$/;
const linesOf = (text: string): readonly string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** Enters a plan, or changes title, time and fields of one. */
export function PlanForm({ plan = null, onSaved }: { readonly plan?: PlanFrame | null; readonly onSaved: () => void }) {
  const client = useQueryClient();
  const [version, setVersion] = useState(plan?.version ?? 0);
  const [title, setTitle] = useState(plan?.title ?? '');
  const [startsOn, setStartsOn] = useState(plan?.startsOn ?? '');
  const [endsOn, setEndsOn] = useState(plan?.endsOn ?? '');
  const [fields, setFields] = useState((plan?.fields ?? []).map(({ number, title: name }) => `${number} ${name}`).join('\n'));
  const body = (): PlanBody => ({
    title: title.trim(), startsOn, endsOn: endsOn === '' ? null : endsOn,
    fields: linesOf(fields).map((line) => FIELD.exec(line)).map((found) => ({ number: Number(found?.[1]), title: found?.[2] ?? '' })),
  });
  const entry = useEntry(plan === null ? 'plan-new' : `plan-${plan.id}`, {
    check: () => [
      ...(title.trim() === '' ? [['title', 'required'] as const] : []),
      ...(startsOn === '' ? [['startsOn', 'required'] as const] : []),
      ...(linesOf(fields).length === 0 || linesOf(fields).some((line) => !FIELD.test(line)) ? [['fields', 'field_lines'] as const] : []),
    ],
    send: async () => {
      const plans: readonly Plan[] = plan === null ? await request('POST', '/coordination/plans', { body: body() }) : await request('PUT', '/coordination/plans/{id}', { path: { id: plan.id }, version, body: body() });
      client.setQueryData(plansQuery.queryKey, [...plans]);
      onSaved();
    },
    onStale: async () => setVersion((await client.fetchQuery({ ...plansQuery, staleTime: 0 })).find(({ id }) => id === plan?.id)?.version ?? version),
  });
  const { nameOf, errorOf } = entry;
  return (
    <EntryForm entry={entry} save={plan === null ? m.plan_enter() : m.plan_save()}>
      <TextField name={nameOf('title')} label={m.plan_title()} maxLength={200} value={title} onChange={(event) => setTitle(event.currentTarget.value)} error={errorOf('title')} />
      <div className="form__pair">
        <DateTime of="day" name={nameOf('startsOn')} label={m.plan_starts()} value={startsOn} onChange={(event) => setStartsOn(event.currentTarget.value)} error={errorOf('startsOn')} />
        <DateTime of="day" name={nameOf('endsOn')} label={m.plan_ends()} optional value={endsOn} onChange={(event) => setEndsOn(event.currentTarget.value)} error={errorOf('endsOn')} />
      </div>
      <TextArea name={nameOf('fields')} label={m.plan_fields()} hint={m.plan_fields_hint()} value={fields} onChange={(event) => setFields(event.currentTarget.value)} error={errorOf('fields')} />
    </EntryForm>
  );
}

import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { m } from '../../../generated/messages/messages.js';
import type { Schemas } from '../../../shared/api/contract';
import { request } from '../../../shared/api/http';
import { DateTime } from '../../../shared/kern/date-time';
import { TextField } from '../../../shared/kern/field';
import { TextArea } from '../../../shared/kern/text-area';
import { EntryForm } from './entry-form';
import { useEntry } from './use-entry';

type Body = Schemas['ExpertBodyView'];
type Paper = Schemas['PositionPaperView'];
type Saved = (bodies: readonly Body[]) => void;

const missing = (values: Readonly<Record<string, string>>, fields: readonly string[]): readonly (readonly [string, string])[] => fields.filter((field) => (values[field] ?? '').trim() === '').map((field) => [field, 'required']);
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Values of a form and what its fields need of them. */
function useValues<Values extends Readonly<Record<string, string>>>(first: Values) {
  const [values, setValues] = useState(first);
  const set = (field: keyof Values) => (event: { readonly currentTarget: { readonly value: string } }) => setValues({ ...values, [field]: event.currentTarget.value });
  return { values, set };
}

export function BodyForm({ onSaved }: { readonly onSaved: Saved }) {
  const { values, set } = useValues({ name: '' });
  const entry = useEntry('body-new', { check: () => missing(values, ['name']), send: async () => onSaved(await request('POST', '/coordination/bodies', { body: { name: values.name.trim() } })) });
  return (
    <EntryForm entry={entry} save={m.plan_save()}>
      <TextField name={entry.nameOf('name')} label={m.mandate_body()} maxLength={200} value={values.name} onChange={set('name')} error={entry.errorOf('name')} />
    </EntryForm>
  );
}

export function MandateForm({ body, onSaved }: { readonly body: Body; readonly onSaved: Saved }) {
  const { values, set } = useValues({ seat: '', delegate: '', deputy: '', startsOn: '', endsOn: '' });
  const entry = useEntry(`mandate-${body.id}`, {
    check: () => missing(values, ['seat', 'delegate', 'startsOn']),
    send: async () =>
      onSaved(
        await request('POST', '/coordination/bodies/{id}/mandates', {
          path: { id: body.id }, body: { seat: values.seat.trim(), delegate: values.delegate.trim(), deputy: orNull(values.deputy), startsOn: values.startsOn, endsOn: orNull(values.endsOn) },
        }),
      ),
  });
  const { nameOf, errorOf } = entry;
  return (
    <EntryForm entry={entry} save={m.plan_save()}>
      <TextField name={nameOf('seat')} label={m.mandate_seat()} hint={m.mandate_seat_hint()} maxLength={80} value={values.seat} onChange={set('seat')} error={errorOf('seat')} />
      <TextField name={nameOf('delegate')} label={m.mandate_delegate()} maxLength={120} value={values.delegate} onChange={set('delegate')} error={errorOf('delegate')} />
      <TextField name={nameOf('deputy')} label={m.column_deputy()} optional maxLength={120} value={values.deputy} onChange={set('deputy')} error={errorOf('deputy')} />
      <div className="form__pair">
        <DateTime of="day" name={nameOf('startsOn')} label={m.plan_starts()} value={values.startsOn} onChange={set('startsOn')} error={errorOf('startsOn')} />
        <DateTime of="day" name={nameOf('endsOn')} label={m.plan_ends()} optional value={values.endsOn} onChange={set('endsOn')} error={errorOf('endsOn')} />
      </div>
    </EntryForm>
  );
}

/** Says on which day a mandate ends. */
export function MandateEndForm({ mandate, onSaved }: { readonly mandate: Body['mandates'][number]; readonly onSaved: Saved }) {
  const { values, set } = useValues({ endsOn: mandate.endsOn ?? '' });
  const entry = useEntry(`end-${mandate.id}`, { check: () => missing(values, ['endsOn']), send: async () => onSaved(await request('PUT', '/coordination/mandates/{id}/end', { path: { id: mandate.id }, body: { endsOn: values.endsOn } })) });
  return (
    <EntryForm entry={entry} save={m.plan_save()}>
      <DateTime of="day" name={entry.nameOf('endsOn')} label={m.mandate_last_day()} value={values.endsOn} onChange={set('endsOn')} error={entry.errorOf('endsOn')} />
    </EntryForm>
  );
}

export function SittingForm({ body, onSaved }: { readonly body: Body; readonly onSaved: Saved }) {
  const { values, set } = useValues({ heldOn: '' });
  const entry = useEntry(`sitting-${body.id}`, { check: () => missing(values, ['heldOn']), send: async () => onSaved(await request('POST', '/coordination/bodies/{id}/sittings', { path: { id: body.id }, body: { heldOn: values.heldOn } })) });
  return (
    <EntryForm entry={entry} save={m.plan_save()}>
      <DateTime of="day" name={entry.nameOf('heldOn')} label={m.mandate_held_on()} value={values.heldOn} onChange={set('heldOn')} error={entry.errorOf('heldOn')} />
    </EntryForm>
  );
}

/** Writes a position, or one anew: a version that somebody else approves. */
export function PaperForm({ body, paper, onSaved }: { readonly body: Body; readonly paper: Paper | null; readonly onSaved: Saved }) {
  const client = useQueryClient();
  const { values, set } = useValues({ title: paper?.title ?? '', content: paper?.content ?? '' });
  const entry = useEntry(`paper-${paper?.id ?? body.id}`, {
    check: () => missing(values, ['title', 'content']),
    send: async () => {
      const sent = { title: values.title.trim(), content: values.content.trim() };
      onSaved(paper === null ? await request('POST', '/coordination/bodies/{id}/papers', { path: { id: body.id }, body: sent }) : await request('PUT', '/coordination/papers/{id}', { path: { id: paper.id }, version: paper.version, body: sent }));
    },
    onStale: () => client.invalidateQueries({ queryKey: ['bodies'] }),
  });
  const { nameOf, errorOf } = entry;
  return (
    <EntryForm entry={entry} save={m.plan_save()}>
      <TextField name={nameOf('title')} label={m.mandate_paper_title()} maxLength={200} value={values.title} onChange={set('title')} error={errorOf('title')} />
      <TextArea name={nameOf('content')} label={m.mandate_paper()} hint={m.mandate_paper_hint()} rows={8} maxLength={10000} value={values.content} onChange={set('content')} error={errorOf('content')} />
    </EntryForm>
  );
}

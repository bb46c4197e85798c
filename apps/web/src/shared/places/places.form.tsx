import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, type Path } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem, request } from '../api/http';
import { Alert } from '../kern/alert';
import { Button } from '../kern/button';
import { CheckField } from '../kern/check-field';
import { DateTime } from '../kern/date-time';
import { ErrorSummary, toEntries } from '../kern/error-summary';
import { TextField } from '../kern/field';
import { fieldFault } from '../labels/field-fault-labels';
import { OutcomeAlert } from '../referral/outcome-alert';
import { toOutcome, type EventOutcome } from '../referral/send-event';
import { fromLocalInput } from '../time/berlin';
import { PLACES, type OwnPlaces } from './places-queries';

interface Values {
  readonly places: string;
  readonly free: string;
  readonly occupied: string;
  readonly reserved: string;
  readonly reservedUntil: string;
  readonly children: boolean;
}
const FIELDS: readonly Path<Values>[] = ['places', 'free', 'occupied', 'reserved', 'reservedUntil', 'children'];
const FAULTS: Readonly<Record<string, () => string>> = {
  places_do_not_add_up: m.places_error_sum, reservation_without_until: m.places_error_until, until_without_reservation: m.places_error_no_reservation, in_past: m.places_error_past, too_late: m.places_error_late,
};
const faultWords = (code: string): string => (Object.hasOwn(FAULTS, code) ? FAULTS[code]?.() : undefined) ?? fieldFault(code);
const isCount = (value: string): true | string => (/^\d{1,2}$/.test(value.trim()) && Number(value) <= 50) || m.places_error_count();

/** How many places are free, occupied and reserved; begins with what was entered last, its reservation not. */
export function PlacesForm({ own, onSaved }: { readonly own: OwnPlaces; readonly onSaved: (own: OwnPlaces) => void }) {
  const client = useQueryClient();
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const [newest] = own.entries;
  const { register, handleSubmit, formState, getValues, setError } = useForm<Values>({
    defaultValues: { places: newest === undefined ? '' : String(newest.places), free: '', occupied: '', reserved: '0', reservedUntil: '', children: newest?.children ?? false }, shouldFocusError: false,
  });
  const sum = (value: string): true | string => {
    const counted = isCount(value);
    const { free, occupied, reserved } = getValues();
    return counted !== true ? counted : Number(free) + Number(occupied) + Number(reserved) === Number(value) || m.places_error_sum();
  };
  const until = (value: string): true | string => (Number(getValues('reserved')) > 0 ? fromLocalInput(value) !== null || m.places_error_until() : value === '' || m.places_error_no_reservation());
  const submit = handleSubmit(async ({ places, free, occupied, reserved, reservedUntil, children }) => {
    setOutcome(null);
    try {
      const body = { version: own.site.version, places: Number(places), free: Number(free), occupied: Number(occupied), reserved: Number(reserved), reservedUntil: fromLocalInput(reservedUntil)?.toISOString() ?? null, children };
      onSaved(await request('PUT', '/places/own', { body }));
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 412) await client.invalidateQueries({ queryKey: PLACES });
      const faults = error instanceof ApiProblem && error.status === 422 ? error.errors : [];
      for (const { pointer, code } of faults) {
        const field = FIELDS.find((name) => pointer === `/${name}`);
        if (field !== undefined) setError(field, { message: faultWords(code) });
      }
      if (faults.length === 0) setOutcome(toOutcome(error));
    }
  });
  const { errors } = formState;
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary entries={toEntries(errors)} attempt={formState.isSubmitting ? 0 : formState.submitCount} />
      {outcome?.kind === 'stale' ? <Alert kind="warning" title={m.places_stale()} takesFocus /> : <OutcomeAlert outcome={outcome} />}
      <TextField {...register('places', { validate: sum })} label={m.places_places()} hint={m.places_places_hint()} inputMode="numeric" maxLength={2} error={errors.places?.message} />
      <div className="form__pair">
        <TextField {...register('free', { validate: isCount })} label={m.places_field_free()} inputMode="numeric" maxLength={2} error={errors.free?.message} />
        <TextField {...register('occupied', { validate: isCount })} label={m.places_field_occupied()} inputMode="numeric" maxLength={2} error={errors.occupied?.message} />
      </div>
      <div className="form__pair">
        <TextField {...register('reserved', { validate: isCount })} label={m.places_field_reserved()} inputMode="numeric" maxLength={2} error={errors.reserved?.message} />
        <DateTime of="instant" {...register('reservedUntil', { validate: until })} label={m.places_field_until()} hint={m.places_until_hint()} optional error={errors.reservedUntil?.message} />
      </div>
      <CheckField {...register('children')} label={m.places_field_children()} />
      <div className="form__actions">
        <Button look="primary" type="submit" disabled={formState.isSubmitting}>
          {m.places_save()}
        </Button>
      </div>
    </form>
  );
}

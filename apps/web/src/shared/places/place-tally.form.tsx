import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { PLACE_REFUSALS, STAY_BANDS, type PlaceRefusal, type StayBand } from '#domain';
import { getLocale } from '../../generated/messages/runtime.js';
import { m } from '../../generated/messages/messages.js';
import { request } from '../api/http';
import { Button } from '../kern/button';
import { ErrorSummary, type SummaryEntry } from '../kern/error-summary';
import { SelectField, TextField } from '../kern/field';
import { OutcomeAlert } from '../referral/outcome-alert';
import { toOutcome, type EventOutcome } from '../referral/send-event';
import { REFUSAL_NAMES, STAY_NAMES } from './place-labels';
import type { OwnPlaces } from './places-queries';

type Months = OwnPlaces['months'];
interface Values {
  readonly month: string;
  readonly refusals: Readonly<Record<PlaceRefusal, string>>;
  readonly stays: Readonly<Record<StayBand, string>>;
}

const monthName = (day: string): string => new Intl.DateTimeFormat(getLocale(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
const isCount = (value: string): true | string => (/^\d{1,3}$/.test(value.trim()) ? true : m.places_error_tally());
const eachOf = <Name extends string, Value>(names: readonly Name[], valueOf: (name: Name) => Value): Record<Name, Value> => Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, Value>;

function valuesOf(months: Months, month: string): Values {
  const entered = months.find((each) => each.month === month);
  return { month, refusals: eachOf(PLACE_REFUSALS, (name) => String(entered?.refusals?.[name] ?? 0)), stays: eachOf(STAY_BANDS, (name) => String(entered?.stays?.[name] ?? 0)) };
}

/** Refusals by reason and ended stays by length of a month; the first one offered is the last month that nobody has entered. */
export function PlaceTallyForm({ months, onSaved }: { readonly months: Months; readonly onSaved: (own: OwnPlaces) => void }) {
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const first = months.find(({ refusals }) => refusals === null) ?? months[0];
  const { register, handleSubmit, formState, getValues, reset } = useForm<Values>({ defaultValues: valuesOf(months, first?.month ?? ''), shouldFocusError: false });
  const { errors } = formState;
  const submit = handleSubmit(async ({ month, refusals, stays }) => {
    setOutcome(null);
    try {
      onSaved(await request('POST', '/places/own/tallies', { body: { month, refusals: eachOf(PLACE_REFUSALS, (name) => Number(refusals[name])), stays: eachOf(STAY_BANDS, (name) => Number(stays[name])) } }));
    } catch (error) {
      setOutcome(toOutcome(error));
    }
  });
  const entries: readonly SummaryEntry[] = [
    ...PLACE_REFUSALS.flatMap((name) => (errors.refusals?.[name] === undefined ? [] : [{ name: `refusals.${name}`, message: m.places_error_tally() }])),
    ...STAY_BANDS.flatMap((name) => (errors.stays?.[name] === undefined ? [] : [{ name: `stays.${name}`, message: m.places_error_tally() }])),
  ];
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary entries={entries} attempt={formState.isSubmitting ? 0 : formState.submitCount} />
      <OutcomeAlert outcome={outcome} />
      <SelectField
        {...register('month', { onChange: () => reset(valuesOf(months, getValues('month'))) })}
        label={m.tally_month()}
        options={months.map(({ month }) => ({ value: month, label: monthName(month) }))}
      />
      <fieldset className="places__counts">
        <legend className="kern-label">{m.places_refusals()}</legend>
        {PLACE_REFUSALS.map((name) => (
          <TextField key={name} {...register(`refusals.${name}`, { validate: isCount })} label={REFUSAL_NAMES[name]()} inputMode="numeric" maxLength={3} error={errors.refusals?.[name]?.message} />
        ))}
      </fieldset>
      <fieldset className="places__counts">
        <legend className="kern-label">{m.places_stays()}</legend>
        {STAY_BANDS.map((name) => (
          <TextField key={name} {...register(`stays.${name}`, { validate: isCount })} label={STAY_NAMES[name]()} inputMode="numeric" maxLength={3} error={errors.stays?.[name]?.message} />
        ))}
      </fieldset>
      <div className="form__actions">
        <Button look="primary" type="submit" disabled={formState.isSubmitting}>
          {m.tally_enter()}
        </Button>
      </div>
    </form>
  );
}

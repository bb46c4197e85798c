import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { MEETING_KINDS, type MeetingKind } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { request } from '../api/http';
import { Button } from '../kern/button';
import { DateTime } from '../kern/date-time';
import { ErrorSummary, toEntries } from '../kern/error-summary';
import { SelectField, TextField } from '../kern/field';
import { optionsOf } from '../labels/label-of';
import { useActor } from '../session/session';
import { fromLocalInput } from '../time/berlin';
import { districtsOfferedQuery } from './exchange-queries';
import { KIND_LABELS } from './exchange-words';
import { StepAlert, useStep } from './step';

interface Values {
  readonly kind: MeetingKind;
  readonly title: string;
  readonly districtAgs: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
  readonly every: string;
  readonly unit: 'none' | 'weeks' | 'months';
}
const EMPTY: Values = { kind: 'round_table', title: '', districtAgs: '', startsAt: '', endsAt: '', place: '', every: '1', unit: 'none' };

const isInstant = (value: string): true | string => fromLocalInput(value) !== null || m.exchange_error_time();

/** Plans a meeting and leads to its page. A network convenes round tables of its own districts only. */
export function PlanForm() {
  const navigate = useNavigate();
  const { organisation } = useActor();
  const districts = useQuery(districtsOfferedQuery).data ?? [];
  const { went, busy, run } = useStep();
  const { register, handleSubmit, formState: { errors, ...state }, watch, getValues } = useForm<Values>({ defaultValues: EMPTY, shouldFocusError: false });
  const [kind, unit] = watch(['kind', 'unit']);
  const submit = handleSubmit(async (values) => {
    const body = {
      kind: values.kind, title: values.title.trim(), place: values.place.trim() === '' ? null : values.place.trim(), districtAgs: values.districtAgs === '' ? null : values.districtAgs,
      startsAt: fromLocalInput(values.startsAt)?.toISOString() ?? '', endsAt: fromLocalInput(values.endsAt)?.toISOString() ?? '',
      rhythm: values.unit === 'none' ? null : { every: Number(values.every), unit: values.unit },
    };
    const made = await run(() => request('POST', '/coordination/meetings', { body }), { said: m.exchange_planned(), shows: (meeting) => meeting });
    if (made !== null) await navigate({ to: '/exchange/$meeting', params: { meeting: made.id } });
  });
  const kinds = organisation.kind === 'state_office' ? MEETING_KINDS : (['round_table'] as const);
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary entries={toEntries(errors)} attempt={state.isSubmitting ? 0 : state.submitCount} />
      <StepAlert went={went} />
      <SelectField {...register('kind')} label={m.exchange_kind()} options={optionsOf(KIND_LABELS, kinds)} />
      <TextField {...register('title', { validate: (value) => value.trim() !== '' || m.exchange_error_title() })} label={m.exchange_name()} maxLength={160} error={errors.title?.message} />
      <SelectField
        {...register('districtAgs', { validate: (value) => value !== '' || getValues('kind') !== 'round_table' || m.exchange_no_district_missing() })}
        label={m.exchange_district()}
        optional={kind !== 'round_table'}
        placeholder={m.exchange_choose()}
        options={districts.map(({ ags, name }) => ({ value: ags, label: name }))}
        error={errors.districtAgs?.message}
      />
      <div className="form__pair">
        <DateTime {...register('startsAt', { validate: isInstant })} of="instant" label={m.exchange_starts()} error={errors.startsAt?.message} />
        <DateTime
          {...register('endsAt', { validate: (value) => (isInstant(value) === true ? value > getValues('startsAt') || m.exchange_no_ends_before_start() : m.exchange_error_time()) })}
          of="instant" label={m.exchange_ends()} error={errors.endsAt?.message}
        />
      </div>
      <TextField {...register('place')} label={m.exchange_place()} hint={m.exchange_place_hint()} optional maxLength={300} />
      <div className="form__pair">
        <SelectField {...register('unit')} label={m.exchange_rhythm()} options={[{ value: 'none', label: m.exchange_rhythm_none() }, { value: 'weeks', label: m.exchange_rhythm_weeks() }, { value: 'months', label: m.exchange_rhythm_months() }]} />
        {unit === 'none' ? null : (
          <TextField {...register('every', { validate: (value) => (/^\d{1,2}$/.test(value) && Number(value) >= 1 && Number(value) <= 52) || m.exchange_error_every() })} label={m.exchange_every()} inputMode="numeric" maxLength={2} error={errors.every?.message} />
        )}
      </div>
      <div className="form__actions">
        <Button look="primary" type="submit" disabled={busy}>{m.exchange_plan()}</Button>
      </div>
    </form>
  );
}

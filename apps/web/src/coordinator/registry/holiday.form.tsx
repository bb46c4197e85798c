import { useEffect, useState } from 'react';
import { useForm, type Path } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { Button } from '../../shared/kern/button';
import { DateTime } from '../../shared/kern/date-time';
import { ErrorSummary, toEntries } from '../../shared/kern/error-summary';
import { TextField } from '../../shared/kern/field';
import { OutcomeAlert } from '../../shared/referral/outcome-alert';
import { toDay } from '../../shared/time/format';
import { nextVersion } from './next-version';
import { OvertakenForm, ProposingEnd } from './proposing-parts';
import type { HolidayCalendar } from './registry-queries';
import { useProposing } from './use-proposing';

interface Values {
  readonly added: readonly { readonly day: string; readonly name: string }[];
  /** Days that go; chosen in the table above. */
  readonly removed: readonly string[];
  readonly reason: string;
}
const fieldOf = (): Path<Values> => 'reason';
const fieldAt = (pointer: string): Path<Values> | null => {
  const [, index, part] = /^\/calendar\/add\/(\d+)\/(day|name)$/.exec(pointer) ?? [];
  if (index !== undefined) return `added.${Number(index)}.${part === 'day' ? 'day' : 'name'}`;
  return pointer === '/reason' ? 'reason' : null;
};

/** Adds and removes public holidays: checked first, then proposed as a new version of the calendar. */
export function HolidayForm({ calendar, removed }: { readonly calendar: HolidayCalendar; readonly removed: readonly string[] }) {
  const [base, setBase] = useState(calendar.version);
  const form = useForm<Values>({ defaultValues: { added: [], removed: [], reason: '' }, shouldFocusError: false });
  const proposing = useProposing(form, { fieldOf, fieldAt });
  const { register, unregister, handleSubmit, formState, setValue, watch } = form;
  const added = watch('added');
  const drop = (index: number): void => {
    unregister('added');
    setValue('added', added.filter((_, each) => each !== index));
  };
  const { errors } = formState;
  useEffect(() => setValue('removed', removed), [setValue, removed]);
  const isFree = (day: string): true | string => {
    if (day === '' || Number(day.slice(0, 4)) < calendar.from || Number(day.slice(0, 4)) > calendar.to) return m.registry_error_calendar_day({ from: calendar.from, to: calendar.to });
    return calendar.holidays.every((holiday) => holiday.day !== day) || m.registry_error_already_holiday();
  };
  const submit = handleSubmit(async ({ reason }) => {
    if (added.length + removed.length === 0) return form.setError('reason', { type: 'server', message: m.registry_error_nothing() });
    await proposing.check({ kind: 'calendar', calendar: { version: nextVersion(base), add: added.map(({ day, name }) => ({ day, name: name.trim() })), remove: removed } }, reason.trim(), { calendar: base });
  });
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary entries={toEntries(errors)} attempt={formState.isSubmitting ? 0 : formState.submitCount} />
      <OutcomeAlert outcome={proposing.outcome} />
      <OvertakenForm proposing={proposing} lines={[]} onGoOn={() => setBase(calendar.version)} />
      {removed.length === 0 ? null : <p className="kern-body">{m.registry_holidays_go({ days: removed.map(toDay).join('; ') })}</p>}
      {added.map((_, index) => (
        <div key={index} className="form__group">
          <div className="form__pair">
            <DateTime {...register(`added.${index}.day`, { validate: isFree })} of="day" label={m.registry_column_day()} error={errors.added?.[index]?.day?.message} />
            <TextField {...register(`added.${index}.name`, { required: m.registry_error_holiday_name(), minLength: { value: 3, message: m.registry_error_holiday_name() } })} label={m.registry_holiday_name()} maxLength={80} error={errors.added?.[index]?.name?.message} />
          </div>
          <div>
            <Button onClick={() => drop(index)}>{m.registry_holiday_drop()}</Button>
          </div>
        </div>
      ))}
      <div>
        <Button icon="plus" onClick={() => setValue('added', [...added, { day: '', name: '' }])}>
          {m.registry_holiday_add()}
        </Button>
      </div>
      <TextField {...register('reason', { required: m.registry_error_reason(), minLength: { value: 3, message: m.error_too_short() } })} label={m.registry_reason()} hint={m.registry_reason_hint()} maxLength={200} error={errors.reason?.message} />
      <ProposingEnd proposing={proposing} busy={formState.isSubmitting} />
    </form>
  );
}

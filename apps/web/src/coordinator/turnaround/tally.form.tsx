import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { request } from '../../shared/api/http';
import { Button } from '../../shared/kern/button';
import { ErrorSummary, toEntries } from '../../shared/kern/error-summary';
import { SelectField, TextField } from '../../shared/kern/field';
import { OutcomeAlert } from '../../shared/referral/outcome-alert';
import { toOutcome, type EventOutcome } from '../../shared/referral/send-event';
import type { TalliedMonth } from './turnaround-queries';
import { monthName } from './turnaround-words';

interface Values {
  readonly month: string;
  readonly deployments: string;
  readonly refused: string;
}

const MOST = 100_000;
const valuesOf = (months: readonly TalliedMonth[], month: string): Values => {
  const tally = months.find((each) => each.month === month)?.tally ?? null;
  return { month, deployments: tally === null ? '' : String(tally.deployments), refused: tally === null ? '' : String(tally.refused) };
};
const isCount = (value: string): true | string => (/^\d{1,6}$/.test(value.trim()) && Number(value) <= MOST) || m.tally_error_count();

export interface TallyFormProps {
  /** Newest first. */
  readonly months: readonly TalliedMonth[];
  readonly onEntered: (months: readonly TalliedMonth[], month: string) => void;
}

/** Enters two numbers of a month; the first one offered is the last month that nobody has entered. */
export function TallyForm({ months, onEntered }: TallyFormProps) {
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const first = months.find(({ tally }) => tally === null) ?? months[0];
  const form = useForm<Values>({ defaultValues: valuesOf(months, first?.month ?? ''), shouldFocusError: false });
  const { register, handleSubmit, formState, getValues, reset } = form;
  const refused = (value: string): true | string => {
    const counted = isCount(value);
    return counted !== true ? counted : Number(value) <= Number(getValues('deployments')) || m.tally_error_refused();
  };
  const submit = handleSubmit(async ({ month, deployments, refused: not }) => {
    setOutcome(null);
    try {
      onEntered(await request('POST', '/turnaround/tallies', { body: { month, deployments: Number(deployments), refused: Number(not) } }), month);
    } catch (error) {
      setOutcome(toOutcome(error));
    }
  });
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary entries={toEntries(formState.errors)} attempt={formState.isSubmitting ? 0 : formState.submitCount} />
      <OutcomeAlert outcome={outcome} />
      <SelectField
        {...register('month', { onChange: () => reset(valuesOf(months, getValues('month'))) })}
        label={m.tally_month()}
        options={months.map(({ month }) => ({ value: month, label: monthName(month) }))}
      />
      <div className="form__pair">
        <TextField {...register('deployments', { validate: isCount })} label={m.tally_deployments()} inputMode="numeric" maxLength={6} error={formState.errors.deployments?.message} />
        <TextField {...register('refused', { validate: refused })} label={m.tally_refused()} hint={m.tally_refused_hint()} inputMode="numeric" maxLength={6} error={formState.errors.refused?.message} />
      </div>
      <div className="form__actions">
        <Button look="primary" type="submit" disabled={formState.isSubmitting}>
          {m.tally_enter()}
        </Button>
      </div>
    </form>
  );
}

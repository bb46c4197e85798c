import { useFormContext } from 'react-hook-form';
import { RISK_LEVELS, TARGET_GROUPS } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { useLocale } from '../../shared/locale/locale';
import { CheckField, RadioGroup } from '../../shared/kern/check-field';
import { DateTime } from '../../shared/kern/date-time';
import { SelectField, TextField } from '../../shared/kern/field';
import { useLater } from '../../shared/later/use-later';
import { LANGUAGES } from '../../shared/labels/code-lists';
import { LANGUAGE_LABELS } from '../../shared/labels/contact-labels';
import { TARGET_LABELS } from '../../shared/labels/referral-labels';
import { RISK_LABELS } from '../../shared/labels/state-labels';
import { optionsOf } from '../../shared/labels/label-of';
import { proposedLastDay, type ReportValues } from './report-values';

/** For whom a centre is looked for. */
export function TargetGroupField() {
  const { register, formState } = useFormContext<ReportValues>();
  return (
    <RadioGroup
      name="targetGroup"
      legend={m.report_target()}
      horizontal
      options={optionsOf(TARGET_LABELS, TARGET_GROUPS)}
      control={register('targetGroup', { required: m.error_target() })}
      error={formState.errors.targetGroup?.message}
    />
  );
}

/** Language, children, risk and what else the centre should know. */
export function SituationFields() {
  const { register, watch, formState } = useFormContext<ReportValues>();
  return (
    <>
      <div className="form__pair">
        <SelectField {...register('language')} label={m.contact_language()} options={optionsOf(LANGUAGE_LABELS, LANGUAGES)} />
        <TextField
          {...register('children', { pattern: { value: /^\d{0,2}$/, message: m.error_children() } })}
          label={m.contact_children()}
          inputMode="numeric"
          maxLength={2}
          optional
          error={formState.errors.children?.message}
        />
      </div>
      <CheckField {...register('interpreter')} label={m.contact_interpreter()} />
      <RadioGroup name="risk" legend={m.report_risk()} hint={m.report_risk_hint()} horizontal options={optionsOf(RISK_LABELS, RISK_LEVELS)} control={register('risk')} />
      <details className="disclosure kern-body">
        <summary>{m.report_more()}</summary>
        <div className="form">
          <DateTime {...register('occurredAt', { required: m.error_date_time() })} of="instant" label={m.report_occurred()} error={formState.errors.occurredAt?.message} />
          <CheckField {...register('minor')} label={m.report_minor()} />
          {watch('minor') ? <CheckField {...register('minorCapacityConfirmed')} label={m.report_minor_capacity()} /> : null}
          <CheckField {...register('addressBlock')} label={m.report_address_block()} />
          <CheckField {...register('mutualAllegation')} label={m.report_mutual_allegation()} />
        </div>
      </details>
    </>
  );
}

const loadWhy = () => import('./measure-why');

/** Expulsion and ban on return: from when until when. The end is proposed; the police form decides. */
export function MeasureFields() {
  const { register, setValue, watch, formState } = useFormContext<ReportValues>();
  const { locale } = useLocale();
  // The sentence on the end of the measure comes after the page.
  const why = useLater(loadWhy)?.measureWhy(watch('orderedAt'), locale) ?? null;
  const ordered = register('orderedAt', { onChange: (event: { target: { value: string } }) => setValue('lastDayOn', proposedLastDay(event.target.value)) });
  return (
    <>
      <CheckField {...register('measure')} label={m.report_measure()} />
      {watch('measure') ? (
        <div className="form__pair">
          <DateTime {...ordered} of="instant" label={m.report_ordered()} error={formState.errors.orderedAt?.message} />
          <DateTime
            {...register('lastDayOn', { required: m.error_date() })}
            of="day"
            label={m.report_last_day()}
            hint={`${m.report_measure_law()}${why === null ? '' : ` ${m.report_measure_why({ why })}`}`}
            error={formState.errors.lastDayOn?.message}
          />
        </div>
      ) : null}
    </>
  );
}

import { useState } from 'react';
import { FormProvider, useForm, type Path } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { DateTime } from '../../shared/kern/date-time';
import { ErrorSummary, toEntries } from '../../shared/kern/error-summary';
import { TextField } from '../../shared/kern/field';
import { OutcomeAlert } from '../../shared/referral/outcome-alert';
import { AttemptRuleFields, SpanField, TermsFields } from './agreement-fields';
import { toAgreement, toAgreementValues, toParameters, type AgreementValues } from './agreement-values';
import { agreementLines, agreementSentences, type WholeParameters } from './agreement-words';
import { changedLines } from './entry-lines';
import { OvertakenForm, ProposingEnd } from './proposing-parts';
import type { AgreementLine, Problem } from './registry-queries';
import { useProposing } from './use-proposing';

function fieldOf({ code }: Problem): Path<AgreementValues> {
  if (code === 'escalation_out_of_order') return 'escalation.firstAttempt.third.amount';
  return code === 'agreement_shorter_than_escalation' ? 'validTo' : code === 'nothing_changes' ? 'reason' : 'validFrom';
}
const fieldAt = (pointer: string): Path<AgreementValues> | null =>
  pointer.endsWith('/validFrom') ? 'validFrom' : pointer.endsWith('/validTo') ? 'validTo' : pointer === '/reason' ? 'reason' : pointer.startsWith('/agreement/parameters') ? 'firstAttempt.amount' : null;

/** The effect of the terms in sentences, as they are typed. */
function Says({ parameters }: { readonly parameters: WholeParameters }) {
  return (
    <div className="registry-says kern-body" role="group" aria-labelledby="registry-says">
      <h3 className="kern-title" id="registry-says">
        {m.registry_says_title()}
      </h3>
      {agreementSentences(parameters).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

export interface AgreementFormProps {
  readonly present: AgreementLine;
  /** The terms that the form begins with. */
  readonly draft: { readonly parameters: WholeParameters; readonly validFrom: string; readonly validTo: string | null };
}

/** Writes a new version of an agreement: checked first, then proposed. */
export function AgreementForm({ present, draft }: AgreementFormProps) {
  const [base, setBase] = useState(String(present.version));
  const form = useForm<AgreementValues>({ defaultValues: toAgreementValues(draft.parameters, draft.validFrom, draft.validTo), shouldFocusError: false });
  const proposing = useProposing(form, { fieldOf, fieldAt });
  const { register, handleSubmit, formState, watch } = form;
  const values = watch();
  const { errors } = formState;
  const submit = handleSubmit((given) =>
    proposing.check({ kind: 'agreement', agreement: toAgreement(given, present.policeAuthority.id, present.centre.id) }, given.reason.trim(), { [present.subject]: base }),
  );
  const mine = agreementLines(toParameters(values), { validFrom: values.validFrom === '' ? null : values.validFrom, validTo: values.validTo === '' ? null : values.validTo });
  const held = agreementLines(present.parameters as WholeParameters, { validFrom: present.validFrom, validTo: present.validTo });
  return (
    <FormProvider {...form}>
      <form className="form" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary entries={toEntries(errors)} attempt={formState.isSubmitting ? 0 : formState.submitCount} />
        <OutcomeAlert outcome={proposing.outcome} />
        <OvertakenForm proposing={proposing} lines={changedLines(held, mine)} onGoOn={() => setBase(String(present.version))} />
        <SpanField name="firstAttempt" legend={m.registry_first_attempt()} />
        <SpanField name="acknowledge" legend={m.registry_acknowledge()} />
        <Says parameters={toParameters(values)} />
        <TermsFields />
        <AttemptRuleFields />
        <SpanField name="escalation.firstAttempt.second" legend={m.registry_first_second()} />
        <SpanField name="escalation.firstAttempt.third" legend={m.registry_first_third()} />
        <SpanField name="escalation.acknowledge.second" legend={m.registry_acknowledge_second()} />
        <SpanField name="escalation.acknowledge.third" legend={m.registry_acknowledge_third()} />
        <div className="form__pair">
          <DateTime {...register('validFrom', { required: m.error_date() })} of="day" label={m.registry_valid_from()} error={errors.validFrom?.message} />
          <DateTime {...register('validTo')} of="day" label={m.registry_valid_to()} optional error={errors.validTo?.message} />
        </div>
        <TextField {...register('reason', { required: m.registry_error_reason(), minLength: { value: 3, message: m.error_too_short() } })} label={m.registry_reason()} hint={m.registry_reason_hint()} maxLength={200} error={errors.reason?.message} />
        <ProposingEnd proposing={proposing} busy={formState.isSubmitting} />
      </form>
    </FormProvider>
  );
}

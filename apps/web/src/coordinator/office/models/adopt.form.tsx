import { useQuery } from '@tanstack/react-query';
import { FormProvider, useForm, type Path } from 'react-hook-form';
import { m } from '../../../generated/messages/messages.js';
import { DateTime } from '../../../shared/kern/date-time';
import { ErrorSummary, toEntries } from '../../../shared/kern/error-summary';
import { SelectField, TextField } from '../../../shared/kern/field';
import { OutcomeAlert } from '../../../shared/referral/outcome-alert';
import { toLocalDay } from '../../../shared/time/format';
import { useNow } from '../../../shared/time/now';
import { agreementLines, withGiven, type WholeParameters } from '../../registry/agreement-words';
import { changedLines } from '../../registry/entry-lines';
import { ChangeTable, OvertakenForm, ProposingEnd } from '../../registry/proposing-parts';
import { Waiting } from '../../registry/registry-head';
import { agreementsQuery, type AgreementLine, type Problem } from '../../registry/registry-queries';
import { useProposing } from '../../registry/use-proposing';
import type { Model } from './model-queries';

interface AdoptValues {
  readonly pair: string;
  readonly validFrom: string;
  readonly reason: string;
}

const fieldOf = ({ code }: Problem): Path<AdoptValues> => (code === 'unknown_centre' ? 'pair' : code === 'nothing_changes' ? 'reason' : 'validFrom');
const fieldAt = (pointer: string): Path<AdoptValues> | null =>
  pointer.endsWith('/validFrom') ? 'validFrom' : pointer === '/reason' ? 'reason' : pointer.startsWith('/agreement') ? 'pair' : null;

/** What the terms of a model would change for one authority and one centre. */
function Changes({ line, model }: { readonly line: AgreementLine; readonly model: Model }) {
  const when = { validFrom: null, validTo: null };
  const running = line.parameters as WholeParameters;
  const lines = changedLines(agreementLines(running, when), agreementLines(withGiven(line.parameters, model.template ?? {}), when));
  return lines.length === 0 ? <p className="kern-body">{m.model_adopt_changes_nothing()}</p> : <ChangeTable caption={m.model_adopt_changes()} lines={lines} />;
}

/** Adopts a model for an authority and a centre: what it changes and what it contradicts is shown, then it is proposed as a version of their agreement. */
export function AdoptForm({ model }: { readonly model: Model }) {
  const today = toLocalDay(useNow());
  const query = useQuery(agreementsQuery);
  const form = useForm<AdoptValues>({ defaultValues: { pair: '', validFrom: today, reason: m.model_adopt_reason({ title: model.title }).slice(0, 200) }, shouldFocusError: false });
  const proposing = useProposing(form, { fieldOf, fieldAt });
  const { register, handleSubmit, formState, watch } = form;
  const { errors } = formState;
  const line = query.data?.find(({ subject }) => subject === watch('pair'));
  const submit = handleSubmit(async ({ validFrom, reason }) => {
    if (line === undefined) return;
    const { policeAuthority, centre, subject, version } = line;
    await proposing.check({ kind: 'agreement', agreement: { policeAuthorityId: policeAuthority.id, centreId: centre.id, validFrom, parameters: model.template ?? {}, modelId: model.id } }, reason.trim(), { [subject]: String(version) });
  });
  if (query.data === undefined) return <Waiting query={query} />;
  return (
    <FormProvider {...form}>
      <form className="form" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary entries={toEntries(errors)} attempt={formState.isSubmitting ? 0 : formState.submitCount} />
        <OutcomeAlert outcome={proposing.outcome} />
        <OvertakenForm proposing={proposing} lines={[]} onGoOn={() => undefined} />
        <SelectField
          {...register('pair', { required: m.model_error_pair() })} label={m.model_adopt_for()} placeholder={m.model_choose()} error={errors.pair?.message}
          options={query.data.map(({ subject, policeAuthority, centre }) => ({ value: subject, label: m.registry_pair({ authority: policeAuthority.name, centre: centre.name }) }))}
        />
        {line === undefined ? null : <Changes line={line} model={model} />}
        <DateTime {...register('validFrom', { required: m.error_date() })} of="day" label={m.registry_valid_from()} min={today} error={errors.validFrom?.message} />
        <TextField {...register('reason', { required: m.registry_error_reason(), minLength: { value: 3, message: m.error_too_short() } })} label={m.registry_reason()} hint={m.registry_reason_hint()} maxLength={200} error={errors.reason?.message} />
        <ProposingEnd proposing={proposing} busy={formState.isSubmitting} />
      </form>
    </FormProvider>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useBlocker, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { referralQuery } from '../../shared/api/queries';
import { Alert } from '../../shared/kern/alert';
import { Button } from '../../shared/kern/button';
import { ErrorSummary, toEntries } from '../../shared/kern/error-summary';
import { TextField } from '../../shared/kern/field';
import { PageTitle } from '../../shared/kern/page-title';
import { fieldFault } from '../../shared/labels/field-fault-labels';
import { localised } from '../../shared/locale/locale';
import { CoreFields, PhoneField, SafeContactFields } from '../../shared/referral/contact-fields';
import { OutcomeAlert } from '../../shared/referral/outcome-alert';
import { useTime } from '../../shared/time/now';
import { ConsentFields } from './consent-fields';
import { PlaceField } from './place-field';
import { ReceivingCentre } from './receiving-centre';
import { emptyReport, fieldOf, toNewReferral, type ReportValues } from './report-values';
import { useSendReport, type Sent } from './send-report';
import { MeasureFields, SituationFields, TargetGroupField } from './situation-fields';

function SentAlert({ sent }: { readonly sent: Sent | null }) {
  if (sent?.kind === 'lost') {
    return (
      <Alert kind="warning" title={m.report_not_sent()} takesFocus>
        <p>{m.report_not_sent_text()}</p>
      </Alert>
    );
  }
  return <OutcomeAlert outcome={sent === null || sent.kind === 'sent' ? null : sent} />;
}

function Group({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className="form__group" aria-label={title}>
      <h2 className="kern-heading-medium">{title}</h2>
      {children}
    </section>
  );
}

function PoliceReferenceField({ form }: { readonly form: ReturnType<typeof useForm<ReportValues>> }) {
  return (
    <TextField
      {...form.register('policeReference', { required: m.error_police_reference() })}
      label={m.report_police_reference()}
      hint={m.report_police_reference_hint()}
      error={form.formState.errors.policeReference?.message}
    />
  );
}

/** One page for the whole hand-over. Nothing typed is lost by an error, a lost connection or an expired session. */
export const ReportPage = localised(function ReportPage() {
  const { source } = useTime();
  const navigate = useNavigate();
  const client = useQueryClient();
  const send = useSendReport();
  const [sent, setSent] = useState<Sent | null>(null);
  const done = useRef(false);
  const form = useForm<ReportValues>({ defaultValues: emptyReport(source()), shouldFocusError: false });
  const { isDirty } = form.formState;
  useBlocker({ shouldBlockFn: () => isDirty && !done.current && !window.confirm(m.report_leave()), enableBeforeUnload: () => isDirty && !done.current });

  const submit = form.handleSubmit(async (values) => {
    setSent(null);
    const result = await send(toNewReferral(values, source()));
    if (result.kind === 'sent') {
      done.current = true;
      client.setQueryData(referralQuery(result.referral.id).queryKey, result.referral);
      void client.invalidateQueries({ queryKey: ['referrals', 'list'] });
      return navigate({ to: '/police/referrals/$id/receipt', params: { id: result.referral.id } });
    }
    if (result.kind === 'invalid') {
      const known = result.errors.map(({ pointer, code }) => ({ field: fieldOf(pointer), code })).filter(({ field }) => field !== null);
      for (const { field, code } of known) form.setError(field as keyof ReportValues, { type: 'server', message: fieldFault(code) });
      return setSent(known.length > 0 ? null : result);
    }
    setSent(result);
  });
  return (
    <FormProvider {...form}>
      <div className="page page--narrow">
        <PageTitle>{m.report_title()}</PageTitle>
        <p className="page__lead kern-body">{m.report_lead()}</p>
        <form className="form" noValidate onSubmit={(event) => void submit(event)}>
          <ErrorSummary entries={toEntries(form.formState.errors)} attempt={form.formState.submitCount} />
          <Group title={m.report_group_place()}>
            <PoliceReferenceField form={form} />
            <PlaceField />
            <TargetGroupField />
            <ReceivingCentre />
          </Group>
          <Group title={m.report_group_person()}>
            <CoreFields />
            <PhoneField />
          </Group>
          <Group title={m.report_group_safe()}>
            <SafeContactFields />
          </Group>
          <Group title={m.report_group_situation()}>
            <SituationFields />
            <MeasureFields />
          </Group>
          <Group title={m.report_group_consent()}>
            <ConsentFields />
          </Group>
          <SentAlert sent={sent} />
          <div className="form__actions">
            <Button look="primary" type="submit" disabled={form.formState.isSubmitting}>
              {sent?.kind === 'lost' ? m.report_send_again() : m.report_send()}
            </Button>
          </div>
        </form>
      </div>
    </FormProvider>
  );
});

import { useQueryClient } from '@tanstack/react-query';
import { useBlocker, useNavigate } from '@tanstack/react-router';
import { useRef, useState, type ReactNode } from 'react';
import { FormProvider, useForm, useFormContext } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { referralQuery } from '../../shared/api/queries';
import { useAnnounce } from '../../shared/kern/announcer';
import { Button } from '../../shared/kern/button';
import { ErrorSummary, toEntries } from '../../shared/kern/error-summary';
import { TextField } from '../../shared/kern/field';
import { PageTitle } from '../../shared/kern/page-title';
import { fieldFault } from '../../shared/labels/field-fault-labels';
import { localised } from '../../shared/locale/locale';
import { PhoneField, SafeContactFields } from '../../shared/referral/contact-fields';
import { useLater } from '../../shared/later/use-later';
import { toLocalInput } from '../../shared/time/berlin';
import { useTime } from '../../shared/time/now';
import { forgetReopened, rememberSent, reopenedReport } from '../sent-memory';
import { CheckCard } from './check-card';
import { ConsentFields } from './consent-fields';
import { DraftOffer } from './draft-offer';
import { PersonFields } from './person-fields';
import { PlaceField } from './place-field';
import { ReceivingCentre } from './receiving-centre';
import { emptyReport, fieldOf, toNewReferral, type ReportValues } from './report-values';
import { SentAlert } from './sent-alert';
import { useRepetition, useSendReport, type Sent } from './send-report';
import { MeasureFields, SituationFields, TargetGroupField } from './situation-fields';
import { useReportDraft, type Kept } from './use-report-draft';

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="form__group" aria-label={title}>
      <h2 className="kern-heading-medium">{title}</h2>
      {children}
    </section>
  );
}

function PoliceReferenceField() {
  const { register, formState } = useFormContext<ReportValues>();
  return (
    <TextField
      data-personal=""
      {...register('policeReference', { required: m.error_police_reference() })}
      label={m.report_police_reference()}
      hint={m.report_police_reference_hint()}
      maxLength={40}
      error={formState.errors.policeReference?.message}
    />
  );
}

const toTime = (iso: string): string => toLocalInput(new Date(iso)).slice(11, 16);

function KeptNote({ kept }: { readonly kept: Kept }) {
  if (kept === null) return null;
  const words = typeof kept === 'object' ? m.report_draft_kept({ time: toTime(kept.at) }) : kept === 'not_kept' ? m.report_draft_not_kept() : m.report_draft_undecided();
  return <p className="kern-body muted">{words}</p>;
}

const loadHint = () => import('./duplicate-hint');

function Entries({ onNo }: { readonly onNo: () => void }) {
  const hint = useLater(loadHint);
  return (
    <>
      <Group title={m.report_group_place()}>
        <PoliceReferenceField />
        <PlaceField />
        <TargetGroupField />
        {hint === null ? null : <hint.DuplicateHint />}
        <ReceivingCentre />
      </Group>
      <Group title={m.report_group_consent()}>
        <ConsentFields onNo={onNo} />
      </Group>
      <Group title={m.report_group_person()}>
        <PersonFields />
        <PhoneField />
      </Group>
      <Group title={m.report_group_safe()}>
        <SafeContactFields />
      </Group>
      <Group title={m.report_group_situation()}>
        <SituationFields />
        <MeasureFields />
      </Group>
      <Group title={m.report_check()}>
        <CheckCard />
      </Group>
    </>
  );
}

/** Sends the form and puts each fault of the answer on its field; `sent` is what is left to say. */
function useSubmit(form: ReturnType<typeof useForm<ReportValues>>, draftId: () => string | undefined, onSent: () => void) {
  const { source } = useTime();
  const navigate = useNavigate();
  const client = useQueryClient();
  const send = useSendReport();
  const [sent, setSent] = useState<Sent | null>(null);
  const repetition = useRepetition(() => void submit());
  const submit = form.handleSubmit(async (values) => {
    const result = await send(toNewReferral(values, source()), draftId());
    if (result.kind === 'sent') {
      onSent();
      rememberSent(result.referral.id, values);
      client.setQueryData(referralQuery(result.referral.id).queryKey, result.referral);
      void client.invalidateQueries({ queryKey: ['referrals', 'list'] });
      return navigate({ to: '/police/referrals/$id/receipt', params: { id: result.referral.id } });
    }
    if (result.kind === 'lost') repetition.plan();
    else repetition.stop();
    if (result.kind !== 'invalid') return setSent(result);
    const known = result.errors.map(({ pointer, code }) => ({ field: fieldOf(pointer, code, values), code })).filter(({ field }) => field !== null);
    for (const { field, code } of known) form.setError(field as keyof ReportValues, { type: 'server', message: fieldFault(code) });
    setSent(known.length > 0 ? null : result);
  }, () => setSent(null));
  return { submit, sent, repetition };
}

/** One page for the whole hand-over. Nothing typed is lost by an error, a lost connection, an expired session or a closed tab. */
export const ReportPage = localised(function ReportPage() {
  const { source } = useTime();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const [reopened] = useState(reopenedReport);
  const done = useRef(false);
  const form = useForm<ReportValues>({ defaultValues: reopened ?? emptyReport(source()), shouldFocusError: false });
  const draft = useReportDraft(reopened !== null);
  const { isDirty } = form.formState;
  const end = (): Promise<void> => {
    done.current = true;
    forgetReopened();
    return draft.end();
  };
  const { submit, sent, repetition } = useSubmit(form, draft.id, () => void end());
  const unsent = (): boolean => (isDirty || reopened !== null) && !done.current;
  // Leaving inside the app loses nothing: the server keeps the form. A closed tab might be quicker than the last entry.
  useBlocker({
    shouldBlockFn: () => {
      if (unsent()) {
        draft.keep(form.getValues());
        forgetReopened();
        announce(m.report_left());
      }
      return false;
    },
    enableBeforeUnload: unsent,
  });
  const keep = (): void => (unsent() ? draft.keep(form.getValues()) : undefined);
  // A tapped answer is whole at once; the form learns of it after this event.
  const keepChoice = ({ target }: { readonly target: EventTarget }): void => {
    if (target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && ['radio', 'checkbox'].includes(target.type))) setTimeout(keep);
  };
  const sayNo = async (): Promise<void> => {
    await end();
    form.reset(emptyReport(source()));
    await navigate({ to: '/police' });
  };
  const resume = async (): Promise<void> => {
    const values = await draft.resume(emptyReport(source()));
    if (values !== null) for (const [name, value] of Object.entries(values)) form.setValue(name as keyof ReportValues, value as never, { shouldDirty: true });
  };
  return (
    <FormProvider {...form}>
      <div className="page page--narrow police">
        <PageTitle>{m.report_title()}</PageTitle>
        <p className="page__lead kern-body">{m.report_lead()}</p>
        {draft.offered === null ? null : <DraftOffer draft={draft.offered} onResume={() => void resume()} onDiscard={() => void draft.discard()} />}
        <form className="form" noValidate onSubmit={(event) => void submit(event)} onBlur={keep} onChange={keepChoice}>
          <ErrorSummary entries={toEntries(form.formState.errors)} attempt={form.formState.submitCount} />
          <Entries onNo={() => void sayNo()} />
          <SentAlert sent={sent} repetition={repetition} />
          <div className="form__actions">
            <Button look="primary" type="submit" disabled={form.formState.isSubmitting}>
              {sent?.kind === 'lost' || sent?.kind === 'signed_out' ? m.report_send_again() : m.report_send()}
            </Button>
          </div>
          <KeptNote kept={draft.kept} />
        </form>
      </div>
    </FormProvider>
  );
});

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useFormContext } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { candidatesQuery } from '../../shared/api/queries';
import type { Candidate, Candidates } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { RadioGroup } from '../../shared/kern/check-field';
import { Loading } from '../../shared/kern/loading';
import { availabilityLines, availabilityWords } from '../../shared/referral/availability-words';
import type { ReportValues } from './report-values';

/** The candidates for what the form says now; null data until place and target group are known. */
export function useCandidates() {
  const { watch } = useFormContext<ReportValues>();
  const [municipality, targetGroup, minor] = watch(['municipality', 'targetGroup', 'minor']);
  const known = municipality !== null && targetGroup !== '';
  return { known, ...useQuery({ ...candidatesQuery({ ags: municipality?.ags ?? '', targetGroup, minor }), enabled: known }) };
}

function Only({ candidate, authority }: { readonly candidate: Candidate; readonly authority: string }) {
  return (
    <div className="receiving kern-body" id="field-centreId">
      <p className="kern-label">{m.report_centre()}</p>
      <p className="receiving__name">{candidate.centre.name}</p>
      <ul className="receiving__lines">
        {availabilityLines(candidate).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="muted">{m.report_authority({ name: authority })}</p>
    </div>
  );
}

function Choice({ candidates }: { readonly candidates: Candidates }) {
  const { register, setValue, getValues, formState } = useFormContext<ReportValues>();
  const [first, ...others] = candidates.candidates;
  const best = first?.centre.id;
  const control = register('centreId', { validate: (value) => value !== '' || best === undefined || m.error_centre() });
  useEffect(() => {
    // The best candidate is proposed in the open; the officer may choose another.
    const current = getValues('centreId');
    if (best !== undefined && !candidates.candidates.some(({ centre }) => centre.id === current)) setValue('centreId', best);
  }, [best, candidates, getValues, setValue]);
  if (first === undefined) {
    return (
      <Alert kind="warning" title={m.report_no_centre()}>
        <p>{m.report_no_centre_text()}</p>
        <p>{candidates.hotline}</p>
      </Alert>
    );
  }
  return (
    <>
      {others.length === 0 ? (
        <Only candidate={first} authority={candidates.authority.name} />
      ) : (
        <RadioGroup
          name="centreId"
          legend={m.report_centre()}
          hint={m.report_authority({ name: candidates.authority.name })}
          options={candidates.candidates.map((candidate) => ({ value: candidate.centre.id, label: candidate.centre.name, hint: availabilityWords(candidate) }))}
          control={control}
          error={formState.errors.centreId?.message}
        />
      )}
      {candidates.candidates.some((candidate) => candidate.openNow || candidate.onCallUntil !== null) ? null : (
        <Alert kind="info" title={m.report_all_closed()}>
          <p>{candidates.hotline}</p>
        </Alert>
      )}
    </>
  );
}

/** Who will receive the report, shown as soon as place and target group are known, with whether anybody is there now. */
export function ReceivingCentre() {
  const { known, data, isError } = useCandidates();
  if (!known) return <p className="kern-body muted">{m.report_centre_later()}</p>;
  if (data !== undefined) return <Choice candidates={data} />;
  return isError ? <Alert kind="warning" title={m.load_failed_text()} /> : <Loading />;
}

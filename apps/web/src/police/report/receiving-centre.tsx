import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useFormContext } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { candidatesQuery } from '../../shared/api/queries';
import { Alert } from '../../shared/kern/alert';
import { RadioGroup } from '../../shared/kern/check-field';
import { Loading } from '../../shared/kern/loading';
import { openWords } from '../../shared/referral/opening-words';
import type { Candidates } from '../../shared/api/views';
import type { ReportValues } from './report-values';

function Choice({ candidates }: { readonly candidates: Candidates }) {
  const { register, setValue, getValues, formState } = useFormContext<ReportValues>();
  const first = candidates.candidates[0];
  const best = first?.centre.id;
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
      <RadioGroup
        name="centreId"
        legend={m.report_centre()}
        hint={m.report_authority({ name: candidates.authority.name })}
        options={candidates.candidates.map((candidate) => ({ value: candidate.centre.id, label: candidate.centre.name, hint: openWords(candidate) }))}
        control={register('centreId', { required: m.error_centre() })}
        error={formState.errors.centreId?.message}
      />
      {candidates.candidates.some((candidate) => candidate.openNow) ? null : (
        <Alert kind="info" title={m.report_all_closed()}>
          <p>{candidates.hotline}</p>
        </Alert>
      )}
    </>
  );
}

/** Who will receive the report, shown as soon as place and target group are known, with whether anybody is there now. */
export function ReceivingCentre() {
  const { watch } = useFormContext<ReportValues>();
  const [municipality, targetGroup, minor] = watch(['municipality', 'targetGroup', 'minor']);
  const known = municipality !== null && targetGroup !== '';
  const query = useQuery({ ...candidatesQuery({ ags: municipality?.ags ?? '', targetGroup, minor }), enabled: known });
  if (!known) return <p className="kern-body muted">{m.report_centre_later()}</p>;
  if (query.data !== undefined) return <Choice candidates={query.data} />;
  return query.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : <Loading />;
}

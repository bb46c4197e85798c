import { useEffect, useRef } from 'react';
import { useFormContext } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import type { Candidate, Candidates } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { RadioGroup } from '../../shared/kern/check-field';
import { availabilityLines, availabilityWords } from '../../shared/referral/availability-words';
import { NoCentre } from './no-centre';
import type { ReportValues } from './report-values';

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

/** The centre that receives the report, or those to choose from, with whether anybody is there now. */
export function CentreChoice({ candidates }: { readonly candidates: Candidates }) {
  const { register, setValue, getValues, formState } = useFormContext<ReportValues>();
  const [first, ...others] = candidates.candidates;
  const best = first?.centre.id;
  const control = register('centreId', { validate: (value) => value !== '' || best === undefined || m.error_centre() });
  const proposed = useRef<string>(undefined);
  useEffect(() => {
    // The best candidate is proposed in the open; the officer may choose another, and that choice stays.
    const current = getValues('centreId');
    const isChosen = current !== proposed.current && candidates.candidates.some(({ centre }) => centre.id === current);
    if (best !== undefined && !isChosen) setValue('centreId', best);
    proposed.current = best;
  }, [best, candidates, getValues, setValue]);
  if (first === undefined) return <NoCentre wayOut={candidates} />;
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
